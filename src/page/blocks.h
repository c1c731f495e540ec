/* SPDX-License-Identifier: MIT */
/*
 * The inside of page/: what the sheet's flow becomes before it stands on pages.
 *
 * A slug is what a typesetter calls a slug: one cast line, here a line of text, a row of a table or
 * a drawing, that is never cut. A layout block is a column of slugs with the rules that go with it.
 * A fragment is what one page holds of a block. setting (block.c, article.c, table.c, chart.c …)
 * makes blocks, build.c makes fragments, place.c makes items.
 */
#ifndef BRIEFGEN_PAGE_BLOCKS_H
#define BRIEFGEN_PAGE_BLOCKS_H

#include "page/page.h"

/* ---- blocks ------------------------------------------------------------------------------- */

/* What a page break before a slug would cost; a chain taller than a page is broken where it is
 * least. */
enum keep {
    KEEP_FREE,
    KEEP_WHOLE, /* kept whole by wish, unless too much stays white: a short table */
    KEEP_SOFT,  /* kept by wish: a part with its total, rows that are too few */
    KEEP_ROW,   /* inside a row of a table that is higher than half a page */
    KEEP_LINES, /* a widow or an orphan */
    KEEP_NEXT,  /* parts a heading from what it heads */
    KEEP_SOLID  /* inside a heading, a table row, a table's head */
};

enum { NO_ARTICLE = -1 };

/* The page of an article or of a place in it, printed when it is known, and the link to it. */
struct reference {
    size_t article;              /* index into digest.articles */
    const char *anchor;          /* of the place in it; NULL, or on no page: where it begins */
    const struct format *number; /* NULL: link only */
    dist left, right;            /* frame of the number; it is set with its format's align */
    dist baseline;               /* from the slug's top */
    dist leader_from;            /* leaders from here to the number; negative: none */
    dist link_left, link_right;
    dist link_height;       /* 0: that of the slug */
    bool only;              /* there is no link where the anchor is on no page */
    const char *words;      /* what it leads to; NULL: the article's headline */
    struct tag *tag;        /* of the link */
    struct tag *number_tag; /* of the number; NULL: that of the link */
};

struct slugs { /* grown with arena_room in setter.layout */
    struct slug *items;
    uint32_t count, room;
};

struct slug {
    dist height, notes_height;
    struct page_item *items; /* from the text frame's left edge and the slug's top */
    uint32_t count, reference_count;
    const struct reference *references; /* links over it */
    const struct slug *again;           /* drawn over it where it begins a page, or NULL */
    const struct slug *head;            /* stands above it where it begins a page, or NULL */
    struct slugs notes; /* whose marks it has: they stand at the foot of its frame */
    enum keep keep;     /* of a break before it */
    dist space; /* white at its top, in its height, which is dropped where it begins a page */
};

struct side_note { /* stands in the side column, beside a slug */
    size_t slug;
    struct slugs slugs;
    bool fixed; /* others make room for it */
};

struct layout_block {
    struct slugs slugs;
    struct slugs repeat; /* drawn first on every page the block continues on */
    struct slug *foot;   /* drawn at the end of every fragment, or NULL */
    dist least;          /* transient: its height at least, where that saves a page */
    dist before, after;  /* before is dropped at the head of a page */
    int lines;           /* takes at least so many grid lines */
    int clear;           /* no nearer to the foot of the page than so many grid lines */
    int span;            /* columns it takes at most; 0: one */
    int most_white;      /* KEEP_WHOLE holds while no more grid lines stay white before it */
    bool centred;        /* in its whole grid lines; else it stands at their top */
    bool begins_tier;    /* the columns above it end level, and begin anew below it */
    bool keep_with_next;
    bool wish_with_next; /* kept with the next block where both fit on a page */
    enum page_break page_break;
    bool at_foot;   /* at the foot of its page, where it is the last block */
    bool transient; /* dropped at the edge of a page or column: separators, free space */
    bool turned;    /* on pages of its own, its lines upwards: set in a frame as wide as the text is
                       high; its head is at the left edge of the text */
    bool picture;   /* so many blocks behind it may go before it where it does not fit: */
    int reach;
    const struct layout_block *narrow; /* of the first of two blocks that have no room below the
                                          columns: two that stand in them instead; or NULL */
    struct side_note *sides;           /* in the order of their slugs */
    size_t side_count;
    const char *anchor;
    const char *outline; /* title of the outline entry, or NULL */
    int outline_level;
    const char *part; /* title of the contents or table it belongs to, or NULL */
    int article;      /* index into digest.articles, or NO_ARTICLE */
};

