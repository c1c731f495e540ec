# SPDX-License-Identifier: MIT
"""B. The width of marks: 标点宽度."""
from . import body, texts
from .fixture import marked, nudge, shift
from .ink import Picture
from .registry import Section

section = Section("B", "Width of marks · 标点宽度")
FULL = {"style": {"p": {"punctuation": "full"}}}
NEAR = 0.02  # em


def near(value, wanted, what, tolerance=NEAR):
    assert abs(value - wanted) <= tolerance, f"{what}: {value:.3f} em, not {wanted:g}"


def span(kit, marks, **p):
    """What stands between two Han characters takes so many em on a line that is not justified."""
    glyphs = kit.set(f"国{marks}字后面还有几个", chars=40, align="left", **p).lines[0].glyphs
    after = next(g for g in glyphs if g.text == "字")
    return (body.left_pt(after) - body.right_pt(glyphs[0])) / glyphs[0].size


def gap_of(kit, first, second, **p):
    """The gap between two marks on a line that is not justified."""
    line = kit.set(f"国{first}{second}字后面还有几个", chars=40, align="left", **p).lines[0]
    return next(g.em for g in line.gaps() if g.a.text == first and g.b.text == second)


@section("PW-01", "A mark alone takes one em, —— and …… two", {"distort": nudge(lambda a, b: a in body.MARKS)},
         {"distort": nudge(lambda a, b: a in ("——", "…"))})
def alone(kit):
    for mark in sorted(body.PAUSE):
        near(span(kit, mark), 1, mark)
    for opening, closing in ("“”", "‘’", "（）", "《》", "〈〉", "【】", "〔〕", "「」", "『』"):
        near(span(kit, f"{opening}中{closing}"), 3, opening + closing)
    near(span(kit, "——"), 2, "——")
    near(span(kit, "……"), 2, "……")


def fixed_spans(line):
    """Width from Han to Han over each half-width mark of a line."""
    for a, b, c in zip(line.glyphs, line.glyphs[1:], line.glyphs[2:]):
        if b.text in "·–/" and body.is_han(a.text) and body.is_han(c.text):
            yield b, (body.left_pt(c) - body.right_pt(a)) / a.size


@section("PW-02", "Interpunct, short connector and solidus take half an em, always",
         {"distort": nudge(lambda a, b: b in "·–/")},
         {"distort": shift(lambda g: g.text == "·", dx=0.1), "frame": {"chars": 13}})
def half_width(kit):
    text = "约翰·史密斯走过三–五里地，带了和/或两种图纸，东／西两岸都看了，玛丽·格林与安娜·李跟着，看了东/西两岸。"
    for chars in (13, 40):
        setting = kit.set(text, chars=chars)
        found = [s for line in setting.lines for s in fixed_spans(line)]
        assert len(found) >= 4
        for mark, wide in found:
            near(wide, 0.5, mark.text)
        assert any(abs(line.right - setting.right) < 0.05 for line in setting.lines[:-1]) or chars == 40
    picture = Picture(setting.pdf)
    for line in setting.lines:
        for a, b, c in zip(line.glyphs, line.glyphs[1:], line.glyphs[2:]):
            if b.text == "·":
                left, right = body.right_pt(a), body.left_pt(c)
                ink = picture.extent(left + 0.5, line.y - 8, right - 0.5, line.y + 1)
                near((ink[0] + ink[2] - left - right) / 2 / b.size, 0, "· off its middle", 0.03)
                near((b.x + b.adv / 2 * b.size - (left + right) / 2) / b.size, 0, "· off its middle", 0.03)


@section("PW-03", "A mark gives on its outer side only", {"distort": nudge(lambda a, b: a in body.OPEN)},
         {"distort": nudge(lambda a, b: b in body.CLOSE)}, {"distort": nudge(lambda a, b: b in body.PAUSE)})
def inner_side(kit):
    for chars in range(9, 30):
        for line in kit.set(texts.MARKS, chars=chars, quiet=False).lines:
            for g in line.gaps():
                if g.a.text in body.OPEN or (body.is_han(g.a.text) and g.b.text in body.PAUSE | body.CLOSE):
                    near(g.em, 0, f"{g} in {line}")


BRACKETS = [("）", "”"), ("》", "）"), ("”", "，"), ("）", "。"), ("，", "”"), ("。", "”"), ("！", "”"), ("（", "“"), ("“", "《"),
            ("”", "（"), ("》", "《"), ("，", "“"), ("：", "“"), ("。", "（")]


@section("PW-04", "Two marks of which one is a bracket take 1.5 em", FULL)
def two(kit):
    for first, second in BRACKETS:
        near(span(kit, first + second), 1.5, first + second)
    for first, second in (("”", "（"), ("》", "《"), ("，", "“")):
        near(span(kit, first + second, punctuation="tight"), 1, f"{first}{second} tight")


@section("PW-05", "Marks that hug have no gap, those that part have half an em", FULL)
def hugging(kit):
    for first, second in BRACKETS:
        parted = second in body.OPEN and first not in body.OPEN
        near(gap_of(kit, first, second), 0.5 if parted else 0, first + second)
        near(gap_of(kit, first, second, punctuation="tight"), 0, f"{first}{second} tight")


@section("PW-06", "n marks take n − ½(n−1) em", FULL)
def runs(kit):
    for marks in ("。”）", "》），", "”）。", "（“《"):
        near(span(kit, marks), 2, marks)
    near(span(kit, "》”）。"), 2.5, "》”）。")


