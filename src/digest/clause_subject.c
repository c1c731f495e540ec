/* SPDX-License-Identifier: MIT */
/*
 * What a clause is about.
 *
 * The subject is what stands before the first verb or preposition of a clause, the nearest clause
 * first, within the speech that the number stands in. A clause that opens with a preposition has
 * none there, and when, where and what was done (协调后, 大桥上, 砍出) are none. A topic may also
 * be a quantity (票价), of which something is told.
 */
#include "digest/label.h"
#include "digest/words.h"

enum {
    LONGEST_SUBJECT = LABEL_OWNED - 4,
    LONGEST_TOLD = 15, /* of a quantity with what has it */
    TELLS = 16,        /* characters behind a subject in which it says what is told */
};

bool ends_clause(const struct labeller *l, size_t i)
{
    return !l->p->hidden[i] &&
           (char_in(U"，,；;：:。！!？?", l->p->code[i]) || is_bullet(l->p->code[i]));
}

bool clause_predicate(const struct labeller *l, size_t i)
{
    return verb_at(l, i) || listed_at(l->p, i, &words_light) || listed_at(l->p, i, &words_finite) ||
           (listed_at(l->p, i, &words_predicate) && !listed_at(l->p, i, &words_whole));
}

/* 菜园|由操场改建: a preposition behind a name of two characters or more, and no part of a word. */
static bool is_preposition(const struct labeller *l, size_t first, size_t i)
{
    static const char *const prepositions[] = {"由", "把", "被", "从", "向", "在", NULL};
    return i >= first + 2 && !char_in(U"存现所内潜正", l->p->code[i - 1]) &&
           word_at(l->p, i, prepositions) && !listed_at(l->p, i, &words_whole) &&
           !listed_at(l->p, i - 1, &words_whole);
}

/* 观众人数|再创新高: behind the first quantity that is named in full; s.end if there is none. */
static size_t behind_quantity(const struct labeller *l, struct span s)
{
    for (size_t i = s.first + 4; i < s.end && i < s.first + LONGEST_SUBJECT; i++)
        if (listed_before(l->p, s.first, i, &words_quantity) > 1)
            return i;
    return s.end;
}

/* 就业|人数, 光伏|装机: a word that begins like a preposition opens a name at i; no 为民|服务 and
 * no 在建. */
static bool opens_name(const struct labeller *l, size_t i)
{
    size_t whole = listed_at(l->p, i, &words_whole), n = listed_at(l->p, i, &words_beginning);
    n = n > whole ? n : whole;
    return n && l->p->code[i] != U'在' && !verb_at(l, i + n);
}

/* At i stands what tells when, where or by whom something is told, and no topic. */
static bool opens_elsewhere(const struct labeller *l, size_t i)
{
    static const char *const prepositions[] = {
        "像",   "照",   "光",   "只",   "就",   "在",   "据",   "从",   "随",   "为",
        "对",   "按",   "截至", "当",   "经",   "自",   "到",   "向",   "把",   "由",
        "让",   "使",   "受",   "因",   "扣除", "剔除", "通过", "根据", "按照", "围绕",
        "针对", "面对", "结合", "采用", "采取", "加上", "连同", NULL};
    static const char *const tellers[] = {"其余", "剩余", "余下", "一下", "一到", "记者", "本报",
                                          "数据", "统计", "消息", "她",   "他",   "我",   NULL};
    return (word_at(l->p, i, prepositions) && !opens_name(l, i)) || word_at(l->p, i, tellers);
}

/* 固定资产|投资, 网上|销售比重: the characters of a verb at i that is the name of a quantity; with
 * `whole` also of one that the name begins with, and of the rest. 0 if it is none. */
static size_t quantity_at(const struct labeller *l, size_t i, bool whole)
{
    size_t n = listed_at(l->p, i, &words_nominal);
    size_t m = whole ? listed_at(l->p, i + n, &words_quantity) : 0;
    return !n ? 0 : m ? n + m : listed_at(l->p, i, &words_extent) == n ? n : 0;
}

/* 某则市、某则、某地: a 则 that a place ends with, and no adverb. */
static bool ends_place(const struct labeller *l, size_t i)
{
    return l->p->code[i] == U'则' && char_in(U"、地" DIVISIONS, passage_at(l->p, i + 1));
}

/* Where the predicate of s begins; s.end if there is none. The name of a quantity
 * (quantity_at) is none. */
static size_t predicate_start(const struct labeller *l, struct span s, bool whole)
{
    static const char *const qualities[] = {"不", "很", "更", "太", "挺",
                                            "没", "则", "跌", "涨", NULL};
    size_t end = s.first + 1, n;
    while (end < s.end &&
           (l->p->hidden[end] ||
            !(clause_predicate(l, end) || is_preposition(l, s.first, end) ||
              (end > s.first + 1 && word_at(l->p, end, qualities) && !ends_place(l, end)))))
        end++;
    if (end > s.first + 1 && end < s.end && (n = quantity_at(l, end, whole)))
        return end + n;
    return end < s.end ? end : behind_quantity(l, s);
}

/* Whether what stands from `end` on tells that something is told, is what the topic has (of the
 * sentence before, 玉米|种植面积 is no 玉米) or is (他投的|是保险), or the topic has a number. */
