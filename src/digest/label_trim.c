/* SPDX-License-Identifier: MIT */
/*
 * What stands at the ends of a phrase and says nothing in a label.
 *
 * In front go the adverbs and connectives that open a clause (目前, 其中); an opening word of one
 * character is only one before a verb or another opening, since 公共 and 将军 begin like 共 and 将.
 * So does what tells how long, from where, when, for whom and by all it was done, where a verb
 * follows it: 从集体收益中|拿出, 会议期间|交办, 帮村民|销售, 全市|转移. Behind go copulas (为, 达),
 * unless they are the second half of a verb (参与) or of a noun (行为), the way in which a quantity
 * came to its value (种植面积稳在), and frames of time and company: 连续3个月, 自2009年以来,
 * 包括…在内.
 */
#include "digest/label.h"
#include "digest/words.h"

enum { LONGEST_LEVEL = 6 /* with its 到 */, LONGEST_SOURCE = 14, LONGEST_SPELL = 9 };

bool inside_name(const struct labeller *l, size_t i)
{
    static const char *const names[] = {"社会组织", "国际组织", "群众组织", "基层组织",
                                        "国内生产", "地区生产", NULL};
    static const char *const built[] = {"建设站", "建设点", "建设岗", "建设摊", NULL};
    return (i >= 2 && char_in(U"组生", passage_at(l->p, i)) && word_at(l->p, i - 2, names)) ||
           (i >= 1 && passage_at(l->p, i) == U'设' && word_at(l->p, i - 1, built));
}

size_t verb_at(const struct labeller *l, size_t i)
{
    if (inside_name(l, i))
        return 0;
    size_t n = listed_at(l->p, i, &words_action);
    return n ? n : listed_at(l->p, i, &words_nominal);
}

size_t verb_before(const struct labeller *l, size_t first, size_t i)
{
    size_t action = listed_before(l->p, first, i, &words_action);
    size_t nominal = listed_before(l->p, first, i, &words_nominal);
    return action > nominal ? action : nominal;
}

/* 共 and 已 open a count only before a verb, and 共 behind who or where it was (巡护站共接警):
 * 公共, 共同 and 已知 are words. */
bool opens_count(const struct labeller *l, size_t i)
{
    uint32_t c = l->p->code[i];
    if (c == U'共' && i && char_in(U"内里队局院司站所办们馆厂社校", l->p->code[i - 1]))
        return !listed_at(l->p, i, &words_whole);
    return (c == U'共' || c == U'已') &&
           (verb_at(l, i + 1) || listed_at(l->p, i + 1, &words_light) ||
            listed_at(l->p, i + 1, &words_finite) > 1);
}

struct span trim_left(const struct labeller *l, struct span s, const char *const *words)
{
    size_t n;
    while (s.first < s.end && label_shown(l, s.first) && (n = word_at(l->p, s.first, words)) &&
           s.first + n <= s.end)
        s.first += n;
    return s;
}

struct span trim_right(const struct labeller *l, struct span s, const char *const *words)
{
    size_t n;
    while (s.first < s.end && label_shown(l, s.end - 1) &&
           (n = word_before(l->p, s.first, s.end, words)))
        s.end -= n;
    return s;
}

struct span trim_about(const struct labeller *l, struct span s)
{
    size_t n;
    while (s.first < s.end && label_shown(l, s.end - 1) && (n = about_before(l->p, s.first, s.end)))
        s.end -= n;
    return s;
}

/* 占 is a copula before a count (女工占108名), and the point of a share. */
static bool tells_share(const struct labeller *l, struct span s)
{
    static const char *const share[] = {"占", "占到", "占了", NULL};
    return l->c->unit.kind == UNIT_PERCENT && word_before(l->p, s.first, s.end, share);
}

/* 到 and 至 with the whole change that they end: 费用|下降到, 占比|提升至. */
static size_t copula_before(const struct labeller *l, struct span s)
{
    size_t n = listed_before(l->p, s.first, s.end, &words_copula);
    size_t change = listed_before(l->p, s.first, s.end, &words_change);
    if (n && listed_before(l->p, s.first, s.end, &words_ending) > n)
        return 0; /* 饲草组合 */
    bool led = change > n && char_in(U"到至", l->p->code[s.end - 1]);
    return n && led && change < span_length(s) ? change : n;
}

