/* SPDX-License-Identifier: MIT */
/*
 * How a Chinese character or mark sits in its body (the checklist's "body", PW-01 to PW-03, PW-12).
 *
 * A full-width mark is drawn in one half of its cell; which half differs by face and region. So the
 * ink is measured instead of a list of fonts or the halt feature being trusted (Debian's kaiti has
 * no halt):
 * - ink in the left half: the body is that half;
 * - ink in the right half: the body is that half, and the drawing moves half an em to the left;
 * - ink elsewhere but no wider than half an em: the body is half an em and the ink is centred in
 * it;
 * - wider ink keeps the whole cell.
 * A mark from a glyph that is itself half-width or proportional (the quotation marks of many faces)
 * gets a body of half an em: an opening one stands at the end of it, next to what it opens.
 * Connectors, interpunct and solidus have fixed bodies with the ink centred (PW-02): half an em for
 * - – · /, a whole one for — ～ －. A full-width ／ would fill its cell from corner to corner; it
 * is drawn as the half-width one (GB/T 15834, 5.1.9).
 *
 * The glyph of a mark comes from HarfBuzz told that the text is Chinese: a face for several regions
 * draws its Chinese form then. For a Han character the character map is enough, because the family
 * was chosen by region.
 *
 * —— is one glyph in some faces, and two that may leave a gap between them in others: two are moved
 * until their ink touches. Both —— and …… are raised or lowered to the middle of the Han cell where
 * a face puts them elsewhere; the middle is measured on 国, which fills its cell evenly,
 * and in a face without Han taken from the em box. Where the
 * dots of … are not a third of an em apart, as in a face of half-width or proportional …, six dots
 * of their own are set instead (PW-12).
 */
#include "glyph/shape.h"

#include <stdlib.h>

#include <hb.h>

enum {
    SLACK = EM / 50,      /* ink may pass the middle of the cell by so much */
    OFF_CENTRE = EM / 17, /* the checklist's ±0.06 em */
    UNEVEN = EM / 25      /* of the way from dot to dot */
};

struct ink {
    int32_t left, right, bottom, top;
};

static int32_t to_em(const struct glyph_face *face, int32_t units)
{
    return dist_scale(units, EM, face->units_per_em);
}

static struct ink ink_of(const struct glyph_face *face, uint32_t id)
{
    hb_glyph_extents_t e = {0};
    hb_font_get_glyph_extents(face->font, id, &e);
    return (struct ink){to_em(face, e.x_bearing), to_em(face, e.x_bearing + e.width),
                        to_em(face, e.y_bearing + e.height), to_em(face, e.y_bearing)};
}

/* The body is `width`, unless the ink is far wider; the ink stands in its middle. */
static void centre(struct cell *cell, struct ink ink, int32_t width)
{
    int32_t need = ink.right - ink.left;
    cell->advance = need > width + width / 5 ? need : width;
    cell->offset = (cell->advance - ink.left - ink.right) / 2;
}

static void full_width_mark(struct cell *cell, struct ink ink)
{
    if (ink.right <= HALF_EM + SLACK) {
        cell->advance = HALF_EM;
    } else if (ink.left >= cell->advance - HALF_EM - SLACK) {
        cell->offset = HALF_EM - cell->advance;
        cell->advance = HALF_EM;
    } else if (ink.right - ink.left <= HALF_EM) {
        centre(cell, ink, HALF_EM);
    }
}

static void narrow_mark(struct cell *cell, uint8_t class)
{
    if (cell->advance >= HALF_EM)
        return;
    if (class == CLASS_OPEN)
        cell->offset = HALF_EM - cell->advance;
    cell->advance = HALF_EM;
}

static void mark(struct cell *cell, struct ink ink, uint8_t class)
{
    if (cell->advance > HALF_EM + EM / 10)
        full_width_mark(cell, ink);
    else
        narrow_mark(cell, class);
}

static bool is_line(uint32_t code)
{
    return code == 0x2014 || code == 0x2015 || code == 0x2E3A;
}

static bool is_ellipsis(uint32_t code)
{
    return code == 0x2026 || code == 0x22EF;
}

static int32_t connector_width(uint32_t code)
{
    if (code == 0x2E3A)
        return 2 * EM;
    return is_line(code) || code == 0x301C || code >= 0xFF00 ? EM : HALF_EM;
}

static int32_t middle_rise(const struct glyph_face *face, struct ink ink)
{
    uint32_t model = face_glyph(face, 0x56FD);
    struct ink cell = {.bottom = EM * -12 / 100, .top = EM * 88 / 100};
    if (model)
        cell = ink_of(face, model);
    int32_t rise = (cell.bottom + cell.top - ink.bottom - ink.top) / 2;
    return abs(rise) > OFF_CENTRE ? rise : 0;
}

