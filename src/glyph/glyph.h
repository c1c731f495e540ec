/* SPDX-License-Identifier: MIT */
/*
 * glyph: text and formats in, glyphs out.
 *
 * Roles become faces through fontconfig once a run (fonts.c); every character is given a class
 * (class.c) that all spacing and breaking rules speak of; text becomes glyphs by a per-character
 * table where shaping cannot matter, else by HarfBuzz (shape.c).
 *
 * The body model. Following the checklist (standards, "body" and "gap"), a glyph's `advance` is the
 * width of its body: the whole cell of a Han character, —— and ……; the half cell that holds the
 * ink of a pause mark, bracket or quotation mark; the own advance of Latin. `offset` moves the
 * drawing so that the ink falls into the body: an opening mark drawn by a full-width glyph has
 * offset −½ em. All blank space is gap, and the gaps belong to line/.
 */
#ifndef BRIEFGEN_GLYPH_H
#define BRIEFGEN_GLYPH_H

#include "format/format.h"
#include "util/util.h"

/* ---- faces -------------------------------------------------------------------------------- */

struct glyph_face {
    const char *file;
    int index;         /* of the face in its file */
    const char *state; /* of the file: its size and times, as a text */
    const char *family, *style;
    const char *postscript_name;
    int units_per_em;
    int ascent, descent, cap_height; /* font units; descent is negative */
    int bbox[4];                     /* font units: left, bottom, right, top */
    int digit_width;                 /* font units: advance of the widest of 0 to 9 */
    int italic_angle;                /* degrees */
    bool cff;                        /* CFF outlines, else TrueType */
    bool embolden;          /* bold was asked for and the family has none: stroke the outlines */
    struct hb_face_t *hb;   /* immutable; usable by several threads */
    struct hb_font_t *font; /* immutable, scale = units_per_em */
};

struct fonts; /* all faces that a sheet can need, numbered from 0 */

/* Resolves every role that a style of the sheet uses, in `folder` (the office's licensed faces; may
 * be NULL) first, then in the system. A role none of whose families is there takes the next best
 * face, once, with a NOTE; with no face for Chinese at all it dies. Faces are mapped, not read.
 * `memo` (may be NULL) outlives the fonts; what is set in them and cut from
 * them is kept in it. */
struct fonts *glyph_fonts(struct arena *a, const struct sheet *sheet, const char *folder,
                          struct memo *memo, struct diags *d);
/* All that the fonts of a sheet depend on but the faces of the machine: roles in use, families,
 * the files in `folder`. */
void glyph_fonts_key(struct buf *b, const struct sheet *sheet, const char *folder);
/* Takes fonts for another sheet of the same key, and says what glyph_fonts said. False, without a
 * word, when the faces of the machine have changed since. */
bool glyph_fonts_adopt(struct fonts *fonts, const struct sheet *sheet, struct diags *d);
/* What the fonts are called in keys: `len` bytes. With a memo it comes before anything is set. */
void glyph_fonts_call(struct fonts *fonts, const void *name, size_t len);
struct memo *glyph_memo(const struct fonts *fonts);
const char *glyph_fonts_name(const struct fonts *fonts, size_t *len);
/* All that what is set in them depends on: which roles have which faces, and what tells one state
 * of their files from another. Those that are there for other characters only are not in it. */
void glyph_fonts_state(struct buf *b, const struct fonts *fonts);
/* Behind the faces of the roles stand those that only lend a character the others lack. They are
 * numbered before any is opened, so numbers do not depend on threads, and opened when first needed:
 * until then `hb` and `font` are NULL. A face that a glyph names is open. */
size_t glyph_face_count(const struct fonts *fonts);
const struct glyph_face *glyph_face(const struct fonts *fonts, size_t number);
/* For `briefgen fonts`: each role with the face it resolves to and what was missing. */
void glyph_fonts_text(struct buf *b, const struct fonts *fonts);

/* ---- glyphs ------------------------------------------------------------------------------- */

/* Classes of the checklist. What stands in Chinese context is decided by the neighbours: “ ” ‘ ’
 * — … · between Latin letters are LATIN. */
