/* SPDX-License-Identifier: MIT */
/*
 * The noun behind a unit: 6座[口袋公园]开放, 58名[退休教师]参与课后托管.
 *
 * It ends at the first predicate, preposition, adverb or number, at a 、 unless the list is taken
 * up again by a 等 or a 的, and its head stands behind the last 的. Since no dictionary says what a
 * noun is, the words that end one are function words and the verbs of reports; those that are also
 * halves of nouns (合并, 公共, 负责人) are known by the whole word (words_whole). Bodies are
 * counted as bodies (7个部门的网格 are seven 部门), people as people (3名队员的家庭 are three
 * 队员).
 */
#include "digest/label.h"
#include "digest/words.h"

enum {
    NOUN_REACH = 40,
    SHORT = 12,
    LONG_VERB_NOUN = 14,
    WHOLE = 18,
    LONGEST_LIST = 28,
    LONGEST_ITEM = 7
};

/* Behind a 、 the list goes on when its 等 or its 的 is still to come. */
static bool list_goes_on(const struct labeller *l, size_t i, size_t end)
{
    for (i++; i < end; i++)
        if (label_shown(l, i) && (l->p->code[i] == U'等' || l->p->code[i] == U'的'))
            return true;
    return false;
}

static bool ends_noun(const struct labeller *l, size_t first, size_t i);

/* The item of a list at i is a noun: no deed, no body, and nothing that has a number of its own. */
static bool is_item(const struct labeller *l, size_t i)
{
    return !verb_at(l, i) && !listed_at(l->p, i, &words_predicate) &&
           !listed_at(l->p, i, &words_body) &&
           !char_in(U"0123456789一两三四五六七八九十几数若多各每通", l->p->code[i]);
}

/* 94项[新产品]、新技术和新成果: behind the first item there are short nouns alone, up to the end of
 * the clause or what is told of them; the number counts all of them. */
static bool is_coordination(const struct labeller *l, struct span item, size_t end)
{
    size_t first = item.end + 1, at = first;
    bool ends = false;
    for (size_t i = item.first; i < item.end; i++)
        if (char_in(U"的和与及", l->p->code[i]))
            return false;
    for (; at < end && !ends; at++) {
        bool separator =
            label_shown(l, at) && char_in(U"、和与及", l->p->code[at]) && at >= first + 2;
        if (!label_shown(l, at) || is_digit(l->p->code[at]) || at - first > LONGEST_ITEM ||
            (at == first && !is_item(l, at)))
            return false;
        ends = !separator && at >= first + 2 && ends_noun(l, first, at);
        first = separator ? at + 1 : first;
    }
    at -= ends;
    return (ends || at == l->c->clause.end) && at >= first + 2;
}

/* 小时, 天: a verb stands two characters before it. */
static bool is_lasting(const struct labeller *l, size_t i)
{
    struct unit unit;
    return unit_read(l->p, i, &unit) && unit.kind == UNIT_DURATION;
}

/* [便民]措施, [在职]职工: a noun that only begins like an adverb. */
static bool begins_noun(const struct labeller *l, size_t i)
{
    return listed_at(l->p, i, &words_beginning) || listed_at(l->p, i, &words_whole);
}

/* A number of its own, a place that the noun is, an adverb that is no half of a noun, or the title
 * that somebody is given. */
static bool breaks_off(const struct labeller *l, size_t i)
{
    static const char *const adverbs[] = {
        RATE_WORDS, "部分或", "也没",   "也是", "都是", "都有",   "也有", "却",   "当天", "当日",
        "今天",     "昨天",   "沿线",   "沿途", "已",   "仍",     "正在", "还在", "还有", "第一",
        "第二",     "第三",   "反复",   "全都", "均",   "逐户",   "逐一", "逐个", "逐条", "逐项",
        "逐件",     "逐村",   "一口气", "随即", "中有", "里有",   "当中", "一行", "人手", "新增",
        "平均",     "合计",   "总计",   "共计", "一齐", "齐",     "一度", "各自", "就",   "才能",
        "不断",     "超",     "超过",   "低于", "高于", "突破",   "一年", "一月", "一天", "无一",
        "无空",     "至今",   "早就",   "沿着", "围着", "顺着",   "从来", "天天", "几乎", "大多",
        "多数",     "只",     "没",     "便",   "倾斜", "手拉手", "去年", "今年", "明年", "上月",
        "上周",     "本月",   "下月",   NULL};
    uint32_t c = l->p->code[i];
    if (c == U'一' && char_in(U"难不", passage_at(l->p, i + 2)))
        return true; /* 一铺难求, 一所不落 */
    if (c == U'边' && passage_at(l->p, i + 2) == U'边')
        return true; /* 玉米[边收边晒] */
    if (char_in(U"一二两三四五六七八九十半", passage_at(l->p, i + 1)) && is_lasting(l, i + 2))
        return true; /* 香料[熬六小时] */
    if (label_shown(l, i))
        return (is_digit(c) && l->p->code[i - 1] > 0x7F) ||
               (word_at(l->p, i, adverbs) && !begins_noun(l, i)) || verb_result(l->p, i);
    if (!label_shown(l, i - 1))
        return false;
    while (!label_shown(l, i) && i < l->c->after)
        i++;
    return listed_at(l->p, i, &words_honour);
}

