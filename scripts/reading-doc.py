#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Print docs/reading.md with its table of evidence made anew: scripts/reading-doc.py > docs/reading.md

The words around the table are kept as they stand in docs/reading.md; the table says what src/acquire/feature.h and
src/acquire/classify.c say.
"""
import re

DOC, FEATURES, MODEL = "docs/reading.md", "src/acquire/feature.h", "src/acquire/classify.c"
BEGIN, END = "<!-- evidence: made by scripts/reading-doc.py -->\n", "<!-- end of evidence -->\n"
COLUMNS = ["label", "kicker", "subject", "headline", "subheadline", "byline", "first paragraph", "paragraph",
           "continuation", "heading", "caption", "credit", "item without headline", "late headline"]
CLEAR = 2  # a weight from here on is named


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def weights():
    for name, row in re.findall(r"^\s+\{([A-Z_]+),\s*\{([-\d,\s]+)\}\},$", read(MODEL), re.M):
        yield name, [int(w) for w in row.split(",")]


def named(row, sign):
    found = [(w * sign, c) for w, c in zip(row, COLUMNS) if w * sign >= CLEAR]
    return ", ".join(f"{c} {w}" for w, c in sorted(found, key=lambda f: -f[0])[:4])


def table():
    rows = dict(weights())
    yield "| evidence | meaning | speaks for | against |\n|---|---|---|---|\n"
    for name, strings in re.findall(r'X\((\w+),((?:[\s\\]*"[^"]*")+)\)', read(FEATURES)):  # a long one on several lines
        meaning, row = "".join(re.findall(r'"([^"]*)"', strings)), rows.get(name, [])
        yield f"| {name} | {meaning} | {named(row, 1)} | {named(row, -1)} |\n"


def main():
    text = read(DOC)
    before, after = text.index(BEGIN) + len(BEGIN), text.index(END)
    print(text[:before] + "".join(table()) + text[after:], end="")


main()
