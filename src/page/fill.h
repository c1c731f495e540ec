/* SPDX-License-Identifier: MIT */
/*
 * The inside of pagination, shared by build.c (runs and pages), fill.c (what a frame holds),
 * balance.c (columns that end level) and carry.c (what goes along to an article's last page).
 *
 * A page is a stack of tiers. At the head of a tier stands what spans its first columns, if
 * anything does; below that and beside it run the columns of text, all down to the same line. So a
 * page has frames of two kinds: heads and columns. Blocks that span end a tier and begin the next;
 * a sheet of one column has one tier a page, and no heads.
 */
#ifndef BRIEFGEN_PAGE_FILL_H
#define BRIEFGEN_PAGE_FILL_H

#include "page/blocks.h"

#define NO_BLOCK SIZE_MAX

enum { HEAD = -1 /* number of the frame at a tier's head; columns count from 0 */ };

struct cursor {
    size_t block, slug;
};

struct fill {     /* of one frame, in a tier of one page */
    int top;      /* first grid line of the tier */
    int span;     /* columns below its head; 0: it has none */
    int head;     /* grid lines of the head, once it is finished */
    int column;   /* of this frame, or HEAD */
    int bottom;   /* grid line behind the last one of the columns */
    int lines;    /* grid lines of the fragments that are finished */
    size_t block; /* of the open fragment, or NO_BLOCK */
    size_t first; /* its first slug */
    dist before;  /* space above it */
    dist open;    /* its height so far, with the space above and its foot */
    dist notes;   /* of the slugs in this frame; those of a head stand in the first column */
};

struct filling {
    struct arena *arena;
    struct galley *galley;
    dist pitch, half_leading;
    int grid_lines, columns;
    dist depth;          /* of a page's frame, for what is turned: its width */
    struct cursor limit; /* what is filled ends here */
    struct fill fill;
    dist below; /* what the last finished fragment of this frame left of its last grid line */
    struct cursor tier_from; /* what the columns of this tier begin with */
    size_t tier_first;       /* fragments before that */
    dist head_notes;         /* notes that the first of these columns has of the head above it */
    size_t capacity;         /* of out.fragments */
    struct build out;
};

struct trial {
    bool fits;
    struct cursor end;  /* behind the last slug that fits */
    struct cursor best; /* the least costly place for a break, if `found` */
    enum keep cost;
    bool found;
};

/* fill.c */

bool fill_at_end(const struct filling *s, struct cursor at);
struct cursor fill_next(const struct filling *s, struct cursor at);
/* Whether a break before this slug costs nothing. */
bool fill_may_break(const struct filling *s, struct cursor at);
/* Columns that a block takes: 1 up to all. */
int fill_span(const struct filling *s, size_t block);
/* The head of a new tier that begins at this grid line. */
struct fill fill_tier(const struct filling *s, int top);
/* The first column of a tier, below what its head holds so far. */
struct fill fill_columns(const struct filling *s, struct fill f);
bool fill_page_empty(const struct fill *f);
bool fill_frame_empty(const struct fill *f);
/* Grid lines that a frame has, and those of them that are filled. */
int fill_room(const struct filling *s, const struct fill *f);
int fill_lines(const struct filling *s, const struct fill *f);
/* Grid lines that the notes at the foot of a frame take, with the rule above them. */
int fill_notes(const struct filling *s, const struct fill *f);
/* Measures the run that begins at `start`, up to the next place where a break is free. */
struct trial fill_try(const struct filling *s, struct fill f, struct cursor start);
/* Puts these slugs into the frame that is filled, and what of them follows a head below it. */
void fill_commit(struct filling *s, struct cursor from, struct cursor to);
/* The frame so far is finished: the lines of its last fragment are counted. */
void fill_close(struct filling *s);

/* balance.c */

/* Ends the columns of this tier before `to`, and levels them unless they are full. The frame that
 * is filled is then the head of the next tier. */
void balance_tier(struct filling *s, struct cursor to);
/* About where the columns of this tier would end if they were level. */
int balance_bottom(const struct filling *s);
/* Puts what the columns of this tier hold before `to` into columns as long as the page again; false
 * if they do not hold it. */
bool balance_refill(struct filling *s, struct cursor to);

/* carry.c */

/* Where a page turns before *at shortly before the end of an article: moves *at back to where it
 * should turn, and takes what stands behind that from the page. */
bool carry_back(struct filling *s, struct cursor *at);
/* Opens the columns of this tier again, or of the tier that ended above this frame, and fills them
 * up to this place; false, and all is as it was, if they do not hold it. */
bool carry_reopen(struct filling *s, struct cursor to);

#endif
