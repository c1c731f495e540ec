/* SPDX-License-Identifier: MIT */
/*
 * The same quantity told twice, with values that cannot both be right.
 *
 * Most figures that are called alike count something else: another day, another village, another
 * meeting. Two are only held against each other when the label says whose quantity it is (环山路全
 * 长) or both sentences claim a whole (共, 累计), and when time, place and occasion of the two
 * sentences are the same words. A sentence without such words stands in the time and place of the
 * one before it in its paragraph. Changes, shares of others, parts and averages are left out, and
 * across articles so is what names no place of its own.
 *
 * Labels are sorted, so that equal ones meet; each is compared with the few before it. The text is
 * only read for pairs whose values differ, no further back than REACH, and altogether no more than
 * SEARCH_LIMIT, which no real issue comes near.
 */
#include "digest/check.h"
#include "digest/script.h"
#include "digest/words.h"

#include <stdlib.h>
#include <string.h>

enum {
    BACK = 4,
    REACH = 400,
    SHORTEST_OWNED = 5,
    SHORTEST_DEED = 5,
    LONGEST_PLACE = 5,
    MOST_TWINS = 256,
    SEARCH_LIMIT = 50000000
};

/* ---- candidates --------------------------------------------------------------------------- */

struct told {
    const struct digest_article *in;
    const struct keyfigure *k;
    const char *label; /* in simplified characters, without the place that it may begin with */
    bool traditional;  /* the article is read in simplified characters */
    size_t article;
    size_t figure;
};

/* With something before it: 隧道全长, not 全长. */
static bool is_quality(const char *label, const char *const *of)
{
    size_t len = strlen(label), n = words_end(label, len, of);
    return n && n < len;
}

static bool holds_any(const char *s, const char *const *words)
{
    for (; *words; words++)
        if (strstr(s, *words))
            return true;
    return false;
}

static bool is_owned(const char *label)
{
    return is_quality(label, words_quantity.list) || is_quality(label, words_extent.list);
}

static size_t shortest(const char *label)
{
    return is_owned(label) ? SHORTEST_OWNED : SHORTEST_DEED;
}

/* 松岭县松岭隧道全长 without its first three characters, when enough is left to know it by. */
static const char *without_place(const char *label)
{
    const char *end = label + strlen(label), *rest = label;
    const char *p = label;
    for (int i = 1; i <= LONGEST_PLACE && p < end; i++) {
        uint32_t c = utf8_next(&p, end);
        bool kind = c == U'省' || c == U'市' || c == U'县' || c == U'区' || c == U'镇' ||
                    c == U'乡' || c == U'村';
        if (i > 2 && kind && utf8_count(p, (size_t)(end - p)) >= shortest(p))
            rest = p;
    }
    return rest;
}

static bool may_be_told(const struct keyfigure *k, const char *label)
{
    static const char *const changes[] = {"同比", "环比", "增",   "减",   "降", "升",
                                          "涨",   "提高", "缩短", "占",   "(",  "比",
                                          "回落", "平均", "最",   "计划", NULL};
    size_t n = utf8_count(label, strlen(label));
    return n >= shortest(label) && !k->part_of[0] && !k->per[0] && k->start < k->end &&
           !holds_any(label, changes);
}

static int by_label(const void *a, const void *b)
{
    const struct told *x = a, *y = b;
    int order = strcmp(x->label, y->label);
    if (!order)
        order = (x->article > y->article) - (x->article < y->article);
    return order ? order : (x->figure > y->figure) - (x->figure < y->figure);
}

static size_t collect(struct arena *a, const struct digest *digest, struct told **told)
{
    size_t total = 0, n = 0;
    for (size_t i = 0; i < digest->article_count; i++)
        total += digest->articles[i].figure_count;
    *told = arena_array(a, total, sizeof **told);
    for (size_t i = 0; i < digest->article_count; i++) {
        const struct digest_article *in = &digest->articles[i];
        bool traditional = script_is_traditional(in->article);
        for (size_t k = 0; k < in->figure_count; k++) {
            const struct keyfigure *f = &in->figures[k];
            const char *label = traditional ? script_simplified(a, f->label) : f->label;
            if (may_be_told(f, label))
                (*told)[n++] = (struct told){in, f, without_place(label), traditional, i, k};
        }
    }
    qsort(*told, n, sizeof **told, by_label);
    return n;
}

/* ---- values ------------------------------------------------------------------------------- */

/* The clause itself names what it counts, and did not borrow it: 共调解纠纷863件,成功854件. */
static bool names_it(const struct keyfigure *k)
{
    const char *end = k->label + strlen(k->label), *head = end;
    for (int i = 0; i < 2 && head > k->label; i++)
        utf8_previous(&head, k->label);
    return strstr(k->text, head);
}

