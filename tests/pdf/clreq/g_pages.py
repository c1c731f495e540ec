# SPDX-License-Identifier: MIT
"""G. Grid, columns, headings: 版面、栏、标题."""
import os
import re

from collections import Counter

from . import body, lines as text_lines, texts, trace
from .fixture import PITCH, TOP, Xml, marked
from .registry import Section

section = Section("G", "Grid, columns and headings · 版面与标题")
INDENT = {"text_indent": "2字"}
STORY = [texts.COMMAS, texts.MARKS, texts.MIXED, texts.COMMAS, texts.MARKS]


def heading(text, number=90):
    return Xml(f'<heading id="p{number}" lines="{number}">{text}</heading>')


def is_body(line, size=10):
    return abs(line.size - size) < 0.01 and sum("Serif" in g.font for g in line.glyphs) * 2 > len(line.glyphs)


def shipped(kit, sheet):
    """The pages of input/ in a shipped sheet."""
    pdf = kit.env.build(os.path.join(kit.env.root, "input"), "--style", sheet)
    return trace.read(pdf)


@section("GR-01", "A line is a whole number of characters", {"style": {"p": {"font_size": "10.3pt"}}})
def whole(kit):
    setting = kit.set(*STORY, chars=21, quiet=False)
    measure = max(Counter(round(line.right - line.left, 2) for line in setting.lines).items(), key=lambda n: n[1])[0]
    size = setting.lines[0].size
    assert abs(measure / size - round(measure / size)) * size <= 0.5, f"{measure / size:.2f} characters a line"


def steps(setting):
    return [round(b.y - a.y, 3) for a, b in zip(setting.lines, setting.lines[1:]) if a.page == b.page]


@section("GR-02", "The pitch is even, with ½ to 1 em between lines", {"style": {"p": {"line_height": "230%"}}},
         {"style": {"dateline": {"line_height": "40pt"}, "p": {"line_height": "13pt"}}})
def pitch(kit):
    styles = {"dateline": {"font_size": "14pt", "font": "heiti"}}
    noted = marked("老人<em>反复说</em>，堆场四万米<sup>2</sup>，水样是水<sub>9</sub>，<strong>都要看</strong>。" * 4)
    setting = kit.set(*STORY, noted, head="<dateline>本报青禾讯</dateline>", styles=styles)
    assert any(g.size > 13 for g in setting.lines[0].glyphs), "no larger run in the line"
    for step in steps(setting):
        assert abs(step - steps(setting)[0]) <= 0.05, f"steps of {steps(setting)[0]} and {step} pt"
        assert 1.5 <= step / setting.size <= 2, f"{step / setting.size - 1:.2f} em between lines"


@section("GR-03", "All body lines stand on one grid", {"style": {"p": {"line_height": "17pt"}}})
def grid(kit):
    table = Xml('<table id="p80" lines="80"><caption>渡口水位</caption><thead><tr><th>月份</th><th>水位</th></tr></thead>'
                "<tbody><tr><td>三月</td><td>12.5</td></tr><tr><td>四月</td><td>13.0</td></tr></tbody></table>")
    quote = Xml(f'<quote id="p81" lines="81">{texts.COMMAS[:50]}</quote>')
    styles = {"heading": {"font_size": "13pt", "space_before": "7pt"}, "quote": {"font_size": "9pt", "line_height": "14pt"}}
    found = 0
    for rows in (20, 33):
        setting = kit.set(texts.COMMAS, heading("渡口的树"), texts.MARKS, table, texts.COMMAS, quote, *STORY, rows=rows,
                          styles=styles, head="<headline>老树新枝</headline>", quiet=False, **INDENT)
        for line in (line for line in setting.lines if is_body(line)):
            place = (line.y - TOP - 12.8) / PITCH
            found += 1
            assert abs(place - round(place)) <= 0.02, f"{place:.2f} lines from the head: {line}"
    assert found > 30


@section("GR-04", "A full page ends at the foot of the type area", {"style": {"p": {"line_height": "19pt"}}})
def foot(kit):
    for rows in (11, 16, 24):
        setting = kit.set(*STORY * 3, rows=rows, orphans="1", widows="1", **INDENT)
        for page in setting.pages[:-1]:
            lines = [line for line in setting.lines if line.page == page.number]
            blank = (PITCH - setting.size) / 2  # of the first line above, of the last below
            left = TOP + rows * PITCH - blank - lines[-1].y - 0.12 * setting.size
            assert abs(left) <= 1, f"{left:.2f} pt left: {lines[-1]}"
            assert len(lines) == rows, f"{len(lines)} lines of {rows}"


@section("GR-05", "Columns balance, in register",
         {"distort": lambda pages: drop_line(pages[-1])},
         {"distort": lambda pages: raise_column(pages[-1])})
def columns(kit):
    for count in (2, 3):
        for more in range(6):
            setting = kit.set(*STORY, *[texts.COMMAS] * more, "桥还在。", rows=14, chars=16, columns=count, quiet=False,
                              **INDENT)
            pages = [[line for line in setting.lines if line.page == p.number] for p in setting.pages]
            for lines in pages:
                check_register(lines)
            check_level(setting, pages[-1], count)


