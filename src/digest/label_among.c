/* SPDX-License-Identifier: MIT */
/*
 * Counts behind 其中, and what counts lend each other: a verb takes the nearest noun of its row
 * (收回482亩 of 闲置地块), a kind that of the one before it in the row (二级 of 一级文物), a short
 * part what the total counts (家事 → 家事纠纷), and a total that says nothing itself what its parts
 * have in common. A verb that names nothing lends nothing.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum {
    LONGEST_MODIFIER = 3,
    LONGEST_BRACKET = 60,
    BACK = 16,
    ROW = 20,
    LONGEST_BODY = 8,
    LEAST_ROOT = 4
};

static const struct count *among_total(const struct labeller *l)
{
    for (const struct count *k = l->c; k > l->counts && l->c - k < BACK;) {
        k--;
        if (k->sentence + 1 < l->c->sentence)
            break;
        if (k->part != PART_AMONG && !k->change && passage_same(l->p, k->unit.at, l->c->unit.at))
            return k;
    }
    return NULL;
}

/* 村|委会, 市|场: the last character of a body is the first of the word; 县(区|): it is one of two.
 */
static bool goes_on(const char *behind)
{
    static const char *const halves[] = {"委", "民", "干", "级", "集体", "场", "域", "城",
                                         "份", "道", "路", "里", "内",   "外", "区", "、",
                                         "和", "与", "及", ")",  "）",   NULL};
    for (const char *const *w = halves; *w; w++)
        if (!strncmp(behind, *w, strlen(*w)))
            return true;
    return false;
}

/* Behind a place or body and a time at the start, if enough is left: 全市法院|委派案件,
 * 望谟坝县今年|快递业务量. */
static const char *behind_body(const char *s)
{
    static const char *const times[] = {YEAR_WORDS, NULL};
    const char *end = s + strlen(s), *p = s, *behind = s;
    for (int i = 1; i <= LONGEST_BODY && p < end; i++) {
        utf8_next(&p, end);
        size_t n = i > 2 && !goes_on(p) ? words_end(s, (size_t)(p - s), words_body.list) : 0;
        size_t time = i > 2 ? words_end(s, (size_t)(p - s), times) : 0;
        if ((n || time) && span_characters(p) >= LEAST_ROOT)
            behind = p;
    }
    return behind;
}

/* 家 and 家次, 人 and 人次: the same things, counted once or every time. */
static bool are_kin_units(const struct passage *p, struct span a, struct span b)
{
    a.end -= span_length(a) > 1 && p->code[a.end - 1] == U'次';
    b.end -= span_length(b) > 1 && p->code[b.end - 1] == U'次';
    return passage_same(p, a, b);
}

const struct count *among_lender(const struct labeller *l)
{
    const struct count *f = l->former;
    if (!f || !are_kin_units(l->p, f->unit.at, l->c->unit.at))
        return NULL;
    return !f->change && f->object[0] ? f : f->lender;
}

/* What the verb was done to, if that is there: the count's verb, or one of action. */
static const char *behind_verb(const char *root, const char *verb)
{
    size_t n = strlen(verb);
    if (n && !strncmp(root, verb, n) && span_characters(root + n) >= 2)
        return root + n;
    for (const char *const *w = words_action.list; *w; w++) {
        n = strlen(*w);
        if (!strncmp(root, *w, n) && span_characters(root + n) >= 2)
            return root + n;
    }
    return root;
}

/* 新建|、改扩建|学校: behind the other verb of two that are joined. */
static const char *behind_joined(const char *root)
{
    static const char mark[] = "、";
    const char *behind = root + strlen(mark);
    if (strncmp(root, mark, strlen(mark)) != 0)
        return root;
    size_t verb = words_begin(behind, words_action.list);
    verb = verb ? verb : words_begin(behind, words_nominal.list);
    return verb && span_characters(behind + verb) >= 2 ? behind + verb : root;
}

