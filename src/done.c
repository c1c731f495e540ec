/* SPDX-License-Identifier: MIT */
/*
 * Files are told apart by size and time, not by their bytes: a record is asked before a thousand
 * jobs, each of which would read them all again if something had changed.
 */
#include "done.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST = 32, RECORD_LIMIT = 64 << 20 };

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void add_file(struct buf *b, const char *path, const struct stat *s)
{
    buf_addf(b, "%s\n%lld %lld.%09ld\n", path, (long long)s->st_size, (long long)s->st_mtim.tv_sec,
             s->st_mtim.tv_nsec);
}

static void add_path(struct buf *b, const char *path, int depth)
{
    struct stat s;
    struct dirent **entries;
    if (stat(path, &s)) {
        buf_addf(b, "%s\n-\n", path);
        return;
    }
    if (!S_ISDIR(s.st_mode)) {
        add_file(b, path, &s);
        return;
    }
    int count = depth < DEEPEST ? scandir(path, &entries, is_visible, alphasort) : -1;
    for (int i = 0; i < count; i++) {
        struct buf name = {0};
        buf_addf(&name, "%s/%s", path, entries[i]->d_name);
        add_path(b, name.text, depth + 1);
        buf_release(&name);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

const char *done_key(struct arena *a, char *const *words, const char *const *paths, size_t count)
{
    struct buf b = {0};
    for (; *words; words++)
        buf_addf(&b, "%s\n", *words);
    add_path(&b, "/proc/self/exe", 0);
    for (size_t i = 0; i < count; i++)
        add_path(&b, paths[i], 0);
    char *key = arena_alloc(a, SHA256_DIGEST_STRING_LENGTH);
    SHA256Data((const uint8_t *)b.text, b.len, key);
    buf_release(&b);
    return key;
}

bool done_has(const char *record, const char *key)
{
    struct arena *a = arena_new();
    size_t len;
    const char *text = file_read(a, record, RECORD_LIMIT, &len);
    bool found = text && strstr(text, key);
    arena_free(a);
    return found;
}

int done_add(const char *record, const char *key, const char *name)
{
    int file = open(record, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    struct buf line = {0};
    if (file < 0)
        return errno;
    buf_addf(&line, "%s %s\n", key, name);
    int error = write(file, line.text, line.len) == (ssize_t)line.len ? 0 : errno ? errno : ENOSPC;
    buf_release(&line);
    if (close(file) && !error)
        error = errno;
    return error;
}
