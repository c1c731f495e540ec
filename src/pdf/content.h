/* SPDX-License-Identifier: MIT */
/*
 * Inside pdf/: what is drawn on a page.
 */
#ifndef BRIEFGEN_PDF_CONTENT_H
#define BRIEFGEN_PDF_CONTENT_H

#include "pdf/font.h"
#include "pdf/object.h"

/* The operators of page n; needs the codes of the fonts. To be called once for each page, in order.
 */
void content_write(struct buf *b, struct pdf *pdf, size_t n);

#endif
