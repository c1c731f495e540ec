/* SPDX-License-Identifier: MIT */
/*
 * Labels: what a number counts, as the shortest phrase that a row of a table would show.
 *
 * Three forms carry nearly all figures of a report:
 *     verb + object + number + unit            发放资料600份           → 发放资料
 *     verb + number + classifier + noun        建成6个驿站             → 建成驿站
 *     noun + copula + number + unit            办结率为98%             → 办结率
 * label_count() finds the text before the number, back to the clause's beginning or to the number
 * before it, trims it (label_trim.c) and takes 年均 and 每户 out of it (label_per.c). Then it tries
 * the forms in turn, the most certain first: rows of values (row.c), both ends of a change and a
 * change without its topic (label_change.c), dimensions and the noun behind the unit (label_noun.c,
 * noun.c), scores, prices and a verb alone (label_verb.c), durations, some of what was counted
 * before (label_some.c), and the phrase before the number (label_cut.c). What is left open is taken
 * from the figure before, or from the clause before it. Parts and totals lend each other their
 * names (label_among.c), what says nothing in a table is left out (label_plain.c), and whether the
 * label can stand alone is seen to by sound.c.
 *
 * Rejected: a word segmenter, whose dictionary decides differently for every new name, so that the
 * same sentence with another village gets another label. Every step looks at most REACH characters
 * to either side, so a clause without end costs no more than a short one.
 */
#include "digest/label.h"
#include "digest/digest.h"
#include "digest/words.h"

#include <string.h>

enum { REACH = 60, SHORT = 12, ROW = 20, LONGEST_PLACE = 7 };

void name_as(struct labeller *l, const char *verb, const char *object)
{
    l->c->verb = verb;
    l->c->object = object;
    l->c->label = arena_printf(l->a, "%s%s", verb, object);
}

/* 接待游客5.3万人次，单日最高1.2万人次: the peak of what was counted before, in a span of time. */
static bool name_peak(struct labeller *l)
{
    static const char *const peaks[] = {"最高", "最多", "最大", "最低", "最少", NULL};
    static const char *const spans[] = {"单日", "单月", "单场", "单次", "每天", "一天", "日", NULL};
    static const char *const reached[] = {"达", "为", "达到", "有", "是", NULL};
    const struct count *f = among_lender(l);
    size_t at = l->c->number.at.first;
    at -= about_before(l->p, l->c->before, at);
    struct span s = trim_right(l, (struct span){l->c->before, at}, reached);
    s = trim_right(l, trim_openings(l, s), (const char *const[]){" ", NULL});
    size_t n = word_at(l->p, s.first, spans), m = word_before(l->p, s.first, s.end, peaks);
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
                      ? words_end(f->label, strlen(f->label), people)
                      : 0; /* 7人11次打破纪录: what they did 11 times */
    static const char *const folk[] = {"人口", "人员", "群众", "职工", "居民", NULL};
    if (words_end(f->label, strlen(f->label), folk))
        who = "";
    name_as(l, f->verb, f->object);
    l->c->label = done ? arena_text(l->a, f->label, strlen(f->label) - done)
                       : arena_printf(l->a, "%s%s", f->label, who);
    return true;
}

/* 财政支出的七成以上用于民生: of what, and what that share does. */
static bool name_share(struct labeller *l, struct span s)
{
    static const char *const openings[] = {"仍", "都", "均", "是", "已", "要", "将", NULL};
    struct span deed = {l->c->follow, l->c->after};
    size_t at = l->c->number.at.first;
    at -= about_before(l->p, s.first, at);
    deed = trim_left(l, deed, openings);
    if (l->c->unit.kind != UNIT_PERCENT || l->p->code[at - 1] != U'的' || span_length(deed) < 2 ||
        span_length(deed) > SHORT || span_length(s) + span_length(deed) > ROW)
        return false;
    name_as(l, "", arena_printf(l->a, "%s%s", label_text(l, s), label_text(l, deed)));
    return true;
}

static bool opens_with_all(const struct labeller *l, struct span s)
{
    static const char *const all[] = {"有",   "仍有", "已有", "全国", "全省", "全市", "全县",
                                      "全区", "全镇", "全乡", "全村", "全球", NULL};
    return word_at(l->p, s.first, all) == span_length(s);
}

