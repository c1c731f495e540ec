/* SPDX-License-Identifier: MIT */
/*
 * Tables. Word sets a frame around a text as a table of one column, and pictures with their
 * captions side by side as a table without rules: both are no tables to a reader, so their cells
 * follow one another as if there were none. A table inside a cell becomes text of that cell.
 *
 * Merged cells become spans. A cell that is merged into the one above and still has text of its own
 * (Word hides it, other programs show it) stays a cell, so that nothing is lost. Rows that the
 * table repeats on each page are its head; without any, a first row that is all bold is.
 */
#include "acquire/docx.h"
#include "acquire/rows.h"

#include <string.h>

enum { MOST_COLUMNS = 63, MOST_SPAN = 1000 };

struct tc {
    struct lines lines;
    const char *text;
    int column, columns;
    struct cell_width width;
    bool goes_on; /* merged into the cell above */
};

struct tr {
    struct tc *cells;
    size_t count;
    int behind; /* grid columns that the row leaves free at its end */
    bool head;
};

struct tbl {
    struct tr *rows;
    size_t count;
    size_t columns; /* cells of the longest row */
    bool pictures;
    struct cell_width widths[MOST_COLUMNS]; /* of its grid, if that is fixed */
    size_t width_count;
};

static bool is_on(const struct xml_node *node)
{
    const char *value = node ? docx_value(node, "val") : "0";
    return !value ||
           (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0);
}

static int span_of(const struct xml_node *properties, const char *name, int otherwise)
{
    int span = docx_number(docx_child_value(properties, name, "val"), otherwise);
    return span < otherwise ? otherwise : span > MOST_COLUMNS ? MOST_COLUMNS : span;
}

/* A width in fiftieths of a per cent; one in points is only what Word made of the text. */
static int share_of(const struct xml_node *properties)
{
    const char *type = docx_child_value(properties, "tcW", "type");
    int fiftieths = docx_number(docx_child_value(properties, "tcW", "w"), 0);
    bool share = type && !strcmp(type, "pct") && fiftieths > 0;
    return !share ? 0 : fiftieths < 5000 ? fiftieths / 5 : 1000;
}

static void read_cell(struct word *w, struct tr *row, const struct xml_node *node, int *column)
{
    const struct xml_node *properties = xml_child(node, "tcPr");
    const struct xml_node *merge = properties ? xml_child(properties, "vMerge") : NULL;
    const char *how = merge ? docx_value(merge, "val") : NULL;
    row->cells = arena_grow(w->arena, row->cells, row->count, sizeof *row->cells);
    struct tc cell = {.lines = docx_read_apart(w, node), .column = *column};
    cell.text = docx_join(w->arena, &cell.lines, "\n");
    cell.columns = span_of(properties, "gridSpan", 1);
    cell.width.share = share_of(properties);
    cell.goes_on = merge && (!how || strcmp(how, "restart") != 0);
    *column += *column < MOST_COLUMNS ? cell.columns : 0;
    row->cells[row->count++] = cell;
}

static void read_cells(struct word *w, struct tr *row, const struct xml_node *node, int *column)
{
    for (const struct xml_node *n = node->first; n; n = n->next) {
        if (!n->name || docx_is(n, "trPr tblPrEx sdtPr sdtEndPr"))
            continue;
        if (docx_is(n, "tc"))
            read_cell(w, row, n, column);
        else
            read_cells(w, row, n, column);
    }
}

static void read_row(struct word *w, struct tbl *table, const struct xml_node *node)
{
    const struct xml_node *properties = xml_child(node, "trPr");
    if (properties && xml_child(properties, "del"))
        return;
    struct tr row = {0};
    int column = span_of(properties, "gridBefore", 0);
    row.behind = span_of(properties, "gridAfter", 0);
    row.head = properties && is_on(xml_child(properties, "tblHeader"));
    read_cells(w, &row, node, &column);
    table->rows = arena_grow(w->arena, table->rows, table->count, sizeof *table->rows);
    table->rows[table->count++] = row;
    table->columns = row.count > table->columns ? row.count : table->columns;
    for (size_t i = 0; i < row.count; i++)
        for (size_t k = 0; k < row.cells[i].lines.count; k++)
            table->pictures = table->pictures || row.cells[i].lines.items[k].kind == LINE_PICTURE;
}

static void read_rows(struct word *w, struct tbl *table, const struct xml_node *node)
{
    for (const struct xml_node *n = node->first; n; n = n->next) {
        if (!n->name || docx_is(n, "tblPr tblGrid sdtPr sdtEndPr"))
            continue;
        if (docx_is(n, "tr"))
            read_row(w, table, n);
        else
            read_rows(w, table, n);
    }
}

/* The columns of a table that Word does not fit to its text. */
static void read_grid(struct tbl *table, const struct xml_node *node)
{
    const char *layout = docx_child_value(xml_child(node, "tblPr"), "tblLayout", "type");
    const struct xml_node *grid = xml_child(node, "tblGrid");
    int64_t twips[MOST_COLUMNS], sum = 0;
    if (!layout || strcmp(layout, "fixed") != 0 || !grid)
        return;
    for (const struct xml_node *n = grid->first; n; n = n->next)
        if (n->name && docx_is(n, "gridCol") && table->width_count < MOST_COLUMNS) {
            int width = docx_number(docx_value(n, "w"), 0);
            twips[table->width_count] = width > 0 ? width : 0;
            sum += twips[table->width_count++];
        }
    for (size_t i = 0; i < table->width_count && sum > 0; i++)
        table->widths[i].share = (int)(twips[i] * 1000 / sum);
}

