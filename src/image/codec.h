/* SPDX-License-Identifier: MIT */
/*
 * Inside image/: one reader for each kind.
 */
#ifndef BRIEFGEN_IMAGE_CODEC_H
#define BRIEFGEN_IMAGE_CODEC_H

#include "image/color.h"
#include "image/image.h"

enum { LONGEST_SIDE = 65000, MOST_PIXELS = 100000000 };

extern const char image_damaged[], image_too_large[];

/* png.c, jpeg.c: fill the rest of *image, whose bytes are set; as image_read(). */
const char *png_header(struct image *image);
const char *jpeg_header(struct image *image);

/* png.c: hands every row of samples to `row`, from the top. False if the data are damaged; rows
 * were handed out then. */
bool png_rows(const struct image *image, void (*row)(void *context, const uint8_t *samples),
              void *context);

/* read.c: the colours of its profile; NULL if there is none that can be used. */
struct colors *image_profile(const struct image *image);

/* png.c, jpeg.c: appends the colour profile to b, if there is one. */
void png_profile(const struct image *image, struct buf *b);
void jpeg_profile(const struct image *image, struct buf *b);

/* jpeg.c: as png_rows(); CMYK as it is stored. */
bool jpeg_rows(const struct image *image, void (*row)(void *context, const uint8_t *samples),
               void *context);
/* Appends a JPEG of these samples, grey or RGB. */
void jpeg_write(struct buf *b, const uint8_t *samples, int columns, int rows, int channels);

/* exif.c: the orientation that EXIF data, which begin with II or MM, tell; 1 where they do not. */
int exif_orientation(const uint8_t *bytes, size_t len);

#endif
