/* SPDX-License-Identifier: MIT */
/*
 * Whether a label says what its number counts when it stands alone in a row of a table.
 *
 * A quantity without its owner gets that first (owner.c). A noun of one word behind a classifier
 * (部门, 项目) takes what the clause says of it: a list before 等, an attribute before 的, the
 * object's attribute behind a verb. A verb of copies (免费发放8500册) takes the title that the
 * sentence told last, a verb of one character (一天抽60斤) the object that it had before. What then
 * still is no phrase – empty, a number, longer than a row and its overflow – is left without a
 * label, and so out of the table: a row that needs the text beside it is no use in one.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum { /* characters */
       BARE = 3,
       LONGEST_LIST = 16,
       LONGEST_DEED = 10,
       LONGEST_RESUMED = 4, /* of the object of a verb that is taken up again */
       BEGIN = 12 /* bytes of a label by which it is found in its clause: four Han characters */
};

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

/* 开设|育儿、电商等9门课程: the verb that the list is the object of, just before its first item;
 * empty if there is none, or if the clause goes on behind the noun. */
static struct span list_verb(const struct labeller *l, struct span s)
{
    struct span verb = {s.first, s.first};
    for (size_t i = s.first; i + 3 < s.end && l->p->code[i] != U'、'; i++) {
        size_t n = label_shown(l, i) ? verb_at(l, i) : 0;
        bool out = n && char_in(U"出了", passage_at(l->p, i + n)); /* 开发|出 */
        if ((out || listed_at(l->p, i, &words_action)) && n && passage_at(l->p, i + n) != U'、' &&
            i >= verb.end)
            verb = (struct span){i, i + n + out};
    }
    return l->noun.end == l->c->after ? verb : (struct span){s.first, s.first};
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
    static const char *const all[] = {EVERYWHERE_WORDS, "首批", "各地", NULL};
    bool de = s.first < s.end && l->p->code[l->c->number.at.first - 1] == U'的';
    size_t verb = s.end, n = 0;
    for (size_t i = s.end; i-- > s.first && verb == s.end;)
        if (!l->p->hidden[i] && !is_from(l, i + 1) &&
            ((n = listed_at(l->p, i, &words_action)) ||
             (!word_at(l->p, i, others) && (n = word_at(l->p, i, done)))))
            verb = i + n;
    static const char *const who[] = {"他们", "她们", "他家", "她家", "我家",
                                      "自家", "他",   "她",   "我们", NULL};
    for (size_t i = s.first + 1; i + 1 < s.end && de; i++)
        if (label_shown(l, i) && char_in(U"把将", l->p->code[i]) &&
            !listed_at(l->p, i, &words_whole) && !listed_at(l->p, i - 1, &words_whole))
            s.first = i + 1; /* 大风把他家的玉米 */
    s = trim_left(l, trim_left(l, trim_openings(l, s), de ? words_dative.list : done), who);
    if (verb < s.end && verb > s.first)
        s.first = verb;
    else if (!de)
        return (struct span){s.first, s.first + word_at(l->p, s.first, all)};
    while (s.first < s.end && (n = word_at(l->p, s.first, done)))
        s.first += n;
    s.first += s.first < s.end && is_from(l, s.first) ? 2 : 0;
    if (span_length(s) == 1)
        s.first = s.end; /* 招聘|会有96家企业: the half of a noun */
    return s;
}

/* 有40个航班[因大雾被取消]: there are so many of which that is told. */
static bool is_told_of_some(const struct labeller *l, struct span deed)
{
    static const char *const has[] = {"有", "约有", "共有", "已有", "还有", "近有", NULL};
    static const char *const told[] = {"被", "因", "获", "入选", "列入", "未", NULL};
    static const char *const suffered[] = {"被",   "将被", "已被", "达标",
                                           "入股", "获",   "建议", NULL};
    size_t at = l->c->number.at.first;
    at -= about_before(l->p, l->c->clause.first, at);
    bool there = word_before(l->p, l->c->clause.first, at, has) && word_at(l->p, deed.first, told);
    struct span who = trim_left(l, (struct span){l->c->clause.first, at}, words_among.list);
    bool alone =
        (!span_length(who) || label_is_place(l, who)) && word_at(l->p, deed.first, suffered);
    return (there || alone) && !l->next && l->c->after == l->c->clause.end &&
           span_length(deed) >= (alone ? 2 : 3) && span_length(deed) <= LONGEST_DEED;
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
    if (is_told_of_some(l, deed) && span_length(deed) + span_characters(c->label) <= LABEL_OWNED)
        c->label = c->object = arena_printf(l->a, "%s的%s", label_text(l, deed), c->label);
}

