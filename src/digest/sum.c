/* SPDX-License-Identifier: MIT */
/*
 * Sums: a total and its parts.
 *
 * 其中 names some parts; that they are all is only claimed when the last of them is 其余, or when
 * there are two and they divide everything (男 and 女, 已… and 未…). Else a part may not be larger
 * than the total, and parts that exclude each other by name (…类, …级) may not be together. A list
 * is complete behind 分为, behind the colon of a total, between 由 and 组成, behind 包括 where the
 * total has a 共; not if 等 ends it. A total behind its parts says 共计 or 合计 and nothing else in
 * its clause, and no clause without a number stands between.
 *
 * Which figure is the total, and how far back a list of parts begins, the text may leave open.
 * Then every reading is tried, and it is only a fault when none holds. Nothing is said when a
 * number is rough, when another number stands between, or when the nouns differ: 3个镇 are not the
 * sum of 2个点 and 5个点.
 */
#include "digest/check.h"
#include "digest/words.h"

#include <string.h>

enum { MOST_PARTS = 40, BACK = 8, ROUND = 2 };

static const char *const among[] = {"其中", NULL};
static const char *const rest[] = {"其余", "余下", "剩余", "剩下", "其他", "其它", NULL};

struct parts { /* quantities first … end - 1; shares between them (占40%) are no parts */
    size_t first, end, count;
};

/* ---- lists -------------------------------------------------------------------------------- */

static const struct quantity *item(const struct quantities *q, size_t i)
{
    return &q->items[i];
}

static bool alike(const struct quantities *q, size_t a, size_t b)
{
    return quantity_alike(q->p, item(q, a), item(q, b));
}

static bool same_sentence(const struct quantities *q, size_t a, size_t b)
{
    return item(q, a)->sentence == item(q, b)->sentence;
}

static bool same_clause(const struct quantities *q, size_t a, size_t b)
{
    return item(q, a)->clause.first == item(q, b)->clause.first;
}

static bool has_digit(const struct quantities *q, struct span s)
{
    for (size_t i = s.first; i < s.end; i++) {
        uint32_t c = passage_at(q->p, i);
        if (is_digit(c) && !q->p->hidden[i])
            return true;
    }
    return false;
}

/* The parts from i on, as far as the unit is that of `like` and the sentence goes. */
static struct parts parts_from(const struct quantities *q, size_t i, size_t like)
{
    struct parts r = {i, i, 0};
    for (; r.end < q->count && same_sentence(q, i, r.end) && r.end - i < MOST_PARTS; r.end++) {
        bool share = item(q, r.end)->measure == PERCENT && r.end > i;
        if (!share && !alike(q, r.end, like))
            break;
        r.count += !share;
    }
    return r;
}

/* The same, but only within the clause and what 、 joins. */
static struct parts parts_in_clause(const struct quantities *q, size_t i, size_t like)
{
    struct parts r = parts_from(q, i, like);
    size_t end = i;
    for (r.count = 0; end < r.end && same_clause(q, i, end); end++)
        r.count += item(q, end)->measure != PERCENT;
    r.end = end;
    return r;
}

static bool is_part(const struct quantities *q, size_t i, size_t like)
{
    return item(q, i)->measure == item(q, like)->measure;
}

/* False if one of them says too little to add. */
static bool sum_parts(const struct quantities *q, struct parts r, struct interval *sum)
{
    *sum = (struct interval){0};
    for (size_t i = r.first; i < r.end; i++) {
        const struct quantity *c = item(q, i);
        if (!is_part(q, i, r.first))
            continue;
        if (c->rough || (i > r.first && has_digit(q, c->before)))
            return false;
        *sum = interval_sum(*sum, c->amount);
    }
    return true;
}

/* A total much rounder than its finest part may have been rounded: 3000 for 1234 and 1765. */
static struct interval rounded_total(const struct quantities *q, size_t total, struct parts r)
{
    const struct quantity *t = item(q, total);
    struct interval i = t->amount;
    int finest = t->zeros;
    for (size_t k = r.first; k < r.end; k++)
        if (is_part(q, k, r.first) && item(q, k)->zeros < finest)
            finest = item(q, k)->zeros;
    if (t->zeros < ROUND || t->zeros - finest < ROUND)
        return i;
    amount half = ONE / 2;
    for (int k = 0; k < t->zeros; k++)
        half *= 10;
    i.low = i.low < i.value - half ? i.low : i.value - half;
    i.high = i.high > i.value + half ? i.high : i.value + half;
    return i;
}

