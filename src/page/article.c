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

#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct part { /* what all parts of one article need */
    struct setter *setter;
    struct galley *galley;
    const struct article *article;
    size_t number;                    /* of the article */
    int headline_span;                /* columns */
    const char *label;                /* before the headline, or "" */
    bool closes_above;                /* the article before it ends a tier */
    const char *bullet;               /* label of an item without one, or "" */
    const struct table_format *table; /* for tables in the text */
    const struct format *headline;
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

const char *article_row_anchor(struct arena *a, const struct article *article, const char *id)
{
    return arena_printf(a, "%s-%s-row", article->id, id);
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

static size_t text_length(const struct article *a)
{
    size_t count = 0;
    for (size_t i = 0; i < a->block_count; i++)
        count += utf8_count(a->blocks[i].text, strlen(a->blocks[i].text));
    return count;
}

/* The headline as it is printed: behind its label, on several lines broken at its joints. */
static const char *headline_text(const struct part *p, const struct format *f)
{
    struct setter *s = p->setter;
    const char *text =
        p->article->headline[0] ? flow_labelled(s, p->label, p->article->headline, p->number) : "";
    const char *joined = block_joint(s->arena, text, "\u2028");
    if (!strcmp(joined, text))
        return text;
    const struct lines *trial = block_trial(s, text, f, s->measure, diags_new(s->arena));
    return trial && trial->count > 1 ? joined : text;
}

/* How many lines a headline takes over so many columns. */
static size_t headline_lines(const struct part *p, const struct format *f, int columns)
{
    struct setter *s = p->setter;
    struct widening w = block_widen(s, p->galley, columns);
    const struct lines *lines =
        block_trial(s, headline_text(p, f), f, s->measure, diags_new(s->arena));
    block_narrow(s, p->galley, w);
    return lines ? lines->count : 0;
}

enum { ENOUGH = 3 /* lines of a headline */ };

/* Whether the headline in this format, if there is one, has no more lines than a headline should.
 */
static bool stands(const struct part *p, const struct format *f)
{
    int columns = p->setter->sheet->page.columns;
    return f && headline_lines(p, f, f->span == SPAN_AUTO ? columns : f->span) <= ENOUGH;
}

/* By the rank of the article: first of the issue, first of a section, long, short, or any other. A
 * headline that needs more lines is of the next rank below. */
static const struct format *headline_format(const struct part *p, const struct flow *flow)
{
    const struct article *a = p->article;
    if (a->kind == ARTICLE_PHOTO)
        return style(p, "photo-title");
    if (!flow)
        return style(p, "headline");
    bool opens = p->number > 0 && flow_opens_section(p->setter->digest, p->number);
    size_t length = text_length(a);
    bool is_long = length >= (size_t)flow->count;
    bool is_opening = p->number == 0 || (opens && length >= (size_t)flow->opens);
    const struct format *opening = flow->opening ? flow->opening : flow->lead;
    if (p->number == 0 && stands(p, flow->lead))
        return flow->lead;
    if (is_opening && stands(p, opening))
        return opening;
    if ((is_opening || is_long) && stands(p, flow->wide))
        return flow->wide;
    bool is_brief = flow->brief && p->number > 0 && !opens && length < (size_t)flow->fewer;
    return is_brief ? flow->brief : style(p, "headline");
}

/* Columns of a headline that has as many as it needs to stand on three lines. */
static int headline_span(const struct part *p)
{
    const struct format *f = p->headline;
    int columns = 1;
    if (f->span != SPAN_AUTO)
        return f->span;
    while (columns < p->setter->sheet->page.columns && headline_lines(p, f, columns) > ENOUGH)
        columns++;
    return columns;
}

/* Columns of a part of the head. */
static int head_span(const struct part *p, const struct format *f)
{
    return f->span == SPAN_AUTO ? p->headline_span : f->span;
}

static void head_text(const struct part *p, const char *s, const char *style_name)
{
    struct widening w = block_widen(p->setter, p->galley, head_span(p, style(p, style_name)));
    text(p, s, style_name);
    block_narrow(p->setter, p->galley, w);
}

static void headline(const struct part *p)
{
    struct setter *s = p->setter;
    const struct article *a = p->article;
    const struct format *f = p->headline;
    struct widening w = block_widen(s, p->galley, head_span(p, f));
    struct glyph_span span = block_span(headline_text(p, f), f, a->headline_pos);
    tag_heading(s, 2);
    const struct lines *lines = block_lines(s, &span, 1, f, s->measure);
    tag_close(s);
    if (lines) {
        struct layout_block b = block_paragraph(s, lines, f);
        b.outline = f->bookmark_level > 0 ? block_joint(s->arena, a->headline, " ") : NULL;
        block_append(s, p->galley, b);
    }
    block_narrow(s, p->galley, w);
}

static void subheadline(const struct part *p)
{
    const char *s = p->article->subheadline;
    if (s[0])
        head_text(p, arena_printf(p->setter->arena, "——%s", s), "subheadline");
}

/* The outline has sections of its own (place.c). */
static void section(const struct part *p, const struct flow *flow)
{
    struct setter *s = p->setter;
    if (!flow_opens_section(s->digest, p->number))
        return;
    tag_heading(s, 2);
    const char *name = flow_labelled(s, flow->text, s->fields.section, p->number);
    struct layout_block *b = block_text(s, p->galley, name, flow->format, flow->pos);
    tag_close(s);
    if (b)
        b->outline = NULL;
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
    p->figures = arena_array(p->setter->scratch, p->figure_count, sizeof *p->figures);
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
static size_t line_of(const struct lines *lines, size_t at)
{
    size_t found = 0;
    for (size_t i = 1; i < lines->count; i++) {
        const struct line *line = lines->items + i;
        if (line->first < line->end && lines->glyphs->items[line->first].text <= at)
            found = i;
    }
    return found;
}

/* The byte where character n of the text begins. */
static size_t byte_of(const char *text, size_t n)
{
    const char *p = text, *end = text + strlen(text);
    while (n-- > 0 && p < end)
        utf8_next(&p, end);
    return (size_t)(p - text);
}

/* The part of a line's frame in which the bytes [from, to) of its text stand. Returns the tag of
 * the first of them, or NULL: none does. */
static struct tag *find_room(const struct lines *lines, size_t line, size_t from, size_t to,
                             dist *left, dist *right)
{
    struct tag *tag = NULL;
    for (size_t i = lines->items[line].first; i < lines->items[line].end; i++) {
        const struct glyph *glyph = lines->glyphs->items + i;
        if (glyph->text < from || glyph->text >= to || glyph->class == CLASS_LINE_END)
            continue;
        if (!tag)
            *left = lines->x[i];
        *right = lines->x[i] + glyph->advance;
        tag = tag ? tag : lines->glyphs->spans[glyph->span].tag;
    }
    return tag;
}

/* A link from a figure in the text back to its row in the summary. */
static void refer_back(const struct part *p, const struct block_lines *set, size_t line,
                       const struct keyfigure *k, size_t from, size_t to)
{
    struct setter *s = p->setter;
    struct reference r = {.article = p->number,
                          .anchor = article_row_anchor(s->arena, p->article, k->id),
                          .only = true,
                          .words = "返回汇总表",
                          .leader_from = -1};
    struct tag *tag = find_room(set->lines, line, from, to, &r.link_left, &r.link_right);
    if (!tag)
        return;
    r.tag = tag_new(s, TAG_LINK);
    tag_append(tag, r.tag);
    block_refer(s, set->block->slugs.items + line, r);
}

/* Anchors at the lines of the figures in a paragraph that holds the characters of a block from
 * `from` on as its last ones. A character stays one when it is set, and the marks of notes, the
 * first of which has number `note`, come in between. */
static void name_lines(const struct part *p, struct block_lines set, const struct block *b,
                       size_t from, const struct item *text, size_t note)
{
    struct arena *a = p->setter->arena;
    size_t i = first_figure(p, b->id, from);
    if (!set.block || !stands_in(p, i, b->id, SIZE_MAX))
        return;
    const char *printed = set.lines->glyphs->text;
    size_t count = utf8_count(text->text, strlen(text->text)), end = from + count;
    size_t before = utf8_count(printed, strlen(printed)) - count -
                    marks_inserted(a, &text->marks, INT_MAX, note);
    for (; stands_in(p, i, b->id, end); i++) {
        const struct keyfigure *k = p->figures[i];
        int start = k->start - (int)from;
        size_t n = before + marks_inserted(a, &text->marks, start, note) + (size_t)start;
        size_t at = byte_of(printed, n), line = line_of(set.lines, at);
        block_anchor(p->setter, set.block->slugs.items + line,
                     article_anchor(a, p->article, k->id));
        refer_back(p, &set, line, k, at, byte_of(printed, n + (size_t)(k->end - k->start)));
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

/* A text with its marks, behind what spans already has: that of block b from character `from` on.
 */
static struct block_lines marked(const struct part *p, struct spans *spans, const struct item *text,
                                 const struct format *f, const struct block *b, size_t from)
{
    size_t first = spans->count;
    marks_spans(p->setter, spans, text->text, &text->marks, f, b->pos);
    set_starts(spans, first, b, text->text, from);
    return block_add_lines(p->setter, p->galley, spans->items, spans->count, f);
}

static void add_span(const struct part *p, struct spans *spans, struct glyph_span span)
{
    spans->items = arena_grow(p->setter->scratch, spans->items, spans->count, sizeof span);
    spans->items[spans->count++] = span;
}

/* A paragraph, run in with the dateline if that is not "". The span behind a dateline that ends
 * with no mark begins after a space. */
static void paragraph(const struct part *p, const struct block *b, const char *dateline)
{
    struct spans spans = {0};
    const struct item text = {.text = b->text, .marks = b->marks};
    size_t note = p->setter->notes.count + 1;
    bool bare = dateline[0] && !p->article->person_count;
    add_span(p, &spans, block_span(dateline, style(p, "dateline"), b->pos));
    add_span(p, &spans, block_span(bare ? "\u3000" : "", style(p, "p"), b->pos));
    name_lines(p, marked(p, &spans, &text, style(p, "p"), b, 0), b, 0, &text, note);
}

static void quote(const struct part *p, const struct block *b)
{
    struct spans spans = {0};
    const struct item text = {.text = b->text, .marks = b->marks};
    tag_open(p->setter, TAG_QUOTE);
    marked(p, &spans, &text, style(p, "quote"), b, 0);
    tag_close(p->setter);
}

static void heading(const struct part *p, const struct block *b)
{
    struct setter *s = p->setter;
    struct spans spans = {0};
    const struct item text = {.text = b->text, .marks = b->marks};
    const struct format *f = heading_format(s->arena, s->sheet, b->text);
    int level = heading_level(b->text);
    tag_heading(s, 2 + (level > 0 ? level : 1));
    struct layout_block *set = marked(p, &spans, &text, f, b, 0).block;
    tag_close(s);
    if (!set || f->bookmark_level == 0)
        return;
    set->outline = b->text;
    set->anchor = article_anchor(s->arena, p->article, b->id);
}

/* ---- lists -------------------------------------------------------------------------------- */

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
    const struct format *f = style(p, "item");
    struct format *text = arena_alloc(p->setter->scratch, sizeof *text);
    struct spans spans = {0};
    size_t note = p->setter->notes.count + 1;
    *text = *f;
    text->margin_left += f->text_indent + hang;
    text->text_indent = 0;
    tag_open(s, TAG_ITEM_BODY);
    struct block_lines set = marked(p, &spans, item, text, b, from);
    name_lines(p, set, b, from, item, note);
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
    const struct format *f = style(p, "item");
    const char *label = label_of(p, item);
    struct spans spans = {0};
    size_t note = p->setter->notes.count + 1;
    add_span(p, &spans, block_span(label, f, b->pos));
    add_span(p, &spans, block_span(ends_latin(label) ? " " : "", f, b->pos));
    spans.items[0].tag = spans.items[1].tag = tag_add(p->setter, TAG_LABEL);
    tag_open(p->setter, TAG_ITEM_BODY);
    name_lines(p, marked(p, &spans, item, f, b, from), b, from, item, note);
    tag_close(p->setter);
}

static enum tag_labels labels_of(const struct part *p, const struct block *b)
{
    const char *label = b->item_count > 0 ? label_of(p, b->items) : "";
    if (!label[0])
        return LABELS_NONE;
    if (label[0] >= '0' && label[0] <= '9')
        return LABELS_DECIMAL;
    return !strcmp(label, p->bullet) ? LABELS_BULLET : LABELS_ANY;
}

/* The places of figures in a list are counted over its items laid end to end, without their
 * labels. */
static void list(const struct part *p, const struct block *b)
{
    dist hang = list_hang(p, b, style(p, "item"));
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

/* ---- figures and tables ------------------------------------------------------------------- */

static void table(const struct part *p, const struct block *b)
{
    struct widening w = block_widen(p->setter, p->galley, p->table ? p->table->span : 1);
    grid_add(p->setter, p->galley, p->table, b);
    block_narrow(p->setter, p->galley, w);
}

/* The marks of a caption whose first character is not printed. */
static struct marks without_first(struct arena *a, const struct marks *marks)
{
    struct marks rest = {arena_array(a, marks->count, sizeof *rest.items), marks->count};
    for (size_t i = 0; i < rest.count; i++) {
        rest.items[i] = marks->items[i];
        rest.items[i].start -= rest.items[i].start > 0;
        rest.items[i].end -= rest.items[i].end > 0;
    }
    return rest;
}

/* The caption of a picture without the ▲ that points at it, or its alternative text. */
static void add_caption(const struct part *p, struct spans *spans, const struct block *b)
{
    static const struct marks none = {0};
    struct marks marks = b->caption[0] ? b->marks : none;
    const char *caption = b->caption[0] ? b->caption : b->text;
    if (!strncmp(caption, "▲", strlen("▲"))) {
        caption += strlen("▲");
        marks = without_first(p->setter->arena, &marks);
    }
    marks_spans(p->setter, spans, caption, &marks, style(p, "caption"), b->pos);
}

/* What tells that the text behind it is the caption of a picture that is not printed. */
static void add_absent_label(const struct part *p, struct spans *spans, struct pos pos)
{
    const char *label = p->setter->sheet->picture.absent_label;
    const struct format *title = style(p, "photo-title");
    struct format *f = arena_alloc(p->setter->arena, sizeof *f);
    if (!label[0])
        return;
    *f = *style(p, "caption");
    f->font = title->font;
    f->latin = title->latin;
    f->bold = title->bold;
    add_span(p, spans, block_span(label, f, pos));
    add_span(p, spans, block_span("\u3000", style(p, "caption"), pos));
}

/* A caption without its picture has nothing to be centred below. Captions in a row are one block.
 */
static void absent_figure(const struct part *p, const struct spans *caption)
{
    struct galley *g = p->galley;
    struct format *f = arena_alloc(p->setter->arena, sizeof *f);
    *f = *style(p, "caption");
    f->align = f->align == ALIGN_JUSTIFY ? ALIGN_JUSTIFY : ALIGN_LEFT;
    block_add(p->setter, g, caption->items, caption->count, f);
}

static bool is_absent(const struct part *p, const struct block *b)
{
    size_t number = (size_t)(b - p->article->blocks);
    return b->kind == BLOCK_FIGURE && pictures_find(p->setter, p->number, number) == NO_PICTURE;
}

/* A picture with its caption (credit), or these alone. */
static void figure(const struct part *p, const struct block *b)
{
    struct setter *s = p->setter;
    struct spans spans = {0};
    bool absent = is_absent(p, b);
    if (absent && (b->caption[0] || b->text[0] || b->credit[0]))
        add_absent_label(p, &spans, b->pos);
    size_t label = spans.count;
    add_caption(p, &spans, b);
    const char *credit = b->credit;
    if (credit[0])
        credit = arena_printf(s->arena, spans.count > label ? "（%s）" : "%s", credit);
    add_span(p, &spans, block_span(credit, style(p, "credit"), b->pos));
    if (absent) {
        absent_figure(p, &spans);
        return;
    }
    int picture = pictures_find(s, p->number, (size_t)(b - p->article->blocks));
    bool wide = s->sheet->picture.span > 1;
    struct widening w = block_widen(s, p->galley, wide ? s->sheet->page.columns : 1);
    picture_add(s, p->galley, picture, b->text, spans.items, spans.count, style(p, "caption"));
    block_narrow(s, p->galley, w);
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
        quote(p, b);
        break;
    case BLOCK_FIGURE:
        figure(p, b);
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

/* The captions of two pictures in a row that are not printed stand together: the last two blocks
 * are one. */
static void join_captions(const struct part *p)
{
    struct galley *g = p->galley;
    struct layout_block *last = g->blocks + g->count - 1;
    for (size_t i = 0; i < last->slugs.count; i++)
        if (last->slugs.items[i].keep < KEEP_SOFT)
            last->slugs.items[i].keep = KEEP_SOFT;
    block_join(p->setter, &last[-1].slugs, &last->slugs);
    g->count--;
}

static void body(const struct part *p)
{
    struct galley *g = p->galley;
    size_t begin = g->count;
    const struct article *a = p->article;
    const char *dateline = dateline_text(p);
    bool run_in = dateline[0] && a->block_count > 0 && a->blocks[0].kind == BLOCK_P;
    if (!run_in)
        text(p, dateline, "byline");
    for (size_t i = 0; i < a->block_count; i++) {
        size_t first = g->count;
        if (run_in && i == 0)
            paragraph(p, a->blocks, dateline);
        else
            body_block(p, a->blocks + i);
        name_block(p, a->blocks + i, first);
        if (i > 0 && g->count > first && is_absent(p, a->blocks + i - 1) &&
            is_absent(p, a->blocks + i) && first > begin)
            join_captions(p);
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
            return style(p, "kicker");
        if (flow->kind == FLOW_HEADLINE && a->headline[0])
            return p->headline;
        if (flow->kind == FLOW_BODY)
            return style(p, "p");
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
        section(p, flow);
        break;
    case FLOW_KICKER:
        head_text(p, p->article->kicker, "kicker");
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

static struct part part_of(struct setter *s, struct galley *g, const struct flow *parts,
                           size_t article)
{
    struct part p = {.setter = s,
                     .galley = g,
                     .article = s->digest->articles[article].article,
                     .number = article};
    const struct flow *headline = flow_find(parts, FLOW_HEADLINE);
    p.label = headline ? headline->text : "";
    p.headline = headline_format(&p, headline);
    p.headline_span = headline_span(&p);
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
    sort_figures(&p, s->digest->articles + article);
    set_parts(&p, parts);
    if (g->count > 0)
        g->blocks[0].begins_tier = p.closes_above;
    name_blocks(g, article, p.article->id);
}
