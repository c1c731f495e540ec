/* SPDX-License-Identifier: MIT */
/*
 * Labels of changes and shares: both ends of one (从30个增加到40个), one that needs a topic
 * (同比增长5%, 占三成) and one that has it (出口额增长).
 *
 * The topic is what the sentence spoke of last, within the same ；, of the same kind of unit if
 * there is one. It is kept apart from the label (struct count's topic), so that a change is never
 * said of a change.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum {
    REACH = 60,
    LONG_VERB_NOUN = 14,
    ORIGIN_REACH = 12,
    LONGEST_WAY = 12,
    LONGEST_TIME = 6,
    BACK = 16
};

/* The 从 or 由 before the number, with the time that may stand between: 从2015年的1.2万元,
 * 由原来的2.5小时. The number's own place if there is none. */
static size_t origin_word(const struct labeller *l)
{
    static const char *const then[] = {
        NOW_WORDS, FORMERLY_WORDS, RATE_WORDS, "最初", "平均", "常年", "往年", "当初",
        "预测",    "预计",         "预期",     "规定", "去年", "上年", "年初", "年",
        "月",      "时",           "初",       "日",   "末",   "底",   "期",   "度",
        "天",      "季",           "前",       "代",   NULL};
    size_t at = l->c->number.at.first, first = at > ORIGIN_REACH ? at - ORIGIN_REACH : 0;
    if (first < l->c->clause.first)
        first = l->c->clause.first;
    at -= about_before(l->p, first, at);
    size_t end = at - (at > first && l->p->code[at - 1] == U'的');
    for (size_t i = at; i-- > first;)
        if (label_shown(l, i) && (l->p->code[i] == U'从' || l->p->code[i] == U'由'))
            return i + 1 == at || word_before(l->p, i + 1, end, then) ? i : l->c->number.at.first;
    return l->c->number.at.first;
}

/* What leads from the first number to the second: a verb that ends with 到, 至, 成 or 为, with
 * adverbs before it, and behind it the time of the second number. Empty if nothing does. */
static struct span way_between(const struct labeller *l)
{
    static const char *const adverbs[] = {DEGREE_WORDS, "一路", "已",   "直接",
                                          "一举",       "则",   "出头", NULL};
    const struct count *c = l->c;
    static const char *const heights[] = {"的高位", "的高点", "的峰值", "的低位",
                                          "的低点", "的水平", NULL};
    size_t from = c->follow + word_at(l->p, c->follow, heights);
    struct span way = {from, from};
    size_t n = listed_at(l->p, from, &words_change), to = from + n;
    uint32_t last = n ? l->p->code[to - 1] : 0;
    if (n && (char_in(U"到至", last) || char_in(U"到至为", passage_at(l->p, to))))
        return (struct span){from, to};
    if (!l->next || l->next->number.at.first > from + LONGEST_WAY)
        return way;
    struct span s = trim_left(l, (struct span){from, l->next->number.at.first}, adverbs);
    for (size_t i = s.first; i < s.end && i < s.first + 4 && is_han(l->p->code[i]); i++)
        if (char_in(U"到至成为回", l->p->code[i]) && i > s.first)
            return (struct span){s.first, i + 1};
    return way;
}

/* The change in s without its 到 or 至; 增 and 降 in full. */
static const char *direction_text(const struct labeller *l, struct span s)
{
    static const char *const full[][2] = {{"增", "增加"}, {"降", "下降"}, {"减", "减少"},
                                          {"升", "上升"}, {"涨", "上涨"}, {"跌", "下跌"},
                                          {"缩", "缩短"}, {"扩", "扩大"}, {"压", "压减"}};
    s.end -= s.end > s.first && char_in(U"到至成为回", l->p->code[s.end - 1]);
    const char *word = label_text(l, s);
    for (size_t i = 0; i < COUNT(full); i++)
        if (strcmp(word, full[i][0]) == 0)
            return full[i][1];
    return word;
}

