/* SPDX-License-Identifier: MIT */
/*
 * The period of a figure, by which rows that are called alike are told apart: 9月份 and 前三季度.
 *
 * It is the last one that is told before the number in its sentence: a year, months, days, quarters
 * or a word for them, and what follows directly (今年前三季度). None is what a figure is compared
 * with (比2023年), what it is counted from (自2009年以来), and what stands in a title. A table
 * shows a period only where it has to: in rows of an article whose labels and units are the same
 * and whose periods are not.
 */
#include "digest/digest.h"
#include "digest/label.h"
#include "digest/words.h"

#include <stdlib.h>
#include <string.h>

enum {
    YEAR = 4 /* digits */,
    LONGEST = 36 /* characters of a label with its period */
};

/* ---- in the text -------------------------------------------------------------------------- */

/* 2024年, 9月份, 1—10月, 25日, 前11个月, 第4周: the characters of a period with digits at i, or 0.
 */
static size_t counted_period(const struct passage *p, size_t i)
{
    static const char *const units[] = {"年度",   "年底",   "年初", "年末", "年",
                                        "月份",   "月底",   "月初", "月末", "月上旬",
                                        "月中旬", "月下旬", "月",   "日",   NULL};
    size_t at = i + char_in(U"前第", passage_at(p, i)), digits = 0, last = 0;
    bool since_january = passage_at(p, i) == U'前', ordinal = at > i && !since_january;
    uint32_t c;
    while ((c = passage_at(p, at)) && (is_digit(c) || (digits && char_in(U"—–-~～至", c)))) {
        last = is_digit(c) ? last + 1 : 0;
        digits++;
        at++;
    }
    if (!last || last > YEAR)
        return 0;
    if (ordinal)
        return passage_at(p, at) == U'周' ? at + 1 - i : 0;
    if (since_january)
        return word_at(p, at, (const char *const[]){"个月", NULL}) ? at + 2 - i : 0;
    size_t n = word_at(p, at, units);
    bool year = passage_at(p, at) == U'年';
    return n && year == (last == YEAR) && last != 3 ? at + n - i : 0;
}

static size_t period_at(const struct passage *p, size_t i)
{
    static const char *const words[] = {
        "前三季度", "第一季度", "第二季度", "第三季度", "第四季度", "一季度", "二季度", "三季度",
        "四季度",   "上半年",   "下半年",   "全年",     "今年",     "去年",   "明年",   "前年",
        "上年",     "本月",     "上月",     "当月",     "本周",     "上周",   NULL};
    uint32_t c = passage_at(p, i);
    if (is_digit(c))
        return counted_period(p, i);
    if (!c || !char_in(U"前第一二三四上下全今去明本当", c))
        return 0;
    size_t n = word_at(p, i, words);
    return n ? n : counted_period(p, i);
}

/* 今年|前三季度, 7月1日|至8月27日: the characters by which a period that ends at i goes on, or 0.
 */
static size_t period_goes_on(const struct passage *p, size_t i)
{
    size_t to = char_in(U"至到—", passage_at(p, i)), n = period_at(p, i + to);
    return n ? to + n : 0;
}

/* Whether the figure is told of the period from `first` to `end`. */
static bool is_told_of(const struct passage *p, size_t first, size_t end)
{
    static const char *const before[] = {"比", "较", "与", "同",     "和", "自",
                                         "从", "超", "是", "相当于", NULL};
    static const char *const behind[] = {"以来", "以前", "之前", "同期", "前", "后", "起", NULL};
    return !word_before(p, 0, first, before) && !word_at(p, end, behind);
}

/* 前三季度…总额3万亿元，9月份增长3%: a change of what another clause named, in a period of its own.
 */
static void tell_own_period(struct labeller *l, struct span period)
{
    struct count *c = l->c;
    size_t n = c->change && c->topic ? strlen(c->topic) : 0;
    const struct count *f = l->former;
    if (!n || !f || !f->period[0] || !c->period[0] || !strcmp(f->period, c->period) ||
        period.first < c->clause.first || strncmp(c->label, c->topic, n) != 0 || !c->label[n])
        return;
    c->label = arena_printf(l->a, "%s%s%s", c->topic, c->period, c->label + n);
    c->period = "";
}

