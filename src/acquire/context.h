/* SPDX-License-Identifier: MIT */
/*
 * Inside acquire/: the parts of feature_context(), which calls them in the order in which one
 * builds on what another showed. Each adds evidence to the pieces of a chain, whose own features
 * are known, and changes nothing else; what the evidence means stands in feature.h.
 */
#ifndef BRIEFGEN_ACQUIRE_CONTEXT_H
#define BRIEFGEN_ACQUIRE_CONTEXT_H

#include "acquire/feature.h"

enum { ECHO_WINDOW = 1500 /* bytes of neighbouring text that are looked at */ };

/* context.c. A marked line that begins with —— directly behind a marked one: its subheadline, not a
 * headline of its own. */
bool is_marked_tail(const struct chain *c, size_t i);

/* context_joint.c: headings that stand between the halves of a sentence. feature_joints() stands
 * there, too. */
void show_parting_headings(struct chain *c);

/* context_item.c: what stands together and is no plain article. */
void show_collections(struct chain *c); /* of short news */
void show_datelines(struct chain *c);   /* beginnings that another paragraph overtook */
void show_pictures(struct chain *c);    /* captions and the credits they belong to */
void show_pictured(struct chain *c);    /* marked lines above pictures */
void show_objects(struct chain *c);     /* lines whose object is the next line */
void show_verses(struct chain *c);
void show_bodiless(struct chain *c); /* heads without a text */
void show_notices(struct chain *c);
void show_lists(struct chain *c);
void show_entries(struct chain *c);
void show_groups(struct chain *c);         /* of results */
void show_set_off(struct chain *c);        /* names of columns */
void show_authored(struct chain *c);       /* titles above the name of who wrote */
void show_document_notes(struct chain *c); /* the number or the day under a headline */
void show_signatures(struct chain *c);
/* 花市灯下, 人团圆: four characters, and three that make them a line of seven, the usual measure of
 * a short headline. */
bool is_line_of_seven(const struct piece *first, const struct piece *rest);
/* A line that could stand in a head: no text, names, credit, caption or verse. */
bool is_head_line(const struct piece *piece);
/* Running text without a heading mark; no byline, credit or caption. */
bool is_plain_text(const struct piece *piece);
/* A dateline, or text that begins with a time. */
bool opens_news(const struct piece *piece);
/* A dateline, a byline or names alone. */
bool has_names(const struct piece *piece);
/* Behind the captions and their credit that stand directly behind piece i; i + 1 if there are none.
 */
size_t behind_pictures(const struct chain *c, size_t i);

/* context_row.c: rows of lists, which are neither heads nor names of authors. */
void show_rows(struct chain *c, const struct joints *joints);

/* context_echo.c: what recurs on the page. */
void show_untold(struct chain *c); /* marked lines of which only the text below the next tells */
/* Such a line of which the text above does not tell either. */
bool is_told_nowhere(const struct chain *c, size_t i);
void show_openings(struct chain *c);  /* several pieces that begin alike */
void show_parallels(struct chain *c); /* lines of one build */
void show_echoes(struct chain *c);    /* of a line's words in the text around it */
void show_owed(struct chain *c);      /* lines that are the headline of the text above */
void show_flanked(struct chain *c);   /* an office between the two lines of its headline */

/* context_stack.c: kickers and subheadlines without ——. */
void show_stacks(struct chain *c);

/* context_head.c: what lines amid text are. */
void show_parts(struct chain *c);  /* announced by the article's beginning, or numbered */
void show_loners(struct chain *c); /* the only tiny line amid text */
void show_alone(struct chain *c);  /* amid plain text, their siblings and twins */
void show_unsigned(struct chain *c);
void show_strayed_names(struct chain *c);
void show_rhymes(struct chain *c);
void show_short_names(struct chain *c, const struct joints *joints);

#endif
