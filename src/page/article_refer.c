/* SPDX-License-Identifier: MIT */
/*
 * The lines that figures point to: each key figure has an anchor where it stands in the text, and
 * leads from there back to its row in the summary.
 */
#include "page/article.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static int by_place(const void *x, const void *y)
{
    const struct keyfigure *a = *(const struct keyfigure *const *)x;
    const struct keyfigure *b = *(const struct keyfigure *const *)y;
    int order = strcmp(a->p, b->p);
    return order ? order : (a->start > b->start) - (a->start < b->start);
}

void refer_sort(struct part *p, const struct digest_article *article)
{
    p->figure_count = article->figure_count;
    p->figures = arena_array(p->setter->scratch, p->figure_count, sizeof *p->figures);
    for (size_t i = 0; i < p->figure_count; i++)
        p->figures[i] = article->figures + i;
    if (p->figure_count > 0)
        qsort(p->figures, p->figure_count, sizeof *p->figures, by_place);
}

/* The first figure of a block from this character on. */
static size_t first_figure(const struct part *p, const char *block, size_t from)
{
    size_t low = 0, high = p->figure_count;
    const struct keyfigure key = {.p = block, .start = (int)from}, *wanted = &key;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_place(p->figures + middle, &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool stands_in(const struct part *p, size_t i, const char *block, size_t end)
{
    return i < p->figure_count && !strcmp(p->figures[i]->p, block) &&
           (size_t)p->figures[i]->start < end;
}

/* The line that holds this byte of a paragraph's set text. */
static size_t line_of(const struct lines *lines, size_t at)
{
    size_t found = 0;
    for (size_t i = 1; i < lines->count; i++) {
        const struct line *line = lines->items + i;
        if (line->first < line->end && lines->glyphs->items[line->first].text <= at)
            found = i;
    }
    return found;
}

/* The byte where character n of the text begins. */
static size_t byte_of(const char *text, size_t n)
{
    const char *p = text, *end = text + strlen(text);
    while (n-- > 0 && p < end)
        utf8_next(&p, end);
    return (size_t)(p - text);
}

/* The part of a line's frame in which the bytes [from, to) of its text stand. Returns the tag of
 * the first of them, or NULL: none does. */
static struct tag *find_room(const struct lines *lines, size_t line, size_t from, size_t to,
                             dist *left, dist *right)
{
    struct tag *tag = NULL;
    for (size_t i = lines->items[line].first; i < lines->items[line].end; i++) {
        const struct glyph *glyph = lines->glyphs->items + i;
        if (glyph->text < from || glyph->text >= to || glyph->class == CLASS_LINE_END)
            continue;
        if (!tag)
            *left = lines->x[i];
        *right = lines->x[i] + glyph->advance;
        tag = tag ? tag : lines->glyphs->spans[glyph->span].tag;
    }
    return tag;
}

/* A link from a figure in the text back to its row in the summary. */
static void refer_back(const struct part *p, const struct block_lines *set, size_t line,
                       const struct keyfigure *k, size_t from, size_t to)
{
    struct setter *s = p->setter;
    struct reference r = {.article = p->number,
                          .anchor = article_row_anchor(s->arena, p->article, k->id),
                          .only = true,
                          .words = "返回汇总表",
                          .leader_from = -1};
    struct tag *tag = find_room(set->lines, line, from, to, &r.link_left, &r.link_right);
    if (!tag)
        return;
    r.tag = tag_new(s, TAG_LINK);
    tag_append(tag, r.tag);
    block_refer(s, set->block->slugs.items + line, r);
}

void refer_lines(const struct part *p, struct block_lines set, const struct block *b, size_t from,
                 const struct item *text, size_t note)
{
    struct arena *a = p->setter->arena;
    size_t i = first_figure(p, b->id, from);
    if (!set.block || !stands_in(p, i, b->id, SIZE_MAX))
        return;
    const char *printed = set.lines->glyphs->text;
    size_t count = utf8_count(text->text, strlen(text->text)), end = from + count;
    size_t before = utf8_count(printed, strlen(printed)) - count -
                    marks_inserted(a, &text->marks, INT_MAX, note);
    for (; stands_in(p, i, b->id, end); i++) {
        const struct keyfigure *k = p->figures[i];
        int start = k->start - (int)from;
        size_t n = before + marks_inserted(a, &text->marks, start, note) + (size_t)start;
        size_t at = byte_of(printed, n), line = line_of(set.lines, at);
        block_anchor(p->setter, set.block->slugs.items + line,
                     article_anchor(a, p->article, k->id));
        refer_back(p, &set, line, k, at, byte_of(printed, n + (size_t)(k->end - k->start)));
    }
}

void refer_block(const struct part *p, const struct block *b, size_t first)
{
    struct galley *g = p->galley;
    if (first == g->count || b->kind == BLOCK_P || b->kind == BLOCK_LIST)
        return;
    for (size_t i = first_figure(p, b->id, 0); stands_in(p, i, b->id, SIZE_MAX); i++)
        block_anchor(p->setter, g->blocks[first].slugs.items,
                     article_anchor(p->setter->arena, p->article, p->figures[i]->id));
}
