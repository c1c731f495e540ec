# SPDX-License-Identifier: MIT
"""The same page in every encoding that offices send gives the same reading."""
import json
import os
import tempfile

PLAIN = """南湖镇修好两座桥

本报南湖讯（记者 甲乙）4月2日，南湖镇修好两座桥，共投入资金320万元，惠及群众4600人。

镇里今年还将改造道路30公里，各村的石板路年底前全部完工。
"""
TRADITIONAL = """南湖鎮修好兩座橋

本報南湖訊（記者 甲乙）4月2日，南湖鎮修好兩座橋，共投入資金320萬元，惠及民眾4600人。

鎮裡今年還將改造道路30公里，各村的石板路年底前全部完工。
"""
RARE = PLAIN.replace("甲乙", "𠮷田")  # a character beyond the first plane: four bytes in GB18030
MARKS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


def reading(env, data):
    """What is made of a page with these bytes, and the name of the encoding in the report."""
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        page, report = os.path.join(folder, "a.txt"), os.path.join(folder, "report.json")
        with open(page, "wb") as f:
            f.write(data)
        done = env.run("--dump=acquire", page, "--report", report, cwd=folder)
        assert done.returncode == 0, done.stderr
        with open(report, encoding="utf-8") as f:
            return done.stdout.replace(page, "a.txt"), done.stderr, json.load(f)


def check(env, text, encodings):
    wanted = reading(env, text.encode("utf-8"))[0]
    assert wanted.count("\n") >= 6, wanted
    for encoding in encodings:
        for mark in {b"", MARKS.get(encoding, b"")}:
            found, messages, report = reading(env, mark + text.encode(encoding))
            name = report["encodings"][0]["encoding"].lower().replace("-", "")
            assert name[:5] in ("utf8", "gb180", "big5", "utf16"), name
            assert found == wanted, f"{encoding}\n{found}"
            assert not messages, f"{encoding}\n{messages}"


def test_simplified(env):
    check(env, PLAIN, ["utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16-le", "utf-16-be"])


def test_beyond_the_first_plane(env):
    check(env, RARE, ["gb18030", "utf-16-le", "utf-16-be"])


def test_traditional(env):
    check(env, TRADITIONAL, ["big5", "gb18030", "utf-16-le", "utf-16-be"])


def test_line_ends(env):
    wanted = reading(env, PLAIN.encode("utf-8"))[0]
    for end in ("\r\n", "\r", "\u2028", "\u2029", "\x85"):
        found = reading(env, PLAIN.replace("\n", end).encode("utf-8"))[0]
        assert found == wanted, f"{end!r}\n{found}"


def test_a_mark_in_the_middle_is_said(env):
    joined = PLAIN + "\ufeff" + PLAIN
    found, messages, _ = reading(env, joined.encode("utf-8"))
    assert "U+FEFF" in messages, messages
    assert "\ufeff" not in found
