/* SPDX-License-Identifier: MIT */
/*
 * format: a style sheet (styles/NAME.xml, checked against styles/style.xsd) in, one resolved record
 * per named style out. Nothing about looks lives anywhere else. All lengths are resolved to dist:
 * 字 is an em of the style's own size, 行 the line pitch of the page.
 *
 * A named style begins with the values of its `based-on`, and `p` is the base of all others. A
 * sheet with a `base` begins with everything that sheet has; what it names again replaces it by
 * name.
 */
#ifndef BRIEFGEN_FORMAT_H
#define BRIEFGEN_FORMAT_H

#include "util/util.h"

struct digest_subjects; /* digest/digest.h */

/* What a style asks of a face; the sheet says which families may play the role. */
enum font_role {
    ROLE_SONGTI,
    ROLE_HEITI,
    ROLE_KAITI,
    ROLE_FANGSONG,
    ROLE_XIAOBIAOSONG,
    ROLE_LATIN,
    ROLE_COUNT
};

/* Attribute values, in the order of their names in the schema. */
enum align { ALIGN_JUSTIFY, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_DISTRIBUTE };
enum line_break { BREAK_NONE, BREAK_BASIC, BREAK_GB, BREAK_STRICT }; /* checklist LB-08 */
enum line_fit { FIT_OPTIMAL, FIT_GREEDY };
enum page_break { PAGE_BREAK_NO, PAGE_BREAK_YES, PAGE_BREAK_RECTO /* on a right-hand page */ };
enum punctuation { PUNCTUATION_FULL, PUNCTUATION_TRIM, PUNCTUATION_TIGHT }; /* PW-04 */

enum { SPAN_AUTO = -1 /* of a head: as few columns as hold the headline on three lines */ };
enum text_emphasis { EMPHASIS_NONE, EMPHASIS_DOT };
enum underline { UNDERLINE_NONE, UNDERLINE_LINE, UNDERLINE_WAVE };

/* What a style, or one that it is based on but for p, says itself about characters. */
enum own {
    OWN_FONT = 1,
    OWN_LATIN = 2,
    OWN_SIZE = 4,
    OWN_LATIN_SIZE = 8,
    OWN_BOLD = 16,
    OWN_COLOR = 32,
    OWN_SHIFT = 64,
    OWN_EMPHASIS = 128,
    OWN_UNDERLINE = 256
};

struct border {
    dist weight;    /* 0: none */
    uint32_t color; /* 0xRRGGBB */
};

struct format {
    const char *name;
    enum font_role font;
    enum font_role latin; /* role for Latin letters and digits */
    dist font_size;
    dist latin_size; /* size of Latin letters and digits, so that the x-height suits the Han */
    dist least_size; /* of a text of the flow that is too long for one line; 0: it is broken */
    bool bold;
    uint32_t color;      /* 0xRRGGBB */
    dist baseline_shift; /* of characters, upwards; such a character belongs to the one before it */
    enum text_emphasis emphasis; /* 着重号 below each character (IL-01) */
    enum underline underline;
    unsigned own; /* enum own */
    enum align align;
    dist text_indent; /* first line, from margin_left; may be negative */
    dist margin_left; /* from the frame's edges to the text, padding included */
    dist margin_right;
    dist padding;      /* between a box, which is borders and background, and its text */
    dist space_before; /* above and below the block; dropped at the head of a page */
    dist space_after;
    dist line_height; /* baseline to baseline; never 0 once resolved ("grid" is the pitch) */
    int lines; /* the block takes at least so many grid lines (占行); 0: as many as needed */
    bool keep_with_next;
    bool keep_together;
    int orphans;    /* least lines at a page foot */
    int widows;     /* least lines at a page head */
    int foot_lines; /* grid lines that must be left below the block on its page */
    enum page_break page_break_before;
    int span;     /* columns it takes, at most those of the page; SPAN_AUTO */
    bool balance; /* lines of near-equal length, broken by sense: for headlines */
    bool words;   /* ragged, words parted only to save two lines: for cells; no sheet says it */
    bool cut;     /* the text was cut and ends with … for that; no sheet says it */
    enum line_break line_break;
    enum line_fit line_fit;
    enum punctuation punctuation;
    bool hanging;          /* one pause mark may stand in the margin (PW-13) */
    dist autospace;        /* natural gap between Han and Latin, 0 to ¼ em (HL-01) */
    bool normalise_marks;  /* half-width , ( ) ; : ! ? in Chinese text set as full-width marks */
    bool keep_number_unit; /* no break between digits and their Chinese unit (UB-06) */
    bool keep_names;       /* no break inside a name, which is a few Han beside a space */
    bool hyphenation;      /* Western words may be parted with a hyphen (LB-10) */
    bool tabular;          /* digits of equal width (the face's tnum where it has one) */
    struct border border_top, border_bottom, border_left, border_right;
    bool has_background;
    uint32_t background;
    int bookmark_level; /* 1 to 6: the block is an outline entry; 0: not */
    struct pos pos;
};

