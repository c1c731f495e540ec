/* SPDX-License-Identifier: MIT */
/*
 * snapshot: which bytes of which files a build was made from. The report says their sum, so that a
 * PDF can be told to belong to what stands in a folder; watch and serve say by it what has changed.
 */
#ifndef BRIEFGEN_SNAPSHOT_H
#define BRIEFGEN_SNAPSHOT_H

#include "util/util.h"

enum { SNAPSHOT_HASH = 32 }; /* bytes of SHA-256 */

struct snapshot_file {
    const char *path;
    uint8_t hash[SNAPSHOT_HASH];
    uint64_t sum; /* which is quick: a file that was changed has another one */
};

struct snapshot {
    struct snapshot_file *files; /* in the order in which they were read */
    size_t count;
};

/* path must live as long as the state. bytes NULL: the file cannot be read. */
struct snapshot_file snapshot_file(const char *path, const char *bytes, size_t len);
/* The same of a file whose hash is known. */
struct snapshot_file snapshot_known(const char *path, const char *bytes, size_t len,
                                    const uint8_t known[SNAPSHOT_HASH]);
void snapshot_add(struct arena *a, struct snapshot *s, struct snapshot_file file);
/* Adds the file of this path as it was read for d; nothing if it was not, or path is NULL. */
void snapshot_add_text(struct arena *a, struct snapshot *s, const char *path,
                       const struct diags *d);
/* Adds all files that were read for d as number `first` or later. */
void snapshot_add_texts(struct arena *a, struct snapshot *s, const struct diags *d, size_t first);

/* The hash in hexadecimal digits. */
const char *snapshot_digits(struct arena *a, const struct snapshot_file *file);
/* The sum: SHA-256 in hexadecimal digits over names without their folders and hashes. */
const char *snapshot_sum(struct arena *a, const struct snapshot *s);
/* The first file that no longer holds what it held when it was read, or NULL: a build from files
 * of which one had changed when the next was read would belong to no state of them. */
const char *snapshot_changed(const struct snapshot *s);
/* What differs, as a text: "a.md, b.md (new), c.md (gone)", at most a few names; "" if nothing. A
 * file that was not read now, but is there, has not changed: the build may have ended early. */
const char *snapshot_changes(struct arena *a, const struct snapshot *before,
                             const struct snapshot *now);
/* The files of `now`, and what a build that ended early did not come to, as it was `before`. */
struct snapshot snapshot_join(struct arena *a, const struct snapshot *before,
                              const struct snapshot *now);
/* A copy that lives in another arena. */
struct snapshot snapshot_copy(struct arena *a, const struct snapshot *s);

#endif
