/* SPDX-License-Identifier: MIT */
/* A table in Markdown, of pipes or of HTML tags: its pieces are kept until it ends, because only
 * then one can say whether it holds data or was used to place things on a page. */
#include "acquire/rows.h"

#include <string.h>

#include "acquire/grammar.h"

enum { LONGEST_CELL = 300 };

void rows_open(struct table *table, struct page *page, bool data)
{
    *table = (struct table){.page = page, .open = true, .data = data};
}

void rows_begin(struct table *table)
{
    struct arena *a = table->page->arena;
    bool first = !table->row_count || table->rows[table->row_count - 1].head;
    table->rows = arena_grow(a, table->rows, table->row_count, sizeof *table->rows);
    table->rows[table->row_count++] = (struct row){.head = table->head && first};
    table->cell = 0;
    table->title = false; /* a caption without an end */
}

void rows_cell(struct table *table, bool heading, int columns, int rows)
{
    struct arena *a = table->page->arena;
    if (!table->row_count || table->title)
        rows_begin(table);
    table->cells = arena_grow(a, table->cells, table->cell_count, sizeof *table->cells);
    table->cells[table->cell_count++] =
        (struct table_cell){table->row_count - 1, heading, columns, rows};
    table->cell = table->cell_count;
}

void rows_add(struct table *table, struct piece piece)
{
    struct arena *a = table->page->arena;
    table->pieces = arena_grow(a, table->pieces, table->piece_count, sizeof *table->pieces);
    table->pieces[table->piece_count++] =
        (struct table_piece){piece, table->title ? 0 : table->cell, table->title};
}

static bool is_data(const struct table *table)
{
    size_t most = 0, in_row = 0;
    if (table->data)
        return true;
    for (size_t i = 0; i < table->cell_count; i++) {
        in_row = i && table->cells[i].row == table->cells[i - 1].row ? in_row + 1 : 1;
        most = in_row > most ? in_row : most;
    }
    for (size_t i = 0; i < table->piece_count; i++) {
        const struct table_piece *p = &table->pieces[i];
        if (p->cell && (p->piece.level || slice_count(slice_of(p->piece.text)) > LONGEST_CELL))
            return false;
    }
    return table->row_count >= 2 && most >= 2;
}

static void add_text(struct buf *text, const struct piece *piece)
{
    if (!piece->picture)
        buf_addf(text, "%s%s", text->len ? " " : "", piece->text);
}

static const char *taken(const struct table *table, struct buf *text)
{
    const char *out = arena_text(table->page->arena, text->text ? text->text : "", text->len);
    buf_release(text);
    return out;
}

/* The pieces of one cell, from *next on, as one text. */
static const char *cell_text(const struct table *table, size_t cell, size_t *next)
{
    struct buf text = {0};
    for (; *next < table->piece_count && table->pieces[*next].cell <= cell; ++*next)
        if (table->pieces[*next].cell == cell)
            add_text(&text, &table->pieces[*next].piece);
    return taken(table, &text);
}

static const char *title_of(const struct table *table)
{
    struct buf text = {0};
    for (size_t i = 0; i < table->piece_count; i++)
        if (table->pieces[i].title)
            add_text(&text, &table->pieces[i].piece);
    return taken(table, &text);
}

static void fill_rows(struct table *table)
{
    size_t next = 0;
    for (size_t i = 0; i < table->cell_count; i++) {
        const struct table_cell *from = &table->cells[i];
        struct row *row = &table->rows[from->row];
        row->cells = arena_grow(table->page->arena, row->cells, row->count, sizeof *row->cells);
        row->cells[row->count++] =
            (struct cell){cell_text(table, i + 1, &next), from->heading, from->columns, from->rows};
    }
}

void rows_close(struct table *table)
{
    bool data = table->piece_count && is_data(table);
    table->open = false;
    if (data) {
        struct piece piece = table->pieces[0].piece;
        fill_rows(table);
        acquire_add_piece(table->page, (struct piece){.text = title_of(table),
                                                      .line = piece.line,
                                                      .column = piece.column,
                                                      .rows = table->rows,
                                                      .row_count = table->row_count});
    }
    for (size_t i = 0; i < table->piece_count; i++) {
        const struct table_piece *p = &table->pieces[i];
        if (!data || !(p->cell || p->title) || p->piece.picture)
            acquire_add_piece(table->page, p->piece);
    }
}
