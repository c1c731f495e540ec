# SPDX-License-Identifier: MIT
"""How much a line could have held: the gap table's naturals and minima summed over its bodies."""
from . import body


def may_part(a, b):
    """Whether a line may end between two glyphs at level gb."""
    x, y = body.pair_of(a, b)
    if x in "O/" or y in "PSCND/" or body.is_pair(a, b):
        return False
    return not (x == "A" and y == "A")


def unit(glyphs):
    """The glyphs that go together at the head of a line."""
    end = 1
    while end < len(glyphs) and not may_part(glyphs[end - 1], glyphs[end]):
        end += 1
    return glyphs[:end]


def width(glyphs, gap):
    """In pt, with the gaps that `gap` gives for two glyphs."""
    glyphs = [g for g in glyphs if g.text.strip()]
    bodies = sum(body.width(g) * g.size for g in glyphs)
    return bodies + sum(gap(a, b) * max(a.size, b.size) for a, b in zip(glyphs, glyphs[1:]))


def natural_width(line):
    return width(line.glyphs, body.natural)


def could_take(line, following, measure):
    """Whether the next unit would have fitted at all minima."""
    return width(line.glyphs + unit(following.glyphs), body.least) <= measure + 0.01
