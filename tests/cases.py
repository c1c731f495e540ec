# SPDX-License-Identifier: MIT
"""Executable specification: Markdown in which every `## title` is one case.

    ```file NAME        written into an empty folder (a name may hold folders) before the next run
    ```docx NAME        the same as a DOCX file, of which the block is the body (see files/docx/docx_build.py)
    ```copy NAME        a file of the tests, whose path from the root of the checkout is in the block, copied under NAME
    ```run ARGS         expected standard output of `briefgen ARGS` in that folder
    ```stderr           expected standard error of the run before it; without it: nothing is printed there
    ```exit N           expected exit status of the run before it; without it: 0

A run of `cat FILE` or `ls FOLDER` shows what the program wrote; `rm FILE` and `mv FILE FILE` do what a person might. Words around the blocks are the rule itself.
"""
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "files", "docx"))
import docx_build as docx  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FENCE = re.compile(r"^(`{3,})(\w*) ?(.*)$")


class Block:
    def __init__(self, kind, info, start):
        self.kind, self.info, self.start, self.text = kind, info, start, ""


class Case:
    def __init__(self, path, title):
        self.path, self.title, self.blocks = path, title, []
        self.rewritten = 0  # how far into the file its blocks were rewritten


def read(path):
    """All cases of a file that run something."""
    found, case, block, fence = [], None, None, ""
    for number, line in enumerate(open(path, encoding="utf-8", newline=""), 1):
        m = FENCE.match(line.rstrip("\n"))
        if block is not None:
            if line.rstrip("\n") == fence:
                block = None
            else:
                block.text += line
        elif m and m[2]:
            fence, block = m[1], Block(m[2], m[3], number)
            if case:
                case.blocks.append(block)
        elif line.startswith("## "):
            case = Case(path, line[3:].strip())
            found.append(case)
    return [c for c in found if any(b.kind == "run" for b in c.blocks)]


def steps(case):
    """The case's runs, each with the blocks that belong to it and the files to be written before it."""
    step, files = None, []
    for block in case.blocks:
        if block.kind == "run":
            if step:
                yield step
            step, files = {"run": block, "files": files}, []
        elif block.kind in ("file", "docx", "copy"):
            files.append(block)
        elif step and block.kind in ("stderr", "exit"):
            step[block.kind] = block
    if step:
        yield step


def perform(step, env, folder):
    words = shlex.split(step["run"].info)
    if words and words[0] in ("cat", "ls", "rm", "mv"):
        return subprocess.run(words, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return env.run(*words, cwd=folder)


def write_files(files, folder):
    for block in files:
        path = os.path.join(folder, block.info)
        os.makedirs(os.path.dirname(path) or folder, exist_ok=True)
        if block.kind == "docx":
            docx.write(path, docx.from_text(block.text))
            continue
        if block.kind == "copy":
            shutil.copy(os.path.join(ROOT, block.text.strip()), path)
            continue
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(block.text)


def compare(what, expected, found, block):
    if expected != found:
        diff = difflib.unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", lineterm="")
        return f"{what} of the run at line {block.start}:\n" + "\n".join(list(diff)[:60])
    return ""


def run(case, env, update):
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        faults = []
        for step in steps(case):
            write_files(step["files"], folder)
            done = perform(step, env, folder)
            wanted = int(step["exit"].info) if "exit" in step else 0
            if done.returncode != wanted:
                faults.append(f"exit status {done.returncode}, expected {wanted}\n{done.stderr}")
            if update:
                rewrite(case, step, done)
                continue
            stderr = step["stderr"].text if "stderr" in step else ""
            faults += [compare("standard output", step["run"].text, done.stdout, step["run"]),
                       compare("standard error", stderr, done.stderr, step["run"])]
        faults = [f for f in faults if f]
        assert not faults, f"{case.path}\n" + "\n".join(faults)


def rewrite(case, step, done):
    """Puts what was printed into the specification file."""
    text = open(case.path, encoding="utf-8", newline="").read()
    for kind, printed in (("run", done.stdout), ("stderr", done.stderr)):
        if kind not in step:
            assert not printed, f"standard error has no block to go to:\n{printed}"
            continue
        block = step[kind]
        head = max(text.index(f"## {case.title}\n"), case.rewritten)
        mark = f"```{kind}{' ' + block.info if block.info else ''}\n"
        at = text.index(mark + block.text, head) + len(mark)
        text = text[:at] + printed + text[at + len(block.text):]
        block.text, case.rewritten = printed, at + len(printed)
    with open(case.path, "w", encoding="utf-8", newline="") as f:
        f.write(text)
