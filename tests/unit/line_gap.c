/* SPDX-License-Identifier: MIT */
/*
 * The gap table and the break table of line/, pair by pair. Widths are in 1/24 em.
 */
#include "line_glyphs.h"

enum { UNIT = EM / 24 };

/* What stands between the first and the last body of `text`. */
struct expected {
    const char *text;
    int natural, shrink, step, stretch, stretch_step, share;
};

/* The gap in front of the last glyph: that of the glyph before it, be it a space. */
static void check(struct paragraph *p, const struct expected *e)
{
    const struct line_box *box = test_boxes(p, e->text) + p->glyphs.count - 2;
    int got[] = {box->gap / UNIT,     box->shrink / UNIT, box->shrink_step,
                 box->stretch / UNIT, box->stretch_step,  box->share};
    int want[] = {e->natural, e->shrink, e->step, e->stretch, e->stretch_step, e->share};
    if (memcmp(got, want, sizeof got))
        fail_msg("%s: %d %d/%d %d/%d %d", e->text, got[0], got[1], got[2], got[3], got[4], got[5]);
}

static void check_all(struct paragraph *p, const struct expected *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check(p, &rows[i]);
}

/* The rows of the checklist's gap table, in its order. */
static void test_table(void **state)
{
    static const struct expected rows[] = {
        {"东西", 0, 0, 0, 0, 0, 1},   {"东，", 0, 0, 0, 0, 0, 0},   {"东。", 0, 0, 0, 0, 0, 0},
        {"东）", 0, 0, 0, 0, 0, 0},   {"（东", 0, 0, 0, 0, 0, 0},   {"（A", 0, 0, 0, 0, 0, 0},
        {"（，", 0, 0, 0, 0, 0, 0},   {"（）", 0, 0, 0, 0, 0, 0},   {"，东", 12, 12, 5, 0, 0, 1},
        {"：东", 12, 12, 5, 0, 0, 1}, {"，A", 12, 12, 5, 0, 0, 1},  {"，7", 12, 12, 5, 0, 0, 1},
        {"。东", 12, 12, 7, 0, 0, 1}, {"？A", 12, 12, 7, 0, 0, 1},  {"）东", 12, 12, 4, 0, 0, 1},
        {"》A", 12, 12, 4, 0, 0, 1},  {"东（", 12, 12, 4, 0, 0, 1}, {"A《", 12, 12, 4, 0, 0, 1},
        {"7（", 12, 12, 4, 0, 0, 1},  {"）”", 0, 0, 0, 0, 0, 0},    {"），", 0, 0, 0, 0, 0, 0},
        {"）。", 0, 0, 0, 0, 0, 0},   {"，”", 0, 0, 0, 0, 0, 0},    {"。”", 0, 0, 0, 0, 0, 0},
        {"“《", 0, 0, 0, 0, 0, 0},    {"）（", 12, 12, 4, 0, 0, 1}, {"，（", 12, 12, 4, 0, 0, 1},
        {"。“", 12, 12, 4, 0, 0, 1},  {"东A", 6, 3, 6, 2, 2, 0},    {"A东", 6, 3, 6, 2, 2, 0},
        {"东7", 6, 3, 6, 2, 2, 0},    {"7东", 6, 3, 6, 2, 2, 0},    {"东¤", 6, 3, 6, 2, 2, 0},
        {"%东", 6, 3, 6, 2, 2, 0},    {"A，", 0, 0, 0, 0, 0, 0},    {"A）", 0, 0, 0, 0, 0, 0},
        {"AB", 0, 0, 0, 0, 0, 0},     {"12", 0, 0, 0, 0, 0, 0},     {"7%", 0, 0, 0, 0, 0, 0},
        {"¤7", 0, 0, 0, 0, 0, 0},     {"A7", 0, 0, 0, 0, 0, 0},     {"东·", 0, 0, 0, 0, 0, 0},
        {"·东", 0, 0, 0, 0, 0, 0},    {"）·", 0, 0, 0, 0, 0, 0},    {"·《", 0, 0, 0, 0, 0, 0},
        {"东～", 0, 0, 0, 0, 0, 0},   {"～东", 0, 0, 0, 0, 0, 0},   {"7–", 0, 0, 0, 0, 0, 0},
        {"–7", 0, 0, 0, 0, 0, 0},     {"东/", 0, 0, 0, 0, 0, 0},    {"/东", 0, 0, 0, 0, 0, 0},
        {"——", 0, 0, 0, 0, 0, 0},     {"……", 0, 0, 0, 0, 0, 0},     {"东—", 0, 0, 0, 0, 0, 1},
        {"——东", 0, 0, 0, 0, 0, 1},   {"……东", 0, 0, 0, 0, 0, 1},   {"）—", 12, 12, 4, 0, 0, 1},
        {"……（", 12, 12, 4, 0, 0, 1}, {"，…", 12, 12, 5, 0, 0, 1},  {"……。", 0, 0, 0, 0, 0, 0},
        {"A—", 0, 0, 0, 0, 0, 1},     {"人々", 0, 0, 0, 0, 0, 1},   {"々東", 0, 0, 0, 0, 0, 1},
        {"，，", 12, 12, 5, 0, 0, 0}, {"。。", 12, 12, 7, 0, 0, 0}, {"东|西", 0, 0, 0, 0, 0, 0},
        {"7#年", 6, 3, 6, 0, 2, 0},   {"万#元", 0, 0, 0, 0, 0, 0},
    };
    check_all(*state, rows, COUNT(rows));
}

