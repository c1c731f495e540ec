# SPDX-License-Identifier: MIT
"""--log: a message a line for machines, and a summary that a monitor can read; --report: what must be the same is."""
import hashlib
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from operate import built, read, workplace  # noqa: E402

WEEK = ["--week", "2024-W52", "--issue", "7"]


def test_json_is_an_object_a_line(env):
    with workplace() as folder:
        done = built(env, folder, *WEEK, "-o", "x.pdf", "--log", "json", "-v")
        lines = [json.loads(line) for line in done.stderr.splitlines()]
        assert done.stdout == ""
        assert lines[0]["severity"] == "note" and lines[0]["text"].startswith("sandbox: "), lines
        assert lines[1] == {"severity": "note", "file": "pages/2024-12-30.txt", "line": 1, "column": 1,
                            "text": "left out by its date, 2024-12-30: 2024-12-30-1 白石乡办起夜校"}
        summary = lines[-1]["summary"]
        assert summary.pop("milliseconds") >= 0
        assert summary == {"status": "good", "exit": 0, "output": "x.pdf", "issue": "7", "date": "2024-12-29", "pages": 1,
                           "articles": 2, "left_out": 1, "figures": 0, "doubts": 0, "warnings": 0, "errors": 0}


def test_the_journal_has_priorities(env):
    with workplace() as folder:
        done = built(env, folder, *WEEK, "-o", "x.pdf", "--log=journal")
        assert done.stderr.startswith("<5>pages/2024-12-30.txt:1:1: note: left out by its date"), done.stderr
        assert re.search(r'\n<5>briefgen: status="good" exit=0 output="x.pdf" issue="7" date="2024-12-29" pages=1 ', done.stderr)
        assert all(re.match(r"<[3-5]>\S", line) for line in done.stderr.splitlines())
        done = built(env, folder, "--week", "2019-W01", "-o", "x.pdf", "--log=journal", status=1)
        assert "\n<3>briefgen: error: no article is dated from 2018-12-31 to 2019-01-06\n" in done.stderr
        assert re.search(r'\n<3>briefgen: status="failed" exit=1 .* errors=1 ', done.stderr)


def test_every_way_to_fail_ends_with_a_summary(env):
    with workplace() as folder:
        for args in (["-o", "gone/x.pdf"], [], ["--week", "1"], ["--nope"], ["-o"], ["--dump=paint"]):
            done = built(env, folder, "--log", "json", *args, status=2)
            lines = [json.loads(line) for line in done.stderr.splitlines()]
            assert lines[-2]["severity"] == "error" and lines[-2]["text"], done.stderr
            assert lines[-1] == {"summary": {"status": "failed", "exit": 2}}
        done = built(env, folder, "--log", "text", "-o", "gone/x.pdf", status=2)
        assert done.stderr == ("briefgen: error: cannot write gone/x.pdf: No such file or directory\n"
                               'briefgen: status="failed" exit=2\n')


def test_the_form_may_stand_in_the_environment(env):
    with workplace() as folder:
        done = env.run("pages", "-o", "gone/x.pdf", cwd=folder, env={"BRIEFGEN_LOG": "json"})
        assert json.loads(done.stderr.splitlines()[0])["severity"] == "error"


def test_a_name_that_is_no_text_leaves_a_line_whole(env):
    with workplace() as folder:
        os.rename(os.path.join(folder, "pages/20241223.txt"), os.path.join(os.fsencode(folder), b'pages/20250101"\n\xff.txt'))
        done = built(env, folder, *WEEK, "-o", "x.pdf", "--log=json")
        assert [json.loads(line) for line in done.stderr.splitlines()][1]["file"] == 'pages/20250101"\ufffd\ufffd.txt'
        done = built(env, folder, *WEEK, "-o", "x.pdf", "--log=journal")
        assert done.stderr.count("\n") == 3


