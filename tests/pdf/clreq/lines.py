# SPDX-License-Identifier: MIT
"""Glyphs of a page as lines, and lines of a frame as the paragraphs of a source text."""
from dataclasses import dataclass

from . import body

NEAR = 0.1  # pt: glyphs on one baseline
HYPHENS = "-‐\u200b"  # one that parts a word is copied out as no character
TWO_COLUMNS = 1.2  # em: what is farther apart stands in two lines side by side


@dataclass
class Gap:
    a: object
    b: object
    typed: bool  # a blank stands in it

    @property
    def em(self):
        return body.gap(self.a, self.b)

    @property
    def pt(self):
        return body.left_pt(self.b) - body.right_pt(self.a)

    @property
    def pair(self):
        return body.pair_of(self.a, self.b)

    def __str__(self):
        return f"{self.a.text}|{self.b.text} {self.em:.3f} em"


@dataclass
class Line:
    page: int
    y: float      # of the baseline, from the top
    glyphs: list  # by x, without the blanks at both ends

    @property
    def text(self):
        return "".join(g.text for g in self.glyphs)

    @property
    def first(self):
        return self.glyphs[0]

    @property
    def last(self):
        return self.glyphs[-1]

    @property
    def left(self):
        return body.left_pt(self.first)

    @property
    def right(self):
        return body.right_pt(self.last)

    @property
    def size(self):
        return max(g.size for g in self.glyphs)

    @property
    def pairs(self):
        return list(zip(self.glyphs, self.glyphs[1:]))

    def gaps(self):
        """All gaps of the line in order; typed blanks are part of the gap that they stand in."""
        solid = [i for i, g in enumerate(self.glyphs) if g.text.strip()]
        return [Gap(self.glyphs[i], self.glyphs[k], k > i + 1) for i, k in zip(solid, solid[1:])]

    def __str__(self):
        return f"page {self.page} y {self.y:.2f} “{self.text}”"


def baselines(glyphs):
    """Groups of glyphs around one baseline: a raised or lowered glyph goes with the line that it stands in."""
    levels = {}
    for g in glyphs:
        key = next((y for y in levels if abs(y - g.y) <= NEAR), g.y)
        levels.setdefault(key, []).append(g)
    rows = []
    for y, members in sorted(levels.items(), key=lambda item: -len(item[1])):
        size = max(g.size for g in members)
        host = next((r for r in rows if abs(r[0] - y) < 0.55 * max(r[2], size)
                     and all(near(g, r[1]) for g in members)), None)
        if host:
            host[1].extend(members)
        else:
            rows.append([y, list(members), size])
    return [(y, members) for y, members, _ in rows]


def near(glyph, members):
    """Whether a glyph stands within or beside a row, not in a cell of its own further on."""
    return any(abs(m.x - glyph.x) <= 2 * max(m.size, glyph.size) for m in members)


def lines(page, columns=False):
    """The lines of a page from top to bottom; with `columns`, what is far apart on one baseline is several."""
    found = []
    for y, members in baselines([g for g in page.glyphs if not g.turned]):
        members.sort(key=lambda g: g.x)
        for group in split(members) if columns else [members]:
            group = strip(group)
            if group:
                found.append(Line(page.number, y, group))
    return sorted(found, key=lambda l: (l.y, l.first.x))


def split(members):
    groups = [[members[0]]]
    for a, b in zip(members, members[1:]):
        if body.left_pt(b) - body.right_pt(a) > TWO_COLUMNS * max(a.size, b.size):
            groups.append([])
        groups[-1].append(b)
    return groups


def strip(glyphs):
    while glyphs and body.is_blank(glyphs[0].text):
        glyphs = glyphs[1:]
    while glyphs and body.is_blank(glyphs[-1].text):
        glyphs = glyphs[:-1]
    return glyphs


def bare(text):
    return "".join(c for c in text if c.strip())


def cuts(source, found, hyphens=False):
    """Where the lines of a paragraph part its text: (what stands before, what behind) for every line end inside, both
    as in the source with its spaces. Characters that were normalised count as what they were; with `hyphens`, one at a line's end
    is not the source's."""
    places = [i for i, c in enumerate(source) if c.strip()]
    at, parted = 0, []
    for line in found[:-1]:
        at += len(bare(line.text)) - (hyphens and line.last.text in HYPHENS)
        parted.append((source[:places[at]], source[places[at]:]))
    return parted
