# SPDX-License-Identifier: MIT
"""What a build leaves for the next one changes nothing but its time: edits at random, files that are damaged, of another
program, of two runs at once, and folders that cannot be written to."""
import contextlib
import glob
import json
import os
import random
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from operate import built, read, workplace  # noqa: E402

ENGLISH = "The headquarters of the international organisation in 南湖镇 published extraordinarily comprehensive documentation. "
SHEET = """<sheet name="own" version="1" base="weekly"><fonts>{}</fonts><styles>
<style name="p" based-on="p" hyphenation="yes" font-size="{}pt"/></styles></sheet>"""
EDITS = 14
FULL = r"""
#include <errno.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
ssize_t writev(int file, const struct iovec *parts, int count)
{
    if (count > 1) { /* only a file of the cache has so many */
        errno = ENOSPC;
        return -1;
    }
    return syscall(SYS_writev, file, parts, count);
}
"""


@contextlib.contextmanager
def pages(env):
    """The project's own pages, the second with a text that is hyphenated, in a folder that may be edited."""
    with workplace() as folder:
        shutil.rmtree(os.path.join(folder, "pages"))
        shutil.copytree(os.path.join(env.root, "input"), os.path.join(folder, "pages"))
        with open(files(folder)[1], "a", encoding="utf-8") as f:
            f.write("\n" + ENGLISH * 6 + "\n")
        sheet(folder, 10)
        yield folder


def files(folder):
    return sorted(glob.glob(os.path.join(folder, "pages", "*.txt")) + glob.glob(os.path.join(folder, "pages", "*.md")))


def sheet(folder, size, fonts=""):
    with open(os.path.join(folder, "own.xml"), "w", encoding="utf-8") as f:
        f.write(SHEET.format(fonts, size))


def build(env, folder, *args, cache="cache", variables=None):
    done = env.run("pages", "-o", "x.pdf", "--style", "own.xml", *args, *(["--cache", cache] if cache else []),
                   cwd=folder, env=variables)
    assert done.returncode == 0, f"exit {done.returncode}\n{done.stderr}"
    return read(folder, "x.pdf"), done.stdout, done.stderr


def same(env, folder, *args, cache="cache"):
    """With the cache as it is, and without: the same file, the same words."""
    found, made = build(env, folder, *args, cache=cache), build(env, folder, *args, cache=None)
    assert found[1:] == made[1:], f"{found[1:]}\n{made[1:]}"
    assert found[0] == made[0], "other bytes"
    return found


def kept(folder):
    return sorted(glob.glob(os.path.join(folder, "cache", "*")))


def test_the_second_build_finds_all_and_leaves_nothing(env):
    with pages(env) as folder:
        same(env, folder)
        first = kept(folder)
        assert len(first) == 1 and os.stat(os.path.join(folder, "cache")).st_mode & 0o777 == 0o700
        same(env, folder)
        same(env, folder, "--jobs", "1")
        assert kept(folder) == first


def edit(folder, dice):
    """A change as editors make them, in a page or in the sheet."""
    path = dice.choice(files(folder))
    with open(path, encoding="utf-8") as f:
        lines = f.read().split("\n")
    at = dice.choice([i for i, line in enumerate(lines) if len(line) > 8])
    kind = dice.randrange(6)
    if kind == 0:
        place = dice.randrange(len(lines[at]))
        lines[at] = lines[at][:place] + dice.choice("的是鹞鬻7") + lines[at][place + 1:]
    elif kind == 1:
        lines[at] += dice.choice(["另修渠12公里，同比增长3.5%。", ENGLISH, "共投入3万元，比上年增加1万元。"])
    elif kind == 2:
        del lines[at]
    elif kind == 3:
        other = dice.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 4:
        sheet(folder, dice.choice([9.5, 10, 10.5, 11]))
    else:
        os.rename(path, path.replace(".", "-.", 1) if "-." not in path else path.replace("-.", ".", 1))
        return
    with open(path, "w", encoding="utf-8") as f:
        f.write("\n".join(lines))


