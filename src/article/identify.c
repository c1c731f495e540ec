/* SPDX-License-Identifier: MIT */
/*
 * Ids of blocks. An editor who adds a paragraph need not number it, and one who splits a paragraph
 * may leave two with one id: such a block is given the next free number, above all that the file
 * uses anywhere, so that no key figure comes to point to another block than before.
 */
#include "article/read.h"

#include <stdlib.h>
#include <string.h>

static int by_id(const void *x, const void *y)
{
    const struct named *a = x, *b = y;
    int order = strcmp(a->id, b->id);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

static int find_id(const void *id, const void *named)
{
    return strcmp(id, ((const struct named *)named)->id);
}

void named_sort(struct named *ids, size_t count)
{
    if (count)
        qsort(ids, count, sizeof *ids, by_id);
}

const struct named *named_find(const struct named *ids, size_t count, const char *id)
{
    return count ? bsearch(id, ids, count, sizeof *ids, find_id) : NULL;
}

/* The number in p12, or 0. */
static unsigned long number_in(const char *id)
{
    size_t digits = id[0] == 'p' ? strspn(id + 1, "0123456789") : 0;
    return digits && digits < 10 && !id[1 + digits] ? strtoul(id + 1, NULL, 10) : 0;
}

/* The highest number that an attribute of node's children has, if it is above `last`. */
static unsigned long highest(const struct xml_node *node, const char *attribute, unsigned long last)
{
    for (const struct xml_node *n = node ? node->first : NULL; n; n = n->next) {
        unsigned long number = n->name ? number_in(xml_value(n, attribute, "")) : 0;
        last = number > last ? number : last;
    }
    return last;
}

static void sort_ids(struct source_reader *r)
{
    const struct article *article = r->article;
    for (size_t i = 0; i < article->block_count; i++)
        r->ids[i] = (struct named){article->blocks[i].id, i};
    named_sort(r->ids, article->block_count);
}

/* Marks the blocks whose id stands at an earlier one too. */
static void find_repeated(struct source_reader *r, bool *repeated)
{
    for (size_t i = 1; i < r->article->block_count; i++)
        repeated[r->ids[i].index] = r->ids[i].id[0] && !strcmp(r->ids[i].id, r->ids[i - 1].id);
}

void read_ids(struct source_reader *r, const struct xml_node *root)
{
    struct article *article = r->article;
    unsigned long last = highest(xml_child(root, "body"), "id", 0);
    last = highest(xml_child(root, "keyfigures"), "p", last);
    bool *repeated = arena_array(r->arena, article->block_count, sizeof *repeated);
    r->ids = arena_array(r->arena, article->block_count, sizeof *r->ids);
    sort_ids(r);
    find_repeated(r, repeated);
    for (size_t i = 0; i < article->block_count; i++) {
        struct block *block = &article->blocks[i];
        if (block->id[0] && !repeated[i])
            continue;
        const char *given = arena_printf(r->arena, "p%lu", ++last);
        if (repeated[i])
            diag(r->diags, WARNING, xml_attribute(r->nodes[i], "id")->pos,
                 "id=\"%s\" stands at an earlier block; this one is taken as %s", block->id, given);
        block->id = given;
    }
    sort_ids(r);
}
