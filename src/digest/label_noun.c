/* SPDX-License-Identifier: MIT */
/*
 * Labels from the noun behind the unit (noun.c) or what people did: 建成6个驿站, 70余人参加培训,
 * 全长39公里的铁路.
 *
 * The verb just before the number is part of the label where it says more than the noun does. A
 * measure that the text before it names (种植面积, 投资) is measured by that, and not by the noun.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum { LONG_VERB_NOUN = 14 };

/* A verb of reports or a 共 stands before the number in its clause. */
bool name_reports(const struct labeller *l)
{
    for (size_t i = l->c->before; i < l->c->number.at.first; i++)
        if (label_shown(l, i) && (verb_at(l, i) || listed_at(l->p, i, &words_light) ||
                                  listed_at(l->p, i, &words_total) || opens_count(l, i)))
            return true;
    return false;
}

static bool counts_people(const struct labeller *l)
{
    const struct unit *unit = &l->c->unit;
    return unit->kind == UNIT_PERSON ||
           (unit->kind == UNIT_THING && char_in(U"名位", l->p->code[unit->at.first]));
}

/* Told in passing, and no count of a report; what an accident cost is one. */
static bool is_in_passing(const struct labeller *l)
{
    for (size_t i = l->c->before; i < l->c->number.at.first; i++)
        if (label_shown(l, i) && listed_at(l->p, i, &words_cause))
            return false;
    return !l->c->joined && !name_reports(l);
}

/* 4万人在[涉枪事件]中死亡: at what occasion; empty if s is none. */
static struct span occasion_in(const struct labeller *l, struct span s)
{
    bool framed =
        span_length(s) > 4 && l->p->code[s.first] == U'在' && l->p->code[s.end - 1] == U'中';
    return framed ? (struct span){s.first + 1, s.end - 1} : (struct span){s.first, s.first};
}

/* 13名矿工[不幸]遇难: who they are stands before what became of them. 6人中枪身亡: how it came. */
static bool name_victims(struct labeller *l)
{
    static const char *const adverbs[] = {"不幸", "英勇", "壮烈", "当场", "先后",
                                          "全部", "相继", "均",   NULL};
    struct span who = {l->c->follow, l->c->after};
    for (size_t i = who.first; i < who.end; i++)
        if (char_in(U"、和及", l->p->code[i]))
            who.end = i;
    size_t n = listed_before(l->p, who.first, who.end, &words_fate);
    struct span fate = {who.end - n, who.end};
    who.end -= n;
    bool bare = word_before(l->p, who.first, who.end, adverbs) == span_length(who);
    who = trim_right(l, who, adverbs);
    struct span occasion = occasion_in(l, who);
    size_t most = span_length(occasion) ? LABEL_SHORT - 2 : LABEL_SHORT / 2;
    who = span_length(occasion) ? occasion : who;
    bool person = l->c->unit.kind == UNIT_PERSON, told = span_length(who) >= 2 || (person && bare);
    if (!n || !counts_people(l) || !told || span_length(who) > most)
        return false;
    if (person)
        name_as(l, "", arena_printf(l->a, "%s%s人员", label_text(l, who), label_text(l, fate)));
    else
        name_as(l, label_text(l, fate), label_text(l, who));
    l->c->narrative = is_in_passing(l);
    return true;
}

/* 接报火灾9起，亡2人，伤5人: what became of them stands in one character before the number. */
static bool name_toll(struct labeller *l)
{
    static const char *const tolls[][2] = {{"亡", "死亡"}, {"伤", "受伤"}};
    static const uint32_t *const words[] = {
        U"死伤身阵消逃灭溺夭病流存",
        U"受轻重烧烫负刀枪死杀误咬摔砸撞灼冻打刺挫扭割划炸压轧踩抓拉蜇"};
    static const char *const tells[] = {CAUSE_WORDS, "共", "已", "并", NULL};
    static const char *const people[] = {"人", NULL};
    struct span s = trim_about(l, trim_openings(l, l->before));
    if (!span_length(s) || span_length(s) > LABEL_ROW || is_han(passage_at(l->p, l->c->follow)) ||
        word_at(l->p, l->c->unit.at.first, people) != span_length(l->c->unit.at))
        return false;
    for (size_t i = 0; i < COUNT(tolls); i++) {
        const char *const toll[] = {tolls[i][0], NULL};
        if (!word_before(l->p, s.first, s.end, toll))
            continue;
        if (s.end > s.first + 1 && char_in(words[i], l->p->code[s.end - 2]))
            continue; /* 咬伤, 溺亡 */
        struct span where = {s.first, s.end - 1};
        where.end -= word_before(l->p, where.first, where.end, tells);
        name_as(l, "", arena_printf(l->a, "%s%s人员", label_text(l, where), tolls[i][1]));
        return true;
    }
    return false;
}