/* ---- nouns -------------------------------------------------------------------------------- */

/* The noun behind the unit, up to a mark or a 和. */
static struct span noun_of(const struct quantities *q, size_t i)
{
    struct span s = item(q, i)->after;
    size_t end = s.first;
    while (end < s.end && !q->p->hidden[end] && q->p->code[end] != U'、' &&
           q->p->code[end] != U'和' && q->p->code[end] != U'及' && q->p->code[end] != U'与')
        end++;
    return span_trim(q->p, (struct span){s.first, end});
}

static bool ends_like(const struct passage *p, struct span a, struct span b)
{
    size_t m = a.end - a.first, n = b.end - b.first, len = m < n ? m : n;
    return !memcmp(p->code + a.end - len, p->code + b.end - len, len * sizeof *p->code);
}

/* 个 and 项 count anything, and then the noun says what. */
static bool is_vague(const struct quantities *q, size_t i)
{
    static const char *const vague[] = {"个", "项", "家", "处", "种", "座", "所", "块",
                                        "支", "台", "套", "类", "组", "批", "条", NULL};
    struct span unit = item(q, i)->unit;
    return word_at(q->p, unit.first, vague) == unit.end - unit.first;
}

/* Whether what the total counts may be what the part counts. 3个镇: 松口镇12个 are not the same. */
static bool nouns_agree(const struct quantities *q, size_t total, size_t part)
{
    struct span t = noun_of(q, total), s = noun_of(q, part), gap = quantity_gap(item(q, part));
    if (!is_vague(q, total))
        return true;
    for (size_t i = gap.first; i < gap.end && t.end > t.first; i++)
        if (q->p->code[i] == q->p->code[t.end - 1])
            return false;
    return ends_like(q->p, t, s);
}

static bool all_agree(const struct quantities *q, size_t total, struct parts r)
{
    for (size_t i = r.first; i < r.end; i++)
        if (is_part(q, i, total) && !nouns_agree(q, total, i))
            return false;
    return true;
}

/* ---- what a list claims ------------------------------------------------------------------- */

/* Words around the i-th quantity: before it in its clause, and its noun. */
static bool is_called(const struct quantities *q, size_t i, const char *word)
{
    const char *const words[] = {word, NULL};
    return span_has(q->p, quantity_gap(item(q, i)), words) || span_has(q->p, noun_of(q, i), words);
}

/* Two parts that leave nothing out. The longer word of a pair stands first: 不合格, 合格. */
static bool divides(const struct quantities *q, size_t a, size_t b)
{
    static const char *const pairs[][2] = {
        {"男", "女"},         {"城镇", "农村"},   {"城市", "农村"},     {"城镇", "乡村"},
        {"国内", "国外"},     {"境内", "境外"},   {"内贸", "外贸"},     {"公办", "民办"},
        {"室内", "室外"},     {"本地", "外地"},   {"不合格", "合格"},   {"重点", "一般"},
        {"线上", "线下"},     {"省内", "省外"},   {"市内", "市外"},     {"县内", "县外"},
        {"区内", "区外"},     {"上午", "下午"},   {"出口", "进口"},     {"未成年", "成年"},
        {"未办结", "办结"},   {"未完成", "完成"}, {"未解决", "解决"},   {"未整改", "整改"},
        {"未化解", "化解"},   {"未开工", "开工"}, {"正在办理", "办结"}, {"正在整改", "整改"},
        {"正在解决", "解决"}, {"未达标", "达标"}, {"非贫困", "贫困"}};
    for (size_t i = 0; i < COUNT(pairs); i++) {
        const char *x = pairs[i][0], *y = pairs[i][1];
        bool nested = strstr(x, y);
        if ((is_called(q, a, x) && is_called(q, b, y) && !(nested && is_called(q, b, x))) ||
            (is_called(q, b, x) && is_called(q, a, y) && !(nested && is_called(q, a, x))))
            return true;
    }
    return false;
}

/* …类, 一级 …: every part excludes the others by its name. */
static bool excludes(const struct quantities *q, struct parts r)
{
    static const char *const ends[] = {"类", "型", "级", "等奖", NULL};
    static const char *const grades[] = {"一级", "二级", "三级",   "四级", "国家级", "省级", "市级",
                                         "县级", "一类", "二类",   "三类", "甲级",   "乙级", "丙级",
                                         "A级",  "B级",  "一等奖", "C级",  "D级",    NULL};
    for (size_t i = r.first; i < r.end; i++) {
        struct span gap = span_trim(q->p, quantity_gap(item(q, i)));
        if (is_part(q, i, r.first) && !word_before(q->p, gap.first, gap.end, ends) &&
            !span_has(q->p, gap, grades))
            return false;
    }
    return r.count > 1;
}

