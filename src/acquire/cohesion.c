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

#include "acquire/affinity.h"
#include "acquire/context.h"
#include "acquire/grammar.h"

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
    size_t *from;       /* the place in ids from which the text before each piece is looked at */
    size_t *until;      /* and before which that from it on */
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
    c->words = affinity_number(a, pieces, chain->count, texts);
    size_t found = c->words.start[chain->count];
    c->before = arena_array(a, found + 1, sizeof *c->before);
    c->after = arena_array(a, found + 1, sizeof *c->after);
}

/* Notes how far the text before each piece and that from it on may reach: a dateline opens an
 * article, and nothing beyond it is of interest. A window is then a stretch of ids, and pieces
 * without words cost nothing, however many stand between it and its words. */
static void find_reaches(struct cohesion *c, struct arena *a)
{
    size_t count = c->chain->count, *start = c->words.start, opening = start[count];
    c->from = arena_array(a, count + 1, sizeof *c->from);
    c->until = arena_array(a, count + 1, sizeof *c->until);
    for (size_t i = 0; i < count; i++)
        c->from[i + 1] = shows(c->chain->pieces[i], HAS_DATELINE) ? start[i] : c->from[i];
    c->until[count] = opening;
    for (size_t i = count; i-- > 0;) {
        c->until[i] = start[i + 1] > start[i] ? opening : c->until[i + 1];
        opening = shows(c->chain->pieces[i], HAS_DATELINE) ? start[i] : opening;
    }
}

/* Stamps these ids with `line`; the number of distinct ones. */
static size_t stamp(const struct cohesion *c, struct span at, uint32_t line, uint32_t *stamps)
{
    size_t distinct = 0;
    for (size_t n = at.start; n < at.end; n++) {
        distinct += stamps[c->words.ids[n]] != line;
        stamps[c->words.ids[n]] = line;
    }
    return distinct;
}

/* The ids of the text before piece i. */
static struct span window_before(const struct cohesion *c, size_t i)
{
    size_t end = c->words.start[i];
    bool whole = end - c->from[i] <= c->window;
    return (struct span){whole ? c->from[i] : end - c->window, end};
}

/* And of that from it on. */
static struct span window_after(const struct cohesion *c, size_t i)
{
    size_t start = c->words.start[i];
    bool whole = c->until[i] - start <= c->window;
    return (struct span){start, whole ? c->until[i] : start + c->window};
}

/* Percent, of the text before piece i and that from piece `next` on; below zero where one side has
 * too little text to tell. `line` tells this comparison from all others. */
static int cohesion_between(struct cohesion *c, size_t i, size_t next, uint32_t line)
{
    size_t before = stamp(c, window_before(c, i), line, c->before);
    size_t after = stamp(c, window_after(c, next), line, c->after);
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
    find_reaches(&c, a);
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
