/* SPDX-License-Identifier: MIT */
/*
 * Which figures of two issues are the same quantity; export.h says what that means.
 *
 * All rows are sorted by label, unit (without its 万 and 亿), per, headline and heading, so that
 * what may be a pair stands together. Of each such run first those of one headline and heading are
 * paired, whatever else their articles say, then the rest by topic, and then what is left if the
 * run has one row of either issue and no more. The topic of a row is the set of pairs of
 * neighbouring Han characters in its clause and in the heading over it, or without one in its
 * headline: the items of 联播快讯 have one headline and nothing in common. It is without those of
 * the label in the clause, which all of the run have there, and without those that most of the run
 * have: what all reports say (今年以来, 截至3月底) tells none of them apart. Two topics are as near
 * as the share of pairs that both have. At NEAR per cent they tell of one thing. Two headlines that
 * have no more than the name of a place in common come to half of that: they are a pair when each
 * is twice as near to the other as to anything else in the run. Rejected: the same number as
 * evidence of its own, which makes of two strangers that both count 50 a pair, and so hides one
 * that is gone.
 *
 * Pairs are weighed all against all, in a run of no more than MOST_PAIRS of them; in a larger one,
 * which no real issue has, only headlines pair.
 */
#include <stdlib.h>
#include <string.h>

#include "export/form.h"

enum { NEAR = 30, CLEAR = 10, MOST_PAIRS = 1024, LONGEST_TOPIC = 240 };

struct topic { /* pairs of characters, ascending, each once */
    uint64_t *pairs;
    size_t count;
};

struct entry {
    const struct export_row *row;
    bool old;
    const char *unit, *number; /* without the 万 or 亿 of the unit: 1.2万人 is 12000 人 */
    size_t order;              /* in its issue */
    struct entry *partner;
    const char *matched; /* by what */
    struct topic topic;  /* in the run that is being paired */
};

struct candidate {
    struct entry *now, *before;
    int near; /* per cent */
    bool equal;
};

/* ---- units ------------------------------------------------------------------------------- */

/* The bytes of the 万 and 亿 that a unit begins with; 0 if nothing else is in it. */
static size_t scale_length(const char *unit)
{
    size_t n = 0;
    while (!strncmp(unit + n, "万", strlen("万")) || !strncmp(unit + n, "亿", strlen("亿")))
        n += strlen("万");
    return unit[n] ? n : 0;
}

/* Their power of ten. */
static int scale_of(const char *unit)
{
    int power = 0;
    for (size_t i = 0, n = scale_length(unit); i < n; i += strlen("万"))
        power += !strncmp(unit + i, "万", strlen("万")) ? 4 : 8;
    return power;
}

/* ---- topics ------------------------------------------------------------------------------- */

static void add_pairs(struct topic *t, const char *text)
{
    const char *end = text + strlen(text);
    uint32_t last = 0;
    for (size_t n = 0; text < end && n < LONGEST_TOPIC; n++) {
        uint32_t code = utf8_next(&text, end);
        if (is_han(last) && is_han(code))
            t->pairs[t->count++] = (uint64_t)last << 32 | code;
        last = code;
    }
}

