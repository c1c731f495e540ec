/* SPDX-License-Identifier: MIT */
/*
 * The loop: build, tell, wait. Every build tells what it read, and these folders are watched; so a
 * sheet that becomes the base of another is seen from then on, and a new folder too. The folders of
 * a build that failed early stay watched from the one before.
 *
 * A build is told only if all that it read still is so: nothing has happened meanwhile in the
 * folders that are watched, and files in others are compared. So none is half of one state and half
 * of the next.
 *
 * What changed is what differs between the bytes that two builds read. Names of events only stand
 * in where these are the same: a picture, a font.
 */
#include "live.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "data.h"
#include "pdf/pdf.h"
#include "serve/serve.h"
#include "watch.h"

struct live {
    const struct options *options;
    void (*build)(struct run *run);
    struct session *session;
    struct watch *watch;
    struct serve *serve;  /* NULL: watch */
    struct arena *arena;  /* of the snapshot */
    struct buf said;      /* messages of the last build, a line each */
    struct snapshot last; /* of the files that the last build read */
    struct buf shown;     /* watch: the PDF as it was saved last */
    double noticed;       /* when the change was noticed that is being built, in seconds */
    double begun;         /* and when building it began */
    bool built;           /* some build was good */
};

/* ---- what is watched ---------------------------------------------------------------------- */

static bool watch_inputs(struct live *l)
{
    bool fresh = false;
    for (size_t i = 0; i < l->options->input_count; i++)
        fresh |= watch_add(l->watch, l->options->inputs[i]);
    return fresh;
}

/* True if some of the files stand where nothing was watched while they were read. */
static bool watch_files(struct live *l, const struct run *run)
{
    bool fresh = watch_inputs(l);
    for (size_t i = 0; i < run->snapshot.count; i++)
        fresh |= watch_add(l->watch, run->snapshot.files[i].path);
    for (size_t i = 0; i < diags_files(run->diags); i++) {
        const char *file;
        size_t len;
        diags_file(run->diags, i, &file, &len);
        fresh |= watch_add(l->watch, file);
    }
    return fresh;
}

static void watch_data(struct live *l)
{
    struct arena *a = arena_new();
    const char *data = data_folder(a);
    watch_add(l->watch, arena_printf(a, "%s/styles", data));
    watch_add(l->watch, arena_printf(a, "%s/fonts", data));
    arena_free(a);
}

/* ---- what is told ------------------------------------------------------------------------- */

/* A message by what it says and of which file; its line may have moved. */
static void add_said(struct buf *b, struct pos at, const char *text)
{
    buf_addf(b, "\n%s: %s\n", at.file ? at.file : "", text);
}

static bool was_said(const struct live *l, struct pos at, const char *text)
{
    struct buf b = {0};
    add_said(&b, at, text);
    bool found = l->said.text && strstr(l->said.text, b.text);
    buf_release(&b);
    return found;
}

/* Prints only what the last build did not say: a change is not to be lost among old warnings. */
static void say_messages(struct live *l, struct run *run)
{
    struct diags *fresh = diags_new(run->arena);
    struct buf all = {0};
    for (size_t i = 0; i < diags_files(run->diags); i++) {
        const char *file;
        size_t len;
        const char *text = diags_file(run->diags, i, &file, &len);
        diags_source(fresh, file, text, len);
    }
    for (size_t i = 0; i < diags_total(run->diags); i++) {
        enum severity severity;
        struct pos at;
        const char *text;
        diags_at(run->diags, i, &severity, &at, &text);
        add_said(&all, at, text);
        if (!was_said(l, at, text))
            diag(fresh, severity, at, "%s", text);
    }
    if (!run->options->quiet || run_failed(run))
        diags_print(fresh, stderr, run->options->color);
    buf_release(&l->said);
    l->said = all;
}

/* Between the files of the last build and of this one. Until one is good, files that it would have
 * read are not known, and would be told as new. */
static const char *changes(struct live *l, struct run *run)
{
    return l->built ? snapshot_changes(run->arena, &l->last, &run->snapshot) : "";
}

static void remember(struct live *l, struct run *run)
{
    struct snapshot now = run->snapshot;
    if (run_failed(run))
        now = snapshot_join(run->arena, &l->last, &now);
    struct arena *a = arena_new();
    l->last = snapshot_copy(a, &now);
    arena_free(l->arena);
    l->arena = a;
}

/* Of watch the file of an earlier run counts as well. */
static bool has_good(const struct live *l)
{
    return l->built || (!l->serve && !access(l->options->output, F_OK));
}

static void say(struct live *l, struct run *run, const char *what, const char *changed)
{
    struct buf b = {0};
    size_t pages = run->pages ? run->pages->count : 0;
    double ms = (run_now() - l->begun) * 1000;
    if (l->options->quiet)
        return;
    buf_addf(&b, "%s: %s%s", what, changed, changed[0] ? "; " : "");
    if (run_failed(run))
        buf_adds(&b, has_good(l) ? _("not built, the last good one stays") : _("not built"));
    else
        buf_addf(&b, ngettext("%zu page", "%zu pages", pages), pages);
    buf_addf(&b, _(", %.0f ms\n"), ms);
    run_print(&b);
    buf_release(&b);
}

/* ---- one build ---------------------------------------------------------------------------- */

