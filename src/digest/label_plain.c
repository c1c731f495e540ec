/* SPDX-License-Identifier: MIT */
/*
 * The words of a label made plain: what a row of a table leaves out.
 *
 *     in front   function words and pronouns (却占到…, 他只接到…), modals before a verb (能割蜜),
 *                verbs that say no more than that it was counted (收获点赞, 迎来游客)
 *
 *     inside     一 and its classifier (修一支笔收), the last 的 where it joins two nouns or more,
 * 了 and 着 behind a verb, and the items of a list whose kind is told behind 等
 *
 *     behind     function words, and adverbs of measure (日薪一般, 价格最多)
 *
 * A word that only begins or ends like one of these is kept: 能源, 就业, 签约.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum { SHORTEST = 2, LEAST_JOINED = 5, LONGEST_ITEMS = 10 };

static bool is_long(const char *s)
{
    return span_characters(s) >= SHORTEST;
}

/* The label without what says nothing in front of it. */
static const char *plain_front(const char *s)
{
    static const char *const fronts[] = {
        "共",       "即",   "却",     "也",     "仍",   "该",     "可从",     "届时",     "近期",
        "近日",     "日前", "那时",   "——",     "一天", "其中",   "这条",     "这座",     "这个",
        "这些",     "一架", "一条",   "一座",   "一艘", "一辆",   "一家",     "能够",     "可以",
        "是",       "由",   "把",     "将",     "的",   "、",     "，",       " ",        "~",
        "～",       "　",   "包括",   "包含",   "含有", "既有",   "光是",     "凡",       "更是",
        "这是",     "那是", "由于它", "由于其", "因其", "当时它", "上述地区", "上述区域", "）",
        "一年到头", "可获", "可得",   "可领",   "一度", "现已",   "均已",     "都已",     "于是",
        "然而",     "而今", "但是",   "而且",   "并且", "不过",   NULL};
    static const char *const who[] = {"像她这样", "像他这样", "像我这样", "像这样", "他们", "她们",
                                      "它们",     "他",       "她",       "它",     "我们", NULL};
    static const char *const modals[] = {"能", "要", "只", "倒有", "倒是", "就", "光", "竟",
                                         "便", "仅", "被", "照",   "有",   "还", "另", "才",
                                         "已", "均", "可", "使",   "又",   "而", NULL};
    static const char *const silent[] = {"收获", "迎来", "拥有", "设有",   "打出", "用去",
                                         "换来", "送来", "送去", "收到了", "种上", "装上",
                                         "添出", "换上", "配上", "用上",   "铺上", NULL};
    static const char *const pointed[] = {"这一成绩", "这一纪录", "这一规模", NULL};
    s += words_begin(s, pointed) ? strlen("这一") : 0;
    for (size_t n = 1; n;) {
        bool word = words_begin(s, words_whole.list) || words_begin(s, words_beginning.list) ||
                    words_begin(s, (const char *const[]){"而立", NULL});
        n = word ? 0 : words_begin(s, fronts);
        if (!n && !word && is_long(s + words_begin(s, who)))
            n = words_begin(s, who);
        if (!n && !word && is_long(s + words_begin(s, modals)))
            n = words_begin(s, modals);
        if (!n && is_long(s + words_begin(s, silent)))
            n = words_begin(s, silent);
        s += n;
    }
    return s;
}

static const char *plain_back(struct arena *a, const char *s)
{
    static const char *const backs[] = {
        "受",   "以",   "应",   "载",   "于",   "达",         "大约", "约",   "也",   "却",
        "将",   "可以", "的",   "了",   "、",   "，",         " ",    "　",   "一行", "一般",
        "另",   "倒",   "更",   "正",   "又",   "少说",       "竟",   "每人", "每户", "每天",
        "时",   "要",   "需",   "一度", "昨日", "今日",       "昨天", "一年", "一天", "一季",
        "由此", "一路", "足足", "整整", "还",   "在历史同期", "按",   "向",   "中",   "就",
        "可",   "可能", "应当", "各",   "与",   "沿着",       NULL};
    static const char *const nouns[] = {
        "课时",   "学时",   "工时",   "用时",   "耗时",   "瓦时", "小时",   "临时", "同时",
        "方向",   "走向",   "意向",   "动向",   "志向",   "取向", "流向",   "风向", "导向",
        "面向",   "转向",   "趋向",   "初中",   "高中",   "集中", "途中",   "手中", "空中",
        "水中",   "其中",   "适中",   "及时",   "按时",   "准时", "工作时", "时时", "第一年",
        "头一年", "上一年", "第一天", "上一季", "前一天", "平时", "战时",   "当时", "需要",
        "纪要",   "概要",   "必需",   "内需",   "刚需",   "外需", "军需",   "成就", "造就",
        "归还",   "偿还",   "返还",   "退还",   "变更",   "改正", "纠正",   "校正", "补正",
        "修正",   "更正",   "多载",   "运载",   "装载",   "可载", "下载",   "转载", "许可",
        "认可",   "宁可",   "参与",   "给与",   "赠与",   "授与", "命中",   NULL};
    size_t n, len;
    for (len = strlen(s); len; len -= n, s = arena_text(a, s, len)) {
        n = words_end(s, len, backs);
        if (!n || words_end(s, len, words_ending.list) || words_end(s, len, nouns))
            break;
    }
    return s;
}

