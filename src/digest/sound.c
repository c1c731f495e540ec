/* SPDX-License-Identifier: MIT */
/*
 * Whether a label says what its number counts when it stands alone in a row of a table.
 *
 * Four faults are mended. A quantity without its owner (全长 39公里) takes the subject of the
 * sentence, or what was counted just before it (880亩茶园|产值). A noun of one word behind a
 * classifier (部门, 项目) takes what the clause says of it: a list before 等, an attribute before
 * 的, the object's attribute behind a verb. A verb of copies (免费发放8500册) takes the title that
 * the sentence told last, a verb of one character (一天抽60斤) the object that it had before. What
 * then still is no phrase – empty, a number, longer than a row and its overflow – is left without a
 * label, and so out of the table: a row that needs the text beside it is no use in one.
 *
 * The subject is what stands before the first verb or preposition of a clause, the nearest clause
 * first, within the speech that the number stands in. A clause that opens with a preposition has
 * none there, and when, where and what was done (协调后, 大桥上, 砍出) are none.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum {
    BARE = 3,
    LONGEST_OWNED = 18,
    LONGEST_SISTER = 4, /* characters of 销售面积 */
    LONGEST_LIST = 16,
    LONGEST_DEED = 10,
    LONGEST_BESIDE = 9,  /* characters of a quantity behind the noun that has it */
    LONGEST_RESUMED = 4, /* characters of the object of a verb that is taken up again */
    TELLS = 16,          /* characters behind a subject in which it says what is told */
    BACK = 16,           /* counts before one that are looked at */
    REACH = 160
};

static size_t ends_with(const char *s, const char *const *words)
{
    return words_end(s, strlen(s), words);
}

/* ---- the subject -------------------------------------------------------------------------- */

bool ends_clause(const struct labeller *l, size_t i)
{
    return !l->p->hidden[i] &&
           (char_in(U"，,；;：:。！!？?", l->p->code[i]) || is_bullet(l->p->code[i]));
}

static bool is_predicate(const struct labeller *l, size_t i)
{
    return verb_at(l, i) || listed_at(l->p, i, &words_light) || listed_at(l->p, i, &words_finite) ||
           (listed_at(l->p, i, &words_predicate) && !listed_at(l->p, i, &words_whole));
}

/* 菜园|由操场改建: a preposition behind a name of two characters or more, and no part of a word. */
static bool is_preposition(const struct labeller *l, size_t first, size_t i)
{
    static const char *const prepositions[] = {"由", "把", "被", "从", "向", "在", NULL};
    return i >= first + 2 && !char_in(U"存现所内潜正", l->p->code[i - 1]) &&
           word_at(l->p, i, prepositions) && !listed_at(l->p, i, &words_whole) &&
           !listed_at(l->p, i - 1, &words_whole);
}

/* 观众人数|再创新高: behind the first quantity that is named in full; s.end if there is none. */
static size_t behind_quantity(const struct labeller *l, struct span s)
{
    for (size_t i = s.first + 4; i < s.end && i < s.first + LONGEST_OWNED - 4; i++)
        if (listed_before(l->p, s.first, i, &words_quantity) > 1)
            return i;
    return s.end;
}

/* At i stands what tells when, where or by whom something is told, and no topic. */
static bool opens_elsewhere(const struct labeller *l, size_t i)
{
    static const char *const prepositions[] = {
        "像",   "照",   "光",   "只",   "就",   "在",   "据",   "从",   "随",   "为", "对", "按",
        "截至", "当",   "经",   "自",   "到",   "向",   "把",   "由",   "让",   "使", "受", "因",
        "扣除", "剔除", "通过", "根据", "按照", "围绕", "针对", "面对", "结合", NULL};
    static const char *const tellers[] = {"其余", "剩余", "余下", "一下", "一到", "记者", "本报",
                                          "数据", "统计", "消息", "她",   "他",   "我",   NULL};
    return word_at(l->p, i, prepositions) || word_at(l->p, i, tellers);
}

/* 固定资产|投资, 网上|销售比重: the characters of a verb at i that is the name of a quantity; with
 * `whole` also of one that the name begins with, and of the rest. 0 if it is none. */
static size_t quantity_at(const struct labeller *l, size_t i, bool whole)
{
    size_t n = listed_at(l->p, i, &words_nominal);
    size_t m = whole ? listed_at(l->p, i + n, &words_quantity) : 0;
    return !n ? 0 : m ? n + m : listed_at(l->p, i, &words_extent) == n ? n : 0;
}

/* 某则市、某则、某地: a 则 that a place ends with, and no adverb. */
static bool ends_place(const struct labeller *l, size_t i)
{
    return l->p->code[i] == U'则' && char_in(U"、市县区州地", passage_at(l->p, i + 1));
}

/* Where the predicate of s begins; s.end if there is none. The name of a quantity
 * (quantity_at) is none. */
static size_t predicate_start(const struct labeller *l, struct span s, bool whole)
{
    static const char *const qualities[] = {"不", "很", "更", "太", "挺",
                                            "没", "则", "跌", "涨", NULL};
    size_t end = s.first + 1, n;
    while (end < s.end &&
           (l->p->hidden[end] ||
            !(is_predicate(l, end) || is_preposition(l, s.first, end) ||
              (end > s.first + 1 && word_at(l->p, end, qualities) && !ends_place(l, end)))))
        end++;
    if (end > s.first + 1 && end < s.end && (n = quantity_at(l, end, whole)))
        return end + n;
    return end < s.end ? end : behind_quantity(l, s);
}

/* Whether what stands from `end` on tells that something is told, is what the topic has (of the
 * sentence before, 玉米|种植面积 is no 玉米) or is (他投的|是保险), or the topic has a number. */
static bool is_no_topic(const struct labeller *l, struct span s, size_t end)
{
    static const char *const telling[] = {"发布", "公布", "通报", "介绍", "获悉", "了解到", NULL};
    size_t verb = s.first < l->c->opening[0] ? listed_at(l->p, end, &words_nominal) : 0;
    bool quantity = verb && (listed_at(l->p, end + verb, &words_quantity) ||
                             listed_at(l->p, end + verb, &words_extent));
    if (quantity || l->p->code[s.first] == U'每' ||
        (l->p->code[end] == U'是' && l->p->code[end - 1] == U'的'))
        return true;
    for (size_t i = end; i < s.end && i < end + TELLS; i++)
        if (word_at(l->p, i, telling))
            return true;
    for (size_t i = s.first; i < end; i++)
        if (char_in(U"0123456789比较", l->p->code[i]) && !listed_at(l->p, i, &words_quantity))
            return true;
    return false;
}

