/* SPDX-License-Identifier: MIT */
/*
 * digest/label: what the finders of a label share. label.c tries the forms of a clause, noun.c
 * reads the noun behind a unit, row.c pairs 甲、乙分别… with its values, sound.c mends what is too
 * short and refuses what is no phrase.
 */
#ifndef BRIEFGEN_DIGEST_LABEL_H
#define BRIEFGEN_DIGEST_LABEL_H

#include "digest/clause.h"

struct labeller {
    struct arena *a;
    const struct passage *p;
    struct count *c;            /* the one to label */
    const struct count *former; /* the one before it in the same sentence, or NULL */
    const struct count *next;   /* the one behind it in the same clause, or NULL */
    struct span before;         /* trimmed text before the number */
    struct span noun;           /* that the label was taken from behind the unit, or empty */
};

size_t span_length(struct span s);
size_t span_characters(const char *s);
bool char_in(const uint32_t *set, uint32_t c);

/* The characters of a verb of reports at i, or that ends at i; 0 if there is none. */
size_t verb_at(const struct labeller *l, size_t i);
size_t verb_before(const struct labeller *l, size_t first, size_t i);

/* Without the adverbs and connectives that open a clause; without words at either end. */
struct span trim_openings(const struct labeller *l, struct span s);
struct span trim_left(const struct labeller *l, struct span s, const char *const *words);
struct span trim_right(const struct labeller *l, struct span s, const char *const *words);

/* 共 and 已 open a count only before a verb: 公共, 共同 and 已知 are words. */
bool opens_count(const struct labeller *l, size_t i);

/* noun.c: the noun behind c's unit, empty if none is to be its label. */
struct span noun_behind(const struct labeller *l, const struct count *c);

/* Where the text before 增长, 同比增长, 比上年提高 ends; s.first if s is that and nothing else,
 * s.end if s tells no change. */
size_t change_start(const struct labeller *l, struct span s);

/* row.c: names a value of 甲、乙分别增长3%、5%. False if it is none. */
bool name_row(struct labeller *l, const struct count *counts, size_t count, size_t i);

/* sound.c: completes a bare label, or makes it "". */
void sound_label(struct labeller *l);
/* The noun that the sentence is about, before the number's clause; empty if it is not clear. */
struct span subject_before(const struct labeller *l);

/* The subject of the clause s, empty if it has none that is clear. */
struct span clause_subject(const struct labeller *l, struct span s);
bool ends_clause(const struct labeller *l, size_t i);

/* about.c: what the count is compared with, and which place or body it is about. */
void find_about(struct labeller *l);

#endif
