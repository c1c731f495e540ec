/* SPDX-License-Identifier: MIT */
/*
 * The phrase before the number, which is its label where no other form fits: 发放资料600份,
 * 办结率为 98%. What is counted may stand in front of the verb (直达资金共下达38.4亿元), behind the
 * number (岛上八成民房受损, 全村72户搬进新居), or in the clause before, where only a place is left.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum { LONGEST_PLACE = 7 };

/* 财政支出的七成以上用于民生: of what, and what that share does. */
static bool name_share(struct labeller *l, struct span s)
{
    static const char *const openings[] = {"仍", "都", "均", "是", "已", "要", "将", NULL};
    struct span deed = {l->c->follow, l->c->after};
    size_t at = l->c->number.at.first;
    at -= about_before(l->p, s.first, at);
    deed = trim_left(l, deed, openings);
    if (l->c->unit.kind != UNIT_PERCENT || l->p->code[at - 1] != U'的' || span_length(deed) < 2 ||
        span_length(deed) > LABEL_SHORT || span_length(s) + span_length(deed) > LABEL_ROW)
        return false;
    name_as(l, "", arena_printf(l->a, "%s%s", label_text(l, s), label_text(l, deed)));
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
    static const char *const only[] = {"光", "只", "仅", "单", NULL};
    size_t rate = listed_before(l->p, s.first, verb.first, &words_rate);
    struct span what = {s.first, verb.first - rate};
    what = trim_left(l, trim_openings(l, trim_right(l, what, adverbs)), only);
    if (span_length(what) < 2 || listed_at(l->p, what.first, &words_pronoun) ||
        listed_before(l->p, s.first, s.end, &words_whole) || verb_at(l, what.first) ||
        verb_before(l, what.first, what.end) || span_length(what) > LABEL_DEED ||
        is_place(l, what) || change_start(l, s) != s.end)
        return false;
    static const char *const nouns[] = {"投入", "支出", "花费", "收获",
                                        "输出", "覆盖", "储备", NULL};
    bool quiet = listed_at(l->p, verb.first, &words_achieve) == span_length(verb);
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
    static const char *const hosts[] = {"接待", "收治", "迎来", "吸纳",
                                        "招收", "录取", "收养", NULL};
    bool host = l->c->unit.kind == UNIT_PERSON && word_at(l->p, verb.first, hosts);
    bool how = host || char_in(U"偿费级庭年季天来日月", l->p->code[what.end - 1]);
    if (!quiet && (how || span_length(what) <= 3)) /* 电话劝阻, 全市无偿献血 */
        l->c->label = arena_printf(l->a, "%s%s", l->c->object, l->c->verb);
    if (!quiet && how)
        l->c->object = "";
    return true;
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
    theme = label_head(l, theme);
    if (!only_place || l->c->joined || l->c->unit.kind != UNIT_THING || span_length(theme) < 2 ||
        span_length(theme) > LABEL_SHORT || verb_at(l, theme.first) ||
        word_at(l->p, theme.first, sources))
        return false;
    name_as(l, "", label_text(l, theme));
    return true;
}

