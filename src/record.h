/* SPDX-License-Identifier: MIT */
/*
 * record: which files `convert` wrote into a folder, and what their bytes were. It stands in the
 * folder as _converted.xml (styles/converted.xsd), so that the next run can tell its own files from
 * those that an editor corrected, made or deleted.
 */
#ifndef BRIEFGEN_RECORD_H
#define BRIEFGEN_RECORD_H

#include "util/util.h"

/* A file of the folder. Names are text: a byte that is none stands as U+FFFD. */
struct recorded {
    const char *name;    /* without the folder: 001-a-1.xml */
    const char *article; /* id */
    const char *source;  /* the article's page */
    const char *hash;    /* of the conversion that stands there, or that its correction was made
                            from, or that was deleted; "" if none of ours ever stood there */
    const char *next;    /* of what a run that did not come to its end was about to write, or "" */
};

struct record {
    struct recorded *files;
    size_t count;
};

/* SHA-256 in hexadecimal digits. */
const char *record_hash(struct arena *a, const char *bytes, size_t len);

void record_add(struct arena *a, struct record *record, struct recorded file);

/* Appends what the file at path says; nothing if there is no such file. False after an ERROR. */
bool record_read(struct arena *a, const char *path, const char *xsd, struct record *out,
                 struct diags *d);
void record_write(struct buf *b, const struct record *record);

#endif
