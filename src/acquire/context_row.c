/* SPDX-License-Identifier: MIT */
/*
 * Rows of lists: names in columns, names with their posts, cells and values, and what stands below
 * a line that counts it, 二等奖（4名）. None has a stop, so each by itself looks like a headline or
 * a byline. It takes three in a row that are built alike (two with a tab), because two halves with
 * a gap are a headline; seven names on one line; the line above that counts them; or three numbers
 * with what they count on alternate lines.
 */
#include "acquire/context.h"
#include "acquire/tabular.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEAST_ROWS = 3,
    LEAST_TABBED = 2,
    MANY_NAMES = 7,     /* on one line: more than a byline has */
    LONGEST_OFFICE = 8, /* before a colon */
    SHORTEST_POST = 4,
    LEAST_COUNTED = 2, /* rows below a line that counts more */
    LONGEST_UNIT = 3,
    LONGEST_LABEL = 30, /* of a number on a line of its own */
};

enum kind { NO_ROW, OF_NAMES, OF_PERSON, OF_CELLS, OF_VALUE };

/* ---- names -------------------------------------------------------------------------------- */

/* Behind the bracket with which s begins. */
static const char *behind_bracket(struct slice s)
{
    while (s.start < s.end && !in_set(utf8_next(&s.start, s.end), ")）"))
        ;
    return s.start;
}

/* The next name, and behind it what a bracket says of it: 某某（女）. */
static struct slice next_listed(struct slice *rest)
{
    bool spaced;
    struct slice name = next_name(rest, &spaced),
                 behind = slice_trim((struct slice){name.end, rest->end});
    bool noted = in_set(slice_first(behind), "(（");
    rest->start = noted ? behind_bracket(behind) : name.end;
    return name;
}

/* 文学院：张某 王某: without the office. */
static struct slice behind_office(struct slice s)
{
    for (const char *p = s.start; p < s.end;) {
        struct slice office = {s.start, p};
        if (in_set(utf8_next(&p, s.end), ":："))
            return slice_count(office) <= LONGEST_OFFICE && ends_unit(office)
                       ? slice_trim((struct slice){p, s.end})
                       : s;
    }
    return s;
}

/* How many names s is, if a few of them are rare; 0 if it is something else. */
static size_t count_names(struct slice s)
{
    size_t words = 0, names = 0;
    for (s = slice_trim(behind_office(s)); s.start < s.end; words++, s = slice_trim(s))
        names += is_full_name(next_listed(&s));
    return names * 4 >= words * 3 ? words : 0;
}

/* 张某（女，某族） 某局局长: a name and, behind a gap, who that is. */
static bool is_person_with_post(struct slice s)
{
    const char *end = s.end;
    struct slice name = next_listed(&s);
    bool gap = s.start < end && is_space(slice_first(s));
    return gap && is_full_name(name) && slice_count(s) >= SHORTEST_POST;
}

/* ---- rows --------------------------------------------------------------------------------- */

static bool begins_number(struct slice s)
{
    return is_digit(slice_first(s));
}

/* 柴油 7.35, 3.2万个 新增学位 */
static bool is_value(struct slice s)
{
    if (tabular_count(s, BY_BLANK) != 2)
        return false;
    struct slice first = tabular_next(&s, BY_BLANK);
    return begins_number(first) != begins_number(s);
}

static bool is_cells(struct slice s)
{
    size_t wide = tabular_count(s, BY_WIDE_GAP);
    return tabular_count(s, BY_TAB) > 1 || wide > 2 || (wide == 2 && is_value(s));
}

/* A line that could be a row: it says nothing, and no mark of the sheet stands at it. */
static bool may_be_row(const struct piece *p)
{
    return !p->level && !p->item && !p->known && !p->picture && *p->text && !p->ends.closed &&
           !shows(p, HAS_DATELINE) && !shows(p, IS_CREDIT) && !shows(p, STARTS_CAPTION) &&
           !shows(p, TURN) && !shows(p, TEXT) && !shows(p, SENTENCE) && !shows(p, DASH_END) &&
           !shows(p, DASH_START) && !ends_sentence(slice_of(p->text));
}

