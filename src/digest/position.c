/* SPDX-License-Identifier: MIT */
/*
 * The place of a character of a block in the file that the block came from.
 *
 * A block knows on which line of its page a character stands and where that line begins in its text
 * (article_line_start), not the column: that would cost memory for every character, and only a
 * doubt asks. So the text of the line is laid along the source again. Both have the same characters
 * in the same order, but for white space and markup, which the source alone has; a tag is stepped
 * over whole. In article XML the lines are the file's own, and the walk begins at the block.
 */
#include "digest/check.h"

#include <string.h>

struct walk {
    const char *p, *end; /* the next character of the file, and the file's end */
    struct pos at;       /* of p */
    bool one_line;       /* what is sought stands on this line */
};

/* Goes to a place of the file; false if the file has no such line. */
static bool go_to(struct walk *w, const char *start, int line, int column)
{
    const char *p = start;
    for (int i = 1; i < line && p; i++) {
        p = memchr(p, '\n', (size_t)(w->end - p));
        p = p ? p + 1 : NULL;
    }
    w->at.line = line;
    w->at.column = 1;
    for (; p && p < w->end && *p != '\n' && w->at.column < column; w->at.column++)
        utf8_next(&p, w->end);
    w->p = p;
    return p != NULL;
}

static void step_over(struct walk *w, const char *to)
{
    while (w->p < to) {
        bool newline = *w->p == '\n';
        utf8_next(&w->p, w->end);
        w->at.column = newline ? 1 : w->at.column + 1;
        w->at.line += newline;
    }
}

/* Steps to the next character that is `code`, over everything else; false at the end. */
static bool find(struct walk *w, uint32_t code)
{
    while (w->p < w->end && !(*w->p == '\n' && w->one_line)) {
        const char *next = w->p;
        if (utf8_next(&next, w->end) == code)
            return true;
        const char *tag = *w->p == '<' ? memchr(w->p, '>', (size_t)(w->end - w->p)) : NULL;
        step_over(w, tag ? tag + 1 : next);
    }
    return false;
}

/* Begins where the block does, or the line of the place; `from` is the character there. */
static bool walk_from(struct walk *w, const struct place *place, const struct diags *d, int *from)
{
    const struct block *b = place->block;
    size_t len;
    const char *start = b->pos.file ? diags_text(d, b->pos.file, &len) : NULL;
    struct line_start line = {0, b->pos.line};
    if (!start)
        return false;
    w->one_line = !strcmp(b->pos.file, article_page(place->article, b));
    if (w->one_line)
        line = article_line_start(b, place->start);
    *from = line.at;
    w->end = start + len;
    w->at = b->pos;
    return line.line > 0 &&
           go_to(w, start, line.line, line.line == b->pos.line ? b->pos.column : 1);
}

struct pos position_of(struct arena *a, const struct place *place, const struct diags *d)
{
    struct walk w;
    int from;
    if (!place->block)
        return place->pos;
    if (!walk_from(&w, place, d, &from))
        return place->block->pos;
    const char *text = article_counted_text(a, place->block), *end = text + strlen(text);
    for (int i = 0; text < end; i++) {
        uint32_t code = utf8_next(&text, end);
        if (i < from || is_space(code))
            continue;
        if (!find(&w, code))
            break;
        if (i >= place->start)
            return w.at;
        const char *next = w.p;
        utf8_next(&next, w.end);
        step_over(&w, next);
    }
    return place->block->pos;
}
