/* SPDX-License-Identifier: MIT */
/*
 * Written numbers: 1,063; 3.44万; 15万余; 80余万; 一千二百三十四; 一百二 (= 120); 廿五; 壹佰贰拾叁;
 * 七八百; 数十; 百分之五十; 三成; 五分之一; 5至7; full-width digits; 零下5.
 *
 *     number   = [sign] value [range value]
 *     value    = (百 千 万 百万 …) 分之 plain | plain 分之 [sign] plain | plain / plain | plain 又
 * value | (plain | 半) 成 [digit | 半] | (plain | 半 | 对) 折 | plain plain    = { digits |
 * multiplier | 零 | about } [点 digits] [个半 | 打] digits   = Arabic digits with , every three, a
 * decimal point, an exponent, k or M | Han digits about    = 余 多 来 几 数
 *
 * A plain number is summed in three places: `current` (digits without a multiplier yet), `section`
 * (below the last 万 亿 兆) and `total`. Mixed writing (5万4千6百) falls out of it. A single Han
 * digit behind a multiplier stands one power below it: 一百二, 一万三. Han digits in a row are a
 * numeral written by position (二〇二四), unless they are two neighbours (七八百, 三五个).
 *
 * Rejected: ICU's spell-out parser,
 * which reads 一百二 as 102 and stops inside 1.5亿. Powers (2^5) are left alone: no newspaper
 * counts in them.
 */
#include "digest/number.h"

#include "digest/decimal.h"
#include "digest/digest.h"
#include "digest/unit.h"

#include <string.h>

/* ---- characters --------------------------------------------------------------------------- */

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

/* A comma between digits, of their width, and exactly three digits behind it. */
static bool groups_here(const struct reader *r)
{
    const uint32_t *c = r->p->code + r->at;
    if (!r->at || peek(r, 0) != ',' || (*c == ',') != (c[-1] < 0x80))
        return false;
    return is_digit(peek(r, 1)) && is_digit(peek(r, 2)) && is_digit(peek(r, 3)) &&
           !is_digit(peek(r, 4));
}

/* Digits with a comma before every three of them, once there is one. */
static struct decimal whole_part(struct reader *r)
{
    struct decimal d = {0};
    size_t start = r->at, comma = 0;
    for (;;) {
        uint32_t c = peek(r, 0);
        if (is_digit(c)) {
            d = decimal_digit(d, c - '0');
            r->at++;
        } else if (groups_here(r) && (comma ? r->at - comma == 4 : r->at - start <= 3)) {
            comma = r->at++;
        } else {
            return d;
        }
    }
}

static bool is_latin(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* 1.2e5: the characters of an exponent, and its power; 0 if none stands there. */
static size_t exponent_width(const struct reader *r, bool *negative, unsigned *power)
{
    size_t width = 1;
    uint32_t sign = peek(r, width);
    if (peek(r, 0) != 'e' && peek(r, 0) != 'E')
        return 0;
    *negative = sign == '-' || sign == U'－';
    width += *negative || sign == '+';
    size_t first = width;
    for (*power = 0; is_digit(peek(r, width)) && width < first + 2; width++)
        *power = *power * 10 + (peek(r, width) - '0');
    return width == first || is_digit(peek(r, width)) || is_latin(peek(r, width)) ? 0 : width;
}

/* 1.2e5, 40k, 2.5 M; not the 5 of 5km. */
static void take_scale(struct reader *r)
{
    bool negative = false;
    unsigned power = 0;
    size_t width = exponent_width(r, &negative, &power);
    size_t gap = peek(r, 0) == ' ' && (peek(r, 1) == 'M' || peek(r, 1) == 'k');
    if (!width) {
        uint32_t c = peek(r, gap), next = peek(r, gap + 1);
        power = c == 'k' || c == 'K' ? 3 : c == 'M' ? 6 : 0;
        width = power && !is_latin(next) && !is_digit(next) && next != '/' ? gap + 1 : 0;
    }
    if (!width)
        return;
    r->current = negative ? decimal_unshift(r->current, power) : decimal_shift(r->current, power);
    took(r, width);
}

static bool take_arabic(struct reader *r)
{
    if (r->has_current || (r->previous && r->previous < 3))
        return false;
    r->current = (struct decimal){0};
    if (peek(r, 0) != '.')
        r->current = whole_part(r);
    if (peek(r, 0) == '.' && is_digit(peek(r, 1))) {
        r->at++;
        for (; is_digit(peek(r, 0)); r->at++) {
            r->current = decimal_unshift(decimal_digit(r->current, peek(r, 0) - '0'), 1);
        }
    }
    r->has_current = r->any = r->arabic = true;
    r->single = false;
    took(r, 0);
    take_scale(r);
    return true;
}

/* .5, but not the end of 1.2.5 or No.5. */
static bool opens_with_point(const struct reader *r)
{
    uint32_t before = r->at ? passage_at(r->p, r->at - 1) : 0;
    return !r->any && peek(r, 0) == '.' && is_digit(peek(r, 1)) &&
           (before <= ' ' || before == '-' || before > '~');
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
        if (row < 2 && !power_of(next) && !is_digit(next) && !in(U"几幾", next))
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
            r->current = decimal_digit(r->current, (uint64_t)han_digit(peek(r, i)));
    }
    took(r, row);
    return true;
}

