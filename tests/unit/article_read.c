/* SPDX-License-Identifier: MIT */
/* article: reading what an editor corrected – the fixed point, places, fallbacks and their words.
 */
#include "xml_fixture.h"

#include "article/article.h"
#include "util/xml.h"

static const struct article *article_of(struct fixture *f, const char *text)
{
    struct articles articles = {0};
    save(f, text, strlen(text));
    if (!article_read(f->arena, f->path, "styles/article.xsd", &articles, f->diags)) {
        assert_int_equal(articles.count, 0);
        return NULL;
    }
    assert_int_equal(articles.count, 1);
    return &articles.items[0];
}

/* An article with this body, one line above and one below it, and these key figures. */
static const struct article *with(struct fixture *f, const char *body, const char *figures)
{
    return article_of(
        f, arena_printf(f->arena,
                        "<article id='x-1' version='1' kind='article'><head/><body>\n%s\n</body>\n"
                        "%s</article>",
                        body, figures));
}

static const char *written(struct fixture *f, const struct article *article)
{
    struct buf b = {0};
    article_write(&b, article, article->figures, article->figure_count);
    const char *text = arena_text(f->arena, b.text, b.len);
    buf_release(&b);
    return text;
}

static void assert_faults(struct fixture *f, const char *text, const char *expected)
{
    assert_null(article_of(f, text));
    assert_string_equal(messages(f), expected);
}

