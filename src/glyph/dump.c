/* SPDX-License-Identifier: MIT */
/*
 * Glyphs as text, for --dump=glyph and the executable specification: what was set, then a line for
 * every glyph with its class, its text and its body in pt. Numbers of glyphs inside their faces are
 * left out, because they change with every version of a face; a missing glyph is named.
 */
#include "glyph/glyph.h"

#include <stdlib.h>

static const char *const class_names[] = {
    [CLASS_HAN] = "han",           [CLASS_COMMA] = "comma",     [CLASS_STOP] = "stop",
    [CLASS_OPEN] = "open",         [CLASS_CLOSE] = "close",     [CLASS_CONNECT] = "connect",
    [CLASS_DOT] = "dot",           [CLASS_SOLIDUS] = "solidus", [CLASS_DASH] = "dash",
    [CLASS_ELLIPSIS] = "ellipsis", [CLASS_LATIN] = "latin",     [CLASS_DIGIT] = "digit",
    [CLASS_PREFIX] = "prefix",     [CLASS_POSTFIX] = "postfix", [CLASS_SPACE] = "space",
    [CLASS_LINE_END] = "line-end", [CLASS_ITERATE] = "iterate",
};

/* Pt to two decimals. */
static void add_dist(struct buf *b, const char *name, dist value)
{
    int64_t hundredths = ((int64_t)llabs(value) * 100 + PT / 2) / PT;
    buf_addf(b, " %s %s%lld.%02lld", name, value < 0 && hundredths ? "-" : "",
             (long long)(hundredths / 100), (long long)(hundredths % 100));
}

static void add_flags(struct buf *b, const struct glyph *glyph)
{
    static const struct {
        uint8_t flag;
        const char *name;
    } names[] = {{GLYPH_JOINED, "joined"}, {GLYPH_WORD, "word"},  {GLYPH_BREAK, "break"},
                 {GLYPH_UNIT, "unit"},     {GLYPH_KEEP, "keep"},  {GLYPH_HYPHEN, "hyphen"},
                 {GLYPH_BOUND, "bound"},   {GLYPH_OPENS, "opens"}};
    for (size_t i = 0; i < COUNT(names); i++)
        if (glyph->flags & names[i].flag)
            buf_addf(b, " %s", names[i].name);
    if (!glyph->id)
        buf_adds(b, " missing");
}

static void add_glyph(struct buf *b, const struct glyphs *glyphs, const struct glyph *glyph)
{
    buf_addf(b, "%s \"", class_names[glyph->class]);
    buf_add(b, glyphs->text + glyph->text, glyph->text_len);
    buf_adds(b, "\"");
    add_dist(b, "advance", glyph->advance);
    if (glyph->offset)
        add_dist(b, "offset", glyph->offset);
    if (glyph->rise)
        add_dist(b, "rise", glyph->rise);
    add_dist(b, "size", glyph->size);
    buf_addf(b, " face %d", glyph->face);
    add_flags(b, glyph);
    buf_adds(b, "\n");
}

void glyph_text(struct buf *b, const struct glyphs *glyphs)
{
    buf_addf(b, "glyphs %zu: %s\n", glyphs->count, glyphs->text);
    for (size_t i = 0; i < glyphs->count; i++)
        add_glyph(b, glyphs, &glyphs->items[i]);
}
