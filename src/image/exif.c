/* SPDX-License-Identifier: MIT */
/*
 * Which way up a camera was held: one entry of the first directory of EXIF data (TIFF 6.0, section
 * 2; tag 0x0112). A library for this would bring all that cameras say.
 */
#include "image/codec.h"

#include <string.h>

enum { ORIENTATION = 0x0112, SHORT = 3, ENTRY = 12, HEADER = 8 };

struct tiff {
    const uint8_t *bytes;
    size_t len;
    bool little;
};

/* An unsigned number of `size` bytes; 0 behind the end. */
static size_t number(const struct tiff *t, size_t at, size_t size)
{
    if (at > t->len || size > t->len - at)
        return 0;
    size_t n = 0;
    for (size_t i = 0; i < size; i++)
        n = n << 8 | t->bytes[at + (t->little ? size - 1 - i : i)];
    return n;
}

int exif_orientation(const uint8_t *bytes, size_t len)
{
    if (len < HEADER || (memcmp(bytes, "II", 2) != 0 && memcmp(bytes, "MM", 2) != 0))
        return 1;
    struct tiff t = {bytes, len, bytes[0] == 'I'};
    size_t directory = number(&t, 4, 4), count = number(&t, directory, 2);
    for (size_t i = 0; i < count; i++) {
        size_t entry = directory + 2 + i * ENTRY;
        if (number(&t, entry, 2) != ORIENTATION || number(&t, entry + 2, 2) != SHORT)
            continue;
        size_t value = number(&t, entry + 8, 2);
        return value >= 1 && value <= 8 ? (int)value : 1;
    }
    return 1;
}
