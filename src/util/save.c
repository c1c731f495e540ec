/* SPDX-License-Identifier: MIT */
/*
 * A file replaced whole or not at all. The bytes go to a temporary file in the same folder (rename
 * works only inside one file system), to the disk, and then take the name. The temporary file has
 * no name before it is whole, so that a run killed meanwhile leaves nothing; killed between naming
 * and renaming it leaves one file, which the next run replaces. Every call that can tell
 * of a full disk is listened to: write, fsync and close. A target that is no regular file cannot be
 * replaced – renaming over /dev/full would make a file of a device – and is written as it stands.
 *
 * Many files of one folder – a thousand pages become eight thousand – would wait for the disk
 * longer than everything else takes. The first few are synced one by one, as a small set in a large
 * file system should be; of a large set the rest is brought to the disk by one syncfs. Only then do
 * they take their names, and the folder is synced once.
 */
#include "util/util.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum {
    LONGEST_NAME = 240, /* bytes; the name of its temporary file is a little longer */
    PARTS = 64          /* in one call */
};

/* How much of the pieces one call is to take, from byte `done` on. */
static int gather(struct iovec *parts, const struct save_piece *pieces, size_t count, size_t done)
{
    int n = 0;
    for (size_t i = 0; i < count && n < PARTS; i++, done = 0)
        if (pieces[i].len > done)
            parts[n++] = (struct iovec){(char *)pieces[i].bytes + done, pieces[i].len - done};
    return n;
}

/* 0 or errno. */
static int write_all(int file, const struct save_piece *pieces, size_t count)
{
    struct iovec parts[PARTS];
    size_t done = 0; /* bytes of the first piece that is left */
    for (int n; (n = gather(parts, pieces, count, done)) > 0;) {
        ssize_t written = writev(file, parts, n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        for (done += (size_t)written; count && done >= pieces->len; pieces++, count--)
            done -= pieces->len;
    }
    return 0;
}

/* A device or pipe cannot be synced: no fault. */
static int write_out(int file, const struct save_piece *pieces, size_t count, bool sync)
{
    int error = write_all(file, pieces, count);
    if (!error && sync && fsync(file) && errno != EINVAL && errno != EROFS)
        error = errno;
    return error;
}

/* Closes, listens to it, and gives the first errno, or 0. */
static int close_file(int file, int error)
{
    if (close(file) && !error)
        error = errno;
    return error;
}

static int write_in_place(const char *path, const char *bytes, size_t len)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);
    return file < 0 ? errno
                    : close_file(file, write_out(file, &(struct save_piece){bytes, len}, 1, true));
}

/* Makes the rename itself survive a crash. A folder that cannot be opened is no fault: the file is
 * in place. */
static void sync_folder(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    fsync(folder);
    close(folder);
}

static const char *folder_of(struct arena *a, const char *path)
{
    size_t len = (size_t)(path_base(path) - path);
    return len ? arena_text(a, path, len > 1 ? len - 1 : 1) : ".";
}

/* Names a file that has none. What stands there is of a run that was killed, or of one that did
 * not ask for a lock: either way another whole file of the same target. */
static int give_name(int file, const char *name)
{
    char nameless[32];
    snprintf(nameless, sizeof nameless, "/proc/self/fd/%d", file);
    while (linkat(AT_FDCWD, nameless, AT_FDCWD, name, AT_SYMLINK_FOLLOW))
        if (errno != EEXIST || (unlink(name) && errno != ENOENT))
            return errno;
    return 0;
}

static bool is_nameless(int file)
{
    struct stat s;
    return fstat(file, &s) == 0 && s.st_nlink == 0;
}

/* A file whose name nobody else has: mkostemp would let it have the mode 0600 alone. */
static int open_named(struct arena *a, const char *folder, mode_t mode, char **name)
{
    enum { TRIES = 100 };
    int file = -1;
    for (int i = 0; i < TRIES && file < 0; i++) {
        uint32_t number;
        if (getrandom(&number, sizeof number, 0) != sizeof number)
            return -1;
        *name = arena_printf(a, "%s/.briefgen-%08x", folder, (unsigned)number);
        file = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (file < 0 && errno != EEXIST)
            break;
    }
    return file;
}

/* A file to write, without a name where the system can make such (O_TMPFILE, named through /proc);
 * then *name is the one it should get. -1 and errno. */
