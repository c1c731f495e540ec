/* SPDX-License-Identifier: MIT */
/*
 * Bar charts: a total with its parts as horizontal bars, labels at the left, values at their ends.
 *
 * A chart is drawn only where its bars can be compared: three parts or more, each in the unit of
 * the total and none larger than it, none that is only a word for many (数十). All bars begin at
 * the axis and their lengths are in proportion, so that no bar says more than its number. Their
 * order is that of the text, as in the table above. More than a dozen bars is no small chart any
 * more; the table says it better.
 *
 * A chart is one slug, so that no page break cuts it, and begins with an item that says what it
 * shows to those who cannot see it.
 */
#include "page/blocks.h"

#include <string.h>

enum { LEAST_PARTS = 3, MOST_PARTS = 12, LABEL_LINES = 2, LEAST_ROOM = 6 /* em, for bars */ };

struct bar {
    const struct keyfigure *figure;
    int64_t size; /* all of a chart in one unit */
    const struct lines *label, *value;
    dist height; /* of its row */
};

struct chart {
    struct setter *setter;
    struct pos pos;
    const struct format *title, *label, *value;
    const struct format *approx; /* words of approximation in a value */
    const struct keyfigure *total;
    struct bar bars[MOST_PARTS];
    size_t count;
    dist label_width, value_width, gap;
    dist room; /* for the longest bar */
};

/* ---- what is drawn ------------------------------------------------------------------------ */

/* A plain decimal in thousandths, or -1: too many digits, or not above nought. */
static int64_t thousandths(const char *number)
{
    enum { MOST_DIGITS = 15, DECIMALS = 3 };
    int64_t n = 0;
    size_t whole = strspn(number, "0123456789");
    const char *point = number[whole] == '.' ? number + whole + 1 : "";
    if (whole == 0 || whole > MOST_DIGITS - DECIMALS)
        return -1;
    for (size_t i = 0; i < whole; i++)
        n = n * 10 + (number[i] - '0');
    for (int i = 0; i < DECIMALS; i++) {
        bool digit = is_digit(*point);
        n = n * 10 + (digit ? *point++ - '0' : 0);
    }
    return n > 0 ? n : -1;
}

/* Takes the direct parts of the total in row `first`. False if they make no chart. */
static bool take_parts(struct chart *c, const struct digest_article *article,
                       const struct digest_run *run, size_t first)
{
    int depth = run->rows[first].depth;
    c->total = article->figures + run->rows[first].figure;
    int64_t whole = thousandths(c->total->number);
    c->count = 0;
    for (size_t i = first + 1; i < run->count && run->rows[i].depth > depth; i++) {
        const struct keyfigure *k = article->figures + run->rows[i].figure;
        if (run->rows[i].depth > depth + 1)
            continue;
        int64_t size = thousandths(k->number);
        if (c->count == MOST_PARTS || size < 0 || size > whole || digest_vague(k) ||
            strcmp(k->unit, c->total->unit) != 0 || strcmp(k->per, c->total->per) != 0)
            return false;
        c->bars[c->count++] = (struct bar){.figure = k, .size = size};
    }
    return c->count >= LEAST_PARTS;
}

/* 预计约1.2万件 */
static const char *full_value(struct arena *a, const struct keyfigure *k)
{
    return arena_printf(a, "%s%s", value_outlook(k), value_text(a, k));
}

static const char *alternative(const struct chart *c)
{
    struct arena *a = c->setter->arena;
    struct buf b = {0};
    buf_addf(&b, "条形图：%s%s，其中", c->total->label, full_value(a, c->total));
    for (size_t i = 0; i < c->count; i++)
        buf_addf(&b, "%s%s%s", i > 0 ? "，" : "", c->bars[i].figure->label,
                 full_value(a, c->bars[i].figure));
    const char *text = arena_text(a, b.text, b.len);
    buf_release(&b);
    return text;
}

/* ---- texts -------------------------------------------------------------------------------- */

static dist lines_width(const struct lines *lines)
{
    dist widest = 0;
    for (size_t i = 0; lines && i < lines->count; i++)
        if (lines->items[i].width > widest)
            widest = lines->items[i].width;
    return widest;
}

static dist lines_height(const struct lines *lines)
{
    return lines ? (dist)lines->count * lines->format->line_height : 0;
}

/* The value with its words of approximation in their style, as in the table. */
static const struct lines *set_value(const struct chart *c, const struct keyfigure *k, dist width)
{
    struct setter *s = c->setter;
    const struct glyph_span spans[] = {block_span(value_prefix(s->arena, k), c->approx, c->pos),
                                       block_span(k->value, c->value, c->pos),
                                       block_span(value_unit(s->arena, k), c->value, c->pos),
                                       block_span(value_behind(k), c->approx, c->pos)};
    return block_lines(s, spans, COUNT(spans), c->value, width);
}

/* Sets labels and values; two fifths of the width are for labels at most. False if bars would have
 * no room between them. */
