/* SPDX-License-Identifier: MIT */
/*
 * Written numbers, as forms of one or two numerals (numeral.h): 零下5; 百分之五十; 三成; 七五折;
 * 五分之一; 3/5; 3又五分之一; 5至7.
 *
 *     number  = [sign] value [range value]
 *     value   = (百 千 万 百万 …) 分之 numeral
 *             | numeral 分之 [sign] numeral
 *             | numeral / numeral
 *             | numeral 又 value
 *             | (numeral | 半) 成 [digit | 半]
 *             | (numeral | 半 | 对) 折
 *             | numeral
 */
#include "digest/number.h"

#include "digest/digest.h"
#include "digest/numeral.h"
#include "digest/unit.h"

#include <string.h>

/* Where what follows the word begins; blanks may stand before, inside and behind it. 0 if it does
 * not stand there. */
static size_t behind_word(const struct passage *p, size_t at, const uint32_t *word)
{
    for (at = numeral_gap_end(p, at); *word; at = numeral_gap_end(p, at + 1), word++)
        if (passage_at(p, at) != *word)
            return 0;
    return at;
}

/* 百分之, 千分之, 百万分之: the power of ten, and where the share itself begins. */
static unsigned share_prefix(const struct passage *p, size_t at, size_t *share)
{
    unsigned power = numeral_power(passage_at(p, at)), first = power;
    while (first >= 2 && numeral_power(passage_at(p, ++at)) == 4 && power < 12)
        power += 4;
    *share = first >= 2 && first <= 4 ? behind_word(p, at, U"分之") : 0;
    return *share ? power : 0;
}

static bool read_share(const struct passage *p, size_t at, struct number *n, struct decimal *value)
{
    size_t share;
    unsigned power = share_prefix(p, at, &share);
    if (!power)
        return false;
    struct numeral r = numeral_at(p, share, n);
    n->at.end = share;
    n->percent = true;
    if (passage_at(p, share) == U'百') {
        *value = (struct decimal){.units = 100};
        r.last = share + 1;
    } else if (!numeral_read(&r, value)) {
        return false;
    }
    decimal_text(*value, false, n->base);
    *value = decimal_unshift(*value, power - 2);
    n->base_end = n->at.end = r.last;
    n->unit = (struct span){at, share};
    n->share = (struct span){share, r.last};
    n->han = !r.arabic;
    return !value->broken;
}

/* 成 and 折 as tenths; not those of 成立, 成员, 折叠, 百折. */
static bool is_tenths(const struct numeral *r, size_t at, struct decimal value)
{
    uint32_t c = passage_at(r->p, at), next = passage_at(r->p, at + 1);
    if (c == U'成')
        return !char_in(U"立为員员功本果绩效都长年交品熟分套就人群片语", next);
    bool folded = char_in(U"叠腾射损旧返断磨现算服页不", next) ||
                  (r->at && r->at - r->n->at.first == 1 && r->n->at.first &&
                   passage_at(r->p, r->n->at.first - 1) == U'波');
    return c == U'折' && !folded && r->n->multiplied <= r->arabic && value.units;
}

/* 七五折 and 75折 are seven and a half tenths. */
static struct decimal tenths_of_price(struct decimal value)
{
    return !value.places && value.units > 10 && value.units < 100 ? decimal_unshift(value, 1)
                                                                  : value;
}

/* The digit behind 成: 三成五, 三成半. */
static void read_hundredths(struct numeral *r, struct decimal *value)
{
    struct number *n = r->n;
    size_t at = numeral_gap_end(r->p, r->at);
    int digit = passage_at(r->p, at) == U'半' ? 5 : numeral_digit(passage_at(r->p, at));
    if (digit <= 0)
        return;
    r->at = at;
    *value = decimal_add(*value, (struct decimal){.units = (uint64_t)digit});
    numeral_take(r, 1);
    decimal_text(*value, false, n->base);
    n->share = (struct span){n->at.first, r->at};
    n->unit = (struct span){r->at, r->at};
}

/* 九 九 折: a second digit between gaps. */
static void join_digit(struct numeral *r, struct decimal *value)
{
    size_t at = numeral_gap_end(r->p, r->at);
    uint32_t c = passage_at(r->p, at);
    int digit = is_digit(c) ? (int)(c - '0') : numeral_digit(c);
    if (at == r->at || digit < 0 || value->units > 9 ||
        passage_at(r->p, numeral_gap_end(r->p, at + 1)) != U'折')
        return;
    *value = decimal_digit(*value, (uint64_t)digit);
    numeral_take(r, at + 1 - r->at);
}

static bool read_tenths(struct numeral *r, struct decimal *value)
{
    join_digit(r, value);
    size_t at = numeral_gap_end(r->p, r->at);
    if (!is_tenths(r, at, *value))
        return false;
    struct number *n = r->n;
    bool price = passage_at(r->p, at) == U'折';
    if (price)
        *value = tenths_of_price(*value);
    n->share = (struct span){n->at.first, r->at};
    r->at = at;
    decimal_text(*value, false, n->base);
    n->unit = (struct span){r->at, r->at + 1};
    numeral_take(r, 1);
    *value = decimal_shift(*value, 1);
    if (!price)
        read_hundredths(r, value);
    return n->percent = true;
}