static int by_value(const void *x, const void *y)
{
    const uint64_t *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

static void sort_pairs(struct topic *t)
{
    size_t to = 0;
    if (t->count)
        qsort(t->pairs, t->count, sizeof *t->pairs, by_value);
    for (size_t i = 0; i < t->count; i++)
        if (!to || t->pairs[to - 1] != t->pairs[i])
            t->pairs[to++] = t->pairs[i];
    t->count = to;
}

/* Room for the pairs of so many bytes of text. */
static struct topic topic_new(struct arena *a, size_t bytes)
{
    size_t most = bytes / 3 < 2 * LONGEST_TOPIC ? bytes / 3 : 2 * LONGEST_TOPIC;
    return (struct topic){arena_array(a, most + 1, sizeof(uint64_t)), 0};
}

/* The number of pairs that both have. */
static size_t shared(const struct topic *x, const struct topic *y)
{
    size_t n = 0;
    for (size_t i = 0, k = 0; i < x->count && k < y->count;) {
        n += x->pairs[i] == y->pairs[k];
        size_t next = i + (x->pairs[i] <= y->pairs[k]);
        k += y->pairs[k] <= x->pairs[i];
        i = next;
    }
    return n;
}

/* Takes the pairs of `what` out. */
static void leave_out(struct topic *t, const struct topic *what)
{
    size_t to = 0;
    for (size_t i = 0; i < t->count; i++)
        if (!what->count ||
            !bsearch(&t->pairs[i], what->pairs, what->count, sizeof *t->pairs, by_value))
            t->pairs[to++] = t->pairs[i];
    t->count = to;
}

static void read_topic(struct arena *a, struct entry *e)
{
    const char *heading = e->row->cells[EXPORT_HEADING], *text = e->row->cells[EXPORT_TEXT_OF];
    const char *title = heading[0] ? heading : e->row->cells[EXPORT_HEADLINE];
    struct topic label = topic_new(a, strlen(e->row->cells[EXPORT_LABEL]));
    e->topic = topic_new(a, strlen(title) + strlen(text));
    add_pairs(&label, e->row->cells[EXPORT_LABEL]);
    add_pairs(&e->topic, text);
    sort_pairs(&label);
    leave_out(&e->topic, &label);
    add_pairs(&e->topic, title);
    sort_pairs(&e->topic);
}

/* The pairs that more than two and more than half of the free ones have. */
static struct topic common_pairs(struct arena *a, const struct entry *e, size_t count)
{
    struct topic all = {0};
    size_t rows = 0, to = 0;
    for (size_t i = 0; i < count; i++)
        all.count += e[i].partner ? 0 : e[i].topic.count;
    all.pairs = arena_array(a, all.count + 1, sizeof *all.pairs);
    all.count = 0;
    for (size_t i = 0; i < count; i++) {
        if (e[i].partner || !e[i].topic.count)
            continue;
        memcpy(all.pairs + all.count, e[i].topic.pairs, e[i].topic.count * sizeof *all.pairs);
        all.count += e[i].topic.count;
        rows++;
    }
    qsort(all.pairs, all.count, sizeof *all.pairs, by_value);
    for (size_t first = 0, end; first < all.count; first = end) {
        for (end = first + 1; end < all.count && all.pairs[end] == all.pairs[first];)
            end++;
        if (end - first > 2 && 2 * (end - first) > rows)
            all.pairs[to++] = all.pairs[first];
    }
    all.count = to;
    return all;
}

/* Of the free ones of a run. What most of them say stays in where all are paired anyway and only
 * the order asks for it: there the clause that is most alike comes first. */
static void read_topics(struct arena *a, struct entry *e, size_t count, bool all)
{
    for (size_t i = 0; i < count; i++)
        if (!e[i].partner)
            read_topic(a, &e[i]);
    struct topic common = {0};
    if (!all)
        common = common_pairs(a, e, count);
    for (size_t i = 0; i < count && common.count; i++)
        if (!e[i].partner)
            leave_out(&e[i].topic, &common);
}

static int nearness(const struct entry *x, const struct entry *y)
{
    if (!strcmp(x->row->cells[EXPORT_HEADLINE], y->row->cells[EXPORT_HEADLINE]) &&
        !strcmp(x->row->cells[EXPORT_TEXT_OF], y->row->cells[EXPORT_TEXT_OF]))
        return 100;
    const struct topic *s = &x->topic, *t = &y->topic;
    return s->count + t->count ? (int)(200 * shared(s, t) / (s->count + t->count)) : 0;
}

/* ---- pairs -------------------------------------------------------------------------------- */

static bool same_number(const struct entry *x, const struct entry *y)
{
    return !digest_number_order(x->number, y->number);
}

static int by_merit(const void *x, const void *y)
{
    const struct candidate *a = x, *b = y;
    if (a->near != b->near)
        return b->near - a->near;
    if (a->equal != b->equal)
        return a->equal ? -1 : 1;
    if (a->now->order != b->now->order)
        return a->now->order < b->now->order ? -1 : 1;
    return (a->before->order > b->before->order) - (a->before->order < b->before->order);
}

/* Free entries, those of this issue; the earlier ones count in *old. */
static size_t count_free(const struct entry *e, size_t count, size_t *old)
{
    size_t now = *old = 0;
    for (size_t i = 0; i < count; i++) {
        now += !e[i].partner && !e[i].old;
        *old += !e[i].partner && e[i].old;
    }
    return now;
}

static void marry(struct entry *x, struct entry *y, const char *by)
{
    x->partner = y;
    y->partner = x;
    x->matched = y->matched = by;
}

/* All pairs of free entries, the best first. */
static struct candidate *candidates(struct arena *a, struct entry *e, size_t count, bool topic,
                                    size_t *found)
{
    size_t old, now = count_free(e, count, &old), n = 0;
    *found = 0;
    if (!now || !old || old > MOST_PAIRS / now)
        return NULL;
    struct candidate *all = arena_array(a, now * old, sizeof *all);
    read_topics(a, e, count, !topic);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; !e[i].partner && !e[i].old && k < count; k++)
            if (!e[k].partner && e[k].old)
                all[n++] = (struct candidate){&e[i], &e[k], nearness(&e[i], &e[k]),
                                              same_number(&e[i], &e[k])};
    qsort(all, n, sizeof *all, by_merit);
    *found = n;
    return all;
}