static bool same_bytes(const struct buf *x, const struct buf *y)
{
    return x->len == y->len && (!x->len || !memcmp(x->text, y->text, x->len));
}

/* What changed nothing is not told. */
static void tell_watch(struct live *l, struct run *run, const char *changed)
{
    bool good = run->pdf.len > 0, same = good && same_bytes(&run->pdf, &l->shown);
    run_report(run);
    if (good && !same) {
        run_write(run, run->output, run->pdf.text, run->pdf.len);
        buf_release(&l->shown);
        buf_add(&l->shown, run->pdf.text, run->pdf.len);
    }
    if ((good && !same) || changed[0] || !l->built)
        say(l, run, run->output, changed[0] ? changed : watch_names(l->watch));
}

/* What is looked at, as far as there are such pages; at first the first one. */
static struct serve_look looked_at(struct live *l, const struct run *run)
{
    struct serve_look look = serve_looked_at(l->serve, run->options->style);
    size_t pages = run->pdf.len ? run->pages->count : 0;
    if (!look.count)
        look.count = 1;
    if (look.first >= pages)
        return (struct serve_look){0};
    if (look.count > pages - look.first)
        look.count = pages - look.first;
    return look;
}

static void tell_serve(struct live *l, struct run *run, const char *changed)
{
    struct serve_look look = looked_at(l, run);
    struct buf part = {0};
    if (look.count)
        pdf_build_part(&part, run->pages, run->fonts, look.first, look.count, run->options->jobs);
    bool news = serve_publish(
        l->serve, &(struct serve_build){.sheet = run->options->style,
                                        .failed = run_failed(run),
                                        .changed = changed,
                                        .state = snapshot_sum(run->arena, &run->snapshot),
                                        .started = l->noticed,
                                        .digest = run->digest,
                                        .pages = run->pages,
                                        .diags = run->diags,
                                        .pdf = &run->pdf,
                                        .part = &part,
                                        .look = look});
    buf_release(&part);
    if (news)
        say(l, run, run->options->style, changed);
}

/* One build of one sheet; false if something changed meanwhile, and nothing was told. */
static bool build_sheet(struct live *l, const char *sheet)
{
    struct options options = *l->options;
    struct run run;
    options.style = sheet;
    run_begin(&run, &options, l->session);
    run.mute = true;
    l->build(&run);
    bool fresh = watch_files(l, &run);
    bool whole = !watch_pending(l->watch) && !(fresh && run_disturbed(&run));
    if (whole) {
        say_messages(l, &run);
        const char *changed = changes(l, &run);
        remember(l, &run);
        if (l->serve)
            tell_serve(l, &run, changed);
        else
            tell_watch(l, &run, changed);
        l->built = l->built || !run_failed(&run);
    }
    run_end(&run);
    return whole;
}

/* ---- the loop ----------------------------------------------------------------------------- */

/* All sheets that are looked at, if something has changed; else only those that were asked for and
 * are not there. */
static void build_all(struct live *l, enum watch_event event)
{
    bool changed = event == WATCH_CHANGED;
    struct arena *a = arena_new();
    const char *one[] = {l->options->style, NULL};
    const char *const *sheets = l->serve ? serve_sheets(l->serve, a, !changed) : one;
    l->begun = run_now();
    l->noticed = changed ? watch_since(l->watch) : l->begun;
    while (*sheets)
        if (build_sheet(l, *sheets))
            sheets++;
        else if (watch_pending(l->watch))
            break;
    session_round(l->session);
    arena_free(a);
}

static void loop(struct live *l)
{
    watch_data(l);
    watch_inputs(l);
    build_all(l, WATCH_ASKED);
    for (;;) {
        enum watch_event event = watch_wait(l->watch, l->serve ? serve_asked(l->serve) : -1);
        if (event == WATCH_STOP)
            return;
        build_all(l, event);
    }
}

static struct live begin(const struct options *options, void (*build)(struct run *run))
{
    struct live l = {.options = options,
                     .build = build,
                     .session = session_new(),
                     .watch = watch_new(),
                     .arena = arena_new()};
    watch_ignore(l.watch, options->output);
    watch_ignore(l.watch, options->report);
    return l;
}

static int end(struct live *l)
{
    watch_free(l->watch);
    session_free(l->session);
    buf_release(&l->shown);
    buf_release(&l->said);
    arena_free(l->arena);
    return 0;
}

int live_watch(const struct options *options, void (*build)(struct run *run))
{
    struct live l = begin(options, build);
    loop(&l);
    return end(&l);
}

int live_serve(const struct options *options, void (*build)(struct run *run))
{
    struct live l = begin(options, build);
    struct arena *a = arena_new();
    const char *styles = arena_printf(a, "%s/styles", data_folder(a));
    l.serve =
        serve_open(&(struct serve_options){.address = options->address,
                                           .port = options->port,
                                           .sheet = options->style,
                                           .sheets = format_names(a, styles),
                                           .folder = arena_printf(a, "%s/serve", data_folder(a))});
    struct buf line = {0};
    buf_addf(&line, "%s\n", serve_url(l.serve));
    run_print(&line);
    buf_release(&line);
    loop(&l);
    serve_close(l.serve);
    arena_free(a);
    return end(&l);
}
