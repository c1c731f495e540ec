/* SPDX-License-Identifier: MIT */
/*
 * The phrase that a clause counts, cut free of its subject, adverbs and fronted objects.
 *
 * It begins behind what introduces a total (共计, 开展) and at the last verb of action; verbs that
 * also stand in nouns cut only where an adverb marks them as verbs and the phrase is long, and no
 * cut falls behind 和. What grows is a noun, so that no verb before 增长 begins the phrase.
 */
#include "digest/label.h"
#include "digest/words.h"

enum { LONGEST_NAME = 6, WHOLE = 18 /* a phrase up to this is not cut for its length */ };

/* Where counting begins: behind the last 共计 or 开展. */
static size_t behind_total(const struct labeller *l, struct span s, bool *light)
{
    static const char *const drives[] = {"拉动", "带动", "推动", "促进", "助推", "撬动", NULL};
    static const char *const whole[] = {"全部", NULL};
    size_t from = s.first;
    *light = false;
    for (size_t i = s.first; i < s.end; i++) {
        if (!label_shown(l, i))
            continue;
        size_t total = listed_at(l->p, i, &words_total), verb = listed_at(l->p, i, &words_light);
        if (total == 2 && listed_at(l->p, i + 1, &words_action) > 1)
            total = 0; /* 共|设置 */
        if (total && word_at(l->p, i, whole) && !verb_at(l, i + 2) && i > s.first &&
            !listed_at(l->p, i + 2, &words_light))
            total = 0; /* 增加值占全部|工业比重 */
        if (total && word_before(l->p, s.first, i, drives))
            total = 0; /* 拉动全部|工业利润 */
        size_t n = total ? total : verb ? verb : opens_count(l, i) ? 1 : 0;
        if (n && i + n + 1 < s.end && !(total && listed_at(l->p, i + n, &words_change))) {
            from = i + n;
            *light = verb && !total;
            i += n - 1;
        }
    }
    return from;
}

/* The first of a row of verbs that ends at i. */
size_t cut_chain(const struct labeller *l, size_t first, size_t i)
{
    size_t n;
    while (i > first && label_shown(l, i - 1) && (n = verb_before(l, first, i)))
        i -= n;
    return i;
}

/* 发放和回收: a row of verbs, too. The start of one that ends at i; SIZE_MAX if a noun is joined.
 */
static size_t joined_start(const struct labeller *l, size_t first, size_t i)
{
    size_t start = cut_chain(l, first, i);
    while (start > first && char_in(U"、和及与并", l->p->code[start - 1])) {
        size_t earlier = cut_chain(l, first, start - 1);
        if (earlier == start - 1)
            return SIZE_MAX;
        start = earlier;
    }
    return start;
}

/* 完成货运量: the verb says nothing beside the name of a quantity. Its length, or 0. */
size_t cut_reach(const struct labeller *l, struct span s, size_t i)
{
    static const char *const reach[] = {ACHIEVE_WORDS, "取得", "满足", NULL};
    size_t n = word_at(l->p, i, reach);
    if (i + n + 1 == s.end)
        return 0; /* 完成率 */
    return n && listed_before(l->p, i + n, s.end, &words_quantity) && span_length(s) <= WHOLE ? n
                                                                                              : 0;
}

/* The 率 of 办结率, the 人数 of 接待人数, the 功率 of 输出功率; but 床位 are things, and may be
 * 腾出. */
static bool names_quantity(const struct labeller *l, size_t i, size_t end)
{
    size_t n = listed_before(l->p, i, end, &words_quantity);
    return n && (n == end - i || end - i == 2) && !listed_at(l->p, i, &words_seat);
}

static bool has_action(const struct labeller *l, size_t first, size_t end)
{
    while (first < end && !listed_at(l->p, first, &words_action))
        first++;
    return first < end;
}

/* Behind i, a 等 takes up the list that i stands in. */
static bool in_list(const struct labeller *l, size_t i, size_t end)
{
    while (i < end && !(label_shown(l, i) && l->p->code[i] == U'等'))
        i++;
    return i < end;
}

/* The last verb of action with an object of two characters or more; not one that only forms the
 * name of a quantity, as in 办结率. */
static size_t last_action(const struct labeller *l, struct span s)
{
    static const char *const illegal[] = {"非法", "违法", NULL};
    for (size_t i = s.end; i-- > s.first;) {
        bool verb = label_shown(l, i) && !inside_name(l, i);
        size_t n = verb ? listed_at(l->p, i, &words_action) : 0;
        size_t whole = n ? listed_before(l->p, s.first, i + n, &words_action) : 0;
        if (whole > n) { /* 筛|选出 */
            i -= whole - n;
            n = whole;
        }
        if (n && word_before(l->p, s.first, i, illegal) && has_action(l, s.first, i))
            continue; /* 办结非法|吸收存款案件 */
        if (n && i > s.first + 2 && l->p->code[i - 1] == U'、' && in_list(l, i, s.end) &&
            has_action(l, s.first, i - 1))
            continue; /* 帮忙解决用水、|通电等问题 */
        if (n && i > s.first && l->p->code[i] == U'满' && cut_reach(l, (struct span){i, s.end}, i))
            return i + n; /* 新厂可满足|年加工量 */
        if (n && i > s.first && char_in(U"和及与", passage_at(l->p, i + n)))
            continue; /* 电力抢修和上门服务 */
        if (!n || i + n + 1 >= s.end || names_quantity(l, i + n, s.end) || cut_reach(l, s, i))
            continue;
        size_t start = joined_start(l, s.first, i);
        bool noun = start < i && start > s.first && !listed_at(l->p, start, &words_action);
        if (start != SIZE_MAX)
            return noun ? i : start; /* 老街改造|拆除违建 */
    }
    return s.end;
}

