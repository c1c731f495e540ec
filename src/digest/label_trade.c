/* SPDX-License-Identifier: MIT */
/*
 * Labels of what is traded: 报收于每桶91美元, 收盘报1800点, 跌幅为1.5%, 全天振幅达8%.
 *
 * Reports of a market name the index or the price once and then only say how it moved. The words by
 * which these are called are few (指数, 股价, 汇率), so the last one that was told in this sentence
 * or the one before owns the figure; the figures behind it are changes of it.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum { REACH = 120, LONGEST_MARKET = 16, LONGEST_CLOSE = 4 };

static const char *const closes[] = {"报收", "收报",   "收盘",   "尾盘收", "收于",   "报收于",
                                     "报于", "收报于", "收盘报", "收盘于", "收盘为", NULL};

static const char *const when[] = {"尾盘", "全天", "当天", "当日", "盘中", "早盘",
                                   "午后", "最终", "整体", "累计", "全周", NULL};

size_t trade_close(const struct labeller *l, struct span s)
{
    size_t n = word_before(l->p, s.first, s.end, closes);
    bool at = span_length(s) && passage_at(l->p, s.end) == U'于' && l->p->code[s.end - 1] == U'收';
    return n ? n : at ? 1 : 0;
}

/* The name of a market that ends at `end`: from the clause's beginning, or from behind a 的. */
static struct span market_name(const struct labeller *l, size_t first, size_t end)
{
    size_t from = end;
    while (from > first && !ends_clause(l, from - 1) && l->p->code[from - 1] != U'的')
        from--;
    struct span name = trim_left(l, trim_openings(l, (struct span){from, end}), when);
    bool referred = name.first > first && char_in(U"该这", l->p->code[name.first - 1]);
    return !referred && !char_in(U"该这", l->p->code[name.first]) && span_length(name) >= 2 &&
                   span_length(name) <= LONGEST_MARKET
               ? name
               : (struct span){end, end};
}

/* The index or price that was told last before the clause's own words, empty if none was. */
static struct span market_before(const struct labeller *l)
{
    static const char *const markets[] = {
        "指数", "综指", "成指", "股指", "沪指", "深指", "期指", "价格",   "股价",   "期货", "期价",
        "油价", "金价", "铜价", "粮价", "汇率", "币值", "均价", "中间价", "收益率", NULL};
    size_t end = l->c->clause.first, first = end > REACH ? end - REACH : 0;
    if (first < l->c->opening[1])
        first = l->c->opening[1];
    for (size_t i = end, n; i > first + 1; i--)
        if (label_shown(l, i - 1) && (n = word_before(l->p, first, i, markets))) {
            struct span name = market_name(l, first, i);
            if (span_length(name) > n ||
                (span_length(name) && char_in(U"沪深油金铜粮", l->p->code[name.first])))
                return name;
        }
    return (struct span){end, end};
}

/* 原油期货[报收于]…, and alone behind what was told of it: the price at the close of trade. */
bool name_close(struct labeller *l, struct span s)
{
    size_t n = trade_close(l, s);
    if (!n)
        return false;
    struct span of = trim_openings(l, (struct span){s.first, s.end - n});
    if (!span_length(of))
        of = market_before(l);
    static const char *const price[] = {"价格", NULL};
    name_as(l, "", arena_printf(l->a, "%s收盘价", label_text(l, trim_right(l, of, price))));
    l->c->topic = span_length(of) ? label_text(l, of) : NULL;
    return l->owned = true;
}

/* Names the figure by the market before it and what is told; false if none was named. */
static bool name_of_market(struct labeller *l, const char *told)
{
    struct span of = market_before(l);
    if (!span_length(of))
        return false;
    name_as(l, "", arena_printf(l->a, "%s%s", label_text(l, of), told));
    l->c->topic = label_text(l, of);
    return l->owned = true;
}

/* [尾盘]收报…点, [报]…点: an index has no price. */
static bool name_height(struct labeller *l, struct span s)
{
    static const char *const tells[] = {"报", "收", NULL};
    size_t n = trade_close(l, s);
    n = n ? n : word_before(l->p, s.first, s.end, tells);
    return n && n == span_length(s) && name_of_market(l, "收盘点位");
}

/* 跌幅为1.5%, 振幅达8%: how far it moved. */
static bool name_swing(struct labeller *l, struct span s)
{
    static const char *const swings[] = {"跌幅", "涨幅", "振幅", "波幅", "升幅", "降幅", NULL};
    size_t n = word_at(l->p, s.first, swings);
    if (!n || n != span_length(s) || !name_of_market(l, label_text(l, s)))
        return false;
    return l->c->change = true;
}

bool name_trade(struct labeller *l)
{
    static const char *const points[] = {"点", NULL};
    bool share = l->c->unit.kind == UNIT_PERCENT;
    if (!share && !word_at(l->p, l->c->unit.at.first, points))
        return false;
    struct span s = trim_copula(l, trim_openings(l, l->before));
    s = trim_left(l, s, when);
    return span_length(s) && span_length(s) <= LONGEST_CLOSE &&
           (share ? name_swing(l, s) : name_height(l, s));
}
