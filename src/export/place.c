/* SPDX-License-Identifier: MIT */
/*
 * A walk over JSON that is known to be sound, to find the place of a value that is not what it
 * should be. It runs once, when a file is refused, so it may be slow; it need not check anything.
 */
#include "export/place.h"

#include <string.h>

static const char *skip_space(const char *p)
{
    return p + strspn(p, " \t\r\n");
}

/* Behind the string that begins at p. */
static const char *skip_string(const char *p)
{
    for (p++; *p != '"'; p++)
        p += *p == '\\';
    return p + 1;
}

static const char *skip_value(const char *p)
{
    int depth = 0;
    do {
        if (*p == '"') {
            p = skip_string(p);
            continue;
        }
        depth += *p == '{' || *p == '[';
        depth -= *p == '}' || *p == ']';
        p++;
    } while (depth || !strchr(",]} \t\r\n", *p));
    return p;
}

const char *place_root(const char *text)
{
    return skip_space(text);
}

const char *place_member(const char *at, const char *key)
{
    const char *p = skip_space(at + 1);
    size_t len = strlen(key);
    while (*p == '"') {
        bool found = !strncmp(p + 1, key, len) && p[1 + len] == '"';
        p = skip_space(skip_space(skip_string(p)) + 1);
        if (found)
            return p;
        p = skip_space(skip_value(p));
        p = skip_space(p + (*p == ','));
    }
    return at;
}

const char *place_first(const char *at)
{
    return skip_space(at + 1);
}

const char *place_next(const char *at)
{
    return skip_space(skip_space(skip_value(at)) + 1);
}

struct pos place_of(const char *file, const char *text, const char *at)
{
    struct pos pos = {file, 1, 1};
    const char *start = text;
    for (const char *p = text; p < at; p++)
        if (*p == '\n') {
            pos.line++;
            start = p + 1;
        }
    pos.column += (int)utf8_count(start, (size_t)(at - start));
    return pos;
}
