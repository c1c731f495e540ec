/* SPDX-License-Identifier: MIT */
/*
 * Lines amid text: headings inside an article by what they announce, by their siblings, rhymes and
 * signs in front, against headlines of the next one and names that strayed.
 */
#include "acquire/context.h"

#include <string.h>

#include "acquire/grammar.h"

/* The words between an article's heading and its second paragraph, which announce its parts. */
static void gather_head(const struct chain *c, size_t heading, struct buf *head)
{
    size_t i = heading > 0 && shows(c->pieces[heading - 1], DASH_END) ? heading - 1 : heading;
    head->len = 0;
    for (; i < c->count && head->len < ECHO_WINDOW; i++) {
        size_t len = strlen(c->pieces[i]->text);
        if (i > heading && c->pieces[i]->level)
            return;
        buf_add(head, c->pieces[i]->text, len < ECHO_WINDOW ? len : ECHO_WINDOW);
        if (is_text(c->pieces[i]))
            return;
    }
}

static bool is_amid_text(const struct chain *c, size_t i)
{
    return i > 0 && i + 1 < c->count && is_plain_text(c->pieces[i - 1]) &&
           is_plain_text(c->pieces[i + 1]) && !shows(c->pieces[i + 1], HAS_DATELINE);
}

/* On a page that marks all headings alike: two or more in a row amid text, while others have the
 * head of an article around them. */
static void show_bare(struct chain *c)
{
    struct piece *before = NULL;
    size_t headed = 0;
    for (size_t i = 0; i < c->count; i++) {
        if (shows(c->pieces[i], MARKED_DEEPER))
            return;
        headed += shows(c->pieces[i], MARKED_ARTICLE) && !is_amid_text(c, i);
    }
    for (size_t i = 0; headed && i < c->count; i++) {
        struct piece *p = c->pieces[i];
        if (!shows(p, MARKED_ARTICLE))
            continue;
        bool amid = is_amid_text(c, i);
        show(p, BARE, amid && before);
        if (amid && before)
            show(before, BARE, true);
        before = amid ? p : NULL;
    }
}

/* Where headings amid text are marked, a tiny line there without a mark is a label that strayed. */
static void show_unmarked(struct chain *c)
{
    size_t headings = 0;
    for (size_t i = 0; i < c->count; i++)
        headings += shows(c->pieces[i], AMID_TEXT);
    for (size_t i = 0; headings >= 2 && i < c->count; i++)
        show(c->pieces[i], SOLE_UNMARKED,
             shows(c->pieces[i], MINI) && shows(c->pieces[i], UNMARKED) && is_amid_text(c, i));
}

void show_parts(struct chain *c)
{
    struct buf head = {0};
    show_bare(c);
    for (size_t i = 0; i < c->count; i++) {
        struct piece *p = c->pieces[i];
        if (shows(p, MARKED_ARTICLE) && !shows(p, BARE))
            gather_head(c, i, &head);
        show(p, AMID_TEXT, shows(p, MARKED_DEEPER) && is_amid_text(c, i));
        if (shows(p, MARKED_DEEPER) || shows(p, BARE))
            show(p, ANNOUNCED, acquire_echo(p->text, &head) >= 25);
    }
    show_unmarked(c);
    buf_release(&head);
}

/* The first character that is no Han character, 0 if there is none, and how many stand before it.
 */
static uint32_t first_sign(const struct piece *p, size_t *at)
{
    struct slice s = slice_of(p->text);
    for (*at = 0; s.start < s.end; ++*at) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (!is_han(code))
            return in_set(code, "：:") ? ':' : in_set(code, "，,") ? ',' : code;
    }
    return 0;
}

/* The same length, the same first sign at the same place, or a colon behind a word or two:
 * 从“捕”到…, 从“单”到…; 难在哪儿：…, 怎么破：…. */
static bool are_siblings(const struct piece *one, const struct piece *other)
{
    size_t left, right;
    uint32_t sign = first_sign(one, &left);
    if (slice_count(slice_of(one->text)) == slice_count(slice_of(other->text)))
        return true;
    if (sign != first_sign(other, &right) || !sign || !left || !right)
        return false;
    return left == right || in_set(sign, "？?") || (sign == ':' && left <= 6 && right <= 6);
}

enum {
    SIBLING_DISTANCE = 24, /* pieces */
    LONGEST_QUESTION = 12, /* characters of one that is a heading */
};

