/* SPDX-License-Identifier: MIT */
/*
 * Does the text after a line go on about what the text before it was about? Two stretches of one
 * article share many pairs of characters that are rare on the page; two articles share the words
 * that every article has. So pairs of Han characters count, each by how few pieces of the page it
 * stands in, as in an index of words (inverse document frequency), and the sum is divided by the
 * geometric mean of the two stretches' own numbers of pairs.
 *
 * Pairs were preferred to the dictionary's words: they find names that no dictionary has.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "acquire/context.h"
#include "acquire/grammar.h"
#include "acquire/kin.h"

enum {
    WINDOW = 500, /* pairs on each side of a line */
    NEAR = 200,   /* and of a paragraph */
    CLEAR = 5,    /* percent that the second best place must be worse */
    LEAST = 40,   /* distinct ones that can tell anything */
};

struct cohesion {
    const struct chain *chain;
    size_t window;      /* pairs on each side */
    struct words words; /* of the page's texts; pieces that do not count have none */
    uint32_t *before;   /* the line whose window before it had the id last, counted from 1 */
    uint32_t *after;    /* the same for the window after it */
};

static bool counts(const struct piece *piece)
{
    return is_text(piece) && !is_apparatus(piece);
}

static void number_words(struct cohesion *c, struct arena *a)
{
    const struct chain *chain = c->chain;
    struct piece **pieces = arena_array(a, chain->count + 1, sizeof *pieces);
    struct piece *silent = arena_alloc(a, sizeof *silent);
    size_t texts = 0;
    *silent = (struct piece){.text = ""};
    for (size_t i = 0; i < chain->count; i++) {
        bool text = counts(chain->pieces[i]);
        pieces[i] = text ? chain->pieces[i] : silent;
        texts += text;
    }
    c->words = kin_number(a, pieces, chain->count, texts);
    size_t found = c->words.start[chain->count];
    c->before = arena_array(a, found + 1, sizeof *c->before);
    c->after = arena_array(a, found + 1, sizeof *c->after);
}

/* Stamps the ids of the text from piece `i` on in direction `step` with `line`; the number of
 * distinct ones. A dateline opens an article: nothing beyond it is of interest. */
static size_t stamp_window(const struct cohesion *c, size_t i, int step, uint32_t line,
                           uint32_t *stamps)
{
    size_t taken = 0, distinct = 0;
    for (size_t k = i; k < c->chain->count && taken < c->window; k += (size_t)step) {
        bool opens = shows(c->chain->pieces[k], HAS_DATELINE);
        if (opens && step > 0 && taken)
            break;
        size_t first = c->words.start[k], end = c->words.start[k + 1], rest = c->window - taken;
        if (end - first > rest)
            *(step > 0 ? &end : &first) = step > 0 ? first + rest : end - rest;
        for (size_t n = first; n < end; n++) {
            distinct += stamps[c->words.ids[n]] != line;
            stamps[c->words.ids[n]] = line;
        }
        taken += end - first;
        if (opens && step < 0)
            break;
    }
    return distinct;
}

/* Percent, of the text before piece i and that from piece `next` on; below zero where one side has
 * too little text to tell. `line` tells this comparison from all others. */
static int cohesion_between(struct cohesion *c, size_t i, size_t next, uint32_t line)
{
    size_t before = stamp_window(c, i - 1, -1, line, c->before);
    size_t after = stamp_window(c, next, 1, line, c->after);
    double sum = 0;
    if (before < LEAST || after < LEAST)
        return -1;
    size_t end = c->words.start[next];
    for (size_t n = end, seen = 0; n < c->words.start[c->chain->count] && seen < 2 * c->window;
         n++, seen++) {
        uint32_t id = c->words.ids[n];
        if (c->after[id] == line && c->before[id] == line)
            sum += c->words.rarity[id];
        if (c->after[id] == line)
            c->after[id] = 0; /* counted */
    }
    return (int)(100 * sum / sqrt((double)before * (double)after));
}

/* A line over which the text may go on, or not. */
static int cohesion_at(struct cohesion *c, size_t i)
{
    return cohesion_between(c, i, i + 1, (uint32_t)i + 1);
}

/* Above a line that has no text below it, its own text begins somewhere: where what stands above
 * has least to do with what follows. False if there is no such place. */
static bool show_departure(struct cohesion *c, size_t line)
{
    struct piece *const *pieces = c->chain->pieces;
    size_t best = 0;
    int least = 100, second = 100;
    for (size_t i = line - 1; i > 1 && is_body(pieces[i - 1]); i--) {
        bool begins = counts(pieces[i]) && counts(pieces[i - 1]) && !shows(pieces[i], JOINED);
        int percent = begins ? cohesion_between(c, i, i, (uint32_t)(c->chain->count + 1 + i)) : 100;
        if (percent >= 0 && percent < least) {
            second = least;
            least = percent;
            best = i;
        } else if (percent >= 0 && percent < second) {
            second = percent;
        }
        if (shows(pieces[i - 1], HAS_DATELINE))
            break;
    }
    bool departs = best && second >= least + CLEAR;
    if (departs)
        show(pieces[best], DEPARTS, true);
    return departs;
}

/* One of several marked lines in a row of which the text below tells nothing: the page has lost
 * their texts. */
static bool is_among_untold(const struct chain *chain, size_t i)
{
    const struct piece *p = chain->pieces[i];
    return shows(p, UNTOLD) &&
           (shows(chain->pieces[i + 1], UNTOLD) || chain->pieces[i - 1]->level == p->level);
}

/* Whether a line without a text below it has its own above it. Names below it say so, and words
 * that are there; a marked one of which no text tells has none, unless the text above turns to
 * something else. */
static void show_departures(struct cohesion *c)
{
    for (size_t i = 1; i + 1 < c->chain->count; i++) {
        struct piece *p = c->chain->pieces[i];
        if (!shows(p, BODILESS))
            continue;
        bool lost = is_among_untold(c->chain, i);
        bool nowhere = shows(p, UNTOLD) && is_told_nowhere(c->chain, i);
        bool names = !p->level && shows(c->chain->pieces[i + 1], IS_BYLINE);
        bool looks = !lost && (nowhere || (names && !shows(p, ECHOES_BACK)));
        bool departs = looks && show_departure(c, i);
        if (lost || (nowhere && !departs))
            unshow(p, BODILESS);
    }
}

void feature_cohesion(struct chain *chain)
{
    struct arena *a = arena_new();
    struct cohesion c = {.chain = chain, .window = WINDOW};
    number_words(&c, a);
    for (size_t i = 0; i < chain->count; i++) {
        struct piece *p = chain->pieces[i];
        int percent = is_line(p) ? cohesion_at(&c, i) : -1;
        show(p, COHERENT, percent >= 15);
        show(p, CLOSE_KNIT, percent >= 20);
        show(p, APART, percent >= 0 && percent < 9);
    }
    c.window = NEAR;
    show_departures(&c);
    arena_free(a);
}
