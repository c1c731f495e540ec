/* SPDX-License-Identifier: MIT */
/*
 * A paragraph in its frame: the format becomes a measure, the chosen lines get the places of their
 * glyphs.
 *
 * A line that ends the paragraph or stands before a forced end is natural (JU-02), and so is every
 * line that is not flush; but one that was chosen because it can be compressed is compressed, be it
 * the last. In distributed text every line is flush (JU-10). Blanks at a line's end are outside of
 * it. A heading that is to be balanced is never flush, whatever its alignment says, since lines
 * evened out by their breaks must not be torn apart again.
 *
 * What is narrower than one character, margins being too wide for the frame, is set one character
 * wide and so reported line by line as too narrow rather than hidden.
 *
 * Messages are one for each kind in a paragraph, at the first place, with the number of lines: a
 * word of ten thousand letters is one fault.
 */
#include "line/paragraph.h"
#include "line/space.h"

/* The line that is being set. */
struct setting {
    const struct glyphs *glyphs;
    const struct format *format;
    const struct line_box *boxes;
    struct line_measure measure;
    dist *gaps;
};

static dist at_least(int64_t value, dist least)
{
    return value < least ? least : value > INT32_MAX ? INT32_MAX : (dist)value;
}

static struct line_measure measure_of(const struct format *format, dist frame)
{
    bool flush = format->align == ALIGN_JUSTIFY || format->align == ALIGN_DISTRIBUTE;
    dist em = format->font_size > 0 ? format->font_size : PT;
    int64_t width = (int64_t)frame - format->margin_left - format->margin_right;
    return (struct line_measure){.width = at_least(width, em),
                                 .first = at_least(width - format->text_indent, em),
                                 .em = em,
                                 .justify = flush && !format->balance && !format->words,
                                 .balance = format->balance,
                                 .words = format->words && !format->balance,
                                 .centred = format->align == ALIGN_CENTER,
                                 .greedy = format->line_fit == FIT_GREEDY};
}

/* ---- one line ----------------------------------------------------------------------------- */

static size_t without_blanks(const struct glyphs *glyphs, size_t first, size_t end)
{
    while (end > first && (glyphs->items[end - 1].class == CLASS_LINE_END ||
                           space_blank(glyphs, &glyphs->items[end - 1])))
        end--;
    return end;
}

static int64_t natural_width(const struct line_box *boxes, size_t first, size_t end)
{
    int64_t width = 0;
    for (size_t i = first; i < end; i++)
        width += (int64_t)boxes[i].advance + (i + 1 < end ? boxes[i].gap : boxes[i].hyphen);
    return width;
}

/* The width that the line is set to: natural, or flush, or compressed into the measure. */
static dist set_width(const struct setting *s, const struct line *line, dist width, bool closes)
{
    bool flush = s->measure.justify && (!closes || s->format->align == ALIGN_DISTRIBUTE);
    int64_t natural = natural_width(s->boxes, line->first, line->end);
    return flush || natural > width ? width : (dist)natural;
}

/* Han–Han gap that was added: the first gap that shares has no less than the others. Without one,
 * what word spaces got beyond their cap. */
static dist looseness(const struct setting *s, const struct line *line)
{
    dist most = 0;
    for (size_t i = line->first; i + 1 < line->end; i++) {
        const struct line_box *box = &s->boxes[i];
        dist added = s->gaps[i - line->first] - box->gap;
        if (box->share)
            return added > 0 ? added : 0;
        if (added - box->stretch > most)
            most = added - box->stretch;
    }
    return most;
}

static dist shift(const struct setting *s, dist room)
{
    if (room <= 0)
        return 0;
    if (s->format->align == ALIGN_RIGHT)
        return room;
    return s->format->align == ALIGN_CENTER ? room / 2 : 0;
}

static void place_hyphen(const struct setting *s, struct line *line)
{
    line->hyphen = &s->glyphs->hyphens[s->glyphs->items[line->end].span];
    line->hyphen_x = line->left + line->width;
    line->width += line->hyphen->advance;
}

/* Places the glyphs of a line up to `end`, where the next one begins, and ends its width with the
 * right edge of the last body. */
static void place(const struct setting *s, struct line *line, size_t end, dist *x)
{
    dist at = line->left;
    for (size_t i = line->first; i < line->end; i++) {
        x[i] = at;
        at += s->boxes[i].advance + s->gaps[i - line->first];
    }
    line->width = 0;
    if (line->end > line->first)
        line->width = x[line->end - 1] + s->glyphs->items[line->end - 1].advance - line->left;
    if (line->end > line->first && s->boxes[line->end - 1].hyphen)
        place_hyphen(s, line);
    for (size_t i = line->end; i < end; i++)
        x[i] = line->left + line->width;
}

