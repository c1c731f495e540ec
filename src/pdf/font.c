/* SPDX-License-Identifier: MIT */
/*
 * Font objects: a Type0 font with Identity-H over one CIDFont with the embedded subset (ISO
 * 32000-1, 9.7), a descriptor, /W and ToUnicode. Written so that ISO 19005-2, 6.2.11 holds:
 * widths are those of the program, every code has a Unicode value, no CIDSet.
 */
#include "pdf/font.h"

#include <stdlib.h>

#include "pdf/syntax.h"

enum {
    DEFAULT_WIDTH = 1000,
    INNER_LIMIT = 8000,  /* elements of an array inside /W: readers hold 8191 */
    GROUPS_LIMIT = 4000, /* pairs of elements in /W itself */
    BRIDGE = 3,          /* default widths that cost less than a new group */
    CHUNK = 100,         /* entries of one bfchar section: 9.7.5.4 and CMap specification */
    FLAG_SYMBOLIC = 4,
    FLAG_ITALIC = 64,
    STEM = 80, /* readers use it only to replace a face that is not embedded */
    STEM_BOLD = 140
};

/* ---- widths ------------------------------------------------------------------------------- */

/* Codes between two groups that are worth a new group. Grows with the font, so that the number of
 * groups does not. */
static size_t bridge(size_t count)
{
    return count / GROUPS_LIMIT > BRIDGE ? count / GROUPS_LIMIT : BRIDGE;
}

static bool is_default(const struct font_code *code)
{
    return code->glyph->width == DEFAULT_WIDTH;
}

/* The end of the group that begins at n: consecutive codes, no long row of default widths. */
static size_t group_end(const struct font_code *codes, size_t count, size_t n)
{
    size_t end = n + 1;
    for (size_t i = end; i < count && i - n < INNER_LIMIT; i++) {
        if (codes[i].code != codes[i - 1].code + 1 || i - end >= bridge(count))
            break;
        if (!is_default(&codes[i]))
            end = i + 1;
    }
    return end;
}

void font_widths(struct buf *b, const struct font_code *codes, size_t count)
{
    buf_adds(b, "[");
    for (size_t n = 0, end; n < count; n = end) {
        end = n + 1;
        if (is_default(&codes[n]))
            continue;
        end = group_end(codes, count, n);
        buf_addf(b, "%s%u [", b->text[b->len - 1] == '[' ? "" : "\n", codes[n].code);
        for (size_t i = n; i < end; i++)
            buf_addf(b, "%s%d", i > n ? " " : "", codes[i].glyph->width);
        buf_adds(b, "]");
    }
    buf_adds(b, "]");
}

/* ---- ToUnicode ---------------------------------------------------------------------------- */

/* A glyph without a text of its own has ActualText wherever it stands. For readers that pass over
 * that, the box says U+FFFD, others a space without width. */
static void map_code(struct buf *b, const struct font_code *code)
{
    const struct pdf_glyph *glyph = code->glyph;
    buf_adds(b, "<");
    hex_add(b, code->code);
    buf_adds(b, "> <");
    if (glyph->rank)
        utf16_add(b, glyph->text, glyph->text_len);
    else
        hex_add(b, code->code ? 0x200B : 0xFFFD);
    buf_adds(b, ">\n");
}

