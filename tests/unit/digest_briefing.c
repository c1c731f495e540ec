/* SPDX-License-Identifier: MIT */
/* digest: order, sections, date and picks of an issue, from options, manifest and articles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "digest/briefing.h"

struct issue {
    struct arena *a;
    struct diags *d;
    struct articles articles;
    struct digest_options options;
    char path[64];
};

static struct article make(struct arena *a, const char *id, const char *source, const char *section,
                           const char *text)
{
    struct block *block = arena_alloc(a, sizeof *block);
    *block = (struct block){.kind = BLOCK_P, .id = "p1", .text = text};
    return (struct article){.id = id,
                            .source = source,
                            .date = "2031-05-02",
                            .section = section,
                            .headline = id,
                            .headline_pos = {source, 1, 1},
                            .blocks = block,
                            .block_count = 1};
}

static int begin(void **state)
{
    struct issue *s = calloc(1, sizeof *s);
    s->a = arena_new();
    s->d = diags_new(s->a);
    s->articles.count = 4;
    s->articles.items = arena_array(s->a, 4, sizeof *s->articles.items);
    s->articles.items[0] = make(s->a, "east-1", "in/east.txt", "水利", "修复水渠12公里。");
    s->articles.items[1] =
        make(s->a, "east-2", "in/east.txt", "水利", "栽植果树340棵，拨付资金25万元。");
    s->articles.items[2] = make(s->a, "west-1", "in/west.txt", "林业", "护林员轮班巡山。");
    s->articles.items[3] = make(s->a, "west-2", "in/west.txt", "水利", "新打机井4口。");
    s->articles.items[3].date = "2031-05-09";
    s->options.jobs = 3;
    unsetenv("SOURCE_DATE_EPOCH");
    *state = s;
    return 0;
}

static int end(void **state)
{
    struct issue *s = *state;
    if (s->path[0])
        unlink(s->path);
    arena_free(s->a);
    free(s);
    return 0;
}

static void write_manifest(struct issue *s, const char *text)
{
    memcpy(s->path, "/tmp/briefgen-manifest-XXXXXX", sizeof "/tmp/briefgen-manifest-XXXXXX");
    int fd = mkstemp(s->path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    s->options.manifest = s->path;
}

static struct digest *build(struct issue *s)
{
    return digest_build(s->a, &s->articles, &s->options, s->d);
}

static const char *ids(struct issue *s, const struct digest *digest)
{
    const char *line = "";
    for (size_t i = 0; i < digest->article_count; i++)
        line = arena_printf(s->a, "%s%s%s", line, i ? " " : "", digest->articles[i].article->id);
    return line;
}

static void without_a_manifest_all_is_taken(void **state)
{
    struct issue *s = *state;
    struct digest *digest = build(s);
    assert_string_equal(ids(s, digest), "east-1 east-2 west-1 west-2");
    assert_string_equal(digest->title, "");
    assert_string_equal(digest->date, "2031-05-09");
    assert_int_equal(digest->section_count, 3);
    assert_string_equal(digest->sections[0].name, "水利");
    assert_int_equal(digest->sections[0].count, 2);
    assert_int_equal(digest->sections[2].first, 3);
    assert_int_equal(digest->articles[1].figure_count, 2);
    assert_int_equal(diags_total(s->d), 0);
}

static void the_manifest_orders(void **state)
{
    struct issue *s = *state;
    write_manifest(s,
                   "<briefing title=\"山水简报\" issue=\"7\" date=\"2031-05-10\" office=\"办公室\">"
                   "<note>\n  按语\n  一句。\n</note>"
                   "<section name=\"要闻\"><include href=\"west.txt#2\"/>"
                   "<include href=\"in/east.txt#2\"/></section>"
                   "<include href=\"west.txt#1\"/></briefing>");
    struct digest *digest = build(s);
    assert_non_null(digest);
    assert_string_equal(ids(s, digest), "west-2 east-2 west-1");
    assert_string_equal(digest->title, "山水简报");
    assert_string_equal(digest->issue, "7");
    assert_string_equal(digest->date, "2031-05-10");
    assert_string_equal(digest->office, "办公室");
    assert_string_equal(digest->note, "按语一句。");
    assert_int_equal(digest->section_count, 2);
    assert_string_equal(digest->sections[0].name, "要闻");
    assert_int_equal(digest->sections[0].count, 2);
    assert_string_equal(digest->sections[1].name, "林业");
    assert_int_equal(diags_count(s->d, NOTE), 1); /* east-1 is left out */
}

