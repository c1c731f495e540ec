/* SPDX-License-Identifier: MIT */
/*
 * batch: many briefings in one command, each built by a process of its own, so that one that fails,
 * or is killed, never stops the rest. What the jobs are stands in a file, styles/batch.xsd; what
 * one of them is made of is the command line of a build, so there is one way to say it.
 */
#ifndef BRIEFGEN_BATCH_H
#define BRIEFGEN_BATCH_H

#include "options.h"
#include "util/util.h"

/* Builds all jobs, or the one that options->only names, options->jobs at a time; or prints their
 * names, with options->list. Paths in the file are from its folder. Prints what every job said, in
 * the order of the file, and a line with the sum. Exit status: 0 all are built
 * or were, 1 the file or the input of a job is at fault, 2 the machine failed one. */
int batch_run(const struct options *options);
/* Says the faults of the file of jobs at path. */
void batch_check(struct arena *a, const struct options *options, const char *path, struct diags *d);

#endif
