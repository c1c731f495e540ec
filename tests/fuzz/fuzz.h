/* SPDX-License-Identifier: MIT */
/*
 * What every fuzz target begins and ends with: the input as a file of its own in memory (readers
 * take paths, and some look at the ending), an arena, and messages. They are printed to nowhere,
 * because printing places and carets is part of what hostile input must not break. Targets run in
 * the project's folder.
 */
#ifndef BRIEFGEN_FUZZ_H
#define BRIEFGEN_FUZZ_H

#include <stdlib.h>
#include <unistd.h>

#include "util/util.h"

struct fuzz {
    struct arena *arena;
    struct diags *diags;
    char path[64];
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The input stands at f.path, whose name ends with `ending`. */
static inline struct fuzz fuzz_begin(const uint8_t *data, size_t size, const char *ending)
{
    struct fuzz f = {.arena = arena_new()};
    f.diags = diags_new(f.arena);
    snprintf(f.path, sizeof f.path, "/dev/shm/briefgen-fuzz-%ld%s", (long)getpid(), ending);
    FILE *file = fopen(f.path, "wb");
    if (!file || fwrite(data, 1, size, file) != size || fclose(file))
        die("%s: cannot be written", f.path);
    return f;
}

static inline void fuzz_end(struct fuzz *f)
{
    char *text = NULL;
    size_t len;
    FILE *nowhere = open_memstream(&text, &len);
    diags_print(f->diags, nowhere, true);
    fclose(nowhere);
    free(text);
    unlink(f->path);
    arena_free(f->arena);
}

#endif
