/* SPDX-License-Identifier: MIT */
/*
 * Tables and pictures of NITF. A media element names one picture in several sizes, of which the
 * first is taken; of sound and film only the caption can be printed. What stands in a table or
 * beside a picture and is neither cell nor caption goes into the title or the caption, so that it
 * is seen.
 */
#include "acquire/nitf.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { WIDEST = 1000 }; /* columns or rows that a cell may span, as in article.xsd */

static bool is(const struct xml_node *node, const char *name)
{
    return node->name && strcmp(node->name, name) == 0;
}

/* ---- tables ------------------------------------------------------------------------------- */

enum part { HEAD, BODY, FOOT, PARTS };

struct rows {
    struct row *items;
    size_t count;
};

struct table {
    struct rows parts[PARTS];
    int *lines; /* of all cells */
    size_t line_count;
};

static int span(const struct xml_node *cell, const char *name)
{
    long value = strtol(xml_value(cell, name, "1"), NULL, 10);
    return value < 1 ? 1 : value > WIDEST ? WIDEST : (int)value;
}

static int by_number(const void *left, const void *right)
{
    return *(const int *)left - *(const int *)right;
}

/* The lines of all cells and the title in order, each once. */
static void order_lines(struct table *t)
{
    size_t to = 0;
    qsort(t->lines, t->line_count, sizeof *t->lines, by_number);
    for (size_t i = 0; i < t->line_count; i++)
        if (!to || t->lines[to - 1] != t->lines[i])
            t->lines[to++] = t->lines[i];
    t->line_count = to;
}

static void add_lines(struct nitf *n, struct table *t, const int *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        t->lines = arena_grow(n->page->arena, t->lines, t->line_count, sizeof *t->lines);
        t->lines[t->line_count++] = lines[i];
    }
}

static void add_cell(struct nitf *n, struct table *t, struct row *row, const struct xml_node *node)
{
    struct passage passage = nitf_passage(n, node);
    if (*passage.text)
        add_lines(n, t, passage.lines, passage.line_count);
    row->cells = arena_grow(n->page->arena, row->cells, row->count, sizeof *row->cells);
    row->cells[row->count++] = (struct cell){.text = passage.text,
                                             .heading = is(node, "th"),
                                             .columns = span(node, "colspan"),
                                             .rows = span(node, "rowspan")};
}

/* Anything that is no cell is added to the title. */
static void add_title(struct nitf *n, const struct xml_node *node)
{
    nitf_boundary(n);
    nitf_step(n, node);
}

static void add_row(struct nitf *n, struct table *t, const struct xml_node *tr, enum part part)
{
    struct row row = {.head = part == HEAD, .foot = part == FOOT};
    struct rows *rows = &t->parts[part];
    for (const struct xml_node *node = tr->first; node; node = node->next)
        if (is(node, "td") || is(node, "th"))
            add_cell(n, t, &row, node);
        else
            add_title(n, node);
    if (!row.count)
        return;
    rows->items = arena_grow(n->page->arena, rows->items, rows->count, sizeof *rows->items);
    rows->items[rows->count++] = row;
}

static void add_part(struct nitf *n, struct table *t, const struct xml_node *node, enum part part)
{
    for (const struct xml_node *child = node->first; child; child = child->next) {
        if (is(child, "tr"))
            add_row(n, t, child, part);
        else if (is(child, "thead"))
            add_part(n, t, child, HEAD);
        else if (is(child, "tbody"))
            add_part(n, t, child, BODY);
        else if (is(child, "tfoot"))
            add_part(n, t, child, FOOT);
        else
            add_title(n, child);
    }
}

static void add_table(struct nitf *n, struct table *t, const struct passage *title,
                      const struct xml_node *node)
{
    struct passage place = {.text = title->text, .pos = *title->text ? title->pos : node->pos};
    struct row *rows = NULL;
    size_t count = 0;
    for (size_t part = 0; part < PARTS; part++)
        for (size_t i = 0; i < t->parts[part].count; i++) {
            rows = arena_grow(n->page->arena, rows, count, sizeof *rows);
            rows[count++] = t->parts[part].items[i];
        }
    if (*title->text)
        add_lines(n, t, title->lines, title->line_count);
    if (!t->line_count)
        return;
    order_lines(t);
    place.lines = t->lines;
    place.line_count = t->line_count;
    struct draft_block *block =
        nitf_add(n, count ? DRAFT_TABLE : DRAFT_P, &place, slice_of(title->text));
    block->rows = rows;
    block->row_count = count;
}

