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

#include "acquire/mark.h"

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
    FIRST_CREDIT, /* stands before its caption */
    STRAY_LEAD,
    STRAY_PARAGRAPH,
    STRAY_CONTINUATION,
    STRAY_CAPTION,
    STRAY_CREDIT,
    LATE_HEADLINE,      /* headline that stands behind its stray body */
    LATE_BYLINE,        /* and a byline behind that */
    STRAY_FIRST_CREDIT, /* opens an item without a headline: it stands before its text */
    LATE_FIRST_BYLINE,  /* stands between a stray body and its late headline */
    LABELS,             /* the number of labels that classify.c chooses from */
    SECTION = LABELS,   /* heading above the articles' level */
    FURNITURE,
    DUPLICATE,
    PICTURE,
    TABLE,
    UNDECIDED,
};

enum { SURE = 99 /* a margin */ };

/* Where the text of a piece goes on in another line. */
struct seam {
    size_t offset;    /* bytes from the beginning of its text */
    int line, column; /* of the character there */
};

enum { BRACKETS = 4 };

/* What repair.c must know of the two ends of a text. */
struct ends {
    uint32_t first, last;                  /* characters; 0 when there is no text */
    int wants;                             /* how much the end alone asks for a rest */
    bool closed;                           /* ends as a sentence ends */
    bool broken;                           /* its first clause is one character long */
    bool brief;                            /* its first clause is two, and begins no sentence */
    bool leans;                            /* begins with an adverb behind which no sentence begins:
                                              就在, 却, 便 */
    bool rest;                             /* it can only go on: its first mark closes */
    bool opens[BRACKETS];                  /* its first mark of this kind opens */
    bool lists;                            /* its first mark is a 、: a list may go on in it */
    bool speaks;                           /* begins with a whole sentence in quotation marks */
    bool counted;                          /* begins with a number and its unit */
    bool begins;                           /* begins as a sentence begins: 同时, 他说, */
    bool timed;                            /* begins with a time */
    bool opener;                           /* begins as paragraphs begin: 据, 针对 */
    bool clauses;                          /* a comma stands inside it */
    bool inner_stop;                       /* a sentence ends inside it, or it is as long */
    int depth[BRACKETS], lowest[BRACKETS]; /* of each kind of bracket: open ones that nothing
                                              closes, and how far below zero it went */
};

struct piece {
    const char *text;   /* trimmed; "" only for a picture, and a table without a title */
    const char *detail; /* label of a list item, path of a picture, or "" */
    int line, column;   /* of its first character */
    struct seam *seams; /* in order; none for a piece of one line */
    size_t seam_count;
    struct marks marks; /* in bytes of its text, in any order (mark.h) */
    int level;          /* 1 to 6 for a marked heading, else 0 */
    int gap;            /* blank lines before it */
    bool bold;          /* all of it; of DOCX also what is clearly larger than the text */
    bool link;          /* all of it */
    bool element;       /* begins an explicit paragraph element */
    bool soft;          /* a soft line break of the same paragraph stands before it */
    bool item, quote, picture;
    bool turned_in;   /* a mark before it says from which page it comes: 上接第一版 */
    bool turned_out;  /* a mark behind it says on which page it goes on */
    bool run_in;      /* its text stands on the same line: title.c */
    bool note;        /* what the editors say of the article: note.c */
    bool sourced;     /* a line of source and author stands between it and the next one */
    bool edited;      /* so does one that only says who edited it, or where it stood */
    struct row *rows; /* of a table, or NULL */
    size_t row_count;
    struct ends ends;          /* set by acquire_joints */
    struct features *features; /* NULL until it is classified: feature.h */
    enum label label;
    bool known;       /* the reader knows the label from the markup; it is not weighed */
    enum label other; /* the next best one that means something else to a reader */
    int margin;       /* by how much it is worse; SURE where nothing was weighed */
    bool completed;   /* exchange.c gave it its rest back: order.c looks for no other */
    unsigned
        doubts; /* DRAFT_DOUBT_ORDER where order.c moved it and leaving it was nearly as good */
};

/* A day that a line tells of the text below it. */
struct stamp {
    int line;
    const char *day; /* YYYY-MM-DD */
};

