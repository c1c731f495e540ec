/* SPDX-License-Identifier: MIT */
/*
 * output: the name of an output made from the issue. A name may have fields: %Y %m %d are the
 * issue's date, %G and %V the year and week of ISO 8601 that it is in, %N is the number
 * (增刊1 for a supplement), %% a per cent sign. The clock has no part in it.
 *
 * A folder whose own name has a field is made when it is missing: a new year must not stop a build.
 * All others must be there, so that a slip of the hand, or a disk that is not mounted, is noticed.
 */
#ifndef BRIEFGEN_OUTPUT_H
#define BRIEFGEN_OUTPUT_H

#include "digest/digest.h"
#include "util/util.h"

/* Whether a name has fields, %% not counted. */
bool output_has_fields(const char *name);
/* The first field that is none, in the same string, or NULL. */
const char *output_bad_field(const char *name);

/* The name with its fields filled in; NULL after an ERROR in d, when the issue lacks what one asks
 * for. A name without fields needs no digest. */
const char *output_name(struct arena *a, const char *name, const struct digest *digest,
                        struct diags *d);
/* Makes the folders of a name that have fields, or dies. */
void output_make_folders(struct arena *a, const char *name, const struct digest *digest);

#endif
