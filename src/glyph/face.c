/* SPDX-License-Identifier: MIT */
/*
 * One face: its file mapped for HarfBuzz, its metrics, its right to be embedded.
 *
 * FreeType reads the metrics, because it mends what the tables of old Chinese faces have wrong, and
 * is closed again at once: 0.1 to 2 ms a face, for it reads the places of all outlines. So what it
 * said is kept. HarfBuzz keeps the file mapped and draws advances,
 * ink and shapes from it; only the pages that text touches are ever read. Its objects are made
 * immutable, so threads share them.
 */
#include "glyph/fonts.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_FONT_FORMATS_H
#include FT_TRUETYPE_TABLES_H
#include FT_TRUETYPE_TAGS_H
#include <hb-ot.h>
#include <hb.h>

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* What FreeType says of a face; its PostScript name stands behind it in bytes. */
struct metrics {
    int units_per_em, ascent, descent, cap_height, bbox[4], italic_angle;
    bool cff, embeddable;
};

static void read_tables(struct metrics *m, FT_Face ft)
{
    const TT_OS2 *os2 = FT_Get_Sfnt_Table(ft, FT_SFNT_OS2);
    const TT_Postscript *post = FT_Get_Sfnt_Table(ft, FT_SFNT_POST);
    bool has_height = os2 && os2->version != 0xFFFF && os2->version >= 2 && os2->sCapHeight > 0;
    m->cap_height = has_height ? os2->sCapHeight : ft->ascender;
    m->italic_angle = post ? (int)(post->italicAngle / 65536) : 0;
}

static bool allows_embedding(FT_Face ft)
{
    enum { PREVIEW_OR_EDIT = FT_FSTYPE_PREVIEW_AND_PRINT_EMBEDDING | FT_FSTYPE_EDITABLE_EMBEDDING };
    enum { NEVER = FT_FSTYPE_NO_SUBSETTING | FT_FSTYPE_BITMAP_EMBEDDING_ONLY };
    unsigned type = FT_Get_FSType_Flags(ft);
    bool restricted = (type & FT_FSTYPE_RESTRICTED_LICENSE_EMBEDDING) && !(type & PREVIEW_OR_EDIT);
    return !restricted && !(type & NEVER);
}

static void read_metrics(struct metrics *m, FT_Face ft)
{
    m->units_per_em = ft->units_per_EM;
    m->ascent = ft->ascender;
    m->descent = ft->descender;
    m->bbox[0] = (int)ft->bbox.xMin;
    m->bbox[1] = (int)ft->bbox.yMin;
    m->bbox[2] = (int)ft->bbox.xMax;
    m->bbox[3] = (int)ft->bbox.yMax;
    m->cff = !strcmp(FT_Get_Font_Format(ft), "CFF");
    m->embeddable = allows_embedding(ft);
    read_tables(m, ft);
}

/* Outlines that a PDF can hold: in a table CFF or glyf (ISO 32000-1, 9.9), not in CFF2. */
static bool has_outlines(FT_Face ft, bool cff)
{
    FT_ULong len = 0;
    return !FT_Load_Sfnt_Table(ft, cff ? TTAG_CFF : TTAG_glyf, 0, NULL, &len) && len > 0;
}

void face_check_memory(void)
{
    if (memory_ran_out())
        die_of_memory();
}

/* Adds them with the name, or nothing if the face cannot be used. */
static void read_face(struct buf *b, const struct glyph_face *face)
{
    FT_Library library;
    errno = 0;
    if (FT_Init_FreeType(&library))
        die("FreeType does not start");
    face_check_memory(); /* it starts without a module that finds no room */
    FT_Face ft;
    if (!FT_New_Face(library, face->file, face->index, &ft)) {
        struct metrics m = {.units_per_em = 0};
        const char *name = FT_Get_Postscript_Name(ft);
        read_metrics(&m, ft);
        if (m.units_per_em > 0 && FT_IS_SFNT(ft) && has_outlines(ft, m.cff)) {
            buf_add(b, (const char *)&m, sizeof m);
            buf_add(b, name ? name : "Unnamed", strlen(name ? name : "Unnamed") + 1);
        }
        FT_Done_Face(ft);
    }
    face_check_memory();
    FT_Done_FreeType(library);
}

static bool take_metrics(struct arena *a, struct glyph_face *face, const char *bytes, size_t len,
                         bool *embeddable)
{
    struct metrics m;
    if (len <= sizeof m || bytes[len - 1])
        return false;
    memcpy(&m, bytes, sizeof m);
    face->postscript_name = arena_text(a, bytes + sizeof m, len - sizeof m - 1);
    face->units_per_em = m.units_per_em;
    face->ascent = m.ascent;
    face->descent = m.descent;
    face->cap_height = m.cap_height;
    memcpy(face->bbox, m.bbox, sizeof m.bbox);
    face->italic_angle = m.italic_angle;
    face->cff = m.cff;
    *embeddable = m.embeddable;
    return true;
}

/* A state of a file is known by its size and times, as in the keys of all that is set in it. */
static bool find_metrics(struct arena *a, struct glyph_face *face, struct memo *memo,
                         bool *embeddable)
{
    struct buf key = {0}, fresh = {0};
    buf_addf(&key, "%s %d %s", face->file, face->index, face->state);
    struct memo_bytes kept = memo_find_bytes(memo, MEMO_FACE, key.text, key.len);
    bool good = take_metrics(a, face, kept.bytes, kept.size, embeddable);
    if (!good) {
        read_face(&fresh, face);
        good = take_metrics(a, face, fresh.text, fresh.len, embeddable);
    }
    if (good && fresh.len)
        memo_keep_bytes(memo, MEMO_FACE, key.text, key.len, fresh.text, fresh.len);
    buf_release(&fresh);
    buf_release(&key);
    return good;
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

bool face_open(struct arena *a, struct glyph_face *face, struct memo *memo, bool *embeddable)
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
    return find_metrics(a, face, memo, embeddable);
}
