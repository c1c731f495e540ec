/* SPDX-License-Identifier: MIT */
/*
 * session: what a run leaves for the next one of the same process. A build alone is the first run
 * of a session that ends with it, so there is one way through the stages and not two.
 *
 * Kept are: what sources became, by kind, path and bytes, each in an arena of its own; key figures
 * and findings of articles; set paragraphs; cut faces and deflated streams (struct memo of util.h,
 * where each stage keeps its own); sheets, while none of their files changes; fonts, while sheets
 * ask for the same ones. Nothing is told what has changed: what was made from other bytes is not
 * found. A result never depends on what was kept; tests/live compares.
 */
#ifndef BRIEFGEN_SESSION_H
#define BRIEFGEN_SESSION_H

#include "format/format.h"
#include "glyph/glyph.h"
#include "util/util.h"

struct session;

/* For run after run. */
struct session *session_new(void);
/* For one run: what that makes as bytes (struct memo) is found in the folder `cache`, and left
 * there at the end. NULL: nothing is kept. */
struct session *session_single(const char *cache);
/* Begins to leave for the next process what there is to be left, beside what the caller does, which
 * is not to be another run. session_free waits for it. */
void session_leave(struct session *s, int jobs);
void session_free(struct session *s);
/* Ends a round: all runs that one change of the files calls for. None may be alive. */
void session_round(struct session *s);

/* NULL: nothing is kept. */
struct memo *session_memo(struct session *s);
/* As format_read. The sheet lives until the end of the round at least. */
struct sheet *session_sheet(struct session *s, const char *name, const char *folder,
                            struct diags *d);
/* As glyph_fonts. */
struct fonts *session_fonts(struct session *s, const struct sheet *sheet, const char *folder,
                            struct diags *d);

#endif
