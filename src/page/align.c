/* SPDX-License-Identifier: MIT */
/*
 * The column of values in a figure table: the decimal points of all rows stand below each other,
 * and a whole number ends where a point would stand (CY/T 170, on figures in one column). What
 * follows, the fraction, 万 and 余, has a room of its own at the right.
 *
 * That room is chosen once for a table, from estimated widths, in half characters: the one in
 * which the most values keep their place. A value with a longer tail, or digits that would leave
 * their cell at the left, are moved as far as they must be. Words before the digits, 超过, hang out
 * of the cell beside a label, which is the shorter for them: they move no digit.
 */
#include "page/blocks.h"

#include <string.h>

enum { MOST_TAIL = 12 /* half characters */ };

static bool ends_with(const char *s, const char *end)
{
    size_t len = strlen(s), n = strlen(end);
    return n > 0 && len >= n && !strcmp(s + len - n, end);
}

/* ---- one value ---------------------------------------------------------------------------- */

enum { LEAST_LABEL = 2 /* characters beside words that hang */ };

/* A value may stand in the padding before its cell, and words before its number over the label. */
static struct table_frame value_frame(const struct figure_columns *columns,
                                      const struct table_frame *cell)
{
    struct table_frame f = *cell;
    f.left -= columns->format->padding;
    if (!columns->hangs)
        return f;
    size_t value = columns_find(columns->format, FIELD_VALUE);
    dist least = columns->frames[value - 1].left + LEAST_LABEL * cell->format->font_size;
    if (f.left > least)
        f.left = least;
    return f;
}

/* The value, and around it what no column of notes says; words of approximation in their style. */
static const struct lines *value_lines(struct setter *s, const struct keyfigure *k,
                                       const struct figure_columns *columns,
                                       const struct table_frame *frame, struct pos pos)
{
    const struct format *approx = columns->format->approx;
    const char *number = value_number(s->arena, k);
    struct glyph_span spans[4] = {
        block_span(columns->noted ? "" : value_before(k), approx, pos),
        block_span(number, frame->format, pos),
        block_span("", approx, pos),
        block_span(columns->apart ? "" : value_behind(k), approx, pos),
    };
    if (ends_with(number, k->approx)) {
        spans[1].len -= strlen(k->approx);
        spans[2] = block_span(k->approx, approx, pos);
    }
    return block_lines(s, spans, COUNT(spans), frame->format, frame->right - frame->left);
}

size_t align_glyph(const struct glyphs *g, size_t at)
{
    size_t n = 0, i = 0;
    for (; i < g->count; i++) {
        n += utf8_count(g->text + g->items[i].text, g->items[i].text_len);
        if (n >= at)
            break;
    }
    return i < g->count ? i : g->count - 1;
}

/* The place of the glyph that ends with this character of a value, which `before` precedes. */
static size_t value_glyph(const struct glyphs *g, const char *before, const char *number,
                          size_t bytes)
{
    return align_glyph(g, utf8_count(before, strlen(before)) + utf8_count(number, bytes));
}

/* How far a value moves to the left so that its whole part ends before the room of the tails. What
 * does not hang stays in its cell. */
static dist value_shift(struct setter *s, const struct lines *lines, const struct keyfigure *k,
                        const struct figure_columns *columns, const struct table_frame *frame,
                        dist left)
{
    const struct glyphs *g = lines->glyphs;
    const char *before = columns->noted ? "" : value_before(k), *number = value_number(s->arena, k);
    size_t last = value_glyph(g, before, number, value_whole(number));
    size_t lead = value_lead(number), first = 0;
    if (columns->hangs && (before[0] || lead > 0))
        first = value_glyph(g, before, number, lead) + 1;
    dist edge = frame->left + lines->x[last] + g->items[last].advance;
    dist shift = edge - (frame->right - columns->tail);
    dist most = frame->left + lines->x[first < g->count ? first : 0] - left;
    if (most > lines->items[0].left)
        most = lines->items[0].left;
    return shift < 0 || most < 0 ? 0 : shift > most ? most : shift;
}

