# SPDX-License-Identifier: MIT
"""`briefgen watch`: what is saved is built, and is the same as if it had been built alone."""
import os
import random
import re
import shutil
import signal
import sys

sys.path.insert(0, os.path.dirname(__file__))
from live import Live  # noqa: E402

PAGE = "# 甲镇修桥\n\n　　甲镇{}修桥3座，投资1200万元。\n\n　　桥长40米。\n"


def assert_line(line, changed, pages=r"\d+ pages?"):
    assert re.fullmatch(rf".*out\.pdf: {changed}{pages}, \d+ ms\n", line), line


def changed_text(text, dice):
    """One Han character becomes another one, or is told twice."""
    places = [m.start() for m in re.finditer("[\u4e00-\u9fff]", text)]
    at = dice.choice(places)
    return text[:at] + dice.choice(["的", "在", "", text[at] * 2]) + text[at + 1:]


def swapped_paragraphs(text, dice):
    parts = text.split("\n\n")
    at = dice.randrange(1, max(2, len(parts) - 1))
    return "\n\n".join([*parts[:at], *reversed(parts[at:at + 2]), *parts[at + 2:]])


def told_again(text, dice):
    """A number becomes another one, or a paragraph is told twice: figures, places and what is told twice change."""
    if dice.random() < 0.5:
        return re.sub(r"\d+", lambda m: str(int(m[0]) + dice.randint(1, 9)), text, count=dice.randint(1, 4))
    parts = text.split("\n\n")
    return "\n\n".join([*parts, dice.choice(parts)])


def random_edits(dice):
    """Changes of a page and of the sheet; each takes and gives the text."""
    pages = [lambda t: changed_text(t, dice), lambda t: swapped_paragraphs(t, dice), lambda t: told_again(t, dice)]
    sheet = [lambda t: re.sub(r'(name="headline"[^>]*font-size=")[\d.]+', rf"\g<1>{dice.randint(14, 20)}", t),
             lambda t: re.sub(r'(name="p"[^>]*font-size=")[^"]+', rf"\g<1>{dice.choice(['小四', '五号', '10pt'])}", t),
             lambda t: re.sub("#3A4A5A|#[0-9]{6}", f"#{dice.randint(100000, 999999)}", t, count=1),
             lambda t: re.sub(r'grid-lines="\d+"', f'grid-lines="{dice.randint(30, 39)}"', t, count=1),
             lambda t: re.sub(r'(<font role="kaiti" family=")[^"]*', dice.choice([r"\g<1>LXGW WenKai", r"\g<1>Noto Serif CJK SC"]), t)]
    return pages, sheet


def test_after_each_of_many_edits_the_file_is_that_of_a_cold_build(env):
    dice = random.Random(5)
    page_edits, sheet_edits = random_edits(dice)
    with Live(env, "watch") as live:
        live.line()
        names = sorted(os.path.relpath(os.path.join(d, f), live.folder) for d, _, fs in os.walk(live.pages)
                       for f in fs if f.endswith((".txt", ".md")))
        done = 0
        before = {}
        while done < env.rounds(30):
            name = "own.xml" if done % 3 == 2 else dice.choice(names)
            old = live.read(name)
            new = before.pop(name) if name in before and done % 7 == 6 else \
                dice.choice(sheet_edits if name == "own.xml" else page_edits)(old)
            before[name] = old
            if new == old:
                continue
            live.save(name, new)
            assert_line(live.line(), re.escape(os.path.basename(name)) + "; ")
            assert live.pdf() == live.cold(), f"after edit {done}, of {name}"
            done += 1


def test_a_change_taken_back_gives_the_file_of_before(env):
    with Live(env, "watch", {"a.txt": PAGE.format("今年"), "b.txt": PAGE.format("去年")}) as live:
        assert_line(live.line(), "")
        first = live.pdf()
        live.save("pages/a.txt", PAGE.format("明年"))
        assert_line(live.line(), r"a\.txt; ")
        assert live.pdf() != first
        live.write("pages/a.txt", PAGE.format("今年"))
        assert_line(live.line(), r"a\.txt; ")
        assert live.pdf() == first


HALVES = {
    "1.txt": "江湾渡口添了两条新船\n本报讯（记者 岑知白）江湾渡口昨天添了两条新船，每条能坐60人，过江只要8分钟。新船用了（下转第四版）\n",
    "4.txt": "江湾渡口添了两条新船\n（上接第一版）{}年时间造成，花了1200万元。\n渡口还修了候船室，有热水和雨棚。\n"}


