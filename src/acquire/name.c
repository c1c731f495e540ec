/* SPDX-License-Identifier: MIT */
/*
 * The names of people. A name cannot be told from any other short line by its form alone: it begins
 * with one of the common family names, or is made of the sounds of Tibetan names, or has the point
 * of a foreign one. These are closed classes of the language, as are the words for who somebody is,
 * which may stand in the place of a title; no person is listed.
 */
#include "acquire/byline.h"

#include <string.h>

static const char separators[] = " \t\u3000\u00A0、:：/／|｜&";
static const char brackets[] = "()（）[]［］【】";

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

enum { SHORTEST_FOREIGN = 6, LONGEST_NAME = 10 };

bool is_name_of(struct slice s, size_t longest)
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

bool is_name(struct slice s)
{
    return is_name_of(s, LONGEST_NAME);
}

struct slice next_word(struct slice *rest)
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

static const char *const double_family_names[] = {
    "欧阳", "上官", "司马", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容",
    "令狐", "夏侯", "端木", "长孙", "宇文", "独孤", "单于", "淳于", "鲜于", "司空",
    "南宫", "申屠", "钟离", "澹台", "濮阳", "赫连", "轩辕", "呼延", "闻人", "公冶"};

bool is_foreign_name(struct slice s)
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

bool is_person(struct slice word)
{
    return is_layman(word) || slice_ends_any(word, officers, COUNT(officers));
}

bool is_unit(struct slice word)
{
    size_t count = slice_count(word);
    if (count < 2 || (count == 3 && is_full_name(word)) || !is_name_of(word, LONGEST_UNIT))
        return false;
    return is_person(word) || (count > 2 && ends_unit(word));
}

enum { LEAST_ROW = 5, LONGEST_ROW = 12 /* characters of names that run together */ };

static bool is_row_of_names(struct slice s)
{
    struct slice first = first_of_row(s);
    return first.start < first.end;
}

struct slice first_of_row(struct slice s)
{
    struct slice found = {s.start, s.start}, name = found;
    for (int count = 1; count <= 3 && name.end < s.end; count++) {
        utf8_next(&name.end, s.end);
        struct slice rest = {name.end, s.end};
        if (is_full_name(name) && (rest.start == rest.end || is_row_of_names(rest)))
            found = name;
    }
    return found;
}

bool runs_together(struct slice word)
{
    size_t count = slice_count(word);
    return count >= LEAST_ROW && count <= LONGEST_ROW && is_row_of_names(word);
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
