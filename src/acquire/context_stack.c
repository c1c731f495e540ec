/* SPDX-License-Identifier: MIT */
/*
 * Lines of a head that stand below each other without ——: which of them is a kicker or a
 * subheadline. Two such lines are subject and predicate as a rule, so only what neither can be is
 * told apart: several clauses, or what is celebrated, above the line that tells the news; and how
 * it was done, with its own verb, below it. Three or more lines that are whole each by itself are
 * no headline in three lines: the shortest, which is set largest, has the others around it.
 */
#include "acquire/context.h"

#include "acquire/grammar.h"

#include <string.h>

enum {
    SHORTEST_HEADLINE = 6, /* characters */
    SHORTEST_PART = 3,
    LEAST_PARTS = 3, /* with spaces between */
};

/* A line of a head that is no subject, and wants nothing below it. */
static bool is_whole(const struct piece *p)
{
    struct slice s = slice_of(p->text);
    return (is_line(p) || shows(p, EXCLAIMS)) && !is_apparatus(p) && !p->level && !p->known &&
           !shows(p, UNIT_END) && !shows(p, DASH_END) && !shows(p, DASH_START) &&
           !shows(p, VERSE) && !shows(p, TEXT_START) && !shows(p, SPEECH) &&
           !shows(p, HAS_DATELINE) && !shows(p, NAMES_ALONE) && !shows(p, BRACKETED) &&
           !shows(p, COLON_END) && !wants_object(s) && slice_count(s) >= SHORTEST_HEADLINE;
}

/* 修水泵 教机手 赶零件, or clauses with a comma between. */
static bool has_parts(struct slice s)
{
    size_t parts = 0, run = 0;
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (in_set(code, "，,"))
            return s.start < s.end;
        run = is_space(code) ? 0 : run + 1;
        parts += run == SHORTEST_PART;
    }
    return parts >= LEAST_PARTS;
}

static bool celebrates(struct slice s)
{
    static const char *const words[] = {"庆祝", "纪念", "欢庆", "喜迎", "迎接", "悼念"};
    return slice_starts_any(s, words, COUNT(words));
}

/* 全国山地自行车锦标赛女子组比赛: an event, which names it and tells nothing of it. What begins
 * with 在 or a verb below it is its predicate. */
static bool names_event(struct slice s)
{
    static const char *const whose[] = {"世界", "全国", "国际", "亚洲",
                                        "欧洲", "第",   "全省", "全市"};
    static const char *const ends[] = {"比赛",   "锦标赛", "联赛",   "决赛",   "预赛",  "邀请赛",
                                       "公开赛", "大奖赛", "世界杯", "运动会", "亚运会"};
    static const char *const verbs[] = {"将", "了", "在", "举", "开", "夺", "获", "赢", "胜", "办"};
    bool name = slice_starts_any(s, whose, COUNT(whose)) && slice_ends_any(s, ends, COUNT(ends));
    for (size_t i = 0; name && i < COUNT(verbs); i++)
        name = !memmem(s.start, (size_t)(s.end - s.start), verbs[i], strlen(verbs[i]));
    return name;
}

/* 以一分四秒的成绩把纪录缩短一秒 */
static bool says_how(struct slice s)
{
    if (!slice_skip(&s, "以"))
        return false;
    while (s.start < s.end)
        if (in_set(utf8_next(&s.start, s.end), "把将使让"))
            return true;
    return false;
}

/* Do the lines at i and below it begin an article and stand alone above its names? */
static bool is_pair(const struct chain *c, size_t i)
{
    const struct piece *above = i > 0 ? c->pieces[i - 1] : NULL;
    bool begins = !above || (is_body(above) && (above->ends.closed || is_apparatus(above)));
    return begins && i + 2 < c->count && has_names(c->pieces[i + 2]);
}

/* 某某在某地调研时强调: who said, above the line of what. */
static bool says_over(struct slice s)
{
    static const char *const verbs[] = {"强调", "指出", "要求", "提出", "作出批示", "作出重要批示"};
    return slice_ends_any(s, verbs, COUNT(verbs)) && slice_count(s) >= 7;
}

