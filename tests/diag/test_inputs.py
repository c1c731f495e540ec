# SPDX-License-Identifier: MIT
"""Inputs whose bytes are at fault: what no Markdown file can hold, and what the file system does."""
import contextlib
import os
import re
import struct
import tempfile
import zlib

PAGE = "南湖镇修好两座桥\n\n本报南湖讯（记者 甲乙）4月2日，南湖镇修好两座桥。\n"
OLD = b"an older briefing"


@contextlib.contextmanager
def folder_of(**files):
    """A folder with these files, their names written with _ for the dot."""
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        for name, content in files.items():
            with open(os.path.join(folder, name.replace("_", ".")), "wb") as f:
                f.write(content if isinstance(content, bytes) else content.encode())
        yield folder


def said(env, folder, *args, status, variables=None):
    """Standard error of a run that must end with this status, and leave an older file alone unless that is 0."""
    out = os.path.join(folder, "out.pdf")
    with open(out, "wb") as f:
        f.write(OLD)
    done = env.run(*args, "-o", "out.pdf", cwd=folder, env=variables)
    assert done.returncode == status, f"exit {done.returncode}\n{done.stderr}"
    assert (open(out, "rb").read() == OLD) == (status != 0)
    return done.stderr


def expect(found, expected):
    assert found == expected, f"expected:\n{expected}\nfound:\n{found}"


def page_says(env, content, expected):
    with folder_of(a_txt=content) as folder:
        expect(said(env, folder, "a.txt", status=1), expected)


def article_says(env, content, expected):
    with folder_of(a_xml=content) as folder:
        expect(said(env, folder, "a.xml", status=1), expected)


# ---- pages ----

def test_a_control_character(env):
    page_says(env, PAGE.replace("修好两座桥。", "修好\a两座桥。"),
              "a.txt:3:23: error: control character U+0007 cannot be in text; remove it\n"
              "  本报南湖讯（记者 甲乙）4月2日，南湖镇修好 两座桥。\n"
              "                                           ^\n")


def test_a_nul(env):
    page_says(env, PAGE.replace("4月", "\0月"),
              "a.txt:3:13: error: control character U+0000 cannot be in text; remove it\n"
              "  本报南湖讯（记者 甲乙） 月2日，南湖镇修好两座桥。\n"
              "                         ^\n")


def test_damaged_utf8(env):
    page_says(env, PAGE.encode().replace("月".encode(), b"\xe6\x9c"),
              "a.txt:3:14: error: byte 0xE6 is not valid UTF-8; the file is neither UTF-8, UTF-16, GB18030 nor Big5: "
              "save it as UTF-8\n"
              "  本报南湖讯（记者 甲乙）4\n"
              "                          ^\n")


def test_damaged_gb18030(env):
    page_says(env, PAGE.encode("gb18030") + b"\xff\n",
              "a.txt:4:1: error: byte 0xFF is not valid GB18030; the file is neither UTF-8, UTF-16, GB18030 nor Big5: "
              "save it as UTF-8\n")


def test_damaged_utf16(env):
    page_says(env, b"\xff\xfe" + PAGE.encode("utf-16le") + b"\x00\xd8\n\x00",
              "a.txt:4:1: error: half of a surrogate pair of UTF-16LE, which is no character; remove it\n")


def test_a_picture_and_a_program_named_as_text(env):
    """Their bytes have faults enough, but none of which it would help to be told the place."""
    for path in (os.path.join(env.root, "docs", "page-weekly.png"), "/bin/ls"):
        with open(path, "rb") as f:
            page_says(env, f.read(), "a.txt: error: this does not look like text; if it is, save it as UTF-8\n")


def test_a_page_that_is_too_large(env):
    with folder_of(a_txt=PAGE) as folder:
        os.truncate(os.path.join(folder, "a.txt"), (64 << 20) + 1)
        expect(said(env, folder, "a.txt", status=1), "a.txt: error: cannot be read: larger than 64 MiB\n")


def test_a_name_that_would_steer_the_terminal(env):
    with folder_of() as folder:
        for name in ("a\x1b[31m.txt", "a\x9b31m.txt", "a\n.txt"):
            with open(os.path.join(folder, name), "wb") as f:
                f.write(b"\xe7\x94\xb2\a\n")
            expect(said(env, folder, name, status=1).splitlines()[0],
                   re.sub("[\x1b\x9b\n]", "\ufffd", name) + ":1:2: error: control character U+0007 cannot be in text; remove it")
        assert "\x1b" not in env.run("a.txt", "-o", "a\x1b[31m/out.pdf", cwd=folder).stderr


# ---- article XML ----

