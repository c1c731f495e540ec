/* SPDX-License-Identifier: MIT */
/* article: drafts to articles, and what is written of them. */
#include "xml_fixture.h"

#include "article/article.h"

#define BLOCK(given_role, given_text, ...)                                                         \
    {                                                                                              \
        .role = (given_role), .text = (given_text), .detail = "", .pos = {"版/02.txt", 1, 1},      \
        .lines = (const int[]){__VA_ARGS__},                                                       \
        .line_count = sizeof((const int[]){__VA_ARGS__}) / sizeof(int)                             \
    }

static const struct article *build(struct fixture *f, const struct draft_block *blocks,
                                   size_t count)
{
    struct draft draft = {.source = "版/02.txt", .date = {"2024-02-29", DATE_PAGE}, .count = count};
    struct draft_block *copy = arena_array(f->arena, count, sizeof *copy);
    memcpy(copy, blocks, count * sizeof *copy);
    draft.blocks = copy;
    struct acquired acquired = {.drafts = &draft, .draft_count = 1};
    struct articles articles = {0};
    article_build(f->arena, &acquired, &articles);
    assert_int_equal(articles.count, 1);
    return &articles.items[0];
}

static void assert_text(const struct article *article, const char *expected)
{
    struct buf b = {0};
    article_text(&b, article);
    assert_string_equal(b.text, expected);
    buf_release(&b);
}

static void assert_written(const struct article *article, const char *expected)
{
    struct buf b = {0};
    article_write(&b, article, article->figures, article->figure_count);
    assert_string_equal(b.text, expected);
    buf_release(&b);
}

static void a_head(void **state)
{
    struct draft_block blocks[] = {
        BLOCK(DRAFT_SECTION, "湖畔", 1),        BLOCK(DRAFT_KICKER, "引题", 2),
        BLOCK(DRAFT_HEADLINE, "修桥　补路", 3), BLOCK(DRAFT_SUBHEADLINE, "副题", 5),
        BLOCK(DRAFT_PERSON, "甲某", 6),         BLOCK(DRAFT_PERSON, "乙某", 6),
        BLOCK(DRAFT_DATELINE, "本报南湖讯", 7), BLOCK(DRAFT_P, "桥修好了。", 7, 8)};
    blocks[2].pos.line = 3;
    blocks[4].detail = "本报记者";
    const struct article *article = build(*state, blocks, COUNT(blocks));
    assert_int_equal(article->headline_pos.line, 3);
    assert_text(article, "02-1 article 版/02.txt 2024-02-29\n"
                         "  section: 湖畔\n"
                         "  kicker: 引题\n"
                         "  headline: 修桥　补路\n"
                         "  subheadline: 副题\n"
                         "  person: 甲某 (本报记者)\n"
                         "  person: 乙某 ()\n"
                         "  dateline: 本报南湖讯\n"
                         "  p1 p [7 8] 桥修好了。\n");
}

static void a_part_of_the_head_that_comes_twice_is_kept(void **state)
{
    const struct draft_block blocks[] = {BLOCK(DRAFT_HEADLINE, "修桥", 1),
                                         BLOCK(DRAFT_SUBHEADLINE, "一", 2),
                                         BLOCK(DRAFT_SUBHEADLINE, "二", 3)};
    assert_text(build(*state, blocks, COUNT(blocks)), "02-1 article 版/02.txt 2024-02-29\n"
                                                      "  headline: 修桥\n"
                                                      "  subheadline: 一　二\n");
}

static void items_stand_in_lists(void **state)
{
    struct draft_block blocks[] = {BLOCK(DRAFT_ITEM, "甲", 1), BLOCK(DRAFT_ITEM, "乙", 2, 3),
                                   BLOCK(DRAFT_P, "段", 4),    BLOCK(DRAFT_HEADING, "题", 5),
                                   BLOCK(DRAFT_ITEM, "丙", 6), BLOCK(DRAFT_QUOTE, "引", 7)};
    blocks[0].detail = "一、";
    assert_text(build(*state, blocks, COUNT(blocks)), "02-1 article 版/02.txt 2024-02-29\n"
                                                      "  p1 list [1 2 3] \n"
                                                      "    - 一、 甲\n"
                                                      "    - 乙\n"
                                                      "  p2 p [4] 段\n"
                                                      "  p3 heading [5] 题\n"
                                                      "  p4 list [6] \n"
                                                      "    - 丙\n"
                                                      "  p5 quote [7] 引\n");
}

