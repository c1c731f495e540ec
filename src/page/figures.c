/* SPDX-License-Identifier: MIT */
/*
 * Tables of key figures: those of one article, and those of the whole issue. What is in a column
 * says the sheet; table.c sets the rows.
 *
 * A part stands under its total, indented, whatever the order in the text was, and stays on its
 * page with it where it can. Values are aligned at their last digit; what stands behind it, as 万
 * or 余, has a room of its own. A table without notes says in the value and the unit what notes
 * would. A column in which nothing is printed is left out. The headline of an article is printed
 * once, beside its figures, and runs down over their rows; again where they go on on a further
 * page.
 */
#include "page/blocks.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_TAIL = 3, MOST_DEPTH = 3 };

/* ---- order -------------------------------------------------------------------------------- */

#define NONE SIZE_MAX

struct node {
    size_t first_part, last_part, next_part;
    size_t total;
    bool done;
};

struct name {
    const char *id;
    size_t figure;
};

struct ordered {
    size_t figure;
    int depth;
};

static int by_id(const void *a, const void *b)
{
    const struct name *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order ? order : (x->figure > y->figure) - (x->figure < y->figure);
}

static int find_id(const void *id, const void *name)
{
    return strcmp(id, ((const struct name *)name)->id);
}

/* Links every part to its total, in the order of the text. */
static struct node *link_parts(struct arena *a, const struct keyfigure *figures, size_t count)
{
    struct name *names = arena_array(a, count, sizeof *names);
    struct node *nodes = arena_array(a, count, sizeof *nodes);
    for (size_t i = 0; i < count; i++) {
        names[i] = (struct name){figures[i].id, i};
        nodes[i] =
            (struct node){.first_part = NONE, .last_part = NONE, .next_part = NONE, .total = NONE};
    }
    qsort(names, count, sizeof *names, by_id);
    for (size_t i = 0; i < count; i++) {
        if (!figures[i].part_of[0])
            continue;
        const struct name *total =
            bsearch(figures[i].part_of, names, count, sizeof *names, find_id);
        if (!total || total->figure == i)
            continue;
        struct node *t = nodes + total->figure;
        if (t->last_part == NONE)
            t->first_part = i;
        else
            nodes[t->last_part].next_part = i;
        t->last_part = i;
        nodes[i].total = total->figure;
    }
    return nodes;
}

/* Appends a total and all its parts below it, without recursion: after a figure come its parts,
 * then its next sibling, then that of its total. A figure that was printed ends the walk, so that
 * totals that name each other in a ring do no harm. */
static size_t walk(struct node *nodes, size_t root, struct ordered *out, size_t n)
{
    int depth = 0;
    size_t i = root;
    while (i != NONE) {
        if (!nodes[i].done) {
            nodes[i].done = true;
            out[n++] = (struct ordered){i, depth < MOST_DEPTH ? depth : MOST_DEPTH};
            if (nodes[i].first_part != NONE) {
                i = nodes[i].first_part;
                depth++;
                continue;
            }
        }
        while (i != root && i != NONE && nodes[i].next_part == NONE) {
            i = nodes[i].total;
            depth--;
        }
        i = i == root || i == NONE ? NONE : nodes[i].next_part;
    }
    return n;
}

static struct ordered *order_figures(struct arena *a, const struct digest_article *article)
{
    size_t count = article->figure_count;
    struct node *nodes = link_parts(a, article->figures, count);
    struct ordered *out = arena_array(a, count, sizeof *out);
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (nodes[i].total == NONE)
            n = walk(nodes, i, out, n);
    for (size_t i = 0; i < count; i++)
        if (!nodes[i].done)
            n = walk(nodes, i, out, n);
    return out;
}

/* ---- cells -------------------------------------------------------------------------------- */

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

static bool ends_with(const char *s, const char *end)
{
    size_t len = strlen(s), n = strlen(end);
    return n > 0 && len >= n && !strcmp(s + len - n, end);
}

/* A value may stand in the padding of its cell. */
static struct table_frame value_frame(const struct table_format *format,
                                      const struct table_frame *cell)
{
    struct table_frame f = *cell;
    f.left -= format->padding;
    f.right += format->padding;
    return f;
}

