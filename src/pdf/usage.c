/* SPDX-License-Identifier: MIT */
/*
 * What the pages use of each face, and what each glyph says when it is copied out.
 *
 * The text of a glyph comes from the text that was set, never from a reversed cmap: —— may be one
 * glyph and stands for two characters. ToUnicode holds one text a glyph. A glyph can be set for
 * several (， in the place of a comma typed in ASCII, a space for a line end), and a cluster can
 * have several glyphs; then the cluster's text is written at its place on the page as ActualText
 * (ISO 32000-1, 14.9.4). So that this stays rare, the text which ToUnicode gets is the best one:
 * the character for which the face has this glyph, else the first seen.
 *
 * A character that no face has came here as .notdef, which may not be shown (ISO
 * 19005-2, 6.2.11.8). The face's own □ stands for it, with the character as ActualText; as have
 * characters of private use (6.2.11.7.3).
 */
#include "pdf/font.h"

#include <hb.h>

#include <stdlib.h>
#include <string.h>

size_t usage_cluster_end(const struct page_item *item, size_t n)
{
    for (n++; n < item->count && !item->glyphs[n].text_len;)
        n++;
    return n;
}

const char *usage_cluster_text(const struct page_item *item, size_t n, size_t *len)
{
    *len = item->glyphs[n].text_len;
    return *len ? item->text + item->glyphs[n].text : "";
}

static bool same_text(const struct pdf_glyph *glyph, const char *text, size_t len)
{
    return glyph->text_len == len && (!len || !memcmp(glyph->text, text, len));
}

const struct pdf_glyph *usage_glyph(const struct pdf_font *font, uint16_t id)
{
    return &font->glyphs[id ? id : font->box];
}

bool usage_ends_in_space(const struct page_item *item)
{
    const struct page_glyph *last = &item->glyphs[item->count - 1];
    for (size_t n = item->count; n-- > 0 && !last->text_len;)
        last = &item->glyphs[n];
    return last->text_len && item->text[last->text + last->text_len] == ' ';
}

static bool has_private(const char *text, size_t len)
{
    for (const char *end = text + len; text < end;) {
        uint32_t code = utf8_next(&text, end);
        if ((code >= 0xE000 && code <= 0xF8FF) || code >= 0xF0000)
            return true;
    }
    return false;
}

bool usage_is_plain(const struct pdf_font *font, const struct page_item *item, size_t n, size_t end)
{
    size_t len;
    const char *text = usage_cluster_text(item, n, &len);
    const struct pdf_glyph *first = usage_glyph(font, item->glyphs[n].id);
    if (end - n == 1 && item->glyphs[n].id && first->rank && same_text(first, text, len))
        return !first->private;
    if (has_private(text, len))
        return false;
    for (; n < end; n++) {
        const struct pdf_glyph *glyph = usage_glyph(font, item->glyphs[n].id);
        if (!item->glyphs[n].id || !glyph->rank || glyph->text_len > len ||
            memcmp(glyph->text, text, glyph->text_len) != 0)
            return false;
        text += glyph->text_len;
        len -= glyph->text_len;
    }
    return !len;
}

static size_t text_end(const struct page_item *item, size_t n)
{
    return item->glyphs[n].text + (size_t)item->glyphs[n].text_len;
}

size_t usage_part_end(const struct pdf_font *font, const struct page_item *item, size_t n,
                      bool *spoken)
{
    size_t last = n, end = usage_cluster_end(item, n);
    *spoken = !usage_is_plain(font, item, n, end);
    for (size_t next; end < item->count; last = end, end = next) {
        next = usage_cluster_end(item, end);
        if (usage_is_plain(font, item, end, next) == *spoken ||
            (*spoken && text_end(item, last) != item->glyphs[end].text))
            break;
    }
    return end;
}

const char *usage_text(const struct page_item *item, size_t *len)
{
    size_t last = item->count - 1;
    while (last > 0 && !item->glyphs[last].text_len)
        last--;
    *len = text_end(item, last) - item->glyphs[0].text;
    return *len ? item->text + item->glyphs[0].text : "";
}

/* U+0000, U+FEFF and U+FFFE may not stand in ToUnicode (ISO 19005-2, 6.2.11.7.2). */
static bool may_be_mapped(const char *text, size_t len)
{
    for (const char *end = text + len; text < end;) {
        uint32_t code = utf8_next(&text, end);
        if (code == 0 || code == 0xFEFF || code == 0xFFFE)
            return false;
    }
    return len > 0;
}

static bool is_odd(const char *text, size_t len)
{
    return !may_be_mapped(text, len) || has_private(text, len);
}

static enum text_rank rank_of(const struct glyph_face *face, uint16_t id, const char *text,
                              size_t len)
{
    hb_codepoint_t nominal;
    const char *s = text, *end = text + len;
    uint32_t code = utf8_next(&s, end);
    if (s == end && hb_font_get_nominal_glyph(face->font, code, &nominal) && nominal == id)
        return RANK_NOMINAL;
    return RANK_WHOLE;
}

static void learn(struct pdf_font *font, uint16_t id, const char *text, size_t len, bool whole)
{
    struct pdf_glyph *glyph = &font->glyphs[id];
    bool same = same_text(glyph, text, len);
    font->varied |= !whole || !id || (glyph->rank && !same) || (!glyph->rank && is_odd(text, len));
    if (!id || glyph->rank == RANK_NOMINAL || (glyph->rank == RANK_WHOLE && same) ||
        !may_be_mapped(text, len))
        return;
    enum text_rank rank = whole ? rank_of(font->face, id, text, len) : RANK_PART;
    if (rank <= glyph->rank)
        return;
    glyph->rank = (uint8_t)rank;
    glyph->text = text;
    glyph->text_len = (uint8_t)len;
    glyph->private = has_private(text, len);
}

