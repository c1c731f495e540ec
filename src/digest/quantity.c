/* SPDX-License-Identifier: MIT */
/*
 * Numbers with their units, and how exact each was written.
 *
 * The last written digit says how far a number was rounded: 3.44万 to hundreds, 8.6公里 to a tenth.
 * What is counted one by one is exact unless it is written in 万. A share may have been cut instead
 * of rounded (66.6% for two thirds), as many offices do, and is given the room of both. 余 and 多
 * add less than one of the last digit that is not zero (80余: below 90), 超 and 以上 anything, 近
 * and 不足 take anything away; 约, 左右, 数十 and a range say too little to refute.
 */
#include "digest/quantity.h"
#include "digest/words.h"

#include <string.h>

enum { MOST_ZEROS = 15 };

/* ---- spans -------------------------------------------------------------------------------- */

static bool is_loose(uint32_t c)
{
    return is_comma(c) || is_space(c) || c == U'、';
}

struct span span_trim(const struct passage *p, struct span s)
{
    while (s.first < s.end && is_loose(p->code[s.first]))
        s.first++;
    while (s.first < s.end && is_loose(p->code[s.end - 1]))
        s.end--;
    return s;
}

bool span_has(const struct passage *p, struct span s, const char *const *words)
{
    for (size_t i = s.first; i < s.end; i++) {
        size_t n = p->hidden[i] ? 0 : word_at(p, i, words);
        if (n && i + n <= s.end)
            return true;
    }
    return false;
}

bool span_only(const struct passage *p, struct span s, const char *const *words)
{
    for (size_t i = s.first; i < s.end;) {
        size_t n = is_loose(p->code[i]) ? 1 : word_at(p, i, words);
        if (!n || i + n > s.end)
            return false;
        i += n;
    }
    return true;
}

struct span quantity_gap(const struct quantity *q)
{
    size_t first = q->before.first > q->clause.first ? q->before.first : q->clause.first;
    return (struct span){first, q->before.end};
}

/* ---- how exact ---------------------------------------------------------------------------- */

static int power_of(uint32_t c)
{
    static const uint32_t powers[][2] = {{U'十', 1}, {U'百', 2}, {U'千', 3}, {U'万', 4},
                                         {U'萬', 4}, {U'亿', 8}, {U'億', 8}};
    for (size_t i = 0; i < COUNT(powers); i++)
        if (powers[i][0] == c)
            return (int)powers[i][1];
    return 0;
}

/* The power of ten that the last written digit counts: 2 for 3.44万, -1 for 8.6. Of numerals in Han
 * only 万 and 亿 say that something was rounded. */
static int last_place(const struct passage *p, const struct number *n)
{
    int place = 0, decimals = 0;
    size_t i = n->at.end;
    for (; i > n->at.first && !is_digit(passage_at(p, i - 1)); i--) {
        int power = power_of(p->code[i - 1]);
        if (n->han && power < 4)
            continue;
        place += power;
    }
    for (; i > n->at.first && is_digit(passage_at(p, i - 1)); i--)
        decimals++;
    return i > n->at.first && passage_at(p, i - 1) == '.' ? place - decimals : place;
}

/* The zeros at the end of an integer: 1500 has two. */
static int count_zeros(const char *decimal)
{
    size_t len = strlen(decimal), n = 0;
    while (n + 1 < len && decimal[len - 1 - n] == '0')
        n++;
    return strchr(decimal, '.') ? 0 : (int)n;
}

static amount power_of_ten(int power)
{
    amount a = ONE;
    for (; power > 0; power--)
        a *= 10;
    for (; power < 0; power++)
        a /= 10;
    return a;
}

enum bound { BOUND_NONE, BOUND_MORE, BOUND_OVER, BOUND_UNDER, BOUND_LOOSE };

