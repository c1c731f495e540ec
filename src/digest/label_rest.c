/* SPDX-License-Identifier: MIT */
/*
 * The last form of a label: nothing stands before the number, and no noun behind it. What is
 * counted is then told by what stands behind (12次打破纪录), by the count before, or by the clause
 * before.
 */
#include "digest/digest.h"
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

/* 停水范围为沿街小区，约3800户: how many are in a range that was told by names. */
static const char *extent_text(struct labeller *l, struct span who)
{
    static const char *const ranges[] = {"范围", "区域", NULL};
    static const char *const units[] = {"户", "人", NULL};
    struct span s = trim_right(l, who, ranges);
    bool counted = word_at(l->p, l->c->unit.at.first, units) == span_length(l->c->unit.at);
    l->owned = s.end < who.end && counted && span_length(s) >= 2;
    return l->owned ? arena_printf(l->a, "%s%s数", label_text(l, s), label_text(l, l->c->unit.at))
                    : label_text(l, who);
}

/* 20种价格下降、[9种上涨]: the change before, the other way; 监测的29种商品中|9种上涨: what changed
 * of the things that were counted. False if no change is told behind the unit, and no more. */
static bool name_turned(struct labeller *l)
{
    const struct count *f = l->former;
    struct span own = {l->c->follow, l->c->follow + listed_at(l->p, l->c->follow, &words_change)};
    if (!f || !span_length(own) || is_han(passage_at(l->p, own.end)) ||
        !passage_same(l->p, f->unit.at, l->c->unit.at))
        return false;
    size_t n = 0;
    const char *at = f->label, *change = label_text(l, own);
    while (*at && (n = words_begin(at, words_change.list)) < strlen("上涨"))
        at++;
    bool whole = digest_number_order(f->number.decimal, l->c->number.decimal) > 0;
    if (!*at && !whole)
        return false;
    name_as(l, "",
            *at ? arena_printf(l->a, "%.*s%s%s", (int)(at - f->label), f->label, change, at + n)
                : arena_printf(l->a, "%s%s", change, plain_label(l->a, among_root(f))));
    l->c->part = *at ? f->part : PART_SOME;
    return true;
}

/* 55%的人为了健身，[20%是想交友]: one share beside another, each with its own answer. */
static bool name_answer(struct labeller *l, struct span behind)
{
    static const char *const being[] = {"则是", "是", "则", NULL};
    const struct count *f = l->former;
    struct span own = trim_left(l, behind, being);
    if (l->c->unit.kind != UNIT_PERCENT || !f || f->unit.kind != UNIT_PERCENT || l->next ||
        l->c->before != l->c->clause.first || span_length(own) < 3 ||
        span_length(own) > LABEL_ROW || !is_han(l->p->code[behind.first]) ||
        l->p->code[behind.first] == U'的')
        return false;
    name_as(l, "", label_text(l, own));
    return true;
}

/* 已安装24部，[还有9部正在调试]: what is told of these, and what they are. */
static bool name_others(struct labeller *l, struct span behind)
{
    const struct count *f = l->former;
    bool told =
        listed_at(l->p, l->c->clause.first, &words_remain) && l->c->after == l->c->clause.end;
    if (!f || !told || !passage_same(l->p, f->unit.at, l->c->unit.at) || span_length(behind) < 2 ||
        span_length(behind) > LABEL_SHORT / 2 + 2 || !is_han(l->p->code[behind.first]) ||
        l->p->code[behind.first] == U'的')
        return false;
    if (l->c->unit.kind == UNIT_PERSON)
        name_as(l, "", arena_printf(l->a, "%s人员", label_text(l, behind)));
    else
        name_as(l, label_text(l, behind), among_root(f));
    return true;
}

/* 5个国家100%税目 */
static bool is_attribute(const struct labeller *l)
{
    return l->c->unit.kind == UNIT_PERCENT && l->former && l->former->noun_end &&
           l->former->clause.first == l->c->clause.first && is_han(passage_at(l->p, l->c->follow));
}