/* The value, and around it what no column of notes says; words of approximation in their style. */
static const struct lines *value_lines(struct setter *s, const struct keyfigure *k,
                                       const struct table_format *format,
                                       const struct table_frame *frame, struct pos pos)
{
    bool alone = !has_field(format, FIELD_NOTE);
    struct glyph_span spans[4] = {
        block_span(alone ? value_before(k) : "", format->approx, pos),
        block_span(k->value, frame->format, pos),
        block_span("", format->approx, pos),
        block_span(alone ? value_behind(k) : "", format->approx, pos),
    };
    if (ends_with(k->value, k->approx)) {
        spans[1].len -= strlen(k->approx);
        spans[2] = block_span(k->approx, format->approx, pos);
    }
    return block_lines(s, spans, COUNT(spans), frame->format, frame->right - frame->left);
}

/* The glyph that ends the digits of a value. */
static size_t last_digit(const struct glyphs *g, const char *before, const char *value)
{
    size_t at = utf8_count(before, strlen(before)) + utf8_count(value, value_digits(value));
    size_t n = 0, i = 0;
    for (; i < g->count; i++) {
        n += utf8_count(g->text + g->items[i].text, g->items[i].text_len);
        if (n >= at)
            break;
    }
    return i < g->count ? i : g->count - 1;
}

/* How far a value moves to the left so that its last digit ends before the room of the tails; less
 * where the value would leave its frame. */
static dist value_shift(const struct lines *lines, const struct keyfigure *k,
                        const struct table_format *format, const struct table_frame *frame,
                        int tail)
{
    const struct glyphs *g = lines->glyphs;
    size_t last = last_digit(g, has_field(format, FIELD_NOTE) ? "" : value_before(k), k->value);
    dist room = tail > 0 ? tail * frame->format->font_size + frame->format->autospace : 0;
    dist edge = frame->left + lines->x[last] + g->items[last].advance;
    dist shift = edge - (frame->right - format->padding - room);
    dist most = lines->items[0].left;
    return shift < 0 ? 0 : shift > most ? most : shift;
}

static struct table_entry value_entry(struct setter *s, const struct keyfigure *k,
                                      const struct table_format *format,
                                      const struct table_frame *cell, int tail, struct pos pos)
{
    bool aligned = cell->format->align == ALIGN_RIGHT;
    struct table_frame frame = aligned ? value_frame(format, cell) : *cell;
    struct table_entry e = {.x = frame.left};
    e.lines = value_lines(s, k, format, &frame, pos);
    if (aligned && e.lines && e.lines->count == 1)
        e.x -= value_shift(e.lines, k, format, &frame, tail);
    return e;
}

/* About the width of a text, for choosing columns: a Latin character is three fifths of a Han. */
static dist about_width(const char *text, size_t len, dist em)
{
    int64_t width = 0;
    for (const char *p = text, *end = text + len; p < end;)
        width += utf8_next(&p, end) < 0x100 ? em * 3 / 5 : em;
    return width < INT32_MAX / 4 ? (dist)width : INT32_MAX / 4;
}

struct extent { /* of a value, to both sides of the end of its digits */
    dist head;
    int tail; /* characters */
};

static struct extent extent(const struct keyfigure *k, bool alone, dist em)
{
    size_t digits = value_digits(k->value);
    const char *before = alone ? value_before(k) : "", *behind = alone ? value_behind(k) : "";
    const char *tail = k->value + digits;
    return (struct extent){
        .head = about_width(before, strlen(before), em) + about_width(k->value, digits, em),
        .tail = (int)(utf8_count(tail, strlen(tail)) + utf8_count(behind, strlen(behind))),
    };
}

/* The room for tails, in characters, in which the most values keep their digits in line. */
static int choose_tail(const struct table_format *format, const struct table_frame *frame,
                       const struct digest_article *articles, size_t count)
{
    size_t fitting[MOST_TAIL + 1] = {0};
    bool alone = !has_field(format, FIELD_NOTE);
    dist em = frame->format->font_size;
    dist width = frame->right - frame->left + format->padding;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < articles[i].figure_count; k++) {
            struct extent e = extent(articles[i].figures + k, alone, em);
            for (int tail = e.tail; tail <= MOST_TAIL; tail++)
                fitting[tail] += e.head <= width - tail * em;
        }
    int best = 0;
    for (int tail = 1; tail <= MOST_TAIL; tail++)
        if (fitting[tail] > fitting[best])
            best = tail;
    return best;
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

