/* SPDX-License-Identifier: MIT */
/*
 * Paragraphs that were shaped before. That depends on the texts, on the fonts, and on the formats
 * without their sizes, which what is found gets anew. The
 * places of the spans only show in messages, so a paragraph that said something is set anew each
 * time. So is one that borrowed a character from a face that no role asks for: which faces the
 * machine has beside those is not in the key. What is kept is one piece of bytes: glyphs and text,
 * without the spans, which are those of whoever asks.
 *
 * Neighbours of one format are shaped together (shape.c), so it stands in the key which are.
 */
#include "glyph/shape.h"

#include <string.h>

/* In bytes: this, the glyphs, the hyphens, the text with its NUL. */
struct kept {
    uint64_t count;   /* of glyphs */
    uint64_t hyphens; /* one for each span, or 0 */
    uint64_t len;     /* of the text */
};

/* `before` is the span before it that is not empty, or NULL. */
static void add_span(struct buf *key, const struct glyph_span *span,
                     const struct glyph_span *before)
{
    bool same = before && before->format == span->format;
    buf_add(key, (const char *)&span->len, sizeof span->len);
    buf_add(key, span->text, span->len);
    buf_add(key, same ? "s" : "o", 1);
    format_span_key(key, span->format);
}

static void make_key(struct buf *key, const struct fonts *fonts, const struct glyph_span *spans,
                     size_t count)
{
    size_t len;
    const char *name = glyph_fonts_name(fonts, &len);
    const struct glyph_span *before = NULL;
    buf_add(key, name, len);
    for (size_t i = 0; i < count; i++) {
        add_span(key, &spans[i], before);
        before = spans[i].len ? &spans[i] : before;
    }
}

/* What is asked for besides, for the lines. */
static void add_sizes(struct buf *key, const struct glyph_span *spans, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct glyphs *ruby = spans[i].ruby;
        dist width = ruby ? glyph_width(ruby) : -1; /* all that counts of it (ruby.c) */
        buf_add(key, (const char *)&width, sizeof width);
        format_size_key(key, spans[i].format);
    }
}

static bool is_own(const struct fonts *fonts, const struct glyph *glyphs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (glyphs[i].face >= fonts_own(fonts))
            return false;
    return true;
}

static bool keep(struct memo *memo, const struct buf *key, const struct glyphs *g)
{
    struct buf b = {0};
    struct kept k = {g->count, g->hyphens ? g->span_count : 0, strlen(g->text)};
    buf_add(&b, (const char *)&k, sizeof k);
    buf_add(&b, (const char *)g->items, g->count * sizeof *g->items);
    buf_add(&b, (const char *)g->hyphens, k.hyphens * sizeof *g->hyphens);
    buf_add(&b, g->text, k.len + 1);
    struct memo_bytes kept = memo_keep_bytes(memo, MEMO_GLYPHS, key->text, key->len, b.text, b.len);
    buf_release(&b);
    return kept.bytes;
}

static bool is_whole(const struct memo_bytes *kept, size_t spans)
{
    struct kept k;
    if (kept->size < sizeof k)
        return false;
    memcpy(&k, kept->bytes, sizeof k);
    size_t rest = kept->size - sizeof k, glyphs = rest / sizeof(struct glyph);
    if (k.count > glyphs || (k.hyphens && k.hyphens != spans) || k.hyphens > glyphs - k.count)
        return false;
    rest -= (size_t)(k.count + k.hyphens) * sizeof(struct glyph);
    return k.len < rest && k.len + 1 == rest && ((const char *)kept->bytes)[kept->size - 1] == '\0';
}

/* Whether they lead nowhere but into their faces, text and spans. Opens the faces. */
static bool are_sound(const struct glyph *glyphs, size_t count, const struct fonts *fonts,
                      size_t len, size_t spans)
{
    size_t most = 0;
    for (size_t i = 0; i < count; i++) {
        const struct glyph *g = &glyphs[i];
        if (i == 0 || g->face != g[-1].face)
            most = fonts_glyphs(fonts, g->face);
        if (g->id >= most || g->class > CLASS_ITERATE || g->span >= spans || g->text > len ||
            g->text_len > len - g->text)
            return false;
    }
    return true;
}

/* A copy of the same glyphs for other spans, or NULL. */
static struct glyphs *of_kept(struct arena *a, const struct memo_bytes *kept,
                              const struct fonts *fonts, const struct glyph_span *spans,
                              size_t count)
{
    if (!kept->bytes || !is_whole(kept, count))
        return NULL;
    const struct kept *k = kept->bytes;
    const struct glyph *items = (const struct glyph *)(k + 1);
    size_t all = (size_t)(k->count + k->hyphens);
    if (!are_sound(items, all, fonts, (size_t)k->len, count))
        return NULL;
    struct glyphs *g = arena_alloc(a, sizeof *g);
    struct glyph *copy = arena_array(a, all, sizeof *copy);
    if (all)
        memcpy(copy, items, all * sizeof *copy);
    *g = (struct glyphs){.text = (const char *)(items + all),
                         .items = copy,
                         .count = (size_t)k->count,
                         .spans = spans,
                         .span_count = count,
                         .hyphens = k->hyphens ? copy + k->count : NULL};
    return g;
}

static struct glyphs *shape_anew(struct arena *a, struct shaper *shaper, const struct buf *key,
                                 const struct glyph_span *spans, size_t count, bool *kept,
                                 struct diags *d)
{
    const struct fonts *fonts = shape_fonts(shaper);
    size_t said = diags_total(d);
    struct glyphs *g = shape_paragraph(a, shaper, spans, count, d);
    *kept = diags_total(d) == said && is_own(fonts, g->items, g->count) &&
            is_own(fonts, g->hyphens, g->hyphens ? count : 0) && keep(glyph_memo(fonts), key, g);
    return g;
}

/* Shaped glyphs, with their sizes. */
static struct glyphs *set_sizes(struct glyphs *g, const struct fonts *fonts)
{
    bool rubies = false;
    for (size_t i = 0; i < g->span_count; i++)
        rubies |= g->spans[i].ruby != NULL;
    size_glyphs(g->items, g->count, fonts, g->spans);
    if (g->hyphens)
        size_glyphs((struct glyph *)g->hyphens, g->span_count, fonts, g->spans);
    if (rubies)
        ruby_spread(g->items, g->count, g->spans);
    return g;
}

struct glyphs *glyph_set(struct arena *a, struct shaper *shaper, const struct glyph_span *spans,
                         size_t count, struct diags *d)
{
    const struct fonts *fonts = shape_fonts(shaper);
    struct memo *memo = glyph_memo(fonts);
    if (!memo)
        return set_sizes(shape_paragraph(a, shaper, spans, count, d), fonts);
    struct buf key = {0};
    make_key(&key, fonts, spans, count);
    struct memo_bytes found = memo_find_bytes(memo, MEMO_GLYPHS, key.text, key.len);
    struct glyphs *g = of_kept(a, &found, fonts, spans, count);
    bool kept = g;
    if (!g)
        g = shape_anew(a, shaper, &key, spans, count, &kept, d);
    add_sizes(&key, spans, count);
    if (kept) {
        g->memo = memo;
        g->key = arena_text(a, key.text, key.len);
        g->key_len = key.len;
    }
    buf_release(&key);
    return set_sizes(g, fonts);
}
