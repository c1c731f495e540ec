/* SPDX-License-Identifier: MIT */
/* export: which rows of two issues are a pair, where labels collide. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "export/export.h"

struct said {
    const char *headline, *text, *number;
};

static struct export_rows rows_of(struct arena *a, const struct said *said, size_t count)
{
    struct export_rows rows = {arena_array(a, count, sizeof *rows.items), count};
    for (size_t i = 0; i < count; i++) {
        struct export_row *row = &rows.items[i];
        for (int c = 0; c < EXPORT_COLUMNS; c++)
            row->cells[c] = "";
        row->cells[EXPORT_LABEL] = "新建停车位";
        row->cells[EXPORT_UNIT] = "个";
        row->cells[EXPORT_HEADLINE] = said[i].headline;
        row->cells[EXPORT_TEXT_OF] = said[i].text;
        row->cells[EXPORT_NUMBER] = said[i].number;
    }
    return rows;
}

/* The pairs as "before>now by", with commas between, then what is new and gone. */
static void expect(const struct said *before, size_t before_count, const struct said *now,
                   size_t now_count, const char *expected)
{
    struct arena *a = arena_new();
    struct export_rows x = rows_of(a, now, now_count), y = rows_of(a, before, before_count);
    struct export_changes c = export_compare(a, &x, &y);
    struct buf b = {0};
    for (size_t i = 0; i < c.changed + c.added + c.gone; i++) {
        const struct export_change *item = &c.items[i];
        buf_addf(&b, "%s%s>%s%s%s", i ? ", " : "",
                 item->before ? item->before->cells[EXPORT_NUMBER] : "",
                 item->now ? item->now->cells[EXPORT_NUMBER] : "", item->matched[0] ? " " : "",
                 item->matched);
    }
    assert_string_equal(b.text ? b.text : "", expected);
    buf_release(&b);
    arena_free(a);
}

#define EXPECT(before, now, expected) expect(before, COUNT(before), now, COUNT(now), expected)

static void a_place_in_long_headlines_is_enough(void **state)
{
    (void)state;
    static const struct said before[] = {
        {"南湖镇全面完成春季植树任务", "截至3月底新建停车位12个", "12"},
        {"北山乡冬小麦返青管理有序推进", "截至3月底新建停车位8个", "8"},
        {"松岭县重点项目集中签约", "截至3月底新建停车位40个", "40"}};
    static const struct said now[] = {
        {"柳溪村村规民约人人守", "截至4月底新建停车位5个", "5"},
        {"群众办事不出村 北山乡便民服务点全覆盖", "截至4月底新建停车位9个", "9"},
        {"南湖镇把老厂房改成图书馆", "截至4月底新建停车位15个", "15"}};
    EXPECT(before, now, "8>9 topic, 12>15 topic, >5, 40>");
}

static void what_all_reports_say_joins_nothing(void **state)
{
    (void)state;
    static const struct said before[] = {
        {"甲城街道办实事", "今年以来全市各级各部门累计新建停车位12个", "12"},
        {"乙城街道办实事", "今年以来全市各级各部门累计新建停车位8个", "8"}};
    static const struct said now[] = {
        {"丙城街道办实事", "今年以来全市各级各部门累计新建停车位15个", "15"},
        {"丁城街道办实事", "今年以来全市各级各部门累计新建停车位9个", "9"}};
    EXPECT(before, now, ">15, >9, 12>, 8>");
}

static void near_to_two_is_near_to_none(void **state)
{
    (void)state;
    static const struct said before[] = {{"南湖镇举行春季运动会开幕式", "新建停车位12个", "12"},
                                         {"北山乡冬小麦返青", "新建停车位8个", "8"},
                                         {"松岭县重点项目集中签约", "新建停车位40个", "40"}};
    static const struct said now[] = {{"南湖镇老旧小区加装电梯", "新建停车位15个", "15"},
                                      {"游客走进南湖镇采摘草莓", "新建停车位9个", "9"},
                                      {"柳溪村村规民约人人守", "新建停车位5个", "5"}};
    EXPECT(before, now, ">15, >9, >5, 12>, 8>, 40>");
    expect(before, COUNT(before), now + 1, 2, "12>9 topic, >5, 8>, 40>");
}

static void the_same_headline_comes_first(void **state)
{
    (void)state;
    static const struct said before[] = {
        {"一周数说", "新建停车位12个", "12"},
        {"南湖湿地迎来游客", "南湖湿地公园北门新建停车位8个", "8"}};
    static const struct said now[] = {{"一周数说", "南湖湿地公园北门新建停车位9个", "9"}};
    EXPECT(before, now, "12>9 headline, 8>");
}

static void the_nearest_clause_comes_first(void **state)
{
    (void)state;
    static const struct said before[] = {{"一周数说", "东门广场新建停车位5个", "5"},
                                         {"一周数说", "西门广场新建停车位7个", "7"}};
    static const struct said now[] = {{"一周数说", "西门广场新建停车位8个", "8"},
                                      {"一周数说", "东门广场新建停车位6个", "6"}};
    EXPECT(before, now, "7>8 headline, 5>6 headline");
}

static void one_of_each_is_a_pair(void **state)
{
    (void)state;
    static const struct said before[] = {{"", "新建停车位12个", "12"}};
    static const struct said now[] = {{"丙城街道办实事", "新建停车位15个", "15"}};
    EXPECT(before, now, "12>15 label");
}

static void a_headline_that_is_missing_is_no_headline(void **state)
{
    (void)state;
    static const struct said before[] = {{"", "甲新建停车位12个", "12"},
                                         {"", "乙新建停车位11个", "11"}};
    static const struct said now[] = {{"", "丙新建停车位15个", "15"}};
    EXPECT(before, now, ">15, 12>, 11>");
}

/* Nothing is weighed, and only headlines pair; what is the same is no change. */
static void a_crowd_is_told_apart_by_headlines_alone(void **state)
{
    (void)state;
    struct said before[40], now[40];
    for (size_t i = 0; i < COUNT(before); i++)
        before[i] = now[i] = (struct said){"", "南湖镇东门广场新建停车位", "7"};
    before[3] = now[5] = (struct said){"一周数说", "新建停车位", "7"};
    struct arena *a = arena_new();
    struct export_rows x = rows_of(a, now, COUNT(now)), y = rows_of(a, before, COUNT(before));
    struct export_changes c = export_compare(a, &x, &y);
    assert_int_equal(c.same, 1);
    assert_int_equal(c.added, COUNT(now) - 1);
    assert_int_equal(c.gone, COUNT(before) - 1);
    arena_free(a);
}

static void nothing_is_compared_with_nothing(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct export_rows none = {0};
    struct export_changes c = export_compare(a, &none, &none);
    assert_int_equal(c.changed + c.added + c.gone + c.same, 0);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_in_long_headlines_is_enough),
        cmocka_unit_test(what_all_reports_say_joins_nothing),
        cmocka_unit_test(near_to_two_is_near_to_none),
        cmocka_unit_test(the_same_headline_comes_first),
        cmocka_unit_test(the_nearest_clause_comes_first),
        cmocka_unit_test(one_of_each_is_a_pair),
        cmocka_unit_test(a_headline_that_is_missing_is_no_headline),
        cmocka_unit_test(a_crowd_is_told_apart_by_headlines_alone),
        cmocka_unit_test(nothing_is_compared_with_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
