/* SPDX-License-Identifier: MIT */
/*
 * A DOCX as a package of parts, read through libzip. Only the parts that are asked for are
 * unpacked, into memory and never further than their limit, whatever size the archive declares; the
 * sum of all is limited too. So an archive that unfolds without end costs no more than a large
 * document does. A part that is there and cannot be read is an ERROR: its text would be missing.
 *
 * What is no DOCX is told apart by its first bytes, because an editor can mend most of it by saving
 * the file again, if he is told what it is.
 *
 * libzip is opened by the first DOCX: with OpenSSL, which it brings, it takes a third of the time
 * that the libraries of a start take.
 */
#include "acquire/docx.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#define FUNCTIONS(F)                                                                               \
    F(zip_discard)                                                                                 \
    F(zip_error_fini)                                                                              \
    F(zip_error_init)                                                                              \
    F(zip_error_strerror)                                                                          \
    F(zip_fclose)                                                                                  \
    F(zip_file_get_error)                                                                          \
    F(zip_fopen_index)                                                                             \
    F(zip_fread)                                                                                   \
    F(zip_get_error)                                                                               \
    F(zip_get_num_entries)                                                                         \
    F(zip_name_locate)                                                                             \
    F(zip_open_from_source)                                                                        \
    F(zip_source_buffer_create)                                                                    \
    F(zip_source_file_create)                                                                      \
    F(zip_source_free)

struct library {
    FUNCTIONS(LIBRARY_POINTER)
};

static const char *const functions[] = {FUNCTIONS(LIBRARY_NAME)};

enum { MOST_ENTRIES = 10000, PART_LIMIT = 64 << 20, SUM_LIMIT = 128 << 20, FILE_LIMIT = 512 << 20 };

void docx_refuse(struct package *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *what = arena_vprintf(p->arena, format, args);
    va_end(args);
    if (p->failed)
        return;
    p->failed = true;
    diag(p->diags, ERROR, (struct pos){p->path, 0, 0},
         _("not a DOCX file, or damaged: %s; open it in Word and save it again"), what);
}

/* ---- opening -------------------------------------------------------------------------------- */

static bool refuse_kind(struct package *p, const char *what)
{
    p->failed = true;
    diag(p->diags, ERROR, (struct pos){p->path, 0, 0},
         _("%s; open it in Word and save it as .docx"), what);
    return false;
}

/* An OLE file: Word's format before 2007, or a DOCX that was locked with a password. */
static bool refuse_ole(struct package *p, const char *bytes, size_t len)
{
    static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g";
    struct arena *scratch = arena_new();
    if (!bytes)
        bytes = file_read(scratch, p->path, FILE_LIMIT, &len);
    bool encrypted = bytes && memmem(bytes, len, locked, sizeof locked);
    arena_free(scratch);
    return refuse_kind(p, encrypted ? _("the file is locked with a password, which must be removed")
                                    : _("a Word file of the old kind (.doc)"));
}

/* The first bytes of the file; their number, or -1 after an ERROR. */
static int read_head(struct package *p, char *head, size_t size)
{
    FILE *file = fopen(p->path, "rbe");
    size_t n = file ? fread(head, 1, size, file) : 0;
    bool failed = !file || ferror(file);
    if (failed) {
        p->failed = true;
        diag(p->diags, ERROR, (struct pos){p->path, 0, 0}, "cannot be read: %s", strerror(errno));
    }
    if (file)
        fclose(file);
    return failed ? -1 : (int)n;
}

