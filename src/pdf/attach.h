/* SPDX-License-Identifier: MIT */
/*
 * Inside pdf/: files that are attached to the document.
 */
#ifndef BRIEFGEN_PDF_ATTACH_H
#define BRIEFGEN_PDF_ATTACH_H

#include "pdf/object.h"

/* The attachments of PDF/A-3, as associated files of the document, and all names of the catalog:
 * theirs, and those of the destinations. */
void attach_objects(struct pdf *pdf);

#endif
