/* SPDX-License-Identifier: MIT */
/*
 * acquire: bytes of newspaper pages in, draft articles out.
 *
 * A page file is decoded (encoding.c), read into lines with what the markup said about them
 * (text.c, markdown.c, html.c, docx.c), every line is classified (classify.c), the page is cut into
 * articles (segment.c) and broken paragraphs are joined again (repair.c). NITF (nitf.c) says itself
 * what is what, and goes past all of these. Nothing is thrown away: every character that is not
 * white space ends in a draft block or in a drop, and `audit` states the sum.
 */
#ifndef BRIEFGEN_ACQUIRE_H
#define BRIEFGEN_ACQUIRE_H

#include "util/util.h"

/* ---- sources ------------------------------------------------------------------------------ */

enum source_kind {
    SOURCE_TEXT,
    SOURCE_MARKDOWN,
    SOURCE_HTML,
    SOURCE_DOCX,
    SOURCE_NITF,    /* an .xml file with the root <nitf> */
    SOURCE_ARTICLE, /* any other XML, read by article/ */
};

struct source {
    const char *path; /* as given on the command line, or folder/name */
    enum source_kind kind;
};

struct sources {
    struct source *items; /* in byte order inside a folder, folders in the order given */
    size_t count;
    const char *manifest;  /* path of the first briefing.xml, or NULL */
    const char **pictures; /* files that are pictures by their names, in the same order */
    size_t picture_count;
};

/* Lists the inputs: files as named, folders walked recursively in byte order. Hidden files and
 * files whose name begins with `_` (our own _dropped.xml) or `~$` (Word's locks) are skipped; a
 * kind that nothing reads, or XML of ours that is no article, is named in a WARNING; a path that
 * does not exist or cannot be read, and a run without any source, are ERRORs. */
struct sources acquire_sources(struct arena *a, char *const *inputs, size_t count, struct diags *d);

/* ---- drafts ------------------------------------------------------------------------------- */

enum draft_role {
    DRAFT_SECTION,     /* column label or section: 边疆视界 */
    DRAFT_KICKER,      /* 引题, 肩题, without its closing —— */
    DRAFT_HEADLINE,    /* subject and predicate line joined by U+3000 */
    DRAFT_SUBHEADLINE, /* 副题, without its opening —— */
    DRAFT_PERSON,   /* one name of the byline; detail = role as printed (记者, 通讯员) or "" */
    DRAFT_DATELINE, /* 本报河湾讯, 某社河湾10月8日电; without the bracket */
    DRAFT_P,
    DRAFT_HEADING, /* heading inside an article */
    DRAFT_ITEM,    /* list item; detail = its label as printed, or "" */
    DRAFT_QUOTE,
    DRAFT_FIGURE,  /* a picture: detail = its path or "", text = alternative text or "" */
    DRAFT_CAPTION, /* belongs to the last figure, or to a picture that did not arrive */
    DRAFT_CREDIT, /* 本报记者 甲 摄: belongs to the captions just before it that have none, or,
                     with `alone`, only to the last one */
    DRAFT_TABLE,  /* rows and cells; text = its title or "" */
};

enum mark_kind {
    MARK_EM, /* stressed: 着重号 */
    MARK_STRONG,
    MARK_U, /* underlined */
    MARK_SUP,
    MARK_SUB,
    MARK_RUBY, /* value is set above: 拼音 */
    MARK_NAME, /* 专名号: a straight line under a proper name */
    MARK_BOOK, /* 书名号 in its old form: a wavy line under a title */
    MARK_NOTE, /* a note, whose text is value; holds no character, its mark stands at start */
};

enum { MOST_MARKS = 9999 /* in one text */ };

/* A stretch of a text that is marked. Marks say nothing that the text needs: it is whole without
 * them, and all that counts characters counts in it. */
struct mark {
    enum mark_kind kind;
    int start, end;    /* characters of the text, end exclusive; a note: end is start */
    const char *value; /* ruby, note; else "" */
};