def test_edits_at_random_give_the_bytes_of_a_cold_build(env):
    dice = random.Random(20260712)
    with pages(env) as folder:
        for _ in range(3 if env.wrap else env.rounds(EDITS)):
            edit(folder, dice)
            same(env, folder)
        assert len(kept(folder)) <= 16


def test_what_is_found_serves_other_commands(env):
    with pages(env) as folder:
        build(env, folder)
        for command in (["figures", "--format", "csv"], ["convert", "--overwrite"]):
            outputs = []
            for cache in (["--cache", "cache"], []):
                name = f"{command[0]}{len(outputs)}"
                done = env.run(command[0], "pages", *command[1:], "-o", name, *cache, cwd=folder)
                assert done.returncode == 0, done.stderr
                out = os.path.join(folder, name)
                names = sorted(os.listdir(out)) if os.path.isdir(out) else [""]
                outputs.append([(n, read(out, n) if n else read(folder, name)) for n in names])
            assert outputs[0] == outputs[1], command


def correct(folder):
    """One article of the XML, as an editor does."""
    article = sorted(glob.glob(os.path.join(folder, "pages", "*-1.xml")) or glob.glob(os.path.join(folder, "pages", "*", "*-1.xml")))[0]
    with open(article, encoding="utf-8") as f:
        text = f.read()
    with open(article, "w", encoding="utf-8") as f:
        f.write(text.replace("</headline>", "（更正）</headline>"))


def test_article_xml_is_found_again(env):
    with pages(env) as folder:
        done = env.run("convert", "pages", "-o", "xml", cwd=folder)
        assert done.returncode == 0, done.stderr
        shutil.rmtree(os.path.join(folder, "pages"))
        os.rename(os.path.join(folder, "xml"), os.path.join(folder, "pages"))
        same(env, folder)
        same(env, folder)
        correct(folder)
        same(env, folder)


def report(folder):
    with open(os.path.join(folder, "r.json"), encoding="utf-8") as f:
        whole = json.load(f)
    return {key: value for key, value in whole.items() if key != "times"}


def test_the_report_is_the_same(env):
    with pages(env) as folder:
        reports = []
        for cache in ("cache", "cache", None):
            build(env, folder, "--report", "r.json", cache=cache)
            reports.append(report(folder))
        assert reports[0] == reports[1] == reports[2]


