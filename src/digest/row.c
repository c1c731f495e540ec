/* SPDX-License-Identifier: MIT */
/*
 * Labels of 甲、乙、丙分别增长x、y、z: the first item has the first value, and so on.
 *
 * The values are a row when only 、 and 和 stand between them; the items stand before 分别. When
 * there are as many items as values, each value is named by its item and by what all of them share:
 * the text behind the last item (小型、微型|企业利润率) and the verb behind 分别. Where the last
 * item ends is told by 等 (甲、乙等|行业), by the last character of the first item
 * (小型、微型|企业), by the length that the other items agree on (东江、西江、北江|沿岸), or by a
 * word for a quantity at the end (小麦、山药、燕麦片|产量), in this order. Without items the row
 * speaks of the items of the row before it, or of as many counts before it. If the counts do not
 * agree, or the end is not clear, the list as a whole is the label of each value: that is less, but
 * not wrong.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum {
    MOST_VALUES = 12,
    LONGEST_LIST = 22,
    LONGEST_ITEM = 4,
    REACH = 80,
    QUANTITY = 3 /* characters of 消费量 */
};

/* Nouns of the language that name two quantities at once, and the two. */
static const struct {
    const char *both, *halves[2];
} pairs[] = {
    {"产销量", {"产量", "销量"}},   {"产销", {"产量", "销量"}},
    {"产销额", {"产值", "销售额"}}, {"进出口额", {"进口额", "出口额"}},
    {"进出口", {"进口", "出口"}},   {"存贷款余额", {"存款余额", "贷款余额"}},
    {"存贷款", {"存款", "贷款"}},   {"收支", {"收入", "支出"}},
};

struct row {
    size_t first, count; /* of the values */
    struct span list;    /* what stands before 分别, without 同比 */
    struct span verb;    /* what stands behind it, without copulas */
    struct span rate;    /* the 同比 */
    struct span items[MOST_VALUES];
    size_t item_count;
    struct span head; /* what belongs to all of them and stands before the first: 对, 二线城市 */
    struct span common;   /* what belongs to all items */
    const char *quantity; /* of theirs that the clause before named, or "" */
};

bool row_goes_on(const struct labeller *l, const struct count *c)
{
    struct span s = trim_about(l, (struct span){c->before, c->number.at.first});
    return c->joined && !span_length(s);
}

static struct row find_row(const struct labeller *l)
{
    const struct count *counts = l->counts;
    size_t i = (size_t)(l->c - counts);
    struct row r = {.first = i, .count = 1, .quantity = ""};
    while (r.first && i - r.first < MOST_VALUES && row_goes_on(l, &counts[r.first]))
        r.first--;
    while (r.first + r.count < l->count && r.count < MOST_VALUES &&
           row_goes_on(l, &counts[r.first + r.count]))
        r.count++;
    return r;
}

/* 比上年, 和上年比: what the values of a row are compared with, and no item of it. */
static bool is_base(const struct labeller *l, struct span s)
{
    static const char *const against[] = {"比", "较", NULL}, *const with[] = {"和", "与", "同",
                                                                              NULL};
    static const char *const compared[] = {"比", "相比", "比较", NULL};
    size_t n = word_at(l->p, s.first, against), m = word_at(l->p, s.first, with);
    bool based = n || (m && word_before(l->p, s.first, s.end, compared));
    size_t at = s.first + n + m, year = at;
    while (is_digit(passage_at(l->p, year)))
        year++;
    return based && (listed_at(l->p, at, &words_former) ||
                     (year == at + 4 && passage_at(l->p, year) == U'年')); /* 比2018年一季度 */
}

/* 分别 and what stands around it. */
static bool find_frame(const struct labeller *l, const struct count *c, struct row *r)
{
    static const char *const each[] = {EACH_WORDS, "各为", "各有", "各是", NULL};
    static const char *const adverbs[] = {DONE_WORDS, "均", "也", NULL};
    static const char *const mean[] = {"平均", NULL};
    bool former = c > l->counts && c[-1].follow > c->clause.first;
    struct span s = {former ? c[-1].follow : c->clause.first, c->number.at.first};
    if (span_length(s) > REACH)
        s.first = s.end - REACH;
    for (size_t i = s.end; i-- > s.first;) {
        size_t n = l->p->hidden[i] ? 0 : word_at(l->p, i, each);
        bool deed = listed_at(l->p, i + 1, &words_change) || verb_at(l, i + 1) ||
                    passage_at(l->p, i + 1) == U'占' || passage_at(l->p, i + 2) == U'了';
        if (!n && l->p->code[i] == U'各' && !l->p->hidden[i] && deed)
            n = 1;
        if (!n)
            continue;
        struct span verb = trim_about(l, (struct span){i + n, s.end});
        r->verb = trim_right(l, verb, words_copula.list);
        struct span before = {s.first, i};
        if (!listed_before(l->p, s.first, i, &words_rate) && !word_before(l->p, s.first, i, mean))
            before = trim_right(l, before, adverbs);
        r->list = trim_right(l, before, words_interval.list);
        r->rate = (struct span){r->list.end, before.end};
        if (is_base(l, r->list))
            r->rate = (struct span){r->list.first, before.end}, r->list.end = r->list.first;
        r->list = trim_openings(l, r->list);
        return true;
    }
    return false;
}

