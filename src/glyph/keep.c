/* SPDX-License-Identifier: MIT */
/*
 * Paragraphs that were set before. Glyphs depend on the texts, on the formats and on the fonts; the
 * places of the spans only show in messages, so a paragraph that said something is set anew each
 * time. What is kept is one piece of memory: glyphs and text, without the spans, which are those of
 * whoever asks.
 */
#include "glyph/shape.h"

#include <stdlib.h>
#include <string.h>

struct kept {
    uint64_t serial;
    size_t count;
    const struct glyph *hyphens; /* of each span, or NULL */
    const char *text;
    struct glyph items[];
};

static void add_span(struct buf *key, const struct glyph_span *span)
{
    buf_add(key, (const char *)&span->len, sizeof span->len);
    buf_add(key, span->text, span->len);
    dist ruby = span->ruby ? glyph_width(span->ruby) : -1; /* all that counts of it (ruby.c) */
    buf_add(key, (const char *)&ruby, sizeof ruby);
    format_key(key, span->format);
}

static void make_key(struct buf *key, uint64_t fonts, const struct glyph_span *spans, size_t count)
{
    buf_add(key, (const char *)&fonts, sizeof fonts);
    for (size_t i = 0; i < count; i++)
        add_span(key, &spans[i]);
}

static struct kept *keep(struct memo *memo, const struct buf *key, const struct glyphs *g)
{
    size_t len = strlen(g->text) + 1, hyphens = g->hyphens ? g->span_count : 0;
    struct kept *k = malloc(sizeof *k + (g->count + hyphens) * sizeof *k->items + len);
    if (!k)
        die(_("out of memory"));
    struct glyph *behind = k->items + g->count;
    char *text = (char *)(behind + hyphens);
    *k = (struct kept){.serial = memo_serial(memo),
                       .count = g->count,
                       .hyphens = hyphens ? behind : NULL,
                       .text = text};
    if (g->count)
        memcpy(k->items, g->items, g->count * sizeof *k->items);
    if (hyphens)
        memcpy(behind, g->hyphens, hyphens * sizeof *behind);
    memcpy(text, g->text, len);
    return memo_keep(memo, MEMO_GLYPHS, key->text, key->len, k, free);
}

static struct glyphs *of_kept(struct arena *a, struct kept *k, struct memo *memo,
                              const struct glyph_span *spans, size_t count)
{
    struct glyphs *g = arena_alloc(a, sizeof *g);
    *g = (struct glyphs){.text = k->text,
                         .items = k->items,
                         .count = k->count,
                         .spans = spans,
                         .span_count = count,
                         .hyphens = k->hyphens,
                         .memo = memo,
                         .serial = k->serial};
    return g;
}

struct glyphs *glyph_set(struct arena *a, struct shaper *shaper, const struct glyph_span *spans,
                         size_t count, struct diags *d)
{
    uint64_t fonts;
    struct memo *memo = glyph_memo(shape_fonts(shaper), &fonts);
    if (!memo)
        return shape_paragraph(a, shaper, spans, count, d);
    struct buf key = {0};
    make_key(&key, fonts, spans, count);
    struct kept *k = memo_find(memo, MEMO_GLYPHS, key.text, key.len);
    struct glyphs *g = NULL;
    if (!k) {
        size_t said = diags_total(d);
        g = shape_paragraph(a, shaper, spans, count, d);
        if (diags_total(d) == said)
            k = keep(memo, &key, g);
    }
    buf_release(&key);
    return k ? of_kept(a, k, memo, spans, count) : g;
}