static const char *cell_text(struct setter *s, const struct table_format *format,
                             const struct digest_article *article, size_t figure,
                             enum table_field field)
{
    const struct keyfigure *k = article->figures + figure;
    bool noted = has_field(format, FIELD_NOTE);
    switch (field) {
    case FIELD_LABEL:
        return noted ? k->label : doubt_label(s->arena, article, figure);
    case FIELD_UNIT:
        return noted ? k->unit : value_unit(s->arena, k);
    case FIELD_NOTE:
        return note_text(s->arena, article, figure);
    default:
        return "";
    }
}

/* ---- columns ------------------------------------------------------------------------------ */

/* Whether a column has a text in one of its rows; value, article and page are never empty. */
static bool is_used(const struct digest_article *articles, size_t count, enum table_field field)
{
    if (field != FIELD_UNIT && field != FIELD_NOTE)
        return true;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < articles[i].figure_count; k++) {
            const struct keyfigure *f = articles[i].figures + k;
            if (f->per[0] || (field == FIELD_NOTE && articles[i].doubt_count) ||
                (field == FIELD_UNIT ? f->unit[0] : value_outside(f)[0]))
                return true;
        }
    return false;
}

/* The table without its empty columns; the labels, else the first column, get their width. */
static const struct table_format *used_columns(struct arena *a, const struct table_format *format,
                                               const struct digest_article *articles, size_t count)
{
    struct table_format *used = arena_alloc(a, sizeof *used);
    *used = *format;
    used->columns = arena_array(a, format->column_count, sizeof *used->columns);
    used->column_count = 0;
    int share = 0;
    for (size_t i = 0; i < format->column_count; i++) {
        if (is_used(articles, count, format->columns[i].field))
            used->columns[used->column_count++] = format->columns[i];
        else
            share += format->columns[i].share;
    }
    size_t label = find_field(used, FIELD_LABEL);
    if (used->column_count > 0)
        used->columns[label < used->column_count ? label : 0].share += share;
    return used;
}

struct figure_columns figures_columns(struct setter *s, const struct table_format *format,
                                      const struct digest_article *articles, size_t count)
{
    struct figure_columns c = {.format = used_columns(s->arena, format, articles, count)};
    c.frames = table_frames(s, c.format);
    size_t value = find_field(c.format, FIELD_VALUE);
    if (value < c.format->column_count)
        c.tail = choose_tail(c.format, c.frames + value, articles, count);
    return c;
}

/* ---- rows of one article ------------------------------------------------------------------ */

struct rows {
    struct setter *setter;
    const struct table_format *format;
    const struct table_frame *frames;
    const struct digest_article *article;
    const struct reference *reference;
    size_t count;             /* of them */
    size_t covered;           /* rows that the headline hangs beside; 0: it does not hang */
    const struct slug *again; /* the headline, for a page that begins with a later row */
    int tail;
};

/* The link to the article, over the columns that name it, and its page number. */
static const struct reference *row_reference(struct setter *s, const struct table_format *format,
                                             const struct table_frame *frames, size_t article)
{
    struct reference *r = NULL;
    for (size_t i = 0; i < format->column_count; i++) {
        enum table_field field = format->columns[i].field;
        if (field != FIELD_ARTICLE && field != FIELD_PAGE)
            continue;
        if (!r) {
            r = arena_alloc(s->arena, sizeof *r);
            *r = (struct reference){
                .article = article, .link_left = frames[i].left, .leader_from = -1};
        }
        if (frames[i].right > r->link_right)
            r->link_right = frames[i].right;
        if (frames[i].left < r->link_left)
            r->link_left = frames[i].left;
        if (field == FIELD_ARTICLE)
            continue;
        const struct format *f = frames[i].format;
        r->number = f;
        r->left = frames[i].left;
        r->right = frames[i].right;
        r->baseline = format->row_gap / 2 + block_baseline(f->line_height, f->font_size);
    }
    return r;
}

