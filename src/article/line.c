/* SPDX-License-Identifier: MIT */
/*
 * What the places in a block are counted in, and which line of the page such a place came from. A
 * block that was built from a draft knows where each of its lines begins. One that was read from
 * XML has the numbers of its lines alone, because an editor changes its text; where there is but
 * one, nothing is in doubt.
 */
#include "article/article.h"

#include <stdlib.h>
#include <string.h>

const struct block *article_block(const struct article *article, const char *id, size_t *near)
{
    for (size_t i = 0; i < article->block_count; i++) {
        size_t at = (*near + i) % article->block_count;
        if (strcmp(article->blocks[at].id, id) != 0)
            continue;
        *near = at;
        return &article->blocks[at];
    }
    return NULL;
}

const char *article_page(const struct article *article, const struct block *block)
{
    return block->source[0] ? block->source : article->source;
}

/* The number in "13", or 0 for none and for "13 15". */
static int only_line(const char *lines)
{
    bool one = lines[0] && !lines[strspn(lines, "0123456789")] && strlen(lines) < 10;
    return one ? (int)strtol(lines, NULL, 10) : 0;
}

struct line_start article_line_start(const struct block *block, int at)
{
    struct line_start start = {0, 0};
    if (!block->start_count && block->rest[0])
        return start;
    if (!block->start_count)
        return (struct line_start){0, only_line(block->lines)};
    for (size_t i = 0; i < block->start_count && block->starts[i].at <= at; i++)
        start = block->starts[i];
    return start;
}

const char *article_counted_text(struct arena *a, const struct block *block)
{
    if (block->kind != BLOCK_LIST)
        return block->text;
    struct buf b = {0};
    for (size_t i = 0; i < block->item_count; i++)
        buf_adds(&b, block->items[i].text);
    const char *text = arena_text(a, b.text, b.len);
    buf_release(&b);
    return text;
}