/* 半成, 半折, and the 对折 of 打对折. */
static bool read_half(const struct passage *p, size_t at, struct number *n, struct decimal *value)
{
    uint32_t c = passage_at(p, at), next = passage_at(p, at + 1);
    bool half = c == U'半' && (next == U'成' || next == U'折');
    bool pair = char_in(U"对對", c) && next == U'折' && at && passage_at(p, at - 1) == U'打';
    struct numeral r = numeral_at(p, at + 1, n);
    *value = (struct decimal){.units = 5, .places = next == U'成'};
    n->han = true;
    return (half || pair) && read_tenths(&r, value) && (n->base_end = n->at.end = r.last);
}

static bool read_fraction(struct numeral *r, struct decimal *value)
{
    size_t behind = behind_word(r->p, r->at, U"分之");
    bool negative = behind && char_in(U"负負", passage_at(r->p, behind));
    struct numeral above = numeral_at(r->p, behind + negative, r->n);
    struct decimal numerator;
    if (!behind || !numeral_read(&above, &numerator))
        return false;
    *value = decimal_divide(numerator, *value);
    r->last = r->at = above.last;
    r->arabic = r->arabic || above.arabic;
    r->n->negative ^= negative;
    return r->n->fraction = true;
}

/* 2018/2019: two years. */
static bool is_year(const struct numeral *r)
{
    size_t first = r->n->at.first;
    uint32_t century = passage_at(r->p, first + 1);
    return r->at == first + 4 && ((passage_at(r->p, first) == '1' && century == '9') ||
                                  (passage_at(r->p, first) == '2' && century == '0'));
}

/* 3/5; not the 3/5 of 2024/3/5. */
static bool read_slash(struct numeral *r, struct decimal *value)
{
    struct numeral below = numeral_at(r->p, r->at + 1, r->n);
    struct decimal denominator;
    size_t first = r->n->at.first;
    if (numeral_peek(r, 0) != '/' || !r->arabic || is_year(r) || !is_digit(numeral_peek(r, 1)) ||
        (first && passage_at(r->p, first - 1) == '/') || !numeral_read(&below, &denominator) ||
        passage_at(r->p, below.last) == '/')
        return false;
    *value = decimal_divide(*value, denominator);
    r->last = r->at = below.last;
    return r->n->fraction = true;
}

/* 3又五分之一, 3 1/5 */
static void read_mixed(struct numeral *r, struct decimal *value)
{
    size_t behind = behind_word(r->p, r->at, U"又");
    bool gap = r->arabic && numeral_peek(r, 0) == ' ' && is_digit(numeral_peek(r, 1));
    struct numeral part = numeral_at(r->p, gap ? r->at + 1 : behind, r->n);
    struct decimal share;
    if (!(behind || gap) || !numeral_read(&part, &share) ||
        !(gap ? read_slash(&part, &share) : read_fraction(&part, &share)))
        return;
    *value = decimal_add(*value, share);
    numeral_take(r, part.last - r->at);
}

static bool read_value(const struct passage *p, size_t at, struct number *n, struct decimal *value)
{
    struct numeral r = numeral_at(p, at, n);
    size_t share;
    if (share_prefix(p, at, &share))
        return read_share(p, at, n, value);
    if (read_half(p, at, n, value))
        return true;
    bool read = numeral_read(&r, value);
    n->at.end = r.last > at ? r.last : at + 1;
    if (!read)
        return false;
    n->han = !r.arabic;
    if (!read_tenths(&r, value) && !read_fraction(&r, value) && !read_slash(&r, value))
        read_mixed(&r, value);
    read = !value->broken;
    n->base_end = n->at.end = r.last;
    if (r.base_end && r.previous >= 4 && !r.has_current &&
        numeral_power(passage_at(p, r.last - 1)) >= 4) {
        n->base_end = r.base_end;
        decimal_text(r.base, false, n->base);
    }
    return read;
}

static size_t range_mark(const struct passage *p, size_t at)
{
    if (at >= p->count)
        return 0;
    if (p->code[at] == U'—' && passage_at(p, at + 1) == U'—')
        return 2;
    return char_in(U"至到—–－-~～", p->code[at]) ? 1 : 0;
}

/* 三成至四成 is 三成至四 in the unit 成, as 百分之三十至百分之四十 is 三十至百分之四十;
 * 三成五至四成 has no unit that can be set apart. */
static void join_shares(struct number *n, const struct number *above, struct decimal lower)
{
    if (span_length(n->unit) != span_length(above->unit)) {
        n->share = (struct span){n->at.first, above->at.end};
        n->unit = (struct span){above->at.end, above->at.end};
        decimal_text(lower, false, n->base);
        return;
    }
    n->share.end = above->share.end;
    if (n->unit.first > n->share.first)
        n->unit = above->unit;
}

