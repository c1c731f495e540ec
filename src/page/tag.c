/* SPDX-License-Identifier: MIT */
/*
 * The tree of tags. While something is set, the setter has a current tag; every text that is set
 * takes it along (block.c), wherever its lines are drawn later. So a step of the setting says once
 * what it sets – a heading, the head of a table, a cell – and a step that says nothing gets
 * paragraphs. Rules and fills are artifacts unless they belong to a figure. Workers build the trees
 * of their articles apart; these are joined as the blocks are.
 *
 * Only the finished pages tell what was printed: trials, texts that were cut, charts without room
 * leave tags behind that no item names. So the tree is cut down last. Then tables are made even,
 * which ISO 14289-1, 7.5 asks for and no page or office program warrants: rows of the same number
 * of columns, no cell over another, the caption first. Headings are lifted where a level would be
 * skipped (7.4.2). And no tag has more children than readers hold in an array, 8,191.
 */
#include "page/blocks.h"

enum { MOST_LEVELS = 6, MOST_COLUMNS = 256, MOST_CHILDREN = 4096 };

struct tag *tag_new(struct setter *s, enum tag_type type)
{
    struct tag *tag = arena_alloc(s->arena, sizeof *tag);
    tag->type = type;
    return tag;
}

void tag_append(struct tag *parent, struct tag *child)
{
    child->parent = parent;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

void tag_adopt(struct tag *parent, struct tag *from)
{
    for (struct tag *child = from->first, *next; child; child = next) {
        next = child->next;
        tag_append(parent, child);
    }
    from->first = from->last = NULL;
}

struct tag *tag_add(struct setter *s, enum tag_type type)
{
    struct tag *tag = tag_new(s, type);
    tag_append(s->tag, tag);
    return tag;
}

struct tag *tag_open(struct setter *s, enum tag_type type)
{
    return s->tag = tag_add(s, type);
}

void tag_close(struct setter *s)
{
    s->tag = s->tag->parent;
}

struct tag *tag_heading(struct setter *s, int level)
{
    struct tag *tag = tag_open(s, TAG_HEADING);
    tag->level = level;
    return tag;
}

struct tag *tag_of_text(struct setter *s)
{
    return s->tag->type <= TAG_LAST_GROUP ? tag_add(s, TAG_P) : s->tag;
}

/* ---- what stands on the pages ------------------------------------------------------------- */

static void mark_used(const struct pages *pages)
{
    for (size_t i = 0; i < pages->count; i++)
        for (size_t k = 0; k < pages->items[i].count; k++)
            for (struct tag *t = pages->items[i].items[k].tag; t && !t->used; t = t->parent)
                t->used = true;
}

/* Rows and cells keep the shape of their table though they be empty. */
static bool is_kept(const struct tag *tag)
{
    return tag->used || tag->type == TAG_ROW || tag->type == TAG_CELL || tag->type == TAG_HEAD_CELL;
}

/* ---- tables ------------------------------------------------------------------------------- */

/* The cells of a group of rows on the grid of their table. */
struct raster {
    struct setter *setter;
    int taken[MOST_COLUMNS]; /* rows that a cell above still takes of this column */
    int columns;
};

static int at_least_one(int n)
{
    return n < 1 ? 1 : n;
}

/* Puts a cell into the first free column, no larger than there is room for; `rows` are left. */
static void put_cell(struct raster *r, struct tag *cell, int rows)
{
    int column = 0, end;
    while (column < MOST_COLUMNS && r->taken[column] > 0)
        column++;
    for (end = column; end < MOST_COLUMNS && end - column < at_least_one(cell->columns); end++) {
        if (r->taken[end] > 0)
            break;
        r->taken[end] = at_least_one(cell->rows) < rows ? at_least_one(cell->rows) : rows;
    }
    cell->columns = end - column;
    cell->rows = end > column ? r->taken[column] : 1;
    r->columns = end > r->columns ? end : r->columns;
}

static void next_row(struct raster *r)
{
    for (int i = 0; i < r->columns; i++)
        if (r->taken[i] > 0)
            r->taken[i]--;
}

static int free_columns(const struct raster *r)
{
    int free = 0;
    for (int i = 0; i < r->columns; i++)
        free += r->taken[i] == 0;
    return free;
}

static int count_children(const struct tag *tag)
{
    int count = 0;
    for (const struct tag *child = tag->first; child; child = child->next)
        count++;
    return count;
}

static void put_row(struct raster *r, struct tag *row, int rows)
{
    for (struct tag *cell = row->first; cell; cell = cell->next)
        put_cell(r, cell, rows);
}

/* Walks all rows of a table twice: what its widest row is, then empty cells where others end. */
static void even_rows(struct setter *s, struct tag *table)
{
    struct raster *r = arena_alloc(s->scratch, sizeof *r);
    r->setter = s;
    for (int pass = 0; pass < 2; pass++)
        for (struct tag *group = table->first; group; group = group->next) {
            int rows = group->type == TAG_CAPTION ? 0 : count_children(group);
            for (struct tag *row = group->first; rows > 0; row = row->next, next_row(r)) {
                put_row(r, row, rows--);
                for (int missing = pass ? free_columns(r) : 0; missing > 0; missing--)
                    tag_append(row, tag_new(s, TAG_CELL));
            }
        }
}

static void put_first(struct tag *parent, struct tag *before, struct tag *child)
{
    before->next = child->next;
    if (parent->last == child)
        parent->last = before;
    child->next = parent->first;
    parent->first = child;
}

/* Puts the first child of a type before all others, if there is one. */
static bool lead(struct tag *parent, enum tag_type type)
{
    for (struct tag *child = parent->first, *before = NULL; child;
         before = child, child = child->next) {
        if (child->type != type)
            continue;
        if (before)
            put_first(parent, before, child);
        return true;
    }
    return false;
}

static struct tag *child_of(const struct tag *parent, enum tag_type type)
{
    struct tag *child = parent->first;
    while (child && child->type != type)
        child = child->next;
    return child;
}

/* Caption, head, body, foot. A foot without a body is one; so is a head, or a foot that would have
 * to be split. */
static void order_table(struct tag *table)
{
    struct tag *foot = child_of(table, TAG_FOOT);
    if (foot && (!child_of(table, TAG_BODY) || count_children(foot) > MOST_CHILDREN))
        foot->type = TAG_BODY;
    if (lead(table, TAG_HEAD) && !child_of(table, TAG_BODY))
        table->first->type = TAG_BODY;
    lead(table, TAG_CAPTION);
}

/* ---- the whole tree ----------------------------------------------------------------------- */

struct finishing {
    struct setter *setter;
    uint32_t count;
    int level; /* of the last heading */
};

static void drop_unused(struct tag *tag)
{
    struct tag *child = tag->first;
    tag->first = tag->last = NULL;
    for (struct tag *next; child; child = next) {
        next = child->next;
        if (is_kept(child))
            tag_append(tag, child);
    }
}

/* Puts children that are more than readers hold in an array into groups of this type. */
static void split(struct setter *s, struct tag *tag, enum tag_type type)
{
    if (count_children(tag) <= MOST_CHILDREN)
        return;
    struct tag all = *tag, *group = NULL;
    tag->first = tag->last = NULL;
    int count = 0;
    for (struct tag *child = all.first, *next; child; child = next) {
        next = child->next;
        if (count++ % MOST_CHILDREN == 0)
            tag_append(tag, group = tag_new(s, type));
        tag_append(group, child);
    }
}

/* The rows behind this one in a body of their own. */
static void split_body(struct setter *s, struct tag *body, struct tag *row)
{
    struct tag *rest = tag_new(s, TAG_BODY);
    struct tag *child = row->next;
    row->next = NULL;
    body->last = row;
    for (struct tag *next; child; child = next) {
        next = child->next;
        tag_append(rest, child);
    }
    rest->parent = body->parent;
    rest->next = body->next;
    body->next = rest;
    if (rest->parent->last == body)
        rest->parent->last = rest;
}

static void split_bodies(struct setter *s, struct tag *table)
{
    for (struct tag *body = table->first; body; body = body->next) {
        struct tag *row = body->first;
        for (int i = 1; row && i < MOST_CHILDREN; i++)
            row = row->next;
        if (body->type == TAG_BODY && row && row->next)
            split_body(s, body, row);
    }
}

static void finish(struct finishing *f, struct tag *tag)
{
    tag->number = f->count++;
    drop_unused(tag);
    if (tag->type == TAG_DOCUMENT || tag->type == TAG_SECT || tag->type == TAG_ART)
        split(f->setter, tag, TAG_DIV);
    if (tag->type == TAG_TOC)
        split(f->setter, tag, TAG_TOC);
    if (tag->type == TAG_TABLE) {
        order_table(tag);
        split_bodies(f->setter, tag);
        even_rows(f->setter, tag);
    }
    if (tag->type == TAG_HEADING) {
        int most = f->level < MOST_LEVELS ? f->level + 1 : MOST_LEVELS;
        tag->level = f->level = tag->level < most ? tag->level : most;
    }
    for (struct tag *child = tag->first; child; child = child->next)
        finish(f, child);
}

void tag_finish(struct setter *s, struct tag *root, struct pages *pages)
{
    struct finishing f = {.setter = s};
    mark_used(pages);
    finish(&f, root);
    pages->tag = root;
    pages->tag_count = f.count;
}
