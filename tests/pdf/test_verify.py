# SPDX-License-Identifier: MIT
"""briefgen verify: what a file says of itself."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from test_conform import Broken, written  # noqa: E402


def page(folder):
    path = os.path.join(folder, "a.md")
    open(path, "w", encoding="utf-8").write("# 南坡村接通自来水\n\n南坡村328户接通自来水。\n")
    return path


def test_claims_fonts_tags_and_attachments_are_told(env):
    with tempfile.TemporaryDirectory() as folder:
        for kind, claims, attached in (("a-2a", "PDF/A-2a, PDF/UA-1", 0), ("a-3a", "PDF/A-3a, PDF/UA-1", 3),
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
                assert lines[-4:] == ["  attached: 001-a-1.xml, application/xml, Source",
                                      "  attached: briefing.xml, application/xml, Source",
                                      "  attached: figures.csv, text/csv, Data",
                                      "  built again: the same file, byte for byte"], lines
            else:
                assert lines[-1] == "  not built again: no articles are attached"


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
        assert env.run("verify", folder).stderr == f"{folder}: error: cannot be read: Is a directory\n"
        assert env.run("verify", folder + "/b").stderr == f"{folder}/b: error: cannot be read: No such file or directory\n"


# ---- built again ----------------------------------------------------------------------------------

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<briefing title="水务周报" issue="12" total-issue="112" kind="issue" copies="60" date="2025-03-14" office="水务局 &amp; 办公室">
  <note>本期说水。</note>
  <distribution><to kind="报">县委</to><to kind="发">各乡镇</to><to kind="发">各站</to></distribution>
</briefing>
"""
OWN = """<?xml version="1.0" encoding="UTF-8"?>
<sheet name="own" version="1" base="weekly"><styles><style name="p" based-on="p" font-size="14pt"/></styles></sheet>
"""


CIRCLE = """%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj
4 0 obj <</K[5 0 R 6 0 R]>> endobj
5 0 obj <</S/Sect/K[5 0 R 6 0 R 5 0 R 6 0 R <</S/P>> <</S/P/K 5 0 R>>]>> endobj
6 0 obj <</S/Div/K[5 0 R 5 0 R 4 0 R 6 0 R]>> endobj
trailer <</Root 1 0 R>>
"""


def test_tags_in_a_circle_are_counted_once(env):
    """A file of half a kilobyte had ten million of them, and took a quarter of a minute."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.pdf")
        with open(path, "w", encoding="ascii") as f:
            f.write(CIRCLE)
        done = env.run("verify", path, "--time-limit", "10")
        assert done.returncode == 0 and "  tags: 4: Div 1, P 2, Sect 1\n" in done.stdout, done


def test_many_files_take_the_memory_of_one(env):
    """What is noted of the tags of a file, whose objects may have high numbers, goes with it."""
    env.skip_if_watched()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.pdf")
        with open(path, "w", encoding="ascii") as f:
            f.write(CIRCLE.replace("6 0", "8000000 0"))
        done = env.run("verify", *[path] * 40, "--memory-limit", "128")
        assert done.returncode == 0 and done.stdout.count("  tags: 4: Div 1, P 2, Sect 1\n") == 40, done


def rebuilt(env, pdf, *options, scratch=None):
    said = env.run("verify", pdf, *options, env={"TMPDIR": scratch} if scratch else None)
    assert said.returncode == 0 and not said.stderr, said.stderr
    return [line.strip() for line in said.stdout.splitlines() if "built again" in line or "drawn otherwise" in line]


def test_whole_issues_are_built_again(env):
    """What is attached makes the same pages, in every sheet, with what manifest and command line said, and linearised. Only
    the lines of figures are known no more, of paragraphs of several lines, so the attached CSV may differ."""
    for paths, options in zip(env.inputs(), (["--linear"], ["--style", "jianbao", "--issue", "7"], ["--title", "要闻"])):
        found = rebuilt(env, env.build(*paths, "--pdf", "a-3a", *options))
        assert re.fullmatch(r"built again: (the same file, byte for byte|all \d+ pages are the same)", found[0]), found
    with tempfile.TemporaryDirectory() as folder:
        page(folder)
        open(os.path.join(folder, "briefing.xml"), "w", encoding="utf-8").write(MANIFEST)
        pdf = env.build(folder, "--pdf", "a-3a", "--style", "jianbao")
    assert rebuilt(env, pdf) == ["built again: the same file, byte for byte"]


def test_a_sheet_of_the_office_is_to_be_named(env):
    with tempfile.TemporaryDirectory() as folder:
        own = os.path.join(folder, "own.xml")
        open(own, "w", encoding="utf-8").write(OWN)
        pdf = env.build(page(folder), "--pdf", "a-3a", "--style", own)
        found = rebuilt(env, pdf)
        assert len(found) == 1 and found[0].startswith("not built again: ") and "own" in found[0], found
        assert rebuilt(env, pdf, "--style", own) == ["built again: the same file, byte for byte"]
        other = rebuilt(env, pdf, "--style", "weekly")
        assert re.fullmatch(r"built again: \d pages?, \d of them the same", other[0]), other
        assert re.fullmatch(r"drawn otherwise: page [\d, ]+", other[1]), other


def changed(pdf, folder, change):
    data = subprocess.run(["qpdf", "--json-output", "--json-stream-data=inline", "--decode-level=none", pdf],
                          stdout=subprocess.PIPE, check=True).stdout
    b = Broken(data)
    change(b)
    return written(folder, b)


def test_what_was_changed_is_found(env):
    """A word in the attached article, and one page; a file that does not say its sheet; attachments that are no articles."""
    def article(b):
        name, _ = next((r, v) for r, v in b.all(Type="/EmbeddedFile") if b.read(r).startswith(b"<?xml"))
        b.edit(name, "接通自来水".encode(), "装上自来水".encode())

    def no_sheet(b):
        b.get(b.trailer["/Info"]).pop("/Creator")

    def no_article(b):
        for name, _ in list(b.all(Type="/EmbeddedFile")):
            b.write(name, b"<a/>")

    with tempfile.TemporaryDirectory() as folder:
        pdf = env.build(page(folder), "--pdf", "a-3a")
        found = rebuilt(env, changed(pdf, folder, article))
        assert found[1:] == ["drawn otherwise: page 1"], found
        assert rebuilt(env, changed(pdf, folder, no_sheet)) == \
            ["not built again: the file does not say in which sheet; say --style"]
        found = rebuilt(env, changed(pdf, folder, no_article))
        assert len(found) == 1 and found[0].startswith("not built again: ") and len(found[0]) > 20, found


def test_nothing_is_left_behind(env):
    with tempfile.TemporaryDirectory() as folder:
        pdf = env.build(page(folder), "--pdf", "a-3a")
        scratch = os.path.join(folder, "scratch")
        os.mkdir(scratch)
        assert rebuilt(env, pdf, scratch=scratch) == ["built again: the same file, byte for byte"]
        assert not os.listdir(scratch)
        found = rebuilt(env, pdf, scratch=os.path.join(folder, "none"))
        assert found == ["not built again: No such file or directory"]
