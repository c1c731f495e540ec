/* SPDX-License-Identifier: MIT */
/*
 * A table in an article's text: cells of any span, in the rules and styles of the figure tables.
 *
 * A table whose columns cannot be read in the measure is set a little smaller, or over more columns
 * of the page; over all of them as far as four fifths of its size; then it is turned, on pages of
 * its own (GB/T 9704, clause 8), and there set smaller too, but never below six points. Only what
 * even then has no room becomes a line of text for each row.
 *
 * Texts stand at the left of their column; heads and texts of at most twenty characters are broken
 * by sense, longer ones between words. The numbers of a column have their decimal points below each
 * other, and all together stand in its middle, so that a wide column does not part them from its
 * head; in the first column they stand at the left. The cells of a head stand in the middle of
 * their height, a head over several columns in the middle of these too, with a rule of its own; the
 * cells of the body stand at its top, but for one that goes on over several rows. Rows that such a
 * cell joins are a group, which stays on one page if it is not higher than half a page. A row is
 * one slug, or where it is as high as that, one for each line.
 */
#include "page/grid.h"

enum { SMALLEST = 6 * PT, LABEL = 4 /* lines of a text that is printed again */ };

/* One row as it is set, and where. */
struct set_row {
    size_t slug;  /* its first one */
    size_t lines; /* that it is high */
};

struct setting {
    struct setter *setter;
    const struct table_format *format;
    struct grid *grid;
    struct set_row *rows;               /* of the whole table */
    const struct lines **set;           /* of the cells of all rows, one row after the other */
    size_t *first;                      /* where in `set` each row begins */
    const struct format *aligned[2][2]; /* cell and head; left and centred */
    struct slugs *out;
    dist pitch; /* of the rows of this part */
    dist depth; /* of a page, the way the table runs down it */
    struct pos pos;
};

enum { CELL, HEADING };
enum { LEFT, CENTRED };

/* ---- cells -------------------------------------------------------------------------------- */

static bool point_aligned(const struct grid *g, const struct grid_cell *cell)
{
    const struct grid_column *c = g->column + cell->column;
    return cell->number && cell->columns == 1 && c->number &&
           c->width >= c->whole + c->tail + 2 * g->padding;
}

static const struct format *cell_format(const struct setting *t, const struct grid_row *row,
                                        const struct grid_cell *cell)
{
    const struct grid *g = t->grid;
    int style = cell->format == g->heading ? HEADING : CELL;
    bool spans = row->row->head && cell->columns > 1;
    bool number = g->column[cell->column].number && cell->columns == 1 && cell->column > 0;
    return t->aligned[style][spans || (number && !point_aligned(g, cell)) ? CENTRED : LEFT];
}

static dist cell_left(const struct grid *g, const struct grid_cell *cell)
{
    return g->column[cell->column].x + g->padding;
}

static dist cell_right(const struct grid *g, const struct grid_cell *cell)
{
    const struct grid_column *last = g->column + cell->column + cell->columns - 1;
    return last->x + last->width - g->padding;
}

/* Where the frame of a cell's lines is: that of a number so that its point stands in line. */
static dist frame_left(const struct grid *g, const struct grid_cell *cell)
{
    const struct grid_column *c = g->column + cell->column;
    if (!point_aligned(g, cell))
        return cell_left(g, cell);
    dist free = cell_right(g, cell) - cell_left(g, cell) - c->whole - c->tail;
    return cell_left(g, cell) + (cell->column > 0 ? free / 2 : 0) + c->whole - cell->whole;
}

/* A cell of several lines again, between words; a short one is even too, as heads are. */
static const struct lines *worded_lines(struct setting *t, size_t r, size_t i, dist width)
{
    struct setter *s = t->setter;
    const struct grid_row *row = t->grid->rows + r;
    enum align align = cell_format(t, row, row->cells + i)->align;
    struct format *format = arena_alloc(s->scratch, sizeof *format);
    *format = *row->cells[i].format;
    format->align = align;
    format->words = true;
    format->balance |= row->cells[i].glyphs->count <= 2 * GRID_SHORT_TEXT;
    const char *text = row->row->cells[i].text;
    struct tag *table = s->tag;
    s->tag = row->cells[i].tag;
    const struct glyphs *glyphs = grid_glyphs(s, text, format, t->pos, diags_new(s->arena));
    s->tag = table;
    return block_broken(s, glyphs, format, width);
}

