/* SPDX-License-Identifier: MIT */
/*
 * The page: paper, margins and line grid. The frame is what a Chinese printer calls 版心: so many
 * lines by so many characters; the bottom margin is what the grid leaves. Where the characters miss
 * the frame by less than half a point, which is how millimetres and points meet, the side margins
 * share the difference, so that a full line is exactly a full line.
 */
#include "format/sheet.h"

#include <string.h>

static bool page_size_name(const char *text, struct page_format *p)
{
    static const struct {
        const char *name;
        int width, height; /* mm */
    } sizes[] = {{"A3", 297, 420}, {"A4", 210, 297}, {"A5", 148, 210}};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        if (!strcmp(text, sizes[i].name)) {
            p->width = dist_scale(360 * PT, sizes[i].width, 127);
            p->height = dist_scale(360 * PT, sizes[i].height, 127);
            return true;
        }
    }
    return false;
}

/* "210mm 297mm" */
static bool page_size_lengths(struct arena *a, const char *text, struct page_format *p)
{
    const struct measures absolute = {0};
    const char *space = strchr(text, ' ');
    if (!space)
        return false;
    const char *width = arena_text(a, text, (size_t)(space - text));
    return !format_length_fault(width, &absolute, &p->width) &&
           !format_length_fault(space + strspn(space, " "), &absolute, &p->height) &&
           p->width > 0 && p->height > 0;
}

/* ISO 19005-2, 6.1.13 */
static bool is_page_of_pdf(dist length)
{
    return length >= 3 * PT && length <= 14400 * PT;
}

static void page_size(struct reader *r, struct xml_attribute a)
{
    struct page_format *p = &r->sheet->page;
    if (!page_size_name(a.value, p) && !page_size_lengths(r->arena, a.value, p))
        diag(r->diags, ERROR, a.pos,
             "size=\"%s\": not a page size; write A3, A4, A5 or width and height (210mm 297mm)",
             format_excerpt(r->arena, a.value));
    else if (!is_page_of_pdf(p->width) || !is_page_of_pdf(p->height))
        diag(r->diags, ERROR, a.pos,
             "size=\"%s\": a page of a PDF is 3pt to 5080mm wide and as much high",
             format_excerpt(r->arena, a.value));
    else
        return;
    page_size_name("A4", p);
}

/* Font size of p, which 字 means on the page. */
static dist body_size(struct reader *r)
{
    enum { INITIAL = 21 * (PT / 2) };
    const struct measures initial = {INITIAL, 0, INITIAL};
    const struct definition *p = format_definition(&r->styles, "p");
    for (; p; p = p->base) {
        const struct xml_attribute *a = xml_attribute(p->node, "font-size");
        dist size = 0;
        if (a && !format_length_fault(a->value, &initial, &size) && size > 0)
            return size;
        r->body_faulty |= a != NULL;
    }
    return INITIAL;
}

/* ---- columns ------------------------------------------------------------------------------ */

dist format_measure(const struct page_format *p, int columns)
{
    dist frame = p->width - p->left - p->right;
    columns = columns < 1 ? 1 : columns;
    if (columns >= p->columns)
        return frame;
    dist column = (frame - (p->columns - 1) * p->column_gap) / p->columns;
    return columns * column + (columns - 1) * p->column_gap;
}

/* "30.93mm" */
static const char *millimetres(struct arena *a, int64_t d)
{
    int64_t hundredths = (d * 100 * 127 + (int64_t)180 * PT) / ((int64_t)360 * PT);
    return arena_printf(a, "%d.%02dmm", (int)(hundredths / 100), (int)(hundredths % 100));
}

/* Which side margins would leave room for the characters, or that none do. */
static const char *fitting_margins(struct reader *r, int64_t wanted)
{
    int64_t rest = r->sheet->page.width - wanted;
    return rest < 0 ? _("; the page is narrower than that")
                    : arena_printf(r->arena, _("; side margins of %s would fit"),
                                   millimetres(r->arena, rest / 2));
}

