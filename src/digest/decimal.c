/* SPDX-License-Identifier: MIT */
/*
 * Decimals as a 64-bit count of a decimal unit, so that nothing is ever rounded: binary floating
 * point cannot hold 35.24, and the sum of a table must be exact. Only a quotient is, to MOST_PLACES
 * places.
 */
#include "digest/decimal.h"

#include <string.h>

enum { MOST_PLACES = 15 };

struct decimal decimal_times(struct decimal d, uint64_t factor)
{
    d.broken = d.broken || __builtin_mul_overflow(d.units, factor, &d.units);
    return d;
}

struct decimal decimal_shift(struct decimal d, unsigned power)
{
    unsigned less = power < d.places ? power : d.places;
    d.places -= less;
    for (power -= less; power && !d.broken; power--)
        d = decimal_times(d, 10);
    return d;
}

struct decimal decimal_unshift(struct decimal d, unsigned power)
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

struct decimal decimal_add(struct decimal a, struct decimal b)
{
    a = decimal_widen(a, b.places);
    b = decimal_widen(b, a.places);
    bool broken = a.broken || b.broken;
    a.broken = __builtin_add_overflow(a.units, b.units, &a.units) || broken;
    return a;
}

/* a / b, to MOST_PLACES places. */
struct decimal decimal_divide(struct decimal a, struct decimal b)
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

void decimal_text(struct decimal d, bool negative, char out[NUMBER_TEXT])
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

struct decimal decimal_digit(struct decimal d, uint64_t digit)
{
    d = decimal_times(d, 10);
    d.broken = __builtin_add_overflow(d.units, digit, &d.units) || d.broken;
    return d;
}