static void break_row(struct setting *t, size_t r)
{
    const struct grid_row *row = t->grid->rows + r;
    for (size_t i = 0; i < row->count; i++) {
        const struct grid_cell *cell = row->cells + i;
        dist width = cell_right(t->grid, cell) - cell_left(t->grid, cell);
        const struct lines *lines =
            block_broken(t->setter, cell->glyphs, cell_format(t, row, cell), width);
        bool several = lines && lines->count > 1;
        t->set[t->first[r] + i] = several ? worded_lines(t, r, i, width) : lines;
    }
}

/* ---- heights ------------------------------------------------------------------------------ */

static size_t line_count(const struct setting *t, size_t r, size_t i)
{
    const struct lines *lines = t->set[t->first[r] + i];
    return lines ? lines->count : 1;
}

static dist row_height(const struct setting *t, size_t lines)
{
    return (dist)lines * t->pitch + t->grid->row_gap;
}

/* A cell that ends in this row and needs more than its rows have makes this one higher. */
static void raise_last(struct setting *t, size_t r, const struct grid_cell *cell, size_t lines)
{
    size_t last = r + (size_t)cell->rows - 1;
    int64_t missing = row_height(t, lines);
    for (size_t k = r; k <= last; k++)
        missing -= row_height(t, t->rows[k].lines);
    if (missing > 0)
        t->rows[last].lines += (size_t)((missing + t->pitch - 1) / t->pitch);
}

/* Cells over several rows come after all others, which say what room there is. */
static void measure_group(struct setting *t, size_t first, size_t end)
{
    const struct grid *g = t->grid;
    for (size_t r = first; r < end; r++) {
        t->rows[r].lines = 1;
        for (size_t i = 0; i < g->rows[r].count; i++)
            if (g->rows[r].cells[i].rows == 1 && line_count(t, r, i) > t->rows[r].lines)
                t->rows[r].lines = line_count(t, r, i);
    }
    for (size_t r = first; r < end; r++)
        for (size_t i = 0; i < g->rows[r].count; i++)
            if (g->rows[r].cells[i].rows > 1)
                raise_last(t, r, g->rows[r].cells + i, line_count(t, r, i));
}

/* The row behind the group that begins with this one. */
static size_t group_end(const struct grid *g, size_t first)
{
    size_t end = first + 1;
    for (size_t r = first; r < end; r++)
        for (size_t i = 0; i < g->rows[r].count; i++)
            if (r + (size_t)g->rows[r].cells[i].rows > end)
                end = r + (size_t)g->rows[r].cells[i].rows;
    return end;
}

/* ---- slugs -------------------------------------------------------------------------------- */

static dist group_height(const struct setting *t, size_t first, size_t end)
{
    int64_t height = 0;
    for (size_t r = first; r < end; r++)
        height += row_height(t, t->rows[r].lines);
    return height < INT32_MAX ? (dist)height : INT32_MAX;
}

static void row_slugs(struct setting *t, size_t r, enum keep keep)
{
    struct set_row *row = t->rows + r;
    dist gap = t->grid->row_gap;
    row->slug = t->out->count;
    if (row_height(t, row->lines) <= t->depth / 2) {
        block_slug(t->setter, t->out, row_height(t, row->lines), keep);
        return;
    }
    for (size_t i = 0; i < row->lines; i++) {
        dist above = i == 0 ? gap / 2 : 0, below = i + 1 == row->lines ? gap - gap / 2 : 0;
        bool lone = i == 1 || i + 1 == row->lines;
        block_slug(t->setter, t->out, above + t->pitch + below,
                   i == 0 ? keep
                   : lone ? KEEP_SOLID
                          : KEEP_ROW);
    }
}

/* Puts a line whose top is so far below the top of this slug on the slug that is there. */
static void put_line(struct setting *t, size_t slug, const struct lines *lines, size_t line, dist x,
                     dist top)
{
    while (slug + 1 < t->out->count && top >= t->out->items[slug].height)
        top -= t->out->items[slug++].height;
    dist baseline = top + block_baseline(t->pitch, lines->format->font_size);
    block_line(t->setter, t->out->items + slug, lines, line, x, baseline);
}