/* 8万户断电: who is counted by what they go without. */
static bool name_users(struct labeller *l)
{
    static const char *const household[] = {"户", NULL};
    static const char *const without[] = {"断电", "停电", "断水", "停水", "停气", "断网", NULL};
    size_t n = word_at(l->p, l->c->follow, without);
    struct span deed = {l->c->follow, l->c->follow + n};
    if (!n || word_at(l->p, l->c->unit.at.first, household) != span_length(l->c->unit.at))
        return false;
    name_as(l, "", arena_printf(l->a, "%s用户", label_text(l, deed)));
    return true;
}

/* 队里另有5人|学会了电焊: a verb of two characters with its 了 and object, where before the
 * number stands only that there are so many, and where. */
static bool is_told_deed(const struct labeller *l, struct span deed)
{
    static const char *const there[] = {"还有", "另有", "已有", "有", NULL};
    size_t at = l->c->number.at.first - about_before(l->p, l->c->before, l->c->number.at.first);
    size_t n = word_before(l->p, l->c->before, at, there);
    struct span place = trim_openings(l, (struct span){l->c->before, at - n});
    return n && l->c->unit.kind == UNIT_PERSON && span_length(l->c->unit.at) == 1 &&
           span_length(place) <= 3 && span_length(deed) >= 5 && l->c->after == l->c->clause.end &&
           l->p->code[deed.first + 2] == U'了' && is_han(l->p->code[deed.first]);
}

/* 70余人参加培训 */
bool name_people(struct labeller *l)
{
    struct count *c = l->c;
    struct span deed = {c->follow, c->after};
    bool people = counts_people(l);
    bool times = !span_length(deed) && l->next && l->next->unit.kind == UNIT_EVENT;
    if (times)
        deed = (struct span){l->next->follow, l->next->after}; /* 7人11次打破纪录 */
    if (name_victims(l) || name_toll(l) || name_users(l))
        return true;
    if (people && is_told_deed(l, deed) && span_length(deed) <= LABEL_DEED) {
        const char *did = label_text(l, (struct span){deed.first, deed.first + 2});
        struct span what = {deed.first + 3, deed.end};
        name_as(l, "", arena_printf(l->a, "%s%s人员", did, label_text(l, what)));
        return true;
    }
    if (!people || !listed_at(l->p, deed.first, &words_attend) ||
        listed_at(l->p, deed.first, &words_whole)) /* 被告人 */
        return false;
    for (size_t i = deed.first; i < deed.end; i++)
        if (l->p->code[i] == U'、' || l->p->code[i] == U'了')
            deed.end = i;
    static const char *const under[] = {"之下", "之中", NULL};
    deed = trim_right(l, deed, under);
    struct span before = trim_openings(l, l->before);
    bool named = !times && span_length(before) && span_length(l->before) <= LABEL_ROW &&
                 !listed_at(l->p, deed.first, &words_fate) && !label_is_place(l, before);
    if (span_length(deed) > LABEL_DEED ||
        (named && span_length(cut_phrase(l, l->before)) <= LABEL_SHORT))
        return false;
    name_as(l, "", arena_printf(l->a, "%s人员", label_text(l, deed)));
    l->c->narrative = is_in_passing(l);
    return true;
}

/* 防汛及诉讼|服务的64条措施: a verb behind one noun that is joined to another is one half of its
 * name, before the 的 of an attribute. */
