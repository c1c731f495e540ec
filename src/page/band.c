/* SPDX-License-Identifier: MIT */
/*
 * The weightiest figures side by side: columns of equal width, the number with its unit on
 * one baseline, the label below in at most two lines. Only figures whose number fits a column are
 * taken; the label is the one text that is cut, because it stands whole in the tables.
 *
 * A column is a link to the line of the text in which its figure stands.
 *
 * Title and columns are one block of whole grid lines. The columns stand in the middle between the
 * hairlines above and below them.
 */
#include "page/blocks.h"

enum { MOST_COLUMNS = 12, WEIGHTY = 4, LABEL_LINES = 2 };

struct band {
    struct setter *setter;
    const struct format *number, *unit, *label;
    const struct format *close; /* number, with the unit's smaller gap between them */
    const struct flow *flow;
    const struct digest_pick *picks[MOST_COLUMNS];
    struct tag *links[MOST_COLUMNS]; /* in the tree */
    int count;
};

static const struct keyfigure *pick_figure(const struct band *b, const struct digest_pick *pick)
{
    return b->setter->digest->articles[pick->article].figures + pick->figure;
}

/* The frame of column i of n: its left edge, and in *width its measure. */
static dist column(const struct band *b, int i, int n, dist *width)
{
    dist measure = b->setter->measure, gap = b->label->font_size;
    dist left = dist_scale(measure, i, n) + (i > 0 ? gap : 0);
    *width = dist_scale(measure, i + 1, n) - left - (i + 1 < n ? gap : 0);
    return left;
}

/* The digits in the style of numbers; 万, 余, the unit and words of approximation in that of units.
 */
static const struct lines *number_lines(const struct band *b, const struct digest_pick *pick,
                                        dist width, struct diags *d)
{
    struct setter quiet = *b->setter;
    const struct keyfigure *k = pick_figure(b, pick);
    struct pos pos = b->setter->digest->articles[pick->article].article->headline_pos;
    const char *number = value_number(quiet.arena, k);
    size_t digits = value_digits(number);
    struct glyph_span spans[5] = {block_span(value_prefix(quiet.arena, k), b->unit, pos),
                                  block_span(number, b->number, pos),
                                  block_span(number + digits, b->unit, pos),
                                  block_span(value_unit(quiet.arena, k), b->unit, pos),
                                  block_span(value_behind(k), b->unit, pos)};
    spans[1].len = digits;
    quiet.diags = d;
    quiet.logging = false;
    return block_lines(&quiet, spans, COUNT(spans), b->close, width);
}

/* Takes the first figures that fit one of `columns` columns; the narrowest decides what fits.
 * Returns how many of the weightiest are among them. */
static size_t take_fitting(struct band *b, int columns)
{
    const struct digest *d = b->setter->digest;
    dist width;
    size_t weighty = 0;
    column(b, columns > 2 ? 1 : 0, columns, &width);
    b->count = 0;
    for (size_t i = 0; i < d->pick_count && b->count < columns && width > 0; i++) {
        struct diags *quiet = diags_new(b->setter->arena);
        const struct lines *lines = number_lines(b, d->picks + i, width, quiet);
        if (!lines || lines->count > 1)
            continue;
        b->picks[b->count++] = d->picks + i;
        weighty += i < WEIGHTY;
    }
    return weighty;
}

/* As many columns as the sheet asks for, or fewer and wider ones that can all be filled. Down to
 * four, those that hold the most of the weightiest figures are taken, the narrowest of equals. */
static void choose(struct band *b)
{
    size_t picks = b->setter->digest->pick_count, most_weighty = 0;
    int most = b->flow->count < MOST_COLUMNS ? b->flow->count : MOST_COLUMNS;
    int columns = picks < (size_t)most ? (int)picks : most, best = 0;
    for (; columns > 0 && (columns >= WEIGHTY || best == 0); columns--) {
        size_t weighty = take_fitting(b, columns);
        if (b->count == columns && (best == 0 || weighty > most_weighty)) {
            best = columns;
            most_weighty = weighty;
        }
    }
    if (best > 0)
        take_fitting(b, best);
}

/* A list in the tree: each column is an item that is a link. */
static void tag_columns(struct band *b)
{
    struct setter *s = b->setter;
    tag_open(s, TAG_LIST);
    for (int i = 0; i < b->count; i++) {
        tag_open(s, TAG_ITEM);
        tag_open(s, TAG_ITEM_BODY);
        b->links[i] = tag_add(s, TAG_LINK);
        tag_close(s);
        tag_close(s);
    }
    tag_close(s);
}

