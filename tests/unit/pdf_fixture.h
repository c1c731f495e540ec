/* SPDX-License-Identifier: MIT */
/*
 * What the tests of pdf/ share: pages made by hand from really set text, and other programs' view
 * of the file.
 */
#ifndef BRIEFGEN_TEST_PDF_FIXTURE_H
#define BRIEFGEN_TEST_PDF_FIXTURE_H

#include "glyph_fixture.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "pdf/pdf.h"

struct paper {
    struct fixture *x;
    struct pages pages;
    struct tag *parent; /* of new tags */
};

static inline int paper_open(void **state)
{
    void *x = NULL;
    fixture_open(&x);
    struct paper *p = arena_alloc(((struct fixture *)x)->arena, sizeof *p);
    p->x = x;
    p->pages = (struct pages){.width = 595 * PT,
                              .height = 842 * PT,
                              .title = "试用简报",
                              .office = "办公室",
                              .date = "2031-02-03"};
    p->pages.tag = p->parent = arena_alloc(p->x->arena, sizeof *p->parent);
    p->pages.tag_count = 1;
    *state = p;
    return 0;
}

static inline int paper_close(void **state)
{
    void *x = ((struct paper *)*state)->x;
    return fixture_close(&x);
}

static inline void paper_page(struct paper *p, const char *label)
{
    struct pages *pages = &p->pages;
    pages->items = arena_grow(p->x->arena, pages->items, pages->count, sizeof *pages->items);
    pages->items[pages->count++] = (struct page){.label = label};
}

/* A new tag behind all others; a section goes below the document, all else below p->parent. */
static inline struct tag *paper_tag(struct paper *p, enum tag_type type)
{
    struct tag *tag = arena_alloc(p->x->arena, sizeof *tag);
    struct tag *parent = type == TAG_SECT && p->parent->parent ? p->parent->parent : p->parent;
    *tag = (struct tag){.type = type, .parent = parent, .number = p->pages.tag_count++};
    if (parent->last)
        parent->last->next = tag;
    else
        parent->first = tag;
    return parent->last = tag;
}

/* Adds an item to the last page. Texts and links have tags of their own. */
static inline void paper_item(struct paper *p, struct page_item item)
{
    struct page *page = &p->pages.items[p->pages.count - 1];
    if (!item.tag && (item.kind == ITEM_TEXT || item.kind == ITEM_LINK))
        item.tag = paper_tag(p, item.kind == ITEM_TEXT ? TAG_P : TAG_LINK);
    if (!item.text)
        item.text = "";
    page->items = arena_grow(p->x->arena, page->items, page->count, sizeof *page->items);
    page->items[page->count++] = item;
}

static inline void paper_outline(struct paper *p, int level, const char *title, const char *anchor)
{
    struct pages *pages = &p->pages;
    pages->outlines =
        arena_grow(p->x->arena, pages->outlines, pages->outline_count, sizeof *pages->outlines);
    pages->outlines[pages->outline_count++] = (struct outline){title, level, anchor};
}

/* `count` glyphs as a risen item has them, their bodies at these places. */
static inline const struct page_glyph *paper_shown(struct paper *p, const struct glyph *glyphs,
                                                   const dist *places, size_t count)
{
    dist *rises = arena_array(p->x->arena, count, sizeof(struct page_glyph) + sizeof *rises);
    struct page_glyph *shown = (struct page_glyph *)(rises + count);
    for (size_t i = 0; i < count; i++) {
        shown[i] = (struct page_glyph){glyphs[i].id, glyphs[i].text_len, glyphs[i].text,
                                       places[i] + glyphs[i].offset};
        rises[count - 1 - i] = glyphs[i].rise;
    }
    return shown;
}

/* Set glyphs on the last page, body after body with `gap` between them, one item a face. */
static inline void paper_glyphs(struct paper *p, const struct glyphs *glyphs, dist x, dist y,
                                dist gap)
{
    dist *places = arena_array(p->x->arena, glyphs->count, sizeof *places);
    for (size_t n = 0, end; n < glyphs->count; n = end) {
        const struct glyph *first = &glyphs->items[n];
        dist pen = 0;
        for (end = n; end < glyphs->count && glyphs->items[end].face == first->face; end++) {
            places[end] = pen;
            pen += glyphs->items[end].advance + gap;
        }
        paper_item(p, (struct page_item){.kind = ITEM_TEXT,
                                         .risen = true,
                                         .face = first->face,
                                         .x = x,
                                         .y = y,
                                         .size = first->size,
                                         .glyphs = paper_shown(p, first, places + n, end - n),
                                         .count = end - n,
                                         .text = glyphs->text});
        x += pen;
    }
}

static inline struct glyphs *paper_text(struct paper *p, enum style style, dist x, dist y,
                                        const char *text)
{
    struct glyphs *glyphs = set(p->x, style, text);
    paper_glyphs(p, glyphs, x, y, 0);
    return glyphs;
}

static inline struct buf paper_build(struct paper *p, int jobs)
{
    struct buf b = {0};
    struct pdf_options options = {.jobs = jobs};
    pdf_build(&b, &p->pages, p->x->fonts, &options);
    return b;
}

/* What `stream` of a file inflates to, appended. */
static inline void paper_inflate(struct buf *b, const char *stream, const char *end)
{
    char piece[1 << 14];
    z_stream z = {.next_in = (Bytef *)stream, .avail_in = (uInt)(end - stream)};
    assert_int_equal(inflateInit(&z), Z_OK);
    for (int status = Z_OK; status == Z_OK;) {
        z.next_out = (Bytef *)piece;
        z.avail_out = sizeof piece;
        status = inflate(&z, Z_NO_FLUSH);
        assert_true(status == Z_OK || status == Z_STREAM_END);
        buf_add(b, piece, sizeof piece - z.avail_out);
    }
    inflateEnd(&z);
}

/* The bytes, and behind them what is packed in object streams. */
static inline struct buf paper_unpacked(const struct buf *pdf)
{
    struct buf all = {0};
    const char *end = pdf->text + pdf->len;
    buf_add(&all, pdf->text, pdf->len);
    for (const char *at = pdf->text; (at = memmem(at, (size_t)(end - at), "/ObjStm", 7));) {
        at = (const char *)memmem(at, (size_t)(end - at), "stream\n", 7) + 7;
        paper_inflate(&all, at, end);
    }
    return all;
}

/* What `command`, with %s for the name of a file that holds the document, prints on its standard
 * output and standard error. It must succeed. */
static inline char *paper_said(struct paper *p, const struct buf *pdf, const char *command)
{
    char name[] = "/tmp/briefgen-pdf-XXXXXX";
    int file = mkstemp(name);
    assert_true(file >= 0);
    assert_int_equal(write(file, pdf->text, pdf->len), pdf->len);
    close(file);
    const char *before = strstr(command, "%s");
    char *line = arena_printf(p->x->arena, "{ %.*s%s%s; } 2>&1", (int)(before - command), command,
                              name, before + 2);
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    struct buf said = {0};
    char piece[4096];
    for (size_t n; (n = fread(piece, 1, sizeof piece, pipe));)
        buf_add(&said, piece, n);
    assert_int_equal(pclose(pipe), 0);
    unlink(name);
    char *text = arena_text(p->x->arena, said.text ? said.text : "", said.len);
    buf_release(&said);
    return text;
}

#endif
