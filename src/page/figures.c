/* SPDX-License-Identifier: MIT */
/*
 * Tables of key figures: those of one article, and those of the whole issue in groups. columns.c
 * says what is in which column; table.c sets the rows, align.c the values.
 *
 * A run is what a table has of one article in one place, every part below its total. A part is
 * indented, however deep, and stays on its page with its total where it can. Each row is a link to
 * the line of the text in which the figure stands.
 *
 * The headline of an article is printed once, beside its figures, and runs down over their rows;
 * again where they go on on a further page; so is a place for all rows in sequence that have it,
 * but it stands beside the first of them whole, and no page ends between them where that can be.
 * Each line of what runs down, and of what is printed again, stands on the baseline of a line of
 * these rows, whatever their heights.
 * Among subjects an article stands in many places, often with a single row, so it goes by a short
 * form there, which is the same in all of them and takes one line beside the first of its rows: a
 * title that ran down over rows that have rules between them in no sheet would be read as several.
 * It is cut, because it stands whole where the row leads; the body that the column of places has is
 * not said twice, and a rubric in 【】 is left out where that leaves more of the title.
 */
#include "page/blocks.h"

#include <limits.h>
#include <string.h>

/* ---- rows of one run ---------------------------------------------------------------------- */

struct beside { /* a text that stands beside several rows, a line of it beside each of theirs */
    const struct lines *lines;
    dist x;
    size_t first, stop; /* the rows that it is for */
    size_t end;         /* the first row that it does not reach */
    size_t set;         /* how many of its lines stand */
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
    dist value_left;             /* of the same: where its value begins */
    struct beside headline, place;
    struct beside *besides; /* all of the run */
    size_t beside_count;
    size_t *starts;            /* the first slug of each row */
    const struct slugs *slugs; /* that have them */
};

/* A title without this before its first joint, or NULL where it does not begin so. */
static const char *without(const char *title, const char *first)
{
    size_t len = strlen(first), joint = strlen("\u3000");
    bool begins = len > 0 && !strncmp(title, first, len);
    return begins && !strncmp(title + len, "\u3000", joint) ? title + len + joint : NULL;
}

/* Bytes of the rubric in 【】 that a title begins with; 0 if it has none, or is no more. */
static size_t rubric_len(const char *title)
{
    const char *end = strncmp(title, "【", strlen("【")) ? NULL : strstr(title, "】");
    if (!end)
        return 0;
    for (end += strlen("】"); !strncmp(end, "\u3000", strlen("\u3000"));)
        end += strlen("\u3000");
    return *end ? (size_t)(end - title) : 0;
}

/* The headline on one line, without the body that has a column of its own. */
static const char *headline_text(const struct rows *r)
{
    const char *title = r->run->title, *text = r->places ? without(title, r->places[0]) : NULL;
    return block_joint(r->setter->arena, text ? text : title, " ");
}

/* The same for all rows of an article: without the rubric, and without a body that is the place of
 * any of its figures. */
static const char *short_text(const struct rows *r)
{
    const struct digest *digest = r->setter->digest;
    const struct digest_article *a = digest->articles + r->run->article;
    const char *title = r->run->title + rubric_len(r->run->title), *text = NULL;
    bool joint = r->places && strstr(title, "\u3000");
    for (size_t i = 0; i < a->figure_count && joint && !text; i++)
        text = without(title, digest_place(r->setter->scratch, digest, a, i));
    return block_joint(r->setter->arena, text ? text : title, " ");
}

/* A text beside rows, in its column. */
static const struct lines *beside_lines(struct rows *r, const char *text, size_t column, bool cut)
{
    const struct table_frame *frame = r->columns->frames + column;
    r->setter->tag = r->cells[column];
    dist width = frame->right - frame->left;
    return cut ? block_shorten(r->setter, text, frame->format, width, 1)
               : block_cell(r->setter, text, frame->format, width, r->article->headline_pos);
}

/* Remembers a text that begins beside row `first`, which is being set, for those up to `stop`. */
static void add_beside(struct rows *r, const struct beside *b)
{
    r->besides = arena_grow(r->setter->scratch, r->besides, r->beside_count, sizeof *r->besides);
    r->besides[r->beside_count++] = *b;
}

