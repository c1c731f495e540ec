/* SPDX-License-Identifier: MIT */
/*
 * Pages as objects. The tree is our own, of two levels, because the library's has one array for
 * all pages and readers hold 8,191 elements. Resources stand on every page (ISO 19005-2, 6.2.2
 * wants them there, not inherited), but as one shared object.
 *
 * Contents are written when the library comes to them: the text of one page is in memory at a time.
 */
#include "pdf/content.h"
#include "pdf/navigation.h"
#include "pdf/syntax.h"

enum { NODE = 64, NODE_MOST = 8000 };

struct contents {
    const struct pdf *pdf;
    const struct page *page;
};

static void write_contents(struct buf *b, const void *context)
{
    const struct contents *contents = context;
    content_write(b, contents->pdf, contents->page);
}

static HPDF_Dict contents_object(struct pdf *pdf, const struct page *page)
{
    struct contents *contents = arena_alloc(pdf->arena, sizeof *contents);
    *contents = (struct contents){pdf, page};
    return object_late(pdf, write_contents, contents);
}

static HPDF_Dict resources(struct pdf *pdf)
{
    HPDF_Dict dict = object_new(pdf);
    struct buf *b = object_entries(dict);
    buf_adds(b, "/Font <<");
    for (size_t i = 0; i < pdf->font_count; i++)
        if (pdf->fonts[i].object)
            buf_addf(b, " /F%zu %u 0 R", i, object_number(pdf->fonts[i].object));
    buf_adds(b, " >>");
    buf_adds(b, "\n/XObject <<");
    for (size_t i = 0; i < pdf->pages->picture_count; i++)
        if (pdf->image_objects[i])
            buf_addf(b, " /Im%zu %u 0 R", i, object_number(pdf->image_objects[i]));
    buf_adds(b, " >>");
    return dict;
}

/* ---- links -------------------------------------------------------------------------------- */

static void add_number(struct buf *b, dist d)
{
    number_add(b, thousandths(d), 3);
}

static HPDF_Dict link_object(struct pdf *pdf, const struct page_item *item)
{
    dist top = pdf->pages->height - item->y;
    const dist edges[] = {item->x, top - item->height, item->x + item->width, top};
    HPDF_Dict dict = object_new(pdf);
    struct buf *b = object_entries(dict);
    buf_adds(b, "/Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [");
    for (size_t i = 0; i < COUNT(edges); i++) {
        buf_adds(b, i ? " " : "");
        add_number(b, edges[i]);
    }
    buf_adds(b, "] /Dest ");
    string_add(b, item->name);
    return dict;
}

static void add_links(struct pdf *pdf, struct buf *b, const struct page *page)
{
    bool any = false;
    for (size_t i = 0; i < page->count; i++) {
        if (page->items[i].kind != ITEM_LINK)
            continue;
        buf_addf(b, "%s%u 0 R", any ? " " : "\n/Annots [",
                 object_number(link_object(pdf, &page->items[i])));
        any = true;
    }
    buf_adds(b, any ? "]" : "");
}

/* ---- pages -------------------------------------------------------------------------------- */

static void page_entries(struct pdf *pdf, size_t n, HPDF_Dict parent, HPDF_Dict shared)
{
    const struct page *page = &pdf->pages->items[n];
    struct buf *b = object_entries(pdf->page_objects[n]);
    buf_addf(b, "/Type /Page /Parent %u 0 R /Resources %u 0 R\n/MediaBox [0 0 ",
             object_number(parent), object_number(shared));
    add_number(b, pdf->pages->width);
    buf_adds(b, " ");
    add_number(b, pdf->pages->height);
    buf_addf(b, "]\n/Contents %u 0 R", object_number(contents_object(pdf, page)));
    add_links(pdf, b, page);
}

static HPDF_Dict node(struct pdf *pdf, size_t first, size_t end, HPDF_Dict shared)
{
    HPDF_Dict dict = object_new(pdf);
    struct buf *b = object_entries(dict);
    buf_addf(b, "/Type /Pages /Parent %u 0 R /Count %zu\n/Kids [",
             object_number(pdf->doc->root_pages), end - first);
    for (size_t n = first; n < end; n++) {
        pdf->page_objects[n] = object_new(pdf);
        page_entries(pdf, n, dict, shared);
        buf_addf(b, "%s%u 0 R", n > first ? " " : "", object_number(pdf->page_objects[n]));
    }
    buf_adds(b, "]");
    return dict;
}

void pages_objects(struct pdf *pdf)
{
    size_t count = pdf->pages->count;
    size_t size = count / NODE_MOST > NODE ? count / NODE_MOST : NODE;
    HPDF_Dict shared = resources(pdf);
    struct buf *b = object_entries(pdf->doc->root_pages);
    pdf->page_objects = arena_array(pdf->arena, count, sizeof(HPDF_Dict));
    buf_addf(b, "/Count %zu\n/Kids [", count);
    for (size_t n = 0; n < count; n += size) {
        size_t end = n + size < count ? n + size : count;
        buf_addf(b, "%s%u 0 R", n ? " " : "", object_number(node(pdf, n, end, shared)));
    }
    buf_adds(b, "]");
}
