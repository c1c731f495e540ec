/* SPDX-License-Identifier: MIT */
/*
 * The cells of a table on their grid, each set as glyphs once, and what their columns ask for.
 *
 * A column asks for its longest unbreakable unit at least – a word, a number with its unit, a
 * character with its marks – and for its longest paragraph at most (CSS 2.1, 17.5.2.2). Between
 * these stand what is easily read, four characters or ten, and its longest short text. A unit that
 * is longer than ten characters, an address of the net, is no reason to starve the other columns,
 * and what a text is longer than thirty counts less.
 *
 * In a column of numbers the decimal points stand below each other (TB-01): it asks for the widest
 * whole part and the widest rest. A number may have a sign before it and a unit behind it, but a
 * date is none.
 *
 * Tables come from anywhere. A span ends at the edge of the grid, which is where the last cell
 * begins, at the end of head, body or foot, and before a cell from above.
 */
#include "page/grid.h"

#include <string.h>

enum {
    EASY = 4,
    EASY_LONG = 10,
    EASY_LINES = 8,
    LONGEST_UNIT = 10,
    LONGEST_TEXT = 30,
    LONGEST_SIGN = 4
};

struct measuring {
    struct setter *setter;
    struct diags *diags;
    struct grid *grid;
    const struct block *table;
    int taken[MOST_COLUMNS]; /* rows that a cell above still takes of this column */
    struct column_wish spans[MOST_COLUMNS + 1][MOST_COLUMNS]; /* by count and first column */
    struct arena *scratch;
    struct line_box *boxes;
    size_t box_count;
};

/* ---- numbers ------------------------------------------------------------------------------ */

static const char *skip_one(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strncmp(text, words[i], strlen(words[i])))
            return text + strlen(words[i]);
    return text;
}

/* Whether a unit may stand behind a number: short, without digits, and none of a date or time. */
static bool is_unit(const char *text)
{
    static const char *const dates[] = {"年", "月", "日", "号", "时", "点", "分", "周", "世纪"};
    if (skip_one(text, dates, COUNT(dates)) != text)
        return false;
    for (const char *p = text; *p; p++)
        if (is_digit(*p) || strchr(" \n,.:-/", *p))
            return false;
    return utf8_count(text, strlen(text)) <= LONGEST_SIGN;
}

size_t grid_number(const char *text)
{
    static const char *const signs[] = {"+", "-", "−", "–", "±", "¥", "￥", "$", "约", "近", "超"};
    const char *p = skip_one(text, signs, COUNT(signs));
    if (!is_digit(*p))
        return 0;
    while (is_digit(*p) || (*p == ',' && is_digit(p[1])))
        p++;
    size_t whole = (size_t)(p - text);
    if (*p == '.' && is_digit(p[1]))
        for (p++; is_digit(*p);)
            p++;
    return is_unit(p) ? whole : 0;
}

/* A cell that says that there is no number. */
static bool is_blank(const char *text)
{
    static const char *const blanks[] = {"", "-", "–", "—", "——", "－", "/", "…", "……", "无"};
    for (size_t i = 0; i < COUNT(blanks); i++)
        if (!strcmp(text, blanks[i]))
            return true;
    return false;
}

/* ---- cells on the grid -------------------------------------------------------------------- */

static int free_column(const struct measuring *m, int column)
{
    while (column < MOST_COLUMNS && m->taken[column] > 0)
        column++;
    return column;
}

static int span_from(const struct measuring *m, int column, int wanted)
{
    int end = column + 1;
    while (end < m->grid->columns && end - column < wanted && m->taken[end] <= 0)
        end++;
    return end - column;
}

static void take(struct measuring *m, int column, int columns, int rows)
{
    for (int i = column; i < column + columns && i < MOST_COLUMNS; i++)
        m->taken[i] = rows;
}

static void next_row(struct measuring *m)
{
    for (int i = 0; i < MOST_COLUMNS; i++)
        m->taken[i] -= m->taken[i] > 0;
}

bool grid_same_part(const struct row *a, const struct row *b)
{
    return a->head == b->head && a->foot == b->foot;
}

