/* SPDX-License-Identifier: MIT */
/* Classes in context, flags, and the width forms of marks. */
#include "glyph_fixture.h"

#define assert_class(glyphs, mark, n, expected)                                                    \
    assert_int_equal(at(glyphs, mark, n)->class, expected)

static void quotation_marks_by_context(void **state)
{
    struct glyphs *g = set(*state, STYLE_BODY, "他答“OK”。 She said “yes” and it’s late");
    assert_class(g, "“", 0, CLASS_OPEN);
    assert_class(g, "”", 0, CLASS_CLOSE);
    assert_class(g, "“", 1, CLASS_LATIN);
    assert_class(g, "”", 1, CLASS_LATIN);
    assert_class(g, "’", 0, CLASS_LATIN);
    g = set(*state, STYLE_BODY, "‘望江楼’");
    assert_class(g, "‘", 0, CLASS_OPEN);
    assert_class(g, "’", 0, CLASS_CLOSE);
}

static void both_quotes_of_a_pair_agree(void **state)
{
    struct glyphs *g = set(*state, STYLE_BODY, "see “the 码头 road” now");
    assert_class(g, "“", 0, CLASS_OPEN);
    assert_class(g, "”", 0, CLASS_CLOSE);
    g = set(*state, STYLE_BODY, "乘“Blue Heron” boat");
    assert_class(g, "“", 0, CLASS_OPEN);
    assert_class(g, "”", 0, CLASS_CLOSE);
}

static void dashes_and_dots_by_context(void **state)
{
    struct glyphs *g = set(*state, STYLE_BODY, "甲——乙……丙—丁 up—down wait… so A——B 2020—2024");
    assert_class(g, "——", 0, CLASS_DASH);
    assert_class(g, "……", 0, CLASS_ELLIPSIS);
    assert_class(g, "—", 2, CLASS_CONNECT);
    assert_class(g, "—", 3, CLASS_LATIN);
    assert_class(g, "… so", 0, CLASS_LATIN);
    assert_class(g, "——", 1, CLASS_DASH);
    assert_class(g, "—2024", 0, CLASS_CONNECT);
}

static void connectors_by_what_they_touch(void **state)
{
    struct glyphs *g = set(*state, STYLE_BODY, "甲-乙 2024-10-14 元/吨 km/h 丙·丁 A·B 1～2");
    assert_class(g, "-", 0, CLASS_CONNECT);
    assert_class(g, "-", 1, CLASS_LATIN);
    assert_class(g, "/", 0, CLASS_SOLIDUS);
    assert_class(g, "/", 1, CLASS_LATIN);
    assert_class(g, "·", 0, CLASS_DOT);
    assert_class(g, "·", 1, CLASS_LATIN);
    assert_class(g, "～", 0, CLASS_CONNECT);
    g = set(*state, STYLE_BODY, "党建+服务 A+甲 1+3 甲+5");
    assert_class(g, "+", 0, CLASS_CONNECT);
    assert_class(g, "+", 1, CLASS_LATIN);
    assert_class(g, "+", 2, CLASS_LATIN);
    assert_class(g, "+", 3, CLASS_PREFIX);
    g = set(*state, STYLE_BODY, "“党建+”和“+文旅”，‘甲+’ 党建+ “A+”级");
    assert_class(g, "+", 0, CLASS_CONNECT);
    assert_class(g, "+", 1, CLASS_CONNECT);
    assert_class(g, "+", 2, CLASS_CONNECT);
    assert_class(g, "+", 3, CLASS_LATIN);
    assert_class(g, "+", 4, CLASS_LATIN);
}

static void numbers_with_signs_and_units(void **state)
{
    struct glyphs *g = set(*state, STYLE_BODY, "降5.5%达1,063户，-7℃，¥9，a+b，半%");
    assert_class(g, ".", 0, CLASS_DIGIT);
    assert_class(g, "%", 0, CLASS_POSTFIX);
    assert_class(g, ",", 0, CLASS_DIGIT);
    assert_class(g, "℃", 0, CLASS_POSTFIX);
    assert_class(g, "¥", 0, CLASS_PREFIX);
    assert_class(g, "+", 0, CLASS_LATIN);
    assert_class(g, "%", 1, CLASS_LATIN);
    g = set(*state, STYLE_BODY, "-7");
    assert_class(g, "-", 0, CLASS_PREFIX);
    g = set(*state, STYLE_BODY, "收9￥，付9$，共9+项，3+5");
    assert_class(g, "￥", 0, CLASS_POSTFIX);
    assert_class(g, "$", 0, CLASS_POSTFIX);
    assert_class(g, "+", 0, CLASS_POSTFIX);
    assert_class(g, "+", 1, CLASS_LATIN);
}

