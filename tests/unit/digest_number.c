/* SPDX-License-Identifier: MIT */
/* digest: written numbers and units, each with what must not be read as one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "digest/number.h"
#include "digest/unit.h"
#include "digest/words.h"

struct number_case {
    const char *text;
    size_t length; /* characters that belong to the number; 0 if it is none */
    const char *decimal;
};

static const struct number_case cases[] = {
    {"7", 1, "7"},
    {"1,063块", 5, "1063"},
    {"12,345,678", 10, "12345678"},
    {"1,06块", 1, "1"},
    {"2024,100", 4, "2024"},
    {"１２８个", 3, "128"},
    {"３．５公里", 3, "3.5"},
    {"１，２００人", 5, "1200"},
    {"35.24%", 5, "35.24"},
    {"10.0%", 4, "10"},
    {"0.05", 4, "0.05"},
    {"3.44万件", 5, "34400"},
    {"15万余元", 4, "150000"},
    {"80余万条", 4, "800000"},
    {"2100余万元", 6, "21000000"},
    {"10万多户", 4, "100000"},
    {"4.78万亿", 6, "4780000000000"},
    {"1.2亿3000万", 9, "150000000"},
    {"5万4千6百", 6, "54600"},
    {"3万4000", 6, "34000"},
    {"1千零20", 5, "1020"},
    {"十", 1, "10"},
    {"十五", 2, "15"},
    {"一百二", 3, "120"},
    {"一百零二", 4, "102"},
    {"两千四百五", 5, "2450"},
    {"一万三", 3, "13000"},
    {"一万零三", 4, "10003"},
    {"一千二百三十四", 7, "1234"},
    {"四亿五千六百四十二万零一十五", 14, "456420015"},
    {"一万五千亿", 5, "1500000000000"},
    {"四万万", 3, "400000000"},
    {"五兆六十二亿四万五千二", 11, "5006200045200"},
    {"壹佰贰拾叁", 5, "123"},
    {"壹萬零伍", 4, "10005"},
    {"廿五", 2, "25"},
    {"卅", 1, "30"},
    {"二〇二四年", 4, "2024"},
    {"七八百人", 3, "700"},
    {"三五个", 2, "3"},
    {"二三十户", 3, "20"},
    {"十七八岁", 3, "17"},
    {"数十名", 2, "10"},
    {"百余名", 2, "100"},
    {"千余人", 2, "1000"},
    {"万余元", 2, "10000"},
    {"几百件", 2, "100"},
    {"上千人", 2, "1000"},
    {"十几个", 2, "10"},
    {"二十几万", 4, "200000"},
    {"一百来人", 3, "100"},
    {"三点一四", 4, "3.14"},
    {"两千三点一", 5, "2300.1"},
    {"八点三十分", 1, "8"},
    {"三点半", 1, "3"},
    {"百分之五十", 5, "50"},
    {"百分之35.2", 7, "35.2"},
    {"千分之五", 4, "0.5"},
    {"百分之百", 4, "100"},
    {"三成", 2, "30"},
    {"六成五", 3, "65"},
    {"三成半", 3, "35"},
    {"四 成", 3, "40"},
    {"三十二点五", 5, "32.5"},
    {"六 点 二", 5, "6.2"},
    {"百万分之八", 5, "0.0008"},
    {".5吨", 2, "0.5"},
    {".吨", 0, NULL},
    {"三成立", 1, "3"},
    {"五分之一", 4, "0.2"},
    {"三分之一", 4, "0.333333333333333"},
    {"3又五分之一", 6, "3.2"},
    {"1个半小时", 3, "1.5"},
    {"5至7年", 3, "5"},
    {"10—15天", 5, "10"},
    {"3到5万元", 4, "30000"},
    {"30%—40%", 6, "30"},
    {"7至5", 1, "7"},
    {"零下5度", 3, "-5"},
    {"负32.5", 5, "-32.5"},
    {"-3℃", 2, "-3"},
    {"2290千米", 4, "2290"},
    {"27.5兆瓦", 4, "27.5"},
    {"三千 八百 万", 7, "38000000"},
    {"15 16", 2, "15"},
    {"40k", 3, "40000"},
    {"5km", 1, "5"},
    {"1.2e5", 5, "120000"},
    {"-12e-1", 6, "-1.2"},
    {"3/5", 3, "0.6"},
    {"3/5/2024", 1, "3"},
    {"1 1/2", 5, "1.5"},
    {"负3分之2", 5, "-0.666666666666667"},
    {"十打", 2, "120"},
    {"十打造", 1, "10"},
    {"百三", 2, "130"},
    {"百三十", 0, NULL},
    {"八折", 2, "80"},
    {"七五折", 3, "75"},
    {"9.9折", 4, "99"},
    {"半成", 2, "5"},
    {"百折不挠", 0, NULL},
    {"半成品", 0, NULL},
    {"百姓", 0, NULL},
    {"千家万户", 0, NULL},
    {"万某", 0, NULL},
    {"亿元级", 0, NULL},
    {"几个", 0, NULL},
    {"数字", 0, NULL},
    {"陆地", 0, NULL},
    {"拾起", 0, NULL},
    {"多个", 0, NULL},
    {"余下", 0, NULL},
    {"12345678901234567890123", 0, NULL},
    {"", 0, NULL},
};

