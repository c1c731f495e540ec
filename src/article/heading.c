/* SPDX-License-Identifier: MIT */
/*
 * Headings in a text: their levels, told by how they are numbered, as GB/T 9704 7.3.3 orders them
 * (一、 then （一） then 1. then （1）), and which of them stands over a block.
 */
#include "article/article.h"

#include <string.h>

enum number_kind { NO_NUMBER, CHINESE_NUMBER, DIGITS };

static enum number_kind kind_of(uint32_t code)
{
    static const uint32_t chinese[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
                                       0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E};
    if (is_digit_of_any_width(code))
        return DIGITS;
    for (size_t i = 0; i < COUNT(chinese); i++)
        if (code == chinese[i])
            return CHINESE_NUMBER;
    return NO_NUMBER;
}

/* Moves behind a number of one kind. */
static enum number_kind number(const char **text, const char *end)
{
    enum number_kind kind = NO_NUMBER;
    for (const char *p = *text; p < end; *text = p) {
        enum number_kind next = kind_of(utf8_next(&p, end));
        if (next == NO_NUMBER || (kind != NO_NUMBER && next != kind))
            break;
        kind = next;
    }
    return kind;
}

static bool closes_number(uint32_t code)
{
    return code == ')' || code == 0xFF09;
}

int article_heading_level(const char *text)
{
    const char *end = text + strlen(text), *p = text;
    uint32_t first = p < end ? utf8_next(&p, end) : 0;
    bool bracket = first == '(' || first == 0xFF08;
    const char *at = bracket ? p : text;
    enum number_kind kind = number(&at, end);
    uint32_t behind = at < end ? utf8_next(&at, end) : 0;
    if (bracket)
        return !closes_number(behind) || kind == NO_NUMBER ? 0 : kind == CHINESE_NUMBER ? 2 : 4;
    if (kind == CHINESE_NUMBER)
        return behind == 0x3001 ? 1 : 0;
    bool stop = behind == '.' || behind == 0xFF0E || behind == 0x3001;
    bool decimal = at < end && kind_of(utf8_next(&at, end)) == DIGITS;
    return kind == DIGITS && stop && !decimal ? 3 : 0;
}

const struct block **article_headings(struct arena *a, const struct article *article)
{
    const struct block **over = arena_array(a, article->block_count, sizeof(struct block *));
    const struct block *heading = NULL;
    for (size_t i = 0; i < article->block_count; i++) {
        if (article->blocks[i].kind == BLOCK_HEADING)
            heading = &article->blocks[i];
        over[i] = heading;
    }
    return over;
}

/* A few paragraphs under each heading, of which none is numbered, and nothing above the first. */
bool article_is_collection(const struct article *article)
{
    enum { MOST_BLOCKS = 3 /* of an item, its heading included */ };
    size_t headings = 0;
    for (size_t i = 0; i < article->block_count; i++) {
        const struct block *b = &article->blocks[i];
        if (b->kind != BLOCK_HEADING)
            continue;
        if (article_heading_level(b->text) > 0)
            return false;
        headings++;
    }
    return headings > 1 && article->blocks[0].kind == BLOCK_HEADING &&
           article->block_count <= headings * MOST_BLOCKS;
}