/* 算不算工伤?: with a line above it half of a headline. */
static bool asks_briefly(const struct piece *p)
{
    return shows(p, SENTENCE) && shows(p, EXCLAIMS) && !shows(p, TURN) &&
           slice_count(slice_of(p->text)) <= LONGEST_QUESTION;
}

/* A line that is no text but for the words in it, or a short question of nobody. */
static bool may_be_heading(const struct piece *p)
{
    return (is_line(p) || asks_briefly(p)) && !is_apparatus(p) && !shows(p, COLUMN_NAME) &&
           !shows(p, TEXT_START) && !shows(p, CLAUSES) && !shows(p, OPENS_LIKE_TEXT) &&
           !shows(p, HAS_DATELINE);
}

/* Lines amid text that may be headings of one article. */
struct alone {
    struct piece *piece;
    size_t at;
};

/* Two halves are no sign of a headline where the other heading has them as well. */
static void show_siblings(struct piece *one, struct piece *other)
{
    show(one, SIBLING, true);
    show(other, SIBLING, true);
    if ((shows(one, HALVES) || shows(one, PARALLEL)) && shows(other, HALVES)) {
        unshow(one, HALVES);
        unshow(other, HALVES);
        show(one, PARALLEL, true);
        show(other, PARALLEL, true);
    }
}

/* The same where the text above has its stop, so that it cannot be the rest of that, and the line
 * has no two halves already. */
static bool ends_asking(const struct chain *c, size_t i)
{
    const struct piece *p = c->pieces[i], *line = i > 0 ? c->pieces[i - 1] : NULL;
    return line && asks_briefly(p) && !p->level && is_head_line(line) && !shows(line, UNIT_END) &&
           !shows(line, HALVES) &&
           (i < 2 || !is_plain_text(c->pieces[i - 2]) || c->pieces[i - 2]->ends.closed);
}

static bool is_alone(const struct chain *c, size_t i)
{
    const struct piece *p = c->pieces[i], *next = c->pieces[i + 1];
    return !p->level && i > 0 && is_plain_text(c->pieces[i - 1]) && is_plain_text(next) &&
           !shows(next, HAS_DATELINE) && !ends_asking(c, i + 1);
}

/* 法官说法 behind 案情回顾 and 法院判决: a third line of their length is a heading as they are,
 * even if columns are named so. */
static bool is_third(const struct piece *p, const struct alone *alone, size_t count)
{
    size_t length = slice_count(slice_of(p->text));
    return count >= 2 && slice_count(slice_of(alone[count - 1].piece->text)) == length &&
           slice_count(slice_of(alone[count - 2].piece->text)) == length;
}

/* “我爸爸还活着”, and nothing else. */
static bool is_quoted(const struct piece *p)
{
    struct slice s = slice_of(p->text);
    if (!slice_skip(&s, "“「") || !in_set(slice_last(s), "”」"))
        return false;
    utf8_previous(&s.end, s.start);
    while (s.start < s.end)
        if (in_set(utf8_next(&s.start, s.end), "“”「」"))
            return false;
    return true;
}

/* A line that is somebody's words, which the text below it has again. */
static bool is_quotation(const struct piece *p, const struct piece *next)
{
    struct slice s = slice_of(p->text);
    if (!slice_starts(s, "“") || !slice_ends(s, "”"))
        return false;
    s.start += strlen("“");
    s.end -= strlen("”");
    return s.start < s.end &&
           memmem(next->text, strlen(next->text), s.start, (size_t)(s.end - s.start));
}

/* Do names in brackets, behind nothing but text, end the text below line i, while the text above
 * has names of its own? */
static bool is_signed_apart(const struct chain *c, size_t i)
{
    size_t below = i + 1, above = i;
    while (below < c->count && is_plain_text(c->pieces[below]) &&
           !shows(c->pieces[below], HAS_DATELINE))
        below++;
    while (above > 0 && is_plain_text(c->pieces[above - 1]) &&
           !shows(c->pieces[above - 1], HAS_DATELINE))
        above--;
    bool ends = below > i + 1 && below < c->count &&
                (shows(c->pieces[below], IS_BYLINE) || shows(c->pieces[below], NAMES_ALONE)) &&
                in_set(slice_first(slice_of(c->pieces[below]->text)), "(（") &&
                (below + 1 == c->count || is_head_line(c->pieces[below + 1]));
    return ends && above > 0 && has_names(c->pieces[above - 1]);
}