/* What is written alike says the same. */
static bool written_alike(const struct keyfigure *k, const struct keyfigure *o)
{
    return !strcmp(k->value, o->value) && !strcmp(k->unit, o->unit) &&
           !strcmp(k->approx, o->approx);
}

static bool values_differ(struct arena *scratch, const struct told *a, const struct told *b)
{
    struct passage p, r;
    struct quantity x, y;
    return !written_alike(a->k, b->k) && check_figure(scratch, a->k, &p, &x) &&
           check_figure(scratch, b->k, &r, &y) && x.measure == y.measure && x.kind == y.kind &&
           x.kind != UNIT_DURATION &&
           !strcmp(passage_text(scratch, &p, x.unit), passage_text(scratch, &r, y.unit)) &&
           !interval_meets(x.amount, y.amount);
}

/* ---- time, place, occasion ---------------------------------------------------------------- */

struct setting {
    struct buf time, place; /* the words of each, of the last sentence that had some, each with a
                               bar behind it */
    bool whole;             /* 共, 累计 stands in the figure's own sentence */
    bool known; /* it stands in a paragraph; items of a list are about different things */
};

/* The end of a word of time at i, or i. 目前 and 今年 are what is meant when nothing is said. */
static size_t time_end(const struct passage *p, size_t i)
{
    static const char *const words[] = {
        "去年", "上年", "前年", "明年", "本月",   "上月", "当月",   "本周",   "上周",   "今天",
        "昨天", "今日", "昨日", "当天", "当日",   "次日", "年初",   "年末",   "年底",   "同期",
        "截至", "累计", "全年", "首日", "期间",   "近年", "十三五", "十四五", "十五五", "上半年",
        "预计", "力争", "计划", "目标", "下半年", "此前", "过去",   "原",     "近期",   "本季",
        "将",   "未来", "去冬", "今春", "每",     "往年", "历年",   NULL};
    static const char *const now[] = {"截至目前", NULL};
    static const char *const units[] = {"年",   "月", "日", "号", "时",   "点", "分",
                                        "季度", "周", "天", "期", "个月", NULL};
    size_t digits = i;
    if (word_at(p, i, now))
        return i;
    while (is_digit(passage_at(p, digits)))
        digits++;
    size_t unit = digits > i ? word_at(p, digits, units) : 0;
    return unit ? digits + unit : i + word_at(p, i, words);
}

/* A word of place or occasion that begins or ends at i: 全镇, 在…, 第…, and 柳溪镇 with the two
 * characters before its kind. Empty if there is none. */
static struct span place_span(const struct passage *p, size_t i, size_t first, size_t end)
{
    static const char *const wholes[] = {"全国", "全省", "全市", "全县", "全区", "全镇", "全乡",
                                         "全村", "全州", "该市", "该县", "该区", "该镇", "该村",
                                         "活动", "会议", "首场", "首批", "分别", "其中", NULL};
    static const char *const opens[] = {"第", "在", "对", "向", "于", "另", NULL};
    static const char *const kinds[] = {
        DIVISION_WORDS, "街道", "社区", "学校", "小学", "中学", "医院", "法院", "公司", "中心",
        "站",           "港",   "园",   "厂",   "组",   "局",   "队",   "院",   NULL};
    enum { PHRASE = 8 };
    size_t n = word_at(p, i, wholes);
    struct span s = {i, i + n};
    if (!n && word_at(p, i, opens))
        s.end = i + PHRASE;
    else if (!n && i >= first + 2 && (n = word_at(p, i, kinds)))
        s = (struct span){i - 2, i + n};
    if (s.end > end)
        s.end = end;
    return s;
}

static void take_words(struct buf *words, const struct passage *p, struct span s, bool *fresh)
{
    if (s.end <= s.first)
        return;
    if (*fresh)
        words->len = 0;
    *fresh = false;
    for (size_t i = s.first; i < s.end; i++)
        buf_add_code(words, p->code[i]);
    buf_adds(words, "|");
}

/* 今天 is the day of its own sentence only; a year goes on. */
static void end_day(struct buf *time)
{
    static const char *const days[] = {"今天|", "今日|", "昨天|", "昨日|", "当天|", "当日|", NULL};
    for (const char *const *day = days; *day && time->len; day++)
        if (!strcmp(time->text, *day))
            time->len = 0;
}

static bool ends_sentence(uint32_t c)
{
    return c == U'。' || c == U'！' || c == U'？' || c == '\n';
}