/* 某某参加, 某某主持会议: who was there, below the line of what was done. */
static bool tells_who_came(struct slice s)
{
    static const char *const verbs[] = {"参加",     "出席",     "陪同",     "主持",    "主持会议",
                                        "出席会议", "参加调研", "参加会见", "一同调研"};
    return slice_ends_any(s, verbs, COUNT(verbs)) && slice_count(s) <= 16;
}

/* 某镇植树造林纪实: what kind of a piece it is. 启动调查 is a deed. */
static bool names_kind(struct slice s)
{
    static const char *const kinds[] = {"纪实", "综述", "侧记", "走笔", "见闻",
                                        "纪略", "述评", "纪行", "调查", "透视"};
    static const char *const deeds[] = {"启动", "开展", "展开", "进行", "接受", "立案",
                                        "配合", "深入", "全面", "介入", "成立", "推进"};
    enum { SHORTEST_KIND = 7 };
    if (slice_count(s) < SHORTEST_KIND || !slice_ends_any(s, kinds, COUNT(kinds)))
        return false;
    s.end -= strlen(kinds[0]);
    return !slice_ends_any(s, deeds, COUNT(deeds));
}

/* What a headline is made of, beside a line of another duty: one that does not end as they do. */
static bool may_be_headline(const struct piece *p)
{
    return (is_line(p) || shows(p, EXCLAIMS)) && !is_text(p) && !is_apparatus(p) &&
           !shows(p, NAMES_ALONE) && !shows(p, DASH_END) && !shows(p, DASH_START) &&
           !shows(p, COLUMN_NAME) && !shows(p, BRACKETED) && !names_kind(slice_of(p->text));
}

/* 聚焦旧城换新貌 above 某区…——: nothing but the name of a column stands above a kicker. */
static bool is_above_kicker(const struct chain *c, size_t i)
{
    enum { LEAST = 2, LONGEST = 8 };
    const struct piece *p = c->pieces[i], *below = c->pieces[i + 1];
    const struct piece *above = i ? c->pieces[i - 1] : NULL;
    size_t count = slice_count(slice_of(p->text));
    bool line = above && is_line(above) && !has_names(above);
    return is_line(p) && !line && !p->level && !p->item && count >= LEAST && count <= LONGEST &&
           shows(below, DASH_END) && is_head_line(below) && !shows(p, ECHOES_BACK) &&
           !shows(p, UNIT_END) && !shows(p, NUMBERED) && !shows(p, HALVES) && !has_names(p) &&
           !slice_count_in(slice_of(p->text), "“”：:（()）—");
}

/* A line that says of what kind the piece is, or begins with ——: above a headline a kicker, and the
 * kind is a subheadline below one. What an office is the subject of is neither. */
static void show_kinds(struct chain *c)
{
    for (size_t i = 0; i + 1 < c->count; i++) {
        struct piece *p = c->pieces[i];
        const struct piece *above = i ? c->pieces[i - 1] : NULL, *below = c->pieces[i + 1];
        bool line = is_line(p) && !p->level && !p->known && !shows(p, DASH_END);
        bool kind = line && !shows(p, DASH_START) && names_kind(slice_of(p->text));
        bool head = above && may_be_headline(above);
        bool begins = !above || (is_body(above) && (above->ends.closed || is_apparatus(above)));
        bool crowned = i + 2 < c->count && has_names(c->pieces[i + 2]);
        show(p, OVER_HEADLINE,
             begins && crowned && may_be_headline(below) &&
                 (kind || (line && shows(p, DASH_START))));
        show(p, SET_OFF, is_above_kicker(c, i));
        show(p, UNDER_HEADLINE,
             kind && head && !shows(above, UNIT_END) && !shows(above, TINY) && has_names(below));
    }
}

static void show_who_came(struct chain *c)
{
    for (size_t i = 1; i + 1 < c->count; i++) {
        struct piece *p = c->pieces[i];
        if (is_head_line(c->pieces[i - 1]) && is_line(p) && !p->level &&
            has_names(c->pieces[i + 1]) && tells_who_came(slice_of(p->text)))
            show(p, UNDER_HEADLINE, true);
    }
}

