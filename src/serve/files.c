/* SPDX-License-Identifier: MIT */
/*
 * The files that the page consists of. They are a fixed list, read once: no path that a request
 * names is ever opened.
 */
#include <errno.h>
#include <string.h>

#include "serve/http.h"

#define PDFJS "/usr/share/javascript/pdf/build"

enum { LIMIT = 16 << 20 };

static const struct {
    const char *name, *folder, *type; /* folder NULL: the page's own */
} list[] = {{"", NULL, "text/html; charset=utf-8"},
            {"page.css", NULL, "text/css; charset=utf-8"},
            {"page.js", NULL, "text/javascript; charset=utf-8"},
            {"pages.js", NULL, "text/javascript; charset=utf-8"},
            {"panel.js", NULL, "text/javascript; charset=utf-8"},
            {"pdf.js", PDFJS, "text/javascript; charset=utf-8"},
            {"pdf.worker.js", PDFJS, "text/javascript; charset=utf-8"}};

const struct served *files_read(struct arena *a, const char *folder, size_t *count)
{
    struct served *files = arena_array(a, COUNT(list), sizeof *files);
    for (size_t i = 0; i < COUNT(list); i++) {
        const char *name = list[i].name[0] ? list[i].name : "index.html";
        const char *path = arena_printf(a, "%s/%s", list[i].folder ? list[i].folder : folder, name);
        files[i].name = list[i].name;
        files[i].type = list[i].type;
        files[i].bytes = file_read(a, path, LIMIT, &files[i].len);
        if (!files[i].bytes && list[i].folder)
            die(_("cannot read %s: %s; pdf.js is in the Debian package libjs-pdf"), path,
                strerror(errno));
        if (!files[i].bytes)
            die(_("cannot read %s: %s"), path, strerror(errno));
    }
    *count = COUNT(list);
    return files;
}