static int open_with_mode(struct arena *a, const char *path, mode_t mode, char **name)
{
    const char *folder = folder_of(a, path), *base = path_base(path);
    int file = strlen(base) <= LONGEST_NAME && access("/proc/self/fd", X_OK) == 0
                   ? open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, mode)
                   : -1;
    if (file < 0)
        return open_named(a, folder, mode, name);
    *name = arena_printf(a, "%s/.%s.part", folder, base);
    return file;
}

/* Where a file is replaced, the new one has its mode, which umask, or the rights that the folder
 * gives, may have cut when it was made. That a file system has no modes is no fault. -1 and errno. */
static int open_temporary(struct arena *a, const char *path, char **name)
{
    struct stat s;
    if (stat(path, &s))
        return open_with_mode(a, path, 0666, name);
    mode_t mode = s.st_mode & 0777;
    int file = open_with_mode(a, path, mode, name);
    if (file >= 0)
        fchmod(file, mode);
    return file;
}

/* A temporary file in the folder of `path` with these bytes; *temporary is its name, NULL when
 * there is none. */
static int put(struct arena *a, const char *path, const struct save_piece *pieces, size_t count,
               bool sync, const char **temporary)
{
    char *name;
    int file = open_temporary(a, path, &name);
    if (file < 0)
        return errno;
    bool nameless = is_nameless(file);
    int error = write_out(file, pieces, count, sync);
    if (!error && nameless)
        error = give_name(file, name);
    if (!error || !nameless)
        *temporary = name;
    return close_file(file, error);
}

/* The temporary file takes its name, or goes. */
static int settle(const char *temporary, const char *path, int error)
{
    if (!error && rename(temporary, path))
        error = errno;
    if (error && temporary)
        unlink(temporary);
    return error;
}

static int replace(struct arena *a, const char *path, const struct save_piece *pieces, size_t count,
                   bool sync)
{
    const char *temporary = NULL;
    int error = put(a, path, pieces, count, sync, &temporary);
    error = settle(temporary, path, error);
    if (!error && sync)
        sync_folder(folder_of(a, path));
    return error;
}

int file_save_soon(const char *path, const struct save_piece *pieces, size_t count)
{
    struct arena *a = arena_new();
    int error = replace(a, path, pieces, count, false);
    arena_free(a);
    return error;
}

int file_save(const char *path, const char *bytes, size_t len)
{
    struct stat s;
    bool there = stat(path, &s) == 0;
    if (there && S_ISDIR(s.st_mode))
        return EISDIR;
    if (there && !S_ISREG(s.st_mode))
        return write_in_place(path, bytes, len);
    char real[PATH_MAX];
    struct arena *a = arena_new();
    int error = replace(a, there && realpath(path, real) ? real : path,
                        &(struct save_piece){bytes, len}, 1, true);
    arena_free(a);
    return error;
}

/* ---- many files of one folder ------------------------------------------------------------- */

enum { FEW = 64 };

struct saved {
    const char *path, *temporary;
};

struct saving {
    struct arena *arena;
    struct saved *files;
    size_t count;
    const char *failed;
    int error;
};

struct saving *saving_begin(struct arena *a)
{
    struct saving *s = arena_alloc(a, sizeof *s);
    s->arena = a;
    return s;
}

void saving_add(struct saving *s, const char *path, const char *bytes, size_t len)
{
    struct stat status;
    if (s->error)
        return;
    const char *temporary = NULL;
    if (lstat(path, &status) == 0 && !S_ISREG(status.st_mode))
        s->error = file_save(path, bytes, len);
    else
        s->error =
            put(s->arena, path, &(struct save_piece){bytes, len}, 1, s->count < FEW, &temporary);
    if (s->error)
        s->failed = path;
    if (!temporary)
        return;
    s->files = arena_grow(s->arena, s->files, s->count, sizeof *s->files);
    s->files[s->count++] = (struct saved){path, temporary};
}

/* Everything that the file system holds back is written at once: one wait in place of thousands. */
static int sync_all(const struct saving *s)
{
    if (s->count <= FEW)
        return 0;
    int folder = open(folder_of(s->arena, s->files[0].path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int error = folder < 0 || syncfs(folder) ? errno : 0;
    if (folder >= 0)
        close(folder);
    return error;
}

int saving_end(struct saving *s, const char **failed)
{
    if (!s->error && (s->error = sync_all(s)))
        s->failed = s->files[0].path;
    for (size_t i = 0; i < s->count; i++) {
        int error = settle(s->files[i].temporary, s->files[i].path, s->error);
        if (error && !s->error) {
            s->error = error;
            s->failed = s->files[i].path;
        }
    }
    if (s->count)
        sync_folder(folder_of(s->arena, s->files[0].path));
    *failed = s->failed;
    return s->error;
}
