/* SPDX-License-Identifier: MIT */
/*
 * Parts under their totals, whatever the order in the text was, and as deep as they go. A part
 * whose total is not there stands for itself; so do totals that name each other in a ring, so that
 * no figure is lost.
 */
#include <stdlib.h>
#include <string.h>

#include "digest/digest.h"

#define NONE SIZE_MAX

struct node {
    size_t first_part, last_part, next_part;
    size_t total;
    bool done;
};

struct name {
    const char *id;
    size_t figure;
};

static int by_id(const void *a, const void *b)
{
    const struct name *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order ? order : (x->figure > y->figure) - (x->figure < y->figure);
}

static int find_id(const void *id, const void *name)
{
    return strcmp(id, ((const struct name *)name)->id);
}

/* Links every part to its total, in the order of the text. */
static struct node *link_parts(struct arena *a, const struct keyfigure *figures, size_t count)
{
    struct name *names = arena_array(a, count, sizeof *names);
    struct node *nodes = arena_array(a, count, sizeof *nodes);
    for (size_t i = 0; i < count; i++) {
        names[i] = (struct name){figures[i].id, i};
        nodes[i] =
            (struct node){.first_part = NONE, .last_part = NONE, .next_part = NONE, .total = NONE};
    }
    qsort(names, count, sizeof *names, by_id);
    for (size_t i = 0; i < count; i++) {
        if (!figures[i].part_of[0])
            continue;
        const struct name *total =
            bsearch(figures[i].part_of, names, count, sizeof *names, find_id);
        if (!total || total->figure == i)
            continue;
        struct node *t = nodes + total->figure;
        if (t->last_part == NONE)
            t->first_part = i;
        else
            nodes[t->last_part].next_part = i;
        t->last_part = i;
        nodes[i].total = total->figure;
    }
    return nodes;
}

/* Appends a total and all its parts below it, without recursion: after a figure come its parts,
 * then its next sibling, then that of its total. A figure that was printed ends the walk, so that
 * totals that name each other in a ring do no harm. */
static size_t walk(struct node *nodes, size_t root, struct digest_row *out, size_t n)
{
    int depth = 0;
    size_t i = root;
    while (i != NONE) {
        if (!nodes[i].done) {
            nodes[i].done = true;
            out[n++] = (struct digest_row){i, depth};
            if (nodes[i].first_part != NONE) {
                i = nodes[i].first_part;
                depth++;
                continue;
            }
        }
        while (i != root && i != NONE && nodes[i].next_part == NONE) {
            i = nodes[i].total;
            depth--;
        }
        i = i == root || i == NONE ? NONE : nodes[i].next_part;
    }
    return n;
}

struct digest_row *digest_rows(struct arena *a, const struct digest_article *article)
{
    size_t count = article->figure_count;
    struct node *nodes = link_parts(a, article->figures, count);
    struct digest_row *out = arena_array(a, count, sizeof *out);
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (nodes[i].total == NONE)
            n = walk(nodes, i, out, n);
    for (size_t i = 0; i < count; i++)
        if (!nodes[i].done)
            n = walk(nodes, i, out, n);
    return out;
}
