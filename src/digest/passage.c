/* SPDX-License-Identifier: MIT */
/*
 * A block as characters, and which of them are hidden.
 *
 * Newspaper prose puts names of documents in 《》, asides in brackets, and slogans and names of
 * methods in quotation marks; what they hold is one word of the sentence around them, unless
 * brackets behind a count tell its parts, or how it changed. Quoted speech
 * is not: it has sentences of its own. A quotation counts as speech when a colon introduces it,
 * when a full stop stands in it, or when it is longer than any slogan. Pairs that never close hide
 * nothing, and deeper nesting than DEEPEST is read as if it were not there, so that a damaged page
 * costs no more than a good one; nor does a pair hide more than LONGEST_ASIDE characters. The
 * address of a web page is one word, too.
 */
#include "digest/passage.h"

#include <string.h>

enum { LONGEST_WORD = 8, DEEPEST = 8, LONGEST_SLOGAN = 40, LONGEST_ASIDE = 120, LONGEST_NOUN = 10 };

static bool is_opening(uint32_t c, uint32_t *closing)
{
    static const uint32_t pairs[][2] = {
        {U'《', U'》'}, {U'〈', U'〉'}, {U'（', U'）'}, {U'(', U')'},   {U'“', U'”'},
        {U'‘', U'’'},   {U'「', U'」'}, {U'『', U'』'}, {U'【', U'】'}, {U'〔', U'〕'}};
    for (size_t i = 0; i < COUNT(pairs); i++) {
        if (c == pairs[i][0]) {
            *closing = pairs[i][1];
            return true;
        }
    }
    return false;
}

static bool is_quotation(uint32_t opening)
{
    return opening == U'“' || opening == U'‘' || opening == U'「' || opening == U'『';
}

static bool ends_sentence(uint32_t c)
{
    return c == U'。' || c == U'！' || c == U'？';
}

/* 他说，“…, or anything behind a colon. */
static bool is_introduced(const uint32_t *code, size_t open)
{
    static const uint32_t saying[] = U"说道示称绍诉";
    uint32_t mark = open ? code[open - 1] : 0, verb = open > 1 ? code[open - 2] : 0;
    if (mark == U'：' || mark == ':')
        return true;
    for (size_t i = 0; saying[i] && (mark == U'，' || mark == ','); i++)
        if (saying[i] == verb)
            return true;
    return false;
}

static bool is_speech(const uint32_t *code, size_t open, size_t close)
{
    if (close - open > LONGEST_SLOGAN || is_introduced(code, open))
        return true;
    for (size_t i = open; i < close; i++)
        if (ends_sentence(code[i]))
            return true;
    return false;
}

/* What a number may end with. */
static bool ends_number(uint32_t c)
{
    return is_digit(c) || c == U'万' || c == U'余';
}

/* Where the unit of the last number before `open` begins, or `open`: 2180[名]车手（, 4.8万[人次]（.
 */
static size_t unit_before(const uint32_t *code, size_t open)
{
    size_t at = open;
    while (at && open - at < LONGEST_NOUN && is_han(code[at - 1]) && !ends_number(code[at - 1]))
        at--;
    return at && ends_number(code[at - 1]) ? at : open;
}

/* 80人（男50人、女30人）, 75名教师（男教师30名）: behind a count, counts in the same unit, which
 * tell its parts. */
static bool holds_parts(const uint32_t *code, size_t open, size_t close)
{
    size_t unit = unit_before(code, open);
    if ((code[open] != U'（' && code[open] != '(') || unit == open)
        return false;
    for (size_t i = open + 2; i < close; i++)
        if (code[i] == code[unit] && ends_number(code[i - 1]))
            return true;
    return false;
}

/* Whether a word of change or share stands at i: 占总量, 同比, 增长; 占地 is none. */
static bool tells_change(const uint32_t *code, size_t i)
{
    static const uint32_t words[][3] = {U"占",   U"同比", U"环比", U"增长", U"下降",
                                        U"增加", U"减少", U"上升", U"上涨", U"下跌",
                                        U"比上", U"比去", U"较上", U"较去"};
    for (size_t k = 0; k < COUNT(words); k++)
        if (code[i] == words[k][0] && (!words[k][1] || code[i + 1] == words[k][1]))
            return !char_in(U"地用道", code[i + 1]);
    return false;
}

