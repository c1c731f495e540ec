/* SPDX-License-Identifier: MIT */
/*
 * Jobs are read, then started in the order of the file as others end. What a job says goes to a
 * file in memory, and is printed when all jobs before it have been: so the text of a batch does not
 * depend on which of them was quicker. Fonts are shared as all processes share them:
 * fontconfig's cache and the pages of the font files are in memory once.
 */
#include "batch.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data.h"
#include "done.h"
#include "pipeline.h"
#include "util/xml.h"

enum job_state { JOB_WAITING, JOB_RUNNING, JOB_BUILT, JOB_SKIPPED, JOB_FAILED };

struct job {
    const char *name, *output;
    struct pos pos;
    char **words; /* the command, ended by NULL */
    size_t word_count;
    size_t made_of;     /* the first word that says what is built, and not how */
    const char **paths; /* what it is made of */
    size_t path_count;
    const char *key; /* of done.h; NULL without a record */
    enum job_state state;
    pid_t process;
    int status; /* of wait(2) */
    int said;   /* a file of its own */
};

struct batch {
    const struct options *options;
    struct arena *arena;
    struct diags *diags;
    struct job *jobs;
    size_t count;
    int memory;  /* MB of a process */
    int threads; /* of a process */
    size_t printed;
};

/* ---- the file ----------------------------------------------------------------------------- */

static void add_word(struct batch *b, struct job *j, const char *word)
{
    j->words = arena_grow(b->arena, j->words, j->word_count, sizeof *j->words);
    j->words[j->word_count] = word ? arena_text(b->arena, word, strlen(word)) : NULL;
    j->word_count++;
}

static void add_option(struct batch *b, struct job *j, const char *option, const char *value)
{
    if (!value)
        return;
    add_word(b, j, option);
    add_word(b, j, value);
}

static void add_path(struct batch *b, struct job *j, const char *path)
{
    j->paths = arena_grow(b->arena, j->paths, j->path_count, sizeof *j->paths);
    j->paths[j->path_count++] = path;
}

/* Attributes of a job are options of a build, by name. */
static void add_attributes(struct batch *b, struct job *j, const struct xml_node *node)
{
    static const char *const names[] = {"output", "style", "title", "issue", "state", "date",
                                        "since",  "until", "week",  "pdf",   "report"};
    for (size_t i = 0; i < COUNT(names); i++)
        add_option(b, j, arena_printf(b->arena, "--%s", names[i]), xml_value(node, names[i], NULL));
    if (!strcmp(xml_value(node, "supplement", "no"), "yes"))
        add_word(b, j, "--supplement");
    if (!strcmp(xml_value(node, "strict", "no"), "yes") || b->options->strict)
        add_word(b, j, "--strict");
}

/* What the batch was asked for and a job does not say itself. */
static void add_common(struct batch *b, struct job *j, const struct xml_node *node)
{
    const struct options *o = b->options;
    bool dated =
        xml_attribute(node, "week") || xml_attribute(node, "since") || xml_attribute(node, "until");
    if (!dated && o->week)
        add_option(b, j, "--week", o->week);
    else if (!dated) {
        add_option(b, j, "--since", o->since);
        add_option(b, j, "--until", o->until);
    }
    if (!xml_attribute(node, "date"))
        add_option(b, j, "--date", o->date);
}

static void add_number(struct batch *b, struct job *j, const char *option, int number)
{
    add_option(b, j, option, arena_printf(b->arena, "%d", number));
}

/* How it is built. A job that was done stays done when it is asked for in another way. */
static void add_ways(struct batch *b, struct job *j)
{
    const struct options *o = b->options;
    add_number(b, j, "--jobs", b->threads);
    add_number(b, j, "--time-limit", o->time_limit);
    add_number(b, j, "--memory-limit", b->memory);
    add_number(b, j, "--article-limit", o->article_limit);
    add_number(b, j, "--page-limit", o->page_limit);
    add_option(b, j, "--cache", o->cache);
    add_option(b, j, "--color", o->color ? "always" : "never");
    if (o->quiet)
        add_word(b, j, "--quiet");
}

static void add_inputs(struct batch *b, struct job *j, const struct xml_node *node)
{
    for (const struct xml_node *n = node->first; n; n = n->next)
        if (n->name) {
            add_word(b, j, xml_value(n, "href", ""));
            add_path(b, j, xml_value(n, "href", ""));
        }
}

/* A sheet of one's own, and the shipped ones that it may stand on. */
static void add_sheets(struct batch *b, struct job *j, const struct xml_node *node)
{
    const char *style = xml_value(node, "style", "");
    if (strchr(style, '.') || strchr(style, '/'))
        add_path(b, j, style);
    add_path(b, j, arena_printf(b->arena, "%s/styles", data_folder(b->arena)));
}

