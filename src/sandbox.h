/* SPDX-License-Identifier: MIT */
/*
 * sandbox: what the process gives up before it opens the first page. Pages come from anywhere, and
 * the libraries that read them are large; whoever gets into one of them finds a process that can
 * write only where its outputs stand, start no program and reach no network. docs/security.md tells
 * what that leaves.
 */
#ifndef BRIEFGEN_SANDBOX_H
#define BRIEFGEN_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

struct sandbox {
    const char *const *outputs; /* files or folders that will be written; fields of output.h in a
                                   name are as yet open; NULL among them is passed over */
    size_t output_count;
    const char *cache;   /* a folder that files come and go in, or NULL; is there already */
    const char *scratch; /* a folder in which the run may make folders and remove them, or NULL; is
                            there already */
    bool serves;         /* may listen on a socket, but not reach out */
    int seconds;         /* of processor time, then the process ends with status 2; 0: no end */
    int megabytes;       /* of memory, with the same end; a lower limit that is there stays */
};

/* Call once, before any thread. A kernel that lacks one of the means leaves the others: a build is
 * not to depend on them. Adds to `said`, in one line without its end, what is in force. */
void sandbox_enter(const struct sandbox *s, struct buf *said);

#endif
