/* SPDX-License-Identifier: MIT */
/*
 * A file is replaced whole or not at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "util/util.h"

#define OLD "yesterday's briefing"
#define NEW "today's briefing, which is longer"

struct place { /* a folder of its own, with a file in it */
    struct arena *arena;
    char *folder, *file;
};

static void check_text(struct place *p, const char *path, const char *expected)
{
    size_t len;
    char *text = file_read(p->arena, path, 1 << 20, &len);
    assert_non_null(text);
    assert_string_equal(text, expected);
}

static size_t files_in(const char *folder)
{
    DIR *dir = opendir(folder);
    size_t n = 0;
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));)
        n += strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
    closedir(dir);
    return n;
}

static int place_open(void **state)
{
    struct arena *a = arena_new();
    struct place *p = arena_alloc(a, sizeof *p);
    p->arena = a;
    p->folder = arena_printf(a, "/tmp/briefgen-save-XXXXXX");
    assert_non_null(mkdtemp(p->folder));
    p->file = arena_printf(a, "%s/weekly.pdf", p->folder);
    assert_int_equal(file_save(p->file, OLD, strlen(OLD)), 0);
    *state = p;
    return 0;
}

static int place_close(void **state)
{
    struct place *p = *state;
    DIR *dir = opendir(p->folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        unlink(arena_printf(p->arena, "%s/%s", p->folder, entry->d_name));
    closedir(dir);
    rmdir(p->folder);
    arena_free(p->arena);
    return 0;
}

static void a_file_is_made_and_replaced(void **state)
{
    struct place *p = *state;
    check_text(p, p->file, OLD);
    assert_int_equal(file_save(p->file, NEW, strlen(NEW)), 0);
    check_text(p, p->file, NEW);
    assert_int_equal(file_save(p->file, "", 0), 0);
    check_text(p, p->file, "");
    assert_int_equal(files_in(p->folder), 1);
}

/* More than are synced one by one. */
static void many_files_take_their_names_together(void **state)
{
    struct place *p = *state;
    const char *failed = NULL;
    struct saving *s = saving_begin(p->arena);
    saving_add(s, p->file, NEW, strlen(NEW));
    for (int i = 0; i < 80; i++)
        saving_add(s, arena_printf(p->arena, "%s/%d.xml", p->folder, i), NEW, strlen(NEW));
    check_text(p, p->file, OLD);
    assert_int_equal(saving_end(s, &failed), 0);
    assert_null(failed);
    assert_int_equal(files_in(p->folder), 81);
    check_text(p, p->file, NEW);
    check_text(p, arena_printf(p->arena, "%s/79.xml", p->folder), NEW);
}

static void one_fault_replaces_none_of_many(void **state)
{
    struct place *p = *state;
    const char *failed = NULL, *missing = arena_printf(p->arena, "%s/none/a.xml", p->folder);
    struct saving *s = saving_begin(p->arena);
    saving_add(s, p->file, NEW, strlen(NEW));
    saving_add(s, missing, NEW, strlen(NEW));
    saving_add(s, arena_printf(p->arena, "%s/b.xml", p->folder), NEW, strlen(NEW));
    assert_int_equal(saving_end(s, &failed), ENOENT);
    assert_string_equal(failed, missing);
    assert_int_equal(files_in(p->folder), 1);
    check_text(p, p->file, OLD);
}

/* Whoever reads the old file while it is replaced reads all of it. */
static void an_open_reader_keeps_the_old_file(void **state)
{
    struct place *p = *state;
    char text[64] = "";
    int file = open(p->file, O_RDONLY);
    assert_int_equal(file_save(p->file, NEW, strlen(NEW)), 0);
    assert_int_equal(read(file, text, sizeof text - 1), strlen(OLD));
    assert_string_equal(text, OLD);
    close(file);
}

static void a_new_file_follows_umask(void **state)
{
    struct place *p = *state;
    struct stat s;
    mode_t mask = umask(027);
    char *path = arena_printf(p->arena, "%s/new.pdf", p->folder);
    assert_int_equal(file_save(path, NEW, strlen(NEW)), 0);
    umask(mask);
    assert_int_equal(stat(path, &s), 0);
    assert_int_equal(s.st_mode & 0777, 0640);
}

/* Also what umask would take from it, and where the temporary file has a name from the start. */
static void a_replaced_file_keeps_its_mode(void **state)
{
    static const mode_t modes[] = {0664, 0600, 0444, 0755};
    struct place *p = *state;
    struct stat s;
    const char *paths[] = {p->file, arena_printf(p->arena, "%s/%0250d.pdf", p->folder, 1)};
    mode_t mask = umask(027);
    assert_int_equal(file_save(paths[1], OLD, strlen(OLD)), 0);
    for (size_t i = 0; i < COUNT(paths); i++)
        for (size_t k = 0; k < COUNT(modes); k++) {
            assert_int_equal(chmod(paths[i], modes[k]), 0);
            assert_int_equal(file_save(paths[i], NEW, strlen(NEW)), 0);
            assert_int_equal(stat(paths[i], &s), 0);
            assert_int_equal(s.st_mode & 0777, modes[k]);
        }
    assert_int_equal(umask(mask), 027);
    assert_int_equal(files_in(p->folder), 2);
}

/* A default list of rights has the place of umask, and cuts the mode that a file is made with. */
static void a_folder_with_rights_of_its_own_cuts_no_mode(void **state)
{
    static const struct {
        uint32_t version;
        struct {
            uint16_t tag, rights;
            uint32_t id;
        } entries[3];
    } list = {2, {{0x01, 06, UINT32_MAX}, {0x04, 0, UINT32_MAX}, {0x20, 0, UINT32_MAX}}};
    struct place *p = *state;
    struct stat s;
    assert_int_equal(file_save(p->file, OLD, strlen(OLD)), 0);
    assert_int_equal(chmod(p->file, 0664), 0);
    if (setxattr(p->folder, "system.posix_acl_default", &list, sizeof list, 0))
        skip();
    assert_int_equal(file_save(p->file, NEW, strlen(NEW)), 0);
    assert_int_equal(stat(p->file, &s), 0);
    assert_int_equal(s.st_mode & 0777, 0664);
}

/* The limit on the size of files stands for a full disk: write() fails half-way. */
static void a_failed_write_keeps_the_old_file(void **state)
{
    struct place *p = *state;
    struct rlimit old, small;
    static char bytes[1 << 16];
    getrlimit(RLIMIT_FSIZE, &old);
    small = old;
    small.rlim_cur = 5000;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    int error = file_save(p->file, bytes, sizeof bytes);
    setrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, handler);
    assert_int_equal(error, EFBIG);
    check_text(p, p->file, OLD);
    assert_int_equal(files_in(p->folder), 1);
}

