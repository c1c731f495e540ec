/* SPDX-License-Identifier: MIT */
/*
 * How lines begin and end: the words by which columns, offices, notices and captions are known, and
 * those with which news, a sentence or a turn of speech begins. All are closed classes of the
 * language and of the newsroom.
 */
#include "acquire/grammar.h"

#include <string.h>

enum { OF_COLUMN = 1, OF_COLLECTION = 2, OF_QUESTIONS = 4, OF_NOTICE = 8 };

/* How headings of a column, a collection, questions and answers, and a notice end. Many a word ends
 * more than one of them; each stands here once, with all that it may head. */
static const struct {
    unsigned kinds;
    const char *ends[96]; /* up to a NULL */
} names[] = {
    {OF_COLUMN,
     {"短评", "时评", "评论",     "观察",     "视界",     "视点",   "视野",   "聚焦", "来信",
      "之窗", "快评", "锐评",     "微评",     "短论",     "笔谈",   "论坛",   "茶座", "随笔",
      "札记", "深读", "日记",     "素描",     "剪影",     "速写",   "掠影",   "驿站", "讲堂",
      "沙龙", "访谈", "走笔",     "纪事",     "热点",     "关注",   "专栏",   "专版", "副刊",
      "边谈", "杂谈", "漫谈",     "一线",     "现场",     "在线",   "新风",   "视窗", "窗口",
      "之声", "大观", "博览",     "纵横",     "传真",     "广角",   "园地",   "提示", "提醒",
      "阅读", "提要", "导读",     "必答",     "综合",     "警示",   "说法",   "故事", "人物",
      "手记", "帮办", "面对面",   "直通车",   "服务台",   "夜话",   "瞭望",   "追踪", "连线",
      "说案", "笔记", "文苑",     "艺苑",     "诗苑",     "书香",   "深度",   "特写", "专访",
      "特稿", "连载", "新闻链接", "相关链接", "新闻背景", "走基层", "基层行", "周刊", "月刊",
      "长廊"}},
    {OF_COLLECTION,
     {"新闻", "短讯", "微讯", "速读", "集纳", "荟萃", "播报", "快报", "简报", "点击", "扫描",
      "快递", "点播", "一句话", "短平快"}},
    {OF_COLUMN | OF_COLLECTION, {"速递", "短波", "快讯", "动态", "要闻", "资讯"}},
    {OF_QUESTIONS, {"答疑", "解疑", "解读", "答问"}},
    {OF_COLUMN | OF_QUESTIONS, {"信箱", "热线"}},
    {OF_NOTICE, {"公告",   "通告", "公示", "启事", "声明", "通知", "须知", "预告",
                 "公报",   "要览", "名单", "名录", "指南", "信息", "摘要", "安排",
                 "时刻表", "更正", "致歉", "成绩", "赛果", "赛程", "榜单"}},
    {OF_COLLECTION | OF_NOTICE, {"集锦", "汇总", "一览"}},
    {OF_COLUMN | OF_COLLECTION | OF_NOTICE, {"速览", "简讯"}},
    {OF_COLUMN | OF_QUESTIONS | OF_NOTICE, {"问答"}},
};

enum {
    BYTES = 4,          /* of a character at most */
    LONGEST_SPACED = 5, /* characters */
    SPACED_BYTES = BYTES * LONGEST_SPACED
};

/* A word without the spaces that set its characters apart: 公 告. */
static struct slice close_up(struct slice s, char word[static SPACED_BYTES])
{
    char *to = word;
    if (!slice_is_spaced_out(s) || slice_count(s) > LONGEST_SPACED)
        return s;
    while (s.start < s.end) {
        const char *from = s.start;
        if (!is_space(utf8_next(&s.start, s.end)))
            to = (char *)mempcpy(to, from, (size_t)(s.start - from));
    }
    return (struct slice){word, to};
}

static bool ends_name_of(unsigned kind, struct slice s)
{
    char word[SPACED_BYTES];
    s = close_up(s, word);
    for (size_t i = 0; i < COUNT(names); i++)
        for (const char *const *end = names[i].ends; names[i].kinds & kind && *end; end++)
            if (slice_ends(s, *end))
                return true;
    return false;
}

