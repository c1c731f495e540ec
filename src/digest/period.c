/* SPDX-License-Identifier: MIT */
/*
 * The period of a figure, by which rows that are called alike are told apart: 9月份 and 前三季度.
 *
 * It is the last one that is told before the number in its sentence: a year, months, days, quarters
 * or a word for them, and what follows directly (今年前三季度). None is what a figure is compared
 * with (比2023年), what it is counted from (自2009年以来), and what stands in a title. Right before
 * the value, 与去年同期67%相比, it is the value's own.
 *
 * A table shows a period only where it has to: in rows of an article whose labels and units are the
 * same and whose periods are not, and in those of an earlier time than is told of by most of them
 * or by the article's date, which would be taken for today's (解放前亩产, 过去年收入,
 * 去年同期住用率). In the same way it shows what a figure is about: a row of one county would be
 * taken for the province's where both are called alike.
 */
#include "digest/digest.h"
#include "digest/label.h"
#include "digest/words.h"

#include <stdlib.h>
#include <string.h>

enum {
    YEAR = 4 /* digits */,
    LONGEST = 36,    /* characters of a label with its period */
    REPUBLIC = 1911, /* the year before the first of the calendar of Taiwan */
    UNDATED = 0,     /* the year of a row that tells none */
    OLD = 1,         /* that of one from before the People's Republic or its first years */
    TODAY = 9999,    /* what 今年 means where no date tells it */
    NEAR = 10        /* years before it that words name: 前年 */
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
        return passage_at(p, at) == U'周' && passage_at(p, at + 1) != U'年' ? at + 1 - i : 0;
    if (since_january)
        return word_at(p, at, (const char *const[]){"个月", NULL}) ? at + 2 - i : 0;
    size_t n = word_at(p, at, units);
    bool year = passage_at(p, at) == U'年';
    if (year && last < YEAR && last > 1) /* 113年同期, by the calendar of Taiwan */
        return word_at(p, at, (const char *const[]){"年同期", NULL}) ? at + 3 - i : 0;
    return n && year == (last == YEAR) && last != 3 ? at + n - i : 0;
}

/* 过去他一年收入4000元: it opens a clause, and is no span such as 过去五年. */
static size_t former_days(const struct passage *p, size_t i)
{
    uint32_t next = passage_at(p, i + 2), last = i ? passage_at(p, i - 1) : 0;
    bool opens = !is_han(last) && passage_at(p, i) == U'过' && passage_at(p, i + 1) == U'去';
    return opens && is_han(next) && !char_in(U"的一二三四五六七八九十几两数半多百了这那里整", next)
               ? 2
               : 0;
}

