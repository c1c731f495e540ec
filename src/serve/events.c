/* SPDX-License-Identifier: MIT */
/*
 * Server-sent events. A stream with nothing to tell is suspended, so that one thread serves all of
 * them; a new build wakes them. A page that was closed is only noticed when something is written,
 * so a new stream wakes the others for a comment.
 */
#include <stdlib.h>
#include <string.h>

#include "serve/http.h"

struct stream {
    struct stream *next;
    struct serve *serve;
    struct view *sheet;
    struct MHD_Connection *connection;
    unsigned told; /* version */
    bool suspended, woken;
};

/* What is to be said now, under the lock; 0 bytes: nothing. */
static size_t say(struct stream *t, char *to, size_t room)
{
    unsigned version = t->sheet->shown ? show_version(t->sheet->shown) : 0;
    bool news = version != t->told, woken = t->woken;
    t->woken = false;
    t->told = version;
    int n = news    ? snprintf(to, room, "data: %u\n\n", version)
            : woken ? snprintf(to, room, ": \n\n")
                    : 0;
    return n > 0 && (size_t)n < room ? (size_t)n : 0;
}

static ssize_t read_stream(void *context, uint64_t position, char *to, size_t room)
{
    struct stream *t = context;
    struct serve *s = t->serve;
    (void)position;
    pthread_mutex_lock(&s->lock);
    ssize_t n = s->closing ? MHD_CONTENT_READER_END_OF_STREAM : (ssize_t)say(t, to, room);
    if (n == 0) {
        t->suspended = true;
        s->http.MHD_suspend_connection(t->connection);
    }
    pthread_mutex_unlock(&s->lock);
    return n;
}

static void close_stream(void *context)
{
    struct stream *t = context;
    struct serve *s = t->serve;
    pthread_mutex_lock(&s->lock);
    struct stream **at = &s->streams;
    while (*at && *at != t)
        at = &(*at)->next;
    if (*at)
        *at = t->next;
    pthread_mutex_unlock(&s->lock);
    free(t);
}

void events_wake(struct serve *s)
{
    for (struct stream *t = s->streams; t; t = t->next) {
        t->woken = true;
        if (t->suspended)
            s->http.MHD_resume_connection(t->connection);
        t->suspended = false;
    }
}

bool events_watched(const struct serve *s, const struct view *sheet)
{
    for (const struct stream *t = s->streams; t; t = t->next)
        if (t->sheet == sheet)
            return true;
    return false;
}

static struct stream *open_stream(struct serve *s, struct MHD_Connection *connection,
                                  struct view *sheet)
{
    struct stream *t = calloc(1, sizeof *t);
    if (!t)
        die_of_memory();
    *t = (struct stream){
        .serve = s, .sheet = sheet, .connection = connection, .woken = true, .next = s->streams};
    s->streams = t;
    return t;
}

enum MHD_Result events_answer(struct serve *s, struct MHD_Connection *connection,
                              struct view *sheet)
{
    enum { BLOCK = 1024 };
    pthread_mutex_lock(&s->lock);
    events_wake(s);
    struct stream *t = open_stream(s, connection, sheet);
    if (!sheet->shown)
        http_ask(s, sheet);
    pthread_mutex_unlock(&s->lock);
    struct MHD_Response *r = s->http.MHD_create_response_from_callback(
        MHD_SIZE_UNKNOWN, BLOCK, read_stream, t, close_stream);
    s->http.MHD_add_response_header(r, "Content-Type", "text/event-stream");
    s->http.MHD_add_response_header(r, "Cache-Control", "no-store");
    s->http.MHD_add_response_header(r, "X-Content-Type-Options", "nosniff");
    enum MHD_Result result = s->http.MHD_queue_response(connection, MHD_HTTP_OK, r);
    s->http.MHD_destroy_response(r);
    return result;
}
