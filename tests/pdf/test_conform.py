# SPDX-License-Identifier: MIT
"""Every finished file keeps the rules of the archive and of accessibility; and the checker that says so finds what is
broken: each rule by one file in which that rule alone is broken."""
import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
import modules  # noqa: E402
from finished import golden_pages, of_pages, sheets  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
conform = modules.load(os.path.join(HERE, "conform"), "conform")

PAGE = """# 南坡村接通自来水

本报讯 2025年3月，南坡村328户接通自来水——管线全长12.6公里，总投资860万元，其中主管投资500万元，支管投资260万元，水表投资100万元。PDF office。

## 一、怎么做

1. 先修路；
2. 再架管。

> 水来了，心就安了。

| 村 | 户数 |
|---|---|
| 南坡 | 328 |
| 北坡 | 117 |

![管线图](chart.png)

![集市](cmyk.jpg)

# 北坡村水塔完工

本报讯 2025年3月，北坡村水塔完工，可供两个村的人畜饮水，从此旱季也不再断水。

# 东坡村办起夜校

本报讯 2025年3月，东坡村办起夜校，农闲时节请来农技员讲课，听课的人坐满了院子。
"""


def page(folder, env):
    path = os.path.join(folder, "2025-03-01-A1.md")
    open(path, "w", encoding="utf-8").write(PAGE)
    for name in ("chart.png", "cmyk.jpg"):
        shutil.copy(os.path.join(env.root, "tests", "files", "pictures", name), folder)
    return path


def good_file(env, claim):
    with tempfile.TemporaryDirectory() as folder:
        return env.build(page(folder, env), "--pdf", claim)


def complaints(path):
    return "\n".join(f"{name}: {fault}" for name, faults in conform.check(path).items() for fault in faults[:3])


def inputs(env):
    yield ["input"]
    if os.path.isdir(env.pages):
        yield [os.path.join(env.pages, f"{n}.txt") for n in ("000", "002", "003")]
        yield [os.path.join(env.pages, "week")]


@of_pages
def test_every_file_keeps_all_rules(env):
    assert "weekly" in sheets(env.root)
    for paths in inputs(env):
        paths = [os.path.join(env.root, p) for p in paths]
        for sheet in sheets(env.root):
            found = complaints(env.built(*paths, "--style", sheet))
            assert not found, f"{paths} in {sheet}:\n{found}"


def test_files_with_pictures_and_attachments_keep_all_rules(env):
    for claim in ("a-2a", "a-3a"):
        assert not complaints(good_file(env, claim)), claim


MARKED = """<article version="1" kind="article" id="a-1" xml:lang="en">
<head><headline>南湖镇修好桥</headline></head>
<body><heading id="h1">一、起因</heading>
<p id="p1">各地<em>要抓</em><note>注一。</note>好，<ruby><rb>南</rb><rt>nán</rt></ruby>水为H<sub>2</sub>O。</p>
<list id="p2"><item><label>1.</label>甲<note>注二。</note></item></list>
<table id="t1"><thead><tr><th>甲</th><th>乙</th></tr></thead>
<tbody><tr><td rowspan="9">长</td><td colspan="3">宽</td></tr><tr><td>短</td></tr></tbody>
<tfoot><tr><td>合计</td><td>宽短</td></tr></tfoot></table>
<table id="t2"><thead><tr><th>甲</th></tr></thead><tfoot><tr><td>合计</td></tr></tfoot></table></body>
</article>
"""


def test_marks_notes_and_odd_tables_keep_all_rules(env):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.xml")
        open(path, "w", encoding="utf-8").write(MARKED)
        pdf = env.build(path)
    assert not complaints(pdf)
    d = conform.Document(pdf)
    kinds = [conform.kind(e) for _, e, _ in d.elements()]
    assert kinds.count("Note") == 2 and kinds.count("TFoot") == 1 and kinds.count("Table") >= 2
    assert kinds.count("Ruby") == kinds.count("RB") == kinds.count("RT") == 1
    assert d.text(next(e for _, e, _ in d.elements() if conform.kind(e) == "Art")["/Lang"]) == "en"


BROKEN_CELL = """<meta charset="utf-8"><h1>渡口恢复通航</h1><p>4月17日，渡口恢复通航，航班如下。</p>
<table><caption>航班</caption><thead><tr><th>时段</th><th>间隔</th><th>末班</th></tr></thead>
<tr><td>上午</td><td>15<br>分钟</td><td rowspan="2">18:30</td></tr><tr><td>下午</td><td>30分钟</td></tr></table>
<p>票价不变，每人2元。</p>
"""