/* What a column is about, and nothing else: no headline is so short and says nothing. */
static bool is_topic(struct slice s)
{
    static const char *const topics[] = {
        "民族团结", "乡村振兴", "生态文明", "精神文明", "生态环保", "社会治理", "基层治理",
        "基层党建", "党的建设", "卫生健康", "医疗卫生", "科技创新", "安全生产", "平安建设",
        "法治建设", "对口支援", "文旅融合", "改革开放", "社会民生", "民生实事", "国防教育"};
    return slice_is_one_of(s, topics, COUNT(topics));
}

bool names_column(struct slice s)
{
    size_t count = slice_count(s);
    return is_topic(s) || (count <= 4 && in_set(slice_last(s), "谈评")) ||
           (count <= 3 && slice_ends(s, "说")) || (count == 4 && slice_ends(s, "时间")) ||
           ends_name_of(OF_COLUMN, s);
}

/* 图1 新修的石桥, 图二：… */
static bool is_numbered_picture(struct slice s)
{
    if (!slice_starts(s, "图"))
        return false;
    s.start += strlen("图");
    const char *start = s.start;
    while (s.start < s.end && in_set(slice_first(s), "0123456789一二三四五六七八九十"))
        utf8_next(&s.start, s.end);
    return s.start > start && (is_space(slice_first(s)) || in_set(slice_first(s), "：:．.、-"));
}

/* 《雨后》(版画) 王小明: the title of a work, what it is, and whose. */
static bool names_work(struct slice s)
{
    static const char *const arts[] = {"摄影", "书法", "国画", "油画", "版画", "水彩",
                                       "水粉", "剪纸", "篆刻", "漫画", "木刻", "速写",
                                       "素描", "雕塑", "唐卡", "刺绣", "年画", "农民画"};
    const char *title = memmem(s.start, (size_t)(s.end - s.start), "》", strlen("》"));
    if (!slice_starts(s, "《") || !title)
        return false;
    struct slice art = slice_trim((struct slice){title + strlen("》"), s.end});
    return slice_skip(&art, "(（") && slice_starts_any(art, arts, COUNT(arts)) &&
           !last_inner_stop(art) && !ends_sentence(s);
}

bool starts_caption(struct slice s)
{
    static const char *const openings[] = {
        "圖為", "▲",      "△",      "▼",    "图为",   "图①",  "图②",  "图③",  "图④",   "图⑤",
        "图⑥",  "图一：", "图二：", "上图", "下图为", "左图", "右图", "组图", "图片为"};
    return slice_starts_any(s, openings, COUNT(openings)) || is_numbered_picture(s) ||
           names_work(s);
}

bool ends_unit(struct slice s)
{
    static const char *const ends[] = {
        "院",   "局",   "队",   "村",   "县",   "市",   "区",   "乡",   "镇",   "部",   "处",
        "室",   "办",   "校",   "站",   "所",   "厅",   "委",   "支行", "中心", "公司", "大学",
        "社区", "街道", "集团", "学院", "小学", "中学", "委会", "协会", "省",   "州",   "盟",
        "旗",   "师",   "团",   "馆",   "厂",   "海关", "工会", "商会", "学会", "合会", "作社",
        "林场", "农场", "牧场", "车间", "班组", "分局", "工厂", "煤矿", "号矿", "工段", "机场",
        "景区", "法庭", "银行", "两地", "多地", "各地", "政府", "机关", "部门", "口岸", "妇联",
        "残联", "侨联", "文联", "社联", "商联", "科协", "员会", "算组"};
    if (slice_count(s) < 3 || in_set(slice_last(s), "，,"))
        return false;
    return slice_ends_any(s, ends, COUNT(ends));
}

bool names_short_office(struct slice s)
{
    static const char *const offices[] = {"海关", "法院", "医院", "工会", "妇联",
                                          "残联", "侨联", "文联", "科协", "团委"};
    return slice_is_one_of(s, offices, COUNT(offices));
}

enum { LONGEST_HEADLINE = 25 };

