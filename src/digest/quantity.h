/* SPDX-License-Identifier: MIT */
/*
 * digest/quantity: all numbers with a unit in a passage, with the text around each, for the checker
 * of their arithmetic. It sees more than the figures of the table: what has no label that can stand
 * alone is part of a sum all the same.
 */
#ifndef BRIEFGEN_DIGEST_QUANTITY_H
#define BRIEFGEN_DIGEST_QUANTITY_H

#include "digest/interval.h"
#include "digest/number.h"
#include "digest/unit.h"

enum measure { COUNTED, PERCENT, POINTS /* 个百分点 */, TIMES /* 倍 */ };

struct quantity {
    struct span at;   /* number, unit and 以上 behind it; without 约 before it */
    struct span unit; /* 元 of 3万元; empty for a share */
    enum unit_kind kind;
    enum measure measure;
    struct interval amount; /* in the unit, of shares per cent */
    bool rough;             /* 余 多 约 近 stands in it, before or behind it */
    int zeros;              /* at the end of a plain integer; of others where the digits end */
    struct span clause;     /* between marks, without them */
    size_t sentence;        /* number of the sentence in the passage */
    size_t opening;         /* where it begins */
    struct span before;     /* from the quantity before in the sentence, or its beginning */
    struct span after;      /* to the next quantity or the clause's end */
};

struct quantities {
    struct arena *arena;
    const struct passage *p;
    struct quantity *items; /* in the order of the text; none that is hidden */
    size_t count;
};

struct quantities quantities_read(struct arena *a, const struct passage *p);

/* 人, 名 and 位 count the same; else the unit must be written alike. */
bool quantity_alike(const struct passage *p, const struct quantity *a, const struct quantity *b);

/* A value as `like` is written: in 万元 if that is. */
const char *quantity_told(struct arena *a, const struct passage *p, const struct quantity *like,
                          amount value);

/* Whether one of these words begins in s, outside brackets and quotations. */
bool span_has(const struct passage *p, struct span s, const char *const *words);
/* Whether s is a row of these words and nothing else, marks and spaces left out. */
bool span_only(const struct passage *p, struct span s, const char *const *words);
/* Without marks and spaces at both ends. */
struct span span_trim(const struct passage *p, struct span s);
/* The text between the beginning of its clause, or the quantity before, and the quantity. */
struct span quantity_gap(const struct quantity *q);

#endif