static enum kind kind_of(const struct piece *p)
{
    struct slice s = slice_of(p->text);
    if (!may_be_row(p) || !(strpbrk(p->text, " \t") || strstr(p->text, "　")))
        return NO_ROW;
    if (count_names(s) > 1)
        return OF_NAMES;
    if (shows(p, IS_BYLINE))
        return NO_ROW;
    return is_person_with_post(s) ? OF_PERSON
           : is_cells(s)          ? OF_CELLS
           : is_value(s)          ? OF_VALUE
                                  : NO_ROW;
}

static bool are_alike(enum kind a, enum kind b)
{
    bool names = (a == OF_NAMES || a == OF_PERSON) && (b == OF_NAMES || b == OF_PERSON);
    return a != NO_ROW && (a == b || names);
}

static void show_row(struct piece *p)
{
    show(p, ROW, true);
    unshow(p, IS_BYLINE);
    unshow(p, NAMES_ALONE);
}

/* The rows from `first` on that are built alike; names also where a last one stands alone. */
static size_t show_alike(struct chain *c, size_t first)
{
    enum kind kind = kind_of(c->pieces[first]);
    size_t end = first + 1;
    if (kind == NO_ROW)
        return end;
    bool many = kind == OF_NAMES && count_names(slice_of(c->pieces[first]->text)) >= MANY_NAMES;
    while (end < c->count && are_alike(kind, kind_of(c->pieces[end])))
        end++;
    size_t least = strchr(c->pieces[first]->text, '\t') ? LEAST_TABBED : LEAST_ROWS;
    if (!many && end - first < least)
        return end;
    if (kind == OF_NAMES && end < c->count && may_be_row(c->pieces[end]) &&
        count_names(slice_of(c->pieces[end]->text)) == 1)
        end++;
    for (size_t i = first; i < end; i++)
        show_row(c->pieces[i]);
    return end;
}

/* ---- numbers and labels on alternate lines ------------------------------------------------ */

/* 20座, 约1.8万元, 95.6%: a number with its unit, and no day, time or number of a heading. */
static bool is_lone_value(const struct piece *p)
{
    static const char *const about[] = {"约", "近", "超", "逾"};
    struct slice s = slice_of(p->text);
    slice_eat_any(&s, about, COUNT(about));
    if (!may_be_row(p) || !begins_number(s) || is_date_line(s))
        return false;
    while (slice_skip(&s, "0123456789.,，"))
        continue;
    size_t unit = slice_count(s);
    return unit > 0 && unit <= LONGEST_UNIT && !in_set(slice_first(s), "年月日时点、:：)）");
}

static bool is_lone_label(const struct piece *p)
{
    struct slice s = slice_of(p->text);
    return may_be_row(p) && !is_lone_value(p) && is_line(p) && slice_count(s) <= LONGEST_LABEL &&
           !starts_numbered(s);
}

/* 数读 as it is copied from a screen: 20座 and below it what that counts, or above it. */
static size_t show_alternate(struct chain *c, size_t first)
{
    size_t values = 1, last = first;
    if (!is_lone_value(c->pieces[first]))
        return first + 1;
    for (; last + 2 < c->count && is_lone_label(c->pieces[last + 1]) &&
           is_lone_value(c->pieces[last + 2]);
         last += 2)
        values++;
    bool below = last + 1 < c->count && is_lone_label(c->pieces[last + 1]);
    bool above = first > 0 && is_lone_label(c->pieces[first - 1]);
    if (values < LEAST_ROWS || !(below || above))
        return last + 1;
    for (size_t i = below ? first : first - 1; i <= last + below; i++)
        show_row(c->pieces[i]);
    return last + 1;
}

/* ---- counted lists ------------------------------------------------------------------------ */

