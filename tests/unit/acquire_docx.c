/* SPDX-License-Identifier: MIT */
/* The bytes of a picture in a DOCX, and Word's forms of numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "acquire/docx.h"

static const char path[] = "tests/files/docx/libreoffice-html.docx";
static const char entry[] = "word/media/image1.png";

static void bytes_of_a_picture(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    size_t len = 0;
    char *bytes = acquire_docx_part(a, path, entry, 1 << 20, &len);
    assert_non_null(bytes);
    assert_memory_equal(bytes, "\x89PNG", 4);
    assert_non_null(acquire_docx_part(a, path, entry, len, &len));
    arena_free(a);
}

static void no_such_picture(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    size_t len = 0;
    acquire_docx_part(a, path, entry, 1 << 20, &len);
    assert_null(acquire_docx_part(a, path, entry, len - 1, &len));
    assert_null(acquire_docx_part(a, path, "word/media/image2.png", 1 << 20, &len));
    assert_null(acquire_docx_part(a, path, "../../../etc/passwd", 1 << 20, &len));
    assert_null(acquire_docx_part(a, "tests/files/docx/none.docx", entry, 1 << 20, &len));
    assert_null(acquire_docx_part(a, "README.md", entry, 1 << 20, &len));
    arena_free(a);
}

static void forms_of_numbers(void **state)
{
    static const struct {
        const char *form;
        int number;
        const char *text;
    } cases[] = {{"decimal", 12, "12"},
                 {"decimalZero", 7, "07"},
                 {"decimalFullWidth", 12, "１２"},
                 {"decimalEnclosedCircle", 12, "⑫"},
                 {"decimalEnclosedCircle", 21, "(21)"},
                 {"lowerLetter", 26, "z"},
                 {"upperLetter", 28, "BB"},
                 {"lowerRoman", 1994, "mcmxciv"},
                 {"upperRoman", 9, "IX"},
                 {"chineseCounting", 9, "九"},
                 {"chineseCounting", 10, "十"},
                 {"chineseCounting", 12, "十二"},
                 {"chineseCountingThousand", 20, "二十"},
                 {"chineseCountingThousand", 99, "九十九"},
                 {"chineseCountingThousand", 105, "一百零五"},
                 {"chineseCountingThousand", 1010, "一千零一十"},
                 {"chineseCountingThousand", 10000, "一万"},
                 {"japaneseCounting", 11, "十一"},
                 {"chineseLegalSimplified", 12, "壹拾贰"},
                 {"ideographDigital", 10, "一〇"},
                 {"ideographTraditional", 10, "癸"},
                 {"ideographZodiac", 12, "亥"},
                 {"none", 3, ""},
                 {"cardinalText", 3, "3"},
                 {"chineseCounting", 0, "〇"}};
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf b = {0};
        docx_add_number(&b, cases[i].number, cases[i].form);
        assert_string_equal(b.text ? b.text : "", cases[i].text);
        buf_release(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_of_a_picture),
        cmocka_unit_test(no_such_picture),
        cmocka_unit_test(forms_of_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