/* Is neither of the two half as near to anything else? */
static bool is_clear(const struct candidate *all, size_t count, const struct candidate *c)
{
    for (size_t i = 0; i < count && 2 * all[i].near > c->near; i++)
        if (&all[i] != c && (all[i].now == c->now || all[i].before == c->before))
            return false;
    return true;
}

/* Pairs the free ones of a run: all that can be, or by topic. */
static void pair_up(struct arena *a, struct entry *e, size_t count, bool topic, const char *by)
{
    size_t n;
    const struct candidate *all = candidates(a, e, count, topic, &n);
    for (size_t i = 0; i < n; i++) {
        const struct candidate *c = &all[i];
        if (c->now->partner || c->before->partner)
            continue;
        if (!topic || c->near >= NEAR || (c->near >= CLEAR && is_clear(all, n, c)))
            marry(c->now, c->before, by);
    }
}

/* ---- runs --------------------------------------------------------------------------------- */

static int by_cells(const struct entry *x, const struct entry *y, bool headline)
{
    static const enum export_column key[] = {EXPORT_LABEL, EXPORT_PER, EXPORT_HEADLINE,
                                             EXPORT_HEADING};
    int order = strcmp(x->unit, y->unit);
    for (size_t i = 0; !order && i < COUNT(key) - 2 * !headline; i++)
        order = strcmp(x->row->cells[key[i]], y->row->cells[key[i]]);
    return order;
}