/* The next number of two digits or more; empty if there is none. */
static struct slice next_number(struct slice *s)
{
    while (s->start < s->end) {
        struct slice number = *s;
        if (slice_eat_number(s)) {
            number.end = s->start;
            if (number.end - number.start > 1)
                return number;
        } else {
            utf8_next(&s->start, s->end);
        }
    }
    return *s;
}

static bool has_number(const struct piece *p, struct slice number)
{
    return memmem(p->text, strlen(p->text), number.start, (size_t)(number.end - number.start));
}

/* Has the text below line i, which begins with a time, a number of the line again, which the text
 * above has not? */
static bool counts_ahead(const struct chain *c, size_t i)
{
    struct slice s = slice_of(c->pieces[i]->text);
    if (!is_digit(slice_first(slice_of(c->pieces[i + 1]->text))) && !opens_news(c->pieces[i + 1]))
        return false;
    for (;;) {
        struct slice number = next_number(&s);
        if (number.start == number.end)
            return false;
        if (has_number(c->pieces[i + 1], number) && !has_number(c->pieces[i - 1], number))
            return true;
    }
}

/* Built alike: as long, with the same sign at the same place. */
static bool are_twins(const struct piece *one, const struct piece *other)
{
    size_t left, right;
    uint32_t sign = first_sign(one, &left);
    return sign && left > 0 && sign == first_sign(other, &right) && left == right &&
           slice_count(slice_of(one->text)) == slice_count(slice_of(other->text));
}

/* Does one line, which may be the first piece of a paragraph or a column's name, stand between line
 * i and the text below it? A name may stand between that piece and its rest as well. */
static bool is_over_line(const struct chain *c, size_t i)
{
    if (i == 0 || i + 2 >= c->count || !is_plain_text(c->pieces[i - 1]) ||
        !c->pieces[i - 1]->ends.closed || c->pieces[i]->level)
        return false;
    const struct piece *line = c->pieces[i + 1], *text = c->pieces[i + 2];
    if (shows(text, TINY) && i + 3 < c->count)
        text = c->pieces[i + 3];
    return is_line(line) && !line->level && !has_names(line) && !is_apparatus(line) &&
           !shows(line, HALVES) && !shows(line, DASH_START) && is_plain_text(text) &&
           !is_line(text) && !shows(text, HAS_DATELINE);
}

/* Line `twin` of the build of line i: 1 amid text as well, -1 where it can only be a headline. */
static int twin_of(const struct chain *c, size_t i, size_t twin)
{
    const struct piece *p = c->pieces[i], *other = c->pieces[twin];
    if (twin == i || !is_head_line(other) || !are_twins(p, other))
        return 0;
    return may_be_heading(other) && (shows(other, ALONE) || is_over_line(c, twin)) ? 1 : -1;
}

/* 产业兴村 治理有序, and further down another line of this build amid text: both are headings, also
 * where the paragraph below one was cut off behind a few characters. Where such a line heads the
 * page, all are headlines. */
static void show_twins(struct chain *c)
{
    for (size_t i = 0; i + 1 < c->count; i++) {
        struct piece *twin = NULL;
        bool over = may_be_heading(c->pieces[i]) && is_over_line(c, i);
        for (size_t k = i > SIBLING_DISTANCE ? i - SIBLING_DISTANCE : 0;
             over && k < c->count && k < i + SIBLING_DISTANCE; k++) {
            int kind = twin_of(c, i, k);
            over = kind >= 0;
            twin = kind > 0 ? c->pieces[k] : twin;
        }
        if (!over || !twin)
            continue;
        show_siblings(c->pieces[i], twin);
        show(c->pieces[i + 1], BELOW_TWIN, true);
    }
}

