/* SPDX-License-Identifier: MIT */
/*
 * Labels of some of what was counted before, told without its noun.
 *
 *     受轻伤的2人, 抢摘出来的有1150亩   a 的 with no noun behind it: what they did, and the noun
 *     女工占80名                        the noun before 占
 *     其余3家分批退款                   the rest: what they did, and the noun
 *
 * The noun is what the nearest count in the same unit counts, in the sentence or the one before,
 * which must be larger; the count is a part of that one. Without such a count these forms say
 * nothing.
 */
#include "digest/digest.h"
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum { BACK = 16, LEAST_DEED = 4, LONGEST_DEED = 12, LONGEST_DONE = 6 };

/* The nearest count that c may be some of, or the largest: what is left is left of that. */
static const struct count *whole_of(const struct labeller *l, bool largest)
{
    const struct count *whole = NULL;
    for (const struct count *k = l->c; k > l->counts && l->c - k < BACK && (largest || !whole);) {
        k--;
        if (k->sentence + 1 < l->c->sentence)
            break;
        if (k->part != PART_NONE || k->change || !passage_same(l->p, k->unit.at, l->c->unit.at))
            continue;
        const struct count *least = whole ? whole : l->c;
        bool larger = digest_number_order(k->number.decimal, least->number.decimal) > 0;
        if (k->label[0] && larger)
            whole = k;
        else if (!largest)
            break;
    }
    return whole;
}

/* What is told of the part, without modals and what stands before 里 or 中. */
static struct span deed_in(const struct labeller *l, struct span s)
{
    static const char *const modals[] = {"能", "可", "可以", "要", "已", "也", "都", "在",
                                         "又", "还", "里",   "中", "仍", "就", NULL};
    static const char *const ways[] = {"出来", "下来", "起来", "上来", "一族", NULL};
    for (size_t i = s.end; i-- > s.first + 1;) {
        size_t n = listed_at(l->p, i, &words_inside);
        if (n && !listed_at(l->p, i - 1, &words_whole) && i + n + 2 <= s.end && i < s.first + 6) {
            s.first = i + n;
            break;
        }
    }
    s = trim_left(l, trim_openings(l, s), modals);
    return trim_right(l, trim_openings(l, s), ways);
}

static bool name_part(struct labeller *l, const struct count *whole, struct span deed)
{
    const char *root = among_root(whole);
    size_t length = span_length(deed);
    if (length < 2 || length > LONGEST_DEED)
        return false;
    bool people = length > LEAST_DEED && char_in(U"人者员师", l->p->code[deed.end - 1]);
    bool fits = length + span_characters(root) <= LABEL_ROW && !people &&
                !strstr(label_text(l, deed), root);
    name_as(l, "", root);
    l->c->label = arena_printf(l->a, "%s%s", label_text(l, deed), fits ? root : "");
    l->c->part = l->c->part > PART_SOME ? l->c->part : PART_SOME;
    return true;
}

/* 受轻伤的2人, 受轻伤的有2人 */
static bool name_headless(struct labeller *l, const struct count *whole, struct span s)
{
    static const char *const having[] = {"有", "占", "是", "为", "达",   "共",   "就",   "倒",
                                         "也", "还", "便", "则", "多达", "只",   "仅",   "已",
                                         "竟", "却", "更", "均", "都",   "不过", "足有", NULL};
    struct span t = trim_right(l, s, having);
    bool having_word = t.end < s.end;
    if (!span_length(t) || !label_shown(l, t.end - 1) || l->p->code[t.end - 1] != U'的')
        return false;
    if (!having_word && span_length(noun_behind(l, l->c)))
        return false;
    t.end--;
    if (l->c->unit.kind == UNIT_MONEY &&
        listed_at(l->p, t.first, &words_extreme) == span_length(t)) {
        name_as(l, whole->verb, whole->object); /* one end of it, and no part of the sum */
        return true;
    }
    return name_part(l, whole, deed_in(l, t));
}

/* 女工占80名 */
static bool name_holding(struct labeller *l, struct span s)
{
    static const char *const holding[] = {"占",   "便占", "就占", "则占",
                                          "占了", "占去", "共占", NULL};
    struct span t = trim_right(l, s, holding);
    if (t.end == s.end)
        return false;
    t = cut_phrase(l, deed_in(l, t));
    if (span_length(t) < 2 || span_length(t) > LONGEST_DEED)
        return false;
    name_as(l, "", label_text(l, t));
    l->c->part = PART_SOME;
    return true;
}

