/* SPDX-License-Identifier: MIT */
/*
 * Paragraphs in their frame: alignments, edges of lines, messages, the dump.
 */
#include "line_glyphs.h"

static const char *text_of(const struct paragraph *p, struct lines *lines)
{
    struct buf b = {0};
    line_text(&b, lines);
    const char *text = arena_text(p->arena, b.text, b.len);
    buf_release(&b);
    return text;
}

static size_t warnings(const struct paragraph *p)
{
    return diags_count(p->diags, WARNING);
}

static const char *message(const struct paragraph *p, size_t n, int *line)
{
    enum severity severity;
    struct pos at;
    const char *text;
    diags_at(p->diags, n, &severity, &at, &text);
    assert_int_equal(severity, WARNING);
    *line = at.line;
    return text;
}

/* PA-01, JU-01, JU-02 */
static void test_justify(void **state)
{
    struct paragraph *p = *state;
    p->format.text_indent = 2 * EM;
    p->format.margin_left = EM;
    p->format.margin_right = EM;
    struct lines *lines = test_lines(p, "河河河河河，河河A河河河河河河河，河河河", 100);
    assert_int_equal(lines->count, 3);
    assert_int_equal(lines->items[0].left, 3 * EM);
    assert_int_equal(lines->items[0].width, 6 * EM);
    assert_int_equal(lines->items[1].left, EM);
    assert_int_equal(lines->items[1].width, 8 * EM);
    assert_true(lines->items[2].width < 8 * EM);
    assert_int_equal(lines->items[2].looseness, 0);
    assert_int_equal(warnings(p), 0);
}

/* A last line that must is compressed; one that need not is natural. */
static void test_last_line(void **state)
{
    struct paragraph *p = *state;
    struct lines *lines = test_lines(p, "河，河，河河。", 60);
    assert_int_equal(lines->count, 1);
    assert_int_equal(lines->items[0].width, 6 * EM);
    assert_int_equal(test_gap(lines, 1), EM / 4);
    lines = test_lines(p, "河，河，河河。", 70);
    assert_int_equal(test_gap(lines, 1), EM / 2);
}

static void test_alignments(void **state)
{
    struct paragraph *p = *state;
    p->format.align = ALIGN_LEFT;
    assert_int_equal(test_lines(p, "河河河", 100)->items[0].left, 0);
    p->format.align = ALIGN_RIGHT;
    assert_int_equal(test_lines(p, "河河河", 100)->items[0].left, 7 * EM);
    p->format.align = ALIGN_CENTER;
    struct lines *lines = test_lines(p, "河河河", 100);
    assert_int_equal(lines->items[0].left, 7 * EM / 2);
    assert_int_equal(lines->items[0].width, 3 * EM);
    assert_int_equal(lines->x[1], 7 * EM / 2 + EM);
}

/* JU-10, also for one character, and without a message about gaps that are wanted. */
static void test_distribute(void **state)
{
    struct paragraph *p = *state;
    p->format.align = ALIGN_DISTRIBUTE;
    struct lines *lines = test_lines(p, "河山石", 60);
    assert_int_equal(lines->x[0], 0);
    assert_int_equal(lines->x[1], 5 * EM / 2);
    assert_int_equal(lines->x[2], 5 * EM);
    assert_int_equal(test_lines(p, "河", 60)->items[0].left, 0);
    assert_int_equal(warnings(p), 0);
}

/* PW-07 to PW-09, HL-02: at the edges of a line there is no blank. */
static void test_edges(void **state)
{
    struct paragraph *p = *state;
    p->format.text_indent = 2 * EM;
    struct lines *lines = test_lines(p, "《河河》，河《河河》河A河", 60);
    assert_int_equal(lines->x[0], 2 * EM);
    for (size_t i = 0; i + 1 < lines->count; i++) {
        const struct line *line = &lines->items[i];
        dist right = lines->x[line->end - 1] + p->glyphs.items[line->end - 1].advance;
        assert_int_equal(right, 6 * EM);
        assert_int_equal(lines->x[line->first], line->left);
    }
}

