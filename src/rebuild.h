/* SPDX-License-Identifier: MIT */
/*
 * rebuild: a PDF once more, from the articles that are attached to it.
 */
#ifndef BRIEFGEN_REBUILD_H
#define BRIEFGEN_REBUILD_H

#include "pipeline.h"

struct rebuild_file {
    const char *name;
    const char *bytes;
    size_t len;
};

struct rebuild {
    const struct rebuild_file *files; /* articles and manifest */
    size_t count;
    const char *sheet; /* name or file */
    enum pdf_claim claim;
    bool linear;
};

/* Where rebuild() makes a folder for a moment: TMPDIR, else /tmp. */
const char *rebuild_scratch(void);

/* Builds the PDF into b, with the pictures that the articles name where these still lie. Returns
 * NULL, or in words why there is none; it lives in run->arena. Nothing else is said. */
const char *rebuild(struct run *run, const struct rebuild *what, struct buf *b);

#endif