/* PW-04 to PW-06 in the two other styles; 。？！ are firm in full (JU-04 7 is optional). */
static void test_styles(void **state)
{
    static const struct expected full[] = {
        {"）”", 12, 12, 4, 0, 0, 0}, {"），", 12, 12, 4, 0, 0, 0}, {"。”", 12, 12, 4, 0, 0, 0},
        {"“《", 12, 12, 4, 0, 0, 0}, {"）（", 24, 24, 4, 0, 0, 1}, {"，（", 24, 24, 4, 0, 0, 1},
        {"。东", 12, 0, 0, 0, 0, 1}, {"，东", 12, 12, 5, 0, 0, 1},
    };
    static const struct expected tight[] = {
        {"）”", 0, 0, 0, 0, 0, 0}, {"）（", 0, 0, 0, 0, 0, 1},   {"，（", 0, 0, 0, 0, 0, 1},
        {"“《", 0, 0, 0, 0, 0, 0}, {"。东", 12, 12, 7, 0, 0, 1},
    };
    struct paragraph *p = *state;
    p->format.punctuation = PUNCTUATION_FULL;
    check_all(p, full, COUNT(full));
    p->format.punctuation = PUNCTUATION_TIGHT;
    check_all(p, tight, COUNT(tight));
}

/* PW-11: two take one em, three take two. */
static void test_exclamations(void **state)
{
    static const struct expected rows[] = {
        {"！！", 0, 0, 0, 0, 0, 0},         {"？！东", 0, 0, 0, 0, 0, 1},
        {"？？？东", 12, 12, 7, 0, 0, 1},   {"！东", 12, 12, 7, 0, 0, 1},
        {"东！西！东", 12, 12, 7, 0, 0, 1}, {"。！", 12, 12, 7, 0, 0, 0},
        {"！！”", 0, 0, 0, 0, 0, 0},
    };
    check_all(*state, rows, COUNT(rows));
}

/* PW-10: what stands in another style than its neighbour keeps the gap of the pair. */
static void test_runs(void **state)
{
    struct paragraph *p = *state;
    struct line_box *plain = test_boxes(p, "河“《河》，”河A河");
    dist gaps[10];
    for (size_t i = 0; i < 10; i++)
        gaps[i] = plain[i].gap;
    struct format other = p->format;
    other.color = 0xB3191E;
    other.bold = true;
    const struct glyph_span spans[] = {p->spans[0], {.text = "", .format = &other}};
    p->glyphs.spans = spans;
    p->glyphs.span_count = COUNT(spans);
    for (size_t i = 0; i < p->glyphs.count; i++)
        p->glyphs.items[i].span = i % 2;
    line_boxes(&p->glyphs, &p->format, p->boxes);
    for (size_t i = 0; i < 10; i++)
        assert_int_equal(p->boxes[i].gap, gaps[i]);
}

/* HL-04 and the house rules for typed spaces. A space of the test is 0.3 em wide. */
static void test_spaces(void **state)
{
    static const struct expected rows[] = {
        {"东 A", 6, 3, 6, 2, 2, 0},    {"A 东", 6, 3, 6, 2, 2, 0},
        {"东 西", 12, 6, 2, 0, 0, 1},  {"， A", 12, 12, 5, 0, 0, 1},
        {"A ，", 0, 0, 0, 0, 0, 0},    {"（ A", 0, 0, 0, 0, 0, 0},
        {"东　西", 24, 0, 0, 0, 0, 1}, {"东\u00A0西", 12, 6, 2, 0, 0, 1},
    };
    struct paragraph *p = *state;
    check_all(p, rows, COUNT(rows));
    const struct line_box *box = test_boxes(p, "A B") + 1;
    assert_int_equal(box->gap, EM * 3 / 10);
    assert_int_equal(box->gap - box->shrink, EM / 4);
    assert_int_equal(box->shrink_step, 2);
    assert_int_equal(box->gap + box->stretch, EM / 2);
    assert_int_equal(box->stretch_step, 1);
    assert_int_equal(box->advance, 0);
    box = test_boxes(p, "东   A") + 3;
    assert_int_equal(box->gap, EM * 3 / 10 * 3);
    assert_int_equal(box->shrink + box->stretch, 0);
}

