/* SPDX-License-Identifier: MIT */
/*
 * Inside pdf/: the little that must be known of a CFF program.
 */
#ifndef BRIEFGEN_PDF_CFF_H
#define BRIEFGEN_PDF_CFF_H

#include "util/util.h"

enum cff_kind {
    CFF_BROKEN,
    CFF_NAMED, /* glyphs have names: in a composite font the CID is the glyph's number */
    CFF_CID    /* glyphs have CIDs */
};

/* Reads a bare CFF table. For CFF_CID, cids[n] becomes the CID of glyph n, for n < count; a charset
 * that ends too early is CFF_BROKEN. */
enum cff_kind cff_charset(const uint8_t *bytes, size_t len, uint16_t *cids, size_t count);

#endif
