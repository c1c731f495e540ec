# SPDX-License-Identifier: MIT
"""H. Inline marks, notes, running matter, figures, tables."""
import os

from . import body, texts
from .fixture import PITCH, TOP, Xml, marked, nudge, shift
from .lines import bare
from .registry import Section

section = Section("H", "Inline marks, notes, running matter, figures, tables · 行内标记、注、书眉页码、图表")
STRESSED = "老人说<em>水位、流速与风向</em>，三样都要看；<em>“夜里不走船”</em>，这是规矩，<em>谁也不能破——谁也不能</em>。"


def dots(page):
    return [b for b in page.boxes if b.kind == "fill" and 0.3 < b.width < 3 and abs(b.width - b.height) < 0.2]


@section("IL-01", "Dots of emphasis under each character, in its middle, not under marks",
         {"distort": shift(lambda g: g.text == "流", dx=0.1)},
         {"text": ("<em>水位", "水<em>位")},
         {"distort": shift(lambda g: g.text == "、", dy=-2)})
def emphasis(kit):
    stressed = "水位流速与风向夜里不走船谁也不能破谁也不能"
    for chars in (13, 17, 22):
        setting = kit.set(marked(STRESSED), chars=chars, quiet=False)
        under = dots(setting.pages[0])
        assert len(under) == len(stressed), f"{len(under)} dots for {len(stressed)} characters"
        seen = ""
        for dot in sorted(under, key=lambda d: (round(d.top), d.left)):
            line = min((line for line in setting.lines if line.y < dot.top), key=lambda line: dot.top - line.y)
            middle = (dot.left + dot.right) / 2
            g = min(line.glyphs, key=lambda g: abs((body.left_pt(g) + body.right_pt(g)) / 2 - middle))
            off = abs((body.left_pt(g) + body.right_pt(g)) / 2 - middle) / g.size
            assert off <= 0.03, f"{off:.3f} em off the middle of {g.text}: {line}"
            assert dot.top >= line.y + 0.12 * g.size, f"a dot inside of its cell: {line}"
            seen += g.text
        assert seen == stressed, f"dots under {seen}"
        steps = {round(b.y - a.y, 2) for a, b in zip(setting.lines, setting.lines[1:])}
        assert steps == {PITCH}, f"steps of {steps} pt with dots"


@section("IL-02", "《》 outside and 〈〉 inside, as written; lines of neighbouring names are parted",
         {"text": ("</name><name>", "")},
         {"text": ("〈水位表〉", "《水位表》")})
def names(kit):
    text = "他看了《读〈水位表〉有感》，又问<name>李山</name><name>王河</name>两人，<u>渡口，码头</u>在哪。"
    setting = kit.set(marked(text), chars=60)
    line = setting.lines[0]
    assert "《读〈水位表〉有感》" in line.text, line.text
    under = sorted((b for b in setting.pages[0].boxes if b.width > 5 and b.height < 1), key=lambda b: b.left)
    assert len(under) == 4, f"{len(under)} lines"
    places = {c: next(g for g in line.glyphs if g.text == c) for c in "李山王河渡口码头"}
    for box, first, last, touches in zip(under, "李王渡码", "山河口头", ("right", "left", "", "")):
        short = {"left": (box.left - body.left_pt(places[first])) / setting.size,
                 "right": (body.right_pt(places[last]) - box.right) / setting.size}
        for side, em in short.items():
            right = 0.02 <= em <= 0.125 if side == touches else abs(em) <= 0.02
            assert right, f"{first}{last}: {em:.3f} em short at its {side}"


NOTED = "渡口的老树是清代栽的<note>据《河道志》卷三。</note>。树下有碑<note>碑文今已不清，只余六字。</note>，碑上有字。"


@section("NT-01", "Footnotes stand at the foot, smaller, under a rule of a third of the measure",
         {"style": {"footnote": {"font_size": "10pt", "border_top": "0.4pt"}}},
         {"style": {"footnote": {"font_size": "85.7%", "line_height": "150%", "border_top": "none"}}},
         {"distort": shift(lambda g: g.text in "①②" and g.size > 7, dy=-3)})
def footnotes(kit):
    for before in range(0, 6):
        setting = kit.set(*[texts.COMMAS] * before, marked(NOTED), *[texts.MARKS] * 3, rows=16, chars=24, text_indent="2字")
        for number, words in (("①", "据《河道志》"), ("②", "碑文今已不清")):
            mark = next(line for line in setting.lines if any(g.text == number and g.size < 7 for g in line.glyphs))
            note = next(line for line in setting.lines if words in line.text)
            assert note.page == mark.page and note.first.text == number and 7.5 < note.size < 9.5, f"{note.size} pt: {note}"
            blank = body.left_pt(note.glyphs[2]) - body.right_pt(note.first)
            assert abs(blank - note.size) <= 0.02 * note.size, f"{blank / note.size:.2f} em behind the number"
            check_foot(setting, mark.page)


