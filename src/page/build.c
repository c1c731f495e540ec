/* SPDX-License-Identifier: MIT */
/*
 * Pagination. One pass over the blocks puts them on pages of whole grid lines (GR-03, HD-02): a
 * fragment takes as many grid lines as its height fills, rounded up, so whatever follows is back
 * on the grid.
 *
 * The method is first fit by runs. A run is the slugs up to the next place where a break is free:
 * every keep (orphans, widows, a heading with its text, a short table) is only a run of more than
 * one slug, which is put on the page whole or begins the next one. A run that is taller than a page
 * is broken where the break costs least (enum keep), the latest of such places. A trial of a run
 * ends where the page is full, so that the work is linear: at most two pages are measured for each
 * page that is filled.
 *
 * A picture that does not fit on a page would leave a hole at its foot. So the text behind it goes
 * first, block by block, as long as that fills the page; the picture stands behind it then, at the
 * latest at the end of its section.
 *
 * Total fit over pages, as TeX's successors do it, was not taken: with a fixed grid and two lines
 * of orphans and widows it would move single lines only, and the whole issue would have to be held
 * before its first page stands.
 */
#include "page/blocks.h"

#include <string.h>

#define NO_BLOCK SIZE_MAX

enum { PICTURES_IN_A_ROW = 4 /* more of them are not put off together */ };

struct cursor {
    size_t block, slug;
};

struct fill {     /* of one page */
    int lines;    /* grid lines of the fragments that are finished */
    size_t block; /* of the open fragment, or NO_BLOCK */
    size_t first; /* its first slug */
    dist before;  /* space above it */
    dist open;    /* its height so far, with the space above and its foot */
};

struct state {
    struct arena *arena;
    struct galley *galley;
    dist pitch;
    int grid_lines;
    struct fill fill;
    dist below; /* what the last finished fragment of this page left of its last grid line */
    struct build out;
};

struct trial {
    bool fits;
    struct cursor end;  /* behind the last slug that fits */
    struct cursor best; /* the least costly place for a break, if `found` */
    enum keep cost;
    bool found;
};

static const struct fill empty_page = {.block = NO_BLOCK};

static bool page_empty(const struct fill *f)
{
    return f->lines == 0 && f->block == NO_BLOCK;
}

static const struct layout_block *block_at(const struct state *s, struct cursor at)
{
    return s->galley->blocks + at.block;
}

static struct cursor next(const struct state *s, struct cursor at)
{
    if (++at.slug >= block_at(s, at)->slugs.count)
        at = (struct cursor){.block = at.block + 1};
    return at;
}

static bool at_end(const struct state *s, struct cursor at)
{
    return at.block >= s->galley->count;
}

static enum keep keep_before(const struct state *s, struct cursor at)
{
    if (at.slug > 0)
        return block_at(s, at)->slugs.items[at.slug].keep;
    if (block_at(s, at)->break_before)
        return KEEP_FREE;
    const struct layout_block *above = at.block > 0 ? s->galley->blocks + at.block - 1 : NULL;
    return above && (above->keep_with_next || above->transient) ? KEEP_NEXT : KEEP_FREE;
}

/* A transient block is dropped at the head of a page, and where nothing follows it on its page. */
static bool dropped(const struct state *s, const struct fill *f, struct cursor at)
{
    if (!block_at(s, at)->transient)
        return false;
    return page_empty(f) || at.block + 1 == s->galley->count ||
           s->galley->blocks[at.block + 1].break_before;
}

static int whole_lines(dist height, dist pitch)
{
    return (int)(((int64_t)height + pitch - 1) / pitch);
}

/* Grid lines of the open fragment; `end` is behind its last slug so far. */
static int open_lines(const struct state *s, const struct fill *f, size_t end)
{
    if (f->block == NO_BLOCK)
        return 0;
    const struct layout_block *b = s->galley->blocks + f->block;
    dist after = end == b->slugs.count ? b->after : 0;
    int lines = whole_lines(f->open + after, s->pitch);
    return f->first == 0 && lines < b->lines ? b->lines : lines;
}