/* When a number of the two was so: 2015年, 年初; empty for 原来, which says nothing. */
static struct span time_of(const struct labeller *l, struct span s)
{
    static const char *const vague[] = {FORMERLY_WORDS, RATE_WORDS, "当初", "平均", NULL};
    static const char *const de[] = {"的", NULL};
    s = trim_right(l, trim_about(l, s), de);
    bool timed = span_length(s) >= 2 && span_length(s) <= LONGEST_TIME &&
                 !word_at(l->p, s.first, vague) && l->p->code[s.first] != U'每';
    return timed ? s : (struct span){s.end, s.end};
}

/* 17户国企整合为9户, 87个摊位并成了72个: both ends of a change without its 从. The noun stands
 * between, with the verb behind it. */
static bool name_merged(struct labeller *l)
{
    struct count *c = l->c;
    const struct count *next = l->next;
    if (!next || !passage_same(l->p, c->unit.at, next->unit.at) || c->unit.kind != UNIT_THING)
        return false;
    struct span s = {c->follow, next->number.at.first};
    s.end -= s.end > s.first && l->p->code[s.end - 1] == U'了';
    if (span_length(s) < 4 || span_length(s) > LONGEST_WAY)
        return false;
    size_t n = listed_before(l->p, s.first, s.end - 1, &words_action);
    n = n > 1 ? n : listed_before(l->p, s.first, s.end - 1, &words_nominal);
    n = n > 1 ? n : listed_before(l->p, s.first, s.end - 1, &words_change);
    n = n > 1 ? n : char_in(U"并改缩", l->p->code[s.end - 2]) ? 1 : 2;
    if (span_length(s) < n + 3 || !char_in(U"成为到至", l->p->code[s.end - 1]))
        return false;
    c->way = (struct span){s.end - 1 - n, s.end};
    s.end = c->way.first;
    name_as(l, "", label_text(l, s));
    c->label = arena_printf(l->a, "%s(%s前)", c->object, direction_text(l, c->way));
    return c->origin = true;
}

/* 规模[快速扩大]，从87亿元增长至641亿元: the quantity without what became of it. */
static struct span without_course(const struct labeller *l, struct span s)
{
    static const char *const manners[] = {DEGREE_WORDS, NULL};
    size_t n = listed_before(l->p, s.first, s.end, &words_change);
    n = n ? n : word_before(l->p, s.first, s.end, (const char *const[]){"扩大", "壮大", NULL});
    struct span of = trim_right(l, (struct span){s.first, s.end - n}, manners);
    return n && listed_before(l->p, of.first, of.end, &words_quantity) ? of : s;
}

/* 从30个增加到40个: both ends carry their direction, or their time where the text has it. */
bool name_origin(struct labeller *l)
{
    struct count *c = l->c;
    struct span way = way_between(l);
    size_t from = origin_word(l);
    if (from == c->number.at.first)
        return name_merged(l);
    if (!span_length(way))
        return false;
    static const char *const then[] = {"已",   "则",   "由此", "也",   "便", "又",
                                       "将",   "还",   "就",   "均",   "都", "的",
                                       "明显", "显著", "大幅", "持续", NULL};
    struct span s = {c->before < from ? c->before : l->c->clause.first, from};
    if (l->before.first == s.first && l->before.end < s.end && *c->per)
        s.end = l->before.end; /* 青椒一斤|从6元 */
    s = trim_right(l, cut_phrase(l, trim_openings(l, s)), then);
    struct span topic = clause_topic(l, c->earlier);
    if (!span_length(s)) {
        s = span_length(topic) ? trim_right(l, topic, then) : trim_openings(l, c->earlier);
        s = without_course(l, s);
    }
    if (!span_length(s) || span_length(s) > REACH)
        return false;
    struct span time = time_of(l, (struct span){from + 1, c->number.at.first});
    name_as(l, "", label_text(l, s));
    c->label = span_length(time)
                   ? arena_printf(l->a, "%s(%s)", c->object, label_text(l, time))
                   : arena_printf(l->a, "%s(%s前)", c->object, direction_text(l, way));
    c->way = way;
    return c->origin = true;
}

/* 利率上调25个基点至5.25%: where the change just before has led. */
static bool name_outcome(struct labeller *l)
{
    static const char *const to[] = {"至", "到", NULL};
    const struct count *f = l->former;
    bool changed = f && f->change && f->topic && f->topic[0] && f->follow < l->c->number.at.first &&
                   !strncmp(f->label, f->topic, strlen(f->topic));
    struct span way = {changed ? f->follow : 0, l->c->number.at.first};
    if (!changed || f->clause.first != l->c->clause.first ||
        word_at(l->p, way.first, to) != span_length(way))
        return false;
    name_as(l, "", f->topic);
    l->c->label =
        arena_printf(l->a, "%s(%s%s)", f->topic, f->label + strlen(f->topic), label_text(l, way));
    return true;
}

