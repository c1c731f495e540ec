/* SPDX-License-Identifier: MIT */
/*
 * A picture in the text, with its caption: one block, so that no page break parts them. Its size
 * comes from its pixels and the sheet alone. What a file says of its resolution is not asked:
 * cameras and editors write 72 or 300 there whatever the picture, so that a small one would be
 * printed as a stamp and a large one be cut down anyway; only the shape of a pixel is taken from
 * it.
 *
 * In the tree of tags the caption stands beside its figure, not in it: what a figure holds is not
 * read out where its alternative text is.
 */
#include "page/blocks.h"

enum { POINTS_PER_INCH = 72 };

#define UNNAMED "图片" /* read out for a picture of which nobody says what it shows */

/* a * b / c, to nearest, at least 1. */
static int64_t scaled(int64_t a, int64_t b, int64_t c)
{
    int64_t n = (a * b + c / 2) / c;
    return n > 0 ? n : 1;
}

struct frame_size picture_size(const struct picture_format *f, const struct image *image)
{
    bool turned = image->orientation > 4;
    int64_t x = turned ? image->density_y : image->density_x;
    int64_t y = turned ? image->density_x : image->density_y;
    int64_t width = scaled(image_columns(image), (int64_t)POINTS_PER_INCH * PT, f->min_dpi);
    int64_t height = scaled(image_rows(image), (int64_t)POINTS_PER_INCH * PT, f->min_dpi);
    height = scaled(height, x, y);
    if (width > f->max_width) {
        height = scaled(height, f->max_width, width);
        width = f->max_width;
    }
    if (height > f->max_height) {
        width = scaled(width, f->max_height, height);
        height = f->max_height;
    }
    return (struct frame_size){(dist)width, (dist)height};
}

static dist aligned_left(enum align align, dist measure, dist width)
{
    return align == ALIGN_LEFT ? 0 : align == ALIGN_RIGHT ? measure - width : (measure - width) / 2;
}

/* Appends the caption's lines in a frame of this width. */
static void caption_slugs(struct setter *s, struct slugs *out, const struct glyph_span *spans,
                          size_t count, const struct format *format, dist width)
{
    dist measure = s->measure;
    const struct lines *lines = block_lines(s, spans, count, format, width);
    if (!lines)
        return;
    s->measure = width;
    struct layout_block b = block_paragraph(s, lines, format);
    s->measure = measure;
    dist left = aligned_left(s->sheet->picture.align, measure, width);
    for (size_t i = 0; i < b.slugs.count; i++) {
        struct slug *slug = b.slugs.items + i;
        for (size_t k = 0; k < slug->count; k++)
            slug->items[k].x += left;
        slug->keep = KEEP_SOLID;
        *block_slug(s, out, 0, KEEP_SOLID) = *slug;
    }
}

/* Below a picture that is narrower than its caption, the caption stands as the picture does. */
static const struct format *caption_format(struct setter *s, const struct format *f, bool narrow)
{
    struct format *copy = arena_alloc(s->arena, sizeof *copy);
    *copy = *f;
    if (narrow)
        copy->align = s->sheet->picture.align;
    return copy;
}

static void add_caption(struct setter *s, struct layout_block *b, dist picture,
                        const struct glyph_span *spans, size_t count, const struct format *format)
{
    const struct picture_format *f = &s->sheet->picture;
    bool narrow = picture < f->caption_width;
    dist width = narrow ? f->caption_width : picture;
    width = width < s->measure ? width : s->measure;
    caption_slugs(s, &b->slugs, spans, count, caption_format(s, format, narrow), width);
    if (b->slugs.count > 1)
        b->slugs.items[0].height += f->caption_gap;
}

void picture_add(struct setter *s, struct galley *g, int picture, const char *alternative,
                 const struct glyph_span *spans, size_t count, const struct format *caption)
{
    const struct picture_format *f = &s->sheet->picture;
    struct frame_size size = picture_size(f, &s->pictures->items[picture].image);
    struct layout_block b = {.before = f->space_before,
                             .after = f->space_after,
                             .centred = true,
                             .picture = true,
                             .article = NO_ARTICLE};
    struct page_item image = {.kind = ITEM_IMAGE,
                              .x = aligned_left(f->align, s->measure, size.width),
                              .width = size.width,
                              .height = size.height,
                              .picture = picture,
                              .text = alternative};
    tag_open(s, TAG_DIV);
    image.tag = tag_add(s, TAG_FIGURE);
    image.tag->alternative = alternative[0]                  ? alternative
                             : count > 0 && spans[0].len > 0 ? spans[0].text
                                                             : UNNAMED;
    block_item(s, block_slug(s, &b.slugs, size.height, KEEP_FREE), image);
    tag_open(s, TAG_CAPTION);
    add_caption(s, &b, size.width, spans, count, caption);
    tag_close(s);
    tag_close(s);
    block_append(s, g, b);
}

bool picture_item(struct setter *s, const struct flow *flow, struct page_item *item)
{
    int picture = pictures_shown(s, flow);
    if (picture == NO_PICTURE)
        return false;
    const struct image *image = &s->pictures->items[picture].image;
    dist width = flow->width < s->measure ? flow->width : s->measure;
    struct tag *tag = flow->text[0] ? tag_add(s, TAG_FIGURE) : NULL; /* else it is an ornament */
    if (tag)
        tag->alternative = flow->text;
    *item =
        (struct page_item){.kind = ITEM_IMAGE,
                           .tag = tag,
                           .x = aligned_left(flow->align, s->measure, width),
                           .width = width,
                           .height = (dist)scaled(image_rows(image), width, image_columns(image)),
                           .picture = picture,
                           .text = flow->text};
    return true;
}

void picture_image(struct setter *s, struct slugs *out, const struct flow *flow)
{
    struct page_item item;
    if (!picture_item(s, flow, &item))
        return;
    struct slug *slug =
        block_slug(s, out, flow->space_before + item.height + flow->space_after, KEEP_SOLID);
    item.y = flow->space_before;
    block_item(s, slug, item);
}

/* Samples for one side: a picture that has many more than its dpi asks for needs so many. */
static int samples(int pixels, int64_t inches_num, int dpi)
{
    int64_t wanted = scaled(inches_num, dpi, (int64_t)POINTS_PER_INCH * PT);
    return 2 * (int64_t)pixels > 3 * wanted ? (int)wanted : pixels;
}

void picture_samples(struct picture *p)
{
    const struct image *image = &p->image;
    bool turned = image->orientation > 4;
    p->columns = samples(image->width, turned ? p->height : p->width, p->dpi);
    p->rows = samples(image->height, turned ? p->width : p->height, p->dpi);
}
