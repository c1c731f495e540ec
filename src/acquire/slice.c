/* SPDX-License-Identifier: MIT */
/*
 * Stretches of text: the small questions that the grammar and the classifier ask of them. Sentences
 * end with 。！？… and their half-width forms; a stop counts when only closing quotation marks or
 * brackets stand behind it, because 。” ends a sentence as 。 does (GB/T 15834 puts the stop inside
 * the quotation marks when the quotation is a sentence).
 */
#include "acquire/grammar.h"

#include <string.h>

static const char stops[] = "。！？!?…；;.";
static const char closers[] = "”’』」）)】》〉］]\"'";

struct slice slice_of(const char *text)
{
    return (struct slice){text, text + strlen(text)};
}

struct slice slice_trim(struct slice s)
{
    while (s.start < s.end) {
        const char *next = s.start;
        if (!is_space(utf8_next(&next, s.end)))
            break;
        s.start = next;
    }
    while (s.start < s.end) {
        const char *previous = s.end;
        if (!is_space(utf8_previous(&previous, s.start)))
            break;
        s.end = previous;
    }
    return s;
}

size_t slice_count(struct slice s)
{
    size_t count = 0;
    for (const char *p = s.start; p < s.end;) {
        unsigned char lead = (unsigned char)*p;
        bool han = lead > 0xE3 && lead < 0xF0; /* or another sign of three bytes, but no space */
        count += han || !is_space(utf8_next(&p, s.end));
        p += han ? 3 : 0;
    }
    return count;
}

size_t slice_count_in(struct slice s, const char *set)
{
    size_t count = 0;
    while (s.start < s.end)
        count += in_set(utf8_next(&s.start, s.end), set);
    return count;
}

bool has_comma(struct slice s)
{
    while (s.start < s.end)
        if (in_set(utf8_next(&s.start, s.end), "，,"))
            return true;
    return false;
}

uint32_t slice_first(struct slice s)
{
    return s.start < s.end ? utf8_next(&s.start, s.end) : 0;
}

uint32_t slice_last(struct slice s)
{
    return s.start < s.end ? utf8_previous(&s.end, s.start) : 0;
}

uint64_t slice_next_pair(struct slice *s, uint64_t *last)
{
    while (s->start < s->end) {
        uint64_t code = utf8_next(&s->start, s->end), before = *last;
        *last = is_han((uint32_t)code) ? code : 0;
        if (before && *last)
            return before << 32 | code;
    }
    return 0;
}

bool slice_is_spaced_out(struct slice s)
{
    bool space = true, spaced = false;
    s = slice_trim(s);
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        bool was_space = space;
        space = is_space(code);
        if (!space && !(was_space && is_han(code)))
            return false;
        spaced = spaced || space;
    }
    return spaced;
}

/* Behind the prefix, with which s begins; NULL if it does not. Asked of long lists at nearly every
 * word of a page, so it goes byte by byte: what differs does so in the first two. */
static const char *behind_prefix(struct slice s, const char *prefix)
{
    for (; *prefix; prefix++, s.start++)
        if (s.start == s.end || *s.start != *prefix)
            return NULL;
    return s.start;
}

bool slice_starts(struct slice s, const char *prefix)
{
    return behind_prefix(s, prefix) != NULL;
}

bool slice_ends(struct slice s, const char *suffix)
{
    size_t len = strlen(suffix);
    return (size_t)(s.end - s.start) >= len && memcmp(s.end - len, suffix, len) == 0;
}

/* Asked at nearly every character, so it looks for the last byte, in which characters of a set
 * differ most. */
bool in_set(uint32_t code, const char *set)
{
    char last = (char)(code < 0x80 ? code : 0x80 | (code & 0x3F));
    for (const char *p = set; code && (p = strchr(p, last));) {
        const char *at = ++p;
        if (utf8_previous(&at, set) == code)
            return true;
    }
    return false;
}

enum { LONGEST_NOTE = 40 /* characters in a bracket behind a sentence */ };

/* The text before a bracket that ends s and is of one line: 谁来起诉。（解答人：某某）. s itself if
 * there is none. */
static struct slice without_bracket(struct slice s)
{
    const char *p = s.end;
    size_t inside = 0;
    if (!in_set(slice_last(s), ")）"))
        return s;
    for (utf8_previous(&p, s.start); p > s.start && inside <= LONGEST_NOTE; inside++) {
        uint32_t code = utf8_previous(&p, s.start);
        if (in_set(code, "(（"))
            return (struct slice){s.start, p};
        if (in_set(code, ")）"))
            break;
    }
    return s;
}

