/* SPDX-License-Identifier: MIT */
/*
 * A thin layer over libharu's objects. The library numbers the objects, holds, deflates and
 * measures streams, and writes cross references and trailer. What stands inside a dictionary is
 * kept as text and written by the dictionary's own write function.
 *
 * Rejected: building entries from HPDF_Name, HPDF_Real and HPDF_Array objects. They clamp and
 * round numbers, take 150 bytes a name and a search a key, end at 4,095 keys, and need five calls
 * for what is one line of PDF.
 *
 * The library's errors are sticky and overwrite each other, so each call is followed by
 * object_check(), which does not return on an error: the first one is the one that is named.
 */
#include "pdf/object.h"

#include <stdlib.h>

#include "pdf/syntax.h"

enum { LEAF = 256, NUMBER_MASK = 0x00FFFFFF };

struct object {
    struct buf entries;
    void (*make)(struct buf *b, const void *context);
    const void *context;
};

/* ---- errors ------------------------------------------------------------------------------- */

static void fail(HPDF_STATUS error, HPDF_STATUS detail)
{
    if (error == HPDF_FAILD_TO_ALLOC_MEM)
        die("out of memory while writing the PDF");
    BUG("libharu: error 0x%04lX, detail %lu", (unsigned long)error, (unsigned long)detail);
}

static void on_error(HPDF_STATUS error, HPDF_STATUS detail, void *unused)
{
    (void)unused;
    fail(error, detail);
}

void object_check(struct pdf *pdf)
{
    if (HPDF_GetError(pdf->doc) != HPDF_OK)
        fail(HPDF_GetError(pdf->doc), HPDF_GetErrorDetail(pdf->doc));
}

/* ---- document ----------------------------------------------------------------------------- */

void object_open(struct pdf *pdf)
{
    pdf->arena = arena_new();
    pdf->doc = HPDF_New(on_error, NULL);
    if (!pdf->doc)
        fail(HPDF_FAILD_TO_ALLOC_MEM, 0);
    pdf->doc->pdf_version = HPDF_VER_17;
    HPDF_Pages root = pdf->doc->root_pages;
    root->before_write_fn = NULL;
    HPDF_Dict_RemoveElement(root, "Kids");
    HPDF_Dict_RemoveElement(root, "Count");
    object_check(pdf);
}

void object_close(struct pdf *pdf)
{
    HPDF_Free(pdf->doc);
    arena_free(pdf->arena);
}

void object_write(struct pdf *pdf, struct buf *b)
{
    HPDF_SaveToStream(pdf->doc);
    object_check(pdf);
    HPDF_Stream stream = pdf->doc->stream;
    HPDF_UINT blocks = HPDF_MemStream_GetBufCount(stream);
    for (HPDF_UINT i = 0; i < blocks; i++) {
        HPDF_UINT len = 0;
        const HPDF_BYTE *bytes = HPDF_MemStream_GetBufPtr(stream, i, &len);
        if (b->len + len > INT32_MAX)
            die("the PDF is larger than 2 GB; build the issue in parts");
        buf_add(b, (const char *)bytes, len);
    }
}

/* ---- objects ------------------------------------------------------------------------------ */

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct object *object = dict->attr;
    const HPDF_BYTE *text = (const HPDF_BYTE *)object->entries.text;
    HPDF_STATUS status = HPDF_Stream_Write(stream, text, (HPDF_UINT)object->entries.len);
    return status != HPDF_OK ? status : HPDF_Stream_WriteChar(stream, '\n');
}

static void release(HPDF_Dict dict)
{
    struct object *object = dict->attr;
    buf_release(&object->entries);
    free(object);
}

static struct object *object_of(HPDF_Dict dict)
{
    if (!dict->attr) {
        dict->attr = calloc(1, sizeof(struct object));
        if (!dict->attr)
            fail(HPDF_FAILD_TO_ALLOC_MEM, 0);
        dict->write_fn = write_entries;
        dict->free_fn = release;
    }
    return dict->attr;
}

HPDF_Dict object_new(struct pdf *pdf)
{
    HPDF_Dict dict = HPDF_Dict_New(pdf->doc->mmgr);
    HPDF_Xref_Add(pdf->doc->xref, dict);
    object_check(pdf);
    return dict;
}

HPDF_Dict object_stream(struct pdf *pdf, const char *bytes, size_t len, bool deflate)
{
    HPDF_Dict dict = HPDF_DictStream_New(pdf->doc->mmgr, pdf->doc->xref);
    object_check(pdf);
    dict->filter = deflate ? HPDF_STREAM_FILTER_FLATE_DECODE : HPDF_STREAM_FILTER_NONE;
    HPDF_Stream_Write(dict->stream, (const HPDF_BYTE *)bytes, (HPDF_UINT)len);
    object_check(pdf);
    return dict;
}

static HPDF_STATUS make_bytes(HPDF_Dict dict)
{
    const struct object *object = dict->attr;
    struct buf b = {0};
    object->make(&b, object->context);
    HPDF_STATUS status =
        HPDF_Stream_Write(dict->stream, (const HPDF_BYTE *)b.text, (HPDF_UINT)b.len);
    buf_release(&b);
    return status;
}

static HPDF_STATUS drop_bytes(HPDF_Dict dict)
{
    HPDF_MemStream_FreeData(dict->stream);
    return HPDF_OK;
}

HPDF_Dict object_late(struct pdf *pdf, void (*make)(struct buf *b, const void *context),
                      const void *context)
{
    HPDF_Dict dict = object_stream(pdf, "", 0, true);
    struct object *object = object_of(dict);
    object->make = make;
    object->context = context;
    dict->before_write_fn = make_bytes;
    dict->after_write_fn = drop_bytes;
    return dict;
}

struct buf *object_entries(HPDF_Dict dict)
{
    return &object_of(dict)->entries;
}

unsigned object_number(HPDF_Dict dict)
{
    return dict->header.obj_id & NUMBER_MASK;
}

/* ---- trees -------------------------------------------------------------------------------- */

static void limits(struct buf *b, const struct tree *tree, size_t first, size_t end)
{
    buf_adds(b, "]\n/Limits [");
    tree->key(b, tree->context, first);
    buf_adds(b, " ");
    tree->key(b, tree->context, end - 1);
    buf_adds(b, "]");
}

static HPDF_Dict leaf(struct pdf *pdf, const struct tree *tree, size_t first, size_t end)
{
    HPDF_Dict dict = object_new(pdf);
    struct buf *b = object_entries(dict);
    buf_addf(b, "/%s [", tree->kind);
    for (size_t i = first; i < end; i++) {
        buf_adds(b, i > first ? "\n" : "");
        tree->key(b, tree->context, i);
        buf_adds(b, " ");
        tree->value(b, tree->context, i);
    }
    limits(b, tree, first, end);
    return dict;
}

HPDF_Dict object_tree(struct pdf *pdf, const struct tree *tree)
{
    HPDF_Dict root = object_new(pdf);
    struct buf *b = object_entries(root);
    buf_adds(b, "/Kids [");
    for (size_t i = 0; i < tree->count; i += LEAF) {
        size_t end = i + LEAF < tree->count ? i + LEAF : tree->count;
        buf_addf(b, "%s%u 0 R", i ? " " : "", object_number(leaf(pdf, tree, i, end)));
    }
    buf_adds(b, "]");
    return root;
}
