/* SPDX-License-Identifier: MIT */
/* Lists: items hang by their widest label (PA-06), or run in with it where it is too long. */
#include "page/article.h"

#include <string.h>

enum { MOST_HANG = 6 /* em; a longer label runs in with its text */ };

static const char *label_of(const struct part *p, const struct item *item)
{
    return item->label[0] ? item->label : p->bullet;
}

static bool ends_latin(const char *label)
{
    size_t len = strlen(label);
    return len > 0 && (unsigned char)label[len - 1] < 0x80;
}

/* As wide as the whole em that a label needs at least; one that ends in a Latin character stands
 * apart from its text. */
static dist label_room(const struct part *p, const char *label, const struct format *f)
{
    const struct lines *lines =
        block_trial(p->setter, label, f, MOST_HANG * f->font_size, diags_new(p->setter->arena));
    if (!lines)
        return 0;
    dist width = lines->items[0].width + (ends_latin(label) ? f->autospace : 0);
    int64_t em = ((int64_t)width + f->font_size - 1) / f->font_size;
    return lines->count > 1 || em > MOST_HANG ? INT32_MAX : (dist)em * f->font_size;
}

/* The format of a label alone. */
static struct format *label_format(const struct part *p, const struct format *item)
{
    struct format *f = arena_alloc(p->setter->scratch, sizeof *f);
    *f = *item;
    f->margin_left = f->margin_right = f->text_indent = 0;
    f->align = ALIGN_LEFT;
    return f;
}

/* What the lines of a list hang by: what the style says, or what its widest label needs; 0 if the
 * labels run in. */
static dist list_hang(const struct part *p, const struct block *b, const struct format *item)
{
    const struct format *f = label_format(p, item);
    dist hang = -item->text_indent;
    for (size_t i = 0; i < b->item_count && hang > 0; i++) {
        dist room = label_room(p, label_of(p, b->items + i), f);
        hang = room == INT32_MAX ? 0 : room > hang ? room : hang;
    }
    return hang > 0 ? hang : 0;
}

/* The set text that a line begins with, or NULL: a line may hold no text. */
static const struct page_item *first_text(const struct slug *slug)
{
    for (size_t i = 0; i < slug->count; i++)
        if (slug->items[i].kind == ITEM_TEXT)
            return slug->items + i;
    return NULL;
}

/* Puts the label before all that the first line of its text holds. */
static void set_label(const struct part *p, struct slug *line, const char *label,
                      const struct format *item, struct pos pos)
{
    struct setter *s = p->setter;
    const struct page_item *text = first_text(line);
    struct glyph_span span = block_span(label, label_format(p, item), pos);
    const struct lines *lines = block_lines(s, &span, 1, span.format, s->measure);
    if (!lines || !text)
        return;
    struct slug labelled = *line;
    labelled.items = NULL;
    labelled.count = 0;
    block_line(s, &labelled, lines, 0, item->margin_left + item->text_indent, text->y);
    for (size_t i = 0; i < line->count; i++)
        block_item(s, &labelled, line->items[i]);
    *line = labelled;
}

/* An item whose lines hang (PA-06): its label stands where the first line of the style begins. */
static void hanging_item(const struct part *p, const struct block *b, const struct item *item,
                         dist hang, size_t from)
{
    struct setter *s = p->setter;
    struct tag *label = tag_add(s, TAG_LABEL);
    const struct format *f = part_style(p, "item");
    struct format *text = arena_alloc(p->setter->scratch, sizeof *text);
    struct spans spans = {0};
    size_t note = p->setter->notes.count + 1;
    *text = *f;
    text->margin_left += f->text_indent + hang;
    text->text_indent = 0;
    tag_open(s, TAG_ITEM_BODY);
    struct block_lines set = part_marked(p, &spans, item, text, b, from);
    refer_lines(p, set, b, from, item, note);
    tag_close(s);
    struct tag *parent = s->tag;
    s->tag = label;
    if (set.block)
        set_label(p, set.block->slugs.items, label_of(p, item), f, b->pos);
    s->tag = parent;
}

static void run_in_item(const struct part *p, const struct block *b, const struct item *item,
                        size_t from)
{
    const struct format *f = part_style(p, "item");
    const char *label = label_of(p, item);
    struct spans spans = {0};
    size_t note = p->setter->notes.count + 1;
    part_add_span(p, &spans, block_span(label, f, b->pos));
    part_add_span(p, &spans, block_span(ends_latin(label) ? " " : "", f, b->pos));
    spans.items[0].tag = spans.items[1].tag = tag_add(p->setter, TAG_LABEL);
    tag_open(p->setter, TAG_ITEM_BODY);
    refer_lines(p, part_marked(p, &spans, item, f, b, from), b, from, item, note);
    tag_close(p->setter);
}

static enum tag_labels labels_of(const struct part *p, const struct block *b)
{
    const char *label = b->item_count > 0 ? label_of(p, b->items) : "";
    if (!label[0])
        return LABELS_NONE;
    if (is_digit(label[0]))
        return LABELS_DECIMAL;
    return !strcmp(label, p->bullet) ? LABELS_BULLET : LABELS_ANY;
}

/* The places of figures in a list are counted over its items laid end to end, without their
 * labels. */
void list_add(const struct part *p, const struct block *b)
{
    dist hang = list_hang(p, b, part_style(p, "item"));
    size_t from = 0;
    tag_open(p->setter, TAG_LIST)->labels = labels_of(p, b);
    for (size_t i = 0; i < b->item_count; i++) {
        const struct item *item = b->items + i;
        tag_open(p->setter, TAG_ITEM);
        if (hang > 0)
            hanging_item(p, b, item, hang, from);
        else
            run_in_item(p, b, item, from);
        tag_close(p->setter);
        from += utf8_count(item->text, strlen(item->text));
    }
    tag_close(p->setter);
}