/* Spaces at a line's end are outside; those typed at the head of a paragraph stay. */
static void test_blanks(void **state)
{
    struct paragraph *p = *state;
    p->format.align = ALIGN_LEFT;
    struct lines *lines = test_lines(p, "ab cd ef", 30);
    assert_int_equal(lines->count, 2);
    assert_string_equal(test_line(p, lines, 0), "ab cd");
    assert_string_equal(test_line(p, lines, 1), "ef");
    assert_int_equal(lines->items[0].width, 2 * EM + EM * 3 / 10);
    lines = test_lines(p, "河河　河", 20);
    assert_string_equal(test_line(p, lines, 0), "河河");
    lines = test_lines(p, "　　河", 40);
    assert_int_equal(lines->items[0].width, 3 * EM);
    lines = test_lines(p, "   ", 40);
    assert_int_equal(lines->count, 1);
    assert_int_equal(lines->items[0].end, 0);
    assert_int_equal(lines->items[0].width, 0);
    assert_int_equal(test_lines(p, "", 40)->count, 0);
}

/* A forced end makes the line natural; two make an empty line. */
/* A line that ends with a hyphen shows it behind its last body (LB-10). */
static void test_hyphen(void **state)
{
    struct paragraph *p = *state;
    struct lines *lines = test_lines(p, "河河河河abcd*efgh河河河河河河", 80);
    assert_ptr_equal(lines->items[0].hyphen, p->glyphs.hyphens);
    assert_int_equal(lines->items[0].width, 8 * EM);
    assert_int_equal(lines->items[0].hyphen_x, 8 * EM - EM / 3);
    assert_null(lines->items[1].hyphen);
    assert_non_null(strstr(text_of(p, lines), "河河河河abcd\u2010\n"));
}

static void test_forced(void **state)
{
    struct paragraph *p = *state;
    struct lines *lines = test_lines(p, "河河，\u2028\u2028河", 100);
    assert_int_equal(lines->count, 3);
    assert_string_equal(test_line(p, lines, 0), "河河，");
    assert_int_equal(lines->items[0].width, 2 * EM + EM / 2);
    assert_int_equal(lines->items[1].first, lines->items[1].end);
    assert_int_equal(test_lines(p, "河\u2028", 100)->count, 1);
}

/* HL-04: a typed space changes nothing. */
static void test_typed_space(void **state)
{
    struct paragraph *p = *state;
    struct lines *lines = test_lines(p, "河A河", 100);
    dist plain = lines->items[0].width;
    assert_int_equal(test_lines(p, "河 A 河", 100)->items[0].width, plain);
}

/* PW-13 */
static void test_hanging(void **state)
{
    struct paragraph *p = *state;
    p->format.hanging = true;
    struct lines *lines = test_lines(p, "河河河河，河河河河。河河", 40);
    assert_string_equal(test_line(p, lines, 0), "河河河河，");
    assert_int_equal(lines->items[0].width, 4 * EM + EM / 2);
    assert_string_equal(test_line(p, lines, 1), "河河河河。");
    lines = test_lines(p, "河河，河河。河", 100);
    assert_int_equal(test_gap(lines, 2), EM / 2);
    p->format.hanging = false;
    lines = test_lines(p, "河河河河，河河河河。河河", 40);
    assert_string_equal(test_line(p, lines, 0), "河河河");
}

/* A cluster keeps its distances: what is joined has no gap. */
static void test_joined(void **state)
{
    struct paragraph *p = *state;
    struct lines *lines = test_lines(p, "河——河河河|河河河河河河", 75);
    assert_int_equal(test_gap(lines, 1), 0);
    assert_int_equal(test_gap(lines, 5), 0);
    assert_true(test_gap(lines, 3) > 0);
}

