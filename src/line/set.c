/* SPDX-License-Identifier: MIT */
/*
 * The widths of the gaps of one line.
 *
 * A line that is too wide loses space step by step in the order of JU-04, a step being used up
 * before the next begins; inside a step every gap gives the same part of what it can (JU-05). A
 * line that is too narrow gains step by step in the order of JU-06: word spaces, then Han–Latin,
 * both up to their caps, then all gaps that share, equally.
 *
 * Sums are exact. What a step has to give is dealt out by the running total, so that rounding never
 * adds up; the equal shares are quotient and remainder. A line of Western words alone has nothing
 * that shares: there the word spaces take the rest beyond their cap, since both edges must be
 * flush (JU-01).
 */
#include "line/line.h"

/* An amount dealt out in proportion to weights, whose sum is `total`. */
struct deal {
    int64_t amount, total;
    int64_t seen, given;
};

static dist portion(struct deal *d, dist weight)
{
    if (!d->amount || !d->total)
        return 0;
    d->seen += weight;
    int64_t due = d->amount * d->seen / d->total;
    dist part = (dist)(due - d->given);
    d->given = due;
    return part;
}

static void take(struct deal *d, int64_t *need)
{
    d->amount = *need < d->total ? *need : d->total;
    *need -= d->amount;
}

static int64_t shrink(const struct line_box *boxes, size_t count, int64_t need, dist *gaps)
{
    struct deal steps[LINE_SHRINK_STEPS + 1] = {{0}};
    for (size_t i = 0; i < count; i++)
        steps[boxes[i].shrink_step].total += boxes[i].shrink;
    for (int k = 1; k <= LINE_SHRINK_STEPS; k++)
        take(&steps[k], &need);
    for (size_t i = 0; i < count; i++)
        if (boxes[i].shrink_step)
            gaps[i] -= portion(&steps[boxes[i].shrink_step], boxes[i].shrink);
    return need;
}

static int64_t stretch(const struct line_box *boxes, size_t count, int64_t need, dist *gaps)
{
    struct deal steps[LINE_STRETCH_STEPS] = {{0}};
    int64_t shares = 0;
    for (size_t i = 0; i < count; i++) {
        steps[boxes[i].stretch_step].total += boxes[i].stretch;
        shares += boxes[i].share;
    }
    for (int k = 1; k < LINE_STRETCH_STEPS; k++)
        take(&steps[k], &need);
    for (int k = 1; k < LINE_STRETCH_STEPS && !shares; k++) {
        if (steps[k].total) {
            steps[k].amount += need;
            need = 0;
        }
    }
    int64_t share = shares ? need / shares : 0, rest = shares ? need % shares : 0;
    for (size_t i = 0; i < count; i++) {
        if (boxes[i].stretch_step)
            gaps[i] += portion(&steps[boxes[i].stretch_step], boxes[i].stretch);
        if (boxes[i].share)
            gaps[i] += (dist)(share + (rest-- > 0));
    }
    return shares ? 0 : need;
}

dist line_set(const struct line_box *boxes, size_t first, size_t end, dist width, dist *gaps)
{
    if (first >= end)
        return 0;
    const struct line_box *line = boxes + first;
    size_t last = end - first - 1;
    int64_t need = (int64_t)line[last].advance + line[last].hyphen - width;
    for (size_t i = 0; i < last; i++) {
        gaps[i] = line[i].gap;
        need += (int64_t)line[i].advance + line[i].gap;
    }
    gaps[last] = 0;
    if (need > 0)
        return (dist)shrink(line, last, need, gaps);
    return need < 0 ? (dist)-stretch(line, last, -need, gaps) : 0;
}
