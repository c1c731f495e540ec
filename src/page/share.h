/* SPDX-License-Identifier: MIT */
/*
 * Inside page/: the rows of a table in columns that are as level as can be. A pure function of
 * their heights.
 */
#ifndef BRIEFGEN_PAGE_SHARE_H
#define BRIEFGEN_PAGE_SHARE_H

#include "util/util.h"

enum { SHARE_COLUMNS = 6 /* at most; of a sheet */ };

struct share_row {
    dist height;
    bool free; /* a column may begin with it */
};

/* Puts the rows into 1 to SHARE_COLUMNS columns: ends[i] is the row behind the last one of column
 * i. `head` is the height of what stands above the rows of every column but the first. The least
 * sum of squared heights, and of ways that are as even the one whose last columns are the shortest.
 * False if there are too few rows to begin a column with. Work is `columns` times `count` squared:
 * for what one page holds. */
bool share_rows(const struct share_row *rows, size_t count, dist head, int columns, size_t *ends,
                struct arena *scratch);

#endif
