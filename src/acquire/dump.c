/* SPDX-License-Identifier: MIT */
/* --dump=acquire: drafts and drops as text, one block a line, so that tests compare it as text. */
#include "acquire/acquire.h"

#include <string.h>

static void add_lines(struct buf *b, const int *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_addf(b, "%s%d", i ? "," : "", lines[i]);
}

static void add_block(struct buf *b, const struct draft_block *block)
{
    static const char *const roles[] = {[DRAFT_SECTION] = "section",
                                        [DRAFT_KICKER] = "kicker",
                                        [DRAFT_HEADLINE] = "headline",
                                        [DRAFT_SUBHEADLINE] = "subheadline",
                                        [DRAFT_PERSON] = "person",
                                        [DRAFT_DATELINE] = "dateline",
                                        [DRAFT_P] = "p",
                                        [DRAFT_HEADING] = "heading",
                                        [DRAFT_ITEM] = "item",
                                        [DRAFT_QUOTE] = "quote",
                                        [DRAFT_FIGURE] = "figure",
                                        [DRAFT_CAPTION] = "caption",
                                        [DRAFT_CREDIT] = "credit",
                                        [DRAFT_TABLE] = "table"};
    buf_addf(b, "  %s ", roles[block->role]);
    add_lines(b, block->lines, block->line_count);
    if (*block->detail)
        buf_addf(b, " [%s]", block->detail);
    buf_addf(b, ": %s\n", block->text);
    for (size_t i = 0; i < block->row_count; i++) {
        const struct row *row = block->rows + i;
        buf_adds(b, row->head ? "    head" : row->foot ? "    foot" : "    row");
        for (size_t k = 0; k < row->count; k++) {
            buf_adds(b, " | ");
            acquire_cell_text(b, row->cells + k);
        }
        buf_adds(b, "\n");
    }
}

void acquire_cell_text(struct buf *b, const struct cell *cell)
{
    for (const char *p = cell->text; *p; p++)
        buf_add(b, *p == '\n' ? " ¶ " : p, *p == '\n' ? strlen(" ¶ ") : 1);
}

void acquire_text(struct buf *b, const struct acquired *acquired)
{
    for (size_t i = 0; i < acquired->draft_count; i++) {
        const struct draft *draft = &acquired->drafts[i];
        buf_addf(b, "%s %s", draft->kind == DRAFT_PHOTO ? "photo" : "article", draft->source);
        buf_addf(b, "%s%s\n", *draft->date.day ? " " : "", draft->date.day);
        for (size_t k = 0; k < draft->count; k++)
            add_block(b, &draft->blocks[k]);
    }
    for (size_t i = 0; i < acquired->drop_count; i++) {
        const struct drop *drop = &acquired->drops[i];
        buf_addf(b, "dropped %s %s ", acquire_reason(drop->reason), drop->source);
        add_lines(b, drop->lines, drop->line_count);
        buf_addf(b, ": %s\n", drop->text);
    }
    buf_addf(b, "characters %zu = %zu in articles + %zu dropped\n", acquired->audit.source,
             acquired->audit.article, acquired->audit.dropped);
}
