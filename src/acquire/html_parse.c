/* SPDX-License-Identifier: MIT */
/*
 * Bytes of HTML into a tree, read by libxml2's HTML parser: it knows which tags are left out and
 * which end by themselves, and mends what is broken. Its own tree is not used, because its lines
 * end at 65,535 and columns it has none; its events are. They carry no places either, but the
 * parser stands behind what it hands out: text is looked for there, in the source itself, and so
 * every run of text has its exact place. What an entity names stands where its & stood.
 *
 * Nothing is fetched. What would cost the parser quadratic time is refused before or when it comes:
 * a tag with a thousand attributes (it compares each with all before it), elements nested 512 deep
 * (it searches them all for each end tag; browsers stop there too), and a million elements. A tag
 * of more than 10,000,000 bytes would be given up by the parser in its middle.
 *
 * Two texts are outside of text nodes: the alternative text of a picture and the number of an item
 * in an ordered list are shown, and stand where their tag stands.
 */
#include "acquire/html.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

enum {
    DEEPEST = 512,
    ELEMENTS = 1 << 20,
    ATTRIBUTES = 1000,
    LONGEST_TAG = 9000000,
    LIMIT = 16 << 20
};

struct reader {
    struct page *page;
    struct html *html;
    const char *text;
    size_t len;
    xmlParserCtxtPtr parser;
    struct html_node *open; /* innermost open element, or NULL */
    size_t cursor;          /* everything before it was handed out */
    size_t counted;         /* offset of line and column */
    int line, column;
    struct buf shown;
    size_t covered; /* shown goes to here */
    bool failed;
};

/* ---- elements ----------------------------------------------------------------------------- */

struct element {
    const char *name;
    enum html_tag tag;
    unsigned flags;
};

enum { B = HTML_BLOCK, H = HTML_HIDDEN, A = HTML_BLOCK | HTML_ASIDE };

static const struct element elements[] = {
    {"a", HTML_A, 0},
    {"address", HTML_OTHER, B},
    {"article", HTML_ARTICLE, B},
    {"aside", HTML_OTHER, A},
    {"audio", HTML_OTHER, H},
    {"b", HTML_B, 0},
    {"blockquote", HTML_BLOCKQUOTE, B},
    {"body", HTML_BODY, B},
    {"br", HTML_BR, 0},
    {"button", HTML_OTHER, A},
    {"canvas", HTML_OTHER, H},
    {"caption", HTML_CAPTION, B},
    {"center", HTML_CENTER, B},
    {"col", HTML_COL, 0},
    {"colgroup", HTML_COL, 0},
    {"datalist", HTML_OTHER, H},
    {"dd", HTML_OTHER, B},
    {"details", HTML_OTHER, B},
    {"dialog", HTML_OTHER, A},
    {"div", HTML_DIV, B},
    {"dl", HTML_OTHER, B},
    {"dt", HTML_OTHER, B},
    {"em", HTML_EM, 0},
    {"fieldset", HTML_OTHER, B},
    {"figcaption", HTML_FIGCAPTION, B},
    {"figure", HTML_OTHER, B},
    {"footer", HTML_OTHER, A},
    {"form", HTML_OTHER, B},
    {"h1", HTML_H1, B},
    {"h2", HTML_H1 + 1, B},
    {"h3", HTML_H1 + 2, B},
    {"h4", HTML_H1 + 3, B},
    {"h5", HTML_H1 + 4, B},
    {"h6", HTML_H6, B},
    {"head", HTML_OTHER, B},
    {"header", HTML_OTHER, B},
    {"hr", HTML_OTHER, B},
    {"html", HTML_HTML, B},
    {"i", HTML_EM, 0},
    {"iframe", HTML_OTHER, H},
    {"img", HTML_IMG, 0},
    {"legend", HTML_OTHER, B},
    {"li", HTML_LI, B},
    {"main", HTML_MAIN, B},
    {"menu", HTML_OTHER, A},
    {"meta", HTML_META, H},
    {"nav", HTML_OTHER, A},
    {"noframes", HTML_OTHER, H},
    {"noscript", HTML_OTHER, H},
    {"object", HTML_OTHER, H},
    {"ol", HTML_OL, B},
    {"option", HTML_OTHER, B},
    {"p", HTML_P, B},
    {"pre", HTML_PRE, B},
    {"script", HTML_OTHER, H},
    {"section", HTML_OTHER, B},
    {"select", HTML_OTHER, A},
    {"strong", HTML_B, 0},
    {"style", HTML_OTHER, H},
    {"sub", HTML_SUB, 0},
    {"summary", HTML_OTHER, B},
    {"sup", HTML_SUP, 0},
    {"svg", HTML_OTHER, H},
    {"table", HTML_TABLE, B},
    {"tbody", HTML_TBODY, B},
    {"td", HTML_TD, B},
    {"template", HTML_OTHER, H},
    {"textarea", HTML_OTHER, A},
    {"tfoot", HTML_TFOOT, B},
    {"th", HTML_TH, B},
    {"thead", HTML_THEAD, B},
    {"time", HTML_TIME, 0},
    {"title", HTML_TITLE, B},
    {"tr", HTML_TR, B},
    {"u", HTML_U, 0},
    {"ul", HTML_OTHER, B},
    {"video", HTML_OTHER, H},
};

