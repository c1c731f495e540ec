/* SPDX-License-Identifier: MIT */
/*
 * Inside pdf/: the pictures as objects.
 */
#ifndef BRIEFGEN_PDF_IMAGE_H
#define BRIEFGEN_PDF_IMAGE_H

#include "pdf/object.h"

/* One image XObject a picture, in pdf->image_objects; with a soft mask where there is alpha. */
void image_objects(struct pdf *pdf);

/* Puts before each row of samples, at most `size` bytes with `step` to a pixel, the filter that
 * makes it easiest to compress (ISO 32000-1, 7.4.4.4: predictor 15); appends all to b. */
void image_predict(struct buf *b, const uint8_t *samples, size_t row_size, size_t rows,
                   size_t step);

#endif
