/* SPDX-License-Identifier: MIT */
/*
 * For the tests of line/: glyphs without fonts. A text in UTF-8 becomes one glyph a character with
 * the body that the checklist gives it: 1 em for Han, — and …, ½ em for marks, letters and digits,
 * ¼ em for a space. The few characters that stand for another class or a flag:
 *   ` the next glyph is raised
 *   ¤ PREFIX   % POSTFIX   | the next glyph is JOINED   ^ a BREAK   & a WORD   # a UNIT before it
 *   * a hyphen may stand before it, ⅓ em wide   < it is BOUND   > it OPENS
 */
#ifndef BRIEFGEN_TEST_LINE_GLYPHS_H
#define BRIEFGEN_TEST_LINE_GLYPHS_H

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "line/line.h"

enum { EM = 12 * PT }; /* divisible by 2, 3, 4, 8 */

struct paragraph {
    struct arena *arena;
    struct diags *diags;
    struct format format, raised;
    struct glyph_span spans[2]; /* in these */
    struct glyphs glyphs;
    struct line_box *boxes;
};

static inline bool one_of(uint32_t code, const char *set)
{
    const char *end = set + strlen(set);
    while (set < end)
        if (utf8_next(&set, end) == code)
            return true;
    return false;
}

static inline uint8_t test_class(uint32_t code)
{
    static const struct {
        const char *set;
        uint8_t class;
    } classes[] = {
        {"，、；：", CLASS_COMMA},   {"。．！？‼", CLASS_STOP}, {"“‘（《〈【", CLASS_OPEN},
        {"”’）》〉】", CLASS_CLOSE}, {"–～", CLASS_CONNECT},    {"·", CLASS_DOT},
        {"/", CLASS_SOLIDUS},        {"—", CLASS_DASH},         {"…", CLASS_ELLIPSIS},
        {"0123456789", CLASS_DIGIT}, {"¤", CLASS_PREFIX},       {"%", CLASS_POSTFIX},
        {" \u00A0", CLASS_SPACE},    {"々", CLASS_ITERATE},     {"\u2028", CLASS_LINE_END}};
    for (size_t i = 0; i < COUNT(classes); i++)
        if (one_of(code, classes[i].set))
            return classes[i].class;
    return code < 0x80 ? CLASS_LATIN : CLASS_HAN;
}

static inline dist test_advance(uint8_t class, dist em)
{
    switch (class) {
    case CLASS_HAN:
    case CLASS_ITERATE:
    case CLASS_DASH:
    case CLASS_ELLIPSIS:
        return em;
    case CLASS_SPACE:
        return em * 3 / 10;
    case CLASS_LINE_END:
        return 0;
    default:
        return em / 2;
    }
}

static inline uint8_t test_flag(uint32_t code)
{
    switch (code) {
    case '|':
        return GLYPH_JOINED;
    case '^':
        return GLYPH_BREAK;
    case '&':
        return GLYPH_WORD;
    case '#':
        return GLYPH_UNIT;
    case '*':
        return GLYPH_HYPHEN;
    case '<':
        return GLYPH_BOUND;
    case '>':
        return GLYPH_OPENS;
    default:
        return 0;
    }
}

static inline void test_glyph(struct paragraph *p, uint32_t code, uint8_t flags, size_t offset,
                              size_t len)
{
    uint8_t class = test_class(code);
    p->glyphs.items[p->glyphs.count++] = (struct glyph){
        .id = 1,
        .class = class,
        .flags = flags | (code == 0xA0 ? GLYPH_JOINED : 0),
        .text = (uint32_t)offset,
        .text_len = (uint8_t)len,
        .advance = test_advance(class, p->format.font_size),
        .size = p->format.font_size,
    };
}