struct galley { /* blocks in order, grown with arena_room in setter.scratch */
    struct layout_block *blocks;
    uint32_t count, room;
    struct tag *tag; /* of an article or of an entry: goes into the tree where the blocks go into
                        the flow */
};

/* ---- setting ------------------------------------------------------------------------------ */

/* Which picture a figure shows. */
struct pictured {
    size_t article, block; /* indexes into digest.articles and its blocks */
    int picture;
};

/* Which picture an image of the sheet shows. */
struct shown {
    const struct flow *flow;
    int picture;
};

struct issue_pictures {
    struct picture *items;
    size_t count;
    struct picture_file *files;
    size_t file_count;
    struct pictured *figures; /* in order; only those that are printed */
    size_t figure_count;
    struct shown *shown; /* images of the sheet; only those that are printed */
    size_t shown_count;
};

/* Fields of a text that differ from page to page or from article to article; NULL: there is none.
 */
struct fields {
    const char *page, *pages, *headline, *section, *source, *article_date;
    size_t number,
        section_number; /* of the article in the issue, of its section; from 1, 0: none */
};

struct note {
    const char *text;
    struct pos pos; /* of its mark */
    bool late;      /* stands behind the article */
};

struct notes { /* in order; the first has the number 1 */
    struct note *items;
    size_t count;
    size_t article; /* index into digest.articles */
};

/* All that setting a text needs; one per thread. */
struct setter {
    struct arena *arena;   /* of what pages are made of: their glyphs, texts, tags, names */
    struct arena *items;   /* of the items of the page that is in work, which grow in place */
    struct arena *layout;  /* of what is needed until they stand: slugs, blocks, references */
    struct arena *scratch; /* of what one article or one run of rows is made with: shaped glyphs,
                              broken lines, spans, entries of a row */
    struct shaper *shaper;
    struct diags *diags;
    const struct sheet *sheet;
    const struct digest *digest;
    struct issue_pictures *pictures; /* or NULL: none is printed */
    struct fields fields;            /* of the article that is set */
    struct tag *tag;                 /* of what is set now; not NULL while texts are set */
    int span;                        /* columns over which texts are set */
    dist measure;                    /* width of them: of the text frame */
    struct notes notes;              /* of the article that is set, so far */
    const struct lines **log; /* every paragraph in the order of its setting, for page_dump */
    size_t log_count;
    bool logging;
};

/* tag.c */

/* A tag that stands in no tree yet. */
struct tag *tag_new(struct setter *s, enum tag_type type);
void tag_append(struct tag *parent, struct tag *child);
/* Gives all children of `from` to `parent`, behind its own. */
void tag_adopt(struct tag *parent, struct tag *from);
/* A new last child of s->tag. */
struct tag *tag_add(struct setter *s, enum tag_type type);
/* The same, and it is s->tag until it is closed. */
struct tag *tag_open(struct setter *s, enum tag_type type);
void tag_close(struct setter *s);
/* A heading of this level below the title of the document, which has level 1. */
struct tag *tag_heading(struct setter *s, int level);
/* The tag of a text that is set now: s->tag, or if that holds no text of its own a new P in it. */
struct tag *tag_of_text(struct setter *s);
/* Cuts the tree down to what stands on the pages, brings its tables and headings into the order
 * that a reader may rely on, and numbers it; sets pages->tag and tag_count. */
void tag_finish(struct setter *s, struct tag *root, struct pages *pages);

/* language.c */

struct passage { /* bytes of a text */
    size_t first, end;
    const char *language; /* RFC 3066 */
};

/* The next passage of a Chinese text, from byte `from` on, that is certainly of another language;
 * false if there is none. */
bool language_next(const char *text, size_t len, size_t from, struct passage *found);

/* block.c */

/* What is set from here to block_narrow() stands over so many columns, unless what it is part of
 * stands over more. */
