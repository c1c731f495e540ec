/* SPDX-License-Identifier: MIT */
/*
 * Do two Han characters stand together? The words of jieba's dictionary and their frequencies tell,
 * made tables when the program is built (scripts/transitions). Two characters meet inside a word,
 * or where one word ends with the first and the next begins with the second; how often, against how
 * often they would meet in a text without order, is what the joint of two texts has for it:
 * 工|具 far more, 水|沟 more, 工|沟 about as often, 排|改 less.
 *
 * A model of words in a row would tell a little more, but the few that there are have licences that
 * bind what is made of them.
 */
#include "acquire/grammar.h"

#include <math.h>
#include <stdlib.h>

struct used {
    uint16_t code;
    uint8_t all, first, last; /* 8 ln(1 + how often) */
};

struct together {
    uint16_t first, second;
    uint8_t often;
};

#define WORDS(words, all)
#define CHARACTER(code, all, first, last) {code, all, first, last},
#define PAIR(first, second, often)
static const struct used characters[] = {
#include "acquire/transitions.inc"
};
#undef CHARACTER
#undef PAIR
#define CHARACTER(code, all, first, last)
#define PAIR(first, second, often) {first, second, often},
static const struct together pairs[] = {
#include "acquire/transitions.inc"
};
#undef WORDS
#undef PAIR
#define WORDS(words, all) {words, all},
#define PAIR(first, second, often)
static const struct {
    uint8_t words, all;
} sums[] = {
#include "acquire/transitions.inc"
};

static double often(uint8_t level)
{
    return exp(level / 8.0) - 1;
}

static int by_code(const void *key, const void *entry)
{
    uint32_t code = *(const uint32_t *)key;
    uint16_t other = ((const struct used *)entry)->code;
    return (code > other) - (code < other);
}

static int by_pair(const void *key, const void *entry)
{
    const uint32_t *code = key;
    const struct together *pair = entry;
    if (code[0] != pair->first)
        return code[0] > pair->first ? 1 : -1;
    return (code[1] > pair->second) - (code[1] < pair->second);
}

bool transition(uint32_t first, uint32_t second, double *ratio)
{
    const uint32_t codes[] = {first, second};
    const struct used *a = bsearch(&first, characters, COUNT(characters), sizeof *a, by_code);
    const struct used *b = bsearch(&second, characters, COUNT(characters), sizeof *b, by_code);
    if (!a || !b)
        return false;
    const struct together *both = bsearch(codes, pairs, COUNT(pairs), sizeof *both, by_pair);
    double met =
        (both ? often(both->often) : 0) + often(a->last) * often(b->first) / often(sums[0].words);
    *ratio = log((met + 1) / (often(a->all) * often(b->all) / often(sums[0].all) + 1));
    return true;
}
