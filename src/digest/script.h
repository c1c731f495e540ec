/* SPDX-License-Identifier: MIT */
/*
 * digest/script: text in the traditional script, for rules and word lists that are written in the
 * simplified one. A character becomes one character of as many bytes, so places stay what they are.
 */
#ifndef BRIEFGEN_DIGEST_SCRIPT_H
#define BRIEFGEN_DIGEST_SCRIPT_H

#include "article/article.h"
#include "digest/passage.h"

/* Is the article written in the traditional script? Single old forms (著, 乾隆) do not make it so.
 */
bool script_is_traditional(const struct article *article);

/* The text in simplified characters. */
const char *script_simplified(struct arena *a, const char *text);

/* A text of such an article, or of another, as a passage in simplified characters. */
struct passage script_passage(struct arena *a, const char *text, bool traditional);

struct script {             /* a text in the traditional script */
    const char *printed;    /* as it stands */
    const char *simplified; /* the same in simplified characters */
    size_t size;            /* of either, in bytes */
};

/* What was put together of the words of a text, most of them near byte `at`, as it would be printed
 * there. What does not stand there has its only traditional form, if it has but one. */
const char *script_printed(struct arena *a, const char *made, const struct script *text, size_t at);

#endif