/* 问:, 记者:, 【答】 */
bool begins_turn(struct slice s)
{
    static const char *const speakers[] = {"问", "答", "记者", "主持人", "Q", "A"};
    bool bracketed = slice_skip(&s, "【");
    const char *p = s.start;
    for (int i = 0; i < 6 && p < s.end; i++) {
        struct slice who = {s.start, p};
        uint32_t code = utf8_next(&p, s.end);
        if (!in_set(code, bracketed ? "】" : "：:"))
            continue;
        bool asks = slice_ends(who, "问") || slice_ends(who, "答");
        return slice_is_one_of(who, speakers, COUNT(speakers)) ||
               (asks && (ends_sentence(s) || slice_count(s) > LONGEST_HEADLINE));
    }
    return false;
}

enum { LONGEST_SALUTATION = 16 };

bool is_salutation(struct slice s)
{
    static const char *const ends[] = {
        "同志", "朋友", "先生", "女士", "老师", "编辑", "读者", "领导",   "您好",  "你好",
        "市民", "乘客", "旅客", "用户", "客户", "居民", "村民", "家长",   "同学",  "网友",
        "同事", "来宾", "嘉宾", "代表", "委员", "同仁", "们",   "编辑部", "杂志社"};
    static const char *const greetings[] = {"各位",   "尊敬的", "女士们", "先生们",
                                            "同志们", "朋友们", "同学们"};
    bool speech = in_set(slice_last(s), "，,") && slice_starts_any(s, greetings, COUNT(greetings));
    if (!(speech || in_set(slice_last(s), "：:")) || slice_count(s) > LONGEST_SALUTATION)
        return false;
    utf8_previous(&s.end, s.start);
    struct slice inner = s;
    while (inner.start < inner.end)
        if (in_set(utf8_next(&inner.start, inner.end), "，。；“”"))
            return false;
    return slice_ends_any(s, ends, COUNT(ends));
}

bool ends_announcement(struct slice s)
{
    static const char *const ends[] = {"如下：", "如下:"};
    return slice_ends_any(s, ends, COUNT(ends));
}

bool names_collection(struct slice s)
{
    static const char *const pictured[] = {"图片新闻", "影像新闻", "摄影新闻"};
    return slice_count(s) <= 12 && ends_name_of(OF_COLLECTION, s) &&
           !slice_ends_any(s, pictured, COUNT(pictured));
}

/* Ends with a question whose verb stands twice: 算不算, 该不该. */
static bool ends_with_choice(struct slice s)
{
    const char *p = s.end;
    uint32_t verb = s.start < p ? utf8_previous(&p, s.start) : 0;
    uint32_t not = s.start < p ? utf8_previous(&p, s.start) : 0;
    uint32_t same = s.start < p ? utf8_previous(&p, s.start) : 0;
    return is_han(verb) && verb == same && in_set(not, "不");
}

bool names_questions(struct slice s)
{
    return slice_count(s) <= 12 && ends_name_of(OF_QUESTIONS, s);
}

bool wants_object(struct slice s)
{
    static const char *const verbs[] = {
        "打造", "变成", "擦亮", "唱响", "念好", "绘就", "织密", "筑牢", "跑出", "托起", "撑起",
        "搭起", "架起", "建起", "筑起", "扛起", "挑起", "迎来", "带来", "送来", "用上", "喝上",
        "吃上", "住上", "过上", "走上", "踏上", "端上", "插上", "搭上", "种上", "当上", "成为",
        "化为", "变为", "有了", "成了", "来了", "写在", "种在", "建在", "开在", "留在", "落在"};
    static const char *const nouns[] = {"支出", "演出", "日出", "产出", "进出", "突出", "杰出",
                                        "报到", "周到", "收入", "投入", "方向", "志向", "走向",
                                        "动向", "跟进", "先进", "改进", "推进", "引进", "促进"};
    size_t count = slice_count(s);
    if (ends_with_choice(s))
        return true;
    if (count < 4 || count > 12)
        return false;
    return slice_ends_any(s, verbs, COUNT(verbs)) ||
           (in_set(slice_last(s), "出到进入向给让把") && !slice_ends_any(s, nouns, COUNT(nouns)));
}