/* 修一支笔收: without 一支. */
static const char *without_one(struct arena *a, const char *s)
{
    static const char *const ones[] = {"一个", "一支", "一只", "一条", "一碗", "一箱",
                                       "一趟", "一张", "一座", "一家", "一台", "一辆",
                                       "一艘", "一架", "一件", "一份", "一名", "一位",
                                       "一亩", "一株", "一棵", "一口", "一头", NULL};
    static const char *const words[] = {"一条龙", "一件事", "一家人", "一张网", "一年级",
                                        "一口气", "一站式", "一件代", NULL};
    for (const char *p = s; (p = strstr(p, "一")); p += strlen("一")) {
        size_t n = words_begin(p, ones);
        bool ordinal = words_end(s, (size_t)(p - s), (const char *const[]){"第", NULL});
        if (n && !ordinal && !words_begin(p, words) && p[n])
            return arena_printf(a, "%.*s%s", (int)(p - s), s, p + n);
    }
    return s;
}

/* 《山的那边》: the 的 stands in a title. */
static bool is_in_title(const char *s, const char *at)
{
    const char *open = NULL;
    for (const char *p = s; (p = strstr(p, "《")) && p < at; p += strlen("《"))
        open = p;
    const char *close = open ? strstr(open, "》") : NULL;
    return close && close > at;
}

/* 标|的额: the 的 stands in a word, with the character before it. */
static bool is_in_word(const char *s, const char *at)
{
    static const char *const words[] = {"标的额", "标的物", "目的地", NULL};
    return at - s >= (ptrdiff_t)strlen("标") && words_begin(at - strlen("标"), words);
}

/* 贴茬抢播的玉米: without the last 的, if two characters or more stand on either side. */
static const char *without_de(struct arena *a, const char *s)
{
    const char *last = NULL;
    for (const char *p = s; (p = strstr(p, "的")); p += strlen("的"))
        last = is_in_title(s, p) || is_in_word(s, p) ? last : p;
    bool past = last && words_end(s, (size_t)(last - s), (const char *const[]){"过", NULL});
    if (!last || past || span_characters(s) < LEAST_JOINED || span_characters(last) <= SHORTEST)
        return s;
    return arena_printf(a, "%.*s%s", (int)(last - s), s, last + strlen("的"));
}

/* 装上了净水器, 收藏着皮影: without the 了 or 着 behind a verb of two characters or more. */
static const char *without_le(struct arena *a, const char *s)
{
    static const char *const before[] = {"为", "除", "不", "沿", "随", "照",
                                         "对", "朝", "接", "衣", "穿", NULL};
    static const char *const others[] = {"了解", "着力", "着重", "着手", "着眼", NULL};
    static const char *const marks[] = {"了", "着"};
    for (size_t i = 0; i < COUNT(marks); i++)
        for (const char *p = s; (p = strstr(p, marks[i])); p += strlen(marks[i])) {
            size_t len = (size_t)(p - s), n = strlen(marks[i]);
            if (len >= 2 * n && is_long(p + n) && !words_begin(p, others) &&
                !words_end(s, len, before))
                return arena_printf(a, "%.*s%s", (int)len, s, p + n);
        }
    return s;
}

/* 全省已备好仓容, 探测器可以飞: without the adverb or modal inside. */
static const char *without_already(struct arena *a, const char *s)
{
    static const char *const adverbs[] = {"已经", "已", "可以"};
    static const char *const words[] = {"已知", "已婚", "已故", "已有", "已建", "已久", NULL};
    static const char *const before[] = {"早", "业", "而", "不", "久", NULL};
    for (size_t i = 0; i < COUNT(adverbs); i++) {
        const char *p = strstr(s, adverbs[i]);
        size_t n = strlen(adverbs[i]), len = p ? (size_t)(p - s) : 0;
        if (len >= strlen("全省") && is_long(p + n) && !words_begin(p, words) &&
            !words_end(s, len, before))
            return arena_printf(a, "%.*s%s", (int)len, s, p + n);
    }
    return s;
}

