/* SPDX-License-Identifier: MIT */
/*
 * Changes: a figure before, a figure behind, and by how much.
 *
 *     由A减少到B，减少C            both ends are told, and C may be a number, a share or a multiple
 *     B，比上年的A增加C            the same with the ends the other way round
 *     去年A，今年B，增长C          the same in two clauses
 *     去年A，今年增加C，达到B      the end is told last
 *     B，比同期增加C，增长P        the change is told twice: P is C on B - C
 *     是A的K倍                     a multiple of the earlier figure
 *
 * The clause of C holds its verb and nothing else: 同比 and 年均 have a base of their own, so has a
 * part of a year beside a whole one. A rise to a smaller number is a fault where the verb leaves no
 * other sense; 精度由5米提高到1米 is none.
 */
#include "digest/check.h"
#include "digest/words.h"

static const char *const rises[] = {
    "增长", "增加", "净增", "增", "上升", "上涨", "提高", "提升", "扩大",   "新增", "增产",
    "增收", "多",   "涨",   "升", "延长", "增幅", "涨幅", "升幅", "增长率", "增速", NULL};
static const char *const falls[] = {"下降",   "减少",   "降低",   "缩短",   "压缩", "压减",
                                    "缩减",   "精简",   "下跌",   "下滑",   "回落", "减",
                                    "降",     "少",     "减产",   "减幅",   "降幅", "跌幅",
                                    "压减率", "压缩率", "下降率", "减少率", NULL};
/* What may stand beside the verb without giving the change another base. */
static const char *const fillers[] = {"了",   "达",   "为",   "到",   "也",   "共",   "即", "相比",
                                      "分别", "实际", "整整", "就",   "又",   "再",   "净", "比例",
                                      "达到", "已",   "，",   "今年", "时间", "幅度", "现", NULL};

static const struct quantity *item(const struct quantities *q, size_t i)
{
    return &q->items[i];
}

static bool alike(const struct quantities *q, size_t a, size_t b)
{
    return quantity_alike(q->p, item(q, a), item(q, b));
}

static bool together(const struct quantities *q, size_t first, size_t last)
{
    return last < q->count && item(q, first)->sentence == item(q, last)->sentence;
}

/* The clause that the quantity stands in follows on that of the one before. */
static bool follows_on(const struct quantities *q, size_t i)
{
    return item(q, i)->clause.first == item(q, i - 1)->clause.first ||
           item(q, i)->clause.first == item(q, i - 1)->clause.end + 1;
}

/* ---- verbs -------------------------------------------------------------------------------- */

enum way { WAY_NONE, WAY_RISE, WAY_FALL };

static enum way way_at(const struct passage *p, size_t i, size_t *len)
{
    size_t rise = word_at(p, i, rises), fall = word_at(p, i, falls);
    *len = rise > fall ? rise : fall;
    return !*len ? WAY_NONE : rise > fall ? WAY_RISE : WAY_FALL;
}

/* The way of a span that holds one verb of change, fillers and nothing else. */
static enum way only_way(const struct passage *p, struct span s)
{
    enum way way = WAY_NONE;
    s = span_trim(p, s);
    for (size_t i = s.first, n; i < s.end; i += n) {
        enum way here = way_at(p, i, &n);
        size_t filler = word_at(p, i, fillers);
        if (filler > n) {
            n = filler;
        } else if (!n || (way && way != here)) {
            return WAY_NONE;
        } else {
            way = here;
        }
    }
    return way;
}

/* The way of the last verb of change in s that 到 or 至 follows: 由A[减少到]B. */
static enum way way_to(const struct passage *p, struct span s)
{
    static const char *const to[] = {"到", "至", "为", "成", "到了", NULL};
    static const char *const before[] = {"约", "近", "超", NULL};
    for (size_t i = s.end, n; i-- > s.first;) {
        enum way way = p->hidden[i] ? WAY_NONE : way_at(p, i, &n);
        size_t behind = way ? word_at(p, i + n, to) : 0;
        if (behind && i + n + behind <= s.end)
            return span_only(p, (struct span){i + n + behind, s.end}, before) ? way : WAY_NONE;
    }
    return WAY_NONE;
}

