/* SPDX-License-Identifier: MIT */
/*
 * cache: bytes that runs of one program leave for each other in a folder.
 *
 * A run that found all it asked for writes nothing; any other writes one file with what it had to
 * make, which is never changed again. So two runs at once cannot meet, and nothing is copied that
 * is there already. Files that a run had least of go first when there are too many, or too large;
 * what was in use of them is made once more, and stands in the next file.
 *
 * A file is never believed. It may be cut off, damaged, of another program, or not a file: whatever
 * is wrong with it, nothing is found in it. It is read into memory piece by piece and not mapped,
 * since a file that somebody cuts off would end a process that has it mapped. What no check can see
 * is bytes that were put there with care: whoever may write into the folder is trusted.
 *
 * File: struct head, an index of struct slot in the order of their hashes, then keys and values,
 * kind by kind, each at a multiple of CACHE_ALIGNMENT. Numbers are those of the machine: the
 * maker's name in the head is of one build for one machine.
 */
#ifndef BRIEFGEN_UTIL_CACHE_H
#define BRIEFGEN_UTIL_CACHE_H

#include "util/util.h"

enum {
    CACHE_MAKER = 32,             /* bytes of a maker's name */
    CACHE_ALIGNMENT = 16,         /* of values */
    CACHE_FILES_MOST = 16,        /* in a folder */
    CACHE_BYTES_MOST = 128 << 20, /* in a folder */
    CACHE_RUN_MOST = 16 << 20     /* of one run, which holds them in memory until its end */
};

struct cache_entry {
    uint64_t hash; /* cache_hash of the key */
    uint32_t kind;
    const char *key, *bytes;
    size_t len, size; /* of key and bytes */
};

/* Eight bytes a step. Good against accidents, not against malice. */
uint64_t cache_hash(uint64_t seed, const char *bytes, size_t len);

/* ---- one file: cache_file.c --------------------------------------------------------------- */

struct cache_file;

/* NULL if it is no whole file of this maker. Its memory comes from `a`, which closes it. */
struct cache_file *cache_file_open(struct arena *a, const char *path,
                                   const uint8_t maker[CACHE_MAKER]);
/* Fills in key and bytes, which live as long as the file, for the hash, kind, key and length of
 * *entry; false if they are not there, or not what was written. Safe in several threads. */
bool cache_file_find(struct cache_file *f, struct cache_entry *entry);
/* Bytes of values that were found since the file was opened. */
size_t cache_file_used(const struct cache_file *f);
/* What an entry takes of a file, at most. */
size_t cache_file_room(size_t len, size_t size);
/* Writes a file with these entries into the folder, named for what it holds. Its size, or 0 if that
 * failed. The entries are put in the order of the file. */
size_t cache_file_write(const char *folder, const uint8_t maker[CACHE_MAKER],
                        struct cache_entry *entries, size_t count);

/* ---- the folder: cache.c ------------------------------------------------------------------ */

/* Makes the folder with those above it, for the user alone, where they are missing and can be made.
 */
void cache_make_folder(const char *folder);
/* Opens what files there are. A folder that is not there is one without files. The cache lives in
 * `a`, as does what is found in it. */
struct cache *cache_open(struct arena *a, const char *folder, const uint8_t maker[CACHE_MAKER]);
/* As cache_file_find, in all files. Safe in several threads. */
bool cache_find(struct cache *c, struct cache_entry *entry);
/* Puts a file with these entries into the folder, makes room for it, and says which files were of
 * use. No failure is told: what could not be written is made again by the next run. */
void cache_save(struct cache *c, struct cache_entry *entries, size_t count);

#endif
