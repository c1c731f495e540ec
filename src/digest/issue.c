/* SPDX-License-Identifier: MIT */
/*
 * Counting issues. By the calendar the issue of a period that lies n periods behind the first has a
 * number n higher; where numbers begin anew each year it is the place of the period in its year. By
 * the state file it is one more than that of the last issue. Supplements (增刊) stand apart: they
 * are counted among themselves, each day has one, and they never move the number of an issue. How
 * many there were no calendar tells, so they need the state file.
 *
 * The state keeps every issue, not only the last, so that an old week built again gets its number.
 * An issue that would have to be put before others that are made already has none: any number would
 * be wrong.
 */
#include "digest/issue.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/xml.h"

struct made { /* an issue of the state file */
    int day;
    bool supplement;
    struct numbers numbers;
};

struct state {
    struct made *issues; /* as they were made */
    size_t count;
};

/* ---- periods ------------------------------------------------------------------------------ */

enum {
    FROM_MONDAY = 3,          /* days: 1970-01-01 was a Thursday */
    WEEKS_BEFORE = 2000 * 53, /* more than there are from the year 1 to 1970: no number is negative,
                                 which division would round the other way */
};

/* Periods as consecutive numbers, so that their difference counts; a week is ISO 8601's. */
static int period_number(enum period period, int day)
{
    struct day_parts p = day_parts(day);
    if (period == PERIOD_MONTH)
        return 12 * p.year + p.month;
    return period == PERIOD_WEEK ? (day + FROM_MONDAY + 7 * WEEKS_BEFORE) / 7 : day;
}

/* The year that a day's period belongs to. */
static int period_year(enum period period, int day)
{
    return period == PERIOD_WEEK ? day_week(day).year : day_parts(day).year;
}

/* How many periods of its year have begun: 1 in the first. */
static int place_in_year(enum period period, int day)
{
    int first = 0;
    day_of(period_year(period, day), 1, 1, &first);
    return period == PERIOD_MONTH  ? day_parts(day).month
           : period == PERIOD_WEEK ? day_week(day).week
                                   : day - first + 1;
}

/* ---- by the calendar ---------------------------------------------------------------------- */

static bool by_calendar(const struct manifest *m, int day, struct numbers *out, struct diags *d)
{
    const struct calendar *c = &m->calendar;
    int first = 0;
    day_read(c->first_date, &first);
    int behind = period_number(c->every, day) - period_number(c->every, first);
    bool anew = c->yearly && period_year(c->every, day) > period_year(c->every, first);
    if (behind < 0) {
        diag(d, ERROR, m->pos, "the first issue is of %s, and this one is before it",
             c->first_date);
        return false;
    }
    out->issue = anew ? place_in_year(c->every, day) : c->first_issue + behind;
    out->total = c->first_total ? c->first_total + behind : 0;
    return true;
}

/* ---- by the state ------------------------------------------------------------------------- */

static void add_made(struct arena *a, struct state *s, struct made made)
{
    s->issues = arena_grow(a, s->issues, s->count, sizeof *s->issues);
    s->issues[s->count++] = made;
}

static int number_of(const struct xml_node *node, const char *name)
{
    return (int)strtol(xml_value(node, name, "0"), NULL, 10); /* the schema has checked it */
}

/* A file that is not there is the state before the first issue. */
static bool read_state(struct arena *a, const struct digest_options *o, struct state *s,
                       struct diags *d)
{
    if (access(o->state, F_OK) && errno == ENOENT)
        return true;
    const struct xml_node *root = xml_read(a, o->state, o->state_xsd, d);
    for (const struct xml_node *n = root ? root->first : NULL; n; n = n->next) {
        struct made made = {.supplement = n->name && !strcmp(n->name, "supplement")};
        if (!n->name || !day_read(xml_value(n, "date", ""), &made.day))
            continue;
        made.numbers = (struct numbers){number_of(n, "number"), number_of(n, "total")};
        add_made(a, s, made);
    }
    return root != NULL;
}

