/* SPDX-License-Identifier: MIT */
/*
 * The bytes of a picture that an article names. Only files below the folder of the page are read: a
 * page comes from elsewhere, and what it names must not print a picture of another folder, nor ask
 * a server for one. The path is looked at twice, as it is written (no root, no `..`) and as the
 * system resolves it (no link may lead out).
 *
 * Names are written as in a URL by browsers and some editors (%20, ?size=2) and as they are by
 * others: the name as it stands is tried first, so that a file called 100%.png is found.
 */
#include "acquire/acquire.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "acquire/docx.h"

static const char outside[] = N_("it lies outside the folder of the page");
static const char missing[] = N_("there is no such file in the folder of the page");

/* ---- names -------------------------------------------------------------------------------- */

/* The length of `http` in http:…; 0 where there is none. One letter is a drive of Windows. */
static size_t scheme(const char *href)
{
    size_t n = 0;
    while (isalnum((unsigned char)href[n]) || (n > 0 && strchr("+-.", href[n]) && href[n]))
        n++;
    return n > 0 && href[n] == ':' && isalpha((unsigned char)href[0]) ? n : 0;
}

/* Why what is named so is not even looked for, or NULL. */
static const char *refused(const char *href)
{
    size_t n = scheme(href);
    if (n == 4 && !strncasecmp(href, "data", n))
        return _("it is written into the page itself (data:); save it as a file beside the page");
    if (n == 1 || (n == 4 && !strncasecmp(href, "file", n)))
        return outside;
    if (n > 0 || !strncmp(href, "//", 2))
        return _("not fetched: pictures are read from the folder of the page only");
    return NULL;
}

static bool leads_out(const char *name)
{
    if (name[0] == '/')
        return true;
    for (const char *part = name; part; part = strchr(part, '/')) {
        part += *part == '/';
        if (!strncmp(part, "..", 2) && (!part[2] || part[2] == '/'))
            return true;
    }
    return false;
}

static int hex(char c)
{
    const char *digits = "0123456789abcdef";
    const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* The name without what a URL has behind it, %20 and the like decoded. NULL if it holds a NUL. */
static const char *decoded(struct arena *a, const char *href)
{
    size_t len = strcspn(href, "?#"), n = 0;
    char *name = arena_text(a, href, len);
    for (size_t i = 0; i < len; i++, n++) {
        int high = href[i] == '%' ? hex(href[i + 1]) : -1;
        int low = high >= 0 ? hex(href[i + 2]) : -1;
        name[n] = low >= 0 ? (char)(high * 16 + low) : href[i];
        i += low >= 0 ? 2 : 0;
        if (!name[n])
            return NULL;
    }
    name[n] = '\0';
    return name;
}

/* ---- files -------------------------------------------------------------------------------- */

static bool is_below(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return len == 1 || (!strncmp(path, folder, len) && path[len] == '/');
}

static const char *read_file(struct arena *a, const char *path, size_t limit, size_t *len,
                             const char **reason)
{
    struct stat s;
    if (stat(path, &s) == 0 && !S_ISREG(s.st_mode)) {
        *reason = _("it is no ordinary file");
        return NULL;
    }
    const char *bytes = file_read(a, path, limit, len);
    if (!bytes)
        *reason = errno == EFBIG ? arena_printf(a, _("it is larger than %zu MiB"), limit >> 20)
                                 : arena_printf(a, _("it cannot be read: %s"), strerror(errno));
    return bytes;
}

/* The file `name` below the folder of `source`. */
static const char *read_beside(struct arena *a, const char *source, const char *name, size_t limit,
                               size_t *len, const char **reason)
{
    *reason = leads_out(name) ? outside : missing;
    if (*reason == outside || !name[0])
        return NULL;
    int length = (int)(path_base(source) - source);
    char *folder = realpath(length ? arena_text(a, source, (size_t)length) : ".", NULL);
    char *path = folder ? realpath(arena_printf(a, "%.*s%s", length, source, name), NULL) : NULL;
    const char *bytes = NULL;
    if (path && !is_below(path, folder))
        *reason = outside;
    else if (path)
        bytes = read_file(a, path, limit, len, reason);
    free(path);
    free(folder);
    return bytes;
}

/* The picture is a part of the page. */
static const char *read_part(struct arena *a, const char *source, const char *name, size_t limit,
                             size_t *len, const char **reason)
{
    const char *bytes = acquire_docx_part(a, source, name, limit, len);
    if (!bytes)
        *reason = arena_printf(a, _("it is not in %s, or larger than %zu MiB"), path_base(source),
                               limit >> 20);
    return bytes;
}

static bool is_docx(const char *source)
{
    const char *ending = strrchr(path_base(source), '.');
    return ending && strcasecmp(ending, ".docx") == 0;
}

const char *acquire_picture(struct arena *a, const char *source, const char *href, size_t limit,
                            size_t *len, const char **reason)
{
    *reason = refused(href);
    if (*reason)
        return NULL;
    if (is_docx(source))
        return read_part(a, source, href, limit, len, reason);
    const char *bytes = read_beside(a, source, href, limit, len, reason);
    if (bytes || *reason != missing)
        return bytes;
    const char *name = decoded(a, href);
    return name && strcmp(name, href) != 0 ? read_beside(a, source, name, limit, len, reason)
                                           : NULL;
}

bool acquire_picture_named(struct arena *a, const char *href, const char *path)
{
    const char *name = decoded(a, href);
    return name && !strcmp(path_base(name), path_base(path));
}

/* `name` below the folder of `source`, or NULL. */
static const char *beside(struct arena *a, const char *source, const char *name)
{
    int length = (int)(path_base(source) - source);
    const char *path = arena_printf(a, "%.*s%s", length, source, name);
    struct stat s;
    return !stat(path, &s) && S_ISREG(s.st_mode) ? path : NULL;
}

const char *acquire_picture_path(struct arena *a, const char *source, const char *href)
{
    if (is_docx(source))
        return NULL;
    const char *path = beside(a, source, href);
    const char *name = path ? NULL : decoded(a, href);
    return name ? beside(a, source, name) : path;
}
