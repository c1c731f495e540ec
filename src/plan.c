/* SPDX-License-Identifier: MIT */
/*
 * Corrections live. An editor changes, replaces, renames or deletes files of a conversion, and a
 * later conversion into the same folder leaves that standing:
 *
 * - A file is ours if its bytes are those of a conversion that the record names – of any, because
 *   bytes that convert once wrote are nobody's work. Ours is replaced, every other file is kept.
 * - A file belongs to the article that the record names beside it: id and page. When the number in
 *   front of the name has changed, a kept file is renamed and one of ours removed, so that nothing
 *   is printed twice. A file that the record does not know belongs to the article of that name.
 * - A file that is gone was deleted by hand, because no run ends, or is cut short, with a file
 *   missing that was there when the run before it ended. It stays away as long as the conversion
 * gives the very bytes that were deleted; an article that has changed since, or another that has
 * come to have the same id, is written. Writing it again every time was rejected: taking out what
 * the reader need not see is the commonest of all corrections.
 *
 * The record is the only witness; the clock of a file is none, as copying a folder changes it.
 */
#include "plan.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LIMIT = 64 << 20 };

enum state { MISSING, OURS, HAND };

struct seen {
    enum state state;
    const char *hash; /* "" if it was not read */
};

struct planner {
    struct plan *plan;
    struct arena *arena;
    const char **ours; /* hashes, sorted */
    size_t ours_count;
    struct target **by_article; /* then by source and place */
    struct target **by_hand;    /* those with an editor's file, by its path */
    size_t hand_count;
};

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void sort_texts(const char **texts, size_t count)
{
    if (count)
        qsort(texts, count, sizeof *texts, compare_texts);
}

static bool has_text(const char *const *texts, size_t count, const char *text)
{
    return count && bsearch(&text, texts, count, sizeof *texts, compare_texts);
}

const char *plan_path(struct run *run, const char *name)
{
    const char *folder = run->output;
    size_t len = strlen(folder);
    return arena_printf(run->arena, "%s%s%s", folder, len && folder[len - 1] == '/' ? "" : "/",
                        name);
}

/* ---- what is there ------------------------------------------------------------------------ */

/* A file that cannot be read is not ours to replace; what is no file cannot be kept. */
static struct seen look(const struct planner *p, const char *path)
{
    struct stat s;
    if (stat(path, &s) || !S_ISREG(s.st_mode))
        return (struct seen){MISSING, ""};
    size_t len;
    const char *bytes = file_read(p->arena, path, LIMIT, &len);
    const char *hash = bytes ? record_hash(p->arena, bytes, len) : "";
    bool ours = p->plan->run->options->overwrite || has_text(p->ours, p->ours_count, hash);
    return (struct seen){ours ? OURS : HAND, hash};
}

static void add_ours(struct planner *p, const char *hash)
{
    if (!hash[0])
        return;
    p->ours = arena_grow(p->arena, p->ours, p->ours_count, sizeof *p->ours);
    p->ours[p->ours_count++] = hash;
}

static void list_ours(struct planner *p)
{
    const struct record *before = &p->plan->before;
    for (size_t i = 0; i < before->count; i++) {
        add_ours(p, before->files[i].hash);
        add_ours(p, before->files[i].next);
    }
    sort_texts(p->ours, p->ours_count);
}

/* ---- the articles of this run ------------------------------------------------------------- */

static struct target target_of(struct run *run, size_t n)
{
    const struct digest_article *a = &run->digest->articles[n];
    const char *file = arena_printf(run->arena, "%03zu-%s.xml", n + 1, a->article->id);
    struct buf b = {0};
    article_write(&b, a->article, a->figures, a->figure_count);
    struct target t = {.article = arena_name(run->arena, a->article->id),
                       .source = arena_name(run->arena, a->article->source),
                       .path = plan_path(run, file),
                       .name = arena_name(run->arena, file),
                       .bytes = arena_text(run->arena, b.text, b.len),
                       .len = b.len,
                       .hash = record_hash(run->arena, b.text, b.len),
                       .base = ""};
    buf_release(&b);
    return t;
}

static int compare_articles(const struct target *t, const char *article, const char *source)
{
    int order = strcmp(t->article, article);
    return order ? order : strcmp(t->source, source);
}

static int by_article(const void *left, const void *right)
{
    const struct target *l = *(struct target *const *)left, *r = *(struct target *const *)right;
    int order = compare_articles(l, r->article, r->source);
    return order ? order : (l > r) - (l < r);
}

