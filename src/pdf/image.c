/* SPDX-License-Identifier: MIT */
/*
 * Pictures as objects (ISO 32000-1, 8.9.5). A JPEG is passed through as it is, or as a smaller JPEG
 * where it has far more samples than print needs or the colours of a profile. A PNG is decoded when
 * the library comes to it, so that the samples of one picture are in memory at a time, brought down
 * to what print needs, and written with PNG's row filters and Flate. Colours are those of the
 * device.
 */
#include "pdf/image.h"

#include <stdlib.h>
#include <string.h>

enum { FILTERS = 5 };

/* ---- row filters -------------------------------------------------------------------------- */

static int distance(int a, int b)
{
    return a > b ? a - b : b - a;
}

/* ISO 15948, 9.4 */
static int paeth(int left, int above, int corner)
{
    int guess = left + above - corner;
    int to_left = distance(guess, left), to_above = distance(guess, above);
    int to_corner = distance(guess, corner);
    if (to_left <= to_above && to_left <= to_corner)
        return left;
    return to_above <= to_corner ? above : corner;
}

static int predicted(int filter, int left, int above, int corner)
{
    switch (filter) {
    case 1:
        return left;
    case 2:
        return above;
    case 3:
        return (left + above) / 2;
    case 4:
        return paeth(left, above, corner);
    default:
        return 0;
    }
}

/* Filters a row into out; returns how much is left of it, the rule of ISO 15948, 12.8. */
static uint64_t filter_row(uint8_t *out, int filter, const uint8_t *row, const uint8_t *above,
                           size_t size, size_t step)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < size; i++) {
        int left = i < step ? 0 : row[i - step], corner = i < step || !above ? 0 : above[i - step];
        out[i] = (uint8_t)(row[i] - predicted(filter, left, above ? above[i] : 0, corner));
        sum += out[i] < 128 ? out[i] : 256 - out[i];
    }
    return sum;
}

void image_predict(struct buf *b, const uint8_t *samples, size_t row_size, size_t rows, size_t step)
{
    uint8_t *best = malloc(row_size + 1), *trial = malloc(row_size + 1);
    if (!best || !trial)
        die("out of memory while writing a picture");
    for (size_t y = 0; y < rows; y++) {
        const uint8_t *row = samples + y * row_size, *above = y ? row - row_size : NULL;
        uint64_t least = UINT64_MAX;
        for (int filter = 0; filter < FILTERS; filter++) {
            uint64_t sum = filter_row(trial + 1, filter, row, above, row_size, step);
            if (sum >= least)
                continue;
            least = sum;
            trial[0] = (uint8_t)filter;
            uint8_t *worse = best;
            best = trial;
            trial = worse;
        }
        buf_add(b, (const char *)best, row_size + 1);
    }
    free(best);
    free(trial);
}

/* ---- streams ------------------------------------------------------------------------------ */

static void predict(struct buf *b, const struct buf *samples, const struct picture *p, size_t step)
{
    image_predict(b, (const uint8_t *)samples->text, (size_t)p->columns * step, (size_t)p->rows,
                  step);
}

static size_t color_channels(const struct image *image)
{
    return (size_t)(image->channels - image_has_alpha(image));
}

static void make_colors(struct buf *b, const void *context)
{
    const struct picture *p = context;
    struct buf samples = {0};
    image_colors(&samples, &p->image, p->columns, p->rows);
    predict(b, &samples, p, color_channels(&p->image));
    buf_release(&samples);
}

static void make_alpha(struct buf *b, const void *context)
{
    const struct picture *p = context;
    struct buf samples = {0};
    image_alpha(&samples, &p->image, p->columns, p->rows);
    predict(b, &samples, p, 1);
    buf_release(&samples);
}

static void make_jpeg(struct buf *b, const void *context)
{
    const struct image *image = context;
    buf_add(b, (const char *)image->bytes, image->len);
}

/* ---- objects ------------------------------------------------------------------------------ */

static void add_entries(HPDF_Dict dict, int columns, int rows, size_t channels)
{
    static const char *const spaces[] = {[1] = "DeviceGray", [3] = "DeviceRGB", [4] = "DeviceCMYK"};
    buf_addf(object_entries(dict),
             "/Type /XObject /Subtype /Image /Width %d /Height %d\n/ColorSpace /%s "
             "/BitsPerComponent 8",
             columns, rows, spaces[channels]);
}

static HPDF_Dict png_object(struct pdf *pdf, const struct picture *p, size_t channels,
                            void (*make)(struct buf *b, const void *context))
{
    HPDF_Dict dict = object_late(pdf, make, p);
    add_entries(dict, p->columns, p->rows, channels);
    buf_addf(object_entries(dict),
             "\n/DecodeParms [<< /Predictor 15 /Colors %zu /BitsPerComponent 8 /Columns %d >>]",
             channels, p->columns);
    return dict;
}

static HPDF_Dict jpeg_object(struct pdf *pdf, const struct picture *p)
{
    struct image *image = arena_alloc(pdf->arena, sizeof *image);
    *image = image_printed(pdf->arena, &p->image, p->columns, p->rows);
    HPDF_Dict dict = object_late(pdf, make_jpeg, image);
    dict->filter = HPDF_STREAM_FILTER_NONE;
    add_entries(dict, image->width, image->height, (size_t)image->channels);
    struct buf *b = object_entries(dict);
    buf_adds(b, "\n/Filter /DCTDecode");
    if (image->inverted)
        buf_adds(b, " /Decode [1 0 1 0 1 0 1 0]");
    if (image->plain)
        buf_adds(b, " /DecodeParms << /ColorTransform 0 >>");
    return dict;
}

static HPDF_Dict image_object(struct pdf *pdf, const struct picture *p)
{
    if (p->image.kind == IMAGE_JPEG)
        return jpeg_object(pdf, p);
    HPDF_Dict dict = png_object(pdf, p, color_channels(&p->image), make_colors);
    if (image_has_alpha(&p->image))
        buf_addf(object_entries(dict), "\n/SMask %u 0 R",
                 object_number(png_object(pdf, p, 1, make_alpha)));
    return dict;
}

void image_objects(struct pdf *pdf)
{
    const struct pages *pages = pdf->pages;
    pdf->image_objects = arena_array(pdf->arena, pages->picture_count, sizeof(HPDF_Dict));
    for (size_t i = 0; i < pages->picture_count; i++)
        if (pages->pictures[i].columns)
            pdf->image_objects[i] = image_object(pdf, pages->pictures + i);
}
