/* SPDX-License-Identifier: MIT */
/*
 * options: the command line as one record. Wrong usage ends here with exit status 2, --help and
 * --version with 0, so that main.c only sees complete requests.
 */
#ifndef BRIEFGEN_OPTIONS_H
#define BRIEFGEN_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "export/export.h"
#include "pdf/pdf.h"

enum command {
    COMMAND_BUILD,
    COMMAND_WATCH,
    COMMAND_SERVE,
    COMMAND_CONVERT,
    COMMAND_FIGURES,
    COMMAND_CHECK,
    COMMAND_VERIFY,
    COMMAND_FONTS,
    COMMAND_BATCH
};

enum dump { DUMP_NONE, DUMP_ACQUIRE, DUMP_ARTICLE, DUMP_DIGEST, DUMP_GLYPH, DUMP_LINE, DUMP_PAGE };

struct options {
    enum command command;
    char *const *inputs; /* as given */
    size_t input_count;
    const char *output; /* -o, or NULL; may have fields: output.h */
    const char *style;  /* name or file; verify: NULL if not given */
    const char *title;  /* NULL if not given, as the two below */
    const char *issue;
    const char *state; /* path of the state file of issue numbers, or NULL */
    bool count_issue;  /* --issue auto; issue is NULL then */
    bool supplement;   /* 增刊 */
    const char *date;
    const char *since; /* days, YYYY-MM-DD, or NULL: which articles are in the issue */
    const char *until;
    const char *week;    /* as given, or NULL: since and until are its days then */
    const char *report;  /* path of the JSON report, or NULL; may have fields */
    const char *resume;  /* batch: path of the record of finished jobs, or NULL */
    const char *only;    /* batch: the name of the one job that is built, or NULL */
    bool list;           /* batch: names of jobs, nothing is built */
    const char *against; /* figures: path of an earlier export, or NULL */
    enum pdf_claim claim;
    enum export_format format; /* figures: never EXPORT_UNSAID there */
    int jobs;                  /* at least 1 */
    const char *cache;         /* folder, or NULL: none */
    int time_limit;            /* seconds of processor time; 0: none */
    int memory_limit;          /* MB */
    int article_limit;         /* articles of an issue */
    int page_limit;            /* pages of a briefing */
    const char *address;       /* serve: of this machine, in digits */
    int port;                  /* serve: 0 for any that is free */
    enum dump dump;
    bool linear;    /* the PDF is linearised */
    bool strict;    /* warnings fail the build */
    bool review;    /* convert: HTML pages for proof-reading too */
    bool overwrite; /* convert: corrected files too */
    bool guarded;   /* figures: CSV for spreadsheets */
    bool quiet;
    bool verbose;
    bool color;
};

/* What options were made into – a week into its days – lives in a. */
struct options options_read(struct arena *a, int argc, char **argv);

#endif
