# SPDX-License-Identifier: MIT
"""A small PDF: paragraphs, a measure and the styles that a requirement is about.

A kit builds the PDFs of one requirement. To see that an assertion can fail, the same requirement is run with a kit
that breaks something: `style` replaces attributes of styles, `text` replaces words, `distort` moves what was traced.
"""
import copy
import os
import re
import tempfile
from xml.sax.saxutils import escape, quoteattr

from . import lines, trace

LEFT, TOP, PITCH, SIZE = 60.0, 60.0, 18.0, 10.0
FLOW = "<kicker/><headline/><subheadline/><byline/><body/>"
WIDTHS = {"A3": 841.89, "A4": 595.276}


class Setting:
    """A finished PDF with its frame."""

    def __init__(self, pdf, said, measure, size, pages, apart):
        self.pdf, self.said, self.pages, self.size = pdf, said, pages, size
        self.left, self.right = LEFT, LEFT + measure
        self.lines = [line for page in pages for line in lines.lines(page, apart)]

    @property
    def texts(self):
        return [line.text for line in self.lines]


# Styles that a sheet need not have have no base of their name.
OWN = {"em", "strong", "u", "sup", "sub", "name", "book", "ruby", "note-mark", "footnote"}


def style(name, values):
    base = "" if name in OWN else f' based-on="{name}"'
    return f'<style name="{name}"{base}{attributes(values)}/>'


def attributes(values):
    return "".join(f" {name.replace('_', '-')}={quoteattr(str(value))}" for name, value in values.items())


def paragraphs(texts):
    """Body blocks: a string is a paragraph, anything else is XML already."""
    return "".join(f'<p id="p{i}" lines="{i}">{escape(t)}</p>' if isinstance(t, str) else t.xml
                   for i, t in enumerate(texts, 1))


class Xml:
    """A block written as XML."""

    def __init__(self, xml):
        self.xml = xml


def marked(content, number=20):
    """A paragraph with marks inside, as XML."""
    return Xml(f'<p id="p{number}" lines="{number}">{content}</p>')


ARTICLE = """<?xml version="1.0" encoding="UTF-8"?>
<article id="a-{n}" version="1" kind="article" source="a.txt" date="2025-03-03" xml:lang="zh-CN">
  <head>{head}</head>
  <body>{body}</body>
  <keyfigures/>
</article>
"""

SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<sheet name="fixture" version="1" base="weekly">
  <page size="{paper}" grid-lines="{rows}" grid-chars="{chars}" line-pitch="{pitch}pt" margin-top="{top}pt"
        margin-inner="{left}pt" margin-outer="{outer:.4f}pt" {page}>{furniture}</page>
  <styles>{styles}</styles>{more}
  <flow><articles>{flow}</articles></flow>
