/* SPDX-License-Identifier: MIT */
/*
 * From the em to points. Shaping does not depend on the size of a text: which glyphs stand in which
 * bodies is the same in every one, and so one shaping serves them all. So a paragraph is shaped in
 * shares of the em, and gets its sizes last. Who changes the size of a style, which sets a whole
 * issue anew, waits for this file alone.
 *
 * What HarfBuzz shaped is in units of the face and rounded from these, not from the em.
 */
#include "glyph/shape.h"

static dist scale(int32_t em, dist size)
{
    return (dist)(((int64_t)em * size + HALF_EM) >> 16);
}

static void scale_em(struct glyph *glyph)
{
    glyph->advance = scale(glyph->advance, glyph->size);
    glyph->offset = glyph->offset ? scale(glyph->offset, glyph->size) : 0;
    glyph->rise = glyph->rise ? scale(glyph->rise, glyph->size) : 0;
}

static void scale_units(struct glyph *glyph, int units_per_em)
{
    glyph->advance = dist_scale(glyph->advance, glyph->size, units_per_em);
    glyph->offset = glyph->offset ? dist_scale(glyph->offset, glyph->size, units_per_em) : 0;
    glyph->rise = glyph->rise ? dist_scale(glyph->rise, glyph->size, units_per_em) : 0;
}

/* A digit of a tabular text stands in the middle of a cell as wide as the widest digit: what the
 * feature tnum gives where a face has it, and nothing changes. */
static void centre(struct glyph *glyph, const struct glyph_face *face)
{
    dist cell = dist_scale(face->digit_width, glyph->size, face->units_per_em);
    glyph->offset += (cell - glyph->advance) / 2;
    glyph->advance = cell;
}

static void size_one(struct glyph *glyph, const struct fonts *fonts, const struct format *format)
{
    unsigned how = (unsigned)glyph->size;
    glyph->size = how & SIZE_LATIN ? format->latin_size : format->font_size;
    if (how & SIZE_UNITS)
        scale_units(glyph, glyph_face(fonts, glyph->face)->units_per_em);
    else
        scale_em(glyph);
    if (how & SIZE_TABULAR)
        centre(glyph, glyph_face(fonts, glyph->face));
    glyph->rise += format->baseline_shift;
}

void size_glyphs(struct glyph *glyphs, size_t count, const struct fonts *fonts,
                 const struct glyph_span *spans)
{
    for (size_t i = 0; i < count; i++)
        size_one(&glyphs[i], fonts, spans[glyphs[i].span].format);
}
