/* SPDX-License-Identifier: MIT */
/*
 * The set phrases of a newsroom. They are a small closed language, so they are read by a grammar
 * and not guessed by weights:
 *
 *   byline   = [mark] [bracket] word { space word } [bracket]
 *   word     = title | name | title name | duty | name duty | unit
 *   title    = anything short that ends in 记者, 通讯员, 实习生 …      本报记者, 特约通讯员
 *   duty     = 摄, 供图, 文/图, 报道 …
 *   unit     = what ends as the name of an office or an enterprise ends; it stands as a title
 *   name     = 2 to 10 Han characters or ·, or two single ones with a space between
 *   dateline = agency [place] [date] 讯|电|消息 [bracket byline bracket] [：]
 *            | bracket byline bracket
 *
 * A byline needs a title, a mark or a duty. Names alone cannot be told from any other short line by
 * their form; is_names() says that every word begins with a common family name, and classify.c
 * weighs that against the line's place. Family names, title and agency words are closed classes of
 * the language; no person, paper or place is listed.
 */
#include "acquire/grammar.h"

#include <string.h>

static const char marks[] = "■□●○◆◇▲△▼▽★☆※◎";
static const char separators[] = " \t\u3000\u00A0、:：/／|｜&";
static const char brackets[] = "()（）[]［］【】";

static const char *const title_ends[] = {"記者",   "通訊員", "實習生",     "记者",
                                         "通讯员", "实习生", "特约撰稿人", "读者",
                                         "撰稿人", "评论员", "摄影师"};
enum duty_kind { NOTES = 0, WRITES = 1, DRAWS = 2 };

struct duty {
    const char *word;
    int kind;
};

/* Longest first, so that 摄影报道 is not read as 摄. */
static const struct duty duties[] = {{"摄影报道", WRITES | DRAWS},
                                     {"图片报道", NOTES},
                                     {"综合报道", WRITES},
                                     {"摄影", DRAWS},
                                     {"供图", DRAWS},
                                     {"制图", DRAWS},
                                     {"配图", DRAWS},
                                     {"绘图", DRAWS},
                                     {"提供", DRAWS},
                                     {"文图", WRITES | DRAWS},
                                     {"图文", WRITES | DRAWS},
                                     {"报道", WRITES},
                                     {"撰文", WRITES},
                                     {"采写", WRITES},
                                     {"撰稿", WRITES},
                                     {"整理", WRITES},
                                     {"供稿", WRITES},
                                     {"攝", DRAWS},
                                     {"摄", DRAWS},
                                     {"文", WRITES},
                                     {"图", DRAWS},
                                     {"发", NOTES}};
/* What a title is the first half of when a column is named after it. */
static const char *const column_words[] = {"手记", "观察", "调查", "来信", "札记", "日记",
                                           "体验", "视角", "见闻", "感言", "连线", "走基层"};

static bool is_one_of(struct slice s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_starts(s, list[i]) && slice_ends(s, list[i]) &&
            strlen(list[i]) == (size_t)(s.end - s.start))
            return true;
    return false;
}

static bool ends_with_any(struct slice s, const char *const *ends, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_ends(s, ends[i]))
            return true;
    return false;
}

static bool is_name(struct slice s)
{
    size_t count = 0;
    uint32_t before = 0;
    for (; s.start < s.end; count++) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (is_space(code))
            continue;
        bool date = in_set(code, "年月日") && in_set(before, "一二三四五六七八九十〇");
        bool function = in_set(code, "的了在是将为被把") || (count > 0 && in_set(code, "于"));
        if (date || function || (!is_han(code) && !in_set(code, "·•・")))
            return false;
        before = code;
    }
    return count >= 1 && count <= 10;
}

/* 接待读者八千人 is a headline. */
enum { LONGEST_TITLE = 14, LONGEST_READER = 8 };

