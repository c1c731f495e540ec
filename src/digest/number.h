/* SPDX-License-Identifier: MIT */
/* digest/number: reads a written number at a place in a passage. */
#ifndef BRIEFGEN_DIGEST_NUMBER_H
#define BRIEFGEN_DIGEST_NUMBER_H

#include "digest/passage.h"

enum { NUMBER_TEXT = 48 };

struct number {
    struct span at;  /* all of it: sign, 余 多 几 数 and the end of a range included */
    size_t base_end; /* before a closing 万 亿 (3.44 of 3.44万); at.end if none can be
                        set apart */
    char decimal[NUMBER_TEXT]; /* exact plain decimal; of a range the lower end */
    char base[NUMBER_TEXT];    /* the same for the characters before base_end */
    struct span approx; /* the word in it that says "about": 余 多 几 数 上, or the 至 of a
                           range; empty if none */
    bool about;         /* two neighbouring digits: 七八百 */
    bool percent;       /* 百分之五十, 三成: decimal is per cent and no unit follows */
    struct span unit;   /* of it the 百分之 or the 成; empty if none can be set apart */
    struct span share;  /* and the rest, whose plain decimal is base */
    bool fraction;      /* 五分之一; 1/3 is given to 15 places */
    bool han;           /* without an Arabic digit */
    bool multiplied;    /* a 十 百 千 万 亿 was written */
};

/* Reads the longest number that begins at `at`. False if there is none, or none that can be stated:
 * more than 18 digits, a bare 百 千 万 亿 (百姓, 千家万户, 万某), a formal digit alone (收拾,
 * 陆地), 几 without a multiplier. n->at is set all the same, and never empty: nothing in it begins
 * another number. */
bool number_read(const struct passage *p, size_t at, struct number *n);

#endif
