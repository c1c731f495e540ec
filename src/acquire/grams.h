/* SPDX-License-Identifier: MIT */
/*
 * Inside acquire/: where a few characters first stand in a text that is asked about many times.
 */
#ifndef BRIEFGEN_ACQUIRE_GRAMS_H
#define BRIEFGEN_ACQUIRE_GRAMS_H

#include "acquire/piece.h"

enum { LONGEST_GRAM = 6 /* characters that can be asked for */ };

struct grams;

/* Of a text that stays where it is. In the arena, with all that questions add to it. */
struct grams *grams_open(struct arena *a, struct slice text);
/* Where the whole of `gram`, of one to LONGEST_GRAM characters, first stands; NULL if nowhere. */
const char *grams_find(struct grams *grams, struct slice gram);

#endif