/* In a group that may be cut the lines stand on those of the rows, from the top. */
static void put_cell(struct setting *t, size_t r, const struct grid_cell *cell,
                     const struct lines *lines, bool whole)
{
    const struct grid *g = t->grid;
    dist gap = g->row_gap, top = gap / 2, x = frame_left(g, cell);
    if (whole && (g->rows[r].row->head || cell->rows > 1))
        top = (group_height(t, r, r + (size_t)cell->rows) - (dist)lines->count * t->pitch) / 2;
    size_t row = r, in_row = 0;
    for (size_t i = 0; i < lines->count; i++, in_row++) {
        for (; !whole && in_row >= t->rows[row].lines && row + 1 < r + (size_t)cell->rows; row++)
            in_row = 0;
        if (whole)
            put_line(t, t->rows[r].slug, lines, i, x, top + (dist)i * t->pitch);
        else
            put_line(t, t->rows[row].slug, lines, i, x, top + (dist)in_row * t->pitch);
    }
}

/* ---- rules -------------------------------------------------------------------------------- */

/* The rule below a head over several columns, where other heads stand below it. */
static void span_rule(struct setting *t, size_t r, const struct grid_cell *cell, size_t end)
{
    const struct grid *g = t->grid;
    size_t last = r + (size_t)cell->rows - 1;
    if (cell->columns < 2 || !cell->glyphs || last + 1 >= end)
        return;
    struct slug *slug = t->out->items + t->rows[last].slug;
    dist weight = t->format->below_head.weight;
    block_fill(t->setter, slug, cell_left(g, cell), slug->height - weight,
               cell_right(g, cell) - cell_left(g, cell), weight, t->format->below_head.color);
}

/* The rule above a row beside a cell that goes on in it. */
static void joined_rule(struct setting *t, size_t r)
{
    const struct grid_row *row = t->grid->rows + r;
    struct slug *slug = t->out->items + t->rows[r].slug;
    const struct border *rule = &t->format->between_rows;
    for (size_t i = 0; i < row->count; i++) {
        const struct grid_column *c = t->grid->column + row->cells[i].column;
        dist right = cell_right(t->grid, row->cells + i) + t->grid->padding;
        block_fill(t->setter, slug, c->x, 0, right - c->x, rule->weight, rule->color);
    }
}

/* A label that goes on over rows that may be cut stands again where one of these begins a page, if
 * there is room for it from there on. */
static void put_again(struct setting *t, size_t r, const struct grid_cell *cell,
                      const struct lines *lines)
{
    dist gap = t->grid->row_gap, x = frame_left(t->grid, cell);
    size_t room = 0;
    for (size_t row = r + (size_t)cell->rows - 1; row > r; row--) {
        struct slug *slug = t->out->items + t->rows[row].slug;
        room += t->rows[row].lines;
        if (room < lines->count)
            continue;
        struct slug *again = arena_alloc(t->setter->layout, sizeof *again);
        if (slug->again)
            *again = *slug->again;
        for (size_t i = 0; i < lines->count; i++)
            block_line(t->setter, again, lines, i, x,
                       gap / 2 + (dist)i * t->pitch +
                           block_baseline(t->pitch, lines->format->font_size));
        slug->again = again;
    }
}

/* ---- groups ------------------------------------------------------------------------------- */

static void set_group(struct setting *t, size_t first, size_t end)
{
    const struct grid *g = t->grid;
    measure_group(t, first, end);
    bool whole = group_height(t, first, end) <= t->depth / 2;
    for (size_t r = first; r < end; r++)
        row_slugs(t, r, r == first ? KEEP_FREE : whole ? KEEP_LINES : KEEP_SOFT);
    for (size_t r = first; r < end; r++) {
        bool head = g->rows[r].row->head;
        if (r > first && whole && !head)
            joined_rule(t, r);
        for (size_t i = 0; i < g->rows[r].count; i++) {
            const struct lines *lines = t->set[t->first[r] + i];
            if (!lines)
                continue;
            put_cell(t, r, g->rows[r].cells + i, lines, whole);
            if (!whole && !head && lines->count <= LABEL)
                put_again(t, r, g->rows[r].cells + i, lines);
        }
    }
}

