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

static const char marks[] = BULLETS "○";
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
                                     {"文字整理", WRITES},
                                     {"采访整理", WRITES},
                                     {"攝影報導", WRITES | DRAWS},
                                     {"攝影報道", WRITES | DRAWS},
                                     {"摄影", DRAWS},
                                     {"攝影", DRAWS},
                                     {"供图", DRAWS},
                                     {"供圖", DRAWS},
                                     {"制图", DRAWS},
                                     {"配图", DRAWS},
                                     {"绘图", DRAWS},
                                     {"漫画", DRAWS},
                                     {"提供", DRAWS},
                                     {"文图", WRITES | DRAWS},
                                     {"图文", WRITES | DRAWS},
                                     {"文圖", WRITES | DRAWS},
                                     {"圖文", WRITES | DRAWS},
                                     {"报道", WRITES},
                                     {"報道", WRITES},
                                     {"報導", WRITES},
                                     {"撰文", WRITES},
                                     {"采写", WRITES},
                                     {"撰稿", WRITES},
                                     {"整理", WRITES},
                                     {"供稿", WRITES},
                                     {"解答", WRITES},
                                     {"口述", WRITES},
                                     {"编译", WRITES},
                                     {"作者", WRITES},
                                     {"文字", WRITES},
                                     {"攝", DRAWS},
                                     {"摄", DRAWS},
                                     {"文", WRITES},
                                     {"图", DRAWS},
                                     {"圖", DRAWS},
                                     {"绘", DRAWS},
                                     {"作", DRAWS},
                                     {"发", NOTES}};
/* What a title is the first half of when a column is named after it. */
static const char *const column_words[] = {
    "手记", "观察", "调查", "来信", "札记", "日记", "体验", "视角",   "见闻", "感言",
    "连线", "留言", "来电", "来论", "投稿", "反映", "建议", "走基层", "之声", "园地",
    "链接", "数说", "数读", "预告", "背景", "提示", "提醒", "阅读",   "回放", "声音"};
/* Attached to a title: 记者石磊; 读者之友 is a column. */
enum { LONGEST_ATTACHED = 3 };

/* The family names of most people, and those of two characters. A closed class of the language. */
static const char family_names[] =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱"
    "严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚"
    "符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农"
    "司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬师仇栾隋商刁沙荣"
    "巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀胥南储原栗燕楚鄢劳谌奚粟冼蔺闻厉伊仝郜"
    "阚花帅屠练廉禹井祖丰支晋宣傅萧赖阎洪湛狄茅昝裘贲郁杭诸钮嵇滑芮羿汲邴糜隗宓蓬郗班仰钭戎韶蓟"
    "鹿亓仉邸闾沐谯佴薄邰鄂索咸籍莘贡逄扶宰郦雍郤璩濮扈郏浦慕茹宦戈庾暨衡禄阙殳蔚夔"
    "隆厍晁訾毋乜蒯竺逯桓雒荀酆於綦揭亢仵蹇"
    /* in traditional script, where it differs */
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭葉蘇呂蔣盧鍾鐘譚陸賈韋鄒龍萬段雷賀顧錢嚴賴莊聶魯喬龐顏湯溫歐"
    "關"
    "蘭齊單紀畢連黨麥費衛饒項繆簡龔閻駱閔壽應鄔車遲寧";

enum {
    LONGEST_VOICE = 8,
    LONGEST_CHINESE = 4,
    SHORTEST_FOREIGN = 6,
    LONGEST_NAME = 10,
    SHORTEST_OFFICE = 4,
    LONGEST_UNIT = 18
};

/* Nothing but Han characters and the points of foreign names, without the words of a sentence; 为
 * and its like stand in names of three characters, whose first is a family name. */
static bool is_name_of(struct slice s, size_t longest)
{
    size_t count = 0;
    bool full = slice_count(s) == 3 && in_set(slice_first(s), family_names);
    uint32_t before = 0;
    for (; s.start < s.end; count++) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (is_space(code))
            continue;
        bool date = in_set(code, "年月日") && in_set(before, "一二三四五六七八九十〇");
        bool function =
            in_set(code, full ? "的了" : "的了在是将为被把") ||
            (count > 0 && !full && !(count == 1 && in_set(before, "单淳鲜")) && in_set(code, "于"));
        if (date || function || (!is_han(code) && !in_set(code, "·•・")))
            return false;
        before = code;
    }
    return count >= 1 && count <= longest;
}

