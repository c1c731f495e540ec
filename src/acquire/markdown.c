/* SPDX-License-Identifier: MIT */
/*
 * Markdown into pieces, read by md4c. md4c says no positions, but the text it hands out is the
 * source itself: each pointer lies in the page. So a cursor runs through the page: what md4c hands
 * out as text goes into the current piece, and what it passed over – # ** [ ] ( ) and link targets
 * – is markup by definition. This accounts for every character without knowing Markdown's syntax
 * here; line numbers come from counting line feeds under the cursor. A reader of our own for the
 * line syntax was rejected: it would have to agree with CommonMark in all corners to place text.
 *
 * HTML blocks arrive as raw text; a scanner with three states takes tags and comments as markup and
 * reads the few elements that newsrooms' pages have: p, br, div, li, h1–h6, strong, b, a, img, and
 * tables (rows.c). An HTML table ends with the block of Markdown that is none of HTML.
 * Entities are decoded; the first character of an entity stands for what it names, the rest is
 * markup, so that the sum holds.
 *
 * A piece ends at a block's end, at a line break and at a soft break (marked as soft: evidence for
 * joining, but a credit on its own line stays one). Each line of a fenced block of code is known to
 * be a paragraph: by its form it would be a headline. Emphasis by single ~, indented code and
 * automatic links are off: Chinese text means none of them.
 */
#include "acquire/grammar.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <md4c.h>

#include "acquire/rows.h"

struct reader {
    struct page *page;
    const char *cursor;  /* everything before it is accounted for */
    const char *counted; /* its line and column are known */
    int line, column;
    struct buf text;    /* of the current piece */
    struct piece piece; /* its attributes */
    struct marking marking;
    bool plain_seen;    /* not all of it is bold */
    bool unlinked_seen; /* not all of it is a link */
    int bold, link, quote;
    int em, underlined, raised, lowered;
    bool soft, element, ordered, item;
    bool code; /* inside a fenced block of code, whose lines are what they are */
    int level;
    const char *picture; /* path while inside an image, or NULL */
    int pictures;        /* images that are open: those in the description of one are only words */
    struct table table;
    int tables; /* tags of HTML tables that are open */
    enum { OUTSIDE, TAG, COMMENT } html;
    const char *tag; /* where the open tag begins */
};

static void count_to(struct reader *r, const char *to)
{
    for (; r->counted < to; r->counted++) {
        bool feed = *r->counted == '\n';
        r->line += feed;
        r->column = feed ? 1 : r->column + (((unsigned char)*r->counted & 0xC0) != 0x80);
    }
}

/* Everything up to `to` was markup. */
static void pass(struct reader *r, const char *to)
{
    while (r->cursor < to) {
        const char *newline = memchr(r->cursor, '\n', (size_t)(to - r->cursor));
        const char *end = newline ? newline : to;
        count_to(r, r->cursor);
        acquire_markup(r->page, (struct slice){r->cursor, end}, r->line);
        r->cursor = newline ? newline + 1 : to;
    }
}

static void open_piece(struct reader *r, const char *at)
{
    const char *detail = r->piece.detail;
    count_to(r, at);
    r->piece = (struct piece){.line = r->line,
                              .column = r->column,
                              .level = r->level,
                              .soft = r->soft,
                              .element = r->element,
                              .item = r->item,
                              .quote = r->quote > 0,
                              .detail = detail};
    r->soft = r->element = r->item = false;
    r->plain_seen = r->unlinked_seen = false;
}

static void add_piece(struct reader *r, struct piece piece)
{
    size_t first = r->page->count;
    if (r->table.open)
        rows_add(&r->table, piece);
    else
        acquire_add_piece(r->page, piece);
    for (size_t i = first; r->code && i < r->page->count; i++) {
        r->page->pieces[i].label = PARAGRAPH;
        r->page->pieces[i].known = true;
    }
}

