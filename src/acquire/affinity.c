/* SPDX-License-Identifier: MIT */
/*
 * Which stretches of a page are about the same. Words that few pieces have tell more than words
 * that every article has, so each counts by ln(1 + pieces of the page / pieces that have it). A
 * word is a pair of Han characters that stand together: that finds names which no dictionary has.
 *
 * To which of two articles a text belongs is a question of likelihood: an article says half of what
 * it says in its own words and half in those of the whole page (Jelinek and Mercer's
 * interpolation), and the sum over the text's words of the logarithm of both likelihoods' quotient
 * tells. What both have tells nothing, nor what neither has; a rare name tells much.
 *
 * The words of the page are numbered once (n log n); a question is answered by stamping the numbers
 * of one stretch and walking over the other, in the time that both take.
 */
#include "acquire/affinity.h"

#include <math.h>

#include "acquire/grammar.h"

enum { LEAST = 30 /* words of a stretch that can tell what it is about */ };

struct where {
    uint64_t pair;
    uint32_t at; /* its place among all pairs of the page */
    uint32_t piece;
};

struct affinity {
    struct words words;
    double *share;      /* of each id, in all words */
    uint32_t *often[2]; /* of each id, in the two stretches that affinity_lean() compares */
    uint32_t *stamps;   /* of each id, in the stretch that is looked in */
    uint32_t *seen;     /* of each id, in the stretch whose words are looked up */
    uint32_t stamp;     /* tells one question from all others */
};

static size_t count_pairs(struct piece *const *pieces, size_t count)
{
    size_t pairs = 0;
    for (size_t i = 0; i < count; i++) {
        struct slice s = slice_of(pieces[i]->text);
        for (uint64_t last = 0; slice_next_pair(&s, &last);)
            pairs++;
    }
    return pairs;
}

static struct where *find_pairs(struct words *w, struct arena *a, struct piece *const *pieces,
                                size_t count)
{
    struct where *where = arena_array(a, count_pairs(pieces, count) + 1, sizeof *where);
    uint32_t found = 0;
    for (size_t i = 0; i < count; i++) {
        struct slice s = slice_of(pieces[i]->text);
        w->start[i] = found;
        for (uint64_t pair, last = 0; (pair = slice_next_pair(&s, &last)); found++)
            where[found] = (struct where){pair, found, (uint32_t)i};
    }
    w->start[count] = found;
    return where;
}

struct words affinity_number(struct arena *a, struct piece *const *pieces, size_t count,
                             size_t texts)
{
    struct words w = {.start = arena_array(a, count + 1, sizeof *w.start)};
    struct where *where = find_pairs(&w, a, pieces, count);
    size_t found = w.start[count], id = 0;
    w.ids = arena_array(a, found + 1, sizeof *w.ids);
    w.rarity = arena_array(a, found + 1, sizeof *w.rarity);
    sort_by_number(where, found, sizeof *where, a);
    for (size_t i = 0, end; i < found; i = end, id++) {
        size_t having = 0;
        for (end = i; end < found && where[end].pair == where[i].pair; end++) {
            having += end == i || where[end].piece != where[end - 1].piece;
            w.ids[where[end].at] = (uint32_t)id;
        }
        w.rarity[id] = log(1 + (double)texts / (double)having);
    }
    return w;
}

struct affinity *affinity_open(struct arena *a, struct piece *const *pieces, size_t count)
{
    struct affinity *affinity = arena_alloc(a, sizeof *affinity);
    affinity->words = affinity_number(a, pieces, count, count);
    size_t found = affinity->words.start[count];
    affinity->stamps = arena_array(a, found + 1, sizeof *affinity->stamps);
    affinity->seen = arena_array(a, found + 1, sizeof *affinity->seen);
    affinity->share = arena_array(a, found + 1, sizeof *affinity->share);
    for (int i = 0; i < 2; i++)
        affinity->often[i] = arena_array(a, found + 1, sizeof *affinity->often[i]);
    for (size_t n = 0; n < found; n++)
        affinity->share[affinity->words.ids[n]]++;
    for (size_t id = 0; id < found; id++)
        affinity->share[id] /= (double)found;
    return affinity;
}

