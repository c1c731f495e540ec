# SPDX-License-Identifier: MIT
"""Where notes stand in the side column: around their lines, in order, none over another."""
import os
import tempfile

FIGURES = ["检修船舶35艘", "更换灯具420盏", "铺设管道16公里", "栽种树木2300棵", "维修房屋58间", "培训船员310人", "清理河道27公里",
           "安装护栏640米", "发放手册5100册", "新建站房9座", "改造码头14个", "添置座椅760把"]
PLAIN = "河水绕过山脚流向东边的平原，两岸的人家靠着它种稻养鱼，日子过得平静。"
SIDE, LEADING = 8.0, 11.0  # pt: the size of the notes, from line to line


def page_of(env, above):
    """The items of the one page: an article with all its figures in one paragraph in the middle, and this above them."""
    folder = tempfile.mkdtemp(prefix="briefgen-test-")
    page = os.path.join(folder, "page.txt")
    with open(page, "w", encoding="utf-8") as f:
        f.write("渡口恢复通航\n\n" + above + "今年" + "，".join(FIGURES) + "。\n\n" + PLAIN * 9 + "\n")
    done = env.run(page, "--style", "clippings", "--dump", "page")
    assert done.returncode == 0, done.stderr
    pages = done.stdout.split("\npage ")
    return [line.split(" ", 6) for line in pages[1].split("\n")]


def test_notes_stand_around_their_lines(env):
    """Each is as far above the line of its figure as below, taken together, in a paragraph that begins well above its figures; what
    opens the article stands level with its headline."""
    items = page_of(env, PLAIN * 9)
    texts = [i for i in items if i[0] == "text"]
    headline = next(float(t[2]) for t in texts if t[4] == "17.00")
    source = next(float(t[2]) for t in texts if t[6] == "page.txt")
    lines = sorted(float(i[2]) for i in items if i[0] == "anchor" and "-k" in i[3] and "row" not in i[3])
    notes = [float(t[2]) for t in texts if float(t[4]) == SIDE and t[5] == "#B3191E"]
    assert len(lines) == len(notes) == len(FIGURES)
    assert abs(source - headline) < LEADING, (source, headline)
    assert all(b - a >= LEADING - 0.1 for a, b in zip(notes, notes[1:])), notes
    fall = [note - line - 12.7 for note, line in zip(notes, lines)]  # an anchor is at the top of its line
    assert abs(sum(fall) / len(fall)) < LEADING / 2, fall
    assert max(map(abs, fall)) < len(notes) * LEADING / 2, fall


def test_no_note_begins_above_its_paragraph(env):
    """It would be read with the paragraph above: the first stands beside the first line, the others close behind it."""
    items = page_of(env, PLAIN * 9 + "\n\n")
    texts = [i for i in items if i[0] == "text"]
    first = next(float(t[2]) for t in texts if t[6].startswith("今年"))
    notes = [float(t[2]) for t in texts if float(t[4]) == SIDE and t[5] == "#B3191E"]
    assert len(notes) == len(FIGURES) and abs(notes[0] - first) < 1, (first, notes)
    assert notes[-1] - notes[0] < 2 * len(notes) * (LEADING + 2), notes
