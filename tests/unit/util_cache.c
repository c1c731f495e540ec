/* SPDX-License-Identifier: MIT */
/* A file of the cache gives back what was put into it or nothing, whatever became of it; the folder
 * keeps to its bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/cache.h"

static const uint8_t maker[CACHE_MAKER] = "this program";
static const uint8_t other_maker[CACHE_MAKER] = "another program";

struct place {
    struct arena *arena;
    char folder[64];
};

static struct place begin(void)
{
    struct place p = {arena_new(), "/tmp/briefgen-cache-XXXXXX"};
    assert_non_null(mkdtemp(p.folder));
    return p;
}

static const char *next_file(DIR *dir)
{
    for (struct dirent *e; (e = readdir(dir));)
        if (e->d_name[0] != '.')
            return e->d_name;
    return NULL;
}

static size_t count_files(const struct place *p)
{
    DIR *dir = opendir(p->folder);
    size_t n = 0;
    while (next_file(dir))
        n++;
    closedir(dir);
    return n;
}

/* The path of some file of the folder. */
static const char *any_file(struct place *p)
{
    DIR *dir = opendir(p->folder);
    const char *name = next_file(dir);
    const char *path = name ? arena_printf(p->arena, "%s/%s", p->folder, name) : NULL;
    closedir(dir);
    return path;
}

static void end(struct place *p)
{
    for (const char *path; (path = any_file(p));)
        unlink(path);
    rmdir(p->folder);
    arena_free(p->arena);
}

static struct cache_entry entry(const char *key, const char *bytes, size_t size)
{
    size_t len = strlen(key);
    return (struct cache_entry){.hash = cache_hash(1, key, len),
                                .kind = 1,
                                .key = key,
                                .len = len,
                                .bytes = bytes,
                                .size = size};
}

static const char *found_in(struct cache_file *f, const char *key, size_t *size)
{
    struct cache_entry e = entry(key, NULL, 0);
    if (!cache_file_find(f, &e))
        return NULL;
    *size = e.size;
    return e.bytes;
}

static void write_three(const struct place *p)
{
    struct cache_entry entries[] = {
        entry("one", "1", 1), entry("two", "", 0),
        entry("a long key, which takes two places", "twenty-two bytes here.", 22)};
    assert_true(cache_file_write(p->folder, maker, entries, COUNT(entries)) > 0);
}

/* What is found of the three is what was written. Returns how many are found. */
static int check_three(struct place *p, const char *path, const uint8_t who[CACHE_MAKER])
{
    static const char *const keys[] = {"one", "two", "a long key, which takes two places"};
    static const char *const values[] = {"1", "", "twenty-two bytes here."};
    struct cache_file *f = cache_file_open(p->arena, path, who);
    int count = 0;
    for (size_t i = 0; f && i < COUNT(keys); i++) {
        size_t size;
        const char *bytes = found_in(f, keys[i], &size);
        if (!bytes)
            continue;
        count++;
        assert_int_equal(size, strlen(values[i]));
        assert_memory_equal(bytes, values[i], size);
        assert_int_equal((uintptr_t)bytes % CACHE_ALIGNMENT, 0);
    }
    return count;
}

static void test_what_was_written_is_found(void **state)
{
    (void)state;
    struct place p = begin();
    write_three(&p);
    const char *path = any_file(&p);
    assert_int_equal(check_three(&p, path, maker), 3);
    struct cache_file *f = cache_file_open(p.arena, path, maker);
    size_t size;
    assert_null(found_in(f, "three", &size));
    struct cache_entry other_kind = entry("one", NULL, 0);
    other_kind.kind = 2;
    assert_false(cache_file_find(f, &other_kind));
    end(&p);
}

static void test_another_program_finds_nothing(void **state)
{
    (void)state;
    struct place p = begin();
    write_three(&p);
    assert_int_equal(check_three(&p, any_file(&p), other_maker), 0);
    end(&p);
}

static void put(const char *path, const char *bytes, size_t len)
{
    assert_int_equal(file_save(path, bytes, len), 0);
}

