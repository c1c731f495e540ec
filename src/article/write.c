/* SPDX-License-Identifier: MIT */
/*
 * Article XML, written so that the same tree always gives the same bytes: two spaces a level, one
 * order of attributes, an element that has nothing to say left out. An element with text stands on
 * one line, because white space in it would be text. What is printed on the page is always an
 * element's text, what is said about it an attribute. A file name may hold bytes that no XML can
 * hold; such a byte is written as U+FFFD.
 */
#include "article/write.h"

#include <string.h>

#include "util/xml.h"

static void indent(struct buf *b, int level)
{
    for (int i = 0; i < level; i++)
        buf_adds(b, "  ");
}

static void attribute_if(struct buf *b, const char *name, const char *value)
{
    if (value[0])
        xml_add_attribute(b, name, value);
}

static void write_doubts(struct buf *b, unsigned doubts)
{
    attribute_if(b, "join", doubts & DRAFT_DOUBT_JOIN ? "doubtful" : "");
    attribute_if(b, "role", doubts & DRAFT_DOUBT_ROLE ? "doubtful" : "");
    attribute_if(b, "order", doubts & DRAFT_DOUBT_ORDER ? "doubtful" : "");
}

/* A file name, or an id made from one. */
static void file_attribute(struct buf *b, const char *name, const char *value)
{
    struct buf clean = {0};
    buf_add_name(&clean, value);
    xml_add_attribute(b, name, clean.len ? clean.text : "");
    buf_release(&clean);
}

static void close_marked(struct buf *b, const char *name, const char *text,
                         const struct marks *marks)
{
    buf_adds(b, ">");
    write_marked(b, text, marks);
    buf_addf(b, "</%s>\n", name);
}

static void close_text(struct buf *b, const char *name, const char *text)
{
    static const struct marks none = {0};
    close_marked(b, name, text, &none);
}

static void element_if(struct buf *b, int level, const char *name, const char *text)
{
    if (!text[0])
        return;
    indent(b, level);
    buf_addf(b, "<%s", name);
    close_text(b, name, text);
}

static void write_byline(struct buf *b, const struct article *article)
{
    if (!article->person_count)
        return;
    buf_adds(b, "    <byline>\n");
    for (size_t i = 0; i < article->person_count; i++) {
        buf_adds(b, "      <person");
        attribute_if(b, "role", article->persons[i].role);
        close_text(b, "person", article->persons[i].name);
    }
    buf_adds(b, "    </byline>\n");
}

static void write_headline(struct buf *b, const struct article *article)
{
    if (!article->headline[0])
        return;
    buf_adds(b, "    <headline");
    write_doubts(b, article->headline_doubts);
    close_text(b, "headline", article->headline);
}

static void write_head(struct buf *b, const struct article *article)
{
    buf_adds(b, "  <head>\n");
    element_if(b, 2, "section", article->section);
    element_if(b, 2, "kicker", article->kicker);
    write_headline(b, article);
    element_if(b, 2, "subheadline", article->subheadline);
    write_byline(b, article);
    element_if(b, 2, "dateline", article->dateline);
    buf_adds(b, "  </head>\n");
}

static void open_block(struct buf *b, const char *name, const struct block *block)
{
    buf_addf(b, "    <%s", name);
    xml_add_attribute(b, "id", block->id);
    if (block->source[0])
        file_attribute(b, "source", block->source);
    attribute_if(b, "lines", block->lines);
    if (block->rest[0])
        file_attribute(b, "rest", block->rest);
    write_doubts(b, block->doubts);
}

static void write_item(struct buf *b, const struct item *item)
{
    buf_adds(b, "      <item>");
    if (item->label[0]) {
        buf_adds(b, "<label>");
        xml_escape(b, item->label);
        buf_adds(b, "</label>");
    }
    write_marked(b, item->text, &item->marks);
    buf_adds(b, "</item>\n");
}

static void write_list(struct buf *b, const struct block *block)
{
    open_block(b, "list", block);
    buf_adds(b, ">\n");
    for (size_t i = 0; i < block->item_count; i++)
        write_item(b, &block->items[i]);
    buf_adds(b, "    </list>\n");
}

static void write_figure(struct buf *b, const struct block *block)
{
    open_block(b, "figure", block);
    attribute_if(b, "href", block->href);
    attribute_if(b, "alt", block->text);
    if (!block->caption[0] && !block->credit[0]) {
        buf_adds(b, "/>\n");
        return;
    }
    buf_adds(b, ">\n");
    if (block->caption[0]) {
        buf_adds(b, "      <caption");
        close_marked(b, "caption", block->caption, &block->marks);
    }
    element_if(b, 3, "credit", block->credit);
    buf_adds(b, "    </figure>\n");
}

static void write_span(struct buf *b, const char *name, int span)
{
    if (span > 1)
        buf_addf(b, " %s=\"%d\"", name, span);
}

/* Hundredths of a point; 0 is said by no attribute. */
static void write_width(struct buf *b, const struct cell_width *width)
{
    int hundredths = (int)(((int64_t)width->fixed * 100 + PT / 2) / PT);
    if (width->share)
        buf_addf(b, " width=\"%d.%d%%\"", width->share / 10, width->share % 10);
    else if (hundredths)
        buf_addf(b, " width=\"%d.%02dpt\"", hundredths / 100, hundredths % 100);
}

