# SPDX-License-Identifier: MIT
"""The faults of a finished PDF of ours, counted from its geometry alone.

Frames and paragraphs are found as a reader finds them. The body is the face and size of most long lines, its pitch the
step between most of its lines, its columns what many of its lines fill. A line of the body that begins two
characters further in begins a paragraph; another one continues what stands before it, be it in the column before. What
stands above or below all lines of the body is a running head or foot. A list whose lines all stand two characters in
cannot be told from paragraphs of one line, so of lists only the edges of lines are counted.
"""
from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from . import body, lines as text_lines, trace

FLUSH, GRID, LOOSE = 0.05, 0.02, 0.255  # pt, lines, em
EDGES, LONE, WIDOWS, ORPHANS, HEADINGS, RAGGED, OFF_GRID, GAPS = NAMES = [
    "prohibited characters at line edges", "lone last characters", "widows", "orphans", "headings at a foot",
    "justified lines not flush", "body lines off the grid", "lines with Han gaps over 1/4 em"]


@dataclass
class Frame:
    """A column of a tier of a page, with its lines from top to bottom."""
    page: int
    left: float
    right: float
    lines: list = field(default_factory=list)


def most(values):
    return Counter(values).most_common(1)[0][0]


def main_type(lines):
    """The face and size of most text, where long lines weigh more: an issue may have more rows of tables than lines."""
    weights = Counter()
    for line in lines:
        kinds = Counter((g.font, round(g.size, 2)) for g in line.glyphs if body.is_han(g.text))
        weights.update({kind: n * n for kind, n in kinds.items()})
    return weights.most_common(1)[0][0]


def entries(lines):
    """Lines of the contents: leaders, what stands before one on its baseline, and above that what it hangs under."""
    found = set()
    for leader in (line for line in lines if "····" in line.text):
        mine = [line for line in lines if line.page == leader.page and line.left <= leader.left]
        before = sorted((line for line in mine if abs(line.y - leader.y) < 0.1), key=lambda line: line.left)
        last = before[-2] if len(before) > 1 else leader
        first = [line for line in mine if 0 < last.y - line.y < 3 * last.size and abs(last.left - line.left - last.size) < 0.5]
        found |= {id(line) for line in (leader, last, *first)}
    return found


