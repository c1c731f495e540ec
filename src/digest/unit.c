/* SPDX-License-Identifier: MIT */
/*
 * Units: what a number must be followed by to count something. The table holds the classifiers and
 * measure units of written Chinese; the longest name wins (千瓦时 before 千瓦). Units of the SI
 * take its prefixes (毫米, 兆帕), and what is counted takes a 次 (场次, 条次). Where a classifier
 * is also the first half of a word, the table gives the second halves that make it one (条例, 家庭,
 * 起诉), and it is no unit there. Years, days of the month, ages, ranks and floors are not in
 * the table: they count nothing that a table of figures would show.
 */
#include "digest/unit.h"
#include "digest/words.h"

#include <string.h>

struct unit_name {
    const char *name;
    enum unit_kind kind;
    const char *unless; /* a next character that makes another word of it, or NULL */
};

/* These take the prefixes of the SI. */
static const struct unit_name metric_names[] = {
    {"瓦", UNIT_MEASURE, "房砾斯砖窑"},
    {"瓦时", UNIT_MEASURE, NULL},
    {"瓦小时", UNIT_MEASURE, NULL},
    {"帕", UNIT_MEASURE, "金"},
    {"赫", UNIT_MEASURE, NULL},
    {"赫兹", UNIT_MEASURE, NULL},
    {"字节", UNIT_MEASURE, NULL},
    {"克", UNIT_MEASURE, "服隆难"},
    {"米", UNIT_MEASURE, "粉面线"},
    {"升", UNIT_MEASURE, "级至到学"},
    {"米汞柱", UNIT_MEASURE, NULL},
    {"焦耳", UNIT_MEASURE, NULL},
    {"伏", UNIT_MEASURE, "击天地法羲特案笔"},
    {"伏安", UNIT_MEASURE, NULL},
};

