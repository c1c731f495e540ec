/* SPDX-License-Identifier: MIT */
/*
 * Inside pdf/: the pictures as objects.
 */
#ifndef BRIEFGEN_PDF_IMAGE_H
#define BRIEFGEN_PDF_IMAGE_H

#include "pdf/object.h"

/* One image XObject a picture, in pdf->image_objects; with a soft mask where there is alpha. */
void image_objects(struct pdf *pdf);

#endif
