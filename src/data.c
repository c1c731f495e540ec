/* SPDX-License-Identifier: MIT */
/*
 * The data folder is found from the place of the running program, not compiled in: a checkout can
 * be moved, and an installation too.
 */
#include "data.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *program_folder(struct arena *a)
{
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path);
    if (len <= 0 || (size_t)len == sizeof path)
        die("cannot tell where this program lies: /proc is not mounted");
    while (len > 1 && path[len - 1] != '/')
        len--;
    return arena_text(a, path, (size_t)len - 1);
}

static bool has_styles(struct arena *a, const char *folder)
{
    struct stat s;
    return stat(arena_printf(a, "%s/styles", folder), &s) == 0 && S_ISDIR(s.st_mode);
}

const char *data_folder(struct arena *a)
{
    static const char *const places[] = {"", "/../share/briefgen", "/../.."};
    const char *program = program_folder(a);
    for (size_t i = 0; i < COUNT(places); i++) {
        const char *folder = arena_printf(a, "%s%s", program, places[i]);
        if (has_styles(a, folder))
            return folder;
    }
    die("no styles/ beside %s nor in %s/../share/briefgen", program, program);
}
