/* SPDX-License-Identifier: MIT */
/*
 * The folder of the cache. A file is named for what it holds, so that two runs that made the same
 * leave one. The time of a file is when it was last of use; files of other makers are of use to
 * nobody here, and go as soon as there is no room.
 */
#include "util/cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct listed {
    char *path;
    struct timespec time;
    size_t size;
    struct cache_file *file; /* NULL: nothing can be found in it */
};

struct cache {
    struct arena *arena;
    const char *folder;
    uint8_t maker[CACHE_MAKER];
    struct listed *files; /* the latest first */
    size_t count;
};

/* ---- what is there ------------------------------------------------------------------------ */

static int by_time(const void *left, const void *right)
{
    const struct listed *l = left, *r = right;
    if (l->time.tv_sec != r->time.tv_sec)
        return l->time.tv_sec < r->time.tv_sec ? 1 : -1;
    if (l->time.tv_nsec != r->time.tv_nsec)
        return l->time.tv_nsec < r->time.tv_nsec ? 1 : -1;
    return strcmp(l->path, r->path);
}

static bool is_ours(const char *name)
{
    size_t len = strlen(name);
    return len > 6 && name[0] != '.' && !strcmp(name + len - 6, ".cache");
}

static void list(struct cache *c)
{
    DIR *dir = opendir(c->folder);
    struct stat s;
    c->count = 0;
    for (struct dirent *e; dir && (e = readdir(dir));) {
        if (!is_ours(e->d_name) || fstatat(dirfd(dir), e->d_name, &s, AT_SYMLINK_NOFOLLOW) ||
            !S_ISREG(s.st_mode))
            continue;
        c->files = arena_grow(c->arena, c->files, c->count, sizeof *c->files);
        c->files[c->count++] =
            (struct listed){.path = arena_printf(c->arena, "%s/%s", c->folder, e->d_name),
                            .time = s.st_mtim,
                            .size = (size_t)s.st_size};
    }
    if (dir)
        closedir(dir);
    if (c->count)
        qsort(c->files, c->count, sizeof *c->files, by_time);
}

void cache_make_folder(const char *folder)
{
    struct arena *a = arena_new();
    char *path = arena_text(a, folder, strlen(folder));
    for (char *slash = path; (slash = strchr(slash + 1, '/')); *slash = '/') {
        *slash = '\0';
        mkdir(path, 0700);
    }
    mkdir(path, 0700);
    arena_free(a);
}

struct cache *cache_open(struct arena *a, const char *folder, const uint8_t maker[CACHE_MAKER])
{
    struct cache *c = arena_alloc(a, sizeof *c);
    c->arena = a;
    c->folder = folder;
    memcpy(c->maker, maker, CACHE_MAKER);
    list(c);
    for (size_t i = 0; i < c->count && i < CACHE_FILES_MOST; i++)
        c->files[i].file = cache_file_open(a, c->files[i].path, maker);
    return c;
}

bool cache_find(struct cache *c, struct cache_entry *entry)
{
    bool found = false;
    for (size_t i = 0; i < c->count && !found; i++)
        found = c->files[i].file && cache_file_find(c->files[i].file, entry);
    return found;
}

/* ---- what is left ------------------------------------------------------------------------- */

static size_t used(const struct listed *file)
{
    return file->file ? cache_file_used(file->file) : 0;
}

static int by_use(const void *left, const void *right)
{
    size_t l = used(left), r = used(right);
    return l != r ? (l < r ? 1 : -1) : by_time(left, right);
}

/* Removes what there is no room for beside one more file of this size. */
static void make_room(struct cache *c, size_t size)
{
    size_t count = size ? 1 : 0;
    if (c->count)
        qsort(c->files, c->count, sizeof *c->files, by_use);
    for (size_t i = 0; i < c->count; i++) {
        size += c->files[i].size;
        if (++count > CACHE_FILES_MOST || size > CACHE_BYTES_MOST)
            unlink(c->files[i].path);
        else if (used(&c->files[i]))
            utimensat(AT_FDCWD, c->files[i].path, NULL, 0);
    }
}

void cache_save(struct cache *c, struct cache_entry *entries, size_t count)
{
    make_room(c, count ? cache_file_write(c->folder, c->maker, entries, count) : 0);
}
