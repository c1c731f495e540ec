/* SPDX-License-Identifier: MIT */
/*
 * Inside pdf/: the faces of the document. usage.c counts what the pages use, subset.c cuts the
 * programs down to it, font.c writes the font objects.
 */
#ifndef BRIEFGEN_PDF_FONT_H
#define BRIEFGEN_PDF_FONT_H

#include "glyph/glyph.h"
#include "page/page.h"
#include "pdf/object.h"

/* How well a text stands for a glyph. */
enum text_rank {
    RANK_NONE,
    RANK_PART,   /* the glyph is one of several of a cluster */
    RANK_WHOLE,  /* the glyph alone is the cluster */
    RANK_NOMINAL /* and it is what the face draws for this character */
};

struct pdf_glyph {
    const char *text; /* what ToUnicode says of it */
    uint8_t text_len;
    uint8_t rank;  /* enum text_rank */
    bool private;  /* the text has characters of private use */
    uint16_t code; /* in page contents; set by subset_begin */
    int16_t width; /* 1/1000 em, as /W has it */
};

struct pdf_font {
    const struct glyph_face *face; /* NULL: no page uses it */
    struct pdf_glyph *glyphs;      /* by number in the whole face */
    size_t glyph_count;
    uint64_t *marks;       /* a bit for each: it is in use */
    uint16_t *ids;         /* numbers of the glyphs in use, .notdef included, rising */
    size_t used;           /* so many */
    bool varied;           /* ToUnicode may be wrong about some cluster */
    uint16_t box;          /* shown for .notdef */
    uint16_t space;        /* shown where a line ends in one; 0: none does */
    bool cut;              /* it is */
    bool keyed;            /* it is not yet, and its codes are the CIDs of the face */
    struct buf deflated;   /* the subset: a bare CFF table, or a TrueType file, deflated */
    struct buf widths;     /* the /W array */
    struct buf to_unicode; /* the CMap, deflated */
    unsigned length;       /* of it before that, in bytes */
    char tag[7];           /* ABCDEF */
    unsigned object;       /* number of the Type0 font */
};

/* usage.c: fills pdf->fonts with the faces that the pages use, and one of these with what they use
 * of it; that is safe in several threads. */
void usage_open(struct pdf *pdf, const struct fonts *fonts);
void usage_collect(const struct pdf *pdf, size_t number);
/* The end of the cluster that begins with glyph n of a text item. */
size_t usage_cluster_end(const struct page_item *item, size_t n);
/* Whether the text goes on with a space behind the item. */
bool usage_ends_in_space(const struct page_item *item);
/* The glyph that is shown for number `id` of the face. */
const struct pdf_glyph *usage_glyph(const struct pdf_font *font, uint16_t id);
/* The text of the cluster. */
const char *usage_cluster_text(const struct page_item *item, size_t n, size_t *len);
/* Whether ToUnicode alone gives the text of the cluster [n, end). */
bool usage_is_plain(const struct pdf_font *font, const struct page_item *item, size_t n,
                    size_t end);
/* The end of the clusters from glyph n on of which it does, or, `spoken`, of those of which it does
 * not and whose texts follow each other. */
size_t usage_part_end(const struct pdf_font *font, const struct page_item *item, size_t n,
                      bool *spoken);
/* The text of a whole item. */
const char *usage_text(const struct page_item *item, size_t *len);

/* subset.c: finds what is used of the faces, sets the codes of these glyphs and begins to cut the
 * programs, on several threads. Until subset_end nobody may look at what is cut. */
void subset_begin(struct pdf *pdf);
void subset_end(struct pdf *pdf);

/* font.c: what /W and ToUnicode say, from the codes. Safe in several threads. */
void font_describe(struct pdf_font *font, struct memo *memo);
/* Reserves numbers for the fonts. */
void font_numbers(struct pdf *pdf);
/* Writes the font objects, when all faces are cut. */
void font_objects(struct pdf *pdf);

/* A glyph's place in /W and ToUnicode. */
struct font_code {
    uint16_t code;
    const struct pdf_glyph *glyph;
};
/* The /W array of glyphs in order of code. */
void font_widths(struct buf *b, const struct font_code *codes, size_t count);
/* The ToUnicode CMap of the same. */
void font_to_unicode(struct buf *b, const struct font_code *codes, size_t count);

#endif
