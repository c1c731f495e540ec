#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Print docs/typesetting.md with its tables made anew: scripts/typesetting-doc.py > docs/typesetting.md

The words around the tables are kept as they stand there; gaps and line edges are what src/line/space.c says, tailorings
of UAX #14 what tests/unit/line_unicode.c holds.
"""
import re

DOC, SPACE, UNICODE = "docs/typesetting.md", "src/line/space.c", "tests/unit/line_unicode.c"
BEGIN, END = "<!-- {}: made by scripts/typesetting-doc.py -->\n", "<!-- end of {} -->\n"
CLASSES = {"HAN": "Han", "COMMA": "，、；：", "STOP": "。．！？", "OPEN": "“（《", "CLOSE": "”）》", "CONNECT": "- – — ～",
           "DOT": "·", "SOLIDUS": "/", "DASH": "——", "ELLIPSIS": "……", "LATIN": "letter", "DIGIT": "digit",
           "PREFIX": "¥ − ±", "POSTFIX": "% ℃", "SPACE": "space", "LINE_END": "line end", "ITERATE": "々"}
LEFT_OUT = ("SPACE", "LINE_END")
LEVELS = {"NEVER": "–", "BREAK_BASIC": "basic", "BREAK_GB": "gb", "BREAK_STRICT": "strict"}


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def gaps():
    """The gap table, and what its letters say."""
    text = read(SPACE)
    rows = dict(re.findall(r'\[CLASS_(\w+)\] = "(.{%d})"' % len(CLASSES), text))
    shown = [(i, c) for i, c in enumerate(CLASSES) if c not in LEFT_OUT]
    yield "| from ↓ to → | " + " | ".join(CLASSES[c] for _, c in shown) + " |\n|---|" + "---|" * len(shown) + "\n"
    for _, c in shown:
        yield f"| {CLASSES[c]} | " + " | ".join(f"`{rows[c][i]}`" for i, _ in shown) + " |\n"
    comment = re.search(r"/\*\n \* One letter a pair;.*?\*/", text, re.S)[0]
    entries = re.sub(r"\n \* {6,}", " ", comment)
    yield "\n| letter | gap: natural, least, share in expansion |\n|---|---|\n"
    for letter, words in re.findall(r"^ \*   (\S(?:  \S)?)  (.*)$", entries, re.M):
        letters = ", ".join(f"`{x}`" for x in letter.split())
        yield f"| {letters} | {words.strip()} |\n"


def edges():
    """From which level on a class may not stand at an edge of a line."""
    rows = re.findall(r"\[CLASS_(\w+)\] = \{(\w+), (\w+), (\w+), (\w+)\},(?: +/\* (.*?) \*/)?", read(SPACE))
    yield "| class | never begins a line from level | never ends one from | stays with Western text | clause |\n"
    yield "|---|---|---|---|---|\n"
    for name, first, last, western, _, clause in rows:
        if name in LEFT_OUT:
            continue
        clause = clause or ("LB-10, UB-02 to UB-05" if western == "true" else "")
        yield f"| {CLASSES[name]} | {LEVELS[first]} | {LEVELS[last]} | {'yes' if western == 'true' else ''} | {clause} |\n"


def tailorings():
    """What is done otherwise than UAX #14 says."""
    yield "| tailoring | at those places | source |\n|---|---|---|\n"
    rows = re.findall(r'\{"(.*?) \(([^()]*)\)", *\w+, (true|false)\}', re.sub(r'"\s+"', "", read(UNICODE)))
    for words, source, allowed in rows:
        yield f"| {words} | {'a line may end' if allowed == 'true' else 'no line ends'} | {source} |\n"


def main():
    text = read(DOC)
    for name, table in (("gaps", gaps), ("edges", edges), ("tailorings", tailorings)):
        begin, end = BEGIN.format(name), END.format(name)
        head, rest = text.split(begin)
        text = head + begin + "".join(table()) + end + rest.split(end)[1]
    print(text, end="")


if __name__ == "__main__":
    main()