/* A second — or … stays with the first. */
static inline void test_text(struct paragraph *p, const char *text)
{
    size_t len = strlen(text);
    p->raised = p->format;
    p->raised.baseline_shift = EM / 3;
    for (int i = 0; i < 2; i++)
        p->spans[i] = (struct glyph_span){.text = text,
                                          .len = len,
                                          .format = i ? &p->raised : &p->format,
                                          .pos = {"page.txt", 3, 1}};
    p->glyphs = (struct glyphs){.text = text, .spans = p->spans, .span_count = 2};
    bool raised = false;
    p->glyphs.items = arena_array(p->arena, len + 1, sizeof *p->glyphs.items);
    uint8_t flags = 0;
    uint32_t open = 0;
    for (const char *at = text, *end = text + len, *from = text; at < end; from = at) {
        uint32_t code = utf8_next(&at, end);
        raised |= code == '`';
        if (code == '`')
            continue;
        uint8_t flag = test_flag(code);
        if (flag) {
            flags |= flag;
            continue;
        }
        bool pair = (code == 0x2014 || code == 0x2026) && open == code;
        test_glyph(p, code, flags | (pair ? GLYPH_JOINED : 0), (size_t)(from - text),
                   (size_t)(at - from));
        p->glyphs.items[p->glyphs.count - 1].span = raised;
        raised = false;
        open = pair ? 0 : code;
        flags = 0;
    }
    p->boxes = arena_array(p->arena, len + 1, sizeof *p->boxes);
    struct glyph *hyphens = arena_array(p->arena, 2, sizeof *hyphens);
    hyphens[0] = (struct glyph){.id = 1, .class = CLASS_LATIN, .advance = EM / 3, .size = EM};
    hyphens[1] = hyphens[0];
    p->glyphs.hyphens = hyphens;
}

static inline int test_begin(void **state)
{
    struct arena *a = arena_new();
    struct paragraph *p = arena_alloc(a, sizeof *p);
    p->arena = a;
    p->diags = diags_new(a);
    p->format = (struct format){.name = "p",
                                .font_size = EM,
                                .latin_size = EM,
                                .autospace = EM / 4,
                                .line_break = BREAK_GB,
                                .punctuation = PUNCTUATION_TRIM,
                                .keep_number_unit = true,
                                .line_height = 18 * PT};
    *state = p;
    return 0;
}

static inline int test_end(void **state)
{
    arena_free(((struct paragraph *)*state)->arena);
    return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, test_begin, test_end)

/* Boxes of a text in the format as it stands. */
static inline struct line_box *test_boxes(struct paragraph *p, const char *text)
{
    test_text(p, text);
    line_boxes(&p->glyphs, &p->format, p->boxes);
    return p->boxes;
}

/* Lines of a text, `tenths` of an em wide. */
static inline struct lines *test_lines(struct paragraph *p, const char *text, int tenths)
{
    test_text(p, text);
    return line_paragraph(p->arena, &p->glyphs, &p->format, (dist)((int64_t)EM * tenths / 10),
                          p->diags);
}

/* The text of line i. */
static inline const char *test_line(const struct paragraph *p, const struct lines *lines, size_t i)
{
    struct buf b = {0};
    buf_add(&b, "", 0);
    for (size_t k = lines->items[i].first; k < lines->items[i].end; k++)
        buf_add(&b, p->glyphs.text + p->glyphs.items[k].text, p->glyphs.items[k].text_len);
    const char *text = arena_text(p->arena, b.text ? b.text : "", b.len);
    buf_release(&b);
    return text;
}

/* The gap between the bodies of glyphs i and i+1. */
static inline dist test_gap(const struct lines *lines, size_t i)
{
    return lines->x[i + 1] - lines->x[i] - lines->glyphs->items[i].advance;
}

/* Numbers that are the same on every machine. */
struct test_random {
    uint32_t state;
};

static inline uint32_t test_random(struct test_random *r, uint32_t below)
{
    r->state = r->state * 1664525U + 1013904223U;
    return (uint32_t)(((uint64_t)(r->state >> 8) * below) >> 24);
}

#endif