/* Rows from each one to the end of its part of the table. */
static size_t *rows_left(struct measuring *m)
{
    const struct block *t = m->table;
    size_t *left = arena_array(m->scratch, t->row_count, sizeof *left);
    for (size_t r = t->row_count; r-- > 0;) {
        bool last = r + 1 == t->row_count || !grid_same_part(t->rows + r, t->rows + r + 1);
        left[r] = last ? 1 : left[r + 1] + 1;
    }
    return left;
}

static int rows_of(const struct cell *cell, size_t left)
{
    int most = left < INT32_MAX ? (int)left : INT32_MAX;
    return cell->rows < 1 ? 1 : cell->rows < most ? cell->rows : most;
}

/* The grid reaches to where the last cell begins; false if that is too far. */
static bool count_columns(struct measuring *m, const size_t *left)
{
    struct grid *g = m->grid;
    g->columns = MOST_COLUMNS;
    int most = 0;
    for (size_t r = 0; r < m->table->row_count; r++, next_row(m)) {
        int column = 0;
        for (size_t i = 0; i < m->table->rows[r].count; i++) {
            const struct cell *cell = m->table->rows[r].cells + i;
            column = free_column(m, column);
            if (column >= MOST_COLUMNS)
                return false;
            most = column + 1 > most ? column + 1 : most;
            int columns = span_from(m, column, cell->columns);
            take(m, column, columns, rows_of(cell, left[r]));
            column += columns;
        }
    }
    memset(m->taken, 0, sizeof m->taken);
    g->columns = most;
    return most > 0;
}

/* ---- what a cell asks for ------------------------------------------------------------------ */

static struct line_box *boxes_of(struct measuring *m, const struct grid_cell *cell)
{
    size_t count = cell->glyphs->count;
    if (count > m->box_count) {
        m->box_count = 2 * count;
        m->boxes = arena_array(m->scratch, m->box_count, sizeof *m->boxes);
    }
    line_boxes(cell->glyphs, cell->format, m->boxes);
    return m->boxes;
}

static dist bounded(int64_t width, dist most)
{
    return width < most ? (dist)width : most;
}

/* What a text is longer than that counts by a quarter. */
static dist damped(int64_t width, dist most)
{
    return width <= most ? (dist)width : bounded(most + (width - most) / 4, 4 * most);
}

/* A text is read easily on lines of four characters, a long one on longer ones. */
static dist easy_width(int64_t text, dist em)
{
    dist width = bounded(text / EASY_LINES, EASY_LONG * em);
    return width > EASY * em ? width : EASY * em;
}

/* A short text is not broken, one of twice its length takes two lines where there is no room for it
 * in one; a longer one takes more. */
static int64_t fair_width(int64_t text, dist em)
{
    if (text <= GRID_SHORT_TEXT * em)
        return text;
    return text <= 2 * GRID_SHORT_TEXT * em ? (text + em) / 2 : 0;
}

/* The longest unit that is not broken and the longest paragraph. A head is broken rather than what
 * stands below it, of which there is more. */
static struct column_wish text_wish(struct measuring *m, const struct grid_cell *cell, bool head)
{
    const struct line_box *boxes = boxes_of(m, cell);
    dist em = cell->format->font_size;
    int64_t unit = 0, text = 0, least = 0, most = 0;
    for (size_t i = 0; i < cell->glyphs->count; i++) {
        unit += boxes[i].advance;
        text += boxes[i].advance;
        least = unit > least ? unit : least;
        most = text > most ? text : most;
        unit = boxes[i].penalty < LINE_FORBIDDEN ? 0 : unit + boxes[i].gap;
        text = boxes[i].penalty == LINE_FORCED ? 0 : text + boxes[i].gap;
    }
    struct column_wish w = {.least = bounded(least, LONGEST_UNIT * em)};
    w.easy = bounded(most, easy_width(most, em));
    w.easy = w.easy > w.least ? w.easy : w.least;
    w.fair = bounded(fair_width(most, em), INT32_MAX / 4);
    w.fair = w.fair > w.easy && !head ? w.fair : w.easy;
    w.most = damped(most, LONGEST_TEXT * em);
    w.whole = most <= 2 * GRID_SHORT_TEXT * em && !head ? (dist)most : w.fair;
    w.whole = w.whole > w.fair ? w.whole : w.fair;
    w.most = w.most > w.whole ? w.most : w.whole;
    return w;
}

