/* SPDX-License-Identifier: MIT */
/*
 * Lines of the web site that a page was copied from: links from page to page, tools for readers,
 * where in the site the page stands, and whose rights it is under. Chinese papers share a few
 * publishing systems, so the words of such lines are a closed set. A line is one of them when all
 * its words are; one name more is a page's title, beside two of the words. Words that a paper may
 * print by themselves – 大, 首页, 微信 – count only beside others. Papers' names with nothing but a
 * day and a folio say where a text was printed: 某某日报（2021年3月1日 13版）.
 */
#include "acquire/grammar.h"

#include <string.h>

enum {
    LONGEST_RIGHTS = 300, /* characters */
    LONGEST_FORBIDDEN = 100,
    LONGEST_CLAIM = 40,
    LONGEST_PAPER = 9,
    LONGEST_MENU = 200,
    LONGEST_LINK = 60,
    LONGEST_NAME = 10,
    LONGEST_BAR = 6, /* characters of a word of one */
    LEAST_BAR = 5,   /* words of one */
    LONGEST_CRUMB = 12,
    LONGEST_OFFER = 10,
    LONGEST_CALL = 60,
    LONGEST_SPACED = 12,
    LONGEST_REFERENCE = 24,
    BYTES = 4 /* of a character at most */
};

enum word_kind { UNKNOWN, NEUTRAL, PAPER, WEAK, CERTAIN, KINDS };

static bool holds_any(struct slice s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (memmem(s.start, (size_t)(s.end - s.start), list[i], strlen(list[i])))
            return true;
    return false;
}

/* 未经授权不得转载 */
static bool forbids_copies(struct slice s)
{
    static const char *const without[] = {"未经", "未获",   "禁止", "不得",
                                          "未經", "非經授", "未獲", "请注明"};
    static const char *const copies[] = {"转载", "转帖", "镜像", "摘编", "复制", "刊载",
                                         "轉載", "轉貼", "鏡像", "摘編", "複製", "刊載"};
    static const char *const whose[] = {"版权", "版權", "本网", "本網", "本站",
                                        "书面", "書面", "报社", "報社"};
    return holds_any(s, without, COUNT(without)) && holds_any(s, copies, COUNT(copies)) &&
           holds_any(s, whose, COUNT(whose));
}

/* 凡本网注明…的作品，版权均属于…: the terms of a site in several sentences. */
static bool states_terms(struct slice s)
{
    static const char *const who[] = {"凡本网", "本网站", "凡本網", "本網站"};
    static const char *const rights[] = {"版权", "版權"};
    return holds_any(s, who, COUNT(who)) && holds_any(s, rights, COUNT(rights)) &&
           forbids_copies(s);
}

bool says_rights(struct slice s)
{
    static const char *const certain[] = {
        "ICP备",     "ICP证", "ICP许可",        "公网安备",           "Copyright",   "copyright",
        "COPYRIGHT", "©",     "信息服务许可证", "电信业务经营许可证", "不良信息举报"};
    static const char *const licences[] = {"All Rights Reserved", "All rights reserved",
                                           "信息网络传播视听节目许可证"};
    static const char *const brief[] = {"版权所有", "免责声明", "版权声明", "欢迎批评指正",
                                        "版權所有", "免責聲明", "版權聲明"};
    static const char *const any[] = {"权",   "ICP",  "备", "ight", "IGHT", "©",    "证", "举报",
                                      "声明", "批评", "载", "制",   "權",   "聲明", "載", "製"};
    if (!holds_any(s, any, COUNT(any))) /* which each of these has one of */
        return false;
    size_t count = slice_count(s);
    return (count <= LONGEST_RIGHTS &&
            (holds_any(s, certain, COUNT(certain)) || holds_any(s, licences, COUNT(licences)) ||
             slice_starts_any(s, brief, COUNT(brief)))) ||
           (count <= LONGEST_CLAIM && holds_any(s, brief, COUNT(brief))) ||
           (count <= LONGEST_FORBIDDEN && forbids_copies(s)) ||
           (count <= LONGEST_RIGHTS && states_terms(s));
}

