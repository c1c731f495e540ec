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
 * verb of action; verbs that also stand in nouns cut only where nothing else does. Behind a
 * classifier the noun ends at the first predicate, preposition or comma, and its head stands behind
 * the last 的. What is left open is taken from the figure before: a verb alone takes its object
 * (解决29条), a noun joined by 、 its verb, a change (增长5%) its topic.
 *
 * Rejected: a word segmenter, whose dictionary decides differently for every new name, so that the
 * same sentence with another village gets another label. Every step looks at most REACH characters
 * to either side, so a clause without end costs no more than a short one.
 */
#include "digest/clause.h"
#include "digest/words.h"

#include <string.h>

enum { REACH = 60, NOUN_REACH = 40, SHORT = 12, ROW = 20, LONG_VERB_NOUN = 14, BACK = 16 };

struct labeller {
    struct arena *a;
    const struct passage *p;
    struct count *c;            /* the one to label */
    const struct count *former; /* the one before it in the same sentence, or NULL */
    const struct count *next;   /* the one behind it in the same clause, or NULL */
    struct span before;         /* trimmed text before the number */
};

static size_t length(struct span s)
{
    return s.end > s.first ? s.end - s.first : 0;
}

static size_t characters(const char *s)
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

static struct span trim_left(const struct labeller *l, struct span s, const char *const *words)
{
    size_t n;
    while (s.first < s.end && shown(l, s.first) && (n = word_at(l->p, s.first, words)) &&
           s.first + n <= s.end)
        s.first += n;
    return s;
}

static struct span trim_right(const struct labeller *l, struct span s, const char *const *words)
{
    size_t n;
    while (s.first < s.end && shown(l, s.end - 1) && (n = word_before(l->p, s.first, s.end, words)))
        s.end -= n;
    return s;
}

static size_t verb_at(const struct labeller *l, size_t i)
{
    size_t n = word_at(l->p, i, words_action);
    return n ? n : word_at(l->p, i, words_nominal);
}

static size_t verb_before(const struct labeller *l, size_t first, size_t i)
{
    size_t action = word_before(l->p, first, i, words_action);
    size_t nominal = word_before(l->p, first, i, words_nominal);
    return action > nominal ? action : nominal;
}

/* Copulas at the end, but not the second half of a verb: 参与. */
static struct span trim_copula(const struct labeller *l, struct span s)
{
    size_t n;
    while (s.first < s.end && shown(l, s.end - 1) && !verb_before(l, s.first, s.end) &&
           !word_before(l->p, s.first, s.end, words_whole) &&
           (n = word_before(l->p, s.first, s.end, words_copula)))
        s.end -= n;
    return s;
}

/* 共 and 已 open a count only before a verb: 公共, 共同 and 已知 are words. */
static bool opens_count(const struct labeller *l, size_t i)
{
    uint32_t c = l->p->code[i];
    return (c == U'共' || c == U'已') && (verb_at(l, i + 1) || word_at(l->p, i + 1, words_light));
}

static bool is_any(const uint32_t *set, uint32_t c)
{
    while (*set && *set != c)
        set++;
    return *set;
}