/* Copulas at the end, but not the second half of a verb: 参与. */
struct span trim_copula(const struct labeller *l, struct span s)
{
    size_t n;
    while (s.first < s.end && label_shown(l, s.end - 1) && !verb_before(l, s.first, s.end) &&
           !listed_before(l->p, s.first, s.end, &words_whole) && !tells_share(l, s) &&
           opening_word(l->p, s.first) != span_length(s) && (n = copula_before(l, s)))
        s.end -= n;
    return s;
}

/* 种植面积稳在, 退货率低到: how the quantity came to stand there is no part of its name. */
struct span trim_level(const struct labeller *l, struct span s)
{
    static const uint32_t marks[] = U"在到至达为成";
    static const char *const nouns[] = {"清单", "名单", NULL};
    struct span all = s;
    s.end -= span_length(s) > 4 && l->p->code[s.end - 1] == U'了' ? 1 : 0;
    if (span_length(s) < 4 || !label_shown(l, s.end - 1) ||
        !char_in(marks, l->p->code[s.end - 1]) || listed_before(l->p, s.first, s.end, &words_whole))
        return all;
    for (size_t i = s.end; i-- > s.first + 2 && s.end - i <= LONGEST_LEVEL;) {
        if (word_at(l->p, i, nouns))
            continue; /* 负面|清单 */
        bool quantity = listed_before(l->p, s.first, i, &words_quantity) ||
                        listed_before(l->p, s.first, i, &words_extent) > 1;
        size_t n = listed_at(l->p, i, &words_change);
        bool delta = n && i + n < s.end && !char_in(U"到至为成", l->p->code[i + n]);
        if (quantity && !delta) /* 苹果面积|占到 has no 苹果面 */
            return char_in(U"占比较和与的中", l->p->code[i]) ? all : (struct span){s.first, i};
    }
    return all;
}

/* 第三节[矿工队落后], 这支[球队]: which of several, before what is told of it. Its end, or i. */
static size_t behind_ordinal(const struct labeller *l, size_t i, size_t end)
{
    static const uint32_t numbers[] = U"0123456789一二三四五六七八九十";
    struct unit unit;
    size_t at = i + 1;
    bool ordinal = l->p->code[i] == U'第';
    if (!ordinal && l->p->code[i] != U'这' && l->p->code[i] != U'那')
        return i;
    while (at < end && char_in(numbers, l->p->code[at]))
        at++;
    bool counted = unit_read(l->p, at, &unit) && unit.kind != UNIT_MEASURE;
    counted = counted && (ordinal || !char_in(DIVISIONS, passage_at(l->p, unit.at.end)));
    return counted && unit.at.end + 2 <= end && (!ordinal || at > i + 1) ? unit.at.end : i;
}

/* Behind 两年间, 三年来, 5个月来 at the start of s, and behind 十天 and 六年前 before a verb. */
static size_t behind_years(const struct labeller *l, struct span s)
{
    static const char *const years[] = {"年间", "年来", "年里", "天里",   "个月里", "个月来",
                                        "天来", "年内", "天内", "个月内", "年多来", NULL};
    static const char *const times[] = {"年前", "天", "周", "个月", "年", "小时", "批", NULL};
    for (size_t i = s.first; i < s.end && i < s.first + 4; i++) {
        size_t n = word_at(l->p, i, years), m = word_at(l->p, i, times), next = i + m;
        if (n && i > s.first && (i + n + 2 <= s.end || i + n == s.end))
            return i + n;
        bool ago = word_at(l->p, i, (const char *const[]){"年前", NULL});
        bool deed = verb_at(l, next) || verb_result(l->p, next);
        if (m && i > s.first && ((ago && next < s.end) || (deed && next + 1 < s.end)))
            return next;
        if (!char_in(U"0123456789一二两三四五六七八九十近几数多半头前后", l->p->code[i]))
            break;
    }
    return s.first;
}

