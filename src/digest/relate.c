/* SPDX-License-Identifier: MIT */
/*
 * Which count is a part of which.
 *
 * Three kinds of evidence tie a part to its total: words, sums, and names (kin.c). Words do: behind
 * 其中 stand parts of the count before, and what was resolved (收集…条、解决…条) is part of what
 * came in. Sums do where no word stands: two counts or more in a row, in one unit, that add up
 * exactly to the count before them or to the one behind them that is introduced by 共, 合计 or
 * 一共, are its parts, since a sum of two or three numbers is seldom a coincidence. Round and
 * approximate numbers add up by chance, so they are no evidence, and neither are changes. The label
 * of a part that is short is completed by what the total counts (家事 → 家事纠纷).
 */
#include "digest/digest.h"
#include "digest/interval.h"
#include "digest/label.h"
#include "digest/words.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_ADVERB = 5, BACK = 16, MOST_PARTS = 12, REACH = 24, MOST_NOUN = 16 };

static const char least_total[] = "5";

static bool same_unit(const struct passage *p, const struct count *a, const struct count *b)
{
    return passage_same(p, a->unit.at, b->unit.at);
}

/* 350公里/小时: a rate has no parts. */
static bool is_rate(const struct passage *p, const struct count *c)
{
    for (size_t i = c->unit.at.first; i < c->unit.at.end; i++)
        if (passage_at(p, i) == '/')
            return true;
    return false;
}

/* 受理3件，办结2件，其中中院受理1件: the same was done to both. */
static bool same_deed(const struct count *a, const struct count *b)
{
    const char *verb = b->verb[0] ? b->verb : b->label;
    return a->verb[0] && !strncmp(verb, a->verb, strlen(a->verb));
}

/* The total is the nearest earlier count in the same unit that is no part and not smaller: in the
 * same sentence, or in the one before when a sentence begins with 其中; of those of its sentence
 * one to which the same was done. Returns SIZE_MAX for none. */
static size_t total_by_words(const struct passage *p, const struct count *counts, size_t part)
{
    size_t reach = counts[part].part == PART_RESOLVED ? 0 : 1, nearest = SIZE_MAX;
    for (size_t i = part; i-- > 0 && part - i < BACK;) {
        const struct count *c = &counts[i];
        if (c->sentence + reach < counts[part].sentence)
            break;
        if (is_rate(p, &counts[part]))
            break;
        bool apart = c->part == PART_NONE || c->part < counts[part].part;
        if (apart && !c->change && !span_length(c->level) && c->label[0] &&
            same_unit(p, c, &counts[part]) &&
            digest_number_order(c->number.decimal, counts[part].number.decimal) >= 0) {
            if (nearest == SIZE_MAX
                    ? same_deed(c, &counts[part])
                    : c->sentence == counts[nearest].sentence && same_deed(c, &counts[part]))
                return i;
            nearest = nearest == SIZE_MAX ? i : nearest;
        }
    }
    return nearest;
}

/* 217家企业里，做设计的有96家: what follows in the sentence counts some of them. */
static bool opens_within(const struct passage *p, const struct count *total)
{
    size_t end = total->noun_end > total->follow ? total->noun_end : total->follow;
    for (size_t i = end; i < total->after && i < end + MOST_NOUN; i++) {
        size_t n = listed_at(p, i, &words_inside);
        uint32_t next = passage_at(p, i + n);
        if (n && (i + n == total->clause.end || next == U'，' || next == ','))
            return true;
    }
    return false;
}

static size_t total_within(const struct passage *p, const struct count *counts, size_t part)
{
    for (size_t i = part;
         i-- > 0 && part - i < BACK && counts[i].sentence == counts[part].sentence;)
        if (opens_within(p, &counts[i]))
            return same_unit(p, &counts[i], &counts[part]) && !counts[part].change &&
                           digest_number_order(counts[i].number.decimal,
                                               counts[part].number.decimal) > 0
                       ? i
                       : SIZE_MAX;
    return SIZE_MAX;
}

/* Whether the count may stand in a sum: exact, whole in kind, and no change or share. */
static bool adds_up(const struct count *c)
{
    return !c->change && !c->origin && !span_length(c->level) && !c->number.about && !c->per[0] &&
           c->unit.kind != UNIT_PERCENT && c->approx.first == c->approx.end &&
           c->part != PART_AMONG;
}

/* Whether c stands near enough behind the total to be a part of it: in its sentence or in the next
 * one. */
