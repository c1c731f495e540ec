/* SPDX-License-Identifier: MIT */
/*
 * Where ICU knows more than the classes: words of Chinese, for headings that are broken by sense
 * (HD-03), and line breaks of scripts without spaces (Tibetan, Thai).
 *
 * UAX #14 is asked for such scripts only. For Chinese its stock rules are wrong in six places (the
 * checklist's last table), and in Western words it would break behind a hyphen or a solidus, which
 * LB-06 and LB-10 forbid; so there the classes decide alone. Both iterators read UTF-8 in place.
 * Opening one costs some milliseconds, most of it ICU's dictionary, so that is done when first
 * needed and once for a worker.
 */
#include "glyph/shape.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct word_breaks {
    struct arena *arena;
    UBreakIterator *words, *lines;
};

struct word_breaks *word_breaks(struct arena *a)
{
    struct word_breaks *w = arena_alloc(a, sizeof *w);
    w->arena = a;
    return w;
}

static void release_iterator(void *iterator)
{
    ubrk_close(iterator);
}

static UBreakIterator *open_iterator(struct arena *a, UBreakIteratorType type)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(type, "zh", NULL, 0, &status);
    if (U_FAILURE(status))
        die("ICU has no break rules: %s", u_errorName(status));
    arena_on_free(a, release_iterator, iterator);
    return iterator;
}

/* A letter of a script for which the classes have no breaks. */
static bool is_complex(const struct character *c)
{
    return c->class == CLASS_LATIN && c->code >= 0x0590 && !(c->code >= 0x1E00 && c->code < 0x2C60);
}

static bool is_balanced(const struct character *c, const struct glyph_span *spans)
{
    return spans[c->span].format->balance && (c->class == CLASS_HAN || c->class == CLASS_ITERATE);
}

/* Walks the boundaries and the characters side by side. at_boundary(i) is told for every i > 0. */
static void mark_boundaries(UBreakIterator *iterator, struct character *c, size_t count,
                            const struct glyph_span *spans, const char *text, size_t len,
                            void (*visit)(struct character *, const struct glyph_span *, bool))
{
    UErrorCode status = U_ZERO_ERROR;
    UText source = UTEXT_INITIALIZER;
    utext_openUTF8(&source, text, (int64_t)len, &status);
    ubrk_setUText(iterator, &source, &status);
    if (U_FAILURE(status))
        BUG("ICU refuses text: %s", u_errorName(status));
    int32_t boundary = ubrk_first(iterator);
    for (size_t i = 1; i < count; i++) {
        while (boundary != UBRK_DONE && (uint32_t)boundary < c[i].text)
            boundary = ubrk_next(iterator);
        visit(&c[i], spans, boundary != UBRK_DONE && (uint32_t)boundary == c[i].text);
    }
    utext_close(&source);
}

static void visit_word(struct character *c, const struct glyph_span *spans, bool boundary)
{
    if (!boundary && is_balanced(c, spans) && is_balanced(c - 1, spans))
        c->flags |= GLYPH_WORD;
}

static void visit_line(struct character *c, const struct glyph_span *spans, bool boundary)
{
    (void)spans;
    if (boundary && (is_complex(c) || is_complex(c - 1)) && !(c->flags & GLYPH_JOINED))
        c->flags |= GLYPH_BREAK;
}

void word_flags(struct word_breaks *w, struct character *c, size_t count,
                const struct glyph_span *spans, const char *text, size_t len)
{
    bool balanced = false, complex_script = false;
    for (size_t i = 0; i < count; i++) {
        balanced |= is_balanced(&c[i], spans);
        complex_script |= is_complex(&c[i]);
    }
    if (len > INT32_MAX)
        return;
    if (balanced) {
        if (!w->words)
            w->words = open_iterator(w->arena, UBRK_WORD);
        mark_boundaries(w->words, c, count, spans, text, len, visit_word);
    }
    if (complex_script) {
        if (!w->lines)
            w->lines = open_iterator(w->arena, UBRK_LINE);
        mark_boundaries(w->lines, c, count, spans, text, len, visit_line);
    }
}
