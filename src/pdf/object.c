/* SPDX-License-Identifier: MIT */
/*
 * The file as objects (ISO 32000-1, 7.5). Each is written when it is complete, so that a document
 * takes little more memory than its file. Dictionaries are packed by hundreds into object
 * streams (7.5.7), and the cross references are a stream too (7.5.8): what describes the structure
 * of a tagged document is as much text as the document, and deflates to a tenth.
 *
 * Rejected: libharu, which this stood on before. It cannot pack objects, holds all of them until
 * the end, 400 bytes each, and has no tags; what it did beyond that is the 200 lines below. libqpdf
 * as a last step packs as well, but reads the whole document into memory again.
 *
 * The /ID is the MD5 of the whole file with a blank /ID (14.4 leaves the way open). It stands in
 * the trailer, which is the dictionary of the cross references, and is filled in last.
 */
#include "pdf/object.h"

#include <md5.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define BLANK "00000000000000000000000000000000"

enum { LEAF = 256, FANOUT = 256, PACK_MOST = 200, PLACE_SIZE = 8, ID_LEN = MD5_DIGEST_LENGTH };

/* ---- numbers ------------------------------------------------------------------------------ */

static void check_size(size_t len)
{
    if (len > INT32_MAX)
        die("the PDF is larger than 2 GB; build the issue in parts");
}

/* Where an object with `more` bytes begins. */
static size_t offset(const struct pdf *pdf, size_t more)
{
    size_t at = pdf->out->len - pdf->start;
    check_size(at + more);
    return at;
}

unsigned object_reserve(struct pdf *pdf, size_t count)
{
    unsigned first = pdf->count + 1;
    for (size_t i = 0; i < count; i++) {
        pdf->count++;
        pdf->places = arena_grow(pdf->arena, pdf->places, pdf->count, sizeof *pdf->places);
    }
    return first;
}

/* ---- streams ------------------------------------------------------------------------------ */

static void deflate_anew(struct buf *b, const char *bytes, size_t len)
{
    z_stream z = {.next_in = (Bytef *)bytes, .avail_in = (uInt)len};
    char piece[1 << 14];
    if (len > UINT32_MAX || deflateInit(&z, Z_DEFAULT_COMPRESSION) != Z_OK)
        die("out of memory while writing the PDF");
    int status;
    do {
        z.next_out = (Bytef *)piece;
        z.avail_out = sizeof piece;
        status = deflate(&z, Z_FINISH);
        buf_add(b, piece, sizeof piece - z.avail_out);
    } while (status == Z_OK);
    deflateEnd(&z);
    if (status != Z_STREAM_END)
        BUG("zlib: %d", status);
    check_size(z.total_out);
}

void object_deflate(struct buf *b, struct memo *memo, const char *bytes, size_t len)
{
    size_t before = b->len;
    struct memo_bytes kept = memo_find_bytes(memo, MEMO_DEFLATED, bytes, len);
    if (kept.bytes) {
        buf_add(b, kept.bytes, kept.size);
        return;
    }
    deflate_anew(b, bytes, len);
    memo_keep_bytes(memo, MEMO_DEFLATED, bytes, len, b->text + before, b->len - before);
}

void object_put_stream(struct pdf *pdf, unsigned number, struct buf *entries, const char *bytes,
                       size_t len, enum packing packing)
{
    struct buf deflated = {0};
    if (packing == DEFLATE) {
        object_deflate(&deflated, pdf->memo, bytes, len);
        bytes = deflated.text;
        len = deflated.len;
    }
    pdf->places[number] = (struct place){0, (uint32_t)offset(pdf, len)};
    buf_addf(pdf->out, "%u 0 obj\n<<%s%s/Length %zu%s>>\nstream\n", number,
             entries->text ? entries->text : "", entries->len ? "\n" : "", len,
             packing == AS_IT_IS ? "" : " /Filter /FlateDecode");
    buf_add(pdf->out, bytes, len);
    buf_adds(pdf->out, "\nendstream\nendobj\n");
    buf_release(&deflated);
    buf_release(entries);
}

