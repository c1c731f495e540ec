/* SPDX-License-Identifier: MIT */
/*
 * pdf: pages in, bytes out. object.c writes objects and cross references; fonts (font.c), page
 * contents (content.c), the tree of tags (structure.c), outlines, links and destinations
 * (navigation.c), what the file says of itself (info.c) and what is attached to it (attach.c) are
 * made here by hand.
 *
 * The file is one for archives and for everyone: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1)
 * at once, unless it is asked to claim less. tests/pdf/conform checks each rule.
 *
 * Same pages, same bytes: dates come from the pages, the file's /ID is a hash of its content.
 */
#ifndef BRIEFGEN_PDF_H
#define BRIEFGEN_PDF_H

#include "page/page.h"
#include "util/util.h"

enum pdf_claim {
    PDF_A2A,  /* PDF/A-2a and PDF/UA-1 */
    PDF_A3A,  /* PDF/A-3a and PDF/UA-1: files may be attached */
    PDF_PLAIN /* the same file, but it claims nothing */
};

struct pdf_attachment {
    const char *name;         /* of the file */
    const char *type;         /* MIME */
    const char *relationship; /* Source or Data */
    const char *text;         /* what it is, in words */
    const char *bytes;
    size_t len;
};

struct pdf_options {
    enum pdf_claim claim;
    const struct pdf_attachment *attachments; /* of PDF_A3A */
    size_t attachment_count;
    const char *sheet; /* name of the style sheet, told in the metadata; NULL: none is */
    bool linear;       /* linearised: a browser can show the first page before it has the rest */
    int jobs;
};

/* The file as bytes, appended to b. Fonts are subset on up to `jobs` threads; the result does not
 * depend on it. */
void pdf_build(struct buf *b, const struct pages *pages, const struct fonts *fonts,
               const struct pdf_options *options);

/* A file of pages [first, first + count) alone, to be looked at on a screen: they are drawn as in
 * the whole file, but it has no tags, destinations and outlines, and its fonts hold only what these
 * pages show. So a viewer has it on the screen in a fraction of the time. */
void pdf_build_part(struct buf *b, const struct pages *pages, const struct fonts *fonts,
                    size_t first, size_t count, int jobs);

#endif