static void add_items(const struct labeller *l, struct row *r, const uint32_t *marks)
{
    size_t from = r->list.first;
    r->item_count = 0;
    for (size_t i = r->list.first; i <= r->list.end; i++) {
        bool title = i > from && i < r->list.end && l->p->code[i] == U'《' &&
                     l->p->code[i - 1] == U'》'; /* 《甲》《乙》 */
        bool ends = i == r->list.end || (!l->p->hidden[i] && char_in(marks, l->p->code[i]));
        if (!ends && !title)
            continue;
        if (r->item_count == MOST_VALUES || i == from) {
            r->item_count = 0;
            return;
        }
        r->items[r->item_count++] = (struct span){from, i};
        from = title ? i : i + 1;
    }
}

/* 沪深[两市], 川渝[两地]: one character an item, and how many there are. */
static bool find_letters(const struct labeller *l, struct row *r)
{
    static const uint32_t numbers[] = U"零一两三四五六";
    size_t n = r->count, first = r->list.first;
    if (n >= COUNT(numbers) - 1 || span_length(r->list) != n + 2 ||
        l->p->code[first + n] != numbers[n] ||
        !char_in(U"地国岸校" DIVISIONS, l->p->code[first + n + 1]))
        return false;
    for (size_t i = 0; i < n; i++)
        r->items[i] = (struct span){first + i, first + i + 1};
    r->item_count = n;
    r->common = (struct span){first + n + (l->p->code[first + n + 1] == U'市'), r->list.end};
    if (r->common.first == first + n)
        r->common.first = r->list.end;
    return true;
}

/* 和 also stands inside words, so it parts items only where 、 alone gives too few. */
static bool find_items(const struct labeller *l, struct row *r)
{
    add_items(l, r, U"、");
    if (r->item_count != r->count)
        add_items(l, r, U"、和与及");
    return r->count > 1 && r->item_count == r->count;
}

/* The characters that all items between the first and the last have, or the first of two; 0 if they
 * do not agree. */
static size_t common_length(const struct row *r)
{
    size_t length = span_length(r->items[r->item_count > 2 ? 1 : 0]);
    for (size_t i = 1; i + 1 < r->item_count; i++)
        if (span_length(r->items[i]) != length)
            return 0;
    return (length > 1 || r->item_count > 2) && length <= LONGEST_ITEM &&
                   span_length(r->items[0]) >= length
               ? length
               : 0;
}

/* 三样, 四类: how many items there are stands at i. */
static bool counts_items(const struct labeller *l, const struct row *r, size_t i)
{
    static const uint32_t digits[] = U"零一二三四五六七八九十";
    uint32_t c = l->p->code[i];
    return r->count < COUNT(digits) - 1 &&
           (c == digits[r->count] || (c == U'两' && r->count == 2)) &&
           char_in(U"个大类种项方家条门样场支件", l->p->code[i + 1]);
}

/* 中板、螺纹钢|平均价格: where a quantity begins that says by its first word how it was taken; 0 if
 * the item ends with none. */
static size_t before_mean(const struct labeller *l, struct span last)
{
    static const char *const means[] = {"平均", "批发", "零售", "出厂", "收购", NULL};
    size_t n = listed_before(l->p, last.first, last.end, &words_quantity), at = last.end - n, m;
    if (n < 2)
        return 0;
    while ((m = word_before(l->p, last.first, at, means)))
        at -= m;
    return at + n < last.end ? at : 0;
}

/* PM2.5、PM10|浓度: behind the Latin name with which an item begins; 0 if it has none. */
static size_t behind_latin(const struct labeller *l, struct span item)
{
    size_t end = item.first;
    if (is_digit(l->p->code[end]))
        return 0; /* 1.0毫米板 */
    while (end < item.end && l->p->code[end] < 0x80)
        end++;
    return end > item.first + 1 && end < item.end ? end : 0;
}