/* An opening word that is one character is only one before a verb or another opening. */
static struct span trim_openings(const struct labeller *l, struct span s)
{
    while (s.first < s.end && shown(l, s.first)) {
        size_t n = word_at(l->p, s.first, words_opening), next = s.first + n;
        uint32_t c = l->p->code[s.first];
        bool loose = n > 1 || is_any(U"、和及与了并 在的”’）)", c) || next == s.end;
        if (!n || next > s.end ||
            !(loose || verb_at(l, next) || word_at(l->p, next, words_light) ||
              word_at(l->p, next, words_opening) > 1))
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
    size_t n = word_at(l->p, i, words_span);
    if (n && i + n <= end)
        return (struct span){i, i + n};
    if (!unit_read(l->p, i, &unit) || unit.at.end > end)
        return (struct span){i, i};
    struct span noun = {unit.at.end, unit.at.end};
    while (noun.end < end && length(noun) < 6 && shown(l, noun.end) && !verb_at(l, noun.end) &&
           !word_at(l->p, noun.end, words_light) && !word_at(l->p, noun.end, words_predicate))
        noun.end++;
    return length(noun) ? noun : unit.at;
}

/* What is counted stands behind 每户, or before it when nothing does: 密度为每公里2人. */
static void take_each(struct labeller *l, size_t i)
{
    struct span noun = each(l, i + 1, l->before.end);
    if (!length(noun))
        return;
    l->c->per = text(l, noun);
    if (noun.end < l->before.end)
        l->before.first = noun.end;
    else
        l->before.end = i;
}

/* Takes 年均, 每户 and the like out of the text before the number. */
static void find_per(struct labeller *l)
{
    struct span *s = &l->before;
    size_t n = word_before(l->p, s->first, s->end, words_rate);
    l->c->per = "";
    if (length(l->c->unit.per))
        l->c->per = text(l, l->c->unit.per);
    if (n) {
        l->c->per = text(l, (struct span){s->end - n, s->end - 1});
        s->end -= n;
        return;
    }
    for (size_t i = s->end; i-- > s->first && !l->c->per[0];) {
        if (shown(l, i) && (n = word_at(l->p, i, words_rate)))
            l->c->per = text(l, (struct span){i, i + n - 1});
        if (n && i == s->first)
            s->first += n;
        if (l->p->code[i] == U'每' && shown(l, i))
            take_each(l, i);
    }
}

/* ---- the noun behind a classifier --------------------------------------------------------- */

/* Behind a 、 the list goes on when its 等 or its 的 is still to come. */
static bool list_goes_on(const struct labeller *l, size_t i, size_t end)
{
    for (i++; i < end; i++)
        if (shown(l, i) && (l->p->code[i] == U'等' || l->p->code[i] == U'的'))
            return true;
    return false;
}

/* 并 and 能 are also halves of nouns (合并, 功能), and end one only before a verb; 在 does unless
 * it makes one (在职). */
static bool ends_noun(const struct labeller *l, size_t first, size_t i)
{
    if (word_at(l->p, i, words_whole) || word_at(l->p, i - 1, words_whole))
        return false;
    if (i - first >= 2 && passage_at(l->p, i + 1) == U'了')
        return true;
    size_t weak = word_at(l->p, i, words_weak);
    if (weak && (verb_at(l, i + weak) || word_at(l->p, i + weak, words_light)))
        return true;
    if (l->p->code[i] == U'在' && i - first >= 2) {
        static const char *const behind[] = {"职", "校", "建", "线", "岗", "读", "编", "册", NULL};
        static const char *const ahead[] = {"存", "现", "所", "内", "潜", "正", "旨", "外", NULL};
        return !word_at(l->p, i + 1, behind) && !word_at(l->p, i - 1, ahead);
    }
    return word_at(l->p, i, words_predicate) || (i - first >= 2 && word_at(l->p, i, words_action));
}

static size_t noun_end(const struct labeller *l, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        if (!shown(l, i))
            continue;
        if (l->p->code[i] == U'、' && !list_goes_on(l, i, end))
            return i;
        if (i > first && ends_noun(l, first, i))
            return i;
    }
    return end;
}

/* Of a long noun phrase the head stands behind the last 的; but 7个部门的网格 are seven 部门. */
static struct span noun_head(const struct labeller *l, struct span noun, bool governed)
{
    static const char *const bodies[] = {"部门", "单位", "学校", "企业", "机构", "村",   "镇",
                                         "乡",   "县",   "市",   "省",   "区",   "国家", "社区",
                                         "街道", "小区", "医院", "家庭", "农户", "居民", NULL};
    size_t body = word_at(l->p, noun.first, bodies);
    if (body && noun.first + body < noun.end && l->p->code[noun.first + body] == U'的')
        return (struct span){noun.first, noun.first + body};
    if (length(noun) <= LONG_VERB_NOUN && !governed)
        return noun;
    for (size_t i = noun.end; i-- > noun.first;)
        if (l->p->code[i] == U'的' && shown(l, i) && noun.end - i > 2)
            return (struct span){i + 1, noun.end};
    return noun;
}

static bool takes_noun(const struct count *c, bool joined_by_de, struct span noun)
{
    switch (c->unit.kind) {
    case UNIT_THING:
        return true;
    case UNIT_EVENT:
    case UNIT_MONEY:
    case UNIT_MEASURE:
        return length(noun) <= SHORT;
    case UNIT_PERCENT:
        return joined_by_de;
    default:
        return false;
    }
}