static bool is_joined_noun(const struct labeller *l, struct span s)
{
    bool de = l->c->number.at.first && l->p->code[l->c->number.at.first - 1] == U'的';
    size_t joint = s.end;
    while (joint > s.first && !char_in(U"及和与、", l->p->code[joint - 1]))
        joint--;
    return de && joint > s.first + 2 && joint + 2 <= s.end;
}

/* 已|开工57个小区, 遍及44个州, 种|了200亩小麦: a verb that governs the noun only before a number.
 */
static size_t governor_before(const struct labeller *l, struct span s)
{
    static const char *const governors[] = {"开工", "完工", "竣工", "遍及", "遍布", NULL};
    bool planted =
        span_length(s) && l->p->code[s.end] == U'了' && char_in(U"种养栽", l->p->code[s.end - 1]);
    for (size_t i = l->c->follow; i < l->c->after && planted; i++)
        planted = l->p->code[i] != U'的'; /* 种了430亩水稻的|大户 */
    return planted ? 1 : word_before(l->p, s.first, s.end, governors);
}

/* 新建、|改扩建: the first of two verbs that are joined; first if there is but one. */
static size_t joined_verb(const struct labeller *l, size_t least, size_t first)
{
    if (first < least + 3 || !char_in(U"、和并", l->p->code[first - 1]))
        return first;
    size_t start = cut_chain(l, least, first - 1);
    return start < first - 1 ? start : first;
}

/* 铺设[沿河]12公里管道, 卖出[今年]320吨稻谷: where and when may stand between a verb of action and
 * the number. The verb, with where; empty if that is not so. */
static struct span verb_before_adverbial(const struct labeller *l, struct span s)
{
    static const char *const places[] = {"沿线", "沿途", "周边", "附近", "两岸", "两侧", NULL};
    static const char *const times[] = {"期间", "昨夜", "昨晚", "今晨", "当晚", NULL};
    enum { LONGEST_ADVERBIAL = 5 };
    for (size_t i = s.end; i-- > s.first + 2 && s.end - i <= LONGEST_ADVERBIAL;) {
        size_t n = listed_before(l->p, s.first, i, &words_action);
        bool place = l->p->code[i] == U'沿' || word_before(l->p, i, s.end, places);
        bool time = time_word(l->p, i) == s.end - i || word_before(l->p, i, s.end, times);
        if (n && label_shown(l, i) && (place || time) && !inside_name(l, i - n))
            return (struct span){i - n, place ? s.end : i};
    }
    return (struct span){s.end, s.end};
}

/* The verb just before the number, if it says more than the noun does. */
static const char *verb_of_noun(struct labeller *l)
{
    static const char *const silent[] = {"组织", "配备", "发展", "有", "用", NULL};
    static const char *const done[] = {"了", "出", "全部", "所有", NULL};
    static const char *const reaches[] = {"覆盖", "惠及", "涉及", NULL};
    static const char *const gives[] = {"拿出", "腾出", "派出", NULL};
    struct span s = trim_right(l, l->before, done);
    if (l->c->unit.kind == UNIT_THING && !word_before(l->p, s.first, l->before.end, gives) &&
        verb_before(l, l->before.first, l->before.end))
        s = l->before; /* 售出 */
    struct span inner = trim_right(l, s, words_everywhere.list);
    if (word_before(l->p, inner.first, inner.end, reaches))
        s = inner; /* 调查覆盖全县|16个乡镇 */
    size_t first = cut_chain(l, s.first, s.end);
    if (first == s.end)
        first -= governor_before(l, s);
    struct span ahead = verb_before_adverbial(l, s);
    if (first == s.end && span_length(ahead))
        return label_text(l, ahead);
    if (first < s.end)
        first = joined_verb(l, s.first, first);
    if (first == s.end || is_joined_noun(l, (struct span){s.first, first}) ||
        word_at(l->p, first, silent) == s.end - first)
        return "";
    return label_text(l, (struct span){first, l->before.end > s.end + 1 ? s.end : l->before.end});
}

/* 一个58户的寨子, 松坪——一个只有90户的小村: how many live in the place that is named before a ——,
 * or behind. */
