/* SPDX-License-Identifier: MIT */
/*
 * Inside page/: how wide the columns of a table are. A pure function of what their contents need;
 * widths.c tells by which rule.
 */
#ifndef BRIEFGEN_PAGE_WIDTHS_H
#define BRIEFGEN_PAGE_WIDTHS_H

#include "util/util.h"

enum { MOST_COLUMNS = 64 };

/* What one column asks for; all with its padding, 0 ≤ least ≤ easy ≤ fair ≤ whole ≤ most. */
struct column_wish {
    dist least; /* nothing in it is broken that must not be */
    dist easy;  /* so that its texts can be read: no column of single characters */
    dist fair;  /* no short text is broken */
    dist whole; /* nor one of twice that length */
    dist most;  /* every paragraph on one line */
    int share;  /* 1/1000 of the table as asked for, or 0 */
    dist fixed; /* as asked for, or 0; a share goes before it */
};

/* Widens the wishes of `count` columns so that together they hold what a cell over them all asks
 * for: in proportion to their `most`, in equal parts where that is 0. */
void widths_span(struct column_wish *columns, size_t count, const struct column_wish *cell);

/* The widths of 1 to MOST_COLUMNS columns of a table that is `measure` wide: they sum exactly to
 * it. False if it is less than the sum of `least`; all columns are then narrower than they need, in
 * proportion. */
bool widths_divide(const struct column_wish *columns, size_t count, dist measure, dist *widths);

/* What the columns need at least, and to be easily read. */
int64_t widths_least(const struct column_wish *columns, size_t count);
int64_t widths_easy(const struct column_wish *columns, size_t count);

#endif
