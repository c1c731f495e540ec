/* SPDX-License-Identifier: MIT */
/*
 * Numbers, strings and names of a PDF.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pdf/syntax.h"

static void check(struct buf *b, const char *expected)
{
    assert_string_equal(b->text, expected);
    buf_release(b);
    *b = (struct buf){0};
}

static void numbers_are_short_and_exact(void **state)
{
    static const struct {
        int64_t value;
        int decimals;
        const char *text;
    } rows[] = {
        {0, 0, "0"},
        {0, 3, "0"},
        {7, 0, "7"},
        {-7, 0, "-7"},
        {1000, 3, "1"},
        {1500, 3, "1.5"},
        {5, 3, ".005"},
        {-5, 3, "-.005"},
        {-120, 3, "-.12"},
        {595276, 3, "595.276"},
        {100000, 3, "100"},
        {-208, 1, "-20.8"},
        {10203040, 4, "1020.304"},
        {INT32_MAX, 0, "2147483647"},
        {-(int64_t)INT32_MAX, 0, "-2147483647"},
    };
    struct buf b = {0};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        number_add(&b, rows[i].value, rows[i].decimals);
        check(&b, rows[i].text);
    }
}

static void every_thousandth_reads_back(void **state)
{
    (void)state;
    for (int64_t n = -20000; n <= 20000; n += 7) {
        struct buf b = {0};
        number_add(&b, n, 3);
        double value = strtod(b.text, NULL) * 1000;
        assert_true(value - (double)n < 1e-6 && (double)n - value < 1e-6);
        assert_null(strchr(b.text, 'e'));
        buf_release(&b);
    }
}

static void distances_are_rounded_to_nearest(void **state)
{
    (void)state;
    assert_int_equal(thousandths(PT), 1000);
    assert_int_equal(thousandths(PT / 3), 333);
    assert_int_equal(thousandths(-PT / 3), -333);
    assert_int_equal(thousandths(INT32_MAX), 32768000);
}

static void strings_are_literal_or_hexadecimal(void **state)
{
    struct buf b = {0};
    (void)state;
    string_add(&b, "article-3");
    check(&b, "(article-3)");
    string_add(&b, "a(b");
    check(&b, "<612862>");
    string_add(&b, "\\");
    check(&b, "<5C>");
    string_add(&b, "段");
    check(&b, "<E6AEB5>");
    string_add(&b, "");
    check(&b, "()");
}

static void text_is_utf_16(void **state)
{
    static const char text[] = "路𠮷\n";
    struct buf b = {0};
    (void)state;
    text_add(&b, text, strlen(text));
    check(&b, "<FEFF8DEFD842DFB7000A>");
    text_add(&b, "", 0);
    check(&b, "<FEFF>");
    utf16_add(&b, "——", strlen("——"));
    check(&b, "20142014");
}

/* ISO 19005-2, 6.1.13: no string has more than 32,767 bytes, and of 𠮷 no half is left. */
static void a_text_is_no_longer_than_a_string(void **state)
{
    enum { MOST = 16382 }; /* units behind the mark */
    struct buf text = {0}, b = {0};
    (void)state;
    for (int i = 0; i < MOST; i++)
        buf_adds(&text, "路");
    text_add(&b, text.text, text.len);
    assert_int_equal(b.len, 6 + 4 * MOST);
    assert_memory_equal(b.text + b.len - 5, "8DEF>", 5);
    buf_release(&b);
    buf_adds(&text, "路");
    text_add(&b, text.text, text.len);
    assert_int_equal(b.len, 6 + 4 * MOST);
    assert_memory_equal(b.text + b.len - 9, "8DEF2026>", 9);
    buf_release(&b);
    text.len -= 2 * strlen("路");
    buf_adds(&text, "𠮷");
    text_add(&b, text.text, text.len);
    assert_int_equal(b.len, 6 + 4 * MOST);
    assert_memory_equal(b.text + b.len - 9, "8DEF2026>", 9);
    buf_release(&b);
    buf_release(&text);
}

static void names_hold_only_regular_characters(void **state)
{
    struct buf b = {0};
    (void)state;
    name_add(&b, "ABCDEF+Song-Regular");
    check(&b, "/ABCDEF+Song-Regular");
    name_add(&b, "A B(C)#");
    check(&b, "/A#20B#28C#29#23");
    name_add(&b, "宋");
    check(&b, "/#E5#AE#8B");
    char longer[301];
    memset(longer, 'n', 300);
    longer[300] = 0;
    name_add(&b, longer);
    assert_int_equal(b.len, 128);
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_short_and_exact),
        cmocka_unit_test(every_thousandth_reads_back),
        cmocka_unit_test(distances_are_rounded_to_nearest),
        cmocka_unit_test(strings_are_literal_or_hexadecimal),
        cmocka_unit_test(text_is_utf_16),
        cmocka_unit_test(a_text_is_no_longer_than_a_string),
        cmocka_unit_test(names_hold_only_regular_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
