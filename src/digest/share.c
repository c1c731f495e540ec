/* SPDX-License-Identifier: MIT */
/*
 * Shares, rates and averages.
 *
 *     200人，其中女性80人，占40%         a share of the total, when 占 names no other base
 *     收集180件，办结165件，办结率91.7%  a rate that is called by the verb of its part
 *     为32户发放补助4.8万元，户均1500元  an average of the sum in the clause before it
 *
 * 占全县… and 综合办结率 have a base that the sentence need not tell, so nothing is said of them.
 * Where several figures could be the base of a rate, it is only a fault when none fits.
 */
#include "digest/check.h"
#include "digest/words.h"

enum { BACK = 8, LONGEST_VERB = 4 };

static const struct quantity *item(const struct quantities *q, size_t i)
{
    return &q->items[i];
}

static bool alike(const struct quantities *q, size_t a, size_t b)
{
    return quantity_alike(q->p, item(q, a), item(q, b));
}

static bool together(const struct quantities *q, size_t a, size_t b)
{
    return item(q, a)->sentence == item(q, b)->sentence;
}

static bool fits(const struct quantities *q, size_t part, size_t whole, size_t share)
{
    return ratio_meets(ratio_of(item(q, part)->amount, item(q, whole)->amount), 100,
                       item(q, share)->amount);
}

static void report(struct findings *f, const struct quantities *q, size_t part, size_t whole,
                   size_t share)
{
    const char *is =
        ratio_text(f->arena, ratio_of(item(q, part)->amount, item(q, whole)->amount), 100);
    check_report(
        f, q, share, whole,
        arena_printf(f->arena, _("does not fit the part and the whole: it would be %s%%"), is),
        arena_printf(f->arena, "按分项与总数推算为%s%%", is));
}

/* ---- 占 ----------------------------------------------------------------------------------- */

/* 占40%, 占总数的40%: of the total that was told; `total` if it is named as one. */
static bool is_share(const struct passage *p, const struct quantity *share, bool *total)
{
    static const char *const takes[] = {"占", "占比", NULL};
    static const char *const whole[] = {"总数", "总人数", "总量", "总额", "总户数", NULL};
    static const char *const words[] = {"占",   "占比", "占到", "比重", "比例",   "了",     "达",
                                        "达到", "为",   "总数", "总量", "总额",   "总人数", "的",
                                        "到",   "约",   "近",   "超",   "总户数", NULL};
    struct span s = span_trim(p, quantity_gap(share));
    *total = span_has(p, s, whole);
    return word_at(p, s.first, takes) && span_only(p, s, words);
}

/* The total of the part: behind 其中 what stands before its list, else what stands before it. */
static size_t total_of(const struct quantities *q, size_t part, bool *clear)
{
    static const char *const among[] = {"其中", NULL};
    size_t i = part;
    for (*clear = false; i > 0 && part - i < BACK && together(q, i - 1, part); i--) {
        if (span_has(q->p, item(q, i)->before, among)) {
            *clear = alike(q, i - 1, part);
            return i - 1;
        }
        if (!alike(q, i - 1, part) && item(q, i - 1)->measure != PERCENT)
            break;
    }
    return part ? part - 1 : 0;
}

static bool earlier_alike(const struct quantities *q, size_t i)
{
    for (size_t k = i; k-- > 0 && i - k <= BACK && together(q, k, i);)
        if (alike(q, k, i))
            return true;
    return false;
}

static void check_share(struct findings *f, const struct quantities *q, size_t share)
{
    bool named, clear;
    size_t part = share - 1;
    if (!share || item(q, share)->measure != PERCENT || !together(q, part, share) ||
        item(q, part)->measure != COUNTED || !is_share(q->p, item(q, share), &named))
        return;
    size_t whole = total_of(q, part, &clear);
    bool follows = item(q, share)->clause.first <= item(q, part)->clause.end + 1;
    bool alone = named && whole < part && together(q, whole, part) && alike(q, whole, part) &&
                 !earlier_alike(q, whole);
    if (follows && (clear || alone) && !fits(q, part, whole, share))
        report(f, q, part, whole, share);
}

/* ---- 率 ----------------------------------------------------------------------------------- */

/* The verb of 办结率: all that stands in the clause before 率, or nothing. */
static struct span verb_of_rate(const struct passage *p, const struct quantity *rate)
{
    static const char *const behind[] = {"为", "达",   "达到", "是", "达到了",
                                         "约", "高达", "超",   "近", NULL};
    struct span s = span_trim(p, quantity_gap(rate));
    for (size_t i = s.first; i < s.end; i++)
        if (p->code[i] == U'率')
            return i - s.first >= 2 && i - s.first <= LONGEST_VERB &&
                           span_only(p, (struct span){i + 1, s.end}, behind)
                       ? (struct span){s.first, i}
                       : (struct span){0, 0};
    return (struct span){0, 0};
}