/* 全市|转移群众: everybody did it. */
static size_t behind_everybody(const struct labeller *l, struct span s)
{
    size_t i = s.first;
    static const char *const all[] = {EVERYWHERE_WORDS, "全校", "全院", "全社会", NULL};
    size_t n = l->p->code[i] == U'全' ? word_at(l->p, i, all) : 0;
    bool verb = n && (verb_at(l, i + n) || listed_at(l->p, i + n, &words_light));
    return verb ? i + n : i;
}

/* A verb of action, one with its result, or one that lasts (收藏着) begins at i. */
static bool deed_at(const struct labeller *l, size_t i, bool nominal)
{
    return passage_at(l->p, i + 1) == U'着' || passage_at(l->p, i + 2) == U'着' ||
           word_at(l->p, i, (const char *const[]){"新增", NULL}) ||
           (nominal ? verb_at(l, i) : listed_at(l->p, i, &words_action)) || verb_result(l->p, i);
}

/* 账户上|躺着, 一上|午走: nothing is left behind the verb at i, or it is none. */
static bool is_no_source(const struct labeller *l, size_t i, size_t end)
{
    return (passage_at(l->p, i + 1) == U'着' && i + 2 >= end) || passage_at(l->p, i) == U'午';
}

/* 从集体收益中|拿出, 河道里|清出: from where or in it, before a verb. */
static size_t behind_source(const struct labeller *l, struct span s)
{
    static const uint32_t sides[] = U"中里上内";
    static const char *const words[] = {"邻里", "网上", "线上", "线下", "地下", "空中", "水上",
                                        "陆上", "海上", "集中", "其中", "初中", "高中", "国内",
                                        "省内", "市内", "室内", "区内", "境内", "晚上", "早上",
                                        "马上", "乡里", "从中", NULL};
    static const char *const batches[] = {"首批", "头批", "本批", NULL};
    size_t batch = word_at(l->p, s.first, batches); /* which of them comes before from where */
    if (batch && s.first + batch < s.end && l->p->code[s.first + batch] == U'从')
        s.first += batch;
    bool from = char_in(U"从在", l->p->code[s.first]);
    for (size_t i = s.first + 2 + from; i + 2 <= s.end && i < s.first + LONGEST_SOURCE; i++) {
        uint32_t c = label_shown(l, i) ? l->p->code[i] : 0;
        if (!from && char_in(U"在从对", c))
            break; /* 甲和乙在事件中花费: the subject stays */
        if (c && char_in(sides, c) && deed_at(l, i + 1, from) && !is_no_source(l, i + 1, s.end) &&
            (from || !word_before(l->p, s.first, i + 1, words)))
            return i + 1;
    }
    return s.first;
}

/* 帮村民|销售土豆: for whom, before a verb that may also be a noun. */
static size_t behind_whom(const struct labeller *l, struct span s)
{
    if (!char_in(U"帮给替", l->p->code[s.first]))
        return s.first;
    for (size_t i = s.first + 3; i + 3 < s.end && i < s.first + LONGEST_SOURCE / 2 + 2; i++)
        if (label_shown(l, i) && (verb_at(l, i) || verb_result(l->p, i)))
            return i;
    return s.first;
}

static bool has_verb(const struct labeller *l, size_t first, size_t end)
{
    while (first < end && !verb_at(l, first))
        first++;
    return first < end;
}

/* 会议期间|交办: when, before a verb. */
static size_t behind_period(const struct labeller *l, struct span s)
{
    static const char *const periods[] = {"期间", "之际", "以来", "前后", NULL};
    for (size_t i = s.first + 2; i + 4 <= s.end && i < s.first + LONGEST_SOURCE; i++) {
        if (!label_shown(l, i))
            break;
        size_t n = char_in(U"期之以前", l->p->code[i]) ? word_at(l->p, i, periods) : 0;
        bool since = n && l->p->code[i] == U'以';
        if (n && (since || verb_at(l, i + n)) && !has_verb(l, s.first + 2, i))
            return i + n;
    }
    return s.first;
}

