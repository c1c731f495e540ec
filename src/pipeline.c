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
#include "lock.h"
#include "output.h"
#include "pdf/pdf.h"
#include "reading.h"

double run_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Names with fields wait for the digest. */
static const char *named(struct run *run, const char *name)
{
    if (!name || (output_has_fields(name) && !run->digest))
        return NULL;
    return output_name(run->arena, name, run->digest, run->diags);
}

static void name_outputs(struct run *run)
{
    run->output = named(run, run->options->output);
    run->report = named(run, run->options->report);
}

void run_begin(struct run *run, const struct options *options, struct session *session)
{
    *run = (struct run){
        .options = options, .session = session, .arena = arena_new(), .started = run_now()};
    run->diags = diags_new(run->arena);
    run->data = data_folder(run->arena);
    run->prepared = (struct settings){.arena = arena_child(run->arena),
                                      .styles = run_data(run, "styles"),
                                      .folder = run_data(run, "fonts")};
    name_outputs(run);
}

bool run_failed(const struct run *run)
{
    return diags_count(run->diags, ERROR) ||
           (run->options->strict && diags_count(run->diags, WARNING));
}

void run_messages(struct run *run)
{
    if (!run->mute && (!run->options->quiet || run_failed(run)))
        diags_print(run->diags, stderr, run->options->color);
}

void run_give_up(struct run *run)
{
    run_messages(run);
    for (size_t i = 0; i < COUNT(run->locks); i++)
        lock_release(run->locks[i]);
}

/* Ends a stage: its messages, its time, and whether the run may go on. */
bool run_stage_done(struct run *run, const char *name)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double time = run_now();
    run->times[run->time_count++] =
        (struct stage_time){name, time - run->started, (size_t)usage.ru_maxrss * 1024};
    run->started = time;
    run_messages(run);
    return !diags_count(run->diags, ERROR);
}

static void print_times(struct run *run)
{
    for (size_t i = 0; i < run->time_count; i++)
        log_note(stderr,
                 arena_printf(run->arena, "%-8s %8.1f ms %6.1f MB", run->times[i].name,
                              run->times[i].seconds * 1000, (double)run->times[i].peak / 1e6));
}

int run_end(struct run *run)
{
    if (run->options->verbose)
        print_times(run);
    if (run_failed(run) && !diags_count(run->diags, ERROR))
        diag(run->diags, ERROR, (struct pos){0}, "--strict: warnings fail the run");
    run_messages(run);
    int status = run_failed(run);
    if (log_asked() && !run->mute && !(run->options->quiet && !status))
        run_log_summary(run);
    buf_release(&run->pdf);
    arena_free(run->arena);
    return status;
}

/* ---- stages ------------------------------------------------------------------------------- */

const char *run_data(struct run *run, const char *name)
{
    return arena_printf(run->arena, "%s/%s", run->data, name);
}

/* Each source is read by any thread, and all are taken over in order. */
struct readings {
    const struct sources *sources;
    struct reading_options options;
    const struct reading **items;
};

static void read_source(void *context, size_t index, int worker)
{
    struct readings *r = context;
    (void)worker;
    r->items[index] = reading_of(&r->sources->items[index], &r->options);
}

static void take_over(struct run *run, const struct reading *reading)
{
    if (!reading->kept)
        arena_on_free(run->arena, reading_release, (struct reading *)reading);
    snapshot_add(run->arena, &run->snapshot, reading->file);
    diags_append(run->diags, reading->diags);
    acquire_append(run->arena, &run->acquired, &reading->acquired);
    for (size_t i = 0; i < reading->articles.count; i++) {
        struct articles *all = &run->articles;
        all->items = arena_grow(run->arena, all->items, all->count, sizeof *all->items);
        all->items[all->count++] = reading->articles.items[i];
    }
}