struct table_entry align_value(struct setter *s, const struct keyfigure *k,
                               const struct figure_columns *columns, const struct table_frame *cell,
                               struct pos pos)
{
    bool aligned = cell->format->align == ALIGN_RIGHT;
    struct table_frame frame = aligned ? value_frame(columns, cell) : *cell;
    struct table_entry e = {.x = frame.left};
    e.lines = value_lines(s, k, columns, &frame, pos);
    if (aligned && e.lines && e.lines->count == 1)
        e.x -= value_shift(s, e.lines, k, columns, &frame, cell->left - columns->format->padding);
    return e;
}

/* ---- the room of the tails ---------------------------------------------------------------- */

static dist latin_width(uint32_t code, dist em)
{
    if (code == '.' || code == ',')
        return em / 3;
    return strchr("%MWmw@", (int)code) ? em : em * 3 / 5;
}

/* About the width of a text: a Latin character is three fifths of a Han, a wide one all of it, a
 * point one third. */
dist align_about(const char *text, size_t len, dist em)
{
    int64_t width = 0;
    for (const char *p = text, *end = text + len; p < end;) {
        uint32_t code = utf8_next(&p, end);
        width += code < 0x80 ? latin_width(code, em) : code < 0x100 ? em * 3 / 5 : em;
    }
    return width < INT32_MAX / 4 ? (dist)width : INT32_MAX / 4;
}

static dist tail_room(const struct format *f, int half_characters)
{
    return half_characters > 0 ? half_characters * (f->font_size / 2) + f->autospace : 0;
}

dist align_room(const struct format *f, dist rest)
{
    dist half = f->font_size / 2;
    int count = half > 0 ? (rest + half - 1) / half : 0;
    return tail_room(f, count < MOST_TAIL ? count : MOST_TAIL);
}

dist align_head(struct arena *a, const struct keyfigure *k, const struct figure_columns *c, dist em)
{
    const char *before = c->noted || c->hangs ? "" : value_before(k), *number = value_number(a, k);
    size_t lead = c->hangs ? value_lead(number) : 0, whole = value_whole(number);
    return align_about(before, strlen(before), em) +
           (whole > lead ? align_about(number + lead, whole - lead, em) : 0);
}

dist align_rest(struct arena *a, const struct keyfigure *k, const struct figure_columns *c, dist em)
{
    const char *behind = c->apart ? "" : value_behind(k), *number = value_number(a, k);
    const char *tail = number + value_whole(number);
    return align_about(tail, strlen(tail), em) + align_about(behind, strlen(behind), em);
}

/* Counts at each room in which this value keeps its place. */
static void count_rooms(struct arena *a, size_t *fitting, const struct keyfigure *k,
                        const struct figure_columns *c, const struct format *f, dist width)
{
    dist em = f->font_size;
    dist head = align_head(a, k, c, em), rest = align_rest(a, k, c, em);
    for (int room = 0; room <= MOST_TAIL; room++)
        fitting[room] += rest <= room * (em / 2) && head <= width - tail_room(f, room);
}

dist align_tail(const struct setter *s, const struct figure_columns *columns,
                const struct table_frame *frame, size_t count)
{
    const struct digest_run *runs = columns->runs;
    size_t fitting[MOST_TAIL + 1] = {0};
    dist width = frame->right - frame->left + columns->format->padding;
    for (size_t i = 0; i < count; i++) {
        const struct keyfigure *figures = s->digest->articles[runs[i].article].figures;
        for (size_t k = 0; k < runs[i].count; k++)
            count_rooms(s->scratch, fitting, figures + runs[i].rows[k].figure, columns,
                        frame->format, width);
    }
    int best = 0;
    for (int room = 1; room <= MOST_TAIL; room++)
        if (fitting[room] > fitting[best])
            best = room;
    return tail_room(frame->format, best);
}
