/* SPDX-License-Identifier: MIT */
/*
 * The tree of tags, and the reading order of a page. A page's contents are written in the order in
 * which they are to be read: a cell of a table whole, though its lines lie between those of its
 * neighbours. Then one marked-content sequence a tag and page is enough, and readers that know no
 * tags get the same order.
 *
 * Fills of the layout come first, since text stands on them; other artifacts stay behind what they
 * stood behind; running heads and feet come last. What stands inside a line of text (links, spans)
 * keeps its place in the line.
 *
 * Where glyphs say less than the text that they are set for (usage.c), a Span with ActualText is
 * the tag's child, and its sequence stands beside those of the tag, not inside of one: inside,
 * poppler takes the end of the Span for that of the tag, and forgets what follows.
 *
 * While the pages are written, `contents` grows by one entry a sequence and a link. From it come
 * both ways: the tree of parents (from the page to the tag) as it is, the tags' own lists sorted by
 * tag. Every number tree, and every list, is short or split: readers hold 8,191 elements.
 */
#include "pdf/structure.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/font.h"
#include "pdf/syntax.h"

enum { NO_CONTENT = UINT32_MAX, NO_MCID = UINT32_MAX };

struct content {     /* of a tag */
    uint32_t tag;    /* its number */
    uint32_t page;   /* index */
    uint32_t mcid;   /* of a sequence; NO_MCID: it is an annotation */
    uint32_t object; /* number of the annotation, or of the Span that holds the sequence; else 0 */
};

struct structure {
    unsigned first;           /* number of the root's object; those of the others follow */
    struct content *contents; /* in the order of the pages, links of a page behind its sequences */
    size_t count;
    uint32_t *pages; /* of each page, its first content; and the end */
    uint32_t *links; /* contents that are links */
    size_t link_count;
    const struct page_item **boxes; /* of each tag, the item that says how large a figure is */

    const struct tag **tags; /* by number */
    uint32_t *first_content; /* of each tag and those below it; or NO_CONTENT */
    uint32_t *order;         /* contents by tag */
    uint32_t *starts;        /* of each tag in order, and the end */
};

static const char *const types[] = {
    [TAG_DOCUMENT] = "Document", [TAG_SECT] = "Sect",           [TAG_ART] = "Art",
    [TAG_DIV] = "Div",           [TAG_QUOTE] = "BlockQuote",    [TAG_LIST] = "L",
    [TAG_ITEM] = "LI",           [TAG_TABLE] = "Table",         [TAG_HEAD] = "THead",
    [TAG_BODY] = "TBody",        [TAG_FOOT] = "TFoot",          [TAG_ROW] = "TR",
    [TAG_TOC] = "TOC",           [TAG_TOC_ITEM] = "TOCI",       [TAG_P] = "P",
    [TAG_LABEL] = "Lbl",         [TAG_ITEM_BODY] = "LBody",     [TAG_HEAD_CELL] = "TH",
    [TAG_CELL] = "TD",           [TAG_CAPTION] = "Caption",     [TAG_FIGURE] = "Figure",
    [TAG_NOTE] = "Note",         [TAG_REFERENCE] = "Reference", [TAG_LINK] = "Link",
    [TAG_SPAN] = "Span",         [TAG_RUBY] = "Ruby",           [TAG_RUBY_BASE] = "RB",
    [TAG_RUBY_TEXT] = "RT"};

bool tag_is_artifact(const struct tag *tag)
{
    return !tag || tag->type >= TAG_HEADER;
}