static dist slugs_height(const struct slugs *slugs)
{
    dist sum = 0;
    for (size_t i = 0; i < slugs->count; i++)
        sum += slugs->items[i].height;
    return sum;
}

static void open_fragment(const struct state *s, struct fill *f, struct cursor at)
{
    const struct layout_block *b = block_at(s, at);
    bool head = page_empty(f);
    if (f->block != NO_BLOCK)
        f->lines += open_lines(s, f, s->galley->blocks[f->block].slugs.count);
    f->block = at.block;
    f->first = at.slug;
    f->before = head || at.slug > 0 ? 0 : b->before;
    f->open = f->before + (at.slug > 0 ? slugs_height(&b->repeat) : 0);
    if (b->foot)
        f->open += b->foot->height;
}

/* Adds a slug to the page; false if it does not fit. The space below a block may go over the foot
 * of the page: nothing is printed in it. */
static bool fill_slug(const struct state *s, struct fill *f, struct cursor at)
{
    const struct layout_block *b = block_at(s, at);
    bool head = page_empty(f);
    if (f->block != at.block)
        open_fragment(s, f, at);
    f->open += b->slugs.items[at.slug].height;
    int lines = whole_lines(f->open, s->pitch);
    if (f->first == 0 && lines < b->lines)
        lines = b->lines;
    int clear = at.slug + 1 == b->slugs.count && !head ? b->clear : 0;
    if (clear > s->grid_lines / 4)
        clear = s->grid_lines / 4;
    return f->lines + lines + clear <= s->grid_lines;
}

static struct trial try_run(const struct state *s, struct fill f, struct cursor start)
{
    struct trial t = {.end = start};
    struct cursor at = start;
    bool first = true;
    for (; !at_end(s, at); at = next(s, at)) {
        enum keep cost = keep_before(s, at);
        if (cost == KEEP_FREE && (at.block != start.block || at.slug != start.slug))
            break;
        if (dropped(s, &f, at))
            continue;
        if (!first && (!t.found || cost <= t.cost)) {
            t.best = at;
            t.cost = cost;
            t.found = true;
        }
        if (!fill_slug(s, &f, at))
            return t;
        first = false;
        t.end = at;
    }
    t.fits = true;
    t.end = at;
    return t;
}

/* The fragment on the page so far is finished: its lines are counted and its place in them known. A
 * separator moves up into half of what is free above it, so that it stands in the middle. */
static void close_fragment(struct state *s, size_t end)
{
    struct fill *f = &s->fill;
    if (f->block == NO_BLOCK)
        return;
    const struct layout_block *b = s->galley->blocks + f->block;
    struct fragment *fragment = s->out.fragments + s->out.count - 1;
    dist after = end == b->slugs.count ? b->after : 0;
    fragment->end = end;
    fragment->lines = open_lines(s, f, end);
    dist slack = fragment->lines * s->pitch - f->open - after;
    fragment->offset = f->before + (b->centred ? slack / 2 : 0);
    if (b->transient)
        fragment->offset -= s->below / 2;
    s->below = b->centred ? slack - slack / 2 : slack;
}

static void commit(struct state *s, struct cursor from, struct cursor to)
{
    for (struct cursor at = from; at.block != to.block || at.slug != to.slug; at = next(s, at)) {
        if (dropped(s, &s->fill, at))
            continue;
        bool opens = s->fill.block != at.block;
        if (opens && s->fill.block != NO_BLOCK)
            close_fragment(s, s->galley->blocks[s->fill.block].slugs.count);
        fill_slug(s, &s->fill, at);
        if (!opens) {
            s->out.fragments[s->out.count - 1].end = at.slug + 1;
            continue;
        }
        s->out.fragments =
            arena_grow(s->arena, s->out.fragments, s->out.count, sizeof *s->out.fragments);
        s->out.fragments[s->out.count++] = (struct fragment){
            .block = at.block,
            .first = at.slug,
            .end = at.slug + 1,
            .page = s->out.page_count - 1,
            .line = s->fill.lines,
        };
    }
}

