/* SPDX-License-Identifier: MIT */
/*
 * Lines as text, for --dump=line and the executable specification: a line of text for every line
 * with its left edge, its width and what justification added, and below it the gaps between its
 * bodies, equal ones in a row counted. All in pt to two decimals; a blank is no body and has no
 * gap of its own.
 */
#include "line/space.h"

#include <stdlib.h>

static void add_dist(struct buf *b, int64_t value)
{
    int64_t hundredths = (llabs(value) * 100 + PT / 2) / PT;
    buf_addf(b, " %s%lld.%02lld", value < 0 && hundredths ? "-" : "", (long long)(hundredths / 100),
             (long long)(hundredths % 100));
}

static void add_text(struct buf *b, const struct lines *lines, const struct line *line)
{
    const struct glyphs *g = lines->glyphs;
    for (size_t i = line->first; i < line->end; i++)
        buf_add(b, g->text + g->items[i].text, g->items[i].text_len);
    if (line->hyphen)
        buf_adds(b, "\u2010");
}

/* Equal gaps in a row; what differs by rounding only is equal. */
struct gaps {
    dist gap;
    size_t times;
};

static void add_gaps(struct buf *b, struct gaps *run)
{
    if (run->times)
        add_dist(b, run->gap);
    if (run->times > 1)
        buf_addf(b, "×%zu", run->times);
    run->times = 0;
}

static void add_gap(struct buf *b, struct gaps *run, dist gap)
{
    if (run->times && labs((long)gap - run->gap) > 1)
        add_gaps(b, run);
    if (!run->times)
        run->gap = gap;
    run->times++;
}

static void add_line_gaps(struct buf *b, const struct lines *lines, const struct line *line)
{
    struct gaps run = {0, 0};
    const struct glyph *items = lines->glyphs->items;
    size_t a = line->end;
    buf_adds(b, "    gaps");
    for (size_t i = line->first; i < line->end; i++) {
        if (space_blank(lines->glyphs, &items[i]))
            continue;
        if (a < line->end)
            add_gap(b, &run, lines->x[i] - lines->x[a] - items[a].advance);
        a = i;
    }
    add_gaps(b, &run);
    buf_adds(b, "\n");
}

static void add_line(struct buf *b, const struct lines *lines, size_t i)
{
    const struct line *line = &lines->items[i];
    buf_addf(b, "  %zu left", i + 1);
    add_dist(b, line->left);
    buf_adds(b, " width");
    add_dist(b, line->width);
    if (line->looseness) {
        buf_adds(b, " loose");
        add_dist(b, line->looseness);
    }
    buf_adds(b, ": ");
    add_text(b, lines, line);
    buf_adds(b, "\n");
    if (line->end - line->first > 1)
        add_line_gaps(b, lines, line);
}

void line_text(struct buf *b, const struct lines *lines)
{
    buf_addf(b, "lines %zu %s\n", lines->count, lines->format->name);
    for (size_t i = 0; i < lines->count; i++)
        add_line(b, lines, i);
}