/* Whether it may be a ZIP archive by its first bytes; an ERROR says what else it is. */
static bool is_archive(struct package *p, const char *bytes, size_t len)
{
    char head[8] = {0};
    int n = 0;
    if (bytes)
        memcpy(head, bytes, n = (int)(len < sizeof head ? len : sizeof head));
    else
        n = read_head(p, head, sizeof head);
    if (n < 0)
        return false;
    if (n == 0) {
        docx_refuse(p, _("the file is empty"));
        return false;
    }
    if (!memcmp(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
        return refuse_ole(p, bytes, len);
    if (!memcmp(head, "{\\rtf", 5))
        return refuse_kind(p, _("an RTF file under the name of a DOCX file"));
    if (!memcmp(head, "PK", 2))
        return true;
    docx_refuse(p, _("it is no ZIP archive"));
    return false;
}

bool acquire_load(enum source_kind kind)
{
    struct library z;
    if (kind == SOURCE_DOCX)
        library_need(LIBZIP, functions, COUNT(functions), &z);
    return kind == SOURCE_DOCX;
}

static struct zip *open_archive(const struct library *z, const char *path, const char *bytes,
                                size_t len, zip_error_t *error)
{
    zip_source_t *source = bytes ? z->zip_source_buffer_create(bytes, len, 0, error)
                                 : z->zip_source_file_create(path, 0, -1, error);
    struct zip *zip = source ? z->zip_open_from_source(source, ZIP_RDONLY, error) : NULL;
    if (source && !zip)
        z->zip_source_free(source);
    return zip;
}

bool docx_open(struct package *p, const char *bytes, size_t len)
{
    p->left = SUM_LIMIT;
    if (!is_archive(p, bytes, len))
        return false;
    struct library *z = arena_alloc(p->arena, sizeof *z);
    library_need(LIBZIP, functions, COUNT(functions), z);
    p->library = z;
    zip_error_t error;
    z->zip_error_init(&error);
    p->zip = open_archive(z, p->path, bytes, len, &error);
    if (!p->zip)
        docx_refuse(p, _("the ZIP archive cannot be opened (%s)"), z->zip_error_strerror(&error));
    z->zip_error_fini(&error);
    if (p->zip && z->zip_get_num_entries(p->zip, 0) > MOST_ENTRIES)
        docx_refuse(p, _("the ZIP archive has more than %d entries"), MOST_ENTRIES);
    return !p->failed;
}

void docx_close(struct package *p)
{
    if (p->zip)
        p->library->zip_discard(p->zip);
    p->zip = NULL;
}

/* ---- parts as bytes ---------------------------------------------------------------------------
 */

static zip_int64_t locate(const struct library *z, struct zip *zip, const char *entry)
{
    zip_int64_t at = z->zip_name_locate(zip, entry, ZIP_FL_ENC_RAW);
    return at >= 0 ? at : z->zip_name_locate(zip, entry, ZIP_FL_NOCASE);
}

/* Unpacks up to `limit` bytes and one more; NULL when all went well, else what went wrong. */
static const char *unpack(struct arena *a, const struct library *z, struct zip *zip, zip_int64_t at,
                          size_t limit, struct buf *out)
{
    zip_file_t *file = z->zip_fopen_index(zip, (zip_uint64_t)at, 0);
    if (!file)
        return arena_printf(a, "%s", z->zip_error_strerror(z->zip_get_error(zip)));
    char piece[16384];
    zip_int64_t n;
    while (out->len <= limit && (n = z->zip_fread(file, piece, sizeof piece)) > 0)
        buf_add(out, piece, (size_t)n);
    const char *fault = NULL;
    if (out->len > limit)
        fault = _("it expands without end");
    else if (n < 0)
        fault = arena_printf(a, "%s", z->zip_error_strerror(z->zip_file_get_error(file)));
    z->zip_fclose(file);
    return fault;
}

static char *part(struct package *p, const char *entry, size_t *len)
{
    zip_int64_t at = locate(p->library, p->zip, entry);
    if (at < 0)
        return NULL;
    size_t limit = p->left < PART_LIMIT ? p->left : PART_LIMIT;
    struct buf bytes = {0};
    const char *fault = unpack(p->arena, p->library, p->zip, at, limit, &bytes);
    if (fault)
        docx_refuse(p, _("%s cannot be unpacked (%s)"), entry, fault);
    char *copy = fault ? NULL : arena_text(p->arena, bytes.text ? bytes.text : "", bytes.len);
    *len = bytes.len;
    p->left -= bytes.len < p->left ? bytes.len : p->left;
    buf_release(&bytes);
    return copy;
}

char *acquire_docx_part(struct arena *a, const char *path, const char *entry, size_t limit,
                        size_t *len)
{
    struct library z;
    zip_error_t error;
    library_need(LIBZIP, functions, COUNT(functions), &z);
    z.zip_error_init(&error);
    struct zip *zip = open_archive(&z, path, NULL, 0, &error);
    z.zip_error_fini(&error);
    if (!zip)
        return NULL;
    struct buf bytes = {0};
    zip_int64_t at = locate(&z, zip, entry);
    char *copy = NULL;
    if (at >= 0 && !unpack(a, &z, zip, at, limit, &bytes)) {
        copy = arena_text(a, bytes.text ? bytes.text : "", bytes.len);
        *len = bytes.len;
    }
    buf_release(&bytes);
    z.zip_discard(zip);
    return copy;
}

/* ---- parts as XML -----------------------------------------------------------------------------
 */

const struct xml_node *docx_xml(struct package *p, const char *entry)
{
    size_t len = 0;
    char *bytes = part(p, entry, &len);
    if (!bytes)
        return NULL;
    struct diags *faults = diags_new(p->arena);
    const struct xml_node *root = xml_read_memory(p->arena, entry, bytes, len, faults);
    if (!root) {
        enum severity severity;
        struct pos at;
        const char *text;
        diags_at(faults, 0, &severity, &at, &text);
        docx_refuse(p, "%s:%d:%d: %s", entry, at.line, at.column, text);
    }
    return root;
}

const char *docx_value(const struct xml_node *node, const char *name)
{
    for (size_t i = 0; node && i < node->attribute_count; i++) {
        const char *colon = strchr(node->attributes[i].name, ':');
        if (!strcmp(colon ? colon + 1 : node->attributes[i].name, name))
            return node->attributes[i].value;
    }
    return NULL;
}

const char *docx_child_value(const struct xml_node *node, const char *child, const char *name)
{
    return node ? docx_value(xml_child(node, child), name) : NULL;
}

int docx_number(const char *text, int otherwise)
{
    enum { MOST = 1000000 };
    char *end;
    long value = text ? strtol(text, &end, 10) : 0;
    if (!text || end == text)
        return otherwise;
    return value > MOST ? MOST : value < -MOST ? -MOST : (int)value;
}

bool docx_is(const struct xml_node *node, const char *list)
{
    size_t len = node->name ? strlen(node->name) : 0;
    for (const char *p = list; len && *p; p += strcspn(p, " "), p += *p == ' ')
        if (strcspn(p, " ") == len && !strncmp(p, node->name, len))
            return true;
    return false;
}

/* ---- relations --------------------------------------------------------------------------------
 */

/* A target as an entry's name: relative to the folder of `part`, or from the root. */
static const char *entry_of(struct arena *a, const char *part, const char *target)
{
    struct buf b = {0};
    if (*target != '/')
        buf_add(&b, part, (size_t)(path_base(part) - part));
    for (const char *p = target; *p;) {
        size_t len = strcspn(p, "/");
        bool up = len == 2 && !strncmp(p, "..", 2), here = len == 1 && *p == '.';
        if (up && b.len) {
            for (b.len--; b.len && b.text[b.len - 1] != '/';)
                b.len--;
        } else if (!up && !here && len) {
            buf_add(&b, p, len);
            if (p[len])
                buf_adds(&b, "/");
        }
        p += len + (p[len] == '/');
    }
    const char *entry = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return entry;
}

static int by_id(const void *left, const void *right)
{
    return strcmp(((const struct relation *)left)->id, ((const struct relation *)right)->id);
}

struct relations docx_relations(struct package *p, const char *part)
{
    struct relations found = {0};
    size_t folder = (size_t)(path_base(part) - part);
    const char *entry =
        arena_printf(p->arena, "%.*s_rels/%s.rels", (int)folder, part, path_base(part));
    const struct xml_node *root = docx_xml(p, entry);
    for (const struct xml_node *n = root ? root->first : NULL; n; n = n->next) {
        const char *id = docx_value(n, "Id"), *type = docx_value(n, "Type"),
                   *target = docx_value(n, "Target"), *mode = docx_value(n, "TargetMode");
        if (!id || !type || !target)
            continue;
        bool external = mode && !strcmp(mode, "External");
        if (!external)
            target = entry_of(p->arena, part, target);
        found.items = arena_grow(p->arena, found.items, found.count, sizeof *found.items);
        found.items[found.count++] = (struct relation){id, path_base(type), target, external};
    }
    if (found.count)
        qsort(found.items, found.count, sizeof *found.items, by_id);
    return found;
}

const struct relation *docx_relation(const struct relations *relations, const char *id)
{
    struct relation key = {.id = id};
    return id && relations->count
               ? bsearch(&key, relations->items, relations->count, sizeof key, by_id)
               : NULL;
}

const struct relation *docx_relation_of(const struct relations *relations, const char *type)
{
    for (size_t i = 0; i < relations->count; i++)
        if (!strcmp(relations->items[i].type, type) && !relations->items[i].external)
            return &relations->items[i];
    return NULL;
}