static void captions_and_credits(void **state)
{
    struct draft_block blocks[] = {BLOCK(DRAFT_CREDIT, "丁 摄", 1),
                                   BLOCK(DRAFT_FIGURE, "桥", 2),
                                   BLOCK(DRAFT_CAPTION, "图一", 3),
                                   BLOCK(DRAFT_CAPTION, "图二", 4),
                                   BLOCK(DRAFT_CREDIT, "甲 摄", 4, 5),
                                   BLOCK(DRAFT_CAPTION, "图三", 6),
                                   BLOCK(DRAFT_P, "段", 7),
                                   BLOCK(DRAFT_CAPTION, "图四", 8),
                                   BLOCK(DRAFT_CREDIT, "乙 摄", 9)};
    blocks[1].detail = "桥.jpg";
    assert_text(build(*state, blocks, COUNT(blocks)), "02-1 article 版/02.txt 2024-02-29\n"
                                                      "  p1 figure [1] \n"
                                                      "    credit: 丁 摄\n"
                                                      "  p2 figure [2 3] 桥 -> 桥.jpg\n"
                                                      "    caption: 图一\n"
                                                      "    credit: 甲 摄\n"
                                                      "  p3 figure [4 5] \n"
                                                      "    caption: 图二\n"
                                                      "    credit: 甲 摄\n"
                                                      "  p4 figure [6] \n"
                                                      "    caption: 图三\n"
                                                      "  p5 p [7] 段\n"
                                                      "  p6 figure [8 9] \n"
                                                      "    caption: 图四\n"
                                                      "    credit: 乙 摄\n");
}

static void ids_count_within_a_page(void **state)
{
    struct fixture *f = *state;
    struct draft drafts[] = {
        {.source = "a/x.y.txt", .date = {"", DATE_UNKNOWN}},
        {.source = "a/x.y.txt", .date = {"", DATE_UNKNOWN}, .kind = DRAFT_PHOTO},
        {.source = "b", .date = {"", DATE_UNKNOWN}},
        {.source = ".c", .date = {"", DATE_UNKNOWN}}};
    struct acquired acquired = {.drafts = drafts, .draft_count = COUNT(drafts)};
    struct articles articles = {0};
    article_build(f->arena, &acquired, &articles);
    article_build(f->arena, &acquired, &articles);
    static const char *const ids[] = {"x.y-1", "x.y-2", "b-1", ".c-1"};
    assert_int_equal(articles.count, 8);
    for (size_t i = 0; i < articles.count; i++)
        assert_string_equal(articles.items[i].id, ids[i % 4]);
    assert_int_equal(articles.items[1].kind, ARTICLE_PHOTO);
    assert_string_equal(articles.items[2].lang, "zh-CN");
    assert_string_equal(articles.items[2].headline_pos.file, "b");
}

static void a_long_list_is_built_in_linear_memory(void **state)
{
    struct fixture *f = *state;
    enum { ITEMS = 50000 };
    struct draft_block *blocks = arena_array(f->arena, ITEMS, sizeof *blocks);
    static const int line[] = {7};
    for (size_t i = 0; i < ITEMS; i++)
        blocks[i] = (struct draft_block){.role = DRAFT_ITEM,
                                         .text = "项",
                                         .detail = "",
                                         .pos = {"a", 1, 1},
                                         .lines = line,
                                         .line_count = 1};
    const struct article *article = build(f, blocks, ITEMS);
    assert_int_equal(article->blocks[0].item_count, ITEMS);
    assert_string_equal(article->blocks[0].lines, "7");
}

static void every_part_is_written(void **state)
{
    struct draft_block blocks[] = {
        BLOCK(DRAFT_HEADLINE, "甲<乙>", 1), BLOCK(DRAFT_PERSON, "丙某", 1),
        BLOCK(DRAFT_P, "𠮷&\"x\"", 2, 4),   BLOCK(DRAFT_ITEM, "项", 5),
        BLOCK(DRAFT_FIGURE, "", 6),         BLOCK(DRAFT_P, "末", 7)};
    blocks[1].detail = "记者";
    blocks[3].detail = "1.";
    blocks[4].detail = "图 一.jpg";
    struct article article = *build(*state, blocks, COUNT(blocks));
    struct keyfigure figure = {"k1", "桥", "2", "2",  "座", "", "",      "",
                               "",   "",   "",  "p1", 0,    2,  "桥2座", {0}};
    article.figures = &figure;
    article.figure_count = 1;
    assert_written(
        &article,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<article id=\"02-1\" version=\"1\" kind=\"article\" source=\"版/02.txt\" "
        "date=\"2024-02-29\" xml:lang=\"zh-CN\">\n"
        "  <head>\n"
        "    <headline>甲&lt;乙&gt;</headline>\n"
        "    <byline>\n"
        "      <person role=\"记者\">丙某</person>\n"
        "    </byline>\n"
        "  </head>\n"
        "  <body>\n"
        "    <p id=\"p1\" lines=\"2 4\">𠮷&amp;&quot;x&quot;</p>\n"
        "    <list id=\"p2\" lines=\"5\">\n"
        "      <item><label>1.</label>项</item>\n"
        "    </list>\n"
        "    <figure id=\"p3\" lines=\"6\" href=\"图 一.jpg\"/>\n"
        "    <p id=\"p4\" lines=\"7\">末</p>\n"
        "  </body>\n"
        "  <keyfigures>\n"
        "    <keyfigure id=\"k1\" label=\"桥\" value=\"2\" number=\"2\" unit=\"座\" approx=\"\" "
        "outlook=\"\" per=\"\" base=\"\" about=\"\" part-of=\"\" p=\"p1\" start=\"0\" "
        "end=\"2\">桥2座</keyfigure>\n"
        "  </keyfigures>\n"
        "</article>\n");
}