/* 28万元的稳岗返还|资金: a verb that says what the money is for. */
static bool pays(const struct labeller *l, size_t i)
{
    return l->c->unit.kind == UNIT_MONEY && passage_at(l->p, l->c->follow) == U'的' &&
           listed_at(l->p, i, &words_fund);
}

/* 540场[协调会], 3支[救援队]: a verb in the name of a thing. */
static bool names_thing(const struct labeller *l, size_t i, size_t end)
{
    static const uint32_t heads[] = U"会员队站室点组团证卡费器机车馆院所厅库网店厂岗书商";
    size_t n = listed_at(l->p, i, &words_action);
    size_t deed = n ? n : listed_at(l->p, i, &words_predicate);
    size_t more = deed > 1 ? listed_at(l->p, i + deed, &words_nominal) : 0;
    n = more ? deed + more : n; /* 签约服务队 */
    static const char *const people[] = {"人员", "人才", "对象", "项目", "设备", "工作者",
                                         "企业", "单位", "公司", "机构", "基地", "平台",
                                         "市场", "名额", "资金", "岗位", "银行", "嘉宾",
                                         "代表", "选手", "观众", "客商", "作品", NULL};
    size_t attend = n ? n : listed_at(l->p, i, &words_attend); /* 参会嘉宾 */
    if (attend && word_at(l->p, i + attend, people))
        return true;
    return n && i + n < end && char_in(heads, l->p->code[i + n]) &&
           (i + n + 1 == end || !is_han(l->p->code[i + n + 1]) || ends_noun(l, i, i + n + 1));
}

/* Does what stands at i belong to a noun that holds a verb or a preposition? */
static bool is_in_word(const struct labeller *l, size_t first, size_t i)
{
    return listed_at(l->p, i, &words_whole) || listed_at(l->p, i - 1, &words_whole) ||
           (i >= first + 2 && inside_name(l, i));
}

/* Within a few characters from i, in the clause, stands a word of the list. */
static bool leads_to(const struct labeller *l, size_t i, const char *const *words)
{
    enum { LONGEST_FRAME = 16 };
    for (size_t k = i + 2; k < l->c->after && k < i + LONGEST_FRAME; k++)
        if (word_at(l->p, k, words))
            return true;
    return false;
}

/* 村民|以土地等方式入股, 集体|获市级以上表彰, 人家|那里: what is told of them, or where they are.
 */
static bool opens_frame(const struct labeller *l, size_t i)
{
    static const char *const ways[] = {"方式", "形式", "身份", "名义", NULL};
    static const char *const there[] = {"那里", "这里", NULL};
    uint32_t c = l->p->code[i];
    return (c == U'以' && leads_to(l, i, ways)) ||
           (c == U'获' && leads_to(l, i, words_honour.list)) || word_at(l->p, i, there);
}

/* 37轮集群|打击, 中级|以上职称医师: what ends a noun elsewhere is a half of this one. */
static bool is_half(const struct labeller *l, size_t i)
{
    static const char *const blows[] = {"打击", NULL}, *const bounds[] = {"以上", "以下", NULL};
    size_t blow = word_at(l->p, i, blows);
    return (blow && i + blow == l->c->clause.end) ||
           (word_at(l->p, i, bounds) && is_han(passage_at(l->p, i + 2)));
}

/* 21种传染病|共报告发病2989例 */
static bool opens_report(const struct labeller *l, size_t i)
{
    static const char *const told[] = {"报告", "发生", "有", NULL};
    return l->p->code[i] == U'共' && label_shown(l, i) && l->p->code[i - 1] != U'公' &&
           (verb_at(l, i + 1) || word_at(l->p, i + 1, told));
}

/* 并 and 能 are also halves of nouns (合并, 功能), and end one only before a verb; 在 does unless
 * it makes one (在职). */
