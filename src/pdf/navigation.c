/* SPDX-License-Identifier: MIT */
/*
 * The ways to the pages: named destinations (ISO 32000-1, 12.3.2.3), outlines (12.3.3), page labels
 * (12.4.2). Links and outlines name their destination instead of holding it: names stay the same
 * from build to build, so a link from another document keeps working.
 */
#include "pdf/navigation.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/syntax.h"

/* ---- destinations ------------------------------------------------------------------------- */

struct anchor {
    const char *name;
    unsigned page; /* object number */
    int64_t x, y;  /* 1/1000 pt */
    size_t order;
};

struct anchors {
    struct anchor *items;
    size_t count;
};

static void add_anchors(struct pdf *pdf, struct anchors *anchors, size_t n)
{
    const struct page *page = &pdf->pages->items[n];
    for (size_t i = 0; i < page->count; i++) {
        const struct page_item *item = &page->items[i];
        if (item->kind != ITEM_ANCHOR)
            continue;
        anchors->items =
            arena_grow(pdf->arena, anchors->items, anchors->count, sizeof *anchors->items);
        anchors->items[anchors->count] =
            (struct anchor){item->name, pdf->first_page + (unsigned)n, thousandths(item->x),
                            thousandths(pdf->pages->height - item->y), anchors->count};
        anchors->count++;
    }
}

static int by_name(const void *a, const void *b)
{
    const struct anchor *one = a, *other = b;
    int order = strcmp(one->name, other->name);
    return order ? order : (one->order > other->order) - (one->order < other->order);
}

/* Of anchors with the same name the first one stays. */
static void drop_doubles(struct anchors *anchors)
{
    size_t kept = 0;
    for (size_t i = 0; i < anchors->count; i++)
        if (!kept || strcmp(anchors->items[kept - 1].name, anchors->items[i].name) != 0)
            anchors->items[kept++] = anchors->items[i];
    anchors->count = kept;
}

static void anchor_key(struct buf *b, const void *context, size_t n)
{
    const struct anchors *anchors = context;
    string_add(b, anchors->items[n].name);
}

static void anchor_value(struct buf *b, const void *context, size_t n)
{
    const struct anchors *anchors = context;
    const struct anchor *anchor = &anchors->items[n];
    buf_adds(b, "[");
    reference_add(b, anchor->page);
    buf_adds(b, " /XYZ ");
    number_add(b, anchor->x, 3);
    buf_adds(b, " ");
    number_add(b, anchor->y, 3);
    buf_adds(b, " null]");
}

static void destinations(struct pdf *pdf)
{
    struct anchors anchors = {0};
    for (size_t n = 0; n < pdf->pages->count; n++)
        add_anchors(pdf, &anchors, n);
    if (!anchors.count)
        return;
    qsort(anchors.items, anchors.count, sizeof *anchors.items, by_name);
    drop_doubles(&anchors);
    struct tree tree = {"Names", anchors.count, anchor_key, anchor_value, &anchors};
    pdf->destinations = object_tree(pdf, &tree);
}

/* ---- page labels -------------------------------------------------------------------------- */

struct label_range {
    size_t page;
    unsigned long first; /* number of its first page; 0: a label that is no number */
    const char *label;
};

struct label_ranges {
    struct label_range *items;
    size_t count;
};

/* The number that a label spells, as a reader would spell it; else 0. */
static unsigned long label_number(const char *label)
{
    size_t digits = strspn(label, "0123456789");
    if (!digits || digits > 9 || label[digits] || *label == '0')
        return 0;
    return strtoul(label, NULL, 10);
}

static bool continues(const struct label_range *range, size_t page, unsigned long number)
{
    return range->first && number && number - range->first == page - range->page;
}

static void label_key(struct buf *b, const void *context, size_t n)
{
    const struct label_ranges *ranges = context;
    buf_addf(b, "%zu", ranges->items[n].page);
}

static void label_value(struct buf *b, const void *context, size_t n)
{
    const struct label_range *range = &((const struct label_ranges *)context)->items[n];
    if (range->first) {
        buf_addf(b, "<< /S /D /St %lu >>", range->first);
        return;
    }
    buf_adds(b, "<< /P ");
    text_add(b, range->label, strlen(range->label));
    buf_adds(b, " >>");
}