/* An opening word of two characters or more ends at i. */
static bool behind_opening(const struct labeller *l, size_t first, size_t i)
{
    for (size_t n = 2; first + n <= i && n <= LONGEST_NAME; n++)
        if (opening_word(l->p, i - n) == n)
            return true;
    return false;
}

/* The first verb that an adverb marks as one: inside a noun there is none. */
static size_t first_nominal(const struct labeller *l, struct span s)
{
    for (size_t i = s.first; i + 3 < s.end; i++) {
        bool marked = i == s.first || char_in(U"已共均还又并再将也都", l->p->code[i - 1]) ||
                      behind_opening(l, s.first, i);
        if (marked && label_shown(l, i) && listed_at(l->p, i, &words_nominal))
            return i;
    }
    return s.end;
}

/* Of a phrase too long for a row, what stands behind its last 的; not if that is only 比重. What is
 * behind `end` tells how it changed. */
static struct span head(const struct labeller *l, struct span s, size_t end)
{
    size_t least = 2 + listed_before(l->p, s.first, end, &words_quantity);
    for (size_t i = end; end - s.first > WHOLE && i-- > s.first;)
        if (l->p->code[i] == U'的' && label_shown(l, i) && end - i > least)
            return (struct span){i + 1, s.end};
    return s;
}

/* 全区有托育机构: behind a 有 that is no part of a word. One character behind it is a noun where a
 * list goes on: 全村有|牛86头、羊530只. */
static size_t behind_having(const struct labeller *l, struct span s)
{
    for (size_t i = s.end; i-- > s.first + 1;)
        if ((l->p->code[i] == U'有' || l->p->code[i] == U'设') && label_shown(l, i) &&
            i + (l->next && l->next->joined ? 1 : 2) < s.end && !verb_before(l, s.first, i + 1) &&
            !char_in(U"所没具享国公私专占稀原固拥含带现共建开增新架铺敷", l->p->code[i - 1]) &&
            !char_in(U"关效限机序色线期偿轨的了力益望利毒害备施计立置定想有点", l->p->code[i + 1]))
            return i + 1;
    return s.first;
}

/* 新系统让|损耗率: behind what made it so, before a quantity. */
static size_t behind_cause(const struct labeller *l, struct span s)
{
    bool quantity = listed_before(l->p, s.first, s.end, &words_quantity) > 0;
    for (size_t i = s.first + 2; quantity && i + 3 < s.end; i++)
        if (label_shown(l, i) && (l->p->code[i] == U'让' || l->p->code[i] == U'使') &&
            !char_in(U"用驶大转出", l->p->code[i - 1]) && !char_in(U"用命领者", l->p->code[i + 1]))
            return i + 1;
    return s.first;
}

/* 老党员18年来|义务修路: behind how long it took, between who did it and what. */
static size_t behind_years_inside(const struct labeller *l, struct span s)
{
    for (size_t i = s.first + 3; i + 4 <= s.end; i++)
        if (label_shown(l, i) && l->p->code[i] == U'年' && char_in(U"来间", l->p->code[i + 1]) &&
            char_in(U"0123456789一二两三四五六七八九十多", l->p->code[i - 1]))
            return i + 2;
    return s.first;
}

/* Behind a time that stands between a long subject and its predicate: 各驻村工作队半年|登门. A name
 * that is short stays, and so does what a quantity is one of. */
static size_t behind_time(const struct labeller *l, struct span s)
{
    static const char *const times[] = {YEAR_WORDS, "半年", "近年", "现已", "如今",
                                        "目前",     "一天", "一年", "一周", NULL};
    bool quantity =
        listed_before(l->p, s.first, s.end, &words_quantity) || change_start(l, s) != s.end;
    for (size_t i = s.first + LONGEST_NAME; i + 3 < s.end && !quantity; i++) {
        size_t n = label_shown(l, i) ? word_at(l->p, i, times) : 0;
        if (n && i + n + 2 <= s.end &&
            !char_in(U"上下比较与和同前后近这至到是为的", l->p->code[i - 1]) &&
            !char_in(U"以度底初末均来级", l->p->code[i + n]))
            return i + n;
    }
    return s.first;
}

/* 人不是不够——|岗位缺口: behind the dash that explains. */
static size_t behind_dash(const struct labeller *l, struct span s)
{
    for (size_t i = s.end; i-- > s.first + 1;)
        if (l->p->code[i] == U'—' && l->p->code[i - 1] == U'—' && label_shown(l, i) &&
            i + 3 <= s.end)
            return i + 1;
    return s.first;
}