/* What draws no mark – a Han character above all – is not measured: that takes ten times as long as
 * the rest. */
static void set_body(struct cell *cell, const struct glyph_face *face, uint32_t code, uint8_t class)
{
    cell->advance = to_em(face, hb_font_get_glyph_h_advance(face->font, cell->id));
    switch (class) {
    case CLASS_COMMA:
    case CLASS_STOP:
    case CLASS_OPEN:
    case CLASS_CLOSE:
        mark(cell, ink_of(face, cell->id), class);
        break;
    case CLASS_CONNECT:
    case CLASS_DASH:
        centre(cell, ink_of(face, cell->id), connector_width(code));
        if (is_line(code))
            cell->rise = middle_rise(face, ink_of(face, cell->id));
        break;
    case CLASS_DOT:
    case CLASS_SOLIDUS:
        centre(cell, ink_of(face, cell->id), HALF_EM);
        break;
    case CLASS_ELLIPSIS:
        centre(cell, ink_of(face, cell->id), EM);
        cell->rise = middle_rise(face, ink_of(face, cell->id));
        break;
    default:
        if (code == 0x3000)
            cell->advance = EM;
    }
}

/* ---- glyphs -------------------------------------------------------------------------------- */

/* Shapes `count` times the same character, as Chinese. */
static size_t shape_same(const struct glyph_face *face, uint32_t code, unsigned count,
                         hb_buffer_t *buffer)
{
    hb_codepoint_t codes[2] = {code, code};
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_codepoints(buffer, codes, (int)count, 0, (int)count);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
    hb_shape(face->font, buffer, NULL, 0);
    return hb_buffer_get_length(buffer);
}

void cell_fill(struct cell *cell, const struct glyph_face *face, uint32_t code, uint8_t class,
               hb_buffer_t *buffer)
{
    uint32_t narrow = code == 0xFF0F ? face_glyph(face, '/') : 0;
    if (narrow)
        cell->id = (uint16_t)narrow;
    else if (cell->id && class != CLASS_HAN && class != CLASS_LATIN &&
             shape_same(face, code, 1, buffer) == 1)
        cell->id = (uint16_t)hb_buffer_get_glyph_infos(buffer, NULL)->codepoint;
    set_body(cell, face, code, class);
}

/* Whether the dots of `marks` ellipses in one glyph are as far apart as six on two em: they are
 * round, so their height is their width. */
static bool evenly_dotted(struct ink ink, int marks)
{
    int32_t dot = ink.top - ink.bottom, dots = 3 * marks;
    int32_t apart = (ink.right - ink.left - dot) / (dots - 1);
    return abs(apart - EM / 3) <= UNEVEN;
}

/* Six dots of their own, in place of those that the face's ellipsis has elsewhere. */
static void set_dots(struct cell_pair *pair, const struct glyph_face *face)
{
    uint32_t id = face_glyph(face, 0xB7);
    if (!id)
        id = face_glyph(face, '.');
    if (!id)
        return;
    struct ink ink = ink_of(face, id);
    pair->count = CELL_DOTS;
    for (size_t i = 0; i < CELL_DOTS; i++)
        pair->cells[i] = (struct cell){.id = (uint16_t)id,
                                       .face = pair->one.face,
                                       .filled = true,
                                       .advance = EM / 3,
                                       .offset = (EM / 3 - ink.left - ink.right) / 2,
                                       .rise = middle_rise(face, ink)};
}

void cell_pair(struct cell_pair *pair, const struct glyph_face *face, const struct cell *one,
               uint32_t code, hb_buffer_t *buffer)
{
    *pair =
        (struct cell_pair){.code = code, .count = shape_same(face, code, 2, buffer), .one = *one};
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, NULL);
    bool usual = pair->count == 1 || pair->count == 2;
    if (!usual)
        pair->count = 2;
    struct ink ink = {0};
    for (size_t i = 0; i < pair->count; i++) {
        struct cell *cell = &pair->cells[i];
        *cell = *one;
        if (usual)
            cell->id = (uint16_t)infos[i].codepoint;
        ink = ink_of(face, cell->id);
        centre(cell, ink, pair->count == 1 ? 2 * EM : EM);
        cell->advance = pair->count == 1 ? 2 * EM : EM;
        cell->rise = middle_rise(face, ink);
        if (pair->count == 2 && is_line(code))
            cell->offset = i == 0 ? EM - ink.right : -ink.left;
    }
    if (is_ellipsis(code) && !evenly_dotted(ink, pair->count == 1 ? 2 : 1))
        set_dots(pair, face);
}
