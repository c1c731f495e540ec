/* SPDX-License-Identifier: MIT */
/*
 * Inside acquire/: a table on its way to rows, for readers that meet its parts one after the other.
 * Between rows_open() and rows_close() pieces are handed to rows_add() instead of
 * acquire_add_piece(); the table decides in the end what they become.
 */
#ifndef BRIEFGEN_ACQUIRE_ROWS_H
#define BRIEFGEN_ACQUIRE_ROWS_H

#include "acquire/piece.h"

struct table_piece {
    struct piece piece;
    size_t cell; /* its number counted from 1; 0 beside the cells */
    bool title;
};

struct table_cell {
    size_t row;
    bool heading;
    int columns, rows;
    struct cell_width width;
};

struct table {
    struct page *page;
    bool open;
    bool data;        /* certainly no layout */
    bool head;        /* inside thead */
    bool foot;        /* inside tfoot */
    bool title;       /* inside caption */
    size_t cell;      /* the open one, or 0 */
    struct row *rows; /* without cells until the table closes */
    size_t row_count;
    struct table_cell *cells;
    size_t cell_count;
    struct table_piece *pieces;
    size_t piece_count;
};

/* With data == false a table may turn out to be layout: fewer than two rows or columns, headings
 * or long text in its cells. Its pieces are then added to the page as if there were no table. */
void rows_open(struct table *table, struct page *page, bool data);
void rows_begin(struct table *table);
void rows_cell(struct table *table, bool heading, int columns, int rows, struct cell_width width);
void rows_add(struct table *table, struct piece piece);
/* Adds a piece with rows to the page; pictures and what stood beside the cells follow it. */
void rows_close(struct table *table);

/* Gives each column its width: to the first cell of its own there that has none. */
void rows_columns(struct row *rows, size_t count, const struct cell_width *widths, size_t columns);
/* Of a finished table: where no row stands in a head the first ones are it if all their cells are
 * headings, and the rows of the foot go to the end. */
void rows_finish(struct arena *a, struct row *rows, size_t count);

#endif