def test_a_nul_in_xml(env):
    article_says(env, "<article>\n甲\0</article>\n",
                 "a.xml:2:2: error: a NUL character; remove it\n  甲 </article>\n   " + " ^\n")


def test_a_picture_named_as_xml(env):
    with open(os.path.join(env.root, "docs", "page-weekly.png"), "rb") as f:
        article_says(env, f.read(), "a.xml:1:1: error: this is not XML: it does not begin with <\n")


def test_a_control_character_in_xml(env):
    article_says(env, "<article>\n甲\a</article>\n",
                 "a.xml:2:2: error: a character that XML does not allow\n  甲 </article>\n    ^\n")


def test_xml_that_is_not_utf8(env):
    article_says(env, "<article>\n甲</article>\n".encode("gb18030"),
                 "a.xml:2:1: error: byte 0xBC is not UTF-8; save the file as UTF-8, or name its encoding in <?xml?>\n")


def test_xml_that_is_not_what_it_says(env):
    article_says(env, '<?xml version="1.0" encoding="GBK"?>\n<article>\n甲'.encode("gbk") + b"\xff\xff</article>\n",
                 "a.xml:3:2: error: from here on this is not GBK, the encoding that the file names\n")


def test_xml_that_is_too_large(env):
    with folder_of(a_xml="") as folder:
        os.truncate(os.path.join(folder, "a.xml"), (64 << 20) + 1)
        expect(said(env, folder, "a.xml", status=1), "a.xml: error: cannot be read: larger than 64 MiB\n")


def test_xml_that_is_nested_too_deep(env):
    article_says(env, "<article>\n" + "<p>" * 200,
                 "a.xml:2:598: error: elements are nested more than 200 deep\n"
                 "  …<p><p><p><p><p><p><p><p><p><p><p>\n" + " " * 33 + "^\n")


def test_xml_of_too_many_attributes(env):
    article_says(env, "<article>\n<!-- <a ' --><p " + " ".join(f'b{i}="1"' for i in range(1001)) + "/></article>",
                 "a.xml:2:14: error: the element has more than 1000 attributes\n"
                 "  <!-- <a ' --><p b0=\"1\" b1=\"1\" b2=\"1\" b3=\"1\" b4=\"1\" b5=\"1\" b6…\n" + " " * 15 + "^\n")


def test_xml_of_too_many_elements(env):
    article_says(env, "<article>\n" + "<p/>" * (1 << 20),
                 "a.xml:2:4194301: error: the file has more than 1048576 elements\n"
                 "  …" + "/><p" * 7 + "/><p/>\n" + " " * 33 + "^\n")


def test_more_misplaced_elements_than_one_run_can_mend(env):
    text = '<article id="a-1" version="1" kind="article">\n<head/>\n<body>\n' + "<person/>\n" * 40 + "</body>\n</article>\n"
    with folder_of(a_xml=text) as folder:
        lines = said(env, folder, "a.xml", status=1).splitlines()
    assert lines[0].startswith("a.xml:4:1: error: <person> may not stand here in <body>; expected <p>, "), lines[0]
    assert "a.xml:1:1: note: more faults may come to light once these are mended" in lines, lines


# ---- the file system ----

def test_a_link_that_points_nowhere(env):
    with folder_of() as folder:
        os.symlink("gone.txt", os.path.join(folder, "a.txt"))
        expect(said(env, folder, "a.txt", status=1), "a.txt: error: cannot be read: No such file or directory\n")


def test_folders_in_a_circle(env):
    """Two links to the folder itself: without a limit there would be no end to it."""
    with folder_of() as folder:
        os.mkdir(os.path.join(folder, "pages"))
        for name in "ab":
            os.symlink(".", os.path.join(folder, "pages", name))
        found = said(env, folder, "pages", status=1)
        expect(found, "pages" + "/a" * 33 + ": error: not read: folders are nested more than 32 deep; is one a link to "
               "itself?\n")


def test_a_folder_named_like_a_page(env):
    with folder_of() as folder:
        os.mkdir(os.path.join(folder, "a.txt"))
        expect(said(env, folder, "a.txt", status=1),
               "briefgen: error: no pages in a.txt; a page is a .txt, .md, .markdown, .html, .docx or .xml file\n")


def as_nobody(env, folder, path, status):
    """Root may read everything, so these run as nobody, from a place that nobody may read; who is not root is refused
    by the mode itself. Fontconfig, which looks for fonts beside the pages, wants to write its cache somewhere."""
    more = {"user": 65534, "group": 65534} if os.geteuid() == 0 else {}
    cache = os.path.join(folder, "cache")
    os.mkdir(cache)
    os.chmod(cache, 0o777)
    os.chmod(folder, 0o755)
    os.chmod(os.path.join(folder, path), 0)
    done = env.installed(folder)[0].run(path, "-o", "out.pdf", cwd=folder, env={"XDG_CACHE_HOME": cache}, **more)
    os.chmod(os.path.join(folder, path), 0o755)
    assert done.returncode == status, f"exit {done.returncode}\n{done.stderr}"
    return done.stderr


