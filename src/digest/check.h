/* SPDX-License-Identifier: MIT */
/*
 * digest/check: whether the numbers of an article agree with each other. sum.c, change.c and
 * share.c read from the words between the quantities of a passage what one claims of others, and
 * report what cannot be; they are silent wherever the text says less than that. check.c brings the
 * findings to the figures of the table, twice.c compares what is told twice in an issue, doubt.c
 * says all of it.
 */
#ifndef BRIEFGEN_DIGEST_CHECK_H
#define BRIEFGEN_DIGEST_CHECK_H

#include "digest/digest.h"
#include "digest/quantity.h"

enum { MOST_FINDINGS = 64 }; /* of one article: no real one comes near */

struct place { /* of a figure */
    const struct article *article;
    const struct block *block; /* NULL if it stands in none */
    int start;                 /* characters in the block, as in struct keyfigure */
    struct pos pos;            /* in its file, where block is NULL */
};

struct finding {
    struct place at, other; /* the figure in doubt, and one that it does not agree with */
    size_t figure;          /* of the article, SIZE_MAX if its table does not have it */
    const char *said;       /* a warning, at `at` */
    const char *why;        /* a note, at `other` */
    const char *note;       /* for the table, in the words of an editor */
};

struct findings {        /* of one article */
    struct arena *arena; /* what a finding points to lives in it */
    const struct article *article;
    bool traditional;          /* it is read in simplified characters */
    const struct block *block; /* that is being read */
    int base;                  /* characters of it before the passage */
    struct finding *items;     /* at most MOST_FINDINGS */
    size_t count;
};

/* check.c */

/* Reports that quantity `at` does not agree with `other`. `said` follows its text in the message;
 * `note` is for the table. Of one quantity only the first report counts. */
void check_report(struct findings *f, const struct quantities *q, size_t at, size_t other,
                  const char *said, const char *note);
/* The quantity that a figure states with its value, unit and word of approximation; its unit stands
 * in *p, which is made for it, in simplified characters. False if it states none that can be held
 * exactly. */
bool check_figure(struct arena *a, const struct keyfigure *k, struct passage *p,
                  struct quantity *out);
/* Where it stands: in the article's text, else in the file that brought it. */
struct place check_place(const struct article *article, const struct keyfigure *k);
/* Reads the article's text and figures. */
void check_article(struct findings *f, const struct digest_article *article);

/* sum.c, change.c, share.c: everything in one passage. parts.c: parts and totals that an editor
 * named by hand, whose text is not there. */
void check_sums(struct findings *f, const struct quantities *q);
void check_changes(struct findings *f, const struct quantities *q);
void check_shares(struct findings *f, const struct quantities *q);
void check_parts(struct findings *f, const struct digest_article *article);

/* twice.c */

struct twin { /* one quantity with two values; the first stands before the second in the issue */
    size_t article[2], figure[2];
};

size_t find_twins(struct arena *a, const struct digest *digest, struct twin **twins);

/* place.c: file, line and column; the block's where the source does not show it. */
struct pos position_of(struct arena *a, const struct place *place, const struct diags *d);

/* doubt.c: checks all articles on up to `jobs` threads, fills the doubts of digest->articles and
 * says them in d. Findings in articles that have a key are kept in memo, unless it is NULL. */
void check_digest(struct arena *a, struct digest *digest, int jobs, struct memo *memo,
                  struct diags *d);

#endif
