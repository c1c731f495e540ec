/* SPDX-License-Identifier: MIT */
/*
 * reading: what one source became. What an earlier build of the session read is found, if the bytes
 * of the file are the same, and the language in which messages are said; else what an earlier
 * process left in the cache.
 */
#ifndef BRIEFGEN_READING_H
#define BRIEFGEN_READING_H

#include "article/article.h"
#include "snapshot.h"

struct reading {
    struct arena *arena;
    struct diags *diags;
    struct acquired acquired; /* from the cache: without drafts, which articles were made of */
    struct articles articles;
    struct snapshot_file file;
    bool kept; /* by the memo; else the caller releases it */
};

struct reading_options {
    struct memo *memo;           /* may be NULL */
    const char *xsd;             /* path of styles/article.xsd */
    struct snapshot_file schema; /* the same, as it was when the run began */
    bool undecided;              /* nobody asks for decisions or drafts */
};

/* Safe in several threads. A file that cannot be read is an ERROR in its diags. */
const struct reading *reading_of(const struct source *source, const struct reading_options *o);
void reading_release(void *reading);

#endif
