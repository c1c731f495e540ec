/* SPDX-License-Identifier: MIT */
/* Inside acquire/: copies what outlives a page. */
#ifndef BRIEFGEN_ACQUIRE_KEEP_H
#define BRIEFGEN_ACQUIRE_KEEP_H

#include "acquire/piece.h"

/* Appends the page's results to *out, all of it in `a` but the page's own text, which lives there
 * already. */
void acquire_keep(struct arena *a, struct acquired *out, const struct page *page);

#endif