def test_a_cell_that_is_set_twice_has_one_tag(env):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.html")
        open(path, "w", encoding="utf-8").write(BROKEN_CELL)
        assert not complaints(env.build(path))


def test_texts_longer_than_a_string_keep_all_rules(env):
    with tempfile.TemporaryDirectory() as folder:
        path = page(folder, env)
        longer = open(path, encoding="utf-8").read().replace("管线图", "管线图" * 6000)
        open(path, "w", encoding="utf-8").write(longer)
        pdf = env.build(path)
    assert not complaints(pdf)
    d = conform.Document(pdf)
    said = max((d.text(e.get("/Alt")) for _, e, _ in d.elements()), key=len)
    assert len(said) == 16382 and said.endswith("管…"), said[-9:]


def test_names_longer_than_a_string_are_refused(env):
    """Links and destinations are named by them."""
    with tempfile.TemporaryDirectory() as folder:
        for old in ('id="a-1"', 'id="p1"'):
            path = os.path.join(folder, "a.xml")
            open(path, "w", encoding="utf-8").write(MARKED.replace(old, f'id="{"a" * 1001}"'))
            done = env.run(path, "-o", os.path.join(folder, "a.pdf"))
            assert done.returncode == 1 and 'not a value of attribute "id"' in done.stderr, done.stderr


ENGLISH_HEAD = "# The history of the village\n\n本报讯 4月17日，村史馆开放。\n\n" + "村史馆展出旧物，讲村里的事。" * 200 + "\n"


def test_running_heads_in_another_language_are_artifacts(env):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.md")
        open(path, "w", encoding="utf-8").write(ENGLISH_HEAD)
        pdf = env.build(path)
    d = conform.Document(pdf)
    assert len(d.pages()) > 1 and any(marks.pagination for marks in conform.walk(d)), "no running head to be looked at"
    assert not complaints(pdf)


WIDE = "# 各村水井\n\n本报讯 4月17日，各村水井如下。\n\n" + "\n".join(
    "|" + "|".join(cell * 3 for _ in range(11)) + "|" for cell in ["水井深度", "---"] + ["12.5米"] * 60) + "\n"


def test_turned_tables_keep_all_rules(env):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.md")
        open(path, "w", encoding="utf-8").write(WIDE)
        pdf = env.build(path, "--style", "jianbao")
    assert any(b"Tm" in marks.operators for marks in conform.walk(conform.Document(pdf))), "no table was turned"
    assert not complaints(pdf)


@of_pages
def test_golden_pages_keep_all_rules(env):
    for words in golden_pages(env.root):
        found = complaints(env.built(*words))
        assert not found, f"{words}:\n{found}"


def test_a_plain_file_claims_nothing(env):
    found = conform.check(good_file(env, "plain"))
    assert set(found) == {"6.6.4-1", "6.6.4-2", "ua-5-1"}, found


# ---- broken files ---------------------------------------------------------------------------------

