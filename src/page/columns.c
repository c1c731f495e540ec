/* SPDX-License-Identifier: MIT */
/*
 * The columns of a table of key figures: what they say of a figure, which of them are printed, and
 * how wide they are.
 *
 * A table without notes says in the value and the unit what notes would. A column in which nothing
 * is printed is left out, that of places where few rows have one; in it a row without a place has a
 * dash. A column that fits is as wide as its texts, save the few widest, by an estimate: no row is
 * set before all columns have their widths.
 */
#include "page/blocks.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEAST_PLACES = 10,  /* a column of places is worth its room from one row in so many on */
    WIDER = 10,         /* of so many values one may be wider than a column that fits */
    MOST_TEXT = 5,      /* characters of a text in such a column */
    MOST_FITTING = 560, /* of the columns that fit, in 1/1000 of the table */
};

size_t columns_find(const struct table_format *format, enum table_field field)
{
    size_t i = 0;
    while (i < format->column_count && format->columns[i].field != field)
        i++;
    return i;
}

bool columns_has(const struct table_format *format, enum table_field field)
{
    return columns_find(format, field) < format->column_count;
}

const struct keyfigure *columns_figure(const struct setter *s, const struct digest_run *run,
                                       size_t row)
{
    return s->digest->articles[run->article].figures + run->rows[row].figure;
}

/* 年均 where the text says so, else 每年, which need not be an average. */
static const char *per_text(struct arena *a, const struct keyfigure *k)
{
    const char *average = arena_printf(a, "%s均", k->per);
    if (!k->per[0])
        return "";
    return strstr(k->text, average) ? average : arena_printf(a, "每%s", k->per);
}

/* What is said of a number outside it: 年均, 预计, words of approximation, and what is in doubt
 * about it. */
static const char *note_text(struct arena *a, const struct digest_article *article, size_t figure)
{
    const struct keyfigure *k = article->figures + figure;
    const char *parts[] = {per_text(a, k), value_prefix(a, k), value_behind(k),
                           doubt_note(a, article, figure)};
    const char *text = "";
    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i][0])
            text = arena_printf(a, "%s%s%s", text, text[0] ? "，" : "", parts[i]);
    return text;
}

const char *columns_text(struct setter *s, const struct figure_columns *columns,
                         const struct digest_run *run, size_t row, enum table_field field)
{
    const struct digest_article *article = s->digest->articles + run->article;
    const struct keyfigure *k = columns_figure(s, run, row);
    size_t figure = run->rows[row].figure;
    switch (field) {
    case FIELD_LABEL:
        return columns->noted ? k->label : value_label(s->arena, article, figure);
    case FIELD_UNIT:
        return columns->noted ? k->unit
                              : arena_printf(s->arena, "%s%s", value_unit(s->arena, k),
                                             columns->apart ? value_behind(k) : "");
    case FIELD_NOTE:
        return note_text(s->arena, article, figure);
    default:
        return "";
    }
}

/* The places of all rows. */
static const char *const **all_places(struct setter *s, const struct digest_run *runs, size_t count)
{
    const char *const **all = arena_array(s->arena, count, sizeof *all);
    for (size_t i = 0; i < count; i++) {
        const struct digest_article *article = s->digest->articles + runs[i].article;
        const char **places = arena_array(s->arena, runs[i].count, sizeof *places);
        for (size_t k = 0; k < runs[i].count; k++)
            places[k] = digest_place(s->arena, s->digest, article, runs[i].rows[k].figure);
        all[i] = places;
    }
    return all;
}

/* The same, with a dash for a row without a place: an empty cell says what the one above it says.
 */
static const char *const **dashed_places(struct setter *s, const struct figure_columns *c,
                                         size_t count)
{
    const char *const **all = arena_array(s->arena, count, sizeof *all);
    for (size_t i = 0; i < count; i++) {
        const char **places = arena_array(s->arena, c->runs[i].count, sizeof *places);
        for (size_t k = 0; k < c->runs[i].count; k++)
            places[k] = c->places[i][k][0] ? c->places[i][k] : "—";
        all[i] = places;
    }
    return all;
}

