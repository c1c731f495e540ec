# SPDX-License-Identifier: MIT
"""Properties of the exported key figures, on every page at hand: all forms say the same, every row stands where it says in
its article and in its page, and CSV reads back to exactly the values."""
import csv
import glob
import io
import json
import os
import re
import resource
import tempfile
import unicodedata
import xml.etree.ElementTree as ET

COUNTS = ("line", "start", "end")
OPENINGS = tuple("=+-@＝＋－＠\t\r\n")


def pages(env):
    found = sorted(glob.glob(os.path.join(env.root, "input", "*.*")))
    for pattern in ("*.txt", "week/*.md"):
        found += sorted(glob.glob(os.path.join(env.pages, pattern)))
    for pattern in ("pages/seen/*.txt", "pages/seen/*.md", "files/html/*.htm*"):
        found += sorted(glob.glob(os.path.join(env.root, "tests", pattern)))
    return tuple(found)


def export(env, form, inputs, *more):
    """The bytes that the program writes."""
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        out = os.path.join(folder, "out")
        done = env.run("figures", *inputs, "--format", form, "-o", out, "-q", *more)
        assert done.returncode == 0, done.stderr
        return open(out, "rb").read()


def from_json(data):
    return [{k: "" if v is None else str(v) for k, v in row.items()} for row in json.loads(data)["rows"]]