static dist pitch_of(const struct grid *g, size_t first, size_t end)
{
    dist pitch = 0;
    for (size_t r = first; r < end; r++)
        for (size_t i = 0; i < g->rows[r].count; i++)
            if (g->rows[r].cells[i].format->line_height > pitch)
                pitch = g->rows[r].cells[i].format->line_height;
    return pitch > 0 ? pitch : g->cell->line_height;
}

/* The rows from `first` on that are in one part of the table; returns where the next one begins. */
static size_t set_part(struct setting *t, struct slugs *out, size_t first)
{
    const struct grid *g = t->grid;
    size_t end = first;
    while (end < g->count && grid_same_part(g->rows[first].row, g->rows[end].row))
        end++;
    t->out = out;
    t->pitch = pitch_of(g, first, end);
    for (size_t r = first; r < end; r++)
        break_row(t, r);
    for (size_t r = first; r < end;) {
        size_t next = group_end(g, r);
        set_group(t, r, next);
        r = next;
    }
    for (size_t r = first; r < end && g->rows[r].row->head; r++)
        for (size_t i = 0; i < g->rows[r].count; i++)
            span_rule(t, r, g->rows[r].cells + i, end);
    return end;
}

/* Head and foot come again on every page; what is too high for that, or alone, is of the body. */
static struct table_parts repeatable(const struct setting *t, struct table_parts parts)
{
    struct setter *s = t->setter;
    struct slugs rows = {0};
    bool head =
        parts.rows.count + parts.foot.count > 0 && block_height(&parts.head) <= t->depth / 4;
    if (!head)
        block_join(s, &rows, &parts.head);
    block_join(s, &rows, &parts.rows);
    bool foot = rows.count > 0 && block_height(&parts.foot) <= t->depth / 4;
    if (!foot)
        block_join(s, &rows, &parts.foot);
    return (struct table_parts){.head = head ? parts.head : (struct slugs){0},
                                .rows = rows,
                                .foot = foot ? parts.foot : (struct slugs){0}};
}

static struct table_parts set_parts(struct setting *t)
{
    struct table_parts parts = {0};
    for (size_t r = 0; r < t->grid->count;) {
        const struct row *row = t->grid->rows[r].row;
        r = set_part(t, row->head ? &parts.head : row->foot ? &parts.foot : &parts.rows, r);
    }
    return repeatable(t, parts);
}

/* ---- the whole table ---------------------------------------------------------------------- */

static void set_formats(struct setting *t)
{
    static const enum align aligns[] = {ALIGN_LEFT, ALIGN_CENTER};
    struct arena *a = t->setter->scratch;
    for (int i = 0; i < 2; i++) {
        t->aligned[CELL][i] = table_aligned(a, t->grid->cell, aligns[i]);
        t->aligned[HEADING][i] = table_aligned(a, t->grid->heading, aligns[i]);
    }
}

static struct setting setting_of(struct setter *s, const struct table_format *format,
                                 struct grid *g)
{
    struct setting t = {.setter = s, .format = format, .grid = g};
    size_t cells = 0;
    t.first = arena_array(s->scratch, g->count, sizeof *t.first);
    t.rows = arena_array(s->scratch, g->count, sizeof *t.rows);
    for (size_t r = 0; r < g->count; r++) {
        t.first[r] = cells;
        cells += g->rows[r].count;
    }
    t.set = arena_array(s->scratch, cells, sizeof *t.set);
    set_formats(&t);
    return t;
}

static void divide(struct grid *g, dist measure)
{
    struct column_wish wishes[MOST_COLUMNS];
    dist widths[MOST_COLUMNS], x = 0;
    for (int i = 0; i < g->columns; i++)
        wishes[i] = g->column[i].wish;
    widths_divide(wishes, (size_t)g->columns, measure, widths);
    for (int i = 0; i < g->columns; i++) {
        g->column[i].x = x;
        g->column[i].width = widths[i];
        x += widths[i];
    }
}

/* How a table is set: over so many columns or turned, at so many per cent of its size; 0: it has no
 * room. */
struct fit {
    int percent, span;
    bool turned;
};

/* Of a page, the way the table runs down it. */
static dist depth_of(const struct page_format *page, bool turned)
{
    return turned ? format_measure(page, page->columns) : (dist)page->grid_lines * page->pitch;
}

