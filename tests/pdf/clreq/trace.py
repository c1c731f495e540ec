# SPDX-License-Identifier: MIT
"""The items of a PDF as `mutool trace` prints them. Places are in pt from the page's left and TOP edge."""
import html
import re
import subprocess
from dataclasses import dataclass, field

PAGE = re.compile(r'<page number="(\d+)" mediabox="([^"]*)"')
SPAN = re.compile(r'<span font="(?:[A-Z]{6}\+)?([^"]*)"[^>]*trm="([^"]*)"')
GLYPH = re.compile(r'<g unicode="([^"]*)" glyph="([^"]*)" x="([^"]*)" y="([^"]*)" adv="([^"]*)"')
PAINT = re.compile(r'<(fill_path|stroke_path|fill_text|stroke_text|fill_image)\b([^>]*)>')
POINT = re.compile(r'\bx3?="([^"]*)" y3?="([^"]*)"')  # where a moveto, lineto or curveto ends
COLOR = re.compile(r' color="([^"]*)"')
WEIGHT = re.compile(r' linewidth="([^"]*)"')
MATRIX = re.compile(r' transform="([^"]*)"')


@dataclass
class Glyph:
    text: str    # one character, or several of a ligature
    x: float     # origin
    y: float     # baseline
    size: float
    font: str    # PostScript name, without the subset's tag
    adv: float   # of the glyph in em, as the font says: the shape of a body, never a step of the pen
    color: str = ""
    turned: bool = False  # runs upwards


@dataclass
class Box:
    kind: str  # fill, stroke or image
    left: float
    top: float
    right: float
    bottom: float
    color: str = ""
    weight: float = 0.0  # of a stroke

    @property
    def width(self):
        return self.right - self.left

    @property
    def height(self):
        return self.bottom - self.top


@dataclass
class Page:
    number: int
    width: float
    height: float
    glyphs: list = field(default_factory=list)  # in drawing order
    boxes: list = field(default_factory=list)


def read(pdf):
    """All pages of a PDF."""
    return parse(text_of(pdf))


def text_of(pdf):
    done = subprocess.run(["mutool", "trace", pdf], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[:500]
    return done.stdout


def parse(text):
    pages, reader = [], None
    for line in text.splitlines():
        m = PAGE.search(line)
        if m:
            left, bottom, right, top = (float(n) for n in m[2].split())
            pages.append(Page(int(m[1]), right - left, top - bottom))
            reader = Reader(pages[-1])
        elif reader:
            reader.take(line)
    return pages


class Reader:
    """One page's state: what is being painted, and in which font."""

    def __init__(self, page):
        self.page, self.kind, self.color, self.weight = page, "", "", 0.0
        self.points, self.font, self.size, self.turned = [], "", 0.0, False

    def take(self, line):
        m = PAINT.search(line)
        if m:
            self.begin(m[1], m[2], line.rstrip().endswith("/>"))
        elif "</fill_path>" in line or "</stroke_path>" in line:
            self.box(self.kind.split("_")[0], self.points)
        elif self.kind.endswith("_path"):
            self.points += [(float(x), float(y)) for x, y in POINT.findall(line)]
        else:
            self.take_text(line)

    def begin(self, kind, attributes, whole):
        self.kind, self.points = kind, []
        m = COLOR.search(attributes)
        self.color = m[1] if m else ""
        m = WEIGHT.search(attributes)
        self.weight = float(m[1]) if m else 0.0
        if kind == "fill_image" and whole:
            a, _, _, d, e, f = (float(n) for n in MATRIX.search(attributes)[1].split())
            # trace prints images in device space, whose y already points down
            self.page.boxes.append(Box("image", min(e, e + a), min(f, f + d), max(e, e + a), max(f, f + d)))

    def box(self, kind, points):
        if points:
            xs, ys = [p[0] for p in points], [self.page.height - p[1] for p in points]
            self.page.boxes.append(Box(kind, min(xs), min(ys), max(xs), max(ys), self.color, self.weight))
        self.points = []

    def take_text(self, line):
        m = SPAN.search(line)
        if m:
            a, b, _, d = (float(n) for n in m[2].split())
            self.font, self.size, self.turned = m[1], abs(d) or abs(b), not a
        m = GLYPH.search(line)
        if not m or self.kind == "stroke_text":
            return
        character = html.unescape(m[1])
        if m[2] == "-1":  # a further character of the ligature before it
            self.page.glyphs[-1].text += character
            return
        if character == "—" and float(m[5]) > 1.5:  # one glyph for both, of which mutool names the first
            character = "——"
        self.page.glyphs.append(Glyph(character, float(m[3]), self.page.height - float(m[4]), self.size, self.font,
                                      float(m[5]), self.color, self.turned))