/* Where the last item ends and the common text begins; 0 if that is not clear. */
static size_t last_end(const struct labeller *l, const struct row *r)
{
    struct span first = r->items[0], last = r->items[r->item_count - 1];
    const uint32_t *code = l->p->code;
    size_t latin = behind_latin(l, last);
    if (latin)
        return latin;
    for (size_t i = last.first + 1; i < last.end; i++)
        if (code[i] == U'等')
            return i;
    for (size_t i = last.first + 2; i + 2 < last.end; i++)
        if (code[i] == U'的' && listed_before(l->p, i, last.end, &words_quantity))
            return i; /* 全国荞麦、燕麦|的消费量 */
    for (size_t i = last.first + 1; i < last.end; i++)
        if (code[i] == code[first.end - 1])
            return i + 1;
    for (size_t i = last.first + 1; i + 2 < last.end; i++)
        if (counts_items(l, r, i))
            return i;
    if (listed_before(l->p, first.first, first.end, &words_quantity))
        return last.end;
    size_t meant = before_mean(l, last);
    if (meant > last.first + 1)
        return meant;
    size_t length = common_length(r),
           n = listed_before(l->p, last.first, last.end, &words_quantity);
    size_t rest = length + n < span_length(last) ? span_length(last) - length - n : 0;
    if (n > 1 && rest == 1 && !char_in(U"总均年月日新", code[last.first + length]))
        return last.end - n; /* 黄瓜、菠菜、上海青|价格 */
    if (n == 1 && span_length(last) > QUANTITY + 1 && length + 1 >= span_length(last))
        return last.end - QUANTITY; /* 全国荞麦、燕麦|消费量 */
    if (n == 1 && listed_before(l->p, last.first, last.end - 1, &words_nominal) == 2)
        n = QUANTITY; /* 便利店、百货店|零售额 */
    n = n ? n : listed_before(l->p, last.first, last.end, &words_nominal);
    bool inside = n > 1 && n < span_length(last) && length + n > span_length(last);
    bool longer = length > 1 && !n && length + 1 == span_length(last); /* 云阳、濮石和石岭庄 */
    if (length && span_length(last) >= length && !inside) /* 基础设施、制造业|投资 */
        return longer ? last.end : last.first + length;
    return n > 1 && n < span_length(last) ? last.end - n : 0;
}

/* 三大[货种], 两[项]: how many items there are, and what they are if that tells more than that they
 * are kinds. */
static struct span without_number(const struct labeller *l, struct span s)
{
    static const char *const counted[] = {"大类", "大", "类", "种", "项", "个", "方", "家",
                                          "条",   "门", "样", "场", "支", "件", NULL};
    static const char *const kinds[] = {"种", "类", "样", "者", "项", NULL};
    if (!char_in(U"两二三四五六七八九十", l->p->code[s.first]) || s.first == s.end)
        return s;
    s.first += 1;
    s.first += word_at(l->p, s.first, counted);
    if (word_before(l->p, s.first, s.end, kinds))
        s.first = s.end;
    return s;
}

/* 手工纸伞、竹木农具[分别出口]: names of two characters or more that end in no quantity, before a
 * verb, have nothing in common behind the last. */
static bool are_whole(const struct labeller *l, const struct row *r)
{
    struct span last = r->items[r->item_count - 1];
    bool short_one = span_length(last) == 2; /* too short for anything in common */
    bool whole = r->item_count > 2 && span_length(r->verb) &&
                 (span_length(last) > 3 || short_one) &&
                 !listed_before(l->p, last.first, last.end, &words_quantity) &&
                 !listed_before(l->p, last.first, last.end, &words_extent);
    for (size_t i = 0; i < r->item_count && whole; i++)
        whole = span_length(r->items[i]) + short_one > 2 &&
                span_length(r->items[i]) <= LONGEST_LIST / 2;
    return whole;
}

static const char *const regions[] = {"城市", "地区", "省份", "国家", NULL};

/* [二线城市]新建住宅和二手住宅: the kind of places that the first item begins with is that of all,
 * and so is 全市.
 */
static void take_region(const struct labeller *l, struct row *r)
{
    struct span *first = &r->items[0];
    size_t whole =
        r->head.first < r->head.end ? 0 : listed_at(l->p, first->first, &words_everywhere);
    if (whole && first->first + whole + 2 <= first->end) {
        r->head = (struct span){first->first, first->first + whole};
        first->first += whole;
        return;
    }
    for (size_t i = first->first + 2; i + 4 <= first->end && i <= first->first + LONGEST_ITEM;
         i++) {
        size_t n = word_at(l->p, i, regions);
        if (!n || r->head.first < r->head.end)
            continue;
        for (size_t k = 1; k < r->item_count; k++)
            for (size_t j = r->items[k].first; j < r->items[k].end; j++)
                if (word_at(l->p, j, regions))
                    return;
        r->head = (struct span){first->first, i + n};
        first->first = i + n;
    }
}