/* The verb is told as it is written, with its 到 or 至. */
bool name_target(struct labeller *l)
{
    const struct count *f = l->former;
    if (name_outcome(l))
        return true;
    if (!f || !f->origin || f->clause.first != l->c->clause.first)
        return false;
    struct span way = f->way;
    while (way.end < l->c->number.at.first && char_in(U"到至为", l->p->code[way.end]))
        way.end++;
    struct span time = time_of(l, (struct span){way.end, l->c->number.at.first});
    name_as(l, "", f->object);
    l->c->label =
        arena_printf(l->a, "%s(%s)", f->object, label_text(l, span_length(time) ? time : way));
    return true;
}

size_t change_start(const struct labeller *l, struct span s)
{
    static const char *const bases[] = {COMPARING_WORDS, "相比", "与", "同期", NULL};
    static const char *const tails[] = {"了", "约", "到", "至", "为", "达", "超", "近", "出", NULL};
    struct span t = trim_right(l, s, tails);
    size_t n = listed_before(l->p, t.first, t.end, &words_change), start = t.end - n;
    bool based = span_length(t) > 2 && label_shown(l, t.first) && word_at(l->p, t.first, bases);
    if (!n && based && char_in(U"高低贵快慢长短重轻大小早晚省远", l->p->code[t.end - 1]))
        return s.first; /* 比去年高3元 */
    if (!n)
        return s.end;
    for (size_t i = t.first; i < start; i++)
        if (label_shown(l, i) && word_at(l->p, i, bases))
            return i;
    return start;
}

/* 在全县出口总额中|占比: a share of what the clause names, and of what was told before. */
static size_t share_within(const struct labeller *l, struct span s)
{
    static const char *const shares[] = {"中占比", "里占比", "中的占比", "里的占比", "中占", NULL};
    size_t n = word_before(l->p, s.first, s.end, shares);
    bool within = n && l->c->unit.kind == UNIT_PERCENT && l->c->before == l->c->clause.first &&
                  l->p->code[l->c->clause.first] == U'在';
    return within ? n : 0;
}

/* What speaks of the figure before. */
static const char *const figures[] = {"这一数字", "这一数据", "该数字",   "这个数字",
                                      "这一比例", "这一指标", "这一数值", NULL};

/* 占比超过50%，在江岭、云溪等地，[这一数字]超过80%: what the figure before tells, of that place;
 * left out where no place tells the two apart. */
bool name_referred(struct labeller *l)
{
    static const char *const wholes[] = {EVERYWHERE_WORDS, "全球", NULL};
    static const char *const already[] = {"已", "就", "则", "更", NULL};
    static const char *const others[] = {"等地", "等省份", "等省市", "等城市", "等", NULL};
    struct span s = {l->c->before, l->c->number.at.first};
    bool points = false;
    for (size_t i = s.first; i < s.end && !points; i++)
        points = char_in(U"这该", l->p->code[i]);
    if (!points)
        return false;
    s = trim_openings(l, s);
    struct span place = trim_right(l, l->c->earlier, others);
    const struct count *f = l->former;
    size_t n = word_at(l->p, s.first, figures);
    s.first += n;
    s = trim_copula(l, trim_about(l, s));
    if (!n || word_at(l->p, s.first, already) != span_length(s))
        return false;
    bool there = f && f->unit.kind == l->c->unit.kind && span_length(place) > 2 &&
                 span_length(place) < LONG_VERB_NOUN && l->p->code[place.first] == U'在';
    place.first++;
    name_as(l, "",
            there ? arena_printf(l->a, "%s%s", label_text(l, place),
                                 f->label + words_begin(f->label, wholes))
                  : "");
    return true;
}

/* 支出90亿元，完成年度预算[的]96%: what was planned of the figure before, at the 的 before `at`.
 */
