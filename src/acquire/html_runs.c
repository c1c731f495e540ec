/* SPDX-License-Identifier: MIT */
/*
 * The tree into runs. White space is collapsed as a browser does it, but a line feed of the source
 * between two wide characters leaves nothing: Chinese text has no space there.
 *
 * A table is data, or it was used to place things on a page. It is data when it has at least two
 * rows and two columns, and its cells are short and hold no headings, pictures or tables; another
 * table is only a row of blocks. In a cell of data the blocks are paragraphs of one text.
 */
#include "acquire/html.h"
#include "acquire/rows.h"

#include <stdlib.h>
#include <string.h>

enum {
    LONGEST_CELL = 300,
    LONGEST_TITLE = 60,
    SMALLEST_PICTURE = 48,
    SPAN = 1000,
    MOST_WIDTHS = 64
};

struct cutter {
    struct html *html;
    struct arena *arena;
    struct html_run run; /* the open one */
    struct buf text;
    int line;                                /* of its last character */
    enum { NONE, SPACE, FEED, BREAK } blank; /* stands before the next character */
    bool plain_seen, unlinked_seen;
    int bold, link, quote, caption, keeps, centred, level;
    int em, underlined, raised, lowered;
    struct marking marking;
    bool pre, element, cell;
    struct html_node *item; /* whose text has not begun, or NULL */
    struct html_node *block;
};

static void add_run(struct cutter *c, struct html_run run)
{
    struct html *html = c->html;
    run.piece.detail = run.piece.detail ? run.piece.detail : "";
    html->runs = arena_grow(c->arena, html->runs, html->run_count, sizeof *html->runs);
    html->runs[html->run_count++] = run;
}

/* ---- text --------------------------------------------------------------------------------- */

static void open_run(struct cutter *c, int line, int column)
{
    c->run = (struct html_run){.block = c->block,
                               .caption = c->caption > 0,
                               .keeps = c->keeps > 0,
                               .centred = c->centred > 0,
                               .piece = {.line = line,
                                         .column = column,
                                         .level = c->level,
                                         .element = c->element,
                                         .quote = c->quote > 0}};
    if (c->item) {
        c->run.piece.item = true;
        c->run.piece.detail = c->item->text;
    }
    c->line = line;
    c->item = NULL;
    c->element = c->plain_seen = c->unlinked_seen = false;
    c->blank = NONE;
}

static void close_run(struct cutter *c)
{
    if (c->cell) {
        c->blank = c->text.len ? BREAK : NONE;
        return;
    }
    if (c->text.len) {
        c->run.piece.text = arena_text(c->arena, c->text.text, c->text.len);
        c->run.piece.marks = marking_take(&c->marking);
        c->run.piece.bold = !c->plain_seen;
        c->run.piece.link = !c->unlinked_seen && !c->level;
        add_run(c, c->run);
    }
    c->text.len = 0;
    c->marking = (struct marking){0};
}

static void add_blank(struct cutter *c, uint32_t next)
{
    const char *end = c->text.text + c->text.len;
    bool wide = utf8_width(utf8_previous(&end, c->text.text)) == 2 && utf8_width(next) == 2;
    if (c->blank == BREAK)
        buf_add(&c->text, "\n", 1);
    else if (c->blank == SPACE || (c->blank == FEED && !wide))
        buf_add(&c->text, " ", 1);
    c->blank = NONE;
}

/* The next character stands on another line of the file than the one before. */
static void add_seam(struct cutter *c, int line, int column)
{
    struct piece *piece = &c->run.piece;
    if (c->line == line)
        return;
    struct seam *seams = arena_grow(c->arena, piece->seams, piece->seam_count, sizeof *seams);
    seams[piece->seam_count++] = (struct seam){c->text.len, line, column};
    piece->seams = seams;
    c->line = line;
}

/* The text ended at `before` and, a blank between, grew from `from` on. */
static void note_marks(struct cutter *c, size_t before, size_t from)
{
    unsigned kinds = mark_bit(MARK_EM, c->em > 0) | mark_bit(MARK_STRONG, c->bold > 0) |
                     mark_bit(MARK_U, c->underlined > 0) | mark_bit(MARK_SUP, c->raised > 0) |
                     mark_bit(MARK_SUB, c->lowered > 0);
    if (kinds && !c->cell)
        marking_add(c->arena, &c->marking, kinds, before, from, c->text.len);
}

