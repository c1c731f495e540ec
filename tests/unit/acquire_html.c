/* SPDX-License-Identifier: MIT */
/* The text that a page of HTML shows stands at its places in the file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "acquire/acquire.h"

/* What is shown, with each run of spaces as one · and its length. */
static char *shown(struct arena *a, const char *page)
{
    char path[] = "/tmp/acquire-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, page, strlen(page)), strlen(page));
    close(fd);
    struct source source = {path, SOURCE_HTML};
    struct acquired acquired = {0};
    assert_true(acquire_page(a, &source, &acquired, diags_new(a)));
    unlink(path);
    struct buf b = {0};
    for (const char *p = acquired.pages[0].text; *p;) {
        size_t spaces = strspn(p, " ");
        if (spaces)
            buf_addf(&b, "·%zu·", spaces);
        else
            buf_add(&b, p, 1);
        p += spaces ? spaces : 1;
    }
    char *out = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return out;
}

static void expect(const char *page, const char *text)
{
    struct arena *a = arena_new();
    assert_string_equal(shown(a, page), text);
    arena_free(a);
}

static void tags_are_spaces(void **state)
{
    (void)state;
    expect("<p>桥\n<b>通</b>车。</p>\n", "·3·桥\n·3·通·4·车。·4·\n");
    expect("<p title=\"桥\">桥。<!-- 路 --></p>", "·13·桥。·14·");
    expect("<script>a < b</script><p>桥。", "·25·桥。");
}

static void an_entity_stands_for_its_character(void **state)
{
    (void)state;
    expect("<p>甲&amp;乙&#x6865;，", "·3·甲&·4·乙桥·7·，");
    expect("<p>甲 < 乙&nosuch;，", "·3·甲·1·<·1·乙&nosuch;，");
    expect("<p>甲&乙方，丙& 丁，", "·3·甲&乙方，丙&·1·丁，");
    expect("<p>甲&#10;乙，", "·3·甲·5·乙，");
}

/* The sign of the second was taken for that of the first, and what follows moved. */
static void two_entities_that_are_none(void **state)
{
    (void)state;
    expect("<p>好&p&suc\n好，", "·3·好&p&suc\n好，");
}

/* The space that it names was taken for the one that follows. */
static void an_entity_without_its_end(void **state)
{
    (void)state;
    expect("<p>好&#x20 \n好，&lt<b>甲", "·3·好·6·\n好，&lt·3·甲");
}

/* The line feed inside the tag was lost under the text. */
static void alternative_text_of_a_tag_on_two_lines(void **state)
{
    (void)state;
    expect("<p>桥。<img\nalt=\"一座长长的桥\">路，", "·3·桥。一座长长的桥\n·12·路，");
}

static void the_number_of_an_item_stands_for_its_tag(void **state)
{
    (void)state;
    expect("<ol start=9><li>桥，<li>路，</ol>", "·12·9.·2·桥，10.·1·路，·5·");
    expect("<ol start=1000><li>桥，</ol>", "·19·桥，·5·");
}

/* The paragraph that the parser adds was taken for a tag inside the broken declaration. */
static void a_paragraph_that_was_left_out(void **state)
{
    (void)state;
    expect("<!DOCTYPE htm<p>一 < 二l", "·16·一·1·<·1·二l");
}

static void what_is_hidden_is_spaces(void **state)
{
    (void)state;
    expect("<p hidden>甲，</p><p>乙，", "·19·乙，");
    expect("<svg><title>甲</title></svg><ul hidden><li><img alt=乙></ul><p>丙，", "·61·丙，");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_are_spaces),
        cmocka_unit_test(an_entity_stands_for_its_character),
        cmocka_unit_test(two_entities_that_are_none),
        cmocka_unit_test(an_entity_without_its_end),
        cmocka_unit_test(alternative_text_of_a_tag_on_two_lines),
        cmocka_unit_test(the_number_of_an_item_stands_for_its_tag),
        cmocka_unit_test(a_paragraph_that_was_left_out),
        cmocka_unit_test(what_is_hidden_is_spaces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
