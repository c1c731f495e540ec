/* SPDX-License-Identifier: MIT */
/*
 * A table in an article's text: cells of any span, in the rules and styles of the figure tables.
 *
 * Its columns are as wide as their longest cells ask, what is left over shared in proportion; where
 * that is too much, each keeps what it needs at least – its longest word, four characters of text –
 * and the rest is shared by what each would still like to have. The width of a text is only
 * estimated from its characters; setting every cell twice would tell it no better, since long
 * cells are broken anyway. A column of numbers is set flush right, its heads too. A head over
 * several columns stands in their middle, with a rule of its own.
 */
#include "page/blocks.h"

#include <string.h>

enum {
    MOST_COLUMNS = 64,
    HAN = 10, /* widths of text are in tenths of a Han character */
    LATIN = 6,
    LEAST_TEXT = 2 * HAN, /* no column is narrower */
    EASY_TEXT = 4 * HAN,  /* a longer text may be broken */
    MOST_WORD = 10 * HAN, /* so much of a word is kept on one line if possible */
    MOST_TEXT = 30 * HAN  /* a longer cell asks for no more */
};

struct column {
    int word, text;   /* of its longest */
    bool number, any; /* all its cells are numbers or empty; there are numbers */
};

struct grid {
    int columns;
    struct column column[MOST_COLUMNS];
    dist x[MOST_COLUMNS + 1];     /* edges of the columns */
    int taken[MOST_COLUMNS];      /* rows that a cell above still takes of this column */
    const struct format *cell[2]; /* formats of texts and of numbers */
    const struct format *heading[2];
    const struct format *spanning; /* of heads over several columns */
};

/* ---- cells on the grid -------------------------------------------------------------------- */

static int cell_columns(const struct cell *cell)
{
    return cell->columns < 1 ? 1 : cell->columns < MOST_COLUMNS ? cell->columns : MOST_COLUMNS;
}

/* The column where the next cell of a row begins. */
static int free_column(const struct grid *g, int column)
{
    while (column < MOST_COLUMNS && g->taken[column] > 0)
        column++;
    return column;
}

static void next_row(struct grid *g)
{
    for (int i = 0; i < MOST_COLUMNS; i++)
        if (g->taken[i] > 0)
            g->taken[i]--;
}

/* Takes the cell's columns for its rows after this one; the count is of this row too. */
static void take(struct grid *g, const struct cell *cell, int column)
{
    for (int i = column; i < column + cell_columns(cell) && i < MOST_COLUMNS; i++)
        g->taken[i] = cell->rows > 1 ? cell->rows : 1;
}

/* Whether a cell of a row above goes on in this row. */
static bool goes_on(const struct grid *g)
{
    for (int i = 0; i < g->columns; i++)
        if (g->taken[i] > 0)
            return true;
    return false;
}

/* ---- widths ------------------------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* 1,205.5  +8.2%  −3: one sign, digits with their points and commas, a per cent sign. */
static bool is_number(const char *text)
{
    static const char *const signs[] = {"+", "-", "−", "–"};
    static const char *const ends[] = {"", "%", "‰", "％"};
    for (size_t i = 0; i < COUNT(signs); i++)
        if (!strncmp(text, signs[i], strlen(signs[i]))) {
            text += strlen(signs[i]);
            break;
        }
    if (!is_digit(*text))
        return false;
    while (is_digit(*text) || ((*text == ',' || *text == '.') && is_digit(text[1])))
        text++;
    for (size_t i = 0; i < COUNT(ends); i++)
        if (!strcmp(text, ends[i]))
            return true;
    return false;
}

/* A cell that says that there is no number. */
static bool is_blank(const char *text)
{
    static const char *const blanks[] = {"", "-", "–", "—", "——", "－", "/", "…"};
    for (size_t i = 0; i < COUNT(blanks); i++)
        if (!strcmp(text, blanks[i]))
            return true;
    return false;
}