static bool is_name(struct slice s)
{
    return is_name_of(s, LONGEST_NAME);
}

/* 接待读者八千人 is a headline. */
enum { LONGEST_TITLE = 14, LONGEST_READER = 8 };

/* 摄影岑知白, 新闻线索提供温女士: what somebody did, before the name. */
static const char *const deeds[] = {"摄影", "攝影", "新闻线索提供", "线索提供"};

/* Behind the deed with which the word begins, if nothing but a name follows; NULL if not. */
static const char *deed_end(struct slice word)
{
    struct slice name = word;
    bool deed = slice_eat_any(&name, deeds, COUNT(deeds));
    size_t count = slice_count(name);
    bool person = is_full_name(name) || slice_ends(name, "女士") || slice_ends(name, "先生");
    return deed && person && count >= 2 && count <= LONGEST_CHINESE ? name.start : NULL;
}

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
    for (const char *p = title.start; p < title.end;)
        if (in_set(utf8_next(&p, title.end), "，,。；;"))
            return NULL; /* 5日，记者… is a sentence */
    return !found ? deed_end(word) : slice_count(title) <= longest ? found : NULL;
}

/* The end of the title or deed that begins s; NULL if none does. */
static const char *beginning_title(struct slice s)
{
    struct slice rest = s;
    bool title = slice_eat_any(&rest, title_ends, COUNT(title_ends)) ||
                 slice_eat_any(&rest, deeds, COUNT(deeds));
    return title ? rest.start : NULL;
}

/* Where a second title with its own words begins, behind the first and a name:
 * 记者张三|特约通讯员李四; the word's end if there is none. */
