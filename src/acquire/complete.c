/* SPDX-License-Identifier: MIT */
/*
 * Headlines of which a half stands below the text: the subject above it, 县气象站, and what it did
 * behind the last paragraph, where the head of the next article follows. Three things tell so: the
 * line above the text is a subject alone – the name of an office, or four characters at most –; the
 * next article is complete without the half, or none follows; and the half has words of the text
 * above it and not of the one below. As little as three characters have hardly a word that the text
 * has again: behind four they are the rest of a line of seven, the usual measure of a short
 * headline. One half goes up, or two.
 */
#include <string.h>

#include "acquire/affinity.h"
#include "acquire/context.h"
#include "acquire/grammar.h"
#include "acquire/order.h"

enum {
    MOST_LINES = 2,       /* that go up */
    LONGEST_SUBJECT = 10, /* characters */
    LEAST_OWN = 15,       /* per cent of a half's words that the text above has */
    MUCH_OWN = 40,        /* and below a head that is no office */
    PER_MARGIN = 10,      /* of them make 1 of the margins of labels */
};

/* An article with a head of one line, and the lines between its text and the next one. */
struct halves {
    struct chain chain;
    struct affinity *affinity;
    size_t head;
    struct span text, run, below;
};

static bool is_office_or_short(const struct piece *p)
{
    size_t count = slice_count(slice_of(p->text));
    bool office = shows(p, UNIT_END) || shows(p, NAMED_AHEAD);
    return (office && count <= LONGEST_SUBJECT) || (shows(p, MINI) && !shows(p, DUO));
}

static bool may_be_line(const struct piece *p)
{
    return is_head_line(p) && !p->level && !p->known && !p->item && !shows(p, COLUMN_NAME) &&
           !shows(p, NOTICE) && !shows(p, NAMES_ALONE) && !shows(p, DASH_END) &&
           !shows(p, DASH_START) && !shows(p, BRACKETED) && !shows(p, NUMBERED) &&
           !shows(p, SET_OFF) && !shows(p, COLON_END) && !shows(p, COLLECTION);
}

/* Is piece i all of a head, and a subject without its predicate? */
static bool is_subject_alone(const struct chain *c, size_t i)
{
    const struct piece *p = c->pieces[i], *above = i ? c->pieces[i - 1] : NULL;
    bool first = !above || !is_head_line(above) || order_is_text(above->label);
    return first && i + 1 < c->count && may_be_line(p) && !order_is_text(p->label) &&
           p->label != CROSSHEAD && is_office_or_short(p) && !shows(p, HALVES) &&
           has_names(c->pieces[i + 1]);
}

static bool is_of_body(const struct chain *c, size_t i)
{
    const struct piece *p = c->pieces[i];
    bool text = order_is_text(p->label);
    bool heading = p->label == CROSSHEAD && i + 1 < c->count &&
                   order_is_text(c->pieces[i + 1]->label) && !has_names(c->pieces[i + 1]);
    return text || heading || p->label == PICTURE || is_apparatus(p) || p->label == CAPTION;
}

/* Fills in what stands below the head at piece i. */
static void find_spans(struct halves *h, size_t i)
{
    const struct chain *c = &h->chain;
    size_t at = i + 1;
    h->head = i;
    while (at < c->count && is_of_body(c, at))
        at++;
    h->text = (struct span){i + 1, at};
    while (at < c->count && !order_is_text(c->pieces[at]->label))
        at++;
    h->run = (struct span){h->text.end, at};
    while (at < c->count && is_of_body(c, at))
        at++;
    h->below = (struct span){h->run.end, at};
}

/* Do the lines behind `split` head the next article by themselves, or follows none? */
static bool is_complete(const struct halves *h, size_t split)
{
    const struct chain *c = &h->chain;
    size_t lines = 0, subjects = 0;
    if (h->below.start == h->below.end)
        return split == h->run.end;
    for (size_t i = split; i < h->run.end; i++) {
        const struct piece *p = c->pieces[i];
        bool line = is_head_line(p) && !shows(p, NAMES_ALONE) && !shows(p, COLUMN_NAME);
        lines += line;
        subjects += line && (shows(p, UNIT_END) || shows(p, MINI));
    }
    return split < h->run.end && is_head_line(c->pieces[split]) && lines > subjects;
}

/* By how many per cent line i has more words of the text above than of the text below; 0 where it
 * does not tell. */
static int lean(const struct halves *h, size_t i)
{
    struct span line = {i, i + 1};
    int own = affinity_echo(h->affinity, line, h->text, HEARD);
    int other = affinity_echo(h->affinity, line, h->below, HEARD);
    const struct piece *head = h->chain.pieces[h->head];
    if (strstr(h->chain.pieces[i]->text, head->text))
        return 0; /* 水房一角 below 水房 shows it */
    if (is_line_of_seven(head, h->chain.pieces[i]) && own >= other)
        return own - other + LEAST_OWN;
    if (!shows(head, UNIT_END) && !shows(head, NAMED_AHEAD) && (own < MUCH_OWN || other > 0))
        return 0;
    return own >= LEAST_OWN && own > 2 * other ? own - other : 0;
}

/* How many of the lines below the text are of its headline, and what speaks for it. */
static size_t count_halves(const struct halves *h, int *gain)
{
    size_t best = 0;
    for (size_t lines = 1; lines <= MOST_LINES; lines++) {
        size_t split = h->run.start + lines;
        if (split > h->run.end || !may_be_line(h->chain.pieces[split - 1]) ||
            shows(h->chain.pieces[split - 1], UNIT_END))
            break;
        int leans = is_complete(h, split) ? lean(h, split - 1) : 0;
        if (leans > 0) {
            best = lines;
            *gain = leans;
        }
    }
    return best;
}

/* Moves them up, behind the subject. */
static void move_up(const struct halves *h, struct order *o, size_t lines, int gain)
{
    struct page *page = h->chain.page;
    size_t anchor = (size_t)(h->chain.pieces[h->head] - page->pieces);
    for (size_t i = h->run.start; i < h->run.start + lines; i++) {
        struct piece *p = h->chain.pieces[i];
        size_t index = (size_t)(p - page->pieces);
        acquire_decide(
            page, (struct decision){.pos = piece_pos(page, p),
                                    .chosen = N_("the head of the text above it, which was moved"),
                                    .other = N_("in its right place"),
                                    .margin = gain / PER_MARGIN,
                                    .evidence = arena_printf(page->arena, "its subject at line %d",
                                                             h->chain.pieces[h->head]->line)});
        if (gain / PER_MARGIN < DOUBTFUL)
            p->doubts |= DRAFT_DOUBT_ORDER;
        order_move_piece(o, index, anchor);
        anchor = index;
    }
}

bool acquire_complete_heads(struct page *page)
{
    struct arena *a = arena_new();
    struct halves h = {.chain = chain_of(page, a)};
    struct order o = {.page = page};
    bool any = false;
    for (size_t i = 0; i + 1 < h.chain.count; i++) {
        int gain = 0;
        if (!is_subject_alone(&h.chain, i))
            continue;
        if (!h.affinity) {
            h.affinity = affinity_open(a, h.chain.pieces, h.chain.count);
            order_link(&o);
        }
        find_spans(&h, i);
        size_t lines = count_halves(&h, &gain);
        if (lines)
            move_up(&h, &o, lines, gain);
        any |= lines > 0;
    }
    if (any)
        order_rewrite(&o);
    arena_free(a);
    return any;
}
