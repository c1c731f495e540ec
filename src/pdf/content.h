/* SPDX-License-Identifier: MIT */
/*
 * Inside pdf/: what is drawn on a page.
 */
#ifndef BRIEFGEN_PDF_CONTENT_H
#define BRIEFGEN_PDF_CONTENT_H

#include "pdf/font.h"
#include "pdf/object.h"
#include "pdf/structure.h"

/* The operators of a page that is read in this way; needs the codes of the fonts. Safe in several
 * threads. */
void content_write(struct buf *b, const struct pdf *pdf, const struct reading *reading);

#endif
