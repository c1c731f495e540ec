/* SPDX-License-Identifier: MIT */
/*
 * A lock's file is removed by the run that holds it. Another run may have opened it meanwhile, and
 * get the lock of a file that has no name any more; so it looks whether the name still leads to
 * what it locked, and begins again if not.
 */
#include "lock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct lock {
    const char *path;
    int file;
};

/* A long name is cut: locks of two files that share their first 200 bytes are one. */
static const char *lock_path(struct arena *a, const char *path)
{
    char real[PATH_MAX];
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    const char *whole = realpath(path, real) ? real : arena_text(a, path, len);
    const char *base = path_base(whole);
    return arena_printf(a, "%.*s.%.200s.lock", (int)(base - whole), whole, base);
}

static bool is_lockable(const char *path)
{
    struct stat s;
    return stat(path, &s) || S_ISREG(s.st_mode) || S_ISDIR(s.st_mode);
}

NORETURN static void refuse(const char *path, const char *lock, int file)
{
    char holder[24] = "";
    ssize_t n = pread(file, holder, sizeof holder - 1, 0);
    holder[n > 0 ? (size_t)n : 0] = '\0';
    die("%s is being made by another run, process %s; its lock is %s", path,
        holder[0] ? holder : "?", lock);
}

static bool is_named(int file, const char *path)
{
    struct stat held, named;
    return fstat(file, &held) == 0 && stat(path, &named) == 0 && held.st_dev == named.st_dev &&
           held.st_ino == named.st_ino;
}

/* The locked file, or -1 where no lock can be made. */
static int hold(const char *path, const char *name)
{
    for (;;) {
        int file = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (file < 0 && errno == EACCES) /* another user's */
            file = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (file < 0)
            return -1;
        if (flock(file, LOCK_EX | LOCK_NB)) {
            if (errno == EWOULDBLOCK)
                refuse(path, name, file);
            close(file);
            return -1;
        }
        if (is_named(file, name))
            return file;
        close(file);
    }
}

void lock_release(struct lock *lock)
{
    if (!lock || lock->file < 0)
        return;
    unlink(lock->path);
    close(lock->file);
    lock->file = -1;
}

static void release(void *lock)
{
    lock_release(lock);
}

struct lock *lock_take(struct arena *a, const char *path)
{
    if (!is_lockable(path))
        return NULL;
    const char *name = lock_path(a, path);
    int file = hold(path, name);
    if (file < 0)
        return NULL;
    struct lock *lock = arena_alloc(a, sizeof *lock);
    *lock = (struct lock){name, file};
    if (ftruncate(file, 0) == 0) /* without its number, on a full disk, it is a lock all the same */
        dprintf(file, "%ld", (long)getpid());
    arena_on_free(a, release, lock);
    return lock;
}
