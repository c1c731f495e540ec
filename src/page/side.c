/* SPDX-License-Identifier: MIT */
/*
 * The side column: notes in the outer margin, each beside the line it belongs to. They have no
 * frame that text flows through and no part in how pages are made; when the pages stand, each is
 * put where its line is, moved down as far as the note above it asks, and where the foot of the
 * frame is reached, the notes of the page move up together. What one page has no room for stands at
 * the head of the next; behind the last page there is another one for it, so that nothing is lost.
 *
 * A note's first baseline is that of its line.
 */
#include "page/blocks.h"

#include <stdlib.h>
#include <string.h>

/* ---- setting ------------------------------------------------------------------------------ */

static void add_note(struct setter *s, struct layout_block *b, size_t slug, struct slugs slugs)
{
    if (slugs.count == 0)
        return;
    b->sides = arena_grow(s->layout, b->sides, b->side_count, sizeof *b->sides);
    b->sides[b->side_count++] = (struct side_note){slug, slugs};
}

struct slugs side_stack(struct setter *s, const struct flow *flow)
{
    struct galley g = {0};
    dist measure = s->measure;
    s->measure = s->sheet->page.side_width;
    flow_drawing(s, &g, flow);
    s->measure = measure;
    return g.count > 0 ? g.blocks[0].slugs : (struct slugs){0};
}

void side_attach(struct setter *s, struct galley *g, size_t block, struct slugs slugs)
{
    while (block + 1 < g->count && g->blocks[block].transient)
        block++;
    if (block < g->count)
        add_note(s, g->blocks + block, 0, slugs);
}

/* 约1.2万件　安装路灯（与分项之和不符） */
static struct slugs figure_slugs(struct setter *s, const struct flow *flow,
                                 const struct digest_article *article, size_t figure)
{
    const struct keyfigure *k = article->figures + figure;
    struct pos pos = article->article->headline_pos;
    const char *label = arena_printf(s->arena, "\u3000%s", doubt_label(s->arena, article, figure));
    const struct glyph_span spans[] = {block_span(value_text(s->arena, k), flow->value, pos),
                                       block_span(label, flow->format, pos)};
    dist measure = s->measure;
    s->measure = s->sheet->page.side_width;
    const struct lines *lines = block_lines(s, spans, COUNT(spans), flow->format, s->measure);
    struct slugs slugs = {0};
    if (lines)
        slugs = block_paragraph(s, lines, flow->format).slugs;
    if (lines && flow->format->space_after > 0)
        block_slug(s, &slugs, flow->format->space_after, KEEP_SOLID);
    s->measure = measure;
    return slugs;
}

struct anchored { /* a figure by the name of its anchor */
    const char *anchor;
    size_t figure;
};

static int by_anchor(const void *a, const void *b)
{
    return strcmp(((const struct anchored *)a)->anchor, ((const struct anchored *)b)->anchor);
}

static struct anchored *sorted_figures(struct setter *s, const struct digest_article *article)
{
    struct anchored *sorted = arena_array(s->scratch, article->figure_count, sizeof *sorted);
    for (size_t i = 0; i < article->figure_count; i++)
        sorted[i] = (struct anchored){
            article_anchor(s->arena, article->article, article->figures[i].id), i};
    qsort(sorted, article->figure_count, sizeof *sorted, by_anchor);
    return sorted;
}

void side_figures(struct setter *s, struct galley *g, const struct flow *flow, size_t number)
{
    const struct digest_article *article = s->digest->articles + number;
    if (article->figure_count == 0)
        return;
    const struct anchored *sorted = sorted_figures(s, article);
    for (size_t i = 0; i < g->count; i++)
        for (size_t k = 0; k < g->blocks[i].slugs.count; k++) {
            const struct slug *slug = g->blocks[i].slugs.items + k;
            for (size_t n = 0; n < slug->count; n++) {
                struct anchored key = {slug->items[n].name, 0};
                const struct anchored *found =
                    slug->items[n].kind == ITEM_ANCHOR
                        ? bsearch(&key, sorted, article->figure_count, sizeof key, by_anchor)
                        : NULL;
                if (found)
                    add_note(s, g->blocks + i, k, figure_slugs(s, flow, article, found->figure));
            }
        }
}

/* ---- placing ------------------------------------------------------------------------------ */

