/* SPDX-License-Identifier: MIT */
/*
 * page: a digest and a sheet in, finished pages out: one flat list of positioned items a page,
 * which writers only walk. Distances are from the page's left edge and from its TOP edge downwards.
 *
 * pictures.c reads what figures name; flow.c turns the sheet's flow into blocks in order; block.c
 * sets the texts of the articles, several threads at once; marks.c what is marked in them, notes.c
 * their notes; table.c sets tables, grid.c those in the text, figures.c those of key figures,
 * chart.c their bar charts, picture.c pictures; build.c puts blocks on pages (keeps, widows and
 * orphans), by fill.c, which fills frames on the line grid, and balance.c, which makes columns
 * level, and carry.c, which saves last pages of a few lines; tighten.c saves a last page of a few
 * lines; spread.c leads out pages that end early; side.c finds the places of notes in the side
 * column; place.c makes the items and puts in the page numbers that only now are known; furniture.c
 * adds running heads and folios.
 *
 * Beside the pages stands the tree of tags: what the items are to a reader that does not see them
 * (ISO 32000-1, 14.8). Every item names its tag. tag.c tells how the tree is made.
 */
#ifndef BRIEFGEN_PAGE_H
#define BRIEFGEN_PAGE_H

#include "digest/digest.h"
#include "format/format.h"
#include "glyph/glyph.h"
#include "image/image.h"
#include "line/line.h"
#include "util/util.h"

/* Structure types of ISO 32000-1, 14.8.4; the last ones are of artifacts, which stand in no tree.
 */
enum tag_type {
    TAG_DOCUMENT,
    TAG_SECT,
    TAG_ART,
    TAG_DIV,
    TAG_QUOTE,                    /* BlockQuote */
    TAG_LAST_SECTION = TAG_QUOTE, /* so far anything may stand in them */
    TAG_LIST,
    TAG_ITEM, /* LI */
    TAG_TABLE,
    TAG_HEAD, /* THead */
    TAG_BODY, /* TBody */
    TAG_FOOT, /* TFoot */
    TAG_ROW,  /* TR */
    TAG_TOC,
    TAG_TOC_ITEM,                  /* TOCI */
    TAG_LAST_GROUP = TAG_TOC_ITEM, /* so far they hold no text of their own */
    TAG_HEADING,                   /* H1 to H6 */
    TAG_P,
    TAG_LABEL,     /* Lbl */
    TAG_ITEM_BODY, /* LBody */
    TAG_HEAD_CELL, /* TH */
    TAG_CELL,      /* TD */
    TAG_CAPTION,
    TAG_FIGURE,
    TAG_NOTE,
    TAG_REFERENCE, /* from here on they stand inside a line of text */
    TAG_LINK,
    TAG_SPAN,
    TAG_RUBY,
    TAG_RUBY_BASE, /* RB */
    TAG_RUBY_TEXT, /* RT */
    TAG_HEADER,    /* from here on artifacts: running head, */
    TAG_FOOTER,    /* running foot, */
    TAG_AGAIN      /* what is printed again on a further page */
};

enum tag_scope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW };

/* How the items of a list are labelled (14.8.5.5). */
enum tag_labels { LABELS_NONE, LABELS_ANY, LABELS_DECIMAL, LABELS_BULLET };

/* As page_item: many, and packed. */
struct tag {
    uint8_t type;    /* enum tag_type */
    uint8_t scope;   /* head cell: enum tag_scope */
    uint8_t labels;  /* list: enum tag_labels */
    bool used;       /* an item names it, or one below it */
    uint32_t number; /* once the pages are built: in the order of the document, from 0 */
    int columns;     /* cell: how many it takes; 0 is 1 */
    union {
        int rows;  /* cell: the same */
        int level; /* heading: as wished; once the pages are built 1 to 6, none skipped */
    };
    union {
        const char *alternative; /* figure: what it shows */
        const char *title;       /* section: its name, or NULL */
    };
    const char *language; /* where it is not that of the document: RFC 3066, or NULL */
    struct tag *parent, *first, *last, *next;
};

enum item_kind {
    ITEM_TEXT,    /* glyphs of one face, size and colour on one baseline */
    ITEM_FILL,    /* a filled shape in a rectangle; rules are fills */
    ITEM_IMAGE,   /* a picture that fills a rectangle */
    ITEM_DRAWING, /* the rectangle of a drawing, which is the next `count` items */
    ITEM_LINK,    /* a rectangle that leads to an anchor */
    ITEM_ANCHOR   /* a place that links and outlines lead to */
};

enum fill_shape {
    FILL_RECTANGLE,
    FILL_DISC,
    FILL_WAVE /* a wavy line as high as the rectangle, its weight a third of that */
};

/* A glyph as it stands on its page: what is needed of struct glyph once its line is set. A large
 * issue has millions of them. */