/* Which nobody prints by themselves. */
static const char *const certain_words[] = {"上一篇",       "下一篇",   "上一版",
                                            "下一版",       "上一期",   "下一期",
                                            "上一页",       "下一页",   "前一期",
                                            "后一期",       "前一天",   "后一天",
                                            "上一条",       "下一条",   "上一章",
                                            "下一章",       "标题导航", "版面导航",
                                            "版面目录",     "版面概览", "本版导航",
                                            "版面列表",     "文章列表", "本版新闻",
                                            "返回首页",     "返回目录", "返回列表",
                                            "返回顶部",     "回到顶部", "返回版面",
                                            "返回主页",     "往期回顾", "往期报纸",
                                            "过刊浏览",     "高级检索", "全文检索",
                                            "高级搜索",     "字号",     "字体",
                                            "字体大小",     "大字",     "小字",
                                            "打印本页",     "打印本稿", "打印文章",
                                            "关闭窗口",     "关闭本页", "加入收藏",
                                            "收藏本页",     "设为首页", "分享到",
                                            "分享至",       "一键分享", "复制链接",
                                            "复制全文",     "全文复制", "复制网址",
                                            "我要评论",     "发表评论", "查看评论",
                                            "我要纠错",     "扫一扫",   "手机版",
                                            "网页版",       "电脑版",   "触屏版",
                                            "繁体版",       "QQ空间",   "新浪微博",
                                            "腾讯微博",     "人人网",   "用户登录",
                                            "登录名",       "站内搜索", "网站地图",
                                            "网站首页",     "联系我们", "关于我们",
                                            "广告服务",     "广告刊例", "法律声明",
                                            "友情链接",     "语音播报", "语音朗读",
                                            "听新闻",       "点击朗读", "PDF版",
                                            "报纸首页",     "数字报纸", "电子报",
                                            "数字报",       "放大缩小", "朗读",
                                            "文章字数",     "当前版",   "展开通版",
                                            "收缩通版",     "字号变大", "字号变小",
                                            "打印页面",     "打印字号", "收藏此页",
                                            "编辑推荐",     "热门推荐", "热门图片",
                                            "热门新闻",     "点击排行", "最新回复",
                                            "更多新闻",     "精彩推荐", "字体显示",
                                            "专栏",         "添加收藏", "分享更多",
                                            "网友评论",     "二维码",   "用手持设备访问",
                                            "请登录",       "繁體版",   "简体版",
                                            "登录名称",     "Aa",       "EN",
                                            "A+",           "A-",       "返回上一页",
                                            "文章标题",     "文章内容", "文章作者",
                                            "本版列表新闻", "放大图片", "设为主页",
                                            "加入最爱",     "当前报章", "Android",
                                            "App下载",      "APP下载",  "iOS",
                                            "QQ好友",       "社交网站"};
/* The same in the traditional script, where they differ. */
static const char *const certain_traditional[] = {
    "上一頁",   "下一頁",     "後一期",   "後一天",   "上一條",   "下一條",     "標題導航",
    "版面導航", "版面目錄",   "版面概覽", "返回首頁", "返回目錄", "返回主頁",   "返回上一頁",
    "返回頂部", "回到頂部",   "回頂端",   "字號",     "字體",     "打印本頁",   "友善列印",
    "轉寄好友", "關閉視窗",   "加入收藏", "收藏本頁", "設為首頁", "設為主頁",   "加入最愛",
    "分享到",   "複製連結",   "我要評論", "發表評論", "查看評論", "掃一掃",     "手機版",
    "網頁版",   "電腦版",     "簡體版",   "用戶登錄", "會員登入", "會員註冊",   "站內搜尋",
    "網站地圖", "網站首頁",   "聯繫我們", "聯絡我們", "關於我們", "廣告服務",   "廣告刊登",
    "法律聲明", "友情鏈接",   "友情連結", "相關連結", "電子報",   "數字報",     "熱門新訊",
    "熱門新聞", "熱門推薦",   "熱門文章", "更多新聞", "精彩推薦", "編輯推薦",   "點擊排行",
    "當前報章", "放大圖片",   "社交網站", "添加收藏", "二維碼",   "訂閱電子報", "App下載",
    "APP下載",  "隱私權政策", "粉絲專頁", "粉絲團",
};
/* What the articles of a site are listed under, below the one that was copied. */
static const char *const list_words[] = {
    "相关新闻", "相关文章", "相关阅读", "相关报道", "相关推荐", "延伸阅读", "推荐阅读", "热点专题",
    "热点新闻", "热门文章", "新闻查询", "猜你喜欢", "大家在看", "今日推荐", "昔日新闻", "最新消息",
    "相關新聞", "相關文章", "相關閱讀", "相關報道", "相關報導", "相關推薦", "延伸閱讀", "推薦閱讀",
    "熱點專題", "熱點新聞", "熱門文章", "猜你喜歡", "今日推薦", "昔日新聞", "更多消息", "熱門話題"};