def test_an_article_on_two_pages_follows_an_edit_of_either(env):
    pages = {name: text.format(3) for name, text in HALVES.items()}
    with Live(env, "watch", pages) as live:
        assert_line(live.line(), "")
        for name, text in (("4.txt", HALVES["4.txt"].format(5)), ("1.txt", pages["1.txt"].replace("60", "80")), ("4.txt", pages["4.txt"])):
            before = live.pdf()
            live.save("pages/" + name, text)
            assert_line(live.line(), name.replace(".", r"\.") + "; ")
            assert before != live.pdf() == live.cold()


def test_files_come_and_go_in_folders_old_and_new(env):
    with Live(env, "watch", {"a.txt": PAGE.format("今年")}) as live:
        live.line()
        live.save("pages/b.txt", PAGE.format("去年"))
        assert_line(live.line(), r"b\.txt \(new\); ")
        os.mkdir(live.path("later"))
        live.write("later/c.txt", PAGE.format("前年"))
        os.rename(live.path("later"), live.path("pages/later"))
        assert_line(live.line(), r"c\.txt \(new\); ")
        live.save("pages/later/c.txt", PAGE.format("大前年"))
        assert_line(live.line(), r"c\.txt; ")
        os.remove(live.path("pages/b.txt"))
        assert_line(live.line(), r"b\.txt \(gone\); ")
        assert live.pdf() == live.cold()


def test_a_folder_that_is_renamed_or_deleted_is_noticed_and_so_is_the_one_that_takes_its_place(env):
    with Live(env, "watch", {"a.txt": PAGE.format("今年")}, sheet=False) as live:
        live.line()
        good = live.pdf()
        os.rename(live.pages, live.path("other"))
        assert_line(live.line(), r"(a\.txt \(gone\); )?", "not built, the last good one stays")
        assert live.pdf() == good
        os.mkdir(live.path("later"))
        live.write("later/b.txt", PAGE.format("去年"))
        os.rename(live.path("later"), live.pages)
        assert_line(live.line(), r"b\.txt \(new\)(, a\.txt \(gone\))?; ")
        assert live.pdf() == live.cold()
        shutil.rmtree(live.pages)
        assert_line(live.line(), r"(b\.txt \(gone\); )?", "not built, the last good one stays")


def test_a_broken_sheet_leaves_the_last_good_file(env):
    with Live(env, "watch", {"a.txt": PAGE.format("今年")}) as live:
        live.line()
        good, sheet = live.pdf(), live.read("own.xml")
        live.save("own.xml", sheet.replace("<style name=\"headline\"", "<stile name=\"headline\""))
        assert_line(live.line(), r"own\.xml; ", "not built, the last good one stays")
        assert live.pdf() == good and "own.xml:" in live.said() and "stile" in live.said(), live.said()
        live.save("pages/a.txt", PAGE.format("明年"))
        assert_line(live.line(), r"a\.txt; ", "not built, the last good one stays")
        live.save("own.xml", sheet)
        assert_line(live.line(), r"own\.xml; ")
        assert live.pdf() == live.cold() != good


def test_a_first_build_that_fails_promises_no_file(env):
    """Nor are the files that it did not come to read told as new when one is good."""
    with Live(env, "watch", {}) as live:
        assert_line(live.line(), "", "not built")
        live.save("pages/a.txt", PAGE.format("今年"))
        assert_line(live.line(), r"a\.txt(~, a\.txt)?; ")
        assert live.pdf() == live.cold()
        live.save("pages/b.xml", "<article")
        assert_line(live.line(), r"b\.xml \(new\); ", "not built, the last good one stays")


def test_a_broken_article_and_no_article_leave_the_last_good_file(env):
    with Live(env, "watch", {"a.txt": PAGE.format("今年")}) as live:
        live.line()
        good = live.pdf()
        live.save("pages/b.xml", "<article")
        assert_line(live.line(), r"b\.xml \(new\); ", "not built, the last good one stays")
        os.remove(live.path("pages/b.xml"))
        live.line()
        os.rename(live.path("pages/a.txt"), live.path("a.txt"))
        assert_line(live.line(), r"a\.txt \(gone\); ", "not built, the last good one stays")
        assert live.pdf() == good
        os.rename(live.path("a.txt"), live.path("pages/a.txt"))
        assert_line(live.line(), r"a\.txt \(new\); ")


