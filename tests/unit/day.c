/* SPDX-License-Identifier: MIT */
/* util: days and weeks of the calendar, against the rules of ISO 8601. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "util/util.h"

static void every_day_is_one_more_than_the_last(void **state)
{
    (void)state;
    int number, expected = -25567; /* 1 January 1900 */
    for (int year = 1900; year < 2200; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= 31; day++) {
                if (!day_of(year, month, day, &number))
                    continue;
                assert_int_equal(number, expected++);
                struct day_parts p = day_parts(number);
                assert_true(p.year == year && p.month == month && p.day == day);
            }
    assert_int_equal(expected, 84006); /* 1 January 2200 */
}

static void days_that_are_none(void **state)
{
    static const char *const none[] = {"2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10",
                                       "2025-04-31", "2025-4-01",  "2025-04-1",  "2025-04-011",
                                       "20250401",   "",           "0000-01-01", "2025-04-00"};
    int number;
    (void)state;
    for (size_t i = 0; i < COUNT(none); i++)
        assert_false(day_read(none[i], &number));
    assert_true(day_read("2000-02-29", &number));
    assert_true(day_read("1970-01-01", &number));
    assert_int_equal(number, 0);
}

static void weeks_belong_to_the_year_of_their_thursday(void **state)
{
    static const struct {
        const char *day;
        int year, week;
    } cases[] = {{"2024-12-29", 2024, 52}, {"2024-12-30", 2025, 1},  {"2021-01-03", 2020, 53},
                 {"2021-01-04", 2021, 1},  {"2027-01-01", 2026, 53}, {"1969-12-31", 1970, 1},
                 {"2005-01-01", 2004, 53}, {"2008-12-29", 2009, 1}};
    int number;
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_true(day_read(cases[i].day, &number));
        assert_int_equal(day_week(number).year, cases[i].year);
        assert_int_equal(day_week(number).week, cases[i].week);
    }
}

static void weeks_begin_on_monday(void **state)
{
    static const char *const none[] = {"2024-W53", "2024-W00", "2024-W5",  "2024-52",
                                       "2024W52",  "W52",      "2024-w52", "2024-W520"};
    struct arena *a = arena_new();
    int monday;
    (void)state;
    assert_true(week_read("2024-W52", &monday));
    assert_string_equal(day_text(a, monday), "2024-12-23");
    assert_true(week_read("2020-W53", &monday));
    assert_string_equal(day_text(a, monday), "2020-12-28");
    assert_true(week_read("2025-W01", &monday));
    assert_string_equal(day_text(a, monday), "2024-12-30");
    for (size_t i = 0; i < COUNT(none); i++)
        assert_false(week_read(none[i], &monday));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_is_one_more_than_the_last),
        cmocka_unit_test(days_that_are_none),
        cmocka_unit_test(weeks_belong_to_the_year_of_their_thursday),
        cmocka_unit_test(weeks_begin_on_monday),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