void font_to_unicode(struct buf *b, const struct font_code *codes, size_t count)
{
    buf_adds(b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (size_t n = 0; n < count; n += CHUNK) {
        size_t end = n + CHUNK < count ? n + CHUNK : count;
        buf_addf(b, "%zu beginbfchar\n", end - n);
        for (size_t i = n; i < end; i++)
            map_code(b, &codes[i]);
        buf_adds(b, "endbfchar\n");
    }
    buf_adds(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

/* ---- objects ------------------------------------------------------------------------------ */

static int per_mille(const struct glyph_face *face, int units)
{
    return dist_scale(units, 1000, face->units_per_em);
}

static void add_font_name(struct buf *b, const char *key, const struct pdf_font *font)
{
    struct buf name = {0};
    buf_addf(&name, "%s+%s", font->tag, font->face->postscript_name);
    buf_addf(b, "%s ", key);
    name_add(b, name.text);
    buf_release(&name);
}

static unsigned program(struct pdf *pdf, const struct pdf_font *font)
{
    struct buf b = {0};
    if (font->face->cff)
        buf_adds(&b, "/Subtype /CIDFontType0C");
    else
        buf_addf(&b, "/Length1 %u", font->length);
    return object_add_stream(pdf, &b, font->deflated.text, font->deflated.len, DEFLATED);
}

static unsigned descriptor(struct pdf *pdf, const struct pdf_font *font)
{
    const struct glyph_face *face = font->face;
    struct buf entries = {0}, *b = &entries;
    add_font_name(b, "/Type /FontDescriptor /FontName", font);
    buf_addf(b, " /Flags %d", FLAG_SYMBOLIC | (face->italic_angle ? FLAG_ITALIC : 0));
    buf_addf(b, "\n/FontBBox [%d %d %d %d] /ItalicAngle %d", per_mille(face, face->bbox[0]),
             per_mille(face, face->bbox[1]), per_mille(face, face->bbox[2]),
             per_mille(face, face->bbox[3]), face->italic_angle);
    buf_addf(b, "\n/Ascent %d /Descent %d /CapHeight %d /StemV %d", per_mille(face, face->ascent),
             per_mille(face, face->descent), per_mille(face, face->cap_height),
             face->embolden ? STEM_BOLD : STEM);
    buf_addf(b, "\n/%s %u 0 R", face->cff ? "FontFile3" : "FontFile2", program(pdf, font));
    return object_add(pdf, b);
}

static unsigned cid_font(struct pdf *pdf, struct pdf_font *font)
{
    struct buf entries = {0}, *b = &entries;
    add_font_name(b, "/Type /Font /BaseFont", font);
    buf_addf(b, " /Subtype /%s",
             font->face->cff ? "CIDFontType0" : "CIDFontType2 /CIDToGIDMap /Identity");
    buf_adds(b, "\n/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>");
    buf_addf(b, "\n/FontDescriptor %u 0 R", descriptor(pdf, font));
    buf_addf(b, "\n/DW %d /W ", DEFAULT_WIDTH);
    buf_add(b, font->widths.text, font->widths.len);
    buf_release(&font->widths);
    return object_add(pdf, b);
}

static int by_code(const void *a, const void *b)
{
    const struct font_code *one = a, *other = b;
    return one->code - other->code;
}

/* In order; the codes of most faces are in the order of the glyphs. */
static struct font_code *codes_of(struct arena *a, const struct pdf_font *font)
{
    struct font_code *codes = arena_array(a, font->used, sizeof *codes);
    bool sorted = true;
    for (size_t i = 0; i < font->used; i++) {
        const struct pdf_glyph *glyph = &font->glyphs[font->ids[i]];
        codes[i] = (struct font_code){glyph->code, glyph};
        sorted = sorted && (i == 0 || codes[i - 1].code <= codes[i].code);
    }
    if (!sorted)
        qsort(codes, font->used, sizeof *codes, by_code);
    return codes;
}

void font_describe(struct pdf_font *font, struct memo *memo)
{
    struct arena *scratch = arena_new();
    struct font_code *codes = codes_of(scratch, font);
    struct buf cmap = {0};
    font_widths(&font->widths, codes, font->used);
    font_to_unicode(&cmap, codes, font->used);
    object_deflate(&font->to_unicode, memo, cmap.text, cmap.len);
    buf_release(&cmap);
    arena_free(scratch);
}

static void font_object(struct pdf *pdf, struct pdf_font *font)
{
    struct buf entries = {0}, *b = &entries;
    unsigned to_unicode =
        object_add_stream(pdf, b, font->to_unicode.text, font->to_unicode.len, DEFLATED);
    add_font_name(b, "/Type /Font /Subtype /Type0 /Encoding /Identity-H /BaseFont", font);
    buf_addf(b, "\n/DescendantFonts [%u 0 R] /ToUnicode %u 0 R", cid_font(pdf, font), to_unicode);
    object_put(pdf, font->object, b);
    buf_release(&font->deflated);
    buf_release(&font->to_unicode);
}

void font_numbers(struct pdf *pdf)
{
    for (size_t i = 0; i < pdf->font_count; i++)
        if (pdf->fonts[i].face)
            pdf->fonts[i].object = object_reserve(pdf, 1);
}

void font_objects(struct pdf *pdf)
{
    subset_end(pdf);
    for (size_t i = 0; i < pdf->font_count; i++)
        if (pdf->fonts[i].face)
            font_object(pdf, &pdf->fonts[i]);
}
