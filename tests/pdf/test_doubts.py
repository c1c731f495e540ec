# SPDX-License-Identifier: MIT
"""Doubts about figures in the finished tables."""
import os
import re
import subprocess
import tempfile

PAGE = """石坪镇办好实事

本报石坪讯（记者 甲乙）石坪镇确定实事43项：道路类5项、饮水类3项、灯光类32项、绿化类2项。

石坪镇环湖路全长8.6公里，沿线设停车点5处。

石坪镇环湖路全长8.9公里，路灯都亮了。
"""


def text_of(env, page):
    path = os.path.join(tempfile.mkdtemp(prefix="briefgen-test-"), "page.txt")
    open(path, "w", encoding="utf-8").write(page)
    out = subprocess.run(["pdftotext", "-layout", env.build(path), "-"], stdout=subprocess.PIPE, text=True)
    return re.sub(r"[ \u3000]", "", out.stdout)


def test_the_notes_of_an_article_say_what_is_in_doubt(env):
    table = text_of(env, PAGE).split("\n关键数据\n")[1].split("本期")[0]
    assert "说明" in table and "两处不一，另作8.9公里" in re.sub(r"\n", "", table), table
    assert re.search(r"确定实事43项分项合计42项", table), table


def test_a_table_without_notes_says_it_behind_the_label(env):
    table = text_of(env, PAGE).split("本期关键数据汇总")[-1]
    assert re.search(r"确定实事（分项合计42项，\s*与总数不符）", table), table


def test_what_is_told_twice_stands_together(env):
    pairs = text_of(env, PAGE).split("\n两处不一\n")[1]
    assert len(re.findall(r"环湖路全长", pairs)) == 2 and "8.6" in pairs and "8.9" in pairs, pairs


def test_nothing_is_noted_where_all_agrees(env):
    text = text_of(env, PAGE.replace("绿化类2", "绿化类3").replace("8.9", "8.6"))
    assert "不符" not in text and "不一" not in text, text
