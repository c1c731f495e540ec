/* SPDX-License-Identifier: MIT */
/*
 * Which place or body a count is about.
 *
 * The body is the nearest subject that is named as places and offices are named (…县, …局, …支队),
 * or else what its clause begins with and shows to be one: 岭北云溪区开启…, 岭北省2月…, 在云溪，.
 * It is looked for in the count's own clause, then in the clauses before it, up to the beginning
 * of the sentence before. A company needs no such name, since it is known by what it accounts for
 * (江湾科技营业收入…), and a text that says 公司 goes further back for it. If nothing of that is
 * told, the head of the sentence or of the passage tells it (岭北省：). A subject that is not named
 * so (游客, 市民) is no body; none is better than a wrong one.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum { /* characters */
       LONGEST_BODY = 16
};

/* What no name begins with or has inside. */
static const uint32_t not_in_name[] =
    U"各对将把从向到以为和与在有强我全本该这那今每部多也只的不了于半均外节是一二三四五"
    U"六七八九十两个急主要记采围联办针积党由经据随因被让使给跨后合途直报听说借援看完位"
    U"互讲述做走出城帮眼处距同入遍往着";

static const uint32_t place_ends[] = DIVISIONS_ALONE;

/* What stands at i is in no name: none of not_in_name, but a 九岭市, 合溪县 or 柳同县 that begins
 * at `first`. A number before its own noun (三县, 六大州) begins none. */
static bool breaks_name(const struct labeller *l, size_t first, size_t i)
{
    static const uint32_t heads[] = U"一二三四五六七八九十合城", *const second = U"同城";
    uint32_t next = passage_at(l->p, i + 1);
    bool head = i == first && char_in(heads, l->p->code[i]) && !char_in(not_in_name, next) &&
                !char_in(place_ends, next) && !char_in(U"大些家座所条批类年月季期线里", next);
    bool tail = i == first + 1 && char_in(second, l->p->code[i]);
    bool ends = char_in(place_ends, passage_at(l->p, i + (head ? 2 : 1))) ||
                (head && char_in(place_ends, passage_at(l->p, i + 3)));
    return char_in(not_in_name, l->p->code[i]) && !((head || tail) && ends);
}

/* 全市新征|学校: what all of a place did, and no body. */
static bool is_deed_of_all(const struct labeller *l, struct span s)
{
    size_t n = listed_at(l->p, s.first, &words_everywhere);
    return n && char_in(U"新在已未", passage_at(l->p, s.first + n));
}

/* 还积极与|红星农场, 合作社还与红星农场: with whom something was done, and no subject. */
static bool has_partner(const struct labeller *l, struct span s)
{
    if (s.first && char_in(U"与跟", l->p->code[s.first - 1]))
        return true;
    for (size_t i = s.first + 1; i + 1 < s.end; i++)
        if (char_in(U"与和同跟", l->p->code[i]) &&
            listed_before(l->p, s.first, i, &words_opening) > (l->p->code[i - 1] != U'还'))
            return true;
    return false;
}

/* 这个|产业园: one of its kind that is pointed at, and not named. */
static bool is_pointed_at(const struct labeller *l, struct span s)
{
    return s.first >= 2 && char_in(U"这那", l->p->code[s.first - 2]);
}

/* 柳城市, but no 大城市: a name of two characters that ends in 城. */
static bool is_town(const struct labeller *l, struct span s)
{
    static const char *const towns[] = {"城市", NULL};
    return span_length(s) == 3 && word_before(l->p, s.first, s.end, towns) &&
           !char_in(U"大中小新老古旧名各都该本首主超特座个" DIVISIONS, l->p->code[s.first]);
}

/* 农村乡镇, 其余地市: a kind of places, and no name of one. */
static bool is_kind_of_places(const struct labeller *l, struct span s)
{
    static const char *const kinds[] = {"农村", "乡村", "城市", "城镇", "县城", "城区", "山区",
                                        "其余", "其他", "其它", "另外", "其中", NULL};
    static const char *const places[] = {"乡镇", "集镇", "城镇", "村镇", "县", "市",
                                         "地市", "市县", "省",   "区",   NULL};
    size_t n = word_at(l->p, s.first, kinds);
    return n && n + word_before(l->p, s.first + n, s.end, places) == span_length(s);
}

