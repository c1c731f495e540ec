/* SPDX-License-Identifier: MIT */
/*
 * export: the key figures of an issue as a file of their own – text for people, CSV for
 * spreadsheets, JSON and XML for programs – and what became of them since an earlier issue.
 *
 * A row is what is known of one figure, in the same columns in every form; their names are those of
 * article XML where it has one. JSON is the form that is read back: an export of today is what the
 * next one is compared with.
 *
 * What the comparison means (compare.c has the method, tests/spec/figures.md an example of each):
 * - Two rows are about the same quantity when label, unit and per are the same, to the letter, 万
 * and 亿 aside. If each issue has one such row, these two are a pair. Where an issue has several,
 * the label alone tells nothing apart: then rows of articles with the same headline, and under the
 * same heading, are paired first, and of the others only those whose headline, or heading, and
 * clause speak of the same topic or, more clearly than of any other, of the same place – the
 * nearest first, among equals the one with the same number, then in the order of the issue. Ids of
 * articles mean nothing here: last week's articles are other articles. Every pair says by what it
 * was found.
 * - A pair has changed when its numbers differ as decimals. A word of approximation that came or
 *   went, and another way to write the same number, are no change.
 * - A row of this issue without a partner is new, one of the earlier issue without one is gone.
 * It claims no more than that. A change is the difference of two printed numbers, not of what they
 * stand for: whether both count the same thing, over the same time, is for the reader, who gets
 * both clauses. Gone means no longer printed, not no longer so; new means not printed then. Of
 * units the 万 and 亿 are converted, no others: 0.8亿元 and 8000万元 are the same, 1公里 and 1000米
 * are two. Between values with 约 or 余 the difference is as rough as they are.
 */
#ifndef BRIEFGEN_EXPORT_H
#define BRIEFGEN_EXPORT_H

#include "digest/digest.h"
#include "util/util.h"

enum export_format { EXPORT_UNSAID, EXPORT_TEXT, EXPORT_CSV, EXPORT_JSON, EXPORT_XML };

/* In the order in which every form has them. */
enum export_column {
    EXPORT_ARTICLE,  /* id of the article */
    EXPORT_HEADLINE, /* its headline */
    EXPORT_HEADING,  /* the heading in it over the figure, or "" */
    EXPORT_SECTION,  /* that it has in the issue */
    EXPORT_DATE,     /* of the article, YYYY-MM-DD */
    EXPORT_LABEL,    /* what is counted; this and the next five as in struct keyfigure */
    EXPORT_VALUE,    /* as written, without the unit */
    EXPORT_NUMBER,   /* as a plain decimal */
    EXPORT_UNIT,
    EXPORT_APPROX,
    EXPORT_OUTLOOK, /* not so yet: 预计 */
    EXPORT_PER,
    EXPORT_BASE,    /* of a change */
    EXPORT_ABOUT,   /* place or body */
    EXPORT_PART_OF, /* id of the total, in the same article */
    EXPORT_ID,      /* of the figure in its article */
    EXPORT_TEXT_OF, /* the clause that it came from */
    EXPORT_SOURCE,  /* the page; of article XML that names none, the XML file */
    EXPORT_LINE,    /* of the page, on which the number begins; "" where only `lines` is known */
    EXPORT_LINES,   /* of the page, from which its block came: "13 15" */
    EXPORT_P,       /* id of the block */
    EXPORT_START,   /* characters of value and unit in the block's text, end exclusive; both 0 */
    EXPORT_END,     /* where an editor's figure no longer stands in the text */
    EXPORT_COLUMNS
};

struct export_row {
    const char *cells[EXPORT_COLUMNS]; /* never NULL; "" for what there is not */
};

struct export_rows {
    struct export_row *items;
    size_t count;
};

/* The figures of all articles, in the order of the issue. File names and ids made from them are
 * text here: a byte that is none stands as U+FFFD. */
struct export_rows export_rows(struct arena *a, const struct digest *digest);

/* Reads a file that export_write wrote as JSON. False after an ERROR in d, at the first place where
 * the file is no such file, or is of a newer version. Keys that this version does not know are left
 * aside. */
bool export_read(struct arena *a, const char *path, struct export_rows *rows, struct diags *d);

struct export_change {
    const struct export_row *now;    /* NULL: gone */
    const struct export_row *before; /* NULL: new */
    const char *difference; /* now - before as a plain decimal, in the unit of now; "" unless both
                               are there */
    const char *percent; /* the same in per cent of before, to one place, half up (the sign aside);
                            "" where that makes no sense: see digest_number_percent, and units that
                            are shares themselves, of which the difference says enough */
    const char *matched; /* by what the two are a pair: "headline", "topic", or "label", which
                    is the weakest: nothing else speaks for it; "" unless both are there */
};

struct export_changes {
    struct export_change *items; /* changed and new in the order of the issue, then gone in the
                                    order of the earlier one; each kind together, in this order */
    size_t changed, added, gone; /* their numbers */
    size_t same;                 /* pairs that have not changed, which are not listed */
};

struct export_changes export_compare(struct arena *a, const struct export_rows *now,
                                     const struct export_rows *before);

/* Appends all rows, or all changes, in a form. `guarded` (CSV) is for spreadsheets: a BOM stands
 * first, because Excel reads UTF-8 by it, and a cell of text that a spreadsheet would take for a
 * formula is guarded (csv.c says how, and how to undo it). */
void export_write(struct buf *b, const struct export_rows *rows, enum export_format format,
                  bool guarded);
void export_write_changes(struct buf *b, const struct export_changes *changes,
                          enum export_format format, bool guarded);

/* The number of cells of the CSV that a spreadsheet would take for formulas. */
size_t export_formulas(const struct export_rows *rows);
size_t export_change_formulas(const struct export_changes *changes);

/* A text for other JSON of ours, as jansson's string: bytes that are no UTF-8 as buf_add_name has
 * them. The caller's. */
struct json_t *export_json_text(const char *text);

#endif