class Document:
    """The body of a PDF: frames of lines, and paragraphs, which are lists of (frame, line)."""

    def __init__(self, pages):
        self.lines = [line for page in pages for line in text_lines.lines(page, columns=True)]
        self.entries = entries(self.lines)
        self.font, self.size = main_type(self.lines)
        own = [line for line in self.lines if self.is_body(line)]
        self.pitch = most(round(b.y - a.y, 2) for a, b in zip(own, own[1:]) if a.page == b.page and a.y < b.y)
        self.grid = most(round(line.y % self.pitch, 2) for line in own)
        self.edges = [self.columns(own, side) for side in (0, 1)]
        self.head, self.foot = min(line.y for line in own), max(line.y for line in own)
        self.frames = [frame for page in pages for frame in self.frames_of(page)]
        self.paragraphs = list(self.find_paragraphs())

    def is_body(self, line):
        """Some of it is in the body's face and size: a dateline in another may be longer than what follows it. A line may
        have a number and its stop alone."""
        chinese = [g for g in line.glyphs if body.is_han(g.text) or g.text in body.PAUSE]
        return (id(line) not in self.entries
                and any(g.font == self.font and abs(g.size - self.size) < 0.01 for g in chinese))

    def columns(self, own, side):
        """(left, right) of the columns on odd or even pages: what many lines fill, less those that only lack an indent."""
        own = [line for line in own if line.page % 2 == side]
        found = Counter((round(line.left, 1), round(line.right, 1)) for line in own)
        if not found:
            return []
        common = {edges for edges, n in found.items() if n * 8 >= max(found.values())}
        firsts = {(left, right) for left, right in common
                  if any(abs(left - 2 * self.size - l) < 0.3 and abs(right - r) < 0.3 for l, r in common)}
        return sorted(self.exact(own, edges) for edges in common - firsts)

    @staticmethod
    def exact(own, edges):
        """Where the lines between these edges, known to 0.1 pt, really begin and end."""
        lines = [line for line in own if abs(line.left - edges[0]) < 0.1 and abs(line.right - edges[1]) < 0.1]
        return median(line.left for line in lines), median(line.right for line in lines)

    def frames_of(self, page):
        """The columns of each tier of a page: what spans columns begins a tier, whose columns run below and beside it."""
        columns = self.edges[page.number % 2] or self.edges[1 - page.number % 2]
        edges = (columns[0][0] - self.size, columns[-1][1])  # beyond them is a side column
        mine = [line for line in self.lines if line.page == page.number and not self.is_furniture(line)
                and line.right > edges[0] and line.left < edges[1]]
        frames = []
        for top, bottom in self.tiers(page, columns, mine):
            tier = [Frame(page.number, left, right) for left, right in columns]
            for line in mine:
                if top <= line.y < bottom:
                    home = [frame for frame in tier if line.left >= frame.left - 0.5]
                    (home[-1] if home else tier[0]).lines.append(line)
            frames += tier
        return [frame for frame in frames if frame.lines]

    def tiers(self, page, columns, lines):
        """(top, bottom) of each tier."""
        wide = [(line.y - line.size, line.left, self.widest(line, lines), line.size) for line in lines]
        wide += [(box.top - 1, box.left, box.right, 0) for box in page.boxes]
        cuts, last = [0.0], 0.0
        for top, left, right, size in sorted(wide):
            spanned = [c for c in columns if left < c[1] - 1 and right > c[0] + 1]
            if len(spanned) < 2:
                continue
            between = any(last < line.y <= top and line.right < spanned[-1][0] and line.left >= spanned[0][0] - 1 or
                          last < line.y <= top and line.left >= spanned[-1][0] - 1 for line in lines)
            if between:
                cuts.append(top)
            last = top + max(self.pitch, 1.5 * size)  # the lines of a headline are one
        return list(zip(cuts, [*cuts[1:], page.height]))

    def widest(self, line, lines):
        """The right edge of a line, or of the lines of its headline, which spans as the longest of them does."""
        if line.size <= self.size + 1:
            return line.right
        mine = {round(line.y, 1): line.right}
        for other in sorted(lines, key=lambda other: abs(other.y - line.y)):
            beside = other.left >= line.right or other.right <= line.left
            if other.size == line.size and not beside and any(0 < abs(other.y - y) <= 1.5 * line.size for y in mine):
                mine.setdefault(round(other.y, 1), other.right)
        return max(mine.values())

    def is_furniture(self, line):
        above = line.page > 1 and line.y < self.head - self.pitch / 2
        return above or line.y > self.foot + self.pitch / 2

    def is_text(self, frame, line):
        """A line of running text: of the body, at its frame's edge or at the indent, alone on its baseline; or one that
        fills the frame from the indent on, which is a long dateline in a face of its own."""
        indent = next((n for n in (0, 2) if abs(line.left - frame.left - n * self.size) < 0.3), None)
        dateline = indent == 2 and abs(line.right - frame.right) <= FLUSH
        return (indent is not None and (self.is_body(line) or dateline)
                and not any(other is not line and abs(other.y - line.y) < 0.1 for other in frame.lines))

    def opens(self, frame, line):
        return line.left > frame.left + self.size

    def find_paragraphs(self):
        open_paragraph = []
        for frame in self.frames:
            for line in frame.lines:
                if not self.is_text(frame, line):
                    continue
                ended = open_paragraph and abs(open_paragraph[-1][1].right - open_paragraph[-1][0].right) > 2 * self.size
                if self.opens(frame, line) or (ended and self.after_other(frame, line)):
                    if open_paragraph:
                        yield open_paragraph
                    open_paragraph = []
                open_paragraph.append((frame, line))
        if open_paragraph:
            yield open_paragraph

    def after_other(self, frame, line):
        """Whether what stands above the line is no text: a heading, a table, or the head of the frame."""
        place = frame.lines.index(line)
        return place == 0 or not self.is_text(frame, frame.lines[place - 1])

    def is_heading(self, frame, line):
        """In another face or larger than the body, not smaller, and not flush on both sides as a paragraph would be."""
        return (not self.is_body(line) and line.size >= self.size and id(line) not in self.entries
                and abs(line.right - frame.right) > FLUSH and any(body.is_han(g.text) for g in line.glyphs))


    def ends_with_heading(self, frame):
        """Whether the last line of a frame is a heading with nothing below it on its page. A headline alone on its page, or
        before a page that begins with one as large, be it below the name of a section, is that of an article without text."""
        last = frame.lines[-1]
        following = self.frames[self.frames.index(frame) + 1]
        headless = any(self.is_heading(following, line) and line.size > last.size - 0.1 for line in following.lines[:2])
        if headless or all(self.is_heading(frame, line) for line in frame.lines):
            return False
        below = any(line.page == frame.page and line.y > last.y + 1 and line.left < frame.right and line.right > frame.left
                    and not self.is_furniture(line) for line in self.lines)
        return self.is_heading(frame, last) and not below and frame.page < self.frames[-1].page


