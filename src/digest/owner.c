/* SPDX-License-Identifier: MIT */
/*
 * Whose the quantity is that a label names.
 *
 * A quantity without its owner (全长 39公里) takes the subject of the sentence, what was made in
 * the clause before (建成公园12个，面积…), or what was counted just before it (880亩茶园|产值).
 * Where the clause tells the owner apart from the quantity – with whom trade was done, which part
 * of the place, what the things that it begins with did – the label has that, too, and the second
 * half of a pair (出口…，进口…) has the owner of the first.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum {                     /* characters */
       LONGEST_SISTER = 4, /* characters of 销售面积 */
       LONGEST_MADE = 10,
       LONGEST_BESIDE = 9, /* characters of a quantity behind the noun that has it */
       LONGEST_SCENE = 8,
       BACK = 16, /* counts before one that are looked at */
};

bool ends_in_quantity(const char *label)
{
    return label_ends(label, words_extent.list) || label_ends(label, words_quantity.list);
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
        if (n && i + n + 2 <= clause.end && clause.end - i - n <= LONGEST_MADE &&
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
    static const char *const trade[] = {"营业", "经营", "主营", "主营业务", NULL};
    size_t end = l->c->clause.first, first = end ? end - 1 : 0;
    while (first > l->c->opening[0] && end - first < LABEL_REACH && !ends_clause(l, first - 1))
        first--;
    struct span topic = clause_topic(l, (struct span){first, end});
    size_t n = listed_before(l->p, topic.first, topic.end, &words_quantity);
    n = n ? n : listed_before(l->p, topic.first, topic.end, &words_extent);
    n += n > 1 ? word_before(l->p, topic.first, topic.end - n, trade) : 0; /* 营业|收入 */
    struct span owner = trim_right(l, (struct span){topic.first, topic.end - n}, means);
    bool noun = n > 1 && span_length(owner) >= 2 &&
                listed_at(l->p, owner.first, &words_rate) != span_length(owner) &&
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

const char *owner_alone(const struct labeller *l, const char *name)
{
    static const char *const spent[] = {"用时", "耗时", "历时", "需时", NULL};
    for (const char *const *w = spent; *w; w++) {
        const char *at = strstr(name, *w);
        if (at)
            return arena_text(l->a, name, (size_t)(at - name));
    }
    return name;
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

/* 成交|占全市57%，均价…: without the share that was told of it. */
static const char *before_share(const struct labeller *l, const char *name, bool shared)
{
    bool open = label_ends(name, (const char *const[]){"占", NULL});
    const char *share = shared || open ? strstr(name, "占") : NULL;
    return share && share > name ? arena_text(l->a, name, (size_t)(share - name)) : name;
}

/* 跨江大桥。该[桥]主跨: the bytes of the label by which its clause points at the owner that ends
 * so.
 */
static size_t pointing(const struct labeller *l, const char *name)
{
    size_t at = l->c->clause.first + 1;
    if (passage_at(l->p, at - 1) != U'该')
        return 0;
    const char *const kind[] = {label_text(l, (struct span){at, at + 1}), NULL};
    return label_ends(name, kind) ? words_begin(l->c->label, kind) : 0;
}

/* Who grew it, and not what was grown; where it was said; who found the animal that is so long. */
static bool is_no_owner(const char *label, const char *name)
{
    static const char *const yields[] = {"亩产", "单产", "产量", "面积", NULL};
    static const char *const hands[] = {"队", "员", "组", "门", "局", "委",
                                        "者", "师", "户", "老", NULL};
    static const char *const texts[] = {"会议", "通知", "意见", "方案", "纲要", "报告",
                                        "公告", "文件", "条例", "办法", NULL};
    static const char *const abstracts[] = {"矛盾", "问题", "形势", "任务",
                                            "情况", "局面", "格局", NULL};
    static const char *const bodies[] = {"体长", "体重", "身高", "翼展", NULL};
    static const char *const offices[] = {"站", "局", "所", "馆", "队", "园", "中心", NULL};
    return (label_ends(label, yields) && label_ends(name, hands)) || label_ends(name, texts) ||
           label_ends(name, abstracts) || (label_ends(label, bodies) && label_ends(name, offices));
}

static void add_owner(struct labeller *l)
{
    struct count *c = l->c;
    const struct count *f = l->former;
    bool topic = f && f->change && f->topic && f->topic[0] && f->group == c->group &&
                 !(c->unit.kind == UNIT_PERCENT && label_ends(c->label, words_ratio.list));
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
    name =
        owner_alone(l, arena_text(l->a, name, strlen(name) - label_ends(name, words_planned.list)));
    name = before_share(l, name, topic && f->unit.kind == UNIT_PERCENT);
    if (!name[0] || is_no_owner(c->label, name) || strstr(c->label, name) ||
        ends_in_quantity(name) || span_characters(name) + span_characters(c->label) > LABEL_OWNED)
        return;
    size_t same = overlap(name, c->label);
    same = same ? same : pointing(l, name);
    c->label = c->object = plain_label(l->a, arena_printf(l->a, "%s%s", name, c->label + same));
}

/* 鸡蛋|均价, 沟|面积: the noun before the quantity is its owner, and so are people (村民收入); a
 * verb (种植面积), 总 and 平均 are none. */
static bool has_owner(const char *label)
{
    static const char *const quantities[] = {"均价", "价格", "面积", "学位", "床位", "占比", NULL};
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
    bool added = label_ends(label, words_seat.list) && words_begin(label, words_nominal.list);
    return span_characters(label) <= 4 && ends_in_quantity(label) && !added && !has_owner(label);
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
    static const char *const places[] = {DIVISION_WORDS, "国家", NULL};
    const struct count *c = l->c, *f = l->former;
    bool priced = c->unit.kind == UNIT_MONEY && f && f->unit.kind == UNIT_THING && !f->change &&
                  f->clause.end + 1 == c->clause.first && label_ends(c->label, worth) &&
                  span_length(f->unit.at) == 1 && char_in(units, l->p->code[f->unit.at.first]) &&
                  !label_ends(f->object, places) && span_characters(f->object) <= LABEL_OWNED / 3;
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
    owner = owner_alone(l, owner[0] ? owner : priced_before(l));
    if (owner[0] && !ends_in_quantity(owner) && !strstr(c->label, owner) &&
        span_characters(owner) + span_characters(c->label) <= LABEL_OWNED)
        c->label = c->object =
            arena_printf(l->a, "%s%s", owner, c->label + overlap(owner, c->label));
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
    static const char *const wholes[] = {"整体", "总体", NULL}; /* 12家银行|整体收入 */
    bool whole = subject && word_at(l->p, f->noun_end, wholes);
    if (!subject || (!changed && !whole && !opens_with(l, f)))
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
    if (whole)
        c->object = c->label;
    if (changed)
        c->topic = c->object = arena_printf(l->a, "%s%s", root, c->topic ? c->topic : "");
}

/* 2017年收案: without the year, for a pace of several years. */
static const char *behind_year(const char *topic)
{
    size_t digits = strspn(topic, "0123456789");
    return digits == 4 && !strncmp(topic + digits, "年", strlen("年"))
               ? topic + digits + strlen("年")
               : topic;
}

/* 产量增长2.5%，[增速]同比回落2.8个百分点: the pace of what the sentence spoke of last. */
static void add_paced(struct labeller *l)
{
    struct count *c = l->c;
    const struct count *f = l->former;
    size_t rate = words_begin(c->label, words_interval.list);
    bool paced = f && f->topic && f->topic[0] && f->group == c->group &&
                 words_begin(c->label + rate, words_pace.list) &&
                 !words_begin(f->topic, words_pace.list) && c->unit.kind == UNIT_PERCENT;
    if (!paced || span_characters(f->topic) + span_characters(c->label) > LABEL_LONGEST)
        return;
    const char *whose = c->per[0] ? behind_year(f->topic) : f->topic;
    c->label = arena_printf(l->a, "%s%s", whose, c->label);
    if (c->topic &&
        words_begin(c->topic + words_begin(c->topic, words_interval.list), words_pace.list))
        c->topic = c->object = arena_printf(l->a, "%s%s", whose, c->topic);
}

/* 全市[对]东洲进出口增长6%: with whom, which is no subject. */
static void add_partner(struct labeller *l)
{
    struct count *c = l->c;
    const char *whom = c->change && c->topic && !strncmp(c->label, c->topic, strlen(c->topic))
                           ? c->topic
                           : c->label;
    size_t n = span_characters(whom), end = c->number.at.first;
    size_t at = end > c->clause.first + LABEL_REACH ? end - LABEL_REACH : c->clause.first + 1;
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

static const char *const halves[][2] = {
    {"进口", "出口"}, {"进口额", "出口额"},     {"收入", "支出"}, {"产量", "销量"},
    {"存款", "贷款"}, {"存款余额", "贷款余额"}, {"产量", "产值"}};

/* 财政收入30亿元、[支出]40亿元: whose it is, of the other half that a verb which is a half of such
 * a pair was lent for its object or was told behind: 支出|财政收入, 财政收入|支出. */
static bool is_lent_half(struct labeller *l)
{
    struct count *c = l->c;
    for (size_t i = 0; i < 2 * COUNT(halves); i++) {
        const char *half = halves[i / 2][i % 2], *other = halves[i / 2][!(i % 2)];
        const char *both = arena_printf(l->a, "%s%s", other, half);
        const char *of = c->verb[0] ? c->object : c->label;
        const char *const ends[] = {c->verb[0] ? other : both, NULL};
        size_t len = strlen(of), n = words_end(of, len, ends);
        if (!n || n == len || (c->verb[0] && (!c->borrowed || strcmp(c->verb, half) != 0)))
            continue;
        name_as(l, "", arena_printf(l->a, "%s%s", arena_text(l->a, of, len - n), half));
        c->topic = c->object;
        return true;
    }
    return false;
}

/* 茶叶出口40万吨，[茶叶]进口3万吨: whose the one is, the other is too. */
static void add_counterpart(struct labeller *l)
{
    static const char *const sums[] = {"进出口", "进出口额", "进出口总额", "进出口总值", NULL};
    struct count *c = l->c;
    if (is_lent_half(l))
        return;
    const char *own = c->change && c->topic ? c->topic : c->label;
    size_t among = listed_at(l->p, c->opening[0], &words_among) ? 1 : 0;
    for (size_t i = 0; i < 2 * COUNT(halves); i++) {
        const char *const other[] = {halves[i / 2][!(i % 2)], NULL};
        if (strcmp(own, halves[i / 2][i % 2]) != 0)
            continue;
        for (const struct count *k = c;
             k > l->counts && c - k < BACK && k[-1].sentence + among >= c->sentence;) {
            k--;
            size_t len = k->topic ? strlen(k->topic) : 0,
                   sum = i < 4 ? words_end(k->topic ? k->topic : "", len, sums) : 0,
                   n = sum ? sum : words_end(k->topic ? k->topic : "", len, other);
            if (!n || n == len ||
                span_characters(k->topic) + span_characters(c->label) > LABEL_OWNED)
                continue;
            const char *whose = arena_text(l->a, k->topic, len - n);
            c->topic = c->object = arena_printf(l->a, "%s%s", whose, own);
            c->label = arena_printf(l->a, "%s%s", whose, c->label);
            return;
        }
    }
}

/* The part of a place that a clause may be about. */
static const char *const scopes[] = {"中心城区", "主城区", "老城区", "市区", "城区", "郊区", "城镇",
                                     "农村",     "乡村",   "山区",   "牧区", "库区", NULL};

/* 其中城区新建学校2所，[城区]增加学位9200个: behind 其中 the part goes on in clauses that begin
 * with a verb, if all do. The bytes of the part at the label of the count before, or 0. */
static size_t scope_goes_on(const struct labeller *l)
{
    static const char *const adds[] = {"增加", NULL};
    const struct count *c = l->c, *k = l->former;
    size_t first = c->clause.first;
    if (!k || c->change || !words_begin(k->label, scopes) ||
        !(verb_at(l, first) || word_at(l->p, first, adds)))
        return 0;
    for (; k >= l->counts && c - k < BACK && k->sentence == c->sentence; k--) {
        if (k->clause.end + 1 != first || !is_comma(l->p->code[k->clause.end]) || k->change ||
            k->joined)
            return 0;
        first = k->clause.first;
        size_t among = word_at(l->p, first, (const char *const[]){"其中", NULL});
        size_t n = among ? word_at(l->p, first + among, scopes) : 0;
        if (among || !verb_at(l, first))
            return n && verb_at(l, first + among + n) ? words_begin(l->former->label, scopes) : 0;
    }
    return 0;
}

/* [县城集镇]共发生火灾4起: in which kind of place or thing the events were; "" if the clause does
 * not begin with one, or with no verb of events behind it. */
static const char *scene(const struct labeller *l)
{
    static const char *const occurs[] = {"发生", "共发生", "累计发生", "合计发生", NULL};
    static const char *const kinds[] = {"地区",   "区域", "城市", "农村", "集镇",
                                        "县城",   "住宅", "场所", "建筑", "建筑物",
                                        "构筑物", "厂房", "工地", "校园", NULL};
    static const char *const times[] = {"一季度", "二季度", "三季度", "四季度",
                                        "各类",   "本月",   NULL};
    struct span s = trim_openings(l, (struct span){l->c->clause.first, l->c->number.at.first});
    s = trim_left(l, s, times);
    size_t at = s.first + 2;
    while (at < s.end && at <= s.first + LONGEST_SCENE && !word_at(l->p, at, occurs))
        at++;
    struct span where = {s.first, at};
    while (where.end > s.first && !label_shown(l, where.end - 1))
        where.end--;
    size_t n = word_at(l->p, at, occurs);
    const char *const own[] = {l->c->label, NULL};
    bool told = n && at <= s.first + LONGEST_SCENE && word_at(l->p, at + n, own) &&
                word_before(l->p, where.first, where.end, kinds);
    for (size_t i = where.first; i < where.end && told; i++)
        told = is_han(l->p->code[i]) && !char_in(U"的在和与", l->p->code[i]);
    return told ? label_text(l, where) : "";
}

/* [中心城区]共设5个考点: which part of the place the clause is about. */
void owner_scope(struct labeller *l)
{
    struct count *c = l->c;
    struct span s = trim_openings(l, (struct span){c->clause.first, c->number.at.first});
    size_t n = word_at(l->p, s.first, scopes), behind = s.first + n, on;
    bool first = !l->former || l->former->clause.first != c->clause.first;
    if (first && !n && c->label[0] && (on = scope_goes_on(l)) &&
        span_characters(c->label) < LABEL_OWNED - LONGEST_SISTER)
        c->label = arena_printf(l->a, "%.*s%s", (int)on, l->former->label, c->label);
    const char *where = first && c->label[0] ? scene(l) : "";
    if (where[0])
        c->label = arena_printf(l->a, "%s%s", where, c->label);
    if (!n || !first || !c->label[0] || where[0])
        return;
    const char *const own[] = {c->label, NULL};
    if (!verb_at(l, behind) && !opening_word(l->p, behind) && !opens_count(l, behind) &&
        !listed_at(l->p, behind, &words_light) && !word_at(l->p, behind, own) &&
        behind + about_before(l->p, behind, c->number.at.first) != c->number.at.first)
        return; /* 农村|商业银行 */
    const char *scope = label_text(l, (struct span){s.first, behind});
    if (strstr(c->label, scope) || span_characters(c->label) + n > LABEL_OWNED)
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
        label_ends(c->label, places) != strlen(c->label) || !label_ends(f->object, houses))
        return;
    const char *root = among_root(f);
    if (root[0] && span_characters(root) + span_characters(c->label) <= LABEL_OWNED)
        c->label = c->object = arena_printf(l->a, "%s%s", root, c->label);
}

/* 丁江水位28.6米，[丁江水位]超过警戒水位1.2米: what is compared is what was told just before, in
 * the same unit. */
static void add_compared(struct labeller *l)
{
    struct count *c = l->c;
    const struct count *f = l->former;
    struct span s = trim_openings(l, (struct span){c->clause.first, c->number.at.first});
    bool compared = f && f->topic && f->topic[0] && f->clause.end + 1 == c->clause.first &&
                    c->unit.kind == UNIT_MEASURE && passage_same(l->p, f->unit.at, c->unit.at) &&
                    words_begin(c->label, words_beyond.list) &&
                    listed_at(l->p, s.first, &words_beyond);
    if (compared && span_characters(f->topic) + span_characters(c->label) <= LABEL_ROW)
        c->label = arena_printf(l->a, "%s%s", f->topic, c->label);
}

void owner_find(struct labeller *l)
{
    add_compared(l);
    add_counted_subject(l);
    add_counterpart(l);
    add_partner(l);
    add_institution(l);
    add_paced(l);
}

void owner_complete(struct labeller *l)
{
    const struct count *f = l->former;
    if (l->c->change || l->owned || !is_quantity(l->c->label))
        return;
    if (!f || f->change || ends_in_quantity(f->object))
        add_owner(l);
    else
        add_counted(l);
}