static void add_character(struct cutter *c, uint32_t code, int line, int column)
{
    bool space = is_space(code);
    if (space && !c->text.len)
        return;
    if (code == '\n' && c->pre) {
        close_run(c);
    } else if (code == ' ' || code == '\t' || code == '\n') {
        if (c->blank != BREAK)
            c->blank = code == '\n' || c->blank == FEED ? FEED : SPACE;
    } else {
        size_t before = c->text.len;
        if (!c->text.len)
            open_run(c, line, column);
        else if (c->blank)
            add_blank(c, code);
        add_seam(c, line, column);
        size_t from = c->text.len;
        buf_add_code(&c->text, code);
        note_marks(c, before, from);
        c->plain_seen = c->plain_seen || (!space && !c->bold);
        c->unlinked_seen = c->unlinked_seen || (!space && !c->link);
        c->run.count += !space;
        c->run.linked += !space && c->link;
    }
}

static void add_text(struct cutter *c, const struct html_node *node)
{
    struct slice s = slice_of(node->text);
    int line = node->line, column = node->column;
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        add_character(c, code, line, column);
        line += code == '\n';
        column = code == '\n' ? 1 : column + 1;
    }
}

/* ---- pictures, items ------------------------------------------------------------------------ */

static bool is_small(const struct html_node *node, const char *name)
{
    const char *value = html_attribute(node, name);
    return value && is_digit(*value) && strtol(value, NULL, 10) <= SMALLEST_PICTURE &&
           !strchr(value, '%');
}

static bool is_icon(const struct html_node *node)
{
    return is_small(node, "width") || is_small(node, "height");
}

/* A page that loads its pictures late has their paths in another attribute. */
static const char *path_of(const struct html_node *node)
{
    static const char *const names[] = {"src", "data-src", "data-original"};
    for (size_t i = 0; i < COUNT(names); i++) {
        const char *path = html_attribute(node, names[i]);
        if (path && *path && strncmp(path, "data:", 5) != 0)
            return path;
    }
    return "";
}

static void add_picture(struct cutter *c, struct html_node *node)
{
    const char *text = node->text ? node->text : "";
    struct html_run run = {.block = node,
                           .icon = is_icon(node),
                           .count = slice_count(slice_of(text)),
                           .caption = c->caption > 0,
                           .keeps = c->keeps > 0,
                           .piece = {.text = text,
                                     .detail = path_of(node),
                                     .line = node->line,
                                     .column = node->column,
                                     .picture = true}};
    if (!run.icon)
        close_run(c);
    add_run(c, run);
}

/* The number of an item of which nothing else came. */
static void settle_item(struct cutter *c)
{
    struct html_node *item = c->item;
    c->item = NULL;
    if (!item || !item->text)
        return;
    struct html_run run = {
        .block = item,
        .count = slice_count(slice_of(item->text)),
        .piece = {.text = item->text, .line = item->line, .column = item->column}};
    add_run(c, run);
}

static void open_item(struct cutter *c, struct html_node *node)
{
    settle_item(c);
    if (!c->cell) {
        c->item = node;
        return;
    }
    struct slice s = slice_of(node->text ? node->text : "");
    while (s.start < s.end)
        add_character(c, utf8_next(&s.start, s.end), node->line, node->column);
    close_run(c);
}

/* ---- tables --------------------------------------------------------------------------------- */

struct survey { /* of a table */
    size_t rows, columns, cells, text;
    bool layout;
};

static void survey(struct survey *s, const struct html_node *node)
{
    for (const struct html_node *n = node->first; n && !s->layout; n = n->next) {
        if (n->tag == HTML_TEXT)
            s->text += slice_count(slice_of(n->text));
        bool heading = n->tag >= HTML_H1 && n->tag <= HTML_H6;
        bool picture = n->tag == HTML_IMG && !is_icon(n);
        bool cell = n->tag == HTML_TD || n->tag == HTML_TH;
        if (n->tag == HTML_TR)
            s->cells = 0, s->rows++;
        if (cell)
            s->text = 0, s->cells++;
        s->columns = s->cells > s->columns ? s->cells : s->columns;
        s->layout = n->tag == HTML_TABLE || heading || picture;
        survey(s, n);
        s->layout = s->layout || (cell && s->text > LONGEST_CELL);
    }
}

