/* SPDX-License-Identifier: MIT */
/*
 * Inside pdf/: the colours of a file, sRGB, as an ICC profile that is part of the program.
 */
#ifndef BRIEFGEN_PDF_PROFILE_H
#define BRIEFGEN_PDF_PROFILE_H

#include <stddef.h>

extern const char profile_bytes[];
size_t profile_size(void);

#endif
