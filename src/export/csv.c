/* SPDX-License-Identifier: MIT */
/*
 * CSV by RFC 4180: a header, CRLF, quotation marks where a cell needs them.
 *
 * A spreadsheet takes a cell that begins with = for a formula, some also + - @ and their full-width
 * forms, and whatever stands behind a tab or a line end that they drop. Quotation marks do not
 * help: Excel and LibreOffice compute "=1+1" as well. So the same bytes cannot be exact for every
 * reader and harmless in a spreadsheet, and there are two forms. The plain one holds every value
 * exactly as it is. The guarded one, which the BOM makes Excel's already, has an apostrophe before
 * each cell of text that begins with one of those characters or with an apostrophe. It is undone
 * without loss: take the first apostrophe off every cell that begins with one. An invisible guard
 * (a tab, a zero-width space) was rejected, because who finds it in a cell cannot know of it.
 * Columns of numbers need none: a plain decimal is a number to everyone, with - before it too.
 */
#include <string.h>

#include "export/form.h"

/* The columns before those of a row where a file lists changes. */
static const char *const lead_names[] = {"change", "matched", "difference", "percent"};

static bool is_decimal(enum export_column column)
{
    return column == EXPORT_NUMBER || column_is_count(column);
}

static bool is_formula(const char *cell)
{
    static const char *const openings[] = {"=",  "+",  "-",  "@",  "＝", "＋",
                                           "－", "＠", "\t", "\r", "\n"};
    for (size_t i = 0; i < COUNT(openings); i++)
        if (!strncmp(cell, openings[i], strlen(openings[i])))
            return true;
    return false;
}

static size_t row_formulas(const struct export_row *row)
{
    size_t n = 0;
    for (int c = 0; row && c < EXPORT_COLUMNS; c++)
        n += !is_decimal(c) && is_formula(row->cells[c]);
    return n;
}

size_t export_formulas(const struct export_rows *rows)
{
    size_t n = 0;
    for (size_t i = 0; i < rows->count; i++)
        n += row_formulas(&rows->items[i]);
    return n;
}

size_t export_change_formulas(const struct export_changes *changes)
{
    size_t n = 0;
    for (size_t i = 0; i < changes_count(changes); i++)
        n += row_formulas(changes->items[i].now) + row_formulas(changes->items[i].before);
    return n;
}

static void add_cell(struct buf *b, const char *cell, bool guard)
{
    bool quoted = strpbrk(cell, ",\"\r\n") != NULL;
    buf_adds(b, quoted ? "\"" : "");
    buf_adds(b, guard && (*cell == '\'' || is_formula(cell)) ? "'" : "");
    for (; *cell; cell++) {
        if (*cell == '"')
            buf_adds(b, "\"");
        buf_add(b, cell, 1);
    }
    buf_adds(b, quoted ? "\"" : "");
}

static void add_names(struct buf *b, const char *prefix)
{
    for (int c = 0; c < EXPORT_COLUMNS; c++)
        buf_addf(b, "%s%s%s", c ? "," : "", prefix, column_name(c));
}

static void add_cells(struct buf *b, const struct export_row *row, bool guarded)
{
    for (int c = 0; c < EXPORT_COLUMNS; c++) {
        buf_adds(b, c ? "," : "");
        add_cell(b, row ? row->cells[c] : "", guarded && !is_decimal(c));
    }
}

void csv_rows(struct buf *b, const struct export_rows *rows, bool guarded)
{
    buf_adds(b, guarded ? "\uFEFF" : "");
    add_names(b, "");
    buf_adds(b, "\r\n");
    for (size_t i = 0; i < rows->count; i++) {
        add_cells(b, &rows->items[i], guarded);
        buf_adds(b, "\r\n");
    }
}

/* The row that is there comes first: of what is gone, the earlier one. The earlier one of what has
 * changed follows in the columns before-…. */
static void add_change(struct buf *b, const struct export_change *change, bool guarded)
{
    buf_addf(b, "%s,%s,%s,%s,", change_name(change), change->matched, change->difference,
             change->percent);
    add_cells(b, change->now ? change->now : change->before, guarded);
    buf_adds(b, ",");
    add_cells(b, change->now ? change->before : NULL, guarded);
    buf_adds(b, "\r\n");
}

void csv_changes(struct buf *b, const struct export_changes *changes, bool guarded)
{
    buf_adds(b, guarded ? "\uFEFF" : "");
    for (size_t i = 0; i < COUNT(lead_names); i++)
        buf_addf(b, "%s,", lead_names[i]);
    add_names(b, "");
    buf_adds(b, ",");
    add_names(b, "before-");
    buf_adds(b, "\r\n");
    for (size_t i = 0; i < changes_count(changes); i++)
        add_change(b, &changes->items[i], guarded);
}
