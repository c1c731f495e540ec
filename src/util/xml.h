/* SPDX-License-Identifier: MIT */
/*
 * util/xml: the one way in which the program reads XML – articles, style sheets and manifests. The
 * second public header of util, so that only stages that read XML see it, and the only place that
 * knows libxml2's reader and schema calls.
 *
 * A document is read whole with a size cap; a DOCTYPE that defines anything is refused, the DTD
 * that another one names is never loaded (no entities, no external fetch); every element and
 * attribute knows its exact place. Faults are said through diag() with file:line:column, all of
 * them in one run.
 */
#ifndef BRIEFGEN_XML_H
#define BRIEFGEN_XML_H

#include "util/util.h"

struct xml_attribute {
    const char *name;  /* local name, or "xml:lang" */
    const char *value; /* entities resolved */
    struct pos pos;    /* of the attribute's name */
};

struct xml_node {
    const char *name; /* element's local name; NULL for a piece of text */
    const char *text; /* text of a text piece; NULL for an element */
    struct pos pos;   /* of `<`, or of the first character of the text */
    struct xml_attribute *attributes;
    size_t attribute_count;
    struct xml_node *first; /* first child */
    struct xml_node *next;  /* next sibling */
};

/* Reads `path` (checked against the schema file `xsd` unless that is NULL). Returns the root, or
 * NULL after at least one ERROR in d. Comments and processing instructions are left out. */
struct xml_node *xml_read(struct arena *a, const char *path, const char *xsd, struct diags *d);

/* Keeps the schema that was read last, for readers of many files, one at a time; in `memo` (may be
 * NULL) it is kept which files have no fault, and the schema is one file. Released with the arena.
 */
struct xml_schema;
struct xml_schema *xml_schema_new(struct arena *a, struct memo *memo);
/* The same as xml_read; a schema file that still holds what it did is not read again. */
struct xml_node *xml_read_kept(struct arena *a, const char *path, const char *xsd,
                               struct xml_schema *kept, struct diags *d);

/* The same from memory, for a part of a larger file: `name` is what messages call it; bytes[len] is
 * NUL and all of it lives as long as the arena. */
struct xml_node *xml_read_memory(struct arena *a, const char *name, const char *bytes, size_t len,
                                 struct diags *d);

/* The file as text: UTF-8, what lines and columns count in; and the name of its encoding. */
struct xml_source {
    const char *text;
    size_t len;
    const char *encoding;
};

/* The same without a schema; *source is set unless NULL is returned. */
struct xml_node *xml_read_source(struct arena *a, const char *path, struct xml_source *source,
                                 struct diags *d);

/* The namespace of an element, or NULL. */
const char *xml_namespace(const struct xml_node *node);
/* First child element with this name, or NULL. */
const struct xml_node *xml_child(const struct xml_node *node, const char *name);
/* The attribute, or NULL; xml_value gives its value or `otherwise`. */
const struct xml_attribute *xml_attribute(const struct xml_node *node, const char *name);
const char *xml_value(const struct xml_node *node, const char *name, const char *otherwise);
/* All text below node, in order. */
char *xml_text(struct arena *a, const struct xml_node *node);
/* The same as its editor meant it: without white space around it, and without the line ends that
 * his program put into it. */
char *xml_plain_text(struct arena *a, const struct xml_node *node);
/* The same of such a text. Unless `places` is NULL, places[i] becomes where byte i of `raw` stands
 * in the result, or what comes behind it if it was left out; places[strlen(raw)] is the length. */
char *xml_plain(struct arena *a, const char *raw, size_t *places);

/* The place of the character at p in a text that begins at `at`; `at` where an entity may stand
 * between, since it is longer in the file. */
struct pos xml_text_place(struct pos at, const char *text, const char *p);

/* Adds s with & < > " escaped, for element text and for attribute values in double quotes; line
 * feed and tab become character references. s holds no other control character: readers refuse
 * such input. */
void xml_escape(struct buf *b, const char *s);
/* Adds ` name="value"`, the value escaped. */
void xml_add_attribute(struct buf *b, const char *name, const char *value);
/* As xml_escape, of len bytes. */
void xml_escape_part(struct buf *b, const char *s, size_t len);

#endif
