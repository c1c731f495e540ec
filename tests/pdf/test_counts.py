# SPDX-License-Identifier: MIT
"""What a printer would mend in whole issues: nothing; and that scripts/pdf-counts would see it."""
import copy
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from clreq import counts  # noqa: E402
from finished import of_pages  # noqa: E402

SHEETS = ("weekly", "jianbao", "newspaper", "clippings")


def issues(env):
    """The project's own pages, and the shared ones where they lie beside the checkout."""
    yield [os.path.join(env.root, "input")]
    if os.path.isdir(env.pages):
        yield [os.path.join(env.pages, f"{n}.txt") for n in ("000", "002", "003")]
        yield [os.path.join(env.pages, "week")]


def build(env, inputs, *more):
    """A PDF, and how many loose lines its build warned of. Other tests look at the memory of such builds."""
    env = copy.copy(env)
    env.wrap = []
    out = os.path.join(tempfile.mkdtemp(prefix="briefgen-test-"), "out.pdf")
    done = env.run(*inputs, *more, "-o", out)
    assert done.returncode == 0, done.stderr
    return out, sum(int(n) for n in re.findall(r"(\d+) loose lines?,", done.stderr))


def paragraphs_of(env, inputs):
    folder = tempfile.mkdtemp(prefix="briefgen-test-")
    assert env.run("convert", *inputs, "-o", folder).returncode == 0
    articles = [os.path.join(folder, n) for n in os.listdir(folder) if not n.startswith("_")]
    return sum(open(a, encoding="utf-8").read().count("<p id=") for a in articles)


def check(env, inputs, wanted, sheet):
    """All counts are zero, and no line is loose but those that the build warned of."""
    pdf, warned = build(env, inputs, "--style", sheet)
    document, faults = counts.count(pdf)
    assert len(document.paragraphs) >= wanted, f"{len(document.paragraphs)} of {wanted} paragraphs were found"
    gaps = faults.pop(counts.GAPS)
    assert not any(faults.values()), f"{sheet} {inputs}\n{counts.text(document, faults)}"
    assert len(gaps) <= warned, f"{sheet} {inputs}: {warned} loose lines warned of\n" + "\n".join(map(str, gaps))


@of_pages
def test_issues_have_no_fault(env):
    for inputs in issues(env):
        wanted = paragraphs_of(env, inputs)
        for sheet in SHEETS:
            check(env, inputs, wanted, sheet)


def test_no_fault_in_other_frames(env):
    """The same in the default sheet with short and long lines, on low and high pages."""
    folder = tempfile.mkdtemp(prefix="briefgen-test-")
    sheet = os.path.join(folder, "other.xml")
    inputs = [os.path.join(env.root, "input")]
    wanted = paragraphs_of(env, inputs)
    for chars in (22, 27, 31, 36):
        for rows in (19, 28, 37):
            margin = (595.276 - 10.5 * chars) / 2
            open(sheet, "w", encoding="utf-8").write(
                f'<sheet name="other" version="1" base="weekly"><page size="A4" grid-lines="{rows}" line-pitch="18pt" '
                f'margin-top="26mm" margin-inner="{margin:.3f}pt" margin-outer="{margin:.3f}pt"/></sheet>')
            check(env, inputs, wanted, sheet)


BROKEN = {
    counts.EDGES: '<style name="p" based-on="p" line-break="none"/>',
    counts.LONE: '<style name="p" based-on="p" line-fit="greedy"/>',
    counts.WIDOWS: '<style name="p" based-on="p" widows="1" orphans="1"/>',
    counts.ORPHANS: '<style name="p" based-on="p" widows="1" orphans="1"/>',
    counts.HEADINGS: '<style name="heading" based-on="heading" keep-with-next="no"/>'
                     '<style name="headline" based-on="headline" keep-with-next="no" foot-lines="0"/>',
    counts.RAGGED: '<style name="p" based-on="p" align="left"/>',
    counts.OFF_GRID: '<style name="p" based-on="p" line-height="17.3pt"/>',
    counts.GAPS: '<style name="p" based-on="p" align="distribute"/>',
}
PAGE = ('<page size="A4" grid-lines="{}" grid-chars="{}" line-pitch="18pt" margin-top="26mm" margin-inner="40mm" '
        'margin-outer="{:.3f}pt"/>')


def test_every_fault_is_seen(env):
    """Each count is above zero in an issue where a style asks for what it counts, at one of several depths and widths of the
    page."""
    folder = tempfile.mkdtemp(prefix="briefgen-test-")
    for name, styles in BROKEN.items():
        found = 0
        for lines in range(20, 40):
            sheet = os.path.join(folder, "broken.xml")
            chars = 30 - lines % 4
            page = PAGE.format(lines, chars, 595.276 - 113.386 - 10.5 * chars)
            open(sheet, "w", encoding="utf-8").write(
                f'<sheet name="broken" version="1" base="weekly">{page}<styles>{styles}</styles></sheet>')
            found = len(counts.count(build(env, [os.path.join(env.root, "input")], "--style", sheet)[0])[1][name])
            if found:
                break
        assert found, f"{name}: none seen"
