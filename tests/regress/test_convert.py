# SPDX-License-Identifier: MIT
"""A conversion that is cut short: what it had written is still known to be ours, what an editor wrote is still there."""
import copy
import os
import shutil
import tempfile

CUT = """
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>
static int left = -1;
static void step(void) {
    if (left < 0) left = atoi(getenv("CUT"));
    if (left-- == 0) _exit(99);
}
int rename(const char *from, const char *to) {
    step();
    return ((int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename"))(from, to);
}
int unlink(const char *path) {
    step();
    return ((int (*)(const char *))dlsym(RTLD_NEXT, "unlink"))(path);
}
"""

HAND = ('<article id="{0}-1" version="1" kind="article"><head><headline>改定</headline></head>'
        '<body><p>编辑改过了。</p></body></article>\n')


def page(name, word):
    return f"{name}村办成了一件事\n\n本报{name}村讯（记者 甲乙）4月2日，{name}村办成了一件事：{word}。\n"


def pages(folder, words):
    for name in os.listdir(folder):
        os.unlink(os.path.join(folder, name))
    for name, word in words.items():
        with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8") as f:
            f.write(page(name, word))


def contents(folder):
    return {n: open(os.path.join(folder, n), encoding="utf-8").read() for n in os.listdir(folder)
            if not n.startswith(".")}


FIRST = {"乙": "修桥", "丙": "种树", "丁": "通水", "戊": "通电", "己": "办学"}
SECOND = {"丑": "开路", **FIRST, "丙": "种草", "戊": "通气"}


def corrected(env, folder):
    """A folder with a conversion of FIRST, in which 乙 and 戊 were corrected and 丁 deleted."""
    pages(os.path.join(folder, "in"), FIRST)
    done = env.run("convert", "in", "-o", "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    out = os.path.join(folder, "out")
    for name in sorted(os.listdir(out)):
        if name[4:5] in "乙戊" and name[0] != "_":
            with open(os.path.join(out, name), "w", encoding="utf-8") as f:
                f.write(HAND.format(name[4]))
        elif name[4:5] == "丁":
            os.unlink(os.path.join(out, name))


def test_a_conversion_cut_short_at_any_step(env):
    env = copy.copy(env)
    env.wrap = []  # valgrind would be cut short instead
    for third in (FIRST, SECOND, {**SECOND, "丙": "种菜", "己": "修路", "子": "挖井"}):
        with tempfile.TemporaryDirectory() as folder:
            os.makedirs(os.path.join(folder, "in"))
            cut = env.preloading(folder, CUT)
            corrected(env, folder)
            out, start = os.path.join(folder, "out"), os.path.join(folder, "start")
            shutil.copytree(out, start)
            pages(os.path.join(folder, "in"), SECOND)
            assert env.run("convert", "in", "-o", "out", cwd=folder).returncode == 0
            pages(os.path.join(folder, "in"), third)
            whole = env.run("convert", "in", "-o", "out", cwd=folder)
            expected, steps = contents(out), 0
            while True:
                shutil.rmtree(out)
                shutil.copytree(start, out)
                pages(os.path.join(folder, "in"), SECOND)
                done = env.run("convert", "in", "-o", "out", cwd=folder, env={**cut, "CUT": str(steps)})
                if done.returncode != 99:
                    break
                steps += 1
                assert sum("编辑改过了" in text for text in contents(out).values()) == 2, f"cut at step {steps}"
                pages(os.path.join(folder, "in"), third)
                again = env.run("convert", "in", "-o", "out", cwd=folder)
                assert again.returncode == 0, f"cut at step {steps}: {again.stderr}"
                found = contents(out)
                if third is not FIRST:  # where the page in front may or may not have come in before it went
                    assert said(again) == said(whole), f"cut at step {steps}:\n{again.stderr}\nexpected\n{whole.stderr}"
                    assert found == expected, f"cut at step {steps}: {sorted(found)}, expected {sorted(expected)}"
                else:
                    unlike = {n for n in expected.keys() ^ found.keys() if "丑" not in n}
                    assert not unlike, f"cut at step {steps}: {unlike}"
            assert steps > 8, f"only {steps} steps"


def said(done):
    """Messages without the numbers of files: a rename may have been done before the cut."""
    lines = [l for l in done.stderr.splitlines() if "renamed to" not in l]
    return sorted(l.replace(l[4:7], "NNN") if l.startswith("out/") else l for l in lines)