static void list_targets(struct planner *p)
{
    struct plan *plan = p->plan;
    plan->count = plan->run->digest->article_count;
    plan->targets = arena_array(p->arena, plan->count, sizeof *plan->targets);
    p->by_article = arena_array(p->arena, plan->count, sizeof *p->by_article);
    for (size_t i = 0; i < plan->count; i++) {
        plan->targets[i] = target_of(plan->run, i);
        p->by_article[i] = &plan->targets[i];
    }
    if (plan->count)
        qsort(p->by_article, plan->count, sizeof *p->by_article, by_article);
}

/* ---- the files of earlier runs ------------------------------------------------------------ */

/* The target that a recorded file belongs to: of one article given twice, the one of its name. */
static struct target *owner(const struct planner *p, const struct recorded *file)
{
    size_t low = 0, high = p->plan->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_articles(p->by_article[middle], file->article, file->source) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    struct target *first = NULL;
    for (; low < p->plan->count; low++) {
        struct target *t = p->by_article[low];
        if (compare_articles(t, file->article, file->source) != 0)
            break;
        if (!first || !strcmp(t->name, file->name))
            first = t;
    }
    return first;
}

/* The record holds names as text. One that is no text is made from the article's own. */
static const char *path_of(const struct planner *p, const struct recorded *file,
                           const struct target *t)
{
    const char *rest = file->name + strspn(file->name, "0123456789");
    const char *bytes = path_base(t->path);
    if (strcmp(rest, t->name + strspn(t->name, "0123456789")) != 0)
        return plan_path(p->plan->run, file->name);
    return plan_path(p->plan->run, arena_printf(p->arena, "%.*s%s", (int)(rest - file->name),
                                                file->name, bytes + strspn(bytes, "0123456789")));
}

static void add_stale(struct planner *p, const char *path)
{
    struct plan *plan = p->plan;
    plan->stale = arena_grow(p->arena, plan->stale, plan->stale_count, sizeof *plan->stale);
    plan->stale[plan->stale_count++] = path;
}

static void match(struct planner *p, const struct recorded *file)
{
    struct target *t = owner(p, file);
    const char *path = t ? path_of(p, file, t) : plan_path(p->plan->run, file->name);
    struct seen seen = look(p, path);
    if (!t) {
        if (seen.state != MISSING)
            record_add(p->arena, &p->plan->kept, *file);
        return;
    }
    const char *last = file->hash[0] ? file->hash : file->next;
    t->base = t->base[0] ? t->base : last;
    t->stood = t->stood || !strcmp(file->hash, t->hash) || !strcmp(file->next, t->hash);
    t->left = t->left || file->hash[0];
    t->left_so = t->left_so || !strcmp(file->hash, t->hash);
    t->found = t->found || seen.state != MISSING;
    bool same = !strcmp(seen.hash, t->hash);
    if (seen.state == HAND && !same)
        t->hand = t->hand ? t->hand : path;
    else if (seen.state != MISSING && strcmp(path, t->path) != 0)
        add_stale(p, path);
}

/* ---- kept files --------------------------------------------------------------------------- */

static int by_hand(const void *left, const void *right)
{
    return strcmp((*(struct target *const *)left)->hand, (*(struct target *const *)right)->hand);
}

static int find_hand(const void *path, const void *target)
{
    return strcmp(path, (*(struct target *const *)target)->hand);
}

static void list_hands(struct planner *p)
{
    p->by_hand = arena_array(p->arena, p->plan->count, sizeof *p->by_hand);
    for (size_t i = 0; i < p->plan->count; i++)
        if (p->plan->targets[i].hand)
            p->by_hand[p->hand_count++] = &p->plan->targets[i];
    if (p->hand_count)
        qsort(p->by_hand, p->hand_count, sizeof *p->by_hand, by_hand);
}

/* Does an editor's file stand there that will not be renamed? */
static bool is_held(const struct planner *p, const char *path)
{
    if (look(p, path).state != HAND)
        return false;
    struct target **holder =
        p->hand_count ? bsearch(path, p->by_hand, p->hand_count, sizeof *p->by_hand, find_hand)
                      : NULL;
    return !holder || !(*holder)->moves;
}

static bool move_one(struct planner *p, struct target *t)
{
    if (!t->hand || t->moves || !strcmp(t->hand, t->path) || is_held(p, t->path))
        return false;
    struct plan *plan = p->plan;
    t->moves = true;
    plan->moves = arena_grow(p->arena, plan->moves, plan->move_count, sizeof *plan->moves);
    plan->moves[plan->move_count++] = t;
    return true;
}

/* Files of one name with several numbers may stand in each other's way: the last goes first, as
 * pages come in front more often than they go. Those that would only change places stay. */
static void plan_moves(struct planner *p)
{
    for (bool again = true; again;) {
        again = false;
        for (size_t i = p->plan->count; i-- > 0;)
            again |= move_one(p, &p->plan->targets[i]);
    }
    for (size_t i = 0; i < p->plan->count; i++) {
        struct target *t = &p->plan->targets[i];
        if (!t->hand || t->moves)
            continue;
        t->path = t->hand;
        t->name = arena_name(p->arena, path_base(t->hand));
    }
}

