/* SPDX-License-Identifier: MIT */
/*
 * Clauses and counts of a passage are found together, since a comma inside 1,063 ends no clause.
 * Each count gets its place in clause and sentence; where the clause ends is known when it does.
 * What describes a method (按照1个单位、1名干部的“1+1”模式) is left out again with its clause.
 *
 * The value keeps the 万 that belongs to the number (3.44万件) and gives it to a unit of money
 * (240万元), unless 余 stands between (15万余元).
 */
#include "digest/scan.h"
#include "digest/words.h"

#include <string.h>

enum { LONGEST_TOPIC = 60, MOST_SHARING = 8 };

/* ---- marks -------------------------------------------------------------------------------- */

/* One that is not hidden holds the parts of a count. */
static bool is_bracket(uint32_t c)
{
    return c == U'（' || c == U'）' || c == '(' || c == ')';
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

/* Whether the last number of a list counts in `power`, or in thousands of it: 亿 and 万亿. */
static bool counts_in(const struct passage *p, struct span power, struct span last)
{
    if (span_length(last) > span_length(power))
        last.first = last.end - span_length(power);
    return passage_same(p, power, last);
}

/* 出口6.3亿、5.2亿和4.1亿元, 494亿、1.2万亿元: a number with its own 亿 has the unit of the last of
 * its list, if all count in the same. */
static bool read_multiple(const struct passage *p, struct count *c)
{
    struct number next = c->number;
    struct span power = {next.base_end, next.at.end};
    struct unit unit;
    for (int i = 0; i < MOST_SHARING && char_in(U"、和与及", passage_at(p, next.at.end)); i++) {
        if (!number_read(p, next.at.end + 1, &next) || !next.multiplied || next.percent ||
            next.fraction || !counts_in(p, power, (struct span){next.base_end, next.at.end}))
            return false;
        if (!unit_read(p, next.at.end, &unit))
            continue;
        c->unit = unit;
        c->unit.at.first = next.at.end - span_length(power);
        c->value.end = c->number.base_end;
        memcpy(c->number.decimal, c->number.base, sizeof c->number.decimal);
        return unit.kind == UNIT_MONEY || unit.kind == UNIT_MEASURE;
    }
    return false;
}

/* 1个和0.9个百分点: the first 个 is that of the last. */
static void read_points(const struct passage *p, struct count *c)
{
    static const char *const points[] = {"个百分点", "个基点", NULL};
    struct number next;
    struct unit unit;
    size_t at = c->unit.at.end;
    if (span_length(c->unit.at) != 1 || p->code[c->unit.at.first] != U'个' ||
        !char_in(U"、和与及", passage_at(p, at)) || !number_read(p, at + 1, &next) ||
        !unit_read(p, next.at.end, &unit) || !word_at(p, unit.at.first, points))
        return;
    c->unit = unit;
}

/* 分别提高0.8和1.2个百分点: the unit of a number that stands behind the last of its list, where
 * 分别, or decimals and a share, tell that the numbers are values. With 万 the number of the last
 * keeps what the others have: 1.2和3.4万吨 count 万吨. */
static bool read_shared(const struct scan *s, struct count *c)
{
    static const char *const each[] = {EACH_WORDS, "各", NULL};
    const struct passage *p = s->p;
    struct number next = c->number;
    bool row = false, decimals = strchr(next.decimal, '.');
    if (next.multiplied)
        return read_multiple(p, c);
    if (next.han || next.percent || next.fraction ||
        !char_in(U"、和与及", passage_at(p, next.at.end)))
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

/* Gives the last number of such a list the unit that those before it have, but 万亿 of 亿. */
static void share_unit(const struct scan *s, struct count *c)
{
    const struct count *before = s->count > s->first ? &s->counts[s->count - 1] : NULL;
    bool own = before && c->number.multiplied && before->unit.at.first > c->number.base_end;
    if (!before || own || before->unit.at.end != c->unit.at.end)
        return;
    c->unit.at = before->unit.at;
    c->value.end = c->number.base_end;
    memcpy(c->number.decimal, c->number.base, sizeof c->number.decimal);
}

/* The nearest word that says how exact the number is: inside it, before it, behind the unit. */
static void find_approx(const struct passage *p, size_t first, struct count *c)
{
    static const char *const verbs[] = {"多出", "多卖", "多增", NULL};
    size_t n = listed_at(p, c->end, &words_bound);
    if (passage_at(p, c->end) == U'多' &&
        (is_digit(passage_at(p, c->end + n)) || word_at(p, c->end, verbs)))
        n = 0; /* 比去年的30亿元|多2亿元 */
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
    bool year = c == U'年' && len == 4 && !span_length(n->approx); /* no 5-10年 */
    bool dated = !n->han && (c == U'月' || c == U'日' || hour || year);
    size_t first = n->at.first;
    while (first && n->at.first - first < 8 &&
           (is_digit(p->code[first - 1]) || p->code[first - 1] == U'年'))
        first--;
    static const char *const same[] = {"同期", NULL};
    struct number minute;
    if (!dated || word_before(p, 0, first, bases) || word_at(p, n->at.end + 1, same))
        return 0;
    if (hour && number_read(p, n->at.end + 1, &minute) && passage_at(p, minute.at.end) == U'分')
        return minute.at.end + 1;
    return n->at.end + 1 + word_at(p, n->at.end + 1, parts);
}

/* 前11个月, 近3天: when, not what; 比前一天 is what a change is compared with. */
static bool is_period(const struct passage *p, const struct count *c)
{
    size_t at = c->number.at.first;
    return c->unit.kind == UNIT_DURATION && at &&
           (p->code[at - 1] == U'前' || p->code[at - 1] == U'近') &&
           !(at > 1 && char_in(U"比较与", p->code[at - 2]));
}

static size_t take_number(struct scan *s, const struct number *n)
{
    const struct passage *p = s->p;
    struct count c = {.number = *n, .value = n->at};
    size_t passed = date_end(p, n);
    if (!passed)
        passed = mark_end(p, n);
    if (passed) {
        s->mark = p->hidden[n->at.first] ? s->mark : passed; /* 国庆档（10月1日至7日）|票房 */
        return passed;
    }
    bool counted = read_unit(p, &c), shares = !counted && read_shared(s, &c);
    if (!counted && !shares && !counts_alone(s, n))
        return n->at.end;
    size_t own_end = c.unit.at.end;
    if (counted)
        read_points(p, &c);
    share_unit(s, &c);
    c.end = !shares && own_end > n->at.end ? own_end : n->at.end;
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

/* 12个村庄化解用水|、采光等纠纷: the 、 at `at` stands in a list that a verb behind the last
 * count has, and that a 等 takes up before the next number. */
static bool begins_list(const struct scan *s, size_t at)
{
    enum { REACH = 40 };
    const struct passage *p = s->p;
    size_t i = s->mark + 1, stop = at + REACH;
    if (at > s->mark + REACH)
        return false;
    while (i < at && (p->hidden[i] || !listed_at(p, i, &words_action)))
        i++;
    if (i >= at)
        return false;
    for (i = at + 1; i < p->count && i < stop; i++)
        if (is_comma(p->code[i]) || is_stop(p->code[i]) || is_digit(p->code[i]))
            return false;
        else if (p->code[i] == U'等')
            return true;
    return false;
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
    struct number n; /* 成交930套/7.6万平方米 */
    bool again = c == '/' && s->count > s->first && s->mark == at && number_read(s->p, at + 1, &n);
    if (is_comma(c) || is_bracket(c) || is_break(s->p, at) || again) {
        close_clause(s, at);
        s->group += c == U'；' || c == ';';
    } else if (ends_sentence(c)) {
        close_sentence(s, at);
    } else if (s->count > s->first && !s->joined && s->mark < at + 1 &&
               ((c == U'、' && !listed_at(s->p, s->mark, &words_action) && !begins_list(s, at)) ||
                (s->mark == at && char_in(U"和及与", c)))) {
        s->mark = at + 1;
        s->joined = true;
    }
}

void scan_counts(struct scan *s)
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
