/* SPDX-License-Identifier: MIT */
/*
 * Tables of key figures: columns, the styles of their texts, rules (三线表: top, below the head and
 * bottom; between the rows only if the sheet asks for it).
 */
#include "format/sheet.h"

#include <limits.h>
#include <string.h>

static const char *const fields[] = {"label", "value",   "unit", "note",
                                     "place", "article", "page", NULL};

#define FIT "fit" /* the width of a column that is as wide as its texts need */

/* In 1/1000 of the table's width; 0 of a column that fits. */
static int share(struct reader *r, struct xml_attribute a)
{
    const struct measures m = {.whole = 1000};
    size_t len = strlen(a.value);
    if (!strcmp(a.value, FIT))
        return 0;
    if (len && a.value[len - 1] == '%')
        return (int)format_length(r, a, &m);
    diag(r->diags, ERROR, a.pos, "width=\"%s\": not a share of the table's width, such as 25%%",
         format_excerpt(r->arena, a.value));
    return 0;
}

static void read_column(struct reader *r, struct table_format *t, const struct xml_node *node)
{
    struct table_column column = {
        .field = (enum table_field)format_word(r, format_attribute(node, "field", "label"), fields),
        .title = xml_value(node, "title", ""),
        .share = share(r, format_attribute(node, "width", "0%")),
        .align = (enum align)format_word(r, format_attribute(node, "align", "left"), format_aligns),
        .fit = !strcmp(xml_value(node, "width", ""), FIT),
    };
    for (size_t i = 0; i < t->column_count; i++)
        if (t->columns[i].field == column.field)
            diag(r->diags, ERROR, format_attribute(node, "field", "").pos,
                 "table \"%s\" has two columns for \"%s\"", t->name, fields[column.field]);
    t->columns = arena_grow(r->arena, t->columns, t->column_count, sizeof *t->columns);
    t->columns[t->column_count++] = column;
}

static void read_columns(struct reader *r, struct table_format *t, const struct xml_node *node)
{
    size_t errors = diags_count(r->diags, ERROR);
    int64_t sum = 0;
    for (const struct xml_node *n = node->first; n; n = n->next) {
        if (!n->name || strcmp(n->name, "column") != 0 || t->column_count > COUNT(fields))
            continue;
        read_column(r, t, n);
        sum += t->columns[t->column_count - 1].share;
    }
    if (t->column_count && sum != 1000 && diags_count(r->diags, ERROR) == errors)
        diag(r->diags, ERROR, node->pos,
             "the columns of table \"%s\" add up to %d.%d%%, not to 100%%", t->name,
             (int)(sum / 10), (int)(sum % 10));
}

static const struct format *style(struct reader *r, const struct xml_node *node, const char *name,
                                  const struct format *otherwise)
{
    const struct xml_attribute *a = xml_attribute(node, name);
    return a ? format_style_named(r, a) : otherwise;
}

static struct border rule(struct reader *r, const struct xml_node *node, const char *name,
                          uint32_t color)
{
    const struct measures none = {0};
    return (struct border){format_length(r, format_attribute(node, name, "0"), &none), color};
}

static void read_rules(struct reader *r, struct table_format *t, const struct xml_node *node)
{
    const struct xml_attribute *a = xml_attribute(node, "rule-color");
    uint32_t color = a ? format_color(r, *a) : t->cell ? t->cell->color : 0;
    t->top = rule(r, node, "rule-top", color);
    t->below_head = rule(r, node, "rule-head", color);
    t->bottom = rule(r, node, "rule-bottom", color);
    t->between_rows = rule(r, node, "rule-rows", color);
}

static struct table_format *read_table(struct reader *r, const struct definition *d)
{
    struct table_format *t = arena_alloc(r->arena, sizeof *t);
    const struct xml_node *node = d->node;
    *t = (struct table_format){.name = d->name, .pos = node->pos};
    t->caption = style(r, node, "caption", NULL);
    t->head = style(r, node, "head", NULL);
    t->cell = style(r, node, "cell", NULL);
    t->approx = style(r, node, "approx", t->cell);
    t->group = style(r, node, "group", t->cell);
    read_rules(r, t, node);
    struct measures m = format_measures(r);
    m.em = t->cell ? t->cell->font_size : m.em;
    m.whole = 0;
    t->padding = format_length(r, format_attribute(node, "padding", "0.5字"), &m);
    t->row_gap = format_length(r, format_attribute(node, "row-gap", "0"), &m);
    t->part_indent = format_length(r, format_attribute(node, "part-indent", "1字"), &m);
    t->keep_rows = format_number(r, format_attribute(node, "keep-rows", "0"), 0, INT_MAX);
    t->most_white = format_number(r, format_attribute(node, "most-white", "99"), 0, 99);
    t->span = format_span(r, format_attribute(node, "span", "1"));
    t->run_in = format_yes(r, format_attribute(node, "run-in", "no"));
    t->continued = xml_value(node, "continued", "（续表）");
    t->group_continued = xml_value(node, "group-continued", "（续）");
    read_columns(r, t, node);
    return t;
}

void format_tables(struct reader *r)
{
    format_define(r, &r->tables, "tables", "table");
    struct sheet *s = r->sheet;
    s->tables = arena_array(r->arena, r->tables.count, sizeof(struct table_format *));
    for (size_t i = 0; i < r->tables.count; i++) {
        struct definition *d = &r->tables.items[i];
        d->table = read_table(r, d);
        if (!s->table_count || strcmp(s->tables[s->table_count - 1]->name, d->name) != 0)
            s->tables[s->table_count++] = d->table;
    }
}
