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
    size_t cells;   /* the same where every character is as wide as a Han character */
    size_t measure; /* of the column that it stands in, 0 if its lines were not kept */
    bool in_cells;  /* the measure counts cells */
    bool continues; /* goes on with the line before it */
};

/* Sets `continues` (and all above it) of lines that were kept as wide as the column. */
void acquire_unwrap(struct arena *a, struct text_line *lines, size_t count);

/* intruder.c: puts headlines that stand between two unwrapped lines of a sentence where they
 * belong, above the text that has their words. */
void acquire_take_out_heads(struct arena *a, struct text_line *lines, size_t count);

/* measure.c: sets width, cells, measure and in_cells of all lines. */
void acquire_measure(struct arena *a, struct text_line *lines, size_t count);
/* By how much the line falls short of its measure, in half Han characters; below 0 if it is wider.
 */
int line_lacks(const struct text_line *line);
/* It has a measure, and fills it but for what prohibition rules take from a line. */
bool line_fills(const struct text_line *line);
/* A mark of a sentence or a clause. */
bool line_ends_with_mark(const struct text_line *line);
/* Opens a bracket that it does not close. */
bool line_leaves_open(const struct text_line *line);
/* A dateline, also one whose bracket only closes in the next line. */
bool line_begins_dateline(struct arena *a, const struct text_line *lines, size_t i, size_t count);
/* Is line i text that no line goes on in? A heading mark, ——, names, a credit, a caption, a
 * dateline, a web site's line; nothing of that behind an open bracket. `amid` says that it fills
 * its measure and that the line before it belongs to a paragraph: then what looks like names is
 * none, unless a sentence ended there. */
bool line_begins_anew(struct arena *a, const struct text_line *lines, size_t i, size_t count,
                      bool amid);

#endif