static bool fulfils_plan(const struct labeller *l, size_t at)
{
    static const char *const plans[] = {"预算", "计划", "任务", "目标", "指标", NULL};
    const struct count *f = l->former;
    struct span s = trim_openings(l, (struct span){l->c->clause.first, at});
    return f && f->group == l->c->group && f->topic && f->topic[0] &&
           word_at(l->p, s.first, (const char *const[]){"完成", NULL}) &&
           span_length(s) <= LABEL_SHORT && word_before(l->p, s.first + 2, s.end - 1, plans);
}

/* 为年度预算的53.2%, 相当于去年的两倍: a share without its 占. */
static bool opens_share(const struct labeller *l)
{
    static const char *const like[] = {"为",   "是",   "相当于", "等于",   "逼近", "接近",
                                       "达到", "约为", "恢复到", "恢复至", NULL};
    size_t at = l->c->number.at.first, first = l->c->clause.first;
    at -= about_before(l->p, 0, at);
    first += word_at(l->p, first, figures);
    return l->c->unit.kind == UNIT_PERCENT && at > l->c->clause.first &&
           l->c->before == l->c->clause.first && l->p->code[at - 1] == U'的' &&
           (word_at(l->p, first, like) || fulfils_plan(l, at));
}

/* 占…, or a bare 同比, 比上年, 较去年同期 … 增长: it needs a topic. */
static bool is_change(const struct labeller *l, struct span s)
{
    static const char *const share[] = {"占", "占比", "占到", "占据", "占总数", NULL};
    static const char *const more[] = {"超过", "不足", NULL};
    static const char *const others[] = {"占地", "占用", "占道", "占有", NULL};
    size_t n = word_at(l->p, s.first, others) ? 0 : word_at(l->p, s.first, share);
    if (listed_at(l->p, s.first, &words_interval) == span_length(s))
        return true;
    if (!n && l->c->unit.kind == UNIT_PERCENT)
        n = word_at(l->p, s.first, more);
    static const char *const terms[] = {
        DEGREE_WORDS,     RATE_WORDS, "实际",     "名义",       "按年率计算",
        "同口径",         "按同口径", "可比口径", "按可比口径", "按可比价格",
        "按可比价格计算", "此前一周", "前一周",   "当周",       NULL};
    struct span rest = {s.first + word_at(l->p, s.first, terms), s.end};
    if (rest.first > s.first && change_start(l, rest) == rest.first)
        return true;                                             /* 实际增长2.9% */
    static const char *const deducts[] = {"扣除", "剔除", NULL}; /* 扣除…因素后可比增长1.5% */
    if (word_at(l->p, s.first, deducts) && listed_before(l->p, s.first, s.end, &words_change))
        return true;
    static const char *const beyond[] = {"高于", "低于", "高出", "快于",
                                         "慢于", "多于", "少于", NULL};
    size_t m = word_at(l->p, s.first, beyond); /* 高于全省平均9户 */
    return n || (m && m + 2 <= span_length(s)) || opens_share(l) || change_start(l, s) == s.first;
}

/* [考虑3项税率调整影响]，同口径增长4.7%: under which condition, and of nothing that grows. */
static bool is_considered(const struct labeller *l, const struct count *k)
{
    static const char *const considers[] = {"考虑", "不考虑", "扣除", "剔除", "若", "如果", NULL};
    static const char *const some[] = {"若干", NULL};
    return k->clause.end <= l->c->clause.first && word_at(l->p, k->clause.first, considers) &&
           !word_at(l->p, k->clause.first, some);
}

/* What the sentence spoke of last. Points are points of a rate; other units of their own kind. */
static const char *topic(const struct labeller *l)
{
    static const char *const points[] = {"个百分点", NULL};
    bool point = word_at(l->p, l->c->unit.at.first, points);
    const char *nearest = "";
    bool considered = false, enclosed = among_enclosed(l->p, l->c->number.at.first);
    for (const struct count *k = l->c; k > l->counts && l->c - k < BACK;) {
        k--;
        if (k->group != l->c->group && !(considered && k->sentence == l->c->sentence))
            break;
        considered = considered || is_considered(l, k);
        bool share = k->change && k->label && l->p->code[k->words.first] == U'占';
        if (point && share)
            return k->label;
        bool aside = !enclosed && among_enclosed(l->p, k->number.at.first); /* （含旧存90件） */
        if (!k->topic || !k->topic[0] || is_considered(l, k) || aside)
            continue;
        if (k->unit.kind == l->c->unit.kind)
            return k->topic;
        if (!nearest[0])
            nearest = k->topic;
        if (l->c->unit.kind == UNIT_PERCENT && !point)
            break;
    }
    return nearest;
}