/* ---- how much ----------------------------------------------------------------------------- */

static struct interval distance(struct interval a, struct interval b)
{
    struct interval d = {a.value - b.value, a.low - b.high, a.high - b.low};
    return a.value >= b.value ? d : (struct interval){-d.value, -d.high, -d.low};
}

/* Between two shares, 提高25% may be per cent or points. */
static bool fits_distance(const struct quantities *q, size_t from, size_t to, size_t change,
                          struct interval d)
{
    const struct quantity *c = item(q, change);
    bool points = item(q, from)->measure == PERCENT && c->measure != COUNTED;
    if (!(alike(q, from, change) || points))
        return false;
    return interval_meets(d, c->amount) || item(q, from)->rough || item(q, to)->rough || c->rough;
}

static bool fits_change(const struct quantities *q, size_t from, size_t to, size_t change)
{
    const struct quantity *a = item(q, from), *b = item(q, to), *c = item(q, change);
    struct interval d = distance(a->amount, b->amount);
    if (fits_distance(q, from, to, change, d))
        return true;
    if (c->measure == PERCENT || c->measure == TIMES)
        return ratio_meets(ratio_change(a->amount, b->amount), c->measure == PERCENT ? 100 : 1,
                           c->amount);
    return c->measure == POINTS ? a->measure != PERCENT : !alike(q, from, change);
}

/* What the change would be, in the unit in which it was told. */
static const char *told_change(struct findings *f, const struct quantities *q, size_t from,
                               size_t to, size_t change)
{
    struct interval a = item(q, from)->amount, b = item(q, to)->amount;
    switch (item(q, change)->measure) {
    case PERCENT:
        return arena_printf(f->arena, "%s%%", ratio_text(f->arena, ratio_change(a, b), 100));
    case TIMES:
        return arena_printf(f->arena, "%s倍", ratio_text(f->arena, ratio_change(a, b), 1));
    default:
        return quantity_told(f->arena, q->p, item(q, change), distance(a, b).value);
    }
}

static void report_change(struct findings *f, const struct quantities *q, size_t from, size_t to,
                          size_t change)
{
    const char *is = told_change(f, q, from, to, change);
    check_report(f, q, change, from < to ? from : to,
                 arena_printf(f->arena, _("does not fit its two ends: the change is %s"), is),
                 arena_printf(f->arena, "按前后数推算为%s", is));
}

static void check_ends(struct findings *f, const struct quantities *q, size_t from, size_t to,
                       size_t change)
{
    if (!fits_change(q, from, to, change))
        report_change(f, q, from, to, change);
}

/* ---- 由A减少到B ---------------------------------------------------------------------------- */

/* 由 or 从 stands before it, with no more than a time between: 由2020年的26件. */
static bool is_origin(const struct passage *p, const struct quantity *a)
{
    static const char *const from[] = {"由", "从", NULL};
    enum { REACH = 12 };
    struct span s = quantity_gap(a);
    if (s.end - s.first > REACH)
        s.first = s.end - REACH;
    return span_has(p, s, from);
}

/* A rise or fall that leaves no other sense: of numbers, not of ranks or of fineness. */
static bool is_plain(const struct passage *p, struct span s, enum way way)
{
    static const char *const up[] = {"增长到", "增加到", "增长至", "增加至", "增至",
                                     "增到",   "延长到", "延长至", NULL};
    static const char *const down[] = {"减少到", "减少至", "缩短到", "缩短至", "压减到",
                                       "压减至", "缩减到", "缩减至", "精简到", "精简至",
                                       "减至",   "减到",   NULL};
    return span_has(p, s, way == WAY_RISE ? up : down);
}

static bool goes_wrong(const struct quantity *a, const struct quantity *b, enum way way)
{
    return way == WAY_RISE ? b->amount.high < a->amount.low : b->amount.low > a->amount.high;
}