/* 协调后, 大桥上, 路过的人: when, where or who, but not of what; 概算总|投资. */
static bool is_circumstance(const struct labeller *l, struct span s)
{
    static const char *const somebody[] = {"的人", "的话", "的事", NULL};
    return word_before(l->p, s.first, s.end, somebody) || listed_at(l->p, s.first, &words_action) ||
           verb_result(l->p, s.first) ||
           (span_length(s) && char_in(U"后时前中里间上下处侧旁总", l->p->code[s.end - 1]));
}

/* 即快递运行中的|实物价值总额: of a clause that ends in the name of a quantity, what stands behind
 * its last 的; s if there is none. */
static struct span quantity_told(const struct labeller *l, struct span s)
{
    struct span told = s;
    while (told.end > s.first && ends_clause(l, told.end - 1))
        told.end--;
    size_t i = told.end;
    while (i > s.first && told.end - i < LONGEST_OWNED - 3 && l->p->code[i - 1] != U'的')
        i--;
    bool de = i > s.first && l->p->code[i - 1] == U'的' && label_shown(l, i - 1);
    told.first = i;
    return de && span_length(told) > 3 && listed_before(l->p, i, told.end, &words_quantity) > 1
               ? told
               : s;
}

/* What s is about: with `whole` a quantity by its whole name, else what has it. */
static struct span topic_of(const struct labeller *l, struct span s, bool whole)
{
    static const char *const adverbs[] = {"倒",   "却",   "也", "都",   "首次", "预计",
                                          "分别", "均",   "共", "累计", "合计", "今年",
                                          "则",   "全年", "已", "还",   NULL};
    struct span none = {s.first, s.first};
    if (opens_elsewhere(l, s.first))
        return none;
    s = trim_openings(l, s);
    struct span told = quantity_told(l, s);
    if (told.first > s.first)
        return told;
    size_t end = opens_elsewhere(l, s.first) ? s.end : predicate_start(l, s, whole);
    if (end >= s.end || is_no_topic(l, s, end))
        return none;
    for (size_t i = end; i-- > s.first;)
        if (l->p->code[i] == U'的' && !l->p->hidden[i] && end - i > 2) {
            s.first = i + 1;
            break;
        }
    end -= l->p->code[end] == U'均' && l->p->code[end - 1] == U'平'; /* 指数|平均 */
    s = trim_right(l, (struct span){s.first, end}, adverbs);
    s.end -= span_length(s) > 3 && char_in(U"低高多少大", l->p->code[s.end - 1]) &&
             listed_before(l->p, s.first, s.end - 1, &words_quantity);
    bool fits = span_length(s) >= 2 && span_length(s) <= LONGEST_OWNED - 4;
    return fits && !is_circumstance(l, s) ? s : none;
}

struct span clause_topic(const struct labeller *l, struct span s)
{
    return topic_of(l, s, true);
}

struct span clause_subject(const struct labeller *l, struct span s)
{
    struct span topic = topic_of(l, s, false);
    return listed_before(l->p, topic.first, topic.end, &words_quantity)
               ? (struct span){s.first, s.first}
               : topic;
}

/* Behind the “ of the speech that `end` stands in, if it begins behind `first`: what is spoken of
 * there was not told before it. */
static size_t speech_start(const struct labeller *l, size_t first, size_t end)
{
    size_t closed = 0;
    for (size_t i = end; i-- > first;) {
        uint32_t c = l->p->code[i];
        if (c == U'“' && !closed)
            return i + 1;
        closed += c == U'”' ? 1 : 0;
        closed -= c == U'“' ? 1 : 0;
    }
    return first;
}

struct span subject_before(const struct labeller *l)
{
    size_t end = l->c->clause.first, least = end > REACH ? end - REACH : 0;
    size_t first = l->c->opening[1] > least ? l->c->opening[1] : least;
    first = speech_start(l, first, end);
    struct span s = {end, end};
    for (size_t i = end; i-- > first && !span_length(s);) {
        if (i > first && !ends_clause(l, i - 1))
            continue;
        s = clause_subject(l, (struct span){i, end});
        end = i ? i - 1 : 0;
    }
    return s;
}

static bool ends_in_quantity(const char *label)
{
    return ends_with(label, words_extent.list) || ends_with(label, words_quantity.list);
}

/* 捐建[人工草皮球场]，造价118万元: what was made costs that, and not who made it. A task costs
 * nothing. */
struct span label_object(const struct labeller *l, struct span clause)
{
    static const char *const tasks[] = {"任务", "工作", "要求", "目标",
                                        "措施", "要点", "方向", NULL};
    for (size_t i = clause.end; i-- > clause.first;) {
        size_t n = l->p->hidden[i] ? 0 : listed_at(l->p, i, &words_action);
        n += n && char_in(U"了过", passage_at(l->p, i + n));
        if (n && word_before(l->p, clause.first, clause.end, tasks))
            break;
        if (n && i + n + 2 <= clause.end && clause.end - i - n <= LONGEST_DEED &&
            !char_in(U"来后时间中前里上", l->p->code[clause.end - 1]))
            return (struct span){i + n, clause.end};
    }
    return (struct span){clause.end, clause.end};
}

/* 全镇小龙虾|产量2600吨，产值1.2亿元: what has the quantity that the clause before tells of has
 * this one too; not what was done (销售|收入). */
static struct span owner_of_former(const struct labeller *l)
{
    static const char *const means[] = {"总", "平均", "年", "日", "月", "预计", "计划", NULL};
    size_t end = l->c->clause.first, first = end ? end - 1 : 0;
    while (first > l->c->opening[0] && !ends_clause(l, first - 1))
        first--;
    struct span topic = clause_topic(l, (struct span){first, end});
    size_t n = listed_before(l->p, topic.first, topic.end, &words_quantity);
    n = n ? n : listed_before(l->p, topic.first, topic.end, &words_extent);
    struct span owner = trim_right(l, (struct span){topic.first, topic.end - n}, means);
    bool noun = n > 1 && span_length(owner) >= 2 &&
                !listed_before(l->p, owner.first, owner.end, &words_nominal) &&
                !listed_before(l->p, owner.first, owner.end, &words_action);
    return noun ? owner : (struct span){topic.end, topic.end};
}

