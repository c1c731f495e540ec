/* SPDX-License-Identifier: MIT */
/*
 * The marks of a page turn: where an article goes on, （下转第二版）, and whence it comes,
 * ▲上接A1版①. A mark stands alone, behind the text that is cut off, or before its rest, in brackets
 * or without, and beside it may stand a pointer and the number of the article. 转 and 接 alone are
 * marks only in brackets. What tells of another text (全文见二版) may be the end of a sentence, so
 * where it stands in one it needs a bracket or a pointer.
 */
#include "acquire/grammar.h"

#include <string.h>

enum {
    LONGEST_MARK = 20, /* characters */
    TAIL_BYTES = 4 * LONGEST_MARK
};

static const char pointers[] = "▲▼▶►●■◆◀◄△▽▷→↓↘＞>";
static const char brackets[] = "(（[［【";
static const char *const outs[] = {"下转", "转"};
static const char *const ins[] = {"上接", "紧接", "接"};
static const char *const hints[] = {"全文见", "详见", "报道见", "相关报道见", "详细报道见"};

/* A1, 04, 二, 第十二: the number of a page. */
static bool eat_number(struct slice *s)
{
    if (slice_starts(*s, "第"))
        s->start += strlen("第");
    *s = slice_trim(*s);
    bool letter = in_set(slice_first(*s), "ABCDEFGHTabcdefgh");
    s->start += letter;
    return slice_eat_numerals(s) > 0;
}

/* The numbers of one page or several: C03、C04、C05. */
static bool eat_page(struct slice *s)
{
    bool number = eat_number(s);
    while (number && slice_skip(s, "、,，/"))
        number = eat_number(s);
    return number;
}

static bool eat_word(struct slice *s, const char *const *words, size_t count, bool bracket)
{
    for (size_t i = 0; i < count; i++)
        if (slice_starts(*s, words[i]) && (bracket || strlen(words[i]) > strlen("转"))) {
            s->start += strlen(words[i]);
            return true;
        }
    return false;
}

/* Takes a mark with one of the words off the beginning of s. */
static bool eat_mark(struct slice *s, const char *const *words, size_t count)
{
    struct slice rest = *s;
    while (slice_skip(&rest, pointers))
        rest = slice_trim(rest);
    bool bracket = slice_skip(&rest, brackets);
    while (slice_skip(&rest, pointers))
        continue;
    if (!eat_word(&rest, words, count, bracket) || !eat_page(&rest) || !slice_starts(rest, "版"))
        return false;
    rest.start += strlen("版");
    if (slice_starts(rest, "头条"))
        rest.start += strlen("头条");
    if (bracket && !slice_skip(&rest, ")）]］】"))
        return false;
    while (slice_skip(&rest, "①②③④⑤⑥⑦⑧⑨⑩") || slice_skip(&rest, pointers))
        continue;
    *s = slice_trim(rest);
    return true;
}

const char *turn_in_end(struct slice s)
{
    struct slice rest = s;
    return eat_mark(&rest, ins, COUNT(ins)) ? rest.start : s.start;
}

/* Where the mark with one of the words begins that s ends with; its end if there is none. */
static const char *mark_before_end(struct slice s, const char *const *words, size_t count)
{
    const char *found = s.end;
    struct slice tail = {s.end, s.end};
    for (int i = 0; i < LONGEST_MARK && tail.start > s.start; i++) {
        utf8_previous(&tail.start, s.start);
        struct slice rest = slice_trim(tail);
        if (rest.start == tail.start && eat_mark(&rest, words, count) && rest.start == rest.end)
            found = tail.start;
    }
    return found;
}

/* Asked of every text: few have the word for a page near their end. */
static bool has_page_word(struct slice s)
{
    size_t len = (size_t)(s.end - s.start), tail = len < TAIL_BYTES ? len : TAIL_BYTES;
    return memmem(s.end - tail, tail, "版", strlen("版")) != NULL;
}

const char *turn_out_start(struct slice s)
{
    if (!has_page_word(s))
        return s.end;
    const char *turn = mark_before_end(s, outs, COUNT(outs));
    struct slice hint = {mark_before_end(s, hints, COUNT(hints)), s.end};
    bool parted = hint.start == s.start || in_set(slice_first(hint), brackets) ||
                  in_set(slice_first(hint), pointers) ||
                  ends_sentence(slice_trim((struct slice){s.start, hint.start}));
    return turn < s.end ? turn : parted ? hint.start : s.end;
}

bool is_turn_line(struct slice s)
{
    return eat_mark(&s, outs, COUNT(outs)) && s.start == s.end;
}

bool is_turn_mark(struct slice s)
{
    struct slice in = s, hint = s;
    return is_turn_line(s) || (eat_mark(&in, ins, COUNT(ins)) && in.start == in.end) ||
           (eat_mark(&hint, hints, COUNT(hints)) && hint.start == hint.end);
}