</sheet>
"""


class BuildFailed(Exception):
    """No PDF, or a warning that a fixture does not expect."""


TRACES = {}  # what was built before: (sheet, articles) -> (pdf, warnings, trace)
FOLDER = tempfile.TemporaryDirectory(prefix="briefgen-test-")  # of all of it; gone when the tests end


class Kit:
    def __init__(self, env, style=None, text=None, distort=None, frame=None):
        self.env = copy.copy(env)
        self.env.wrap = []  # hundreds of builds, whose memory other tests look at
        self.style, self.text, self.distort, self.frame = style or {}, text, distort, frame or {}

    def set(self, *texts, head="", chars=20, rows=40, pitch=PITCH, size=SIZE, flow=FLOW,
            styles=None, page="", columns=1, furniture="", more="", articles=None, paper="A3", quiet=True, files=None, **p):
        """Builds `texts` as the body of one article (or `articles`, a list of (head, texts)) in a frame of `chars` by
        `rows`, or in `columns` of them two characters apart. Keywords are attributes of p; `styles` holds those of
        other styles by name."""
        chars, page = self.frame.get("chars", chars), self.frame.get("page", page)
        all_styles = {"p": {"font_size": f"{size}pt", "text_indent": "0", **p}, **(styles or {})}
        for name, values in self.style.items():
            all_styles[name] = {**all_styles.get(name, {}), **values}
        if columns > 1:
            page += f' columns="{columns}" column-gap="2字"'
        measure = (columns * chars + (columns - 1) * 2) * size
        sheet = SHEET.format(
            rows=rows, chars=int(chars), pitch=pitch, top=TOP, left=LEFT, outer=WIDTHS[paper] - LEFT - measure, flow=flow,
            page=page, paper=paper, furniture=furniture, more=more,
            styles="".join(style(n, v) for n, v in all_styles.items()))
        return self.build(sheet, articles or [(head, texts)], measure, size, quiet, files or {}, columns > 1)

    def issue(self, base, articles, manifest=""):
        """An issue in a shipped sheet, as `articles`, a list of (head, texts), with the attributes and content of its
        manifest."""
        styles = "".join(style(n, v) for n, v in self.style.items())
        sheet = (f'<sheet name="fixture" version="1" base="{base}">{self.frame.get("sheet", "")}'
                 f'{f"<styles>{styles}</styles>" if styles else ""}</sheet>')
        files = {"briefing.xml": manifest.encode()} if manifest else {}
        return self.build(sheet, articles, 442.205, 15.793, False, files)

    def build(self, sheet, articles, measure, size, quiet, files, apart=False):
        written = [ARTICLE.format(n=n, head=head, body=paragraphs(texts)) for n, (head, texts) in enumerate(articles, 1)]
        if self.text:
            written = [w.replace(*self.text) for w in written]
        key = (self.env.program, sheet, *written, *files.values())
        if key not in TRACES:
            TRACES[key] = self.run(sheet, written, files)
        pdf, said, traced = TRACES[key]
        if quiet and said:
            raise BuildFailed(said)
        pages = trace.parse(traced)
        if self.distort:
            self.distort(pages)
        return Setting(pdf, said, measure, size, pages, apart)

    def run(self, sheet, written, files):
        folder = tempfile.mkdtemp(dir=FOLDER.name)
        pages = os.path.join(folder, "pages")
        os.mkdir(pages)
        sheet_path, out = os.path.join(folder, "fixture.xml"), os.path.join(folder, "out.pdf")
        files = {**{f"{n:03}-a.xml": w.encode() for n, w in enumerate(written, 1)}, **files}
        for path, data in [(sheet_path, sheet.encode()), *((os.path.join(pages, n), d) for n, d in files.items())]:
            open(path, "wb").write(data)
        done = self.env.run(pages, "--style", sheet_path, "-o", out)
        if done.returncode:
            raise BuildFailed(done.stderr)
        return out, warnings(done.stderr), trace.text_of(out)


def warnings(stderr):
    """The warnings of a run."""
    return "\n".join(re.findall(r"^.*warning: .*$", stderr, re.M))


# ---- what a broken kit does to a trace -------------------------------------------------------

def nudge(match, em=0.1, behind=True):
    """Moves what stands behind the first glyph in a line for which match(glyph, next) holds."""
    def distort(pages):
        for page in pages:
            for line in lines.lines(page):
                for i, (a, b) in enumerate(line.pairs):
                    if match(a.text, b.text):
                        for g in line.glyphs[i + 1:] if behind else [b]:
                            g.x += em * g.size
                        break
    return distort


def shift(match, dx=0.0, dy=0.0):
    """Moves every glyph that match(glyph) holds for, by em."""
    def distort(pages):
        for page in pages:
            for g in page.glyphs:
                if match(g):
                    g.x += dx * g.size
                    g.y += dy * g.size
    return distort


def carry(match):
    """Moves what stands behind the first glyph in a line for which match(glyph, next) holds to the head of the next one."""
    def distort(pages):
        for page in pages:
            found = lines.lines(page)
            for line, following in zip(found, found[1:]):
                at = next((i for i, (a, b) in enumerate(line.pairs, 1) if match(a.text, b.text)), None)
                for n, g in enumerate(line.glyphs[at:] if at else []):
                    g.x, g.y = following.first.x - (len(line.glyphs) - at - n) * g.size, following.y
    return distort
