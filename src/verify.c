/* SPDX-License-Identifier: MIT */
/*
 * What a finished file says of itself, for the one who files it: what it claims to keep, its fonts,
 * its tags by type, and what is attached. libqpdf reads it, since the file may come from elsewhere.
 * Whether the claims are true is for a validator to say; here nothing is checked but that the file
 * can be read.
 */
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline.h"

enum { DEEPEST = 200, MOST_TAGS = 10000000 };

struct tally { /* of one type of tag */
    const char *type;
    size_t count;
};

struct verified {
    struct arena *arena;
    qpdf_data pdf;
    struct buf *out;
    struct tally *tallies;
    size_t tally_count, tags;
    int *fonts; /* object numbers that were shown */
    size_t font_count;
};

static qpdf_oh key(const struct verified *v, qpdf_oh dict, const char *name)
{
    return qpdf_oh_get_key_if_dict(v->pdf, dict, name);
}

static const char *text(const struct verified *v, qpdf_oh value)
{
    bool name = qpdf_oh_is_name(v->pdf, value);
    const char *s = name                               ? qpdf_oh_get_name(v->pdf, value)
                    : qpdf_oh_is_string(v->pdf, value) ? qpdf_oh_get_utf8_value(v->pdf, value)
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
    qpdf_oh stream = key(v, qpdf_get_root(v->pdf), "/Metadata");
    if (!qpdf_oh_is_stream(v->pdf, stream))
        return "";
    qpdf_oh_get_stream_data(v->pdf, stream, qpdf_dl_all, NULL, &bytes, &len);
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
    if (qpdf_oh_is_array(v->pdf, below) && qpdf_oh_get_array_n_items(v->pdf, below) > 0)
        font = qpdf_oh_get_array_item(v->pdf, below, 0);
    qpdf_oh descriptor = key(v, font, "/FontDescriptor");
    for (size_t i = 0; i < COUNT(files); i++)
        if (qpdf_oh_is_stream(v->pdf, key(v, descriptor, files[i])))
            return true;
    return false;
}

static void add_fonts(struct verified *v, int page)
{
    qpdf_oh fonts = key(v, key(v, qpdf_get_page_n(v->pdf, (size_t)page), "/Resources"), "/Font");
    if (!qpdf_oh_is_dictionary(v->pdf, fonts) || !is_new(v, qpdf_oh_get_object_id(v->pdf, fonts)))
        return;
    qpdf_oh_begin_dict_key_iter(v->pdf, fonts);
    while (qpdf_oh_dict_more_keys(v->pdf)) {
        qpdf_oh font = key(v, fonts, qpdf_oh_dict_next_key(v->pdf));
        if (is_new(v, qpdf_oh_get_object_id(v->pdf, font)))
            buf_addf(v->out, _("  font: %s, %s\n"), text(v, key(v, font, "/BaseFont")),
                     is_embedded(v, font) ? _("embedded") : _("not embedded"));
    }
}

/* ---- tags --------------------------------------------------------------------------------- */

static void count_type(struct verified *v, const char *type)
{
    size_t i = 0;
    while (i < v->tally_count && strcmp(v->tallies[i].type, type))
        i++;
    if (i == v->tally_count) {
        v->tallies = arena_grow(v->arena, v->tallies, i, sizeof *v->tallies);
        v->tallies[v->tally_count++] = (struct tally){.type = type};
    }
    v->tallies[i].count++;
    v->tags++;
}

/* The tags below this one, which are dictionaries with a type. */
static void count_tags(struct verified *v, qpdf_oh parent, int depth)
{
    qpdf_oh kids = key(v, parent, "/K");
    bool list = qpdf_oh_is_array(v->pdf, kids);
    int count = list ? qpdf_oh_get_array_n_items(v->pdf, kids) : 1;
    for (int i = 0; i < count && depth < DEEPEST && v->tags < MOST_TAGS; i++) {
        qpdf_oh kid = list ? qpdf_oh_get_array_item(v->pdf, kids, i) : kids;
        qpdf_oh type = key(v, kid, "/S");
        if (qpdf_oh_is_name(v->pdf, type)) {
            count_type(v, text(v, type));
            count_tags(v, kid, depth + 1);
        }
        qpdf_oh_release(v->pdf, type);
        if (list)
            qpdf_oh_release(v->pdf, kid);
    }
    qpdf_oh_release(v->pdf, kids);
}

static int by_type(const void *a, const void *b)
{
    return strcmp(((const struct tally *)a)->type, ((const struct tally *)b)->type);
}

static void add_tags(struct verified *v)
{
    count_tags(v, key(v, qpdf_get_root(v->pdf), "/StructTreeRoot"), 0);
    if (v->tally_count)
        qsort(v->tallies, v->tally_count, sizeof *v->tallies, by_type);
    buf_addf(v->out, _("  tags: %zu"), v->tags);
    for (size_t i = 0; i < v->tally_count; i++)
        buf_addf(v->out, "%s%s %zu", i ? ", " : ": ", v->tallies[i].type, v->tallies[i].count);
    buf_adds(v->out, "\n");
}

/* ---- attached files ----------------------------------------------------------------------- */

static void add_file(const struct verified *v, qpdf_oh file)
{
    qpdf_oh bytes = key(v, key(v, file, "/EF"), "/F");
    qpdf_oh entries = qpdf_oh_is_stream(v->pdf, bytes) ? qpdf_oh_get_dict(v->pdf, bytes) : bytes;
    buf_addf(v->out, _("  attached: %s, %s, %s\n"), text(v, key(v, file, "/UF")),
             text(v, key(v, entries, "/Subtype")), text(v, key(v, file, "/AFRelationship")));
}

static void add_files(const struct verified *v)
{
    qpdf_oh files = key(v, qpdf_get_root(v->pdf), "/AF");
    int count = qpdf_oh_is_array(v->pdf, files) ? qpdf_oh_get_array_n_items(v->pdf, files) : 0;
    for (int i = 0; i < count; i++)
        add_file(v, qpdf_oh_get_array_item(v->pdf, files, i));
}

/* ---- the file ----------------------------------------------------------------------------- */

static void add_all(struct verified *v, const char *path)
{
    int pages = qpdf_get_num_pages(v->pdf);
    buf_addf(v->out, _("%s: %d pages, PDF %s\n"), arena_name(v->arena, path), pages,
             qpdf_get_pdf_version(v->pdf));
    add_claims(v);
    for (int i = 0; i < pages; i++)
        add_fonts(v, i);
    add_tags(v);
    add_files(v);
}

static void verify(struct run *run, const char *path)
{
    struct buf out = {0};
    struct verified v = {.arena = arena_child(run->arena), .pdf = qpdf_init(), .out = &out};
    qpdf_silence_errors(v.pdf);
    qpdf_set_suppress_warnings(v.pdf, QPDF_TRUE);
    if (qpdf_read(v.pdf, path, NULL) & QPDF_ERRORS)
        diag(run->diags, ERROR, (struct pos){.file = path}, "cannot be read as a PDF: %s",
             qpdf_get_error_message_detail(v.pdf, qpdf_get_error(v.pdf)));
    else
        add_all(&v, path);
    qpdf_cleanup(&v.pdf);
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