/* Nouns keep their last character: 初中, 空间. */
static struct span trim_places(const struct labeller *l, struct span noun)
{
    static const char *const places[] = {"上", "中", "内", "里", "下", NULL};
    static const char *const nouns[] = {"初中", "高中", "国内", "海内", "线上", "网上",
                                        "线下", "地下", "公里", "邻里", NULL};
    static const char *const ends[] = {"、", " ", "等", "和", "及", "的", "全部", NULL};
    noun = trim_right(l, noun, ends);
    if (length(noun) >= 3 && !word_before(l->p, noun.first, noun.end, nouns) &&
        shown(l, noun.end - 1))
        noun.end -= word_before(l->p, noun.first, noun.end, places);
    return noun;
}

/* A verb or preposition behind the unit is a predicate, unless a 的 still makes it an attribute. */
static bool opens_predicate(const struct labeller *l, const struct count *c, size_t first, bool de)
{
    if (!shown(l, first) || word_at(l->p, first, words_whole))
        return false;
    if (l->p->code[first] == U'、' || word_at(l->p, first, words_change))
        return true;
    return c->unit.kind != UNIT_THING && !de &&
           (word_at(l->p, first, words_modifier) ||
            (c->unit.kind != UNIT_EVENT && verb_at(l, first)));
}

