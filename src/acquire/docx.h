/* SPDX-License-Identifier: MIT */
/*
 * Inside acquire/: the parts of a DOCX. docx_zip.c opens the file and reads its parts as bytes and
 * as XML; docx_style.c says what a style means; docx_number.c counts numbered paragraphs as Word
 * does; docx_text.c turns the body into lines, docx_table.c its tables; docx.c makes pieces of the
 * lines.
 *
 * Nothing in the file is trusted: entries, the size of each part, their sum, columns and depth have
 * a limit, no path of the file is ever opened or written, and every table that the file can make
 * long is sorted once and searched.
 */
#ifndef BRIEFGEN_ACQUIRE_DOCX_H
#define BRIEFGEN_ACQUIRE_DOCX_H

#include "acquire/grammar.h"
#include "util/xml.h"

/* ---- docx_zip.c: the package ---------------------------------------------------------------- */

struct zip;
struct library;

struct package {
    struct arena *arena;
    struct diags *diags;
    const char *path;
    const struct library *library; /* libzip; NULL before the file was opened */
    struct zip *zip;
    size_t left; /* bytes that its parts may still expand to */
    bool failed; /* an ERROR was said */
};

/* A relation of a part: what an id in it points to. */
struct relation {
    const char *id;
    const char *type;   /* the last part of its URI: image, footnotes, header */
    const char *target; /* entry name in the package; as written when it is external */
    bool external;
};

struct relations {
    struct relation *items; /* by id */
    size_t count;
};

/* Opens the file, or `len` bytes in its place when those are not NULL; false after an ERROR. */
bool docx_open(struct package *p, const char *bytes, size_t len);
void docx_close(struct package *p);
/* The root element of a part; NULL when there is no such part, or after an ERROR (p->failed). */
const struct xml_node *docx_xml(struct package *p, const char *entry);
/* Says in one form what is wrong with the file: the first fault, since others follow from it. */
void docx_refuse(struct package *p, const char *format, ...) PRINTF_LIKE(2, 3);
/* The relations of a part ("" for the package's own). */
struct relations docx_relations(struct package *p, const char *part);
const struct relation *docx_relation(const struct relations *relations, const char *id);
/* The first relation of a type, or NULL. */
const struct relation *docx_relation_of(const struct relations *relations, const char *type);

/* The bytes of an entry of the file at `path` – a picture that a page refers to – at most `limit`
 * of them. NULL when the file, or the entry in it, cannot be read or is larger. */
char *acquire_docx_part(struct arena *a, const char *path, const char *entry, size_t limit,
                        size_t *len);

/* ---- XML by local names --------------------------------------------------------------------- */

/* The value of the attribute with this local name (w:val is "val"), or NULL. */
const char *docx_value(const struct xml_node *node, const char *name);
/* The same of a child element. */
const char *docx_child_value(const struct xml_node *node, const char *child, const char *name);
/* A decimal number, `otherwise` when there is none; never beyond ±1,000,000. */
int docx_number(const char *text, int otherwise);
/* Is the element one of the names in `list`, divided by spaces? */
bool docx_is(const struct xml_node *node, const char *list);

/* ---- docx_style.c -----------------------------------------------------------------------------
 */

enum role {
    ROLE_TEXT,
    ROLE_TITLE,
    ROLE_SUBTITLE,
    ROLE_AUTHOR,
    ROLE_QUOTE,
    ROLE_CAPTION,
    ROLE_CONTENTS
};

/* What is said about a paragraph and its characters; a negative number: not said. */
struct word_format {
    enum role role;
    int outline; /* 1 to 9; 0: body text */
    int bold, hidden;
    int size; /* half points */
    int centred, indented;
    int list, list_level; /* w:numId, w:ilvl */
    const char *style;    /* id of the paragraph's style, or NULL */
};

