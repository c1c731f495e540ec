/* SPDX-License-Identifier: MIT */
/*
 * Drafts to articles. A draft is a flat list of roles in the order of the page; the tree has a
 * head, and a body in which items stand in lists and captions with their figure. A caption whose
 * picture did not arrive makes a figure without a file, so that nothing is lost; a credit serves
 * all the captions just before it that have none. A part of the head that comes twice is joined as
 * a headline's two lines are, by U+3000.
 */
#include "article/article.h"

#include <string.h>

struct builder {
    struct arena *arena;
    struct article *article;
    int *lines; /* of the block that is being built */
    size_t line_count;
    struct line_start *starts;
    size_t start_count;
    int length; /* characters of its text so far */
};

static struct block *last_block(struct article *article)
{
    return &article->blocks[article->block_count - 1];
}

static bool ends_with(struct article *article, enum block_kind kind)
{
    return article->block_count && last_block(article)->kind == kind;
}

static void add_lines(struct builder *b, const struct draft_block *draft)
{
    for (size_t i = 0; i < draft->line_count; i++) {
        if (b->line_count && b->lines[b->line_count - 1] == draft->lines[i])
            continue;
        b->lines = arena_grow(b->arena, b->lines, b->line_count, sizeof *b->lines);
        b->lines[b->line_count++] = draft->lines[i];
    }
}

static void add_start(struct builder *b, int at, int line)
{
    b->starts = arena_grow(b->arena, b->starts, b->start_count, sizeof *b->starts);
    b->starts[b->start_count++] = (struct line_start){at, line};
}

/* Where the draft's lines begin in the text of the block, to whose end its text was added. */
static void add_starts(struct builder *b, const struct draft_block *draft)
{
    size_t bytes = 0, len = strlen(draft->text);
    int at = b->length;
    if (draft->line_count == 1)
        add_start(b, at, draft->lines[0]);
    else if (!draft->starts)
        add_start(b, at, 0);
    for (size_t i = 0; draft->line_count > 1 && draft->starts && i < draft->line_count; i++) {
        size_t start = draft->starts[i] < len ? draft->starts[i] : len;
        at += (int)utf8_count(draft->text + bytes, start - bytes);
        bytes = start;
        add_start(b, at, draft->lines[i]);
    }
    b->length += (int)utf8_count(draft->text, len);
}

/* The last block is whole: its lines become text. */
static void close_block(struct builder *b)
{
    struct buf text = {0};
    for (size_t i = 0; i < b->line_count; i++)
        buf_addf(&text, "%s%d", i ? " " : "", b->lines[i]);
    if (b->article->block_count) {
        struct block *block = last_block(b->article);
        block->lines = arena_text(b->arena, text.text, text.len);
        block->starts = b->starts;
        block->start_count = b->start_count;
    }
    buf_release(&text);
    b->starts = NULL;
    b->line_count = b->start_count = 0;
    b->length = 0;
}

static struct block *add_block(struct builder *b, enum block_kind kind,
                               const struct draft_block *draft)
{
    struct article *article = b->article;
    close_block(b);
    add_lines(b, draft);
    struct block *block = &article->blocks[article->block_count++];
    *block = (struct block){.kind = kind,
                            .id = arena_printf(b->arena, "p%zu", article->block_count),
                            .text = "",
                            .source = "",
                            .lines = "",
                            .rest = "",
                            .pos = draft->pos,
                            .doubts = draft->doubts,
                            .href = "",
                            .caption = "",
                            .credit = ""};
    return block;
}

static void add_text(struct builder *b, enum block_kind kind, const struct draft_block *draft)
{
    struct block *block = add_block(b, kind, draft);
    block->text = draft->text;
    block->marks = draft->marks;
    add_starts(b, draft);
}

static void add_item(struct builder *b, const struct draft_block *draft)
{
    if (ends_with(b->article, BLOCK_LIST))
        add_lines(b, draft);
    else
        add_block(b, BLOCK_LIST, draft);
    struct block *list = last_block(b->article);
    add_starts(b, draft);
    list->doubts |= draft->doubts;
    list->items = arena_grow(b->arena, list->items, list->item_count, sizeof *list->items);
    list->items[list->item_count++] = (struct item){draft->detail, draft->text, draft->marks};
}

static void add_figure(struct builder *b, const struct draft_block *draft)
{
    struct block *figure = add_block(b, BLOCK_FIGURE, draft);
    figure->text = draft->text;
    figure->href = draft->detail;
}

/* The last block, if it is a figure that still lacks this part; else a new one. */
static struct block *open_figure(struct builder *b, const struct draft_block *draft, bool caption)
{
    if (!ends_with(b->article, BLOCK_FIGURE))
        return add_block(b, BLOCK_FIGURE, draft);
    struct block *figure = last_block(b->article);
    if (figure->credit[0] || (caption && figure->caption[0]))
        return add_block(b, BLOCK_FIGURE, draft);
    add_lines(b, draft);
    figure->doubts |= draft->doubts;
    return figure;
}