static void an_article_of_nothing(void **state)
{
    struct fixture *f = *state;
    struct draft draft = {.source = "a\xFF\x01/b\xE7\x94.txt", .date = {"", DATE_UNKNOWN}};
    struct acquired acquired = {.drafts = &draft, .draft_count = 1};
    struct articles articles = {0};
    article_build(f->arena, &acquired, &articles);
    assert_written(&articles.items[0],
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<article id=\"b\uFFFD\uFFFD-1\" version=\"1\" kind=\"article\" "
                   "source=\"a\uFFFD\uFFFD/b\uFFFD\uFFFD.txt\" xml:lang=\"zh-CN\">\n"
                   "  <head>\n"
                   "  </head>\n"
                   "  <body>\n"
                   "  </body>\n"
                   "  <keyfigures/>\n"
                   "</article>\n");
}

/* A doubt about any part of a block is the block's, one about any part of the head the headline's.
 */
static void doubts_are_carried(void **state)
{
    struct draft_block blocks[] = {BLOCK(DRAFT_KICKER, "引题", 1), BLOCK(DRAFT_HEADLINE, "修桥", 2),
                                   BLOCK(DRAFT_P, "桥。", 3),      BLOCK(DRAFT_ITEM, "甲", 4),
                                   BLOCK(DRAFT_ITEM, "乙", 5),     BLOCK(DRAFT_CAPTION, "图", 6),
                                   BLOCK(DRAFT_CREDIT, "丁 摄", 7)};
    blocks[0].doubts = DRAFT_DOUBT_ROLE;
    blocks[2].doubts = DRAFT_DOUBT_JOIN | DRAFT_DOUBT_ORDER;
    blocks[4].doubts = DRAFT_DOUBT_JOIN;
    blocks[6].doubts = DRAFT_DOUBT_ROLE;
    const struct article *article = build(*state, blocks, COUNT(blocks));
    assert_int_equal(article->headline_doubts, DRAFT_DOUBT_ROLE);
    assert_int_equal(article->blocks[0].doubts, DRAFT_DOUBT_JOIN | DRAFT_DOUBT_ORDER);
    assert_int_equal(article->blocks[1].doubts, DRAFT_DOUBT_JOIN);
    assert_int_equal(article->blocks[2].doubts, DRAFT_DOUBT_ROLE);
    assert_written(article,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<article id=\"02-1\" version=\"1\" kind=\"article\" source=\"版/02.txt\" "
                   "date=\"2024-02-29\" xml:lang=\"zh-CN\">\n"
                   "  <head>\n"
                   "    <kicker>引题</kicker>\n"
                   "    <headline role=\"doubtful\">修桥</headline>\n"
                   "  </head>\n"
                   "  <body>\n"
                   "    <p id=\"p1\" lines=\"3\" join=\"doubtful\" order=\"doubtful\">桥。</p>\n"
                   "    <list id=\"p2\" lines=\"4 5\" join=\"doubtful\">\n"
                   "      <item>甲</item>\n"
                   "      <item>乙</item>\n"
                   "    </list>\n"
                   "    <figure id=\"p3\" lines=\"6 7\" role=\"doubtful\">\n"
                   "      <caption>图</caption>\n"
                   "      <credit>丁 摄</credit>\n"
                   "    </figure>\n"
                   "  </body>\n"
                   "  <keyfigures/>\n"
                   "</article>\n");
}

static void what_was_dropped(void **state)
{
    (void)state;
    static const int lines[] = {3, 9};
    struct drop drops[] = {{DROP_DUPLICATE, "重<复>", "a\xFF.txt", lines, 2},
                           {DROP_MARKUP, "■", "b.txt", lines, 1}};
    struct acquired acquired = {.drops = drops, .drop_count = 2};
    struct buf b = {0};
    article_write_dropped(&b, &acquired);
    assert_string_equal(
        b.text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                "<dropped>\n"
                "  <text source=\"a\uFFFD.txt\" lines=\"3 9\" reason=\"duplicate\">重&lt;复&gt;"
                "</text>\n"
                "  <text source=\"b.txt\" lines=\"3\" reason=\"markup\">■</text>\n"
                "</dropped>\n");
    b.len = 0;
    acquired.drop_count = 0;
    article_write_dropped(&b, &acquired);
    assert_string_equal(b.text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dropped/>\n");
    buf_release(&b);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_head),
        TEST(a_part_of_the_head_that_comes_twice_is_kept),
        TEST(items_stand_in_lists),
        TEST(captions_and_credits),
        TEST(ids_count_within_a_page),
        TEST(a_long_list_is_built_in_linear_memory),
        TEST(every_part_is_written),
        TEST(an_article_of_nothing),
        TEST(doubts_are_carried),
        TEST(what_was_dropped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