/* 全国50%的光伏玻璃、20%的光伏组件: shares of things in a row. */
static bool name_row_share(struct labeller *l)
{
    if (l->c->unit.kind != UNIT_PERCENT || passage_at(l->p, l->c->follow) != U'的' || !l->next)
        return false;
    struct span s = trim_openings(l, l->before), noun = noun_behind(l, l->c);
    if (!span_length(noun) || !opens_with_all(l, s))
        return false;
    name_as(l, "", arena_printf(l->a, "%s%s", label_text(l, s), label_text(l, noun)));
    l->c->noun_end = noun.end;
    return true;
}

/* 保持20%以上年均增速: how fast it grows, told behind the number. */
static bool name_pace(struct labeller *l)
{
    static const char *const paces[] = {"年均增速", "年均增长率", "平均增速", "增速",
                                        "增长率",   "增幅",       NULL};
    static const char *const keeps[] = {"保持", "保持了", "实现", "实现了", "有望", "将", NULL};
    size_t at = l->c->follow + (passage_at(l->p, l->c->follow) == U'的');
    size_t n = l->c->unit.kind == UNIT_PERCENT ? word_at(l->p, at, paces) : 0;
    if (!n)
        return false;
    struct span s = cut_phrase(l, trim_right(l, trim_openings(l, l->before), keeps));
    if (span_length(s) < 2 || span_length(s) > SHORT)
        return false;
    name_as(l, "",
            arena_printf(l->a, "%s%s", label_text(l, s), label_text(l, (struct span){at, at + n})));
    return l->owned = true;
}

/* 全镇87%的农户装上净水器: what that share does, where nothing else tells what it is a share of. */
static bool name_doers(struct labeller *l)
{
    struct span s = trim_openings(l, l->before), deed = {l->c->follow + 1, l->c->after};
    bool de = passage_at(l->p, l->c->follow) == U'的' && !l->next;
    if (l->c->unit.kind != UNIT_PERCENT || !de || span_length(deed) < 5 ||
        span_length(deed) > ROW ||
        (span_length(s) && !label_is_place(l, s) && !opens_with_all(l, s)))
        return false;
    name_as(l, "", label_text(l, deed));
    return true;
}

/* Who did it, and not what it was done to: 执法人员, 县检察院. */
static bool is_agent(const struct labeller *l, struct span s)
{
    return listed_before(l->p, s.first, s.end, &words_body) ||
           char_in(U"员者师民警人队局院会司部门组家户厂站所办们科室", l->p->code[s.end - 1]);
}

/* Where or when it was done: 活动中, 大桥上. */
static bool is_place(const struct labeller *l, struct span s)
{
    return char_in(U"中后时前里上间内地", l->p->code[s.end - 1]);
}

/* Who did it and how long: 旧书摊三天. */
static bool ends_in_time(const struct labeller *l, struct span s)
{
    return span_length(s) > 1 && char_in(U"天周年月晚", l->p->code[s.end - 1]) &&
           char_in(U"0123456789一二两三四五六七八九十半几", l->p->code[s.end - 2]);
}

/* 直达资金共下达38.4亿元, 集装箱完成14.8万标箱: what it was done to stands in front. `verb` is what
 * is left of the clause, and ends s. */