/* 中央企业累计实现营业收入: who or what stands before the verb of the number's own clause. */
static struct span owner_before_verb(const struct labeller *l)
{
    struct span all = {l->c->clause.first, l->c->number.at.first};
    struct span s = clause_subject(l, all), none = {s.end, s.end};
    bool told = span_length(s) >= 2 && !strstr(label_text(l, s), l->c->label) &&
                !strstr(l->c->label, label_text(l, s));
    for (size_t i = s.first; i < s.end && told; i++)
        told = !char_in(U"一两能可凭卖约", l->p->code[i]) && !listed_at(l->p, i, &words_change) &&
               !verb_result(l->p, i);
    return told ? s : none;
}

/* 城乡居民参保|参保率: the bytes of a word with which one ends and the other begins. */
static size_t overlap(const char *before, const char *behind)
{
    size_t len = strlen(before), n = strlen(behind);
    for (n = n < len ? n : len; n > strlen("参"); n--)
        if (!memcmp(before + len - n, behind, n))
            return n;
    return 0;
}

/* 东区商品房|销售面积…，销售额…: whose quantity the figure before told of, where this one begins
 * with the same word; "" if it does not. */
static const char *owner_of_sister(const struct labeller *l)
{
    const struct count *f = l->former;
    const char *topic = f && f->topic ? f->topic : "", *label = l->c->label, *last = NULL;
    size_t word = strlen("销售");
    if (f == NULL || f->group != l->c->group || !ends_in_quantity(topic) ||
        span_characters(label) < 3)
        return "";
    for (const char *at = topic + 1; strlen(at) >= word; at++)
        last = !strncmp(at, label, word) ? at : last;
    return last && span_characters(last) <= LONGEST_SISTER
               ? arena_text(l->a, topic, (size_t)(last - topic))
               : "";
}

static void add_owner(struct labeller *l)
{
    static const char *const ratios[] = {"率", "比例", "比重", "占比", NULL};
    struct count *c = l->c;
    const struct count *f = l->former;
    bool topic = f && f->change && f->topic && f->topic[0] && f->group == c->group &&
                 !(c->unit.kind == UNIT_PERCENT && ends_with(c->label, ratios));
    struct span made =
        l->c->unit.kind == UNIT_MONEY ? label_object(l, c->earlier) : (struct span){0, 0};
    if (!span_length(made))
        made = owner_of_former(l);
    if (!span_length(made))
        made = owner_before_verb(l);
    const char *sister = owner_of_sister(l);
    const char *name = sister[0] ? sister
                       : topic
                           ? f->topic
                           : passage_text(l->a, l->p, span_length(made) ? made : subject_before(l));
    static const char *const yields[] = {"亩产", "单产", "产量", "面积", NULL};
    static const char *const hands[] = {"队", "员", "组", "门", "局", "委",
                                        "者", "师", "户", "老", NULL};
    static const char *const texts[] = {"会议", "通知", "意见", "方案", "纲要", "报告",
                                        "公告", "文件", "条例", "办法", NULL};
    static const char *const plans[] = {"规划", "计划", NULL};
    static const char *const abstracts[] = {"矛盾", "问题", "形势", "任务",
                                            "情况", "局面", "格局", NULL};
    name = arena_text(l->a, name, strlen(name) - ends_with(name, plans));
    if ((ends_with(c->label, yields) && ends_with(name, hands)) || ends_with(name, texts) ||
        ends_with(name, abstracts))
        return; /* who grew it, and not what was grown; where it was said */
    if (!name[0] || strstr(c->label, name) || ends_in_quantity(name) ||
        span_characters(name) + span_characters(c->label) > LONGEST_OWNED)
        return;
    c->label = c->object =
        plain_label(l->a, arena_printf(l->a, "%s%s", name, c->label + overlap(name, c->label)));
}

/* ---- bare nouns --------------------------------------------------------------------------- */

/* 投资了|材料、设备等: behind the 了 of the verb before the first item. */
static size_t behind_done(const struct labeller *l, struct span s)
{
    size_t first = s.first;
    for (size_t i = s.first; i < s.end && l->p->code[i] != U'、'; i++)
        if (label_shown(l, i) && l->p->code[i] == U'了')
            first = i + 1;
    return first;
}

/* The end of the list before 等 that fits into a row: its last two items, or its last. */
static struct span list_before(const struct labeller *l, struct span s)
{
    s.first = behind_done(l, s);
    size_t commas = 0, first = s.first;
    for (size_t i = s.end; i-- > s.first && commas < 2;) {
        if (l->p->hidden[i] || l->p->code[i] != U'、')
            continue;
        if (s.end - i - 1 <= LONGEST_LIST)
            first = i + 1;
        commas++;
    }
    if (commas < 2 && span_length(s) <= LONGEST_LIST)
        first = s.first;
    struct span list = {first, s.end};
    list.first += list.first < s.end && char_in(U"和与及", l->p->code[list.first]) &&
                  passage_at(l->p, list.first + 1) == U'《';
    for (size_t n; first == s.first && (n = verb_at(l, list.first));)
        list.first += n;
    for (size_t i = s.end; i-- > first;)
        if (!l->p->hidden[i] && char_in(U"在对将把向为", l->p->code[i]) && first == s.first) {
            list.first = i + 1;
            break;
        }
    return list;
}

/* The 来自 of 吸引来自 at i, in which no 引来 is. */
static bool is_from(const struct labeller *l, size_t i)
{
    return l->p->code[i] == U'来' && passage_at(l->p, i + 1) == U'自';
}