/* The places in ids of a stretch's first or last `window` words. */
static struct span places(const struct affinity *affinity, struct span s, size_t window, bool last)
{
    struct span at = {affinity->words.start[s.start], affinity->words.start[s.end]};
    if (at.end - at.start > window && last)
        at.start = at.end - window;
    else if (at.end - at.start > window)
        at.end = at.start + window;
    return at;
}

/* Stamps the words at these places; what they weigh together. */
static double stamp(struct affinity *affinity, struct span at)
{
    double sum = 0;
    affinity->stamp++;
    for (size_t n = at.start; n < at.end; n++) {
        uint32_t id = affinity->words.ids[n];
        sum += affinity->stamps[id] == affinity->stamp ? 0 : affinity->words.rarity[id];
        affinity->stamps[id] = affinity->stamp;
    }
    return sum;
}

/* What the words at these places weigh together, and of them those that were stamped last. */
static double shared(struct affinity *affinity, struct span at, double *all)
{
    double sum = 0;
    *all = 0;
    for (size_t n = at.start; n < at.end; n++) {
        uint32_t id = affinity->words.ids[n];
        if (affinity->seen[id] == affinity->stamp)
            continue;
        affinity->seen[id] = affinity->stamp;
        *all += affinity->words.rarity[id];
        sum += affinity->stamps[id] == affinity->stamp ? affinity->words.rarity[id] : 0;
    }
    return sum;
}

int affinity_echo(struct affinity *affinity, struct span words, struct span text, size_t window)
{
    double all = 0, sum = 0;
    stamp(affinity, places(affinity, text, window, text.start < words.start));
    sum = shared(affinity, places(affinity, words, window, false), &all);
    return all > 0 ? (int)(100 * sum / all) : 0;
}

int affinity_cohesion(struct affinity *affinity, struct span before, struct span after,
                      size_t window)
{
    struct span one = places(affinity, before, window, true),
                two = places(affinity, after, window, false);
    double other = 0;
    if (one.end - one.start < LEAST || two.end - two.start < LEAST)
        return -1;
    double own = stamp(affinity, one), sum = shared(affinity, two, &other);
    return (int)(100 * sum / sqrt(own * other));
}

/* Counts the words of a stretch that are not `but`'s; `by` is 1, or 0 to count none again. How many
 * there are. */
static size_t count_words(const struct affinity *affinity, uint32_t *often, struct span at,
                          struct span but, uint32_t by)
{
    size_t words = 0;
    for (size_t n = at.start; n < at.end; n++) {
        if (n >= but.start && n < but.end)
            continue;
        uint32_t *of = &often[affinity->words.ids[n]];
        *of = by ? *of + by : 0;
        words++;
    }
    return words;
}

double affinity_lean(struct affinity *affinity, struct span text, struct span there,
                     struct span here, struct span but, size_t window)
{
    struct span not = {affinity->words.start[but.start], affinity->words.start[but.end]};
    struct span at[2] = {places(affinity, there, window, true),
                         places(affinity, here, window, true)};
    double lean = 0, words[2];
    for (int i = 0; i < 2; i++)
        words[i] = 1 + (double)count_words(affinity, affinity->often[i], at[i], not, 1);
    affinity->stamp++;
    struct span own = places(affinity, text, window, false);
    for (size_t n = own.start; n < own.end; n++) {
        uint32_t id = affinity->words.ids[n];
        if (affinity->seen[id] == affinity->stamp)
            continue;
        affinity->seen[id] = affinity->stamp;
        double share = affinity->share[id];
        lean += log((affinity->often[0][id] / words[0] + share) /
                    (affinity->often[1][id] / words[1] + share));
    }
    for (int i = 0; i < 2; i++)
        count_words(affinity, affinity->often[i], at[i], not, 0);
    return lean;
}
