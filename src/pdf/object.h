/* SPDX-License-Identifier: MIT */
/*
 * Inside pdf/: the document on its way and its objects. An object is a dictionary, or a stream with
 * one, and is written as soon as it is complete. Numbers can be had before that, so that objects
 * may name each other ("%u 0 R").
 */
#ifndef BRIEFGEN_PDF_OBJECT_H
#define BRIEFGEN_PDF_OBJECT_H

#include "page/page.h"
#include "pdf/pdf.h"
#include "util/util.h"

struct place { /* of an object, in the cross references; container 0: at a byte of the file */
    uint32_t container; /* number of the object stream that it is packed in */
    uint32_t at;        /* byte, or index in the object stream */
};

enum { PACKS = 16 /* deflated side by side */ };

struct pack { /* of objects for one object stream */
    struct buf objects;
    struct buf head; /* their numbers and places */
    struct buf deflated;
    unsigned number; /* of the stream */
    uint32_t count;
};

struct pdf {
    struct memo *memo; /* of the fonts, or NULL: cut faces and deflated streams are kept there */
    struct arena *arena;
    const struct pages *pages;
    const struct pdf_options *options;
    struct buf *out;
    size_t start;            /* of the document in out */
    struct buf catalog;      /* its entries, to be added to */
    unsigned root;           /* number of the catalog */
    unsigned info;           /* number of the information dictionary */
    unsigned destinations;   /* number of the tree of names; 0: none */
    unsigned resources;      /* number of those of all pages */
    unsigned page_root;      /* number of the root of the page tree */
    unsigned first_node;     /* number of the first one below it; the others follow */
    unsigned first_page;     /* number of the first page; the others follow */
    unsigned first_contents; /* number of its contents; the others' follow */
    unsigned next_link;      /* number of the next link on a page */
    struct pdf_font *fonts;  /* by number of the face */
    size_t font_count;
    struct aside *cutting;       /* of the faces */
    unsigned *image_objects;     /* one for each of the pages' pictures; 0: it is on no page */
    struct structure *structure; /* what the pages hold, by tag */
    bool tagged;                 /* the tree of tags is written as well */

    struct place *places; /* of all numbers that were given */
    unsigned count;       /* the last of them */
    struct pack packs[PACKS];
    size_t full; /* packs; the next one takes objects */
};

void object_open(struct pdf *pdf, struct buf *out);
/* Writes what is left: catalog, cross references, trailer. */
void object_close(struct pdf *pdf);

/* The first of `count` new numbers. */
unsigned object_reserve(struct pdf *pdf, size_t count);

/* Writes a dictionary of these entries under a number that was reserved, or a new one, which it
 * returns. Releases the entries. */
void object_put(struct pdf *pdf, unsigned number, struct buf *entries);
unsigned object_add(struct pdf *pdf, struct buf *entries);

/* The same for a stream of these bytes. */
enum packing { AS_IT_IS, DEFLATE, DEFLATED /* already */ };
void object_put_stream(struct pdf *pdf, unsigned number, struct buf *entries, const char *bytes,
                       size_t len, enum packing packing);
unsigned object_add_stream(struct pdf *pdf, struct buf *entries, const char *bytes, size_t len,
                           enum packing packing);

/* Appends the bytes deflated. Safe in several threads; what was deflated before for this memo,
 * which may be NULL, is taken from there. */
void object_deflate(struct buf *b, struct memo *memo, const char *bytes, size_t len);

/* A name tree or number tree (7.9.6, 7.9.7): leaves of at most LEAF entries each, so that no array
 * grows with the document. Entries are given in the order of their keys. */
struct tree {
    const char *kind; /* "Names" or "Nums" */
    size_t count;
    void (*key)(struct buf *b, const void *context, size_t n);
    void (*value)(struct buf *b, const void *context, size_t n);
    const void *context;
};
/* Returns the number of its root. */
unsigned object_tree(struct pdf *pdf, const struct tree *tree);

#endif
