/* SPDX-License-Identifier: MIT */
/*
 * The tree in short lines, for --dump=article.
 */
#include "article/article.h"

static void line_if(struct buf *b, const char *name, const char *text)
{
    if (text[0])
        buf_addf(b, "  %s: %s\n", name, text);
}

/* What of a text is marked: "em 3-7", "note 9 …". */
static void dump_marks(struct buf *b, const struct marks *marks)
{
    for (size_t i = 0; i < marks->count; i++) {
        const struct mark *m = &marks->items[i];
        buf_addf(b, "      %s %d", article_mark_name(m->kind), m->start);
        if (m->kind != MARK_NOTE)
            buf_addf(b, "-%d", m->end);
        buf_addf(b, "%s%s\n", m->value[0] ? " " : "", m->value);
    }
}

static void dump_items(struct buf *b, const struct block *block)
{
    for (size_t i = 0; i < block->item_count; i++) {
        const struct item *item = &block->items[i];
        buf_addf(b, "    - %s%s%s\n", item->label, item->label[0] ? " " : "", item->text);
        dump_marks(b, &item->marks);
    }
}

static void dump_rows(struct buf *b, const struct block *block)
{
    for (size_t i = 0; i < block->row_count; i++) {
        buf_adds(b, "   ");
        for (size_t j = 0; j < block->rows[i].count; j++) {
            buf_adds(b, " | ");
            acquire_cell_text(b, block->rows[i].cells + j);
        }
        buf_adds(b, "\n");
    }
}

static void dump_block(struct buf *b, const struct block *block)
{
    static const char *const names[] = {
        [BLOCK_P] = "p",         [BLOCK_HEADING] = "heading", [BLOCK_LIST] = "list",
        [BLOCK_QUOTE] = "quote", [BLOCK_FIGURE] = "figure",   [BLOCK_TABLE] = "table"};
    buf_addf(b, "  %s %s [%s] %s%s%s\n", block->id, names[block->kind], block->lines, block->text,
             block->href[0] ? " -> " : "", block->href);
    line_if(b, "  caption", block->caption);
    dump_marks(b, &block->marks);
    line_if(b, "  credit", block->credit);
    dump_items(b, block);
    dump_rows(b, block);
}

static void dump_figure(struct buf *b, const struct keyfigure *k)
{
    buf_addf(b, "  %s %s: %s%s = %s", k->id, k->label, k->value, k->unit, k->number);
    buf_addf(b, " in %s %d-%d%s%s\n", k->p, k->start, k->end, k->part_of[0] ? ", part of " : "",
             k->part_of);
}

void article_text(struct buf *b, const struct article *article)
{
    buf_addf(b, "%s %s %s %s\n", article->id, article->kind == ARTICLE_PHOTO ? "photo" : "article",
             article->source, article->date);
    line_if(b, "section", article->section);
    line_if(b, "kicker", article->kicker);
    line_if(b, "headline", article->headline);
    line_if(b, "subheadline", article->subheadline);
    for (size_t i = 0; i < article->person_count; i++)
        buf_addf(b, "  person: %s (%s)\n", article->persons[i].name, article->persons[i].role);
    line_if(b, "dateline", article->dateline);
    for (size_t i = 0; i < article->block_count; i++)
        dump_block(b, &article->blocks[i]);
    for (size_t i = 0; i < article->figure_count; i++)
        dump_figure(b, &article->figures[i]);
}
