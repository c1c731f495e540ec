/* SPDX-License-Identifier: MIT */
/*
 * Parts known by their names, where neither a word such as 其中 nor an exact sum ties them.
 *
 *     投诉2400件，健身类900件           a kind: 类, 级, or the noun of the total with more before it
 *     全市产妇1.3万人，高危产妇4800人   the same, without the place of the total
 *     农机具1.3万台，收割机2860台       one head: the last character stands in the total's noun
 *     公证书2.2万份，涉外6480份         a modifier that never stands alone: 涉…, 在职, …者
 *     职工提取41亿元，租房提取5亿元、…  the deed of the total, told of some
 *     奖金总盘60万元，冠军18万元、…     a row behind a sum that is called one: 总
 *     献血6.8万人次，学生1.9万人次、…   people, told in a row of three or more
 *     抽检1480批次，检出不合格26批次    what was found among what was checked
 *     书箱86只，文史的49只，画册22只    it goes on behind some of the total, which leave room for it
 *
 * The total is the nearest larger count in the same unit that is no part itself, in the sentence;
 * parts never are more than the total together.
 */
#include "digest/digest.h"
#include "digest/interval.h"
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum { BACK = 16, LONGEST_KIN = 8 };

struct kin {
    const struct passage *p;
    const struct count *counts;
    const size_t *totals;
    size_t count;
};

static bool ends_like(const char *label, const char *other, size_t characters)
{
    size_t m = strlen(label), n = strlen(other), len = 3 * characters;
    return m >= len && n >= len && memcmp(label + m - len, other + n - len, len) == 0;
}

static bool begins(const char *label, const char *const *words)
{
    for (; *words; words++)
        if (!strncmp(label, *words, strlen(*words)))
            return true;
    return false;
}

static bool tells(const char *label, const char *const *words)
{
    while (*words && !strstr(label, *words))
        words++;
    return *words != NULL;
}

/* 全市产妇: without 全市. */
static const char *behind_place(const char *label)
{
    return label + words_begin(label, words_everywhere.list);
}

/* 住宅火灾, 交通工具火灾: two kinds of one noun, each named by what stands before that; 机械 of
 * 农用机械 and 高危产妇 of 产妇 are kinds of the other. */
static bool are_two_kinds(const struct count *total, const struct count *c)
{
    const char *one = behind_place(total->label), *other = behind_place(c->label);
    size_t m = strlen(one), n = strlen(other), common = 0;
    while (common < m && common < n && one[m - common - 1] == other[n - common - 1])
        common++;
    common -= common % 3;
    bool deed = words_begin(one, words_action.list) || words_begin(one, words_nominal.list) ||
                (total->verb[0] && !strncmp(one, total->verb, strlen(total->verb)));
    bool limited = strpbrk(other, "0123456789"); /* 出租率超过80%的饭店 of 统计的饭店 */
    return !deed && !limited && common >= 6 && m >= common + 6 && n >= common + 6;
}

/* 健身类, 国家级龙头, 重症床位 of 床位: the name of a kind of what the total counts. */
static bool names_kind(const struct count *total, const struct count *c)
{
    const char *noun = behind_place(total->object);
    size_t len = strlen(c->label), n = strlen(noun);
    bool of_it = n >= 6 && len > n && strcmp(c->label + len - n, noun) == 0 &&
                 strcmp(behind_place(c->label), noun) != 0;
    const char *level = strstr(c->label, "级");
    bool levelled = level && level > c->label && level <= c->label + strlen("国家") &&
                    c->unit.kind != UNIT_MONEY; /* 省级补助 is no kind of 中央补助 */
    return !c->verb[0] && (of_it || levelled || words_end(c->label, len, words_sort.list));
}

/* 涉外, 在职: said of some, and never of a thing by itself; nor is 患者, which is a noun. */
static bool is_modifier(const char *label)
{
    static const char *const nouns[] = {"患者", "学者", "作者", "记者", "读者", NULL};
    static const char *const modifiers[] = {
        "公办", "民办", "国有", "民营", "在职", "退休", "城镇", "本地", "外地", "省内", "省外",
        "境内", "境外", "失能", "空巢", "留守", "独居", "高危", "在建", "已建", "涉",   NULL};
    size_t n = strlen("者"), len = strlen(label);
    return begins(label, modifiers) ||
           (len > n && !strcmp(label + len - n, "者") && !words_end(label, len, nouns));
}

/* 新建195所学校，在建的126所学校: what is still being built and has its own noun is none of what
 * was built, and what was added to one (新增小学学位) holds nothing that was added to another
 * (增加高中学位). */
static bool are_apart(const struct count *total, const struct count *c)
{
    static const char *const built[] = {"新建", "建成", "完工", "竣工", "投用", NULL};
    static const char *const building[] = {"在建", NULL};
    static const char *const adds[] = {"新增", "增加", "增设", "增添", NULL};
    static const char *const sold[] = {"出栏", NULL}, *const kept[] = {"存栏", NULL};
    bool own = strlen(c->label) > strlen("在建");
    bool herds = (tells(total->label, sold) && tells(c->label, kept)) ||
                 (tells(total->label, kept) && tells(c->label, sold));
    return herds || (own && tells(total->label, built) && begins(c->label, building)) ||
           (tells(total->label, adds) && begins(c->label, adds));
}

/* 收割机 of 农机具: the head of the part is in the last three characters of the total's noun. Those
 * to whom one thing happened (溺水身亡人员) are none of those to whom another did (失踪人员). */