static struct span noun_behind(const struct labeller *l, const struct count *c)
{
    struct span none = {c->follow, c->follow};
    size_t first = c->follow, end = c->after;
    if (end > first + NOUN_REACH)
        end = first + NOUN_REACH;
    bool de = first < end && l->p->code[first] == U'的';
    first += de;
    if (first >= end || (de && c->follow > c->end) || opens_predicate(l, c, first, de))
        return none;
    bool whole = !shown(l, first) || word_at(l->p, first, words_whole);
    bool governed = !whole && word_at(l->p, first, words_predicate);
    if ((governed || (!whole && word_at(l->p, first, words_action))) &&
        !list_goes_on(l, first, end))
        return none;
    struct span noun = noun_head(l, (struct span){first, noun_end(l, first, end)}, governed);
    noun = trim_left(l, trim_places(l, noun), words_kind);
    return takes_noun(c, de, noun) ? noun : none;
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
        size_t total = word_at(l->p, i, words_total), verb = word_at(l->p, i, words_light);
        size_t n = total ? total : verb ? verb : opens_count(l, i) ? 1 : 0;
        if (n && i + n + 1 < s.end && !(total && word_at(l->p, i + n, words_change))) {
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

/* The last verb of action with an object of two characters or more; not one that only forms the
 * name of a quantity, as in 办结率. */
static size_t last_action(const struct labeller *l, struct span s)
{
    for (size_t i = s.end; i-- > s.first;) {
        size_t n = shown(l, i) ? word_at(l->p, i, words_action) : 0;
        if (n && i + n + 1 < s.end && word_at(l->p, i + n, words_quantity) != s.end - i - n)
            return chain_start(l, s.first, i);
    }
    return s.end;
}

static size_t first_nominal(const struct labeller *l, struct span s)
{
    for (size_t i = s.first; i < s.end; i++)
        if (shown(l, i) && word_at(l->p, i, words_nominal) && i + 3 < s.end)
            return i;
    return s.end;
}

/* The phrase that the clause counts, cut free of subject and adverbs. */
static struct span cut(const struct labeller *l, struct span s)
{
    bool light;
    s.first = behind_total(l, s, &light);
    s = trim_openings(l, s);
    size_t verb = last_action(l, s);
    if (verb == s.end && !light && length(s) > SHORT)
        verb = first_nominal(l, s);
    if (verb < s.end)
        s.first = verb;
    if (length(s) <= ROW)
        return s;
    for (size_t i = s.end - 2; i > s.first; i--)
        if (verb == s.end && l->p->code[i] == U'、' && shown(l, i))
            return (struct span){i + 1, s.end};
    return s;
}

/* The verbs that begin s. Behind a verb of action the last word of s is its object: 举办培训. */
static struct span leading_verbs(const struct labeller *l, struct span s)
{
    size_t i = s.first, n;
    bool action = false;
    while (i < s.end && shown(l, i) && (n = verb_at(l, i)) && i + n <= s.end) {
        bool nominal = !word_at(l->p, i, words_action);
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

/* 从30个增加到40个: both ends carry their direction. */
static bool name_origin(struct labeller *l)
{
    const struct passage *p = l->p;
    struct count *c = l->c;
    size_t n = word_at(p, c->follow, words_change), to = c->follow + n;
    uint32_t from = c->before < c->number.at.first ? p->code[c->number.at.first - 1] : 0;
    if (!n || !(from == U'从' || from == U'由') ||
        !(passage_at(p, to) == U'到' || passage_at(p, to) == U'至' || passage_at(p, to) == U'为'))
        return false;
    struct span s = cut(l, l->before);
    if (!length(s))
        s = trim_openings(l, c->earlier);
    if (!length(s) || length(s) > REACH)
        return false;
    name(l, "", text(l, s));
    c->label = arena_printf(l->a, "%s(%s前)", c->object, text(l, (struct span){c->follow, to}));
    return c->origin = true;
}

static bool name_target(struct labeller *l)
{
    const struct count *f = l->former;
    if (!f || !f->origin || f->clause.first != l->c->clause.first)
        return false;
    const char *direction = text(l, trim_openings(l, l->before));
    name(l, "", f->object);
    l->c->label = arena_printf(l->a, "%s(%s到)", f->object, direction);
    return true;
}

/* 同比, 比上年, 较去年同期 … 增长, or 占…: it needs a topic. */
static bool is_change(const struct labeller *l, struct span s)
{
    static const char *const bases[] = {"同比", "环比", "比", "较", "占", "相比", "与", NULL};
    static const char *const tails[] = {"了", "约", "到", "至", "为", "达", "超", "近", NULL};
    static const char *const share[] = {"占", "占比", "占到", "占总数", NULL};
    if (word_at(l->p, s.first, share))
        return true;
    s = trim_right(l, s, tails);
    size_t n = word_before(l->p, s.first, s.end, words_change);
    return n && (n == length(s) || word_at(l->p, s.first, bases));
}

static const struct count *topic(const struct labeller *l, const struct count *counts)
{
    const struct count *best = NULL;
    for (const struct count *k = l->c; k > counts && l->c - k < BACK;) {
        k--;
        if (k->sentence != l->c->sentence)
            break;
        if (k->change || !k->object || !k->object[0])
            continue;
        if (k->unit.kind == l->c->unit.kind)
            return k;
        if (!best)
            best = k;
    }
    return best;
}

static bool name_change(struct labeller *l, const struct count *counts)
{
    struct span s = trim_openings(l, l->before);
    if (!length(s) || !is_change(l, s))
        return false;
    const struct count *t = topic(l, counts);
    struct span former = trim_openings(l, l->c->earlier);
    l->c->change = true;
    if (t)
        l->c->label = arena_printf(l->a, "%s%s", t->label, text(l, s));
    else if (length(former) && length(former) <= LONG_VERB_NOUN)
        l->c->label = arena_printf(l->a, "%s%s", text(l, former), text(l, s));
    else
        l->c->label = text(l, s);
    l->c->verb = "";
    l->c->object = l->c->label;
    return true;
}

/* 17期544人次: the same thing, counted in another unit. */
static bool name_same(struct labeller *l)
{
    const struct count *f = l->former;
    if (length(l->before) || !f || f->clause.first != l->c->clause.first || l->c->joined ||
        l->c->number.at.first > f->follow + 1)
        return false;
    const char *who = l->c->unit.kind == UNIT_PERSON ? "参加人次" : "";
    name(l, f->verb, f->object);
    l->c->label = arena_printf(l->a, "%s%s", f->label, who);
    return true;
}

/* 70余人参加培训 */
static bool name_people(struct labeller *l)
{
    struct count *c = l->c;
    struct span deed = {c->follow, c->after};
    bool people = c->unit.kind == UNIT_PERSON ||
                  (c->unit.kind == UNIT_THING && (l->p->code[c->unit.at.first] == U'名' ||
                                                  l->p->code[c->unit.at.first] == U'位'));
    if (!people || !word_at(l->p, deed.first, words_attend))
        return false;
    for (size_t i = deed.first; i < deed.end; i++)
        if (l->p->code[i] == U'、' || l->p->code[i] == U'了')
            deed.end = i;
    bool named = length(l->before) && length(l->before) <= ROW;
    if (length(deed) > SHORT || (named && length(cut(l, l->before)) <= SHORT))
        return false;
    name(l, "", arena_printf(l->a, "%s人员", text(l, deed)));
    return true;
}

/* What money was spent on, from the text behind it. */
static const char *purpose(struct labeller *l)
{
    struct span s = {l->c->follow, l->c->after};
    if (length(s) > REACH)
        s.end = s.first + REACH;
    s = trim_openings(l, s);
    s.first = leading_verbs(l, s).end;
    s = trim_openings(l, s);
    s = trim_copula(l, s);
    if (!length(s) && l->next)
        s = noun_behind(l, l->next);
    return length(s) && length(s) <= ROW ? text(l, s) : "";
}

/* The text before the number is a verb and nothing else. */
static bool name_verb(struct labeller *l)
{
    struct span s = trim_openings(l, l->before);
    const struct count *f = l->former;
    bool resolve = word_at(l->p, s.first, words_resolve) == length(s);
    if (!length(s) || (length(leading_verbs(l, s)) != length(s) && !resolve))
        return false;
    const char *verb = text(l, s);
    const char *use = l->c->unit.kind == UNIT_MONEY ? purpose(l) : "";
    if (use[0]) {
        name(l, "", arena_printf(l->a, "%s%s", use, verb));
    } else if (f && same_text(l->p, f->unit.at, l->c->unit.at)) {
        name(l, verb, f->object);
        if (!l->c->part && resolve)
            l->c->part = PART_RESOLVED;
    } else if (f) {
        name(l, "", f->object);
        l->c->label = arena_printf(l->a, "%s%s", f->object, verb);
    } else {
        name(l, "", verb);
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

static bool name_noun(struct labeller *l)
{
    struct span noun = noun_behind(l, l->c);
    const struct count *f = l->former;
    const char *object = text(l, noun), *verb = verb_of_noun(l);
    bool measured = l->c->unit.kind == UNIT_MEASURE || l->c->unit.kind == UNIT_MONEY ||
                    l->c->unit.kind == UNIT_PERCENT;
    bool owned = l->c->number.at.first > l->c->before &&
                 is_any(U"的了", l->p->code[l->c->number.at.first - 1]);
    if (!length(noun) || (measured && !owned && !verb[0] && length(trim_openings(l, l->before))))
        return false;
    if (!verb[0] && l->c->joined && !length(trim_openings(l, l->before)) && f)
        verb = f->verb;
    if (characters(verb) + length(noun) > LONG_VERB_NOUN)
        verb = "";
    name(l, verb, object);
    return true;
}

static bool name_phrase(struct labeller *l)
{
    struct span s = cut(l, l->before);
    const struct count *f = l->former;
    if (!length(s))
        return false;
    struct span verbs = leading_verbs(l, s);
    struct span object = trim_left(l, (struct span){verbs.end, s.end}, words_kind);
    name(l, text(l, verbs), text(l, object));
    l->c->label = text(l, s);
    if (!length(verbs) && l->c->joined && f && f->verb[0] && !l->c->part)
        name(l, f->verb, text(l, s));
    return true;
}

/* Nothing before the number and no noun behind it. */
static void name_rest(struct labeller *l)
{
    struct span behind = {l->c->follow, l->c->after};
    struct span former = trim_openings(l, l->c->earlier);
    if (l->former)
        name(l, l->former->verb, l->former->object);
    else if (length(behind) >= 2 && length(behind) <= SHORT)
        name(l, "", text(l, behind));
    else if (length(former) >= 2 && length(former) <= ROW)
        name(l, "", text(l, former));
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
    static const char *const among[] = {"其中", NULL};
    for (size_t i = l->before.first; i < l->before.end; i++)
        if (shown(l, i) && word_at(l->p, i, among))
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

/* 其中重点关注3人: what is short is completed by what the total counts. */
static void complete_part(struct labeller *l, const struct count *counts)
{
    const struct count *total = total_before(l, counts);
    const char *own = l->c->label;
    if (!total || l->c->unit.kind == UNIT_MONEY || characters(own) > 6 ||
        shares_head(own, total->object) || characters(own) + characters(total->object) > ROW)
        return;
    name(l, "", arena_printf(l->a, "%s%s", own, total->object));
}

/* ---- the whole ---------------------------------------------------------------------------- */

static void find_before(struct labeller *l)
{
    const struct count *c = l->c;
    struct span s = {c->before, c->number.at.first};
    if (length(s) > REACH)
        s.first = s.end - REACH;
    s = trim_right(l, s, words_about);
    l->before = s;
    find_among(l);
    find_per(l);
    s = trim_right(l, l->before, words_about);
    l->before = trim_copula(l, s);
    if (!*c->per)
        find_per(l);
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
    if (!name_origin(&l) && !name_target(&l) && !name_people(&l) && !name_noun(&l) &&
        !name_change(&l, counts) && !name_verb(&l) && !name_same(&l) && !name_phrase(&l))
        name_rest(&l);
    if (c->part == PART_AMONG)
        complete_part(&l, counts);
}
