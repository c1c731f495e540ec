/* SPDX-License-Identifier: MIT */
/*
 * What a finished file says of itself, for the one who files it: what it claims to keep, its fonts,
 * its tags by type, what is attached, and whether that builds the same pages again. libqpdf reads
 * it, since the file may come from elsewhere. Whether the claims are true is for a validator to
 * say; here nothing else is checked but that the file can be read.
 */
#include <errno.h>
#include <fcntl.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rebuild.h"

#define FUNCTIONS(F)                                                                               \
    F(qpdf_cleanup)                                                                                \
    F(qpdf_get_error)                                                                              \
    F(qpdf_get_error_message_detail)                                                               \
    F(qpdf_get_num_pages)                                                                          \
    F(qpdf_get_page_n)                                                                             \
    F(qpdf_get_pdf_version)                                                                        \
    F(qpdf_get_root)                                                                               \
    F(qpdf_get_trailer)                                                                            \
    F(qpdf_init)                                                                                   \
    F(qpdf_is_linearized)                                                                          \
    F(qpdf_oh_begin_dict_key_iter)                                                                 \
    F(qpdf_oh_dict_more_keys)                                                                      \
    F(qpdf_oh_dict_next_key)                                                                       \
    F(qpdf_oh_get_array_item)                                                                      \
    F(qpdf_oh_get_array_n_items)                                                                   \
    F(qpdf_oh_get_dict)                                                                            \
    F(qpdf_oh_get_key_if_dict)                                                                     \
    F(qpdf_oh_get_name)                                                                            \
    F(qpdf_oh_get_object_id)                                                                       \
    F(qpdf_oh_get_page_content_data)                                                               \
    F(qpdf_oh_get_stream_data)                                                                     \
    F(qpdf_oh_get_utf8_value)                                                                      \
    F(qpdf_oh_is_array)                                                                            \
    F(qpdf_oh_is_dictionary)                                                                       \
    F(qpdf_oh_is_name)                                                                             \
    F(qpdf_oh_is_stream)                                                                           \
    F(qpdf_oh_is_string)                                                                           \
    F(qpdf_oh_release)                                                                             \
    F(qpdf_read)                                                                                   \
    F(qpdf_read_memory)                                                                            \
    F(qpdf_set_suppress_warnings)                                                                  \
    F(qpdf_silence_errors)

struct library {
    FUNCTIONS(LIBRARY_POINTER)
};

static const char *const functions[] = {FUNCTIONS(LIBRARY_NAME)};

enum {
    DEEPEST = 200,
    MOST_TAGS = 10000000,
    MOST_OBJECTS = 1 << 23, /* ISO 32000-1, annex C */
    MOST_NAMED = 8
};

struct tally { /* of one type of tag */
    const char *type;
    size_t count;
};

struct verified {
    struct run *run;
    struct arena *arena;
    struct library q;
    qpdf_data pdf;
    struct buf *out;
    struct tally *tallies;
    size_t tally_count, tags;
    struct arena *scratch; /* while tags are counted */
    bool *seen;            /* by the number of its object: whether a tag was counted */
    int seen_count;
    int *fonts; /* object numbers that were shown */
    size_t font_count;
    struct rebuild_file *files; /* what it was made from */
    size_t file_count;
};

static qpdf_oh key(const struct verified *v, qpdf_oh dict, const char *name)
{
    return v->q.qpdf_oh_get_key_if_dict(v->pdf, dict, name);
}

static const char *text(const struct verified *v, qpdf_oh value)
{
    bool name = v->q.qpdf_oh_is_name(v->pdf, value);
    const char *s = name ? v->q.qpdf_oh_get_name(v->pdf, value)
                    : v->q.qpdf_oh_is_string(v->pdf, value)
                        ? v->q.qpdf_oh_get_utf8_value(v->pdf, value)
                        : "";
    return arena_name(v->arena, name ? s + 1 : s);
}

/* ---- claims ------------------------------------------------------------------------------- */

/* What stands in an element or attribute of the metadata, as far as it is letters and digits. */
static const char *said(const struct verified *v, const char *xmp, const char *name)
{
    const char *at = strstr(xmp, name);
    if (!at)
        return "";
    at += strlen(name);
    at += strspn(at, ">=\"' ");
    return arena_text(v->arena, at, strspn(at, "0123456789ABU"));
}

static const char *metadata(const struct verified *v)
{
    unsigned char *bytes = NULL;
    size_t len = 0;
    qpdf_oh stream = key(v, v->q.qpdf_get_root(v->pdf), "/Metadata");
    if (!v->q.qpdf_oh_is_stream(v->pdf, stream))
        return "";
    v->q.qpdf_oh_get_stream_data(v->pdf, stream, qpdf_dl_all, NULL, &bytes, &len);
    const char *xmp = arena_text(v->arena, (const char *)bytes, len);
    free(bytes);
    return xmp;
}

