/* SPDX-License-Identifier: MIT */
/*
 * Linearised files: the first page and what it needs come first, with a table that says where the
 * others are, so that a browser shows page 1 of a long issue before it has the rest. libqpdf does
 * it as a last step: the order of objects follows from who needs whom over the whole document,
 * which is known when it is finished. It holds the document in memory again, so this is done where
 * it is asked for, and not always.
 *
 * Object streams are kept, streams are not inflated, metadata stays readable; the header, with its
 * comment of four bytes above 127, is libqpdf's own. The line end before endstream, which ISO
 * 19005-2, 6.1.7.1 asks for and ISO 32000-1 only recommends, has to be asked for. It would make the
 * second half of /ID anew, as for a changed file; both halves of a file that is written for the
 * first time are the same (ISO 32000-1, 14.4), so the first half is put in its place.
 */
#include "pdf/linear.h"

#include <md5.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#define FUNCTIONS(F)                                                                               \
    F(qpdf_cleanup)                                                                                \
    F(qpdf_get_buffer)                                                                             \
    F(qpdf_get_buffer_length)                                                                      \
    F(qpdf_get_error)                                                                              \
    F(qpdf_get_error_full_text)                                                                    \
    F(qpdf_init)                                                                                   \
    F(qpdf_init_write_memory)                                                                      \
    F(qpdf_read_memory)                                                                            \
    F(qpdf_set_deterministic_ID)                                                                   \
    F(qpdf_set_linearization)                                                                      \
    F(qpdf_set_newline_before_endstream)                                                           \
    F(qpdf_set_object_stream_mode)                                                                 \
    F(qpdf_set_stream_data_mode)                                                                   \
    F(qpdf_set_suppress_warnings)                                                                  \
    F(qpdf_silence_errors)                                                                         \
    F(qpdf_write)

struct library {
    FUNCTIONS(LIBRARY_POINTER)
};

static const char *const functions[] = {FUNCTIONS(LIBRARY_NAME)};

#define ID_BEGIN "/ID [<"
#define ID_BETWEEN "><"

enum { ID_DIGITS = 2 * MD5_DIGEST_LENGTH };

static void check(const struct library *q, qpdf_data pdf, QPDF_ERROR_CODE code)
{
    if (code & QPDF_ERRORS)
        BUG("libqpdf: %s", q->qpdf_get_error_full_text(pdf, q->qpdf_get_error(pdf)));
}

static bool is_id(const char *at, const char *end)
{
    size_t first = sizeof ID_BEGIN - 1, second = first + ID_DIGITS;
    return (size_t)(end - at) > second + sizeof ID_BETWEEN + ID_DIGITS &&
           !memcmp(at + second, ID_BETWEEN, sizeof ID_BETWEEN - 1) &&
           strspn(at + first, "0123456789abcdef") == ID_DIGITS;
}

/* In both trailers, the one of the first page and that of the rest. */
static void repair_id(char *bytes, size_t len)
{
    char *end = bytes + len;
    int count = 0;
    for (char *at = bytes; (at = memmem(at, (size_t)(end - at), ID_BEGIN, sizeof ID_BEGIN - 1));) {
        if (is_id(at, end)) {
            char *id = at + sizeof ID_BEGIN - 1;
            memcpy(id + ID_DIGITS + sizeof ID_BETWEEN - 1, id, ID_DIGITS);
            count++;
        }
        at++;
    }
    if (count != 2)
        BUG("a linearised file with %d trailers", count);
}

void linear_write(struct buf *b, size_t start)
{
    struct library q;
    library_need(LIBQPDF, functions, COUNT(functions), &q);
    qpdf_data pdf = q.qpdf_init();
    q.qpdf_silence_errors(pdf);
    q.qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    check(&q, pdf, q.qpdf_read_memory(pdf, "briefgen", b->text + start, b->len - start, NULL));
    check(&q, pdf, q.qpdf_init_write_memory(pdf));
    q.qpdf_set_linearization(pdf, QPDF_TRUE);
    q.qpdf_set_newline_before_endstream(pdf, QPDF_TRUE);
    q.qpdf_set_object_stream_mode(pdf, qpdf_o_preserve);
    q.qpdf_set_stream_data_mode(pdf, qpdf_s_preserve);
    q.qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    check(&q, pdf, q.qpdf_write(pdf));
    b->len = start;
    buf_add(b, (const char *)q.qpdf_get_buffer(pdf), q.qpdf_get_buffer_length(pdf));
    repair_id(b->text + start, b->len - start);
    q.qpdf_cleanup(&pdf);
}
