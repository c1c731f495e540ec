/* SPDX-License-Identifier: MIT */
/*
 * Tables of key figures: those of one article, and those of the whole issue in groups. What is in a
 * column says the sheet; table.c sets the rows, align.c the values.
 *
 * A run is what a table has of one article in one place, every part below its total. A part is
 * indented, however deep, and stays on its page with its total where it can. Each row is a link to
 * the line of the text in which the figure stands. A table without notes says in the value and the
 * unit what notes would. A column in which nothing is printed is left out, that of places where few
 * rows have one.
 *
 * The headline of an article is printed once, beside its figures, and runs down over their rows;
 * again where they go on on a further page; so is a place beside all rows in sequence that have it.
 * Among subjects an article may have a single row, and its headline then no more lines than that:
 * it is cut, because it stands whole where the row leads, and the body that the column of places
 * has is not said twice.
 */
#include "page/blocks.h"

#include <string.h>

enum { LEAST_PLACES = 10 /* a column of places is worth its room from one row in so many on */ };

/* ---- columns ------------------------------------------------------------------------------ */

static size_t find_field(const struct table_format *format, enum table_field field)
{
    size_t i = 0;
    while (i < format->column_count && format->columns[i].field != field)
        i++;
    return i;
}

static bool has_field(const struct table_format *format, enum table_field field)
{
    return find_field(format, field) < format->column_count;
}

static const struct keyfigure *run_figure(const struct setter *s, const struct digest_run *run,
                                          size_t row)
{
    return s->digest->articles[run->article].figures + run->rows[row].figure;
}

/* What is said of a number outside it: 年均, words of approximation that stand before it, and what
 * is in doubt about it. */
static const char *note_text(struct arena *a, const struct digest_article *article, size_t figure)
{
    const struct keyfigure *k = article->figures + figure;
    const char *parts[] = {k->per[0] ? arena_printf(a, "%s均", k->per) : "", value_outside(k),
                           doubt_note(a, article, figure)};
    const char *text = "";
    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i][0])
            text = arena_printf(a, "%s%s%s", text, text[0] ? "，" : "", parts[i]);
    return text;
}

/* The places of all rows. */
static const char *const **all_places(struct setter *s, const struct digest_run *runs, size_t count)
{
    const char *const **all = arena_array(s->arena, count, sizeof *all);
    for (size_t i = 0; i < count; i++) {
        const struct digest_article *article = s->digest->articles + runs[i].article;
        const char **places = arena_array(s->arena, runs[i].count, sizeof *places);
        for (size_t k = 0; k < runs[i].count; k++)
            places[k] = digest_place(s->arena, s->digest, article, runs[i].rows[k].figure);
        all[i] = places;
    }
    return all;
}

/* Whether row k of run i has a text in this column; label, value, article and page are never
 * empty. */
static bool has_text(const struct setter *s, const struct figure_columns *c, size_t i, size_t k,
                     enum table_field field)
{
    const struct keyfigure *figure = run_figure(s, c->runs + i, k);
    if (field == FIELD_UNIT)
        return figure->unit[0] || figure->per[0];
    const struct digest_article *article = s->digest->articles + c->runs[i].article;
    if (field == FIELD_NOTE)
        return figure->per[0] || value_outside(figure)[0] ||
               doubt_note(s->arena, article, c->runs[i].rows[k].figure)[0];
    return field != FIELD_PLACE || c->places[i][k][0];
}

static bool is_used(const struct setter *s, const struct figure_columns *c, size_t count,
                    enum table_field field)
{
    size_t rows = 0, used = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < c->runs[i].count; k++) {
            rows++;
            used += has_text(s, c, i, k, field);
        }
    return field == FIELD_PLACE ? used * LEAST_PLACES > rows : used > 0;
}

/* The column that gets the width of one that is left out: headlines that of places, else the
 * labels, else the first. */
static size_t heir(const struct table_format *used, enum table_field field)
{
    size_t column = find_field(used, field == FIELD_PLACE ? FIELD_ARTICLE : FIELD_LABEL);
    if (column == used->column_count)
        column = find_field(used, FIELD_LABEL);
    return column < used->column_count ? column : 0;
}

