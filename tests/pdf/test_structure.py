# SPDX-License-Identifier: MIT
"""The tree of tags, as poppler reads it aloud."""
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import modules  # noqa: E402

conform = modules.load(os.path.join(HERE, "conform"), "conform")


def struct_text(pdf):
    done = subprocess.run(["pdfinfo", "-struct-text", pdf], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0 and not done.stderr, done.stderr[:500]
    return done.stdout.decode("utf-8", "replace")  # alternative texts are written in UTF-16


def plain(text):
    """Without white space, with width forms folded."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def articles_of(lines):
    """The articles as they are read, tables as the number of their rows and charts without their texts: their labels change
    as the extraction does."""
    kept, rows, table, figure = [], 0, None, None
    for line in lines[next(i for i, l in enumerate(lines) if l.startswith("  Sect")):]:
        depth = len(line) - len(line.lstrip())
        if table is not None and depth > table:
            rows += line.strip() == "TR"
            continue
        if table is not None:
            kept.append(f"{' ' * table}Table, {rows - 1} rows below its head" if rows > 1 else f"{' ' * table}Table")
        table, rows = (depth, 0) if line.strip().startswith("Table") else (None, 0)
        figure = depth if line.strip().startswith("Figure") else figure if figure is not None and depth > figure else None
        said = figure is not None and line.strip().startswith('"')
        if table is None and not said and not line.strip().startswith("Object "):
            kept.append(re.sub("Sect .*", "Sect", line))  # names are written in UTF-16
    return "\n".join(kept) + "\n"


def test_a_page_reads_like_its_articles(env):
    """A golden: tests/pdf/structure.txt. Read what differs, then copy what was found over it."""
    found = articles_of(struct_text(env.build(os.path.join(env.root, "input", "2025-03-10-A2.txt"))).splitlines())
    path = os.path.join(HERE, "structure.txt")
    if found != open(path, encoding="utf-8").read():
        where = os.path.join(tempfile.mkdtemp(prefix="briefgen-test-"), "structure.txt")
        open(where, "w", encoding="utf-8").write(found)
        raise AssertionError(f"diff {path} {where}")


def test_every_article_is_read_in_order(env):
    """Each article is one Art: its headline a heading, its paragraphs whole, in their order, though pages end in them."""
    for paths in env.inputs():
        d = conform.Document(env.build(*paths))
        texts = conform.text_of_pages(d)
        read = [[(conform.kind(c), plain(conform.read_aloud(d, c, texts))) for c in d.children(e)]
                for _, e, _ in d.elements() if conform.kind(e) == "Art"]
        with tempfile.TemporaryDirectory() as folder:
            assert env.run("convert", *paths, "-o", folder).returncode == 0
            trees = [ET.parse(os.path.join(folder, n)).getroot() for n in sorted(os.listdir(folder)) if n[0] != "_"]
        assert len(read) == len(trees)
        for tree, parts in zip(trees, read):
            headline = plain(tree.findtext("head/headline") or "")
            assert not headline or ("H2", headline) in parts, tree.get("id")
            at = 0
            for p in tree.iter("p"):
                where = [i for i, (kind, t) in enumerate(parts) if t.endswith(plain(p.text)) and i >= at and kind == "P"]
                assert where, f"{tree.get('id')} {p.get('id')}: {p.text[:60]} is not one paragraph in its place"
                at = where[0]
