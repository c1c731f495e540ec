/* SPDX-License-Identifier: MIT */
/*
 * The order of the work. First a walk over all pages tells what is used of each face; then the
 * faces are cut, in parallel; then the objects are made, in the order in which they need each
 * other's numbers; then the library writes the file. One document, one thread: libharu promises
 * nothing about threads.
 */
#include "pdf/pdf.h"

#include "pdf/font.h"
#include "pdf/image.h"
#include "pdf/navigation.h"

void pdf_build(struct buf *b, const struct pages *pages, const struct fonts *fonts, int jobs)
{
    struct pdf pdf = {.pages = pages};
    size_t start = b->len;
    uint64_t serial;
    pdf.memo = glyph_memo(fonts, &serial);
    object_open(&pdf);
    usage_collect(&pdf, fonts);
    subset_all(&pdf, jobs);
    font_objects(&pdf);
    image_objects(&pdf);
    pages_objects(&pdf);
    navigation_objects(&pdf);
    info_objects(&pdf);
    object_write(&pdf, b);
    info_identify(b, start);
    object_close(&pdf);
}