/* The headline's lines alone, as they hang from the top of a row. */
static const struct slug *hanging_again(struct rows *r, const struct table_entry *e)
{
    const struct format *f = e->lines->format;
    dist y = r->format->row_gap / 2 + block_baseline(f->line_height, f->font_size);
    struct slug *again = arena_alloc(r->setter->arena, sizeof *again);
    for (size_t i = 0; i < e->lines->count; i++, y += f->line_height)
        block_line(r->setter, again, e->lines, i, e->x, y);
    return again;
}

/* The headline beside the first row. It hangs into the rows below if there are enough. */
static struct table_entry headline_entry(struct rows *r, const struct table_frame *frame)
{
    const struct article *a = r->article->article;
    const char *text = block_joint(r->setter->arena, a->headline, " ");
    struct glyph_span span = block_span(text, frame->format, a->headline_pos);
    struct table_entry e = {.x = frame->left};
    e.lines = block_lines(r->setter, &span, 1, frame->format, frame->right - frame->left);
    if (!e.lines)
        return e;
    int64_t pitch = frame->format->line_height, row = pitch + r->format->row_gap;
    int64_t height = (int64_t)e.lines->count * pitch + r->format->row_gap;
    if (height <= (int64_t)r->count * row) {
        e.hanging = true;
        r->again = hanging_again(r, &e);
        r->covered = (size_t)((height + row - 1) / row);
    }
    return e;
}

static struct table_entry figure_entry(struct rows *r, const struct ordered *o, size_t column,
                                       bool first)
{
    const struct keyfigure *k = r->article->figures + o->figure;
    struct pos pos = r->article->article->headline_pos;
    struct table_frame frame = r->frames[column];
    enum table_field field = r->format->columns[column].field;
    struct table_entry e = {.x = frame.left};
    if (field == FIELD_ARTICLE && first)
        return headline_entry(r, &frame);
    if (field == FIELD_VALUE)
        return value_entry(r->setter, k, r->format, &frame, r->tail, pos);
    if (field == FIELD_LABEL)
        e.x += o->depth * r->format->part_indent;
    if (frame.right - e.x < frame.format->font_size)
        e.x = frame.left;
    struct glyph_span span = block_span(
        cell_text(r->setter, r->format, r->article, o->figure, field), frame.format, pos);
    e.lines = block_lines(r->setter, &span, 1, frame.format, frame.right - e.x);
    return e;
}

/* The same reference, to the block in which the figure stands. */
static const struct reference *figure_reference(const struct rows *r, const struct keyfigure *k)
{
    if (!r->reference)
        return NULL;
    struct reference *own = arena_alloc(r->setter->arena, sizeof *own);
    *own = *r->reference;
    own->anchor = article_anchor(r->setter->arena, r->article->article, k->p);
    return own;
}

/* A break leaves no lone row of the article on either side, and none beside which the headline has
 * no room. */
static enum keep figure_keep(const struct rows *r, size_t number, int depth)
{
    size_t rows = r->count, least = table_least_rows(rows);
    if (number > 0 && number < r->covered)
        return KEEP_NEXT;
    bool few =
        r->reference && (number < least || rows - number < least || rows - number < r->covered);
    return depth > 0 || (number > 0 && few) ? KEEP_SOFT : KEEP_FREE;
}

static void figure_row(struct rows *r, struct slugs *out, const struct ordered *o, size_t number)
{
    struct setter *s = r->setter;
    size_t columns = r->format->column_count, start = out->count;
    struct table_entry *entries = arena_array(s->arena, columns, sizeof *entries);
    for (size_t i = 0; i < columns; i++)
        entries[i] = figure_entry(r, o, i, number == 0);
    table_row(s, out, r->format, entries, columns, figure_keep(r, number, o->depth));
    out->items[start].reference = figure_reference(r, r->article->figures + o->figure);
    if (number > 0 && r->covered <= r->count - number)
        out->items[start].again = r->again;
}

/* `count` rows of one article. */
static struct rows rows_of(struct setter *s, const struct figure_columns *columns, size_t article,
                           size_t count)
{
    return (struct rows){.setter = s,
                         .format = columns->format,
                         .frames = columns->frames,
                         .article = s->digest->articles + article,
                         .reference = row_reference(s, columns->format, columns->frames, article),
                         .count = count,
                         .tail = columns->tail};
}

void figures_row(struct setter *s, struct slugs *out, const struct figure_columns *columns,
                 size_t article, size_t figure)
{
    struct rows r = rows_of(s, columns, article, 1);
    struct ordered alone = {.figure = figure};
    figure_row(&r, out, &alone, 0);
}

