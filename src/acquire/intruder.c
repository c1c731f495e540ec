/* SPDX-License-Identifier: MIT */
/*
 * Where a copyist put a headline between two lines of a sentence, it is taken out before they are
 * joined. A line that damage cut short looks the same, so there must be a dateline without a
 * headline further down, and its paragraph have the words of this one.
 */
#include "acquire/wrap.h"

#include <string.h>

enum {
    LACKS_HEAD = 6,  /* lacks at least a headline between two lines of a sentence */
    LEAST_ECHO = 50, /* percent of a headline's pairs that its lead has */
};

/* Does line i stand in the middle of a sentence without being of it? It is short and has no mark at
 * its end, while the lines around it are of a paragraph that goes on over it. */
static bool interrupts(struct arena *a, const struct text_line *lines, size_t i, size_t count)
{
    const struct text_line *before = &lines[i - 1], *line = &lines[i], *next = line + 1;
    if (i + 1 >= count || before->level || line->level || !(before->indent || before->continues) ||
        !line_fills(before) || line->indent || line_lacks(line) < LACKS_HEAD || next->indent)
        return false;
    return !ends_sentence(before->text) && !line_leaves_open(before) &&
           !line_ends_with_mark(line) && next->measure == line->measure &&
           (line_fills(next) || ends_sentence(next->text)) && !is_turn_line(line->text) &&
           !line_begins_anew(a, lines, i, count, false) &&
           !line_begins_anew(a, lines, i + 1, count, true);
}

/* The first line from i on with a dateline that has no headline above it and the words of `head`
 * below it; `count` if there is none. */
static size_t place_of_head(struct arena *a, const struct text_line *lines, size_t i, size_t count,
                            struct slice head)
{
    const char *text = arena_text(a, head.start, (size_t)(head.end - head.start));
    for (; i < count; i++) {
        if (!lines[i].measure || !ends_sentence(lines[i - 1].text) ||
            !line_begins_dateline(a, lines, i, count))
            continue;
        struct buf lead = {0};
        for (size_t end = i; end < count && (end == i || lines[end].continues); end++)
            buf_add(&lead, lines[end].text.start,
                    (size_t)(lines[end].text.end - lines[end].text.start));
        int echo = acquire_echo(text, &lead);
        buf_release(&lead);
        if (echo >= LEAST_ECHO)
            return i;
    }
    return count;
}

void acquire_take_out_heads(struct arena *a, struct text_line *lines, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct text_line head = lines[i];
        if (!interrupts(a, lines, i, count))
            continue;
        size_t to = place_of_head(a, lines, i + 2, count, head.text);
        if (to == count)
            continue;
        lines[i + 1].continues = true;
        memmove(lines + i, lines + i + 1, (to - i - 1) * sizeof *lines);
        head.continues = false;
        lines[to - 1] = head;
    }
}
