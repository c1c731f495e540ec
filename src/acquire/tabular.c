/* SPDX-License-Identifier: MIT */
/*
 * Tables in plain text: three or more lines without a stop directly below each other, with the same
 * number of cells. What parts the cells is tried from the surest to the least sure. No headline has
 * a tab. Two blanks or U+3000 stand in headlines, verses and names as well, so each row but the
 * first must hold a number, and of two cells one must begin with it; one blank stands everywhere,
 * so half the cells must. Rows of unequal numbers of cells stay lines, and context_row.c says what
 * these are.
 */
#include "acquire/tabular.h"

#include <string.h>

#include "acquire/rows.h"

enum {
    LEAST_ROWS = 3,
    LEAST_BLANK_CELLS = 3, /* parted by one blank */
    LONGEST_CELL = 30,     /* characters */
};

static bool parts_cells(struct slice space, enum gap gap)
{
    size_t blanks = 0;
    bool tab = false, wide = false;
    while (space.start < space.end) {
        uint32_t code = utf8_next(&space.start, space.end);
        tab = tab || code == '\t';
        wide = wide || code == 0x3000 || ++blanks > 1;
    }
    return tab || (wide && gap != BY_TAB) || (blanks && gap == BY_BLANK);
}

static const char *behind_space(const char *p, const char *end)
{
    const char *next = p;
    while (next < end && is_space(utf8_next(&next, end)))
        p = next;
    return p;
}

struct slice tabular_next(struct slice *line, enum gap gap)
{
    struct slice cell = slice_trim(*line);
    for (const char *p = cell.start; p < cell.end;) {
        struct slice space = {p, behind_space(p, cell.end)};
        if (space.start < space.end && parts_cells(space, gap)) {
            *line = (struct slice){space.end, cell.end};
            return (struct slice){cell.start, space.start};
        }
        p = space.end;
        if (space.start == space.end)
            utf8_next(&p, cell.end);
    }
    *line = (struct slice){cell.end, cell.end};
    return cell;
}

size_t tabular_count(struct slice line, enum gap gap)
{
    size_t count = 0;
    for (line = slice_trim(line); line.start < line.end; count++)
        tabular_next(&line, gap);
    return count;
}

size_t tabular_numbers(struct slice line, enum gap gap, size_t *cells)
{
    size_t numbers = 0;
    for (*cells = 0; line.start < line.end; ++*cells)
        numbers += is_digit(slice_first(tabular_next(&line, gap)));
    return numbers;
}

static bool has_number(struct slice s)
{
    while (s.start < s.end)
        if (is_digit(utf8_next(&s.start, s.end)))
            return true;
    return false;
}

/* Has it the numbers that a row has whose cells are parted so? */
static bool has_numbers(struct slice line, enum gap gap)
{
    bool some = gap == BY_TAB || has_number(line);
    size_t cells, numbers = tabular_numbers(line, gap, &cells);
    return gap == BY_BLANK               ? numbers * 2 >= cells
           : cells == 2 && gap != BY_TAB ? numbers == 1
                                         : some;
}

static bool has_short_cells(struct slice line, enum gap gap)
{
    while (line.start < line.end)
        if (slice_count(tabular_next(&line, gap)) > LONGEST_CELL)
            return false;
    return true;
}

static bool may_be_row(const struct text_line *line, enum gap gap, size_t cells)
{
    return !line->level && tabular_count(line->text, gap) == cells && !ends_sentence(line->text) &&
           has_short_cells(line->text, gap) && !is_sheet_line(line->text);
}

/* How many of the lines are rows of a table with such gaps. */
static size_t count_rows(const struct text_line *lines, size_t count, enum gap gap)
{
    size_t cells = tabular_count(lines[0].text, gap), rows = 1;
    if (cells < (gap == BY_BLANK ? LEAST_BLANK_CELLS : 2) || !may_be_row(lines, gap, cells))
        return 0;
    while (rows < count && lines[rows].number == lines[rows - 1].number + 1 &&
           may_be_row(lines + rows, gap, cells) && has_numbers(lines[rows].text, gap))
        rows++;
    return rows >= LEAST_ROWS ? rows : 0;
}

/* A first row without a number above rows that have one each. */
static bool has_head(const struct text_line *lines, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (!has_number(lines[i].text))
            return false;
    return !has_number(lines[0].text);
}

static void add_cell(struct table *table, const struct text_line *line, struct slice text)
{
    struct arena *a = table->page->arena;
    struct slice before = {line->text.start, text.start};
    rows_add(table,
             (struct piece){
                 .text = arena_text(a, text.start, (size_t)(text.end - text.start)),
                 .line = line->number,
                 .column = line->column +
                           (int)utf8_count(before.start, (size_t)(before.end - before.start))});
}

static void add_table(struct page *page, const struct text_line *lines, size_t count, enum gap gap)
{
    struct table table;
    bool head = has_head(lines, count);
    rows_open(&table, page, true);
    for (size_t i = 0; i < count; i++) {
        struct slice rest = lines[i].text;
        rows_begin(&table);
        while (rest.start < rest.end) {
            rows_cell(&table, head && i == 0, 1, 1, (struct cell_width){0});
            add_cell(&table, lines + i, tabular_next(&rest, gap));
        }
    }
    rows_close(&table);
}

/* Cheap, because it is asked of every line. */
static bool has_gap(struct slice s)
{
    size_t len = (size_t)(s.end - s.start);
    return memchr(s.start, ' ', len) || memchr(s.start, '\t', len) || memmem(s.start, len, "　", 3);
}

size_t tabular_take(struct page *page, const struct text_line *lines, size_t count)
{
    if (count < LEAST_ROWS || !has_gap(lines[0].text) || !has_gap(lines[LEAST_ROWS - 1].text))
        return 0;
    for (enum gap gap = BY_TAB; gap <= BY_BLANK; gap++) {
        size_t rows = count_rows(lines, count, gap);
        if (!rows)
            continue;
        add_table(page, lines, rows, gap);
        return rows;
    }
    return 0;
}