static const struct unit_name names[] = {
    {"个", UNIT_THING, "体别性"},
    {"具", UNIT_THING, "有体备象"},
    {"盆", UNIT_THING, "地栽景友腔"},
    {"件", UNIT_THING, NULL},
    {"起", UNIT_THING, "来诉到草点于"},
    {"名", UNIT_THING, "单称额片列"},
    {"位", UNIT_THING, "于居列置"},
    {"家", UNIT_THING, "庭长园属"},
    {"户", UNIT_THING, "籍口均"},
    {"套", UNIT_THING, "餐路"},
    {"块", UNIT_THING, NULL},
    {"处", UNIT_THING, "理级于罚置分"},
    {"份", UNIT_THING, "额"},
    {"期", UNIT_THING, "间末限货待"},
    {"条", UNIT_THING, "例件约款"},
    {"张", UNIT_THING, "贴"},
    {"支", UNIT_THING, "持付出撑书援"},
    {"只", UNIT_THING, "有要是能落领差输"},
    {"台", UNIT_THING, "账阶"},
    {"台套", UNIT_THING, NULL},
    {"件套", UNIT_THING, NULL},
    {"发", UNIT_THING, "展现生射布放给言明行出挥起动证达育票电改表货车卡作还往觉包热烧病"},
    {"轴", UNIT_THING, "承线距心货车"},
    {"峰", UNIT_THING, "会值谷顶期"},
    {"辆", UNIT_THING, NULL},
    {"车", UNIT_THING, "辆间站次厢主型队道"},
    {"艘", UNIT_THING, NULL},
    {"架", UNIT_THING, "构"},
    {"列", UNIT_THING, "入为出车"},
    {"基", UNIT_THING, "础本层地金点站因于数建准调督肥酸"},
    {"级", UNIT_MEASURE, "别次联数段差"},
    {"枝", UNIT_THING, "头叶条"},
    {"帧", UNIT_THING, NULL},
    {"栋", UNIT_THING, NULL},
    {"幢", UNIT_THING, NULL},
    {"座", UNIT_THING, "谈位"},
    {"间", UNIT_THING, "隔接"},
    {"所", UNIT_THING, "有以需得在"},
    {"项", UNIT_THING, NULL},
    {"款", UNIT_THING, NULL},
    {"种", UNIT_THING, "植子养"},
    {"类", UNIT_THING, "似别型"},
    {"批", UNIT_THING, "准发评示"},
    {"组", UNIT_THING, "织建成长"},
    {"对", UNIT_THING, "象于外口接照"},
    {"双", UNIT_THING, "方向"},
    {"部", UNIT_THING, "门分署队委"},
    {"本", UNIT_THING, "地级次市县科"},
    {"册", UNIT_THING, NULL},
    {"篇", UNIT_THING, NULL},
    {"幅", UNIT_THING, "度员"},
    {"首", UNIT_THING, "次个席先批府都"},
    {"棵", UNIT_THING, NULL},
    {"株", UNIT_THING, NULL},
    {"头", UNIT_THING, "部条号"},
    {"匹", UNIT_THING, "配"},
    {"口", UNIT_THING, "岸径号"},
    {"根", UNIT_THING, "据本"},
    {"片", UNIT_THING, "区长"},
    {"顶", UNIT_THING, NULL},
    {"把", UNIT_THING, "握"},
    {"面", UNIT_THING, "积向对临"},
    {"盏", UNIT_THING, NULL},
    {"扇", UNIT_THING, NULL},
    {"门", UNIT_THING, "店口户牌"},
    {"节", UNIT_THING, "日点目约能假"},
    {"堂", UNIT_THING, NULL},
    {"场", UNIT_THING, "所地景馆"},
    {"道", UNIT_THING, "路"},
    {"例", UNIT_THING, "如"},
    {"宗", UNIT_THING, "教旨"},
    {"笔", UNIT_THING, NULL},
    {"单", UNIT_THING, "位元独"},
    {"封", UNIT_THING, "闭"},
    {"枚", UNIT_THING, NULL},
    {"颗", UNIT_THING, NULL},
    {"粒", UNIT_THING, NULL},
    {"盒", UNIT_THING, NULL},
    {"箱", UNIT_THING, NULL},
    {"袋", UNIT_THING, NULL},
    {"瓶", UNIT_THING, NULL},
    {"桶", UNIT_THING, NULL},
    {"桌", UNIT_THING, NULL},
    {"席", UNIT_THING, "位"},
    {"手", UNIT_THING, "机"},
    {"羽", UNIT_THING, NULL},
    {"尾", UNIT_THING, NULL},
    {"副", UNIT_THING, "主书县市省"},
    {"眼", UNIT_THING, NULL},
    {"孔", UNIT_THING, NULL},
    {"团", UNIT_THING, "队体员"},
    {"板", UNIT_THING, "块凳报房桥书"},
    {"床", UNIT_THING, "位铺单垫"},
    {"球", UNIT_THING, "员队场星类迷衣门"},
    {"串", UNIT_THING, "联通门"},
    {"罐", UNIT_THING, "头装"},
    {"坛", UNIT_THING, "子主"},
    {"包", UNIT_THING, "括含裹括车"},
    {"堆", UNIT_THING, "积场肥"},
    {"排", UNIT_THING, "名位水查污放行"},
    {"人份", UNIT_THING, NULL},
    {"分", UNIT_MEASURE, "之钟别公会校局队行部析类布期段工为成属离享支开管泌钱"},
    {"单位", UNIT_MEASURE, NULL},
    {"番", UNIT_PERCENT, "茄号邦薯"},
    {"晚", UNIT_DURATION, "上会报间宴点饭年"},
    {"票", UNIT_THING, "房价选据证务根面"},
    {"段", UNIT_THING, "落位子时"},
    {"层", UNIT_THING, "面次级出高层"},
    {"集", UNIT_THING, "体中合市镇聚贸资约"},
    {"剂", UNIT_THING, "量型"},
    {"针", UNIT_THING, "对灸织"},
    {"页", UNIT_THING, "岩面"},
    {"朵", UNIT_THING, NULL},
    {"束", UNIT_THING, "缚"},
    {"卷", UNIT_THING, "入起烟"},
    {"杯", UNIT_THING, NULL},
    {"碗", UNIT_THING, NULL},
    {"档", UNIT_THING, "案次期口位"},
    {"捆", UNIT_THING, NULL},
    {"筐", UNIT_THING, NULL},
    {"棚", UNIT_THING, "户内改"},
    {"幕", UNIT_THING, "后"},
    {"曲", UNIT_THING, "艺线折"},
    {"班", UNIT_THING, "级子组主车机长次会底轮期费"},
    {"课时", UNIT_THING, NULL},
    {"学时", UNIT_THING, NULL},
    {"标准箱", UNIT_THING, NULL},
    {"标箱", UNIT_THING, NULL},
    {"瓩", UNIT_MEASURE, NULL},
    {"瓩时", UNIT_MEASURE, NULL},
    {"TEU", UNIT_THING, NULL},
    {"航次", UNIT_EVENT, NULL},
    {"车次", UNIT_EVENT, NULL},
    {"班次", UNIT_EVENT, NULL},
    {"天次", UNIT_EVENT, NULL},
    {"站次", UNIT_EVENT, NULL},
    {"丛", UNIT_THING, "书林"},
    {"频次", UNIT_EVENT, NULL},
    {"户次", UNIT_PERSON, NULL},
    {"家次", UNIT_PERSON, NULL},
    {"人次", UNIT_PERSON, NULL},
    {"人", UNIT_PERSON, "民员才大类均口体"},
    {"次", UNIT_EVENT, "日要年生"},
    {"回", UNIT_EVENT, "收复升落应"},
    {"遍", UNIT_EVENT, NULL},
    {"趟", UNIT_EVENT, NULL},
    {"圈", UNIT_EVENT, "层子内外套"},
    {"轮", UNIT_EVENT, "流换"},
    {"元", UNIT_MONEY, "旦宵"},
    {"美元", UNIT_MONEY, NULL},
    {"欧元", UNIT_MONEY, NULL},
    {"日元", UNIT_MONEY, NULL},
    {"港元", UNIT_MONEY, NULL},
    {"美分", UNIT_MONEY, NULL},
    {"瑞士法郎", UNIT_MONEY, NULL},
    {"韩元", UNIT_MONEY, NULL},
    {"英镑", UNIT_MONEY, NULL},
    {"卢布", UNIT_MONEY, NULL},
    {"平方公里", UNIT_MEASURE, NULL},
    {"平方千米", UNIT_MEASURE, NULL},
    {"平方米", UNIT_MEASURE, NULL},
    {"平方厘米", UNIT_MEASURE, NULL},
    {"平方毫米", UNIT_MEASURE, NULL},
    {"立方厘米", UNIT_MEASURE, NULL},
    {"平米", UNIT_MEASURE, NULL},
    {"㎡", UNIT_MEASURE, NULL},
    {"m²", UNIT_MEASURE, NULL},
    {"㎞", UNIT_MEASURE, NULL},
    {"㎏", UNIT_MEASURE, NULL},
    {"立方米", UNIT_MEASURE, NULL},
    {"立方米每秒", UNIT_MEASURE, NULL},
    {"米每秒", UNIT_MEASURE, NULL},
    {"公顷", UNIT_MEASURE, NULL},
    {"亩", UNIT_MEASURE, "均产"},
    {"公里", UNIT_MEASURE, NULL},
    {"吨公里", UNIT_MEASURE, NULL},
    {"人公里", UNIT_MEASURE, NULL},
    {"海里", UNIT_MEASURE, NULL},
    {"英里", UNIT_MEASURE, NULL},
    {"英尺", UNIT_MEASURE, NULL},
    {"光年", UNIT_MEASURE, NULL},
    {"吨", UNIT_MEASURE, "位"},
    {"吨标准煤", UNIT_MEASURE, NULL},
    {"公斤", UNIT_MEASURE, NULL},
    {"蒸吨", UNIT_MEASURE, NULL},
    {"斤", UNIT_MEASURE, NULL},
    {"磅", UNIT_MEASURE, "礴"},
    {"盎司", UNIT_MEASURE, NULL},
    {"克拉", UNIT_MEASURE, NULL},
    {"千卡", UNIT_MEASURE, NULL},
    {"大卡", UNIT_MEASURE, NULL},
    {"像素", UNIT_MEASURE, NULL},
    {"KB", UNIT_MEASURE, NULL},
    {"MB", UNIT_MEASURE, NULL},
    {"GB", UNIT_MEASURE, NULL},
    {"TB", UNIT_MEASURE, NULL},
    {"PB", UNIT_MEASURE, NULL},
    {"kW", UNIT_MEASURE, NULL},
    {"MW", UNIT_MEASURE, NULL},
    {"GW", UNIT_MEASURE, NULL},
    {"kWh", UNIT_MEASURE, NULL},
    {"MWh", UNIT_MEASURE, NULL},
    {"GWh", UNIT_MEASURE, NULL},
    {"TWh", UNIT_MEASURE, NULL},
    {"km", UNIT_MEASURE, NULL},
    {"km²", UNIT_MEASURE, NULL},
    {"cm", UNIT_MEASURE, NULL},
    {"mm", UNIT_MEASURE, NULL},
    {"kg", UNIT_MEASURE, NULL},
    {"MHz", UNIT_MEASURE, NULL},
    {"GHz", UNIT_MEASURE, NULL},
    {"Mbps", UNIT_MEASURE, NULL},
    {"Gbps", UNIT_MEASURE, NULL},
    {"字", UNIT_MEASURE, "面母节号幕典体形样画迹头"},
    {"点", UNIT_MEASURE, NULL},
    {"度", UNIT_MEASURE, "假"},
    {"摄氏度", UNIT_MEASURE, NULL},
    {"分贝", UNIT_MEASURE, NULL},
    {"℃", UNIT_MEASURE, NULL},
    {"立方", UNIT_MEASURE, NULL},
    {"方", UNIT_MEASURE, "面式案向法"},
    {"%", UNIT_PERCENT, NULL},
    {"％", UNIT_PERCENT, NULL},
    {"‰", UNIT_PERCENT, NULL},
    {"个百分点", UNIT_PERCENT, NULL},
    {"个基点", UNIT_PERCENT, NULL},
    {"倍", UNIT_PERCENT, NULL},
    {"小时", UNIT_DURATION, NULL},
    {"个小时", UNIT_DURATION, NULL},
    {"个日夜", UNIT_DURATION, NULL},
    {"个昼夜", UNIT_DURATION, NULL},
    {"个多小时", UNIT_DURATION, NULL},
    {"个多月", UNIT_DURATION, NULL},
    {"分钟", UNIT_DURATION, NULL},
    {"秒", UNIT_DURATION, NULL},
    {"天", UNIT_DURATION, "然气"},
    {"个月", UNIT_DURATION, NULL},
    {"个工作日", UNIT_DURATION, NULL},
};

