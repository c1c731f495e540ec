# SPDX-License-Identifier: MIT
"""HTML pages that are too large to stand in a specification, or not in UTF-8."""
import os
import tempfile

HEAD = '<meta charset="utf-8"><h1>南湖镇修好两座桥</h1>'


def dump(env, page):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "a.html"), "wb") as f:
            f.write(page if isinstance(page, bytes) else page.encode())
        return env.run("--dump=acquire", "a.html", cwd=folder)


def refused(env, page, words):
    done = dump(env, page)
    assert done.returncode == 1 and words in done.stderr, done.stderr


def test_elements_nested_too_deep(env):
    refused(env, "<p>\n" + "<div>" * 600, "a.html:2:2551: error: elements are nested more than 512 deep")


def test_a_tag_with_too_many_attributes(env):
    many = "".join(f" a{i}=1" for i in range(1001))
    refused(env, f"{HEAD}\n<p{many}>甲。</p>", "a.html:2:1: error: a tag has more than 1000 attributes")
    refused(env, f'{HEAD}\n<p "="{many}>甲。</p>', "a.html:2:1: error: a tag has more than 1000 attributes")


def test_a_tag_that_is_too_long(env):
    refused(env, f'{HEAD}\n<img src="data:{"A" * 9000001}">',
            "a.html:2:1: error: this tag is longer than 9 MB; save the page with its pictures as files")


def test_too_many_elements(env):
    refused(env, "<b>x</b>" * 1048577, "error: the page has more than 1048576 elements")


def test_a_page_that_is_too_large(env):
    refused(env, "<p>" + "x" * (16 << 20), "a.html:1:1: error: a page of HTML may have 16 MiB at most")


def test_places_beyond_line_65535(env):
    done = dump(env, HEAD + "<p>4月1日，南湖镇两座桥修好通车。</p>" + "\n" * 70000 + "<p>桥长31.5米，宽6米。</p>")
    assert "  p 70001: 桥长31.5米，宽6米。" in done.stdout, done.stdout[-300:]


def test_the_encoding_that_a_page_names(env):
    text = "<title>甲</title><h1>南湖镇修好兩座橋</h1><p>4月1日，南湖镇两座桥修好通车。</p>"
    for label, codec in (("gb2312", "gb18030"), ("GBK", "gbk"), ("utf-8", "utf-8"), ("gb2312", "utf-8"),
                         ("utf-8", "gb18030"), ("unknown", "gb18030")):
        done = dump(env, f"<meta charset={label}>{text}".encode(codec))
        assert "p 1: 4月1日，南湖镇两座桥修好通车。" in done.stdout, f"{label} {codec}: {done.stdout}{done.stderr}"


def test_big5_when_the_page_names_it(env):
    meta = '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=big5">'
    page = f"{meta}<h1>南湖鎮修好兩座橋</h1><p>4月1日，南湖鎮兩座橋修好通車。</p>"
    done = dump(env, page.encode("big5"))
    assert "headline 1: 南湖鎮修好兩座橋" in done.stdout, done.stdout + done.stderr
    refused(env, page.encode("big5") + b"\xff", "byte 0xFF is not valid Big5")


def test_byte_order_marks(env):
    page = f"{HEAD}<p>4月1日，南湖镇两座桥修好通车。</p>"
    for codec in ("utf-8-sig", "utf-16"):
        done = dump(env, page.encode(codec))
        assert "p 1: 4月1日，南湖镇两座桥修好通车。" in done.stdout, f"{codec}: {done.stdout}{done.stderr}"


def test_text_longer_than_the_parsers_buffer_keeps_its_places(env):
    """The parser hands out text in parts of a thousand bytes."""
    for lead in range(4):
        done = dump(env, HEAD + "<p>" + "a" * lead + "桥" * 700 + "，通车。<br>第二段在这里，好。</p>")
        assert f"p 1: {'a' * lead}{'桥' * 700}，通车。" in done.stdout and "第二段在这里，好。" in done.stdout, done.stdout
