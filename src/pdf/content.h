/* SPDX-License-Identifier: MIT */
/*
 * Inside pdf/: what is drawn on a page.
 */
#ifndef BRIEFGEN_PDF_CONTENT_H
#define BRIEFGEN_PDF_CONTENT_H

#include "pdf/font.h"
#include "pdf/object.h"

/* The operators of one page; needs the codes of the fonts. */
void content_write(struct buf *b, const struct pdf *pdf, const struct page *page);

#endif
