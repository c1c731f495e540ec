/* SPDX-License-Identifier: MIT */
/*
 * What a sheet defines by name: colours, styles, tables. The definitions of all levels of base
 * sheets stand in one array sorted by name, the highest level first, so that a name is found by
 * bisection and a definition stands just before the one that it replaces.
 */
#include "format/sheet.h"

#include <stdlib.h>
#include <string.h>

static bool precedes(struct pos a, struct pos b)
{
    return a.line != b.line ? a.line < b.line : a.column < b.column;
}

static int by_name_and_level(const void *x, const void *y)
{
    const struct definition *a = x, *b = y;
    int order = strcmp(a->name, b->name);
    if (order)
        return order;
    if (a->level != b->level)
        return a->level > b->level ? -1 : 1;
    return precedes(a->node->pos, b->node->pos) ? -1 : precedes(b->node->pos, a->node->pos);
}

static void gather(struct reader *r, struct definitions *defs, size_t level, const char *list,
                   const char *element)
{
    const struct xml_node *parent = xml_child(r->levels[level], list);
    for (const struct xml_node *n = parent ? parent->first : NULL; n; n = n->next) {
        const char *name = n->name && !strcmp(n->name, element) ? xml_value(n, "name", "") : "";
        if (strpbrk(name, " \t\n"))
            diag(r->diags, ERROR, format_attribute(n, "name", "").pos,
                 "name=\"%s\": a name holds no spaces", format_excerpt(r->arena, name));
        if (!name[0])
            continue;
        defs->items = arena_grow(r->arena, defs->items, defs->count, sizeof *defs->items);
        defs->items[defs->count++] = (struct definition){.name = name, .node = n, .level = level};
    }
}

/* Drops what one sheet defines twice, and links each definition to the one it replaces. */
static void settle(struct reader *r, struct definitions *defs, const char *element)
{
    size_t kept = 0;
    for (size_t i = 0; i < defs->count; i++) {
        struct definition *d = &defs->items[i];
        struct definition *last = kept ? &defs->items[kept - 1] : NULL;
        bool same = last && !strcmp(last->name, d->name);
        if (same && last->level == d->level) {
            diag(r->diags, ERROR, format_attribute(d->node, "name", "").pos,
                 "%s \"%s\" is defined twice, first in line %d", element, d->name,
                 last->node->pos.line);
            continue;
        }
        defs->items[kept] = *d;
        defs->items[kept].hidden = same;
        if (same)
            last->replaced = &defs->items[kept];
        kept++;
    }
    defs->count = kept;
}

void format_define(struct reader *r, struct definitions *defs, const char *list,
                   const char *element)
{
    for (size_t level = 0; level < r->level_count; level++)
        gather(r, defs, level, list, element);
    if (defs == &r->styles)
        format_default_styles(r);
    if (defs->count)
        qsort(defs->items, defs->count, sizeof *defs->items, by_name_and_level);
    settle(r, defs, element);
}

struct definition *format_definition(const struct definitions *defs, const char *name)
{
    size_t low = 0, high = defs->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(defs->items[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < defs->count && !strcmp(defs->items[low].name, name) ? &defs->items[low] : NULL;
}

/* At most 500, so that a sheet full of faults costs no square. */
static const char *const *names(struct arena *a, const struct definitions *defs)
{
    enum { MOST = 500 };
    const char **list = arena_array(a, MOST + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < defs->count && n < MOST; i++)
        if (!i || strcmp(defs->items[i].name, defs->items[i - 1].name) != 0)
            list[n++] = defs->items[i].name;
    return list;
}

struct definition *format_refer(struct reader *r, const struct definitions *defs, const char *what,
                                const struct xml_attribute *attribute)
{
    struct definition *d = format_definition(defs, attribute->value);
    if (d)
        return d;
    const char *const *list = names(r->arena, defs);
    const char *nearest = nearest_name(attribute->value, list);
    const char *value = format_excerpt(r->arena, attribute->value);
    if (nearest)
        diag(r->diags, ERROR, attribute->pos, "%s=\"%s\": no such %s; did you mean \"%s\"?",
             attribute->name, value, _(what), nearest);
    else
        diag(r->diags, ERROR, attribute->pos, "%s=\"%s\": no such %s; the sheet has %s",
             attribute->name, value, _(what),
             list[0] ? format_words_text(r->arena, list, NAMES_SHOWN) : _("none"));
    return NULL;
}

const struct xml_node *format_part(const struct reader *r, const char *name)
{
    for (size_t level = r->level_count; level-- > 0;) {
        const struct xml_node *node = xml_child(r->levels[level], name);
        if (node)
            return node;
    }
    return NULL;
}
