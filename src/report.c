/* SPDX-License-Identifier: MIT */
/*
 * --report: what was read, what became of every character and what was said, as one JSON object
 * for monitors and archives. It holds no clock and no machine path of its own, so that the same
 * input gives the same report – but for its last member, `times`, which stands apart for that.
 */
#include "pipeline.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "export/export.h"
#include "version.h"

static json_t *file_json(const struct run *run, const struct snapshot_file *file, const char *name)
{
    return json_pack("{s:o, s:s}", "file", export_json_text(name), "sha256",
                     snapshot_digits(run->arena, file));
}

/* The pages and articles, as they were given. */
static json_t *sources_json(const struct run *run)
{
    json_t *list = json_array();
    for (size_t i = 0; i < run->sources.count && i < run->snapshot.count; i++)
        json_array_append_new(list,
                              file_json(run, &run->snapshot.files[i], run->snapshot.files[i].path));
    return list;
}

static json_t *files_json(const struct run *run, size_t first, size_t end)
{
    json_t *list = json_array();
    for (size_t i = first; i < end; i++)
        json_array_append_new(
            list, file_json(run, &run->snapshot.files[i], path_base(run->snapshot.files[i].path)));
    return list;
}

/* The manifest, the sheet and what these name: files of the installation, without folders. */
static json_t *settings_json(const struct run *run)
{
    return files_json(run, run->sources.count,
                      run->pages ? run->before_pictures : run->snapshot.count);
}

static json_t *pictures_json(const struct run *run)
{
    return files_json(run, run->pages ? run->before_pictures : run->snapshot.count,
                      run->snapshot.count);
}

/* Of the pages that are text in one. */
static json_t *encodings_json(const struct acquired *acquired)
{
    json_t *list = json_array();
    for (size_t i = 0; i < acquired->page_count; i++)
        if (acquired->pages[i].encoding)
            json_array_append_new(list, json_pack("{s:o, s:s}", "file",
                                                  export_json_text(acquired->pages[i].path),
                                                  "encoding", acquired->pages[i].encoding));
    return list;
}

static json_t *characters_json(const struct audit *audit)
{
    return json_pack("{s:I, s:I, s:I, s:b}", "source", (json_int_t)audit->source, "article",
                     (json_int_t)audit->article, "dropped", (json_int_t)audit->dropped, "complete",
                     audit->source == audit->article + audit->dropped);
}

static json_t *drops_json(const struct acquired *acquired)
{
    json_t *object = json_object();
    for (size_t i = 0; i < acquired->drop_count; i++) {
        const char *reason = acquire_reason(acquired->drops[i].reason);
        json_int_t n = json_integer_value(json_object_get(object, reason));
        json_object_set_new(object, reason, json_integer(n + 1));
    }
    return object;
}

static json_t *message_json(const struct diags *d, size_t n)
{
    static const char *const names[] = {"note", "warning", "error"};
    enum severity severity;
    struct pos at;
    const char *text;
    diags_at(d, n, &severity, &at, &text);
    return json_pack("{s:s, s:o, s:i, s:i, s:o}", "severity", names[severity], "file",
                     export_json_text(at.file ? at.file : ""), "line", at.line, "column", at.column,
                     "text", export_json_text(text));
}

static json_t *messages_json(const struct diags *d)
{
    json_t *list = json_array();
    for (size_t i = 0; i < diags_total(d); i++)
        json_array_append_new(list, message_json(d, i));
    return list;
}

/* ---- the issue ---------------------------------------------------------------------------- */

static json_t *date_json(const struct article *article)
{
    static const char *const sources[] = {[DATE_XML] = "xml",
                                          [DATE_PAGE] = "page",
                                          [DATE_NAME] = "file name",
                                          [DATE_FRONT_MATTER] = "front matter",
                                          [DATE_MANIFEST] = "manifest"};
    json_t *json = json_pack("{s:o}", "article", export_json_text(article->id));
    if (article->date_source != DATE_UNKNOWN) {
        json_object_set_new(json, "date", json_string(article->date));
        json_object_set_new(json, "from", json_string(sources[article->date_source]));
    }
    return json;
}

static json_t *dates_json(const struct digest *digest)
{
    json_t *list = json_array();
    for (size_t i = 0; digest && i < digest->article_count; i++)
        json_array_append_new(list, date_json(digest->articles[i].article));
    return list;
}

static json_t *omitted_json(const struct digest *digest)
{
    static const char *const reasons[] = {
        [OMITTED_BY_MANIFEST] = "manifest", [OMITTED_BY_DATE] = "date"};
    json_t *list = json_array();
    for (size_t i = 0; digest && i < digest->omitted_count; i++) {
        json_t *json = date_json(digest->omitted[i].article);
        json_object_set_new(json, "by", json_string(reasons[digest->omitted[i].reason]));
        json_array_append_new(list, json);
    }
    return list;
}

static void add_doubts(json_t *list, const struct digest_article *article)
{
    for (size_t i = 0; i < article->doubt_count; i++) {
        const struct digest_doubt *doubt = &article->doubts[i];
        json_array_append_new(
            list, json_pack("{s:o, s:s, s:s}", "article", export_json_text(article->article->id),
                            "figure", article->figures[doubt->figure].id, "doubt", doubt->note));
    }
}

static json_t *doubts_json(const struct digest *digest)
{
    json_t *list = json_array();
    for (size_t i = 0; digest && i < digest->article_count; i++)
        add_doubts(list, &digest->articles[i]);
    return list;
}

static json_t *times_json(const struct run *run)
{
    json_t *list = json_array();
    for (size_t i = 0; i < run->time_count; i++)
        json_array_append_new(list,
                              json_pack("{s:s, s:I, s:I}", "stage", run->times[i].name,
                                        "microseconds", (json_int_t)(run->times[i].seconds * 1e6),
                                        "peak_bytes", (json_int_t)run->times[i].peak));
    return list;
}

static json_t *report_json(const struct run *run)
{
    const struct digest *digest = run->digest;
    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:I, s:I, s:o, s:o, "
                     "s:o, s:o, s:o}",
                     "program", "briefgen " BRIEFGEN_VERSION, "state",
                     snapshot_sum(run->arena, &run->snapshot), "issue", digest ? digest->issue : "",
                     "date", digest ? digest->date : "", "sources", sources_json(run), "settings",
                     settings_json(run), "pictures", pictures_json(run), "encodings",
                     encodings_json(&run->acquired), "characters",
                     characters_json(&run->acquired.audit), "dropped", drops_json(&run->acquired),
                     "articles", (json_int_t)(digest ? digest->article_count : run->articles.count),
                     "figures", (json_int_t)run_figure_count(run), "pages",
                     (json_int_t)(run->pages ? run->pages->count : 0), "dates", dates_json(digest),
                     "left_out", omitted_json(digest), "doubts", doubts_json(digest), "messages",
                     messages_json(run->diags), "times", times_json(run));
}

void run_report(struct run *run)
{
    if (run->options->report && !run->report)
        diag(run->diags, NOTE, (struct pos){0},
             "no report is written: its name has fields that only an issue fills");
    if (!run->report)
        return;
    json_t *report = report_json(run);
    char *text = report ? json_dumps(report, JSON_INDENT(1)) : NULL;
    if (!text)
        die_of_memory();
    struct buf b = {0};
    buf_adds(&b, text);
    buf_adds(&b, "\n");
    run_write(run, run->report, b.text, b.len);
    buf_release(&b);
    free(text);
    json_decref(report);
}
