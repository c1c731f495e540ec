/* SPDX-License-Identifier: MIT */
/*
 * Labels: what a number counts, as the shortest phrase that a row of a table would show.
 *
 * Three forms carry nearly all figures of a report:
 *     verb + object + number + unit            发放资料600份           → 发放资料
 *     verb + number + classifier + noun        建成6个驿站             → 建成驿站
 *     noun + copula + number + unit            办结率为98%             → 办结率
 * The text before a number, back to the clause's beginning or to the number before it, is trimmed
 * of openings (目前, 其中), of what introduces a total (共计) and of copulas, then cut at the last
 * verb of action; verbs that also stand in nouns cut only where an adverb marks them as verbs and
 * the phrase is long, and no cut falls behind 和. Behind a classifier the noun ends at the first
 * predicate, preposition or comma, and its head stands behind the last 的. What is left open is
 * taken from the figure before: a verb alone takes its object (解决29条), a noun joined by 、 its
 * verb, a change (增长5%) its topic, within the same ；. What a count speaks of is kept apart from
 * its label (struct count's topic), so that a change is never said of a change. 甲、乙分别… is read
 * by row.c, and whether the label can stand alone is seen to by sound.c.
 *
 * Rejected: a word segmenter, whose dictionary decides differently for every new name, so that the
 * same sentence with another village gets another label. Every step looks at most REACH characters
 * to either side, so a clause without end costs no more than a short one.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum {
    REACH = 60,
    SHORT = 12,
    LONG_VERB_NOUN = 14,
    WHOLE = 18, /* a phrase up to this is not cut for its length */
    ROW = 20,
    ORIGIN_REACH = 12,
    BACK = 16
};

size_t span_length(struct span s)
{
    return s.end > s.first ? s.end - s.first : 0;
}

size_t span_characters(const char *s)
{
    return utf8_count(s, strlen(s));
}

static const char *text(const struct labeller *l, struct span s)
{
    return passage_text(l->a, l->p, s);
}

static bool shown(const struct labeller *l, size_t i)
{
    return !l->p->hidden[i];
}

static bool same_text(const struct passage *p, struct span a, struct span b)
{
    size_t m = p->offset[a.end] - p->offset[a.first], n = p->offset[b.end] - p->offset[b.first];
    return m == n && memcmp(p->bytes + p->offset[a.first], p->bytes + p->offset[b.first], m) == 0;
}

/* ---- trimming ----------------------------------------------------------------------------- */

struct span trim_left(const struct labeller *l, struct span s, const char *const *words)
{
    size_t n;
    while (s.first < s.end && shown(l, s.first) && (n = word_at(l->p, s.first, words)) &&
           s.first + n <= s.end)
        s.first += n;
    return s;
}

struct span trim_right(const struct labeller *l, struct span s, const char *const *words)
{
    size_t n;
    while (s.first < s.end && shown(l, s.end - 1) && (n = word_before(l->p, s.first, s.end, words)))
        s.end -= n;
    return s;
}

size_t verb_at(const struct labeller *l, size_t i)
{
    size_t n = listed_at(l->p, i, &words_action);
    return n ? n : listed_at(l->p, i, &words_nominal);
}

size_t verb_before(const struct labeller *l, size_t first, size_t i)
{
    size_t action = word_before(l->p, first, i, words_action.list);
    size_t nominal = word_before(l->p, first, i, words_nominal.list);
    return action > nominal ? action : nominal;
}

/* 占 is a copula before a count (女工占108名), and the point of a share. */
static bool tells_share(const struct labeller *l, struct span s)
{
    static const char *const share[] = {"占", "占到", "占了", NULL};
    return l->c->unit.kind == UNIT_PERCENT && word_before(l->p, s.first, s.end, share);
}

/* Copulas at the end, but not the second half of a verb: 参与. */
static struct span trim_copula(const struct labeller *l, struct span s)
{
    size_t n;
    while (s.first < s.end && shown(l, s.end - 1) && !verb_before(l, s.first, s.end) &&
           !word_before(l->p, s.first, s.end, words_whole.list) && !tells_share(l, s) &&
           (n = word_before(l->p, s.first, s.end, words_copula.list)))
        s.end -= n;
    return s;
}

/* 共 and 已 open a count only before a verb: 公共, 共同 and 已知 are words. */
bool opens_count(const struct labeller *l, size_t i)
{
    uint32_t c = l->p->code[i];
    return (c == U'共' || c == U'已') &&
           (verb_at(l, i + 1) || listed_at(l->p, i + 1, &words_light) ||
            listed_at(l->p, i + 1, &words_finite) > 1);
}

bool char_in(const uint32_t *set, uint32_t c)
{
    while (*set && *set != c)
        set++;
    return *set;
}