struct font_family {
    const char *name;
    struct pos pos;
};

struct font_list { /* families in order of preference */
    struct font_family *families;
    size_t count;
    struct pos pos;
};

/* ---- tables ------------------------------------------------------------------------------- */

enum table_field {
    FIELD_LABEL,
    FIELD_VALUE,
    FIELD_UNIT,
    FIELD_NOTE,
    FIELD_PLACE,
    FIELD_ARTICLE,
    FIELD_PAGE
};

struct table_column {
    enum table_field field;
    const char *title;
    int share; /* of the table's width, in 1/1000; all columns together 1000 */
    enum align align;
    bool fit; /* as wide as its texts need; the shares are then those of the rest */
};

struct table_format {
    const char *name;
    const struct format *caption, *head, *cell, *approx, *group; /* styles of its texts */
    struct border top, below_head, bottom, between_rows;
    dist padding;                /* left and right in a cell */
    dist row_gap;                /* extra height of a row over its text */
    dist part_indent;            /* of a part under its total */
    int keep_rows;               /* kept whole on a page up to so many rows */
    int most_white;              /* but divided where more grid lines would stay white for it */
    int span;                    /* columns it takes in an article */
    const char *continued;       /* mark on a continuation, with fields: （续表） */
    const char *group_continued; /* of a group in it: （续）; "": it is not named again */
    bool run_in;                 /* the only figure of an article is a line of text, not a table */
    struct table_column *columns;
    size_t column_count;
    struct pos pos;
};

/* ---- pictures ----------------------------------------------------------------------------- */

struct picture_format {
    dist max_width, max_height; /* at most those of the frame */
    int dpi;                    /* as fine as it need be: what has more is averaged down to it */
    int min_dpi;                /* no picture is printed larger than it is at so many */
    enum align align;           /* left, center, right */
    dist caption_width;         /* of the caption's frame at least, below a narrow picture */
    dist caption_gap;           /* from the picture to the caption's first line */
    const char *absent_label;   /* before the caption of a picture that is not printed, or "" */
    dist space_before, space_after;
    int span; /* columns */
};

/* ---- charts ------------------------------------------------------------------------------- */

struct chart_format {
    const struct format *title, *label, *value; /* NULL: caption, cell, cell of the table */
    uint32_t color;                             /* of the bars */
    struct border axis;
    dist width; /* of the whole at most */
    dist bar_height;
    dist row_gap; /* extra height of a row over its text */
    dist space_before, space_after;
    int span; /* columns */
};

/* ---- flow --------------------------------------------------------------------------------- */

enum flow_kind {
    FLOW_MASTHEAD, /* container */
    FLOW_COLOPHON, /* container, at the end */
    FLOW_ARTICLES, /* container of the parts of one article; repeated for each */
    FLOW_TEXT,     /* a line or paragraph of its own with {fields} */
    FLOW_ROW,      /* texts side by side on one baseline, each at its own align */
    FLOW_RULE,
    FLOW_IMAGE, /* a picture of the sheet's own: a logo */
    FLOW_SPACE,
    FLOW_NOTE,        /* 按语 of the manifest */
    FLOW_FIGURE_BAND, /* the weightiest figures side by side */
    FLOW_CONTENTS,
    FLOW_FIGURE_TABLE, /* in the flow: all figures of the issue; in articles: those of the article
                        */
    FLOW_SECTION,      /* in articles: the name of a section, where it begins */
    FLOW_KICKER,       /* parts of an article, where it has them */
    FLOW_HEADLINE,
    FLOW_SUBHEADLINE,
    FLOW_BYLINE, /* only where it is not run in with the dateline */
    FLOW_BODY,
    FLOW_SIDE,         /* container of what stands in the side column beside the next part */
    FLOW_SIDE_FIGURES, /* key figures in the side column, each beside its line */
    FLOW_SEPARATOR     /* between two articles, dropped at a page edge */
};

struct flow {
    enum flow_kind kind;
    const struct format *format; /* text, note, contents title, band title; NULL where none */
    const struct format *value;  /* side figures: of the values */
    const char *text; /* text: with {fields} (flow.c); headline, section, contents: with fields,
                         what stands before each; body: label of list items without one; "" else */
    const char *section_text; /* contents: with fields, what stands before each section's name */
    const char *file;  /* image: its path; `text` is what stands for it where it is not seen */
    const char *title; /* heading of contents, band or table; "" for none */
    const char *when;  /* printed only if this field is not empty; "" for always */
    const struct table_format *table;
    const struct digest_subjects
        *subjects;      /* groups of a figure table in the flow; NULL: sections */
    bool charts;        /* of breakdowns, behind a figure table in articles */
    bool spread;        /* figure table in articles: over the columns below a head that spans */
    bool listed;        /* figure table in the flow: the contents lead to it */
    dist width;         /* rule: 0 is the whole measure; image */
    int dpi;            /* image: as fine as it need be; an SVG is drawn so */
    enum align align;   /* image: left, center, right */
    dist height, least; /* space; separator: the least that it may shrink to */
    struct border line; /* rule, separator, band hairlines */
    dist space_before, space_after;                     /* of a rule */
    const struct format *lead, *opening, *wide, *brief; /* headline: of the first article of the
                        issue, of a section, of a long and of a short article; NULL: as any other */
    int count;        /* figures in a band; contents of fewer entries are not printed; characters
                         from which an article is long */
    int opens, fewer; /* headline: characters from which an article may open a section in its
                        style, below which it is short */
    int most;         /* contents: of more articles the weightiest; 0: all, by sections */
    int span;         /* columns; 0: as its style or table */
    enum page_break page_break; /* before it; before each article */
    bool at_foot;               /* colophon: at the foot of its page */
    struct flow *first;         /* children */
    struct flow *next;
    struct pos pos;
};