static bool name_fronted(struct labeller *l, struct span s, struct span verb)
{
    static const char *const adverbs[] = {"共", "已", "均", "也", "被",   "各",   "累计", "合计",
                                          "都", "就", "只", "仅", "将",   "再",   "又",   "还",
                                          "能", "可", "仍", "才", "共计", "总共", "全部", NULL};
    static const char *const silent[] = {"完成", "实现", "达成", NULL};
    static const char *const only[] = {"光", "只", "仅", "单", NULL};
    static const char *const who[] = {"他", "她", "它", "我", "你", "谁", "自己", NULL};
    size_t rate = listed_before(l->p, s.first, verb.first, &words_rate);
    struct span what = {s.first, verb.first - rate};
    what = trim_left(l, trim_openings(l, trim_right(l, what, adverbs)), only);
    if (span_length(what) < 2 || word_at(l->p, what.first, who) ||
        listed_before(l->p, s.first, s.end, &words_whole) || verb_at(l, what.first) ||
        verb_before(l, what.first, what.end) || span_length(what) > ROW - 4 || is_place(l, what) ||
        change_start(l, s) != s.end)
        return false;
    static const char *const nouns[] = {"投入", "支出", "花费", "收获", "输出", "覆盖", NULL};
    bool quiet = word_at(l->p, verb.first, silent) == span_length(verb);
    if (word_at(l->p, verb.first, nouns))
        return false;
    if (rate && !quiet) { /* 纪念馆日均接待2.1万人次 */
        name_as(l, "", arena_printf(l->a, "%s%s", label_text(l, what), label_text(l, verb)));
        return true;
    }
    if (is_agent(l, what) || ends_in_time(l, what)) {
        name_as(l, label_text(l, verb), "");
        return true;
    }
    name_as(l, quiet ? "" : label_text(l, verb), label_text(l, what));
    bool how = char_in(U"偿费级庭年季天来日月", l->p->code[what.end - 1]);
    if (!quiet && (how || span_length(what) <= 3)) /* 电话劝阻, 全市无偿献血 */
        l->c->label = arena_printf(l->a, "%s%s", l->c->object, l->c->verb);
    if (!quiet && how)
        l->c->object = "";
    return true;
}

/* What stands behind the last 的 of a phrase. */
static struct span head_of(const struct labeller *l, struct span s)
{
    for (size_t i = s.end; i-- > s.first;)
        if (label_shown(l, i) && l->p->code[i] == U'的' && s.end - i > 2)
            return (struct span){i + 1, s.end};
    return s;
}

bool label_is_place(const struct labeller *l, struct span s)
{
    static const char *const regions[] = {"地区", "两地", "各地", "全域", "国", NULL};
    static const char *const deeds[] = {"下乡",   "返乡", "回乡",   "进村", "入村",
                                        "进社区", "驻村", "进校园", NULL};
    return span_length(s) >= 2 && !word_before(l->p, s.first, s.end, deeds) &&
           span_length(s) <= LONGEST_PLACE &&
           (listed_before(l->p, s.first, s.end, &words_body) ||
            word_before(l->p, s.first, s.end, regions));
}

/* 像石门这样的病险水库，洛坝县原有73座: where only a place stands in the clause, the one before it
 * names the thing. */
static bool name_theme(struct labeller *l, struct span place)
{
    struct span theme = trim_openings(l, l->c->earlier);
    static const char *const sources[] = {"据", "根据", "截至", "按照", "由于", "因为", NULL};
    bool only_place = label_is_place(l, place);
    theme = head_of(l, theme);
    if (!only_place || l->c->joined || l->c->unit.kind != UNIT_THING || span_length(theme) < 2 ||
        span_length(theme) > SHORT || verb_at(l, theme.first) ||
        word_at(l->p, theme.first, sources))
        return false;
    name_as(l, "", label_text(l, theme));
    return true;
}

/* 抢修队45分钟以内到场, 学徒不到70秒包完, …、农村90分钟: who and what was done stand on either
 * side, or the deed is that of the one before. */
static bool name_deadline(struct labeller *l, struct span who, struct span deed)
{
    static const char *const deeds[] = {"到场", "送达", "抵达", "办结", NULL};
    const struct count *f = l->former;
    size_t n = word_at(l->p, deed.first, deeds);
    if (!n && is_han(passage_at(l->p, deed.first)) && passage_at(l->p, deed.first + 1) == U'完')
        n = 2;
    if (!span_length(who) || span_length(who) > SHORT)
        return false;
    if (!n && f && f->way.first && f->unit.kind == UNIT_DURATION && !span_length(deed)) {
        name_as(l, "", arena_printf(l->a, "%s%s时间", label_text(l, who), label_text(l, f->way)));
        l->c->way = f->way;
        return true;
    }
    if (!n || span_length(deed) != n)
        return false;
    l->c->way = deed;
    bool within = l->c->follow > l->c->end || (f && f->unit.kind == UNIT_DURATION);
    name_as(l, "",
            arena_printf(l->a, "%s%s%s", label_text(l, who), label_text(l, deed),
                         within ? "时间" : "用时"));
    return true;
}

