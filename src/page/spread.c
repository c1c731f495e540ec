/* SPDX-License-Identifier: MIT */
/*
 * Pages of several columns that reach their foot. Where what comes next did not fit, the lines that
 * stay free below the last tier are shared out to the rules between the tiers, whole grid lines of
 * them, as a printer leads out a page (撑版): no more than a few for each, from above, so that no
 * hole opens inside the page instead. A rule stands in the middle of what it got. Where more stays
 * free than goes unseen, what has a space above it gets a line as well, a heading or a table.
 *
 * A column that ends above the others of its tier is led out the same way, by the rules and spaces
 * inside it; and where the columns of the last tier have enough of them the tier grows by what is
 * still free below it.
 *
 * The last page, and one that ends because the next block begins a page, may end where its text
 * ends. A page of one column has no rules over all columns: there the foot is a matter of widows
 * and orphans, and a line more above every heading would be seen.
 */
#include "page/blocks.h"

enum { MOST_LINES = 2 /* that a rule gets */, SEEN = 2 /* more free lines than that are seen */ };

/* Fragments and tiers of one page. */
struct spread {
    struct fragment *fragments;
    struct tier *tiers;
    size_t count, tier_count;
    const struct galley *galley;
    dist pitch;
    int columns;
};

/* Fragments that stand below each other: of the whole page, or of a column of a tier. */
struct stack {
    size_t first, end;
    bool page; /* what spans all columns parts it, and moves all that is below */
};

enum place { RULE, SPACE }; /* that may get lines */

/* Whether a fragment is such a place, with something above it. */
static bool is_place(const struct spread *s, const struct stack *t, size_t i, enum place place)
{
    const struct fragment *f = s->fragments + i;
    const struct layout_block *b = s->galley->blocks + f->block;
    if (t->page ? b->span < s->columns || f->line == 0 : i == t->first)
        return false;
    return place == RULE ? b->transient
                         : !b->transient && f->first == 0 && 2 * b->before >= s->pitch;
}

static int count_places(const struct spread *s, const struct stack *t, enum place place)
{
    int count = 0;
    for (size_t i = t->first; i < t->end; i++)
        count += is_place(s, t, i, place);
    return count;
}

/* The grid line behind the last of these fragments. */
static int foot_of(const struct spread *s, const struct stack *t)
{
    int foot = 0;
    for (size_t i = t->first; i < t->end; i++)
        if (s->fragments[i].line + s->fragments[i].lines > foot)
            foot = s->fragments[i].line + s->fragments[i].lines;
    return foot;
}

static int free_lines(const struct spread *s, const struct stack *page, int grid_lines)
{
    int bottom = foot_of(s, page);
    for (size_t i = 0; i < s->tier_count; i++)
        if (s->tiers[i].bottom > bottom)
            bottom = s->tiers[i].bottom;
    return grid_lines - bottom;
}

/* Moves the tiers at or below this grid line down. What stands above it in the head of its tier, as
 * a masthead does, stays. */
static void move_tiers(struct spread *s, int from, int lines)
{
    for (size_t i = 0; i < s->tier_count; i++) {
        struct tier *t = s->tiers + i;
        if (t->bottom <= from)
            continue;
        t->top += t->top >= from ? lines : 0;
        t->head += t->top < from ? lines : 0;
        t->bottom += lines;
    }
}

/* Moves a place and what stands below it down. */
static void move_down(struct spread *s, const struct stack *t, size_t place, int lines)
{
    struct fragment *f = s->fragments + place;
    if (t->page)
        move_tiers(s, f->line, lines);
    for (size_t i = place; i < t->end; i++)
        s->fragments[i].line += lines;
    if (s->galley->blocks[f->block].transient)
        f->offset -= lines * s->pitch / 2;
}

/* Shares out lines to the places of a kind; returns those that are left. */
static int share_lines(struct spread *s, const struct stack *t, enum place place, int lines)
{
    int count = count_places(s, t, place), number = 0;
    int most = (place == RULE ? MOST_LINES : 1) * count, give = lines < most ? lines : most;
    for (size_t i = t->first; i < t->end && give > 0; i++)
        if (is_place(s, t, i, place))
            move_down(s, t, i, give / count + (number++ < give % count));
    return lines - give;
}

/* ---- columns ------------------------------------------------------------------------------ */