struct widening {
    size_t first; /* block in the galley */
    int span;     /* before */
};
struct widening block_widen(struct setter *s, const struct galley *g, int span);
void block_narrow(struct setter *s, struct galley *g, struct widening w);
/* Where the baseline stands in a line of this height: the em box is centred in the line, and the
 * baseline is 0.88 em below the top of the em box. */
dist block_baseline(dist line_height, dist font_size);
struct glyph_span block_span(const char *text, const struct format *format, struct pos pos);
/* Sets one paragraph; NULL if there is no text to set. Glyphs and lines live until the article or
 * the run of rows is set; what slugs show of them is copied. Spans without a tag get that of the
 * text (tag_of_text); a tag from TAG_REFERENCE on that stands in no tree is put into it. What is of
 * another language becomes a Span. */
const struct lines *block_lines(struct setter *s, const struct glyph_span *spans, size_t count,
                                const struct format *format, dist measure);
/* The two steps of this, for a text whose measure is known only later: NULL if there is no text. */
const struct glyphs *block_glyphs(struct setter *s, const struct glyph_span *spans, size_t count,
                                  struct diags *d);
const struct lines *block_broken(struct setter *s, const struct glyphs *glyphs,
                                 const struct format *format, dist measure);
/* The same for one span, its faults kept to itself: for trying what fits. */
const struct lines *block_trial(struct setter *s, const char *text, const struct format *format,
                                dist measure, struct diags *d);
/* Adds line number `line` to a slug, its frame at x and its baseline `baseline` below the top. */
void block_line(struct setter *s, struct slug *slug, const struct lines *lines, size_t line, dist x,
                dist baseline);
/* Adds the glyphs [first, end), the body of glyph i at x + glyph_x[i], as items of one face, size
 * and colour. */
void block_runs(struct setter *s, struct slug *slug, const struct glyphs *g, const dist *glyph_x,
                size_t first, size_t end, dist x, dist baseline);
/* These glyphs of g as an item on the baseline 0, their bodies at these places. */
struct page_item block_text_item(struct setter *s, const struct glyphs *g,
                                 const struct glyph *glyphs, const dist *x, size_t count);
void block_fill(struct setter *s, struct slug *slug, dist x, dist y, dist width, dist height,
                uint32_t color);
void block_item(struct setter *s, struct slug *slug, struct page_item item);
/* A link over the slug. */
void block_refer(struct setter *s, struct slug *slug, struct reference reference);
/* The slug is where links to this name lead. */
void block_anchor(struct setter *s, struct slug *slug, const char *name);
/* Room for all slugs that will come, where their number is known before the first. */
void block_reserve(struct setter *s, struct slugs *slugs, size_t count);
struct slug *block_slug(struct setter *s, struct slugs *slugs, dist height, enum keep keep);
/* Adds the slugs of one row to another. */
void block_join(struct setter *s, struct slugs *to, const struct slugs *from);
dist block_height(const struct slugs *slugs);
/* The height of what a block prints again above this slug, which begins a page, without the slug's
 * own space. */
dist block_repeat_height(const struct layout_block *b, size_t slug);
/* A block of a paragraph's lines with all rules of its format. */
struct layout_block block_paragraph(struct setter *s, const struct lines *lines,
                                    const struct format *format);
/* Sets and appends a paragraph. Returns the block, or NULL if there was no text. */
struct layout_block *block_add(struct setter *s, struct galley *g, const struct glyph_span *spans,
                               size_t count, const struct format *format);
/* The same with its lines, one for each slug; NULL without a block. */
struct block_lines {
    struct layout_block *block;
    const struct lines *lines;
};
struct block_lines block_add_lines(struct setter *s, struct galley *g,
                                   const struct glyph_span *spans, size_t count,
                                   const struct format *format);
struct layout_block *block_text(struct setter *s, struct galley *g, const char *text,
                                const struct format *format, struct pos pos);
/* Appends a block unless it has no slugs. */
struct layout_block *block_append(struct setter *s, struct galley *g, struct layout_block block);
/* The same format with lines that end between words. */
const struct format *block_worded(struct setter *s, const struct format *format);
/* Lines that end between words again: even and by sense, if that takes no more of them. */
const struct lines *block_even(struct setter *s, const struct lines *lines, dist measure);
/* The text of a cell: lines that are more than one end between words where they can. */
const struct lines *block_cell(struct setter *s, const char *text, const struct format *format,
                               dist measure, struct pos pos);
