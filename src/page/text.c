/* SPDX-License-Identifier: MIT */
/*
 * Pages as text: what all layout tests compare, so every line says one thing and the order is that
 * of the items. Distances are in pt to two decimals, from the page's left and top edge.
 *
 *     page 1 595.28 841.89 running=a-1
 *     anchor X Y NAME
 *     text X Y FACE SIZE #RRGGBB WORDS      X: left edge of the first body, Y: baseline
 *     turned X Y FACE SIZE #RRGGBB WORDS      a text that runs upwards; X: baseline, Y: the lower
 *                                           edge of the first body
 *     fill X Y WIDTH HEIGHT #RRGGBB         or disc, or wave
 *     image X Y WIDTH HEIGHT NUMBER ALTERNATIVE
 *     drawing X Y WIDTH HEIGHT COUNT ALTERNATIVE      the next COUNT items are its own
 *     link X Y WIDTH HEIGHT NAME
 *     outline LEVEL ANCHOR TITLE
 */
#include "page/page.h"

static void add_dist(struct buf *b, dist d)
{
    int64_t hundredths = ((int64_t)d * 100 + (d < 0 ? -PT / 2 : PT / 2)) / PT;
    int64_t size = hundredths < 0 ? -hundredths : hundredths;
    buf_addf(b, " %s%lld.%02lld", hundredths < 0 ? "-" : "", (long long)(size / 100),
             (long long)(size % 100));
}

static void add_words(struct buf *b, const struct page_item *item)
{
    for (size_t i = 0; i < item->count; i++)
        buf_add(b, item->text + item->glyphs[i].text, item->glyphs[i].text_len);
}

static void add_item(struct buf *b, const struct page_item *item, const struct fonts *fonts)
{
    static const char *const names[] = {
        [ITEM_TEXT] = "text",       [ITEM_FILL] = "fill", [ITEM_IMAGE] = "image",
        [ITEM_DRAWING] = "drawing", [ITEM_LINK] = "link", [ITEM_ANCHOR] = "anchor"};
    static const char *const shapes[] = {
        [FILL_RECTANGLE] = "fill", [FILL_DISC] = "disc", [FILL_WAVE] = "wave"};
    bool text = item->kind == ITEM_TEXT;
    buf_adds(b, item->turned              ? "turned"
                : item->kind == ITEM_FILL ? shapes[item->shape]
                                          : names[item->kind]);
    add_dist(b, item->x);
    add_dist(b, item->y);
    if (text) {
        buf_addf(b, " %s", glyph_face(fonts, item->face)->postscript_name);
        add_dist(b, item->size);
    } else if (item->kind != ITEM_ANCHOR) {
        add_dist(b, item->width);
        add_dist(b, item->height);
    }
    if (text || item->kind == ITEM_FILL)
        buf_addf(b, " #%06X", (unsigned)item->color);
    else if (item->kind == ITEM_IMAGE)
        buf_addf(b, " %d%s%s", item->picture + 1, item->text[0] ? " " : "", item->text);
    else if (item->kind == ITEM_DRAWING)
        buf_addf(b, " %u %s", item->count, item->text);
    else
        buf_addf(b, " %s", item->name);
    if (text) {
        buf_adds(b, " ");
        add_words(b, item);
    }
    buf_adds(b, "\n");
}

void page_text(struct buf *b, const struct pages *pages, const struct fonts *fonts)
{
    for (size_t i = 0; i < pages->count; i++) {
        const struct page *page = pages->items + i;
        buf_addf(b, "page %s", page->label);
        add_dist(b, pages->width);
        add_dist(b, pages->height);
        if (page->running)
            buf_addf(b, " running=%s", page->running->article->id);
        buf_adds(b, "\n");
        for (size_t k = 0; k < page->count; k++)
            add_item(b, page->items + k, fonts);
    }
    for (size_t i = 0; i < pages->outline_count; i++) {
        const struct outline *o = pages->outlines + i;
        buf_addf(b, "outline %d %s %s\n", o->level, o->anchor, o->title);
    }
}
