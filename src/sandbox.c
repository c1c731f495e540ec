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
#include <linux/fs.h>
#include <linux/landlock.h>
#include <linux/sched.h>
#include <netinet/in.h>
#include <pthread.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "util/cache.h"
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
    DEVICES = 1 << 15,  /* ioctl of devices, from version 5 on */
    WRITING = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |
              LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | REFER | TRUNCATE
};

/* Of Landlock; below 1 without it, and errno. */
static int landlock_version(void)
{
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

/* The rights that are ruled, by the kernel's version of Landlock. */
static uint64_t ruled_rights(int version)
{
    uint64_t rights = RIGHTS_1;
    if (version >= 2)
        rights |= REFER;
    if (version >= 3)
        rights |= TRUNCATE;
    if (version >= 5)
        rights |= DEVICES;
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

/* Since nothing can be made in a folder once only what stands in it may be written. A cache that is
 * named is made with all above it; a home that is not there stays away. */
static void make_font_cache(const char *cache, const char *fonts, bool is_named)
{
    if (is_named) {
        cache_make_folder(fonts);
        return;
    }
    mkdir(cache, 0700);
    mkdir(fonts, 0700);
}

/* fontconfig keeps what it read of the fonts: without that every build would read them all. It
 * keeps it for all users where it may; else in a folder in the user's cache, which is made before.
 */
static void allow_font_cache(int rules, uint64_t rights)
{
    static const char all_users[] = "/var/cache/fontconfig";
    const char *named = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    char cache[PATH_MAX], fonts[PATH_MAX + 16];
    bool is_named = named && named[0] == '/';
    allow_folder(rules, all_users, rights);
    if (!is_named && !(home && home[0] == '/'))
        return;
    if (snprintf(cache, sizeof cache, "%s%s", is_named ? named : home, is_named ? "" : "/.cache") >=
        PATH_MAX)
        return;
    snprintf(fonts, sizeof fonts, "%s/fontconfig", cache);
    if (access(all_users, W_OK))
        make_font_cache(cache, fonts, is_named);
    allow_folder(rules, fonts, rights);
}

static void allow_all(int rules, const struct sandbox *s, uint64_t ruled)
{
    for (size_t i = 0; i < s->output_count; i++)
        allow_output(rules, s->outputs[i], ruled & WRITING);
    allow_folder(rules, s->cache, ruled & WRITING);
    allow_folder(rules, s->scratch, ruled & (WRITING | LANDLOCK_ACCESS_FS_REMOVE_DIR));
    allow_font_cache(rules, ruled & WRITING);
}

static void tie_writing(const struct sandbox *s, struct buf *said)
{
    int version = landlock_version();
    struct landlock_ruleset_attr attributes = {.handled_access_fs = ruled_rights(version)};
    int rules = version < 1
                    ? -1
                    : (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (rules >= 0)
        allow_all(rules, s, attributes.handled_access_fs);
    if (rules < 0 || syscall(SYS_landlock_restrict_self, rules, 0))
        buf_addf(said, _("writing is not tied to folders (%s)"), strerror(errno));
    else
        buf_addf(said, _("writing is tied to folders (Landlock %d)"), version);
    if (rules >= 0)
        close(rules);
}

/* ---- which calls are left ----------------------------------------------------------------- */

/* Other programs and processes, whom files belong to and who may do what with them, the kernel's
 * rarely used and often attacked parts, other users' files by number. Numbers are those of all
 * machines: libseccomp does not know every name yet. */
static const struct {
    const char *name;
    int number; /* 0: libseccomp knows it */
} taken[] = {
    {"execve", 0},
    {"execveat", 0},
    {"fork", 0},
    {"vfork", 0},
    {"ptrace", 0},
    {"process_vm_readv", 0},
    {"process_vm_writev", 0},
    {"process_madvise", 440},
    {"process_mrelease", 448},
    {"pidfd_getfd", 438},
    {"pidfd_send_signal", 424},
    {"tkill", 0},
    {"rt_sigqueueinfo", 0},
    {"rt_tgsigqueueinfo", 0},
    {"chmod", 0},
    {"fchmodat", 0},
    {"fchmodat2", 452},
    {"chown", 0},
    {"chown32", 0},
    {"lchown", 0},
    {"lchown32", 0},
    {"fchown", 0},
    {"fchown32", 0},
    {"fchownat", 0},
    {"setxattr", 0},
    {"lsetxattr", 0},
    {"fsetxattr", 0},
    {"setxattrat", 463},
    {"removexattr", 0},
    {"lremovexattr", 0},
    {"fremovexattr", 0},
    {"removexattrat", 466},
    {"file_setattr", 469},
    {"utime", 0},
    {"utimes", 0},
    {"futimesat", 0},
    {"utimensat", 0},
    {"utimensat_time64", 412},
    {"connect", 0},
    {"bpf", 0},
    {"perf_event_open", 0},
    {"userfaultfd", 0},
    {"io_uring_setup", 425},
    {"keyctl", 0},
    {"add_key", 0},
    {"request_key", 0},
    {"mount", 0},
    {"umount2", 0},
    {"pivot_root", 0},
    {"chroot", 0},
    {"move_mount", 429},
    {"open_tree", 428},
    {"open_tree_attr", 467},
    {"mount_setattr", 442},
    {"fsopen", 430},
    {"unshare", 0},
    {"setns", 0},
    {"init_module", 0},
    {"finit_module", 0},
    {"delete_module", 0},
    {"kexec_load", 0},
    {"reboot", 0},
    {"swapon", 0},
    {"open_by_handle_at", 0},
    {"personality", 0},
    {"modify_ldt", 0},
    {"acct", 0},
    {"quotactl", 0},
};

/* What only serve needs. */
static const char *const serving[] = {"socket", "socketpair", "bind",
                                      "listen", "accept",     "accept4"};

/* Asked of a descriptor: to type at the terminal, to change what a file is, to send signals to
 * whom one names. */
static const unsigned requests[] = {TIOCSTI,           TIOCLINUX, FS_IOC_SETFLAGS,
                                    FS_IOC_FSSETXATTR, FIOSETOWN, SIOCSPGRP};
static const unsigned owners[] = {F_SETOWN, F_SETOWN_EX, F_SETSIG};

/* The kernel looks at the lower half alone where an argument is an int. */
static const scmp_datum_t lower = 0xffffffff;

struct filter {
    scmp_filter_ctx context;
    int error; /* of the last rule that could not be had; of no system call, then 0 */
};

/* The call `number` fails with `error` where all `count` conditions hold. That a machine does not
 * have it is no fault. */
static void refuse_where(struct filter *f, int error, int number, unsigned count,
                         const struct scmp_arg_cmp *where)
{
    if (number == __NR_SCMP_ERROR)
        return;
    int failed = -seccomp_rule_add_array(f->context, SCMP_ACT_ERRNO(error), number, count, where);
    if (failed && failed != EDOM)
        f->error = failed;
}

static void refuse(struct filter *f, int number)
{
    refuse_where(f, EPERM, number, 0, NULL);
}

static void refuse_if(struct filter *f, int number, struct scmp_arg_cmp where)
{
    refuse_where(f, EPERM, number, 1, &where);
}

/* A new process, as against a thread. clone3 has its flags in memory, which a filter cannot see: it
 * is said not to exist, and the C library goes back to clone. */
static void take_processes(struct filter *f)
{
    refuse_if(f, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
    refuse_where(f, ENOSYS, SCMP_SYS(clone3), 0, NULL);
}

/* What a file is beyond who may do what with it: a program that runs as its owner. Its rights alone
 * may be changed, of a file that is open: a file that replaces one has those of the older one. */
static void take_modes(struct filter *f)
{
    for (scmp_datum_t bit = S_ISVTX; bit <= S_ISUID; bit <<= 1)
        refuse_if(f, SCMP_SYS(fchmod), SCMP_A1(SCMP_CMP_MASKED_EQ, bit, bit));
}

/* Signals and limits for other processes. */
static void take_others(struct filter *f)
{
    scmp_datum_t own = (scmp_datum_t)getpid();
    refuse_if(f, SCMP_SYS(kill), SCMP_A0(SCMP_CMP_NE, own, 0));
    refuse_if(f, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_NE, own, 0));
    refuse_if(f, SCMP_SYS(prlimit64), SCMP_A0(SCMP_CMP_NE, 0, 0));
}

static void take_requests(struct filter *f)
{
    for (size_t i = 0; i < COUNT(requests); i++)
        refuse_if(f, SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_MASKED_EQ, lower, requests[i]));
    for (size_t i = 0; i < COUNT(owners); i++) {
        refuse_if(f, SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_MASKED_EQ, lower, owners[i]));
        refuse_if(f, SCMP_SYS(fcntl64), SCMP_A1(SCMP_CMP_MASKED_EQ, lower, owners[i]));
    }
}

/* Whoever may listen has sockets: only those on which nothing is sent before a connection stands,
 * and none that makes one while it sends. */
static void take_reaching(struct filter *f)
{
    static const int types[] = {SOCK_DGRAM,     SOCK_RAW,  SOCK_RDM,
                                SOCK_SEQPACKET, SOCK_DCCP, SOCK_PACKET};
    enum { TYPE = 0xf };
    for (size_t i = 0; i < COUNT(types); i++)
        refuse_if(f, SCMP_SYS(socket), SCMP_A1(SCMP_CMP_MASKED_EQ, TYPE, types[i]));
    refuse_if(f, SCMP_SYS(socket), SCMP_A0(SCMP_CMP_GT, AF_INET6, 0));
    refuse_if(f, SCMP_SYS(socket), SCMP_A2(SCMP_CMP_GT, IPPROTO_TCP, 0));
    const struct scmp_arg_cmp third = SCMP_A2(SCMP_CMP_MASKED_EQ, MSG_FASTOPEN, MSG_FASTOPEN);
    const struct scmp_arg_cmp fourth = SCMP_A3(SCMP_CMP_MASKED_EQ, MSG_FASTOPEN, MSG_FASTOPEN);
    refuse_if(f, SCMP_SYS(sendmsg), third);
    refuse_if(f, SCMP_SYS(sendto), fourth);
    refuse_if(f, SCMP_SYS(sendmmsg), fourth);
}

static void make_rules(struct filter *f, bool serves)
{
    for (size_t i = 0; i < COUNT(taken); i++) {
        int known = seccomp_syscall_resolve_name(taken[i].name);
        refuse(f, known == __NR_SCMP_ERROR && taken[i].number ? taken[i].number : known);
    }
    for (size_t i = 0; i < COUNT(serving) && !serves; i++)
        refuse(f, seccomp_syscall_resolve_name(serving[i]));
    if (serves)
        take_reaching(f);
    take_processes(f);
    take_modes(f);
    take_others(f);
    take_requests(f);
}

static void take_calls(const struct sandbox *s, struct buf *said)
{
    struct filter f = {.context = IS_TRACED ? NULL : seccomp_init(SCMP_ACT_ALLOW)};
    if (!f.context) {
        buf_adds(said, _("no calls are refused"));
        return;
    }
    make_rules(&f, s->serves);
    int error = -seccomp_load(f.context);
    if (error)
        buf_addf(said, _("no calls are refused (%s)"), strerror(error));
    else if (f.error)
        buf_addf(said, _("some calls are refused (%s)"), strerror(f.error));
    else
        buf_adds(said, _("calls are refused (seccomp)"));
    seccomp_release(f.context);
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

void sandbox_enter(const struct sandbox *s, struct buf *said)
{
    limit_memory(s->megabytes);
    buf_adds(said, _("sandbox: "));
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
        tie_writing(s, said);
        buf_adds(said, _("; "));
        take_calls(s, said);
    } else {
        buf_addf(said, _("none (%s)"), strerror(errno));
    }
    limit_time(s->seconds); /* last: its thread is to be bound as well */
}
