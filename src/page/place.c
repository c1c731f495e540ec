/* SPDX-License-Identifier: MIT */
/*
 * Items: walks the fragments and puts what their slugs hold at its place on the page, with anchors,
 * links and, now that every article has its page, the page numbers of contents and tables.
 *
 * Leaders are centred dots, three to the em, counted from the right, so that those of all entries
 * stand below each other; their right end is that of the widest number. An ellipsis, three dots in
 * one cell, would leave a gap of up to an em behind some titles and none behind others.
 */
#include "page/blocks.h"

#include <stdlib.h>
#include <string.h>

enum { DOTS_PER_EM = 3 };

struct place { /* where an anchor stands */
    const char *anchor;
    size_t page; /* page number */
};

struct placing {
    struct setter *setter;
    struct setter numbers; /* sets page numbers; its scratch holds the last one */
    const struct galley *galley;
    const struct build *build;
    const struct sides *sides;
    struct pages *pages;
    size_t fragment, side, tier;  /* the first that are not placed yet */
    const struct tier *note_tier; /* of the fragments whose notes were placed last, or one before */
    size_t fragment_items;        /* items on the page before the fragment that is placed */
    size_t *article_page;         /* page number of each article; 0: it is on none */
    struct place *places;         /* of the anchors of all blocks and lines, by name */
    size_t place_count;
    struct page_item leader;     /* more dots than any line holds, from the left edge of a cell */
    dist widest;                 /* of all page numbers in the contents */
    const struct format *format; /* of the last number that was set */
    size_t number;
    dist measure;
    const struct lines *lines;
    struct tag *again; /* of what is printed again at the head of a page */
};

void place_item(struct setter *s, struct page *page, struct page_item item)
{
    page->items = arena_grow(s->items, page->items, page->count, sizeof *page->items);
    page->items[page->count++] = item;
}

/* ---- page numbers ------------------------------------------------------------------------- */

static const struct lines *number_lines(struct placing *p, const struct format *format,
                                        size_t number, dist measure)
{
    if (p->lines && p->format == format && p->number == number && p->measure == measure)
        return p->lines;
    struct setter *s = &p->numbers;
    arena_clear(s->scratch);
    p->format = format;
    p->number = number;
    p->measure = measure;
    p->lines = block_trial(s, arena_printf(s->scratch, "%zu", number), format, measure, s->diags);
    return p->lines;
}

/* The bodies of the dots stand in the middle of cells of equal width. */
static void set_leader(struct placing *p, const struct format *format)
{
    struct setter *s = p->setter;
    struct buf b = {0};
    dist most = format_measure(&s->sheet->page, s->sheet->page.columns);
    for (dist width = 0; width < most; width += format->font_size / DOTS_PER_EM)
        buf_adds(&b, "·");
    dist room = DOTS_PER_EM * most + format->font_size;
    const struct lines *dots =
        block_trial(s, arena_text(s->arena, b.text ? b.text : "", b.len), format, room, s->diags);
    buf_release(&b);
    const struct lines *widest = number_lines(p, format, p->pages->count, s->measure);
    p->widest = widest ? widest->items[0].width : 0;
    if (!dots)
        return;
    const struct glyphs *g = dots->glyphs;
    dist cell = format->font_size / DOTS_PER_EM;
    dist *x = arena_array(s->scratch, g->count, sizeof *x);
    for (size_t i = 0; i < g->count; i++)
        x[i] = (dist)i * cell + (cell - g->items[i].advance) / 2;
    p->leader = block_text_item(s, g, g->items, x, g->count);
}

/* As many leaders as there is room for between the title and the widest number. */
static void place_leader(struct placing *p, struct page *page, const struct reference *r, dist x,
                         dist y)
{
    if (!p->leader.count)
        set_leader(p, r->number);
    struct page_item item = p->leader;
    dist cell = r->number->font_size / DOTS_PER_EM;
    dist right = r->right - p->widest - r->number->font_size / 2;
    dist room = right - r->leader_from;
    size_t n = room > 0 ? (size_t)(room / cell) : 0;
    if (n > item.count)
        n = item.count;
    if (n == 0)
        return;
    item.width -= (dist)(item.count - n) * cell;
    item.color = r->number->color;
    item.count = (uint32_t)n;
    item.x += x + right - (dist)n * cell;
    item.y = y;
    place_item(p->setter, page, item);
}

/* ---- places ------------------------------------------------------------------------------- */

