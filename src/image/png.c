/* SPDX-License-Identifier: MIT */
/*
 * PNG by libpng, whatever its depth, palette or interlace, as 8 bits a sample (PDF could hold 16,
 * no printer shows them). A profile is handed out as it is; gamma is left alone: what the file
 * means without a profile is taken for sRGB, as browsers do where nothing is said.
 *
 * The library leaves on an error by longjmp: everything that it may leave open stands in struct
 * reading, and nothing of ours is held in a local variable across a call.
 */
#include "image/codec.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_LIMIT = 8 << 20 };

struct reading {
    struct image *image;
    png_structp png;
    png_infop info;
    size_t at; /* in the bytes */
    int passes;
    size_t row_size;
    uint8_t *samples; /* one row; of an interlaced picture all of them, where they are wanted */
    void (*row)(void *context, const uint8_t *samples);
    void *context;
};

/* ---- the library -------------------------------------------------------------------------- */

static void on_error(png_structp png, png_const_charp text)
{
    (void)text;
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp text)
{
    (void)png;
    (void)text;
}

static void read_bytes(png_structp png, png_bytep out, size_t len)
{
    struct reading *r = png_get_io_ptr(png);
    if (len > r->image->len - r->at)
        png_error(png, "end of file");
    memcpy(out, r->image->bytes + r->at, len);
    r->at += len;
}

static void open_reading(struct reading *r)
{
    r->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning);
    r->info = r->png ? png_create_info_struct(r->png) : NULL;
    if (!r->info)
        die_of_memory();
    png_set_read_fn(r->png, r, read_bytes);
    png_set_user_limits(r->png, LONGEST_SIDE, LONGEST_SIDE);
    png_set_chunk_malloc_max(r->png, CHUNK_LIMIT);
}

static void close_reading(struct reading *r)
{
    png_destroy_read_struct(&r->png, &r->info, NULL);
    free(r->samples);
}

/* Does the work; false if the library left it. */
static bool guarded(struct reading *r, void (*work)(struct reading *r))
{
    if (setjmp(png_jmpbuf(r->png)))
        return false;
    work(r);
    return true;
}

/* Whether all chunks lie in the file, up to the last. The library takes as much memory as a chunk
 * says it is long before it reads it, and lets its own limit be passed with a warning. */
static bool is_whole(const struct image *image)
{
    enum { SIGNATURE = 8, AROUND = 12 /* length, type and checksum */ };
    size_t size = 0;
    for (size_t at = SIGNATURE; image->len - at >= AROUND; at += AROUND + size) {
        const uint8_t *chunk = image->bytes + at;
        size = png_get_uint_32(chunk);
        if (size > image->len - at - AROUND)
            return false;
        if (!memcmp(chunk + 4, "IEND", 4))
            return true;
    }
    return false;
}

/* ---- header ------------------------------------------------------------------------------- */

static void read_header(struct reading *r)
{
    struct image *image = r->image;
    png_read_info(r->png, r->info);
    image->width = (int)png_get_image_width(r->png, r->info);
    image->height = (int)png_get_image_height(r->png, r->info);
    png_set_expand(r->png);
    png_set_scale_16(r->png);
    r->passes = png_set_interlace_handling(r->png);
    png_read_update_info(r->png, r->info);
    r->row_size = png_get_rowbytes(r->png, r->info);
    image->channels = png_get_channels(r->png, r->info);
    image->density_x = (int)png_get_x_pixels_per_meter(r->png, r->info);
    image->density_y = (int)png_get_y_pixels_per_meter(r->png, r->info);
    png_bytep exif = NULL;
    png_uint_32 exif_len = 0;
    bool turned = png_get_eXIf_1(r->png, r->info, &exif_len, &exif) && exif;
    image->orientation = turned ? exif_orientation(exif, exif_len) : 1;
}

/* ---- rows --------------------------------------------------------------------------------- */

static void allocate(struct reading *r, bool whole)
{
    r->samples = calloc(whole ? (size_t)r->image->height : 1, r->row_size);
    if (!r->samples)
        die_of_memory();
}

static void read_rows(struct reading *r)
{
    bool whole = r->passes > 1 && r->row;
    allocate(r, whole);
    for (int pass = 0; pass < r->passes; pass++)
        for (int y = 0; y < r->image->height; y++) {
            png_read_row(r->png, r->samples + (whole ? (size_t)y * r->row_size : 0), NULL);
            if (r->row && !whole)
                r->row(r->context, r->samples);
        }
    for (int y = 0; whole && y < r->image->height; y++)
        r->row(r->context, r->samples + (size_t)y * r->row_size);
    png_read_end(r->png, NULL);
}

bool png_rows(const struct image *image, void (*row)(void *context, const uint8_t *samples),
              void *context)
{
    struct image copy = *image;
    struct reading r = {.image = &copy, .row = row, .context = context};
    open_reading(&r);
    bool good = guarded(&r, read_header) && guarded(&r, read_rows);
    close_reading(&r);
    return good;
}

static void copy_profile(struct reading *r)
{
    char *name;
    int method;
    png_bytep profile;
    png_uint_32 len;
    png_read_info(r->png, r->info);
    if (png_get_iCCP(r->png, r->info, &name, &method, &profile, &len))
        buf_add(r->context, (const char *)profile, len);
}

void png_profile(const struct image *image, struct buf *b)
{
    struct image copy = *image;
    struct reading r = {.image = &copy, .context = b};
    open_reading(&r);
    guarded(&r, copy_profile);
    close_reading(&r);
}

const char *png_header(struct image *image)
{
    struct reading r = {.image = image};
    if (!is_whole(image))
        return image_damaged;
    open_reading(&r);
    const char *why = guarded(&r, read_header) ? NULL : image_damaged;
    if (!why && (int64_t)image->width * image->height > MOST_PIXELS)
        why = image_too_large;
    else if (!why && !guarded(&r, read_rows))
        why = image_damaged;
    close_reading(&r);
    return why;
}
