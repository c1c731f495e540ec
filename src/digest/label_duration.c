/* SPDX-License-Identifier: MIT */
/*
 * Durations: 抢修队45分钟以内到场, 存煤可用26天, 剖鱼只用40秒. Who stands before the number, and
 * what takes so long before it or behind.
 */
#include "digest/label.h"
#include "digest/words.h"

/* 抢修队45分钟以内到场, 学徒不到70秒包完, …、农村90分钟: who and what was done stand on either
 * side, or the deed is that of the one before. */
static bool name_deadline(struct labeller *l, struct span who, struct span deed)
{
    static const char *const deeds[] = {"到场", "送达", "抵达", "办结", NULL};
    const struct count *f = l->former;
    size_t n = word_at(l->p, deed.first, deeds);
    if (!n && is_han(passage_at(l->p, deed.first)) && passage_at(l->p, deed.first + 1) == U'完')
        n = 2;
    if (!span_length(who) || span_length(who) > LABEL_SHORT)
        return false;
    if (!n && f && f->way.first && f->unit.kind == UNIT_DURATION && !span_length(deed)) {
        name_as(l, "", arena_printf(l->a, "%s%s时间", label_text(l, who), label_text(l, f->way)));
        l->c->way = f->way;
        return true;
    }
    if (!n || span_length(deed) != n)
        return false;
    l->c->way = deed;
    bool within = l->c->follow > l->c->end || (f && f->unit.kind == UNIT_DURATION);
    name_as(l, "",
            arena_printf(l->a, "%s%s%s", label_text(l, who), label_text(l, deed),
                         within ? "时间" : "用时"));
    return true;
}

/* 存煤38万吨，可用26天: as long as what was counted before lasts. */
static bool name_lasting(struct labeller *l, struct span s)
{
    static const char *const lasts[] = {"可用", "够用", NULL};
    if (!l->former || word_at(l->p, s.first, lasts) != span_length(s) || !span_length(s))
        return false;
    name_as(l, "", arena_printf(l->a, "%s%s", among_root(l->former), label_text(l, s)));
    return true;
}

/* 原来需要11天，[现在只需]5天: the same, as long as it takes now. */
static bool name_now(struct labeller *l)
{
    const struct count *f = l->former;
    if (!f || f->unit.kind != UNIT_DURATION || !listed_at(l->p, l->c->clause.first, &words_now))
        return false;
    for (const char *at = f->label; *at; at++) {
        size_t n = words_begin(at, words_formerly.list);
        if (!n)
            continue;
        name_as(l, "", arena_printf(l->a, "%.*s现在%s", (int)(at - f->label), f->label, at + n));
        return true;
    }
    return false;
}

/* How long something takes: what stands before 只用 or 要, or behind 就. 剖鱼只用40秒,
 * 58秒就有一辆新车下线. */
bool name_duration(struct labeller *l)
{
    static const char *const uses[] = {"只用了", "只用", "仅用", "用了", "只要", "只需",
                                       "仅需",   "需要", "要",   "需",   "用",   NULL};
    static const char *const then[] = {"就能", "就可", "就有", "便有", "便能",
                                       "即可", "就被", "就",   "便",   NULL};
    static const char *const one[] = {"一辆", "一个", "一件", "一趟", "一次", "一", NULL};
    struct span s = trim_openings(l, l->before), deed = {l->c->follow, l->c->after};
    if (l->c->unit.kind != UNIT_DURATION)
        return false;
    if (name_deadline(l, s, deed) || name_lasting(l, s))
        return true;
    size_t at = l->c->number.at.first;
    at -= about_before(l->p, s.first, at);
    bool taken = word_before(l->p, s.first, at, uses); /* whether or not it was trimmed */
    struct span used = trim_right(l, trim_right(l, s, uses), then);
    size_t n = word_at(l->p, deed.first, then);
    deed = trim_left(l, (struct span){deed.first + n, deed.end}, one);
    bool behind = span_length(deed) >= 2 && span_length(deed) <= LABEL_SHORT &&
                  (n || (!span_length(s) && is_han(l->p->code[deed.first])));
    if (taken && span_length(used) >= 2)
        name_as(l, "", arena_printf(l->a, "%s用时", label_text(l, cut_phrase(l, used))));
    else if (taken && name_now(l))
        return true;
    else if (behind && span_length(used) < 2)
        name_as(l, "", arena_printf(l->a, "%s用时", label_text(l, deed)));
    else
        return false;
    return true;
}