static int by_anchor(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = strcmp(x->anchor, y->anchor);
    return order ? order : (x->page > y->page) - (x->page < y->page);
}

static int find_anchor(const void *anchor, const void *place)
{
    return strcmp(anchor, ((const struct place *)place)->anchor);
}

static void add_place(struct placing *p, const char *anchor, size_t page)
{
    p->places = arena_grow(p->setter->layout, p->places, p->place_count, sizeof *p->places);
    p->places[p->place_count++] = (struct place){anchor, page};
}

static void find_line(struct placing *p, const struct slug *slug, size_t page)
{
    for (size_t k = 0; k < slug->count; k++)
        if (slug->items[k].kind == ITEM_ANCHOR)
            add_place(p, slug->items[k].name, page);
}

/* Anchors in the slugs of a fragment, and in the notes below them. */
static void find_lines(struct placing *p, const struct fragment *f, const struct layout_block *b)
{
    for (size_t i = f->first; i < f->end; i++) {
        const struct slug *slug = b->slugs.items + i;
        find_line(p, slug, f->page + 1);
        for (size_t k = 0; k < slug->notes.count; k++)
            find_line(p, slug->notes.items + k, f->page + 1);
    }
}

/* The pages of all articles and of all anchors. */
static void find_places(struct placing *p, const struct build *build)
{
    struct setter *s = p->setter;
    p->article_page = arena_array(s->layout, s->digest->article_count, sizeof *p->article_page);
    for (size_t i = 0; i < build->count; i++) {
        const struct fragment *f = build->fragments + i;
        const struct layout_block *b = p->galley->blocks + f->block;
        if (b->article != NO_ARTICLE && p->article_page[b->article] == 0)
            p->article_page[b->article] = f->page + 1;
        if (b->anchor && f->first == 0)
            add_place(p, b->anchor, f->page + 1);
        find_lines(p, f, b);
    }
    if (p->place_count > 0)
        qsort(p->places, p->place_count, sizeof *p->places, by_anchor);
}

/* Where a reference leads: to its anchor if that is on a page, else to its article. Page 0: to
 * neither. */
static struct place find_place(const struct placing *p, const struct reference *r)
{
    const struct place *at = NULL;
    if (r->anchor && p->place_count > 0)
        at = bsearch(r->anchor, p->places, p->place_count, sizeof *p->places, find_anchor);
    if (at || r->only)
        return at ? *at : (struct place){0};
    const char *id = p->setter->digest->articles[r->article].article->id;
    return (struct place){id, p->article_page[r->article]};
}

/* ---- slugs -------------------------------------------------------------------------------- */

/* A picture is needed as fine as its largest place asks. */
static void note_size(struct placing *p, const struct page_item *item)
{
    struct picture *picture = p->pages->pictures + item->picture;
    if (item->width <= picture->width)
        return;
    picture->width = item->width;
    picture->height = item->height;
    picture_samples(picture);
}

/* A box is drawn line by line, because any line may be the last on its page; what of it stands
 * there is one fill each for background and sides, so that no seams are seen. They are the first
 * items of a fragment. */
static bool continues(const struct placing *p, struct page *page, size_t slug_items,
                      const struct page_item *item)
{
    enum { SIDES = 6 };
    size_t end = p->fragment_items + SIDES;
    for (size_t i = p->fragment_items; i < slug_items && i < end; i++) {
        struct page_item *above = page->items + i;
        if (above->kind != ITEM_FILL || item->kind != ITEM_FILL || above->x != item->x ||
            above->width != item->width || above->color != item->color || above->tag != item->tag ||
            above->y + above->height != item->y)
            continue;
        above->height += item->height;
        return true;
    }
    return false;
}

/* The items of a slug, with their own tags or, if that is not NULL, with this one. */
static void place_items(struct placing *p, struct page *page, const struct slug *slug, dist x,
                        dist y, struct tag *as)
{
    size_t slug_items = page->count;
    for (size_t i = 0; i < slug->count; i++) {
        struct page_item item = slug->items[i];
        item.x += x;
        item.y += y;
        if (as && item.tag)
            item.tag = as;
        if (item.kind == ITEM_IMAGE)
            note_size(p, &item);
        if (!continues(p, page, slug_items, &item))
            place_item(p->setter, page, item);
    }
}

static const char *link_text(const struct article *article, const struct reference *r)
{
    if (r->words)
        return r->words;
    return article->headline[0] ? article->headline : article->id;
}