/* What stands behind the verb before the number, or before a 的: 整合[全市]49个部门. */
static struct span attribute(const struct labeller *l, struct span s)
{
    static const char *const done[] = {"了", "出", "到", "至", NULL};
    static const char *const others[] = {"出口", "出租", "出版", "出产", "到位",
                                         "到期", "至少", "至今", "至于", NULL};
    static const char *const all[] = {"全国", "全省", "全市", "全县", "全区", "全镇",
                                      "全乡", "全村", "首批", "各地", NULL};
    bool de = s.first < s.end && l->p->code[l->c->number.at.first - 1] == U'的';
    size_t verb = s.end, n = 0;
    for (size_t i = s.end; i-- > s.first && verb == s.end;)
        if (!l->p->hidden[i] && !is_from(l, i + 1) &&
            ((n = listed_at(l->p, i, &words_action)) ||
             (!word_at(l->p, i, others) && (n = word_at(l->p, i, done)))))
            verb = i + n;
    static const char *const to[] = {"给", "为", "向", "对", "替", NULL};
    static const char *const who[] = {"他们", "她们", "他家", "她家", "我家",
                                      "自家", "他",   "她",   "我们", NULL};
    for (size_t i = s.first + 1; i + 1 < s.end && de; i++)
        if (label_shown(l, i) && char_in(U"把将", l->p->code[i]) &&
            !listed_at(l->p, i, &words_whole) && !listed_at(l->p, i - 1, &words_whole))
            s.first = i + 1; /* 大风把他家的玉米 */
    s = trim_left(l, trim_left(l, trim_openings(l, s), de ? to : done), who);
    if (verb < s.end && verb > s.first)
        s.first = verb;
    else if (!de)
        return (struct span){s.first, s.first + word_at(l->p, s.first, all)};
    while (s.first < s.end && (n = word_at(l->p, s.first, done)))
        s.first += n;
    s.first += s.first < s.end && is_from(l, s.first) ? 2 : 0;
    return s;
}

/* 有40个航班[因大雾被取消]: there are so many of which that is told. */
static bool is_told_of_some(const struct labeller *l, struct span deed)
{
    static const char *const has[] = {"有", "约有", "共有", "已有", "还有", "近有", NULL};
    static const char *const told[] = {"被", "因", "获", "入选", "列入", "未", NULL};
    static const char *const suffered[] = {"被", "将被", "已被", NULL};
    size_t at = l->c->number.at.first;
    at -= about_before(l->p, l->c->clause.first, at);
    bool there = word_before(l->p, l->c->clause.first, at, has) && word_at(l->p, deed.first, told);
    bool alone = at == l->c->clause.first && word_at(l->p, deed.first, suffered);
    return (there || alone) && !l->next && l->c->after == l->c->clause.end &&
           span_length(deed) >= 3 && span_length(deed) <= LONGEST_DEED;
}

/* 2.7万个项目获得认证: what the noun's own short clause says. */
static struct span deed_behind(const struct labeller *l)
{
    static const char *const adverbs[] = {"部分或完全", "全部", "均", "都", NULL};
    static const char *const alone[] = {"取消", "延误", "停运", "停飞", "受损", "倒塌", NULL};
    struct span deed = trim_left(l, (struct span){l->noun.end, l->c->after}, adverbs);
    size_t verb = listed_at(l->p, deed.first, &words_attend);
    bool fits =
        verb && !l->next && span_length(deed) <= LONGEST_DEED &&
        (span_length(deed) >= verb + 2 || word_at(l->p, deed.first, alone) == span_length(deed));
    bool division = listed_before(l->p, l->noun.first, l->noun.end, &words_division);
    fits = fits || is_told_of_some(l, deed) ||
           (division && !l->next && span_length(deed) >= 4 && span_length(deed) <= LONGEST_DEED);
    for (size_t i = deed.first; i < deed.end && fits; i++)
        fits = !char_in(U"了、 0123456789", l->p->code[i]);
    return fits ? deed : (struct span){deed.end, deed.end};
}

/* A number in s that is not the 41 of 第41次. */
static bool tells_number(const struct labeller *l, struct span s)
{
    bool number = false, before = false;
    for (size_t i = s.first; i < s.end && !number; i++) {
        bool digit = is_digit(l->p->code[i]);
        number = digit && !before && (i == s.first || l->p->code[i - 1] != U'第');
        before = digit;
    }
    return number;
}

/* 26家砂场[被取缔]: what became of them. */
static void add_fate(struct labeller *l)
{
    struct count *c = l->c;
    struct span deed = {l->noun.end, c->after};
    if (is_told_of_some(l, deed) && span_length(deed) + span_characters(c->label) <= LONGEST_OWNED)
        c->label = c->object = arena_printf(l->a, "%s的%s", label_text(l, deed), c->label);
}

static void add_attribute(struct labeller *l)
{
    static const char *const etc[] = {"等", NULL};
    struct count *c = l->c;
    struct span raw = {c->before, c->number.at.first};
    if (l->former && l->former->noun_end > raw.first && l->former->noun_end <= raw.end)
        raw.first = l->former->noun_end;
    if (span_length(raw) > REACH / 2)
        raw.first = raw.end - REACH / 2;
    raw = trim_about(l, raw);
    static const char *const having[] = {"里有", "中有", "有", "里", "中", "价值", NULL};
    bool list = word_before(l->p, raw.first, raw.end, etc);
    raw = list ? raw : trim_right(l, raw, having);
    struct span s = list ? list_before(l, (struct span){raw.first, raw.end - 1})
                         : attribute(l, trim_right(l, raw, (const char *const[]){"的", NULL}));
    struct span deed = deed_behind(l);
    if (tells_number(l, s))
        return; /* 来自7个县的29支队伍: that is another count */
    if ((!span_length(s) || is_told_of_some(l, deed)) && span_length(deed))
        c->label = c->object =
            arena_printf(l->a, "%s的%s", passage_text(l->a, l->p, deed), c->object);
    if (!span_length(s) || span_length(s) + span_characters(c->label) > LONGEST_OWNED)
        return;
    c->label = arena_printf(l->a, "%s%s%s%s", c->verb, passage_text(l->a, l->p, s),
                            list ? "等" : "", c->object);
    c->label = plain_label(l->a, c->label);
}

/* ---- the whole ---------------------------------------------------------------------------- */

/* 鸡蛋|均价, 沟|面积: the noun before the quantity is its owner, and so are people (村民收入); a
 * verb (种植面积), 总 and 平均 are none. */
static bool has_owner(const char *label)
{
    static const char *const quantities[] = {"均价", "价格", "面积", "学位", "床位", NULL};
    static const char *const kinds[] = {"总",   "平均", "最高", "最低", "建筑",
                                        "占地", "出场", "出厂", "作业", "过火",
                                        "受灾", "绝收", "新",   "区",   NULL};
    static const char *const people[] = {"居民", "农民", "村民", "牧民", "市民", "职工", NULL};
    static const char *const income[] = {"收入", NULL};
    static const char *const whose[] = {"税收", "财政", "餐饮", "旅游", "门票", "非税", NULL};
    size_t len = strlen(label), n = words_end(label, len, quantities),
           m = words_end(label, len, income);
    if (m && words_end(label, len - m, whose))
        return true;
    return words_begin(label, people) || (n && n < len && !words_end(label, len - n, kinds) &&
                                          !words_end(label, len - n, words_nominal.list) &&
                                          !words_end(label, len - n, words_action.list));
}

