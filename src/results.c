/* SPDX-License-Identifier: MIT */
/*
 * What a run leaves behind: the PDF, the article XML, dumps, the verdict on single files, and the
 * report. Files are replaced whole or not at all (file_save).
 */
#include "pipeline.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "util/xml.h"

void run_write(struct run *run, const char *path, const char *bytes, size_t len)
{
    int error = file_save(path, bytes, len);
    if (!error)
        return;
    run_messages(run);
    die("cannot write %s: %s", path, strerror(error));
}

void run_print(const struct buf *text)
{
    fwrite(text->text, 1, text->len, stdout);
    if (ferror(stdout) || fflush(stdout))
        die("cannot write to standard output: %s", strerror(errno));
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

/* Says what was written where, unless it went to a device or a pipe: that may be standard output
 * itself. */
static void print_summary(struct run *run)
{
    const char *path = run->options->output;
    struct stat s;
    if (run->options->quiet || stat(path, &s) || !(S_ISREG(s.st_mode) || S_ISDIR(s.st_mode)))
        return;
    struct buf b = {0};
    size_t articles = run->digest->article_count;
    buf_addf(&b, "%s: ", path);
    if (run->pages)
        buf_addf(&b, "%zu page%s, ", run->pages->count, plural(run->pages->count));
    buf_addf(&b, "%zu article%s\n", articles, plural(articles));
    run_print(&b);
    buf_release(&b);
}

void run_save(struct run *run)
{
    run_write(run, run->options->output, run->pdf.text, run->pdf.len);
    run_stage_done(run, "save");
    print_summary(run);
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
    if (stage == DUMP_ACQUIRE)
        acquire_text(&b, &run->acquired);
    else if (stage == DUMP_ARTICLE)
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

/* ---- convert ------------------------------------------------------------------------------ */

static bool is_folder(const char *path)
{
    struct stat s;
    return stat(path, &s) == 0 && S_ISDIR(s.st_mode);
}

static void make_folder(const char *path)
{
    if (mkdir(path, 0777) && !(errno == EEXIST && is_folder(path)))
        die("cannot make the folder %s: %s", path, strerror(errno));
}

static void write_article(struct run *run, size_t n)
{
    const struct digest_article *a = &run->digest->articles[n];
    struct buf b = {0};
    article_write(&b, a->article, a->figures, a->figure_count);
    const char *path =
        arena_printf(run->arena, "%s/%03zu-%s.xml", run->options->output, n + 1, a->article->id);
    run_write(run, path, b.text, b.len);
    buf_release(&b);
}

/* The number that our file names begin with, or 0. */
static size_t file_number(const char *name)
{
    size_t n = 0;
    size_t digits = strspn(name, "0123456789");
    for (size_t i = 0; i < digits && i < 9; i++)
        n = n * 10 + (size_t)(name[i] - '0');
    return digits >= 3 && name[digits] == '-' ? n : 0;
}

/* Whether this run wrote the file `name`. */
static bool written(struct run *run, const char *name)
{
    size_t n = file_number(name);
    if (!n || n > run->digest->article_count)
        return false;
    return !strcmp(name, arena_printf(run->arena, "%03zu-%s.xml", n,
                                      run->digest->articles[n - 1].article->id));
}

/* Whatever else a build of the folder would read, such as articles of an earlier run: said. */
static void name_leftovers(struct run *run)
{
    size_t len = strlen(run->options->output);
    if (!is_folder(run->options->output))
        return;
    char *const folder[] = {arena_text(run->arena, run->options->output, len)};
    struct sources found = acquire_sources(run->arena, folder, 1, diags_new(run->arena));
    len += len && folder[0][len - 1] != '/';
    for (size_t i = 0; i < found.count; i++)
        if (!written(run, found.items[i].path + len))
            diag(run->diags, WARNING, (struct pos){found.items[i].path, 0, 0},
                 "not from this run; a build of the folder would print it too: remove it if it "
                 "is old");
}

void run_convert(struct run *run)
{
    name_leftovers(run);
    if (run_failed(run))
        return;
    make_folder(run->options->output);
    for (size_t i = 0; i < run->digest->article_count; i++)
        write_article(run, i);
    struct buf b = {0};
    article_write_dropped(&b, &run->acquired);
    run_write(run, arena_printf(run->arena, "%s/_dropped.xml", run->options->output), b.text,
              b.len);
    buf_release(&b);
    print_summary(run);
}

/* ---- check -------------------------------------------------------------------------------- */

static void check_file(struct run *run, const char *path)
{
    const struct xml_node *root = xml_read(run->arena, path, NULL, run->diags);
    if (!root)
        return;
    if (!strcmp(root->name, "sheet"))
        format_read(run->arena, path, run_data(run, "styles"), run->diags);
    else if (!strcmp(root->name, "article"))
        article_read(run->arena, path, run_data(run, "styles/article.xsd"), &run->articles,
                     run->diags);
    else if (!strcmp(root->name, "nitf"))
        acquire_page(run->arena, &(struct source){path, SOURCE_NITF}, &run->acquired, run->diags);
    else if (!strcmp(root->name, "briefing"))
        xml_read(run->arena, path, run_data(run, "styles/briefing.xsd"), run->diags);
    else if (strcmp(root->name, "dropped"))
        diag(run->diags, ERROR, root->pos,
             "<%s> is neither a style sheet (<sheet>), an article (<article>, <nitf>) nor a "
             "manifest (<briefing>)",
             root->name);
}

void run_check(struct run *run)
{
    for (size_t i = 0; i < run->options->input_count; i++)
        check_file(run, run->options->inputs[i]);
    run_messages(run);
}