/* The end of the title that begins the word, or NULL. */
static const char *title_end(struct slice word)
{
    const char *found = NULL;
    for (size_t i = 0; i < COUNT(title_ends); i++) {
        size_t len = strlen(title_ends[i]);
        for (const char *p = word.start; p + len <= word.end; p++)
            if (*p == title_ends[i][0] && memcmp(p, title_ends[i], len) == 0 &&
                (!found || p + len > found))
                found = p + len;
    }
    struct slice title = {word.start, found ? found : word.start};
    size_t longest = slice_ends(title, "读者") ? LONGEST_READER : LONGEST_TITLE;
    return found && slice_count(title) <= longest ? found : NULL;
}

static struct slice next_word(struct slice *rest)
{
    struct slice word = {rest->end, rest->end};
    bool inside = false;
    while (rest->start < rest->end) {
        const char *here = rest->start;
        uint32_t code = utf8_next(&rest->start, rest->end);
        bool between = in_set(code, separators) || in_set(code, brackets) || is_space(code);
        if (!between && !inside)
            word.start = here;
        if (between && inside) {
            word.end = here;
            return word;
        }
        inside = inside || !between;
    }
    if (!inside)
        word.start = rest->end;
    return word;
}

static void add_name(struct arena *a, struct byline *b, struct slice title, struct slice given)
{
    b->names = arena_grow(a, b->names, b->count, sizeof *b->names);
    b->names[b->count++] = (struct byline_name){title, given};
}

/* Cuts a duty off the end of the word: 王小明摄. A duty on its own is as good as a title. */
static struct slice cut_duty(struct slice word, struct byline *b)
{
    for (size_t i = 0; i < COUNT(duties); i++) {
        if (!slice_ends(word, duties[i].word))
            continue;
        struct slice name = {word.start, word.end - strlen(duties[i].word)};
        size_t count = slice_count(name);
        bool short_duty = strlen(duties[i].word) == 3 && !slice_ends(word, "摄");
        if (count && (count < 2 || short_duty))
            continue;
        b->credit = b->credit || duties[i].kind & DRAWS;
        b->writes = b->writes || duties[i].kind & WRITES;
        b->titled = b->titled || (!count && duties[i].kind & WRITES);
        return name;
    }
    return word;
}

/* One character alone is half of a name that was spaced out: 李 明. */
static bool joins_last(const struct byline *b, struct slice name)
{
    if (!b->count || slice_count(name) != 1)
        return false;
    struct slice last = b->names[b->count - 1].given;
    return slice_count(last) == 1 && slice_count((struct slice){last.end, name.start}) == 0;
}

/* The family names of most people, and those of two characters. A closed class of the language. */
static const char family_names[] =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱"
    "严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚"
    "符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农"
    "司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬师仇栾隋商刁沙荣"
    "巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀胥南储原栗燕楚鄢劳谌奚粟冼蔺闻厉伊仝郜"
    "阚花帅屠练廉禹井祖丰支晋宣傅萧赖阎洪湛狄茅昝裘贲郁杭诸钮嵇滑芮羿汲邴糜隗宓蓬郗班仰钭戎韶蓟"
    "薄邰鄂索咸籍莘贡逄扶宰郦雍郤璩濮扈郏浦慕茹宦戈庾暨衡禄阙殳蔚夔隆厍晁訾毋乜蒯竺逯桓雒";
static const char *const double_family_names[] = {"欧阳", "上官", "司马", "诸葛", "司徒", "东方",
                                                  "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯",
                                                  "端木", "长孙", "宇文", "独孤"};

bool is_full_name(struct slice s)
{
    size_t count = slice_count(s);
    for (size_t i = 0; i < COUNT(double_family_names); i++)
        if (slice_starts(s, double_family_names[i]))
            return is_name(s) && (count == 3 || count == 4);
    return is_name(s) && (count == 2 || count == 3) && in_set(slice_first(s), family_names);
}

/* The next name; two single characters with a space between are one. */
static struct slice next_name(struct slice *rest, bool *spaced)
{
    struct slice word = next_word(rest), after = *rest, more;
    *spaced = false;
    if (slice_count(word) != 1)
        return word;
    more = next_word(&after);
    *spaced = slice_count(more) == 1;
    if (*spaced) {
        word.end = more.end;
        *rest = after;
    }
    return word;
}

