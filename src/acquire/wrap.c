/* SPDX-License-Identifier: MIT */
/*
 * Pages whose lines were kept as wide as the column prints them: a paragraph is then several lines.
 * What such a page looks like is counted, not known: its measure is the commonest width of its long
 * lines, and a third of all lines fill it. Where a third of the lines are not full nothing is done
 * here; a page with one line a paragraph stays as it is.
 *
 * A line goes on in the next one when it is full, no blank line stands between, and the next does
 * not begin anew: by an indent on a page that indents its paragraphs, by a heading mark, or by
 * being a byline, credit, caption, dateline or a web site's line. The —— that ends a kicker or
 * begins a subheadline parts lines as well. Prohibition rules let a full line fall short by a
 * character or two. A short headline above its text is never full, so heads stay apart.
 *
 * Where all paragraphs begin with an indent, text without one below the line of such a paragraph
 * goes on in it even if that line lacks a few characters more: its numbers were set wider, or its
 * last word had no room.
 */
#include "acquire/wrap.h"

enum {
    NARROWEST = 16, /* measures, in half Han characters */
    WIDEST = 100,
    SHORT_BY = 3,  /* a full line lacks at most this */
    NEARLY_BY = 8, /* and one that an indent proves to go on */
    LEAST_FULL = 6,
    LEAST_INDENTED = 3, /* paragraphs that make a habit */
    USUAL = 3,          /* times as many as others */
};

static size_t width_of(struct slice s)
{
    size_t width = 0;
    while (s.start < s.end)
        width += utf8_next(&s.start, s.end) < 0x80 ? 1 : 2;
    return width;
}

/* The commonest width, lines that end with a stop aside; 0 if there is none. Ties go to the wider.
 */
static size_t measure_of(const struct text_line *lines, size_t count)
{
    size_t counts[WIDEST + 1] = {0}, best = 0, full = 0, over = 0;
    for (size_t i = 0; i < count; i++)
        if (lines[i].width <= WIDEST && lines[i].width >= NARROWEST)
            counts[lines[i].width]++;
    for (size_t w = NARROWEST; w <= WIDEST; w++)
        if (counts[w] && counts[w] >= counts[best])
            best = w;
    for (size_t i = 0; i < count; i++) {
        full += lines[i].width + SHORT_BY >= best && lines[i].width <= best + SHORT_BY;
        over += lines[i].width > best + SHORT_BY;
    }
    return best && full >= LEAST_FULL && full * 3 >= count && over * 8 <= count ? best : 0;
}

/* Do the page's paragraphs have an indent? A good part of its lines do, and not nearly all. */
static bool indents(const struct text_line *lines, size_t count)
{
    size_t indented = 0;
    for (size_t i = 0; i < count; i++)
        indented += lines[i].indent > 0;
    return indented * 12 >= count && indented * 4 <= count * 3;
}

static bool begins_anew(struct arena *a, const struct text_line *line)
{
    struct dateline dateline;
    return line->level || slice_starts(line->text, "——") || is_byline(a, line->text) ||
           is_credit(a, line->text) || starts_caption(line->text) || is_site_line(line->text) ||
           dateline_read(a, line->text, &dateline);
}

/* A heading inside an article: a short line behind a full one that ends a sentence, and before an
 * indent. */
static bool is_heading_between(const struct text_line *lines, size_t i, size_t count,
                               size_t measure)
{
    return ends_sentence(lines[i - 1].text) && !ends_sentence(lines[i].text) &&
           lines[i].width + SHORT_BY < measure && i + 1 < count && lines[i + 1].indent;
}

/* Do nearly all paragraphs of the page begin with an indent? A paragraph that is seen to begin
 * stands below a line that is far from full, and fills its own line. */
static bool indents_usually(const struct text_line *lines, size_t count, size_t measure)
{
    size_t indented = 0, flush = 0;
    for (size_t i = 1; measure && i < count; i++) {
        bool begins =
            lines[i - 1].width + NEARLY_BY < measure && lines[i].width + SHORT_BY >= measure;
        indented += begins && lines[i].indent;
        flush += begins && !lines[i].indent;
    }
    return indented >= LEAST_INDENTED && indented >= USUAL * flush;
}

/* Is the line below line i, which belongs to a paragraph and nearly fills its width, text without
 * an indent? A headline as wide has an indent below it, and no 。 at its end. */
static bool lacks_indent(const struct text_line *lines, size_t i, size_t count, size_t measure)
{
    const struct text_line *next = &lines[i + 1];
    bool fills = next->width + SHORT_BY >= measure && i + 2 < count && !lines[i + 2].indent;
    return lines[i].width + NEARLY_BY >= measure && !next->indent &&
           (fills || in_set(slice_last(next->text), "。"));
}

void acquire_unwrap(struct arena *a, struct text_line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        lines[i].width = width_of(lines[i].text) + 2 * lines[i].indent;
    size_t measure = measure_of(lines, count);
    bool indented = indents(lines, count), usual = indents_usually(lines, count, measure),
         amid = false;
    for (size_t i = 0; measure && i + 1 < count; i++) {
        const struct text_line *line = &lines[i], *next = &lines[i + 1];
        amid = usual && (line->indent || (amid && line->continues));
        bool full = (line->width + SHORT_BY >= measure ||
                     (amid && lacks_indent(lines, i, count, measure))) &&
                    !line->level && !slice_ends(line->text, "——");
        lines[i + 1].continues = full && next->number == line->number + 1 &&
                                 !(indented && next->indent) && !begins_anew(a, next) &&
                                 !(indented && is_heading_between(lines, i + 1, count, measure)) &&
                                 !is_byline(a, line->text) && !is_site_line(line->text);
    }
}
