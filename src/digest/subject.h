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
/* The subject that texts speak of most: that of the heaviest words in all of them. */
size_t subject_about(struct arena *scratch, const struct digest_subjects *list,
                     const char *const *texts, size_t count);

#endif
