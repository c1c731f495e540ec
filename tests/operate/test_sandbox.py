# SPDX-License-Identifier: MIT
"""What a build can still do while it saves its PDF: a library put before it tries what an intruder would, and tells."""
import ctypes
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from operate import built, read, workplace  # noqa: E402

CREATE_RULESET, VERSION = 444, 1
PROBE = r"""
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
static void tell(const char *what, long result)
{
    fprintf(stderr, "%s: %s\n", what, result < 0 ? strerror(errno) : "done");
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
    }
    return syscall(SYS_fsync, file);
}
"""


def has_landlock():
    libc = ctypes.CDLL(None)
    return libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), VERSION) > 0


def keeps_calls(env):
    """Address sanitizer and valgrind need what is taken."""
    return "sanitize" in env.program or env.wrap


def probed(env, folder, **variables):
    os.mkdir(os.path.join(folder, "out"))
    done = env.run("pages", "-o", "out/x.pdf", "-q", cwd=folder, env={**env.preloading(folder, PROBE), **variables})
    assert done.returncode == 0, done.stderr
    return dict(line.split(": ", 1) for line in done.stderr.splitlines())


def test_a_build_writes_only_where_its_outputs_stand(env):
    if env.wrap or not has_landlock():
        return
    with workplace() as folder:
        result = probed(env, folder)
        assert result["write beside the output"] == "done" and result["read a page"] == "done", result
        for what in ("write elsewhere", "write a page", "remove a page"):
            assert result[what] == "Permission denied", (what, result)
        assert read(folder, "out/x.pdf").startswith(b"%PDF")
        assert not os.path.exists(os.path.join(folder, "elsewhere"))


def test_a_home_opens_the_font_cache_alone(env):
    """A home without a cache yet, and no home: fontconfig's folder is opened, and none that it would stand in."""
    if env.wrap or not has_landlock():
        return
    for home in (True, False):
        with workplace() as folder:
            os.mkdir(os.path.join(folder, "home"))
            result = probed(env, folder, HOME=os.path.join(folder, "home") if home else None, XDG_CACHE_HOME=None)
            assert result["write beside the output"] == "done", result
            for what in ("write elsewhere", "write a page", "remove a page", "write at home"):
                assert result[what] == "Permission denied", (home, what, result)
            denied = "Permission denied" if home else "No such file or directory"
            assert result["write to a cache"] == denied, (home, result)
            assert result["write to the font cache"] == ("done" if home else denied), (home, result)


def test_a_cache_named_for_all_programs_opens_the_font_cache_alone(env):
    if env.wrap or not has_landlock():
        return
    with workplace() as folder:
        os.makedirs(os.path.join(folder, "home", ".cache"))
        result = probed(env, folder, HOME=None, XDG_CACHE_HOME=os.path.join(folder, "home", ".cache"))
        assert result["write to a cache"] == "Permission denied" and result["write to the font cache"] == "done", result


def test_folders_that_are_not_there_open_nothing(env):
    """Neither a home nor the cache of all programs is made."""
    if env.wrap or not has_landlock():
        return
    with workplace() as folder:
        nowhere = os.path.join(folder, "home", "gone")
        result = probed(env, folder, HOME=nowhere, XDG_CACHE_HOME=None, TMPDIR=nowhere)
        assert result["write elsewhere"] == "Permission denied" and not os.path.exists(nowhere), result


def test_a_build_starts_no_program_and_has_no_network(env):
    if keeps_calls(env):
        return
    with workplace() as folder:
        result = probed(env, folder)
        for what in ("socket", "run a program", "fork"):
            assert result[what] in ("Operation not permitted", "Permission denied"), (what, result)


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
