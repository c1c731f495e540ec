# SPDX-License-Identifier: MIT
"""Geometry of the finished pages, from `mutool trace`: what no line may do."""
import functools
import os
import re
import subprocess
import tempfile

from collections import defaultdict

from finished import of_pages

SPAN = re.compile(r'<span font="([^"]*)"[^>]*trm="([^"]*)"')
GLYPH = re.compile(r'<g unicode="([^"]*)" glyph="[^"]*" x="([^"]*)" y="([^"]*)" adv="([^"]*)"')
PAUSE = set("、，；：。．！？")
CLOSE = set("”’）》〉】〗〕］｝」』")
OPEN = set("“‘（《〈【〖〔［｛「『")


@functools.lru_cache(maxsize=4)
def lines(pdf):
    """(page, y) -> list of (x, character, size), by x, of every text line on every page."""
    trace = subprocess.run(["mutool", "trace", pdf], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                           timeout=600)
    assert not trace.stderr.strip(), trace.stderr[:500]
    found, page, size = defaultdict(list), 0, 0.0
    for line in trace.stdout.splitlines():
        if "<page " in line:
            page += 1
        m = SPAN.search(line)
        if m:
            size = abs(float(m[2].split()[0]))
        m = GLYPH.search(line)
        if m:
            found[page, round(float(m[3]), 1)].append((float(m[2]), unescaped(m[1]), size))
    return {k: sorted(v) for k, v in found.items()}


def unescaped(code):
    return {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}.get(code, code)


FRAME_LEFT, FRAME_RIGHT = 30.9 * 72 / 25.4, 595.276 - 30.9 * 72 / 25.4


@of_pages
def test_nothing_stands_outside_the_frame(env):
    for pages in env.inputs():
        for (page, y), glyphs in lines(env.built(*pages)).items():
            text = "".join(g[1] for g in glyphs)
            last_x, last, size = glyphs[-1]
            right = last_x + (size / 2 if last in PAUSE | CLOSE else 0 if not last.strip() else size * 0.3)
            left = glyphs[0][0] + (glyphs[0][2] / 2 if glyphs[0][1] in OPEN else 0)
            assert right <= FRAME_RIGHT + 0.6, f"page {page} y {y}: {text} ends at {right:.2f}"
            assert left >= FRAME_LEFT - 0.6, f"page {page} y {y}: {text} begins at {left:.2f}"


@of_pages
def test_no_prohibited_mark_at_a_line_edge(env):
    """LB-01, LB-02, LB-03 on the lines of the body: those that begin at the frame's left edge."""
    for pages in env.inputs():
        for (page, y), glyphs in lines(env.built(*pages)).items():
            text = "".join(g[1] for g in glyphs).strip()
            if glyphs[0][0] > FRAME_LEFT + 1 or len(text) < 2:
                continue
            assert text[0] not in PAUSE | CLOSE, f"page {page} y {y}: {text}"
            assert text[-1] not in OPEN, f"page {page} y {y}: {text}"


def built(env, sheet, text):
    folder = tempfile.mkdtemp(prefix="briefgen-test-")
    for name, content in (("sheet.xml", sheet), ("page.txt", text)):
        open(os.path.join(folder, name), "w", encoding="utf-8").write(content)
    return env.build(os.path.join(folder, "page.txt"), "--style", os.path.join(folder, "sheet.xml"))


HYPHENS = """<?xml version="1.0" encoding="UTF-8"?>
<sheet name="sheet" version="1" base="weekly"><styles>
<style name="p" based-on="p" hyphenation="yes" margin-right="180pt"/><style name="quote" margin-right="0"/></styles></sheet>
"""
KAITI = """<?xml version="1.0" encoding="UTF-8"?>
<sheet name="sheet" version="1" base="weekly"><styles><style name="p" based-on="p" font="kaiti" align="left"/></styles></sheet>
"""


def test_a_hyphen_is_shown_and_not_copied(env):
    """LB-10: the line ends with a hyphen flush with the edge; the copied text is the word."""
    pdf = built(env, HYPHENS, "外国报纸的一段话\n\n英国报纸的文章说：Unprecedented infrastructure investment characterises "
                "contemporary development throughout metropolitan communities.\n")
    out = subprocess.run(["pdftotext", "-raw", pdf, "-"], stdout=subprocess.PIPE, text=True).stdout
    assert "metropolitan" in out.replace("\n", "") and "-" not in out, out
    parted = [g for g in lines(pdf).values() if "throughout" in "".join(c for _, c, _ in g)]
    assert parted and len(parted[0]) > 1, parted
    trace = subprocess.run(["mutool", "trace", pdf], stdout=subprocess.PIPE, text=True).stdout
    shown = [float(m[1]) for m in re.finditer(r'<g unicode="[^"]*" glyph="[^"]*" x="([^"]*)"[^>]*adv="\.346"', trace)]
    assert any(abs(x + 0.346 * 10.5 - (FRAME_RIGHT - 180)) < 0.7 for x in shown), shown


def test_a_mark_stands_where_the_space_before_it_began(env):
    """An opening mark of a full cell begins at the origin of the space before it: the pen must go back."""
    found = lines(built(env, KAITI, "渡口的规定\n\n渡口的规定就是‘it’ 〔2024〕5号文件，写在老渡口的牌子上面，人人都看得见。\n"))
    line = next(g for g in found.values() if "〔" in "".join(c for _, c, _ in g) and g[0][2] > 10)
    mark = [c for _, c, _ in line].index("〔")
    assert abs(line[mark + 1][0] - line[mark][0] - 10.5) < 0.02, line
