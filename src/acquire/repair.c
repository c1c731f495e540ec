/* SPDX-License-Identifier: MIT */
/*
 * Is one piece the rest of another? A column end cuts anywhere: in mid-word, inside a quotation,
 * between a number and its unit. No single sign decides, so the signs are weighed:
 *
 * - the first piece has no closing stop, or a quotation or bracket opened in it closes in the next;
 * - it ends with a comma, a function word or a number; the next begins with a closing sign;
 * - the characters on both sides of the cut are one word in ICU's dictionary;
 * - the two characters stand together elsewhere on the same page, which also finds the words that
 *   no dictionary has.
 *
 * The page's own pairs of characters were preferred to a language model: they need no data, adapt
 * to the page's subject and stay deterministic. Everything is sorted arrays: n log n.
 */
#include "acquire/grammar.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>

enum {
    MARGIN = 3, /* by which a displaced beginning must fit better than what follows it */
};

struct joints {
    uint64_t *pairs; /* first << 32 | second, sorted */
    size_t count;
    UBreakIterator *words;
};

static int by_number(const void *left, const void *right)
{
    uint64_t l = *(const uint64_t *)left, r = *(const uint64_t *)right;
    return (l > r) - (l < r);
}

/* Characters whose neighbours tell something: Han, and the signs that open inside a clause. */
static bool is_paired(uint32_t code)
{
    return is_han(code) || in_set(code, "(（“《");
}

struct joints *acquire_joints(struct page *page)
{
    struct joints *joints = arena_alloc(page->arena, sizeof *joints);
    joints->pairs = arena_array(page->arena, page->len + 1, sizeof *joints->pairs);
    for (size_t i = 0; i < page->count; i++) {
        struct slice s = slice_of(page->pieces[i].text);
        uint64_t before = 0;
        while (s.start < s.end) {
            uint64_t code = utf8_next(&s.start, s.end);
            if (is_paired((uint32_t)before) && is_paired((uint32_t)code))
                joints->pairs[joints->count++] = before << 32 | code;
            before = code;
        }
    }
    qsort(joints->pairs, joints->count, sizeof *joints->pairs, by_number);
    UErrorCode status = U_ZERO_ERROR;
    joints->words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
    if (U_FAILURE(status))
        die("ICU has no word data: %s", u_errorName(status));
    return joints;
}

void acquire_close_joints(struct joints *joints)
{
    ubrk_close(joints->words);
}

static bool pair_on_page(const struct joints *joints, uint32_t first, uint32_t second)
{
    uint64_t pair = (uint64_t)first << 32 | second;
    return bsearch(&pair, joints->pairs, joints->count, sizeof pair, by_number) != NULL;
}

enum { AROUND = 12 }; /* characters on each side of the cut that the dictionary sees */

static int32_t to_utf16(struct slice s, UChar *text)
{
    int32_t len = 0;
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        U16_APPEND_UNSAFE(text, len, code);
    }
    return len;
}

static bool inside_word(const struct joints *joints, struct slice before, struct slice after)
{
    UChar text[4 * AROUND];
    UErrorCode status = U_ZERO_ERROR;
    struct slice left = {before.end, before.end}, right = {after.start, after.start};
    for (int i = 0; i < AROUND && left.start > before.start; i++)
        utf8_previous(&left.start, before.start);
    for (int i = 0; i < AROUND && right.end < after.end; i++)
        utf8_next(&right.end, after.end);
    int32_t cut = to_utf16(left, text);
    int32_t len = cut + to_utf16(right, text + cut);
    ubrk_setText(joints->words, text, len, &status);
    return U_SUCCESS(status) && !ubrk_isBoundary(joints->words, cut);
}

/* Opening signs of one kind that nothing in s closes; closing ones before any opening are counted
 * below zero in *lowest. */
static int depth_of(struct slice s, const char *open, const char *close, int *lowest)
{
    int depth = 0;
    *lowest = 0;
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (in_set(code, open))
            depth++;
        else if (in_set(code, close))
            depth--;
        if (depth < *lowest)
            *lowest = depth;
    }
    return depth;
}

static bool shares_bracket(struct slice before, struct slice after)
{
    static const char *const kinds[][2] = {{"“", "”"}, {"《", "》"}, {"(（", ")）"}, {"‘", "’"}};
    for (size_t i = 0; i < COUNT(kinds); i++) {
        int lowest, below;
        if (depth_of(before, kinds[i][0], kinds[i][1], &lowest) > 0 &&
            (depth_of(after, kinds[i][0], kinds[i][1], &below), below < 0))
            return true;
    }
    return false;
}

