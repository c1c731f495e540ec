/* SPDX-License-Identifier: MIT */
/*
 * A picture with fewer samples: each is the average of the area that it covers, in whole numbers.
 * With n columns made of w, a column of the source is n units wide and one of the result w, so that
 * all edges are whole and the shares exact. Where there is alpha a colour counts as much as it is
 * opaque: what is behind a transparent edge must not shine through.
 *
 * The source comes row by row and only one row of sums is kept. Sharper filters were not taken: at
 * the resolution of print the difference is not seen.
 */
#include "image/codec.h"

#include <stdlib.h>
#include <string.h>

enum { WHITE = 255 };

struct scaling {
    const struct image *image;
    struct buf *out;
    int columns, rows;
    int channels;   /* of the result */
    int first;      /* of the source's channels */
    bool weighted;  /* by the channel behind the colours */
    int64_t filled; /* of the height of this row of the result, in units */
    uint64_t *sums; /* channels, then the weight, for each column */
    char *row;      /* of the result */
};

/* Adds one row of the source with the weight `share`. */
static void add_row(struct scaling *s, const uint8_t *samples, int64_t share)
{
    int64_t width = s->image->width, left = width;
    int step = s->channels + 1;
    uint64_t *sum = s->sums;
    for (int x = 0; x < s->image->width; x++, samples += s->image->channels)
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

static void take_row(void *context, const uint8_t *samples)
{
    struct scaling *s = context;
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

static void scale(struct scaling *s)
{
    if (s->columns < 1 || s->columns > s->image->width || s->rows < 1 || s->rows > s->image->height)
        BUG("%d × %d samples of %d × %d", s->columns, s->rows, s->image->width, s->image->height);
    s->sums = calloc((size_t)s->columns * (size_t)(s->channels + 1), sizeof *s->sums);
    s->row = malloc((size_t)s->columns * (size_t)s->channels);
    if (!s->sums || !s->row)
        die("out of memory while reading a picture");
    if (!png_rows(s->image, take_row, s))
        BUG("a picture that was read before cannot be read again");
    free(s->sums);
    free(s->row);
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
