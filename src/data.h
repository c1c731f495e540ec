/* SPDX-License-Identifier: MIT */
/*
 * data: where this program finds its own style sheets, schemas and fonts.
 */
#ifndef BRIEFGEN_DATA_H
#define BRIEFGEN_DATA_H

#include "util/util.h"

/* The folder that holds styles/ and fonts/: the program's own folder (a checkout), or
 * ../share/briefgen beside it (installed). Dies when neither has styles/. */
const char *data_folder(struct arena *a);

#endif
