/* SPDX-License-Identifier: MIT */
/*
 * Key figures: which of the numbers in a text count something.
 *
 * A number counts when a unit follows it (unit.c), when it is itself a share (百分之五十, 三成), or
 * when it counts in 万 or 亿, which need no classifier (3200万观众, 规模达到40亿).
 * What is left after that rule is sorted out by what stands around it: ordinals (第3名), names and
 * model numbers (C919型, 1+3), the hidden text of slogans and titles (“15分钟服务圈”), what
 * points back (这3个), heads of an argument (五个方面), places in a ranking, durations that are no
 * result, the terms of a method (按照1个单位、1名干部的“1+1”模式), comparisons
 * (相当于3万户家庭的用电 量), and the small Han numerals, which prose uses as articles (一支队伍,
 * 两个大局). The small counts of stories (打死2名士兵) are told from those of reports (建成2座泵站)
 * by the verb before them. A count without a sound label is left out, and one that says again what
 * another said. tests/spec/keyfigures.md has both sides of each rule.
 *
 * One pass over the text finds clauses and counts together, since a comma inside 1,063 ends no
 * clause; a second pass names them (label.c), when each knows what follows it; a third ties parts
 * to totals. Every pass is linear.
 *
 * The value keeps the 万 that belongs to the number (3.44万件) and gives it to a unit of money
 * (240万元), unless 余 stands between (15万余元).
 */
#include "digest/clause.h"
#include "digest/digest.h"
#include "digest/words.h"

#include <string.h>

enum { LONGEST_CLAUSE = 160, LONGEST_TOPIC = 60, LONGEST_CLASS = 10, MOST_SHARING = 8 };

struct scan {
    struct arena *a; /* scratch */
    const struct passage *p;
    struct count *counts;
    size_t count;
    size_t first; /* of the counts in this clause */
    size_t start; /* of the clause */
    size_t mark;  /* where the text before the next number begins */
    size_t sentence, group;
    size_t opening[2]; /* of this sentence and of the one before */
    bool joined;       /* a 、 was seen since the last count */
    struct span earlier;
};

/* ---- marks -------------------------------------------------------------------------------- */

/* One that is not hidden holds the parts of a count. */
static bool is_bracket(uint32_t c)
{
    return c == U'（' || c == U'）' || c == '(' || c == ')';
}

static bool ends_sentence(uint32_t c)
{
    return is_stop(c) || is_bullet(c);
}

static bool is_chinese(uint32_t c)
{
    return c > 0x3000 && c < 0xFF00;
}

/* A typed space between Chinese characters, and a full stop behind one, end a clause. Only the
 * first of a row of spaces looks for its end, so that a long row costs no more than it is long. */
static bool is_break(const struct passage *p, size_t at)
{
    uint32_t c = p->code[at], before = at ? p->code[at - 1] : 0;
    if (c == '.')
        return is_chinese(before) || (before && is_space(passage_at(p, at + 1)));
    size_t next = at;
    while (is_chinese(before) && is_space(passage_at(p, next)))
        next++;
    return next > at && is_chinese(passage_at(p, next));
}

/* ---- what counts -------------------------------------------------------------------------- */

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
    case '+':
        return at < 2 || p->code[at - 2] != U'比'; /* 同比+5.4% */
    case U'前':
        return !word_before(p, 0, at - 1, before);
    default:
        return is_letter(c);
    }
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
    static const char *const copulas[] = {"为",   "是",   "累计", "累计达", "达",
                                          "多达", "仍有", "有",   "仍为",   "仅",
                                          "只有", "长达", "在",   "控制在", NULL};
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