/* Whether row k of run i has a text in this column; label, value, article and page are never
 * empty. */
static bool has_text(const struct setter *s, const struct figure_columns *c, size_t i, size_t k,
                     enum table_field field)
{
    const struct keyfigure *figure = columns_figure(s, c->runs + i, k);
    if (field == FIELD_UNIT)
        return figure->unit[0] || figure->per[0];
    const struct digest_article *article = s->digest->articles + c->runs[i].article;
    if (field == FIELD_NOTE)
        return note_text(s->arena, article, c->runs[i].rows[k].figure)[0];
    return field != FIELD_PLACE || (c->places && c->places[i][k][0]);
}

static bool is_used(const struct setter *s, const struct figure_columns *c, size_t count,
                    enum table_field field)
{
    size_t rows = 0, used = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < c->runs[i].count; k++) {
            rows++;
            used += has_text(s, c, i, k, field);
        }
    return field == FIELD_PLACE ? used * LEAST_PLACES > rows : used > 0;
}

/* ---- widths ------------------------------------------------------------------------------- */

static dist larger(dist a, dist b)
{
    return a > b ? a : b;
}

/* About the width of a part of a figure's row: the text of a field, or one side of its value. */
enum part { PART_TEXT, PART_HEAD, PART_REST, PART_BOTH, PART_DIGITS };

static dist part_width(struct setter *s, const struct figure_columns *c, size_t run, size_t row,
                       const struct table_column *column, enum part part)
{
    dist em = c->format->cell->font_size;
    const struct keyfigure *k = columns_figure(s, c->runs + run, row);
    if (part == PART_HEAD)
        return align_head(s->scratch, k, c->noted, em);
    if (part == PART_REST)
        return align_rest(s->scratch, k, c->apart, em);
    if (part == PART_BOTH)
        return align_head(s->scratch, k, c->noted, em) + align_rest(s->scratch, k, c->apart, em);
    if (part == PART_DIGITS)
        return align_about(k->value, strspn(k->value, ".,0123456789"), em);
    const char *text = columns_text(s, c, c->runs + run, row, column->field);
    int depth = column->field == FIELD_LABEL ? c->runs[run].rows[row].depth : 0;
    return align_about(text, strlen(text), em) + depth * c->format->part_indent;
}

static int by_width(const void *x, const void *y)
{
    dist a = *(const dist *)x, b = *(const dist *)y;
    return (a > b) - (a < b);
}

/* A width that holds a column's texts, its values, their digits, which are never parted, or one
 * side of nearly all of them. */
static dist parts_width(struct setter *s, const struct figure_columns *c, size_t count,
                        const struct table_column *column, enum part part)
{
    size_t rows = 0, n = 0;
    for (size_t i = 0; i < count; i++)
        rows += c->runs[i].count;
    dist *widths = arena_array(s->scratch, rows, sizeof *widths);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < c->runs[i].count; k++)
            widths[n++] = part_width(s, c, i, k, column, part);
    if (rows == 0)
        return 0;
    qsort(widths, rows, sizeof *widths, by_width);
    bool side = part == PART_HEAD || part == PART_REST;
    return widths[rows - 1 - (side ? rows / WIDER : 0)];
}

/* Digits of a page number that is not known yet: of about two pages an article. */
static int page_digits(const struct setter *s)
{
    int digits = 3;
    for (size_t most = 400; s->digest->article_count > most; most *= 10)
        digits++;
    return digits;
}

static dist title_width(const struct figure_columns *c, const struct table_column *column)
{
    dist em = c->format->head->font_size;
    return align_about(column->title, strlen(column->title), em) + em / 4 + 2 * c->format->padding;
}

static dist value_width(struct setter *s, const struct figure_columns *c, size_t count,
                        const struct table_column *column)
{
    dist sides = parts_width(s, c, count, column, PART_HEAD) +
                 parts_width(s, c, count, column, PART_REST) + c->format->cell->autospace;
    return larger(sides, parts_width(s, c, count, column, PART_DIGITS));
}

