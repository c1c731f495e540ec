/* SPDX-License-Identifier: MIT */
/*
 * Marks in a text: its spans, and what is drawn below and above its lines.
 *
 * A mark is a span in a format of its own. The mark of a note is a span that the text does not have
 * and the page gets; it is ①, as Chinese books have it: a bare raised 1 behind a number would be
 * read as part of it, here and by whoever copies the text.
 *
 * Dots and lines are drawn where justification has put the characters, so they follow a line that
 * was stretched, and they lie between the lines, so they change no pitch (GR-02). They are fills:
 * nothing of them is text. A ruby is text of its own behind its line, so that a word below it is
 * found and copied in one piece.
 *
 * Measures in hundredths of an em below the baseline; the cell of a character ends at 12.
 */
#include "page/blocks.h"

#include <limits.h>
#include <string.h>

enum {
    EM_TOP = 88, /* of the cell, above the baseline */
    DOT_SIZE = 16,
    DOT_MIDDLE = 26,
    DOT_BELOW_LINE = 34, /* where a line runs above it */
    LINE_TOP = 18,
    LINE_WEIGHT = 5,
    WAVE_TOP = 15,
    WAVE_HEIGHT = 13,
    RUBY_DEPTH = 22, /* of its own em: what its letters have below their baseline */
    CIRCLED = 50     /* the last number that Unicode has in a circle */
};

/* ---- spans -------------------------------------------------------------------------------- */

struct splitting {
    struct setter *setter;
    struct spans *out;
    const struct marks *marks;
    size_t next; /* the first mark that has not begun */
    const char *text, *end;
    int at; /* character at text */
    struct pos pos;
    unsigned lines; /* underlined marks so far */
};

static void add_span(struct splitting *w, struct glyph_span span)
{
    struct spans *out = w->out;
    out->items = arena_grow(w->setter->scratch, out->items, out->count, sizeof *out->items);
    out->items[out->count++] = span;
}

static struct pos pos_at(const struct splitting *w, int at)
{
    struct pos pos = w->pos;
    if (pos.column > 0)
        pos.column += at;
    return pos;
}

/* The text up to character `to` as a span. */
static void add_text(struct splitting *w, int to, struct glyph_span span)
{
    span.text = w->text;
    span.pos = pos_at(w, w->at);
    for (; w->at < to && w->text < w->end; w->at++)
        utf8_next(&w->text, w->end);
    span.len = (size_t)(w->text - span.text);
    if (span.len > 0)
        add_span(w, span);
}

static const struct format *derived(struct splitting *w, const struct format *around,
                                    const char *style)
{
    const struct sheet *sheet = w->setter->sheet;
    return format_inline(w->setter->arena, sheet, around, format_style(sheet, style));
}

const char *marks_note_label(struct arena *a, size_t number)
{
    char code[5] = "";
    if (number > CIRCLED)
        return arena_printf(a, "〔%zu〕", number);
    utf8_encode((uint32_t)(number <= 20   ? 0x2460 + number - 1
                           : number <= 35 ? 0x3251 + number - 21
                                          : 0x32B1 + number - 36),
                code);
    return arena_text(a, code, strlen(code));
}

static struct tag *add_tag(struct setter *s, struct tag *parent, enum tag_type type)
{
    struct tag *tag = tag_new(s, type);
    tag_append(parent, tag);
    return tag;
}

static void add_note(struct splitting *w, const struct mark *mark, const struct format *around)
{
    struct setter *s = w->setter;
    struct notes *notes = &s->notes;
    notes->items = arena_grow(s->arena, notes->items, notes->count, sizeof *notes->items);
    notes->items[notes->count++] = (struct note){.text = mark->value, .pos = pos_at(w, w->at)};
    const char *label = marks_note_label(s->arena, notes->count);
    struct glyph_span span = block_span(label, derived(w, around, "note-mark"), pos_at(w, w->at));
    span.note = (unsigned)notes->count;
    span.tag = add_tag(s, tag_new(s, TAG_REFERENCE), TAG_LINK);
    add_span(w, span);
}

/* The base's span; above it stands the ruby, each in its tag. */
static struct glyph_span ruby_span(struct splitting *w, const struct mark *mark,
                                   const struct format *around)
{
    struct setter *s = w->setter;
    struct tag *whole = tag_new(s, TAG_RUBY), *base = add_tag(s, whole, TAG_RUBY_BASE);
    struct glyph_span *ruby = arena_alloc(s->arena, sizeof *ruby);
    *ruby = block_span(mark->value, derived(w, around, "ruby"), pos_at(w, w->at));
    ruby->tag = add_tag(s, whole, TAG_RUBY_TEXT);
    return (struct glyph_span){
        .format = around,
        .ruby = glyph_set(s->arena, s->shaper, ruby, 1, s->diags),
        .tag = base,
    };
}

