/* SPDX-License-Identifier: MIT */
/*
 * Columns that end level (GR-05). While a tier is filled its columns are as long as the page, one
 * after the other. Where it ends before they are full – what follows spans, begins a page or fits
 * in none of them, or nothing follows – its runs are put into columns again that are as short as
 * can be: beginning with the length that they would have if every line could stand anywhere, a line
 * longer each time, until all runs have found room. So only the last column is shorter, but for
 * lines that a keep moves on.
 *
 * A length that leaves a column a single line is passed over for a longer one where there is one.
 *
 * A tier is no more than a page, and few lengths need be tried, so that the work stays linear.
 * Where no length will do, because a run was broken that is taller than a column, the columns stay
 * as they were filled.
 */
#include "page/fill.h"

#include <string.h>

/* Lines by which the first length is below the ideal one: spaces that are dropped at the heads of
 * shorter columns are lines saved. */
enum { SAVED = 2 };

static struct fill first_column(const struct filling *s, int bottom)
{
    struct fill f = s->fill;
    f.column = 0;
    f.lines = 0;
    f.notes = s->head_notes;
    f.block = NO_BLOCK;
    f.bottom = bottom;
    return f;
}

static dist notes_of(const struct filling *s, const struct fragment *f)
{
    dist height = 0;
    for (size_t i = f->first; i < f->end; i++)
        height += s->galley->blocks[f->block].slugs.items[i].notes_height;
    return height;
}

/* The grid line behind the last of the columns, notes included. */
static int lowest(const struct filling *s)
{
    int bottom = s->fill.top + s->fill.head;
    struct fill column = {.notes = s->head_notes};
    for (size_t i = s->tier_first; i < s->out.count; i++) {
        const struct fragment *f = s->out.fragments + i;
        if (i > s->tier_first && f->column != f[-1].column)
            column.notes = 0;
        column.notes += notes_of(s, f);
        int line = f->line + f->lines + fill_notes(s, &column);
        bottom = line > bottom ? line : bottom;
    }
    return bottom;
}

int balance_bottom(const struct filling *s)
{
    const struct fill *f = &s->fill;
    int sum = f->span * f->head;
    for (size_t i = s->tier_first; i + 1 < s->out.count; i++)
        sum += s->out.fragments[i].lines;
    if (f->block == NO_BLOCK && s->out.count > s->tier_first)
        sum += s->out.fragments[s->out.count - 1].lines;
    sum += fill_lines(s, f) - f->lines;
    int level = (sum + s->columns - 1) / s->columns;
    return f->top + (level > f->head ? level : f->head + 1);
}

/* Puts the runs of the tier into columns down to this line; false if they do not fit. */
static bool distribute(struct filling *s, struct cursor to, int bottom)
{
    struct cursor all = s->limit;
    s->out.count = s->tier_first;
    s->fill = first_column(s, bottom);
    s->below = 0;
    s->limit = to;
    for (struct cursor at = s->tier_from; s->fill.column < s->columns && !fill_at_end(s, at);) {
        struct trial t = fill_try(s, s->fill, at);
        if (t.fits) {
            fill_commit(s, at, t.end);
            at = t.end;
        } else {
            fill_close(s);
            s->fill.column++;
            s->fill.lines = 0;
            s->fill.notes = 0;
            s->below = 0;
        }
    }
    s->limit = all;
    fill_close(s);
    return s->fill.column < s->columns;
}

/* Whether a column but the last holds a single line: a piece that is no widow and no orphan, but
 * looks like one. */
static bool has_lone_line(const struct filling *s)
{
    int lines = 0;
    for (size_t i = s->tier_first; i < s->out.count; i++) {
        const struct fragment *f = s->out.fragments + i;
        lines += f->lines;
        if (i + 1 == s->out.count || f[1].column == f->column)
            continue;
        if (lines == 1)
            return true;
        lines = 0;
    }
    return false;
}

static void level(struct filling *s, struct cursor to)
{
    struct fill filled = s->fill;
    size_t count = s->out.count - s->tier_first;
    int highest = lowest(s), first = balance_bottom(s) - SAVED;
    struct fragment *kept = arena_array(s->arena, count, sizeof *kept);
    memcpy(kept, s->out.fragments + s->tier_first, count * sizeof *kept);
    if (first <= filled.top + filled.head)
        first = filled.top + filled.head + 1;
    for (int lone = 0; lone < 2; lone++)
        for (int bottom = first; bottom < highest; bottom++)
            if (distribute(s, to, bottom) && (lone || !has_lone_line(s)))
                return;
    s->out.count = s->tier_first + count;
    memcpy(s->out.fragments + s->tier_first, kept, count * sizeof *kept);
    s->fill = filled;
}

/* Whether the columns have so much room left that it is seen. */
static bool is_open(const struct filling *s)
{
    const struct fill *f = &s->fill;
    return f->column + 1 < s->columns ||
           fill_room(s, f) - f->lines - fill_notes(s, f) >= s->columns;
}

void balance_tier(struct filling *s, struct cursor to)
{
    fill_close(s);
    if (s->fill.column != HEAD && s->columns > 1 && is_open(s))
        level(s, to);
    const struct fill *f = &s->fill;
    int bottom = f->column == HEAD ? f->top + f->lines : lowest(s);
    if (f->column != HEAD) {
        s->out.tiers = arena_grow(s->arena, s->out.tiers, s->out.tier_count, sizeof *s->out.tiers);
        s->out.tiers[s->out.tier_count++] = (struct tier){.page = s->out.page_count - 1,
                                                          .top = f->top,
                                                          .span = f->span,
                                                          .head = f->head,
                                                          .bottom = bottom,
                                                          .columns = f->column + 1};
    }
    dist notes = f->column == HEAD ? f->notes : 0;
    s->fill = fill_tier(s, bottom);
    s->fill.notes = notes;
    s->below = 0;
}