struct page {
    struct arena *arena;   /* freed when the page was read */
    struct arena *lasting; /* for what messages and the review show: the text */
    struct diags *diags;
    const char *path;
    const char *text; /* decoded, line ends are \n; of HTML and DOCX the text that they show; of
                         HTML at its places in the file, with a space for each other character */
    size_t len;
    bool reflowed; /* its lines are not lines of a paper: how long and far apart they are, and
                      where they begin, says nothing */
    const char *encoding;
    bool turned;      /* the last piece was a mark of whence the next one comes */
    bool counted;     /* the reader counted the characters, because not all of text is printed */
    size_t source;    /* their number then */
    const char *date; /* YYYY-MM-DD if the reader found it said in the file, else NULL */
    bool said_by_xml; /* it is an article of XML that said so, not what a page shows */
    struct stamp *stamps; /* what its lines of source and author say of it, in their order */
    size_t stamp_count;
    const char *front_date; /* the same of a front matter */
    struct piece *pieces;
    size_t count;
    struct drop *drops;
    size_t drop_count;
    struct draft *drafts;
    size_t draft_count;
    struct decision *decisions;
    size_t decision_count;
};

/* decide.c: keeps a decision; one that is in doubt is a WARNING with both readings. */
void acquire_decide(struct page *page, struct decision decision);
/* The place of the piece, of the character at `offset` bytes in its text, and its last line. */
struct pos piece_pos(const struct page *page, const struct piece *piece);
struct pos piece_pos_at(const struct page *page, const struct piece *piece, size_t offset);
int piece_last_line(const struct piece *piece);

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
/* encoding.c: the page as UTF-8 with \n line ends, in page->lasting or where page->diags has its
 * text, with page->len and page->encoding set; NULL after an ERROR. `named` is the encoding that
 * the page names, or "": it decides where the bytes alone do not. */
const char *acquire_decode(struct page *page, const char *bytes, size_t len, const char *named);

/* text.c, markdown.c: page->text into pieces; piece.c is what all readers add them by. */
void acquire_read_text(struct page *page);
void acquire_read_markdown(struct page *page);
/* docx.c: the file at page->path, or `len` bytes in its place when those are not NULL, into pieces
 * and page->text; false after an ERROR. */
bool acquire_read_docx(struct page *page, const char *bytes, size_t len);
/* html.c: the file in page->text into pieces, and in its place what it shows. False after an ERROR.
 */
bool acquire_read_html(struct page *page);
/* The name of its encoding in the bytes of an HTML page, or "". */
const char *acquire_html_charset(struct arena *a, const char *bytes, size_t len);
/* nitf.c: the file into drafts, without pieces; false after an ERROR. */
bool acquire_read_nitf(struct page *page);
/* Adds a piece whose text is trimmed; splits captions and credits off the end of a paragraph. */
void acquire_add_piece(struct page *page, struct piece piece);
/* Adds the names that a line of source and author holds (info.c), or nothing if it holds none, and
 * drops the rest of it. */
void acquire_add_info(struct page *page, const struct piece *piece, struct slice author);
/* title.c: where the headline ends that s begins with and that has its text on one line with it;
 * the start of s if it has none. */
const char *acquire_title_end(struct arena *a, struct slice s);
/* What is cut off behind the first part of a piece has that one's label and beginning no more. */
struct piece piece_rest(struct piece piece);
/* The piece that the slice of whole->text makes, with its place. */
struct piece acquire_part(const struct page *page, const struct piece *whole, struct slice text);
/* Everything that is markup in one line of the source; nothing is added for white space alone. */
void acquire_markup(struct page *page, struct slice slice, int line);
void acquire_drop(struct page *page, enum drop_reason reason, const char *text, int line);
void acquire_drop_part(struct page *page, enum drop_reason reason, struct slice part, int line);
void acquire_drop_piece(struct page *page, enum drop_reason reason, const struct piece *piece);

/* outline.c: labels the headings above the articles' level and the lists of contents; returns the
 * level that articles' headings have, 0 when nothing is marked. */
int acquire_outline(struct page *page);
/* The day under a notice, behind who signs it or behind 特此公告: that is text, and no day of the
 * page. */
bool acquire_signed_date(const struct page *page, size_t i);

/* frame.c: labels what a web site prints around an article as furniture: titles of others, menus.
 */
