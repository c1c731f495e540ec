/* SPDX-License-Identifier: MIT */
/*
 * The figures of the issue in groups: by subject, or by section. A total takes its parts along, so
 * that a breakdown is never torn apart. What tells no subject goes with its article, where most of
 * the figures that tell one tell the same. Rows of an article are first put side by side by group,
 * which is one counting sort; the groups are then filled article by article.
 */
#include <string.h>

#include "digest/subject.h"

struct grouping {
    struct arena *arena;
    const struct digest *digest;
    const struct digest_subjects *subjects;
    struct digest_groups groups;
    const struct block **headings; /* over each block of the article */
    bool collection;               /* and each of them is the headline of an item */
    size_t heading_near;           /* number of the block whose heading was asked for last */
    const struct block *block;     /* around which weights were taken last, or NULL */
    size_t near;                   /* its number */
    size_t *around, *weights;      /* of each subject: around that block; with a figure's clause */
};

static void begin_article(struct grouping *g, const struct digest_article *article)
{
    g->headings = article_headings(g->arena, article->article);
    g->collection = article_is_collection(article->article);
    g->heading_near = 0;
}

/* What a figure is told under. */
static const char *title_of(struct grouping *g, const struct digest_article *article, size_t figure)
{
    const struct article *x = article->article;
    const struct block *block =
        g->collection ? article_block(x, article->figures[figure].p, &g->heading_near) : NULL;
    const struct block *heading = block ? g->headings[block - x->blocks] : NULL;
    return heading ? heading->text : x->headline;
}

static void add_run(struct grouping *g, struct digest_group *to, struct digest_run run)
{
    to->runs = arena_grow(g->arena, to->runs, to->run_count, sizeof *to->runs);
    to->runs[to->run_count++] = run;
}

/* Adds rows of an article, those of each title as a run of its own. */
static void add_runs(struct grouping *g, struct digest_group *to, size_t number,
                     const struct digest_row *rows, size_t count)
{
    const struct digest_article *article = g->digest->articles + number;
    for (size_t first = 0, end; first < count; first = end) {
        const char *title = title_of(g, article, rows[first].figure);
        for (end = first + 1; end < count; end++)
            if (rows[end].depth == 0 && title_of(g, article, rows[end].figure) != title)
                break;
        add_run(g, to, (struct digest_run){number, title, rows + first, end - first});
    }
}

enum { LEAST_TOLD = 2 /* figures that make a subject that of their article */ };

/* The subject of more than half of the rows that tell one, if there are two or more of these; else
 * the last, which is for what tells none. */
static size_t article_subject(struct grouping *g, const size_t *subjects, size_t rows)
{
    size_t other = g->groups.count - 1, told = 0, most = other;
    size_t *counts = arena_array(g->arena, g->groups.count, sizeof *counts);
    for (size_t i = 0; i < rows; i++)
        if (subjects[i] != other) {
            told++;
            most = ++counts[subjects[i]] > counts[most] ? subjects[i] : most;
        }
    return counts[most] >= LEAST_TOLD && 2 * counts[most] > told ? most : other;
}

/* Weighs what is told around the figures of a block, which mostly come one after the other. */
static void weigh_around(struct grouping *g, const struct article *article,
                         const struct block *block)
{
    if (block && block == g->block)
        return;
    const struct block *heading = block ? g->headings[block - article->blocks] : NULL;
    g->block = block;
    memset(g->around, 0, g->groups.count * sizeof *g->around);
    subject_weigh(g->subjects, article->headline, g->around);
    if (block && block->text)
        subject_weigh(g->subjects, block->text, g->around);
    if (heading)
        subject_weigh(g->subjects, heading->text, g->around);
}

/* The subject of a figure by its own words, else by what is told around it. */
static size_t row_subject(struct grouping *g, const struct article *article,
                          const struct keyfigure *figure)
{
    size_t own = subject_of(g->subjects, figure);
    if (own < g->groups.count - 1)
        return own;
    weigh_around(g, article, article_block(article, figure->p, &g->near));
    memcpy(g->weights, g->around, g->groups.count * sizeof *g->weights);
    subject_weigh(g->subjects, figure->text, g->weights);
    return subject_heaviest(g->subjects, g->weights);
}

/* The subject of each row: its own at a total, that of the total below it. */
static size_t *row_subjects(struct grouping *g, const struct digest_article *article,
                            const struct digest_row *rows)
{
    size_t *subjects = arena_array(g->arena, article->figure_count, sizeof *subjects);
    for (size_t i = 0; i < article->figure_count; i++)
        subjects[i] = rows[i].depth > 0
                          ? subjects[i - 1]
                          : row_subject(g, article->article, article->figures + rows[i].figure);
    size_t other = g->groups.count - 1;
    size_t common = article_subject(g, subjects, article->figure_count);
    for (size_t i = 0; i < article->figure_count; i++)
        subjects[i] = subjects[i] == other ? common : subjects[i];
    return subjects;
}