def check_level(setting, lines, count):
    """Columns of as many lines, the last at most count−1 shorter; one is longer than the column before it only where its
    first line cannot go back without leaving a line of a paragraph alone."""
    starts = [setting.left + n * 18 * setting.size for n in range(count)]
    held = [[line for line in lines if start - 1 <= line.left < start + 17 * setting.size] for start in starts]
    sizes = [len(column) for column in held]
    assert max(sizes) - min(sizes) <= count - 1, f"lines of the last columns: {sizes}"
    for start, before, column in zip(starts[1:], held, held[1:]):
        opens = [line.left > start + setting.size for line in column] + [True]
        alone = opens[0] or (not opens[1] and opens[2])
        assert len(before) >= len(column) or alone, f"lines of the last columns: {sizes}"


def check_register(lines):
    for line in lines:
        place = (line.y - TOP - 12.8) / PITCH
        assert abs(place - round(place)) <= 0.02, f"out of register: {line}"


def drop_line(page):
    """The last line of the first column goes to the second."""
    first = [g for g in page.glyphs if g.x < 225]
    low = max(g.y for g in first)
    for g in first:
        if g.y > low - 2 * PITCH - 1:
            g.x, g.y = g.x + 180, g.y + 2 * PITCH


def raise_column(page):
    for g in page.glyphs:
        if g.x > 225:
            g.y -= 3


def headed(kit):
    """Short sections on small pages: (setting, lines of a page, whether each is a heading)."""
    block = [b for n in range(9) for b in (heading("渡口往事之" + "一二三四五六七八九"[n] + "老人说起那年的水与灯火" * (n % 2)),
                                           texts.ends_with(texts.COMMAS[:30 + 9 * n], n))]
    for rows in range(6, 15):
        styles = {"heading": {"space_before": "1行"}}
        setting = kit.set(*block, rows=rows, chars=16, quiet=False, styles=styles, **INDENT)
        for page in setting.pages:
            yield setting, [(line, not is_body(line)) for line in setting.lines if line.page == page.number]


@section("HD-01", "A heading never ends a page", {"style": {"heading": {"keep_with_next": "no"}}})
def kept(kit):
    for _, page in headed(kit):
        assert not page[-1][1], f"at the foot: {page[-1][0]}"


@section("HD-02", "A heading takes whole lines, and is not parted",
         {"style": {"heading": {"keep_together": "no", "orphans": "1", "widows": "1"}}},
         {"style": {"p": {"line_height": "17pt"}}})
def whole_lines(kit):
    count = 0
    for setting, page in headed(kit):
        for line, is_heading in page:
            place = (line.y - TOP - 12.8) / PITCH
            assert is_heading or abs(place - round(place)) <= 0.02, f"off the grid: {line}"
        texts_of = [line.text for line, is_heading in page if is_heading]
        whole = "".join(texts_of)
        begun = whole.count("渡口往事") - len(re.findall("渡口往事之[一三五七九]", whole))
        assert whole.count("灯火") == begun, f"parted: {texts_of}"
        count += begun
    assert count > 10


TITLES = ["渡口老树发新枝两岸人家共听水声说往事", "青禾港前两月货物吞吐量稳步增长，两岸渡口新开航线一十九条通达各地",
          "把难事办在楼门口，把服务送到家里头，把老人的事放在心上头", "县里修好旧河道，孩子们从此不再绕远路上学堂"]


@section("HD-03", "Titles of several lines break by sense and shape",
         {"style": {"headline": {"balance": "no", "align": "center"}}})
def shape(kit):
    styles = {"headline": {"align": "center", "font_size": "16pt", "line_height": "24pt", "balance": "yes"}}
    for title in TITLES:
        for chars in (16, 20, 24):
            setting = kit.set(texts.COMMAS, head=f"<headline>{title}</headline>", chars=chars, styles=styles)
            found = [line for line in setting.lines if line.size > 15]
            assert len(found) >= 2, title
            widths = [line.right - line.left for line in found]
            assert widths[-1] >= max(widths) / 2, f"{found[-1]} is short"
            peak = widths.index(max(widths))
            half = 0.51 * found[0].size  # what a mark leaves out at a line end is no step
            assert all(a <= b + half for a, b in zip(widths[:peak], widths[1:peak + 1])), f"{[line.text for line in found]}"
            assert all(a + half >= b for a, b in zip(widths[peak:], widths[peak + 1:])), f"{[line.text for line in found]}"
            for line in found:
                # a mark at an edge has its blank outside of the body
                assert abs((line.left + line.right - setting.left - setting.right) / 2) <= 0.3, f"off the middle: {line}"


@section("HD-04", "Sizes go down by level, none below the body", {"style": {"headline": {"font_size": "9pt"}}},
         {"style": {"heading": {"font_size": "8pt"}}})
def sizes(kit):
    setting = kit.set(texts.COMMAS, heading("渡口的树"), texts.COMMAS, head="<headline>老树新枝</headline>")
    title, inner = (next(line.size for line in setting.lines if line.text == t) for t in ("老树新枝", "渡口的树"))
    assert title > inner >= setting.lines[-1].size, f"{title}, {inner}, {setting.lines[-1].size} pt"
    for sheet in ("weekly", "jianbao"):
        found = [line for page in shipped(kit, sheet) for line in text_lines.lines(page)]
        sized = Counter(round(g.size, 2) for line in found for g in line.glyphs if body.is_han(g.text))
        main = sized.most_common(1)[0][0]
        headline = next(line.size for line in found if line.text == "让闲置校舍“活”起来")
        assert headline > main, f"{sheet}: {headline} pt over {main} pt"