def check_foot(setting, page):
    lines = [line for line in setting.lines if line.page == page]
    notes = [line for line in lines if line.size < 9.5]
    bottom = notes[-1].y + 0.12 * notes[-1].size
    wanted = TOP + 16 * PITCH - (PITCH - setting.size) / 2
    assert abs(bottom - wanted) <= 1, f"{wanted - bottom:.2f} pt over the foot: {notes[-1]}"
    rules = [b for b in setting.pages[page - 1].boxes if b.height < 1 and b.width > 50]
    assert len(rules) == 1 and abs(rules[0].left - setting.left) <= 0.1, f"{len(rules)} rules"
    assert 0.3 <= rules[0].width / (setting.right - setting.left) <= 0.36, f"a rule of {rules[0].width:.1f} pt"
    text = max(line.y for line in lines if line.size > 9.5)
    space = rules[0].top - text - 0.12 * setting.size
    assert rules[0].bottom < notes[0].y - 0.8 * notes[0].size, "the rule in the notes"
    assert space >= PITCH - setting.size - 0.5, f"{space:.2f} pt between text and rule"


@section("NT-02", "A note mark is raised, solid after its word, before 。, never first",
         {"style": {"note-mark": {"font_size": "60%"}}},
         {"distort": nudge(lambda a, b: b in "①②")})
def note_marks(kit):
    count = 0
    for chars in range(8, 29):
        for line in kit.set(marked(NOTED), chars=chars, quiet=False).lines:
            for i, g in enumerate(line.glyphs):
                if g.text in "①②" and g.size < 7:
                    count += 1
                    assert i > 0, f"first: {line}"
                    before = line.glyphs[i - 1]
                    assert abs(body.gap(before, g)) <= 0.01, f"{body.gap(before, g):.3f} em before {g.text}: {line}"
                    assert line.y - g.y > 2, f"not raised: {line}"
                    assert line.glyphs[i + 1].text == "。，"["①②".index(g.text)], str(line)
    assert count == 42


FURNITURE = ('<header distance="9mm" on-first="no"><text style="running-head">{title}</text>'
             '<text style="running-head-right">{headline}</text></header>'
             '<footer distance="11mm"><text style="folio">{page}</text></footer>')


@section("RH-01", "Running heads and folios stand in one place, mirrored on even pages",
         {"distort": shift(lambda g: g.text == "4", dx=1)},
         {"frame": {"page": 'duplex="no"'}})
def running(kit):
    setting = kit.set(*[texts.COMMAS] * 30, rows=12, page='duplex="yes"', furniture=FURNITURE, text_indent="2字",
                      head="<headline>老树新枝</headline>", styles={"running-head": {"font_size": "8pt"}, "folio": {"tabular": "no"}})
    bottom = TOP + 12 * PITCH
    width = setting.pages[0].width
    folios, heads = [], []
    for page in setting.pages:
        under = [line for line in setting.lines if line.page == page.number and line.y > bottom + 5]
        above = [line for line in setting.lines if line.page == page.number and line.y < TOP]
        assert len(under) == 1 and under[0].text == str(page.number), [str(line) for line in under]
        outer = under[0].right if page.number % 2 else width - under[0].left
        folios.append((round(under[0].y, 1), round(outer, 1)))
        assert bool(above) == (page.number > 1), "the head on page 1" if above else "no head"
        if above:
            heads.append((round(above[0].y, 1), round(above[0].left if page.number % 2 else width - above[0].right, 1)))
    assert len(set(folios)) == 1, f"folios at {sorted(set(folios))}"
    assert len(set(heads)) == 1 and len(heads) > 4, f"heads at {sorted(set(heads))}"
    check_blank_page(kit)


def check_blank_page(kit):
    """A page left blank before a right-hand start has no head and no folio, but counts."""
    stories = [(f"<headline>老树之{n}</headline>", [texts.COMMAS]) for n in "一二"]
    setting = kit.set(articles=stories, page='duplex="yes"', furniture=FURNITURE,
                      styles={"headline": {"page_break_before": "recto"}})
    assert [len(p.glyphs) > 0 for p in setting.pages] == [True, False, True], "glyphs on the blank page"
    assert setting.lines[-1].text == "3", f"the folio is {setting.lines[-1].text}"


def picture(kit, name="chart.png"):
    return open(os.path.join(kit.env.root, "tests", "files", "pictures", name), "rb").read()


@section("FG-01", "A figure stands at or after its place, its caption below it, no line alone beside it",
         {"style": {"caption": {"font_size": "12pt"}}}, {"distort": shift(lambda g: g.size < 9.6, dy=5)})
def figures(kit):
    figure = Xml('<figure id="p70" lines="70" href="p.png" alt="水位图"><caption>水位逐月上涨图</caption></figure>')
    for rows in (22, 26, 31):
        for before in (2, 3, 4):
            setting = kit.set(*[texts.COMMAS] * before, "图中可见水位。" + texts.COMMAS, figure, *[texts.MARKS] * 4,
                              rows=rows, chars=24, text_indent="2字", files={"p.png": picture(kit)}, quiet=False)
            check_figure(setting, rows)


