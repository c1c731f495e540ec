/* SPDX-License-Identifier: MIT */
/*
 * Inside acquire/: a page as a row of pieces. A piece is what stood on one line of the page (or one
 * part of a line, where a caption or a credit shares it with other text). A reader (text.c,
 * markdown.c) makes the pieces and says what the markup said; classify.c gives every piece its
 * label; segment.c makes drafts of them. Every character of the page is in the text of one piece
 * or in the markup that the reader handed to acquire_markup().
 */
#ifndef BRIEFGEN_ACQUIRE_PIECE_H
#define BRIEFGEN_ACQUIRE_PIECE_H

#include "acquire/acquire.h"

/* What a piece is on its page. STRAY_ ones belong to an item that begins without a headline. */
enum label {
    LABEL,        /* column label */
    HEAD_LABEL,   /* column label between a headline and its text */
    KICKER,       /* closes with —— */
    SUBJECT,      /* first line of a headline: who */
    HEADLINE,     /* the headline, or its predicate line: does what */
    SUBHEADLINE,  /* opens with —— */
    BYLINE,       /* names with their titles, on a line of their own behind the headline */
    FIRST_BYLINE, /* the same before the headline */
    LEAD,         /* first paragraph of an article */
    PARAGRAPH,    /* begins a paragraph */
    CONTINUATION, /* goes on in the middle of a paragraph */
    CROSSHEAD,    /* heading inside an article */
    CAPTION,
    CREDIT,
    STRAY_LEAD,
    STRAY_PARAGRAPH,
    STRAY_CONTINUATION,
    STRAY_CAPTION,
    STRAY_CREDIT,
    LATE_HEADLINE,    /* headline that stands behind its stray body */
    LABELS,           /* the number of labels that classify.c chooses from */
    SECTION = LABELS, /* heading above the articles' level */
    FURNITURE,
    DUPLICATE,
    PICTURE,
    TABLE,
    UNDECIDED,
};

struct piece {
    const char *text;   /* trimmed; "" only for a picture, and a table without a title */
    const char *detail; /* label of a list item, path of a picture, or "" */
    int line, column;   /* of its first character */
    int level;          /* 1 to 6 for a marked heading, else 0 */
    int gap;            /* blank lines before it */
    bool bold;          /* all of it */
    bool link;          /* all of it */
    bool element;       /* begins an explicit paragraph element */
    bool soft;          /* a soft line break of the same paragraph stands before it */
    bool item, quote, picture;
    struct row *rows; /* of a table, or NULL */
    size_t row_count;
    uint64_t features; /* classify.c: a bit for each kind of evidence */
    enum label label;
};

struct page {
    struct arena *arena;
    struct diags *diags;
    const char *path;
    const char *text; /* decoded, line ends are \n; of HTML and DOCX the text that they show */
    size_t len;
    const char *encoding;
    bool counted;     /* the reader counted the characters, because not all of text is printed */
    size_t source;    /* their number then */
    const char *date; /* YYYY-MM-DD if the reader found it said in the file, else NULL */
    struct piece *pieces;
    size_t count;
    struct drop *drops;
    size_t drop_count;
    struct draft *drafts;
    size_t draft_count;
};

/* A stretch of text inside a longer one. */
struct slice {
    const char *start, *end;
};

/* root.c: the local name of an XML file's root element, or "" if its first kilobytes do not say. */
const char *acquire_root(struct arena *a, const char *path);

struct encoding {
    const char *name; /* UTF-8, GB18030, Big5, UTF-16LE or UTF-16BE */
    size_t mark;      /* length of the byte order mark */
    bool sure;        /* no other reading comes near */
};

/* detect.c: the encoding that explains the bytes best. */
struct encoding acquire_detect(const char *bytes, size_t len);
/* encoding.c: the page as UTF-8 with \n line ends, or NULL after an ERROR. */
char *acquire_decode(struct arena *a, const char *path, const char *bytes, size_t len,
                     size_t *decoded_len, struct diags *d);

/* text.c, markdown.c: page->text into pieces. */
void acquire_read_text(struct page *page);
void acquire_read_markdown(struct page *page);
/* nitf.c: the file into drafts, without pieces; false after an ERROR. */
bool acquire_read_nitf(struct page *page);
/* Adds a piece whose text is trimmed; splits captions and credits off the end of a paragraph. */
void acquire_add_piece(struct page *page, struct piece piece);
/* Everything that is markup in one line of the source; nothing is added for white space alone. */
void acquire_markup(struct page *page, struct slice slice, int line);
void acquire_drop(struct page *page, enum drop_reason reason, const char *text, int line);

/* outline.c: labels the headings above the articles' level and the lists of contents; returns the
 * level that articles' headings have, 0 when nothing is marked. */
int acquire_outline(struct page *page);

/* repair.c: how strongly `after` reads as the rest of `before`, 0 to about 20; 4 is a clear case.
 */
struct joints;
struct joints *acquire_joints(struct page *page);
void acquire_close_joints(struct joints *joints);
int acquire_joint(const struct joints *joints, const char *before, const char *after);
/* Puts an article's displaced beginning back before its first paragraph. */
void acquire_restore(struct page *page, const struct joints *joints);

/* duplicate.c: labels DUPLICATE what is printed twice. */
void acquire_duplicates(struct page *page);

/* classify.c: a label for every piece that is UNDECIDED. */
void acquire_classify(struct page *page, int article_level, const struct joints *joints);

/* segment.c: labelled pieces into drafts and drops. */
void acquire_segment(struct page *page, const char *date);

/* date.c: YYYY-MM-DD from a heading, the file name, a date line, or "". */
const char *acquire_date(struct page *page);
/* The first date in s, as YYYY-MM-DD, or "". */
const char *acquire_date_in(struct arena *a, const char *s);

#endif
