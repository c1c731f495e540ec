/* SPDX-License-Identifier: MIT */
/*
 * The base of a rate before its number: 年均, 户均, 日均, 每户, 每个[村级站点].
 *
 * It is taken out of the text that the label is read from. What is counted stands behind 每户, or
 * before it when nothing does: 密度为每公里2人. Both say it where a verb that says nothing alone
 * stands behind (老人|每餐只需付); then the base is left out of the finished label (sound.c). A
 * year, month or day may be half of the verb or of the quantity: 年产, 日耗, 年税收.
 */
#include "digest/label.h"
#include "digest/words.h"

static const char *const mean[] = {"平均", NULL};

/* What no name of a thing goes over: 每个站台|至少, 每台水泵|的造价, 每艘船|在港停时. */
static bool ends_base(const struct labeller *l, size_t i)
{
    return !label_shown(l, i) || verb_at(l, i) || listed_at(l->p, i, &words_light) ||
           listed_at(l->p, i, &words_predicate) || listed_at(l->p, i, &words_about) > 1 ||
           listed_at(l->p, i, &words_change) || word_at(l->p, i, mean) ||
           char_in(U"的在由从把将", l->p->code[i]);
}

/* 报收于每[蒲式耳]6美元: where a base that no list has ends, right before an amount of
 * money; i if there is none. */
static size_t named_base(const struct labeller *l, size_t i, size_t end)
{
    static const char *const at[] = {"于", "报", "为", "至", "到", "在", "达", NULL};
    bool named = l->c->unit.kind == UNIT_MONEY && end == l->c->number.at.first && end - i >= 2 &&
                 end - i <= LABEL_SHORT && word_before(l->p, 0, i - 1, at);
    for (size_t k = i; k < end && named; k++)
        named = is_han(l->p->code[k]) && !ends_base(l, k);
    return named ? end : i;
}

/* The noun behind 每: a measure by itself, or a classifier and its noun. */
static struct span each(const struct labeller *l, size_t i, size_t end)
{
    struct unit unit;
    size_t n = listed_at(l->p, i, &words_span), from = i;
    if (n && i + n <= end)
        return (struct span){i, i + n};
    i += char_in(U"百千万", l->p->code[i]) && char_in(U"名个位户家", passage_at(l->p, i + 1));
    if (!unit_read(l->p, i, &unit) || unit.at.end > end)
        return (struct span){i, named_base(l, i, end)};
    struct span noun = {unit.at.end, unit.at.end};
    unit.at.first = from;
    while (noun.end < end && span_length(noun) < 6 && !ends_base(l, noun.end))
        noun.end++;
    bool needs_noun = char_in(U"个名位", l->p->code[i]);
    if (l->p->code[unit.at.end] == U'的')
        return unit.at; /* 每标箱的成本 */
    if (!span_length(noun) || (!needs_noun && noun.end == end))
        return unit.at;
    noun.first = from < i ? from : noun.first; /* 每|百名学生 */
    return noun;
}

/* 比上年每亩增加: what stands before 每 is the base of a change. */
static bool opens_comparison(const struct labeller *l, struct span s)
{
    return listed_at(l->p, s.first, &words_comparing);
}

