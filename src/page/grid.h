/* SPDX-License-Identifier: MIT */
/*
 * Inside page/: the cells of a table in an article's text on their grid, and what each column asks
 * for. cells.c measures them, grid.c sets them.
 */
#ifndef BRIEFGEN_PAGE_GRID_H
#define BRIEFGEN_PAGE_GRID_H

#include "page/blocks.h"
#include "page/widths.h"

struct grid_cell {
    const struct glyphs *glyphs; /* NULL: it is empty */
    const struct format *format;
    int column, columns, rows; /* inside the grid and its part of the table; at least 1 */
    dist whole;                /* of a number: the right edge of its last digit before the point */
    bool number;
    struct tag *tag; /* in the tree */
};

struct grid_row {
    const struct row *row;
    struct grid_cell *cells;
    size_t count;
};

struct grid_column {
    struct column_wish wish;
    bool number, any; /* all cells below the head are numbers or blank; there are numbers */
    dist whole, tail; /* of its numbers: the widest up to the point, and from there on */
    dist x, width;    /* once the measure is divided */
};

struct grid {
    int columns;
    struct grid_column column[MOST_COLUMNS];
    struct grid_row *rows;
    size_t count;
    const struct format *cell, *heading; /* as they are set: at `percent` of the sheet's size */
    dist padding, row_gap;
    int percent;
    struct tag *tag; /* the table, in no tree yet */
};

/* Measures a table that is set at `percent` of its size. False if it has no cells or too many
 * columns. What a glyph lacks is said to `d`. */
bool grid_measure(struct setter *s, struct grid *g, const struct table_format *format,
                  const struct block *table, int percent, struct diags *d);

/* Whether both are of the head, both of the body, or both of the foot. */
bool grid_same_part(const struct row *a, const struct row *b);

enum { GRID_SHORT_TEXT = 10 /* characters of a text that should not be broken */ };

/* The text of a cell. */
const struct glyphs *grid_glyphs(struct setter *s, const char *text, const struct format *format,
                                 struct pos pos, struct diags *d);

/* Bytes of a number up to its decimal point, else up to its last digit; 0 if the text is more than
 * a number with its sign and unit. */
size_t grid_number(const char *text);

#endif
