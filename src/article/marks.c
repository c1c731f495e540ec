/* SPDX-License-Identifier: MIT */
/*
 * Marks as inline elements and back: <em> <strong> <u> <sup> <sub> as in HTML, <ruby> with <rb> and
 * <rt>, <name>, <book>, and <note> where the mark of a note stands.
 *
 * The text of a block is that of its elements without ruby and notes, so a mark changes no
 * character of it. It is gathered as it stands in the file, with the places of all marks in bytes;
 * then white space is taken out as everywhere in article XML, and the places go with it. A mark
 * that is left with nothing is said and left out.
 *
 * Written, a mark ends as early and begins as late as can be: <em>甲</em><note/>, never
 * <em>甲<note/></em>. The tree does not tell these two apart, so that reading and writing again
 * gives the same bytes.
 */
#include "article/read.h"
#include "article/write.h"

#include <limits.h>
#include <string.h>

const char *article_mark_name(enum mark_kind kind)
{
    static const char *const names[] = {
        [MARK_EM] = "em",     [MARK_STRONG] = "strong", [MARK_U] = "u",
        [MARK_SUP] = "sup",   [MARK_SUB] = "sub",       [MARK_RUBY] = "ruby",
        [MARK_NAME] = "name", [MARK_BOOK] = "book",     [MARK_NOTE] = "note"};
    return names[kind];
}

/* ---- reading ------------------------------------------------------------------------------ */

struct place { /* of a mark in the raw text, in bytes */
    const struct xml_node *node;
    size_t start, end;
};

struct gathering {
    struct source_reader *reader;
    struct buf raw;
    struct place *places; /* of each mark */
    struct mark *marks;
    size_t count;
};

static enum mark_kind kind_named(const char *name)
{
    for (int kind = MARK_EM; kind <= MARK_NOTE; kind++)
        if (!strcmp(name, article_mark_name((enum mark_kind)kind)))
            return (enum mark_kind)kind;
    BUG("the schema let <%s> into a text", name);
}

/* Begins a mark here and returns its number. */
static size_t begin(struct gathering *g, const struct xml_node *node, enum mark_kind kind,
                    const char *value)
{
    struct arena *a = g->reader->arena;
    g->places = arena_grow(a, g->places, g->count, sizeof *g->places);
    g->marks = arena_grow(a, g->marks, g->count, sizeof *g->marks);
    g->places[g->count] = (struct place){node, g->raw.len, g->raw.len};
    g->marks[g->count] = (struct mark){.kind = kind, .value = value};
    return g->count++;
}

/* Bases with their readings; a base whose reading is empty is text. */
static void gather_ruby(struct gathering *g, const struct xml_node *ruby)
{
    for (const struct xml_node *n = ruby->first, *reading; n; n = n->next) {
        if (!n->name || strcmp(n->name, "rb") != 0)
            continue;
        for (reading = n->next; !reading->name; reading = reading->next)
            ;
        const char *value = read_text(g->reader->arena, reading);
        if (read_empty(g->reader, reading, value[0])) {
            buf_adds(&g->raw, xml_text(g->reader->arena, n));
            continue;
        }
        size_t mark = begin(g, n, MARK_RUBY, value);
        buf_adds(&g->raw, xml_text(g->reader->arena, n));
        g->places[mark].end = g->raw.len;
    }
}

static void gather(struct gathering *g, const struct xml_node *node)
{
    for (const struct xml_node *n = node->first; n; n = n->next) {
        if (n->text) {
            buf_adds(&g->raw, n->text);
        } else if (!strcmp(n->name, "note")) {
            const char *value = read_text(g->reader->arena, n);
            if (!read_empty(g->reader, n, value[0]))
                begin(g, n, MARK_NOTE, value);
        } else if (!strcmp(n->name, "ruby")) {
            gather_ruby(g, n);
        } else if (strcmp(n->name, "label") != 0) {
            size_t mark = begin(g, n, kind_named(n->name), "");
            gather(g, n);
            g->places[mark].end = g->raw.len;
        }
    }
}