static bool ends_noun(const struct labeller *l, size_t first, size_t i)
{
    if (is_in_word(l, first, i))
        return false;
    uint32_t next = passage_at(l->p, i + 1);
    bool lasts = next == U'着' && !char_in(U"力重手眼装想", passage_at(l->p, i + 2)) &&
                 !char_in(U"沿随跟接", l->p->code[i]);
    if ((next == U'了' || lasts) && i > first && label_shown(l, i + 1))
        return true;
    if (i - first >= 2 && verb_at(l, i - 1) == 2 && verb_at(l, i + 1) == 2)
        return false; /* 研发|生产 holds no 发生 */
    if (i - first >= 2 &&
        (listed_at(l->p, i, &words_total) || opens_count(l, i) || opens_frame(l, i) ||
         listed_at(l->p, i, &words_light) || breaks_off(l, i) || opens_report(l, i)))
        return true;
    if (l->p->code[i] == U'里' && (i - first >= 2 || i + 1 == l->c->clause.end) &&
        !char_in(U"公邻海英华", l->p->code[i - 1]) &&
        !char_in(U"程弄长斯尔亚昂奥", passage_at(l->p, i + 1)))
        return true;
    if (passage_at(l->p, i + 1) == U'在' && i - first >= 2 &&
        char_in(U"立站坐躺挂停住放摆落改", l->p->code[i]))
        return true;
    size_t weak = listed_at(l->p, i, &words_weak);
    if (weak && (verb_at(l, i + weak) || listed_at(l->p, i + weak, &words_light) ||
                 (weak > 1 && i - first >= 2 && listed_at(l->p, i + weak, &words_predicate))))
        return true; /* 12个项目|集中开工 */
    if (l->p->code[i] == U'在' && i - first >= 2) {
        static const char *const behind[] = {"职", "校", "建", "线", "岗", "读", "编", "册", NULL};
        static const char *const ahead[] = {"存", "现", "所", "内", "潜", "正", "旨", "外", NULL};
        return !word_at(l->p, i + 1, behind) && !word_at(l->p, i - 1, ahead);
    }
    if (i - first >= 2 && is_half(l, i))
        return false;
    size_t n = listed_at(l->p, i, &words_action);
    if (i - first >= 2 && names_thing(l, i, l->c->after))
        return false;
    size_t least = char_in(DIVISIONS, l->p->code[first]) ? 1 : 2; /* 8个县|建立 */
    return listed_at(l->p, i, &words_predicate) || (i - first >= least && n && !pays(l, i + n));
}

static size_t noun_end(const struct labeller *l, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        if (!label_shown(l, i)) {
            if (i > first + 1 && label_shown(l, i - 1) && breaks_off(l, i))
                return i;
            continue;
        }
        if (char_in(U"—（(", l->p->code[i]) && i > first)
            return i;
        if (l->p->code[i] == U'、' && !list_goes_on(l, i, end) &&
            !is_coordination(l, (struct span){first, i}, end))
            return i;
        if (i > first + 1 && char_in(U"和与及", l->p->code[i]) && passage_at(l->p, i + 1) == U'《')
            return i; /* 14部精品节目|和《…》等 */
        if (i > first && passage_at(l->p, i + 2) == U'了' &&
            (verb_at(l, i) == 2 || char_in(U"倒垮塌断翻伤死毁淹", l->p->code[i + 1])))
            return i;
        if (i > first && ends_noun(l, first, i))
            return i;
    }
    return end;
}

/* 3200个监测点的|实时数据: what things have, and not the things; noun.end if it is none such. */
static size_t before_data(const struct labeller *l, struct span noun)
{
    static const char *const data[] = {"数据", "大数据", "实时数据", "资料",
                                       "信息", "情况",   "画面",     NULL};
    for (size_t i = noun.first + 2; i + 2 < noun.end; i++) {
        size_t n = l->p->code[i] == U'的' && label_shown(l, i) ? word_at(l->p, i + 1, data) : 0;
        if (n && (i + 1 + n == noun.end || char_in(U"和与及并", l->p->code[i + 1 + n])))
            return i;
    }
    return noun.end;
}

/* Of a long noun phrase the head stands behind the last 的; but 7个部门的网格 are seven 部门. */
static struct span noun_head(const struct labeller *l, struct span noun, bool governed)
{
    static const char *const bodies[] = {
        "自然村", "行政村", "建制村", "嘎查",         "苏木", "寨子", "部门", "单位",
        "学校",   "企业",   "机构",   DIVISION_WORDS, "国家", "社区", "街道", "小区",
        "医院",   "家庭",   "农户",   "居民",         "地区", "客户", "用户", NULL};
    size_t i = noun.first, body;
    noun.end = before_data(l, noun);
    while (i < noun.end && (body = word_at(l->p, i, bodies))) {
        i += body;
        if (i < noun.end && l->p->code[i] == U'的')
            return (struct span){noun.first, i};
        i += i < noun.end && char_in(U"和或及、", l->p->code[i]);
    }
    static const char *const together[] = {"共建", "共享", "共同", "联合", "携手", NULL};
    if (i > noun.first && i < noun.end && word_at(l->p, i, together))
        return (struct span){noun.first, i}; /* 9个县区|共建廊道 */
    i = noun.first;
    while (i < noun.end && !label_shown(l, i))
        i++;
    if (i > noun.first && i < noun.end && l->p->code[i] == U'的')
        return (struct span){noun.first, i};
    static const char *const some[] = {"部分", "大部分", "绝大部分", "一些", NULL};
    for (i = noun.first + 2; i < noun.end; i++)
        if (l->p->code[i] == U'的' && label_shown(l, i) && word_at(l->p, i + 1, some))
            return (struct span){noun.first, i};
    if (span_length(noun) <= LONG_VERB_NOUN && !governed)
        return noun;
    for (i = noun.end; i-- > noun.first;)
        if (l->p->code[i] == U'的' && label_shown(l, i) && noun.end - i > 2)
            return (struct span){i + 1, noun.end};
    for (i = noun.first + 2; i < noun.end && span_length(noun) > LONGEST_LIST; i++)
        if (l->p->code[i] == U'、' && label_shown(l, i))
            noun.end = i;
    return noun;
}