static bool makes_a_word(const struct unit_name *name, const struct passage *p, size_t next)
{
    /* 3000人|大幅减少, 12人|均获救: no 人大, no 人均 */
    static const char *const adverbs[] = {"大幅", "大大", "大多", "大都", "大部",
                                          "大约", "大致", "均获", "均已", "均被",
                                          "均来", "均由", "均系", "均无", NULL};
    if (!name->unless || word_at(p, next, adverbs))
        return false;
    const char *s = name->unless, *end = s + strlen(s);
    while (s < end)
        if (utf8_next(&s, end) == p->code[next])
            return true;
    return false;
}

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The longest name of the list that begins at `here`, if it is longer than *len bytes, which
 * becomes its length. */
static const struct unit_name *longer_name(const struct unit_name *list, size_t count,
                                           const char *here, size_t *len)
{
    const struct unit_name *best = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *name = list[i].name;
        if (name[0] != here[0])
            continue;
        size_t n = strlen(name);
        if (n <= *len || strncmp(here, name, n) != 0 ||
            (is_ascii_letter(name[n - 1]) && is_ascii_letter(here[n])))
            continue;
        *len = n;
        best = &list[i];
    }
    return best;
}

/* The longest name at `at`, where it ends, and whether it takes a prefix. */
static const struct unit_name *longest_name(const struct passage *p, size_t at, size_t *end,
                                            bool *metric)
{
    const char *here = p->bytes + p->offset[at];
    size_t len = 0;
    const struct unit_name *of_si = longer_name(metric_names, COUNT(metric_names), here, &len);
    const struct unit_name *other = longer_name(names, COUNT(names), here, &len);
    *end = at + utf8_count(here, len);
    *metric = of_si && !other;
    return other ? other : of_si;
}