static const char *const longer_words[] = {
    "按日期检索",   "微信扫一扫", "PDF下载",          "下载PDF",
    "版面PDF",      "电子报首页", "数字报首页",       "无障碍浏览",
    "点击播报本文", "English",    "跳转到路径导航栏", "跳转到正文内容",
    "日点击排行",   "周点击排行", "月点击排行",       "放大缩小全文复制"};

/* What a reader of a site may do. A paper may print some of these, too. */
static const char *const tools[] = {
    "大",   "中",   "小",     "特大",   "超大",   "大号", "中号", "小号", "放大", "缩小", "默认",
    "首页", "主页", "正文",   "打印",   "关闭",   "收藏", "分享", "评论", "推荐", "举报", "纠错",
    "转发", "点赞", "登录",   "注册",   "退出",   "搜索", "检索", "返回", "目录", "更多", "下载",
    "微信", "微博", "朋友圈", "豆瓣",   "客户端", "RSS",  "QQ",   "PDF",  "视频", "图片", "论坛",
    "博客", "专题", "新闻",   "末页",   "尾页",   "邮箱", "投稿", "广告", "订阅", "读报", "没有了",
    "详情", "上",   "帐户",   "账户",   "密码",   "简体", "繁体", "还原", "首版", "末版", "报纸",
    "杂志", "APP",  "App",    "Line",   "LINE",   "app",  "縮小", "默認", "首頁", "主頁", "列印",
    "關閉", "分享", "評論",   "推薦",   "舉報",   "轉發", "轉寄", "登錄", "登入", "註冊", "檢索",
    "搜尋", "目錄", "下載",   "客戶端", "視頻",   "影音", "圖片", "論壇", "專題", "新聞", "郵箱",
    "廣告", "訂閱", "帳戶",   "帳號",   "密碼",   "簡體", "繁體", "還原", "IG",   "臉書"};
/* The parts of a site, which may head a column of a paper or a part of a digest. */
static const char *const channels[] = {
    "时政", "国际", "国内",     "社会",     "财经",     "经济",    "科技", "体育", "娱乐", "教育",
    "文化", "军事", "汽车",     "房产",     "健康",     "旅游",    "时评", "理论", "生活", "法治",
    "卫生", "女人", "文娱",     "电视",     "科普",     "游戏",    "彩票", "股票", "基金", "频道",
    "即时", "热门", "政治",     "地方",     "艺文",     "时尚",    "股市", "天气", "國際", "國內",
    "社會", "財經", "經濟",     "體育",     "娛樂",     "軍事",    "汽車", "地產", "旅遊", "時評",
    "理論", "衛生", "文娛",     "電視",     "遊戲",     "頻道",    "即時", "熱門", "軍武", "藝文",
    "時尚", "食譜", "專區",     "服務",     "玩咖",     "蒐奇",    "兩岸", "港聞", "副刊", "天氣",
    "要聞", "觀點", "本報新聞", "本报新闻", "今日導讀", "今日导读"};

/* A newspaper or its site: 某某日报, 某某新闻网. 互联网 or 喜报 may be a column. */
static bool names_paper(struct slice word)
{
    static const char *const ends[] = {
        "日报",   "晚报", "晨报",   "早报",   "商报",   "时报",   "都市报", "青年报", "法制报",
        "法治报", "周报", "农民报", "工人报", "新闻网", "日报网", "晚报网", "日報",   "晚報",
        "晨報",   "早報", "商報",   "時報",   "新聞網", "報首頁", "網首頁", "报首页", "网首页"};
    return slice_count(word) <= LONGEST_PAPER && slice_count(word) >= 3 &&
           slice_ends_any(word, ends, COUNT(ends));
}

