/* SPDX-License-Identifier: MIT */
/*
 * Inside acquire/: an HTML page on its way to pieces. html_parse.c makes a tree of nodes and, from
 * the same events but without the tree, the text that a browser shows. html_runs.c cuts the tree
 * into runs: a run is what stands between two edges of blocks (the text of a paragraph, up to a
 * line break), a picture, or a table. html_main.c decides which runs are the main text, and html.c
 * makes pieces and drops of them. Every character that is shown is in one run.
 */
#ifndef BRIEFGEN_ACQUIRE_HTML_H
#define BRIEFGEN_ACQUIRE_HTML_H

#include "acquire/grammar.h"

enum html_tag {
    HTML_TEXT,  /* no element */
    HTML_OTHER, /* an element without a rule of its own */
    HTML_A,
    HTML_ARTICLE,
    HTML_B,
    HTML_BLOCKQUOTE,
    HTML_BODY,
    HTML_BR,
    HTML_CAPTION,
    HTML_CENTER,
    HTML_COL, /* and colgroup */
    HTML_DIV,
    HTML_EM, /* and i */
    HTML_FIGCAPTION,
    HTML_H1, /* the others follow it */
    HTML_H6 = HTML_H1 + 5,
    HTML_HTML,
    HTML_IMG,
    HTML_LI,
    HTML_MAIN,
    HTML_META,
    HTML_OL,
    HTML_P,
    HTML_PRE,
    HTML_SUB,
    HTML_SUP,
    HTML_TABLE,
    HTML_TBODY,
    HTML_TD,
    HTML_TFOOT,
    HTML_TH,
    HTML_THEAD,
    HTML_TIME,
    HTML_TITLE,
    HTML_TR,
    HTML_U,
};

enum html_flag {
    HTML_BLOCK = 1,  /* begins and ends a line */
    HTML_HIDDEN = 2, /* a browser shows nothing of it; inherited */
    HTML_ASIDE = 4,  /* never main text: nav, aside, footer */
};

struct html_attribute {
    const char *name, *value;
};

struct html_node {
    enum html_tag tag;
    unsigned flags;
    const char *text; /* of a text node; alternative text of an img; number of an li; or NULL */
    int line, column; /* of its first character */
    struct html_attribute *attributes;
    size_t attribute_count;
    struct html_node *parent, *first, *last, *next;
    long items; /* of an ol: the number of its last li */
    /* html_main.c: characters in it, in links of it, and in its running text; its lines of links */
    size_t count, linked, good, links;
    size_t own;  /* lines of text directly in it */
    bool aside;  /* it, or an element around it, is not the main text */
    bool inside; /* it is, or is in, an element that holds the main text */
};

struct html_run {
    struct piece piece;      /* white space collapsed and trimmed; pictures and tables too */
    struct html_node *block; /* the block around it; of a picture or table its own node */
    size_t count, linked;    /* characters, and those in links */
    bool caption;            /* in a figcaption, or its class says caption */
    bool keeps;              /* is to stand on the page of what follows it, as captions do */
    bool centred;
    bool icon; /* a picture that is too small for one */
    bool main; /* belongs to an article */
};

struct html {
    struct page *page;
    struct html_node *root;   /* never NULL */
    struct html_node **nodes; /* the elements, in order */
    size_t node_count;
    struct html_run *runs;
    size_t run_count;
    struct html_run *title; /* the heading that the page's title names, or NULL */
};

/* "" for an attribute without a value, NULL for none. */
const char *html_attribute(const struct html_node *node, const char *name);
/* Is one of the words of its class or id – artBody, left_nav, side-bar2 – in the list? */
bool html_named(const struct html_node *node, const char *const *list);
/* Does the style attribute set `property` to a value that begins with `value`? */
/* The value that its style gives a property, up to the style's end, or NULL. */
const char *html_style(const struct html_node *node, const char *property);
bool html_styled(const struct html_node *node, const char *property, const char *value);

/* Reads page->text, and puts in its place what a browser shows of it: every other character is a
 * space there, so that lines and columns stay those of the file. False after an ERROR. */
bool html_parse(struct page *page, struct html *html);

void html_cut(struct html *html);

/* Sets `main` of the runs, and html->title. */
void html_find_main(struct html *html);

/* html_date.c: the date that the page's head or a time element gives, or NULL. */
const char *html_date(const struct html *html);

#endif
