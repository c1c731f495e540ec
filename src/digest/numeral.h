/* SPDX-License-Identifier: MIT */
/*
 * digest/numeral: what stands in a number between its sign, its 分之 and its range (number.h). The
 * reader of one is open to number.c, which goes on where a numeral ends.
 */
#ifndef BRIEFGEN_DIGEST_NUMERAL_H
#define BRIEFGEN_DIGEST_NUMERAL_H

#include "digest/number.h"

enum { NO_POWER = 99 };

struct numeral { /* one that is read */
    const struct passage *p;
    struct number *n; /* gets `approx`, `about` and `multiplied` */
    size_t at;        /* the next character */
    size_t last;      /* behind the last character that belongs to the number */
    struct decimal total, section, current;
    bool has_current;
    bool single;         /* current is one Han digit */
    bool any;            /* something with a value was read */
    bool fell;           /* 零 stood behind the last multiplier: 一千零五 */
    bool closed;         /* only 万 亿 may follow: 15余 */
    bool arabic;         /* an Arabic digit was read */
    unsigned small;      /* power of the last 十 百 千 in the section, NO_POWER before */
    unsigned big;        /* power of the last 万 亿 兆, NO_POWER before */
    unsigned previous;   /* power of the last multiplier, 0 before */
    struct decimal base; /* before the run of 万 亿 that ends the number */
    size_t base_end;
};

/* One that begins at `at`, of which nothing is read yet. */
struct numeral numeral_at(const struct passage *p, size_t at, struct number *n);
/* Reads it as far as it goes; false if nothing with a value stands there. */
bool numeral_read(struct numeral *r, struct decimal *value);

static inline uint32_t numeral_peek(const struct numeral *r, size_t ahead)
{
    return passage_at(r->p, r->at + ahead);
}

/* The next characters belong to the number. */
static inline void numeral_take(struct numeral *r, size_t characters)
{
    r->at += characters;
    r->last = r->at;
}

/* 0 … 9 of a Han digit in any form, or -1. */
int numeral_digit(uint32_t c);
/* The power of ten of 十 百 千 万 亿 兆, or 0. */
unsigned numeral_power(uint32_t c);
/* Behind the blanks that begin at `at`. */
size_t numeral_gap_end(const struct passage *p, size_t at);

#endif
