/* SPDX-License-Identifier: MIT */
/* digest/unit: the classifier or measure unit behind a number. */
#ifndef BRIEFGEN_DIGEST_UNIT_H
#define BRIEFGEN_DIGEST_UNIT_H

#include "digest/passage.h"

enum unit_kind {
    UNIT_NONE,     /* none is written: 3200万观众 */
    UNIT_THING,    /* 个 件 处: the name of the thing may follow */
    UNIT_PERSON,   /* 人 人次: is its own noun */
    UNIT_EVENT,    /* 次 场次: what was done stands before */
    UNIT_MEASURE,  /* 公里 吨 */
    UNIT_MONEY,    /* 元: takes a 万 亿 before it into the unit */
    UNIT_PERCENT,  /* % 个百分点 倍 */
    UNIT_DURATION, /* 小时 天 */
};

struct unit {
    struct span at; /* as printed: 条(次), 元/吨 */
    enum unit_kind kind;
};

/* The unit that begins at `at`, a space before it allowed. False if none does. */
bool unit_read(const struct passage *p, size_t at, struct unit *unit);

#endif