/* 2.6万名队员的数据, 62名技术员分片上山: people are counted, not what is theirs, or what they do.
 * The noun ends behind its last word for people. */
static struct span people_head(const struct labeller *l, const struct count *c, struct span noun)
{
    static const char *const people[] = {
        "员",   "人",   "者",     "师",   "生",   "民",   "兵",   "手",   "工",     "众",
        "友",   "迷",   "客",     "警",   "医",   "干部", "专家", "代表", "骨干",   "队长",
        "家长", "家属", "司机",   "教授", "院士", "博士", "硕士", "护士", "护工",   "学子",
        "儿童", "孩子", "妇女",   "患者", "模范", "同学", "青年", "少年", "老乡",   "乡亲",
        "党员", "群体", "孤儿",   "董事", "男子", "女子", "女性", "男性", "人才",   "嘉宾",
        "书记", "法官", "助理",   "主播", "演员", "选手", "学家", "人口", "贫困户", "困难户",
        "农户", "牧户", "个体户", NULL};
    static const char *const other[] = {"人均", "人手", "工作", "民族", "生活", "手工", "医疗",
                                        "生产", "人民", "工程", "民间", "客运", "手术", NULL};
    uint32_t unit = l->p->code[c->unit.at.first];
    size_t end = noun.end;
    if (unit != U'名' && unit != U'位')
        return noun;
    for (size_t i = noun.first + 1; i <= noun.end; i++) {
        size_t n = word_before(l->p, noun.first, i, people);
        bool more = word_at(l->p, i - 1, other) > 1 && i < noun.end;
        if (end < noun.end && i == end + 1 && char_in(U"以围就在", l->p->code[end]))
            break; /* 300名代表|以…为主题 */
        if (n && !more && (i - noun.first >= 2))
            end = i;
    }
    return (struct span){noun.first, end};
}

static bool takes_noun(const struct count *c, bool joined_by_de, struct span noun)
{
    switch (c->unit.kind) {
    case UNIT_THING:
        return true;
    case UNIT_NONE:
        return span_length(noun) >= 2 && span_length(noun) <= SHORT;
    case UNIT_EVENT:
    case UNIT_MONEY:
    case UNIT_MEASURE:
        return span_length(noun) <= (joined_by_de ? WHOLE : SHORT);
    case UNIT_PERCENT:
        return joined_by_de;
    case UNIT_PERSON: /* 4万人次的培训 */
        return joined_by_de && span_length(c->unit.at) > 1;
    default:
        return false;
    }
}

/* Nouns keep their last character: 初中, 空间. */
static struct span trim_places(const struct labeller *l, struct span noun)
{
    static const char *const places[] = {"后",   "上",   "中",   "内",   "里",   "下", "下面",
                                         "上面", "里面", "中间", "当中", "沿线", NULL};
    static const char *const nouns[] = {"先后", "前后", "背后", "术后", "产后", "售后",
                                        "0后",  "初中", "高中", "国内", "海内", "线上",
                                        "网上", "线下", "地下", "公里", "邻里", NULL};
    static const char *const ends[] = {"、", " ", "等", "和", "及", "的", "全部", NULL};
    static const char *const sums[] = {"共", "共计", "合计", "总共", "的时候", NULL};
    static const char *const outside[] = {"以外", "之外", "外", NULL};
    uint32_t before = l->c->number.at.first ? l->p->code[l->c->number.at.first - 1] : 0;
    if (before == U'除' && span_length(noun) >= 3)
        noun.end -= word_before(l->p, noun.first, noun.end, outside); /* 除6棚沙葱|外 */
    noun = trim_right(l, noun, ends);
    size_t sum = word_before(l->p, noun.first, noun.end, sums);
    noun.end -= sum + 2 <= span_length(noun) ? sum : 0; /* 6批学生|共900人 */
    if (span_length(noun) >= 3 && !word_before(l->p, noun.first, noun.end, nouns) &&
        label_shown(l, noun.end - 1))
        noun.end -= word_before(l->p, noun.first, noun.end, places);
    return noun;
}

