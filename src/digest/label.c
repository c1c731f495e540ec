/* SPDX-License-Identifier: MIT */
/*
 * Labels: what a number counts, as the shortest phrase that a row of a table would show.
 *
 * Three forms carry nearly all figures of a report:
 *     verb + object + number + unit            发放资料600份           → 发放资料
 *     verb + number + classifier + noun        建成6个驿站             → 建成驿站
 *     noun + copula + number + unit            办结率为98%             → 办结率
 * label_count() finds the text before the number (label_before.c), back to the clause's beginning
 * or to the number before it, trims it (label_trim.c) and takes 年均 and 每户 out of it
 * (label_per.c). Then it tries the forms in turn, the most certain first: rows of values (row.c),
 * by what something has its place (label_by.c), both ends of a change and a change without its
 * topic (label_change.c), dimensions and the noun
 * behind the unit (label_noun.c, noun.c), what is traded (label_trade.c), scores, prices and a verb
 * alone (label_verb.c), durations (label_duration.c), some of what was counted before
 * (label_some.c), those of a kind that a limit tells (label_which.c), and the phrase before the
 * number (label_phrase.c, label_cut.c). What is left open is taken from the figure before, or from
 * the clause before it (label_rest.c). Parts and totals lend each other their names
 * (label_among.c), a bare deed takes the kind that the sentence told (label_kind.c), half a topic
 * the other half (topic.c), what says nothing in a table is left out (label_plain.c), and whether
 * the label can stand alone is seen to by sound.c.
 *
 * Rejected: a word segmenter, whose dictionary decides differently for every new name, so that the
 * same sentence with another village gets another label. Every step looks at a few dozen characters
 * to either side, so a clause without end costs no more than a short one.
 */
#include "digest/label.h"
#include "digest/digest.h"
#include "digest/words.h"

#include <string.h>

void name_as(struct labeller *l, const char *verb, const char *object)
{
    l->c->verb = verb;
    l->c->object = object;
    l->c->label = arena_printf(l->a, "%s%s", verb, object);
}

/* 接待游客5.3万人次，单日最高1.2万人次: the peak of what was counted before, in a span of time. */
static bool name_peak(struct labeller *l)
{
    static const char *const spans[] = {"单日", "单月", "单场", "单次", "每天", "一天", "日", NULL};
    static const char *const reached[] = {"达", "为", "达到", "有", "是", NULL};
    const struct count *f = among_lender(l);
    size_t at = l->c->number.at.first;
    at -= about_before(l->p, l->c->before, at);
    struct span s = trim_right(l, (struct span){l->c->before, at}, reached);
    s = trim_right(l, trim_openings(l, s), (const char *const[]){" ", NULL});
    size_t n = word_at(l->p, s.first, spans),
           m = listed_before(l->p, s.first, s.end, &words_extreme);
    if (!f || !n || !m || n + m != span_length(s))
        return false;
    name_as(l, f->verb, f->object);
    l->c->label = arena_printf(l->a, "%s%s", label_text(l, s), f->label);
    return true;
}

/* 17期544人次: the same thing, counted in another unit. */
static bool name_same(struct labeller *l)
{
    const struct count *f = l->former;
    if (span_length(l->before) || !f || f->clause.first != l->c->clause.first || l->c->joined ||
        l->c->number.at.first > f->follow + 1)
        return false;
    size_t unit = span_length(l->c->unit.at);
    const char *who = l->c->unit.kind != UNIT_PERSON ? "" : unit > 1 ? "参加人次" : "人数";
    static const char *const people[] = {"人员", NULL};
    size_t done = f->unit.kind == UNIT_PERSON && !who[0] && !strcmp(f->label, f->object)
                      ? label_ends(f->label, people)
                      : 0; /* 7人11次打破纪录: what they did 11 times */
    static const char *const folk[] = {"人口", "人员", "群众", "职工", "居民", NULL};
    if (label_ends(f->label, folk))
        who = "";
    name_as(l, f->verb, f->object);
    l->c->label = done ? arena_text(l->a, f->label, strlen(f->label) - done)
                       : arena_printf(l->a, "%s%s", f->label, who);
    return true;
}

/* 全国50%的光伏玻璃、20%的光伏组件: shares of things in a row. */
static bool name_row_share(struct labeller *l)
{
    if (l->c->unit.kind != UNIT_PERCENT || passage_at(l->p, l->c->follow) != U'的' || !l->next)
        return false;
    struct span s = trim_openings(l, l->before), noun = noun_behind(l, l->c);
    if (!span_length(noun) || !label_is_all(l, s))
        return false;
    name_as(l, "", arena_printf(l->a, "%s%s", label_text(l, s), label_text(l, noun)));
    l->c->noun_end = noun.end;
    return true;
}

