/* SPDX-License-Identifier: MIT */
/*
 * Which of the numbers in a text count something.
 *
 * A number counts when a unit follows it (unit.c), when it is itself a share (百分之五十, 三成), or
 * when it counts in 万 or 亿, which need no classifier (3200万观众, 规模达到40亿).
 * What is left after that rule is sorted out by what stands around it: ordinals (第3名), names and
 * model numbers (C919型, 1+3), the hidden text of slogans and titles (“15分钟服务圈”), what
 * points back (这3个), heads of an argument (五个方面), places in a ranking, durations that are no
 * result, comparisons (相当于3万户家庭的用电量), and the small Han numerals, which prose uses as
 * articles (一支队伍, 两个大局). tests/spec/keyfigures.md has both sides of each rule.
 */
#include "digest/scan.h"
#include "digest/words.h"

enum { LONGEST_CLASS = 10 };

static bool is_letter(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* 相当于300户家庭的用电量: a comparison. */
static bool compares(const struct passage *p, size_t first, size_t at)
{
    static const char *const likenings[] = {"相当于", "等于", "折合", "好比", NULL};
    static const char *const worth[] = {"折合", NULL}; /* 善款善物折合43万元 */
    at -= about_before(p, first, at);
    size_t n = word_before(p, first, at, likenings);
    return n && !(word_before(p, first, at, worth) && at - n > first + 1);
}

/* 第3, 前3, 这3, 每15户, A3, 1+3, 8:30 */
static bool follows_name(const struct passage *p, size_t at)
{
    static const char *const before[] = {"目", "此", "以", "之", "日", "年", "会", NULL};
    uint32_t c = at ? passage_at(p, at - 1) : 0;
    switch (c) {
    case U'第':
    case U'这':
    case U'那':
    case U'每':
    case U'首':
    case U'≥':
    case U'≤':
    case '>':
    case '<':
    case '.':
    case '/':
    case '@':
        return true;
    case ':':
        return at > 1 && is_digit(p->code[at - 2]); /* 8:30, but 盘点:17户 */
    case U'千':
        return at > 1 && p->code[at - 2] == U'成'; /* 成千上万 */
    case '+':
        return at < 2 || p->code[at - 2] != U'比'; /* 同比+5.4% */
    case U'前':
        return !word_before(p, 0, at - 1, before);
    default:
        return is_letter(c);
    }
}

/* 三部水车、1辆罐车: beside the item with a number in digits this is one of a list of counts. */
static bool is_listed(const struct passage *p, const struct count *c)
{
    struct number next;
    struct unit unit;
    size_t end = c->end;
    while (end < c->end + LONGEST_CLASS && is_han(passage_at(p, end)) && p->code[end] != U'和')
        end++;
    return c->unit.kind == UNIT_THING && p->code[c->number.at.first] != U'一' &&
           end >= c->end + 2 && char_in(U"、和", passage_at(p, end)) &&
           number_read(p, end + 1, &next) && !next.han && unit_read(p, next.at.end, &unit) &&
           unit.kind == UNIT_THING;
}

/* A small Han numeral is an article, unless it measures: 增加一倍, 翻了一番, 不足六平方米. */
static bool is_article(const struct passage *p, size_t first, const struct count *c)
{
    static const char *const folds[] = {"翻", "翻了", "翻了近", "再翻", NULL};
    const struct number *n = &c->number;
    uint32_t unit = p->code[c->unit.at.first];
    if (!n->han || n->multiplied || n->percent || n->fraction)
        return false;
    if (unit == U'番')
        return !word_before(p, first, n->at.first, folds);
    if (unit == U'倍')
        return false;
    if (c->unit.kind == UNIT_PERSON && listed_at(p, c->unit.at.end, &words_fate))
        return false; /* 两人死亡 */
    if (is_listed(p, c))
        return false;
    bool measure = c->unit.kind == UNIT_MEASURE || c->unit.kind == UNIT_DURATION;
    return !measure || !about_before(p, first, n->at.first);
}

/* 8时50分 is a time and 十分 an adverb, no score. */
static bool is_minute(const struct passage *p, const struct count *c)
{
    size_t at = c->number.at.first;
    return p->code[c->unit.at.first] == U'分' && span_length(c->unit.at) == 1 && at &&
           (c->number.han || char_in(U"时点時點:：", p->code[at - 1]) ||
            is_digit(passage_at(p, c->end)));
}

/* 平均停留3.4晚, 回收期仍有71天, 6分钟就到: how long a thing takes, and not when it was. */
static bool is_taken(const struct passage *p, size_t first, size_t at, size_t end)
{
    static const char *const times[] = {"时间", "周期", "工期", "天数", "期",   "用时",
                                        "耗时", "时长", "间隔", "日子", "全程", NULL};
    static const char *const takes[] = {"用时", "耗时", "只用", "仅用", "用了", "要",   "需",
                                        "需要", "每隔", "隔",   "只要", "花",   "花了", "拖了",
                                        "晚了", "早了", "快了", "慢了", "可用", "够用", NULL};
    static const char *const then[] = {"就",   "便",   "即可", "出结果", "内办结", "一班",
                                       "到场", "送达", "抵达", "办结",   NULL};
    static const char *const copulas[] = {"为",   "是",   "累计", "累计达", "达",     "多达",
                                          "仍有", "共",   "共计", "合计",   "有",     "仍为",
                                          "仅",   "只有", "长达", "在",     "控制在", NULL};
    static const char *const means[] = {"平均", NULL};
    static const char *const years[] = {"为期", "学期", "任期", "假期", "刑期", NULL};
    size_t n = word_before(p, first, at, copulas), noun = at - n;
    for (size_t i = at; i > first && at - i < 4; i--)
        if (word_before(p, first, i, means))
            return true;
    static const char *const with[] = {"以", NULL};
    static const char *const wins[] = {"夺得", "获得", "的成绩", "夺冠",
                                       "摘得", "完成", "打破",   NULL};
    if (word_before(p, first, at, with) && word_at(p, end, wins))
        return true;
    bool done = is_han(passage_at(p, end)) && passage_at(p, end + 1) == U'完'; /* 不到70秒包完 */
    size_t m = word_at(p, end, then);
    bool soon = m && passage_at(p, end + m) != U'、'; /* 3分钟到场、5分钟增援的快速反应圈 */
    return word_before(p, first, at, takes) || soon || done ||
           (word_before(p, first, noun, times) && !word_before(p, first, noun, years));
}

/* 每推迟5天|增加: what the change behind it is told for. */
static bool is_condition(const struct passage *p, size_t first, const struct count *c)
{
    static const char *const each[] = {"每", NULL};
    bool each_of = false;
    for (size_t i = c->number.at.first; i > first && c->number.at.first - i < 4; i--)
        each_of = each_of || word_before(p, first, i, each);
    return each_of && listed_at(p, c->end, &words_change);
}

/* 2小时10分, 1分30秒: one part of a time says less than the time. */
static bool is_part_of_time(const struct passage *p, const struct count *c)
{
    static const char *const larger[] = {"小时", "分", "分钟", NULL};
    static const char *const smaller[] = {"分", "秒", NULL};
    struct number next;
    bool first = word_at(p, c->unit.at.first, larger) && number_read(p, c->end, &next) &&
                 word_at(p, next.at.end, smaller);
    size_t before = word_before(p, 0, c->number.at.first, larger), at = c->number.at.first - before;
    if (c->unit.kind == UNIT_DURATION && passage_at(p, c->end) == U'半')
        return true; /* 1天半 */
    return first ||
           (before && at && is_digit(p->code[at - 1]) && word_at(p, c->unit.at.first, smaller));
}

/* A duration counts where it is what was gained: 缩短2天, or what it was gained from: 由5天缩短;
 * and where it is what a thing takes. */
static bool is_result(const struct passage *p, size_t first, const struct count *c)
{
    size_t at = c->number.at.first, end = c->end + listed_at(p, c->end, &words_bound), n;
    if (listed_before(p, first, at, &words_saving))
        return true;
    while ((n = about_before(p, first, at)))
        at -= n;
    return listed_before(p, first, at, &words_saving) || listed_at(p, end, &words_saving) ||
           is_taken(p, first, at, end);
}

/* 阵风15级, 8级大风, 6.9级地震, 层级从6级压到3级: other grades are names. */
static bool is_grade(const struct scan *s, const struct count *c)
{
    static const char *const forces[] = {"阵风", "大风", "风力", "狂风", "西风", "北风",
                                         "东风", "南风", "地震", "余震", NULL};
    static const char *const copulas[] = {"达到", "达", "为", "有", "约", "超", "超过", NULL};
    static const char *const from[] = {"从", "由", NULL};
    const struct passage *p = s->p;
    const struct count *f = s->count > s->first ? &s->counts[s->count - 1] : NULL;
    if (p->code[c->unit.at.first] != U'级' || span_length(c->unit.at) != 1)
        return true;
    size_t at = c->number.at.first, end = c->end + listed_at(p, c->end, &words_bound);
    at -= word_before(p, s->mark, at, copulas);
    end += passage_at(p, end) == U'偏';
    return word_before(p, s->mark, at, forces) || word_at(p, end, forces) ||
           word_before(p, s->mark, at, from) || (f && passage_same(p, f->unit.at, c->unit.at));
}

static bool is_place(const struct passage *p, size_t first, const struct count *c)
{
    uint32_t unit = p->code[c->unit.at.first];
    return (unit == U'位' || unit == U'名') &&
           listed_before(p, first, c->number.at.first, &words_rank);
}

/* 青白高速公路412公里350米处, 行至青白高速公路412公里某隧道: where on a road, and no length. What
 * has no place behind its metres is one: 铺设电缆线12公里350米. */
static bool is_on_road(const struct passage *p, size_t first, const struct count *c)
{
    static const char *const roads[] = {"公路", "高速", "国道", "省道", "县道", "线", NULL};
    static const char *const reaches[] = {"行至", "驶至", "开至", "行驶到", "行驶至", "途经", NULL};
    static const char *const spots[] = {"处", "路段", "附近", NULL};
    struct number metres;
    size_t at = c->number.at.first;
    if (!listed_at(p, c->unit.at.first, &words_kilometre) || !word_before(p, first, at, roads))
        return false;
    bool measured = number_read(p, c->end, &metres) && passage_at(p, metres.at.end) == U'米';
    if (measured && word_at(p, metres.at.end + 1, spots))
        return true;
    bool there = false, built = false;
    for (size_t i = first; i < at; i++) {
        built = built || char_in(U"建修铺架敷埋拓", p->code[i]);
        there = there || word_at(p, i, reaches) || (measured && p->code[i] == U'在');
    }
    return there && !built;
}

/* 4米18: a height or a distance in a contest, of which metres alone say less; also its 18, and
 * 64米 behind 64米90、. */
static bool is_mark(const struct passage *p, const struct number *n, size_t unit)
{
    enum { MOST_DIGITS = 2 };
    size_t at = n->at.first, digits = 0;
    struct number more;
    struct unit of;
    if (n->han || passage_at(p, unit) != U'米' || passage_at(p, unit + 1) == U'处')
        return false;
    if (number_read(p, unit + 1, &more))
        return !more.han && span_length(more.at) <= MOST_DIGITS && !more.percent &&
               !more.multiplied && !unit_read(p, more.at.end, &of);
    at -= at && char_in(U"、和", p->code[at - 1]);
    if (at == n->at.first)
        return false;
    while (at && is_digit(p->code[at - 1]) && digits <= MOST_DIGITS)
        at--, digits++;
    return digits && digits <= MOST_DIGITS && at > 1 && p->code[at - 1] == U'米' &&
           is_digit(p->code[at - 2]);
}

size_t mark_end(const struct passage *p, const struct number *n)
{
    struct number centimetres;
    if (!is_mark(p, n, n->at.end))
        return 0;
    return number_read(p, n->at.end + 1, &centimetres) ? centimetres.at.end : n->at.end + 1;
}

/* 男子100米冠军, 500米直道, 10000米全国纪录: the name of a contest. */
static bool is_contest(const struct passage *p, const struct count *c)
{
    static const char *const contests[] = {
        "冠军", "决赛", "预赛", "半决赛", "短跑", "长跑", "跨栏", "栏",   "接力", "自由泳", "蛙泳",
        "蝶泳", "仰泳", "直道", "绕标",   "竞走", "障碍", "个人", "混合", "比赛", "口径",   NULL};
    static const char *const records[] = {"世界纪录", "亚洲纪录", "全国纪录",
                                          "省纪录",   "赛会纪录", NULL};
    static const char *const distances[] = {"米", "公里", NULL};
    bool distance = word_at(p, c->unit.at.first, distances) == span_length(c->unit.at);
    return c->unit.kind == UNIT_MEASURE &&
           (word_at(p, c->end, contests) || (distance && word_at(p, c->end, records)));
}

/* 城区45分钟以内到场，农村90分钟: a duration that stands alone at the end of its clause, behind one
 * that counts. */
static bool goes_on(const struct scan *s, const struct count *c)
{
    const struct count *f = s->count ? &s->counts[s->count - 1] : NULL;
    uint32_t next = passage_at(s->p, c->end);
    bool ends = !next || is_comma(next) || ends_sentence(next) || next == U'、';
    return f && ends && f->sentence == s->sentence && f->unit.kind == UNIT_DURATION &&
           passage_same(s->p, f->unit.at, c->unit.at) && s->mark + 2 <= c->number.at.first;
}

/* 7座以下小客车1843万辆次: a bound between a number and a noun that has its own count says which of
 * them are counted, and counts nothing. */
static bool is_class(const struct passage *p, const struct count *c)
{
    static const char *const bounds[] = {"以上", "以下", NULL};
    static const char *const open[] = {"，", "。", "、", "；", ",", ";", NULL};
    size_t n = word_at(p, c->end, bounds), noun = c->end + n, end = noun;
    bool person = c->unit.kind == UNIT_PERSON && span_length(c->unit.at) == 1; /* not 人次 */
    bool class = n && c->unit.kind != UNIT_PERCENT && !person && is_han(passage_at(p, noun)) &&
                 !listed_at(p, noun, &words_predicate) && !listed_at(p, noun, &words_action) &&
                 !listed_at(p, noun, &words_light);
    while (class && end < noun + LONGEST_CLASS && is_han(passage_at(p, end)) &&
           !word_at(p, end, open))
        end++;
    return class && end >= noun + 2 && is_digit(passage_at(p, end));
}

/* 开工率达到75%以上的企业占比为80.5%: what the share behind it is a share of. */
static bool is_share_of(const struct passage *p, const struct count *c)
{
    static const char *const bounds[] = {"以上", "以下", NULL};
    static const char *const copulas[] = {"为", "达", "达到", "是", "约", NULL};
    static const char *const shares[] = {"占比", "占", "比例", "比重", "比率", NULL};
    size_t n = word_at(p, c->end, bounds), noun = c->end + n + 1, end = noun;
    if (!n || passage_at(p, noun - 1) != U'的')
        return false;
    while (end < noun + LONGEST_CLASS && is_han(passage_at(p, end)))
        end++;
    size_t share = end - word_before(p, noun, end, copulas);
    return is_digit(passage_at(p, end)) && word_before(p, noun, share, shares);
}

/* 十种有色金属增长0.7%: a Han numeral in the name of a set, of which a number in digits tells the
 * change. */
static bool is_set(const struct scan *s, const struct count *c)
{
    const struct passage *p = s->p;
    size_t at = c->number.at.first, end = c->end;
    if (!c->number.han || span_length(c->number.at) != 1 || at != s->start ||
        !char_in(U"种类", p->code[c->unit.at.first]))
        return false;
    while (end < c->end + LONGEST_CLASS && is_han(passage_at(p, end)) &&
           !listed_at(p, end, &words_change))
        end++;
    size_t n = listed_at(p, end, &words_change);
    return n && end >= c->end + 2 && is_digit(passage_at(p, end + n));
}

/* 产量在50吨以上的农场有6个: what those are that are counted behind it, whose label has it
 * (name_limited() in label.c, with the same words). */
static bool is_limit(const struct passage *p, size_t first, const struct count *c)
{
    size_t n = listed_at(p, c->end, &words_limit), noun = c->end + n + 1, end = noun;
    bool bound = n || listed_before(p, first, c->number.at.first, &words_over);
    if (!bound || passage_at(p, noun - 1) != U'的')
        return false;
    while (end < noun + LONGEST_CLASS && is_han(passage_at(p, end)))
        end++;
    return is_digit(passage_at(p, end)) && listed_before(p, noun, end, &words_having);
}

/* 在300家茶厂排名中, 居900个乡镇之首: among how many something has its place. */
static bool is_ranking(const struct passage *p, const struct count *c)
{
    static const char *const rankings[] = {"排位中", "排名中", "排序中", "排行榜", "之首", "之冠",
                                           "首位",   "榜首",   "前列",   "之最",   NULL};
    static const char *const stands[] = {"居", "列", "在", "为", "于", NULL};
    size_t at = c->number.at.first, end = c->end;
    static const char *const all[] = {EVERYWHERE_WORDS, "全球", "世界", NULL};
    at -= word_before(p, 0, at, all);
    if (c->unit.kind != UNIT_THING || !word_before(p, 0, at, stands))
        return false;
    while (end < c->end + LONGEST_CLASS && is_han(passage_at(p, end)) && !word_at(p, end, rankings))
        end++;
    return word_at(p, end, rankings);
}

/* 2031045期: the number of a draw. */
static bool is_issue(const struct passage *p, const struct count *c)
{
    enum { LEAST_DRAW = 5 };
    size_t digits = 0;
    for (size_t i = c->number.at.first; i < c->number.at.end; i++)
        digits += is_digit(p->code[i]);
    return p->code[c->unit.at.first] == U'期' && !c->number.multiplied && digits >= LEAST_DRAW;
}

/* 八成新, 三倍赔偿, 3栋六楼, 雄关小区6栋: what a thing is called, or where it is. */
static bool is_term(const struct passage *p, const struct count *c)
{
    static const char *const terms[] = {"赔偿", "返还", NULL};
    static const char *const doors[] = {"单元", "楼", "层", "门", "室", NULL};
    uint32_t unit = passage_at(p, c->unit.at.first);
    struct number door;
    bool building = unit == U'栋' || unit == U'幢';
    bool worn = unit == U'成' && passage_at(p, c->end) == U'新' &&
                (passage_at(p, c->end + 1) == U'的' || !is_han(passage_at(p, c->end + 1)));
    size_t at = c->number.at.first;
    bool address = building && at && char_in(U"区苑园寓", p->code[at - 1]) &&
                   (!is_han(passage_at(p, c->end)) || char_in(U"是有的楼", p->code[c->end]));
    return worn || address || (unit == U'倍' && word_at(p, c->end, terms)) ||
           (building && number_read(p, c->end, &door) && word_at(p, door.at.end, doors));
}

bool counts_something(const struct scan *s, const struct count *c)
{
    static const char *const classes[] = {"及以上", "及以下", NULL};
    static const char *const ages[] = {"个世纪", "世纪", NULL};
    const struct passage *p = s->p;
    if (p->hidden[c->number.at.first] || is_article(p, s->mark, c) || is_minute(p, c) ||
        is_term(p, c) || is_issue(p, c) || (c->number.fraction && word_at(p, c->end, ages)) ||
        follows_name(p, c->number.at.first) || compares(p, s->mark, c->number.at.first))
        return false;
    if (c->unit.kind == UNIT_DURATION)
        return !is_condition(p, s->mark, c) && !is_part_of_time(p, c) &&
               (is_result(p, s->mark, c) || goes_on(s, c));
    if (!is_grade(s, c))
        return false;
    if ((c->unit.kind == UNIT_THING && listed_at(p, c->end, &words_abstract)) || is_contest(p, c) ||
        word_at(p, c->end, classes) || is_class(p, c) || is_share_of(p, c) ||
        is_limit(p, s->mark, c) || is_set(s, c) || is_ranking(p, c) || is_on_road(p, s->mark, c))
        return false;
    static const char *const places[] = {"处", "附近", "远处", "深处", "的地方", "的地点", NULL};
    static const char *const deals[] = {"处理", "处置", "处于", "处罚", "处方", NULL};
    uint32_t next = passage_at(p, c->end);
    if (c->unit.kind == UNIT_MEASURE && word_at(p, c->end, places) && !word_at(p, c->end, deals))
        return false;                                                             /* 898公里处 */
    bool spaced = c->unit.kind == UNIT_MEASURE && c->number.han && next == U'就'; /* 一公里就有 */
    if (c->unit.kind == UNIT_MEASURE && next == U'外' && is_han(passage_at(p, c->end + 1)))
        return false; /* 30公里外的学校 */
    return next != '+' && next != U'级' && !spaced && !is_place(p, s->mark, c);
}

/* 发展指数为89.8: the height of an index, which has no unit. */
static bool is_index_height(const struct scan *s, const struct number *n)
{
    static const char *const indices[] = {"指数", NULL};
    const struct passage *p = s->p;
    static const char *const means[] = {"平均为", "平均", "均值为", NULL};
    size_t at = n->at.first - word_before(p, s->mark, n->at.first, means);
    if (at == n->at.first)
        at -= listed_before(p, s->mark, n->at.first, &words_copula);
    uint32_t next = passage_at(p, n->at.end);
    bool decimal = n->at.end > n->at.first + 3 &&
                   (p->code[n->at.end - 2] == '.' || p->code[n->at.end - 3] == '.');
    return decimal && !n->percent && (!next || is_comma(next) || ends_sentence(next)) &&
           word_before(p, s->mark, at, indices);
}

/* 3200万观众, 规模达到40亿: thousands of thousands need no classifier. */
static bool stands_alone(const struct scan *s, const struct number *n)
{
    static const char *const other[] = {"的", "级", "里", "分", "大", "新", "个", "+",
                                        "年", "月", "日", "时", "号", "岁", "点", NULL};
    uint32_t last = passage_at(s->p, n->at.end - 1), next = passage_at(s->p, n->at.end);
    bool big = n->multiplied && !n->han && !n->percent && !n->fraction &&
               (last == U'万' || last == U'亿' || n->approx.end == n->at.end);
    if (!big || word_at(s->p, n->at.end, other))
        return false;
    if (is_han(next))
        return true;
    const struct count *f = s->count > s->first ? &s->counts[s->count - 1] : NULL;
    bool beside = f && s->joined && s->mark == n->at.first && f->unit.kind == UNIT_NONE;
    return (!next || is_comma(next) || ends_sentence(next)) &&
           (s->mark + 2 < n->at.first || beside); /* 增加60万|和27万 */
}

/* 发病数为608511: a number of cases, told to the last one, needs no classifier. */
static bool is_tally(const struct scan *s, const struct number *n)
{
    static const char *const tallies[] = {"人数",   "例数",   "件数",   "户数",   "总数",
                                          "发病数", "死亡数", "病例数", "感染数", "阅读数",
                                          "播放数", "下载数", "点击数", "注册数", NULL};
    static const char *const copulas[] = {"为", "是", "达", "达到", NULL};
    const struct passage *p = s->p;
    size_t n_copula = word_before(p, s->mark, n->at.first, copulas);
    uint32_t next = passage_at(p, n->at.end);
    return n_copula && !n->han && !n->percent && !n->fraction && !n->multiplied &&
           (!next || is_comma(next) || ends_sentence(next)) &&
           word_before(p, s->mark, n->at.first - n_copula, tallies);
}

bool counts_alone(const struct scan *s, const struct number *n)
{
    return stands_alone(s, n) || is_index_height(s, n) || is_tally(s, n);
}
