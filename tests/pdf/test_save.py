# SPDX-License-Identifier: MIT
"""An output is replaced whole or not at all, whatever the disk does."""
import os
import subprocess
import tempfile

OLD = b"an older briefing"


def old_file(folder):
    path = os.path.join(folder, "weekly.pdf")
    with open(path, "wb") as f:
        f.write(OLD)
    return path


def refused(env, path, words):
    done = env.run(os.path.join(env.root, "input"), "-o", path)
    assert done.returncode == 2, f"exit {done.returncode}\n{done.stderr}"
    assert words in done.stderr and path in done.stderr, done.stderr


def test_a_missing_folder_is_named(env):
    refused(env, "/nonexistent/weekly.pdf", "No such file or directory")


def test_a_folder_as_output_is_refused(env):
    with tempfile.TemporaryDirectory() as folder:
        refused(env, folder, "Is a directory")


def test_a_full_device_is_noticed(env):
    refused(env, "/dev/full", "No space left on device")
    assert not os.path.isfile("/dev/full")


def test_a_full_disk_keeps_the_old_file(env):
    """A tmpfs of 64 KB where mounting is allowed, else a limit on the size of files."""
    with tempfile.TemporaryDirectory() as folder:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder],
                                 stderr=subprocess.DEVNULL).returncode == 0
        path = old_file(folder)
        try:
            if mounted:
                refused(env, path, "No space left on device")
            else:
                done = subprocess.run(["sh", "-c", 'ulimit -f 64; trap "" XFSZ; exec "$0" "$@"', env.program,
                                       os.path.join(env.root, "input"), "-o", path], stderr=subprocess.PIPE)
                assert done.returncode == 2, done.stderr
            assert open(path, "rb").read() == OLD
            assert os.listdir(folder) == ["weekly.pdf"], os.listdir(folder)
        finally:
            if mounted:
                subprocess.run(["umount", folder], check=True)


def test_a_failed_build_keeps_the_old_file(env):
    with tempfile.TemporaryDirectory() as folder:
        path = old_file(folder)
        empty = os.path.join(folder, "empty")
        os.mkdir(empty)
        done = env.run(empty, "-o", path)
        assert done.returncode == 1 and "empty" in done.stderr, done.stderr
        assert open(path, "rb").read() == OLD


def test_strict_keeps_the_old_file(env):
    with tempfile.TemporaryDirectory() as folder:
        path = old_file(folder)
        pages = os.path.join(folder, "pages")
        os.mkdir(pages)
        open(os.path.join(pages, "notes.odt"), "w").close()
        with open(os.path.join(pages, "a.txt"), "w", encoding="utf-8") as f:
            f.write("南湖镇修好两座桥\n\n本报南湖讯(记者 甲乙)4月2日,南湖镇修好两座桥。\n")
        assert env.run(pages, "-o", path, "--strict").returncode == 1
        assert open(path, "rb").read() == OLD
        assert env.run(pages, "-o", path).returncode == 0
        assert open(path, "rb").read() != OLD


def test_a_symbolic_link_stays_a_link(env):
    with tempfile.TemporaryDirectory() as folder:
        real = old_file(folder)
        link = os.path.join(folder, "latest.pdf")
        os.symlink("weekly.pdf", link)
        assert env.run(os.path.join(env.root, "input"), "-o", link).returncode == 0
        assert os.path.islink(link) and open(real, "rb").read(4) == b"%PDF"
