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
    const char **pointed;             /* ids of the blocks that figures stand in, sorted */
    size_t pointed_count;
};

const char *article_anchor(struct arena *a, const struct article *article, const char *block)
{
    return arena_printf(a, "%s-%s", article->id, block);
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
    block_add(s, p->galley, spans, 3, style(p, "p"));
}

static void heading(const struct part *p, const struct block *b)
{
    struct setter *s = p->setter;
    const struct format *f = style(p, "heading");
    struct layout_block *set = block_text(s, p->galley, b->text, f, b->pos);
    if (!set || f->bookmark_level == 0)
        return;
    set->outline = b->text;
    set->anchor = article_anchor(s->arena, p->article, b->id);
}

/* A label that ends in a Latin character stands apart from its text. */
static void list(const struct part *p, const struct block *b)
{
    for (size_t i = 0; i < b->item_count; i++) {
        const struct item *item = b->items + i;
        size_t len = strlen(item->label);
        bool latin = len > 0 && (unsigned char)item->label[len - 1] < 0x80;
        const char *line =
            arena_printf(p->setter->arena, latin ? "%s %s" : "%s%s", item->label, item->text);
        block_text(p->setter, p->galley, line, style(p, "item"), b->pos);
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

static int compare_ids(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void point_at(struct part *p, const struct digest_article *article)
{
    p->pointed_count = article->figure_count;
    p->pointed = arena_array(p->setter->arena, p->pointed_count, sizeof *p->pointed);
    for (size_t i = 0; i < p->pointed_count; i++)
        p->pointed[i] = article->figures[i].p;
    qsort(p->pointed, p->pointed_count, sizeof *p->pointed, compare_ids);
}

/* A block that a figure points to has an anchor where it begins. */
static void name_block(const struct part *p, const struct block *b, size_t first)
{
    struct galley *g = p->galley;
    if (first < g->count && !g->blocks[first].anchor && p->pointed_count > 0 &&
        bsearch(&b->id, p->pointed, p->pointed_count, sizeof *p->pointed, compare_ids))
        g->blocks[first].anchor = article_anchor(p->setter->arena, p->article, b->id);
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
    point_at(&p, s->digest->articles + article);
    for (const struct flow *f = parts; f; f = f->next)
        part(&p, f, article);
    name_blocks(g, article, p.article->id);
}