enum glyph_class {
    CLASS_HAN,      /* Han, kana, and all that is set like it */
    CLASS_COMMA,    /* ，、；： */
    CLASS_STOP,     /* 。．！？ */
    CLASS_OPEN,     /* “‘（《〈【… */
    CLASS_CLOSE,    /* ”’）》〉】… */
    CLASS_CONNECT,  /* – - — ～ as 连接号 */
    CLASS_DOT,      /* · */
    CLASS_SOLIDUS,  /* / ／ */
    CLASS_DASH,     /* —— : one glyph or two, 2 em */
    CLASS_ELLIPSIS, /* …… : 2 em */
    CLASS_LATIN,    /* letters and all other Western text */
    CLASS_DIGIT,    /* digits with their decimal point and thousands separator */
    CLASS_PREFIX,   /* ¥ $ + − ± № before a number */
    CLASS_POSTFIX,  /* % ‰ ° ℃ behind a number */
    CLASS_SPACE,    /* typed space; U+3000 is Han with a blank body */
    CLASS_LINE_END, /* a forced line end: U+2028 */
    CLASS_ITERATE   /* 々 ゝ: Han that never begins a line */
};

enum glyph_flag {
    GLYPH_JOINED = 1,  /* continues the cluster before it: no gap, no break before it */
    GLYPH_WORD = 2,    /* stands inside a Chinese word with the glyph before it: a heading or a cell
                          should not be broken here. Only set where format->balance or ->words */
    GLYPH_BREAK = 4,   /* UAX #14 allows a break before it; set for characters of which the classes
                          above know nothing (scripts without spaces, U+200B) */
    GLYPH_UNIT = 8,    /* a Chinese unit or date part right behind a number (UB-06) */
    GLYPH_KEEP = 16,   /* no line begins with it here, be it that the classes allow that: by UAX #14
                          where they know nothing, a Western mark behind a space (LB-11), % behind
                          Han and Han behind ¥ (UB-03, UB-05), on both sides of " and '; inside a
                          name, where format->keep_names */
    GLYPH_HYPHEN = 32, /* a line may end before it with a hyphen (LB-10) */
    GLYPH_BOUND = 64, /* belongs to the word before it: a heading is ill broken here, though between
                         words; like GLYPH_WORD and the next only where format->balance or
                         ->words, and of no weight in the latter */
    GLYPH_OPENS = 128 /* begins a phrase: a heading is well broken here */
};

struct glyph {
    uint16_t id; /* in its face */
    uint8_t face;
    uint8_t class; /* enum glyph_class */
    uint8_t flags;
    uint8_t text_len; /* bytes of the text it stands for; 0 for a further glyph of a cluster */
    uint16_t span;    /* index of its span: size and colour come from there */
    uint32_t text;    /* offset of these bytes in glyphs.text */
    dist advance;     /* of the body */
    dist offset;      /* from the body's left edge to the glyph's origin */
    dist rise;        /* above the baseline */
    dist size;        /* font size of this glyph (Latin may differ from Han) */
};

struct glyphs;
struct page_source;
struct tag;

struct glyph_span { /* input: a piece of a paragraph in one format */
    const char *text;
    uint32_t len;
    uint32_t line, note; /* for page/, not looked at here: number of the mark that underlines it, of
                            the note that it stands for; 0: none */
    uint32_t before;     /* characters of the text that it is a piece of, before it */
    const struct format *format;
    struct pos pos;            /* of its first character */
    const struct glyphs *ruby; /* stands above it, or NULL: then it is one unit as wide as that at
                                  least */
    struct tag *tag;           /* for page/: what it is to those who cannot see it, */
    const struct page_source *source; /* and where it comes from */
    const struct line_start *starts;  /* where source lines begin in that text, ascending; may be
                                         none */
    size_t start_count;
};

struct glyphs {
    const char *text; /* as set: width forms normalised, NUL-terminated */
    struct glyph *items;
    size_t count;
    const struct glyph_span *spans;
    size_t span_count;
    const struct glyph *hyphens; /* of each span: what a line shows that ends before GLYPH_HYPHEN;
                                    it stands for no text. NULL if no glyph has that flag */
    struct memo *memo; /* NULL, or they are kept there, and the lines that are made of them too */
    const char *key;   /* then: all that they were made from, as bytes */
    size_t key_len;
};

/* One worker's shaping state: caches and a HarfBuzz buffer. One per thread. */
struct shaper;
struct shaper *glyph_shaper(struct arena *a, const struct fonts *fonts);

/* Sets one paragraph. Memory of the result is from `a`; spans must live as long. A character that
 * no face has is shown as the face's .notdef box and named in a WARNING with its code point, the
 * role, the faces tried and its place. */
struct glyphs *glyph_set(struct arena *a, struct shaper *shaper, const struct glyph_span *spans,
                         size_t count, struct diags *d);

/* The place in its source of the text that a glyph stands for: on its own line where the span knows
 * where lines begin. */
struct pos glyph_pos(const struct glyphs *glyphs, size_t glyph);

/* The sum of the advances. */
dist glyph_width(const struct glyphs *glyphs);

/* For --dump=glyph. */
void glyph_text(struct buf *b, const struct glyphs *glyphs);

#endif
