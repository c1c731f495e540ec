/* SPDX-License-Identifier: MIT */
/* format: lengths are exact to 1/65536 pt, and what is wrong with one is said; nearest names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "format/sheet.h"

static const struct measures usual = {.em = 10 * PT + PT / 2, .pitch = 18 * PT, .whole = 400 * PT};

static dist length(const char *text)
{
    dist d = INT32_MIN;
    const char *fault = format_length_fault(text, &usual, &d);
    if (fault)
        fail_msg("%s: %s", text, fault);
    return d;
}

static const char *fault_of(const char *text, const struct measures *m)
{
    dist d = 77;
    const char *fault = format_length_fault(text, m, &d);
    assert_int_equal(d, 77);
    return fault ? fault : "good";
}

static void absolute_units_are_exact(void **state)
{
    (void)state;
    assert_int_equal(length("1pt"), 65536);
    assert_int_equal(length("10.5pt"), 688128);
    assert_int_equal(length("1in"), 72 * 65536);
    assert_int_equal(length("25.4mm"), 72 * 65536);
    assert_int_equal(length("2.54cm"), 72 * 65536);
    assert_int_equal(length("1mm"), 185771);     /* 185771.33… */
    assert_int_equal(length("30.9mm"), 5740334); /* 5740334.36… */
    assert_int_equal(length("0"), 0);
    assert_int_equal(length("0.0"), 0);
    assert_int_equal(length("0mm"), 0);
}

static void rounding_is_to_nearest_and_symmetric(void **state)
{
    (void)state;
    assert_int_equal(length("0.000007629pt"), 0); /* 0.49997 of the least distance */
    assert_int_equal(length("0.00000763pt"), 1);  /* 0.50004 of it */
    assert_int_equal(length("-0.00000763pt"), -1);
    assert_int_equal(length("-30.9mm"), -length("30.9mm"));
    assert_int_equal(length("0.333333333pt"), 21845);
}

static void relative_units(void **state)
{
    (void)state;
    assert_int_equal(length("2字"), 21 * PT);
    assert_int_equal(length("2em"), 21 * PT);
    assert_int_equal(length("-0.5字"), -(5 * PT + PT / 4));
    assert_int_equal(length("1.5行"), 27 * PT);
    assert_int_equal(length("25%"), 100 * PT);
    assert_int_equal(length("12.5%"), 50 * PT);
}

static void chinese_size_names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int half_points;
    } sizes[] = {{"初号", 84}, {"小初", 72}, {"一号", 52}, {"小一", 48}, {"二号", 44}, {"小二", 36},
                 {"三号", 32}, {"小三", 30}, {"四号", 28}, {"小四", 24}, {"五号", 21}, {"小五", 18},
                 {"六号", 15}, {"小六", 13}, {"七号", 11}, {"八号", 10}};
    for (size_t i = 0; i < COUNT(sizes); i++)
        assert_int_equal(length(sizes[i].name), sizes[i].half_points * PT / 2);
}

static void faults_of_lengths(void **state)
{
    (void)state;
    const char *no_length = fault_of("", &usual);
    assert_non_null(strstr(no_length, "not a length"));
    static const char *const bad[] = {"pt",       "十磅",
                                      "+1pt",     "1.pt",
                                      ".5pt",     "--1pt",
                                      "100000pt", "1.0000000001pt",
                                      "九号",     "1e2pt x",
                                      "-",        "1,5pt",
                                      "NaN",      "99999999999999999999pt"};
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_string_not_equal(fault_of(bad[i], &usual), "good");
    assert_non_null(strstr(fault_of("10", &usual), "needs its unit: pt, mm, cm, in, em, 字, 行"));
    assert_non_null(strstr(fault_of("0.5", &usual), "needs its unit"));
    assert_non_null(strstr(fault_of("2px", &usual), "in CSS it is 0.75pt"));
    assert_non_null(strstr(fault_of("2 pt", &usual), "unknown unit"));
    assert_non_null(strstr(fault_of("2毫米", &usual), "毫米 mm"));
    assert_string_equal(fault_of("32768pt", &usual), "longer than 32767pt");
    assert_string_equal(fault_of("-32768.1pt", &usual), "longer than 32767pt");
}

static void units_without_meaning(void **state)
{
    (void)state;
    const struct measures none = {0};
    assert_non_null(strstr(fault_of("2字", &none), "字 and em have no meaning here"));
    assert_non_null(strstr(fault_of("2em", &none), "字 and em have no meaning here"));
    assert_non_null(strstr(fault_of("1行", &none), "行 has no meaning here"));
    assert_non_null(strstr(fault_of("50%", &none), "% has no meaning here"));
    assert_string_equal(fault_of("x", &none), fault_of("y", &usual));
}

static void the_nearest_name(void **state)
{
    (void)state;
    static const char *const names[] = {"justify", "left", "center", "right", "distribute", NULL};
    assert_string_equal(nearest_name("centre", names), "center");
    assert_string_equal(nearest_name("Right", names), "right");
    assert_string_equal(nearest_name("lfet", names), "left");
    assert_string_equal(nearest_name("justfied", names), "justify");
    assert_null(nearest_name("zzzzzz", names));
    assert_null(nearest_name("", names));
    static const char *const han[] = {"正文", "标题文字", NULL};
    assert_string_equal(nearest_name("标题文", han), "标题文字");
    char longest[4096];
    memset(longest, 'a', sizeof longest);
    longest[sizeof longest - 1] = 0;
    assert_null(nearest_name(longest, names));
}

static void distances_in_words(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_string_equal(format_dist_text(a, 18 * PT), "18pt");
    assert_string_equal(format_dist_text(a, 10 * PT + PT / 2), "10.5pt");
    assert_string_equal(format_dist_text(a, PT / 20), "0.05pt");
    assert_string_equal(format_dist_text(a, -PT / 4), "-0.25pt");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(absolute_units_are_exact),
        cmocka_unit_test(rounding_is_to_nearest_and_symmetric),
        cmocka_unit_test(relative_units),
        cmocka_unit_test(chinese_size_names),
        cmocka_unit_test(faults_of_lengths),
        cmocka_unit_test(units_without_meaning),
        cmocka_unit_test(the_nearest_name),
        cmocka_unit_test(distances_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
