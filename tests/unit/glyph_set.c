/* SPDX-License-Identifier: MIT */
/* Bodies and offsets, covering of the text, faces and what is missing, threads. */
#include "glyph_fixture.h"

#include <stdlib.h>

#include <hb.h>

enum { EM = 10 * PT, TOLERANCE = PT / 10 };

/* Left and right edge of the ink, from the body's left edge. */
static void ink(const struct fixture *x, const struct glyph *g, dist *left, dist *right)
{
    const struct glyph_face *face = glyph_face(x->fonts, g->face);
    hb_glyph_extents_t e;
    hb_font_get_glyph_extents(face->font, g->id, &e);
    *left = g->offset + dist_scale(e.x_bearing, g->size, face->units_per_em);
    *right = g->offset + dist_scale(e.x_bearing + e.width, g->size, face->units_per_em);
}

static void assert_ink_in_body(const struct fixture *x, const struct glyph *g, dist body)
{
    dist left, right;
    ink(x, g, &left, &right);
    assert_int_equal(g->advance, body);
    assert_true(left >= -TOLERANCE * 3 && right <= body + TOLERANCE * 3);
}

static void assert_centred(const struct fixture *x, const struct glyph *g, dist body)
{
    dist left, right;
    assert_ink_in_body(x, g, body);
    ink(x, g, &left, &right);
    assert_true(labs((long)left + right - body) <= 2 * TOLERANCE);
}

static void marks_have_half_bodies(void **state)
{
    static const char *const marks[] = {"，", "。", "、", "；", "：", "！", "？", "（", "）",
                                        "《", "》", "【", "】", "“",  "”",  "‘",  "’"};
    for (int style = STYLE_BODY; style <= STYLE_KAITI; style++) {
        struct glyphs *g = set(*state, style, "甲，。、；：！？（）《》【】“”‘’乙");
        for (size_t i = 0; i < COUNT(marks); i++)
            assert_ink_in_body(*state, at(g, marks[i], 0), EM / 2);
        assert_int_equal(at(g, "甲", 0)->advance, EM);
    }
}

static void opening_marks_of_a_full_cell_move_left(void **state)
{
    struct glyphs *g = set(*state, STYLE_BODY, "甲（乙）");
    assert_int_equal(at(g, "（", 0)->offset, -EM / 2);
    assert_int_equal(at(g, "）", 0)->offset, 0);
}

static void narrow_opening_marks_stand_at_the_end(void **state)
{
    struct glyphs *g = set(*state, STYLE_KAITI, "甲“乙”");
    assert_true(at(g, "“", 0)->offset > 0);
    assert_int_equal(at(g, "”", 0)->offset, 0);
}

static void fixed_marks_are_centred(void **state)
{
    for (int style = STYLE_BODY; style <= STYLE_KAITI; style++) {
        struct glyphs *g = set(*state, style, "甲·乙/丙-丁–戊—己～庚／辛");
        assert_centred(*state, at(g, "·", 0), EM / 2);
        assert_centred(*state, at(g, "/", 0), EM / 2);
        assert_centred(*state, at(g, "／", 0), EM / 2);
        assert_centred(*state, at(g, "-", 0), EM / 2);
        assert_centred(*state, at(g, "–", 0), EM / 2);
        assert_centred(*state, at(g, "—", 0), EM);
        assert_centred(*state, at(g, "～", 0), EM);
    }
}

static void dashes_are_two_em_and_unbroken(void **state)
{
    struct glyphs *one = set(*state, STYLE_BODY, "甲——乙");
    assert_int_equal(one->count, 3);
    assert_centred(*state, &one->items[1], 2 * EM);
    struct glyphs *two = set(*state, STYLE_KAITI, "甲——乙");
    assert_int_equal(two->count, 4);
    assert_int_equal(two->items[1].advance + two->items[2].advance, 2 * EM);
    assert_true(two->items[2].flags & GLYPH_JOINED);
    dist left, right, next, end;
    ink(*state, &two->items[1], &left, &right);
    ink(*state, &two->items[2], &next, &end);
    assert_true(labs((long)right - EM - next) <= 2);
}