/* 全长, 造价: it wants its owner; the weather has none. */
static bool is_quantity(const char *label)
{
    static const char *const weather[] = {"雨", "雪", "温", "风", NULL};
    for (const char *const *w = weather; *w; w++)
        if (strstr(label, *w))
            return false;
    static const char *const things[] = {"床位", "学位", NULL}; /* and may be new: 新增床位 */
    bool added = ends_with(label, things) && words_begin(label, words_nominal.list);
    return span_characters(label) <= 4 && ends_in_quantity(label) && !added && !has_owner(label);
}

/* 在新增60万套的基础上: told before, and here only by its verb. */
static bool is_ground(const struct labeller *l)
{
    static const char *const grounds[] = {"的基础上", "的前提下", NULL};
    return l->c->verb[0] && !l->c->object[0] && word_at(l->p, l->c->follow, grounds);
}

/* 与健康有关: no noun, and nobody it is told of. */
static bool is_relation(const char *s)
{
    static const char *const ends[] = {"有关", "相关", "无关", NULL};
    return !strncmp(s, "与", strlen("与")) && ends_with(s, ends);
}

/* It breaks off in a number, or it is a date, or 每3天. */
static bool is_number(const char *s)
{
    static const char *const dates[] = {"年", "月", "日", NULL};
    size_t len = strlen(s);
    bool each = !strncmp(s, "每", strlen("每")) && is_digit(s[strlen("每")]);
    return len && (is_digit(s[len - 1]) || (is_digit(*s) && ends_with(s, dates)) ||
                   (each && span_characters(s) <= BARE + 1));
}