size_t period_at(const struct passage *p, size_t i)
{
    static const char *const words[] = {
        "前三季度", "第一季度", "第二季度", "第三季度", "第四季度", "一季度",   "二季度",
        "三季度",   "四季度",   "首季",     "上半年",   "下半年",   "全年",     "今年",
        "去年",     "明年",     "前年",     "上年",     "本月",     "上月",     "当月",
        "本周",     "上周",     "解放前",   "解放初期", "建国前",   "建国初期", NULL};
    uint32_t c = passage_at(p, i);
    if (is_digit(c))
        return counted_period(p, i);
    if (c == U'过')
        return former_days(p, i);
    if (!c || !char_in(U"前第一二三四首上下全今去明本当解建", c))
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

/* 去年[同期]: the characters by which a period that ends at i is the same part of another year. */
static size_t same_part(const struct passage *p, size_t i)
{
    return word_at(p, i, (const char *const[]){"同期", "同月", "同季", NULL});
}

/* Whether the figure is told of the period from `first` to `end`. What is like an earlier time
 * (恢复到2019年同期的九成) only names it; what was then is told behind it, as its clause begins or
 * behind 为. */
static bool is_told_of(const struct count *c, const struct passage *p, size_t first, size_t end)
{
    static const char *const before[] = {"比", "较", "与", "同",     "和", "自",
                                         "从", "超", "是", "相当于", NULL};
    static const char *const behind[] = {"以来", "以前", "之前", "相比", "前", "后", "起", NULL};
    static const char *const opens[] = {"而", "但", "和", "及", NULL};
    static const char *const copulas[] = {"为", "是", "仅", "只", "达", NULL};
    bool like = passage_at(p, end - 2) == U'同' && !word_at(p, end, copulas) &&
                first > c->clause.first + word_at(p, c->clause.first, opens);
    return !like && !word_before(p, 0, first, before) && !word_at(p, end, behind);
}

/* 与去年同期[67%]相比, 较去年的[8%]下降: what is compared with stands behind its own period. No
 * multiple of that time's value (比去年的2倍还多) does. */
static bool is_base(const struct count *c, const struct passage *p, struct span period)
{
    static const char *const bases[] = {"比", "较", "与", "同", "和", "超过", "超", NULL};
    size_t end = period.end + (passage_at(p, period.end) == U'的');
    return end == c->number.at.first && word_before(p, 0, period.first, bases) &&
           passage_at(p, c->unit.at.first) != U'倍';
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

/* Whether the period is that of the count: it stands in its clause, or opens an earlier one that is
 * nothing else (去年，…) or counts something, too. 建于1997年，有楼46栋 does not tell when. */
static bool is_timed(const struct labeller *l, struct span period)
{
    static const char *const in[] = {"在", "到", "至", "从", NULL};
    const struct count *c = l->c;
    size_t first = period.first - word_before(l->p, 0, period.first, in);
    bool since = first && passage_at(l->p, first - 1) == U'于'; /* 建于 */
    if (period.first >= c->clause.first)
        return !since || first == c->clause.first + 1;
    if (first > c->opening[0] && !ends_clause(l, first - 1))
        return false;
    for (const struct count *k = c; k-- > l->counts && k->clause.first >= first;)
        if (k->clause.first <= period.first)
            return true;
    return ends_clause(l, period.end);
}

/* Whether it is told between the period and the number that the number is of today: 2008年有员工
 * 20人，现在有500人. */
static bool is_over(const struct labeller *l, size_t behind)
{
    static const char *const now[] = {NOW_WORDS, "至今", "现有", "当前", "今天", "迄今", NULL};
    for (size_t i = behind; i < l->c->number.at.first; i++)
        if (char_in(U"现目如眼至当今迄", l->p->code[i]) && word_at(l->p, i, now))
            return true;
    return false;
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
        struct span told = {i, i + n + (n ? same_part(p, i + n) : 0)};
        if (n && told.end <= end && (is_told_of(l->c, p, i, told.end) || is_base(l->c, p, told)))
            period = (struct span){i - word_before(p, 0, i, until), told.end};
    }
    if (span_length(period) && is_over(l, period.end))
        period = (struct span){end, end};
    l->c->period = label_text(l, period);
    l->c->timed = !span_length(period) || !is_timed(l, period) ? TIMED_BEFORE
                  : is_base(l->c, p, period)                   ? TIMED_BASE
                                                               : TIMED_OWN;
    if (!span_length(period) && goes_on_among(l)) {
        l->c->period = l->c[-1].period;
        l->c->timed = l->c[-1].timed;
    }
    tell_own_period(l, period);
}

/* ---- in the rows -------------------------------------------------------------------------- */

struct dated_row {
    struct keyfigure *figure;
    struct row_period period;
    const char *name; /* the label without its base and the body that it begins with: 同比增长 and
                       * 比上年同期增长 are alike, so are 岭北省产量 and 产量 */
};

static const char *name_of_row(struct arena *a, const struct keyfigure *f)
{
    const char *at = f->base[0] ? strstr(f->label, f->base) : NULL;
    const char *name =
        at ? arena_printf(a, "%.*s%s", (int)(at - f->label), f->label, at + strlen(f->base))
           : f->label;
    size_t n = strlen(f->about);
    return strncmp(name, f->about, n) != 0 || !name[n] ? name : name + n;
}

/* 万元 and 亿元 are one. */
static const char *unit_of_row(const struct dated_row *row)
{
    static const char *const powers[] = {"万亿", "万", "亿", NULL};
    const char *unit = row->figure->unit;
    return unit + words_begin(unit, powers);
}

static int by_row(const void *a, const void *b)
{
    const struct dated_row *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : strcmp(unit_of_row(x), unit_of_row(y));
}

static bool is_one_period(const struct dated_row *rows, size_t count)
{
    size_t i = 1;
    while (i < count && !strcmp(rows[i].period.text, rows[0].period.text))
        i++;
    return i >= count;
}

/* Whether the rows are not all about the same: of two places, or some of a place and some of what
 * it is in. */
static bool are_of_several(const struct dated_row *rows, size_t count)
{
    size_t i = 1;
    while (i < count && !strcmp(rows[i].figure->about, rows[0].figure->about))
        i++;
    return i < count;
}

/* ---- earlier times ------------------------------------------------------------------------ */

/* 2012年, 一九五六年, 113年同期: the year that a period begins with, or UNDATED. */
static int written_year(const char *period)
{
    static const char *const units = "年";
    static const uint32_t han[] = U"〇一二三四五六七八九";
    const char *end = period + strlen(period);
    int year = 0, digits = 0;
    for (const char *s = period; s < end && strncmp(s, units, strlen(units)) != 0; digits++) {
        uint32_t c = utf8_next(&s, end);
        int digit = c >= '0' && c <= '9' ? (int)(c - '0') : -1;
        for (int i = 0; digit < 0 && han[i]; i++)
            digit = han[i] == c ? i : -1;
        digit = c == U'○' || c == U'零' ? 0 : digit;
        if (digit < 0 || digits == YEAR)
            return UNDATED;
        year = year * 10 + digit;
    }
    return digits == YEAR ? year : digits > 1 && strstr(period, "同期") ? year + REPUBLIC : UNDATED;
}

/* The year of an article's date; UNDATED if it has none. */
static int year_of_date(const char *date)
{
    return date[0] ? (int)strtol(date, NULL, 10) : UNDATED;
}

int period_year(const char *period, const char *date)
{
    static const struct {
        const char *word;
        int before;
    } words[] = {{"今年", 0}, {"去年", 1}, {"上年", 1}, {"前年", 2}};
    static const char *const old[] = {"解放", "建国", "过去", NULL};
    if (words_begin(period, old))
        return OLD;
    for (size_t i = 0; i < COUNT(words); i++)
        if (!strncmp(period, words[i].word, strlen(words[i].word)))
            return (date[0] ? year_of_date(date) : TODAY) - words[i].before;
    return written_year(period);
}

/* The year that 今年 means: that of the article's date, else the latest that is written. */
static int year_now(const char *date, const struct dated_row *rows, size_t count)
{
    int now = year_of_date(date);
    for (size_t i = 0; !date[0] && i < count; i++)
        if (rows[i].period.year > now && rows[i].period.year < TODAY - NEAR)
            now = rows[i].period.year;
    return now > OLD ? now : TODAY;
}

/* The row's year, where `now` is the one that 今年 means. */
static int year_of(const struct row_period *period, int now)
{
    int before = TODAY - period->year;
    return before <= NEAR && period->year ? now - before : period->year;
}

static int by_number(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* The year that most of the dated rows tell of, of equals the latest, but none to come; UNDATED if
 * none is. */
static int main_year(struct arena *scratch, const struct dated_row *rows, size_t count, int now)
{
    int *years = arena_array(scratch, count, sizeof *years), main = UNDATED;
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        years[i] = year_of(&rows[i].period, now);
    if (count)
        qsort(years, count, sizeof *years, by_number);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && years[end] == years[i];)
            end++;
        if (years[i] > OLD && years[i] <= now && end - i >= most) {
            main = years[i];
            most = end - i;
        }
    }
    return main;
}

