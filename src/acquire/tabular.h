/* SPDX-License-Identifier: MIT */
/* Inside acquire/: lines of plain text whose cells are parted by gaps. */
#ifndef BRIEFGEN_ACQUIRE_TABULAR_H
#define BRIEFGEN_ACQUIRE_TABULAR_H

#include "acquire/wrap.h"

/* What parts cells; the wider ones do so, too. */
enum gap {
    BY_TAB,
    BY_WIDE_GAP, /* two blanks, U+3000 */
    BY_BLANK,
};

/* Takes the next cell off the beginning of a line that is not empty. */
struct slice tabular_next(struct slice *line, enum gap gap);
size_t tabular_count(struct slice line, enum gap gap);
/* How many cells of a line begin with a number, and how many there are. */
size_t tabular_numbers(struct slice line, enum gap gap, size_t *cells);
/* Adds the rows of a table with which the lines begin; returns their number, 0 if there is none. */
size_t tabular_take(struct page *page, const struct text_line *lines, size_t count);

#endif