bool says_event(struct slice s)
{
    static const char *const verbs[] = {
        "召开", "举行", "举办", "落幕", "开幕", "闭幕", "启动", "开工", "开展", "成立", "揭牌",
        "挂牌", "上线", "亮相", "开班", "开营", "开讲", "开馆", "开园", "开赛", "开跑", "开机",
        "开演", "上演", "首演", "首映", "首发", "发布", "揭晓", "颁奖", "收官", "结束", "建成",
        "落成", "落地", "落户", "竣工", "完工", "奠基", "投用", "投产", "通车", "通航", "签约",
        "签署", "出版", "播出", "试点", "推广", "登场", "起航", "启航", "收兵", "开市"};
    return slice_ends_any(s, verbs, COUNT(verbs));
}

uint32_t item_mark(struct slice s)
{
    uint32_t first = slice_first(s);
    return in_set(first, BULLETS "○") ? first : 0;
}

bool closes_notice(struct slice s)
{
    return slice_starts(s, "特此") && slice_count(s) <= 8;
}

bool ends_notice(struct slice s)
{
    return ends_name_of(OF_NOTICE, s);
}

static bool starts_with_part_of_month(struct slice s)
{
    static const char *const parts[] = {"月以来", "月份",   "月底",   "月初",
                                        "月上旬", "月中旬", "月下旬", "月起"};
    return slice_starts_any(s, parts, COUNT(parts));
}

/* 入夏以来, 开学以来: within the first clause. */
static bool since_then(struct slice s)
{
    const char *p = s.start;
    for (int i = 0; i < 6 && p < s.end; i++) {
        if (slice_starts((struct slice){p, s.end}, "以来"))
            return i > 0;
        if (!is_han(utf8_next(&p, s.end)))
            return false;
    }
    return false;
}

/* 第…: a number, and then one of the units. */
static bool is_division(struct slice s, const char *units)
{
    if (!slice_skip(&s, "第"))
        return false;
    const char *number = s.start;
    while (in_set(slice_first(s), "一二三四五六七八九十百0123456789"))
        utf8_next(&s.start, s.end);
    return s.start > number && slice_skip(&s, units);
}

/* 第二十三回 夜渡 */
static bool is_chapter(struct slice s)
{
    return is_division(s, "回章节讲幕篇");
}

/* 第二条生产线 is none: what is ordered stands apart from its number. */
bool opens_provision(struct slice s)
{
    const char *sign = memmem(s.start, (size_t)(s.end - s.start), "条", strlen("条"));
    struct slice number = {s.start, sign ? sign + strlen("条") : s.start};
    struct slice rest = {number.end, s.end};
    return sign && is_division(number, "条") && is_space(slice_first(rest));
}

bool starts_numbered(struct slice s)
{
    if (is_chapter(s))
        return true;
    if (in_set(slice_first(s), "(（"))
        utf8_next(&s.start, s.end);
    const char *start = s.start;
    while (s.start < s.end && s.start - start < 9) {
        const char *here = s.start;
        uint32_t code = utf8_next(&s.start, s.end);
        if (in_set(code, "一二三四五六七八九十") || is_digit(code))
            continue;
        bool range = (code == 0x3001 && in_set(slice_first(s), "一二三四五六七八九十")) ||
                     (code == '.' && in_set(slice_first(s), "0123456789"));
        return here > start && in_set(code, "、.．)）") && !range;
    }
    return false;
}

struct slice behind_number(struct slice s)
{
    while (starts_numbered(s) && in_set(slice_first(s), "0123456789.、 "))
        utf8_next(&s.start, s.end);
    return slice_trim(s);
}

bool starts_with_time(struct slice s)
{
    static const char *const openings[] = {
        "近日", "日前", "连日来", "近期",   "近段时间", "最近",     "当日", "今天", "今日",
        "昨日", "昨天", "前不久", "不久前", "近年来",   "今年以来", "上周", "上月", "昨晚"};
    if (slice_starts_any(s, openings, COUNT(openings)))
        return true;
    struct slice rest = s;
    if (slice_starts(rest, "自") || slice_starts(rest, "从"))
        rest.start += strlen("自");
    while (slice_eat_number(&rest)) {
        if (slice_starts(rest, "日") || starts_with_part_of_month(rest))
            return true;
        if (!slice_starts(rest, "月") && !slice_starts(rest, "年"))
            return false;
        rest.start += strlen("月");
    }
    return since_then(s);
}

