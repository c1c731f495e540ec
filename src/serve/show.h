/* SPDX-License-Identifier: MIT */
/*
 * Inside serve/: one build as a browser asks for it. What is answered is JSON; places are in points
 * from the page's left and top edges, pages count from 1. Messages are of the last build, all else
 * of the last one that was good.
 */
#ifndef BRIEFGEN_SERVE_SHOW_H
#define BRIEFGEN_SERVE_SHOW_H

#include <jansson.h>

#include "serve/serve.h"

struct shown;

/* Copies what it needs. The layout of `before` (may be NULL), which is freed, stays where the build
 * has failed. */
struct shown *show_new(const struct serve_build *build, struct shown *before);
void show_free(struct shown *s);

/* Whether a build would show nothing new: its files and its PDF are the same. */
bool show_same(const struct shown *s, const struct serve_build *build);
unsigned show_version(const struct shown *s); /* from 1, one more with each build */
double show_started(const struct shown *s);
/* Bytes of the last good PDF; len 0: there was none. */
const char *show_pdf(const struct shown *s, size_t *len);
/* The same of the pages that were looked at when it was built; len 0 where the last build has none.
 */
const char *show_part(const struct shown *s, size_t *len);

void show_json(struct buf *b, json_t *json);             /* which is released */
void show_state(struct buf *b, const struct shown *s);   /* messages, pages, what changed */
void show_figures(struct buf *b, const struct shown *s); /* all key figures with their places */
/* What stands at a point of a page: article, file and line; {} if nothing. */
void show_where(struct buf *b, const struct shown *s, int page, double x, double y);
/* Where a line of a file is printed, or the line that begins before it; {} if nowhere. */
void show_place(struct buf *b, const struct shown *s, const char *file, int line);
/* The text of a file that the last build read, or NULL: no other file can be asked for. */
const char *show_source(const struct shown *s, const char *file, size_t *len);

#endif
