/* SPDX-License-Identifier: MIT */
/*
 * A file replaced whole or not at all. The bytes go to a temporary file in the same folder (rename
 * works only inside one file system), to the disk, and then take the name. Every call that can tell
 * of a full disk is listened to: write, fsync and close. A target that is no regular file cannot be
 * replaced – renaming over /dev/full would make a file of a device – and is written as it stands.
 *
 * Of many files in one folder only the last has to bring the folder to the disk: a thousand pages
 * become eight thousand files, and syncing the folder for each took ten times as long as the rest.
 */
#include "util/util.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* 0 or errno. */
static int write_all(int file, const char *bytes, size_t len)
{
    while (len) {
        ssize_t n = write(file, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        bytes += n;
        len -= (size_t)n;
    }
    return 0;
}

/* Writes, syncs and closes; the first errno, or 0. A device or pipe cannot be synced: no fault. */
static int fill(int file, const char *bytes, size_t len)
{
    int error = write_all(file, bytes, len);
    if (!error && fsync(file) && errno != EINVAL && errno != EROFS)
        error = errno;
    if (close(file) && !error)
        error = errno;
    return error;
}

static int write_in_place(const char *path, const char *bytes, size_t len)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);
    return file < 0 ? errno : fill(file, bytes, len);
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

/* The mode a new file would get: mkstemp gives 0600, an output is for others too. */
static mode_t new_mode(const char *path)
{
    struct stat s;
    if (stat(path, &s) == 0)
        return s.st_mode & 0777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static int replace(struct arena *a, const char *path, const char *bytes, size_t len, bool last)
{
    const char *name = path_base(path);
    const char *folder =
        name == path ? "." : arena_text(a, path, name - path > 1 ? (size_t)(name - path) - 1 : 1);
    char *temporary = arena_printf(a, "%s/.briefgen-XXXXXX", folder);
    int file = mkostemp(temporary, O_CLOEXEC);
    if (file < 0)
        return errno;
    mode_t mode = new_mode(path);
    int error = fchmod(file, mode) ? errno : 0;
    int filled = fill(file, bytes, len);
    error = error ? error : filled;
    if (!error && rename(temporary, path))
        error = errno;
    if (error)
        unlink(temporary);
    else if (last)
        sync_folder(folder);
    return error;
}

static int save(const char *path, const char *bytes, size_t len, bool last)
{
    struct stat s;
    bool there = stat(path, &s) == 0;
    if (there && S_ISDIR(s.st_mode))
        return EISDIR;
    if (there && !S_ISREG(s.st_mode))
        return write_in_place(path, bytes, len);
    char real[PATH_MAX];
    struct arena *a = arena_new();
    int error = replace(a, there && realpath(path, real) ? real : path, bytes, len, last);
    arena_free(a);
    return error;
}

int file_save(const char *path, const char *bytes, size_t len)
{
    return save(path, bytes, len, true);
}

int file_save_early(const char *path, const char *bytes, size_t len)
{
    return save(path, bytes, len, false);
}
