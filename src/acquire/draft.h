/* SPDX-License-Identifier: MIT */
/*
 * Inside acquire/: the draft that is open while segment.c goes down the page. draft.c adds to it,
 * boundary.c says where the next one begins, headline.c puts the lines of its head together, and
 * draft_close.c makes an article or a photo item of it.
 */
#ifndef BRIEFGEN_ACQUIRE_DRAFT_H
#define BRIEFGEN_ACQUIRE_DRAFT_H

#include "acquire/piece.h"

/* What one line of the page gave to a block. */
struct part {
    struct slice text;
    const char *seam; /* between the part before and this one */
    int line;
    const struct piece *piece; /* of the first part of a stretch: whose marks it has */
    size_t from, len;          /* the stretch in the piece's text */
    struct part *next;
};

struct open_block {
    enum draft_role role;
    const char *detail;
    struct pos pos;
    struct part *first, *last;
    size_t part_count;
    unsigned doubts;
    const struct piece *table; /* whose rows it has, or NULL */
};

struct open_draft {
    struct page *page;
    struct open_block *blocks;
    size_t count;
    size_t paragraph; /* index + 1 of the block that a continuation goes on */
    bool open;        /* false only above the first article of the page */
    bool stray;       /* it began without a headline */
    bool late;        /* its headline came behind its text */
    bool has_headline, has_body, has_paragraph, has_dateline, has_section, has_person;
    bool pictured; /* nothing but captions and their credits, and then lines of a head */
    bool headed;   /* a line of a head stands in it */
    bool turned_in, turned_out; /* marks of a page turn stand before and behind it */
    bool letter;                /* it addresses somebody, who expects to read who wrote */
};

/* Adds a block of `text`, a stretch of the piece's text. */
void draft_add(struct open_draft *d, enum draft_role role, struct slice text, const char *detail,
               const struct piece *piece);
/* The same of all the piece's text without the characters of `before` at its beginning and those of
 * `after` at its end, such as the dashes of a kicker, which are dropped as markup. A text of
 * nothing else is kept whole. */
void draft_add_stripped(struct open_draft *d, enum draft_role role, const char *before,
                        const char *after, const struct piece *piece);
/* The block goes on with a stretch of the piece's text; `seam` stands between. */
void draft_go_on(struct open_draft *d, struct open_block *block, struct slice text,
                 const char *seam, const struct piece *piece);
/* The last block, a paragraph, goes before the paragraphs that overtook it. */
void draft_move_first(struct open_draft *d);
/* The first block of the role, or NULL. */
const struct open_block *draft_first(const struct open_draft *d, enum draft_role role);
/* The text of the block so far, on one line. */
const char *draft_text(struct arena *a, const struct open_block *block);
/* The block as it leaves acquire/. */
struct draft_block draft_finished(struct page *page, const struct open_block *block);

/* boundary.c: does piece i begin another article than the open one? */
bool boundary_before(const struct open_draft *d, size_t i);

/* headline.c: the lines of the kicker, of the headline and of the subheadline become one block
 * each, in the order in which they are read. */
void headline_merge(struct open_draft *d);

/* draft_close.c: adds the draft to the page if anything stands in it, or gives what it has to the
 * article before it, whose headline it was. `page_date` is the day of the page. */
void draft_close(struct open_draft *d, struct dated page_date);
/* Warns of each draft of the page that is nothing but a headline: its text may be on another page.
 */
void draft_warn_of_lone_headlines(const struct page *page);
/* The last draft of the page, or NULL: the article above the open one. */
struct draft *draft_last(const struct page *page);
/* Has the draft, which is closed, a block of the role? */
bool draft_has(const struct draft *draft, enum draft_role role);

#endif