static void use(struct pdf_font *font, uint16_t id)
{
    if (id >= font->glyph_count)
        BUG("glyph %u is not in %s", id, font->face->postscript_name);
    if (font->marks[id / 64] >> id % 64 & 1)
        return;
    struct pdf_glyph *glyph = &font->glyphs[id];
    int64_t em = font->face->units_per_em;
    font->marks[id / 64] |= (uint64_t)1 << id % 64;
    font->used++;
    glyph->width = (int16_t)dist_scale(hb_font_get_glyph_h_advance(font->face->font, id), 1000, em);
}

/* What stands for a character that no face has: whatever the face has of these. */
static void use_box(struct pdf_font *font)
{
    static const char *const boxes[] = {"□", "■", "〓", "?"};
    hb_codepoint_t id = 0;
    for (size_t i = 0; i < COUNT(boxes) && !id; i++) {
        const char *text = boxes[i], *end = text + strlen(text);
        if (!hb_font_get_nominal_glyph(font->face->font, utf8_next(&text, end), &id))
            continue;
        font->box = (uint16_t)id;
        use(font, font->box);
        learn(font, font->box, boxes[i], strlen(boxes[i]), true);
    }
}

static void use_space(struct pdf_font *font)
{
    hb_codepoint_t id;
    if (!hb_font_get_nominal_glyph(font->face->font, ' ', &id) || !id)
        return;
    font->space = (uint16_t)id;
    use(font, font->space);
    learn(font, font->space, " ", 1, true);
}

/* Zeroed. A face of 65,000 glyphs takes no memory for those that no page shows. */
static void *sparse_array(struct arena *a, size_t count, size_t size)
{
    void *array = calloc(count + 1, size);
    if (!array)
        die_of_memory();
    arena_on_free(a, free, array);
    return array;
}

static void open_font(struct pdf *pdf, const struct fonts *fonts, uint8_t number)
{
    struct pdf_font *font = &pdf->fonts[number];
    if (font->face)
        return;
    font->face = glyph_face(fonts, number);
    font->glyph_count = hb_face_get_glyph_count(font->face->hb);
    font->glyphs = sparse_array(pdf->arena, font->glyph_count, sizeof *font->glyphs);
    font->marks = arena_array(pdf->arena, font->glyph_count / 64 + 1, sizeof *font->marks);
    font->ids = sparse_array(pdf->arena, font->glyph_count, sizeof *font->ids);
}

/* A cluster of as many glyphs as characters: each glyph most likely draws one of them. */
static void learn_parts(struct pdf_font *font, const struct page_item *item, size_t n,
                        const char *text, size_t len)
{
    for (const char *end = text + len; text < end; n++) {
        const char *next = text;
        utf8_next(&next, end);
        learn(font, item->glyphs[n].id, text, (size_t)(next - text), false);
        text = next;
    }
}

/* Whether nothing more can be learnt of a glyph: not even that it has a second text. The mark
 * first: to read of a glyph that has none would take memory for it. */
static bool is_known(const struct pdf_font *font, uint16_t id, const char *text, size_t len)
{
    return id < font->glyph_count && (font->marks[id / 64] >> id % 64 & 1) &&
           font->glyphs[id].rank == RANK_NOMINAL && same_text(&font->glyphs[id], text, len);
}

static void collect_item(struct pdf_font *font, const struct page_item *item)
{
    if (!font->space && usage_ends_in_space(item))
        use_space(font);
    for (size_t n = 0, end; n < item->count; n = end) {
        size_t len;
        const char *text = usage_cluster_text(item, n, &len);
        end = usage_cluster_end(item, n);
        if (end - n == 1 && item->glyphs[n].id && is_known(font, item->glyphs[n].id, text, len))
            continue;
        for (size_t i = n; i < end; i++) {
            use(font, item->glyphs[i].id);
            if (!item->glyphs[i].id && !font->box)
                use_box(font);
        }
        if (end - n > 1 && utf8_count(text, len) == end - n)
            learn_parts(font, item, n, text, len);
        else
            learn(font, item->glyphs[n].id, text, len, end - n == 1);
    }
}

/* From the marks, one bit each. */
static void list_ids(struct pdf_font *font)
{
    size_t n = 0;
    for (size_t first = 0; first < font->glyph_count; first += 64)
        for (uint64_t bits = font->marks[first / 64]; bits; bits &= bits - 1)
            font->ids[n++] = (uint16_t)(first + (size_t)__builtin_ctzll(bits));
}

static bool is_shown(const struct page_item *item)
{
    return item->kind == ITEM_TEXT && item->count;
}

void usage_open(struct pdf *pdf, const struct fonts *fonts)
{
    pdf->font_count = glyph_face_count(fonts);
    pdf->fonts = arena_array(pdf->arena, pdf->font_count, sizeof *pdf->fonts);
    for (size_t p = 0; p < pdf->pages->count; p++) {
        const struct page *page = &pdf->pages->items[p];
        for (size_t i = 0; i < page->count; i++)
            if (is_shown(&page->items[i]))
                open_font(pdf, fonts, page->items[i].face);
    }
}

void usage_collect(const struct pdf *pdf, size_t number)
{
    struct pdf_font *font = &pdf->fonts[number];
    use(font, 0);
    for (size_t p = 0; p < pdf->pages->count; p++) {
        const struct page *page = &pdf->pages->items[p];
        for (size_t i = 0; i < page->count; i++)
            if (page->items[i].face == number && is_shown(&page->items[i]))
                collect_item(font, &page->items[i]);
    }
    list_ids(font);
}
