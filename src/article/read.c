/* SPDX-License-Identifier: MIT */
/*
 * Article XML read back. The schema has made sure of the structure; here the text is taken as an
 * editor meant it: a line end inside a paragraph was put there by his program and is not the
 * paragraph's, a block whose text he deleted is gone. Every such fallback is said. Ids are seen to
 * once the blocks are there (identify.c), then the key figures that use them (keyfigures.c).
 */
#include "article/read.h"

#include <stdlib.h>
#include <string.h>

/* ---- text --------------------------------------------------------------------------------- */

const char *read_text(struct arena *a, const struct xml_node *node)
{
    return node ? xml_plain_text(a, node) : "";
}

bool read_empty(struct source_reader *r, const struct xml_node *node, bool text)
{
    if (!text)
        diag(r->diags, WARNING, node->pos, "<%s> is empty; left out", node->name);
    return !text;
}

static const char *child_text(struct arena *a, const struct xml_node *node, const char *name)
{
    return read_text(a, xml_child(node, name));
}

int read_number(const struct xml_node *node, const char *name, int otherwise)
{
    const char *value = xml_value(node, name, NULL);
    return value ? (int)strtol(value, NULL, 10) : otherwise;
}

static unsigned read_doubts(const struct xml_node *node)
{
    return (xml_attribute(node, "join") ? DRAFT_DOUBT_JOIN : 0) |
           (xml_attribute(node, "role") ? DRAFT_DOUBT_ROLE : 0) |
           (xml_attribute(node, "order") ? DRAFT_DOUBT_ORDER : 0);
}

/* ---- head --------------------------------------------------------------------------------- */

static void read_byline(struct source_reader *r, const struct xml_node *byline)
{
    struct article *article = r->article;
    for (const struct xml_node *n = byline->first; n; n = n->next) {
        const char *name = n->name ? read_text(r->arena, n) : "";
        if (!n->name || read_empty(r, n, name[0]))
            continue;
        article->persons =
            arena_grow(r->arena, article->persons, article->person_count, sizeof(struct person));
        article->persons[article->person_count++] = (struct person){xml_value(n, "role", ""), name};
    }
}

static void read_head(struct source_reader *r, const struct xml_node *head)
{
    struct article *article = r->article;
    const struct xml_node *headline = xml_child(head, "headline");
    article->section = child_text(r->arena, head, "section");
    article->kicker = child_text(r->arena, head, "kicker");
    article->headline = read_text(r->arena, headline);
    article->headline_pos = headline ? headline->pos : head->pos;
    article->headline_doubts = headline && article->headline[0] ? read_doubts(headline) : 0;
    article->subheadline = child_text(r->arena, head, "subheadline");
    article->dateline = child_text(r->arena, head, "dateline");
    if (xml_child(head, "byline"))
        read_byline(r, xml_child(head, "byline"));
}

/* ---- body --------------------------------------------------------------------------------- */

/* The item's text is what stands beside its <label>. */
static struct item read_item(struct source_reader *r, const struct xml_node *node)
{
    struct item item = {.label = read_text(r->arena, xml_child(node, "label"))};
    item.text = read_marked(r, node, &item.marks);
    return item;
}

static void read_items(struct source_reader *r, struct block *block, const struct xml_node *list)
{
    for (const struct xml_node *n = list->first; n; n = n->next) {
        struct item item = {.label = "", .text = ""};
        if (n->name)
            item = read_item(r, n);
        if (!n->name || read_empty(r, n, item.label[0] || item.text[0]))
            continue;
        block->items = arena_grow(r->arena, block->items, block->item_count, sizeof(struct item));
        block->items[block->item_count++] = item;
    }
}

/* The paragraphs of a cell; text beside them is one too. */
static const char *read_cell_text(struct source_reader *r, const struct xml_node *node)
{
    struct buf b = {0};
    for (const struct xml_node *n = node->first, *next; n; n = next) {
        struct xml_node bare = {.name = node->name};
        struct xml_node **tail = &bare.first;
        for (next = n; next && !next->name; next = next->next) {
            *tail = arena_alloc(r->arena, sizeof **tail);
            **tail = *next;
            (*tail)->next = NULL;
            tail = &(*tail)->next;
        }
        const char *text = read_text(r->arena, n->name ? n : &bare);
        next = n->name ? n->next : next;
        if (text[0])
            buf_addf(&b, "%s%s", b.len ? "\n" : "", text);
    }
    const char *text = arena_text(r->arena, b.text ? b.text : "", b.len);
    buf_release(&b);
    return text;
}

