/* SPDX-License-Identifier: MIT */
/*
 * Inside glyph/: the way from characters to glyphs. shape.c walks the paragraph, size.c gives it
 * its sizes; cell.c knows how one Chinese character or mark sits in its body; word.c asks ICU about
 * words and line breaks; hyphen.c parts Western words.
 */
#ifndef BRIEFGEN_GLYPH_SHAPE_H
#define BRIEFGEN_GLYPH_SHAPE_H

#include "glyph/class.h"
#include "glyph/fonts.h"

/* How the size of a glyph is found while it has none, in its `size`. */
enum {
    SIZE_LATIN = 1,  /* its format's latin_size, else its font_size */
    SIZE_UNITS = 2,  /* its lengths are in units of the face, else in those of the em below */
    SIZE_TABULAR = 4 /* a digit in a cell as wide as all others */
};

/* What glyph_set does when nothing is kept (keep.c), but without the sizes. */
struct glyphs *shape_paragraph(struct arena *a, struct shaper *shaper,
                               const struct glyph_span *spans, size_t count, struct diags *d);
/* Gives them their sizes by the formats of their spans. */
void size_glyphs(struct glyph *glyphs, size_t count, const struct fonts *fonts,
                 const struct glyph_span *spans);
const struct fonts *shape_fonts(const struct shaper *shaper);

/* Lengths below are in em: 1/65536 of the font size. */
enum { EM = 65536, HALF_EM = EM / 2 };

/* One glyph in its body. */
struct cell {
    uint16_t id; /* 0 where no face has the character */
    uint8_t face;
    bool filled;
    int32_t advance, offset, rise;
};

enum { CELL_DOTS = 6 };

/* —— or ……: one glyph for both characters, or two, or six single dots. */
struct cell_pair {
    uint32_t code; /* 0: not filled */
    size_t count;
    struct cell cells[CELL_DOTS];
    struct cell one; /* of one character alone */
};

struct hb_buffer_t;
/* The glyph and body of a character by its class and the ink of its glyph. `cell` has its face and
 * what the face's character map says; what comes out depends on face and code point only. */
void cell_fill(struct cell *cell, const struct glyph_face *face, uint32_t code, uint8_t class,
               struct hb_buffer_t *buffer);
/* Two characters `code`, 2 em wide; `one` is the cell of one alone. */
void cell_pair(struct cell_pair *pair, const struct glyph_face *face, const struct cell *one,
               uint32_t code, struct hb_buffer_t *buffer);

/* The patterns of a file of libhyphen's if a style of the sheet asks for hyphenation, else NULL;
 * that the file cannot be read is a WARNING. Released with the arena. */
struct _HyphenDict *hyphen_patterns(struct arena *a, const struct sheet *sheet, const char *file,
                                    struct diags *d);
/* Sets GLYPH_HYPHEN where words may be parted, and GLYPH_BREAK behind typed hyphens and in
 * addresses. `patterns` may be NULL. */
void hyphen_flags(struct _HyphenDict *patterns, struct character *characters, size_t count,
                  const struct context *context, const struct glyph_span *spans);

/* Word and line break iterators, opened when first asked for. */
struct word_breaks;
struct word_breaks *word_breaks(struct arena *a);
/* Sets GLYPH_WORD, GLYPH_BOUND and GLYPH_OPENS where the format of the span wants lines broken by
 * sense, and GLYPH_BREAK in scripts that the classes do not cover. Offsets into `text` must be set.
 */
void word_flags(struct word_breaks *w, struct character *characters, size_t count,
                const struct glyph_span *spans, const char *text, size_t len);

/* Whether a character, or the word of two characters at c, is in a list of such, which ends with 0.
 */
bool sense_has(const uint32_t *list, uint32_t code);
bool sense_has_word(const uint32_t *list, const struct character *c);

/* What ends before a word of a heading, in characters. */
struct sense_before {
    size_t word; /* the word as ICU has it; at least 1 */
    size_t unit; /* that word with those that it is joined to */
};
/* Whether the word of `length` characters at c is a body of state and the one of `before`
 * characters before it says which: 人民|法院, 特别|行政区; and whether both are a kind of place,
 * which belongs to the name before it. */
bool sense_names(const struct character *c, size_t before, size_t length);
bool sense_names_place(const struct character *c, size_t before);
/* GLYPH_BOUND, GLYPH_OPENS or 0 for c, which begins a word of `length` characters (sense.c). */
uint8_t sense_flag(const struct character *c, size_t length, struct sense_before before);

/* Makes room below the ruby of each span that has one (ruby.c). */
void ruby_spread(struct glyph *glyphs, size_t count, const struct glyph_span *spans);

#endif
