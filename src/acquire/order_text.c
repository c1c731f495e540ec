/* SPDX-License-Identifier: MIT */
/*
 * What order.c, exchange.c and rejoin.c stand on: the texts of a page, and moving them. Order is
 * kept as a linked list while things move, so a page with many moves stays linear.
 */
#include "acquire/grammar.h"
#include "acquire/order.h"

static bool is_head(enum label label)
{
    return label == KICKER || label == SUBJECT || label == HEADLINE || label == FIRST_BYLINE ||
           label == STRAY_LEAD || label == SECTION;
}

bool order_is_text(enum label label)
{
    return label == LEAD || label == PARAGRAPH || label == CONTINUATION || label == STRAY_LEAD ||
           label == STRAY_PARAGRAPH || label == STRAY_CONTINUATION;
}

bool order_goes_on(enum label label)
{
    return label == CONTINUATION || label == STRAY_CONTINUATION;
}

const struct piece *order_piece(const struct order *o, size_t text)
{
    return &o->page->pieces[o->texts[text].piece];
}

/* A text without a stop at its end; a line is none, and what the markup calls a paragraph is whole.
 */
static bool may_break_off(const struct piece *p)
{
    return !p->item && !p->element && !p->known && !p->ends.closed && !shows(p, NUMBERED) &&
           !shows(p, ROW) &&
           (is_text(p) || (p->ends.clauses && !shows(p, ENTRY) && !shows(p, SIGNATURE)));
}

static struct text text_of(const struct order *o, size_t piece)
{
    const struct piece *p = &o->page->pieces[piece];
    struct slice s = slice_of(p->text);
    struct dateline dateline;
    bool dated = dateline_read(o->page->arena, s, &dateline);
    return (struct text){.piece = piece,
                         .dateline = dated,
                         .provision = opens_provision(s),
                         .bare = dated && dateline.body == s.end,
                         .open = may_break_off(p) && !in_set(slice_last(s), ":："),
                         .begins =
                             !p->item && !p->known && !shows(p, ROW) && !order_goes_on(p->label)};
}

void order_texts(struct order *o)
{
    const struct page *page = o->page;
    size_t article = 0;
    bool body = false, first = true, headed = false;
    o->texts = arena_array(page->arena, page->count + 1, sizeof *o->texts);
    for (size_t i = 0; i < page->count; i++) {
        enum label label = page->pieces[i].label;
        if (is_head(label) && body) {
            article++;
            body = false;
            first = true;
        }
        headed = label == CROSSHEAD || headed;
        if (!order_is_text(label))
            continue;
        struct text text = text_of(o, i);
        if (text.bare)
            continue;
        text.article = article;
        text.first = first;
        text.begins =
            text.begins || (first && order_goes_on(page->pieces[i].label)); /* behind a dateline */
        text.headed = headed;
        o->texts[o->count++] = text;
        body = true;
        first = headed = false;
    }
}

int order_evidence(const struct order *o, size_t from, size_t to)
{
    const struct piece *end = order_piece(o, from);
    return acquire_joint(o->joints, end, order_piece(o, to)) - acquire_joint_base(end);
}

bool order_is_last(const struct order *o, size_t text)
{
    return text + 1 >= o->count || o->texts[text + 1].article != o->texts[text].article;
}

void order_words(struct order *o, struct arena *a)
{
    struct page *page = o->page;
    struct piece *silent = arena_alloc(a, sizeof *silent); /* stands for what no article has */
    struct piece **pieces = arena_array(a, page->count + 1, sizeof *pieces);
    size_t count = o->count ? o->texts[o->count - 1].article + 1 : 0, start = 0;
    *silent = (struct piece){.text = ""};
    for (size_t i = 0; i < page->count; i++)
        pieces[i] = page->pieces[i].label < LABELS ? &page->pieces[i] : silent;
    o->affinity = affinity_open(a, pieces, page->count);
    o->articles = arena_array(a, count + 1, sizeof *o->articles);
    for (size_t i = 0; i < o->count; i++) {
        size_t end = o->texts[i].piece + 1;
        o->articles[o->texts[i].article] = (struct span){start, end};
        start = order_is_last(o, i) ? end : start;
    }
}

double order_lean(const struct order *o, size_t first, size_t last, size_t there, size_t here)
{
    struct span texts = {o->texts[first].piece, o->texts[last].piece + 1};
    return affinity_lean(o->affinity, texts, o->articles[there], o->articles[here], texts, HEARD);
}

void order_headline(const struct order *o, size_t first, struct buf *words)
{
    const struct piece *pieces = o->page->pieces;
    for (size_t i = o->texts[first].piece; i-- > 0 && !order_is_text(pieces[i].label);)
        if (pieces[i].label == HEADLINE || pieces[i].label == SUBJECT || pieces[i].label == KICKER)
            buf_adds(words, pieces[i].text);
}

void order_link(struct order *o)
{
    size_t count = o->page->count;
    o->next = arena_array(o->page->arena, count + 1, sizeof *o->next);
    o->previous = arena_array(o->page->arena, count + 1, sizeof *o->previous);
    for (size_t i = 0; i <= count; i++) {
        o->next[i] = i == count ? 0 : i + 1;
        o->previous[i] = i == 0 ? count : i - 1;
    }
}

void order_move_piece(struct order *o, size_t piece, size_t anchor)
{
    o->next[o->previous[piece]] = o->next[piece];
    o->previous[o->next[piece]] = o->previous[piece];
    o->next[piece] = o->next[anchor];
    o->previous[piece] = anchor;
    o->previous[o->next[anchor]] = piece;
    o->next[anchor] = piece;
}

void order_move(struct order *o, size_t first, size_t last, size_t anchor)
{
    for (size_t i = first; i <= last; i++) {
        enum label label = o->page->pieces[i].label;
        if (!order_is_text(label) && label != CROSSHEAD)
            continue;
        order_move_piece(o, i, anchor);
        anchor = i;
    }
}

void order_rewrite(struct order *o)
{
    struct page *page = o->page;
    struct piece *pieces = arena_array(page->arena, page->count + 1, sizeof *pieces);
    size_t to = 0;
    for (size_t i = o->next[page->count]; i != page->count; i = o->next[i])
        pieces[to++] = page->pieces[i];
    page->pieces = pieces;
}

void order_report(struct order *o, size_t moved, size_t to, int score, int gain)
{
    const struct piece *piece = order_piece(o, moved);
    struct arena *a = o->page->arena;
    acquire_decide(o->page, (struct decision){
                                .pos = piece_pos(o->page, piece),
                                .chosen = N_("a displaced column, which was moved"),
                                .other = N_("in its right place"),
                                .margin = gain,
                                .evidence = arena_printf(a, "its end goes on at line %d, score %d",
                                                         order_piece(o, to)->line, score)});
}
