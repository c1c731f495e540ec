/* SPDX-License-Identifier: MIT */
/*
 * digest: what the issue says in numbers, and in which order. Key figures are read from the text
 * (number.c: written numbers; countable.c: which of them count something; label.c: what), the
 * briefing gets its title, issue, date, order and sections (briefing.c) from options, manifest and
 * articles. For tables, parts are put under their totals (total.c) and figures into groups
 * (subject.c, group.c).
 */
#ifndef BRIEFGEN_DIGEST_H
#define BRIEFGEN_DIGEST_H

#include "article/article.h"
#include "util/util.h"

struct digest_doubt { /* about a figure that does not agree with others */
    size_t figure;    /* index into the article's figures */
    const char *note; /* for a table, in the words of an editor: 分项合计42，与总数不符 */
    bool twice;       /* the same quantity is told with another value: */
    size_t article, another; /* there, as indices into digest.articles and its figures */
};

struct digest_article {
    const struct article *article;
    const struct keyfigure *figures; /* from the XML, or extracted */
    size_t figure_count;
    const struct digest_doubt *doubts; /* in the order of the figures */
    size_t doubt_count;
};

struct digest_section {
    const char *name; /* "" for articles without a section */
    size_t first;     /* index of its first article */
    size_t count;
};

struct digest_pick { /* a figure of the front page */
    size_t article;  /* index into digest.articles */
    size_t figure;   /* index into that article's figures */
};

/* Why an article of the inputs is not in the issue. */
enum omission { OMITTED_BY_MANIFEST, OMITTED_BY_DATE };

struct digest_omitted {
    const struct article *article;
    enum omission reason;
};

/* Whom an issue is sent to: 报 to superiors, 送 to peers, 发 to subordinates. */
enum receivers { RECEIVERS_SUPERIORS, RECEIVERS_PEERS, RECEIVERS_SUBORDINATES, RECEIVERS_COUNT };

struct digest {
    const char *title; /* "" when neither option nor manifest gives one: the sheet's is used */
    const char *issue; /* issue number as text, or "" */
    bool supplement;   /* 增刊: counted apart */
    const char
        *state; /* what the state file must say once the issue is in place; NULL: nothing new */
    const char *total_issue;                /* counted from the first issue of all years, or "" */
    const char *date;                       /* YYYY-MM-DD, or "" */
    const char *office;                     /* compiling office, or "" */
    const char *note;                       /* 按语, or "" */
    const char *copies;                     /* number printed, or "" */
    const char *receivers[RECEIVERS_COUNT]; /* of each kind, joined by ，; or "" */
    struct digest_article *articles;
    size_t article_count;
    struct digest_section *sections; /* cover all articles, in order */
    size_t section_count;
    struct digest_pick *picks; /* weightiest figures of the issue, best first, at most 12,
                                  at most one from an article until every article gave one */
    size_t pick_count;
    struct digest_omitted *omitted; /* in reading order */
    size_t omitted_count;
    struct memo *memo; /* of the options */
};

/* What the command line says; NULL where it says nothing. Dates are days, YYYY-MM-DD. */
struct digest_options {
    const char *title, *issue, *date;
    const char *since, *until; /* the first and the last day whose articles are taken */
    bool count_issue;          /* the number is to be counted: issue.h of digest/ */
    bool supplement;           /* it is a supplement, whatever the manifest says */
    const char *state;         /* path of the state file, or NULL */
    const char *state_xsd;     /* path of styles/issues.xsd */
    const char *manifest;      /* path of briefing.xml, or NULL */
    const char *xsd;           /* path of styles/briefing.xsd */
    size_t most_articles;      /* of the issue; 0: any number */
    int jobs;
    struct memo *memo; /* what was found in articles that have a key is kept there; NULL: not */
};

/* The key figures of one article, in the order of the text; ids k1 … kn. Returns their number. */
size_t digest_figures(struct arena *a, const struct article *article, struct keyfigure **figures);

/* Plain decimals as keyfigure.number has them, of any length and exact: -1.50 and -1.5 are one.
 * Less than 0, 0, or more than 0 as x is smaller than y, equal, or larger. */
int digest_number_order(const char *x, const char *y);
/* x times ten to the power of `places`, which may be below 0. */
const char *digest_number_shift(struct arena *a, const char *x, int places);
/* now - before, without zeros at its ends: 1.5, 0, -20. */
const char *digest_number_difference(struct arena *a, const char *now, const char *before);
/* The same in per cent of `before`, to one place, half up (the sign aside): 50.0, -4.3. NULL where
 * that makes no sense: `before` is 0, one of them is below 0, or longer than 60 digits. */
const char *digest_number_percent(struct arena *a, const char *now, const char *before);

/* Orders the articles, joins neighbours of one section, extracts figures where the XML brought
 * none, checks whether the figures agree with each other, and picks the front page's. What does not
 * agree is a WARNING in d and a doubt at the figure; no figure is changed for it. An article that
 * no date is known of is in the issue whatever days are asked for. The issue's date is the option,
 * else `until`, else the manifest's, else SOURCE_DATE_EPOCH, else the latest date of an article.
 * Returns NULL after an ERROR in d, which more than `most_articles` are too, at the first beyond
 * them. */
struct digest *digest_build(struct arena *a, const struct articles *articles,
                            const struct digest_options *options, struct diags *d);

/* ---- figures in tables -------------------------------------------------------------------- */

struct digest_row {
    size_t figure; /* index into the article's figures */
    int depth;     /* 0, or one more than that of its total, which stands above it */
};

/* All figures of an article, every part below its total, else in the order of the text. */
struct digest_row *digest_rows(struct arena *a, const struct digest_article *article);

/* A list of subjects, such as styles/subjects.xml. */
struct digest_subjects;

/* Reads and checks a list; NULL after an ERROR in d. */
const struct digest_subjects *digest_subjects_read(struct arena *a, const char *path,
                                                   const char *xsd, struct diags *d);

struct digest_run {    /* what a group has of one article, or of one item of a collection */
    size_t article;    /* index into digest.articles */
    const char *title; /* the headline, or that of the item */
    const struct digest_row *rows;
    size_t count;
};

struct digest_group {
    const char *name; /* of the subject or section; "" for articles without a section */
    struct digest_run *runs;
    size_t run_count; /* at least 1 */
};

/* All figures of one article as a group with its headline as name; only a collection has more than
 * one run. */
struct digest_group digest_article_group(struct arena *a, const struct digest *digest,
                                         size_t article);

struct digest_groups {
    struct digest_group *items;
    size_t count;
};

/* All figures of the issue in groups, within a group in the order of the articles: by subject, in
 * the order of the list, or without one by section; last what is told with two values. A figure
 * stands in the subject that the words of its total, else its own, tell (subject.c has the rule).
 */
struct digest_groups digest_groups(struct arena *a, const struct digest *digest,
                                   const struct digest_subjects *subjects);

/* Where a figure of an article was counted, or by whom: 白石镇. "" if the article does not say. */
const char *digest_place(struct arena *a, const struct digest *digest,
                         const struct digest_article *article, size_t figure);

/* Whether the number is only a word for many (数十, 上百, 近万). */
bool digest_vague(const struct keyfigure *figure);

/* For --dump=digest. */
void digest_text(struct buf *b, const struct digest *digest);

#endif