/* Two opposites, and what each of them can stand before: 外贸 has its 内贸, 外汇 has none. */
static const struct {
    const uint32_t *two;
    const char *tails[24];
} opposites[] = {
    {U"内外", {"贸",   "贸易", "需",   "需求", "销",   "销售", "游客", "旅客",
               "市场", "客源", "客商", "人员", "学生", "企业", "高校", "专家",
               "投资", "订单", "资金", "观众", "车辆", "活动", NULL}},
    {U"进出", {"口", "港", "站", "城", "岛", "园", "京", NULL}},
    {U"存贷", {"款", NULL}},
    {U"产销", {"量", "额", NULL}},
    {U"上下", {"游", "行", "层", NULL}},
    {U"男女", {"生", "性", "教师", "职工", "员工", "学生", "运动员", "选手", "队", "童", NULL}},
    {U"冷热", {"水", "饮", "菜", "轧", NULL}},
};

/* 全港[内]、[外]贸吞吐量: two items that are one character and its opposite. What stands before
 * the first is of both; the place behind the second, 0 if they are none. Of a first item that is a
 * word (国内、外贸; 生产、销量) one character behind the second is too little to tell. */
static size_t behind_opposite(const struct labeller *l, struct row *r)
{
    static const char *const whole[] = {"国内", "室内", "以内", "生产", "国产", "水产",
                                        "资产", "增产", "减产", "网上", "线上", "海上",
                                        "路上", "以上", "改进", "引进", "推进", NULL};
    struct span *first = &r->items[0], *last = &r->items[1];
    for (size_t i = 0; i < COUNT(opposites) && r->item_count == 2; i++) {
        const uint32_t *two = opposites[i].two;
        if (l->p->code[first->end - 1] != two[0] || l->p->code[last->first] != two[1])
            continue;
        size_t tail = word_at(l->p, last->first + 1, opposites[i].tails);
        if (!tail || (tail == 1 && word_before(l->p, first->first, first->end, whole)))
            continue;
        r->head = (struct span){first->first, first->end - 1};
        first->first = first->end - 1;
        return last->first + 1;
    }
    return 0;
}

static bool part_common(const struct labeller *l, struct row *r)
{
    static const char *const kinds[] = {"等", "的", "领域", "地区", "方面", NULL};
    struct span *first = &r->items[0], *last = &r->items[r->item_count - 1];
    size_t n, opposite = behind_opposite(l, r);
    r->common = (struct span){opposite ? opposite : last_end(l, r), last->end};
    if (!r->common.first && are_whole(l, r))
        r->common.first = last->end;
    if (!r->common.first)
        return false;
    last->end = r->common.first;
    r->common = without_number(l, r->common);
    while (r->common.first < r->common.end && (n = word_at(l->p, r->common.first, kinds)))
        r->common.first += n;
    for (size_t i = r->common.end; span_length(r->common) > 5 && i-- > r->common.first;)
        if (l->p->code[i] == U'的' && i + 1 < r->common.end)
            r->common.first = i + 1;
    size_t rest = span_length(r->items[1]);
    for (size_t i = first->end; span_length(*first) > rest && i-- > first->first;)
        if (char_in(U"对向从在由为的给", l->p->code[i]) && first->end - i > 2) {
            r->head = l->p->code[i] == U'对' ? (struct span){i, i + 1} : r->head;
            first->first = i + 1;
        }
    take_region(l, r);
    return true;
}

/* 书法、足球、[编程]最抢手: where the last item ends, told by what is said of them all; its end if
 * nothing is. */
static size_t items_end(const struct labeller *l, struct span last)
{
    static const char *const ends[] = {"最",   "都", "均", "是", "等", "仍", "为",
                                       "处于", "两", "三", "四", "五", NULL};
    size_t k = last.first + 1;
    while (k < last.end && !word_at(l->p, k, ends))
        k++;
    return k;
}

/* [价格升幅]前三名的是：甲、乙和丙，幅度分别为…: which extent of the items is meant, which the
 * sentence named before the list. False if the row is of no extent or none was named. */