static void options_come_first(void **state)
{
    struct issue *s = *state;
    write_manifest(s, "<briefing title=\"甲\" date=\"2031-05-10\"/>");
    s->options.title = "乙";
    s->options.date = "2031-06-01";
    struct digest *digest = build(s);
    assert_string_equal(digest->title, "乙");
    assert_string_equal(digest->date, "2031-06-01");
}

static void excludes_leave_out(void **state)
{
    struct issue *s = *state;
    write_manifest(s, "<briefing><exclude href=\"east.txt\"/></briefing>");
    assert_string_equal(ids(s, build(s)), "west-1 west-2");
    assert_int_equal(diags_count(s->d, NOTE), 2);
}

static void a_name_without_an_article_is_an_error(void **state)
{
    struct issue *s = *state;
    enum severity severity;
    struct pos pos;
    const char *text;
    write_manifest(s, "<briefing>\n  <include href=\"east.txt#9\"/>\n</briefing>");
    assert_null(build(s));
    diags_at(s->d, 0, &severity, &pos, &text);
    assert_int_equal(severity, ERROR);
    assert_int_equal(pos.line, 2);
    assert_string_equal(text, "east.txt has no article number 9");
}

static void a_second_include_is_a_warning(void **state)
{
    struct issue *s = *state;
    write_manifest(s, "<briefing><include href=\"west.txt\"/><include href=\"west.txt#2\"/>"
                      "<include href=\"east.txt\"/></briefing>");
    assert_string_equal(ids(s, build(s)), "west-1 west-2 east-1 east-2");
    assert_int_equal(diags_count(s->d, WARNING), 1);
}

static void the_epoch_stands_before_the_articles(void **state)
{
    struct issue *s = *state;
    setenv("SOURCE_DATE_EPOCH", "86400", 1);
    assert_string_equal(build(s)->date, "1970-01-02");
    setenv("SOURCE_DATE_EPOCH", "tomorrow", 1);
    assert_string_equal(build(s)->date, "2031-05-09");
    assert_int_equal(diags_count(s->d, WARNING), 1);
    unsetenv("SOURCE_DATE_EPOCH");
}

static void figures_of_the_editor_stay(void **state)
{
    struct issue *s = *state;
    struct keyfigure own = {.id = "k1",
                            .label = "自填",
                            .value = "5",
                            .number = "5",
                            .unit = "个",
                            .approx = "",
                            .outlook = "",
                            .per = "",
                            .part_of = "",
                            .p = "p1",
                            .text = ""};
    s->articles.items[0].has_figures = true;
    s->articles.items[1].has_figures = true;
    s->articles.items[1].figures = &own;
    s->articles.items[1].figure_count = 1;
    struct digest *digest = build(s);
    assert_int_equal(digest->articles[0].figure_count, 0);
    assert_int_equal(digest->articles[1].figure_count, 1);
    assert_ptr_equal(digest->articles[1].figures, &own);
}

static void every_article_gives_before_one_gives_twice(void **state)
{
    struct issue *s = *state;
    struct digest *digest = build(s);
    assert_int_equal(digest->pick_count, 4);
    assert_int_equal(digest->picks[0].article, 1); /* 25万元: money */
    assert_int_equal(digest->picks[0].figure, 1);
    assert_int_not_equal(digest->picks[1].article, 1);
    assert_int_not_equal(digest->picks[2].article, 1);
    assert_int_equal(digest->picks[3].article, 1);
}

