/* SPDX-License-Identifier: MIT */
/*
 * JSON, the form that is read back (read.c):
 *
 *     {"version": 1, "generator": "briefgen 0.1.0", "rows": [{"article": "a-1", …}, …]}
 *
 * and for a comparison, which is not read back, {"version", "generator", "same": n, "changes":
 * [{"change": "changed", "matched": "topic", "difference": "6", "percent": "7.0", "before": {row},
 * "now": {row}}, …]}, where `before` or `now` is null for what is new or gone. Keys always stand in
 * one order, and each is always there. Decimals are strings, because a JSON number is a binary one
 * to most readers; lines and places are numbers, null where not known.
 */
#include <jansson.h>
#include <stdlib.h>

#include "export/form.h"
#include "version.h"

json_t *export_json_text(const char *text)
{
    struct buf b = {0};
    buf_add_name(&b, text);
    json_t *json = json_string(b.len ? b.text : "");
    buf_release(&b);
    return json;
}

static json_t *cell_json(const struct export_row *row, enum export_column column)
{
    const char *cell = row->cells[column];
    if (!column_is_count(column))
        return json_string(cell);
    return *cell ? json_integer(strtol(cell, NULL, 10)) : json_null();
}

static json_t *row_json(const struct export_row *row)
{
    json_t *object = row ? json_object() : json_null();
    for (int c = 0; row && c < EXPORT_COLUMNS; c++)
        json_object_set_new(object, column_name(c), cell_json(row, c));
    return object;
}

static json_t *head_json(void)
{
    return json_pack("{s:i, s:s}", "version", EXPORT_VERSION, "generator",
                     "briefgen " BRIEFGEN_VERSION);
}

/* Takes the value over. */
static void add_json(struct buf *b, json_t *value)
{
    char *text = json_dumps(value, JSON_INDENT(1));
    if (!text)
        die_of_memory();
    buf_adds(b, text);
    buf_adds(b, "\n");
    free(text);
    json_decref(value);
}

void json_rows(struct buf *b, const struct export_rows *rows)
{
    json_t *root = head_json(), *list = json_array();
    for (size_t i = 0; i < rows->count; i++)
        json_array_append_new(list, row_json(&rows->items[i]));
    json_object_set_new(root, "rows", list);
    add_json(b, root);
}

void json_changes(struct buf *b, const struct export_changes *changes)
{
    json_t *root = head_json(), *list = json_array();
    for (size_t i = 0; i < changes_count(changes); i++) {
        const struct export_change *c = &changes->items[i];
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:o, s:o}", "change",
                                              change_name(c), "matched", c->matched, "difference",
                                              c->difference, "percent", c->percent, "before",
                                              row_json(c->before), "now", row_json(c->now)));
    }
    json_object_set_new(root, "same", json_integer((json_int_t)changes->same));
    json_object_set_new(root, "changes", list);
    add_json(b, root);
}
