/* SPDX-License-Identifier: MIT */
/*
 * Notes of an article, numbered from 1 and set in the style footnote: the number, one em, the text
 * (NT-01). Above them stands a rule as long as a third of the measure, which is that style's
 * border-top.
 */
#include "page/blocks.h"

enum { RULE_SHARE = 3 /* of the measure */ };

/* The lines of note number `number`. */
static void note_slugs(struct setter *s, struct slugs *out, const struct note *note, size_t number)
{
    const struct format *f = format_style(s->sheet, "footnote");
    const char *label = arena_printf(s->arena, "%s\u3000", marks_note_label(s->arena, number));
    const struct glyph_span spans[] = {block_span(label, f, note->pos),
                                       block_span(note->text, f, note->pos)};
    const struct lines *lines = block_lines(s, spans, COUNT(spans), f, s->measure);
    for (size_t i = 0; lines && i < lines->count; i++) {
        struct slug *slug = block_slug(s, out, f->line_height, i == 0 ? KEEP_FREE : KEEP_SOLID);
        block_line(s, slug, lines, i, 0, block_baseline(f->line_height, f->font_size));
    }
}

/* The rule, with half a line above it and a quarter below. */
static void rule_slug(struct setter *s, struct slugs *out)
{
    const struct border *rule = &format_style(s->sheet, "footnote")->border_top;
    dist above = s->sheet->page.pitch / 2, below = s->sheet->page.pitch / 4;
    struct slug *slug = block_slug(s, out, above + rule->weight + below, KEEP_FREE);
    block_fill(s, slug, 0, above, s->measure / RULE_SHARE, rule->weight, rule->color);
}

void notes_add(struct setter *s, struct galley *g, const struct notes *notes)
{
    struct layout_block b = {.article = NO_ARTICLE};
    if (notes->count == 0)
        return;
    rule_slug(s, &b.slugs);
    for (size_t i = 0; i < notes->count; i++)
        note_slugs(s, &b.slugs, notes->items + i, i + 1);
    b.slugs.items[1].keep = KEEP_SOLID;
    block_append(s, g, b);
}
