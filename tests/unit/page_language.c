/* SPDX-License-Identifier: MIT */
/*
 * Which part of a Chinese text is of another language, and which Latin letters are Chinese usage.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "page/blocks.h"

/* The passage between < and > is found, and no other. */
static void check(const char *marked)
{
    struct buf b = {0};
    struct passage p = {0};
    size_t first = 0, end = 0;
    for (const char *s = marked; *s; s++)
        if (*s == '<')
            first = b.len;
        else if (*s == '>')
            end = b.len;
        else
            buf_add(&b, s, 1);
    bool found = language_next(b.text, b.len, 0, &p);
    assert_int_equal(found, end > 0);
    assert_int_equal(p.first, first);
    assert_int_equal(p.end, end);
    if (found) {
        assert_string_equal(p.language, "en");
        assert_false(language_next(b.text, b.len, p.end, &p));
    }
    buf_release(&b);
}

static void a_sentence_is_a_passage(void **state)
{
    (void)state;
    check("报道题为“<Rural roads and bridges of the county>”，共三版");
    check("<The cat sat on 3 mats>。");
    check("信上写着：<You are the first; don’t tell>！");
    check("《<Report on the Work of the Government 2024>》全文");
}

static void names_and_terms_are_at_home(void **state)
{
    (void)state;
    check("用5G和GDP");
    check("Microsoft Office 2019版");
    check("iPhone 16 Pro Max三款");
    check("全长12 km，重3 kg，AI、APP、Wi-Fi");
    check("甲and乙the丙of丁");
    check("THE END OF IT");
    check("");
}

static void what_is_uncertain_is_not_said(void **state)
{
    (void)state;
    check("题为La vie est belle的影片");
    check("Unprecedented infrastructure investment一词");
    check("Łódź jest piękna zimą");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_is_a_passage),
        cmocka_unit_test(names_and_terms_are_at_home),
        cmocka_unit_test(what_is_uncertain_is_not_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
