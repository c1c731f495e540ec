/* SPDX-License-Identifier: MIT */
/*
 * Pictures in the text with caption and credit. Of a picture that is not printed these stand in its
 * place, and are named as what they are; the alternative text is the caption of one that has no
 * other.
 */
#include "page/article.h"

#include <string.h>

/* The marks of a caption whose first character is not printed. */
static struct marks without_first(struct arena *a, const struct marks *marks)
{
    struct marks rest = {arena_array(a, marks->count, sizeof *rest.items), marks->count};
    for (size_t i = 0; i < rest.count; i++) {
        rest.items[i] = marks->items[i];
        rest.items[i].start -= rest.items[i].start > 0;
        rest.items[i].end -= rest.items[i].end > 0;
    }
    return rest;
}

/* The caption of a picture without the ▲ that points at it, or its alternative text. */
static void add_caption(const struct part *p, struct spans *spans, const struct block *b)
{
    static const struct marks none = {0};
    struct marks marks = b->caption[0] ? b->marks : none;
    const char *caption = b->caption[0] ? b->caption : b->text;
    if (!strncmp(caption, "▲", strlen("▲"))) {
        caption += strlen("▲");
        marks = without_first(p->setter->arena, &marks);
    }
    marks_spans(p->setter, spans, caption, &marks, part_style(p, "caption"), b->pos);
}

/* What tells that the text behind it is the caption of a picture that is not printed. */
static void add_absent_label(const struct part *p, struct spans *spans, struct pos pos)
{
    const char *label = p->setter->sheet->picture.absent_label;
    const struct format *title = part_style(p, "photo-title");
    struct format *f = arena_alloc(p->setter->arena, sizeof *f);
    if (!label[0])
        return;
    *f = *part_style(p, "caption");
    f->font = title->font;
    f->latin = title->latin;
    f->bold = title->bold;
    part_add_span(p, spans, block_span(label, f, pos));
    part_add_span(p, spans, block_span("\u3000", part_style(p, "caption"), pos));
}

/* A caption without its picture has nothing to be centred below. Captions in a row are one block,
 * which may be broken between them. */
static void absent_figure(const struct part *p, const struct spans *caption)
{
    struct galley *g = p->galley;
    struct format *f = arena_alloc(p->setter->arena, sizeof *f);
    *f = *part_style(p, "caption");
    f->align = f->align == ALIGN_JUSTIFY ? ALIGN_JUSTIFY : ALIGN_LEFT;
    block_add(p->setter, g, caption->items, caption->count, f);
}

bool figure_is_absent(const struct part *p, const struct block *b)
{
    size_t number = (size_t)(b - p->article->blocks);
    return b->kind == BLOCK_FIGURE && pictures_find(p->setter, p->number, number) == NO_PICTURE;
}

void figure_add(const struct part *p, const struct block *b)
{
    struct setter *s = p->setter;
    struct spans spans = {0};
    bool absent = figure_is_absent(p, b);
    if (absent && (b->caption[0] || b->text[0] || b->credit[0]))
        add_absent_label(p, &spans, b->pos);
    size_t label = spans.count;
    add_caption(p, &spans, b);
    const char *credit = b->credit;
    if (credit[0])
        credit = arena_printf(s->arena, spans.count > label ? "（%s）" : "%s", credit);
    part_add_span(p, &spans, block_span(credit, part_style(p, "credit"), b->pos));
    if (absent) {
        absent_figure(p, &spans);
        return;
    }
    int picture = pictures_find(s, p->number, (size_t)(b - p->article->blocks));
    bool wide = s->sheet->picture.span > 1;
    struct widening w = block_widen(s, p->galley, wide ? s->sheet->page.columns : 1);
    picture_add(s, p->galley, picture, b->text, spans.items, spans.count, part_style(p, "caption"));
    block_narrow(s, p->galley, w);
}

void figure_join(const struct part *p)
{
    struct galley *g = p->galley;
    struct layout_block *last = g->blocks + g->count - 1;
    last->slugs.items[0].keep = KEEP_FREE;
    block_join(p->setter, &last[-1].slugs, &last->slugs);
    g->count--;
}