def starts(kit, members):
    for chars in range(7, 29):
        for line in kit.set(texts.MARKS, chars=chars, quiet=False).lines[1:]:
            if line.first.text in members:
                yield line


@section("PW-07", "An opening mark at a line start stands flush",
         {"distort": shift(lambda g: g.text in body.OPEN, dx=0.5)})
def line_start(kit):
    found = list(starts(kit, body.OPEN))
    assert len(found) > 5
    for line in found:
        near((line.left - 60) / line.size, 0, str(line))


@section("PW-08", "An opening mark at the indent stands at the indent", {"style": {"p": {"text_indent": "2.5字"}}})
def indent(kit):
    for opening, closing in ("“”", "（）", "《》", "【】"):
        setting = kit.set(f"{opening}水涨了{closing}老人说着，朝码头走去，看船是不是都系牢了。", text_indent="2字")
        near((setting.lines[0].left - setting.left) / setting.size, 2, opening)


@section("PW-09", "A mark at a line end takes half an em, flush", {"style": {"p": {"align": "left"}}})
def line_end(kit):
    count = 0
    for chars in range(9, 29):
        setting = kit.set(texts.MARKS, chars=chars, quiet=False)
        for line in setting.lines[:-1]:
            if line.last.text in body.PAUSE | body.CLOSE:
                near((setting.right - line.right) / line.size, 0, str(line))
                count += 1
    assert count > 20


@section("PW-10", "The squeeze works across a change of font, weight or colour", FULL)
def across_runs(kit):
    styles = {"dateline": {"font": "heiti", "color": "red", "font_size": "10pt"}}
    head = "<byline><person role='记者'>甲</person></byline><dateline>本报青禾讯</dateline>"  # ends with ）
    for text, wanted in (("《水文志》写成。", 0.5), ("，水文志写成。", 0), ("”（水文志）写成。", 0)):
        line = kit.set(text, chars=40, align="left", styles=styles, head=head).lines[0]
        a, b = next((a, b) for a, b in line.pairs if a.color != b.color)
        assert a.text == "）" and a.font != b.font, f"one run: {line}"
        near(body.gap(a, b), wanted, f"）{b.text} in two fonts")
    line = kit.set(marked("国“<strong>《字》</strong>”国，<strong>“字”</strong>，国（<em>“字”</em>）国"), chars=40,
                   align="left").lines[0]
    for g in line.gaps():
        if g.a.text in body.MARKS and g.b.text in body.MARKS:
            near(g.em, 0.5 if str(g).startswith("，|“") else 0, f"{g} in {line}")


@section("PW-11", "Two of ？！ take one em, three two", {"distort": nudge(lambda a, b: a in "？！")})
def doubled(kit):
    for marks, wanted in (("！！", 1), ("？？", 1), ("？！", 1), ("！！！", 2), ("？！！", 2)):
        near(span(kit, marks), wanted, marks)


@section("PW-12", "—— is one line of 2 em, …… six even dots, both in the middle", {"text": ("——", "—一")},
         {"text": ("……", "。。")})
def long_marks(kit):
    for role in ("songti", "heiti", "kaiti"):
        setting = kit.set("国——国……国", chars=40, align="left", font=role)
        line, picture = setting.lines[0], Picture(setting.pdf)
        edges = [line.left + n * setting.size for n in (1, 3, 4, 6)]
        top, bottom = line.y - 0.95 * setting.size, line.y + 0.2 * setting.size
        cell = picture.extent(line.left, top, edges[0], bottom)
        near((body.left_pt(line.last) - line.left) / setting.size, 6, f"{role}: 国——国……")
        near(len(picture.spots(edges[0] - 0.2, top, edges[1] + 0.2, bottom)), 1, f"{role}: parts of ——", 0)
        check_middle(picture, edges[:2], top, bottom, cell, f"{role} ——")
        dots = picture.spots(edges[2], top, edges[3], bottom)
        near(len(dots), 6, f"{role}: dots of ……", 0)
        steps = [b - a for a, b in zip(dots, dots[1:])]
        near((max(steps) - min(steps)) / setting.size, 0, f"{role}: dots uneven", 0.05)
        check_middle(picture, edges[2:], top, bottom, cell, f"{role} ……")


def check_middle(picture, edges, top, bottom, cell, what):
    ink = picture.extent(edges[0] + 0.3, top, edges[1] - 0.3, bottom)
    near((ink[1] + ink[3] - cell[1] - cell[3]) / 2 / 10, 0, f"{what} off the middle", 0.06)


@section("PW-13", "No mark hangs unless asked for; then one pause mark", {"style": {"p": {"hanging": "yes"}}},
         {"style": {"p": {"hanging": "no"}}})
def hanging(kit):
    hung = 0
    for chars in range(9, 29):
        for p in ({}, {"hanging": "yes"}):
            setting = kit.set(texts.MARKS, chars=chars, quiet=False, **p)
            for line in setting.lines:
                out = [g for g in line.glyphs if body.right_pt(g) > setting.right + NEAR * g.size]
                assert p or not out, f"hangs: {line}"
                hung += len(out)
                if out:
                    assert out == [line.last] and line.last.text in body.PAUSE, str(line)
                    assert line.glyphs[-2].text not in body.MARKS, f"two marks: {line}"
                    assert line.right <= setting.right + 0.52 * line.size, str(line)
    assert hung, "none hangs where it is asked for"