/* UB-08: nothing is added inside a number with its unit. */
static void test_unit(void **state)
{
    struct paragraph *p = *state;
    struct lines *lines = test_lines(p, "河河河20#年河河（河河河河河", 78);
    assert_true(lines->items[0].looseness > 0);
    assert_int_equal(test_gap(lines, 4), EM / 4);
    assert_int_equal(test_gap(lines, 2), EM / 3);
}

static void test_balance(void **state)
{
    struct paragraph *p = *state;
    p->format.balance = true;
    struct lines *lines = test_lines(p, "河河河河河河河河河河河河", 100);
    assert_int_equal(lines->count, 2);
    assert_int_equal(lines->items[0].width, 6 * EM);
    assert_int_equal(lines->items[1].width, 6 * EM);
}

/* ---- messages ----------------------------------------------------------------------------- */

static void test_loose_message(void **state)
{
    struct paragraph *p = *state;
    struct lines *lines = test_lines(p, "河河河abcdefgh河河", 50);
    assert_int_equal(warnings(p), 1);
    int line;
    const char *text = message(p, 0, &line);
    assert_int_equal(line, 3);
    assert_non_null(strstr(text, "1 loose line, the first is line 1 of its paragraph: gaps up to"));
    assert_true(lines->items[0].looseness > EM / 4);
}

static void test_emergency_message(void **state)
{
    struct paragraph *p = *state;
    test_lines(p, "河\u2028abcdefghij", 20);
    assert_int_equal(warnings(p), 1);
    int line;
    const char *text = message(p, 0, &line);
    assert_int_equal(line, 3);
    assert_non_null(strstr(text, "2 lines are broken where no line may end, the first is line 2"));
}

/* One message, however many lines; all glyphs are on a line. */
static void test_hostile(void **state)
{
    enum { LONG = 100000 };
    struct paragraph *p = *state;
    char *word = arena_alloc(p->arena, LONG + 1);
    memset(word, 'x', LONG);
    struct lines *lines = test_lines(p, word, 400);
    assert_int_equal(lines->items[lines->count - 1].end, LONG);
    assert_int_equal(lines->count, LONG / 80);
    assert_int_equal(warnings(p), 1);
    char *marks = arena_alloc(p->arena, 3 * LONG + 1);
    for (size_t i = 0; i < LONG; i++)
        memcpy(marks + 3 * i, i % 2 ? "）" : "，", 3);
    lines = test_lines(p, marks, 400);
    assert_int_equal(lines->items[lines->count - 1].end, LONG);
    lines = test_lines(p, "河河河", -50);
    assert_int_equal(lines->count, 3);
}

/* ---- dump --------------------------------------------------------------------------------- */

static void test_dump(void **state)
{
    struct paragraph *p = *state;
    struct lines *lines = test_lines(p, "河河，河A河河河河河（河", 80);
    assert_string_equal(text_of(p, lines), "lines 2 p\n"
                                           "  1 left 0.00 width 96.00: 河河，河A河河河\n"
                                           "    gaps 0.00×2 6.00 3.00×2 0.00×2\n"
                                           "  2 left 0.00 width 48.00: 河河（河\n"
                                           "    gaps 0.00 6.00 0.00\n");
    assert_string_equal(text_of(p, test_lines(p, "河 A", 80)),
                        "lines 1 p\n  1 left 0.00 width 21.00: 河 A\n    gaps 3.00\n");
    assert_string_equal(text_of(p, test_lines(p, "", 80)), "lines 0 p\n");
    assert_string_equal(text_of(p, test_lines(p, "河 ", 80)),
                        "lines 1 p\n  1 left 0.00 width 12.00: 河\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_hyphen),     TEST(test_justify),       TEST(test_last_line),
        TEST(test_alignments), TEST(test_distribute),    TEST(test_edges),
        TEST(test_blanks),     TEST(test_forced),        TEST(test_typed_space),
        TEST(test_hanging),    TEST(test_joined),        TEST(test_unit),
        TEST(test_balance),    TEST(test_loose_message), TEST(test_emergency_message),
        TEST(test_hostile),    TEST(test_dump),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
