# SPDX-License-Identifier: MIT
"""What a hostile page costs: four times the text takes about four times as long, whatever its shape; a square would take sixteen."""
import os
import subprocess
import tempfile

CHARACTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥东南西北春夏秋冬山水木石田土江河湖海桥路村镇县市"
MOST = 7       # times as long
SLACK = 0.15   # seconds that a busy machine may add
TRIES = 4      # of which the fastest counts
DEEPEST = 40   # levels of a list


def word(number, length):
    """The same word for the same number, and hardly ever for another one."""
    state, characters = (number + 1) * 2654435761 % 2**31, ""
    for _ in range(length):
        state = (state * 1103515245 + 12345 + number) % 2**31
        characters += CHARACTERS[(state >> 8) % len(CHARACTERS)]
    return characters


def each(form, count, *lengths):
    """The form with words of these lengths and the number in it, so many times."""
    return "".join(form.format(*(word(n * len(lengths) + k, length) for k, length in enumerate(lengths)), n=n) for n in range(count))


# The ending of the file, how many, and the text of so many.
SHAPES = {
    "short paragraphs": ("txt", 3500, lambda n: each("{}。\n\n", n, 4)),
    "short lines": ("txt", 3000, lambda n: each("{}\n\n", n, 3)),
    "Latin paragraphs": ("txt", 4000, lambda n: "ab cd\n\n" * n),
    "a paragraph and its clauses": ("txt", 2500, lambda n: each("{}，", n, 12) + "。\n\n" + each("{}，\n\n", n, 12)),
    "a paragraph and its sentences": ("txt", 3000, lambda n: each("{}。", n, 36) + "\n\n" + each("{}。\n\n", n, 36)),
    "one sentence of figures": ("txt", 1500, lambda n: "增长3.2%，" * n),
    "one sentence of counts": ("txt", 1500, lambda n: each("{}{n}座，", n, 2)),
    "places in a row": ("txt", 3000, lambda n: each("{}县{n}吨，", n, 1)),
    "counts of one clause": ("txt", 5000, lambda n: "完成" + each("{n}吨、", n)),
    "a yield behind a row": ("txt", 5000, lambda n: "梅溪县以" + each("{n}吨、", n) + "2吨的产量居首。"),
    "headings": ("md", 3000, lambda n: each("# {}\n\n", n, 8)),
    "equal lines": ("txt", 1500, lambda n: "南湖镇修好一座桥\n\n" * n),
    "equal paragraphs": ("txt", 2500, lambda n: "南湖镇修好一座桥，全镇都很高兴，桥头摆满了鲜花。\n\n" * n),
    "captions": ("txt", 2500, lambda n: each("图为{}。{}摄\n\n", n, 9, 3)),
    "credits": ("txt", 2500, lambda n: each("（记者 {} 摄）\n\n", n, 3)),
    "datelines": ("txt", 1200, lambda n: each("本报{}讯（记者 {}）4月2日，{}镇修好{n}座桥。\n\n", n, 2, 3, 2)),
    "rows of a table": ("md", 2500, lambda n: "|镇|桥|路|\n|-|-|-|\n" + each("|{}|{n}|{n}|\n", n, 3)),
    "quotations that are never closed": ("txt", 20000, lambda n: "“他说‘" * n),
    "paragraphs that open a quotation": ("txt", 2500, lambda n: each("“{}，\n\n", n, 9)),
    "page turns": ("txt", 700, lambda n: each("{}。（下转第2版）\n\n（上接第1版）{}。\n\n", n, 12, 12)),
    "a deep list": ("md", 3000, lambda n: "".join("  " * (i % DEEPEST) + f"- {word(i, 4)}\n" for i in range(n))),
    "elements in a paragraph": ("html", 25000, lambda n: "<p>" + each("<b>{}</b>", n, 2) + "</p>"),
    "elements": ("html", 3500, lambda n: each("<p>{}</p>\n", n, 4)),
    "open ends": ("txt", 2500, lambda n: each("{}，{}\n\n", n, 14, 9)),
}


def seconds(env, folder, ending, text):
    """Of processor, for the program itself."""
    name = os.path.join(folder, "page." + ending)
    with open(name, "w", encoding="utf-8") as f:
        f.write(text)
    process = subprocess.Popen([env.program, name, "--dump=digest"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"exit {process.returncode}"
    return usage.ru_utime


def measured(env, folder, ending, few, many):
    """The least that each of the two took, and whether one is in proportion to the other."""
    once = whole = float("inf")
    for _ in range(TRIES):
        once, whole = min(once, seconds(env, folder, ending, few)), min(whole, seconds(env, folder, ending, many))
        if whole <= MOST * once + SLACK:
            return once, whole, True
    return once, whole, False


def test_costs_grow_with_the_text(env):
    """Sanitizers and valgrind have costs of their own."""
    if env.slow():
        return
    grown = []
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        for shape, (ending, count, text) in SHAPES.items():
            once, whole, even = measured(env, folder, ending, text(count), text(4 * count))
            if not even:
                grown.append(f"{shape}: {once:.2f} s, four times as many {whole:.2f} s")
    assert not grown, "\n".join(grown)
