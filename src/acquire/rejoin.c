/* SPDX-License-Identifier: MIT */
/*
 * Articles that go on on another page of the same input. Where the mark of a page turn stands
 * behind one text (下转第二版) and the mark of whence it comes before another (上接第一版), the
 * rest goes home: from the marked text to the end of its article, or to the next such mark. Of
 * several texts that go on the rest belongs to the one whose end it fits, or whose words it has;
 * the only rest and the only end need no more proof than their marks. A rest that has a headline of
 * its own is moved only if that is the headline of the article again, which then is a second print.
 *
 * A newspaper has a dozen turns a day. Of more ends than any has only those near a rest in the
 * order of the pages are tried, so that the cost of a page of nothing but marks grows with it and
 * not with its square.
 */
#include "acquire/grammar.h"
#include "acquire/order.h"

#include <string.h>

enum {
    PER_WORD = 4, /* percent that a word across the cut is worth */
    NEAR = 40     /* ends on either side of a rest that are tried */
};

struct turns {
    struct order order;
    size_t *first; /* text of the article of each text */
    size_t *ends;  /* the texts that go on elsewhere, in order */
    size_t end_count;
    size_t past;    /* of the ends those before the rest in question */
    size_t in, out; /* marks that are left */
};

/* Adds the words of the article that begins with the text `first`. */
static void add_words_of(const struct order *o, size_t first, struct buf *words)
{
    for (size_t i = first;
         i < o->count && o->texts[i].article == o->texts[first].article && words->len < ECHO_WORDS;
         i++)
        buf_adds(words, order_piece(o, i)->text);
}

/* How much speaks for the end `from` as that of the article that goes on in `to`. */
static int kinship(const struct turns *t, size_t from, size_t to)
{
    const struct order *o = &t->order;
    struct buf words = {0};
    add_words_of(o, t->first[from], &words);
    int echo = acquire_echo(order_piece(o, to)->text, &words);
    buf_release(&words);
    return echo + (o->texts[from].open ? PER_WORD * order_evidence(o, from, to) : 0);
}

static void find_turns(struct turns *t)
{
    const struct order *o = &t->order;
    t->first = arena_array(o->page->arena, o->count + 1, sizeof *t->first);
    t->ends = arena_array(o->page->arena, o->count + 1, sizeof *t->ends);
    for (size_t i = 0; i < o->count; i++) {
        bool same = i && o->texts[i].article == o->texts[i - 1].article;
        t->first[i] = same ? t->first[i - 1] : i;
        t->in += order_piece(o, i)->turned_in;
        t->out += order_piece(o, i)->turned_out;
        if (order_piece(o, i)->turned_out)
            t->ends[t->end_count++] = i;
    }
}

/* Does the text stand in the rest itself, which goes on on a third page? */
static bool is_in_rest(const struct order *o, size_t text, size_t to)
{
    size_t piece = o->texts[to].piece;
    if (text <= to)
        return false;
    while (piece < o->texts[text].piece && o->page->pieces[piece].label != HEADLINE &&
           o->page->pieces[piece].label != SUBJECT)
        piece++;
    return piece == o->texts[text].piece;
}

/* The text that goes on in `to`, or `to` where none does for certain. */
static size_t end_of(struct turns *t, size_t to)
{
    const struct order *o = &t->order;
    int best = t->in == 1 && t->out == 1 ? -1 : ECHO_REST;
    size_t found = to;
    while (t->past < t->end_count && t->ends[t->past] < to)
        t->past++;
    for (size_t k = t->past > NEAR ? t->past - NEAR : 0; k < t->end_count && k < t->past + NEAR;
         k++) {
        size_t i = t->ends[k];
        if (!order_piece(o, i)->turned_out || o->texts[i].used ||
            o->texts[i].article == o->texts[to].article || is_in_rest(o, i, to))
            continue;
        int score = kinship(t, i, to);
        if (score > best) {
            best = score;
            found = i;
        }
    }
    return found;
}

