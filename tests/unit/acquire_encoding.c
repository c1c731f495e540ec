/* SPDX-License-Identifier: MIT */
/* Encodings told apart and converted; what is none of them is refused with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "acquire/piece.h"

struct fixture {
    struct arena *arena;
    struct diags *diags;
    size_t len;
};

static struct fixture start(void)
{
    struct fixture f = {.arena = arena_new()};
    f.diags = diags_new(f.arena);
    return f;
}

static const char *decode(struct fixture *f, const char *bytes, size_t len)
{
    struct page page = {.arena = f->arena, .lasting = f->arena, .diags = f->diags, .path = "p.txt"};
    const char *text = acquire_decode(&page, bytes, len, "");
    f->len = page.len;
    return text;
}

/* The place of the first message. */
static struct pos refused_at(struct fixture *f)
{
    enum severity severity;
    struct pos pos;
    const char *text;
    assert_int_equal(diags_count(f->diags, ERROR), 1);
    diags_at(f->diags, 0, &severity, &pos, &text);
    return pos;
}

static void known_encodings(void **state)
{
    static const char utf8[] = "\xEF\xBB\xBF"
                               "河\r\n𠮷\r田";
    static const char gb[] = "\xBA\xD3\r\n\x95\x34\xB2\x35\r\xCC\xEF";
    static const char le[] = "\xFF\xFE\xB3\x6C\r\0\n\0\x42\xD8\xB7\xDF\r\0\x30\x75";
    struct fixture f = start();
    (void)state;
    assert_string_equal(decode(&f, utf8, sizeof utf8 - 1), "河\n𠮷\n田");
    assert_string_equal(decode(&f, gb, sizeof gb - 1), "河\n𠮷\n田");
    assert_string_equal(decode(&f, le, sizeof le - 1), "河\n𠮷\n田");
    assert_int_equal(f.len, strlen("河\n𠮷\n田"));
    arena_free(f.arena);
}

static void utf16_without_mark(void **state)
{
    static const char le[] = "\xB3\x6C\x30\x75\x71\x5C\x30\x67\x34\x6C\n\0\xB3\x6C\x30\x75\x02\x30";
    static const char be[] = "\x6C\xB3\x75\x30\x5C\x71\x67\x30\x6C\x34\0\n\x6C\xB3\x75\x30\x30\x02";
    struct fixture f = start();
    (void)state;
    assert_string_equal(decode(&f, le, sizeof le - 1), "河田山朰水\n河田。");
    assert_string_equal(decode(&f, be, sizeof be - 1), "河田山朰水\n河田。");
    arena_free(f.arena);
}

static void damaged_utf8_is_not_guessed(void **state)
{
    const char *text = "山村修好了路\n第二行这里坏\xE6\x9D了";
    struct fixture f = start();
    (void)state;
    assert_null(decode(&f, text, strlen(text)));
    struct pos pos = refused_at(&f);
    assert_int_equal(pos.line, 2);
    assert_int_equal(pos.column, 7);
    arena_free(f.arena);
}

static void broken_gb18030(void **state)
{
    static const char text[] = "\xBA\xD3\n\xCC\xEF\xFF\xBA";
    struct fixture f = start();
    (void)state;
    assert_null(decode(&f, text, sizeof text - 1));
    struct pos pos = refused_at(&f);
    assert_int_equal(pos.line, 2);
    assert_int_equal(pos.column, 2);
    arena_free(f.arena);
}

static void control_characters(void **state)
{
    static const char nul[] = "河\n田\0山";
    struct fixture f = start(), g = start();
    (void)state;
    assert_null(decode(&f, nul, sizeof nul - 1));
    struct pos pos = refused_at(&f);
    assert_int_equal(pos.line, 2);
    assert_int_equal(pos.column, 2);
    assert_null(decode(&g, "a\x08", 2));
    assert_int_equal(refused_at(&g).column, 2);
    assert_string_equal(decode(&g, "a\fb", 3), "a b");
    arena_free(f.arena);
    arena_free(g.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_encodings), cmocka_unit_test(utf16_without_mark),
        cmocka_unit_test(damaged_utf8_is_not_guessed), cmocka_unit_test(broken_gb18030),
        cmocka_unit_test(control_characters)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
