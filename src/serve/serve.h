/* SPDX-License-Identifier: MIT */
/*
 * serve: finished builds in, pages in the browser of the same machine out.
 *
 * http.c answers requests and looks at who asks: only the address that was given (127.0.0.1), only
 * with the token of this run in the path, only names of this server in Host, only GET; nothing that
 * is asked for changes anything. show.c makes of a build what is asked of it: messages, places,
 * figures. events.c tells every page that is open when there is a new build.
 *
 * The page itself is made of plain files in the folder serve/, and pdf.js as Debian installs it.
 */
#ifndef BRIEFGEN_SERVE_H
#define BRIEFGEN_SERVE_H

#include "digest/digest.h"
#include "page/page.h"
#include "util/util.h"

struct serve;

struct serve_options {
    const char *address;       /* NULL: 127.0.0.1 */
    int port;                  /* 0: any that is free */
    const char *sheet;         /* that is shown first, by name or file */
    const char *const *sheets; /* names of all others; ends with NULL */
    const char *folder;        /* of the page's files */
};

/* Begins to answer, on a thread of its own. Dies when the port is taken, or the folder or pdf.js is
 * not there. */
struct serve *serve_open(const struct serve_options *options);
void serve_close(struct serve *s);
/* Where the page is, with the token; lives as long as s. */
const char *serve_url(const struct serve *s);

/* A descriptor that can be read when a sheet is asked for that is not built. */
int serve_asked(const struct serve *s);
/* The sheets that somebody looks at, the first one always; or those of them that are not built.
 * Ends with NULL. Empties the descriptor. */
const char *const *serve_sheets(struct serve *s, struct arena *a, bool missing_only);

/* Pages that somebody looks at. */
struct serve_look {
    size_t first, count; /* from 0; count 0: nobody has said */
};
/* Of a sheet; may reach behind the last page. */
struct serve_look serve_looked_at(struct serve *s, const char *sheet);

struct serve_build {
    const char *sheet;
    bool failed; /* then the PDF of the build before it stays, with its places and figures */
    const char *changed; /* names of what changed */
    const char *state;   /* sum of the files */
    double started;      /* seconds of CLOCK_MONOTONIC: when the change was noticed */
    const struct digest *digest;
    const struct pages *pages;
    const struct diags *diags;
    const struct buf *pdf;
    const struct buf
        *part; /* the pages of `look` alone, which a browser draws first; may be empty */
    struct serve_look look;
};

/* Shows a build to all who look at its sheet. Everything is copied. False if it is in nothing
 * different from the build before it: then nobody is told. */
bool serve_publish(struct serve *s, const struct serve_build *build);

#endif