/* The table without its empty columns. */
static const struct table_format *used_columns(struct setter *s, const struct table_format *format,
                                               const struct figure_columns *c, size_t count)
{
    struct table_format *used = arena_alloc(s->arena, sizeof *used);
    *used = *format;
    used->columns = arena_array(s->arena, format->column_count, sizeof *used->columns);
    used->column_count = 0;
    bool *kept = arena_array(s->arena, format->column_count, sizeof *kept);
    for (size_t i = 0; i < format->column_count; i++) {
        kept[i] = is_used(s, c, count, format->columns[i].field);
        if (kept[i])
            used->columns[used->column_count++] = format->columns[i];
    }
    for (size_t i = 0; i < format->column_count && used->column_count > 0; i++)
        if (!kept[i])
            used->columns[heir(used, format->columns[i].field)].share += format->columns[i].share;
    return used;
}

/* The sheet's indent, or less where the deepest part would have less than half of its column. */
static dist part_indent(const struct table_format *format, const struct table_frame *frames,
                        const struct digest_run *runs, size_t count)
{
    int deepest = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < runs[i].count; k++)
            if (runs[i].rows[k].depth > deepest)
                deepest = runs[i].rows[k].depth;
    size_t label = find_field(format, FIELD_LABEL);
    if (deepest == 0 || label == format->column_count)
        return format->part_indent;
    dist most = (frames[label].right - frames[label].left) / 2 / deepest;
    return format->part_indent < most ? format->part_indent : most;
}

static struct figure_columns columns_of(struct setter *s, const struct table_format *format,
                                        const struct digest_run *runs, size_t count)
{
    struct figure_columns c = {.runs = runs, .noted = has_field(format, FIELD_NOTE)};
    if (has_field(format, FIELD_PLACE))
        c.places = all_places(s, runs, count);
    c.format = used_columns(s, format, &c, count);
    if (!has_field(c.format, FIELD_PLACE))
        c.places = NULL;
    c.frames = table_frames(s, c.format);
    c.indent = part_indent(c.format, c.frames, runs, count);
    size_t value = find_field(c.format, FIELD_VALUE);
    if (value < c.format->column_count)
        c.tail = align_tail(s, c.format, c.frames + value, c.noted, runs, count);
    return c;
}

/* ---- rows of one run ---------------------------------------------------------------------- */

struct beside { /* a text that stands beside several rows */
    const struct lines *lines;
    dist x;
    size_t first, stop; /* the rows that it is for */
    size_t end;         /* the first row that it does not reach */
    size_t rows;        /* of one line that it needs */
};

struct rows {
    struct setter *setter;
    const struct figure_columns *columns;
    const struct digest_run *run;
    const struct article *article;
    const char *const *places;   /* of each row; NULL without a column for them */
    struct table_entry *entries; /* of the row that is being set */
    struct tag **cells;          /* of the same; NULL where one from above goes on */
    struct tag *link;            /* of the same */
    struct beside headline, place;
};

/* The headline on one line, without the body that has a column of its own. */
static const char *headline_text(const struct rows *r)
{
    const char *text = r->article->headline;
    size_t len = r->places ? strlen(r->places[0]) : 0;
    if (len > 0 && !strncmp(text, r->places[0], len) &&
        !strncmp(text + len, "\u3000", strlen("\u3000")))
        text += len + strlen("\u3000");
    return block_joint(r->setter->arena, text, " ");
}

static const struct lines *beside_lines(struct rows *r, const char *text, size_t column,
                                        size_t most)
{
    const struct table_frame *frame = r->columns->frames + column;
    r->setter->tag = r->cells[column];
    dist width = frame->right - frame->left;
    struct glyph_span span = block_span(text, frame->format, r->article->headline_pos);
    return r->columns->cut ? block_shorten(r->setter, text, frame->format, width, most)
                           : block_lines(r->setter, &span, 1, frame->format, width);
}

/* Puts a text beside row `first`, which is being set, and those up to row `stop`. It hangs into
 * these if they are high enough. One that is cut has as many lines as the rows, and `more`. */
