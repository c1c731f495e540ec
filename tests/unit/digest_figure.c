/* SPDX-License-Identifier: MIT */
/* digest: which numbers are key figures, their labels, places and relations. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "digest/digest.h"

static size_t read_figures(struct arena *a, const char *text, struct keyfigure **figures)
{
    struct block block = {.kind = BLOCK_P, .id = "p1", .text = text};
    struct article article = {.kind = ARTICLE, .blocks = &block, .block_count = 1};
    return digest_figures(a, &article, figures);
}

/* One line for all figures: value|unit|label|approx|per|part-of, then the next after a space. */
static const char *summary(struct arena *a, const char *text)
{
    struct keyfigure *k;
    size_t n = read_figures(a, text, &k);
    const char *line = "";
    for (size_t i = 0; i < n; i++)
        line = arena_printf(a, "%s%s%s|%s|%s|%s|%s|%s", line, i ? " " : "", k[i].value, k[i].unit,
                            k[i].label, k[i].approx, k[i].per, k[i].part_of);
    return line;
}

static const char *const figures[][2] = {
    /* verb, object, number */
    {"全镇发放节水手册640份。", "640|份|发放节水手册|||"},
    {"志愿者共清理河道垃圾12.5吨，", "12.5|吨|清理河道垃圾|||"},
    {"目前已安装充电桩320个。", "320|个|安装充电桩|||"},
    {"开展夜间巡河45次。", "45|次|夜间巡河|||"},
    /* verb, number, classifier, noun */
    {"年内建成6座口袋公园。", "6|座|建成口袋公园|||"},
    {"招募了58名退休教师参与课后托管。", "58|名|退休教师|||"},
    {"在17个渡口设置救生圈230个。", "17|个|渡口||| 230|个|设置救生圈|||"},
    /* noun, copula, number */
    {"污水收集率达到93.6%。", "93.6|%|污水收集率|||"},
    {"全县柑橘种植面积为4.8万亩，", "4.8万|亩|全县柑橘种植面积|||"},
    /* money keeps the number before 万 */
    {"拨付抗旱资金360万元。", "360|万元|拨付抗旱资金|||"},
    {"筹集善款7万余元。", "7万余|元|筹集善款|余||"},
    {"投入90万元改造照明线路。", "90|万元|照明线路投入|||"},
    /* doubt */
    {"接待游客近3万人次。", "3万|人次|接待游客|近||"},
    {"水深在20米以下。", "20|米|水深|以下||"},
    {"来了数百名村民。", "数百|名|村民|数||"},
    /* shares */
    {"返乡青年占百分之六十。", "六十|%|返乡青年占|||"},
    {"约三成农户参保。", "三|成|农户参保|约||"},
    /* per */
    {"每户补助1500元。", "1500|元|补助||户|"},
    {"就餐人数日均800余人次。", "800余|人次|就餐人数|余|日|"},
    /* lists share the verb */
    {"新建水窖14口、泵站2座。", "14|口|新建水窖||| 2|座|新建泵站|||"},
    /* relations */
    {"收集群众建议120条，采纳落实86条。", "120|条|收集群众建议||| 86|条|采纳落实|||"},
    {"收到来信75件，办结70件。", "75|件|收到来信||| 70|件|办结来信|||k1"},
    {"救助老人30人，其中独居19人、失能11人。",
     "30|人|救助老人||| 19|人|独居老人|||k1 11|人|失能老人|||k1"},
    /* change */
    {"港口吞吐量210万吨，同比增长6.5%。", "210万|吨|港口吞吐量||| 6.5|%|港口吞吐量同比增长|||"},
    {"审批材料由42份减少到9份。", "42|份|审批材料(减少前)||| 9|份|审批材料(减少到)|||"},
    {"办证时间缩短5天。", "5|天|办证时间缩短|||"},
};

static void counts_are_figures(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    int wrong = 0;
    for (size_t i = 0; i < COUNT(figures); i++) {
        const char *got = summary(a, figures[i][0]);
        if (strcmp(got, figures[i][1]) != 0) {
            print_message("%s\n  want %s\n  got  %s\n", figures[i][0], figures[i][1], got);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    arena_free(a);
}

static void other_numbers_are_not(void **state)
{
    (void)state;
    static const char *const texts[] = {"2024年3月5日上午8:30，",
                                        "二〇二四年立冬那天，",
                                        "全国第3届、全省第12名。",
                                        "推行“1+3”人员配置，",
                                        "建成“15分钟服务圈”，",
                                        "印发《十项措施20条》，",
                                        "他今年78岁，",
                                        "打造一支过硬的队伍，",
                                        "把两个大局装在心里，",
                                        "走进千家万户，",
                                        "万某被依法处理，",
                                        "电话是0719-5550123。",
                                        "聚焦5个方面用力，",
                                        "培训为期3天，",
                                        "这3个村都在山上。",
                                        "按照1个站点、2名队员的“1+2”模式管理，",
                                        "乘坐C919型飞机，",
                                        "排名上升2位，",
                                        "建设3000吨级码头，",
                                        "前11个月，",
                                        "第四十二条规定，"};
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct keyfigure *k;
        size_t n = read_figures(a, texts[i], &k);
        if (n)
            print_message("%s: %s%s\n", texts[i], k->value, k->unit);
        assert_int_equal(n, 0);
    }
    arena_free(a);
}

static void places_count_characters(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct keyfigure *k;
    assert_int_equal(read_figures(a, "昨天，全市共栽树3.2万棵。", &k), 1);
    assert_int_equal(k->start, 8);
    assert_int_equal(k->end, 13);
    assert_string_equal(k->p, "p1");
    assert_string_equal(k->id, "k1");
    assert_string_equal(k->number, "32000");
    assert_string_equal(k->text, "全市共栽树3.2万棵");
    arena_free(a);
}

static void only_articles_and_their_text(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct item items[] = {{"1.", "种树30棵"}, {"2.", "修路5公里"}};
    struct block blocks[] = {{.kind = BLOCK_HEADING, .id = "p1", .text = "修桥8座"},
                             {.kind = BLOCK_LIST, .id = "p2", .items = items, .item_count = 2},
                             {.kind = BLOCK_P, .id = "p3", .text = "打井4口"}};
    struct article article = {.kind = ARTICLE, .blocks = blocks, .block_count = 3};
    struct keyfigure *k;
    assert_int_equal(digest_figures(a, &article, &k), 3);
    assert_string_equal(k[0].p, "p2");
    assert_int_equal(k[1].start, 7); /* behind the five characters of the first item */
    assert_string_equal(k[2].p, "p3");
    assert_string_equal(k[2].id, "k3");
    article.kind = ARTICLE_PHOTO;
    assert_int_equal(digest_figures(a, &article, &k), 0);
    arena_free(a);
}

static void long_text_is_no_trouble(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct buf b = {0};
    for (int i = 0; i < 20000; i++)
        buf_adds(&b, "植树3棵、");
    struct keyfigure *k;
    assert_int_equal(read_figures(a, b.text, &k), 20000);
    assert_true(strlen(k[10000].text) < 1000);
    buf_release(&b);
    for (int i = 0; i < 100000; i++)
        buf_adds(&b, "（“其中9");
    assert_int_equal(read_figures(a, b.text, &k), 0);
    buf_release(&b);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_figures),      cmocka_unit_test(other_numbers_are_not),
        cmocka_unit_test(places_count_characters), cmocka_unit_test(only_articles_and_their_text),
        cmocka_unit_test(long_text_is_no_trouble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
