/* SPDX-License-Identifier: MIT */
/*
 * What reads one XML file: bytes into UTF-8 (xml_bytes.c), UTF-8 through libxml2's parser into the
 * tree (xml.c), and what is said of a file that is not well-formed (xml_fault.c).
 */
#ifndef BRIEFGEN_XML_READER_H
#define BRIEFGEN_XML_READER_H

#include <libxml/parser.h>

#include "util/xml_tree.h"

enum { READER_SIZE_LIMIT = 64 * 1024 * 1024 };

struct reader {
    struct arena *arena;
    struct diags *diags;
    const char *path;
    const char *text; /* UTF-8 */
    size_t len;
    const char *encoding; /* of the file, or NULL if it names none */
    xmlParserCtxtPtr parser;
    struct element *root;
    struct element *open[XML_DEPTH];
    struct xml_node **tail[XML_DEPTH]; /* where the next child is put */
    int depth;
    size_t element_count;
    size_t after;      /* offset behind the last markup */
    struct buf piece;  /* text since then */
    size_t piece_at;   /* and where it began */
    struct pos cursor; /* line and column of `offset` */
    size_t offset;
    bool failed;
    bool stopped;
};

/* xml.c */

/* The place of an offset; a step back (rare: only faults ask for one) counts from the start. */
struct pos reader_place(struct reader *r, size_t offset);
/* Offset in r->text at which the parser stands. */
size_t reader_offset(const struct reader *r);
/* The last place up to `from` where `what` stands, or `from`. */
size_t reader_back_to(const struct reader *r, size_t from, const char *what);
/* Ends the reading as failed. */
void reader_stop(struct reader *r);

/* xml_fault.c */

/* Handler of the parser's faults; `user` is the reader. Memory that is used up ends the program. */
void reader_on_fault(void *user, xmlErrorPtr e);

/* xml_bytes.c */

/* Says why the file is not read; returns false. */
bool reader_refuse(const struct reader *r, const char *why);
/* Reads the file at r->path into r->text, fit to be parsed; says why not and returns false. */
bool reader_load(struct reader *r);
/* The same for r->len bytes in r->text. */
bool reader_take(struct reader *r);

#endif