static void close_piece(struct reader *r)
{
    bool text =
        r->text.len && slice_count((struct slice){r->text.text, r->text.text + r->text.len});
    if (text || r->picture) {
        r->piece.text =
            arena_text(r->page->arena, text ? r->text.text : "", text ? r->text.len : 0);
        r->piece.bold = text && !r->plain_seen;
        r->piece.link = text && !r->unlinked_seen;
        r->piece.marks = marking_take(&r->marking);
        add_piece(r, r->piece);
    }
    r->text.len = 0;
    r->marking = (struct marking){0};
    r->piece = (struct piece){0};
}

/* The text has grown from `from` on. */
static void note_marks(struct reader *r, size_t from)
{
    unsigned kinds = mark_bit(MARK_EM, r->em > 0) | mark_bit(MARK_STRONG, r->bold > 0) |
                     mark_bit(MARK_U, r->underlined > 0) | mark_bit(MARK_SUP, r->raised > 0) |
                     mark_bit(MARK_SUB, r->lowered > 0);
    if (kinds)
        marking_add(r->page->arena, &r->marking, kinds, from, from, r->text.len);
}

static void note_style(struct reader *r, const char *text, size_t len)
{
    if (!slice_count((struct slice){text, text + len}))
        return;
    r->plain_seen = r->plain_seen || !r->bold;
    r->unlinked_seen = r->unlinked_seen || !r->link;
}

/* The label of an ordered list's item – the markup just before its text – is printed text. */
static void take_item_label(struct reader *r, const char *text)
{
    const char *start = text;
    while (start > r->cursor && start[-1] != '\n')
        start--;
    struct slice label = slice_trim((struct slice){start, text});
    if (!slice_count(label) || slice_count(label) > 10)
        return;
    for (const char *p = label.start; p < label.end; p++)
        if (*p == '.' || *p == ')')
            label.end = p + 1;
    pass(r, label.start);
    r->piece.detail = arena_text(r->page->arena, label.start, (size_t)(label.end - label.start));
    r->cursor = label.end;
}

/* Text of the source, without line feeds. */
static void add_text(struct reader *r, const char *text, size_t len)
{
    const char *end = r->page->text + r->page->len;
    if (text < r->cursor || text + len > end || !len)
        return;
    bool blank = !slice_count((struct slice){text, text + len});
    if (blank && !r->text.len)
        return;
    if (!r->text.len && r->item && r->ordered)
        take_item_label(r, text);
    pass(r, text);
    if (!r->text.len)
        open_piece(r, text);
    note_style(r, text, len);
    buf_add(&r->text, text, len);
    note_marks(r, r->text.len - len);
    r->cursor = text + len;
}

static uint32_t entity_code(const char *s, size_t len)
{
    static const struct {
        const char *name;
        uint32_t code;
    } names[] = {
        {"&amp;", '&'},      {"&lt;", '<'},       {"&gt;", '>'},        {"&quot;", '"'},
        {"&apos;", '\''},    {"&nbsp;", ' '},     {"&ensp;", 0x2002},   {"&emsp;", 0x3000},
        {"&ldquo;", 0x201C}, {"&rdquo;", 0x201D}, {"&lsquo;", 0x2018},  {"&rsquo;", 0x2019},
        {"&mdash;", 0x2014}, {"&ndash;", 0x2013}, {"&hellip;", 0x2026}, {"&middot;", 0x00B7},
        {"&bull;", 0x2022},  {"&times;", 0x00D7}, {"&permil;", 0x2030}, {"&deg;", 0x00B0}};
    for (size_t i = 0; i < COUNT(names); i++)
        if (strlen(names[i].name) == len && memcmp(s, names[i].name, len) == 0)
            return names[i].code;
    if (len < 4 || len > 10 || s[1] != '#')
        return 0;
    bool hex = s[2] == 'x' || s[2] == 'X';
    char *end;
    unsigned long code = strtoul(s + (hex ? 3 : 2), &end, hex ? 16 : 10);
    bool valid = end == s + len - 1 && code >= 0x20 && code < 0x110000 &&
                 (code < 0xD800 || code > 0xDFFF) && code != 0xFFFE && code != 0xFFFF;
    return valid ? (uint32_t)code : 0;
}

