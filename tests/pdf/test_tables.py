# SPDX-License-Identifier: MIT
"""Tables on the finished pages, from `mutool trace`: decimal points, repeated heads, turned pages."""
import os
import re
import subprocess
import tempfile

from collections import defaultdict

SPAN = re.compile(r'<span font="[^"]*"[^>]*trm="([^"]*)"')
GLYPH = re.compile(r'<g unicode="([^"]*)" glyph="[^"]*" x="([^"]*)" y="([^"]*)" adv="([^"]*)"')
FILL = re.compile(r'<moveto x="([^"]*)" y="([^"]*)"/>\s*<lineto x="([^"]*)" y="([^"]*)"/>\s*<lineto x="([^"]*)" y="([^"]*)"/>')


class Run:
    """Characters that follow one another on a line: their text, where it begins, and where each begins along the line."""
    def __init__(self, turned, size, glyphs):
        self.turned, self.size = turned, size
        self.text = "".join(g[0] for g in glyphs)
        self.x, self.y = glyphs[0][1:3]
        self.starts = [g[2] if turned else g[1] for g in glyphs]

    def point(self):
        return self.starts[self.text.index(".")]


def runs_of(span):
    """A span goes on over all that has the same font: cut where the line does not."""
    a, b = (float(v) for v in SPAN.search(span)[1].split()[:2])
    turned, size = abs(a) < abs(b), max(abs(a), abs(b))
    last = []
    for text, x, y, adv in GLYPH.findall(span):
        glyph = (text, float(x), float(y), float(adv))
        if last:
            along, across = (2, 1) if turned else (1, 2)
            gap = glyph[along] - last[-1][along] - last[-1][3] * size
            if abs(glyph[across] - last[-1][across]) > 0.1 or not -size / 2 <= gap < size * 0.6:
                yield Run(turned, size, last)
                last = []
        last.append(glyph)
    if last:
        yield Run(turned, size, last)


def pages(pdf):
    """The runs of each page, and its rectangles, as (left, bottom, right, top)."""
    trace = subprocess.run(["mutool", "trace", pdf], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=600)
    assert not trace.stderr.strip(), trace.stderr[:500]
    for page in trace.stdout.split("<page ")[1:]:
        runs = [r for span in re.findall(r"<span .*?</span>", page, re.S) for r in runs_of(span)]
        fills = [(min(float(m[0]), float(m[4])), min(float(m[1]), float(m[5])), max(float(m[0]), float(m[4])),
                  max(float(m[1]), float(m[5]))) for m in FILL.findall(page)]
        yield runs, fills


def build(env, table, *options):
    folder = tempfile.mkdtemp(prefix="briefgen-test-")
    page = os.path.join(folder, "a.md")
    with open(page, "w", encoding="utf-8") as f:
        f.write(f"# 各村工程台账公布\n\n为接受群众监督，现将工程台账公布如下，请村民相互转告。\n\n{table}\n\n公布期间如有异议，可向镇里反映。\n")
    return list(pages(env.build(page, *options)))


def html(caption, head, rows):
    def row(cells, tag):
        return "<tr>" + "".join(f"<{tag}>{c}</{tag}>" for c in cells) + "</tr>"
    return (f"<table><caption>{caption}</caption><thead>{row(head, 'th')}</thead><tbody>"
            + "".join(row(r, "td") for r in rows) + "</tbody></table>")


def long_table():
    numbers = ["1,205.5", "98", "-0.375", "7.25", "33.1", "12"]
    return html("工程台账", ["村", "金额", "说明"], [[f"第{i}村", numbers[i % 6], "路灯安装"] for i in range(100)])


def test_decimal_points_stand_below_each_other(env):
    """TB-01: within 0.1 pt, on every page."""
    points = [r.point() for runs, _ in build(env, long_table()) for r in runs if re.fullmatch(r"-?[\d,]+\.\d+", r.text)]
    assert len(points) == 67, len(points)
    assert max(points) - min(points) < 0.1, (min(points), max(points))


def test_every_page_repeats_title_and_head(env):
    table = [runs for runs, _ in build(env, long_table()) if any("路灯安装" in r.text for r in runs)]
    assert len(table) > 2
    for number, runs in enumerate(table):
        text = [r.text for r in runs]
        title = text.index("工程台账" + ("（续表）　各村工程台账公布" if number else ""))
        assert text[title + 1:title + 4] == ["村", "金额", "说明"], text[title:title + 5]
        assert text[title + 4].startswith("第"), "the head stands without a row"