/* Of a site that papers do not print. */
static bool is_certain(struct slice word)
{
    return slice_is_one_of(word, certain_words, COUNT(certain_words)) ||
           slice_is_one_of(word, longer_words, COUNT(longer_words)) ||
           slice_is_one_of(word, certain_traditional, COUNT(certain_traditional));
}

/* Behind the longest word of the list with which s begins, or `least` if that is farther. */
static const char *behind_longest(struct slice s, const char *const *list, size_t count,
                                  const char *least)
{
    for (size_t i = 0; i < count; i++) {
        struct slice rest = s;
        slice_eat_any(&rest, &list[i], 1);
        least = rest.start > least ? rest.start : least;
    }
    return least;
}

/* 設為首頁收藏本頁, 返回上一页相关文章: such words that lost what parted them. */
static bool are_glued(struct slice word)
{
    size_t parts = 0;
    bool certain = false, found = true;
    while (found && word.start < word.end) {
        const char *known = behind_longest(word, certain_words, COUNT(certain_words), word.start);
        known = behind_longest(word, longer_words, COUNT(longer_words), known);
        known = behind_longest(word, certain_traditional, COUNT(certain_traditional), known);
        const char *end = behind_longest(word, list_words, COUNT(list_words), known);
        found = end > word.start;
        certain = certain || (found && end == known);
        parts += found;
        word.start = end;
    }
    return certain && found && parts >= 2;
}

/* 某某電子報, 某某粉絲團: what a site offers, behind its name. */
static bool is_offer(struct slice word)
{
    static const char *const ends[] = {"電子報", "电子报",  "粉絲團", "粉絲專頁",
                                       "粉丝团", "App下载", "App下載"};
    return slice_count(word) <= LONGEST_OFFER && slice_ends_any(word, ends, COUNT(ends));
}

static enum word_kind kind_of(struct slice word)
{
    static const char *const ours[] = {"本报", "本報", "本站", "本网", "本網"};
    static const char *const kinds[] = {"新闻", "新聞"};
    bool back = slice_starts(word, "返回") && slice_ends(word, "首页");
    struct slice link = word;
    for (size_t i = 0; i < COUNT(kinds); i++)
        link.end -= slice_ends(link, kinds[i]) ? strlen(kinds[i]) : 0;
    slice_eat_any(&link, ours, COUNT(ours));
    struct slice paper = {word.start, word.end - (slice_ends(word, "PDF") ? strlen("PDF") : 0)};
    bool cut = link.start > word.start || link.end < word.end;
    if (back || is_certain(word) || (cut && is_certain(link)) || are_glued(word) ||
        is_offer(word) || (paper.end < word.end && names_paper(paper)))
        return CERTAIN;
    if (names_paper(word))
        return PAPER;
    return slice_is_one_of(word, tools, COUNT(tools)) ||
                   slice_is_one_of(word, channels, COUNT(channels))
               ? WEAK
               : UNKNOWN;
}

/* paper.example.com */
static bool is_domain(struct slice word)
{
    size_t points = 0;
    bool letter = word.start < word.end && (*word.start | 32) >= 'a' && (*word.start | 32) <= 'z';
    for (; letter && word.start < word.end; word.start++) {
        letter = (unsigned char)*word.start < 0x80;
        points += *word.start == '.';
    }
    return letter && points;
}

/* 9日, 2015年12月, 星期三, Tue, A02版, 本期共4版, T, 10:29 */
static bool is_neutral(struct slice word)
{
    static const char *const openers[] = {"第", "本期共", "当前第", "當前第"};
    static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    size_t letters = 0;
    if (slice_starts(word, "http") || slice_starts(word, "www.") ||
        slice_is_one_of(word, weekdays, COUNT(weekdays)))
        return true;
    slice_eat_any(&word, openers, COUNT(openers));
    if (is_domain(word))
        return true;
    while (word.start < word.end) {
        uint32_t code = utf8_next(&word.start, word.end);
        letters += code < 0x80 && !is_digit(code);
        if (code >= 0x80 && !in_set(code, "年月日版期星一二三四五六七八九十天"))
            return false;
    }
    return letters <= 2;
}