static struct stack column_of(const struct spread *s, const struct tier *t, int column)
{
    struct stack c = {0};
    int top = t->top + (column < t->span ? t->head : 0);
    for (size_t i = 0; i < s->count; i++) {
        const struct fragment *f = s->fragments + i;
        if (f->column != column || f->line < top || f->line >= t->bottom)
            continue;
        c.first = c.end > 0 ? c.first : i;
        c.end = i + 1;
    }
    return c;
}

/* Whether notes stand at the foot of a column. */
static bool has_notes(const struct spread *s, const struct stack *c)
{
    for (size_t i = c->first; i < c->end; i++) {
        const struct fragment *f = s->fragments + i;
        for (size_t k = f->first; k < f->end; k++)
            if (s->galley->blocks[f->block].slugs.items[k].notes_height > 0)
                return true;
    }
    return false;
}

/* Lines that a column still misses when its places have all that they may get. */
static int missing(const struct spread *s, const struct tier *t, const struct stack *c, int more)
{
    int most = MOST_LINES * count_places(s, c, RULE) + count_places(s, c, SPACE);
    int lines = t->bottom + more - foot_of(s, c) - most;
    return lines > 0 ? lines : 0;
}

/* Whether the tier may grow: a column fills it, none is left behind by more than a line, and less
 * is missing from all of them than is gained. */
static bool may_grow(const struct spread *s, const struct tier *t, int lines)
{
    bool full = false;
    int sum = 0;
    for (int i = 0; i < s->columns; i++) {
        struct stack c = column_of(s, t, i);
        int now = missing(s, t, &c, 0), then = missing(s, t, &c, lines);
        sum += then - now;
        full |= then == 0;
        if (c.end == 0 || has_notes(s, &c) || (then > now && then > 1))
            return false;
    }
    return full && sum < lines;
}

/* Leads out the columns of a tier that has grown by so many lines. */
static void spread_columns(struct spread *s, const struct tier *t, int grown)
{
    for (int i = 0; i < s->columns; i++) {
        struct stack c = column_of(s, t, i);
        if (c.end == 0 || has_notes(s, &c))
            continue;
        int lines = share_lines(s, &c, RULE, t->bottom - foot_of(s, &c));
        if (lines > SEEN || grown > 0)
            share_lines(s, &c, SPACE, lines);
    }
}

/* ---- pages -------------------------------------------------------------------------------- */

static void spread_page(struct spread *s, int grid_lines)
{
    struct stack page = {.end = s->count, .page = true};
    int lines = share_lines(s, &page, RULE, free_lines(s, &page, grid_lines));
    if (lines > SEEN)
        share_lines(s, &page, SPACE, lines);
}

/* Makes the last tier longer by what is free below it, as far as its columns can be. */
static int grow(struct spread *s, int grid_lines)
{
    struct stack page = {.end = s->count, .page = true};
    struct tier *t = s->tiers + s->tier_count - 1;
    int lines = free_lines(s, &page, grid_lines);
    while (lines > 0 && !may_grow(s, t, lines))
        lines--;
    t->bottom += lines > 0 ? lines : 0;
    return lines;
}

static void spread_tiers(struct spread *s, bool by_wish, int grid_lines)
{
    if (!by_wish)
        spread_page(s, grid_lines);
    int grown = s->tier_count > 0 && !by_wish ? grow(s, grid_lines) : 0;
    for (size_t i = 0; i < s->tier_count; i++)
        spread_columns(s, s->tiers + i, i + 1 == s->tier_count ? grown : 0);
}

/* Whether the page ends there by wish. */
static bool ends_by_wish(const struct build *build, size_t end, const struct galley *g)
{
    if (end == build->count)
        return true;
    const struct fragment *next = build->fragments + end;
    return next->first == 0 && g->blocks[next->block].page_break != PAGE_BREAK_NO;
}

void spread_pages(struct build *build, const struct galley *g, const struct page_format *page)
{
    size_t tier = 0;
    if (page->columns < 2)
        return;
    for (size_t first = 0, end; first < build->count; first = end) {
        size_t number = build->fragments[first].page;
        for (end = first; end < build->count && build->fragments[end].page == number;)
            end++;
        while (tier < build->tier_count && build->tiers[tier].page < number)
            tier++;
        struct spread s = {.fragments = build->fragments + first,
                           .tiers = build->tier_count ? build->tiers + tier : NULL,
                           .count = end - first,
                           .galley = g,
                           .pitch = page->pitch,
                           .columns = page->columns};
        while (tier < build->tier_count && build->tiers[tier].page == number) {
            s.tier_count++;
            tier++;
        }
        spread_tiers(&s, ends_by_wish(build, end, g), page->grid_lines);
    }
}
