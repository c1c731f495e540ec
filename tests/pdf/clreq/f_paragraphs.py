# SPDX-License-Identifier: MIT
"""F. Paragraphs: 段落."""
from . import body, texts
from .fixture import Xml
from .lines import bare
from .registry import Section

section = Section("F", "Paragraphs · 段落")
INDENT = {"text_indent": "2字"}


def is_first(setting, line):
    return line.left > setting.left + 1.5 * setting.size


@section("PA-01", "The first line is indented by two characters", {"style": {"p": {"text_indent": "1字"}}})
def indent(kit):
    for size in (9, 10.5, 12):
        setting = kit.set(texts.COMMAS, "水涨了，桥还在，人也在，灯亮着，一直亮到天明。", size=size, text_indent="2字")
        firsts = [line for line in setting.lines if line.left > setting.left + 0.1]
        assert len(firsts) == 2, f"{len(firsts)} first lines"
        for line in firsts:
            assert abs((line.left - setting.left) / size - 2) <= 0.01, f"{(line.left - setting.left) / size:.3f} em: {line}"


@section("PA-02", "No extra space between paragraphs", {"style": {"p": {"space_after": "1行"}}})
def solid(kit):
    setting = kit.set(texts.COMMAS, texts.MARKS, texts.COMMAS, **INDENT)
    for a, b in zip(setting.lines, setting.lines[1:]):
        assert abs(b.y - a.y - 18) <= 0.05, f"{b.y - a.y:.2f} pt before {b}"


@section("PA-03", "No lone character on a last line", {"style": {"p": {"line_fit": "greedy"}}})
def lone(kit):
    for count in range(10):
        for text in (texts.COMMAS, texts.MARKS, texts.MIXED):
            for chars in (15, 23):
                lines = kit.set(texts.ends_with(text, count), chars=chars, quiet=False, **INDENT).lines
                characters = [g for g in lines[-1].glyphs if body.class_of(g.text) in "HA"]
                assert len(characters) >= 2, f"{lines[-1]}"


def pages_of(kit, **more):
    """Texts of many lengths on small pages: per page its lines, with the frame."""
    bodies = (texts.COMMAS, texts.PLAIN[:40], texts.MARKS, texts.PLAIN[:20])
    body_texts = [texts.ends_with(text, n) for n in range(0, 10, 2) for text in bodies]
    for rows in range(6, 14):
        setting = kit.set(*body_texts, rows=rows, chars=19, quiet=False, **INDENT, **more)
        pages = [[line for line in setting.lines if line.page == p.number] for p in setting.pages]
        assert len(pages) > 4
        yield setting, pages


FEW = {"style": {"p": {"widows": "1", "orphans": "1"}}}


@section("PA-04", "No last line of a paragraph alone at the head of a page", FEW)
def widows(kit):
    for setting, pages in pages_of(kit):
        for lines in pages[1:]:
            first, second = lines[0], lines[1] if len(lines) > 1 else None
            if not is_first(setting, first):
                assert second and not is_first(setting, second), f"a widow: {first}"


@section("PA-05", "No first line of a paragraph alone at the foot of a page", FEW)
def orphans(kit):
    for setting, pages in pages_of(kit):
        for lines, following in zip(pages, pages[1:]):
            if is_first(setting, lines[-1]):
                assert is_first(setting, following[0]), f"an orphan: {lines[-1]}"


@section("PA-06", "Lists hang: the label at the edge, the rest further in", {"style": {"item": {"text_indent": "0"}}})
def lists(kit):
    items = "".join(f"<item><label>{n}.</label>{texts.COMMAS[k:k + 60]}</item>" for n, k in ((1, 0), (2, 20), (3, 40)))
    styles = {"item": {"margin_left": "2字", "text_indent": "-2字"}}
    setting = kit.set(Xml(f'<list id="p1" lines="1">{items}</list>'), styles=styles)
    assert min(line.left for line in setting.lines) >= setting.left - 0.02 * setting.size
    labels = 0
    for line in setting.lines:
        is_label = line.text[0].isdigit()
        labels += is_label
        wanted = setting.left + (0 if is_label else 2 * setting.size)
        assert abs(line.left - wanted) <= 0.02 * setting.size, f"{(line.left - setting.left) / setting.size:.3f} em: {line}"
    assert labels == 3 and len(setting.lines) > 6


@section("PA-07", "Quotation marks over several paragraphs stand as they were written", {"text": ("“桥", "桥")})
def quotes(kit):
    spoken = ["“船要先到北岸，把米卸下来，再去南岸接人。", "“桥还没有修好，夜里不要走。", "“等天亮了，再一起过河，谁也不要急。”"]
    setting = kit.set(*spoken, chars=14, **INDENT)
    assert bare("".join(setting.texts)) == bare("".join(spoken))
    firsts = [line for line in setting.lines if is_first(setting, line)]
    assert [line.text[0] for line in firsts] == ["“"] * 3, "a paragraph without its opening mark"
    assert [line.last.text == "”" for line in setting.lines] == [False] * (len(setting.lines) - 1) + [True]
