/* SPDX-License-Identifier: MIT */
/*
 * Widths of columns: each step of the distribution, then what holds for all tables, on random ones.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/widths.h"

#define SAME(...)                                                                                  \
    do {                                                                                           \
        const dist wanted[] = {__VA_ARGS__};                                                       \
        assert_memory_equal(widths, wanted, sizeof wanted);                                        \
    } while (0)

static void all_get_their_most_and_share_the_rest(void **state)
{
    static const struct column_wish columns[] = {{10, 20, 20, 20, 20, 0, 0},
                                                 {10, 20, 20, 20, 60, 0, 0}};
    dist widths[2];
    (void)state;
    assert_true(widths_divide(columns, 2, 80, widths));
    SAME(20, 60);
    assert_true(widths_divide(columns, 2, 120, widths));
    SAME(30, 90);
}

static void short_texts_go_before_long_ones(void **state)
{
    static const struct column_wish columns[] = {{10, 40, 50, 50, 50, 0, 0},
                                                 {10, 40, 40, 40, 300, 0, 0}};
    dist widths[2];
    (void)state;
    assert_true(widths_divide(columns, 2, 200, widths));
    SAME(50, 150);
}

static void what_is_easily_read_goes_before_shares(void **state)
{
    static const struct column_wish columns[] = {{10, 40, 40, 40, 40, 0, 0},
                                                 {10, 40, 40, 40, 40, 900, 0}};
    dist widths[2];
    (void)state;
    assert_true(widths_divide(columns, 2, 100, widths));
    SAME(40, 60);
}

static void shares_and_fixed_widths_are_kept(void **state)
{
    static const struct column_wish columns[] = {
        {10, 10, 10, 10, 10, 500, 0}, {10, 10, 10, 10, 10, 0, 70}, {10, 10, 10, 10, 20, 0, 0}};
    dist widths[3];
    (void)state;
    assert_true(widths_divide(columns, 3, 200, widths));
    SAME(100, 70, 30);
    assert_true(widths_divide(columns, 3, 300, widths));
    SAME(150, 70, 80);
}

static void a_share_is_no_less_than_the_contents_need(void **state)
{
    static const struct column_wish columns[] = {{50, 50, 50, 50, 50, 100, 0},
                                                 {10, 10, 10, 10, 90, 0, 0}};
    dist widths[2];
    (void)state;
    assert_true(widths_divide(columns, 2, 100, widths));
    SAME(50, 50);
}

static void without_free_columns_the_fixed_ones_take_the_rest(void **state)
{
    static const struct column_wish columns[] = {{5, 5, 5, 5, 5, 200, 0}, {5, 5, 5, 5, 5, 0, 40}};
    dist widths[2];
    (void)state;
    assert_true(widths_divide(columns, 2, 100, widths));
    SAME(20, 80);
}

static void too_narrow_a_measure_is_said_and_shared(void **state)
{
    static const struct column_wish columns[] = {{30, 30, 30, 30, 30, 0, 0},
                                                 {90, 90, 90, 90, 90, 0, 0}};
    dist widths[2];
    (void)state;
    assert_false(widths_divide(columns, 2, 60, widths));
    SAME(15, 45);
}

static void columns_of_nothing_share_in_equal_parts(void **state)
{
    static const struct column_wish columns[3] = {{0}};
    dist widths[3];
    (void)state;
    assert_true(widths_divide(columns, 3, 100, widths));
    SAME(33, 33, 34);
}

static void a_cell_over_columns_widens_them_in_proportion(void **state)
{
    struct column_wish columns[] = {{10, 10, 10, 10, 30, 0, 0}, {20, 20, 20, 20, 90, 0, 0}};
    static const struct column_wish cell = {70, 80, 80, 80, 100, 0, 0};
    (void)state;
    widths_span(columns, 2, &cell);
    assert_int_equal(columns[0].least, 20);
    assert_int_equal(columns[1].least, 50);
    assert_int_equal(columns[0].easy + columns[1].easy, 80);
    assert_int_equal(columns[0].most, 30);
    assert_int_equal(columns[1].most, 90);
}

static uint32_t chance(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

static struct column_wish any_wish(uint32_t *seed)
{
    struct column_wish c = {.least = (dist)chance(seed, 40 * PT)};
    c.easy = c.least + (dist)chance(seed, 40 * PT);
    c.fair = c.easy + (dist)chance(seed, 60 * PT);
    c.whole = c.fair + (dist)chance(seed, 60 * PT);
    c.most = c.whole + (dist)chance(seed, 200 * PT);
    c.share = chance(seed, 4) ? 0 : (int)chance(seed, 1000);
    c.fixed = chance(seed, 4) ? 0 : (dist)chance(seed, 90 * PT);
    return c;
}

static void widths_sum_to_the_measure_and_none_is_below_its_least(void **state)
{
    (void)state;
    for (uint32_t seed = 1, n = 0; n < 2000; n++) {
        struct column_wish columns[MOST_COLUMNS];
        dist widths[MOST_COLUMNS];
        size_t count = 1 + chance(&seed, MOST_COLUMNS);
        for (size_t i = 0; i < count; i++)
            columns[i] = any_wish(&seed);
        dist measure = (dist)chance(&seed, 2000) * PT + 7;
        bool fits = widths_divide(columns, count, measure, widths);
        assert_int_equal(fits, widths_least(columns, count) <= measure);
        int64_t sum = 0;
        for (size_t i = 0; i < count; i++) {
            sum += widths[i];
            assert_true(widths[i] >= 0 && (!fits || widths[i] >= columns[i].least));
        }
        assert_int_equal(sum, measure);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_get_their_most_and_share_the_rest),
        cmocka_unit_test(short_texts_go_before_long_ones),
        cmocka_unit_test(what_is_easily_read_goes_before_shares),
        cmocka_unit_test(shares_and_fixed_widths_are_kept),
        cmocka_unit_test(a_share_is_no_less_than_the_contents_need),
        cmocka_unit_test(without_free_columns_the_fixed_ones_take_the_rest),
        cmocka_unit_test(too_narrow_a_measure_is_said_and_shared),
        cmocka_unit_test(columns_of_nothing_share_in_equal_parts),
        cmocka_unit_test(a_cell_over_columns_widens_them_in_proportion),
        cmocka_unit_test(widths_sum_to_the_measure_and_none_is_below_its_least),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
