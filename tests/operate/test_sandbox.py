# SPDX-License-Identifier: MIT
"""What a build can still do while it saves its PDF: a library put before it tries what an intruder would, and tells."""
import ctypes
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path += [HERE, os.path.join(os.path.dirname(HERE), "live")]
from live import Live  # noqa: E402
from operate import PAGE, built, read, workplace  # noqa: E402

CREATE_RULESET, VERSION = 444, 1
PROBE = r"""
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>
static void tell(const char *what, long result)
{
    fprintf(stderr, "%s: %s\n", what, result < 0 ? strerror(errno) : "done");
}
static void change(const char *page, int file)
{
    int flags = FS_NODUMP_FL;
    struct fsxattr attributes = {0};
    tell("chmod", chmod(page, 0666));
    for (mode_t bit = S_ISVTX; bit <= S_ISUID; bit <<= 1)
        tell(bit == S_ISVTX ? "sticky" : bit == S_ISGID ? "setgid" : "setuid", fchmod(file, bit | 0644));
    tell("rights of an open file", fchmod(file, 0644));
    tell("fchmodat", fchmodat(AT_FDCWD, page, 0666, 0));
    tell("fchmodat2", syscall(452, AT_FDCWD, page, 0666, 0));
    tell("chown", chown(page, getuid(), getgid()));
    tell("lchown", lchown(page, getuid(), getgid()));
    tell("fchown", fchown(file, getuid(), getgid()));
    tell("fchownat", fchownat(AT_FDCWD, page, getuid(), getgid(), 0));
    tell("setxattr", setxattr(page, "user.x", "x", 1, 0));
    tell("lsetxattr", lsetxattr(page, "user.x", "x", 1, 0));
    tell("fsetxattr", fsetxattr(file, "user.x", "x", 1, 0));
    tell("setxattrat", syscall(463, AT_FDCWD, page, 0, "user.x", NULL, 0));
    tell("removexattr", removexattr(page, "user.x"));
    tell("removexattrat", syscall(466, AT_FDCWD, page, 0, "user.x"));
    tell("file_setattr", syscall(469, AT_FDCWD, page, NULL, 0, 0));
    tell("utimensat", utimensat(AT_FDCWD, page, NULL, 0));
    tell("FS_IOC_SETFLAGS", ioctl(file, FS_IOC_SETFLAGS, &flags));
    tell("FS_IOC_FSSETXATTR", ioctl(file, FS_IOC_FSSETXATTR, &attributes));
}
static void reach(int file)
{
    struct rlimit limit;
    tell("kill", kill(getppid(), 0));
    tell("kill all", kill(-1, 0));
    tell("tkill", syscall(SYS_tkill, getppid(), 0));
    tell("tgkill", syscall(SYS_tgkill, getppid(), getppid(), 0));
    tell("sigqueue", sigqueue(getppid(), 0, (union sigval){0}));
    tell("pidfd_send_signal", syscall(424, -1, 0, NULL, 0));
    tell("prlimit", prlimit(getppid(), RLIMIT_NOFILE, NULL, &limit));
    tell("F_SETOWN", fcntl(file, F_SETOWN, getppid()));
    tell("TIOCSTI", ioctl(file, TIOCSTI, "x"));
    tell("TIOCSTI and more", syscall(SYS_ioctl, file, TIOCSTI | 1UL << 32, "x"));
    tell("TIOCLINUX", ioctl(file, TIOCLINUX, "x"));
    tell("tgkill of its own", syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), 0));
    tell("limits of its own", getrlimit(RLIMIT_NOFILE, &limit));
}
int fsync(int file)
{
    static int probed;
    if (!probed++) {
        char *none[] = {NULL};
        tell("write beside the output", open("out/beside", O_WRONLY | O_CREAT, 0600));
        tell("write elsewhere", open("elsewhere", O_WRONLY | O_CREAT, 0600));
        tell("write a page", open("pages/20241223.txt", O_WRONLY));
        tell("remove a page", unlink("pages/20241223.txt"));
        tell("write at home", open("home/.profile", O_WRONLY | O_CREAT, 0600));
        tell("write to a cache", open("home/.cache/other", O_WRONLY | O_CREAT, 0600));
        tell("write to the font cache", open("home/.cache/fontconfig/x", O_WRONLY | O_CREAT, 0600));
        tell("read a page", open("pages/20241223.txt", O_RDONLY));
        tell("socket", socket(AF_INET, SOCK_STREAM, 0));
        tell("run a program", execve("/bin/true", none, none));
        int child = syscall(SYS_fork);
        if (child == 0)
            _exit(0);
        tell("fork", child);
        int page = open("pages/20241223.txt", O_RDONLY);
        change("pages/20241223.txt", page);
        reach(page);
    }
    return syscall(SYS_fsync, file);
}
"""


def has_landlock():
    libc = ctypes.CDLL(None)
    return libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), VERSION) > 0