static void check_course(struct findings *f, const struct quantities *q, size_t from)
{
    size_t to = from + 1, change = from + 2;
    if (!together(q, from, to) || !alike(q, from, to) || !is_origin(q->p, item(q, from)))
        return;
    struct span s = item(q, to)->before;
    enum way way = way_to(q->p, s);
    if (!way)
        return;
    if (is_plain(q->p, s, way) && goes_wrong(item(q, from), item(q, to), way))
        check_report(f, q, to, from,
                     way == WAY_RISE ? _("is told as a rise, and is less than before")
                                     : _("is told as a fall, and is more than before"),
                     "与前数的增减方向不符");
    else if (together(q, from, change) && follows_on(q, change) &&
             only_way(q->p, item(q, change)->before) == way)
        check_ends(f, q, from, to, change);
}

/* ---- B，比上年的A增加C ---------------------------------------------------------------------- */

static void check_compared(struct findings *f, const struct quantities *q, size_t to)
{
    static const char *const than[] = {"比", "较", NULL};
    static const char *const other[] = {"同比", "环比", "占比", "比例", "比重", NULL};
    size_t from = to + 1, change = to + 2;
    if (!together(q, to, change) || !alike(q, to, from) || !follows_on(q, from))
        return;
    struct span s = quantity_gap(item(q, from));
    enum way way = only_way(q->p, item(q, change)->before);
    if (way && span_has(q->p, s, than) && !span_has(q->p, s, other) && follows_on(q, change) &&
        item(q, from)->clause.first == item(q, change)->clause.first)
        check_ends(f, q, from, to, change);
}

/* ---- 去年A，今年B，增长C --------------------------------------------------------------------- */

static const char *const last[] = {"去年", "上年", "前年", "上月",     "上季度",   "上周", "原有",
                                   "原来", "年初", "此前", "去年同期", "上年同期", NULL};
static const char *const now[] = {NOW_WORDS, "今年", "本年", "本月",
                                  "本季度",  "本周", "现有", NULL};

/* Part of a year beside a whole one. */
static bool spans_differ(const struct passage *p, struct span a, struct span b)
{
    static const char *const partial[] = {"上半年", "季度", "月",   "截至", "以来",
                                          "前三季", "至今", "期间", "计划", "预计",
                                          "目标",   "周",   NULL};
    static const char *const same[] = {"同期", NULL};
    return (span_has(p, a, partial) || span_has(p, b, partial)) &&
           !(span_has(p, a, same) || span_has(p, b, same));
}

static struct span whole_gap(const struct quantity *a)
{
    return (struct span){a->before.first, a->at.first};
}

static void check_years(struct findings *f, const struct quantities *q, size_t from)
{
    size_t to = from + 1, change = from + 2;
    if (!together(q, from, change) || !alike(q, from, to) || !follows_on(q, to) ||
        !follows_on(q, change))
        return;
    struct span a = whole_gap(item(q, from)), b = whole_gap(item(q, to));
    if (span_has(q->p, a, last) && !span_has(q->p, a, now) && span_has(q->p, b, now) &&
        !span_has(q->p, b, last) && !spans_differ(q->p, a, b) &&
        only_way(q->p, item(q, change)->before))
        check_ends(f, q, from, to, change);
}

/* ---- 去年A，今年增加C，达到B ------------------------------------------------------------------
 */

static bool reaches(const struct passage *p, const struct quantity *b)
{
    static const char *const words[] = {"达到",   "达",     "增至",   "增加到", "总数", "总量",
                                        "减至",   "降至",   "减少到", "增加至", "为",   "了",
                                        "总数达", "总量达", "减少至", NULL};
    struct span gap = span_trim(p, whole_gap(b));
    return gap.end > gap.first && span_only(p, gap, words);
}

