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

#include "acquire/feature.h"
#include "acquire/grammar.h"

enum { WINDOW = 500 /* characters on each side */ };

struct where {
    uint64_t pair; /* first << 32 | second */
    uint32_t piece;
};

struct rarity {
    uint64_t pair;
    double weight;
};

struct cohesion {
    const struct chain *chain;
    struct rarity *rarities; /* by pair */
    size_t count;
    uint64_t *before, *after; /* windows: distinct pairs, sorted */
};

static int by_where(const void *left, const void *right)
{
    const struct where *l = left, *r = right;
    if (l->pair != r->pair)
        return l->pair > r->pair ? 1 : -1;
    return (l->piece > r->piece) - (l->piece < r->piece);
}

static int by_pair(const void *left, const void *right)
{
    uint64_t l = *(const uint64_t *)left, r = *(const uint64_t *)right;
    return (l > r) - (l < r);
}

/* The next pair of Han characters in s, or 0 at its end. */
static uint64_t next_pair(struct slice *s, uint64_t *last)
{
    while (s->start < s->end) {
        uint64_t code = utf8_next(&s->start, s->end), before = *last;
        *last = is_han((uint32_t)code) ? code : 0;
        if (before && *last)
            return before << 32 | code;
    }
    return 0;
}

/* What each pair of the page tells: ln(1 + texts of the page / texts that have it). */
static void measure_rarity(struct cohesion *c, struct arena *a)
{
    size_t room = c->chain->page->len, found = 0, texts = 0;
    struct where *where = arena_array(a, room + 1, sizeof *where);
    for (size_t i = 0; i < c->chain->count; i++) {
        uint64_t pair, last = 0;
        struct slice s = slice_of(c->chain->pieces[i]->text);
        if (!is_text(c->chain->pieces[i]) || is_apparatus(c->chain->pieces[i]))
            continue;
        while ((pair = next_pair(&s, &last)))
            where[found++] = (struct where){pair, (uint32_t)i};
        texts++;
    }
    qsort(where, found, sizeof *where, by_where);
    c->rarities = arena_array(a, found + 1, sizeof *c->rarities);
    for (size_t i = 0, end; i < found; i = end) {
        size_t pieces = 0;
        for (end = i; end < found && where[end].pair == where[i].pair; end++)
            pieces += end == i || where[end].piece != where[end - 1].piece;
        c->rarities[c->count++] =
            (struct rarity){where[i].pair, log(1 + (double)texts / (double)pieces)};
    }
}

static double rarity_of(const struct cohesion *c, uint64_t pair)
{
    const struct rarity *r = bsearch(&pair, c->rarities, c->count, sizeof *r, by_pair);
    return r ? r->weight : 0;
}

/* The distinct pairs of the text from piece `i` on in direction `step`, sorted; their number. A
 * dateline opens an article: nothing beyond it is of interest. */
static size_t gather(const struct cohesion *c, size_t i, int step, uint64_t *pairs)
{
    size_t found = 0, taken = 0, distinct = 0;
    for (size_t k = i + (size_t)step; k < c->chain->count && taken < WINDOW; k += (size_t)step) {
        const struct piece *piece = c->chain->pieces[k];
        bool opens = shows(piece, HAS_DATELINE);
        if (opens && step > 0 && found)
            break;
        if (!is_text(piece) || is_apparatus(piece))
            continue;
        struct slice s = slice_of(piece->text);
        size_t count = slice_count(s);
        for (; step < 0 && count > WINDOW - taken; count--)
            utf8_next(&s.start, s.end);
        uint64_t pair, last = 0;
        for (size_t n = 0; n < WINDOW - taken && (pair = next_pair(&s, &last)); n++)
            pairs[found++] = pair;
        taken += count;
        if (opens && step < 0)
            break;
    }
    qsort(pairs, found, sizeof *pairs, by_pair);
    for (size_t k = 0; k < found; k++)
        if (k == 0 || pairs[k] != pairs[k - 1])
            pairs[distinct++] = pairs[k];
    return distinct;
}

/* Percent; below zero where one side has too little text to tell. */
static int cohesion_at(struct cohesion *c, size_t i)
{
    size_t before = gather(c, i, -1, c->before), after = gather(c, i, 1, c->after);
    double sum = 0;
    if (before < 40 || after < 40)
        return -1;
    for (size_t k = 0, n = 0; k < before; k++) {
        while (n < after && c->after[n] < c->before[k])
            n++;
        if (n < after && c->after[n] == c->before[k])
            sum += rarity_of(c, c->before[k]);
    }
    return (int)(100 * sum / sqrt((double)before * (double)after));
}

void feature_cohesion(struct chain *chain)
{
    struct arena *a = arena_new();
    struct cohesion c = {chain, NULL, 0, arena_array(a, 2 * WINDOW, sizeof(uint64_t)),
                         arena_array(a, 2 * WINDOW, sizeof(uint64_t))};
    measure_rarity(&c, a);
    for (size_t i = 0; i < chain->count; i++) {
        struct piece *p = chain->pieces[i];
        int percent = is_line(p) ? cohesion_at(&c, i) : -1;
        show(p, COHERENT, percent >= 15);
        show(p, CLOSE_KNIT, percent >= 20);
        show(p, APART, percent >= 0 && percent < 9);
    }
    arena_free(a);
}
