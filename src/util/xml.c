/* SPDX-License-Identifier: MIT */
/*
 * XML into a tree in which every element and attribute knows its place.
 *
 * The file is read whole, turned into UTF-8 and only then given to libxml2's SAX2 parser, so that a
 * byte offset of the parser is an offset into our own text. At the start of an element the parser
 * stands behind the attributes: scanned back to `<` (which cannot occur in an attribute) this is
 * exact, and the attributes' names are found by scanning the tag. A cursor that only moves forward
 * turns offsets into lines and columns, so that the whole is linear and knows no limit of lines.
 *
 * Rejected: libxml2's own tree and its xmlTextReader, because their lines are where the parser
 * stands, and columns they have none. The parser's line and column, because its fast paths count
 * bytes.
 *
 * What XML can do that we never need is off: a DOCTYPE with definitions in it ends the reading (no
 * entities, so no bombs and no files read through them); one that only names a DTD, as most NITF
 * files have it, is passed over, and the DTD is not read. Nothing is fetched, catalogs are not
 * asked. The entity loader opens nothing but local *.xsd, for the imports of our own schemas. After
 * the first fault of well-formedness nothing more is said about the file, since all that follows
 * would be guessed.
 */
#include "util/xml.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/catalog.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlschemastypes.h>
#include <pthread.h>

#include "util/xml_tree.h"

enum { SIZE_LIMIT = 64 * 1024 * 1024, ELEMENT_LIMIT = 1 << 20, ATTRIBUTE_LIMIT = 1000 };

static const char XSI[] = "http://www.w3.org/2001/XMLSchema-instance";

struct reader {
    struct arena *arena;
    struct diags *diags;
    const char *path;
    const char *text; /* UTF-8 */
    size_t len;
    const char *encoding; /* of the file, or NULL if it names none */
    xmlParserCtxtPtr parser;
    struct element *root;
    struct element *open[XML_DEPTH];
    struct xml_node **tail[XML_DEPTH]; /* where the next child is put */
    int depth;
    size_t element_count;
    size_t after;      /* offset behind the last markup */
    struct buf piece;  /* text since then */
    size_t piece_at;   /* and where it began */
    struct pos cursor; /* line and column of `offset` */
    size_t offset;
    bool failed;
    bool stopped;
};

/* ---- places ------------------------------------------------------------------------------- */

static void cursor_step(struct pos *cursor, char c)
{
    if (c == '\n') {
        cursor->line++;
        cursor->column = 1;
    } else if (((unsigned char)c & 0xC0) != 0x80) {
        cursor->column++;
    }
}

/* The place of an offset; a step back (rare: only faults ask for one) counts from the start. */
static struct pos place(struct reader *r, size_t offset)
{
    if (offset < r->offset) {
        r->offset = 0;
        r->cursor = (struct pos){r->path, 1, 1};
    }
    for (; r->offset < offset; r->offset++)
        cursor_step(&r->cursor, r->text[r->offset]);
    return r->cursor;
}

static size_t parser_offset(const struct reader *r)
{
    long at = xmlByteConsumed(r->parser);
    return at < 0 ? r->len : (size_t)at < r->len ? (size_t)at : r->len;
}