static void read_job(struct batch *b, const struct xml_node *node)
{
    b->jobs = arena_grow(b->arena, b->jobs, b->count, sizeof *b->jobs);
    struct job *j = &b->jobs[b->count++];
    *j = (struct job){.name = xml_value(node, "name", ""),
                      .output = xml_value(node, "output", ""),
                      .pos = node->pos};
    add_word(b, j, program_invocation_short_name);
    add_ways(b, j);
    j->made_of = j->word_count;
    add_attributes(b, j, node);
    add_common(b, j, node);
    add_word(b, j, "--");
    add_inputs(b, j, node);
    add_word(b, j, NULL);
    add_sheets(b, j, node);
}

/* Two jobs of one output would meet; of two that have one name nobody could tell which failed. */
static void check_twins(struct batch *b)
{
    for (size_t i = 0; i < b->count; i++)
        for (size_t k = 0; k < i; k++) {
            const struct job *j = &b->jobs[i], *other = &b->jobs[k];
            if (!strcmp(j->name, other->name))
                diag(b->diags, ERROR, j->pos, "two jobs are called %s", j->name);
            else if (!strcmp(j->output, other->output))
                diag(b->diags, ERROR, j->pos, "%s and %s have the same output, %s", other->name,
                     j->name, j->output);
        }
}

/* The one job of this name, for who starts each of them on a machine of his own. */
static void keep_only(struct batch *b, const char *name, struct pos pos)
{
    const char **names = arena_array(b->arena, b->count + 1, sizeof *names);
    for (size_t i = 0; i < b->count; i++) {
        names[i] = b->jobs[i].name;
        if (strcmp(names[i], name) != 0)
            continue;
        b->jobs += i;
        b->count = 1;
        return;
    }
    const char *nearest = nearest_name(name, names);
    if (nearest)
        diag(b->diags, ERROR, pos, "no job is called %s; did you mean \"%s\"?", name, nearest);
    else
        diag(b->diags, ERROR, pos, "no job is called %s", name);
}

static size_t elements(const struct xml_node *root)
{
    size_t count = 0;
    for (const struct xml_node *n = root->first; n; n = n->next)
        count += n->name != NULL;
    return count;
}

static bool read_jobs(struct batch *b, const char *path)
{
    const char *xsd = arena_printf(b->arena, "%s/styles/batch.xsd", data_folder(b->arena));
    const struct xml_node *root = xml_read(b->arena, path, xsd, b->diags);
    if (root) {
        const char *memory = xml_value(root, "memory", NULL), *only = b->options->only;
        b->memory = memory ? (int)strtol(memory, NULL, 10) : b->options->memory_limit;
        b->threads = elements(root) > 1 && !only ? 1 : b->options->jobs; /* side by side, or not */
        for (const struct xml_node *n = root->first; n; n = n->next)
            if (n->name)
                read_job(b, n);
        check_twins(b);
        if (only)
            keep_only(b, only, root->pos);
    }
    return !diags_count(b->diags, ERROR);
}

void batch_check(struct arena *a, const struct options *options, const char *path, struct diags *d)
{
    read_jobs(&(struct batch){.options = options, .arena = a, .diags = d}, path);
}

/* ---- one process -------------------------------------------------------------------------- */

/* In memory, and closed in the processes of other jobs. */
static int temporary_file(void)
{
    int file = memfd_create("briefgen-batch", MFD_CLOEXEC);
    if (file < 0)
        die("cannot make a temporary file: %s", strerror(errno));
    return file;
}

/* In the new process, which ends with the batch. */
NORETURN static void become(const struct job *j)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    dup2(j->said, STDERR_FILENO);
    dup2(j->said, STDOUT_FILENO);
    execv("/proc/self/exe", j->words);
    dprintf(STDERR_FILENO, "%s\n", strerror(errno));
    _exit(2);
}

static void start(struct batch *b, struct job *j)
{
    const char *record = b->options->resume;
    if (record) {
        j->key = done_key(b->arena, j->words + j->made_of, j->paths, j->path_count);
        if (done_has(record, j->key)) {
            j->state = JOB_SKIPPED;
            return;
        }
    }
    j->said = temporary_file();
    j->state = JOB_RUNNING;
    j->process = fork();
    if (j->process < 0)
        die("cannot start a process: %s", strerror(errno));
    if (j->process == 0)
        become(j);
}

static void end(struct batch *b, struct job *j, int status)
{
    bool good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    j->status = status;
    j->state = good ? JOB_BUILT : JOB_FAILED;
    int error = good && j->key ? done_add(b->options->resume, j->key, j->name) : 0;
    if (error)
        die("cannot write %s: %s", b->options->resume, strerror(error));
}

