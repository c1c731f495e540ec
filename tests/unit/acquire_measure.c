/* SPDX-License-Identifier: MIT */
/* How wide the columns are whose lines were kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "acquire/wrap.h"

static struct text_line line_of(const char *text, int number)
{
    return (struct text_line){.text = slice_of(text), .number = number, .column = 1};
}

static void a_paragraph_has_the_measure_of_its_full_lines(void **state)
{
    struct arena *a = arena_new();
    struct text_line lines[] = {
        line_of("渡口添了船", 1), line_of("江湾渡口昨天添了两条新船每条能", 2),
        line_of("坐六十人过江只要八分钟早晚各加", 3), line_of("开三班。", 4)};
    (void)state;
    acquire_measure(a, lines, COUNT(lines));
    assert_int_equal(lines[0].measure, 0);
    for (size_t i = 1; i < COUNT(lines); i++)
        assert_int_equal(lines[i].measure, 30);
    assert_true(line_fills(&lines[2]) && !line_fills(&lines[3]));
    arena_free(a);
}

/* Each line may begin a run that never ends as paragraphs do: quadratic work would take many
 * minutes. */
static void a_list_of_equal_lines_is_measured_in_linear_time(void **state)
{
    enum { LINES = 20000 };
    struct arena *a = arena_new();
    struct text_line *lines = arena_array(a, LINES, sizeof *lines);
    (void)state;
    for (int i = 0; i < LINES; i++)
        lines[i] = line_of("江湾渡口的新船每天往返六趟", i + 1);
    acquire_measure(a, lines, LINES);
    assert_int_equal(lines[LINES - 1].measure, 26);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paragraph_has_the_measure_of_its_full_lines),
        cmocka_unit_test(a_list_of_equal_lines_is_measured_in_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
