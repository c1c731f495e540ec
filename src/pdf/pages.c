/* SPDX-License-Identifier: MIT */
/*
 * Pages as objects. The tree is of two levels, because readers hold 8,191 elements in an array.
 * Resources stand on every page (ISO 19005-2, 6.2.2 wants them there, not inherited), but as one
 * shared object. The contents of the pages of one node are in memory at a time.
 *
 * All of this has its numbers before the tags have theirs: with a tag more than in an earlier build
 * the pages, their links and the tags before it are what they were, and so are the packs that they
 * lie in, which are found deflated (object_deflate).
 *
 * A link is an annotation of its own, which belongs to a tag as the items of a page do (14.7.4.3):
 * it has a key in the tree of parents, and is found from the tag again.
 */
#include <string.h>

#include "pdf/content.h"
#include "pdf/navigation.h"
#include "pdf/structure.h"
#include "pdf/syntax.h"

enum { NODE = 64, NODE_MOST = 8000 };

static unsigned resources(struct pdf *pdf)
{
    struct buf b = {0};
    buf_adds(&b, "/Font <<");
    for (size_t i = 0; i < pdf->font_count; i++)
        if (pdf->fonts[i].object)
            buf_addf(&b, " /F%zu %u 0 R", i, pdf->fonts[i].object);
    buf_adds(&b, " >>");
    buf_adds(&b, "\n/XObject <<");
    for (size_t i = 0; i < pdf->pages->picture_count; i++)
        if (pdf->image_objects[i])
            buf_addf(&b, " /Im%zu %u 0 R", i, pdf->image_objects[i]);
    buf_adds(&b, " >>");
    return object_add(pdf, &b);
}

/* ---- links -------------------------------------------------------------------------------- */

static void add_number(struct buf *b, dist d)
{
    number_add(b, thousandths(d), 3);
}

static unsigned link_object(struct pdf *pdf, size_t page, const struct page_item *item)
{
    dist top = pdf->pages->height - item->y;
    const dist edges[] = {item->x, top - item->height, item->x + item->width, top};
    unsigned number = pdf->next_link++;
    struct buf b = {0};
    buf_adds(&b, "/Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [");
    for (size_t i = 0; i < COUNT(edges); i++) {
        buf_adds(&b, i ? " " : "");
        add_number(&b, edges[i]);
    }
    buf_adds(&b, "] /Dest ");
    string_add(&b, item->name);
    buf_adds(&b, "\n/Contents ");
    text_add(&b, item->text, strlen(item->text));
    buf_adds(&b, " /StructParent ");
    buf_addu(&b, structure_link(pdf, page, item, number));
    object_put(pdf, number, &b);
    return number;
}

static void add_links(struct pdf *pdf, struct buf *b, size_t n)
{
    const struct page *page = &pdf->pages->items[n];
    bool any = false;
    for (size_t i = 0; i < page->count; i++) {
        if (page->items[i].kind != ITEM_LINK)
            continue;
        buf_adds(b, any ? " " : "\n/Annots [");
        reference_add(b, link_object(pdf, n, &page->items[i]));
        any = true;
    }
    buf_adds(b, any ? "]" : "");
}

/* ---- pages -------------------------------------------------------------------------------- */

struct contents { /* of one page */
    const struct pdf *pdf;
    struct reading reading;
    struct buf links, deflated;
};

static void write_page(void *context, size_t index, int worker)
{
    struct contents *c = (struct contents *)context + index;
    struct buf text = {0};
    (void)worker;
    content_write(&text, c->pdf, &c->reading);
    object_deflate(&c->deflated, c->pdf->memo, text.text, text.len);
    buf_release(&text);
}

/* Of the pages of one node: read one after the other, each with its links, because the tags are
 * counted in that order; written and deflated side by side. */
static struct contents *contents_of(struct pdf *pdf, size_t first, size_t end)
{
    size_t count = end - first;
    struct arena *scratch = arena_new();
    struct contents *c = arena_array(pdf->arena, count, sizeof *c);
    for (size_t i = 0; i < count; i++) {
        c[i].pdf = pdf;
        c[i].reading = structure_page(pdf, first + i, scratch);
        add_links(pdf, &c[i].links, first + i);
    }
    parallel(pdf->options->jobs, count, write_page, c);
    arena_free(scratch);
    return c;
}

static unsigned contents_object(struct pdf *pdf, size_t n, struct buf *deflated)
{
    struct buf entries = {0};
    unsigned number = pdf->first_contents + (unsigned)n;
    object_put_stream(pdf, number, &entries, deflated->text, deflated->len, DEFLATED);
    buf_release(deflated);
    return number;
}

static void page_object(struct pdf *pdf, size_t n, unsigned parent, struct contents *contents)
{
    struct buf b = {0};
    buf_addf(&b, "/Type /Page /Parent %u 0 R /Resources %u 0 R\n/MediaBox [0 0 ", parent,
             pdf->resources);
    add_number(&b, pdf->pages->width);
    buf_adds(&b, " ");
    add_number(&b, pdf->pages->height);
    buf_addf(&b, "]\n/Contents %u 0 R /StructParents %zu /Tabs /S",
             contents_object(pdf, n, &contents->deflated), n);
    buf_add(&b, contents->links.text, contents->links.len);
    buf_release(&contents->links);
    object_put(pdf, pdf->first_page + (unsigned)n, &b);
}

static void put_node(struct pdf *pdf, unsigned number, size_t first, size_t end)
{
    struct contents *contents = contents_of(pdf, first, end);
    struct buf b = {0};
    buf_addf(&b, "/Type /Pages /Parent %u 0 R /Count %zu\n/Kids [", pdf->page_root, end - first);
    for (size_t n = first; n < end; n++) {
        page_object(pdf, n, number, &contents[n - first]);
        buf_addf(&b, "%s%u 0 R", n > first ? " " : "", pdf->first_page + (unsigned)n);
    }
    buf_adds(&b, "]");
    object_put(pdf, number, &b);
}

static size_t node_size(const struct pdf *pdf)
{
    size_t count = pdf->pages->count;
    return count / NODE_MOST > NODE ? count / NODE_MOST : NODE;
}

static size_t count_links(const struct pages *pages)
{
    size_t count = 0;
    for (size_t n = 0; n < pages->count; n++)
        for (size_t i = 0; i < pages->items[n].count; i++)
            count += pages->items[n].items[i].kind == ITEM_LINK;
    return count;
}

void pages_numbers(struct pdf *pdf)
{
    size_t count = pdf->pages->count, size = node_size(pdf);
    pdf->resources = resources(pdf);
    pdf->page_root = object_reserve(pdf, 1);
    pdf->first_node = object_reserve(pdf, (count + size - 1) / size);
    pdf->first_page = object_reserve(pdf, count);
    pdf->first_contents = object_reserve(pdf, count);
    pdf->next_link = object_reserve(pdf, count_links(pdf->pages));
}

void pages_objects(struct pdf *pdf)
{
    size_t count = pdf->pages->count, size = node_size(pdf);
    struct buf b = {0};
    buf_addf(&b, "/Type /Pages /Count %zu\n/Kids [", count);
    for (size_t n = 0; n < count; n += size) {
        unsigned node = pdf->first_node + (unsigned)(n / size);
        put_node(pdf, node, n, n + size < count ? n + size : count);
        buf_addf(&b, "%s%u 0 R", n ? " " : "", node);
    }
    buf_adds(&b, "]");
    object_put(pdf, pdf->page_root, &b);
    buf_addf(&pdf->catalog, "/Type /Catalog /Pages %u 0 R\n", pdf->page_root);
}
