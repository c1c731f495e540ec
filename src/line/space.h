/* SPDX-License-Identifier: MIT */
/*
 * Inside line/: what counts as blank. A blank has no body of its own: its width is gap, so it
 * vanishes where a line ends behind it.
 */
#ifndef BRIEFGEN_LINE_SPACE_H
#define BRIEFGEN_LINE_SPACE_H

#include "line/line.h"

/* A typed space or U+3000. A space that carries a combining mark has ink and is none. */
bool space_blank(const struct glyphs *glyphs, const struct glyph *glyph);

#endif
