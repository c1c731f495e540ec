/* SPDX-License-Identifier: MIT */
/*
 * Inside pdf/: the tree of tags (ISO 32000-1, 14.7 and 14.8), and which part of which page belongs
 * to each.
 */
#ifndef BRIEFGEN_PDF_STRUCTURE_H
#define BRIEFGEN_PDF_STRUCTURE_H

#include "pdf/object.h"

/* A marked-content sequence: items of one tag that follow each other in a page's contents. */
struct sequence {
    const struct tag *tag; /* or that of an artifact, or NULL: artifact of the layout */
    size_t first, end;     /* into the items of the reading */
    size_t mcid;           /* of one that is no artifact */
    bool spoken;           /* one text item, for whose glyphs its text stands as ActualText: a Span
                              of its own below the tag */
};

/* The items that a page draws, in the order in which they are to be read; those of a text for which
 * ActualText stands in part are cut before and behind these parts. */
struct reading {
    const struct page_item **items;
    size_t item_count;
    struct sequence *sequences;
    size_t count;
};

void structure_begin(struct pdf *pdf);
/* The reading of page n, in `scratch`; keeps which tags it has. To be called once for each page, in
 * order. */
struct reading structure_page(struct pdf *pdf, size_t n, struct arena *scratch);
/* Ties a link on page n, object `number`, to its tag. Returns its key in the tree of parents. */
size_t structure_link(struct pdf *pdf, size_t n, const struct page_item *link, unsigned number);
/* Writes the tree, and enters it in the catalog. */
void structure_objects(struct pdf *pdf);

/* Whether it is an artifact's, or NULL. */
bool tag_is_artifact(const struct tag *tag);
/* P, H1 …: the name of its structure type. */
const char *tag_name(const struct tag *tag);

#endif