/* The same with … behind as many words as fit on `lines` lines. */
const struct lines *block_shorten(struct setter *s, const char *text, const struct format *format,
                                  dist measure, size_t lines);
/* The text with every ideographic space, the joint of a headline's lines, replaced by `joint`. */
const char *block_joint(struct arena *a, const char *text, const char *joint);

/* fit.c */

/* The style of a text that stands on one line where it can be made to: see least-font-size. */
const struct format *fit_format(struct setter *s, const char *text, const struct format *style,
                                struct pos pos);

/* pictures.c */

/* Reads the pictures of all articles and of the sheet into s->pictures, on up to `jobs` threads.
 * What is drawn is kept in `memo`, unless that is NULL. */
void pictures_load(struct setter *s, struct memo *memo, int jobs);
enum { NO_PICTURE = -1 };
/* The picture of this block, or NO_PICTURE. */
int pictures_find(const struct setter *s, size_t article, size_t block);

/* The picture of an image of the sheet, or NO_PICTURE. */
int pictures_shown(const struct setter *s, const struct flow *flow);

/* picture.c */

struct frame_size {
    dist width, height;
};

/* How large a picture is printed. */
struct frame_size picture_size(const struct picture_format *f, const struct image *image);
/* Appends a picture with the caption of these spans below it; they may be empty. */
void picture_add(struct setter *s, struct galley *g, int picture, const char *alternative,
                 const struct glyph_span *spans, size_t count, const struct format *caption);
/* An image of the sheet at the top of what it stands in; false if it cannot be printed. */
bool picture_item(struct setter *s, const struct flow *flow, struct page_item *item);
/* Appends an image of the sheet, unless its picture cannot be printed. */
void picture_image(struct setter *s, struct slugs *out, const struct flow *flow);
/* How many samples of it print needs at its size. */
void picture_samples(struct picture *p);

/* marks.c */

struct spans { /* grown with arena_grow in setter.scratch */
    struct glyph_span *items;
    size_t count;
};

/* Appends the spans of a text with its marks. Its notes go into s->notes and get the next numbers.
 */
void marks_spans(struct setter *s, struct spans *out, const char *text, const struct marks *marks,
                 const struct format *format, struct pos pos);
/* What stands for note number `number` in the text and before the note. */
const char *marks_note_label(struct arena *a, size_t number);
/* How many characters the marks of notes add to the set text before character `at`; the first of
 * these notes has number `first`. */
size_t marks_inserted(struct arena *a, const struct marks *marks, int at, size_t first);
/* Adds the dots, lines and rubies of a line to a slug that has its text. */
void marks_draw(struct setter *s, struct slug *slug, const struct lines *lines, size_t line, dist x,
                dist baseline);

/* notes.c */

/* Sets note number `number` of the article, whose mark is in this slug. */
void notes_attach(struct setter *s, struct slug *slug, size_t number);
/* Makes its mark, which stands in this slug from `left` to `right`, a link to it. */
void notes_refer(struct setter *s, struct slug *slug, size_t number, struct tag *tag, dist left,
                 dist right);
/* The rule above the notes of a frame `measure` wide, and its height with the space around it. */
struct slug notes_rule(struct setter *s, dist measure);
dist notes_rule_height(dist pitch);
/* The notes of the article that stand behind it. */
void notes_add(struct setter *s, struct galley *g);

/* article.c */

/* Name of the anchor at the block or at the line of the key figure that has this id. */
const char *article_anchor(struct arena *a, const struct article *article, const char *id);
/* Of the anchor at the row of the summary that has this key figure. */
const char *article_row_anchor(struct arena *a, const struct article *article, const char *id);
/* The parts of one article, in the order of the sheet. */
void article_galley(struct setter *s, struct galley *g, const struct flow *parts, size_t article);

/* table.c */

/* One column as it is set. */
struct table_frame {
    dist left, right;            /* of the cell's text */
    const struct format *format; /* of a cell, with the column's align */
};

struct table_entry { /* one cell of a row that is being set */
    const struct lines *lines;
    dist x; /* frame of the lines */
};

