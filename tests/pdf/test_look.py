# SPDX-License-Identifier: MIT
"""What a reader of the printed sheets sees first: tables that go on, titles in the summary, lists, the air around headlines."""
import os
import random
import re
import subprocess
import tempfile

SHEETS = ("weekly", "jianbao", "newspaper", "clippings")
PLAIN = "河水绕过山脚流向东边的平原，两岸的人家靠着它种稻养鱼，日子过得平静。"


def write(name, text):
    page = os.path.join(tempfile.mkdtemp(prefix="briefgen-test-"), name)
    with open(page, "w", encoding="utf-8") as f:
        f.write(text)
    return page


def article(text, kicker="", behind="", name="a"):
    """An article of XML, with this before and behind its headline."""
    said = "".join(f'<p id="p{i}" lines="{i}">{p}</p>' for i, p in enumerate(text.split("\n\n"), 3) if p)
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<article version="1" id="{name}" kind="article" source="a.txt"><head>'
            f'{kicker}<headline>东沟西沟</headline>{behind}</head><body>{said}</body></article>\n')


WORDS = ("河水 山坡 稻田 渡口 石桥 村民 清早 傍晚 船工 老人 孩子 集市 竹林 水车 堤岸 渔船 果园 炊烟 学堂 山路 走过 看见 想起 说到 回来 "
         "等着 守着 种下 修好 搬来 收拾 打扫 晾晒 挑着 平静 热闹 缓慢 明亮 安稳 清凉").split()


