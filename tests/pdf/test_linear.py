# SPDX-License-Identifier: MIT
"""--linear: the same document, the first page first."""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from document import Document  # noqa: E402
from finished import of_pages  # noqa: E402
from test_conform import complaints, page  # noqa: E402


def pair(env, *inputs):
    return env.built(*inputs), env.built(*inputs, "--linear")


def output(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
    assert done.returncode == 0 and not done.stderr, f"{command}: {done.stderr[:500]}"
    return done.stdout


@of_pages
def test_a_linear_file_is_one(env):
    plain, linear = pair(env, os.path.join(env.root, "input"))
    assert b"no linearization errors" in output("qpdf", "--check-linearization", linear)
    assert b"No syntax or stream encoding errors found" in output("qpdf", "--check", linear)
    assert re.search(rb"Optimized: +yes", output("pdfinfo", linear))
    assert re.search(rb"Optimized: +no", output("pdfinfo", plain)), "not asked for"


@of_pages
def test_it_says_and_shows_the_same(env):
    plain, linear = pair(env, os.path.join(env.root, "input"))
    one, other = Document(plain), Document(linear)
    assert one.trailer["/ID"] == other.trailer["/ID"] and len(set(one.trailer["/ID"])) == 1
    assert one.stream(one.root["/Metadata"]) == other.stream(other.root["/Metadata"])
    assert 100 < len(list(one.elements())) == len(list(other.elements()))
    assert output("pdftotext", "-raw", plain, "-") == output("pdftotext", "-raw", linear, "-")
    assert open(linear, "rb").read().count(b"/ObjStm") > 1, "objects are not packed"
    assert os.path.getsize(linear) < 1.15 * os.path.getsize(plain)


def test_it_keeps_all_claims(env):
    for claim in ("a-2a", "a-3a"):
        with tempfile.TemporaryDirectory() as folder:
            found = complaints(env.build(page(folder, env), "--pdf", claim, "--linear"))
        assert not found, f"{claim}:\n{found}"


@of_pages
def test_whole_issues_keep_all_claims(env):
    for paths in env.inputs():
        assert not complaints(env.built(*paths, "--linear")), paths


def test_the_same_bytes_again(env):
    pages = os.path.join(env.root, "input")
    first = open(env.build(pages, "--linear", "--jobs", "1"), "rb").read()
    assert open(env.build(pages, "--linear", "--jobs", "7", env={"TZ": "Asia/Shanghai"}), "rb").read() == first
