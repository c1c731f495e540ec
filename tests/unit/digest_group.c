/* SPDX-License-Identifier: MIT */
/* digest: figures in tables – parts below totals, groups by subject and by section, places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "digest/digest.h"

struct issue {
    struct arena *a;
    struct digest digest;
    struct digest_article articles[3];
};

static const char list[] = "<subjects version=\"1\" other=\"其余\">\n"
                           "<subject name=\"组织\">党员 干部、支部</subject>\n"
                           "<subject name=\"调解\" units=\"起\">矛盾纠纷 纠纷</subject>\n"
                           "<subject name=\"教育\">培训　群众教育</subject>\n"
                           "<subject name=\"民生\">群众</subject>\n"
                           "</subjects>";

static int begin(void **state)
{
    struct issue *s = calloc(1, sizeof *s);
    s->a = arena_new();
    s->digest.articles = s->articles;
    *state = s;
    return 0;
}

static int end(void **state)
{
    struct issue *s = *state;
    arena_free(s->a);
    free(s);
    return 0;
}

static const struct digest_subjects *read_list(struct issue *s)
{
    char path[] = "/tmp/briefgen-subjects-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, list, strlen(list)), strlen(list));
    close(fd);
    struct diags *d = diags_new(s->a);
    const struct digest_subjects *subjects =
        digest_subjects_read(s->a, path, "styles/subjects.xsd", d);
    unlink(path);
    assert_int_equal(diags_total(d), 0);
    assert_non_null(subjects);
    return subjects;
}

static void add_article(struct issue *s, const struct keyfigure *figures, size_t count)
{
    static const struct article none = {.id = "a", .headline = "", .dateline = ""};
    struct digest_article *a = s->articles + s->digest.article_count++;
    *a = (struct digest_article){.article = &none, .figures = figures, .figure_count = count};
}

static struct keyfigure figure(const char *label, const char *unit, const char *text)
{
    return (struct keyfigure){.id = "k1",
                              .label = label,
                              .unit = unit,
                              .text = text,
                              .approx = "",
                              .outlook = "",
                              .about = "",
                              .part_of = ""};
}

/* The name of the only group that a figure is in. */
static const char *subject(struct issue *s, const char *label, const char *unit, const char *text)
{
    struct keyfigure *k = arena_alloc(s->a, sizeof *k);
    *k = figure(label, unit, text);
    s->digest.article_count = 0;
    add_article(s, k, 1);
    struct digest_groups groups = digest_groups(s->a, &s->digest, read_list(s));
    assert_int_equal(groups.count, 1);
    return groups.items[0].name;
}

static void the_longest_word_of_the_label_decides(void **state)
{
    struct issue *s = *state;
    assert_string_equal(subject(s, "群众矛盾纠纷", "件", ""), "调解");
    assert_string_equal(subject(s, "矛盾纠纷涉及群众", "件", ""), "调解");
    assert_string_equal(subject(s, "参加群众教育", "人", ""), "教育");
}

static void of_equally_long_words_the_last_decides(void **state)
{
    struct issue *s = *state;
    assert_string_equal(subject(s, "培训党员", "名", ""), "组织");
    assert_string_equal(subject(s, "党员培训", "场", ""), "教育");
}

static void the_label_comes_before_the_unit_and_the_sentence(void **state)
{
    struct issue *s = *state;
    assert_string_equal(subject(s, "走访群众", "起", "化解矛盾纠纷"), "民生");
    assert_string_equal(subject(s, "处理", "起", "党员干部带头处理9起"), "调解");
    assert_string_equal(subject(s, "处理", "次", "党员干部带头处理9次"), "组织");
    assert_string_equal(subject(s, "处理", "一起", "共处理9次"), "其余");
    assert_string_equal(subject(s, "", "", ""), "其余");
}

/* The same of a figure in the paragraph p2, under a heading, of an article with a headline. */
static const char *subject_within(struct issue *s, const char *headline, const char *heading,
                                  const char *paragraph)
{
    struct block *blocks = arena_array(s->a, 3, sizeof *blocks);
    blocks[0] = (struct block){.kind = BLOCK_P, .id = "p1", .text = "矛盾纠纷、矛盾纠纷"};
    blocks[1] = (struct block){.kind = BLOCK_HEADING, .id = "h1", .text = heading};
    blocks[2] = (struct block){.kind = BLOCK_P, .id = "p2", .text = paragraph};
    struct article *article = arena_alloc(s->a, sizeof *article);
    *article = (struct article){
        .id = "a", .headline = headline, .dateline = "", .blocks = blocks, .block_count = 3};
    struct keyfigure *k = arena_alloc(s->a, sizeof *k);
    *k = figure("处理", "次", "处理9次");
    k->p = "p2";
    s->digest.article_count = 0;
    add_article(s, k, 1);
    s->articles[0].article = article;
    return digest_groups(s->a, &s->digest, read_list(s)).items[0].name;
}