/* What is counted stands behind 每户, or before it when nothing does: 密度为每公里2人. */
static void take_each(struct labeller *l, size_t i)
{
    struct span noun = each(l, i + 1, l->before.end);
    if (!span_length(noun))
        return;
    l->c->per = label_text(l, noun);
    size_t who = noun.first - 1; /* 每人|每天 */
    if (who >= l->before.first + 2 && l->p->code[who - 2] == U'每' &&
        char_in(U"人户亩", l->p->code[who - 1]))
        l->c->per =
            arena_printf(l->a, "%s·%s", label_text(l, (struct span){who - 1, who}), l->c->per);
    struct span behind = trim_copula(l, (struct span){noun.end, l->before.end});
    behind = trim_left(l, behind, mean);
    static const char *const so[] = {"因此", "由此", "因而", NULL};
    struct span front = trim_openings(l, (struct span){l->before.first, i});
    front = trim_right(l, trim_right(l, front, so), words_rate.list);
    for (size_t k = front.first; k < front.end; k++) /* 每人每年 */
        if (l->p->code[k] == U'每' &&
            (k + 2 == front.end || k + 1 + listed_at(l->p, k + 1, &words_span) == front.end))
            front.end = k;
    static const char *const pays[] = {"收", "付", "卖",   "交",   "补",   "贴",   "挣",   "赚",
                                       "发", "给", "需要", "补助", "补贴", "奖励", "资助", NULL};
    bool bare = word_before(l->p, behind.first, behind.end, pays) ||
                verb_result(l->p, behind.first) == span_length(behind);
    if (span_length(front) >= 2 && span_length(behind) <= 3 && span_length(behind) &&
        l->p->code[front.first] != U'每' && bare)
        return; /* 老人|每餐只需付8元: the label is made without it */
    bool price = !span_length(behind) || change_start(l, behind) == behind.first;
    if (!price || !span_length(front) || opens_comparison(l, front))
        l->before.first = noun.end;
    else if (!span_length(behind) || front.end < i)
        l->before.end = front.end; /* 标准每年|提高 is told in full, without 每年 (sound.c) */
}

/* 44.7元一张: the base stands behind. */
static void take_one(struct labeller *l)
{
    struct unit unit;
    size_t at = l->c->follow;
    bool one = passage_at(l->p, at) == U'一' && unit_read(l->p, at + 1, &unit) &&
               unit.kind != UNIT_PERSON && !is_han(passage_at(l->p, unit.at.end));
    if (!one || (l->c->unit.kind != UNIT_MONEY && l->c->unit.kind != UNIT_MEASURE))
        return;
    l->c->per = label_text(l, unit.at);
    l->c->follow = unit.at.end;
}

/* 鲳鱼一公斤要160元: the base stands just before. */
static void take_last(struct labeller *l)
{
    static const char *const asks[] = {"要", "卖", "收", "需", NULL};
    struct span s = trim_right(l, l->before, asks);
    struct unit unit;
    for (size_t i = s.end; i-- > s.first + 1 && s.end - i < 5;)
        if (l->p->code[i] == U'一' && unit_read(l->p, i + 1, &unit) && unit.at.end == s.end &&
            l->c->unit.kind == UNIT_MONEY && l->p->code[i + 1] != U'度') { /* 一度: once */
            l->c->per = label_text(l, unit.at);
            l->before.end = i;
            return;
        }
}

/* 一箱能割蜜50斤, 一天卖出1100多碗: the base opens the clause. */
static void take_first(struct labeller *l)
{
    static const char *const spans[] = {"年度", "年级", "周年", "天天", "月", "季度", "日游", NULL};
    struct span s = trim_openings(l, l->before);
    struct unit unit;
    if (span_length(s) < 2 || l->p->code[s.first] != U'一' || !label_shown(l, s.first))
        return;
    size_t n = listed_at(l->p, s.first + 1, &words_span), end = s.first + 1 + n;
    bool price = l->c->unit.kind == UNIT_MONEY || l->c->unit.kind == UNIT_MEASURE;
    if (!n && price && unit_read(l->p, s.first + 1, &unit) && unit.kind == UNIT_THING &&
        !char_in(U"个名位家所", l->p->code[unit.at.first]))
        end = unit.at.end;
    size_t behind = end + (end < s.end && l->p->code[end - 1] == U'晚' && l->p->code[end] == U'上');
    bool extent = listed_at(l->p, end, &words_extent) ||
                  char_in(U"高长宽厚深重", passage_at(l->p, l->c->follow));
    bool word = word_at(l->p, s.first + 1, spans) || (!n && extent) ||
                (end < s.end && char_in(U"批系龙性体级站部度起种类项", l->p->code[s.first + 1]));
    if (end == s.first + 1 || end > s.end || word)
        return;
    behind += l->p->code[end - 1] == U'亩' && char_in(U"地田", passage_at(l->p, end));
    l->c->per = label_text(l, (struct span){s.first + 1, end});
    l->before.first = behind;
}

