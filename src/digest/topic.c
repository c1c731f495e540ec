/* SPDX-License-Identifier: MIT */
/*
 * The topic that stands when a label is found, of which the label tells one half.
 *
 * A topic has two halves: whose the figure is, and what of it. A sentence tells both once, and then
 * goes on with one:
 *
 *     江南铁路|发送旅客5万人次，运送货物3万吨    the actor stands until another subject comes
 *     12个海港|完成集装箱吞吐量184万标箱         so do things that were counted, and then acted
 *     电气火灾|8.5万起，造成370人死亡            a loss is that of the event before it
 *     新房|成交1200套，总金额30亿元              a price is that of what was sold
 *     苹果|种植面积百万亩，产量110万吨           a yield is that of what was grown
 *     增加值增长8%。分地区看，东部|增长7%        a part in a survey has the quantity surveyed
 *
 * An actor is a network, a firm or a house by its name; one that is said to have things lends its
 * name to them, too (地铁公司所属|12条线路). What is none (a person, a meeting, a place beside a
 * railway) lends nothing, and a clause that begins neither with what was done nor with what that is
 * compared with ends its chain: no owner is better than a wrong one. Nor is a place, which is told
 * apart from the label (about.c); owner.c has put before the label by then whose a quantity is.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum {
    LONGEST_ACTOR = 12, /* characters */
    LONGEST_FRAME = 10, /* characters of 分经济类型看 */
    LONGEST_ATTRIBUTE = 5,
    BACK = 8 /* counts before one that are looked at */
};

/* 预计, 日均: what may stand between who did it and what was done. */
static const char *const manners[] = {"安全", "顺利", "日均", "年均", "单日", "当日", "平均",
                                      "今年", "去年", "预计", "均",   "都",   "共",   "也",
                                      "还",   "又",   "已",   "并",   "总共", NULL};

/* 江南铁路, 云岭物流公司: the characters of the kind of actor that ends at `end`; 0 if none does,
 * or if it would have to be named and is not. */
static size_t actor_kind(const struct labeller *l, size_t first, size_t end)
{
    static const char *const networks[] = {"铁路",   "地铁", "高铁", "轨道交通", "路网", "线网",
                                           "电网",   "航空", "民航", "邮政",     "口岸", "海港",
                                           "港口",   "港区", "码头", "机场",     "船闸", "班列",
                                           "客运站", "公交", "公路", "水路",     "轮渡", NULL};
    static const char *const firms[] = {"公司", "集团", "企业",   "银行", "医院", "农场", "林场",
                                        "平台", "电厂", "合作社", "电站", "车站", "港",   NULL};
    static const char *const ways[] = {"进港", "出港", "到港", "离港",
                                       "抵港", "在港", "靠港", NULL};
    size_t n = word_before(l->p, first, end, networks);
    size_t firm =
        n || word_before(l->p, first, end, ways) ? 0 : word_before(l->p, first, end, firms);
    return n ? n : firm < end - first ? firm : 0;
}

/* Behind adverbs, times and dates at i, which tell neither who nor what. */
static size_t behind_manner(const struct labeller *l, size_t i, size_t stop)
{
    for (size_t n = 1; n && i < stop && !listed_at(l->p, i, &words_quantity); i += n) {
        size_t digits = 0;
        while (is_digit(passage_at(l->p, i + digits)))
            digits++;
        size_t date = digits && char_in(U"年月日", passage_at(l->p, i + digits)) ? digits + 1 : 0;
        date += date && char_in(U"至到份", passage_at(l->p, i + date));
        n = date ? date : word_at(l->p, i, manners);
        n = n ? n : time_word(l->p, i);
        n = n || listed_at(l->p, i, &words_whole) ? n : opening_word(l->p, i);
    }
    return i < stop ? i : stop;
}

/* What was done begins at i, or the manner of it; not 公司|生产的轴承, whose things did it. */
static bool acts_at(const struct labeller *l, size_t i, size_t stop)
{
    static const char *const deeds[] = {"起降", "停运", "盈利", "到发", "售票", NULL};
    size_t behind = behind_manner(l, i, stop);
    for (size_t k = i; k < stop && k < i + LONGEST_ATTRIBUTE; k++)
        if (l->p->code[k] == U'的' && label_shown(l, k))
            return false;
    return !char_in(U"与和及跟同、", passage_at(l->p, i)) &&
           (behind > i || i >= stop || clause_predicate(l, i) || word_at(l->p, i, deeds));
}

