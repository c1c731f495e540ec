# SPDX-License-Identifier: MIT
"""The finished file as other programs see it: structure, fonts, text, identical bytes."""
import functools
import json
import os
import re
import subprocess
import tempfile
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter

from finished import articles_alone, golden_pages, of_other_builds, of_pages, sheets


def sets(env):
    """The project's own pages, and the shared ones where they lie beside the checkout."""
    yield ["input"]
    if os.path.isdir(env.pages):
        yield [os.path.join(env.pages, f"{n}.txt") for n in ("000", "002", "003")]
        yield [os.path.join(env.pages, "week")]


def builds(env):
    for inputs in sets(env):
        inputs = [os.path.join(env.root, i) for i in inputs]
        yield inputs, env.built(*inputs)


@functools.lru_cache(maxsize=None)
def said(*command):
    """What a command prints, and that it prints nothing on standard error."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
    stderr = done.stderr.decode().replace("warning: ICC support is not available\n", "")  # Debian's mutool, of itself
    assert done.returncode == 0, f"{command}: exit {done.returncode}\n{stderr}"
    assert not stderr.strip(), f"{command}:\n{stderr[:2000]}"
    return done.stdout.decode("utf-8", "replace")


def plain(text):
    """Without white space, with width forms folded."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def frame_text(pdf):
    """The text of all pages inside the type area: no running heads, no folios."""
    size = re.search(r"Page size: +([\d.]+) x ([\d.]+)", said("pdfinfo", pdf))
    width, height = int(float(size[1])), int(float(size[2]))
    return said("pdftotext", "-raw", "-x", "0", "-y", "62", "-W", str(width), "-H", str(height - 62 - 52), pdf, "-")


def articles(env, *inputs):
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        done = env.run("convert", *inputs, "-o", folder)
        assert done.returncode == 0, done.stderr
        names = [n for n in sorted(os.listdir(folder)) if not n.startswith("_")]
        return [ET.parse(os.path.join(folder, n)).getroot() for n in names]


@of_pages
def test_structure_is_sound(env):
    for _, pdf in builds(env):
        assert "No syntax or stream encoding errors found" in said("qpdf", "--check", pdf)


@of_pages
def test_fonts_are_embedded_subset_with_unicode(env):
    for _, pdf in builds(env):
        rows = said("pdffonts", pdf).splitlines()[2:]
        assert rows
        for row in rows:
            assert re.search(r" yes +yes +yes +\d+ +0$", row), row
            assert re.match(r"[A-Z]{6}\+", row), row


@of_pages
def test_readers_draw_every_page_without_a_word(env):
    for _, pdf in builds(env):
        with tempfile.TemporaryDirectory() as folder:
            said("pdftoppm", "-r", "30", pdf, os.path.join(folder, "p"))
            said("mutool", "draw", "-q", "-F", "text", "-o", os.path.join(folder, "t.txt"), pdf)


@of_pages
def test_no_character_of_an_article_is_missing(env):
    for inputs, pdf in builds(env):
        printed = Counter(plain(said("pdftotext", "-layout", pdf, "-")))
        wanted, sections = Counter(), set()
        for article in env.once(articles, *inputs):
            for element in [*article.find("head").iter(), *article.find("body").iter()]:
                if element.tag == "section":
                    sections.add(element.text)
                else:
                    wanted.update(plain((element.text or "") + (element.tail or "")))
        wanted.update(plain("".join(sections)))
        missing = wanted - printed
        assert not missing, f"{inputs}: {''.join(missing.elements())[:200]}"


@of_pages
def test_every_paragraph_reads_on(env):
    """Copied text gives each paragraph whole and in order, also over a page end."""
    for inputs, pdf in builds(env):
        text = plain(frame_text(pdf))
        for article in env.once(articles, *inputs):
            for p in article.iter("p"):
                whole = "".join(p.itertext())
                assert plain(whole) in text, f"{article.get('id')} {p.get('id')}: {whole[:60]}"