def test_base_sheets_and_manifests_are_watched_too(env):
    with Live(env, "watch", {"a.txt": PAGE.format("今年")}) as live:
        live.line()
        live.save("own.xml", '<sheet version="1" name="own" title="本单位简报" base="./base.xml"/>\n')
        live.line()
        shutil.copy(os.path.join(env.root, "styles", "weekly.xml"), live.path("base.xml"))
        live.line()
        base = live.read("base.xml")
        live.save("base.xml", re.sub(r'(name="headline"[^>]*font-size=")[\d.]+', r"\g<1>21", base))
        assert_line(live.line(), r"base\.xml; ")
        live.save("pages/briefing.xml", '<briefing title="月报" issue="7"/>\n')
        assert_line(live.line(), r"briefing\.xml \(new\); ")
        assert live.pdf() == live.cold()


def test_the_mark_of_a_sheet_is_watched_and_kept(env):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="{}"/></svg>'
    with Live(env, "watch", {"a.txt": PAGE.format("今年")}) as live:
        live.line()
        live.write("mark.svg", svg.format("red"))
        live.save("own.xml", live.read("own.xml").replace("<masthead>", '<masthead><image file="mark.svg" alt="标志"/>'))
        live.line()
        for name, text in (("pages/a.txt", PAGE.format("明年")), ("mark.svg", svg.format("blue")),
                           ("own.xml", live.read("own.xml").replace("<image ", '<image width="25mm" '))):
            live.save(name, text)
            live.line()
            assert live.pdf() == live.cold(), name


def test_what_changes_nothing_is_not_told(env):
    with Live(env, "watch", {"a.txt": PAGE.format("今年")}) as live:
        live.line()
        live.write("pages/.a.txt.swp", "draft")
        live.write("pages/a.txt~", "backup")
        live.write("pages/a.txt", PAGE.format("今年"))
        live.quiet()


def test_a_change_is_built_once(env):
    with Live(env, "watch", {"a.txt": PAGE.format("今年")}, options=("-v",)) as live:
        live.line()
        live.quiet()
        for n, year in enumerate(("明年", "后年", "去年"), 1):
            live.save("pages/a.txt", PAGE.format(year))
            live.line()
            live.quiet()
            built = len(re.findall("^acquire ", live.said(), re.M))
            assert built == n + 1, f"{built} builds after {n} changes"


def test_an_output_among_the_inputs_is_no_change(env):
    live = Live(env, "watch", {"a.txt": PAGE.format("今年")})
    live.out = os.path.join(live.pages, "out.pdf")
    with live:
        live.line()
        live.quiet()
        live.save("pages/a.txt", PAGE.format("明年"))
        assert_line(live.line(), r"a\.txt; ")
        live.quiet()


def test_the_same_warning_is_said_once(env):
    with Live(env, "watch", {"a.txt": PAGE.format("今年"), "b.rtf": "no page"}) as live:
        live.line()
        assert live.said().count("b.rtf: warning") == 1, live.said()
        live.save("pages/a.txt", PAGE.format("明年"))
        live.line()
        assert live.said().count("b.rtf: warning") == 1, live.said()


def test_a_burst_is_one_build(env):
    with Live(env, "watch", {"a.txt": PAGE.format("今年")}) as live:
        live.line()
        for n in range(20):
            live.save("pages/a.txt", PAGE.format(f"第{n}年"))
        lines = [live.line()]
        while not live.lines.empty() or live.pdf() != live.cold():
            lines.append(live.line())
        assert len(lines) < 10, lines


def test_signals_end_it_cleanly(env):
    for with_signal in (signal.SIGTERM, signal.SIGINT):
        with Live(env, "watch", {"a.txt": PAGE.format("今年")}) as live:
            live.line()
            assert live.stop(with_signal) == 0, live.said()


def test_the_report_tells_the_state_of_the_files(env):
    import json
    with Live(env, "watch", {"a.txt": PAGE.format("今年")}, sheet=True) as live:
        states = []
        for year in ("今年", "明年", "今年"):
            live.save("pages/a.txt", PAGE.format(year))
            report = live.path("report.json")
            done = env.run(live.pages, "-o", live.path("x.pdf"), "--style", live.sheet, "--report", report)
            assert done.returncode == 0, done.stderr
            states.append(json.load(open(report, encoding="utf-8"))["state"])
        live.save("own.xml", live.read("own.xml") + "\n")
        env.run(live.pages, "-o", live.path("x.pdf"), "--style", live.sheet, "--report", report)
        states.append(json.load(open(report, encoding="utf-8"))["state"])
        assert states[0] == states[2] and len(set(states)) == 3 and len(states[0]) == 64, states