/* The number of characters before each byte of the text, and before its end. */
static int *count_characters(struct arena *a, const char *text)
{
    size_t len = strlen(text);
    int *before = arena_array(a, len + 1, sizeof *before);
    int count = 0;
    for (const char *p = text; p < text + len; count++) {
        before[p - text] = count;
        utf8_next(&p, text + len);
    }
    before[len] = count;
    return before;
}

/* White space at the ends of a mark is not in it: between words it may be a line end of the file.
 */
static void trim(const struct gathering *g, struct place *place)
{
    static const char blank[] = " \t\r\n";
    while (place->start < place->end && strchr(blank, g->raw.text[place->start]))
        place->start++;
    while (place->end > place->start && strchr(blank, g->raw.text[place->end - 1]))
        place->end--;
}

/* Keeps the marks that hold something. */
static struct marks settle(struct gathering *g, const size_t *plain, const int *before)
{
    struct marks marks = {g->marks, 0};
    for (size_t i = 0; i < g->count; i++) {
        struct mark mark = g->marks[i];
        trim(g, &g->places[i]);
        mark.start = before[plain[g->places[i].start]];
        mark.end = before[plain[g->places[i].end]];
        if (mark.kind == MARK_NOTE ||
            !read_empty(g->reader, g->places[i].node, mark.end > mark.start))
            marks.items[marks.count++] = mark;
    }
    return marks;
}

const char *read_marked(struct source_reader *r, const struct xml_node *node, struct marks *marks)
{
    struct gathering g = {.reader = r};
    struct arena *scratch = arena_new();
    gather(&g, node);
    size_t *plain = arena_array(scratch, g.raw.len + 1, sizeof *plain);
    const char *text = xml_plain(r->arena, g.raw.text ? g.raw.text : "", plain);
    if (g.count > MOST_MARKS) {
        diag(r->diags, ERROR, g.places[MOST_MARKS].node->pos, "more than %d marks in one text",
             MOST_MARKS);
        r->failed = true;
    } else if (g.count) {
        *marks = settle(&g, plain, count_characters(scratch, text));
    }
    buf_release(&g.raw);
    arena_free(scratch);
    return text;
}

/* ---- writing ------------------------------------------------------------------------------ */

struct writing {
    struct buf *buf;
    const char *text, *end; /* what is not written yet */
    int at;                 /* character where it begins */
    const struct marks *marks;
    size_t next; /* the first mark that has not begun */
};

static void write_to(struct writing *w, int at)
{
    const char *from = w->text;
    for (; w->at < at && w->text < w->end; w->at++)
        utf8_next(&w->text, w->end);
    xml_escape_part(w->buf, from, (size_t)(w->text - from));
}

static void write_value(struct writing *w, const char *element, const char *value)
{
    buf_addf(w->buf, "<%s>", element);
    xml_escape(w->buf, value);
    buf_addf(w->buf, "</%s>", element);
}

static void write_ruby(struct writing *w, const struct mark *mark)
{
    buf_adds(w->buf, "<ruby><rb>");
    write_to(w, mark->end);
    buf_adds(w->buf, "</rb>");
    write_value(w, "rt", mark->value);
    buf_adds(w->buf, "</ruby>");
}

/* The text up to `end` with the marks that begin before it. */
static void write_stretch(struct writing *w, int end)
{
    while (w->next < w->marks->count && w->marks->items[w->next].start < end) {
        const struct mark *mark = &w->marks->items[w->next++];
        const char *name = article_mark_name(mark->kind);
        write_to(w, mark->start);
        if (mark->kind == MARK_NOTE) {
            write_value(w, name, mark->value);
        } else if (mark->kind == MARK_RUBY) {
            write_ruby(w, mark);
        } else {
            buf_addf(w->buf, "<%s>", name);
            write_stretch(w, mark->end);
            buf_addf(w->buf, "</%s>", name);
        }
    }
    write_to(w, end);
}

void write_marked(struct buf *b, const char *text, const struct marks *marks)
{
    struct writing w = {.buf = b, .text = text, .end = text + strlen(text), .marks = marks};
    write_stretch(&w, INT_MAX);
}
