/* SPDX-License-Identifier: MIT */
/*
 * What a run leaves behind: the PDF, dumps and the verdict on single files. Files are replaced
 * whole or not at all (file_save).
 */
#include "pipeline.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "batch.h"
#include "util/xml.h"

static void check_saved(struct run *run, const char *path, int error)
{
    if (!error)
        return;
    run_give_up(run);
    die("cannot write %s: %s", path, strerror(error));
}

void run_write(struct run *run, const char *path, const char *bytes, size_t len)
{
    check_saved(run, path, file_save(path, bytes, len));
}

void run_print(const struct buf *text)
{
    fwrite(text->text, 1, text->len, stdout);
    if (ferror(stdout) || fflush(stdout))
        die("cannot write to standard output: %s", strerror(errno));
}

size_t run_figure_count(const struct run *run)
{
    size_t n = 0;
    for (size_t i = 0; run->digest && i < run->digest->article_count; i++)
        n += run->digest->articles[i].figure_count;
    return n;
}

void run_summary(struct run *run)
{
    const char *path = run->output;
    struct stat s;
    if (run->options->quiet || log_asked() || stat(path, &s) ||
        !(S_ISREG(s.st_mode) || S_ISDIR(s.st_mode)))
        return;
    struct buf b = {0};
    size_t articles = run->digest->article_count;
    buf_addf(&b, "%s: ", path);
    if (run->pages)
        buf_addf(&b, ngettext("%zu page, ", "%zu pages, ", run->pages->count), run->pages->count);
    if (run->options->command == COMMAND_FIGURES)
        buf_addf(&b, ngettext("%zu figure, ", "%zu figures, ", run_figure_count(run)),
                 run_figure_count(run));
    buf_addf(&b, ngettext("%zu article\n", "%zu articles\n", articles), articles);
    run_print(&b);
    buf_release(&b);
}

static size_t doubt_count(const struct digest *digest)
{
    size_t n = 0;
    for (size_t i = 0; digest && i < digest->article_count; i++)
        n += digest->articles[i].doubt_count;
    return n;
}

static size_t milliseconds(const struct run *run)
{
    double seconds = 0;
    for (size_t i = 0; i < run->time_count; i++)
        seconds += run->times[i].seconds;
    return (size_t)(seconds * 1000);
}

void run_log_summary(struct run *run)
{
    const struct digest *d = run->digest;
    bool failed = run_failed(run);
    const struct log_field fields[] = {
        {"status", failed ? "failed" : "good", 0},
        {"exit", NULL, failed},
        {"output", run->output ? run->output : "", 0},
        {"issue", d ? d->issue : "", 0},
        {"date", d ? d->date : "", 0},
        {"pages", NULL, run->pages ? run->pages->count : 0},
        {"articles", NULL, d ? d->article_count : run->articles.count},
        {"left_out", NULL, d ? d->omitted_count : 0},
        {"figures", NULL, run_figure_count(run)},
        {"doubts", NULL, doubt_count(d)},
        {"warnings", NULL, diags_count(run->diags, WARNING)},
        {"errors", NULL, diags_count(run->diags, ERROR)},
        {"milliseconds", NULL, milliseconds(run)},
    };
    log_summary(stderr, fields, COUNT(fields), failed);
}

void run_save(struct run *run)
{
    run_write(run, run->output, run->pdf.text, run->pdf.len);
    if (run->digest->state) /* only now is there an issue of this number */
        run_write(run, run->options->state, run->digest->state, strlen(run->digest->state));
    run_stage_done(run, "save");
    run_summary(run);
}

static void note_formulas(struct run *run, size_t n)
{
    const struct options *o = run->options;
    if (n && o->format == EXPORT_CSV && !o->guarded)
        diag(run->diags, NOTE, (struct pos){0},
             ngettext("%zu cell of the CSV begins as formulas do in a spreadsheet; --bom guards it",
                      "%zu cells of the CSV begin as formulas do in a spreadsheet; --bom guards "
                      "them",
                      n),
             n);
}

static bool add_figures(struct run *run, struct buf *b)
{
    const struct options *o = run->options;
    struct export_rows rows = export_rows(run->arena, run->digest), before;
    if (!o->against) {
        note_formulas(run, export_formulas(&rows));
        export_write(b, &rows, o->format, o->guarded);
        return true;
    }
    if (!export_read(run->arena, o->against, &before, run->diags))
        return false;
    struct export_changes changes = export_compare(run->arena, &rows, &before);
    note_formulas(run, export_change_formulas(&changes));
    export_write_changes(b, &changes, o->format, o->guarded);
    return true;
}