static void put_before(struct arena *a, struct keyfigure *f, const char *what)
{
    if (what[0] && span_characters(f->label) + span_characters(what) <= LONGEST)
        f->label = arena_printf(a, "%s%s", what, f->label);
}

/* Rows that are called alike and not of one time, or not of one body. */
static void tell_apart(struct arena *a, struct dated_row *rows, size_t count)
{
    bool one = is_one_period(rows, count), several = are_of_several(rows, count);
    for (size_t k = 0; k < count; k++) {
        struct keyfigure *f = rows[k].figure;
        if (several && !strstr(f->label, f->about))
            put_before(a, f, f->about);
        const char *period = rows[k].period.text;
        if (!one && strncmp(f->label, period, strlen(period)) != 0)
            put_before(a, f, period);
    }
}

/* Whether the row's period is of a time that the article's own rows do not tell of: 解放前,
 * 去年同期, years before the main one and, where it is known when that was, before the last. */
static bool is_earlier(const struct row_period *period, int main, int now, bool dated)
{
    int year = year_of(period, now);
    bool earlier = year == OLD || (year != UNDATED && (year < main || (dated && year < now - 1)));
    return period->timed != TIMED_BEFORE &&
           (earlier || period->timed == TIMED_BASE || strstr(period->text, "同期"));
}

