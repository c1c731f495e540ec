/* SPDX-License-Identifier: MIT */
/*
 * digest/interval: what a written number stands for. 3.44万 is any number from 34350 to 34450, 80余
 * one from 80 to 90, 超500 one from 500 up; arithmetic on such numbers can only be refuted when the
 * intervals cannot meet. Everything is exact: millionths in 128 bits, no division but for showing.
 */
#ifndef BRIEFGEN_DIGEST_INTERVAL_H
#define BRIEFGEN_DIGEST_INTERVAL_H

#include "util/util.h"

typedef __int128 amount; /* in millionths */

#define ONE ((amount)1000000)
/* No number is larger: 一亿亿. Its product with a share of AMOUNT_SHARE still fits. */
#define AMOUNT_MOST (ONE * 10000000000000000)
#define AMOUNT_SHARE (ONE * 1000000)

struct interval {
    amount value;     /* as written, for showing */
    amount low, high; /* both may be reached */
};

/* A decimal of number_read; false if it is larger than AMOUNT_MOST or finer than a millionth. */
bool amount_read(const char *decimal, amount *out);
/* The plain decimal, without zeros at its end. */
const char *amount_text(struct arena *a, amount value);

struct interval interval_sum(struct interval a, struct interval b);
bool interval_meets(struct interval a, struct interval b);

/* above / below, each as low as it can be and as high: the two are taken together, because they may
 * be made of the same numbers. */
struct ratio {
    amount low_above, low_below, high_above, high_below;
    amount value_above, value_below;
};

/* part / whole */
struct ratio ratio_of(struct interval part, struct interval whole);
/* |later - earlier| / earlier, of a rise or a fall. */
struct ratio ratio_change(struct interval earlier, struct interval later);
/* The same where the change is told instead of the earlier figure. */
struct ratio ratio_told(struct interval change, struct interval later, bool rise);
/* Whether the ratio times `times` (100 for per cent) can be the share. True for what has no base.
 */
bool ratio_meets(struct ratio r, int times, struct interval share);
/* The ratio times `times` to two places, for showing. */
const char *ratio_text(struct arena *a, struct ratio r, int times);

#endif
