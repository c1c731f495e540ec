/* SPDX-License-Identifier: MIT */
/* digest: plain decimals of any length are compared and subtracted exactly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "digest/digest.h"

static void numbers_have_an_order(void **state)
{
    (void)state;
    assert_true(digest_number_order("9", "10") < 0);
    assert_true(digest_number_order("9.5", "9.51") < 0);
    assert_true(digest_number_order("9.51", "9.5") > 0);
    assert_true(digest_number_order("-3", "0.1") < 0);
    assert_true(digest_number_order("-3", "-2") < 0);
    assert_true(digest_number_order("100", "99.9") > 0);
    assert_true(digest_number_order("18446744073709551617", "18446744073709551616") > 0);
}

static void the_same_number_is_written_in_many_ways(void **state)
{
    (void)state;
    static const char *const same[][2] = {{"10", "10"},   {"1.50", "1.5"}, {"007", "7"},
                                          {"0", "-0.00"}, {"0.0", "00"},   {"-2.0", "-2"}};
    for (size_t i = 0; i < COUNT(same); i++)
        assert_int_equal(digest_number_order(same[i][0], same[i][1]), 0);
}

struct change {
    const char *before, *now, *difference, *percent; /* NULL: makes no sense */
};

static const struct change changes[] = {
    {"86", "92", "6", "7.0"},
    {"92", "86", "-6", "-6.5"},
    {"2", "3", "1", "50.0"},
    {"10", "10.0", "0", "0.0"},
    {"0.1", "0.3", "0.2", "200.0"},
    {"35.24", "34.2", "-1.04", "-3.0"},
    {"200", "200.1", "0.1", "0.1"},   /* 0.05: half up */
    {"200", "199.9", "-0.1", "-0.1"}, /* by its size */
    {"10000", "9999", "-1", "0.0"},   /* 0.01 */
    {"2000", "2000.9999", "0.9999", "0.0"},
    {"2000", "2001", "1", "0.1"},
    {"3", "2", "-1", "-33.3"},
    {"3", "5", "2", "66.7"},
    {"1001", "2001", "1000", "99.9"},
    {"10001", "19999.5", "9998.5", "100.0"}, /* 99.975: the carry */
    {"1", "100000000000000000000", "99999999999999999999", "9999999999999999999900.0"},
    {"18446744073709551616", "18446744073709551615", "-1", "0.0"},
    {"5", "0", "-5", "-100.0"},
    {"0", "5", "5", NULL},
    {"0.0", "5", "5", NULL},
    {"-3", "4", "7", NULL},
    {"3", "-4", "-7", NULL},
    {"-3", "-4.5", "-1.5", NULL},
    {"-4.5", "-3", "1.5", NULL},
    {"999.99", "0.01", "-999.98", "-100.0"},
};

static void changes_are_exact(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(changes); i++) {
        const struct change *c = &changes[i];
        const char *percent = digest_number_percent(a, c->now, c->before);
        assert_string_equal(digest_number_difference(a, c->now, c->before), c->difference);
        assert_string_equal(percent ? percent : "none", c->percent ? c->percent : "none");
    }
    arena_free(a);
}

static void the_point_moves(void **state)
{
    (void)state;
    static const struct {
        const char *number;
        int places;
        const char *shifted;
    } cases[] = {{"1.2", 4, "12000"},  {"0.85", 8, "85000000"}, {"-3.45678", 4, "-34567.8"},
                 {"12000", -4, "1.2"}, {"5", -8, "0.00000005"}, {"0", -4, "0"},
                 {"-20", 0, "-20"}};
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(digest_number_shift(a, cases[i].number, cases[i].places),
                            cases[i].shifted);
    arena_free(a);
}

static void a_long_number_has_no_share(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    char nines[101] = {0};
    memset(nines, '9', sizeof nines - 1);
    assert_null(digest_number_percent(a, nines, "1"));
    const char *difference = digest_number_difference(a, nines, "-1");
    assert_int_equal(strlen(difference), 101);
    assert_int_equal(strspn(difference + 1, "0"), 100);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_an_order),
        cmocka_unit_test(the_same_number_is_written_in_many_ways),
        cmocka_unit_test(changes_are_exact),
        cmocka_unit_test(the_point_moves),
        cmocka_unit_test(a_long_number_has_no_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
