/* SPDX-License-Identifier: MIT */
/*
 * Attached files (ISO 32000-1, 7.11.4) as PDF/A-3 wants them (ISO 19005-3, 6.8): each with its MIME
 * type, a name in both forms, what it is to the document, and listed in /AF. So the articles, and
 * the numbers of their tables, can be taken out of the archived file again.
 */
#include "pdf/attach.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/syntax.h"

struct attached {
    const struct pdf_attachment *file;
    unsigned number; /* of the file specification */
};

struct attachments {
    struct attached *items;
    size_t count;
};

static unsigned file_object(struct pdf *pdf, const struct pdf_attachment *file)
{
    struct buf embedded = {0}, b = {0};
    buf_adds(&embedded, "/Type /EmbeddedFile /Subtype ");
    name_add(&embedded, file->type);
    buf_addf(&embedded, " /Params << /Size %zu >>", file->len);
    unsigned bytes = object_add_stream(pdf, &embedded, file->bytes, file->len, DEFLATE);
    buf_adds(&b, "/Type /Filespec /F ");
    string_add(&b, file->name);
    buf_adds(&b, " /UF ");
    text_add(&b, file->name, strlen(file->name));
    buf_adds(&b, " /Desc ");
    text_add(&b, file->text, strlen(file->text));
    buf_addf(&b, " /AFRelationship /%s /EF << /F %u 0 R /UF %u 0 R >>", file->relationship, bytes,
             bytes);
    return object_add(pdf, &b);
}

static int by_name(const void *a, const void *b)
{
    const struct attached *one = a, *other = b;
    return strcmp(one->file->name, other->file->name);
}

static void key(struct buf *b, const void *context, size_t n)
{
    string_add(b, ((const struct attachments *)context)->items[n].file->name);
}

static void value(struct buf *b, const void *context, size_t n)
{
    buf_addf(b, "%u 0 R", ((const struct attachments *)context)->items[n].number);
}

static void associate(struct pdf *pdf, const struct attachments *all)
{
    buf_adds(&pdf->catalog, "/AF [");
    for (size_t i = 0; i < all->count; i++)
        buf_addf(&pdf->catalog, "%s%u 0 R", i ? " " : "", all->items[i].number);
    buf_adds(&pdf->catalog, "]\n");
}

static unsigned names_of_files(struct pdf *pdf)
{
    const struct pdf_options *o = pdf->options;
    struct attachments all = {.count = o->claim == PDF_A3A ? o->attachment_count : 0};
    if (!all.count)
        return 0;
    all.items = arena_array(pdf->arena, all.count, sizeof *all.items);
    for (size_t i = 0; i < all.count; i++)
        all.items[i] = (struct attached){&o->attachments[i], file_object(pdf, &o->attachments[i])};
    associate(pdf, &all);
    qsort(all.items, all.count, sizeof *all.items, by_name);
    struct tree names = {"Names", all.count, key, value, &all};
    return object_tree(pdf, &names);
}

void attach_objects(struct pdf *pdf)
{
    unsigned files = names_of_files(pdf);
    if (!files && !pdf->destinations)
        return;
    buf_adds(&pdf->catalog, "/Names <<");
    if (pdf->destinations)
        buf_addf(&pdf->catalog, " /Dests %u 0 R", pdf->destinations);
    if (files)
        buf_addf(&pdf->catalog, " /EmbeddedFiles %u 0 R", files);
    buf_adds(&pdf->catalog, " >>\n");
}