static void numbers_are_read(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct passage p = passage_read(a, cases[i].text);
        struct number n;
        bool read = number_read(&p, 0, &n);
        if (read != (cases[i].length > 0) || (read && n.at.end != cases[i].length))
            print_message("%s: %zu characters\n", cases[i].text, read ? n.at.end : 0);
        assert_int_equal(read, cases[i].length > 0);
        assert_true(n.at.end > n.at.first);
        if (!read)
            continue;
        assert_int_equal(n.at.end, cases[i].length);
        assert_string_equal(n.decimal, cases[i].decimal);
    }
    arena_free(a);
}

static void money_can_take_the_wan(void **state)
{
    (void)state;
    static const struct {
        const char *text, *base;
        size_t base_end;
    } money[] = {{"240万元", "240", 3},     {"35.06亿元", "35.06", 5}, {"2100余万元", "2100", 5},
                 {"15万余元", "150000", 4}, {"4.2万亿元", "4.2", 3},   {"一万五千亿元", "15000", 4},
                 {"3至5万元", "3", 3}};
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(money); i++) {
        struct passage p = passage_read(a, money[i].text);
        struct number n;
        assert_true(number_read(&p, 0, &n));
        assert_string_equal(n.base, money[i].base);
        assert_int_equal(n.base_end, money[i].base_end);
    }
    arena_free(a);
}

static void words_of_doubt_are_found(void **state)
{
    (void)state;
    static const char *const texts[][2] = {{"15余万", "余"}, {"30多", "多"}, {"十几", "几"},
                                           {"数百", "数"},   {"上万", "上"}, {"5至7", "至"},
                                           {"320", ""}};
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct passage p = passage_read(a, texts[i][0]);
        struct number n;
        assert_true(number_read(&p, 0, &n));
        assert_string_equal(passage_text(a, &p, n.approx), texts[i][1]);
    }
    arena_free(a);
}

static void word_lists_are_in_order(void **state)
{
    (void)state;
    static const struct words *const lists[] = {
        &words_action,     &words_nominal,  &words_light,     &words_change,    &words_resolve,
        &words_opening,    &words_total,    &words_copula,    &words_about,     &words_bound,
        &words_rate,       &words_span,     &words_weak,      &words_whole,     &words_attend,
        &words_predicate,  &words_kind,     &words_quantity,  &words_extent,    &words_trade,
        &words_everywhere, &words_limit,    &words_over,      &words_having,    &words_pace,
        &words_division,   &words_finite,   &words_beginning, &words_ending,    &words_abstract,
        &words_frame,      &words_method,   &words_saving,    &words_rank,      &words_body,
        &words_among,      &words_sum,      &words_modifier,  &words_expected,  &words_planned,
        &words_finished,   &words_fact,     &words_outlook,   &words_fate,      &words_give,
        &words_spend,      &words_purpose,  &words_labour,    &words_dummy,     &words_achieve,
        &words_cause,      &words_beyond,   &words_remain,    &words_sort,      &words_ratio,
        &words_fund,       &words_honour,   &words_seat,      &words_kilometre, &words_pronoun,
        &words_comparing,  &words_interval, &words_compared,  &words_compound,  &words_compounded,
        &words_dative,     &words_by,       &words_view,      &words_inside,    &words_extreme,
        &words_degree,     &words_each,     &words_former,    &words_formerly,  &words_now};
    for (size_t i = 0; i < COUNT(lists); i++) {
        assert_null(lists[i]->list[lists[i]->count]);
        for (size_t k = 1; k < lists[i]->count; k++)
            assert_true(strcmp(lists[i]->list[k - 1], lists[i]->list[k]) < 0);
        for (size_t k = 0; k < lists[i]->count; k++)
            assert_true(utf8_count(lists[i]->list[k], strlen(lists[i]->list[k])) <= 8);
    }
}

