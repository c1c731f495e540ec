/* SPDX-License-Identifier: MIT */
/*
 * What a frame holds. A fragment takes as many grid lines as its height fills, rounded up, so that
 * whatever follows is back on the grid (GR-03, HD-02), in every column of every page. The last line
 * of a page ends where its characters end: below them is no room for the rule of a table, or it
 * would stand outside of the type area.
 *
 * A run is the slugs up to the next place where a break is free: every keep (orphans, widows, a
 * heading with its text, a short table) is only a run of more than one slug. A trial of a run ends
 * where its frame is full, so that no more than a frame is measured.
 */
#include "page/fill.h"

/* ---- places in the galley ----------------------------------------------------------------- */

static const struct layout_block *block_at(const struct filling *s, struct cursor at)
{
    return s->galley->blocks + at.block;
}

struct cursor fill_next(const struct filling *s, struct cursor at)
{
    if (++at.slug >= block_at(s, at)->slugs.count)
        at = (struct cursor){.block = at.block + 1};
    return at;
}

bool fill_at_end(const struct filling *s, struct cursor at)
{
    return at.block > s->limit.block || (at.block == s->limit.block && at.slug >= s->limit.slug);
}

static enum keep keep_before(const struct filling *s, struct cursor at)
{
    if (at.slug > 0)
        return block_at(s, at)->slugs.items[at.slug].keep;
    if (block_at(s, at)->page_break)
        return KEEP_FREE;
    const struct layout_block *above = at.block > 0 ? s->galley->blocks + at.block - 1 : NULL;
    if (above && (above->keep_with_next || above->transient))
        return KEEP_NEXT;
    return above && above->wish_with_next ? KEEP_WHOLE : KEEP_FREE;
}

bool fill_may_break(const struct filling *s, struct cursor at)
{
    return keep_before(s, at) == KEEP_FREE;
}

int fill_span(const struct filling *s, size_t block)
{
    int span = s->galley->blocks[block].span;
    return span < 1 ? 1 : span < s->columns ? span : s->columns;
}

static bool spans(const struct filling *s, struct cursor at)
{
    return fill_span(s, at.block) > 1;
}

/* ---- frames ------------------------------------------------------------------------------- */

struct fill fill_tier(const struct filling *s, int top)
{
    return (struct fill){.top = top, .column = HEAD, .bottom = s->grid_lines, .block = NO_BLOCK};
}

bool fill_frame_empty(const struct fill *f)
{
    return f->lines == 0 && f->block == NO_BLOCK;
}

bool fill_page_empty(const struct fill *f)
{
    return f->top == 0 && f->head == 0 && f->column <= 0 && fill_frame_empty(f);
}

int fill_room(const struct filling *s, const struct fill *f)
{
    if (f->column == HEAD)
        return s->grid_lines - f->top;
    return f->bottom - f->top - (f->column < f->span ? f->head : 0);
}

/* The space above a block is dropped at the head of a page and of a column. */
static bool at_head(const struct fill *f)
{
    return fill_frame_empty(f) && (f->column != HEAD || f->top == 0);
}

static int whole_lines(dist height, dist pitch)
{
    return (int)(((int64_t)height + pitch - 1) / pitch);
}

/* Grid lines that so much of a block takes. What is turned takes a page, or more than it has. */
static int taken_lines(const struct filling *s, const struct layout_block *b, dist height)
{
    if (b->turned)
        return height <= s->depth ? s->grid_lines : s->grid_lines + 1;
    return whole_lines(height, s->pitch);
}

/* Grid lines of the open fragment; `end` is behind its last slug so far. */
static int open_lines(const struct filling *s, const struct fill *f, size_t end)
{
    if (f->block == NO_BLOCK)
        return 0;
    const struct layout_block *b = s->galley->blocks + f->block;
    dist after = end == b->slugs.count ? b->after : 0;
    int lines = taken_lines(s, b, f->open + (b->turned ? 0 : after));
    return f->first == 0 && lines < b->lines ? b->lines : lines;
}

/* Grid lines of a frame whose blocks are all complete. */
int fill_lines(const struct filling *s, const struct fill *f)
{
    size_t end = f->block == NO_BLOCK ? 0 : s->galley->blocks[f->block].slugs.count;
    return f->lines + open_lines(s, f, end);
}

static void finish_block(const struct filling *s, struct fill *f)
{
    f->lines = fill_lines(s, f);
    f->block = NO_BLOCK;
    f->open = 0;
}

struct fill fill_columns(const struct filling *s, struct fill f)
{
    f.head = fill_lines(s, &f);
    f.column = 0;
    f.lines = 0;
    f.block = NO_BLOCK;
    return f;
}

/* What spans begins a new tier; the notes of a head above stay with the page. */
static struct fill next_tier(const struct filling *s, const struct fill *f)
{
    struct fill tier = fill_tier(s, f->column == HEAD ? f->top + f->lines : f->bottom);
    tier.notes = f->column == HEAD ? f->notes : 0;
    return tier;
}

/* Turns to the frame that this block belongs in: what spans stands at the head of a tier. */
static void enter(const struct filling *s, struct fill *f, struct cursor at)
{
    int span = fill_span(s, at.block);
    finish_block(s, f);
    if (span == 1 && f->column == HEAD)
        *f = fill_columns(s, *f);
    if (span == 1)
        return;
    if (f->column != HEAD || (f->span != span && f->lines > 0))
        *f = next_tier(s, f);
    f->span = span;
}