static void what_was_written_is_read_and_written_the_same(void **state)
{
    struct fixture *f = *state;
    static const char text[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<article id=\"湖 畔-12\" version=\"1\" kind=\"photo\" source=\"in/湖 畔.txt\" "
        "date=\"2024-02-29\" xml:lang=\"zh-CN\">\n"
        "  <head>\n"
        "    <section>湖畔</section>\n"
        "    <kicker>引题</kicker>\n"
        "    <headline join=\"doubtful\" role=\"doubtful\">修桥　补路</headline>\n"
        "    <subheadline>副题</subheadline>\n"
        "    <byline>\n"
        "      <person role=\"本报记者\">甲某</person>\n"
        "      <person>乙某</person>\n"
        "    </byline>\n"
        "    <dateline>本报南湖讯</dateline>\n"
        "  </head>\n"
        "  <body>\n"
        "    <p id=\"p1\" lines=\"13 15\" join=\"doubtful\">𠮷𫟼&lt;甲&gt;&amp;amp;&quot;  "
        "a&#9;b　今年装灯86处。</p>\n"
        "    <heading id=\"p2\" role=\"doubtful\">小题</heading>\n"
        "    <list id=\"p3\" order=\"doubtful\">\n"
        "      <item><label>一、</label>修桥</item>\n"
        "      <item>补栽12株</item>\n"
        "    </list>\n"
        "    <quote id=\"p4\" join=\"doubtful\" role=\"doubtful\" order=\"doubtful\">引文</quote>\n"
        "    <figure id=\"p5\" role=\"doubtful\" href=\"a.jpg\" alt=\"桥\">\n"
        "      <caption>图一</caption>\n"
        "      <credit>甲 摄</credit>\n"
        "    </figure>\n"
        "    <figure id=\"p7\" href=\"b.jpg\"/>\n"
        "    <table id=\"p6\" order=\"doubtful\">\n"
        "      <caption>表</caption>\n"
        "      <thead>\n"
        "        <tr>\n"
        "          <th scope=\"col\" colspan=\"2\">甲</th>\n"
        "        </tr>\n"
        "      </thead>\n"
        "      <tbody>\n"
        "        <tr>\n"
        "          <th scope=\"row\" rowspan=\"2\">乙</th>\n"
        "          <td width=\"12.5%\"></td>\n"
        "        </tr>\n"
        "        <tr>\n"
        "          <td width=\"45.25pt\"><p>丙</p><p>丁</p></td>\n"
        "        </tr>\n"
        "      </tbody>\n"
        "      <tfoot>\n"
        "        <tr>\n"
        "          <td>戊</td>\n"
        "        </tr>\n"
        "      </tfoot>\n"
        "    </table>\n"
        "  </body>\n"
        "  <keyfigures>\n"
        "    <keyfigure id=\"k1\" label=\"装灯\" value=\"86\" number=\"86\" unit=\"处\" "
        "approx=\"\" "
        "outlook=\"预计\" per=\"\" base=\"同比\" about=\"\" part-of=\"\" p=\"p1\" start=\"21\" "
        "end=\"24\">今年装灯86处</keyfigure>\n"
        "    <keyfigure id=\"k2\" label=\"补栽\" value=\"12\" number=\"12\" unit=\"株\" "
        "approx=\"约\" "
        "outlook=\"\" per=\"年\" base=\"\" about=\"甲县\" part-of=\"k1\" p=\"p3\" start=\"4\" "
        "end=\"7\">补栽12株</keyfigure>\n"
        "  </keyfigures>\n"
        "</article>\n";
    const struct article *article = article_of(f, text);
    assert_string_equal(messages(f), "");
    assert_string_equal(written(f, article), text);
    assert_int_equal(article->kind, ARTICLE_PHOTO);
    assert_true(article->has_figures);
    assert_int_equal(article->headline_pos.line, 6);
    assert_int_equal(article->headline_pos.column, 5);
    assert_int_equal(article->blocks[5].pos.line, 26);
    assert_int_equal(article->headline_doubts, DRAFT_DOUBT_JOIN | DRAFT_DOUBT_ROLE);
    assert_int_equal(article->blocks[0].doubts, DRAFT_DOUBT_JOIN);
    assert_int_equal(article->blocks[5].doubts, 0);
    assert_string_equal(article->blocks[2].items[0].label, "一、");
    const struct row *rows = article->blocks[6].rows;
    assert_int_equal(rows[0].cells[0].columns, 2);
    assert_int_equal(rows[1].cells[1].width.share, 125);
    assert_int_equal(rows[2].cells[0].width.fixed, 45 * PT + PT / 4);
    assert_string_equal(rows[2].cells[0].text, "丙\n丁");
    assert_true(rows[3].foot);
}

/* What an editor writes beside the paragraphs of a cell is one of them. */
static void a_cell_keeps_all_its_text(void **state)
{
    struct fixture *f = *state;
    const struct article *article =
        with(f, "<table><tbody><tr><td>甲<!-- -->乙<p>丙</p> <p/>丁</td></tr></tbody></table>", "");
    assert_string_equal(article->blocks[0].rows[0].cells[0].text, "甲乙\n丙\n丁");
}

static void no_keyfigures_and_empty_ones_differ(void **state)
{
    struct fixture *f = *state;
    assert_false(with(f, "", "")->has_figures);
    const struct article *article = with(f, "", "<keyfigures/>");
    assert_true(article->has_figures);
    assert_int_equal(article->figure_count, 0);
    assert_string_equal(article->lang, "zh-CN");
    assert_string_equal(article->date, "");
    assert_string_equal(article->headline, "");
}

static void line_ends_of_an_editor(void **state)
{
    struct fixture *f = *state;
    const struct article *article =
        with(f,
             "<p>\n    桥修\n    好了。better\n    words，\r\n\tok\n  "
             "的　\n  字 字\n</p><list><item>\n  <label>\n 1. </label>\n"
             "  项 \n</item></list>",
             "");
    assert_string_equal(article->blocks[0].text, "桥修好了。better words，ok的　字 字");
    assert_string_equal(article->blocks[1].items[0].label, "1.");
    assert_string_equal(article->blocks[1].items[0].text, "项");
}

static void blocks_get_ids(void **state)
{
    struct fixture *f = *state;
    const struct article *article =
        with(f, "<p>甲</p><p id='p2'>乙</p><p id='头'>丙</p><p>丁</p><p id='p7'/>", "");
    static const char *const ids[] = {"p8", "p2", "头", "p9"};
    assert_int_equal(article->block_count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(article->blocks[i].id, ids[i]);
    assert_string_equal(messages(f), "2:48: warning: <p> is empty; left out\n");
    article = with(f, "<p>甲</p><p>乙</p>", "");
    assert_string_equal(article->blocks[0].id, "p1");
    assert_string_equal(article->blocks[1].id, "p2");
}

static void an_id_that_stands_twice(void **state)
{
    struct fixture *f = *state;
    const struct article *article =
        with(f, "<p id='p1'>甲</p>\n<p id='p1'>乙</p>\n<p id='p1'>丙</p>", "");
    assert_string_equal(
        messages(f),
        "3:4: warning: id=\"p1\" stands at an earlier block; this one is taken as p2\n"
        "4:4: warning: id=\"p1\" stands at an earlier block; this one is taken as p3\n");
    assert_string_equal(article->blocks[0].id, "p1");
    assert_string_equal(article->blocks[2].id, "p3");
}

static void what_is_empty_is_left_out(void **state)
{
    struct fixture *f = *state;
    const struct article *article =
        with(f,
             "<p/>\n<heading>  </heading>\n<quote>\n</quote><figure/><table/>\n"
             "<list><item/><item><label>1</label></item></list>\n<list><item/></list>",
             "");
    assert_int_equal(article->block_count, 1);
    assert_string_equal(messages(f), "2:1: warning: <p> is empty; left out\n"
                                     "3:1: warning: <heading> is empty; left out\n"
                                     "4:1: warning: <quote> is empty; left out\n"
                                     "5:9: warning: <figure> is empty; left out\n"
                                     "5:18: warning: <table> is empty; left out\n"
                                     "6:7: warning: <item> is empty; left out\n"
                                     "7:7: warning: <item> is empty; left out\n"
                                     "7:1: warning: <list> is empty; left out\n");
}

static void an_empty_name_is_left_out(void **state)
{
    struct fixture *f = *state;
    const struct article *article = article_of(
        f, "<article id='a' version='1' kind='article'><head><byline><person role='记者'/>"
           "<person>甲某</person></byline></head><body/></article>");
    assert_int_equal(article->person_count, 1);
    assert_string_equal(messages(f), "1:58: warning: <person> is empty; left out\n");
}

/* ---- key figures -------------------------------------------------------------------------- */

static const struct keyfigure *figure_in(struct fixture *f, const char *body,
                                         const char *attributes)
{
    const struct article *article =
        with(f, body,
             arena_printf(f->arena,
                          "<keyfigures>\n<keyfigure id='k1' label='灯' number='86' %s>装灯86处"
                          "</keyfigure></keyfigures>",
                          attributes));
    assert_int_equal(article->figure_count, 1);
    return &article->figures[0];
}

static void assert_range(const struct keyfigure *k, int start, int end)
{
    assert_int_equal(k->start, start);
    assert_int_equal(k->end, end);
}

static void a_figure_that_moved_is_found(void **state)
{
    struct fixture *f = *state;
    static const char at[] = "value='86' unit='处' p='p1' start='2' end='5'";
    assert_range(figure_in(f, "<p id='p1'>装灯86处</p>", at), 2, 5);
    assert_range(figure_in(f, "<p id='p1'>今年𠮷装灯86处</p>", at), 5, 8);
    assert_range(figure_in(f, "<p id='p1'>灯86处，又86处</p>", at), 1, 4);
    assert_range(figure_in(f, "<p id='p1'>灯86盏，又装86处</p>", at), 7, 10);
    assert_range(figure_in(f, "<p id='p1'>灯86盏</p>", at), 1, 3);
    assert_range(figure_in(f, "<list id='p1'><item>甲乙丙</item><item>86处</item></list>", at), 3,
                 6);
    assert_range(
        figure_in(f, "<p id='p1'>装灯86处</p>", "value='86' unit='处' p='p1' start='70' end='73'"),
        2, 5);
    assert_string_equal(messages(f), "");
}

static void a_figure_whose_text_is_gone(void **state)
{
    struct fixture *f = *state;
    static const char at[] = "value='86' unit='处' p='p1' start='2' end='5'";
    const struct keyfigure *k = figure_in(f, "<p id='p1'>装灯87处</p>", at);
    assert_range(k, 0, 0);
    assert_string_equal(k->value, "86");
    assert_string_equal(messages(f), "5:42: warning: key figure k1: \"86处\" no longer stands in "
                                     "p1; it is printed as it is here\n");
    figure_in(f, "<p id='p2'>装灯86处</p>", at);
    assert_string_equal(messages(f),
                        "5:62: warning: key figure k1 stands in p=\"p1\", which is not "
                        "in this article; it is printed as it is here\n");
    assert_range(figure_in(f, "<figure id='p1' href='x'/>", at), 0, 0);
}

static void parts_without_a_total(void **state)
{
    struct fixture *f = *state;
    const struct keyfigure *k = figure_in(
        f, "<p id='p1'>灯86处</p>", "value='86' unit='处' p='p1' start='1' end='4'\npart-of='k9'");
    assert_string_equal(k->part_of, "");
    assert_string_equal(messages(f), "6:1: warning: key figure k1 is part of \"k9\", which is not "
                                     "in this article; it is printed by itself\n");
}

static void figures_with_one_id(void **state)
{
    struct fixture *f = *state;
    static const char one[] = "<keyfigure id='k1' label='灯' number='8' value='8' unit='处' p='p1' "
                              "start='1' end='3'/>\n";
    const struct article *article =
        with(f, "<p id='p1'>灯8处</p>",
             arena_printf(f->arena, "<keyfigures>\n%s%s</keyfigures>", one, one));
    assert_int_equal(article->figure_count, 2);
    assert_string_equal(messages(f), "6:12: warning: id=\"k1\" stands at an earlier key figure; "
                                     "part-of means one of them\n");
}

/* ---- the schema --------------------------------------------------------------------------- */

static void dates(void **state)
{
    struct fixture *f = *state;
    static const char *const bad[] = {"2023-02-29", "2024-13-01",  "2024-2-9",
                                      "20240209",   "2024-02-09Z", ""};
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_faults(
            f,
            arena_printf(f->arena,
                         "<article id='a' version='1' kind='article'\n date='%s'><head/><body/>"
                         "</article>",
                         bad[i]),
            arena_printf(f->arena,
                         "2:2: error: \"%s\" is not a value of attribute \"date\" of <article>; "
                         "expected a date that exists, written YYYY-MM-DD such as 2024-02-29\n",
                         bad[i]));
}

static void faults_of_structure(void **state)
{
    struct fixture *f = *state;
    assert_faults(f, "<article id='a/b' version='2' kind='foto'><head/><body/></article>",
                  "1:10: error: \"a/b\" is not a value of attribute \"id\" of <article>; expected "
                  "an article id: page and ordinal, such as 000-3, without a slash\n"
                  "1:19: error: \"2\" is not a value of attribute \"version\" of <article>; "
                  "expected \"1\"\n"
                  "1:31: error: \"foto\" is not a value of attribute \"kind\" of <article>; "
                  "did you mean \"photo\"?\n");
    assert_faults(f, "<article id='a' version='1' kind='article'>\n<body/></article>",
                  "2:1: error: <body> may not stand here in <article>; expected <head>\n");
    assert_faults(f, "<body/>", "1:1: error: the root element is <body>; expected <article>\n");
    assert_faults(f,
                  "<article id='a' version='1' kind='article'><head><headline>x<br/></headline>"
                  "</head><body/></article>",
                  "1:61: error: unknown element <br> in <headline>\n");
}

static void faults_of_blocks(void **state)
{
    struct fixture *f = *state;
    assert_null(with(f, "<p line='3'>甲</p>\n<h1>乙</h1>\n<list/>\n文<p lines='0'/>", ""));
    assert_string_equal(
        messages(f),
        "2:4: error: unknown attribute \"line\" of <p>; did you mean \"lines\"?\n"
        "3:1: error: unknown element <h1> in <body>; it takes <p>, <heading>, <list>, "
        "<quote>, <figure> and <table>\n"
        "4:1: error: <list> is not complete; expected <item>\n"
        "5:1: error: text may not stand here in <body>; it takes <p>, <heading>, <list>, "
        "<quote>, <figure> and <table> only\n"
        "5:5: error: \"0\" is not a value of attribute \"lines\" of <p>; expected line "
        "numbers with spaces between, such as 13 15\n");
    assert_null(with(f, "<table><tbody><tr><td colspan='0'/></tr></tbody></table>", ""));
    assert_string_equal(messages(f),
                        "2:23: error: \"0\" is not a value of attribute \"colspan\" of "
                        "<td>; expected a whole number from 1 to 1000\n");
    assert_null(with(f, "<table><tbody><tr><td width='3em'/></tr></tbody></table>", ""));
    assert_string_equal(messages(f),
                        "2:23: error: \"3em\" is not a value of attribute \"width\" of "
                        "<td>; expected a share or points, such as 30% or 45pt\n");
}

/* ---- the other schemas -------------------------------------------------------------------- */

static void assert_valid(struct fixture *f, const char *text, const char *xsd, bool valid)
{
    save(f, text, strlen(text));
    assert_int_equal(xml_read(f->arena, f->path, xsd, f->diags) != NULL, valid);
}

static void manifests(void **state)
{
    struct fixture *f = *state;
    static const char *const good[] = {
        "<briefing/>",
        "<briefing title='湖畔' issue='12' date='2024-02-29' office='某办'><note>按语</note>"
        "<distribution><to kind='报'>甲</to><to kind='发'>乙</to></distribution><section "
        "name='要闻'><include href='a b.txt#2'/><exclude href='c.txt'/></section>"
        "<include href='d.md'/><section name='其他'/><exclude href='e.txt#1'/></briefing>",
        "<briefing><distribution><to kind='送'>甲</to></distribution><note>按语</note></briefing>"};
    static const char *const bad[] = {
        "<briefing><note/><note/></briefing>",
        "<briefing><include href='a.txt#0'/></briefing>",
        "<briefing><include href='#2'/></briefing>",
        "<briefing><section><include href='a.txt'/></section></briefing>",
        "<briefing><distribution><to kind='抄'>甲</to></distribution></briefing>",
        "<briefing date='2024-02-30'/>",
        "<briefing name='x'/>"};
    for (size_t i = 0; i < COUNT(good); i++)
        assert_valid(f, good[i], "styles/briefing.xsd", true);
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_valid(f, bad[i], "styles/briefing.xsd", false);
}

static void dropped_texts(void **state)
{
    struct fixture *f = *state;
    assert_valid(f, "<dropped/>", "styles/dropped.xsd", true);
    assert_valid(f, "<dropped><text source='a' lines='3 4' reason='markup'>■</text></dropped>",
                 "styles/dropped.xsd", true);
    assert_valid(f, "<dropped><text source='a' lines='' reason='markup'>■</text></dropped>",
                 "styles/dropped.xsd", false);
}

static void marks_are_read_and_written_the_same(void **state)
{
    struct fixture *f = *state;
    static const char body[] =
        "    <p id=\"p1\">甲<em>乙<strong>丙</strong></em><note>注&amp;一</note>丁<u>86处</u>"
        "<strong><note>注二</note>戊</strong><ruby><rb>南湖</rb><rt>Nánhú</rt></ruby>m<sup>2</sup>"
        "H<sub>2</sub>O<note>末</note></p>\n"
        "    <list id=\"p2\">\n"
        "      "
        "<item><label>1.</label><name>甲乙</name><name>丙丁</name>著<book>湖志</book></item>\n"
        "    </list>\n"
        "    <figure id=\"p3\" href=\"a.jpg\">\n"
        "      <caption>图<em>一</em></caption>\n"
        "    </figure>\n"
        "    <heading id=\"p4\"><em>小</em>题</heading>\n"
        "    <quote id=\"p5\">引<sup>①</sup></quote>\n";
    const struct article *a = with(f, body, "");
    assert_string_equal(messages(f), "");
    const struct block *p = &a->blocks[0];
    assert_string_equal(p->text, "甲乙丙丁86处戊南湖m2H2O");
    assert_int_equal(p->marks.count, 10);
    assert_int_equal(p->marks.items[1].kind, MARK_STRONG);
    assert_int_equal(p->marks.items[1].start, 2);
    assert_int_equal(p->marks.items[1].end, 3);
    assert_string_equal(p->marks.items[2].value, "注&一");
    assert_int_equal(p->marks.items[2].start, 3);
    assert_non_null(strstr(written(f, a), body));
}

static void marks_go_with_their_text(void **state)
{
    struct fixture *f = *state;
    const struct article *a = with(f,
                                   "<p>\n 甲<em>\n  乙 </em>\n丙<ruby>\n <rb>字</rb>\n "
                                   "<rt>zì</rt><rb>母</rb><rt> mǔ </rt></ruby>of<em>\nthe</em></p>",
                                   "");
    assert_string_equal(messages(f), "");
    assert_string_equal(a->blocks[0].text, "甲乙丙字母of the");
    assert_non_null(strstr(written(f, a),
                           "甲<em>乙</em>丙<ruby><rb>字</rb><rt>zì</rt></ruby><ruby><rb>母</rb>"
                           "<rt>mǔ</rt></ruby>of <em>the</em></p>"));
}

static void marks_of_nothing_are_left_out(void **state)
{
    struct fixture *f = *state;
    const struct article *a = with(
        f, "<p>甲<em></em><strong> </strong><note> </note><ruby><rb>乙</rb><rt/></ruby></p>", "");
    assert_string_equal(messages(f), "2:32: warning: <note> is empty; left out\n"
                                     "2:62: warning: <rt> is empty; left out\n"
                                     "2:5: warning: <em> is empty; left out\n"
                                     "2:14: warning: <strong> is empty; left out\n");
    assert_non_null(strstr(written(f, a), ">甲 乙</p>"));
}

static void figures_count_the_text_alone(void **state)
{
    struct fixture *f = *state;
    const struct article *a =
        with(f, "<p id='p1'><em>装</em>灯<note>注3处</note><u>8<strong>6</strong>处</u></p>",
             "<keyfigures><keyfigure id='k1' label='装灯' value='86' number='86' unit='处' p='p1' "
             "start='2' end='5'>装灯86处</keyfigure></keyfigures>");
    assert_string_equal(messages(f), "");
    assert_int_equal(a->figures[0].start, 2);
    assert_int_equal(a->figures[0].end, 5);
}

static void faults_of_marks(void **state)
{
    struct fixture *f = *state;
    assert_null(with(f,
                     "<p>甲<i>乙</i><ruby><rb>丙</rb></ruby>\n<note>注<em>丁</em></note><stong>戊"
                     "</stong></p>",
                     ""));
    assert_string_equal(messages(f),
                        "2:5: error: unknown element <i> in <p>; expected <em>, <strong>, <u>, "
                        "<sup>, <sub>, <ruby>, <name>, <book> or <note>\n"
                        "2:13: error: <ruby> is not complete; expected <rt>\n"
                        "3:8: error: <em> may not stand here in <note>\n"
                        "3:25: error: unknown element <stong> in <p>; did you mean <strong>?\n");
}

static void too_many_marks(void **state)
{
    struct fixture *f = *state;
    struct buf b = {0};
    buf_adds(&b, "<p>甲");
    for (int i = 0; i < MOST_MARKS; i++)
        buf_adds(&b, "<em>乙</em>");
    assert_non_null(with(f, arena_printf(f->arena, "%s</p>", b.text), ""));
    assert_string_equal(messages(f), "");
    assert_null(with(f, arena_printf(f->arena, "%s\n<em>丙</em></p>", b.text), ""));
    assert_string_equal(messages(f), "3:1: error: more than 9999 marks in one text\n");
    buf_release(&b);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_written_is_read_and_written_the_same),
        TEST(a_cell_keeps_all_its_text),
        TEST(no_keyfigures_and_empty_ones_differ),
        TEST(line_ends_of_an_editor),
        TEST(blocks_get_ids),
        TEST(an_id_that_stands_twice),
        TEST(what_is_empty_is_left_out),
        TEST(an_empty_name_is_left_out),
        TEST(a_figure_that_moved_is_found),
        TEST(a_figure_whose_text_is_gone),
        TEST(parts_without_a_total),
        TEST(figures_with_one_id),
        TEST(dates),
        TEST(faults_of_structure),
        TEST(faults_of_blocks),
        TEST(marks_are_read_and_written_the_same),
        TEST(marks_go_with_their_text),
        TEST(marks_of_nothing_are_left_out),
        TEST(figures_count_the_text_alone),
        TEST(faults_of_marks),
        TEST(too_many_marks),
        TEST(manifests),
        TEST(dropped_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