def test_same_bytes_twice(env):
    for inputs in sets(env):
        inputs = [os.path.join(env.root, i) for i in inputs]
        first = open(env.build(*inputs, "--jobs", "1"), "rb").read()
        for more, where in ((["--jobs", "2"], {}), (["--jobs", "7"], {"TZ": "Asia/Shanghai", "LC_ALL": "C"})):
            again = open(env.build(*inputs, *more, env=where), "rb").read()
            assert first == again, f"{inputs} {more} {where}: the bytes differ"


def test_same_bytes_from_every_compiler_and_place(env):
    """`make test` builds the program with gcc and with clang."""
    other = os.path.join(env.root, "build", "clang", "briefgen")
    assert os.path.exists(other), f"{other} is not built: make clang"
    page, old = os.path.join(env.root, "input"), os.umask(0o077)
    try:
        first = open(env.build(page, "--pdf", "a-3a"), "rb").read()
        os.umask(0o000)
        with tempfile.TemporaryDirectory() as folder:
            for program, where in ((other, {}), (env.program, {"LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Urumqi"})):
                subprocess.run([program, "-q", page, "--pdf", "a-3a", "-o", "o.pdf"], cwd=folder, check=True,
                               stderr=subprocess.DEVNULL, env={**os.environ, **where})
                assert open(os.path.join(folder, "o.pdf"), "rb").read() == first, f"{program} {where}: the bytes differ"
    finally:
        os.umask(old)


def looked_at(env):
    """What the tests of pages build: whole issues in every sheet and linear, and golden pages."""
    for inputs in sets(env):
        inputs = [os.path.join(env.root, i) for i in inputs]
        yield from ([*inputs, "--style", sheet] for sheet in sheets(env.root))
        yield [*inputs, "--linear"]
    yield [os.path.join(env.root, "input"), "--style", articles_alone()]
    yield [os.path.join(env.root, "input", "2025-03-10-A2.txt")]
    yield from golden_pages(env.root)


@of_other_builds
def test_what_is_looked_at_elsewhere_is_the_same(env):
    """Byte for byte what the delivered program writes, whose pages are looked at."""
    for words in looked_at(env):
        found, delivered = (open(e.build(*words), "rb").read() for e in (env, env.delivered()))
        assert found == delivered, f"{words}: the bytes differ"


def test_corrected_articles_build_the_same_pdf(env):
    """pages -> PDF and pages -> article XML -> PDF give the same bytes."""
    for inputs, pdf in builds(env):
        with tempfile.TemporaryDirectory() as folder:
            done = env.run("convert", *inputs, "-o", folder)
            assert done.returncode == 0, done.stderr
            again = env.build(folder)
            assert open(pdf, "rb").read() == open(again, "rb").read(), inputs


KEY_FIGURE, ROW = re.compile(r"-k\d+$"), re.compile(r"-k\d+-row$")


def objects_of(pdf):
    return json.loads(said("qpdf", "--json", "--json-key=qpdf", pdf))["qpdf"][1]


@of_pages
def test_contents_lead_where_they_say(env):
    """A link to an article on a page that ends in a number leads to the page with that number."""
    for _, pdf in builds(env):
        pages = said("pdftotext", "-layout", pdf, "-").split("\f")
        links = [l for l in link_targets(objects_of(pdf)) if not KEY_FIGURE.search(l[0]) and not ROW.search(l[0])]
        assert links
        for _, source, _, target, _ in links:
            label = str(target + 1)
            line = [l.strip() for l in pages[source].splitlines() if l.rstrip().endswith(label)]
            assert line, f"page {source + 1}: no entry ends in {label}"


def word_lines(pdf):
    """Of each page, its words as (x, top, bottom, text), as poppler measures them from the top."""
    html = said("pdftotext", "-bbox", pdf, "-")
    for page in re.findall(r"<page .*?</page>", html, re.S):
        yield [(float(w[1]), float(w[2]), float(w[4]), w[5]) for w in
               re.finditer(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page)]


def text_between(words, top, bottom, left=0):
    """The words whose middle is in this band, as one text."""
    inside = sorted((round((t + b) / 2), x, w) for x, t, b, w in words if top < (t + b) / 2 < bottom and x >= left)
    return plain("".join(w for _, _, w in inside))