/* 存煤38万吨，可用26天: as long as what was counted before lasts. */
static bool name_lasting(struct labeller *l, struct span s)
{
    static const char *const lasts[] = {"可用", "够用", NULL};
    if (!l->former || word_at(l->p, s.first, lasts) != span_length(s) || !span_length(s))
        return false;
    name_as(l, "", arena_printf(l->a, "%s%s", among_root(l->former), label_text(l, s)));
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

/* 新政策预计惠及2.6万人次, 惠及沿线40万人: whom it reaches, where no noun tells. */
static bool name_reached(struct labeller *l)
{
    static const char *const reaches[] = {"惠及", NULL};
    static const char *const where[] = {"沿线", "周边", "全国", "全省", "全市",
                                        "全县", "全区", "全镇", "全村", NULL};
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

/* How long something takes: what stands before 只用 or 要, or behind 就. 剖鱼只用40秒,
 * 58秒就有一辆新车下线. */
static bool name_duration(struct labeller *l)
{
    static const char *const uses[] = {"只用了", "只用", "仅用", "用了", "只要", "只需",
                                       "仅需",   "需要", "要",   "需",   "用",   NULL};
    static const char *const then[] = {"就能", "就可", "就有", "便有", "便能",
                                       "即可", "就被", "就",   "便",   NULL};
    static const char *const one[] = {"一辆", "一个", "一件", "一趟", "一次", "一", NULL};
    struct span s = trim_openings(l, l->before), deed = {l->c->follow, l->c->after};
    if (l->c->unit.kind != UNIT_DURATION)
        return false;
    if (name_deadline(l, s, deed) || name_lasting(l, s))
        return true;
    size_t at = l->c->number.at.first;
    at -= about_before(l->p, s.first, at);
    bool taken = word_before(l->p, s.first, at, uses); /* whether or not it was trimmed */
    struct span used = trim_right(l, s, uses);
    size_t n = word_at(l->p, deed.first, then);
    deed = trim_left(l, (struct span){deed.first + n, deed.end}, one);
    bool behind = span_length(deed) >= 2 && span_length(deed) <= SHORT &&
                  (n || (!span_length(s) && is_han(l->p->code[deed.first])));
    if (taken && span_length(used) >= 2)
        name_as(l, "", arena_printf(l->a, "%s用时", label_text(l, cut_phrase(l, used))));
    else if (behind && span_length(used) < 2)
        name_as(l, "", arena_printf(l->a, "%s用时", label_text(l, deed)));
    else
        return false;
    return true;
}

/* A share or an event at the beginning of a clause: what it is a share of, and what was done,
 * follow it. */
static bool tells_behind(const struct labeller *l, struct span behind)
{
    size_t n = span_length(behind);
    struct span place = l->before;
    bool there = span_length(place) && span_length(place) <= LONGEST_PLACE &&
                 char_in(U"上里中内", l->p->code[place.end - 1]);
    if (span_length(place) && !there)
        return false;
    bool share =
        l->c->unit.kind == UNIT_PERCENT && n >= 4 && !l->next && is_han(l->p->code[behind.first]) &&
        !listed_at(l->p, behind.first, &words_predicate) &&
        !word_at(l->p, behind.first, (const char *const[]){"的", "是", "在", "都", "用", NULL});
    bool event = l->c->unit.kind == UNIT_EVENT && n >= 3 && verb_at(l, behind.first);
    return (share || event) && n <= ROW - 2 && l->c->before == l->c->clause.first;
}

/* 岛上八成民房受损 */
static bool tells_behind_place(struct labeller *l)
{
    struct span behind = {l->c->follow, l->c->after};
    if (!tells_behind(l, behind))
        return false;
    name_as(l, "", label_text(l, behind));
    return true;
}

/* 利息总共可省4万元: where only a verb of two characters is left, what led to the total is named.
 */
static bool name_led(struct labeller *l, struct span whole, struct span s)
{
    static const char *const modals[] = {"可", "能", "已", "就", "便", "也", NULL};
    static const char *const adverbs[] = {"已", "共", "就", "将", "也", "都", NULL};
    size_t end = s.first;
    size_t n = listed_before(l->p, whole.first, end, &words_total);
    struct span led = trim_right(l, (struct span){whole.first, end - n}, adverbs);
    struct span verb = trim_left(l, s, modals);
    if (!n || span_length(s) != 2 || span_length(led) < 2 || span_length(led) > SHORT / 2 ||
        is_agent(l, led) || is_place(l, led) || label_is_place(l, led))
        return false;
    static const char *const saves[] = {"省", NULL};
    bool saved = word_at(l->p, verb.first, saves) == span_length(verb);
    name_as(l, "",
            arena_printf(l->a, "%s%s", label_text(l, led), saved ? "节省" : label_text(l, verb)));
    return true;
}

/* 全村72户搬进新居: what they did, where only everybody stands before. */
static bool name_everybody(struct labeller *l, struct span s)
{
    struct span deed = {l->c->follow, l->c->after};
    static const char *const adverbs[] = {"已", "均", "都", "全部", "悉数", "全", NULL};
    bool counted = l->c->unit.kind == UNIT_THING || l->c->unit.kind == UNIT_PERSON;
    if (!counted || !opens_with_all(l, s) || l->c->after < l->c->clause.end ||
        span_length(deed) < 3 || span_length(deed) > SHORT || !is_han(l->p->code[deed.first]))
        return false;
    name_as(l, "", label_text(l, trim_left(l, deed, adverbs)));
    return true;
}

/* 核桃油卖到每斤80元: what a thing costs, where the verb was taken for a copula. */
static bool is_sold(const struct labeller *l, struct span s)
{
    bool sold = false;
    for (size_t i = s.end; i < l->c->number.at.first && !sold; i++)
        sold = char_in(U"卖售", l->p->code[i]);
    return sold && l->c->unit.kind == UNIT_MONEY && span_length(s) <= SHORT &&
           !listed_before(l->p, s.first, s.end, &words_quantity);
}

/* 港口|完成|货物吞吐量: without the verb that says nothing between who and the quantity. */
static const char *without_reach(const struct labeller *l, struct span s)
{
    static const char *const reach[] = {"完成", "实现", NULL};
    size_t n = listed_before(l->p, s.first, s.end, &words_quantity), verb = s.end;
    for (size_t i = s.first + 2; n && i + n + 3 < s.end; i++) {
        if (l->p->code[i] == U'、' && label_shown(l, i))
            return label_text(l, s);
        if (verb == s.end && label_shown(l, i) && word_at(l->p, i, reach))
            verb = i;
    }
    return verb == s.end ? label_text(l, s)
                         : arena_printf(l->a, "%s%s", label_text(l, (struct span){s.first, verb}),
                                        label_text(l, (struct span){verb + 2, s.end}));
}

/* The phrase s, which its verbs begin, as it stands, with the noun that a 的 leaves out. */
static void name_whole(struct labeller *l, struct span s, struct span verbs)
{
    static const char *const homes[] = {"城市", "等地", "地区", "乡镇",
                                        "街道", "社区", "区县", NULL};
    struct span object = trim_left(l, (struct span){verbs.end, s.end}, words_kind.list);
    bool person = l->c->unit.kind == UNIT_PERSON;
    const char *noun = "";
    if (is_sold(l, s))
        noun = "售价";
    else if (person && l->p->code[l->c->number.at.first - 1] == U'的')
        noun = "人员"; /* 不符合条件的58人 */
    else if (person && word_before(l->p, s.first, s.end, homes))
        noun = "人口"; /* 为石桥、柳湾等地2万人供水 */
    name_as(l, label_text(l, verbs), without_reach(l, object));
    l->c->label = arena_printf(l->a, "%s%s", without_reach(l, s), noun);
}

/* A noun beside another has its verb, and a verb beside another its noun. */
static void name_beside(struct labeller *l, struct span s)
{
    const struct count *f = l->c->joined ? l->former : NULL;
    if (f && f->borrowed && passage_same(l->p, f->unit.at, l->c->unit.at) && span_length(s) <= 4) {
        name_as(l, label_text(l, s), f->object); /* 收回12亩、转让3亩 */
        l->c->borrowed = true;
        l->c->part = f->part;
    } else if (f && f->verb[0] && f->object[0] && !l->c->part) {
        name_as(l, f->verb, label_text(l, s));
    }
}

/* 读书会办了72期: without a verb of one character that 了 tells to be one. */
static struct span without_short_verb(const struct labeller *l, struct span s)
{
    size_t at = l->c->number.at.first;
    bool verb = at && l->p->code[at - 1] == U'了' && span_length(s) && span_length(s) != 2 &&
                char_in(U"办开搞种养建修盖买挂摆架铺装栽打挖讲演唱", l->p->code[s.end - 1]);
    s.end -= verb;
    return s;
}

/* Nothing, or how long something took: 两年. */
static bool is_while(const struct labeller *l, struct span s)
{
    static const char *const spans[] = {"年", "天", "个月", "周", "季", "年间", "年来", NULL};
    size_t n = word_before(l->p, s.first, s.end, spans);
    for (size_t i = s.first; i + n < s.end; i++)
        if (!char_in(U"0123456789一二两三四五六七八九十半近几多", l->p->code[i]))
            return false;
    return n || !span_length(s);
}

static bool name_phrase(struct labeller *l)
{
    struct span whole = trim_openings(l, l->before), s = cut_phrase(l, l->before);
    if (!span_length(s))
        return false;
    struct span rest = without_short_verb(l, s);
    if (rest.end < s.end && is_while(l, rest)) { /* 民宿红火，开了67家; 两年办了146场 */
        struct span what = span_length(rest) ? label_object(l, l->c->earlier) : rest;
        what = span_length(what) ? what : clause_topic(l, l->c->earlier);
        name_as(l, "", label_text(l, what));
        return true;
    }
    s = rest;
    if (name_everybody(l, s) || name_theme(l, s) || name_share(l, s) || tells_behind_place(l))
        return true;
    s.first += cut_reach(l, s, s.first);
    struct span verbs = cut_verbs(l, s);
    if (name_led(l, whole, s))
        return true;
    size_t last = listed_before(l->p, whole.first, whole.end, &words_action);
    if (l->c->unit.kind != UNIT_PERCENT && !l->c->joined && last >= 2 &&
        last < span_length(whole) && (verbs.end == s.end || s.first == whole.first) &&
        name_fronted(l, whole, (struct span){whole.end - last, whole.end}))
        return true;
    if (verbs.end + 1 == s.end)
        verbs.end = s.first; /* 收割机: half of a noun */
    name_whole(l, s, verbs);
    if (!span_length(verbs))
        name_beside(l, s);
    name_topic(l, s);
    return true;
}

/* 停水范围为沿街小区，约3800户: how many are in a range that was told by names. */
static const char *extent_text(struct labeller *l, struct span who)
{
    static const char *const ranges[] = {"范围", "区域", NULL};
    static const char *const units[] = {"户", "人", NULL};
    struct span s = trim_right(l, who, ranges);
    bool counted = word_at(l->p, l->c->unit.at.first, units) == span_length(l->c->unit.at);
    l->owned = s.end < who.end && counted && span_length(s) >= 2;
    return l->owned ? arena_printf(l->a, "%s%s数", label_text(l, s), label_text(l, l->c->unit.at))
                    : label_text(l, who);
}

/* 20种价格下降、[9种上涨]: the change before, the other way; 监测的29种商品中|9种上涨: what changed
 * of the things that were counted. False if no change is told behind the unit, and no more. */
static bool name_turned(struct labeller *l)
{
    const struct count *f = l->former;
    struct span own = {l->c->follow, l->c->follow + listed_at(l->p, l->c->follow, &words_change)};
    if (!f || !span_length(own) || is_han(passage_at(l->p, own.end)) ||
        !passage_same(l->p, f->unit.at, l->c->unit.at))
        return false;
    size_t n = 0;
    const char *at = f->label, *change = label_text(l, own);
    while (*at && (n = words_begin(at, words_change.list)) < strlen("上涨"))
        at++;
    bool whole = digest_number_order(f->number.decimal, l->c->number.decimal) > 0;
    if (!*at && !whole)
        return false;
    name_as(l, "",
            *at ? arena_printf(l->a, "%.*s%s%s", (int)(at - f->label), f->label, change, at + n)
                : arena_printf(l->a, "%s%s", change, plain_label(l->a, among_root(f))));
    l->c->part = *at ? f->part : PART_SOME;
    return true;
}

/* 55%的人为了健身，[20%是想交友]: one share beside another, each with its own answer. */
static bool name_answer(struct labeller *l, struct span behind)
{
    static const char *const being[] = {"则是", "是", "则", NULL};
    const struct count *f = l->former;
    struct span own = trim_left(l, behind, being);
    if (l->c->unit.kind != UNIT_PERCENT || !f || f->unit.kind != UNIT_PERCENT || l->next ||
        l->c->before != l->c->clause.first || span_length(own) < 3 || span_length(own) > ROW ||
        !is_han(l->p->code[behind.first]) || l->p->code[behind.first] == U'的')
        return false;
    name_as(l, "", label_text(l, own));
    return true;
}

/* 已安装24部，[还有9部正在调试]: what is told of these, and what they are. */
static bool name_others(struct labeller *l, struct span behind)
{
    static const char *const having[] = {"还有", "另有", "尚有", "仍有", "又有", NULL};
    const struct count *f = l->former;
    bool told = word_at(l->p, l->c->clause.first, having) && l->c->after == l->c->clause.end;
    if (!f || !told || !passage_same(l->p, f->unit.at, l->c->unit.at) || span_length(behind) < 2 ||
        span_length(behind) > SHORT / 2 + 2 || !is_han(l->p->code[behind.first]) ||
        l->p->code[behind.first] == U'的')
        return false;
    if (l->c->unit.kind == UNIT_PERSON)
        name_as(l, "", arena_printf(l->a, "%s人员", label_text(l, behind)));
    else
        name_as(l, label_text(l, behind), among_root(f));
    return true;
}

/* 5个国家100%税目 */
static bool is_attribute(const struct labeller *l)
{
    return l->c->unit.kind == UNIT_PERCENT && l->former && l->former->noun_end &&
           l->former->clause.first == l->c->clause.first && is_han(passage_at(l->p, l->c->follow));
}

/* 7个乡镇的12万人 */
static bool counts_their_people(const struct labeller *l)
{
    return l->c->unit.kind == UNIT_PERSON && l->former && l->former->noun_end &&
           l->c->number.at.first == l->former->noun_end + 1 &&
           l->p->code[l->former->noun_end] == U'的';
}

/* 12人受伤: the clause is the number and what is told of so many. */
static bool is_whole_clause(const struct labeller *l, struct span behind)
{
    bool same = l->former && passage_same(l->p, l->former->unit.at, l->c->unit.at);
    bool among = l->c->part == PART_AMONG || (same && l->former->part != PART_NONE);
    size_t most = among ? SHORT : SHORT / 2 + 2;
    return (among || !same) && l->c->before == l->c->clause.first && span_length(behind) >= 2 &&
           span_length(behind) <= most && is_han(l->p->code[behind.first]) &&
           (l->c->unit.kind == UNIT_THING || l->c->unit.kind == UNIT_PERSON) &&
           l->c->after == l->c->clause.end;
}

/* By what the clause before told. */
static void name_by_earlier(struct labeller *l, struct span who)
{
    static const char *const who_speaks[] = {"你", "我", "他", "她", "它", "谁", NULL};
    static const char *const affairs[] = {"的事", "的话", NULL};
    struct span former = trim_openings(l, l->c->earlier), head = head_of(l, former);
    if (word_at(l->p, former.first, who_speaks) ||
        word_before(l->p, former.first, former.end, affairs))
        name_as(l, listed_at(l->p, l->c->before, &words_sum) ? "合计" : "", "");
    else if (span_length(former) > ROW && span_length(head) <= SHORT)
        name_as(l, "", label_text(l, head));
    else if (span_length(former) >= 2 && span_length(former) <= ROW)
        name_as(l, "", label_text(l, who.first >= former.first && span_length(who) ? who : former));
    else
        name_as(l, "", "");
}

/* 藏书92万册，增幅5.1%，[人均1.4册]: the count before, or behind a share the one in the same unit.
 */
static void name_like_former(struct labeller *l)
{
    const struct count *f = l->former;
    bool share = f->unit.kind == UNIT_PERCENT && l->c->unit.kind != UNIT_PERCENT;
    for (const struct count *k = f; share && k > l->counts && (--k)->sentence == l->c->sentence;)
        if (!k->change && k->object[0] && passage_same(l->p, k->unit.at, l->c->unit.at)) {
            f = k;
            break;
        }
    name_as(l, f->verb, f->object);
}

/* Nothing before the number and no noun behind it. */
static void name_rest(struct labeller *l)
{
    static const char *const done[] = {"了", NULL};
    struct span behind = {l->c->follow, l->c->after}, subject = subject_before(l);
    bool by_subject =
        span_length(l->c->earlier) && span_length(subject) && subject.first >= l->c->earlier.first;
    struct span topic = by_subject ? subject : clause_topic(l, l->c->earlier);
    bool told = span_length(l->c->earlier) && span_length(topic);
    struct span who = told ? topic : subject;
    if (is_attribute(l))
        name_as(l, "", "");
    else if (name_turned(l) || name_answer(l, behind) || name_others(l, behind))
        return;
    else if (tells_behind(l, behind) || is_whole_clause(l, behind)) /* 12次打破纪录 */
        name_as(l, "", label_text(l, behind));
    else if (counts_their_people(l))
        name_as(l, "", arena_printf(l->a, "%s人口", l->former->object));
    else if (told && l->c->unit.kind != UNIT_PERCENT && span_length(behind) < 2)
        name_as(l, "", extent_text(l, who));
    else if (l->former && l->former->group == l->c->group && !l->former->change)
        name_like_former(l);
    else if (l->former && l->former->group == l->c->group)
        name_as(l, "", l->c->joined ? l->former->label : l->former->topic);
    else if (span_length(behind) >= 2 && span_length(behind) <= SHORT)
        name_as(l, "", label_text(l, trim_right(l, behind, done)));
    else
        name_by_earlier(l, who);
}

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
    static const char *const silent[] = {"累计", "完成", "实现", "达到", "达",
                                         "为",   "已",   "共",   NULL};
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
    return end >= first + 2 && end < first + ROW ? (struct span){first, end} : s;
}

static void find_before(struct labeller *l)
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
    s = trim_adverbials(l, trim_copula(l, trim_level(l, s)));
    s = trim_right(l, trim_copula(l, s), words_among.list);
    l->before = trim_about(l, s);
    if (!*c->per)
        per_find(l);
    bool opening = opening_word(l->p, l->before.first) == span_length(l->before);
    l->c->words = opening ? (struct span){0, 0} : l->before;
}