static void warn_misfit(struct reader *r, struct pos pos, int64_t wanted)
{
    const struct page_format *p = &r->sheet->page;
    const char *fitting = fitting_margins(r, wanted);
    const char *size = format_dist_text(r->arena, r->body_size);
    const char *sum = format_dist_text(r->arena, wanted);
    const char *frame = format_dist_text(r->arena, r->frame_width);
    if (p->columns == 1)
        diag(r->diags, WARNING, pos,
             "grid-chars=\"%d\": characters of p (%s) are %s wide together, but the frame is %s%s",
             p->grid_chars, size, sum, frame, fitting);
    else
        diag(r->diags, WARNING, pos,
             "grid-chars=\"%d\": characters of p (%s), columns and gaps are %s wide together, but "
             "the frame is %s%s",
             p->grid_chars, size, sum, frame, fitting);
}

/* The side margins share what characters and frame differ by. */
static void fit_characters(struct reader *r, struct xml_attribute a)
{
    struct page_format *p = &r->sheet->page;
    p->grid_chars = format_number(r, a, 1, 999);
    int64_t gaps = (int64_t)(p->columns - 1) * p->column_gap;
    int64_t wanted = (int64_t)p->columns * p->grid_chars * r->body_size + gaps;
    int64_t rest = r->frame_width - wanted;
    if (rest > PT / 2 || rest < -PT / 2) {
        if (!r->body_faulty) /* its fault is said, and this would follow from it */
            warn_misfit(r, a.pos, wanted);
        return;
    }
    p->left += (dist)(rest / 2);
    p->right += (dist)(rest - rest / 2);
    r->frame_width = (dist)wanted;
}

static void page_columns(struct reader *r, const struct xml_node *node)
{
    struct page_format *p = &r->sheet->page;
    const struct measures m = {r->body_size, p->pitch, 0};
    struct xml_attribute gap = format_attribute(node, "column-gap", "2字");
    p->columns = format_number(r, format_attribute(node, "columns", "1"), 1, MOST_SPAN);
    p->column_gap = format_length(r, gap, &m);
    int64_t columns = (int64_t)r->frame_width - (int64_t)(p->columns - 1) * p->column_gap;
    if (columns >= (int64_t)p->columns * r->body_size)
        return;
    diag(r->diags, ERROR, gap.pos,
         "%d columns with gaps of %s leave no room for text in a frame %s wide", p->columns,
         format_dist_text(r->arena, p->column_gap), format_dist_text(r->arena, r->frame_width));
    p->columns = 1;
}

static void page_sides(struct reader *r, const struct xml_node *node, const struct measures *m)
{
    struct page_format *p = &r->sheet->page;
    p->left = format_length(r, format_attribute(node, "margin-inner", "30mm"), m);
    p->right = format_length(r, format_attribute(node, "margin-outer", "30mm"), m);
    int64_t frame = (int64_t)p->width - p->left - p->right;
    if (frame < r->body_size) {
        diag(r->diags, ERROR, format_attribute(node, "margin-inner", "").pos,
             "the side margins (%s and %s) leave no room on a page %s wide",
             format_dist_text(r->arena, p->left), format_dist_text(r->arena, p->right),
             format_dist_text(r->arena, p->width));
        frame = p->width;
        p->left = p->right = 0;
    }
    r->frame_width = (dist)frame;
    page_columns(r, node);
    if (xml_attribute(node, "grid-chars"))
        fit_characters(r, format_attribute(node, "grid-chars", ""));
    else
        p->grid_chars = format_measure(p, 1) / r->body_size;
}

/* The side column stands in the outer margin. */
static void page_side_column(struct reader *r, const struct xml_node *node)
{
    struct page_format *p = &r->sheet->page;
    const struct measures m = {r->body_size, p->pitch, 0};
    struct xml_attribute width = format_attribute(node, "side-width", "0");
    p->side_width = format_length(r, width, &m);
    p->side_gap = format_length(r, format_attribute(node, "side-gap", "5mm"), &m);
    if (p->side_width > 0 && (int64_t)p->side_width + p->side_gap > p->right)
        diag(r->diags, ERROR, width.pos,
             "side-width=\"%s\": with its gap the side column is wider than the outer margin (%s)",
             format_excerpt(r->arena, width.value), format_dist_text(r->arena, p->right));
}

