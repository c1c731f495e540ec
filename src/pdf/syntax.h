/* SPDX-License-Identifier: MIT */
/*
 * Inside pdf/: numbers, strings and names as they stand in the file.
 */
#ifndef BRIEFGEN_PDF_SYNTAX_H
#define BRIEFGEN_PDF_SYNTAX_H

#include "util/util.h"

/* value / 10^decimals in its shortest form: no exponent, no trailing zero. A value outside ±2^31 is
 * a BUG: readers need not hold it. */
void number_add(struct buf *b, int64_t value, int decimals);

/* An indirect reference: "12 0 R". */
void reference_add(struct buf *b, unsigned object);

/* Distances are written in 1/1000 pt. */
int64_t thousandths(dist d);

/* A byte string: literal when it is plain ASCII, else hexadecimal. */
void string_add(struct buf *b, const char *bytes);
/* A text string: UTF-16BE with byte order mark, hexadecimal; cut to 32,767 bytes, which is more
 * than a text inside a line ever has. */
void text_add(struct buf *b, const char *utf8, size_t len);
/* UTF-16BE digits alone, as a ToUnicode CMap has them. */
void utf16_add(struct buf *b, const char *utf8, size_t len);
/* A name, with `#` for what may not stand in one; cut to 127 bytes. */
void name_add(struct buf *b, const char *name);
/* Four hexadecimal digits. */
void hex_add(struct buf *b, unsigned value);

#endif
