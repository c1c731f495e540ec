/* SPDX-License-Identifier: MIT */
/*
 * The attached files become a folder again, as `convert` makes one, and a run of its own builds
 * from it. So what is compared is what anybody would get who took the files out of the PDF; a
 * second way to build, from memory, would prove less. The folder is gone before pages are made.
 */
#include "rebuild.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *rebuild_scratch(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && folder[0] == '/' ? folder : "/tmp";
}

/* A name that the inputs of a folder can have. */
static bool is_input(const char *name)
{
    const char *end = strrchr(name, '.');
    return name[0] != '.' && name[0] != '_' && !strchr(name, '/') && end && !strcmp(end, ".xml");
}

static const char *path_of(struct run *run, const char *folder, const struct rebuild_file *file)
{
    return arena_printf(run->arena, "%s/%s", folder, file->name);
}

/* Returns 0, or an errno. */
static int write_files(struct run *run, const struct rebuild *what, const char *folder)
{
    int error = 0;
    for (size_t i = 0; i < what->count && !error; i++) {
        const struct rebuild_file *file = what->files + i;
        if (is_input(file->name))
            error = file_save(path_of(run, folder, file), file->bytes, file->len);
    }
    return error;
}

static void remove_files(struct run *run, const struct rebuild *what, const char *folder)
{
    for (size_t i = 0; i < what->count; i++)
        if (is_input(what->files[i].name))
            unlink(path_of(run, folder, what->files + i));
    rmdir(folder);
}

/* The first ERROR of a run. */
static const char *first_error(struct run *run, const struct diags *d)
{
    enum severity severity;
    struct pos pos;
    const char *text = "";
    for (size_t i = 0; i < diags_total(d); i++) {
        diags_at(d, i, &severity, &pos, &text);
        if (severity == ERROR)
            return arena_text(run->arena, text, strlen(text));
    }
    return "";
}

static bool build_pages(struct run *again)
{
    if (!run_format(again) || !run_glyph(again) || !run_page(again))
        return false;
    run_pdf(again);
    return again->pdf.len > 0;
}

static const char *build_from(struct run *run, const struct rebuild *what, char *folder,
                              struct buf *b)
{
    struct options options = {.command = COMMAND_BUILD,
                              .inputs = &folder,
                              .input_count = 1,
                              .style = what->sheet,
                              .claim = what->claim,
                              .linear = what->linear,
                              .jobs = run->options->jobs,
                              .article_limit = run->options->article_limit,
                              .page_limit = run->options->page_limit};
    struct run again;
    run_begin(&again, &options, run->session);
    again.mute = true;
    int error = write_files(run, what, folder);
    bool read = !error && run_acquire(&again) && run_digest(&again);
    remove_files(run, what, folder);
    const char *fault = NULL;
    if (error)
        fault = strerror(error);
    else if (!read || !build_pages(&again))
        fault = first_error(run, again.diags);
    buf_add(b, again.pdf.text, again.pdf.len);
    run_end(&again);
    return fault;
}

const char *rebuild(struct run *run, const struct rebuild *what, struct buf *b)
{
    char *folder = arena_printf(run->arena, "%s/briefgen-XXXXXX", rebuild_scratch());
    if (!mkdtemp(folder))
        return strerror(errno);
    return build_from(run, what, folder, b);
}
