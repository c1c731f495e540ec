/* SPDX-License-Identifier: MIT */
/*
 * What all readers of tables share: widths as HTML writes them, which cell a column's width goes
 * to, what head and foot are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "acquire/rows.h"

static void widths(void **state)
{
    static const struct {
        const char *text;
        int share;
        dist fixed;
    } rows[] = {{"30%", 300, 0},
                {"12.5%", 125, 0},
                {"33.339%", 333, 0},
                {"250%", 1000, 0},
                {"120", 0, 90 * PT},
                {"120px", 0, 90 * PT},
                {"45.25pt", 0, 45 * PT + PT / 4},
                {"1in", 0, 72 * PT},
                {"2.54CM", 0, 72 * PT},
                {"", 0, 0},
                {"auto", 0, 0},
                {"0", 0, 0},
                {"-3pt", 0, 0},
                {"3em", 0, 0},
                {"1000pt", 0, 0},
                {"99999999999%", 0, 0}};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct cell_width w = acquire_width(rows[i].text);
        dist far = w.fixed - rows[i].fixed;
        if (w.share != rows[i].share || far > PT / 100 || far < -PT / 100)
            fail_msg("%s: %d %d", rows[i].text, w.share, w.fixed);
    }
}

/* The first row's cell is over two columns, the second's first cell goes on below. */
static void a_width_goes_to_the_first_cell_of_its_own_column(void **state)
{
    static const struct cell_width given[] = {{100, 0}, {200, 0}, {300, 0}};
    struct cell cells[] = {{.text = "a", .columns = 2, .rows = 1},
                           {.text = "b", .columns = 1, .rows = 1, .width = {999, 0}},
                           {.text = "c", .columns = 1, .rows = 2},
                           {.text = "d", .columns = 2, .rows = 1},
                           {.text = "e", .columns = 1, .rows = 1},
                           {.text = "f", .columns = 1, .rows = 1}};
    struct row rows[] = {{.cells = cells, .count = 2},
                         {.cells = cells + 2, .count = 2},
                         {.cells = cells + 4, .count = 2}};
    static const int wanted[] = {0, 999, 100, 0, 200, 0};
    (void)state;
    rows_columns(rows, COUNT(rows), given, COUNT(given));
    for (size_t i = 0; i < COUNT(cells); i++)
        assert_int_equal(cells[i].width.share, wanted[i]);
}

static void the_foot_goes_last_and_heads_are_the_head(void **state)
{
    struct arena *a = arena_new();
    struct cell th = {.text = "h", .heading = true, .columns = 1, .rows = 1};
    struct cell td = {.text = "d", .columns = 1, .rows = 1};
    struct row rows[] = {{.cells = &td, .count = 1, .foot = true},
                         {.cells = &th, .count = 1},
                         {.cells = &td, .count = 1},
                         {.cells = &th, .count = 1}};
    (void)state;
    rows_finish(a, rows, COUNT(rows));
    assert_true(rows[0].head && rows[0].cells == &th);
    assert_true(!rows[1].head && !rows[2].head && rows[3].foot);
    arena_free(a);
}

static void a_table_of_headings_alone_has_no_head(void **state)
{
    struct arena *a = arena_new();
    struct cell th = {.text = "h", .heading = true, .columns = 1, .rows = 1};
    struct row rows[] = {{.cells = &th, .count = 1}, {.cells = &th, .count = 1}};
    (void)state;
    rows_finish(a, rows, COUNT(rows));
    assert_true(!rows[0].head && !rows[1].head);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths),
        cmocka_unit_test(a_width_goes_to_the_first_cell_of_its_own_column),
        cmocka_unit_test(the_foot_goes_last_and_heads_are_the_head),
        cmocka_unit_test(a_table_of_headings_alone_has_no_head),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