/* Adds a run for each subject that the article has figures of. */
static void add_by_subject(struct grouping *g, size_t number)
{
    const struct digest_article *article = g->digest->articles + number;
    size_t rows = article->figure_count, count = g->groups.count;
    const struct digest_row *all = digest_rows(g->arena, article);
    begin_article(g, article);
    const size_t *subjects = row_subjects(g, article, all);
    struct digest_row *sorted = arena_array(g->arena, rows, sizeof *sorted);
    size_t *ends = arena_array(g->arena, count + 1, sizeof *ends);
    for (size_t i = 0; i < rows; i++)
        ends[subjects[i] + 1]++;
    for (size_t k = 0; k < count; k++)
        ends[k + 1] += ends[k];
    for (size_t i = 0; i < rows; i++)
        sorted[ends[subjects[i]]++] = all[i];
    for (size_t k = 0, first = 0; k < count; first = ends[k++])
        add_runs(g, g->groups.items + k, number, sorted + first, ends[k] - first);
}

static void group_by_subject(struct grouping *g)
{
    size_t count = subject_count(g->subjects);
    g->groups =
        (struct digest_groups){arena_array(g->arena, count + 1, sizeof *g->groups.items), count};
    g->around = arena_array(g->arena, count, sizeof *g->around);
    g->weights = arena_array(g->arena, count, sizeof *g->weights);
    for (size_t k = 0; k < count; k++)
        g->groups.items[k].name = subject_name(g->subjects, k);
    for (size_t i = 0; i < g->digest->article_count; i++)
        if (g->digest->articles[i].figure_count > 0)
            add_by_subject(g, i);
}

static void group_by_section(struct grouping *g)
{
    const struct digest *d = g->digest;
    g->groups = (struct digest_groups){
        arena_array(g->arena, d->section_count + 1, sizeof *g->groups.items), d->section_count};
    for (size_t k = 0; k < d->section_count; k++) {
        const struct digest_section *s = d->sections + k;
        g->groups.items[k].name = s->name;
        for (size_t i = s->first; i < s->first + s->count; i++) {
            const struct digest_article *article = d->articles + i;
            begin_article(g, article);
            add_runs(g, g->groups.items + k, i, digest_rows(g->arena, article),
                     article->figure_count);
        }
    }
}

/* Whether the other figure stands behind this one in the issue. */
static bool is_first(const struct digest_doubt *doubt, size_t article)
{
    return doubt->article != article ? doubt->article > article : doubt->another > doubt->figure;
}

static void add_alone(struct grouping *g, size_t group, size_t article, size_t figure)
{
    struct digest_row *row = arena_alloc(g->arena, sizeof *row);
    row->figure = figure;
    begin_article(g, g->digest->articles + article);
    add_runs(g, g->groups.items + group, article, row, 1);
}

/* What is told with two values, each pair side by side in a last group: the two may stand in
 * articles far apart, where nobody would see the one beside the other. */
static void group_twins(struct grouping *g)
{
    size_t last = g->groups.count;
    g->groups.items[last] = (struct digest_group){.name = "两处不一"};
    for (size_t i = 0; i < g->digest->article_count; i++) {
        const struct digest_article *article = g->digest->articles + i;
        for (size_t k = 0; k < article->doubt_count; k++) {
            const struct digest_doubt *doubt = article->doubts + k;
            if (!doubt->twice || !is_first(doubt, i))
                continue;
            add_alone(g, last, i, doubt->figure);
            add_alone(g, last, doubt->article, doubt->another);
        }
    }
    g->groups.count++;
}

struct digest_group digest_article_group(struct arena *a, const struct digest *digest,
                                         size_t article)
{
    const struct digest_article *x = digest->articles + article;
    struct grouping g = {.arena = a, .digest = digest};
    struct digest_group group = {.name = x->article->headline};
    begin_article(&g, x);
    add_runs(&g, &group, article, digest_rows(a, x), x->figure_count);
    return group;
}

struct digest_groups digest_groups(struct arena *a, const struct digest *digest,
                                   const struct digest_subjects *subjects)
{
    struct grouping g = {.arena = a, .digest = digest, .subjects = subjects};
    if (subjects)
        group_by_subject(&g);
    else
        group_by_section(&g);
    group_twins(&g);
    size_t kept = 0;
    for (size_t k = 0; k < g.groups.count; k++)
        if (g.groups.items[k].run_count > 0)
            g.groups.items[kept++] = g.groups.items[k];
    g.groups.count = kept;
    return g.groups;
}
