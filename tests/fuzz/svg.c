/* SPDX-License-Identifier: MIT */
/*
 * SVG: any bytes are refused with a reason or give a PNG of the width asked for that is taken
 * again, with alpha unless the drawing covers all of it: then cairo leaves it out.
 */
#include <stdlib.h>
#include <string.h>

#include "image/image.h"

enum { COLUMNS = 24, MOST_ROWS = 1 << 12 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check(bool good)
{
    if (!good)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *a = arena_new();
    struct buf png = {0};
    struct image image;
    const char *text = arena_text(a, (const char *)bytes, len);
    const char *why = image_draw(a, "fuzz.svg", text, len, COLUMNS, &png);
    if (why)
        check(why[0] != '\0');
    else
        check(!image_read(png.text, png.len, &image) && image.width == COLUMNS &&
              (image.channels == 3 || image.channels == 4));
    buf_release(&png);
    arena_free(a);
    return 0;
}
