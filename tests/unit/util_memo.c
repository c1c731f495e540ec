/* SPDX-License-Identifier: MIT */
/* What is kept under a key is found by that key alone, and goes when nobody asks for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "util/util.h"

struct value {
    int number;
    int *released;
};

static void release(void *value)
{
    struct value *v = value;
    ++*v->released;
    free(v);
}

static void *keep(struct memo *m, enum memo_kind kind, const char *key, int number, int *released)
{
    struct value *v = malloc(sizeof *v);
    *v = (struct value){number, released};
    return memo_keep(m, kind, key, strlen(key), v, release);
}

static int number(struct memo *m, enum memo_kind kind, const char *key)
{
    const struct value *v = memo_find(m, kind, key, strlen(key));
    return v ? v->number : 0;
}

static void test_a_value_is_found_by_its_whole_key(void **state)
{
    (void)state;
    int released = 0;
    struct memo *m = memo_new(NULL);
    keep(m, MEMO_LINES, "12345678a", 1, &released);
    keep(m, MEMO_LINES, "12345678b", 2, &released);
    keep(m, MEMO_GLYPHS, "12345678a", 3, &released);
    assert_int_equal(number(m, MEMO_LINES, "12345678a"), 1);
    assert_int_equal(number(m, MEMO_LINES, "12345678b"), 2);
    assert_int_equal(number(m, MEMO_GLYPHS, "12345678a"), 3);
    assert_int_equal(number(m, MEMO_LINES, "12345678"), 0);
    assert_int_equal(number(m, MEMO_LINES, ""), 0);
    memo_free(m);
    assert_int_equal(released, 3);
}

static void test_the_first_value_of_a_key_stays(void **state)
{
    (void)state;
    int released = 0;
    struct memo *m = memo_new(NULL);
    const struct value *first = keep(m, MEMO_LINES, "a", 1, &released);
    const struct value *second = keep(m, MEMO_LINES, "a", 2, &released);
    assert_ptr_equal(first, second);
    assert_int_equal(released, 1);
    memo_free(m);
}

static void test_what_nobody_asks_for_goes(void **state)
{
    (void)state;
    int released = 0;
    struct memo *m = memo_new(NULL);
    keep(m, MEMO_LINES, "asked for", 1, &released);
    keep(m, MEMO_LINES, "forgotten", 2, &released);
    for (int round = 0; round < 10; round++) {
        assert_int_equal(number(m, MEMO_LINES, "asked for"), 1);
        memo_age(m);
    }
    assert_int_equal(released, 1);
    assert_int_equal(memo_count(m), 1);
    assert_int_equal(number(m, MEMO_LINES, "forgotten"), 0);
    memo_free(m);
}

static void test_many_values_are_all_found(void **state)
{
    enum { MANY = 5000 };
    (void)state;
    int released = 0;
    struct memo *m = memo_new(NULL);
    char key[16];
    for (int i = 1; i <= MANY; i++) {
        snprintf(key, sizeof key, "%d", i);
        keep(m, MEMO_DEFLATED, key, i, &released);
    }
    for (int i = 1; i <= MANY; i++) {
        snprintf(key, sizeof key, "%d", i);
        assert_int_equal(number(m, MEMO_DEFLATED, key), i);
    }
    memo_free(m);
    assert_int_equal(released, MANY);
}

static void test_bytes_are_found_with_their_key(void **state)
{
    (void)state;
    struct memo *m = memo_new(NULL);
    struct memo_bytes kept = memo_keep_bytes(m, MEMO_GLYPHS, "key", 3, "value", 5);
    struct memo_bytes found = memo_find_bytes(m, MEMO_GLYPHS, "key", 3);
    assert_ptr_equal(kept.bytes, found.bytes);
    assert_int_equal((uintptr_t)found.bytes % 16, 0);
    assert_int_equal(found.size, 5);
    assert_memory_equal(found.bytes, "value", 5);
    assert_int_equal(found.len, 3);
    assert_memory_equal(found.key, "key", 3);
    assert_null(memo_find_bytes(m, MEMO_LINES, "key", 3).bytes);
    assert_null(memo_find_bytes(NULL, MEMO_GLYPHS, "key", 3).bytes);
    assert_false(memo_caches(m));
    memo_free(m);
}

static void test_without_a_memo_nothing_is_found(void **state)
{
    (void)state;
    assert_null(memo_find(NULL, MEMO_LINES, "a", 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_value_is_found_by_its_whole_key),
        cmocka_unit_test(test_the_first_value_of_a_key_stays),
        cmocka_unit_test(test_what_nobody_asks_for_goes),
        cmocka_unit_test(test_many_values_are_all_found),
        cmocka_unit_test(test_bytes_are_found_with_their_key),
        cmocka_unit_test(test_without_a_memo_nothing_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
