# SPDX-License-Identifier: MIT
"""convert --review: every line of the page once, every block and drop and doubt, links that lead somewhere, no script."""
import glob
import html.parser
import os
import re
import tempfile

PAGE = """新桥镇

修好两座石桥

本报新桥讯（记者 甲乙）4月2日，新桥镇修好两座石桥，共投入资金320万元，惠及群众46

00人。

社会<新>闻

镇里今年还将改造道路30公里，各村的石板路年底前全部完工。

03版 要闻
"""


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.links, self.text = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        for name, value in attributes:
            self.ids += [value] if name == "id" else []
            self.links += [value] if name == "href" else []

    def handle_data(self, data):
        self.text.append(data)


def review(env, text):
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        with open(os.path.join(folder, "a.txt"), "w", encoding="utf-8") as f:
            f.write(text)
        done = env.run("convert", "--review", "-q", "a.txt", "-o", "out", cwd=folder)
        assert done.returncode == 0, done.stderr
        made = glob.glob(os.path.join(folder, "out", "_review-*.html"))
        assert len(made) == 1, made
        with open(made[0], encoding="utf-8") as f:
            return f.read()


def test_each_line_stands_once(env):
    text = review(env, PAGE)
    page = Page(text)
    for number, line in enumerate(PAGE.splitlines(), 1):
        assert page.ids.count(f"L{number}") == (1 if line.strip() else 0), line
    assert "社会&lt;新&gt;闻" in text


def test_links_lead_somewhere(env):
    page = Page(review(env, PAGE))
    assert len(page.ids) == len(set(page.ids))
    assert page.links and all(link[1:] in page.ids for link in page.links), page.links
    assert "script" not in page.tags


def test_what_to_look_at_is_marked(env):
    text = review(env, PAGE)
    assert re.search(r'46<span class="join"[^>]*>‖</span>00人', text), text
    assert re.search(r"第 13 行</a>（版面文字）", text), text


def test_every_doubt_is_listed(env):
    root = os.path.join(env.root, "tests", "pages", "seen", "coast-03.txt")
    with open(root, encoding="utf-8") as f:
        text = review(env, f.read())
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        said = env.run("--dump=acquire", root, cwd=folder).stderr
    doubts = re.findall(r":(\d+):\d+: warning: in doubt", said)
    listed = re.findall(r'<li><span class="doubt">？</span> <a href="#L(\d+)">', text)
    assert listed == doubts, (listed, doubts)
    assert 'class="move"' in text