/* The format with this align: itself, or a copy. */
const struct format *table_aligned(struct arena *a, const struct format *format, enum align align);
struct table_frame *table_frames(struct setter *s, const struct table_format *format);
/* Lines of the highest cell. */
size_t table_lines(const struct table_entry *entries, size_t count);
/* The slugs of one row, one for each line of its tallest cell. */
void table_row(struct setter *s, struct slugs *out, const struct table_format *format,
               const struct table_entry *entries, size_t count, enum keep keep);
/* Space above a row that was set, unless it begins a page. */
void table_space(struct slugs *rows, size_t row, dist space);
/* So many of a table's rows stand at least on either side of a page break. */
size_t table_least_rows(size_t rows);
/* The parts of a table, as slugs: head and foot come again on every further page. */
struct table_parts {
    struct slugs head, rows, foot;
};

/* Puts title, parts and rules together. */
struct layout_block table_block(struct setter *s, const struct table_format *format,
                                const char *title, struct table_parts parts, struct pos pos);

/* grid.c */

/* A table in an article's text. */
void grid_add(struct setter *s, struct galley *g, const struct table_format *format,
              const struct block *table);

/* value.c */

/* Bytes of a value before its first digit, or Chinese numeral if it has no digit: words as 超过. */
size_t value_lead(const char *value);
/* Bytes of a value up to its decimal point, else up to its last digit. */
size_t value_whole(const char *value);
/* Bytes of a value up to its last digit, or Chinese numeral if it has no digit; all of it if it has
 * neither. */
size_t value_digits(const char *value);
/* The word of approximation that is not in the value itself, or "": one that is printed before the
 * number, 超过, and one behind it, 以上. */
const char *value_before(const struct keyfigure *k);
const char *value_behind(const struct keyfigure *k);
/* 预计, if the label does not say so, or ""; and with the word before the number: 预计超过. */
const char *value_outlook(const struct keyfigure *k);
const char *value_prefix(struct arena *a, const struct keyfigure *k);
/* The value where its unit stands apart: 30—40 of 30%—40%. */
const char *value_number(struct arena *a, const struct keyfigure *k);
/* 元/户 */
const char *value_unit(struct arena *a, const struct keyfigure *k);
/* 约1.2万件, as it was written. */
const char *value_text(struct arena *a, const struct keyfigure *k);
/* The label; in brackets behind it what notes would say: the outlook, and what is in doubt. */
const char *value_label(struct arena *a, const struct digest_article *article, size_t figure);

/* doubts.c */

/* What is in doubt about a figure, "" if nothing is. */
const char *doubt_note(struct arena *a, const struct digest_article *article, size_t figure);

/* columns.c */

/* A figure table's columns for these rows. */
struct figure_columns {
    const struct digest_run *runs;
    const char *const **places;        /* of the rows of each run; NULL without a column for them */
    const struct table_format *format; /* without the columns in which nothing would be printed */
    struct table_frame *frames;
    const unsigned char *const *fractions; /* digits behind the point that a row has room for */
    dist point, digit;                     /* widths of a decimal point and of a digit */
    dist tail;                             /* room in a value behind its digits, for 万 and 余 */
    dist indent;                           /* of a part under its total */
    bool noted;                            /* the sheet has a column of notes, be it empty */
    bool apart; /* what a number has behind its unit is said there or in the notes: 七|成以上 */
    bool hangs; /* words before a number hang out of its cell to the left, over that of the label */
    bool named; /* rows are anchors: links lead back to them */
    bool cut;   /* headlines are cut to one line */
};

/* The place of the column that shows this field; that of none is behind the last. */
size_t columns_find(const struct table_format *format, enum table_field field);
bool columns_has(const struct table_format *format, enum table_field field);
const struct keyfigure *columns_figure(const struct setter *s, const struct digest_run *run,
                                       size_t row);
/* The text of label, unit or note in a row. */
const char *columns_text(struct setter *s, const struct figure_columns *columns,
                         const struct digest_run *run, size_t row, enum table_field field);
/* The columns of a table for these runs, in a frame of s->measure. */
struct figure_columns columns_make(struct setter *s, const struct table_format *format,
                                   const struct digest_run *runs, size_t count);

/* needs.c */

/* The width that a column needs, with its padding, so that nothing in it is broken. */
dist needs_width(struct setter *s, const struct figure_columns *c, size_t count,
                 const struct table_format *format, const struct table_column *column);
