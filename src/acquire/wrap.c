/* SPDX-License-Identifier: MIT */
/*
 * Pages whose lines were kept as wide as the column prints them: a paragraph is then several lines.
 * How wide that is says measure.c, line by line. What has no measure stays as it is, a line a
 * paragraph.
 *
 * A line goes on in the next one when it is full, no blank line stands between, and the next does
 * not begin anew: by an indent on a page that indents its paragraphs, by a heading mark, or by
 * being a byline, credit, caption, dateline or a web site's line. The —— that ends a kicker or
 * begins a subheadline parts lines as well. Prohibition rules let a full line fall short by a
 * character or two. A short headline above its text is never full, so heads stay apart.
 *
 * Where all paragraphs begin with an indent, text without one below the line of such a paragraph
 * goes on in it even if that line lacks a few characters more: its numbers were set wider, or its
 * last word had no room.
 */
#include "acquire/wrap.h"

enum {
    NEARLY_BY = 8,      /* lacks a line that an indent proves to go on */
    LEAST_INDENTED = 3, /* paragraphs that make a habit */
    USUAL = 3,          /* times as many as others */
};

/* Do the page's paragraphs have an indent? A good part of its kept lines do, and not nearly all. */
static bool indents(const struct text_line *lines, size_t count)
{
    size_t indented = 0, kept = 0;
    for (size_t i = 0; i < count; i++) {
        indented += lines[i].measure && lines[i].indent > 0;
        kept += lines[i].measure > 0;
    }
    return indented * 12 >= kept && indented * 4 <= kept * 3;
}

/* A heading inside an article: a short line behind a full one that ends a sentence, and before an
 * indent. */
static bool is_heading_between(const struct text_line *lines, size_t i, size_t count)
{
    return ends_sentence(lines[i - 1].text) && !ends_sentence(lines[i].text) &&
           !line_fills(&lines[i]) && i + 1 < count && lines[i + 1].indent;
}

/* Do nearly all paragraphs of the page begin with an indent? A paragraph that is seen to begin
 * stands below a line that is far from full, and fills its own line. */
static bool indents_usually(const struct text_line *lines, size_t count)
{
    size_t indented = 0, flush = 0;
    for (size_t i = 1; i < count; i++) {
        bool begins = line_lacks(&lines[i - 1]) > NEARLY_BY && line_fills(&lines[i]);
        indented += begins && lines[i].indent;
        flush += begins && !lines[i].indent;
    }
    return indented >= LEAST_INDENTED && indented >= USUAL * flush;
}

/* Is the line below line i, which belongs to a paragraph and nearly fills its width, text without
 * an indent? A headline as wide has an indent below it, and no 。 at its end. */
static bool lacks_indent(const struct text_line *lines, size_t i, size_t count)
{
    const struct text_line *next = &lines[i + 1];
    bool fills = line_fills(next) && i + 2 < count && !lines[i + 2].indent;
    return line_lacks(&lines[i]) <= NEARLY_BY && !next->indent &&
           (fills || in_set(slice_last(next->text), "。"));
}

/* Where paragraphs have no indent: a sentence ends with line i, and the next is a heading, or its
 * first character of the next line had room behind it. Nothing is kept from there but a mark that
 * may not begin a line, with the character before it, one that may not end a line, and what is not
 * parted: a number or a word. */
static bool ends_early(const struct text_line *lines, size_t i)
{
    struct slice next = lines[i + 1].text;
    uint32_t first = utf8_next(&next.start, next.end);
    bool room = line_lacks(&lines[i]) >= 2 && is_han(first) && is_han(slice_first(next));
    bool heads = !line_fills(&lines[i + 1]) && !line_ends_with_mark(&lines[i + 1]);
    return ends_sentence(lines[i].text) && (room || heads);
}

/* ○三一年: the rest of 二○三一年, and no item with a ○. */
static bool is_written_year(struct slice s)
{
    return slice_skip(&s, "○〇") && in_set(slice_first(s), "○〇零一二三四五六七八九");
}

/* Is line i, the first of an item, a headline with its text or a line of the sheet, no rest of the
 * line above it? What looks like the last and fills its column is the middle of the sentence that
 * goes on in it. */