/* An opening word that is one character is only one before a verb or another opening. */
struct span trim_openings(const struct labeller *l, struct span s)
{
    while (s.first < s.end && shown(l, s.first)) {
        size_t n = listed_at(l->p, s.first, &words_opening), next = s.first + n;
        uint32_t c = l->p->code[s.first];
        bool loose = n > 1 || char_in(U"、和及与了并 在的”’）)却仍该", c) || next == s.end;
        if (!n || next > s.end || (n == 1 && listed_at(l->p, s.first, &words_whole)) ||
            !(loose || verb_at(l, next) || listed_at(l->p, next, &words_light) ||
              listed_at(l->p, next, &words_opening) > 1))
            break;
        s.first = next;
    }
    return s;
}

/* ---- per ---------------------------------------------------------------------------------- */

/* The noun behind 每: a measure by itself, or a classifier and its noun. */
static struct span each(const struct labeller *l, size_t i, size_t end)
{
    struct unit unit;
    size_t n = listed_at(l->p, i, &words_span);
    if (n && i + n <= end)
        return (struct span){i, i + n};
    if (!unit_read(l->p, i, &unit) || unit.at.end > end)
        return (struct span){i, i};
    struct span noun = {unit.at.end, unit.at.end};
    while (noun.end < end && span_length(noun) < 6 && shown(l, noun.end) && !verb_at(l, noun.end) &&
           !listed_at(l->p, noun.end, &words_light) && !listed_at(l->p, noun.end, &words_predicate))
        noun.end++;
    return span_length(noun) ? noun : unit.at;
}

/* 比上年每亩增加: what stands before 每 is the base of a change. */
static bool opens_comparison(const struct labeller *l, struct span s)
{
    static const char *const bases[] = {"比", "较", "同比", "环比", NULL};
    return word_at(l->p, s.first, bases);
}

/* What is counted stands behind 每户, or before it when nothing does: 密度为每公里2人. */
static void take_each(struct labeller *l, size_t i)
{
    struct span noun = each(l, i + 1, l->before.end);
    if (!span_length(noun))
        return;
    l->c->per = text(l, noun);
    struct span behind = trim_copula(l, (struct span){noun.end, l->before.end});
    struct span front = trim_openings(l, (struct span){l->before.first, i});
    bool price = !span_length(behind) || change_start(l, behind) == behind.first;
    if (!price || !span_length(front) || opens_comparison(l, front))
        l->before.first = noun.end;
    else
        l->before.end = i;
}

/* Takes 年均, 每户 and the like out of the text before the number. */
static void find_per(struct labeller *l)
{
    struct span *s = &l->before;
    size_t n = word_before(l->p, s->first, s->end, words_rate.list);
    l->c->per = "";
    if (n) {
        l->c->per = text(l, (struct span){s->end - n, s->end - 1});
        s->end -= n;
        return;
    }
    for (size_t i = s->end; i-- > s->first && !l->c->per[0];) {
        if (shown(l, i) && (n = listed_at(l->p, i, &words_rate)))
            l->c->per = text(l, (struct span){i, i + n - 1});
        if (n && i == s->first)
            s->first += n;
        if (l->p->code[i] == U'每' && shown(l, i))
            take_each(l, i);
    }
}

/* ---- the text before the number ----------------------------------------------------------- */

