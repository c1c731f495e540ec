/* SPDX-License-Identifier: MIT */
/*
 * Pagination. One pass over the blocks fills frames of whole grid lines: the columns of a page one
 * after the other, and the heads of its tiers (fill.h).
 *
 * The method is first fit by runs. A run is put into its frame whole or begins the next one that
 * holds it. A run that no frame holds is broken where the break costs least (enum keep), the latest
 * of such places. Since a trial of a run ends where its frame is full, the work is linear: for each
 * page that is filled no more is measured than that page, its columns made level, and the next one.
 *
 * A short table goes to the next frame whole only if not too much stays white below what is above
 * it; else it is divided where a long one would be.
 *
 * A picture that does not fit on a page would leave a hole at its foot. So the text behind it goes
 * first, block by block, as long as that fills the page; the picture stands behind it then, at the
 * latest at the end of its section. So it is with a table that is turned on a page of its own, and
 * with a picture that would stand below a single line of text at the head of its frame; a single
 * line at the foot, below a picture, goes to the next frame (FG-01).
 *
 * A table that is spread below its columns needs room over all of them. What stays free there, once
 * they are level, is often high enough for the table in the last one: it stands in that then,
 * rather than overleaf with the end of its text above it.
 *
 * Total fit over pages, as TeX's successors do it, was not taken: with a fixed grid and two lines
 * of orphans and widows it would move single lines only, and the whole issue would have to be held
 * before its first page stands.
 */
#include "page/fill.h"

#include <string.h>

enum { PICTURES_IN_A_ROW = 4 /* more of them are not put off together */ };

/* ---- frames ------------------------------------------------------------------------------- */

static const struct layout_block *block_at(const struct filling *s, struct cursor at)
{
    return s->galley->blocks + at.block;
}

static bool spans(const struct filling *s, struct cursor at)
{
    return fill_span(s, at.block) > 1;
}

/* The frame behind f on its page, else the first of the next page: no run that spans goes into a
 * column, and none into columns of which the first cannot hold it. */
static struct fill next_frame(const struct filling *s, struct fill f, bool spanning)
{
    if (spanning || f.column == HEAD || f.column + 1 == s->columns)
        return fill_tier(s, 0);
    f.column++;
    f.lines = 0;
    f.notes = 0;
    f.block = NO_BLOCK;
    return f;
}

/* No frame has more room. */
static bool is_fresh(const struct filling *s, const struct fill *f)
{
    return fill_frame_empty(f) && fill_room(s, f) == s->grid_lines;
}

static void turn_page(struct filling *s, struct cursor to)
{
    if (fill_page_empty(&s->fill))
        return;
    balance_tier(s, to);
    s->fill = fill_tier(s, 0);
    s->out.page_count++;
}

/* Turns to frame f, with what begins at `to`. Returns where it really begins: a new page may take
 * along what stood before that. */
static struct cursor turn_frame(struct filling *s, const struct fill *f, struct cursor to)
{
    if (fill_page_empty(f)) {
        carry_back(s, &to);
        turn_page(s, to);
        return to;
    }
    fill_close(s);
    s->fill = *f;
    s->below = 0;
    return to;
}

/* ---- pictures ----------------------------------------------------------------------------- */

/* The first block of a run that is a picture, or NO_BLOCK. */
static size_t picture_of(const struct filling *s, struct cursor at)
{
    size_t n = at.block;
    if (at.slug > 0)
        return NO_BLOCK;
    while (n + 1 < s->galley->count && s->galley->blocks[n].keep_with_next)
        n++;
    return s->galley->blocks[n].picture ? n : NO_BLOCK;
}

/* The block that may go before picture n, and before those that follow it at once, or NO_BLOCK. */
static size_t substitute(const struct filling *s, size_t n)
{
    const struct layout_block *blocks = s->galley->blocks;
    for (size_t i = n + 1; i <= n + (size_t)blocks[n].reach && i <= n + PICTURES_IN_A_ROW; i++)
        if (!blocks[i].picture)
            return i;
    return NO_BLOCK;
}

