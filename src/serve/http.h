/* SPDX-License-Identifier: MIT */
/*
 * Inside serve/: the server's state, shared by the thread that answers and the one that builds.
 */
#ifndef BRIEFGEN_SERVE_HTTP_H
#define BRIEFGEN_SERVE_HTTP_H

#include <microhttpd.h>
#include <pthread.h>

#include "serve/show.h"

#define HTTP_FUNCTIONS(F)                                                                          \
    F(MHD_add_response_header)                                                                     \
    F(MHD_create_response_from_buffer)                                                             \
    F(MHD_create_response_from_callback)                                                           \
    F(MHD_destroy_response)                                                                        \
    F(MHD_get_daemon_info)                                                                         \
    F(MHD_lookup_connection_value)                                                                 \
    F(MHD_queue_response)                                                                          \
    F(MHD_resume_connection)                                                                       \
    F(MHD_start_daemon)                                                                            \
    F(MHD_stop_daemon)                                                                             \
    F(MHD_suspend_connection)

struct http { /* of libmicrohttpd */
    HTTP_FUNCTIONS(LIBRARY_POINTER)
};

enum { TOKEN_LEN = 32 /* hexadecimal digits: 128 bits */ };

struct view { /* that can be looked at */
    const char *name;
    struct shown *shown; /* NULL: not built */
    bool asked;
    struct serve_look look; /* what was looked at last */
};

struct served { /* one of the page's files */
    const char *name, *type;
    const char *bytes;
    size_t len;
};

struct stream;

struct asked { /* a request */
    const struct http *http;
    struct MHD_Connection *connection;
};

struct serve {
    struct arena *arena;
    struct http http;
    struct MHD_Daemon *daemon;
    const char *address;
    const char *host; /* the same as Host and a URL write it */
    int port;
    bool everywhere; /* the address is that of no interface: Host may be any address */
    char token[TOKEN_LEN + 1];
    const char *url;
    int asked; /* eventfd */
    const struct served *files;
    size_t file_count;

    pthread_mutex_t lock; /* of all below */
    struct view *views;   /* the first one is always built */
    size_t view_count;
    struct stream *streams;
    bool closing;
};

/* The sheet is to be built; under the lock. */
void http_ask(struct serve *s, struct view *sheet);

/* files.c: reads the page's files, which are answered from memory; dies when one is not there. */
const struct served *files_read(struct arena *a, const char *folder, size_t *count);

/* events.c: server-sent events (HTML, 9.2): a line with the version whenever that of the sheet has
 * changed. Whoever has such a stream open looks at the sheet. */
enum MHD_Result events_answer(struct serve *s, struct MHD_Connection *connection,
                              struct view *sheet);
/* Wakes all streams; under the lock. */
void events_wake(struct serve *s);
/* Whether somebody looks at the sheet; under the lock. */
bool events_watched(const struct serve *s, const struct view *sheet);

#endif