static bool is_no_topic(const struct labeller *l, struct span s, size_t end)
{
    static const char *const telling[] = {"发布", "公布", "通报", "介绍", "获悉", "了解到", NULL};
    size_t verb = s.first < l->c->opening[0] ? listed_at(l->p, end, &words_nominal) : 0;
    bool quantity = verb && (listed_at(l->p, end + verb, &words_quantity) ||
                             listed_at(l->p, end + verb, &words_extent));
    if (quantity || l->p->code[s.first] == U'每' ||
        (l->p->code[end] == U'是' && l->p->code[end - 1] == U'的'))
        return true;
    for (size_t i = end; i < s.end && i < end + TELLS; i++)
        if (word_at(l->p, i, telling))
            return true;
    for (size_t i = s.first; i < end; i++)
        if (char_in(U"0123456789比较", l->p->code[i]) && !listed_at(l->p, i, &words_quantity))
            return true;
    return false;
}

/* 协调后, 大桥上, 路过的人: when, where or who, but not of what; 概算总|投资. */
static bool is_circumstance(const struct labeller *l, struct span s)
{
    static const char *const somebody[] = {"的人", "的话", "的事", NULL};
    return word_before(l->p, s.first, s.end, somebody) || listed_at(l->p, s.first, &words_action) ||
           verb_result(l->p, s.first) ||
           (span_length(s) && char_in(U"后时前中里间上下处侧旁总", l->p->code[s.end - 1]));
}

/* 即快递运行中的|实物价值总额: of a clause that ends in the name of a quantity, what stands behind
 * its last 的; s if there is none. */
static struct span quantity_told(const struct labeller *l, struct span s)
{
    struct span told = s;
    while (told.end > s.first && ends_clause(l, told.end - 1))
        told.end--;
    size_t i = told.end;
    while (i > s.first && told.end - i < LONGEST_TOLD && l->p->code[i - 1] != U'的')
        i--;
    bool de = i > s.first && l->p->code[i - 1] == U'的' && label_shown(l, i - 1);
    told.first = i;
    return de && span_length(told) > 3 && listed_before(l->p, i, told.end, &words_quantity) > 1
               ? told
               : s;
}

/* What s is about: with `whole` a quantity by its whole name, else what has it. */
static struct span topic_of(const struct labeller *l, struct span s, bool whole)
{
    static const char *const adverbs[] = {"倒", "却", "也",   "都",   "首次", "预计", "分别",
                                          "均", "共", "累计", "合计", "今年", "则",   "全年",
                                          "已", "还", "稳步", "持续", "不断", NULL};
    struct span none = {s.first, s.first};
    bool is = passage_at(l->p, s.first) == U'是'; /* 是|省政府批准的项目: of what was told before */
    if (is || opens_elsewhere(l, s.first))
        return none;
    s = trim_openings(l, s);
    struct span told = quantity_told(l, s);
    if (told.first > s.first)
        return told;
    if (span_length(s) > LABEL_REACH)
        s.end = s.first + LABEL_REACH;
    size_t end = opens_elsewhere(l, s.first) ? s.end : predicate_start(l, s, whole);
    if (end >= s.end || l->p->code[end - 1] == U'、' || is_no_topic(l, s, end))
        return none; /* 分头挑选、|一起付款: a row of deeds */
    for (size_t i = end; i-- > s.first;)
        if (l->p->code[i] == U'的' && !l->p->hidden[i] && end - i > 2) {
            s.first = i + 1;
            break;
        }
    end -= l->p->code[end] == U'不' && end > s.first + 2 &&
           char_in(U"见看听买赶想做找等吃", l->p->code[end - 1]) &&
           char_in(U"到了起上下完出", passage_at(l->p, end + 1));    /* 见不到 */
    end -= l->p->code[end] == U'均' && l->p->code[end - 1] == U'平'; /* 指数|平均 */
    s = trim_right(l, (struct span){s.first, end}, adverbs);
    s.end -= span_length(s) > 3 && char_in(U"低高多少大", l->p->code[s.end - 1]) &&
             listed_before(l->p, s.first, s.end - 1, &words_quantity);
    bool fits = span_length(s) >= 2 && span_length(s) <= LONGEST_SUBJECT;
    return fits && !is_circumstance(l, s) ? s : none;
}

struct span clause_topic(const struct labeller *l, struct span s)
{
    return topic_of(l, s, true);
}

struct span clause_subject(const struct labeller *l, struct span s)
{
    struct span topic = topic_of(l, s, false);
    return listed_before(l->p, topic.first, topic.end, &words_quantity)
               ? (struct span){s.first, s.first}
               : topic;
}

/* Behind the “ of the speech that `end` stands in, if it begins behind `first`: what is spoken of
 * there was not told before it. */
static size_t speech_start(const struct labeller *l, size_t first, size_t end)
{
    size_t closed = 0;
    for (size_t i = end; i-- > first;) {
        uint32_t c = l->p->code[i];
        if (c == U'“' && !closed)
            return i + 1;
        closed += c == U'”' ? 1 : 0;
        closed -= c == U'“' ? 1 : 0;
    }
    return first;
}

struct span subject_before(const struct labeller *l)
{
    size_t end = l->c->clause.first, least = end > LABEL_REACH ? end - LABEL_REACH : 0;
    size_t first = l->c->opening[1] > least ? l->c->opening[1] : least;
    first = speech_start(l, first, end);
    struct span s = {end, end};
    for (size_t i = end; i-- > first && !span_length(s);) {
        if (i > first && !ends_clause(l, i - 1))
            continue;
        s = clause_subject(l, (struct span){i, end});
        end = i ? i - 1 : 0;
    }
    return s;
}
