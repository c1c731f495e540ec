/* SPDX-License-Identifier: MIT */
/*
 * What stands between a headline and the dateline of its news. Columns are read one after the other
 * and a headline spans several, so the end of the article above, or a paragraph of the news itself,
 * may come before its first one:
 *
 *     …text of A, cut / head of B / rest of A / dateline and text of B…
 *
 * As it stands B is two articles, one without its text and one without its headline. A head that no
 * dateline follows owns the next one below it, if the news has the head's words and nothing but a
 * few texts part them. Of these the upper ones go to the article above, as long as they are its
 * rest (repair.c) or its words are likelier there than in the news (affinity.h); the others go into the
 * news: behind the end that they fit, else behind its first paragraph.
 */
#include "acquire/affinity.h"
#include "acquire/context.h"
#include "acquire/grammar.h"
#include "acquire/order.h"

enum {
    MOST_BETWEEN = 3, /* texts */
    MOST_LINES = 5,   /* of a head */
    LEAST_OWN = 10,   /* per cent of the head's words that the news has */
    MUCH_OWN = 25,    /* and where what stands between has more of them */
    FITS = 5,         /* the joint of a text with its rest */
    OPENS = 3,        /* against one that begins as paragraphs do */
};

/* Words that are e to this likelier elsewhere outweigh 1 of a joint. */
static const double PER_JOINT = 1.5;

/* Pieces of the chain: the head's lines, what parts them from the news, the news. */
struct parted {
    struct span above, head, between, news;
};

struct overtaken {
    struct chain chain;
    const struct joints *joints;
    struct arena *scratch;
    struct affinity *affinity; /* opened where it is first asked */
    struct order order;
};

/* A line of a head, by what it is or as what it was read. 存折找到了 老人连声道谢 has as many
 * function words as text has, and a headline may begin as its text does. */
static bool is_of_head(const struct piece *p)
{
    bool read = p->label == KICKER || p->label == SUBJECT || p->label == HEADLINE ||
                p->label == SUBHEADLINE || p->label == LATE_HEADLINE;
    bool plain = is_line(p) && !p->ends.clauses && !p->ends.wants && !shows(p, TEXT_START) &&
                 !shows(p, ROW) && !shows(p, VERSE);
    return !is_apparatus(p) && !shows(p, HAS_DATELINE) &&
           (is_head_line(p) || plain || (read && !shows(p, TEXT)));
}

static bool is_running(const struct piece *p)
{
    return is_plain_text(p) && !is_of_head(p) && !p->known && !p->item && !p->turned_in &&
           !shows(p, HAS_DATELINE) && !shows(p, ROW) && !shows(p, TURN) && !shows(p, SALUTATION) &&
           !shows(p, VERSE) && !shows(p, SIGNATURE);
}

static bool begins_article(const struct piece *p)
{
    return p->label == HEADLINE || p->label == SUBJECT || p->label == KICKER || p->level;
}

/* The text of the article above the head, as far as its own head or dateline. */
static struct span text_above(const struct chain *c, size_t head)
{
    size_t start = head;
    while (start > 0 && !begins_article(c->pieces[start - 1])) {
        start--;
        if (shows(c->pieces[start], HAS_DATELINE))
            break;
    }
    return (struct span){start, head};
}

/* What stands around a dateline with text above it and a head above that; false if nothing does. */
static bool find_parted(const struct chain *c, size_t lead, struct parted *found)
{
    size_t first = lead, end = lead + 1;
    while (first > 0 && lead - first < MOST_BETWEEN && is_running(c->pieces[first - 1]))
        first--;
    size_t head = first;
    while (head > 0 && first - head < MOST_LINES && is_of_head(c->pieces[head - 1]))
        head--;
    while (end < c->count && is_body(c->pieces[end]) && !shows(c->pieces[end], HAS_DATELINE))
        end++;
    *found = (struct parted){text_above(c, head), {head, first}, {first, lead}, {lead, end}};
    return first < lead && head < first && !c->pieces[first - 1]->known;
}

static bool owns(const struct overtaken *o, const struct parted *p)
{
    int own = affinity_echo(o->affinity, p->head, p->news, HEARD);
    int between = affinity_echo(o->affinity, p->head, p->between, HEARD);
    int above = affinity_echo(o->affinity, p->head, p->above, HEARD);
    return own >= LEAST_OWN && own > above && (own > between || own >= MUCH_OWN);
}

/* The last text above the head that wants a rest; NULL if it is whole. */
static const struct piece *open_end(const struct chain *c, struct span above)
{
    for (size_t i = above.end; i-- > above.start;) {
        const struct piece *p = c->pieces[i];
        if (!is_apparatus(p) && !is_of_head(p))
            return p->ends.closed || p->level ? NULL : p;
        if (is_of_head(p) && !shows(p, TINY))
            return NULL;
    }
    return NULL;
}

