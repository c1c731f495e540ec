/* SPDX-License-Identifier: MIT */
/* Inside article/: a text with its marks as article XML has them (marks.c). */
#ifndef BRIEFGEN_ARTICLE_WRITE_H
#define BRIEFGEN_ARTICLE_WRITE_H

#include "article/article.h"

/* Adds the text, escaped, with an element for each mark. */
void write_marked(struct buf *b, const char *text, const struct marks *marks);

#endif