class Broken:
    """The good file as JSON, to be broken in one place."""

    def __init__(self, data):
        self.json = json.loads(data)
        self.objects = self.json["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]
        self.root = self.get(self.trailer["/Root"])

    def get(self, reference):
        found = self.objects[f"obj:{reference}"]
        return found["stream"]["dict"] if "stream" in found else found["value"]

    def all(self, **wanted):
        """(reference, dictionary) of those that have these entries: Type="/Page"."""
        for key in self.objects:
            value = self.get(key[4:]) if key != "trailer" else None
            if isinstance(value, dict) and all(value.get("/" + k) == v for k, v in wanted.items()):
                yield key[4:], value

    def one(self, **wanted):
        return next(self.all(**wanted))[1]

    def add(self, value):
        number = 1 + max(int(k[4:].split()[0]) for k in self.objects if k != "trailer")
        self.objects[f"obj:{number} 0 R"] = {"value": value}
        self.json["qpdf"][0]["maxobjectid"] = number
        return f"{number} 0 R"

    def add_stream(self, data, **entries):
        reference = self.add(None)
        self.objects[f"obj:{reference}"] = {"stream": {"dict": {"/" + k: v for k, v in entries.items()}}}
        self.write(reference, data)
        return reference

    def read(self, reference):
        stream = self.objects[f"obj:{reference}"]["stream"]
        data = base64.b64decode(stream["data"])
        return zlib.decompress(data) if stream["dict"].get("/Filter") == "/FlateDecode" else data

    def write(self, reference, data):
        stream = self.objects[f"obj:{reference}"]["stream"]
        stream["dict"].pop("/Filter", None)
        stream["data"] = base64.b64encode(data).decode()

    def edit(self, reference, old, new):
        data = self.read(reference)
        changed = re.sub(old, new, data, count=1, flags=re.S)
        assert changed != data, f"{old} is not in {reference}"
        self.write(reference, changed)

    def contents(self, old, new):
        """Replaces what stands first in the contents of the first page that has it."""
        for _, page in self.all(Type="/Page"):
            if re.search(old, self.read(page["/Contents"]), re.S):
                return self.edit(page["/Contents"], old, new)
        raise AssertionError(f"{old} is on no page")

    def xmp(self, old, new):
        self.edit(self.root["/Metadata"], old, new)

    def element(self, kind):
        return self.one(S="/" + kind)

    def kids(self, element):
        return element["/K"]


BREAKS = {}


def breaks(name):
    def keep(function):
        assert name not in BREAKS
        BREAKS[name] = function
        return function
    return keep


def broken(name, change):
    BREAKS[name] = change


def entries(name, find, **changes):
    """Breaks a rule by entries of one dictionary; None takes one away."""
    def change(b):
        value = find(b)
        for key, new in changes.items():
            value.pop("/" + key, None)
            if new is not None:
                value["/" + key] = new
    broken(name, change)


def root(b):
    return b.root


def cid_font_of(kind):
    return lambda b: b.one(Subtype=kind)


entries("6.6.2.1-1", lambda b: b.get(b.root["/Metadata"]), Subtype="/XMP")
entries("ua-7.1-10", root, ViewerPreferences={})
entries("6.2.8-1", lambda b: b.one(Subtype="/Image"), Alternates=[])
entries("6.2.8-3", lambda b: b.one(Subtype="/Image"), Interpolate=True)
entries("6.2.4.3-3", lambda b: next(v for _, v in b.all(Subtype="/Image") if isinstance(v["/ColorSpace"], list)),
        ColorSpace="/DeviceCMYK")
entries("6.9-1", root, OCProperties={"/OCGs": [], "/D": {"/Order": []}})
entries("6.2.11.3.2-1", cid_font_of("/CIDFontType2"), CIDToGIDMap=None)
entries("6.2.11.3.3-1", lambda b: b.one(Subtype="/Type0"), Encoding="/GBK-EUC-H")
entries("6.3.2-1", lambda b: b.one(Subtype="/Link"), F=None)
entries("6.3.2-2", lambda b: b.one(Subtype="/Link"), F=6)
entries("6.5.2-1", root, AA={})
entries("6.5.1-1", root, OpenAction={"/S": "/JavaScript", "/JS": "u:1"})
entries("ua-7.18.3-1", lambda b: next(p for _, p in b.all(Type="/Page") if "/Annots" in p), Tabs=None)
entries("ua-7.18.5-2", lambda b: b.one(Subtype="/Link"), Contents=None)
entries("6.7.2.2-1", root, MarkInfo={"/Marked": False})
entries("ua-7.1-4", root, MarkInfo={"/Marked": True, "/Suspects": True})
entries("6.7.4-1", root, Lang="u:中文")
entries("ua-7.2-2", root, Lang=None)
entries("6.1.13-1", root, Count=2**31)
entries("6.1.13-3", root, Note="u:" + "文" * 16383)
entries("6.1.13-11", lambda b: b.one(Type="/Page"), MediaBox=[0, 0, 595, 14401])
entries("6.1.13-4", root, Note="/" + "n" * 128)
entries("6.7.3.4-1", lambda b: b.element("Div"), S="/Box")
entries("ua-7.1-7", lambda b: b.one(Type="/StructTreeRoot"), RoleMap={"/P": "/Span"})
entries("ua-7.1-12", lambda b: b.element("Div"), P="1 0 R")
entries("ua-7.3-1", lambda b: b.element("Figure"), Alt=None)
entries("ua-7.3-2", lambda b: b.element("Figure"), A=None)
entries("ua-7.6-1", lambda b: next(v for _, v in b.all(S="/L") if "/A" in v), A=None)
entries("ua-7.9-1", lambda b: b.element("BlockQuote"), S="/Note")
entries("ua-7.5-1", lambda b: b.element("TH"), A=None)
entries("a3-6.8-2", lambda b: b.one(Type="/Filespec"), UF=None)
entries("a3-6.8-3", lambda b: b.one(Type="/Filespec"), AFRelationship=None)
entries("a3-6.8-1", lambda b: b.one(Type="/EmbeddedFile"), Subtype="/xml")
entries("a3-6.8-4", root, AF=[])
entries("6.1.7.1-3", lambda b: b.one(Type="/EmbeddedFile"), F="u:elsewhere")

for name, old, new in [("6.6.2.1-2", rb"begin=", rb'bytes="1" begin='), ("6.6.4-1", rb"part>3<", rb"part>1<"),
                       ("6.6.4-2", rb"mance>A<", rb"mance>B<"), ("ua-5-1", rb"<pdfuaid:part>1<", rb"<pdfuaid:part>2<"),
                       ("6.6.2.3-1", rb"<pdfaExtension:schemas>.*</pdfaExtension:schemas>", rb""),
                       ("ua-7.1-9", rb"<dc:title>.*</dc:title>", rb""),
                       ("6.6.2.1-4", rb"</dc:format>", rb""),
                       ("6.6.2.3.1-1", rb"pdf:Producer>(.*?)</pdf:Producer", rb"pdf:Maker>\1</pdf:Maker"),
                       ("6.6.2.3.1-2", rb"rdf:Bag>(.*?)</rdf:Bag", rb"rdf:Seq>\1</rdf:Seq"),
                       ("6.6.3-1", rb"(x-default\">)", rb"\1The "),
                       ("6.8-1", rb"part>3<", rb"part>2<")]:
    broken(name, lambda b, old=old, new=new: b.xmp(old, new))

for name, old, new in [("6.1.13-8", rb"\A", b"q " * 29 + b"Q " * 29), ("6.2.11.8-1", rb"\[<....", rb"[<0000"),
                       ("6.2.2-1", rb"\A", b"0 setgray "), ("6.2.2-2", rb"/Im\d+ Do", b"/Im99 Do"),
                       ("6.1.6-1", rb"\[<(....)", rb"[<\g<1>0> 0 <\1"),
                       ("ua-7.1-3", rb"/Artifact <<[^>]*>> BDC", rb"/Span <</E (x)>> BDC"),
                       ("ua-7.1-1", rb"(/P <</MCID \d+>> BDC)(.*?)EMC", rb"\1 /Artifact BMC \2 EMC EMC"),
                       ("ua-7.1-2", rb"(/P <</MCID \d+>> BDC.*?EMC)", rb"/Artifact BMC \1 EMC"),
                       ("nesting", rb"EMC\nET\n", rb"ET\nEMC\n"),
                       ("ua-7.8-1", rb"/Subtype /Footer", rb"/Subtype /Bottom")]:
    broken(name, lambda b, old=old, new=new: b.contents(old, new))


@breaks("6.2.3-1")
def profile_class(b):
    b.edit(b.one(Type="/OutputIntent")["/DestOutputProfile"], rb"mntr", rb"spac")


@breaks("6.2.4.3-2")
def no_intent(b):
    del b.root["/OutputIntents"]


@breaks("6.2.4.4-1")
def nameless_ink(b):
    inks = next(v for _, v in b.all(Subtype="/Image") if isinstance(v["/ColorSpace"], list))["/ColorSpace"]
    del b.get(inks[4])["/Colorants"]["/Cyan"]


@breaks("6.2.5-1")
def transfer(b):
    b.root["/Note"] = b.add({"/Type": "/ExtGState", "/TR": "/Identity"})


@breaks("6.2.10-1")
def blend(b):
    b.root["/Note"] = b.add({"/Type": "/ExtGState", "/BM": "/Dull"})


@breaks("6.2.9-3")
def postscript(b):
    b.root["/Note"] = b.add_stream(b"showpage", Type="/XObject", Subtype="/PS")


@breaks("ua-7.20-2")
def form(b):
    b.root["/Note"] = b.add_stream(b"/P <</MCID 0>> BDC EMC", Type="/XObject", Subtype="/Form", BBox=[0, 0, 1, 1])


@breaks("6.2.11.6-1")
def simple(b):
    b.root["/Note"] = b.add({"/Type": "/Font", "/Subtype": "/TrueType", "/BaseFont": "/A"})


@breaks("6.2.11.4.1-1")
def not_embedded(b):
    descriptor = b.one(Type="/FontDescriptor")
    for key in ("/FontFile2", "/FontFile3"):
        descriptor.pop(key, None)


@breaks("6.2.11.4.1-2")
def no_glyph(b):
    name = next(n for n, f in b.get(b.one(Type="/Page")["/Resources"])["/Font"].items())
    b.edit(b.get(b.get(b.one(Type="/Page")["/Resources"])["/Font"][name])["/ToUnicode"],
           rb"(begincodespacerange.*?endcodespacerange\n)", rb"\g<1>1 beginbfchar\n<FFFE> <4E00>\nendbfchar\n")
    b.contents(rb"(%s \S+ Tf.*?\[<)...." % name.encode(), rb"\1FFFE")


@breaks("6.2.11.4.2-2")
def cid_set(b):
    b.one(Type="/FontDescriptor")["/CIDSet"] = b.add_stream(b"\x80")


@breaks("6.2.11.5-1")
def wrong_width(b):
    b.one(Subtype="/CIDFontType2")["/DW"] = 990


@breaks("6.2.11.7.2-1")
def no_text(b):
    b.edit(b.one(Subtype="/Type0")["/ToUnicode"], rb"<(?!0000)[0-9A-F]{4}> <[0-9A-F]{4}>\n", b"")


@breaks("6.2.11.7.2-2")
def mark_as_text(b):
    b.edit(b.one(Subtype="/Type0")["/ToUnicode"], rb"(<(?!0000)[0-9A-F]{4}>) <[0-9A-F]{4}>", rb"\1 <FEFF>")


@breaks("6.2.11.7.3-1")
def private(b):
    b.edit(b.one(Subtype="/Type0")["/ToUnicode"], rb"(<(?!0000)[0-9A-F]{4}>) <[0-9A-F]{4}>", rb"\1 <E000>")


@breaks("6.7.3.3-1")
def no_tree(b):
    b.one(Type="/StructTreeRoot")["/K"] = []


@breaks("ua-7.18.5-1")
def link_without_tag(b):
    b.one(Subtype="/Link")["/StructParent"] = 100000


@breaks("ua-7.1-13")
def forgotten_sequence(b):
    p = next(v for _, v in b.all(S="/P") if v["/K"] == [0] or len(v["/K"]) == 1)
    p["/K"] = []


@breaks("reading-order")
def other_order(b):
    b.element("Art")["/K"].reverse()


@breaks("ua-7.2-3")
def paragraph_in_table(b):
    table = b.element("Table")
    table["/K"].append(b.add({"/S": "/P", "/P": reference_of(b, table), "/K": []}))


def reference_of(b, value):
    return next(k[4:] for k in b.objects if k != "trailer" and b.get(k[4:]) is value)


def put_into(b, kind, parent):
    """A new element at the end of another."""
    b.get(parent)["/K"].append(b.add({"/S": kind, "/P": parent, "/K": []}))


broken("ua-7.2-4", lambda b: put_into(b, "/TR", reference_of(b, b.element("Div"))))
broken("ua-7.2-5", lambda b: put_into(b, "/TBody", reference_of(b, b.element("Div"))))
broken("ua-7.2-8", lambda b: put_into(b, "/TD", reference_of(b, b.element("Div"))))
broken("ua-7.2-10", lambda b: put_into(b, "/P", reference_of(b, b.element("TR"))))
broken("ua-7.2-17", lambda b: put_into(b, "/LI", reference_of(b, b.element("Div"))))
broken("ua-7.2-18", lambda b: put_into(b, "/LBody", reference_of(b, b.element("Div"))))
broken("ua-7.2-19", lambda b: put_into(b, "/P", reference_of(b, b.element("L"))))
broken("ua-7.2-20", lambda b: put_into(b, "/P", reference_of(b, b.element("LI"))))
broken("ua-7.2-26", lambda b: put_into(b, "/TOCI", reference_of(b, b.element("Div"))))
broken("ua-7.2-27", lambda b: put_into(b, "/P", reference_of(b, b.element("TOC"))))
broken("ua-7.2-36", lambda b: put_into(b, "/P", reference_of(b, b.element("TBody"))))
broken("link-content", lambda b: put_into(b, "/Link", reference_of(b, b.element("P"))))
broken("ruby", lambda b: put_into(b, "/RT", reference_of(b, b.element("Div"))))
broken("ua-7.4.4-1", lambda b: put_into(b, "/H", reference_of(b, b.element("Div"))))
broken("ua-7.4.2-1", lambda b: put_into(b, "/H6", reference_of(b, b.element("Art"))))


@breaks("ua-7.2-14")
def two_heads(b):
    table = next(v for _, v in b.all(S="/Table") if any(b.get(k)["/S"] == "/THead" for k in v["/K"]))
    put_into(b, "/THead", reference_of(b, table))


@breaks("ua-7.2-12")
def foot_before_body(b):
    table = next(v for _, v in b.all(S="/Table") if any(b.get(k)["/S"] == "/THead" for k in v["/K"]))
    table["/K"].insert(1, b.add({"/S": "/TFoot", "/P": reference_of(b, table), "/K": []}))


@breaks("ua-7.2-16")
def captions(b):
    table = next(v for _, v in b.all(S="/Table") if any(b.get(k)["/S"] == "/Caption" for k in v["/K"]))
    put_into(b, "/Caption", reference_of(b, table))


@breaks("ua-7.2-15")
def overlapping_cells(b):
    rows = [v for _, v in b.all(S="/TR") if len(v["/K"]) >= 2 and b.get(v["/P"])["/S"] == "/TBody"]
    first = next(r for r in rows if b.get(r["/P"])["/K"][-1] != reference_of(b, r))
    rows = b.get(first["/P"])["/K"]
    below = b.get(rows[rows.index(reference_of(b, first)) + 1])
    b.get(first["/K"][1])["/A"] = {"/O": "/Table", "/RowSpan": 2, "/Scope": "/Row"}
    b.get(below["/K"][0])["/A"] = {"/O": "/Table", "/ColSpan": len(below["/K"]), "/Scope": "/Row"}


@breaks("ua-7.2-42")
def ragged_rows(b):
    rows = [v for _, v in b.all(S="/TR") if b.get(v["/P"])["/S"] == "/TBody"]
    put_into(b, "/TD", reference_of(b, rows[-1]))


# What qpdf would mend is broken in the bytes.
RAW = {
    "6.1.2-1": (rb"%PDF-1", b"%PDX-1"),
    "6.1.2-2": (rb"\n%[^\n]*", b"\n%...."),
    "6.1.3-1": (rb"/ID \[", b"/IX ["),
    "6.1.3-3": (rb"%%EOF\n", b"%%EOF\nmore\n"),
    "6.1.7.1-1": (rb"/Length \d", b"/Length 9"),
    "6.1.7.1-2": (rb"\nendstream", b" endstream"),
    "6.1.7.2-1": (rb"/FlateDecode(?=[^\n]*/EmbeddedFile)", b"/LZWDecode  "),
    "6.1.9-1": (rb">>\nendobj", b">>endobj"),
}


def written(folder, b):
    source, path = os.path.join(folder, "b.json"), os.path.join(folder, "b.pdf")
    json.dump(b.json, open(source, "w", encoding="utf-8"))
    subprocess.run(["qpdf", "--newline-before-endstream", "--json-input", source, path], check=True, stderr=subprocess.DEVNULL)
    return path


@of_pages
def test_the_checker_finds_what_is_broken(env):
    good = good_file(env, "a-3a")
    data = subprocess.run(["qpdf", "--json-output", "--json-stream-data=inline", "--decode-level=none", good],
                          stdout=subprocess.PIPE, check=True).stdout
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        assert not conform.check(written(folder, Broken(data)))
        for name, change in BREAKS.items():
            b = Broken(data)
            change(b)
            found = conform.check(written(folder, b))
            if set(found) != {name}:
                wrong.append(f"{name}: {found}")
        sound = open(written(folder, Broken(data)), "rb").read()
        for name, (old, new) in RAW.items():
            path = os.path.join(folder, "raw.pdf")
            open(path, "wb").write(re.sub(old, new, sound, count=1))
            found = conform.check(path)
            if set(found) != {name}:
                wrong.append(f"{name}: {found}")
        encrypted = os.path.join(folder, "e.pdf")
        subprocess.run(["qpdf", "--newline-before-endstream", "--object-streams=disable", "--encrypt", "", "", "256", "--", good, encrypted], check=True)
        found = conform.check(encrypted)
        if set(found) != {"6.1.3-2"}:
            wrong.append(f"6.1.3-2: {found}")
    assert not wrong, f"{len(wrong)} rules:\n" + "\n".join(w[:600] for w in wrong)
    assert set(BREAKS) | set(RAW) | {"6.1.3-2"} == set(conform.RULES), set(conform.RULES) ^ (set(BREAKS) | set(RAW))
