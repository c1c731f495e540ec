/* SPDX-License-Identifier: MIT */
/*
 * What the readers of article XML share: read.c takes the tree over, identify.c sees that every
 * block has an id of its own, marks.c reads and writes what is marked in a text, keyfigures.c that
 * every key figure stands where it says.
 */
#ifndef BRIEFGEN_ARTICLE_READ_H
#define BRIEFGEN_ARTICLE_READ_H

#include "article/article.h"
#include "util/xml.h"

struct named {
    const char *id;
    size_t index; /* of the block or key figure */
};

struct source_reader {
    struct arena *arena;
    struct diags *diags;
    struct article *article;
    const struct xml_node **nodes; /* of the blocks */
    struct named *ids;             /* of the blocks, in the order of named_sort */
    bool failed;                   /* an ERROR was said */
};

/* The text below node, as its editor meant it; "" for NULL. */
const char *read_text(struct arena *a, const struct xml_node *node);

/* The same with the marks in it; a <label> is left out of both. */
const char *read_marked(struct source_reader *r, const struct xml_node *node, struct marks *marks);

/* Says that an element without text is left out; false if it has some. */
bool read_empty(struct source_reader *r, const struct xml_node *node, bool text);

/* The attribute as a whole number, which the schema made sure of. */
int read_number(const struct xml_node *node, const char *name, int otherwise);

/* By id, the same ids by index. */
void named_sort(struct named *ids, size_t count);
/* One with this id, or NULL. */
const struct named *named_find(const struct named *ids, size_t count, const char *id);

/* Gives ids to blocks that have none or one that was used before. */
void read_ids(struct source_reader *r, const struct xml_node *root);

/* Reads the key figures, be the element NULL or not. */
void read_keyfigures(struct source_reader *r, const struct xml_node *figures);

#endif
