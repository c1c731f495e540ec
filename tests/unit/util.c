/* SPDX-License-Identifier: MIT */
/* util: memory, text, UTF-8, diagnostics, files and threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "util/util.h"

static void arena_keeps_what_it_gave(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    char *pieces[1000];
    for (int i = 0; i < 1000; i++)
        pieces[i] = arena_printf(a, "%0*d", i + 1, i);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(strlen(pieces[i]), i + 1);
        assert_int_equal(atoi(pieces[i]), i);
    }
    arena_free(a);
}

static void arena_grows_arrays(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    int *numbers = NULL;
    for (int i = 0; i < 100000; i++) {
        numbers = arena_grow(a, numbers, (size_t)i, sizeof *numbers);
        numbers[i] = i;
    }
    for (int i = 0; i < 100000; i++)
        assert_int_equal(numbers[i], i);
    arena_free(a);
}

static void count_release(void *handle)
{
    int *order = handle;
    order[0] = order[0] * 10 + order[1];
}

static void arena_gives_the_room_that_is_asked_for(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    uint32_t room = 3;
    int *numbers = arena_array(a, room, sizeof *numbers), *first = numbers;
    for (int i = 0; i < 1000; i++) {
        numbers = arena_room(a, numbers, (size_t)i, &room, sizeof *numbers);
        assert_true((uint32_t)i < room && (i > 2 || numbers == first));
        numbers[i] = i;
        arena_alloc(a, 1); /* in the way */
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], i);
    arena_free(a);
}

struct record {
    uint64_t number;
    int at;
};

/* By number, and equal ones in their order. */
static void check_sorted(struct arena *a, uint64_t mask, int count)
{
    struct record *r = arena_array(a, (size_t)count, sizeof *r);
    uint64_t seed = 88172645463325252u;
    for (int i = 0; i < count; i++) {
        seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
        r[i] = (struct record){seed & mask, i};
    }
    sort_by_number(r, (size_t)count, sizeof *r, a);
    for (int i = 1; i < count; i++)
        assert_true(r[i - 1].number < r[i].number ||
                    (r[i - 1].number == r[i].number && r[i - 1].at < r[i].at));
    for (int i = 0; i < count; i += 97) {
        size_t at = first_by_number(r, (size_t)count, sizeof *r, r[i].number);
        assert_true(at <= (size_t)i && r[at].number == r[i].number);
        assert_true(at == 0 || r[at - 1].number < r[i].number);
    }
    if (count && r[count - 1].number < UINT64_MAX)
        assert_int_equal(first_by_number(r, (size_t)count, sizeof *r, r[count - 1].number + 1),
                         count);
}

static void records_are_sorted_by_number(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const uint64_t masks[] = {0, 7, 0xFF00, 0xF00000000000000F, UINT64_MAX};
    for (size_t i = 0; i < COUNT(masks); i++)
        for (int count = 0; count < 2000; count += 1 + count * 2)
            check_sorted(a, masks[i], count);
    arena_free(a);
}

static void text_grows_by_formats(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_addf(&b, "%s|%u|%d|%d|%zu|%%", "x", UINT32_MAX, INT32_MIN, 0, (size_t)-1);
    assert_string_equal(b.text, "x|4294967295|-2147483648|0|18446744073709551615|%");
    buf_addf(&b, " %u %02X %.2s", 7u, 10u, "abc");
    assert_string_equal(b.text + b.len - 8, " 7 0A ab");
    buf_release(&b);
}

static void arena_releases_last_first(void **state)
{
    (void)state;
    int seen[2] = {0, 0};
    struct arena *a = arena_new();
    seen[1] = 7;
    arena_on_free(a, count_release, seen);
    arena_clear(a);
    assert_int_equal(seen[0], 7);
    arena_free(a);
    assert_int_equal(seen[0], 7);
}

static void utf8_round_trip(void **state)
{
    (void)state;
    static const uint32_t codes[] = {0x41,   0x7F,   0x80,    0x7FF,   0x800,
                                     0x4E2D, 0xFFFD, 0x10000, 0x20BB7, 0x10FFFF};
    for (size_t i = 0; i < COUNT(codes); i++) {
        char bytes[4];
        size_t len = utf8_encode(codes[i], bytes);
        assert_int_equal(utf8_valid(bytes, len), len);
        const char *p = bytes;
        assert_int_equal(utf8_next(&p, bytes + len), codes[i]);
        assert_ptr_equal(p, bytes + len);
        assert_int_equal(utf8_previous(&p, bytes), codes[i]);
        assert_ptr_equal(p, bytes);
    }
}

static void utf8_refuses_the_malformed(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\x80",         "\xC0\x80",         "\xC1\xBF",         "\xE0\x80\x80",
        "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE4\xB8"};
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_int_equal(utf8_valid(bad[i], strlen(bad[i])), 0);
    assert_int_equal(utf8_valid("ab\xFF", 3), 2);
}

/* Of every length, from every place, so that each byte stands at each place of a word. */
static void utf8_counts_characters(void **state)
{
    (void)state;
    const char text[] = "a中\u00e9\U00020000b文字\u00fc、cde\U0001F600末";
    for (size_t from = 0; from < sizeof text; from++)
        for (size_t len = 0; from + len < sizeof text; len++) {
            size_t count = 0;
            for (size_t i = from; i < from + len; i++)
                count += ((unsigned char)text[i] & 0xC0) != 0x80;
            assert_int_equal(utf8_count(text + from, len), count);
        }
}

