/* SPDX-License-Identifier: MIT */
/*
 * Plain text into pieces. A line is a piece; empty lines only count as distance. Scanned pages come
 * with and without heading marks, so `# ` to `###### ` at the start of a line is read here as in
 * Markdown; nothing else is, because * and _ in such a page were printed.
 */
#include "acquire/grammar.h"

#include <string.h>

void acquire_drop(struct page *page, enum drop_reason reason, const char *text, int line)
{
    int *lines = arena_alloc(page->arena, sizeof *lines);
    *lines = line;
    page->drops = arena_grow(page->arena, page->drops, page->drop_count, sizeof *page->drops);
    page->drops[page->drop_count++] = (struct drop){reason, text, page->path, lines, 1};
}

void acquire_markup(struct page *page, struct slice slice, int line)
{
    slice = slice_trim(slice);
    if (slice.start == slice.end)
        return;
    size_t len = (size_t)(slice.end - slice.start);
    acquire_drop(page, DROP_MARKUP, arena_text(page->arena, slice.start, len), line);
}

static void append(struct page *page, struct piece piece, struct slice text, const char *origin)
{
    text = slice_trim(text);
    if (text.start == text.end && !piece.picture && !piece.rows)
        return;
    piece.column += (int)utf8_count(origin, (size_t)(text.start - origin));
    piece.text = arena_text(page->arena, text.start, (size_t)(text.end - text.start));
    piece.detail = piece.detail ? piece.detail : "";
    piece.label = piece.picture ? PICTURE : piece.rows ? TABLE : UNDECIDED;
    if (page->count)
        piece.gap = piece.line - page->pieces[page->count - 1].line - 1;
    page->pieces = arena_grow(page->arena, page->pieces, page->count, sizeof *page->pieces);
    page->pieces[page->count++] = piece;
}

/* Where the text of a paragraph ends and its credit, bracketed byline or 下转 begins; the end when
 * there is none. */
static const char *credit_start(struct arena *a, struct slice text)
{
    const char *stop = last_inner_stop(text);
    struct slice tail = slice_trim((struct slice){stop ? stop : text.end, text.end});
    bool bracket = in_set(slice_first(tail), "(（") && in_set(slice_last(tail), ")）");
    bool byline = bracket && (is_byline(a, tail) || is_names(tail));
    bool turn = bracket && is_sheet_line(tail);
    return is_credit(a, tail) || byline || turn ? stop : text.end;
}

/* Where its last sentence begins if that is a caption; the end when it is not. */
static const char *caption_start(struct slice text)
{
    const char *stop = last_inner_stop(text);
    return stop && starts_caption(slice_trim((struct slice){stop, text.end})) ? stop : text.end;
}

void acquire_add_piece(struct page *page, struct piece piece)
{
    struct slice text = slice_trim(slice_of(piece.text));
    const char *origin = piece.text;
    struct slice whole = text;
    if (piece.picture || piece.rows) {
        append(page, piece, whole, origin);
        return;
    }
    const char *credit = piece.level ? text.end : credit_start(page->arena, text);
    text.end = credit;
    const char *caption = piece.level ? text.end : caption_start(slice_trim(text));
    struct slice parts[] = {{whole.start, caption}, {caption, credit}, {credit, whole.end}};
    for (size_t i = 0; i < COUNT(parts); i++) {
        append(page, piece, parts[i], origin);
        if (page->count && parts[i].start < parts[i].end) {
            piece.soft = piece.element = piece.item = false;
            piece.detail = "";
        }
    }
}

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

static void add_line(struct page *page, struct slice whole, int number)
{
    struct slice line = slice_trim(whole);
    struct piece piece = {.line = number};
    const char *start = line.start;
    piece.level = heading_level(&line);
    acquire_markup(page, (struct slice){start, line.start}, number);
    piece.column = 1 + (int)utf8_count(whole.start, (size_t)(line.start - whole.start));
    piece.text = arena_text(page->arena, line.start, (size_t)(line.end - line.start));
    if (*piece.text)
        acquire_add_piece(page, piece);
}

void acquire_read_text(struct page *page)
{
    const char *p = page->text, *end = page->text + page->len;
    for (int number = 1; p < end; number++) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        const char *line_end = newline ? newline : end;
        add_line(page, (struct slice){p, line_end}, number);
        p = newline ? newline + 1 : end;
    }
}
