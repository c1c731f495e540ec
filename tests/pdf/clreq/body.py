# SPDX-License-Identifier: MIT
"""Classes of characters, the body of a glyph, and the gap table: what stands between two bodies.

A body is the whole or half cell that holds the ink, found from the place where the glyph is drawn: a closing mark
drawn by a full-width glyph has its left half, an opening one its right half. All else is gap. Lengths are in em of
the glyph unless `pt` is in the name.
"""
PAUSE = set("、，；：。．！？")
OPEN = set("“‘（《〈【〖〔［｛「『")
CLOSE = set("”’）》〉】〗〕］｝」』")
CONNECT = set("–-—～〜")
DOT = set("·‧・")
SOLIDUS = set("/／")
COMMA = set("、，；：")
POSTFIX = set("%‰°℃℉％")
PREFIX = set("+−±$¥￥€£№")
MARKS = PAUSE | OPEN | CLOSE
NOT_HAN = MARKS | {"\u3000", "・", "〜"}


def is_han(c):
    return len(c) == 1 and c not in NOT_HAN and (0x2E80 <= ord(c) <= 0x9FFF or 0x20000 <= ord(c) <= 0x3FFFF)


def is_letter(c):
    return c[0].isascii() and c[0].isalpha() or 0xC0 <= ord(c[0]) < 0x2000 and c[0].isalpha()


def is_digit(c):
    return c[0].isascii() and c[0].isdigit()


def is_blank(c):
    return not c.strip()


def is_pair(a, b):
    """The two halves of —— or ……."""
    return a.text == b.text and a.text in ("—", "…", "⋯")


def class_of(c):
    """One letter: H Han, P comma, S stop, O open, C close, N connector, D interpunct, / solidus, - dash, . ellipsis,
    A Western, _ blank."""
    for letter, members in (("P", COMMA), ("S", PAUSE), ("O", OPEN), ("C", CLOSE), ("D", DOT), ("/", SOLIDUS)):
        if c in members:
            return letter
    if c in ("—", "——", "⸺"):
        return "-"
    if c in ("…", "⋯"):
        return "."
    if c in CONNECT:
        return "N"
    if is_blank(c):
        return "_"
    return "H" if is_han(c) else "A"


def width(glyph):
    """Of the body."""
    kind = class_of(glyph.text)
    if kind in "PSOC":
        return 0.5
    if kind in "D/" or (kind == "N" and glyph.text in "–-"):
        return 0.5
    if kind in "H-." or kind == "N":
        return 2.0 if glyph.adv > 1.5 else 1.0
    return glyph.adv


def left_pt(glyph):
    """The left edge of the body."""
    kind, s = class_of(glyph.text), glyph.size
    if kind == "O":  # the right half of a full-width glyph; what is narrower ends with its body
        return glyph.x + (glyph.adv - 0.5) * s
    if kind in "D/N-.":  # ink in the middle
        return glyph.x + (glyph.adv - width(glyph)) / 2 * s
    return glyph.x


def right_pt(glyph):
    return left_pt(glyph) + width(glyph) * glyph.size


def gap(a, b):
    """Between two glyphs that stand side by side, in em of the larger."""
    return (left_pt(b) - right_pt(a)) / max(a.size, b.size)


# ---- the gap table ---------------------------------------------------------------------------

HUG = {"CC", "CP", "CS", "PC", "SC", "OO"}


def pair_of(a, b):
    return class_of(a.text) + class_of(b.text)


def is_fixed(a, b):
    """Nothing is ever added between them: around marks of connection, inside numbers and words."""
    x, y = pair_of(a, b)
    if x in "ND/" or y in "ND/" or x == "O" or y in "PSC" or is_pair(a, b):
        return True
    return x == "A" and y == "A"


def natural(a, b, autospace=0.25, tight=False):
    """The gap table's first column."""
    pair = pair_of(a, b)
    if pair in HUG or "_" in pair:
        return 0.0
    if pair in ("CO", "PO", "SO"):
        return 0.0 if tight else 0.5
    if pair[0] == "O":
        return 0.0
    if pair[0] in "PSC":  # the mark's own blank; two pause marks that are no bracket keep theirs
        return 0.0 if pair[1] in "ND/" else 0.5
    if pair[1] == "O":
        return 0.0 if pair[0] in "ND/" else 0.5
    return autospace if pair in ("HA", "AH") else 0.0


def least(a, b):
    """The second column: all marks give their blank, Han–Latin gives half."""
    value = natural(a, b)
    return 0.125 if value == 0.25 else 0.0


def step_of(a, b):
    """The step of compression of a gap (JU-04); 0: none."""
    pair = pair_of(a, b)
    if natural(a, b) == 0:
        return 0
    if pair in ("HA", "AH"):
        return 6
    if pair[0] == "C" or pair[1] == "O":
        return 4
    return {"P": 5, "S": 7}[pair[0]]