static void test_a_file_cut_off_anywhere_gives_nothing(void **state)
{
    (void)state;
    struct place p = begin();
    write_three(&p);
    const char *path = any_file(&p);
    size_t len;
    const char *bytes = file_read(p.arena, path, SIZE_MAX / 2, &len);
    for (size_t cut = 0; cut < len; cut++) {
        put(path, bytes, cut);
        assert_int_equal(check_three(&p, path, maker), 0);
    }
    end(&p);
}

static void test_a_wrong_byte_gives_the_right_bytes_or_nothing(void **state)
{
    (void)state;
    struct place p = begin();
    write_three(&p);
    const char *path = any_file(&p);
    size_t len;
    char *bytes = file_read(p.arena, path, SIZE_MAX / 2, &len);
    int lost = 0;
    for (size_t i = 0; i < len; i++) {
        bytes[i] ^= 0x40;
        put(path, bytes, len);
        lost += check_three(&p, path, maker) < 3;
        bytes[i] ^= 0x40;
    }
    assert_true(lost > 64);
    end(&p);
}

/* The file is read in pieces of 64 KB when it is asked for: one that shrinks meanwhile. */
static void test_a_file_cut_off_while_it_is_open_gives_nothing(void **state)
{
    enum { LARGE = 300000 };
    (void)state;
    struct place p = begin();
    char *large = arena_alloc(p.arena, LARGE);
    struct cache_entry entries[] = {entry("large", large, LARGE)};
    assert_true(cache_file_write(p.folder, maker, entries, 1) > 0);
    const char *path = any_file(&p);
    struct cache_file *f = cache_file_open(p.arena, path, maker);
    assert_non_null(f);
    assert_int_equal(truncate(path, LARGE / 2), 0);
    size_t size;
    assert_null(found_in(f, "large", &size));
    end(&p);
}

static void test_what_is_no_file_gives_nothing(void **state)
{
    (void)state;
    struct place p = begin();
    assert_null(cache_file_open(p.arena, p.folder, maker));
    assert_null(cache_file_open(p.arena, "/dev/zero", maker));
    assert_null(cache_file_open(p.arena, "/nowhere/x.cache", maker));
    const char *fifo = arena_printf(p.arena, "%s/fifo.cache", p.folder);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_null(cache_file_open(p.arena, fifo, maker));
    end(&p);
}

/* One run: asks for the keys, and leaves the new one. */
static void run(struct place *p, const char *const *keys, size_t count, const char *new_key,
                const char *bytes, size_t size)
{
    struct arena *a = arena_new();
    struct cache *c = cache_open(a, p->folder, maker);
    for (size_t i = 0; i < count; i++) {
        struct cache_entry e = entry(keys[i], NULL, 0);
        assert_true(cache_find(c, &e));
    }
    struct cache_entry made = entry(new_key, bytes, size);
    cache_save(c, &made, 1);
    arena_free(a);
}

static bool is_there(struct place *p, const char *key)
{
    struct arena *a = arena_new();
    struct cache *c = cache_open(a, p->folder, maker);
    struct cache_entry e = entry(key, NULL, 0);
    bool found = cache_find(c, &e);
    arena_free(a);
    return found;
}

static void test_there_are_never_too_many_files(void **state)
{
    enum { RUNS = 30 };
    (void)state;
    struct place p = begin();
    static const char *const used[] = {"first"};
    run(&p, NULL, 0, "first", "1", 1);
    for (int i = 0; i < RUNS; i++) {
        run(&p, used, 1, arena_printf(p.arena, "key %d", i), "2", 1);
        assert_true(count_files(&p) <= CACHE_FILES_MOST);
        assert_true(is_there(&p, arena_printf(p.arena, "key %d", i)));
    }
    assert_true(is_there(&p, "first"));
    assert_false(is_there(&p, "key 0"));
    end(&p);
}