/* Who somebody is: an office, or 某某路居民. It is longer than a name, or none. */
static bool is_unit(struct slice word)
{
    bool person = slice_ends(word, "居民") || slice_ends(word, "村民") ||
                  slice_ends(word, "市民") || slice_ends(word, "职工");
    size_t count = slice_count(word);
    return (count >= 4 || (count == 3 && !is_full_name(word))) && is_name(word) &&
           (person || ends_unit(word));
}

static bool begins_name(struct slice rest)
{
    bool spaced;
    return is_full_name(next_name(&rest, &spaced));
}

/* ■镇里请来义诊队 is a headline. */
static bool is_brief_name(struct slice name)
{
    return slice_count(name) <= 4 ||
           memmem(name.start, (size_t)(name.end - name.start), "·", strlen("·"));
}

enum { LONGEST_BYLINE = 240 /* bytes */ };

bool byline_read(struct arena *a, struct slice s, struct byline *byline)
{
    struct slice title = {s.start, s.start};
    *byline = (struct byline){0};
    s = slice_trim(s);
    if (s.end - s.start > LONGEST_BYLINE)
        return false;
    bool marked = in_set(slice_first(s), marks);
    while (in_set(slice_first(s), marks))
        utf8_next(&s.start, s.end);
    while (s.start < s.end) {
        struct slice word = next_word(&s);
        const char *end = title_end(word);
        if (end) {
            title = (struct slice){word.start, end};
            word.start = end;
            byline->titled = true;
        }
        if (!end && is_unit(word) && begins_name(s)) {
            title = word;
            continue;
        }
        word = cut_duty(word, byline);
        if (word.start == word.end)
            continue;
        if (!is_name(word) || (end && is_one_of(word, column_words, COUNT(column_words))))
            return false;
        if (joins_last(byline, word))
            byline->names[byline->count - 1].given.end = word.end;
        else
            add_name(a, byline, title, word);
    }
    bool brief = true;
    for (size_t i = 0; i < byline->count; i++) {
        if (slice_count(byline->names[i].given) < 2)
            return false;
        brief = brief && is_brief_name(byline->names[i].given);
    }
    byline->titled = byline->titled || (marked && brief);
    return byline->count > 0;
}

bool is_byline(struct arena *a, struct slice s)
{
    struct byline byline;
    struct dateline dateline;
    if (dateline_read(a, s, &dateline))
        return false;
    return byline_read(a, s, &byline) && byline.titled && !byline.credit;
}

/* 资料图片, 图片由某单位提供: a credit without a name. */
static bool is_stock_credit(struct slice s)
{
    static const char *const openings[] = {"图片", "照片", "资料图", "资料照", "资料片"};
    if (in_set(slice_first(s), "(（"))
        utf8_next(&s.start, s.end);
    if (slice_count(s) < 4 || slice_count(s) > 24 || ends_sentence(s) || last_inner_stop(s) ||
        slice_ends(s, "新闻"))
        return false;
    for (size_t i = 0; i < COUNT(openings); i++)
        if (slice_starts(s, openings[i]))
            return true;
    return false;
}

bool is_credit(struct arena *a, struct slice s)
{
    struct byline byline;
    s = slice_trim(s);
    size_t count = s.end - s.start > LONGEST_BYLINE ? 0 : slice_count(s);
    if (count < 3 || count > 60)
        return false;
    return is_stock_credit(s) || (byline_read(a, s, &byline) && byline.credit);
}

bool has_both_duties(struct arena *a, struct slice s)
{
    struct byline byline;
    return byline_read(a, s, &byline) && byline.credit && byline.writes;
}

bool names_column(struct slice s)
{
    static const char *const ends[] = {
        "短评", "时评", "评论", "观察", "视界", "视点",   "视野",   "聚焦",   "速递",
        "速览", "短波", "快讯", "简讯", "来信", "之窗",   "快评",   "锐评",   "微评",
        "短论", "笔谈", "论坛", "茶座", "随笔", "札记",   "深读",   "热点",   "关注",
        "专栏", "专版", "动态", "要闻", "副刊", "边谈",   "杂谈",   "漫谈",   "一线",
        "现场", "在线", "新风", "视窗", "窗口", "之声",   "大观",   "博览",   "纵横",
        "传真", "广角", "园地", "提示", "资讯", "综合",   "警示",   "说法",   "故事",
        "人物", "信箱", "手记", "问答", "帮办", "面对面", "直通车", "服务台", "夜话",
        "瞭望", "追踪", "连线", "说案", "笔记", "文苑",   "艺苑",   "诗苑",   "书香"};
    if (slice_count(s) <= 4 && in_set(slice_last(s), "谈评"))
        return true;
    return ends_with_any(s, ends, COUNT(ends));
}