/* Without the digits beside it, 上一版3, which is an arrow of the system's face, or the day behind
 * it: 某某日报1月13日. */
static struct slice without_digits(struct slice word)
{
    struct slice name = word;
    while (name.end > name.start && (is_digit(name.end[-1]) || in_set(slice_last(name), "年月日")))
        utf8_previous(&name.end, name.start);
    if (!is_digit(slice_first((struct slice){name.end, word.end})))
        name.end = word.end;
    while (name.start < name.end && is_digit(*name.start))
        name.start++;
    return name;
}

struct menu {
    size_t kinds[KINDS];
    size_t crumbs;  /* signs between the steps of a path: 首页 > 要闻 */
    size_t longest; /* characters of an unknown word */
    bool dated;     /* it tells a day: 2021-03-01 */
    bool text;      /* it has the marks of a sentence */
};

enum { DAY = 6 /* digits of one at least */, LONGEST_SOURCE = 12 };

static bool tells_day(struct slice s)
{
    size_t digits = 0;
    for (; s.start < s.end; s.start++)
        digits += is_digit(*s.start);
    return digits >= DAY;
}

/* Beside a day: 某某网, 某某快报. */
static bool names_source(struct slice word)
{
    return slice_count(word) >= 2 && slice_count(word) <= LONGEST_SOURCE &&
           in_set(slice_last(word), "网报社台刊") && is_han(slice_first(word));
}

static void count_word(struct menu *menu, struct slice word)
{
    size_t length = slice_count(word);
    if (!length)
        return;
    struct slice name = without_digits(word);
    enum word_kind kind = is_neutral(word) ? NEUTRAL : kind_of(name);
    if (kind == UNKNOWN && menu->dated && names_source(name))
        kind = PAPER;
    menu->kinds[kind]++;
    if (kind == UNKNOWN && length > menu->longest)
        menu->longest = length;
}

static struct menu menu_of(struct slice s)
{
    struct menu menu = {.dated = tells_day(s)};
    struct slice word = {s.start, s.start};
    while (s.start < s.end && !menu.text) {
        uint32_t code = utf8_next(&s.start, s.end);
        bool crumb = in_set(code, ">＞»›");
        menu.crumbs += crumb;
        bool parted = in_set(code, "，") && is_space(slice_first(s)); /* 本期共4版， 当前第1版 */
        menu.text = in_set(code, "，。！？；,!?;“") && !parted;
        if (crumb || parted || is_space(code) ||
            in_set(code, "|｜/／<＜«‹·•[]【】()（）:：-—–+←→")) {
            count_word(&menu, word);
            word.start = s.start;
        }
        word.end = s.start;
    }
    count_word(&menu, word);
    return menu;
}

/* 首页 机构设置 办事指南 联系方式: the parts of a site, of which only the first has a set name. */
static bool is_site_bar(struct slice s, const struct menu *menu)
{
    static const char *const fronts[] = {"首页", "主页", "网站首页"};
    size_t all = menu->kinds[CERTAIN] + menu->kinds[WEAK] + menu->kinds[UNKNOWN];
    return slice_starts_any(s, fronts, COUNT(fronts)) && all >= LEAST_BAR &&
           menu->longest <= LONGEST_BAR && !menu->kinds[NEUTRAL];
}

/* 即时 热门 政治 社会 某某志: a row of short words of which most are parts of a site or its tools.
 */
static bool is_menu_row(const struct menu *menu)
{
    size_t known = menu->kinds[CERTAIN] + menu->kinds[WEAK];
    return known + menu->kinds[UNKNOWN] >= LEAST_BAR && known > menu->kinds[UNKNOWN] &&
           menu->longest <= LONGEST_BAR;
}

/* 【关闭】, [打印]: a tool that stands in brackets of its own, while 【国际】 heads a part of a
 * digest; PDF 版, whose second half is the word for a page. */
static bool is_button(struct slice s, const struct menu *menu)
{
    static const char *const parted[] = {"PDF 版", "网页 版", "手机 版"};
    if (slice_is_one_of(s, parted, COUNT(parted)))
        return true;
    if (!in_set(slice_first(s), "【[") || !in_set(slice_last(s), "】]"))
        return false;
    struct slice inner = s;
    utf8_next(&inner.start, inner.end);
    utf8_previous(&inner.end, inner.start);
    return !menu->kinds[UNKNOWN] && menu->kinds[WEAK] + menu->kinds[CERTAIN] &&
           slice_count(s) <= LONGEST_NAME &&
           !slice_is_one_of(slice_trim(inner), channels, COUNT(channels));
}

