/* SPDX-License-Identifier: MIT */
/* digest/subject: a list of subjects, and which of them a figure belongs to. */
#ifndef BRIEFGEN_DIGEST_SUBJECT_H
#define BRIEFGEN_DIGEST_SUBJECT_H

#include "digest/digest.h"

/* Subjects of a list, in its order; the last is for figures that belong to none. */
size_t subject_count(const struct digest_subjects *list);
const char *subject_name(const struct digest_subjects *list, size_t subject);
/* The subject of a figure by its label or unit. */
size_t subject_of(const struct digest_subjects *list, const struct keyfigure *figure);
/* Adds to each of the list's subjects what its words in the text weigh. */
void subject_weigh(const struct digest_subjects *list, const char *text, size_t *weights);
/* The subject that weighs most; the last if none weighs enough. */
size_t subject_heaviest(const struct digest_subjects *list, const size_t *weights);

#endif