static const struct lines *label(const struct band *b, int i, dist width)
{
    return block_shorten(b->setter, pick_figure(b, b->picks[i])->label, b->label, width,
                         LABEL_LINES);
}

/* Lines of the longest label. */
static int label_lines(const struct band *b)
{
    int most = 1;
    for (int i = 0; i < b->count; i++) {
        dist width;
        column(b, i, b->count, &width);
        const char *text = pick_figure(b, b->picks[i])->label;
        struct diags *quiet = diags_new(b->setter->arena);
        const struct lines *lines = block_trial(b->setter, text, b->label, width, quiet);
        if (lines && lines->count > 1)
            most = LABEL_LINES;
    }
    return most;
}

static void set_column(const struct band *b, struct slug *slug, int i, dist top)
{
    struct setter *s = b->setter;
    dist width;
    dist left = column(b, i, b->count, &width);
    s->tag = b->links[i];
    const struct lines *number = number_lines(b, b->picks[i], width, s->diags);
    if (!number)
        return;
    block_line(s, slug, number, 0, left,
               top + block_baseline(b->number->line_height, b->number->font_size));
    const struct lines *lines = label(b, i, width);
    dist y = top + b->number->line_height;
    for (size_t k = 0; lines && k < lines->count && k < LABEL_LINES; k++) {
        block_line(s, slug, lines, k, left,
                   y + block_baseline(b->label->line_height, b->label->font_size));
        y += b->label->line_height;
    }
}

/* Each column is a link. */
static void references(const struct band *b, struct slug *slug)
{
    struct setter *s = b->setter;
    struct reference *links = arena_array(s->layout, (size_t)b->count, sizeof *links);
    for (int i = 0; i < b->count; i++) {
        const struct digest_pick *pick = b->picks[i];
        const struct article *article = s->digest->articles[pick->article].article;
        dist width, left = column(b, i, b->count, &width);
        links[i] = (struct reference){
            .article = pick->article,
            .anchor = article_anchor(s->arena, article, pick_figure(b, pick)->id),
            .leader_from = -1,
            .tag = b->links[i],
            .link_left = left,
            .link_right = left + width,
        };
    }
    slug->references = links;
    slug->reference_count = (size_t)b->count;
}

static void hairlines(const struct band *b, struct slug *slug)
{
    struct setter *s = b->setter;
    const struct border *line = &b->flow->line;
    block_fill(s, slug, 0, 0, s->measure, line->weight, line->color);
    block_fill(s, slug, 0, slug->height - line->weight, s->measure, line->weight, line->color);
    for (int i = 1; i < b->count; i++)
        block_fill(s, slug, dist_scale(s->measure, i, b->count) - line->weight / 2, line->weight,
                   line->weight, slug->height - 2 * line->weight, line->color);
}

static const struct format *close_format(struct setter *s, const struct format *number,
                                         const struct format *unit)
{
    struct format *f = arena_alloc(s->arena, sizeof *f);
    *f = *number;
    f->autospace = unit->autospace;
    return f;
}

void band_add(struct setter *s, struct galley *g, const struct flow *flow)
{
    struct band b = {.setter = s,
                     .number = format_style(s->sheet, "band-number"),
                     .unit = format_style(s->sheet, "band-unit"),
                     .label = format_style(s->sheet, "band-label"),
                     .flow = flow};
    b.close = close_format(s, b.number, b.unit);
    choose(&b);
    if (b.count == 0)
        return;
    struct galley title = {0};
    struct layout_block whole = {.article = NO_ARTICLE};
    tag_heading(s, 2);
    struct layout_block *head = block_text(s, &title, flow->title, flow->format, flow->pos);
    tag_close(s);
    if (head)
        whole = *head;
    whole.centred = false;
    whole.keep_with_next = false;
    dist above = 0, pitch = s->sheet->page.pitch;
    for (size_t i = 0; i < whole.slugs.count; i++)
        above += whole.slugs.items[i].height;
    dist height = b.number->line_height + label_lines(&b) * b.label->line_height +
                  b.number->space_before + b.label->space_after;
    dist full = (above + height + pitch - 1) / pitch * pitch - above;
    struct slug *slug = block_slug(s, &whole.slugs, full, KEEP_SOLID);
    struct tag *parent = s->tag;
    tag_columns(&b);
    hairlines(&b, slug);
    references(&b, slug);
    for (int i = 0; i < b.count; i++)
        set_column(&b, slug, i, (full - height) / 2 + b.number->space_before);
    s->tag = parent;
    block_append(s, g, whole);
}
