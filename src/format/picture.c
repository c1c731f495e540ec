/* SPDX-License-Identifier: MIT */
/*
 * Pictures in the text: how large they may be, where they stand, how fine they are printed.
 */
#include "format/sheet.h"

/* A length that must leave room for a picture; more than the frame is as much as the frame. */
static dist size(struct reader *r, struct xml_attribute a, dist frame)
{
    struct measures m = format_measures(r);
    m.whole = frame;
    dist length = format_length(r, a, &m);
    dist least = 0;
    if (length == 0 && !format_length_fault(a.value, &m, &least) && least == 0)
        diag(r->diags, ERROR, a.pos, "%s=\"%s\": must be more than 0", a.name, a.value);
    return length < frame ? length : frame;
}

enum align format_side(struct reader *r, struct xml_attribute a)
{
    static const char *const words[] = {"left", "center", "right", NULL};
    static const enum align aligns[] = {ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT};
    return aligns[format_word(r, a, words)];
}

void format_picture(struct reader *r)
{
    const struct xml_node *root = r->levels[r->level_count - 1];
    const struct xml_node none = {.name = "picture", .pos = root->pos};
    const struct xml_node *node = format_part(r, "picture");
    node = node ? node : &none;
    const struct page_format *page = &r->sheet->page;
    struct picture_format *p = &r->sheet->picture;
    struct measures m = format_measures(r);
    p->span = format_span(r, format_attribute(node, "span", "1"));
    p->max_width =
        size(r, format_attribute(node, "max-width", "100%"), format_measure(page, p->span));
    p->max_height =
        size(r, format_attribute(node, "max-height", "50%"), page->grid_lines * page->pitch);
    p->caption_width = format_length(r, format_attribute(node, "caption-width", "16字"), &m);
    p->dpi = format_number(r, format_attribute(node, "dpi", "300"), COARSEST_DPI, FINEST_DPI);
    p->min_dpi =
        format_number(r, format_attribute(node, "min-dpi", "150"), COARSEST_DPI, FINEST_DPI);
    p->align = format_side(r, format_attribute(node, "align", "center"));
    m.whole = 0;
    p->absent_label = xml_value(node, "absent-label", "");
    p->caption_gap = format_length(r, format_attribute(node, "caption-gap", "0"), &m);
    p->space_before = format_length(r, format_attribute(node, "space-before", "0.5行"), &m);
    p->space_after = format_length(r, format_attribute(node, "space-after", "0.5行"), &m);
}
