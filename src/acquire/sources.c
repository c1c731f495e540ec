/* SPDX-License-Identifier: MIT */
/*
 * Which files a run reads. A folder is walked by hand (opendir, sort, recurse) and not by nftw(3),
 * because the order must be byte order whatever the locale, and because a file that is passed over
 * must be named. Links are followed like files; a depth cap ends a circle of links.
 */
#include "acquire/piece.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST = 32 };

struct walk {
    struct arena *arena;
    struct diags *diags;
    struct sources found;
    bool too_deep; /* said; two links in a circle would be followed in 2^32 ways */
};

static bool ends_as(const char *path, const char *wanted)
{
    const char *ending = strrchr(path_base(path), '.');
    return ending && strcasecmp(ending, wanted) == 0;
}

static bool kind_of(const char *path, enum source_kind *kind)
{
    static const struct {
        const char *ending;
        enum source_kind kind;
    } kinds[] = {{".txt", SOURCE_TEXT},   {".md", SOURCE_MARKDOWN}, {".markdown", SOURCE_MARKDOWN},
                 {".html", SOURCE_HTML},  {".htm", SOURCE_HTML},    {".xhtml", SOURCE_HTML},
                 {".shtml", SOURCE_HTML}, {".docx", SOURCE_DOCX},   {".xml", SOURCE_ARTICLE}};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (ends_as(path, kinds[i].ending)) {
            *kind = kinds[i].kind;
            return true;
        }
    return false;
}

static void cannot_read(struct walk *w, const char *path)
{
    diag(w->diags, ERROR, (struct pos){path, 0, 0}, "cannot be read: %s", strerror(errno));
}

static void add_manifest(struct walk *w, const char *path)
{
    if (!w->found.manifest)
        w->found.manifest = path;
    else if (strcmp(w->found.manifest, path) != 0)
        diag(w->diags, WARNING, (struct pos){path, 0, 0},
             _("not read: %s is the manifest of this briefing, and there can be only one"),
             w->found.manifest);
}

/* Whether the path is a file, or could not be looked at, which is said elsewhere. A pipe would be
 * waited for without end. */
static bool is_regular(const char *path)
{
    struct stat s;
    return stat(path, &s) != 0 || S_ISREG(s.st_mode);
}

static bool is_picture(const char *path)
{
    static const char *const endings[] = {".png", ".jpg",  ".jpeg", ".gif", ".webp",
                                          ".bmp", ".tiff", ".tif",  ".svg"};
    for (size_t i = 0; i < COUNT(endings); i++)
        if (ends_as(path, endings[i]))
            return true;
    return false;
}

static void add_picture(struct walk *w, const char *path)
{
    struct sources *s = &w->found;
    s->pictures = arena_grow(w->arena, s->pictures, s->picture_count, sizeof *s->pictures);
    s->pictures[s->picture_count++] = path;
}

/* What an XML file of ours is that holds no article, and what to do with it; NULL for all others:
 * the reader of articles says what is wrong with them. */
static const char *other_xml(const char *root, const char *path, struct arena *a)
{
    if (!strcmp(root, "sheet"))
        return arena_printf(a,
                            _("not read: it is a style sheet; keep it in another folder and name "
                              "it by --style FOLDER/%s"),
                            path_base(path));
    if (!strcmp(root, "briefing"))
        return _("not read: a manifest must be called briefing.xml");
    if (!strcmp(root, "subjects"))
        return _("not read: it is a list of subjects; keep it beside the sheet that names it");
    return NULL;
}

static void add_source(struct walk *w, const char *path, enum source_kind kind)
{
    const char *root = kind == SOURCE_ARTICLE ? acquire_root(w->arena, path) : "";
    const char *other = other_xml(root, path, w->arena);
    if (other) {
        diag(w->diags, WARNING, (struct pos){path, 0, 0}, "%s", other);
        return;
    }
    kind = strcmp(root, "nitf") == 0 ? SOURCE_NITF : kind;
    w->found.items = arena_grow(w->arena, w->found.items, w->found.count, sizeof *w->found.items);
    w->found.items[w->found.count++] = (struct source){path, kind};
}

static void add_file(struct walk *w, const char *path)
{
    enum source_kind kind;
    if (strcmp(path_base(path), "briefing.xml") == 0) {
        add_manifest(w, path);
    } else if (!is_regular(path)) {
        diag(w->diags, WARNING, (struct pos){path, 0, 0}, _("not read: it is no ordinary file"));
    } else if (ends_as(path, ".doc")) {
        diag(w->diags, WARNING, (struct pos){path, 0, 0},
             _("not read: a Word file of the old kind; open it in Word and save it as .docx"));
    } else if (is_picture(path)) {
        add_picture(w, path);
    } else if (!kind_of(path, &kind)) {
        diag(w->diags, WARNING, (struct pos){path, 0, 0},
             _("not read: only .txt, .md, .markdown, .html, .docx and .xml files are pages"));
    } else if (access(path, R_OK) != 0) {
        cannot_read(w, path);
    } else {
        add_source(w, path, kind);
    }
}

static int by_bytes(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Word leaves ~$name.docx beside a document that is open. */
static bool is_lock(const char *name)
{
    return name[0] == '~' && name[1] == '$';
}

struct names {
    const char **items;
    size_t count;
};

/* The names in a folder that count, sorted; none after an ERROR. */
static struct names names_in(struct walk *w, const char *folder)
{
    struct names names = {0};
    DIR *dir = opendir(folder);
    if (!dir) {
        cannot_read(w, folder);
        return names;
    }
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (entry->d_name[0] == '.' || entry->d_name[0] == '_' || is_lock(entry->d_name))
            continue;
        names.items = arena_grow(w->arena, names.items, names.count, sizeof *names.items);
        names.items[names.count++] = arena_text(w->arena, entry->d_name, strlen(entry->d_name));
    }
    closedir(dir);
    if (names.count)
        qsort(names.items, names.count, sizeof *names.items, by_bytes);
    return names;
}

static void add_path(struct walk *w, const char *path, int depth)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        cannot_read(w, path);
        return;
    }
    if (!S_ISDIR(status.st_mode)) {
        add_file(w, path);
        return;
    }
    if (w->too_deep)
        return;
    if (depth > DEEPEST) {
        w->too_deep = true;
        diag(w->diags, ERROR, (struct pos){path, 0, 0},
             _("not read: folders are nested more than %d deep; is one a link to itself?"),
             DEEPEST);
        return;
    }
    size_t len = strlen(path);
    struct names names = names_in(w, path);
    const char *slash = len && path[len - 1] == '/' ? "" : "/";
    for (size_t i = 0; i < names.count; i++)
        add_path(w, arena_printf(w->arena, "%s%s%s", path, slash, names.items[i]), depth + 1);
}

struct sources acquire_sources(struct arena *a, char *const *inputs, size_t count, struct diags *d)
{
    struct walk w = {.arena = a, .diags = d};
    size_t errors = diags_count(d, ERROR);
    for (size_t i = 0; i < count; i++)
        add_path(&w, arena_text(a, inputs[i], strlen(inputs[i])), 0);
    if (!w.found.count && diags_count(d, ERROR) == errors) {
        struct buf list = {0};
        for (size_t i = 0; i < count; i++)
            buf_addf(&list, "%s%s", i ? ", " : "", inputs[i]);
        diag(d, ERROR, (struct pos){0},
             "no pages in %s; a page is a .txt, .md, .markdown, .html, .docx or .xml file",
             list.text);
        buf_release(&list);
    }
    return w.found;
}
