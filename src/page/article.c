/* SPDX-License-Identifier: MIT */
/*
 * One article: the parts that the sheet asks for, in its order, as far as the article has them.
 *
 * Nothing of the text is left out: what a part cannot hold is printed by another. Persons stand in
 * the byline, or in brackets behind the dateline where there is one; a dateline whose article does
 * not begin with a paragraph has a line of its own; of a picture that is not printed caption and
 * credit stand in its place.
 */
#include "page/article.h"

#include <string.h>

const char *article_anchor(struct arena *a, const struct article *article, const char *id)
{
    size_t first = strlen(article->id), len = strlen(id);
    char *name = arena_alloc(a, first + len + 2);
    memcpy(name, article->id, first);
    name[first] = '-';
    memcpy(name + first + 1, id, len + 1);
    return name;
}

const char *article_row_anchor(struct arena *a, const struct article *article, const char *id)
{
    return arena_printf(a, "%s-%s-row", article->id, id);
}

const struct format *part_style(const struct part *p, const char *name)
{
    return format_style(p->setter->sheet, name);
}

struct layout_block *part_text(const struct part *p, const char *s, const char *style_name)
{
    return block_text(p->setter, p->galley, s, part_style(p, style_name), p->article->headline_pos);
}

/* ---- paragraphs --------------------------------------------------------------------------- */

/* The dateline with the persons in brackets, or "". */
static const char *dateline_text(const struct part *p)
{
    const struct article *a = p->article;
    if (!a->dateline[0])
        return "";
    const char *persons = head_persons(p->setter->arena, a);
    if (!persons[0])
        return a->dateline;
    return arena_printf(p->setter->arena, "%s（%s）", a->dateline, persons);
}

/* Tells the spans of a text where its source lines begin; note marks are no part of it. */
static void set_starts(struct spans *spans, size_t first, const struct block *b, const char *text,
                       size_t from)
{
    for (size_t i = first; i < spans->count; i++) {
        struct glyph_span *span = &spans->items[i];
        if (span->note)
            continue;
        span->starts = b->starts;
        span->start_count = b->start_count;
        span->before = from + utf8_count(text, (size_t)(span->text - text));
    }
}

struct block_lines part_marked(const struct part *p, struct spans *spans, const struct item *text,
                               const struct format *f, const struct block *b, size_t from)
{
    size_t first = spans->count;
    marks_spans(p->setter, spans, text->text, &text->marks, f, b->pos);
    set_starts(spans, first, b, text->text, from);
    return block_add_lines(p->setter, p->galley, spans->items, spans->count, f);
}

void part_add_span(const struct part *p, struct spans *spans, struct glyph_span span)
{
    spans->items = arena_grow(p->setter->scratch, spans->items, spans->count, sizeof span);
    spans->items[spans->count++] = span;
}

/* Whether a text ends with a bracket, which has a space of its own behind it. */
static bool ends_bracket(const char *text)
{
    size_t len = strlen(text);
    return (len > 0 && text[len - 1] == ')') ||
           (len >= strlen("）") && !strcmp(text + len - strlen("）"), "）"));
}

/* A paragraph, run in with the dateline if that is not "". The span behind a dateline begins after
 * a space, but for one that ends with a bracket, of persons or its own. */
static void paragraph(const struct part *p, const struct block *b, const char *dateline)
{
    struct spans spans = {0};
    const struct item text = {.text = b->text, .marks = b->marks};
    size_t note = p->setter->notes.count + 1;
    bool bare = dateline[0] && !ends_bracket(dateline);
    part_add_span(p, &spans, block_span(dateline, part_style(p, "dateline"), b->pos));
    part_add_span(p, &spans, block_span(bare ? "\u3000" : "", part_style(p, "p"), b->pos));
    refer_lines(p, part_marked(p, &spans, &text, part_style(p, "p"), b, 0), b, 0, &text, note);
}

static void quote(const struct part *p, const struct block *b)
{
    struct spans spans = {0};
    const struct item text = {.text = b->text, .marks = b->marks};
    tag_open(p->setter, TAG_QUOTE);
    part_marked(p, &spans, &text, part_style(p, "quote"), b, 0);
    tag_close(p->setter);
}

/* A sheet that gives the levels looks of their own has styles heading-1 to heading-4; a heading
 * whose level has none, or that has no number, is set as heading. */
static const struct format *heading_format(const struct part *p, int level)
{
    const struct setter *s = p->setter;
    const struct format *own = NULL;
    if (level > 0)
        own = format_find(s->sheet, arena_printf(s->arena, "heading-%d", level));
    return own ? own : format_style(s->sheet, "heading");
}