/* 7个乡镇的12万人 */
static bool counts_their_people(const struct labeller *l)
{
    return l->c->unit.kind == UNIT_PERSON && l->former && l->former->noun_end &&
           l->c->number.at.first == l->former->noun_end + 1 &&
           l->p->code[l->former->noun_end] == U'的';
}

/* 12人受伤: the clause is the number and what is told of so many. */
static bool is_whole_clause(const struct labeller *l, struct span behind)
{
    bool same = l->former && passage_same(l->p, l->former->unit.at, l->c->unit.at);
    bool among = l->c->part == PART_AMONG || (same && l->former->part != PART_NONE);
    size_t most = among ? LABEL_SHORT : LABEL_SHORT / 2 + 2;
    return (among || !same) && l->c->before == l->c->clause.first && span_length(behind) >= 2 &&
           span_length(behind) <= most && is_han(l->p->code[behind.first]) &&
           (l->c->unit.kind == UNIT_THING || l->c->unit.kind == UNIT_PERSON) &&
           l->c->after == l->c->clause.end;
}

/* 240人通过初审，[12人进入决赛]; 53人签约、[3人放弃]: each with what so many of them did. */
static bool name_doing(struct labeller *l, struct span behind)
{
    static const char *const adverbs[] = {DONE_WORDS, "均", "都", "则", "成功", "顺利", NULL};
    static const char *const marks[] = {"、", "和", "与", NULL};
    const struct count *f = l->former;
    bool alone = l->c->before == l->c->clause.first || l->c->joined;
    if (!f || l->c->unit.kind != UNIT_PERSON || !alone || span_length(l->c->unit.at) > 1 ||
        !passage_same(l->p, f->unit.at, l->c->unit.at))
        return false;
    behind = trim_left(l, trim_right(l, behind, marks), adverbs);
    bool cause = char_in(U"因由被", l->p->code[behind.first]); /* 6人因滑坡泥石流掩埋所致 */
    if (span_length(behind) < 2 ||
        span_length(behind) > (size_t)(cause ? LABEL_DEED : LABEL_SHORT / 2 + 2) ||
        l->p->code[behind.first] == U'的')
        return false;
    for (size_t i = behind.first; i < behind.end; i++)
        if (!is_han(l->p->code[i]) || !label_shown(l, i))
            return false;
    name_as(l, "", label_text(l, behind));
    return true;
}

/* By what the clause before told. */
static void name_by_earlier(struct labeller *l, struct span who)
{
    static const char *const affairs[] = {"的事", "的话", NULL};
    static const char *const adds[] = {"加上", "连同", "算上", NULL};
    struct span former = trim_openings(l, l->c->earlier), head = label_head(l, former);
    if (listed_at(l->p, former.first, &words_pronoun) ||
        word_before(l->p, former.first, former.end, affairs))
        name_as(l, listed_at(l->p, l->c->before, &words_sum) ? "合计" : "", "");
    else if (word_at(l->p, former.first, adds) && head.first > former.first) {
        name_as(l, "", arena_printf(l->a, "合计%s", label_text(l, head))); /* 加上…的收入 */
        l->owned = true;
    } else if (l->c->unit.kind == UNIT_MONEY && l->c->per[0] &&
               span_length(former) <= LABEL_SHORT &&
               listed_before(l->p, former.first, former.end,
                             &words_labour)) /* 在茶厂打工，一个月3000元 */
        name_as(l, "", arena_printf(l->a, "%s收入", label_text(l, former)));
    else if (span_length(former) > LABEL_ROW && span_length(head) <= LABEL_SHORT)
        name_as(l, "", label_text(l, head));
    else if (span_length(former) >= 2 && span_length(former) <= LABEL_ROW)
        name_as(l, "", label_text(l, who.first >= former.first && span_length(who) ? who : former));
    else
        name_as(l, "", "");
}

/* 藏书92万册，增幅5.1%，[人均1.4册]: the count before, or behind a share the one in the same unit.
 */
