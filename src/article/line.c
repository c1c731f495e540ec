/* SPDX-License-Identifier: MIT */
/*
 * Which line of the page a character of a block came from. A block that was built from a draft
 * knows where each of its lines begins. One that was read from XML has the numbers of its lines
 * alone, because an editor changes its text; where there is but one, nothing is in doubt.
 */
#include "article/article.h"

#include <stdlib.h>
#include <string.h>

/* The number in "13", or 0 for none and for "13 15". */
static int only_line(const char *lines)
{
    bool one = lines[0] && !lines[strspn(lines, "0123456789")] && strlen(lines) < 10;
    return one ? (int)strtol(lines, NULL, 10) : 0;
}

int article_line(const struct block *block, int at)
{
    int line = 0;
    if (!block->start_count)
        return only_line(block->lines);
    for (size_t i = 0; i < block->start_count && block->starts[i].at <= at; i++)
        line = block->starts[i].line;
    return line;
}
