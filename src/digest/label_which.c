/* SPDX-License-Identifier: MIT */
/*
 * Labels of so many of a kind, of which the clause tells which ones they are by a limit:
 * 15个法院收案数超过2万件 are the 收案数超过2万件的法院, and not all there are.
 *
 * The kind ends behind the name of a body, before a rate (人均) or before a quantity of two
 * characters or more (水位); what stands between it and the limit is theirs, and the limit is that
 * of each of them. Whether a verb tells which ones they are is seen to by sound.c.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum { LONGEST_KIND = 16, LONGEST_LIMIT = 10, LONGEST_QUANTITY = 6 };

/* Where the limit stands behind the unit; 0 if there is none. */
static size_t limit_at(const struct labeller *l)
{
    for (size_t i = l->c->follow + 4; i < l->c->clause.end && i < l->c->follow + LONGEST_KIND; i++)
        if (label_shown(l, i) && listed_at(l->p, i, &words_beyond) &&
            !listed_at(l->p, i, &words_beginning))
            return i;
    return 0;
}

/* Where the kind ends, before what is theirs; s.first if that is not clear. */
static size_t kind_end(const struct labeller *l, struct span s)
{
    static const char *const degrees[] = {"最低", "最高", "平均", "累计", "最大", NULL};
    size_t n = listed_before(l->p, s.first, s.end, &words_quantity);
    for (size_t i = s.end - 2; i >= s.first + 2 && s.end - i <= LONGEST_QUANTITY; i--)
        if (listed_at(l->p, i, &words_rate) || (n && listed_before(l->p, s.first, i, &words_body)))
            return i;
    n += word_before(l->p, s.first, s.end - n, degrees);
    return n > 1 && s.end - n >= s.first + 2 ? s.end - n : s.first;
}

bool name_exceeding(struct labeller *l)
{
    static const char *const adverbs[] = {DONE_WORDS, "均", "都", "因此", NULL};
    size_t limit = l->c->unit.kind == UNIT_THING ? limit_at(l) : 0;
    if (!limit || l->p->code[l->c->follow] == U'的')
        return false;
    struct span s = trim_right(l, (struct span){l->c->follow, limit}, adverbs);
    size_t end = l->next ? l->next->follow : l->c->clause.end, kind = kind_end(l, s);
    if (kind == s.first || end <= limit || end - limit > LONGEST_LIMIT ||
        (l->next && l->next->number.at.first < limit))
        return false;
    name_as(l, "", label_text(l, (struct span){s.first, kind}));
    l->which = arena_printf(l->a, "%s%s", label_text(l, (struct span){kind, s.end}),
                            label_text(l, (struct span){limit, end}));
    l->c->noun_end = kind;
    return l->owned = true;
}

/* 15个法院收案数超过|2万件: the limit is what each of them had. */
bool name_limit_of_each(struct labeller *l)
{
    const struct count *f = l->former, *c = l->c;
    struct span value = {c->number.at.first, c->follow};
    if (!f || f->clause.first != c->clause.first || !f->noun_end || f->change ||
        f->unit.kind != UNIT_THING || !span_length(l->before) ||
        !strstr(f->label, label_text(l, value)))
        return false;
    const char *each = c->per[0] ? "" : arena_printf(l->a, "每%s", label_text(l, f->unit.at));
    name_as(l, "", arena_printf(l->a, "%s%s%s", each, f->object, label_text(l, l->before)));
    return l->owned = true;
}
