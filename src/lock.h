/* SPDX-License-Identifier: MIT */
/*
 * lock: two builds of one output never meet. While a run makes a file it holds the lock of a file
 * beside it, .NAME.lock, which has the number of the process and goes with the run. The lock is the
 * system's (flock), not the file: what a killed run leaves is taken over.
 */
#ifndef BRIEFGEN_LOCK_H
#define BRIEFGEN_LOCK_H

#include "util/util.h"

struct lock;

/* Takes the lock of a file or folder until it is released or a is freed, or dies when another run
 * has it. NULL for a device or a pipe, and where no lock can be made: what is wrong there, the
 * writing says. */
struct lock *lock_take(struct arena *a, const char *path);
/* Releases a lock before its time; NULL, or one that is released, is no fault. */
void lock_release(struct lock *lock);

#endif