/* 青河县林业局: named as places and offices are. */
static bool is_body(const struct labeller *l, struct span s)
{
    static const char *const kinds[] = {
        "乡村",     "农村",     "山村",     "城市",     "都市",     "城区",     "山区",
        "牧区",     "地区",     "小区",     "园区",     "老区",     "灾区",     "库区",
        "城乡",     "旅游景区", "热门景区", "重点景区", "各大景区", "主要景区", "红色景区",
        "部分景区", "家景区",   "个景区",   "级景区",   NULL};
    static const char *const sights[] = {"景区", NULL};
    size_t n = listed_before(l->p, s.first, s.end, &words_body);
    for (size_t i = s.first; word_before(l->p, s.first, s.end, sights) && i < s.end; i++)
        if (!is_han(l->p->code[i]) || char_in(U"村镇和与及", l->p->code[i]))
            return false; /* 村两委、景区 */
    bool named = n && span_length(s) > n && span_length(s) <= LONGEST_BODY;
    static const char *const verbs[] = {"指导", "督促", "协调", "支持", "推动", "依托",
                                        "邀请", "帮助", "加上", "包括", "公司", NULL};
    return named && !is_kind_of_places(l, s) && !is_deed_of_all(l, s) && !has_partner(l, s) &&
           !is_pointed_at(l, s) &&
           !char_in(U"以能交占这那我他把被让使与和在由给近去今", l->p->code[s.first]) &&
           !word_at(l->p, s.first, verbs) && !verb_at(l, s.first) &&
           !char_in(U"乡", passage_at(l->p, s.end)) && /* 冲垮县|乡公路 */
           !listed_at(l->p, s.first, &words_light) &&
           (is_town(l, s) || !word_before(l->p, s.first, s.end, kinds));
}

/* 全省支持岭北建设162万亩, behind a sentence about 岭北云溪县: the clause names a larger place. */
static bool names_larger(const struct labeller *l, struct span body)
{
    const uint32_t *name = l->p->code + body.first;
    if (body.first >= l->c->clause.first || span_length(body) < 4)
        return false;
    for (size_t i = l->c->clause.first; i + 2 < l->c->number.at.first; i++)
        if (l->p->code[i] == name[0] && l->p->code[i + 1] == name[1])
            return l->p->code[i + 2] != name[2];
    return false;
}

/* 在云溪，: a clause that is nothing but where. Empty if it is none. */
static struct span place_alone(const struct labeller *l, struct span s)
{
    static const uint32_t relations[] = U"中上下里内外前后间时期面旁边侧处线缘滨游此这那家";
    while (span_length(s) && ends_clause(l, s.end - 1))
        s.end--;
    s.first += span_length(s) && char_in(U"而但", l->p->code[s.first]);
    bool place = span_length(s) >= 3 && span_length(s) <= 6 && l->p->code[s.first] == U'在' &&
                 !char_in(U"全各此这", l->p->code[s.first + 1]) &&
                 !char_in(relations, l->p->code[s.end - 1]);
    static const char *const times[] = {"过去", "以往", "当时", "那时", "此前", "如今", NULL};
    place = place && !word_at(l->p, s.first + 1, times) && !time_word(l->p, s.first + 1) &&
            !listed_before(l->p, s.first, s.end, &words_labour);
    for (size_t i = s.first; i < s.end; i++)
        place = place && is_han(l->p->code[i]) && (i == s.first || !verb_at(l, i)) &&
                l->p->code[i] != U'下'; /* 在脚下翻涌 */
    return place ? (struct span){s.first + 1, s.end} : (struct span){s.first, s.first};
}

/* 岭北省2月…: a country or a part of one, directly before a date, opens the clause. */
static struct span place_before_date(const struct labeller *l, struct span s)
{
    static const char *const dates[] = {"月", "年", NULL};
    size_t end = s.first;
    while (end < s.end && end < s.first + 4 && is_han(l->p->code[end]))
        end++;
    size_t at = end;
    while (at < s.end && is_digit(l->p->code[at]))
        at++;
    bool place = end >= s.first + 2 && char_in(U"国" DIVISIONS_ALONE, l->p->code[end - 1]) &&
                 at > end && word_at(l->p, at, dates) &&
                 !char_in(U"全我各本该", l->p->code[s.first]);
    return place ? (struct span){s.first, end} : (struct span){s.first, s.first};
}

/* Whether a name of a place ends at i, which began at `first`: 江岭市, and behind another one
 * 云溪区. `alone`: DIVISIONS_ALONE. */