unsigned object_add_stream(struct pdf *pdf, struct buf *entries, const char *bytes, size_t len,
                           enum packing packing)
{
    unsigned number = object_reserve(pdf, 1);
    object_put_stream(pdf, number, entries, bytes, len, packing);
    return number;
}

/* ---- dictionaries ------------------------------------------------------------------------- */

static void write_pack(struct pdf *pdf)
{
    if (!pdf->packed)
        return;
    struct buf entries = {0};
    size_t first = pdf->pack_head.len;
    buf_add(&pdf->pack_head, pdf->pack.text, pdf->pack.len);
    buf_addf(&entries, "/Type /ObjStm /N %u /First %zu", pdf->packed, first);
    object_put_stream(pdf, pdf->pack_number, &entries, pdf->pack_head.text, pdf->pack_head.len,
                      DEFLATE);
    buf_release(&pdf->pack);
    buf_release(&pdf->pack_head);
    pdf->packed = 0;
}

void object_put(struct pdf *pdf, unsigned number, struct buf *entries)
{
    if (!pdf->packed)
        pdf->pack_number = object_reserve(pdf, 1);
    pdf->places[number] = (struct place){pdf->pack_number, pdf->packed++};
    buf_addf(&pdf->pack_head, "%u %zu\n", number, pdf->pack.len);
    buf_adds(&pdf->pack, "<<");
    buf_add(&pdf->pack, entries->text, entries->len);
    buf_adds(&pdf->pack, ">>\n");
    buf_release(entries);
    if (pdf->packed == PACK_MOST)
        write_pack(pdf);
}

unsigned object_add(struct pdf *pdf, struct buf *entries)
{
    unsigned number = object_reserve(pdf, 1);
    object_put(pdf, number, entries);
    return number;
}

/* ---- document ----------------------------------------------------------------------------- */

void object_open(struct pdf *pdf, struct buf *out)
{
    pdf->arena = arena_new();
    pdf->out = out;
    pdf->start = out->len;
    pdf->places = arena_grow(pdf->arena, NULL, 0, sizeof *pdf->places); /* of number 0 */
    buf_adds(out, "%PDF-1.7\n%\xE6\x96\x87\xE6\xA1\xA3\n");
    pdf->root = object_reserve(pdf, 1);
}

/* Type, then two fields (7.5.8.3, table 18): 1 and byte, or 2, container and index. */
static void add_place(struct buf *b, const struct place *place)
{
    bool packed = place->container > 0;
    uint32_t at = packed ? place->container : place->at, index = packed ? place->at : 0;
    const char bytes[PLACE_SIZE] = {packed ? 2 : at ? 1 : 0, (char)(at >> 24), (char)(at >> 16),
                                    (char)(at >> 8),         (char)at,         (char)(index >> 16),
                                    (char)(index >> 8),      (char)index};
    buf_add(b, bytes, sizeof bytes);
}

/* Differences to the row above deflate to a third (7.4.4.4, predictor 12). */
static void predict(struct buf *b, const struct buf *rows)
{
    for (size_t i = 0; i < rows->len; i += PLACE_SIZE) {
        char row[PLACE_SIZE + 1] = {2};
        for (size_t k = 0; k < PLACE_SIZE; k++)
            row[k + 1] = (char)(rows->text[i + k] - (i ? rows->text[i + k - PLACE_SIZE] : 0));
        buf_add(b, row, sizeof row);
    }
}

static void fill_id(struct pdf *pdf)
{
    static const char digits[] = "0123456789ABCDEF";
    uint8_t id[ID_LEN];
    char *bytes = pdf->out->text + pdf->start;
    size_t len = pdf->out->len - pdf->start;
    MD5_CTX md5;
    MD5Init(&md5);
    MD5Update(&md5, (const uint8_t *)bytes, len);
    MD5Final(id, &md5);
    char *at = memmem(bytes + pdf->places[pdf->count].at, len - pdf->places[pdf->count].at, BLANK,
                      sizeof BLANK - 1);
    if (!at)
        BUG("no /ID in the trailer");
    for (int copy = 0; copy < 2; copy++, at += sizeof "> <" - 1)
        for (int i = 0; i < ID_LEN; i++) {
            *at++ = digits[id[i] >> 4];
            *at++ = digits[id[i] & 15];
        }
}

