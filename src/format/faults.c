/* SPDX-License-Identifier: MIT */
/*
 * All faults of a sheet in one run and in the order of its lines, although they are found by two
 * readers: the schema sees the form, the folder the meaning. Where both complain about one place,
 * the folder's words are kept, because they know the nearest name.
 */
#include "format/sheet.h"

#include <stdlib.h>
#include <string.h>

struct fault {
    enum severity severity;
    struct pos at;
    const char *text;
    size_t file;   /* rank */
    bool schema;   /* found by the schema */
    size_t number; /* order in which they were said */
};

struct faults {
    struct fault *items;
    size_t count;
};

static size_t rank(const char *const *files, size_t count, const char *file)
{
    size_t n = 0;
    while (n < count && file && strcmp(files[n], file) != 0)
        n++;
    return n;
}

static int by_place(const void *x, const void *y)
{
    const struct fault *a = x, *b = y;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->at.line != b->at.line)
        return a->at.line < b->at.line ? -1 : 1;
    if (a->at.column != b->at.column)
        return a->at.column < b->at.column ? -1 : 1;
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    if (a->schema != b->schema)
        return a->schema ? 1 : -1;
    return a->number < b->number ? -1 : a->number > b->number;
}

static bool same_place(const struct fault *a, const struct fault *b)
{
    return a->file == b->file && a->at.line == b->at.line && a->at.column == b->at.column;
}

static void gather(struct faults *f, const struct diags *from, bool schema,
                   const char *const *files, size_t file_count)
{
    for (size_t i = 0; i < diags_total(from); i++) {
        struct fault *item = &f->items[f->count];
        *item = (struct fault){.schema = schema, .number = f->count};
        diags_at(from, i, &item->severity, &item->at, &item->text);
        item->file = rank(files, file_count, item->at.file);
        f->count++;
    }
}

void format_join_faults(struct arena *a, struct diags *d, const char *const *files,
                        size_t file_count, const struct diags *schema, const struct diags *meaning)
{
    struct faults f = {0};
    f.items = arena_array(a, diags_total(schema) + diags_total(meaning) + 1, sizeof *f.items);
    gather(&f, schema, true, files, file_count);
    gather(&f, meaning, false, files, file_count);
    qsort(f.items, f.count, sizeof *f.items, by_place);
    bool explained = false; /* an error at this place was said in our words */
    for (size_t i = 0; i < f.count; i++) {
        const struct fault *now = &f.items[i], *last = i ? now - 1 : NULL;
        bool together = last && same_place(last, now);
        explained &= together;
        if ((now->schema && explained) || (together && !strcmp(last->text, now->text)))
            continue;
        explained |= !now->schema && now->severity == ERROR;
        diag(d, now->severity, now->at, "%s", now->text);
    }
}