/* 新厂可以|生产纸箱: behind a modal, where a verb with its object follows. */
static size_t behind_modal(const struct labeller *l, struct span s)
{
    static const char *const modals[] = {"可以", "能够", "可", "能", NULL};
    for (size_t i = s.first + 2; i + 5 <= s.end; i++) {
        bool modal = char_in(U"可能", l->p->code[i]) && label_shown(l, i);
        size_t n = modal ? word_at(l->p, i, modals) : 0;
        size_t verb = n ? verb_at(l, i + n) : 0;
        if (verb && i + n + verb + 2 <= s.end &&
            !char_in(U"功性动产才效智潜节技许认", l->p->code[i - 1]))
            return i + n;
    }
    return s.first;
}

/* 央行宣布|降息: behind what is said to be done, and who says it. */
static size_t behind_saying(const struct labeller *l, struct span s)
{
    static const char *const says[] = {"宣布", "承诺", NULL};
    for (size_t i = s.end; i-- > s.first;) {
        size_t n = label_shown(l, i) ? word_at(l->p, i, says) : 0;
        if (n && i + n + 2 <= s.end)
            return i + n;
    }
    return s.first;
}

/* 供热公司已把|水温: what is changed, behind who does it; not 林带将|延伸, which is to be. */
static size_t behind_taking(const struct labeller *l, struct span s)
{
    for (size_t i = s.first + 1; i + 2 < s.end; i++)
        if (label_shown(l, i) && char_in(i + 4 > s.end ? U"把" : U"将把", l->p->code[i]) &&
            !listed_at(l->p, i, &words_whole) && !char_in(U"即主名部大车扫", l->p->code[i - 1]))
            return i + 1;
    return s.first;
}

/* 市场监管所|抽检电池: a verb behind an office is one. s.end if there is none. */
static size_t behind_office(const struct labeller *l, struct span s)
{
    bool for_it = s.first && char_in(U"为给向对与和", l->p->code[s.first - 1]);
    for (size_t i = s.first + 3; i + 3 < s.end && !for_it; i++)
        if (label_shown(l, i) && listed_at(l->p, i, &words_nominal) &&
            char_in(U"局所队院部站会司厅委门", l->p->code[i - 1]))
            return i;
    return s.end;
}

/* The phrase that the clause counts, cut free of subject and adverbs. What grows is a noun, so that
 * no verb before 增长 begins the phrase. */
struct span cut_phrase(const struct labeller *l, struct span s)
{
    bool light;
    s.first = behind_dash(l, s);
    s.first = behind_saying(l, s);
    s.first = behind_taking(l, s);
    s.first = behind_total(l, s, &light);
    s.first = behind_time(l, s);
    s.first = behind_years_inside(l, s);
    s.first = behind_cause(l, s);
    s.first = behind_having(l, trim_openings(l, s));
    s.first = behind_modal(l, s);
    size_t change = change_start(l, s), verb = s.end;
    bool ratio =
        l->c->unit.kind == UNIT_PERCENT && listed_before(l->p, s.first, s.end, &words_ratio);
    if ((change == s.first || change == s.end) && !ratio)
        verb = last_action(l, s);
    if (verb > s.first && verb < s.end && l->c->joined)
        verb = s.end; /* 查处酒驾4起、|超员载客8起 */
    if (verb == s.end && !light && span_length(s) > WHOLE)
        verb = first_nominal(l, s);
    if (verb == s.end)
        verb = behind_office(l, s);
    if (verb < s.end)
        s.first = verb;
    return head(l, s, change > s.first ? change : s.end);
}

/* The verbs that begin s. Behind a verb of action the last word of s is its object: 举办培训, and
 * so is a verb with one character behind it: 举办招聘会. */
struct span cut_verbs(const struct labeller *l, struct span s)
{
    size_t i = s.first, n;
    bool action = false;
    while (i < s.end && label_shown(l, i) && (n = verb_at(l, i)) && i + n <= s.end &&
           listed_at(l->p, i, &words_whole) <= n) {
        bool nominal = !listed_at(l->p, i, &words_action);
        if (nominal && i + n + 2 < s.end && char_in(U"站室队员组局所院", l->p->code[i + n]))
            break; /* 监测站|放飞 */
        if ((nominal && action && i + n == s.end) || (i > s.first && i + n + 1 == s.end))
            break;
        action = action || !nominal;
        i += n;
    }
    if (i > s.first + 1 && i < s.end && l->p->code[i] == U'自' && l->p->code[i - 1] == U'来')
        i--; /* 吸引|来自68个国家 */
    static const char *const words[] = {"和解", "和谐", "和平", "与会", "及时", NULL};
    if (i > s.first && i < s.end && char_in(U"和与及", l->p->code[i]) && !word_at(l->p, i, words)) {
        n = action ? verb_at(l, i + 1) : 0;
        i = n && i + n + 3 <= s.end ? i + n + 1 : s.first; /* 新建和改造|球场; 批发和零售业 */
    }
    return (struct span){s.first, i};
}