/* 铁路|沿线，种植树木: a place at an actor that ends at i, where others act. */
static bool is_beside(const struct labeller *l, size_t i, size_t stop)
{
    static const char *const places[] = {"沿线", "附近", "周边", "沿途", "两侧", "两旁",
                                         "两边", "周围", "一带", "旁边", "门口", NULL};
    bool within = i < stop && char_in(U"上内里旁外", l->p->code[i]);
    return word_at(l->p, i, places) || (within && (i + 1 == stop || ends_clause(l, i + 1)));
}

/* A road by its kind builds and plants nothing: it acts only as far as it carries. */
static bool carries(const struct labeller *l, struct span who)
{
    static const char *const roads[] = {"公路", "水路", "高铁", NULL}, *const rails[] = {"铁路",
                                                                                         NULL};
    static const char *const carry[] = {"客",     "货",     "运",   "发送", "到发", "列车",
                                        "吞吐量", "周转量", "投资", "收入", NULL};
    size_t first = who.end > l->c->clause.first ? who.end : l->c->clause.first;
    bool road = word_before(l->p, who.first, who.end, roads) ||
                word_at(l->p, who.first, rails) == span_length(who),
         carried = false;
    for (size_t i = first; i < l->c->number.at.first && road && !carried; i++)
        carried = word_at(l->p, i, carry);
    return !road || carried;
}

/* The actor with which s begins; empty if it begins with none. */
static struct span actor_of(const struct labeller *l, struct span s)
{
    static const char *const whose[] = {"该市", "该县", "该省", "该区", "本市", "我市",
                                        "我省", "我县", "我国", "全国", "全省", "全市",
                                        "全县", "全区", "该",   NULL};
    static const char *const others[] = {"引导", "指导", "督促", "协调", "支持", "推动", "鼓励",
                                         "帮助", "联合", "会同", "要求", "组织", "其他", "涉案",
                                         "受害", "单座", "有关", "相关", NULL};
    size_t first = trim_left(l, trim_openings(l, s), whose).first;
    bool with =
        first > s.first && char_in(U"在与向从给由对为和跟同、自被把将", l->p->code[first - 1]);
    const struct span none = {s.first, s.first};
    if (with || word_at(l->p, first, others))
        return none;
    for (size_t end = first + 2; end <= s.end && end <= first + LONGEST_ACTOR; end++)
        if (actor_kind(l, first, end) && acts_at(l, end, s.end))
            return !char_in(U"被遭", passage_at(l->p, behind_manner(l, end, s.end))) &&
                           !is_beside(l, end, s.end) && carries(l, (struct span){first, end}) &&
                           about_is_name(l, (struct span){first, end})
                       ? (struct span){first, end}
                       : none;
    return none;
}

/* Where the label's text begins in the count's clause; the number if it is not there. */
static size_t label_start(const struct labeller *l)
{
    const char *const label[] = {arena_text(l->a, l->c->label, strlen("发送")), NULL};
    for (size_t i = l->c->number.at.first, first = label_clause(l).first; i-- > first;)
        if (word_at(l->p, i, label))
            return i;
    return l->c->number.at.first;
}

/* Whether nothing but manners and a verb that the label does without (完成) stands from i to the
 * label. */
static bool reaches_label(const struct labeller *l, size_t i)
{
    size_t at = label_start(l), first = behind_manner(l, i, at);
    struct span rest = {first, at + span_characters(l->c->label)};
    size_t reach = first < at ? cut_reach(l, rest, first) : 0;
    for (size_t k = i; k < at; k++) /* 把|水温提高到: no deed, but what something was done to */
        if (char_in(U"把将", l->p->code[k]) && label_shown(l, k) && !verb_at(l, k + 1))
            return false;
    return at >= i && at < l->c->number.at.first && (first == at || (reach && first + reach == at));
}

static const char *const keeps[] = {"所属", "所辖", "下辖", "旗下", "下属", NULL};

/* 地铁公司|所属12条线路: whose the things are that are counted in s.end; empty if it tells none. */
static struct span keeper(const struct labeller *l, struct span s)
{
    struct span who = trim_right(l, s, keeps);
    return who.end < s.end ? actor_of(l, who) : (struct span){s.first, s.first};
}

