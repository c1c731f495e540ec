/* SPDX-License-Identifier: MIT */
/*
 * What the tests of glyph/ share: a sheet with the faces of Debian, one style for each question.
 */
#ifndef BRIEFGEN_TEST_GLYPH_FIXTURE_H
#define BRIEFGEN_TEST_GLYPH_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "glyph/glyph.h"

enum style {
    STYLE_BODY,
    STYLE_KEEP,
    STYLE_NAMES,
    STYLE_HEADING,
    STYLE_KAITI,
    STYLE_FANGSONG,
    STYLE_COUNT
};

struct fixture {
    struct arena *arena;
    struct diags *diags;
    struct font_family songti[2], heiti[1], kaiti[1], fangsong[2];
    struct format formats[STYLE_COUNT];
    struct format *list[STYLE_COUNT];
    struct sheet sheet;
    struct fonts *fonts;
    struct shaper *shaper;
};

static inline void fixture_formats(struct fixture *x)
{
    struct format body = {.name = "p",
                          .font = ROLE_SONGTI,
                          .latin = ROLE_LATIN,
                          .font_size = 10 * PT,
                          .latin_size = 10 * PT,
                          .normalise_marks = true,
                          .keep_number_unit = true};
    for (int i = 0; i < STYLE_COUNT; i++) {
        x->formats[i] = body;
        x->list[i] = &x->formats[i];
    }
    x->formats[STYLE_KEEP].normalise_marks = false;
    x->formats[STYLE_KEEP].keep_number_unit = false;
    x->formats[STYLE_NAMES].keep_names = true;
    x->formats[STYLE_HEADING].font = x->formats[STYLE_HEADING].latin = ROLE_HEITI;
    x->formats[STYLE_HEADING].bold = x->formats[STYLE_HEADING].balance = true;
    x->formats[STYLE_KAITI].font = ROLE_KAITI;
    x->formats[STYLE_FANGSONG].font = ROLE_FANGSONG;
}

static inline void fixture_sheet(struct fixture *x)
{
    struct pos pos = {"test.xml", 7, 3};
    x->songti[0] = (struct font_family){"Noto Serif CJK SC", pos};
    x->songti[1] = (struct font_family){"No Such Song", pos};
    x->heiti[0] = (struct font_family){"Noto Sans CJK SC", pos};
    x->kaiti[0] = (struct font_family){"LXGW WenKai", pos};
    x->fangsong[0] = (struct font_family){"No Such Fangsong", pos};
    x->fangsong[1] = (struct font_family){"Nor This One", pos};
    x->sheet = (struct sheet){.name = "test", .path = "test.xml"};
    x->sheet.fonts[ROLE_SONGTI] = (struct font_list){x->songti, 2, pos};
    x->sheet.fonts[ROLE_HEITI] = (struct font_list){x->heiti, 1, pos};
    x->sheet.fonts[ROLE_KAITI] = (struct font_list){x->kaiti, 1, pos};
    x->sheet.fonts[ROLE_FANGSONG] = (struct font_list){x->fangsong, 2, pos};
    x->sheet.fonts[ROLE_LATIN] = (struct font_list){x->songti, 2, pos};
    x->sheet.formats = x->list;
    x->sheet.format_count = STYLE_COUNT;
}

static inline int fixture_open(void **state)
{
    struct arena *a = arena_new();
    struct fixture *x = arena_alloc(a, sizeof *x);
    x->arena = a;
    x->diags = diags_new(a);
    fixture_formats(x);
    fixture_sheet(x);
    x->fonts = glyph_fonts(a, &x->sheet, NULL, NULL, x->diags);
    x->shaper = glyph_shaper(a, x->fonts);
    *state = x;
    return 0;
}

static inline int fixture_close(void **state)
{
    struct fixture *x = *state;
    arena_free(x->arena);
    return 0;
}

static inline struct glyphs *set(struct fixture *x, enum style style, const char *text)
{
    struct glyph_span *span = arena_alloc(x->arena, sizeof *span);
    *span = (struct glyph_span){.text = text,
                                .len = strlen(text),
                                .format = &x->formats[style],
                                .pos = {"page.txt", 4, 11}};
    return glyph_set(x->arena, x->shaper, span, 1, x->diags);
}

/* The glyph that begins with the n-th place of `mark` in the set text, n from 0. */
static inline const struct glyph *at(const struct glyphs *glyphs, const char *mark, int n)
{
    const char *found = strstr(glyphs->text, mark);
    while (found && n-- > 0)
        found = strstr(found + 1, mark);
    assert_non_null(found);
    for (size_t i = 0; i < glyphs->count; i++)
        if (glyphs->items[i].text_len && glyphs->items[i].text == (size_t)(found - glyphs->text))
            return &glyphs->items[i];
    fail_msg("no glyph begins with %s", mark);
    return NULL;
}

#endif
