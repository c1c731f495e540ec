/* SPDX-License-Identifier: MIT */
/*
 * Written numbers: 1,063; 3.44万; 15万余; 80余万; 一千二百三十四; 一百二 (= 120); 廿五; 壹佰贰拾叁;
 * 七八百; 数十; 百分之五十; 三成; 五分之一; 5至7; full-width digits; 零下5.
 *
 *     number   = [sign] value [range value]
 *     value    = (百 千 万 百万 …) 分之 plain | plain 分之 plain | plain 成 [digit | 半] | plain
 *     plain    = { digits | multiplier | 零 | about } [点 digits] [个半]
 *     digits   = Arabic digits with , every three and a decimal point | Han digits
 *     about    = 余 多 来 几 数
 *
 * A plain number is summed in three places: `current` (digits without a multiplier yet), `section`
 * (below the last 万 亿 兆) and `total`. Mixed writing (5万4千6百) falls out of it. A single Han
 * digit behind a multiplier stands one power below it: 一百二, 一万三. Han digits in a row are a
 * numeral written by position (二〇二四), unless they are two neighbours (七八百, 三五个).
 *
 * Values are a 64-bit count of a decimal unit, so that nothing is ever rounded: binary floating
 * point cannot hold 35.24, and the sum of a table must be exact. Rejected: ICU's spell-out parser,
 * which reads 一百二 as 102 and stops inside 1.5亿. Discounts (八折), dozens and powers are left
 * alone: no newspaper counts in them.
 */
#include "digest/number.h"
#include "digest/digest.h"

#include <string.h>

/* ---- decimals ----------------------------------------------------------------------------- */

struct decimal { /* units / 10^places */
    uint64_t units;
    unsigned places;
    bool broken; /* it would not fit */
};

enum { MOST_PLACES = 15, LONGEST_PLACES = 20 };

static struct decimal decimal_times(struct decimal d, uint64_t factor)
{
    d.broken = d.broken || __builtin_mul_overflow(d.units, factor, &d.units);
    return d;
}

static struct decimal decimal_shift(struct decimal d, unsigned power)
{
    unsigned less = power < d.places ? power : d.places;
    d.places -= less;
    for (power -= less; power && !d.broken; power--)
        d = decimal_times(d, 10);
    return d;
}

static struct decimal decimal_unshift(struct decimal d, unsigned power)
{
    d.places += power;
    d.broken = d.broken || d.places > LONGEST_PLACES;
    return d;
}

static struct decimal decimal_widen(struct decimal d, unsigned places)
{
    for (; d.places < places && !d.broken; d.places++)
        d = decimal_times(d, 10);
    return d;
}

static struct decimal decimal_add(struct decimal a, struct decimal b)
{
    a = decimal_widen(a, b.places);
    b = decimal_widen(b, a.places);
    bool broken = a.broken || b.broken;
    a.broken = __builtin_add_overflow(a.units, b.units, &a.units) || broken;
    return a;
}

/* a / b, to MOST_PLACES places. */
static struct decimal decimal_divide(struct decimal a, struct decimal b)
{
    a = decimal_widen(a, b.places);
    b = decimal_widen(b, a.places);
    if (a.broken || b.broken || !b.units || b.units > UINT64_MAX / 10)
        return (struct decimal){.broken = true};
    struct decimal q = {.units = a.units / b.units};
    uint64_t rest = a.units % b.units;
    for (; rest && q.places < MOST_PLACES && q.units < UINT64_MAX / 100; q.places++) {
        q.units = q.units * 10 + rest * 10 / b.units;
        rest = rest * 10 % b.units;
    }
    if (rest && rest >= b.units - rest)
        q.units++;
    return q;
}

