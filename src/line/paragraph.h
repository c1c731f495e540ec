/* SPDX-License-Identifier: MIT */
/*
 * Inside line/: what line_paragraph does when nothing is kept.
 */
#ifndef BRIEFGEN_LINE_PARAGRAPH_H
#define BRIEFGEN_LINE_PARAGRAPH_H

#include "line/line.h"

struct lines *paragraph_lines(struct arena *a, const struct glyphs *glyphs,
                              const struct format *format, dist measure, struct diags *d);

#endif