def count(pdf):
    """The faults of a PDF: name -> lines, and the document."""
    document = Document(trace.read(pdf))
    faults = {name: [] for name in NAMES}
    for line in document.lines:
        if line.first.text in body.PAUSE | body.CLOSE or line.last.text in body.OPEN:
            faults[EDGES].append(line)
    for paragraph in document.paragraphs:
        count_lines(document, paragraph, faults)
        count_ends(paragraph, faults)
    faults[HEADINGS] += [frame.lines[-1] for frame in document.frames[:-1] if document.ends_with_heading(frame)]
    return document, faults


def count_lines(document, paragraph, faults):
    for place, (frame, line) in enumerate(paragraph):
        opens, closes = place == 0, place + 1 == len(paragraph)
        first, last = not opens and line.first.text, not closes and line.last.text
        if first in body.CONNECT | body.DOT | body.SOLIDUS or last in body.SOLIDUS:
            faults[EDGES].append(line)
        left = frame.left + (2 * document.size if document.opens(frame, line) else 0)
        if abs(line.left - left) > 2 * FLUSH or not closes and abs(line.right - frame.right) > FLUSH:
            faults[RAGGED].append(line)
        place_on_grid = (line.y - document.grid) / document.pitch
        if abs(place_on_grid - round(place_on_grid)) > GRID:
            faults[OFF_GRID].append(line)
        if any(gap.pair == "HH" and not gap.typed and gap.em > LOOSE for gap in line.gaps()):
            faults[GAPS].append(line)


def count_ends(paragraph, faults):
    frames = [frame for frame, _ in paragraph]
    last = paragraph[-1][1]
    if len(paragraph) > 1 and sum(body.class_of(g.text) in "HA" for g in last.glyphs) < 2:
        faults[LONE].append(last)
    if len(paragraph) > 1 and frames[-1] is not frames[-2]:
        faults[WIDOWS].append(last)
    if len(paragraph) > 1 and frames[0] is not frames[1]:
        faults[ORPHANS].append(paragraph[0][1])


def text(document, faults):
    rows = [f"{len(found):5} {name}" + "".join(f"\n        {line}" for line in found) for name, found in faults.items()]
    lines = sum(len(p) for p in document.paragraphs)
    paragraphs, frames = len(document.paragraphs), len(document.frames)
    return "\n".join([f"body text: {lines} lines in {paragraphs} paragraphs, {frames} frames", *rows])