static bool ends_place_name(const struct labeller *l, size_t first, size_t i, bool alone)
{
    static const uint32_t more[] =
        U"委政民级场域内里长人办党部医院局校界外际道路中小大和与的、有直辖属司上下组公社农"
        U"业一二三四五六七八九十两各";
    return char_in(alone ? place_ends : DIVISIONS, l->p->code[i]) && i >= first + 2 &&
           is_han(passage_at(l->p, i + 1)) && !char_in(more, passage_at(l->p, i + 1));
}

static bool holds_verb(const struct labeller *l, struct span s)
{
    for (size_t i = s.first; i < s.end; i++)
        if (verb_at(l, i) > 1)
            return true;
    return false;
}

/* 岭北省|文物研究院: where the institution ends that has the name of the place before `end`; `end`
 * if none follows. */
static size_t institution_end(const struct labeller *l, size_t first, size_t end)
{
    enum { LONGEST_TRADE = 6 };
    static const char *const kinds[] = {"研究院", "研究所", "研究中心", "医院",   "大学",
                                        "学院",   "博物馆", "图书馆",   "美术馆", "委员会",
                                        "银行",   "公司",   "集团",     NULL};
    for (size_t i = end; i < end + LONGEST_TRADE && is_han(passage_at(l->p, i)); i++) {
        size_t n = word_at(l->p, i, kinds);
        if (n && i + n - first <= LONGEST_BODY)
            return i + n;
        if (char_in(not_in_name, l->p->code[i]) || verb_at(l, i) ||
            listed_at(l->p, i, &words_light))
            break;
    }
    return end;
}

/* 岭北云溪区开启…: the names of places with which the clause begins, where no list has its verb. */
static struct span place_ahead(const struct labeller *l, struct span s)
{
    enum { LONGEST_NAME = 5 };
    size_t end = s.first, first = s.first + 2;
    while (first < s.end && first < s.first + LONGEST_NAME &&
           !char_in(place_ends, l->p->code[first]))
        first++;
    if (first >= s.end || first >= s.first + LONGEST_NAME)
        return (struct span){end, end};
    for (size_t i = s.first; i < s.end && i < end + LONGEST_NAME; i++) {
        if (!is_han(l->p->code[i]) || !label_shown(l, i) || breaks_name(l, s.first, i))
            break;
        struct span name = {s.first, i + 1};
        if (ends_place_name(l, end, i, end == s.first) && is_body(l, name) && !holds_verb(l, name))
            end = i + 1;
    }
    size_t named = end > s.first ? institution_end(l, s.first, end) : end;
    return (struct span){s.first, named};
}

/* 东山、西坪等地，…: a clause that is nothing but the places of what follows. Empty if it is none.
 */
static struct span places_listed(const struct labeller *l, struct span s)
{
    static const char *const ends[] = {"等地", "等县", "等市", "等县市", "等镇", "等村", NULL};
    while (span_length(s) && ends_clause(l, s.end - 1))
        s.end--;
    size_t parts = 0, length = span_length(s);
    bool list = length > 4 && length <= LONGEST_BODY && word_before(l->p, s.first, s.end, ends);
    for (size_t i = s.first; i < s.end && list; i++) {
        parts += l->p->code[i] == U'、';
        list = (is_han(l->p->code[i]) || l->p->code[i] == U'、') &&
               !char_in(not_in_name, l->p->code[i]);
    }
    return list && parts && !holds_verb(l, s) ? s : (struct span){s.first, s.first};
}

bool about_is_name(const struct labeller *l, struct span s)
{
    static const char *const vague[] = {"辖区", "附近", "周边", "沿线", "当地", "园区",
                                        "城区", "市区", "城乡", "农村", "等",   NULL};
    bool name = span_length(s) >= 2 && span_length(s) <= LONGEST_BODY &&
                !opening_word(l->p, s.first) && !time_word(l->p, s.first) &&
                !char_in(U"首其另某第", l->p->code[s.first]) &&
                !char_in(U"共约达近超总计有", l->p->code[s.end - 1]) &&
                !word_before(l->p, s.first, s.end, vague);
    for (size_t i = s.first; i < s.end && name; i++)
        name = is_han(l->p->code[i]) && !breaks_name(l, s.first, i) && !verb_at(l, i) &&
               !listed_at(l->p, i, &words_light);
    return name;
}

/* 江湾25个重点码头接待…: whose the things are that are counted at i, with what they did behind
 * them; no 参赛选手25名. */