@of_pages
def test_every_figure_leads_to_its_line(env):
    """Each row of a table of key figures, and each figure of the band, is a link to the page and the height of the
    line in which the number begins; in the summary the page number at its end is that page's."""
    for inputs, pdf in builds(env):
        values = {f"{a.get('id')}-{k.get('id')}": re.match(r"[\d.,]+|.", plain(k.get("value")))[0]
                  for a in env.once(articles, *inputs) for k in a.iter("keyfigure")}
        pages = list(word_lines(pdf))
        height = float(re.search(r"Page size: +[\d.]+ x ([\d.]+)", said("pdfinfo", pdf))[1])
        found = Counter()
        for name, source, rect, target, top in link_targets(objects_of(pdf)):
            if not KEY_FIGURE.search(name):
                continue
            found[name] += 1
            row = text_between(pages[source], height - rect[3] - 1, height - rect[1] + 1, rect[0] - 2)
            assert values[name] in row, f"{name}: {values[name]} is not in the link {row}"
            line = text_between(pages[target], height - top, height - top + 18)
            more = text_between(pages[target], height - top, height - top + 36)
            place = f"{name}: page {target + 1} at {top}: {values[name]}"
            assert values[name][0] in line, f"{place} is not in {line}"
            assert values[name] in more or top < 102, f"{place} is not in {more}"
        assert set(found) == set(values), set(values) - set(found)
        assert min(found.values()) == 2 and max(found.values()) == 3, found


@of_pages
def test_figures_in_the_text_lead_back_to_the_summary(env):
    """A number in the text is a link to the row of the summary that has it; the row leads to the number (above)."""
    for inputs, pdf in builds(env):
        values = {f"{a.get('id')}-{k.get('id')}": re.match(r"[\d.,]+|.", plain(k.get("value")))[0]
                  for a in env.once(articles, *inputs) for k in a.iter("keyfigure")}
        pages = list(word_lines(pdf))
        height = float(re.search(r"Page size: +[\d.]+ x ([\d.]+)", said("pdfinfo", pdf))[1])
        found = [l for l in link_targets(objects_of(pdf)) if ROW.search(l[0])]
        assert len({l[0] for l in found}) == len(found) > len(values) * 0.8, f"{len(found)} of {len(values)}"
        for name, source, rect, target, top in found:
            value = values[name.removesuffix("-row")]
            line = text_between(pages[source], height - rect[3], height - rect[1])
            row = text_between(pages[target], height - top, height - top + 18)
            assert value[0] in line and value in row, f"{name}: {value} is not in {line} or not in {row}"


def link_targets(objects):
    """(name, page index, rectangle, target page index, target's y) of every link annotation."""
    def value(ref):
        return objects[f"obj:{ref}"]["value"] if isinstance(ref, str) and ref.endswith(" R") else ref

    def page_list(node):
        node_value = value(node)
        if node_value.get("/Type") == "/Pages":
            for kid in value(node_value["/Kids"]):
                yield from page_list(kid)
        else:
            yield node

    def names(node):
        node = value(node)
        pairs = value(node.get("/Names", []))
        yield from zip(pairs[::2], pairs[1::2])
        for kid in value(node.get("/Kids", [])):
            yield from names(kid)

    root = value(objects["trailer"]["value"]["/Root"])
    pages = list(page_list(root["/Pages"]))
    number = {p: n for n, p in enumerate(pages)}
    targets = {}
    for name, target in names(value(root["/Names"])["/Dests"]):
        target = value(target)
        target = value(target["/D"]) if isinstance(target, dict) else target
        targets[name] = number[target[0]], target[3]
    for n, page in enumerate(pages):
        for a in value(value(page).get("/Annots", [])):
            a = value(a)
            if a["/Subtype"] == "/Link":
                where = a.get("/Dest") or value(a["/A"])["/D"]
                yield where.removeprefix("u:"), n, value(a["/Rect"]), *targets[where]


def test_report_accounts_for_every_character(env):
    for inputs in sets(env):
        with tempfile.TemporaryDirectory() as folder:
            report = os.path.join(folder, "r.json")
            env.build(*[os.path.join(env.root, i) for i in inputs], "--report", report)
            characters = json.load(open(report, encoding="utf-8"))["characters"]
            assert characters["complete"] and characters["source"] > 1000
            assert characters["source"] == characters["article"] + characters["dropped"]
