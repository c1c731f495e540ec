/* SPDX-License-Identifier: MIT */
/* Inside acquire/: the lines of a plain text page, before they are pieces. */
#ifndef BRIEFGEN_ACQUIRE_WRAP_H
#define BRIEFGEN_ACQUIRE_WRAP_H

#include "acquire/grammar.h"

struct text_line {
    struct slice text; /* trimmed, without a heading mark; never empty */
    int number, column;
    int level;      /* 1 to 6 for a marked heading, else 0 */
    size_t indent;  /* ideographic spaces before it */
    size_t width;   /* in half Han characters, with the indent */
    bool continues; /* goes on with the line before it */
};

/* Sets `continues` (and `width`) on a page whose lines were kept as wide as the column. */
void acquire_unwrap(struct arena *a, struct text_line *lines, size_t count);

#endif