static bool name_dwellers(struct labeller *l, struct span noun)
{
    static const char *const homes[] = {"村", "寨", "镇", "城", "寨子", "村子", "小区", "岛", NULL};
    static const char *const household[] = {"户", NULL};
    bool person = l->c->unit.kind == UNIT_PERSON;
    bool home = word_at(l->p, l->c->unit.at.first, household) == span_length(l->c->unit.at);
    bool de = noun.first > l->c->follow && l->p->code[noun.first - 1] == U'的';
    struct span s = l->before, place = noun;
    if (!de || !(person || home) || !word_before(l->p, noun.first, noun.end, homes) ||
        span_length(noun) > LABEL_SHORT / 2)
        return false;
    for (size_t i = s.first + 2; i + 1 < s.end; i++)
        if (l->p->code[i] == U'—' && l->p->code[i + 1] == U'—')
            place = trim_openings(l, (struct span){s.first, i});
    name_as(l, "", arena_printf(l->a, "%s%s", label_text(l, place), person ? "人口" : "户数"));
    l->c->noun_end = noun.end;
    return l->owned = true;
}

/* 全长39公里的铁路, 投资8亿元的工程: the noun behind is the owner of the quantity before. */
static bool name_owner(struct labeller *l, struct span noun)
{
    struct span s = trim_about(l, l->before);
    size_t n = listed_before(l->p, s.first, s.end, &words_extent);
    bool de = noun.first > l->c->follow && l->p->code[noun.first - 1] == U'的';
    if (de && listed_at(l->p, noun.first, &words_extent) == span_length(noun) && span_length(s)) {
        static const char *const by[] = {"以", "按", "用", NULL};
        s = trim_right(l, s, by);
        for (size_t i = s.end; i-- > s.first;)
            if (l->p->code[i] == U'的' && label_shown(l, i) && s.end - i > 2)
                s.first = i + 1;
        name_as(l, "",
                arena_printf(l->a, "%s%s", label_text(l, cut_phrase(l, s)), label_text(l, noun)));
        return true;
    }
    if (!n || !de || (l->c->unit.kind != UNIT_MEASURE && l->c->unit.kind != UNIT_MONEY))
        return false;
    s.first = s.end - n;
    name_as(l, "", arena_printf(l->a, "%s%s", label_text(l, noun), label_text(l, s)));
    return l->owned = true;
}

/* 晒场上铺开3万斤稻谷，: a short noun between the measure and the end of the clause is what there
 * is so much of, if no quantity stands before. */
static bool ends_in_thing(const struct labeller *l, struct span s, struct span noun)
{
    bool quantity = listed_before(l->p, s.first, s.end, &words_quantity) ||
                    listed_before(l->p, s.first, s.end, &words_extent);
    return !quantity && span_length(noun) >= 2 && span_length(noun) <= 4 &&
           noun.first == l->c->follow && noun.end == l->c->clause.end && !verb_at(l, noun.first);
}

/* 研制的首台500兆帕试验舱: a classifier waits for its noun, which the measure is told of. */
static bool waits_for_noun(const struct labeller *l, struct span s)
{
    struct unit unit;
    return span_length(s) >= 2 && char_in(U"首一这该每", l->p->code[s.end - 2]) &&
           unit_read(l->p, s.end - 1, &unit) && unit.at.end == s.end && unit.kind == UNIT_THING;
}

/* 串起42公里滨海路线: a verb with its result says nothing of what is so long. */
static bool is_bare_verb(const struct labeller *l, struct span s)
{
    return l->c->unit.kind == UNIT_MEASURE && span_length(s) == 2 &&
           verb_result(l->p, s.first) == 2;
}

/* 石岭县青柳乡小柳村: places one in another and nothing else. */
static bool is_address(const struct labeller *l, struct span s)
{
    while (span_length(s) > 4 && !label_is_place(l, s)) {
        size_t i = s.first + 2;
        while (i < s.end && !listed_before(l->p, s.first, i, &words_body))
            i++;
        s.first = i;
    }
    return label_is_place(l, s);
}

/* 把自家|9亩菜园地: whose or where it is, and not what is measured; 购置|5千瓦柴油机: the verb.
 */