void run_figures(struct run *run)
{
    struct buf b = {0};
    bool good = add_figures(run, &b) && !run_failed(run);
    if (good && run->output)
        run_write(run, run->output, b.text, b.len);
    else if (good)
        run_print(&b);
    buf_release(&b);
    if (good && run->output)
        run_summary(run);
}

static void dump_pages(struct buf *b, struct run *run, enum dump stage)
{
    if (stage == DUMP_PAGE)
        page_text(b, run->pages, run->fonts);
    else
        page_dump(b, run->digest, run->sheet, run->fonts,
                  stage == DUMP_GLYPH ? PAGE_DUMP_GLYPHS : PAGE_DUMP_LINES, run->diags);
}

bool run_dump(struct run *run, enum dump stage)
{
    if (run->options->dump != stage)
        return false;
    struct buf b = {0};
    if (stage == DUMP_ACQUIRE) {
        acquire_text(&b, &run->acquired);
        if (run->options->verbose)
            acquire_decisions_text(&b, &run->acquired);
    } else if (stage == DUMP_ARTICLE)
        for (size_t i = 0; i < run->articles.count; i++)
            article_text(&b, &run->articles.items[i]);
    else if (stage == DUMP_DIGEST)
        digest_text(&b, run->digest);
    else
        dump_pages(&b, run, stage);
    run_print(&b);
    buf_release(&b);
    return true;
}

/* ---- check -------------------------------------------------------------------------------- */

static void check_sheet(struct run *run, const char *path)
{
    const struct sheet *sheet =
        format_read(run->arena, path, run_data(run, "styles"), NULL, run->diags);
    if (sheet)
        page_check_images(sheet, run->diags);
}

/* Takes over what a run said of its manifest; what it said of the pages was not asked. */
static void take_faults(struct run *run, const struct run *issue, const char *path)
{
    const char *manifest = issue->sources.manifest;
    for (size_t i = 0; manifest && i < diags_total(issue->diags); i++) {
        enum severity severity;
        struct pos at;
        const char *text;
        diags_at(issue->diags, i, &severity, &at, &text);
        if (severity != NOTE && at.file && !strcmp(at.file, manifest))
            diag(run->diags, severity, (struct pos){path, at.line, at.column}, "%s", text);
    }
}

/* A manifest is put to the test: the pages of its folder in its order. */
static void check_manifest(struct run *run, const char *path)
{
    size_t len = (size_t)(path_base(path) - path);
    char *folder = len ? arena_text(run->arena, path, len) : arena_text(run->arena, ".", 1);
    char *inputs[] = {folder};
    struct options options = {.inputs = inputs, .input_count = 1, .jobs = run->options->jobs};
    struct run issue;
    if (!xml_read(run->arena, path, run_data(run, "styles/briefing.xsd"), run->diags))
        return;
    run_begin(&issue, &options, run->session);
    issue.mute = true;
    if (run_acquire(&issue))
        run_digest(&issue);
    take_faults(run, &issue, path);
    run_end(&issue);
}

static void check_file(struct run *run, const char *path)
{
    const struct xml_node *root = xml_read(run->arena, path, NULL, run->diags);
    if (!root)
        return;
    if (!strcmp(root->name, "sheet"))
        check_sheet(run, path);
    else if (!strcmp(root->name, "article"))
        article_read(run->arena, path, run_data(run, "styles/article.xsd"), &run->articles,
                     run->diags);
    else if (!strcmp(root->name, "nitf"))
        acquire_page(run->arena, &(struct source){path, SOURCE_NITF}, &run->acquired, run->diags);
    else if (!strcmp(root->name, "briefing"))
        check_manifest(run, path);
    else if (!strcmp(root->name, "figures") || !strcmp(root->name, "changes"))
        xml_read(run->arena, path, run_data(run, "styles/figures.xsd"), run->diags);
    else if (!strcmp(root->name, "subjects"))
        digest_subjects_read(run->arena, path, run_data(run, "styles/subjects.xsd"), run->diags);
    else if (!strcmp(root->name, "issues"))
        xml_read(run->arena, path, run_data(run, "styles/issues.xsd"), run->diags);
    else if (!strcmp(root->name, "batch"))
        batch_check(run->arena, run->options, path, run->diags);
    else if (!strcmp(root->name, "converted"))
        xml_read(run->arena, path, run_data(run, "styles/converted.xsd"), run->diags);
    else if (strcmp(root->name, "dropped") != 0)
        diag(run->diags, ERROR, root->pos,
             "<%s> is neither a style sheet (<sheet>), an article (<article>, <nitf>), a "
             "manifest (<briefing>), a list of subjects (<subjects>) nor a file of jobs (<batch>)",
             root->name);
}

void run_check(struct run *run)
{
    for (size_t i = 0; i < run->options->input_count; i++)
        check_file(run, run->options->inputs[i]);
    run_messages(run);
}
