/* SPDX-License-Identifier: MIT */
/*
 * Which articles stand in the issue, and in which order.
 *
 * An href names a page (page.txt) or one of its articles (page.txt#2, counted as in the article's
 * id). An article that was read from its own XML answers to that file's name too. A name with a
 * folder must agree with the end of the path, one without agrees with any folder. Articles are
 * looked up by file name in a sorted list, so that a long manifest costs no more than its length.
 */
#include <stdlib.h>
#include <string.h>

#include "digest/briefing.h"

struct name {
    const char *path;
    const char *base;
    size_t article;
};

enum place { UNNAMED, INCLUDED, EXCLUDED };

struct order {
    struct arena *arena;
    const struct articles *articles;
    const char *since, *until;
    const struct article **known; /* each article, with the date that the manifest gives it */
    struct name *names;           /* by base, then in reading order */
    size_t name_count;
    enum place *places;
    struct placed *placed;
    size_t count;
    struct diags *d;
};

static int compare_names(const void *x, const void *y)
{
    const struct name *a = x, *b = y;
    int by_base = strcmp(a->base, b->base);
    return by_base ? by_base : (a->article > b->article) - (a->article < b->article);
}

static void add_name(struct order *o, const char *path, size_t article)
{
    if (path && path[0])
        o->names[o->name_count++] = (struct name){path, path_base(path), article};
}

static void sort_names(struct arena *a, struct order *o)
{
    const struct articles *all = o->articles;
    o->names = arena_array(a, 2 * all->count, sizeof *o->names);
    for (size_t i = 0; i < all->count; i++) {
        const char *source = all->items[i].source, *file = all->items[i].headline_pos.file;
        add_name(o, source, i);
        if (file && strcmp(path_base(file), path_base(source)) != 0)
            add_name(o, file, i);
    }
    if (o->name_count)
        qsort(o->names, o->name_count, sizeof *o->names, compare_names);
}

static size_t first_named(const struct order *o, const char *base)
{
    size_t low = 0, high = o->name_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(o->names[middle].base, base) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool path_ends(const char *path, const char *end)
{
    size_t m = strlen(path), n = strlen(end);
    return m >= n && strcmp(path + m - n, end) == 0 && (m == n || path[m - n - 1] == '/');
}

/* Without an ordinal every article of the page fits. */
static bool has_ordinal(const struct article *article, const char *ordinal)
{
    const char *dash = strrchr(article->id, '-');
    return !ordinal[0] || (dash && strcmp(dash + 1, ordinal) == 0);
}

/* The manifest's date is for an article that nothing else dates. It is an article of its own then,
 * and has no keys. */
static const struct article *dated_copy(struct order *o, size_t article, const char *date)
{
    struct article *copy = arena_alloc(o->arena, sizeof *copy);
    *copy = o->articles->items[article];
    copy->key = copy->text_key = NULL;
    copy->date = date;
    copy->date_source = DATE_MANIFEST;
    o->known[article] = copy;
    return copy;
}

static void include(struct order *o, size_t article, const struct manifest_entry *entry)
{
    const struct article *x = &o->articles->items[article];
    if (o->places[article] == INCLUDED)
        diag(o->d, WARNING, entry->pos, "%s is in the issue already; it is printed once", x->id);
    if (o->places[article] != UNNAMED)
        return;
    if (!x->date[0] && entry->date[0])
        x = dated_copy(o, article, entry->date);
    o->places[article] = INCLUDED;
    o->placed[o->count++] = (struct placed){x, entry->section ? entry->section : x->section};
}

/* The nearest of the pages' names, without their folders. */
static void say_no_page(struct arena *a, const struct order *o, const struct manifest_entry *entry,
                        const char *path)
{
    const char **names = arena_array(a, o->name_count + 1, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < o->name_count; i++)
        if (!count || strcmp(names[count - 1], o->names[i].base) != 0)
            names[count++] = o->names[i].base;
    const char *nearest = nearest_name(path_base(path), names);
    if (nearest)
        diag(o->d, ERROR, entry->pos, "%s: no such page among the inputs; did you mean \"%s\"?",
             path, nearest);
    else
        diag(o->d, ERROR, entry->pos, "%s: no such page among the inputs", path);
}

static void apply(struct arena *a, struct order *o, const struct manifest_entry *entry)
{
    const char *hash = strrchr(entry->href, '#'), *ordinal = hash ? hash + 1 : "";
    size_t len = hash ? (size_t)(hash - entry->href) : strlen(entry->href);
    const char *path = arena_text(a, entry->href, len), *base = path_base(path);
    bool found = false, page = false;
    if (strncmp(path, "./", 2) == 0)
        path += 2;
    for (size_t i = first_named(o, base); i < o->name_count && strcmp(o->names[i].base, base) == 0;
         i++) {
        size_t article = o->names[i].article;
        if (!path_ends(o->names[i].path, path))
            continue;
        page = true;
        if (!has_ordinal(&o->articles->items[article], ordinal))
            continue;
        found = true;
        if (entry->exclude)
            o->places[article] = EXCLUDED;
        else
            include(o, article, entry);
    }
    if (!page)
        say_no_page(a, o, entry, path);
    else if (!found)
        diag(o->d, ERROR, entry->pos, "%s has no article number %s", path, ordinal);
}

static void apply_entries(struct arena *a, struct order *o, const struct manifest *m, bool exclude)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->entries[i].exclude == exclude)
            apply(a, o, &m->entries[i]);
}

