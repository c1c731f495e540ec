/* SPDX-License-Identifier: MIT */
/*
 * Inside acquire/: what the files that read NITF share. nitf.c walks the document and makes the
 * draft, nitf_text.c gathers text and knows the elements, nitf_head.c reads byline, dateline and
 * headlines, nitf_object.c tables and pictures.
 */
#ifndef BRIEFGEN_ACQUIRE_NITF_H
#define BRIEFGEN_ACQUIRE_NITF_H

#include "acquire/grammar.h"
#include "util/xml.h"

/* Text on its way from the document into a block, on one line, without white space around it. */
struct gathered {
    struct buf text;
    struct pos pos; /* of its first character */
    int *lines;     /* on which it stands */
    size_t *starts; /* for each, where in text it begins */
    size_t line_count;
    bool space, line_end, boundary; /* what stood behind its last character */
};

/* The same when it is whole: text is in the arena. */
struct passage {
    const char *text; /* "" if there is none; then the rest is not set */
    struct pos pos;
    const int *lines;
    size_t line_count;
    const size_t *starts; /* for each line, where in text it begins; NULL if not known */
};

struct nitf {
    struct page *page;
    const char *uri; /* namespace of the root, or NULL */
    struct draft_block *blocks;
    size_t count;
    struct gathered open; /* the paragraph that is being gathered */
    enum draft_role role; /* that it will have */
    const char *label;    /* that the next item will have */
    int inside;           /* depth in paragraphs: there an unknown element is part of the text */
    bool single;          /* everything below becomes one text, whatever it is */
    bool lines;           /* each line becomes a paragraph: pre */
    bool quiet;           /* nothing here is printed: unknown elements are not said */
    size_t added;         /* characters printed that are no text of the document: attributes,
                             numbers of a list */
    struct passage title; /* of <head> */
    size_t abstract, abstract_end; /* its blocks */
};

/* What the reader does with an element. */
enum nitf_kind {
    NITF_UNKNOWN,
    NITF_INLINE,
    NITF_APART, /* as inline, with space around it */
    NITF_SUPERSCRIPT,
    NITF_SUBSCRIPT,
    NITF_FRACTION,
    NITF_BREAK,
    NITF_GROUP, /* its children stand for themselves */
    NITF_PARAGRAPH,
    NITF_CROSSHEAD,
    NITF_HEDLINE,
    NITF_BYLINE,
    NITF_DATELINE,
    NITF_ABSTRACT,
    NITF_NOTE,
    NITF_QUOTE,
    NITF_LIST,
    NITF_ITEM,
    NITF_TERM,
    NITF_DEFINITION,
    NITF_LINES,
    NITF_TABLE,
    NITF_MEDIA,
    NITF_LEFT_OUT,
    NITF_HEAD,
};

/* Says that the element is unknown if it is, unless n->quiet. */
enum nitf_kind nitf_kind(struct nitf *n, const struct xml_node *node);

/* ---- gathering: nitf_text.c --------------------------------------------------------------- */

/* Adds the text of a text node to n->open. */
void nitf_gather(struct nitf *n, const struct xml_node *text);
/* Digits in the text of node, raised or lowered. */
void nitf_shift_digits(struct nitf *n, const struct xml_node *node, bool raised);
/* What follows in n->open is set off by an ideographic space. */
void nitf_boundary(struct nitf *n);
/* n->open as a passage; it is empty then. */
struct passage nitf_take(struct nitf *n);
/* Makes n->open a block of n->role, if there is something in it. */
void nitf_close(struct nitf *n);
/* Everything below node as one text. */
struct passage nitf_passage(struct nitf *n, const struct xml_node *node);

/* A block with this part of the passage's text; returns it. */
struct draft_block *nitf_add(struct nitf *n, enum draft_role role, const struct passage *passage,
                             struct slice text);
/* Where each line of the passage begins in a part of its text that begins at `from`: 0 where it
 * begins before. NULL if not known. */
const size_t *nitf_starts(struct nitf *n, const struct passage *passage, size_t from);
/* Leaves the text out, unless it is white space. */
void nitf_drop(struct nitf *n, enum drop_reason reason, const struct passage *passage,
               struct slice text);
/* The text of an attribute, as a passage, counted as printed. */
struct passage nitf_attribute(struct nitf *n, const struct xml_attribute *attribute);

/* ---- the others --------------------------------------------------------------------------- */

/* nitf.c: one node, or the children of node. */
void nitf_step(struct nitf *n, const struct xml_node *node);
void nitf_flow(struct nitf *n, const struct xml_node *node);

/* nitf_head.c. */
void nitf_head(struct nitf *n, const struct xml_node *head);
void nitf_hedline(struct nitf *n, const struct xml_node *hedline);
void nitf_byline(struct nitf *n, const struct xml_node *byline);
void nitf_dateline(struct nitf *n, const struct xml_node *dateline);
/* Takes the dateline off the first paragraph, if none stands elsewhere. */
void nitf_lead(struct nitf *n);
/* YYYY-MM-DD or "". */
const char *nitf_date(struct nitf *n, const struct xml_node *root);

/* nitf_object.c. */
void nitf_table(struct nitf *n, const struct xml_node *table);
void nitf_media(struct nitf *n, const struct xml_node *media);

#endif
