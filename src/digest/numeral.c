/* SPDX-License-Identifier: MIT */
/*
 * Numerals, the parts that written numbers are made of: 1,063; 3.44万; 15万余; 80余万;
 * 一千二百三十四; 一百二 (= 120); 廿五; 壹佰贰拾叁; 七八百; 数十; 三点五; 1.2e5; 1个半; full-width
 * digits.
 *
 *     numeral = { digits | multiplier | 零 | about } [点 digits] [个半 | 打]
 *     digits  = Arabic digits with , every three, a decimal point,
 *               an exponent, k or M
 *             | Han digits
 *     about   = 余 多 来 几 数
 *
 * A numeral is summed in three places: `current` (digits without a multiplier yet), `section`
 * (below the last 万 亿 兆) and `total`. Mixed writing (5万4千6百) needs no rule of its own. A
 * single Han digit behind a multiplier stands one power below it: 一百二, 一万三. Han digits in a
 * row are written by position (二〇二四), unless they are two neighbours (七八百, 三五个).
 *
 * Rejected: ICU's spell-out parser, which reads 一百二 as 102 and stops inside 1.5亿. Powers (2^5)
 * are left alone: no newspaper counts in them.
 */
#include "digest/numeral.h"

#include "digest/unit.h"

int numeral_digit(uint32_t c)
{
    static const uint32_t forms[10][8] = {U"〇零○", U"一壹弌", U"二贰貳两兩俩倆", U"三叁叄",
                                          U"四肆",  U"五伍",   U"六陆陸",         U"七柒",
                                          U"八捌",  U"九玖"};
    for (int i = 0; i < 10; i++)
        if (char_in(forms[i], c))
            return i;
    return -1;
}

static bool is_formal(uint32_t c)
{
    return char_in(U"壹贰貳俩倆叁叄肆伍陆陸柒捌玖拾佰仟弌", c);
}

unsigned numeral_power(uint32_t c)
{
    static const struct {
        uint32_t forms[4];
        unsigned power;
    } multipliers[] = {{U"十拾", 1}, {U"百佰", 2}, {U"千仟", 3},
                       {U"万萬", 4}, {U"亿億", 8}, {U"兆", 12}};
    for (size_t i = 0; i < COUNT(multipliers); i++)
        if (char_in(multipliers[i].forms, c))
            return multipliers[i].power;
    return 0;
}

static bool is_big(uint32_t c)
{
    return numeral_power(c) >= 4;
}

/* What is read so far. A single digit at the end has its place by the multiplier before it: 一百二.
 */
static struct decimal sum(const struct numeral *r)
{
    struct decimal current = r->current;
    if (r->has_current && r->single && r->previous >= 2 && !r->fell)
        current = decimal_shift(current, r->previous - 1);
    return decimal_add(decimal_add(r->total, r->section), current);
}

/* A comma between digits, of their width, and exactly three digits behind it. */
static bool groups_here(const struct numeral *r)
{
    const uint32_t *c = r->p->code + r->at;
    if (!r->at || numeral_peek(r, 0) != ',' || (*c == ',') != (c[-1] < 0x80))
        return false;
    return is_digit(numeral_peek(r, 1)) && is_digit(numeral_peek(r, 2)) &&
           is_digit(numeral_peek(r, 3)) && !is_digit(numeral_peek(r, 4));
}

