# SPDX-License-Identifier: MIT
"""D. Adjustment of lines: 行内调整."""
import re

from . import body, texts
from .fixture import nudge
from .lines import lines
from .registry import Section
from .room import could_take, natural_width

section = Section("D", "Adjustment of lines · 行内调整")
FLUSH = 0.05      # pt
EQUAL = 0.02      # pt
NEAR = 0.005      # em
MEASURES = range(13, 30)
LOOSEST = 0.25    # em
RAGGED = {"style": {"p": {"align": "left"}}}


def settings(kit, measures=MEASURES, parts=texts.PARTS, **p):
    """Texts of several kinds over several measures; those with a warning of loose lines are JU-08's."""
    for text in parts:
        for chars in measures:
            setting = kit.set(text, chars=chars, quiet=False, **p)
            if "loose" not in setting.said:
                yield setting


def inner_lines(kit, **more):
    for setting in settings(kit, **more):
        yield from ((setting, line) for line in setting.lines[:-1])


def is_word_space(gap):
    return gap.pair == "AA" and gap.em > 0.15


def is_plain(line):
    """Without Western words side by side, whose spaces are the face's."""
    return not any(is_word_space(g) for g in line.gaps())


@section("JU-01", "Lines are flush at both edges", RAGGED)
def flush(kit):
    for setting, line in inner_lines(kit):
        assert abs(line.left - setting.left) <= FLUSH, f"{line.left:.3f}: {line}"
        assert abs(line.right - setting.right) <= FLUSH, f"{setting.right - line.right:.3f} pt short: {line}"


@section("JU-02", "A last line keeps its natural gaps", {"style": {"p": {"align": "distribute"}}})
def last_line(kit):
    for setting in settings(kit):
        line = setting.lines[-1]
        if natural_width(line) < setting.right - setting.left:  # else it was squeezed in whole
            for g in line.gaps():
                assert g.pair == "AA" or abs(g.em - body.natural(g.a, g.b)) <= 0.02, f"{g} in {line}"


@section("JU-03", "A line is expanded only if no more fits at all minima", {"style": {"p": {"punctuation": "full"}}})
def compress_first(kit):
    for setting in settings(kit, parts=[texts.COMMAS, texts.MARKS, texts.COMMAS + texts.MARKS]):
        for line, following in zip(setting.lines, setting.lines[1:]):
            if natural_width(line) < setting.right - setting.left - 0.01:
                assert not could_take(line, following, setting.right - setting.left), f"room for more: {line}"


def compressed(kit):
    for setting, line in inner_lines(kit):
        if is_plain(line) and natural_width(line) > setting.right - setting.left + 0.01:
            yield line


@section("JU-04", "Compression takes its steps in order",
         {"distort": lambda pages: widen_first(pages)})
def order(kit):
    seen = set()
    for line in compressed(kit):
        gaps = [g for g in line.gaps() if body.step_of(g.a, g.b)]
        used = {body.step_of(g.a, g.b) for g in gaps if g.em < body.natural(g.a, g.b) - NEAR}
        seen |= used
        for g in gaps:
            if used and body.step_of(g.a, g.b) < max(used):
                assert g.em <= body.least(g.a, g.b) + NEAR, f"{g} in {line}, though step {max(used)} was begun"
    assert seen == {4, 5, 6, 7}, f"steps seen: {sorted(seen)}"


def widen_first(pages):
    """Takes of a later step what the first gap should have given."""
    for page in pages:
        for line in lines(page):
            for gap in [g for g in line.gaps() if body.step_of(g.a, g.b) in (4, 5)][:1]:
                gap.b.x += 0.1 * gap.b.size


@section("JU-05", "Gaps of one step share equally", {"distort": nudge(lambda a, b: a == "，")})
def equal(kit):
    for line in compressed(kit):
        for step in (4, 5, 6, 7):
            widths = [g.pt for g in line.gaps() if body.step_of(g.a, g.b) == step]
            if widths:
                assert max(widths) - min(widths) <= EQUAL, f"step {step}: {widths} in {line}"


def expanded(kit):
    for setting, line in inner_lines(kit):
        if is_plain(line) and natural_width(line) < setting.right - setting.left - 0.01:
            yield line


@section("JU-06", "Expansion takes its steps in order",
         {"distort": nudge(lambda a, b: body.is_han(a) and body.is_han(b))})