static struct beside begin_beside(struct rows *r, size_t column, size_t first, size_t stop)
{
    r->cells[column]->rows = (int)(stop - first);
    return (struct beside){
        .x = r->columns->frames[column].left, .first = first, .stop = stop, .end = first + 1};
}

/* All lines beside the row that is being set, which is as high as they. */
static void set_inside(struct rows *r, struct beside *b, size_t column)
{
    r->entries[column] = (struct table_entry){.lines = b->lines, .x = b->x};
    b->set = b->lines->count;
}

/* Puts the headline beside the first row and the others of the run: it hangs into these if they
 * have lines enough, else the row is as high as it. */
static void set_headline(struct rows *r, size_t column)
{
    size_t lines = table_lines(r->entries, r->columns->format->column_count);
    size_t room = lines + r->run->count - 1;
    struct beside b = begin_beside(r, column, 0, r->run->count);
    bool cut = r->columns->cut;
    b.lines = beside_lines(r, cut ? short_text(r) : headline_text(r), column, cut);
    if (b.lines && (b.lines->count > room || b.lines->count <= lines))
        set_inside(r, &b, column);
    else if (b.lines)
        b.end += b.lines->count - lines;
    r->headline = b;
    add_beside(r, &b);
}

/* The place of a row, said once for all below it that have the same. It stands beside its row
 * whole: half a name beside the next row would be read as another place. */
static void set_place(struct rows *r, size_t row, size_t column)
{
    const char *place = r->places[row];
    size_t stop = row + 1;
    while (stop < r->run->count && !strcmp(r->places[stop], place))
        stop++;
    struct beside b = begin_beside(r, column, row, stop);
    b.lines = beside_lines(r, place, column, false);
    if (b.lines)
        set_inside(r, &b, column);
    r->place = b;
    add_beside(r, &b);
}

/* Whether a text that began above this row has room from here again. */
static bool fits_again(const struct beside *b, size_t row)
{
    return b->lines && row > b->first && row < b->stop && b->stop - row >= b->lines->count;
}

/* Whether a page break before this row would leave it without its text, or cut the text. */
static bool is_needed(const struct beside *b, size_t row)
{
    return b->lines && row > b->first && !fits_again(b, row);
}

/* The next line of a text beside line `line` of a row, whose slug has its top at y. */
static void hang_line(const struct rows *r, struct slug *slug, const struct beside *b,
                      size_t number, size_t line, dist y)
{
    const struct format *f = b->lines->format;
    dist above = line == 0 ? r->columns->format->row_gap / 2 : 0;
    block_line(r->setter, slug, b->lines, number, b->x,
               y + above + block_baseline(f->line_height, f->font_size));
}

/* The lines of a text beside those of the row that begins with this slug. */
static void hang(const struct rows *r, const struct slugs *slugs, struct beside *b, size_t start)
{
    for (size_t i = start; b->lines && b->set < b->lines->count && i < slugs->count; i++)
        hang_line(r, slugs->items + i, b, b->set++, i - start, 0);
}

/* All lines of a text, for a page that begins with this row. */
static void hang_again(const struct rows *r, struct slug *again, const struct beside *b, size_t row)
{
    size_t slug = r->starts[row];
    dist y = 0;
    for (size_t i = 0; i < b->lines->count; i++, slug++) {
        row += row + 1 < r->run->count && slug == r->starts[row + 1];
        hang_line(r, again, b, i, slug - r->starts[row], y);
        y += r->slugs->items[slug].height;
    }
}

/* What stands beside rows but began above them is printed again where these begin a page. */
static void repeat_beside(const struct rows *r, const struct beside *b)
{
    for (size_t row = b->first + 1; row < b->stop; row++) {
        struct slug *slug = r->slugs->items + r->starts[row];
        if (!fits_again(b, row))
            continue;
        struct slug *again = arena_alloc(r->setter->layout, sizeof *again);
        if (slug->again)
            *again = *slug->again;
        hang_again(r, again, b, row);
        slug->again = again;
    }
}