/* 青河县今年业务量: without the 今年, which is no base of a change. */
static const char *without_time(struct arena *a, const char *s)
{
    static const char *const times[] = {YEAR_WORDS, "在此之上", "在此基础上", NULL};
    static const char *const bases[] = {"比", "较", "与", "和", "同", "是",
                                        "为", "前", "到", "(",  NULL};
    static const char *const tails[] = {"底", "初", "末", NULL};
    static const char *const words[] = {"底部", "底盘", "初中", "初级", "末端", NULL};
    for (size_t i = 0; times[i]; i++) {
        const char *at = strstr(s, times[i]);
        const char *behind = at ? at + strlen(times[i]) : NULL;
        if (behind && !words_begin(behind, words))
            behind += words_begin(behind, tails);
        if (at && at > s && is_long(behind) && !words_end(s, (size_t)(at - s), bases))
            return arena_printf(a, "%.*s%s", (int)(at - s), s, behind);
    }
    return s;
}

/* 吞吐旅客: the verb is half of the quantity's name. */
static const char *with_quantity(struct arena *a, const char *s)
{
    static const char verb[] = "吞吐";
    const char *what = s + strlen(verb);
    bool object = !strncmp(s, verb, strlen(verb)) && is_long(what) && !strstr(s, "量");
    static const char *const yields[] = {"产", NULL};
    static const char *const words[] = {"产业", "产值", "产量", "产能", "产权", "产品",
                                        "产妇", "产地", "产房", "产粮", "产区", "产销",
                                        "产教", "产科", "产后", "产生", NULL};
    size_t n = words_begin(s, words) ? 0 : words_begin(s, yields);
    if (n && is_long(s + n) && !strstr(s, "量"))
        return arena_printf(a, "%s产量", s + n); /* 产小龙虾 */
    return object ? arena_printf(a, "%s%s量", what, verb) : s;
}

/* 整合以工代赈、水利等资金, 完成造林、种草等任务: a kind that says nothing without its list, where
 * the whole fits into a row. */
static bool needs_items(const char *s)
{
    static const char *const kinds[] = {"等资金", "等任务", "等业务", "等机具",
                                        "等装备", "等线索", "等培训", NULL};
    return label_ends(s, kinds) && span_characters(s) <= LABEL_ROW;
}

/* 梳理出修路、引水等问题: without the items of a list whose kind stands behind 等. A list of names
 * and one of what is done stay, since 乡镇 and 活动 alone tell nothing. */
static const char *without_items(struct arena *a, const char *s)
{
    static const char *const vague[] = {
        "活动", "工作", "力量",   "乡镇", "县",   "市",   "省",   "区",   "镇",   "村",
        "部门", "单位", "国家",   "社区", "街道", "城市", "地区", "小区", "企业", "项目",
        "消费", "措施", "受灾区", "商品", "设备", "作品", "物资", "服务", "销售", "用品",
        "产品", "物品", "设施",   "方式", "形式", "内容", "人口", NULL};
    static const char *const how_many[] = {
        "各类", "各种", "多种", "多个", "多领域", "0",  "1",  "2",  "3",      "4",  "5",
        "6",    "7",    "8",    "9",    "两",     "三", "四", "五", "六",     "七", "八",
        "九",   "十",   "大类", "个",   "大",     "类", "种", "项", "一系列", NULL};
    const char *etc = strstr(s, "等"), *first = strstr(s, "、");
    const char *kind = etc ? etc + strlen("等") : s;
    while (*kind && is_long(kind + words_begin(kind, how_many)) && words_begin(kind, how_many))
        kind += words_begin(kind, how_many);
    static const char *const there[] = {"地", NULL};
    static const char *const grounds[] = {"地铁", "地块", "地方", "地下", "地标",
                                          "地质", "地产", "地段", "地名", NULL};
    bool places = words_begin(kind, there) && !words_begin(kind, grounds); /* 华东等地|偏高 */
    if (!etc || !first || first > etc || span_characters(kind) < 2 || label_ends(s, vague) ||
        places || needs_items(s))
        return s;
    const char *from = s;
    for (size_t n; (n = words_begin(from, words_action.list)) && from + n < first;)
        from += n;
    bool action = from > s; /* 展出|修复工具等展品 */
    for (size_t n; !action && (n = words_begin(from, words_nominal.list)) && from + n < first;)
        from += n;
    if (!action && from > s && span_characters(s) <= LONGEST_ITEMS)
        return s;
    for (const char *p = s; (p = strstr(p, "的")) && p < first;)
        from = p += strlen("的");
    return arena_printf(a, "%.*s%s", (int)(from - s), s, kind);
}

const char *plain_label(struct arena *a, const char *label)
{
    label += *label == '/'; /* 60元/成人、30元/儿童 */
    const char *open = strstr(label, "“"), *close = strstr(label, "”");
    if (open && !close)
        label = arena_printf(a, "%.*s%s", (int)(open - label), label, open + strlen("“"));
    const char *s = without_items(a, plain_back(a, plain_front(without_le(a, label))));
    return with_quantity(
        a, without_de(a, plain_front(without_time(a, without_one(a, without_already(a, s))))));
}
