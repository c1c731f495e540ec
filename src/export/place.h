/* SPDX-License-Identifier: MIT */
/* export/place: where the values of a JSON text stand, which jansson does not keep. */
#ifndef BRIEFGEN_EXPORT_PLACE_H
#define BRIEFGEN_EXPORT_PLACE_H

#include "util/util.h"

/* All of these take text that jansson has read without a fault. `at` is where a value begins. */

/* The first value of the text. */
const char *place_root(const char *text);
/* The value of a key of the object at `at`, which has it; the object itself when the key is written
 * with escapes. */
const char *place_member(const char *at, const char *key);
/* The first element of an array, which has one; the element behind the one at `at`. */
const char *place_first(const char *at);
const char *place_next(const char *at);
/* As line and column of the text in a file. */
struct pos place_of(const char *file, const char *text, const char *at);

#endif