static struct beside set_beside(struct rows *r, const char *text, size_t column, size_t more,
                                size_t first, size_t stop)
{
    const struct table_format *format = r->columns->format;
    size_t lines = table_lines(r->entries, format->column_count);
    struct beside b = {.x = r->columns->frames[column].left, .first = first, .stop = stop};
    r->cells[column]->rows = (int)(stop - first);
    b.lines = beside_lines(r, text, column, lines + stop - first - 1 + more);
    b.end = first + 1;
    struct table_entry *e = r->entries + column;
    *e = (struct table_entry){.lines = b.lines, .x = b.x};
    if (!b.lines)
        return b;
    int64_t pitch = b.lines->format->line_height, row = pitch + format->row_gap;
    int64_t height = (int64_t)b.lines->count * pitch + format->row_gap;
    int64_t below = ((int64_t)b.lines->count - (int64_t)lines) * pitch; /* the first row */
    b.rows = (size_t)((height + row - 1) / row);
    e->hanging = below <= (int64_t)(stop - first - 1) * row;
    if (e->hanging && below > 0)
        b.end += (size_t)((below + row - 1) / row);
    return b;
}

/* The place of a row, beside all that have the same; it may be a line higher than they. */
static void set_place(struct rows *r, size_t row, size_t column)
{
    const char *place = r->places[row];
    size_t stop = row + 1;
    if (row > 0 && !strcmp(r->places[row - 1], place))
        return;
    while (stop < r->run->count && !strcmp(r->places[stop], place))
        stop++;
    r->place = set_beside(r, place, column, 1, row, stop);
}

/* Whether a text that began above this row has room from here again. */
static bool fits_again(const struct beside *b, size_t row)
{
    return b->lines && row > b->first && b->stop - row >= b->rows;
}

/* Whether a page break before this row would leave it without its text, or cut the text. */
static bool is_needed(const struct beside *b, size_t row)
{
    return b->lines && row > b->first && !fits_again(b, row);
}

static void hang(const struct rows *r, struct slug *slug, const struct beside *b, size_t row)
{
    if (!fits_again(b, row))
        return;
    const struct format *f = b->lines->format;
    dist y = r->columns->format->row_gap / 2 + block_baseline(f->line_height, f->font_size);
    for (size_t i = 0; i < b->lines->count; i++, y += f->line_height)
        block_line(r->setter, slug, b->lines, i, b->x, y);
}

/* What stands beside this row but began above it, for a page that begins here. */
static const struct slug *hanging_again(const struct rows *r, size_t row)
{
    if (!fits_again(&r->headline, row) && !fits_again(&r->place, row))
        return NULL;
    struct slug *again = arena_alloc(r->setter->layout, sizeof *again);
    hang(r, again, &r->headline, row);
    hang(r, again, &r->place, row);
    return again;
}

static const char *cell_text(const struct rows *r, size_t row, enum table_field field)
{
    const struct digest_article *article = r->setter->digest->articles + r->run->article;
    const struct keyfigure *k = run_figure(r->setter, r->run, row);
    size_t figure = r->run->rows[row].figure;
    switch (field) {
    case FIELD_LABEL:
        return r->columns->noted ? k->label : doubt_label(r->setter->arena, article, figure);
    case FIELD_UNIT:
        return r->columns->noted ? k->unit : value_unit(r->setter->arena, k);
    case FIELD_NOTE:
        return note_text(r->setter->arena, article, figure);
    default:
        return "";
    }
}

static struct table_entry figure_entry(struct rows *r, size_t row, size_t column)
{
    const struct keyfigure *k = run_figure(r->setter, r->run, row);
    struct pos pos = r->article->headline_pos;
    struct table_frame frame = r->columns->frames[column];
    enum table_field field = r->columns->format->columns[column].field;
    struct table_entry e = {.x = frame.left};
    if (field == FIELD_VALUE)
        return align_value(r->setter, k, r->columns, &frame, pos);
    if (field == FIELD_LABEL)
        e.x += r->run->rows[row].depth * r->columns->indent;
    if (frame.right - e.x < frame.format->font_size)
        e.x = frame.left;
    struct glyph_span span = block_span(cell_text(r, row, field), frame.format, pos);
    e.lines = block_lines(r->setter, &span, 1, frame.format, frame.right - e.x);
    return e;
}

