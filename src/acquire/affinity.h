/* SPDX-License-Identifier: MIT */
/*
 * Inside acquire/: how many words two stretches of a page share, each counted by how rare it is
 * there. A word is a pair of Han characters (affinity.c says why).
 */
#ifndef BRIEFGEN_ACQUIRE_AFFINITY_H
#define BRIEFGEN_ACQUIRE_AFFINITY_H

#include "acquire/piece.h"

enum { HEARD = 1500 /* words of an article that a question looks at */ };

struct affinity;

/* The words of pieces in order, by numbers. */
struct words {
    uint32_t *ids;  /* equal words have equal ones */
    size_t *start;  /* of each piece's words in ids; one more than there are pieces */
    double *rarity; /* of each id: ln(1 + texts / pieces that have it) */
};

/* Of `texts` of the pieces; those that do not count have no text. In the arena. */
struct words affinity_number(struct arena *a, struct piece *const *pieces, size_t count,
                             size_t texts);

/* Pieces from `start` to before `end`. */
struct span {
    size_t start, end;
};

/* Of the pieces given, which stay where they are; they are numbered as they stand in the array. */
struct affinity *affinity_open(struct arena *a, struct piece *const *pieces, size_t count);
/* Per cent of the words of one stretch that the other has, of which no more than `window` words are
 * looked at: the last ones if it stands before the first stretch, else the first ones. 0 where
 * either is empty. */
int affinity_echo(struct affinity *affinity, struct span words, struct span text, size_t window);
/* How much two stretches are about the same: what they share, by the mean of what they have, in per
 * cent; the last `window` words of the first and the first ones of the second are looked at. -1
 * where one has too few to tell. */
int affinity_cohesion(struct affinity *affinity, struct span before, struct span after,
                      size_t window);
/* By how much likelier the words of a text are in `there` than in `here`, as a natural logarithm;
 * below zero if they are likelier here. What stands in `but`, as the text does, is of neither; no
 * more than `window` words of each are looked at. */
double affinity_lean(struct affinity *affinity, struct span text, struct span there,
                     struct span here, struct span but, size_t window);

#endif
