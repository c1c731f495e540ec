# SPDX-License-Identifier: MIT
"""briefgen verify: what a file says of itself."""
import os
import re
import subprocess
import tempfile


def page(folder):
    path = os.path.join(folder, "a.md")
    open(path, "w", encoding="utf-8").write("# 南坡村接通自来水\n\n南坡村328户接通自来水。\n")
    return path


def test_claims_fonts_tags_and_attachments_are_told(env):
    with tempfile.TemporaryDirectory() as folder:
        for kind, claims, attached in (("a-2a", "PDF/A-2a, PDF/UA-1", 0), ("a-3a", "PDF/A-3a, PDF/UA-1", 2),
                                       ("plain", "nothing", 0)):
            pdf = env.build(page(folder), "--pdf", kind)
            said = env.run("verify", pdf)
            assert said.returncode == 0 and not said.stderr, said.stderr
            lines = said.stdout.splitlines()
            assert re.fullmatch(r".*out\.pdf: \d+ pages, PDF 1\.7", lines[0]), lines[0]
            assert lines[1] == f"  claims: {claims}"
            assert re.search(r"(?m)^  font: [A-Z]{6}\+NotoSerifCJKsc-Regular, embedded$", said.stdout)
            assert re.search(r"(?m)^  tags: \d+: Art 1, .*\bH1 1, .*\bTable \d", said.stdout), said.stdout
            assert said.stdout.count("  attached: ") == attached
            if attached:
                assert lines[-2:] == ["  attached: 001-a-1.xml, application/xml, Source",
                                      "  attached: figures.csv, text/csv, Data"], lines


def test_what_is_attached_is_what_convert_writes(env):
    """The articles can be taken out of the file again, byte for byte as `convert` writes them."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = env.build(page(folder), "--pdf", "a-3a")
        assert env.run("convert", page(folder), "-o", os.path.join(folder, "xml")).returncode == 0
        subprocess.run(["pdfdetach", "-saveall", "-o", folder, pdf], check=True, stdout=subprocess.DEVNULL)
        name = "001-a-1.xml"
        assert open(os.path.join(folder, name), "rb").read() == open(os.path.join(folder, "xml", name), "rb").read()
        figures = env.run("figures", page(folder), "--format", "csv").stdout
        assert open(os.path.join(folder, "figures.csv"), encoding="utf-8", newline="").read().replace("\r\n", "\n") \
            == figures.replace("\r\n", "\n")


def test_what_is_no_pdf_is_named(env):
    with tempfile.TemporaryDirectory() as folder:
        said = env.run("verify", page(folder))
        assert said.returncode == 1 and not said.stdout
        assert re.match(r".*a\.md: error: cannot be read as a PDF: .", said.stderr), said.stderr