/* Whether the verb stands before the quantity and nothing limits it: 办结165件, 已办结了165件, not
 * 当场办结. */
static bool is_done(const struct quantities *q, const struct quantity *part, struct span verb)
{
    static const char *const behind[] = {"了", "共", "已", "达", "达到", NULL};
    static const char *const before[] = {DONE_WORDS, "共",   "累计", "全部", "均",
                                         "目前",     "实际", "现",   NULL};
    const struct passage *p = q->p;
    const char *const words[] = {passage_text(q->arena, p, verb), NULL};
    struct span gap = quantity_gap(part);
    for (size_t i = gap.first; i < gap.end; i++) {
        size_t n = word_at(p, i, words);
        if (n && i + n <= gap.end && span_only(p, (struct span){i + n, gap.end}, behind) &&
            span_only(p, (struct span){gap.first, i}, before))
            return true;
    }
    return false;
}

/* The part of which the rate speaks; the rate itself if there is none. */
static size_t part_of_rate(const struct quantities *q, size_t rate)
{
    struct span verb = verb_of_rate(q->p, item(q, rate));
    for (size_t i = rate; verb.end && i-- > 0 && rate - i <= BACK && together(q, i, rate);)
        if (item(q, i)->measure == COUNTED && is_done(q, item(q, i), verb))
            return i;
    return rate;
}

/* The first figure that could be the base of the rate; the part if one fits or there is none. */
static size_t failing_base(const struct quantities *q, size_t part, size_t rate)
{
    size_t base = part;
    for (size_t i = part; i-- > 0 && part - i <= BACK && together(q, i, part);) {
        if (!alike(q, i, part))
            continue;
        if (fits(q, part, i, rate))
            return part;
        if (base == part && item(q, i)->amount.low >= item(q, part)->amount.high)
            base = i;
    }
    return base;
}

static void check_rate(struct findings *f, const struct quantities *q, size_t rate)
{
    if (item(q, rate)->measure != PERCENT)
        return;
    size_t part = part_of_rate(q, rate), base = failing_base(q, part, rate);
    if (part < rate && base < part)
        report(f, q, part, base, rate);
}

/* ---- 户均 --------------------------------------------------------------------------------- */

static bool counts_households(const struct passage *p, const struct quantity *c, bool households)
{
    uint32_t unit = c->unit.first < c->unit.end ? p->code[c->unit.first] : 0;
    bool one = c->unit.end - c->unit.first == 1;
    return one && (households ? unit == U'户' : unit == U'人' || unit == U'名' || unit == U'位');
}

/* 户均 and no other word than the copula, so that it can only be the sum before it. */
static bool is_average(const struct passage *p, const struct quantity *v, bool households)
{
    static const char *const household[] = {"户均", "每户", "平均每户", "每户平均", "达",
                                            "为",   "达到", "约",       NULL};
    static const char *const person[] = {"人均", "每人", "平均每人", "每人平均", "达",
                                         "为",   "达到", "约",       NULL};
    struct span s = span_trim(p, quantity_gap(v));
    return s.end >= s.first + 2 && span_only(p, s, households ? household : person);
}

static void check_average(struct findings *f, const struct quantities *q, size_t v)
{
    bool households = v >= 2 && is_average(q->p, item(q, v), true);
    if (v < 2 || !(households || is_average(q->p, item(q, v), false)))
        return;
    const struct quantity *number = item(q, v - 2), *sum = item(q, v - 1);
    if (!together(q, v - 2, v) || !alike(q, v - 1, v) ||
        sum->clause.first != number->clause.first ||
        item(q, v)->clause.first != sum->clause.end + 1 ||
        !counts_households(q->p, number, households) || number->rough)
        return;
    struct ratio r = ratio_of(sum->amount, number->amount);
    if (ratio_meets(r, 1, item(q, v)->amount))
        return;
    amount each = r.value_below > 0 ? (amount)(r.value_above * ONE / r.value_below) : 0;
    const char *is = quantity_told(f->arena, q->p, item(q, v), each / 10000 * 10000);
    check_report(
        f, q, v, v - 1,
        arena_printf(f->arena, _("is not the average of the sum before it: that is %s"), is),
        arena_printf(f->arena, "按总数推算为%s", is));
}

void check_shares(struct findings *f, const struct quantities *q)
{
    for (size_t i = 0; i < q->count; i++) {
        check_share(f, q, i);
        check_rate(f, q, i);
        check_average(f, q, i);
    }
}
