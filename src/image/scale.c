/* SPDX-License-Identifier: MIT */
/*
 * A picture with fewer samples: each is the average of the area that it covers, in whole numbers.
 * With n columns made of w, a column of the source is n units wide and one of the result w, so that
 * all edges are whole and the shares exact. Where there is alpha a colour counts as much as it is
 * opaque: what is behind a transparent edge must not shine through.
 *
 * The source comes row by row, its colours are made those of sRGB, and only one row of sums is
 * kept. Sharper filters were not taken: at the resolution of print the difference is not seen.
 */
#include "image/codec.h"

#include <stdlib.h>
#include <string.h>

enum { WHITE = 255 };

struct scaling {
    const struct image *image;
    struct buf *out;
    int columns, rows;
    int channels;          /* of the result */
    int first;             /* of the source's channels */
    bool weighted;         /* by the channel behind the colours */
    int64_t filled;        /* of the height of this row of the result, in units */
    uint64_t *sums;        /* channels, then the weight, for each column */
    char *row;             /* of the result */
    int pixel;             /* channels of the source, once it has the colours of the result */
    struct colors *colors; /* of its profile, or NULL */
    uint8_t *converted;    /* a row of the source, then its colours alone if it has alpha */
};

/* Adds one row of the source with the weight `share`. */
static void add_row(struct scaling *s, const uint8_t *samples, int64_t share)
{
    int64_t width = s->image->width, left = width;
    int step = s->channels + 1;
    uint64_t *sum = s->sums;
    for (int x = 0; x < s->image->width; x++, samples += s->pixel)
        for (int64_t rest = s->columns; rest > 0;) {
            int64_t part = rest < left ? rest : left;
            uint64_t weight = (uint64_t)(part * share);
            weight *= s->weighted ? samples[s->channels] : 1;
            for (int i = 0; i < s->channels; i++)
                sum[i] += weight * samples[s->first + i];
            sum[s->channels] += weight;
            rest -= part;
            left -= part;
            sum += left == 0 ? step : 0;
            left = left == 0 ? width : left;
        }
}

static void finish_row(struct scaling *s)
{
    int step = s->channels + 1;
    for (int x = 0; x < s->columns; x++) {
        const uint64_t *sum = s->sums + (size_t)x * (size_t)step;
        uint64_t weight = sum[s->channels];
        for (int i = 0; i < s->channels; i++)
            s->row[x * s->channels + i] = (char)(weight ? (sum[i] + weight / 2) / weight : WHITE);
    }
    buf_add(s->out, s->row, (size_t)s->columns * (size_t)s->channels);
    memset(s->sums, 0, (size_t)s->columns * (size_t)step * sizeof *s->sums);
    s->filled = 0;
}

/* A row of the source in the colours of sRGB. Alpha is moved aside and back. */
static const uint8_t *convert(struct scaling *s, const uint8_t *samples)
{
    if (!s->colors)
        return samples;
    int width = s->image->width;
    if (s->pixel == 3) {
        color_row(s->colors, samples, s->converted, width);
        return s->converted;
    }
    uint8_t *colors = s->converted + (size_t)width * 4;
    for (int x = 0; x < width; x++)
        memcpy(colors + x * 3, samples + x * 4, 3);
    color_row(s->colors, colors, colors, width);
    for (int x = 0; x < width; x++) {
        memcpy(s->converted + x * 4, colors + x * 3, 3);
        s->converted[x * 4 + 3] = samples[x * 4 + 3];
    }
    return s->converted;
}

static void take_row(void *context, const uint8_t *row)
{
    struct scaling *s = context;
    const uint8_t *samples = convert(s, row);
    for (int64_t rest = s->rows; rest > 0;) {
        int64_t room = s->image->height - s->filled;
        int64_t part = rest < room ? rest : room;
        add_row(s, samples, part);
        rest -= part;
        s->filled += part;
        if (s->filled == s->image->height)
            finish_row(s);
    }
}

static void open_colors(struct scaling *s)
{
    const struct image *image = s->image;
    s->pixel = image->channels;
    if (!image->profiled)
        return;
    bool alpha = image_has_alpha(image);
    s->colors = image_profile(image);
    s->pixel = 3 + alpha;
    s->converted = malloc((size_t)image->width * 7);
    if (!s->colors || !s->converted)
        die_of_memory();
}

/* False if the samples cannot be decoded. */
static bool scale(struct scaling *s)
{
    const struct image *image = s->image;
    if (s->columns < 1 || s->columns > s->image->width || s->rows < 1 || s->rows > s->image->height)
        BUG("%d × %d samples of %d × %d", s->columns, s->rows, s->image->width, s->image->height);
    s->sums = calloc((size_t)s->columns * (size_t)(s->channels + 1), sizeof *s->sums);
    s->row = malloc((size_t)s->columns * (size_t)s->channels);
    if (!s->sums || !s->row)
        die_of_memory();
    open_colors(s);
    bool good =
        image->kind == IMAGE_PNG ? png_rows(image, take_row, s) : jpeg_rows(image, take_row, s);
    if (!good && image->kind == IMAGE_PNG)
        BUG("a picture that was read before cannot be read again");
    color_close(s->colors);
    free(s->converted);
    free(s->sums);
    free(s->row);
    return good;
}

struct image image_printed(struct arena *a, const struct image *image, int columns, int rows)
{
    bool fits = columns >= image->width && rows >= image->height;
    if (!image->profiled && (fits || image->channels == 4))
        return *image;
    struct buf samples = {0}, bytes = {0};
    struct scaling s = {.image = image,
                        .out = &samples,
                        .columns = columns,
                        .rows = rows,
                        .channels = image->channels == 1 ? 1 : 3};
    struct image printed = *image;
    if (scale(&s)) {
        jpeg_write(&bytes, (const uint8_t *)samples.text, columns, rows, s.channels);
        printed = (struct image){.kind = IMAGE_JPEG,
                                 .bytes = (const uint8_t *)arena_text(a, bytes.text, bytes.len),
                                 .len = bytes.len,
                                 .width = columns,
                                 .height = rows,
                                 .orientation = image->orientation,
                                 .density_x = 1,
                                 .density_y = 1,
                                 .channels = s.channels};
    }
    buf_release(&samples);
    buf_release(&bytes);
    return printed;
}

void image_colors(struct buf *b, const struct image *image, int columns, int rows)
{
    bool alpha = image_has_alpha(image);
    struct scaling s = {.image = image,
                        .out = b,
                        .columns = columns,
                        .rows = rows,
                        .channels = image->channels - alpha,
                        .weighted = alpha};
    scale(&s);
}

void image_alpha(struct buf *b, const struct image *image, int columns, int rows)
{
    struct scaling s = {.image = image,
                        .out = b,
                        .columns = columns,
                        .rows = rows,
                        .channels = 1,
                        .first = image->channels - 1};
    scale(&s);
}