static const char *second_title(struct slice word)
{
    static const char *const prefixes[] = {"特约", "本报", "首席", "见习", "实习", "特派", "驻站"};
    const char *first = NULL, *second = word.end;
    for (const char *p = word.start; p < word.end && second == word.end; utf8_next(&p, word.end)) {
        const char *end = beginning_title((struct slice){p, word.end});
        if (end && first && p > first)
            second = p;
        else if (end && !first)
            first = end;
    }
    for (size_t i = 0; first && second < word.end && i < COUNT(prefixes); i++)
        if (slice_ends((struct slice){first, second}, prefixes[i]))
            second -= strlen(prefixes[i]);
    size_t name = first ? slice_count((struct slice){first, second}) : 0;
    return name >= 2 && name <= LONGEST_CHINESE ? second : word.end;
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
        bool short_duty = strlen(duties[i].word) == 3 && !in_set(slice_last(word), "摄攝");
        bool half = count == 1 && b->count && slice_count(b->names[b->count - 1].given) == 1;
        if (count && ((count < 2 && !half) || short_duty))
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

static const char *const double_family_names[] = {
    "欧阳", "上官", "司马", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容",
    "令狐", "夏侯", "端木", "长孙", "宇文", "独孤", "单于", "淳于", "鲜于", "司空",
    "南宫", "申屠", "钟离", "澹台", "濮阳", "赫连", "轩辕", "呼延", "闻人", "公冶"};

/* 阿依古丽·买买提 */
static bool is_foreign_name(struct slice s)
{
    const char *point = memmem(s.start, (size_t)(s.end - s.start), "·", strlen("·"));
    return point && slice_count((struct slice){s.start, point}) >= 2 &&
           slice_count((struct slice){point + strlen("·"), s.end}) >= 2 && is_name(s) &&
           slice_count(s) >= SHORTEST_FOREIGN;
}

/* Tibetan names have no family name: two halves of two characters, each the sound of a word. One
 * half is a common one, the other at least written with the characters of such sounds. */
static const char *const tibetan_halves[] = {
    "丹增", "丹巴", "丹珍", "久米", "久美", "云丹", "云旦", "仁增", "仁青", "仓决", "仓珍", "伦珠",
    "其美", "加央", "加措", "卓嘎", "卓央", "卓玛", "南加", "占堆", "吉宗", "吉美", "嘉央", "嘉措",
    "嘎松", "嘎玛", "噶玛", "土旦", "土登", "坚参", "坚才", "坚赞", "培珠", "塔杰", "多吉", "多杰",
    "央吉", "央宗", "央拉", "央珍", "央金", "宗吉", "宗巴", "尼玛", "尼珍", "巴桑", "巴珠", "希热",
    "平措", "强久", "强巴", "彭措", "德吉", "德央", "德庆", "德钦", "才仁", "才旦", "才让", "扎巴",
    "扎西", "拉姆", "拉巴", "拉珍", "措吉", "措姆", "旦增", "旦巴", "旦珍", "旦达", "旺久", "旺加",
    "旺堆", "旺姆", "旺宗", "旺扎", "旺杰", "旺珍", "旺青", "明久", "晋美", "普布", "普珍", "普琼",
    "普赤", "曲培", "曲央", "曲宗", "曲扎", "曲珍", "更登", "曾加", "朗加", "朗嘎", "朗杰", "根敦",
    "格列", "格勒", "格桑", "桑姆", "桑布", "桑旦", "桑杰", "桑珠", "次仁", "次吉", "次培", "次多",
    "次央", "次旦", "次旺", "次珍", "欧珠", "永珍", "永青", "江央", "江措", "江白", "洋宗", "洛桑",
    "洛珠", "洛追", "热旦", "珠扎", "珠杰", "班丹", "班久", "班觉", "琼达", "登巴", "白姆", "白玛",
    "白珍", "益西", "米玛", "索南", "索朗", "维色", "罗布", "罗杰", "罗珠", "罗追", "群培", "群宗",
    "群觉", "色珍", "落桑", "西绕", "诺布", "贡嘎", "贡布", "贡觉", "赤列", "赤来", "边久", "边巴",
    "边珍", "达娃", "达珍", "达瓦", "阿旺", "阿珍", "顿珠"};
static const char tibetan_sounds[] =
    "丹久云仁仓伦其决列加勒卓南占参吉嘉嘎噶土坚培堆塔增多央姆娃宗尼巴布希平庆强彭德才扎拉措敦旦旺明"
    "晋普曲更曼曾朗来杰松根格桑次欧永江泽洋洛热玛珍珠班琼瓦登白益米索绕维罗美群色落西觉让诺贡赞赤边"
    "达追金钦阿青顿";

static bool is_tibetan_name(struct slice s)
{
    size_t half = strlen(tibetan_halves[0]);
    if ((size_t)(s.end - s.start) != 2 * half || slice_starts(s, "扎西德勒")) /* a greeting */
        return false;
    bool common = slice_starts_any(s, tibetan_halves, COUNT(tibetan_halves)) ||
                  slice_ends_any(s, tibetan_halves, COUNT(tibetan_halves));
    while (common && s.start < s.end)
        common = in_set(utf8_next(&s.start, s.end), tibetan_sounds);
    return common;
}

bool is_full_name(struct slice s)
{
    size_t count = slice_count(s);
    if (count >= SHORTEST_FOREIGN)
        return is_foreign_name(s);
    if (slice_starts_any(s, double_family_names, COUNT(double_family_names)))
        return is_name(s) && (count == 3 || count == 4);
    if (is_tibetan_name(s))
        return true;
    return is_name(s) && (count == 2 || count == 3) && in_set(slice_first(s), family_names);
}

struct slice next_name(struct slice *rest, bool *spaced)
{
    struct slice word = next_word(rest), after = *rest, more;
    *spaced = false;
    if (slice_count(word) != 1)
        return word;
    more = next_word(&after);
    *spaced = slice_count(more) == 1 && slice_count((struct slice){word.end, more.start}) == 0;
    if (*spaced) {
        word.end = more.end;
        *rest = after;
    }
    return word;
}

/* Who write to a paper; and whose office stands before their names: 某某中学校长. */
static const char *const people[] = {"居民", "村民", "市民", "职工", "家长", "学生",
                                     "教师", "业主", "乘客", "司机", "网友", "游客"};
static const char *const officers[] = {
    "老师", "律师", "医生", "医师", "教授", "农民", "工人", "顾问",   "专家",   "主任",   "校长",
    "院长", "书记", "局长", "所长", "馆长", "连长", "班长", "战士",   "指导员", "教导员", "研究员",
    "省长", "市长", "县长", "区长", "乡长", "镇长", "村长", "部长",   "厅长",   "处长",   "科长",
    "军长", "师长", "团长", "营长", "政委", "司令", "大使", "司令员", "工程师", "秘书长", "理事长",
    "会长", "站长", "队长", "经理", "总理", "主席", "总统", "院士",   "博士",   "董事长"};

static bool is_layman(struct slice word)
{
    return slice_ends_any(word, people, COUNT(people));
}

/* 某某路居民, 某某镇镇长 */
static bool is_person(struct slice word)
{
    return is_layman(word) || slice_ends_any(word, officers, COUNT(officers));
}

/* 某某晚报: the paper that who writes is from. */
static bool is_paper(struct slice word)
{
    size_t count = slice_count(word);
    return count >= 3 && in_set(slice_last(word), "报報") && !is_full_name(word) &&
           is_name_of(word, LONGEST_UNIT);
}

/* Who somebody is: an office, or 某某路居民. It is longer than a name, or none. */
static bool is_unit(struct slice word)
{
    size_t count = slice_count(word);
    if (count < 2 || (count == 3 && is_full_name(word)) || !is_name_of(word, LONGEST_UNIT))
        return false;
    return is_person(word) || (count > 2 && ends_unit(word));
}

static bool begins_name(struct slice rest)
{
    bool spaced;
    return is_full_name(next_name(&rest, &spaced));
}

/* 某县报道组: who write together. */
static bool is_press_group(struct slice word)
{
    static const char *const groups[] = {"通讯组", "报道组", "通讯小组", "报道小组",
                                         "采访组", "写作组", "写作小组"};
    static const char *const founds[] = {"成立", "组建", "派出", "设立", "组成", "选派", "派驻"};
    bool han = slice_count(word) > 4 && slice_count(word) <= LONGEST_UNIT;
    for (const char *at = word.start; han && at < word.end;)
        han = is_han(utf8_next(&at, word.end));
    for (size_t i = 0; han && i < COUNT(founds); i++)
        han = !slice_has(word, founds[i]); /* 报社派出采访组 */
    return han && slice_ends_any(word, groups, COUNT(groups));
}

/* 本报评论员, 某社记者: who writes for the paper has no other name. */
static bool is_voice(struct slice title)
{
    static const char *const agency[] = {"社记者", "台记者", "网记者", "日报记者", "晚报记者"};
    return (slice_ends(title, "评论员") && slice_count(title) > strlen("评论员") / 3) ||
           (slice_ends_any(title, agency, COUNT(agency)) && slice_count(title) <= LONGEST_VOICE);
}

/* ■镇里请来义诊队 is a headline. */
static bool is_brief_name(struct slice name)
{
    return slice_count(name) <= 4 ||
           memmem(name.start, (size_t)(name.end - name.start), "·", strlen("·"));
}

/* Whether all are whole names; `*brief` says whether none is as long as a headline. */
static bool are_names(const struct byline *byline, bool *brief)
{
    *brief = true;
    for (size_t i = 0; i < byline->count; i++) {
        if (slice_count(byline->names[i].given) < 2)
            return false;
        *brief = *brief && is_brief_name(byline->names[i].given);
    }
    return byline->count > 0;
}

static bool are_full(const struct byline *byline)
{
    bool full = true;
    for (size_t i = 0; i < byline->count; i++)
        full = full && is_full_name(byline->names[i].given);
    return full;
}

/* Behind a mark stands a column or an item as often as a name: ■数说, ●案例一, □综合新闻. Where the
 * mark is one of lists only whole names are names. */
static bool are_authors(const struct byline *byline, bool listed)
{
    struct slice s = byline->names[0].given;
    if (are_full(byline))
        return true;
    bool heading = slice_ends_any(s, column_words, COUNT(column_words)) || names_column(s) ||
                   names_collection(s) || in_set(slice_last(s), "一二三四五六七八九十");
    return !listed && !(byline->count == 1 && heading);
}

/* 记者|走访老城区时: what stands behind a title without a space and is longer than a name. */
static bool is_phrase(struct slice word)
{
    return slice_count(word) > LONGEST_CHINESE && !is_foreign_name(word);
}

/* 某某某文/图: the first duty is not part of the name. */
static struct slice cut_text_duty(struct slice word, struct slice rest, struct byline *byline)
{
    struct slice between = {word.end, rest.end};
    bool drawn = slice_skip(&between, "/／") && in_set(slice_first(between), "图圖摄攝");
    if (drawn && slice_ends(word, "文") && slice_count(word) >= 3) {
        word.end -= strlen("文");
        byline->writes = true;
    }
    return word;
}

/* Is what stands behind a title in the same word no name, but the rest of a column's? Behind a
 * space a name may be of any form. */
static bool names_column_of(struct slice word, struct slice rest)
{
    bool alone = slice_count(rest) == 0 && slice_count(word) <= LONGEST_ATTACHED;
    return slice_is_one_of(word, column_words, COUNT(column_words)) ||
           (alone && !is_full_name(word));
}

enum { LEAST_ROW = 5, LONGEST_ROW = 12 /* characters of names that run together */ };

/* Nothing but whole names of two or three characters. */
static bool is_row_of_names(struct slice s)
{
    struct slice name = {s.start, s.start};
    for (int count = 1; count <= 3 && name.end < s.end; count++) {
        utf8_next(&name.end, s.end);
        struct slice rest = {name.end, s.end};
        if (is_full_name(name) && (rest.start == rest.end || is_row_of_names(rest)))
            return true;
    }
    return false;
}

/* 岑知白安屿: without a space between. */
static bool runs_together(struct slice word)
{
    size_t count = slice_count(word);
    return count >= LEAST_ROW && count <= LONGEST_ROW && is_row_of_names(word);
}

/* The first of names that run together, the longer if there are two ways to cut. */
static struct slice first_of_row(struct slice row)
{
    struct slice found = row, name = {row.start, row.start};
    for (int count = 1; count <= 3 && name.end < row.end; count++) {
        utf8_next(&name.end, row.end);
        struct slice rest = {name.end, row.end};
        if (is_full_name(name) && (rest.start == rest.end || is_row_of_names(rest)))
            found = name;
    }
    return found;
}

static void add_word(struct arena *a, struct byline *b, struct slice title, struct slice word)
{
    if (joins_last(b, word)) {
        b->names[b->count - 1].given.end = word.end;
        return;
    }
    for (bool row = runs_together(word); row && word.start < word.end;) {
        struct slice name = first_of_row(word);
        add_name(a, b, title, name);
        word.start = name.end;
    }
    if (word.start < word.end)
        add_name(a, b, title, word);
}

/* Does the word stand in a bracket that ends what is read? */
static bool is_noted(struct slice word, struct slice rest)
{
    if (rest.end == word.end || !in_set(slice_last((struct slice){word.end, rest.end}), ")）"))
        return false;
    for (const char *p = word.end; p < rest.end;)
        if (in_set(utf8_next(&p, rest.end), "(（"))
            return false;
    return true;
}

enum { LONGEST_BYLINE = 240 /* bytes */ };

/* Behind ■ and the like, and behind a letter that is a mark in the paper's own face: N本报记者. */
static const char *behind_marks(struct slice s)
{
    while (in_set(slice_first(s), marks))
        utf8_next(&s.start, s.end);
    bool letter = s.start < s.end && (*s.start | 32) >= 'a' && (*s.start | 32) <= 'z';
    bool mark = letter && slice_starts((struct slice){s.start + 1, s.end}, "本报记者");
    return mark ? s.start + 1 : s.start;
}

/* The next word, up to a second title in it. */
static struct slice next_titled(struct slice *rest)
{
    struct slice word = next_word(rest);
    const char *second = second_title(word);
    if (second < word.end)
        word.end = rest->start = second;
    return word;
}

/* 記者某某／某地報導: without from where. What stands behind 記者／ is the name. */
static struct slice without_place(struct slice s)
{
    static const char *const writers[] = {"本報記者", "本报记者", "記者", "记者"};
    enum { LONGEST_PLACE = 8 };
    struct slice who = s;
    if (!slice_eat_any(&who, writers, COUNT(writers)) || !report_length(s))
        return s;
    for (int i = 0; i < LONGEST_PLACE && who.end > who.start; i++) {
        uint32_t code = utf8_previous(&who.end, who.start);
        if (in_set(code, "/／"))
            return slice_count(who) ? (struct slice){s.start, who.end} : s;
        if (is_space(code))
            break;
    }
    return s;
}

/* 某某新闻记者岑知白江湾报道, a line of its own: without from where. */
static struct slice without_city(struct slice s)
{
    enum { LONGEST_CITY = 4, SHORTEST_CITY = 2 };
    const char *title = slice_ends(s, "报道") ? title_end(s) : NULL;
    struct slice name = {title ? title : s.end, title ? title : s.end};
    struct slice place = {name.start, title ? s.end - strlen("报道") : s.end};
    if (place.start >= place.end)
        return s;
    for (int count = 1; count <= 3 && name.end < place.end; count++) {
        utf8_next(&name.end, place.end);
        place.start = name.end;
        size_t left = slice_count(place);
        if (count == 3 && is_full_name(name) && !is_full_name(place) && left >= SHORTEST_CITY &&
            left <= LONGEST_CITY)
            return (struct slice){s.start, name.end};
    }
    return s;
}

/* The place in 江湾报道; empty for 综合报道, 摄影报道 and 岑知白报道. */
static struct slice place_of_report(struct slice word)
{
    enum { SHORTEST_PLACE = 2, LONGEST_PLACE = 5 };
    static const char *const how[] = {"联合", "独家", "现场", "采访", "综合", "連線", "连线"};
    struct slice place = {word.start, word.end - report_length(word)}, none = {word.end, word.end};
    size_t count = slice_count(place);
    bool region = count == SHORTEST_PLACE && in_set(slice_last(place), "州县縣京津港");
    for (size_t i = 0; i < COUNT(duties); i++)
        if (slice_is_one_of(word, &duties[i].word, 1) || slice_is_one_of(place, &duties[i].word, 1))
            return none;
    if (place.end == word.end || count < SHORTEST_PLACE || count > LONGEST_PLACE ||
        (is_full_name(place) && !region) || !is_name(place) || title_end(place))
        return none;
    return slice_is_one_of(place, how, COUNT(how)) ? none : place;
}

/* 记者 岑知白 江湾报道: the same behind a space. */
static struct slice without_far_city(struct slice s)
{
    struct slice who = s, word = {s.end, s.end};
    while (word.start > s.start && !is_space(slice_last((struct slice){s.start, word.start})))
        utf8_previous(&word.start, s.start);
    who.end = word.start;
    who = slice_trim(who);
    const char *end = title_end(who);
    struct slice place = place_of_report(word);
    return end && end < who.end && place.start < place.end ? who : s;
}

/* Adds the word if it is a group that writes, which needs no title. */
static bool add_group(struct arena *a, struct byline *b, struct slice title, struct slice word)
{
    if (!is_press_group(word))
        return false;
    add_name(a, b, title, word);
    b->titled = true;
    return true;
}

/* Are all of it names? Those behind a mark need no title. */
static bool are_signers(struct byline *byline, bool marked, bool listed)
{
    bool brief;
    if (!are_names(byline, &brief))
        return false;
    byline->titled = byline->titled || (marked && brief && are_authors(byline, listed));
    return true;
}

/* A name, or several run together; directly behind a title it is no phrase. */
static bool may_be_names(struct slice word, bool behind_title)
{
    return runs_together(word) || (is_name(word) && !(behind_title && is_phrase(word)));
}

/* Does the next word begin with a title? */
static bool is_titled(struct slice rest)
{
    return title_end(next_titled(&rest)) != NULL;
}

bool byline_read(struct arena *a, struct slice s, struct byline *byline)
{
    struct slice title = {s.start, s.start};
    *byline = (struct byline){0};
    s = without_far_city(without_city(without_place(slice_trim(s))));
    if (s.end - s.start > LONGEST_BYLINE)
        return false;
    uint32_t mark = slice_first(s);
    bool group = false, marked = in_set(mark, marks), listed = in_set(mark, "•·●");
    s.start = behind_marks(s);
    while (s.start < s.end) {
        struct slice word = next_titled(&s);
        const char *end = title_end(word);
        if (end) {
            title = (struct slice){word.start, end};
            word.start = end;
            byline->titled = true;
        }
        group = group || (!end && is_press_group(word));
        if (!end && add_group(a, byline, title, word))
            continue;
        if (!end && ((is_unit(word) && begins_name(s)) || (is_paper(word) && is_titled(s)))) {
            title = word;
            byline->titled = byline->titled || is_person(word);
            continue;
        }
        word = cut_duty(cut_text_duty(word, s, byline), byline);
        if (word.start == word.end)
            continue;
        if (byline->count && is_noted(word, s) && is_unit(word))
            break; /* where the author is from, and as what */
        if (!may_be_names(word, end == word.start) ||
            (end && !byline->count && names_column_of(word, s)))
            return false;
        add_word(a, byline, title, word);
    }
    if ((!byline->count || group) && is_voice(title))
        add_name(a, byline, (struct slice){title.end, title.end}, title);
    return are_signers(byline, marked, listed);
}

bool is_byline(struct arena *a, struct slice s)
{
    struct byline byline;
    struct dateline dateline;
    if (dateline_read(a, s, &dateline))
        return false;
    return byline_read(a, s, &byline) && byline.titled && !byline.credit;
}

enum { LONGEST_AGENCY = 6 };

/* （江湾影像）, （视觉江湾）: in brackets, and called by what it keeps. */
static bool is_stock_of_pictures(struct slice s)
{
    enum { LENGTH = 4 };
    static const char *const kept[] = {"影像", "视觉", "图库"};
    bool named = false;
    if (!slice_skip(&s, "(（") || !in_set(slice_last(s), ")）"))
        return false;
    utf8_previous(&s.end, s.start);
    for (size_t i = 0; i < COUNT(kept); i++)
        named = named || slice_starts(s, kept[i]) || slice_ends(s, kept[i]);
    return named && slice_count(s) == LENGTH && is_name(s);
}

/* 资料图片, 图片由某单位提供, 某社发: a credit without a name. */
static bool is_stock_credit(struct slice s)
{
    static const char *const openings[] = {"图片", "照片", "资料图", "资料照", "资料片", "图源",
                                           "图／", "图/",  "图取自", "圖片",   "資料圖", "資料照",
                                           "圖源", "圖／", "圖/",    "圖取自", "圖擷",   "翻攝自"};
    static const char *const closings[] = {"平台圖片）", "資料照片）", "視頻截圖）",
                                           "平台图片）", "资料图片）", "视频截图）"};
    if (is_stock_of_pictures(s))
        return true;
    bool bracketed = slice_skip(&s, "(（");
    if (slice_ends(s, "社发") && slice_count(s) <= LONGEST_AGENCY)
        return true;
    if (slice_count(s) < 3 || slice_count(s) > 24 || ends_sentence(s) || last_inner_stop(s) ||
        slice_ends(s, "新闻") || slice_ends(s, "说明"))
        return false;
    return slice_starts_any(s, openings, COUNT(openings)) ||
           (bracketed && slice_ends_any(s, closings, COUNT(closings)));
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

bool is_names(struct slice s)
{
    bool bracketed = in_set(slice_first(s), "(（") && in_set(slice_last(s), ")）");
    bool clear = bracketed; /* not just any word of two characters */
    bool place = !bracketed && in_set(slice_last(s), "镇乡村县市区局厂馆厅港岛");
    size_t count = 0;
    if (slice_count(s) > 18 || in_set(slice_last(s), "谈评说") || names_column(s))
        return false;
    while (s.start < s.end) {
        bool spaced;
        struct slice word = next_name(&s, &spaced);
        if (word.start == word.end)
            break;
        if (!count && is_unit(word)) {
            clear = true;
            continue;
        }
        bool row = bracketed && runs_together(word);
        if (!is_full_name(word) && !row)
            return false;
        clear = clear || spaced || slice_count(word) >= 3;
        count++;
    }
    return count >= 2 || (count == 1 && clear && !place);
}

bool is_office_note(struct slice s)
{
    if (!slice_skip(&s, "(（") || !in_set(slice_last(s), ")）"))
        return false;
    utf8_previous(&s.end, s.start);
    return slice_count(s) >= SHORTEST_OFFICE && is_name(s) && ends_unit(s) &&
           !in_set(slice_last(s), "村县市区乡镇省州盟旗队地");
}