/* [地铁公司所属]12条线路 */
static const char *kept(const struct labeller *l)
{
    struct span s = label_clause(l), who = keeper(l, s);
    return span_length(who) ? label_text(l, (struct span){who.first, s.end}) : "";
}

/* 12个[海港]完成…, 地铁公司所属12条[线路]开行…: the things that the clause begins with did it. ""
 * if it does not begin with things. */
static const char *counted_actor(const struct labeller *l)
{
    const struct count *f = l->former;
    if (!f || !f->noun_end || f->verb[0] || f->unit.kind != UNIT_THING ||
        f->clause.first != l->c->clause.first || f->clause.first < label_clause(l).first)
        return "";
    struct span ahead = {f->clause.first, f->number.at.first};
    struct span who = keeper(l, ahead), left = trim_openings(l, trim_about(l, ahead));
    bool with = false; /* 在14个乡镇建起…: for or in which it was done */
    for (size_t i = ahead.first; i < ahead.end && !with; i++)
        with = char_in(U"为给向对在从让帮把将使与", l->p->code[i]);
    static const char *const adverbs[] = {"还", "将", "均", "都", "共", "已", NULL};
    const char *root = among_root(f);
    root = arena_text(l->a, root, strlen(root) - label_ends(root, adverbs));
    bool begins = !strncmp(l->c->label, root, strlen(root)); /* and has them already */
    bool whole = !span_length(left) || label_is_all(l, left) ||
                 word_before(l->p, ahead.first, ahead.end, keeps);
    if (with || !whole || span_characters(root) < 2 || !(begins || reaches_label(l, f->noun_end)))
        return "";
    return begins ? root : arena_printf(l->a, "%s%s", label_text(l, who), root);
}

/* 较去年多|发送旅客, 同比: the clause s goes on with what was done. */
static bool goes_on(const struct labeller *l, struct span s)
{
    static const char *const bases[] = {COMPARING_WORDS, "增长", "下降", "其中", NULL};
    size_t i = behind_manner(l, s.first, s.end);
    return i < s.end &&
           (clause_predicate(l, i) || word_at(l->p, i, bases) || listed_at(l->p, i, &words_pace));
}

/* 江南铁路加开列车，发送旅客5万人次: who acted in the clauses before of the sentence. "" if that is
 * nobody, or another subject came between. */
static const char *actor_before(const struct labeller *l)
{
    size_t end = l->c->clause.first, first = l->c->opening[0];
    const struct count *k = l->c;
    if (end > first + 2 * LABEL_REACH)
        first = end - 2 * LABEL_REACH;
    for (size_t i = end; i-- > first;) {
        if (!label_shown(l, i) || char_in(U"“”", l->p->code[i]))
            return "";
        if (i > first && !ends_clause(l, i - 1))
            continue;
        struct span s = {i, end}, who = actor_of(l, s);
        while (k > l->counts && k[-1].clause.first > i)
            k--;
        if (k > l->counts && k[-1].clause.first == i && k[-1].whose) {
            l->c->actor = k[-1].actor;
            return k[-1].whose;
        }
        if (span_length(who) || !goes_on(l, s)) {
            l->c->actor = who;
            return label_text(l, who);
        }
        end = i ? i - 1 : 0;
    }
    return "";
}

/* The clause has no subject, and begins with what was done, or with how much came of that. */
static bool lacks_actor(const struct labeller *l)
{
    static const char *const outputs[] = {"吞吐量", "客运量", "货运量", "运量",   "发送量",
                                          "周转量", "收入",   "营收",   "净利润", "利润总额",
                                          "销售额", "发电量", "电量",   NULL};
    const struct count *c = l->c;
    size_t start = label_start(l), first = label_clause(l).first;
    size_t at = behind_manner(l, first, c->number.at.first);
    static const uint32_t people[] = U"农居民户员工全";
    bool base = char_in(U"较比", passage_at(l->p, at)) && verb_at(l, start);
    bool verb = clause_predicate(l, at) || (c->verb[0] && at == start);
    bool output = at == start && label_ends(c->label, outputs) && !char_in(people, l->p->code[at]);
    return base || ((verb || output) && reaches_label(l, at));
}

