/* SPDX-License-Identifier: MIT */
/*
 * Inside acquire/: the running texts of a labelled page in their order, how well one goes on in
 * another, and how they are moved. order.c looks for columns that are displaced, exchange.c for two
 * that changed places, rejoin.c for halves that a page turn parted; order_text.c is what all of
 * them stand on.
 */
#ifndef BRIEFGEN_ACQUIRE_ORDER_H
#define BRIEFGEN_ACQUIRE_ORDER_H

#include "acquire/affinity.h"
#include "acquire/feature.h"

enum {
    REACH = 60, /* texts between an end and a beginning that are tried */
    WORD = 3,   /* the least that a word across the cut speaks for */
};

/* A piece of running text, in the order of the page. */
struct text {
    size_t piece;
    size_t article; /* counts the heads before it */
    bool first;     /* of its article */
    bool headed;    /* stands under a heading inside the article */
    bool dateline;
    bool provision; /* 第三条 …, which goes on from nothing */
    bool bare;      /* nothing but a dateline: the text behind it is the first of its article */
    bool open;      /* ends without a stop */
    bool begins;    /* begins a paragraph */
    bool parting;   /* stands between the halves of a paragraph, which goes on over it */
    bool inserted;  /* and begins as a sentence does */
    bool alien;     /* and by far better: it is of another place */
    bool used;
    size_t claimed; /* the text whose pair with it has the highest score */
    int claim;      /* that score */
};

struct pair; /* order.c */

struct order {
    struct page *page;
    const struct joints *joints;
    struct text *texts;
    size_t count;
    size_t *next, *previous; /* pieces as a ring; the last index is its anchor */
    struct pair *pairs;
    size_t pair_count;
    struct affinity *affinity; /* of the page's pieces, and */
    struct span *articles;     /* which of them each article has: order_words() */
    int least;                 /* score of a pair that is taken */
};

/* LEAD, PARAGRAPH and the like. */
bool order_is_text(enum label label);
/* Goes on in the middle of a paragraph. */
bool order_goes_on(enum label label);
/* Fills o->texts from o->page, which is labelled. */
void order_texts(struct order *o);
const struct piece *order_piece(const struct order *o, size_t text);
/* What speaks for a joint besides the missing stop, which speaks for all of them alike. */
int order_evidence(const struct order *o, size_t from, size_t to);
/* The last text of its article? */
bool order_is_last(const struct order *o, size_t text);

/* Fills o->affinity and o->articles, which stay in the arena. */
void order_words(struct order *o, struct arena *a);
/* By how much likelier the words of the texts first..last are in the one article than in the other
 * (affinity_lean), neither of which is taken to have them. */
double order_lean(const struct order *o, size_t first, size_t last, size_t there, size_t here);

/* Adds the lines of the headline above the first text of an article, the last first. */
void order_headline(const struct order *o, size_t first, struct buf *words);

/* Moving: link, move as often as wanted, rewrite. Texts keep their numbers until then. */
void order_link(struct order *o);
void order_move_piece(struct order *o, size_t piece, size_t anchor);
/* Moves the texts among the pieces first..last, and the headings between them, behind `anchor`. */
void order_move(struct order *o, size_t first, size_t last, size_t anchor);
void order_rewrite(struct order *o);
/* The decision that text `moved` is displaced, since its end goes on in text `to`. */
void order_report(struct order *o, size_t moved, size_t to, int score, int gain);

#endif