static bool is_whose(const struct labeller *l, struct span s, struct span noun)
{
    static const char *const homes[] = {"家里", "自家", "我家", "他家", "她家", "手里", NULL};
    struct span verbs = cut_verbs(l, s);
    size_t home = s.end - word_before(l->p, s.first, s.end, homes);
    bool whose = home < s.end && (home == s.first || char_in(U"把将", l->p->code[home - 1]));
    bool thing = span_length(noun) >= 3 && l->p->code[noun.first] != U'的';
    return l->c->unit.kind == UNIT_MEASURE && span_length(s) && thing &&
           (whose ||
            (span_length(verbs) == span_length(s) && listed_at(l->p, s.first, &words_action)));
}

/* Whether the text before a measure says what is measured, so that the noun behind does not. */
static bool is_measured(const struct labeller *l, struct span noun)
{
    struct span s = trim_openings(l, l->before);
    bool de = noun.first > l->c->follow && l->p->code[noun.first - 1] == U'的';
    bool quantity = listed_before(l->p, s.first, s.end, &words_quantity) > 0;
    static const char *const worth[] = {"价值", NULL};
    if (l->c->unit.kind == UNIT_MONEY && de && word_before(l->p, s.first, s.end, worth))
        return false; /* 提供价值1亿元的援助 */
    if (l->c->unit.kind == UNIT_MONEY && !quantity && span_length(noun) <= LABEL_SHORT / 2 &&
        listed_before(l->p, noun.first, noun.end, &words_fund))
        return false; /* 能拿到30元管护费 */
    switch (l->c->unit.kind) {
    case UNIT_MEASURE:
    case UNIT_MONEY:
        return span_length(s) && (!de || quantity) && !is_address(l, s) &&
               !waits_for_noun(l, l->before) && !is_bare_verb(l, s) && !is_whose(l, s, noun) &&
               !(l->c->unit.kind == UNIT_MEASURE && ends_in_thing(l, s, noun));
    case UNIT_EVENT:
        return de && quantity;
    default:
        return l->c->unit.kind == UNIT_PERCENT && span_length(s) &&
               !(de &&
                 listed_before(l->p, noun.first, noun.end, &words_quantity)); /* 76%的成功率 */
    }
}

/* 高度9米以上的[7棵]古树: of things that a bound parts from others, that bound; but not of where
 * something lives: 雪莲生长在海拔4200米以上的石坡. */
static bool name_bound(struct labeller *l)
{
    static const char *const lives[] = {"生长在", "分布在", "生活在", "栖息在", "生长于", NULL};
    struct span s = trim_about(l, l->before);
    size_t n = listed_before(l->p, s.first, s.end, &words_extent), at = l->c->follow + 1;
    struct count behind = *l->c;
    if (l->c->unit.kind != UNIT_MEASURE || n < 2 || l->c->follow == l->c->end ||
        passage_at(l->p, l->c->follow) != U'的' || word_before(l->p, s.first, s.end - n, lives))
        return false;
    behind.follow = behind.end = at;
    behind.unit.kind = UNIT_THING;
    bool next = l->next && l->next->number.at.first == at;
    struct span noun = noun_behind(l, next ? l->next : &behind);
    if (span_length(noun) < 1 || span_length(noun) > LABEL_SHORT / 2)
        return false;
    for (size_t i = noun.first; i < noun.end; i++)
        if (char_in(U"还都也要将已禁须应可均", l->p->code[i]))
            return false; /* 长度6米以上的货车|禁止进城 */
    struct span extent = {s.end - n, s.end};
    name_as(l, "", arena_printf(l->a, "%s%s", label_text(l, noun), label_text(l, extent)));
    return l->owned = l->dimension = true;
}

/* 60厘米高的木偶, 江面420米宽: the dimension stands behind the measure, what has it behind that or
 * before the number. */
