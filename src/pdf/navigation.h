/* SPDX-License-Identifier: MIT */
/*
 * Inside pdf/: pages as objects and the ways to them.
 */
#ifndef BRIEFGEN_PDF_NAVIGATION_H
#define BRIEFGEN_PDF_NAVIGATION_H

#include "pdf/object.h"

/* pages.c: page objects with their contents, resources and links, and the page tree: first their
 * numbers, which need those of the fonts and the pictures. */
void pages_numbers(struct pdf *pdf);
void pages_objects(struct pdf *pdf);

/* navigation.c: named destinations, outlines and page labels. */
void navigation_objects(struct pdf *pdf);

/* info.c: what is said of the document: Info, XMP, language, output intent. */
void info_objects(struct pdf *pdf);

#endif
