/* SPDX-License-Identifier: MIT */
/* digest: a label without the words that a table leaves out, read from its first byte on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "digest/label.h"

/* The label stands in memory of its own, where a sanitizer sees what is read before it. */
static void plain(const char *label, const char *expected)
{
    struct arena *a = arena_new();
    char *s = strdup(label);
    assert_non_null(s);
    assert_string_equal(plain_label(a, s), expected);
    free(s);
    arena_free(a);
}

static void a_label_begins_with_its_first_byte(void **state)
{
    (void)state;
    plain("A的产量", "A的产量");
    plain("AI的应用", "AI应用");
    plain("5G的用户", "5G用户");
    plain("标的额", "标的额");
    plain("执行标的额", "执行标的额");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_label_begins_with_its_first_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