static void move_block(struct filling *s, size_t from, size_t to)
{
    struct layout_block *blocks = s->galley->blocks;
    struct layout_block moved = blocks[from];
    if (from > to)
        memmove(blocks + to + 1, blocks + to, (from - to) * sizeof moved);
    else
        memmove(blocks + from, blocks + from + 1, (to - from) * sizeof moved);
    blocks[to] = moved;
}

static bool fits_on_page(const struct filling *s, struct cursor at)
{
    struct fill f = s->fill;
    do {
        if (fill_try(s, f, at).fits)
            return true;
        f = next_frame(s, f, spans(s, at));
    } while (!fill_page_empty(&f));
    return false;
}

/* Puts the picture of a run that does not fit behind the next block, if that fits. What this was
 * kept with stays where it is. */
static bool put_off(struct filling *s, struct cursor at)
{
    size_t n = picture_of(s, at);
    size_t first = n == NO_BLOCK ? NO_BLOCK : substitute(s, n);
    if (first == NO_BLOCK)
        return false;
    bool kept = s->galley->blocks[first].keep_with_next;
    s->galley->blocks[first].keep_with_next = false;
    move_block(s, first, n);
    if (!fits_on_page(s, at)) {
        s->galley->blocks[n].keep_with_next = kept;
        move_block(s, n, first);
        return false;
    }
    for (size_t i = n + 1; i <= first; i++)
        s->galley->blocks[i].reach--;
    return true;
}

/* Whether a picture would leave a single line of text above it in its frame (FG-01). */
static bool is_below_one_line(const struct filling *s, struct cursor at)
{
    size_t n = picture_of(s, at);
    bool head = s->fill.column != HEAD || s->fill.top == 0;
    return n != NO_BLOCK && !s->galley->blocks[n].turned && head && fill_lines(s, &s->fill) == 1;
}

/* Whether what stands below a picture at the foot of its frame would be a single line. */
static bool is_lone_line(const struct filling *s)
{
    const struct fill *f = &s->fill;
    return f->block != NO_BLOCK && s->galley->blocks[f->block].picture &&
           fill_room(s, f) - fill_lines(s, f) == 1;
}

/* Puts what stands in the columns for what begins here and has no room below them in its place,
 * if that fits. */
static bool narrow(struct filling *s, struct cursor at)
{
    struct layout_block *b = s->galley->blocks + at.block, wide[2];
    if (at.slug > 0 || !b->narrow)
        return false;
    memcpy(wide, b, sizeof wide);
    memcpy(b, b->narrow, sizeof wide);
    b[0].article = b[1].article = wide[0].article;
    if (fits_on_page(s, at))
        return true;
    memcpy(b, wide, sizeof wide);
    return false;
}

/* Whether there is no room below the columns, once they are level. */
static bool is_too_high(const struct filling *s, struct cursor at)
{
    return !fill_try(s, fill_tier(s, balance_bottom(s)), at).fits;
}

/* ---- runs --------------------------------------------------------------------------------- */

/* Whether keeping a short table whole leaves too much white. */
static bool is_wasteful(const struct filling *s, const struct trial *t)
{
    int white = fill_room(s, &s->fill) - fill_lines(s, &s->fill);
    return t->found && t->cost == KEEP_WHOLE && white > block_at(s, t->best)->most_white;
}

/* A run that does not fit goes to the next frame that holds it. Where none does it is broken here,
 * or where that would cost much, in the next frame that is no shorter than any. Returns where that
 * frame begins. */
static struct cursor move_on(struct filling *s, struct cursor at, struct trial *here)
{
    if (is_wasteful(s, here))
        return at;
    struct fill f = s->fill;
    struct trial there;
    do {
        f = next_frame(s, f, spans(s, at));
        there = fill_try(s, f, at);
    } while (!there.fits && !is_fresh(s, &f));
    if (!there.fits && here->found && here->cost < KEEP_LINES)
        return at;
    *here = there;
    return turn_frame(s, &f, at);
}

static bool ends_tier(const struct filling *s, struct cursor at)
{
    return spans(s, at) || (at.slug == 0 && block_at(s, at)->begins_tier);
}