/* HL-01: the style sets the gap; HL-04: with none, a typed space is seen. */
static void test_autospace(void **state)
{
    struct paragraph *p = *state;
    p->format.autospace = EM / 6;
    assert_int_equal(test_boxes(p, "东A")[0].gap, EM / 6);
    p->format.autospace = 0;
    assert_int_equal(test_boxes(p, "东A")[0].gap, 0);
    assert_int_equal(test_boxes(p, "东 A")[1].gap, EM * 3 / 10);
}

/* ---- breaks ------------------------------------------------------------------------------- */

/* Whether a line may end in front of the last glyph, as one letter a level: y or n. */
static void check_break(struct paragraph *p, const char *text, const char *levels)
{
    for (int level = BREAK_NONE; level <= BREAK_STRICT; level++) {
        p->format.line_break = (enum line_break)level;
        bool may = test_boxes(p, text)[p->glyphs.count - 2].penalty < LINE_FORBIDDEN;
        if (may != (levels[level] == 'y'))
            fail_msg("%s: level %d", text, level);
    }
}

/* none, basic, gb, strict. */
static void test_levels(void **state)
{
    static const struct {
        const char *text, *levels;
    } rows[] = {
        {"东西", "yyyy"},  {"东，", "ynnn"},       {"东、", "ynnn"},  {"东。", "ynnn"},
        {"A！", "ynnn"},   {"东）", "ynnn"},       {"东”", "ynnn"},   {"7》", "ynnn"},
        {"（东", "ynnn"},  {"“A", "ynnn"},         {"东～", "ynnn"},  {"7–", "ynnn"},
        {"–7", "yyyy"},    {"东·", "ynnn"},        {"·东", "yyyy"},   {"东/", "ynnn"},
        {"/东", "yynn"},   {"东—", "yyyn"},        {"东…", "yyyn"},   {"——东", "yyyy"},
        {"人々", "ynnn"},  {"东A", "yyyy"},        {"A东", "yyyy"},   {"东（", "yyyy"},
        {"，（", "yyyy"},  {"东 ，", "ynnn"},      {"（ 东", "ynnn"}, {"东 西", "yyyy"},
        {"A B", "yyyy"},   {"……", "nnnn"},         {"——", "nnnn"},    {"12", "nnnn"},
        {"7%", "nnnn"},    {"¤7", "nnnn"},         {"AB", "nnnn"},    {"A7", "nnnn"},
        {"A^B", "yyyy"},   {"7#年", "nnnn"},       {"万#元", "nnnn"}, {"东|西", "nnnn"},
        {"东&西", "yyyy"}, {"东\u00A0西", "nnnn"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        check_break(*state, rows[i].text, rows[i].levels);
}

static int penalty_of(struct paragraph *p, const char *text, size_t box)
{
    return test_boxes(p, text)[box].penalty;
}

static void test_penalties(void **state)
{
    struct paragraph *p = *state;
    assert_int_equal(penalty_of(p, "东|西", 0), LINE_SOLID);
    assert_int_equal(penalty_of(p, "东西", 0), 0);
    assert_int_equal(penalty_of(p, "东西", 1), LINE_FORCED);
    assert_int_equal(penalty_of(p, "东　西", 1), 0);
}

/* Of the line ends in a heading: clause, title, phrase, words, words that belong together, inside
 * brackets, word. */
static void test_heading_penalties(void **state)
{
    struct paragraph *p = *state;
    p->format.balance = true;
    int words = penalty_of(p, "东西", 0), bound = penalty_of(p, "东<西", 0);
    assert_true(penalty_of(p, "东　西", 1) <= LINE_CLAUSE);
    assert_int_equal(penalty_of(p, "东　西", 0), LINE_FORBIDDEN);
    assert_true(penalty_of(p, "东 西", 1) <= LINE_CLAUSE);
    assert_true(penalty_of(p, "】西", 0) <= LINE_CLAUSE);
    assert_true(penalty_of(p, "：西", 0) <= LINE_CLAUSE);
    assert_true(penalty_of(p, "东——西", 0) <= LINE_CLAUSE);
    assert_int_equal(penalty_of(p, "东>西", 0), 0);
    assert_true(0 < words && words < bound && bound < LINE_WORD);
    assert_int_equal(penalty_of(p, "东 A", 1), words);
    assert_int_equal(penalty_of(p, "》西", 0), words);
    assert_int_equal(penalty_of(p, "、西", 0), words);
    assert_int_equal(penalty_of(p, "“东”西南", 2), words);
    assert_true(penalty_of(p, "“东西”南", 1) > bound);
    assert_in_range(penalty_of(p, "“东<西”南", 1), penalty_of(p, "“东西”南", 1) + 1, LINE_WORD - 1);
    assert_true(penalty_of(p, "东&西", 0) >= LINE_WORD);
    assert_true(penalty_of(p, "3#月4", 1) >= LINE_WORD);
    assert_true(penalty_of(p, "年4", 0) >= LINE_WORD);
    assert_in_range(-penalty_of(p, "东《河河河河河河河河》", 0), 1, -LINE_CLAUSE - 1);
    assert_in_range(-penalty_of(p, "东《河河河河河河河河》 西", 0), 1, -LINE_CLAUSE - 1);
    assert_int_equal(penalty_of(p, "东《河河河河河河河河》西", 0), words);
    assert_int_equal(penalty_of(p, "东《河河》", 0), words);
}

static void test_forced(void **state)
{
    const struct line_box *boxes = test_boxes(*state, "东，\u2028西");
    assert_int_equal(boxes[1].gap, 0);
    assert_int_equal(boxes[1].penalty, LINE_FORBIDDEN);
    assert_int_equal(boxes[2].penalty, LINE_FORCED);
    assert_int_equal(boxes[2].advance, 0);
    boxes = test_boxes(*state, "\u2028\u2028西");
    assert_int_equal(boxes[0].penalty, LINE_FORCED);
    assert_int_equal(boxes[1].penalty, LINE_FORCED);
}

/* PA-03: marks and blanks do not count. */
static void test_counts(void **state)
{
    const struct line_box *boxes = test_boxes(*state, "东，A7　 —…·/（）。");
    static const char counts[] = "y.yy.........";
    for (size_t i = 0; counts[i]; i++)
        assert_int_equal(boxes[i].counts, counts[i] == 'y');
}

/* PW-13: the body of a mark that may hang is gap. */
static void test_hanging(void **state)
{
    struct paragraph *p = *state;
    p->format.hanging = true;
    const struct line_box *boxes = test_boxes(p, "东，西）。东，");
    assert_int_equal(boxes[1].advance, 0);
    assert_int_equal(boxes[1].gap, EM);
    assert_int_equal(boxes[4].advance, EM / 2);
    assert_int_equal(boxes[6].advance, 0);
    boxes = test_boxes(p, "东，”西");
    assert_int_equal(boxes[1].advance, EM / 2);
}

/* HL-06, UB-07, NT-02: solid to its base and never parted from it; the gap behind is the base's. */
static void test_raised(void **state)
{
    static const struct expected rows[] = {
        {"东`7", 0, 0, 0, 0, 0, 0},     {"A`东", 0, 0, 0, 0, 0, 0},
        {"。`7", 0, 0, 0, 0, 0, 0},     {"东`7西", 0, 0, 0, 0, 0, 1},
        {"东`7。", 0, 0, 0, 0, 0, 0},   {"A`7西", 6, 3, 6, 2, 2, 0},
        {"。`7西", 12, 12, 7, 0, 0, 1}, {"东`1`2西", 0, 0, 0, 0, 0, 1},
        {"东`7（", 12, 12, 4, 0, 0, 1},
    };
    struct paragraph *p = *state;
    check_all(p, rows, COUNT(rows));
    const struct line_box *boxes = test_boxes(p, "东`7西`A`B，`7");
    assert_int_equal(boxes[0].penalty, LINE_SOLID);
    assert_int_equal(boxes[1].penalty, 0);
    assert_int_equal(boxes[2].penalty, LINE_SOLID);
    assert_int_equal(boxes[3].penalty, LINE_SOLID);
    assert_int_equal(boxes[4].penalty, LINE_FORBIDDEN);
    assert_int_equal(boxes[1].advance, EM / 2);
    assert_false(boxes[1].counts);
    assert_int_equal(test_boxes(p, "`7东")[0].penalty, 0);
    p->format.hanging = true;
    assert_int_equal(test_boxes(p, "东，`7西")[1].advance, EM / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_runs),         TEST(test_table),     TEST(test_styles),
        TEST(test_exclamations), TEST(test_spaces),    TEST(test_autospace),
        TEST(test_levels),       TEST(test_penalties), TEST(test_heading_penalties),
        TEST(test_forced),       TEST(test_counts),    TEST(test_hanging),
        TEST(test_raised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