/* 游客超1万人次的|景区: behind the 的 of a limit that is told before the number; 0 if there is
 * none. */
static size_t behind_de(const struct labeller *l, size_t i, size_t end)
{
    enum { LONGEST_LIMIT = 14 };
    bool number = false;
    for (size_t k = i; k < end && k < i + LONGEST_LIMIT; k++) {
        number = number || is_digit(l->p->code[k]) || char_in(U"百千万亿", l->p->code[k]);
        if (l->p->code[k] == U'的')
            return number ? k + 1 : 0;
    }
    return 0;
}

/* 产量在50吨以上的农场有6个, …的有2个: the limit belongs to what is counted. */
static bool name_limited(struct labeller *l)
{
    struct span all = trim_about(l, (struct span){l->before.first, l->c->number.at.first});
    struct span s = trim_openings(l, trim_right(l, all, words_having.list));
    size_t limit = s.first;
    for (size_t i = s.first + 1, n; i < s.end; i++) {
        if (!label_shown(l, i))
            continue;
        if ((n = listed_at(l->p, i, &words_limit)) && passage_at(l->p, i + n) == U'的')
            limit = i + n + 1;
        else if (listed_at(l->p, i, &words_over) && (n = behind_de(l, i, s.end)))
            limit = n;
    }
    if (limit <= s.first || s.end == all.end || span_length(s) > LABEL_ROW + LABEL_SHORT)
        return false;
    const struct count *f = limit == s.end ? among_lender(l) : NULL;
    if (limit == s.end && !f)
        return false;
    name_as(l, "", arena_printf(l->a, "%s%s", label_text(l, s), f ? among_root(f) : ""));
    return l->owned = true;
}

/* 县域经济[在过去十年]以年均8%的速度增长: whose pace it is. */
static bool name_speed(struct labeller *l)
{
    static const char *const by[] = {"以", "均以", "一直以", "仍以", "将以", NULL};
    struct span s = trim_right(l, trim_openings(l, l->before), by);
    for (size_t i = s.first + 2; i < s.end; i++)
        if (label_shown(l, i) && l->p->code[i] == U'在' && !listed_at(l->p, i, &words_whole))
            s.end = i;
    if (span_length(s) < 2 || span_length(s) > LABEL_SHORT)
        return false;
    name_as(l, "", arena_printf(l->a, "%s增速", label_text(l, s)));
    return l->owned = true;
}

/* 保持20%以上年均增速: how fast it grows, told behind the number. */
static bool name_pace(struct labeller *l)
{
    static const char *const means[] = {"年均", "平均", NULL};
    static const char *const speeds[] = {"速度增长", "速度递增", "速度上升", "速度发展",
                                         "幅度增长", "幅度递增", NULL};
    static const char *const keeps[] = {"保持", "保持了", "实现", "实现了", "有望", "将", NULL};
    size_t at = l->c->follow + (passage_at(l->p, l->c->follow) == U'的');
    size_t mean = word_at(l->p, at, means), pace = listed_at(l->p, at + mean, &words_pace);
    if (l->c->unit.kind == UNIT_PERCENT && !pace && word_at(l->p, at, speeds))
        return name_speed(l);
    if (!pace || l->c->unit.kind != UNIT_PERCENT)
        return false;
    struct span s = cut_phrase(l, trim_right(l, trim_openings(l, l->before), keeps));
    if (span_length(s) < 2 || span_length(s) > LABEL_SHORT)
        return false;
    name_as(l, "",
            arena_printf(l->a, "%s%s", label_text(l, s),
                         label_text(l, (struct span){at, at + mean + pace})));
    return l->owned = true;
}

/* 地区|、…, 产品|实现增长: where what a share in a row is of ends; its beginning if that is not
 * clear. */
static size_t kind_end(const struct labeller *l, const struct count *c)
{
    enum { LONGEST_KIND = 6 };
    size_t end = c->follow;
    while (end < c->after && end < c->follow + LONGEST_KIND && is_han(l->p->code[end]) &&
           !listed_at(l->p, end, &words_light) && !listed_at(l->p, end, &words_change) &&
           !listed_at(l->p, end, &words_action) && !char_in(U"的均都已", l->p->code[end]))
        end++;
    bool clear = end >= c->follow + 2 && end < c->follow + LONGEST_KIND;
    return clear && l->p->code[c->follow] != U'的' ? end : c->follow;
}