/* 百三, 千三 by themselves: a hundred and thirty. */
static bool ends_bare(const struct reader *r)
{
    uint32_t next = peek(r, 2);
    return !r->any && han_digit(peek(r, 1)) > 0 && !(r->at && is_han(r->p->code[r->at - 1])) &&
           !is_han(next);
}

static bool take_small(struct reader *r, unsigned power)
{
    bool bare = !r->has_current && power != 1;
    if (power >= r->small || (bare && !ends_bare(r)))
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

/* 600来米, but not 600来自: a unit follows. */
static bool is_odd(const struct reader *r)
{
    struct unit unit;
    bool round = r->arabic && r->at > r->n->at.first + 1 && passage_at(r->p, r->at - 1) == '0';
    return r->previous == 1 || r->previous == 2 || (round && unit_read(r->p, r->at + 1, &unit));
}

/* 余 and 多 behind any number, 几 behind a multiplier or 零, 来 behind 十 百 or a round number and
 * before a unit. Only 万 亿 may follow. */
static bool take_about(struct reader *r)
{
    uint32_t c = peek(r, 0);
    bool fits = in(U"余餘多", c) ? r->any
                : in(U"几幾", c) ? r->previous || r->fell
                : c == U'来'     ? is_odd(r)
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
    uint32_t c = peek(r, 0), next = peek(r, 1), before = r->at ? r->p->code[r->at - 1] : 0;
    if (r->any ||
        !(in(U"数數几幾", c) ? power_of(next)
                             : c == U'上' && power_of(next) >= 2 && !in(U"迈登跨踏走攀", before)))
        return false;
    r->n->approx = (struct span){r->at, r->at + 1};
    r->current = (struct decimal){.units = 1};
    r->has_current = r->any = true;
    took(r, 1);
    return true;
}

/* 百余名, 千余人, 近万名, 超千亿元: one of it, where a unit follows. */
static bool take_round(struct reader *r)
{
    struct unit unit;
    uint32_t c = peek(r, 0), before = r->at ? r->p->code[r->at - 1] : 0;
    bool more = in(U"余餘", peek(r, 1)), near = in(U"近逾超", before);
    size_t unit_at = r->at + 1 + (more || power_of(peek(r, 1)) >= 4);
    if (r->any || power_of(c) < 2 || !(more || near) || (more && in(U"数數几幾上成逾", before)) ||
        !unit_read(r->p, unit_at, &unit))
        return false;
    r->current = (struct decimal){.units = 1};
    r->has_current = r->any = true;
    return power_of(c) >= 4 ? take_big(r, power_of(c)) : take_small(r, power_of(c));
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
                 (r->previous && !r->has_current && (han_digit(next) >= 0 || is_digit(next)));
    if (r->any && joins)
        r->at += gap;
}

/* The 千 of 千米 and the 兆 of 兆瓦 belong to the unit. */
static bool is_unit_prefix(uint32_t c, uint32_t next)
{
    return (c == U'千' && in(U"米克瓦伏帕赫", next)) || (c == U'兆' && in(U"瓦赫帕字", next));
}

static bool take(struct reader *r)
{
    skip_gap(r);
    uint32_t c = peek(r, 0);
    unsigned power = is_unit_prefix(c, peek(r, 1)) ? 0 : power_of(c);
    if (power && take_round(r))
        return true;
    if (power >= 4)
        return take_big(r, power);
    if (r->closed)
        return false;
    if (power)
        return take_small(r, power);
    if (is_digit(c) || opens_with_point(r))
        return take_arabic(r);
    if (han_digit(c) >= 0)
        return take_han(r);
    return take_score(r) || take_some(r) || take_about(r);
}

/* The characters of 点 and of a gap behind it; 0 if digits in Han do not follow, or if it is the
 * hour of 八点三十分 or 三点半. */
static size_t point_width(const struct reader *r)
{
    size_t width = 1;
    if (r->arabic || r->closed || !in(U"点點", peek(r, 0)))
        return 0;
    while (peek(r, width) == ' ')
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
        digits = decimal_digit(digits, (uint64_t)han_digit(peek(r, i)));
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

/* 十打: by the dozen, not the 打 of 打造. */
static void take_dozen(struct reader *r)
{
    if (peek(r, 0) != U'打' || (r->arabic && !r->has_current) ||
        in(U"造击開开破通印包扮工架断断响赢败分入出卡车車电電听量捞球拼", peek(r, 1)))
        return;
    r->total = decimal_times(sum(r), 12);
    r->section = r->current = (struct decimal){0};
    r->has_current = false;
    took(r, 1);
}

static struct reader reader_at(const struct passage *p, size_t at, struct number *n)
{
    return (struct reader){
        .p = p, .n = n, .at = at, .last = at, .small = NO_POWER, .big = NO_POWER};
}

static size_t over_gap(const struct passage *p, size_t at)
{
    while (passage_at(p, at) == ' ' || passage_at(p, at) == 0x3000)
        at++;
    return at;
}

/* Behind 分之, 又 and a sign, over gaps, a formal digit alone is a number. */
static bool follows_part(const struct passage *p, size_t at)
{
    while (at && p->code[at - 1] == ' ')
        at--;
    return at && in(U"之又负負", p->code[at - 1]);
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
    uint32_t next = passage_at(r->p, over_gap(r->p, r->at));
    if (r->at - start == 1 && is_formal(passage_at(r->p, start)) && !in(U"点點又分打折", next) &&
        !follows_part(r->p, start))
        return false;
    take_point(r);
    take_half(r);
    take_dozen(r);
    *value = sum(r);
    return !value->broken && value->places < LONGEST_PLACES - 3;
}

/* ---- the whole ---------------------------------------------------------------------------- */

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
    unsigned power = power_of(passage_at(p, at)), first = power;
    while (first >= 2 && power_of(passage_at(p, ++at)) == 4 && power < 12)
        power += 4;
    *share = first >= 2 && first <= 4 ? over(p, at, U"分之") : 0;
    return *share ? power : 0;
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

/* 成 and 折 as tenths; not those of 成立, 成员, 折叠, 百折. */
static bool is_tenths(const struct reader *r, size_t at, struct decimal value)
{
    uint32_t c = passage_at(r->p, at), next = passage_at(r->p, at + 1);
    if (c == U'成')
        return !in(U"立为員员功本果绩效都长年交品熟分套就人群片语", next);
    bool folded = in(U"叠腾射损旧返断磨现算服页不", next) ||
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
static void read_hundredths(struct reader *r, struct decimal *value)
{
    struct number *n = r->n;
    size_t at = over_gap(r->p, r->at);
    int digit = passage_at(r->p, at) == U'半' ? 5 : han_digit(passage_at(r->p, at));
    if (digit <= 0)
        return;
    r->at = at;
    *value = decimal_add(*value, (struct decimal){.units = (uint64_t)digit});
    took(r, 1);
    decimal_text(*value, false, n->base);
    n->share = (struct span){n->at.first, r->at};
    n->unit = (struct span){r->at, r->at};
}

/* 九 九 折: a second digit between gaps. */
static void join_digit(struct reader *r, struct decimal *value)
{
    size_t at = over_gap(r->p, r->at);
    uint32_t c = passage_at(r->p, at);
    int digit = is_digit(c) ? (int)(c - '0') : han_digit(c);
    if (at == r->at || digit < 0 || value->units > 9 ||
        passage_at(r->p, over_gap(r->p, at + 1)) != U'折')
        return;
    *value = decimal_digit(*value, (uint64_t)digit);
    took(r, at + 1 - r->at);
}

static bool read_tenths(struct reader *r, struct decimal *value)
{
    join_digit(r, value);
    size_t at = over_gap(r->p, r->at);
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
    took(r, 1);
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
    bool pair = in(U"对對", c) && next == U'折' && at && passage_at(p, at - 1) == U'打';
    struct reader r = reader_at(p, at + 1, n);
    *value = (struct decimal){.units = 5, .places = next == U'成'};
    n->han = true;
    return (half || pair) && read_tenths(&r, value) && (n->base_end = n->at.end = r.last);
}

static bool read_fraction(struct reader *r, struct decimal *value)
{
    size_t behind = over(r->p, r->at, U"分之");
    bool negative = behind && in(U"负負", passage_at(r->p, behind));
    struct reader above = reader_at(r->p, behind + negative, r->n);
    struct decimal numerator;
    if (!behind || !read_plain(&above, &numerator))
        return false;
    *value = decimal_divide(numerator, *value);
    r->last = r->at = above.last;
    r->arabic = r->arabic || above.arabic;
    r->n->negative ^= negative;
    return r->n->fraction = true;
}

/* 2018/2019: two years. */
static bool is_year(const struct reader *r)
{
    size_t first = r->n->at.first;
    uint32_t century = passage_at(r->p, first + 1);
    return r->at == first + 4 && ((passage_at(r->p, first) == '1' && century == '9') ||
                                  (passage_at(r->p, first) == '2' && century == '0'));
}

/* 3/5; not the 3/5 of 2024/3/5. */
static bool read_slash(struct reader *r, struct decimal *value)
{
    struct reader below = reader_at(r->p, r->at + 1, r->n);
    struct decimal denominator;
    size_t first = r->n->at.first;
    if (peek(r, 0) != '/' || !r->arabic || is_year(r) || !is_digit(peek(r, 1)) ||
        (first && passage_at(r->p, first - 1) == '/') || !read_plain(&below, &denominator) ||
        passage_at(r->p, below.last) == '/')
        return false;
    *value = decimal_divide(*value, denominator);
    r->last = r->at = below.last;
    return r->n->fraction = true;
}

/* 3又五分之一, 3 1/5 */
static void read_mixed(struct reader *r, struct decimal *value)
{
    size_t behind = over(r->p, r->at, U"又");
    bool gap = r->arabic && peek(r, 0) == ' ' && is_digit(peek(r, 1));
    struct reader part = reader_at(r->p, gap ? r->at + 1 : behind, r->n);
    struct decimal share;
    if (!(behind || gap) || !read_plain(&part, &share) ||
        !(gap ? read_slash(&part, &share) : read_fraction(&part, &share)))
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
    if (read_half(p, at, n, value))
        return true;
    bool read = read_plain(&r, value);
    n->at.end = r.last > at ? r.last : at + 1;
    if (!read)
        return false;
    n->han = !r.arabic;
    if (!read_tenths(&r, value) && !read_fraction(&r, value) && !read_slash(&r, value))
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
    while (dash < p->count && dash < at + LONGEST_UNIT && !in(dashes, p->code[dash]))
        dash++;
    bool unit_too = dash < p->count && dash > at && in(dashes, p->code[dash]) &&
                    unit_read(p, at, &unit) && unit.at.first == at && unit.at.end == dash;
    return unit_too ? dash : at;
}

/* Whether a 至 behind a unit leads to the end of a change (从6元至8元) and to no range: nothing
 * rises in 6℃至10℃, 6元至8元不等, and a share is written so. */
static bool leads_on(const struct passage *p, size_t mark, struct span unit, size_t end)
{
    static const char *const ranges[] = {"不等", "之间", "的价格", "的单价", "的售价", NULL};
    bool to = span_length(unit) && in(U"至到", p->code[mark]);
    return to && p->code[unit.first] != '%' && !in(U"℃摄", p->code[unit.first]) &&
           !word_at(p, end, ranges);
}

/* 5至7, 3至5万, 20%—30%, 3米—7.5米. The two must be of one kind, and ascend. */
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
    if (digest_number_order(below_text, shared ? above.base : above_text) >= 0)
        return;
    n->base_end = n->at.end = above.at.end;
    if (n->percent)
        join_shares(n, &above, lower);
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
    *negative =
        width && (is_digit(next) || next == '.' || han_digit(next) > 0 || power_of(next) == 1);
    return *negative ? width : 0;
}

/* Most characters of a text begin no number, which is told without trying each form. */
static bool may_begin(const struct passage *p, size_t at)
{
    uint32_t c = passage_at(p, at);
    if (c < 0x80)
        return is_digit(c) || c == '-' || c == '.';
    return han_digit(c) >= 0 || power_of(c) || in(U"廿卅数數几幾上零负負半对對－−", c);
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