/* What a word of approximation makes of a number. */
static enum bound bound_of(const struct passage *p, struct span word)
{
    static const char *const more[] = {"余", "餘", "多", NULL};
    static const char *const over[] = {"超",     "超过",     "逾",       "突破",     "不低于",
                                       "不少于", "不得低于", "不得少于", "不能低于", "不能少于",
                                       "至少",   "不下",     "以上",     "之上",     NULL};
    static const char *const under[] = {"近",     "将近",     "接近",     "不足", "不到",
                                        "不超过", "不得超过", "不能超过", "最多", "以下",
                                        "以内",   "之内",     NULL};
    size_t len = word.end - word.first;
    if (!len)
        return BOUND_NONE;
    return word_at(p, word.first, more) == len    ? BOUND_MORE
           : word_at(p, word.first, over) == len  ? BOUND_OVER
           : word_at(p, word.first, under) == len ? BOUND_UNDER
                                                  : BOUND_LOOSE;
}

/* In the number, before it, or behind its unit. */
static enum bound find_bound(const struct passage *p, const struct number *n, size_t start,
                             size_t end, size_t *behind)
{
    static const char *const copulas[] = {"为", "有", "达", "达到", "了", "到", NULL};
    size_t after = listed_at(p, end, &words_bound), at = n->at.first;
    *behind = end + after;
    if (n->about || n->fraction)
        return BOUND_LOOSE;
    if (n->approx.end > n->approx.first)
        return bound_of(p, n->approx);
    size_t before = about_before(p, start, at);
    if (!before) {
        at -= word_before(p, start, at, copulas);
        before = about_before(p, start, at);
    }
    if (before)
        return bound_of(p, (struct span){at - before, at});
    return bound_of(p, (struct span){end, *behind});
}

static void widen(struct interval *i, enum bound bound, int zeros)
{
    switch (bound) {
    case BOUND_MORE:
        i->low = i->value;
        i->high = i->value + power_of_ten(zeros);
        break;
    case BOUND_OVER:
        i->low = i->value;
        i->high = AMOUNT_MOST;
        break;
    case BOUND_UNDER:
        i->high = i->value;
        i->low = 0;
        break;
    case BOUND_LOOSE:
        i->low = 0;
        i->high = AMOUNT_MOST;
        break;
    case BOUND_NONE:
        break;
    }
}

static bool is_counted(enum unit_kind kind)
{
    return kind == UNIT_THING || kind == UNIT_PERSON || kind == UNIT_EVENT;
}

/* False for what cannot be held exactly, and for what is below zero. */
static bool read_amount(const struct passage *p, const struct number *n, struct quantity *q,
                        enum bound bound)
{
    amount value;
    bool tenths = n->percent && n->unit.end > n->unit.first && p->code[n->unit.first] == U'成';
    int place = tenths ? 1 : last_place(p, n), zeros = count_zeros(n->decimal);
    if (!amount_read(n->decimal, &value) || value < 0 || place < -6 || place > MOST_ZEROS)
        return false;
    amount step = power_of_ten(place), half = step / 2;
    if (q->measure == COUNTED && is_counted(q->kind) && place <= 0)
        half = 0;
    q->amount = (struct interval){value, value - half, value + half};
    if (q->measure == PERCENT || q->measure == TIMES)
        q->amount.high = value + step;
    q->zeros = zeros > place ? zeros : place;
    q->rough = bound != BOUND_NONE;
    widen(&q->amount, bound, q->zeros);
    return true;
}

/* ---- reading ------------------------------------------------------------------------------ */

struct scan {
    struct quantities *out;
    size_t clause, opening; /* where they begin */
    size_t mark;            /* behind the last quantity, or the sentence's beginning */
    size_t sentence;
    size_t first; /* quantity of this clause */
};

/* 第3, A3, 1+3, 8:30 count nothing, and 这3个 says again what was said. */
static bool follows_name(const struct passage *p, size_t at)
{
    uint32_t c = at ? passage_at(p, at - 1) : 0;
    bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return letter || (c && strchr("+:./@-", (int)(c < 0x80 ? c : ' ')) && c < 0x80) || c == U'第' ||
           c == U'这' || c == U'那' || c == U'该' || c == U'前' || c == U'每';
}

static enum measure measure_of(const struct passage *p, const struct number *n, struct span unit)
{
    static const char *const points[] = {"个百分点", NULL}, *const times[] = {"倍", NULL};
    if (n->percent || passage_at(p, unit.first) == '%')
        return PERCENT;
    return word_at(p, unit.first, points)  ? POINTS
           : word_at(p, unit.first, times) ? TIMES
                                           : COUNTED;
}