/* About the width of a column that is as wide as what it holds. */
static dist fitting_width(struct setter *s, const struct figure_columns *c, size_t count,
                          const struct table_column *column)
{
    const struct table_format *format = c->format;
    dist em = format->cell->font_size, width = 0;
    if (column->field == FIELD_VALUE)
        width = value_width(s, c, count, column);
    else if (column->field == FIELD_PAGE)
        width = dist_scale(em, page_digits(s) * 6, 10);
    else
        width = parts_width(s, c, count, column, PART_TEXT);
    return larger(title_width(c, column), width + em / 4 + 2 * format->padding);
}

/* In 1/1000 of the table, rounded up. */
static int thousandths(const struct setter *s, int64_t width)
{
    return s->measure > 0 ? (int)((width * 1000 + s->measure - 1) / s->measure) : 0;
}

/* What a column that fits gets; at most so many characters of a text. */
static int fitting_share(struct setter *s, const struct figure_columns *c, size_t count,
                         const struct table_column *column)
{
    dist most = MOST_TEXT * c->format->cell->font_size + 2 * c->format->padding;
    dist width = fitting_width(s, c, count, column);
    if (column->field != FIELD_VALUE && width > most)
        width = larger(most, title_width(c, column));
    return thousandths(s, width);
}

/* Takes `excess` from the column of values, but not what a value needs in a line: rather they do
 * not stand below each other by their points. Returns what it took. */
static int narrow_values(struct setter *s, const struct figure_columns *c, size_t count,
                         struct table_format *used, int excess)
{
    size_t i = columns_find(used, FIELD_VALUE);
    if (i == used->column_count || !used->columns[i].fit || excess <= 0)
        return 0;
    struct table_column *column = used->columns + i;
    dist least = parts_width(s, c, count, column, PART_BOTH) + c->format->cell->autospace;
    int room =
        column->share - thousandths(s, larger(title_width(c, column), least + c->format->padding));
    int taken = room < 0 ? 0 : room < excess ? room : excess;
    column->share -= taken;
    return taken;
}

/* Sets the shares of the columns that fit; returns what they leave to the others. Where they would
 * take too much values are set closer, and then all but that of page numbers, which cannot be
 * broken, are narrower. */
static int set_fitting(struct setter *s, const struct figure_columns *c, size_t count,
                       struct table_format *used)
{
    int pages = 0, sum = 0, left = 1000;
    for (size_t i = 0; i < used->column_count; i++) {
        struct table_column *column = used->columns + i;
        if (!column->fit)
            continue;
        column->share = fitting_share(s, c, count, column);
        *(column->field == FIELD_PAGE ? &pages : &sum) += column->share;
    }
    int most = larger(MOST_FITTING - pages, 0);
    sum -= narrow_values(s, c, count, used, sum - most);
    for (size_t i = 0; i < used->column_count; i++) {
        struct table_column *column = used->columns + i;
        if (column->fit && column->field != FIELD_PAGE && sum > most)
            column->share = column->share * most / sum;
        left -= column->fit ? column->share : 0;
    }
    return left;
}

struct sharing {   /* of what is left to the columns that do not fit */
    int left, sum; /* and the sum of their shares */
    bool titled;   /* each gets what its title needs at least */
};

static int part_of(const struct setter *s, const struct figure_columns *c,
                   const struct table_column *column, struct sharing sharing)
{
    int part = sharing.left * column->share / sharing.sum;
    int least = sharing.titled ? thousandths(s, title_width(c, column)) : 0;
    return part > least ? part : least;
}

/* What the first of the columns that share gets: what the others leave. */
static int first_part(const struct setter *s, const struct figure_columns *c,
                      const struct table_format *used, size_t first, struct sharing sharing)
{
    int left = sharing.left;
    for (size_t i = first + 1; i < used->column_count; i++)
        if (!used->columns[i].fit)
            left -= part_of(s, c, used->columns + i, sharing);
    return left;
}

/* Columns that fit get what they need, in a narrow table less. The others share the rest, none less
 * than its title needs if that leaves the first of them two thirds of its own part. */
