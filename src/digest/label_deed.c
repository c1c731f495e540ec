/* SPDX-License-Identifier: MIT */
/*
 * What is told of those that are counted, behind their noun: without it a row of a table says who
 * they are and not why they were counted.
 *
 *     12家农户|入股分红                the subject: 入股分红的农户
 *     对3家窑厂|下发催缴单             the object, which 对, 把 or 将 puts in front: the same
 *     为90户商户|减免房租              for whom or with whom: 为商户减免房租
 *     帮助30户企业|纠正差错            what a verb made them do: 帮助企业纠正差错
 *
 * It is told only in their own clause, up to its end; only what 帮助 and the like made them do may
 * lead to a number of its own. A deed that is too long for a row is left out, and the label stays
 * as it was.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum {
    LEAST = 2,
    LEAST_TOLD = 4 /* of a deed with its object */,
    LONGEST_BARE = 4,
    LONGEST_OF_ROWS = 8 /* counts */
};

/* 已, 均, 进行: what says nothing in front of a deed. */
static const char *const openings[] = {"已",   "已经", "均",   "均已",   "都",   "都已",
                                       "也",   "全部", "进行", "进行了", "予以", "给予",
                                       "先后", "目前", "现已", "正在",   "正",   NULL};

/* Whether s may be a deed: words alone, which go on with no list and tell no change. */
static bool is_deed(const struct labeller *l, struct span s)
{
    static const uint32_t others[] = U"的、和及或以左右中里内外时后前一在为”》", *const places =
                                                                                     U"上下";
    bool verb = listed_at(l->p, s.first, &words_predicate) > 1; /* 下架, 上岗 */
    if (span_length(s) < LEAST || span_length(s) > LABEL_SHORT ||
        char_in(others, l->p->code[s.first]) || (char_in(places, l->p->code[s.first]) && !verb) ||
        listed_at(l->p, s.first, &words_change))
        return false;
    for (size_t i = s.first; i < s.end; i++)
        if (l->p->code[i] == U'的' ||
            (!is_han(l->p->code[i]) && !char_in(U"“”《》、", l->p->code[i])))
            return false;
    return true;
}

/* 喝上|了|山泉水: the deed without the 了 of its verb. */
static const char *deed_text(const struct labeller *l, struct span s)
{
    for (size_t i = s.first + 1; i + 2 < s.end && i < s.first + 4; i++)
        if (l->p->code[i] == U'了' && l->p->code[i + 1] != U'解')
            return arena_printf(l->a, "%s%s", label_text(l, (struct span){s.first, i}),
                                label_text(l, (struct span){i + 1, s.end}));
    return label_text(l, s);
}

/* A deed of the noun's own begins with a verb and has an object: 入股合作社. */
static bool is_told(const struct labeller *l, struct span s)
{
    static const char *const verbs[] = {"入股", "入驻", "纳入", "列入", "编入", "并入", "喝上",
                                        "用上", "吃上", "住上", "挂上", "实行", "推行", "担任",
                                        "受聘", "享受", "领到", "拿到", "获批", "获评", "回乡",
                                        "返乡", "回村", "赴",   "前往", "深入", "参加", NULL};
    if (l->p->code[s.first] == U'被')
        return span_length(s) <= LEAST_TOLD; /* 7间校舍|被毁 */
    return span_length(s) >= LEAST_TOLD &&
           (verb_at(l, s.first) || listed_at(l->p, s.first, &words_attend) ||
            listed_at(l->p, s.first, &words_light) || verb_result(l->p, s.first) ||
            word_at(l->p, s.first, verbs));
}

/* 单向|3个出口, 参与|3个项目: the preposition at i is the end of a word. */
static bool ends_word(const struct labeller *l, size_t i)
{
    static const uint32_t *const heads[][2] = {
        {U"向", U"双单方面走转导流风一意动志趋"},
        {U"与", U"参赠给授"},
        {U"为", U"称作成行因认名分设改列更变较最尤划编评均皆多折沦视归升"},
        {U"对", U"面针相绝核比应配结"},
        {U"在", U"现存所内潜正旨外"},
        {U"同", U"共合不相如连胡会陪伙协随"},
        {U"将", U"即"},
        {U"给", U"供补发交"}};
    static const char *const words[] = {"对照", "对应", "对接", "对口", "对外", "对象",
                                        "对策", "将军", "为民", "为主", "在建", "在职",
                                        "在校", "在线", "在岗", "在读", "在编", "同比",
                                        "同学", "同步", "同村", "与会", "给予", NULL};
    for (size_t k = 0; k < COUNT(heads) && i; k++)
        if (char_in(heads[k][0], l->p->code[i]) && char_in(heads[k][1], l->p->code[i - 1]))
            return true;
    if (word_at(l->p, i, words))
        return true;
    return listed_at(l->p, i, &words_whole) || (i && listed_at(l->p, i - 1, &words_whole));
}

/* 对|3家[拖欠工钱的]窑厂: where the preposition stands that leads to the noun behind the number;
 * the number if a verb stands between them or there is none. */
static size_t led_at(const struct labeller *l)
{
    size_t end = l->c->number.at.first, first = label_clause(l).first;
    size_t near = end - about_before(l->p, first, end);
    bool de = near > first && l->p->code[near - 1] == U'的'; /* 办结的|7家: its attribute's verb */
    if (l->former && l->former->end > first)
        first = l->former->end;
    for (size_t i = end; i-- > first;) {
        if (!label_shown(l, i))
            continue;
        bool direct = i + 1 == near || !char_in(U"为给向与同", l->p->code[i]);
        if (direct && char_in(U"对把将为给向与在从同用", l->p->code[i]) && !ends_word(l, i))
            return i;
        if (!de && verb_at(l, i))
            return end;
    }
    return end;
}