static bool is_data(const struct html_node *table)
{
    const char *role = html_attribute(table, "role");
    struct survey s = {.layout = role && strcmp(role, "presentation") == 0};
    survey(&s, table);
    return !s.layout && s.rows >= 2 && s.columns >= 2;
}

static int span_of(const struct html_node *node, const char *name)
{
    const char *value = html_attribute(node, name);
    long span = value ? strtol(value, NULL, 10) : 1;
    return span < 1 ? 1 : span > SPAN ? SPAN : (int)span;
}

static void walk(struct cutter *c, const struct html_node *node);

/* The text of a cell or of a table's caption; its characters are added to the run's. */
static const char *cell_text(struct cutter *c, const struct html_node *node, struct html_run *table)
{
    c->cell = true;
    walk(c, node);
    const char *text = c->text.len ? arena_text(c->arena, c->text.text, c->text.len) : "";
    if (c->text.len) {
        table->count += c->run.count;
        table->linked += c->run.linked;
    }
    c->text.len = 0;
    c->cell = false;
    return text;
}

static void walk_node(struct cutter *c, struct html_node *node);

static void add_row(struct cutter *c, struct piece *table, bool head, bool foot)
{
    bool first = !table->row_count || table->rows[table->row_count - 1].head;
    table->rows = arena_grow(c->arena, table->rows, table->row_count, sizeof *table->rows);
    table->rows[table->row_count++] = (struct row){.head = head && first, .foot = foot};
}

static struct cell_width width_of(struct cutter *c, const struct html_node *node)
{
    const char *value = html_style(node, "width");
    value = value ? value : html_attribute(node, "width");
    return acquire_width(value ? arena_text(c->arena, value, strcspn(value, "; ")) : "");
}

static void add_cell(struct cutter *c, const struct html_node *node, struct html_run *table)
{
    struct cell cell = {cell_text(c, node, table), node->tag == HTML_TH, span_of(node, "colspan"),
                        span_of(node, "rowspan"), width_of(c, node)};
    struct row *row = &table->piece.rows[table->piece.row_count - 1];
    row->cells = arena_grow(c->arena, row->cells, row->count, sizeof *row->cells);
    row->cells[row->count++] = cell;
}

static const char *one_line(struct arena *a, const char *text)
{
    char *copy = arena_text(a, text, strlen(text));
    for (char *p = copy; *p; p++)
        *p = *p == '\n' ? ' ' : *p;
    return copy;
}

/* Rows and cells; what stands beside them becomes runs of its own. */
static void add_rows(struct cutter *c, const struct html_node *node, struct html_run *table)
{
    struct piece *piece = &table->piece;
    for (struct html_node *n = node->first; n; n = n->next) {
        bool cell = n->tag == HTML_TD || n->tag == HTML_TH;
        if (n->tag == HTML_CAPTION && !*piece->text) {
            piece->text = one_line(c->arena, cell_text(c, n, table));
        } else if (n->tag == HTML_THEAD || n->tag == HTML_TBODY || n->tag == HTML_TFOOT) {
            add_rows(c, n, table);
        } else if (n->tag == HTML_TR) {
            add_row(c, piece, node->tag == HTML_THEAD, node->tag == HTML_TFOOT);
            add_rows(c, n, table);
        } else if (cell && piece->row_count) {
            add_cell(c, n, table);
        } else {
            walk_node(c, n);
        }
    }
    close_run(c);
}

/* The widths that col and colgroup below this node give. */
static size_t column_widths(struct cutter *c, const struct html_node *node,
                            struct cell_width *widths, size_t count, size_t most)
{
    for (const struct html_node *n = node->first; n; n = n->next) {
        if (n->tag == HTML_COL && n->first)
            count = column_widths(c, n, widths, count, most);
        for (int i = n->tag == HTML_COL && !n->first ? span_of(n, "span") : 0; i > 0; i--)
            if (count < most)
                widths[count++] = width_of(c, n);
    }
    return count;
}

static void add_widths(struct cutter *c, const struct html_node *node, struct piece *table)
{
    struct cell_width widths[MOST_WIDTHS];
    size_t count = column_widths(c, node, widths, 0, COUNT(widths));
    rows_columns(table->rows, table->row_count, widths, count);
}

/* A paragraph directly above a table that is marked as a caption, or is to stay with it, is its
 * title. */