/* 重点|人群, 集中|供暖: an adverb only before a verb, else the first half of a noun. */
static bool opens_noun(const struct labeller *l, size_t i, size_t next)
{
    static const char *const ways[] = {"重点", "集中", "联合", "全部", NULL};
    return word_at(l->p, i, ways) == next - i && !verb_at(l, next) &&
           !listed_at(l->p, next, &words_light) && !opening_word(l->p, next);
}

/* 在美|消费, 在华投资: a country of one character stands behind the 在, with what is done there or
 * who is there; no 在德岭投资 and no 在法庭调解. */
static bool opens_abroad(const struct labeller *l, size_t i)
{
    static const char *const abroad[] = {"上市", "企业", "侨胞", "公司", "务工", "外企",
                                         "学习", "定居", "就业", "工作", "市场", "投资",
                                         "消费", "游客", "留学", "经商", "资产", NULL};
    return l->p->code[i] == U'在' && char_in(U"华美日韩英法德俄", passage_at(l->p, i + 1)) &&
           (verb_at(l, i + 2) || word_at(l->p, i + 2, abroad));
}

/* The opening word at i, or 0. One of a single character is only one before a verb or another. */
static size_t opening_at(const struct labeller *l, size_t i, size_t end)
{
    if (l->p->code[i] == U'“' && opening_word(l->p, i + 1) > 1)
        return 1; /* “去年我们收入 */
    size_t n = opening_word(l->p, i), next = i + n;
    bool loose = n > 1 || next == end || !label_shown(l, next) ||
                 char_in(U"、和及与了并 在的”’）)却仍该但", l->p->code[i]);
    bool half = n > 1 && next < end && listed_at(l->p, next - 1, &words_whole) > 1; /* 全县|共建 */
    bool rest = next + 1 == end && n > 1 &&                                         /* 平均|价 */
                char_in(U"价值数分率量额", l->p->code[next]);
    if (!n || next > end || rest || half || opens_abroad(l, i) ||
        (n == 1 && listed_at(l->p, i, &words_whole)) ||
        (n > 1 && next < end && opens_noun(l, i, next)))
        return 0;
    bool more = loose || verb_at(l, next) || listed_at(l->p, next, &words_light) ||
                opening_word(l->p, next) > 1;
    return more ? n : 0;
}

struct span trim_openings(const struct labeller *l, struct span s)
{
    size_t n, reach = s.first + LABEL_REACH;
    if (s.first < s.end && label_shown(l, s.first))
        s.first = behind_ordinal(l, s.first, s.end);
    while (s.first < s.end && s.first < reach && label_shown(l, s.first) &&
           (n = opening_at(l, s.first, s.end)))
        s.first += n;
    static size_t (*const fronts[])(const struct labeller *, struct span) = {
        behind_years, behind_source, behind_period, behind_whom, behind_everybody};
    for (size_t i = 0; i < COUNT(fronts) && s.first < s.end; i++)
        s.first = fronts[i](l, s);
    return s;
}

/* Without 连续3个月, 自2009年以来 and 包括…在内 at the end: when and who, not what. */
struct span trim_adverbials(const struct labeller *l, struct span s)
{
    static const char *const frames[][2] = {{"连续", ""}, {"自", "以来"}, {"包括", "在内"}};
    for (size_t f = 0; f < COUNT(frames); f++) {
        const char *const open[] = {frames[f][0], NULL}, *const close[] = {frames[f][1], NULL};
        if (frames[f][1][0] && !word_before(l->p, s.first, s.end, close))
            continue;
        for (size_t i = s.end; i-- > s.first;) {
            uint32_t next = passage_at(l->p, i + 2);
            bool opens =
                word_at(l->p, i, open) && (f || char_in(U"0123456789两三四五六七八九十多", next));
            if (opens && (f || s.end - i <= LONGEST_SPELL)) {
                s.end = i;
                break;
            }
        }
    }
    return s;
}
