# SPDX-License-Identifier: MIT
"""DOCX files made by LibreOffice and pandoc: see docx/README.md."""
import os

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "docx")


def reads_as_expected(env, name):
    done = env.run("--dump=acquire", f"{name}.docx", cwd=FOLDER)
    assert done.returncode == 0 and not done.stderr, done.stderr
    with open(os.path.join(FOLDER, f"{name}.txt"), encoding="utf-8") as f:
        expected = f.read()
    assert done.stdout == expected, f"expected:\n{expected}\nfound:\n{done.stdout}"


def test_a_file_of_pandoc(env):
    reads_as_expected(env, "pandoc")


def test_a_web_page_saved_by_libreoffice(env):
    reads_as_expected(env, "libreoffice-html")


def test_a_text_document_saved_by_libreoffice(env):
    reads_as_expected(env, "libreoffice-odt")
