# SPDX-License-Identifier: MIT
"""I. The page of an office, after GB/T 9704: 公文版面, as the sheet jianbao sets it."""
import re

from collections import Counter

from . import body, texts
from .fixture import Xml, shift
from .ink import Picture
from .registry import Section

section = Section("I", "The page of an office · 公文版面 (GB/T 9704)")
MM = 72 / 25.4
AREA = 28 * MM, 37 * MM, 184 * MM, 262 * MM  # left, top, right, bottom of an odd page
SIZE = 442.205 / 28
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<briefing title="河道简报" issue="7" date="2025-03-14" office="河道办" copies="120">
<distribution><to kind="报">市水务局</to><to kind="发">各渡口</to></distribution>
</briefing>"""
WIDE = ('<page size="A4" grid-lines="22" grid-chars="28" line-pitch="29.62pt" margin-top="40mm" '
        'margin-inner="27mm" margin-outer="27mm"/>')
LEVELS = ["一、渡口", "（一）老树", "1．栈桥", "（1）灯塔"]


def heading(n, text):
    return Xml(f'<heading id="p{n}" lines="{n}">{text}</heading>')


def issue(kit):
    """Plain Han over several pages, then the four levels."""
    levels = [b for n, text in enumerate(LEVELS, 50) for b in (heading(n, text), texts.COMMAS)]
    return kit.issue("jianbao", [("<headline>渡口老树</headline>", [texts.PLAIN * 18, *levels])], MANIFEST)


def body_lines(setting, page):
    return [line for line in setting.lines if line.page == page and abs(line.size - SIZE) < 0.1]


@section("GB-01", "A4, with a type area of 156 by 225 mm", {"frame": {"sheet": WIDE}})
def paper(kit):
    setting = issue(kit)
    assert {(round(p.width / MM), round(p.height / MM)) for p in setting.pages} == {(210, 297)}
    for page in (2, 3):
        lines = body_lines(setting, page)
        left, top, right, bottom = AREA
        inner = left if page % 2 else 210 * MM - right
        for what, value, wanted in (("left", min(line.left for line in lines), inner),
                                    ("right", max(line.right for line in lines), inner + 156 * MM),
                                    ("head", lines[0].y - 0.88 * SIZE, top), ("foot", lines[-1].y + 0.12 * SIZE, bottom)):
            assert abs(value - wanted) <= MM, f"{what} at {value / MM:.2f} mm on page {page}, not {wanted / MM:.0f}"


@section("GB-02", "22 lines of 28 characters", {"style": {"p": {"font_size": "15pt"}}})
def grid(kit):
    setting = issue(kit)
    lines = body_lines(setting, 2)
    assert len({round(line.y, 1) for line in lines}) == 22, f"{len(lines)} lines"
    left = 26 * MM
    for line in lines:
        assert len(line.glyphs) == 28, f"{len(line.glyphs)} characters: {line}"
        assert abs(line.left - left) <= 0.3 * MM and abs(line.right - left - 156 * MM) <= 0.3 * MM, str(line)


@section("GB-03", "The pitch is one character and 7/8 of 三号", {"style": {"p": {"line_height": "28pt"}}})
def pitch(kit):
    lines = body_lines(issue(kit), 2)
    for a, b in zip(lines, lines[1:]):
        assert abs(b.y - a.y - SIZE * 15 / 8) <= 0.05, f"{b.y - a.y:.2f} pt"


def faces(kit):
    """Role -> PostScript name of the face that plays it here."""
    done = kit.env.run("fonts", "--style", "jianbao")
    return dict(re.findall(r"^(\w+): .*?\(([^)]*)\)", done.stdout, re.M))


def font_of(setting, text):
    line = next(line for line in setting.lines if line.text.startswith(text))
    return Counter(g.font for g in line.glyphs if body.is_han(g.text)).most_common(1)[0][0], line


@section("GB-04", "三号仿宋; the title 二号小标宋, two lines below the red rule; levels 黑体, 楷体, 仿宋",
         {"style": {"heading-2": {"font": "heiti"}}}, {"style": {"headline": {"font_size": "三号"}}})
def fonts(kit):
    setting, roles = issue(kit), faces(kit)
    title_font, title = font_of(setting, "渡口老树")
    assert title_font == roles["xiaobiaosong"] and abs(title.size - 22) < 0.1, f"{title_font} {title.size}"
    assert abs((title.left + title.right) / 2 - (AREA[0] + AREA[2]) / 2) < 0.3, "the title is off the middle"
    rule = next(b for b in setting.pages[0].boxes if is_red(b) and b.width > 400)
    free = (title.y - 0.88 * title.size - rule.bottom) / (SIZE * 15 / 8)
    assert 1.8 <= free <= 2.5, f"{free:.2f} lines between rule and title"
    for text, role in zip(LEVELS, ("heiti", "kaiti", "fangsong", "fangsong")):
        font, line = font_of(setting, text)
        assert font == roles[role] and abs(line.size - SIZE) < 0.1, f"{text}: {font} {line.size}"
    assert font_of(setting, texts.PLAIN[:5])[0] == roles["fangsong"]


def is_red(box):
    return box.color.split() == ["1", "0", "0"]


@section("GB-05", "The folio: 四号宋体 with a line on each side, 7 mm below the type area, one em in outside",
         {"style": {"folio": {"margin_right": "0"}}}, {"style": {"folio": {"font_size": "五号"}}},
         {"style": {"folio": {"margin_left": "2字"}}})
def folio(kit):
    setting, songti = issue(kit), faces(kit)["songti"]
    for page in (1, 2, 3):
        line = next(line for line in setting.lines if line.page == page and line.y > AREA[3] + 8)
        assert re.fullmatch(rf"—\s*{page}\s*—", line.text), line.text
        assert all(g.font == songti and abs(g.size - 14) < 0.05 for g in line.glyphs if g.text.strip()), str(line)
        edge = 26 * MM + 14 - line.left if page % 2 == 0 else line.right + 14 - AREA[2]
        assert abs(edge) <= 0.3 * MM, f"{edge:.2f} pt off: {line}"
        ink = Picture(setting.pdf, page).extent(line.left, line.y - 12, line.left + 14, line.y + 2)
        assert abs(ink[1] - AREA[3] - 7 * MM) <= MM, f"{(ink[1] - AREA[3]) / MM:.2f} mm below"


@section("GB-06", "A red rule under the head; the colophon's rules at the foot of the last page",
         {"distort": shift(lambda g: abs(g.size - 14) < 0.1, dx=0.3)}, {"style": {"colophon": {"font_size": "五号"}}})
def rules(kit):
    setting = issue(kit)
    red = [b for b in setting.pages[0].boxes if is_red(b)]
    assert len(red) == 1 and abs(red[0].width - 156 * MM) <= 0.5, f"{len(red)} red rules"
    above = max((line for line in setting.lines if line.page == 1 and line.y < red[0].top), key=lambda line: line.y)
    space = red[0].top - above.y - 0.12 * above.size
    assert abs(space - 4 * MM) <= 0.5 * MM, f"{space / MM:.2f} mm above the red rule"
    check_colophon(setting)


def check_colophon(setting):
    last = setting.pages[-1]
    inner = AREA[0] if last.number % 2 else 26 * MM
    found = sorted((b for b in last.boxes if b.width > 430), key=lambda b: b.top)
    weights = [round(b.height / MM, 2) for b in found]
    assert weights[0] == weights[-1] == 0.35 and set(weights[1:-1]) == {0.25}, f"rules of {weights} mm"
    assert all(abs(b.width - 156 * MM) <= 0.5 and abs(b.left - inner) <= 0.5 for b in found)
    assert abs(found[-1].bottom - AREA[3]) <= MM, f"the last rule {(found[-1].bottom - AREA[3]) / MM:.2f} mm off the foot"
    lines = [line for line in setting.lines if line.page == last.number and found[0].top < line.y < found[-1].bottom]
    assert len(lines) >= 3
    for line in lines:
        assert abs(line.size - 14) < 0.05, f"{line.size:.2f} pt: {line}"
        assert line.left >= inner + 14 - 0.3 and line.right <= inner + 156 * MM - 14 + 0.3, f"not one em in: {line}"
    assert min(abs(line.left - inner - 14) for line in lines) <= 0.3