/* 219个[已全部销号], 24个[均制定了时间表] */
static bool opens_adverb(const struct labeller *l, size_t first)
{
    static const char *const adverbs[] = {"已", "均", "都", "也", "全部", "就", "才", "仍", "将",
                                          "未", "没", "却", "还", "被",   "尚", "在", NULL};
    return word_at(l->p, first, adverbs) && !begins_noun(l, first);
}

/* 20项|与村民有关的实事: the 与 at first leads to a 的. */
static bool is_attribute_to(const struct labeller *l, const struct count *c, size_t first)
{
    size_t i = first;
    while (i < c->after && i < first + LABEL_ROW && l->p->code[i] != U'的')
        i++;
    return i < c->after && i < first + LABEL_ROW;
}

/* A verb or preposition behind the unit is a predicate, unless a 的 still makes it an attribute. */
static bool opens_predicate(const struct labeller *l, const struct count *c, size_t first, bool de)
{
    if (!label_shown(l, first) || listed_at(l->p, first, &words_whole))
        return false;
    if (l->p->code[first] == U'一' && passage_at(l->p, first + 2) == U'难')
        return true; /* 一铺难求 */
    if (c->unit.kind == UNIT_MEASURE && l->p->code[first] == U'外')
        return true; /* 1200公里外 */
    if (l->p->code[first] == U'与' && passage_at(l->p, first + 1) != U'会' &&
        !is_attribute_to(l, c, first))
        return true; /* 技师6名|与学徒结对 */
    if (char_in(U"、和及", l->p->code[first]) || listed_at(l->p, first, &words_change) ||
        opens_adverb(l, first) || listed_at(l->p, first, &words_rate))
        return true;
    return c->unit.kind != UNIT_THING && !de &&
           (listed_at(l->p, first, &words_modifier) ||
            (c->unit.kind != UNIT_EVENT && verb_at(l, first)));
}

/* 860亩茶园|年产值1200万元, 120家企业|销售额25.8亿元: the quantity that the next number is one of;
 * noun.end if none is told by its 年, 日 or 总, or by a name of two characters or a verb. */
static size_t before_quantity(const struct labeller *l, struct span noun)
{
    size_t n = listed_before(l->p, noun.first, noun.end, &words_quantity), at = noun.end - n;
    static const char *const trade[] = {"营业", "经营", NULL};
    size_t verb = listed_before(l->p, noun.first, at, &words_nominal);
    verb = verb ? verb : word_before(l->p, noun.first, at, trade);
    bool quantity = n > 0;
    for (size_t i = noun.first + 2; quantity && i + 2 < noun.end; i++)
        if (label_shown(l, i) && char_in(U"年月日总", l->p->code[i]) &&
            !char_in(U"青少老成往历周全节当", l->p->code[i - 1]))
            return i;
    bool named = quantity && (verb || n > 1) && at - verb >= noun.first + 2;
    return named ? at - verb : noun.end;
}

/* 26个山区县|贷款增速高于…: behind the name of a division, where the next number is of a quantity
 * that it has. noun.end if that is not so. */
static size_t before_owned(const struct labeller *l, const struct count *c, struct span noun)
{
    static const uint32_t inside[] = DIVISIONS U"级域场内里长委政局办辖属直和与、的等民份庄舰";
    for (size_t i = noun.first; c->after < c->clause.end && i + 3 < noun.end; i++) {
        if (!char_in(DIVISIONS, l->p->code[i]) || char_in(inside, l->p->code[i + 1]) ||
            !is_han(l->p->code[i + 1]))
            continue;
        for (size_t k = i + 4; k <= c->after && k < i + WHOLE; k++)
            if (listed_before(l->p, i + 1, k, &words_quantity))
                return i + 1;
        break;
    }
    return noun.end;
}

/* 工商所|对22家药店: a preposition, and no half of a verb (核对, 面对, 应对): it opens its clause, or
 * stands behind a body. */
static bool is_toward(const struct labeller *l, size_t at)
{
    size_t first = l->c->clause.first;
    return at == first || ends_clause(l, at - 1) || listed_before(l->p, first, at, &words_body) ||
           char_in(U"所局队院庭厅委部门站", l->p->code[at - 1]);
}

/* 对22家药店|警告。 把19套房产|拍卖: a predicate must follow such an object in its clause. Where no
 * list knows it and the sentence is at its end, its last word is it, if it is no noun. A comma may
 * stand before the predicate: 将46台内燃机车，全部改造. noun.end if that is not so. */
