/* SPDX-License-Identifier: MIT */
/*
 * Rows shared out over columns: cases, then all ways on small tables.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/share.h"

enum { MOST = 12 };

/* A row of each digit's height; none begins a column that stands behind a minus. */
static size_t make_rows(struct share_row *rows, const char *heights)
{
    size_t count = 0;
    bool free = true;
    for (; *heights; heights++) {
        if (*heights == '-')
            free = false;
        else
            rows[count++] = (struct share_row){*heights - '0', free};
        free = *heights == '-' ? free : true;
    }
    return count;
}

static void check(struct arena *a, const char *heights, dist head, int columns, const char *wanted)
{
    struct share_row rows[MOST];
    size_t ends[SHARE_COLUMNS], count = make_rows(rows, heights);
    assert_true(share_rows(rows, count, head, columns, ends, a));
    for (int i = 0; i < columns; i++)
        assert_int_equal(ends[i], wanted[i] - '0');
}

static void rows_are_shared_out_evenly(void **state)
{
    check(*state, "222222", 0, 3, "246");
    check(*state, "22111111", 0, 3, "258");
    check(*state, "22112111", 0, 3, "258");
    check(*state, "111", 0, 3, "123");
}

static void the_last_column_is_the_shortest(void **state)
{
    check(*state, "2222", 0, 3, "234");
    check(*state, "22222", 0, 3, "245");
    check(*state, "1111111", 0, 2, "47");
}

/* A head stands above the rows of every column; that of the first is its first row. */
static void heads_count(void **state)
{
    check(*state, "9-111111", 9, 2, "47");
    check(*state, "9-111111", 0, 2, "27");
}

static void some_rows_begin_no_column(void **state)
{
    check(*state, "111-111", 0, 2, "46");
    check(*state, "1-1-1-1", 0, 1, "4");
    struct share_row rows[MOST];
    size_t ends[SHARE_COLUMNS];
    assert_false(share_rows(rows, make_rows(rows, "1-1-1-1"), 0, 2, ends, *state));
    assert_false(share_rows(rows, make_rows(rows, "11"), 0, 3, ends, *state));
    assert_false(share_rows(rows, 0, 0, 3, ends, *state));
}

static int64_t squares_of(const struct share_row *rows, const size_t *ends, int columns)
{
    int64_t sum = 0;
    for (int i = 0; i < columns; i++) {
        int64_t height = 0;
        for (size_t k = i ? ends[i - 1] : 0; k < ends[i]; k++)
            height += rows[k].height;
        sum += height * height;
    }
    return sum;
}

static void no_other_way_is_more_even(void **state)
{
    unsigned random = 1;
    for (int round = 0; round < 500; round++) {
        struct share_row rows[MOST];
        for (int i = 0; i < MOST; i++) {
            random = random * 1103515245u + 12345u;
            rows[i] = (struct share_row){1 + (dist)(random >> 16) % 4, true};
        }
        size_t ends[3];
        assert_true(share_rows(rows, MOST, 0, 3, ends, *state));
        for (size_t i = 1; i + 1 < MOST; i++)
            for (size_t k = i + 1; k < MOST; k++) {
                const size_t other[] = {i, k, MOST};
                assert_true(squares_of(rows, ends, 3) <= squares_of(rows, other, 3));
            }
    }
}

static int begin(void **state)
{
    *state = arena_new();
    return 0;
}

static int end(void **state)
{
    arena_free(*state);
    return 0;
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_are_shared_out_evenly), TEST(the_last_column_is_the_shortest), TEST(heads_count),
        TEST(some_rows_begin_no_column),  TEST(no_other_way_is_more_even),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