/* In the order in which they begin, an outer one before what it holds. Two marks are nested or
 * apart; a ruby holds none. */
struct marks {
    struct mark *items;
    size_t count;
};

/* How wide a column is to be, as its cell says: a share of the table or a width of its own. */
struct cell_width {
    int share;  /* 1/1000 of the table, or 0 */
    dist fixed; /* or 0 */
};

/* rows.c: as HTML writes it: 30%, 120 (px), 4cm. {0} if it is none of these, or 1000 pt wide. */
struct cell_width acquire_width(const char *value);

struct cell {         /* of a table */
    const char *text; /* its paragraphs are parted by \n */
    bool heading;     /* th */
    int columns;      /* colspan, at least 1 */
    int rows;         /* rowspan, at least 1 */
    struct cell_width width;
};

struct row {
    struct cell *cells;
    size_t count;
    bool head; /* stands in thead; such rows come first */
    bool foot; /* stands in tfoot; such rows come last */
};

/* What of a block was a close choice: bits of draft_block.doubts. */
enum {
    DRAFT_DOUBT_JOIN = 1,  /* its pieces were joined, or it was left apart from the one before */
    DRAFT_DOUBT_ROLE = 2,  /* what it is */
    DRAFT_DOUBT_ORDER = 4, /* where it stands */
};

struct draft_block {
    enum draft_role role;
    const char *text; /* as printed, on one line; pieces of a broken paragraph joined */
    const char *detail;
    struct pos pos;    /* where its text begins */
    const int *lines;  /* source lines it came from, ascending within a piece, in reading order */
    size_t line_count; /* at least 1 */
    const size_t *starts; /* for each line, where in text its part begins; NULL if not known */
    struct marks marks;   /* of text */
    unsigned doubts;      /* DRAFT_DOUBT_… */
    struct row *rows;     /* table */
    size_t row_count;
    bool alone; /* credit */
};

/* What said the date of an article, in the order in which it is believed. */
enum date_source {
    DATE_UNKNOWN,
    DATE_XML,  /* its own XML */
    DATE_PAGE, /* the page: its head, a heading, a line with date and folio */
    DATE_NAME, /* the name of the file */
    DATE_FRONT_MATTER,
    DATE_MANIFEST
};

struct dated {
    const char *day; /* YYYY-MM-DD, or "" */
    enum date_source source;
};

enum draft_kind { DRAFT_ARTICLE, DRAFT_PHOTO /* a photo item that belongs to no article */ };

struct draft {
    enum draft_kind kind;
    const char *source; /* path of the page */
    struct dated date;
    struct draft_block *blocks; /* head blocks in the order of the enum, then body in order */
    size_t count;
    bool turned_in;  /* a mark says that it begins on another page: 上接第一版 */
    bool turned_out; /* a mark says that it goes on on another page: 下转第四版 */
    bool open;       /* its last paragraph does not end as a sentence ends */
};

/* ---- what was left out -------------------------------------------------------------------- */

enum drop_reason {
    DROP_FURNITURE, /* column labels, page titles, links to the original, lists of contents */
    DROP_DUPLICATE, /* printed twice; the better copy is in an article */
    DROP_MARKUP,    /* characters that were markup only: # ** <p> ■ ▲ —— at a kicker's end,
                       the bracket and titles of a byline */
};

struct drop {
    enum drop_reason reason;
    const char *text;
    const char *source;
    const int *lines;
    size_t line_count;
};

/* Characters that are not white space. source == article + dropped on every page. */
struct audit {
    size_t source;
    size_t article;
    size_t dropped;
};

/* ---- decisions and doubts ------------------------------------------------------------------ */

enum { DOUBTFUL = 3 /* a margin below it is a doubt */ };

struct features; /* a bit for each kind of evidence: feature.h */

/* How something on the page was read, and how else it could have been. */
struct decision {
    struct pos pos;
    const char *chosen; /* in words for the editor: "a headline" */
    const char *other;  /* the next best reading, in the same form */
    int margin;         /* by how much it is worse, in the weights of classify.c and repair.c */
    const struct features *features; /* what a piece showed, or NULL */
    const char *evidence; /* of a decision about order or repetition, in words; else "" */
};