def test_quiet_says_nothing_of_a_good_run(env):
    with workplace() as folder:
        assert built(env, folder, *WEEK, "-o", "x.pdf", "--log=json", "-q").stderr == ""
        assert "summary" in built(env, folder, "--week", "2019-W01", "-o", "x.pdf", "--log=json", "-q", status=1).stderr


def test_a_form_that_is_none(env):
    with workplace() as folder:
        done = built(env, folder, "--log=xml", "-o", "x.pdf", status=2)
        assert done.stderr == "briefgen: --log takes text, json or journal, not xml\nTry 'briefgen --help'.\n"


# ---- the report ----

def report(env, folder, *args):
    built(env, folder, *args, "-o", "x.pdf", "--report", "r.json", "-q")
    return json.loads(read(folder, "r.json"))


def test_the_report_says_what_dated_each_article(env):
    with workplace() as folder:
        r = report(env, folder, *WEEK)
        assert r["dates"] == [{"article": "20241223-1", "date": "2024-12-23", "from": "file name"},
                              {"article": "20241229-A2-1", "date": "2024-12-29", "from": "file name"}]
        assert r["left_out"] == [{"article": "2024-12-30-1", "date": "2024-12-30", "from": "file name", "by": "date"}]
        assert r["issue"] == "7" and r["date"] == "2024-12-29" and r["articles"] == 2


def test_the_report_has_every_source_of_a_date(env):
    headline = "南湖镇修好两座桥"
    files = {"1.xml": '<article id="1" version="1" kind="article" date="2024-12-24"><head><headline>甲</headline></head>'
                      '<body><p id="p1">乙。</p></body></article>',
             "2.txt": f"2024年12月25日 星期三 第02版\n\n{headline}\n\n本报南湖讯（记者 甲乙）镇里修好两座桥。\n",
             "3.md": f"---\ndate: 2024-12-26\n---\n# {headline}\n\n本报南湖讯（记者 甲乙）镇里修好一座桥。\n",
             "4.txt": f"{headline}\n\n本报南湖讯（记者 甲乙）镇里修好三座桥。\n",
             "5.txt": f"{headline}\n\n本报南湖讯（记者 甲乙）镇里修好四座桥。\n",
             "briefing.xml": '<briefing><include href="1.xml"/><include href="2.txt"/><include href="3.md"/>'
                             '<include href="4.txt" date="2024-12-27"/><include href="5.txt"/></briefing>'}
    with workplace() as folder:
        for name in os.listdir(os.path.join(folder, "pages")):
            os.unlink(os.path.join(folder, "pages", name))
        for name, text in files.items():
            with open(os.path.join(folder, "pages", name), "w", encoding="utf-8") as f:
                f.write(text)
        found = [(d.get("date"), d.get("from")) for d in report(env, folder)["dates"]]
        assert found == [("2024-12-24", "xml"), ("2024-12-25", "page"), ("2024-12-26", "front matter"),
                         ("2024-12-27", "manifest"), (None, None)], found


def test_the_report_has_hashes_doubts_and_times_apart(env):
    with workplace() as folder:
        with open(os.path.join(folder, "pages/20241224.txt"), "w", encoding="utf-8") as f:
            f.write("白石镇办好实事\n\n本报白石讯（记者 甲乙）白石镇确定实事17项：道路类9项、灯光类6项。\n")
        first, second = (report(env, folder, *WEEK) for _ in range(2))
        assert first["sources"][0] == {"file": "pages/2024-12-30.txt",
                                       "sha256": hashlib.sha256(read(folder, "pages/2024-12-30.txt")).hexdigest()}
        assert [s["file"] for s in first["settings"]] == ["weekly.xml", "subjects.xml"]
        assert first["doubts"] and first["doubts"][0]["article"] == "20241224-1", first["doubts"]
        assert [t["stage"] for t in first["times"]] == ["acquire", "digest", "format", "glyph", "page", "pdf"]
        assert list(first)[-1] == "times"
        del first["times"], second["times"]
        assert first == second