def needs_landlock(env):
    env.skip_if(env.wrap, "not under valgrind")
    env.skip_if(not has_landlock(), "this kernel has no Landlock")


def probed(env, folder, **variables):
    os.mkdir(os.path.join(folder, "out"))
    done = env.run("pages", "-o", "out/x.pdf", "-q", cwd=folder, env={**env.preloading(folder, PROBE), **variables})
    assert done.returncode == 0, done.stderr
    return dict(line.split(": ", 1) for line in done.stderr.splitlines())


def test_a_build_writes_only_where_its_outputs_stand(env):
    needs_landlock(env)
    with workplace() as folder:
        result = probed(env, folder)
        assert result["write beside the output"] == "done" and result["read a page"] == "done", result
        for what in ("write elsewhere", "write a page", "remove a page"):
            assert result[what] == "Permission denied", (what, result)
        assert read(folder, "out/x.pdf").startswith(b"%PDF")
        assert not os.path.exists(os.path.join(folder, "elsewhere"))


def has_shared_font_cache():
    """Then fontconfig needs none of the user's, and none is made."""
    return os.access("/var/cache/fontconfig", os.W_OK)


def test_a_home_opens_the_font_cache_alone(env):
    """A home without a cache yet, and no home: fontconfig's folder is opened, and none that it would stand in."""
    needs_landlock(env)
    for home in (True, False):
        with workplace() as folder:
            os.mkdir(os.path.join(folder, "home"))
            result = probed(env, folder, HOME=os.path.join(folder, "home") if home else None, XDG_CACHE_HOME=None)
            assert result["write beside the output"] == "done", result
            for what in ("write elsewhere", "write a page", "remove a page", "write at home"):
                assert result[what] == "Permission denied", (home, what, result)
            made = home and not has_shared_font_cache()
            denied = "Permission denied" if made else "No such file or directory"
            assert result["write to a cache"] == denied, (home, result)
            assert result["write to the font cache"] == ("done" if made else denied), (home, result)


def test_a_cache_named_for_all_programs_opens_the_font_cache_alone(env):
    needs_landlock(env)
    with workplace() as folder:
        os.makedirs(os.path.join(folder, "home", ".cache", "fontconfig"))
        result = probed(env, folder, HOME=None, XDG_CACHE_HOME=os.path.join(folder, "home", ".cache"))
        assert result["write to a cache"] == "Permission denied" and result["write to the font cache"] == "done", result


def test_a_cache_that_is_named_is_made_where_it_is_needed(env):
    """With the folders above it."""
    needs_landlock(env)
    with workplace() as folder:
        probed(env, folder, HOME=None, XDG_CACHE_HOME=os.path.join(folder, "a", "b", "c"))
        assert os.path.exists(os.path.join(folder, "a", "b", "c", "fontconfig")) != has_shared_font_cache()


def test_folders_that_are_not_there_open_nothing(env):
    """Neither a home nor the cache of all programs is made."""
    needs_landlock(env)
    with workplace() as folder:
        nowhere = os.path.join(folder, "home", "gone")
        result = probed(env, folder, HOME=nowhere, XDG_CACHE_HOME=None, TMPDIR=nowhere)
        assert result["write elsewhere"] == "Permission denied" and not os.path.exists(nowhere), result


def test_a_build_starts_no_program_and_has_no_network(env):
    env.skip_if_watched()
    with workplace() as folder:
        result = probed(env, folder)
        for what in ("socket", "run a program", "fork"):
            assert result[what] in ("Operation not permitted", "Permission denied"), (what, result)


def left(result, names):
    """Of what should be taken."""
    return {what: result[what] for what in names if result[what] != "Operation not permitted"}


CHANGES = """chmod sticky setgid setuid fchmodat fchmodat2 chown lchown fchown fchownat setxattr lsetxattr fsetxattr setxattrat removexattr removexattrat
file_setattr utimensat FS_IOC_SETFLAGS FS_IOC_FSSETXATTR""".split()
OTHERS = ["kill", "kill all", "tkill", "tgkill", "sigqueue", "pidfd_send_signal", "prlimit", "F_SETOWN", "TIOCSTI", "TIOCSTI and more",
          "TIOCLINUX"]


def test_a_build_changes_no_page_and_reaches_no_other_process(env):
    """Nor whose a page is, when it is said to be of, what it is marked with; nor does it type at the terminal."""
    env.skip_if_watched()
    with workplace() as folder:
        result = probed(env, folder)
        assert left(result, CHANGES + OTHERS) == {}
        assert result["tgkill of its own"] == result["limits of its own"] == result["rights of an open file"] == "done", result


