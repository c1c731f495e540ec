/* SPDX-License-Identifier: MIT */
/*
 * pipeline: one run of the program – the stages in order, with what they handed on. main.c chooses
 * which stages a command needs; pipeline.c feeds each from the one before, prints its messages and
 * keeps its time; results.c and convert.c write what a run leaves behind, report.c the report.
 */
#ifndef BRIEFGEN_PIPELINE_H
#define BRIEFGEN_PIPELINE_H

#include "options.h"
#include "page/page.h"
#include "session.h"
#include "snapshot.h"

struct stage_time {
    const char *name;
    double seconds;
    size_t peak; /* bytes resident at most so far */
};

struct settings { /* what looks at no page: read while the pages are read */
    struct arena *arena;
    struct aside *aside;
    const char *styles, *folder; /* of sheets, and of the office's fonts */
    struct sheet *sheet;
    struct diags *sheet_diags; /* NULL: the sheet was not read yet */
    struct fonts *fonts;
    struct diags *font_diags; /* NULL: the fonts were not opened yet */
};

struct run {
    const struct options *options;
    const char *output; /* --output and --report with their fields filled in; NULL: not given, or */
    const char *report; /* not known yet */
    struct lock *locks[2]; /* of the state and of the output, while they are held */
    struct session *session;
    bool mute; /* messages are not printed: live.c tells them */
    struct arena *arena;
    struct diags *diags;
    const char *data;         /* folder with styles/ and fonts/ */
    struct snapshot snapshot; /* of the files that were read so far */
    size_t before_pictures;   /* so many of them: all but the pictures, which come last */
    struct sources sources;
    struct acquired acquired;
    struct articles articles;
    struct digest *digest;
    struct settings prepared;
    struct sheet *sheet;
    struct fonts *fonts;
    struct pages *pages;
    struct buf pdf;
    struct stage_time times[8];
    size_t time_count;
    double started; /* the stage */
};

void run_begin(struct run *run, const struct options *options, struct session *session);
/* Releases everything and returns the exit status: 0, or 1 when the run has failed. */
int run_end(struct run *run);

/* Whether an ERROR was said, or a WARNING under --strict. */
bool run_failed(const struct run *run);
/* Prints what was said since the last call; with --quiet only when the run has failed. */
void run_messages(struct run *run);
/* What is to be done before die(): says all messages and releases the locks. */
void run_give_up(struct run *run);
/* Ends a stage: its messages, its time and memory. False when the run must end. */
bool run_stage_done(struct run *run, const char *name);
/* Seconds of a clock that nobody sets: for what lies between two calls. */
double run_now(void);
/* A path below the data folder. */
const char *run_data(struct run *run, const char *name);

/* Begins run_format and run_glyph beside run_acquire and run_digest, if there is a second job. */
void run_prepare(struct run *run);
/* The stages. Each returns false when the run must end. */
bool run_acquire(struct run *run); /* sources, pages and article XML: acquire/ and article/ */
bool run_digest(struct run *run);
bool run_format(struct run *run);
bool run_glyph(struct run *run);
bool run_page(struct run *run);
/* The first file that is no longer what was read of it, or NULL. */
const char *run_disturbed(const struct run *run);
/* Begins the run anew because this file has changed, and says so. */
void run_again(struct run *run, const char *changed);
/* Fails a run whose files are not of one state; its PDF is thrown away. */
void run_refuse_disturbed(struct run *run);
void run_pdf(struct run *run); /* nothing in run->pdf when the run has failed */

/* Replaces a file whole, or prints the messages and dies. */
void run_write(struct run *run, const char *path, const char *bytes, size_t len);
/* --log: what became of the run, for monitors. */
void run_log_summary(struct run *run);
/* Says what was written where, unless it went to a device or a pipe: that may be standard output
 * itself. */
void run_summary(struct run *run);
/* Of all articles; 0 before the digest. */
size_t run_figure_count(const struct run *run);
/* To standard output, or dies. */
void run_print(const struct buf *text);

/* The results. */
void run_save(struct run *run); /* the PDF, to --output */
/* What is attached to a PDF: each article as XML, all figures as CSV. */
void run_attachments(struct run *run, struct pdf_options *options);
void run_convert(struct run *run);               /* article XML and lists of it, into --output */
void run_review(struct run *run);                /* convert --review: HTML pages into --output */
void run_figures(struct run *run);               /* the key figures, to --output or printed */
void run_report(struct run *run);                /* --report, if asked for */
bool run_dump(struct run *run, enum dump stage); /* true if this was the stage to stop after */
void run_verify(struct run *run);                /* what PDF files say of themselves */
void run_check(struct run *run);                 /* every input as what its root element says */

#endif