void show_alone(struct chain *c)
{
    struct alone *alone = arena_array(c->page->arena, c->count + 1, sizeof *alone);
    size_t count = 0;
    for (size_t i = 0; i + 1 < c->count; i++) {
        struct piece *p = c->pieces[i];
        const struct piece *next = c->pieces[i + 1];
        if (shows(p, COLUMN_NAME) && is_alone(c, i) && is_third(p, alone, count))
            unshow(p, COLUMN_NAME);
        if (!may_be_heading(p))
            continue;
        show(p, BEFORE_DATELINE, shows(next, HAS_DATELINE) || p->sourced || next->turned_in);
        show(p, ASKS, ends_asking(c, i));
        size_t behind = behind_pictures(c, i);
        show(p, BEFORE_NEWS, behind < c->count && opens_news(c->pieces[behind]));
        show(p, ALONE, is_alone(c, i));
        show(p, BEFORE_REPORT, !p->level && opens_report(slice_of(next->text)));
        if (!shows(p, ALONE))
            continue;
        show(p, SIGNED_APART, is_signed_apart(c, i));
        show(p, COUNTS_AHEAD, counts_ahead(c, i));
        show(p, QUOTED, is_quoted(p));
        show(p, QUOTATION, is_quotation(p, next));
        for (size_t k = count; k-- > 0 && i - alone[k].at < SIBLING_DISTANCE;)
            if (are_siblings(alone[k].piece, p)) {
                show_siblings(alone[k].piece, p);
                break;
            }
        alone[count++] = (struct alone){p, i};
    }
    show_twins(c);
}

enum { SIGNED = 3 /* heads with names that make a habit */ };

/* Does the text below the line end without names? */
static bool is_unsigned(const struct chain *c, size_t i)
{
    size_t k = i + 1;
    while (k < c->count && (!is_head_line(c->pieces[k]) || shows(c->pieces[k], ALONE)) &&
           !has_names(c->pieces[k]))
        k++;
    return k >= c->count || !has_names(c->pieces[k]);
}

void show_unsigned(struct chain *c)
{
    size_t heads = 0;
    for (size_t i = 1; i < c->count; i++)
        heads += has_names(c->pieces[i]) && is_head_line(c->pieces[i - 1]);
    for (size_t i = 0; heads >= SIGNED && i < c->count; i++)
        show(c->pieces[i], UNSIGNED,
             !item_mark(slice_of(c->pieces[i]->text)) && !shows(c->pieces[i], UNCROWNED) &&
                 (shows(c->pieces[i], ALONE) || (c->pieces[i]->level && is_amid_text(c, i))) &&
                 is_unsigned(c, i));
}

/* Does the text above the line, up to its head, begin without names? */
static bool is_unsigned_above(const struct chain *c, size_t i)
{
    size_t k = i;
    while (k > 0 && is_plain_text(c->pieces[k - 1]) && !has_names(c->pieces[k - 1]))
        k--;
    return k > 0 && is_head_line(c->pieces[k - 1]) && !has_names(c->pieces[k - 1]);
}

void show_strayed_names(struct chain *c)
{
    for (size_t i = 1; i + 1 < c->count; i++)
        show(c->pieces[i], STRAYED_NAME,
             shows(c->pieces[i], NAMES_ALONE) && !shows(c->pieces[i], BRACKETED) &&
                 is_amid_text(c, i) && is_unsigned_above(c, i));
}

/* 一碗饭的账, 一张桌的情; but 招标公告 and 中标公告 head two notices. */
static bool rhymes(const struct piece *one, const struct piece *other)
{
    if (shows(one, NOTICE) && shows(other, NOTICE))
        return false;
    struct slice s = slice_of(one->text), t = slice_of(other->text);
    size_t count = 0, same = 0;
    for (; s.start < s.end && t.start < t.end; count++)
        same += utf8_next(&s.start, s.end) == utf8_next(&t.start, t.end);
    return s.start == s.end && t.start == t.end && count >= 4 && same >= 2 && same * 3 >= count &&
           same < count;
}

/* Headings of one article are often built alike. Where a head stands between, it is two articles.
 */
void show_rhymes(struct chain *c)
{
    struct piece *before = NULL;
    for (size_t i = 0; i + 1 < c->count; i++) {
        struct piece *p = c->pieces[i];
        if (shows(p, IS_BYLINE) || shows(p, NAMES_ALONE) || shows(p, HAS_DATELINE) ||
            shows(p, DASH_END))
            before = NULL;
        if (p->level || !may_be_heading(p) || shows(p, UNIT_END) || shows(p, HALVES) ||
            shows(p, VERSE) || !is_plain_text(c->pieces[i + 1]))
            continue;
        bool pair = before && rhymes(before, p);
        show(p, RHYMED, pair);
        if (pair)
            show(before, RHYMED, true);
        before = p;
    }
}