/* 二等奖（4名）, 个人（共278名）（按姓氏笔画为序）: how many follow; 0 if it does not say so. */
static size_t counted(struct slice s)
{
    static const char *const counters[] = {"名", "个", "人", "位", "家", "项", "件", "篇", "部"};
    while (in_set(slice_last(s), ")）")) {
        struct slice note = {s.end, s.end};
        while (note.start > s.start && !in_set(slice_first(note), "(（"))
            utf8_previous(&note.start, s.start);
        struct slice rest = note;
        if (note.start == s.start || !slice_skip(&rest, "(（"))
            return 0;
        slice_skip(&rest, "共");
        size_t number = (size_t)strtoul(rest.start, NULL, 10);
        if (slice_eat_number(&rest) && slice_starts_any(rest, counters, COUNT(counters)))
            return number;
        s = slice_trim((struct slice){s.start, note.start});
    }
    return 0;
}

static size_t counted_by(const struct piece *p)
{
    return may_be_row(p) && slice_count(slice_of(p->text)) <= 30 ? counted(slice_of(p->text)) : 0;
}

/* Is piece i what a counted list holds, and no head of what follows it? */
static bool is_listed(const struct chain *c, size_t i, int gap)
{
    const struct piece *p = c->pieces[i], *next = i + 1 < c->count ? c->pieces[i + 1] : NULL;
    bool names = kind_of(p) == OF_NAMES;
    bool heads = next && (shows(next, HAS_DATELINE) || shows(next, SALUTATION));
    return may_be_row(p) && p->gap <= gap && !counted_by(p) && !shows(p, NOTICE) && !heads &&
           (names || !shows(p, IS_BYLINE)) && !is_date_line(slice_of(p->text));
}

/* Is piece i the rest of a row that was cut inside a word? */
static bool is_cut_off(const struct chain *c, size_t i, const struct joints *joints)
{
    const struct piece *before = c->pieces[i - 1], *p = c->pieces[i];
    return kind_of(p) == NO_ROW && !count_names(slice_of(p->text)) && !counted_by(before) &&
           acquire_cuts_word(joints, slice_of(before->text), slice_of(p->text));
}

static void show_counted(struct chain *c, size_t head, const struct joints *joints)
{
    size_t wanted = counted_by(c->pieces[head]), found = 0, end = head + 1;
    int gap = end < c->count ? c->pieces[end]->gap : 0;
    for (; found < wanted && end < c->count && is_listed(c, end, gap); end++) {
        size_t names = count_names(slice_of(c->pieces[end]->text));
        found += is_cut_off(c, end, joints) ? 0 : names ? names : 1;
    }
    if (!found || found < (wanted < LEAST_COUNTED ? wanted : LEAST_COUNTED))
        return;
    show(c->pieces[head], COUNTS, true);
    for (size_t i = head + 1; i < end; i++)
        if (!is_cut_off(c, i, joints))
            show_row(c->pieces[i]);
}

/* Does a table, a row or the line that counts rows stand directly behind it? */
static bool meets_rows(const struct chain *c, size_t i)
{
    const struct piece *behind = c->pieces[i] + 1,
                       *next = i + 1 < c->count ? c->pieces[i + 1] : NULL;
    bool table = behind < c->page->pieces + c->page->count && behind->label == TABLE;
    bool amid = i > 0 && shows(c->pieces[i - 1], ROW);
    return table || (next && !amid && (shows(next, ROW) || shows(next, COUNTS)));
}

void show_rows(struct chain *c, const struct joints *joints)
{
    for (size_t i = 0; i < c->count;)
        i = show_alike(c, i);
    for (size_t i = 0; i < c->count;)
        i = show_alternate(c, i);
    for (size_t i = 0; i < c->count; i++)
        if (counted_by(c->pieces[i]))
            show_counted(c, i, joints);
    for (size_t i = 0; i < c->count; i++)
        show(c->pieces[i], ROWS_AHEAD,
             is_line(c->pieces[i]) && !is_text(c->pieces[i]) && meets_rows(c, i));
}