static void page_labels(struct pdf *pdf)
{
    struct label_ranges r = {0};
    for (size_t n = 0; n < pdf->pages->count; n++) {
        const char *label = pdf->pages->items[n].label ? pdf->pages->items[n].label : "";
        unsigned long number = label_number(label);
        if (r.count && continues(&r.items[r.count - 1], n, number))
            continue;
        r.items = arena_grow(pdf->arena, r.items, r.count, sizeof *r.items);
        r.items[r.count++] = (struct label_range){n, number, label};
    }
    if (!r.count)
        return;
    struct tree tree = {"Nums", r.count, label_key, label_value, &r};
    buf_addf(&pdf->catalog, "/PageLabels %u 0 R\n", object_tree(pdf, &tree));
}

/* ---- outlines ----------------------------------------------------------------------------- */

enum { NONE = -1 };

struct entry {
    unsigned object;
    ptrdiff_t parent, first, last, next, previous;
    size_t children;
    int level;
};

/* Ties entry n into the tree; open[level] is the last entry of each level, open[0] the root. */
static void tie(struct entry *entries, ptrdiff_t *open, ptrdiff_t n)
{
    struct entry *entry = &entries[n], *parent = &entries[open[entry->level - 1]];
    entry->parent = open[entry->level - 1];
    entry->previous = parent->last;
    entry->first = entry->last = entry->next = NONE;
    if (parent->last == NONE)
        parent->first = n;
    else
        entries[parent->last].next = n;
    parent->last = n;
    parent->children++;
    open[entry->level] = n;
}

/* Entry 0 is the root, entry n + 1 is outline n. */
static struct entry *tie_all(struct pdf *pdf)
{
    size_t count = pdf->pages->outline_count;
    struct entry *entries = arena_array(pdf->arena, count + 1, sizeof *entries);
    ptrdiff_t *open = arena_array(pdf->arena, count + 2, sizeof *open);
    entries[0] = (struct entry){object_reserve(pdf, 1), NONE, NONE, NONE, NONE, NONE, 0, 0};
    for (size_t n = 1; n <= count; n++) {
        int level = pdf->pages->outlines[n - 1].level, most = entries[n - 1].level + 1;
        entries[n].level = level < 1 ? 1 : level > most ? most : level;
        entries[n].object = object_reserve(pdf, 1);
        tie(entries, open, (ptrdiff_t)n);
    }
    return entries;
}

static void add_entry(struct buf *b, const char *key, const struct entry *entries, ptrdiff_t n)
{
    if (n != NONE)
        buf_addf(b, "/%s %u 0 R ", key, entries[n].object);
}

static void entry_entries(struct pdf *pdf, const struct entry *entries, size_t n)
{
    const struct entry *entry = &entries[n];
    const struct outline *outline = &pdf->pages->outlines[n - 1];
    struct buf text = {0}, *b = &text;
    buf_adds(b, "/Title ");
    text_add(b, outline->title, strlen(outline->title));
    buf_adds(b, "\n/Dest ");
    string_add(b, outline->anchor);
    buf_adds(b, "\n");
    add_entry(b, "Parent", entries, entry->parent);
    add_entry(b, "Prev", entries, entry->previous);
    add_entry(b, "Next", entries, entry->next);
    add_entry(b, "First", entries, entry->first);
    add_entry(b, "Last", entries, entry->last);
    if (entry->children)
        buf_addf(b, "/Count %s%zu", entry->level == 1 ? "" : "-", entry->children);
    object_put(pdf, entry->object, b);
}

/* The top level is shown opened, all below it closed. */
static void outlines(struct pdf *pdf)
{
    size_t count = pdf->pages->outline_count, shown = 0;
    if (!count)
        return;
    struct entry *entries = tie_all(pdf);
    for (size_t n = 1; n <= count; n++) {
        entry_entries(pdf, entries, n);
        shown += entries[n].level <= 2;
    }
    struct buf text = {0}, *b = &text;
    buf_addf(b, "/Type /Outlines /Count %zu ", shown);
    add_entry(b, "First", entries, entries[0].first);
    add_entry(b, "Last", entries, entries[0].last);
    object_put(pdf, entries[0].object, b);
    buf_addf(&pdf->catalog, "/Outlines %u 0 R /PageMode /UseOutlines\n", entries[0].object);
}

void navigation_objects(struct pdf *pdf)
{
    destinations(pdf);
    page_labels(pdf);
    outlines(pdf);
}