static void add_caption(struct builder *b, const struct draft_block *draft)
{
    struct block *figure = open_figure(b, draft, true);
    figure->caption = draft->text;
    figure->marks = draft->marks;
}

static void add_credit(struct builder *b, const struct draft_block *draft)
{
    open_figure(b, draft, false);
    struct block *blocks = b->article->blocks;
    for (size_t i = b->article->block_count; i-- > 0;) {
        if (blocks[i].kind != BLOCK_FIGURE || blocks[i].credit[0])
            break;
        blocks[i].credit = draft->text;
        if (draft->alone)
            break;
    }
}

static void add_table(struct builder *b, const struct draft_block *draft)
{
    struct block *table = add_block(b, BLOCK_TABLE, draft);
    table->caption = draft->text;
    table->rows = draft->rows;
    table->row_count = draft->row_count;
}

static void add_person(struct builder *b, const struct draft_block *draft)
{
    struct article *article = b->article;
    article->persons =
        arena_grow(b->arena, article->persons, article->person_count, sizeof *article->persons);
    article->persons[article->person_count++] = (struct person){draft->detail, draft->text};
}

/* A part of the head that comes again is not lost. */
static void join(struct builder *b, const char **part, const char *text)
{
    *part = (*part)[0] ? arena_printf(b->arena, "%s\u3000%s", *part, text) : text;
}

/* False for what is no part of the head. */
static bool add_to_head(struct builder *b, const struct draft_block *draft)
{
    struct article *article = b->article;
    switch (draft->role) {
    case DRAFT_SECTION:
        join(b, &article->section, draft->text);
        break;
    case DRAFT_KICKER:
        join(b, &article->kicker, draft->text);
        break;
    case DRAFT_HEADLINE:
        join(b, &article->headline, draft->text);
        if (!article->headline_pos.file)
            article->headline_pos = draft->pos;
        break;
    case DRAFT_SUBHEADLINE:
        join(b, &article->subheadline, draft->text);
        break;
    case DRAFT_PERSON:
        add_person(b, draft);
        break;
    case DRAFT_DATELINE:
        join(b, &article->dateline, draft->text);
        break;
    default:
        return false;
    }
    article->headline_doubts |= draft->doubts;
    return true;
}

static void add_to_body(struct builder *b, const struct draft_block *draft)
{
    switch (draft->role) {
    case DRAFT_HEADING:
        add_text(b, BLOCK_HEADING, draft);
        break;
    case DRAFT_ITEM:
        add_item(b, draft);
        break;
    case DRAFT_QUOTE:
        add_text(b, BLOCK_QUOTE, draft);
        break;
    case DRAFT_FIGURE:
        add_figure(b, draft);
        break;
    case DRAFT_CAPTION:
        add_caption(b, draft);
        break;
    case DRAFT_CREDIT:
        add_credit(b, draft);
        break;
    case DRAFT_TABLE:
        add_table(b, draft);
        break;
    default:
        add_text(b, BLOCK_P, draft);
    }
}

/* The page's name without folder and ending. */
static const char *stem(struct arena *a, const char *source)
{
    const char *base = path_base(source);
    const char *dot = strrchr(base, '.');
    return arena_text(a, base, dot && dot > base ? (size_t)(dot - base) : strlen(base));
}

static struct article *append(struct arena *a, struct articles *out)
{
    out->items = arena_grow(a, out->items, out->count, sizeof *out->items);
    return &out->items[out->count++];
}

static void build_one(struct arena *a, const struct draft *draft, const char *id,
                      struct articles *out)
{
    struct article *article = append(a, out);
    *article = (struct article){.id = id,
                                .kind = draft->kind == DRAFT_PHOTO ? ARTICLE_PHOTO : ARTICLE,
                                .source = draft->source,
                                .date = draft->date.day,
                                .date_source = draft->date.source,
                                .lang = "zh-CN",
                                .section = "",
                                .kicker = "",
                                .headline = "",
                                .subheadline = "",
                                .dateline = "",
                                .turned_in = draft->turned_in,
                                .turned_out = draft->turned_out,
                                .open = draft->open};
    struct builder b = {.arena = a, .article = article};
    article->blocks = arena_array(a, draft->count, sizeof *article->blocks);
    for (size_t i = 0; i < draft->count; i++)
        if (!add_to_head(&b, &draft->blocks[i]))
            add_to_body(&b, &draft->blocks[i]);
    close_block(&b);
    if (!article->headline_pos.file)
        article->headline_pos =
            draft->count ? draft->blocks[0].pos : (struct pos){draft->source, 0, 0};
}

void article_build(struct arena *a, const struct acquired *acquired, struct articles *out)
{
    size_t ordinal = 0;
    for (size_t i = 0; i < acquired->draft_count; i++) {
        const struct draft *draft = &acquired->drafts[i];
        bool same = i > 0 && !strcmp(draft->source, draft[-1].source);
        ordinal = same ? ordinal + 1 : 1;
        build_one(a, draft, arena_printf(a, "%s-%zu", stem(a, draft->source), ordinal), out);
    }
}
