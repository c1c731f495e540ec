/* SPDX-License-Identifier: MIT */
/*
 * pdf: pages in, bytes out. libharu writes objects, cross references and streams; fonts (font.c),
 * page contents (content.c), outlines, links and destinations (navigation.c) are built by hand on
 * its object layer, because its text API cannot hold CFF faces or characters above U+FFFF and its
 * ToUnicode is invalid.
 *
 * Same pages, same bytes: dates come from the pages, the file's /ID is a hash of its content.
 */
#ifndef BRIEFGEN_PDF_H
#define BRIEFGEN_PDF_H

#include "page/page.h"
#include "util/util.h"

/* The file as bytes, appended to b. Fonts are subset on up to `jobs` threads; the result does not
 * depend on it. Failures of the library are BUGs, except memory, which dies. */
void pdf_build(struct buf *b, const struct pages *pages, const struct fonts *fonts, int jobs);

#endif