/* Sets the shares of all columns by what they need in a frame of s->measure. */
void needs_share(struct setter *s, const struct figure_columns *c, size_t count,
                 struct table_format *used);

/* align.c */

/* About the width of a text, before it is set. */
dist align_about(const char *text, size_t len, dist em);
/* The same of a value's digits, without what hangs before them and with room for such a fraction,
 * and of what is behind them. */
dist align_head(struct arena *a, const struct keyfigure *k, const struct figure_columns *c, dist em,
                int fraction);
dist align_rest(struct arena *a, const struct keyfigure *k, const struct figure_columns *c,
                dist em);
/* The room of tails that holds one so wide. */
dist align_room(const struct format *f, dist rest);
/* The glyph that ends with character number `at` ≥ 1 of a text, or the last one. */
size_t align_glyph(const struct glyphs *g, size_t at);
/* For each row of these runs the digits of the longest fraction of its stretch: of the rows about
 * it that count the same. */
const unsigned char *const *align_fractions(struct setter *s, const struct digest_run *runs,
                                            size_t count);
/* The widths of a decimal point and of a digit. */
void align_digits(struct setter *s, const struct format *f, struct pos pos, dist *point,
                  dist *digit);
/* The room behind the digits in which the most values of these rows are in line. */
dist align_tail(const struct setter *s, const struct figure_columns *columns,
                const struct table_frame *frame, size_t count);
/* The value of a figure in its cell, of a row with room for such a fraction. */
struct table_entry align_value(struct setter *s, const struct keyfigure *k,
                               const struct figure_columns *columns, const struct table_frame *cell,
                               int fraction, struct pos pos);

/* figures.c */

/* A figure table in the flow. */
struct issue_table {
    const struct flow *flow;
    const struct diags *diags; /* what was said of the columns */
    struct digest_groups groups;
    struct digest_run *runs; /* of all groups, in order */
    size_t run_count;
    struct figure_columns columns;
    struct slugs *rows;  /* of each run, once they are set */
    struct tag **bodies; /* their rows in the tree */
};

struct issue_table figures_table(struct setter *s, const struct flow *flow);
/* Appends the rows of one of its runs. */
void figures_run(struct setter *s, struct slugs *out, const struct figure_columns *columns,
                 size_t run);
/* The whole table of one article, for FLOW_FIGURE_TABLE among its parts, and its charts. `closed`:
 * the head of the article spans columns. */
void figures_article(struct setter *s, struct galley *g, const struct flow *flow, size_t article,
                     bool closed);
/* The name of such a table: summary, and summary-2 … for further ones. */
const char *figures_anchor(struct setter *s, const struct flow *flow);
/* The whole table of the issue, of rows that were set before. */
void figures_issue(struct setter *s, struct galley *g, const struct issue_table *table);

/* chart.c */

/* A bar chart for each total of these rows that has parts enough. */
void charts_add(struct setter *s, struct galley *g, const struct table_format *table,
                const struct digest_run *run);

/* band.c */
void band_add(struct setter *s, struct galley *g, const struct flow *flow);

/* contents.c */

/* The entry of one article behind its label, set before the contents are put together. */
void contents_entry(struct setter *s, struct galley *g, size_t article, const char *label);
/* entries[i] holds the entry of article i; those that are not listed are emptied. */
void contents_add(struct setter *s, struct galley *g, const struct flow *flow,
                  struct galley *entries);

/* ---- the flow ----------------------------------------------------------------------------- */

/* flow.c */

/* What the workers made of one article. */
struct set_article {
    struct galley galley;
    struct galley *entries; /* of each contents in the flow, in order */
    struct diags *diags;
};

struct set_articles {
    struct set_article *articles; /* of the digest's articles */
    struct issue_table *tables;   /* of each figure table in the flow, in order */
    size_t table_count;
};

/* The text with its {fields} filled in, without spaces at its ends that an empty field left. */
const char *flow_fields(struct arena *a, const char *text, const struct digest *digest,
                        const struct sheet *sheet, const struct fields *fields);
/* The fields of an article, and those of its section. */
struct fields flow_article_fields(struct setter *s, size_t article);
/* A label with the fields of an article filled in, and what it labels behind it. */
const char *flow_labelled(struct setter *s, const char *label, const char *text, size_t article);
/* Appends a text, row, rule, space or container of them. */
void flow_drawing(struct setter *s, struct galley *g, const struct flow *flow);
/* Whether a part with if="when" is printed. */
bool flow_printed(const struct flow *flow, const struct digest *digest, const struct sheet *sheet,
                  const struct fields *fields);
