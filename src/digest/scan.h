/* SPDX-License-Identifier: MIT */
/*
 * digest/scan: one pass over a passage finds its clauses and the numbers that count something.
 */
#ifndef BRIEFGEN_DIGEST_SCAN_H
#define BRIEFGEN_DIGEST_SCAN_H

#include "digest/clause.h"

struct scan {
    struct arena *a; /* scratch */
    const struct passage *p;
    struct count *counts;
    size_t count;
    size_t first; /* of the counts in this clause */
    size_t start; /* of the clause */
    size_t mark;  /* where the text before the next number begins */
    size_t sentence, group;
    size_t opening[2]; /* of this sentence and of the one before */
    bool joined;       /* a 、 was seen since the last count */
    struct span earlier;
};

/* Finds all counts of s->p. */
void scan_counts(struct scan *s);

/* countable.c: whether a number with this unit, behind s->mark, counts something; and whether one
 * does that has no unit. */
bool counts_something(const struct scan *s, const struct count *c);
bool counts_alone(const struct scan *s, const struct number *n);

/* countable.c: where the result of a jump or a throw ends that begins with n (4米18), 0 if none
 * does. */
size_t mark_end(const struct passage *p, const struct number *n);

static inline bool ends_sentence(uint32_t c)
{
    return is_stop(c) || is_bullet(c);
}

#endif
