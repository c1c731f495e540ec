/* SPDX-License-Identifier: MIT */
/*
 * What the checker found, brought to the editor: a warning at each figure that does not agree with
 * others, a note at one of these, and a doubt beside the figure for the tables. Articles are
 * checked in parallel; what is told twice is found when all of them are there; messages come in the
 * order of the issue.
 */
#include <stdlib.h>
#include <string.h>

#include "digest/check.h"

enum { MOST_JOBS = 64 };

/* ---- doubts ------------------------------------------------------------------------------- */

struct noted { /* doubts of one article while they are gathered */
    struct digest_doubt *items;
    size_t count;
};

static void add_doubt(struct arena *a, struct noted *n, struct digest_doubt doubt)
{
    n->items = arena_grow(a, n->items, n->count, sizeof *n->items);
    n->items[n->count++] = doubt;
}

static int by_figure(const void *a, const void *b)
{
    const struct digest_doubt *x = a, *y = b;
    return x->figure != y->figure     ? (x->figure < y->figure ? -1 : 1)
           : x->twice != y->twice     ? x->twice - y->twice
           : x->article != y->article ? (x->article < y->article ? -1 : 1)
                                      : (x->another > y->another) - (x->another < y->another);
}

/* ---- told twice --------------------------------------------------------------------------- */

static const struct keyfigure *twin_figure(const struct digest *digest, const struct twin *t,
                                           int which)
{
    return &digest->articles[t->article[which]].figures[t->figure[which]];
}

static struct pos twin_pos(struct arena *a, const struct digest *digest, const struct twin *t,
                           int which, const struct diags *d)
{
    struct place place =
        check_place(digest->articles[t->article[which]].article, twin_figure(digest, t, which));
    return position_of(a, &place, d);
}

static void say_twin(struct arena *a, const struct digest *digest, const struct twin *t,
                     struct diags *d)
{
    const struct keyfigure *first = twin_figure(digest, t, 0), *second = twin_figure(digest, t, 1);
    diag(d, WARNING, twin_pos(a, digest, t, 1, d),
         "\"%s\" is told with two values: %s%s here, %s%s before", second->label, second->value,
         second->unit, first->value, first->unit);
    diag(d, NOTE, twin_pos(a, digest, t, 0, d), "\"%s\" is told here, against %s%s there",
         first->text, second->value, second->unit);
}

/* At each of the two the value of the other. */
static void note_twin(struct arena *a, const struct digest *digest, const struct twin *t,
                      struct noted *noted)
{
    for (int i = 0; i < 2; i++) {
        const struct keyfigure *other = twin_figure(digest, t, !i);
        add_doubt(a, &noted[t->article[i]],
                  (struct digest_doubt){
                      .figure = t->figure[i],
                      .note = arena_printf(a, "两处不一，另作%s%s", other->value, other->unit),
                      .twice = true,
                      .article = t->article[!i],
                      .another = t->figure[!i]});
    }
}

/* ---- all articles ------------------------------------------------------------------------- */

struct checking {
    const struct digest *digest;
    struct memo *memo;
    struct findings *findings; /* of the articles */
    struct arena **arenas;     /* of the workers */
};

static void release_findings(void *findings)
{
    arena_free(((struct findings *)findings)->arena);
}

static const struct findings *check_kept(struct memo *memo, const struct digest_article *article)
{
    const char *key = article->article->key, *text_key = article->article->text_key;
    const struct findings *kept = memo_find(memo, MEMO_CHECKED, key, strlen(key));
    if (kept)
        return kept;
    struct arena *a = arena_new();
    struct findings *out = arena_alloc(a, sizeof *out);
    out->arena = a;
    if (!memo_find_bytes(memo, MEMO_SOUND, text_key, strlen(text_key)).bytes) {
        check_article(out, article);
        if (!out->count && memo_caches(memo))
            memo_keep_bytes(memo, MEMO_SOUND, text_key, strlen(text_key), NULL, 0);
    }
    return memo_keep(memo, MEMO_CHECKED, key, strlen(key), out, release_findings);
}

/* What is kept was found in the article of an earlier build: another record, of the same. */
static void take_over(struct arena *a, struct findings *out, const struct findings *kept,
                      const struct article *article)
{
    *out = *kept;
    out->arena = a;
    out->article = article;
    out->items = arena_array(a, kept->count, sizeof *out->items);
    for (size_t i = 0; i < kept->count; i++) {
        out->items[i] = kept->items[i];
        out->items[i].at.article = out->items[i].other.article = article;
    }
}

static void check_one(void *context, size_t index, int worker)
{
    struct checking *c = context;
    struct findings *out = &c->findings[index];
    const struct digest_article *article = &c->digest->articles[index];
    if (c->memo && article->article->key) {
        take_over(c->arenas[worker], out, check_kept(c->memo, article), article->article);
        return;
    }
    out->arena = c->arenas[worker];
    check_article(out, article);
}

static void say(struct arena *a, const struct finding *x, struct diags *d)
{
    diag(d, WARNING, position_of(a, &x->at, d), "%s", x->said);
    diag(d, NOTE, position_of(a, &x->other, d), "%s", x->why);
}

static struct findings *check_all(struct arena *a, const struct digest *digest, int jobs,
                                  struct memo *memo)
{
    size_t count = digest->article_count;
    jobs = jobs < 1 ? 1 : jobs > MOST_JOBS ? MOST_JOBS : jobs;
    struct checking c = {digest, memo, arena_array(a, count, sizeof *c.findings),
                         arena_array(a, (size_t)jobs, sizeof *c.arenas)};
    for (int i = 0; i < jobs; i++)
        c.arenas[i] = arena_child(a);
    parallel(jobs, count, check_one, &c);
    return c.findings;
}

void check_digest(struct arena *a, struct digest *digest, int jobs, struct memo *memo,
                  struct diags *d)
{
    struct findings *findings = check_all(a, digest, jobs, memo);
    struct noted *noted = arena_array(a, digest->article_count, sizeof *noted);
    struct twin *twins;
    size_t twin_count = find_twins(a, digest, &twins);
    for (size_t i = 0; i < digest->article_count; i++)
        for (size_t k = 0; k < findings[i].count; k++) {
            const struct finding *x = &findings[i].items[k];
            say(a, x, d);
            if (x->figure != SIZE_MAX)
                add_doubt(a, &noted[i],
                          (struct digest_doubt){.figure = x->figure, .note = x->note});
        }
    for (size_t i = 0; i < twin_count; i++) {
        say_twin(a, digest, &twins[i], d);
        note_twin(a, digest, &twins[i], noted);
    }
    for (size_t i = 0; i < digest->article_count; i++) {
        if (noted[i].count)
            qsort(noted[i].items, noted[i].count, sizeof *noted[i].items, by_figure);
        digest->articles[i].doubts = noted[i].items;
        digest->articles[i].doubt_count = noted[i].count;
    }
}