static void add_attribute(struct labeller *l)
{
    static const char *const etc[] = {"等", NULL};
    struct count *c = l->c;
    struct span raw = {c->before, c->number.at.first};
    if (l->former && l->former->noun_end > raw.first && l->former->noun_end <= raw.end)
        raw.first = l->former->noun_end;
    if (span_length(raw) > LABEL_REACH / 2)
        raw.first = raw.end - LABEL_REACH / 2;
    raw = trim_about(l, raw);
    static const char *const having[] = {"里有", "中有", "有", "里", "中", "价值", NULL};
    bool list = word_before(l->p, raw.first, raw.end, etc);
    raw = list ? raw : trim_right(l, raw, having);
    struct span s = list ? list_before(l, (struct span){raw.first, raw.end - 1})
                         : attribute(l, trim_right(l, raw, (const char *const[]){"的", NULL}));
    struct span deed = deed_behind(l), maker = list ? list_verb(l, raw) : (struct span){0};
    if (span_length(maker) && !c->verb[0]) {
        c->label = arena_printf(l->a, "%s%s", label_text(l, maker), c->object);
        return;
    }
    if (tells_number(l, s))
        return; /* 来自7个县的29支队伍: that is another count */
    if ((!span_length(s) || is_told_of_some(l, deed)) && span_length(deed))
        c->label = c->object =
            arena_printf(l->a, "%s的%s", passage_text(l->a, l->p, deed), c->object);
    if (!span_length(s) || span_length(s) + span_characters(c->label) > LABEL_OWNED)
        return;
    c->label = arena_printf(l->a, "%s%s%s%s", c->verb, passage_text(l->a, l->p, s),
                            list ? "等" : "", c->object);
    c->label = plain_label(l->a, c->label);
    struct span verb = cut_verbs(l, trim_openings(l, raw));
    bool rules = span_length(verb) && char_in(U"不要", passage_at(l->p, verb.end)); /* 不得… */
    if (list && !rules &&
        !strcmp(c->label, c->object)) /* 改建甲、乙等40所学校: the kind alone was left */
        c->label = arena_printf(l->a, "%s%s", label_text(l, verb), c->object);
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
    return !strncmp(s, "与", strlen("与")) && label_ends(s, ends);
}

