/* SPDX-License-Identifier: MIT */
/*
 * Pages of several columns that reach their foot. Where what comes next did not fit, the lines that
 * stay free below the last tier are shared out to the rules between the tiers, whole grid lines of
 * them, as a printer leads out a page (撑版): no more than a few for each, from above, so that no
 * hole opens inside the page instead. A rule stands in the middle of what it got.
 *
 * The last page, and one that ends because the next block begins a page, may end where its text
 * ends. A page of one column has no rules over all columns: there the foot is a matter of widows
 * and orphans, and a line more above every heading would be seen.
 */
#include "page/blocks.h"

enum { MOST_LINES = 2 /* that a rule gets */ };

/* Fragments and tiers of one page. */
struct spread {
    struct fragment *fragments;
    struct tier *tiers;
    size_t count, tier_count;
    const struct galley *galley;
    int columns;
};

/* A separator over all columns with something above it. */
static bool is_rule(const struct spread *s, size_t i)
{
    const struct fragment *f = s->fragments + i;
    const struct layout_block *b = s->galley->blocks + f->block;
    return b->transient && b->span >= s->columns && f->line > 0;
}

static int free_lines(const struct spread *s, int grid_lines)
{
    int bottom = 0;
    for (size_t i = 0; i < s->count; i++)
        if (s->fragments[i].line + s->fragments[i].lines > bottom)
            bottom = s->fragments[i].line + s->fragments[i].lines;
    for (size_t i = 0; i < s->tier_count; i++)
        if (s->tiers[i].bottom > bottom)
            bottom = s->tiers[i].bottom;
    return grid_lines - bottom;
}

/* Moves all that stands at or below a rule down. What stands above it in the head of its tier, as a
 * masthead does, stays. */
static void move_down(struct spread *s, size_t rule, int lines, dist pitch)
{
    int from = s->fragments[rule].line;
    for (size_t i = rule; i < s->count; i++)
        s->fragments[i].line += lines;
    for (size_t i = 0; i < s->tier_count; i++) {
        struct tier *t = s->tiers + i;
        if (t->bottom <= from)
            continue;
        t->top += t->top >= from ? lines : 0;
        t->head += t->top < from ? lines : 0;
        t->bottom += lines;
    }
    s->fragments[rule].offset -= lines * pitch / 2;
}

static void spread_page(struct spread *s, const struct page_format *page)
{
    int rules = 0, number = 0;
    for (size_t i = 0; i < s->count; i++)
        rules += is_rule(s, i);
    int give = free_lines(s, page->grid_lines);
    if (give > MOST_LINES * rules)
        give = MOST_LINES * rules;
    for (size_t i = 0; i < s->count && give > 0; i++)
        if (is_rule(s, i))
            move_down(s, i, give / rules + (number++ < give % rules), page->pitch);
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
                           .columns = page->columns};
        while (tier < build->tier_count && build->tiers[tier].page == number) {
            s.tier_count++;
            tier++;
        }
        if (!ends_by_wish(build, end, g))
            spread_page(&s, page);
    }
}