static void decimal_text(struct decimal d, bool negative, char out[NUMBER_TEXT])
{
    while (d.places && d.units % 10 == 0) {
        d.units /= 10;
        d.places--;
    }
    char digits[NUMBER_TEXT];
    size_t n = 0, len = 0;
    for (; d.units || n <= d.places; d.units /= 10)
        digits[n++] = (char)('0' + d.units % 10);
    if (negative)
        out[len++] = '-';
    while (n) {
        if (n == d.places)
            out[len++] = '.';
        out[len++] = digits[--n];
    }
    out[len] = '\0';
}

/* ---- characters --------------------------------------------------------------------------- */

static bool is_arabic(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool in(const uint32_t *set, uint32_t c)
{
    for (; *set; set++)
        if (*set == c)
            return true;
    return false;
}

/* 0 … 9, or -1. */
static int han_digit(uint32_t c)
{
    static const uint32_t forms[10][8] = {U"〇零○", U"一壹弌", U"二贰貳两兩俩倆", U"三叁叄",
                                          U"四肆",  U"五伍",   U"六陆陸",         U"七柒",
                                          U"八捌",  U"九玖"};
    for (int i = 0; i < 10; i++)
        if (in(forms[i], c))
            return i;
    return -1;
}

static bool is_formal(uint32_t c)
{
    return in(U"壹贰貳俩倆叁叄肆伍陆陸柒捌玖拾佰仟弌", c);
}

/* The power of ten of 十 百 千 万 亿 兆, or 0. */
static unsigned power_of(uint32_t c)
{
    static const struct {
        uint32_t forms[4];
        unsigned power;
    } multipliers[] = {{U"十拾", 1}, {U"百佰", 2}, {U"千仟", 3},
                       {U"万萬", 4}, {U"亿億", 8}, {U"兆", 12}};
    for (size_t i = 0; i < COUNT(multipliers); i++)
        if (in(multipliers[i].forms, c))
            return multipliers[i].power;
    return 0;
}

static bool is_big(uint32_t c)
{
    return power_of(c) >= 4;
}

/* ---- plain numbers ------------------------------------------------------------------------ */

enum { NO_POWER = 99 };

struct reader {
    const struct passage *p;
    struct number *n;
    size_t at;   /* the next character */
    size_t last; /* behind the last character that belongs to the number */
    struct decimal total, section, current;
    bool has_current;
    bool single;         /* current is one Han digit */
    bool any;            /* something with a value was read */
    bool fell;           /* 零 stood behind the last multiplier: 一千零五 */
    bool closed;         /* only 万 亿 may follow: 15余 */
    bool arabic;         /* an Arabic digit was read */
    unsigned small;      /* power of the last 十 百 千 in the section, NO_POWER before */
    unsigned big;        /* power of the last 万 亿 兆, NO_POWER before */
    unsigned previous;   /* power of the last multiplier, 0 before */
    struct decimal base; /* before the run of 万 亿 that ends the number */
    size_t base_end;
};

static uint32_t peek(const struct reader *r, size_t ahead)
{
    return passage_at(r->p, r->at + ahead);
}

static void took(struct reader *r, size_t characters)
{
    r->at += characters;
    r->last = r->at;
}

/* The sum with a closing single digit in its place: 一百二. */
static struct decimal sum(const struct reader *r)
{
    struct decimal current = r->current;
    if (r->has_current && r->single && r->previous >= 2 && !r->fell)
        current = decimal_shift(current, r->previous - 1);
    return decimal_add(decimal_add(r->total, r->section), current);
}

static struct decimal add_digit(struct decimal d, uint64_t digit)
{
    d = decimal_times(d, 10);
    d.broken = __builtin_add_overflow(d.units, digit, &d.units) || d.broken;
    return d;
}

/* A comma between digits, of their width, and exactly three digits behind it. */
static bool groups_here(const struct reader *r)
{
    const uint32_t *c = r->p->code + r->at;
    if (!r->at || peek(r, 0) != ',' || (*c == ',') != (c[-1] < 0x80))
        return false;
    return is_arabic(peek(r, 1)) && is_arabic(peek(r, 2)) && is_arabic(peek(r, 3)) &&
           !is_arabic(peek(r, 4));
}

/* Digits with a comma before every three of them, once there is one. */
static struct decimal whole_part(struct reader *r)
{
    struct decimal d = {0};
    size_t start = r->at, comma = 0;
    for (;;) {
        uint32_t c = peek(r, 0);
        if (is_arabic(c)) {
            d = add_digit(d, c - '0');
            r->at++;
        } else if (groups_here(r) && (comma ? r->at - comma == 4 : r->at - start <= 3)) {
            comma = r->at++;
        } else {
            return d;
        }
    }
}

static bool take_arabic(struct reader *r)
{
    if (r->has_current || (r->previous && r->previous < 3))
        return false;
    r->current = (struct decimal){0};
    if (peek(r, 0) != '.')
        r->current = whole_part(r);
    if (peek(r, 0) == '.' && is_arabic(peek(r, 1))) {
        r->at++;
        for (; is_arabic(peek(r, 0)); r->at++) {
            r->current = decimal_unshift(add_digit(r->current, peek(r, 0) - '0'), 1);
        }
    }
    r->has_current = r->any = r->arabic = true;
    r->single = false;
    took(r, 0);
    return true;
}

/* .5, but not the end of 1.2.5 or No.5. */
static bool opens_with_point(const struct reader *r)
{
    uint32_t before = r->at ? passage_at(r->p, r->at - 1) : 0;
    return !r->any && peek(r, 0) == '.' && is_arabic(peek(r, 1)) && (before <= ' ' || before > '~');
}

static size_t digits_ahead(const struct reader *r)
{
    size_t n = 0;
    while (han_digit(peek(r, n)) >= 0)
        n++;
    return n;
}

static bool neighbours(int a, int b)
{
    return a >= 1 && (b == a + 1 || (a == 3 && b == 5));
}

/* One digit, two neighbours, or a row written by position. */
static bool take_han(struct reader *r)
{
    size_t row = digits_ahead(r);
    int first = han_digit(peek(r, 0)), second = han_digit(peek(r, 1));
    if (r->has_current)
        return false;
    if (first == 0 && r->previous) {
        uint32_t next = peek(r, 1);
        if (row < 2 && !power_of(next) && !is_arabic(next) && !in(U"几幾", next))
            return false;
        r->fell = true;
        r->at++;
        return true;
    }
    r->has_current = r->any = true;
    r->single = row == 1;
    if (row == 2 && neighbours(first, second)) {
        r->current = (struct decimal){.units = (uint64_t)first};
        r->n->about = true;
    } else {
        for (size_t i = 0; i < row; i++)
            r->current = add_digit(r->current, (uint64_t)han_digit(peek(r, i)));
    }
    took(r, row);
    return true;
}

static bool take_small(struct reader *r, unsigned power)
{
    if (power >= r->small || (!r->has_current && power != 1))
        return false;
    struct decimal times = r->has_current ? r->current : (struct decimal){.units = 1};
    r->section = decimal_add(r->section, decimal_shift(times, power));
    r->current = (struct decimal){0};
    r->has_current = r->single = r->fell = false;
    r->any = r->n->multiplied = true;
    r->small = r->previous = power;
    took(r, 1);
    return true;
}

static bool take_big(struct reader *r, unsigned power)
{
    struct decimal below = decimal_add(r->section, r->current);
    bool again = r->previous >= 4 && !r->has_current && !below.units;
    if (!r->any)
        return false;
    if (!again) {
        r->base = sum(r);
        r->base_end = r->big == NO_POWER || power > r->big ? r->at : 0;
    }
    if (again || (r->big != NO_POWER && power > r->big))
        r->total = decimal_shift(decimal_add(r->total, below), power);
    else
        r->total = decimal_add(r->total, decimal_shift(below, power));
    r->section = r->current = (struct decimal){0};
    r->has_current = r->single = r->fell = r->closed = false;
    r->n->multiplied = true;
    r->small = NO_POWER;
    r->big = r->previous = power;
    took(r, 1);
    return true;
}

/* 余 and 多 behind any number, 几 behind a multiplier or 零, 来 behind 十 百. Only 万 亿 may
 * follow. */
static bool take_about(struct reader *r)
{
    uint32_t c = peek(r, 0);
    bool fits = in(U"余餘多", c) ? r->any
                : in(U"几幾", c) ? r->previous || r->fell
                : c == U'来'     ? r->previous == 1 || r->previous == 2
                                 : false;
    if (!fits || r->closed)
        return false;
    r->n->approx = (struct span){r->at, r->at + 1};
    r->closed = true;
    took(r, 1);
    return true;
}

/* 数十, 几百, 上千: one of it. */
static bool take_some(struct reader *r)
{
    uint32_t c = peek(r, 0), next = peek(r, 1);
    if (r->any || !(in(U"数數几幾", c) ? power_of(next) : c == U'上' && power_of(next) >= 2))
        return false;
    r->n->approx = (struct span){r->at, r->at + 1};
    r->current = (struct decimal){.units = 1};
    r->has_current = r->any = true;
    took(r, 1);
    return true;
}

/* 廿 卅: 二十, 三十. */
static bool take_score(struct reader *r)
{
    unsigned tens = peek(r, 0) == U'廿' ? 2 : peek(r, 0) == U'卅' ? 3 : 0;
    if (!tens || r->any)
        return false;
    r->current = (struct decimal){.units = tens};
    r->has_current = true;
    return take_small(r, 1);
}

/* A gap is stepped over only between parts that cannot be two numbers. */
static void skip_gap(struct reader *r)
{
    size_t gap = 0;
    while (gap < 4 && (peek(r, gap) == ' ' || peek(r, gap) == 0x3000))
        gap++;
    uint32_t next = peek(r, gap);
    bool joins = power_of(next) || in(U"余餘多几幾点點", next) ||
                 (r->previous && !r->has_current && (han_digit(next) >= 0 || is_arabic(next)));
    if (r->any && joins)
        r->at += gap;
}

/* The 千 of 千米 and the 兆 of 兆瓦 belong to the unit. */
static bool is_unit_prefix(uint32_t c, uint32_t next)
{
    return (c == U'千' && in(U"米克瓦伏", next)) || (c == U'兆' && in(U"瓦赫帕", next));
}

static bool take(struct reader *r)
{
    skip_gap(r);
    uint32_t c = peek(r, 0);
    unsigned power = is_unit_prefix(c, peek(r, 1)) ? 0 : power_of(c);
    if (power >= 4)
        return take_big(r, power);
    if (r->closed)
        return false;
    if (power)
        return take_small(r, power);
    if (is_arabic(c) || opens_with_point(r))
        return take_arabic(r);
    if (han_digit(c) >= 0)
        return take_han(r);
    return take_score(r) || take_some(r) || take_about(r);
}

/* The characters of 点, with a gap behind it where one stands before it; 0 if digits in Han do not
 * follow, or if it is the hour of 八点三十分 or 三点半. */
static size_t point_width(const struct reader *r)
{
    size_t width = 1;
    if (r->arabic || r->closed || !in(U"点點", peek(r, 0)))
        return 0;
    while (r->at > r->last && peek(r, width) == ' ')
        width++;
    uint32_t first = peek(r, width);
    size_t row = width;
    while (han_digit(peek(r, row)) >= 0)
        row++;
    return row == width || in(U"两兩俩倆", first) || in(U"十分刻", peek(r, row)) ? 0 : width;
}

/* 点 and digits in Han. */
static void take_point(struct reader *r)
{
    skip_gap(r);
    size_t width = point_width(r);
    if (!width)
        return;
    r->at += width;
    size_t row = digits_ahead(r);
    r->current = sum(r);
    r->total = r->section = (struct decimal){0};
    unsigned places = 0;
    struct decimal digits = {0};
    for (size_t i = 0; i < row; i++, places++)
        digits = add_digit(digits, (uint64_t)han_digit(peek(r, i)));
    r->current = decimal_add(r->current, decimal_unshift(digits, places));
    r->has_current = true;
    r->single = r->fell = false;
    r->big = NO_POWER;
    r->previous = 0;
    took(r, row);
    while (is_big(peek(r, 0)) && !is_unit_prefix(peek(r, 0), peek(r, 1)))
        take_big(r, power_of(peek(r, 0)));
}

/* 1个半小时 */
static void take_half(struct reader *r)
{
    if (!in(U"个個", peek(r, 0)) || peek(r, 1) != U'半')
        return;
    r->total = decimal_add(sum(r), (struct decimal){.units = 5, .places = 1});
    r->section = r->current = (struct decimal){0};
    r->has_current = false;
    took(r, 2);
}

static struct reader reader_at(const struct passage *p, size_t at, struct number *n)
{
    return (struct reader){
        .p = p, .n = n, .at = at, .last = at, .small = NO_POWER, .big = NO_POWER};
}

/* Reads a plain number; false if nothing with a value stands there. */
static bool read_plain(struct reader *r, struct decimal *value)
{
    size_t start = r->at;
    while (take(r))
        ;
    r->at = r->last;
    if (!r->any)
        return false;
    if (r->at - start == 1 && is_formal(passage_at(r->p, start)) && !in(U"点點又分", peek(r, 0)) &&
        !(start && in(U"之又负負", passage_at(r->p, start - 1))))
        return false;
    take_point(r);
    take_half(r);
    *value = sum(r);
    return !value->broken && value->places < LONGEST_PLACES - 3;
}

/* ---- the whole ---------------------------------------------------------------------------- */

static size_t over_gap(const struct passage *p, size_t at)
{
    while (passage_at(p, at) == ' ' || passage_at(p, at) == 0x3000)
        at++;
    return at;
}

/* Behind word, with gaps before and in it and behind it; 0 if another word stands there. */
static size_t over(const struct passage *p, size_t at, const uint32_t *word)
{
    for (at = over_gap(p, at); *word; at = over_gap(p, at + 1), word++)
        if (passage_at(p, at) != *word)
            return 0;
    return at;
}

/* 百分之, 千分之, 百万分之: the power of ten, and where the share itself begins. */
static unsigned share_prefix(const struct passage *p, size_t at, size_t *share)
{
    unsigned power = power_of(passage_at(p, at)), more = power_of(passage_at(p, at + 1));
    bool two = power >= 2 && more == 4;
    *share = over(p, at + 1 + two, U"分之");
    return power >= 2 && power <= 4 && *share ? power + (two ? more : 0) : 0;
}

static bool read_share(const struct passage *p, size_t at, struct number *n, struct decimal *value)
{
    size_t share;
    unsigned power = share_prefix(p, at, &share);
    if (!power)
        return false;
    struct reader r = reader_at(p, share, n);
    n->at.end = share;
    n->percent = true;
    if (passage_at(p, share) == U'百') {
        *value = (struct decimal){.units = 100};
        r.last = share + 1;
    } else if (!read_plain(&r, value)) {
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

/* 成 as tenths, not the 成 of 成立, 成员, 成功. */
static bool read_tenths(struct reader *r, struct decimal *value)
{
    size_t at = over_gap(r->p, r->at);
    if (passage_at(r->p, at) != U'成' ||
        in(U"立为員员功本果绩效都长年交品熟分套就人群片语", passage_at(r->p, at + 1)))
        return false;
    struct number *n = r->n;
    n->share = (struct span){n->at.first, r->at};
    r->at = at;
    decimal_text(*value, false, n->base);
    n->unit = (struct span){r->at, r->at + 1};
    took(r, 1);
    *value = decimal_shift(*value, 1);
    int digit = peek(r, 0) == U'半' ? 5 : han_digit(peek(r, 0));
    if (digit > 0) {
        *value = decimal_add(*value, (struct decimal){.units = (uint64_t)digit});
        took(r, 1);
        decimal_text(*value, false, n->base);
        n->share = (struct span){n->at.first, r->at};
        n->unit = (struct span){r->at, r->at};
    }
    return n->percent = true;
}

static bool read_fraction(struct reader *r, struct decimal *value)
{
    size_t behind = over(r->p, r->at, U"分之");
    struct reader above = reader_at(r->p, behind, r->n);
    struct decimal numerator;
    if (!behind || !read_plain(&above, &numerator))
        return false;
    *value = decimal_divide(numerator, *value);
    r->last = r->at = above.last;
    r->arabic = r->arabic || above.arabic;
    return r->n->fraction = true;
}

/* 3又五分之一 */
static void read_mixed(struct reader *r, struct decimal *value)
{
    size_t behind = over(r->p, r->at, U"又");
    struct reader part = reader_at(r->p, behind, r->n);
    struct decimal share;
    if (!behind || !read_plain(&part, &share) || !read_fraction(&part, &share))
        return;
    *value = decimal_add(*value, share);
    took(r, part.last - r->at);
}

static bool read_value(const struct passage *p, size_t at, struct number *n, struct decimal *value)
{
    struct reader r = reader_at(p, at, n);
    size_t share;
    if (share_prefix(p, at, &share))
        return read_share(p, at, n, value);
    bool read = read_plain(&r, value);
    n->at.end = r.last > at ? r.last : at + 1;
    if (!read)
        return false;
    n->han = !r.arabic;
    if (!read_tenths(&r, value) && !read_fraction(&r, value))
        read_mixed(&r, value);
    read = !value->broken;
    n->base_end = n->at.end = r.last;
    if (r.base_end && r.previous >= 4 && !r.has_current &&
        power_of(passage_at(p, r.last - 1)) >= 4) {
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
    return in(U"至到—–－-~～", p->code[at]) ? 1 : 0;
}

/* 5至7, 3至5万, 20%—30%. The two must be of one kind and ascend. */
static void read_range(const struct passage *p, struct number *n, struct decimal lower)
{
    size_t mark = n->at.end;
    if (passage_at(p, mark) == '%')
        mark++;
    size_t width = range_mark(p, mark);
    struct number above = {.at = {mark + width, mark + width}};
    struct decimal upper;
    if (!width || !read_value(p, mark + width, &above, &upper) || above.percent != n->percent ||
        above.han != n->han || (mark > n->at.end && passage_at(p, above.at.end) != '%'))
        return;
    char below_text[NUMBER_TEXT], above_text[NUMBER_TEXT];
    bool shared = above.base_end < above.at.end && !n->multiplied;
    decimal_text(lower, false, below_text);
    decimal_text(upper, false, above_text);
    if (digest_number_order(below_text, shared ? above.base : above_text) >= 0)
        return;
    n->base_end = n->at.end = above.at.end;
    if (n->percent) {
        n->share = n->at;
        n->unit = (struct span){n->at.end, n->at.end};
        decimal_text(lower, false, n->base);
    }
    if (shared) {
        memcpy(n->base, below_text, sizeof n->base);
        n->base_end = above.base_end;
        for (size_t i = above.base_end; i < above.at.end; i++)
            lower = decimal_shift(lower, power_of(passage_at(p, i)));
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
    *negative = width && (is_arabic(next) || han_digit(next) > 0 || power_of(next) == 1);
    return *negative ? width : 0;
}

bool number_read(const struct passage *p, size_t at, struct number *n)
{
    bool negative;
    struct decimal value = {0};
    *n = (struct number){.at = {at, at + 1}};
    size_t sign = read_sign(p, at, &negative);
    if (!read_value(p, at + sign, n, &value))
        return false;
    decimal_text(value, negative, n->decimal);
    if (n->base_end == n->at.end && !n->percent) {
        memcpy(n->base, n->decimal, sizeof n->base);
        n->share = n->at;
        n->unit = (struct span){n->at.end, n->at.end};
    }
    if (!negative && !n->fraction)
        read_range(p, n, value);
    return true;
}