/* 岛上八成民房受损 */
static bool tells_behind_place(struct labeller *l)
{
    struct span behind = {l->c->follow, l->c->after};
    if (!label_tells_behind(l, behind))
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
    if (!n || span_length(s) != 2 || span_length(led) < 2 || span_length(led) > LABEL_SHORT / 2 ||
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
    static const char *const adverbs[] = {DONE_WORDS, "均", "都", "全部", "悉数", "全", NULL};
    bool counted = l->c->unit.kind == UNIT_THING || l->c->unit.kind == UNIT_PERSON;
    if (!counted || !label_is_all(l, s) || l->c->after < l->c->clause.end ||
        span_length(deed) < 3 || span_length(deed) > LABEL_SHORT || !is_han(l->p->code[deed.first]))
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
    return sold && l->c->unit.kind == UNIT_MONEY && span_length(s) <= LABEL_SHORT &&
           !listed_before(l->p, s.first, s.end, &words_quantity);
}

/* 港口|完成|货物吞吐量: without the verb that says nothing between who and the quantity. */
static const char *without_reach(const struct labeller *l, struct span s)
{
    size_t n = listed_before(l->p, s.first, s.end, &words_quantity), verb = s.end;
    for (size_t i = s.first + 2; n && i + 2 + (n > 1 ? n : n + 2) <= s.end; i++) {
        if (l->p->code[i] == U'、' && label_shown(l, i))
            return label_text(l, s);
        if (verb == s.end && label_shown(l, i) && listed_at(l->p, i, &words_achieve))
            verb = i;
    }
    return verb == s.end ? label_text(l, s)
                         : arena_printf(l->a, "%s%s", label_text(l, (struct span){s.first, verb}),
                                        label_text(l, (struct span){verb + 2, s.end}));
}

/* 生产|总值, 零售|总额: how much of what the word before it names, and nothing by itself. */
static bool names_measure(const struct labeller *l, struct span s)
{
    static const char *const measures[] = {"总值", "总额", "总量", "总数", NULL};
    return span_length(s) && word_at(l->p, s.first, measures) == span_length(s);
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

/* 新增图书65万册，[电脑]2.2万台: the clause is a noun and its number, behind one that tells what
 * was bought or added; what is counted in one unit may be all there is
 * (新增专利20件，有效专利300件). */
static bool is_next_item(const struct labeller *l, struct span s)
{
    static const char *const adds[] = {"新增", "增加", "增设", "增添", "增配", "添置", "购置",
                                       "购买", "采购", "配备", "配置", "捐赠", "捐献", "赠送",
                                       "发放", "查获", "查扣", "收缴", "缴获", NULL};
    static const char *const stock[] = {"现有", "共有", "有效", "累计", "总",
                                        "存",   "藏",   "在",   NULL};
    const struct count *c = l->c, *f = l->former;
    bool next = f && f->clause.end + 1 == c->clause.first && is_comma(l->p->code[f->clause.end]) &&
                f->follow == f->clause.end && c->follow == c->clause.end && !f->noun_end;
    if (!next || !words_end(f->verb, strlen(f->verb), adds) || f->unit.kind != UNIT_THING ||
        c->unit.kind != UNIT_THING || passage_same(l->p, f->unit.at, c->unit.at) ||
        s.first != c->clause.first || s.end != c->number.at.first ||
        word_at(l->p, s.first, stock) || span_length(s) < 2 || span_length(s) > LABEL_SHORT ||
        listed_before(l->p, s.first, s.end, &words_quantity))
        return false;
    for (size_t i = s.first; i < s.end; i++)
        if (!label_shown(l, i) || verb_at(l, i))
            return false;
    return true;
}

/* 农村|扩建|学校: the words of a part behind 其中 have a verb of their own. */
static bool has_verb(const struct labeller *l, struct span s, const char *verb)
{
    if (strstr(label_text(l, s), verb))
        return true;
    for (size_t i = s.first + 2; i + 2 < s.end; i++)
        if (l->c->part && verb_at(l, i))
            return true;
    return false;
}

/* A noun beside another has its verb, and a verb beside another its noun. */
static void name_beside(struct labeller *l, struct span s)
{
    const struct count *f = l->c->joined || is_next_item(l, s) ? l->former : NULL;
    if (f && f->borrowed && passage_same(l->p, f->unit.at, l->c->unit.at) && span_length(s) <= 4) {
        name_as(l, label_text(l, s), f->object); /* 收回12亩、转让3亩 */
        l->c->borrowed = true;
        l->c->part = f->part;
    } else if (f && f->verb[0] && f->object[0] && l->c->part == f->part &&
               !has_verb(l, s, f->verb)) {
        size_t into = words_begin(f->object, (const char *const[]){"为", NULL});
        name_as(l, arena_printf(l->a, "%s%.*s", f->verb, (int)into, f->object), label_text(l, s));
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

/* 其中[一级馆]接待观众量: behind 其中, whose of the quantity it is belongs to it. */
static struct span among_who(const struct labeller *l, struct span whole, struct span s)
{
    struct span who = {whole.first, s.first};
    bool told = l->c->part == PART_AMONG && s.first > whole.first && s.end == whole.end &&
                span_length(whole) <= LABEL_OWNED &&
                listed_before(l->p, s.first, s.end, &words_quantity) && span_length(who) >= 2;
    for (size_t i = who.first; i < who.end && told; i++)
        told = is_han(l->p->code[i]) && label_shown(l, i) &&
               !char_in(U"的在对为向共已把将", l->p->code[i]);
    return told ? whole : s;
}

bool name_phrase(struct labeller *l)
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
    s = among_who(l, whole, rest);
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
    if (verbs.end + 1 == s.end || names_measure(l, (struct span){verbs.end, s.end}))
        verbs.end = s.first; /* 收割机, 生产总值: half of a noun */
    name_whole(l, s, verbs);
    if (!span_length(verbs))
        name_beside(l, s);
    name_topic(l, s);
    return true;
}

/* What stands behind the last 的 of a phrase. */
struct span label_head(const struct labeller *l, struct span s)
{
    for (size_t i = s.end; i-- > s.first;)
        if (label_shown(l, i) && l->p->code[i] == U'的' && s.end - i > 2)
            return (struct span){i + 1, s.end};
    return s;
}

bool label_is_all(const struct labeller *l, struct span s)
{
    static const char *const all[] = {EVERYWHERE_WORDS, "有", "仍有", "已有", "全球", NULL};
    return word_at(l->p, s.first, all) == span_length(s);
}

/* A share or an event at the beginning of a clause: what it is a share of, and what was done,
 * follow it. */
bool label_tells_behind(const struct labeller *l, struct span behind)
{
    size_t n = span_length(behind);
    struct span place = l->before;
    bool there = span_length(place) && span_length(place) <= LONGEST_PLACE &&
                 char_in(U"上里中内", l->p->code[place.end - 1]);
    bool all = l->c->unit.kind == UNIT_PERCENT && label_is_all(l, place);
    if (span_length(place) && !there && !all)
        return false;
    bool share =
        l->c->unit.kind == UNIT_PERCENT && n >= 4 && !l->next && is_han(l->p->code[behind.first]) &&
        !listed_at(l->p, behind.first, &words_predicate) &&
        !word_at(l->p, behind.first, (const char *const[]){"的", "是", "在", "都", "用", NULL});
    bool event = l->c->unit.kind == UNIT_EVENT && n >= 3 && verb_at(l, behind.first);
    return (share || event) && n <= LABEL_ROW - 2 && (all || l->c->before == l->c->clause.first);
}