/* Where counting begins: behind the last 共计 or 开展. */
static size_t behind_total(const struct labeller *l, struct span s, bool *light)
{
    size_t from = s.first;
    *light = false;
    for (size_t i = s.first; i < s.end; i++) {
        if (!shown(l, i))
            continue;
        size_t total = listed_at(l->p, i, &words_total), verb = listed_at(l->p, i, &words_light);
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
static size_t chain_start(const struct labeller *l, size_t first, size_t i)
{
    size_t n;
    while (i > first && shown(l, i - 1) && (n = verb_before(l, first, i)))
        i -= n;
    return i;
}

/* 发放和回收: a row of verbs, too. The start of one that ends at i; SIZE_MAX if a noun is joined.
 */
static size_t joined_start(const struct labeller *l, size_t first, size_t i)
{
    size_t start = chain_start(l, first, i);
    while (start > first && char_in(U"、和及与并", l->p->code[start - 1])) {
        size_t earlier = chain_start(l, first, start - 1);
        if (earlier == start - 1)
            return SIZE_MAX;
        start = earlier;
    }
    return start;
}

/* 完成货运量: the verb says nothing beside the name of a quantity. Its length, or 0. */
static size_t only_reaches(const struct labeller *l, struct span s, size_t i)
{
    static const char *const reach[] = {"实现", "完成", "取得", "达成", NULL};
    size_t n = word_at(l->p, i, reach);
    return n && word_before(l->p, i + n, s.end, words_quantity.list) && span_length(s) <= WHOLE ? n
                                                                                                : 0;
}

/* The last verb of action with an object of two characters or more; not one that only forms the
 * name of a quantity, as in 办结率. */
static size_t last_action(const struct labeller *l, struct span s)
{
    for (size_t i = s.end; i-- > s.first;) {
        size_t n = shown(l, i) ? listed_at(l->p, i, &words_action) : 0;
        if (!n || i + n + 1 >= s.end || listed_at(l->p, i + n, &words_quantity) == s.end - i - n ||
            only_reaches(l, s, i))
            continue;
        size_t start = joined_start(l, s.first, i);
        if (start != SIZE_MAX)
            return start;
    }
    return s.end;
}

/* The first verb that an adverb marks as one: inside a noun there is none. */
static size_t first_nominal(const struct labeller *l, struct span s)
{
    for (size_t i = s.first; i + 3 < s.end; i++) {
        bool marked = i == s.first || char_in(U"已共均还又并再将也都", l->p->code[i - 1]) ||
                      word_before(l->p, s.first, i, words_opening.list) > 1;
        if (marked && shown(l, i) && listed_at(l->p, i, &words_nominal))
            return i;
    }
    return s.end;
}

/* Of a phrase too long for a row, what stands behind its last 的; not if that is only 比重. What is
 * behind `end` tells how it changed. */
static struct span head(const struct labeller *l, struct span s, size_t end)
{
    size_t least = 2 + word_before(l->p, s.first, end, words_quantity.list);
    for (size_t i = end; end - s.first > WHOLE && i-- > s.first;)
        if (l->p->code[i] == U'的' && shown(l, i) && end - i > least)
            return (struct span){i + 1, s.end};
    return s;
}

/* Behind 两年间, 三年来, 5个月来 at the start of s. */
static size_t behind_years(const struct labeller *l, struct span s)
{
    static const char *const years[] = {"年间", "年来", "个月来", "天来",
                                        "年内", "天内", "个月内", NULL};
    for (size_t i = s.first; i < s.end && i < s.first + 4; i++) {
        size_t n = word_at(l->p, i, years);
        if (n && i > s.first && i + n + 2 <= s.end)
            return i + n;
        if (!char_in(U"0123456789一二两三四五六七八九十近几数多", l->p->code[i]))
            break;
    }
    return s.first;
}

/* 全区有托育机构: behind a 有 that is no part of a word. */
static size_t behind_having(const struct labeller *l, struct span s)
{
    for (size_t i = s.end; i-- > s.first + 1;)
        if (l->p->code[i] == U'有' && shown(l, i) && i + 2 < s.end &&
            !char_in(U"所没具享国公私专占稀原固拥含带带现共", l->p->code[i - 1]) &&
            !char_in(U"关效限机序色线的了力益望利毒害", l->p->code[i + 1]))
            return i + 1;
    return s.first;
}

/* The phrase that the clause counts, cut free of subject and adverbs. What grows is a noun, so that
 * no verb before 增长 begins the phrase. */
static struct span cut(const struct labeller *l, struct span s)
{
    bool light;
    s.first = behind_total(l, s, &light);
    s = trim_openings(l, s);
    s.first = behind_years(l, s);
    s.first = behind_having(l, trim_openings(l, s));
    size_t change = change_start(l, s), verb = s.end;
    if (change == s.first || change == s.end)
        verb = last_action(l, s);
    if (verb == s.end && !light && span_length(s) > WHOLE)
        verb = first_nominal(l, s);
    if (verb < s.end)
        s.first = verb;
    return head(l, s, change > s.first ? change : s.end);
}

/* The verbs that begin s. Behind a verb of action the last word of s is its object: 举办培训. */
static struct span leading_verbs(const struct labeller *l, struct span s)
{
    size_t i = s.first, n;
    bool action = false;
    while (i < s.end && shown(l, i) && (n = verb_at(l, i)) && i + n <= s.end) {
        bool nominal = !listed_at(l->p, i, &words_action);
        if (nominal && action && i + n == s.end)
            break;
        action = action || !nominal;
        i += n;
    }
    return (struct span){s.first, i};
}

/* ---- forms -------------------------------------------------------------------------------- */

static void name(struct labeller *l, const char *verb, const char *object)
{
    l->c->verb = verb;
    l->c->object = object;
    l->c->label = arena_printf(l->a, "%s%s", verb, object);
}

/* The 从 or 由 before the number, with the time that may stand between: 从2015年的1.2万元,
 * 由原来的2.5小时. The number's own place if there is none. */
static size_t origin_word(const struct labeller *l)
{
    static const char *const then[] = {"原来", "原先", "此前", "过去", "以前", "最初", "之前",
                                       "去年", "上年", "年初", "年",   "月",   "时",   "初",
                                       "末",   "底",   "期",   "度",   NULL};
    size_t at = l->c->number.at.first, first = at > ORIGIN_REACH ? at - ORIGIN_REACH : 0;
    if (first < l->c->clause.first)
        first = l->c->clause.first;
    at -= word_before(l->p, first, at, words_about.list);
    size_t end = at - (at > first && l->p->code[at - 1] == U'的');
    for (size_t i = at; i-- > first;)
        if (shown(l, i) && (l->p->code[i] == U'从' || l->p->code[i] == U'由'))
            return i + 1 == at || word_before(l->p, i + 1, end, then) ? i : l->c->number.at.first;
    return l->c->number.at.first;
}

/* Where the change behind the number ends that says where it went: 增加到, 增至. 0 if none does. */
static size_t direction_end(const struct labeller *l)
{
    size_t n = listed_at(l->p, l->c->follow, &words_change), to = l->c->follow + n;
    uint32_t last = n ? l->p->code[to - 1] : 0, next = passage_at(l->p, to);
    return n && (char_in(U"到至", last) || char_in(U"到至为", next)) ? to : 0;
}

/* The change at the start of s, without its 到 or 至; 增 and 降 in full. */
static const char *direction_text(const struct labeller *l, size_t first, size_t end)
{
    static const char *const full[][2] = {{"增", "增加"}, {"降", "下降"}, {"减", "减少"},
                                          {"升", "上升"}, {"涨", "上涨"}, {"跌", "下跌"},
                                          {"缩", "缩短"}};
    end -= end > first && char_in(U"到至", l->p->code[end - 1]);
    const char *word = text(l, (struct span){first, end});
    for (size_t i = 0; i < COUNT(full); i++)
        if (strcmp(word, full[i][0]) == 0)
            return full[i][1];
    return word;
}

/* 从30个增加到40个: both ends carry their direction. */
static bool name_origin(struct labeller *l)
{
    struct count *c = l->c;
    size_t to = direction_end(l), from = origin_word(l);
    if (!to || from == c->number.at.first)
        return false;
    struct span s = {c->before < from ? c->before : l->c->clause.first, from};
    s = cut(l, trim_openings(l, s));
    if (!span_length(s))
        s = trim_openings(l, c->earlier);
    if (!span_length(s) || span_length(s) > REACH)
        return false;
    name(l, "", text(l, s));
    c->label = arena_printf(l->a, "%s(%s前)", c->object, direction_text(l, c->follow, to));
    return c->origin = true;
}

static bool name_target(struct labeller *l)
{
    const struct count *f = l->former;
    if (!f || !f->origin || f->clause.first != l->c->clause.first)
        return false;
    struct span way = trim_openings(l, l->before);
    size_t n = listed_at(l->p, way.first, &words_change);
    name(l, "", f->object);
    l->c->label = arena_printf(l->a, "%s(%s到)", f->object,
                               direction_text(l, way.first, n ? way.first + n : way.end));
    return true;
}

size_t change_start(const struct labeller *l, struct span s)
{
    static const char *const bases[] = {"同比", "环比", "比", "较", "相比", "与", "同期", NULL};
    static const char *const tails[] = {"了", "约", "到", "至", "为", "达", "超", "近", NULL};
    struct span t = trim_right(l, s, tails);
    size_t n = word_before(l->p, t.first, t.end, words_change.list), start = t.end - n;
    if (!n)
        return s.end;
    for (size_t i = t.first; i < start; i++)
        if (shown(l, i) && word_at(l->p, i, bases))
            return i;
    return start;
}

/* 占…, or a bare 同比, 比上年, 较去年同期 … 增长: it needs a topic. */
static bool is_change(const struct labeller *l, struct span s)
{
    static const char *const share[] = {"占", "占比", "占到", "占据", "占总数", NULL};
    static const char *const more[] = {"超过", "不足", NULL};
    size_t n = word_at(l->p, s.first, share);
    if (!n && l->c->unit.kind == UNIT_PERCENT)
        n = word_at(l->p, s.first, more);
    return n || change_start(l, s) == s.first;
}

/* What the sentence spoke of last. Points are points of a rate; other units of their own kind. */
static const char *topic(const struct labeller *l, const struct count *counts)
{
    static const char *const points[] = {"个百分点", NULL};
    bool point = word_at(l->p, l->c->unit.at.first, points);
    const char *nearest = "";
    for (const struct count *k = l->c; k > counts && l->c - k < BACK;) {
        k--;
        if (k->group != l->c->group)
            break;
        bool share = k->change && k->label && l->p->code[k->words.first] == U'占';
        if (point && share)
            return k->label;
        if (!k->topic || !k->topic[0])
            continue;
        if (k->unit.kind == l->c->unit.kind)
            return k->topic;
        if (!nearest[0])
            nearest = k->topic;
        if (l->c->unit.kind == UNIT_PERCENT && !point)
            break;
    }
    return nearest;
}

/* 与2023年相比 begins with its preposition. */
static struct span change_text(const struct labeller *l)
{
    static const char *const with[] = {"与", "和", "同", NULL};
    struct span s = trim_openings(l, l->before), raw = l->before;
    if (raw.first < s.first && word_before(l->p, raw.first, s.first, with) &&
        change_start(l, raw) == raw.first)
        return raw;
    return s;
}

static bool name_change(struct labeller *l, const struct count *counts)
{
    struct span s = change_text(l);
    if (!span_length(s) || !is_change(l, s))
        return false;
    const char *of = topic(l, counts);
    struct span former = trim_openings(l, l->c->earlier);
    if (!of[0] && span_length(former) && span_length(former) <= LONG_VERB_NOUN)
        of = text(l, former);
    if (!of[0])
        of = text(l, subject_before(l));
    l->c->change = true;
    l->c->words = s;
    l->c->verb = "";
    l->c->topic = l->c->object = of;
    l->c->label = of[0] ? arena_printf(l->a, "%s%s", of, text(l, s)) : "";
    return true;
}

/* 17期544人次: the same thing, counted in another unit. */
static bool name_same(struct labeller *l)
{
    const struct count *f = l->former;
    if (span_length(l->before) || !f || f->clause.first != l->c->clause.first || l->c->joined ||
        l->c->number.at.first > f->follow + 1)
        return false;
    const char *who = l->c->unit.kind == UNIT_PERSON ? "参加人次" : "";
    name(l, f->verb, f->object);
    l->c->label = arena_printf(l->a, "%s%s", f->label, who);
    return true;
}

/* A verb of reports or a 共 stands before the number in its clause. */
static bool reports(const struct labeller *l)
{
    for (size_t i = l->c->before; i < l->c->number.at.first; i++)
        if (shown(l, i) && (verb_at(l, i) || listed_at(l->p, i, &words_light) ||
                            listed_at(l->p, i, &words_total) || opens_count(l, i)))
            return true;
    return false;
}

/* 70余人参加培训 */
static bool name_people(struct labeller *l)
{
    struct count *c = l->c;
    struct span deed = {c->follow, c->after};
    bool people = c->unit.kind == UNIT_PERSON ||
                  (c->unit.kind == UNIT_THING && (l->p->code[c->unit.at.first] == U'名' ||
                                                  l->p->code[c->unit.at.first] == U'位'));
    if (!people || !listed_at(l->p, deed.first, &words_attend))
        return false;
    for (size_t i = deed.first; i < deed.end; i++)
        if (l->p->code[i] == U'、' || l->p->code[i] == U'了')
            deed.end = i;
    static const char *const casualties[] = {"死亡", "受伤", "遇难", "失踪", "受灾", "生还", NULL};
    bool named = span_length(l->before) && span_length(l->before) <= ROW &&
                 !word_at(l->p, deed.first, casualties);
    if (span_length(deed) > SHORT || (named && span_length(cut(l, l->before)) <= SHORT))
        return false;
    name(l, "", arena_printf(l->a, "%s人员", text(l, deed)));
    l->c->narrative = !l->c->joined && !reports(l);
    return true;
}

/* What money was spent on, from the text behind it. */
static const char *purpose(struct labeller *l)
{
    struct span s = {l->c->follow, l->c->after};
    if (span_length(s) > REACH)
        s.end = s.first + REACH;
    s = trim_openings(l, s);
    s.first = leading_verbs(l, s).end;
    s = trim_openings(l, s);
    s = trim_copula(l, s);
    if (!span_length(s) && l->next)
        s = noun_behind(l, l->next);
    return span_length(s) && span_length(s) <= ROW ? text(l, s) : "";
}

/* [行政机关]按期回复, [目前]已办结: a short subject before a verb that resolves what was counted in
 * the same unit. The verb without the subject; s if there is none. */
static struct span without_subject(const struct labeller *l, struct span s)
{
    const struct count *f = l->former;
    size_t n = word_before(l->p, s.first, s.end, words_resolve.list);
    if (!f || f->change || !n || n == span_length(s) || span_length(s) > n + SHORT / 2 ||
        !same_text(l->p, f->unit.at, l->c->unit.at))
        return s;
    for (size_t i = s.first; i + n < s.end; i++)
        if (!shown(l, i) || verb_at(l, i) || char_in(U"未没不", l->p->code[i]))
            return s;
    return (struct span){s.end - n, s.end};
}

/* The text before the number is a verb and nothing else. */
static bool name_verb(struct labeller *l)
{
    uint32_t fronting = l->c->number.at.first ? l->p->code[l->c->number.at.first - 1] : 0;
    if (l->c->unit.kind == UNIT_THING && (fronting == U'将' || fronting == U'把')) {
        name(l, "", "");
        return true;
    }
    struct span s = without_subject(l, trim_openings(l, l->before));
    const struct count *f = l->former;
    bool resolve = listed_at(l->p, s.first, &words_resolve) == span_length(s);
    if (!span_length(s) || (span_length(leading_verbs(l, s)) != span_length(s) && !resolve))
        return false;
    const char *verb = text(l, s);
    const char *use = l->c->unit.kind == UNIT_MONEY ? purpose(l) : "";
    if (use[0]) {
        name(l, "", arena_printf(l->a, "%s%s", use, verb));
    } else if (f && same_text(l->p, f->unit.at, l->c->unit.at)) {
        name(l, verb, f->object);
        if (!l->c->part && resolve)
            l->c->part = PART_RESOLVED;
    } else if (f && l->c->unit.kind == UNIT_PERSON && strcmp(f->verb, verb) == 0) {
        name(l, "", arena_printf(l->a, "%s人员", verb));
    } else if (f) {
        name(l, "", f->object);
        l->c->label = arena_printf(l->a, "%s%s", f->object, verb);
    } else {
        bool spent = l->c->unit.kind == UNIT_MONEY, people = l->c->unit.kind == UNIT_PERSON;
        name(l, "",
             people  ? arena_printf(l->a, "%s人员", verb)
             : spent ? arena_printf(l->a, "%s%s", text(l, subject_before(l)), verb)
                     : "");
    }
    return true;
}

/* The verb just before the number, if it says more than the noun does. */
static const char *verb_of_noun(struct labeller *l)
{
    static const char *const silent[] = {"组织", "配备", "发展", "有", "用", NULL};
    static const char *const done[] = {"了", "出", NULL};
    struct span s = trim_right(l, l->before, done);
    size_t first = chain_start(l, s.first, s.end);
    if (first == s.end || word_at(l->p, first, silent) == s.end - first)
        return "";
    return text(l, (struct span){first, l->before.end > s.end + 1 ? s.end : l->before.end});
}

/* 全长39公里的铁路, 投资8亿元的工程: the noun behind is the owner of the quantity before. */
static bool name_owner(struct labeller *l, struct span noun)
{
    struct span s = trim_right(l, l->before, words_about.list);
    size_t n = word_before(l->p, s.first, s.end, words_extent.list);
    bool de = noun.first > l->c->follow && l->p->code[noun.first - 1] == U'的';
    if (de && listed_at(l->p, noun.first, &words_extent) == span_length(noun) && span_length(s)) {
        static const char *const by[] = {"以", "按", "用", NULL};
        s = trim_right(l, s, by);
        for (size_t i = s.end; i-- > s.first;)
            if (l->p->code[i] == U'的' && shown(l, i) && s.end - i > 2)
                s.first = i + 1;
        name(l, "", arena_printf(l->a, "%s%s", text(l, cut(l, s)), text(l, noun)));
        return true;
    }
    if (!n || !de || (l->c->unit.kind != UNIT_MEASURE && l->c->unit.kind != UNIT_MONEY))
        return false;
    s.first = s.end - n;
    name(l, "", arena_printf(l->a, "%s%s", text(l, noun), text(l, s)));
    return true;
}

/* Whether the text before a measure says what is measured, so that the noun behind does not. */
static bool is_measured(const struct labeller *l, struct span noun)
{
    struct span s = trim_openings(l, l->before);
    bool de = noun.first > l->c->follow && l->p->code[noun.first - 1] == U'的';
    bool quantity = word_before(l->p, s.first, s.end, words_quantity.list) > 0;
    switch (l->c->unit.kind) {
    case UNIT_MEASURE:
    case UNIT_MONEY:
        return span_length(s) && (!de || quantity);
    case UNIT_EVENT:
        return de && quantity;
    default:
        return l->c->unit.kind == UNIT_PERCENT && span_length(s);
    }
}

static bool name_noun(struct labeller *l)
{
    struct span noun = noun_behind(l, l->c);
    const struct count *f = l->former;
    const char *object = text(l, noun), *verb = verb_of_noun(l);
    bool owned = l->c->number.at.first > l->c->before &&
                 char_in(U"的了", l->p->code[l->c->number.at.first - 1]);
    if (!span_length(noun))
        return false;
    if (name_owner(l, noun)) {
        l->c->noun_end = noun.end;
        return true;
    }
    if (!owned && !verb[0] && is_measured(l, noun))
        return false;
    if (!verb[0] && l->c->joined && !span_length(trim_openings(l, l->before)) && f)
        verb = f->verb;
    if (span_characters(verb) + span_length(noun) > LONG_VERB_NOUN)
        verb = "";
    name(l, verb, object);
    l->noun = noun;
    l->c->noun_end = noun.end;
    l->c->narrative = !l->c->joined && !reports(l);
    return true;
}

/* 出口额增长 and 儿童占人口 are themselves the topic of the next change. */
static void note_topic(struct labeller *l, struct span s)
{
    size_t at = change_start(l, s);
    bool share =
        l->c->unit.kind == UNIT_PERCENT && !word_before(l->p, s.first, s.end, words_quantity.list);
    for (size_t i = s.first + 2; i < at && share; i++)
        if (l->p->code[i] == U'占' && shown(l, i))
            at = i;
    if (at <= s.first || at == s.end)
        return;
    l->c->change = true;
    l->c->topic = l->c->object = text(l, (struct span){s.first, at});
}

/* 时间由1.5小时缩短至: without the measure that it began with. */
static bool name_shift(struct labeller *l)
{
    struct span s = trim_openings(l, l->before);
    size_t change = change_start(l, s), from = s.first;
    bool digit = false;
    for (size_t i = s.first + 1; i < change && change < s.end && !digit; i++) {
        if (shown(l, i) && (l->p->code[i] == U'由' || l->p->code[i] == U'从'))
            from = i;
        digit = from > s.first && l->p->code[i] >= '0' && l->p->code[i] <= '9';
    }
    if (!digit)
        return false;
    const char *of = text(l, cut(l, (struct span){s.first, from}));
    name(l, "", arena_printf(l->a, "%s%s", of, text(l, (struct span){change, s.end})));
    l->c->change = true;
    l->c->topic = l->c->object = of;
    return true;
}

/* 财政支出的七成以上用于民生: of what, and what that share does. */
static bool name_share(struct labeller *l, struct span s)
{
    static const char *const openings[] = {"仍", "都", "均", "是", "已", "要", "将", NULL};
    struct span deed = {l->c->follow, l->c->after};
    size_t at = l->c->number.at.first;
    at -= word_before(l->p, s.first, at, words_about.list);
    deed = trim_left(l, deed, openings);
    if (l->c->unit.kind != UNIT_PERCENT || l->p->code[at - 1] != U'的' || span_length(deed) < 2 ||
        span_length(deed) > SHORT || span_length(s) + span_length(deed) > ROW)
        return false;
    name(l, "", arena_printf(l->a, "%s%s", text(l, s), text(l, deed)));
    return true;
}

static bool name_phrase(struct labeller *l)
{
    struct span s = cut(l, l->before);
    const struct count *f = l->former;
    if (!span_length(s))
        return false;
    if (name_share(l, s))
        return true;
    s.first += only_reaches(l, s, s.first);
    struct span verbs = leading_verbs(l, s);
    struct span object = trim_left(l, (struct span){verbs.end, s.end}, words_kind.list);
    name(l, text(l, verbs), text(l, object));
    l->c->label = text(l, s);
    if (!span_length(verbs) && l->c->joined && f && f->verb[0] && !l->c->part)
        name(l, f->verb, text(l, s));
    note_topic(l, s);
    return true;
}

/* Nothing before the number and no noun behind it. */
static void name_rest(struct labeller *l)
{
    struct span behind = {l->c->follow, l->c->after};
    struct span former = trim_openings(l, l->c->earlier), who = subject_before(l);
    bool attribute = l->c->unit.kind == UNIT_PERCENT && l->former && l->former->noun_end &&
                     l->former->clause.first == l->c->clause.first &&
                     is_han(passage_at(l->p, l->c->follow)); /* 5个国家100%税目 */
    if (attribute)
        name(l, "", "");
    else if (l->former && l->former->group == l->c->group && !l->former->change)
        name(l, l->former->verb, l->former->object);
    else if (l->former && l->former->group == l->c->group)
        name(l, "", l->former->topic);
    else if (span_length(behind) >= 2 && span_length(behind) <= SHORT)
        name(l, "", text(l, behind));
    else if (span_length(former) >= 2 && span_length(former) <= ROW)
        name(l, "", text(l, who.first >= former.first && span_length(who) ? who : former));
    else
        name(l, "", "");
}

/* ---- 其中 --------------------------------------------------------------------------------- */

static const struct count *total_before(const struct labeller *l, const struct count *counts)
{
    for (const struct count *k = l->c; k > counts && l->c - k < BACK;) {
        k--;
        if (k->sentence + 1 < l->c->sentence)
            break;
        if (k->part != PART_AMONG && !k->change && same_text(l->p, k->unit.at, l->c->unit.at))
            return k;
    }
    return NULL;
}

static bool opens_among(const struct labeller *l)
{
    for (size_t i = l->before.first; i < l->before.end; i++)
        if (shown(l, i) && listed_at(l->p, i, &words_among))
            return true;
    return false;
}

static void find_among(struct labeller *l)
{
    bool goes_on = l->former && l->former->part == PART_AMONG &&
                   same_text(l->p, l->former->unit.at, l->c->unit.at);
    l->c->part = opens_among(l) || goes_on ? PART_AMONG : PART_NONE;
}

static bool shares_head(const char *part, const char *total)
{
    size_t n = strlen(part);
    return n >= 3 && strstr(total, part + n - 3);
}

void label_complete(struct arena *a, struct count *part, const struct count *total)
{
    const char *own = part->label;
    if (part->unit.kind == UNIT_MONEY || !own[0] || span_characters(own) > 6 ||
        shares_head(own, total->object) ||
        span_characters(own) + span_characters(total->object) > ROW)
        return;
    part->verb = "";
    part->object = part->label = arena_printf(a, "%s%s", own, total->object);
}

/* 其中重点关注3人: what is short is completed by what the total counts. */
static void complete_part(struct labeller *l, const struct count *counts)
{
    const struct count *total = total_before(l, counts);
    if (total)
        label_complete(l->a, l->c, total);
}

static size_t common_end(const char *a, const char *b)
{
    size_t m = strlen(a), n = strlen(b), same = 0;
    while (same < m && same < n && a[m - same - 1] == b[n - same - 1])
        same++;
    while (same && ((unsigned char)a[m - same] & 0xC0) == 0x80)
        same--;
    return same;
}

void label_total(struct arena *a, struct count *counts, size_t first, size_t total)
{
    struct count *c = &counts[total];
    if (span_length(c->words) && c->label[0])
        return;
    const char *common = counts[first].label;
    for (size_t i = first + 1; i < total; i++)
        common += strlen(common) - common_end(common, counts[i].label);
    bool named = span_characters(common) >= 2;
    c->object = named ? common : "";
    c->label = named ? common : arena_text(a, "合计", strlen("合计"));
}

/* ---- the whole ---------------------------------------------------------------------------- */

/* Without 连续3个月, 自2009年以来 and 包括…在内 at the end: when and who, not what. */
static struct span trim_adverbials(const struct labeller *l, struct span s)
{
    static const char *const frames[][2] = {{"连续", ""}, {"自", "以来"}, {"包括", "在内"}};
    for (size_t f = 0; f < COUNT(frames); f++) {
        const char *const open[] = {frames[f][0], NULL}, *const close[] = {frames[f][1], NULL};
        if (frames[f][1][0] && !word_before(l->p, s.first, s.end, close))
            continue;
        for (size_t i = s.end; i-- > s.first;) {
            uint32_t next = passage_at(l->p, i + 2);
            bool opens = word_at(l->p, i, open) && (f || (next >= '0' && next <= '9'));
            if (opens) {
                s.end = i;
                break;
            }
        }
    }
    return s;
}

static void find_before(struct labeller *l)
{
    const struct count *c = l->c;
    struct span s = {c->before, c->number.at.first};
    if (l->former && l->former->noun_end > s.first)
        s.first = l->former->noun_end;
    if (span_length(s) > REACH)
        s.first = s.end - REACH;
    s = trim_right(l, s, words_about.list);
    l->before = s;
    find_among(l);
    find_per(l);
    s = trim_right(l, l->before, words_about.list);
    s = trim_adverbials(l, trim_copula(l, s));
    s = trim_right(l, trim_copula(l, s), words_among.list);
    l->before = trim_right(l, s, words_about.list);
    if (!*c->per)
        find_per(l);
    l->c->words = l->before;
}

/* What a change of this figure would be a change of: of a quantity without the verb. */
static void find_topic(struct labeller *l)
{
    struct count *c = l->c;
    size_t n = strlen(c->object);
    if (c->topic)
        return;
    c->topic = c->label;
    for (const char *const *w = words_quantity.list; *w; w++)
        if (n > strlen(*w) && strcmp(c->object + n - strlen(*w), *w) == 0)
            c->topic = c->object;
}

void label_count(struct arena *a, const struct passage *p, struct count *counts, size_t count,
                 size_t i)
{
    struct count *c = &counts[i];
    struct labeller l = {.a = a, .p = p, .c = c};
    if (i && counts[i - 1].sentence == c->sentence)
        l.former = &counts[i - 1];
    if (i + 1 < count && counts[i + 1].clause.first == c->clause.first)
        l.next = &counts[i + 1];
    find_before(&l);
    if (!name_row(&l, counts, count, i) && !name_origin(&l) && !name_target(&l) &&
        !name_people(&l) && !name_noun(&l) && !name_change(&l, counts) && !name_verb(&l) &&
        !name_same(&l) && !name_shift(&l) && !name_phrase(&l))
        name_rest(&l);
    if (c->part == PART_AMONG)
        complete_part(&l, counts);
    sound_label(&l);
    find_topic(&l);
    find_about(&l);
}