static void add_claims(const struct verified *v)
{
    const char *xmp = metadata(v), *part = said(v, xmp, "pdfaid:part");
    const char *level = said(v, xmp, "pdfaid:conformance"), *access = said(v, xmp, "pdfuaid:part");
    buf_adds(v->out, _("  claims: "));
    if (part[0]) {
        buf_addf(v->out, "PDF/A-%s", part);
        for (const char *p = level; *p; p++)
            buf_addf(v->out, "%c", *p >= 'A' ? *p + 'a' - 'A' : *p);
    }
    if (access[0])
        buf_addf(v->out, "%sPDF/UA-%s", part[0] ? ", " : "", access);
    buf_addf(v->out, "%s\n", part[0] || access[0] ? "" : _("nothing"));
}

/* ---- fonts -------------------------------------------------------------------------------- */

static bool is_new(struct verified *v, int number)
{
    for (size_t i = 0; i < v->font_count; i++)
        if (v->fonts[i] == number)
            return false;
    v->fonts = arena_grow(v->arena, v->fonts, v->font_count, sizeof *v->fonts);
    v->fonts[v->font_count++] = number;
    return true;
}

static bool is_embedded(const struct verified *v, qpdf_oh font)
{
    static const char *const files[] = {"/FontFile", "/FontFile2", "/FontFile3"};
    qpdf_oh below = key(v, font, "/DescendantFonts");
    if (v->q.qpdf_oh_is_array(v->pdf, below) && v->q.qpdf_oh_get_array_n_items(v->pdf, below) > 0)
        font = v->q.qpdf_oh_get_array_item(v->pdf, below, 0);
    qpdf_oh descriptor = key(v, font, "/FontDescriptor");
    for (size_t i = 0; i < COUNT(files); i++)
        if (v->q.qpdf_oh_is_stream(v->pdf, key(v, descriptor, files[i])))
            return true;
    return false;
}

static void add_fonts(struct verified *v, int page)
{
    qpdf_oh fonts =
        key(v, key(v, v->q.qpdf_get_page_n(v->pdf, (size_t)page), "/Resources"), "/Font");
    if (!v->q.qpdf_oh_is_dictionary(v->pdf, fonts) ||
        !is_new(v, v->q.qpdf_oh_get_object_id(v->pdf, fonts)))
        return;
    v->q.qpdf_oh_begin_dict_key_iter(v->pdf, fonts);
    while (v->q.qpdf_oh_dict_more_keys(v->pdf)) {
        qpdf_oh font = key(v, fonts, v->q.qpdf_oh_dict_next_key(v->pdf));
        if (is_new(v, v->q.qpdf_oh_get_object_id(v->pdf, font)))
            buf_addf(v->out, _("  font: %s, %s\n"), text(v, key(v, font, "/BaseFont")),
                     is_embedded(v, font) ? _("embedded") : _("not embedded"));
    }
}

/* ---- tags --------------------------------------------------------------------------------- */

static void count_type(struct verified *v, const char *type)
{
    size_t i = 0;
    while (i < v->tally_count && strcmp(v->tallies[i].type, type) != 0)
        i++;
    if (i == v->tally_count) {
        v->tallies = arena_grow(v->arena, v->tallies, i, sizeof *v->tallies);
        v->tallies[v->tally_count++] = (struct tally){.type = type};
    }
    v->tallies[i].count++;
    v->tags++;
}

/* Room for the objects up to this one, and as many again. */
static void make_room(struct verified *v, int number)
{
    if (number < v->seen_count)
        return;
    int count = number < MOST_OBJECTS / 2 ? 2 * number + 1 : MOST_OBJECTS;
    bool *seen = arena_array(v->scratch, (size_t)count, sizeof *seen);
    if (v->seen_count)
        memcpy(seen, v->seen, (size_t)v->seen_count * sizeof *seen);
    v->seen = seen;
    v->seen_count = count;
}

/* A tag that is an object of its own, and was met already: of a tree that runs in a circle, or
 * leads to one tag on two ways, each is counted once. */
static bool is_counted(struct verified *v, qpdf_oh tag)
{
    int number = v->q.qpdf_oh_get_object_id(v->pdf, tag);
    if (number <= 0)
        return false;
    if (number < MOST_OBJECTS)
        make_room(v, number);
    bool counted = number >= MOST_OBJECTS || v->seen[number];
    if (!counted)
        v->seen[number] = true;
    return counted;
}

