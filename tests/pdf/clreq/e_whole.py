# SPDX-License-Identifier: MIT
"""E. What is not parted: 不可分离."""
import re

from . import body, texts
from .fixture import carry, marked, nudge
from .lines import cuts
from .registry import Section

section = Section("E", "Sequences that are not parted · 不可分离")


def parted(kit, text, measures=range(9, 30), **p):
    """(before, behind) of every line end over many measures."""
    for chars in measures:
        setting = kit.set(text, chars=chars, quiet=False, **p)
        source = text.replace(*kit.text) if kit.text else text
        yield from cuts(source, setting.lines)


def never(kit, text, before, behind, **p):
    """No line ends between what matches `before` and what matches `behind`."""
    ends = [(a.rstrip(), b.lstrip()) for a, b in parted(kit, text, **p)]
    assert len(ends) > 20
    for a, b in ends:
        assert not (re.search(before + "$", a) and re.match(behind, b)), f"{a[-8:]}|{b[:8]}"


@section("UB-01", "—— and …… stay together", {"text": ("——", "—，—")}, {"text": ("……", "…，…")})
def pairs(kit):
    for chars in range(7, 29):
        for line in kit.set(texts.DASHES, chars=chars, quiet=False).lines:
            for mark, count in (("—", 2), ("…", 2)):
                for run in re.findall(mark + "+", line.text):
                    assert len(run) % count == 0, f"half of a pair: {line}"


@section("UB-02", "A number is not split", {"text": (",480.5", ", 480. 5")})
def numbers(kit):
    never(kit, texts.NUMBERS, r"[0-9.,]", r"[0-9.,]")


@section("UB-03", "% ‰ ° ℃ stay with their number", {"distort": carry(lambda a, b: body.is_digit(a) and b == "%")})
def postfix(kit):
    never(kit, texts.NUMBERS + "两天后，又升到38℃，湿度达到96%，坡度7°，比去年高0.4‰。", r"[0-9]", r"[%‰°℃℉]")


@section("UB-04", "+ − ± stay with their number", {"text": ("±", "± ")})
def prefix(kit):
    never(kit, texts.NUMBERS + "所以说±15是上限，+4到+9都常见，−7很少见，±0.05才算准。", r"[+−±]", r"[0-9]")


@section("UB-05", "A currency sign stays with its number", {"text": ("¥", "¥ ")}, {"text": ("$", "$ ")})
def currency(kit):
    never(kit, texts.NUMBERS + "原价¥19.90，现价$2.85，运费€7，合£31，退¥660给买主。", r"[¥￥$€£]", r"[0-9]")
    never(kit, "原价19.90€，现价2.85$，运费7£，合31€，退660¥给买主，另加8€，共计24,500£才够。", r"[0-9]", r"[¥￥$€£]")


@section("UB-06", "A number keeps its Chinese unit", {"style": {"p": {"keep_number_unit": "no"}}})
def units(kit):
    never(kit, texts.DATES, r"[0-9]", r"(年|月|日|万|批|个|人|组|公里|天)")


@section("UB-07", "Raised and lowered text stays with its base", {"style": {"sup": {"font_size": "60%"}}})
def raised(kit):
    text = "堆场四万米<sup>2</sup>，库容六千米<sup>3</sup>，水样是水<sub>9</sub>，渡口<sup>7</sup>上下两里<sup>4</sup>都在修；"
    count = 0
    for chars in range(7, 29):
        for line in kit.set(marked(text * 3), chars=chars, quiet=False).lines:
            assert line.first.size > 8, f"parted from its base: {line}"
            for a, b in line.pairs:
                if b.size < 8:
                    count += 1
                    apart = abs(body.left_pt(b) - body.right_pt(a)) > 0.01 or abs(b.y - line.y) < 1
                    assert not apart, f"{a.text}{b.text} in {line}"
    assert count > 200


@section("UB-08", "Nothing is added inside any of these",
         {"distort": nudge(lambda a, b: body.is_digit(a) and b in ".%")},
         {"distort": nudge(lambda a, b: body.is_digit(a) and b in "万年月", 0.2)})
def solid(kit):
    count = 0
    for chars in range(13, 30):
        for text in (texts.NUMBERS, texts.DATES):
            for line in kit.set(text, chars=chars, quiet=False).lines[:-1]:
                for g in line.gaps():
                    unit = body.is_digit(g.a.text) and g.b.text in "年月日万批个"
                    if g.pair == "AA" or unit:
                        count += 1
                        assert g.em <= (0.25 if unit else 0.03) + 0.005, f"{g} in {line}"
    assert count > 100