/* 周坪村, 月湖镇: a place that begins like a base stands at i; no 年接待市民 and no 日培训村民. */
static bool is_place_like_base(const struct labeller *l, size_t i)
{
    static const uint32_t places[] = U"乡村屯寨湾" DIVISIONS_ALONE;
    if (l->p->code[i] != U'周' && verb_at(l, i + 1))
        return false;
    for (size_t end = i + 2; end <= i + 3; end++)
        if (char_in(places, passage_at(l->p, end)) &&
            !char_in(U"民场区城", passage_at(l->p, end + 1)))
            return true;
    return false;
}

/* 年诊疗43万人次, 日耗冰块3吨: the base is the first character; 年会 and 月薪 are words. */
static void take_glued(struct labeller *l)
{
    static const char *const words[] = {
        "年度", "年会", "年货", "年味", "年轻", "年报", "年终", "年末", "年初", "年底", "年内",
        "年级", "年画", "年薪", "年龄", "年糕", "年均", "年来", "年前", "年后", "年夜", "年金",
        "月薪", "月租", "月饼", "月球", "月台", "月嫂", "月均", "月底", "月末", "月初", "月内",
        "月子", "日常", "日程", "日期", "日间", "日均", "日照", "日报", "日薪", "日用", "日子",
        "日前", "日本", "日光", "日场", "日托", "日志", "日历", "周边", "周末", "周期", "周年",
        "周岁", "周围", "周转", "周刊", "周均", NULL};
    struct span s = trim_openings(l, l->before);
    if (span_length(s) < 3 || !label_shown(l, s.first) ||
        !char_in(U"年月日周", l->p->code[s.first]) || word_at(l->p, s.first, words) ||
        is_place_like_base(l, s.first))
        return;
    bool deed = char_in(U"产耗演销发供用吃", l->p->code[s.first + 1]) || verb_at(l, s.first + 1) ||
                listed_at(l->p, s.first + 1, &words_change) > 1 ||
                listed_before(l->p, s.first + 1, s.end, &words_quantity) || span_length(s) == 3;
    if (!deed)
        return;
    l->c->per = label_text(l, (struct span){s.first, s.first + 1});
    l->before.first = s.first + 1;
}

/* 两个大棚年产草莓12吨: the base, and what is grown, stand behind the owner. */
static void take_yearly(struct labeller *l)
{
    static const char *const yields[] = {"年产", "月产", "日产", NULL};
    static const char *const words[] = {"年产值", "年产量", "年产能", "月产量",
                                        "日产量", "月产值", NULL};
    for (size_t i = l->before.first + 2; i + 4 <= l->before.end; i++)
        if (label_shown(l, i) && word_at(l->p, i, yields) && !word_at(l->p, i, words)) {
            l->c->per = label_text(l, (struct span){i, i + 1});
            l->before.first = i + 1;
            return;
        }
}

/* 骑手一天跑50单: the base stands inside; the label is made without it (label_plain.c). */
static void note_inside(struct labeller *l)
{
    static const char *const spans[] = {"一天", "一年", "一个月", "一周",
                                        "一场", "一晚", "一季",   NULL};
    static const char *const words[] = {"一年级", "一年一", "一场次", "一季度", NULL};
    for (size_t i = l->before.first + 2; i < l->before.end && !l->c->per[0]; i++) {
        size_t n = label_shown(l, i) && !word_at(l->p, i, words) ? word_at(l->p, i, spans) : 0;
        bool other = char_in(U"前上后当近这第首本下〇零○一二三四五六七八九", l->p->code[i - 1]);
        /* 较前一周, 一九八一年 */
        if (n && !other && i + n < l->before.end && is_han(l->p->code[i - 1]) &&
            l->p->code[i + n] != U'的')
            l->c->per = label_text(l, (struct span){i + 1, i + n});
    }
}