static bool near(const struct count *total, const struct count *c)
{
    return c->sentence <= total->sentence + 1;
}

/* Counts in other units and changes may stand between parts: 办结率, 同比增长. */
static bool stands_between(const struct passage *p, const struct count *total,
                           const struct count *c)
{
    return !same_unit(p, total, c) || c->change;
}

/* Adds the count's number; false if it is too large or too fine to be added. */
static bool add(amount *sum, const struct count *c)
{
    amount part;
    if (!amount_read(c->number.decimal, &part))
        return false;
    *sum += part;
    return true;
}

/* How many counts from `first` on, the ones between parts included, hold the parts that add up to
 * the total; 0 if none do. */
static size_t parts_behind(const struct passage *p, const struct count *counts, size_t first,
                           size_t end, const struct count *total)
{
    amount want = 0, sum = 0;
    size_t parts = 0;
    bool good = add(&want, total);
    for (size_t i = first; good && i < end && i - first < BACK && near(total, &counts[i]); i++) {
        if (stands_between(p, total, &counts[i]))
            continue;
        good = adds_up(&counts[i]) && add(&sum, &counts[i]) && sum <= want;
        parts += good;
        if (good && sum == want)
            return parts > 1 ? i + 1 - first : 0;
    }
    return 0;
}

/* The first count of the sentence behind that of counts[i]. */
static size_t next_sentence(const struct count *counts, size_t i, size_t count)
{
    size_t k = i + 1;
    while (k < count && counts[k].sentence == counts[i].sentence)
        k++;
    return k;
}

/* The same for those just before the total, in its sentence. */
static size_t parts_before(const struct passage *p, const struct count *counts, size_t total)
{
    amount want = 0, sum = 0;
    bool good = add(&want, &counts[total]);
    for (size_t n = 1; good && n <= total && n <= MOST_PARTS; n++) {
        const struct count *c = &counts[total - n];
        good = c->sentence == counts[total].sentence && same_unit(p, c, &counts[total]) &&
               adds_up(c) && add(&sum, c);
        if (good && sum == want)
            return n >= 2 ? n : 0;
    }
    return 0;
}

static bool opens_total(const struct passage *p, const struct count *c)
{
    size_t first = c->before > c->clause.first ? c->before : c->clause.first;
    if (c->number.at.first > first + REACH)
        first = c->number.at.first - REACH;
    for (size_t i = first; i < c->number.at.first; i++)
        if (!p->hidden[i] && listed_at(p, i, &words_sum))
            return true;
    return false;
}

/* Completes the label of a part, and those of the changes in its sentence that speak of it. */
static void complete(struct arena *a, struct count *counts, size_t count, size_t part, size_t total)
{
    struct count *c = &counts[part];
    const char *before = c->label;
    label_complete(a, c, &counts[total]);
    size_t n = strlen(before);
    for (size_t i = part + 1; c->label != before && i < count; i++) {
        struct count *k = &counts[i];
        if (k->sentence != c->sentence)
            break;
        if (k->change && k->topic == c->topic && !strncmp(k->label, before, n))
            k->label = arena_printf(a, "%s%s", c->label, k->label + n);
    }
}

static void tie(struct arena *a, const struct passage *p, struct count *counts, size_t count,
                size_t *totals, size_t first, size_t n, size_t total)
{
    for (size_t i = first; i < first + n; i++) {
        bool named = totals[i] != SIZE_MAX && counts[i].part == PART_NONE;
        if (named || stands_between(p, &counts[total], &counts[i]))
            continue;
        totals[i] = total;
        complete(a, counts, count, i, total);
    }
}

struct named {
    struct count *count;
    const char *unit; /* in the text */
    size_t len;
};

/* Those of one sentence, one unit and one label together. */
static int by_name(const void *left, const void *right)
{
    const struct named *l = left, *r = right;
    const struct count *x = l->count, *y = r->count;
    int order = (x->sentence > y->sentence) - (x->sentence < y->sentence);
    if (!order)
        order = (l->len > r->len) - (l->len < r->len);
    if (!order)
        order = memcmp(l->unit, r->unit, l->len);
    return order ? order : strcmp(x->label, y->label);
}

static void qualify(struct arena *a, const struct passage *p, struct count *c)
{
    size_t n = span_length(c->qualifier);
    if (n >= 2 && n <= LONGEST_ADVERB)
        c->label = arena_printf(a, "%s%s", passage_text(a, p, c->qualifier), c->label);
}