static void ellipses_stand_in_the_middle(void **state)
{
    for (int style = STYLE_BODY; style <= STYLE_KAITI; style++) {
        struct glyphs *g = set(*state, style, "甲……乙");
        assert_int_equal(g->count, 4);
        assert_centred(*state, &g->items[1], EM);
        assert_true(g->items[2].flags & GLYPH_JOINED);
        const struct glyph_face *face =
            glyph_face(((struct fixture *)*state)->fonts, g->items[1].face);
        hb_glyph_extents_t e;
        hb_font_get_glyph_extents(face->font, g->items[1].id, &e);
        dist middle =
            dist_scale(2 * e.y_bearing + e.height, EM / 2, face->units_per_em) + g->items[1].rise;
        assert_in_range(middle, EM * 30 / 100, EM * 46 / 100);
    }
}

/* Whatever … the face has: six dots a third of an em apart, in the middle of the cell (PW-12). */
static void narrow_ellipses_become_dots(void **state)
{
    struct fixture *x = *state;
    struct font_family mono = {"DejaVu Sans Mono", {"test.xml", 7, 3}};
    struct sheet sheet = x->sheet;
    sheet.fonts[ROLE_KAITI] = (struct font_list){&mono, 1, mono.pos};
    struct fixture other = *x;
    other.fonts = glyph_fonts(x->arena, &sheet, NULL, NULL, x->diags);
    other.shaper = glyph_shaper(x->arena, other.fonts);
    struct glyphs *g = set(&other, STYLE_KAITI, "甲……乙……丙...丁…戊");
    assert_int_equal(at(g, "乙", 0) - g->items, 7);
    assert_int_equal(at(g, "丙", 0) - at(g, "乙", 0), 7);
    assert_int_equal(at(g, "丁", 0) - at(g, "丙", 0), 4);
    assert_int_equal(at(g, "戊", 0) - at(g, "丁", 0), 4);
    for (size_t i = 1; i < 7; i++) {
        assert_int_equal(g->items[i].id, g->items[1].id);
        assert_in_range(g->items[i].advance, EM / 3 - 4, EM / 3 + 4);
        assert_int_equal(g->items[i].text_len, i % 3 == 1 ? strlen("…") : 0);
        assert_true(i == 1 || g->items[i].flags & GLYPH_JOINED);
    }
    const struct glyph_face *face = glyph_face(other.fonts, g->items[1].face);
    hb_glyph_extents_t e;
    hb_font_get_glyph_extents(face->font, g->items[1].id, &e);
    dist middle =
        dist_scale(2 * e.y_bearing + e.height, EM / 2, face->units_per_em) + g->items[1].rise;
    assert_in_range(middle, EM * 32 / 100, EM * 44 / 100);
}

static void latin_has_its_own_face_and_size(void **state)
{
    struct fixture *x = *state;
    struct format format = x->formats[STYLE_KAITI];
    format.latin_size = 9 * PT;
    struct glyph_span span = {.text = "甲ab 7", .len = 7, .format = &format};
    struct glyphs *g = glyph_set(x->arena, x->shaper, &span, 1, x->diags);
    assert_int_equal(at(g, "甲", 0)->size, 10 * PT);
    assert_int_equal(at(g, "a", 0)->size, 9 * PT);
    assert_int_equal(at(g, "7", 0)->size, 9 * PT);
    assert_string_equal(glyph_face(x->fonts, at(g, "甲", 0)->face)->family, "LXGW WenKai");
    assert_string_equal(glyph_face(x->fonts, at(g, "a", 0)->face)->family, "Noto Serif CJK SC");
    g = set(x, STYLE_BODY, "it’s");
    assert_true(at(g, "’", 0)->advance < EM / 2);
}