static void decide(struct planner *p, struct target *t)
{
    struct seen seen = t->hand ? (struct seen){HAND, ""} : look(p, t->path);
    t->current = !strcmp(seen.hash, t->hash);
    t->found = t->found || seen.state != MISSING;
    if (!t->hand && !t->current && is_held(p, t->path)) {
        t->hand = t->path;
        t->base = "";
    }
    bool gone = !t->found && t->left_so && !p->plan->run->options->overwrite;
    t->fate = t->hand ? KEPT : gone ? DELETED : WRITTEN;
}

/* ---- what is said ------------------------------------------------------------------------- */

static void say_kept(struct diags *d, const struct target *t)
{
    struct pos at = {t->hand, 0, 0};
    if (!t->base[0])
        diag(d, WARNING, at,
             "kept: convert did not write it, and would write something else; remove it, or say "
             "--overwrite, to have the conversion");
    else if (t->stood)
        diag(d, NOTE, at, "kept: it was corrected by hand; the conversion has not changed since");
    else
        diag(d, WARNING, at,
             "kept: it was corrected by hand; the conversion has changed since and is not "
             "written: --overwrite would put it in place of the correction");
    if (t->moves)
        diag(d, NOTE, at, "renamed to %s: its article has a new number", t->name);
}

static void say(struct diags *d, const struct target *t)
{
    struct pos at = {t->path, 0, 0};
    if (t->fate == KEPT)
        say_kept(d, t);
    else if (t->fate == DELETED)
        diag(d, NOTE, at, "not written: it was deleted by hand; --overwrite would write it again");
    else if (!t->found && t->left && !t->left_so)
        diag(d, WARNING, at,
             "written again: it was deleted by hand, but the conversion has changed since");
}

/* What this run writes, keeps, renames or removes. */
static const char **list_known(const struct planner *p, size_t *count)
{
    const struct plan *plan = p->plan;
    const char **known = arena_array(p->arena, 2 * plan->count + plan->stale_count, sizeof *known);
    for (size_t i = 0; i < plan->count; i++) {
        known[(*count)++] = plan->targets[i].path;
        if (plan->targets[i].hand)
            known[(*count)++] = plan->targets[i].hand;
    }
    for (size_t i = 0; i < plan->stale_count; i++)
        known[(*count)++] = plan->stale[i];
    sort_texts(known, *count);
    return known;
}

/* Whatever else a build of the folder would read, such as articles of an earlier run. */
static void name_leftovers(const struct planner *p)
{
    struct run *run = p->plan->run;
    char *const folder[] = {arena_text(p->arena, run->output, strlen(run->output))};
    struct stat s;
    if (stat(folder[0], &s) || !S_ISDIR(s.st_mode))
        return;
    size_t known_count = 0;
    const char **known = list_known(p, &known_count);
    struct sources found = acquire_sources(p->arena, folder, 1, diags_new(p->arena));
    for (size_t i = 0; i < found.count; i++)
        if (!has_text(known, known_count, found.items[i].path))
            diag(run->diags, WARNING, (struct pos){found.items[i].path, 0, 0},
                 _("not from this run; a build of the folder would print it too: remove it if it "
                   "is old"));
}

/* A stale name that another article takes is not to be removed. */
static void spare_taken(struct planner *p)
{
    struct plan *plan = p->plan;
    const char **taken = arena_array(p->arena, plan->count, sizeof *taken);
    for (size_t i = 0; i < plan->count; i++)
        taken[i] = plan->targets[i].path;
    sort_texts(taken, plan->count);
    size_t to = 0;
    for (size_t i = 0; i < plan->stale_count; i++)
        if (!has_text(taken, plan->count, plan->stale[i]))
            plan->stale[to++] = plan->stale[i];
    plan->stale_count = to;
}

bool plan_files(struct run *run, struct plan *plan)
{
    *plan = (struct plan){.run = run};
    struct planner p = {.plan = plan, .arena = run->arena};
    if (!record_read(run->arena, plan_path(run, "_converted.xml"),
                     run_data(run, "styles/converted.xsd"), &plan->before, run->diags))
        return false;
    list_ours(&p);
    list_targets(&p);
    for (size_t i = 0; i < plan->before.count; i++)
        match(&p, &plan->before.files[i]);
    list_hands(&p);
    plan_moves(&p);
    for (size_t i = 0; i < plan->count; i++)
        decide(&p, &plan->targets[i]);
    spare_taken(&p);
    for (size_t i = 0; i < plan->count; i++)
        say(run->diags, &plan->targets[i]);
    name_leftovers(&p);
    return true;
}