/* 出口6952件（占总量的9.9%）: behind a count, a change or share of it. */
static bool holds_change(const uint32_t *code, size_t open, size_t close)
{
    enum { LONGEST_UNIT = 5 };
    bool number = false;
    if ((code[open] != U'（' && code[open] != '(') || unit_before(code, open) == open)
        return false;
    for (size_t k = close; k-- > open && close - k <= LONGEST_UNIT;)
        number = number || ends_number(code[k]);
    return number && tells_change(code, open + 1);
}

static void hide(bool *hidden, const uint32_t *code, size_t open, size_t close)
{
    if (holds_parts(code, open, close) || holds_change(code, open, close))
        return;
    if (close - open > LONGEST_ASIDE || (is_quotation(code[open]) && is_speech(code, open, close)))
        return;
    for (size_t i = open; i <= close; i++)
        hidden[i] = true;
}

static void find_hidden(bool *hidden, const uint32_t *code, size_t count)
{
    struct {
        uint32_t closing;
        size_t at;
    } open[DEEPEST];
    size_t depth = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t closing;
        if (is_opening(code[i], &closing)) {
            if (depth == DEEPEST)
                memmove(open, open + 1, sizeof open - sizeof *open), depth--;
            open[depth].closing = closing;
            open[depth++].at = i;
            continue;
        }
        for (size_t d = depth; d-- > 0;) {
            if (open[d].closing == code[i]) {
                hide(hidden, code, open[d].at, i);
                depth = d;
                break;
            }
        }
    }
}

/* http://… and www.… up to the next character that no address has. */
static void hide_addresses(bool *hidden, const struct passage *p)
{
    static const char *const openings[] = {"http://", "https://", "www.", NULL};
    for (size_t i = 0; i < p->count; i++) {
        if (p->code[i] != 'h' && p->code[i] != 'w')
            continue;
        if (word_at(p, i, openings))
            for (; i < p->count && p->code[i] > ' ' && p->code[i] < 0x7F; i++)
                hidden[i] = true;
    }
}

struct passage passage_read(struct arena *a, const char *text)
{
    size_t len = strlen(text), count = utf8_count(text, len);
    uint32_t *code = arena_array(a, count + 1, sizeof *code);
    uint32_t *offset = arena_array(a, count + 1, sizeof *offset);
    bool *hidden = arena_array(a, count + 1, sizeof *hidden);
    const char *s = text, *end = text + len;
    for (size_t i = 0; i < count; i++) {
        offset[i] = (uint32_t)(s - text);
        code[i] = utf8_next(&s, end);
    }
    offset[count] = (uint32_t)len;
    find_hidden(hidden, code, count);
    struct passage p = {text, text, code, offset, hidden, count};
    hide_addresses(hidden, &p);
    return p;
}

uint32_t passage_at(const struct passage *p, size_t i)
{
    if (i >= p->count)
        return 0;
    uint32_t c = p->code[i];
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

static char *part_of(struct arena *a, const struct passage *p, const char *bytes, struct span s)
{
    if (s.end <= s.first)
        return arena_text(a, "", 0);
    return arena_text(a, bytes + p->offset[s.first], p->offset[s.end] - p->offset[s.first]);
}

char *passage_text(struct arena *a, const struct passage *p, struct span s)
{
    return part_of(a, p, p->bytes, s);
}

char *passage_printed(struct arena *a, const struct passage *p, struct span s)
{
    return part_of(a, p, p->printed, s);
}

size_t word_at(const struct passage *p, size_t i, const char *const *words)
{
    size_t longest = 0;
    if (i >= p->count)
        return 0;
    const char *here = p->bytes + p->offset[i];
    for (; *words; words++) {
        if (here[0] != (*words)[0])
            continue;
        size_t len = strlen(*words);
        if (len > longest && strncmp(here, *words, len) == 0)
            longest = len;
    }
    return utf8_count(here, longest);
}

/* As strncmp; most words differ in their first bytes. */
static int compare(const char *word, const char *here, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (word[i] != here[i])
            return (unsigned char)word[i] < (unsigned char)here[i] ? -1 : 1;
        if (!word[i])
            break;
    }
    return 0;
}