const char *among_root(const struct count *whole)
{
    bool sum = !strcmp(whole->label, "合计");
    bool named = whole->object[0] || whole->verb[0];
    const char *root = named ? whole->object : whole->label;
    bool bare = !whole->object[0] && whole->verb[0];
    if (sum)
        return "";
    root = behind_verb(bare ? whole->verb : root, bare ? "" : whole->verb);
    if (bare && (root == whole->verb || span_characters(root) < LEAST_ROOT))
        return ""; /* what was done to what: nobody says */
    root = behind_joined(root);
    if (!strncmp(root, "的", strlen("的")) && span_characters(root) > 2)
        root += strlen("的");
    for (const char *p = root; (p = strstr(p, "的")); p += strlen("的"))
        if (span_characters(p) > 2)
            root = p + strlen("的");
    static const char society[] = "全社会"; /* 全社会用电量: that of all */
    if (!strncmp(root, society, strlen(society)) && span_characters(root) > 4)
        root += strlen(society);
    const char *behind = behind_body(root);
    if (behind == root && span_characters(root) >= 4)
        behind += words_begin(root, words_everywhere.list);
    return behind;
}

static bool opens_among(const struct labeller *l)
{
    for (size_t i = l->before.first; i < l->before.end; i++)
        if (label_shown(l, i) && listed_at(l->p, i, &words_among))
            return true;
    return false;
}

bool among_enclosed(const struct passage *p, size_t at)
{
    for (size_t i = at; i-- > 0 && at - i < LONGEST_BRACKET;) {
        if (p->code[i] == U'）' || p->code[i] == ')' || p->code[i] == U'。')
            return false;
        if ((p->code[i] == U'（' || p->code[i] == '(') && !p->hidden[i])
            return true;
    }
    return false;
}

/* What is left of two flows, and a part of neither. */
static const char *const balances[] = {"顺差", "逆差", NULL};

void among_find(struct labeller *l)
{
    bool goes_on = l->former && l->former->part == PART_AMONG && l->former->group == l->c->group &&
                   among_enclosed(l->p, l->former->number.at.first) ==
                       among_enclosed(l->p, l->c->number.at.first) &&
                   passage_same(l->p, l->former->unit.at, l->c->unit.at);
    struct span s = trim_openings(l, l->before);
    bool holds = word_at(l->p, s.first, (const char *const[]){"包括", "包含", "含", NULL}) &&
                 s.first + 2 < s.end;
    bool changed = change_start(l, s) == s.first || passage_at(l->p, s.first) == U'占';
    bool enclosed = among_enclosed(l->p, l->c->number.at.first) && !changed;
    if (word_before(l->p, s.first, s.end, balances))
        holds = goes_on = false; /* 出口3亿元，顺差1亿元: no part of it */
    l->c->part = opens_among(l) || goes_on || holds || enclosed ? PART_AMONG : PART_NONE;
}

static bool shares_head(const char *part, const char *total)
{
    size_t n = strlen(part);
    return n >= 3 && strstr(total, part + n - 3);
}

/* 砖房, 围墙: a thing of its own, which needs no noun of the total's. */
static bool names_thing(const char *own)
{
    static const char *const things[] = {"房",   "墙", "棚",   "楼",   "桥",   "餐车", "货车",
                                         "客车", "厂", "店",   "馆",   "校",   "池",   "井",
                                         "渠",   "坝", "站",   "室",   "船",   "艇",   "员",
                                         "师",   "官", "专家", "企业", "公司", NULL};
    return span_characters(own) == 2 && label_ends(own, things);
}

/* 总人数为1329人，其中运动员886人: they are people as they are. */
static bool names_people(const struct count *part)
{
    static const char *const people[] = {"员", "师", "者", "兵", NULL};
    const char *own = part->label;
    return part->unit.kind == UNIT_PERSON && span_characters(own) >= 3 && label_ends(own, people);
}

/* 出口茶具7.5亿元，其中瓷壶[出口]2亿元: a part of what was traded is traded, too. */
static bool complete_trade(struct arena *a, struct count *part, const struct count *total)
{
    const char *own = part->label;
    if (label_ends(own, balances) || part->unit.kind != UNIT_MONEY ||
        total->unit.kind != UNIT_MONEY || !own[0] || part->verb[0] ||
        span_characters(own) > LONGEST_MODIFIER * 2 || label_ends(own, words_quantity.list))
        return false;
    const char *verb = "";
    for (const char *const *w = words_trade.list; *w; w++) {
        if (strstr(own, *w))
            return false;
        verb = strstr(total->label, *w) && strlen(*w) > strlen(verb) ? *w : verb;
    }
    if (verb[0])
        part->label = part->object = arena_printf(a, "%s%s", own, verb);
    return verb[0] != '\0';
}

/* 医院病床使用率79%，其中公立医院[病床使用率]86%: a part that is named by the end of what has the
 * rate.
 */