struct siding {
    struct arena *arena;
    const struct page_format *page;
    struct sides out;
    size_t first; /* of the page that is filled */
};

static dist frame_foot(const struct page_format *page)
{
    return page->top + page->grid_lines * page->pitch;
}

static dist height_of(const struct slugs *slugs)
{
    int64_t sum = 0;
    for (size_t i = 0; i < slugs->count; i++)
        sum += slugs->items[i].height;
    return sum < INT32_MAX / 4 ? (dist)sum : INT32_MAX / 4;
}

/* From the top of a slug to its first baseline; 0 where it has no text. */
static dist first_baseline(const struct slug *slug)
{
    for (size_t i = 0; i < slug->count; i++)
        if (slug->items[i].kind == ITEM_TEXT)
            return slug->items[i].y;
    return 0;
}

/* The same of a note, which may begin with rules. */
static dist note_baseline(const struct slugs *slugs)
{
    dist y = 0;
    for (size_t i = 0; i < slugs->count; y += slugs->items[i++].height)
        if (first_baseline(slugs->items + i) > 0)
            return y + first_baseline(slugs->items + i);
    return 0;
}

static void add_side(struct siding *o, size_t page, dist y, const struct slugs *slugs)
{
    o->out.items = arena_grow(o->arena, o->out.items, o->out.count, sizeof *o->out.items);
    o->out.items[o->out.count++] = (struct side_place){page, y, slugs};
}

/* Notes move down until none covers another. Returns the first that begins a page of its own. */
static size_t push_down(struct siding *o)
{
    dist y = o->page->top, foot = frame_foot(o->page), sum = 0;
    size_t i = o->first;
    for (; i < o->out.count; i++) {
        struct side_place *p = o->out.items + i;
        sum += height_of(p->slugs);
        if (i > o->first && sum > foot - o->page->top)
            break;
        p->y = p->y > y ? p->y : y;
        y = p->y + height_of(p->slugs);
    }
    return i;
}

/* Notes before `end` move up until none passes the foot. */
static void push_up(struct siding *o, size_t end)
{
    dist foot = frame_foot(o->page);
    for (size_t i = end; i-- > o->first;) {
        struct side_place *p = o->out.items + i;
        dist highest = foot - height_of(p->slugs);
        p->y = p->y < highest ? p->y : highest > o->page->top ? highest : o->page->top;
        foot = p->y;
    }
}

/* The page is complete: its notes find their places, the rest goes to the next one. */
static void settle(struct siding *o)
{
    size_t end = push_down(o);
    push_up(o, end);
    for (size_t i = end; i < o->out.count; i++) {
        o->out.items[i].page = o->out.items[o->first].page + 1;
        o->out.items[i].y = o->page->top;
    }
    o->first = end;
}

/* Settles all pages before this one. */
static void turn_to(struct siding *o, size_t page)
{
    while (o->first < o->out.count && o->out.items[o->first].page < page)
        settle(o);
}

/* The notes beside what a page holds of a block. */
static void fragment_sides(struct siding *o, const struct fragment *f, const struct layout_block *b)
{
    dist y = o->page->top + f->line * o->page->pitch + f->offset;
    y += f->first > 0 ? block_repeat_height(b, f->first) : 0;
    for (size_t i = f->first, n = 0; i < f->end; y += b->slugs.items[i++].height) {
        while (n < b->side_count && b->sides[n].slug < i)
            n++;
        for (; n < b->side_count && b->sides[n].slug == i; n++) {
            const struct slugs *slugs = &b->sides[n].slugs;
            dist fall = first_baseline(b->slugs.items + i) - note_baseline(slugs);
            add_side(o, f->page, y + fall, slugs);
        }
    }
}

struct sides side_build(struct setter *s, const struct galley *g, struct build *build)
{
    struct siding o = {.arena = s->arena, .page = &s->sheet->page};
    for (size_t i = 0; i < build->count; i++) {
        const struct layout_block *b = g->blocks + build->fragments[i].block;
        if (b->side_count == 0)
            continue;
        turn_to(&o, build->fragments[i].page);
        fragment_sides(&o, build->fragments + i, b);
    }
    turn_to(&o, SIZE_MAX);
    if (o.out.count > 0 && o.out.items[o.out.count - 1].page >= build->page_count)
        build->page_count = o.out.items[o.out.count - 1].page + 1;
    return o.out;
}
