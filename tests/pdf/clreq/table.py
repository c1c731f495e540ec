# SPDX-License-Identifier: MIT
"""All requirements in order, and the table of docs/clreq.md."""
from . import a_edges, b_marks, c_mixed, d_adjust, e_whole, f_paragraphs, g_pages, h_matter, i_official
from . import others, registry
from .fixture import Kit

SECTIONS = [m.section for m in (a_edges, b_marks, c_mixed, d_adjust, e_whole, f_paragraphs, g_pages, h_matter, i_official)]


def requirements():
    return [r for section in SECTIONS for r in section.requirements]


def results(env):
    return [registry.result_of(r, Kit(env)) for r in requirements()]


def text(found):
    """The table that `make clreq` prints."""
    rows = [f"{r.requirement.id:<6} {r.state:<15} {r.requirement.title}" + (f"\n{'':23}{r.reason}" if r.reason else "")
            for r in found]
    return "\n".join(rows) + "\n" + sums(found)


def sums(found):
    count = {state: sum(r.state == state for r in found) for state in registry.STATES}
    return ", ".join(f"{n} {state}" for state, n in count.items() if n)


HEAD = """<!-- Made by scripts/clreq: change tests/pdf/clreq, then run `make docs`. -->
# Chinese layout, requirement by requirement

Every row is a requirement on how Chinese is set: W3C's *Requirements for Chinese Text Layout*, GB/T 15834 on marks and
GB/T 9704 on an office's pages, and where they are silent JLREQ or a decision of the house. A row passes if fixtures of our own
sentences, built by the program, have the geometry it asks for, as `mutool trace` reads it from the finished PDF.
`make clreq` prints this column; `tests/run pdf/clreq` runs each row as a test, and runs it again on a fixture that was
broken on purpose, where it must fail.

What other programs do was measured on one text: Typst 0.14, XeLaTeX with xeCJK, WeasyPrint and FOP. Most of it is not known,
and the table says so. Of LibreOffice it is known that it trims no mark.
"""


def markdown(found):
    names = {r.requirement.id: r for r in found}
    parts = [HEAD, f"**briefgen: {sums(found)}.**\n"]
    for section in SECTIONS:
        parts.append(f"## {section.letter}. {section.title}\n")
        parts.append("| id | requirement | briefgen | Typst | xeCJK | WeasyPrint | FOP |\n|---|---|---|---|---|---|---|")
        for r in section.requirements:
            parts.append(row(names[r.id]))
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def row(result):
    known = others.KNOWN.get(result.requirement.id, {})
    why = result.requirement.reason
    ours = result.state + (f": {why}" if why else "")
    cells = [result.requirement.id, result.requirement.title, ours]
    cells += [known.get(name, "not known") for name in ("Typst", "xeCJK", "WeasyPrint", "FOP")]
    return "| " + " | ".join(cells) + " |"