/* Tells the time of rows of an earlier one and, beside such, of all that have a year. */
static void tell_earlier(struct arena *a, struct dated_row *rows, size_t count, const char *date)
{
    struct arena *scratch = arena_new();
    int now = year_now(date, rows, count), main = main_year(scratch, rows, count, now);
    bool several = false;
    for (size_t i = 0; i < count && !several; i++)
        several = is_earlier(&rows[i].period, main, now, date[0]);
    for (size_t i = 0; i < count && several; i++) {
        const struct row_period *period = &rows[i].period;
        bool year = period->timed != TIMED_BEFORE && written_year(period->text) != UNDATED;
        if ((year || is_earlier(period, main, now, date[0])) &&
            !strstr(rows[i].figure->label, period->text))
            put_before(a, rows[i].figure, period->text);
    }
    arena_free(scratch);
}

/* 岭北省产量300万吨，[岭北省产量]增长4%: what became of the figure just before is told of whom that
 * is. labels[] are those that the figures had. */
static void tell_changes(struct arena *a, struct keyfigure *figures, const char *const *labels,
                         size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const struct keyfigure *f = &figures[i - 1];
        size_t n = strlen(labels[i - 1]);
        bool told = f->about[0] && !strstr(labels[i - 1], f->about) && strstr(f->label, f->about);
        if (told && !strcmp(f->about, figures[i].about) && !strstr(figures[i].label, f->about) &&
            !strncmp(labels[i], labels[i - 1], n) && labels[i][n])
            put_before(a, &figures[i], f->about);
    }
}

void tell_periods(struct arena *a, struct keyfigure *figures, const struct row_period *periods,
                  size_t count, const char *date)
{
    struct arena *scratch = arena_new();
    struct dated_row *rows = arena_array(scratch, count, sizeof *rows);
    const char **labels = arena_array(scratch, count, sizeof *labels);
    for (size_t i = 0; i < count; i++) {
        rows[i] = (struct dated_row){&figures[i], periods[i], name_of_row(scratch, &figures[i])};
        labels[i] = figures[i].label;
    }
    if (count)
        qsort(rows, count, sizeof *rows, by_row);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && !by_row(&rows[i], &rows[end]);)
            end++;
        tell_apart(a, rows + i, end - i);
    }
    tell_changes(a, figures, labels, count);
    tell_earlier(a, rows, count, date);
    arena_free(scratch);
}