static void what_is_told_around_weighs(void **state)
{
    struct issue *s = *state;
    assert_string_equal(subject_within(s, "", "", "党员处理9次"), "其余");
    assert_string_equal(subject_within(s, "党员带头", "", "党员处理9次"), "组织");
    assert_string_equal(subject_within(s, "", "党员带头", "党员处理9次"), "组织");
    assert_string_equal(subject_within(s, "党员带头", "", "群众教育9次"), "教育");
    assert_string_equal(subject_within(s, "党员带头", "支部、干部、党员", "群众教育9次"), "组织");
}

static const char *groups_text(struct issue *s, const struct digest_groups *groups)
{
    const char *text = "";
    for (size_t g = 0; g < groups->count; g++) {
        text = arena_printf(s->a, "%s%s:", text, groups->items[g].name);
        for (size_t i = 0; i < groups->items[g].run_count; i++) {
            const struct digest_run *run = groups->items[g].runs + i;
            for (size_t k = 0; k < run->count; k++)
                text = arena_printf(s->a, "%s %zu/%s+%d", text, run->article,
                                    s->articles[run->article].figures[run->rows[k].figure].id,
                                    run->rows[k].depth);
        }
        text = arena_printf(s->a, "%s\n", text);
    }
    return text;
}

/* Two articles; in the first a total of one subject has parts of others, told before it. */
static void fill(struct issue *s)
{
    static struct keyfigure one[5], other[2];
    one[0] = figure("培训干部", "名", "");
    one[1] = figure("群众", "人", "");
    one[2] = figure("纠纷", "件", "");
    one[3] = figure("党员", "人", "");
    one[4] = figure("支部", "个", "");
    static const char *const ids[] = {"k1", "k2", "k3", "k4", "k5"};
    for (size_t i = 0; i < COUNT(ids); i++)
        one[i].id = ids[i];
    one[1].part_of = "k3";
    one[3].part_of = "k2";
    other[0] = figure("鲜花", "束", "");
    other[1] = figure("支部", "个", "");
    other[1].id = "k2";
    add_article(s, one, 5);
    add_article(s, NULL, 0);
    add_article(s, other, 2);
}

static void parts_go_with_their_total_and_articles_in_order(void **state)
{
    struct issue *s = *state;
    fill(s);
    struct digest_groups groups = digest_groups(s->a, &s->digest, read_list(s));
    assert_string_equal(groups_text(s, &groups), "组织: 0/k1+0 0/k5+0 2/k2+0\n"
                                                 "调解: 0/k3+0 0/k2+1 0/k4+2\n"
                                                 "其余: 2/k1+0\n");
}

static void what_tells_no_subject_goes_with_its_article(void **state)
{
    struct issue *s = *state;
    static struct keyfigure one[4], two[4];
    static const char *const labels[][4] = {{"纠纷", "电话", "纠纷", "群众"},
                                            {"纠纷", "电话", "群众", "党员"}};
    static const char *const ids[] = {"k1", "k2", "k3", "k4"};
    for (size_t i = 0; i < COUNT(ids); i++) {
        one[i] = figure(labels[0][i], "件", "");
        two[i] = figure(labels[1][i], "件", "");
        one[i].id = two[i].id = ids[i];
    }
    add_article(s, one, 4); /* two of three */
    add_article(s, two, 4); /* three subjects */
    struct digest_groups groups = digest_groups(s->a, &s->digest, read_list(s));
    assert_string_equal(groups_text(s, &groups), "组织: 1/k4+0\n"
                                                 "调解: 0/k1+0 0/k2+0 0/k3+0 1/k1+0\n"
                                                 "民生: 0/k4+0 1/k3+0\n"
                                                 "其余: 1/k2+0\n");
}

static void without_a_list_the_sections_are_the_groups(void **state)
{
    struct issue *s = *state;
    struct digest_section sections[] = {{"要闻", 0, 1}, {"", 1, 1}, {"短讯", 2, 1}};
    fill(s);
    s->digest.sections = sections;
    s->digest.section_count = COUNT(sections);
    struct digest_groups groups = digest_groups(s->a, &s->digest, NULL);
    assert_string_equal(groups_text(s, &groups), "要闻: 0/k1+0 0/k3+0 0/k2+1 0/k4+2 0/k5+0\n"
                                                 "短讯: 2/k1+0 2/k2+0\n");
}

static void a_ring_of_totals_loses_nothing(void **state)
{
    struct issue *s = *state;
    fill(s);
    struct keyfigure *figures = arena_array(s->a, 5, sizeof *figures);
    memcpy(figures, s->articles[0].figures, 5 * sizeof *figures);
    figures[2].part_of = "k4";
    figures[4].part_of = "k9";
    s->articles[0].figures = figures;
    bool seen[5] = {false};
    struct digest_row *rows = digest_rows(s->a, s->articles);
    for (size_t i = 0; i < 5; i++) {
        assert_false(seen[rows[i].figure]);
        seen[rows[i].figure] = true;
    }
}

/* ---- places ------------------------------------------------------------------------------- */

