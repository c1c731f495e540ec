/* SPDX-License-Identifier: MIT */
/*
 * Characters below a ruby (IL-01 asks for none of this; JLREQ, "ruby"). They are one unit that no
 * line end parts and that no line stretches. Where the ruby is wider than they are, each body is
 * widened by the same share, half of it on either side, so that the ruby stands centred above them
 * and reaches over no neighbour; an eighth of an em more keeps two rubies apart.
 */
#include "glyph/shape.h"

dist glyph_width(const struct glyphs *glyphs)
{
    int64_t width = 0;
    for (size_t i = 0; i < glyphs->count; i++)
        width += glyphs->items[i].advance;
    return width > INT32_MAX ? INT32_MAX : (dist)width;
}

/* Glyphs [first, end) become bodies of their share of `room` more. A glyph that continues a cluster
 * has no body of its own. */
static void widen(struct glyph *glyphs, size_t first, size_t end, dist room)
{
    int64_t bodies = 0, seen = 0, given = 0;
    for (size_t i = first; i < end; i++)
        bodies += glyphs[i].text_len > 0;
    for (size_t i = first; i < end && bodies > 0; i++) {
        if (!glyphs[i].text_len)
            continue;
        dist share = (dist)(room * ++seen / bodies - given);
        given += share;
        glyphs[i].advance += share;
        glyphs[i].offset += share / 2;
    }
}

void ruby_spread(struct glyph *glyphs, size_t count, const struct glyph_span *spans)
{
    for (size_t first = 0, end; first < count; first = end) {
        const struct glyph_span *span = &spans[glyphs[first].span];
        int64_t width = 0; /* of any length: only a text below a ruby is short */
        for (end = first; end < count && glyphs[end].span == glyphs[first].span; end++) {
            if (span->ruby && end > first)
                glyphs[end].flags |= GLYPH_JOINED;
            width += glyphs[end].advance;
        }
        dist wanted = span->ruby ? glyph_width(span->ruby) + glyphs[first].size / 8 : 0;
        if (wanted > width)
            widen(glyphs, first, end, (dist)(wanted - width));
    }
}