static size_t before_last_word(const struct labeller *l, uint32_t by, struct span noun)
{
    enum { LONGEST_OBJECT = 8 };
    size_t at = noun.end - 2;
    bool closed = by && char_in(U"对把将", by) && is_stop(passage_at(l->p, noun.end));
    if (!closed || listed_before(l->p, noun.first, noun.end, &words_body) ||
        noun.end != l->c->clause.end || span_length(noun) < 4 ||
        span_length(noun) > LONGEST_OBJECT || char_in(U"开下发给作做出成为", l->p->code[at - 1]))
        return noun.end;
    for (size_t i = noun.first; i < noun.end; i++)
        if (!label_shown(l, i) || !is_han(l->p->code[i]) ||
            char_in(U"的、和与及给到在成为入向", l->p->code[i]))
            return noun.end; /* 把5本账簿|交给会计 */
    return at;
}

/* 向2.6万户困难户|支付赔款: what is done to those that a preposition leads to; noun.end if none
 * does. */
static size_t before_deed(const struct labeller *l, const struct count *c, struct span noun)
{
    size_t at = c->number.at.first;
    at -= about_before(l->p, c->before, at);
    bool by = at > c->clause.first && !listed_at(l->p, at - 2, &words_whole);
    bool led = by && char_in(U"向给为对", l->p->code[at - 1]);
    led = led && noun.end == c->after && !listed_at(l->p, noun.first, &words_predicate) &&
          !verb_at(l, noun.first); /* not 对10个环境建设单位|表彰, 对517棵采取 */
    for (size_t i = noun.first + 2; led && i + 4 <= noun.end; i++)
        if (label_shown(l, i) &&
            (listed_at(l->p, i, &words_nominal) || listed_at(l->p, i, &words_action)))
            return i;
    by = by && (l->p->code[at - 1] != U'对' || is_toward(l, at - 1));
    return before_last_word(l, by ? l->p->code[at - 1] : 0, noun);
}

/* 233名像他一样的|管护员 */
static size_t behind_likeness(const struct labeller *l, size_t first, size_t end)
{
    static const char *const likes[] = {"一样的", "这样的", "那样的", NULL};
    for (size_t i = first + 2; l->p->code[first] == U'像' && i + 4 < end; i++)
        if (word_at(l->p, i, likes))
            return i + 3;
    return first;
}

/* 22种蔬菜均价|为每公斤: nothing but a copula and what the rate is of, or nothing. */
static bool is_led(const struct labeller *l, struct span rest)
{
    rest.first += listed_at(l->p, rest.first, &words_copula);
    return rest.first >= rest.end || l->p->code[rest.first] == U'每';
}

/* 16个行业|营业收入增长9%, 31个二线城市|上涨0.1%: before what grew of them, or before their growth;
 * noun.end if none is told. `led` says that its number stands directly behind. */
static size_t before_growth(const struct labeller *l, const struct count *c, struct span noun,
                            bool led)
{
    size_t grown = noun.end - listed_before(l->p, noun.first, noun.end, &words_change);
    size_t owner = grown < noun.end ? before_quantity(l, (struct span){noun.first, grown}) : grown;
    if (owner < grown && c->after < c->clause.end)
        return owner;
    bool share = led && l->next && l->next->unit.kind == UNIT_PERCENT;
    return share && grown >= noun.first + 2 ? grown : noun.end;
}

/* 56起纠纷牵扯14个村: what stands just before the next number is its verb. */
static struct span before_verb(const struct labeller *l, const struct count *c, struct span noun)
{
    struct span rest = trim_about(l, (struct span){noun.end, c->after});
    size_t n = span_length(noun);
    bool follows = c->after < c->clause.end && l->next && l->next->unit.kind != UNIT_PERCENT;
    bool number = follows && !span_length(rest);
    size_t grown = before_growth(l, c, noun, span_length(rest) == 0);
    if (grown < noun.end)
        return (struct span){noun.first, grown};
    if (follows && is_led(l, rest) && c->unit.kind != UNIT_PERCENT &&
        before_quantity(l, noun) < noun.end)
        return (struct span){noun.first, before_quantity(l, noun)};
    if (number && n >= 2 && l->p->code[noun.end - 1] == U'有' &&
        !char_in(U"公国私拥所现占共", l->p->code[noun.end - 2])) {
        noun.end--; /* 187个村|有132个 */
        return noun;
    }
    if (n > 0 && char_in(U"的和及与、", l->p->code[noun.end - 1]))
        return noun; /* 14个国家和地区的33个港口: the noun belongs to what follows */
    if (number && n >= 5 && char_in(U"完好", l->p->code[noun.end - 1])) {
        noun.end -= 3; /* 铁塔组立完 */
        return noun;
    }
    if (number && n >= 3 && char_in(U"差缺", l->p->code[noun.end - 1])) {
        noun.end--; /* 14所学校|差10多名老师 */
        return noun;
    }
    /* No 省, which ends verbs (节省). */
    static const uint32_t ends[] = U"组队村镇县市区家户人员校院所站店厂厅局园馆室科部司民";
    if (number && n >= 3 && char_in(ends, l->p->code[noun.end - 1]))
        return noun; /* 5个村民小组|60多户村民 */
    bool verb = n >= 3 && (verb_at(l, noun.end - 2) == 2 ||
                           listed_at(l->p, noun.end - 2, &words_resolve) == 2);
    if (number && (verb || (n >= 4 && n <= 6)) && label_shown(l, noun.end - 1) &&
        label_shown(l, noun.end - 2)) {
        noun.end -= 2;
        noun.end -= !verb && n >= 6 && verb_at(l, noun.end - 2) == 2 ? 2 : 0; /* 单位|反馈问题 */
    }
    return noun;
}

