/* SPDX-License-Identifier: MIT */
/*
 * The inside of format/: what the files of this folder share while a sheet is read.
 *
 * read.c reads the sheet and its base sheets and gathers what they define by name (define.c);
 * fonts.c, page.c, style.c, inline.c, table.c, picture.c, chart.c and flow.c resolve it, check.c
 * looks at what only the whole shows, value.c and length.c read single attributes, faults.c puts
 * the faults in the order of the files.
 */
#ifndef BRIEFGEN_FORMAT_SHEET_H
#define BRIEFGEN_FORMAT_SHEET_H

#include "format/format.h"
#include "util/xml.h"

/* ---- definitions -------------------------------------------------------------------------- */

/* A colour, style or table that a sheet names. */
struct definition {
    const char *name;
    const struct xml_node *node;
    size_t level;                /* 0: the lowest base sheet */
    struct definition *replaced; /* what a lower level calls so, or NULL */
    bool hidden;                 /* a higher level replaces it */
    bool supplied;               /* by inline.c: no level has it */
    uint32_t color;
    struct table_format *table;
    struct format *format;               /* of a style; the rest too */
    struct definition *base;             /* NULL: p, or a base that is not there */
    const struct xml_attribute **values; /* one per property, own or inherited; NULL: initial */
    bool used;
    enum { STYLE_NEW, STYLE_OPEN, STYLE_LINKED } state;
};

struct definitions {
    struct definition *items; /* by name, then from the highest level down */
    size_t count;
};

/* The attribute of this name; where there is none, one with the value `initial` at the element. */
struct xml_attribute format_attribute(const struct xml_node *node, const char *name,
                                      const char *initial);

/* ---- the reading of a sheet --------------------------------------------------------------- */

struct reader {
    struct arena *arena;
    struct diags *diags; /* semantic faults; faults.c joins them with those of the schema */
    struct diags *lists; /* faults of lists that the sheet names */
    struct sheet *sheet;
    const char *folder;             /* of the program's own sheets */
    const struct xml_node **levels; /* roots, the lowest base sheet first */
    size_t level_count;
    struct definitions colors, styles, tables;
    dist body_size;   /* font size of p */
    bool body_faulty; /* which is not what the sheet says */
    dist frame_width; /* of the text frame: all columns */
};

/* Appends a definition for every child `element` of every level's `list` element. */
void format_define(struct reader *r, struct definitions *defs, const char *list,
                   const char *element);
/* Appends the styles of marks that no level has (inline.c). */
void format_default_styles(struct reader *r);
/* The valid definition of this name, or NULL. */
struct definition *format_definition(const struct definitions *defs, const char *name);
/* The same for the name that an attribute has; says the fault with the nearest name. */
struct definition *format_refer(struct reader *r, const struct definitions *defs, const char *what,
                                const struct xml_attribute *attribute);
/* The last level's element of this name directly below the root, or NULL. */
const struct xml_node *format_part(const struct reader *r, const char *name);

/* The file of a sheet or list that `named_in` names: a name in the folder, or a file as seen from
 * there. */
const char *format_path(struct arena *a, const char *folder, const char *name,
                        const char *named_in);

/* ---- steps, in this order ----------------------------------------------------------------- */

void format_colors(struct reader *r);
void format_fonts(struct reader *r);
/* Finds every style's base and inherits; no value is read yet. */
void format_link_styles(struct reader *r);
void format_page(struct reader *r);
void format_styles(struct reader *r);
void format_tables(struct reader *r);
void format_picture(struct reader *r);
void format_chart(struct reader *r);
void format_flow(struct reader *r);
/* Running heads and feet, and the rule between columns. */
void format_furniture(struct reader *r);
/* Their texts and rule. */
struct flow *format_region_parts(struct reader *r, const struct xml_node *node);
/* Required styles, styles that nobody uses, roles without a family. */
void format_check_styles(struct reader *r);

/* The style that `attribute` names, marked as used; NULL after a fault. */
const struct format *format_style_named(struct reader *r, const struct xml_attribute *attribute);

/* The properties of a style, in the order of the schema; NULL behind the last. */
const char *format_property(size_t n);

/* ---- values ------------------------------------------------------------------------------- */

/* What relative units count in; 0 where a unit has no meaning. */
struct measures {
    dist em;    /* 字, em */
    dist pitch; /* 行 */
    dist whole; /* 100 % */
};

/* Reads a length: decimal and unit, 0, or a 字号 name. Exact to 1/65536 pt, to nearest, half away
 * from zero. Returns NULL, or what is wrong with it; *out is then untouched. */
const char *format_length_fault(const char *text, const struct measures *m, dist *out);

/* Each reads one attribute, or says its fault at its place and gives a value that lets the reading
 * go on. */
dist format_length(struct reader *r, struct xml_attribute a, const struct measures *m);
dist format_signed_length(struct reader *r, struct xml_attribute a, const struct measures *m);
int format_number(struct reader *r, struct xml_attribute a, int least, int most);
/* The index of the value in `words`, which ends with NULL; 0 after a fault. */
int format_word(struct reader *r, struct xml_attribute a, const char *const *words);
bool format_yes(struct reader *r, struct xml_attribute a);
/* Columns: a number or "all", at most those of the page. */
int format_span(struct reader *r, struct xml_attribute a);
/* "0.4pt hair", "none"; the colour given if there is none. */
struct border format_border(struct reader *r, struct xml_attribute a, const struct measures *m,
                            uint32_t color);
/* Where a picture stands: left, center or right. */
enum align format_side(struct reader *r, struct xml_attribute a);
/* The role of a face; a family's name is told from one. */
enum font_role format_role(struct reader *r, struct xml_attribute a);
/* Doubts a line that is thicker than any is meant to be. */
void format_doubt_weight(struct reader *r, const struct xml_attribute *a, dist weight);
enum page_break format_page_break(struct reader *r, struct xml_attribute a);
uint32_t format_color(struct reader *r, struct xml_attribute a);
/* The measures of lengths outside styles: 字 of p, line pitch, width of a column. */
struct measures format_measures(const struct reader *r);
/* A distance for a message, to 1/100 pt: "10.5pt". */
const char *format_dist_text(struct arena *a, int64_t d);
/* The words as "a, b, c"; at most so many of them. */
const char *format_words_text(struct arena *a, const char *const *words, size_t most);
enum { NAMES_SHOWN = 12, MOST_SPAN = 6 /* columns of a page */ };
enum { COARSEST_DPI = 36, FINEST_DPI = 2400 };
/* At most 40 characters of s, for a message. */
const char *format_excerpt(struct arena *a, const char *s);

extern const char *const format_aligns[];

/* ---- faults ------------------------------------------------------------------------------- */

/* Moves the messages of both lists into d: by sheet (as in files), line and column, each once. At
 * a place where `meaning` has an ERROR, those of `schema` are left out: it says the same in better
 * words. */
void format_join_faults(struct arena *a, struct diags *d, const char *const *files,
                        size_t file_count, const struct diags *schema, const struct diags *meaning);

#endif