static void measure_text(struct column *c, const char *text)
{
    int width = 0, word = 0;
    for (const char *end = text + strlen(text); text < end && width < MOST_TEXT;) {
        uint32_t code = utf8_next(&text, end);
        int cells = utf8_width(code);
        width += cells == 2 ? HAN : cells * LATIN;
        word = cells < 2 && code != ' ' ? word + cells * LATIN : 0;
        if (word > c->word && word <= MOST_WORD)
            c->word = word;
    }
    if (width > c->text)
        c->text = width;
}

static void measure_cell(struct column *c, const struct cell *cell, bool head)
{
    measure_text(c, cell->text);
    if (head || is_blank(cell->text))
        return;
    bool number = is_number(cell->text);
    c->number = number && (c->number || !c->any);
    c->any = true;
}

/* Counts the columns and looks at their cells. False if there are too many columns. */
static bool measure(struct grid *g, const struct block *table)
{
    for (size_t r = 0; r < table->row_count; r++, next_row(g)) {
        int column = 0;
        for (size_t i = 0; i < table->rows[r].count; i++) {
            const struct cell *cell = table->rows[r].cells + i;
            column = free_column(g, column);
            int columns = cell_columns(cell);
            if (column + columns > MOST_COLUMNS)
                return false;
            if (columns == 1)
                measure_cell(g->column + column, cell, table->rows[r].head);
            take(g, cell, column);
            column += columns;
            g->columns = column > g->columns ? column : g->columns;
        }
    }
    memset(g->taken, 0, sizeof g->taken);
    return g->columns > 0;
}

static int at_least(const struct column *c)
{
    int text = c->text < EASY_TEXT ? c->text : EASY_TEXT;
    int least = c->word > text ? c->word : text;
    return least > LEAST_TEXT ? least : LEAST_TEXT;
}

static int at_most(const struct column *c)
{
    int least = at_least(c);
    return c->text > least ? c->text : least;
}

/* Divides the measure. False if there is not even room for two characters a column. */
static bool divide(struct grid *g, dist width, dist padding, dist em)
{
    int64_t room = width - 2 * (int64_t)padding * g->columns, least = 0, most = 0;
    if (room < (int64_t)g->columns * LEAST_TEXT * em / HAN)
        return false;
    for (int i = 0; i < g->columns; i++) {
        least += at_least(g->column + i) * (int64_t)em / HAN;
        most += at_most(g->column + i) * (int64_t)em / HAN;
    }
    int64_t sum = 0;
    for (int i = 0; i < g->columns; i++) {
        int64_t small = at_least(g->column + i) * (int64_t)em / HAN;
        int64_t large = at_most(g->column + i) * (int64_t)em / HAN;
        if (most <= room)
            sum += large * room / most;
        else if (least <= room)
            sum += small + (large - small) * (room - least) / (most - least);
        else
            sum += room / g->columns;
        g->x[i + 1] = (dist)(sum + 2 * (int64_t)padding * (i + 1));
    }
    g->x[g->columns] = width;
    return true;
}

/* ---- rows --------------------------------------------------------------------------------- */

static const struct format *cell_format(const struct grid *g, const struct row *row,
                                        const struct cell *cell, int column)
{
    bool number = g->column[column].number && cell_columns(cell) == 1;
    if (row->head && cell_columns(cell) > 1)
        return g->spanning;
    return row->head || cell->heading ? g->heading[number] : g->cell[number];
}

/* The rule below a head over several columns. */
static void span_rule(struct setter *s, struct slug *slug, const struct table_format *format,
                      const struct grid *g, int column, int end)
{
    dist weight = format->below_head.weight / 2;
    dist left = g->x[column] + format->padding, right = g->x[end] - format->padding;
    block_fill(s, slug, left, slug->height - weight, right - left, weight,
               format->below_head.color);
}

static void set_cell(struct setter *s, struct table_entry *entry, const struct format *f,
                     const struct cell *cell, dist left, dist right, struct pos pos)
{
    struct glyph_span span = block_span(cell->text, f, pos);
    entry->x = left;
    entry->lines = block_lines(s, &span, 1, f, right - left);
}