def check_figure(setting, rows):
    place = [(p.number, box) for p in setting.pages for box in p.boxes if box.kind == "image"]
    assert len(place) == 1, f"{len(place)} pictures"
    number, box = place[0]
    reference = next(line for line in setting.lines if "图中可见" in line.text)
    caption = next(line for line in setting.lines if "水位逐月上涨图" in line.text)
    assert (number, box.top) > (reference.page, reference.y) and number <= reference.page + 1, f"page {number}, {reference}"
    assert box.width <= setting.right - setting.left + 0.5 and box.left >= setting.left - 0.5
    below = caption.y - caption.size - box.bottom
    assert caption.page == number and -3 < below < 2 * PITCH - 3, f"the caption {below:.1f} pt below"
    assert caption.size < setting.size, f"a caption of {caption.size} pt"
    for side in (lambda line: line.y < box.top, lambda line: line.y > caption.y):
        beside = [line for line in setting.lines if line.page == number and side(line)]
        assert len(beside) != 1, f"alone beside the figure: {beside[0]}"
    assert TOP <= box.top and box.bottom <= TOP + rows * PITCH


ROWS = [("北岸渡口", "1,204.5", "好"), ("南岸渡口", "88.25", "中"), ("老码头", "7", "好"), ("新栈桥", "35,640", "差"),
        ("上游水闸", "402.75", "好")]


def table(count):
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in ROWS[n % 5]) + "</tr>" for n in range(count))
    return Xml('<table id="p60" lines="60"><caption>渡口货运量</caption><thead><tr><th>渡口</th><th>吨数</th><th>评价</th></tr></thead>'
               f"<tbody>{rows}</tbody></table>")


@section("TB-01", "Tables: title above, head on every page, numbers aligned, air in the cells; wide ones turned",
         {"style": {"table-cell": {"font_size": "12pt"}}}, {"distort": shift(lambda g: g.text == "7", dx=0.1)},
         {"distort": shift(lambda g: g.text == "吨", dy=-2)})
def tables(kit):
    for before in range(0, 5):
        setting = kit.set(*[texts.COMMAS] * before, table(40), texts.COMMAS, rows=16, chars=24, quiet=False,
                          text_indent="2字")
        title = next(line for line in setting.lines if "渡口货运量" in line.text)
        heads = [line for line in setting.lines if bare(line.text).startswith("渡口吨数评价")]
        rows = [line for line in setting.lines if any(line.text.startswith(r[0]) for r in ROWS)]
        assert len(rows) == 40
        assert {h.page for h in heads} == {r.page for r in rows}, "a page without the head of its table"
        assert title.page == heads[0].page == rows[0].page and title.y < heads[0].y < rows[0].y, "title, head, first row"
        assert max(line.size for line in rows + heads) <= setting.size
        check_columns(setting, rows)
    check_turned(kit)


def wide_table():
    heads = "".join(f"<th>货物第{n}季</th>" for n in range(1, 12))
    cells = "".join(f"<td>{n * 137}.5</td>" for n in range(1, 12))
    return Xml(f'<table id="p61" lines="61"><caption>各季货运量</caption><thead><tr>{heads}</tr></thead>'
               f"<tbody>{f'<tr>{cells}</tr>' * 6}</tbody></table>")


def check_turned(kit):
    """A table wider than the measure is turned on a page whose folio stays where it is."""
    setting = kit.set(texts.COMMAS, wide_table(), *[texts.MARKS] * 9, rows=24, chars=30, furniture=FURNITURE,
                      text_indent="2字", quiet=False, head="<headline>老树新枝</headline>", styles={"folio": {"tabular": "no"}})
    turned = [p for p in setting.pages if any(g.turned for g in p.glyphs)]
    assert turned, "the wide table is not turned"
    for page in turned:
        for g in (g for g in page.glyphs if g.turned):
            inside = setting.left - 0.5 <= g.x <= setting.right + 0.5 and TOP - 0.5 <= g.y <= TOP + 24 * PITCH + 0.5
            assert inside, f"{g.text} outside of the frame"
    folios = {(round(line.y, 1), round(line.right, 1)) for line in setting.lines if line.y > TOP + 24 * PITCH + 5}
    assert len(folios) == 1, f"folios at {sorted(folios)}"


def check_columns(setting, rows):
    """Numbers stand under each other by their points, or by their ends; no cell touches the edge of the table."""
    rule = [b for p in setting.pages for b in p.boxes if b.width > 100 and b.height < 2]
    left, right = min(b.left for b in rule), max(b.right for b in rule)
    points = set()
    for line in rows:
        assert line.left - left >= 0.25 * line.size and right - line.right >= 0.25 * line.size, f"at the edge: {line}"
        number = [g for g in line.glyphs if g.text in "0123456789.,"]
        point = next((g for g in number if g.text == "."), None)
        points.add(round(body.left_pt(point) if point else body.right_pt(number[-1]), 1))
    assert max(points) - min(points) <= 0.1 or by_ends(rows), f"points at {sorted(points)}"


def by_ends(rows):
    ends = [max(body.right_pt(g) for g in line.glyphs if g.text in "0123456789.,") for line in rows]
    return max(ends) - min(ends) <= 0.1
