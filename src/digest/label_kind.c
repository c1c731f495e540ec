/* SPDX-License-Identifier: MIT */
/*
 * The kind of what a bare deed was done to, which the sentence told before.
 *
 *     诉讼案件收案2150件；结案1670件              cases of the kind that came in
 *     严惩暴力犯罪，办结案件591件                 cases of what the clause before speaks of
 *     推进楼房电梯加装工作，已完工26部            how far the work is
 *     600间房屋倒塌，7200间不同程度损坏           things of which others had the worse
 *     出栏生猪80头，存栏50头                      the animals that were sold, and those that stay
 *
 * Without it the row reads as the whole, and contradicts the one that is. The kind is the nearest
 * that fits; a deed with any word of its own keeps it.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum { LONGEST_KIND = 12, LONGEST_DEED = 6, BACK = 8 };

/* 结案 and 结案率: what is told of cases, and what is so before. */
static const char *const cases[] = {"结案率", "收案", "结案", "新收", "旧存", "未结", NULL};

/* 诉讼案件|收案: what stands before the deed of the nearest count of the sentence in this unit; ""
 * if it has none, or one of the others has none, since that may go on. */
static const char *kind_of_cases(const struct labeller *l)
{
    const char *kind = "";
    for (const struct count *k = l->c;
         k > l->counts && k[-1].sentence == l->c->sentence && l->c - k <= BACK;) {
        k--;
        size_t n = label_ends(k->label, cases), len = strlen(k->label);
        bool other = k->unit.kind == UNIT_PERCENT || k->change;
        if (other || among_enclosed(l->p, k->number.at.first))
            continue;
        if (!n || n == len)
            return "";
        kind = kind[0] ? kind : arena_text(l->a, k->label, len - n);
    }
    return kind;
}

/* 合计结案3000件: it is told of all of them. */
static bool is_sum(const struct labeller *l)
{
    struct span s = label_clause(l);
    for (size_t i = s.first; i < s.end; i++)
        if (label_shown(l, i) && (listed_at(l->p, i, &words_sum) || l->p->code[i] == U'全'))
            return true;
    return false;
}

/* 诉讼案件收案2150件；[结案]1670件, 新收案件同比增加 */
static void add_cases(struct labeller *l)
{
    struct count *c = l->c;
    const char *own = c->change && c->topic ? c->topic : c->label;
    size_t n = words_begin(own, cases), rest = strlen(own) - n;
    bool lent = c->borrowed && !strcmp(own + n, c->object) && label_ends(c->object, cases);
    bool bare = n && (!rest || !strcmp(own + n, "案件") || lent);
    const char *kind = bare && !is_sum(l) ? kind_of_cases(l) : "";
    if (!kind[0] && !(n && lent))
        return; /* 结案|民事新收: what came in is not what was closed */
    const char *what = arena_printf(l->a, "%s%.*s", kind, (int)n, own);
    c->label = arena_printf(l->a, "%s%s", what, c->change ? c->label + strlen(own) : "");
    c->topic = c->object = what;
    c->verb = "";
}

/* 严惩抢劫等|暴力犯罪: what a clause says is dealt with; empty if it is too long or no offence and
 * no dispute. */
static struct span dealt_with(const struct labeller *l, struct span s)
{
    static const char *const deals[] = {"严惩", "惩治", "惩处", "打击",
                                        "严打", "审理", "化解", NULL};
    static const char *const affairs[] = {"犯罪", "纠纷", "争议", NULL};
    struct span none = {s.end, s.end};
    if (!word_before(l->p, s.first, s.end, affairs))
        return none;
    for (size_t i = s.end; i-- > s.first;) {
        size_t n = label_shown(l, i) ? word_at(l->p, i, deals) : 0;
        bool etc = l->p->code[i] == U'等' && label_shown(l, i);
        struct span what = {i + (etc ? 1 : n), s.end};
        if (etc || n)
            return span_length(what) > 2 && span_length(what) <= LONGEST_KIND ? what : none;
    }
    return none;
}