static void heading(const struct part *p, const struct block *b)
{
    struct setter *s = p->setter;
    struct spans spans = {0};
    const struct item text = {.text = b->text, .marks = b->marks};
    int level = article_heading_level(b->text);
    const struct format *f = heading_format(p, level);
    tag_heading(s, 2 + (level > 0 ? level : 1));
    struct layout_block *set = part_marked(p, &spans, &text, f, b, 0).block;
    tag_close(s);
    if (!set || f->bookmark_level == 0)
        return;
    set->outline = b->text;
    set->anchor = article_anchor(s->arena, p->article, b->id);
}

static void table(const struct part *p, const struct block *b)
{
    struct widening w = block_widen(p->setter, p->galley, p->table ? p->table->span : 1);
    grid_add(p->setter, p->galley, p->table, b);
    block_narrow(p->setter, p->galley, w);
}

/* ---- body --------------------------------------------------------------------------------- */

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
        list_add(p, b);
        break;
    case BLOCK_QUOTE:
        quote(p, b);
        break;
    case BLOCK_FIGURE:
        figure_add(p, b);
        break;
    case BLOCK_TABLE:
        table(p, b);
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

/* 内容包括：: what announces the next block ends no page. */
static void keep_announcement(struct galley *g, size_t first, const struct block *b)
{
    static const char *const colons[] = {"：", ":"};
    size_t len = b->kind == BLOCK_P ? strlen(b->text) : 0;
    for (size_t i = 0; i < COUNT(colons) && g->count > first; i++) {
        size_t n = strlen(colons[i]);
        if (len > n && !memcmp(b->text + len - n, colons[i], n))
            g->blocks[g->count - 1].keep_with_next = true;
    }
}

static void body(const struct part *p)
{
    struct galley *g = p->galley;
    size_t begin = g->count;
    const struct article *a = p->article;
    const char *dateline = dateline_text(p);
    bool run_in = dateline[0] && a->block_count > 0 && a->blocks[0].kind == BLOCK_P;
    if (!run_in)
        part_text(p, dateline, "byline");
    for (size_t i = 0; i < a->block_count; i++) {
        size_t first = g->count;
        if (run_in && i == 0)
            paragraph(p, a->blocks, dateline);
        else
            body_block(p, a->blocks + i);
        refer_block(p, a->blocks + i, first);
        if (i + 1 < a->block_count)
            keep_announcement(g, first, a->blocks + i);
        if (i > 0 && g->count > first && figure_is_absent(p, a->blocks + i - 1) &&
            figure_is_absent(p, a->blocks + i) && first > begin)
            figure_join(p);
    }
    set_reach(g, begin);
    notes_add(p->setter, p->galley);
}

/* ---- parts -------------------------------------------------------------------------------- */

/* The style of the part that is printed next, or NULL. */
static const struct format *next_style(const struct part *p, const struct flow *flow)
{
    const struct article *a = p->article;
    for (flow = flow->next; flow; flow = flow->next) {
        if (flow->kind == FLOW_SECTION && flow_opens_section(p->setter->digest, p->number))
            return flow->format;
        if (flow->kind == FLOW_KICKER && a->kicker[0])
            return part_style(p, "kicker");
        if (flow->kind == FLOW_HEADLINE && a->headline[0])
            return p->headline;
        if (flow->kind == FLOW_BODY)
            return part_style(p, "p");
    }
    return NULL;
}

/* In a column between articles whose heads stand in one, else over all: beside a head that spans a
 * few of them its text begins at the same height, and what such a head stands over ends level. */
static void separator(const struct part *p, const struct flow *flow)
{
    struct setter *s = p->setter;
    const struct format *below = next_style(p, flow);
    bool wide = p->closes_above || (below && head_span(p, below) > 1);
    struct widening w = block_widen(s, p->galley, wide ? s->sheet->page.columns : 1);
    struct layout_block b = {.transient = true, .least = flow->least, .article = NO_ARTICLE};
    struct slug *slug = block_slug(s, &b.slugs, flow->height, KEEP_SOLID);
    dist width = flow->width > 0 && flow->width < s->measure ? flow->width : s->measure;
    block_fill(s, slug, 0, (flow->height - flow->line.weight) / 2, width, flow->line.weight,
               flow->line.color);
    block_append(s, p->galley, b);
    block_narrow(s, p->galley, w);
}