/* 毫米, 兆帕, 太字节: a prefix of the SI and a unit that takes one. */
static const struct unit_name *prefixed_name(const struct passage *p, size_t at, size_t *end)
{
    bool prefix = char_in(U"纳微毫厘千兆吉太", p->code[at]) && at + 1 < p->count, metric = false;
    const struct unit_name *unit = prefix ? longest_name(p, at + 1, end, &metric) : NULL;
    return metric ? unit : NULL;
}

/* 24艘次, 11万条次: the things, each as often as it came; 次要 and 次干道 are words. */
static bool counts_times(const struct unit_name *name, const struct passage *p, size_t end)
{
    bool countable = name->kind == UNIT_THING || name->kind == UNIT_MEASURE ||
                     (name->kind == UNIT_EVENT && strcmp(name->name, "次") != 0);
    return countable && passage_at(p, end) == U'次' && p->code[end - 1] != U'次' &&
           !char_in(U"日要年生品级干高中", passage_at(p, end + 1));
}

/* 每周4班: flights and buses; 三年级4班 is one. */
static bool is_weekly(const struct passage *p, size_t at)
{
    while (at > 0 && is_digit(p->code[at - 1]))
        at--;
    return at > 1 && p->code[at - 2] == U'每' && char_in(U"周天日", p->code[at - 1]);
}