/* Where a unit at `at` ends before a dash: 3米—7.5米; `at` if there is none. */
static size_t behind_unit(const struct passage *p, size_t at)
{
    enum { LONGEST_UNIT = 8 };
    const uint32_t *dashes = U"—–～~至到";
    struct unit unit;
    size_t dash = at;
    if (passage_at(p, at) == '%')
        return at + 1;
    while (dash < p->count && dash < at + LONGEST_UNIT && !char_in(dashes, p->code[dash]))
        dash++;
    bool unit_too = dash < p->count && dash > at && char_in(dashes, p->code[dash]) &&
                    unit_read(p, at, &unit) && unit.at.first == at && unit.at.end == dash;
    return unit_too ? dash : at;
}

/* Whether a 至 behind a unit leads to the end of a change (从6元至8元) and to no range: nothing
 * rises in 6℃至10℃, 6元至8元不等, and a share is written so. */
static bool leads_on(const struct passage *p, size_t mark, struct span unit, size_t end)
{
    static const char *const ranges[] = {"不等", "之间", "的价格", "的单价", "的售价", NULL};
    bool to = span_length(unit) && char_in(U"至到", p->code[mark]);
    return to && p->code[unit.first] != '%' && !char_in(U"℃摄", p->code[unit.first]) &&
           !word_at(p, end, ranges);
}

/* 8000至2000元|不等: a range that is told from its upper end. */
static bool falls(const struct passage *p, const struct number *above, struct span own)
{
    static const char *const differs[] = {"不等", NULL};
    struct unit unit;
    size_t end = above->at.end;
    return !above->percent && unit_read(p, end, &unit) &&
           (!span_length(own) || passage_same(p, own, unit.at)) && word_at(p, unit.at.end, differs);
}

/* 5至7, 3至5万, 20%—30%, 3米—7.5米, 8000至2000元不等. The two must be of one kind, and ascend where
 * no 不等 stands behind. */
static void read_range(const struct passage *p, struct number *n, struct decimal lower)
{
    size_t mark = behind_unit(p, n->at.end);
    struct span unit = {n->at.end, mark};
    size_t width = range_mark(p, mark);
    struct number above = {.at = {mark + width, mark + width}};
    struct decimal upper;
    if (!width || !read_value(p, mark + width, &above, &upper) || above.percent != n->percent ||
        above.han != n->han || above.at.end + span_length(unit) > p->count ||
        !passage_same(p, unit, (struct span){above.at.end, above.at.end + span_length(unit)}) ||
        leads_on(p, mark, unit, above.at.end + span_length(unit)))
        return;
    char below_text[NUMBER_TEXT], above_text[NUMBER_TEXT];
    bool shared = above.base_end < above.at.end && !n->multiplied;
    decimal_text(lower, false, below_text);
    decimal_text(upper, false, above_text);
    int order = digest_number_order(below_text, shared ? above.base : above_text);
    if (order >= 0 && !(order > 0 && !shared && falls(p, &above, unit)))
        return;
    if (order > 0)
        memcpy(n->decimal, above_text, sizeof n->decimal);
    n->base_end = n->at.end = above.at.end;
    if (n->percent)
        join_shares(n, &above, lower);
    if (shared) {
        memcpy(n->base, below_text, sizeof n->base);
        n->base_end = above.base_end;
        for (size_t i = above.base_end; i < above.at.end; i++)
            lower = decimal_shift(lower, numeral_power(passage_at(p, i)));
        decimal_text(lower, false, n->decimal);
    }
    n->approx = (struct span){mark, mark + width};
    n->multiplied = n->multiplied || above.multiplied;
}

static size_t read_sign(const struct passage *p, size_t at, bool *negative)
{
    static const char *const signs[] = {"零下", "负", "負", "-", "－", "−", NULL};
    size_t width = word_at(p, at, signs);
    uint32_t next = passage_at(p, at + width);
    *negative = width && (is_digit(next) || next == '.' || numeral_digit(next) > 0 ||
                          numeral_power(next) == 1);
    return *negative ? width : 0;
}

/* Most characters of a text begin no number, which is told without trying each form. */
static bool may_begin(const struct passage *p, size_t at)
{
    uint32_t c = passage_at(p, at);
    if (c < 0x80)
        return is_digit(c) || c == '-' || c == '.';
    return numeral_digit(c) >= 0 || numeral_power(c) ||
           char_in(U"廿卅数數几幾上零负負半对對－−", c);
}

bool number_read(const struct passage *p, size_t at, struct number *n)
{
    struct decimal value = {0};
    n->at = (struct span){at, at + 1};
    if (!may_begin(p, at))
        return false;
    *n = (struct number){.at = n->at};
    size_t sign = read_sign(p, at, &n->negative);
    if (!read_value(p, at + sign, n, &value))
        return false;
    decimal_text(value, n->negative, n->decimal);
    if (n->base_end == n->at.end && !n->percent) {
        memcpy(n->base, n->decimal, sizeof n->base);
        n->share = n->at;
        n->unit = (struct span){n->at.end, n->at.end};
    }
    if (!n->negative && !n->fraction)
        read_range(p, n, value);
    return true;
}
