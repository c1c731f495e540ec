/* SPDX-License-Identifier: MIT */
/*
 * /W and ToUnicode.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pdf/font.h"

enum { LIMIT = 8191, ALL = 65536 };

static void check_widths(const int (*rows)[2], size_t count, const char *expected)
{
    struct pdf_glyph glyphs[16] = {{0}};
    struct font_code codes[16];
    for (size_t i = 0; i < count; i++) {
        glyphs[i].width = (int16_t)rows[i][1];
        codes[i] = (struct font_code){(uint16_t)rows[i][0], &glyphs[i]};
    }
    struct buf b = {0};
    font_widths(&b, codes, count);
    assert_string_equal(b.text, expected);
    buf_release(&b);
}

static void widths_of_an_em_are_left_to_the_default(void **state)
{
    static const int rows[][2] = {{0, 1000}, {5, 1000}, {6, 1000}};
    (void)state;
    check_widths(rows, COUNT(rows), "[]");
}

static void neighbours_share_a_group(void **state)
{
    static const int rows[][2] = {{1, 500}, {2, 250}, {4, 333}, {9, 1000}, {10, 600}};
    (void)state;
    check_widths(rows, COUNT(rows), "[1 [500 250]\n4 [333]\n10 [600]]");
}

static void a_default_between_two_others_stays_in_the_group(void **state)
{
    static const int rows[][2] = {{1, 500}, {2, 1000}, {3, 250}, {4, 1000}, {5, 1000}};
    (void)state;
    check_widths(rows, COUNT(rows), "[1 [500 1000 250]]");
}

/* Reads /W back into widths by code; the elements of each array are counted. */
static void read_widths(const char *text, int *widths)
{
    size_t outer = 0;
    char *at = (char *)text + 1;
    while (*at != ']') {
        long code = strtol(at, &at, 10);
        size_t inner = 0;
        at = strchr(at, '[') + 1;
        for (; *at != ']'; inner++)
            widths[code++] = (int)strtol(at, &at, 10);
        assert_in_range(inner, 1, LIMIT);
        outer += 2;
        at++;
    }
    assert_in_range(outer, 0, LIMIT);
}

/* The worst fonts for /W: all glyphs, every stride-th one with a width of its own. */
static void no_array_outgrows_its_limit(void **state)
{
    struct pdf_glyph own = {.width = 321}, other = {.width = 1000};
    struct font_code *codes = calloc(ALL, sizeof *codes);
    int *widths = malloc(ALL * sizeof *widths);
    (void)state;
    for (int stride = 1; stride < 40; stride++) {
        for (int i = 0; i < ALL; i++) {
            codes[i] = (struct font_code){(uint16_t)i, i % stride ? &other : &own};
            widths[i] = 1000;
        }
        struct buf b = {0};
        font_widths(&b, codes, ALL);
        read_widths(b.text, widths);
        buf_release(&b);
        for (int i = 0; i < ALL; i++)
            assert_int_equal(widths[i], codes[i].glyph->width);
    }
    free(widths);
    free(codes);
}

static size_t count(const char *text, const char *mark)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, mark)); at += strlen(mark))
        n++;
    return n;
}

static void to_unicode_comes_in_chunks_of_100(void **state)
{
    struct pdf_glyph glyph = {.text = "桥", .text_len = 3, .rank = RANK_WHOLE};
    struct font_code codes[201];
    struct buf b = {0};
    (void)state;
    for (size_t i = 0; i < COUNT(codes); i++)
        codes[i] = (struct font_code){(uint16_t)i, &glyph};
    font_to_unicode(&b, codes, COUNT(codes));
    assert_int_equal(count(b.text, "100 beginbfchar\n"), 2);
    assert_int_equal(count(b.text, "\n1 beginbfchar\n<00C8> <6865>\nendbfchar\n"), 1);
    assert_int_equal(count(b.text, "> <6865>\n"), 201);
    assert_int_equal(count(b.text, "begincidrange"), 0);
    buf_release(&b);
}

static void a_code_may_stand_for_several_units(void **state)
{
    struct pdf_glyph dash = {.text = "——", .text_len = 6, .rank = RANK_WHOLE};
    struct pdf_glyph rare = {.text = "𠮷", .text_len = 4, .rank = RANK_NOMINAL};
    struct pdf_glyph mark = {.rank = RANK_NONE}, box = {.rank = RANK_NONE};
    struct font_code codes[] = {{0, &box}, {1, &dash}, {2, &rare}, {0xFFFE, &mark}};
    struct buf b = {0};
    (void)state;
    font_to_unicode(&b, codes, COUNT(codes));
    assert_non_null(strstr(b.text, "4 beginbfchar\n<0000> <FFFD>\n<0001> <20142014>\n"
                                   "<0002> <D842DFB7>\n<FFFE> <200B>\nendbfchar\n"));
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_of_an_em_are_left_to_the_default),
        cmocka_unit_test(neighbours_share_a_group),
        cmocka_unit_test(a_default_between_two_others_stays_in_the_group),
        cmocka_unit_test(no_array_outgrows_its_limit),
        cmocka_unit_test(to_unicode_comes_in_chunks_of_100),
        cmocka_unit_test(a_code_may_stand_for_several_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
