/* SPDX-License-Identifier: MIT */
/*
 * Lines that were broken before. They depend on the glyphs, which have a serial if they are kept
 * themselves, on the format and on the measure. Lines that gave a warning are broken anew each
 * time: it names a place, and that may be another one.
 */
#include "line/paragraph.h"

#include <stdlib.h>
#include <string.h>

struct kept {
    size_t count;
    dist *x;
    struct line items[];
};

static void make_key(struct buf *key, const struct glyphs *glyphs, const struct format *format,
                     dist measure)
{
    buf_add(key, (const char *)&glyphs->serial, sizeof glyphs->serial);
    buf_add(key, (const char *)&measure, sizeof measure);
    format_key(key, format);
}

static struct kept *keep(struct memo *memo, const struct buf *key, const struct lines *lines)
{
    size_t size = lines->count * sizeof *lines->items;
    size_t x_size = lines->glyphs->count * sizeof *lines->x;
    struct kept *k = malloc(sizeof *k + size + x_size);
    if (!k)
        die(_("out of memory"));
    dist *x = (dist *)((char *)k + sizeof *k + size);
    *k = (struct kept){.count = lines->count, .x = x};
    if (size)
        memcpy(k->items, lines->items, size);
    if (x_size)
        memcpy(x, lines->x, x_size);
    return memo_keep(memo, MEMO_LINES, key->text, key->len, k, free);
}

static struct lines *of_kept(struct arena *a, struct kept *k, const struct glyphs *glyphs,
                             const struct format *format)
{
    struct lines *lines = arena_alloc(a, sizeof *lines);
    *lines = (struct lines){
        .glyphs = glyphs, .format = format, .items = k->items, .count = k->count, .x = k->x};
    return lines;
}

struct lines *line_paragraph(struct arena *a, const struct glyphs *glyphs,
                             const struct format *format, dist measure, struct diags *d)
{
    if (!glyphs->memo)
        return paragraph_lines(a, glyphs, format, measure, d);
    struct buf key = {0};
    make_key(&key, glyphs, format, measure);
    struct kept *k = memo_find(glyphs->memo, MEMO_LINES, key.text, key.len);
    struct lines *lines = NULL;
    if (!k) {
        size_t said = diags_total(d);
        lines = paragraph_lines(a, glyphs, format, measure, d);
        if (diags_total(d) == said)
            k = keep(glyphs->memo, &key, lines);
    }
    buf_release(&key);
    return k ? of_kept(a, k, glyphs, format) : lines;
}