/* ---- page --------------------------------------------------------------------------------- */

/* Of the regions that a page could have the last of these is printed. */
enum region_pages {
    REGION_ALL,
    REGION_RIGHT,
    REGION_LEFT,
    REGION_FIRST,
    REGION_BLANK, /* left so that a right-hand page comes next; without it they have none */
    REGION_COUNT
};

struct region { /* running head or foot */
    bool given;
    struct flow *first; /* texts and at most one rule; a text's align may be "outside" by duplex */
    dist distance;      /* from the frame's edge to the region's baseline */
    dist rule_gap;      /* from baseline to the rule */
    bool on_first;      /* printed on page 1 */
};

struct page_format {
    dist width, height;
    dist left, right, top,
        bottom; /* margins; left and right change places on even pages if duplex */
    bool duplex;
    dist pitch;        /* line pitch of the grid */
    dist half_leading; /* white above and below the characters of a line of p */
    int grid_lines;    /* whole lines in the frame */
    int grid_chars;    /* body characters in a full line of a column */
    int columns;
    dist column_gap;
    struct border column_rule; /* in the middle of the gap */
    dist side_width, side_gap; /* of the column in the outer margin; width 0: there is none */
    struct region headers[REGION_COUNT], footers[REGION_COUNT];
};

struct sheet {
    const char *name;
    const char *title; /* of a briefing that has none of its own: 每周简报 */
    const char *path;
    struct page_format page;
    struct font_list fonts[ROLE_COUNT];
    struct format **formats;
    size_t format_count;
    struct table_format **tables;
    size_t table_count;
    struct picture_format picture;
    struct chart_format chart;
    struct flow *flow;
};

/* Names of styles that the program itself asks for; a sheet that lacks one is in error:
 * p heading kicker headline subheadline byline dateline item quote caption credit photo-title
 * contents-title contents-section contents-entry
 * band-title band-number band-unit band-label note. Where a sheet has them: heading-1 to heading-4,
 * contents-section-entry.
 * Those of marks in a text need not stand in it (inline.c has defaults):
 * em strong u sup sub name book ruby note-mark footnote. */

/* Reads, checks and resolves a sheet. `name` is a file, or the name of a sheet in `folder`
 * (weekly = folder/weekly.xml). All faults are said, each at its place with the nearest valid name;
 * NULL if there was one. `kept` keeps the schema for the next sheet; it may be NULL. */
struct xml_schema;
struct sheet *format_read(struct arena *a, const char *name, const char *folder,
                          struct xml_schema *kept, struct diags *d);

/* Names of the sheets in the folder, sorted; ends with NULL. */
const char *const *format_names(struct arena *a, const char *folder);

/* The style of this name, or NULL. */
const struct format *format_find(const struct sheet *sheet, const char *name);
/* The same; BUG if the sheet has none, because format_read made sure. */
const struct format *format_style(const struct sheet *sheet, const char *name);

/* Adds all of a format that decides how its text is set and broken, to find what was set before.
 * Left out are colours, spaces, rules and keeps: they decide about blocks. */
void format_key(struct buf *b, const struct format *format);
/* The same of a span of text, in two parts that are all that glyph/ sees of a format, and line/ of
 * that of a span: what is the same in every size, and the sizes. */
void format_span_key(struct buf *b, const struct format *format);
void format_size_key(struct buf *b, const struct format *format);

/* The format of marked text: that of the text around it with what the style of the mark says itself
 * about characters. A size keeps its proportion to that of p. */
struct format *format_inline(struct arena *a, const struct sheet *sheet,
                             const struct format *around, const struct format *mark);
/* The style is one of a text that may hold marks. */
bool format_holds_marks(const struct format *format);
/* The style is that of a mark which changes characters. */
bool format_is_mark(const struct format *format);

/* The width of so many columns with the gaps between them; of all if there are no more. */
dist format_measure(const struct page_format *page, int columns);

/* "songti" and so on. */
const char *format_role_name(enum font_role role);

#endif