static bool counts_things_of(const struct labeller *l, size_t i)
{
    static const char *const units[] = {"个", "家", "座", "所", NULL};
    static const char *const other[] = {"月", "人", "小时", "工作日", "百分点", NULL};
    while (is_digit(passage_at(l->p, i)))
        i++;
    size_t n = word_at(l->p, i, units);
    return n && is_han(passage_at(l->p, i + n)) && !word_at(l->p, i + n, other) &&
           !clause_predicate(l, i + n);
}

/* 海南, by its short name: where it opens a clause before a number, it is whose the number is. */
static bool is_province(const struct labeller *l, struct span s)
{
    static const char *const provinces[] = {
        "北京", "天津", "上海", "重庆",   "河北", "山西", "辽宁", "吉林", "黑龙江",
        "江苏", "浙江", "安徽", "福建",   "江西", "山东", "河南", "湖北", "湖南",
        "广东", "海南", "四川", "贵州",   "云南", "陕西", "甘肃", "青海", "台湾",
        "广西", "西藏", "宁夏", "内蒙古", "新疆", "香港", "澳门", NULL};
    return word_at(l->p, s.first, provinces) == span_length(s);
}

/* 某某区域13个城市, 北河及周边地区“2+6”城市, 青江县25个景区: whose the things are that the clause
 * opens with. */
static struct span owner_before_number(const struct labeller *l, struct span s)
{
    enum { LONGEST_REGION = 8, SHORT_NAME = 4 };
    static const char *const regions[] = {"区域", "地区", "流域", "城市群", "经济带",
                                          "平原", "盆地", "半岛", NULL};
    size_t among = listed_at(l->p, s.first, &words_among), end;
    s.first += among;
    s.first += among && is_comma(passage_at(l->p, s.first));
    for (end = s.first; end <= s.first + LONGEST_REGION && is_han(passage_at(l->p, end));)
        end++;
    struct span name = {s.first, end};
    uint32_t next = passage_at(l->p, end);
    bool number = is_digit(next), starts = s.first == l->c->opening[0] + among;
    bool letter = next >= U'A' && next <= U'Z'; /* 某某地区|PM10浓度 */
    if (span_length(name) < 2 || (!number && !letter && next != U'“') ||
        char_in(U"部这各本此多全", l->p->code[s.first]))
        return (struct span){s.first, s.first};
    bool place = char_in(place_ends, l->p->code[end - 1]) && is_body(l, name);
    bool owner = word_before(l->p, s.first, end, regions) || (number && is_province(l, name)) ||
                 (number && (place || (starts && span_length(name) <= SHORT_NAME)) &&
                  counts_things_of(l, end) && about_is_name(l, name));
    return owner ? name : (struct span){s.first, s.first};
}

/* 岭北暴雨灾情：, 岭北省：: the place or body that heads what follows, and of an event where it
 * was. Empty if the clause at `first`, which ends at `end`, is no such head. */
static struct span named_head(const struct labeller *l, size_t first, size_t end)
{
    static const char *const reports[] = {"灾情", "汛情", "旱情", "雨情", "疫情", "险情", NULL};
    static const char *const events[] = {"暴雨", "强降雨", "洪涝", "地震", "台风", "干旱",
                                         "风雹", "山洪",   "雪灾", "火灾", NULL};
    struct span s = {first, end}, none = {first, first};
    if (!char_in(U"：:", passage_at(l->p, end)) || span_length(s) > LONGEST_BODY)
        return none;
    size_t report = word_before(l->p, first, end, reports);
    if (!report)
        return is_body(l, s) && about_is_name(l, s) ? s : none;
    s.end -= report;
    s = trim_right(l, s, events);
    return about_is_name(l, s) ? s : none;
}

/* 据[岭北省]民政厅报告，: the place whose office reports what follows. Empty if the clause is none.
 */
static struct span place_reported(const struct labeller *l, struct span clause)
{
    enum { LONGEST_OFFICE = 12 };
    static const char *const tells[] = {"报告", "统计", "通报", "消息", "介绍", "提供", NULL};
    static const uint32_t offices[] = U"厅局部委办心队会府";
    const struct span none = {clause.first, clause.first};
    size_t first = clause.first + 1, end;
    if (passage_at(l->p, clause.first) != U'据')
        return none;
    for (end = first; end < clause.end && end < first + LONGEST_BODY + LONGEST_OFFICE;)
        if (ends_clause(l, end++))
            break;
    end -= end > first && ends_clause(l, end - 1);
    size_t n = word_before(l->p, first, end, tells);
    if (!n || end < first + n + 2 || !char_in(offices, l->p->code[end - n - 1]))
        return none;
    for (size_t i = end - n; i > first + 1; i--)
        if (char_in(place_ends, l->p->code[i - 1]) && about_is_name(l, (struct span){first, i}))
            return (struct span){first, i};
    return none;
}

