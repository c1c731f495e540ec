# SPDX-License-Identifier: MIT
"""Faults that were found, one test each."""
import json
import os
import subprocess
import tempfile

HEAD = "南湖镇修好两座桥\n\n本报南湖讯(记者 甲乙)"


def test_a_character_beyond_the_first_plane_at_every_place_of_a_buffer(env):
    """A pair of surrogates that straddled the converter's buffer became two broken characters."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.txt")
        for length in range(1024 - len(HEAD) - 3, 1024 - len(HEAD) + 4):
            text = HEAD + "桥" * length + "𠮷" + "路通了。\n"
            for encoding in ("utf-16", "gb18030"):
                with open(path, "wb") as f:
                    f.write(text.encode(encoding))
                done = env.run("--dump=article", path)
                assert done.returncode == 0 and "𠮷路通了。" in done.stdout, f"{encoding} {length}: {done.stderr}"


def test_a_pipe_in_the_folder_is_passed_over(env):
    """It was waited for without end."""
    with tempfile.TemporaryDirectory() as folder:
        os.mkfifo(os.path.join(folder, "x.txt"))
        with open(os.path.join(folder, "a.txt"), "w", encoding="utf-8") as f:
            f.write(HEAD + "桥通了。\n")
        done = env.run("--dump=article", folder)
        assert done.returncode == 0 and "x.txt: warning: not read: it is no ordinary file" in done.stderr, done.stderr


def test_a_title_that_is_no_text_is_refused(env):
    done = subprocess.run([env.program, os.path.join(env.root, "input"), "-o", "x.pdf", "--title", b"\xff\xfe"],
                          stderr=subprocess.PIPE)
    assert done.returncode == 2 and b"--title and --issue take text in UTF-8" in done.stderr, done.stderr


def test_a_pdf_on_standard_output_is_only_the_pdf(env):
    done = subprocess.run([env.program, os.path.join(env.root, "input"), "-o", "/dev/stdout"],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert done.returncode == 0 and done.stdout.rstrip().endswith(b"%%EOF"), done.stdout[-80:]


def test_a_name_that_is_no_text_stands_in_the_report(env):
    """The report then had neither sources nor messages."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder.encode(), b"a\xff.txt"), "w", encoding="utf-8") as f:
            f.write(HEAD + "桥通了。\n")
        report = os.path.join(folder, "r.json")
        done = subprocess.run([env.program, folder, "-o", os.path.join(folder, "x.pdf"), "--report", report],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert done.returncode == 0, done.stderr
        assert json.load(open(report, encoding="utf-8"))["sources"][0]["file"] == os.path.join(folder, "a\ufffd.txt")


def test_a_long_name_is_written(env):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "周" * 83 + ".pdf")
        assert env.run(os.path.join(env.root, "input"), "-o", out).returncode == 0
        assert os.listdir(folder) == [os.path.basename(out)]