/* 桩基430根打下417根: a verb with its result, and then some of what was counted. */
static bool is_result(const struct labeller *l, const struct count *c)
{
    struct span s = trim_about(l, (struct span){c->follow, c->after});
    if (c->after == c->clause.end || span_length(s) < 2 || span_length(s) > 4 ||
        !span_length(l->before) || l->p->code[c->number.at.first - 1] == U'的')
        return false;
    bool same = l->next && passage_same(l->p, l->next->unit.at, c->unit.at) &&
                span_length(s) == 2 && !name_reports(l); /* 母羊42只下羔56只 */
    return (same && is_han(l->p->code[s.first]) && l->p->code[s.first] != U'的' &&
            !char_in(U"有的", l->p->code[s.end - 1])) ||
           char_in(U"掉完走好出满光回下", l->p->code[s.end - 1]);
}

/* 9名[平均年龄不到30岁的]学生: behind an attribute that is a quantity with its number. */
static size_t behind_measured(const struct labeller *l, const struct count *c, size_t first,
                              size_t end)
{
    bool quantity = false, digit = false, thing = c->unit.kind == UNIT_THING;
    for (size_t i = first + 2; thing && i + 2 < end && i < first + SHORT; i++) {
        quantity = quantity || listed_before(l->p, first, i, &words_quantity);
        digit = digit || (quantity && is_digit(l->p->code[i]));
        if (digit && l->p->code[i] == U'的' && label_shown(l, i))
            return i + 1;
    }
    return first;
}

/* 八成的行业|和近六成的产品: without what belongs to the next number. */
static struct span before_next(const struct labeller *l, struct span noun)
{
    size_t about = about_before(l->p, noun.first, noun.end), end = noun.end - about;
    bool joined = about && end > noun.first + 2 && char_in(U"和与及、", l->p->code[end - 1]);
    noun.end = joined ? end - 1 : noun.end;
    return noun;
}

/* 14个成员|同比增长, 48个村|作为战场, 13个市|报告病例, 5个气象站|日最高气温: how something of
 * theirs changed, what they are taken for, what they do and what is measured of them is no part of
 * their name. */
static size_t before_told(const struct labeller *l, struct span noun)
{
    static const char *const tells[] = {"同比",   "环比",   "作为",   "喜获",   "平均", "日最高",
                                        "日最低", "日平均", "日降水", "日客运", NULL};
    size_t i = noun.first + 1;
    bool division = noun.first < noun.end && char_in(DIVISIONS, l->p->code[noun.first]);
    if (division && l->next &&
        word_at(l->p, i, (const char *const[]){"报告", "新增", "上报", NULL}))
        return i;
    while (i < noun.end && !word_at(l->p, i, tells))
        i++;
    return i < noun.end ? i : noun.end;
}

/* 20条线路|客流量创新高, 12个断面|水质达标: a quantity of theirs, of which the clause then tells
 * something, is no part of their name either. */
static size_t before_their_quantity(const struct labeller *l, const struct count *c,
                                    struct span noun)
{
    static const char *const quantities[] = {"日运量", "日客流", "客运量", "客流量", "货运量",
                                             "吞吐量", "客流",   "运量",   "营收",   "净利润",
                                             "水质",   "销量",   "票房",   "成交量", NULL};
    static const char *const goes_on[] = {"创",   "再",   "达",   "均", "屡",   "刷新", "超",
                                          "保持", "明显", "持续", "仍", "连续", "大幅", NULL};
    for (size_t i = noun.first + 1; c->unit.kind == UNIT_THING && i < noun.end; i++) {
        size_t n = word_at(l->p, i, quantities);
        bool ends =
            i + n >= noun.end ? noun.end < c->clause.end : word_at(l->p, i + n, goes_on) > 0;
        if (n && ends && !char_in(U"的和与及、", l->p->code[i - 1]))
            return i;
    }
    return noun.end;
}

