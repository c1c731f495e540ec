/* SPDX-License-Identifier: MIT */
/*
 * Inside glyph/: a paragraph as an array of characters, what stands around each, and what each is.
 * normalise.c and class.c fill it in; shape.c reads it.
 */
#ifndef BRIEFGEN_GLYPH_CLASS_H
#define BRIEFGEN_GLYPH_CLASS_H

#include "glyph/glyph.h"

/* Beside the flags of enum glyph_flag, for shape.c only. */
enum character_flag {
    CHARACTER_WESTERN = 256, /* set in the face and size for Latin */
    CHARACTER_EXTENDS =
        512 /* combining mark, variation selector, control: belongs to the one before
             */
};

struct character {
    uint32_t code;
    uint32_t text; /* offset in the set text */
    uint16_t span;
    uint16_t flags;
    uint8_t class; /* enum glyph_class, once class_resolve is through */
};

/* What a character is by itself: a class of the checklist, or one that the neighbours decide. */
enum character_type {
    TYPE_QUOTE_OPEN = CLASS_ITERATE + 1,
    TYPE_QUOTE_CLOSE,
    TYPE_BRACKET_OPEN,  /* ( */
    TYPE_BRACKET_CLOSE, /* ) */
    TYPE_OPENING,       /* [ { */
    TYPE_CLOSING,       /* ] } */
    TYPE_POINT,         /* . , */
    TYPE_MARK,          /* ; : ! ? */
    TYPE_LINE,          /* — ― */
    TYPE_RULE,          /* – */
    TYPE_HYPHEN,        /* - */
    TYPE_DOTS,          /* … */
    TYPE_POINTS,        /* one of three points that stand for … */
    TYPE_MIDDLE_DOT,    /* · */
    TYPE_SLASH,         /* / */
    TYPE_SIGN,          /* + $ ¥: may precede a number */
    TYPE_UNIT,          /* % °: may follow a number */
    TYPE_NO_BREAK,      /* no-break space */
    TYPE_WIDE_DIGIT,    /* full-width digit */
    TYPE_EXTEND
};

/* The nearest character of a clear script on one side, spaces and marks skipped. */
enum side { SIDE_NONE, SIDE_CHINESE, SIDE_LETTER, SIDE_DIGIT };

enum { NO_PARTNER = UINT32_MAX };

struct context { /* arrays, one element per character */
    uint8_t *types;
    uint8_t *before; /* enum side */
    uint8_t *after;
    uint32_t *chinese; /* Chinese characters before this one; one element more than characters */
    uint32_t *partner; /* the other one of a pair of brackets or quotation marks */
};

uint8_t class_type(uint32_t code);
/* A character that is never drawn: controls, joiners, direction marks, variation selectors. */
bool class_inkless(uint32_t code);
/* A character that is Chinese by itself: Han, kana, full-width marks. */
bool class_chinese(uint8_t type);
/* Whether a pair of marks, or one with first == last, is Western by what stands in and around it.
 */
bool class_western(const struct context *context, size_t first, size_t last);
void class_context(struct arena *a, struct context *context, const struct character *characters,
                   size_t count);
/* Puts the mark of GB/T 15834 in place of what was typed for it in Chinese text, in spans whose
 * format asks for it. One character stays one character. */
void normalise_marks(struct character *characters, size_t count, struct context *context,
                     const struct glyph_span *spans);
struct stretch { /* characters [from, end) */
    size_t from, end;
};

struct addresses { /* on a walk over a paragraph; all zero at its start */
    struct stretch ascii, address;
};

/* Whether character i stands in a web or mail address; i grows from call to call. */
bool normalise_in_address(const struct character *characters, size_t count,
                          const struct context *context, size_t i, struct addresses *at);

/* Gives every character its class and flags. */
void class_resolve(struct character *characters, size_t count, const struct context *context,
                   const struct glyph_span *spans);

#endif
