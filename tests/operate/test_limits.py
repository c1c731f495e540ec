# SPDX-License-Identifier: MIT
"""What a run may take: more than that is said, and nothing is half written."""
import os
import resource
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from operate import built, read, workplace  # noqa: E402

ARTICLE = "第{0}座桥修好\n\n本报南湖讯（记者 甲乙）4月2日，南湖镇修好{0}座桥，用去{0}万元。\n\n"
PAGES = ["--style", "clippings"]  # a page for each article
MORE = "{} articles, and {} is the limit; leave some out, or allow more by --article-limit\n"
LONGER = "{} pages, and {} is the limit; leave articles out, or allow more by --page-limit\n"


def write(folder, count):
    with open(os.path.join(folder, "pages", "many.txt"), "w", encoding="utf-8") as f:
        f.write("".join(ARTICLE.format(n) for n in range(1, count + 1)))


def refused(env, folder, *args):
    """What was said of a run that left the older PDF and report alone."""
    for name in ("x.pdf", "x.json"):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.write("older")
    said = built(env, folder, "-o", "x.pdf", *args, status=1).stderr
    assert read(folder, "x.pdf") == b"older" and not [n for n in os.listdir(folder) if n.startswith(".") and n != ".x.pdf.lock"]
    return said


def test_an_issue_of_too_many_articles(env):
    with workplace() as folder:
        write(folder, 9)
        said = refused(env, folder, "--article-limit", "11")
        assert said == "pages/many.txt:33:1: error: the issue has " + MORE.format(12, 11) + "  第9座桥修好\n  ^\n", said
        built(env, folder, "-o", "x.pdf", "--article-limit", "12")


def test_only_what_is_in_the_issue_is_counted(env):
    """A folder that has grown for years must not end the issue of this week."""
    with workplace() as folder:
        built(env, folder, "-o", "x.pdf", "--article-limit", "2", "--week", "2024-W52")
        said = refused(env, folder, "--article-limit", "1", "--week", "2024-W52")
        assert "the issue has " + MORE.format(2, 1) in said, said
        done = env.run("figures", "pages", "--article-limit", "2", cwd=folder)
        assert done.returncode == 1 and MORE.format(3, 2) in done.stderr, done.stderr


def test_a_briefing_of_too_many_pages(env):
    with workplace() as folder:
        write(folder, 5)
        built(env, folder, "-o", "x.pdf", "--page-limit", "10", *PAGES)
        assert LONGER.format(10, 9) in refused(env, folder, "--page-limit", "9", *PAGES)
        said = refused(env, folder, "--page-limit", "7", *PAGES)
        assert said == "pages/many.txt:13:1: error: the briefing has " + LONGER.format(10, 7) + "  第4座桥修好\n  ^\n", said
        said = refused(env, folder, "--page-limit", "1", "--report", "y.json")
        assert os.path.exists(os.path.join(folder, "y.json")), said


def test_the_limits_that_nobody_set(env):
    """Two megabytes of tiny articles reach them."""
    env.skip_if(env.slow(), "asked of the delivered program alone")
    with workplace() as folder:
        write(folder, 50000)
        assert MORE.format(50003, 50000) in refused(env, folder)
        write(folder, 20001)
        assert " pages, and 20000 is the limit; " in refused(env, folder, *PAGES)


def test_a_run_that_needs_too_much_memory(env):
    """Sanitizers need more than any limit before they begin."""
    env.skip_if(env.slow(), "asked of the delivered program alone")
    with workplace() as folder:
        write(folder, 10000)
        with open(os.path.join(folder, "x.pdf"), "w", encoding="utf-8") as f:
            f.write("older")
        done = built(env, folder, "-o", "x.pdf", "--memory-limit", "64", status=2)
        assert done.stderr.endswith("briefgen: error: out of memory; a run may have 64 MB (--memory-limit)\n"), done.stderr
        assert read(folder, "x.pdf") == b"older"


def test_a_lower_limit_of_the_system_stays(env):
    env.skip_if(env.slow(), "asked of the delivered program alone")
    with workplace() as folder:
        write(folder, 10000)
        few = 64 << 20
        done = env.run("pages", "-o", "x.pdf", "--memory-limit", "4000", cwd=folder,
                       preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (few, few)))
        assert done.returncode == 2 and "; a run may have 64 MB (--memory-limit)\n" in done.stderr, done.stderr