/* The last place up to `from` where `what` stands, or `from`. */
static size_t back_to(const struct reader *r, size_t from, const char *what)
{
    size_t len = strlen(what);
    for (size_t at = from < r->len ? from : r->len;; at--) {
        if (!strncmp(r->text + at, what, len))
            return at;
        if (!at)
            return from;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip_blanks(const struct reader *r, size_t at)
{
    while (at < r->len && is_blank(r->text[at]))
        at++;
    return at;
}

/* From an attribute's name to what stands behind its value. */
static size_t skip_attribute(const struct reader *r, size_t at)
{
    while (at < r->len && r->text[at] != '"' && r->text[at] != '\'')
        at++;
    const char *close = at < r->len ? memchr(r->text + at + 1, r->text[at], r->len - at - 1) : NULL;
    return close ? (size_t)(close - r->text) + 1 : r->len;
}

static bool declares_namespace(const char *at)
{
    return !strncmp(at, "xmlns", 5) && (at[5] == ':' || at[5] == '=' || is_blank(at[5]));
}

/* ---- the tree ----------------------------------------------------------------------------- */

static void stop(struct reader *r)
{
    r->failed = r->stopped = true;
    xmlStopParser(r->parser);
}

static void add_node(struct reader *r, struct xml_node *node)
{
    *r->tail[r->depth - 1] = node;
    r->tail[r->depth - 1] = &node->next;
}

static void flush_text(struct reader *r)
{
    if (r->piece.len) {
        struct xml_node *node = arena_alloc(r->arena, sizeof *node);
        node->text = arena_text(r->arena, r->piece.text, r->piece.len);
        node->pos = place(r, r->piece_at);
        add_node(r, node);
    }
    r->piece.len = 0;
}

static void on_text(void *user, const xmlChar *text, int len)
{
    static const char cdata[] = "<![CDATA[";
    struct reader *r = user;
    if (!r->piece.len) {
        size_t skip = !strncmp(r->text + r->after, cdata, sizeof cdata - 1) ? sizeof cdata - 1 : 0;
        r->piece_at = r->after + skip;
    }
    buf_add(&r->piece, (const char *)text, (size_t)len);
}

static void on_comment(void *user, const xmlChar *text)
{
    (void)text;
    struct reader *r = user;
    r->after = parser_offset(r);
}

static void on_instruction(void *user, const xmlChar *target, const xmlChar *data)
{
    (void)target;
    on_comment(user, data);
}

/* The parser keeps `&` in an attribute as `&#38;`. */
static const char *attribute_value(struct arena *a, const char *from, const char *to)
{
    char *value = arena_text(a, from, (size_t)(to - from));
    char *out = value;
    for (const char *p = value; *p; p++) {
        *out++ = *p;
        if (!strncmp(p, "&#38;", 5))
            p += 4;
    }
    *out = '\0';
    return value;
}

static const char *full_name(struct arena *a, const xmlChar *prefix, const xmlChar *local)
{
    return prefix ? arena_printf(a, "%s:%s", prefix, local) : (const char *)local;
}

static void add_attribute(struct reader *r, struct element *e, const xmlChar **given, size_t offset)
{
    const char *uri = (const char *)given[2];
    struct pos at = place(r, offset);
    if (uri && !strcmp(uri, XSI) && strstr((const char *)given[0], "chemaLocation"))
        return;
    size_t n = e->node.attribute_count++;
    e->node.attributes[n] = (struct xml_attribute){
        full_name(r->arena, given[1], given[0]),
        attribute_value(r->arena, (const char *)given[3], (const char *)given[4]), at};
    e->attribute_uris[n] = uri;
}

/* Scans the start tag at `at` beside the attributes that the parser gives in the same order. */
static void add_attributes(struct reader *r, struct element *e, size_t at, const xmlChar **given,
                           size_t count)
{
    if (count) {
        e->node.attributes = arena_array(r->arena, count, sizeof *e->node.attributes);
        e->attribute_uris = arena_array(r->arena, count, sizeof *e->attribute_uris);
    }
    while (at < r->len && !is_blank(r->text[at]) && r->text[at] != '>' && r->text[at] != '/')
        at++;
    for (at = skip_blanks(r, at); at < r->len && r->text[at] != '>' && r->text[at] != '/';
         at = skip_blanks(r, skip_attribute(r, at))) {
        if (declares_namespace(r->text + at) || !count)
            continue;
        add_attribute(r, e, given, at);
        given += 5;
        count--;
    }
    r->after = at + (r->text[at] == '/') + 1;
}

/* Whether there is room for one element more. */
static bool room(struct reader *r, size_t at)
{
    if (r->depth == XML_DEPTH)
        diag(r->diags, ERROR, place(r, at), "elements are nested more than %d deep", XML_DEPTH);
    else if (r->element_count == ELEMENT_LIMIT)
        diag(r->diags, ERROR, place(r, at), "the file has more than %d elements", ELEMENT_LIMIT);
    else
        return true;
    stop(r);
    return false;
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int count, int defaulted,
                     const xmlChar **attributes)
{
    (void)prefix, (void)namespace_count, (void)namespaces, (void)defaulted;
    struct reader *r = user;
    size_t at = back_to(r, parser_offset(r), "<");
    if (r->stopped || !room(r, at))
        return;
    if (r->depth)
        flush_text(r);
    struct element *e = arena_alloc(r->arena, sizeof *e);
    e->node.name = (const char *)local;
    e->node.pos = place(r, at);
    e->uri = (const char *)uri;
    e->parent = r->depth ? r->open[r->depth - 1] : NULL;
    add_attributes(r, e, at, attributes, (size_t)count);
    if (r->depth)
        add_node(r, &e->node);
    else
        r->root = e;
    r->open[r->depth] = e;
    r->tail[r->depth++] = &e->node.first;
    r->element_count++;
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    (void)local, (void)prefix, (void)uri;
    struct reader *r = user;
    if (r->stopped)
        return;
    flush_text(r);
    r->depth--;
    r->after = parser_offset(r);
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *public,
                       const xmlChar *system)
{
    (void)name, (void)public, (void)system;
    struct reader *r = user;
    size_t end = parser_offset(r);
    if (r->text[end] != '[')
        return;
    diag(r->diags, ERROR, place(r, back_to(r, end, "<!DOCTYPE")),
         "a document type declaration (DOCTYPE) may not define anything; remove its [ ]");
    stop(r);
}

/* ---- faults of well-formedness ------------------------------------------------------------ */

struct wording {
    int code;
    const char *back; /* the fault begins where this last stands before the parser */
    const char *text; /* NULL: libxml2's own words */
};

static const struct wording *wording(int code)
{
    static const struct wording words[] = {
        {XML_ERR_TAG_NAME_MISMATCH, "<", NULL},
        {XML_ERR_UNDECLARED_ENTITY, "&", NULL},
        {XML_WAR_UNDECLARED_ENTITY, "&", NULL}, /* when a DTD is named that might declare it */
        {XML_ERR_NAME_REQUIRED, NULL, N_("a name was expected")},
        {XML_ERR_ENTITYREF_SEMICOL_MISSING, "&", N_("a bare & is written &amp;")},
        {XML_ERR_ATTRIBUTE_REDEFINED, "<", NULL},
        {XML_ERR_LT_IN_ATTRIBUTE, NULL,
         N_("< in an attribute: write &lt;, or the closing quotation mark is missing")},
        {XML_ERR_ATTRIBUTE_NOT_STARTED, NULL,
         N_("the attribute's value must stand in quotation marks")},
        {XML_ERR_ATTRIBUTE_NOT_FINISHED, NULL,
         N_("the attribute's closing quotation mark is missing")},
        {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, NULL, N_("the attribute has no value")},
        {XML_ERR_SPACE_REQUIRED, NULL, N_("white space is missing here")},
        {XML_ERR_GT_REQUIRED, NULL, N_("the tag is not closed by >")},
        {XML_ERR_COMMENT_NOT_FINISHED, "<!--", N_("this comment is not closed by -->")},
        {XML_ERR_HYPHEN_IN_COMMENT, NULL, N_("-- may not stand inside a comment")},
        {XML_ERR_PI_NOT_FINISHED, "<?", N_("this <? is not closed by ?>")},
        {XML_ERR_CDATA_NOT_FINISHED, "<![CDATA[", N_("this <![CDATA[ is not closed by ]]>")},
        {XML_ERR_MISPLACED_CDATA_END, NULL, N_("]]> in text is written ]]&gt;")},
        {XML_ERR_INVALID_CHAR, NULL, N_("a character that XML does not allow")},
        {XML_ERR_DOCUMENT_EMPTY, NULL, N_("this is not XML: it does not begin with <")},
        {XML_ERR_DOCUMENT_END, NULL, N_("nothing more may follow the end of the root element")},
    };
    static const struct wording other = {0, NULL, NULL};
    for (size_t i = 0; i < COUNT(words); i++)
        if (words[i].code == code)
            return &words[i];
    return &other;
}

static void say_open_element(struct reader *r, struct pos at, const char *what)
{
    const struct element *e = r->open[r->depth - 1];
    diag(r->diags, ERROR, at, "%s <%s> of line %d, which is still open", what, e->node.name,
         e->node.pos.line);
}

static void say_malformed(struct reader *r, const xmlError *e, const char *text, struct pos at)
{
    if (e->code == XML_ERR_TAG_NAME_MISMATCH && r->depth)
        say_open_element(r, at, _("this end tag does not close"));
    else if (e->code == XML_ERR_TAG_NOT_FINISHED && r->depth)
        say_open_element(r, at, _("the file ends within"));
    else if ((e->code == XML_ERR_UNDECLARED_ENTITY || e->code == XML_WAR_UNDECLARED_ENTITY) &&
             e->str1)
        diag(r->diags, ERROR, at, "&%s; is not known; write the character itself", e->str1);
    else if (e->code == XML_ERR_ATTRIBUTE_REDEFINED && e->str1)
        diag(r->diags, ERROR, at, "the attribute \"%s\" is given twice", e->str1);
    else if (text)
        diag(r->diags, ERROR, at, "%s", _(text));
    else
        diag(r->diags, ERROR, at, "not well-formed: %.*s", (int)strcspn(e->message, "\n"),
             e->message);
}

/* A & or < just before `at`, where the parser looked for a name, was meant as text. */
static bool is_bare(const struct reader *r, const xmlError *e, size_t at)
{
    return e->code == XML_ERR_NAME_REQUIRED && at && strchr("&<", r->text[at - 1]);
}

/* Marks as a Chinese input method types them, and what XML wants in their place. */
static const struct wide {
    const char *typed, *wanted;
} wides[] = {{"“", "\""}, {"”", "\""}, {"＂", "\""}, {"‘", "'"},  {"’", "'"},     {"＇", "'"},
             {"＝", "="}, {"＜", "<"}, {"＞", ">"},  {"／", "/"}, {"\u3000", " "}};

static const struct wide *wide_at(const char *text)
{
    for (size_t i = 0; i < COUNT(wides); i++)
        if (!strncmp(text, wides[i].typed, strlen(wides[i].typed)))
            return &wides[i];
    return NULL;
}

/* Where the first full-width mark stands behind the last mark of XML before `at`; r->len if none
 * does. In a value, which may be closed by what was to open the next one, only quotation marks
 * count. */
static size_t wide_before(const struct reader *r, size_t at, bool value, bool closed)
{
    const char *text = r->text;
    size_t from = at > closed ? at - closed : 0;
    while (from > 0 && !strchr(value ? "\"'" : "\"'<>", text[from - 1]))
        from--;
    for (; from < at; from++) {
        const struct wide *w = wide_at(text + from);
        if (w && (!value || strchr("\"'", *w->wanted)))
            return from;
    }
    return r->len;
}

/* The full-width mark that broke the file: where the parser gave up, or before it. Some of these
 * marks may stand in names and all in values, so that the fault shows later. */
static size_t find_wide(const struct reader *r, const xmlError *e, size_t at)
{
    if (wide_at(r->text + at))
        return at;
    switch (e->code) {
    case XML_ERR_SPACE_REQUIRED:
        return wide_before(r, at, true, true);
    case XML_ERR_LT_IN_ATTRIBUTE:
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
        return wide_before(r, at, true, false);
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
    case XML_ERR_NAME_REQUIRED:
    case XML_ERR_GT_REQUIRED:
        return wide_before(r, at, false, false);
    default:
        return r->len;
    }
}

static bool say_wide(struct reader *r, const xmlError *e, size_t at)
{
    at = find_wide(r, e, at);
    const struct wide *w = wide_at(r->text + at);
    if (!w)
        return false;
    if (*w->wanted == ' ')
        diag(r->diags, ERROR, place(r, at), "a full-width space is typed where a space is wanted");
    else
        diag(r->diags, ERROR, place(r, at), "a full-width %s is typed where %s is wanted", w->typed,
             w->wanted);
    return true;
}

static void on_fault(void *user, xmlErrorPtr e)
{
    struct reader *r = user;
    if (e->code == XML_ERR_NO_MEMORY || !e->message)
        die("out of memory");
    if (r->stopped || e->level < XML_ERR_ERROR)
        return;
    const struct wording *w = wording(e->code);
    size_t at = parser_offset(r);
    if (w->back)
        at = back_to(r, at ? at - 1 : 0, w->back);
    if (is_bare(r, e, at))
        diag(r->diags, ERROR, place(r, at - 1), "a bare %s",
             r->text[at - 1] == '&' ? _("& is written &amp;") : _("< is written &lt;"));
    else if (w->back || !say_wide(r, e, at))
        say_malformed(r, e, w->text, place(r, at));
    r->failed = true;
    if (e->level == XML_ERR_FATAL)
        stop(r);
}

/* ---- bytes -------------------------------------------------------------------------------- */

static bool refuse(struct diags *d, const char *path, const char *why)
{
    diag(d, ERROR, (struct pos){path, 0, 0}, "%s", why);
    return false;
}

/* The encoding that the XML declaration names, or NULL. */
static const char *declared_encoding(struct arena *a, const char *text)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    const char *end = strncmp(text, "<?xml", 5) ? NULL : strstr(text, "?>");
    const char *at = end ? strstr(text, "encoding") : NULL;
    if (!at || at > end)
        return NULL;
    at += strcspn(at, "\"'?");
    return *at == '?' ? NULL : arena_text(a, at + 1, strspn(at + 1, letters));
}

/* The encoding's name, and r->text moved behind a byte order mark. */
static const char *detect_encoding(struct reader *r)
{
    static const struct {
        const char *mark, *name;
        size_t len;
    } marks[] = {
        {"\xEF\xBB\xBF", "UTF-8", 3}, {"\xFF\xFE", "UTF-16LE", 2}, {"\xFE\xFF", "UTF-16BE", 2}};
    for (size_t i = 0; i < COUNT(marks); i++) {
        if (r->len >= marks[i].len && !memcmp(r->text, marks[i].mark, marks[i].len)) {
            r->text += marks[i].len;
            r->len -= marks[i].len;
            return marks[i].name;
        }
    }
    return declared_encoding(r->arena, r->text);
}

static bool convert_all(xmlCharEncodingHandlerPtr handler, xmlBufferPtr from, xmlBufferPtr to)
{
    while (xmlBufferLength(from) > 0) {
        int left = xmlBufferLength(from);
        if (xmlCharEncInFunc(handler, to, from) < 0 || xmlBufferLength(from) >= left)
            return false;
    }
    return true;
}

static void be_silent(void *user, xmlErrorPtr fault)
{
    (void)user, (void)fault;
}

static bool convert(struct reader *r, const char *encoding)
{
    xmlCharEncodingHandlerPtr handler = xmlFindCharEncodingHandler(encoding);
    if (!handler)
        return refuse(r->diags, r->path,
                      arena_printf(r->arena,
                                   _("encoding \"%s\" is not known; save the file as UTF-8"),
                                   encoding));
    xmlBufferPtr from = xmlBufferCreate();
    xmlBufferPtr to = xmlBufferCreate();
    xmlBufferAdd(from, (const xmlChar *)r->text, (int)r->len);
    xmlSetStructuredErrorFunc(NULL, be_silent);
    bool good = convert_all(handler, from, to);
    xmlSetStructuredErrorFunc(NULL, NULL);
    r->len = (size_t)xmlBufferLength(to);
    r->text = arena_text(r->arena, (const char *)xmlBufferContent(to), r->len);
    xmlBufferFree(from);
    xmlBufferFree(to);
    xmlCharEncCloseFunc(handler);
    if (!good)
        diag(r->diags, ERROR, place(r, r->len),
             "from here on this is not %s, the encoding that the file names", encoding);
    return good;
}

static bool is_text(struct reader *r)
{
    size_t valid = utf8_valid(r->text, r->len);
    const char *nul = memchr(r->text, 0, r->len);
    if (nul) {
        diag(r->diags, ERROR, place(r, (size_t)(nul - r->text)), "a NUL character; remove it");
        return false;
    }
    if (valid < r->len)
        diag(r->diags, ERROR, place(r, valid),
             "byte 0x%02X is not UTF-8; save the file as UTF-8, or name its encoding in <?xml?>",
             (unsigned char)r->text[valid]);
    return valid == r->len;
}

/* Behind a comment, a CDATA section or an instruction that stands at `at`; `at` if none does. */
static const char *skip_section(const char *at)
{
    static const char *const sections[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    for (size_t i = 0; i < COUNT(sections); i++) {
        if (strncmp(at, sections[i][0], strlen(sections[i][0])))
            continue;
        const char *end = strstr(at, sections[i][1]);
        return end ? end + strlen(sections[i][1]) : at + strlen(at);
    }
    return at;
}

/* Behind the start tag at `at`, with the number of its attributes; what is not well-formed is left
 * to the parser. */
static const char *skip_tag(const char *at, int *count)
{
    *count = 0;
    for (at++; *at && *at != '>' && *at != '<'; at++) {
        if (*at != '"' && *at != '\'')
            continue;
        const char *close = at + 1 + strcspn(at + 1, *at == '"' ? "\"<" : "'<");
        if (*close != *at)
            return at + strlen(at);
        at = close;
        if (++*count > ATTRIBUTE_LIMIT)
            return at;
    }
    return at;
}

/* The parser compares every attribute of a tag with all others of it, so their number is bounded
 * before it sees them. */
static bool has_bounded_tags(struct reader *r)
{
    for (const char *p = strchr(r->text, '<'); p; p = strchr(p, '<')) {
        const char *behind = skip_section(p);
        int count = 0;
        behind = behind > p ? behind : skip_tag(p, &count);
        if (count > ATTRIBUTE_LIMIT) {
            diag(r->diags, ERROR, place(r, (size_t)(p - r->text)),
                 "the element has more than %d attributes", ATTRIBUTE_LIMIT);
            return false;
        }
        p = behind;
    }
    return true;
}

/* Turns r->text into UTF-8 that is fit to be parsed. */
static bool take(struct reader *r)
{
    const char *bytes = r->text;
    size_t size = r->len;
    bool decoded = diags_decoded(r->diags, r->path);
    const char *encoding = r->encoding = detect_encoding(r);
    if (!r->len)
        return refuse(r->diags, r->path, _("the file is empty"));
    if (encoding && !decoded && strcasecmp(encoding, "UTF-8") && !convert(r, encoding))
        return false;
    if (decoded)
        return is_text(r) && has_bounded_tags(r);
    diags_source(r->diags, r->path, r->text, r->len);
    if (r->text != bytes)
        diags_source_bytes(r->diags, r->path, bytes, size);
    return is_text(r) && has_bounded_tags(r);
}

static bool load(struct reader *r)
{
    errno = 0;
    r->text = diags_text(r->diags, r->path, &r->len);
    if (!r->text)
        r->text = file_read(r->arena, r->path, SIZE_LIMIT, &r->len);
    if (!r->text)
        return refuse(r->diags, r->path,
                      errno == EFBIG
                          ? _("cannot be read: larger than 64 MiB")
                          : arena_printf(r->arena, _("cannot be read: %s"), strerror(errno)));
    return take(r);
}

/* ---- reading ------------------------------------------------------------------------------ */

static xmlParserInputPtr open_schema_only(const char *url, const char *id, xmlParserCtxtPtr parser)
{
    (void)id;
    size_t len = url ? strlen(url) : 0;
    if (len < 4 || strcmp(url + len - 4, ".xsd") || strstr(url, "://"))
        return NULL;
    return xmlNewInputFromFile(parser, url);
}

static void release_names(void *dict)
{
    xmlDictFree(dict);
}

static xmlParserCtxtPtr new_parser(struct reader *r)
{
    xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(r->text, (int)r->len);
    if (!parser)
        die("out of memory");
    *parser->sax = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                                   .internalSubset = on_doctype,
                                   .startElementNs = on_start,
                                   .endElementNs = on_end,
                                   .characters = on_text,
                                   .ignorableWhitespace = on_text,
                                   .cdataBlock = on_text,
                                   .comment = on_comment,
                                   .processingInstruction = on_instruction,
                                   .serror = on_fault};
    parser->userData = r;
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_IGNORE_ENC);
    xmlDictReference(parser->dict);
    arena_on_free(r->arena, release_names, parser->dict);
    return parser;
}

