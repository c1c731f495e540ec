/* SPDX-License-Identifier: MIT */
/* By which words a text belongs to an article. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "acquire/affinity.h"
#include "acquire/grammar.h"

enum { WINDOW = 100 };

/* Two pieces of one article, one of another, and the text that is asked about. */
static struct affinity *kin_of(struct arena *a, const char *const texts[4])
{
    struct piece **pieces = arena_array(a, 4, sizeof *pieces);
    for (size_t i = 0; i < 4; i++) {
        pieces[i] = arena_alloc(a, sizeof *pieces[i]);
        pieces[i]->text = texts[i];
    }
    return affinity_open(a, pieces, 4);
}

static double lean_of(struct affinity *affinity)
{
    const struct span there = {0, 2}, here = {2, 4}, text = {3, 4};
    return affinity_lean(affinity, text, there, here, text, WINDOW);
}

static void a_text_leans_to_its_words(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    struct affinity *affinity = kin_of(
        a, (const char *const[]){"云门镇修起水渠", "水渠通到坡田", "渔港换上码头", "坡田旁的水渠"});
    double lean = lean_of(affinity);
    assert_true(lean > 1);
    assert_true(lean_of(affinity) == lean); /* one question leaves nothing behind for the next */
    affinity = kin_of(
        a, (const char *const[]){"云门镇修起水渠", "水渠通到坡田", "渔港换上码头", "码头旁的渔港"});
    assert_true(lean_of(affinity) < -1);
    arena_free(a);
}

static void a_text_without_words_leans_nowhere(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    struct affinity *affinity =
        kin_of(a, (const char *const[]){"云门镇修起水渠", "", "渔港换上码头", "12"});
    assert_true(lean_of(affinity) == 0);
    affinity = kin_of(a, (const char *const[]){"", "", "", ""});
    assert_true(lean_of(affinity) == 0);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_leans_to_its_words),
        cmocka_unit_test(a_text_without_words_leans_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
