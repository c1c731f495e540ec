/* SPDX-License-Identifier: MIT */
/*
 * digest/script: text in the traditional script, for rules and word lists that are written in the
 * simplified one. A character becomes one character of as many bytes, so places stay what they are.
 */
#ifndef BRIEFGEN_DIGEST_SCRIPT_H
#define BRIEFGEN_DIGEST_SCRIPT_H

#include "article/article.h"

/* Is the article written in the traditional script? Single old forms (著, 乾隆) do not make it so.
 */
bool script_is_traditional(const struct article *article);

/* The text in simplified characters. */
const char *script_simplified(struct arena *a, const char *text);

/* What was put together of the words of `simplified`, in the characters of `printed`, whose
 * simplified form that is. What stands in neither is left as it is. */
const char *script_printed(struct arena *a, const char *made, const char *simplified,
                           const char *printed);

#endif