static bool set_texts(struct chart *c, dist width)
{
    struct setter *s = c->setter;
    dist row_gap = s->sheet->chart.row_gap;
    c->gap = c->label->font_size / 2;
    for (size_t i = 0; i < c->count; i++) {
        struct bar *b = c->bars + i;
        b->label =
            block_shorten(s, b->figure->label, c->label, dist_scale(width, 2, 5), LABEL_LINES);
        b->value = set_value(c, b->figure, width);
        if (!b->label || !b->value || b->value->count > 1)
            return false;
        dist label = lines_width(b->label), value = lines_width(b->value);
        c->label_width = label > c->label_width ? label : c->label_width;
        c->value_width = value > c->value_width ? value : c->value_width;
        dist height = lines_height(b->label), line = c->value->line_height;
        b->height = (height > line ? height : line) + row_gap;
    }
    c->room = width - c->label_width - c->value_width - 2 * c->gap;
    return c->room >= LEAST_ROOM * c->label->font_size;
}

/* ---- drawing ------------------------------------------------------------------------------ */

/* size / largest of the room, without overflow: a bar is no finer than its room. */
static dist bar_length(const struct chart *c, const struct bar *b)
{
    int64_t largest = 1, size = b->size;
    for (size_t i = 0; i < c->count; i++)
        largest = c->bars[i].size > largest ? c->bars[i].size : largest;
    while (largest > (int64_t)1 << 32) {
        largest >>= 1;
        size >>= 1;
    }
    dist length = (dist)(c->room * size / largest);
    return length > PT / 2 ? length : PT / 2;
}

/* The lines of a text in the middle of its row. */
static void draw_lines(const struct chart *c, struct slug *slug, const struct lines *lines, dist x,
                       dist top, dist height)
{
    const struct format *f = lines->format;
    dist y =
        top + (height - lines_height(lines)) / 2 + block_baseline(f->line_height, f->font_size);
    for (size_t i = 0; i < lines->count; i++, y += f->line_height)
        block_line(c->setter, slug, lines, i, x, y);
}

static void draw_bar(const struct chart *c, struct slug *slug, const struct bar *b, dist top)
{
    const struct chart_format *f = &c->setter->sheet->chart;
    dist axis = c->label_width + c->gap, length = bar_length(c, b);
    dist thick = f->bar_height < b->height ? f->bar_height : b->height;
    draw_lines(c, slug, b->label, 0, top, b->height);
    block_fill(c->setter, slug, axis, top + (b->height - thick) / 2, length, thick, f->color);
    draw_lines(c, slug, b->value, axis + length + c->gap, top, b->height);
}

/* The total and its value above the bars. */
static const struct lines *title_lines(const struct chart *c)
{
    struct setter *s = c->setter;
    const char *text =
        arena_printf(s->arena, "%s\u3000%s", c->total->label, full_value(s->arena, c->total));
    struct glyph_span span = block_span(text, c->title, c->pos);
    return block_lines(s, &span, 1, c->title, s->measure);
}

static void draw(struct chart *c, struct galley *g)
{
    struct setter *s = c->setter;
    const struct chart_format *f = &s->sheet->chart;
    const struct lines *title = title_lines(c);
    struct layout_block b = {
        .before = f->space_before, .after = f->space_after, .article = NO_ARTICLE};
    struct slug *slug = block_slug(s, &b.slugs, 0, KEEP_FREE);
    s->tag->alternative = alternative(c);
    block_item(
        s, slug,
        (struct page_item){.kind = ITEM_DRAWING, .text = s->tag->alternative, .tag = s->tag});
    dist head = lines_height(title);
    draw_lines(c, slug, title, 0, 0, head);
    dist y = head;
    for (size_t i = 0; i < c->count; y += c->bars[i++].height)
        draw_bar(c, slug, c->bars + i, y);
    dist axis = c->label_width + c->gap - f->axis.weight;
    block_fill(s, slug, axis, head, f->axis.weight, y - head, f->axis.color);
    slug->height = y;
    slug->items[0].width = c->label_width + 2 * c->gap + c->room + c->value_width;
    slug->items[0].height = y;
    slug->items[0].count = slug->count - 1;
    if (y <= s->sheet->page.grid_lines * s->sheet->page.pitch)
        block_append(s, g, b);
}

static struct chart begin(struct setter *s, const struct table_format *table,
                          const struct article *article)
{
    const struct chart_format *f = &s->sheet->chart;
    return (struct chart){
        .setter = s,
        .pos = article->headline_pos,
        .title = f->title ? f->title : table->caption,
        .label = table_aligned(s->scratch, f->label ? f->label : table->cell, ALIGN_LEFT),
        .value = table_aligned(s->scratch, f->value ? f->value : table->cell, ALIGN_LEFT),
        .approx = table->approx,
    };
}

void charts_add(struct setter *s, struct galley *g, const struct table_format *table,
                const struct digest_run *run)
{
    const struct digest_article *article = s->digest->articles + run->article;
    struct widening w = block_widen(s, g, s->sheet->chart.span);
    dist width = s->sheet->chart.width < s->measure ? s->sheet->chart.width : s->measure;
    for (size_t i = 0; i + LEAST_PARTS < run->count; i++) {
        struct chart c = begin(s, table, article->article);
        tag_open(s, TAG_FIGURE);
        if (take_parts(&c, article, run, i) && set_texts(&c, width))
            draw(&c, g);
        tag_close(s);
    }
    block_narrow(s, g, w);
}