static void add_entity(struct reader *r, const char *text, size_t len)
{
    uint32_t code = entity_code(text, len);
    if (!code) {
        add_text(r, text, len);
        return;
    }
    if (is_space(code)) {
        if (r->text.len)
            buf_add_code(&r->text, code);
        return;
    }
    pass(r, text);
    if (!r->text.len)
        open_piece(r, text);
    note_style(r, text, 1);
    size_t from = r->text.len;
    buf_add_code(&r->text, code);
    note_marks(r, from);
    r->cursor = text + 1;
}

/* ---- HTML --------------------------------------------------------------------------------- */

static bool is_tag(const char *name, size_t len, const char *list)
{
    for (const char *p = list; *p; p += strcspn(p, " "), p += *p == ' ')
        if (strcspn(p, " ") == len && strncasecmp(p, name, len) == 0)
            return true;
    return false;
}

static const char *attribute_value(struct arena *a, const char *tag, const char *end,
                                   const char *name)
{
    size_t len = strlen(name);
    for (const char *p = tag; p + len + 2 < end; p++) {
        if (strncasecmp(p, name, len) != 0 || p[len] != '=' || !strchr(" \t\n", p[-1]))
            continue;
        const char *value = p + len + 1;
        char quote = *value == '"' || *value == '\'' ? *value++ : ' ';
        const char *stop = memchr(value, quote, (size_t)(end - value));
        return arena_text(a, value, (size_t)((stop ? stop : end - 1) - value));
    }
    return "";
}

static void add_picture(struct reader *r, const char *path, int line)
{
    struct piece piece = {.text = "", .detail = path, .line = line, .column = 1, .picture = true};
    add_piece(r, piece);
}

static void end_table(struct reader *r)
{
    close_piece(r);
    if (r->table.open)
        rows_close(&r->table);
    r->tables = 0;
}

static int span_value(struct reader *r, const char *tag, const char *end, const char *name)
{
    long span = strtol(attribute_value(r->page->arena, tag, end, name), NULL, 10);
    return span < 1 ? 1 : span > 1000 ? 1000 : (int)span;
}

static void enter_table_tag(struct reader *r, const char *name, size_t len, const char *tag,
                            const char *end)
{
    bool heading = is_tag(name, len, "th");
    if (is_tag(name, len, "table") && !r->tables++)
        rows_open(&r->table, r->page, false);
    else if (!r->table.open || r->tables > 1)
        return;
    else if (is_tag(name, len, "tr"))
        rows_begin(&r->table);
    else if (heading || is_tag(name, len, "td"))
        rows_cell(&r->table, heading, span_value(r, tag, end, "colspan"),
                  span_value(r, tag, end, "rowspan"),
                  acquire_width(attribute_value(r->page->arena, tag, end, "width")));
}

/* The tags of a table; one inside another, or inside a table of pipes, is text of its cell. */
static void read_table_tag(struct reader *r, const char *tag, const char *end, const char *name,
                           size_t len)
{
    bool closes = tag[1] == '/';
    close_piece(r);
    if (r->table.open && r->table.data)
        return;
    if (!closes)
        enter_table_tag(r, name, len, tag, end);
    if (is_tag(name, len, "thead"))
        r->table.head = !closes;
    if (is_tag(name, len, "tfoot"))
        r->table.foot = !closes;
    if (is_tag(name, len, "caption"))
        r->table.title = !closes && r->tables == 1;
    if (closes && r->tables == 1 && is_tag(name, len, "td th"))
        r->table.cell = 0;
    if (closes && is_tag(name, len, "table") && r->tables && !--r->tables)
        end_table(r);
}

/* How many elements are open that do the same to text as this one, or NULL. */
static int *open_count(struct reader *r, const char *name, size_t len)
{
    return is_tag(name, len, "strong b") ? &r->bold
           : is_tag(name, len, "em i")   ? &r->em
           : is_tag(name, len, "u")      ? &r->underlined
           : is_tag(name, len, "sup")    ? &r->raised
           : is_tag(name, len, "sub")    ? &r->lowered
           : is_tag(name, len, "a")      ? &r->link
                                         : NULL;
}