/* The set text with | before every glyph that no line may begin with although its class allows it.
 */
static void assert_kept(struct fixture *x, enum style style, const char *text, const char *expected)
{
    struct glyphs *g = set(x, style, text);
    struct buf b = {0};
    for (size_t k = 0; k < g->count; k++) {
        if (g->items[k].flags & GLYPH_KEEP)
            buf_adds(&b, "|");
        buf_add(&b, g->text + g->items[k].text, g->items[k].text_len);
    }
    assert_string_equal(b.text, expected);
    buf_release(&b);
}

static void kept_where_classes_would_allow(void **state)
{
    static const char *const texts[][2] = {
        {"半%和5 ℃", "半|%和5 |℃"},
        {"￥一百，$三，￥（一）", "￥|一百，$|三，￥（一）"},
        {"word ! ok ( 中 ) 和 / 或", "word |! ok ( |中 |) 和 |/ 或"},
        {"渡\"口", "渡|\"|口"},
        {"渡\u200B口\u2060岸", "渡\u200B口\u2060|岸"},
        {"🇨🇳🇯🇵甲", "🇨|🇳🇯|🇵甲"},
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_kept(*state, STYLE_KEEP, texts[i][0], texts[i][1]);
}

static void names_are_not_parted(void **state)
{
    static const char *const texts[][2] = {
        {"通车。（本报记者 高远山 摄）", "通车。（本|报|记|者 高|远|山 |摄）"},
        {"记者 甲乙　通讯员 丙丁戊", "记|者 甲|乙　通|讯|员 丙|丁|戊"},
        {"新桥今日建成通车 记者到场采访", "新桥今日建成通车 记|者|到|场|采|访"},
        {"东湖新桥今日通车 西湖新桥明日通车", "东湖新桥今日通车 西湖新桥明日通车"},
        {"桥通了。", "桥通了。"},
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_kept(*state, STYLE_NAMES, texts[i][0], texts[i][1]);
    assert_kept(*state, STYLE_BODY, "记者 甲乙", "记者 甲乙");
}

/* Quadratic work would show here: what is looked through is looked through once. */
static void long_runs_are_looked_through_once(void **state)
{
    enum { LENGTH = 300000 };
    static const char *const parts[] = {" ", "\u0301", "\u200B", ".", "-", "\""};
    for (size_t i = 0; i < COUNT(parts); i++) {
        struct buf b = {0};
        buf_adds(&b, "🇨🇳(");
        for (size_t n = 0; n < LENGTH; n++)
            buf_adds(&b, parts[i]);
        buf_adds(&b, "渡口");
        assert_true(set(*state, STYLE_BODY, b.text)->count > 2);
        buf_release(&b);
    }
}

static void other_classes(void **state)
{
    struct glyphs *g = set(*state, STYLE_BODY, "人人々。\xe3\x80\x80、【甲】\tx\xe2\x80\xa8y");
    assert_class(g, "々", 0, CLASS_ITERATE);
    assert_class(g, "。", 0, CLASS_STOP);
    assert_class(g, "\xe3\x80\x80", 0, CLASS_HAN);
    assert_class(g, "、", 0, CLASS_COMMA);
    assert_class(g, "【", 0, CLASS_OPEN);
    assert_class(g, "】", 0, CLASS_CLOSE);
    assert_class(g, "\t", 0, CLASS_SPACE);
    assert_class(g, "\xe2\x80\xa8", 0, CLASS_LINE_END);
}

static void units_belong_to_their_number(void **state)
{
    struct glyphs *g = set(*state, STYLE_BODY, "2024年投3.2万亿元建15个点，今年");
    assert_true(at(g, "年", 0)->flags & GLYPH_UNIT);
    assert_true(at(g, "万", 0)->flags & GLYPH_UNIT);
    assert_true(at(g, "元", 0)->flags & GLYPH_UNIT);
    assert_true(at(g, "个", 0)->flags & GLYPH_UNIT);
    assert_false(at(g, "点", 0)->flags & GLYPH_UNIT);
    assert_false(at(g, "年", 1)->flags & GLYPH_UNIT);
    g = set(*state, STYLE_BODY, "长39公里宽8平方公里增5个百分点用25分钟");
    static const char *const units[] = {"公", "里", "平", "方", "个", "百", "分", "点", "钟"};
    for (size_t i = 0; i < COUNT(units); i++)
        assert_true(at(g, units[i], 0)->flags & GLYPH_UNIT);
    assert_true(at(g, "里", 1)->flags & GLYPH_UNIT);
    assert_false(at(g, "宽", 0)->flags & GLYPH_UNIT);
    assert_false(at(g, "用", 0)->flags & GLYPH_UNIT);
    g = set(*state, STYLE_BODY, "第13架，第 5 批，第一，共6架");
    assert_true(at(g, "1", 0)->flags & GLYPH_KEEP);
    assert_true(at(g, "5", 0)->flags & GLYPH_KEEP);
    assert_false(at(g, "6", 0)->flags & GLYPH_KEEP);
    g = set(*state, STYLE_KEEP, "2024年第3批");
    assert_false(at(g, "年", 0)->flags & GLYPH_UNIT);
    assert_false(at(g, "3", 0)->flags & GLYPH_KEEP);
}

static void words_only_where_lines_are_balanced(void **state)
{
    struct glyphs *g = set(*state, STYLE_HEADING, "我们建设图书馆");
    assert_true(at(g, "们", 0)->flags & GLYPH_WORD);
    assert_false(at(g, "建", 0)->flags & GLYPH_WORD);
    g = set(*state, STYLE_BODY, "我们建设图书馆");
    for (size_t i = 0; i < g->count; i++)
        assert_false(g->items[i].flags & GLYPH_WORD);
}

static void ordinals_are_words_with_what_they_count(void **state)
{
    struct glyphs *g = set(*state, STYLE_HEADING, "召开第三十六次会议");
    assert_false(at(g, "第", 0)->flags & GLYPH_WORD);
    assert_true(at(g, "三", 0)->flags & GLYPH_WORD);
    assert_true(at(g, "十", 0)->flags & GLYPH_WORD);
    assert_true(at(g, "次", 0)->flags & GLYPH_WORD);
    assert_false(at(g, "会", 0)->flags & GLYPH_WORD);
}

/* ICU parts them all: a word that closes one, one that opens a phrase, a name, 期间, 下一. */
static void words_of_one_character_are_joined(void **state)
{
    static const char *const joined[] = {
        "地铁3号线|线",        "修缮及城中村改造|城",   "修缮及城中村改造|中",
        "支持长三角|三",       "通过代总统|总",         "春节期间开放|期",
        "庞玘昀出席|玘",       "庞玘昀出席|昀",         "全国政协委员会|会",
        "澳门特别行政区|行",   "澳门特别行政区|特",     "同全国人大常委会会议|人",
        "某市中级人民法院|法", "大会对下一阶段工作|一", "并对上一轮检查|一"};
    for (size_t i = 0; i < COUNT(joined); i++) {
        const char *mark = strchr(joined[i], '|');
        char text[64];
        snprintf(text, sizeof text, "%.*s", (int)(mark - joined[i]), joined[i]);
        assert_true(at(set(*state, STYLE_HEADING, text), mark + 1, 0)->flags & GLYPH_WORD);
    }
    struct glyphs *g = set(*state, STYLE_HEADING, "庞玘昀出席");
    assert_false(at(g, "出", 0)->flags & GLYPH_WORD);
    assert_false(at(set(*state, STYLE_HEADING, "常委会举行"), "举", 0)->flags & GLYPH_WORD);
}

/* Behind what qualifies the next word or counts it, and before what ends a name. */
static void words_of_a_heading_are_bound(void **state)
{
    static const char *const bound[] = {
        "冲出|跑道",   "社会物流|总额", "2025年粮食|生产", "规模以上|工业企业",  "更加|积极",
        "积极的|政策", "通报七起|案件", "第三次|代表大会", "诞辰100周年|座谈会", "新建50公里|铁路",
        "突破|5000万", "约|90%",        "海军076|两栖",    "食品安全|活动"};
    static const char *const free[] = {"客机C919|新年起航", "2025年|食品安全", "3月4日|天气晴好",
                                       "食品|安全"};
    static const char *const opening[] = {"公司|在北京开会", "食品宣传周|及服务行动",
                                          "大会明天|召开会议", "公开通报|七起案件",
                                          "发动|37次打击"};
    const struct {
        const char *const *texts;
        size_t count;
        uint8_t flags;
    } cases[] = {{bound, COUNT(bound), GLYPH_BOUND},
                 {free, COUNT(free), 0},
                 {opening, COUNT(opening), GLYPH_OPENS}};
    for (size_t i = 0; i < COUNT(cases); i++)
        for (size_t k = 0; k < cases[i].count; k++) {
            const char *mark = strchr(cases[i].texts[k], '|');
            char text[64];
            snprintf(text, sizeof text, "%.*s%s", (int)(mark - cases[i].texts[k]),
                     cases[i].texts[k], mark + 1);
            struct glyphs *g = set(*state, STYLE_HEADING, text);
            size_t n = 0;
            while (g->items[n].text < (size_t)(mark - cases[i].texts[k]))
                n++;
            if ((g->items[n].flags & (GLYPH_BOUND | GLYPH_OPENS | GLYPH_WORD)) != cases[i].flags)
                fail_msg("%s: %d", cases[i].texts[k], g->items[n].flags);
        }
    struct glyphs *g = set(*state, STYLE_BODY, "在北京召开全国政协会议");
    for (size_t i = 0; i < g->count; i++)
        assert_false(g->items[i].flags & (GLYPH_BOUND | GLYPH_OPENS));
}

static void western_marks_stay_with_their_neighbour(void **state)
{
    struct glyphs *g = set(*state, STYLE_KEEP, "甲,乙[丙] 中\xc2\xa0文 歼-3");
    assert_true(at(g, ",", 0)->flags & GLYPH_JOINED);
    assert_false(at(g, "乙", 0)->flags & GLYPH_JOINED);
    assert_false(at(g, "[", 0)->flags & GLYPH_JOINED);
    assert_true(at(g, "丙", 0)->flags & GLYPH_JOINED);
    assert_true(at(g, "]", 0)->flags & GLYPH_JOINED);
    assert_true(at(g, "\xc2\xa0", 0)->flags & GLYPH_JOINED);
    assert_true(at(g, "文", 0)->flags & GLYPH_JOINED);
    assert_true(at(g, "3", 0)->flags & GLYPH_JOINED);
}

static void tibetan_may_break_behind_a_syllable(void **state)
{
    struct glyphs *g = set(*state, STYLE_BODY, "\u0f40\u0f0b\u0f41\u0f0b\u0f42 re-use a/b");
    assert_false(at(g, "\u0f0b", 0)->flags & GLYPH_BREAK);
    assert_true(at(g, "\u0f41", 0)->flags & GLYPH_BREAK);
    assert_false(at(g, "use", 0)->flags & GLYPH_BREAK);
    assert_false(at(g, "b", 0)->flags & GLYPH_BREAK);
}

/* ---- width forms -------------------------------------------------------------------------- */

struct form {
    const char *typed, *set;
};

static const struct form forms[] = {
    {"河水上涨,村民撤离;无人受伤!真的?是:真的", "河水上涨，村民撤离；无人受伤！真的？是：真的"},
    {"收入1,063元,历时10:30,比分3:1,比3 : 1", "收入1,063元，历时10:30，比分3:1，比3 : 1"},
    {"见http://a.example/b(c):80?d,另文", "见http://a.example/b(c):80?d，另文"},
    {"见http://a.example/-(b)后，(www.b.example)", "见http://a.example/-(b)后，（www.b.example）"},
    {"见(http://c.example/?q),寄(d@e.example)", "见（http://c.example/?q），寄（d@e.example）"},
    {"写信到a,b@c.example,谢谢", "写信到a,b@c.example，谢谢"},
    {"Red, green; blue: so (and) on! ok?", "Red, green; blue: so (and) on! ok?"},
    {"渔港(Blue Bay)开放", "渔港（Blue Bay）开放"},
    {"ABC(渔港)", "ABC（渔港）"},
    {"设f(x)为5(3)之和", "设f(x)为5(3)之和"},
    {"(1)整修;1)疏浚;一)绿化", "（1）整修；1)疏浚；一）绿化"},
    {"甲（乙)丙", "甲（乙）丙"},
    {"树长3.5米.", "树长3.5米."},
    {"他说\"渡口很好\"，\"好\"", "他说“渡口很好”，“好”"},
    {"\"'渡口'很好\",他说", "“‘渡口’很好”，他说"},
    {"他说\"Blue Bay\"很好", "他说“Blue Bay”很好"},
    {"It's \"Blue Bay\" in '98 terms, isn't it?", "It's \"Blue Bay\" in '98 terms, isn't it?"},
    {"长5'8\"，另有一块21\"的'屏'", "长5'8\"，另有一块21\"的‘屏’"},
    {"渡口\"开了", "渡口\"开了"},
    {"渡口--老渡口－－新渡口──桥––堤", "渡口——老渡口——新渡口——桥——堤"},
    {"参数--help和2024--2025，渡口-北门", "参数--help和2024--2025，渡口-北门"},
    {"渡口---北门----桥", "渡口---北门----桥"},
    {"列夫•托尔斯泰、列夫・托、列夫‧托、A•托", "列夫·托尔斯泰、列夫·托、列夫·托、A·托"},
    {"• 渡口•", "• 渡口•"},
    {"第3~5名，5%~8%，三~五天", "第3～5名，5%～8%，三～五天"},
    {"见~/a~b和http://a.example/~b/3~5", "见~/a~b和http://a.example/~b/3~5"},
    {"[英]某某[1]，a[3]，[甲", "［英］某某[1]，a[3]，[甲"},
    {"见[原文](https://a.example/b)。", "见［原文］（https://a.example/b）。"},
    {"渡口昨天已经开放，欢迎来坐.", "渡口昨天已经开放，欢迎来坐。"},
    {"他说\"渡口昨天已经开放欢迎来坐.\"", "他说“渡口昨天已经开放欢迎来坐。”"},
    {"渡口的整修工程分为三步，第一.", "渡口的整修工程分为三步，第一."},
    {"列夫.托尔斯泰写过渡口的故事", "列夫.托尔斯泰写过渡口的故事"},
    {"话没说完...又说......完。。。", "话没说完...又说......完。。。"},
};

static void half_width_marks_in_chinese(void **state)
{
    for (size_t i = 0; i < COUNT(forms); i++)
        assert_string_equal(set(*state, STYLE_BODY, forms[i].typed)->text, forms[i].set);
}

/* Points for …: the text stays, what is drawn are dots on one em or on two. */
static void points_are_set_as_dots(void **state)
{
    struct glyphs *g = set(*state, STYLE_BODY, "没说完...又说......完");
    const struct glyph *three = at(g, "...", 0);
    assert_int_equal(three->class, CLASS_ELLIPSIS);
    assert_int_equal(three->text_len, 3);
    assert_int_equal(three->advance, 10 * PT);
    const struct glyph *six = at(g, "......", 0);
    assert_int_equal(six[0].text_len + (six[1].flags & GLYPH_JOINED ? six[1].text_len : 0), 6);
    assert_int_equal(six[0].id, three->id);
    assert_int_equal(at(set(*state, STYLE_BODY, "等了....."), ".", 0)->class, CLASS_LATIN);
    assert_int_equal(at(set(*state, STYLE_BODY, "well...好"), "...", 0)->class, CLASS_ELLIPSIS);
    assert_int_equal(at(set(*state, STYLE_BODY, "well... 好"), ".", 0)->class, CLASS_LATIN);
    assert_int_equal(at(set(*state, STYLE_KEEP, "没说完..."), ".", 0)->class, CLASS_LATIN);
}

static void marks_kept_where_the_style_keeps_them(void **state)
{
    for (size_t i = 0; i < COUNT(forms); i++)
        assert_string_equal(set(*state, STYLE_KEEP, forms[i].typed)->text, forms[i].typed);
}

static void full_width_text_is_a_fixed_point(void **state)
{
    for (size_t i = 0; i < COUNT(forms); i++)
        assert_string_equal(set(*state, STYLE_BODY, forms[i].set)->text, forms[i].set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotation_marks_by_context),
        cmocka_unit_test(both_quotes_of_a_pair_agree),
        cmocka_unit_test(dashes_and_dots_by_context),
        cmocka_unit_test(connectors_by_what_they_touch),
        cmocka_unit_test(numbers_with_signs_and_units),
        cmocka_unit_test(kept_where_classes_would_allow),
        cmocka_unit_test(names_are_not_parted),
        cmocka_unit_test(long_runs_are_looked_through_once),
        cmocka_unit_test(other_classes),
        cmocka_unit_test(units_belong_to_their_number),
        cmocka_unit_test(words_only_where_lines_are_balanced),
        cmocka_unit_test(ordinals_are_words_with_what_they_count),
        cmocka_unit_test(words_of_one_character_are_joined),
        cmocka_unit_test(words_of_a_heading_are_bound),
        cmocka_unit_test(western_marks_stay_with_their_neighbour),
        cmocka_unit_test(tibetan_may_break_behind_a_syllable),
        cmocka_unit_test(half_width_marks_in_chinese),
        cmocka_unit_test(points_are_set_as_dots),
        cmocka_unit_test(marks_kept_where_the_style_keeps_them),
        cmocka_unit_test(full_width_text_is_a_fixed_point),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
