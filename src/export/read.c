/* SPDX-License-Identifier: MIT */
/*
 * An earlier export read back. Nobody writes such a file by hand, so the first fault ends it: it is
 * another file, or a damaged one. What stands in it goes on into every form, and into messages, so
 * it is held to what a figure can be: a decimal is one, and no text has characters that XML cannot
 * hold. A byte order mark is passed over, because editors add it.
 */
#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "export/form.h"
#include "export/place.h"

enum { LARGEST = 64 << 20, LARGEST_COUNT = 99999999 };

struct reader {
    struct arena *arena;
    struct diags *diags;
    const char *path, *text; /* without its byte order mark */
    struct export_rows *rows;
};

static const char foreign[] =
    N_("this is no list of figures that `briefgen figures --format json` wrote");

static struct pos pos_of(const struct reader *r, const char *at)
{
    return place_of(r->path, r->text, at);
}

/* ---- cells -------------------------------------------------------------------------------- */

static bool is_decimal(const char *s)
{
    s += *s == '-';
    size_t whole = strspn(s, "0123456789");
    s += whole;
    size_t part = *s == '.' ? strspn(s + 1, "0123456789") : 0;
    s += part ? part + 1 : 0;
    return whole && !*s;
}

/* Characters of XML 1.0, which are those of every source. */
static bool is_text(const char *s)
{
    for (const char *end = s + strlen(s); s < end;) {
        uint32_t c = utf8_next(&s, end);
        if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF)
            return false;
    }
    return true;
}

/* The value as a cell, or NULL with *wanted, what it should have been. */
static const char *cell_of(struct reader *r, const json_t *value, enum export_column column,
                           const char **wanted)
{
    json_int_t n = json_integer_value(value);
    const char *s = json_string_value(value);
    if (column_is_count(column)) {
        *wanted = _("a whole number");
        if (column == EXPORT_LINE && json_is_null(value))
            return "";
        bool good = json_is_integer(value) && n >= (column == EXPORT_LINE) && n <= LARGEST_COUNT;
        return good ? arena_printf(r->arena, "%" JSON_INTEGER_FORMAT, n) : NULL;
    }
    *wanted = column == EXPORT_NUMBER ? _("a decimal in quotation marks")
                                      : _("text without control characters");
    if (!s || !is_text(s) || (column == EXPORT_NUMBER && !is_decimal(s)))
        return NULL;
    return arena_text(r->arena, s, strlen(s));
}

/* ---- rows --------------------------------------------------------------------------------- */

static const char *row_place(const struct reader *r, size_t index)
{
    const char *at = place_first(place_member(place_root(r->text), "rows"));
    for (; index; index--)
        at = place_next(at);
    return at;
}

static bool read_cell(struct reader *r, const json_t *object, size_t index, struct export_row *row,
                      enum export_column column)
{
    const char *name = column_name(column), *wanted;
    const json_t *value = json_object_get(object, name);
    if (!value && column_is_later(column)) {
        row->cells[column] = "";
        return true;
    }
    if (!value) {
        diag(r->diags, ERROR, pos_of(r, row_place(r, index)), "this row has no \"%s\": %s", name,
             _(foreign));
        return false;
    }
    row->cells[column] = cell_of(r, value, column, &wanted);
    if (!row->cells[column])
        diag(r->diags, ERROR, pos_of(r, place_member(row_place(r, index), name)), "\"%s\" takes %s",
             name, wanted);
    return row->cells[column] != NULL;
}

static bool read_row(struct reader *r, const json_t *object, size_t index)
{
    struct export_row *row = &r->rows->items[index];
    if (!json_is_object(object)) {
        diag(r->diags, ERROR, pos_of(r, row_place(r, index)), "a row is an object: %s", _(foreign));
        return false;
    }
    for (int column = 0; column < EXPORT_COLUMNS; column++)
        if (!read_cell(r, object, index, row, column))
            return false;
    return true;
}

static bool read_rows(struct reader *r, const json_t *list)
{
    size_t count = json_array_size(list);
    r->rows->items = arena_array(r->arena, count, sizeof *r->rows->items);
    for (size_t i = 0; i < count; i++)
        if (!read_row(r, json_array_get(list, i), i))
            return false;
    r->rows->count = count;
    return true;
}

/* ---- file --------------------------------------------------------------------------------- */

/* Whether this is such a file, and none of a newer version. */
static bool check_root(struct reader *r, const json_t *root)
{
    const json_t *version = json_object_get(root, "version");
    bool ours = json_is_integer(version) && json_is_string(json_object_get(root, "generator"));
    json_int_t n = json_integer_value(version);
    const char *at = place_root(r->text);
    if (ours && n > EXPORT_VERSION)
        diag(r->diags, ERROR, pos_of(r, place_member(at, "version")),
             "version %lld of the list of figures is newer than this program, which reads version "
             "%d: compare with the briefgen that wrote it, or newer",
             (long long)n, EXPORT_VERSION);
    else if (ours && json_is_array(json_object_get(root, "changes")))
        diag(r->diags, ERROR, pos_of(r, place_member(at, "changes")),
             "this is a comparison; take the list of figures itself, written without --against");
    else if (!ours || n < 1 || !json_is_array(json_object_get(root, "rows")))
        diag(r->diags, ERROR, pos_of(r, at), "%s", _(foreign));
    else
        return true;
    return false;
}

/* What jansson says may quote bytes of the file. */
static void refuse(struct reader *r, const json_error_t *error)
{
    struct buf b = {0};
    buf_add_name(&b, error->text);
    struct pos pos = {r->path, error->line > 0 ? error->line : 1,
                      error->column > 0 ? error->column : 1};
    diag(r->diags, ERROR, pos, "this is no JSON: %s", b.text ? b.text : "");
    buf_release(&b);
}

static bool read_text(struct reader *r, size_t len)
{
    json_error_t error;
    json_t *root = json_loadb(r->text, len, JSON_REJECT_DUPLICATES, &error);
    bool good = root && check_root(r, root) && read_rows(r, json_object_get(root, "rows"));
    if (!root)
        refuse(r, &error);
    json_decref(root);
    return good;
}

bool export_read(struct arena *a, const char *path, struct export_rows *rows, struct diags *d)
{
    static const char mark[] = "\uFEFF";
    size_t len;
    const char *text = file_read(a, path, LARGEST, &len);
    *rows = (struct export_rows){0};
    if (!text) {
        diag(d, ERROR, (struct pos){.file = path}, "cannot be read: %s",
             errno == EFBIG ? _("it is larger than 64 MiB") : strerror(errno));
        return false;
    }
    size_t skip = strncmp(text, mark, sizeof mark - 1) != 0 ? 0 : sizeof mark - 1;
    struct reader r = {a, d, path, text + skip, rows};
    diags_source(d, path, r.text, len - skip);
    return read_text(&r, len - skip);
}