/* 其余3家分批退款 */
static bool name_rest_of(struct labeller *l, struct span s)
{
    const struct count *whole = whole_of(l, true);
    static const char *const rest[] = {"其余", "其余的", "余下", "余下的", "剩下", "剩下的",
                                       "剩余", "剩余的", "另外", "另外的", NULL};
    static const char *const left[] = {"剩下", "只剩", "还剩", "只剩下", "还剩下", NULL};
    size_t n = word_at(l->p, s.first, rest);
    bool remains = word_before(l->p, s.first, s.end, left);
    if (remains && n != span_length(s)) {
        name_as(l, "剩下", among_root(whole));
        l->c->part = PART_SOME;
        return true;
    }
    if (!n || n != span_length(s))
        return false;
    struct span deed = {l->c->follow, l->c->after};
    struct span noun = noun_behind(l, l->c);
    if (span_length(noun))
        deed.first = noun.end;
    deed = deed_in(l, deed);
    if (!l->next && name_part(l, whole, deed))
        return true;
    name_as(l, "其余", among_root(whole));
    l->c->part = PART_SOME;
    return true;
}

/* 队伍中有7支来自东盟国家, 8项属全国首创, 其中26个进入科研状态: of some of them it is told behind
 * the number what they are or do. */
static bool name_told(struct labeller *l, const struct count *whole, struct span s)
{
    static const char *const having[] = {"有",     "中有",   "里有", "其中有", "已有",
                                         "里已有", "中已有", "中",   NULL};
    static const char *const being[] = {"是", "属", "属于", "来自", "为", NULL};
    static const char *const silent[] = {"是", "为", "了", NULL};
    struct span deed = {l->c->follow, l->c->after};
    bool some = span_length(s) && word_before(l->p, s.first, s.end, having) == span_length(s);
    bool among =
        span_length(s) && listed_before(l->p, s.first, s.end, &words_among) == span_length(s);
    some = some || (among && span_length(deed) >= LEAST_DEED && !span_length(noun_behind(l, l->c)));
    if ((!some && (span_length(s) || !word_at(l->p, deed.first, being))) || l->next)
        return false;
    deed = trim_left(l, deed, silent);
    return is_han(l->p->code[deed.first]) && name_part(l, whole, deed);
}

/* 487件已被认领: nothing before, and behind it what was done. */
static bool name_done(struct labeller *l, const struct count *whole)
{
    static const char *const already[] = {DONE_WORDS, "已被", "已全部", "已悉数", NULL};
    static const char *const voice[] = {"被", "全部", "悉数", "顺利", "按期", NULL};
    struct span deed = {l->c->follow, l->c->after};
    size_t n = word_at(l->p, deed.first, already);
    deed.first += n;
    deed = trim_left(l, deed, voice);
    bool stayed = passage_at(l->p, deed.first + 1) == U'了' && l->c->after == l->c->clause.end;
    if ((!n && !stayed) || span_length(deed) < 2 || span_length(deed) > LONGEST_DONE)
        return false;
    name_as(l, label_text(l, deed), among_root(whole));
    l->c->part = l->c->part ? l->c->part : PART_RESOLVED;
    return true;
}

/* 桩基430根打下417根, 早稻47万亩，已归仓31万亩: what was done to some of them, told by the result
 * of the verb just behind them, or by 已 and a verb of two or three characters. */
static bool name_done_to(struct labeller *l, const struct count *whole, struct span s)
{
    static const char *const already[] = {DONE_WORDS, "就", NULL};
    const struct count *f = l->former;
    struct span verb = trim_left(l, s, already);
    bool told = verb.first > s.first && span_length(verb) <= 4;
    bool result = f == whole && f->clause.first == l->c->clause.first && span_length(verb) <= 4 &&
                  char_in(U"掉完走好出满光回下", l->p->code[l->c->number.at.first - 1]);
    if (span_length(verb) < 2 || (!told && !result) || span_length(noun_behind(l, l->c)))
        return false;
    const char *root = among_root(whole);
    size_t size = strlen(root), extent = words_end(root, size, words_extent.list);
    if (extent && size >= extent + strlen("隧道")) /* 隧道全长7公里，已掘进5公里 */
        root = arena_text(l->a, root, size - extent);
    const char *what = label_text(l, (struct span){verb.end - 1, verb.end});
    if (label_ends(root, (const char *const[]){what, NULL}))
        return false; /* 受理案件30件，已结案件12件 */
    for (size_t i = verb.first; i < verb.end; i++)
        if (!label_shown(l, i) || !is_han(l->p->code[i]) || char_in(U"有达为占", l->p->code[i]))
            return false;
    name_as(l, label_text(l, verb), root);
    l->c->part = l->c->part ? l->c->part : PART_RESOLVED;
    return true;
}

/* The things or people of the sentence that a share may be one of; NULL if there are none. */
static const struct count *things_before(const struct labeller *l)
{
    const struct count *whole = NULL;
    for (const struct count *k = l->c;
         k-- > l->counts && l->c - k <= BACK && k->sentence == l->c->sentence;) {
        bool thing = k->unit.kind == UNIT_THING || k->unit.kind == UNIT_PERSON;
        if (k->part != PART_NONE || k->change || !k->object[0] || !thing)
            continue;
        if (!whole || (passage_same(l->p, k->unit.at, whole->unit.at) &&
                       digest_number_order(k->number.decimal, whole->number.decimal) > 0))
            whole = k;
    }
    return whole;
}

