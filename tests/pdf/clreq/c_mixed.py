# SPDX-License-Identifier: MIT
"""C. Between Han and Latin: 中西间距."""
from . import body, texts
from .fixture import marked, nudge
from .registry import Section

section = Section("C", "Between Han and Latin · 中西间距")
NONE = {"style": {"p": {"autospace": "0"}}}
SENTENCE = "装了32台WiFi终端用GIS平台看"


def near(value, wanted, what, tolerance=0.02):
    assert abs(value - wanted) <= tolerance, f"{what}: {value:.3f} em, not {wanted:g}"


def mixed(line):
    return [g for g in line.gaps() if g.pair in ("HA", "AH")]


@section("HL-01", "¼ em between Han and Latin", NONE)
def quarter(kit):
    for value, p in ((0.25, {}), (0.125, {"autospace": "0.125字"})):
        for g in mixed(kit.set(SENTENCE, chars=40, align="left", **p).lines[0]):
            near(g.em, value, str(g))


@section("HL-02", "None at the edges of a line", {"style": {"p": {"align": "right", "margin_right": "0.1字"}}})
def line_edges(kit):
    found = 0
    for chars in range(9, 30):
        setting = kit.set(texts.MIXED, chars=chars, quiet=False)
        for line in setting.lines[:-1]:
            if body.class_of(line.first.text) == "A":
                found += 1
                near((line.left - setting.left) / line.size, 0, f"start of {line}")
            if body.class_of(line.last.text) == "A":
                found += 1
                near((setting.right - line.right) / line.size, 0, f"end of {line}")
    assert found > 20


@section("HL-03", "None next to a Chinese mark", {"distort": nudge(lambda a, b: a in body.OPEN)},
         {"distort": nudge(lambda a, b: b in body.PAUSE)}, {"distort": nudge(lambda a, b: a == "，")})
def beside_marks(kit):
    line = kit.set("国WiFi，GIS（UPS）A07。B12“K19”、7：8；国", chars=60, align="left").lines[0]
    for g in line.gaps():
        if "A" in g.pair and g.pair not in ("AA", "HA", "AH"):
            outer = g.pair[0] in "PSC" or g.pair[1] == "O"
            near(g.em, 0.5 if outer else 0, str(g))


@section("HL-04", "A typed space is not doubled", NONE)
def typed(kit):
    plain = kit.set(SENTENCE, chars=40, align="left").lines[0]
    spaced = kit.set("装了 32 台 WiFi 终端用 GIS 平台看", chars=40, align="left").lines[0]
    places = [[(g.text, round(g.x, 2)) for g in line.glyphs if g.text.strip()] for line in (plain, spaced)]
    assert places[0] == places[1], f"{places[0]} {places[1]}"


def runs(lines):
    """Steps inside every Western word and number: text -> for each time the places of its letters from its first."""
    found = {}
    for line in lines:
        run = []
        for g in [*line.glyphs, None]:
            if g and body.class_of(g.text) == "A":
                run.append(g)
            elif run:
                found.setdefault("".join(r.text for r in run), []).append([r.x - run[0].x for r in run])
                run = []
    return found


@section("HL-05", "Nothing is added inside a Western word or a number",
         {"distort": nudge(lambda a, b: a.isascii() and b.isascii() and a.isalnum() and b.isalnum())})
def inside(kit):
    natural = runs(kit.set(texts.MIXED, chars=76, align="left").lines)
    for chars in range(13, 30, 2):
        for word, steps in runs(kit.set(texts.MIXED, chars=chars, quiet=False).lines).items():
            for places in steps:
                wanted = natural.get(word, [places])[0]
                assert max(abs(a - b) for a, b in zip(places, wanted)) < 0.02, f"{word}: {places} where {wanted} is natural"
    advances = [(a, b) for line in kit.set("国Unixix编号4861度", chars=40, align="left").lines for a, b in line.pairs
                if body.pair_of(a, b) == "AA"]
    for a, b in advances:
        near(body.gap(a, b), 0, f"{a.text}{b.text}", 0.03)


@section("HL-06", "A change of weight, size or emphasis does not remove it", NONE)
def across_marks(kit):
    text = "国<strong>GIS</strong>国<em>用UPS</em>国<u>国A07</u>国、看<strong>国</strong>K19国"
    line = kit.set(marked(text), chars=40, align="left").lines[0]
    found = mixed(line)
    assert len(found) == 8 and len({g.font for g in line.glyphs}) > 1, str(line)
    for g in found:
        near(g.em, 0.25, f"{g} in {line}")