bool name_dimension(struct labeller *l)
{
    static const char *const dimensions[][2] = {{"高", "高度"}, {"长", "长度"}, {"宽", "宽度"},
                                                {"厚", "厚度"}, {"深", "深度"}, {"重", "重量"}};
    struct count behind = *l->c;
    const char *name = NULL;
    for (size_t i = 0; i < COUNT(dimensions); i++)
        if (word_at(l->p, l->c->follow, (const char *const[]){dimensions[i][0], NULL}))
            name = dimensions[i][1];
    size_t end = l->c->follow + 1;
    bool de = passage_at(l->p, end) == U'的';
    if (name_bound(l))
        return true;
    if (!name || l->c->unit.kind != UNIT_MEASURE || (!de && is_han(passage_at(l->p, end))))
        return false;
    behind.follow = behind.end = end + de;
    behind.unit.kind = UNIT_THING;
    static const char *const adverbs[] = {"却", "却有", "便", "竟", "竟有", "足有",
                                          "也", "都",   "仅", "只", "有",   NULL};
    struct span of =
        de ? noun_behind(l, &behind) : trim_right(l, cut_phrase(l, l->before), adverbs);
    if (span_length(of) < 2)
        of = de ? cut_phrase(l, l->before) : subject_before(l);
    name_as(l, "", arena_printf(l->a, "%s%s", label_text(l, of), name));
    return l->dimension = true;
}

/* 果园到码头要走7公里土路: how far it is from one place to another. */
static bool name_route(struct labeller *l)
{
    static const char *const goes[] = {"要走", "需走", "得走", "要跑", "有", "相距", "路程", NULL};
    static const char *const ways[] = {"山路", "土路", "公路", "水路", "路程", NULL};
    struct span s = trim_right(l, l->before, goes), to = {s.first, s.first};
    for (size_t i = s.first + 2; i + 2 <= s.end && to.first == s.first; i++)
        if (l->p->code[i] == U'到' && label_shown(l, i) &&
            !char_in(U"走跑达来回赶送运报直拿收看", l->p->code[i - 1]))
            to = (struct span){i, s.end};
    size_t way = word_at(l->p, l->c->follow + (passage_at(l->p, l->c->follow) == U'的'), ways);
    bool told = s.end < l->before.end || way;
    if (l->c->unit.kind != UNIT_MEASURE || to.first == s.first || !told ||
        !char_in(U"公里千", l->p->code[l->c->unit.at.first]) || span_length(s) > LABEL_SHORT + 2)
        return false;
    size_t at = l->c->follow;
    at += passage_at(l->p, at) == U'的';
    name_as(l, "",
            arena_printf(l->a, "%s%s", label_text(l, s),
                         way ? label_text(l, (struct span){at, at + way}) : "路程"));
    return l->owned = l->dimension = true;
}

/* 离车站1.1公里的老房, 村口距学校3公里: from where, and of what stands behind, or before. */
bool name_distance(struct labeller *l)
{
    static const char *const from[] = {"离", "距", "距离", "相距", NULL};
    static const char *const levels[] = {"比", "较", "为", "达", "控制", "延长", "缩短", NULL};
    static const char *const words[] = {"离开", "离岸", "离岗", "离心", "距今", NULL};
    static const char *const nouns[] = {"脱离", "隔离", "分离", "偏离", "撤离", "逃离",
                                        "远离", "间距", "差距", "行距", "株距", NULL};
    struct span s = l->before, none = {s.end, s.end};
    if (name_route(l))
        return true;
    for (size_t i = s.end; l->c->unit.kind == UNIT_MEASURE && i-- > s.first;) {
        size_t n = label_shown(l, i) ? word_at(l->p, i, from) : 0;
        if (n == 1 && l->p->code[i] == U'离' && i && l->p->code[i - 1] == U'距')
            continue; /* 距|离: it is found at its first half */
        if (n && ((i > s.first && l->p->code[i - 1] == U'的') ||
                  (n == 2 && word_at(l->p, i + n, levels))))
            return false; /* 铲斗和舱壁的距离控制在1毫米: the name of the quantity */
        static const char *const only[] = {"仅", "只", "不过", "有", "只有", "最近", "约", NULL};
        struct span place = trim_right(l, (struct span){i + n, s.end}, only);
        if (!n || i + n + 2 > s.end || span_length(place) > LABEL_SHORT / 2 ||
            word_at(l->p, i, words) || word_before(l->p, s.first, i + 1, nouns))
            continue;
        struct span noun = noun_behind(l, l->c);
        struct span what = i - s.first >= 2 && !verb_before(l, s.first, i)
                               ? cut_phrase(l, (struct span){s.first, i})
                               : none;
        struct span of = span_length(noun) ? noun : what;
        name_as(l, "", arena_printf(l->a, "%s距%s", label_text(l, of), label_text(l, place)));
        l->c->noun_end = span_length(noun) ? noun.end : 0;
        return l->owned = l->dimension = true;
    }
    return false;
}