/* The cell in the tree. Numbers beside a row's name are told by it, those below a head by that. */
static void open_cell(struct setter *s, const struct row *row, const struct cell *cell)
{
    struct tag *tag = tag_open(s, row->head || cell->heading ? TAG_HEAD_CELL : TAG_CELL);
    tag->columns = cell_columns(cell);
    tag->rows = cell->rows;
    tag->scope = row->head ? SCOPE_COLUMN : SCOPE_ROW;
}

/* A row in which a cell of the row above goes on is kept with it. */
static void grid_row(struct setter *s, struct slugs *out, const struct table_format *format,
                     struct grid *g, const struct row *row, struct pos pos)
{
    struct table_entry *entries = arena_array(s->arena, row->count, sizeof *entries);
    int *starts = arena_array(s->arena, row->count, sizeof *starts);
    enum keep keep = row->head ? KEEP_SOLID : goes_on(g) ? KEEP_LINES : KEEP_FREE;
    int column = 0;
    tag_open(s, TAG_ROW);
    for (size_t i = 0; i < row->count; i++) {
        const struct cell *cell = row->cells + i;
        open_cell(s, row, cell);
        starts[i] = column = free_column(g, column);
        int end = column + cell_columns(cell);
        set_cell(s, entries + i, cell_format(g, row, cell, column), cell,
                 g->x[column] + format->padding, g->x[end] - format->padding, pos);
        take(g, cell, column);
        column = end;
        tag_close(s);
    }
    tag_close(s);
    table_row(s, out, format, entries, row->count, keep);
    for (size_t i = 0; row->head && i < row->count; i++)
        if (cell_columns(row->cells + i) > 1 && row->cells[i].text[0])
            span_rule(s, out->items + out->count - 1, format, g, starts[i],
                      starts[i] + cell_columns(row->cells + i));
    next_row(g);
}

static void set_formats(struct setter *s, struct grid *g, const struct table_format *format)
{
    static const enum align aligns[] = {ALIGN_LEFT, ALIGN_RIGHT};
    for (int i = 0; i < 2; i++) {
        g->cell[i] = table_aligned(s->arena, format->cell, aligns[i]);
        g->heading[i] = table_aligned(s->arena, format->head, aligns[i]);
    }
    g->spanning = table_aligned(s->arena, format->head, ALIGN_CENTER);
}

/* A table that has no table format or too many columns: a line for each row. */
static void rows_as_text(struct setter *s, struct galley *g, const struct block *table)
{
    const struct format *f = format_style(s->sheet, "item");
    block_text(s, g, table->caption, format_style(s->sheet, "caption"), table->pos);
    for (size_t r = 0; r < table->row_count; r++) {
        struct buf b = {0};
        for (size_t i = 0; i < table->rows[r].count; i++) {
            buf_adds(&b, i > 0 ? "\u3000" : "");
            buf_adds(&b, table->rows[r].cells[i].text);
        }
        block_text(s, g, arena_text(s->arena, b.text ? b.text : "", b.len), f, table->pos);
        buf_release(&b);
    }
}

void grid_add(struct setter *s, struct galley *g, const struct table_format *format,
              const struct block *table)
{
    struct grid *grid = arena_alloc(s->arena, sizeof *grid);
    if (!format || !measure(grid, table) ||
        !divide(grid, s->measure, format->padding, format->cell->font_size)) {
        rows_as_text(s, g, table);
        return;
    }
    set_formats(s, grid, format);
    struct slugs head = {0}, rows = {0};
    size_t r = 0;
    tag_open(s, TAG_TABLE);
    tag_open(s, TAG_HEAD);
    for (; r < table->row_count && table->rows[r].head; r++)
        grid_row(s, &head, format, grid, table->rows + r, table->pos);
    tag_close(s);
    tag_open(s, TAG_BODY);
    for (; r < table->row_count; r++)
        grid_row(s, &rows, format, grid, table->rows + r, table->pos);
    tag_close(s);
    if (rows.count == 0) {
        rows = head;
        head = (struct slugs){0};
    }
    struct layout_block b = table_block(s, format, table->caption, &head, rows, table->pos);
    b.after = b.before / 2;
    block_append(s, g, b);
    tag_close(s);
}