static bool is_menu(struct slice s)
{
    struct menu menu = menu_of(s);
    if (!menu.text && (is_site_bar(s, &menu) || is_menu_row(&menu) || is_button(s, &menu)))
        return true;
    size_t known = menu.kinds[CERTAIN] + menu.kinds[WEAK], unknown = menu.kinds[UNKNOWN];
    size_t papers = menu.kinds[PAPER];
    if (menu.text)
        return false;
    if (menu.crumbs && known >= 2 && !unknown)
        return true;
    if (menu.crumbs && unknown && menu.longest <= LONGEST_CRUMB && (known || menu.crumbs >= 2))
        return true;
    if (!unknown)
        return menu.kinds[CERTAIN] || known >= 3 || papers;
    return menu.kinds[CERTAIN] && (known >= 2 || menu.kinds[NEUTRAL]) && unknown == 1 &&
           menu.longest <= LONGEST_NAME;
}

/* 上一篇：…, 您现在的位置：…: what stands behind the words is another page's name. */
static bool is_link(struct slice s)
{
    static const char *const openers[] = {
        "上一篇",       "下一篇",     "上一条",       "下一条",       "当前位置",
        "您的位置",     "您当前位置", "您当前的位置", "您现在的位置", "你现在的位置",
        "您所在的位置", "所在位置",   "关键词",       "标签",         "专栏",
        "通版阅读",     "版面",       "版次",         "查看完整版本", "關鍵詞",
        "關鍵字",       "標籤",       "當前位置",     "您現在的位置", "您目前的位置"};
    static const char *const invitations[] = {
        "扫一扫",   "欢迎关注",     "更多精彩",     "点击查看",   "欢迎访问",
        "点击下载", "点击进入",     "请登录",       "通版阅读请", "掃一掃",
        "歡迎關注", "微信“扫一扫”", "微信“掃一掃”", "微信扫一扫", "微信掃一掃"};
    for (size_t i = 0; i < COUNT(openers); i++)
        if (slice_starts(s, openers[i])) {
            struct slice rest = slice_trim((struct slice){s.start + strlen(openers[i]), s.end});
            if (in_set(slice_first(rest), ":："))
                return true;
        }
    return slice_starts_any(s, invitations, COUNT(invitations)) && !ends_sentence(s);
}

/* 《某某日报》（2021年3月1日 13版） */
static bool is_print_reference(struct slice s)
{
    static const char close[] = "》";
    if (!slice_starts(s, "《"))
        return false;
    const char *at = memmem(s.start, (size_t)(s.end - s.start), close, sizeof close - 1);
    struct slice rest = slice_trim((struct slice){at ? at + sizeof close - 1 : s.end, s.end});
    return in_set(slice_first(rest), "(（") && in_set(slice_last(rest), ")）") && tells_day(rest) &&
           slice_count(rest) <= LONGEST_REFERENCE &&
           memmem(rest.start, (size_t)(rest.end - rest.start), "版", strlen("版"));
}

bool is_bare_address(struct slice s)
{
    static const char *const openers[] = {"http://", "https://", "www."};
    const char *at = holds_any(s, openers, COUNT(openers)) ? s.start : s.end;
    while (at < s.end && !slice_starts_any((struct slice){at, s.end}, openers, COUNT(openers)))
        at++;
    struct slice address = {at, s.end};
    bool bare = at < s.end;
    while (bare && address.start < address.end) {
        uint32_t code = utf8_next(&address.start, address.end);
        bare = code < 0x80 && !is_space(code);
    }
    return bare && slice_count((struct slice){s.start, at}) <= LONGEST_NAME;
}

bool is_site_word(struct slice s)
{
    struct menu menu = menu_of(s);
    return !menu.text && !menu.kinds[UNKNOWN] && !menu.kinds[NEUTRAL] &&
           menu.kinds[WEAK] + menu.kinds[CERTAIN];
}

