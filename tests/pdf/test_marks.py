# SPDX-License-Identifier: MIT
"""Geometry of marks on the finished pages, from `mutool trace`: dots (IL-01), names (IL-02), notes (NT-01, NT-02), rubies,
the pitch of the lines (GR-02), and that nothing of them is in the text that is copied but what is text."""
import os
import re
import subprocess
import tempfile
import unicodedata
import xml.etree.ElementTree as ET

TEXT = """<?xml version="1.0" encoding="UTF-8"?>
<article id="a-1" version="1" kind="article">
  <head><headline>修好两座桥</headline></head>
  <body>%s</body>
</article>
"""
PLAIN = "各地一向把桥梁看得很重，年年派人查看，处处设岗守护，从不因人手少而放松。" * 3
EM = "安全、生产“第一”——不得……放松（任何）时候"
BODY = f"""<p>{PLAIN}<em>{EM}</em>{PLAIN}</p>
<p>这是<name>王五</name><name>赵六</name>所写<book>桥志</book><note>第一条注，说的是书。</note>。{PLAIN}</p>
<p>{PLAIN}<ruby><rb>拼音</rb><rt>pīnyīn</rt></ruby>在上<note>第二条注，{PLAIN}</note>，<strong>加粗</strong>在中。</p>"""
PITCH, LEFT, BOTTOM, MEASURE, SIZE = 18, 30.9 * 72 / 25.4, (26 * 72 / 25.4 + 39 * 18), 420.09, 10.5