/* Digits with a comma before every three of them, once there is one. */
static struct decimal whole_part(struct numeral *r)
{
    struct decimal d = {0};
    size_t start = r->at, comma = 0;
    for (;;) {
        uint32_t c = numeral_peek(r, 0);
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
static size_t exponent_width(const struct numeral *r, bool *negative, unsigned *power)
{
    size_t width = 1;
    uint32_t sign = numeral_peek(r, width);
    if (numeral_peek(r, 0) != 'e' && numeral_peek(r, 0) != 'E')
        return 0;
    *negative = sign == '-' || sign == U'－';
    width += *negative || sign == '+';
    size_t first = width;
    for (*power = 0; is_digit(numeral_peek(r, width)) && width < first + 2; width++)
        *power = *power * 10 + (numeral_peek(r, width) - '0');
    return width == first || is_digit(numeral_peek(r, width)) || is_latin(numeral_peek(r, width))
               ? 0
               : width;
}

/* 1.2e5, 40k, 2.5 M; not the 5 of 5km. */
static void take_scale(struct numeral *r)
{
    bool negative = false;
    unsigned power = 0;
    size_t width = exponent_width(r, &negative, &power);
    size_t gap =
        numeral_peek(r, 0) == ' ' && (numeral_peek(r, 1) == 'M' || numeral_peek(r, 1) == 'k');
    if (!width) {
        uint32_t c = numeral_peek(r, gap), next = numeral_peek(r, gap + 1);
        power = c == 'k' || c == 'K' ? 3 : c == 'M' ? 6 : 0;
        width = power && !is_latin(next) && !is_digit(next) && next != '/' ? gap + 1 : 0;
    }
    if (!width)
        return;
    r->current = negative ? decimal_unshift(r->current, power) : decimal_shift(r->current, power);
    numeral_take(r, width);
}

static bool take_arabic(struct numeral *r)
{
    if (r->has_current || (r->previous && r->previous < 3))
        return false;
    r->current = (struct decimal){0};
    if (numeral_peek(r, 0) != '.')
        r->current = whole_part(r);
    if (numeral_peek(r, 0) == '.' && is_digit(numeral_peek(r, 1))) {
        r->at++;
        for (; is_digit(numeral_peek(r, 0)); r->at++)
            r->current = decimal_unshift(decimal_digit(r->current, numeral_peek(r, 0) - '0'), 1);
    }
    r->has_current = r->any = r->arabic = true;
    r->single = false;
    numeral_take(r, 0);
    take_scale(r);
    return true;
}

/* .5, but not the end of 1.2.5 or No.5. */
static bool opens_with_point(const struct numeral *r)
{
    uint32_t before = r->at ? passage_at(r->p, r->at - 1) : 0;
    return !r->any && numeral_peek(r, 0) == '.' && is_digit(numeral_peek(r, 1)) &&
           (before <= ' ' || before == '-' || before > '~');
}

/* How many Han digits stand in a row, so many characters ahead. */
static size_t digits_ahead(const struct numeral *r, size_t ahead)
{
    size_t n = 0;
    while (numeral_digit(numeral_peek(r, ahead + n)) >= 0)
        n++;
    return n;
}

static bool neighbours(int a, int b)
{
    return a >= 1 && (b == a + 1 || (a == 3 && b == 5));
}

/* One digit, two neighbours, or a row written by position. */
static bool take_han(struct numeral *r)
{
    size_t row = digits_ahead(r, 0);
    int first = numeral_digit(numeral_peek(r, 0)), second = numeral_digit(numeral_peek(r, 1));
    if (r->has_current)
        return false;
    if (first == 0 && r->previous) {
        uint32_t next = numeral_peek(r, 1);
        if (row < 2 && !numeral_power(next) && !is_digit(next) && !char_in(U"几幾", next))
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
            r->current = decimal_digit(r->current, (uint64_t)numeral_digit(numeral_peek(r, i)));
    }
    numeral_take(r, row);
    return true;
}

/* 百三, 千三 by themselves: a hundred and thirty. */
static bool ends_bare(const struct numeral *r)
{
    uint32_t next = numeral_peek(r, 2);
    return !r->any && numeral_digit(numeral_peek(r, 1)) > 0 &&
           !(r->at && is_han(r->p->code[r->at - 1])) && !is_han(next);
}

static bool take_small(struct numeral *r, unsigned power)
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
    numeral_take(r, 1);
    return true;
}

static bool take_big(struct numeral *r, unsigned power)
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
    numeral_take(r, 1);
    return true;
}