/* 127.0点: the height of an index; without decimals it is an hour. */
static bool is_index(const struct passage *p, size_t at)
{
    size_t i = at;
    while (i > 0 && is_digit(p->code[i - 1]))
        i--;
    return i < at && i > 1 && p->code[i - 1] == '.' && is_digit(p->code[i - 2]);
}

/* 19档节目; 十三档 is what an abacus has. */
static bool is_in_digits(const struct passage *p, size_t at)
{
    return at > 0 && is_digit(p->code[at - 1]);
}

/* 38万字, 6.19亿手: how long a book is, how much was traded; without 万 a character, a hand. */
static bool is_many(const struct passage *p, size_t at)
{
    return at > 0 && char_in(U"万亿", p->code[at - 1]);
}

/* 炮弹12发, 12发火箭弹: shots; 12发 behind anything else is a verb or no unit. */
static bool is_shot(const struct passage *p, size_t at)
{
    enum { NEAR = 8 };
    static const uint32_t arms[] = U"弹箭雷枪炮靶";
    size_t first = at > NEAR ? at - NEAR : 0;
    for (size_t i = at; i-- > first && !char_in(U"，。；", p->code[i]);)
        if (char_in(arms, p->code[i]))
            return true;
    for (size_t i = at; i < at + NEAR && !char_in(U"，。；", passage_at(p, i)); i++)
        if (char_in(arms, passage_at(p, i)))
            return true;
    return false;
}

/* Names that count only near some words or behind some numbers. */
static const struct {
    const char *name;
    bool (*counts)(const struct passage *p, size_t at);
} conditions[] = {{"点", is_index},     {"字", is_many},   {"手", is_many},
                  {"档", is_in_digits}, {"班", is_weekly}, {"发", is_shot}};

static bool counts_here(const struct unit_name *name, const struct passage *p, size_t at)
{
    for (size_t i = 0; i < COUNT(conditions); i++)
        if (!strcmp(name->name, conditions[i].name))
            return conditions[i].counts(p, at);
    return true;
}

static bool find_unit(const struct passage *p, size_t at, struct unit *unit)
{
    size_t end;
    bool metric;
    const struct unit_name *name = prefixed_name(p, at, &end);
    if (!name)
        name = longest_name(p, at, &end, &metric);
    if (!name || makes_a_word(name, p, end) || !counts_here(name, p, at))
        return false;
    bool times = counts_times(name, p, end);
    *unit = (struct unit){.at = {at, end + times}, .kind = times ? UNIT_EVENT : name->kind};
    return true;
}

/* 条(次), 头(只、匹): all belong to the unit. */
static size_t bracketed_end(const struct passage *p, size_t at)
{
    struct unit inner;
    size_t next = at;
    if (passage_at(p, at) != '(')
        return at;
    do {
        if (next + 1 >= p->count || !find_unit(p, next + 1, &inner))
            return at;
        next = inner.at.end;
    } while (passage_at(p, next) == U'、');
    return passage_at(p, next) == ')' ? next + 1 : at;
}

/* 公里/小时: the whole of it is the unit. */
static size_t behind_slash(const struct passage *p, size_t at)
{
    struct unit base;
    if (passage_at(p, at) != '/' || at + 1 >= p->count)
        return at;
    if (find_unit(p, at + 1, &base))
        return base.at.end;
    size_t n = listed_at(p, at + 1, &words_span);
    return n ? at + 1 + n : at;
}

bool unit_read(const struct passage *p, size_t at, struct unit *unit)
{
    at += passage_at(p, at) == ' ';
    if (at >= p->count || !find_unit(p, at, unit))
        return false;
    unit->at.end = behind_slash(p, bracketed_end(p, unit->at.end));
    return true;
}