/* 九成地区、[近六成产品]实现增长: shares of kinds, all of which do what the clause ends with. */
static bool name_kinds(struct labeller *l)
{
    const struct count *last = l->c, *end = l->counts + l->count;
    if (l->c->unit.kind != UNIT_PERCENT || !(l->c->joined || (l->next && l->next->joined)))
        return false;
    while (last + 1 < end && last[1].joined && last[1].clause.first == last->clause.first)
        last++;
    size_t first = kind_end(l, l->c), stop = kind_end(l, last);
    struct span deed = {stop, last->clause.end};
    if (first == l->c->follow || stop == last->follow ||
        span_length(trim_about(l, trim_openings(l, l->before))) || span_length(deed) < 3 ||
        span_length(deed) > LABEL_SHORT)
        return false;
    name_as(l, "",
            arena_printf(l->a, "%s的%s占比", label_text(l, deed),
                         label_text(l, (struct span){l->c->follow, first})));
    l->c->topic = "";
    return l->owned = true;
}

/* 全镇87%的农户装上净水器: what that share does, where nothing else tells what it is a share of. */
static bool name_doers(struct labeller *l)
{
    struct span s = trim_openings(l, l->before), deed = {l->c->follow + 1, l->c->after};
    bool de = passage_at(l->p, l->c->follow) == U'的' && !l->next;
    if (l->c->unit.kind != UNIT_PERCENT || !de || span_length(deed) < 5 ||
        span_length(deed) > LABEL_ROW ||
        (span_length(s) && !label_is_place(l, s) && !label_is_all(l, s)))
        return false;
    name_as(l, "", label_text(l, deed));
    return true;
}

/* 合作社帮42户代销笋干: whom it was done for. */
static bool name_helped(struct labeller *l)
{
    static const char *const helps[] = {"帮", "帮助", "助", "协助", NULL};
    static const char *const units[] = {"户", "人", "名", "家", NULL};
    size_t n = listed_at(l->p, l->c->follow, &words_action);
    struct span deed = {l->c->follow, l->c->follow + n};
    if (!n || deed.end > l->c->after || !label_shown(l, deed.first) ||
        !word_before(l->p, l->before.first, l->before.end, helps) ||
        word_at(l->p, l->c->unit.at.first, units) != span_length(l->c->unit.at))
        return false;
    name_as(l, "", "");
    l->c->label = arena_printf(l->a, "帮助%s", label_text(l, deed));
    return true;
}

/* 导致3200亩果树受灾: what befell so much of what. */
static bool name_befallen(struct labeller *l)
{
    static const char *const harms[] = {"受灾", "受损", "绝收", "被淹", "被毁", "倒塌",
                                        "损毁", "减产", "停产", "停电", "停运", NULL};
    struct span behind = {l->c->follow, l->c->after};
    if (l->c->unit.kind == UNIT_PERSON || !is_han(passage_at(l->p, behind.first)))
        return false;
    size_t at = l->c->number.at.first, n = word_before(l->p, behind.first, behind.end, harms);
    if (!n || span_length(behind) < n + 2 || span_length(behind) > LABEL_SHORT)
        return false;
    at -= about_before(l->p, l->c->clause.first, at);
    if (!listed_before(l->p, l->c->clause.first, at, &words_cause))
        return false;
    struct span what = {behind.first + (l->p->code[behind.first] == U'的'), behind.end - n};
    name_as(l, label_text(l, (struct span){behind.end - n, behind.end}), label_text(l, what));
    return true;
}

/* 对村北1000平方米违法建设进行了拆除: what so much of is dealt with. */
static bool name_dealt(struct labeller *l)
{
    if (l->c->unit.kind != UNIT_MEASURE || !is_han(passage_at(l->p, l->c->follow)))
        return false;
    struct span noun = noun_behind(l, l->c);
    if (span_length(noun) < 2 || !listed_at(l->p, noun.end, &words_dummy))
        return false;
    for (size_t i = l->c->clause.first; i < l->c->number.at.first; i++)
        if (label_shown(l, i) && l->p->code[i] == U'对' && !listed_at(l->p, i, &words_whole)) {
            name_as(l, "", label_text(l, noun));
            l->c->noun_end = noun.end;
            return l->owned = true;
        }
    return false;
}