/* 600来米, but not 600来自: does 来 say "about" here? It does behind 十 and 百, and behind a round
 * number in Arabic digits if a unit follows. */
static bool is_about_word(const struct numeral *r)
{
    struct unit unit;
    bool round = r->arabic && r->at > r->n->at.first + 1 && passage_at(r->p, r->at - 1) == '0';
    return r->previous == 1 || r->previous == 2 || (round && unit_read(r->p, r->at + 1, &unit));
}

/* 余 and 多 behind any number, 几 behind a multiplier or 零, 来 behind 十 百 or a round number and
 * before a unit. Only 万 亿 may follow. */
static bool take_about(struct numeral *r)
{
    uint32_t c = numeral_peek(r, 0);
    bool fits = char_in(U"余餘多", c) ? r->any
                : char_in(U"几幾", c) ? r->previous || r->fell
                : c == U'来'          ? is_about_word(r)
                                      : false;
    if (!fits || r->closed)
        return false;
    r->n->approx = (struct span){r->at, r->at + 1};
    r->closed = true;
    numeral_take(r, 1);
    return true;
}

/* 数十, 几百, 上千 are read as 十, 百, 千. */
static bool take_some(struct numeral *r)
{
    uint32_t c = numeral_peek(r, 0), next = numeral_peek(r, 1),
             before = r->at ? r->p->code[r->at - 1] : 0;
    if (r->any || !(char_in(U"数數几幾", c) ? numeral_power(next)
                                            : c == U'上' && numeral_power(next) >= 2 &&
                                                  !char_in(U"迈登跨踏走攀", before)))
        return false;
    r->n->approx = (struct span){r->at, r->at + 1};
    r->current = (struct decimal){.units = 1};
    r->has_current = r->any = true;
    numeral_take(r, 1);
    return true;
}

/* 百余名, 千余人, 近万名, 超千亿元: 百 and the like alone are a number where a unit follows. */
static bool take_round(struct numeral *r)
{
    struct unit unit;
    uint32_t c = numeral_peek(r, 0), before = r->at ? r->p->code[r->at - 1] : 0;
    bool more = char_in(U"余餘", numeral_peek(r, 1)), near = char_in(U"近逾超", before);
    size_t unit_at = r->at + 1 + (more || numeral_power(numeral_peek(r, 1)) >= 4);
    if (r->any || numeral_power(c) < 2 || !(more || near) ||
        (more && char_in(U"数數几幾上成逾", before)) || !unit_read(r->p, unit_at, &unit))
        return false;
    r->current = (struct decimal){.units = 1};
    r->has_current = r->any = true;
    return numeral_power(c) >= 4 ? take_big(r, numeral_power(c)) : take_small(r, numeral_power(c));
}

/* 廿 卅: 二十, 三十. */
static bool take_score(struct numeral *r)
{
    unsigned tens = numeral_peek(r, 0) == U'廿' ? 2 : numeral_peek(r, 0) == U'卅' ? 3 : 0;
    if (!tens || r->any)
        return false;
    r->current = (struct decimal){.units = tens};
    r->has_current = true;
    return take_small(r, 1);
}

/* A gap is stepped over only between parts that cannot be two numbers. */
static void skip_gap(struct numeral *r)
{
    size_t gap = 0;
    while (gap < 4 && (numeral_peek(r, gap) == ' ' || numeral_peek(r, gap) == 0x3000))
        gap++;
    uint32_t next = numeral_peek(r, gap);
    bool joins = numeral_power(next) || char_in(U"余餘多几幾点點", next) ||
                 (r->previous && !r->has_current && (numeral_digit(next) >= 0 || is_digit(next)));
    if (r->any && joins)
        r->at += gap;
}

/* The 千 of 千米 and the 兆 of 兆瓦 belong to the unit. */
static bool is_unit_prefix(uint32_t c, uint32_t next)
{
    return (c == U'千' && char_in(U"米克瓦伏帕赫", next)) ||
           (c == U'兆' && char_in(U"瓦赫帕字", next));
}