/* A transient block is dropped at the head of a frame, and where nothing follows it on its page. */
static bool dropped(const struct filling *s, const struct fill *f, struct cursor at)
{
    if (!block_at(s, at)->transient)
        return false;
    bool head = at_head(f) || (f->column == HEAD && !spans(s, at));
    return head || at.block + 1 == s->galley->count || s->galley->blocks[at.block + 1].page_break;
}

/* ---- measuring ---------------------------------------------------------------------------- */

static void open_fragment(const struct filling *s, struct fill *f, struct cursor at)
{
    const struct layout_block *b = block_at(s, at);
    enter(s, f, at);
    f->before = at_head(f) || at.slug > 0 ? 0 : b->before;
    f->block = at.block;
    f->first = at.slug;
    f->open = f->before + (at.slug > 0 ? block_repeat_height(b, at.slug) : 0);
    if (b->foot)
        f->open += b->foot->height;
}

/* Lines that stay clear below a block, at most a quarter of its frame. */
static int clear_lines(const struct filling *s, const struct fill *f, const struct layout_block *b)
{
    int most = (f->column == HEAD ? s->grid_lines : fill_room(s, f)) / 4;
    return b->clear < most ? b->clear : most;
}

int fill_notes(const struct filling *s, const struct fill *f)
{
    dist height = f->notes + notes_rule_height(s->pitch);
    return f->notes > 0 ? whole_lines(height, s->pitch) : 0;
}

/* Whether the rule that ends a table, on this line of its frame, would stand in the white below the
 * last line of the page. */
static bool is_below_text(const struct filling *s, const struct fill *f,
                          const struct layout_block *b, int lines)
{
    bool at_foot = f->lines + lines == fill_room(s, f) && f->bottom == s->grid_lines;
    return at_foot && b->foot && b->foot->height > 0 && !b->turned &&
           f->open > lines * s->pitch - s->half_leading;
}

/* Adds a slug to the frame; false if it does not fit. The space below a block may go over the foot
 * of the frame: nothing is printed in it. */
static bool fill_slug(const struct filling *s, struct fill *f, struct cursor at)
{
    const struct layout_block *b = block_at(s, at);
    if (f->block != at.block)
        open_fragment(s, f, at);
    bool first = f->lines == 0 && (f->column != HEAD || f->top == 0);
    f->open += b->slugs.items[at.slug].height;
    f->notes += b->slugs.items[at.slug].notes_height;
    int lines = taken_lines(s, b, f->open);
    if (f->first == 0 && lines < b->lines)
        lines = b->lines;
    int clear = at.slug + 1 == b->slugs.count && !first ? clear_lines(s, f, b) : 0;
    return f->lines + lines + clear + fill_notes(s, f) <= fill_room(s, f) &&
           !is_below_text(s, f, b, lines);
}

struct trial fill_try(const struct filling *s, struct fill f, struct cursor start)
{
    struct trial t = {.end = start};
    struct cursor at = start;
    bool first = true;
    for (; !fill_at_end(s, at); at = fill_next(s, at)) {
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

/* ---- filling ------------------------------------------------------------------------------ */

/* The last fragment is finished: its lines are counted and its place in them known. A separator
 * moves up into half of what is free above it, so that it stands in the middle. */
static void close_fragment(struct filling *s, size_t end)
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
    fragment->offset = b->turned ? 0 : f->before + (b->centred ? slack / 2 : 0);
    if (b->transient)
        fragment->offset -= s->below / 2;
    s->below = b->centred ? slack - slack / 2 : slack;
}

void fill_close(struct filling *s)
{
    if (s->fill.block == NO_BLOCK)
        return;
    size_t end = s->out.fragments[s->out.count - 1].end;
    close_fragment(s, end);
    s->fill.lines += open_lines(s, &s->fill, end);
    s->fill.block = NO_BLOCK;
    s->fill.open = 0;
}

static void add_fragment(struct filling *s, struct cursor at)
{
    const struct fill *f = &s->fill;
    int above = f->column >= 0 && f->column < f->span ? f->head : 0;
    if (s->out.count == s->capacity) {
        s->out.fragments =
            arena_grow(s->arena, s->out.fragments, s->out.count, sizeof *s->out.fragments);
        s->capacity = s->capacity ? 2 * s->capacity : 8;
    }
    s->out.fragments[s->out.count++] = (struct fragment){
        .block = at.block,
        .first = at.slug,
        .end = at.slug + 1,
        .page = s->out.page_count - 1,
        .column = f->column == HEAD ? 0 : f->column,
        .line = f->top + above + f->lines,
    };
}

/* The columns of a tier begin: this is where they are filled again to be level. */
static void begin_columns(struct filling *s, struct cursor at)
{
    s->tier_from = at;
    s->tier_first = s->out.count;
    s->head_notes = s->fill.notes - block_at(s, at)->slugs.items[at.slug].notes_height;
    s->below = 0;
}

static void open_block(struct filling *s, struct cursor at)
{
    bool head = s->fill.column == HEAD;
    int top = s->fill.top;
    if (s->fill.block != NO_BLOCK)
        close_fragment(s, s->galley->blocks[s->fill.block].slugs.count);
    fill_slug(s, &s->fill, at);
    if (head && s->fill.column != HEAD)
        begin_columns(s, at);
    if (s->fill.top != top)
        s->below = 0;
    add_fragment(s, at);
}

void fill_commit(struct filling *s, struct cursor from, struct cursor to)
{
    for (struct cursor at = from; at.block != to.block || at.slug != to.slug;
         at = fill_next(s, at)) {
        if (dropped(s, &s->fill, at))
            continue;
        if (s->fill.block != at.block) {
            open_block(s, at);
            continue;
        }
        fill_slug(s, &s->fill, at);
        s->out.fragments[s->out.count - 1].end = at.slug + 1;
    }
}