/* How well a text goes on in another one; 0 where the end is whole. */
static int fit(const struct overtaken *o, const struct piece *end, const struct piece *text)
{
    if (!end || is_apparatus(end) || end->level || end->ends.closed)
        return 0;
    bool opens = text->ends.opener || text->ends.speaks;
    return acquire_joint(o->joints, end, text) - (opens ? OPENS : 0);
}

/* The text of the news that goes on best in text i, and in what follows it no better, and how well;
 * its first paragraph, and 0, if none does. */
static size_t best_end(const struct overtaken *o, struct span news, size_t i, int *best)
{
    struct piece *const *pieces = o->chain.pieces;
    size_t end = news.start;
    *best = 0;
    for (size_t k = news.start; k < news.end; k++) {
        int here = fit(o, pieces[k], pieces[i]);
        int next = here && k + 1 < news.end ? fit(o, pieces[k], pieces[k + 1]) : 0;
        if (here >= FITS && here >= next && here > *best) {
            *best = here;
            end = k;
        }
    }
    while (!*best && end + 1 < news.end && shows(pieces[end + 1], JOINED))
        end++;
    return end;
}

/* By how much likelier the words of text i are in the article above than in the news. */
static double lean(const struct overtaken *o, const struct parted *p, size_t i)
{
    struct span text = {i, i + 1};
    return affinity_lean(o->affinity, text, p->above, p->news, text, HEARD);
}

/* Is text i, directly below the head, the rest of what stands above it? Where the text above breaks
 * off, and this one begins as none does, the joint need not be clear. */
static bool goes_on_above(const struct overtaken *o, const struct parted *p, size_t i)
{
    const struct piece *text = o->chain.pieces[i], *end = open_end(&o->chain, p->above);
    bool begins = text->ends.opener || text->ends.begins || text->ends.speaks;
    return end && (fit(o, end, text) >= FITS || (!begins && lean(o, p, i) >= 0));
}

/* Up to which text what parts head and news belongs to the article above, and how clearly: none
 * does where the news goes on in the first, and better than the text above the head. */
static size_t end_of_above(const struct overtaken *o, const struct parted *p, int *gain)
{
    size_t i = p->between.start;
    int own;
    best_end(o, p->news, i, &own);
    *gain = fit(o, open_end(&o->chain, p->above), o->chain.pieces[i]) +
            (int)(lean(o, p, i) / PER_JOINT);
    if (p->above.start == p->above.end || (own && own > *gain))
        return i;
    i += goes_on_above(o, p, i);
    while (i < p->between.end && lean(o, p, i) > 0)
        i++;
    return i;
}

static size_t index_of(const struct overtaken *o, size_t i)
{
    return (size_t)(o->chain.pieces[i] - o->chain.page->pieces);
}

/* Moves texts behind the piece `anchor`; `gain` is by how much that is better than leaving them. */
static void move(struct overtaken *o, struct span texts, size_t anchor, int gain)
{
    for (size_t i = texts.start; i < texts.end; i++) {
        struct piece *p = o->chain.pieces[i];
        acquire_decide(o->chain.page,
                       (struct decision){.pos = piece_pos(o->chain.page, p),
                                         .chosen = N_("a displaced column, which was moved"),
                                         .other = N_("in its right place"),
                                         .margin = gain,
                                         .evidence = "it parts a headline from its dateline"});
        p->doubts |= gain < DOUBTFUL ? DRAFT_DOUBT_ORDER : 0;
        order_move_piece(&o->order, index_of(o, i), anchor);
        anchor = index_of(o, i);
    }
}

static bool unite(struct overtaken *o, size_t lead)
{
    struct parted p;
    if (!find_parted(&o->chain, lead, &p))
        return false;
    if (!o->affinity) {
        o->affinity = affinity_open(o->scratch, o->chain.pieces, o->chain.count);
        order_link(&o->order);
    }
    if (!owns(o, &p))
        return false;
    int up = 0, down = 0;
    size_t split = end_of_above(o, &p, &up);
    if (split > p.between.start)
        move(o, (struct span){p.between.start, split}, o->order.previous[index_of(o, p.head.start)],
             up);
    if (split < p.between.end) {
        size_t end = best_end(o, p.news, split, &down);
        move(o, (struct span){split, p.between.end}, index_of(o, end), down);
    }
    return true;
}

bool acquire_unite_heads(struct page *page, const struct joints *joints)
{
    struct arena *a = arena_new();
    struct overtaken o = {
        .chain = chain_of(page, a), .joints = joints, .scratch = a, .order = {.page = page}};
    bool any = false;
    for (size_t i = has_sections(page) ? o.chain.count : 0; i < o.chain.count; i++)
        any |= shows(o.chain.pieces[i], HAS_DATELINE) && !o.chain.pieces[i]->level && unite(&o, i);
    if (any)
        order_rewrite(&o.order);
    arena_free(a);
    return any;
}
