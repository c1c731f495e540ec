/* SPDX-License-Identifier: MIT */
/*
 * A sheet and its base sheets, from file to record. Each document is read once for its tree and
 * once against the schema, whose faults do not stop the reading: a style keeper sees all faults of
 * a sheet in one run. The steps have an order because units lean on each other: 字 of the page is
 * the size of p, 行 the pitch of the page, % the width of the frame.
 */
#include "format/sheet.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_LEVELS = 16 };

/* The sheet and its base sheets, the sheet itself first. */
struct chain {
    const struct xml_node *roots[MOST_LEVELS];
    const char *files[MOST_LEVELS];
    size_t count;
};

struct source { /* what reading the files needs */
    struct arena *arena;
    const char *folder;
    struct xml_schema *kept;
    struct diags *diags;  /* what cannot be read at all */
    struct diags *schema; /* what the schema finds */
};

/* ---- files -------------------------------------------------------------------------------- */

static bool is_file_name(const char *name)
{
    size_t len = strlen(name);
    return strchr(name, '/') || (len > 4 && !strcmp(name + len - 4, ".xml"));
}

const char *format_path(struct arena *a, const char *folder, const char *name, const char *named_in)
{
    if (!is_file_name(name))
        return arena_printf(a, "%s/%s.xml", folder, name);
    size_t len = name[0] != '/' && named_in ? (size_t)(path_base(named_in) - named_in) : 0;
    return arena_printf(a, "%.*s%s", (int)len, len ? named_in : "", name);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Not a list of subjects, which stands in the same folder. */
static bool is_sheet(const struct source *s, const char *file)
{
    const char *path = arena_printf(s->arena, "%s/%s", s->folder, file);
    const struct xml_node *root = xml_read(s->arena, path, NULL, diags_new(s->arena));
    return !root || !strcmp(root->name, "sheet");
}

/* Names of the sheets in the folder, sorted, ending with NULL. */
static const char *const *sheet_names(const struct source *s)
{
    const char **names = NULL;
    size_t count = 0;
    DIR *dir = opendir(s->folder);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        size_t len = strlen(e->d_name);
        if (e->d_name[0] == '.' || len < 5 || strcmp(e->d_name + len - 4, ".xml") != 0 ||
            !is_sheet(s, e->d_name))
            continue;
        names = arena_grow(s->arena, names, count, sizeof *names);
        names[count++] = arena_text(s->arena, e->d_name, len - 4);
    }
    if (dir)
        closedir(dir);
    if (count)
        qsort(names, count, sizeof *names, by_text);
    names = arena_grow(s->arena, names, count, sizeof *names);
    names[count] = NULL;
    return names;
}

const char *const *format_names(struct arena *a, const char *folder)
{
    return sheet_names(&(struct source){.arena = a, .folder = folder});
}

/* weekly.xml for weekly: true if a sheet of the folder is meant. */
static bool is_shipped(struct arena *a, const char *const *names, const char *file)
{
    while (*names && strcmp(arena_printf(a, "%s.xml", *names), file) != 0)
        names++;
    return *names;
}

static void no_sheet(const struct source *s, struct pos at, const char *name)
{
    const char *const *names = sheet_names(s);
    const char *nearest = nearest_name(name, names);
    if (is_shipped(s->arena, names, name))
        diag(s->diags, ERROR, at,
             "no style sheet \"%s\": there is no such file here; a shipped sheet is named without "
             ".xml",
             name);
    else if (is_file_name(name))
        diag(s->diags, ERROR, at, "no style sheet \"%s\": there is no such file", name);
    else if (nearest)
        diag(s->diags, ERROR, at, "no style sheet \"%s\"; did you mean \"%s\"?", name, nearest);
    else
        diag(s->diags, ERROR, at,
             "no style sheet \"%s\"; there are %s (a file of your own is named with its .xml)",
             name, names[0] ? format_words_text(s->arena, names, NAMES_SHOWN) : "none");
}

/* ---- the chain of base sheets ------------------------------------------------------------- */

static bool seen(const struct chain *c, const char *path)
{
    char *real = realpath(path, NULL);
    bool found = false;
    for (size_t i = 0; real && i < c->count && !found; i++) {
        char *other = realpath(c->files[i], NULL);
        found = other && !strcmp(real, other);
        free(other);
    }
    free(real);
    return found;
}

/* Reads one document. False if it has no tree to go on with. */
static bool read_document(const struct source *s, struct chain *c, const char *path)
{
    const struct xml_node *root = xml_read(s->arena, path, NULL, s->diags);
    if (!root)
        return false;
    const char *xsd = arena_printf(s->arena, "%s/style.xsd", s->folder);
    diags_source_share(s->schema, path, s->diags); /* both look at one state of the file */
    xml_read_kept(s->arena, path, xsd, s->kept, s->schema);
    c->files[c->count] = path;
    c->roots[c->count++] = root;
    return !strcmp(root->name, "sheet");
}