static bool take_extent(const struct labeller *l, const struct row *r, struct row *e)
{
    static const char *const extent[] = {"幅度", "幅", NULL};
    static const char *const are[] = {"分别是", "依次是", "的是", "的有", "名有", NULL};
    struct span *first = &e->items[0];
    size_t n = 0, at;
    if (word_at(l->p, r->list.first, extent) != span_length(r->list))
        return false;
    for (size_t i = first->first; i + 1 < first->end && !n; i++)
        n = word_at(l->p, i, are) ? i + word_at(l->p, i, are) : 0;
    first->first = n ? n : first->first;
    for (at = first->first; at > l->c->opening[0] && first->first - at < REACH; at--)
        if (passage_at(l->p, at - 1) == U'；' || passage_at(l->p, at - 1) == ';')
            return false;
        else if (listed_before(l->p, l->c->opening[0], at, &words_pace))
            break;
    if (!listed_before(l->p, l->c->opening[0], at, &words_pace))
        return false;
    n = listed_before(l->p, l->c->opening[0], at - 2, &words_quantity);
    e->common = (struct span){at - 2 - n, at};
    return span_length(*first) > 0;
}

/* 浓度最高的3个县依次是|甲县、…: behind what introduces a list of all that its clause tells; 0 if
 * the first item holds nothing of that. */
static size_t behind_are(const struct labeller *l, struct span first)
{
    static const char *const are[] = {"依次是", "分别是", "依次为", "分别为", NULL};
    for (size_t i = first.first; i + 1 < first.end; i++) {
        size_t n = label_shown(l, i) ? word_at(l->p, i, are) : 0;
        if (n && i + n + 1 < first.end)
            return i + n;
    }
    return 0;
}

/* 污染物[浓度]最高的3个县: the quantity by which those that s tells were chosen; empty if it names
 * none. */
static struct span chosen_by(const struct labeller *l, struct span s)
{
    static const char *const most[] = {"最高", "最低", "最多", "最少", "最大", "最小",
                                       "最长", "最短", "居前", "靠前", NULL};
    struct span none = {s.end, s.end};
    for (size_t i = s.first + 2; i + 2 < s.end; i++)
        if (word_at(l->p, i, most) && listed_before(l->p, s.first, i, &words_quantity)) {
            struct span by = cut_phrase(l, trim_openings(l, (struct span){s.first, i}));
            for (size_t k = by.first + 2; k + 2 < by.end; k++)
                by.first = word_before(l->p, by.first, k, regions) ? k : by.first;
            return span_length(by) <= LABEL_SHORT ? by : none;
        }
    return none;
}

/* The items that a 依次是 introduces are names as they stand. What stands before it tells their
 * quantity, where the clause of the values does not. */
static bool take_listed(const struct labeller *l, const struct row *r, struct row *e)
{
    struct span *first = &e->items[0];
    size_t names = behind_are(l, *first);
    if (!names)
        return false;
    e->common = span_length(r->list) ? (struct span){first->first, first->first}
                                     : chosen_by(l, (struct span){first->first, names});
    first->first = names;
    return true;
}

/* 书法、足球、编程最抢手, 选修者依次为…: as many items in a clause before it in the sentence. Their
 * common text is the noun behind their number, and what the values are is said behind 分别. */
static bool earlier_items(const struct labeller *l, struct row *r)
{
    static const char *const mostly[] = {"居多", "为主", "较多", "占多数", NULL};
    static const char *const told[] = {"最", "都", "均", "是", "仍", "为", "处于", NULL};
    struct row e = *r;
    size_t end = l->c->clause.first;
    for (size_t i = end; i-- > l->c->opening[0];) {
        if (i > l->c->opening[0] && !ends_clause(l, i - 1))
            continue;
        e.list = (struct span){i, end - (end > i && ends_clause(l, end - 1))};
        e.list = trim_right(l, trim_openings(l, e.list), mostly);
        bool beside = end == l->c->clause.first;
        end = i ? i - 1 : 0;
        if (!find_items(l, &e))
            continue;
        if (take_listed(l, r, &e)) {
            *r = e;
            return true;
        }
        struct span *last = &e.items[e.item_count - 1], *first = &e.items[0];
        e.common = (struct span){items_end(l, *last), last->end};
        if (e.common.first == last->end) {
            if (!beside || !(span_length(r->list) ? take_extent(l, r, &e) : part_common(l, &e)))
                return false;
            *r = e;
            return true;
        }
        last->end = e.common.first;
        e.common = word_at(l->p, e.common.first, told) ? (struct span){last->end, last->end}
                                                       : without_number(l, e.common);
        for (size_t k = first->end; k-- > first->first + 1;)
            if (listed_at(l->p, k, &words_inside) && span_length((struct span){k, first->end}) > 2)
                first->first = k + 1;
        *r = e;
        return true;
    }
    return false;
}

/* 汽车[产销量]分别达到…: the half of such a noun that value n is of, behind what stands before it.
 * NULL if the list ends with none. */
