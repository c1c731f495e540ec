/* SPDX-License-Identifier: MIT */
/*
 * The order of the work. First a walk over all pages tells what is used of each face; then the
 * faces are cut, in parallel; then the objects are written, page by page, and last what is known
 * only when all pages are: the tree of tags, and the ways to the pages.
 */
#include "pdf/pdf.h"

#include "pdf/attach.h"
#include "pdf/font.h"
#include "pdf/image.h"
#include "pdf/linear.h"
#include "pdf/navigation.h"
#include "pdf/structure.h"

void pdf_build(struct buf *b, const struct pages *pages, const struct fonts *fonts,
               const struct pdf_options *options)
{
    struct pdf pdf = {.pages = pages, .options = options};
    size_t start = b->len;
    pdf.memo = glyph_memo(fonts);
    object_open(&pdf, b);
    usage_collect(&pdf, fonts);
    subset_all(&pdf, options->jobs);
    font_objects(&pdf);
    image_objects(&pdf);
    structure_begin(&pdf);
    pages_objects(&pdf);
    structure_objects(&pdf);
    navigation_objects(&pdf);
    attach_objects(&pdf);
    info_objects(&pdf);
    object_close(&pdf);
    if (options->linear)
        linear_write(b, start);
}