/* tag points at `<`, end behind `>`. In the description of a picture only words count. */
static void read_tag(struct reader *r, const char *tag, const char *end)
{
    bool closes = tag + 1 < end && tag[1] == '/';
    const char *name = tag + 1 + closes;
    size_t len = 0;
    while (name + len < end &&
           ((name[len] | 32) >= 'a' || (name[len] >= '1' && name[len] <= '6')) && name[len] != '>')
        len++;
    int *open = open_count(r, name, len);
    if (open)
        *open += closes ? -(*open > 0) : 1;
    if (open || r->picture)
        return;
    if (is_tag(name, len, "img")) {
        close_piece(r);
        count_to(r, tag);
        add_picture(r, attribute_value(r->page->arena, tag, end, "src"), r->line);
    } else if (is_tag(name, len, "table caption thead tbody tfoot tr th td")) {
        read_table_tag(r, tag, end, name, len);
        r->soft = false;
    } else if (is_tag(name, len,
                      "p div br li h1 h2 h3 h4 h5 h6 blockquote section hr ul ol article")) {
        close_piece(r);
        r->soft = false;
        r->element = r->element || (!closes && is_tag(name, len, "p li div"));
        r->level = !closes && is_tag(name, len, "h1 h2 h3 h4 h5 h6") ? name[1] - '0' : 0;
    }
}

/* The paragraph goes on: this ends a piece, but not the description of a picture. */
static void end_line(struct reader *r)
{
    if (!r->picture)
        close_piece(r);
    r->soft = true;
}

/* Text between tags: entities decoded, a line feed ends the line. */
static void add_html_text(struct reader *r, const char *text, const char *end)
{
    while (text < end) {
        const char *p = text;
        while (p < end && *p != '&' && *p != '\n')
            p++;
        add_text(r, text, (size_t)(p - text));
        if (p < end && *p == '\n') {
            end_line(r);
            p++;
        } else if (p < end) {
            size_t len = 1;
            while (p + len < end && len < 10 && p[len] != ';' && p[len] != '&' && p[len] != '\n')
                len++;
            len += p + len < end && p[len] == ';';
            add_entity(r, p, p[len - 1] == ';' ? len : 1);
            p += p[len - 1] == ';' ? len : 1;
        }
        text = p;
    }
}

static bool opens_tag(const char *p, const char *end)
{
    return p + 1 < end && *p == '<' &&
           (p[1] == '/' || p[1] == '!' || ((p[1] | 32) >= 'a' && (p[1] | 32) <= 'z'));
}

static const char *read_html_step(struct reader *r, const char *p, const char *end)
{
    if (r->html == COMMENT) {
        for (; p < end; p++)
            if (*p == '>' && p - r->tag >= 5 && p[-1] == '-' && p[-2] == '-') {
                r->html = OUTSIDE;
                return p + 1;
            }
        return end;
    }
    if (r->html == TAG) {
        const char *close = memchr(p, '>', (size_t)(end - p));
        if (!close)
            return end;
        read_tag(r, r->tag, close + 1);
        r->html = OUTSIDE;
        return close + 1;
    }
    const char *text = p;
    while (p < end && !opens_tag(p, end))
        p++;
    add_html_text(r, text, p);
    if (p < end) {
        r->html = end - p >= 4 && memcmp(p, "<!--", 4) == 0 ? COMMENT : TAG;
        r->tag = p;
    }
    return p;
}

static void read_html(struct reader *r, const char *text, size_t len)
{
    const char *source_end = r->page->text + r->page->len;
    if (text < r->page->text || text + len > source_end) {
        if (r->html == OUTSIDE)
            end_line(r);
        return;
    }
    for (const char *p = text, *end = text + len; p < end;)
        p = read_html_step(r, p, end);
}

/* ---- md4c's events ------------------------------------------------------------------------ */