bool is_names(struct slice s)
{
    bool bracketed = in_set(slice_first(s), "(（") && in_set(slice_last(s), ")）");
    bool clear = bracketed; /* not just any word of two characters */
    bool place = !bracketed && in_set(slice_last(s), "镇乡村县市局厂馆厅");
    size_t count = 0;
    if (slice_count(s) > 18 || in_set(slice_last(s), "谈评说") || names_column(s))
        return false;
    while (s.start < s.end) {
        bool spaced;
        struct slice word = next_name(&s, &spaced);
        if (word.start == word.end)
            break;
        if (!count && is_unit(word))
            continue;
        if (!is_full_name(word))
            return false;
        clear = clear || spaced || slice_count(word) >= 3;
        count++;
    }
    return count >= 2 || (count == 1 && clear && !place);
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

bool starts_caption(struct slice s)
{
    static const char *const openings[] = {
        "圖為", "▲",      "△",      "▼",    "图为",   "图①",  "图②",  "图③",  "图④",   "图⑤",
        "图⑥",  "图一：", "图二：", "上图", "下图为", "左图", "右图", "组图", "图片为"};
    for (size_t i = 0; i < COUNT(openings); i++)
        if (slice_starts(s, openings[i]))
            return true;
    return is_numbered_picture(s);
}

bool ends_unit(struct slice s)
{
    static const char *const ends[] = {
        "院",   "局",   "队",   "村",   "县",   "市",   "区",   "乡",   "镇",   "部",   "处",
        "室",   "办",   "校",   "站",   "所",   "厅",   "委",   "支行", "中心", "公司", "大学",
        "社区", "街道", "集团", "学院", "小学", "中学", "委会", "协会", "省",   "州",   "盟",
        "旗",   "师",   "团",   "馆",   "厂",   "海关", "工会", "商会", "学会", "合会", "作社",
        "林场", "农场", "牧场", "车间", "班组", "分局", "工厂", "煤矿", "号矿", "工段", "机场",
        "景区", "法庭", "银行", "两地", "多地", "各地", "政府"};
    if (slice_count(s) < 3 || in_set(slice_last(s), "，,"))
        return false;
    return ends_with_any(s, ends, COUNT(ends));
}

enum { LONGEST_HEADLINE = 25 };

bool begins_turn(struct slice s)
{
    static const char *const speakers[] = {"问", "答", "记者", "主持人", "Q", "A"};
    const char *p = s.start;
    for (int i = 0; i < 6 && p < s.end; i++) {
        struct slice who = {s.start, p};
        uint32_t code = utf8_next(&p, s.end);
        if (!in_set(code, "：:"))
            continue;
        bool asks = slice_ends(who, "问") || slice_ends(who, "答");
        return is_one_of(who, speakers, COUNT(speakers)) ||
               (asks && (ends_sentence(s) || slice_count(s) > LONGEST_HEADLINE));
    }
    return false;
}

enum { LONGEST_SALUTATION = 16 };

bool is_salutation(struct slice s)
{
    static const char *const ends[] = {"同志", "朋友", "先生", "女士", "老师", "编辑", "读者",
                                       "领导", "您好", "你好", "市民", "乘客", "旅客", "用户",
                                       "客户", "居民", "村民", "家长", "同学", "网友", "们"};
    if (!in_set(slice_last(s), "：:") || slice_count(s) > LONGEST_SALUTATION)
        return false;
    utf8_previous(&s.end, s.start);
    struct slice inner = s;
    while (inner.start < inner.end)
        if (in_set(utf8_next(&inner.start, inner.end), "，。；“”"))
            return false;
    return ends_with_any(s, ends, COUNT(ends));
}

bool ends_announcement(struct slice s)
{
    static const char *const ends[] = {"如下：", "如下:"};
    return ends_with_any(s, ends, COUNT(ends));
}

bool names_collection(struct slice s)
{
    static const char *const ends[] = {"新闻", "短波", "简讯", "快讯",  "短讯", "微讯", "速览",
                                       "速递", "速读", "要闻", "动态",  "集纳", "集锦", "荟萃",
                                       "汇总", "播报", "快报", "简报",  "点击", "资讯", "一览",
                                       "扫描", "快递", "点播", "一句话"};
    static const char *const pictured[] = {"图片新闻", "影像新闻", "摄影新闻"};
    return slice_count(s) <= 12 && ends_with_any(s, ends, COUNT(ends)) &&
           !ends_with_any(s, pictured, COUNT(pictured));
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
    static const char *const ends[] = {"问答", "答疑", "解疑", "信箱", "热线", "解读", "答问"};
    return slice_count(s) <= 12 && ends_with_any(s, ends, COUNT(ends));
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
    return ends_with_any(s, verbs, COUNT(verbs)) ||
           (in_set(slice_last(s), "出到进入向给让把") && !ends_with_any(s, nouns, COUNT(nouns)));
}

uint32_t item_mark(struct slice s)
{
    uint32_t first = slice_first(s);
    return in_set(first, "●◆■▲★◇○□▶►•※☆◎△▼") ? first : 0;
}

bool closes_notice(struct slice s)
{
    return slice_starts(s, "特此") && slice_count(s) <= 8;
}

bool ends_notice(struct slice s)
{
    static const char *const ends[] = {"公告", "通告", "公示", "启事", "声明",  "通知",
                                       "须知", "预告", "简讯", "公报", "一览",  "速览",
                                       "要览", "名单", "名录", "指南", "信息",  "摘要",
                                       "汇总", "集锦", "问答", "安排", "时刻表"};
    return ends_with_any(s, ends, COUNT(ends));
}

static bool eats_number(struct slice *s)
{
    const char *start = s->start;
    while (s->start < s->end && *s->start >= '0' && *s->start <= '9')
        s->start++;
    return s->start > start;
}

static bool starts_with_part_of_month(struct slice s)
{
    static const char *const parts[] = {"月以来", "月份",   "月底",   "月初",
                                        "月上旬", "月中旬", "月下旬", "月起"};
    for (size_t i = 0; i < COUNT(parts); i++)
        if (slice_starts(s, parts[i]))
            return true;
    return false;
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

bool starts_with_time(struct slice s)
{
    static const char *const openings[] = {"近日", "日前",   "连日来", "近期",   "近段时间",
                                           "最近", "当日",   "今天",   "今日",   "昨日",
                                           "昨天", "前不久", "不久前", "近年来", "今年以来"};
    for (size_t i = 0; i < COUNT(openings); i++)
        if (slice_starts(s, openings[i]))
            return true;
    struct slice rest = s;
    if (slice_starts(rest, "自") || slice_starts(rest, "从"))
        rest.start += strlen("自");
    while (eats_number(&rest)) {
        if (slice_starts(rest, "日") || starts_with_part_of_month(rest))
            return true;
        if (!slice_starts(rest, "月") && !slice_starts(rest, "年"))
            return false;
        rest.start += strlen("月");
    }
    return since_then(s);
}

/* A pronoun, an adverb of the kind that a comma may follow, or a source: 据统计. 强组织 is half a
 * heading. */
static bool opens_sentence(struct slice s)
{
    static const char *const words[] = {
        "同时", "此外", "另外", "其中", "据悉", "随后", "为此", "此前", "此时", "然而",
        "但是", "不过", "因此", "于是", "后来", "最后", "首先", "其次", "同样", "所以",
        "而且", "并且", "接着", "其实", "当然", "可是", "只是", "对此", "至此", "不料",
        "果然", "会上", "会后", "会前", "现场", "目前", "当前", "今年", "去年", "如今",
        "眼下", "现在", "当天", "当晚", "截至", "上午", "下午", "他",   "她",   "我",
        "它",   "他们", "她们", "我们", "大家", "一时", "渐渐", "有时", "平时", "期间",
        "原来", "如此", "例如", "比如", "总之", "显然", "的确"};
    for (size_t i = 0; i < COUNT(words); i++)
        if ((size_t)(s.end - s.start) == strlen(words[i]) && slice_starts(s, words[i]))
            return true;
    return slice_starts(s, "据") && slice_count(s) <= 8;
}

bool starts_as_text(struct slice s)
{
    const char *p = s.start;
    while (p < s.end) {
        const char *here = p;
        if (in_set(utf8_next(&p, s.end), "，,"))
            return here > s.start &&
                   (opens_sentence((struct slice){s.start, here}) || starts_with_time(s));
    }
    return false;
}

bool has_speech(struct slice s)
{
    static const char *const verbs[] = {"认为",   "表示", "介绍",   "要求", "强调", "指出",
                                        "坦言",   "提醒", "透露",   "回忆", "获悉", "了解到",
                                        "据介绍", "据悉", "据了解", "说"};
    const char *p = s.start;
    while (p < s.end) {
        const char *here = p;
        if (!in_set(utf8_next(&p, s.end), "，,"))
            continue;
        for (size_t i = 0; i < COUNT(verbs); i++)
            if (slice_ends((struct slice){s.start, here}, verbs[i]))
                return true;
        return false;
    }
    return false;
}

/* An agency or paper of record opens the dateline: 本报, 新华社, 某某日报, 某某网. */
static bool names_agency(struct slice s)
{
    static const char *const own[] = {"本报", "本報", "本刊", "本社",
                                      "本台", "本臺", "本网", "本網"};
    for (size_t i = 0; i < COUNT(own); i++)
        if (slice_starts(s, own[i]))
            return true;
    for (int i = 0; i < 8 && s.start < s.end; i++) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (i >= 2 && in_set(code, "社网網报報台臺"))
            return true;
        if (!is_han(code))
            return false;
    }
    return false;
}

/* The part before the bracket, the colon or the space, if it is a dateline: 本报某地10月8日电. */
static bool dateline_head(struct slice s, struct slice *head)
{
    const char *p = s.start;
    uint32_t code = 0;
    while (p < s.end) {
        const char *here = p;
        code = utf8_next(&p, s.end);
        if (in_set(code, "(（:：") || is_space(code)) {
            *head = (struct slice){s.start, here};
            return names_agency(*head) && slice_count(*head) <= 24 &&
                   (slice_ends(*head, "讯") || slice_ends(*head, "訊") || slice_ends(*head, "電") ||
                    slice_ends(*head, "电") || slice_ends(*head, "消息"));
        }
        if (!is_han(code) && !(code >= '0' && code <= '9'))
            return false;
    }
    return false;
}

static const char *closing_bracket(struct slice s)
{
    while (s.start < s.end) {
        const char *here = s.start;
        if (in_set(utf8_next(&s.start, s.end), ")）"))
            return here;
    }
    return NULL;
}

static bool skip_one(struct slice *s, const char *set)
{
    const char *next = s->start;
    if (s->start >= s->end || !in_set(utf8_next(&next, s->end), set))
        return false;
    s->start = next;
    return true;
}

/* The content of the bracket that s begins with, and the rest behind it. */
static bool split_bracket(struct slice s, struct slice *inside, struct slice *rest)
{
    *inside = s;
    if (!skip_one(inside, "(（"))
        return false;
    const char *close = closing_bracket(*inside);
    if (!close)
        return false;
    *rest = (struct slice){close, s.end};
    skip_one(rest, ")）");
    inside->end = close;
    return slice_count(*inside) <= 60;
}

/* A bracket behind the agency's words: the byline, or part of the dateline (a programme). */
static bool read_bracket(struct arena *a, struct slice *rest, struct dateline *dateline)
{
    struct slice inside, behind;
    if (!in_set(slice_first(*rest), "(（"))
        return true;
    if (!split_bracket(*rest, &inside, &behind))
        return false;
    bool colon = in_set(slice_first(slice_trim(behind)), ":：");
    bool names = byline_read(a, inside, &dateline->byline);
    if (!names || (colon && !dateline->byline.titled)) {
        dateline->byline = (struct byline){0};
        dateline->text.end = behind.start;
    }
    *rest = slice_trim(behind);
    return true;
}

bool dateline_read(struct arena *a, struct slice s, struct dateline *dateline)
{
    struct slice inside, rest;
    *dateline = (struct dateline){0};
    if (split_bracket(s, &inside, &rest) && slice_count(rest) > 0) {
        dateline->text = (struct slice){s.start, s.start};
        dateline->body = slice_trim(rest).start;
        return byline_read(a, inside, &dateline->byline) && dateline->byline.titled &&
               (!dateline->byline.credit || dateline->byline.writes);
    }
    if (!dateline_head(s, &dateline->text))
        return false;
    rest = slice_trim((struct slice){dateline->text.end, s.end});
    if (!read_bracket(a, &rest, dateline))
        return false;
    skip_one(&rest, ":：");
    dateline->body = slice_trim(rest).start;
    return true;
}

static size_t count_digits(struct slice s)
{
    size_t digits = 0;
    for (; s.start < s.end; s.start++)
        digits += *s.start >= '0' && *s.start <= '9';
    return digits;
}

/* 第A04版：县域, 03版 要闻, A03 城事 */
static bool names_sheet(struct slice s)
{
    if (slice_count(s) > 14)
        return false;
    if (slice_starts(s, "第"))
        s.start += strlen("第");
    bool letter = s.start < s.end && *s.start >= 'A' && *s.start <= 'Z';
    bool padded = s.start < s.end && *s.start == '0';
    s.start += letter;
    if (!eats_number(&s))
        return false;
    struct slice title = slice_trim(s);
    bool titled = title.start > s.start && slice_count(title) <= 6;
    return slice_starts(s, "版") || ((letter || padded) && titled);
}

/* 第3版, 2024年10月14日 星期一: numbers with the words of a folio and little else. */
static bool is_folio(struct slice s)
{
    size_t count = slice_count(s), known = 0, digits = 0;
    if (count > 40)
        return false;
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (code < 0x80 && code >= '0' && code <= '9')
            digits++;
        else if (in_set(code, "年月日第版期星期一二三四五六天:：.-/—"))
            known++;
    }
    return digits > 0 && digits + known >= count;
}

