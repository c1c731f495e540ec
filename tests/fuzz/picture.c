/* SPDX-License-Identifier: MIT */
/*
 * Pictures: any bytes are refused with a reason or give sound numbers, and what was taken can be
 * decoded to the size that is asked for. The checksums of a PNG are made right first: else no
 * change of a byte would ever reach the decoder.
 */
#include <stdlib.h>
#include <string.h>

#include "image/image.h"

enum { MOST_PIXELS = 1 << 14 /* decoded here; larger ones only cost time */ };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check(bool good)
{
    if (!good)
        abort();
}

static void decode(const struct image *image, int columns, int rows)
{
    struct buf b = {0};
    size_t alpha = image_has_alpha(image), size = (size_t)columns * (size_t)rows;
    image_colors(&b, image, columns, rows);
    check(b.len == size * ((size_t)image->channels - alpha));
    if (alpha) {
        b.len = 0;
        image_alpha(&b, image, columns, rows);
        check(b.len == size);
    }
    buf_release(&b);
}

/* What is printed of a JPEG is one that is taken again, no larger, and of no profile unless it is
 * the same. */
static void print(const struct image *image, int columns, int rows)
{
    struct arena *a = arena_new();
    struct image printed = image_printed(a, image, columns, rows), again;
    if (printed.bytes != image->bytes) {
        check(!image_read(printed.bytes, printed.len, &again));
        check(again.width == columns && again.height == rows && !again.profiled);
        check(again.channels == printed.channels && again.channels < 4);
    }
    arena_free(a);
}

static uint32_t crc(const uint8_t *bytes, size_t len)
{
    uint32_t c = 0xFFFFFFFF;
    for (size_t i = 0; i < len; i++) {
        c ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            c = c & 1 ? c >> 1 ^ 0xEDB88320 : c >> 1;
    }
    return ~c;
}

static void mend_checksums(uint8_t *png, size_t len)
{
    size_t size;
    for (size_t at = 8; at + 12 <= len; at += 12 + size) {
        const uint8_t *n = png + at;
        size = (size_t)n[0] << 24 | (size_t)n[1] << 16 | (size_t)n[2] << 8 | n[3];
        if (size > len - at - 12)
            return;
        uint32_t sum = crc(png + at + 4, 4 + size);
        for (size_t i = 0; i < 4; i++)
            png[at + 8 + size + i] = (uint8_t)(sum >> (24 - 8 * i));
    }
}

static void look_at(const uint8_t *bytes, size_t len)
{
    struct image image;
    if (image_read(bytes, len, &image))
        return;
    check(image.width > 0 && image.height > 0);
    check((int64_t)image.width * image.height <= 100000000);
    check(image.orientation >= 1 && image.orientation <= 8);
    check(image.density_x > 0 && image.density_y > 0);
    check(image.channels == 1 || image.channels == 3 || image.channels == 4 ||
          (image.kind == IMAGE_PNG && image.channels == 2));
    if ((int64_t)image.width * image.height > MOST_PIXELS)
        return;
    void (*use)(const struct image *, int, int) = image.kind == IMAGE_PNG ? decode : print;
    use(&image, image.width, image.height);
    use(&image, (image.width + 1) / 2, (image.height + 2) / 3);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    look_at(bytes, len);
    uint8_t *copy = malloc(len + 1);
    check(copy != NULL);
    memcpy(copy, bytes, len);
    mend_checksums(copy, len);
    look_at(copy, len);
    free(copy);
    return 0;
}