/* The label ends before what hangs out of the value's cell. */
static dist label_right(const struct rows *r, dist right)
{
    dist most = r->value_left - r->columns->format->padding;
    return r->columns->hangs && most < right ? most : right;
}

static struct table_entry figure_entry(struct rows *r, size_t row, size_t column)
{
    const struct keyfigure *k = columns_figure(r->setter, r->run, row);
    struct pos pos = r->article->headline_pos;
    struct table_frame frame = r->columns->frames[column];
    enum table_field field = r->columns->format->columns[column].field;
    struct table_entry e = {.x = frame.left};
    if (field == FIELD_VALUE)
        return align_value(r->setter, k, r->columns, &frame,
                           r->columns->fractions[r->run - r->columns->runs][row], pos);
    if (field == FIELD_LABEL) {
        e.x += r->run->rows[row].depth * r->columns->indent;
        frame.right = label_right(r, frame.right);
    }
    if (frame.right - e.x < frame.format->font_size)
        e.x = frame.left;
    const char *text = columns_text(r->setter, r->columns, r->run, row, field);
    e.lines = block_cell(r->setter, text, frame.format, frame.right - e.x, pos);
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
    size_t place = columns_find(format, FIELD_PLACE),
           headline = columns_find(format, FIELD_ARTICLE);
    struct tag *parent = tag_open(r->setter, TAG_ROW);
    r->entries = arena_array(r->setter->scratch, format->column_count, sizeof *r->entries);
    tag_row(r, row);
    for (size_t i = format->column_count; i-- > 0;) {
        r->setter->tag = r->cells[i] ? r->cells[i] : parent;
        r->entries[i] = figure_entry(r, row, i);
        if (format->columns[i].field == FIELD_VALUE && r->entries[i].lines)
            r->value_left = r->entries[i].x + r->entries[i].lines->items[0].left;
    }
    if (r->places && r->cells[place])
        set_place(r, row, place);
    if (headline < format->column_count && r->cells[headline])
        set_headline(r, headline);
    r->setter->tag = parent->parent;
}

/* Whether a page break before this row would divide its place among rows. */
static bool divides_place(const struct rows *r, size_t row)
{
    const struct beside *b = &r->place;
    size_t lines = table_lines(r->entries, r->columns->format->column_count);
    return b->lines && row > b->first && row < b->stop && b->lines->count > lines;
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
    bool named = columns_has(r->columns->format, FIELD_ARTICLE);
    bool few = named && (row < least || rows - row < least);
    bool bare = is_needed(&r->headline, row) || is_needed(&r->place, row) || divides_place(r, row);
    return r->run->rows[row].depth > 0 || few || bare ? KEEP_SOFT : KEEP_FREE;
}

/* From the whole row to the line in which its figure stands, with the number of its page. */
static struct reference row_reference(const struct rows *rows, size_t row, dist height)
{
    const struct figure_columns *columns = rows->columns;
    struct setter *s = rows->setter;
    struct reference r = {
        .article = rows->run->article,
        .anchor = article_anchor(s->arena, rows->article, columns_figure(s, rows->run, row)->id),
        .leader_from = -1,
        .link_right = s->measure,
        .link_height = height,
        .tag = rows->link};
    size_t page = columns_find(columns->format, FIELD_PAGE);
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
    size_t start = r->starts[row] = out->count;
    dist height = 0;
    set_entries(r, row);
    table_row(s, out, r->columns->format, r->entries, r->columns->format->column_count,
              figure_keep(r, row));
    hang(r, out, &r->place, start);
    hang(r, out, &r->headline, start);
    for (size_t i = start; i < out->count; i++)
        height += out->items[i].height;
    struct slug *slug = out->items + start;
    block_refer(s, slug, row_reference(r, row, height));
    if (r->columns->named)
        block_anchor(s, slug,
                     article_row_anchor(s->arena, r->article, columns_figure(s, r->run, row)->id));
}