/* A page that was read: what its drafts' and drops' lines count in. */
struct acquired_page {
    const char *path;
    const char *text; /* decoded, line ends are \n; of HTML and DOCX the text that they show: of
                         HTML at its places in the file, with a space for each other character; of
                         DOCX one paragraph a line */
    size_t len;
    const char *encoding; /* of its bytes, for the report */
};

struct acquired {
    bool undecided;              /* asked by the caller: decisions are taken, but not kept */
    struct acquired_page *pages; /* in the order in which they were read */
    size_t page_count;
    struct draft *drafts; /* in reading order */
    size_t draft_count;
    struct drop *drops;
    size_t drop_count;
    struct decision *decisions; /* unless `undecided`; page after page, in the order in which they
                                   were taken */
    size_t decision_count;
    struct audit audit;
};

/* Opens what sources of this kind are read with and no other; false: there is nothing to open. */
bool acquire_load(enum source_kind kind);

/* Reads one page and appends its articles and drops to *out (zeroed at first, but for `undecided`).
 * Returns false after an ERROR in d (unreadable, unknown encoding, larger than 64 MiB); *out is
 * then as before. A file with nothing to print gives a WARNING. */
bool acquire_page(struct arena *a, const struct source *source, struct acquired *out,
                  struct diags *d);

/* Appends what one run of acquire_page gave to what others gave; nothing is copied, so all of it
 * must live as long as *to. */
void acquire_append(struct arena *a, struct acquired *to, const struct acquired *from);

/* Percent of the pairs of Han characters of `text` (its first hundred) that stand in `words`. */
int acquire_echo(const char *text, const struct buf *words);

/* What such an echo says of an article and of what may be its rest. */
enum {
    ECHO_SAME_HEAD = 90, /* percent of a headline that stands in another one, if it is the same */
    ECHO_REST = 30,      /* percent of its words that tell whose rest it is, where several go on */
    ECHO_WORDS = 6000    /* bytes of an article that are compared */
};

/* Appends a drop of what stands in a draft, on that line of that page, and is printed nowhere. */
void acquire_leave_out(struct arena *a, struct acquired *all, enum drop_reason reason,
                       struct pos pos, const char *text);

/* How these are kept as bytes. */
extern const struct flat acquire_mark_flat, acquire_row_flat, acquire_drop_flat, acquire_page_flat;

/* A cell's text on one line, ¶ between its paragraphs. */
void acquire_cell_text(struct buf *b, const struct cell *cell);
/* For --dump=acquire: each draft with its blocks, roles and lines, and the drops. */
void acquire_text(struct buf *b, const struct acquired *acquired);
/* For --dump=acquire -v: each decision with its margin and evidence. */
void acquire_decisions_text(struct buf *b, const struct acquired *acquired);

/* The bytes of the picture that a page names: `href` is a path from the folder of `source`, the
 * page's own path, as it stands or written as in a URL (%20). What is not below that folder is not
 * read, and nothing is fetched. NULL with *reason, words that follow "is not printed: ", when it is
 * not there, may not be read, or is larger than `limit` bytes. */
const char *acquire_picture(struct arena *a, const char *source, const char *href, size_t limit,
                            size_t *len, const char **reason);
/* The file that such a picture is read from; NULL where there is none, or it is a part of a page.
 */
const char *acquire_picture_path(struct arena *a, const char *source, const char *href);
/* Whether such an href names a file that is called as that of `path` is, in whatever folder. */
bool acquire_picture_named(struct arena *a, const char *href, const char *path);

/* The first date in the name of a file (20241223, 2024-12-23, 20241223-A2) as YYYY-MM-DD, or "". */
const char *acquire_name_date(struct arena *a, const char *path);

/* The name of a reason as _dropped.xml has it. */
const char *acquire_reason(enum drop_reason reason);

#endif
