/* SPDX-License-Identifier: MIT */
/*
 * Inside image/: colours of a profile as sRGB.
 */
#ifndef BRIEFGEN_IMAGE_COLOR_H
#define BRIEFGEN_IMAGE_COLOR_H

#include <stdlib.h>

#include "util/util.h"

struct colors; /* of a profile; used by one thread at a time */

/* For pixels of 3 (RGB) or 4 channels (CMYK; inverted: 255 is no ink), 8 bits each. NULL if the
 * profile is none, or not of such pixels. */
struct colors *color_open(const struct buf *profile, int channels, bool inverted);
void color_close(struct colors *c);
/* So many pixels as RGB. */
void color_row(const struct colors *c, const uint8_t *from, uint8_t *to, int count);
/* Whether one sees that these are not the colours of sRGB. */
bool color_differs(const struct colors *c);

#endif