def many(count, characters):
    """Paragraphs of so many characters that are all different."""
    chance = random.Random(count)
    return "".join("".join(chance.choice(WORDS) for _ in range(characters // 2)) + "。\n\n" for _ in range(count))


class Text:
    def __init__(self, words):
        self.x, self.y, self.face, self.size, self.color = float(words[1]), float(words[2]), words[3], float(words[4]), words[5]
        self.text = words[6] if len(words) > 6 else ""


def texts_of(env, text, *options, name="page.md"):
    """The texts of each page, as --dump=page has them."""
    done = env.run(write(name, text), "--dump", "page", *options)
    assert done.returncode == 0, done.stderr
    pages = re.split(r"^page .*$", done.stdout, flags=re.M)[1:]
    return [[Text(line.split(" ", 6)) for line in page.split("\n") if line.startswith("text ")] for page in pages]


def rows(head, body):
    return "\n".join("| " + " | ".join(r) + " |" for r in [head, ["---"] * len(head)] + body)


# ---- tables that go on

LONG_NAME = "青禾县召开山区水利建设与乡村道路养护工作现场推进会并发布年度任务清单"


def figures_article(count):
    works = [a + b for a in "检修更换清理安装" for b in "船舶闸门水渠护栏路灯泵站"]
    said = "，".join(f"{w}{300 + 7 * i}处" for i, w in enumerate(works[:count]))
    return f"# {LONG_NAME}\n\n{PLAIN * 3}\n\n今年，全县{said}。\n"


def test_the_head_of_a_table_that_goes_on_is_one_line(env):
    for sheet in ("weekly", "newspaper", "jianbao"):
        pages = texts_of(env, "".join(figures_article(24) for _ in range(4)), "--style", sheet)
        heads = [(page, t) for page in pages for t in page if "（续表）" in t.text and t.text.startswith("关键数据")]
        assert heads, sheet
        for page, head in heads:
            below = min((t.y for t in page if t.y > head.y + 1 and t.text == "指标"), default=None)
            between = [t.text for t in page if below and head.y + 1 < t.y < below - 1 and abs(t.x - head.x) < 60]
            assert not between, (sheet, head.text, between)


def test_a_table_without_a_title_goes_on_without_a_name(env):
    table = rows(["站点", "做法"], [[f"第{i}站", PLAIN] for i in range(60)])
    pages = texts_of(env, f"# {LONG_NAME}\n\n{PLAIN}\n\n{table}\n", "--style", "jianbao")
    assert any(t.text == "（续表）" for page in pages for t in page)
    again = [t.text for page in pages for t in page if t.text.startswith("青禾县") and t.size < 15 and t.face == page[0].face]
    assert not again, again


def test_a_small_table_stays_on_one_page(env):
    table = rows(["村", "说明"], [[f"第{i}村", PLAIN * 2] for i in range(5)])
    for before in range(6, 14):
        pages = texts_of(env, f"# 各村台账公布\n\n{many(before, 24)}\n\n{table}\n\n{PLAIN}\n", "--style", "jianbao")
        on = [sum(bool(re.fullmatch("第.村", t.text)) for t in page) for page in pages]
        assert sum(map(bool, on)) == 1, (before, on)


def rows_below(page, head):
    """How many numbers stand below a head of a table, down to what is no table."""
    column = [t for t in page if t.y > head.y + 1 and head.x - 6 < t.x < head.x + 150]
    stop = min((t.y for t in column if t.size != 8), default=1000)
    return len({t.y for t in column if t.y < stop and t.x > head.x + 60 and re.fullmatch(r"[\d,.]+", t.text)})


def test_no_page_ends_with_one_row_of_a_spread_table(env):
    """Where the total below it, which stays with its parts, has no room in the columns."""
    said = "全县高山冷凉蔬菜标准化种植面积128.6万亩，全县高山冷凉蔬菜年产量3456789吨，其中辣椒产量1023400吨、甘蓝产量876500吨、萝卜产量654300吨，" \
           "建成冷藏仓库215座，总库容96.8万立方米，冷藏运输车保有量1260辆，签约重点项目27个。"
    for before in range(17, 21):
        text = f"# 水利现场会\n\n{many(before, 64)}今年，{said}\n\n# {LONG_NAME}\n\n{many(12, 96)}\n"
        pages = texts_of(env, text, "--style", "newspaper")
        titled = [page for page in pages if any(t.text == "关键数据" for t in page)]
        counts = [rows_below(page, t) for page in titled for t in page if t.text == "指标"]
        assert counts and counts != [1] and 0 not in counts[:1], (before, counts)


def test_no_column_holds_one_row_of_a_table_that_goes_on(env):
    """Below a table in the text, whose article leaves its figures little room on its page."""
    said = "签约项目27个，项目协议金额1284560000元，同比增长18.35%，全县高山冷凉蔬菜标准化种植面积128.6亩，全县高山冷凉蔬菜年产量3456789吨，" \
           "其中辣椒产量1023400吨、甘蓝产量876500吨、萝卜产量654300吨，建成冷藏仓库215座，冷藏运输车保有量1260辆，新增就业岗位5300个。"
    table = rows(["乡镇", "冷库（座）", "库容（立方米）", "冷藏车（辆）", "上半年运量（吨）"],
                 [[f"第{i}乡", "62", "285,600", "412", "128,450.5"] for i in range(4)])
    for before, behind in ((1, 0), (38, 0), (36, 2)):
        text = f"# {LONG_NAME}\n\n{many(before, 64)}今年，{said}\n\n{table}\n\n{many(behind, 40)}\n\n" \
               f"# 雨季来了\n\n{PLAIN}\n\n# {LONG_NAME[::-1]}\n\n{many(6, 96)}\n"
        counts = [rows_below(page, t) for page in texts_of(env, text, "--style", "newspaper") for t in page if t.text == "指标"]
        assert counts and 1 not in counts, (before, counts)


def test_a_head_is_broken_rather_than_a_name(env):
    table = rows(["乡镇", "泵站（座）", "库容（立方米）", "抽水机（台）", "上半年水量（吨）"],
                 [["青石镇", "62", "285,600", "412", "128,450.5"], ["白水乡", "48", "198,300.75", "306", "96,320"],
                  ["高岭（含东沟、西沟两乡）", "57", "243,100", "288", "104,775.25"]])
    pages = texts_of(env, f"# 各乡台账公布\n\n各乡泵站如下：\n\n{table}\n", "--style", "jianbao")
    lines = [t for page in pages for t in page]
    first = next(t for t in lines if t.text.startswith("高岭"))
    name = [t for t in lines if t.x - first.x < 2 and -1 < t.y - first.y < 110 and t.size == first.size and t.face == first.face]
    assert len(name) <= 2, [t.text for t in name]


def test_a_remark_is_whole_before_heads_take_more(env):
    note = PLAIN[:13]
    table = rows(["乡镇", "上半年累计投入运行的冷库数量", "下半年计划投入运行的冷藏车数量", "备注"],
                 [["东乡", "62", "41", note], ["西乡", "48", "30", "已核"]])
    pages = texts_of(env, f"# 各乡台账公布\n\n各乡冷库如下：\n\n{table}\n", "--style", "jianbao")
    assert any(t.text == note for page in pages for t in page)


# ---- titles in the summary

def test_an_article_has_one_short_name_in_the_summary(env):
    """In one line beside its first row, with the … of Chinese whatever stands before it."""
    text = ("# 平安水务公司今年加快城乡供水管网改造并扩大农村饮水工程覆盖范围\n\n今年，公司新建泵站12座，铺设管道36公里，培训员工420人，发放补贴380万元，"
            "新增就业岗位260个，栽种树木1300棵，建成学校3所。\n\n"
            "# North Harbour Engineering Group Limited 与青禾县签约\n\n公司投资2亿元，新增就业岗位90个，培训员工35人，新建泵站4座，建成学校2所。\n")
    for sheet in ("weekly", "newspaper"):
        short = {}
        for page in texts_of(env, text, "--style", sheet):
            head = next((t for t in page if t.text == "出处"), None)
            for t in page if head else []:
                if abs(t.x - head.x) < 1 and t.y > head.y:
                    short.setdefault(t.text[:3], set()).add(t.text)
        assert len(short) == 2 and all(len(s) == 1 for s in short.values()), (sheet, short)
        pdf = env.build(write("page.md", text), "--style", sheet)
        trace = subprocess.run(["mutool", "trace", pdf], stdout=subprocess.PIPE, text=True, timeout=60, check=True).stdout
        dots = set(re.findall(r'<g unicode="…" glyph="(\d+)" x="[^"]*" y="[^"]*" adv="([^"]*)"', trace))
        assert len(dots) == 1 and dots.pop()[1] == "1", (sheet, dots)


# ---- text

def test_a_bracket_behind_a_dateline_is_all_the_space(env):
    """A dateline that ends with no bracket has a space behind it."""
    person = '<byline><person role="记者">甲乙</person></byline>'
    for dateline, who, space in (("青禾台消息（青禾新闻）", "", False), ("本报青禾讯", person, False), ("本报青禾讯", "", True)):
        text = article(f"今年，{PLAIN}", behind=f"{who}<dateline>{dateline}</dateline>")
        lines = texts_of(env, text, name="a.xml")[0]
        behind = [t.text for t in lines if "今年，河" in t.text]
        assert behind and behind[0].startswith("　今年" if space else "今年"), (dateline, behind)


def test_items_of_all_lists_stand_alike(env):
    """Their labels are no further out than paragraphs begin, their texts in one line, and a mark is in every sheet."""
    text = "# 青禾县修路忙\n\n约定如下：\n\n- 甲方出工。\n- 甲方出钱。\n\n步骤如下：\n\n1. 乙方出车。\n2. 乙方出粮。\n"
    for sheet in SHEETS:
        lines = [t for page in texts_of(env, text, "--style", sheet) for t in page]
        paragraph = next(t for t in lines if t.text.startswith("约定"))
        labels = [t for t in lines if re.match(r"▪|[12]\.", t.text)]
        assert len(labels) >= 4, (sheet, [t.text for t in lines])
        em = 1 if sheet == "newspaper" else 0
        assert all(t.x >= paragraph.x - em * paragraph.size - 0.1 for t in labels), (sheet, [t.x for t in labels])
        starts = {round(t.x - label.x, 1) for label in labels for t in lines
                  if t.y == label.y and 0 < t.x - label.x < 40 and t.text.startswith(("甲方出", "乙方出"))}
        assert sheet == "jianbao" or len(starts) == 1, (sheet, starts)


# ---- the air around headlines

def test_a_headline_never_touches_its_text(env):
    """However many lines it has, as much stands below it as below one of two at least."""
    for headline in ("修路忙", LONG_NAME, LONG_NAME * 2, LONG_NAME * 3):
        lines = texts_of(env, f"# {headline}\n\n{PLAIN}\n")[0]
        last = max(t.y for t in lines if t.size == 17)
        first = min(t.y for t in lines if t.size == 10.5 and t.y > last)
        assert first - last >= 21.5, (headline, first - last)


def test_a_kicker_is_apart_from_its_headline(env):
    """In the newspaper: from the foot of its characters to the top of the headline's at least half a character of the kicker."""
    for long in (PLAIN * 4, many(12, 96)):
        text = article(long, "<kicker>青禾县推进水利建设</kicker>")
        for page in texts_of(env, f"# 雨季来了\n\n{many(8, 96)}", write("b.xml", text), "--style", "newspaper"):
            kicker = next((t for t in page if "Kai" in t.face and t.text.startswith("青禾")), None)
            headline = next((t for t in page if t.text.startswith("东沟")), None)
            if kicker:
                gap = headline.y - 0.88 * headline.size - (kicker.y + 0.12 * kicker.size)
                assert gap >= kicker.size / 2, gap


# ---- pages

def test_no_last_page_of_a_clipping_has_a_few_lines(env):
    """Nor where a headline without a text stands above the article."""
    for count in range(10, 16):
        more = [write(f"{i}.xml", article(text, name=f"b{i}")) for i, text in enumerate(["", many(count, 96), PLAIN])]
        pages = texts_of(env, article(PLAIN), *more, "--style", "clippings", name="a.xml")
        rests = [page for page in pages[1:] if any(t.size == 10.5 for t in page) and not any(t.size == 17 for t in page)]
        for page in rests:
            lines = {t.y for t in page if t.size == 10.5}
            assert len(lines) >= 5, (count, len(lines))


def test_a_head_over_three_columns_has_more_than_two_lines_below(env):
    """Where few lines stay below it all of the article is overleaf."""
    below = write("b.txt", "\n民生速览\n\n东沟架桥\n\n" + many(3, 96))
    for before in range(39, 43):
        for page in texts_of(env, f"# 东沟修路\n\n{many(before, 96)}", below, "--style", "newspaper"):
            head = next((t for t in page if t.text == "东沟架桥" and t.size > 12), None)
            lines = {t.y for t in page if head and t.size == 9 and t.y > head.y and "Serif" in t.face}
            assert not head or len(lines) >= 4, (before, sorted(lines))