/* A number asks for all of its width; notes where its point stands. */
static struct column_wish number_wish(struct measuring *m, struct grid_cell *cell,
                                      size_t characters)
{
    const struct line_box *boxes = boxes_of(m, cell);
    size_t last = align_glyph(cell->glyphs, characters);
    int64_t width = 0;
    for (size_t i = 0; i < cell->glyphs->count; i++) {
        width += boxes[i].advance;
        if (i == last)
            cell->whole = bounded(width, INT32_MAX / 4);
        width += i + 1 < cell->glyphs->count ? boxes[i].gap : 0;
    }
    dist all = bounded(width, INT32_MAX / 4);
    return (struct column_wish){.least = all, .easy = all, .fair = all, .whole = all, .most = all};
}

static void raise(dist *value, dist wanted)
{
    *value = wanted > *value ? wanted : *value;
}

static void raise_wish(struct column_wish *to, const struct column_wish *w)
{
    raise(&to->least, w->least);
    raise(&to->easy, w->easy);
    raise(&to->fair, w->fair);
    raise(&to->whole, w->whole);
    raise(&to->most, w->most);
}

/* The wish of a cell with its padding goes to its column or, over several, waits for all. */
static void add_wish(struct measuring *m, const struct grid_cell *cell, struct column_wish w,
                     const struct cell_width *width)
{
    dist padding = 2 * m->grid->padding;
    w.least += padding;
    w.easy += padding;
    w.fair += padding;
    w.whole += padding;
    w.most += padding;
    if (cell->columns > 1) {
        raise_wish(&m->spans[cell->columns][cell->column], &w);
        return;
    }
    struct column_wish *wish = &m->grid->column[cell->column].wish;
    raise_wish(wish, &w);
    if (width->share > wish->share)
        wish->share = width->share;
    raise(&wish->fixed, dist_scale(width->fixed, m->grid->percent, 100));
}

static void note_kind(struct grid_column *c, const struct grid_cell *cell, const char *text,
                      dist width)
{
    if (is_blank(text))
        return;
    c->number = cell->number && (c->number || !c->any);
    c->any = true;
    if (!cell->number)
        return;
    raise(&c->whole, cell->whole);
    raise(&c->tail, width - cell->whole);
}

/* The text with a forced line end between its paragraphs. */
static const char *set_text(struct arena *a, const char *text)
{
    if (!strchr(text, '\n'))
        return text;
    struct buf b = {0};
    for (const char *p = text; *p; p++)
        buf_add(&b, *p == '\n' ? "\u2028" : p, *p == '\n' ? strlen("\u2028") : 1);
    const char *set = arena_text(a, b.text, b.len);
    buf_release(&b);
    return set;
}

const struct glyphs *grid_glyphs(struct setter *s, const char *text, const struct format *format,
                                 struct pos pos, struct diags *d)
{
    struct glyph_span span = block_span(set_text(s->arena, text), format, pos);
    return block_glyphs(s, &span, 1, d);
}

/* Opens the cell in the tree. What stands below a head is told by that, beside a row's name by it.
 */
static void tag_cell(struct setter *s, struct grid_cell *out, const struct row *row,
                     const struct cell *cell)
{
    struct tag *tag = tag_open(s, row->head || cell->heading ? TAG_HEAD_CELL : TAG_CELL);
    tag->columns = out->columns;
    tag->rows = out->rows;
    tag->scope = row->head ? SCOPE_COLUMN : SCOPE_ROW;
    out->tag = tag;
}

static void measure_cell(struct measuring *m, struct grid_cell *out, const struct row *row,
                         const struct cell *cell)
{
    struct setter *s = m->setter;
    out->format = row->head || cell->heading ? m->grid->heading : m->grid->cell;
    tag_cell(s, out, row, cell);
    out->glyphs = grid_glyphs(s, cell->text, out->format, m->table->pos, m->diags);
    tag_close(s);
    size_t whole = row->head ? 0 : grid_number(cell->text);
    out->number = out->glyphs && whole > 0;
    struct column_wish w = {0};
    if (out->number)
        w = number_wish(m, out, utf8_count(cell->text, whole));
    else if (out->glyphs)
        w = text_wish(m, out, row->head);
    add_wish(m, out, w, &cell->width);
    if (!row->head && out->columns == 1)
        note_kind(&m->grid->column[out->column], out, cell->text, w.most);
}

