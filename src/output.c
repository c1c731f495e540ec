/* SPDX-License-Identifier: MIT */
/*
 * Names of outputs. An issue number comes from a file, so what it may do to a path is limited: it
 * names a file or a folder, and no way out of one.
 */
#include "output.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static const char fields[] = "YmdGVN%";

static const char *next_field(const char *name)
{
    while ((name = strchr(name, '%')) && name[1] == '%')
        name += 2;
    return name;
}

bool output_has_fields(const char *name)
{
    return next_field(name) != NULL;
}

const char *output_bad_field(const char *name)
{
    for (; (name = strchr(name, '%')); name += 2)
        if (!name[1] || !strchr(fields, name[1]))
            return name;
    return NULL;
}

/* False if the issue has not what the field asks for. */
static bool add_field(struct buf *b, char field, const struct digest *digest, struct diags *d)
{
    int day = 0;
    if (field == '%') {
        buf_adds(b, "%");
        return true;
    }
    bool number = field == 'N';
    if (number ? !digest->issue[0] : !day_read(digest->date, &day)) {
        diag(d, ERROR, (struct pos){0},
             number ? N_("the name of the output has the issue's number (%%N), and it has none")
                    : N_("the name of the output has the issue's date, and it has none"));
        return false;
    }
    if (number && (strchr(digest->issue, '/') || digest->issue[0] == '.')) {
        diag(d, ERROR, (struct pos){0}, "the issue's number, %s, cannot stand in a file's name",
             digest->issue);
        return false;
    }
    struct day_parts p = day_parts(day);
    struct week_parts w = day_week(day);
    if (number)
        buf_addf(b, "%s%s", digest->supplement ? "增刊" : "", digest->issue);
    else if (field == 'Y' || field == 'G')
        buf_addf(b, "%04d", field == 'Y' ? p.year : w.year);
    else
        buf_addf(b, "%02d", field == 'm' ? p.month : field == 'd' ? p.day : w.week);
    return true;
}

/* The first len bytes of a name. */
static const char *filled(struct arena *a, const char *name, size_t len,
                          const struct digest *digest, struct diags *d)
{
    struct buf b = {0};
    bool good = true;
    for (size_t i = 0; i < len && good; i++)
        if (name[i] == '%')
            good = add_field(&b, name[++i], digest, d);
        else
            buf_add(&b, &name[i], 1);
    const char *text = good ? arena_text(a, b.text ? b.text : "", b.len) : NULL;
    buf_release(&b);
    return text;
}

const char *output_name(struct arena *a, const char *name, const struct digest *digest,
                        struct diags *d)
{
    return filled(a, name, strlen(name), digest, d);
}

void output_make_folders(struct arena *a, const char *name, const struct digest *digest)
{
    struct diags *none = diags_new(a);
    for (const char *slash = strchr(name, '/'), *start = name; slash;
         start = slash + 1, slash = strchr(start, '/')) {
        const char *part = arena_text(a, start, (size_t)(slash - start));
        const char *folder = filled(a, name, (size_t)(slash - name), digest, none);
        struct stat s;
        if (!output_has_fields(part) || !folder || mkdir(folder, 0777) == 0)
            continue;
        int error = errno;
        if (error != EEXIST || stat(folder, &s) || !S_ISDIR(s.st_mode))
            die("cannot make the folder %s: %s", folder, strerror(error));
    }
}