static size_t take_number(struct scan *s, const struct number *n)
{
    const struct passage *p = s->out->p;
    struct unit unit = {.at = {n->at.end, n->at.end}, .kind = UNIT_PERCENT};
    struct quantity q = {.at = n->at};
    if (!n->percent && !unit_read(p, n->at.end, &unit))
        return n->at.end;
    size_t end = unit.at.end > n->at.end ? unit.at.end : n->at.end;
    bool grade = unit.at.end > unit.at.first && p->code[unit.at.first] == U'级';
    if (grade) /* 一级隐患: the name of a kind */
        return n->at.end;
    if (follows_name(p, n->at.first))
        return end;
    q.measure = measure_of(p, n, unit.at);
    q.kind = unit.kind;
    q.unit = unit.at;
    enum bound bound = find_bound(p, n, s->mark, end, &q.at.end);
    if (!read_amount(p, n, &q, bound))
        return end;
    q.clause.first = s->clause;
    q.opening = s->opening;
    q.sentence = s->sentence;
    q.before = (struct span){s->mark, n->at.first};
    q.after.first = q.at.end;
    s->mark = q.at.end;
    s->out->items = arena_grow(s->out->arena, s->out->items, s->out->count, sizeof q);
    s->out->items[s->out->count++] = q;
    return q.at.end;
}

static void close_clause(struct scan *s, size_t end)
{
    struct quantities *out = s->out;
    for (size_t i = s->first; i < out->count; i++) {
        out->items[i].clause.end = end;
        out->items[i].after.end = i + 1 < out->count ? out->items[i + 1].before.end : end;
    }
    s->first = out->count;
    s->clause = end + 1;
}

static void take_other(struct scan *s, size_t at)
{
    uint32_t c = s->out->p->code[at];
    if (s->out->p->hidden[at] || !(is_comma(c) || is_stop(c)))
        return;
    close_clause(s, at);
    if (is_stop(c)) {
        s->sentence++;
        s->opening = s->mark = at + 1;
    }
}

struct quantities quantities_read(struct arena *a, const struct passage *p)
{
    struct quantities out = {.arena = a, .p = p};
    struct scan s = {.out = &out};
    struct number n;
    for (size_t i = 0; i < p->count;) {
        if (p->hidden[i]) {
            i++;
        } else if (number_read(p, i, &n)) {
            i = take_number(&s, &n);
        } else if (n.at.end > i + 1) {
            i = n.at.end;
        } else {
            take_other(&s, i++);
        }
    }
    close_clause(&s, p->count);
    return out;
}

/* ---- units -------------------------------------------------------------------------------- */

static bool is_person(const struct passage *p, struct span unit)
{
    uint32_t c = p->code[unit.first];
    return unit.end - unit.first == 1 && (c == U'人' || c == U'名' || c == U'位');
}

bool quantity_alike(const struct passage *p, const struct quantity *a, const struct quantity *b)
{
    size_t len = a->unit.end - a->unit.first;
    if (a->measure != b->measure || a->kind == UNIT_NONE || b->kind == UNIT_NONE)
        return false;
    if (is_person(p, a->unit) && is_person(p, b->unit))
        return true;
    return len == b->unit.end - b->unit.first &&
           !memcmp(p->code + a->unit.first, p->code + b->unit.first, len * sizeof *p->code);
}

const char *quantity_told(struct arena *a, const struct passage *p, const struct quantity *like,
                          amount value)
{
    const char *unit = passage_printed(a, p, like->unit);
    uint32_t c = like->unit.first > like->before.end ? p->code[like->unit.first - 1] : 0;
    int power = power_of(c);
    if (like->measure == PERCENT)
        return arena_printf(a, "%s%%", amount_text(a, value));
    if (power < 4 || value % power_of_ten(power - 6))
        return arena_printf(a, "%s%s", amount_text(a, value), unit);
    return arena_printf(
        a, "%s%s%s", amount_text(a, value / (power_of_ten(power) / ONE)),
        passage_printed(a, p, (struct span){like->unit.first - 1, like->unit.first}), unit);
}
