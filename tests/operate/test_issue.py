# SPDX-License-Identifier: MIT
"""Issue after issue: numbers, names, the state file, and the lock that keeps two builds apart."""
import fcntl
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from operate import built, read, workplace  # noqa: E402

AUTO = ["--issue", "auto", "--state", "issues.xml", "-q"]


def text_of(path):
    return subprocess.run(["pdftotext", path, "-"], stdout=subprocess.PIPE, text=True, check=True).stdout.replace(" ", "")


def test_two_weeks_have_consecutive_numbers_and_a_week_twice_the_same_bytes(env):
    with workplace() as folder:
        os.mkdir(os.path.join(folder, "out"))
        name = ["-o", "out/%Y/%G-W%V-%N.pdf"]
        built(env, folder, "--week", "2024-W52", *AUTO, *name)
        first, state = read(folder, "out/2024/2024-W52-1.pdf"), read(folder, "issues.xml")
        built(env, folder, "--week", "2024-W52", *AUTO, *name)
        assert read(folder, "out/2024/2024-W52-1.pdf") == first and read(folder, "issues.xml") == state
        built(env, folder, "--week", "2025-W01", *AUTO, *name)
        built(env, folder, "--week", "2024-W52", *AUTO, *name)
        assert read(folder, "out/2024/2024-W52-1.pdf") == first
        assert sorted(os.listdir(os.path.join(folder, "out/2025"))) == ["2025-W01-2.pdf"]
        assert "第2期" in text_of(os.path.join(folder, "out/2025/2025-W01-2.pdf"))


def test_a_supplement_is_called_one(env):
    with workplace() as folder:
        built(env, folder, "--date", "2024-12-25", "--supplement", *AUTO, "-o", "%N.pdf")
        assert "增刊第1期" in text_of(os.path.join(folder, "增刊1.pdf"))


def test_an_issue_that_was_not_written_has_no_number(env):
    with workplace() as folder:
        os.mkdir(os.path.join(folder, "x.pdf"))
        built(env, folder, "--week", "2024-W52", *AUTO, "-o", "x.pdf", status=2)
        built(env, folder, "--week", "2024-W52", *AUTO, "-o", "x.pdf", "--strict", "--since", status=2)
        assert sorted(os.listdir(folder)) == ["pages", "x.pdf"]


def test_a_state_that_cannot_be_written_is_said(env):
    """The PDF is in place then, and the next run gives it the same number."""
    with workplace() as folder:
        done = built(env, folder, "--week", "2024-W52", "--issue", "auto", "--state", "gone/s.xml", "-o", "x.pdf", status=2)
        assert done.stderr.endswith("briefgen: error: cannot write gone/s.xml: No such file or directory\n")
        assert read(folder, "x.pdf").startswith(b"%PDF")


def test_only_folders_that_are_named_by_fields_are_made(env):
    with workplace() as folder:
        built(env, folder, "--week", "2024-W52", "-o", "out/%G.pdf", status=2)
        assert os.listdir(folder) == ["pages"]
        built(env, folder, "--week", "2024-W52", "-o", "%G/%V/50%%.pdf", "--report", "log-%Y/r.json")
        assert sorted(os.listdir(folder)) == ["2024", "log-2024", "pages"]
        assert os.listdir(os.path.join(folder, "2024/52")) == ["50%.pdf"]


def test_a_name_of_a_folder_that_is_a_file(env):
    with workplace() as folder:
        open(os.path.join(folder, "2024"), "w", encoding="utf-8").close()
        done = built(env, folder, "--week", "2024-W52", "-o", "%G/x.pdf", status=2)
        assert done.stderr.endswith("briefgen: error: cannot make the folder 2024: File exists\n")


def test_a_report_whose_name_waits_for_the_issue(env):
    with workplace() as folder:
        done = built(env, folder, "--week", "2019-W01", "-o", "x.pdf", "--report", "%G.json", status=1)
        assert "note: no report is written: its name has fields that only an issue fills\n" in done.stderr


def locked(folder, name):
    file = open(os.path.join(folder, name), "w", encoding="utf-8")
    file.write("4711")
    file.flush()
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def test_two_builds_of_one_output_never_meet(env):
    with workplace() as folder:
        with locked(folder, ".x.pdf.lock"):
            done = built(env, folder, "-o", "x.pdf", status=2)
            assert done.stderr == ("briefgen: error: x.pdf is being made by another run, process 4711; "
                                   "its lock is " + os.path.join(os.path.dirname("x.pdf"), ".x.pdf.lock") + "\n")
            built(env, folder, "-o", "y.pdf")
        built(env, folder, "-o", "x.pdf")  # the file alone is no lock
        assert sorted(os.listdir(folder)) == ["pages", "x.pdf", "y.pdf"]


def test_two_builds_with_one_state_never_meet(env):
    with workplace() as folder, locked(folder, ".issues.xml.lock"):
        done = built(env, folder, "--week", "2024-W52", *AUTO, "-o", "x.pdf", status=2)
        assert "issues.xml is being made by another run" in done.stderr
        assert not os.path.exists(os.path.join(folder, "x.pdf"))


def test_a_conversion_has_a_lock_too(env):
    with workplace() as folder:
        with locked(folder, ".articles.lock"):
            done = env.run("convert", "pages", "-o", "articles/", cwd=folder)
            assert done.returncode == 2 and "its lock is .articles.lock" in done.stderr, done.stderr
        assert not os.path.exists(os.path.join(folder, "articles"))


def test_many_builds_at_once_give_every_week_its_own_number(env):
    """Whoever finds the state locked gives up; then no number is given twice."""
    with workplace() as folder:
        command = env.wrap + [env.program, "pages", *AUTO, "-o", "%G-W%V.pdf", "--week"]
        runs = [subprocess.Popen(command + [week], cwd=folder, stderr=subprocess.DEVNULL) for week in ("2024-W52", "2025-W01") * 3]
        assert all(run.wait() in (0, 1, 2) for run in runs)
        state = read(folder, "issues.xml").decode()
        numbers = [line.split('number="')[1].split('"')[0] for line in state.splitlines() if "number=" in line]
        assert numbers == [str(n + 1) for n in range(len(numbers))] and numbers, state