/* 新政策预计惠及2.6万人次, 惠及沿线40万人: whom it reaches, where no noun tells. */
static bool name_reached(struct labeller *l)
{
    static const char *const reaches[] = {"惠及", NULL};
    static const char *const where[] = {EVERYWHERE_WORDS, "沿线", "周边", NULL};
    if (l->c->unit.kind != UNIT_PERSON)
        return false;
    struct span s = trim_right(l, l->before, where), place = {s.end, l->before.end};
    size_t n = word_before(l->p, s.first, s.end, reaches);
    if (!n || span_length(noun_behind(l, l->c)))
        return false;
    struct span verb = {s.end - n, s.end};
    name_as(l, label_text(l, verb), arena_printf(l->a, "%s群众", label_text(l, place)));
    return true;
}

/* What a change of this figure would be a change of: of a quantity without the verb. */
static void find_topic(struct labeller *l)
{
    struct count *c = l->c;
    size_t n = strlen(c->object);
    if (c->topic)
        return;
    c->topic = c->label;
    size_t own = span_characters(c->label) - span_characters(c->object);
    if (c->part == PART_AMONG && c->unit.kind != UNIT_PERCENT && own <= LABEL_SHORT / 2)
        return; /* 小麦|产量: 产量 is the whole's */
    for (const char *const *w = words_quantity.list; *w; w++)
        if (n > strlen(*w) && strcmp(c->object + n - strlen(*w), *w) == 0)
            c->topic = c->object;
}

/* 减少|提交材料, 未|发现问题: what says that it was not done belongs to the verb. */
static void keep_reversal(struct labeller *l)
{
    static const char *const reversals[] = {"新增", "减少", "避免", "免于", "免去", "取消", "停止",
                                            "禁止", "拒绝", "没有", "不再", "未",   "少",   NULL};
    static const char *const other[] = {"至少", "多少", "不少", "最少", "较少", "缺少", NULL};
    struct count *c = l->c;
    const char *const label[] = {c->label, NULL}, *const verb[] = {c->verb, NULL};
    if (!c->verb[0] || !c->label[0])
        return;
    size_t end = c->number.at.first, first = c->clause.first + 1;
    if (end > first + LABEL_REACH)
        first = end - LABEL_REACH;
    size_t at = first;
    while (at < end && !word_at(l->p, at, label))
        at++;
    if (at == end) /* 尚未|售出的假酒 */
        for (at = first; at < end && !word_at(l->p, at, verb);)
            at++;
    size_t n = word_before(l->p, c->clause.first, at, reversals);
    if (at == end || !n || word_before(l->p, c->clause.first, at, other))
        return;
    const char *reversal = passage_text(l->a, l->p, (struct span){at - n, at});
    name_as(l, arena_printf(l->a, "%s%s", reversal, c->verb), c->object);
}

void label_count(struct arena *a, const struct passage *p, struct count *counts, size_t count,
                 size_t i)
{
    struct count *c = &counts[i];
    struct labeller l = {.a = a, .p = p, .c = c, .counts = counts, .count = count};
    if (i && counts[i - 1].sentence == c->sentence)
        l.former = &counts[i - 1];
    if (i + 1 < count && counts[i + 1].clause.first == c->clause.first)
        l.next = &counts[i + 1];
    c->lender = among_lender(&l);
    find_before(&l);
    if (!name_row(&l) && !name_by(&l) && !name_origin(&l) && !name_target(&l) &&
        !name_former_level(&l) && !name_from_level(&l) && !name_dimension(&l) &&
        !name_distance(&l) && !name_trade(&l) && !name_score(&l) && !name_duration(&l) &&
        !name_price(&l) && !name_peak(&l) && !name_limited(&l) && !name_pace(&l) &&
        !name_row_share(&l) && !name_kinds(&l) && !name_doers(&l) && !name_some(&l) &&
        !name_befallen(&l) && !name_dealt(&l) && !name_helped(&l) && !name_reached(&l) &&
        !name_people(&l) && !name_exceeding(&l) && !name_limit_of_each(&l) && !name_noun(&l) &&
        !name_referred(&l) && !name_recovery(&l) && !name_change(&l) && !name_verb(&l) &&
        !name_same(&l) && !name_shift(&l) && !name_phrase(&l))
        name_rest(&l);
    among_complete(&l);
    sound_label(&l);
    keep_reversal(&l);
    find_topic(&l);
    find_base(&l);
    base_complete(&l);
    find_about(&l);
    find_outlook(&l);
    find_period(&l);
}
