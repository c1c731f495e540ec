/* SPDX-License-Identifier: MIT */
/* digest: traditional characters are read as simplified ones and printed as they stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "digest/script.h"

static const char old[] = "全縣發電4萬億千瓦時，髮廊皇后後面";
static const char simple[] = "全县发电4万亿千瓦时，发廊皇后后面";

static bool is_traditional(const char *text)
{
    struct block block = {.kind = BLOCK_P, .id = "p1", .text = text};
    struct article article = {.blocks = &block, .block_count = 1};
    return script_is_traditional(&article);
}

static void test_a_text_is_of_one_script_by_most_of_its_characters(void **state)
{
    (void)state;
    assert_true(is_traditional(old));
    assert_false(is_traditional(simple));
    assert_false(is_traditional("乾隆年间的著名画家画过这座桥，藉此可以知道桥在那时有多宽"));
    assert_false(is_traditional(""));
}

static void test_a_character_becomes_one_of_as_many_bytes(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_string_equal(script_simplified(a, old), simple);
    assert_string_equal(script_simplified(a, "𠮷 é1"), "𠮷 é1");
    assert_string_equal(script_simplified(a, ""), "");
    arena_free(a);
}

static const char *printed(struct arena *a, const char *made)
{
    const struct script text = {old, simple, sizeof old - 1};
    return script_printed(a, made, &text, 0);
}

static void test_what_was_made_is_printed_as_it_stands(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_string_equal(printed(a, "全县发电"), "全縣發電");
    assert_string_equal(printed(a, "发廊"), "髮廊"); /* and not 發 */
    assert_string_equal(printed(a, "皇后"), "皇后");
    assert_string_equal(printed(a, "面发电约（1月）"), "面發電約（1月）");
    assert_string_equal(printed(a, "后发"), "后發"); /* where it stands first */
    assert_string_equal(printed(a, "种复"), "種复"); /* 復 or 複 */
    assert_string_equal(printed(a, ""), "");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_text_is_of_one_script_by_most_of_its_characters),
        cmocka_unit_test(test_a_character_becomes_one_of_as_many_bytes),
        cmocka_unit_test(test_what_was_made_is_printed_as_it_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
