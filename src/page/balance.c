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
 * What keeps move on is then missing from some column, most often from the last one. Where that is
 * more than two lines, columns before the last are tried that end a few lines higher, and those
 * taken that miss the least sum of squares: two lines and one are less of a hole than three.
 *
 * A short table that is kept whole may be what makes all columns long. Where more lines stay white
 * in them than the sheet allows for that, it is divided as it would be at the foot of a page.
 *
 * Rows of a table are higher than lines and stand on no grid, so columns of them may end level by
 * the grid though the last has a single row. Where columns hold nothing but a table its rows are
 * shared out by their heights instead.
 *
 * A tier is no more than a page, and few lengths need be tried, so that the work stays linear.
 * Where no length will do, because a run was broken that is taller than a column, the columns stay
 * as they were filled.
 */
#include "page/fill.h"
#include "page/share.h"

#include <string.h>

/* Lines by which the first length is below the ideal one: spaces that are dropped at the heads of
 * shorter columns are lines saved. */
enum { SAVED = 2 };

enum { SEEN = 2 /* more lines than that are seen to be missing */ };

/* How high the slugs of each column may be. */
struct heights {
    dist of[SHARE_COLUMNS];
};

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

/* The grid line behind the fragments of a column from i on, notes included; i is then behind them.
 */
static int column_foot(const struct filling *s, int column, size_t *i)
{
    struct fill filled = {.notes = *i == s->tier_first ? s->head_notes : 0};
    int foot = s->fill.top + (column < s->fill.span ? s->fill.head : 0);
    for (; *i < s->out.count && s->out.fragments[*i].column == column; ++*i) {
        const struct fragment *f = s->out.fragments + *i;
        filled.notes += notes_of(s, f);
        int line = f->line + f->lines + fill_notes(s, &filled);
        foot = line > foot ? line : foot;
    }
    return foot;
}