void acquire_frame(struct page *page);

/* news_items.c: labels the titles of short items that say themselves that they are items. */
void acquire_news_items(struct page *page);

/* raise.c: puts headlines that stand below the first paragraph of their news above it. */
void acquire_raise_headlines(struct page *page);

/* late.c: puts the heads of a labelled page that stand below their text above it; true if any were
 * moved. */
bool acquire_raise_heads(struct page *page);

/* complete.c: puts the predicates of a labelled page that stand below their text, whose head is the
 * subject alone, behind that; true if any were moved. */
bool acquire_complete_heads(struct page *page);

/* piece.c: text that ends, at piece i, of which nothing is known yet; no heading by its mark. */
bool is_ended_text(const struct page *page, size_t i);

/* note.c: finds what the editors say of an article, 编者按：…; and, when all pieces have their
 * labels, puts what stands above a headline behind that head. */
void acquire_find_notes(struct page *page);
void acquire_place_notes(struct page *page);

/* repair.c: how strongly `after` reads as the rest of `before`, 0 to about 20; 5 is a clear case.
 */
struct joints;
struct joints *acquire_joints(struct page *page);
void acquire_close_joints(struct joints *joints);
int acquire_joint(const struct joints *joints, const struct piece *before,
                  const struct piece *after);
/* The part of it that the end alone has: a comma, a word that wants another. */
int acquire_joint_end(const struct piece *before);
/* The part of it that every text without a stop has, whatever comes after. */
int acquire_joint_base(const struct piece *before);
/* Does the end of `before` and the beginning of `after` make a word of the dictionary? */
bool acquire_cuts_word(const struct joints *joints, struct slice before, struct slice after);

/* rejoin.c: gives an article the rest that a mark of a page turn told; true if any had one. */
bool acquire_rejoin(struct page *page, const struct joints *joints);

/* overtaken.c: moves what stands between a headline and the dateline of its news, on a page with
 * labels; true if anything was moved. */
bool acquire_unite_heads(struct page *page, const struct joints *joints);

/* exchange.c: gives two ends their rests back, where each stands behind the other; true if any were
 * exchanged. */
bool acquire_exchange(struct page *page, const struct joints *joints);
/* exchange.c: the same with whole columns of neighbouring articles, told by their words. */
bool acquire_exchange_columns(struct page *page, const struct joints *joints);
/* order.c: puts columns that came in the wrong order where they belong; true if any moved. Done
 * again it finds what another one stood in the way of. */
bool acquire_restore(struct page *page, const struct joints *joints, bool again);

/* reprint.c: of a passage whose two prints are both damaged, puts the part that is whole in its
 * place. */
void acquire_mend_reprints(struct page *page);
/* duplicate.c: labels DUPLICATE what is printed twice. */
void acquire_duplicates(struct page *page, const struct joints *joints);

/* classify.c: a label for every piece that is UNDECIDED or was labelled by this function before,
 * with its margin. */
void acquire_classify(struct page *page, int article_level, const struct joints *joints);
/* Hands over its decisions, when they are final. */
void acquire_record(struct page *page);

/* segment.c: labelled pieces into drafts and drops. */
void acquire_segment(struct page *page, struct dated date);

/* front.c: takes the front matter off a page of Markdown, as drops; returns its length in bytes and
 * lines, 0 if there is none. What it says of the date goes into the page. */
struct front {
    size_t len;
    int lines;
};
struct front acquire_front(struct page *page);

/* date.c: what the page says of its date, and where. */
struct dated acquire_date(const struct page *page);
/* Keeps a day that a line tells; "" is none. */
void acquire_add_stamp(struct page *page, int line, const char *day);
/* Adds those of the sheet's own lines, when all pieces have their labels, and sorts them: articles
 * of several days stand on one page where an editor put them together. */
void acquire_stamp_sheet(struct page *page);
/* The same of an article whose head begins behind line `after` and whose text begins at line
 * `before`: the nearest day told between them, or `page_date`. */
struct dated acquire_date_between(const struct page *page, int after, int before,
                                  struct dated page_date);
/* The first date in s, as YYYY-MM-DD, or "". */
const char *acquire_date_in(struct arena *a, const char *s);

#endif