enum claim { CLAIM_NONE, CLAIM_MOST /* together no more than the total */, CLAIM_ALL };

/* What 其中 … says of its parts; *r becomes the list that it says it of. */
static enum claim claim_among(const struct quantities *q, struct parts *r)
{
    struct parts clause = parts_in_clause(q, r->first, r->first);
    size_t count = 0;
    for (size_t i = r->first; i < r->end; i++) {
        count += is_part(q, i, r->first);
        if (i > r->first && span_has(q->p, item(q, i)->before, rest)) {
            r->end = i + 1;
            r->count = count;
            return CLAIM_ALL;
        }
    }
    if (r->count == 2 && r->end == r->first + 2 && divides(q, r->first, r->first + 1))
        return CLAIM_ALL;
    *r = clause;
    return excludes(q, clause) ? CLAIM_MOST : CLAIM_NONE;
}

/* ---- readings ----------------------------------------------------------------------------- */

static const char *quoted_sum(struct findings *f, const struct quantities *q, struct parts r)
{
    struct buf b = {0};
    for (size_t i = r.first; i < r.end; i++)
        if (is_part(q, i, r.first))
            buf_addf(&b, "%s%s", i > r.first ? " + " : "",
                     quantity_told(f->arena, q->p, item(q, i), item(q, i)->amount.value));
    const char *text = arena_text(f->arena, b.text, b.len);
    buf_release(&b);
    return text;
}

static void report_sum(struct findings *f, const struct quantities *q, size_t total, struct parts r,
                       struct interval sum)
{
    const char *text = quantity_told(f->arena, q->p, item(q, total), sum.value);
    check_report(f, q, total, r.first,
                 arena_printf(f->arena, _("is not the sum of its parts: %s = %s"),
                              quoted_sum(f, q, r), text),
                 arena_printf(f->arena, "分项合计%s，与总数不符", text));
}

/* 居民人均收入: the average of all is no sum of averages. */
static bool is_average(const struct quantities *q, size_t i)
{
    static const char *const words[] = {MEAN_WORDS, RATE_WORDS, "单产", "每", NULL};
    struct span clause = item(q, i)->clause;
    return span_has(q->p, (struct span){clause.first, item(q, i)->at.first}, words);
}

/* Whether sum and total cannot be: equal, or at least the one not above the other. */
static bool fails(const struct quantities *q, size_t total, struct parts r, struct interval sum,
                  enum claim claim)
{
    struct interval t = rounded_total(q, total, r);
    if (is_average(q, total))
        return false;
    return claim == CLAIM_ALL ? !interval_meets(sum, t) : sum.low > t.high;
}

/* 存款增加[20亿元]: what is left of rises and falls, of which one rise may be more. 新增 is none.
 */
static bool is_net(const struct quantities *q, size_t i)
{
    static const char *const behind[] = {"了", "约", "近", "超", "超过", "逾", NULL};
    struct span s = span_trim(q->p, quantity_gap(item(q, i)));
    s.end -= word_before(q->p, s.first, s.end, behind);
    size_t n = listed_before(q->p, s.first, s.end, &words_change);
    return n && !(s.end - n > s.first && q->p->code[s.end - n - 1] == U'新');
}

/* The totals that a list behind 其中 may be of: all like it before it in its sentence, or in the
 * one before if it opens its own. */
static size_t totals_before(const struct quantities *q, size_t part, size_t found[BACK])
{
    size_t reach = span_has(q->p, item(q, part)->before, among) &&
                   item(q, part)->before.first == item(q, part)->opening;
    size_t n = 0;
    reach = item(q, part)->kind == UNIT_DURATION ? 0 : reach; /* 其中5天 of the month */
    for (size_t i = part; i-- > 0 && part - i <= BACK && n < BACK;) {
        if (item(q, i)->sentence + reach < item(q, part)->sentence)
            break;
        if (alike(q, i, part) && !(is_net(q, i) && is_net(q, part)))
            found[n++] = i;
    }
    return n;
}

/* 平均雨量30毫米, 均价10元, 35℃: what a part of the place or of the things may have more of. */
static bool is_mean(const struct quantities *q, size_t i)
{
    static const char *const degrees[] = {"摄氏度", "℃", "度", NULL};
    static const char *const means[] = {MEAN_WORDS, RATE_WORDS, EXTREME_WORDS, NULL};
    return word_at(q->p, item(q, i)->unit.first, degrees) ||
           span_has(q->p, quantity_gap(item(q, i)), means);
}