/* The first word of the list that begins with the character of `len` bytes or comes behind it. */
static size_t first_alike(const struct words *words, const char *here, size_t len)
{
    size_t low = 0, high = words->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(words->list[middle], here, len) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Asked at every character of a clause, so the words that begin with another one are not looked at.
 */
size_t listed_at(const struct passage *p, size_t i, const struct words *words)
{
    size_t longest = 0;
    if (i >= p->count)
        return 0;
    const char *here = p->bytes + p->offset[i];
    size_t first = p->offset[i + 1] - p->offset[i];
    for (size_t k = first_alike(words, here, first); k < words->count; k++) {
        if (compare(words->list[k], here, first) != 0)
            break;
        size_t len = strlen(words->list[k]);
        if (len > longest && compare(words->list[k], here, len) == 0)
            longest = len;
    }
    return utf8_count(here, longest);
}

size_t word_before(const struct passage *p, size_t first, size_t i, const char *const *words)
{
    size_t longest = 0;
    if (i <= first)
        return 0;
    const char *here = p->bytes + p->offset[i];
    size_t room = p->offset[i] - p->offset[first];
    for (; *words; words++) {
        size_t len = strlen(*words);
        if (len > longest && len <= room && memcmp(here - len, *words, len) == 0)
            longest = len;
    }
    return utf8_count(here - longest, longest);
}

static bool is_listed(const struct words *words, const char *here, size_t len)
{
    size_t low = 0, high = words->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(words->list[middle], here, len);
        if (!order && !words->list[middle][len])
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

size_t listed_before(const struct passage *p, size_t first, size_t i, const struct words *words)
{
    size_t longest = i - first < LONGEST_WORD ? i - first : LONGEST_WORD;
    for (size_t n = i > first ? longest : 0; n > 0; n--)
        if (is_listed(words, p->bytes + p->offset[i - n], p->offset[i] - p->offset[i - n]))
            return n;
    return 0;
}

size_t span_length(struct span s)
{
    return s.end > s.first ? s.end - s.first : 0;
}

size_t span_characters(const char *s)
{
    return utf8_count(s, strlen(s));
}

bool is_bullet(uint32_t c)
{
    return c >= 0x2022 && c <= 0x2606 && char_in(U"" BULLETS, c);
}

bool is_comma(uint32_t c)
{
    return c == U'，' || c == ',' || c == U'；' || c == ';' || c == U'：' || c == ':';
}

bool is_stop(uint32_t c)
{
    return c == U'。' || c == U'！' || c == '!' || c == U'？' || c == '?' || c == U'…' || c == '\n';
}

bool passage_same(const struct passage *p, struct span a, struct span b)
{
    size_t m = p->offset[a.end] - p->offset[a.first], n = p->offset[b.end] - p->offset[b.first];
    return m == n && memcmp(p->bytes + p->offset[a.first], p->bytes + p->offset[b.first], m) == 0;
}

size_t words_end(const char *text, size_t len, const char *const *words)
{
    size_t longest = 0;
    for (; *words; words++) {
        size_t n = strlen(*words);
        if (n > longest && n <= len && text[len - 1] == (*words)[n - 1] &&
            memcmp(text + len - n, *words, n) == 0)
            longest = n;
    }
    return longest;
}

size_t words_begin(const char *text, const char *const *words)
{
    size_t longest = 0;
    for (; *words; words++) {
        bool may = **words == *text && (!(*words)[1] || (*words)[1] == text[1]);
        size_t n = may ? strlen(*words) : 0;
        if (n > longest && strncmp(text, *words, n) == 0)
            longest = n;
    }
    return longest;
}