static bool makes_do(const struct count *c)
{
    static const char *const pivots[] = {"带动", "帮助", "支持", "动员", "组织", "吸引", "邀请",
                                         "聘请", "请来", "选派", "派出", "引导", "鼓励", "指导",
                                         "推动", "协助", "促使", "发动", "调集", "抽调", NULL};
    static const char *const places[] = {"周边", "附近", "沿线", NULL}; /* 带动周边|农户 */
    size_t n = words_begin(c->verb, pivots);
    return n && (!c->verb[n] || words_begin(c->verb + n, places));
}

/* The label with the deed, by what leads to the noun; NULL if the deed is none of the noun's. */
static const char *with_deed(const struct labeller *l, struct span deed)
{
    const struct count *c = l->c;
    size_t at = led_at(l);
    uint32_t by = at < c->number.at.first ? l->p->code[at] : 0;
    const char *told = deed_text(l, deed);
    static const char *const called[] = {"评为", "为", "被", "称为", NULL};
    if ((by && char_in(U"从用", by)) || words_begin(c->label, called))
        return NULL;
    if (!(by && char_in(U"对把将向", by)) && !is_told(l, deed))
        return NULL;
    if (by && char_in(U"为给向与同", by))
        return arena_printf(l->a, "%s%s%s", label_text(l, (struct span){at, at + 1}), c->label,
                            told);
    return arena_printf(l->a, "%s的%s", told, c->label);
}

/* Where the deed stands: behind the noun, and behind those of a row (12个集体、30名个人|获评模范).
 * A deed that a verb like 帮助 made them do may lead to its own number: 帮助8家企业|获得贷款2亿元.
 */
static struct span deed_of_row(const struct labeller *l, bool pivot)
{
    const struct count *c = l->c, *last = c, *end = l->counts + l->count;
    while (last + 1 < end && last < c + LONGEST_OF_ROWS && last[1].joined &&
           last[1].clause.first == c->clause.first)
        last++;
    struct span noun = last == c ? l->noun : noun_behind(l, last);
    struct span deed = {span_length(noun) ? noun.end : last->follow, last->after};
    bool ends = last->after == c->clause.end;
    struct span object = trim_about(l, deed);
    bool leads = pivot && last == c && !ends && span_length(object) >= LEAST_TOLD &&
                 verb_at(l, object.first);
    return ends ? deed : leads ? object : (struct span){deed.end, deed.end};
}

/* 扶助9人|开店, 渡船5艘|赶赴海岛: a word or two alone before the number, which the clause goes on
 * with behind it. */
static bool is_bare(const struct labeller *l)
{
    struct span before = trim_openings(l, l->before);
    if (!span_length(before) || l->p->code[before.end - 1] == U'类')
        return false; /* 整改类: its total tells what they are */
    const char *word = label_text(l, before);
    bool row = l->c->joined || (l->next && l->next->joined) ||
               l->p->code[l->c->number.at.first - 1] == U'的';
    return span_length(before) <= LONGEST_BARE && !l->c->noun_end && !l->c->part && !row &&
           (!strcmp(l->c->label, word) || !strcmp(l->c->label, arena_printf(l->a, "%s人员", word)));
}

/* 归|集到窗口, 联合|举办: the noun was cut inside a verb, or ends with an adverb of the deed. */
static bool is_torn(const struct labeller *l, size_t at)
{
    static const char *const adverbs[] = {"联合", "合伙", "宣布", "集体", "共同", "强制", "一起",
                                          "分别", "率先", "主动", "自发", "纷纷", "陆续", NULL};
    static const char *const verbs[] = {"归集", "拓宽", "搬迁", "加宽", "归拢", "合并", NULL};
    bool tool = false; /* 农场用贷款|引进 */
    for (size_t i = l->noun.first + 1; i < l->noun.end && !tool; i++)
        tool = char_in(U"用以", l->p->code[i]) && !listed_at(l->p, i, &words_whole) &&
               !listed_at(l->p, i - 1, &words_whole);
    return tool || word_before(l->p, l->noun.first, at, adverbs) || word_at(l->p, at - 1, verbs) ||
           verb_at(l, at - 1) > 1;
}

/* Whether a deed may be put to the label: it fits, is no half of a word, and is not told yet. */
static bool takes_deed(const struct labeller *l, struct span deed)
{
    const struct count *c = l->c;
    bool thing = c->unit.kind == UNIT_THING || c->unit.kind == UNIT_PERSON;
    return thing && !c->change && !c->origin && span_characters(c->label) >= 2 &&
           is_deed(l, deed) && !verb_result(l->p, deed.first - 1) && !is_torn(l, deed.first) &&
           !strstr(c->label, label_text(l, deed)) &&
           span_characters(c->label) + span_length(deed) < LABEL_ROW;
}

void deed_complete(struct labeller *l)
{
    struct count *c = l->c;
    bool pivot = makes_do(c);
    struct span deed = trim_left(l, deed_of_row(l, pivot), openings);
    if (!(pivot || (span_length(l->noun) && !c->verb[0])) || !takes_deed(l, deed))
        return;
    const char *label =
        pivot ? arena_printf(l->a, "%s%s", c->label, deed_text(l, deed)) : with_deed(l, deed);
    if (label)
        c->label = label;
}

void deed_go_on(struct labeller *l)
{
    struct count *c = l->c;
    struct span deed = trim_left(l, (struct span){c->follow, c->after}, openings);
    if (c->after == c->clause.end && !span_length(l->noun) && !makes_do(c) && is_bare(l) &&
        takes_deed(l, deed))
        c->label = arena_printf(l->a, "%s%s", label_text(l, trim_openings(l, l->before)),
                                deed_text(l, deed));
}
