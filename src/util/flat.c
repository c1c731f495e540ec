/* SPDX-License-Identifier: MIT */
/*
 * Records as bytes: the records as they are, with zeros for pointers, then for each record what its
 * pointers lead to, in the order of its table. Every number that is read is held against the bytes
 * that are left before anything is made of it, so no bytes whatever lead outside of them.
 */
#include "util/util.h"

#include <string.h>

enum { NO_TEXT = -1 };

/* ---- writing ------------------------------------------------------------------------------ */

static size_t number_at(const char *item, const struct flat_pointer *p)
{
    size_t number;
    memcpy(&number, item + p->count_at, sizeof number);
    return number;
}

static void add_text(struct buf *b, const char *text)
{
    int32_t len = text ? (int32_t)strlen(text) : NO_TEXT;
    buf_add(b, (const char *)&len, sizeof len);
    if (text)
        buf_add(b, text, (size_t)len + 1);
}

static void add_target(struct buf *b, const char *item, const struct flat_pointer *p)
{
    const void *target;
    memcpy(&target, item + p->at, sizeof target);
    if (p->kind == FLAT_TEXT) {
        add_text(b, target);
        return;
    }
    size_t count = target ? number_at(item, p) : 0;
    buf_add(b, target ? "\1" : "", 1);
    if (p->kind == FLAT_ITEMS)
        flat_add(b, p->of, target, count);
    else
        buf_add(b, target, count * p->size);
}

void flat_add(struct buf *b, const struct flat *r, const void *items, size_t count)
{
    const char *all = items;
    static const char zeros[sizeof(void *)] = {0};
    size_t start = b->len;
    buf_add(b, all, count * r->size);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < r->count; k++)
            memcpy(b->text + start + i * r->size + r->pointers[k].at, zeros, sizeof zeros);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < r->count; k++)
            add_target(b, all + i * r->size, &r->pointers[k]);
}

/* ---- reading ------------------------------------------------------------------------------ */

static const char *take(struct flat_bytes *b, size_t count, size_t size)
{
    if (size && count > b->len / size)
        return NULL;
    const char *at = b->bytes;
    b->bytes += count * size;
    b->len -= count * size;
    return at;
}

/* The text stays where it is. */
static bool read_text(struct flat_bytes *b, const char **text)
{
    int32_t len;
    const char *head = take(b, 1, sizeof len);
    if (!head)
        return false;
    memcpy(&len, head, sizeof len);
    *text = NULL;
    if (len == NO_TEXT)
        return true;
    *text = len < 0 ? NULL : take(b, (size_t)len + 1, 1);
    return *text && (*text)[len] == '\0';
}

/* A zero stands behind the items, in case they are a text. */
static bool read_plain(struct arena *a, struct flat_bytes *b, const struct flat_pointer *p,
                       size_t count, void **target)
{
    const char *bytes = take(b, count, p->size);
    if (!bytes)
        return false;
    *target = arena_alloc(a, count * p->size + 1);
    memcpy(*target, bytes, count * p->size);
    return true;
}

/* An array of `count`, which is 0 where there is none. */
static bool read_array(struct arena *a, struct flat_bytes *b, const struct flat_pointer *p,
                       size_t count, void **target)
{
    const char *there = take(b, 1, 1);
    if (!there || !*there)
        return there && !count;
    return p->kind == FLAT_ITEMS ? flat_read(a, b, p->of, count, target)
                                 : read_plain(a, b, p, count, target);
}

static bool read_target(struct arena *a, struct flat_bytes *b, char *item,
                        const struct flat_pointer *p)
{
    void *target = NULL;
    const char *text = NULL;
    bool is_text = p->kind == FLAT_TEXT;
    if (is_text ? !read_text(b, &text) : !read_array(a, b, p, number_at(item, p), &target))
        return false;
    if (is_text)
        target = (char *)text;
    memcpy(item + p->at, &target, sizeof target);
    return true;
}

bool flat_read(struct arena *a, struct flat_bytes *b, const struct flat *r, size_t count,
               void **items)
{
    const char *bytes = take(b, count, r->size);
    if (!bytes)
        return false;
    char *all = arena_array(a, count, r->size);
    memcpy(all, bytes, count * r->size);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < r->count; k++)
            if (!read_target(a, b, all + i * r->size, &r->pointers[k]))
                return false;
    *items = all;
    return true;
}
