/* SPDX-License-Identifier: MIT */
/* A table in Markdown, of pipes or of HTML tags: its pieces are kept until it ends, because only
 * then one can say whether it holds data or was used to place things on a page. */
#include "acquire/rows.h"

#include <string.h>

#include "acquire/grammar.h"

enum { LONGEST_CELL = 300, MOST_COLUMNS = 64, FIRST_ROWS = 16 };

/* ---- what all readers of tables need ------------------------------------------------------ */

/* The hundredths of a decimal at *p, which moves behind it; -1 if there is none, or a huge one. */
static int64_t take_hundredths(const char **p)
{
    enum { LARGEST = 10000 };
    int64_t number = 0;
    int places = 0;
    const char *start = *p;
    for (; is_digit(**p) && number < LARGEST; ++*p)
        number = number * 10 + **p - '0';
    if (*p == start || number >= LARGEST)
        return -1;
    number *= 100;
    if (**p == '.')
        for (++*p; is_digit(**p); ++*p, places++)
            number += places < 2 ? (**p - '0') * (places ? 1 : 10) : 0;
    return number;
}

struct cell_width acquire_width(const char *value)
{
    static const struct {
        const char *name;
        dist size;
    } units[] = {{"px", PT * 3 / 4},
                 {"pt", PT},
                 {"cm", (dist)(PT * 7200LL / 254)},
                 {"mm", (dist)(PT * 720LL / 254)},
                 {"in", 72 * PT}};
    int64_t hundredths = take_hundredths(&value), fixed = 0;
    if (hundredths <= 0)
        return (struct cell_width){0};
    if (*value == '%')
        return (struct cell_width){.share = hundredths < 10000 ? (int)(hundredths / 10) : 1000};
    const char *unit = *value ? value : "px";
    for (size_t i = 0; i < COUNT(units); i++)
        if (!strncasecmp(unit, units[i].name, 2))
            fixed = hundredths * units[i].size / 100;
    return (struct cell_width){.fixed = fixed < 1000LL * PT ? (dist)fixed : 0};
}

/* The column that a cell takes: the next that no cell above goes on in. */
static size_t place_cell(int *taken, const struct cell *cell, size_t column)
{
    while (column < MOST_COLUMNS && taken[column] > 0)
        column++;
    for (size_t i = column; i < column + (size_t)cell->columns && i < MOST_COLUMNS; i++)
        taken[i] = cell->rows;
    return column;
}

static bool has_width(struct cell_width width)
{
    return width.share || width.fixed;
}

void rows_columns(struct row *rows, size_t count, const struct cell_width *widths, size_t columns)
{
    int taken[MOST_COLUMNS] = {0};
    bool given[MOST_COLUMNS] = {0};
    for (size_t r = 0; r < count && r < FIRST_ROWS; r++) {
        size_t column = 0;
        for (size_t i = 0; i < rows[r].count; column += (size_t)rows[r].cells[i++].columns) {
            struct cell *cell = rows[r].cells + i;
            column = place_cell(taken, cell, column);
            if (column >= columns || column >= MOST_COLUMNS || cell->columns > 1 || given[column])
                continue;
            if (!has_width(cell->width))
                cell->width = widths[column];
            given[column] = true;
        }
        for (size_t i = 0; i < MOST_COLUMNS; i++)
            taken[i] -= taken[i] > 0;
    }
}

static bool all_headings(const struct row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (!row->cells[i].heading)
            return false;
    return row->count > 0;
}

static void find_head(struct row *rows, size_t count)
{
    size_t head = 0;
    while (head < count && !rows[head].foot && all_headings(rows + head))
        head++;
    for (size_t i = 0; head < count && i < head; i++)
        rows[i].head = true;
}

void rows_finish(struct arena *a, struct row *rows, size_t count)
{
    if (!count)
        return;
    struct row *sorted = arena_array(a, count, sizeof *sorted);
    size_t n = 0;
    for (int foot = 0; foot < 2; foot++)
        for (size_t i = 0; i < count; i++)
            if (rows[i].foot == (foot == 1))
                sorted[n++] = rows[i];
    memcpy(rows, sorted, count * sizeof *rows);
    if (!rows[0].head)
        find_head(rows, count);
}

/* ---- a table on its way ------------------------------------------------------------------- */

void rows_open(struct table *table, struct page *page, bool data)
{
    *table = (struct table){.page = page, .open = true, .data = data};
}

void rows_begin(struct table *table)
{
    struct arena *a = table->page->arena;
    bool first = !table->row_count || table->rows[table->row_count - 1].head;
    table->rows = arena_grow(a, table->rows, table->row_count, sizeof *table->rows);
    table->rows[table->row_count++] =
        (struct row){.head = table->head && first, .foot = table->foot};
    table->cell = 0;
    table->title = false; /* a caption without an end */
}

void rows_cell(struct table *table, bool heading, int columns, int rows, struct cell_width width)
{
    struct arena *a = table->page->arena;
    if (!table->row_count || table->title)
        rows_begin(table);
    table->cells = arena_grow(a, table->cells, table->cell_count, sizeof *table->cells);
    table->cells[table->cell_count++] =
        (struct table_cell){table->row_count - 1, heading, columns, rows, width};
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

static void add_text(struct buf *text, const struct piece *piece, const char *joint)
{
    if (!piece->picture)
        buf_addf(text, "%s%s", text->len ? joint : "", piece->text);
}

static const char *taken(const struct table *table, struct buf *text)
{
    const char *out = arena_text(table->page->arena, text->text ? text->text : "", text->len);
    buf_release(text);
    return out;
}

/* The pieces of one cell, from *next on, as one text; those of a paragraph are joined. */
static const char *cell_text(const struct table *table, size_t cell, size_t *next)
{
    struct buf text = {0};
    for (; *next < table->piece_count && table->pieces[*next].cell <= cell; ++*next)
        if (table->pieces[*next].cell == cell)
            add_text(&text, &table->pieces[*next].piece,
                     table->pieces[*next].piece.soft ? " " : "\n");
    return taken(table, &text);
}

static const char *title_of(const struct table *table)
{
    struct buf text = {0};
    for (size_t i = 0; i < table->piece_count; i++)
        if (table->pieces[i].title)
            add_text(&text, &table->pieces[i].piece, " ");
    return taken(table, &text);
}

static void fill_rows(struct table *table)
{
    size_t next = 0;
    for (size_t i = 0; i < table->cell_count; i++) {
        const struct table_cell *from = &table->cells[i];
        struct row *row = &table->rows[from->row];
        row->cells = arena_grow(table->page->arena, row->cells, row->count, sizeof *row->cells);
        row->cells[row->count++] = (struct cell){cell_text(table, i + 1, &next), from->heading,
                                                 from->columns, from->rows, from->width};
    }
    rows_finish(table->page->arena, table->rows, table->row_count);
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