static bool complete_rate(struct arena *a, struct count *part, const struct count *total)
{
    const char *own = part->label, *whole = total->label;
    size_t len = strlen(own), word = strlen("医院");
    if (part->unit.kind != UNIT_PERCENT || total->unit.kind != UNIT_PERCENT || part->change ||
        total->change || len <= word || words_end(own, len, words_ratio.list) ||
        !label_ends(whole, words_ratio.list))
        return false;
    const char *at = strstr(whole, own + len - word);
    if (!at || !at[word])
        return false;
    part->label = part->object = arena_printf(a, "%s%s", own, at + word);
    return true;
}

void label_complete(struct arena *a, struct count *part, const struct count *total)
{
    if (complete_trade(a, part, total) || complete_rate(a, part, total))
        return;
    const char *own = part->label, *root = among_root(total);

    static const char *const crops[] = {"稻", "麦", "豆", "米", "薯", "棉", "菜", "瓜",
                                        "果", "茶", "树", "鱼", "羊", "牛", "猪", NULL};
    bool crop = span_characters(own) == 2 && label_ends(own, crops) &&
                !label_ends(root, words_quantity.list);
    static const char *const ways[] = {"重点", "一般", "集中", "优先", NULL};
    size_t way = words_end(own, strlen(own) > 6 ? 6 : strlen(own), ways);
    bool short_name =
        span_characters(own) <= LONGEST_MODIFIER + (way > 0) || label_ends(own, words_sort.list);
    bool everybody = !strncmp(root, "全", strlen("全")) && span_characters(root) == 2; /* 全团 */
    if (!root[0] && label_ends(own, words_sort.list) && strcmp(total->label, "合计") != 0)
        root = total->verb; /* 环境领域立案 */
    if (part->unit.kind == UNIT_MONEY || !root[0] || everybody || crop || !short_name || !own[0] ||
        names_thing(own) || names_people(part) || span_characters(own) > 6 ||
        shares_head(own, root) || span_characters(own) + span_characters(root) > ROW)
        return;
    if (!strcmp(own, "男子") || !strcmp(own, "女子"))
        own = arena_text(a, own, strlen("男"));
    static const char *const amounts[] = {"量", "额", NULL};
    static const char *const handled[] = {"件", "单", "票", "客", "箱", NULL};
    size_t amount = label_ends(root, amounts), len = strlen(own);
    part->verb = "";
    part->object = root;
    part->label = arena_printf(a, "%s%s", own, root);
    if (amount && words_end(own, len, handled))
        part->label = arena_printf(a, "%s%s", own, root + strlen(root) - amount); /* 揽件量 */
}

/* 一级文物84件、[二级]410件: the noun of the one before it in the row, which is named by a kind,
 * too. */
static void complete_kind(struct labeller *l)
{
    static const char *const kinds[] = {"级", "类", "型", NULL};
    const char *own = l->c->label;
    size_t len = strlen(own), n = words_end(own, len, kinds);
    if (!n || !l->former || !l->c->joined || span_characters(own) > LONGEST_MODIFIER)
        return;
    const char *kind = strstr(l->former->label, own + len - n);
    if (!kind || span_characters(kind + n) < 2)
        return;
    l->c->object = kind + n;
    l->c->label = arena_printf(l->a, "%s%s", own, kind + n);
}

/* 其中重点关注3人: what is short is completed by what the total counts. */
void among_complete(struct labeller *l)
{
    complete_kind(l);
    const struct count *total = l->c->part == PART_AMONG ? among_total(l) : NULL;
    if (total)
        label_complete(l->a, l->c, total);
}

static size_t common_end(const char *a, const char *b)
{
    size_t m = strlen(a), n = strlen(b), same = 0;
    while (same < m && same < n && a[m - same - 1] == b[n - same - 1])
        same++;
    while (same && ((unsigned char)a[m - same] & 0xC0) == 0x80)
        same--;
    return same;
}

void label_total(struct arena *a, struct count *counts, size_t first, size_t total)
{
    struct count *c = &counts[total];
    if ((span_length(c->words) || c->noun_end) && c->label[0])
        return;
    const char *common = counts[first].label;
    for (size_t i = first + 1; i < total; i++)
        common += strlen(common) - common_end(common, counts[i].label);
    bool named = span_characters(common) >= 2;
    c->object = named ? common : "";
    c->label = named ? common : arena_text(a, "合计", strlen("合计"));
}