/* The text up to character `to`, with the marks that begin before it. */
static void split(struct splitting *w, int to, const struct format *f, unsigned line)
{
    static const char *const styles[] = {
        [MARK_EM] = "em",   [MARK_STRONG] = "strong", [MARK_U] = "u",      [MARK_SUP] = "sup",
        [MARK_SUB] = "sub", [MARK_NAME] = "name",     [MARK_BOOK] = "book"};
    while (w->next < w->marks->count && w->marks->items[w->next].start < to) {
        const struct mark *mark = &w->marks->items[w->next++];
        add_text(w, mark->start, (struct glyph_span){.format = f, .line = line});
        if (mark->kind == MARK_NOTE) {
            add_note(w, mark, f);
        } else if (mark->kind == MARK_RUBY) {
            struct glyph_span span = ruby_span(w, mark, f);
            span.line = line;
            add_text(w, mark->end, span);
        } else {
            const struct format *inner = derived(w, f, styles[mark->kind]);
            split(w, mark->end, inner, inner->underline == f->underline ? line : ++w->lines);
        }
    }
    add_text(w, to, (struct glyph_span){.format = f, .line = line});
}

void marks_spans(struct setter *s, struct spans *out, const char *text, const struct marks *marks,
                 const struct format *format, struct pos pos)
{
    struct splitting w = {.setter = s,
                          .out = out,
                          .marks = marks,
                          .text = text,
                          .end = text + strlen(text),
                          .pos = pos};
    split(&w, INT_MAX, format, 0);
}

size_t marks_inserted(struct arena *a, const struct marks *marks, int at, size_t first)
{
    size_t inserted = 0;
    for (size_t i = 0; i < marks->count && marks->items[i].start <= at; i++) {
        if (marks->items[i].kind != MARK_NOTE)
            continue;
        const char *label = marks_note_label(a, first++);
        inserted += utf8_count(label, strlen(label));
    }
    return inserted;
}

/* ---- drawing ------------------------------------------------------------------------------ */

struct drawing { /* of one line */
    struct setter *setter;
    struct slug *slug;
    const struct glyphs *glyphs;
    const dist *glyph_x;
    size_t first, end;
    dist x, baseline;
};

static dist hundredths(dist em, int n)
{
    return dist_scale(em, n, 100);
}

static const struct glyph_span *span_of(const struct drawing *d, size_t i)
{
    return d->glyphs->spans + d->glyphs->items[i].span;
}

static dist left_of(const struct drawing *d, size_t i)
{
    return d->x + d->glyph_x[i];
}

static dist right_of(const struct drawing *d, size_t i)
{
    return left_of(d, i) + d->glyphs->items[i].advance;
}

/* Han, letters and digits; not the marks and blanks that are set like them. */
static bool takes_dot(const struct glyphs *g, const struct glyph *glyph)
{
    if (!glyph->text_len)
        return false;
    const char *text = g->text + glyph->text;
    uint32_t code = utf8_next(&text, text + glyph->text_len);
    if (glyph->class == CLASS_LATIN || glyph->class == CLASS_DIGIT)
        return (code | 0x20) - 'a' < 26 || code - '0' < 10 || (code >= 0xC0 && code < 0x2000);
    return (glyph->class == CLASS_HAN || glyph->class == CLASS_ITERATE) && is_han(code);
}

/* The dot in the middle of the cluster that begins with glyph i. */
static void draw_dot(const struct drawing *d, size_t i)
{
    const struct format *f = span_of(d, i)->format;
    dist right = right_of(d, i), size = hundredths(f->font_size, DOT_SIZE);
    for (size_t k = i + 1; k < d->end && !d->glyphs->items[k].text_len; k++)
        right = right_of(d, k);
    int middle = f->underline == UNDERLINE_NONE ? DOT_MIDDLE : DOT_BELOW_LINE;
    block_item(d->setter, d->slug,
               (struct page_item){.kind = ITEM_FILL,
                                  .shape = FILL_DISC,
                                  .color = f->color,
                                  .x = (left_of(d, i) + right - size) / 2,
                                  .y = d->baseline + hundredths(f->font_size, middle) - size / 2,
                                  .width = size,
                                  .height = size});
}

/* A line runs below everything but pause marks, stops, brackets and quotation marks. */
static bool is_underlined(const struct drawing *d, size_t i)
{
    uint8_t class = d->glyphs->items[i].class;
    return span_of(d, i)->format->underline != UNDERLINE_NONE && class != CLASS_LINE_END &&
           (class < CLASS_COMMA || class > CLASS_CLOSE);
}

