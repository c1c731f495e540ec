/* SPDX-License-Identifier: MIT */
/*
 * What the files behind util/xml.h share: the tree with what only checking needs (xml.c builds it,
 * xml_check.c walks it through the schema), and what a schema says about names and values
 * (xml_schema.c), which libxml2 does not tell.
 */
#ifndef BRIEFGEN_XML_TREE_H
#define BRIEFGEN_XML_TREE_H

#include "util/xml.h"

enum { XML_DEPTH = 200 }; /* nesting of elements, so that recursion over a tree is bounded */

struct element {
    struct xml_node node; /* first: a node with a name is always the head of an element */
    struct element *parent;
    const char *uri;             /* namespace, or NULL */
    const char **attribute_uris; /* as many as attributes, or NULL if none has a namespace */
    const char *taken_for;       /* a name close to its own, as which it is checked */
    const char *missing;         /* what should have stood before it */
    bool left_out;               /* has no place here: checked no further */
    bool opened, closed;         /* its start and its end were checked in an earlier round */
    bool spoiled;                /* a child was left out */
};

/* The name without its prefix. */
const char *xml_local(const char *name);

struct xml_schema;
/* Says every fault of the tree, which was read from `source`, against the schema; false if there
 * was one. `kept` may be NULL. */
bool xml_check(struct arena *a, struct element *root, const struct xml_source *source,
               const char *xsd, struct xml_schema *kept, struct diags *d);

/* ---- what a schema says ------------------------------------------------------------------- */

struct names {
    const char **items; /* ends with NULL */
    size_t count;
};

struct schema_text; /* a schema, read as the XML that it is */

struct schema_text *schema_text(struct arena *a, const char *xsd);
/* Names that may stand in e (elements), on e (attributes), or as value of e's attribute, or of e
 * itself if attribute is NULL. */
struct names schema_elements(struct schema_text *s, const struct element *e);
struct names schema_attributes(struct schema_text *s, const struct element *e);
struct names schema_values(struct schema_text *s, const struct element *e, const char *attribute);
/* Attributes of e that another language, CSS say, calls by this name. */
struct names schema_aliases(struct schema_text *s, const struct element *e, const char *word);
/* Whether the schema says that such an e has nothing like it. */
bool schema_lacks(struct schema_text *s, const struct element *e, const char *word);
/* What such a value is, in words, or NULL. */
const char *schema_words(struct schema_text *s, const struct element *e, const char *attribute);
/* Whether any element of this name is declared; names of the possible roots. */
bool schema_knows(const struct schema_text *s, const char *name);
struct names schema_roots(struct schema_text *s);

#endif