/* 江湾科技上半年营业收入…, 松岭医药昨晚发布半年报: a company, known by what it accounts for. Empty
 * if the clause s begins with none. */
static struct span company_ahead(const struct labeller *l, struct span s)
{
    enum { LONGEST_COMPANY = 8 };
    static const uint32_t first_characters[] =
        U"上下前第一二三四全实累今去明后次当本昨营净归发披公收";
    static const char *const times[] = {"上半年",   "下半年",   "前三季度", "一季度",   "二季度",
                                        "三季度",   "四季度",   "全年",     "第一季度", "第二季度",
                                        "第三季度", "第四季度", "实现",     "累计",     NULL};
    static const char *const accounts[] = {"营业收入",   "营业总收入", "营收",     "净利润",
                                           "归母净利润", "发布半年报", "发布年报", "发布季报",
                                           "发布财报",   "披露半年报", "披露年报", "公布半年报",
                                           "公布年报",   "发布业绩",   NULL};
    static const char *const income[] = {"收入", NULL}, *const groups[] = {"集团", "公司", NULL};
    static const char *const kinds[] = {"企业", "行业", "工业", "产业", "板块", "公司", NULL};
    bool own = char_in(U"营净归发披公集", passage_at(l->p, s.first)) &&
               (word_at(l->p, s.first, accounts) || word_at(l->p, s.first, groups));
    for (size_t end = s.first + 2; !own && end <= s.first + LONGEST_COMPANY; end++) {
        size_t at = end, n;
        if (!char_in(first_characters, passage_at(l->p, end)))
            continue;
        while ((n = word_at(l->p, at, times)) || (n = time_word(l->p, at)))
            at += n;
        struct span name = {s.first, end};
        n = at < s.end ? word_at(l->p, at, accounts) : 0;
        n = n || at == end || !is_body(l, name) ? n : word_at(l->p, at, income);
        if (n && l->p->code[at + n] != U'入') /* 运|营收|入 */
            return about_is_name(l, name) && !word_before(l->p, s.first, end, kinds)
                       ? name
                       : (struct span){s.first, s.first};
    }
    return (struct span){s.first, s.first};
}

/* 公司累计新增…: the company named last before the sentence that says 公司. Empty if it does not or
 * none is. */
static struct span company_before(const struct labeller *l)
{
    enum { FAR = 320 };
    static const char *const it[] = {"公司", "该公司", NULL};
    const struct count *c = l->c;
    size_t first = c->opening[0] > FAR ? c->opening[0] - FAR : 0;
    size_t i = c->clause.first > c->opening[0] + LABEL_REACH ? c->clause.first - LABEL_REACH
                                                             : c->opening[0];
    bool said = false;
    for (; i <= c->clause.first && !said; i++)
        said = char_in(U"公该", l->p->code[i]) && (i == c->opening[0] || ends_clause(l, i - 1)) &&
               word_at(l->p, i, it);
    for (i = c->opening[0]; said && i-- > first;) {
        bool starts = i == 0 || ends_clause(l, i - 1) || is_stop(l->p->code[i - 1]);
        struct span s = {0, 0};
        if (starts && span_length(s = company_ahead(l, (struct span){i, c->opening[0]})))
            return s;
    }
    return (struct span){0, 0};
}

/* The head that opened the sentence or, before it, the passage. Empty if none did. */
static struct span head_above(const struct labeller *l)
{
    const size_t starts[] = {l->c->opening[0], l->c->opening[1], 0};
    struct span s = {0, 0};
    for (size_t i = 0; i < COUNT(starts) && !span_length(s); i++) {
        size_t end = starts[i];
        while (end < l->c->number.at.first && end <= starts[i] + LONGEST_BODY &&
               !ends_clause(l, end))
            end++;
        s = named_head(l, starts[i], end);
        if (!span_length(s))
            s = place_reported(l, (struct span){starts[i], l->c->number.at.first});
    }
    return s;
}

/* The place or body that the clause s, which reaches to the number or ends before it, begins with
 * where no subject of it is one. Empty if there is none. */
