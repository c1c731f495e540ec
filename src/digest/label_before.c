/* SPDX-License-Identifier: MIT */
/*
 * The text before a number that may tell what it counts: back to the clause's beginning or to the
 * number before it, without adverbs, copulas and what 年均 and 每户 are taken from. Where a date or
 * a bracket stands there instead, the text before that.
 */
#include "digest/label.h"
#include "digest/words.h"

enum { REACH = 60 /* characters looked at */ };

/* 债务[于2022年2月初]突破30万亿美元: what stands before the date, where nothing does behind it. */
static struct span before_date(const struct labeller *l, struct span none)
{
    struct span s = {l->c->clause.first, l->c->clause.first};
    for (size_t i = s.first + 2; i + 1 < l->c->before; i++)
        if (l->p->code[i] == U'于' && label_shown(l, i) && is_digit(l->p->code[i + 1]))
            s.end = i;
    return span_length(s) ? s : none;
}

/* 业务量（不含包裹）累计完成814亿件: what stands before a bracket, where behind it nothing says
 * what. */
static struct span before_bracket(const struct labeller *l, struct span s)
{
    static const char *const silent[] = {ACHIEVE_WORDS, "累计", "达到", "达",
                                         "为",          "已",   "共",   NULL};
    size_t close = s.end, least = l->c->opening[0];
    while (close > s.first && !char_in(U"）)", l->p->code[close - 1]))
        close--;
    bool behind = close > least && close < s.end && l->c->unit.kind != UNIT_PERCENT &&
                  char_in(U"）)", l->p->code[close - 1]);
    size_t end = close, first = s.first;
    if (!behind || span_length(trim_left(l, (struct span){close, s.end}, silent)))
        return s;
    while (end > least && !char_in(U"（(", l->p->code[end]))
        end--;
    if (end < first) /* the bracket ended a clause */
        for (first = end; first > least && !ends_clause(l, first - 1);)
            first--;
    return end >= first + 2 && end < first + LABEL_ROW ? (struct span){first, end} : s;
}

void find_before(struct labeller *l)
{
    const struct count *c = l->c;
    struct span s = {c->before, c->number.at.first};
    if (l->former && l->former->noun_end > s.first)
        s.first = l->former->noun_end;
    if (span_length(s) > REACH)
        s.first = s.end - REACH;
    s = trim_about(l, s);
    if (!span_length(s))
        s = before_date(l, s);
    s = before_bracket(l, s);
    l->before = s;
    among_find(l);
    per_find(l);
    s = trim_about(l, l->before);
    static const char *const adverbs[] = {"因此", "由此", "全部", "再次", "继续",
                                          "或",   "或将", "甚至", "甚",   NULL};
    s = trim_adverbials(l, trim_right(l, trim_copula(l, trim_level(l, s)), adverbs));
    s = trim_right(l, trim_copula(l, s), words_among.list);
    l->before = trim_about(l, s);
    if (!*c->per)
        per_find(l);
    bool opening = opening_word(l->p, l->before.first) == span_length(l->before);
    l->c->words = opening ? (struct span){0, 0} : l->before;
}