/* 止跌后|上涨, 在本周的交易中|下跌: without when or where it was. */
static struct span behind_turn(const struct labeller *l, struct span s)
{
    bool within = s.end > s.first && l->p->code[s.first] == U'在';
    for (size_t i = s.first + 2; i + 2 < s.end && i <= s.first + (within ? LABEL_SHORT : 2); i++) {
        struct span rest = {i + 1, s.end};
        bool ends = within ? l->p->code[i] == U'中' : l->p->code[i] == U'后';
        if (ends && change_start(l, rest) == rest.first)
            return rest;
    }
    return s;
}

/* 与2023年相比 begins with its preposition. */
static struct span change_text(const struct labeller *l)
{
    static const char *const with[] = {"与", "和", "同", NULL};

    static const char *const roughly[] = {"约", "大约", "仅", "只", NULL};
    struct span s = trim_left(l, trim_openings(l, l->before), figures), raw = l->before;
    size_t about = word_at(l->p, s.first, roughly);
    if (about && passage_at(l->p, s.first + about) == U'占')
        s.first += about;
    if (raw.first < s.first && word_before(l->p, raw.first, s.first, with) &&
        change_start(l, raw) == raw.first)
        return raw;
    struct span within = behind_turn(l, raw);
    if (within.first > raw.first && within.first > s.first)
        return within;
    static const char *const is[] = {"为", "则为", "均为", NULL};
    struct span rest = {s.first + word_at(l->p, s.first, is), s.end}; /* 去年同期为|增长 */
    if (rest.first > s.first && span_length(rest) && change_start(l, rest) == rest.first)
        return rest;
    return behind_turn(l, s);
}

/* 一下子跌去, not 同比增长: it speaks of what the clause before it does. */
static bool is_own_change(const struct labeller *l, struct span s)
{
    static const char *const bases[] = {COMPARING_WORDS, "占", "与", "为", NULL};
    return !word_at(l->p, s.first, bases);
}

/* 带动86户农户就业，户均增收: whom the rate is paid to, in the unit that was counted before in the
 * sentence; "" if there is none. */
static const char *paid_to(const struct labeller *l)
{
    static const char *const works[] = {"就业", "增收", "致富", "务工", NULL};
    const struct count *f = l->c;
    if (!l->c->per[0] || l->c->unit.kind != UNIT_MONEY)
        return "";
    while (f > l->counts && l->c - f < BACK &&
           (f == l->c || strcmp(l->c->per, label_text(l, f->unit.at)) != 0))
        f--;
    if (f->sentence != l->c->sentence || strcmp(l->c->per, label_text(l, f->unit.at)) != 0 ||
        !f->object[0])
        return "";
    const char *root = among_root(f);
    size_t n = strlen(root);
    return arena_text(l->a, root, n - words_end(root, n, works));
}

/* 6个合作社今年增收90万元: the noun of the count just before, which is the clause's subject; ""
 * if there is none. */
static const char *grower(const struct labeller *l, struct span s)
{
    const struct count *f = l->former;
    bool subject = f && f->noun_end && f->clause.first == l->c->clause.first && !f->verb[0] &&
                   f->noun_end <= s.first && !l->c->joined && is_own_change(l, s) &&
                   f->number.at.first == f->clause.first;
    return subject ? among_root(f) : "";
}

/* What a change that does not say it itself is a change of. */
static const char *changed(const struct labeller *l, struct span s)
{
    struct span former = trim_openings(l, l->c->earlier), told = clause_topic(l, l->c->earlier);
    const char *of = grower(l, s);
    if (of[0])
        return of;
    of = paid_to(l);
    if (!of[0])
        of = topic(l);
    if (span_length(told) && (!of[0] || is_own_change(l, s)))
        return label_text(l, told);
    if (!of[0] && span_length(former) && span_length(former) <= LONG_VERB_NOUN)
        return label_text(l, former);
    return of[0] ? of : label_text(l, subject_before(l));
}

