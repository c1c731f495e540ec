/* SPDX-License-Identifier: MIT */
/*
 * Labels of that by which something has its place: 《甲》以8.8亿元的成绩领跑, 乙县以9%的增速居首.
 *
 * The quantity stands behind the number and its owner before the 以. A 成绩 says nothing of its
 * own, so the quantity is then the last of its kind that this sentence or the one before told; and
 * what somebody lifted, 以抓举100公斤、挺举120公斤的成绩, is named before each number.
 */
#include "digest/label.h"
#include "digest/words.h"

enum { LONGEST_OWNER = 14, REACH = 90, MOST_VALUES = 16 /* before or behind one of a row */ };

static const char *const results[] = {"成绩", "佳绩", "战绩", "好成绩", "优异成绩", NULL};
static const char *const quantities[] = {"票房", "销量", "销售额", "产量", "产值",   "营收", "增速",
                                         "增幅", "降幅", "涨幅",   "跌幅", "得票率", "总分", NULL};

/* The last of these quantities that stands before `end`; empty if none does. */
static struct span last_quantity(const struct labeller *l, size_t end)
{
    size_t least = l->c->opening[1];
    for (size_t i = end; i > least && end - i < REACH; i--) {
        size_t n = label_shown(l, i - 1) ? word_before(l->p, least, i, quantities) : 0;
        if (n)
            return (struct span){i - n, i};
    }
    return (struct span){end, end};
}

/* What stands behind the number, with or without 的; empty if it is none of these nouns. */
static struct span result_behind(const struct labeller *l, const struct count *c)
{
    size_t at = c->follow + (passage_at(l->p, c->follow) == U'的');
    size_t n = word_at(l->p, at, results);
    return (struct span){at, at + (n ? n : word_at(l->p, at, quantities))};
}

const char *by_quantity(const struct labeller *l, const struct count *last)
{
    struct span told = result_behind(l, last);
    bool bare = !span_length(told) || word_at(l->p, told.first, results);
    struct span of =
        bare && last->unit.kind != UNIT_DURATION ? last_quantity(l, l->c->clause.first) : told;
    return label_text(l, span_length(of) ? of : told);
}

/* Where the 以 stands that leads to the number, with no more than a short noun between; 0 if none
 * does. */
static size_t by_before(const struct labeller *l, const struct count *c)
{
    size_t end = c->number.at.first - about_before(l->p, c->before, c->number.at.first);
    for (size_t i = end; i > c->clause.first + 1 && end - i < LABEL_SHORT / 2; i--)
        if (l->p->code[i - 1] == U'以' && label_shown(l, i - 1) &&
            !listed_at(l->p, i - 1, &words_whole) && i != end - 1)
            return i - 1;
    return 0;
}

/* Whose place it is: what stands before the 以, or the subject. */
static const char *owner_text(const struct labeller *l, size_t by)
{
    static const char *const ends[] = {"则", "也", "均", "都", "仅", "仍", "再次", "成功", NULL};
    struct span s = trim_right(l, trim_openings(l, (struct span){l->c->clause.first, by}), ends);
    for (size_t i = s.first; i + 2 < s.end; i++)
        if (l->p->code[i] == U'在' && label_shown(l, i) && i >= s.first + 2)
            s.end = i; /* 选手|在决赛中 */
    if (span_length(s) < 2 || span_length(s) > LONGEST_OWNER)
        s = subject_before(l);
    return span_length(s) <= LONGEST_OWNER ? label_text(l, s) : "";
}

/* 以[每亩]612公斤的产量居首, 以[人均]3.2万元: of what the quantity is told, which is not its name. */
static bool is_per(const struct labeller *l, struct span own)
{
    static const char *const means[] = {"人均", "户均", "亩均", "日均", "月均", "年均", NULL};
    return span_length(own) &&
           (l->p->code[own.first] == U'每' || word_at(l->p, own.first, means) == span_length(own));
}

bool name_by(struct labeller *l)
{
    const struct count *first = l->c, *last = l->c, *end = l->counts + l->count;
    while (first > l->counts && l->c - first < MOST_VALUES && first->joined &&
           first[-1].clause.first == l->c->clause.first)
        first--;
    while (last + 1 < end && last - l->c < MOST_VALUES && last[1].joined &&
           last[1].clause.first == l->c->clause.first)
        last++;
    size_t by = by_before(l, first);
    if (!by || !span_length(result_behind(l, last)))
        return false;
    size_t from = l->c == first ? by + 1 : l->c->before;
    struct span own = trim_about(l, (struct span){from, l->c->number.at.first});
    if (is_per(l, own))
        own.first = own.end;
    if ((first != last && !span_length(own)) || span_length(own) > LABEL_SHORT / 2)
        return false;
    name_as(l, "",
            arena_printf(l->a, "%s%s", owner_text(l, by),
                         span_length(own) ? label_text(l, own) : by_quantity(l, last)));
    return l->owned = true;
}
