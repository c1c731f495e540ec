/* SPDX-License-Identifier: MIT */
/*
 * Lines that were broken before. They depend on the glyphs, on the format and on the measure. Lines
 * that gave a warning are broken anew each time: it names a place, and that may be another one.
 */
#include "line/paragraph.h"

#include <string.h>

struct kept_line {
    uint64_t first, end;
    dist left, width, hyphen_x, looseness;
    uint64_t hyphen; /* number of its span, from 1; 0: none */
};

/* In bytes: the lines, then one x for each glyph. */

static void make_key(struct buf *key, const struct glyphs *glyphs, const struct format *format,
                     dist measure)
{
    buf_add(key, glyphs->key, glyphs->key_len);
    buf_add(key, (const char *)&measure, sizeof measure);
    format_key(key, format);
}

static void keep(struct memo *memo, const struct buf *key, const struct lines *lines)
{
    struct buf b = {0};
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *l = &lines->items[i];
        struct kept_line k = {.first = l->first,
                              .end = l->end,
                              .left = l->left,
                              .width = l->width,
                              .hyphen_x = l->hyphen_x,
                              .looseness = l->looseness};
        if (l->hyphen)
            k.hyphen = (uint64_t)(l->hyphen - lines->glyphs->hyphens) + 1;
        buf_add(&b, (const char *)&k, sizeof k);
    }
    buf_add(&b, (const char *)lines->x, lines->glyphs->count * sizeof *lines->x);
    memo_keep_bytes(memo, MEMO_LINES, key->text, key->len, b.text, b.len);
    buf_release(&b);
}

static bool is_sound(const struct kept_line *k, const struct glyphs *glyphs)
{
    size_t hyphens = glyphs->hyphens ? glyphs->span_count : 0;
    return k->first <= k->end && k->end <= glyphs->count && k->hyphen <= hyphens;
}

/* The same lines of other glyphs that are the same, or NULL. */
static struct lines *of_kept(struct arena *a, const struct memo_bytes *kept,
                             const struct glyphs *glyphs, const struct format *format)
{
    size_t xs = glyphs->count * sizeof(dist);
    if (!kept->bytes || kept->size < xs || (kept->size - xs) % sizeof(struct kept_line))
        return NULL;
    const struct kept_line *k = kept->bytes;
    struct lines *lines = arena_alloc(a, sizeof *lines);
    size_t count = (kept->size - xs) / sizeof *k;
    *lines = (struct lines){.glyphs = glyphs, .format = format, .count = count};
    lines->x = (dist *)(k + count);
    lines->items = arena_array(a, count, sizeof *lines->items);
    for (size_t i = 0; i < count; i++, k++) {
        if (!is_sound(k, glyphs))
            return NULL;
        lines->items[i] =
            (struct line){.first = (size_t)k->first,
                          .end = (size_t)k->end,
                          .left = k->left,
                          .width = k->width,
                          .hyphen = k->hyphen ? glyphs->hyphens + k->hyphen - 1 : NULL,
                          .hyphen_x = k->hyphen_x,
                          .looseness = k->looseness};
    }
    return lines;
}

static struct lines *set_anew(struct arena *a, const struct buf *key, const struct glyphs *glyphs,
                              const struct format *format, dist measure, struct diags *d)
{
    size_t said = diags_total(d);
    struct lines *lines = paragraph_lines(a, glyphs, format, measure, d);
    if (diags_total(d) == said)
        keep(glyphs->memo, key, lines);
    return lines;
}

struct lines *line_paragraph(struct arena *a, const struct glyphs *glyphs,
                             const struct format *format, dist measure, struct diags *d)
{
    if (!glyphs->memo)
        return paragraph_lines(a, glyphs, format, measure, d);
    struct buf key = {0};
    make_key(&key, glyphs, format, measure);
    struct memo_bytes kept = memo_find_bytes(glyphs->memo, MEMO_LINES, key.text, key.len);
    struct lines *lines = of_kept(a, &kept, glyphs, format);
    if (!lines)
        lines = set_anew(a, &key, glyphs, format, measure, d);
    buf_release(&key);
    return lines;
}