const char *tag_name(const struct tag *tag)
{
    static const char *const headings[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    return tag->type == TAG_HEADING ? headings[tag->level - 1] : types[tag->type];
}

void structure_begin(struct pdf *pdf)
{
    struct arena *a = pdf->arena;
    struct structure *s = pdf->structure = arena_alloc(a, sizeof *s);
    s->pages = arena_array(a, pdf->pages->count + 1, sizeof *s->pages);
    s->boxes = arena_array(a, pdf->pages->tag_count, sizeof *s->boxes);
    s->first = pdf->tagged ? object_reserve(pdf, pdf->pages->tag_count) : 0;
}

/* ---- reading a page ----------------------------------------------------------------------- */

struct rank { /* of an item */
    uint64_t key;
    size_t number;
};

/* The number of a note stands inside its first line, too. */
static const struct tag *block_of(const struct tag *tag)
{
    while (tag->parent && (tag->type >= TAG_REFERENCE || tag->parent->type == TAG_NOTE))
        tag = tag->parent;
    return tag;
}

static uint64_t key_of(const struct page_item *item, uint64_t last)
{
    if (!item->tag && item->kind == ITEM_FILL)
        return 0;
    if (item->tag && (item->tag->type == TAG_HEADER || item->tag->type == TAG_FOOTER))
        return UINT64_MAX;
    return tag_is_artifact(item->tag) ? last : block_of(item->tag)->number + 2;
}

static int by_key(const void *a, const void *b)
{
    const struct rank *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static bool is_drawn(const struct page_item *item)
{
    return (item->kind == ITEM_TEXT && item->count) || item->kind == ITEM_FILL ||
           item->kind == ITEM_IMAGE;
}

static size_t sort_items(const struct page *page, const struct page_item **items,
                         struct arena *scratch)
{
    struct rank *ranks = arena_array(scratch, page->count, sizeof *ranks);
    uint64_t last = 1;
    size_t count = 0;
    bool sorted = true;
    for (size_t i = 0; i < page->count; i++) {
        if (!is_drawn(&page->items[i]))
            continue;
        ranks[count++] = (struct rank){key_of(&page->items[i], last), i};
        sorted = sorted && (count == 1 || ranks[count - 2].key <= ranks[count - 1].key);
        if (!tag_is_artifact(page->items[i].tag))
            last = ranks[count - 1].key;
    }
    if (!sorted)
        qsort(ranks, count, sizeof *ranks, by_key);
    for (size_t i = 0; i < count; i++)
        items[i] = &page->items[ranks[i].number];
    return count;
}

static void add_content(struct pdf *pdf, struct content content)
{
    struct structure *s = pdf->structure;
    s->contents = arena_grow(pdf->arena, s->contents, s->count, sizeof *s->contents);
    s->contents[s->count++] = content;
}

static void note_boxes(struct structure *s, const struct page *page)
{
    for (size_t i = 0; i < page->count; i++) {
        const struct page_item *item = &page->items[i];
        if ((item->kind == ITEM_IMAGE || item->kind == ITEM_DRAWING) && item->tag)
            s->boxes[item->tag->number] = item;
    }
}

/* ---- texts in parts ----------------------------------------------------------------------- */

struct parts { /* of all items of a page, grown in the scratch arena */
    struct arena *scratch;
    const struct page_item **items;
    bool *spoken; /* of each */
    size_t count;
};

struct linked { /* glyphs of a line that are the text of a link in it */
    const struct page_item *item;
    size_t first, end;
    struct tag *tag; /* of the link */
};

struct links { /* of a page */
    struct linked *items;
    size_t count;
};

/* Whether most of glyph n, from its origin to that of the next, lies over the link: an opening mark
 * behind it has its origin half an em before its body. */
static bool stands_in(const struct page_item *item, size_t n, const struct page_item *link)
{
    dist slack = item->size / 16, origin = item->glyphs[n].x;
    dist next = n + 1 < item->count ? item->glyphs[n + 1].x : item->width;
    dist right = link->x + link->width - item->x;
    return origin >= link->x - item->x - slack && origin + (next - origin) / 2 < right - slack;
}

static void find_linked(struct links *links, struct arena *scratch, const struct page_item *item,
                        const struct page_item *link)
{
    size_t first = 0, end;
    while (first < item->count && !stands_in(item, first, link))
        first++;
    for (end = first; end < item->count && stands_in(item, end, link);)
        end++;
    if (first == end)
        return;
    links->items = arena_grow(scratch, links->items, links->count, sizeof *links->items);
    links->items[links->count++] = (struct linked){item, first, end, link->tag};
}

static int by_item(const void *a, const void *b)
{
    const struct linked *x = a, *y = b;
    if (x->item != y->item)
        return x->item < y->item ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

/* A link stands right behind the line that it lies over; what the line has below it is the text of
 * the tag that the link's is in. */
static struct links find_links(const struct page *page, struct arena *scratch)
{
    struct links links = {0};
    for (size_t i = 0; i < page->count; i++) {
        const struct page_item *link = &page->items[i];
        if (link->kind != ITEM_LINK)
            continue;
        for (const struct page_item *item = link; item-- > page->items;) {
            if (item->kind != ITEM_TEXT)
                continue;
            if (item->y < link->y)
                break;
            if (item->tag == link->tag->parent && item->y < link->y + link->height && !item->turned)
                find_linked(&links, scratch, item, link);
        }
    }
    if (links.count)
        qsort(links.items, links.count, sizeof *links.items, by_item);
    return links;
}

static void add_part(struct parts *p, const struct page_item *item, bool spoken)
{
    p->items = arena_grow(p->scratch, p->items, p->count, sizeof *p->items);
    p->spoken = arena_grow(p->scratch, p->spoken, p->count, sizeof *p->spoken);
    p->items[p->count] = item;
    p->spoken[p->count++] = spoken;
}

/* The glyphs [first, end) of an item, with their rises. */
static const struct page_glyph *risen_glyphs(struct arena *scratch, const struct page_item *item,
                                             size_t first, size_t end)
{
    size_t count = end - first, rises = count * sizeof(dist), glyphs = count * sizeof *item->glyphs;
    dist *copy = arena_alloc(scratch, rises + glyphs);
    for (size_t i = 0; i < count; i++)
        copy[count - 1 - i] = page_rise(item, first + i);
    return memcpy(copy + count, item->glyphs + first, glyphs);
}

static const struct page_item *cut(struct arena *scratch, const struct page_item *item,
                                   size_t first, size_t end, struct tag *tag)
{
    if (end - first == item->count && tag == item->tag)
        return item;
    struct page_item *part = arena_alloc(scratch, sizeof *part);
    *part = *item;
    part->glyphs = item->risen ? risen_glyphs(scratch, item, first, end) : item->glyphs + first;
    part->count = (uint32_t)(end - first);
    part->tag = tag;
    return part;
}

/* The parts of one tag, cut where ActualText begins and ends. */
static void add_spoken(struct parts *p, const struct pdf *pdf, const struct page_item *item)
{
    const struct pdf_font *font = &pdf->fonts[item->face];
    for (size_t first = 0, end; first < item->count; first = end) {
        bool spoken = false;
        end = font->varied ? usage_part_end(font, item, first, &spoken) : item->count;
        add_part(p, cut(p->scratch, item, first, end, item->tag), spoken);
    }
}

static void add_parts(struct parts *p, const struct pdf *pdf, const struct page_item *item,
                      const struct links *links)
{
    if (item->kind != ITEM_TEXT || tag_is_artifact(item->tag)) {
        add_part(p, item, false);
        return;
    }
    const struct linked key = {.item = item};
    size_t at = 0, n = 0;
    while (n < links->count && by_item(&links->items[n], &key) < 0)
        n++;
    for (; n < links->count && links->items[n].item == item; n++) {
        const struct linked *link = &links->items[n];
        if (link->first < at)
            continue;
        if (at < link->first)
            add_spoken(p, pdf, cut(p->scratch, item, at, link->first, item->tag));
        add_spoken(p, pdf, cut(p->scratch, item, link->first, link->end, link->tag));
        at = link->end;
    }
    if (at < item->count)
        add_spoken(p, pdf, cut(p->scratch, item, at, item->count, item->tag));
}

/* A Span is written where it is found: nothing is added to it later. */
static unsigned span_object(struct pdf *pdf, size_t n, const struct page_item *item, size_t mcid)
{
    struct buf b = {0};
    size_t len;
    const char *text = usage_text(item, &len);
    buf_addf(&b, "/S /Span /P %u 0 R /Pg %u 0 R /K %zu /ActualText ",
             pdf->structure->first + item->tag->number, pdf->first_page + (unsigned)n, mcid);
    text_add(&b, text, len);
    return object_add(pdf, &b);
}

/* ---- a page ------------------------------------------------------------------------------- */

/* The end of the sequence that begins with part i. */
static size_t sequence_end(const struct parts *p, size_t i)
{
    size_t end = i + 1;
    while (!p->spoken[i] && end < p->count && !p->spoken[end] &&
           p->items[end]->tag == p->items[i]->tag)
        end++;
    return end;
}

static void add_sequences(struct pdf *pdf, size_t n, struct reading *r, const struct parts *p)
{
    size_t mcid = 0;
    for (size_t i = 0, end; i < p->count; i = end) {
        const struct tag *tag = p->items[i]->tag;
        bool spoken = p->spoken[i];
        end = sequence_end(p, i);
        r->sequences[r->count++] = (struct sequence){tag, i, end, mcid, spoken};
        if (tag_is_artifact(tag))
            continue;
        unsigned span = spoken && pdf->tagged ? span_object(pdf, n, p->items[i], mcid) : 0;
        add_content(pdf, (struct content){tag->number, (uint32_t)n, (uint32_t)mcid++, span});
    }
}

struct reading structure_page(struct pdf *pdf, size_t n, struct arena *scratch)
{
    struct structure *s = pdf->structure;
    const struct page *page = &pdf->pages->items[n];
    const struct page_item **items = arena_array(scratch, page->count, sizeof *items);
    size_t count = sort_items(page, items, scratch);
    struct links links = find_links(page, scratch);
    struct parts parts = {.scratch = scratch};
    for (size_t i = 0; i < count; i++)
        add_parts(&parts, pdf, items[i], &links);
    note_boxes(s, page);
    struct reading r = {.items = parts.items,
                        .item_count = parts.count,
                        .sequences = arena_array(scratch, parts.count, sizeof *r.sequences)};
    add_sequences(pdf, n, &r, &parts);
    s->pages[n + 1] = (uint32_t)s->count;
    return r;
}

size_t structure_link(struct pdf *pdf, size_t n, const struct page_item *link, unsigned number)
{
    struct structure *s = pdf->structure;
    if (tag_is_artifact(link->tag))
        BUG("the link to %s has no tag", link->name);
    s->links = arena_grow(pdf->arena, s->links, s->link_count, sizeof *s->links);
    s->links[s->link_count] = (uint32_t)s->count;
    add_content(pdf, (struct content){link->tag->number, (uint32_t)n, NO_MCID, number});
    s->pages[n + 1] = (uint32_t)s->count;
    return pdf->pages->count + s->link_count++;
}

/* ---- from pages to tags ------------------------------------------------------------------- */

static void parent_key(struct buf *b, const void *context, size_t n)
{
    (void)context;
    buf_addu(b, n);
}

/* Number of the tag, or of the Span below it, that holds a sequence. */
static unsigned holder(const struct structure *s, const struct content *c)
{
    return c->object ? c->object : s->first + c->tag;
}

/* Of a page the tags of its sequences by MCID, of a link its tag. */
static void parent_value(struct buf *b, const void *context, size_t n)
{
    const struct pdf *pdf = context;
    const struct structure *s = pdf->structure;
    if (n >= pdf->pages->count) {
        const struct content *link = &s->contents[s->links[n - pdf->pages->count]];
        reference_add(b, s->first + link->tag);
        return;
    }
    buf_adds(b, "[");
    for (uint32_t i = s->pages[n]; i < s->pages[n + 1] && s->contents[i].mcid != NO_MCID; i++) {
        buf_adds(b, i > s->pages[n] ? " " : "");
        reference_add(b, holder(s, &s->contents[i]));
    }
    buf_adds(b, "]");
}

/* ---- from tags to pages ------------------------------------------------------------------- */

static void list_tags(struct structure *s, const struct tag *tag)
{
    s->tags[tag->number] = tag;
    for (const struct tag *child = tag->first; child; child = child->next)
        list_tags(s, child);
}

/* Sorts the contents by tag, those of one tag in their order. */
static void sort_contents(struct structure *s, size_t tags)
{
    for (size_t i = 0; i < s->count; i++)
        s->starts[s->contents[i].tag + 1]++;
    for (size_t i = 0; i < tags; i++)
        s->starts[i + 1] += s->starts[i];
    for (size_t i = s->count; i-- > 0;)
        s->order[--s->starts[s->contents[i].tag + 1]] = (uint32_t)i;
    memmove(s->starts, s->starts + 1, tags * sizeof *s->starts);
    s->starts[tags] = (uint32_t)s->count;
}

static void index_contents(struct pdf *pdf)
{
    struct structure *s = pdf->structure;
    size_t tags = pdf->pages->tag_count;
    s->tags = arena_array(pdf->arena, tags, sizeof *s->tags);
    s->first_content = arena_array(pdf->arena, tags, sizeof *s->first_content);
    s->order = arena_array(pdf->arena, s->count, sizeof *s->order);
    s->starts = arena_array(pdf->arena, tags + 1, sizeof *s->starts);
    list_tags(s, pdf->pages->tag);
    memset(s->first_content, 0xFF, tags * sizeof *s->first_content);
    for (size_t i = 0; i < s->count; i++)
        for (const struct tag *t = s->tags[s->contents[i].tag];
             t && s->first_content[t->number] == NO_CONTENT; t = t->parent)
            s->first_content[t->number] = (uint32_t)i;
    sort_contents(s, tags);
}

/* ---- one tag ------------------------------------------------------------------------------ */

/* The page that its contents are on if they say no other, or NO_CONTENT. */
static uint32_t home_page(const struct structure *s, const struct tag *tag)
{
    uint32_t first = s->starts[tag->number];
    return first < s->starts[tag->number + 1] ? s->contents[s->order[first]].page : NO_CONTENT;
}

static void add_object(struct buf *b, unsigned object, unsigned page)
{
    buf_adds(b, "<</Type /OBJR /Obj ");
    reference_add(b, object);
    buf_adds(b, " /Pg ");
    reference_add(b, page);
    buf_adds(b, ">>");
}

static void add_kid(struct buf *b, const struct pdf *pdf, const struct content *c, uint32_t home)
{
    if (c->mcid == NO_MCID)
        add_object(b, c->object, pdf->first_page + c->page);
    else if (c->object)
        reference_add(b, c->object);
    else if (c->page == home)
        buf_addu(b, c->mcid);
    else
        buf_addf(b, "<</Type /MCR /Pg %u 0 R /MCID %u>>", pdf->first_page + c->page, c->mcid);
}

/* Its own contents and the tags below it, in the order in which they stand on the pages. */
static void add_kids(struct buf *b, const struct pdf *pdf, const struct tag *tag)
{
    const struct structure *s = pdf->structure;
    uint32_t at = s->starts[tag->number], end = s->starts[tag->number + 1];
    uint32_t home = home_page(s, tag);
    const struct tag *child = tag->first;
    for (bool any = false; at < end || child; any = true) {
        buf_adds(b, any ? " " : "");
        if (child && (at == end || s->first_content[child->number] == NO_CONTENT ||
                      s->first_content[child->number] < s->order[at])) {
            reference_add(b, s->first + (unsigned)child->number);
            child = child->next;
        } else {
            add_kid(b, pdf, &s->contents[s->order[at++]], home);
        }
    }
}

static void add_text(struct buf *b, const char *key, const char *text)
{
    if (!text || !text[0])
        return;
    buf_addf(b, " /%s ", key);
    text_add(b, text, strlen(text));
}

/* 14.8.5.7 */
static void add_cell(struct buf *b, const struct tag *tag)
{
    static const char *const scopes[] = {
        [SCOPE_NONE] = "", [SCOPE_COLUMN] = " /Scope /Column", [SCOPE_ROW] = " /Scope /Row"};
    const char *scope = tag->type == TAG_HEAD_CELL ? scopes[tag->scope] : "";
    if (!scope[0] && tag->columns <= 1 && tag->rows <= 1)
        return;
    buf_addf(b, " /A <</O /Table%s", scope);
    if (tag->columns > 1)
        buf_addf(b, " /ColSpan %d", tag->columns);
    if (tag->rows > 1)
        buf_addf(b, " /RowSpan %d", tag->rows);
    buf_adds(b, ">>");
}

/* 14.8.5.4: the rectangle that it fills. */
static void add_box(struct buf *b, const struct pdf *pdf, const struct page_item *item)
{
    if (!item)
        return;
    dist top = pdf->pages->height - item->y;
    const dist edges[] = {item->x, top - item->height, item->x + item->width, top};
    buf_adds(b, " /A <</O /Layout /Placement /Block /BBox [");
    for (size_t i = 0; i < COUNT(edges); i++) {
        buf_adds(b, i ? " " : "");
        number_add(b, thousandths(edges[i]), 3);
    }
    buf_adds(b, "]>>");
}

/* Of one width, so that the order of the names is that of the notes. */
static void add_note_name(struct buf *b, const struct tag *tag)
{
    buf_addf(b, "(note-%08u)", tag->number);
}

static void add_labels(struct buf *b, const struct tag *tag)
{
    static const char *const names[] = {
        [LABELS_ANY] = "None", [LABELS_DECIMAL] = "Decimal", [LABELS_BULLET] = "Disc"};
    if (tag->labels != LABELS_NONE)
        buf_addf(b, " /A <</O /List /ListNumbering /%s>>", names[tag->labels]);
}

static void add_attributes(struct buf *b, const struct pdf *pdf, const struct tag *tag)
{
    if (tag->type == TAG_CELL || tag->type == TAG_HEAD_CELL)
        add_cell(b, tag);
    if (tag->type == TAG_LIST)
        add_labels(b, tag);
    if (tag->type == TAG_FIGURE)
        add_box(b, pdf, pdf->structure->boxes[tag->number]);
    if (tag->type == TAG_NOTE) {
        buf_adds(b, " /ID ");
        add_note_name(b, tag);
    }
    if (tag->type == TAG_FIGURE)
        add_text(b, "Alt", tag->alternative);
    else
        add_text(b, "T", tag->title);
    if (tag->language) {
        buf_adds(b, " /Lang ");
        string_add(b, tag->language);
    }
}

static void tag_object(struct pdf *pdf, const struct tag *tag, unsigned root)
{
    const struct structure *s = pdf->structure;
    uint32_t home = home_page(s, tag);
    struct buf b = {0};
    buf_adds(&b, "/S /");
    buf_adds(&b, tag_name(tag));
    buf_adds(&b, " /P ");
    reference_add(&b, tag->parent ? s->first + (unsigned)tag->parent->number : root);
    if (home != NO_CONTENT) {
        buf_adds(&b, " /Pg ");
        reference_add(&b, pdf->first_page + home);
    }
    add_attributes(&b, pdf, tag);
    if (tag->first || home != NO_CONTENT) {
        buf_adds(&b, " /K [");
        add_kids(&b, pdf, tag);
        buf_adds(&b, "]");
    }
    object_put(pdf, s->first + (unsigned)tag->number, &b);
}

/* ---- notes -------------------------------------------------------------------------------- */

struct notes {
    const struct structure *structure;
    const struct tag **tags;
    size_t count;
};

static void note_key(struct buf *b, const void *context, size_t n)
{
    add_note_name(b, ((const struct notes *)context)->tags[n]);
}

static void note_value(struct buf *b, const void *context, size_t n)
{
    const struct notes *notes = context;
    buf_addf(b, "%u 0 R", notes->structure->first + (unsigned)notes->tags[n]->number);
}

/* The names of all notes (14.7.2, IDTree). */
static void add_notes(struct pdf *pdf, struct buf *b)
{
    struct notes notes = {.structure = pdf->structure};
    for (size_t i = 0; i < pdf->pages->tag_count; i++) {
        const struct tag *tag = pdf->structure->tags[i];
        if (tag->type != TAG_NOTE)
            continue;
        notes.tags = arena_grow(pdf->arena, notes.tags, notes.count, sizeof *notes.tags);
        notes.tags[notes.count++] = tag;
    }
    struct tree names = {"Names", notes.count, note_key, note_value, &notes};
    if (notes.count)
        buf_addf(b, " /IDTree %u 0 R", object_tree(pdf, &names));
}

void structure_objects(struct pdf *pdf)
{
    struct structure *s = pdf->structure;
    index_contents(pdf);
    unsigned root = object_reserve(pdf, 1);
    for (size_t i = 0; i < pdf->pages->tag_count; i++)
        tag_object(pdf, s->tags[i], root);
    struct tree parents = {"Nums", pdf->pages->count + s->link_count, parent_key, parent_value,
                           pdf};
    struct buf b = {0};
    buf_addf(&b, "/Type /StructTreeRoot /K [%u 0 R] /ParentTree %u 0 R /ParentTreeNextKey %zu",
             s->first, object_tree(pdf, &parents), parents.count);
    add_notes(pdf, &b);
    object_put(pdf, root, &b);
    buf_addf(&pdf->catalog, "/StructTreeRoot %u 0 R /MarkInfo << /Marked true >>\n", root);
}
