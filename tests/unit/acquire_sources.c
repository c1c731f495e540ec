/* SPDX-License-Identifier: MIT */
/* Which files a run reads, in which order, and what is said about the others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "acquire/acquire.h"

static char *const names[] = {"b.txt",        "a.md",        "A.MARKDOWN",
                              "x.xml",        ".hidden.txt", "_dropped.xml",
                              "briefing.xml", "photo.tiff",  "letter.odt"};

static void write_files(const char *folder)
{
    char path[256];
    for (size_t i = 0; i < COUNT(names); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fclose(file);
    }
    snprintf(path, sizeof path, "%s/a", folder);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void remove_files(const char *folder)
{
    char path[256];
    for (size_t i = 0; i < COUNT(names); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/a", folder);
    rmdir(path);
    rmdir(folder);
}

static void folder(void **state)
{
    struct arena *a = arena_new();
    struct diags *d = diags_new(a);
    char dir[] = "/tmp/sources-XXXXXX";
    char *inputs[] = {dir};
    (void)state;
    assert_non_null(mkdtemp(dir));
    write_files(dir);
    struct sources s = acquire_sources(a, inputs, 1, d);
    remove_files(dir);
    assert_int_equal(s.count, 4);
    assert_string_equal(path_base(s.items[0].path), "A.MARKDOWN");
    assert_int_equal(s.items[0].kind, SOURCE_MARKDOWN);
    assert_string_equal(path_base(s.items[1].path), "a.md");
    assert_string_equal(path_base(s.items[2].path), "b.txt");
    assert_int_equal(s.items[2].kind, SOURCE_TEXT);
    assert_int_equal(s.items[3].kind, SOURCE_ARTICLE);
    assert_string_equal(path_base(s.manifest), "briefing.xml");
    assert_int_equal(s.picture_count, 1);
    assert_string_equal(path_base(s.pictures[0]), "photo.tiff");
    assert_int_equal(diags_total(d), 1);
    assert_int_equal(diags_count(d, WARNING), 1);
    arena_free(a);
}

static void nothing_to_read(void **state)
{
    struct arena *a = arena_new();
    struct diags *d = diags_new(a);
    char dir[] = "/tmp/sources-XXXXXX";
    char *inputs[] = {dir};
    enum severity severity;
    struct pos pos;
    const char *text;
    (void)state;
    assert_non_null(mkdtemp(dir));
    assert_int_equal(acquire_sources(a, inputs, 1, d).count, 0);
    rmdir(dir);
    assert_int_equal(diags_count(d, ERROR), 1);
    diags_at(d, 0, &severity, &pos, &text);
    assert_true(strncmp(text, "no pages in ", 12) == 0);
    assert_int_equal(acquire_sources(a, inputs, 1, d).count, 0);
    assert_int_equal(diags_count(d, ERROR), 2);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(folder), cmocka_unit_test(nothing_to_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
