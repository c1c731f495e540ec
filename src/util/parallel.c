/* SPDX-License-Identifier: MIT */
/*
 * One loop over many threads: each worker takes the next index until none is left. No queue, no
 * pool: a build has two or three such loops. If a thread cannot be had, the others do its share.
 *
 * And one piece of work beside all that the caller does meanwhile.
 */
#include "util/util.h"

#include <pthread.h>
#include <stdatomic.h>

enum { MOST_WORKERS = 64 };

struct loop {
    atomic_size_t next;
    size_t count;
    void (*work)(void *context, size_t index, int worker);
    void *context;
};

struct worker {
    struct loop *loop;
    int number;
    pthread_t thread;
    bool running;
};

static void *run(void *argument)
{
    struct worker *w = argument;
    struct loop *l = w->loop;
    for (size_t i; (i = atomic_fetch_add(&l->next, 1)) < l->count;)
        l->work(l->context, i, w->number);
    return NULL;
}

void parallel(int jobs, size_t count, void (*work)(void *context, size_t index, int worker),
              void *context)
{
    struct loop loop = {.count = count, .work = work, .context = context};
    struct worker workers[MOST_WORKERS];
    if (jobs > MOST_WORKERS)
        jobs = MOST_WORKERS;
    if ((size_t)jobs > count)
        jobs = (int)count;
    for (int i = 1; i < jobs; i++) {
        workers[i] = (struct worker){.loop = &loop, .number = i};
        workers[i].running = !pthread_create(&workers[i].thread, NULL, run, &workers[i]);
    }
    workers[0] = (struct worker){.loop = &loop, .number = 0};
    run(&workers[0]);
    for (int i = 1; i < jobs; i++)
        if (workers[i].running)
            pthread_join(workers[i].thread, NULL);
}

/* ---- beside the caller -------------------------------------------------------------------- */

struct aside {
    void (*work)(void *context);
    void *context;
    pthread_t thread;
    bool begun, running;
};

static void *run_aside(void *argument)
{
    struct aside *s = argument;
    s->work(s->context);
    return NULL;
}

bool aside_end(struct aside *s)
{
    if (!s || !s->begun)
        return false;
    if (s->running)
        pthread_join(s->thread, NULL);
    s->running = false;
    return true;
}

static void end_at_last(void *aside)
{
    aside_end(aside);
}

struct aside *aside_begin(struct arena *a, int jobs, void (*work)(void *context), void *context)
{
    struct aside *s = arena_alloc(a, sizeof *s);
    *s = (struct aside){.work = work, .context = context};
    arena_on_free(a, end_at_last, s);
    s->begun = s->running = jobs > 1 && !pthread_create(&s->thread, NULL, run_aside, s);
    return s;
}