static void characters_have_properties(void **state)
{
    (void)state;
    assert_true(is_han(0x4E00) && is_han(0x20BB7) && is_han(0x3005) && is_han(0x3007));
    assert_false(is_han('A') || is_han(0x3002) || is_han(0xFF0C) || is_han(0x3042));
    assert_true(is_space(0x3000) && is_space(0xA0) && is_space('\t') && !is_space(0x200B));
    assert_int_equal(utf8_width(0x4E2D), 2);
    assert_int_equal(utf8_width('a'), 1);
    assert_int_equal(utf8_width(0x0301), 0);
}

static void distances_round_to_nearest(void **state)
{
    (void)state;
    assert_int_equal(dist_scale(10, 1, 4), 3);
    assert_int_equal(dist_scale(-10, 1, 4), -3);
    assert_int_equal(dist_scale(100 * PT, 3, 1000), 19661);
}

/* What diags_print prints. */
static char *printed(struct diags *d)
{
    char *text;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    diags_print(d, out, false);
    fclose(out);
    return text;
}

static void diagnostics_show_line_and_caret(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct diags *d = diags_new(a);
    static const char source[] = "first\n春风 12处\n";
    diags_source(d, "page.txt", source, sizeof source - 1);
    diag(d, WARNING, (struct pos){"page.txt", 2, 4}, "is %d", 12);
    diag(d, NOTE, (struct pos){0}, "no place");
    char *text = printed(d);
    assert_string_equal(text, "page.txt:2:4: warning: is 12\n  春风 12处\n       ^\n"
                              "briefgen: note: no place\n");
    free(text);
    text = printed(d);
    assert_string_equal(text, "");
    free(text);
    arena_free(a);
}

static void diagnostics_collapse(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct diags *d = diags_new(a), *other = diags_new(a);
    for (int i = 1; i <= 3; i++)
        diag(other, WARNING, (struct pos){"x", i, 0}, "same");
    diag(d, ERROR, (struct pos){"y", 1, 0}, "other");
    diags_append(d, other);
    assert_int_equal(diags_count(d, WARNING), 3);
    assert_int_equal(diags_total(other), 3);
    char *text = printed(d);
    assert_string_equal(text, "y:1: error: other\n"
                              "x:1: warning: same (3 places)\n  also at x:2, x:3\n");
    free(text);
    arena_free(a);
}

static void mark(void *context, size_t index, int worker)
{
    (void)worker;
    ((unsigned char *)context)[index]++;
}

static void parallel_calls_each_index_once(void **state)
{
    (void)state;
    for (int jobs = 1; jobs <= 8; jobs *= 2) {
        unsigned char seen[5000] = {0};
        parallel(jobs, sizeof seen, mark, seen);
        for (size_t i = 0; i < sizeof seen; i++)
            assert_int_equal(seen[i], 1);
    }
}

static void set(void *flag)
{
    *(bool *)flag = true;
}

static void work_aside_is_done_when_it_was_waited_for(void **state)
{
    (void)state;
    for (int jobs = 1; jobs < 4; jobs++) {
        struct arena *a = arena_new();
        bool done = false;
        struct aside *s = aside_begin(a, jobs, set, &done);
        assert_int_equal(aside_end(s), jobs > 1);
        assert_int_equal(done, jobs > 1);
        assert_int_equal(aside_end(s), jobs > 1);
        done = false;
        aside_begin(a, jobs, set, &done);
        arena_free(a);
        assert_int_equal(done, jobs > 1);
    }
    assert_false(aside_end(NULL));
}

static void file_read_knows_its_limit(void **state)
{
    (void)state;
    char path[] = "/tmp/briefgen-unit-XXXXXX";
    int file = mkstemp(path);
    assert_int_equal(write(file, "12345", 5), 5);
    close(file);
    struct arena *a = arena_new();
    size_t len;
    assert_string_equal(file_read(a, path, 5, &len), "12345");
    assert_int_equal(len, 5);
    assert_null(file_read(a, path, 4, &len));
    unlink(path);
    assert_null(file_read(a, path, 5, &len));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_keeps_what_it_gave),
        cmocka_unit_test(arena_grows_arrays),
        cmocka_unit_test(arena_gives_the_room_that_is_asked_for),
        cmocka_unit_test(records_are_sorted_by_number),
        cmocka_unit_test(text_grows_by_formats),
        cmocka_unit_test(arena_releases_last_first),
        cmocka_unit_test(utf8_round_trip),
        cmocka_unit_test(utf8_refuses_the_malformed),
        cmocka_unit_test(utf8_counts_characters),
        cmocka_unit_test(characters_have_properties),
        cmocka_unit_test(distances_round_to_nearest),
        cmocka_unit_test(diagnostics_show_line_and_caret),
        cmocka_unit_test(diagnostics_collapse),
        cmocka_unit_test(parallel_calls_each_index_once),
        cmocka_unit_test(work_aside_is_done_when_it_was_waited_for),
        cmocka_unit_test(file_read_knows_its_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