static const char *half_of(const struct labeller *l, struct row *r, size_t n)
{
    struct span s = trim_right(l, r->list, words_achieve.list);
    for (size_t i = 0; r->count == 2 && i < COUNT(pairs); i++) {
        const char *const both[] = {pairs[i].both, NULL};
        size_t length = word_before(l->p, s.first, s.end, both);
        if (!length)
            continue;
        struct span whose = {s.first, s.end - length};
        r->common = (struct span){r->list.end, r->list.end};
        return arena_printf(l->a, "%s%s", label_text(l, whose), pairs[i].halves[n]);
    }
    return NULL;
}

/* 甲区、乙区分别建成5个和6个[中心]: the noun behind the last value, which has it for all of them.
 */
static const char *noun_of(const struct labeller *l, const struct row *r)
{
    const struct count *last = &l->counts[r->first + r->count - 1];
    struct span noun = {last->end, last->end};
    if (last->unit.kind == UNIT_THING || last->unit.kind == UNIT_PERSON)
        noun = noun_behind(l, last);
    return label_text(l, noun);
}

/* What the clause s speaks of: of its last number that tells it, or its topic. */
static const char *topic_in(const struct labeller *l, struct span s)
{
    for (const struct count *k = l->c; k > l->counts && k[-1].clause.first >= s.first;)
        if ((--k)->clause.first < s.end && k->topic)
            return k->topic;
    return label_text(l, clause_topic(l, s));
}

/* The bytes of the quantity or trade that a topic ends with. */
static size_t quantity_at_end(const char *topic)
{
    size_t len = strlen(topic), n = words_end(topic, len, words_quantity.list);
    return n ? n : words_end(topic, len, words_trade.list);
}

/* 进出口规模突破20万亿元。其中，[一季度、二季度]分别达到…: the last topic before the row, not far
 * from it, that ends with a quantity; "" if there is none. */
static const char *topic_before(const struct labeller *l, const struct row *r)
{
    size_t from = l->counts[r->first].clause.first, end = from;
    for (size_t i = from; i-- > l->c->opening[1] && from - i < REACH;) {
        if (i > l->c->opening[1] && !ends_clause(l, i - 1))
            continue;
        const char *topic = topic_in(l, (struct span){i, end});
        if (quantity_at_end(topic))
            return topic;
        end = i ? i - 1 : 0;
    }
    return "";
}

/* 《甲》《乙》分别|以8亿元和7亿元的票房位列前二: it is told by what they have their places. */
static bool is_placed(const struct labeller *l, const struct row *r)
{
    size_t at = l->counts[r->first].number.at.first;
    at -= about_before(l->p, l->c->clause.first, at);
    return l->p->code[at - 1] == U'以';
}

/* 价格小幅上涨，大米、面粉|分别上涨: of what quantity of theirs, told not far before; "" if the
 * items name it themselves or nothing does. */
static const char *quantity_of(const struct labeller *l, const struct row *r)
{
    if (is_placed(l, r))
        return by_quantity(l, &l->counts[r->first + r->count - 1]);
    const char *item =
        label_text(l, (struct span){r->items[r->item_count - 1].first, r->common.end});
    static const char *const periods[] = {"季度", "月", "月份", "半年", "年", NULL};
    if (label_ends(item, periods))
        return topic_before(l, r);
    size_t len = strlen(item);
    bool told = words_end(item, len, words_quantity.list) ||
                words_end(item, len, words_trade.list) || words_end(item, len, words_extent.list) ||
                words_end(item, len, words_nominal.list);
    if (told || l->c->unit.kind != UNIT_PERCENT || !span_length(r->verb) ||
        change_start(l, r->verb) != r->verb.first)
        return "";
    const char *topic = topic_before(l, r);
    size_t quantity = quantity_at_end(topic);
    return quantity > strlen("量") ? topic + strlen(topic) - quantity : "";
}

/* What a row of values says of the item: 纸伞 has 出口, which is also what grows in the next
 * row.
 */
static const char *all_text(const struct labeller *l, const struct row *r, const char *item)
{
    static const char *const sells[] = {"卖出", "售出", "卖了", NULL};
    const struct passage *p = l->p;
    size_t verb = span_length(r->verb);
    bool sold = verb && word_at(p, r->verb.first, sells) == verb;
    bool traded = verb && listed_at(p, r->verb.first, &words_trade) == verb;
    item = arena_printf(l->a, "%s%s", label_text(l, r->head), item);
    l->c->topic = arena_printf(l->a, "%s%s%s%s", item, label_text(l, r->common), r->quantity,
                               traded ? label_text(l, r->verb) : "");
    bool share = !verb && l->c->unit.kind == UNIT_PERCENT && passage_at(p, r->verb.first) == U'占';
    return arena_printf(l->a, "%s%s%s%s", sold ? item : l->c->topic, label_text(l, r->rate),
                        sold     ? "销量"
                        : share  ? "占比"
                        : traded ? ""
                                 : label_text(l, r->verb),
                        noun_of(l, r));
}