static void place_reference(struct placing *p, struct page *page, const struct slug *slug,
                            const struct reference *r, dist x, dist y)
{
    struct place to = find_place(p, r);
    if (to.page == 0)
        return;
    struct setter *s = p->setter;
    const struct article *article = s->digest->articles[r->article].article;
    place_item(s, page,
               (struct page_item){.kind = ITEM_LINK,
                                  .x = x + r->link_left,
                                  .y = y,
                                  .width = r->link_right - r->link_left,
                                  .height = r->link_height > 0 ? r->link_height : slug->height,
                                  .name = to.anchor,
                                  .text = link_text(article, r),
                                  .tag = r->tag});
    if (!r->number)
        return;
    if (r->leader_from >= 0)
        place_leader(p, page, r, x, y + r->baseline);
    const struct lines *lines = number_lines(p, r->number, to.page, r->right - r->left);
    struct slug printed = {0};
    for (size_t i = 0; lines && i < lines->count; i++)
        block_line(s, &printed, lines, i, r->left, r->baseline + (dist)i * r->number->line_height);
    place_items(p, page, &printed, x, y, r->number_tag ? r->number_tag : r->tag);
}

static dist place_slug(struct placing *p, struct page *page, const struct slug *slug, dist x,
                       dist y)
{
    place_items(p, page, slug, x, y, NULL);
    for (size_t i = 0; i < slug->reference_count; i++)
        place_reference(p, page, slug, slug->references + i, x, y);
    return y + slug->height;
}

static dist frame_left(const struct setter *s, size_t page)
{
    const struct page_format *f = &s->sheet->page;
    return f->duplex && page % 2 == 1 ? f->right : f->left;
}

/* Turns what was set in a frame at the page's corner by a quarter anticlockwise, into the text
 * frame from its left bottom corner on: a table's head is at the binding edge of an odd page and at
 * the cut edge of an even one (GB/T 9704, clause 8), and the folio stays where it is. */
static void turn_items(const struct setter *s, struct page *page, size_t first, dist left)
{
    const struct page_format *f = &s->sheet->page;
    dist bottom = f->top + f->grid_lines * f->pitch;
    for (size_t i = first; i < page->count; i++) {
        struct page_item *item = page->items + i;
        const struct page_item flat = *item;
        bool text = flat.kind == ITEM_TEXT;
        item->x = left + flat.y;
        item->y = bottom - flat.x - (text ? 0 : flat.width);
        item->turned = text;
        if (text)
            continue;
        item->width = flat.height;
        item->height = flat.width;
    }
}

/* What a block prints again above a slug that begins a page, and over it; returns the slug's top.
 */
static dist place_repeat(struct placing *p, const struct fragment *f, dist x, dist y)
{
    const struct layout_block *b = p->galley->blocks + f->block;
    const struct slug *slug = b->slugs.items + f->first;
    struct page *page = p->pages->items + f->page;
    for (size_t i = 0; i < b->repeat.count; y += b->repeat.items[i++].height)
        place_items(p, page, b->repeat.items + i, x, y, p->again);
    if (slug->head) {
        place_items(p, page, slug->head, x, y, p->again);
        y += slug->head->height;
    }
    y -= slug->space;
    if (slug->again)
        place_items(p, page, slug->again, x, y, p->again);
    return y;
}

static void place_slugs(struct placing *p, const struct fragment *f, dist x, dist y)
{
    const struct layout_block *b = p->galley->blocks + f->block;
    struct page *page = p->pages->items + f->page;
    if (f->first > 0)
        y = place_repeat(p, f, x, y);
    for (size_t i = f->first; i < f->end; i++)
        y = place_slug(p, page, b->slugs.items + i, x, y);
    if (b->foot)
        place_items(p, page, b->foot, x, y, f->end < b->slugs.count ? p->again : NULL);
}

static dist column_left(const struct page_format *page, int column)
{
    return column * (format_measure(page, 1) + page->column_gap);
}

static void place_fragment(struct placing *p, const struct fragment *f)
{
    struct setter *s = p->setter;
    const struct layout_block *b = p->galley->blocks + f->block;
    struct page *page = p->pages->items + f->page;
    dist x = frame_left(s, f->page) + column_left(&s->sheet->page, f->column);
    dist y = s->sheet->page.top + f->line * s->sheet->page.pitch + f->offset;
    if (f->first == 0 && b->anchor)
        place_item(s, page,
                   (struct page_item){.kind = ITEM_ANCHOR, .x = x, .y = y, .name = b->anchor});
    p->fragment_items = page->count;
    place_slugs(p, f, b->turned ? 0 : x, b->turned ? 0 : y);
    if (b->turned)
        turn_items(s, page, p->fragment_items, x);
    if (!page->part)
        page->part = b->part;
    if (b->article != NO_ARTICLE && !page->running)
        page->running = s->digest->articles + b->article;
}