/* The tags below this one, which are dictionaries with a type. */
static void count_tags(struct verified *v, qpdf_oh parent, int depth)
{
    qpdf_oh kids = key(v, parent, "/K");
    bool list = v->q.qpdf_oh_is_array(v->pdf, kids);
    int count = list ? v->q.qpdf_oh_get_array_n_items(v->pdf, kids) : 1;
    for (int i = 0; i < count && depth < DEEPEST && v->tags < MOST_TAGS; i++) {
        qpdf_oh kid = list ? v->q.qpdf_oh_get_array_item(v->pdf, kids, i) : kids;
        qpdf_oh type = key(v, kid, "/S");
        if (v->q.qpdf_oh_is_name(v->pdf, type) && !is_counted(v, kid)) {
            count_type(v, text(v, type));
            count_tags(v, kid, depth + 1);
        }
        v->q.qpdf_oh_release(v->pdf, type);
        if (list)
            v->q.qpdf_oh_release(v->pdf, kid);
    }
    v->q.qpdf_oh_release(v->pdf, kids);
}

static int by_type(const void *a, const void *b)
{
    return strcmp(((const struct tally *)a)->type, ((const struct tally *)b)->type);
}

static void add_tags(struct verified *v)
{
    v->scratch = arena_new();
    count_tags(v, key(v, v->q.qpdf_get_root(v->pdf), "/StructTreeRoot"), 0);
    arena_free(v->scratch);
    if (v->tally_count)
        qsort(v->tallies, v->tally_count, sizeof *v->tallies, by_type);
    buf_addf(v->out, _("  tags: %zu"), v->tags);
    for (size_t i = 0; i < v->tally_count; i++)
        buf_addf(v->out, "%s%s %zu", i ? ", " : ": ", v->tallies[i].type, v->tallies[i].count);
    buf_adds(v->out, "\n");
}

/* ---- attached files ----------------------------------------------------------------------- */

static void keep_file(struct verified *v, const char *name, qpdf_oh stream)
{
    unsigned char *bytes = NULL;
    size_t len = 0;
    v->q.qpdf_oh_get_stream_data(v->pdf, stream, qpdf_dl_all, NULL, &bytes, &len);
    v->files = arena_grow(v->arena, v->files, v->file_count, sizeof *v->files);
    v->files[v->file_count++] =
        (struct rebuild_file){name, arena_text(v->arena, (const char *)bytes, len), len};
    free(bytes);
}

static void add_file(struct verified *v, qpdf_oh file)
{
    qpdf_oh bytes = key(v, key(v, file, "/EF"), "/F");
    bool stream = v->q.qpdf_oh_is_stream(v->pdf, bytes);
    qpdf_oh entries = stream ? v->q.qpdf_oh_get_dict(v->pdf, bytes) : bytes;
    const char *name = text(v, key(v, file, "/UF"));
    const char *relationship = text(v, key(v, file, "/AFRelationship"));
    buf_addf(v->out, _("  attached: %s, %s, %s\n"), name, text(v, key(v, entries, "/Subtype")),
             relationship);
    if (stream && !strcmp(relationship, "Source"))
        keep_file(v, name, bytes);
}

static void add_files(struct verified *v)
{
    qpdf_oh files = key(v, v->q.qpdf_get_root(v->pdf), "/AF");
    int count =
        v->q.qpdf_oh_is_array(v->pdf, files) ? v->q.qpdf_oh_get_array_n_items(v->pdf, files) : 0;
    for (int i = 0; i < count; i++)
        add_file(v, v->q.qpdf_oh_get_array_item(v->pdf, files, i));
}

/* ---- built again -------------------------------------------------------------------------- */

/* The sheet that the file says it was set in, "" if it says none. */
static const char *named_sheet(const struct verified *v)
{
    qpdf_oh info = key(v, v->q.qpdf_get_trailer(v->pdf), "/Info");
    const char *tool = text(v, key(v, info, "/Creator"));
    const char *at = strstr(tool, ", sheet ");
    return at && !strncmp(tool, "briefgen ", strlen("briefgen ")) ? at + strlen(", sheet ") : "";
}

static bool same_page(const struct verified *v, qpdf_data other, size_t n)
{
    unsigned char *a = NULL, *b = NULL;
    size_t a_len = 0, b_len = 0;
    v->q.qpdf_oh_get_page_content_data(v->pdf, v->q.qpdf_get_page_n(v->pdf, n), &a, &a_len);
    v->q.qpdf_oh_get_page_content_data(other, v->q.qpdf_get_page_n(other, n), &b, &b_len);
    bool same = a_len == b_len && (!a_len || !memcmp(a, b, a_len));
    free(a);
    free(b);
    return same;
}

