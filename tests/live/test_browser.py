# SPDX-License-Identifier: MIT
"""The page of `briefgen serve` in a real browser: a sheet is edited, broken and mended in front of its reader."""
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.dirname(__file__))
import browser  # noqa: E402
from finished import of_pages  # noqa: E402
from live import Live  # noqa: E402

INK = """const c = document.querySelector(".sheet canvas"), d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
let n = 0; for (let i = 0; i < d.length; i += 4) n += d[i] < 128; return n;"""


class Reader:
    """A server on the pages of input/, and a browser that looks at it."""

    def __init__(self, env):
        self.live = Live(env, "serve")

    def __enter__(self):
        self.live.__enter__()
        self.profile = tempfile.TemporaryDirectory(prefix="briefgen-browser-")
        self.page = browser.Browser(self.profile.name)
        self.page.open(self.live.line().strip())
        self.page.until('document.querySelector(".sheet canvas") && document.body.dataset.version')
        return self.live, self.page

    def __exit__(self, *rest):
        self.page.close()
        self.live.__exit__(*rest)
        self.profile.cleanup()


def next_build(page, change):
    before = page.run("return document.body.dataset.version")
    change()
    page.until(f"document.body.dataset.version !== '{before}'")


def test_a_sheet_is_edited_broken_and_mended(env):
    env.needs(browser.installed(), browser.PACKAGE)
    with Reader(env) as (live, page):
        sheet, ink = live.read("own.xml"), page.run(INK)
        larger = re.sub(r'(name="masthead-name"[^>]*? font-size=")[\d.]+', r"\g<1>36", sheet)
        next_build(page, lambda: live.save("own.xml", larger))
        assert page.run(INK) != ink, "the picture is that of before"
        assert "own.xml" in page.run("return document.getElementById('status').textContent")
        next_build(page, lambda: live.save("own.xml", larger.replace("<style name=\"headline\"", "<stile name=\"headline\"")))
        assert page.run("return document.getElementById('status').className") == "failed"
        message = page.run("""const all = [...document.querySelectorAll('.message.error')];
            const m = all.find(m => m.textContent.includes('<stile>')); m.id = 'fault'; return m.textContent""")
        assert "own.xml" in message, message
        assert page.run(INK) > 0
        page.run("document.getElementById('fault').click()")
        line = page.until("document.querySelector('#source li.here') && document.querySelector('#source li.here').textContent")
        assert "<stile" in line, line
        next_build(page, lambda: live.save("own.xml", sheet))
        assert page.run("return document.body.dataset.failed") == "false" and page.run(INK) == ink
        assert page.faults() == []


@of_pages
def test_the_reader_stays_where_he_is(env):
    env.needs(browser.installed(), browser.PACKAGE)
    with Reader(env) as (live, page):
        page.run("document.getElementById('larger').click()")
        page.run("document.getElementById('view').scrollTop = 700")
        where = "return [document.getElementById('view').scrollTop, document.getElementById('percent').textContent]"
        before = page.run(where)
        name = next(n for n in sorted(os.listdir(live.pages)) if n.endswith(".txt"))
        text = live.read("pages/" + name)
        next_build(page, lambda: live.save("pages/" + name, re.sub("([\u4e00-\u9fff])。", "\\1的。", text, count=1)))
        assert page.run(where) == before and before[0] == 700


@of_pages
def test_pages_out_of_view_are_those_of_the_same_build(env):
    env.needs(browser.installed(), browser.PACKAGE)
    ink_of = INK.replace('document.querySelector(".sheet canvas")', 'document.querySelectorAll(".sheet")[arguments[0]].querySelector("canvas")')
    with Reader(env) as (live, page):
        turn = """const p = document.getElementById("page"); p.value = arguments[0]; p.dispatchEvent(new Event("change"));"""
        drawn = "document.querySelectorAll('.sheet')[4].querySelector('canvas') && document.querySelectorAll('.sheet')[4].dataset.drawn"
        page.run(turn, 5)
        page.until(drawn)
        before = page.run(ink_of, 4)
        page.run(turn, 1)
        larger = re.sub(r'(name="p"[^>]*font-size=")[^"]+', r"\g<1>12pt", live.read("own.xml"))
        next_build(page, lambda: live.save("own.xml", larger))
        is_old = "return document.querySelectorAll('.sheet')[arguments[0]].classList.contains('old')"
        old = page.run("return document.querySelectorAll('.sheet')[4].dataset.drawn")
        assert page.run(is_old, 4) and not page.run(is_old, 0)
        page.run(turn, 5)
        page.until(f"{drawn} !== '{old}'")
        assert page.run(ink_of, 4) != before and not page.run(is_old, 4), "the picture is that of before"
        assert page.faults() == []


def test_a_word_leads_to_its_source_and_a_figure_to_its_page(env):
    env.needs(browser.installed(), browser.PACKAGE)
    with Reader(env) as (live, page):
        page.run("""const p = document.querySelector(".sheet"), r = p.getBoundingClientRect();
            fetch("place?" + new URLSearchParams({file: arguments[0], line: 1000})).then(a => a.json()).then(place => {
                document.getElementById("page").value = place.page;
                document.getElementById("page").dispatchEvent(new Event("change"));
                const s = document.querySelectorAll(".sheet")[place.page - 1], b = s.getBoundingClientRect();
                const k = b.width / 595.28;
                s.dispatchEvent(new MouseEvent("click", {clientX: b.left + (place.x + 4) * k, clientY: b.top + (place.y + 4) * k, bubbles: true}));
            });""", os.path.join(live.pages, sorted(os.listdir(live.pages))[0]))
        page.until("!document.getElementById('source').hidden && document.querySelector('#source li.here')")
        assert page.run("return document.querySelector('.hit') !== null")
        page.run("document.getElementById('tab-figures').click()")
        page.until("document.querySelectorAll('#rows tr.placed').length > 2")
        page.run("const r = document.querySelectorAll('#rows tr.placed'); r[r.length - 1].click()")
        page.until("document.getElementById('view').scrollTop > 0 && document.querySelector('.hit')")
        assert page.faults() == []


@of_pages
def test_another_sheet_can_be_chosen(env):
    env.needs(browser.installed(), browser.PACKAGE)
    with Reader(env) as (live, page):
        ink = page.run(INK)
        page.run("const s = document.getElementById('sheet'); s.value = 'jianbao'; s.dispatchEvent(new Event('change'));")
        page.until("!/正在/.test(document.getElementById('status').textContent)")
        assert page.run(INK) != ink and page.run("return document.querySelectorAll('.sheet').length") > 0
