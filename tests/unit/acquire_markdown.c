/* SPDX-License-Identifier: MIT */
/* Markdown with HTML inside: blocks, places, sections, lists of contents; markup is accounted for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "acquire/acquire.h"

/* The dump without paths: markup drops left out, the sum kept. */
static char *dump(struct arena *a, const char *page)
{
    char path[] = "/tmp/acquire-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, page, strlen(page)), strlen(page));
    close(fd);
    struct source source = {path, SOURCE_MARKDOWN};
    struct acquired acquired = {0};
    struct diags *d = diags_new(a);
    assert_true(acquire_page(a, &source, &acquired, d));
    unlink(path);
    assert_int_equal(acquired.audit.source, acquired.audit.article + acquired.audit.dropped);
    struct buf b = {0};
    acquire_text(&b, &acquired);
    char *out = arena_text(a, b.text, b.len);
    buf_release(&b);
    char *to = out;
    for (char *line = strtok(out, "\n"); line; line = strtok(NULL, "\n")) {
        char *at = strstr(line, path);
        if (strncmp(line, "dropped markup", 14) == 0 || strncmp(line, "characters", 10) == 0)
            continue;
        if (at)
            memmove(at, at + strlen(path), strlen(at + strlen(path)) + 1);
        size_t len = strlen(line);
        memmove(to, line, len);
        to += len;
        *to++ = '\n';
    }
    *to = '\0';
    return out;
}

static void weekly_transcript(void **state)
{
    static const char page[] =
        "# 《晚间要闻》 (20250106)\n\n## 摘要\n\n1.山区铁路全线铺轨；\n\n2.老城供暖改造完工；\n\n"
        "3.各地快讯。\n\n## 正文\n\n### 山区铁路全线铺轨\n\n"
        "<p><strong>晨光网消息</strong>（晚间要闻）：铁路今天铺轨。<br></p><p>全长86公里。</p>\n\n"
        "[查看原文](https://example.org/1)\n\n### 老城供暖改造完工\n\n"
        "<p><strong>晨光网消息</strong>（晚间要闻）：老城供暖改造5日完工。</p>\n\n### 各地快讯\n\n"
        "<p><strong>晨光网消息</strong>（晚间要闻）：</p><p><strong>海港新增两条航线</strong></p>"
        "<p>航线每周各开三班。</p>\n\n---\n\n(更新时间: 1736150400000)\n";
    struct arena *a = arena_new();
    (void)state;
    assert_string_equal(dump(a, page), "article  2025-01-06\n"
                                       "  section 1: 《晚间要闻》 (20250106)\n"
                                       "  headline 13: 山区铁路全线铺轨\n"
                                       "  dateline 15: 晨光网消息（晚间要闻）\n"
                                       "  p 15: 铁路今天铺轨。\n"
                                       "  p 15: 全长86公里。\n"
                                       "article  2025-01-06\n"
                                       "  section 1: 《晚间要闻》 (20250106)\n"
                                       "  headline 19: 老城供暖改造完工\n"
                                       "  dateline 21: 晨光网消息（晚间要闻）\n"
                                       "  p 21: 老城供暖改造5日完工。\n"
                                       "article  2025-01-06\n"
                                       "  section 1: 《晚间要闻》 (20250106)\n"
                                       "  headline 23: 各地快讯\n"
                                       "  dateline 25: 晨光网消息（晚间要闻）\n"
                                       "  heading 25: 海港新增两条航线\n"
                                       "  p 25: 航线每周各开三班。\n"
                                       "dropped furniture  3: 摘要\n"
                                       "dropped furniture  5: 1.山区铁路全线铺轨；\n"
                                       "dropped furniture  7: 2.老城供暖改造完工；\n"
                                       "dropped furniture  9: 3.各地快讯。\n"
                                       "dropped furniture  11: 正文\n"
                                       "dropped furniture  17: 查看原文\n"
                                       "dropped furniture  29: (更新时间: 1736150400000)\n");
    arena_free(a);
}

static void blocks_and_entities(void **state)
{
    static const char page[] =
        "# 周报\n\n## 要闻\n\n### 新建村道通车\n\n本报记者 方知远\n\n"
        "村道建成通车，全长**12.6公里**。\n\n- 硬化路面\n- "
        "新建桥梁\n\n![通车现场](img/road.jpg)\n\n"
        "图为村民在新路上骑行。 方知远 摄\n\n## 服务\n\n### 停水通知\n\n> “请提前储水。”\n\n"
        "东街、西街\n停水&nbsp;一天，&#x6C34;压 &amp; 水质不变。\n\n1. 东街\n2. 西街\n";
    struct arena *a = arena_new();
    (void)state;
    assert_string_equal(dump(a, page), "article \n"
                                       "  section 3: 要闻\n"
                                       "  headline 5: 新建村道通车\n"
                                       "  person 7 [本报记者]: 方知远\n"
                                       "  p 9: 村道建成通车，全长12.6公里。\n"
                                       "  item 11: 硬化路面\n"
                                       "  item 12: 新建桥梁\n"
                                       "  figure 14 [img/road.jpg]: 通车现场\n"
                                       "  caption 16: 图为村民在新路上骑行。\n"
                                       "  credit 16: 方知远 摄\n"
                                       "article \n"
                                       "  section 18: 服务\n"
                                       "  headline 20: 停水通知\n"
                                       "  quote 22: “请提前储水。”\n"
                                       "  p 24,25: 东街、西街停水 一天，水压 & 水质不变。\n"
                                       "  item 27 [1.]: 东街\n"
                                       "  item 28 [2.]: 西街\n"
                                       "dropped furniture  1: 周报\n");
    arena_free(a);
}

/* Markup that is cut off, nested or stray: nothing crashes and the sum holds. */
static void hostile_markup(void **state)
{
    static const char *const pages[] = {"<p>未完<strong",
                                        "<!-- 注释\n\n正文。",
                                        "<p>甲</p",
                                        "&#xD800;&#0;&;&",
                                        "![](<",
                                        "> > > - 1. # 深\n",
                                        "***__``",
                                        "<p\n>一\n二</p\n>",
                                        "[甲]: http://e\n\n[甲]",
                                        "| a | b |\n|--|--|\n| c | d |"};
    struct arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(pages); i++)
        dump(a, pages[i]);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(weekly_transcript),
                                       cmocka_unit_test(blocks_and_entities),
                                       cmocka_unit_test(hostile_markup)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
