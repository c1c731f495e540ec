# SPDX-License-Identifier: MIT
"""What is copied out of a finished file, by five readers: the text as it is printed, in the order in which it is read, with
a line end where a line ends and nowhere else. Where a reader cannot do it, the test says what it does, so that one that has
learned it is noticed."""
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "live"))
import browser  # noqa: E402

SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<sheet name="sheet" version="1" base="weekly"><styles><style name="p" based-on="p" hyphenation="yes"/></styles></sheet>
"""
HEADLINE = "老渡口——新桥通车"
DASHES = ("修桥的人说了一句话——“桥不为谁，只为走路的人”——说完便下河去了。𠮷田村和𠀋川村的人都来看，𠮷字写在桥头，𠮷田村的老人"
          "不住地点头，说这座桥修得比从前任何一座都要结实，走起来也稳当。")
LATIN = ("外国报纸的文章说：Unprecedented infrastructure investment characterises contemporary development throughout "
         "metropolitan communities, notwithstanding extraordinarily complicated circumstances. 文章到此为止。")
MARKS = ("旧账上写着...没有算完，村里人说：“再算一遍！”（大家都说好。）于是又算了一遍……这才算清楚，花了3～5天。村里人放了心，各自回家"
         "去吃饭，到了晚上又都走到河边来看灯火，看了很久才散去。")
TYPED = {"，村": ",村", "说：": "说:", "“再": '"再', "！”": '!"', "（大": "(大", "。）": "。)", "～": "~"}
RADICALS = ("一二人工、大小长方、高门金鱼、风飞食首、龙龟鼻齿、水火土石、日月山川、木竹米糸，这些字个个都要照原样抄出来，一个也不能"
            "换成别的样子，抄的人要仔细，看的人也要仔细。")
ROWS = [("村名", "人数", "说明"), ("东村", "128", "修路面"),
        ("西村", "96", "架木梁，运石料，看守材料，夜里还要轮流值班守着河边的水位，天亮了再换下一班人来看守"), ("南村", "7", "烧水做饭")]
PARAGRAPHS = [HEADLINE, DASHES, LATIN, MARKS, RADICALS]
NO_WIDTH = "\u200b"  # what ToUnicode says of a hyphen, for readers that pass over its ActualText, which is empty
WIDE = "\u2e80-\u9fff\uff00-\uffef\U00020000-\U0003ffff"


def page():
    marks = MARKS
    for printed, typed in TYPED.items():
        marks = marks.replace(printed, typed)
    table = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)
    return f"# {HEADLINE}\n\n{DASHES}\n\n{LATIN}\n\n{marks}\n\n<table>{table}</table>\n\n{RADICALS}\n"


def built(env):
    folder = tempfile.mkdtemp(prefix="briefgen-test-")
    for name, content in (("sheet.xml", SHEET), ("page.md", page())):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.write(content)
    return env.build(os.path.join(folder, "page.md"), "--style", os.path.join(folder, "sheet.xml"))


def copied(env, *command):
    """What a reader gives of the page; {} in its command is the file."""
    pdf = built(env)
    done = subprocess.run([pdf if c == "{}" else c for c in command], stdout=subprocess.PIPE, check=True,
                          stderr=subprocess.DEVNULL, timeout=300)
    return done.stdout.decode("utf-8", "surrogatepass")


def solid(text):
    return re.sub(rf"[\s{NO_WIDTH}]", "", text)


def lines_of(out, paragraph):
    """Where a paragraph begins in the lines of a text, and these lines. Nothing else may stand between them."""
    lines, wanted = [line.strip() for line in out.splitlines() if line.strip()], solid(paragraph)
    for first in range(len(lines)):
        got = ""
        for end in range(first, len(lines)):
            got += solid(lines[end])
            if got == wanted:
                return first, lines[first:end + 1]
            if not wanted.startswith(got):
                break
    raise AssertionError(f"{paragraph}\nis not, by lines, in\n{out}")


def width(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line)


def check(out, paragraphs, broken=()):
    """The paragraphs in order, all of whose lines but the last are full but in `broken`, and what is the same for all."""
    found = [lines_of(out, p) for p in paragraphs]
    firsts = [first for first, _ in found[1:]]  # the headline stands in the contents first
    assert firsts == sorted(firsts), firsts
    for paragraph, (_, lines) in zip(paragraphs, found):
        assert all(width(line) >= 60 for line in lines[:-1]) != (paragraph in broken), lines
        for line in lines:
            assert not re.search(rf"[{WIDE}] +[{WIDE}]", line), line
    assert solid("".join("".join(row) for row in ROWS)) in solid(out), out
    assert not re.search("[\u2e80-\u2fd5]", out), "a radical in the place of its character"
    assert not re.search("[\u2060\u00ad\ufeff\ufffd\ue000-\uf8ff]", out), out
    assert "con-" not in out and any(line.rstrip(NO_WIDTH).endswith(" con") for line in found[2][1]), found[2][1]


def test_pdftotext_raw(env):
    """poppler 22.12 begins a line where a glyph begins before the advance of the last one ends, as behind a squeezed mark:
    it knows no bodies. ActualText over both would mend it, but behind one its pdfinfo -struct-text loses the paragraph."""
    out = copied(env, "pdftotext", "-raw", "{}", "-")
    check(out, PARAGRAPHS, [LATIN, MARKS])
    assert NO_WIDTH not in out
    for row in ROWS[:2]:
        assert " ".join(row) in out.splitlines(), out


def test_pdftotext_layout(env):
    out = copied(env, "pdftotext", "-layout", "{}", "-")
    check(out, PARAGRAPHS)
    assert NO_WIDTH not in out
    for row in ROWS[:2]:
        assert any(tuple(line.split()) == row for line in out.splitlines()), out


def test_mutool(env):
    """mutool 1.21 does not read ActualText: points have the text of the glyph that is drawn for them, and a hyphen is a space
    without width. A cell is a line."""
    points = MARKS.replace("...", "…")
    out = copied(env, "mutool", "draw", "-q", "-F", "txt", "{}")
    check(out, [HEADLINE, DASHES, LATIN, points, RADICALS])
    assert NO_WIDTH in out and "...没有" not in out, "mutool reads ActualText by now"


def ghostscript(text):
    """Ghostscript 10.00 takes the high byte of each further UTF-16 unit in ToUnicode from the low byte before it: ——, one
    glyph, is U+2014 U+1414, and 𠮷, D842 DFB7, is D842 42B7. It does not read ActualText either."""
    text = text.replace("——", "\u2014\u1414").replace("...", "…")
    return re.sub("[\U00010000-\U0010ffff]", lambda m: broken_pair(m[0].encode("utf-16-be")), text)


def broken_pair(units):
    return chr(units[0] << 8 | units[1]) + chr(units[1] << 8 | units[3])


def test_ghostscript_txtwrite(env):
    env.needs(shutil.which("gs"), "ghostscript")
    out = copied(env, "gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=txtwrite", "-sOutputFile=-", "{}")
    check(out, [ghostscript(p) for p in PARAGRAPHS])


# ---- pdf.js, in its own viewer ------------------------------------------------------------------

PDFJS = "/usr/share/javascript/pdf"
COPY = """const chosen = getSelection(); let all = "";
for (const layer of document.querySelectorAll(".textLayer")) {
  chosen.selectAllChildren(layer);
  all += chosen.toString() + "\\n";
}
return all;"""
FIND = """PDFViewerApplication.findController.pageMatches.length = 0; // of the words before
PDFViewerApplication.eventBus.dispatch("find", {type: "", query: arguments[0], phraseSearch: true,
    caseSensitive: false, entireWord: false, highlightAll: true, findPrevious: false});"""
COUNT = """(() => { const finder = PDFViewerApplication.findController, pages = finder.pageMatches.filter(m => m);
    return finder.state && finder.state.query === %s && pages.length === PDFViewerApplication.pdfViewer.pagesCount
        && String(pages.reduce((sum, m) => sum + m.length, 0)); })()"""
FOUND = {"——“桥不为谁": 1, "𠮷田村": 2, "𠀋川村": 1, "日月山川": 1, "架木梁，": 1, "Unprecedented": 1, "说：“再算": 1, "128": 1}
NOT_FOUND = {"和𠀋川村": 0, "contemporary": 0}


class Viewer:
    """Debian's pdf.js showing a file in headless Chromium."""

    def __init__(self, pdf):
        folder = self.folder = tempfile.mkdtemp(prefix="briefgen-viewer-")
        for name in ("build", "web"):
            os.symlink(os.path.join(PDFJS, name), os.path.join(folder, name))
        shutil.copy(pdf, os.path.join(folder, "file.pdf"))

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *args):
                super().__init__(*args, directory=folder)

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.page = browser.Browser(folder)
        self.page.open(f"http://127.0.0.1:{self.server.server_port}/web/viewer.html?file=../file.pdf")
        self.page.until("""typeof PDFViewerApplication === "object" && PDFViewerApplication.pdfViewer.pagesCount > 0 &&
            document.querySelectorAll(".textLayer .endOfContent").length === PDFViewerApplication.pdfViewer.pagesCount""")

    def find(self, words):
        """How often the viewer finds them."""
        self.page.run(FIND, words)
        return int(self.page.until(COUNT % json.dumps(words)))

    def close(self):
        self.page.close()
        self.server.shutdown()
        shutil.rmtree(self.folder)


def test_pdf_js_copies_and_finds(env):
    """What a reader marks and copies in the browser, and finds there. pdf.js 2.14 does not read ActualText, writes an ellipsis
    as points, and finds nothing over a line end."""
    env.needs(browser.installed(), browser.PACKAGE)
    env.needs(os.path.exists(os.path.join(PDFJS, "web", "viewer.html")), "libjs-pdf")
    viewer = Viewer(built(env))
    try:
        out = viewer.page.run(COPY)
        found = {words: viewer.find(words) for words in [*FOUND, *NOT_FOUND]}
    finally:
        viewer.close()
    check(out, [HEADLINE, DASHES, LATIN, MARKS.replace("……", "......"), RADICALS])
    for row in ROWS[:2]:
        assert " ".join(row) in out.splitlines(), out
    assert found == {**FOUND, **NOT_FOUND}, found
