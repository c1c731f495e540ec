/* SPDX-License-Identifier: MIT */
/*
 * The files of a conversion. Between any two steps the run may be cut short, and the next one must
 * neither take what this one wrote for an editor's work nor lose an editor's file. So the record is
 * written twice: first with what is about to be written beside all that was known before, last with
 * what stands there. In between editors' files are only ever renamed, to names that are free or
 * hold a file of ours; our own file of an old number goes when that of the new one is there.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plan.h"

static void make_folder(const char *path)
{
    struct stat s;
    if (mkdir(path, 0777) == 0)
        return;
    int error = errno;
    if (error != EEXIST || stat(path, &s) || !S_ISDIR(s.st_mode))
        die("cannot make the folder %s: %s", path, strerror(error));
}

static void save_record(struct run *run, const struct record *record)
{
    struct buf b = {0};
    record_write(&b, record);
    run_write(run, plan_path(run, "_converted.xml"), b.text, b.len);
    buf_release(&b);
}

/* All that was known, and what is about to be written. */
static void save_intent(struct plan *plan)
{
    struct arena *a = plan->run->arena;
    struct record record = {0};
    for (size_t i = 0; i < plan->before.count; i++)
        record_add(a, &record, plan->before.files[i]);
    for (size_t i = 0; i < plan->count; i++) {
        const struct target *t = &plan->targets[i];
        bool kept = t->fate == KEPT;
        if (kept ? t->moves : t->fate == WRITTEN)
            record_add(a, &record,
                       (struct recorded){t->name, t->article, t->source, kept ? t->base : "",
                                         kept ? "" : t->hash});
    }
    save_record(plan->run, &record);
}

static void save_outcome(struct plan *plan)
{
    struct record record = plan->kept;
    for (size_t i = 0; i < plan->count; i++) {
        const struct target *t = &plan->targets[i];
        bool base = t->fate == KEPT && !t->stood;
        record_add(plan->run->arena, &record,
                   (struct recorded){t->name, t->article, t->source, base ? t->base : t->hash, ""});
    }
    save_record(plan->run, &record);
}

static void rename_kept(struct run *run, const struct target *t)
{
    if (rename(t->hand, t->path) == 0)
        return;
    int error = errno;
    run_give_up(run);
    die("cannot rename %s to %s: %s", t->hand, t->path, strerror(error));
}

static void remove_stale(struct run *run, const char *path)
{
    if (unlink(path) == 0 || errno == ENOENT)
        return;
    int error = errno;
    run_give_up(run);
    die("cannot remove %s: %s", path, strerror(error));
}

static void end_saving(struct run *run, struct saving *saving)
{
    const char *failed;
    int error = saving_end(saving, &failed);
    if (!error)
        return;
    run_give_up(run);
    die("cannot write %s: %s", failed, strerror(error));
}

static void write_articles(struct plan *plan)
{
    struct run *run = plan->run;
    for (size_t i = 0; i < plan->move_count; i++)
        rename_kept(run, plan->moves[i]);
    struct saving *saving = saving_begin(run->arena);
    for (size_t i = 0; i < plan->count; i++) {
        const struct target *t = &plan->targets[i];
        if (t->fate == WRITTEN && !t->current)
            saving_add(saving, t->path, t->bytes, t->len);
    }
    end_saving(run, saving);
    for (size_t i = 0; i < plan->stale_count; i++)
        remove_stale(run, plan->stale[i]);
}

static void write_dropped(struct run *run)
{
    struct buf b = {0};
    article_write_dropped(&b, &run->acquired);
    run_write(run, plan_path(run, "_dropped.xml"), b.text, b.len);
    buf_release(&b);
}

void run_convert(struct run *run)
{
    struct plan plan;
    if (!plan_files(run, &plan) || run_failed(run))
        return;
    make_folder(run->output);
    save_intent(&plan);
    write_articles(&plan);
    write_dropped(run);
    save_outcome(&plan);
    if (run->options->review)
        run_review(run);
    run_summary(run);
}