static void test_there_are_never_too_many_bytes(void **state)
{
    enum { LARGE = CACHE_BYTES_MOST / 2 - 4096 };
    (void)state;
    struct place p = begin();
    char *large = arena_alloc(p.arena, LARGE);
    static const char *const used[] = {"a"};
    run(&p, NULL, 0, "a", large, LARGE);
    run(&p, NULL, 0, "b", large, LARGE);
    run(&p, used, 1, "c", large, LARGE);
    assert_int_equal(count_files(&p), 2);
    assert_true(is_there(&p, "a"));
    assert_false(is_there(&p, "b"));
    end(&p);
}

static void test_a_run_that_made_nothing_leaves_nothing(void **state)
{
    (void)state;
    struct place p = begin();
    struct cache *c = cache_open(p.arena, p.folder, maker);
    cache_save(c, NULL, 0);
    assert_int_equal(count_files(&p), 0);
    end(&p);
}

static void test_a_folder_that_is_not_there_is_no_fault(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct cache *c = cache_open(a, "/nowhere/at all", maker);
    struct cache_entry e = entry("a", "1", 1);
    assert_false(cache_find(c, &e));
    cache_save(c, &e, 1);
    arena_free(a);
}

static void test_a_memo_finds_what_the_one_before_left(void **state)
{
    (void)state;
    struct place p = begin();
    for (int time = 0; time < 2; time++) {
        struct arena *a = arena_new();
        struct memo *m = memo_new(cache_open(a, p.folder, maker));
        assert_true(memo_caches(m));
        struct memo_bytes found = memo_find_bytes(m, MEMO_LINES, "key", 3);
        assert_int_equal(found.bytes != NULL, time);
        if (!found.bytes)
            found = memo_keep_bytes(m, MEMO_LINES, "key", 3, "value", 5);
        assert_memory_equal(found.bytes, "value", found.size);
        assert_memory_equal(found.key, "key", found.len);
        memo_free(m);
        arena_free(a);
    }
    assert_int_equal(count_files(&p), 1);
    end(&p);
}

enum { ENTRIES = 2000, ENTRY = 300 };

struct search {
    struct cache *cache;
    char keys[ENTRIES][16];
};

/* Every entry by every thread, from another one on. */
static void find_all(void *context, size_t index, int worker)
{
    struct search *s = context;
    (void)worker;
    for (size_t i = 0; i < ENTRIES; i++) {
        size_t n = (i + index * 97) % ENTRIES;
        struct cache_entry e = entry(s->keys[n], NULL, 0);
        if (!cache_find(s->cache, &e) || e.size != ENTRY || e.bytes[n % ENTRY] != (char)n)
            abort();
    }
}

static void test_threads_find_at_once(void **state)
{
    (void)state;
    struct place p = begin();
    struct search s;
    struct cache_entry *entries = arena_array(p.arena, ENTRIES, sizeof *entries);
    for (size_t i = 0; i < ENTRIES; i++) {
        char *bytes = arena_alloc(p.arena, ENTRY);
        memset(bytes, (char)i, ENTRY);
        snprintf(s.keys[i], sizeof s.keys[i], "key %zu", i);
        entries[i] = entry(s.keys[i], bytes, ENTRY);
    }
    assert_true(cache_file_write(p.folder, maker, entries, ENTRIES));
    s.cache = cache_open(p.arena, p.folder, maker);
    parallel(4, 16, find_all, &s);
    end(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_written_is_found),
        cmocka_unit_test(test_threads_find_at_once),
        cmocka_unit_test(test_another_program_finds_nothing),
        cmocka_unit_test(test_a_file_cut_off_anywhere_gives_nothing),
        cmocka_unit_test(test_a_wrong_byte_gives_the_right_bytes_or_nothing),
        cmocka_unit_test(test_a_file_cut_off_while_it_is_open_gives_nothing),
        cmocka_unit_test(test_what_is_no_file_gives_nothing),
        cmocka_unit_test(test_there_are_never_too_many_files),
        cmocka_unit_test(test_there_are_never_too_many_bytes),
        cmocka_unit_test(test_a_run_that_made_nothing_leaves_nothing),
        cmocka_unit_test(test_a_folder_that_is_not_there_is_no_fault),
        cmocka_unit_test(test_a_memo_finds_what_the_one_before_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