static void enter_table_block(struct reader *r, MD_BLOCKTYPE type)
{
    if (type == MD_BLOCK_TABLE)
        rows_open(&r->table, r->page, true);
    else if (type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY)
        r->table.head = type == MD_BLOCK_THEAD;
    else if (type == MD_BLOCK_TR)
        rows_begin(&r->table);
    else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD)
        rows_cell(&r->table, type == MD_BLOCK_TH, 1, 1, (struct cell_width){0});
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct reader *r = context;
    close_piece(r);
    if (r->tables && type != MD_BLOCK_HTML)
        end_table(r);
    enter_table_block(r, type);
    r->soft = false;
    r->html = OUTSIDE;
    switch (type) {
    case MD_BLOCK_H:
        r->level = (int)((MD_BLOCK_H_DETAIL *)detail)->level;
        break;
    case MD_BLOCK_QUOTE:
        r->quote++;
        break;
    case MD_BLOCK_OL:
    case MD_BLOCK_UL:
        r->ordered = type == MD_BLOCK_OL;
        break;
    case MD_BLOCK_LI:
        r->item = true;
        break;
    case MD_BLOCK_CODE:
        r->code = true;
        break;
    default:
        break;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct reader *r = context;
    (void)detail;
    close_piece(r);
    r->soft = false;
    r->level = 0;
    r->bold = r->link = r->em = r->underlined = r->raised = r->lowered = 0;
    r->quote -= type == MD_BLOCK_QUOTE;
    if (type == MD_BLOCK_TABLE)
        end_table(r);
    if (type == MD_BLOCK_LI)
        r->item = false;
    if (type == MD_BLOCK_CODE)
        r->code = false;
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct reader *r = context;
    r->bold += type == MD_SPAN_STRONG;
    r->em += type == MD_SPAN_EM;
    r->link += type == MD_SPAN_A;
    if (type == MD_SPAN_IMG && r->pictures++ == 0) {
        const MD_ATTRIBUTE *src = &((MD_SPAN_IMG_DETAIL *)detail)->src;
        close_piece(r);
        r->picture = arena_text(r->page->arena, src->text ? src->text : "", src->size);
        r->piece.detail = r->picture;
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct reader *r = context;
    (void)detail;
    r->bold -= type == MD_SPAN_STRONG && r->bold > 0;
    r->em -= type == MD_SPAN_EM && r->em > 0;
    r->link -= type == MD_SPAN_A && r->link > 0;
    if (type == MD_SPAN_IMG && --r->pictures == 0) {
        if (!r->piece.line) {
            count_to(r, r->cursor);
            r->piece.line = r->line;
            r->piece.column = 1;
        }
        r->piece.picture = true;
        close_piece(r);
        r->picture = NULL;
    }
    return 0;
}

static int read_run(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context)
{
    struct reader *r = context;
    switch (type) {
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
        end_line(r);
        r->soft = type == MD_TEXT_SOFTBR;
        break;
    case MD_TEXT_ENTITY:
        add_entity(r, text, size);
        break;
    case MD_TEXT_HTML:
        read_html(r, text, size);
        break;
    default:
        if (size == 1 && *text == '\n')
            close_piece(r);
        else
            add_text(r, text, size);
    }
    return 0;
}

void acquire_read_markdown(struct page *page)
{
    struct front front = acquire_front(page);
    const char *text = page->text + front.len;
    struct reader r = {
        .page = page, .cursor = text, .counted = text, .line = front.lines + 1, .column = 1};
    MD_PARSER parser = {0};
    parser.flags = MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_TABLES;
    parser.enter_block = enter_block;
    parser.leave_block = leave_block;
    parser.enter_span = enter_span;
    parser.leave_span = leave_span;
    parser.text = read_run;
    if (md_parse(text, (MD_SIZE)(page->len - front.len), &parser, &r) != 0)
        die_of_memory();
    end_table(&r);
    pass(&r, page->text + page->len);
    buf_release(&r.text);
}
