/* SPDX-License-Identifier: MIT */
/*
 * A headline that stands on one line with the text below it, as pages copied from screens have it:
 * two blanks or more part them, and the text begins as news begin; or one does before a dateline.
 * The text must have the words of the headline: 白塔镇石匠　　去年，… is none.
 */
#include "acquire/grammar.h"

#include <string.h>

enum {
    SHORTEST = 10, /* characters of a headline */
    LONGEST = 60,
    SHORTEST_TEXT = 30,
    ECHO = 20,        /* percent of its pairs that the text has */
    HEARD_BYTES = 900 /* of the text */
};

static bool echoes(struct arena *a, struct slice title, struct slice text)
{
    struct buf words = {0};
    size_t len = (size_t)(text.end - text.start);
    buf_add(&words, text.start, len < HEARD_BYTES ? len : HEARD_BYTES);
    const char *head = arena_text(a, title.start, (size_t)(title.end - title.start));
    bool echoes = acquire_echo(head, &words) >= ECHO;
    buf_release(&words);
    return echoes;
}

/* What stands before the blanks: a line without a stop, and nothing else that ends there. */
static bool may_be_headline(struct arena *a, struct slice s)
{
    size_t count = slice_count(s);
    return count >= SHORTEST && count <= LONGEST && !in_set(slice_last(s), "。；;，,、：:") &&
           !starts_numbered(s) && !item_mark(s) && !starts_as_text(s) && !starts_caption(s) &&
           !is_byline(a, s) && !is_credit(a, s);
}

/* Asked of the whole text at each of a headline's blanks, so it counts no farther than it must. */
static bool is_long(struct slice s)
{
    size_t count = 0;
    while (s.start < s.end && count < SHORTEST_TEXT)
        count += !is_space(utf8_next(&s.start, s.end));
    return count == SHORTEST_TEXT;
}

/* Does it begin as news begin, with more blanks before it than a headline has inside? */
static bool begins_news(struct arena *a, struct slice text, size_t blanks)
{
    struct dateline dateline;
    if (!is_long(text) || !(ends_sentence(text) || last_inner_stop(text)))
        return false;
    if (dateline_read(a, text, &dateline) && dateline.text.start < dateline.text.end)
        return true;
    return blanks > 1 && (starts_with_time(text) || starts_as_text(text) || opens_paragraph(text));
}

const char *acquire_title_end(struct arena *a, struct slice s)
{
    struct slice title = {s.start, s.start}, text = s;
    for (size_t i = 0; i <= LONGEST && text.start < s.end; i++) {
        size_t blanks = 0;
        title.end = text.start;
        for (const char *at = text.start; at < s.end && is_space(utf8_next(&at, s.end)); blanks++)
            text.start = at;
        if (blanks && may_be_headline(a, title) && begins_news(a, text, blanks) &&
            echoes(a, title, text))
            return title.end;
        uint32_t code = text.start < s.end ? utf8_next(&text.start, s.end) : 0;
        if (in_set(code, "。；"))
            break;
    }
    return s.start;
}