/* Who did what the label tells; "" if that is not clear. */
static const char *actor(const struct labeller *l)
{
    struct count *c = l->c;
    struct span who = actor_of(l, label_clause(l));
    if (span_length(who)) {
        const char *name = label_text(l, who);
        bool told = !strncmp(c->label, name, strlen(name)) || reaches_label(l, who.end);
        c->actor = told ? who : c->actor;
        return told ? label_text(l, who) : "";
    }
    const char *things = counted_actor(l);
    return things[0] ? things : lacks_actor(l) ? actor_before(l) : "";
}

/* Halves of a topic: with which words the labels of those that tell whose it is end, and which
 * labels go without. */
struct halves {
    const char *const *lends, *const *takes;
    bool whole; /* the word is whose it is, or belongs to that */
};

static const char *const events[] = {"火灾", "事故", "灾害", "地震", "滑坡", "爆炸", NULL};
static const char *const losses[] = {
    "死亡人员", "受伤人员", "遇难人员",     "失踪人员",     "伤亡人员", "死亡",     "受伤",
    "遇难",     "失踪",     "直接财产损失", "直接经济损失", "财产损失", "经济损失", NULL};
static const char *const sales[] = {"成交", "销售", "售出", "成交量", "销量", "成交套数", NULL};
static const char *const prices[] = {"总金额",   "金额",     "总价",   "套均总价",
                                     "均价",     "成交均价", "成交额", "成交金额",
                                     "成交面积", "销售额",   NULL};
static const char *const fields[] = {"种植面积", "播种面积", "栽培面积", NULL};
static const char *const yields[] = {"产量", "产值", "总产量", "总产值", NULL};

static const struct halves halves[] = {
    {events, losses, true}, {sales, prices, false}, {fields, yields, false}};

/* 全国共接报|火灾, 商品房|共: what was told of, without how it became known, and how many. */
static const char *noun_in(const struct labeller *l, const char *s)
{
    static const char *const told[] = {"接报", "发生", "共接", "共", NULL};
    static const char *const counts[] = {"共", "累计", "合计", "日均", "总计", NULL};
    static const char *const meets[] = {"扑救", "扑灭", "处置", "处理", "应对", "抢险", NULL};
    s = arena_text(l->a, s, strlen(s) - label_ends(s, counts));
    s += words_begin(s, meets); /* what was done about it: 扑救|火灾 */
    for (const char *at = s; *at; at++) {
        size_t n = words_begin(at, told);
        s = n && !words_begin(at, words_whole.list) ? at + n : s;
    }
    return s;
}

/* From the count k to l->c the sentence goes on: each clause between has a count, or no subject. */
static bool follows(const struct labeller *l, const struct count *k)
{
    for (; k < l->c; k++) {
        struct span gap = {k->clause.end + 1, k[1].clause.first};
        if (k[1].clause.first > gap.first && !goes_on(l, gap))
            return false;
    }
    return true;
}

/* What the count k lends: its label without the word that it ends or, as a verb, begins with. "" if
 * it lends none. */
static const char *whose_of(const struct labeller *l, const struct halves *h, const struct count *k)
{
    size_t n = label_ends(k->label, h->lends), len = strlen(k->label);
    size_t verb = strncmp(k->label, k->verb, strlen(k->verb)) ? 0 : strlen(k->verb);
    verb = n || h->whole ? verb : words_begin(k->label, h->lends);
    if (k->change || k->unit.kind == UNIT_PERCENT || !(n || (verb && !h->whole)))
        return "";
    len -= h->whole ? 0 : n;
    const char *what = verb < len ? arena_text(l->a, k->label + verb, len - verb) : "";
    return ends_in_quantity(what) ? "" : noun_in(l, what);
}

/* ；上周均价5万元: behind a ； stands nothing but when, and the label. */
static bool resumes(const struct labeller *l)
{
    const struct count *c = l->c;
    return l->former && l->former->group != c->group &&
           l->former->clause.end + 1 == c->clause.first &&
           behind_manner(l, label_clause(l).first, c->number.at.first) == label_start(l);
}

/* Whose the loss, price or yield is that the label is; "" if it is none, or the part of the
 * sentence told of none. */