static void take_title(struct html *html, struct html_run *table)
{
    struct html_run *last = html->run_count ? &html->runs[html->run_count - 1] : NULL;
    if (*table->piece.text || !last || last->piece.picture || last->piece.rows ||
        last->piece.item || last->piece.level || last->count > LONGEST_TITLE ||
        !(last->caption || last->keeps))
        return;
    table->piece.text = last->piece.text;
    table->piece.line = last->piece.line;
    table->piece.column = last->piece.column;
    table->count += last->count;
    table->linked += last->linked;
    html->run_count--;
}

static void add_table(struct cutter *c, struct html_node *node)
{
    struct html_run run = {.block = node,
                           .piece = {.text = "", .line = node->line, .column = node->column}};
    settle_item(c);
    add_rows(c, node, &run);
    rows_finish(c->arena, run.piece.rows, run.piece.row_count);
    add_widths(c, node, &run.piece);
    take_title(c->html, &run);
    add_run(c, run);
}

/* ---- the walk ------------------------------------------------------------------------------- */

static void walk_inline(struct cutter *c, const struct html_node *node)
{
    bool bold = node->tag == HTML_B || html_styled(node, "font-weight", "bold") ||
                html_styled(node, "font-weight", "7");
    enum html_tag tag = node->tag;
    c->bold += bold;
    c->link += tag == HTML_A;
    c->em += tag == HTML_EM;
    c->underlined += tag == HTML_U;
    c->raised += tag == HTML_SUP;
    c->lowered += tag == HTML_SUB;
    walk(c, node);
    c->bold -= bold;
    c->link -= tag == HTML_A;
    c->em -= tag == HTML_EM;
    c->underlined -= tag == HTML_U;
    c->raised -= tag == HTML_SUP;
    c->lowered -= tag == HTML_SUB;
}

static bool is_centred(const struct html_node *node)
{
    const char *align = html_attribute(node, "align");
    return node->tag == HTML_CENTER || (align && strcmp(align, "center") == 0) ||
           html_styled(node, "text-align", "center");
}

static bool is_caption(const struct html_node *node)
{
    static const char *const words[] = {"caption", "figcaption", NULL};
    return node->tag == HTML_FIGCAPTION || (node->tag == HTML_P && html_named(node, words));
}

static void walk_block(struct cutter *c, struct html_node *node)
{
    struct cutter around = *c;
    bool heading = node->tag >= HTML_H1 && node->tag <= HTML_H6;
    c->block = node;
    c->level = heading ? (int)(node->tag - HTML_H1) + 1 : c->level;
    c->pre = c->pre || node->tag == HTML_PRE;
    c->quote += node->tag == HTML_BLOCKQUOTE;
    c->caption += is_caption(node);
    c->keeps += html_styled(node, "page-break-after", "avoid");
    c->centred += is_centred(node);
    c->element = c->element || node->tag == HTML_P || node->tag == HTML_LI || node->tag == HTML_DIV;
    if (node->tag == HTML_LI)
        open_item(c, node);
    walk_inline(c, node);
    close_run(c);
    if (node->tag == HTML_LI)
        settle_item(c);
    c->block = around.block;
    c->level = around.level;
    c->pre = around.pre;
    c->quote = around.quote;
    c->caption = around.caption;
    c->keeps = around.keeps;
    c->centred = around.centred;
    c->element = false;
}

static void walk_node(struct cutter *c, struct html_node *node)
{
    if (node->tag == HTML_TEXT) {
        add_text(c, node);
    } else if (node->tag == HTML_BR) {
        close_run(c);
        walk(c, node);
    } else if (node->flags & HTML_HIDDEN) {
        return;
    } else if (node->tag == HTML_IMG) {
        add_picture(c, node);
    } else if (node->flags & HTML_BLOCK) {
        close_run(c);
        if (node->tag == HTML_TABLE && !c->cell && is_data(node))
            add_table(c, node);
        else
            walk_block(c, node);
    } else {
        walk_inline(c, node);
    }
}

static void walk(struct cutter *c, const struct html_node *node)
{
    for (struct html_node *n = node->first; n; n = n->next)
        walk_node(c, n);
}

void html_cut(struct html *html)
{
    struct cutter c = {.html = html, .arena = html->page->arena, .block = html->root};
    walk(&c, html->root);
    close_run(&c);
    settle_item(&c);
    buf_release(&c.text);
}
