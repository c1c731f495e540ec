/* SPDX-License-Identifier: MIT */
/* Where Western words and addresses may be parted. */
#include "glyph/shape.h"
#include "glyph_fixture.h"

static int open_hyphenating(void **state)
{
    fixture_open(state);
    struct fixture *x = *state;
    x->formats[STYLE_BODY].hyphenation = true;
    x->formats[STYLE_HEADING].hyphenation = true;
    x->fonts = glyph_fonts(x->arena, &x->sheet, NULL, NULL, x->diags);
    x->shaper = glyph_shaper(x->arena, x->fonts);
    return 0;
}

/* The set text with what may stand at a line end inside of it: - a hyphen, | nothing. */
static const char *parted(struct fixture *x, enum style style, const char *text)
{
    struct glyphs *g = set(x, style, text);
    struct buf b = {0};
    for (size_t i = 0; i < g->count; i++) {
        if (g->items[i].flags & GLYPH_HYPHEN)
            buf_adds(&b, "-");
        if (g->items[i].flags & GLYPH_BREAK)
            buf_adds(&b, "|");
        buf_add(&b, g->text + g->items[i].text, g->items[i].text_len);
    }
    const char *copy = arena_text(x->arena, b.text, b.len);
    buf_release(&b);
    return copy;
}

static void words_part_by_patterns(void **state)
{
    static const char *const words[][2] = {
        {"管理administration好", "管理ad-min-is-tra-tion好"},
        {"“Development,” he", "“De-vel-op-ment,” he"},
        {"hyphenation.", "hy-phen-ation."},
        {"UNESCO McDonalds iPhone", "UNESCO McDonalds iPhone"},
        {"administration2 3administration", "administration2 3administration"},
        {"administration.txt a/administration", "administration.txt a/administration"},
        {"only", "only"},
        {"well-established x-rays", "well-|es-tab-lished x-rays"},
    };
    for (size_t i = 0; i < COUNT(words); i++)
        assert_string_equal(parted(*state, STYLE_BODY, words[i][0]), words[i][1]);
}

static void no_style_no_hyphen(void **state)
{
    assert_string_equal(parted(*state, STYLE_KEEP, "administration"), "administration");
    assert_string_equal(parted(*state, STYLE_HEADING, "administration"), "administration");
    assert_null(set(*state, STYLE_KEEP, "administration")->hyphens);
}

static void soft_hyphens_hold_in_every_style(void **state)
{
    assert_string_equal(parted(*state, STYLE_KEEP, "Donau\u00ADdampf"), "Donau\u00AD-dampf");
    assert_string_equal(parted(*state, STYLE_BODY, "adminis\u00ADtration"),
                        "adminis\u00AD-tration");
    assert_string_equal(parted(*state, STYLE_BODY, "渡\u00AD口"), "渡\u00AD口");
}

static void addresses_part_behind_their_marks(void **state)
{
    assert_string_equal(parted(*state, STYLE_KEEP, "见http://a.example/boats/new?id=5&b。"),
                        "见http://|a.example/|boats/|new?|id=|5&|b。");
    assert_string_equal(parted(*state, STYLE_KEEP, "速度km/h，a-b"), "速度km/h，a-b");
}

static void hyphens_stand_for_no_text(void **state)
{
    struct fixture *x = *state;
    struct glyphs *g = set(x, STYLE_BODY, "administration");
    assert_non_null(g->hyphens);
    assert_int_equal(g->hyphens[0].text_len, 0);
    assert_int_not_equal(g->hyphens[0].id, 0);
    assert_true(g->hyphens[0].advance > 0);
}

static void missing_patterns_are_said(void **state)
{
    struct fixture *x = *state;
    size_t before = diags_total(x->diags);
    assert_null(hyphen_patterns(x->arena, &x->sheet, "/none.dic", x->diags));
    enum severity severity;
    struct pos pos;
    const char *text;
    assert_int_equal(diags_total(x->diags), before + 1);
    diags_at(x->diags, before, &severity, &pos, &text);
    assert_int_equal(severity, WARNING);
    assert_string_equal(text, "style \"p\" asks for hyphenation, but /none.dic cannot be read: "
                              "words are not parted");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_part_by_patterns),
        cmocka_unit_test(no_style_no_hyphen),
        cmocka_unit_test(soft_hyphens_hold_in_every_style),
        cmocka_unit_test(addresses_part_behind_their_marks),
        cmocka_unit_test(hyphens_stand_for_no_text),
        cmocka_unit_test(missing_patterns_are_said),
    };
    return cmocka_run_group_tests(tests, open_hyphenating, fixture_close);
}
