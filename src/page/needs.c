/* SPDX-License-Identifier: MIT */
/*
 * How wide the columns of a table of figures are: as wide as they need.
 *
 * A number, its unit and what qualifies them stand on one line, so their columns get that width
 * first (but one unit in a hundred is broken in its cell, before it takes the room from them all),
 * and labels, notes and headlines are broken instead. The percents of the sheet say where columns
 * stand as long as they hold what is in them; one that needs more gets it from what the others do
 * not need, and from what they do need last, in proportion (widths.c).
 *
 * Values stand below each other by their digits (TB-01, align.c) where that leaves the other
 * columns room enough. Where it does not, first the widest tenth of them may leave that axis, then
 * any.
 *
 * All by an estimate: no row is set before all columns have their widths.
 */
#include "page/blocks.h"
#include "page/widths.h"

#include <stdlib.h>
#include <string.h>

enum {
    WIDER = 10,     /* of so many values one may be wider than its column */
    RARE = 100,     /* and of so many units */
    LEAST_TEXT = 4, /* characters of a column of texts, as long as there is any room */
    ROOM_TEXT = 7,  /* and where values stand below each other */
    LONGEST_UNIT = 10,
    LONGEST_NEED = 24,
};

struct needing {
    struct setter *setter;
    const struct figure_columns *columns;
    size_t runs;
    const struct table_format *format;
};

/* About the width of a part of a figure's row: the text of a field, one side of its value, or both.
 */
enum part { PART_TEXT, PART_HEAD, PART_REST, PART_BOTH };

static dist larger(dist a, dist b)
{
    return a > b ? a : b;
}

static dist smaller(dist a, dist b)
{
    return a < b ? a : b;
}

static dist text_width(const struct needing *n, size_t run, size_t row, enum table_field field)
{
    const struct figure_columns *c = n->columns;
    const char *text = columns_text(n->setter, c, c->runs + run, row, field);
    int depth = field == FIELD_LABEL ? c->runs[run].rows[row].depth : 0;
    if (field == FIELD_PLACE)
        text = c->places[run][row];
    if (field == FIELD_ARTICLE)
        text = row == 0 ? c->runs[run].title : "";
    return align_about(text, strlen(text), n->format->cell->font_size) +
           depth * n->format->part_indent;
}

static dist part_width(const struct needing *n, size_t run, size_t row, enum table_field field,
                       enum part part)
{
    const struct figure_columns *c = n->columns;
    struct arena *a = n->setter->scratch;
    if (part == PART_TEXT)
        return text_width(n, run, row, field);
    dist em = n->format->cell->font_size;
    const struct keyfigure *k = columns_figure(n->setter, c->runs + run, row);
    dist head = part == PART_REST ? 0 : align_head(a, k, c, em, c->fractions[run][row]);
    return head + (part == PART_HEAD ? 0 : align_rest(a, k, c, em));
}

static int by_width(const void *x, const void *y)
{
    dist a = *(const dist *)x, b = *(const dist *)y;
    return (a > b) - (a < b);
}

/* A width that holds this part of all rows, or of all but the widest one in so many. */
static dist parts_width(const struct needing *n, enum table_field field, enum part part, size_t but)
{
    const struct figure_columns *c = n->columns;
    size_t rows = 0, count = 0;
    for (size_t i = 0; i < n->runs; i++)
        rows += c->runs[i].count;
    if (rows == 0)
        return 0;
    dist *widths = arena_array(n->setter->scratch, rows, sizeof *widths);
    for (size_t i = 0; i < n->runs; i++)
        for (size_t k = 0; k < c->runs[i].count; k++)
            widths[count++] = part_width(n, i, k, field, part);
    qsort(widths, rows, sizeof *widths, by_width);
    return widths[rows - 1 - (but ? rows / but : 0)];
}

static dist title_width(const struct needing *n, const struct table_column *column)
{
    return align_about(column->title, strlen(column->title), n->format->head->font_size);
}

/* With its padding, and a little that the estimate may lack. */
static dist padded(const struct needing *n, const struct table_column *column, dist width)
{
    width = larger(width, title_width(n, column));
    return width + n->format->cell->font_size / 4 + 2 * n->format->padding;
}

/* Digits of a page number that is not known yet: of about two pages an article. */
static int page_digits(const struct setter *s)
{
    int digits = 3;
    for (size_t most = 400; s->digest->article_count > most; most *= 10)
        digits++;
    return digits;
}

/* How many of the values stand below each other. */
enum axis { AXIS_ALL, AXIS_MOST, AXIS_NONE };

static dist value_need(const struct needing *n, enum axis axis)
{
    const struct format *f = n->format->cell;
    dist line = parts_width(n, FIELD_VALUE, PART_BOTH, 0) + f->autospace;
    if (axis == AXIS_NONE)
        return line;
    dist head = parts_width(n, FIELD_VALUE, PART_HEAD, axis == AXIS_MOST ? WIDER : 0);
    dist rest = parts_width(n, FIELD_VALUE, PART_REST, axis == AXIS_MOST ? WIDER : 0);
    return larger(line, head + align_room(f, rest));
}

/* The widest unit, or one that all but a rare one fit, which then takes two lines. */
static dist unit_need(const struct needing *n)
{
    dist em = n->format->cell->font_size;
    dist widest = smaller(parts_width(n, FIELD_UNIT, PART_TEXT, 0), em * LONGEST_UNIT);
    dist most = larger(parts_width(n, FIELD_UNIT, PART_TEXT, RARE), widest / 2 + em);
    return smaller(widest, most);
}