static void drawing(const struct part *p, const struct flow *flow)
{
    struct widening w = block_widen(p->setter, p->galley, flow->span);
    flow_drawing(p->setter, p->galley, flow);
    block_narrow(p->setter, p->galley, w);
}

/* The separator stands before the first article too, if that follows the contents on their page. */
static void part(const struct part *p, const struct flow *flow, size_t article)
{
    switch (flow->kind) {
    case FLOW_SEPARATOR:
        separator(p, flow);
        break;
    case FLOW_SECTION:
        head_section(p, flow);
        break;
    case FLOW_KICKER:
        head_text(p, p->article->kicker, "kicker");
        break;
    case FLOW_HEADLINE:
        head_headline(p);
        break;
    case FLOW_SUBHEADLINE:
        head_subheadline(p);
        break;
    case FLOW_BYLINE:
        head_byline(p);
        break;
    case FLOW_BODY:
        body(p);
        break;
    case FLOW_FIGURE_TABLE:
        figures_article(p->setter, p->galley, flow, article, p->headline_span > 1);
        break;
    default:
        drawing(p, flow);
        break;
    }
}

enum { MOST_SIDES = 8 /* side parts of an article */ };

/* All parts in order. A note stands beside what follows it. */
static void set_parts(const struct part *p, const struct flow *parts)
{
    struct setter *s = p->setter;
    size_t beside[MOST_SIDES], count = 0, n = 0;
    for (const struct flow *f = parts; f; f = f->next)
        if (f->kind != FLOW_SIDE && f->kind != FLOW_SIDE_FIGURES)
            part(p, f, p->number);
        else if (f->kind == FLOW_SIDE && count < MOST_SIDES)
            beside[count++] = p->galley->count;
    for (const struct flow *f = parts; f; f = f->next)
        if (f->kind == FLOW_SIDE && n < count)
            side_attach(s, p->galley, beside[n++], side_stack(s, f));
        else if (f->kind == FLOW_SIDE_FIGURES)
            side_figures(s, p->galley, f, p->number);
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
    }
}

/* A head without a text heads nothing: where no text stands behind it, it may end a page. */
static void end_head(struct galley *g)
{
    size_t last = g->count;
    while (last > 0 && g->blocks[last - 1].transient)
        last--;
    if (last == 0)
        return;
    g->blocks[last - 1].keep_with_next = false;
}

/* An article that is shorter than the lines that its head asks for below it may end a page whole.
 */
static void ease_head(struct galley *g, dist pitch)
{
    int64_t below = 0;
    for (size_t i = g->count; i-- > 0;) {
        struct layout_block *b = g->blocks + i;
        if (below < b->clear && !b->narrow)
            b->clear = (int)below;
        int64_t height = (int64_t)b->before + block_height(&b->slugs) + b->after;
        below += b->transient ? 0 : (height + pitch - 1) / pitch;
    }
}

static struct part part_of(struct setter *s, struct galley *g, const struct flow *parts,
                           size_t article)
{
    struct part p = {.setter = s,
                     .galley = g,
                     .article = s->digest->articles[article].article,
                     .number = article};
    const struct flow *headline = flow_find(parts, FLOW_HEADLINE);
    p.label = headline ? headline->text : "";
    p.headline = head_format(&p, headline);
    p.headline_span = head_columns(&p);
    return p;
}

/* What a head over several columns stands over is that article's alone. */
static bool closes_above(struct setter *s, struct galley *g, const struct flow *parts,
                         size_t article)
{
    return s->sheet->page.columns > 1 && article > 0 &&
           part_of(s, g, parts, article - 1).headline_span > 1;
}

void article_galley(struct setter *s, struct galley *g, const struct flow *parts, size_t article)
{
    const struct flow *table = flow_find(parts, FLOW_FIGURE_TABLE);
    const struct flow *text = flow_find(parts, FLOW_BODY);
    struct part p = part_of(s, g, parts, article);
    p.bullet = text ? text->text : "";
    p.table = table ? table->table : s->sheet->table_count ? s->sheet->tables[0] : NULL;
    p.closes_above = closes_above(s, g, parts, article);
    s->fields = flow_article_fields(s, article);
    s->notes = (struct notes){.article = article};
    refer_sort(&p, s->digest->articles + article);
    set_parts(&p, parts);
    if (!flow_is_bare(s->digest, article))
        ease_head(g, s->sheet->page.pitch);
    if (p.article->block_count == 0 && !flow_is_bare(s->digest, article))
        end_head(g);
    if (g->count > 0)
        g->blocks[0].begins_tier = p.closes_above;
    name_blocks(g, article, p.article->id);
}