/* 其次是[西部]，占30%, 比例最小的是[东北]，占13%: what the clause before a share ranks; "" if it
 * ranks nothing. */
static const char *ranked_before(const struct labeller *l)
{
    static const char *const ranks[] = {EXTREME_WORDS, "其次", "再次", "然后", "最后", NULL};
    enum { LONGEST_CLAUSE = 24 };
    size_t end = l->c->clause.first, first = end ? end - 1 : 0;
    if (!end || !is_comma(l->p->code[first]))
        return "";
    for (end = first; first > 0 && end - first < LONGEST_CLAUSE && !ends_clause(l, first - 1);)
        if (is_digit(l->p->code[--first]))
            return "";
    for (size_t i = first; i + 1 < end; i++) {
        size_t n = word_at(l->p, i, ranks);
        n += n && passage_at(l->p, i + n) == U'的';
        if (n && char_in(U"是为", passage_at(l->p, i + n)) && i + n + 2 < end)
            return label_text(l, (struct span){i + n + 1, end});
    }
    return "";
}

/* Whose change or share it is: of the investment, not of its 增速, which has no share; of the
 * outlay, not of 完成预算. */
static const char *changed_thing(const struct labeller *l, struct span s)
{
    static const char *const done[] = {"完成预算",     "完成年初预算", "完成调整预算",
                                       "完成年度预算", "完成全年预算", NULL};
    const char *ranked = l->p->code[s.first] == U'占' ? ranked_before(l) : "";
    const char *of = ranked[0] ? ranked : changed(l, s);
    size_t len = strlen(of), n = words_end(of, len, done);
    if (l->p->code[s.first] == U'占')
        n += words_end(of, len, words_pace.list);
    return n && n < len ? arena_text(l->a, of, len - n) : of;
}

/* 去年同期为增长3%: the change is not of now. "" if it is. */
static const char *at_another_time(const struct labeller *l)
{
    static const char *const then[] = {"去年同期", "上年同期", "上月", "上年", "去年", NULL};
    static const char *const is[] = {"为", "则为", "是", NULL};
    struct span s = trim_openings(l, l->before);
    size_t first = l->c->clause.first, n = word_at(l->p, first, then);
    return n && s.first <= first + n && word_at(l->p, first + n, is)
               ? label_text(l, (struct span){first, first + n})
               : "";
}

/* 日均4.9万人次，比去年同期多1.1万人次: the change is one of what was counted by the day. */
static void keep_rate(struct labeller *l, const char **of)
{
    const struct count *f = l->former;
    if (!f || !f->per[0] || l->c->per[0] || !f->topic || strcmp(f->topic, *of) != 0 ||
        f->clause.end + 1 != l->c->clause.first || strcmp(f->per, "日") != 0)
        return;
    if (l->c->unit.kind == UNIT_PERCENT)
        *of = strstr(*of, "日均") ? *of : arena_printf(l->a, "日均%s", *of);
    else if (passage_same(l->p, f->unit.at, l->c->unit.at))
        l->c->per = f->per;
}

/* 出口额[较去年的3亿元]增长: from 较 to the number's place, of the last that opens so. Empty if the
 * clause has none. */
static struct span level_base(const struct labeller *l, size_t at)
{
    static const char *const bases[] = {"较", "比", NULL};
    for (size_t i = at; i-- > l->c->before && i + LABEL_SHORT + 2 > at;)
        if (label_shown(l, i) && word_at(l->p, i, bases) && !listed_at(l->p, i, &words_compound) &&
            !listed_before(l->p, l->c->before, i + 1, &words_compounded))
            return (struct span){i, at};
    return (struct span){at, at};
}

/* What tells by how much something is beyond the level before it. */
static const char *const beyond_level[] = {"高出", "低", "高",   "多",   "少",
                                           "快",   "慢", "多出", "好转", NULL};

/* Behind the number: 大幅回落, 高出2个百分点. Empty if no change of the level before it follows. */
static struct span level_change(const struct labeller *l)
{
    static const char *const adverbs[] = {DEGREE_WORDS, "又", "还", "稍", "则", NULL};
    size_t first = l->c->follow + word_at(l->p, l->c->follow, adverbs), n;
    n = listed_at(l->p, first, &words_change);
    if (!n && (first > l->c->follow || l->next))
        n = word_at(l->p, first, beyond_level);
    return (struct span){first, first + n};
}