static struct row read_row(struct source_reader *r, const struct xml_node *tr, const char *part)
{
    struct row row = {.head = !strcmp(part, "thead"), .foot = !strcmp(part, "tfoot")};
    for (const struct xml_node *n = tr->first; n; n = n->next) {
        if (!n->name)
            continue;
        row.cells = arena_grow(r->arena, row.cells, row.count, sizeof *row.cells);
        row.cells[row.count++] = (struct cell){.text = read_cell_text(r, n),
                                               .heading = !strcmp(n->name, "th"),
                                               .columns = read_number(n, "colspan", 1),
                                               .rows = read_number(n, "rowspan", 1),
                                               .width = acquire_width(xml_value(n, "width", ""))};
    }
    return row;
}

static void read_rows(struct source_reader *r, struct block *block, const struct xml_node *group)
{
    for (const struct xml_node *n = group ? group->first : NULL; n; n = n->next) {
        if (!n->name)
            continue;
        block->rows = arena_grow(r->arena, block->rows, block->row_count, sizeof *block->rows);
        block->rows[block->row_count++] = read_row(r, n, group->name);
    }
}

static void read_parts(struct source_reader *r, struct block *block, const struct xml_node *node)
{
    const struct xml_node *caption = xml_child(node, "caption");
    if (block->kind == BLOCK_FIGURE && caption)
        block->caption = read_marked(r, caption, &block->marks);
    else
        block->caption = read_text(r->arena, caption);
    block->credit = child_text(r->arena, node, "credit");
    if (block->kind == BLOCK_FIGURE)
        block->text = xml_value(node, "alt", "");
    else if (block->kind == BLOCK_LIST)
        read_items(r, block, node);
    else if (block->kind == BLOCK_TABLE) {
        read_rows(r, block, xml_child(node, "thead"));
        read_rows(r, block, xml_child(node, "tbody"));
        read_rows(r, block, xml_child(node, "tfoot"));
    } else
        block->text = read_marked(r, node, &block->marks);
}

static enum block_kind kind_named(const char *name)
{
    static const char *const names[] = {
        [BLOCK_P] = "p",         [BLOCK_HEADING] = "heading", [BLOCK_LIST] = "list",
        [BLOCK_QUOTE] = "quote", [BLOCK_FIGURE] = "figure",   [BLOCK_TABLE] = "table"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (!strcmp(name, names[i]))
            return (enum block_kind)i;
    BUG("the schema let <%s> into a body", name);
}

static bool has_content(const struct block *block)
{
    return block->text[0] || block->href[0] || block->caption[0] || block->credit[0] ||
           block->item_count || block->row_count;
}

static void read_block(struct source_reader *r, const struct xml_node *node)
{
    struct article *article = r->article;
    struct block block = {.kind = kind_named(node->name),
                          .id = xml_value(node, "id", ""),
                          .text = "",
                          .source = xml_value(node, "source", ""),
                          .lines = xml_value(node, "lines", ""),
                          .rest = xml_value(node, "rest", ""),
                          .pos = node->pos,
                          .doubts = read_doubts(node),
                          .href = xml_value(node, "href", "")};
    read_parts(r, &block, node);
    if (read_empty(r, node, has_content(&block)))
        return;
    r->nodes = arena_grow(r->arena, r->nodes, article->block_count, sizeof *r->nodes);
    r->nodes[article->block_count] = node;
    article->blocks =
        arena_grow(r->arena, article->blocks, article->block_count, sizeof *article->blocks);
    article->blocks[article->block_count++] = block;
}

/* ---- article ------------------------------------------------------------------------------ */

/* Where the XML says none, the name of the page that it came from may, or else its own. */
static void read_date(struct arena *a, const char *path, const char *said, struct article *article)
{
    const char *name = article->source[0] ? article->source : path;
    article->date = said[0] ? said : acquire_name_date(a, name);
    article->date_source = said[0] ? DATE_XML : article->date[0] ? DATE_NAME : DATE_UNKNOWN;
}

bool article_read(struct arena *a, const char *path, const char *xsd, struct articles *out,
                  struct diags *d)
{
    const struct xml_node *root = xml_read(a, path, xsd, d);
    if (!root)
        return false;
    struct article article = {.id = xml_value(root, "id", ""),
                              .source = xml_value(root, "source", ""),
                              .lang = xml_value(root, "xml:lang", "zh-CN")};
    read_date(a, path, xml_value(root, "date", ""), &article);
    article.kind = !strcmp(xml_value(root, "kind", "article"), "photo") ? ARTICLE_PHOTO : ARTICLE;
    struct source_reader r = {.arena = a, .diags = d, .article = &article};
    read_head(&r, xml_child(root, "head"));
    for (const struct xml_node *n = xml_child(root, "body")->first; n; n = n->next)
        if (n->name)
            read_block(&r, n);
    read_ids(&r, root);
    read_keyfigures(&r, xml_child(root, "keyfigures"));
    if (r.failed)
        return false;
    out->items = arena_grow(a, out->items, out->count, sizeof *out->items);
    out->items[out->count++] = article;
    return true;
}
