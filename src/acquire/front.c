/* SPDX-License-Identifier: MIT */
/*
 * The front matter of Markdown: lines of `key: value` between --- at the very beginning and --- or
 * ..., as site generators and note-takers write it. CommonMark knows none; it would print the keys
 * as a heading. Only a block whose every line can be YAML of this kind is taken for one, since a
 * page may begin with a rule. Its lines are furniture; its date is the last that is believed of a
 * page.
 */
#include <string.h>
#include <strings.h>

#include "acquire/grammar.h"

enum { MOST_LINES = 200 };

static struct slice line_at(const struct page *page, const char *start)
{
    const char *end = page->text + page->len;
    const char *feed = memchr(start, '\n', (size_t)(end - start));
    return (struct slice){start, feed ? feed : end};
}

static bool is_line(struct slice line, const char *text)
{
    while (line.end > line.start && strchr(" \t\r", line.end[-1]))
        line.end--;
    return (size_t)(line.end - line.start) == strlen(text) &&
           !memcmp(line.start, text, strlen(text));
}

/* The key of `key: value`, or an empty slice. */
static struct slice key_of(struct slice line)
{
    const char *p = line.start;
    while (p < line.end && !strchr(": \t#-\"'", *p))
        p++;
    bool key = p > line.start && p < line.end && *p == ':';
    return (struct slice){line.start, key && (p + 1 == line.end || p[1] == ' ') ? p : line.start};
}

/* Whether a line may go on with what stands above it: an item, a comment, an indented value. */
static bool goes_on(struct slice line)
{
    return is_line(line, "") || strchr(" \t#", *line.start) || *line.start == '-';
}

/* Number of lines with both fences, 0 if it is no front matter. */
static int count_lines(const struct page *page)
{
    const char *end = page->text + page->len;
    struct slice line = line_at(page, page->text);
    bool keys = false;
    if (!is_line(line, "---"))
        return 0;
    for (int n = 2; n <= MOST_LINES && line.end < end; n++) {
        line = line_at(page, line.end + 1);
        if (is_line(line, "---") || is_line(line, "..."))
            return keys ? n : 0;
        struct slice key = key_of(line);
        bool has_key = key.end > key.start;
        if (!has_key && !(keys && goes_on(line)))
            return 0;
        keys = true;
    }
    return 0;
}

static bool names_date(struct slice key)
{
    static const char *const names[] = {"date", "pubdate", "published", "日期"};
    size_t len = (size_t)(key.end - key.start);
    for (size_t i = 0; i < COUNT(names); i++)
        if (len == strlen(names[i]) && !strncasecmp(key.start, names[i], len))
            return true;
    return false;
}

static void take_line(struct page *page, struct slice line, int number)
{
    const char *text = arena_text(page->arena, line.start, (size_t)(line.end - line.start));
    if (names_date(key_of(line)) && !page->front_date)
        page->front_date = acquire_date_in(page->arena, text);
    if (slice_count(line))
        acquire_drop(page, DROP_FURNITURE, text, number);
}

struct front acquire_front(struct page *page)
{
    struct front front = {0, count_lines(page)};
    const char *at = page->text, *end = page->text + page->len;
    for (int n = 1; n <= front.lines; n++) {
        struct slice line = line_at(page, at);
        if (n == 1 || n == front.lines)
            acquire_markup(page, line, n);
        else
            take_line(page, line, n);
        at = line.end < end ? line.end + 1 : end;
    }
    front.len = (size_t)(at - page->text);
    return front;
}