static const struct element *element_of(const char *name)
{
    static const struct element other = {"", HTML_OTHER, 0};
    for (size_t i = 0; i < COUNT(elements); i++)
        if (strcmp(elements[i].name, name) == 0)
            return &elements[i];
    return &other;
}

const char *html_attribute(const struct html_node *node, const char *name)
{
    for (size_t i = 0; i < node->attribute_count; i++)
        if (strcmp(node->attributes[i].name, name) == 0)
            return node->attributes[i].value;
    return NULL;
}

const char *html_style(const struct html_node *node, const char *property)
{
    const char *style = html_attribute(node, "style");
    size_t len = strlen(property);
    for (const char *p = style; p && *p; p += strcspn(p, ";"), p += *p == ';') {
        p += strspn(p, " \t\n");
        if (strncasecmp(p, property, len) != 0)
            continue;
        const char *at = p + len + strspn(p + len, " \t\n");
        if (*at == ':')
            return at + 1 + strspn(at + 1, " \t\n");
    }
    return NULL;
}

bool html_styled(const struct html_node *node, const char *property, const char *value)
{
    const char *given = html_style(node, property);
    return given && strncasecmp(given, value, strlen(value)) == 0;
}

/* ---- places ------------------------------------------------------------------------------- */

/* Line and column of an offset that is not before the last one asked for. */
static void count_to(struct reader *r, size_t offset)
{
    for (; r->counted < offset && r->counted < r->len; r->counted++) {
        bool feed = r->text[r->counted] == '\n';
        r->line += feed;
        r->column = feed ? 1 : r->column + (((unsigned char)r->text[r->counted] & 0xC0) != 0x80);
    }
}

static size_t parser_offset(const struct reader *r)
{
    long at = xmlByteConsumed(r->parser);
    return at < 0 ? r->cursor : (size_t)at < r->len ? (size_t)at : r->len;
}

static void refuse(struct reader *r, size_t offset, const char *why)
{
    count_to(r, offset);
    diag(r->page->diags, ERROR, (struct pos){r->page->path, r->line, r->column}, "%s", why);
    r->failed = true;
}

/* ---- what is shown ------------------------------------------------------------------------ */

/* What stands between is not shown: a space for each character. */
static void hide_to(struct reader *r, size_t offset)
{
    for (; r->covered < offset; r->covered++) {
        char c = r->text[r->covered];
        if (c == '\n' || ((unsigned char)c & 0xC0) != 0x80)
            buf_add(&r->shown, c == '\n' ? "\n" : " ", 1);
    }
}

/* So many bytes of the source are shown as they are. */
static void show_source(struct reader *r, size_t offset, size_t len)
{
    hide_to(r, offset);
    buf_add(&r->shown, r->text + offset, len);
    r->covered = offset + len;
}

