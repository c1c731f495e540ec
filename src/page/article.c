/* SPDX-License-Identifier: MIT */
/*
 * One article: the parts that the sheet asks for, in its order, as far as the article has them.
 *
 * Nothing of the text is left out: what a part cannot hold is printed by another. Persons stand in
 * the byline, or in brackets behind the dateline where there is one; a dateline whose article does
 * not begin with a paragraph has a line of its own; of a picture that is not printed caption and
 * credit stand in its place. The alternative text is the caption of a picture that has no other.
 *
 * A headline of two clauses, joined by an ideographic space, is printed on one line if it fits and
 * else broken at the joint.
 */
#include "page/blocks.h"

#include <stdlib.h>
#include <string.h>

struct part { /* what all parts of one article need */
    struct setter *setter;
    struct galley *galley;
    const struct article *article;
    size_t number;                    /* of the article */
    const struct table_format *table; /* for tables in the text */
    const struct keyfigure **figures; /* by the ids of their blocks, then by their places */
    size_t figure_count;
};

const char *article_anchor(struct arena *a, const struct article *article, const char *id)
{
    size_t first = strlen(article->id), len = strlen(id);
    char *name = arena_alloc(a, first + len + 2);
    memcpy(name, article->id, first);
    name[first] = '-';
    memcpy(name + first + 1, id, len);
    return name;
}

static const struct format *style(const struct part *p, const char *name)
{
    return format_style(p->setter->sheet, name);
}

static struct layout_block *text(const struct part *p, const char *s, const char *style_name)
{
    return block_text(p->setter, p->galley, s, style(p, style_name), p->article->headline_pos);
}

/* ---- head --------------------------------------------------------------------------------- */

/* Sets a headline; on several lines it is broken at its joints. */
static const struct lines *headline_lines(const struct part *p, const struct format *f)
{
    struct setter *s = p->setter;
    const struct article *a = p->article;
    const char *joined = block_joint(s->arena, a->headline, "\u2028");
    const char *shown = a->headline;
    if (strcmp(joined, a->headline)) {
        const struct lines *trial = block_trial(s, a->headline, f, s->measure, diags_new(s->arena));
        if (trial && trial->count > 1)
            shown = joined;
    }
    struct glyph_span span = block_span(shown, f, a->headline_pos);
    return block_lines(s, &span, 1, f, s->measure);
}

static void headline(const struct part *p)
{
    struct setter *s = p->setter;
    const struct article *a = p->article;
    const struct format *f = style(p, a->kind == ARTICLE_PHOTO ? "photo-title" : "headline");
    const struct lines *lines = headline_lines(p, f);
    if (!lines)
        return;
    struct layout_block b = block_paragraph(s, lines, f);
    b.outline = f->bookmark_level > 0 ? block_joint(s->arena, a->headline, " ") : NULL;
    block_append(s, p->galley, b);
}

static void subheadline(const struct part *p)
{
    const char *s = p->article->subheadline;
    if (s[0])
        text(p, arena_printf(p->setter->arena, "——%s", s), "subheadline");
}

/* 记者 甲 乙　通讯员 丙: a role once for all neighbours that share it. */
static const char *persons_text(struct arena *a, const struct article *article)
{
    struct buf b = {0};
    const char *role = "";
    for (size_t i = 0; i < article->person_count; i++) {
        const struct person *person = article->persons + i;
        bool same = i > 0 && !strcmp(person->role, role);
        role = person->role;
        if (i > 0)
            buf_adds(&b, same ? " " : "\u3000");
        if (!same && role[0])
            buf_addf(&b, person->name[0] ? "%s " : "%s", role);
        buf_adds(&b, person->name);
    }
    const char *persons = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return persons;
}

static void byline(const struct part *p)
{
    if (p->article->dateline[0])
        return;
    text(p, persons_text(p->setter->arena, p->article), "byline");
}

/* ---- lines that figures point to ---------------------------------------------------------- */

static int by_place(const void *x, const void *y)
{
    const struct keyfigure *a = *(const struct keyfigure *const *)x;
    const struct keyfigure *b = *(const struct keyfigure *const *)y;
    int order = strcmp(a->p, b->p);
    return order ? order : (a->start > b->start) - (a->start < b->start);
}

static void sort_figures(struct part *p, const struct digest_article *article)
{
    p->figure_count = article->figure_count;
    p->figures = arena_array(p->setter->arena, p->figure_count, sizeof *p->figures);
    for (size_t i = 0; i < p->figure_count; i++)
        p->figures[i] = article->figures + i;
    if (p->figure_count > 0)
        qsort(p->figures, p->figure_count, sizeof *p->figures, by_place);
}