/* The clause up to the first comma within so many characters; empty if there is none. */
static struct slice first_clause(struct slice s, int longest)
{
    struct slice clause = {s.start, s.start};
    for (int i = 0; i < longest && clause.end < s.end; i++) {
        const char *here = clause.end;
        if (in_set(utf8_next(&clause.end, s.end), "，,"))
            return (struct slice){s.start, here};
    }
    return (struct slice){s.start, s.start};
}

/* 据江口海关统计, 据某部1月3日消息: who says so is named. */
static bool names_source(struct slice clause)
{
    static const char *const told[] = {"统计", "消息", "通报", "报道", "公布", "統計",
                                       "報道", "報導", "監測", "监测", "发布", "發布"};
    enum { SHORTEST = 6 };
    return slice_skip(&clause, "据據") && slice_count(clause) >= SHORTEST &&
           slice_ends_any(clause, told, COUNT(told));
}

/* 记者从江口海关获悉, 记者昨日从某局了解到 */
static bool tells_whence(struct slice clause)
{
    static const char *const learns[] = {"获悉", "了解到", "得知", "獲悉", "瞭解到"};
    return (slice_starts(clause, "记者") || slice_starts(clause, "記者") ||
            slice_starts(clause, "从")) &&
           (slice_has(clause, "从") || slice_has(clause, "從")) &&
           slice_ends_any(clause, learns, COUNT(learns));
}

bool opens_report(struct slice s)
{
    enum { LONGEST_DAY = 14, LONGEST_SOURCE = 30 };
    struct slice clause = first_clause(s, LONGEST_SOURCE);
    bool timed = starts_with_time(s) && slice_count(clause) <= LONGEST_DAY;
    bool dated = false;
    if (timed && clause.end > clause.start) {
        s.start = clause.end;
        slice_skip(&s, "，,");
        clause = first_clause(s, LONGEST_SOURCE);
    }
    for (const char *p = clause.start; p < clause.end;)
        dated = is_digit(utf8_next(&p, clause.end)) || dated;
    return tells_whence(clause) || ((timed || dated) && names_source(clause));
}

/* A pronoun, an adverb of the kind that a comma may follow, or a source: 据统计. 强组织 is half a
 * heading. */
static bool opens_sentence(struct slice s)
{
    static const char *const words[] = {
        "同时", "此外", "另外", "其中",  "据悉",   "随后",   "为此",   "此前",     "此时",
        "然而", "但是", "不过", "因此",  "于是",   "后来",   "最后",   "首先",     "其次",
        "同样", "所以", "而且", "并且",  "接着",   "其实",   "当然",   "可是",     "只是",
        "对此", "至此", "不料", "果然",  "会上",   "会后",   "会前",   "现场",     "目前",
        "当前", "今年", "去年", "如今",  "眼下",   "现在",   "当天",   "当晚",     "截至",
        "上午", "下午", "他",   "她",    "我",     "它",     "他们",   "她们",     "我们",
        "大家", "一时", "渐渐", "有时",  "平时",   "期间",   "原来",   "如此",     "例如",
        "比如", "总之", "显然", "的确",  "下一步", "接下来", "一方面", "另一方面", "与此同时",
        "今后", "未来", "届时", "近年来"};
    return slice_is_one_of(s, words, COUNT(words)) ||
           (slice_starts(s, "据") && slice_count(s) <= 8);
}

enum { LONGEST_TIME = 8 };

/* 早上八点十分, 周三下午四点, 新年伊始: all of a clause. */
static bool tells_time(struct slice clause)
{
    static const char *const times[] = {
        "早上", "清晨", "上午", "中午", "下午", "傍晚", "晚上", "夜里", "凌晨", "深夜",
        "周末", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "初春", "早春",
        "仲春", "暮春", "初夏", "盛夏", "仲夏", "初秋", "金秋", "深秋", "初冬", "寒冬",
        "隆冬", "年初", "年末", "年底", "岁末", "新年", "新春"};
    return slice_starts_any(clause, times, COUNT(times)) && slice_count(clause) <= LONGEST_TIME;
}