def expansion(kit):
    seen = set()
    for line in expanded(kit):
        solid = [g.pt for g in line.gaps() if g.pair == "HH"]
        mixed = [g.em for g in line.gaps() if g.pair in ("HA", "AH") and not is_unit(g)]
        if not solid:
            continue
        assert max(solid) - min(solid) <= EQUAL, f"uneven: {line}"
        if max(solid) > EQUAL and mixed:
            seen.add("mixed")
            assert all(abs(m - 1 / 3) <= NEAR for m in mixed), f"{mixed} with Han apart: {line}"
        elif mixed and not max(solid) > EQUAL:
            seen.add("only mixed")
            assert all(0.25 - NEAR <= m <= 1 / 3 + NEAR for m in mixed), f"{mixed}: {line}"
    assert seen == {"mixed", "only mixed"}, f"seen: {seen}"
    check_word_spaces(kit)


def check_word_spaces(kit):
    """½ em where Han characters stand apart, never more where there are any."""
    seen = set()
    for setting, line in inner_lines(kit, parts=[texts.WORDED], measures=range(14, 40)):
        solid = [g.em for g in line.gaps() if g.pair == "HH"]
        for g in line.gaps():
            if is_word_space(g) and solid:
                seen.add(max(solid) > NEAR)
                assert 0.25 - NEAR <= g.em <= 0.5 + NEAR and (max(solid) <= NEAR or g.em >= 0.5 - NEAR), f"{g} in {line}"
    assert seen == {True, False}, f"Han apart: {seen}"


def is_unit(gap):
    """A number and its unit, between which nothing is added (UB-08)."""
    return body.is_digit(gap.a.text) and body.is_han(gap.b.text)


@section("JU-07", "Nothing is added where it must not", {"distort": nudge(lambda a, b: a in body.OPEN)},
         {"distort": nudge(lambda a, b: b in "～—·／")}, {"distort": nudge(lambda a, b: a == b == "…")})
def exceptions(kit):
    count = 0
    for setting, line in inner_lines(kit, parts=[texts.CONNECTED, texts.DASHES, texts.MARKS]):
        if natural_width(line) < setting.right - setting.left - 0.01:
            for g in line.gaps():
                if body.is_fixed(g.a, g.b):
                    count += 1
                    assert abs(g.em) <= NEAR, f"{g} in {line}"
    assert count > 20, f"{count} places"


def loose_lines(setting):
    return [line for line in setting.lines[:-1] if any(g.pair == "HH" and g.em > LOOSEST + NEAR for g in line.gaps())]


@section("JU-08", "A Han gap over ¼ em is a warning",
         {"distort": nudge(lambda a, b: body.is_han(a) and body.is_han(b), 0.3)})
def looseness(kit):
    found = 0
    for text in (*texts.PARTS, "请阅读InternationalOrganizations的说明，再填写RepresentativesHandbook的表格，最后交给门口的人。"):
        for chars in (9, 11, 16, 21):
            setting = kit.set(text, chars=chars, quiet=False)
            m = re.search(r"(\d+) loose line", setting.said)
            loose = len(loose_lines(setting))
            assert loose == (int(m[1]) if m else 0), f"{loose} loose: {setting.said}"
            found += loose
    assert found, "no line was loose"


@section("JU-09", "Han characters are set solid, in headings too",
         {"distort": nudge(lambda a, b: body.is_han(a) and body.is_han(b), 0.01)})
def solid(kit):
    setting = kit.set(texts.PLAIN, chars=30, align="left", head="<headline>渡口老树又一年</headline>")
    assert len(setting.lines) > 3
    for line in setting.lines:
        for g in line.gaps():
            assert abs(g.em) <= 0.002, f"{g} in {line}"


@section("JU-10", "Even setting fills the width with equal gaps", {"style": {"p": {"align": "justify"}}})
def even(kit):
    for name in ("张山", "欧阳小河", "李大水", "上官云"):
        setting = kit.set(name, chars=8, align="distribute")
        line = setting.lines[0]
        widths = [g.pt for g in line.gaps()]
        assert abs(line.left - setting.left) <= FLUSH and abs(line.right - setting.right) <= FLUSH, str(line)
        assert max(widths) - min(widths) <= EQUAL, f"{widths}"