/* Copies it without its spaces, which stand between the characters of 热 点 专 题. */
static struct slice without_spaces(struct slice s, char bare[LONGEST_SPACED * BYTES])
{
    struct slice word = {bare, bare};
    if (slice_count(s) > LONGEST_SPACED)
        return word;
    for (const char *at = s.start; at < s.end;) {
        const char *from = at;
        if (is_space(utf8_next(&at, s.end)))
            continue;
        memcpy(bare + (word.end - bare), from, (size_t)(at - from));
        word.end += at - from;
    }
    return word;
}

bool heads_links(struct slice s)
{
    char bare[LONGEST_SPACED * BYTES];
    while (in_set(slice_last(s), ":：>＞"))
        utf8_previous(&s.end, s.start);
    return slice_is_one_of(without_spaces(s, bare), list_words, COUNT(list_words));
}

bool is_site_tool(struct slice s)
{
    char bare[LONGEST_SPACED * BYTES];
    struct slice word = without_spaces(s, bare);
    return slice_is_one_of(word, tools, COUNT(tools)) || is_certain(word);
}

bool counts_pictures(struct slice s)
{
    enum { MOST = 2 };
    return slice_skip(&s, "+＋") && s.end > s.start && s.end - s.start <= MOST &&
           slice_eat_number(&s) && s.start == s.end;
}

/* 您的浏览器版本太低，请升级…。: what the site's program tells who looks at it. A paper, too, has
 * advice on browsers and on what others may know (请保护他人隐私，…); only a program speaks of the
 * reader's own, and of its own rules. */
static bool speaks_to_user(struct slice s)
{
    static const struct {
        const char *opens, *thing, *what;
    } said[] = {
        {"您", "浏览器版本", ""},     {"您", "瀏覽器版本", ""},     {"您", "浏览器不支持", ""},
        {"您", "瀏覽器不支援", ""},   {"请升级", "您的浏览器", ""}, {"請升級", "您的瀏覽器", ""},
        {"请同意我们的", "隐私", ""}, {"請同意我們的", "隱私", ""}, {"请", "Cookie", "隐私"},
        {"請", "Cookie", "隱私"},     {"轻触", "加载", ""},         {"輕觸", "載入", ""},
        {"点击这里", "加载", ""},     {"點擊這裡", "載入", ""}};
    bool speaks = false;
    if (slice_count(s) > LONGEST_CALL)
        return false;
    for (size_t i = 0; i < COUNT(said) && !speaks; i++)
        speaks = slice_starts(s, said[i].opens) && slice_has(s, said[i].thing) &&
                 slice_has(s, said[i].what);
    return speaks;
}

/* … content_274344.html …: what a publishing system keeps of a page for itself. */
static bool is_leftover(struct slice s)
{
    const char *at = memmem(s.start, (size_t)(s.end - s.start), "content_", strlen("content_"));
    return at && !ends_sentence(s) &&
           memmem(at, (size_t)(s.end - at), ".html", strlen(".html")) != NULL;
}

/* Asked of every piece of a page: most are text, which a comma or a stop tells at once. */
static bool reads_as_text(struct slice s)
{
    static const char *const marks[] = {"，", "。"};
    return holds_any(s, marks, COUNT(marks));
}

static bool has_link(struct slice s)
{
    static const char *const links[] = {"上一版", "下一版", "上一页", "下一页", "上一頁",
                                        "下一頁", "上一篇", "下一篇", "上一期", "下一期",
                                        "上一条", "下一条", "上一條", "下一條"};
    return holds_any(s, links, COUNT(links));
}

bool is_site_line(struct slice s)
{
    if (s.end - s.start > BYTES * LONGEST_RIGHTS)
        return false;
    if (says_rights(s) || speaks_to_user(s))
        return true;
    if (reads_as_text(s) && !(slice_count(s) <= LONGEST_LINK && has_link(s)))
        return false;
    size_t count = slice_count(s);
    if (is_bare_address(s) || is_print_reference(s) || is_leftover(s))
        return true;
    if (count <= LONGEST_LINK && is_link(s) && !last_inner_stop(s))
        return true;
    return count <= LONGEST_MENU && is_menu(s);
}

bool links_beside(struct slice s)
{
    return has_link(s) && is_site_line(s);
}