static const char *place(struct issue *s, const char *headline, const char *dateline,
                         const char *text, const char *label)
{
    struct block block = {.kind = BLOCK_P, .id = "p1", .text = text};
    const struct article article = {
        .headline = headline, .dateline = dateline, .blocks = &block, .block_count = 1};
    struct keyfigure k = figure(label, "个", text);
    const struct digest digest = {0};
    const struct digest_article in = {.article = &article, .figures = &k, .figure_count = 1};
    return digest_place(s->a, &digest, &in, 0);
}

static void the_dateline_names_the_place(void **state)
{
    struct issue *s = *state;
    assert_string_equal(place(s, "", "本报云岭讯", "", "水渠"), "云岭");
    assert_string_equal(place(s, "", "本报讯", "", "水渠"), "");
    assert_string_equal(place(s, "", "某某社南浦3月4日电", "", "水渠"), "南浦");
    assert_string_equal(place(s, "", "东河电视台消息", "", "水渠"), "");
    assert_string_equal(place(s, "", "", "", "水渠"), "");
}

static void the_headline_names_the_body(void **state)
{
    struct issue *s = *state;
    const char *body = "云岭县石桥镇";
    assert_string_equal(place(s, "云岭县石桥镇　修渠迎春耕", "本报云岭讯", "", "水渠"), body);
    assert_string_equal(place(s, "走进社区　服务居民", "本报云岭讯", "", "水渠"), "云岭");
    assert_string_equal(place(s, "柳岸社区　添了新渠", "", "柳岸社区的水渠通了。", "水渠"),
                        "柳岸社区");
    assert_string_equal(place(s, "云岭县石桥镇修渠", "", "", "水渠"), "");
}

static void the_label_names_its_owner(void **state)
{
    struct issue *s = *state;
    const char *text = "云岭县新修水渠12条，云岭县今年还要修9条。";
    assert_string_equal(place(s, "", "本报南浦讯", text, "云岭县新修水渠"), "云岭县");
    assert_string_equal(place(s, "", "本报南浦讯", "只说了一次云岭县。", "云岭县水渠"), "南浦");
    assert_string_equal(place(s, "城中村改造", "", "城中村、城中村", "城中村改造项目"), "");
    assert_string_equal(place(s, "", "", "全县、全县", "全县水渠"), "");
    assert_string_equal(place(s, "", "", "云岭县、云岭县", "云岭县"), "");
}

enum { MOST_BLOCKS = 8 };

/* The runs of an article with a figure in each paragraph; h is a heading, n a numbered one, p a
 * paragraph. */
static size_t runs_of(struct issue *s, const char *form)
{
    struct block *blocks = arena_array(s->a, MOST_BLOCKS, sizeof *blocks);
    struct keyfigure *figures = arena_array(s->a, MOST_BLOCKS, sizeof *figures);
    struct article *article = arena_alloc(s->a, sizeof *article);
    *article = (struct article){.headline = "石桥快讯", .blocks = blocks};
    size_t figure_count = 0;
    for (; *form; form++) {
        struct block *b = &blocks[article->block_count++];
        b->kind = *form == 'p' ? BLOCK_P : BLOCK_HEADING;
        b->id = arena_printf(s->a, "p%zu", article->block_count);
        b->text = arena_printf(s->a, "%s小标题%s", *form == 'n' ? "一、" : "", b->id);
        if (*form == 'p') {
            figures[figure_count] = figure("水渠", "条", "");
            figures[figure_count++].p = b->id;
        }
    }
    s->digest.article_count = 1;
    s->articles[0] = (struct digest_article){
        .article = article, .figures = figures, .figure_count = figure_count};
    struct digest_group group = digest_article_group(s->a, &s->digest, 0);
    assert_string_equal(group.name, "石桥快讯");
    const char *title = group.run_count > 1 ? "小标题p1" : "石桥快讯";
    assert_string_equal(group.runs[0].title, title);
    return group.run_count;
}

static void a_collection_has_a_run_for_each_item(void **state)
{
    struct issue *s = *state;
    assert_int_equal(runs_of(s, "hphp"), 2);
    assert_int_equal(runs_of(s, "hpphp"), 2);
    assert_int_equal(runs_of(s, "hphphp"), 3);
}

static void an_article_with_headings_is_no_collection(void **state)
{
    struct issue *s = *state;
    assert_int_equal(runs_of(s, "phphp"), 1);    /* it begins with text */
    assert_int_equal(runs_of(s, "npnp"), 1);     /* its headings are numbered */
    assert_int_equal(runs_of(s, "hppphppp"), 1); /* they stand over many paragraphs */
    assert_int_equal(runs_of(s, "hp"), 1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_longest_word_of_the_label_decides),
        TEST(of_equally_long_words_the_last_decides),
        TEST(the_label_comes_before_the_unit_and_the_sentence),
        TEST(parts_go_with_their_total_and_articles_in_order),
        TEST(what_is_told_around_weighs),
        TEST(what_tells_no_subject_goes_with_its_article),
        TEST(without_a_list_the_sections_are_the_groups),
        TEST(a_ring_of_totals_loses_nothing),
        TEST(the_dateline_names_the_place),
        TEST(the_headline_names_the_body),
        TEST(the_label_names_its_owner),
        TEST(a_collection_has_a_run_for_each_item),
        TEST(an_article_with_headings_is_no_collection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