static int by_key(const void *x, const void *y)
{
    const struct entry *a = x, *b = y;
    int order = by_cells(a, b, true);
    if (!order)
        order = a->old - b->old;
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static size_t run_end(const struct entry *e, size_t count, size_t first, bool headline)
{
    size_t end = first + 1;
    while (end < count && !by_cells(&e[first], &e[end], headline))
        end++;
    return end;
}

static void pair_run(struct arena *a, struct entry *e, size_t count)
{
    size_t old, now = count_free(e, count, &old);
    for (size_t first = 0, end; first < count; first = end) {
        end = run_end(e, count, first, true);
        if (e[first].row->cells[EXPORT_HEADLINE][0])
            pair_up(a, e + first, end - first, false, "headline");
    }
    pair_up(a, e, count, true, "topic");
    if (now == 1 && old == 1)
        pair_up(a, e, count, false, "label");
}

/* ---- changes ------------------------------------------------------------------------------ */

static bool is_share(const char *unit)
{
    static const char *const shares[] = {"%", "‰", "‱", "个百分点", "百分点", "成", "倍"};
    for (size_t i = 0; i < COUNT(shares); i++)
        if (!strcmp(unit, shares[i]))
            return true;
    return false;
}

/* The difference is told in the unit of this issue. */
static struct export_change change_of(struct arena *a, const struct entry *now,
                                      const struct entry *before)
{
    struct export_change c = {now ? now->row : NULL, before ? before->row : NULL, "", "",
                              now && before ? now->matched : ""};
    if (!now || !before)
        return c;
    const char *percent = digest_number_percent(a, now->number, before->number);
    const char *difference = digest_number_difference(a, now->number, before->number);
    c.difference = digest_number_shift(a, difference, -scale_of(now->row->cells[EXPORT_UNIT]));
    c.percent = percent && !is_share(now->unit) ? percent : "";
    return c;
}

static void add(struct arena *a, struct export_changes *out, const struct entry *now,
                const struct entry *before)
{
    out->items[changes_count(out)] = change_of(a, now, before);
    out->changed += now && before;
    out->added += now && !before;
    out->gone += !now && before;
}

/* The entries by issue and order: this first. */
static struct export_changes list(struct arena *a, const struct entry *const *now, size_t now_count,
                                  const struct entry *const *before, size_t before_count)
{
    struct export_changes out = {.items =
                                     arena_array(a, now_count + before_count, sizeof *out.items)};
    for (size_t i = 0; i < now_count; i++) {
        const struct entry *e = now[i], *partner = e->partner;
        bool same = partner && same_number(e, partner);
        out.same += same;
        if (partner && !same)
            add(a, &out, e, partner);
    }
    for (size_t i = 0; i < now_count; i++)
        if (!now[i]->partner)
            add(a, &out, now[i], NULL);
    for (size_t i = 0; i < before_count; i++)
        if (!before[i]->partner)
            add(a, &out, NULL, before[i]);
    return out;
}

static struct entry entry_of(struct arena *a, const struct export_row *row, bool old, size_t order)
{
    const char *unit = row->cells[EXPORT_UNIT];
    size_t len = scale_length(unit);
    return (struct entry){.row = row,
                          .old = old,
                          .unit = unit + len,
                          .number =
                              digest_number_shift(a, row->cells[EXPORT_NUMBER], scale_of(unit)),
                          .order = order};
}

static struct entry *entries(struct arena *a, const struct export_rows *now,
                             const struct export_rows *before)
{
    struct entry *e = arena_array(a, now->count + before->count, sizeof *e);
    for (size_t i = 0; i < now->count; i++)
        e[i] = entry_of(a, &now->items[i], false, i);
    for (size_t i = 0; i < before->count; i++)
        e[now->count + i] = entry_of(a, &before->items[i], true, i);
    return e;
}

struct export_changes export_compare(struct arena *a, const struct export_rows *now,
                                     const struct export_rows *before)
{
    struct arena *scratch = arena_new();
    size_t count = now->count + before->count;
    struct entry *e = entries(scratch, now, before);
    if (count)
        qsort(e, count, sizeof *e, by_key);
    for (size_t first = 0, end; first < count; first = end) {
        end = run_end(e, count, first, false);
        pair_run(scratch, e + first, end - first);
    }
    const struct entry **sorted = arena_array(scratch, count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[(e[i].old ? now->count : 0) + e[i].order] = &e[i];
    struct export_changes out = list(a, sorted, now->count, sorted + now->count, before->count);
    arena_free(scratch);
    return out;
}