/* 4月份，总额3万亿元。[其中]，限额以上1万亿元: parts of what the sentence before told. */
static bool goes_on_among(const struct labeller *l)
{
    const struct count *c = l->c;
    bool later =
        c > l->counts && (c[-1].sentence == c->sentence || c[-1].sentence + 1 == c->sentence);
    return later && word_at(l->p, c->opening[0], (const char *const[]){"其中", NULL});
}

void find_period(struct labeller *l)
{
    const struct passage *p = l->p;
    static const char *const until[] = {"截至", "截止", "截止到", "截至到", NULL};
    size_t end = l->c->number.at.first, first = l->c->opening[0], n;
    struct span period = {end, end};
    if (end > first + LABEL_REACH)
        first = end - LABEL_REACH;
    while (first && first < end && is_digit(p->code[first - 1]) && is_digit(p->code[first]))
        first++;
    for (size_t i = first; i < end; i += n ? n : 1) {
        size_t more;
        n = p->hidden[i] ? 0 : period_at(p, i);
        while (n && i + n < end && (more = period_goes_on(p, i + n)))
            n += more;
        if (n && i + n <= end && is_told_of(p, i, i + n))
            period = (struct span){i - word_before(p, 0, i, until), i + n};
    }
    l->c->period = label_text(l, period);
    if (!span_length(period) && goes_on_among(l))
        l->c->period = l->c[-1].period;
    tell_own_period(l, period);
}

/* ---- in the rows -------------------------------------------------------------------------- */

struct dated_row {
    struct keyfigure *figure;
    const char *period;
    const char *name; /* the label without its base: 同比增长 and 比上年同期增长 are alike */
};

static const char *name_of_row(struct arena *a, const struct keyfigure *f)
{
    const char *at = f->base[0] ? strstr(f->label, f->base) : NULL;
    return at ? arena_printf(a, "%.*s%s", (int)(at - f->label), f->label, at + strlen(f->base))
              : f->label;
}

static int by_row(const void *a, const void *b)
{
    const struct dated_row *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : strcmp(x->figure->unit, y->figure->unit);
}

static bool is_one_period(const struct dated_row *rows, size_t count)
{
    size_t i = 1;
    while (i < count && !strcmp(rows[i].period, rows[0].period))
        i++;
    return i >= count;
}

/* Whether each of the rows is about somebody, and not all about the same. */
static bool are_of_several(const struct dated_row *rows, size_t count)
{
    bool several = false;
    for (size_t i = 0; i < count; i++) {
        const char *about = rows[i].figure->about;
        if (!about[0] || strstr(rows[i].figure->label, about))
            return false;
        several = several || strcmp(about, rows[0].figure->about) != 0;
    }
    return several;
}

static void put_before(struct arena *a, struct keyfigure *f, const char *what)
{
    if (what[0] && span_characters(f->label) + span_characters(what) <= LONGEST)
        f->label = arena_printf(a, "%s%s", what, f->label);
}

void tell_periods(struct arena *a, struct keyfigure *figures, const char *const *periods,
                  size_t count)
{
    struct arena *scratch = arena_new();
    struct dated_row *rows = arena_array(scratch, count, sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = (struct dated_row){&figures[i], periods[i], name_of_row(scratch, &figures[i])};
    if (count)
        qsort(rows, count, sizeof *rows, by_row);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && !by_row(&rows[i], &rows[end]);)
            end++;
        bool one = is_one_period(rows + i, end - i);
        bool several = one && are_of_several(rows + i, end - i);
        for (size_t k = i; k < end; k++)
            put_before(a, rows[k].figure,
                       !one      ? rows[k].period
                       : several ? rows[k].figure->about
                                 : "");
    }
    arena_free(scratch);
}