static void fit_columns(struct setter *s, const struct figure_columns *c, size_t count,
                        struct table_format *used)
{
    struct sharing sharing = {.left = set_fitting(s, c, count, used)};
    size_t first = used->column_count;
    for (size_t i = used->column_count; i-- > 0;)
        if (!used->columns[i].fit) {
            sharing.sum += used->columns[i].share;
            first = i;
        }
    if (sharing.left == 1000 || sharing.sum == 0)
        return;
    int plain = first_part(s, c, used, first, sharing);
    sharing.titled = true;
    sharing.titled = 3 * first_part(s, c, used, first, sharing) >= 2 * plain;
    int part = first_part(s, c, used, first, sharing);
    for (size_t i = first + 1; i < used->column_count; i++)
        if (!used->columns[i].fit)
            used->columns[i].share = part_of(s, c, used->columns + i, sharing);
    used->columns[first].share = part;
}

/* Gives away the width of a column that is left out: that of places to headlines and labels in
 * equal parts, any other to the labels, else to the first. Labels take no more than they need, so
 * that their values stay near them, unless a column of pages ends the table. */
static void bequeath(struct setter *s, const struct figure_columns *c, size_t count,
                     struct table_format *used, const struct table_column *left_out)
{
    size_t label = columns_find(used, FIELD_LABEL), article = columns_find(used, FIELD_ARTICLE);
    struct table_column *to = used->columns + (label < used->column_count ? label : 0);
    int share = left_out->share;
    if (left_out->field == FIELD_PLACE && article < used->column_count) {
        used->columns[article].share += share / 2;
        share -= share / 2;
    }
    if (to->field == FIELD_LABEL && !columns_has(used, FIELD_PAGE)) {
        int need = thousandths(s, fitting_width(s, c, count, to));
        int more = need > to->share ? need - to->share : 0;
        share = more < share ? more : share;
    }
    to->share += share;
}

/* The table without its empty columns. */
static const struct table_format *used_columns(struct setter *s, const struct figure_columns *c,
                                               size_t count)
{
    const struct table_format *format = c->format;
    struct table_format *used = arena_alloc(s->arena, sizeof *used);
    *used = *format;
    used->columns = arena_array(s->arena, format->column_count, sizeof *used->columns);
    used->column_count = 0;
    bool *kept = arena_array(s->arena, format->column_count, sizeof *kept);
    for (size_t i = 0; i < format->column_count; i++) {
        kept[i] = is_used(s, c, count, format->columns[i].field);
        if (kept[i])
            used->columns[used->column_count++] = format->columns[i];
    }
    for (size_t i = 0; i < format->column_count && used->column_count > 0; i++)
        if (!kept[i])
            bequeath(s, c, count, used, format->columns + i);
    fit_columns(s, c, count, used);
    return used;
}

/* The sheet's indent, or less where the deepest part would have less than half of its column. */
static dist part_indent(const struct table_format *format, const struct table_frame *frames,
                        const struct digest_run *runs, size_t count)
{
    int deepest = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < runs[i].count; k++)
            if (runs[i].rows[k].depth > deepest)
                deepest = runs[i].rows[k].depth;
    size_t label = columns_find(format, FIELD_LABEL);
    if (deepest == 0 || label == format->column_count)
        return format->part_indent;
    dist most = (frames[label].right - frames[label].left) / 2 / deepest;
    return format->part_indent < most ? format->part_indent : most;
}

struct figure_columns columns_make(struct setter *s, const struct table_format *format,
                                   const struct digest_run *runs, size_t count)
{
    struct figure_columns c = {
        .runs = runs, .format = format, .noted = columns_has(format, FIELD_NOTE)};
    c.apart = c.noted || columns_has(format, FIELD_UNIT);
    if (columns_has(format, FIELD_PLACE))
        c.places = all_places(s, runs, count);
    c.format = used_columns(s, &c, count);
    c.places = columns_has(c.format, FIELD_PLACE) ? dashed_places(s, &c, count) : NULL;
    c.frames = table_frames(s, c.format);
    c.indent = part_indent(c.format, c.frames, runs, count);
    size_t value = columns_find(c.format, FIELD_VALUE);
    if (value < c.format->column_count)
        c.tail = align_tail(s, &c, c.frames + value, count);
    return c;
}
