/* SPDX-License-Identifier: MIT */
/*
 * digest/passage: the text of one block as characters, for the readers of this folder. Every place
 * is a character index; `hidden` marks what stands in 《》, in brackets and in short quotations,
 * where a comma ends no clause and a number counts nothing.
 */
#ifndef BRIEFGEN_DIGEST_PASSAGE_H
#define BRIEFGEN_DIGEST_PASSAGE_H

#include "util/util.h"

struct passage {
    const char *bytes;
    const char *printed;    /* the same as it is printed: see script_passage(), else bytes */
    const uint32_t *code;   /* characters; code[count] is 0 */
    const uint32_t *offset; /* of each character in bytes; offset[count] is the length */
    const bool *hidden;
    size_t count;
};

struct span { /* characters first … end - 1 */
    size_t first, end;
};

struct passage passage_read(struct arena *a, const char *text);

size_t span_length(struct span s);
size_t span_characters(const char *s); /* of a text */
/* Is c one of the characters of the set, which ends with 0? */
static inline bool char_in(const uint32_t *set, uint32_t c)
{
    while (*set && *set != c)
        set++;
    return *set;
}
/* A mark before an item of a list: ●, ◆. */
bool is_bullet(uint32_t c);
/* ， and the marks that are like it; 。 and those. Of both widths, because `code` has them as they
 * are typed. */
bool is_comma(uint32_t c);
bool is_stop(uint32_t c);
/* Whether two spans have the same text. */
bool passage_same(const struct passage *p, struct span a, struct span b);

/* The character at i with full-width ASCII made half-width; 0 behind the end. */
uint32_t passage_at(const struct passage *p, size_t i);
/* The characters of s as text. */
char *passage_text(struct arena *a, const struct passage *p, struct span s);
char *passage_printed(struct arena *a, const struct passage *p, struct span s);

struct words {               /* a word list in the order of its bytes */
    const char *const *list; /* ends with NULL */
    size_t count;
};

/* Word lists end with NULL. All return the characters of the longest word that begins at i, or
 * that ends at i and begins at `first` or later; 0 if there is none. */
size_t word_at(const struct passage *p, size_t i, const char *const *words);
size_t listed_at(const struct passage *p, size_t i, const struct words *words);
size_t word_before(const struct passage *p, size_t first, size_t i, const char *const *words);
/* The same for a list in order, which is not read through: no word has more than eight characters.
 */
size_t listed_before(const struct passage *p, size_t first, size_t i, const struct words *words);

/* The bytes of the longest word that the first `len` bytes of a text end with; 0 if there is none.
 */
size_t words_end(const char *text, size_t len, const char *const *words);
/* The same of the longest word that it begins with. */
size_t words_begin(const char *text, const char *const *words);

#endif