/* SIGXFSZ, as it comes by default, stands for SIGKILL in the middle of a write. */
static void a_killed_run_leaves_nothing(void **state)
{
    struct place *p = *state;
    static char bytes[1 << 16];
    int status;
    pid_t child = fork();
    if (child == 0) {
        struct rlimit small = {5000, RLIM_INFINITY}, none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        setrlimit(RLIMIT_FSIZE, &small);
        file_save(p->file, bytes, sizeof bytes);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    check_text(p, p->file, OLD);
    assert_int_equal(files_in(p->folder), 1);
}

static void what_a_killed_run_left_is_replaced(void **state)
{
    struct place *p = *state;
    char *left = arena_printf(p->arena, "%s/.weekly.pdf.part", p->folder);
    assert_int_equal(link(p->file, left), 0);
    assert_int_equal(file_save(p->file, NEW, strlen(NEW)), 0);
    check_text(p, p->file, NEW);
    assert_int_equal(files_in(p->folder), 1);
}

static void a_long_name_is_saved_too(void **state)
{
    struct place *p = *state;
    char *path = arena_printf(p->arena, "%s/%0250d.pdf", p->folder, 1);
    assert_int_equal(file_save(path, NEW, strlen(NEW)), 0);
    check_text(p, path, NEW);
    assert_int_equal(files_in(p->folder), 2);
}

static void a_missing_folder_is_an_error(void **state)
{
    struct place *p = *state;
    char *path = arena_printf(p->arena, "%s/none/weekly.pdf", p->folder);
    assert_int_equal(file_save(path, NEW, strlen(NEW)), ENOENT);
    assert_int_equal(file_save(p->folder, NEW, strlen(NEW)), EISDIR);
    path = arena_printf(p->arena, "%s/weekly.pdf", p->file);
    assert_int_equal(file_save(path, NEW, strlen(NEW)), ENOTDIR);
    check_text(p, p->file, OLD);
}

static void a_symbolic_link_stays(void **state)
{
    struct place *p = *state;
    struct stat s;
    char *link = arena_printf(p->arena, "%s/latest.pdf", p->folder);
    assert_int_equal(symlink("weekly.pdf", link), 0);
    assert_int_equal(file_save(link, NEW, strlen(NEW)), 0);
    assert_int_equal(lstat(link, &s), 0);
    assert_true(S_ISLNK(s.st_mode));
    check_text(p, p->file, NEW);
}

static void a_device_stays_a_device(void **state)
{
    struct stat s;
    (void)state;
    assert_int_equal(file_save("/dev/full", NEW, strlen(NEW)), ENOSPC);
    assert_int_equal(file_save("/dev/null", NEW, strlen(NEW)), 0);
    assert_int_equal(stat("/dev/full", &s), 0);
    assert_true(S_ISCHR(s.st_mode));
}

static void *drain(void *path)
{
    static char text[1 << 17];
    int file = open(path, O_RDONLY);
    size_t len = 0;
    for (ssize_t n; (n = read(file, text + len, sizeof text - len)) > 0;)
        len += (size_t)n;
    close(file);
    return (void *)len;
}

/* More than a pipe holds: the writer is given short writes. */
static void a_pipe_gets_every_byte(void **state)
{
    struct place *p = *state;
    static const char bytes[100000];
    char *path = arena_printf(p->arena, "%s/pipe", p->folder);
    pthread_t reader;
    void *len;
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(pthread_create(&reader, NULL, drain, path), 0);
    assert_int_equal(file_save(path, bytes, sizeof bytes), 0);
    pthread_join(reader, &len);
    assert_int_equal((size_t)len, sizeof bytes);
}

#define PLACE_TEST(f) cmocka_unit_test_setup_teardown(f, place_open, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(a_file_is_made_and_replaced),
        PLACE_TEST(many_files_take_their_names_together),
        PLACE_TEST(one_fault_replaces_none_of_many),
        PLACE_TEST(an_open_reader_keeps_the_old_file),
        PLACE_TEST(a_new_file_follows_umask),
        PLACE_TEST(a_replaced_file_keeps_its_mode),
        PLACE_TEST(a_folder_with_rights_of_its_own_cuts_no_mode),
        PLACE_TEST(a_failed_write_keeps_the_old_file),
        PLACE_TEST(a_killed_run_leaves_nothing),
        PLACE_TEST(what_a_killed_run_left_is_replaced),
        PLACE_TEST(a_long_name_is_saved_too),
        PLACE_TEST(a_missing_folder_is_an_error),
        PLACE_TEST(a_symbolic_link_stays),
        PLACE_TEST(a_device_stays_a_device),
        PLACE_TEST(a_pipe_gets_every_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