/* What article XML is checked against, where there is some. */
static struct snapshot_file schema_of(struct run *run, const char *path)
{
    enum { LIMIT = 1 << 20 };
    size_t len = 0, n = 0;
    while (n < run->sources.count && run->sources.items[n].kind != SOURCE_ARTICLE)
        n++;
    if (n == run->sources.count)
        return (struct snapshot_file){.path = path};
    const char *bytes = file_read(run->arena, path, LIMIT, &len);
    return snapshot_file(path, bytes, len);
}

static void read_sources(struct run *run)
{
    const struct options *o = run->options;
    const char *xsd = run_data(run, "styles/article.xsd");
    struct readings r = {.sources = &run->sources,
                         .options = {.memo = session_memo(run->session),
                                     .xsd = xsd,
                                     .schema = schema_of(run, xsd),
                                     /* only a dump and the review show decisions */
                                     .undecided = !o->review && o->dump != DUMP_ACQUIRE},
                         .items = arena_array(run->arena, run->sources.count, sizeof *r.items)};
    parallel(o->jobs, run->sources.count, read_source, &r);
    for (size_t i = 0; i < run->sources.count; i++)
        take_over(run, r.items[i]);
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

/* Whether a figure names a file of this name; in which folder is seen when it is read. */
static bool is_named(const struct run *run, const char *picture)
{
    for (size_t i = 0; i < run->articles.count; i++) {
        const struct article *a = &run->articles.items[i];
        for (size_t k = 0; k < a->block_count; k++)
            if (a->blocks[k].kind == BLOCK_FIGURE &&
                acquire_picture_named(run->arena, a->blocks[k].href, picture))
                return true;
    }
    return false;
}

/* A page that came as a picture would be missed by nobody. */
static void say_unnamed_pictures(struct run *run)
{
    for (size_t i = 0; i < run->sources.picture_count; i++)
        if (!is_named(run, run->sources.pictures[i]))
            diag(run->diags, WARNING, (struct pos){run->sources.pictures[i], 0, 0},
                 _("not read: a picture that no page names; text in it is not read"));
}

bool run_acquire(struct run *run)
{
    const struct options *o = run->options;
    run->sources = acquire_sources(run->arena, o->inputs, o->input_count, run->diags);
    spare_sources(run, run->output);
    spare_sources(run, run->report);
    spare_sources(run, o->state);
    read_sources(run);
    if (o->dump != DUMP_ACQUIRE) /* which shows each page as it was read */
        article_rejoin(run->arena, &run->articles, &run->acquired, run->diags);
    say_unnamed_pictures(run);
    if (run->sources.count && !run->articles.count && !diags_count(run->diags, ERROR))
        diag(run->diags, ERROR, (struct pos){0}, "no article in any of the inputs");
    return run_stage_done(run, "acquire");
}

/* Outputs whose names had to wait, and the lock of what will be written. */
static void settle_outputs(struct run *run)
{
    name_outputs(run);
    spare_sources(run, run->output);
    spare_sources(run, run->report);
    if (run->report && !diags_count(run->diags, ERROR))
        output_make_folders(run->arena, run->options->report, run->digest);
    if (!run->output || diags_count(run->diags, ERROR))
        return;
    output_make_folders(run->arena, run->options->output, run->digest);
    run->locks[1] = lock_take(run->arena, run->output);
}

bool run_digest(struct run *run)
{
    const struct options *o = run->options;
    if (o->state)
        run->locks[0] = lock_take(run->arena, o->state);
    struct digest_options options = {.title = o->title,
                                     .issue = o->issue,
                                     .date = o->date,
                                     .since = o->since,
                                     .until = o->until,
                                     .count_issue = o->count_issue,
                                     .supplement = o->supplement,
                                     .state = o->state,
                                     .state_xsd = run_data(run, "styles/issues.xsd"),
                                     .manifest = run->sources.manifest,
                                     .xsd = run_data(run, "styles/briefing.xsd"),
                                     .most_articles = (size_t)o->article_limit,
                                     .jobs = o->jobs,
                                     .memo = session_memo(run->session)};
    run->digest = digest_build(run->arena, &run->articles, &options, run->diags);
    snapshot_add_text(run->arena, &run->snapshot, run->sources.manifest, run->diags);
    if (run->digest)
        settle_outputs(run);
    return run_stage_done(run, "digest") && run->digest;
}

/* ---- sheet and fonts ---------------------------------------------------------------------- */

/* Their messages wait: they come behind those of the stages before. */
static void read_sheet(struct run *run)
{
    struct settings *p = &run->prepared;
    p->sheet_diags = diags_new(p->arena);
    p->sheet = session_sheet(run->session, run->options->style, p->styles, p->sheet_diags);
}

static void open_fonts(struct run *run)
{
    struct settings *p = &run->prepared;
    p->font_diags = diags_new(p->arena);
    p->fonts = session_fonts(run->session, p->sheet, p->folder, p->font_diags);
}

static void read_settings(void *context)
{
    struct run *run = context;
    read_sheet(run);
    if (run->prepared.sheet)
        open_fonts(run);
}

void run_prepare(struct run *run)
{
    enum dump stop = run->options->dump;
    bool needed = !stop || stop >= DUMP_GLYPH;
    run->prepared.aside =
        needed ? aside_begin(run->arena, run->options->jobs, read_settings, run) : NULL;
}

bool run_format(struct run *run)
{
    struct settings *p = &run->prepared;
    size_t first = diags_files(run->diags);
    aside_end(p->aside);
    if (!p->sheet_diags)
        read_sheet(run);
    run->sheet = p->sheet;
    diags_append(run->diags, p->sheet_diags);
    snapshot_add_texts(run->arena, &run->snapshot, run->diags, first);
    return run_stage_done(run, "format") && run->sheet;
}

bool run_glyph(struct run *run)
{
    struct settings *p = &run->prepared;
    if (!p->font_diags)
        open_fonts(run);
    run->fonts = p->fonts;
    diags_append(run->diags, p->font_diags);
    return run_stage_done(run, "glyph");
}

/* ---- the pages of the briefing ------------------------------------------------------------ */

bool run_page(struct run *run)
{
    const struct page_options options = {.jobs = run->options->jobs,
                                         .most_pages = (size_t)run->options->page_limit};
    run->before_pictures = run->snapshot.count;
    run->pages = page_build(run->arena, run->digest, run->sheet, run->fonts, &options, run->diags);
    for (size_t i = 0; run->pages && i < run->pages->file_count; i++) {
        const struct picture_file *f = &run->pages->files[i];
        snapshot_add(run->arena, &run->snapshot, snapshot_file(f->path, f->bytes, f->len));
    }
    return run_stage_done(run, "page");
}

const char *run_disturbed(const struct run *run)
{
    return snapshot_changed(&run->snapshot);
}

void run_again(struct run *run, const char *changed)
{
    const struct options *options = run->options;
    struct session *session = run->session;
    struct diags *d = diags_new(run->arena);
    diag(d, NOTE, (struct pos){changed, 0, 0}, _("changed while the files were read; read again"));
    if (!options->quiet)
        diags_print(d, stderr, options->color);
    buf_release(&run->pdf);
    arena_free(run->arena);
    run_begin(run, options, session);
}

void run_refuse_disturbed(struct run *run)
{
    const char *changed = run->pdf.len ? run_disturbed(run) : NULL;
    if (!changed)
        return;
    diag(run->diags, ERROR, (struct pos){changed, 0, 0},
         _("changes faster than the files can be read; nothing is written"));
    buf_release(&run->pdf);
}

void run_pdf(struct run *run)
{
    if (run_failed(run))
        return;
    struct pdf_options options = {.claim = run->options->claim,
                                  .linear = run->options->linear,
                                  .sheet = run->sheet->name,
                                  .jobs = run->options->jobs};
    if (options.claim == PDF_A3A)
        run_attachments(run, &options);
    pdf_build(&run->pdf, run->pages, run->fonts, &options);
    run_stage_done(run, "pdf");
}
