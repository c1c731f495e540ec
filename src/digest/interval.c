/* SPDX-License-Identifier: MIT */
/*
 * Intervals of written numbers, and ratios of them. A ratio is never divided to be compared: share
 * and ratio meet when low_above / low_below <= share.high and share.low <= high_above / high_below,
 * both multiplied out. The limits of interval.h keep every product below 2^127. Rejected: binary
 * floating point, which cannot hold 35.24, and fractions of any size, which no newspaper needs.
 */
#include "digest/interval.h"

enum { PLACES = 6 };

bool amount_read(const char *decimal, amount *out)
{
    bool negative = *decimal == '-', point = false;
    amount value = 0;
    int places = 0;
    for (const char *p = decimal + negative; *p; p++) {
        if (*p == '.') {
            point = true;
            continue;
        }
        if (!is_digit(*p) || (point && places == PLACES))
            return false;
        value = value * 10 + (*p - '0');
        places += point;
        if (value > AMOUNT_MOST)
            return false;
    }
    for (; places < PLACES; places++)
        value *= 10;
    *out = negative ? -value : value;
    return value <= AMOUNT_MOST;
}

const char *amount_text(struct arena *a, amount value)
{
    const char *sign = value < 0 ? "-" : "";
    if (value < 0)
        value = -value;
    unsigned long long whole = (unsigned long long)(value / ONE);
    unsigned rest = (unsigned)(value % ONE);
    int places = PLACES;
    for (; places && rest % 10 == 0; places--)
        rest /= 10;
    return places ? arena_printf(a, "%s%llu.%0*u", sign, whole, places, rest)
                  : arena_printf(a, "%s%llu", sign, whole);
}

struct interval interval_sum(struct interval a, struct interval b)
{
    return (struct interval){a.value + b.value, a.low + b.low, a.high + b.high};
}

bool interval_meets(struct interval a, struct interval b)
{
    return a.low <= b.high && b.low <= a.high;
}

struct ratio ratio_of(struct interval part, struct interval whole)
{
    return (struct ratio){part.low, whole.high, part.high, whole.low, part.value, whole.value};
}

struct ratio ratio_change(struct interval earlier, struct interval later)
{
    struct interval e = earlier, l = later;
    if (l.value >= e.value)
        return (struct ratio){l.low - e.high,    e.high, l.high - e.low, e.low,
                              l.value - e.value, e.value};
    return (struct ratio){e.low - l.high,    e.low,  e.high - l.low, e.high,
                          e.value - l.value, e.value};
}

struct ratio ratio_told(struct interval change, struct interval later, bool rise)
{
    struct interval c = change, l = later;
    if (rise)
        return (struct ratio){c.low,          l.high - c.low, c.high,
                              l.low - c.high, c.value,        l.value - c.value};
    return (struct ratio){c.low,          l.high + c.low, c.high,
                          l.low + c.high, c.value,        l.value + c.value};
}

bool ratio_meets(struct ratio r, int times, struct interval share)
{
    if (r.low_below <= 0 || r.high_below <= 0 || share.low > AMOUNT_SHARE)
        return true;
    amount high = share.high < AMOUNT_SHARE ? share.high : AMOUNT_SHARE;
    return high * r.low_below >= r.low_above * times * ONE &&
           share.low * r.high_below <= r.high_above * times * ONE;
}

const char *ratio_text(struct arena *a, struct ratio r, int times)
{
    if (r.value_below <= 0)
        return "0";
    amount hundredths = (r.value_above * times * 100 * 2 / r.value_below + 1) / 2;
    return amount_text(a, hundredths * (ONE / 100));
}