/* When or by what the level was so: 去年, 2019年高峰, 计划; empty if it is not told. */
static struct span level_time(const struct labeller *l, struct span base)
{
    struct span then = {base.first + 1, base.end};
    if (l->p->code[then.end - 1] == U'的')
        then.end--;
    else if (!l->next || !listed_before(l->p, then.first, then.end, &words_former))
        then.end = then.first;
    return then;
}

/* 失业率[较去年的8%]明显下降: what it was then, and not by how much it fell. */
bool name_former_level(struct labeller *l)
{
    size_t at = l->c->number.at.first;
    at -= about_before(l->p, l->c->clause.first, at);
    size_t n = span_characters(l->c->per);
    if (n && at > n && l->p->code[at - n - 1] == U'每')
        at -= n + 1; /* 较去年的[每吨]3000元 */
    struct span base = level_base(l, at), change = level_change(l);
    if (span_length(base) < 3 || !span_length(change))
        return false;
    struct span then = level_time(l, base);
    struct span s = trim_openings(l, (struct span){l->c->clause.first, base.first});
    if (span_length(then) < 2 || (span_length(s) && l->c->before > l->c->clause.first))
        return false;
    const char *of = label_text(l, cut_phrase(l, s));
    of = of[0] ? of : topic(l);
    of = of[0] ? of : label_text(l, clause_topic(l, l->c->earlier));
    of = plain_label(l->a, of); /* 他 is nobody */
    name_as(l, "", of[0] ? arena_printf(l->a, "%s(%s)", of, label_text(l, then)) : "");
    if (!of[0])
        return true;
    l->c->topic = l->c->object = of;
    l->c->way = change;
    l->c->level = (struct span){base.first, then.end};
    bool to = char_in(U"到至为", passage_at(l->p, change.end)) ||
              char_in(U"到至为", l->p->code[change.end - 1]);
    return l->c->origin = to, true;
}

/* 气温偏高，其中东部、西部[等地]偏高3度: a change in places that a list tells, of a long one the
 * first. */
static bool name_change_of_places(struct labeller *l)
{
    static const char *const leans[] = {"偏高", "偏低", "偏多", "偏少", NULL};
    static const char *const places[] = {"等地", "等地区", NULL};
    struct span s = trim_openings(l, l->before), list = {s.first, s.first + 2};
    while (list.end < s.end && !word_at(l->p, list.end, places))
        list.end++;
    struct span rest = {list.end + word_at(l->p, list.end, places), s.end};
    if (list.end >= s.end || !span_length(rest) ||
        (change_start(l, rest) != rest.first && !word_at(l->p, rest.first, leans)))
        return false;
    if (span_length(list) > LABEL_SHORT)
        for (size_t i = list.first + 2; i < list.end; i++)
            list.end = l->p->code[i] == U'、' ? i : list.end;
    l->c->change = true;
    l->c->words = rest;
    name_as(l, "", arena_printf(l->a, "%s等地", label_text(l, list)));
    l->c->topic = l->c->object;
    l->c->label = arena_printf(l->a, "%s%s", l->c->object, label_text(l, rest));
    return true;
}

/* 竹器销售额90万元，户均增收700元: the verb says itself what grows, which is no change of another
 * quantity, and of no deed. Of whom it is told stays: 农户增收. */
static const char *without_other(const struct labeller *l, struct span s, const char *of)
{
    static const char *const earns[] = {"增收", "创收", "年增收", "平均增收", NULL};
    static const char *const done[] = {"聘用", "卖出", "售出", "销售",
                                       "收购", "吸纳", "带动", NULL};
    bool own = l->c->unit.kind == UNIT_MONEY && l->c->per[0] &&
               word_at(l->p, s.first, earns) == span_length(s);
    bool beside = l->former && l->former->clause.first == l->c->clause.first;
    bool deed = words_begin(of, words_action.list) || words_begin(of, words_nominal.list);
    for (const char *const *w = done; *w && !deed; w++)
        deed = strstr(of, *w) != NULL;
    deed = deed && !beside; /* 参与采摘的516户|人均增收 */
    return own && (deed || ends_in_quantity(of)) ? "" : of;
}

