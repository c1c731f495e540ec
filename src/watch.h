/* SPDX-License-Identifier: MIT */
/*
 * watch: waits until files change (inotify). Folders are watched, not files: editors save by
 * writing another file and giving it the name, and the file that was watched would be gone.
 */
#ifndef BRIEFGEN_WATCH_H
#define BRIEFGEN_WATCH_H

#include "util/util.h"

struct watch;

/* Also takes SIGINT and SIGTERM out of the hands of the system, for this thread and those that it
 * starts: watch_wait tells of them. Dies when the system has no more watches to give. */
struct watch *watch_new(void);
void watch_free(struct watch *w);
/* Changes of this file are of no interest: it is written by ourselves. NULL: none. */
void watch_ignore(struct watch *w, const char *path);
/* Watches the folder of a file; a folder itself, with all below it. What is watched already stays
 * so. A path that is not there is no fault. True if a folder was not watched before: what has
 * happened in it until now was told by nobody. */
bool watch_add(struct watch *w, const char *path);

enum watch_event {
    WATCH_CHANGED, /* and all has been still for a moment, or for long */
    WATCH_ASKED,   /* the descriptor can be read */
    WATCH_STOP     /* SIGINT or SIGTERM */
};

/* Waits for any of these; `descriptor` is looked at too unless it is -1. */
enum watch_event watch_wait(struct watch *w, int descriptor);
/* Whether something has changed since the last event that was told; it will be told again. */
bool watch_pending(struct watch *w);
/* When the first change was noticed that the last WATCH_CHANGED was about, in seconds of
 * CLOCK_MONOTONIC. */
double watch_since(const struct watch *w);
/* Names of what the last WATCH_CHANGED was about, without folders; lives until the next. */
const char *watch_names(const struct watch *w);

#endif