/* Whether the cell of the row above goes on: headlines and places take several rows. */
static bool goes_on(const struct rows *r, size_t row, enum table_field field)
{
    if (row == 0)
        return false;
    bool same = field == FIELD_PLACE && !strcmp(r->places[row - 1], r->places[row]);
    return same || field == FIELD_ARTICLE;
}

/* A cell in the tree with the link to the text. */
static struct tag *add_link(struct rows *r, enum tag_type type)
{
    tag_open(r->setter, type)->scope = SCOPE_ROW;
    r->link = tag_add(r->setter, TAG_LINK);
    tag_close(r->setter);
    return r->link;
}

/* The row in the tree. Its head, and its link, is the label. */
static void tag_row(struct rows *r, size_t row)
{
    const struct table_format *format = r->columns->format;
    r->link = NULL;
    r->cells = arena_array(r->setter->scratch, format->column_count, sizeof(struct tag *));
    for (size_t i = 0; i < format->column_count; i++) {
        enum table_field field = format->columns[i].field;
        if (field == FIELD_LABEL && !r->link)
            r->cells[i] = add_link(r, TAG_HEAD_CELL);
        else if (!goes_on(r, row, field))
            r->cells[i] = tag_add(r->setter, TAG_CELL);
    }
    if (!r->link)
        add_link(r, TAG_CELL);
}

static void set_entries(struct rows *r, size_t row)
{
    const struct table_format *format = r->columns->format;
    size_t place = find_field(format, FIELD_PLACE), headline = find_field(format, FIELD_ARTICLE);
    struct tag *parent = tag_open(r->setter, TAG_ROW);
    r->entries = arena_array(r->setter->scratch, format->column_count, sizeof *r->entries);
    tag_row(r, row);
    for (size_t i = 0; i < format->column_count; i++) {
        r->setter->tag = r->cells[i] ? r->cells[i] : parent;
        r->entries[i] = figure_entry(r, row, i);
    }
    if (place < format->column_count)
        set_place(r, row, place);
    if (headline < format->column_count && row == 0)
        r->headline = set_beside(r, headline_text(r), headline, 0, 0, r->run->count);
    r->setter->tag = parent->parent;
}

/* A break leaves no lone row of the article on either side, and none beside which headline or place
 * have no room. */
static enum keep figure_keep(const struct rows *r, size_t row)
{
    size_t rows = r->run->count, least = table_least_rows(rows);
    if (row == 0)
        return KEEP_FREE;
    if (row < r->headline.end || row < r->place.end)
        return KEEP_NEXT;
    bool named = has_field(r->columns->format, FIELD_ARTICLE);
    bool few = named && (row < least || rows - row < least);
    bool bare = is_needed(&r->headline, row) || is_needed(&r->place, row);
    return r->run->rows[row].depth > 0 || few || bare ? KEEP_SOFT : KEEP_FREE;
}

/* From the whole row to the line in which its figure stands, with the number of its page. */
static struct reference row_reference(const struct rows *rows, size_t row, dist height)
{
    const struct figure_columns *columns = rows->columns;
    struct setter *s = rows->setter;
    struct reference r = {
        .article = rows->run->article,
        .anchor = article_anchor(s->arena, rows->article, run_figure(s, rows->run, row)->id),
        .leader_from = -1,
        .link_right = s->measure,
        .link_height = height,
        .tag = rows->link};
    size_t page = find_field(columns->format, FIELD_PAGE);
    if (page == columns->format->column_count)
        return r;
    const struct table_frame *frame = columns->frames + page;
    const struct format *f = frame->format;
    r.number = f;
    r.number_tag = rows->cells[page];
    r.left = frame->left;
    r.right = frame->right;
    r.baseline = columns->format->row_gap / 2 + block_baseline(f->line_height, f->font_size);
    return r;
}