/* The notes of fragments [first, end), which stand in one frame, end with the last line above the
 * grid line `bottom`. */
static void place_footnotes(struct placing *p, const struct fragment *first,
                            const struct fragment *end, int bottom)
{
    struct setter *s = p->setter;
    const struct page_format *page = &s->sheet->page;
    dist height = 0;
    for (const struct fragment *f = first; f < end; f++) {
        const struct layout_block *b = p->galley->blocks + f->block;
        bottom = b->at_foot ? f->line : bottom;
        for (size_t i = f->first; i < f->end; i++)
            height += b->slugs.items[i].notes_height;
    }
    if (height == 0)
        return;
    const struct format *note = format_style(s->sheet, "footnote");
    dist body = format_style(s->sheet, "p")->font_size;
    dist inset = (page->pitch - body) / 2 - (note->line_height - note->font_size) / 2;
    dist x = frame_left(s, first->page) + column_left(page, first->column);
    dist y = page->top + bottom * page->pitch - inset - height - notes_rule_height(page->pitch);
    struct slug rule = notes_rule(s, format_measure(page, 1));
    y = place_slug(p, p->pages->items + first->page, &rule, x, y);
    for (const struct fragment *f = first; f < end; f++)
        for (size_t i = f->first; i < f->end; i++) {
            const struct slugs *notes = &p->galley->blocks[f->block].slugs.items[i].notes;
            for (size_t k = 0; k < notes->count; k++)
                y = place_slug(p, p->pages->items + first->page, notes->items + k, x, y);
        }
}

/* The tier in whose columns a fragment stands, or NULL: it is the head of one. */
static const struct tier *tier_of(const struct build *build, const struct fragment *f,
                                  const struct tier **next)
{
    const struct tier *end = build->tier_count > 0 ? build->tiers + build->tier_count : NULL;
    while (*next < end &&
           ((*next)->page < f->page || ((*next)->page == f->page && (*next)->bottom <= f->line)))
        (*next)++;
    const struct tier *t = *next;
    int head = t < end && f->column < t->span ? t->head : 0;
    return t < end && t->page == f->page && f->line >= t->top + head ? t : NULL;
}

/* Those of the fragments [first, end) of a page, frame by frame; the notes of a head stand in the
 * first column below it, and where there is but one column all stand at the foot of the page. */
static void place_page_footnotes(struct placing *p, const struct fragment *first,
                                 const struct fragment *end)
{
    const struct page_format *page = &p->setter->sheet->page;
    for (const struct fragment *f = first; f < end; f++) {
        const struct tier *tier = tier_of(p->build, f, &p->note_tier);
        const struct tier *ahead = p->note_tier;
        if (f + 1 < end && f[1].column == f->column &&
            (!tier || page->columns == 1 || tier_of(p->build, f + 1, &ahead) == tier))
            continue;
        int bottom = tier && page->columns > 1 ? tier->bottom : page->grid_lines;
        place_footnotes(p, first, f + 1, bottom);
        first = f + 1;
    }
}

/* A note stands outside of the frame: at its right, or at its left on the left-hand pages of a
 * duplex sheet. */
static void place_note(struct placing *p, const struct side_place *note)
{
    const struct page_format *f = &p->setter->sheet->page;
    dist left = frame_left(p->setter, note->page), y = note->y;
    bool mirrored = f->duplex && note->page % 2 == 1;
    dist x = mirrored ? left - f->side_gap - f->side_width
                      : left + format_measure(f, f->columns) + f->side_gap;
    p->fragment_items = p->pages->items[note->page].count;
    for (size_t i = 0; i < note->slugs->count; i++)
        y = place_slug(p, p->pages->items + note->page, note->slugs->items + i, x, y);
}

/* The rules of a tier run from the top of its first line of text to the foot of its last, in the
 * gaps before the columns that are not empty. */