SERVING = r"""
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
static void tell(const char *what, long result)
{
    fprintf(stderr, "%s: %s\n", what, result < 0 ? strerror(errno) : "done");
}
ssize_t getrandom(void *bytes, size_t len, unsigned flags)
{
    static int probed;
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    struct msghdr message = {.msg_name = &to, .msg_namelen = sizeof to};
    struct mmsghdr messages = {.msg_hdr = message};
    if (!probed++) {
        int file = socket(AF_INET, SOCK_STREAM, 0);
        tell("stream", file);
        tell("connect", connect(file, (struct sockaddr *)&to, sizeof to));
        tell("sendto", sendto(file, "x", 1, MSG_FASTOPEN, (struct sockaddr *)&to, sizeof to));
        tell("sendmsg", sendmsg(file, &message, MSG_FASTOPEN));
        tell("sendmmsg", sendmmsg(file, &messages, 1, MSG_FASTOPEN));
        tell("datagrams", socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        tell("raw", socket(AF_INET6, SOCK_RAW, 0));
        tell("netlink", socket(AF_NETLINK, SOCK_RAW, 0));
        tell("sctp", socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP));
        tell("vsock", socket(AF_VSOCK, SOCK_STREAM, 0));
    }
    return syscall(SYS_getrandom, bytes, len, flags);
}
"""


def test_serve_listens_and_reaches_nobody(env):
    env.skip_if_watched()
    live = Live(env, "serve", {"a.txt": PAGE.format("南湖镇修好两座桥")})
    live.variables = env.preloading(live.folder, SERVING)
    with live:
        live.line()
        live.line()
        result = dict(line.split(": ", 1) for line in live.said().splitlines())
        assert result["stream"] == "done"
        assert left(result, "connect sendto sendmsg sendmmsg datagrams raw netlink sctp vsock".split()) == {}


REFUSE = r"""
#include <errno.h>
#include <stdarg.h>
#include <sys/syscall.h>
int seccomp_load(void *filter)
{
    return -ENOMEM;
}
long syscall(long number, ...)
{
    errno = ENOSYS;
    return -1;
}
"""


def test_what_is_in_force_is_said_where_it_is_asked_for(env):
    with workplace() as folder:
        assert "sandbox" not in built(env, folder, "-o", "x.pdf").stderr
        said = built(env, folder, "-o", "x.pdf", "-v").stderr.splitlines()
        tied = r"writing is tied to folders \(Landlock \d+\)" if has_landlock() else r"writing is not tied to folders \(.+\)"
        taken = r"(no calls are refused|calls are refused \(seccomp\))" if env.slow() else r"calls are refused \(seccomp\)"
        assert re.fullmatch(f"sandbox: {tied}; {taken}", said[0]), said
        said = built(env, folder, "-o", "x.pdf", "-v", "--log", "json").stderr.splitlines()
        assert json.loads(said[0])["severity"] == "note" and "sandbox: " in said[0], said


def test_what_the_kernel_refuses_is_said(env):
    env.skip_if_watched()
    with workplace() as folder:
        said = env.run("pages", "-o", "x.pdf", "-v", cwd=folder, env=env.preloading(folder, REFUSE))
        assert said.returncode == 0 and said.stderr.splitlines()[0] == (
            "sandbox: writing is not tied to folders (Function not implemented); no calls are refused (Cannot allocate memory)"), said


def test_a_file_that_is_replaced_keeps_its_mode(env):
    """In a sandbox that lets no more than the mode of an open file be changed."""
    with workplace() as folder:
        path = os.path.join(folder, "x.pdf")
        for mode in (0o664, 0o600):
            built(env, folder, "-o", "x.pdf")
            os.chmod(path, mode)
            built(env, folder, "-o", "x.pdf", preexec_fn=lambda: os.umask(0o022))
            assert os.stat(path).st_mode & 0o777 == mode


def test_outputs_in_folders_that_are_not_there_yet(env):
    with workplace() as folder:
        built(env, folder, "--week", "2024-W52", "-o", "out-%Y/%V/x.pdf", "--report", "logs-%Y/r.json", "--issue", "auto",
              "--state", "issues.xml")
        os.symlink("out-2024/52/x.pdf", os.path.join(folder, "latest.pdf"))
        first = read(folder, "latest.pdf")
        built(env, folder, "--date", "2025-01-01", "-o", "latest.pdf")
        assert os.path.islink(os.path.join(folder, "latest.pdf")) and read(folder, "out-2024/52/x.pdf") != first


def test_a_run_that_takes_too_long_ends(env):
    """Two thousand articles are not read in a second of a slow machine, nor in the tenth that a fast one needs."""
    with workplace() as folder:
        with open(os.path.join(folder, "pages", "many.txt"), "w", encoding="utf-8") as f:
            for n in range(20000):
                f.write(f"第{n}座桥修好\n\n本报南湖讯（记者 甲乙）4月2日，南湖镇修好{n}座桥，用去{n}万元。\n\n")
        done = built(env, folder, "-o", "x.pdf", "--time-limit", "1", status=2)
        assert done.stderr.endswith("briefgen: error: the run took more than 1 seconds of processor time; --time-limit allows "
                                    "more\n"), done.stderr
        assert not os.path.exists(os.path.join(folder, "x.pdf"))