static void write_references(struct pdf *pdf)
{
    struct buf rows = {0}, predicted = {0}, entries = {0};
    unsigned number = object_reserve(pdf, 1);
    size_t at = offset(pdf, 0);
    pdf->places[number] = (struct place){0, (uint32_t)at};
    for (unsigned i = 0; i <= pdf->count; i++)
        add_place(&rows, &pdf->places[i]);
    predict(&predicted, &rows);
    buf_addf(&entries,
             "/Type /XRef /Size %u /W [1 4 3] /DecodeParms << /Predictor 12 /Columns %d >>\n"
             "/Root %u 0 R /Info %u 0 R /ID [<" BLANK "> <" BLANK ">]",
             pdf->count + 1, PLACE_SIZE, pdf->root, pdf->info);
    object_put_stream(pdf, number, &entries, predicted.text, predicted.len, DEFLATE);
    buf_addf(pdf->out, "startxref\n%zu\n%%%%EOF\n", at);
    buf_release(&rows);
    buf_release(&predicted);
}

void object_close(struct pdf *pdf)
{
    object_put(pdf, pdf->root, &pdf->catalog);
    write_pack(pdf);
    write_references(pdf);
    fill_id(pdf);
    arena_free(pdf->arena);
}

/* ---- trees -------------------------------------------------------------------------------- */

struct branch {
    unsigned number;
    size_t first, end; /* entries below it */
};

static void limits(struct buf *b, const struct tree *tree, const struct branch *branch)
{
    buf_adds(b, "]\n/Limits [");
    tree->key(b, tree->context, branch->first);
    buf_adds(b, " ");
    tree->key(b, tree->context, branch->end - 1);
    buf_adds(b, "]");
}

static void put_leaf(struct pdf *pdf, const struct tree *tree, struct branch *branch)
{
    struct buf b = {0};
    buf_addf(&b, "/%s [", tree->kind);
    for (size_t i = branch->first; i < branch->end; i++) {
        buf_adds(&b, i > branch->first ? "\n" : "");
        tree->key(&b, tree->context, i);
        buf_adds(&b, " ");
        tree->value(&b, tree->context, i);
    }
    limits(&b, tree, branch);
    branch->number = object_add(pdf, &b);
}

/* A node above these; the root has no limits. */
static void put_node(struct pdf *pdf, const struct tree *tree, const struct branch *kids,
                     size_t count, struct branch *node, bool root)
{
    struct buf b = {0};
    buf_adds(&b, "/Kids [");
    for (size_t i = 0; i < count; i++)
        buf_addf(&b, "%s%u 0 R", i ? " " : "", kids[i].number);
    *node = (struct branch){.first = kids[0].first, .end = kids[count - 1].end};
    if (root)
        buf_adds(&b, "]");
    else
        limits(&b, tree, node);
    node->number = object_add(pdf, &b);
}

unsigned object_tree(struct pdf *pdf, const struct tree *tree)
{
    size_t count = (tree->count + LEAF - 1) / LEAF;
    if (!count)
        BUG("a tree of no %s", tree->kind);
    struct branch *level = arena_array(pdf->arena, count, sizeof *level);
    for (size_t i = 0; i < count; i++) {
        size_t end = (i + 1) * LEAF;
        level[i] = (struct branch){0, i * LEAF, end < tree->count ? end : tree->count};
        put_leaf(pdf, tree, &level[i]);
    }
    for (bool root = false; !root;) {
        size_t above = (count + FANOUT - 1) / FANOUT;
        root = above == 1;
        for (size_t i = 0; i < above; i++) {
            size_t first = i * FANOUT, kids = count - first < FANOUT ? count - first : FANOUT;
            put_node(pdf, tree, level + first, kids, &level[i], root);
        }
        count = above;
    }
    return level[0].number;
}