enum {
    LEAST_LINES = 3,
    LEAST_LINE = 8,        /* characters that tell something */
    SHORTEST_SECOND = 12,  /* of two lines: the headline */
    LONGEST_PREDICATE = 18 /* what is longer below it is no predicate */
};

static size_t length_of(const struct piece *p)
{
    return slice_count(slice_of(p->text));
}

/* 【追踪】, and what it is about: the name of a series. */
static bool opens_boxed(const struct piece *p)
{
    return in_set(slice_first(slice_of(p->text)), "【");
}

/* Does the line tell something by itself? */
static bool tells(const struct piece *p)
{
    return length_of(p) >= LEAST_LINE && !in_set(slice_first(slice_of(p->text)), "和与及并或");
}

/* How many whole lines stand below each other from piece i on, above text or names. 0 if there are
 * none, or if one is too short to tell anything. No stack begins between i and `next`. */
static size_t stack_at(const struct chain *c, size_t i, size_t *next)
{
    const struct piece *above = i ? c->pieces[i - 1] : NULL;
    size_t end = i;
    *next = i + 1;
    if (above && !is_apparatus(above) && !(is_plain_text(above) && above->ends.closed))
        return 0;
    while (end < c->count && is_whole(c->pieces[end]) && !shows(c->pieces[end], TINY))
        end++;
    if (end == i)
        return 0;
    *next = end;
    if (end == c->count || !(is_plain_text(c->pieces[end]) || has_names(c->pieces[end])))
        return 0;
    while (*next > i && tells(c->pieces[*next - 1]))
        --*next;
    if (*next > i)
        return 0;
    *next = end;
    return end - i;
}

/* Which of three or more whole lines is the headline: the shortest, because it is set largest; of
 * two as short the lower. */
static size_t headline_of(const struct chain *c, size_t first, size_t end)
{
    size_t best = first;
    for (size_t i = first + 1; i < end; i++)
        if (opens_boxed(c->pieces[best]) || length_of(c->pieces[i]) <= length_of(c->pieces[best]))
            best = i;
    return best;
}

/* Three or more lines each of which tells something by itself are no headline in three lines: one
 * is, those above it are kickers and those below it subheadlines. Of two lines the second is one if
 * it is too long for a predicate and the first no subject. */
static void show_decks(struct chain *c)
{
    for (size_t i = 0, end; i < c->count; i = end) {
        size_t lines = stack_at(c, i, &end);
        if (lines >= LEAST_LINES) {
            size_t headline = headline_of(c, i, end);
            for (size_t k = i; k < end; k++)
                if (k != headline)
                    show(c->pieces[k], k < headline ? OVER_HEADLINE : UNDER_HEADLINE, true);
        } else if (lines == 2) {
            show(c->pieces[i + 1], UNDER_HEADLINE,
                 length_of(c->pieces[i]) >= SHORTEST_SECOND &&
                     length_of(c->pieces[i + 1]) > LONGEST_PREDICATE &&
                     !shows(c->pieces[i], OVER_HEADLINE));
        }
    }
}

void show_stacks(struct chain *c)
{
    for (size_t i = 0; i + 1 < c->count; i++) {
        struct piece *one = c->pieces[i], *two = c->pieces[i + 1];
        if (!is_whole(one) || !is_whole(two))
            continue;
        struct slice first = slice_of(one->text), second = slice_of(two->text);
        bool pair = is_pair(c, i), longer = slice_count(second) > slice_count(first);
        bool begins = i == 0 || !is_head_line(c->pieces[i - 1]);
        bool event = names_event(first) && !in_set(slice_first(second), "在于将圆开举落");
        show(one, OVER_HEADLINE,
             (pair && !longer && has_parts(first)) ||
                 (begins && (celebrates(first) || says_over(first) || event)));
        show(two, UNDER_HEADLINE, pair && longer && says_how(second));
    }
    show_who_came(c);
    show_kinds(c);
    show_decks(c);
}
