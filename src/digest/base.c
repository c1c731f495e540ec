/* SPDX-License-Identifier: MIT */
/*
 * What a count is compared with.
 *
 * The base is the word before a change: 同比, 环比, or the phrase from 比 or 较 up to the verb of
 * change (比上年末增长); in a row of changes the later ones have that of the first. A change
 * without one has what its sentence opens with (与上年相比，), what the clause before it says, or
 * the passage said last (从环比看，).
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum { /* characters */
       LONGEST_BASE = 14,
       FRAMED = 320 /* of a base that a passage names for all that follows */
};

static bool is_word(const struct labeller *l, size_t i)
{
    return !listed_at(l->p, i, &words_compound) &&
           !listed_before(l->p, 0, i + 1, &words_compounded);
}

/* 比上年末[显著增长]: from 比 to the change; empty if no change follows. */
static struct span compared(const struct labeller *l, size_t i, size_t end)
{
    for (size_t k = i + 2; k < end && k < i + LONGEST_BASE; k++)
        if (listed_at(l->p, k, &words_change) || listed_at(l->p, k, &words_each) ||
            (k + 1 == end && char_in(U"高低多少快慢", l->p->code[k]) &&
             l->p->code[k - 1] != U'加') ||
            word_at(l->p, k, (const char *const[]){"每", "加快", "放缓", "收窄", NULL}))
            return trim_right(l, (struct span){i, k}, words_degree.list);
    return (struct span){i, i};
}

/* 和上年比[各下降]: from 和 to 比; empty if the 比 at i ends none. */
static struct span compared_before(const struct labeller *l, size_t first, size_t i)
{
    static const char *const adverbs[] = {"各", "均", "都", "分别", NULL};
    if (!word_at(l->p, i + 1, adverbs) && !listed_at(l->p, i + 1, &words_change))
        return (struct span){i, i};
    for (size_t k = i; k-- > first && i - k < LONGEST_BASE / 2;)
        if (char_in(U"和与同", l->p->code[k]) && i - k > 2 && l->p->code[k + 1] != U'期')
            return (struct span){k, i + 1};
    return (struct span){i, i};
}

static struct span base_of(const struct labeller *l, struct span s)
{
    struct span base = {s.end, s.end};
    for (size_t i = s.first; i < s.end; i++) {
        size_t n = l->p->hidden[i] ? 0 : listed_at(l->p, i, &words_interval);
        bool opens = char_in(U"比较", l->p->code[i]) &&
                     !listed_before(l->p, s.first, i + 1, &words_interval);
        struct span ended = opens ? compared_before(l, s.first, i) : base;
        if (n)
            base = (struct span){i, i + n};
        else if (opens && span_length(ended))
            base = ended;
        else if (opens && !l->p->hidden[i] && is_word(l, i) && span_length(compared(l, i, s.end)))
            base = compared(l, i, s.end);
    }
    return base;
}

/* [与近5年同期相比]，灾情减轻3%: what the sentence opens with. Empty if it opens so with nothing.
 */
static struct span compared_ahead(const struct labeller *l)
{
    struct span s = {l->c->opening[0], l->c->opening[0]};
    while (s.end < l->c->clause.first && s.end - s.first <= LONGEST_BASE && !ends_clause(l, s.end))
        s.end++;
    bool opens = char_in(U"与同和", passage_at(l->p, s.first)) && s.end < l->c->clause.first &&
                 listed_before(l->p, s.first, s.end, &words_compared);
    return opens ? s : (struct span){s.first, s.first};
}

/* [与去年3月5日]创造的纪录31万人次[相比]，提高4万人次: what the clause before a change compares it
 * with, of a long one the date; "" if it does not. */
static const char *compared_just_before(const struct labeller *l)
{
    size_t end = l->c->clause.first, first = l->c->opening[0], date;
    if (end < first + 4 || !is_comma(l->p->code[end - 1]))
        return "";
    struct span s = {end - 1, end - 1};
    while (s.first > first && s.end - s.first < LABEL_REACH && !ends_clause(l, s.first - 1))
        s.first--;
    if (!char_in(U"与同和", l->p->code[s.first]) ||
        !listed_before(l->p, s.first, s.end, &words_compared))
        return "";
    if (span_length(s) <= LONGEST_BASE)
        return label_text(l, s);
    for (date = s.first + 1; date < s.end && (is_digit(l->p->code[date]) ||
                                              char_in(U"今去前上同年月日期", l->p->code[date]));)
        date++;
    return date > s.first + 2
               ? arena_printf(l->a, "%s相比", label_text(l, (struct span){s.first, date}))
               : "";
}

