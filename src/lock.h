/* SPDX-License-Identifier: MIT */
/*
 * lock: two builds of one output never meet. While a run makes a file it holds the lock of a file
 * beside it, .NAME.lock, which has the number of the process and goes with the run. The lock is the
 * system's (flock), not the file: what a killed run leaves is taken over.
 */
#ifndef BRIEFGEN_LOCK_H
#define BRIEFGEN_LOCK_H

#include "util/util.h"

/* Takes the lock of a file or folder until a is freed, or dies when another run has it. A device or
 * a pipe has none. Where no lock can be made none is taken: what is wrong there, the writing says.
 */
void lock_take(struct arena *a, const char *path);

#endif
