/* SPDX-License-Identifier: MIT */
/*
 * Lengths as an editor writes them: 10.5pt, 26mm, 2字, 1行, 46%, 小四.
 *
 * A decimal is read into its whole part and nine digits behind the point, so that number × unit is
 * a quotient of integers, rounded once. strtod was rejected: it needs a float and obeys the locale.
 * The 字号 values are those of practice in points (CLREQ, "sizes"), as Word has them.
 */
#include "format/sheet.h"

#include <string.h>

enum { LARGEST_WHOLE = 99999, DECIMALS = 9, BILLION = 1000000000 };

struct decimal {
    bool negative;
    int64_t whole;    /* up to LARGEST_WHOLE */
    int64_t fraction; /* in 1/BILLION */
};

struct ratio { /* of a unit: so many 1/65536 pt */
    int64_t num, den;
};

static const struct {
    const char *name;
    int half_points;
} sizes[] = {
    {"初号", 84}, {"小初", 72}, {"一号", 52}, {"小一", 48}, {"二号", 44}, {"小二", 36},
    {"三号", 32}, {"小三", 30}, {"四号", 28}, {"小四", 24}, {"五号", 21}, {"小五", 18},
    {"六号", 15}, {"小六", 13}, {"七号", 11}, {"八号", 10},
};

/* Reads [-]digits[.digits]; returns what follows, or NULL if it is no such number. */
static const char *read_decimal(const char *s, struct decimal *d)
{
    *d = (struct decimal){.negative = *s == '-'};
    s += d->negative;
    if (!is_digit(*s))
        return NULL;
    for (; is_digit(*s); s++) {
        d->whole = d->whole * 10 + (*s - '0');
        if (d->whole > LARGEST_WHOLE)
            return NULL;
    }
    if (*s != '.')
        return s;
    int64_t unit = BILLION;
    for (s++; is_digit(*s) && unit > 1; s++) {
        unit /= 10;
        d->fraction += unit * (*s - '0');
    }
    return unit == BILLION || is_digit(*s) ? NULL : s;
}

static const char px[] = N_("a px belongs to screens; in CSS it is 0.75pt");
static const char view[] =
    N_("that belongs to screens; write mm, or % where something is the whole");
static const char spoken[] =
    N_("unknown unit; 磅 is written pt, 毫米 mm, 厘米 cm, 英寸 in, 字符 字, and 倍 行");

/* Units of the screen, of other languages and of spoken Chinese have others in their place. */
static const struct {
    const char *name, *advice;
} foreign_units[] = {
    {"px", px},
    {"像素", px},
    /* xgettext:no-c-format */
    {"rem", N_("rem is not known; write pt, or % or 字 of the size")},
    {"vh", view},
    {"vw", view},
    {"vmin", view},
    {"vmax", view},
    {"pc", N_("pc is not known; it is 12pt")},
    {"磅", spoken},
    {"毫米", spoken},
    {"厘米", spoken},
    {"英寸", spoken},
    {"字符", spoken},
    {"倍", spoken},
    {"号", N_("a size is written as its name alone, such as 小四, 四号 or 五号")},
};

static const char *foreign_unit(const char *unit)
{
    for (size_t i = 0; i < COUNT(foreign_units); i++)
        if (!strcmp(unit, foreign_units[i].name))
            return _(foreign_units[i].advice);
    return _("unknown unit; the units are pt, mm, cm, in, em, 字, 行 and %");
}

/* What a unit is here, or why it is nothing. */
static const char *read_unit(const char *s, const struct measures *m, struct ratio *out)
{
    static const char no_size[] = N_("字 and em have no meaning here; write pt, mm, cm or in");
    const struct {
        const char *name;
        struct ratio ratio;
        const char *without;
    } units[] = {
        {"pt", {PT, 1}, NULL},
        {"mm", {PT * 360LL, 127}, NULL},
        {"cm", {PT * 3600LL, 127}, NULL},
        {"in", {PT * 72LL, 1}, NULL},
        {"字", {m->em, 1}, no_size},
        {"em", {m->em, 1}, no_size},
        {"行", {m->pitch, 1}, N_("行 has no meaning here; write pt, mm, cm or in")},
        /* xgettext:no-c-format */
        {"%", {m->whole, 100}, N_("% has no meaning here, where nothing is the whole")},
    };
    for (size_t i = 0; i < COUNT(units); i++) {
        *out = units[i].ratio;
        if (!strcmp(s, units[i].name))
            return out->num || !units[i].without ? NULL : _(units[i].without);
    }
    return foreign_unit(s);
}

/* number × ratio to nearest. No product leaves 63 bits: num < 2^31 and fraction < 2^30. */
static int64_t scaled(const struct decimal *d, struct ratio unit)
{
    int64_t whole = d->whole * unit.num;
    int64_t rest = (whole % unit.den) * BILLION + d->fraction * unit.num;
    int64_t den = unit.den * BILLION;
    int64_t n = whole / unit.den + rest / den + (rest % den * 2 >= den);
    return d->negative ? -n : n;
}

static bool read_size_name(const char *text, dist *out)
{
    for (size_t i = 0; i < COUNT(sizes); i++) {
        if (!strcmp(text, sizes[i].name)) {
            *out = sizes[i].half_points * (PT / 2);
            return true;
        }
    }
    return false;
}

const char *format_length_fault(const char *text, const struct measures *m, dist *out)
{
    struct decimal d;
    if (read_size_name(text, out))
        return NULL;
    const char *unit = read_decimal(text, &d);
    if (!unit)
        return _("not a length; write a number up to 99999 and a unit (12pt, 5mm, 2字, 1行, 50%) "
                 "or a size from 初号 to 八号");
    struct ratio ratio = {0, 1};
    if (!*unit && (d.whole || d.fraction))
        return _("a number needs its unit: pt, mm, cm, in, em, 字, 行 or %");
    const char *fault = *unit ? read_unit(unit, m, &ratio) : NULL;
    if (fault)
        return fault;
    int64_t n = scaled(&d, ratio);
    if (n > INT32_MAX || n < -INT32_MAX)
        return _("longer than 32767pt");
    *out = (dist)n;
    return NULL;
}