/* What stands before character `at`; a sentence begins with nothing of its own. */
static void read_setting(const struct passage *p, size_t at, struct setting *s)
{
    static const char *const totals[] = {"共", "累计", "总计", "合计", "总", NULL};
    bool time = true, place = true;
    size_t first = 0;
    for (size_t i = 0; i < at; i++) {
        if (ends_sentence(p->code[i])) {
            time = place = true;
            end_day(&s->time);
            s->whole = false;
            first = i + 1;
            continue;
        }
        take_words(&s->time, p, (struct span){i, time_end(p, i)}, &time);
        take_words(&s->place, p, place_span(p, i, first, at), &place);
        s->whole = s->whole || word_at(p, i, totals);
    }
}

/* The end of the text before character `start` of its block, no more than REACH of it. */
static struct setting setting_of(struct arena *scratch, const struct told *t, size_t *searched)
{
    struct place place = check_place(t->in->article, t->k);
    struct setting s = {.known = place.block && place.block->kind == BLOCK_P};
    const char *text = s.known ? place.block->text : "", *from = text;
    const char *p = text, *end = text + strlen(text);
    for (int i = 0; i < place.start && p < end; i++) {
        utf8_next(&p, end);
        if (i >= REACH)
            utf8_next(&from, end);
        ++*searched;
    }
    struct passage passage =
        script_passage(scratch, arena_text(scratch, from, (size_t)(p - from)), t->traditional);
    read_setting(&passage, passage.count, &s);
    return s;
}

static bool holds(const struct buf *all, const struct buf *some)
{
    return !some->len || (all->len >= some->len && strstr(all->text, some->text));
}

/* Whether time and place leave it open that both tell the same. */
static bool settings_agree(const struct told *a, const struct setting *s, const struct told *b,
                           const struct setting *t)
{
    bool near = a->article == b->article;
    bool owned = is_owned(a->label), lasting = is_quality(a->label, words_extent.list);
    bool same_time = s->time.len == t->time.len && holds(&s->time, &t->time);
    bool same_place = s->place.len == t->place.len && holds(&s->place, &t->place);
    bool same_day = near || !strcmp(a->in->article->date, b->in->article->date);
    bool place = near ? holds(&s->place, &t->place) || holds(&t->place, &s->place)
                      : same_place && s->place.len;
    if (lasting)
        return place;
    return place && same_time && same_day && (owned || (s->whole && t->whole));
}

/* 干、支、斗渠改造6条、44条、310条: one list under one name tells nothing twice. */
static bool share_clause(const struct told *a, const struct told *b)
{
    return a->article == b->article && !strcmp(a->k->p, b->k->p) && !strcmp(a->k->text, b->k->text);
}

static bool are_twins(struct arena *scratch, const struct told *a, const struct told *b,
                      size_t *searched)
{
    if (share_clause(a, b) || strcmp(a->label, b->label) != 0 || *searched > SEARCH_LIMIT ||
        !names_it(a->k) || !names_it(b->k) || !values_differ(scratch, a, b))
        return false;
    struct setting s = setting_of(scratch, a, searched), t = setting_of(scratch, b, searched);
    bool agree = s.known && t.known && settings_agree(a, &s, b, &t);
    buf_release(&s.time);
    buf_release(&s.place);
    buf_release(&t.time);
    buf_release(&t.place);
    return agree;
}

/* ---- the issue ---------------------------------------------------------------------------- */

static int by_second(const void *a, const void *b)
{
    const struct twin *x = a, *y = b;
    for (int i = 1; i >= 0; i--) {
        if (x->article[i] != y->article[i])
            return x->article[i] < y->article[i] ? -1 : 1;
        if (x->figure[i] != y->figure[i])
            return x->figure[i] < y->figure[i] ? -1 : 1;
    }
    return 0;
}

size_t find_twins(struct arena *a, const struct digest *digest, struct twin **twins)
{
    struct arena *scratch = arena_new();
    struct told *told;
    size_t count = collect(a, digest, &told), found = 0, searched = 0;
    *twins = NULL;
    for (size_t i = 0; i < count && found < MOST_TWINS; i++) {
        for (size_t k = i; k-- > 0 && i - k <= BACK;) {
            if (!are_twins(scratch, &told[k], &told[i], &searched))
                continue;
            *twins = arena_grow(a, *twins, found, sizeof **twins);
            (*twins)[found++] =
                (struct twin){{told[k].article, told[i].article}, {told[k].figure, told[i].figure}};
            break;
        }
        arena_clear(scratch);
    }
    arena_free(scratch);
    if (found)
        qsort(*twins, found, sizeof **twins, by_second);
    return found;
}
