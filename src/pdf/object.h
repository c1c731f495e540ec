/* SPDX-License-Identifier: MIT */
/*
 * Inside pdf/: the document on its way and its objects.
 */
#ifndef BRIEFGEN_PDF_OBJECT_H
#define BRIEFGEN_PDF_OBJECT_H

#include <hpdf.h>

#include "page/page.h"
#include "util/util.h"

struct pdf {
    struct memo *memo; /* of the fonts, or NULL: cut faces and deflated streams are kept there */
    HPDF_Doc doc;
    struct arena *arena;
    const struct pages *pages;
    HPDF_Dict *page_objects; /* one a page */
    struct pdf_font *fonts;  /* by number of the face */
    size_t font_count;
    HPDF_Dict *image_objects; /* one for each of the pages' pictures */
};

/* Opens and closes the library's document. */
void object_open(struct pdf *pdf);
void object_close(struct pdf *pdf);

/* A new object with a number of its own: a dictionary without entries. */
HPDF_Dict object_new(struct pdf *pdf);
/* The same with a stream of these bytes. */
HPDF_Dict object_stream(struct pdf *pdf, const char *bytes, size_t len, bool deflate);
/* The same, but its bytes are made when the file is written, and kept no longer. */
HPDF_Dict object_late(struct pdf *pdf, void (*make)(struct buf *b, const void *context),
                      const void *context);

/* The entries of a dictionary as text, to be added to. For objects of this header and for those
 * that the library made (catalog, page tree, Info, trailer). */
struct buf *object_entries(HPDF_Dict dict);
/* Its number, for references: "%u 0 R". */
unsigned object_number(HPDF_Dict dict);

/* A name tree or number tree (7.9.6, 7.9.7): leaves of at most LEAF entries each, so that no array
 * grows with the document. Entries are given in the order of their keys. */
struct tree {
    const char *kind; /* "Names" or "Nums" */
    size_t count;
    void (*key)(struct buf *b, const void *context, size_t n);
    void (*value)(struct buf *b, const void *context, size_t n);
    const void *context;
};
HPDF_Dict object_tree(struct pdf *pdf, const struct tree *tree);

/* The whole file, appended to b. */
void object_write(struct pdf *pdf, struct buf *b);

/* Ends the program when the library holds an error. */
void object_check(struct pdf *pdf);

#endif