/* Ends the columns above what begins here; false if it stands in them instead. Columns that ended
 * lower than was to be expected, and leave it no room, are filled again for that. */
static bool end_tier(struct filling *s, struct cursor at)
{
    if (is_too_high(s, at) && (put_off(s, at) || narrow(s, at)))
        return false;
    balance_tier(s, at);
    if (!block_at(s, at)->narrow || fill_try(s, s->fill, at).fits || !carry_reopen(s, at))
        return true;
    if (narrow(s, at))
        return false;
    balance_tier(s, at);
    return true;
}

/* Puts one run, or the part of it that a frame can hold, into this frame or a later one. */
static struct cursor place_run(struct filling *s, struct cursor at)
{
    if (ends_tier(s, at) && s->fill.column != HEAD && !end_tier(s, at))
        return at;
    struct trial t = fill_try(s, s->fill, at);
    bool fresh = is_fresh(s, &s->fill);
    if (((!t.fits && !fresh) || is_below_one_line(s, at)) && put_off(s, at))
        t = fill_try(s, s->fill, at);
    if (t.fits && is_lone_line(s))
        t.fits = t.found = false;
    struct cursor from = !t.fits && !fresh ? move_on(s, at, &t) : at;
    if (from.block != at.block || from.slug != at.slug)
        return from;
    struct cursor stop = t.fits ? t.end : t.found ? t.best : fill_next(s, at);
    fill_commit(s, at, stop);
    if (!t.fits && !fill_at_end(s, stop)) {
        struct fill f = next_frame(s, s->fill, spans(s, stop));
        return turn_frame(s, &f, stop);
    }
    return stop;
}

/* ---- pages -------------------------------------------------------------------------------- */

/* The last block ends with the frame if it asks for that. */
static void move_to_foot(struct filling *s)
{
    if (s->out.count == 0)
        return;
    struct fragment *last = s->out.fragments + s->out.count - 1;
    const struct layout_block *b = s->galley->blocks + last->block;
    if (!b->at_foot)
        return;
    last->line = s->grid_lines - last->lines;
    last->offset = last->lines * s->pitch - block_height(&b->slugs);
}

/* A recto is a right-hand page: one of an odd number. */
static void break_page(struct filling *s, struct cursor at)
{
    enum page_break kind = at.slug == 0 ? block_at(s, at)->page_break : PAGE_BREAK_NO;
    if (kind == PAGE_BREAK_NO)
        return;
    turn_page(s, at);
    if (kind == PAGE_BREAK_RECTO && s->out.page_count % 2 == 0)
        s->out.page_count++;
}

/* What heads the text below it may span some of the columns; anything else that spans parts the
 * text, so that columns beside it would be read in the wrong order: it takes them all. What is kept
 * with a block that spans spans as it does, so that no run goes from a column into a head. */
static void widen(struct galley *g, int columns)
{
    for (size_t i = 0; i < g->count; i++)
        if (g->blocks[i].span > 1 && !g->blocks[i].keep_with_next && !g->blocks[i].transient)
            g->blocks[i].span = columns;
    for (size_t i = g->count; i-- > 1;) {
        struct layout_block *b = g->blocks + i - 1;
        if ((b->keep_with_next || b->transient) && b[1].span > b->span && !b[1].page_break)
            b->span = b[1].span;
    }
}

struct build build_pages(struct arena *a, struct galley *g, const struct page_format *page)
{
    struct filling s = {.arena = a,
                        .galley = g,
                        .pitch = page->pitch,
                        .half_leading = page->half_leading,
                        .grid_lines = page->grid_lines,
                        .columns = page->columns,
                        .depth = format_measure(page, page->columns),
                        .limit = {.block = g->count}};
    widen(g, page->columns);
    s.fill = fill_tier(&s, 0);
    s.out.page_count = 1;
    for (struct cursor at = {0}; !fill_at_end(&s, at); at = place_run(&s, at))
        break_page(&s, at);
    balance_tier(&s, s.limit);
    move_to_foot(&s);
    return s.out;
}
