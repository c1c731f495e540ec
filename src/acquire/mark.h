/* SPDX-License-Identifier: MIT */
/*
 * Inside acquire/: marks on their way from markup to a draft. A reader notes which kinds hold for
 * each stretch of text that it adds (marking_add); the marks go with the piece, in bytes of its
 * text, and are cut where it is cut (marks_cut); when a draft's block is finished they are put in
 * order (marks_settle). Text never depends on them.
 */
#ifndef BRIEFGEN_ACQUIRE_MARK_H
#define BRIEFGEN_ACQUIRE_MARK_H

#include "acquire/acquire.h"

enum { MARK_KINDS = MARK_SUB + 1 /* what readers know: em, strong, u, sup, sub */ };

/* The marks of a text that grows. */
struct marking {
    struct marks marks;
    size_t last[MARK_KINDS]; /* the newest of each kind, its number plus 1; 0: none */
};

/* The set of one kind, if `holds`. */
static inline unsigned mark_bit(enum mark_kind kind, bool holds)
{
    return holds ? 1U << kind : 0;
}

/* Bytes [from, end) of the text are marked with the kinds in the set. A mark that ended at
 * `before`, with nothing but a blank between, goes on. */
void marking_add(struct arena *a, struct marking *m, unsigned kinds, size_t before, size_t from,
                 size_t end);
/* The text was cut off behind `len` bytes. */
void marking_truncate(struct marking *m, size_t len);
/* The marks so far; the next text begins. */
struct marks marking_take(struct marking *m);

/* The marks of bytes [from, from + len) of a text, counted from `to` on. */
struct marks marks_cut(struct arena *a, const struct marks *marks, size_t from, size_t len,
                       size_t to);

/* The marks in bytes of `text`, in any order, as struct marks wants them: in characters, nested,
 * one where two of a kind touch, without blanks at their ends. Left out is a mark over nothing but
 * blanks, and one over all of the text, since it sets nothing off. */
struct marks marks_settle(struct arena *a, const struct marks *marks, const char *text);

#endif