def test_three_rules_and_no_vertical(env):
    for _, fills in build(env, html("甲", ["村", "金额"], [["东村", "1"], ["西村", "2"]])):
        rules = [f for f in fills if abs(f[2] - f[0] - 420) < 1]
        weights = sorted(round(f[3] - f[1], 2) for f in rules)
        assert weights.count(0.75) == 2 and 0.4 in weights, weights
        assert not [f for f in fills if f[2] - f[0] < f[3] - f[1]], "a vertical rule"


def wide_table(count):
    months = [f"{m}月指标" for m in range(1, 13)]
    return html("全年指标", ["指标"] + months, [[f"第{i}项"] + [f"{i * m * 97 % 9000}.{m % 10}" for m in range(1, 13)]
                                                for i in range(count)])


def test_a_wide_table_is_turned_and_the_folio_stays(env):
    """GB/T 9704, clause 8: the head of the table is at the left edge, which binds an odd page and is cut of an even one."""
    folios, heads = defaultdict(set), []
    for number, (runs, _) in enumerate(build(env, wide_table(120)), 1):
        turned = [r for r in runs if r.turned]
        last = [r for r in runs if r.text == str(number) and not r.turned]
        assert len(last) == 1, [r.text for r in runs if not r.turned]
        folios[number % 2].add((round(last[0].x), round(last[0].y, 1)))
        if turned:
            title = [r for r in turned if r.text.startswith("全年指标")]
            assert title and title[0].x == min(r.x for r in turned)
            assert all(r.turned for r in runs if "项" in r.text or "月" in r.text)
            heads.append(number)
    assert len(heads) > 1 and {n % 2 for n in heads} == {0, 1}, heads
    assert all(len(f) == 1 for f in folios.values()), folios


def test_turned_points_stand_beside_each_other(env):
    points = sorted(r.point() for runs, _ in build(env, wide_table(30)) for r in runs
                    if r.turned and re.fullmatch(r"\d+\.\d", r.text))
    assert len(points) == 30 * 12, len(points)
    columns = [points[i:i + 30] for i in range(0, len(points), 30)]
    assert all(c[-1] - c[0] < 0.1 for c in columns), [(c[0], c[-1]) for c in columns]


def test_one_long_unit_takes_no_room_from_all_labels(env):
    folder = tempfile.mkdtemp(prefix="briefgen-test-")
    page = os.path.join(folder, "a.txt")
    villages = [a + b for a in "青白红黄黑绿紫蓝灰赤" for b in "石桥水沟坡岭滩湾坝塘岗沙"]
    with open(page, "w", encoding="utf-8") as f:
        f.write("各村栽树台账公布\n\n" + "".join(f"{v}村栽树{200 + i}棵。\n\n" for i, v in enumerate(villages)) +
                "水渠流量达7立方米/秒以上。\n")
    columns = []
    for runs, _ in pages(env.build(page, "--style", "jianbao")):
        at = {r.text: r.x for r in runs}
        if "页" in at:
            columns.append((at["页"] - at["单位"]) / next(r.size for r in runs if r.text == "单位"))
    assert columns
    for width in columns:  # with 页 and the padding of both
        assert width < 7, f"the unit column is {width:.1f} characters wide"


def test_a_unit_takes_ten_characters_at_most(env):
    folder = tempfile.mkdtemp(prefix="briefgen-test-")
    page = os.path.join(folder, "a.xml")
    text = "全镇栽树300棵。"
    rows = "".join(f'<keyfigure id="k{i}" label="第{i}村栽树" value="{300 + i}" number="{300 + i}" unit="{unit}" approx="" outlook="" per="" base="" '
                   f'about="" part-of="" p="p1" start="4" end="8">{text}</keyfigure>' for i, unit in enumerate(["棵", "棵", "千克每平方米每昼夜每摄氏度每标准大气压"]))
    with open(page, "w", encoding="utf-8") as f:
        f.write('<?xml version="1.0" encoding="UTF-8"?>\n<article version="1" id="a-1" kind="article" source="a.txt" date="2031-03-04">'
                f'<head><headline>各村栽树</headline></head><body><p id="p1">{text}</p></body><keyfigures>{rows}</keyfigures></article>')
    at = next(h for h in ({r.text: r.x for r in runs} for runs, _ in pages(env.build(page, "--style", "jianbao"))) if "页" in h)
    assert (at["页"] - at["单位"]) / 14 < 13
