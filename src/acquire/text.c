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
#include "acquire/wrap.h"

#include <string.h>

enum { SHORTEST_SUBHEADLINE = 5 };

static void drop(struct page *page, struct drop drop)
{
    page->drops = arena_grow(page->arena, page->drops, page->drop_count, sizeof drop);
    page->drops[page->drop_count++] = drop;
}

void acquire_drop(struct page *page, enum drop_reason reason, const char *text, int line)
{
    int *lines = arena_alloc(page->arena, sizeof *lines);
    *lines = line;
    drop(page, (struct drop){reason, text, page->path, lines, 1});
}

void acquire_drop_piece(struct page *page, enum drop_reason reason, const struct piece *piece)
{
    int *lines = arena_array(page->arena, piece->seam_count + 1, sizeof *lines);
    lines[0] = piece->line;
    for (size_t i = 0; i < piece->seam_count; i++)
        lines[i + 1] = piece->seams[i].line;
    drop(page, (struct drop){reason, piece->text, page->path, lines, piece->seam_count + 1});
}

void acquire_markup(struct page *page, struct slice slice, int line)
{
    slice = slice_trim(slice);
    if (slice.start == slice.end)
        return;
    size_t len = (size_t)(slice.end - slice.start);
    acquire_drop(page, DROP_MARKUP, arena_text(page->arena, slice.start, len), line);
}

/* The seams of piece in the `len` bytes behind `from`, counted from there. */
static void cut_seams(struct arena *a, struct piece *piece, size_t from, size_t len)
{
    size_t first = 0, end;
    while (first < piece->seam_count && piece->seams[first].offset <= from)
        first++;
    for (end = first; end < piece->seam_count && piece->seams[end].offset < from + len;)
        end++;
    size_t count = end - first;
    struct seam *seams = arena_array(a, count, sizeof *seams);
    for (size_t i = 0; i < count; i++) {
        seams[i] = piece->seams[first + i];
        seams[i].offset -= from;
    }
    piece->seams = seams;
    piece->seam_count = count;
}

struct piece acquire_part(const struct page *page, const struct piece *whole, struct slice text)
{
    struct piece part = *whole;
    size_t from = (size_t)(text.start - whole->text), len = (size_t)(text.end - text.start);
    struct pos pos = piece_pos_at(page, whole, from);
    part.line = pos.line;
    part.column = pos.column;
    cut_seams(page->arena, &part, from, len);
    part.marks = marks_cut(page->arena, &whole->marks, from, len, 0);
    part.text = arena_text(page->arena, text.start, len);
    return part;
}

static void append(struct page *page, struct piece piece, struct slice text)
{
    text = slice_trim(text);
    if (text.start == text.end && !piece.picture && !piece.rows)
        return;
    piece = acquire_part(page, &piece, text);
    piece.detail = piece.detail ? piece.detail : "";
    piece.margin = SURE;
    piece.label = piece.picture ? PICTURE : piece.rows ? TABLE : UNDECIDED;
    if (page->count)
        piece.gap = piece.line - piece_last_line(&page->pieces[page->count - 1]) - 1;
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

/* Begins or ends as subheadlines do: 论学习贯彻…, 记…, …见闻. */
static bool is_subheadline(struct slice s)
{
    static const char *const first[] = {"论", "一论", "再论", "三论", "记",   "访",
                                        "评", "读",   "写在", "致",   "写给", "献给"};
    static const char *const last[] = {"见闻", "纪实", "综述", "观察", "侧记", "纪事", "记事",
                                       "札记", "手记", "启示", "透视", "述评", "巡礼", "扫描",
                                       "回眸", "掠影", "探访", "调查", "解读", "一瞥"};
    return slice_count(s) >= SHORTEST_SUBHEADLINE &&
           (slice_starts_any(s, first, COUNT(first)) || slice_ends_any(s, last, COUNT(last)));
}

/* Where the subheadline in a marked heading begins, with its ——; the end when there is none. What
 * —— parts may also be a kicker and its headline, or the title of a text in 《》. */
static const char *subheadline_start(struct slice text)
{
    static const char dash[] = "——";
    size_t len = sizeof dash - 1;
    const char *at = memmem(text.start, (size_t)(text.end - text.start), dash, len);
    struct slice rest = {at ? at + len : text.end, text.end};
    bool alone = at && !memmem(rest.start, (size_t)(rest.end - rest.start), dash, len);
    bool titled = memmem(text.start, (size_t)(text.end - text.start), "《", strlen("《"));
    return alone && at > text.start && !titled && is_subheadline(slice_trim(rest)) ? at : text.end;
}

/* A heading may hold a subheadline; a paragraph a caption and a credit behind it. */
void acquire_add_piece(struct page *page, struct piece piece)
{
    struct slice text = slice_trim(slice_of(piece.text));
    struct slice whole = text;
    if (piece.picture || piece.rows) {
        append(page, piece, whole);
        return;
    }
    const char *credit = piece.level ? text.end : credit_start(page->arena, text);
    text.end = credit;
    const char *caption = piece.level ? subheadline_start(text) : caption_start(slice_trim(text));
    struct slice parts[] = {{whole.start, caption}, {caption, credit}, {credit, whole.end}};
    for (size_t i = 0; i < COUNT(parts); i++) {
        append(page, piece, parts[i]);
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
    for (size_t first = 0, end; first < lines.count; first = end) {
        for (end = first + 1; end < lines.count && lines.items[end].continues;)
            end++;
        add_lines(page, lines.items, first, end);
    }
}