static void figure_row(struct rows *r, struct slugs *out, size_t row)
{
    struct setter *s = r->setter;
    size_t start = out->count;
    dist height = 0;
    set_entries(r, row);
    table_row(s, out, r->columns->format, r->entries, r->columns->format->column_count,
              figure_keep(r, row));
    for (size_t i = start; i < out->count; i++)
        height += out->items[i].height;
    struct slug *slug = out->items + start;
    block_refer(s, slug, row_reference(r, row, height));
    if (r->columns->named)
        block_anchor(s, slug,
                     article_row_anchor(s->arena, r->article, run_figure(s, r->run, row)->id));
    slug->again = hanging_again(r, row);
}

void figures_run(struct setter *s, struct slugs *out, const struct figure_columns *columns,
                 size_t run)
{
    struct rows r = {.setter = s,
                     .columns = columns,
                     .run = columns->runs + run,
                     .article = s->digest->articles[columns->runs[run].article].article,
                     .places = columns->places ? columns->places[run] : NULL};
    for (size_t i = 0; i < r.run->count; i++)
        figure_row(&r, out, i);
}

/* ---- tables ------------------------------------------------------------------------------- */

/* Head row and rows as a block. */
static struct layout_block figures_block(struct setter *s, const struct flow *flow,
                                         const struct figure_columns *columns, struct slugs rows)
{
    const struct table_format *format = columns->format;
    const struct table_frame *frames = columns->frames;
    struct table_entry *entries = arena_array(s->scratch, format->column_count, sizeof *entries);
    bool titled = false;
    tag_open(s, TAG_HEAD);
    tag_open(s, TAG_ROW);
    for (size_t i = 0; i < format->column_count; i++) {
        tag_open(s, TAG_HEAD_CELL)->scope = SCOPE_COLUMN;
        struct format *f = table_aligned(s->arena, format->head, format->columns[i].align);
        struct glyph_span span = block_span(format->columns[i].title, f, format->pos);
        entries[i].x = frames[i].left;
        entries[i].lines = block_lines(s, &span, 1, f, frames[i].right - frames[i].left);
        titled |= entries[i].lines != NULL;
        tag_close(s);
    }
    tag_close(s);
    tag_close(s);
    struct table_parts parts = {.rows = rows};
    if (titled)
        table_row(s, &parts.head, format, entries, format->column_count, KEEP_SOLID);
    return table_block(s, format, flow->title, parts, flow->pos);
}

/* The charts stand on the page of their table where all fit on one, unless too much would stay
 * white before it. */
static void keep_charts(struct galley *g, size_t table)
{
    struct slugs *rows = &g->blocks[table].slugs;
    for (size_t i = 1; i < rows->count; i++)
        if (rows->items[i].keep == KEEP_FREE)
            rows->items[i].keep = KEEP_WHOLE;
    for (size_t i = table; i + 1 < g->count; i++) {
        g->blocks[i].wish_with_next = true;
        g->blocks[i + 1].most_white = g->blocks[table].most_white;
    }
}

void figures_article(struct setter *s, struct galley *g, const struct flow *flow, size_t article)
{
    const struct digest_article *a = s->digest->articles + article;
    if (a->figure_count == 0)
        return;
    struct widening w = block_widen(s, g, flow->span > 0 ? flow->span : flow->table->span);
    struct slugs rows = {0};
    struct digest_run run = {article, digest_rows(s->arena, a), a->figure_count};
    struct figure_columns columns = columns_of(s, flow->table, &run, 1);
    tag_open(s, TAG_TABLE);
    tag_open(s, TAG_BODY);
    figures_run(s, &rows, &columns, 0);
    tag_close(s);
    size_t table = g->count;
    block_append(s, g, figures_block(s, flow, &columns, rows));
    tag_close(s);
    block_narrow(s, g, w);
    if (flow->charts)
        charts_add(s, g, flow->table, &run);
    if (g->count > table + 1)
        keep_charts(g, table);
}