static const char *lent(const struct labeller *l)
{
    const struct count *c = l->c, *k;
    const struct halves *h = halves, *end = halves + COUNT(halves);
    const char *what = "";
    while (h < end && label_ends(c->label, h->takes) != strlen(c->label))
        h++;
    size_t group = c->group - (h < end && resumes(l) ? 1 : 0);
    for (k = c; h < end && k > l->counts && c - k < BACK && !what[0];) {
        k--;
        if (k->group < group || k->sentence != c->sentence)
            break;
        what = whose_of(l, h, k);
    }
    return what[0] && follows(l, k) ? what : "";
}

/* 工业|增加值: the bytes of the quantity that a survey tells of, with which s ends; 0 if none. */
static size_t surveyed(const char *s)
{
    static const char *const quantities[] = {
        "增加值", "总产值",   "产值",   "零售额", "零售总额", "投资额", "投资",
        "销售额", "销售面积", "用电量", "发电量", "产量",     "进出口", "出口",
        "进口",   "收入",     "利润",   "价格",   "客运量",   "货运量", "吞吐量",
        "票房",   "出货量",   "人数",   "消费量", NULL};
    size_t n = 0;
    for (const char *const *w = quantities; *w; w++) {
        size_t m = label_ends(s, (const char *const[]){*w, NULL});
        n = m > n ? m : n;
    }
    return n;
}

/* 分经济类型看: the sentence, up to the count, tells of the parts of what was told. Where that
 * begins, or SIZE_MAX. */
static size_t survey_start(const struct labeller *l)
{
    static const char *const looks[] = {"看", "来看", "分", NULL};
    bool among = listed_at(l->p, l->c->opening[0], &words_among);
    size_t first = l->c->opening[among], end = l->c->clause.first;
    if (end > first + 2 * LABEL_REACH)
        first = end - 2 * LABEL_REACH;
    for (size_t i = first; i < end; i++) {
        if (!ends_clause(l, i))
            continue;
        bool frame = i - first <= LONGEST_FRAME && char_in(U"分从按", l->p->code[first]);
        if (frame && word_before(l->p, first, i, looks))
            return first;
        first = i + 1;
    }
    return SIZE_MAX;
}

/* 从产品[产量]看: the quantity that the frame at `first` itself tells; empty if it tells none. */
static struct span framed_quantity(const struct labeller *l, size_t first)
{
    size_t i = first;
    while (i < l->c->clause.first && l->p->code[i] != U'看')
        i++;
    i -= i > first && l->p->code[i - 1] == U'来';
    size_t n = surveyed(label_text(l, (struct span){first, i})) / strlen("产");
    return (struct span){i - n, i};
}

/* Puts the quantity behind the topic, which is the first `len` bytes of the label. */
static void name_surveyed(struct labeller *l, size_t len, const char *what)
{
    struct count *c = l->c;
    c->label = arena_printf(l->a, "%s%s%s", c->topic, what, c->label + len);
    c->topic = c->object = arena_printf(l->a, "%s%s", c->topic, what);
}

/* 分地区看，东部[增加值]增长7%; what grows by itself is no part: 学生票优惠. */
static void add_surveyed(struct labeller *l)
{
    static const char *const points[] = {"个百分点", "百分点", NULL};
    static const char *const wholes[] = {"优惠", "数量", "需求", "规模", "次数", "频次", "供给",
                                         "供应", "补贴", "成本", "效率", "热度", NULL};
    struct count *c = l->c;
    size_t len = c->topic ? strlen(c->topic) : 0;
    if (!c->change || c->unit.kind != UNIT_PERCENT || !len || strncmp(c->label, c->topic, len) ||
        !c->label[len] || ends_in_quantity(c->topic) || surveyed(c->topic) ||
        label_ends(c->topic, wholes) || label_ends(c->topic, words_abstract.list) ||
        words_begin(c->topic, words_pace.list))
        return;
    size_t frame = survey_start(l);
    if (frame == SIZE_MAX && c->part != PART_AMONG)
        return;
    struct span framed = frame == SIZE_MAX ? (struct span){0} : framed_quantity(l, frame);
    if (span_length(framed)) {
        name_surveyed(l, len, label_text(l, framed));
        return;
    }
    for (const struct count *k = c; k > l->counts && c - k < 2 * BACK;) {
        k--;
        if (frame == SIZE_MAX && k->sentence + 1 < c->sentence)
            return; /* 其中 tells parts of what was told just before */
        if (frame == SIZE_MAX ? k->part == PART_AMONG : k->number.at.first > frame)
            continue; /* a part beside it */
        const char *topic = k->topic ? k->topic : "";
        size_t n = surveyed(topic);
        bool other = k->unit.kind == UNIT_PERCENT && !word_at(l->p, k->unit.at.first, points);
        if (!n && other)
            return; /* the parts are of something else */
        if (!n)
            continue;
        const char *what = topic + strlen(topic) - n;
        if (len > strlen("零售") && !strncmp(c->topic + len - strlen("零售"), what, strlen("零售")))
            return; /* 商品零售, of 零售总额: it says itself what of it */
        name_surveyed(l, len, what);
        return;
    }
}