/* 每年发电100亿千瓦时，相当于减排800万吨: what a clause draws from the one before has its base. */
static void take_drawn(struct labeller *l)
{
    static const char *const draws[] = {"相当于", "可减少", "减少", "减排", "可节约", "节约", NULL};
    const struct count *f = l->former;
    if (f && f->per[0] && f->clause.end + 1 == l->c->clause.first &&
        l->c->unit.kind == UNIT_MEASURE && word_at(l->p, l->c->clause.first, draws))
        l->c->per = f->per;
}

/* 每天有船舶8万艘次、航班1.5万班次: a span of time that opens the clause is that of every count in
 * it, if it is not told of a change. */
static void take_shared(struct labeller *l)
{
    static const char *const spans[] = {"年", "月", "周",   "天",   "日",
                                        "晚", "秒", "小时", "分钟", NULL};
    const struct passage *p = l->p;
    bool later = l->former && l->former->clause.first == l->c->clause.first;
    if (!later || l->c->unit.kind == UNIT_PERCENT)
        return;
    for (size_t i = l->before.first; i < l->before.end; i++)
        if (listed_at(p, i, &words_change))
            return;
    for (size_t i = label_clause(l).first; i < l->former->number.at.first; i++) {
        size_t n = p->code[i] == U'每' && label_shown(l, i) ? word_at(p, i + 1, spans) : 0;
        if (n && i + 1 + n < l->former->number.at.first)
            l->c->per = label_text(l, (struct span){i + 1, i + 1 + n});
    }
}

/* 每年向十多个省区供种46吨: what is given is told by the year, and not to whom. */
static void leave_receivers(struct labeller *l)
{
    static const char *const where[] = {EVERYWHERE_WORDS, "周边", "附近", NULL};
    size_t first = l->c->clause.first, end = l->c->number.at.first;
    end -= word_before(l->p, first, end, where);
    if (l->next && listed_before(l->p, first, end, &words_dative))
        l->c->per = "";
}

/* 节假日|均价 is no 日均. */
static bool is_mean(const struct labeller *l, size_t behind)
{
    return char_in(U"价值线", passage_at(l->p, behind));
}

/* 人均收入增长2.9%, 日均运量增长11%: a change of what each has is no rate for each; 年均增长 is
 * one. 年均浓度 is the mean of what is not counted by the year. */
static bool stays_in_label(const struct labeller *l, size_t i, size_t behind)
{
    static const char *const states[] = {"浓度", "气温", "温度", "湿度", "水位", "风速", NULL};
    static const char *const real[] = {"实际", "名义", "复合", NULL};
    size_t change = behind + word_at(l->p, behind, real);
    bool grows = char_in(U"年月周日", l->p->code[i]) && listed_at(l->p, change, &words_change);
    return (l->c->unit.kind == UNIT_PERCENT && behind < l->before.end && !grows) ||
           word_at(l->p, behind, states);
}

/* Takes 年均, 每户 and the like out of the text before the number. */
void per_find(struct labeller *l)
{
    struct span *s = &l->before;
    size_t n = listed_before(l->p, s->first, s->end, &words_rate);
    l->c->per = "";
    if (n && !is_mean(l, s->end)) {
        l->c->per = label_text(l, (struct span){s->end - n, s->end - 1});
        s->end -= n;
        return;
    }
    for (size_t i = s->end; i-- > s->first && !l->c->per[0];) {
        n = label_shown(l, i) ? listed_at(l->p, i, &words_rate) : 0;
        n = n && (is_mean(l, i + n) || stays_in_label(l, i, i + n)) ? 0 : n;
        if (n)
            l->c->per = label_text(l, (struct span){i, i + n - 1});
        if (n && i == s->first)
            s->first += n;
        if (l->p->code[i] == U'每' && label_shown(l, i))
            take_each(l, i);
    }
    if (!l->c->per[0])
        take_one(l);
    if (!l->c->per[0])
        take_first(l);
    if (!l->c->per[0])
        take_last(l);
    if (!l->c->per[0])
        take_glued(l);
    if (!l->c->per[0])
        take_yearly(l);
    if (!l->c->per[0])
        note_inside(l);
    if (!l->c->per[0])
        take_shared(l);
    if (!l->c->per[0])
        take_drawn(l);
    leave_receivers(l);
}