struct page_glyph {
    uint16_t id;      /* in the face of its item */
    uint8_t text_len; /* bytes of the text it stands for; 0 for a further glyph of a cluster */
    uint32_t text;    /* offset of these bytes in the text of its item */
    dist x;           /* of its origin, relative to its item */
};

/* Where a piece of a set text comes from. */
struct page_source {
    struct pos pos;                  /* of its first character */
    uint32_t first;                  /* character of the set text that is its first, */
    uint32_t before;                 /* and its number in the text that the piece was cut from */
    const struct line_start *starts; /* where source lines begin in that text */
    uint32_t start_count;
};

/* A large issue has hundreds of thousands of them, so they are packed; what shares its room belongs
 * to different kinds. */
struct page_item {
    uint8_t kind; /* enum item_kind */
    union {
        uint8_t shape; /* fill: enum fill_shape */
        bool risen;    /* text: page_rise() is not 0 for some glyph */
    };
    uint8_t face;   /* text */
    bool turned;    /* text: its line runs up the page from x, y, and its glyphs' x is upwards */
    uint32_t color; /* text, fill: 0xRRGGBB */
    dist x, y;      /* text: left edge of the first body and baseline; others: left top corner */
    union {
        dist size;   /* text: font size */
        int picture; /* image: index into pages.pictures */
    };
    uint32_t count; /* text: number of glyphs; drawing: of its items */
    dist width;     /* fill, image, drawing, link; text: up to the right edge of the last body */
    dist height;    /* fill, image, drawing, link */
    union {
        const struct page_glyph *glyphs; /* text; before them, if it is risen, their rises,
                                            from the last to the first */
        const char *name; /* link, anchor: name of the anchor; the same from build to build */
    };
    const struct page_source *source; /* text: of its first glyph; NULL: the sheet, or unknown */
    const char *text; /* text: that of its paragraph, for the glyphs' offsets; image,
                         drawing: what stands for it where it is not seen, or ""; link:
                         what it leads to, in words */
    struct tag *tag;  /* in the tree, or an artifact's; NULL: artifact of the layout. Link: the tag
                         that it belongs to; what the line before it shows inside of its rectangle,
                         as text of the tag above, is that tag's own */
};

/* How far glyph n of a text stands above the baseline. */
static inline dist page_rise(const struct page_item *item, size_t n)
{
    return item->risen ? ((const dist *)item->glyphs)[-1 - (ptrdiff_t)n] : 0;
}

struct page {
    struct page_item *items;
    size_t count;
    const char *label;                    /* page number as printed */
    bool blank;                           /* only there so that the next is a right-hand page */
    const struct digest_article *running; /* article at its head or first on it, or NULL */
    const char *part;                     /* title of the contents or table at its head, or NULL */
};

struct picture { /* one for all places that show the same bytes */
    struct image image;
    int dpi;            /* as fine as it need be */
    dist width, height; /* of the largest place */
    int columns, rows;  /* samples that print needs there, as stored; 0: on no page */
};

struct picture_file {
    const char *path;
    const char *bytes;
    size_t len;
};

struct outline { /* in document order */
    const char *title;
    int level; /* 1 is the top; never more than one deeper than the entry before */
    const char *anchor;
};

struct pages {
    struct page *items;
    size_t count;
    dist width, height;
    struct outline *outlines;
    size_t outline_count;
    struct picture *pictures; /* in the order in which articles show them first */
    size_t picture_count;
    struct picture_file *files; /* that pictures were read from, in the order of reading */
    size_t file_count;
    const struct tag *tag; /* root of the tags */
    size_t tag_count;
    const char *title; /* of the document: name, issue */
    const char *date;  /* YYYY-MM-DD or "" */
    const char *office;
};

struct page_options {
    int jobs;          /* threads that set the articles; the result does not depend on it */
    size_t most_pages; /* 0: any number */
};

/* Lays out the whole briefing. More than `most_pages` pages are an ERROR at the article that goes
 * beyond them, and NULL is returned. */
struct pages *page_build(struct arena *a, const struct digest *digest, const struct sheet *sheet,
                         const struct fonts *fonts, const struct page_options *options,
                         struct diags *d);

/* Says of every image of the sheet that cannot be printed why it cannot, as page_build does. */
void page_check_images(const struct sheet *sheet, struct diags *d);

/* The pages as text, for --dump=page and all layout tests: one line per item with its place in pt
 * to two decimals, texts with face, size, the text itself. */
void page_text(struct buf *b, const struct pages *pages, const struct fonts *fonts);

/* Glyphs and lines of every paragraph in flow order, for --dump=glyph and --dump=line. */
enum page_dump { PAGE_DUMP_GLYPHS, PAGE_DUMP_LINES };
void page_dump(struct buf *b, const struct digest *digest, const struct sheet *sheet,
               const struct fonts *fonts, enum page_dump what, struct diags *d);

#endif