static bool take(struct numeral *r)
{
    skip_gap(r);
    uint32_t c = numeral_peek(r, 0);
    unsigned power = is_unit_prefix(c, numeral_peek(r, 1)) ? 0 : numeral_power(c);
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
    if (numeral_digit(c) >= 0)
        return take_han(r);
    return take_score(r) || take_some(r) || take_about(r);
}

/* The characters of 点 and of a gap behind it; 0 if digits in Han do not follow, or if it is the
 * hour of 八点三十分 or 三点半. */
static size_t point_width(const struct numeral *r)
{
    size_t width = 1;
    if (r->arabic || r->closed || !char_in(U"点點", numeral_peek(r, 0)))
        return 0;
    while (numeral_peek(r, width) == ' ')
        width++;
    size_t row = digits_ahead(r, width);
    bool counts = char_in(U"两兩俩倆", numeral_peek(r, width));
    return !row || counts || char_in(U"十分刻", numeral_peek(r, width + row)) ? 0 : width;
}

/* 点 and digits in Han. */
static void take_point(struct numeral *r)
{
    skip_gap(r);
    size_t width = point_width(r);
    if (!width)
        return;
    r->at += width;
    size_t row = digits_ahead(r, 0);
    r->current = sum(r);
    r->total = r->section = (struct decimal){0};
    unsigned places = 0;
    struct decimal digits = {0};
    for (size_t i = 0; i < row; i++, places++)
        digits = decimal_digit(digits, (uint64_t)numeral_digit(numeral_peek(r, i)));
    r->current = decimal_add(r->current, decimal_unshift(digits, places));
    r->has_current = true;
    r->single = r->fell = false;
    r->big = NO_POWER;
    r->previous = 0;
    numeral_take(r, row);
    while (is_big(numeral_peek(r, 0)) && !is_unit_prefix(numeral_peek(r, 0), numeral_peek(r, 1)))
        take_big(r, numeral_power(numeral_peek(r, 0)));
}

/* 1个半小时 */
static void take_half(struct numeral *r)
{
    if (!char_in(U"个個", numeral_peek(r, 0)) || numeral_peek(r, 1) != U'半')
        return;
    r->total = decimal_add(sum(r), (struct decimal){.units = 5, .places = 1});
    r->section = r->current = (struct decimal){0};
    r->has_current = false;
    numeral_take(r, 2);
}

/* 十打: by the dozen, not the 打 of 打造. */
static void take_dozen(struct numeral *r)
{
    if (numeral_peek(r, 0) != U'打' || (r->arabic && !r->has_current) ||
        char_in(U"造击開开破通印包扮工架断断响赢败分入出卡车車电電听量捞球拼", numeral_peek(r, 1)))
        return;
    r->total = decimal_times(sum(r), 12);
    r->section = r->current = (struct decimal){0};
    r->has_current = false;
    numeral_take(r, 1);
}

struct numeral numeral_at(const struct passage *p, size_t at, struct number *n)
{
    return (struct numeral){
        .p = p, .n = n, .at = at, .last = at, .small = NO_POWER, .big = NO_POWER};
}

size_t numeral_gap_end(const struct passage *p, size_t at)
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
    return at && char_in(U"之又负負", p->code[at - 1]);
}

bool numeral_read(struct numeral *r, struct decimal *value)
{
    size_t start = r->at;
    while (take(r))
        ;
    r->at = r->last;
    if (!r->any)
        return false;
    uint32_t next = passage_at(r->p, numeral_gap_end(r->p, r->at));
    if (r->at - start == 1 && is_formal(passage_at(r->p, start)) &&
        !char_in(U"点點又分打折", next) && !follows_part(r->p, start))
        return false;
    take_point(r);
    take_half(r);
    take_dozen(r);
    *value = sum(r);
    return !value->broken && value->places < LONGEST_PLACES - 3;
}
