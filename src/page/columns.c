/* SPDX-License-Identifier: MIT */
/*
 * The columns of a table of key figures: what they say of a figure, and which of them are printed.
 *
 * A table without notes says in the value and the unit what notes would. A column in which nothing
 * is printed is left out, that of places where fewer than one row in three has one: it takes from
 * the labels more than it gives. In it a row without a place has a dash. How wide they are says
 * needs.c.
 */
#include "page/blocks.h"

#include <string.h>

enum {
    LEAST_PLACES = 3 /* a column of places is worth its room where one row in so many has one */
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
    return used > 0 && (field != FIELD_PLACE || used * LEAST_PLACES >= rows);
}

/* ---- columns that are used ----------------------------------------------------------------- */

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
        dist width = needs_width(s, c, count, used, to);
        int need = s->measure > 0 ? (int)(((int64_t)width * 1000 - 1) / s->measure) + 1 : 0;
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
    needs_share(s, c, count, used);
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

/* Whether what stands before a number has the label beside it to hang over into. */
static bool hangs(const struct table_format *format)
{
    size_t value = columns_find(format, FIELD_VALUE);
    return value > 0 && value < format->column_count &&
           format->columns[value].align == ALIGN_RIGHT &&
           format->columns[value - 1].field == FIELD_LABEL;
}

struct figure_columns columns_make(struct setter *s, const struct table_format *format,
                                   const struct digest_run *runs, size_t count)
{
    struct figure_columns c = {
        .runs = runs, .format = format, .noted = columns_has(format, FIELD_NOTE)};
    c.apart = c.noted || columns_has(format, FIELD_UNIT);
    c.hangs = hangs(format);
    c.fractions = align_fractions(s, runs, count);
    align_digits(s, format->cell, format->pos, &c.point, &c.digit);
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
