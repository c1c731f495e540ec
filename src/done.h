/* SPDX-License-Identifier: MIT */
/*
 * done: which jobs of a batch an earlier run finished. A record has a line a job: the hash of all
 * that the job is made of, and its name.
 */
#ifndef BRIEFGEN_DONE_H
#define BRIEFGEN_DONE_H

#include "util/util.h"

/* The hash, in hexadecimal digits, of the words of a command, of this program, and of name, size
 * and time of every file at or below the given paths; what is not there counts as that. */
const char *done_key(struct arena *a, char *const *words, const char *const *paths, size_t count);
/* Whether the record has the key; a record that is not there has none. */
bool done_has(const char *record, const char *key);
/* Adds a line, in one write: a record that several runs share stays whole. 0 or errno. */
int done_add(const char *record, const char *key, const char *name);

#endif