/* Parts of a place. */
static const char *const parts[] = {"局地", "等地", "一带", "东部", "西部", "南部",
                                    "北部", "中部", "山区", "沿海", NULL};

/* 青石县北部局地: one place or several, and nothing else. */
static bool is_where(const struct labeller *l, struct span s)
{
    return label_is_place(l, s) || (span_length(s) >= 4 && !verb_before(l, s.first, s.end) &&
                                    word_before(l->p, s.first, s.end, parts));
}

/* 青石县|小麦产量, 北部累计|降雨, 青石县北部|降雨: a quantity without where it was; empty if s is not both. */
static struct span quantity_there(const struct labeller *l, struct span s)
{
    static const char *const falls[] = {"降雨", "降雪", "降水", "积雪", NULL};
    size_t first = s.first + listed_at(l->p, s.first, &words_everywhere);
    for (size_t i = s.first + 2; i + 2 <= s.end; i++)
        if (label_is_place(l, (struct span){s.first, i}) ||
            listed_before(l->p, s.first, i, &words_total) || word_before(l->p, s.first, i, parts))
            first = i;
    bool told = listed_before(l->p, first, s.end, &words_quantity) ||
                word_before(l->p, first, s.end, falls);
    return told && first > s.first ? (struct span){first, s.end} : (struct span){s.end, s.end};
}

/* The quantity of the count before, or the one that it has from those before it, if they go on in a
 * row of clauses with one unit. */
static struct span quantity_before(const struct labeller *l)
{
    const struct count *c = l->c, *k = c - 1;
    if (c->unit.kind != UNIT_MEASURE || c == l->counts || k->sentence != c->sentence || k->change ||
        !passage_same(l->p, k->unit.at, c->unit.at))
        return (struct span){0, 0};
    bool next = c->joined || (k->follow == k->clause.end && k->clause.end + 1 == c->clause.first);
    struct span own = next ? quantity_there(l, trim_openings(l, k->words)) : (struct span){0, 0};
    return span_length(own) || !next ? own : k->there;
}

/* 青石县产量30吨，白石县[产量]20吨: a place alone, in a row of such clauses, has the quantity of
 * the first. */
static void add_quantity(struct labeller *l)
{
    struct count *c = l->c;
    struct span what = c->there = quantity_before(l);
    struct span place = trim_openings(l, trim_about(l, c->joined ? l->before : label_clause(l)));
    if (c->unit.kind != UNIT_MEASURE || !is_where(l, place) ||
        !label_ends(label_text(l, place), (const char *const[]){c->label, NULL}))
        return;
    if (!span_length(what) || span_characters(c->label) + span_length(what) > LABEL_ROW)
        return;
    c->label = arena_printf(l->a, "%s%s", c->label, label_text(l, what));
    c->object = c->topic = c->label;
}

void topic_complete(struct labeller *l)
{
    struct count *c = l->c;
    add_quantity(l);
    if (span_characters(c->label) < 2)
        return;
    add_surveyed(l);
    if (c->change || c->unit.kind == UNIT_PERCENT)
        return;
    bool behind = span_length(l->noun) && !c->verb[0];
    const char *whose = behind ? kept(l) : lent(l);
    if (!whose[0] && !behind)
        c->whose = whose = actor(l);
    if (!whose[0] || strstr(c->label, whose) ||
        span_characters(whose) + span_characters(c->label) > LABEL_OWNED)
        return;
    bool quantity = ends_in_quantity(c->label);
    c->label = arena_printf(l->a, "%s%s", whose, c->label);
    c->object = quantity ? c->label : c->object;
}
