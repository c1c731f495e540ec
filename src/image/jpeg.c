/* SPDX-License-Identifier: MIT */
/*
 * What a JPEG says of itself. libjpeg reads the markers (ISO 10918-1, annex B, JFIF and Adobe's
 * APP14); its samples are decoded only where there are too many of them or their colours are those
 * of a profile: else a PDF reader does that. So what a reader does not know is refused here:
 * arithmetic coding, 12 bits, two channels (ISO 32000-1, 7.4.8: baseline and progressive Huffman).
 *
 * A file that was cut off has no end marker behind its scans; readers would fill it with grey.
 */
#include "image/codec.h"

#include <jpeglib.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

enum { EXIF = 6 /* bytes before the TIFF header */, QUALITY = 90 };

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
    jpeg_save_markers(&r->jpeg, JPEG_APP0 + 2, 0xFFFF);
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
    struct reading r = {0};
    const char *why = read_markers(&r, image) ? fault(image, &r.jpeg) : image_damaged;
    if (!why)
        describe(image, &r.jpeg);
    jpeg_destroy_decompress(&r.jpeg);
    return why;
}

/* ---- samples ------------------------------------------------------------------------------ */

void jpeg_profile(const struct image *image, struct buf *b)
{
    struct reading r = {0};
    JOCTET *profile = NULL;
    unsigned len = 0;
    if (read_markers(&r, image) && jpeg_read_icc_profile(&r.jpeg, &profile, &len))
        buf_add(b, (const char *)profile, len);
    free(profile);
    jpeg_destroy_decompress(&r.jpeg);
}

static bool decode(struct reading *r, void (*row)(void *context, const uint8_t *samples),
                   void *context)
{
    if (setjmp(r->out))
        return false;
    int channels = r->jpeg.num_components;
    r->jpeg.out_color_space = channels == 1 ? JCS_GRAYSCALE : channels == 3 ? JCS_RGB : JCS_CMYK;
    r->jpeg.dct_method = JDCT_ISLOW;
    jpeg_start_decompress(&r->jpeg);
    JSAMPARRAY line = r->jpeg.mem->alloc_sarray((j_common_ptr)&r->jpeg, JPOOL_IMAGE,
                                                r->jpeg.output_width * (JDIMENSION)channels, 1);
    while (r->jpeg.output_scanline < r->jpeg.output_height) {
        jpeg_read_scanlines(&r->jpeg, line, 1);
        row(context, line[0]);
    }
    return true;
}

bool jpeg_rows(const struct image *image, void (*row)(void *context, const uint8_t *samples),
               void *context)
{
    struct reading r = {0};
    bool good = read_markers(&r, image) && decode(&r, row, context);
    jpeg_destroy_decompress(&r.jpeg);
    return good;
}

void jpeg_write(struct buf *b, const uint8_t *samples, int columns, int rows, int channels)
{
    struct jpeg_error_mgr errors;
    struct jpeg_compress_struct jpeg = {.err = jpeg_std_error(&errors)};
    unsigned char *bytes = NULL;
    unsigned long len = 0;
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &len);
    jpeg.image_width = (JDIMENSION)columns;
    jpeg.image_height = (JDIMENSION)rows;
    jpeg.input_components = channels;
    jpeg.in_color_space = channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, QUALITY, TRUE);
    jpeg.optimize_coding = TRUE;
    jpeg_start_compress(&jpeg, TRUE);
    for (int y = 0; y < rows; y++) {
        JSAMPROW line =
            (JSAMPROW)(uintptr_t)(samples + (size_t)y * (size_t)columns * (size_t)channels);
        jpeg_write_scanlines(&jpeg, &line, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    buf_add(b, (const char *)bytes, len);
    free(bytes);
}