/* 从10个主产市|看: the view that a clause takes of them. */
static size_t before_view(const struct labeller *l, const struct count *c, struct span noun)
{
    bool viewed = noun.end == c->clause.end && l->p->code[c->clause.first] == U'从';
    return noun.end - (viewed ? listed_before(l->p, noun.first + 1, noun.end, &words_view) : 0);
}

/* 474家法院|新收案件数: what is counted by houses is no number of cases, but who has them. */
static size_t before_figure(const struct labeller *l, const struct count *c, struct span noun)
{
    static const char *const figures[] = {"数", "率", "额", "收入", "比例", "比重", NULL};
    static const char *const houses[] = {"家", "所", "户", NULL};
    static const char *const owners[] = {"厂",   "店",   "馆",   "企业", "饭店", "酒店",
                                         "商场", "机构", "家庭", "农户", "医院", "商户",
                                         "宾馆", "银行", "券商", NULL};
    if (!word_at(l->p, c->unit.at.first, houses) ||
        !word_before(l->p, noun.first, noun.end, figures))
        return noun.end;
    for (size_t i = noun.first + 2; i + 2 < noun.end; i++)
        if (word_before(l->p, noun.first, i, owners))
            return i;
    for (size_t i = noun.first + 2; i + 2 < noun.end; i++)
        if (listed_before(l->p, noun.first, i, &words_body))
            return i;
    return noun.end;
}

/* 5所中小学|以及河西市等地: what comes to it is not counted with it. */
static size_t before_addition(const struct labeller *l, struct span noun)
{
    size_t i = noun.first + 2;
    while (i < noun.end &&
           !(label_shown(l, i) && word_at(l->p, i, (const char *const[]){"以及", NULL})))
        i++;
    return i < noun.end ? i : noun.end;
}

/* Without what it owns, what is done to it, and the words around it that name nothing. */
static struct span noun_proper(const struct labeller *l, const struct count *c, struct span noun,
                               bool governed)
{
    size_t division = listed_at(l->p, noun.first, &words_division); /* 28个省份|工业生产 */
    if (division && !char_in(U"的和与及、", passage_at(l->p, noun.first + division)))
        noun.end = noun.first + division;
    noun.end = before_addition(l, noun);
    noun.end = before_told(l, noun);
    noun.end = before_view(l, c, noun);
    noun.end = before_their_quantity(l, c, noun);
    noun.end = before_figure(l, c, noun);
    noun.end = before_owned(l, c, noun);
    noun.end = before_deed(l, c, noun);
    noun = before_verb(l, c, noun);
    noun = before_next(l, noun_head(l, noun, governed));
    return people_head(l, c, trim_left(l, trim_places(l, noun), words_kind.list));
}

struct span noun_behind(const struct labeller *l, const struct count *c)
{
    struct span none = {c->follow, c->follow};
    size_t first = c->follow, end = c->after;
    if (is_result(l, c))
        return none;
    if (end > first + NOUN_REACH)
        end = first + NOUN_REACH;
    static const char *const facing[] = {"面向", "针对", "年满", "不满", NULL};
    static const char *const grounds[] = {"基础", "前提", "情况", "同时", "条件", "水平", NULL};
    static const char *const marks[] = {"大关", "关口", "量级", "新台阶", "新高", "之多",
                                        "之久", "之众", "之巨", "用于",   "用来", NULL};
    bool de = first < end && l->p->code[first] == U'的';
    if ((de && word_at(l->p, first + 1, grounds)) || word_at(l->p, first, marks))
        return none;
    first += de;
    if (first >= end || (de && c->follow > c->end) || opens_predicate(l, c, first, de))
        return none;
    bool person = l->p->code[first] == U'人' && !de &&
                  (first + 1 == end || l->p->code[first + 1] == U'的'); /* 31个人 */
    if (char_in(U"（(—", l->p->code[first]) || person)
        return none;
    bool whole = !label_shown(l, first) || listed_at(l->p, first, &words_whole);
    bool governed = !whole && listed_at(l->p, first, &words_predicate);
    if ((governed || (!whole && listed_at(l->p, first, &words_action))) &&
        !list_goes_on(l, first, end) && !names_thing(l, first, end))
        return none;
    for (size_t i = first; governed && i + 2 < end; i++)
        if (label_shown(l, i) && l->p->code[i] == U'的' && l->p->code[first] == U'从')
            first = i + 1; /* 2枚从海上发射的火箭弹 */
    first = behind_likeness(l, behind_measured(l, c, first, end), end);
    size_t stop = noun_end(l, first, end);
    if (word_before(l->p, first, stop, facing) == stop - first && stop < end)
        while (first < end && l->p->code[first - 1] != U'的')
            first++;
    struct span noun = {first, stop > first ? stop : noun_end(l, first, end)};
    noun = noun_proper(l, c, noun, governed);
    return takes_noun(c, de, noun) ? noun : none;
}