/* 时速400公里动车组: the measure belongs to the noun, and counts nothing here. */
static bool is_attributive(const struct labeller *l)
{
    const struct count *c = l->c;
    uint32_t next = passage_at(l->p, c->follow);
    bool letter = (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z') || is_han(next);
    return !l->dimension && c->unit.kind == UNIT_MEASURE && letter &&
           !char_in(U"的和及与或至到", next) && c->follow < c->after &&
           ends_with(c->label, words_extent.list) && !is_predicate(l, c->follow);
}

/* 建成公园12个，面积3.2万平方米: what was made in the clause before has the size; "" if nothing
 * was. */
static const char *made_before(const struct labeller *l)
{
    static const char *const homes[] = {"户", NULL};
    const struct count *f = l->former;
    bool made = f && f->verb[0] && f->object[0] && f->unit.kind == UNIT_THING &&
                f->clause.end + 1 == l->c->clause.first && l->c->unit.kind == UNIT_MEASURE &&
                !word_at(l->p, f->unit.at.first, homes);
    return made ? f->object : "";
}

/* 签约项目218个，金额达1560亿元: the things of the clause before are worth it; people, homes and
 * places are not. */
static const char *priced_before(const struct labeller *l)
{
    static const char *const worth[] = {"金额", "总额", "货值", "总投资", "价值", "单价", NULL};
    static const uint32_t units[] = U"项个件批台辆套艘架张盒单起头只份座";
    static const char *const places[] = {"村", "镇", "乡", "县", "市", "省", "区", "国家", NULL};
    const struct count *c = l->c, *f = l->former;
    bool priced = c->unit.kind == UNIT_MONEY && f && f->unit.kind == UNIT_THING && !f->change &&
                  f->clause.end + 1 == c->clause.first && ends_with(c->label, worth) &&
                  span_length(f->unit.at) == 1 && char_in(units, l->p->code[f->unit.at.first]) &&
                  !ends_with(f->object, places) && span_characters(f->object) <= LONGEST_OWNED / 3;
    return priced ? f->object : "";
}

/* 880亩茶园|年产值1300万元: what the number just before counts, or what was made or
 * priced in the clause before, is the owner. */
static void add_counted(struct labeller *l)
{
    struct count *c = l->c;
    const struct count *f = l->former;
    bool beside = f && f->noun_end && f->clause.first == c->clause.first &&
                  c->number.at.first <= f->noun_end + LONGEST_BESIDE;
    const char *owner = beside ? among_root(f) : made_before(l);
    owner = owner[0] ? owner : priced_before(l);
    if (owner[0] && !ends_in_quantity(owner) && !strstr(c->label, owner) &&
        span_characters(owner) + span_characters(c->label) <= LONGEST_OWNED)
        c->label = c->object =
            arena_printf(l->a, "%s%s", owner, c->label + overlap(owner, c->label));
}

/* 居民户均自掏, 老人每餐付费, where 户 and 餐 are a field of their own: without 户均 and 每餐. */
static const char *without_rate(struct arena *a, const struct count *c)
{
    static const char *const forms[] = {"%s均", "每%s", "一%s"};
    static const char *const spans[] = {"上", "头", "下", "前", "第", "同", NULL};
    static const char *const within[] = {"里", "内", "间", "来", "以", "多", NULL};
    const char *dot = strstr(c->per, "·"); /* 人·月: 每人每月 */
    const char *twice =
        dot ? arena_printf(a, "每%.*s每%s", (int)(dot - c->per), c->per, dot + strlen("·")) : NULL;
    for (size_t i = 0; c->per[0] && i < COUNT(forms); i++) {
        const char *rate = twice ? twice : arena_printf(a, forms[i], c->per),
                   *at = strstr(c->label, rate);
        if (!at || at == c->label || !at[strlen(rate)])
            continue;
        const char *behind = at + strlen(rate);
        size_t len = (size_t)(at - c->label);
        bool word = false; /* 比上一年, 一年里 */
        for (const char *const *w = within; *w && i == 2; w++)
            word = word || !strncmp(behind, *w, strlen(*w));
        return word || (i == 2 && words_end(c->label, len, spans))
                   ? c->label
                   : arena_printf(a, "%.*s%s", (int)len, c->label, behind);
    }
    return c->label;
}

/* 产量翻了一番, 房价涨了8%: the verb in full. */
static const char *with_whole_verb(struct arena *a, enum unit_kind kind, const char *s)
{
    static const char *const verbs[][2] = {{"翻了", "增长"}, {"翻", "增长"}, {"涨", "上涨"},
                                           {"跌", "下跌"},   {"降", "下降"}, {"少", "减少"},
                                           {"快", "加快"},   {"浮", "上浮"}};
    static const char *const outer[] = {"最高", "最低", NULL};
    static const char *const adverbs[] = {"倒", "却", "也", "又", "还", "再", "共", NULL};
    static const char *const words[] = {
        "骤降", "上涨", "下跌", "下降", "减少", "同比少", "多少", "缺少", "升降", "霜降",
        "年少", "至少", "起降", "沉降", "空降", "备降",   "迫降", "上浮", "下浮", "漂浮",
        "悬浮", "飘浮", "最快", "较快", "更快", "尽快",   "飞快", "轻快", "大涨", "大跌",
        "大降", "收涨", "收跌", "领涨", "领跌", "普涨",   "普跌", "普降", "暴涨", "暴跌",
        "微涨", "微跌", "微降", "小涨", "小跌", "续涨",   "续跌", "齐涨", "齐跌", "补涨",
        "补跌", "急跌", "略降", "略涨", "略跌", "陡降",   "锐降", NULL};
    for (size_t i = 0; i < COUNT(verbs); i++) {
        size_t n = ends_with(s, (const char *const[]){verbs[i][0], NULL});
        bool fold = strstr(verbs[i][0], "翻") != NULL;
        bool faster = !strcmp(verbs[i][0], "快");
        if ((fold && kind != UNIT_PERCENT) ||
            (faster && (kind != UNIT_DURATION || strstr(s, "比"))))
            continue;
        size_t len = strlen(s) - n;
        if (!n || span_characters(s) <= 2 || ends_with(s, words) || words_end(s, len, outer))
            continue;
        return arena_printf(a, "%.*s%s", (int)(len - words_end(s, len, adverbs)), s, verbs[i][1]);
    }
    return s;
}

/* 小客车占92.8%: the share by its name. */
static const char *with_share(const struct labeller *l, const char *label)
{
    static const char *const share[] = {"占",   "约占", "仅占", "只占", "各占",
                                        "占到", "占了", "占去", NULL};
    size_t len = strlen(label), n = words_end(label, len, share);
    size_t of = n ? words_end(label, len - n, (const char *const[]){"的", NULL}) : 0;
    if (n && words_end(label, len - n, (const char *const[]){"比例", "比重", "份额", NULL}))
        return arena_text(l->a, label, len - n); /* 杂粮比例占六成 */
    return n && l->c->unit.kind == UNIT_PERCENT
               ? arena_printf(l->a, "%.*s占比", (int)(len - n - of), label)
               : label;
}

/* 全桥16孔, 全团92人: the unit is what all of it has. */
static const char *with_members(const struct labeller *l, const char *label)
{
    static const char *const members[] = {"孔", "跨", "间", "层", "人", "名", "户", NULL};
    bool all = span_characters(label) == 2 && !strncmp(label, "全", strlen("全"));
    if (!all || words_end(label, strlen(label), words_body.list) ||
        !word_at(l->p, l->c->unit.at.first, members))
        return label;
    return arena_printf(l->a, "%s%s数", label, label_text(l, l->c->unit.at));
}

/* 飞来的候鸟有163种: how many kinds, and not how many. */
static const char *with_kinds(const struct labeller *l, const char *label)
{
    static const char *const kind[] = {"种", NULL}, *const told[] = {"种", "种类", "品类", ")",
                                                                     NULL};
    const struct count *c = l->c;
    bool kinds = word_at(l->p, c->unit.at.first, kind) == span_length(c->unit.at) &&
                 span_length(c->unit.at) && !span_length(l->noun) && !c->change && !c->part &&
                 !listed_at(l->p, c->follow, &words_change);
    return kinds && label[0] && !words_end(label, strlen(label), told) && !c->origin
               ? arena_printf(l->a, "%s种类", label)
               : label;
}

/* 最低零下2.3℃: the unit names the quantity. */
static const char *with_warmth(const struct labeller *l, const char *label)
{
    static const char *const degrees[] = {"℃", "摄氏度", NULL};
    static const char *const falls[] = {"降温", "升温", NULL};
    size_t at = l->c->follow + (passage_at(l->p, l->c->follow) == U'的');
    size_t n = word_at(l->p, l->c->unit.at.first, degrees) ? word_at(l->p, at, falls) : 0;
    if (n)
        return label_text(l, (struct span){at, at + n});
    bool told = strstr(label, "温") || l->c->change || span_characters(label) > BARE + 1;
    return !label[0] || told || !word_at(l->p, l->c->unit.at.first, degrees)
               ? label
               : arena_printf(l->a, "%s气温", label);
}

/* The title that the sentence told last before the clause: 编印《…指南》，免费发放8500册. */
static struct span title_before(const struct labeller *l)
{
    size_t end = l->c->clause.first;
    while (end > l->c->opening[0] && l->p->code[end - 1] != U'》')
        end--;
    size_t first = end;
    while (first > l->c->opening[0] && l->p->code[first] != U'《')
        first--;
    bool found = end > first && l->p->code[first] == U'《' && end - first <= LONGEST_OWNED;
    return found ? (struct span){first, end} : (struct span){end, end};
}

/* A verb that says nothing of what there are so many copies of. */
static const char *with_title(const struct labeller *l, const char *label)
{
    const struct count *c = l->c;
    bool copies = c->unit.kind == UNIT_THING && char_in(U"册本", l->p->code[c->unit.at.first]);
    bool object = span_characters(c->object) >= 2 && c->verb[0] &&
                  strncmp(c->object, "到", strlen("到")) != 0;
    bool told =
        span_length(l->noun) || object || strstr(label, "《") || span_characters(label) > BARE + 1;
    struct span title = copies && !told ? title_before(l) : (struct span){0};
    return span_length(title) ? arena_printf(l->a, "%s%s", label, passage_text(l->a, l->p, title))
                              : label;
}

/* 如今抽[藕尖]，…：一天抽60斤: a verb of one character takes the object that it had at the end of
 * an earlier clause of the same speech or sentence. */
static const char *with_object(const struct labeller *l, const char *label)
{
    struct span verb = l->c->words;
    size_t end = l->c->clause.first, first = end > REACH / 2 ? end - REACH / 2 : 0;
    bool amount = l->c->unit.kind == UNIT_MEASURE || l->c->unit.kind == UNIT_THING;
    if (first < l->c->opening[1])
        first = l->c->opening[1];
    if (!amount || span_characters(label) != 1 || span_length(verb) != 1 ||
        !label_shown(l, verb.first))
        return label;
    for (size_t i = end; i-- > first;) {
        size_t stop = i + 1;
        while (stop < end && is_han(l->p->code[stop]) && stop < i + 1 + LONGEST_RESUMED)
            stop++;
        if (label_shown(l, i) && l->p->code[i] == l->p->code[verb.first] && stop >= i + 3 &&
            ends_clause(l, stop))
            return arena_printf(l->a, "%s%s", label, label_text(l, (struct span){i + 1, stop}));
    }
    return label;
}

/* 道路抢修[已]完成96%: what so much of is done stands before the verb in its clause. */
static const char *with_work(const struct labeller *l, const char *label)
{
    static const char *const adverbs[] = {"已", "均", "已经", "全部", "累计", "目前", NULL};
    size_t at = l->c->number.at.first;
    at -= about_before(l->p, l->c->before, at);
    size_t n = word_before(l->p, l->c->before, at, (const char *const[]){"完成", "完成了", NULL});
    if (!n || strcmp(label, "完成") != 0)
        return label;
    struct span work = trim_openings(l, (struct span){l->c->before, at - n});
    work = trim_right(l, work, adverbs);
    bool fits = span_length(work) >= 2 && span_length(work) <= LONGEST_OWNED;
    return fits ? arena_printf(l->a, "%s完成", label_text(l, work)) : "";
}

/* 完成对45%受灾区域的搜寻: the phrase that it ends with goes on behind the number. */
/* 完成了对全区5所学校的巡察: counted are those to whom it was done. */
static const char *without_preposition(const struct labeller *l, const char *label)
{
    static const char *const to[] = {"对", "向", "给", NULL};
    static const char *const wholes[] = {"全国", "全省", "全市", "全县", "全区",
                                         "全镇", "全乡", "全村", "全校", NULL};
    size_t n = words_begin(label, to);
    n += n ? words_begin(label + n, wholes) : 0;
    return n && span_length(l->noun) && !strcmp(label + n, label_text(l, l->noun)) ? label + n
                                                                                   : label;
}

static bool breaks_off(const char *label)
{
    static const char *const prepositions[] = {"对", "把", NULL};
    static const char *const words[] = {"面对", "相对", "绝对", "核对", "比对", "应对", "配对",
                                        "结对", "答对", "不对", "车把", "火把", "拖把", NULL};
    return ends_with(label, prepositions) && !ends_with(label, words);
}

/* 25个[景区]接待游客…: the clause begins with what is counted first, and this is what it did; not
 * 为25个 景区…, for or in which it was done. */
static bool opens_with(const struct labeller *l, const struct count *f)
{
    struct span ahead = trim_about(l, (struct span){f->clause.first, f->number.at.first});
    bool for_it = span_length(ahead) && char_in(U"为给向对在从让帮把", l->p->code[ahead.end - 1]);
    return l->c->verb[0] && l->c->object[0] && !l->c->per[0] && !l->c->change &&
           l->c->unit.kind != UNIT_PERCENT && span_characters(f->object) >= 2 && !for_it &&
           (!span_length(trim_openings(l, ahead)) || label_is_all(l, trim_openings(l, ahead)));
}

/* 4个[一线城市]住宅销售价格上涨0.2%: the things that the clause begins with have, or did, what is
 * told just behind them. */
static void add_counted_subject(struct labeller *l)
{
    static const char *const openers[] = {"平均", "共",   "累计", "一共",
                                          "共计", "总共", "今年", NULL};
    struct count *c = l->c;
    const struct count *f = l->former;
    bool subject = f && f->noun_end && f->clause.first == c->clause.first && !f->verb[0] &&
                   f->unit.kind == UNIT_THING;
    bool changed = c->unit.kind == UNIT_PERCENT && c->change;
    if (!subject || (!changed && !opens_with(l, f)))
        return;
    size_t length = span_characters(c->label);
    size_t first = f->noun_end + word_at(l->p, f->noun_end, openers);
    struct span behind = {first, first + length};
    const char *root = among_root(f);
    if (!root[0] || !length || behind.end > c->number.at.first ||
        strcmp(label_text(l, behind), c->label) != 0 ||
        span_characters(root) + length > LONGEST_BESIDE * 2)
        return;
    c->label = arena_printf(l->a, "%s%s", root, c->label);
    if (changed)
        c->topic = c->object = arena_printf(l->a, "%s%s", root, c->topic ? c->topic : "");
}

/* 客流[最高]达11.2万人次: which end of its range the quantity had. */
static const char *with_extreme(const struct labeller *l, const char *label)
{
    static const char *const extremes[] = {"最高", "最低", "最大", "最小", "最多", "最少", NULL};
    static const char *const copulas[] = {"达", "达到", "为",     "是", "到",
                                          "至", "可达", "可达到", NULL};
    const struct count *c = l->c;
    size_t at = c->number.at.first - about_before(l->p, c->before, c->number.at.first);
    at -= word_before(l->p, c->before, at, copulas);
    size_t n = word_before(l->p, c->before, at, extremes);
    size_t half = ends_with(label, (const char *const[]){"最", NULL});
    if (!n || c->change || (strstr(label, "最") && !half) || !label[0] ||
        c->unit.kind == UNIT_PERCENT)
        return label;
    return arena_printf(l->a, "%.*s(%s)", (int)(strlen(label) - half), label,
                        label_text(l, (struct span){at - n, at}));
}

/* 产量增长2.5%，[增速]同比回落2.8个百分点: the pace of what the sentence spoke of last. */
static void add_paced(struct labeller *l)
{
    struct count *c = l->c;
    const struct count *f = l->former;
    bool paced = f && f->topic && f->topic[0] && f->group == c->group &&
                 words_begin(c->label, words_pace.list) &&
                 !words_begin(f->topic, words_pace.list) && c->unit.kind == UNIT_PERCENT;
    if (!paced || span_characters(f->topic) + span_characters(c->label) > LABEL_LONGEST)
        return;
    c->label = arena_printf(l->a, "%s%s", f->topic, c->label);
    if (c->topic && words_begin(c->topic, words_pace.list))
        c->topic = c->object = arena_printf(l->a, "%s%s", f->topic, c->topic);
}

/* 全市[对]东洲进出口增长6%: with whom, which is no subject. */
static void add_partner(struct labeller *l)
{
    struct count *c = l->c;
    const char *whom = c->change && c->topic && !strncmp(c->label, c->topic, strlen(c->topic))
                           ? c->topic
                           : c->label;
    size_t n = span_characters(whom), end = c->number.at.first;
    size_t at = end > c->clause.first + REACH ? end - REACH : c->clause.first + 1;
    static const char *const invests[] = {"投资", NULL};
    size_t len = strlen(whom);
    if (n < 4 || !(words_end(whom, len, words_trade.list) || words_end(whom, len, invests)))
        return;
    const char *const words[] = {whom, NULL};
    while (at + n <= end && !word_at(l->p, at, words))
        at++;
    if (at + n > end || !char_in(U"对与同自", l->p->code[at - 1]) ||
        listed_before(l->p, 0, at, &words_whole))
        return;
    const char *with = label_text(l, (struct span){at - 1, at});
    c->label = arena_printf(l->a, "%s%s", with, c->label);
    if (c->topic)
        c->topic = c->object = arena_printf(l->a, "%s%s", with, c->topic);
}

/* 茶叶出口40万吨，[茶叶]进口3万吨: whose the one is, the other is too. */
static void add_counterpart(struct labeller *l)
{
    static const char *const halves[][2] = {
        {"进口", "出口"}, {"进口额", "出口额"},     {"收入", "支出"}, {"产量", "销量"},
        {"存款", "贷款"}, {"存款余额", "贷款余额"}, {"产量", "产值"}};
    struct count *c = l->c;
    const char *own = c->change && c->topic ? c->topic : c->label;
    for (size_t i = 0; i < 2 * COUNT(halves); i++) {
        const char *const other[] = {halves[i / 2][!(i % 2)], NULL};
        if (strcmp(own, halves[i / 2][i % 2]) != 0)
            continue;
        for (const struct count *k = c;
             k > l->counts && c - k < BACK && k[-1].sentence == c->sentence;) {
            k--;
            size_t len = k->topic ? strlen(k->topic) : 0,
                   n = words_end(k->topic ? k->topic : "", len, other);
            if (!n || n == len ||
                span_characters(k->topic) + span_characters(c->label) > LONGEST_OWNED)
                continue;
            const char *whose = arena_text(l->a, k->topic, len - n);
            c->topic = c->object = arena_printf(l->a, "%s%s", whose, own);
            c->label = arena_printf(l->a, "%s%s", whose, c->label);
            return;
        }
    }
}

/* [中心城区]共设5个考点: which part of the place the clause is about. */
static void add_scope(struct labeller *l)
{
    static const char *const scopes[] = {"中心城区", "主城区", "老城区", "市区", "城区",
                                         "郊区",     "城镇",   "农村",   "乡村", "山区",
                                         "牧区",     "库区",   NULL};
    struct count *c = l->c;
    struct span s = trim_openings(l, (struct span){c->clause.first, c->number.at.first});
    size_t n = word_at(l->p, s.first, scopes), behind = s.first + n;
    bool first = !l->former || l->former->clause.first != c->clause.first;
    if (!n || !first || !c->label[0])
        return;
    const char *const own[] = {c->label, NULL};
    if (!verb_at(l, behind) && !opening_word(l->p, behind) && !opens_count(l, behind) &&
        !listed_at(l->p, behind, &words_light) && !word_at(l->p, behind, own) &&
        behind + about_before(l->p, behind, c->number.at.first) != c->number.at.first)
        return; /* 农村|商业银行 */
    const char *scope = label_text(l, (struct span){s.first, behind});
    if (strstr(c->label, scope) || span_characters(c->label) + n > LONGEST_OWNED)
        return;
    c->label = arena_printf(l->a, "%s%s", scope, c->label);
}

/* 养老机构35家，[床位]1989张: what an institution has; 入住率 is that of its beds. */
static void add_institution(struct labeller *l)
{
    static const char *const places[] = {"床位",   "学位",   "车位",   "座位",   "泊位", "入住率",
                                         "使用率", "出租率", "上座率", "空置率", NULL};
    static const char *const houses[] = {"机构", "学校",   "医院", "酒店",   "宾馆",   "饭店",
                                         "民宿", "停车场", "剧院", "幼儿园", "养老院", "敬老院",
                                         "床位", "学位",   "车位", "客房",   NULL};
    struct count *c = l->c;
    const struct count *f = l->former;
    if (!f || !c->label[0] || f->change || f->clause.end + 1 != c->clause.first ||
        ends_with(c->label, places) != strlen(c->label) || !ends_with(f->object, houses))
        return;
    const char *root = among_root(f);
    if (root[0] && span_characters(root) + span_characters(c->label) <= LONGEST_OWNED)
        c->label = c->object = arena_printf(l->a, "%s%s", root, c->label);
}

void sound_label(struct labeller *l)
{
    struct count *c = l->c;
    add_counted_subject(l);
    add_counterpart(l);
    add_partner(l);
    add_institution(l);
    add_paced(l);
    c->label = with_whole_verb(l->a, c->unit.kind, without_rate(l->a, c));
    c->label = plain_label(l->a, c->label);
    const struct count *f = l->former;
    if (!c->change && !l->owned && is_quantity(c->label) &&
        (!f || f->change || ends_in_quantity(f->object)))
        add_owner(l);
    else if (!c->change && !l->owned && is_quantity(c->label))
        add_counted(l);
    if (span_length(l->noun) && !c->verb[0]) {
        if (span_characters(c->object) <= BARE)
            add_attribute(l);
        else
            add_fate(l);
    }
    c->label = with_share(l, with_object(l, with_work(l, c->label)));
    c->label = with_kinds(l, with_members(l, with_warmth(l, with_title(l, c->label))));
    c->label = with_extreme(l, without_preposition(l, c->label));
    add_scope(l);
    bool thing = span_length(l->noun) == 1 && !c->verb[0] && c->unit.kind == UNIT_THING &&
                 is_han(l->p->code[l->noun.first]) &&
                 !char_in(U"不也都就还已将在与和被把的了", l->p->code[l->noun.first]);
    if (is_number(c->label) || is_relation(c->label) || is_attributive(l) || is_ground(l) ||
        breaks_off(c->label) || (span_characters(c->label) < 2 && !thing) ||
        span_characters(c->label) > LABEL_LONGEST)
        c->label = "";
}