static void wait_for_one(struct batch *b)
{
    int status;
    pid_t process;
    do
        process = waitpid(-1, &status, 0);
    while (process < 0 && errno == EINTR);
    if (process < 0)
        die("cannot wait for a job: %s", strerror(errno));
    for (size_t i = 0; i < b->count; i++)
        if (b->jobs[i].state == JOB_RUNNING && b->jobs[i].process == process)
            end(b, &b->jobs[i], status);
}

/* ---- what is said ------------------------------------------------------------------------- */

/* For people every line has the job's name before it; machines know a job by its output. */
static void print_said(struct job *j)
{
    char *line = NULL;
    size_t size = 0;
    FILE *said = fdopen(j->said, "r");
    if (!said)
        die_of_memory();
    rewind(said);
    while (getline(&line, &size, said) > 0)
        fprintf(stderr, "%s%s%s", log_form() == LOG_TEXT ? j->name : "",
                log_form() == LOG_TEXT ? ": " : "", line);
    free(line);
    fclose(said);
    if (WIFSIGNALED(j->status))
        log_message(stderr, ERROR, j->pos, strsignal(WTERMSIG(j->status)));
}

static void print_ended(struct batch *b)
{
    for (; b->printed < b->count && b->jobs[b->printed].state > JOB_RUNNING; b->printed++)
        if (b->jobs[b->printed].state != JOB_SKIPPED)
            print_said(&b->jobs[b->printed]);
}

static size_t count_of(const struct batch *b, enum job_state state)
{
    size_t count = 0;
    for (size_t i = 0; i < b->count; i++)
        count += b->jobs[i].state == state;
    return count;
}

static const char *failed_names(const struct batch *b)
{
    struct buf names = {0};
    for (size_t i = 0; i < b->count; i++)
        if (b->jobs[i].state == JOB_FAILED)
            buf_addf(&names, "%s%s", names.len ? ", " : "", b->jobs[i].name);
    const char *text = arena_text(b->arena, names.text ? names.text : "", names.len);
    buf_release(&names);
    return text;
}

static void print_sum(const struct batch *b)
{
    size_t built = count_of(b, JOB_BUILT), skipped = count_of(b, JOB_SKIPPED);
    size_t failed = count_of(b, JOB_FAILED);
    struct log_field fields[] = {{"built", NULL, built},
                                 {"skipped", NULL, skipped},
                                 {"failed", NULL, failed},
                                 {"which", failed_names(b), 0}};
    if (log_asked())
        log_summary(stderr, fields, COUNT(fields), failed > 0);
    else if (!b->options->quiet || failed)
        fprintf(stderr, _("briefgen: %zu built, %zu done before, %zu failed%s%s\n"), built, skipped,
                failed, failed ? ": " : "", failed_names(b));
}

static void print_names(const struct batch *b)
{
    struct buf names = {0};
    for (size_t i = 0; i < b->count; i++)
        buf_addf(&names, "%s\n", b->jobs[i].name);
    run_print(&names);
    buf_release(&names);
}

/* ---- the batch ---------------------------------------------------------------------------- */

/* Who started this program may have ignored SIGCHLD, which lasts: then the system tells nobody how
 * a process ended. */
static void build_all(struct batch *b)
{
    size_t most = (size_t)b->options->jobs;
    signal(SIGCHLD, SIG_DFL);
    for (size_t next = 0; next < b->count || count_of(b, JOB_RUNNING);) {
        while (next < b->count && count_of(b, JOB_RUNNING) < most)
            start(b, &b->jobs[next++]);
        if (count_of(b, JOB_RUNNING))
            wait_for_one(b);
        print_ended(b);
    }
}

static void enter_folder(const char *path)
{
    char folder[PATH_MAX];
    size_t len = (size_t)(path_base(path) - path);
    if (len == 0 || len >= sizeof folder)
        return;
    memcpy(folder, path, len);
    folder[len] = '\0';
    if (chdir(folder))
        die("cannot enter the folder %s: %s", folder, strerror(errno));
}

static int status_of(const struct batch *b)
{
    int worst = 0;
    for (size_t i = 0; i < b->count; i++) {
        const struct job *j = &b->jobs[i];
        int status = WIFEXITED(j->status) ? WEXITSTATUS(j->status) : 2;
        if (j->state == JOB_FAILED && status > worst)
            worst = status;
    }
    return worst;
}

int batch_run(const struct options *options)
{
    struct batch b = {.options = options, .arena = arena_new()};
    b.diags = diags_new(b.arena);
    int status = 1;
    bool good = read_jobs(&b, options->inputs[0]);
    diags_print(b.diags, stderr, options->color);
    if (good && options->list) {
        print_names(&b);
        status = 0;
    } else if (good) {
        enter_folder(options->inputs[0]);
        build_all(&b);
        print_sum(&b);
        status = status_of(&b);
    }
    arena_free(b.arena);
    return status;
}