/* What libxml2 keeps for the whole program – its tables of types as well – is made before two
 * threads could make it at once. */
static void begin(void)
{
    xmlInitParser();
    xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE);
    xmlSetExternalEntityLoader(open_schema_only);
    xmlSchemaInitTypes();
}

static void parse(struct reader *r)
{
    static pthread_once_t begun = PTHREAD_ONCE_INIT;
    pthread_once(&begun, begin);
    r->parser = new_parser(r);
    if (xmlParseDocument(r->parser) && !r->failed)
        refuse(r->diags, r->path, _("is not well-formed XML")), r->failed = true;
    if (r->parser->myDoc)
        xmlFreeDoc(r->parser->myDoc);
    xmlFreeParserCtxt(r->parser);
    xmlResetLastError();
    buf_release(&r->piece);
}

static struct reader reader_of(struct arena *a, const char *path, struct diags *d)
{
    struct reader r = {.arena = a, .diags = d, .path = arena_text(a, path, strlen(path))};
    r.cursor = (struct pos){r.path, 1, 1};
    return r;
}

static struct xml_node *read_tree(struct arena *a, const char *path, const char *xsd,
                                  struct diags *d, struct xml_source *source)
{
    struct reader r = reader_of(a, path, d);
    if (!load(&r))
        return NULL;
    parse(&r);
    if (r.failed || !r.root || (xsd && !xml_check(a, r.root, xsd, d)))
        return NULL;
    *source = (struct xml_source){r.text, r.len, r.encoding ? r.encoding : "UTF-8"};
    return &r.root->node;
}

