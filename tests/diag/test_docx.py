# SPDX-License-Identifier: MIT
"""Files that are no DOCX, damaged or hostile: each is refused in plain words, in bounded time and memory."""
import io
import os
import struct
import tempfile
import time
import zipfile

import docx_build as build  # found by tests/cases.py

DAMAGED = "a.docx: error: not a DOCX file, or damaged: %s; open it in Word and save it again\n"
SAVE = "; open it in Word and save it as .docx\n"
TEXT = build.heading("南湖镇修好两座桥") + build.body("村民走上了新修的石桥，两座桥共投入资金320万元。")


def refused(env, content, name="a.docx", status=1):
    """Standard error of a run on this content: bytes, or the entries of an archive."""
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        path = os.path.join(folder, name)
        if isinstance(content, dict):
            build.write(path, content)
        else:
            with open(path, "wb") as f:
                f.write(content)
        done = env.run("--dump=acquire", name, cwd=folder)
    assert done.returncode == status, f"exit {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stderr


def expect(found, expected):
    assert found == expected, f"expected:\n{expected}\nfound:\n{found}"


def bytes_of(entries):
    out = io.BytesIO()
    build.write(out, entries)
    return bytearray(out.getvalue())


def test_an_empty_docx(env):
    expect(refused(env, b""), DAMAGED % "the file is empty")


def test_no_archive(env):
    expect(refused(env, "一页文字".encode()), DAMAGED % "it is no ZIP archive")


def test_a_word_file_of_the_old_kind(env):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    expect(refused(env, ole), "a.docx: error: a Word file of the old kind (.doc)" + SAVE)
    expect(refused(env, ole, "a.doc"),
           "a.doc: warning: not read: a Word file of the old kind; open it in Word and save it as .docx\n"
           "briefgen: error: no pages in a.doc; a page is a .txt, .md, .markdown, .html, .docx or .xml file\n")


def test_a_password(env):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(32)
    expect(refused(env, ole), "a.docx: error: the file is locked with a password, which must be removed" + SAVE)


def test_an_encrypted_archive(env):
    data = bytes_of(build.package(TEXT))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):  # the flag of encryption, in every header
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 1)
    expect(refused(env, bytes(data)), DAMAGED % "[Content_Types].xml cannot be unpacked (No password provided)")


def test_rtf(env):
    expect(refused(env, b"{\\rtf1 }"), "a.docx: error: an RTF file under the name of a DOCX file" + SAVE)


def test_another_archive(env):
    expect(refused(env, {"a.txt": "甲"}), "a.docx: error: not a DOCX file: another ZIP archive under this name\n")


def test_a_workbook(env):
    entries = build.package(TEXT)
    entries["_rels/.rels"] = entries["_rels/.rels"].replace("word/document.xml", "xl/workbook.xml")
    expect(refused(env, entries), "a.docx: error: not a DOCX file: a workbook or a presentation; save its text as .docx\n")


def test_a_cut_archive(env):
    data = bytes_of(build.package(TEXT))
    expect(refused(env, bytes(data[:len(data) // 2])), DAMAGED % "the ZIP archive cannot be opened (Not a zip archive)")


def test_a_flipped_bit(env):
    entries = build.package(TEXT)
    data = bytes_of(entries)
    at = data.find(b"word/document.xml") + len("word/document.xml") + 40
    data[at] ^= 0x10
    found = refused(env, bytes(data))
    assert found.startswith("a.docx: error: not a DOCX file, or damaged: word/document.xml"), found
    assert found.count("\n") == 1, found


def test_no_text(env):
    entries = build.package(TEXT)
    del entries["word/document.xml"]
    expect(refused(env, entries), DAMAGED % "word/document.xml is missing")
    entries["word/document.xml"] = "<a/>"
    expect(refused(env, entries), DAMAGED % "word/document.xml is not the text of a document")


def test_a_part_that_is_no_xml(env):
    entries = build.package(TEXT, {"styles": "<a><b></a>"})
    expect(refused(env, entries),
           DAMAGED % "word/styles.xml:1:7: this end tag does not close <b> of line 1, which is still open")


def test_a_document_type(env):
    entries = build.package(TEXT)
    entries["word/document.xml"] = '<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]><a>&b;</a>'
    expect(refused(env, entries),
           DAMAGED % "word/document.xml:1:1: a document type declaration (DOCTYPE) may not define anything; remove its [ ]")


def test_a_part_without_end(env):
    """65 MiB of blanks, packed to 64 KiB."""
    entries = build.package(TEXT)
    entries["word/document.xml"] = b" " * (65 << 20)
    expect(refused(env, entries), DAMAGED % "word/document.xml cannot be unpacked (it expands without end)")


def test_parts_without_end_together(env):
    blank = "<a>" + " " * (60 << 20) + "</a>"
    entries = build.package(TEXT, {"styles": blank, "numbering": blank, "footnotes": blank})
    expect(refused(env, entries), DAMAGED % "word/footnotes.xml cannot be unpacked (it expands without end)")


def test_too_many_entries(env):
    entries = build.package(TEXT)
    entries.update({f"x/{i}": b"" for i in range(10001)})
    expect(refused(env, entries), DAMAGED % "the ZIP archive has more than 10000 entries")


def test_a_path_out_of_the_archive(env):
    """A target that climbs is a name in the archive like any other; nothing on the disk is touched."""
    entries = build.package(TEXT)
    entries["_rels/.rels"] = entries["_rels/.rels"].replace("word/document.xml", "../../etc/passwd")
    expect(refused(env, entries), DAMAGED % "etc/passwd is missing")


def quick(env, entries, status=0, seconds=20):
    started = time.monotonic()
    found = refused(env, entries, status=status)
    assert time.monotonic() - started < seconds * (20 if env.wrap else 1), f"took {time.monotonic() - started:.0f} s"
    return found


def test_styles_in_a_circle(env):
    styles = "".join(f'<w:style w:styleId="s{i}"><w:name w:val="s{i}"/><w:basedOn w:val="s{(i + 1) % 20000}"/></w:style>'
                     for i in range(20000))
    quick(env, build.package(build.p("甲乙。", build.style("s0")) * 3, {"styles": f"<w:styles {build.W}>{styles}</w:styles>"}))


def test_an_element_of_endless_attributes(env):
    entries = build.package(TEXT)
    entries["word/document.xml"] = "<!-- <a ' -->\n<a " + " ".join(f'b{i}="1"' for i in range(200000)) + "/>"
    found = quick(env, entries, 1)
    expect(found, DAMAGED % "word/document.xml:2:1: the element has more than 1000 attributes")


def test_an_endless_label(env):
    numbering = build.numbering(("decimal", "%1" * 100000))
    quick(env, build.package(build.listed("甲乙。") * 20000, {"numbering": numbering}))


def test_a_table_in_a_table_in_a_table(env):
    content = build.p("甲")
    for _ in range(30):
        content = build.table(build.row(build.cell(content + build.p()), "乙"))
    quick(env, build.package(content))


def test_a_wide_table(env):
    cells = "".join(build.cell("甲", '<w:gridSpan w:val="1000000"/>') for _ in range(2000))
    quick(env, build.package(build.table(f"<w:tr>{cells}</w:tr>" * 20)))


def test_lists_in_many_instances(env):
    lists = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="0"/></w:num>' for i in range(2, 20000))
    content = "".join(build.listed("甲。", 0, i) for i in range(1, 20000))
    quick(env, build.package(content, {"numbering": build.numbering(("decimal", "%1."), more=lists)}))
