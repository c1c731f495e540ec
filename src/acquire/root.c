/* SPDX-License-Identifier: MIT */
/*
 * The name of an XML file's root element, from its first kilobytes. A run must know what a file is
 * before anyone reads it, and a parser would read all of it and say its faults a second time. So
 * what may stand before the root – declaration, instructions, comments, DOCTYPE – is passed over
 * here without being understood. NULs are left out first, which makes UTF-16 readable enough for a
 * name in ASCII. A root that stands further in is not found; then the file is taken for an article,
 * whose reader says what it is.
 */
#include "acquire/piece.h"

#include <string.h>

enum { LOOK = 16 << 10 };

static const char *behind(const char *p, const char *mark)
{
    const char *found = strstr(p, mark);
    return found ? found + strlen(mark) : "";
}

/* From <!DOCTYPE to behind its >, which may also stand in brackets or in quotation marks. */
static const char *behind_doctype(const char *p)
{
    int depth = 0;
    for (; *p && (*p != '>' || depth > 0); p++) {
        depth += (*p == '[') - (*p == ']');
        if ((*p == '"' || *p == '\'') && !depth) {
            const char *close = strchr(p + 1, *p);
            if (!close)
                return "";
            p = close;
        }
    }
    return *p ? p + 1 : "";
}

static const char *root_at(const char *p)
{
    for (;;) {
        p += strspn(p, " \t\r\n");
        if (strncmp(p, "<?", 2) == 0)
            p = behind(p, "?>");
        else if (strncmp(p, "<!--", 4) == 0)
            p = behind(p, "-->");
        else if (strncmp(p, "<!", 2) == 0)
            p = behind_doctype(p);
        else
            return *p == '<' ? p + 1 : "";
    }
}

const char *acquire_root(struct arena *a, const char *path)
{
    char bytes[LOOK + 1];
    FILE *f = fopen(path, "rb");
    size_t len = f ? fread(bytes, 1, LOOK, f) : 0, to = 0;
    if (f)
        fclose(f);
    for (size_t i = 0; i < len; i++)
        if (bytes[i])
            bytes[to++] = bytes[i];
    bytes[to] = '\0';
    const char *start = bytes;
    if (to >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        start += 2;
    else if (strncmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        start += 3;
    const char *name = root_at(start);
    size_t name_len = strcspn(name, " \t\r\n/>");
    const char *colon = memchr(name, ':', name_len);
    name_len -= colon ? (size_t)(colon + 1 - name) : 0;
    return arena_text(a, colon ? colon + 1 : name, name_len);
}