/* [三个年龄段]的比重: the counts before it are those, and the values are of this quantity. */
static bool speaks_of_former(const struct labeller *l, struct row *r)
{
    if (listed_at(l->p, r->list.first, &words_pace)) { /* 降幅比上月|分别扩大 */
        r->rate = r->list;
        r->list.first = r->list.end;
        return true;
    }
    if (!counts_items(l, r, r->list.first))
        return false;
    if (span_length(r->list) == 2) { /* 三项 */
        r->list.first = r->list.end;
        return true;
    }
    size_t n = listed_before(l->p, r->list.first, r->list.end, &words_quantity);
    if (n < 2)
        return false;
    r->list.first = r->list.end - n;
    return true;
}

/* A row of as many values before it in the sentence, whose items are spoken of again; behind a ；
 * only where the clause begins with what they are compared with. */
static const struct count *former_row(const struct labeller *l, const struct row *r)
{
    size_t first = r->first, group = l->c->group;
    bool based = span_length(r->rate) && r->rate.first == l->c->clause.first;
    if (first < r->count || l->counts[first - r->count].sentence != l->c->sentence ||
        l->counts[first - r->count].group + (based ? 1 : 0) < group)
        return NULL;
    for (size_t k = first - r->count + 1; k < first; k++)
        if (!row_goes_on(l, &l->counts[k]))
            return NULL;
    return &l->counts[first - r->count];
}

/* As many counts before it that are no changes: 接待游客…、门票收入…，同比分别增长. NULL if there
 * are not. */
static const struct count *former_counts(const struct labeller *l, struct row *r)
{
    if (r->first < r->count || (span_length(r->list) && !speaks_of_former(l, r)))
        return NULL;
    const struct count *former = &l->counts[r->first - r->count];
    for (size_t k = 0; k < r->count; k++)
        if (former[k].group != l->c->group || former[k].change || !former[k].label[0])
            return NULL;
    return former;
}

/* The label of value n behind items of an earlier clause; `said` is what stands before 分别. */
static void name_of_earlier(struct labeller *l, const struct row *r, size_t n, struct span said)
{
    struct count *c = l->c;
    const char *const what[] = {passage_text(l->a, l->p, said), NULL};
    const char *const de[] = {"的", NULL};
    struct span item = trim_right(l, trim_right(l, r->items[n], what), de);
    said.end = passage_at(l->p, r->common.end - 1) == U'幅' ? said.first : said.end;
    c->topic = arena_printf(l->a, "%s%s%s%s", label_text(l, r->head), label_text(l, item),
                            label_text(l, r->common), label_text(l, said));
    c->label = arena_printf(l->a, "%s%s%s", c->topic, passage_text(l->a, l->p, r->rate),
                            passage_text(l->a, l->p, r->verb));
    if (!span_length(said) && span_length(r->verb) && change_start(l, r->verb) != r->verb.first &&
        l->p->code[r->verb.first] != U'占')
        c->topic = c->label; /* 甲国、乙国…，分别进出口: what grows is that */
}

/* 分别为…，[比上月下跌]6元、24元和126元: a change of each value of the row before it. */
static bool find_change(const struct labeller *l, struct row *r)
{
    const struct count *first = &l->counts[r->first];
    struct span s = trim_about(l, (struct span){first->before, first->number.at.first});
    if (!former_row(l, r) || !span_length(s) || change_start(l, s) != s.first)
        return false;
    r->list = r->rate = (struct span){s.first, s.first};
    r->verb = trim_right(l, s, words_copula.list);
    return true;
}

/* 分别为|每人每月6元和4元: what each value is told by is that of all. */
static void share_per(struct labeller *l, const struct row *r)
{
    const struct count *first = &l->counts[r->first];
    if (l->c > first && first->per[0] && !l->c->per[0])
        l->c->per = first->per;
}

/* 分别为|每人每月6元: what each value is told by is no part of the verb before it. */
static void cut_per(const struct labeller *l, struct row *r)
{
    for (size_t i = r->verb.first; i < r->verb.end; i++)
        if (l->p->code[i] == U'每')
            r->verb = trim_right(l, (struct span){r->verb.first, i}, words_copula.list);
}