static void place_rules(struct placing *p, const struct tier *tier)
{
    const struct page_format *f = &p->setter->sheet->page;
    const struct border *rule = &f->column_rule;
    dist body = format_style(p->setter->sheet, "p")->font_size;
    dist inset = f->pitch > body ? (f->pitch - body) / 2 : 0;
    for (int i = 1; i < tier->columns && rule->weight > 0; i++) {
        int top = tier->top + (i < tier->span ? tier->head : 0);
        dist gap = frame_left(p->setter, tier->page) + column_left(f, i) - f->column_gap;
        struct page_item item = {.kind = ITEM_FILL,
                                 .color = rule->color,
                                 .x = gap + (f->column_gap - rule->weight) / 2,
                                 .y = f->top + top * f->pitch + inset,
                                 .width = rule->weight,
                                 .height = (tier->bottom - top) * f->pitch - 2 * inset};
        place_item(p->setter, p->pages->items + tier->page, item);
    }
}

/* ---- outlines ----------------------------------------------------------------------------- */

struct outlining {
    struct setter *setter;
    struct pages *pages;
    size_t section;   /* of the last article */
    size_t announced; /* section whose entry is there, plus 1 */
};

/* No entry is more than one level deeper than the one before it. */
static void add_outline(struct outlining *o, const char *title, int level, const char *anchor)
{
    struct pages *p = o->pages;
    int deepest = p->outline_count > 0 ? p->outlines[p->outline_count - 1].level + 1 : 1;
    level = level < 1 ? 1 : level > deepest ? deepest : level;
    p->outlines = arena_grow(o->setter->arena, p->outlines, p->outline_count, sizeof *p->outlines);
    p->outlines[p->outline_count++] = (struct outline){title, level, anchor};
}

/* A section has an entry if it has a name; without one its articles stand a level higher. */
static void outline_block(struct outlining *o, const struct layout_block *b)
{
    const struct digest *d = o->setter->digest;
    int section_level = format_style(o->setter->sheet, "contents-section")->bookmark_level;
    int lift = 0;
    if (b->article != NO_ARTICLE) {
        while (o->section + 1 < d->section_count &&
               (size_t)b->article >= d->sections[o->section + 1].first)
            o->section++;
        const char *name = d->section_count > 0 ? d->sections[o->section].name : "";
        bool entry = name[0] && section_level > 0;
        if (entry && o->announced != o->section + 1)
            add_outline(o, name, section_level, d->articles[b->article].article->id);
        o->announced = o->section + 1;
        lift = entry ? 0 : 1;
    }
    const char *anchor =
        b->anchor || b->article == NO_ARTICLE ? b->anchor : d->articles[b->article].article->id;
    if (b->outline)
        add_outline(o, b->outline, b->outline_level - lift, anchor);
}

/* ---- all ---------------------------------------------------------------------------------- */

struct placing *place_begin(struct setter *s, const struct galley *g, const struct build *build,
                            const struct sides *sides, struct pages *pages)
{
    struct placing *p = arena_alloc(s->layout, sizeof *p);
    *p = (struct placing){.setter = s,
                          .numbers = *s,
                          .galley = g,
                          .build = build,
                          .sides = sides,
                          .pages = pages,
                          .note_tier = build->tiers,
                          .again = tag_new(s, TAG_AGAIN)};
    p->numbers.scratch = arena_child(s->layout);
    find_places(p, build);
    return p;
}

void place_page(struct placing *p, size_t page)
{
    const struct build *build = p->build;
    const struct fragment *first = build->fragments + p->fragment;
    for (; p->fragment < build->count && build->fragments[p->fragment].page == page; p->fragment++)
        place_fragment(p, build->fragments + p->fragment);
    place_page_footnotes(p, first, build->fragments + p->fragment);
    for (; p->side < p->sides->count && p->sides->items[p->side].page == page; p->side++)
        place_note(p, p->sides->items + p->side);
    for (; p->tier < build->tier_count && build->tiers[p->tier].page == page; p->tier++)
        place_rules(p, build->tiers + p->tier);
}

void place_end(struct placing *p, size_t page)
{
    struct setter *s = p->setter;
    struct page *ended = p->pages->items + page;
    struct page_item *items = arena_array(s->arena, ended->count, sizeof *items);
    if (ended->count)
        memcpy(items, ended->items, ended->count * sizeof *items);
    ended->items = items;
    arena_clear(s->items);
}

void place_outlines(struct setter *s, const struct galley *g, struct pages *pages)
{
    struct outlining o = {.setter = s, .pages = pages};
    for (size_t i = 0; i < g->count; i++)
        outline_block(&o, g->blocks + i);
}