/* What a change of this figure would be a change of: of a quantity without the verb. */
static void find_topic(struct labeller *l)
{
    struct count *c = l->c;
    size_t n = strlen(c->object);
    if (c->topic)
        return;
    c->topic = c->label;
    for (const char *const *w = words_quantity.list; *w; w++)
        if (n > strlen(*w) && strcmp(c->object + n - strlen(*w), *w) == 0)
            c->topic = c->object;
}

/* 减少|提交材料, 未|发现问题: what says that it was not done belongs to the verb. */
static void keep_reversal(struct labeller *l)
{
    static const char *const reversals[] = {"减少", "避免", "免于", "免去", "取消", "停止", "禁止",
                                            "拒绝", "没有", "不再", "未",   "少",   NULL};
    static const char *const other[] = {"至少", "多少", "不少", "最少", "较少", "缺少", NULL};
    struct count *c = l->c;
    const char *const label[] = {c->label, NULL};
    if (!c->verb[0] || !c->label[0])
        return;
    size_t at = c->clause.first + 1;
    while (at < c->number.at.first && !word_at(l->p, at, label))
        at++;
    size_t n = word_before(l->p, c->clause.first, at, reversals);
    if (at == c->number.at.first || !n || word_before(l->p, c->clause.first, at, other))
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
    find_before(&l);
    if (!name_row(&l) && !name_origin(&l) && !name_target(&l) && !name_dimension(&l) &&
        !name_distance(&l) && !name_score(&l) && !name_duration(&l) && !name_price(&l) &&
        !name_peak(&l) && !name_pace(&l) && !name_row_share(&l) && !name_doers(&l) &&
        !name_some(&l) && !name_helped(&l) && !name_reached(&l) && !name_people(&l) &&
        !name_noun(&l) && !name_change(&l) && !name_verb(&l) && !name_same(&l) && !name_shift(&l) &&
        !name_phrase(&l))
        name_rest(&l);
    among_complete(&l);
    sound_label(&l);
    keep_reversal(&l);
    find_topic(&l);
    find_about(&l);
    find_outlook(&l);
    find_period(&l);
}
