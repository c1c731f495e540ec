/* SPDX-License-Identifier: MIT */
/*
 * The order of the work. First it is found what the pages use of each face; the faces are cut from
 * then on, beside all else. Meanwhile the objects are written, page by page, then what is known
 * only when all pages are: the tree of tags, and the ways to the pages; and last the fonts.
 */
#include "pdf/pdf.h"

#include <stdlib.h>

#include "pdf/attach.h"
#include "pdf/font.h"
#include "pdf/image.h"
#include "pdf/linear.h"
#include "pdf/navigation.h"
#include "pdf/structure.h"

static void begin(struct pdf *pdf, struct buf *b, const struct fonts *fonts)
{
    pdf->memo = glyph_memo(fonts);
    object_open(pdf, b);
    usage_open(pdf, fonts);
    subset_begin(pdf);
    font_numbers(pdf);
    image_objects(pdf);
    pages_numbers(pdf);
    structure_begin(pdf);
    pages_objects(pdf);
}

void pdf_build(struct buf *b, const struct pages *pages, const struct fonts *fonts,
               const struct pdf_options *options)
{
    struct pdf pdf = {.pages = pages, .options = options, .tagged = true};
    size_t start = b->len;
    begin(&pdf, b, fonts);
    structure_objects(&pdf);
    navigation_objects(&pdf);
    font_objects(&pdf);
    attach_objects(&pdf);
    info_objects(&pdf);
    object_close(&pdf);
    if (options->linear)
        linear_write(b, start);
}

/* The pictures of all pages, of which those that the part does not show are on no page. */
static struct picture *pictures_of(const struct pages *part)
{
    struct picture *pictures = calloc(part->picture_count + 1, sizeof *pictures);
    if (!pictures)
        die_of_memory();
    for (size_t n = 0; n < part->count; n++)
        for (size_t i = 0; i < part->items[n].count; i++) {
            const struct page_item *item = &part->items[n].items[i];
            if (item->kind == ITEM_IMAGE)
                pictures[item->picture] = part->pictures[item->picture];
        }
    return pictures;
}

void pdf_build_part(struct buf *b, const struct pages *pages, const struct fonts *fonts,
                    size_t first, size_t count, int jobs)
{
    const struct pdf_options options = {.claim = PDF_PLAIN, .jobs = jobs};
    struct pages part = *pages;
    struct pdf pdf = {.pages = &part, .options = &options};
    part.items += first;
    part.count = count;
    part.pictures = pictures_of(&part);
    begin(&pdf, b, fonts);
    font_objects(&pdf);
    info_objects(&pdf);
    object_close(&pdf);
    free(part.pictures);
}
