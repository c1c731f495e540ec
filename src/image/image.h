/* SPDX-License-Identifier: MIT */
/*
 * image: the bytes of a picture in, its numbers and samples out. PNG (libpng) and JPEG (libjpeg)
 * are known; other kinds are named, so that the editor can be told what to do. page/ needs the
 * numbers, pdf/ the samples; of a JPEG pdf/ takes the bytes, if need be those of a smaller one. An
 * SVG becomes a PNG before anything else is asked of it.
 *
 * Pictures come from elsewhere: image_read() looks at the whole of a PNG and at all of a JPEG but
 * its compressed samples, so that nothing that it took can fail later.
 */
#ifndef BRIEFGEN_IMAGE_H
#define BRIEFGEN_IMAGE_H

#include "util/util.h"

enum image_kind { IMAGE_PNG, IMAGE_JPEG };

struct image {
    enum image_kind kind;
    const uint8_t *bytes; /* of the file; they belong to the caller */
    size_t len;
    int width, height;        /* pixels as stored */
    int orientation;          /* as EXIF counts: 1 upright, 3 upside down; 5 to 8 on their side */
    int density_x, density_y; /* only their ratio counts: how much narrower than high a pixel is */
    int channels;             /* PNG: 1 grey, 3 RGB, and one more with alpha; JPEG: 1, 3, 4 CMYK */
    bool inverted;            /* CMYK as Adobe writes it: 255 is no ink */
    bool plain;               /* JPEG of RGB that is not YCbCr and does not say so */
    bool profiled;            /* it has a colour profile that is not that of sRGB */
};

/* Reads what the bytes say of the picture. Returns NULL, or why it cannot be printed: static words
 * that follow "is not printed: ". */
const char *image_read(const void *bytes, size_t len, struct image *out);

/* The bytes are those of an SVG, by their beginning. */
bool image_is_svg(const void *bytes, size_t len);
/* Appends to `png` an SVG as a PNG of so many columns, with alpha, whose rows follow. bytes[len] is
 * NUL; `name` is what the file is called. Returns NULL, or why it cannot be printed: translated
 * words from `a` that follow "is not printed: ". Nothing but these bytes is read. */
const char *image_draw(struct arena *a, const char *name, const char *bytes, size_t len,
                       int columns, struct buf *png);

/* Its size as it is to be looked at: turned upright. */
int image_columns(const struct image *image);
int image_rows(const struct image *image);

/* A JPEG as it is printed with so many samples: of sRGB or grey, its bytes from `a`; the picture as
 * it is where it has no more samples than that and no profile, or cannot be decoded. */
struct image image_printed(struct arena *a, const struct image *image, int columns, int rows);

/* The samples of a PNG, 8 bits each, row by row, appended to b; at most its own size, smaller ones
 * are averages of areas. A colour profile is applied. Colours are those of the picture where it is
 * opaque: alpha is left out. `columns` and `rows` are counted as stored. */
void image_colors(struct buf *b, const struct image *image, int columns, int rows);
/* The same of its alpha; the picture must have it. */
void image_alpha(struct buf *b, const struct image *image, int columns, int rows);
bool image_has_alpha(const struct image *image);

#endif
