/* SPDX-License-Identifier: MIT */
/* digest/decimal: exact plain decimals without a sign. Operations on a broken one give a broken
 * one. */
#ifndef BRIEFGEN_DIGEST_DECIMAL_H
#define BRIEFGEN_DIGEST_DECIMAL_H

#include "util/util.h"

enum { NUMBER_TEXT = 48, LONGEST_PLACES = 20 };

struct decimal { /* units / 10^places */
    uint64_t units;
    unsigned places;
    bool broken; /* it would not fit */
};

struct decimal decimal_times(struct decimal d, uint64_t factor);
struct decimal decimal_digit(struct decimal d, uint64_t digit);   /* 10 d + digit */
struct decimal decimal_shift(struct decimal d, unsigned power);   /* d × 10^power */
struct decimal decimal_unshift(struct decimal d, unsigned power); /* d ÷ 10^power */
struct decimal decimal_add(struct decimal a, struct decimal b);
struct decimal decimal_divide(struct decimal a, struct decimal b); /* to 15 places; broken by 0 */

/* Without zeros at the end. */
void decimal_text(struct decimal d, bool negative, char out[NUMBER_TEXT]);

#endif