static bool read_chain(const struct source *s, struct chain *c, const char *name)
{
    struct pos at = {0};
    const char *named_in = NULL;
    while (name) {
        const char *path = format_path(s->arena, s->folder, name, named_in);
        if (access(path, F_OK)) {
            no_sheet(s, at, name);
            return false;
        }
        if (seen(c, path) || c->count == MOST_LEVELS) {
            diag(s->diags, ERROR, at, "base=\"%s\": %s", name,
                 seen(c, path) ? _("a sheet cannot be its own base, however many lie between")
                               : _("more than 16 sheets on top of each other"));
            return false;
        }
        if (!read_document(s, c, path))
            return false;
        const struct xml_attribute *base = xml_attribute(c->roots[c->count - 1], "base");
        name = base ? base->value : NULL;
        at = base ? base->pos : at;
        named_in = path;
    }
    return true;
}

/* ---- the sheet ---------------------------------------------------------------------------- */

static void read_title(struct reader *r)
{
    for (size_t level = r->level_count; level-- > 0 && !r->sheet->title;)
        r->sheet->title = xml_value(r->levels[level], "title", NULL);
    if (r->sheet->title)
        return;
    r->sheet->title = "";
    diag(r->diags, ERROR, r->levels[r->level_count - 1]->pos,
         "the sheet has no title for briefings that have none of their own (title=\"每周简报\")");
}

/* Other regions centre their marks and quote otherwise: that needs other tables in glyph/ and
 * line/, and a page set by the wrong ones would look right to nobody there. */
static void refuse_other_regions(struct reader *r)
{
    const struct xml_attribute *region = NULL;
    for (size_t level = r->level_count; level-- > 0 && !region;)
        region = xml_attribute(r->levels[level], "region");
    if (region && (!strcmp(region->value, "taiwan") || !strcmp(region->value, "hongkong")))
        diag(r->diags, ERROR, region->pos,
             "region=\"%s\": not yet; pages can be set by the rules of mainland alone",
             region->value);
}

static void resolve(struct reader *r)
{
    read_title(r);
    refuse_other_regions(r);
    format_colors(r);
    format_fonts(r);
    format_link_styles(r);
    format_page(r);
    format_styles(r);
    format_tables(r);
    format_picture(r);
    format_chart(r);
    format_flow(r);
    format_furniture(r);
    format_check_styles(r);
}

static void begin(struct reader *r, const struct chain *c)
{
    r->levels = arena_array(r->arena, c->count, sizeof(struct xml_node *));
    r->level_count = c->count;
    for (size_t i = 0; i < c->count; i++)
        r->levels[i] = c->roots[c->count - 1 - i];
    r->sheet = arena_alloc(r->arena, sizeof *r->sheet);
    r->sheet->path = c->files[0];
    r->sheet->name = xml_value(c->roots[0], "name", "");
}

struct sheet *format_read(struct arena *a, const char *name, const char *folder,
                          struct xml_schema *kept, struct diags *d)
{
    size_t errors = diags_count(d, ERROR);
    struct source s = {a, folder, kept ? kept : xml_schema_new(a, NULL), d, diags_new(a)};
    struct reader r = {.arena = a, .diags = diags_new(a), .lists = diags_new(a), .folder = folder};
    struct chain c = {.count = 0};
    if (read_chain(&s, &c, name)) {
        begin(&r, &c);
        resolve(&r);
    }
    format_join_faults(a, d, c.files, c.count, s.schema, r.diags);
    diags_append(d, r.lists);
    return diags_count(d, ERROR) > errors ? NULL : r.sheet;
}

const struct format *format_find(const struct sheet *sheet, const char *name)
{
    size_t low = 0, high = sheet->format_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(sheet->formats[middle]->name, name);
        if (!order)
            return sheet->formats[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct format *format_style(const struct sheet *sheet, const char *name)
{
    const struct format *format = format_find(sheet, name);
    if (!format)
        BUG("the sheet has no style \"%s\"", name);
    return format;
}

/* Bytes of the whole, padding too. */
static struct format *set_part(struct format *f, const struct format *format)
{
    memcpy(f, format, sizeof *f);
    f->name = NULL;
    f->pos = (struct pos){0};
    f->color = f->background = 0;
    f->space_before = f->space_after = f->line_height = 0;
    f->lines = f->orphans = f->widows = f->foot_lines = f->bookmark_level = 0;
    f->keep_with_next = f->keep_together = f->has_background = false;
    f->page_break_before = 0;
    f->border_top = f->border_bottom = f->border_left = f->border_right = (struct border){0};
    return f;
}

void format_key(struct buf *b, const struct format *format)
{
    struct format f;
    buf_add(b, (const char *)set_part(&f, format), sizeof f);
}

void format_span_key(struct buf *b, const struct format *format)
{
    struct format f;
    set_part(&f, format);
    f.text_indent = f.margin_left = f.margin_right = f.padding = f.least_size = 0;
    f.align = 0;
    f.span = 0;
    f.font_size = f.latin_size = f.autospace = 0;
    buf_add(b, (const char *)&f, sizeof f);
}

void format_size_key(struct buf *b, const struct format *format)
{
    const dist sizes[] = {format->font_size, format->latin_size, format->autospace};
    buf_add(b, (const char *)sizes, sizeof sizes);
}