struct style {
    const char *id;
    const char *based_on; /* id or NULL */
    bool standard;        /* of paragraphs that name no style */
    struct word_format own;
    struct word_format format;     /* with all it inherits */
    struct word_format characters; /* the same, of characters, without the document's defaults */
};

struct styles {
    struct style *items; /* by id */
    size_t count;
    struct word_format normal; /* of a paragraph that names no style */
};

struct styles docx_styles(struct package *p, const char *entry);
/* The format of a paragraph, of which `properties` is w:pPr or NULL. */
struct word_format docx_paragraph_format(const struct styles *styles,
                                         const struct xml_node *properties);
/* The format of a run in such a paragraph; `properties` is its w:rPr or NULL. */
struct word_format docx_run_format(const struct styles *styles, struct word_format paragraph,
                                   const struct xml_node *properties);
const struct style *docx_style(const struct styles *styles, const char *id);

/* ---- docx_number.c ----------------------------------------------------------------------------
 */

enum label_kind {
    LABEL_NONE,
    LABEL_BULLET,
    LABEL_NUMBER,  /* 1. (a) iv. */
    LABEL_CHINESE, /* 一、 （一） 甲、 */
};

struct numbering;

struct numbering *docx_numbering(struct package *p, const char *entry, const struct styles *styles);
/* Counts one paragraph on and returns its label ("" when it has none). */
const char *docx_label(struct numbering *n, const struct word_format *format,
                       enum label_kind *kind);
/* A number in one of Word's forms (decimal, lowerRoman, chineseCounting …). */
void docx_add_number(struct buf *b, int number, const char *form);
/* A character of a symbol font as the character that it draws. */
uint32_t docx_symbol(uint32_t code);

/* ---- docx_text.c, docx_table.c ----------------------------------------------------------------
 */

enum line_kind {
    LINE_TEXT,
    LINE_PICTURE, /* text: its alternative text */
    LINE_MISSING, /* something that is not read; target: what */
    LINE_TABLE,   /* first row of a table; text: its cells, divided by tabs */
    LINE_ROW,     /* further rows; the piece stands at the first */
    LINE_NOTE,    /* a footnote or endnote, behind the paragraph that refers to it */
    LINE_FURNITURE,
};

/* Stands in a line's text where the paragraph breaks the line. */
#define FORCED_BREAK '\v'

/* One line of page->text. */
struct line {
    enum line_kind kind;
    const char *text;
    const char *label; /* of a numbered paragraph or a note, or "" */
    enum label_kind label_kind;
    const char *target; /* of a picture */
    struct word_format format;
    int size;           /* of its smallest characters, 0 when it has none */
    bool bold, link;    /* all of it */
    struct marks marks; /* in bytes of text */
    struct row *rows;   /* of a table */
    size_t row_count;
};

struct lines {
    struct line *items;
    size_t count;
};

struct paragraph; /* the open one */
struct notes;

enum { MOST_SIZE = 200 /* half points */ };

/* A document while it is read. */
struct word {
    struct arena *arena;
    struct package *package;
    struct styles styles;
    struct numbering *numbering;
    struct relations relations; /* of the part that is being read */
    struct lines lines;
    struct paragraph *open;
    struct notes *notes;
    bool *seen; /* headers and footers, by number of the main part's relation; NULL elsewhere */
    int inside; /* cells and notes that are open: lines are joined there, so notes must wait */
    size_t sizes[MOST_SIZE + 1]; /* number of characters of each size */
};

/* Reads the main part, then its headers and footers; false after an ERROR. */
bool docx_read_lines(struct word *w, const char *main_part);
/* The lines of the blocks in `parent` – paragraphs, tables, and what is wrapped around them – as a
 * list of their own. */
struct lines docx_read_apart(struct word *w, const struct xml_node *parent);
void docx_read_table(struct word *w, const struct xml_node *table);
void docx_add_line(struct word *w, struct line line);
/* All text of some lines as one; `joint` stands between two of them, and for a break in one. */
const char *docx_join(struct arena *a, const struct lines *lines, const char *joint);

#endif
