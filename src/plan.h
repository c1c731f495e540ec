/* SPDX-License-Identifier: MIT */
/*
 * plan: what becomes of every file in the folder of a conversion. plan.c compares the articles of
 * the run with the folder and its record and says what it decides; convert.c carries it out.
 */
#ifndef BRIEFGEN_PLAN_H
#define BRIEFGEN_PLAN_H

#include "pipeline.h"
#include "record.h"

enum fate {
    WRITTEN, /* the conversion, over nothing or over what convert wrote there */
    KEPT,    /* an editor's file stands for the article */
    DELETED, /* an editor took the file away, and it stays away */
};

/* An article of the run and its file. article, source and name are text, path is bytes. */
struct target {
    const char *article, *source;
    const char *path, *name;
    const char *bytes; /* the conversion */
    size_t len;
    const char *hash;
    const char *base; /* hash of the conversion that an earlier run left for the article, or "" */
    const char *hand; /* path of the editor's file, or NULL */
    enum fate fate;
    bool found;   /* a file of the article is there, be it under another number */
    bool current; /* and has these bytes and this name */
    bool stood;   /* an earlier run wrote these bytes for it, or was about to */
    bool left;    /* an earlier run left a file for it */
    bool left_so; /* with these bytes */
    bool moves;   /* hand is to be renamed to path */
};

struct plan {
    struct run *run;
    struct record before;
    struct target *targets; /* as in the digest */
    size_t count;
    struct target **moves; /* in an order in which each finds its new name free */
    size_t move_count;
    const char **stale; /* our own files of articles that have another number now */
    size_t stale_count;
    struct record kept; /* of before: files that this run has no article for, but that are there */
};

/* False after an ERROR. Nothing is written. */
bool plan_files(struct run *run, struct plan *plan);

/* Where a file of this name stands in the output folder. */
const char *plan_path(struct run *run, const char *name);

#endif
