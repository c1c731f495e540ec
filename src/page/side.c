/* SPDX-License-Identifier: MIT */
/*
 * The side column: notes in the outer margin, each beside the line it belongs to. They have no
 * frame that text flows through and no part in how pages are made; when the pages stand, each is
 * put where its line is, so that its first baseline is that of the line. Notes that would cover
 * each other become a pool, which stands where the squares of their ways sum to the least: as far
 * above their lines as below (isotonic regression, by pooling of neighbours, of the notes without
 * the heights of those above them). What belongs to the article's head does not move for others,
 * and no note begins above the first line of its paragraph, or it would be read with the one above:
 * the places are cut off at these lines, which still leaves the least sum. No pool passes head or
 * foot of the frame. What one page has no room for stands at the head of the next; behind the last
 * page there is another one for it, so that nothing is lost.
 */
#include "page/blocks.h"

#include <stdlib.h>
#include <string.h>

/* ---- setting ------------------------------------------------------------------------------ */

static void add_note(struct setter *s, struct layout_block *b, size_t slug, struct slugs slugs,
                     bool fixed)
{
    if (slugs.count == 0)
        return;
    b->sides = arena_grow(s->layout, b->sides, b->side_count, sizeof *b->sides);
    b->sides[b->side_count++] = (struct side_note){slug, slugs, fixed};
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
        add_note(s, g->blocks + block, 0, slugs, true);
}

/* 约1.2万件　安装路灯（与分项之和不符） */
static struct slugs figure_slugs(struct setter *s, const struct flow *flow,
                                 const struct digest_article *article, size_t figure)
{
    const struct keyfigure *k = article->figures + figure;
    struct pos pos = article->article->headline_pos;
    const char *label = arena_printf(s->arena, "\u3000%s", value_label(s->arena, article, figure));
    struct glyph_span spans[] = {block_span(value_text(s->arena, k), flow->value, pos),
                                 block_span(label, flow->format, pos)};
    dist measure = s->measure;
    s->measure = s->sheet->page.side_width;
    const struct lines *lines = block_lines(s, spans, COUNT(spans), flow->format, s->measure);
    if (lines && lines->count > 1) {
        spans[1].format = block_worded(s, flow->format);
        lines = block_lines(s, spans, COUNT(spans), spans[1].format, s->measure);
        lines = block_even(s, lines, s->measure);
    }
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
                    add_note(s, g->blocks + i, k, figure_slugs(s, flow, article, found->figure),
                             false);
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

/* Notes one below the other, up to `end`: the sum of where their first would stand for each of
 * them, times its weight. */
struct pool {
    size_t end;
    int64_t sum, weight;
};

enum { FIXED = 1 << 20 /* the weight of a note that does not move for others */ };

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

static void add_side(struct siding *o, struct side_place place)
{
    o->out.items = arena_grow(o->arena, o->out.items, o->out.count, sizeof *o->out.items);
    o->out.items[o->out.count++] = place;
}

/* The first note that the page has no room for. */
static size_t count_fitting(const struct siding *o)
{
    int64_t sum = 0;
    size_t i = o->first;
    for (; i < o->out.count; i++) {
        sum += height_of(o->out.items[i].slugs);
        if (i > o->first && sum > frame_foot(o->page) - o->page->top)
            break;
    }
    return i;
}

static int64_t mean(const struct pool *pool)
{
    return pool->sum / pool->weight;
}

/* The pools of the notes before `end`, ascending. Returns the sum of the heights. */
static int64_t pool_notes(const struct siding *o, size_t end, struct pool *pools)
{
    int64_t above = 0;
    size_t count = 0;
    for (size_t i = o->first; i < end; i++) {
        const struct side_place *p = o->out.items + i;
        int64_t weight = p->fixed ? FIXED : 1;
        struct pool pool = {i + 1, (p->y - above) * weight, weight};
        for (; count > 0 && mean(pools + count - 1) >= mean(&pool); count--) {
            pool.sum += pools[count - 1].sum;
            pool.weight += pools[count - 1].weight;
        }
        pools[count++] = pool;
        above += height_of(p->slugs);
    }
    return above;
}

/* Puts the notes before `end` on the page. */
static void place_notes(struct siding *o, size_t end)
{
    struct arena *scratch = arena_new();
    struct pool *pools = arena_array(scratch, end - o->first, sizeof *pools);
    int64_t least = o->page->top, most = frame_foot(o->page) - pool_notes(o, end, pools), above = 0;
    const struct pool *pool = pools;
    for (size_t i = o->first; i < end; i++) {
        pool += pool->end == i;
        int64_t from = o->out.items[i].from - above;
        least = from > least ? from : least;
        int64_t y = mean(pool) > least ? mean(pool) : least;
        y = y < most ? y : most;
        o->out.items[i].y = (dist)((y > o->page->top ? y : o->page->top) + above);
        above += height_of(o->out.items[i].slugs);
    }
    arena_free(scratch);
}

/* The page is complete: its notes find their places, the rest goes to the next one. */
static void settle(struct siding *o)
{
    size_t end = count_fitting(o);
    place_notes(o, end);
    for (size_t i = end; i < o->out.count; i++) {
        o->out.items[i].page = o->out.items[o->first].page + 1;
        o->out.items[i].y = o->out.items[i].from = o->page->top;
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
    dist from = y + first_baseline(b->slugs.items + f->first);
    for (size_t i = f->first, n = 0; i < f->end; y += b->slugs.items[i++].height) {
        while (n < b->side_count && b->sides[n].slug < i)
            n++;
        for (; n < b->side_count && b->sides[n].slug == i; n++) {
            const struct side_note *note = b->sides + n;
            dist own = note_baseline(&note->slugs);
            add_side(o, (struct side_place){.page = f->page,
                                            .y = y + first_baseline(b->slugs.items + i) - own,
                                            .from = from - own,
                                            .slugs = &note->slugs,
                                            .fixed = note->fixed});
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