/* 欠着37.6万元的债: a noun of one character, which the text before makes a word of. */
static bool name_short(struct labeller *l, struct span noun)
{
    static const char *const done[] = {"着", "了", "下", NULL};
    struct span s = trim_right(l, trim_openings(l, l->before), done);
    bool de = noun.first > l->c->follow && l->p->code[noun.first - 1] == U'的';
    bool land = l->c->unit.kind == UNIT_MEASURE && char_in(U"地田林", l->p->code[noun.first]);
    if (!(land || (l->c->unit.kind == UNIT_MONEY && de)) || span_length(noun) != 1 ||
        span_length(s) < 1 || span_length(s) > LABEL_SHORT / 2)
        return false;
    name_as(l, "", arena_printf(l->a, "%s%s", label_text(l, s), label_text(l, noun)));
    l->c->noun_end = noun.end;
    return true;
}

/* 把347项事项划转过来: the verb stands behind the noun, or has become its end. */
static bool name_moved(struct labeller *l, struct span noun)
{
    static const char *const ways[] = {"过来", "下来", "起来", "出来", "上来",
                                       "进来", "出去", "过去", "下去", NULL};
    struct span all = {noun.first, l->c->after};
    uint32_t taken = l->c->number.at.first ? l->p->code[l->c->number.at.first - 1] : 0;
    struct span s = trim_right(l, all, ways);
    if ((taken != U'把' && taken != U'将') || s.end == all.end || span_length(s) < 4 ||
        span_length(s) > LABEL_SHORT)
        return false;
    struct span verb = {s.end - 2, s.end};
    s.end -= 2;
    name_as(l, label_text(l, verb), label_text(l, s));
    l->c->noun_end = s.end;
    return true;
}

/* 33次向对方转款, 4批次成功抓获30名嫌疑人: how often it was done, told with to whom or how. */
static bool name_times(struct labeller *l)
{
    static const char *const units[] = {"次", "批次", "趟", "轮次", NULL};
    static const char *const to[] = {"向", "对", "给", "赴", "到", NULL};
    static const char *const ways[] = {"成功", "顺利", "及时", "主动", NULL};
    struct span deed = trim_about(l, (struct span){l->c->follow, l->c->after}), done = {0, 0};
    size_t way = word_at(l->p, deed.first, ways);
    if (word_at(l->p, l->c->unit.at.first, units) != span_length(l->c->unit.at))
        return false;
    deed.first += way;
    bool governed = verb_before(l, l->before.first, l->before.end) > 0; /* 开行3趟到海边的专列 */
    if (way ? !verb_at(l, deed.first) || span_length(deed) > LABEL_SHORT / 2
            : governed || l->next || !word_at(l->p, deed.first, to) || span_length(deed) < 5 ||
                  span_length(deed) > LABEL_ROW - 2 || deed.end != l->c->clause.end)
        return false;
    if (way && l->next)
        done = noun_behind(l, l->next);
    name_as(l, label_text(l, deed), label_text(l, done));
    return l->owned = true;
}

/* 在全国412个法院中居第六: of how many it is one, which counts nothing of its own. */
static bool name_ranked(struct labeller *l)
{
    static const char *const ranks[] = {"中居第",   "中居前", "中居首",   "中居末", "中位居",
                                        "中均位居", "中位列", "中均位列", "中排名", "中列第",
                                        "中列前",   "中名列", "中排第",   "中排在", NULL};
    size_t at = label_clause(l).first, i = l->c->follow;
    while (i < l->c->after && i < l->c->follow + LABEL_ROW && !word_at(l->p, i, ranks))
        i++;
    if (!word_at(l->p, i, ranks))
        return false;
    while (at < l->c->number.at.first &&
           (l->p->code[at] != U'在' || listed_at(l->p, at, &words_whole)))
        at++;
    if (at == l->c->number.at.first)
        return false;
    name_as(l, "", "");
    return true;
}

