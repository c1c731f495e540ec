/* SPDX-License-Identifier: MIT */
/*
 * Key figures read back, and whether they still stand where they say.
 *
 * A correction before a figure moves it; that is no fault, and the figure is found again at the
 * nearest place around the old one where value and unit stand. A figure whose text is gone is still
 * printed, because the editor left it here, but points to nothing (start and end 0), and this is
 * said. The text of a block is indexed once, and all searching in an article has a limit that no
 * real article comes near, so that the whole stays linear.
 */
#include "article/read.h"

#include <string.h>

enum { SEARCH_LIMIT = 50000000 }; /* places looked at in one article */

struct indexed { /* text of a block */
    const char *text;
    uint32_t *offset; /* of every character, and of the end */
    int count;
};

struct checker {
    struct source_reader *reader;
    struct indexed *texts; /* of the blocks; offset NULL until needed */
    int looked;            /* places */
};

static const struct indexed *index_block(struct checker *c, size_t block)
{
    struct arena *a = c->reader->arena;
    struct indexed *x = &c->texts[block];
    if (x->offset)
        return x;
    x->text = article_counted_text(a, &c->reader->article->blocks[block]);
    size_t len = strlen(x->text);
    x->offset = arena_array(a, utf8_count(x->text, len) + 1, sizeof *x->offset);
    for (const char *p = x->text; *p; x->count++) {
        x->offset[x->count] = (uint32_t)(p - x->text);
        utf8_next(&p, x->text + len);
    }
    x->offset[x->count] = (uint32_t)len;
    return x;
}

static bool stands_at(const struct indexed *x, int at, const char *what, size_t len)
{
    return at >= 0 && at < x->count && !strncmp(x->text + x->offset[at], what, len);
}

/* The place nearest to `near` where `what` stands, or -1. */
static int find_near(struct checker *c, const struct indexed *x, int near, const char *what)
{
    size_t len = strlen(what);
    for (int d = 0; len && (d <= near || near + d < x->count); d++) {
        if (stands_at(x, near - d, what, len))
            return near - d;
        if (stands_at(x, near + d, what, len))
            return near + d;
        if (++c->looked > SEARCH_LIMIT)
            return -1;
    }
    return -1;
}

/* Does the value still begin where it says, or, in 千分之七, end there? */
static bool stands_still(struct checker *c, const struct indexed *x, const struct keyfigure *k)
{
    if (k->start >= k->end || k->end > x->count)
        return false;
    const char *share = arena_printf(c->reader->arena, "分之%s", k->value);
    int at = k->end - (int)utf8_count(share, strlen(share));
    return stands_at(x, k->start, k->value, strlen(k->value)) ||
           (at > k->start && stands_at(x, at, share, strlen(share)));
}

/* Puts start and end where value and unit stand now; false if they do not. */
static bool locate(struct checker *c, const struct indexed *x, struct keyfigure *k)
{
    if (stands_still(c, x, k))
        return true;
    int near = k->start < x->count ? k->start : x->count;
    const char *what = arena_printf(c->reader->arena, "%s%s", k->value, k->unit);
    int at = find_near(c, x, near, what);
    if (at < 0) {
        what = k->value;
        at = find_near(c, x, near, what);
    }
    if (at < 0)
        return false;
    k->start = at;
    k->end = at + (int)utf8_count(what, strlen(what));
    return true;
}

static struct pos place_of(const struct xml_node *node, const char *attribute)
{
    return xml_attribute(node, attribute)->pos;
}

static void check_place(struct checker *c, struct keyfigure *k, const struct xml_node *node)
{
    struct diags *d = c->reader->diags;
    const struct article *article = c->reader->article;
    const struct named *p = named_find(c->reader->ids, article->block_count, k->p);
    if (!p)
        diag(d, WARNING, place_of(node, "p"),
             "key figure %s stands in p=\"%s\", which is not in this article; it is printed as it "
             "is here",
             k->id, k->p);
    else if (!locate(c, index_block(c, p->index), k))
        diag(d, WARNING, place_of(node, "value"),
             "key figure %s: \"%s%s\" no longer stands in %s; it is printed as it is here", k->id,
             k->value, k->unit, k->p);
    else
        return;
    k->start = k->end = 0;
}

/* ---- ids ---------------------------------------------------------------------------------- */

static void check_ids(struct source_reader *r, const struct xml_node **nodes)
{
    struct article *article = r->article;
    size_t count = article->figure_count;
    struct named *ids = arena_array(r->arena, count, sizeof *ids);
    for (size_t i = 0; i < count; i++)
        ids[i] = (struct named){article->figures[i].id, i};
    named_sort(ids, count);
    for (size_t i = 1; i < count; i++)
        if (!strcmp(ids[i].id, ids[i - 1].id))
            diag(r->diags, WARNING, place_of(nodes[ids[i].index], "id"),
                 "id=\"%s\" stands at an earlier key figure; part-of means one of them", ids[i].id);
    for (size_t i = 0; i < count; i++) {
        struct keyfigure *k = &article->figures[i];
        if (!k->part_of[0] || named_find(ids, count, k->part_of))
            continue;
        diag(r->diags, WARNING, place_of(nodes[i], "part-of"),
             "key figure %s is part of \"%s\", which is not in this article; it is printed by "
             "itself",
             k->id, k->part_of);
        k->part_of = "";
    }
}

/* ---- reading ------------------------------------------------------------------------------ */

static struct keyfigure read_keyfigure(struct source_reader *r, const struct xml_node *n)
{
    return (struct keyfigure){.id = xml_value(n, "id", ""),
                              .label = xml_value(n, "label", ""),
                              .value = xml_value(n, "value", ""),
                              .number = xml_value(n, "number", ""),
                              .unit = xml_value(n, "unit", ""),
                              .approx = xml_value(n, "approx", ""),
                              .outlook = xml_value(n, "outlook", ""),
                              .per = xml_value(n, "per", ""),
                              .base = xml_value(n, "base", ""),
                              .about = xml_value(n, "about", ""),
                              .part_of = xml_value(n, "part-of", ""),
                              .p = xml_value(n, "p", ""),
                              .start = read_number(n, "start", 0),
                              .end = read_number(n, "end", 0),
                              .text = read_text(r->arena, n),
                              .pos = place_of(n, "value")};
}

void read_keyfigures(struct source_reader *r, const struct xml_node *figures)
{
    struct article *article = r->article;
    const struct xml_node **nodes = NULL;
    struct checker c = {.reader = r};
    c.texts = arena_array(r->arena, article->block_count, sizeof *c.texts);
    article->has_figures = figures != NULL;
    for (const struct xml_node *n = figures ? figures->first : NULL; n; n = n->next) {
        if (!n->name)
            continue;
        nodes = arena_grow(r->arena, nodes, article->figure_count, sizeof *nodes);
        nodes[article->figure_count] = n;
        article->figures =
            arena_grow(r->arena, article->figures, article->figure_count, sizeof *article->figures);
        article->figures[article->figure_count] = read_keyfigure(r, n);
        check_place(&c, &article->figures[article->figure_count++], n);
    }
    if (nodes)
        check_ids(r, nodes);
}