def damaged(whole, dice):
    """Ways in which a file of the cache can be wrong."""
    yield b""
    yield b"not a cache\n" * 9
    for _ in range(6):
        yield whole[:dice.randrange(len(whole))]
    for _ in range(6):
        wrong = bytearray(whole)
        for _ in range(dice.choice([1, 100, len(wrong) // 8])):
            wrong[dice.randrange(len(wrong))] ^= 1 << dice.randrange(8)
        yield bytes(wrong)


def test_a_damaged_file_is_as_none(env):
    dice = random.Random(7)
    with pages(env) as folder:
        expected = same(env, folder)
        name = kept(folder)[0]
        with open(name, "rb") as f:
            whole = f.read()
        for wrong in list(damaged(whole, dice))[::4 if env.wrap else 1]:
            shutil.rmtree(os.path.join(folder, "cache"))
            os.mkdir(os.path.join(folder, "cache"))
            with open(name, "wb") as f:
                f.write(wrong)
            assert build(env, folder) == expected


def test_strange_things_in_the_folder_are_left_alone(env):
    with pages(env) as folder:
        expected = same(env, folder)
        os.mkdir(os.path.join(folder, "cache", "folder.cache"))
        os.mkfifo(os.path.join(folder, "cache", "pipe.cache"))
        os.symlink("/dev/zero", os.path.join(folder, "cache", "link.cache"))
        for n in range(12):
            with open(os.path.join(folder, "cache", f"note{n}.txt"), "w", encoding="utf-8") as f:
                f.write("mine")
        assert build(env, folder) == expected
        assert len(kept(folder)) == 16


def test_another_program_finds_nothing(env):
    env.skip_if(env.wrap, "not under valgrind")
    with pages(env) as folder:
        same(env, folder)
        moved, _ = env.installed(os.path.join(folder, "other"))
        expected = build(moved, folder, cache=None)
        with open(os.path.join(folder, "id"), "wb") as f:
            f.write(b"\x04\0\0\0\x14\0\0\0\x03\0\0\0GNU\0" + b"another build, so it")
        subprocess.run(["objcopy", "--update-section", f".note.gnu.build-id={folder}/id", moved.program], check=True)
        assert build(moved, folder) == expected
        assert len(kept(folder)) == 2
        subprocess.run(["objcopy", "--remove-section", ".note.gnu.build-id", moved.program], check=True)
        shutil.rmtree(os.path.join(folder, "cache"))
        assert build(moved, folder) == expected
        assert not kept(folder), "who does not know what it is leaves nothing"


def test_two_runs_at_once(env):
    with pages(env) as folder:
        expected = build(env, folder, cache=None)
        command = [*env.wrap, env.program, "pages", "--style", "own.xml", "--cache", "cache", "-q", "-o"]
        runs = [subprocess.Popen([*command, f"{n}.pdf"], cwd=folder) for n in range(4)]
        assert [run.wait() for run in runs] == [0] * 4
        assert all(read(folder, f"{n}.pdf") == expected[0] for n in range(4))
        assert build(env, folder) == expected
        assert all(name.endswith(".cache") for name in kept(folder))


def test_a_folder_that_cannot_be_written_is_no_fault(env):
    with pages(env) as folder:
        same(env, folder, cache="own.xml/cache")
        same(env, folder, cache="/proc/briefgen")


def test_a_full_disk_is_no_fault(env):
    env.skip_if_watched()
    with pages(env) as folder:
        assert build(env, folder, variables=env.preloading(folder, FULL)) == build(env, folder, cache=None)
        assert not kept(folder)


def test_a_reserve_face_is_opened_when_glyphs_of_it_are_found(env):
    with pages(env) as folder:
        sheet(folder, 10, '<font role="songti" family="DejaVu Sans, Noto Serif CJK SC"/>')
        same(env, folder)
        same(env, folder)


def test_what_is_said_of_a_page_is_said_each_time(env):
    with pages(env) as folder:
        with open(files(folder)[0], "a", encoding="utf-8") as f:
            f.write("\n南湖镇修桥12座，其中石桥5座、木桥4座，共12座，\U000e0ff0。\n")
        said = same(env, folder)
        assert said[2]
        assert same(env, folder) == said


def test_what_is_said_of_a_page_is_kept_in_its_language(env):
    languages = [{"LC_ALL": "C.UTF-8"}, {"LC_ALL": "zh_CN.UTF-8"}]
    doubts = ["in doubt: taken for a column label", "存疑：按栏目名处理"]
    with pages(env) as folder:
        for variables, text in [*zip(languages, doubts, strict=True)] * 2:
            found, made = (build(env, folder, cache=cache, variables=variables) for cache in ("cache", None))
            assert found == made and text in found[2], found[2]
        left = b"".join(read(folder, path) for path in kept(folder))
        assert all(text.encode() in left for text in doubts)


def test_the_folder_is_the_users_and_is_asked_for(env):
    with workplace() as folder:
        before = sorted(os.listdir(folder))
        built(env, folder, "-o", "x.pdf", "-q")
        assert sorted(os.listdir(folder)) == sorted([*before, "x.pdf"])
        built(env, folder, "-o", "x.pdf", "-q", "--cache", "kept")
        assert os.stat(os.path.join(folder, "kept")).st_mode & 0o777 == 0o700
        assert len(os.listdir(os.path.join(folder, "kept"))) == 1