static bool has_includes(const struct manifest *m)
{
    for (size_t i = 0; m && i < m->count; i++)
        if (!m->entries[i].exclude)
            return true;
    return false;
}

static void place_all(struct order *o)
{
    for (size_t i = 0; i < o->articles->count; i++)
        if (o->places[i] == UNNAMED)
            o->placed[o->count++] =
                (struct placed){&o->articles->items[i], o->articles->items[i].section};
}

/* ---- what is left out --------------------------------------------------------------------- */

static void omit(struct order *o, struct selection *s, size_t article, enum omission reason)
{
    const struct article *x = o->known[article];
    s->omitted = arena_grow(o->arena, s->omitted, s->omitted_count, sizeof *s->omitted);
    s->omitted[s->omitted_count++] = (struct digest_omitted){x, reason};
    if (reason == OMITTED_BY_MANIFEST)
        diag(o->d, NOTE, x->headline_pos, "left out by the manifest: %s %s", x->id, x->headline);
}

static bool is_in(const char *date, const struct order *o)
{
    return !date[0] || ((!o->since || strcmp(date, o->since) >= 0) &&
                        (!o->until || strcmp(date, o->until) <= 0));
}

enum { MOST_TOLD = 10 /* articles of other days that are told one by one */ };

/* A folder that grows from week to week has thousands of articles of other days. */
static void tell_other_days(struct order *o, const struct selection *s)
{
    const char *first = NULL, *last = NULL;
    size_t count = 0;
    for (size_t i = 0; i < s->omitted_count; i++) {
        const char *date = s->omitted[i].article->date;
        if (s->omitted[i].reason != OMITTED_BY_DATE)
            continue;
        first = !count || strcmp(date, first) < 0 ? date : first;
        last = !count || strcmp(date, last) > 0 ? date : last;
        count++;
    }
    if (count > MOST_TOLD)
        diag(o->d, NOTE, (struct pos){0},
             "%zu articles of %s to %s are left out by their dates; the report names each", count,
             first, last);
    for (size_t i = 0; i < s->omitted_count && count <= MOST_TOLD; i++) {
        const struct article *x = s->omitted[i].article;
        if (s->omitted[i].reason == OMITTED_BY_DATE)
            diag(o->d, NOTE, x->headline_pos, "left out by its date, %s: %s %s", x->date, x->id,
                 x->headline);
    }
}

static void tell_left_out(struct order *o, bool chosen, struct selection *s)
{
    for (size_t i = 0; i < o->articles->count; i++) {
        const struct article *x = o->known[i];
        if (o->places[i] == EXCLUDED || (chosen && o->places[i] == UNNAMED))
            omit(o, s, i, OMITTED_BY_MANIFEST);
        else if (!is_in(x->date, o))
            omit(o, s, i, OMITTED_BY_DATE);
        else if (!x->date[0] && (o->since || o->until))
            diag(o->d, NOTE, x->headline_pos, "no date is known of it, and it is kept: %s %s",
                 x->id, x->headline);
    }
    tell_other_days(o, s);
}

static void keep_dated(struct order *o)
{
    size_t kept = 0;
    for (size_t i = 0; i < o->count; i++)
        if (is_in(o->placed[i].article->date, o))
            o->placed[kept++] = o->placed[i];
    o->count = kept;
}

static void tell_empty(const struct order *o, const struct manifest *m, size_t placed)
{
    if (m && !placed)
        diag(o->d, ERROR, m->pos, "the manifest leaves out every article");
    else if (!o->count)
        diag(o->d, ERROR, (struct pos){0}, "no article is dated from %s to %s",
             o->since ? o->since : "…", o->until ? o->until : "…");
}

struct selection order_articles(struct arena *a, const struct articles *articles,
                                const struct manifest *manifest, const char *since,
                                const char *until, struct diags *d)
{
    struct order o = {.arena = a, .articles = articles, .since = since, .until = until, .d = d};
    struct selection s = {0};
    size_t errors = diags_count(d, ERROR);
    bool chosen = has_includes(manifest);
    o.places = arena_array(a, articles->count, sizeof *o.places);
    o.placed = arena_array(a, articles->count, sizeof *o.placed);
    o.known = arena_array(a, articles->count, sizeof *o.known);
    for (size_t i = 0; i < articles->count; i++)
        o.known[i] = &articles->items[i];
    if (manifest) {
        sort_names(a, &o);
        apply_entries(a, &o, manifest, true);
        apply_entries(a, &o, manifest, false);
    }
    if (!chosen)
        place_all(&o);
    if (diags_count(d, ERROR) == errors) {
        size_t placed = o.count;
        tell_left_out(&o, chosen, &s);
        keep_dated(&o);
        tell_empty(&o, manifest, placed);
    }
    s.placed = o.placed;
    s.count = o.count;
    return s;
}
