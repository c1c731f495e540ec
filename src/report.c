/* SPDX-License-Identifier: MIT */
/*
 * --report: what was read, what became of every character and what was said, as one JSON object
 * for monitors and archives. It holds no clock and no machine path of its own, so that the same
 * input gives the same report.
 */
#include "pipeline.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "version.h"

static json_t *name_json(const char *name)
{
    struct buf b = {0};
    buf_add_name(&b, name);
    json_t *json = json_string(b.len ? b.text : "");
    buf_release(&b);
    return json;
}

static json_t *sources_json(const struct run *run)
{
    json_t *list = json_array();
    for (size_t i = 0; i < run->sources.count; i++)
        json_array_append_new(list, name_json(run->sources.items[i].path));
    return list;
}

/* Of the pages that are text in one. */
static json_t *encodings_json(const struct acquired *acquired)
{
    json_t *list = json_array();
    for (size_t i = 0; i < acquired->page_count; i++)
        if (acquired->pages[i].encoding)
            json_array_append_new(list, json_pack("{s:o, s:s}", "file",
                                                  name_json(acquired->pages[i].path), "encoding",
                                                  acquired->pages[i].encoding));
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
                     name_json(at.file ? at.file : ""), "line", at.line, "column", at.column,
                     "text", name_json(text));
}

static json_t *messages_json(const struct diags *d)
{
    json_t *list = json_array();
    for (size_t i = 0; i < diags_total(d); i++)
        json_array_append_new(list, message_json(d, i));
    return list;
}

static json_t *report_json(const struct run *run)
{
    return json_pack(
        "{s:s, s:s, s:o, s:o, s:o, s:o, s:I, s:I, s:I, s:o}", "program",
        "briefgen " BRIEFGEN_VERSION, "state", snapshot_sum(run->arena, &run->snapshot), "sources",
        sources_json(run), "encodings", encodings_json(&run->acquired), "characters",
        characters_json(&run->acquired.audit), "dropped", drops_json(&run->acquired), "articles",
        (json_int_t)run->articles.count, "figures", (json_int_t)run_figure_count(run), "pages",
        (json_int_t)(run->pages ? run->pages->count : 0), "messages", messages_json(run->diags));
}

void run_report(struct run *run)
{
    if (!run->options->report)
        return;
    json_t *report = report_json(run);
    char *text = report ? json_dumps(report, JSON_INDENT(1)) : NULL;
    if (!text)
        die("out of memory");
    struct buf b = {0};
    buf_adds(&b, text);
    buf_adds(&b, "\n");
    run_write(run, run->options->report, b.text, b.len);
    buf_release(&b);
    free(text);
    json_decref(report);
}
