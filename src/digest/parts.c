/* SPDX-License-Identifier: MIT */
/*
 * Parts and totals that an editor named by hand, with part-of and without a place in the text.
 *
 * Where the text is there its words decide (sum.c); here only the names do. A part is never larger
 * than its total. People are counted by many names at once (党员5人, 妇女7人), so their parts are
 * added only where one of them is 其余. Of other parts an editor who lists three or more lists the
 * large ones: when what they lack is less than the smallest of them, it is a slip, and when they
 * are more than the total, it always is.
 */
#include "digest/check.h"
#include "digest/script.h"
#include "digest/words.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PARTS = 40 };

struct member {
    const char *total; /* id; of a figure by itself its own */
    size_t figure;
};

struct group { /* of the parts of one total */
    struct findings *f;
    const struct digest_article *article;
    size_t total;
    const struct member *parts;
    size_t count;
};

static int by_total(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    int order = strcmp(x->total, y->total);
    return order ? order : (x->figure > y->figure) - (x->figure < y->figure);
}

static const struct keyfigure *part(const struct group *g, size_t i)
{
    return &g->article->figures[g->parts[i].figure];
}

static bool has_text(const struct keyfigure *k)
{
    return k->start < k->end;
}

/* One of them is not where the text could speak for it. */
static bool by_hand(const struct group *g)
{
    bool hand = !has_text(&g->article->figures[g->total]);
    for (size_t i = 0; i < g->count && !hand; i++)
        hand = !has_text(part(g, i));
    return hand;
}

static void report(const struct group *g, size_t figure, size_t other, const char *said,
                   const char *note)
{
    struct findings *f = g->f;
    const struct keyfigure *k = &g->article->figures[figure], *o = &g->article->figures[other];
    if (f->count == MOST_FINDINGS)
        return;
    f->items = arena_grow(f->arena, f->items, f->count, sizeof *f->items);
    const char *text = arena_printf(f->arena, "%s%s%s", k->label, k->value, k->unit);
    f->items[f->count++] =
        (struct finding){.at = check_place(f->article, k),
                         .other = check_place(f->article, o),
                         .figure = figure,
                         .said = arena_printf(f->arena, "\"%s\" %s", text, said),
                         .why = arena_printf(f->arena, _("\"%s\" is held against \"%s%s%s\""), text,
                                             o->label, o->value, o->unit),
                         .note = note};
}

/* What is known of the parts together. */
struct sum {
    struct interval all;
    amount least;
    bool whole;  /* 其余 is among them */
    bool people; /* and so may be counted twice */
    bool rough;
    const char *text;
};

static bool is_rest(const char *label)
{
    return strstr(label, "其余") || strstr(label, "其他") || strstr(label, "其它");
}

static bool is_people(const char *unit)
{
    return !strcmp(unit, "名") || !strcmp(unit, "位");
}

/* 存款增加: what is left of rises and falls, of which one rise may be more. 新增 is none. */
static bool is_net(const char *label)
{
    static const char *const new[] = {"新增", NULL};
    size_t len = strlen(label);
    return words_end(label, len, words_change.list) && !words_end(label, len, new);
}

/* False if a part cannot be added to the others, or is more than the total, which is reported. */
static bool add_part(const struct group *g, size_t i, const struct passage *p,
                     const struct quantity *total, struct sum *sum)
{
    struct passage own;
    struct quantity q;
    struct arena *a = g->f->arena;
    const char *label = script_simplified(a, part(g, i)->label);
    const char *of = script_simplified(a, g->article->figures[g->total].label);
    if (!check_figure(a, part(g, i), &own, &q) ||
        strcmp(passage_text(a, &own, q.unit), passage_text(a, p, total->unit)) != 0 ||
        (is_net(label) && is_net(of)))
        return false;
    if (q.amount.low > total->amount.high) {
        report(g, g->parts[i].figure, g->total, _("is more than the whole of which it is a part"),
               "分项大于总数");
        return false;
    }
    sum->all = interval_sum(sum->all, q.amount);
    sum->least = i && sum->least < q.amount.value ? sum->least : q.amount.value;
    sum->whole = sum->whole || is_rest(label);
    sum->people = sum->people || q.kind == UNIT_PERSON || is_people(part(g, i)->unit);
    sum->rough = sum->rough || q.rough;
    sum->text =
        arena_printf(a, "%s%s%s", sum->text, i ? " + " : "", amount_text(a, q.amount.value));
    return true;
}

static bool sum_fails(const struct sum *sum, const struct quantity *total, size_t count)
{
    amount lack = total->amount.low - sum->all.high;
    if (sum->rough || total->rough || count < 2 || interval_meets(sum->all, total->amount))
        return false;
    return sum->whole || (!sum->people && (lack < 0 || (count > 2 && lack < sum->least)));
}

static void check_group(const struct group *g)
{
    struct passage p;
    struct quantity total;
    struct sum sum = {.text = ""};
    struct arena *a = g->f->arena;
    if (g->count > MOST_PARTS || !by_hand(g) ||
        !check_figure(a, &g->article->figures[g->total], &p, &total))
        return;
    for (size_t i = 0; i < g->count; i++)
        if (!add_part(g, i, &p, &total, &sum))
            return;
    if (!sum_fails(&sum, &total, g->count))
        return;
    const char *text = amount_text(a, sum.all.value);
    report(g, g->total, g->parts[0].figure,
           arena_printf(a, _("is not the sum of its parts: %s = %s"), sum.text, text),
           arena_printf(a, "分项合计%s，与总数不符", text));
}

/* All figures by their ids, or the parts by those of their totals. */
static size_t sort_members(struct arena *a, const struct digest_article *article, bool totals,
                           struct member **members)
{
    size_t count = 0;
    *members = arena_array(a, article->figure_count, sizeof **members);
    for (size_t i = 0; i < article->figure_count; i++) {
        const struct keyfigure *k = &article->figures[i];
        if (totals || k->part_of[0])
            (*members)[count++] = (struct member){totals ? k->id : k->part_of, i};
    }
    qsort(*members, count, sizeof **members, by_total);
    return count;
}

void check_parts(struct findings *f, const struct digest_article *article)
{
    struct member *parts, *totals;
    if (!article->article->has_figures)
        return; /* extracted: the text spoke for all of them */
    size_t count = sort_members(f->arena, article, false, &parts);
    size_t total_count = sort_members(f->arena, article, true, &totals);
    for (size_t i = 0, end, t = 0; i < count; i = end) {
        for (end = i; end < count && !strcmp(parts[end].total, parts[i].total);)
            end++;
        while (t < total_count && strcmp(totals[t].total, parts[i].total) < 0)
            t++;
        struct group g = {f, article, t < total_count ? totals[t].figure : 0, parts + i, end - i};
        if (t < total_count && !strcmp(totals[t].total, parts[i].total))
            check_group(&g);
    }
}