void figures_run(struct setter *s, struct slugs *out, const struct figure_columns *columns,
                 size_t run)
{
    struct rows r = {.setter = s,
                     .columns = columns,
                     .run = columns->runs + run,
                     .article = s->digest->articles[columns->runs[run].article].article,
                     .places = columns->places ? columns->places[run] : NULL,
                     .starts = arena_array(s->scratch, columns->runs[run].count, sizeof(size_t)),
                     .slugs = out};
    for (size_t i = 0; i < r.run->count; i++)
        figure_row(&r, out, i);
    for (size_t i = 0; i < r.beside_count; i++)
        repeat_beside(&r, r.besides + i);
}

/* ---- tables ------------------------------------------------------------------------------- */

/* Head row and rows as a block. */
static struct layout_block figures_block(struct setter *s, const struct table_format *format,
                                         const char *title, struct pos pos,
                                         const struct figure_columns *columns, struct slugs rows)
{
    const struct table_frame *frames = columns->frames;
    struct table_entry *entries = arena_array(s->scratch, format->column_count, sizeof *entries);
    bool titled = false;
    tag_open(s, TAG_HEAD);
    tag_open(s, TAG_ROW);
    for (size_t i = 0; i < format->column_count; i++) {
        tag_open(s, TAG_HEAD_CELL)->scope = SCOPE_COLUMN;
        const struct format *f = table_aligned(s->scratch, format->head, format->columns[i].align);
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
    return table_block(s, format, title, parts, pos);
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

/* The style of a single figure that is a line of text. */
static const struct format *line_format(struct setter *s, const struct table_format *table)
{
    struct format *f = arena_alloc(s->scratch, sizeof *f);
    *f = *table->cell;
    f->align = ALIGN_LEFT;
    f->space_before = table->caption->space_before;
    f->orphans = f->widows = INT_MAX;
    return f;
}

/* A single figure: title, label and value on one line, which leads to the text as a row does, and
 * stays with its end. */
static void figure_line(struct setter *s, struct galley *g, const struct flow *flow, size_t article)
{
    const struct digest_article *a = s->digest->articles + article;
    const struct format *f = line_format(s, flow->table);
    const char *text = arena_printf(s->arena, "%s：%s", value_label(s->arena, a, 0),
                                    value_text(s->arena, a->figures));
    struct glyph_span spans[] = {block_span(flow->title, flow->table->caption, flow->pos),
                                 block_span(flow->title[0] ? "\u3000" : "", f, flow->pos),
                                 block_span(text, f, flow->pos)};
    if (g->count > 0)
        g->blocks[g->count - 1].keep_with_next = true;
    struct tag *paragraph = tag_open(s, TAG_P);
    struct reference r = {.article = article,
                          .anchor = article_anchor(s->arena, a->article, a->figures[0].id),
                          .leader_from = -1,
                          .link_right = s->measure,
                          .tag = tag_add(s, TAG_LINK)};
    spans[0].tag = spans[1].tag = paragraph;
    spans[2].tag = r.tag;
    struct layout_block *line = block_add(s, g, spans, COUNT(spans), f);
    for (size_t i = 0; line && i < line->slugs.count; i++)
        block_refer(s, line->slugs.items + i, r);
    tag_close(s);
}

/* The table in one column, or as its format says. */
static void add_table(struct setter *s, struct galley *g, const struct flow *flow,
                      const struct figure_columns *columns, struct slugs rows)
{
    block_append(s, g, figures_block(s, columns->format, flow->title, flow->pos, columns, rows));
}

/* The height of the highest rows of a block that stay in one column, below the head. */
static int64_t highest_run(const struct layout_block *b)
{
    int64_t highest = 0, height = 0;
    for (size_t i = 0; i < b->slugs.count; i++) {
        const struct slug *slug = b->slugs.items + i;
        height = (slug->keep == KEEP_FREE ? block_height(&b->repeat) : height) + slug->height;
        highest = height > highest ? height : highest;
    }
    return highest;
}

/* Grid lines that the block takes when it is spread over all columns. A column is as high as a
 * total with its parts, or they would stand overleaf and a row above them alone. */
static int spread_lines(const struct setter *s, const struct layout_block *b)
{
    int columns = s->sheet->page.columns;
    int64_t height = block_height(&b->slugs) + (int64_t)(columns - 1) * block_height(&b->repeat);
    int64_t each = height / columns, highest = highest_run(b);
    each = (each > highest ? each : highest) + b->foot->height;
    return (int)(each / s->sheet->page.pitch) + 2;
}

/* What stands for a spread table, title and rows, in the columns of its article: the table in one
 * of them, and nothing. */
static const struct layout_block *in_column(struct setter *s, const struct flow *flow,
                                            const struct figure_columns *columns, struct slugs rows)
{
    struct slugs own = {0};
    block_join(s, &own, &rows);
    struct layout_block *two = arena_array(s->layout, 2, sizeof *two);
    two[0] = figures_block(s, columns->format, flow->title, flow->pos, columns, own);
    two[1] = (struct layout_block){.article = NO_ARTICLE};
    block_slug(s, &two[1].slugs, 0, KEEP_FREE);
    return two;
}

/* The table's title over all columns, and its rows evenly in them: what spans ends the tier above,
 * and the tier that it begins is made level. It begins where all of it has room, and
 * any row may begin a column. */
static void add_spread_table(struct setter *s, struct galley *g, const struct flow *flow,
                             const struct figure_columns *columns, struct slugs rows)
{
    const struct layout_block *narrow = in_column(s, flow, columns, rows);
    struct table_format *free = arena_alloc(s->arena, sizeof *free);
    *free = *columns->format;
    free->keep_rows = 0;
    free->continued = "";
    struct widening w = block_widen(s, g, s->sheet->page.columns);
    tag_open(s, TAG_CAPTION);
    struct layout_block *title = block_text(s, g, flow->title, free->caption, flow->pos);
    tag_close(s);
    block_narrow(s, g, w);
    bool *divided = arena_array(s->scratch, rows.count, sizeof *divided);
    for (size_t i = 0; i < rows.count; i++)
        divided[i] = i > 0 && rows.items[i].keep == KEEP_FREE;
    struct layout_block b = figures_block(s, free, "", flow->pos, columns, rows);
    for (size_t i = 0; i < rows.count; i++)
        if (divided[i])
            b.slugs.items[b.slugs.count - rows.count + i].keep = KEEP_FREE;
    if (title) {
        title->keep_with_next = true;
        title->clear = spread_lines(s, &b);
        title->narrow = narrow;
    }
    block_append(s, g, b);
}

struct issue_table figures_table(struct setter *s, const struct flow *flow)
{
    struct issue_table t = {.flow = flow,
                            .diags = s->diags,
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
    t.columns = columns_make(s, flow->table, t.runs, t.run_count);
    t.columns.cut = flow->subjects != NULL;
    t.columns.named = flow == flow_find(s->sheet->flow, FLOW_FIGURE_TABLE);
    return t;
}

/* A row over all columns that names a group; none for a group without a name. */
static struct slugs name_row(struct setter *s, const struct table_format *format, const char *name)
{
    struct glyph_span span = block_span(name, format->group, format->pos);
    struct table_entry e = {.x = format->padding};
    struct slugs row = {0};
    if (!name[0])
        return row;
    tag_open(s, TAG_ROW);
    struct tag *cell = tag_open(s, TAG_HEAD_CELL);
    cell->columns = (int)format->column_count;
    cell->scope = SCOPE_COLUMN;
    e.lines = block_lines(s, &span, 1, format->group, s->measure - 2 * format->padding);
    tag_close(s);
    tag_close(s);
    if (e.lines)
        table_row(s, &row, format, &e, 1, KEEP_FREE);
    return row;
}

/* What names a group again where it goes on on a further page, or NULL: no row of the tree. */
static const struct slug *name_again(struct setter *s, const struct table_format *format,
                                     const char *name)
{
    if (!format->group_continued[0])
        return NULL;
    const char *text = arena_printf(s->arena, "%s%s", name, format->group_continued);
    struct tag *body = s->tag;
    s->tag = tag_new(s, TAG_BODY);
    struct slugs row = name_row(s, format, text);
    s->tag = body;
    return row.count == 1 ? row.items : NULL;
}

/* The rows of these runs, below the name of their group; a page break leaves two on either side. */
static void group_rows(struct setter *s, struct slugs *out, const struct table_format *format,
                       const struct digest_group *group, const struct slugs *rows)
{
    struct slugs name = name_row(s, format, group->name);
    const struct slug *again = name.count > 0 ? name_again(s, format, group->name) : NULL;
    size_t count = 0, number = 0;
    if (name.count > 0 && out->count > 0)
        table_space(&name, 0, format->group->space_before);
    block_join(s, out, &name);
    for (size_t i = 0; i < group->run_count; i++)
        count += group->runs[i].count;
    for (size_t i = 0; i < group->run_count; i++)
        for (size_t k = 0; k < rows[i].count; k++) {
            struct slug *slug = block_slug(s, out, 0, KEEP_FREE);
            *slug = rows[i].items[k];
            if (slug->keep == KEEP_SOLID)
                continue;
            slug->head = again;
            if (name.count > 0 && number == 0)
                slug->keep = KEEP_NEXT;
            else if (name.count > 0 && slug->keep == KEEP_FREE &&
                     (number == 1 || number + 1 == count))
                slug->keep = KEEP_SOFT;
            number++;
        }
}

/* A spread table has two rows a column, or they would be lost in it. */
static bool is_spread(const struct setter *s, const struct flow *flow, size_t rows, bool closed)
{
    return flow->spread && closed && rows >= 2 * (size_t)s->sheet->page.columns;
}

/* The rows of an article, in a collection those of each item below its title. */
static struct slugs article_rows(struct setter *s, const struct figure_columns *columns,
                                 const struct digest_group *group)
{
    struct slugs all = {0};
    for (size_t i = 0; i < group->run_count; i++) {
        const bool alone = group->run_count == 1;
        const struct digest_group item = {alone ? "" : group->runs[i].title, group->runs + i, 1};
        struct slugs rows = {0};
        struct tag *table = s->tag, *body = s->tag = tag_new(s, TAG_BODY);
        figures_run(s, &rows, columns, i);
        s->tag = table;
        tag_open(s, TAG_BODY);
        group_rows(s, &all, columns->format, &item, &rows);
        tag_adopt(s->tag, body);
        tag_close(s);
    }
    return all;
}

void figures_article(struct setter *s, struct galley *g, const struct flow *flow, size_t article,
                     bool closed)
{
    const struct digest_article *a = s->digest->articles + article;
    if (a->figure_count < (size_t)flow->count)
        return;
    if (a->figure_count == 1 && flow->table->run_in) {
        figure_line(s, g, flow, article);
        return;
    }
    bool spread = is_spread(s, flow, a->figure_count, closed);
    int span = flow->span > 0 ? flow->span : flow->table->span;
    struct widening w = block_widen(s, g, spread ? 1 : span);
    const struct digest_group group = digest_article_group(s->arena, s->digest, article);
    struct figure_columns columns = columns_make(s, flow->table, group.runs, group.run_count);
    tag_open(s, TAG_TABLE);
    struct slugs rows = article_rows(s, &columns, &group);
    size_t table = g->count;
    (spread ? add_spread_table : add_table)(s, g, flow, &columns, rows);
    tag_close(s);
    block_narrow(s, g, w);
    if (flow->charts)
        for (size_t i = 0; i < group.run_count; i++)
            charts_add(s, g, flow->table, group.runs + i);
    if (!spread && g->count > table + 1)
        keep_charts(g, table);
}

const char *figures_anchor(struct setter *s, const struct flow *flow)
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
    struct layout_block b =
        figures_block(s, table->columns.format, flow->title, flow->pos, &table->columns, all);
    tag_close(s);
    if (all.count == 0)
        return;
    b.part = flow->title;
    b.anchor = figures_anchor(s, flow);
    b.outline = flow->title[0] ? flow->title : NULL;
    b.outline_level = 1;
    block_append(s, g, b);
}
