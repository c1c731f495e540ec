/* SPDX-License-Identifier: MIT */
/*
 * Plain text into pieces. A line is a piece, on a page of wrapped lines (wrap.c) a paragraph; empty
 * lines only count as distance. Scanned pages come
 * with and without heading marks, so `# ` to `###### ` at the start of a line is read here as in
 * Markdown; nothing else is, because * and _ in such a page were printed. But nobody prints **
 * around words: a page with lines that begin so is Markdown under another name, and is read as
 * such.
 */
#include "acquire/grammar.h"
#include "acquire/tabular.h"
#include "acquire/wrap.h"

#include <string.h>

/* Takes the heading mark off the line and says its level. */
static int heading_level(struct slice *line)
{
    const char *p = line->start;
    while (p < line->end && *p == '#')
        p++;
    int level = (int)(p - line->start);
    struct slice rest = {p, line->end};
    if (level == 0 || level > 6 || !is_space(slice_first(rest)) || !slice_count(rest))
        return 0;
    *line = slice_trim(rest);
    return level;
}

static struct text_line line_of(struct page *page, struct slice whole, int number)
{
    struct text_line line = {.text = slice_trim(whole), .number = number};
    const char *start = line.text.start;
    for (const char *p = whole.start; p < start;)
        line.indent += utf8_next(&p, start) == 0x3000;
    line.level = heading_level(&line.text);
    acquire_markup(page, (struct slice){start, line.text.start}, number);
    line.column = 1 + (int)utf8_count(whole.start, (size_t)(line.text.start - whole.start));
    return line;
}

struct lines {
    struct text_line *items;
    size_t count;
};

static struct lines lines_of(struct page *page)
{
    struct lines lines = {0};
    const char *p = page->text, *end = page->text + page->len;
    for (int number = 1; p < end; number++) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        const char *line_end = newline ? newline : end;
        struct text_line line = line_of(page, (struct slice){p, line_end}, number);
        if (line.text.start < line.text.end) {
            lines.items = arena_grow(page->arena, lines.items, lines.count, sizeof line);
            lines.items[lines.count++] = line;
        }
        p = newline ? newline + 1 : end;
    }
    return lines;
}

/* Adds the lines first..end-1 as one piece. */
static void add_lines(struct page *page, const struct text_line *lines, size_t first, size_t end)
{
    struct buf text = {0};
    struct piece piece = {
        .line = lines[first].number, .column = lines[first].column, .level = lines[first].level};
    struct seam *seams = arena_array(page->arena, end - first, sizeof *seams);
    for (size_t i = first; i < end; i++) {
        if (i > first &&
            parts_words((struct slice){text.text, text.text + text.len}, lines[i].text))
            buf_adds(&text, " ");
        if (i > first)
            seams[piece.seam_count++] = (struct seam){text.len, lines[i].number, lines[i].column};
        buf_add(&text, lines[i].text.start, (size_t)(lines[i].text.end - lines[i].text.start));
    }
    piece.seams = seams;
    piece.text = arena_text(page->arena, text.text, text.len);
    buf_release(&text);
    acquire_add_piece(page, piece);
}

/* **…**, also with text behind it */
static bool begins_bold(struct slice line)
{
    const char *mark = "**", *first = line.start + strlen(mark);
    return slice_starts(line, mark) && first < line.end && !in_set(*first, "* ") &&
           memmem(first, (size_t)(line.end - first), mark, strlen(mark));
}

static bool is_markdown(const struct page *page)
{
    size_t bold = 0;
    const char *end = page->text + page->len;
    for (const char *p = page->text, *next; p < end && bold < 2; p = next + 1) {
        next = memchr(p, '\n', (size_t)(end - p));
        next = next ? next : end;
        bold += begins_bold((struct slice){p, next});
    }
    return bold >= 2;
}

void acquire_read_text(struct page *page)
{
    if (is_markdown(page)) {
        acquire_read_markdown(page);
        return;
    }
    struct lines lines = lines_of(page);
    acquire_unwrap(page->arena, lines.items, lines.count);
    acquire_take_out_heads(page->arena, lines.items, lines.count);
    for (size_t first = 0, end; first < lines.count; first = end) {
        end = first + tabular_take(page, lines.items + first, lines.count - first);
        if (end > first)
            continue;
        for (end = first + 1; end < lines.count && lines.items[end].continues;)
            end++;
        add_lines(page, lines.items, first, end);
    }
}
