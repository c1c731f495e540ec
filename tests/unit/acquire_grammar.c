/* SPDX-License-Identifier: MIT */
/* The newsroom's set phrases: bylines, datelines, credits, stops. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "acquire/grammar.h"

static bool same(struct slice s, const char *text)
{
    return strlen(text) == (size_t)(s.end - s.start) && memcmp(s.start, text, strlen(text)) == 0;
}

static void bylines(void **state)
{
    struct arena *a = arena_new();
    struct byline b;
    (void)state;
    assert_true(byline_read(a, slice_of("■本报记者 林小满 通讯员 周 远"), &b));
    assert_int_equal(b.count, 2);
    assert_true(same(b.names[0].title, "本报记者") && same(b.names[0].given, "林小满"));
    assert_true(same(b.names[1].title, "通讯员") && same(b.names[1].given, "周 远"));
    assert_true(byline_read(a, slice_of("(沈亦然 记者 高一帆)"), &b));
    assert_int_equal(b.count, 2);
    assert_true(b.names[0].title.start == b.names[0].title.end);
    assert_true(same(b.names[1].title, "记者"));
    assert_true(is_byline(a, slice_of("本报记者王小河、李大川")));
    assert_true(is_byline(a, slice_of("撰文 秦川")));
    assert_true(is_byline(a, slice_of("本报记者 罗布日")));
    assert_true(is_byline(a, slice_of("首席记者 马于飞")));
    assert_false(is_byline(a, slice_of("首席记者 来自于海边")));
    assert_true(byline_read(a, slice_of("記者安屿／河湾報導"), &b));
    assert_true(b.count == 1 && same(b.names[0].given, "安屿"));
    assert_true(byline_read(a, slice_of("文/图 秦川 报道"), &b));
    assert_true(b.count == 1 && same(b.names[0].given, "秦川"));
    assert_true(byline_read(a, slice_of("摄影/秦川 报道"), &b));
    assert_true(b.count == 1 && same(b.names[0].given, "秦川"));
    assert_true(byline_read(a, slice_of("记者/秦川 报道"), &b));
    assert_true(b.count == 1 && same(b.names[0].given, "秦川"));
    assert_true(byline_read(a, slice_of("本报记者/秦川报道"), &b));
    assert_true(b.count == 1 && same(b.names[0].given, "秦川"));
    assert_true(byline_read(a, slice_of("河湾日报 记者 高一帆 苏州报道"), &b));
    assert_int_equal(b.count, 1);
    assert_true(is_credit(a, slice_of("記者陳若水攝")));
    assert_true(is_byline(a, slice_of("记者高一帆摄影秦川新闻线索提供丁女士")));
    assert_false(is_byline(a, slice_of("■下期预告")));
    assert_false(is_byline(a, slice_of("记者手记")));
    assert_false(is_byline(a, slice_of("石桥县召开春耕动员会")));
    assert_false(is_byline(a, slice_of("本报记者 高一帆 摄")));
    assert_false(is_byline(a, slice_of("本报讯(记者 丁以宁)入冬以来,供热")));
    arena_free(a);
}

static void credits(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    assert_true(is_credit(a, slice_of("秦川 摄")));
    assert_true(is_credit(a, slice_of("(本报记者 高一帆 本报通讯员 秦川 摄)")));
    assert_true(is_credit(a, slice_of("资料图片")));
    assert_true(is_credit(a, slice_of("（江湾影像）")));
    assert_true(is_credit(a, slice_of("(视觉江湾)")));
    assert_false(is_credit(a, slice_of("（江湾渡口）")));
    assert_false(is_credit(a, slice_of("江湾影像")));
    assert_true(has_both_duties(a, slice_of("文/图 秦川 高一帆")));
    assert_true(has_both_duties(a, slice_of("本报记者 秦川 摄影报道")));
    assert_false(has_both_duties(a, slice_of("本报记者 秦川 摄")));
    assert_false(is_credit(a, slice_of("他从小喜欢摄影。")));
    assert_false(is_credit(a, slice_of("本报记者 高一帆")));
    arena_free(a);
}

static void names(void **state)
{
    (void)state;
    assert_true(is_names(slice_of("邹亦平")));
    assert_true(is_names(slice_of("单于远山")));
    assert_true(is_names(slice_of("荀一山")));
    assert_false(is_names(slice_of("石滩港")));
    assert_true(is_names(slice_of("周 远")));
    assert_true(is_names(slice_of("(秦川)")));
    assert_true(is_names(slice_of("欧阳以宁 秦川")));
    assert_false(is_names(slice_of("秦川")));
    assert_false(is_names(slice_of("春耕 秋收")));
    assert_false(is_names(slice_of("石桥县召开动员会")));
}

static void times(void **state)
{
    (void)state;
    assert_true(starts_with_time(slice_of("10月8日,")));
    assert_true(starts_with_time(slice_of("9月以来,")));
    assert_true(starts_with_time(slice_of("入夏以来,")));
    assert_false(starts_with_time(slice_of("8个月")));
    assert_false(starts_with_time(slice_of("以来")));
}

static void units(void **state)
{
    (void)state;
    assert_true(ends_unit(slice_of("石桥县图书馆")));
    assert_true(ends_unit(slice_of("东湾海关")));
    assert_false(ends_unit(slice_of("数字里看变化")));
    assert_false(ends_unit(slice_of("局")));
}

static void datelines(void **state)
{
    struct arena *a = arena_new();
    struct dateline d;
    (void)state;
    assert_true(dateline_read(a, slice_of("本报东湾3月3日讯（记者 高一帆）两条线路延长。"), &d));
    assert_true(same(d.text, "本报东湾3月3日讯"));
    assert_int_equal(d.byline.count, 1);
    assert_string_equal(d.body, "两条线路延长。");
    assert_true(dateline_read(a, slice_of("晨光网消息（早间新闻）：今天降温。"), &d));
    assert_true(same(d.text, "晨光网消息（早间新闻）"));
    assert_int_equal(d.byline.count, 0);
    assert_string_equal(d.body, "今天降温。");
    assert_true(dateline_read(a, slice_of("(通讯员 沈亦然)连日来,检查食堂。"), &d));
    assert_true(d.text.start == d.text.end);
    assert_string_equal(d.body, "连日来,检查食堂。");
    assert_false(dateline_read(a, slice_of("该局负责人来电(座机)询问。"), &d));
    assert_false(dateline_read(a, slice_of("(试行)办法已公布。"), &d));
    arena_free(a);
}

static void stops(void **state)
{
    (void)state;
    assert_true(ends_sentence(slice_of("他说：“好。”")));
    assert_true(ends_sentence(slice_of("完成了(见图)。")));
    assert_false(ends_sentence(slice_of("增长3.")));
    assert_false(ends_sentence(slice_of("打好“组合拳”")));
    const char *text = "先修路。后通车。";
    assert_ptr_equal(last_inner_stop(slice_of(text)), text + strlen("先修路。"));
    assert_null(last_inner_stop(slice_of("只有一句。")));
}

static void sheet_lines(void **state)
{
    (void)state;
    assert_true(is_sheet_line(slice_of("第3版 2025年3月4日 星期二")));
    assert_true(is_sheet_line(slice_of("本版责编：何晴 美编：宋雨")));
    assert_true(is_sheet_line(slice_of("晨光晚报 2025年3月4日 星期二 第02版")));
    assert_true(is_sheet_line(slice_of("第A04版：县域")));
    assert_true(is_sheet_line(slice_of("河谷农情周报 第2版 要闻")));
    assert_false(is_sheet_line(slice_of("晚报第2版 登出农情")));
    assert_true(is_sheet_line(slice_of("（下转第三版）")));
    assert_false(is_sheet_line(slice_of("县志2025年3月4日再版")));
    assert_false(is_sheet_line(slice_of("星期天的图书馆")));
    assert_true(is_bare_value(slice_of("5.3")));
    assert_true(is_bare_value(slice_of("296299")));
    assert_false(is_bare_value(slice_of("12")));
    assert_false(is_bare_value(slice_of("2021")));
    assert_false(is_bare_value(slice_of("2021.10")));
    assert_false(is_bare_value(slice_of("10.8.1")));
}

static void masthead_data(void **state)
{
    (void)state;
    assert_true(is_masthead_data(slice_of("热线：00000000")));
    assert_true(is_masthead_data(slice_of("代号45—1")));
    assert_true(is_masthead_data(slice_of("零售价2元")));
    assert_true(is_masthead_data(slice_of("农历辛亥年三月初十")));
    assert_false(is_masthead_data(slice_of("热线12345一拨就灵")));
    assert_false(is_masthead_data(slice_of("出版30种新书")));
    assert_false(is_masthead_data(slice_of("主办28场比赛")));
    assert_false(is_masthead_data(slice_of("农历新年渡口忙")));
    assert_false(is_masthead_data(slice_of("农历七月游客多")));
    assert_true(is_masthead_data(slice_of("农历闰六月廿二")));
    assert_true(is_sheet_line(slice_of("农历辛亥年三月初十")));
    assert_false(is_sheet_line(slice_of("农历三月初十")));
    assert_false(is_masthead_data(slice_of("农历新年喜事一")));
    assert_false(is_sheet_line(slice_of("渔歌大会由江湾日报社主办")));
    assert_true(is_sheet_line(slice_of("2031年5月2日 第19028号")));
}

static void provisions(void **state)
{
    (void)state;
    assert_true(opens_provision(slice_of("第三条　镇务会议讨论全镇大事。")));
    assert_true(opens_provision(slice_of("第12条 会议每月一次。")));
    assert_false(opens_provision(slice_of("第二条生产线下月安装。")));
    assert_false(opens_provision(slice_of("第一款产品上市。")));
    assert_false(opens_provision(slice_of("第三天，雨停了。")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bylines),      cmocka_unit_test(credits),     cmocka_unit_test(datelines),
        cmocka_unit_test(stops),        cmocka_unit_test(sheet_lines), cmocka_unit_test(names),
        cmocka_unit_test(times),        cmocka_unit_test(provisions),  cmocka_unit_test(units),
        cmocka_unit_test(masthead_data)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
