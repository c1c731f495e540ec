/* SPDX-License-Identifier: MIT */
/*
 * Which kind of picture it is: by its first bytes, since names lie.
 */
#include "image/codec.h"

#include <string.h>

const char image_damaged[] = N_("it is damaged or cut off; save it again");
const char image_too_large[] = N_("it has more than 100 million pixels; save it smaller");

static const struct {
    const char *mark;
    size_t len, at;
    const char *(*read)(struct image *image);
    const char *reason;
} kinds[] = {
    {"\x89PNG\r\n\x1A\n", 8, 0, png_header, NULL},
    {"\xFF\xD8\xFF", 3, 0, jpeg_header, NULL},
    {"GIF8", 4, 0, NULL, N_("it is a GIF; save it as PNG or JPEG")},
    {"WEBP", 4, 8, NULL, N_("it is a WebP; save it as PNG or JPEG")},
    {"BM", 2, 0, NULL, N_("it is a BMP; save it as PNG or JPEG")},
    {"II*\0", 4, 0, NULL, N_("it is a TIFF; save it as PNG or JPEG")},
    {"MM\0*", 4, 0, NULL, N_("it is a TIFF; save it as PNG or JPEG")},
    {"ftypavif", 8, 4, NULL, N_("it is an AVIF; save it as PNG or JPEG")},
    {"ftyphei", 7, 4, NULL, N_("it is a HEIC; save it as PNG or JPEG")},
    {"%PDF-", 5, 0, NULL, N_("it is a PDF; save it as PNG or JPEG")},
    {"\xD7\xCD\xC6\x9A", 4, 0, NULL, N_("it is a WMF; save it as PNG or JPEG")},
    {" EMF", 4, 40, NULL, N_("it is an EMF; save it as PNG or JPEG")},
};

struct colors *image_profile(const struct image *image)
{
    struct buf profile = {0};
    if (image->kind == IMAGE_PNG)
        png_profile(image, &profile);
    else
        jpeg_profile(image, &profile);
    int channels = image->channels - image_has_alpha(image);
    struct colors *colors = color_open(&profile, channels, image->inverted);
    buf_release(&profile);
    return colors;
}

/* Whether its colours are to be changed when it is printed. */
static bool is_profiled(const struct image *image)
{
    struct colors *colors = image_profile(image);
    bool differs = colors && color_differs(colors);
    color_close(colors);
    return differs;
}

/* SVG is text; its root stands behind declarations and comments. */
bool image_is_svg(const void *bytes, size_t len)
{
    enum { HEAD = 4096 };
    return memmem(bytes, len < HEAD ? len : HEAD, "<svg", 4) != NULL;
}

/* How often one side of a pixel may be longer than the other: beyond it the file talks nonsense. */
static void check_density(struct image *image)
{
    enum { MOST = 3 };
    int64_t x = image->density_x, y = image->density_y;
    if (x < 1 || y < 1 || x > MOST * y || y > MOST * x)
        image->density_x = image->density_y = 1;
}

const char *image_read(const void *bytes, size_t len, struct image *out)
{
    *out = (struct image){.bytes = bytes, .len = len};
    if (len == 0)
        return N_("the file is empty");
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (len < kinds[i].at + kinds[i].len ||
            memcmp(out->bytes + kinds[i].at, kinds[i].mark, kinds[i].len) != 0)
            continue;
        if (!kinds[i].read)
            return kinds[i].reason;
        out->kind = kinds[i].read == png_header ? IMAGE_PNG : IMAGE_JPEG;
        const char *why = kinds[i].read(out);
        check_density(out);
        out->profiled = !why && is_profiled(out);
        return why;
    }
    return image_is_svg(bytes, len)
               ? N_("it is an SVG; save it as PNG or JPEG")
               : N_("it is no picture that is known here; save it as PNG or JPEG");
}

bool image_has_alpha(const struct image *image)
{
    return image->kind == IMAGE_PNG && image->channels % 2 == 0;
}

static bool on_its_side(const struct image *image)
{
    return image->orientation > 4;
}

int image_columns(const struct image *image)
{
    return on_its_side(image) ? image->height : image->width;
}

int image_rows(const struct image *image)
{
    return on_its_side(image) ? image->width : image->height;
}