/* 男子100米冠军, 500米直道: the name of a contest. */
static bool is_contest(const struct passage *p, const struct count *c)
{
    static const char *const contests[] = {
        "冠军", "决赛", "预赛", "半决赛", "短跑", "长跑", "跨栏", "栏",   "接力", "自由泳", "蛙泳",
        "蝶泳", "仰泳", "直道", "绕标",   "竞走", "障碍", "个人", "混合", "比赛", "口径",   NULL};
    return c->unit.kind == UNIT_MEASURE && word_at(p, c->end, contests);
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
    bool class = n && c->unit.kind != UNIT_PERCENT && c->unit.kind != UNIT_PERSON &&
                 is_han(passage_at(p, noun)) && !listed_at(p, noun, &words_predicate) &&
                 !listed_at(p, noun, &words_action) && !listed_at(p, noun, &words_light);
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

static bool counts_something(const struct scan *s, const struct count *c)
{
    static const char *const classes[] = {"及以上", "及以下", NULL};
    static const char *const ages[] = {"个世纪", "世纪", NULL};
    const struct passage *p = s->p;
    if (p->hidden[c->number.at.first] || is_article(p, s->mark, c) || is_minute(p, c) ||
        is_term(p, c) || (c->number.fraction && word_at(p, c->end, ages)) ||
        follows_name(p, c->number.at.first) || compares(p, s->mark, c->number.at.first))
        return false;
    if (c->unit.kind == UNIT_DURATION)
        return !is_condition(p, s->mark, c) && !is_part_of_time(p, c) &&
               (is_result(p, s->mark, c) || goes_on(s, c));
    if (!is_grade(s, c))
        return false;
    if ((c->unit.kind == UNIT_THING && listed_at(p, c->end, &words_abstract)) || is_contest(p, c) ||
        word_at(p, c->end, classes) || is_class(p, c) || is_share_of(p, c))
        return false;
    uint32_t next = passage_at(p, c->end);
    if (c->unit.kind == UNIT_MEASURE && next == U'外' && is_han(passage_at(p, c->end + 1)))
        return false; /* 30公里外的学校 */
    return next != '+' && next != U'级' && !is_place(p, s->mark, c);
}

/* ---- one number --------------------------------------------------------------------------- */

static bool read_unit(const struct passage *p, struct count *c)
{
    struct number *n = &c->number;
    if (n->percent || n->fraction) {
        c->unit = (struct unit){.at = n->unit, .kind = UNIT_PERCENT};
        c->value = n->share;
        memcpy(n->decimal, n->base, sizeof n->decimal);
        return true;
    }
    c->unit = (struct unit){.at = {n->at.end, n->at.end}};
    if (!unit_read(p, n->at.end, &c->unit))
        return false;
    bool bare = n->base_end == n->at.first + 1 && char_in(U"上近过超数", p->code[n->at.first]);
    if (c->unit.kind == UNIT_MONEY && n->base_end < n->at.end && !bare) { /* 上|亿美元 */
        c->unit.at.first = c->value.end = n->base_end;
        memcpy(n->decimal, n->base, sizeof n->decimal);
    }
    return true;
}

/* 分别提高3.2和2.7个百分点: the unit of a number that stands behind the last of its list, where
 * 分别, or decimals and a share, tell that the numbers are values. With 万 the number of the last keeps what
 * the others have: 1.2和3.4万吨 count 万吨. */
static bool read_shared(const struct scan *s, struct count *c)
{
    static const char *const each[] = {"分别", "依次", "各", NULL};
    const struct passage *p = s->p;
    struct number next = c->number;
    bool row = false, decimals = strchr(next.decimal, '.');
    if (next.han || next.multiplied || next.percent || next.fraction)
        return false;
    for (size_t i = s->start; i < next.at.first && !row; i++)
        row = !p->hidden[i] && word_at(p, i, each);
    for (int i = 0; i < MOST_SHARING && char_in(U"、和与及", passage_at(p, next.at.end)); i++) {
        struct count last = {0};
        if (!number_read(p, next.at.end + 1, &next) || next.han || next.fraction)
            return false;
        last.number = next;
        decimals = decimals && strchr(next.base, '.');
        if (!row && !decimals)
            return false;
        if (!read_unit(p, &last))
            continue;
        if (!row && last.unit.kind != UNIT_PERCENT)
            return false;
        if (next.multiplied)
            last.unit.at.first = next.base_end;
        c->unit = last.unit;
        return last.unit.kind != UNIT_DURATION && !next.percent;
    }
    return false;
}

/* Gives the last number of such a list the unit that those before it have. */
static void share_unit(const struct scan *s, struct count *c)
{
    const struct count *before = s->count > s->first ? &s->counts[s->count - 1] : NULL;
    if (!before || before->unit.at.end != c->unit.at.end)
        return;
    c->unit.at = before->unit.at;
    c->value.end = c->number.base_end;
    memcpy(c->number.decimal, c->number.base, sizeof c->number.decimal);
}

/* The nearest word that says how exact the number is: inside it, before it, behind the unit. */
static void find_approx(const struct passage *p, size_t first, struct count *c)
{
    size_t n = listed_at(p, c->end, &words_bound);
    c->follow = c->end + n;
    c->approx = c->number.approx;
    if (c->approx.end > c->approx.first)
        return;
    static const char *const copulas[] = {"为", "有", "达", "了", NULL};
    size_t at = c->number.at.first, before = about_before(p, first, at);
    if (!before) {
        at -= word_before(p, first, at, copulas);
        before = about_before(p, first, at);
    }
    c->approx = (struct span){at - before, at};
    if (!before)
        c->approx = (struct span){c->end, c->follow};
}

/* Behind 2024年 or 3月5日 the clause begins anew; 超1年 is part of a name and 比2024年 of a change.
 */
static size_t date_end(const struct passage *p, const struct number *n)
{
    static const char *const bases[] = {"比", "较", "与", "自", "从", NULL};
    static const char *const parts[] = {"末",   "底",   "初",   "份",   "度", "以来",
                                        "全年", "上旬", "中旬", "下旬", NULL};
    uint32_t c = passage_at(p, n->at.end);
    size_t len = n->at.end - n->at.first;
    bool hour = c == U'时' && len <= 2 && passage_at(p, n->at.end + 1) != U'间';
    bool dated = !n->han && (c == U'月' || c == U'日' || hour || (c == U'年' && len == 4));
    size_t first = n->at.first;
    while (first && n->at.first - first < 8 &&
           (is_digit(p->code[first - 1]) || p->code[first - 1] == U'年'))
        first--;
    if (!dated || word_before(p, 0, first, bases))
        return 0;
    return n->at.end + 1 + word_at(p, n->at.end + 1, parts);
}

/* 前11个月, 近3天: when, not what. */
static bool is_period(const struct passage *p, const struct count *c)
{
    size_t at = c->number.at.first;
    return c->unit.kind == UNIT_DURATION && at &&
           (p->code[at - 1] == U'前' || p->code[at - 1] == U'近');
}

/* 发展指数为89.8: the height of an index, which has no unit. */
static bool is_index_height(const struct scan *s, const struct number *n)
{
    static const char *const indices[] = {"指数", NULL};
    const struct passage *p = s->p;
    size_t at = n->at.first - listed_before(p, s->mark, n->at.first, &words_copula);
    uint32_t next = passage_at(p, n->at.end);
    bool decimal = n->at.end > n->at.first + 2 && p->code[n->at.end - 2] == '.';
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
    return (!next || is_comma(next) || ends_sentence(next)) && s->mark + 2 < n->at.first;
}

static size_t take_number(struct scan *s, const struct number *n)
{
    const struct passage *p = s->p;
    struct count c = {.number = *n, .value = n->at};
    size_t dated = date_end(p, n);
    if (dated) {
        s->mark = dated;
        return dated;
    }
    bool counted = read_unit(p, &c), shares = !counted && read_shared(s, &c);
    if (!counted && !shares && !stands_alone(s, n) && !is_index_height(s, n))
        return n->at.end;
    share_unit(s, &c);
    c.end = !shares && c.unit.at.end > n->at.end ? c.unit.at.end : n->at.end;
    if (!counts_something(s, &c)) {
        if (is_period(p, &c))
            s->mark = c.end;
        return c.end;
    }
    find_approx(p, s->mark, &c);
    c.before = s->mark;
    c.joined = s->joined;
    c.sentence = s->sentence;
    c.group = s->group;
    memcpy(c.opening, s->opening, sizeof c.opening);
    c.earlier = s->earlier;
    c.clause.first = s->start;
    s->counts = arena_grow(s->a, s->counts, s->count, sizeof *s->counts);
    s->counts[s->count++] = c;
    s->mark = c.follow;
    s->joined = false;
    return c.follow;
}

/* ---- clauses ------------------------------------------------------------------------------ */

/* 按照1个单位、1名干部的“1+1”模式: numbers that describe a method. */
static bool is_method(const struct passage *p, size_t start, size_t end, size_t first, size_t last)
{
    bool opened = false, closed = false;
    for (size_t i = start; i < first && !opened; i++)
        opened = !p->hidden[i] && listed_at(p, i, &words_frame);
    for (size_t i = last; opened && i < end && !closed; i++)
        closed = !p->hidden[i] && i && (p->code[i - 1] == U'”' || p->code[i - 1] == U'的') &&
                 listed_at(p, i, &words_method);
    return closed;
}

static void close_clause(struct scan *s, size_t end)
{
    if (s->count > s->first && is_method(s->p, s->start, end, s->counts[s->first].number.at.first,
                                         s->counts[s->count - 1].end))
        s->count = s->first;
    for (size_t i = s->first; i < s->count; i++) {
        s->counts[i].clause.end = end;
        s->counts[i].after = i + 1 < s->count ? s->counts[i + 1].number.at.first : end;
    }
    bool topic = s->count == s->first && end - s->start <= LONGEST_TOPIC;
    s->earlier = (struct span){topic ? s->start : end, end};
    s->first = s->count;
    s->start = s->mark = end + 1;
    s->joined = false;
}

static void close_sentence(struct scan *s, size_t end)
{
    close_clause(s, end);
    s->earlier = (struct span){end + 1, end + 1};
    s->sentence++;
    s->group++;
    s->opening[1] = s->opening[0];
    s->opening[0] = end + 1;
}

static void take_other(struct scan *s, size_t at)
{
    uint32_t c = s->p->code[at];
    if (s->p->hidden[at])
        return;
    if (is_comma(c) || is_bracket(c) || is_break(s->p, at)) {
        close_clause(s, at);
        s->group += c == U'；' || c == ';';
    } else if (ends_sentence(c)) {
        close_sentence(s, at);
    } else if (s->count > s->first && !s->joined && s->mark < at + 1 &&
               ((c == U'、' && !listed_at(s->p, s->mark, &words_action)) ||
                (s->mark == at && char_in(U"和及与", c)))) {
        s->mark = at + 1;
        s->joined = true;
    }
}

static void find_counts(struct scan *s)
{
    struct number n;
    for (size_t i = 0; i < s->p->count;) {
        if (number_read(s->p, i, &n)) {
            i = take_number(s, &n);
        } else if (n.at.end > i + 1) {
            i = n.at.end;
        } else {
            take_other(s, i++);
        }
    }
    close_clause(s, s->p->count);
}

/* ---- the result --------------------------------------------------------------------------- */

struct output {
    struct arena *a;
    struct keyfigure *figures;
    const char **periods; /* of each figure */
    size_t count;
    size_t *rows;      /* index + 1 of the figures, by number and label; 0 is empty */
    size_t row_count;  /* a power of two */
    const char *block; /* id */
    int base;          /* characters of the block before this passage */
};

static const char *unit_text(struct arena *a, const struct passage *p, const struct count *c)
{
    static const char *const wan[] = {"万分之", "萬分之", NULL};
    uint32_t first = c->unit.at.end > c->unit.at.first ? p->code[c->unit.at.first] : 0;
    bool millionth = word_at(p, c->unit.at.first + 1, wan);
    if (c->number.percent && first != U'成' && first != U'折' && !millionth)
        return first == U'千' || first == U'仟'   ? "‰"
               : first == U'万' || first == U'萬' ? "‱"
                                                  : "%";
    return first == U'％' ? "%" : passage_text(a, p, c->unit.at);
}

static const char *approx_text(struct arena *a, const struct passage *p, const struct count *c)
{
    if (c->number.about && c->approx.first == c->approx.end)
        return "约";
    return passage_text(a, p, c->approx);
}

/* The clause, or what stands around the figure in a clause too long to be one. */
static const char *clause_text(struct arena *a, const struct passage *p, const struct count *c)
{
    struct span s = c->clause;
    if (c->number.at.first > s.first + LONGEST_CLAUSE / 2)
        s.first = c->number.at.first - LONGEST_CLAUSE / 2;
    if (s.end > c->end + LONGEST_CLAUSE / 2)
        s.end = c->end + LONGEST_CLAUSE / 2;
    while (s.first < s.end && is_space(p->code[s.first]))
        s.first++;
    return passage_text(a, p, s);
}

static void add_figure(struct output *o, const struct passage *p, const struct count *c)
{
    struct arena *a = o->a;
    o->figures = arena_grow(a, o->figures, o->count, sizeof *o->figures);
    o->periods = arena_grow(a, o->periods, o->count, sizeof *o->periods);
    o->periods[o->count] = arena_text(a, c->period, strlen(c->period));
    o->figures[o->count] = (struct keyfigure){
        .id = arena_printf(a, "k%zu", o->count + 1),
        .label = arena_text(a, c->label, strlen(c->label)),
        .value = passage_text(a, p, c->value),
        .number = arena_text(a, c->number.decimal, strlen(c->number.decimal)),
        .unit = unit_text(a, p, c),
        .approx = approx_text(a, p, c),
        .outlook = arena_text(a, c->outlook, strlen(c->outlook)),
        .per = arena_text(a, c->per, strlen(c->per)),
        .base = arena_text(a, c->base, strlen(c->base)),
        .about = arena_text(a, c->about, strlen(c->about)),
        .part_of = "",
        .p = o->block,
        .start = o->base + (int)c->number.at.first,
        .end = o->base + (int)c->end,
        .text = clause_text(a, p, c),
    };
    o->count++;
}

/* 1名, or fewer than five where nothing larger is counted, and 三十来条: told, not reported. */
static bool is_small(const struct passage *p, const struct count *c, const char *than)
{
    static const char *const told[] = {"来", NULL};
    if (c->unit.kind == UNIT_MONEY && span_length(c->unit.at) > 1)
        return false; /* 1万亿元: the number is not all of it */
    bool spoken = c->number.han && word_at(p, c->approx.first, told);
    return c->narrative && c->part == PART_NONE &&
           (spoken || digest_number_order(c->number.decimal, than) < 0);
}

/* Unnames the small counts of stories. */
static void drop_small(struct scan *s)
{
    for (size_t i = 0, end; i < s->count; i = end) {
        bool all = true;
        for (end = i; end < s->count && s->counts[end].sentence == s->counts[i].sentence; end++)
            all = all && is_small(s->p, &s->counts[end], "5");
        for (size_t k = i; k < end; k++)
            if (is_small(s->p, &s->counts[k], all ? "5" : "2"))
                s->counts[k].label = "";
    }
}

static uint64_t hash_text(uint64_t hash, const char *s)
{
    for (; *s; s++)
        hash = (hash ^ (unsigned char)*s) * 1099511628211u;
    return hash * 31;
}

static bool same_row(const struct keyfigure *a, const struct keyfigure *b)
{
    return !strcmp(a->number, b->number) && !strcmp(a->unit, b->unit) &&
           !strcmp(a->label, b->label) && !strcmp(a->per, b->per) &&
           !strcmp(a->outlook, b->outlook);
}

/* Where the figure stands in the table, or an empty row for it. */
static size_t *row_of(const struct output *o, const struct keyfigure *k)
{
    uint64_t hash = hash_text(hash_text(1469598103934665603u, k->number), k->label);
    size_t at = (size_t)(hash & (o->row_count - 1));
    while (o->rows[at] && !same_row(&o->figures[o->rows[at] - 1], k))
        at = (at + 1) & (o->row_count - 1);
    return &o->rows[at];
}

/* Doubles the table while it is more than half full. */
static void grow_rows(struct output *o)
{
    size_t size = o->row_count ? o->row_count : 32;
    if (o->row_count && o->count * 2 < o->row_count)
        return;
    size *= 2;
    o->rows = arena_array(o->a, size, sizeof *o->rows);
    o->row_count = size;
    for (size_t i = 0; i + 1 < o->count; i++)
        *row_of(o, &o->figures[i]) = i + 1;
}

/* The place of a figure that an earlier one may have told already; then the later one goes. */
static size_t merge_last(struct output *o)
{
    grow_rows(o);
    size_t *row = row_of(o, &o->figures[o->count - 1]);
    if (*row && *row < o->count)
        o->count--;
    else
        *row = o->count;
    return *row - 1;
}

static void add_figures(struct output *o, struct arena *scratch, struct scan *s)
{
    size_t *place = arena_array(scratch, s->count, sizeof *place); /* of a count in the figures */
    drop_small(s);
    size_t *totals = relate_counts(scratch, s->p, s->counts, s->count), before = o->count;
    for (size_t i = 0; i < s->count; i++) {
        place[i] = SIZE_MAX;
        if (!s->counts[i].label[0])
            continue;
        add_figure(o, s->p, &s->counts[i]);
        place[i] = merge_last(o);
    }
    for (size_t i = 0; i < s->count; i++) {
        size_t total = totals[i] == SIZE_MAX ? SIZE_MAX : place[totals[i]];
        bool told = place[i] == SIZE_MAX || place[i] < before;
        if (!told && total != SIZE_MAX && total != place[i])
            o->figures[place[i]].part_of = o->figures[total].id;
    }
}

static void read_passage(struct output *o, struct arena *scratch, const char *text)
{
    struct passage p = passage_read(scratch, text);
    struct scan s = {.a = scratch, .p = &p};
    find_counts(&s);
    for (size_t i = 0; i < s.count; i++)
        label_count(scratch, &p, s.counts, s.count, i);
    add_figures(o, scratch, &s);
    o->base += (int)p.count;
    arena_clear(scratch);
}

/* The places in a list are counted over its items laid end to end, without their labels. */
size_t digest_figures(struct arena *a, const struct article *article, struct keyfigure **figures)
{
    struct output o = {.a = a};
    struct arena *scratch = arena_new();
    for (size_t i = 0; article->kind == ARTICLE && i < article->block_count; i++) {
        const struct block *b = &article->blocks[i];
        o.block = b->id;
        o.base = 0;
        if (b->kind == BLOCK_P)
            read_passage(&o, scratch, b->text);
        for (size_t j = 0; b->kind == BLOCK_LIST && j < b->item_count; j++)
            read_passage(&o, scratch, b->items[j].text);
    }
    arena_free(scratch);
    tell_periods(a, o.figures, o.periods, o.count);
    *figures = o.figures;
    return o.count;
}