/* `text` is shown at an offset, in place of as many characters of the source. */
static void show(struct reader *r, size_t offset, const char *text)
{
    hide_to(r, offset);
    buf_adds(&r->shown, text);
    for (size_t left = utf8_count(text, strlen(text)); left && r->covered < r->len; left--) {
        if (r->text[r->covered++] == '\n')
            buf_add(&r->shown, "\n", 1);
        while (r->covered < r->len && ((unsigned char)r->text[r->covered] & 0xC0) == 0x80)
            r->covered++;
    }
}

/* ---- the tree ----------------------------------------------------------------------------- */

static struct html_node *add_node(struct reader *r, enum html_tag tag, size_t offset)
{
    struct html_node *node = arena_alloc(r->page->arena, sizeof *node);
    count_to(r, offset);
    *node = (struct html_node){.tag = tag, .line = r->line, .column = r->column, .parent = r->open};
    if (r->open && r->open->last)
        r->open->last->next = node;
    else if (r->open)
        r->open->first = node;
    if (r->open)
        r->open->last = node;
    return node;
}

static bool is_kept(const char *name)
{
    static const char *const kept[] = {
        "align",  "alt",    "class", "colspan",  "content", "data-original", "data-src", "datetime",
        "height", "hidden", "id",    "itemprop", "name",    "property",      "role",     "rowspan",
        "src",    "start",  "style", "value",    "width",   "pubdate",       "scope",    "span"};
    for (size_t i = 0; i < COUNT(kept); i++)
        if (strcmp(kept[i], name) == 0)
            return true;
    return false;
}

static void add_attributes(struct reader *r, struct html_node *node, const xmlChar **given)
{
    for (; given && given[0]; given += 2) {
        const char *name = (const char *)given[0], *value = (const char *)given[1];
        if (!is_kept(name))
            continue;
        node->attributes = arena_grow(r->page->arena, node->attributes, node->attribute_count,
                                      sizeof *node->attributes);
        node->attributes[node->attribute_count++] = (struct html_attribute){
            arena_text(r->page->arena, name, strlen(name)),
            arena_text(r->page->arena, value ? value : "", value ? strlen(value) : 0)};
    }
}

/* White space as single spaces. */
static char *one_line(struct arena *a, const char *text)
{
    char *out = arena_text(a, text, strlen(text)), *to = out;
    for (const char *p = out; *p; p++)
        if (!strchr(" \t\n", *p))
            *to++ = *p;
        else if (to > out && to[-1] != ' ')
            *to++ = ' ';
    *to = '\0';
    return out;
}

static long number_of(const struct html_node *node, const char *name, long fallback)
{
    const char *value = html_attribute(node, name);
    char *end;
    long number = value ? strtol(value, &end, 10) : fallback;
    return value && (end == value || number < 0 || number > 9999) ? fallback : number;
}

/* The text that its tag stands for. A tag <li> has room for four characters. */
static void add_tag_text(struct reader *r, struct html_node *node, size_t offset)
{
    const char *alt = node->tag == HTML_IMG ? html_attribute(node, "alt") : NULL;
    struct html_node *list = node->parent;
    if (alt && *alt)
        node->text = one_line(r->page->arena, alt);
    if (node->tag == HTML_LI && list && list->tag == HTML_OL) {
        list->items = number_of(node, "value", list->items + 1);
        if (list->items < 1000)
            node->text = arena_printf(r->page->arena, "%ld.", list->items);
    }
    if (node->text)
        show(r, offset, node->text);
}

static bool is_hidden(const struct html_node *node)
{
    return html_attribute(node, "hidden") || html_styled(node, "display", "none") ||
           html_styled(node, "visibility", "hidden");
}

/* Where the tag stands that the parser has read up to `offset`; `offset` when it was left out in
 * the source. */
static size_t find_tag(struct reader *r, const char *name, size_t offset)
{
    size_t len = strlen(name);
    for (size_t at = r->cursor; at + len < offset; at++)
        if (r->text[at] == '<' && strncasecmp(r->text + at + 1, name, len) == 0)
            return at;
    return offset;
}

