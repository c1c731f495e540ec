/* SPDX-License-Identifier: MIT */
/*
 * Sums are over names without folders, so that a folder may be moved, and over hashes in the order
 * of reading, which is byte order in a folder.
 */
#include "snapshot.h"

#include <sha2.h>
#include <string.h>
#include <unistd.h>

#include "util/cache.h"

static void hash(uint8_t out[SNAPSHOT_HASH], const char *bytes, size_t len)
{
    SHA2_CTX sha;
    SHA256Init(&sha);
    if (len)
        SHA256Update(&sha, (const uint8_t *)bytes, len);
    SHA256Final(out, &sha);
}

static uint64_t sum(const char *bytes, size_t len)
{
    return bytes ? cache_hash(1, bytes, len) : 0;
}

struct snapshot_file snapshot_known(const char *path, const char *bytes, size_t len,
                                    const uint8_t known[SNAPSHOT_HASH])
{
    struct snapshot_file file = {.path = path, .sum = sum(bytes, len)};
    memcpy(file.hash, known, SNAPSHOT_HASH);
    return file;
}

struct snapshot_file snapshot_file(const char *path, const char *bytes, size_t len)
{
    uint8_t fresh[SNAPSHOT_HASH];
    hash(fresh, bytes, bytes ? len : 0);
    return snapshot_known(path, bytes, len, fresh);
}

void snapshot_add(struct arena *a, struct snapshot *s, struct snapshot_file file)
{
    s->files = arena_grow(a, s->files, s->count, sizeof *s->files);
    s->files[s->count++] = file;
}

void snapshot_add_text(struct arena *a, struct snapshot *s, const char *path, const struct diags *d)
{
    for (size_t i = path ? diags_files(d) : 0; i-- > 0;) {
        const char *file;
        size_t size;
        const char *bytes = diags_file_bytes(d, i, &file, &size);
        if (strcmp(file, path) != 0)
            continue;
        snapshot_add(a, s, snapshot_file(path, bytes, size));
        return;
    }
}

void snapshot_add_texts(struct arena *a, struct snapshot *s, const struct diags *d, size_t first)
{
    for (size_t i = first; i < diags_files(d); i++) {
        const char *path;
        size_t size;
        const char *bytes = diags_file_bytes(d, i, &path, &size);
        snapshot_add(a, s, snapshot_file(path, bytes, size));
    }
}

const char *snapshot_digits(struct arena *a, const struct snapshot_file *file)
{
    char *digits = arena_alloc(a, 2 * SNAPSHOT_HASH + 1);
    for (size_t i = 0; i < SNAPSHOT_HASH; i++)
        snprintf(digits + 2 * i, 3, "%02x", file->hash[i]);
    return digits;
}

const char *snapshot_sum(struct arena *a, const struct snapshot *s)
{
    struct buf all = {0};
    for (size_t i = 0; i < s->count; i++) {
        buf_addf(&all, "%s\n", path_base(s->files[i].path));
        buf_add(&all, (const char *)s->files[i].hash, SNAPSHOT_HASH);
    }
    char *text = arena_alloc(a, SHA256_DIGEST_STRING_LENGTH);
    SHA256Data((const uint8_t *)all.text, all.len, text);
    buf_release(&all);
    return text;
}

/* ---- changes ------------------------------------------------------------------------------ */

static const struct snapshot_file *find(const struct snapshot *s, const char *path, size_t guess)
{
    if (guess < s->count && !strcmp(s->files[guess].path, path))
        return &s->files[guess];
    for (size_t i = 0; i < s->count; i++)
        if (!strcmp(s->files[i].path, path))
            return &s->files[i];
    return NULL;
}

const char *snapshot_changed(const struct snapshot *s)
{
    enum { LIMIT = 64 << 20 };
    for (size_t i = 0; i < s->count; i++) {
        struct arena *a = arena_new();
        size_t len = 0;
        const char *bytes = file_read(a, s->files[i].path, LIMIT, &len);
        bool same = sum(bytes, len) == s->files[i].sum;
        arena_free(a);
        if (!same)
            return s->files[i].path;
    }
    return NULL;
}

struct changes {
    struct buf text;
    size_t count;
};

static void add(struct changes *c, const char *path, const char *what)
{
    enum { SHOWN = 4 };
    if (c->count++ < SHOWN) {
        buf_adds(&c->text, c->count > 1 ? ", " : "");
        buf_add_name(&c->text, path_base(path));
        buf_adds(&c->text, what);
    } else if (c->count == SHOWN + 1) {
        buf_adds(&c->text, ", …");
    }
}

const char *snapshot_changes(struct arena *a, const struct snapshot *before,
                             const struct snapshot *now)
{
    struct changes c = {.count = 0};
    for (size_t i = 0; i < now->count; i++) {
        const struct snapshot_file *old = find(before, now->files[i].path, i);
        if (!old)
            add(&c, now->files[i].path, _(" (new)"));
        else if (memcmp(old->hash, now->files[i].hash, SNAPSHOT_HASH) != 0)
            add(&c, now->files[i].path, "");
    }
    for (size_t i = 0; i < before->count; i++)
        if (!find(now, before->files[i].path, i) && access(before->files[i].path, F_OK))
            add(&c, before->files[i].path, _(" (gone)"));
    const char *text = arena_text(a, c.text.text ? c.text.text : "", c.text.len);
    buf_release(&c.text);
    return text;
}

struct snapshot snapshot_copy(struct arena *a, const struct snapshot *s)
{
    struct snapshot copy = {.files = arena_array(a, s->count, sizeof *s->files), .count = s->count};
    for (size_t i = 0; i < s->count; i++) {
        copy.files[i] = s->files[i];
        copy.files[i].path = arena_text(a, s->files[i].path, strlen(s->files[i].path));
    }
    return copy;
}

struct snapshot snapshot_join(struct arena *a, const struct snapshot *before,
                              const struct snapshot *now)
{
    struct snapshot all = {0};
    for (size_t i = 0; i < now->count; i++)
        snapshot_add(a, &all, now->files[i]);
    for (size_t i = 0; i < before->count; i++)
        if (!find(now, before->files[i].path, i) && !access(before->files[i].path, F_OK))
            snapshot_add(a, &all, before->files[i]);
    return all;
}