struct issue_table figures_table(struct setter *s, const struct flow *flow)
{
    struct issue_table t = {.flow = flow,
                            .groups = digest_groups(s->arena, s->digest, flow->subjects)};
    for (size_t i = 0; i < t.groups.count; i++)
        t.run_count += t.groups.items[i].run_count;
    t.runs = arena_array(s->arena, t.run_count, sizeof *t.runs);
    t.rows = arena_array(s->arena, t.run_count, sizeof *t.rows);
    t.bodies = arena_array(s->arena, t.run_count, sizeof(struct tag *));
    size_t n = 0;
    for (size_t i = 0; i < t.groups.count; i++)
        for (size_t k = 0; k < t.groups.items[i].run_count; k++)
            t.runs[n++] = t.groups.items[i].runs[k];
    t.columns = columns_of(s, flow->table, t.runs, t.run_count);
    t.columns.cut = flow->subjects != NULL;
    t.columns.named = flow == flow_find(s->sheet->flow, FLOW_FIGURE_TABLE);
    return t;
}

/* The name of a group; apart from the rows above it. */
static bool group_row(struct setter *s, struct slugs *out, const struct table_format *format,
                      const char *name)
{
    struct glyph_span span = block_span(name, format->group, format->pos);
    struct table_entry e = {.x = format->padding};
    size_t start = out->count;
    tag_open(s, TAG_ROW);
    struct tag *cell = tag_open(s, TAG_HEAD_CELL);
    cell->columns = (int)format->column_count;
    cell->scope = SCOPE_COLUMN;
    e.lines = block_lines(s, &span, 1, format->group, s->measure - 2 * format->padding);
    tag_close(s);
    tag_close(s);
    if (!e.lines)
        return false;
    table_row(s, out, format, &e, 1, KEEP_FREE);
    if (start > 0)
        table_space(out, start, format->group->space_before);
    return true;
}

/* The rows of these runs, below the name of their group; a page break leaves two on either side. */
static void group_rows(struct setter *s, struct slugs *out, const struct table_format *format,
                       const struct digest_group *group, const struct slugs *rows)
{
    bool named = group_row(s, out, format, group->name);
    size_t count = 0, number = 0;
    for (size_t i = 0; i < group->run_count; i++)
        count += group->runs[i].count;
    for (size_t i = 0; i < group->run_count; i++)
        for (size_t k = 0; k < rows[i].count; k++) {
            struct slug *slug = block_slug(s, out, 0, KEEP_FREE);
            *slug = rows[i].items[k];
            if (slug->keep == KEEP_SOLID)
                continue;
            if (named && number == 0)
                slug->keep = KEEP_NEXT;
            else if (named && slug->keep == KEEP_FREE && (number == 1 || number + 1 == count))
                slug->keep = KEEP_SOFT;
            number++;
        }
}

/* summary, and summary-2 … for further tables. */
static const char *summary_anchor(struct setter *s, const struct flow *flow)
{
    int number = 1;
    for (const struct flow *f = s->sheet->flow; f != flow; f = f->next)
        number += f->kind == FLOW_FIGURE_TABLE;
    return number == 1 ? "summary" : arena_printf(s->arena, "summary-%d", number);
}

void figures_issue(struct setter *s, struct galley *g, const struct issue_table *table)
{
    const struct flow *flow = table->flow;
    struct slugs all = {0};
    size_t run = 0;
    tag_open(s, TAG_TABLE);
    for (size_t i = 0; i < table->groups.count; i++) {
        const struct digest_group *group = table->groups.items + i;
        tag_open(s, TAG_BODY);
        group_rows(s, &all, table->columns.format, group, table->rows + run);
        for (size_t k = 0; k < group->run_count; k++)
            tag_adopt(s->tag, table->bodies[run++]);
        tag_close(s);
    }
    struct layout_block b = figures_block(s, flow, &table->columns, all);
    tag_close(s);
    if (all.count == 0)
        return;
    b.part = flow->title;
    b.anchor = summary_anchor(s, flow);
    b.outline = flow->title[0] ? flow->title : NULL;
    b.outline_level = 1;
    block_append(s, g, b);
}
