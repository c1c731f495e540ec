/* SPDX-License-Identifier: MIT */
/*
 * Reading files, names of files, and distances: the small rest of util.
 */
#include "util/util.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads until end of file, `limit` bytes at most; false and errno on failure. */
static bool read_all(int file, struct buf *b, size_t limit)
{
    char piece[65536];
    for (;;) {
        ssize_t n = read(file, piece, sizeof piece);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0;
        buf_add(b, piece, (size_t)n);
        if (b->len > limit) {
            errno = EFBIG;
            return false;
        }
    }
}

char *file_read(struct arena *a, const char *path, size_t limit, size_t *len)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return NULL;
    struct buf b = {0};
    char *text = NULL;
    if (read_all(file, &b, limit)) {
        text = arena_text(a, b.text, b.len);
        *len = b.len;
    }
    int saved = errno;
    close(file);
    buf_release(&b);
    errno = saved;
    return text;
}

const char *path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

dist dist_scale(dist a, int64_t b, int64_t c)
{
    int64_t product = (int64_t)a * b;
    int64_t half = product < 0 ? -c / 2 : c / 2;
    return (dist)((product + half) / c);
}
