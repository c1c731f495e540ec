/* SPDX-License-Identifier: MIT */
/*
 * Pictures as objects (ISO 32000-1, 8.9.5). A JPEG is passed through as it is, or as a smaller JPEG
 * where it has far more samples than print needs or the colours of a profile. PNGs are decoded one
 * after the other, brought down to what print needs, and written with PNG's row filters and Flate.
 * Colours are those of the output intent (info.c), which is RGB; so CMYK, which may not stand
 * beside it (ISO 19005-2, 6.2.4.3), is given as four inks and how they look in RGB.
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

/* Puts before each row of samples, of row_size bytes with `step` to a pixel, the filter that makes
 * it easiest to compress (ISO 32000-1, 7.4.4.4: predictor 15); appends all to b. */
static void add_predicted(struct buf *b, const uint8_t *samples, size_t row_size, size_t rows,
                          size_t step)
{
    uint8_t *best = malloc(row_size + 1), *trial = malloc(row_size + 1);
    if (!best || !trial)
        die_of_memory();
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

/* ---- objects ------------------------------------------------------------------------------ */

static size_t color_channels(const struct image *image)
{
    return (size_t)(image->channels - image_has_alpha(image));
}

/* Ink on paper as light on a screen: each colour is what its ink and black leave of it. */
static unsigned inks_object(struct pdf *pdf)
{
    static const char function[] = "{1 exch sub 4 1 roll 1 exch sub 3 index mul 3 1 roll "
                                   "1 exch sub 3 index mul 3 1 roll 1 exch sub 3 index mul "
                                   "4 1 roll 3 -1 roll pop}";
    struct buf b = {0};
    buf_adds(&b, "/FunctionType 4 /Domain [0 1 0 1 0 1 0 1] /Range [0 1 0 1 0 1]");
    return object_add_stream(pdf, &b, function, sizeof function - 1, AS_IT_IS);
}

/* How each ink looks alone. ISO 19005-2, 6.2.4.4 asks for it of spot colours; those of a process
 * are such too unless their space is named, and that is the one that may not stand here. */
static unsigned colorants_object(struct pdf *pdf)
{
    static const char *const inks[][2] = {
        {"Cyan", "0 1 1"}, {"Magenta", "1 0 1"}, {"Yellow", "1 1 0"}, {"Black", "0 0 0"}};
    struct buf b = {0};
    buf_adds(&b, "/Colorants <<");
    for (size_t i = 0; i < COUNT(inks); i++)
        buf_addf(&b,
                 "\n/%s [/Separation /%s /DeviceRGB << /FunctionType 2 /Domain [0 1] "
                 "/C0 [1 1 1] /C1 [%s] /N 1 >>]",
                 inks[i][0], inks[i][0], inks[i][1]);
    buf_adds(&b, ">>");
    return object_add(pdf, &b);
}

static void add_space(struct pdf *pdf, struct buf *b, size_t channels)
{
    if (channels != 4) {
        buf_adds(b, channels == 1 ? "/DeviceGray" : "/DeviceRGB");
        return;
    }
    unsigned inks = inks_object(pdf), colorants = colorants_object(pdf);
    buf_addf(b, "[/DeviceN [/Cyan /Magenta /Yellow /Black] /DeviceRGB %u 0 R %u 0 R]", inks,
             colorants);
}

static void add_entries(struct pdf *pdf, struct buf *b, int columns, int rows, size_t channels)
{
    buf_addf(
        b, "/Type /XObject /Subtype /Image /Width %d /Height %d\n/BitsPerComponent 8 /ColorSpace ",
        columns, rows);
    add_space(pdf, b, channels);
}

/* The samples as rows that are easy to deflate, as an object with these entries too. */
static unsigned samples_object(struct pdf *pdf, const struct picture *p, struct buf *entries,
                               struct buf *samples, size_t channels)
{
    struct buf rows = {0};
    add_predicted(&rows, (const uint8_t *)samples->text, (size_t)p->columns * channels,
                  (size_t)p->rows, channels);
    buf_release(samples);
    add_entries(pdf, entries, p->columns, p->rows, channels);
    buf_addf(entries,
             "\n/DecodeParms << /Predictor 15 /Colors %zu /BitsPerComponent 8 /Columns %d >>",
             channels, p->columns);
    unsigned number = object_add_stream(pdf, entries, rows.text, rows.len, DEFLATE);
    buf_release(&rows);
    return number;
}

static unsigned png_object(struct pdf *pdf, const struct picture *p)
{
    struct buf entries = {0}, samples = {0};
    if (image_has_alpha(&p->image)) {
        struct buf mask = {0};
        image_alpha(&samples, &p->image, p->columns, p->rows);
        buf_addf(&entries, "/SMask %u 0 R\n", samples_object(pdf, p, &mask, &samples, 1));
    }
    image_colors(&samples, &p->image, p->columns, p->rows);
    return samples_object(pdf, p, &entries, &samples, color_channels(&p->image));
}

static unsigned jpeg_object(struct pdf *pdf, const struct picture *p)
{
    const struct image printed = image_printed(pdf->arena, &p->image, p->columns, p->rows);
    const struct image *image = &printed;
    struct buf b = {0};
    add_entries(pdf, &b, image->width, image->height, (size_t)image->channels);
    buf_adds(&b, "\n/Filter /DCTDecode");
    if (image->inverted)
        buf_adds(&b, " /Decode [1 0 1 0 1 0 1 0]");
    if (image->plain)
        buf_adds(&b, " /DecodeParms << /ColorTransform 0 >>");
    return object_add_stream(pdf, &b, (const char *)image->bytes, image->len, AS_IT_IS);
}

void image_objects(struct pdf *pdf)
{
    const struct pages *pages = pdf->pages;
    pdf->image_objects = arena_array(pdf->arena, pages->picture_count, sizeof(unsigned));
    for (size_t i = 0; i < pages->picture_count; i++) {
        const struct picture *p = pages->pictures + i;
        if (p->columns)
            pdf->image_objects[i] =
                p->image.kind == IMAGE_JPEG ? jpeg_object(pdf, p) : png_object(pdf, p);
    }
}