/* What is drawn on the pages, of files that differ. */
static void compare_pages(const struct verified *v, const struct buf *again)
{
    qpdf_data other = v->q.qpdf_init();
    v->q.qpdf_silence_errors(other);
    if (v->q.qpdf_read_memory(other, "briefgen", again->text, again->len, NULL) & QPDF_ERRORS)
        BUG("a PDF that cannot be read");
    int here = v->q.qpdf_get_num_pages(v->pdf), there = v->q.qpdf_get_num_pages(other), same = 0,
        named = 0;
    struct buf differ = {0};
    for (int i = 0; i < here && i < there; i++) {
        bool equal = same_page(v, other, (size_t)i);
        same += equal;
        if (!equal && named++ < MOST_NAMED)
            buf_addf(&differ, "%s%d", differ.len ? ", " : "", i + 1);
    }
    if (same == here && same == there)
        buf_addf(v->out, _("  built again: all %d pages are the same\n"), same);
    else
        buf_addf(v->out, _("  built again: %d pages, %d of them the same\n"), there, same);
    if (named)
        buf_addf(v->out, _("  drawn otherwise: page %s%s\n"), differ.text,
                 named > MOST_NAMED ? " …" : "");
    buf_release(&differ);
    v->q.qpdf_cleanup(&other);
}

static void compare(const struct verified *v, const char *path, const struct buf *again)
{
    enum { LIMIT = INT32_MAX };
    size_t len;
    const char *bytes = file_read(v->arena, path, LIMIT, &len);
    if (bytes && len && len == again->len && !memcmp(bytes, again->text, len))
        buf_adds(v->out, _("  built again: the same file, byte for byte\n"));
    else
        compare_pages(v, again);
}

static void add_rebuilt(struct verified *v, const char *path)
{
    const char *asked = v->run->options->style;
    struct rebuild what = {.files = v->files,
                           .count = v->file_count,
                           .sheet = asked ? asked : named_sheet(v),
                           .claim = PDF_A3A,
                           .linear = v->q.qpdf_is_linearized(v->pdf)};
    struct buf again = {0};
    const char *fault = !what.count      ? _("no articles are attached")
                        : !what.sheet[0] ? _("the file does not say in which sheet; say --style")
                                         : rebuild(v->run, &what, &again);
    if (fault)
        buf_addf(v->out, _("  not built again: %s\n"), fault);
    else
        compare(v, path, &again);
    buf_release(&again);
}

/* ---- the file ----------------------------------------------------------------------------- */

static void add_all(struct verified *v, const char *path)
{
    int pages = v->q.qpdf_get_num_pages(v->pdf);
    buf_addf(v->out, _("%s: %d pages, PDF %s\n"), arena_name(v->arena, path), pages,
             v->q.qpdf_get_pdf_version(v->pdf));
    add_claims(v);
    for (int i = 0; i < pages; i++)
        add_fonts(v, i);
    add_tags(v);
    add_files(v);
    add_rebuilt(v, path);
}

/* Why the system does not give its bytes, which libqpdf says in words of its own; NULL if it does.
 */
static const char *unreadable(const char *path)
{
    char byte;
    errno = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    const char *why = file < 0 || read(file, &byte, 1) < 0 ? strerror(errno) : NULL;
    if (file >= 0)
        close(file);
    return why;
}

static void verify(struct run *run, const char *path)
{
    const char *why = unreadable(path);
    if (why) {
        diag(run->diags, ERROR, (struct pos){.file = path}, "cannot be read: %s", why);
        return;
    }
    struct buf out = {0};
    struct verified v = {.run = run, .arena = arena_child(run->arena), .out = &out};
    library_need(LIBQPDF, functions, COUNT(functions), &v.q);
    v.pdf = v.q.qpdf_init();
    v.q.qpdf_silence_errors(v.pdf);
    v.q.qpdf_set_suppress_warnings(v.pdf, QPDF_TRUE);
    if (v.q.qpdf_read(v.pdf, path, NULL) & QPDF_ERRORS)
        diag(run->diags, ERROR, (struct pos){.file = path}, "cannot be read as a PDF: %s",
             v.q.qpdf_get_error_message_detail(v.pdf, v.q.qpdf_get_error(v.pdf)));
    else
        add_all(&v, path);
    v.q.qpdf_cleanup(&v.pdf);
    if (out.len)
        run_print(&out);
    buf_release(&out);
}

void run_verify(struct run *run)
{
    for (size_t i = 0; i < run->options->input_count; i++)
        verify(run, run->options->inputs[i]);
    run_messages(run);
}