static dist need_of(const struct needing *n, const struct table_column *column, enum axis axis)
{
    dist em = n->format->cell->font_size, width;
    if (column->field == FIELD_VALUE)
        width = value_need(n, axis);
    else if (column->field == FIELD_PAGE)
        width = dist_scale(em, page_digits(n->setter) * 6, 10);
    else
        width = column->field == FIELD_UNIT
                    ? unit_need(n)
                    : smaller(parts_width(n, column->field, PART_TEXT, 0), em * LONGEST_NEED);
    return padded(n, column, width);
}

dist needs_width(struct setter *s, const struct figure_columns *c, size_t count,
                 const struct table_format *format, const struct table_column *column)
{
    struct needing n = {s, c, count, format};
    return need_of(&n, column, AXIS_ALL);
}

/* Whether what is in this column is never broken. */
static bool is_solid(const struct table_column *c)
{
    return c->field == FIELD_VALUE || c->field == FIELD_UNIT || c->field == FIELD_PAGE;
}

/* What is left to texts beside the numbers. */
static dist text_room(const struct needing *n, const dist *needs)
{
    int64_t room = n->setter->measure;
    for (size_t i = 0; i < n->format->column_count; i++)
        room -= is_solid(n->format->columns + i) ? needs[i] : 0;
    return room > 0 ? (dist)room : 0;
}

/* What a column of texts wants before values stand below each other: seven characters, for labels a
 * third of the table. */
static dist room_wanted(const struct needing *n, const struct table_column *column)
{
    dist least = padded(n, column, ROOM_TEXT * n->format->cell->font_size);
    return column->field == FIELD_LABEL ? larger(least, n->setter->measure / 3) : least;
}

/* What each column needs, with as many values on one axis as the texts leave room for. */
static void find_needs(const struct needing *n, dist *needs)
{
    const struct table_format *f = n->format;
    size_t value = columns_find(f, FIELD_VALUE);
    int64_t room = 0;
    for (size_t i = 0; i < f->column_count; i++) {
        needs[i] = need_of(n, f->columns + i, AXIS_ALL);
        if (!is_solid(f->columns + i))
            room += smaller(needs[i], room_wanted(n, f->columns + i));
    }
    for (enum axis axis = AXIS_MOST; value < f->column_count && axis <= AXIS_NONE; axis++)
        if (text_room(n, needs) < room)
            needs[value] = need_of(n, f->columns + value, axis);
}

static dist share_of(const struct needing *n, const struct table_column *column)
{
    return column->fit ? 0 : dist_scale(n->setter->measure, column->share, 1000);
}

/* A column's part of what is left to texts, or its share of the table if that is less. */
static dist text_part(const struct needing *n, const struct table_column *column, dist room)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n->format->column_count; i++)
        if (!is_solid(n->format->columns + i))
            sum += share_of(n, n->format->columns + i);
    dist share = share_of(n, column);
    return sum > room ? (dist)((int64_t)room * share / sum) : share;
}

/* As long as there is any room: four characters, or an equal part of what numbers leave. */
static dist least_text(const struct needing *n, const struct table_column *column, dist room)
{
    int texts = 0;
    for (size_t i = 0; i < n->format->column_count; i++)
        texts += !is_solid(n->format->columns + i);
    dist least = padded(n, column, LEAST_TEXT * n->format->cell->font_size);
    return smaller(least, room / texts);
}

static struct column_wish wish_of(const struct needing *n, const struct table_column *column,
                                  dist need, dist room)
{
    if (is_solid(column))
        return (struct column_wish){need, need, need, need, need, 0, 0};
    dist least = smaller(need, least_text(n, column, room));
    dist easy = larger(least, smaller(need, text_part(n, column, room)));
    return (struct column_wish){least, easy, need, need, need, 0, 0};
}

/* What no column needs goes to those that are narrower than the sheet says, as far as it goes. */
static void give_shares(const struct needing *n, dist *widths)
{
    const struct table_format *f = n->format;
    int64_t left = n->setter->measure, wanted = 0, sum = 0, given = 0;
    for (size_t i = 0; i < f->column_count; i++) {
        wanted += larger(share_of(n, f->columns + i) - widths[i], 0);
        left -= widths[i];
    }
    for (size_t i = 0; i < f->column_count && wanted > 0 && left > 0; i++) {
        sum += larger(share_of(n, f->columns + i) - widths[i], 0);
        int64_t upto = wanted > left ? left * sum / wanted : sum;
        widths[i] += (dist)(upto - given);
        given = upto;
    }
}

void needs_share(struct setter *s, const struct figure_columns *c, size_t count,
                 struct table_format *used)
{
    struct needing n = {s, c, count, used};
    struct column_wish wishes[MOST_COLUMNS];
    dist needs[MOST_COLUMNS] = {0}, widths[MOST_COLUMNS] = {0};
    int64_t sum = 0, from = 0;
    if (s->measure <= 0 || used->column_count == 0 || used->column_count > MOST_COLUMNS)
        return;
    find_needs(&n, needs);
    for (size_t i = 0; i < used->column_count; i++) {
        wishes[i] = wish_of(&n, used->columns + i, needs[i], text_room(&n, needs));
        sum += wishes[i].most;
    }
    widths_divide(wishes, used->column_count, sum < s->measure ? (dist)sum : s->measure, widths);
    give_shares(&n, widths);
    sum = 0;
    for (size_t i = 0; i < used->column_count; i++) {
        sum += widths[i];
        int64_t upto = (sum * 1000 + s->measure / 2) / s->measure;
        used->columns[i].share = (int)(upto - from);
        from = upto;
    }
}