static dist turned_measure(const struct setter *s)
{
    return depth_of(&s->sheet->page, false);
}

/* Whether it has room at this size. */
static bool fits(const struct setter *s, const struct grid *g, int64_t need, struct fit fit)
{
    dist size = dist_scale(g->cell->font_size, fit.percent, 100);
    dist measure = fit.turned ? turned_measure(s) : format_measure(&s->sheet->page, fit.span);
    return (fit.percent == 100 || size >= SMALLEST) && need * fit.percent / 100 <= measure;
}

/* In the columns of its text if it can be read there, else over all of them, where need be smaller,
 * then turned. What spans some of them parts the text in all. */
static struct fit readable_fit(const struct setter *s, const struct grid *g, int64_t need)
{
    static const int upright[] = {100, 90, 80}, turned[] = {100, 90, 80, 70, 60};
    int most = s->sheet->page.columns;
    for (int span = s->span; span <= most; span = span < most ? most : most + 1)
        for (size_t i = 0; i < COUNT(upright) - (span < most); i++)
            if (fits(s, g, need, (struct fit){upright[i], span, false}))
                return (struct fit){upright[i], span, false};
    for (size_t i = 0; i < COUNT(turned); i++)
        if (fits(s, g, need, (struct fit){turned[i], most, true}))
            return (struct fit){turned[i], most, true};
    return (struct fit){0};
}

static struct fit fit_of(const struct setter *s, const struct grid *g)
{
    struct column_wish wishes[MOST_COLUMNS];
    for (int i = 0; i < g->columns; i++)
        wishes[i] = g->column[i].wish;
    struct fit fit = readable_fit(s, g, widths_easy(wishes, (size_t)g->columns));
    if (!fit.percent)
        fit = readable_fit(s, g, widths_least(wishes, (size_t)g->columns));
    return fit;
}

/* A table that has no room, no table format or too many columns: a line for each row. */
static void rows_as_text(struct setter *s, struct galley *g, const struct block *table)
{
    const struct format *f = format_style(s->sheet, "item");
    block_text(s, g, table->caption, format_style(s->sheet, "caption"), table->pos);
    for (size_t r = 0; r < table->row_count; r++) {
        struct buf b = {0};
        for (size_t i = 0; i < table->rows[r].count; i++) {
            const char *text = table->rows[r].cells[i].text;
            buf_adds(&b, i > 0 ? "\u3000" : "");
            for (const char *p = text; *p; p++)
                buf_add(&b, *p == '\n' ? " " : p, 1);
        }
        block_text(s, g, arena_text(s->arena, b.text ? b.text : "", b.len), f, table->pos);
        buf_release(&b);
    }
}

static void add_table(struct setter *s, struct galley *galley, const struct table_format *format,
                      const struct block *table, struct grid *g, struct fit fit)
{
    struct widening w = block_widen(s, galley, fit.span);
    dist measure = s->measure;
    if (fit.percent != 100)
        grid_measure(s, g, format, table, fit.percent, diags_new(s->arena));
    if (fit.turned)
        s->measure = turned_measure(s);
    divide(g, s->measure);
    struct setting t = setting_of(s, format, g);
    t.depth = depth_of(&s->sheet->page, fit.turned);
    t.pos = table->pos;
    tag_append(s->tag, g->tag);
    s->tag = g->tag;
    struct layout_block b = table_block(s, format, table->caption, set_parts(&t), table->pos);
    tag_close(s);
    b.after = b.before / 2;
    b.turned = b.picture = fit.turned;
    s->measure = measure;
    block_append(s, galley, b);
    block_narrow(s, galley, w);
}

void grid_add(struct setter *s, struct galley *galley, const struct table_format *format,
              const struct block *table)
{
    struct grid *g = arena_alloc(s->arena, sizeof *g);
    struct fit fit = {0};
    if (format && grid_measure(s, g, format, table, 100, s->diags))
        fit = fit_of(s, g);
    if (fit.percent > 0) {
        add_table(s, galley, format, table, g, fit);
        return;
    }
    if (format)
        diag(s->diags, WARNING, table->pos,
             "the table has too many columns for a page; each of its rows is printed as a line");
    rows_as_text(s, galley, table);
}