void figures_rows(struct setter *s, struct slugs *out, const struct figure_columns *columns,
                  size_t article)
{
    size_t count = s->digest->articles[article].figure_count;
    struct rows r = rows_of(s, columns, article, count);
    if (count == 0)
        return;
    struct ordered *order = order_figures(s->arena, r.article);
    for (size_t i = 0; i < count; i++)
        figure_row(&r, out, order + i, i);
}

/* ---- tables ------------------------------------------------------------------------------- */

/* Head row and rows as a block. */
static struct layout_block figures_block(struct setter *s, const struct flow *flow,
                                         const struct figure_columns *columns, struct slugs rows)
{
    const struct table_format *format = columns->format;
    const struct table_frame *frames = columns->frames;
    struct table_entry *entries = arena_array(s->arena, format->column_count, sizeof *entries);
    bool titled = false;
    for (size_t i = 0; i < format->column_count; i++) {
        struct format *f = arena_alloc(s->arena, sizeof *f);
        *f = *format->head;
        f->align = format->columns[i].align;
        struct glyph_span span = block_span(format->columns[i].title, f, format->pos);
        entries[i].x = frames[i].left;
        entries[i].lines = block_lines(s, &span, 1, f, frames[i].right - frames[i].left);
        titled |= entries[i].lines != NULL;
    }
    struct slugs head = {0};
    if (titled)
        table_row(s, &head, format, entries, format->column_count, KEEP_SOLID);
    return table_block(s, format, flow->title, &head, rows, flow->pos);
}

void figures_article(struct setter *s, struct galley *g, const struct flow *flow, size_t article)
{
    struct slugs rows = {0};
    struct figure_columns columns =
        figures_columns(s, flow->table, s->digest->articles + article, 1);
    figures_rows(s, &rows, &columns, article);
    if (rows.count > 0)
        block_append(s, g, figures_block(s, flow, &columns, rows));
}

static void group_row(struct setter *s, struct slugs *out, const struct table_format *format,
                      const char *name)
{
    struct glyph_span span = block_span(name, format->group, format->pos);
    struct table_entry e = {.x = format->padding};
    e.lines = block_lines(s, &span, 1, format->group, s->measure - 2 * format->padding);
    if (e.lines)
        table_row(s, out, format, &e, 1, KEEP_FREE);
}

/* The rows of one section's articles, below its name. */
static void section_rows(struct setter *s, struct slugs *out, const struct table_format *format,
                         const struct digest_section *section, const struct slugs *rows)
{
    bool named = false;
    for (size_t i = section->first; i < section->first + section->count; i++) {
        bool group = !named && rows[i].count > 0 && section->name[0];
        if (group)
            group_row(s, out, format, section->name);
        named |= group;
        for (size_t k = 0; k < rows[i].count; k++) {
            struct slug *slug = block_slug(s, out, 0, KEEP_FREE);
            *slug = rows[i].items[k];
            if (k == 0 && group)
                slug->keep = KEEP_NEXT;
        }
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

/* What is told with two values, in a group of its own. */
static void twice_rows(struct setter *s, struct slugs *out, const struct figure_columns *columns)
{
    struct slugs rows = {0};
    doubt_rows(s, &rows, columns);
    if (rows.count == 0)
        return;
    group_row(s, out, columns->format, "两处不一");
    for (size_t i = 0; i < rows.count; i++)
        *block_slug(s, out, 0, KEEP_FREE) = rows.items[i];
    out->items[out->count - rows.count].keep = KEEP_NEXT;
}

void figures_issue(struct setter *s, struct galley *g, const struct flow *flow,
                   const struct figure_columns *columns, const struct slugs *rows)
{
    struct slugs all = {0};
    for (size_t i = 0; i < s->digest->section_count; i++)
        section_rows(s, &all, columns->format, s->digest->sections + i, rows);
    twice_rows(s, &all, columns);
    if (all.count == 0)
        return;
    struct layout_block b = figures_block(s, flow, columns, all);
    b.part = flow->title;
    b.anchor = summary_anchor(s, flow);
    b.outline = flow->title[0] ? flow->title : NULL;
    b.outline_level = 1;
    block_append(s, g, b);
}