enum { LONGEST_WRITER = 8 };

/* The text before who wrote it, on one line: 怎么申请？读者：某某. s itself if nobody is told. */
static struct slice without_writer(struct slice s)
{
    static const char *const who[] = {"读者", "作者", "居民", "市民", "网友", "村民", "家长"};
    struct slice before = s;
    for (int i = 0; i <= LONGEST_WRITER && before.start < before.end; i++) {
        uint32_t code = utf8_previous(&before.end, before.start);
        for (size_t k = 0; in_set(code, ":：") && k < COUNT(who); k++)
            if (slice_ends(before, who[k]))
                return (struct slice){s.start, before.end - strlen(who[k])};
    }
    return s;
}

static bool ends_with_stop(struct slice s)
{
    bool closed = false;
    while (s.start < s.end) {
        uint32_t code = utf8_previous(&s.end, s.start);
        if (in_set(code, stops))
            return code != '.' || closed || !in_set(slice_last(s), "0123456789");
        if (!in_set(code, closers) && !is_space(code))
            return false;
        closed = true;
    }
    return false;
}

bool ends_sentence(struct slice s)
{
    return ends_with_stop(s) || ends_with_stop(without_bracket(s)) ||
           ends_with_stop(without_writer(s));
}

const char *last_inner_stop(struct slice s)
{
    const char *end = s.end, *behind = NULL;
    bool text = false;
    while (s.start < end) {
        const char *p = end;
        uint32_t code = utf8_previous(&p, s.start);
        bool han = is_han(code);
        if (text && !han && in_set(code, "。！？"))
            return behind;
        if (han || (!in_set(code, closers) && !is_space(code))) {
            text = text || han || !in_set(code, stops);
            behind = p;
        }
        end = p;
    }
    return NULL;
}

static bool is_letter(uint32_t code)
{
    return (code | 32) >= 'a' && (code | 32) <= 'z';
}

bool parts_words(struct slice before, struct slice after)
{
    while (in_set(slice_last(before), ".,;:!?)\"\'"))
        before.end--;
    slice_skip(&after, "(\"\'");
    return is_letter(slice_last(before)) && is_letter(slice_first(after));
}

bool slice_eat_number(struct slice *s)
{
    const char *start = s->start;
    while (s->start < s->end && is_digit(*s->start))
        s->start++;
    return s->start > start;
}

size_t slice_eat_numerals(struct slice *s)
{
    size_t count = 0;
    for (; is_digit(slice_first(*s)) || in_set(slice_first(*s), "〇○零一二三四五六七八九十百");
         count++)
        utf8_next(&s->start, s->end);
    return count;
}

bool slice_skip(struct slice *s, const char *set)
{
    const char *next = s->start;
    if (s->start >= s->end || !in_set(utf8_next(&next, s->end), set))
        return false;
    s->start = next;
    return true;
}

bool slice_has(struct slice s, const char *word)
{
    return memmem(s.start, (size_t)(s.end - s.start), word, strlen(word)) != NULL;
}

bool slice_starts_any(struct slice s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (behind_prefix(s, list[i]))
            return true;
    return false;
}

bool slice_eat_any(struct slice *s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *behind = behind_prefix(*s, list[i]);
        s->start = behind ? behind : s->start;
        if (behind)
            return true;
    }
    return false;
}

bool slice_ends_any(struct slice s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_ends(s, list[i]))
            return true;
    return false;
}

bool slice_is_one_of(struct slice s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count && s.end; i++)
        if (behind_prefix(s, list[i]) == s.end)
            return true;
    return false;
}

/* The next Han character, letter or digit, taken off with all before it; 0 at the end. */
static uint32_t next_letter(struct slice *s)
{
    while (s->start < s->end) {
        uint32_t code = utf8_next(&s->start, s->end);
        if (is_han(code) || is_digit(code) ||
            (code < 0x80 && (code | 32) >= 'a' && (code | 32) <= 'z'))
            return code;
    }
    return 0;
}

void slice_skip_closing(struct slice *s)
{
    while (slice_skip(s, "？?！!”’》」』）)…"))
        continue;
}

const char *slice_behind_words(struct slice s, struct slice words)
{
    const char *behind = NULL;
    for (uint32_t code; (code = next_letter(&words)) != 0; behind = s.start)
        if (next_letter(&s) != code)
            return NULL;
    return behind;
}