/* A text of one paragraph stands in its cell as it is. */
static void write_paragraphs(struct buf *b, const char *name, const char *text)
{
    if (!strchr(text, '\n')) {
        close_text(b, name, text);
        return;
    }
    buf_adds(b, ">");
    for (const char *p = text; p; p = strchr(p, '\n') ? strchr(p, '\n') + 1 : NULL) {
        struct buf paragraph = {0};
        buf_addf(&paragraph, "%.*s", (int)strcspn(p, "\n"), p);
        buf_adds(b, "<p>");
        xml_escape(b, paragraph.text);
        buf_adds(b, "</p>");
        buf_release(&paragraph);
    }
    buf_addf(b, "</%s>\n", name);
}

static void write_row(struct buf *b, const struct row *row)
{
    buf_adds(b, "        <tr>\n");
    for (size_t i = 0; i < row->count; i++) {
        const struct cell *cell = &row->cells[i];
        const char *name = cell->heading ? "th" : "td";
        buf_addf(b, "          <%s", name);
        if (cell->heading)
            xml_add_attribute(b, "scope", row->head ? "col" : "row");
        write_span(b, "colspan", cell->columns);
        write_span(b, "rowspan", cell->rows);
        write_width(b, &cell->width);
        write_paragraphs(b, name, cell->text);
    }
    buf_adds(b, "        </tr>\n");
}

static const char *part_of(const struct row *row)
{
    return row->head ? "thead" : row->foot ? "tfoot" : "tbody";
}

/* The rows from first on that are in one part of the table; returns where the next one begins. */
static size_t write_rows(struct buf *b, const struct block *block, size_t first)
{
    const char *name = part_of(block->rows + first);
    size_t end = first;
    while (end < block->row_count && !strcmp(part_of(block->rows + end), name))
        end++;
    buf_addf(b, "      <%s>\n", name);
    for (size_t i = first; i < end; i++)
        write_row(b, &block->rows[i]);
    buf_addf(b, "      </%s>\n", name);
    return end;
}

static void write_table(struct buf *b, const struct block *block)
{
    open_block(b, "table", block);
    buf_adds(b, ">\n");
    element_if(b, 3, "caption", block->caption);
    for (size_t i = 0; i < block->row_count;)
        i = write_rows(b, block, i);
    buf_adds(b, "    </table>\n");
}

static void write_block(struct buf *b, const struct block *block)
{
    static const char *const names[] = {
        [BLOCK_P] = "p", [BLOCK_HEADING] = "heading", [BLOCK_QUOTE] = "quote"};
    if (block->kind == BLOCK_LIST) {
        write_list(b, block);
    } else if (block->kind == BLOCK_FIGURE) {
        write_figure(b, block);
    } else if (block->kind == BLOCK_TABLE) {
        write_table(b, block);
    } else {
        open_block(b, names[block->kind], block);
        close_marked(b, names[block->kind], block->text, &block->marks);
    }
}

static void write_keyfigure(struct buf *b, const struct keyfigure *k)
{
    buf_adds(b, "    <keyfigure");
    xml_add_attribute(b, "id", k->id);
    xml_add_attribute(b, "label", k->label);
    xml_add_attribute(b, "value", k->value);
    xml_add_attribute(b, "number", k->number);
    xml_add_attribute(b, "unit", k->unit);
    xml_add_attribute(b, "approx", k->approx);
    xml_add_attribute(b, "outlook", k->outlook);
    xml_add_attribute(b, "per", k->per);
    xml_add_attribute(b, "base", k->base);
    xml_add_attribute(b, "about", k->about);
    xml_add_attribute(b, "part-of", k->part_of);
    xml_add_attribute(b, "p", k->p);
    buf_addf(b, " start=\"%d\" end=\"%d\"", k->start, k->end);
    close_text(b, "keyfigure", k->text);
}

static void write_keyfigures(struct buf *b, const struct keyfigure *figures, size_t count)
{
    buf_adds(b, count ? "  <keyfigures>\n" : "  <keyfigures/>\n");
    for (size_t i = 0; i < count; i++)
        write_keyfigure(b, &figures[i]);
    if (count)
        buf_adds(b, "  </keyfigures>\n");
}

static void write_root(struct buf *b, const struct article *article)
{
    buf_adds(b, "<article");
    file_attribute(b, "id", article->id);
    xml_add_attribute(b, "version", "1");
    xml_add_attribute(b, "kind", article->kind == ARTICLE_PHOTO ? "photo" : "article");
    if (article->source[0])
        file_attribute(b, "source", article->source);
    attribute_if(b, "date", article->date);
    xml_add_attribute(b, "xml:lang", article->lang);
    buf_adds(b, ">\n");
}

void article_write(struct buf *b, const struct article *article, const struct keyfigure *figures,
                   size_t figure_count)
{
    buf_adds(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    write_root(b, article);
    write_head(b, article);
    buf_adds(b, "  <body>\n");
    for (size_t i = 0; i < article->block_count; i++)
        write_block(b, &article->blocks[i]);
    buf_adds(b, "  </body>\n");
    write_keyfigures(b, figures, figure_count);
    buf_adds(b, "</article>\n");
}

static void write_drop(struct buf *b, const struct drop *drop)
{
    buf_adds(b, "  <text");
    file_attribute(b, "source", drop->source);
    buf_adds(b, " lines=\"");
    for (size_t i = 0; i < drop->line_count; i++)
        buf_addf(b, "%s%d", i ? " " : "", drop->lines[i]);
    buf_addf(b, "\" reason=\"%s\"", acquire_reason(drop->reason));
    close_text(b, "text", drop->text);
}

void article_write_dropped(struct buf *b, const struct acquired *acquired)
{
    buf_adds(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    buf_adds(b, acquired->drop_count ? "<dropped>\n" : "<dropped/>\n");
    for (size_t i = 0; i < acquired->drop_count; i++)
        write_drop(b, &acquired->drops[i]);
    if (acquired->drop_count)
        buf_adds(b, "</dropped>\n");
}