/* The grid line behind the last of the columns, notes included. */
static int lowest(const struct filling *s)
{
    int bottom = s->fill.top + s->fill.head;
    for (size_t i = s->tier_first; i < s->out.count;) {
        int foot = column_foot(s, s->out.fragments[i].column, &i);
        bottom = foot > bottom ? foot : bottom;
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

static dist slugs_height(const struct filling *s, size_t block, size_t first, size_t end)
{
    dist height = 0;
    for (size_t i = first; i < end; i++)
        height += s->galley->blocks[block].slugs.items[i].height;
    return height;
}

/* The slug behind the last one of a block before this place. */
static size_t end_of(const struct filling *s, size_t block, struct cursor at)
{
    return at.block > block ? s->galley->blocks[block].slugs.count : at.slug;
}

/* Whether the run up to this slug leaves the column as low as it is to be; what fills a column
 * alone may always. */
static bool is_within(const struct filling *s, const struct heights *most, struct cursor end)
{
    const struct fill *f = &s->fill;
    if (!most || f->block == NO_BLOCK)
        return true;
    return slugs_height(s, f->block, f->first, end_of(s, f->block, end)) <= most->of[f->column];
}

/* Where the columns of a tier end. */
struct shape {
    int bottom;                 /* grid line behind the last one of the columns */
    int first, shorter;         /* from this column on all but the last end so many lines above */
    const struct heights *most; /* of a tier of one block, or NULL */
    int white;                  /* lines that stay white where short tables are kept whole; 0: they
                                   are */
};

static int bottom_of(const struct filling *s, const struct shape *shape, int column)
{
    bool shorter = column >= shape->first && column + 1 < s->columns;
    return shape->bottom - (shorter ? shape->shorter : 0);
}

/* The end of what a column takes of a run: all of it, as much as may be divided of a table that is
 * not to be kept whole, or nothing. */
static struct cursor taken(const struct filling *s, struct cursor at, const struct shape *shape)
{
    struct trial t = fill_try(s, s->fill, at);
    if (t.fits)
        return is_within(s, shape->most, t.end) ? t.end : at;
    bool divided = t.found && t.cost == KEEP_WHOLE &&
                   shape->white > s->galley->blocks[t.best.block].most_white;
    return divided ? t.best : at;
}

/* Puts the runs of the tier into columns of this shape; false if they do not fit. */
static bool distribute(struct filling *s, struct cursor to, struct shape shape)
{
    struct cursor all = s->limit;
    s->out.count = s->tier_first;
    s->fill = first_column(s, bottom_of(s, &shape, 0));
    s->below = 0;
    s->limit = to;
    for (struct cursor at = s->tier_from; s->fill.column < s->columns && !fill_at_end(s, at);) {
        struct cursor end = taken(s, at, &shape);
        if (end.block != at.block || end.slug != at.slug) {
            fill_commit(s, at, end);
            at = end;
        } else {
            fill_close(s);
            s->fill.column++;
            s->fill.bottom = bottom_of(s, &shape, s->fill.column);
            s->fill.lines = 0;
            s->fill.notes = 0;
            s->below = 0;
        }
    }
    s->limit = all;
    fill_close(s);
    return s->fill.column < s->columns;
}

bool balance_refill(struct filling *s, struct cursor to)
{
    return distribute(s, to, (struct shape){.bottom = s->grid_lines});
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

/* Whether the columns hold the rows of one table and nothing else. */
static bool is_table(const struct filling *s)
{
    const struct fragment *first = s->out.fragments + s->tier_first,
                          *last = s->out.fragments + s->out.count - 1;
    return first->block == last->block && s->galley->blocks[first->block].repeat.count > 0 &&
           s->columns <= SHARE_COLUMNS;
}

/* How high each column is when the rows are shared out evenly; false if there is no way. */
static bool share_out(const struct filling *s, struct heights *heights)
{
    const struct fragment *first = s->out.fragments + s->tier_first;
    const struct layout_block *b = s->galley->blocks + first->block;
    const struct slug *slugs = b->slugs.items + first->first;
    size_t count = s->out.fragments[s->out.count - 1].end - first->first, ends[SHARE_COLUMNS];
    struct share_row *rows = arena_array(s->arena, count, sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = (struct share_row){slugs[i].height, slugs[i].keep == KEEP_FREE};
    if (!share_rows(rows, count, block_height(&b->repeat), s->columns, ends, s->arena))
        return false;
    for (int i = 0; i < s->columns; i++) {
        size_t begin = i > 0 ? ends[i - 1] : 0;
        heights->of[i] =
            slugs_height(s, first->block, first->first + begin, first->first + ends[i]);
    }
    return true;
}

/* Shares out the rows of columns that are level by the grid. */
static void even_out(struct filling *s, struct cursor to, struct shape level)
{
    struct heights heights;
    if (!share_out(s, &heights))
        return;
    struct shape shape = level;
    shape.most = &heights;
    if (!distribute(s, to, shape) || has_lone_line(s))
        distribute(s, to, level);
}

/* Lines that columns miss. */
struct holes {
    int largest, sum, squares;
};

static struct holes holes_of(const struct filling *s, int bottom)
{
    struct holes h = {0};
    size_t i = s->tier_first;
    for (int column = 0; column < s->columns; column++) {
        int hole = bottom - column_foot(s, column, &i);
        h.largest = hole > h.largest ? hole : h.largest;
        h.sum += hole;
        h.squares += hole * hole;
    }
    return h;
}

/* Shares out the holes at the feet of columns. */
static void share_holes(struct filling *s, struct cursor to, struct shape level)
{
    struct holes holes = holes_of(s, level.bottom);
    struct shape best = level, shape = level;
    int least = holes.squares;
    if (holes.largest <= SEEN)
        return;
    for (shape.first = s->columns - 2; shape.first >= 0; shape.first--)
        for (shape.shorter = 1; shape.shorter < holes.largest; shape.shorter++) {
            if (!distribute(s, to, shape) || has_lone_line(s))
                continue;
            int squares = holes_of(s, level.bottom).squares;
            best = squares < least ? shape : best;
            least = squares < least ? squares : least;
        }
    distribute(s, to, best);
}

/* Looks for the shortest columns that hold the tier, of those that end in [from, end); false if
 * there are none. */
static bool find_bottom(struct filling *s, struct cursor to, struct shape *shape, int from, int end)
{
    for (int lone = 0; lone < 2; lone++)
        for (shape->bottom = from; shape->bottom < end; shape->bottom++)
            if (distribute(s, to, *shape) && (lone || !has_lone_line(s)))
                return true;
    return false;
}

/* Whether a table of this tier is not worth so many white lines. */
static bool has_wasteful_table(const struct filling *s, int white)
{
    for (size_t i = s->tier_first; i < s->out.count; i++) {
        const struct layout_block *b = s->galley->blocks + s->out.fragments[i].block;
        if (b->repeat.count > 0 && b->most_white < white)
            return true;
    }
    return false;
}

/* Divides short tables of columns that are level where keeping them whole leaves too much white. */
static void divide_tables(struct filling *s, struct cursor to, struct shape *shape, int from)
{
    struct shape divided = {.white = holes_of(s, shape->bottom).sum};
    if (!has_wasteful_table(s, divided.white))
        return;
    if (find_bottom(s, to, &divided, from, shape->bottom))
        *shape = divided;
    else
        distribute(s, to, *shape);
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
    struct shape shape = {0};
    if (find_bottom(s, to, &shape, first, highest)) {
        divide_tables(s, to, &shape, first);
        (is_table(s) ? even_out : share_holes)(s, to, shape);
        return;
    }
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