/* The same where captions and credits stand before it. */
static bool is_amid_body(const struct chain *c, size_t i)
{
    size_t before = i;
    if (i + 1 >= c->count || !is_plain_text(c->pieces[i + 1]) ||
        shows(c->pieces[i + 1], HAS_DATELINE))
        return false; /* at once: each of a row of captions would look through all above it */
    while (before > 0 && is_apparatus(c->pieces[before - 1]) &&
           !shows(c->pieces[before - 1], IS_BYLINE))
        before--;
    return before > 0 && is_plain_text(c->pieces[before - 1]);
}

/* A column label strays into a text alone; headings are several. */
void show_loners(struct chain *c)
{
    struct piece *only = NULL;
    size_t count = 0;
    for (size_t i = 0; i < c->count; i++)
        if (shows(c->pieces[i], TINY) && !c->pieces[i]->level && is_amid_body(c, i)) {
            only = c->pieces[i];
            count++;
        }
    if (count == 1)
        show(only, LONER, slice_count(slice_of(only->text)) <= 4);
}

/* 社 论, 【校园时评】: no line of a head is set so, but names of people are, below one. */
static bool is_set_off(const struct piece *p)
{
    enum { LEAST = 2, LONGEST_SPACED = 6, LONGEST_BOXED = 8 };
    struct slice s = slice_of(p->text);
    size_t count = slice_count(s);
    if (!is_line(p) || p->level || p->item || count < LEAST)
        return false;
    if (slice_is_spaced_out(s))
        return count <= LONGEST_SPACED && !shows(p, NOTICE);
    return slice_skip(&s, "【") && in_set(slice_last(s), "】") &&
           slice_count(s) <= LONGEST_BOXED + 1 &&
           !memmem(s.start, (size_t)(s.end - s.start), "【", strlen("【"));
}

void show_set_off(struct chain *c)
{
    for (size_t i = 0; i + 1 < c->count; i++) {
        const struct piece *above = i ? c->pieces[i - 1] : NULL, *below = c->pieces[i + 1];
        bool head = is_head_line(below) && !is_set_off(below);
        show(c->pieces[i], SET_OFF,
             head && is_set_off(c->pieces[i]) && !(above && is_line(above)) &&
                 !has_names(c->pieces[i]));
    }
}

/* Is piece i the title of a text whose author stands between them? */
static bool is_authored(const struct chain *c, size_t i)
{
    const struct piece *p = c->pieces[i], *name = c->pieces[i + 1], *text = c->pieces[i + 2];
    const struct piece *above = i ? c->pieces[i - 1] : NULL;
    return shows(p, TINY) && !p->level && !shows(p, NAMES_ALONE) && !shows(p, NOTICE) &&
           shows(name, NAMES_ALONE) && !shows(name, BRACKETED) && is_plain_text(text) &&
           !(above && is_line(above));
}

void show_authored(struct chain *c)
{
    for (size_t i = 0; i + 2 < c->count; i++)
        show(c->pieces[i], AUTHORED, is_authored(c, i));
}

/* A name of two characters between a headline and its text, which is no word of the dictionary, or
 * spaced out: 老 耕. */
void show_short_names(struct chain *c, const struct joints *joints)
{
    for (size_t i = 1; i + 1 < c->count; i++) {
        struct piece *p = c->pieces[i];
        struct slice s = slice_of(p->text), first = {s.start, s.start};
        bool spaced = slice_is_spaced_out(s) && slice_count(s) == 2 && !names_column(s) &&
                      !shows(p, NOTICE) && !p->level;
        bool text = is_text(c->pieces[i + 1]) || shows(c->pieces[i + 1], SALUTATION);
        size_t head = i > 1 && shows(c->pieces[i - 1], TINY) ? i - 2 : i - 1; /* over a label */
        if (!(spaced || (shows(p, DUO) && is_full_name(s))) || !shows(c->pieces[head], LINE) ||
            shows(c->pieces[head], UNIT_END) || !text)
            continue;
        utf8_next(&first.end, s.end);
        bool names = spaced || !acquire_cuts_word(joints, first, (struct slice){first.end, s.end});
        show(p, NAMES_ALONE, names);
        if (names && head + 2 == i)
            show(c->pieces[i - 1], COLUMN_NAME, true);
    }
}
