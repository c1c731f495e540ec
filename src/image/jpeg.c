/* SPDX-License-Identifier: MIT */
/*
 * What a JPEG says of itself. libjpeg reads the markers (ISO 10918-1, annex B, JFIF and Adobe's
 * APP14); its samples are not decoded, a PDF reader does that. So what a reader does not know is
 * refused here: arithmetic coding, 12 bits, two channels (ISO 32000-1, 7.4.8: baseline and
 * progressive Huffman).
 *
 * A file that was cut off has no end marker behind its scans; readers would fill it with grey.
 */
#include "image/codec.h"

#include <jpeglib.h>
#include <setjmp.h>
#include <string.h>

enum { EXIF = 6 /* bytes before the TIFF header */ };

struct reading {
    struct jpeg_error_mgr errors; /* first: the library hands out a pointer to it */
    struct jpeg_decompress_struct jpeg;
    jmp_buf out;
};

static void on_error(j_common_ptr jpeg)
{
    struct reading *r = (struct reading *)jpeg->err;
    longjmp(r->out, 1);
}

static void on_message(j_common_ptr jpeg, int level)
{
    (void)jpeg;
    (void)level;
}

static bool read_markers(struct reading *r, const struct image *image)
{
    r->jpeg.err = jpeg_std_error(&r->errors);
    r->errors.error_exit = on_error;
    r->errors.emit_message = on_message;
    if (setjmp(r->out))
        return false;
    jpeg_create_decompress(&r->jpeg);
    jpeg_mem_src(&r->jpeg, image->bytes, image->len);
    jpeg_save_markers(&r->jpeg, JPEG_APP0 + 1, 0xFFFF);
    return jpeg_read_header(&r->jpeg, TRUE) == JPEG_HEADER_OK;
}

static int orientation(const struct jpeg_decompress_struct *jpeg)
{
    for (jpeg_saved_marker_ptr m = jpeg->marker_list; m; m = m->next)
        if (m->data_length > EXIF && !memcmp(m->data, "Exif\0", EXIF))
            return exif_orientation(m->data + EXIF, m->data_length - EXIF);
    return 1;
}

/* Whether an end marker stands behind the header. The library goes on in bytes of its own when the
 * file ends. */
static bool is_whole(const struct image *image, const struct jpeg_source_mgr *source)
{
    const uint8_t *at = source->next_input_byte;
    return at >= image->bytes && at <= image->bytes + image->len &&
           memmem(at, source->bytes_in_buffer, "\xFF\xD9", 2);
}

static const char *fault(const struct image *image, const struct jpeg_decompress_struct *jpeg)
{
    if ((int64_t)jpeg->image_width * jpeg->image_height > MOST_PIXELS)
        return image_too_large;
    if (jpeg->arith_code || jpeg->data_precision != 8 || jpeg->num_components == 2 ||
        jpeg->num_components > 4)
        return N_(
            "it is a JPEG of a kind that PDF readers do not show; save it as an ordinary JPEG");
    return is_whole(image, jpeg->src) ? NULL : image_damaged;
}

static void describe(struct image *image, const struct jpeg_decompress_struct *jpeg)
{
    image->width = (int)jpeg->image_width;
    image->height = (int)jpeg->image_height;
    image->channels = jpeg->num_components;
    image->orientation = orientation(jpeg);
    image->density_x = jpeg->X_density;
    image->density_y = jpeg->Y_density;
    image->inverted = jpeg->num_components == 4 && jpeg->saw_Adobe_marker;
    image->plain = jpeg->jpeg_color_space == JCS_RGB && !jpeg->saw_Adobe_marker;
}

const char *jpeg_header(struct image *image)
{
    struct reading r = {.out = {{{0}}}};
    const char *why = read_markers(&r, image) ? fault(image, &r.jpeg) : image_damaged;
    if (!why)
        describe(image, &r.jpeg);
    jpeg_destroy_decompress(&r.jpeg);
    return why;
}
