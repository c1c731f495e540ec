/* SPDX-License-Identifier: MIT */
/*
 * Days of the Gregorian calendar as numbers, so that weeks and months are arithmetic and nothing
 * asks the system, whose answers depend on time zones. Years are counted from March, which puts the
 * leap day at the end of one; the rule of weeks is ISO 8601: a week belongs to the year that its
 * Thursday is in.
 */
#include "util/util.h"

enum { TO_1970 = 719468 /* days from 1 March of the year 0 to 1 January 1970 */ };

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

bool day_of(int year, int month, int day, int *number)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > days_of_month(year, month))
        return false;
    int y = year - (month <= 2), m = (month + 9) % 12; /* March is 0 */
    *number = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - TO_1970;
    return true;
}

struct day_parts day_parts(int number)
{
    int n = number + TO_1970, era = n / 146097, rest = n % 146097;
    int y = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    int in_year = rest - (365 * y + y / 4 - y / 100);
    int m = (5 * in_year + 2) / 153;
    int month = m < 10 ? m + 3 : m - 9;
    return (struct day_parts){400 * era + y + (month <= 2), month, in_year - (153 * m + 2) / 5 + 1};
}

int day_digits(const char *s, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (!is_digit(s[i]))
            return -1;
        value = value * 10 + s[i] - '0';
    }
    return value;
}

bool day_read(const char *text, int *number)
{
    int year = day_digits(text, 4),
        month = year < 0 || text[4] != '-' ? -1 : day_digits(text + 5, 2);
    int day = month < 0 || text[7] != '-' ? -1 : day_digits(text + 8, 2);
    return day >= 0 && !text[10] && day_of(year, month, day, number);
}

const char *day_text(struct arena *a, int number)
{
    struct day_parts p = day_parts(number);
    return arena_printf(a, "%04d-%02d-%02d", p.year, p.month, p.day);
}

/* 0 is Monday. 1 January 1970 was a Thursday. */
static int weekday(int number)
{
    return ((number + 3) % 7 + 7) % 7;
}

struct week_parts day_week(int number)
{
    int thursday = number - weekday(number) + 3, first = 0;
    int year = day_parts(thursday).year;
    day_of(year, 1, 1, &first);
    return (struct week_parts){year, (thursday - first) / 7 + 1};
}

bool week_read(const char *text, int *monday)
{
    int year = day_digits(text, 4), january4 = 0;
    if (year < 0 || text[4] != '-' || text[5] != 'W' || day_digits(text + 6, 2) < 0 || text[8] ||
        !day_of(year, 1, 4, &january4)) /* which is always in week 1 */
        return false;
    int week = day_digits(text + 6, 2);
    *monday = january4 - weekday(january4) + 7 * (week - 1);
    return week > 0 && day_week(*monday).year == year;
}
