/* SPDX-License-Identifier: MIT */
/* digest: what a written number stands for, and when two of them cannot meet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "digest/quantity.h"

struct case_of {
    const char *text; /* one quantity */
    const char *value, *low, *high;
    bool rough;
};

static const struct case_of cases[] = {
    {"43项", "43", "43", "43", false},
    {"3.44万件", "34400", "34350", "34450", false},
    {"3.40万件", "34000", "33950", "34050", false},
    {"1亿2000万件", "120000000", "119995000", "120005000", false},
    {"8.6公里", "8.6", "8.55", "8.65", false},
    {"240万元", "2400000", "2395000", "2405000", false},
    {"三千人", "3000", "3000", "3000", false},
    {"66.6%", "66.6", "66.55", "66.7", false},
    {"六成", "60", "55", "70", false},
    {"80余名", "80", "80", "90", true},
    {"15万余件", "150000", "150000", "160000", true},
    {"近300件", "300", "0", "300", true},
    {"300件以上", "300", "300", "10000000000000000", true},
    {"约300件", "300", "0", "10000000000000000", true},
    {"数十户", "10", "0", "10000000000000000", true},
};

static void numbers_stand_for_intervals(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct passage p = passage_read(a, cases[i].text);
        struct quantities q = quantities_read(a, &p);
        assert_int_equal(q.count, 1);
        assert_string_equal(amount_text(a, q.items[0].amount.value), cases[i].value);
        assert_string_equal(amount_text(a, q.items[0].amount.low), cases[i].low);
        assert_string_equal(amount_text(a, q.items[0].amount.high), cases[i].high);
        assert_int_equal(q.items[0].rough, cases[i].rough);
    }
    arena_free(a);
}

static struct interval exact(int value)
{
    return (struct interval){value * ONE, value * ONE, value * ONE};
}

static void ratios_meet_or_not(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct ratio third = ratio_of(exact(1), exact(3));
    struct interval cut = {33 * ONE, 33 * ONE, 34 * ONE};
    assert_true(ratio_meets(third, 100, cut));
    assert_false(ratio_meets(third, 100, exact(33)));
    assert_string_equal(ratio_text(a, third, 100), "33.33");
    assert_true(ratio_meets(ratio_change(exact(120), exact(150)), 100, exact(25)));
    assert_true(ratio_meets(ratio_change(exact(150), exact(120)), 100, exact(20)));
    assert_true(ratio_meets(ratio_told(exact(30), exact(150), true), 100, exact(25)));
    assert_true(ratio_meets(ratio_told(exact(30), exact(120), false), 100, exact(20)));
    assert_true(ratio_meets(ratio_of(exact(5), exact(0)), 100, exact(7)));
    struct interval most = {AMOUNT_MOST, AMOUNT_MOST, AMOUNT_MOST};
    assert_true(ratio_meets(ratio_of(most, most), 100, exact(100)));
    assert_false(ratio_meets(ratio_of(most, most), 100, exact(101)));
    arena_free(a);
}

static void too_large_and_too_fine_is_no_amount(void **state)
{
    (void)state;
    amount out;
    assert_true(amount_read("10000000000000000", &out));
    assert_false(amount_read("10000000000000001", &out));
    assert_true(amount_read("-0.000001", &out));
    assert_false(amount_read("0.0000001", &out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_stand_for_intervals),
        cmocka_unit_test(ratios_meet_or_not),
        cmocka_unit_test(too_large_and_too_fine_is_no_amount),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