/* 备下空房8间|安置客人: the verb before the number has its object there, and what stands behind is
 * what that was done for. */
static bool is_purpose(const struct labeller *l, struct span noun)
{
    static const char *const names[] = {"服务", "政策", "措施", "活动", "项目", "工程", "设备",
                                        "设施", "站",   "场",   "校",   "队",   NULL};
    struct span s = cut_phrase(l, l->before), verbs = cut_verbs(l, s);
    for (size_t i = s.first; i < s.end; i++)
        if (char_in(U"、等", l->p->code[i]))
            return false; /* 推出咨询、代办等6项|服务 */
    if (word_before(l->p, noun.first, noun.end, names) ||
        listed_before(l->p, noun.first, noun.end, &words_body))
        return false;
    return l->c->unit.kind == UNIT_THING && noun.first == l->c->follow && span_length(verbs) &&
           span_length(s) >= span_length(verbs) + 2 && verb_at(l, noun.first) &&
           noun.end == l->c->clause.end && !l->c->joined;
}

/* 完成|30名学生的登记工作: the verb has the work for its object, and not those for whom it is. */
static bool is_for_work(const struct labeller *l, struct span noun, const char *verb)
{
    static const char *const works[] = {"工作", "任务", "手续", "程序", NULL};
    if (!counts_people(l) || strcmp(verb, "完成") != 0 || passage_at(l->p, noun.end) != U'的')
        return false;
    for (size_t i = noun.end + 1; i < l->c->after && i < noun.end + LABEL_SHORT; i++)
        if (word_at(l->p, i, works))
            return true;
    return false;
}

/* 棉被2000床、[衣服]2500套|运往灾区: beside a count whose noun stands before it, this one's does,
 * too, and the clause goes on with what was done with them all. */
static bool is_row_end(const struct labeller *l, struct span noun)
{
    const struct count *f = l->former;
    struct span s = trim_openings(l, l->before);
    bool beside = l->c->joined && f && f->follow + 1 == l->c->before && !f->noun_end &&
                  f->object[0] && f->unit.kind == UNIT_THING && l->c->unit.kind == UNIT_THING;
    return beside && noun.first == l->c->follow && span_length(s) >= 2 &&
           span_length(s) <= LABEL_SHORT / 2 && s.first == l->c->before && !label_is_all(l, s) &&
           !label_is_place(l, s) && !verb_at(l, s.first);
}

/* [其余]22种传染病: what stands before the number and says that these are not all, or nothing. */
static struct span rest_before(const struct labeller *l)
{
    static const char *const rest[] = {"其余", "其他", NULL};
    size_t at = l->c->number.at.first;
    return (struct span){at - word_before(l->p, l->c->clause.first, at, rest), at};
}

bool name_noun(struct labeller *l)
{
    if (name_times(l) || name_ranked(l))
        return true;
    struct span noun = noun_behind(l, l->c);
    const struct count *f = l->former;
    const char *object = label_text(l, noun), *verb = verb_of_noun(l);
    bool owned = l->c->number.at.first > l->c->before &&
                 char_in(U"的了", l->p->code[l->c->number.at.first - 1]);
    if (!span_length(noun))
        return false;
    if (name_dwellers(l, noun))
        return true;
    if (name_owner(l, noun)) {
        l->c->noun_end = noun.end;
        return true;
    }
    if (!verb[0] && name_short(l, noun))
        return true;
    if (!owned && !verb[0] && (is_measured(l, noun) || is_purpose(l, noun) || is_row_end(l, noun)))
        return false;
    if (!verb[0] && l->c->joined && !span_length(trim_openings(l, l->before)) && f)
        verb = f->verb;
    if (span_characters(verb) + span_length(noun) > LONG_VERB_NOUN || is_for_work(l, noun, verb))
        verb = "";
    if (!verb[0] && name_moved(l, noun))
        return true;
    name_as(l, verb, object);
    if (!verb[0])
        l->c->label = arena_printf(l->a, "%s%s", label_text(l, rest_before(l)), object);
    l->noun = noun;
    l->c->noun_end = noun.end;
    l->c->narrative = !l->c->joined && !name_reports(l);
    return true;
}