static struct span body_ahead(const struct labeller *l, struct span clause)
{
    bool before = clause.end < l->c->number.at.first;
    struct span s = before ? named_head(l, clause.first, clause.end) : (struct span){0, 0};
    s = !span_length(s) && before ? place_alone(l, clause) : s;
    s = !span_length(s) && before ? places_listed(l, clause) : s;
    s = !span_length(s) && before ? place_reported(l, clause) : s;
    s = span_length(s) ? s : place_before_date(l, clause);
    bool same = clause.first >= l->c->opening[0] || listed_at(l->p, l->c->opening[0], &words_among);
    s = span_length(s) || !same ? s : company_ahead(l, clause);
    s = span_length(s) ? s : owner_before_number(l, clause);
    return span_length(s) ? s : place_ahead(l, clause);
}

/* 上半年全市法院受理…: the clause is about all of a place, and not about the office named before.
 */
static bool tells_everywhere(const struct labeller *l, struct span clause)
{
    enum { AHEAD = 6 }; /* characters of a time */
    for (size_t i = clause.first; i < clause.end && i <= clause.first + AHEAD; i++)
        if (listed_at(l->p, i, &words_everywhere))
            return true;
    return false;
}

/* A place, or all offices of one: 青江县, 全市法院. */
static bool is_as_wide(const struct labeller *l, struct span s)
{
    return char_in(U"国" DIVISIONS, l->p->code[s.end - 1]) ||
           listed_at(l->p, s.first, &words_everywhere);
}

static struct span body_of(const struct labeller *l)
{
    const struct count *c = l->c;
    if (span_length(c->actor) && is_body(l, c->actor))
        return c->actor;
    size_t end = c->number.at.first, least = end > LABEL_REACH ? end - LABEL_REACH : 0;
    size_t first = c->opening[1] > least ? c->opening[1] : least;
    bool everywhere = false;
    const struct span none = {0, 0};
    for (size_t i = end; i-- > first;) {
        if (i > first && !ends_clause(l, i - 1))
            continue;
        struct span clause = {i, end}, s = clause_subject(l, clause);
        bool part = i < c->opening[0] && listed_at(l->p, i, &words_among);
        if (!part && span_length(s) && is_body(l, s))
            return names_larger(l, s) || (everywhere && !is_as_wide(l, s)) ? none : s;
        s = body_ahead(l, clause);
        if (!part && span_length(s))
            return everywhere && !is_as_wide(l, s) ? none : s;
        everywhere = everywhere || tells_everywhere(l, clause);
        end = i ? i - 1 : 0;
    }
    struct span company = company_before(l);
    return span_length(company) ? company : head_above(l);
}

/* 全国铁路营业里程15.5万公里, behind a sentence about the railways of the west: the country's. 全省
 * behind one about a county: the province's; a time may stand before it, 去年全市. */
static bool tells_whole(const struct labeller *l, struct span body)
{
    static const char *const wholes[] = {"全国", "全球", "全世界", NULL};
    static const char *const province[] = {"全省", NULL}, *const city[] = {"全市", NULL};
    size_t at = l->c->clause.first;
    if (!span_length(body) || body.first >= at)
        return false;
    uint32_t kind = l->p->code[body.end - 1];
    for (size_t n; at < l->c->number.at.first && (n = period_at(l->p, at));)
        at += n;
    return word_at(l->p, at, wholes) || (word_at(l->p, at, city) && char_in(U"区县镇乡村", kind)) ||
           (word_at(l->p, at, province) && char_in(U"市县镇乡村", kind));
}

/* 东河区、西河区[分别建成…]: of a list of bodies the one that the label begins with. */
static struct span listed_body(const struct labeller *l, struct span list)
{
    bool several = false;
    for (size_t i = list.first; i < list.end && !several; i++)
        several = l->p->code[i] == U'、';
    for (size_t from = list.first, i = from; several && i <= list.end; i++) {
        if (i < list.end && l->p->code[i] != U'、')
            continue;
        const char *one = passage_text(l->a, l->p, (struct span){from, i});
        if (i - from > 1 && !strncmp(l->c->label, one, strlen(one)))
            return (struct span){from, i};
        from = i + 1;
    }
    return list;
}

/* 第一季度|澜溪县: when is no part of its name. */
static struct span without_period(const struct labeller *l, struct span body)
{
    size_t n;
    while (span_length(body) && (n = period_at(l->p, body.first)) && body.first + n + 2 <= body.end)
        body.first += n;
    return body;
}

void find_about(struct labeller *l)
{
    struct span body = without_period(l, listed_body(l, body_of(l)));
    l->c->about = tells_whole(l, body) ? "" : passage_text(l->a, l->p, body);
}