static void page_lines(struct reader *r, const struct xml_node *node, const struct measures *m)
{
    struct page_format *p = &r->sheet->page;
    p->top = format_length(r, format_attribute(node, "margin-top", "26mm"), m);
    p->grid_lines = format_number(r, format_attribute(node, "grid-lines", "39"), 1, 999);
    int64_t frame = (int64_t)p->grid_lines * p->pitch;
    int64_t bottom = p->height - p->top - frame;
    if (bottom >= 0) {
        p->bottom = (dist)bottom;
        return;
    }
    diag(r->diags, ERROR, format_attribute(node, "grid-lines", "").pos,
         "%d lines of %s and a head margin of %s do not fit on a page %s high", p->grid_lines,
         format_dist_text(r->arena, p->pitch), format_dist_text(r->arena, p->top),
         format_dist_text(r->arena, p->height));
    p->pitch = p->height / p->grid_lines; /* for what is measured in lines further on */
    p->top = p->bottom = 0;
}

static void page_pitch(struct reader *r, struct xml_attribute a)
{
    const struct measures m = {r->body_size, 0, r->body_size};
    struct page_format *p = &r->sheet->page;
    p->pitch = format_length(r, a, &m);
    if (p->pitch > 0 && p->pitch < r->body_size)
        diag(r->diags, WARNING, a.pos,
             "line-pitch=\"%s\": less than the size of p (%s), so that lines overlap", a.value,
             format_dist_text(r->arena, r->body_size));
    if (p->pitch > 0)
        return;
    if (!format_length_fault(a.value, &m, &p->pitch))
        diag(r->diags, ERROR, a.pos, "line-pitch=\"%s\": must be more than 0", a.value);
    p->pitch = 18 * PT;
}

static dist half_leading(const struct reader *r)
{
    dist leading = r->sheet->page.pitch - r->body_size;
    return leading > 0 ? leading / 2 : 0;
}

void format_page(struct reader *r)
{
    const struct xml_node *root = r->levels[r->level_count - 1];
    const struct xml_node none = {.name = "page", .pos = root->pos};
    const struct xml_node *node = format_part(r, "page");
    if (!node)
        diag(r->diags, ERROR, root->pos, "the sheet has no <page>");
    node = node ? node : &none;
    r->body_size = body_size(r);
    page_size(r, format_attribute(node, "size", "A4"));
    page_pitch(r, format_attribute(node, "line-pitch", "18pt"));
    const struct measures m = {r->body_size, r->sheet->page.pitch, 0};
    page_sides(r, node, &m);
    page_lines(r, node, &m);
    page_side_column(r, node);
    r->sheet->page.half_leading = half_leading(r);
    r->sheet->page.duplex = format_yes(r, format_attribute(node, "duplex", "no"));
}

/* ---- running heads and feet --------------------------------------------------------------- */

static const char *const region_pages[] = {"all", "right", "left", "first", "blank", NULL};

static void region(struct reader *r, const struct xml_node *node, struct region *regions,
                   dist margin)
{
    struct xml_attribute on = format_attribute(node, "on", "all");
    struct region *out = regions + format_word(r, on, region_pages);
    struct measures m = format_measures(r);
    m.whole = 0;
    struct xml_attribute distance = format_attribute(node, "distance", "9mm");
    if (out->given)
        diag(r->diags, ERROR, on.pos, "<%s> stands twice for the same pages", node->name);
    out->given = true;
    out->distance = format_length(r, distance, &m);
    out->rule_gap = format_length(r, format_attribute(node, "rule-gap", "4pt"), &m);
    out->on_first = format_yes(r, format_attribute(node, "on-first", "yes"));
    out->first = format_region_parts(r, node);
    if (out->distance > margin)
        diag(r->diags, ERROR, distance.pos,
             "distance=\"%s\": the %s would stand off the page, whose margin there is %s",
             distance.value, node->name, format_dist_text(r->arena, margin));
}

void format_furniture(struct reader *r)
{
    struct page_format *p = &r->sheet->page;
    const struct xml_node *node = format_part(r, "page");
    const struct definition *body = format_definition(&r->styles, "p");
    const struct measures none = {0};
    if (!node)
        return;
    p->column_rule = format_border(r, format_attribute(node, "column-rule", "none"), &none,
                                   body ? body->format->color : 0);
    for (const struct xml_node *n = node->first; n; n = n->next) {
        if (n->name && !strcmp(n->name, "header"))
            region(r, n, p->headers, p->top);
        if (n->name && !strcmp(n->name, "footer"))
            region(r, n, p->footers, p->bottom);
    }
}