/* It breaks off in a number, or it is a date, or 每3天. */
static bool is_number(const char *s)
{
    static const char *const dates[] = {"年", "月", "日", NULL};
    size_t len = strlen(s);
    bool each = !strncmp(s, "每", strlen("每")) && is_digit(s[strlen("每")]);
    return len && (is_digit(s[len - 1]) || (is_digit(*s) && label_ends(s, dates)) ||
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
           label_ends(c->label, words_extent.list) && !clause_predicate(l, c->follow);
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
        "补跌", "急跌", "略降", "略涨", "略跌", "陡降",   "锐降", "偏少", NULL};
    for (size_t i = 0; i < COUNT(verbs); i++) {
        size_t n = label_ends(s, (const char *const[]){verbs[i][0], NULL});
        bool fold = strstr(verbs[i][0], "翻") != NULL;
        bool faster = !strcmp(verbs[i][0], "快");
        if ((fold && kind != UNIT_PERCENT) ||
            (faster && (kind != UNIT_DURATION || strstr(s, "比"))))
            continue;
        size_t len = strlen(s) - n;
        if (!n || span_characters(s) <= 2 || label_ends(s, words) || words_end(s, len, outer))
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
    if (!all || label_ends(label, words_body.list) || !word_at(l->p, l->c->unit.at.first, members))
        return label;
    return arena_printf(l->a, "%s%s数", label, label_text(l, l->c->unit.at));
}

/* 红队以39-40|只落后1分: without how the game stood. */
static const char *behind_score(const struct labeller *l, const char *label)
{
    const char *behind = label;
    static const char *const point[] = {"分", NULL};
    bool points = word_at(l->p, l->c->unit.at.first, point) && strstr(label, "以");
    for (const char *at = label; points && (at = strpbrk(at, "-:")); at++)
        if (at > label && is_digit(at[-1]) && is_digit(at[1]))
            behind = at + 1 + strspn(at + 1, "0123456789");
    return behind;
}

/* 由木匠、船工等9人组成: the list that a 等 ends has no other noun. */
static const char *with_people(const struct labeller *l, const char *label)
{
    bool list = label_ends(label, (const char *const[]){"等", NULL}) > 0;
    static const char *const words[] = {"自由", "理由", "来由", "缘由", "经由", "任由", NULL};
    const char *by = strstr(label, "由"); /* 剧组|由木匠、船工等: whose people they are */
    int whose = by ? (int)(by - label) : 0;
    if (by && words_end(label, (size_t)whose + strlen("由"), words))
        whose = 0; /* 自由职业者、搬运工等 */
    if (!list || l->c->unit.kind != UNIT_PERSON)
        return label;
    return whose ? arena_printf(l->a, "%.*s人员", whose, label)
                 : arena_printf(l->a, "%s人员", label);
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
    return kinds && label[0] && !label_ends(label, told) && !c->origin
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
    bool found = end > first && l->p->code[first] == U'《' && end - first <= LABEL_OWNED;
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
    size_t end = l->c->clause.first, first = end > LABEL_REACH / 2 ? end - LABEL_REACH / 2 : 0;
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
    static const char *const adverbs[] = {DONE_WORDS, "均", "全部", "累计", "目前", NULL};
    size_t at = l->c->number.at.first;
    at -= about_before(l->p, l->c->before, at);
    size_t n = word_before(l->p, l->c->before, at, (const char *const[]){"完成", "完成了", NULL});
    if (!n || strcmp(label, "完成") != 0)
        return label;
    struct span work = trim_openings(l, (struct span){l->c->before, at - n});
    work = trim_right(l, work, adverbs);
    bool fits = span_length(work) >= 2 && span_length(work) <= LABEL_OWNED;
    return fits ? arena_printf(l->a, "%s完成", label_text(l, work)) : "";
}

/* 完成了对全区5所学校的巡察: counted are those to whom it was done. */
static const char *without_preposition(const struct labeller *l, const char *label)
{
    static const char *const wholes[] = {EVERYWHERE_WORDS, "全校", NULL};
    size_t n = words_begin(label, words_dative.list);
    n += n ? words_begin(label + n, wholes) : 0;
    return n && span_length(l->noun) && !strcmp(label + n, label_text(l, l->noun)) ? label + n
                                                                                   : label;
}

/* 完成对45%受灾区域的搜寻: the phrase that it ends with goes on behind the number, or it is an
 * adverb alone. */
static bool breaks_off(const char *label)
{
    static const char *const prepositions[] = {"对", "把", NULL};
    static const char *const words[] = {"面对", "相对", "绝对", "核对", "比对", "应对", "配对",
                                        "结对", "答对", "不对", "车把", "火把", "拖把", NULL};
    static const char *const adverbs[] = {"往往", "其实", "以往", "后来", "当时", "那时",
                                          "有时", "平时", "起码", "甚至", NULL};
    return (label_ends(label, prepositions) && !label_ends(label, words)) ||
           (label[0] && label_ends(label, adverbs) == strlen(label));
}

/* 客流[最高]达11.2万人次: which end of its range the quantity had. */
static const char *with_extreme(const struct labeller *l, const char *label)
{
    static const char *const copulas[] = {"达", "达到", "为",     "是",     "到",
                                          "至", "可达", "可达到", "达到了", NULL};
    const struct count *c = l->c;
    size_t at = c->number.at.first - about_before(l->p, c->before, c->number.at.first);
    at -= word_before(l->p, c->before, at, copulas);
    if (c->unit.kind == UNIT_MONEY) /* 最高的|达到了 */
        at -= word_before(l->p, c->before, at, (const char *const[]){"的", NULL});
    size_t n = listed_before(l->p, c->before, at, &words_extreme);
    size_t half = label_ends(label, (const char *const[]){"最", NULL});
    if (!n || c->change || (strstr(label, "最") && !half) || !label[0] ||
        c->unit.kind == UNIT_PERCENT)
        return label;
    return arena_printf(l->a, "%.*s(%s)", (int)(strlen(label) - half), label,
                        label_text(l, (struct span){at - n, at}));
}

/* 产量60万吨，[青江、云溪都]超过40万吨: each of the list has so much, of what was told just before.
 */
static const char *with_all(const struct labeller *l, const char *label)
{
    static const char *const copulas[] = {"达", "达到", "为", "是", "在", "有", NULL};
    static const char *const all[] = {"都", "均", NULL}, *const links[] = {"、", "和", NULL};
    const struct count *c = l->c, *f = l->former;
    size_t at = c->number.at.first - about_before(l->p, c->before, c->number.at.first), i = 0;
    at -= word_before(l->p, c->before, at, copulas);
    size_t n = word_before(l->p, c->before, at, all), length = span_characters(label);
    struct span own = {at - n - (at - n > length ? length : at - n), at - n};
    while (label[i] && !words_begin(label + i, links))
        i++;
    if (!n || c->change || !label[i] || strcmp(label_text(l, own), label) != 0)
        return label;
    while (f && f->change && f > l->counts && f[-1].sentence == c->sentence)
        f--;
    bool of = f && f->topic && !words_begin(f->topic, (const char *const[]){"每", NULL}) &&
              ends_in_quantity(f->topic) && !ends_in_quantity(label) &&
              passage_same(l->p, f->unit.at, c->unit.at);
    const char *what = of ? f->topic : "";
    size_t owner = words_begin(what, words_everywhere.list);
    if (of && !strncmp(what, f->about, strlen(f->about)))
        owner = strlen(f->about);
    bool fits = length + span_characters(what + owner) <= LABEL_ROW;
    return arena_printf(l->a, "%s%s(均)", label, fits ? what + owner : "");
}

/* [客运量]共有3天突破400万人次: on how many days what was so much; "" if the clause does not say
 * what. */
static const char *with_days(const struct labeller *l, const char *label)
{
    static const char *const has[] = {"共有", "共", "有", "已有", "已", "累计有", "累计", NULL};
    size_t digits = strspn(label, "0123456789"), at = l->c->number.at.first, i = at;
    if (!digits || strcmp(label + digits, "天") != 0)
        return label;
    const char *const days[] = {label, NULL};
    while (i > l->c->clause.first && !word_at(l->p, i, days))
        i--;
    struct span what = trim_right(l, trim_openings(l, (struct span){l->c->clause.first, i}), has);
    bool told = word_at(l->p, i, days) && span_length(what) >= 2;
    return told && span_length(what) <= LABEL_OWNED
               ? arena_printf(l->a, "%s(%s)", label_text(l, what), label)
               : "";
}

/* 12公里|350米: the rest of a length, which without the kilometres is none. */
static bool is_rest_of_length(const struct labeller *l)
{
    const struct count *c = l->c;
    size_t at = c->number.at.first, n = listed_before(l->p, 0, at, &words_kilometre);
    return n && at > n && is_digit(l->p->code[at - n - 1]) && span_length(c->unit.at) == 1 &&
           l->p->code[c->unit.at.first] == U'米';
}

/* Of one character, and no noun. */
static const uint32_t no_noun[] = U"不也都就还已将在与和被把的了共约达有为是仅各均";

/* 马42匹、[牛]86头; 库里有[锅]38口、碗300只: a noun of one character in a row, which is all that
 * stands between 、 or 有 and the number. */
static bool is_short_item(const struct labeller *l)
{
    const struct count *c = l->c;
    if (!c->number.at.first)
        return false;
    size_t at = c->number.at.first - 1;
    bool opens = l->next && l->next->joined && at > c->before && l->p->code[at - 1] == U'有';
    return ((c->joined && at == c->before) || opens) && is_han(l->p->code[at]) &&
           !listed_at(l->p, at, &words_extent) && !char_in(no_noun, l->p->code[at]) &&
           (c->unit.kind == UNIT_THING || c->unit.kind == UNIT_MEASURE);
}

/* Where a range of years or ages ends before `end` begins, from `least` on: 10年以上, 3-5年,
 * 60岁以下; `end` if none does. */
static size_t before_bound(const struct labeller *l, size_t least, size_t end)
{
    static const char *const units[] = {"年", "个月", "岁", "周岁", NULL};
    size_t bound = listed_before(l->p, least, end, &words_bound), at = end - bound;
    size_t unit = word_before(l->p, least, at, units), i = at - unit, digits = 0;
    bool range = bound > 0;
    for (;
         unit && i > least &&
         (is_digit(l->p->code[i - 1]) || char_in(U"一二三四五六七八九十-—至到", l->p->code[i - 1]));
         i--, digits++)
        range = range || char_in(U"-—至到", l->p->code[i - 1]);
    bool year = digits == 4 && !bound; /* 2020年 */
    return digits && range && !year && l->p->code[i] != U'至' && l->p->code[i] != U'到' ? i : end;
}

/* [10年以上]有期徒刑被告人12人: a range before the noun says which of them are counted. */
static const char *with_bound(const struct labeller *l, const char *label)
{
    const char *const begins[] = {
        arena_text(l->a, label, strlen(label) < BEGIN ? strlen(label) : BEGIN), NULL};
    size_t least = l->c->clause.first, i = l->c->number.at.first;
    bool thing = l->c->unit.kind == UNIT_THING || l->c->unit.kind == UNIT_PERSON;
    while (thing && i > l->c->before && i > least && !word_at(l->p, i, begins))
        i--;
    size_t first = i > least && word_at(l->p, i, begins) ? before_bound(l, least, i) : i;
    return thing && first < i
               ? arena_printf(l->a, "%s%s", label_text(l, (struct span){first, i}), label)
               : label;
}

/* 甲县北部、乙县南部、…等地|累计降雨: of a label that is too long, what stands behind its list. */
static const char *behind_list(const char *label)
{
    static const char *const lists[] = {"等地区", "等地", NULL};
    size_t n = 0;
    if (span_characters(label) <= LABEL_LONGEST)
        return label;
    for (const char *at = label; *at; at++)
        if ((n = words_begin(at, lists)) && span_characters(at + n) >= 2)
            return at + n;
    return label;
}

void sound_label(struct labeller *l)
{
    struct count *c = l->c;
    owner_find(l);
    c->label = with_whole_verb(l->a, c->unit.kind, behind_score(l, without_rate(l->a, c)));
    c->label = plain_label(l->a, c->label);
    owner_complete(l);
    if (span_length(l->noun) && !c->verb[0]) {
        if (span_characters(c->object) <= BARE)
            add_attribute(l);
        else
            add_fate(l);
    }
    deed_complete(l);
    c->label = with_share(l, with_object(l, with_work(l, with_days(l, c->label))));
    c->label = with_kinds(l, with_members(l, with_warmth(l, with_title(l, c->label))));
    c->label = with_people(l, with_all(l, with_extreme(l, without_preposition(l, c->label))));
    kind_find(l);
    deed_go_on(l);
    if (l->which)
        c->label = arena_printf(l->a, "%s的%s", l->which, c->label);
    owner_scope(l);
    topic_complete(l);
    c->label = behind_list(with_bound(l, c->label));
    bool thing = span_length(l->noun) == 1 && !c->verb[0] && c->unit.kind == UNIT_THING &&
                 is_han(l->p->code[l->noun.first]) && !char_in(no_noun, l->p->code[l->noun.first]);
    if (is_number(c->label) || is_relation(c->label) || is_attributive(l) || is_ground(l) ||
        is_rest_of_length(l) || breaks_off(c->label) || c->label[0] == '(' ||
        (span_characters(c->label) < 2 && !thing && !is_short_item(l)) ||
        span_characters(c->label) > LABEL_LONGEST)
        c->label = "";
}