static void name_like_former(struct labeller *l)
{
    const struct count *f = l->former;
    bool share = f->unit.kind == UNIT_PERCENT && l->c->unit.kind != UNIT_PERCENT;
    for (const struct count *k = f; share && k > l->counts && (--k)->sentence == l->c->sentence;)
        if (!k->change && k->object[0] && passage_same(l->p, k->unit.at, l->c->unit.at)) {
            f = k;
            break;
        }
    name_as(l, f->verb, f->object);
}

/* 全乡1800户农民，[有九成以上加入了合作社]: what so many did of those that the clause before
 * counted, or told of. */
static bool name_share_of(struct labeller *l, struct span topic, struct span behind)
{
    static const char *const having[] = {"有", NULL};
    const struct count *f = l->former;
    bool counted = f && f->noun_end && f->noun_end == l->c->earlier.end;
    const char *who = counted ? f->object : label_text(l, topic);
    struct span ahead = trim_about(l, (struct span){l->c->clause.first, l->c->number.at.first});
    if (l->c->unit.kind != UNIT_PERCENT || l->c->after != l->c->clause.end ||
        span_length(trim_left(l, ahead, having)) || span_length(behind) < 3 ||
        !clause_predicate(l, behind.first) || span_characters(who) < 2 ||
        span_characters(who) + span_length(behind) > LABEL_ROW)
        return false;
    name_as(l, "", arena_printf(l->a, "%s%s", who, label_text(l, behind)));
    return true;
}

/* 缓刑13人，[并处罚金]，共计35万元: the money that the clause just before names without its sum,
 * and not the people before that. */
static bool name_money(struct labeller *l)
{
    static const char *const sums[] = {"金", "款", "费", "税", "补贴", "补助", "工资", NULL};
    static const char *const adverbs[] = {"并处", "并", "均", "都", "一并", NULL};
    const struct count *f = l->former;
    struct span s = trim_left(l, trim_openings(l, l->c->earlier), adverbs);
    if (!f || l->c->unit.kind != UNIT_MONEY || f->unit.kind == UNIT_MONEY ||
        l->c->before != l->c->clause.first || f->clause.end > s.first ||
        s.end + 1 != l->c->clause.first || span_length(s) < 2 || span_length(s) > LABEL_SHORT / 2 ||
        !word_before(l->p, s.first, s.end, sums))
        return false;
    name_as(l, "", label_text(l, s));
    return true;
}

/* Nothing before the number and no noun behind it. */
void name_rest(struct labeller *l)
{
    static const char *const done[] = {"了", NULL};
    struct span behind = {l->c->follow, l->c->after}, subject = subject_before(l);
    bool by_subject =
        span_length(l->c->earlier) && span_length(subject) && subject.first >= l->c->earlier.first;
    struct span topic = by_subject ? subject : clause_topic(l, l->c->earlier);
    bool told = span_length(l->c->earlier) && span_length(topic);
    struct span who = told ? topic : subject;
    if (is_attribute(l))
        name_as(l, "", "");
    else if (name_turned(l) || name_answer(l, behind) || name_others(l, behind) ||
             name_doing(l, behind) || name_share_of(l, topic, behind) || name_money(l))
        return;
    else if (label_tells_behind(l, behind) || is_whole_clause(l, behind)) /* 12次打破纪录 */
        name_as(l, "", label_text(l, behind));
    else if (counts_their_people(l))
        name_as(l, "", arena_printf(l->a, "%s人口", l->former->object));
    else if (told && l->c->unit.kind != UNIT_PERCENT && span_length(behind) < 2)
        name_as(l, "", extent_text(l, who));
    else if (l->former && l->former->group == l->c->group && !l->former->change)
        name_like_former(l);
    else if (l->former && l->former->group == l->c->group)
        name_as(l, "", l->c->joined ? l->former->label : l->former->topic);
    else if (span_length(behind) >= 2 && span_length(behind) <= LABEL_SHORT)
        name_as(l, "", label_text(l, trim_right(l, behind, done)));
    else
        name_by_earlier(l, who);
}