/* The first figure of a block from this character on. */
static size_t first_figure(const struct part *p, const char *block, size_t from)
{
    size_t low = 0, high = p->figure_count;
    const struct keyfigure key = {.p = block, .start = (int)from}, *wanted = &key;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_place(p->figures + middle, &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool stands_in(const struct part *p, size_t i, const char *block, size_t end)
{
    return i < p->figure_count && !strcmp(p->figures[i]->p, block) &&
           (size_t)p->figures[i]->start < end;
}

/* The set text that a line begins with, or NULL: a line may hold no text. */
static const struct page_item *first_text(const struct slug *slug)
{
    for (size_t i = 0; i < slug->count; i++)
        if (slug->items[i].kind == ITEM_TEXT)
            return slug->items + i;
    return NULL;
}

/* The line that holds this byte of a paragraph's set text. */
static struct slug *line_of(const struct layout_block *set, size_t at)
{
    size_t found = 0;
    for (size_t i = 1; i < set->slugs.count; i++) {
        const struct page_item *text = first_text(set->slugs.items + i);
        if (text && text->glyphs[0].text <= at)
            found = i;
    }
    return set->slugs.items + found;
}

/* The byte where character n of the text begins. */
static size_t byte_of(const char *text, size_t n)
{
    const char *p = text, *end = text + strlen(text);
    while (n-- > 0 && p < end)
        utf8_next(&p, end);
    return (size_t)(p - text);
}

/* Anchors at the lines of the figures in a paragraph that holds the characters of a block from
 * `from` on as its last ones. A character stays one when it is set. */
static void name_lines(const struct part *p, const struct layout_block *set, const struct block *b,
                       size_t from, const char *text)
{
    size_t i = first_figure(p, b->id, from);
    if (!set || !stands_in(p, i, b->id, SIZE_MAX))
        return;
    size_t count = utf8_count(text, strlen(text)), end = from + count;
    const struct page_item *first = first_text(set->slugs.items);
    size_t before = first ? utf8_count(first->text, strlen(first->text)) - count : 0;
    for (; first && stands_in(p, i, b->id, end); i++) {
        size_t at = byte_of(first->text, before + (size_t)p->figures[i]->start - from);
        struct slug *line = line_of(set, at);
        block_anchor(p->setter, line,
                     article_anchor(p->setter->arena, p->article, p->figures[i]->id));
    }
}

/* Of other blocks, where they begin. */
static void name_block(const struct part *p, const struct block *b, size_t first)
{
    struct galley *g = p->galley;
    if (first == g->count || b->kind == BLOCK_P || b->kind == BLOCK_LIST)
        return;
    for (size_t i = first_figure(p, b->id, 0); stands_in(p, i, b->id, SIZE_MAX); i++)
        block_anchor(p->setter, g->blocks[first].slugs.items,
                     article_anchor(p->setter->arena, p->article, p->figures[i]->id));
}

/* ---- body --------------------------------------------------------------------------------- */

/* The dateline with the persons in brackets, or "". */
static const char *dateline_text(const struct part *p)
{
    const struct article *a = p->article;
    if (!a->dateline[0])
        return "";
    const char *persons = persons_text(p->setter->arena, a);
    if (!persons[0])
        return a->dateline;
    return arena_printf(p->setter->arena, "%s（%s）", a->dateline, persons);
}

/* A paragraph, run in with the dateline if that is not "". The span behind a dateline that ends
 * with no mark begins after a space. */
static void paragraph(const struct part *p, const struct block *b, const char *dateline)
{
    struct setter *s = p->setter;
    struct glyph_span *spans = arena_array(s->arena, 3, sizeof *spans);
    spans[0] = block_span(dateline, style(p, "dateline"), b->pos);
    bool bare = dateline[0] && !p->article->person_count;
    spans[1] = block_span(bare ? "\u3000" : "", style(p, "p"), b->pos);
    spans[2] = block_span(b->text, style(p, "p"), b->pos);
    name_lines(p, block_add(s, p->galley, spans, 3, style(p, "p")), b, 0, b->text);
}

static void heading(const struct part *p, const struct block *b)
{
    struct setter *s = p->setter;
    const struct format *f = heading_format(s->arena, s->sheet, b->text);
    struct layout_block *set = block_text(s, p->galley, b->text, f, b->pos);
    if (!set || f->bookmark_level == 0)
        return;
    set->outline = b->text;
    set->anchor = article_anchor(s->arena, p->article, b->id);
}

/* A label that ends in a Latin character stands apart from its text. The places of figures in a
 * list are counted over its items laid end to end, without their labels. */
static void list(const struct part *p, const struct block *b)
{
    size_t from = 0;
    for (size_t i = 0; i < b->item_count; i++) {
        const struct item *item = b->items + i;
        size_t len = strlen(item->label);
        bool latin = len > 0 && (unsigned char)item->label[len - 1] < 0x80;
        const char *line =
            arena_printf(p->setter->arena, latin ? "%s %s" : "%s%s", item->label, item->text);
        name_lines(p, block_text(p->setter, p->galley, line, style(p, "item"), b->pos), b, from,
                   item->text);
        from += utf8_count(item->text, strlen(item->text));
    }
}

/* A picture with its caption (credit), or these alone, without the ▲ that points at it. */
static void figure(const struct part *p, const struct block *b)
{
    struct setter *s = p->setter;
    const char *caption = b->caption[0] ? b->caption : b->text;
    if (!strncmp(caption, "▲", strlen("▲")))
        caption += strlen("▲");
    const char *credit = b->credit;
    if (credit[0])
        credit = arena_printf(s->arena, caption[0] ? "（%s）" : "%s", credit);
    struct glyph_span *spans = arena_array(s->arena, 2, sizeof *spans);
    spans[0] = block_span(caption, style(p, "caption"), b->pos);
    spans[1] = block_span(credit, style(p, "credit"), b->pos);
    int picture = pictures_find(s, p->number, (size_t)(b - p->article->blocks));
    if (picture == NO_PICTURE)
        block_add(s, p->galley, spans, 2, style(p, "caption"));
    else
        picture_add(s, p->galley, picture, b->text, spans, 2, style(p, "caption"));
}

static void body_block(const struct part *p, const struct block *b)
{
    switch (b->kind) {
    case BLOCK_P:
        paragraph(p, b, "");
        break;
    case BLOCK_HEADING:
        heading(p, b);
        break;
    case BLOCK_LIST:
        list(p, b);
        break;
    case BLOCK_QUOTE:
        block_text(p->setter, p->galley, b->text, style(p, "quote"), b->pos);
        break;
    case BLOCK_FIGURE:
        figure(p, b);
        break;
    case BLOCK_TABLE:
        grid_add(p->setter, p->galley, p->table, b);
        break;
    }
}

/* Where a picture does not fit the text behind it may go before it, up to the next heading or
 * picture's turn. */
static void set_reach(struct galley *g, size_t first)
{
    int reach = 0;
    for (size_t i = g->count; i-- > first; reach++) {
        struct layout_block *b = g->blocks + i;
        if (b->picture)
            b->reach = reach;
        else if (b->keep_with_next)
            reach = -1;
    }
}

static void body(const struct part *p)
{
    size_t begin = p->galley->count;
    const struct article *a = p->article;
    const char *dateline = dateline_text(p);
    bool run_in = dateline[0] && a->block_count > 0 && a->blocks[0].kind == BLOCK_P;
    if (!run_in)
        text(p, dateline, "byline");
    for (size_t i = 0; i < a->block_count; i++) {
        size_t first = p->galley->count;
        if (run_in && i == 0)
            paragraph(p, a->blocks, dateline);
        else
            body_block(p, a->blocks + i);
        name_block(p, a->blocks + i, first);
    }
    set_reach(p->galley, begin);
}

/* ---- parts -------------------------------------------------------------------------------- */

static void separator(const struct part *p, const struct flow *flow)
{
    struct setter *s = p->setter;
    struct layout_block b = {.transient = true, .article = NO_ARTICLE};
    struct slug *slug = block_slug(s, &b.slugs, flow->height, KEEP_SOLID);
    dist width = flow->width > 0 ? flow->width : s->measure;
    block_fill(s, slug, 0, (flow->height - flow->line.weight) / 2, width, flow->line.weight,
               flow->line.color);
    block_append(s, p->galley, b);
}

/* The separator stands before the first article too, if that follows the contents on their page. */
static void part(const struct part *p, const struct flow *flow, size_t article)
{
    switch (flow->kind) {
    case FLOW_SEPARATOR:
        separator(p, flow);
        break;
    case FLOW_KICKER:
        text(p, p->article->kicker, "kicker");
        break;
    case FLOW_HEADLINE:
        headline(p);
        break;
    case FLOW_SUBHEADLINE:
        subheadline(p);
        break;
    case FLOW_BYLINE:
        byline(p);
        break;
    case FLOW_BODY:
        body(p);
        break;
    case FLOW_FIGURE_TABLE:
        figures_article(p->setter, p->galley, flow, article);
        break;
    default:
        flow_drawing(p->setter, p->galley, flow);
        break;
    }
}

/* The article's own anchor stands at its first block that stays. */
static void name_blocks(struct galley *g, size_t article, const char *id)
{
    const char *anchor = id;
    for (size_t i = 0; i < g->count; i++) {
        struct layout_block *b = g->blocks + i;
        if (b->transient)
            continue;
        b->article = (int)article;
        if (anchor)
            b->anchor = anchor;
        anchor = NULL;
        if (b->outline && !b->anchor)
            b->anchor = id;
    }
}

void article_galley(struct setter *s, struct galley *g, const struct flow *parts, size_t article)
{
    const struct flow *table = flow_find(parts, FLOW_FIGURE_TABLE);
    struct part p = {
        .setter = s,
        .galley = g,
        .article = s->digest->articles[article].article,
        .number = article,
        .table = table                   ? table->table
                 : s->sheet->table_count ? s->sheet->tables[0]
                                         : NULL,
    };
    s->fields = (struct fields){.headline = block_joint(s->arena, p.article->headline, " "),
                                .section = flow_section(s->digest, article),
                                .source = p.article->source,
                                .article_date = p.article->date};
    sort_figures(&p, s->digest->articles + article);
    for (const struct flow *f = parts; f; f = f->next)
        part(&p, f, article);
    name_blocks(g, article, p.article->id);
}