static bool is_no_rest(struct arena *a, const struct text_line *lines, size_t i)
{
    struct slice s = lines[i].text;
    bool amid = !ends_sentence(lines[i - 1].text) && line_fills(&lines[i]);
    return (item_mark(s) && !is_written_year(s)) || acquire_title_end(a, s) > s.start ||
           (!amid && !ends_sentence(s) && is_sheet_line(s));
}

/* 通讯员 岑知 + 白 安屿: names torn at the end of the line, which are one byline with the rest
 * below, however short that is. */
static bool tears_names(struct arena *a, const struct text_line *lines, size_t i)
{
    struct slice line = lines[i].text, next = lines[i + 1].text;
    struct slice first = {next.start, next.start};
    utf8_next(&first.end, next.end);
    bool half = is_space(slice_first((struct slice){first.end, next.end}));
    struct buf both = {0};
    buf_add(&both, line.start, (size_t)(line.end - line.start));
    buf_add(&both, next.start, (size_t)(next.end - next.start));
    bool tears = (half || is_names(next)) && !line_fills(&lines[i + 1]) &&
                 is_byline(a, (struct slice){both.text, both.text + both.len});
    buf_release(&both);
    return tears;
}

/* 渡口通车 滩头不等船: two parts with a blank between, which text does not have; behind a line that
 * ends its sentence, above one as full as it. */
static bool is_full_headline(const struct text_line *lines, size_t i)
{
    enum { LEAST_PART = 3 };
    size_t run = 0, parts = 0;
    if (lines[i].indent || lines[i].continues || !i || !ends_sentence(lines[i - 1].text) ||
        line_ends_with_mark(&lines[i]) || !line_fills(&lines[i + 1]))
        return false;
    for (struct slice s = lines[i].text; s.start < s.end;) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (!is_han(code) && !is_space(code))
            return false;
        run = is_space(code) ? 0 : run + 1;
        parts += run == LEAST_PART;
    }
    return parts >= 2 && run >= LEAST_PART;
}

/* Whether line i, which is full, goes on in the next one. */
static bool goes_on(struct arena *a, const struct text_line *lines, size_t i, size_t count,
                    bool indented)
{
    const struct text_line *line = &lines[i], *next = &lines[i + 1];
    if (next->number != line->number + 1 || !next->measure || line->level ||
        slice_ends(line->text, "——"))
        return false;
    if (indented ? next->indent || is_heading_between(lines, i + 1, count) : ends_early(lines, i))
        return false;
    if (is_byline(a, line->text) && !line->continues && !line->indent)
        return tears_names(a, lines, i);
    if (is_full_headline(lines, i))
        return false;
    bool amid = line->continues || line->indent;
    return !is_site_line(line->text) && (amid || !is_sheet_line(line->text)) &&
           !is_no_rest(a, lines, i + 1) &&
           !line_begins_anew(a, lines, i + 1, count,
                             (line->indent || line->continues) && line_fills(next));
}

/* The width of the number or the Latin word that the line begins with, which is not parted. */
static int unparted_width(const struct text_line *line)
{
    int width = 0;
    for (struct slice s = line->text; s.start < s.end; width += line->in_cells ? 2 : 1) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (!is_digit(code) && !((code | 32) >= 'a' && (code | 32) <= 'z') && !in_set(code, ".,%"))
            break;
    }
    return width;
}

/* Had the number with which the next line begins no room in line i, amid a sentence? */
static bool lacks_room(const struct text_line *lines, size_t i)
{
    const struct text_line *line = &lines[i], *next = &lines[i + 1];
    return line->measure && next->measure && (line->indent || line->continues) && !next->indent &&
           !line_ends_with_mark(line) && line_lacks(line) < unparted_width(next);
}

void acquire_unwrap(struct arena *a, struct text_line *lines, size_t count)
{
    acquire_measure(a, lines, count);
    bool indented = indents(lines, count), usual = indents_usually(lines, count), amid = false;
    for (size_t i = 0; i + 1 < count; i++) {
        const struct text_line *line = &lines[i];
        amid = usual && (line->indent || (amid && line->continues));
        bool full = line_fills(line) || (amid && line->measure && lacks_indent(lines, i, count));
        full = full || lacks_room(lines, i);
        lines[i + 1].continues = full && goes_on(a, lines, i, count, indented);
    }
}