/* ---- marks -------------------------------------------------------------------------------- */

static void a_shifted_span_is_raised(void **state)
{
    struct fixture *x = *state;
    struct format raised = x->formats[STYLE_BODY];
    raised.baseline_shift = 3 * PT;
    const struct glyph_span spans[] = {{.text = "甲", .len = 3, .format = &x->formats[STYLE_BODY]},
                                       {.text = "乙2", .len = 4, .format = &raised}};
    struct glyphs *g = glyph_set(x->arena, x->shaper, spans, 2, x->diags);
    assert_int_equal(at(g, "甲", 0)->rise, 0);
    assert_int_equal(at(g, "乙", 0)->rise, 3 * PT);
    assert_int_equal(at(g, "2", 0)->rise, 3 * PT);
}

/* The characters below a ruby are one unit; one that is wider than they are spreads them, each as
 * much, and each stays in the middle of what it got. */
static void a_ruby_spreads_its_base(void **state)
{
    struct fixture *x = *state;
    const struct format *body = &x->formats[STYLE_BODY];
    const struct glyphs *wide = set(x, STYLE_BODY, "zhuangchuang");
    const struct glyphs *narrow = set(x, STYLE_BODY, "i");
    const struct glyph_span spans[] = {{.text = "甲", .len = 3, .format = body},
                                       {.text = "装床", .len = 6, .format = body, .ruby = wide},
                                       {.text = "一", .len = 3, .format = body, .ruby = narrow}};
    struct glyphs *g = glyph_set(x->arena, x->shaper, spans, 3, x->diags);
    const struct glyph *first = at(g, "装", 0), *second = at(g, "床", 0);
    dist wanted = glyph_width(wide) + EM / 8;
    assert_true(wanted > 2 * EM);
    assert_int_equal(first->advance + second->advance, wanted);
    assert_true(labs((long)first->advance - second->advance) <= 1);
    assert_true(labs((long)first->offset - (first->advance - EM) / 2) <= 1);
    assert_false(first->flags & GLYPH_JOINED);
    assert_true(second->flags & GLYPH_JOINED);
    assert_int_equal(at(g, "甲", 0)->advance, EM);
    assert_int_equal(at(g, "一", 0)->advance, EM);
    assert_false(at(g, "一", 0)->flags & GLYPH_JOINED);
}

/* A family without a bold face is made bold by 黑体, as printers do it, else by a stroke. */
static void bold_is_seen_in_every_face(void **state)
{
    struct fixture *x = *state;
    struct format bold[2] = {x->formats[STYLE_KAITI], x->formats[STYLE_BODY]};
    struct format *list[] = {&bold[0], &bold[1]};
    struct sheet sheet = x->sheet;
    struct font_family light = {"LXGW WenKai Light", {"test.xml", 1, 1}};
    bold[0].bold = bold[1].bold = true;
    bold[1].font = ROLE_XIAOBIAOSONG;
    sheet.formats = list;
    sheet.format_count = 2;
    sheet.fonts[ROLE_KAITI] = sheet.fonts[ROLE_XIAOBIAOSONG] =
        (struct font_list){.families = &light, .count = 1};
    struct fonts *fonts = glyph_fonts(x->arena, &sheet, NULL, NULL, x->diags);
    struct shaper *shaper = glyph_shaper(x->arena, fonts);
    for (int i = 0; i < 2; i++) {
        const struct glyph_span span = {.text = "甲", .len = 3, .format = &bold[i]};
        const struct glyphs *g = glyph_set(x->arena, shaper, &span, 1, x->diags);
        const struct glyph_face *face = glyph_face(fonts, g->items[0].face);
        assert_string_equal(face->postscript_name, i ? "LXGWWenKai-Light" : "NotoSansCJKsc-Bold");
        assert_int_equal(face->embolden, i);
    }
}

/* ---- covering ----------------------------------------------------------------------------- */

