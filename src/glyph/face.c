/* SPDX-License-Identifier: MIT */
/*
 * One face: its file mapped for HarfBuzz, its metrics, its right to be embedded.
 *
 * FreeType reads the metrics, because it mends what the tables of old Chinese faces have wrong, and
 * is closed again at once: 0.1 to 2 ms a face. HarfBuzz keeps the file mapped and draws advances,
 * ink and shapes from it; only the pages that text touches are ever read. Its objects are made
 * immutable, so threads share them.
 */
#include "glyph/fonts.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_FONT_FORMATS_H
#include FT_TRUETYPE_TABLES_H
#include <hb-ot.h>
#include <hb.h>

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static void read_tables(struct glyph_face *face, FT_Face ft)
{
    const TT_OS2 *os2 = FT_Get_Sfnt_Table(ft, FT_SFNT_OS2);
    const TT_Postscript *post = FT_Get_Sfnt_Table(ft, FT_SFNT_POST);
    bool has_height = os2 && os2->version != 0xFFFF && os2->version >= 2 && os2->sCapHeight > 0;
    face->cap_height = has_height ? os2->sCapHeight : ft->ascender;
    face->italic_angle = post ? (int)(post->italicAngle / 65536) : 0;
}

static void read_metrics(struct arena *a, struct glyph_face *face, FT_Face ft)
{
    const char *name = FT_Get_Postscript_Name(ft);
    face->postscript_name = name ? arena_text(a, name, strlen(name)) : "Unnamed";
    face->units_per_em = ft->units_per_EM;
    face->ascent = ft->ascender;
    face->descent = ft->descender;
    face->bbox[0] = (int)ft->bbox.xMin;
    face->bbox[1] = (int)ft->bbox.yMin;
    face->bbox[2] = (int)ft->bbox.xMax;
    face->bbox[3] = (int)ft->bbox.yMax;
    face->cff = !strcmp(FT_Get_Font_Format(ft), "CFF");
    read_tables(face, ft);
}

static bool allows_embedding(FT_Face ft)
{
    enum { PREVIEW_OR_EDIT = FT_FSTYPE_PREVIEW_AND_PRINT_EMBEDDING | FT_FSTYPE_EDITABLE_EMBEDDING };
    enum { NEVER = FT_FSTYPE_NO_SUBSETTING | FT_FSTYPE_BITMAP_EMBEDDING_ONLY };
    unsigned type = FT_Get_FSType_Flags(ft);
    bool restricted = (type & FT_FSTYPE_RESTRICTED_LICENSE_EMBEDDING) && !(type & PREVIEW_OR_EDIT);
    return !restricted && !(type & NEVER);
}

/* Outlines that a PDF can hold: in a table CFF or glyf (ISO 32000-1, 9.9), not in CFF2. */
static bool has_outlines(const struct glyph_face *face)
{
    hb_tag_t tag = face->cff ? HB_TAG('C', 'F', 'F', ' ') : HB_TAG('g', 'l', 'y', 'f');
    hb_blob_t *table = hb_face_reference_table(face->hb, tag);
    bool any = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return any;
}

void face_check_memory(void)
{
    if (errno == ENOMEM)
        die("out of memory");
}

static bool read_face(struct arena *a, struct glyph_face *face, bool *embeddable)
{
    FT_Library library;
    errno = 0;
    if (FT_Init_FreeType(&library))
        die("FreeType does not start");
    face_check_memory(); /* it starts without a module that finds no room */
    FT_Face ft;
    bool readable = !FT_New_Face(library, face->file, face->index, &ft);
    if (readable) {
        read_metrics(a, face, ft);
        *embeddable = allows_embedding(ft);
        readable = ft->units_per_EM > 0 && FT_IS_SFNT(ft) && has_outlines(face);
        FT_Done_Face(ft);
    }
    face_check_memory();
    FT_Done_FreeType(library);
    return readable;
}

static void release_face(void *hb)
{
    hb_face_destroy(hb);
}

static void release_font(void *font)
{
    hb_font_destroy(font);
}

uint32_t face_glyph(const struct glyph_face *face, uint32_t code)
{
    hb_codepoint_t id;
    return hb_font_get_nominal_glyph(face->font, code, &id) ? id : 0;
}

static int widest_digit(const struct glyph_face *face)
{
    int widest = 0;
    for (uint32_t code = '0'; code <= '9'; code++) {
        int advance = hb_font_get_glyph_h_advance(face->font, face_glyph(face, code));
        widest = advance > widest ? advance : widest;
    }
    return widest;
}

const char *face_state(struct arena *a, const char *file)
{
    struct stat s;
    if (stat(file, &s))
        return "";
    return arena_printf(a, "%lld %lld.%09ld %lld.%09ld", (long long)s.st_size,
                        (long long)s.st_mtim.tv_sec, s.st_mtim.tv_nsec, (long long)s.st_ctim.tv_sec,
                        s.st_ctim.tv_nsec);
}

bool face_open(struct arena *a, struct glyph_face *face, bool *embeddable)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(face->file);
    if (!blob)
        return false;
    errno = 0;
    face->hb = hb_face_create(blob, (unsigned)face->index);
    hb_blob_destroy(blob);
    hb_face_make_immutable(face->hb);
    arena_on_free(a, release_face, face->hb);
    face->font = hb_font_create(face->hb);
    hb_font_make_immutable(face->font);
    arena_on_free(a, release_font, face->font);
    face->digit_width = widest_digit(face);
    face_check_memory();
    return read_face(a, face, embeddable);
}