def test_a_page_without_permission(env):
    with folder_of(a_txt=PAGE) as folder:
        expect(as_nobody(env, folder, "a.txt", 1), "a.txt: error: cannot be read: Permission denied\n")


def test_a_folder_without_permission(env):
    with folder_of() as folder:
        os.mkdir(os.path.join(folder, "pages"))
        expect(as_nobody(env, folder, "pages", 1), "pages: error: cannot be read: Permission denied\n")


# ---- what is not a file ----

def test_a_time_that_is_none(env):
    with folder_of(a_txt=PAGE) as folder:
        for value in ("yesterday", "-1", "99999999999999999999"):
            expect(said(env, folder, "a.txt", status=0, variables={"SOURCE_DATE_EPOCH": value}),
                   f"SOURCE_DATE_EPOCH: warning: {value} is no number of seconds since 1970; it is ignored\n")


def test_a_sheet_that_is_none_of_ours(env):
    with folder_of(a_txt=PAGE) as folder:
        found = said(env, folder, "a.txt", "--style=quarterly", status=1)
    assert re.fullmatch(r'briefgen: error: no style sheet "quarterly"; there are [a-z, -]*weekly[a-z, -]* '
                        r"\(a file of your own is named with its \.xml\)\n", found), found


def test_messages_in_colour(env):
    with folder_of(a_txt=PAGE) as folder:
        expect(said(env, folder, "b.txt", "--color=always", status=1),
               "b.txt: \x1b[31merror:\x1b[0m cannot be read: No such file or directory\n")
        expect(said(env, folder, "b.txt", "--color=never", status=1),
               "b.txt: error: cannot be read: No such file or directory\n")


def test_times_on_request(env):
    with folder_of(a_txt=PAGE) as folder:
        lines = said(env, folder, "a.txt", "--verbose", status=0).splitlines()
    stages = ["acquire", "digest", "format", "glyph", "page", "pdf", "save"]
    assert lines.pop(0).startswith("sandbox: "), lines
    assert [line.split()[0] for line in lines] == stages, lines
    assert all(re.fullmatch(r"[a-z]+ +\d+\.\d ms +\d+\.\d MB", line) for line in lines), lines


# ---- characters ----

def test_a_character_that_no_face_has(env):
    """Named with its code point, role, faces tried and place: in the text, and in a headline (once, though it is also
    in the contents)."""
    text = PAGE.replace("两座", "两\U0010fffd座")
    with folder_of(a_txt=text) as folder:
        lines = said(env, folder, "a.txt", status=0).splitlines()
    form = (r"a\.txt:1:\d+: warning: no face here has U\+10FFFD \"\U0010fffd\": role songti, tried Noto Serif CJK SC and "
            r"\d+ other faces; a box is shown")
    assert any(re.match(form, line) for line in lines), lines
    assert any("a.txt:3:" in line for line in lines), lines
    assert len(lines) <= 8, lines


def test_more_marks_than_a_text_may_have(env):
    text = "<article id='a-1' version='1' kind='article'><head/><body><p>\n%s</p></body></article>\n"
    with folder_of(a_xml=text % ("<em>甲</em>乙\n" * 9999)) as folder:
        expect(said(env, folder, "a.xml", status=0), "")
    with folder_of(a_xml=text % ("<em>甲</em>乙\n" * 10000)) as folder:
        expect(said(env, folder, "a.xml", status=1), "a.xml:10001:1: error: more than 9999 marks in one text\n"
                                                     "  <em>甲</em>乙\n  ^\n")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_a_picture_of_more_pixels_than_any_page_has(env):
    """Known from its head: nothing is decoded."""
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 20000, 20000, 1, 0, 0, 0, 0))
    png += chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    sheet = ('<sheet name="own" version="1" base="weekly"><flow><masthead><image file="mark.png"/></masthead>'
             '<articles><headline/><body/></articles></flow></sheet>')
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        with open(os.path.join(folder, "mark.png"), "wb") as f:
            f.write(png)
        with open(os.path.join(folder, "own.xml"), "w", encoding="utf-8") as f:
            f.write(sheet)
        done = env.run("check", "own.xml", cwd=folder)
        assert done.returncode == 0 and ('warning: the picture "mark.png" is not printed: it has more than 100 million pixels; '
                                         "save it smaller\n") in done.stderr, done.stderr
