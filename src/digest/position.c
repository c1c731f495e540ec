/* SPDX-License-Identifier: MIT */
/*
 * The place of a character of a block in the file that the block came from.
 *
 * A block has the place where its text begins and the lines that it came from, not the place of
 * every character: that would cost memory for each of them, and only a doubt asks. So the text is
 * laid along the source again. Both have the same characters in the same order, but for white space
 * and markup, which the source alone has; a tag is stepped over whole. Of a page the lines are
 * those that the block names, in the order of reading; of article XML what follows.
 */
#include "digest/check.h"

#include <stdlib.h>
#include <string.h>

struct walk {
    const char *start, *end; /* of the file */
    const char *p;           /* the next character */
    struct pos at;           /* its place */
    const char *lines;       /* the numbers of the lines that follow, NULL for all */
};

static const char *line_start(const struct walk *w, int line)
{
    const char *p = w->start;
    for (int i = 1; i < line && p; i++) {
        p = memchr(p, '\n', (size_t)(w->end - p));
        p = p ? p + 1 : NULL;
    }
    return p;
}

/* The number behind the line in the block's list; 0 if there is none. */
static int next_line(struct walk *w)
{
    if (!w->lines)
        return w->at.line + 1;
    char *end;
    long line = strtol(w->lines, &end, 10);
    w->lines = end;
    return (int)line;
}

/* Goes to a place; false if the file has no such line. */
static bool go_to(struct walk *w, int line, int column)
{
    const char *p = line > 0 ? line_start(w, line) : NULL;
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
    for (;;) {
        const char *next = w->p;
        if (w->p == w->end)
            return false;
        if (*w->p == '\n' && w->lines) {
            if (!go_to(w, next_line(w), 1))
                return false;
            continue;
        }
        if (utf8_next(&next, w->end) == code)
            return true;
        const char *tag = *w->p == '<' ? memchr(w->p, '>', (size_t)(w->end - w->p)) : NULL;
        step_over(w, tag ? tag + 1 : next);
    }
}

/* Begins at the block, with the lines that follow its first. */
static bool walk_from(struct walk *w, const struct place *place, const struct diags *d)
{
    const struct block *b = place->block;
    size_t len;
    w->at = b->pos;
    w->start = b->pos.file ? diags_text(d, b->pos.file, &len) : NULL;
    if (!w->start)
        return false;
    w->end = w->start + len;
    w->lines = !strcmp(b->pos.file, place->article->source) && b->lines[0] ? b->lines : NULL;
    for (int line = 0; w->lines && line != b->pos.line;)
        if (!(line = next_line(w)))
            return false;
    return go_to(w, b->pos.line, b->pos.column);
}

struct pos position_of(struct arena *a, const struct place *place, const struct diags *d)
{
    struct walk w;
    if (!place->block)
        return place->pos;
    if (!walk_from(&w, place, d))
        return place->block->pos;
    const char *text = article_counted_text(a, place->block), *end = text + strlen(text);
    for (int i = 0; text < end; i++) {
        uint32_t code = utf8_next(&text, end);
        if (is_space(code))
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
