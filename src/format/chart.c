/* SPDX-License-Identifier: MIT */
/*
 * Bar charts of breakdowns: the styles of their texts, bars and axis.
 */
#include "format/sheet.h"

static const struct format *style(struct reader *r, const struct xml_node *node, const char *name)
{
    const struct xml_attribute *a = xml_attribute(node, name);
    return a ? format_style_named(r, a) : NULL;
}

static uint32_t color(struct reader *r, const struct xml_node *node, const char *name)
{
    const struct xml_attribute *a = xml_attribute(node, name);
    const struct definition *body = format_definition(&r->styles, "p");
    return a ? format_color(r, *a) : body ? body->format->color : 0;
}

void format_chart(struct reader *r)
{
    const struct xml_node none = {.name = "chart", .pos = r->levels[r->level_count - 1]->pos};
    const struct xml_node *node = format_part(r, "chart");
    node = node ? node : &none;
    struct chart_format *c = &r->sheet->chart;
    struct measures m = format_measures(r);
    c->title = style(r, node, "title");
    c->label = style(r, node, "label");
    c->value = style(r, node, "value");
    c->color = color(r, node, "color");
    c->span = format_span(r, format_attribute(node, "span", "1"));
    m.whole = format_measure(&r->sheet->page, c->span);
    c->width = format_length(r, format_attribute(node, "width", "100%"), &m);
    m.whole = 0;
    c->axis.weight = format_length(r, format_attribute(node, "axis", "0.4pt"), &m);
    c->axis.color = color(r, node, "axis-color");
    c->bar_height = format_length(r, format_attribute(node, "bar-height", "0.5字"), &m);
    c->row_gap = format_length(r, format_attribute(node, "row-gap", "0"), &m);
    c->space_before = format_length(r, format_attribute(node, "space-before", "0.5行"), &m);
    c->space_after = format_length(r, format_attribute(node, "space-after", "0"), &m);
}