static struct keyfigure figure(const char *number, const char *unit, const char *label,
                               const char *text)
{
    return (struct keyfigure){.id = "k1",
                              .label = label,
                              .value = number,
                              .number = number,
                              .unit = unit,
                              .approx = "",
                              .outlook = "",
                              .per = "",
                              .part_of = "",
                              .p = "p1",
                              .text = text};
}

static const char *picks(struct issue *s, const struct digest *digest)
{
    const char *line = "";
    for (size_t i = 0; i < digest->pick_count; i++) {
        const struct digest_pick *p = &digest->picks[i];
        const struct keyfigure *k = &digest->articles[p->article].figures[p->figure];
        line = arena_printf(s->a, "%s%s%s%s", line, i ? " " : "", k->value, k->unit);
    }
    return line;
}

static void give(struct issue *s, struct keyfigure *own, size_t count)
{
    struct article *article = &s->articles.items[0];
    s->articles.count = 1;
    article->has_figures = true;
    article->figures = own;
    article->figure_count = count;
}

static void the_weightiest_comes_first(void **state)
{
    struct issue *s = *state;
    struct keyfigure own[] = {
        figure("4.2", "亿元", "水渠修复投资", ""), figure("42792", "亿元", "全省贸易总额", ""),
        figure("900", "万元", "桥梁养护支出", ""), figure("35", "%", "灌溉覆盖比例", "")};
    give(s, own, COUNT(own));
    assert_string_equal(picks(s, build(s)), "42792亿元 4.2亿元 35% 900万元");
}

static void unsound_labels_are_not_picked(void **state)
{
    struct issue *s = *state;
    struct keyfigure own[] = {figure("900", "户", "家庭", "900户家庭"),
                              figure("80", "亿元", "林业产品总值", "农业和林业产品总值80亿元"),
                              figure("12", "公里", "修复水渠", "共修复水渠12公里")};
    give(s, own, COUNT(own));
    assert_string_equal(picks(s, build(s)), "12公里");
}

static void one_measure_is_picked_once(void **state)
{
    struct issue *s = *state;
    struct keyfigure own[] = {
        figure("320", "万吨", "今年前三季度粮食产量", ""), figure("410", "万吨", "粮食产量", ""),
        figure("35", "%", "粮食产量", ""), figure("120", "万吨", "水产品产量", "")};
    give(s, own, COUNT(own));
    assert_string_equal(picks(s, build(s)), "320万吨 35% 120万吨");
}

static void the_dump_shows_it_all(void **state)
{
    struct issue *s = *state;
    struct buf b = {0};
    s->articles.count = 1;
    s->options.title = "山水简报";
    digest_text(&b, build(s));
    assert_string_equal(b.text, "title: 山水简报\n"
                                "date: 2031-05-02\n"
                                "section 水利\n"
                                "  east-1 east-1\n"
                                "    k1 12=12|公里|修复水渠||||p1:4-8\n"
                                "pick east-1/k1 12公里 修复水渠\n");
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(without_a_manifest_all_is_taken, begin, end),
        cmocka_unit_test_setup_teardown(the_manifest_orders, begin, end),
        cmocka_unit_test_setup_teardown(options_come_first, begin, end),
        cmocka_unit_test_setup_teardown(excludes_leave_out, begin, end),
        cmocka_unit_test_setup_teardown(a_name_without_an_article_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(a_second_include_is_a_warning, begin, end),
        cmocka_unit_test_setup_teardown(the_epoch_stands_before_the_articles, begin, end),
        cmocka_unit_test_setup_teardown(figures_of_the_editor_stay, begin, end),
        cmocka_unit_test_setup_teardown(every_article_gives_before_one_gives_twice, begin, end),
        cmocka_unit_test_setup_teardown(the_weightiest_comes_first, begin, end),
        cmocka_unit_test_setup_teardown(unsound_labels_are_not_picked, begin, end),
        cmocka_unit_test_setup_teardown(one_measure_is_picked_once, begin, end),
        cmocka_unit_test_setup_teardown(the_dump_shows_it_all, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
