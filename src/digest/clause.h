/* SPDX-License-Identifier: MIT */
/*
 * digest/clause: a number that counts something, with its place in sentence and clause, and the
 * label found from there. The places are filled by scan.c, the words by label.c.
 */
#ifndef BRIEFGEN_DIGEST_CLAUSE_H
#define BRIEFGEN_DIGEST_CLAUSE_H

#include "digest/number.h"
#include "digest/unit.h"

struct keyfigure;

/* By which words a count is part of another; each kind may be part of those before it. */
enum part {
    PART_NONE,
    PART_SOME,     /* 受轻伤的2人, 女工占80名, 其余3家 */
    PART_RESOLVED, /* 收集…条、解决…条 */
    PART_AMONG     /* behind 其中 */
};

/* Whose time the period of a count is. */
enum timed {
    TIMED_BEFORE, /* of what was told before it, or of nothing: it may be another's */
    TIMED_OWN,
    TIMED_BASE /* its own, and it is what a later one is compared with: 比去年的30亿元 */
};

struct count {
    struct number number;
    struct unit unit;
    struct span value;   /* the number as written, without the 万 亿 that belong to the unit */
    size_t end;          /* behind the unit */
    size_t noun_end;     /* of the noun behind it that its label has, or 0 */
    size_t follow;       /* behind 以上, 以下, 左右 after the unit */
    struct span approx;  /* the word that says how exact it is, in the text; empty if none */
    struct span clause;  /* without its separators */
    struct span earlier; /* the clause before in the same sentence, empty if none */
    size_t sentence;     /* number of the sentence in the block */
    size_t group;        /* number of its part between ； in the block */
    size_t opening[2];   /* where the sentence and the one before begin */
    size_t before;       /* the text from here to the number may tell what is counted */
    size_t after;        /* and from follow to here: the next number, or the clause's end */
    bool joined;         /* only 、 和 及 stand between the count before and `before` */
    /* The nearest count before it in its sentence that may lend it its object, or NULL. */
    const struct count *lender;
    /* the label */
    const char *label;
    const char *verb;    /* what it begins with, or "" */
    const char *object;  /* what is counted, without verb and 各类 */
    bool borrowed;       /* the object is an earlier count's: this one names none itself */
    const char *topic;   /* what a change of it is a change of */
    struct span there;   /* the quantity that those before it lend a place alone; or empty */
    const char *whose;   /* who did it, where the label has that or its chain goes on with it */
    struct span actor;   /* that, where it stands in the text by its name; empty if it does not */
    const char *per;     /* 年, 户, or "" */
    const char *outlook; /* 预计, 力争, 将达到, or "" */
    const char *base;    /* 同比, 比上年末, or "" */
    const char *about;   /* the place or body, or "" */
    const char *period;  /* 9月份, 前三季度, or "" */
    enum timed timed;
    struct span qualifier; /* what a verb's adverbs were: 当日, 三日内 */
    struct span words;     /* the text before the number, without copulas */
    bool origin;           /* 从 it … to the next one */
    struct span way;       /* of an origin: the verb between the two, 增加到; of a duration: what
                            * is done in it */
    struct span level; /* what a change starts from: 较去年 of 较去年的8%下降; else empty */
    bool change;       /* tells how another figure changed or what share it has */
    bool narrative;    /* its noun follows, and no verb of a report stands before it */
    enum part part;
};

/* Gives counts[i] its label, verb, object, per, change and part; those before it have theirs. The
 * label is "" when the text names nothing. */
void label_count(struct arena *a, const struct passage *p, struct count *counts, size_t count,
                 size_t i);

/* Completes the short label of a part by what its total counts. */
void label_complete(struct arena *a, struct count *part, const struct count *total);
/* Names a total that says nothing itself by what its parts, from `first` to it, have in common. */
void label_total(struct arena *a, struct count *counts, size_t first, size_t total);

/* relate.c: for each count the index of its total, or SIZE_MAX; all have their labels, which may be
 * completed. */
size_t *relate_counts(struct arena *a, const struct passage *p, struct count *counts, size_t count);

/* The period of a row. */
struct row_period {
    const char *text; /* as it is printed, or "" */
    int year;         /* period_year() */
    enum timed timed;
};

/* period.c: the year that a period in simplified characters begins with; 0 if it names none. `date`
 * is the article's, YYYY-MM-DD; where it is "", 今年 is a year that no other word names, and 去年
 * the one before. */
int period_year(const char *period, const char *date);

/* period.c: puts its period before the label of each figure that has label (but for its base and
 * its body) and unit in common with one of another period; what it is about where that is not what
 * the others are about, with the changes told of it; and before the label of each figure of a time
 * before that of the article. periods[i] is that of figures[i]; date is the article's, or "". */
void tell_periods(struct arena *a, struct keyfigure *figures, const struct row_period *periods,
                  size_t count, const char *date);

/* kin.c: the index of the total that counts[part] is known by its name to be a part of, or
 * SIZE_MAX; `totals` has those found before. With `kinds` only the names of kinds count. */
size_t total_of_kin(const struct passage *p, const struct count *counts, const size_t *totals,
                    size_t count, size_t part, bool kinds);

#endif