static void check_step(struct findings *f, const struct quantities *q, size_t from)
{
    size_t change = from + 1, to = from + 2;
    if (!together(q, from, to) || !alike(q, from, change) || !alike(q, from, to) ||
        !follows_on(q, change) || !follows_on(q, to) || !reaches(q->p, item(q, to)))
        return;
    struct span a = whole_gap(item(q, from)), c = item(q, change)->before;
    enum way way = only_way(q->p, c);
    struct interval start = item(q, from)->amount, by = item(q, change)->amount;
    struct interval end =
        way == WAY_RISE
            ? interval_sum(start, by)
            : (struct interval){start.value - by.value, start.low - by.high, start.high - by.low};
    if (!way || !span_has(q->p, a, last) || item(q, from)->rough || item(q, change)->rough ||
        item(q, to)->rough || interval_meets(end, item(q, to)->amount))
        return;
    const char *is = quantity_told(f->arena, q->p, item(q, to), end.value);
    check_report(
        f, q, to, from,
        arena_printf(f->arena, _("does not fit what is told before it: it would be %s"), is),
        arena_printf(f->arena, "按前后数推算为%s", is));
}

/* ---- B，比同期增加C，增长P ------------------------------------------------------------------- */

/* 比同期增加, 同比减少: a change against an earlier time that is not told. */
static enum way way_against(const struct passage *p, struct span s)
{
    for (size_t i = s.end, n; i-- > s.first;) {
        enum way way = p->hidden[i] ? WAY_NONE : way_at(p, i, &n);
        if (way && i + n <= s.end && span_only(p, (struct span){i + n, s.end}, fillers))
            return span_has(p, (struct span){s.first, i}, words_comparing.list) ? way : WAY_NONE;
    }
    return WAY_NONE;
}

static void check_twofold(struct findings *f, const struct quantities *q, size_t to)
{
    size_t change = to + 1, share = to + 2;
    if (!together(q, to, share) || item(q, share)->measure != PERCENT || !alike(q, to, change) ||
        !follows_on(q, change) || !follows_on(q, share))
        return;
    enum way way = way_against(q->p, quantity_gap(item(q, change)));
    if (!way || way != only_way(q->p, item(q, share)->before))
        return;
    struct ratio r = ratio_told(item(q, change)->amount, item(q, to)->amount, way == WAY_RISE);
    if (ratio_meets(r, 100, item(q, share)->amount))
        return;
    const char *is = ratio_text(f->arena, r, 100);
    check_report(
        f, q, share, change,
        arena_printf(f->arena, _("does not fit the change beside it: it would be %s%%"), is),
        arena_printf(f->arena, "按增减数推算为%s%%", is));
}

/* ---- 是A的K倍 ------------------------------------------------------------------------------- */

static bool is_multiple(const struct quantities *q, size_t from, size_t times)
{
    static const char *const is[] = {"是", "为", "相当于", NULL};
    static const char *const of[] = {"的", NULL};
    struct span gap = quantity_gap(item(q, from));
    return item(q, times)->measure == TIMES && span_has(q->p, gap, is) &&
           !span_has(q->p, gap, (const char *const[]){"同期", "人均", "户均", NULL}) &&
           item(q, times)->before.end > item(q, times)->before.first &&
           span_only(q->p, item(q, times)->before, of);
}

static void check_multiple(struct findings *f, const struct quantities *q, size_t to)
{
    size_t from = to + 1, times = to + 2;
    if (!together(q, to, times) || !alike(q, to, from) || !follows_on(q, from) ||
        !is_multiple(q, from, times))
        return;
    struct ratio r = ratio_of(item(q, to)->amount, item(q, from)->amount);
    if (ratio_meets(r, 1, item(q, times)->amount))
        return;
    const char *is = ratio_text(f->arena, r, 1);
    check_report(f, q, times, to,
                 arena_printf(f->arena, _("does not fit the two figures: it would be %s倍"), is),
                 arena_printf(f->arena, "按前后数推算为%s倍", is));
}

void check_changes(struct findings *f, const struct quantities *q)
{
    for (size_t i = 0; i + 1 < q->count; i++) {
        enum measure measure = item(q, i)->measure;
        if (measure != COUNTED && measure != PERCENT)
            continue;
        check_course(f, q, i);
        check_compared(f, q, i);
        check_years(f, q, i);
        check_step(f, q, i);
        check_twofold(f, q, i);
        check_multiple(f, q, i);
    }
}
