/* SPDX-License-Identifier: MIT */
/*
 * Inside pdf/: a finished file, laid out for readers that fetch it piece by piece.
 */
#ifndef BRIEFGEN_PDF_LINEAR_H
#define BRIEFGEN_PDF_LINEAR_H

#include "util/util.h"

/* Replaces the file, which are the bytes of b from `start` on, by the same document linearised (ISO
 * 32000-1, annex F): same objects, same claims, same /ID. */
void linear_write(struct buf *b, size_t start);

#endif