/* 档案87万卷，已数字化的占62% */
static bool name_share_of(struct labeller *l, struct span s)
{
    static const char *const holding[] = {"的占", "的就占", "的超过", "的达", NULL};
    const struct count *f = l->former ? things_before(l) : NULL;
    struct span t = trim_right(l, s, holding);
    while (t.first < t.end && char_in(U"、，, ", l->p->code[t.first]))
        t.first++;
    t = deed_in(l, t);
    if (t.end == s.end || !l->former || span_length(t) < 2 || span_length(t) > LONGEST_DEED)
        return false;
    name_as(l, "", arena_printf(l->a, "%s%s占比", label_text(l, t), f ? among_root(f) : ""));
    l->c->change = true;
    l->c->topic = l->c->object;
    return true;
}

/* 400个零件，九成实现了本地供应: what that share of them does. */
static bool name_share_told(struct labeller *l, struct span s)
{
    static const char *const silent[] = {DONE_WORDS, "是", "为", "都", "均", NULL};
    const struct count *f = l->former ? things_before(l) : NULL;
    struct span deed = trim_left(l, (struct span){l->c->follow, l->c->after}, silent);
    bool told = f && !span_length(s) && !l->next && l->c->before == l->c->clause.first &&
                span_length(deed) >= LEAST_DEED && span_length(deed) <= LONGEST_DEED &&
                (verb_at(l, deed.first) || listed_at(l->p, deed.first, &words_predicate) ||
                 listed_at(l->p, deed.first, &words_resolve));
    if (!told)
        return false;
    name_as(l, "", arena_printf(l->a, "%s的%s占比", label_text(l, deed), among_root(f)));
    l->c->change = true;
    l->c->topic = l->c->object;
    return true;
}

/* Where what has not been done of so many is told, behind the last number of the clause and perhaps
 * its noun; s.end if nowhere. */
static size_t undone_at(const struct labeller *l, struct span s)
{
    static const char *const words[] = {"没有", "尚未", "仍未", "未", "没", NULL};
    for (size_t i = s.first; i + 3 <= s.end && span_length(s) <= LONGEST_DEED; i++)
        if (label_shown(l, i) && word_at(l->p, i, words))
            return i;
    return s.end;
}

/* 还有1230户2940人未脱贫, 还有12个项目尚未开工 */
static bool name_remaining(struct labeller *l)
{
    const struct count *first = l->c, *last = l->c, *end = l->counts + l->count;
    if (l->c->unit.kind != UNIT_THING && l->c->unit.kind != UNIT_PERSON)
        return false;
    while (first > l->counts && first[-1].clause.first == l->c->clause.first)
        first--;
    size_t at = first->number.at.first;
    at -= about_before(l->p, first->clause.first, at);
    if (!listed_before(l->p, first->clause.first, at, &words_remain))
        return false;
    while (last + 1 < end && last[1].clause.first == l->c->clause.first)
        last++;
    struct span behind = {last->follow, last->clause.end};
    size_t undone = undone_at(l, behind);
    if (undone == behind.end)
        return false;
    const char *deed = label_text(l, (struct span){undone, behind.end});
    struct span noun = {behind.first, undone};
    if (span_length(noun) && char_in(U"间时后前中内上里", l->p->code[undone - 1]))
        return false; /* 还有4个夜间没有照明 */
    if (span_length(noun) >= 2)
        name_as(l, deed, label_text(l, noun));
    else
        name_as(l, "", arena_printf(l->a, "%s%s数", deed, label_text(l, l->c->unit.at)));
    return true;
}

bool name_some(struct labeller *l)
{
    if (name_remaining(l))
        return true;

    const struct count *c = l->c;
    size_t end = c->number.at.first, first = c->before;
    if (l->former && l->former->noun_end > first)
        first = l->former->noun_end;
    struct span s = trim_about(l, (struct span){first, end});
    if (c->unit.kind == UNIT_PERCENT)
        return name_share_of(l, s) || name_share_told(l, s);
    if (c->unit.kind == UNIT_DURATION)
        return false;
    while (s.first < s.end && char_in(U"、，, ", l->p->code[s.first]))
        s.first++;
    const struct count *whole = whole_of(l, false);
    if (whole && !span_length(s))
        return name_done(l, whole) || name_told(l, whole, s);
    if (whole && name_told(l, whole, s))
        return true;
    if (span_length(s) < 2)
        return false;
    return whole && (name_rest_of(l, s) || name_headless(l, whole, s) || name_holding(l, s) ||
                     name_done_to(l, whole, s));
}