/* [分行业看]，1—2月纺织业增长7%: at i the passage takes another view than that of its changes from
 * one month to the next. */
static bool turns_view(const struct labeller *l, size_t i)
{
    static const char *const views[] = {"看，", "看,", "来看，", "来看,", NULL};
    static const char *const frames[] = {"环比", "同比", "环比来", "同比来", NULL};
    static const char *const since[] = {"累计", "前", NULL};
    bool months = word_at(l->p, i, since) && is_digit(passage_at(l->p, i + 1));
    bool range = i > 0 && char_in(U"—-至到~～", l->p->code[i]) && is_digit(l->p->code[i - 1]) &&
                 is_digit(passage_at(l->p, i + 1));
    bool other = word_at(l->p, i, views) && !word_before(l->p, 0, i, frames);
    return label_shown(l, i) && (other || months || range);
}

/* 从环比看，价格上涨0.2%: the base that the passage named for its changes from there on; "" if it
 * named none. */
static const char *frame_before(const struct labeller *l)
{
    struct span opening = compared_ahead(l);
    if (span_length(opening))
        return label_text(l, opening);
    for (size_t end = l->c->number.at.first, i = end; i-- > 0 && end - i < FRAMED;)
        if (listed_at(l->p, i, &words_interval) && listed_at(l->p, i + 2, &words_view) &&
            label_shown(l, i))
            return label_text(l, (struct span){i, i + 2});
        else if (turns_view(l, i))
            return "";
    return "";
}

/* 增加了74家，增幅30.8%: how much of the same change. */
static bool is_pace_of_former(const struct labeller *l)
{
    const struct count *c = l->c;
    size_t pace = listed_at(l->p, c->clause.first, &words_pace);
    struct span rest = {c->clause.first + pace, c->number.at.first};
    rest = trim_right(l, trim_about(l, rest), words_copula.list);
    return c > l->counts && !c->base[0] && c[-1].change && c[-1].group == c->group &&
           c->clause.first == c[-1].clause.end + 1 && c->unit.kind == UNIT_PERCENT && pace &&
           !span_length(rest);
}

/* The base that the count's own clause names, or empty. */
static struct span own_base(const struct labeller *l)
{
    const struct count *c = l->c;
    struct span clause = label_clause(l);
    if (c->before > clause.first)
        clause.first = c->before;
    return base_of(l, clause);
}

/* 粮食产量|增长5%: the bytes of the topic where the label is that and its change; 0 if it is not.
 */
static size_t topic_of_change(const struct count *c)
{
    size_t n = c->change && c->topic ? strlen(c->topic) : 0;
    if (!n || c->unit.kind != UNIT_PERCENT || strncmp(c->label, c->topic, n) != 0)
        return 0;
    size_t m = words_begin(c->label + n, words_degree.list);
    return words_begin(c->label + n + m, words_change.list) ? n : 0;
}

/* 失业率[较去年]的8%下降3个百分点: what the level told just before in the clause was so by. */
static struct span level_before(const struct labeller *l)
{
    const struct count *f = l->former;
    bool same = f && l->c->change && f->clause.first == l->c->clause.first;
    return same ? f->level : (struct span){0, 0};
}

void find_base(struct labeller *l)
{
    struct count *c = l->c;
    if (span_length(c->level)) {
        c->base = "";
        return;
    }
    bool row = c > l->counts && c->change && c[-1].change && row_goes_on(l, c) && c[-1].base[0];
    c->base = passage_text(l->a, l->p, own_base(l));
    if (!c->base[0])
        c->base = label_text(l, level_before(l));
    if (!c->base[0] && row)
        c->base = c[-1].base;
    else if (!c->base[0] && topic_of_change(c))
        c->base = frame_before(l);
    if (c->change && !c->base[0])
        c->base = compared_just_before(l);
}

void base_complete(struct labeller *l)
{
    struct count *c = l->c;
    size_t n = topic_of_change(c);
    bool fits = span_characters(c->label) + span_characters(c->base) <= LABEL_LONGEST;
    if (n && fits && !span_length(own_base(l)) && c->base[0] && !strstr(c->label, c->base))
        c->label = arena_printf(l->a, "%s%s%s", c->topic, c->base, c->label + n);
    if (is_pace_of_former(l))
        c->base = c[-1].base;
}