/* 当日办结3件、三日内办结5件: labels that are one are told apart by the adverbs of their verbs. */
static void tell_apart(struct arena *a, const struct passage *p, struct count *counts, size_t count)
{
    struct named *all = arena_array(a, count, sizeof *all);
    size_t named = 0;
    for (size_t i = 0; i < count; i++) {
        size_t unit = p->offset[counts[i].unit.at.first];
        if (counts[i].label[0])
            all[named++] = (struct named){&counts[i], p->bytes + unit,
                                          p->offset[counts[i].unit.at.end] - unit};
    }
    qsort(all, named, sizeof *all, by_name);
    for (size_t i = 0, end; i < named; i = end) {
        for (end = i + 1; end < named && !by_name(&all[i], &all[end]);)
            end++;
        for (size_t k = i; end - i > 1 && k < end; k++)
            qualify(a, p, all[k].count);
    }
}

/* Whether the number has three digits or more: 1.38, 217. */
static bool is_exact(const struct count *c)
{
    size_t digits = 0;
    for (const char *d = c->number.decimal; *d; d++)
        digits += *d != '.';
    return digits >= 3;
}

/* 1 + 1 = 2 proves nothing. */
static bool may_be_sum(const struct count *c)
{
    return adds_up(c) && (is_exact(c) || digest_number_order(c->number.decimal, least_total) >= 0);
}

/* The first of the counts that add up to counts[i]: they stand behind it, in the next sentence,
 * which begins with `next`, or later, behind others in its unit. *n is how many, or 0. */
static size_t find_parts(const struct passage *p, const struct count *counts, size_t count,
                         size_t i, size_t next, size_t *n)
{
    const struct count *c = &counts[i];
    size_t first = i + 1;
    if ((*n = parts_behind(p, counts, first, count, c)))
        return first;
    if ((*n = parts_behind(p, counts, next, count, c)))
        return next;
    for (first = i + 2; first < count && first < i + BACK / 2 && near(c, &counts[first]); first++)
        if ((*n = parts_behind(p, counts, first, count, c)) && (*n >= 3 || is_exact(c)))
            return first;
    *n = 0;
    return i + 1;
}

/* Ties the counts that exact sums make parts. */
static void tie_sums(struct arena *a, const struct passage *p, struct count *counts, size_t count,
                     size_t *totals)
{
    for (size_t i = 0, next = 0; i < count; i++) {
        struct count *c = &counts[i];
        next = next > i ? next : next_sentence(counts, i, count);
        if (totals[i] != SIZE_MAX || !may_be_sum(c))
            continue;
        size_t n, first = find_parts(p, counts, count, i, next, &n);
        if (n) {
            tie(a, p, counts, count, totals, first, n, i);
            i += first == i + 1 ? n : 0;
        } else if (opens_total(p, c) && (n = parts_before(p, counts, i))) {
            label_total(a, counts, i - n, i);
            tie(a, p, counts, count, totals, i - n, n, i);
        }
    }
}

/* Names of kinds are surer than sums, and sums than other kinship. */
static void tie_kin(struct arena *a, const struct passage *p, struct count *counts, size_t count,
                    size_t *totals, bool kinds)
{
    for (size_t i = 0; i < count; i++) {
        if (totals[i] != SIZE_MAX || counts[i].base[0]) /* 同比多结21件 is no part */
            continue;
        totals[i] = total_of_kin(p, counts, totals, count, i, kinds);
        if (totals[i] != SIZE_MAX)
            complete(a, counts, count, i, totals[i]);
    }
}

/* 扑救火灾17万起，[另有]2000起: what comes to the total. */
static bool is_besides(const struct passage *p, const struct count *c)
{
    return word_at(p, c->clause.first, (const char *const[]){"另有", "另外", "此外", NULL});
}

size_t *relate_counts(struct arena *a, const struct passage *p, struct count *counts, size_t count)
{
    size_t *totals = arena_array(a, count + 1, sizeof *totals);
    for (size_t i = 0; i < count; i++)
        totals[i] = counts[i].part && !is_besides(p, &counts[i]) ? total_by_words(p, counts, i)
                                                                 : total_within(p, counts, i);
    tie_kin(a, p, counts, count, totals, true);
    tie_sums(a, p, counts, count, totals);
    tie_kin(a, p, counts, count, totals, false);
    tell_apart(a, p, counts, count);
    return totals;
}