static const char *write_state(struct arena *a, const struct state *s)
{
    struct buf b = {0};
    buf_adds(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<issues>\n");
    for (size_t i = 0; i < s->count; i++) {
        const struct made *x = &s->issues[i];
        buf_addf(&b, "  <%s date=\"%s\" number=\"%d\"", x->supplement ? "supplement" : "issue",
                 day_text(a, x->day), x->numbers.issue);
        if (x->numbers.total)
            buf_addf(&b, " total=\"%d\"", x->numbers.total);
        buf_adds(&b, "/>\n");
    }
    buf_adds(&b, "</issues>\n");
    const char *text = arena_text(a, b.text, b.len);
    buf_release(&b);
    return text;
}

/* That of the latest period, or NULL. */
static const struct made *last_made(const struct state *s, enum period period, bool supplement)
{
    const struct made *last = NULL;
    for (size_t i = 0; i < s->count; i++) {
        const struct made *x = &s->issues[i];
        if (x->supplement == supplement &&
            (!last || period_number(period, x->day) >= period_number(period, last->day)))
            last = x;
    }
    return last;
}

static const struct made *find_made(const struct state *s, enum period period,
                                    const struct made *of)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->issues[i].supplement == of->supplement &&
            period_number(period, s->issues[i].day) == period_number(period, of->day))
            return &s->issues[i];
    return NULL;
}

/* One more than the last; the first has what the manifest says. */
static struct numbers next_numbers(const struct calendar *c, enum period period,
                                   const struct made *last, const struct made *now)
{
    if (!last)
        return now->supplement ? (struct numbers){1, 0}
                               : (struct numbers){c->first_issue, c->first_total};
    bool anew = c->yearly && period_year(period, now->day) > period_year(period, last->day);
    int total = last->numbers.total ? last->numbers.total + 1 : c->first_total;
    return (struct numbers){anew ? 1 : last->numbers.issue + 1, now->supplement ? 0 : total};
}

static bool by_state(struct arena *a, struct digest *digest, const struct calendar *c,
                     const struct digest_options *o, struct made *now, struct diags *d)
{
    enum period period = now->supplement ? PERIOD_DAY : c->every;
    struct pos pos = {.file = o->state};
    struct state s = {0};
    if (!read_state(a, o, &s, d))
        return false;
    const struct made *same = find_made(&s, period, now);
    const struct made *last = last_made(&s, period, now->supplement);
    if (same) {
        now->numbers = same->numbers;
    } else if (last && period_number(period, last->day) > period_number(period, now->day)) {
        diag(d, ERROR, pos,
             "an issue of %s is made already, and none of %s; say its number with --issue",
             day_text(a, last->day), digest->date);
        return false;
    } else {
        now->numbers = next_numbers(c, period, last, now);
        add_made(a, &s, *now);
        digest->state = write_state(a, &s);
    }
    return true;
}

/* ---- the number --------------------------------------------------------------------------- */

static bool can_count(const struct digest *digest, const struct manifest *m,
                      const struct digest_options *o, struct diags *d)
{
    struct pos pos = m ? m->pos : (struct pos){0};
    bool calendar = m && m->calendar.first_date[0];
    if (!digest->date[0])
        diag(d, ERROR, pos, "--issue auto counts from the date of the issue, and it has none");
    else if (!o->state && digest->supplement)
        diag(d, ERROR, pos, "supplements are counted in a state file: say --state, or the number");
    else if (!o->state && !calendar)
        diag(d, ERROR, pos,
             "--issue auto needs first-date and every in the manifest, or a state file: say "
             "--state");
    else
        return true;
    return false;
}

void number_issue(struct arena *a, struct digest *digest, const struct manifest *m,
                  const struct digest_options *options, struct diags *d)
{
    static const struct calendar weekly = {.every = PERIOD_WEEK, .first_issue = 1};
    struct made now = {.supplement = digest->supplement};
    if (!can_count(digest, m, options, d))
        return;
    day_read(digest->date, &now.day);
    bool good = options->state ? by_state(a, digest, m ? &m->calendar : &weekly, options, &now, d)
                               : by_calendar(m, now.day, &now.numbers, d);
    if (!good)
        return;
    digest->issue = arena_printf(a, "%d", now.numbers.issue);
    if (now.numbers.total)
        digest->total_issue = arena_printf(a, "%d", now.numbers.total);
    else if (digest->supplement)
        digest->total_issue = "";
}
