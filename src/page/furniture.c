/* SPDX-License-Identifier: MIT */
/*
 * Running heads and feet (RH-01): the same place on every page, left and right exchanged on even
 * pages of a duplex sheet, unless the sheet has regions of their own for these; on a blank page
 * none but those for blank ones. A running headline is that of the article that continues at the
 * head of the page, else of the first that begins on it; on a page of contents or figures alone it
 * is their title. A text that would touch the one before it is shortened at a character.
 *
 * In the head the baseline is `distance` above the text frame, the rule `rule-gap` below it; in the
 * foot the baseline is `distance` below the frame, the rule `rule-gap` above the em box.
 */
#include "page/blocks.h"

#include <string.h>

struct printed { /* what one text was on the last page; most are the same on the next */
    const char *text;
    const struct lines *lines;
    dist room;
    enum align align;
};

struct furniture {
    struct setter *setter;
    struct pages *pages;
    struct tag *tags[2];                      /* of all feet and of all heads */
    struct printed *printed[2][REGION_COUNT]; /* of all texts of a region */
};

/* More of a headline than any running head has room for: work on a page must not depend on the
 * length of what is cut. */
static const char *opening(struct arena *a, const char *text)
{
    enum { ENOUGH = 200 };
    const char *p = text, *end = text + strlen(text);
    for (int i = 0; i < ENOUGH && p < end; i++)
        utf8_next(&p, end);
    return p < end ? arena_text(a, text, (size_t)(p - text)) : text;
}

static const char *text_of(const struct furniture *f, const struct flow *flow, size_t number)
{
    struct setter *s = f->setter;
    const struct page *page = f->pages->items + number;
    struct fields fields = {
        .page = page->label,
        .pages = f->pages->items[f->pages->count - 1].label,
        .headline =
            page->running ? opening(s->arena, page->running->article->headline) : page->part,
        .section = page->running
                       ? flow_section(s->digest, (size_t)(page->running - s->digest->articles))
                       : "",
    };
    return flow_fields(s->arena, flow->text, s->digest, s->sheet, &fields);
}

static enum align mirrored(enum align align)
{
    return align == ALIGN_LEFT ? ALIGN_RIGHT : align == ALIGN_RIGHT ? ALIGN_LEFT : align;
}

/* Sets the text in the room that is left, unless it is the same as on the page before. */
static void set_text(struct furniture *f, struct printed *p, const char *text,
                     const struct flow *flow, dist room, enum align align)
{
    if (p->text && !strcmp(p->text, text) && p->room == room && p->align == align)
        return;
    struct setter *s = f->setter;
    const struct format *format = table_aligned(s->layout, flow->format, align);
    *p = (struct printed){.text = text, .room = room, .align = align};
    p->lines = room > 0 ? block_shorten(s, text, format, room, 1) : NULL;
}

/* The region of all pages is mirrored on the left-hand pages of a duplex sheet. */
static void add_texts(struct furniture *f, struct slug *slug, const struct region *region,
                      struct printed *p, size_t page, bool mirror, dist baseline)
{
    struct setter *s = f->setter;
    dist room = s->measure;
    for (const struct flow *flow = region->first; flow; flow = flow->next) {
        if (flow->kind != FLOW_TEXT || !flow_printed(flow, s->digest, s->sheet, &s->fields))
            continue;
        enum align align = mirror ? mirrored(flow->format->align) : flow->format->align;
        set_text(f, p, text_of(f, flow, page), flow, room, align);
        dist left = align == ALIGN_RIGHT    ? s->measure - room
                    : align == ALIGN_CENTER ? (s->measure - room) / 2
                                            : 0;
        if (p->lines) {
            block_line(s, slug, p->lines, 0, left, baseline);
            room -= p->lines->items[0].width + 2 * flow->format->font_size;
        }
        p++;
    }
}

static void add_rules(struct furniture *f, struct slug *slug, const struct region *region, dist y,
                      bool above)
{
    struct setter *s = f->setter;
    for (const struct flow *flow = region->first; flow; flow = flow->next) {
        if (flow->kind != FLOW_RULE)
            continue;
        dist width = flow->width > 0 ? flow->width : s->measure;
        block_fill(s, slug, 0, above ? y - flow->line.weight : y, width, flow->line.weight,
                   flow->line.color);
    }
}

static dist largest_size(const struct region *region)
{
    dist size = 0;
    for (const struct flow *f = region->first; f; f = f->next)
        if (f->kind == FLOW_TEXT && f->format->font_size > size)
            size = f->format->font_size;
    return size;
}

/* The region for a page: of blank ones, of the first, of right or left ones, or of all. */
static enum region_pages region_of(const struct region *regions, size_t number, bool blank)
{
    enum region_pages side = number % 2 == 0 ? REGION_RIGHT : REGION_LEFT;
    if (blank)
        return REGION_BLANK;
    if (number == 0 && regions[REGION_FIRST].given)
        return REGION_FIRST;
    return regions[side].given ? side : REGION_ALL;
}

static void add_region(struct furniture *f, const struct region *regions, size_t number, bool head)
{
    struct setter *s = f->setter;
    const struct page_format *format = &s->sheet->page;
    enum region_pages kind = region_of(regions, number, f->pages->items[number].blank);
    const struct region *region = regions + kind;
    if (!region->first || (number == 0 && !region->on_first))
        return;
    dist x = format->duplex && number % 2 == 1 ? format->right : format->left;
    dist foot = format->top + format->grid_lines * format->pitch;
    dist y = head ? format->top - region->distance : foot + region->distance;
    struct slug slug = {0};
    bool mirror = kind == REGION_ALL && format->duplex && number % 2 == 1;
    s->tag = f->tags[head];
    add_texts(f, &slug, region, f->printed[head][kind], number, mirror, y);
    if (head)
        add_rules(f, &slug, region, y + region->rule_gap, false);
    else
        add_rules(f, &slug, region,
                  y - dist_scale(largest_size(region), 88, 100) - region->rule_gap, true);
    for (size_t i = 0; i < slug.count; i++) {
        slug.items[i].x += x;
        place_item(s, f->pages->items + number, slug.items[i]);
    }
}

static size_t count_texts(const struct region *region)
{
    size_t count = 0;
    for (const struct flow *f = region->first; f; f = f->next)
        count += f->kind == FLOW_TEXT;
    return count;
}

struct furniture *furniture_begin(struct setter *s, struct pages *pages)
{
    struct furniture *f = arena_alloc(s->layout, sizeof *f);
    const struct page_format *page = &s->sheet->page;
    *f = (struct furniture){s, pages, {tag_new(s, TAG_FOOTER), tag_new(s, TAG_HEADER)}, {{0}}};
    for (int head = 0; head < 2; head++)
        for (int kind = REGION_ALL; kind < REGION_COUNT; kind++) {
            size_t count = count_texts((head ? page->headers : page->footers) + kind);
            f->printed[head][kind] = arena_array(s->layout, count, sizeof **f->printed[head]);
        }
    return f;
}

void furniture_add(struct furniture *f, size_t number)
{
    struct setter *s = f->setter;
    struct galley none = {0};
    struct widening w = block_widen(s, &none, s->sheet->page.columns);
    add_region(f, s->sheet->page.headers, number, true);
    add_region(f, s->sheet->page.footers, number, false);
    block_narrow(s, &none, w);
}
