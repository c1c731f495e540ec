/* SPDX-License-Identifier: MIT */
/*
 * The issue: title, number, date and office from the options, else the manifest; its articles in
 * order, with their sections and figures.
 *
 * The date never comes from the clock, so that the same input gives the same bytes: the option, the
 * last day that is asked for, the manifest, SOURCE_DATE_EPOCH (reproducible-builds.org), the latest
 * date of an article, in that order. Figures are extracted in parallel; each worker has an arena of
 * its own, which lives as long as the main one.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "digest/briefing.h"
#include "digest/check.h"
#include "digest/issue.h"

enum { MOST_JOBS = 64 };

/* ---- date --------------------------------------------------------------------------------- */

static const char *epoch_date(struct arena *a, struct diags *d)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    struct pos pos = {.file = "SOURCE_DATE_EPOCH"};
    struct tm tm;
    char *end;
    if (!epoch || !epoch[0])
        return "";
    errno = 0;
    long long seconds = strtoll(epoch, &end, 10);
    time_t moment = (time_t)seconds;
    if (errno || *end || seconds < 0 || !gmtime_r(&moment, &tm) || tm.tm_year > 9999 - 1900) {
        diag(d, WARNING, pos, "%s is no number of seconds since 1970; it is ignored", epoch);
        return "";
    }
    return arena_printf(a, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

static const char *latest_date(const struct placed *placed, size_t count)
{
    const char *latest = "";
    for (size_t i = 0; i < count; i++)
        if (strcmp(placed[i].article->date, latest) > 0)
            latest = placed[i].article->date;
    return latest;
}

/* ---- figures ------------------------------------------------------------------------------ */

struct extraction {
    struct digest *digest;
    struct memo *memo;
    struct arena **arenas; /* of the workers */
};

struct extracted { /* of one article */
    struct arena *arena;
    struct keyfigure *figures;
    size_t count;
};

static void release_extracted(void *extracted)
{
    arena_free(((struct extracted *)extracted)->arena);
}

/* From the bytes that an earlier process left, or false. */
static bool from_bytes(struct extracted *out, struct memo *memo, const char *key)
{
    struct memo_bytes kept = memo_find_bytes(memo, MEMO_FIGURES_BYTES, key, strlen(key));
    struct flat_bytes rest = {kept.bytes, kept.size};
    void *figures;
    if (kept.size < sizeof out->count)
        return false;
    memcpy(&out->count, rest.bytes, sizeof out->count);
    rest.bytes += sizeof out->count;
    rest.len -= sizeof out->count;
    if (!flat_read(out->arena, &rest, &article_figure_flat, out->count, &figures))
        return false;
    out->figures = figures;
    return true;
}

static void keep_bytes(const struct extracted *out, struct memo *memo, const char *key)
{
    struct buf b = {0};
    buf_add(&b, (const char *)&out->count, sizeof out->count);
    flat_add(&b, &article_figure_flat, out->figures, out->count);
    memo_keep_bytes(memo, MEMO_FIGURES_BYTES, key, strlen(key), b.text, b.len);
    buf_release(&b);
}

static const struct extracted *extract_kept(struct memo *memo, const struct article *article)
{
    const char *key = article->key, *text_key = article->text_key;
    const struct extracted *kept = memo_find(memo, MEMO_FIGURES, key, strlen(key));
    if (kept)
        return kept;
    struct arena *a = arena_new();
    struct extracted *out = arena_alloc(a, sizeof *out);
    out->arena = a;
    if (!from_bytes(out, memo, text_key)) {
        out->count = digest_figures(a, article, &out->figures);
        if (memo_caches(memo))
            keep_bytes(out, memo, text_key);
    }
    return memo_keep(memo, MEMO_FIGURES, key, strlen(key), out, release_extracted);
}

static void extract(void *context, size_t index, int worker)
{
    struct extraction *x = context;
    struct digest_article *out = &x->digest->articles[index];
    struct keyfigure *figures;
    if (out->article->has_figures) {
        out->figures = out->article->figures;
        out->figure_count = out->article->figure_count;
    } else if (x->memo && out->article->key) {
        const struct extracted *kept = extract_kept(x->memo, out->article);
        out->figures = kept->figures;
        out->figure_count = kept->count;
    } else {
        out->figure_count = digest_figures(x->arenas[worker], out->article, &figures);
        out->figures = figures;
    }
}

static void extract_all(struct arena *a, struct digest *digest, int jobs, struct memo *memo)
{
    jobs = jobs < 1 ? 1 : jobs > MOST_JOBS ? MOST_JOBS : jobs;
    struct extraction x = {digest, memo, arena_array(a, (size_t)jobs, sizeof *x.arenas)};
    for (int i = 0; i < jobs; i++)
        x.arenas[i] = arena_child(a);
    parallel(jobs, digest->article_count, extract, &x);
}

/* ---- sections ----------------------------------------------------------------------------- */

static void join_sections(struct arena *a, struct digest *digest, const struct placed *placed)
{
    digest->sections = arena_array(a, digest->article_count, sizeof *digest->sections);
    for (size_t i = 0; i < digest->article_count; i++) {
        struct digest_section *last = digest->sections + digest->section_count;
        if (digest->section_count && strcmp(last[-1].name, placed[i].section) == 0) {
            last[-1].count++;
            continue;
        }
        *last = (struct digest_section){placed[i].section, i, 1};
        digest->section_count++;
    }
}

/* ---- the issue ---------------------------------------------------------------------------- */

static const char *first_of(const char *option, const char *manifest)
{
    return option ? option : manifest;
}

/* What is asked for on the command line stands before what a file says. */
static const char *issue_date(struct arena *a, const struct digest_options *options,
                              const struct manifest *m, const struct selection *s, struct diags *d)
{
    const char *asked = first_of(options->date, options->until);
    const char *date = first_of(asked, m ? m->date : "");
    if (!date[0])
        date = epoch_date(a, d);
    return date[0] ? date : latest_date(s->placed, s->count);
}

static void from_manifest(struct digest *digest, const struct manifest *m)
{
    digest->total_issue = m ? m->total_issue : "";
    digest->office = m ? m->office : "";
    digest->copies = m ? m->copies : "";
    digest->note = m ? m->note : "";
    for (size_t i = 0; i < RECEIVERS_COUNT; i++)
        digest->receivers[i] = m ? m->receivers[i] : "";
}

static void fill(struct arena *a, struct digest *digest, const struct selection *s)
{
    digest->articles = arena_array(a, s->count, sizeof *digest->articles);
    digest->article_count = s->count;
    for (size_t i = 0; i < s->count; i++)
        digest->articles[i].article = s->placed[i].article;
    digest->omitted = s->omitted;
    digest->omitted_count = s->omitted_count;
}

/* Says so at the first that is too many. */
static void check_count(const struct selection *s, size_t most, struct diags *d)
{
    if (most && s->count > most)
        diag(d, ERROR, s->placed[most].article->headline_pos,
             "the issue has %zu articles, and %zu is the limit; leave some out, or allow more by "
             "--article-limit",
             s->count, most);
}

struct digest *digest_build(struct arena *a, const struct articles *articles,
                            const struct digest_options *options, struct diags *d)
{
    struct manifest *m = NULL;
    size_t errors = diags_count(d, ERROR);
    if (options->manifest && !(m = manifest_read(a, options->manifest, options->xsd, d)))
        return NULL;
    struct selection s = order_articles(a, articles, m, options->since, options->until, d);
    check_count(&s, options->most_articles, d);
    if (diags_count(d, ERROR) > errors)
        return NULL;
    struct digest *digest = arena_alloc(a, sizeof *digest);
    digest->memo = options->memo;
    digest->title = first_of(options->title, m ? m->title : "");
    digest->issue = first_of(options->issue, m ? m->issue : "");
    digest->date = issue_date(a, options, m, &s, d);
    digest->supplement = options->supplement || (m && m->supplement);
    from_manifest(digest, m);
    if (options->count_issue)
        number_issue(a, digest, m, options, d);
    if (diags_count(d, ERROR) > errors)
        return NULL;
    fill(a, digest, &s);
    extract_all(a, digest, options->jobs, options->memo);
    join_sections(a, digest, s.placed);
    check_digest(a, digest, options->jobs, options->memo, d);
    pick_figures(a, digest);
    return digest;
}