bool name_change(struct labeller *l)
{
    if (name_change_of_places(l))
        return true;
    struct span s = change_text(l);
    size_t within = share_within(l, s);
    if (!span_length(s) || (!within && !is_change(l, s)))
        return false;
    const char *of = changed_thing(l, s);
    if (within && !of[0])
        return false;
    s.end -= l->p->code[s.end - 1] == U'的';
    l->c->change = true;
    l->c->words = s;
    l->c->verb = "";
    keep_rate(l, &of);
    const char *named = without_other(l, s, of);
    if (of[0] && !named[0]) {
        name_as(l, "", label_text(l, s));
        l->c->topic = l->c->label;
        return true;
    }
    l->c->topic = l->c->object = of;
    l->c->label = of[0] ? arena_printf(l->a, "%s%s%s", at_another_time(l), of,
                                       within ? "占比" : label_text(l, s))
                        : "";
    return true;
}

bool name_from_level(struct labeller *l)
{
    struct count *c = l->c;
    const struct count *f = l->former;
    if (!f || !span_length(f->level) || f->clause.first != c->clause.first)
        return false;
    struct span rest = trim_about(l, (struct span){f->way.end, c->number.at.first});
    if (span_length(rest) || word_at(l->p, f->way.first, beyond_level) != span_length(f->way))
        return name_change(l);
    name_as(l, "", f->topic);
    c->change = true;
    c->words = f->way;
    c->topic = f->topic;
    c->label = arena_printf(l->a, "%s%s", f->topic, label_text(l, f->way));
    return true;
}

/* 客流恢复到2019年同期的109.5%: a share of what was so at another time, with whose it is. */
bool name_recovery(struct labeller *l)
{
    static const char *const like[] = {"恢复到", "恢复至", "相当于", NULL};
    size_t at = l->c->number.at.first, first = l->c->clause.first;
    at -= about_before(l->p, first, at);
    if (l->c->unit.kind != UNIT_PERCENT || at <= first || l->p->code[at - 1] != U'的')
        return false;
    struct span s = trim_openings(l, (struct span){first, at - 1});
    for (size_t i = s.first + 2; i < s.end && span_length(s) <= LABEL_ROW; i++)
        if (label_shown(l, i) && word_at(l->p, i, like)) {
            name_as(l, "", label_text(l, s));
            l->c->topic = label_text(l, (struct span){s.first, i});
            return l->c->change = true;
        }
    return false;
}

/* 时间由1.5小时缩短至: without the measure that it began with. */
bool name_shift(struct labeller *l)
{
    struct span s = trim_openings(l, l->before);
    size_t change = change_start(l, s), from = s.first;
    bool digit = false;
    for (size_t i = s.first + 1; i < change && change < s.end && !digit; i++) {
        if (label_shown(l, i) && (l->p->code[i] == U'由' || l->p->code[i] == U'从'))
            from = i;
        digit = from > s.first && is_digit(l->p->code[i]);
    }
    if (!digit)
        return false;
    const char *of = label_text(l, cut_phrase(l, (struct span){s.first, from}));
    name_as(l, "", arena_printf(l->a, "%s%s", of, label_text(l, (struct span){change, s.end})));
    l->c->change = true;
    l->c->topic = l->c->object = of;
    return true;
}

/* 出口额增长 and 儿童占人口 are themselves the topic of the next change. */
void name_topic(struct labeller *l, struct span s)
{
    size_t at = change_start(l, s);
    bool share =
        l->c->unit.kind == UNIT_PERCENT && !listed_before(l->p, s.first, s.end, &words_quantity);
    for (size_t i = s.first + 2; i < at && share; i++)
        if (l->p->code[i] == U'占' && label_shown(l, i))
            at = i;
    if (at <= s.first || at == s.end)
        return;
    static const char *const adverbs[] = {"却", "则", "也", "又", "还", "都", "均", NULL};
    struct span of = trim_right(l, (struct span){s.first, at}, adverbs);
    l->c->change = true;
    l->c->topic = l->c->object = label_text(l, of);
}