/* Another mark's line begins or ends right beside this one: both are shorter there (IL-02). */
static bool touches(const struct drawing *d, size_t i, size_t beside)
{
    return beside >= d->first && beside < d->end && is_underlined(d, beside) &&
           span_of(d, beside)->line != span_of(d, i)->line;
}

/* The line below the glyphs [first, end). */
static void draw_line(const struct drawing *d, size_t first, size_t end)
{
    const struct format *f = span_of(d, first)->format;
    dist em = f->font_size, shorter = em / 16;
    bool wave = f->underline == UNDERLINE_WAVE;
    dist left = left_of(d, first) + (first > 0 && touches(d, first, first - 1) ? shorter : 0);
    dist right = right_of(d, end - 1) - (touches(d, end - 1, end) ? shorter : 0);
    if (right <= left)
        return;
    block_item(d->setter, d->slug,
               (struct page_item){.kind = ITEM_FILL,
                                  .shape = wave ? FILL_WAVE : FILL_RECTANGLE,
                                  .color = f->color,
                                  .x = left,
                                  .y = d->baseline + hundredths(em, wave ? WAVE_TOP : LINE_TOP),
                                  .width = right - left,
                                  .height = hundredths(em, wave ? WAVE_HEIGHT : LINE_WEIGHT)});
}

static void draw_lines(const struct drawing *d)
{
    for (size_t first = d->first, end; first < d->end; first = end) {
        end = first + 1;
        if (!is_underlined(d, first))
            continue;
        while (end < d->end && is_underlined(d, end) &&
               span_of(d, end)->line == span_of(d, first)->line)
            end++;
        draw_line(d, first, end);
    }
}

/* The ruby of glyphs [first, end), its own glyphs one behind the other in the middle above them. */
static void draw_ruby(const struct drawing *d, size_t first, size_t end)
{
    const struct glyphs *ruby = span_of(d, first)->ruby;
    const struct format *f = span_of(d, first)->format;
    dist size = ruby->spans[0].format->font_size;
    dist *x = arena_array(d->setter->scratch, ruby->count, sizeof *x);
    dist at = (left_of(d, first) + right_of(d, end - 1) - glyph_width(ruby)) / 2;
    for (size_t i = 0; i < ruby->count; i++) {
        x[i] = at;
        at += ruby->items[i].advance;
    }
    dist up = hundredths(f->font_size, EM_TOP) + hundredths(size, RUBY_DEPTH) + f->baseline_shift;
    block_runs(d->setter, d->slug, ruby, x, 0, ruby->count, 0, d->baseline - up);
}

static void draw_rubies(const struct drawing *d)
{
    for (size_t first = d->first, end; first < d->end; first = end) {
        for (end = first + 1; end < d->end && span_of(d, end) == span_of(d, first);)
            end++;
        bool whole = first == 0 || span_of(d, first - 1) != span_of(d, first);
        if (span_of(d, first)->ruby && whole && span_of(d, first)->ruby->count > 0)
            draw_ruby(d, first, end);
    }
}

/* A note stands with the line that its mark begins on. */
static void attach_notes(const struct drawing *d)
{
    for (size_t i = d->first; i < d->end; i++) {
        unsigned note = span_of(d, i)->note;
        if (!note || (i > 0 && span_of(d, i - 1)->note == note))
            continue;
        size_t last = i;
        while (last + 1 < d->end && span_of(d, last + 1)->note == note)
            last++;
        notes_attach(d->setter, d->slug, note);
        notes_refer(d->setter, d->slug, note, span_of(d, i)->tag, left_of(d, i), right_of(d, last));
    }
}

static bool has_marks(const struct glyphs *g)
{
    for (size_t i = 0; i < g->span_count; i++)
        if (g->spans[i].ruby || g->spans[i].note || g->spans[i].format->emphasis ||
            g->spans[i].format->underline)
            return true;
    return false;
}

void marks_draw(struct setter *s, struct slug *slug, const struct lines *lines, size_t line, dist x,
                dist baseline)
{
    const struct line *set = lines->items + line;
    const struct drawing d = {s, slug, lines->glyphs, lines->x, set->first, set->end, x, baseline};
    if (!has_marks(lines->glyphs))
        return;
    attach_notes(&d);
    draw_rubies(&d);
    for (size_t i = d.first; i < d.end; i++)
        if (span_of(&d, i)->format->emphasis && takes_dot(d.glyphs, d.glyphs->items + i))
            draw_dot(&d, i);
    draw_lines(&d);
}