/* Whether an article is the first of a section that has a name. */
bool flow_opens_section(const struct digest *digest, size_t article);
/* Whether an article is a headline without a text, and one with a text stands behind it. */
bool flow_is_bare(const struct digest *digest, size_t article);
/* Name of the section of article number `article`, or "". */
const char *flow_section(const struct digest *digest, size_t article);
/* The first part of this kind at the top of the flow, or NULL. */
const struct flow *flow_find(const struct flow *first, enum flow_kind kind);
/* Sets all articles, on up to `jobs` threads. */
struct set_articles flow_articles(struct setter *s, const struct fonts *fonts, int jobs);
/* The whole flow in order. */
void flow_galley(struct setter *s, struct galley *g, const struct set_articles *set);
struct setter *flow_setter(struct arena *a, const struct digest *digest, const struct sheet *sheet,
                           const struct fonts *fonts, struct diags *d);

/* ---- pages -------------------------------------------------------------------------------- */

/* build.c */

struct fragment {
    size_t block;      /* index into the galley */
    size_t first, end; /* slugs */
    size_t page;
    int column;  /* the first that it stands in */
    int line;    /* first grid line */
    int lines;   /* grid lines it takes */
    dist offset; /* from the top of its first grid line to the top of its first slug */
};

/* Columns of a page that end on one line, below what spans the first of them. */
struct tier {
    size_t page;
    int top, bottom; /* grid lines: the first, and that behind the last */
    int span, head;  /* the first `span` columns begin `head` grid lines below the top */
    int columns;     /* that are not empty */
};

struct build {
    struct fragment *fragments; /* in order */
    size_t count;
    struct tier *tiers; /* in order */
    size_t tier_count;
    size_t page_count;
};

/* Puts blocks on pages of this grid. A picture that does not fit on a page goes behind blocks that
 * do: *g is then in another order. A page without a fragment is blank. */
struct build build_pages(struct arena *a, struct galley *g, const struct page_format *page);

/* tighten.c: the same, with the free spaces at their least where that saves a last page of a few
 * lines; else such a page is said. */
struct build tighten_pages(struct arena *a, struct galley *g, const struct sheet *sheet,
                           struct diags *d);

/* spread.c: the free lines at the foot of pages of several columns go to the rules between tiers.
 */
void spread_pages(struct build *build, const struct galley *g, const struct page_format *page);

/* side.c */

struct side_place { /* of a note in the side column */
    size_t page;
    dist y;    /* top */
    dist from; /* no higher, as long as there is room: beside the first line of its paragraph */
    const struct slugs *slugs;
    bool fixed;
};

struct sides {
    struct side_place *items; /* by page, then from above */
    size_t count;
};

/* The slugs of a part of the flow as wide as the side column. */
struct slugs side_stack(struct setter *s, const struct flow *flow);
/* A note beside the first slug of a block, or of the next that stays. */
void side_attach(struct setter *s, struct galley *g, size_t block, struct slugs slugs);
/* The key figures of an article, each beside the line in which it stands. */
void side_figures(struct setter *s, struct galley *g, const struct flow *flow, size_t article);
/* Where all notes stand. There may be pages behind the last for them. */
struct sides side_build(struct setter *s, const struct galley *g, struct build *build);

/* place.c */

struct placing;
struct placing *place_begin(struct setter *s, const struct galley *g, const struct build *build,
                            const struct sides *sides, struct pages *pages);
/* Items of all fragments and notes of a page, anchors and page numbers. Pages come in order, and
 * each is ended before the next one begins. */
void place_page(struct placing *p, size_t page);
void place_item(struct setter *s, struct page *page, struct page_item item);
/* The page gets no more items: takes no more room than they need. */
void place_end(struct placing *p, size_t page);
void place_outlines(struct setter *s, const struct galley *g, struct pages *pages);

/* furniture.c */

struct furniture;
struct furniture *furniture_begin(struct setter *s, struct pages *pages);
/* Running head and foot of a page, whose other items are there. */
void furniture_add(struct furniture *f, size_t page);

#endif
