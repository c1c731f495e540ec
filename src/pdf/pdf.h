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

/* Puts bytes in place of `path` whole or not at all: a temporary file in the same folder, fsync,
 * rename, fsync of the folder. A path that is there and no regular file (a device, a pipe) is
 * written directly. Returns 0, or errno after removing the temporary file; what stood at `path`
 * before is then untouched. */
int pdf_save(const char *path, const char *bytes, size_t len);

#endif