static void stop(struct reader *r, size_t offset, const char *why)
{
    refuse(r, offset, why);
    xmlStopParser(r->parser);
}

static void on_start(void *user, const xmlChar *name, const xmlChar **attributes)
{
    struct reader *r = user;
    struct html *html = r->html;
    size_t end = parser_offset(r), at = find_tag(r, (const char *)name, end);
    if (r->failed)
        return;
    if (r->parser->nameNr > DEEPEST) {
        stop(r, at, _("elements are nested more than 512 deep"));
        return;
    }
    if (html->node_count == ELEMENTS) {
        stop(r, at, _("the page has more than 1048576 elements"));
        return;
    }
    const struct element *element = element_of((const char *)name);
    struct html_node *node = add_node(r, element->tag, at), *parent = node->parent;
    node->flags = element->flags;
    add_attributes(r, node, attributes);
    if ((parent && (parent->flags & HTML_HIDDEN)) || is_hidden(node))
        node->flags |= HTML_HIDDEN;
    if (node->tag == HTML_OL)
        node->items = number_of(node, "start", 1) - 1;
    r->cursor = at < end ? at + 1 : r->cursor;
    if (!(node->flags & HTML_HIDDEN))
        add_tag_text(r, node, at);
    html->nodes = arena_grow(r->page->arena, html->nodes, html->node_count, sizeof *html->nodes);
    html->nodes[html->node_count++] = node;
    if (!html->root)
        html->root = node;
    r->open = node;
}

static void on_end(void *user, const xmlChar *name)
{
    (void)name;
    struct reader *r = user;
    if (!r->failed && r->open && r->open->parent)
        r->open = r->open->parent;
}

/* The source of what the parser hands out before it has passed the last character at most, or len
 * when it stands there in other words. */
static size_t find_text(const struct reader *r, const char *text, size_t len, size_t offset)
{
    for (size_t ahead = 0; ahead <= 4 && ahead <= len; ahead++) {
        size_t end = offset + ahead;
        if (end >= r->cursor + len && end <= r->len && memcmp(r->text + end - len, text, len) == 0)
            return end - len;
    }
    return r->len;
}

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool is_name(char c)
{
    return is_letter(c) || is_digit(c) || (unsigned char)c >= 0x80 || (c && strchr(":-_.", c));
}

/* Where the entity stands that ends at the parser's place, or len when none does. */
static size_t find_entity(const struct reader *r, size_t offset)
{
    size_t at = offset;
    at -= at > r->cursor && r->text[at - 1] == ';';
    while (at > r->cursor && is_name(r->text[at - 1]))
        at--;
    at -= at > r->cursor && r->text[at - 1] == '#';
    return at > r->cursor && r->text[at - 1] == '&' ? at - 1 : r->len;
}

static void on_text(void *user, const xmlChar *characters, int count)
{
    struct reader *r = user;
    const char *text = (const char *)characters;
    size_t len = (size_t)count, offset = parser_offset(r);
    if (r->failed || !r->open || (r->open->flags & HTML_HIDDEN) || !len)
        return;
    size_t at = find_entity(r, offset);
    bool entity = at < r->len;
    if (!entity)
        at = find_text(r, text, len, offset);
    if (at == r->len)
        BUG("%s: text is not before byte %zu", r->page->path, offset);
    struct html_node *node = add_node(r, HTML_TEXT, at);
    node->text = arena_text(r->page->arena, text, len);
    if (!entity)
        show_source(r, at, len);
    else
        show(r, at, *text == '\n' ? " " : node->text);
    r->cursor = at + (entity ? 1 : len);
}

static void on_hidden(void *user, const xmlChar *text, int len)
{
    struct reader *r = user;
    (void)text, (void)len;
    r->cursor = parser_offset(r);
}

static void on_comment(void *user, const xmlChar *text)
{
    on_hidden(user, text, 0);
}

/* ---- what the parser cannot bear ------------------------------------------------------------ */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *skip_value(const char *p)
{
    while (is_blank(*p))
        p++;
    if (*p == '"' || *p == '\'') {
        const char *close = strchr(p + 1, *p);
        return close ? close + 1 : p + strlen(p);
    }
    while (*p && !is_blank(*p) && *p != '>')
        p++;
    return p;
}