static void assert_covers(const struct glyphs *g)
{
    size_t covered = 0;
    for (size_t i = 0; i < g->count; i++) {
        assert_true(i > 0 || !g->items[i].text);
        if (!g->items[i].text_len)
            continue;
        assert_int_equal(g->items[i].text, covered);
        covered += g->items[i].text_len;
    }
    assert_int_equal(covered, strlen(g->text));
}

static void glyphs_cover_the_text_once(void **state)
{
    static const char *const texts[] = {
        "",
        "甲，乙——丙……丁",
        "office fi ffl e\u0301 A\u030a\u0301 甲\u0301 葛\U000e0100 𠮷",
        "\u200b\u200d\u2060",
        "甲\u200b\u202a乙\ufeff 丙\u200e\u0301\t\u2028\u2028\u0301",
        "ئۇيغۇر تىلى 甲 \u0f56\u0f7c\u0f51\u0f0b \u0e44\u0e17\u0e22 한국 😀👍🏽",
        "————————————…… ………… ——— -—–",
        "((((“‘“‘（）））”’’”…—·-/",
        "\u0301\u0302",
        "a\u00adb\u00a0c\u2003d\u1680e",
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        for (int style = 0; style < STYLE_COUNT; style++) {
            struct glyphs *g = set(*state, style, texts[i]);
            assert_covers(g);
            if (style == STYLE_KEEP)
                assert_string_equal(g->text, texts[i]);
        }
}

static void long_clusters_are_covered(void **state)
{
    struct fixture *x = *state;
    struct buf b = {0};
    buf_adds(&b, "甲");
    for (int i = 0; i < 1000; i++)
        buf_adds(&b, "\u0301");
    for (int i = 0; i < 500; i++)
        buf_adds(&b, "ب");
    buf_adds(&b, "乙");
    for (int i = 0; i < 300; i++)
        buf_adds(&b, "\U000e0100");
    char *text = arena_text(x->arena, b.text, b.len);
    buf_release(&b);
    assert_covers(set(x, STYLE_KEEP, text));
}

static void spans_keep_their_glyphs(void **state)
{
    struct fixture *x = *state;
    struct glyph_span spans[] = {
        {.text = "甲—", .len = 6, .format = &x->formats[STYLE_BODY]},
        {.text = "", .len = 0, .format = &x->formats[STYLE_BODY]},
        {.text = "—乙e", .len = 7, .format = &x->formats[STYLE_KAITI]},
        {.text = "\u0301(", .len = 3, .format = &x->formats[STYLE_HEADING]},
        {.text = "丙)", .len = 4, .format = &x->formats[STYLE_BODY]}};
    struct glyphs *g = glyph_set(x->arena, x->shaper, spans, COUNT(spans), x->diags);
    assert_string_equal(g->text, "甲——乙e\u0301（丙）");
    assert_covers(g);
    assert_int_equal(g->items[0].span, 0);
    assert_int_equal(at(g, "—", 0)->class, CLASS_DASH);
    assert_int_equal(at(g, "—", 1)->span, 2);
    assert_true(at(g, "—", 1)->flags & GLYPH_JOINED);
    assert_int_equal(at(g, "（", 0)->span, 3);
    assert_int_equal(at(g, "）", 0)->span, 4);
}

static void no_ink_has_no_width(void **state)
{
    struct fixture *x = *state;
    size_t warnings = diags_count(x->diags, WARNING);
    struct glyphs *g = set(x, STYLE_BODY, "甲\u200b乙\x01丙a\u202ab");
    for (size_t i = 0; i < g->count; i++)
        assert_int_not_equal(g->items[i].id, 0);
    dist width = 0;
    for (size_t i = 0; i < 5; i++)
        width += g->items[i].advance;
    assert_int_equal(width, 3 * EM);
    assert_int_equal(diags_count(x->diags, WARNING), warnings);
}

static void spaces_have_their_width(void **state)
{
    struct glyphs *g = set(*state, STYLE_BODY, "甲\u3000a b\u2003c\td");
    assert_int_equal(at(g, "\u3000", 0)->advance, EM);
    assert_int_equal(at(g, "\u2003", 0)->advance, EM);
    assert_int_equal(at(g, "\t", 0)->advance, at(g, " ", 0)->advance);
    assert_true(at(g, " ", 0)->advance > 0);
}

/* ---- faces -------------------------------------------------------------------------------- */

static void rare_characters_are_found(void **state)
{
    struct fixture *x = *state;
    struct glyphs *g = set(x, STYLE_BODY, "𠮷ﷲ");
    assert_int_not_equal(g->items[0].id, 0);
    assert_int_equal(g->items[0].advance, EM);
    struct glyphs *lent = set(x, STYLE_KAITI, "\U0001d306");
    assert_int_not_equal(lent->items[0].id, 0);
    assert_non_null(glyph_face(x->fonts, lent->items[0].face)->font);
    assert_true(lent->items[0].face < glyph_face_count(x->fonts));
}

static void missing_characters_are_named(void **state)
{
    struct fixture *x = *state;
    size_t before = diags_total(x->diags);
    struct glyphs *g = set(x, STYLE_BODY, "甲,\U000cfffe乙");
    assert_int_equal(at(g, "\U000cfffe", 0)->id, 0);
    assert_true(at(g, "\U000cfffe", 0)->advance > 0);
    assert_int_equal(diags_total(x->diags), before + 1);
    enum severity severity;
    struct pos pos;
    const char *text;
    diags_at(x->diags, before, &severity, &pos, &text);
    assert_int_equal(severity, WARNING);
    assert_string_equal(pos.file, "page.txt");
    assert_int_equal(pos.line, 4);
    assert_int_equal(pos.column, 13);
    assert_non_null(strstr(text, "U+CFFFE"));
    assert_non_null(strstr(text, "latin"));
    assert_non_null(strstr(text, "Noto Serif CJK SC"));
}

static void missing_families_are_said_once(void **state)
{
    struct fixture *x = *state;
    enum severity severity;
    struct pos pos;
    const char *text;
    assert_int_equal(diags_count(x->diags, NOTE), 1);
    diags_at(x->diags, 0, &severity, &pos, &text);
    assert_int_equal(severity, NOTE);
    assert_string_equal(pos.file, "test.xml");
    assert_int_equal(pos.line, 7);
    assert_non_null(strstr(text, "No Such Fangsong, Nor This One"));
    struct glyphs *g = set(x, STYLE_FANGSONG, "甲");
    assert_string_equal(glyph_face(x->fonts, g->items[0].face)->family, "Noto Serif CJK SC");
}

static void faces_say_what_they_are(void **state)
{
    struct fixture *x = *state;
    const struct glyph *bold = &set(x, STYLE_HEADING, "甲")->items[0];
    const struct glyph_face *face = glyph_face(x->fonts, bold->face);
    assert_string_equal(face->postscript_name, "NotoSansCJKsc-Bold");
    assert_true(face->cff && !face->embolden);
    assert_int_equal(face->units_per_em, 1000);
    assert_true(face->ascent > 0 && face->descent < 0 && face->cap_height > 0);
    assert_true(face->bbox[0] < face->bbox[2] && face->bbox[1] < face->bbox[3]);
    face = glyph_face(x->fonts, set(x, STYLE_KAITI, "甲")->items[0].face);
    assert_false(face->cff);
    assert_string_equal(face->style, "Regular");
    struct buf b = {0};
    glyph_fonts_text(&b, x->fonts);
    assert_non_null(strstr(b.text, "heiti bold: Noto Sans CJK SC Bold (NotoSansCJKsc-Bold)"));
    assert_non_null(strstr(b.text, "not here: No Such Song"));
    buf_release(&b);
}

/* ---- threads ------------------------------------------------------------------------------ */

enum { WORKERS = 4, PARAGRAPHS = 64 };

struct crowd {
    struct fixture *x;
    struct arena *arenas[WORKERS];
    struct shaper *shapers[WORKERS];
    struct diags *diags[WORKERS];
    struct buf dumps[PARAGRAPHS];
};

static const char *const crowd_texts[] = {"甲—乙——丙，ﷲ 丁", "——甲—𠮷 ئۇ", "☃ it’s “甲”\U0001d306",
                                          "\U0001d306\u2603甲·乙—5"};

static void set_one(void *context, size_t index, int worker)
{
    struct crowd *c = context;
    const char *text = crowd_texts[index % COUNT(crowd_texts)];
    const struct format *format = &c->x->formats[index / COUNT(crowd_texts) % STYLE_COUNT];
    struct glyph_span span = {
        .text = text, .len = strlen(text), .format = format, .pos = {"page.txt", 1, 1}};
    struct glyphs *g = glyph_set(c->arenas[worker], c->shapers[worker], &span, 1, c->diags[worker]);
    glyph_text(&c->dumps[index], g);
}

static void run_crowd(struct crowd *c, struct fixture *x, int jobs)
{
    *c = (struct crowd){.x = x};
    for (int i = 0; i < jobs; i++) {
        c->arenas[i] = arena_new();
        c->diags[i] = diags_new(c->arenas[i]);
        c->shapers[i] = glyph_shaper(c->arenas[i], x->fonts);
    }
    parallel(jobs, PARAGRAPHS, set_one, c);
    for (int i = 0; i < jobs; i++)
        arena_free(c->arenas[i]);
}

static void threads_agree(void **state)
{
    (void)state;
    void *one = NULL, *many = NULL;
    fixture_open(&one);
    fixture_open(&many);
    struct crowd alone, together;
    run_crowd(&together, many, WORKERS);
    run_crowd(&alone, one, 1);
    for (size_t i = 0; i < PARAGRAPHS; i++) {
        assert_string_equal(together.dumps[i].text, alone.dumps[i].text);
        buf_release(&together.dumps[i]);
        buf_release(&alone.dumps[i]);
    }
    fixture_close(&one);
    fixture_close(&many);
}

static void dump_is_readable(void **state)
{
    struct buf b = {0};
    glyph_text(&b, set(*state, STYLE_KEEP, "甲（5"));
    assert_string_equal(b.text, "glyphs 3: 甲（5\n"
                                "han \"甲\" advance 10.00 size 10.00 face 0\n"
                                "open \"（\" advance 5.00 offset -5.00 size 10.00 face 0\n"
                                "digit \"5\" advance 5.58 size 10.00 face 0\n");
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(missing_families_are_said_once),
        cmocka_unit_test(marks_have_half_bodies),
        cmocka_unit_test(opening_marks_of_a_full_cell_move_left),
        cmocka_unit_test(narrow_opening_marks_stand_at_the_end),
        cmocka_unit_test(fixed_marks_are_centred),
        cmocka_unit_test(dashes_are_two_em_and_unbroken),
        cmocka_unit_test(ellipses_stand_in_the_middle),
        cmocka_unit_test(narrow_ellipses_become_dots),
        cmocka_unit_test(latin_has_its_own_face_and_size),
        cmocka_unit_test(a_shifted_span_is_raised),
        cmocka_unit_test(a_ruby_spreads_its_base),
        cmocka_unit_test(bold_is_seen_in_every_face),
        cmocka_unit_test(glyphs_cover_the_text_once),
        cmocka_unit_test(long_clusters_are_covered),
        cmocka_unit_test(spans_keep_their_glyphs),
        cmocka_unit_test(no_ink_has_no_width),
        cmocka_unit_test(spaces_have_their_width),
        cmocka_unit_test(rare_characters_are_found),
        cmocka_unit_test(missing_characters_are_named),
        cmocka_unit_test(faces_say_what_they_are),
        cmocka_unit_test(threads_agree),
        cmocka_unit_test(dump_is_readable),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