/* 严惩暴力犯罪，办结[案件]591件 */
static void add_affair(struct labeller *l)
{
    static const char *const deeds[] = {"办结", "审结", "受理", "审理", "结案", "判决", NULL};
    struct count *c = l->c;
    size_t n = words_begin(c->label, deeds);
    if (c->change || !n || (c->label[n] && strcmp(c->label + n, "案件") != 0))
        return;
    struct span what = dealt_with(l, c->earlier);
    if (!span_length(what))
        return;
    c->label = arena_printf(l->a, "%.*s%s案件", (int)n, c->label, label_text(l, what));
    c->topic = c->object = c->label;
    c->verb = "";
}

/* 推进|楼房电梯加装|工作: the work that a clause of the sentence speaks of, from which nothing but
 * other counts in the same unit part the number; empty if there is none. */
static struct span work_before(const struct labeller *l)
{
    static const char *const starts[] = {"推进", "实施", "开展", "启动", NULL};
    static const char *const works[] = {"工作", "工程", "行动", NULL};
    const struct count *c = l->c, *first = c;
    while (first > l->counts && c - first < BACK && first[-1].sentence == c->sentence &&
           passage_same(l->p, first[-1].unit.at, c->unit.at))
        first--;
    struct span s = first->earlier, none = {s.end, s.end};
    size_t n = word_before(l->p, s.first, s.end, works);
    bool counted = first > l->counts && first[-1].clause.end > s.first;
    for (size_t i = s.end; n && !counted && i-- > s.first;) {
        size_t m = label_shown(l, i) ? word_at(l->p, i, starts) : 0;
        struct span what = {i + m, s.end - n};
        if (m)
            return span_length(what) > 3 && span_length(what) <= LONGEST_KIND ? what : none;
    }
    return none;
}

/* 推进楼房电梯加装工作，已[完工]26部 */
static void add_work(struct labeller *l)
{
    static const char *const stages[] = {"完工",     "竣工",         "开工",     "动工", "正在安装",
                                         "正在施工", "通过规划许可", "通过验收", NULL};
    struct count *c = l->c;
    if (c->change || c->unit.kind != UNIT_THING || label_ends(c->label, stages) != strlen(c->label))
        return;
    struct span work = work_before(l);
    if (span_length(work))
        c->label = c->topic = arena_printf(l->a, "%s%s", label_text(l, work), c->label);
}

/* 600间房屋倒塌，7200间[不同程度损坏] */
static void add_damaged(struct labeller *l)
{
    static const char *const harms[] = {"倒塌", "损毁", "受损", "损坏", "进水", "被淹", NULL};
    struct count *c = l->c;
    const struct count *f = l->former;
    if (!f || f->change || !passage_same(l->p, f->unit.at, c->unit.at) ||
        !label_ends(c->label, harms))
        return;
    size_t len = strlen(f->label), n = label_ends(f->label, harms);
    struct span behind = {c->follow, c->after};
    bool whole = !strcmp(c->label, label_text(l, behind)) && c->before == c->clause.first;
    const char *what = n && n < len ? arena_text(l->a, f->label, len - n) : "";
    if (whole && what[0] && span_characters(what) <= LONGEST_DEED && !strstr(c->label, what))
        c->label = c->topic = arena_printf(l->a, "%s%s", what, c->label);
}

/* 出栏生猪80头，[存栏]50头: neither is some of the other. */
static void add_herd(struct labeller *l)
{
    static const char *const herds[] = {"年出栏", "出栏", "存栏", NULL};
    struct count *c = l->c;
    const struct count *f = l->former;
    struct span s = trim_openings(l, l->before);
    if (!f || f->change || !passage_same(l->p, f->unit.at, c->unit.at) ||
        word_before(l->p, s.first, s.end, herds) != span_length(s) || span_length(s) < 2)
        return;
    size_t n = 0;
    const char *at = f->label;
    while (*at && !(n = words_begin(at, herds + 1)))
        at++;
    if (!*at || span_characters(at + n) > LONGEST_DEED)
        return;
    const char *deed = label_text(l, s);
    if (at[n])
        name_as(l, "", arena_printf(l->a, "%s%s", deed, at + n));
    else
        name_as(l, "", arena_printf(l->a, "%.*s%s", (int)(at - f->label), f->label, deed));
    c->topic = c->label;
    c->borrowed = false;
    c->part = PART_NONE;
}

void kind_find(struct labeller *l)
{
    if (!l->c->label[0])
        return;
    add_herd(l);
    add_cases(l);
    add_affair(l);
    add_work(l);
    add_damaged(l);
}