static bool shares_head(const struct count *total, const struct count *c)
{
    static const char *const people[] = {"人员", NULL};
    const char *root = among_root(total);
    size_t n = strlen(root), len = strlen(c->label);
    if (n < 6 || len < 6 || span_characters(c->label) > LONGEST_KIN ||
        (label_ends(root, people) && label_ends(c->label, people)))
        return false;
    return strstr(root + (n > 9 ? n - 9 : 0), c->label + len - 3) != NULL;
}

/* 健身类 and 餐饮类, 失能者 and 独居者, 插秧机 and 烘干机: neither is a kind of the other. */
static bool are_alike(const struct count *a, const struct count *b)
{
    const char *noun = behind_place(a->label);
    bool kind = label_ends(noun, words_sort.list) > 0;
    bool longer = strlen(b->label) > strlen(noun) + 3 || a->unit.kind == UNIT_MONEY;
    return kind || (is_modifier(noun) && is_modifier(b->label)) ||
           (!a->verb[0] && !longer && ends_like(a->label, b->label, 1) &&
            span_characters(a->label) <= LONGEST_KIN);
}

/* A row of counts in one clause, of which c is one. */
static bool in_row(const struct kin *k, size_t part)
{
    const struct count *c = &k->counts[part];
    return c->joined || (c->after < c->clause.end && k->p->code[c->follow] == U'、');
}

/* Both stand in one row: 学生1.1万人、职工9000人. */
static bool beside(const struct kin *k, size_t first, size_t part)
{
    while (part > first && k->counts[part].joined)
        part--;
    return part == first;
}

/* Whether so many counts in its unit or more stand in the row of counts[part]. */
static bool row_has(const struct kin *k, size_t part, size_t least)
{
    const struct count *c = &k->counts[part];
    size_t first = part, end = part + 1;
    while (end - first < least && first && k->counts[first].joined &&
           passage_same(k->p, k->counts[first - 1].unit.at, c->unit.at))
        first--;
    while (end - first < least && end < k->count && k->counts[end].joined &&
           passage_same(k->p, k->counts[end].unit.at, c->unit.at))
        end++;
    return end - first >= least;
}

/* 检出 of what was 抽检. */
static bool is_found(const struct count *total, const struct count *c)
{
    static const char *const checked[] = {"抽检", "检查", "排查", "筛查", "锁定", "抽查", NULL};
    static const char *const found[] = {"检出", "查出", "认定", "处理",
                                        "责令", "取缔", "关停", NULL};
    return begins(total->label, checked) && begins(c->label, found);
}

static bool is_kin(const struct kin *k, size_t total, size_t part)
{
    const struct count *t = &k->counts[total], *c = &k->counts[part];
    bool row = in_row(k, part);
    bool sum = t->unit.kind == UNIT_MONEY && strstr(t->label, "总") && !strstr(c->label, "总");
    bool after_some = k->totals[part - 1] == total && k->counts[part - 1].part == PART_SOME;
    bool thing = c->unit.kind == UNIT_THING || c->unit.kind == UNIT_PERSON;
    if (is_found(t, c))
        return true;
    if (are_two_kinds(t, c) && !row)
        return false;
    if (c->unit.kind == UNIT_PERSON && row && !c->verb[0] && row_has(k, part, 3))
        return true;
    if (names_kind(t, c) || (row && sum) || (row && ends_like(t->label, c->label, 2)))
        return true;
    return thing && !c->verb[0] && !c->noun_end &&
           (is_modifier(c->label) || shares_head(t, c) || after_some);
}

/* Whether the part fits into what the other parts leave of the total. */
static bool has_room(const struct kin *k, size_t total, size_t part)
{
    amount whole, sum, one;
    if (!amount_read(k->counts[total].number.decimal, &whole) ||
        !amount_read(k->counts[part].number.decimal, &sum))
        return false;
    for (size_t i = total + 1; i < part; i++)
        if (k->totals[i] == total && amount_read(k->counts[i].number.decimal, &one))
            sum += one;
    return sum <= whole;
}

size_t total_of_kin(const struct passage *p, const struct count *counts, const size_t *totals,
                    size_t count, size_t part, bool kinds)
{
    const struct kin k = {p, counts, totals, count};
    const struct count *c = &counts[part];
    if (c->unit.kind == UNIT_PERCENT)
        return SIZE_MAX;
    for (size_t i = part; i-- > 0 && part - i < BACK && counts[i].sentence == c->sentence;) {
        const struct count *total = &counts[i];
        bool sibling =
            totals[i] != SIZE_MAX || total->part || are_alike(total, c) || beside(&k, i, part);
        if (!passage_same(p, total->unit.at, c->unit.at) || total->change || !total->label[0] ||
            span_length(total->level) || sibling)
            continue;
        bool larger = digest_number_order(total->number.decimal, c->number.decimal) > 0;
        bool named = kinds ? names_kind(total, c) && !are_two_kinds(total, c) : is_kin(&k, i, part);
        bool rate = c->per[0] && strcmp(c->per, total->per) != 0; /* 人均1.4册 is no part */
        bool kin = !c->change && !rate && !are_apart(total, c) && larger &&
                   total->group == c->group && named;
        return kin && (kinds || has_room(&k, i, part)) ? i : SIZE_MAX;
    }
    return SIZE_MAX;
}
