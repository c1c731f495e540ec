/* SPDX-License-Identifier: MIT */
/*
 * Two means of the kernel, each for what it can do. Landlock ties writing to folders; reading stays
 * free, since fonts lie where fontconfig says. seccomp takes calls away: this program never starts
 * another, and makes a socket only to serve. Calls are listed that are taken, not those that are
 * left: what a C library needs differs between its versions, and a build on Monday at six must not
 * end at a new harmless call. A call that is taken fails with EPERM, as it would for want of a
 * right.
 *
 * Leak detection of the address sanitizer traces its own process: such a build keeps its calls.
 */
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/landlock.h>
#include <linux/sched.h>
#include <pthread.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "util/util.h"

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define IS_TRACED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define IS_TRACED 1
#endif
#ifndef IS_TRACED
#define IS_TRACED 0
#endif

/* ---- where may be written ----------------------------------------------------------------- */

enum {
    RIGHTS_1 =
        LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
        LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
        LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
        LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM,
    REFER = 1 << 13,    /* from version 2 on */
    TRUNCATE = 1 << 14, /* from version 3 on */
    WRITING = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |
              LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | REFER | TRUNCATE
};

/* The rights that are ruled, by the kernel's version of Landlock; 0 without it. */
static uint64_t ruled_rights(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    uint64_t rights = version > 0 ? RIGHTS_1 : 0;
    if (version >= 2)
        rights |= REFER;
    if (version >= 3)
        rights |= TRUNCATE;
    return rights;
}

/* The innermost folder of a path that is there already. */
static int innermost_folder(const char *path)
{
    char folder[PATH_MAX];
    size_t len = strcspn(path, "%");
    if (len >= sizeof folder)
        return -1;
    memcpy(folder, path, len);
    folder[len] = '\0';
    for (char *slash; (slash = strrchr(folder, '/')) && slash > folder;) {
        *slash = '\0';
        int file = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
        if (file >= 0)
            return file;
    }
    return open(folder[0] == '/' ? "/" : ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
}

/* Takes the descriptor of a folder, or what open gave in place of one. */
static void allow(int rules, int folder, uint64_t rights)
{
    if (folder < 0)
        return;
    struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = folder};
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(folder);
}

/* The folder itself, if it is there: never one that it stands in, or would stand in. */
static void allow_folder(int rules, const char *path, uint64_t rights)
{
    if (path)
        allow(rules, open(path, O_PATH | O_DIRECTORY | O_CLOEXEC), rights);
}

/* The output's folder, and where a symbolic link leads to. */
static void allow_output(int rules, const char *path, uint64_t rights)
{
    char real[PATH_MAX];
    if (!path)
        return;
    allow(rules, innermost_folder(path), rights);
    if (realpath(path, real))
        allow(rules, innermost_folder(real), rights);
}

/* fontconfig keeps what it read of the fonts: without that every build would read them all. Its
 * folder in the user's cache is made before, since it cannot be made once only what stands in it
 * may be written. */
static void allow_font_cache(int rules, uint64_t rights)
{
    const char *named = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    char cache[PATH_MAX], fonts[PATH_MAX + 16];
    bool is_named = named && named[0] == '/';
    allow_folder(rules, "/var/cache/fontconfig", rights);
    if (!is_named && !(home && home[0] == '/'))
        return;
    if (snprintf(cache, sizeof cache, "%s%s", is_named ? named : home, is_named ? "" : "/.cache") >=
        PATH_MAX)
        return;
    snprintf(fonts, sizeof fonts, "%s/fontconfig", cache);
    mkdir(cache, 0700);
    mkdir(fonts, 0700);
    allow_folder(rules, fonts, rights);
}

static void tie_writing(const struct sandbox *s)
{
    uint64_t ruled = ruled_rights();
    struct landlock_ruleset_attr attributes = {.handled_access_fs = ruled};
    int rules =
        ruled ? (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0) : -1;
    if (rules < 0)
        return;
    for (size_t i = 0; i < s->output_count; i++)
        allow_output(rules, s->outputs[i], ruled & WRITING);
    allow_folder(rules, s->cache, ruled & WRITING);
    allow_folder(rules, s->scratch, ruled & (WRITING | LANDLOCK_ACCESS_FS_REMOVE_DIR));
    allow_font_cache(rules, ruled & WRITING);
    syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
}

/* ---- which calls are left ----------------------------------------------------------------- */

/* Other programs and processes, the kernel's rarely used and often attacked parts, other users'
 * files by number. */
static const char *const taken[] = {
    "execve",
    "execveat",
    "fork",
    "vfork",
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "pidfd_getfd",
    "connect",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "io_uring_setup",
    "keyctl",
    "add_key",
    "request_key",
    "mount",
    "umount2",
    "pivot_root",
    "chroot",
    "move_mount",
    "open_tree",
    "fsopen",
    "unshare",
    "setns",
    "init_module",
    "finit_module",
    "delete_module",
    "kexec_load",
    "reboot",
    "swapon",
    "open_by_handle_at",
    "personality",
    "modify_ldt",
    "acct",
    "quotactl",
};

/* What only serve needs. */
static const char *const serving[] = {"socket", "socketpair", "bind",
                                      "listen", "accept",     "accept4"};

static void take(scmp_filter_ctx filter, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int call = seccomp_syscall_resolve_name(names[i]);
        if (call != __NR_SCMP_ERROR)
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0);
    }
}

/* A new process, as against a thread. clone3 has its flags in memory, which a filter cannot see: it
 * is said not to exist, and the C library goes back to clone. */
static void take_processes(scmp_filter_ctx filter)
{
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                     SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
}

static void take_calls(const struct sandbox *s)
{
    scmp_filter_ctx filter = IS_TRACED ? NULL : seccomp_init(SCMP_ACT_ALLOW);
    if (!filter)
        return;
    take(filter, taken, COUNT(taken));
    if (!s->serves)
        take(filter, serving, COUNT(serving));
    take_processes(filter);
    seccomp_load(filter);
    seccomp_release(filter);
}

/* ---- how long it may run ------------------------------------------------------------------ */

/* Sleeps until the process has used its time. */
static void *end_run(void *seconds)
{
    struct timespec time = {.tv_sec = (intptr_t)seconds};
    if (clock_nanosleep(CLOCK_PROCESS_CPUTIME_ID, 0, &time, NULL) == 0)
        die("the run took more than %d seconds of processor time; --time-limit allows more",
            (int)(intptr_t)seconds);
    return NULL;
}

static void limit_time(int seconds)
{
    pthread_t thread;
    if (seconds && pthread_create(&thread, NULL, end_run, (void *)(intptr_t)seconds) == 0)
        pthread_detach(thread);
}

/* ---- how much it may hold ----------------------------------------------------------------- */

/* Of data, as the kernel counts it: the stacks of threads too, but not files that are only read.
 * The address sanitizer takes more than any limit before it begins. */
static void limit_memory(int megabytes)
{
    struct rlimit limit;
    rlim_t most = (rlim_t)megabytes << 20;
    if (IS_TRACED || getrlimit(RLIMIT_DATA, &limit) || limit.rlim_cur <= most)
        return;
    limit.rlim_cur = most;
    setrlimit(RLIMIT_DATA, &limit);
}

void sandbox_enter(const struct sandbox *s)
{
    limit_memory(s->megabytes);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
        tie_writing(s);
        take_calls(s);
    }
    limit_time(s->seconds); /* last: its thread is to be bound as well */
}