struct xml_node *xml_read_memory(struct arena *a, const char *name, const char *bytes, size_t len,
                                 struct diags *d)
{
    struct reader r = reader_of(a, name, d);
    if (len > SIZE_LIMIT) {
        refuse(d, r.path, _("cannot be read: larger than 64 MiB"));
        return NULL;
    }
    r.text = bytes;
    r.len = len;
    if (!take(&r))
        return NULL;
    parse(&r);
    return r.failed || !r.root ? NULL : &r.root->node;
}

struct xml_node *xml_read(struct arena *a, const char *path, const char *xsd, struct diags *d)
{
    struct xml_source source;
    return read_tree(a, path, xsd, d, &source);
}

struct xml_node *xml_read_source(struct arena *a, const char *path, struct xml_source *source,
                                 struct diags *d)
{
    return read_tree(a, path, NULL, d, source);
}

const char *xml_namespace(const struct xml_node *node)
{
    return ((const struct element *)node)->uri;
}

/* ---- the tree's accessors ----------------------------------------------------------------- */

const char *xml_local(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

const struct xml_node *xml_child(const struct xml_node *node, const char *name)
{
    for (const struct xml_node *n = node->first; n; n = n->next)
        if (n->name && !strcmp(n->name, name))
            return n;
    return NULL;
}

const struct xml_attribute *xml_attribute(const struct xml_node *node, const char *name)
{
    for (size_t i = 0; i < node->attribute_count; i++)
        if (!strcmp(node->attributes[i].name, name))
            return &node->attributes[i];
    return NULL;
}

const char *xml_value(const struct xml_node *node, const char *name, const char *otherwise)
{
    const struct xml_attribute *found = xml_attribute(node, name);
    return found ? found->value : otherwise;
}

static void add_text(struct buf *b, const struct xml_node *node)
{
    if (node->text)
        buf_adds(b, node->text);
    for (const struct xml_node *n = node->first; n; n = n->next)
        add_text(b, n);
}

char *xml_text(struct arena *a, const struct xml_node *node)
{
    struct buf b = {0};
    add_text(&b, node);
    char *text = arena_text(a, b.text, b.len);
    buf_release(&b);
    return text;
}

static bool is_western(uint32_t code)
{
    return code > ' ' && code < 0x2000;
}

/* White space that holds a line end goes away between Han and the like, and is one space between
 * Western words. */
static void add_break(struct buf *b, const char *after)
{
    const char *before = b->text + b->len;
    if (b->len && is_western(utf8_previous(&before, b->text)) &&
        is_western(utf8_next(&after, after + strlen(after))))
        buf_adds(b, " ");
}

/* Bytes [from, end) of the raw text stand at `at`, one behind the other if they were kept. */
static void note_places(size_t *places, size_t from, size_t end, size_t at, bool kept)
{
    for (size_t i = from; places && i < end; i++)
        places[i] = at + (kept ? i - from : 0);
}

char *xml_plain(struct arena *a, const char *raw, size_t *places)
{
    static const char blank[] = " \t\r\n";
    struct buf b = {0};
    const char *p = raw + strspn(raw, blank);
    note_places(places, 0, (size_t)(p - raw), 0, false);
    while (*p) {
        size_t word = strcspn(p, blank), at = (size_t)(p - raw);
        size_t space = strspn(p + word, blank);
        const char *after = p + word + space;
        bool kept = *after && !memchr(p + word, '\n', space);
        note_places(places, at, at + word, b.len, true);
        buf_add(&b, p, word);
        note_places(places, at + word, at + word + space, b.len, kept);
        if (kept)
            buf_add(&b, p + word, space);
        else if (*after)
            add_break(&b, after);
        p = after;
    }
    note_places(places, (size_t)(p - raw), (size_t)(p - raw) + 1, b.len, false);
    char *text = arena_text(a, b.text, b.len);
    buf_release(&b);
    return text;
}

char *xml_plain_text(struct arena *a, const struct xml_node *node)
{
    return xml_plain(a, xml_text(a, node), NULL);
}

struct pos xml_text_place(struct pos at, const char *text, const char *p)
{
    if (memchr(text, '&', (size_t)(p - text)) || memchr(text, '<', (size_t)(p - text)))
        return at;
    for (const char *c = text; c < p;) {
        bool feed = *c == '\n';
        utf8_next(&c, p);
        at.line += feed;
        at.column = feed ? 1 : at.column + 1;
    }
    return at;
}

static const char *escape(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    default:
        return NULL;
    }
}

void xml_escape_part(struct buf *b, const char *s, size_t len)
{
    const char *from = s;
    for (const char *end = s + len; s < end; s++) {
        const char *instead = escape(*s);
        if (!instead)
            continue;
        buf_add(b, from, (size_t)(s - from));
        buf_adds(b, instead);
        from = s + 1;
    }
    buf_add(b, from, (size_t)(s - from));
}

void xml_escape(struct buf *b, const char *s)
{
    xml_escape_part(b, s, strlen(s));
}
