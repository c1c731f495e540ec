# SPDX-License-Identifier: MIT
"""A. Line start and line end: 行首行尾禁则."""

from . import body, texts
from .body import class_of
from .ink import Picture
from .lines import HYPHENS, cuts
from .registry import Section
from .room import could_take, natural_width

section = Section("A", "Line start and line end · 行首行尾禁则")
WIDTHS = range(7, 29)
NO_RULE = {"style": {"p": {"line_break": "none"}}}


def edges(kit, text, **p):
    """Every (last glyph of a line, first of the next) over many measures."""
    found = []
    for chars in WIDTHS:
        lines = kit.set(text, chars=chars, quiet=False, **p).lines
        found += [(a.last.text, b.first.text, str(b)) for a, b in zip(lines, lines[1:])]
    return found


def none_first(kit, text, members, **p):
    for _, first, where in edges(kit, text, **p):
        assert first[0] not in members, f"begins with {first}: {where}"


def none_last(kit, text, members, **p):
    for last, _, where in edges(kit, text, **p):
        assert last[-1] not in members, f"a line ends with {last} before {where}"


@section("LB-01", "Pause marks never start a line", NO_RULE)
def pause(kit):
    none_first(kit, texts.MARKS, body.PAUSE)


@section("LB-02", "Closing marks never start a line", NO_RULE)
def closing(kit):
    none_first(kit, texts.MARKS, body.CLOSE)


@section("LB-03", "Opening marks never end a line", NO_RULE)
def opening(kit):
    none_last(kit, texts.MARKS, body.OPEN)


@section("LB-04", "Connectors never start a line", NO_RULE)
def connectors(kit):
    none_first(kit, texts.CONNECTED, body.CONNECT)


@section("LB-05", "The interpunct never starts a line", NO_RULE)
def interpunct(kit):
    none_first(kit, texts.CONNECTED, body.DOT)


@section("LB-06", "The solidus neither starts nor ends a line", NO_RULE, {"style": {"p": {"line_break": "basic"}}})
def solidus(kit):
    none_first(kit, texts.CONNECTED, body.SOLIDUS)
    none_last(kit, texts.CONNECTED, body.SOLIDUS)


@section("LB-07", "Strict: —— and …… never start a line", {"style": {"p": {"line_break": "gb"}}})
def dashes(kit):
    none_first(kit, texts.DASHES, "—…", line_break="strict")


AT_FIRST = {"pause": body.PAUSE, "close": body.CLOSE, "dot": body.DOT, "solidus first": body.SOLIDUS, "connector": {"～", "—"},
            "dash": {"——", "…"}}
AT_LAST = {"open": body.OPEN, "solidus last": body.SOLIDUS}


def seen(kit, level):
    """Which rules the lines of a level break."""
    found = set()
    for text in (texts.MARKS, texts.CONNECTED, texts.DASHES):
        for last, first, _ in edges(kit, text, line_break=level):
            found |= {name for name, members in AT_FIRST.items() if first in members}
            found |= {name for name, members in AT_LAST.items() if last in members}
    return found


@section("LB-08", "Four levels, one per document", NO_RULE, {"style": {"p": {"line_break": "strict"}}})
def levels(kit):
    basic = {"pause", "close", "dot", "solidus first", "connector", "open"}
    for level, left in (("none", basic | {"solidus last", "dash"}), ("basic", {"solidus last", "dash"}), ("gb", {"dash"}),
                        ("strict", set())):
        assert seen(kit, level) == left, f"{level}: {sorted(seen(kit, level) ^ left)}"


@section("LB-09", "A mark that would begin a line is first squeezed into the one before it",
         {"style": {"p": {"punctuation": "full"}}})
def push_in(kit):
    for chars in range(12, 29):
        setting = kit.set(texts.COMMAS + texts.MARKS, chars=chars)
        for line, following in zip(setting.lines, setting.lines[1:]):
            early = natural_width(line) < chars * setting.size - 0.01
            if early and class_of(following.glyphs[1].text) in "PSC":
                assert not could_take(line, following, chars * setting.size), f"room for more: {line}"


@section("LB-10", "Western words stay whole, or are parted with a hyphen where a style asks for it", {"frame": {"chars": 6}})
def words(kit):
    for chars in (8, 11, 14, 17, 21):
        for text in (texts.WORDS, "调度室请administration与Engineering两组把transportation方案写完"):
            for before, behind in cuts(text, kit.set(text, chars=chars, quiet=False).lines):
                assert not (body.is_letter(before[-1]) and body.is_letter(behind[0])), f"{before[-12:]}|{behind[:12]}"
    check_hyphens(kit)


def check_hyphens(kit):
    """Where words may be parted, a hyphen shows it, and two letters at least stand on either side."""
    parted = 0
    for chars in range(9, 22):
        setting = kit.set(texts.WORDS, chars=chars, quiet=False, hyphenation="yes")
        for line, (before, behind) in zip(setting.lines, cuts(texts.WORDS, setting.lines, hyphens=True)):
            if body.is_letter(before[-1]) and body.is_letter(behind[0]):
                parted += 1
                whole = before[-2:].isalpha() and behind[:2].isalpha()
                assert line.last.text in HYPHENS and whole, f"{before[-12:]}|{behind[:12]} in {line}"
                ink = Picture(setting.pdf).extent(line.last.x, line.y - 4, line.right, line.y - 1) if parted == 1 else True
                assert ink, f"no hyphen to be seen in {line}"
    assert parted > 3, f"{parted} words parted"


@section("LB-11", "々 and closing Western marks do not start a line", NO_RULE)
def iteration(kit):
    text = "佐々木先生和野々村先生走过代々木的小路，一路上说说笑笑，人人都说佐々木好，佐々木也说代々木好；"
    none_first(kit, text, "々")
    western = "他读过 alpha (beta), gamma; delta: epsilon! zeta? eta [theta]. iota 90% kappa (lambda)."
    none_first(kit, western, ")],.;:!?%")