/* ---- spans ------------------------------------------------------------------------------------
 */

/* The cell that each grid column has open above. */
struct above {
    struct cell *cells[MOST_COLUMNS];
};

static struct cell *merged_into(const struct above *above, const struct tc *cell)
{
    struct cell *upper = cell->column < MOST_COLUMNS ? above->cells[cell->column] : NULL;
    bool merges = upper && cell->goes_on && !*cell->text && upper->columns == cell->columns &&
                  upper->rows < MOST_SPAN;
    return merges ? upper : NULL;
}

static bool all_merged(const struct above *above, const struct tr *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (!merged_into(above, &row->cells[i]))
            return false;
    return true;
}

static void add_free_cell(struct row *row, int columns)
{
    if (columns > 0)
        row->cells[row->count++] = (struct cell){.text = "", .columns = columns, .rows = 1};
}

static struct row row_of(struct arena *a, const struct tr *from, struct above *above, bool head)
{
    struct row row = {.cells = arena_array(a, from->count + 2, sizeof *row.cells), .head = head};
    if (from->count)
        add_free_cell(&row, from->cells[0].column);
    for (size_t i = 0; i < from->count; i++) {
        const struct tc *cell = &from->cells[i];
        struct cell *upper = merged_into(above, cell);
        if (upper) {
            upper->rows++;
            continue;
        }
        struct cell *own = &row.cells[row.count++];
        *own = (struct cell){cell->text, head, cell->columns, 1, cell->width};
        for (int c = cell->column; c < cell->column + cell->columns && c < MOST_COLUMNS; c++)
            above->cells[c] = c == cell->column ? own : NULL;
    }
    add_free_cell(&row, from->behind);
    return row;
}

/* ---- lines ------------------------------------------------------------------------------------
 */

static const char *text_of(struct arena *a, const struct row *row)
{
    struct buf b = {0};
    for (size_t i = 0; i < row->count; i++)
        buf_addf(&b, "%s%s", i ? "\t" : "", row->cells[i].text);
    for (size_t i = 0; i < b.len; i++)
        if (b.text[i] == '\n')
            b.text[i] = ' ';
    const char *text = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return text;
}

static void unwrap(struct word *w, const struct tbl *table)
{
    for (size_t r = 0; r < table->count; r++)
        for (size_t i = 0; i < table->rows[r].count; i++)
            for (size_t k = 0; k < table->rows[r].cells[i].lines.count; k++)
                docx_add_line(w, table->rows[r].cells[i].lines.items[k]);
}

static bool is_bold_row(const struct tr *row)
{
    size_t bold = 0;
    for (size_t i = 0; i < row->count; i++)
        for (size_t k = 0; k < row->cells[i].lines.count; k++) {
            const struct line *line = &row->cells[i].lines.items[k];
            if (*line->text && !line->bold)
                return false;
            bold += line->bold;
        }
    return bold > 0;
}

static size_t count_head(const struct tbl *table)
{
    size_t head = 0;
    while (head < table->count && table->rows[head].head)
        head++;
    if (!head && table->count > 1 && is_bold_row(&table->rows[0]) && !is_bold_row(&table->rows[1]))
        head = 1;
    return head;
}

static void add_table(struct word *w, const struct tbl *table)
{
    struct row *rows = arena_array(w->arena, table->count, sizeof *rows);
    struct above above = {0};
    size_t count = 0, head = count_head(table), first = w->lines.count;
    for (size_t r = 0; r < table->count; r++)
        if (!all_merged(&above, &table->rows[r]))
            rows[count++] = row_of(w->arena, &table->rows[r], &above, r < head);
    for (size_t r = 0; r < count; r++)
        docx_add_line(w, (struct line){.kind = r ? LINE_ROW : LINE_TABLE,
                                       .text = text_of(w->arena, &rows[r]),
                                       .label = ""});
    rows_columns(rows, count, table->widths, table->width_count);
    if (count) {
        w->lines.items[first].rows = rows;
        w->lines.items[first].row_count = count;
    }
}

/* What the cells hold beside text follows the table. */
static void add_missing(struct word *w, const struct tbl *table)
{
    for (size_t r = 0; r < table->count; r++)
        for (size_t i = 0; i < table->rows[r].count; i++) {
            const struct lines *lines = &table->rows[r].cells[i].lines;
            for (size_t k = 0; k < lines->count; k++)
                if (lines->items[k].kind == LINE_MISSING)
                    docx_add_line(w, lines->items[k]);
        }
}

static bool has_text(const struct tbl *table)
{
    for (size_t r = 0; r < table->count; r++)
        for (size_t i = 0; i < table->rows[r].count; i++)
            if (*table->rows[r].cells[i].text)
                return true;
    return false;
}

void docx_read_table(struct word *w, const struct xml_node *node)
{
    struct tbl table = {0};
    read_rows(w, &table, node);
    read_grid(&table, node);
    if (table.columns <= 1 || table.pictures) {
        unwrap(w, &table);
        return;
    }
    if (has_text(&table))
        add_table(w, &table);
    add_missing(w, &table);
}