static int weigh_edge(uint32_t last, uint32_t first)
{
    static const char digits[] = "0123456789";
    int score = 0;
    if (in_set(last, "，、,(（“‘《"))
        score += 5;
    if (in_set(first, "，。、；：？！）》”’」』,;:)!?%％"))
        score += 6;
    if (in_set(first, "(（"))
        score += 2;
    if (in_set(last, digits))
        score += in_set(first, digits) ? 5 : 3;
    if (in_set(last, "的和与及或在把将对为被从向以并是让使其该等各"))
        score += 3;
    return score;
}

int acquire_joint(const struct joints *joints, const char *before, const char *after)
{
    struct slice a = slice_trim(slice_of(before)), b = slice_trim(slice_of(after));
    uint32_t last = slice_last(a), first = slice_first(b);
    if (!last || !first)
        return 0;
    int score = shares_bracket(a, b) ? 6 : 0;
    if (ends_sentence(a))
        return in_set(first, "，、；：）》”’,;:)") ? score + 5 : score;
    score += 1 + weigh_edge(last, first);
    if (last_inner_stop(a))
        score += 4;
    if (in_set(last, "：:"))
        return score > 1 ? score - 4 : 0;
    score += is_paired(last) && is_paired(first) && pair_on_page(joints, last, first) ? 3 : 0;
    score += is_han(last) && is_han(first) && inside_word(joints, a, b) ? 4 : 0;
    return score;
}

/* ---- beginnings that stand far below ---------------------------------------------------------
 * When columns come in the wrong order, an article's first paragraph begins in mid-sentence and its
 * beginning stands later in the article: a paragraph without a stop that the piece behind it does
 * not continue, often with the dateline. */

static bool is_head_label(enum label label)
{
    return label == KICKER || label == SUBJECT || label == HEADLINE || label == FIRST_BYLINE ||
           label == STRAY_LEAD || label == SECTION;
}

static bool has_dateline(struct page *page, const struct piece *piece)
{
    struct dateline dateline;
    return dateline_read(page->arena, slice_of(piece->text), &dateline);
}

/* How much better the piece at `at` goes on in `first` than in the piece behind it. */
static int gain(struct page *page, const struct joints *joints, size_t at, size_t first, size_t end)
{
    const struct piece *piece = &page->pieces[at];
    int here = at + 1 < end && page->pieces[at + 1].label == CONTINUATION
                   ? acquire_joint(joints, piece->text, page->pieces[at + 1].text)
                   : 5;
    int score = acquire_joint(joints, piece->text, page->pieces[first].text) - here;
    return score + (has_dateline(page, piece) ? MARGIN + 4 : 0);
}

static bool may_begin(const struct piece *piece)
{
    struct slice s = slice_of(piece->text);
    return (piece->label == LEAD || piece->label == PARAGRAPH) && !piece->item &&
           !ends_sentence(s) && is_han(slice_last(s)) && slice_count(s) > 20;
}

static void move_before(struct page *page, size_t from, size_t to)
{
    struct piece moved = page->pieces[from];
    if (from + 1 < page->count && page->pieces[from + 1].label == CONTINUATION)
        page->pieces[from + 1].label = PARAGRAPH;
    memmove(&page->pieces[to + 1], &page->pieces[to], (from - to) * sizeof moved);
    moved.label = LEAD;
    page->pieces[to] = moved;
    page->pieces[to + 1].label = CONTINUATION;
}

/* The article's pieces are first..end-1, and `first` is its first paragraph. */
static void restore_article(struct page *page, const struct joints *joints, size_t first,
                            size_t end)
{
    size_t best = 0;
    int best_gain = MARGIN - 1;
    for (size_t i = first + 1; i < end; i++) {
        int g = may_begin(&page->pieces[i]) ? gain(page, joints, i, first, end) : 0;
        if (g > best_gain) {
            best = i;
            best_gain = g;
        }
    }
    if (!best)
        return;
    if (best_gain < MARGIN + DOUBTFUL)
        page->pieces[best].doubts |= DRAFT_DOUBT_ORDER;
    acquire_decide(page, (struct decision){.pos = piece_pos(page, &page->pieces[best]),
                                           .chosen = "the displaced beginning of its article",
                                           .other = "a paragraph that stands in its place",
                                           .margin = best_gain - MARGIN,
                                           .evidence = ""});
    move_before(page, best, first);
}

void acquire_restore(struct page *page, const struct joints *joints)
{
    for (size_t i = 0; i < page->count; i++) {
        if (page->pieces[i].label != LEAD || has_dateline(page, &page->pieces[i]))
            continue;
        size_t end = i + 1;
        while (end < page->count && !is_head_label(page->pieces[end].label))
            end++;
        restore_article(page, joints, i, end);
        i = end - 1;
    }
}
