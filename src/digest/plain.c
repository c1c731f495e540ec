/* SPDX-License-Identifier: MIT */
/*
 * Plain decimals as they are written: compared and subtracted digit by digit, so that any length is
 * exact. number.c computes in 64 bits, which is enough for what a page can say; what an editor or
 * another program wrote into a file need not fit there, and must not be told to be what it is not.
 */
#include <string.h>

#include "digest/digest.h"

enum { LONGEST_SHARE = 64 /* digits of a number of which a share is told */ };

struct decimal {
    bool negative; /* never of zero */
    const char *whole, *part;
    size_t whole_count, part_count; /* digits, without zeros at the outer ends */
};

static struct decimal decimal_of(const char *s)
{
    struct decimal d = {.negative = *s == '-'};
    s += d.negative;
    s += strspn(s, "0");
    d.whole = s;
    d.whole_count = strcspn(s, ".");
    s += d.whole_count;
    d.part = s + (*s == '.');
    d.part_count = strlen(d.part);
    while (d.part_count && d.part[d.part_count - 1] == '0')
        d.part_count--;
    d.negative = d.negative && (d.whole_count || d.part_count);
    return d;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Without signs. */
static int compare(const struct decimal *a, const struct decimal *b)
{
    if (a->whole_count != b->whole_count)
        return a->whole_count < b->whole_count ? -1 : 1;
    int whole = memcmp(a->whole, b->whole, a->whole_count);
    size_t shared = a->part_count < b->part_count ? a->part_count : b->part_count;
    int part = whole ? whole : memcmp(a->part, b->part, shared);
    return part ? part : (a->part_count > b->part_count) - (a->part_count < b->part_count);
}

int digest_number_order(const char *x, const char *y)
{
    struct decimal a = decimal_of(x), b = decimal_of(y);
    if (a.negative != b.negative)
        return a.negative ? -1 : 1;
    return a.negative ? compare(&b, &a) : compare(&a, &b);
}

/* ---- digits ------------------------------------------------------------------------------- */

struct digits {
    unsigned char *at; /* 0 to 9, the first is the highest */
    size_t count;
};

/* d with so many digits before and behind the point; none may be missing. */
static struct digits spread(struct arena *a, const struct decimal *d, size_t whole, size_t part)
{
    struct digits x = {arena_alloc(a, whole + part + 1), whole + part};
    for (size_t i = 0; i < d->whole_count; i++)
        x.at[whole - d->whole_count + i] = (unsigned char)(d->whole[i] - '0');
    for (size_t i = 0; i < d->part_count; i++)
        x.at[whole + i] = (unsigned char)(d->part[i] - '0');
    return x;
}

/* x += y, or x -= y, which must not be larger; both have the same count. */
static void add(struct digits x, struct digits y, bool subtract)
{
    int carry = 0;
    for (size_t i = x.count; i-- > 0;) {
        int sum = subtract ? x.at[i] - y.at[i] + carry : x.at[i] + y.at[i] + carry;
        carry = subtract ? (sum < 0 ? -1 : 0) : sum / 10;
        x.at[i] = (unsigned char)(subtract ? sum - 10 * carry : sum % 10);
    }
}

/* With `whole` of the digits before the point, without zeros at the outer ends. */
static const char *text_of(struct arena *a, struct digits x, size_t whole, bool negative)
{
    char *text = arena_alloc(a, x.count + 4), *to = text;
    size_t first = 0, end = x.count;
    while (first + 1 < whole && !x.at[first])
        first++;
    while (end > whole && !x.at[end - 1])
        end--;
    if (negative)
        *to++ = '-';
    for (size_t i = first; i < end; i++) {
        if (i == whole)
            *to++ = '.';
        *to++ = (char)('0' + x.at[i]);
    }
    return text;
}

const char *digest_number_shift(struct arena *a, const char *x, int places)
{
    struct decimal d = decimal_of(x);
    size_t up = places > 0 ? (size_t)places : 0, down = places < 0 ? (size_t)-places : 0;
    size_t whole = d.whole_count + 1 + down, part = larger(d.part_count, up);
    return text_of(a, spread(a, &d, whole, part), whole + up - down, d.negative);
}

/* The larger one less the smaller one, signs aside, in whole + part digits. */
static struct digits distance(struct arena *a, const struct decimal *x, const struct decimal *y,
                              size_t whole, size_t part)
{
    bool less = compare(x, y) < 0;
    struct digits from = spread(a, less ? y : x, whole, part);
    add(from, spread(a, less ? x : y, whole, part), true);
    return from;
}

const char *digest_number_difference(struct arena *a, const char *now, const char *before)
{
    struct decimal x = decimal_of(now), y = decimal_of(before);
    size_t whole = larger(x.whole_count, y.whole_count) + 1;
    size_t part = larger(x.part_count, y.part_count);
    bool less = digest_number_order(now, before) < 0;
    if (x.negative == y.negative)
        return text_of(a, distance(a, &x, &y, whole, part), whole, less);
    struct digits sum = spread(a, &x, whole, part);
    add(sum, spread(a, &y, whole, part), false);
    return text_of(a, sum, whole, less);
}

/* ---- shares ------------------------------------------------------------------------------- */

/* x / y rounded half up, y not zero, in place of x. By hand: rest and y have one digit more than
 * y needs, so that ten times the rest fits. */
static void divide(struct arena *a, struct digits x, struct digits y)
{
    struct digits rest = {arena_alloc(a, y.count), y.count};
    for (size_t i = 0; i < x.count; i++) {
        memmove(rest.at, rest.at + 1, rest.count - 1);
        rest.at[rest.count - 1] = x.at[i];
        for (x.at[i] = 0; memcmp(rest.at, y.at, y.count) >= 0; x.at[i]++)
            add(rest, y, true);
    }
    add(rest, rest, false);
    for (size_t i = x.count; memcmp(rest.at, y.at, y.count) >= 0 && i-- > 0;) {
        x.at[i] = x.at[i] == 9 ? 0 : x.at[i] + 1;
        if (x.at[i])
            break;
    }
}

const char *digest_number_percent(struct arena *a, const char *now, const char *before)
{
    struct decimal x = decimal_of(now), y = decimal_of(before);
    size_t whole = larger(x.whole_count, y.whole_count) + 1;
    size_t part = larger(x.part_count, y.part_count);
    bool zero = !y.whole_count && !y.part_count;
    if (x.negative || y.negative || zero || whole + part > LONGEST_SHARE)
        return NULL;
    struct digits change = distance(a, &x, &y, whole, part);
    struct digits thousandths = {arena_alloc(a, change.count + 3), change.count + 3};
    memcpy(thousandths.at, change.at, change.count);
    divide(a, thousandths, spread(a, &y, whole, part));
    const char *text = text_of(a, thousandths, thousandths.count - 1, false);
    bool none = !strcmp(text, "0");
    return arena_printf(a, "%s%s%s", compare(&x, &y) < 0 && !none ? "-" : "", text,
                        strchr(text, '.') ? "" : ".0");
}