def from_csv(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def from_xml(data):
    return [{"line": "", **f.attrib, "text": f.text or ""} for f in ET.fromstring(data)]


def articles(env, inputs):
    """Source and id of each article, with the text of its blocks and its own key figures."""
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        assert env.run("convert", *inputs, "-o", folder, "-q").returncode == 0
        found = {}
        for path in sorted(glob.glob(os.path.join(folder, "[0-9]*.xml"))):
            root = ET.parse(path).getroot()
            blocks = {b.get("id"): text_of(b) for b in root.find("body")}
            found[root.get("source"), root.get("id")] = blocks, list(root.find("keyfigures"))
        return found, from_json(export(env, "json", [folder]))


def text_of(element):
    """The text that places are counted in: without labels, notes and rubies."""
    parts = [element.text or ""]
    for child in element:
        parts += [text_of(child) if child.tag not in ("label", "note", "rt") else "", child.tail or ""]
    return "".join(parts) if element.tag != "list" else "".join(text_of(item) for item in element)


def plain(text):
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_figure(text, row):
    """Value and unit as printed; a share may be in words."""
    if plain(text) == plain(row["value"] + row["unit"]):
        return True
    return row["unit"] in ("%", "‰", "‱", "成") and plain(row["value"]) in plain(text) and \
        re.search("[百千万萬仟]分之|成|%", plain(text)) is not None


def page_lines(path):
    data = open(path, "rb").read()
    try:
        return data.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return data.decode("gb18030").split("\n")


def shown(line):
    """A line of the source without its markup."""
    return re.sub(r"<[^>]*>|[*_`]", "", line)


def begins_in(line, text):
    """Does the figure stand on the line, or begin at its end?"""
    line = shown(line).rstrip()
    return text in line or any(line.endswith(text[:n]) for n in range(1, len(text)))


def test_every_form_says_the_same(env):
    inputs = pages(env)
    rows = from_json(env.once(export, "json", inputs))
    assert len(rows) > 300, len(rows)
    for form, read in (("csv", from_csv), ("xml", from_xml)):
        again = read(env.once(export, form, inputs))
        assert len(again) == len(rows)
        for a, b in zip(rows, again):
            assert a == b, f"{form}: {b} and not {a}"
    names = list(json.loads(env.once(export, "json", inputs))["rows"][0])
    assert env.once(export, "csv", inputs).split(b"\r\n")[0].decode() == ",".join(names)


def test_the_same_input_gives_the_same_bytes(env):
    inputs = pages(env)[:8]
    for form in ("text", "csv", "json", "xml"):
        assert export(env, form, inputs, "--jobs=1") == export(env, form, inputs, "--jobs=5"), form


def test_every_row_stands_where_it_says(env):
    inputs = pages(env)
    found, _ = env.once(articles, inputs)
    lines, joined = {}, 0
    for row in from_json(env.once(export, "json", inputs)):
        blocks, figures = found[row["source"], row["article"]]
        text = blocks[row["p"]][int(row["start"]):int(row["end"])]
        assert is_figure(text, row), f"{text}: {row}"
        figure = next(k for k in figures if k.get("id") == row["id"])
        assert {k: row[k] for k in figure.attrib} == figure.attrib and figure.text == row["text"], row
        path = row["source"]
        if path not in lines:
            lines[path] = page_lines(path)
        assert row["line"] in row["lines"].split(), row
        assert begins_in(lines[path][int(row["line"]) - 1], text), f"{text} is not on its line: {row}"
        joined += " " in row["lines"]
    assert joined > 20, joined


def test_article_xml_gives_the_same_figures(env):
    """All but the line of a paragraph that came from several."""
    inputs = pages(env)
    _, again = env.once(articles, inputs)
    rows = from_json(env.once(export, "json", inputs))
    assert len(rows) == len(again)
    for a, b in zip(rows, again):
        if " " in a["lines"]:
            assert b["line"] == ""
            a = {**a, "line": ""}
        assert a == b, f"{b} and not {a}"


NASTY = ["=1+1", "+1", "-1", "@SUM(1)", "＝1", "'quoted'", "a,b", 'say "yes"', "two\nlines", "=\"a\",b", "", " both ", "\ttab",
         "\rreturn", "0012", "1-2"]
ARTICLE = """<article id="a-1" version="1" kind="article"><head><headline>南湖</headline></head><body><p id="p1">文</p></body>
<keyfigures>%s</keyfigures></article>"""
FIGURE = '<keyfigure id="k%d" label="%s" value="%s" number="-5" unit="%s" p="p1" start="0" end="1">%s</keyfigure>'


def escape(text):
    for a, b in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;"), ("\n", "&#10;"), ("\t", "&#9;"), ("\r", "&#13;")):
        text = text.replace(a, b)
    return text


def nasty(env, form, *more):
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        path = os.path.join(folder, "a.xml")
        figures = (FIGURE % (i, escape(t), escape(t), escape(t), "文") for i, t in enumerate(NASTY))
        open(path, "w", encoding="utf-8").write(ARTICLE % "\n".join(figures))
        return export(env, form, [path], *more)


def test_csv_reads_back_to_exactly_the_values(env):
    data = nasty(env, "csv")
    rows = from_csv(data)
    assert [r["label"] for r in rows] == NASTY and [r["unit"] for r in rows] == NASTY
    assert [r["label"] for r in from_json(nasty(env, "json"))] == NASTY
    assert [r["label"] for r in from_xml(nasty(env, "xml"))] == NASTY
    assert not data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    bare = re.sub(rb'"[^"]*"', b"", data)
    assert bare.count(b"\n") == bare.count(b"\r\n") == len(NASTY) + 1


def test_guarded_csv_has_no_formula_and_loses_nothing(env):
    data = nasty(env, "csv", "--bom")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = from_csv(data[3:])
    for row in rows:
        for name, cell in row.items():
            assert not cell.startswith(OPENINGS) or name == "number", f"{name}: {cell}"
    assert [r["label"][1:] if r["label"].startswith("'") else r["label"] for r in rows] == NASTY
    assert {r["number"] for r in rows} == {"-5"}


def test_an_earlier_list_that_is_too_large(env):
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        path = os.path.join(folder, "last.json")
        with open(path, "wb") as f:
            f.truncate((64 << 20) + 1)
        done = env.run("figures", os.path.join(env.root, "input"), "--against", path, "-q")
        assert done.returncode == 1 and not done.stdout
        assert f"{path}: error: cannot be read: it is larger than 64 MiB" in done.stderr, done.stderr


def test_an_earlier_list_with_a_byte_order_mark(env):
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        path = os.path.join(folder, "last.json")
        inputs = [os.path.join(env.root, "input")]
        data = export(env, "json", inputs)
        open(path, "wb").write(b"\xef\xbb\xbf" + data)
        done = env.run("figures", *inputs, "--against", path, "-q")
        count = len(json.loads(data)["rows"])
        assert done.stdout == f"0 changed, 0 new, 0 gone, {count} the same\n", done.stdout + done.stderr


def test_every_row_has_its_place_in_a_comparison(env):
    """Of each week's pages and of input: what is listed and what is the same are all rows of both, each once."""
    groups = [[p] for p in pages(env) if "/week/" in p or "/input/" in p]
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        path = os.path.join(folder, "last.json")
        last = None
        for inputs in groups:
            rows = json.loads(export(env, "json", inputs))["rows"]
            if last is not None:
                open(path, "w", encoding="utf-8").write(json.dumps({"version": 1, "generator": "test", "rows": last}))
                check_comparison(json.loads(export(env, "json", inputs, "--against", path)), rows, last)
            last = rows


def check_comparison(found, rows, last):
    now = [c["now"] for c in found["changes"] if c["now"]]
    before = [c["before"] for c in found["changes"] if c["before"]]
    assert len(now) + found["same"] == len(rows) and len(before) + found["same"] == len(last)
    assert all(r in rows for r in now) and all(r in last for r in before)
    for c in found["changes"]:
        kind = "new" if not c["before"] else "gone" if not c["now"] else "changed"
        assert c["change"] == kind and bool(c["matched"]) == (kind == "changed")
        if kind == "changed":
            assert all(c["now"][k] == c["before"][k] for k in ("label", "unit", "per"))


def processor(env, count):
    """Seconds for a sentence of so many figures."""
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        page = os.path.join(folder, "a.txt")
        with open(page, "w", encoding="utf-8") as f:
            f.write("松岭县水利建设提速\n\n本报松岭讯（记者 甲乙）" + "，".join(f"修复水渠{n % 900 + 2}条" for n in range(count)) + "。\n")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert env.run("--dump=digest", page).returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime


def test_a_long_sentence_of_figures_takes_as_long_as_it_has(env):
    """Where each figure was compared with every other it took 16 times as long."""
    other = env.delivered()
    assert processor(other, 24000) < 8 * max(processor(other, 6000), 0.05)