static void turn_page(struct state *s)
{
    if (page_empty(&s->fill))
        return;
    close_fragment(s, s->out.fragments[s->out.count - 1].end);
    s->fill = empty_page;
    s->below = 0;
    s->out.page_count++;
}

/* ---- pictures ----------------------------------------------------------------------------- */

/* The first block of a run that is a picture, or NO_BLOCK. */
static size_t picture_of(const struct state *s, struct cursor at)
{
    size_t n = at.block;
    if (at.slug > 0)
        return NO_BLOCK;
    while (n + 1 < s->galley->count && s->galley->blocks[n].keep_with_next)
        n++;
    return s->galley->blocks[n].picture ? n : NO_BLOCK;
}

/* The block that may go before picture n, and before those that follow it at once, or NO_BLOCK. */
static size_t substitute(const struct state *s, size_t n)
{
    const struct layout_block *blocks = s->galley->blocks;
    for (size_t i = n + 1; i <= n + (size_t)blocks[n].reach && i <= n + PICTURES_IN_A_ROW; i++)
        if (!blocks[i].picture)
            return i;
    return NO_BLOCK;
}

static void move_block(struct state *s, size_t from, size_t to)
{
    struct layout_block *blocks = s->galley->blocks;
    struct layout_block moved = blocks[from];
    if (from > to)
        memmove(blocks + to + 1, blocks + to, (from - to) * sizeof moved);
    else
        memmove(blocks + from, blocks + from + 1, (to - from) * sizeof moved);
    blocks[to] = moved;
}

/* Puts the picture of a run that does not fit behind the next block, if that fits. */
static bool put_off(struct state *s, struct cursor at)
{
    size_t n = picture_of(s, at);
    size_t first = n == NO_BLOCK ? NO_BLOCK : substitute(s, n);
    if (first == NO_BLOCK)
        return false;
    move_block(s, first, n);
    if (!try_run(s, s->fill, at).fits) {
        move_block(s, n, first);
        return false;
    }
    for (size_t i = n + 1; i <= first; i++)
        s->galley->blocks[i].reach--;
    return true;
}

/* ---- pages -------------------------------------------------------------------------------- */

/* Puts one run, or the part of it that a page can hold, on this page or the next. */
static struct cursor place_run(struct state *s, struct cursor at)
{
    struct trial t = try_run(s, s->fill, at);
    if (!t.fits && !page_empty(&s->fill) && put_off(s, at))
        t = try_run(s, s->fill, at);
    if (!t.fits && !page_empty(&s->fill)) {
        struct trial fresh = try_run(s, empty_page, at);
        if (fresh.fits || !t.found || t.cost >= KEEP_LINES) {
            turn_page(s);
            t = fresh;
        }
    }
    struct cursor stop = t.fits ? t.end : t.found ? t.best : next(s, at);
    commit(s, at, stop);
    if (!t.fits && !at_end(s, stop))
        turn_page(s);
    return stop;
}

/* The last block ends with the frame if it asks for that. */
static void move_to_foot(struct state *s)
{
    struct fragment *last = s->out.fragments + s->out.count - 1;
    const struct layout_block *b = s->galley->blocks + last->block;
    if (!b->at_foot)
        return;
    last->line = s->grid_lines - last->lines;
    last->offset = last->lines * s->pitch - slugs_height(&b->slugs);
}

struct build build_pages(struct arena *a, struct galley *g, dist pitch, int grid_lines)
{
    struct state s = {.arena = a, .galley = g, .pitch = pitch, .grid_lines = grid_lines};
    s.fill = empty_page;
    s.out.page_count = 1;
    for (struct cursor at = {0}; !at_end(&s, at); at = place_run(&s, at))
        if (at.slug == 0 && block_at(&s, at)->break_before)
            turn_page(&s);
    if (s.out.count > 0) {
        close_fragment(&s, s.out.fragments[s.out.count - 1].end);
        move_to_foot(&s);
    }
    return s.out;
}