static void set_line(const struct setting *s, struct line *line, bool opens, bool closes,
                     size_t end, dist *x)
{
    dist width = opens ? s->measure.first : s->measure.width;
    dist set = set_width(s, line, width, closes);
    line_set(s->boxes, line->first, line->end, set, s->gaps);
    line->looseness = looseness(s, line);
    line->left = s->format->margin_left + (opens ? s->format->text_indent : 0);
    line->left += shift(s, width - set);
    place(s, line, end, x);
}

/* ---- messages ----------------------------------------------------------------------------- */

static void warn_loose(const struct lines *lines, dist em, struct diags *d)
{
    size_t count = 0, first = 0;
    dist worst = 0;
    for (size_t i = 0; i < lines->count; i++) {
        dist loose = lines->items[i].looseness;
        if (loose <= em / 4)
            continue;
        if (!count++)
            first = i;
        worst = loose > worst ? loose : worst;
    }
    if (!count)
        return;
    int hundredths = (int)((int64_t)worst * 100 / em);
    diag(d, WARNING, glyph_pos(lines->glyphs, lines->items[first].first),
         ngettext("%zu loose line, the first is line %zu of its paragraph: gaps up to %d.%02d em, "
                  "more than a quarter",
                  "%zu loose lines, the first is line %zu of its paragraph: gaps up to %d.%02d em, "
                  "more than a quarter",
                  count),
         count, first + 1, hundredths / 100, hundredths % 100);
}

/* The first line that ends inside a unit, or that is wider than the measure at all minima. */
static size_t first_emergency(const struct setting *s, const size_t *ends, size_t count)
{
    for (size_t i = 0, first = 0; i < count; first = ends[i++]) {
        const struct line_box *last = &s->boxes[ends[i] - 1];
        int64_t width = 0;
        for (size_t k = first; k < ends[i]; k++)
            width += s->boxes[k].advance +
                     (k + 1 < ends[i] ? s->boxes[k].gap - s->boxes[k].shrink : s->boxes[k].hyphen);
        if (last->penalty >= LINE_FORBIDDEN || width > (i ? s->measure.width : s->measure.first))
            return i;
    }
    return 0;
}

static void warn_emergency(const struct setting *s, const size_t *ends, size_t lines,
                           size_t emergencies, struct diags *d)
{
    if (!emergencies)
        return;
    size_t i = first_emergency(s, ends, lines);
    diag(d, WARNING, glyph_pos(s->glyphs, i ? ends[i - 1] : 0),
         ngettext("%zu line is broken where no line may end, the first is line %zu of its "
                  "paragraph: the text there is wider than the line",
                  "%zu lines are broken where no line may end, the first is line %zu of its "
                  "paragraph: the text there is wider than the line",
                  emergencies),
         emergencies, i + 1);
}

/* ---- the paragraph ------------------------------------------------------------------------ */

static void set_lines(struct setting *s, struct lines *lines, const size_t *ends)
{
    for (size_t i = 0, first = 0; i < lines->count; first = ends[i++]) {
        struct line *line = &lines->items[i];
        line->first = first;
        line->end = without_blanks(s->glyphs, first, ends[i]);
        bool closes = s->boxes[ends[i] - 1].penalty == LINE_FORCED;
        set_line(s, line, i == 0, closes, ends[i], lines->x);
    }
}

static void break_and_set(struct arena *a, struct lines *lines, dist frame, struct diags *d)
{
    struct arena *scratch = arena_new();
    size_t count = lines->glyphs->count, emergencies;
    struct line_box *boxes = arena_array(scratch, count, sizeof *boxes);
    size_t *ends = arena_array(scratch, count, sizeof *ends);
    line_boxes(lines->glyphs, lines->format, boxes);
    struct setting s = {.glyphs = lines->glyphs,
                        .format = lines->format,
                        .boxes = boxes,
                        .measure = measure_of(lines->format, frame),
                        .gaps = arena_array(scratch, count, sizeof *s.gaps)};
    lines->count = line_break(boxes, count, &s.measure, ends, &emergencies, scratch);
    lines->items = arena_array(a, lines->count, sizeof *lines->items);
    lines->x = arena_array(a, count, sizeof *lines->x);
    set_lines(&s, lines, ends);
    warn_emergency(&s, ends, lines->count, emergencies, d);
    if (lines->format->align != ALIGN_DISTRIBUTE)
        warn_loose(lines, s.measure.em, d);
    arena_free(scratch);
}

struct lines *paragraph_lines(struct arena *a, const struct glyphs *glyphs,
                              const struct format *format, dist measure, struct diags *d)
{
    struct lines *lines = arena_alloc(a, sizeof *lines);
    *lines = (struct lines){.glyphs = glyphs, .format = format};
    if (glyphs->count)
        break_and_set(a, lines, measure, d);
    return lines;
}