/* From a tag's name to its end, as the parser reads it. */
static const char *skip_tag(const char *p, size_t *attributes)
{
    while (*p && *p != '>') {
        const char *name = p;
        while (is_name(*p))
            p++;
        if (p == name) {
            while (*p && !is_blank(*p) && *p != '>')
                p++;
        } else {
            ++*attributes;
            while (is_blank(*p))
                p++;
            if (*p == '=')
                p = skip_value(p + 1);
        }
        while (is_blank(*p))
            p++;
    }
    return p;
}

/* From behind a tag to its end tag, if what it holds is no HTML. */
static const char *skip_script(const char *name, const char *p)
{
    static const char *const names[] = {"script", "style"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (strncasecmp(name, names[i], strlen(names[i])) == 0) {
            const char *close = p;
            while ((close = strstr(close, "</")) &&
                   strncasecmp(close + 2, names[i], strlen(names[i])) != 0)
                close += 2;
            return close ? close : p + strlen(p);
        }
    return p;
}

/* Whether every tag has a bearable number of attributes. */
static bool is_bearable(struct reader *r)
{
    for (const char *p = r->text; p && (p = strchr(p, '<'));) {
        const char *tag = p++, *name = p;
        size_t attributes = 0;
        if (strncmp(tag, "<!--", 4) == 0)
            p = strstr(tag + 4, "-->");
        if (!is_letter(*name))
            continue;
        p = skip_tag(p, &attributes);
        if (p - tag > LONGEST_TAG) {
            refuse(r, (size_t)(tag - r->text),
                   _("this tag is longer than 9 MB; save the page with its pictures as files"));
            return false;
        }
        if (attributes > ATTRIBUTES) {
            refuse(r, (size_t)(tag - r->text), _("a tag has more than 1000 attributes"));
            return false;
        }
        p = skip_script(name, p);
    }
    return true;
}

/* ---- reading -------------------------------------------------------------------------------- */

static void be_silent(void *user, xmlErrorPtr fault)
{
    (void)user, (void)fault;
}

static xmlParserCtxtPtr new_parser(struct reader *r)
{
    xmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(r->text, (int)r->len);
    if (!parser)
        die_of_memory();
    *parser->sax = (xmlSAXHandler){.initialized = 1,
                                   .startElement = on_start,
                                   .endElement = on_end,
                                   .characters = on_text,
                                   .ignorableWhitespace = on_text,
                                   .cdataBlock = on_hidden,
                                   .comment = on_comment,
                                   .serror = be_silent};
    parser->userData = r;
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    parser->charset = XML_CHAR_ENCODING_UTF8;
    return parser;
}

static void parse(struct reader *r)
{
    xmlInitParser();
    r->parser = new_parser(r);
    htmlParseDocument(r->parser);
    size_t end = parser_offset(r);
    if (!r->failed && slice_count((struct slice){r->text + end, r->text + r->len}))
        BUG("%s: the parser stopped at byte %zu of %zu", r->page->path, end, r->len);
    if (r->parser->myDoc)
        xmlFreeDoc(r->parser->myDoc);
    xmlFreeParserCtxt(r->parser);
    xmlResetLastError();
}

bool html_parse(struct page *page, struct html *html)
{
    struct reader r = {
        .page = page, .html = html, .text = page->text, .len = page->len, .line = 1, .column = 1};
    if (page->len > LIMIT)
        refuse(&r, 0, _("a page of HTML may have 16 MiB at most"));
    else if (slice_count((struct slice){r.text, r.text + r.len}) && is_bearable(&r))
        parse(&r);
    hide_to(&r, r.len);
    page->text = arena_text(page->lasting, r.shown.text ? r.shown.text : "", r.shown.len);
    page->len = r.shown.len;
    buf_release(&r.shown);
    if (!html->root)
        html->root = arena_alloc(page->arena, sizeof *html->root);
    return !r.failed;
}