void nitf_table(struct nitf *n, const struct xml_node *table)
{
    struct table t = {0};
    nitf_close(n);
    n->single = true;
    add_part(n, &t, table, BODY);
    n->single = false;
    struct passage title = nitf_take(n);
    add_table(n, &t, &title, table);
}

/* ---- pictures ----------------------------------------------------------------------------- */

struct media {
    const struct xml_node *picture; /* the first media-reference to one, or NULL */
    const struct xml_node *other;   /* the first to something else */
    struct passage caption, credit;
};

static bool ends_as_picture(const char *source)
{
    static const char *const endings[] = {".jpg", ".jpeg", ".png", ".gif",
                                          ".tif", ".tiff", ".webp"};
    const char *ending = strrchr(source, '.');
    for (size_t i = 0; ending && i < COUNT(endings); i++)
        if (strcasecmp(ending, endings[i]) == 0)
            return true;
    return false;
}

static bool is_picture(const struct xml_node *media, const struct xml_node *reference)
{
    const char *mime = xml_value(reference, "mime-type", "");
    const char *type = xml_value(media, "media-type", "");
    if (*mime)
        return strncasecmp(mime, "image/", 6) == 0;
    if (*type)
        return strcmp(type, "image") == 0 || strcmp(type, "photo") == 0 ||
               strcmp(type, "graphic") == 0;
    return ends_as_picture(xml_value(reference, "source", ""));
}

static const char *source_of(const struct xml_node *reference)
{
    const char *source = xml_value(reference, "source", "");
    return *source ? source : xml_value(reference, "name", "");
}

static void add_picture(struct nitf *n, const struct xml_node *media, const struct media *m)
{
    const struct xml_node *node = m->picture ? m->picture : media;
    const struct xml_attribute *alternate =
        m->picture ? xml_attribute(m->picture, "alternate-text") : NULL;
    struct passage text = nitf_attribute(n, alternate);
    const char *path = m->picture ? source_of(m->picture) : "";
    if (!*path && !*text.text && !*m->caption.text && !*m->credit.text)
        return;
    int *lines = arena_alloc(n->page->arena, sizeof *lines);
    *lines = node->pos.line;
    struct passage place = {text.text, node->pos, lines, 1, NULL};
    nitf_add(n, DRAFT_FIGURE, &place, slice_of(text.text))->detail = path;
}

static void add_media(struct nitf *n, const struct xml_node *media, struct media *m)
{
    const struct xml_node *reference = m->picture ? m->picture : m->other;
    if (!*m->credit.text && reference)
        m->credit = nitf_attribute(n, xml_attribute(reference, "source-credit"));
    add_picture(n, media, m);
    if (*m->caption.text)
        nitf_add(n, DRAFT_CAPTION, &m->caption, slice_of(m->caption.text));
    if (*m->credit.text)
        nitf_add(n, DRAFT_CREDIT, &m->credit, slice_of(m->credit.text))->alone = true;
}

/* The children with this name as one text. */
static struct passage all_named(struct nitf *n, const struct xml_node *media, bool producers)
{
    n->single = true;
    for (const struct xml_node *node = media->first; node; node = node->next)
        if (is(node, "media-producer") == producers && !is(node, "media-object") &&
            !is(node, "media-metadata"))
            nitf_step(n, node);
    n->single = false;
    return nitf_take(n);
}

void nitf_media(struct nitf *n, const struct xml_node *media)
{
    struct media m = {0};
    nitf_close(n);
    for (const struct xml_node *node = media->first; node; node = node->next) {
        if (is(node, "media-object") || is(node, "media-metadata"))
            nitf_step(n, node);
        if (!is(node, "media-reference"))
            continue;
        if (is_picture(media, node))
            m.picture = m.picture ? m.picture : node;
        else
            m.other = m.other ? m.other : node;
    }
    m.caption = all_named(n, media, false);
    m.credit = all_named(n, media, true);
    add_media(n, media, &m);
}
