# SPDX-License-Identifier: MIT
"""Messages in the user's language, and a catalogue that has them all."""
import os
import subprocess
import tempfile


def say(env, folder, **language):
    """What a build of a faulty sheet says."""
    page, sheet = os.path.join(folder, "page.txt"), os.path.join(folder, "own.xml")
    with open(page, "w") as f:
        f.write("标题\n本报讯 正文。\n")
    with open(sheet, "w") as f:
        f.write('<sheet name="own" version="1" base="weekly"><styles><style name="p" font-size="12"/></styles></sheet>\n')
    done = env.run("--style", sheet, page, "-o", os.path.join(folder, "out.pdf"), env=language)
    assert done.returncode == 1
    return done.stderr


def test_a_chinese_editor_reads_chinese(env):
    with tempfile.TemporaryDirectory() as folder:
        text = say(env, folder, LC_ALL="zh_CN.UTF-8")
        assert "错误: font-size=\"12\"：数字要带单位" in text, text
        text = say(env, folder, LC_ALL="", LANG="zh_CN.UTF-8")
        assert "数字要带单位" in text, text
        text = say(env, folder, LC_ALL="C.UTF-8", LANGUAGE="zh_CN")
        assert "数字要带单位" in text, text


def test_reasons_of_the_system_are_readable(env):
    done = env.run(os.path.join(env.root, "input"), "-o", "/nowhere/out.pdf", env={"LC_ALL": "zh_CN.UTF-8"})
    assert done.returncode == 2 and "无法写入 /nowhere/out.pdf：" in done.stderr and "?" not in done.stderr, done.stderr


def test_cron_and_others_read_english(env):
    with tempfile.TemporaryDirectory() as folder:
        for language in ({"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8"}, {"LC_ALL": "", "LANG": "fr_FR.UTF-8"}):
            assert "error: font-size=\"12\": a number needs its unit" in say(env, folder, **language)


def test_no_output_depends_on_the_language(env):
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for name, language in (("a", "C"), ("b", "zh_CN.UTF-8")):
            out = os.path.join(folder, name + ".pdf")
            done = env.run(os.path.join(env.root, "input"), "-o", out, env={"LC_ALL": language})
            assert done.returncode == 0, done.stderr
            with open(out, "rb") as f:
                made.append(f.read())
        assert made[0] == made[1]


def test_every_message_is_translated(env):
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, "briefgen.pot")
        subprocess.run([os.path.join(env.root, "scripts", "po-template"), template], check=True)
        done = subprocess.run(["msgcmp", os.path.join(env.root, "po", "zh_CN.po"), template], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert done.returncode == 0, "say `make po` and translate what is new in po/zh_CN.po\n" + done.stdout
