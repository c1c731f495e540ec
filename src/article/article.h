/* SPDX-License-Identifier: MIT */
/*
 * article: the tree that the editor may correct. It is built from a draft or read from article XML
 * (styles/article.xsd), and writing is byte-stable: read(write(x)) writes the same bytes. Newsroom
 * words for the head, HTML words in the body. Text is kept as printed; width forms are normalised
 * when it is set, not here.
 */
#ifndef BRIEFGEN_ARTICLE_H
#define BRIEFGEN_ARTICLE_H

#include "acquire/acquire.h"
#include "util/util.h"

struct person {
    const char *role; /* 记者, 通讯员 … as printed, or "" */
    const char *name;
};

enum block_kind { BLOCK_P, BLOCK_HEADING, BLOCK_LIST, BLOCK_QUOTE, BLOCK_FIGURE, BLOCK_TABLE };

struct item {          /* of a list */
    const char *label; /* as printed, or "" */
    const char *text;
    struct marks marks; /* of text; struct marks stands in acquire.h */
};

struct block {
    enum block_kind kind;
    const char *id;     /* p1, p2 … counted over all blocks of the article; unique in it */
    const char *text;   /* p, heading, quote; alternative text of a figure; else "" */
    struct marks marks; /* of text; of a figure, of its caption */
    const char *source; /* path of the page that these lines are of, where it is not that of the
                           article; else "" */
    const char *lines;  /* source lines as written: "13 15", or "" */
    const char *rest;   /* where a text goes on on other pages, as path:lines; "" if it does not */
    const struct line_start
        *starts; /* by characters as keyfigure.start counts them, ascending; what is not known
                    begins nowhere: read from XML, a block of several lines has none */
    size_t start_count;
    struct pos pos;
    unsigned doubts;    /* DRAFT_DOUBT_… of acquire.h */
    struct item *items; /* list */
    size_t item_count;
    const char *href;    /* figure: path relative to the source, or "" */
    const char *caption; /* figure, table, or "" */
    const char *credit;  /* figure, or "" */
    struct row *rows;    /* table; struct row stands in acquire.h */
    size_t row_count;
};

struct keyfigure {
    const char *id;     /* k1, k2 … */
    const char *label;  /* what is counted */
    const char *value;  /* as written without the unit: 3.44万, 15万余 */
    const char *number; /* the value as a plain decimal: 34400, 150000, 35.24 */
    const char *unit;   /* 件, 元, 万元, %, 人次 */
    const char *approx; /* 余, 约, 近, 多, 超, 以上 … or "" */
    const char *outlook; /* the word that says that it is not so yet: 预计, 力争, 计划 … or "" */
    const char *per;     /* 年, 户 … or "" */
    const char *base;    /* of a change: 同比, 比上年末 … or "" */
    const char *about;   /* the place or body it is about: the nearest subject, or "" */
    const char *part_of; /* id of the total, or "" */
    const char *p;       /* id of the block it stands in */
    int start, end;      /* characters of value and unit in that block's text, end exclusive */
    const char *text;    /* the clause it came from */
    struct pos pos;      /* of its value in article XML; file NULL if it was extracted */
};

enum article_kind { ARTICLE, ARTICLE_PHOTO };

struct article {
    const char *key;      /* names all that it was made from: the same, the same article in all that
                             it holds; NULL: nobody knows */
    const char *text_key; /* names what it says, wherever that stands: the same, the same figures;
                             NULL if key is */
    const char *id;       /* page-ordinal: 000-3 */
    enum article_kind kind;
    const char *source;           /* path of the page it came from */
    const char *date;             /* YYYY-MM-DD or "" */
    enum date_source date_source; /* not written: in article XML every date is the XML's */
    const char *lang;             /* BCP 47, zh-CN unless the XML says otherwise */
    const char *section, *kicker, *headline, *subheadline, *dateline; /* "" if absent */
    struct pos headline_pos;
    unsigned headline_doubts; /* of all that stands above the body; written at the headline */
    struct person *persons;
    size_t person_count;
    struct block *blocks;
    size_t block_count;
    struct keyfigure *figures; /* as the XML had them */
    size_t figure_count;
    bool has_figures; /* a <keyfigures> element was there, be it empty: nothing is extracted anew */
    bool turned_in, turned_out, open; /* as in struct draft; of article XML nothing is known */
};

struct articles {
    struct article *items; /* in reading order */
    size_t count;
};

/* Appends one article for each draft. Ids are page name without its ending + "-" + ordinal. */
void article_build(struct arena *a, const struct acquired *acquired, struct articles *out);

/* Joins articles that go on on another page with their rests, which are taken out of *out. Says in
 * d what was joined, and of which the other half is not there; what a rest says a second time
 * becomes a drop. */
void article_rejoin(struct arena *a, struct articles *out, struct acquired *acquired,
                    struct diags *d);

/* Appends the article in one XML file, checked against `xsd`. False after an ERROR in d. */
bool article_read(struct arena *a, const char *path, const char *xsd, struct articles *out,
                  struct diags *d);

/* How these are kept as bytes. */
extern const struct flat article_flat, article_figure_flat;

/* Article XML. The figures are given apart, because extraction happens after the tree is final. */
void article_write(struct buf *b, const struct article *article, const struct keyfigure *figures,
                   size_t figure_count);

/* _dropped.xml: every drop with source, lines, reason and text. */
void article_write_dropped(struct buf *b, const struct acquired *acquired);

/* What keyfigure.start and end are counted in: the block's text, or the items of a list laid end to
 * end. */
const char *article_counted_text(struct arena *a, const struct block *block);

/* A figure's value with its unit as it is read: 86处, 16.7%, but 百分之十六点七. */
const char *article_share_text(struct arena *a, const char *value, const char *unit);

/* The block with this id, or NULL. It is looked for from number *near on, which becomes its own:
 * figures stand in the order of the text. */
const struct block *article_block(const struct article *article, const char *id, size_t *near);

/* The page that the lines of a block are of. */
const char *article_page(const struct article *article, const struct block *block);

/* The source line that character `at` of a p, heading, quote or list stands on, and the character
 * that begins it there, both counted as in keyfigure.start; line 0 when only block->lines is known.
 */
struct line_start article_line_start(const struct block *block, int at);

/* The level of a heading by its number: 一、 1, （一） 2, 1. 3, （1） 4; 0 without a number. */
int article_heading_level(const char *text);
/* For each block the heading over it, which is itself at a heading; NULL above the first. */
const struct block **article_headings(struct arena *a, const struct article *article);
/* Whether it is a collection of short news, such as 国内联播快讯: each heading is the headline of
 * an item of its own. */
bool article_is_collection(const struct article *article);

/* The element that a mark is in article XML. */
const char *article_mark_name(enum mark_kind kind);

/* For --dump=article: the tree in short lines. */
void article_text(struct buf *b, const struct article *article);

#endif
