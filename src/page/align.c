/* SPDX-License-Identifier: MIT */
/*
 * The column of values in a figure table. The decimal points of rows that count the same, one below
 * the other, stand below each other, and a whole number ends where a point would stand (CY/T 170,
 * on figures in one column). Rows that count different things share no point: 8967件 below 3.44万件
 * would stand apart from both its unit and the numbers around it. So all numbers end in one line,
 * with room for the longest fraction of their stretch of rows, and 万 and 余 have a room of their
 * own behind that.
 *
 * That room is chosen once for a table, from estimated widths, in half characters: the one in
 * which the most values keep their place. A value with a longer tail, or digits that would leave
 * their cell at the left, are moved as far as they must be. Words before the digits, 超过, hang out
 * of the cell beside a label, which is the shorter for them: they move no digit.
 */
#include "page/blocks.h"

#include <limits.h>
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

/* Digits behind the decimal point. */
static int fraction_of(const char *number)
{
    size_t whole = value_whole(number), digits = value_digits(number);
    return digits > whole ? (int)utf8_count(number + whole, digits - whole) - 1 : 0;
}

/* How far a value moves to the left so that its decimal point stands before the room of the
 * fraction and of the tails, and its digits before that of the tails. What does not hang stays in
 * its cell. */
static dist value_shift(struct setter *s, const struct lines *lines, const struct keyfigure *k,
                        const struct figure_columns *columns, const struct table_frame *frame,
                        dist left, int fraction)
{
    const struct glyphs *g = lines->glyphs;
    const char *before = columns->noted ? "" : value_before(k), *number = value_number(s->arena, k);
    size_t whole = value_glyph(g, before, number, value_whole(number));
    size_t last = value_glyph(g, before, number, value_digits(number));
    size_t lead = value_lead(number), first = 0;
    if (columns->hangs && (before[0] || lead > 0))
        first = value_glyph(g, before, number, lead) + 1;
    dist edge = frame->right - columns->tail - frame->left;
    dist point = edge - (fraction > 0 ? columns->point + fraction * columns->digit : 0);
    dist shift = lines->x[last] + g->items[last].advance - edge;
    dist to_point = lines->x[whole] + g->items[whole].advance - point;
    shift = to_point > shift ? to_point : shift;
    dist most = frame->left + lines->x[first < g->count ? first : 0] - left;
    if (most > lines->items[0].left)
        most = lines->items[0].left;
    return shift < 0 || most < 0 ? 0 : shift > most ? most : shift;
}

struct table_entry align_value(struct setter *s, const struct keyfigure *k,
                               const struct figure_columns *columns, const struct table_frame *cell,
                               int fraction, struct pos pos)
{
    bool aligned = cell->format->align == ALIGN_RIGHT;
    struct table_frame frame = aligned ? value_frame(columns, cell) : *cell;
    struct table_entry e = {.x = frame.left};
    e.lines = value_lines(s, k, columns, &frame, pos);
    if (aligned && e.lines && e.lines->count == 1)
        e.x -= value_shift(s, e.lines, k, columns, &frame, cell->left - columns->format->padding,
                           fraction);
    return e;
}

/* ---- stretches of rows -------------------------------------------------------------------- */

/* What follows the digits without a word of approximation: 万 of 3万余. */
static size_t scale_of(struct arena *a, const struct keyfigure *k, const char **scale)
{
    const char *number = value_number(a, k);
    size_t len = strlen(number) - (ends_with(number, k->approx) ? strlen(k->approx) : 0);
    size_t digits = value_digits(number);
    *scale = number + digits;
    return len > digits ? len - digits : 0;
}

static bool counts_the_same(struct arena *a, const struct keyfigure *x, const struct keyfigure *y)
{
    const char *of_x, *of_y;
    size_t len = scale_of(a, x, &of_x);
    return !strcmp(x->unit, y->unit) && len == scale_of(a, y, &of_y) && !memcmp(of_x, of_y, len);
}

/* The longest fraction of each stretch, at all of its rows. */
static const unsigned char *run_fractions(struct setter *s, const struct digest_run *run)
{
    unsigned char *all = arena_array(s->arena, run->count, sizeof *all);
    const struct keyfigure *figures = s->digest->articles[run->article].figures;
    for (size_t first = 0, end; first < run->count; first = end) {
        int longest = 0;
        for (end = first; end < run->count; end++) {
            const struct keyfigure *k = figures + run->rows[end].figure;
            if (!counts_the_same(s->scratch, figures + run->rows[first].figure, k))
                break;
            int own = fraction_of(value_number(s->scratch, k));
            longest = own > longest ? own : longest;
        }
        memset(all + first, longest < UCHAR_MAX ? longest : UCHAR_MAX, end - first);
    }
    return all;
}

const unsigned char *const *align_fractions(struct setter *s, const struct digest_run *runs,
                                            size_t count)
{
    const unsigned char **all = arena_array(s->arena, count, sizeof *all);
    for (size_t i = 0; i < count; i++)
        all[i] = run_fractions(s, runs + i);
    return all;
}

void align_digits(struct setter *s, const struct format *f, struct pos pos, dist *point,
                  dist *digit)
{
    struct glyph_span span = block_span("0.0", f, pos);
    bool logging = s->logging;
    s->logging = false;
    const struct lines *lines = block_lines(s, &span, 1, f, 3 * f->font_size);
    s->logging = logging;
    bool set = lines && lines->glyphs->count == 3;
    *point = set ? lines->x[2] - lines->x[1] : 0;
    *digit = set ? lines->x[1] - lines->x[0] : 0;
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

dist align_head(struct arena *a, const struct keyfigure *k, const struct figure_columns *c, dist em,
                int fraction)
{
    const char *before = c->noted || c->hangs ? "" : value_before(k), *number = value_number(a, k);
    size_t lead = c->hangs ? value_lead(number) : 0, whole = value_whole(number);
    dist behind = fraction > 0 ? c->point + fraction * (em * 3 / 5) : 0;
    return align_about(before, strlen(before), em) + behind +
           (whole > lead ? align_about(number + lead, whole - lead, em) : 0);
}

dist align_rest(struct arena *a, const struct keyfigure *k, const struct figure_columns *c, dist em)
{
    const char *behind = c->apart ? "" : value_behind(k), *number = value_number(a, k);
    const char *tail = number + value_digits(number);
    return align_about(tail, strlen(tail), em) + align_about(behind, strlen(behind), em);
}

/* Counts at each room in which this value keeps its place. */
static void count_rooms(struct arena *a, size_t *fitting, const struct keyfigure *k,
                        const struct figure_columns *c, const struct format *f, dist width,
                        int fraction)
{
    dist em = f->font_size;
    dist head = align_head(a, k, c, em, fraction), rest = align_rest(a, k, c, em);
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
                        frame->format, width, columns->fractions[i][k]);
    }
    int best = 0;
    for (int room = 1; room <= MOST_TAIL; room++)
        if (fitting[room] > fitting[best])
            best = room;
    return tail_room(frame->format, best);
}