static void what_is_given_is_spent(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t k = 0; k < words_give.count; k++) {
        struct passage p = passage_read(a, words_give.list[k]);
        assert_int_equal(listed_at(&p, 0, &words_spend), p.count);
    }
    arena_free(a);
}

static void what_an_outlook_is_told_by_is_looked_at(void **state)
{
    (void)state;
    static const struct words *const parts[] = {&words_expected, &words_planned, &words_finished,
                                                &words_fact};
    size_t count = 8; /* 将, 确保, 要求, 预期, 目标, 可能, 提出, 明确 */
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(parts); i++) {
        count += parts[i]->count;
        for (size_t k = 0; k < parts[i]->count; k++) {
            struct passage p = passage_read(a, parts[i]->list[k]);
            assert_int_equal(listed_at(&p, 0, &words_outlook), p.count);
        }
    }
    assert_int_equal(words_outlook.count, count);
    arena_free(a);
}

static void units_are_the_longest(void **state)
{
    (void)state;
    static const char *const texts[][2] = {{"场次活动", "场次"},
                                           {"场演出", "场"},
                                           {"个百分点", "个百分点"},
                                           {"个村", "个"},
                                           {"条(次)", "条(次)"},
                                           {"套（间）", "套（间）"},
                                           {"平方公里", "平方公里"},
                                           {"%", "%"},
                                           {"千瓦时", "千瓦时"},
                                           {"标准箱", "标准箱"},
                                           {"人次", "人次"},
                                           {"美元", "美元"},
                                           {"条例", ""},
                                           {"家庭", ""},
                                           {"起诉", ""},
                                           {"年", ""},
                                           {"岁", ""},
                                           {"号", ""},
                                           {"期间", ""},
                                           {"场所", ""},
                                           {"人民", ""},
                                           {"", ""}};
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct passage p = passage_read(a, texts[i][0]);
        struct unit unit = {.at = {0, 0}};
        assert_int_equal(unit_read(&p, 0, &unit), texts[i][1][0] != '\0');
        assert_string_equal(passage_text(a, &p, unit.at), texts[i][1]);
    }
    struct passage p = passage_read(a, "元/吨");
    struct unit unit;
    assert_true(unit_read(&p, 0, &unit));
    assert_string_equal(passage_text(a, &p, unit.at), "元/吨");
    arena_free(a);
}

static void titles_and_slogans_are_hidden(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct passage p = passage_read(a, "甲“1+3”乙《三年计划》丙（丁）戊（己");
    static const char *const want = ".#####.######.###..."; /* one mark a character */
    assert_int_equal(p.count, strlen(want));
    for (size_t i = 0; i < p.count; i++)
        assert_int_equal(p.hidden[i], want[i] == '#');
    p = passage_read(a, "他说：“来了三百人。”");
    for (size_t i = 0; i < p.count; i++)
        assert_false(p.hidden[i]);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read),
        cmocka_unit_test(money_can_take_the_wan),
        cmocka_unit_test(words_of_doubt_are_found),
        cmocka_unit_test(word_lists_are_in_order),
        cmocka_unit_test(what_is_given_is_spent),
        cmocka_unit_test(what_an_outlook_is_told_by_is_looked_at),
        cmocka_unit_test(units_are_the_longest),
        cmocka_unit_test(titles_and_slogans_are_hidden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