/* 2024至2026年, 2024—2026年: the characters of a range of years at i, and both; 0 if there is none.
 */
static size_t years_at(const struct passage *p, size_t i, unsigned *from, unsigned *to)
{
    static const char *const links[] = {"至", "到", "-", "—", "——", "–", "~", "～", NULL};
    unsigned *const years[] = {from, to};
    size_t at = i, n;
    for (size_t k = 0; k < COUNT(years); k++) {
        *years[k] = 0;
        for (n = 0; n < 4 && is_digit(passage_at(p, at + n)); n++)
            *years[k] = *years[k] * 10 + (passage_at(p, at + n) - '0');
        if (n < 4 || is_digit(passage_at(p, at + n)))
            return 0;
        at += n + (passage_at(p, at + n) == U'年');
        if (k == 0 && !(n = word_at(p, at, links)))
            return 0;
        at += k ? 0 : n;
    }
    return p->code[at - 1] == U'年' ? at - i : 0;
}

/* 2024至2026年净利润分别为…: the year of value n, where the row has one for each of them. What
 * stands around it goes to the head and to what is common. NULL if it has none, or what it tells of
 * may be as many things itself: 城乡居民收入. */
static const char *year_of(const struct labeller *l, struct row *r, size_t n)
{
    static const char *const several[] = {"城乡", "男女", "中小学", "初高中", "师生", "两",
                                          "双",   "三",   "四",     "五",     "各",   NULL};
    static const uint32_t spell[] = U"近过去最这一二两三四五六七八九十年";
    struct span list = r->list;
    unsigned from, to;
    for (size_t i = list.first; i < list.end; i++)
        if (word_at(l->p, i, several) && passage_at(l->p, i + 1) != U'年')
            return NULL;
    size_t end = l->c->number.at.first, least = l->c->opening[0];
    least = end > least + 2 * REACH ? end - 2 * REACH : least;
    for (size_t i = end; span_length(list) && i-- > least;) {
        size_t range = i && is_digit(l->p->code[i - 1]) ? 0 : years_at(l->p, i, &from, &to);
        if (!range)
            continue;
        if (char_in(U"度学供", passage_at(l->p, i + range))) /* 2024至2025学年: one period */
            return NULL;
        if (to < from || to - from + 1 != r->count)
            return NULL;
        bool inside = i >= list.first && i + range <= list.end;
        struct span years = {inside ? i : list.first, inside ? i + range : list.first};
        if (inside && i > list.first && char_in(U"（(", l->p->code[i - 1])) {
            years.first--; /* 近三年（2020年—2022年） */
            years.end += char_in(U"）)", l->p->code[years.end]);
            while (years.first > list.first && char_in(spell, l->p->code[years.first - 1]))
                years.first--;
        }
        r->head = (struct span){list.first, years.first};
        r->common = (struct span){years.end, list.end};
        r->common.first += r->common.first < list.end && l->p->code[r->common.first] == U'的';
        return arena_printf(l->a, "%u年", from + (unsigned)n);
    }
    return NULL;
}

bool name_row(struct labeller *l)
{
    struct row r = find_row(l);
    struct count *c = l->c;
    size_t i = (size_t)(c - l->counts);
    if (r.count < 2 || (!find_frame(l, &l->counts[r.first], &r) && !find_change(l, &r)))
        return false;
    const struct count *former = former_row(l, &r);
    if (!former)
        former = former_counts(l, &r);
    struct span said = r.list;
    bool items = (find_items(l, &r) && part_common(l, &r)) || find_letters(l, &r);
    bool earlier = !items && !former && earlier_items(l, &r);
    c->change = span_length(r.verb) || span_length(r.rate);
    c->verb = "";
    share_per(l, &r);
    cut_per(l, &r);
    const char *own = items ? NULL : half_of(l, &r, i - r.first);
    own = items || earlier || own ? own : year_of(l, &r, i - r.first);
    if (items) {
        r.quantity = quantity_of(l, &r);
        c->label = all_text(l, &r, passage_text(l->a, l->p, r.items[i - r.first]));
    } else if (own) {
        c->label = all_text(l, &r, own);
    } else if (earlier) {
        name_of_earlier(l, &r, i - r.first, said);
    } else if (former && former[i - r.first].topic) {
        r.common = r.list;
        c->label = all_text(l, &r, former[i - r.first].topic);
        c->topic = former[i - r.first].topic;
        c->change = true;
    } else if (span_length(r.list) && span_length(r.list) <= LONGEST_LIST) {
        r.common = r.list;
        c->label = all_text(l, &r, "");
    } else {
        return false;
    }
    c->object = c->topic;
    return true;
}
