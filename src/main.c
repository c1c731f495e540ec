/* SPDX-License-Identifier: MIT */
/*
 * briefgen: a folder of Chinese newspaper pages in, a finished briefing out. The whole program in
 * one screen; each stage is a folder of the same name.
 */
#include "batch.h"
#include "language.h"
#include "live.h"
#include "options.h"
#include "pipeline.h"
#include "rebuild.h"
#include "sandbox.h"
#include "util/cache.h"

static void build(struct run *run)
{
    run_prepare(run);
    if (!run_acquire(run) || run_dump(run, DUMP_ACQUIRE) || run_dump(run, DUMP_ARTICLE))
        return;
    if (!run_digest(run) || run_dump(run, DUMP_DIGEST))
        return;
    if (!run_format(run) || !run_glyph(run) || run_dump(run, DUMP_GLYPH))
        return;
    if (run_dump(run, DUMP_LINE) || !run_page(run) || run_dump(run, DUMP_PAGE))
        return;
    run_pdf(run);
}

static void convert(struct run *run)
{
    if (run_acquire(run) && run_digest(run))
        run_convert(run);
}

static void figures(struct run *run)
{
    if (run_acquire(run) && run_digest(run))
        run_figures(run);
}

static void fonts(struct run *run)
{
    if (run_format(run) && run_glyph(run)) {
        struct buf text = {0};
        glyph_fonts_text(&text, run->fonts);
        run_print(&text);
        buf_release(&text);
    }
}

/* A build belongs to one state of the files: where one changed while they were read, all are read
 * again, a few times. */
static void build_whole(struct run *run)
{
    enum { TRIES = 3 };
    for (int i = 1; build(run), i < TRIES && run->pdf.len; i++) {
        const char *changed = run_disturbed(run);
        if (!changed)
            return;
        run_again(run, changed);
    }
    run_refuse_disturbed(run);
}

static int run_once(const struct options *options)
{
    static void (*const commands[])(struct run *) = {
        [COMMAND_BUILD] = build_whole, [COMMAND_CONVERT] = convert,   [COMMAND_FIGURES] = figures,
        [COMMAND_CHECK] = run_check,   [COMMAND_VERIFY] = run_verify, [COMMAND_FONTS] = fonts};
    struct session *session = session_single(options->cache);
    struct run run;
    run_begin(&run, options, session);
    commands[options->command](&run);
    run_report(&run);
    session_leave(session, options->jobs); /* which takes no longer than the disk */
    if (run.pdf.len)
        run_save(&run); /* last: whatever failed before has left an older file alone */
    int status = run_end(&run);
    session_free(session);
    return status;
}

static void enter_sandbox(const struct options *o)
{
    bool rebuilds = o->command == COMMAND_VERIFY;
    const char *const outputs[] = {o->output, o->report, o->state};
    if (o->cache)
        cache_make_folder(o->cache); /* before nothing can be made beside it */
    struct buf said = {0};
    sandbox_enter(&(struct sandbox){.outputs = outputs,
                                    .output_count = COUNT(outputs),
                                    .scratch = rebuilds ? rebuild_scratch() : NULL,
                                    .cache = o->cache,
                                    .serves = o->command == COMMAND_SERVE,
                                    .seconds = o->time_limit,
                                    .megabytes = o->memory_limit},
                  &said);
    if (o->verbose)
        log_note(stderr, said.text);
    buf_release(&said);
}

int main(int argc, char **argv)
{
    language_begin();
    struct arena *arena = arena_new();
    struct options options = options_read(arena, argc, argv);
    if (options.command != COMMAND_BATCH) /* whose jobs enter one each */
        enter_sandbox(&options);
    int status = options.command == COMMAND_BATCH   ? batch_run(&options)
                 : options.command == COMMAND_WATCH ? live_watch(&options, build)
                 : options.command == COMMAND_SERVE ? live_serve(&options, build)
                                                    : run_once(&options);
    arena_free(arena);
    return status;
}
