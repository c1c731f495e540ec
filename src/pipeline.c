/* SPDX-License-Identifier: MIT */
/*
 * One run: every stage fed from the one before. Messages are printed after each stage, so that what
 * was said stands before a failure of the machine that ends the program in the middle.
 */
#include "pipeline.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include "data.h"
#include "pdf/pdf.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void run_begin(struct run *run, const struct options *options)
{
    *run = (struct run){.options = options, .arena = arena_new(), .started = now()};
    run->diags = diags_new(run->arena);
    run->data = data_folder(run->arena);
}

bool run_failed(const struct run *run)
{
    return diags_count(run->diags, ERROR) ||
           (run->options->strict && diags_count(run->diags, WARNING));
}

void run_messages(struct run *run)
{
    if (!run->options->quiet || run_failed(run))
        diags_print(run->diags, stderr, run->options->color);
}

/* Ends a stage: its messages, its time, and whether the run may go on. */
bool run_stage_done(struct run *run, const char *name)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double time = now();
    run->times[run->time_count++] =
        (struct stage_time){name, time - run->started, (size_t)usage.ru_maxrss * 1024};
    run->started = time;
    run_messages(run);
    return !diags_count(run->diags, ERROR);
}

static void print_times(const struct run *run)
{
    for (size_t i = 0; i < run->time_count; i++)
        fprintf(stderr, "%-8s %8.1f ms %6.1f MB\n", run->times[i].name,
                run->times[i].seconds * 1000, (double)run->times[i].peak / 1e6);
}

int run_end(struct run *run)
{
    if (run->options->verbose)
        print_times(run);
    if (run_failed(run) && !diags_count(run->diags, ERROR))
        diag(run->diags, ERROR, (struct pos){0}, "--strict: warnings fail the run");
    run_messages(run);
    int status = run_failed(run);
    buf_release(&run->pdf);
    arena_free(run->arena);
    return status;
}

/* ---- stages ------------------------------------------------------------------------------- */

const char *run_data(struct run *run, const char *name)
{
    return arena_printf(run->arena, "%s/%s", run->data, name);
}

/* What one source gave. Each is read by any thread, and all are taken over in order. */
struct reading {
    struct diags *diags;
    struct acquired acquired;
    struct articles articles;
};

struct readings {
    struct run *run;
    const char *xsd;
    struct reading *items;
    struct arena **arenas; /* of the workers */
};

/* Article XML goes past acquire/. */
static void read_source(void *context, size_t index, int worker)
{
    struct readings *r = context;
    const struct source *source = &r->run->sources.items[index];
    struct arena *a = r->arenas[worker];
    struct reading *out = &r->items[index];
    out->diags = diags_new(a);
    if (source->kind == SOURCE_ARTICLE)
        article_read(a, source->path, r->xsd, &out->articles, out->diags);
    else if (acquire_page(a, source, &out->acquired, out->diags))
        article_build(a, &out->acquired, &out->articles);
}

static void take_over(struct run *run, struct reading *reading)
{
    diags_append(run->diags, reading->diags);
    acquire_append(run->arena, &run->acquired, &reading->acquired);
    for (size_t i = 0; i < reading->articles.count; i++) {
        struct articles *all = &run->articles;
        all->items = arena_grow(run->arena, all->items, all->count, sizeof *all->items);
        all->items[all->count++] = reading->articles.items[i];
    }
}

static void read_sources(struct run *run)
{
    int jobs = run->options->jobs;
    struct readings r = {run, run_data(run, "styles/article.xsd"),
                         arena_array(run->arena, run->sources.count, sizeof *r.items),
                         arena_array(run->arena, (size_t)jobs, sizeof *r.arenas)};
    for (int i = 0; i < jobs; i++)
        r.arenas[i] = arena_child(run->arena);
    parallel(jobs, run->sources.count, read_source, &r);
    for (size_t i = 0; i < run->sources.count; i++)
        take_over(run, &r.items[i]);
}

/* A slip of the hand must not cost a page: -o a.txt, --report a.xml. */
static void spare_sources(struct run *run, const char *output)
{
    struct stat out, in;
    if (!output || stat(output, &out))
        return;
    for (size_t i = 0; i <= run->sources.count; i++) {
        bool page = i < run->sources.count;
        const char *path = page ? run->sources.items[i].path : run->options->against;
        if (path && stat(path, &in) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino)
            die("%s is an input, and would be replaced by the output %s", path, output);
    }
}

bool run_acquire(struct run *run)
{
    const struct options *o = run->options;
    run->sources = acquire_sources(run->arena, o->inputs, o->input_count, run->diags);
    spare_sources(run, o->output);
    spare_sources(run, o->report);
    read_sources(run);
    if (run->sources.count && !run->articles.count && !diags_count(run->diags, ERROR))
        diag(run->diags, ERROR, (struct pos){0}, "no article in any of the inputs");
    return run_stage_done(run, "acquire");
}

bool run_digest(struct run *run)
{
    const struct options *o = run->options;
    struct digest_options options = {.title = o->title,
                                     .issue = o->issue,
                                     .date = o->date,
                                     .manifest = run->sources.manifest,
                                     .xsd = run_data(run, "styles/briefing.xsd"),
                                     .jobs = o->jobs};
    run->digest = digest_build(run->arena, &run->articles, &options, run->diags);
    return run_stage_done(run, "digest") && run->digest;
}

bool run_format(struct run *run)
{
    run->sheet = format_read(run->arena, run->options->style, run_data(run, "styles"), run->diags);
    return run_stage_done(run, "format") && run->sheet;
}

bool run_glyph(struct run *run)
{
    run->fonts = glyph_fonts(run->arena, run->sheet, run_data(run, "fonts"), run->diags);
    return run_stage_done(run, "glyph");
}

bool run_page(struct run *run)
{
    run->pages =
        page_build(run->arena, run->digest, run->sheet, run->fonts, run->options->jobs, run->diags);
    return run_stage_done(run, "page");
}

void run_pdf(struct run *run)
{
    if (run_failed(run))
        return;
    struct pdf_options options = {.claim = run->options->claim, .jobs = run->options->jobs};
    if (options.claim == PDF_A3A)
        run_attachments(run, &options);
    pdf_build(&run->pdf, run->pages, run->fonts, &options);
    run_stage_done(run, "pdf");
}
