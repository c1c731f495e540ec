/* SPDX-License-Identifier: MIT */
/*
 * Automatic table layout: CSS 2.1, 17.5.2.2, with the steps in which CSS Tables 3, section 3.9.3,
 * distributes the width.
 *
 * There is a row of guesses, each no narrower in any column than the one before: all columns at
 * their least; at what is easily read; then those with a share at their share; those with a width
 * at that; the others wide enough for their short texts, then for those of twice that length,
 * before a head takes more; and at their most. CSS has no such thing
 * as easily read or short. Chinese needs it: a line may end behind every character, so that the
 * least of a text is one of them, and a name of five would be broken for the sake of a long note.
 * The measure falls between two guesses, and every column gets its part of the way from the one to
 * the other. What is left over the last guess goes to the columns without a width, or if there are
 * none to those with one, in proportion to what they have.
 *
 * Sums are cut into integers as they run on, so that nothing is lost or gained by rounding.
 */
#include "page/widths.h"

enum guess { LEAST, EASY, SHARED, FIXED, FAIR, WHOLE, MOST, GUESSES };

static dist larger(dist a, dist b)
{
    return a > b ? a : b;
}

static dist smaller(dist a, dist b)
{
    return a < b ? a : b;
}

static dist *part(struct column_wish *c, enum guess g)
{
    switch (g) {
    case LEAST:
        return &c->least;
    case FAIR:
        return &c->fair;
    case WHOLE:
        return &c->whole;
    case MOST:
        return &c->most;
    default:
        return &c->easy;
    }
}

static dist guess(const struct column_wish *c, enum guess g, dist measure)
{
    dist wanted = c->share ? dist_scale(measure, c->share, 1000) : c->fixed;
    bool free = !c->share && !c->fixed;
    struct column_wish copy = *c;
    wanted = larger(wanted, c->least);
    if (g == LEAST)
        return c->least;
    if (free)
        return *part(&copy, g);
    bool reached = g > EASY && (c->share || g > SHARED);
    return reached ? wanted : smaller(c->easy, wanted);
}

static int64_t sum_of(const struct column_wish *columns, size_t count, enum guess g, dist measure)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += guess(columns + i, g, measure);
    return sum;
}

int64_t widths_least(const struct column_wish *columns, size_t count)
{
    return sum_of(columns, count, LEAST, 0);
}

int64_t widths_easy(const struct column_wish *columns, size_t count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += columns[i].easy;
    return sum;
}

/* A fair part of `room` for each weight, added to the widths; in equal parts if all are 0. */
static void add_parts(dist *widths, const dist *weights, size_t count, int64_t room)
{
    int64_t total = 0, sum = 0, given = 0;
    for (size_t i = 0; i < count; i++)
        total += weights[i];
    for (size_t i = 0; i < count; i++) {
        sum += total > 0 ? weights[i] : 1;
        int64_t upto = room * sum / (total > 0 ? total : (int64_t)count);
        widths[i] += (dist)(upto - given);
        given = upto;
    }
}

/* Which columns take what is left over: those without a width, else those with a fixed one, else
 * all. */
static void excess_weights(const struct column_wish *columns, size_t count, const dist *widths,
                           dist *weights)
{
    bool any_free = false, any_fixed = false;
    for (size_t i = 0; i < count; i++) {
        any_free = any_free || (!columns[i].share && !columns[i].fixed && widths[i] > 0);
        any_fixed = any_fixed || (!columns[i].share && columns[i].fixed);
    }
    for (size_t i = 0; i < count; i++) {
        bool free = !columns[i].share && !columns[i].fixed;
        bool takes = any_free ? free : any_fixed ? !columns[i].share : true;
        weights[i] = takes ? widths[i] : 0;
    }
}

bool widths_divide(const struct column_wish *columns, size_t count, dist measure, dist *widths)
{
    dist weights[MOST_COLUMNS] = {0};
    int64_t low = sum_of(columns, count, LEAST, measure), high;
    for (size_t i = 0; i < count; i++) {
        widths[i] = low > measure ? 0 : columns[i].least;
        weights[i] = columns[i].least;
    }
    if (low > measure) {
        add_parts(widths, weights, count, measure);
        return false;
    }
    for (enum guess g = EASY; g < GUESSES; g++, low = high) {
        high = sum_of(columns, count, g, measure);
        for (size_t i = 0; i < count; i++)
            weights[i] = guess(columns + i, g, measure) - widths[i];
        if (high > measure) {
            add_parts(widths, weights, count, measure - low);
            return true;
        }
        for (size_t i = 0; i < count; i++)
            widths[i] += weights[i];
    }
    excess_weights(columns, count, widths, weights);
    add_parts(widths, weights, count, measure - low);
    return true;
}

/* ---- cells over several columns ------------------------------------------------------------ */

static void widen(struct column_wish *columns, size_t count, enum guess g, dist wanted)
{
    dist widths[MOST_COLUMNS] = {0}, weights[MOST_COLUMNS] = {0};
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        widths[i] = *part(columns + i, g);
        weights[i] = columns[i].most;
        sum += widths[i];
    }
    if (sum < wanted)
        add_parts(widths, weights, count, wanted - sum);
    for (size_t i = 0; i < count; i++)
        *part(columns + i, g) = widths[i];
}

void widths_span(struct column_wish *columns, size_t count, const struct column_wish *cell)
{
    widen(columns, count, LEAST, cell->least);
    widen(columns, count, EASY, cell->easy);
    widen(columns, count, FAIR, cell->fair);
    widen(columns, count, WHOLE, cell->whole);
    widen(columns, count, MOST, cell->most);
    for (size_t i = 0; i < count; i++) {
        columns[i].easy = larger(columns[i].easy, columns[i].least);
        columns[i].fair = larger(columns[i].fair, columns[i].easy);
        columns[i].whole = larger(columns[i].whole, columns[i].fair);
        columns[i].most = larger(columns[i].most, columns[i].whole);
    }
}
