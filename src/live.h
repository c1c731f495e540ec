/* SPDX-License-Identifier: MIT */
/*
 * live: watch and serve. Builds again whenever a file changes that the build was made from, in one
 * session, so that only what changed is made anew. A build during which something changes is
 * thrown away and made again: what is shown belongs to one state of the files. While an input or
 * the sheet is broken, the last good PDF stays.
 */
#ifndef BRIEFGEN_LIVE_H
#define BRIEFGEN_LIVE_H

#include "pipeline.h"

/* Both run until SIGINT or SIGTERM and return the exit status. `build` takes a run through the
 * stages. */
int live_watch(const struct options *options, void (*build)(struct run *run));
int live_serve(const struct options *options, void (*build)(struct run *run));

#endif