def trace(env, body):
    """The finished file; glyphs of the first page as (character, x, y, size), y downwards; discs as (x, y) of their
    middles; rectangles as (left, top, right, bottom)."""
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        path = os.path.join(folder, "a.xml")
        with open(path, "w", encoding="utf-8") as f:
            f.write(TEXT % body)
        pdf = env.build(path)
    out = subprocess.run(["mutool", "trace", pdf, "1"], stdout=subprocess.PIPE, check=True).stdout
    glyphs, discs, boxes = [], [], []
    for item in ET.fromstring(out).iter():
        if item.tag == "span":
            size = abs(float(item.get("trm").split()[0]))
            glyphs += [(g.get("unicode"), float(g.get("x")), 841.89 - float(g.get("y")), size) for g in item.iter("g")]
        elif item.tag == "fill_path":
            points = [(float(p.get(x)), 841.89 - float(p.get(y))) for p in item
                      for x, y in (("x", "y"), ("x3", "y3")) if p.get(x)]
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            if any(p.tag == "curveto" for p in item):
                discs.append(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
            else:
                boxes.append(box)
    return pdf, glyphs, discs, boxes


def is_han(character):
    return unicodedata.category(character) == "Lo"


def run_of(glyphs, text):
    """The glyphs of a text, which is there once."""
    whole = "".join(g[0][0] for g in glyphs)
    assert whole.count(text) == 1, f"{text} in {whole}"
    return glyphs[whole.index(text):whole.index(text) + len(text)]


def body_lines(glyphs):
    return sorted({round(g[2], 2) for g in glyphs if abs(g[3] - SIZE) < 0.01 and is_han(g[0][0])})


def test_a_dot_below_each_stressed_character(env):
    _, glyphs, discs, _ = trace(env, BODY)
    body = [g for g in glyphs if abs(g[3] - SIZE) < 0.01]
    stressed = [g for g in run_of(body, EM[:6]) + run_of(body, EM[-10:]) if is_han(g[0])]
    assert len({g[2] for g in stressed}) > 1, "all on one line"
    assert len(discs) == sum(map(is_han, EM)), discs
    for character, x, y, size in stressed:
        near = [d for d in discs if abs(d[0] - x - size / 2) <= 0.03 * size and y < d[1] < y + PITCH / 2]
        assert len(near) == 1, f"{character} at {x}, {y}: {near}"
        assert near[0][1] - 0.08 * size > y + 0.12 * size, f"the dot of {character} is in its cell"


def test_no_line_moves_for_a_mark(env):
    _, glyphs, _, _ = trace(env, BODY)
    lines = body_lines([g for g in glyphs if g[2] > 250])
    steps = {round(b - a, 1) for a, b in zip(lines, lines[1:])}
    assert len(lines) > 8 and all(step % PITCH == 0 for step in steps), steps


def test_the_lines_of_two_names_do_not_touch(env):
    _, glyphs, _, boxes = trace(env, BODY)
    first = run_of(glyphs, "王五赵六")
    y, left, size = first[0][2], first[0][1], first[0][3]
    lines = sorted(b for b in boxes if y < b[1] < y + PITCH / 2 and b[3] - b[1] < 1)
    assert len(lines) == 2, lines
    assert abs(lines[0][0] - left) < 0.05 and abs(lines[1][2] - left - 4 * size) < 0.2
    assert 0.05 * size < lines[1][0] - lines[0][2] <= size / 4
    assert left + 2 * size - lines[0][2] <= size / 8 and lines[1][0] - left - 2 * size <= size / 8


def test_notes_at_the_foot(env):
    _, glyphs, _, boxes = trace(env, BODY)
    last_body = body_lines(glyphs)[-1]
    notes = [g for g in glyphs if abs(g[3] - 9) < 0.05 and last_body < g[2] < BOTTOM]
    rule = [b for b in boxes if last_body < b[1] < notes[0][2] and b[3] - b[1] < 1 and b[2] - b[0] < MEASURE / 2]
    assert len(rule) == 1, rule
    assert abs(rule[0][0] - LEFT) < 0.1 and 0.30 <= (rule[0][2] - rule[0][0]) / MEASURE <= 0.36
    assert rule[0][1] - (last_body + 0.12 * SIZE) >= PITCH - SIZE, "the rule is too near to the text"
    cell = max(g[2] for g in notes) + 0.12 * 9
    assert abs(cell - (BOTTOM - (PITCH - SIZE) / 2)) < 0.1, f"the last note ends at {cell}, not on the frame's last line"
    for label, text in (("①", "第一"), ("②", "第二")):
        mark = [g for g in notes if g[0] == label]
        after = run_of(notes, label + "\u3000" + text + "条注")
        assert len(mark) == 1 and abs(after[2][1] - mark[0][1] - 18) < 0.2, "number, one em, text"


def test_the_mark_of_a_note_is_solid_to_its_word(env):
    _, glyphs, _, _ = trace(env, BODY)
    whole = "".join(g[0][0] for g in glyphs)
    at = whole.index("桥志①")
    base, mark, stop = glyphs[at + 1], glyphs[at + 2], glyphs[at + 3]
    assert stop[0] == "。" and abs(base[1] + base[3] - mark[1]) < 0.05, "a gap before the mark"
    assert mark[3] < base[3] and base[2] - mark[2] > 0.2 * base[3], "the mark is not raised"


def test_a_ruby_in_the_middle_above_its_base(env):
    _, glyphs, _, _ = trace(env, BODY)
    base = run_of(glyphs, "拼音")
    ruby = [g for g in glyphs if abs(g[3] - SIZE / 2) < 0.01]
    assert "".join(g[0] for g in ruby) == "pīnyīn"
    middle = (base[0][1] + base[1][1] + SIZE) / 2
    assert abs((ruby[0][1] + ruby[-1][1] + 3) / 2 - middle) < 0.7, "not in the middle"
    assert base[0][2] - PITCH < ruby[0][2] < base[0][2] - 0.88 * SIZE


def test_only_text_is_copied(env):
    pdf, _, _, _ = trace(env, BODY)
    text = subprocess.run(["pdftotext", "-raw", "-l", "1", pdf, "-"], stdout=subprocess.PIPE, check=True).stdout.decode()
    flat = "".join(text.split())
    for wanted in (EM, "这是王五赵六所写桥志①。", "拼音在上②，加粗在中。", "①第一条注，说的是书。", "pīnyīn"):
        assert wanted in flat, f"{wanted} is not in {flat}"
