/* SPDX-License-Identifier: MIT */
/* acquire: marks on their way from markup to a draft – grown, cut, put in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "acquire/mark.h"

static const char letters[] = "esuab"; /* em, strong, u, sup, sub */

/* Marks as "s0-3 e1-2". */
static const char *shown(struct arena *a, struct marks marks)
{
    struct buf b = {0};
    for (size_t i = 0; i < marks.count; i++)
        buf_addf(&b, "%s%c%d-%d", i ? " " : "", letters[marks.items[i].kind], marks.items[i].start,
                 marks.items[i].end);
    const char *text = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return text;
}

static struct marks list(struct arena *a, const struct mark *items, size_t count)
{
    struct marks marks = {arena_array(a, count, sizeof *items), count};
    if (count > 0)
        memcpy(marks.items, items, count * sizeof *items);
    return marks;
}

static void assert_settled(const char *text, const struct mark *items, size_t count,
                           const char *expected)
{
    struct arena *a = arena_new();
    struct marks marks = list(a, items, count);
    assert_string_equal(shown(a, marks_settle(a, &marks, text)), expected);
    arena_free(a);
}

static void neighbours_of_a_kind_grow_together(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct marking m = {0};
    unsigned strong = mark_bit(MARK_STRONG, true), em = mark_bit(MARK_EM, true);
    marking_add(a, &m, strong, 0, 0, 3);
    marking_add(a, &m, strong | em, 3, 3, 6);
    marking_add(a, &m, strong, 6, 7, 10); /* a blank between */
    marking_add(a, &m, em, 10, 10, 13);
    marking_add(a, &m, strong, 13, 13, 16);
    assert_string_equal(shown(a, m.marks), "s0-10 e3-6 e10-13 s13-16");
    marking_truncate(&m, 11);
    assert_string_equal(shown(a, m.marks), "s0-10 e3-6 e10-11 s11-11");
    struct marks taken = marking_take(&m);
    assert_int_equal(taken.count, 4);
    assert_int_equal(m.marks.count, 0);
    arena_free(a);
}

static void what_is_cut_off_is_not_marked(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const struct mark items[] = {
        {MARK_STRONG, 0, 6, ""}, {MARK_EM, 4, 9, ""}, {MARK_U, 9, 12, ""}, {MARK_SUP, 2, 3, ""}};
    struct marks marks = list(a, items, COUNT(items));
    assert_string_equal(shown(a, marks_cut(a, &marks, 3, 6, 0)), "s0-3 e1-6");
    assert_string_equal(shown(a, marks_cut(a, &marks, 3, 6, 10)), "s10-13 e11-16");
    assert_string_equal(shown(a, marks_cut(a, &marks, 12, 6, 0)), "");
    arena_free(a);
}

static void places_become_characters(void **state)
{
    (void)state;
    const struct mark items[] = {{MARK_EM, 3, 9, ""}, {MARK_SUP, 10, 11, ""}};
    assert_settled("甲乙丙m2。", items, 2, "e1-3 a4-5");
}

static void kinds_that_cross_are_nested(void **state)
{
    (void)state;
    const struct mark cross[] = {{MARK_STRONG, 0, 6, ""}, {MARK_EM, 3, 9, ""}};
    assert_settled("0123456789", cross, 2, "s0-3 e3-9 s3-6");
    const struct mark inside[] = {{MARK_SUB, 4, 5, ""}, {MARK_U, 2, 8, ""}};
    assert_settled("0123456789", inside, 2, "u2-8 b4-5");
    const struct mark three[] = {{MARK_U, 1, 5, ""}, {MARK_STRONG, 2, 6, ""}, {MARK_EM, 3, 7, ""}};
    assert_settled("0123456789", three, 3, "u1-2 s2-3 u2-3 e3-7 s3-6 u3-5");
}

static void one_kind_that_touches_or_overlaps_is_one(void **state)
{
    (void)state;
    const struct mark items[] = {
        {MARK_STRONG, 5, 7, ""}, {MARK_STRONG, 1, 3, ""}, {MARK_STRONG, 3, 5, ""}};
    assert_settled("0123456789", items, 3, "s1-7");
    const struct mark twice[] = {{MARK_EM, 1, 5, ""}, {MARK_EM, 2, 7, ""}};
    assert_settled("0123456789", twice, 2, "e1-7");
}

static void what_sets_nothing_off_is_left_out(void **state)
{
    (void)state;
    const struct mark all[] = {{MARK_STRONG, 0, 6, ""}, {MARK_EM, 3, 6, ""}};
    assert_settled("甲乙", all, 2, "e1-2");
    assert_settled(" 甲 ", (const struct mark[]){{MARK_STRONG, 1, 4, ""}}, 1, "");
    assert_settled("甲 乙", (const struct mark[]){{MARK_STRONG, 3, 4, ""}}, 1, "");
    const struct mark joined[] = {{MARK_STRONG, 0, 3, ""}, {MARK_STRONG, 3, 6, ""}};
    assert_settled("甲乙", joined, 2, "");
    assert_settled("甲乙", NULL, 0, "");
}

static void there_are_no_more_than_a_text_may_have(void **state)
{
    (void)state;
    enum { MANY = 2 * MOST_MARKS };
    struct arena *a = arena_new();
    struct marks marks = {arena_array(a, MANY, sizeof *marks.items), MANY};
    char *text = arena_alloc(a, 2 * MANY + 2);
    memset(text, 'x', 2 * MANY + 1);
    for (int i = 0; i < MANY; i++)
        marks.items[i] = (struct mark){MARK_EM, 2 * i, 2 * i + 1, ""};
    struct marks settled = marks_settle(a, &marks, text);
    assert_true(settled.count > MOST_MARKS / 2 && settled.count <= MOST_MARKS);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbours_of_a_kind_grow_together),
        cmocka_unit_test(what_is_cut_off_is_not_marked),
        cmocka_unit_test(places_become_characters),
        cmocka_unit_test(kinds_that_cross_are_nested),
        cmocka_unit_test(one_kind_that_touches_or_overlaps_is_one),
        cmocka_unit_test(what_sets_nothing_off_is_left_out),
        cmocka_unit_test(there_are_no_more_than_a_text_may_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