static void measure_row(struct measuring *m, struct grid_row *out, const struct row *row,
                        size_t left)
{
    *out = (struct grid_row){
        .row = row, .cells = arena_array(m->setter->scratch, row->count, sizeof *out->cells)};
    int column = 0;
    tag_open(m->setter, TAG_ROW);
    for (size_t i = 0; i < row->count; i++) {
        struct grid_cell *cell = out->cells + out->count++;
        cell->column = column = free_column(m, column);
        cell->columns = span_from(m, column, row->cells[i].columns);
        cell->rows = rows_of(row->cells + i, left);
        take(m, column, cell->columns, cell->rows);
        measure_cell(m, cell, row, row->cells + i);
        column += cell->columns;
    }
    tag_close(m->setter);
    next_row(m);
}

/* ---- what the columns ask for -------------------------------------------------------------- */

/* A column of numbers has room for the widest whole part beside the widest rest. */
static void number_columns(struct grid *g)
{
    for (int i = 0; i < g->columns; i++) {
        struct grid_column *c = g->column + i;
        dist width = c->whole + c->tail + 2 * g->padding;
        if (c->number)
            raise_wish(&c->wish, &(struct column_wish){width, width, width, width, width, 0, 0});
    }
}

/* Cells over few columns first: those over more then find most of what they need. */
static void spanning_cells(struct measuring *m)
{
    struct grid *g = m->grid;
    for (int count = 2; count <= g->columns; count++)
        for (int first = 0; first + count <= g->columns; first++) {
            const struct column_wish *cell = &m->spans[count][first];
            if (cell->most == 0)
                continue;
            struct column_wish wishes[MOST_COLUMNS];
            for (int i = 0; i < count; i++)
                wishes[i] = g->column[first + i].wish;
            widths_span(wishes, (size_t)count, cell);
            for (int i = 0; i < count; i++)
                g->column[first + i].wish = wishes[i];
        }
}

/* Heads are broken by sense. */
static const struct format *sized(struct arena *a, const struct format *format, int percent,
                                  bool head)
{
    struct format *copy = arena_alloc(a, sizeof *copy);
    *copy = *format;
    copy->balance = head;
    copy->font_size = dist_scale(format->font_size, percent, 100);
    copy->latin_size = dist_scale(format->latin_size, percent, 100);
    copy->line_height = dist_scale(format->line_height, percent, 100);
    return copy;
}

static void measure_rows(struct measuring *m, const size_t *left)
{
    struct grid *g = m->grid;
    struct setter *s = m->setter;
    const struct row *rows = m->table->rows;
    struct tag *parent = s->tag;
    g->rows = arena_array(s->scratch, g->count, sizeof *g->rows);
    g->tag = tag_new(s, TAG_TABLE);
    for (size_t r = 0; r < g->count; r++) {
        s->tag = r > 0 && grid_same_part(rows + r - 1, rows + r) ? g->tag->last : g->tag;
        if (s->tag == g->tag)
            tag_open(s, r == 0 && rows->head ? TAG_HEAD : rows[r].foot ? TAG_FOOT : TAG_BODY);
        measure_row(m, g->rows + r, rows + r, left[r]);
    }
    s->tag = parent;
    number_columns(g);
    spanning_cells(m);
}

bool grid_measure(struct setter *s, struct grid *g, const struct table_format *format,
                  const struct block *table, int percent, struct diags *d)
{
    *g = (struct grid){.percent = percent,
                       .cell = sized(s->arena, format->cell, percent, false),
                       .heading = sized(s->arena, format->head, percent, true),
                       .padding = dist_scale(format->padding, percent, 100),
                       .row_gap = dist_scale(format->row_gap, percent, 100),
                       .count = table->row_count};
    struct arena *scratch = arena_new();
    struct measuring *m = arena_alloc(scratch, sizeof *m);
    *m = (struct measuring){.setter = s, .diags = d, .grid = g, .table = table, .scratch = scratch};
    const size_t *left = rows_left(m);
    bool fits = count_columns(m, left);
    if (fits)
        measure_rows(m, left);
    arena_free(scratch);
    return fits;
}