/* A part that is larger than every total before it. */
static void check_part(struct findings *f, const struct quantities *q, size_t part,
                       const size_t *found, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (item(q, part)->amount.low <= item(q, found[i])->amount.high || is_mean(q, found[i]) ||
            !nouns_agree(q, found[i], part))
            return;
    if (count)
        check_report(f, q, part, found[0], _("is more than the whole of which it is a part"),
                     "分项大于总数");
}

/* 其余 may be the rest of a part (165件, 满意150件, 其余15件), or of the first parts only. */
static bool rest_fits(const struct quantities *q, struct parts r, const size_t *found, size_t count)
{
    struct parts last = {r.end - 1, r.end, 1};
    struct interval sum, tail = item(q, last.first)->amount;
    for (size_t i = r.first; i < last.first; i++) {
        struct parts head = {r.first, i + 1, 2}, behind = {i + 1, r.end, 2};
        if (!is_part(q, i, r.first) || !sum_parts(q, head, &sum))
            continue;
        sum = interval_sum(sum, tail);
        for (size_t k = 0; k < count; k++)
            if (!fails(q, found[k], r, sum, CLAIM_ALL))
                return true;
        if (sum_parts(q, behind, &sum) && !fails(q, i, r, sum, CLAIM_ALL))
            return true;
    }
    return false;
}

static void check_among(struct findings *f, const struct quantities *q, size_t i)
{
    size_t found[BACK], count = totals_before(q, i, found);
    struct parts r = parts_from(q, i, i), clause = parts_in_clause(q, i, i);
    enum claim claim = claim_among(q, &r);
    struct interval sum;
    size_t before = f->count;
    for (size_t k = clause.first; k < clause.end; k++)
        if (is_part(q, k, i) && f->count == before)
            check_part(f, q, k, found, count);
    if (f->count > before || !count || claim == CLAIM_NONE || !sum_parts(q, r, &sum))
        return;
    for (size_t k = 0; k < count; k++)
        if (item(q, found[k])->rough || !all_agree(q, found[k], r) ||
            !fails(q, found[k], r, sum, claim))
            return;
    if (r.count > 2 && claim == CLAIM_ALL && rest_fits(q, r, found, count))
        return;
    report_sum(f, q, found[0], r, sum);
}

/* ---- lists that say that they are whole --------------------------------------------------- */

static bool has_total(const struct quantities *q, size_t i)
{
    struct span gap = quantity_gap(item(q, i));
    return span_has(q->p, gap, words_sum.list);
}

/* A colon is all that stands between the total, its noun, and the first part. */
static bool behind_colon(const struct quantities *q, size_t total)
{
    const struct quantity *t = item(q, total);
    uint32_t c = passage_at(q->p, t->clause.end);
    return (c == U'：' || c == ':') && t->after.end == t->clause.end &&
           item(q, total + 1)->clause.first == t->clause.end + 1;
}

/* What opens the list between the total and its first part. */
static bool opens_list(const struct quantities *q, size_t total)
{
    static const char *const divided[] = {"分为", "分成", "分别为", "分别是", NULL};
    static const char *const including[] = {"包括", "包含", "涵盖", NULL};
    struct span s = item(q, total + 1)->before;
    return behind_colon(q, total) || span_has(q->p, s, divided) ||
           (has_total(q, total) && span_has(q->p, s, including));
}

/* Whether quantity i, outside a list in the same sentence, may belong to it all the same: it is
 * like it, or stands in the clause at its end. */
static bool may_belong(const struct quantities *q, size_t i, size_t end, size_t total)
{
    return alike(q, i, total) || same_clause(q, i, end);
}

/* Nothing behind the list may belong to it, and no 等 leaves it open. */
static bool is_whole(const struct quantities *q, size_t total, struct parts r)
{
    size_t last = r.end - 1;
    struct span s = {item(q, total)->after.first, item(q, last)->after.end};
    static const char *const open[] = {"等", "其中", "各", "每", "以及其他", "上年", "去年", NULL};
    for (size_t i = r.end; i < q->count && same_sentence(q, i, total); i++)
        if (i - r.end == MOST_PARTS || may_belong(q, i, last, total))
            return false;
    return r.count > 1 && !span_has(q->p, s, open);
}

