# SPDX-License-Identifier: MIT
"""H. Inline marks, notes, running matter, figures, tables."""
import os

from . import body, texts
from .fixture import PITCH, TOP, Xml, shift
from .lines import bare
from .registry import Section

section = Section("H", "Inline marks, notes, running matter, figures, tables · 行内标记、注、书眉页码、图表")
section.not_yet("IL-01", "Dots of emphasis under each character, in its middle, not under marks", "no inline marks yet")
section.not_yet("IL-02", "《》 outside and 〈〉 inside; lines of neighbouring names are parted", "no inline marks yet")
section.not_yet("NT-01", "Footnotes at the foot under a short rule, smaller", "no footnotes yet")
section.not_yet("NT-02", "A note mark is raised, solid after its word, never first", "no footnotes yet")

FURNITURE = ('<header distance="9mm" on-first="no"><text style="running-head">{title}</text>'
             '<text style="running-head-right">{headline}</text></header>'
             '<footer distance="11mm"><text style="folio">{page}</text></footer>')


@section("RH-01", "Running heads and folios stand in one place, mirrored on even pages", {"distort": shift(lambda g: g.text == "4", dx=1)},
         {"frame": {"page": 'duplex="no"'}})
def running(kit):
    setting = kit.set(*[texts.COMMAS] * 30, rows=12, page='duplex="yes"', furniture=FURNITURE, head="<headline>老树新枝</headline>",
                      text_indent="2字", styles={"running-head": {"font_size": "8pt"}, "folio": {"tabular": "no"}})
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


def picture(kit, name="chart.png"):
    return open(os.path.join(kit.env.root, "tests", "files", "pictures", name), "rb").read()


@section("FG-01", "A figure stands at or after its place, its caption below it, no line alone beside it",
         {"style": {"caption": {"font_size": "12pt"}}}, {"distort": shift(lambda g: g.size < 9.6, dy=5)})
def figures(kit):
    figure = Xml('<figure id="p70" lines="70" href="p.png" alt="水位图"><caption>水位逐月上涨图</caption></figure>')
    for rows in (22, 26, 31):
        for before in (2, 3, 4):
            setting = kit.set(*[texts.COMMAS] * before, "图中可见水位。" + texts.COMMAS, figure, *[texts.MARKS] * 4, rows=rows, chars=24,
                              text_indent="2字", files={"p.png": picture(kit)}, quiet=False)
            check_figure(setting, rows)


def check_figure(setting, rows):
    place = [(p.number, box) for p in setting.pages for box in p.boxes if box.kind == "image"]
    assert len(place) == 1, f"{len(place)} pictures"
    number, box = place[0]
    reference = next(line for line in setting.lines if "图中可见" in line.text)
    caption = next(line for line in setting.lines if "水位逐月上涨图" in line.text)
    assert (number, box.top) > (reference.page, reference.y) and number <= reference.page + 1, f"page {number}, {reference}"
    assert box.width <= setting.right - setting.left + 0.5 and box.left >= setting.left - 0.5
    assert caption.page == number and 0 < caption.y - caption.size - box.bottom + 3 < 2 * PITCH, f"caption {caption.y - box.bottom:.1f} pt below"
    assert caption.size < setting.size, f"a caption of {caption.size} pt"
    for side in (lambda line: line.y < box.top, lambda line: line.y > caption.y):
        beside = [line for line in setting.lines if line.page == number and side(line)]
        assert len(beside) != 1, f"alone beside the figure: {beside[0]}"
    assert TOP <= box.top and box.bottom <= TOP + rows * PITCH


ROWS = [("北岸渡口", "1,204.5", "好"), ("南岸渡口", "88.25", "中"), ("老码头", "7", "好"), ("新栈桥", "35,640", "差"), ("上游水闸", "402.75", "好")]


def table(count):
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in ROWS[n % 5]) + "</tr>" for n in range(count))
    return Xml('<table id="p60" lines="60"><caption>渡口货运量</caption><thead><tr><th>渡口</th><th>吨数</th><th>评价</th></tr></thead>'
               f"<tbody>{rows}</tbody></table>")


@section("TB-01", "Tables: title above, head on every page, numbers aligned, air in the cells",
         {"style": {"table-cell": {"font_size": "12pt"}}}, {"distort": shift(lambda g: g.text == "7", dx=0.1)},
         {"distort": shift(lambda g: g.text == "吨", dy=-2)})
def tables(kit):
    for before in range(0, 5):
        setting = kit.set(*[texts.COMMAS] * before, table(40), texts.COMMAS, rows=16, chars=24, quiet=False, text_indent="2字")
        title = next(line for line in setting.lines if "渡口货运量" in line.text)
        heads = [line for line in setting.lines if bare(line.text).startswith("渡口吨数评价")]
        rows = [line for line in setting.lines if any(line.text.startswith(r[0]) for r in ROWS)]
        assert len(rows) == 40
        assert {h.page for h in heads} == {r.page for r in rows}, "a page without the head of its table"
        assert title.page == heads[0].page == rows[0].page and title.y < heads[0].y < rows[0].y, "title, head, first row"
        assert max(line.size for line in rows + heads) <= setting.size
        check_columns(setting, rows)


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