bool is_date_line(struct slice s)
{
    static const char *const signs[] = {"年", "月", "日"};
    s = slice_trim(s);
    for (size_t i = 0; i < COUNT(signs); i++) {
        struct slice rest = s;
        if (eats_number(&rest) && slice_starts(rest, signs[i]))
            s.start = rest.start + strlen(signs[i]);
        else if (i > 0)
            return false;
    }
    return s.start == s.end;
}

static bool contains(struct slice s, const char *word)
{
    return memmem(s.start, (size_t)(s.end - s.start), word, strlen(word)) != NULL;
}

static bool has_folio(struct slice s)
{
    const char *sign = memmem(s.start, (size_t)(s.end - s.start), "版", strlen("版"));
    return sign && sign > s.start && sign[-1] >= '0' && sign[-1] <= '9';
}

/* A masthead of one line: the paper's or the page's name, the date and the weekday or the folio. */
static bool is_masthead(struct slice s)
{
    bool date = contains(s, "年") && contains(s, "月") && contains(s, "日") && count_digits(s) >= 5;
    bool text = ends_sentence(s) || last_inner_stop(s) || contains(s, "，") || contains(s, ",");
    return date && !text && (contains(s, "星期") || has_folio(s)) && slice_count(s) <= 40;
}

bool is_sheet_line(struct slice s)
{
    static const char *const staff[] = {"责任编辑", "责编",     "本版编辑", "本版责编", "版式设计",
                                        "美术编辑", "更新时间", "发布时间", "下转第",   "上接第"};
    s = slice_trim(s);
    if (is_folio(s) || names_sheet(s) || is_masthead(s))
        return true;
    struct slice inner = s;
    skip_one(&inner, "(（【[");
    for (size_t i = 0; i < COUNT(staff); i++)
        if (slice_starts(inner, staff[i]))
            return slice_count(s) <= 50 && !last_inner_stop(s);
    return false;
}