static void check_list(struct findings *f, const struct quantities *q, size_t total)
{
    if (total + 1 >= q->count || !same_sentence(q, total, total + 1) ||
        !alike(q, total, total + 1) || !opens_list(q, total))
        return;
    bool colon = behind_colon(q, total);
    struct parts r = colon ? parts_from(q, total + 1, total) : parts_in_clause(q, total + 1, total);
    struct interval sum;
    if (is_whole(q, total, r) && !item(q, total)->rough && all_agree(q, total, r) &&
        sum_parts(q, r, &sum) && fails(q, total, r, sum, CLAIM_ALL))
        report_sum(f, q, total, r, sum);
}

/* 由党员5人、群众3人组成: the list between the two words. */
static void check_composed(struct findings *f, const struct quantities *q, size_t total)
{
    static const char *const by[] = {"由", NULL}, *const made[] = {"组成", "构成", NULL};
    if (total + 1 >= q->count || !same_sentence(q, total, total + 1) ||
        !alike(q, total, total + 1) || !span_has(q->p, item(q, total + 1)->before, by))
        return;
    struct parts r = parts_in_clause(q, total + 1, total);
    struct interval sum;
    if (span_has(q->p, item(q, r.end - 1)->after, made) && is_whole(q, total, r) &&
        !item(q, total)->rough && all_agree(q, total, r) && sum_parts(q, r, &sum) &&
        fails(q, total, r, sum, CLAIM_ALL))
        report_sum(f, q, total, r, sum);
}

/* ---- a total behind its parts ------------------------------------------------------------- */

/* 共计800份 and nothing else in the clause. */
static bool sums_up(const struct quantities *q, size_t i)
{
    static const char *const words[] = {"共",   "共计", "合计", "总计", "总共", "一共", "以上",
                                        "三项", "两项", "各项", "全部", "累计", "为",   "达",
                                        "有",   "三者", "两者", "四项", NULL};
    const struct quantity *t = item(q, i);
    struct span gap = quantity_gap(t), after = span_trim(q->p, t->after);
    return t->before.end == gap.end && gap.first == t->clause.first && has_total(q, i) &&
           span_only(q->p, gap, words) && after.first == after.end;
}

/* Two of them in one clause are a list. */
static bool is_list(const struct quantities *q, size_t first, size_t total)
{
    for (size_t i = first; i + 1 < total; i++)
        if (same_clause(q, i, i + 1))
            return true;
    return false;
}

/* Nothing before the parts may belong to them: 白菜5件、大米3吨、苹果2件、梨1件，共8件. */
static bool is_first(const struct quantities *q, size_t first, size_t total)
{
    for (size_t i = first; i-- > 0 && same_sentence(q, i, total);)
        if (first - i > MOST_PARTS || may_belong(q, i, first, total))
            return false;
    return true;
}

/* No clause without a number before the total: 三是公交类，共14件 counts what that one names. */
static bool follows_parts(const struct quantities *q, size_t total)
{
    return total > 0 && item(q, total)->clause.first <= item(q, total - 1)->clause.end + 1;
}

/* The parts may begin at any quantity before the total: it is a fault when no beginning fits. */
static void check_behind(struct findings *f, const struct quantities *q, size_t total)
{
    static const char *const other[] = {"其中", "等",   "增加", "减少", "增长", "比",
                                        "较",   "平均", "每",   "各",   NULL};
    struct parts r = {total, total, 0}, all = r;
    struct interval sum;
    if (!sums_up(q, total) || !follows_parts(q, total) || item(q, total)->rough)
        return;
    while (r.first-- > 0 && same_sentence(q, r.first, total) && alike(q, r.first, total)) {
        if (++r.count > MOST_PARTS)
            return;
        if (r.count > 1 && (!sum_parts(q, r, &sum) || !all_agree(q, total, r) ||
                            !fails(q, total, r, sum, CLAIM_ALL)))
            return;
        all = r;
    }
    struct span s = {item(q, all.first)->before.first, item(q, total)->at.first};
    if (all.count > 1 && is_list(q, all.first, total) && is_first(q, all.first, total) &&
        !span_has(q->p, s, other) && sum_parts(q, all, &sum))
        report_sum(f, q, total, all, sum);
}

void check_sums(struct findings *f, const struct quantities *q)
{
    for (size_t i = 0; i < q->count; i++) {
        if (item(q, i)->measure != COUNTED)
            continue;
        struct span gap = item(q, i)->before;
        if (span_has(q->p, gap, among))
            check_among(f, q, i);
        check_list(f, q, i);
        check_composed(f, q, i);
        check_behind(f, q, i);
    }
}
