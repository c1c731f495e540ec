/* SPDX-License-Identifier: MIT */
/*
 * What the files that set one article share: article.c has the order of its parts and its
 * paragraphs, article_head.c what stands above them, article_list.c lists, article_figure.c
 * pictures and their captions, article_refer.c the lines that figures point to.
 *
 * Everything is set behind the last block of part.galley. Blocks, texts and tags live until the
 * pages are built, what is in setter.scratch until the article is set.
 */
#ifndef BRIEFGEN_PAGE_ARTICLE_H
#define BRIEFGEN_PAGE_ARTICLE_H

#include "page/blocks.h"

struct part { /* what all parts of one article need */
    struct setter *setter;
    struct galley *galley;
    const struct article *article;
    size_t number;                    /* of the article */
    int headline_span;                /* columns */
    const char *label;                /* before the headline, or "" */
    bool closes_above;                /* the article before it ends a tier */
    const char *bullet;               /* label of an item without one, or "" */
    const struct table_format *table; /* for tables in the text */
    const struct format *headline;
    const struct keyfigure **figures; /* by the ids of their blocks, then by their places */
    size_t figure_count;
};

/* article.c */

/* The sheet's format of this name; it has every one that the program asks for. */
const struct format *part_style(const struct part *p, const char *name);
/* A text of the head in a style; NULL if there is none. */
struct layout_block *part_text(const struct part *p, const char *s, const char *style_name);
void part_add_span(const struct part *p, struct spans *spans, struct glyph_span span);
/* Sets a text with its marks, behind what spans already has: that of block b from character `from`
 * on. */
struct block_lines part_marked(const struct part *p, struct spans *spans, const struct item *text,
                               const struct format *f, const struct block *b, size_t from);

/* article_head.c */

/* Characters of an article's text. */
size_t head_length(const struct article *a);
/* The format of the headline, by the rank of the article. */
const struct format *head_format(const struct part *p, const struct flow *flow);
/* Columns of the headline in p->headline. */
int head_columns(const struct part *p);
/* Columns of a part of the head. */
int head_span(const struct part *p, const struct format *f);
void head_text(const struct part *p, const char *s, const char *style_name);
void head_headline(const struct part *p);
void head_subheadline(const struct part *p);
/* The name of the section that the article opens, if it opens one. */
void head_section(const struct part *p, const struct flow *flow);
/* 记者 甲 乙　通讯员 丙, or "". */
const char *head_persons(struct arena *a, const struct article *article);
/* Persons of an article without a dateline. */
void head_byline(const struct part *p);

/* article_refer.c */

/* Fills p->figures. */
void refer_sort(struct part *p, const struct digest_article *article);
/* Anchors at the lines of the figures in a paragraph that holds the characters of a block from
 * `from` on as its last ones, and links from there to their rows. A character stays one when it is
 * set, and the marks of notes, the first of which has number `note`, come in between. */
void refer_lines(const struct part *p, struct block_lines set, const struct block *b, size_t from,
                 const struct item *text, size_t note);
/* Anchors of the figures in other blocks, where those begin: at block `first` of the galley. */
void refer_block(const struct part *p, const struct block *b, size_t first);

/* article_list.c */

void list_add(const struct part *p, const struct block *b);

/* article_figure.c */

/* A picture with its caption (credit), or these alone. */
void figure_add(const struct part *p, const struct block *b);
/* Whether a block is a picture that is not printed. */
bool figure_is_absent(const struct part *p, const struct block *b);
/* The captions of two pictures in a row that are not printed stand together: the last two blocks
 * are one. */
void figure_join(const struct part *p);

#endif