/* Is the headline above the rest that of its article once more, or is there none? */
static bool is_headed_alike(const struct turns *t, size_t from, size_t to)
{
    const struct order *o = &t->order;
    if (!o->texts[to].first)
        return true;
    struct buf own = {0}, article = {0};
    order_headline(o, to, &own);
    order_headline(o, t->first[from], &article);
    bool alike = !own.len || (article.len && acquire_echo(own.text, &article) >= ECHO_SAME_HEAD);
    buf_release(&own);
    buf_release(&article);
    return alike;
}

/* Does what stands above the text tell the same in its head? */
static bool is_told_above(const struct order *o, size_t text, const struct piece *said)
{
    const struct piece *pieces = o->page->pieces;
    bool told = false;
    for (size_t i = o->texts[text].piece; i-- > 0 && !order_is_text(pieces[i].label) && !told;)
        told = pieces[i].label == said->label && strcmp(pieces[i].text, said->text) == 0;
    return told;
}

/* The headline above the rest is a second print, and so is what else of its head the article has.
 */
static void drop_head(const struct turns *t, size_t from, size_t to)
{
    const struct order *o = &t->order;
    struct piece *pieces = o->page->pieces;
    size_t first = t->first[from];
    for (size_t i = o->texts[to].piece; i-- > 0 && !order_is_text(pieces[i].label);) {
        enum label label = pieces[i].label;
        bool headline = label == HEADLINE || label == SUBJECT || label == KICKER;
        bool more = label == SUBHEADLINE || label == BYLINE || label == FIRST_BYLINE ||
                    label == LABEL || label == HEAD_LABEL;
        if (headline || (more && is_told_above(o, first, &pieces[i])))
            pieces[i].label = DUPLICATE;
    }
}

static size_t rest_end(const struct order *o, size_t to)
{
    size_t end = to;
    while (!order_is_last(o, end) && !order_piece(o, end + 1)->turned_in)
        end++;
    return end;
}

static void report(const struct turns *t, size_t from, size_t to)
{
    const struct order *o = &t->order;
    const struct piece *rest = order_piece(o, to);
    acquire_decide(
        o->page,
        (struct decision){
            .pos = piece_pos(o->page, rest),
            .chosen = N_("the rest of a text from another page, which was moved to it"),
            .other = N_("in its right place"),
            .margin = SURE,
            .evidence = arena_printf(o->page->arena, "turns from line %d, score %d",
                                     piece_last_line(order_piece(o, from)), kinship(t, from, to))});
}

static void rejoin(struct turns *t, size_t from, size_t to)
{
    struct order *o = &t->order;
    struct piece *rest = &o->page->pieces[o->texts[to].piece];
    if (o->texts[to].first)
        drop_head(t, from, to);
    report(t, from, to);
    order_move(o, o->texts[to].piece, o->texts[rest_end(o, to)].piece, o->texts[from].piece);
    rest->label = o->texts[from].open ? CONTINUATION : PARAGRAPH;
    rest->known = o->texts[from].open;
    rest->turned_in = false;
    o->page->pieces[o->texts[from].piece].turned_out = false;
    o->texts[from].used = true;
    t->in--;
    t->out--;
}

bool acquire_rejoin(struct page *page, const struct joints *joints)
{
    struct turns t = {.order = {.page = page, .joints = joints}};
    struct order *o = &t.order;
    bool any = false;
    for (size_t i = 0; i < page->count && !any; i++)
        any = page->pieces[i].turned_in;
    if (!any)
        return false;
    any = false;
    order_texts(o);
    order_link(o);
    find_turns(&t);
    for (size_t to = 0; to < o->count; to++) {
        size_t from = order_piece(o, to)->turned_in ? end_of(&t, to) : to;
        if (from == to || !is_headed_alike(&t, from, to))
            continue;
        rejoin(&t, from, to);
        any = true;
    }
    order_rewrite(o);
    return any;
}