bool starts_as_text(struct slice s)
{
    const char *p = s.start;
    while (p < s.end) {
        const char *here = p;
        if (in_set(utf8_next(&p, s.end), "，,"))
            return here > s.start &&
                   (opens_sentence((struct slice){s.start, here}) ||
                    tells_time((struct slice){s.start, here}) || starts_with_time(s));
    }
    return false;
}

bool opens_paragraph(struct slice s)
{
    static const char *const words[] = {
        "“",    "据",   "会议", "记者",   "走进",   "走在",   "站在", "来到", "针对", "根据",
        "随着", "为了", "为进", "为让",   "为解",   "为此",   "与此", "对此", "对于", "说起",
        "谈起", "谈到", "谈及", "提起",   "当前",   "目前",   "如今", "眼下", "今年", "去年",
        "截至", "不仅", "除了", "接下来", "下一步", "一方面", "此外", "同时", "其实", "当然",
        "傍晚", "清晨", "凌晨", "这些",   "这个",   "这条",   "这样", "像这", "我是", "首先",
        "其次", "最后", "近年", "早在",   "至此",   "然而",   "不过"};
    return slice_starts_any(s, words, COUNT(words));
}

bool has_speech(struct slice s)
{
    static const char *const verbs[] = {"认为",   "表示", "介绍",   "要求", "强调", "指出",
                                        "坦言",   "提醒", "透露",   "回忆", "获悉", "了解到",
                                        "据介绍", "据悉", "据了解", "说"};
    const char *p = s.start;
    while (p < s.end) {
        const char *here = p;
        uint32_t code = utf8_next(&p, s.end);
        if (is_han(code) || !in_set(code, "，,。！？"))
            continue;
        if (!in_set(code, "，,"))
            return false;
        return slice_ends_any((struct slice){s.start, here}, verbs, COUNT(verbs));
    }
    return false;
}

bool is_data_source(struct slice s)
{
    enum { LONGEST_SOURCE = 40 /* characters */ };
    static const char *const words[] = {"数据来源", "资料来源", "图表来源", "數據來源", "資料來源"};
    slice_skip(&s, "(（");
    return slice_eat_any(&s, words, COUNT(words)) && in_set(slice_first(s), ":：") &&
           slice_count(s) <= LONGEST_SOURCE && !ends_sentence(s);
}

enum { LONGEST_CALL = 30 /* characters */ };

/* 洪水又来了！水渠保得住吗？渡口现场（组图）: a headline of a site, by what it says of its
 * pictures. */
static bool promises_pictures(struct slice s)
{
    static const char *const ends[] = {"（组图）", "（組圖）", "（多图）", "（多圖）", "(组图)"};
    return slice_ends_any(s, ends, COUNT(ends)) && !slice_count_in(s, "。，,；;");
}

bool calls_out(struct slice s)
{
    if (s.end - s.start > BYTES * LONGEST_CALL)
        return false;
    const char *stop = last_inner_stop(s);
    if (!stop || promises_pictures(s))
        return stop != NULL;
    bool parted = slice_has(s, "！ ") || slice_has(s, "！\u3000");
    bool asks = in_set(slice_last(s), "！？!?");
    if ((ends_sentence(s) && !(parted && asks)) ||
        !in_set(slice_last(slice_trim((struct slice){s.start, stop})), "！!"))
        return false;
    return slice_count_in(s, "。！？!?“”，,、；;") == (asks ? 2 : 1);
}

/* 某府〔2011〕33号 */
static bool is_document_number(struct slice s)
{
    const char *open = memmem(s.start, (size_t)(s.end - s.start), "〔", strlen("〔"));
    if (!open || slice_count(s) > LONGEST_HEADLINE)
        return false;
    struct slice rest = {open + strlen("〔"), s.end};
    return slice_eat_number(&rest) && slice_skip(&rest, "〕") && slice_count(rest) >= 2 &&
           slice_eat_number(&rest) && slice_skip(&rest, "号") && rest.start == rest.end;
}

bool notes_head(struct slice s)
{
    struct slice inner = s;
    if (is_document_number(s))
        return true;
    if (!slice_skip(&inner, "(（") || !in_set(slice_last(inner), ")）"))
        return false;
    utf8_previous(&inner.end, inner.start);
    return is_date_line(inner);
}
