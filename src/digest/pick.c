/* SPDX-License-Identifier: MIT */
/*
 * The front page's figures: which numbers of an issue weigh most.
 *
 * A reader looks for money and people first, then for rates, then for what was done; a large number
 * before a small one; a label that fits under it before one that does not; and the editors of a
 * page put first what matters. So the score of a figure is the sum of
 *
 *     its unit       money 40, people 30, per cent 20, measures and things 12
 *
 *     its magnitude  3 for each digit before the point, the 万 and 亿 of a unit as 4 and 8, and up
 *                    to 2 for the first digit, so that 42792亿元 comes before 4.2亿元; a rate has
 *                    no magnitude and gets 12
 *
 *     its label      20 for 4 to 14 characters, else 8; less 6 if a digit, a bracket or a
 *                    quotation stands in it
 *
 *     its place      6, 4, 2 for the first three of an article
 *
 * less 15 for a part of another figure, one that is not so yet (预计) or is past (去年同期…), a
 * change (增长5%, which says little without its base), a number below ten or one that is only a
 * word for many (数十, 上百). A front page has no text beside the figure: one whose label is a
 * single noun (家庭), was cut behind 和 or 、, or is longer than a line is not picked at all, and
 * neither is a figure that the checker has doubts about. Every article gives its best figure before
 * any gives its second, and of one family of units no more than two stand in a row while there is
 * another. What one label says at its end and another as a whole (今年粮食产量, 粮食产量) is picked
 * once: side by side the two would seem to contradict each other.
 */
#include <stdlib.h>
#include <string.h>

#include "digest/briefing.h"

enum { MOST_PICKS = 12, MOST_DIGITS = 16, SHORTEST_LABEL = 4, LONGEST_LABEL = 22 };

enum family { MONEY, PEOPLE, SHARE, OTHER };

struct candidate {
    const struct keyfigure *figure;
    struct digest_pick pick;
    int score;
    enum family family;
    bool picked;
    size_t rank; /* in its article, 0 is the best */
};

static bool has(const char *s, const char *part)
{
    return strstr(s, part) != NULL;
}

static bool is_share(const struct keyfigure *k)
{
    const char *unit = k->unit;
    return has(unit, "%") || has(unit, "‰") || has(unit, "百分") || has(unit, "成") ||
           (!unit[0] && strncmp(k->number, "0.", 2) == 0);
}

static enum family family_of(const struct keyfigure *k)
{
    static const char *const people[] = {"人", "名", "户", "位"};
    if (has(k->unit, "元") || has(k->unit, "英镑") || has(k->unit, "卢布"))
        return MONEY;
    for (size_t i = 0; i < COUNT(people); i++)
        if (strncmp(k->unit, people[i], strlen(people[i])) == 0)
            return PEOPLE;
    return is_share(k) ? SHARE : OTHER;
}

static int whole_digits(const struct keyfigure *k)
{
    const char *number = k->number + (k->number[0] == '-');
    int digits = (int)strcspn(number, ".");
    digits += has(k->unit, "万") ? 4 : 0;
    digits += has(k->unit, "亿") ? 8 : 0;
    return digits;
}

static int magnitude_score(const struct keyfigure *k)
{
    int digits = whole_digits(k), first = k->number[k->number[0] == '-'] - '0';
    if (is_share(k))
        return 12;
    return 3 * (digits < MOST_DIGITS ? digits : MOST_DIGITS) + first / 4;
}

static int label_score(const char *label)
{
    static const char *const noise[] = {"“", "《", "(", "（", "、"};
    size_t n = utf8_count(label, strlen(label));
    int score = n <= 14 ? 20 : 8;
    bool noisy = strpbrk(label, "0123456789") != NULL;
    for (size_t i = 0; i < COUNT(noise); i++)
        noisy = noisy || has(label, noise[i]);
    return score - (noisy ? 6 : 0);
}

/* 近[万]名: how many of them is not said. */
static bool is_bare_power(const char *value)
{
    static const char *const powers[] = {"百", "千", "万", "亿"};
    const char *p = value;
    for (size_t i = 0; i < COUNT(powers); i++)
        if (!strncmp(p, powers[i], strlen(powers[i])))
            p += strlen(powers[i]);
    return p > value && !*p;
}

bool digest_vague(const struct keyfigure *figure)
{
    static const char *const vague[] = {"数", "几", "上"};
    if (is_bare_power(figure->value))
        return true;
    for (size_t i = 0; i < COUNT(vague); i++)
        if (strcmp(figure->approx, vague[i]) == 0)
            return true;
    return false;
}

static bool is_weak(const struct keyfigure *k)
{
    static const char *const changes[] = {"同比", "环比", "增长", "下降", "提高", "上升", "(减"};
    static const char *const earlier[] = {"去年",   "上年",   "前年",   "解放前", "解放初",
                                          "建国前", "建国初", "建國前", "建國初"};
    bool weak =
        k->part_of[0] || k->outlook[0] || digest_vague(k) || (!is_share(k) && whole_digits(k) < 2);
    for (size_t i = 0; i < COUNT(changes); i++)
        weak = weak || has(k->label, changes[i]);
    for (size_t i = 0; i < COUNT(earlier); i++)
        weak = weak || strncmp(k->label, earlier[i], strlen(earlier[i])) == 0;
    return weak;
}

/* Whether the label can stand without its text. */
static bool is_sound(const struct keyfigure *k)
{
    static const char *const joints[] = {"、", "和", "及", "与", "或"};
    const char *in_text = strstr(k->text, k->label);
    size_t n = utf8_count(k->label, strlen(k->label));
    bool sound = n >= SHORTEST_LABEL && n <= LONGEST_LABEL;
    for (size_t i = 0; sound && in_text && i < COUNT(joints); i++) {
        size_t len = strlen(joints[i]);
        sound = (size_t)(in_text - k->text) < len || memcmp(in_text - len, joints[i], len) != 0;
    }
    return sound;
}

/* The checker has something against it. */
static bool is_in_doubt(const struct digest_article *article, size_t figure)
{
    for (size_t i = 0; i < article->doubt_count; i++)
        if (article->doubts[i].figure == figure)
            return true;
    return false;
}

static int score(const struct keyfigure *k, size_t place)
{
    static const int units[] = {[MONEY] = 40, [PEOPLE] = 30, [SHARE] = 20, [OTHER] = 12};
    int early = place < 3 ? 6 - 2 * (int)place : 0;
    return units[family_of(k)] + magnitude_score(k) + label_score(k->label) + early -
           (is_weak(k) ? 15 : 0);
}

static int compare_places(const struct digest_pick *a, const struct digest_pick *b)
{
    if (a->article != b->article)
        return a->article < b->article ? -1 : 1;
    return (a->figure > b->figure) - (a->figure < b->figure);
}

/* Article by article, the best figure first. */
static int compare_in_article(const void *x, const void *y)
{
    const struct candidate *a = x, *b = y;
    if (a->pick.article != b->pick.article)
        return a->pick.article < b->pick.article ? -1 : 1;
    return a->score != b->score ? b->score - a->score : compare_places(&a->pick, &b->pick);
}

static int compare_in_issue(const void *x, const void *y)
{
    const struct candidate *a = x, *b = y;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->score != b->score ? b->score - a->score : compare_places(&a->pick, &b->pick);
}

static struct candidate *collect(struct arena *a, const struct digest *digest, size_t *count)
{
    size_t total = 0, n = 0;
    for (size_t i = 0; i < digest->article_count; i++)
        total += digest->articles[i].figure_count;
    struct candidate *all = arena_array(a, total, sizeof *all);
    for (size_t i = 0; i < digest->article_count; i++) {
        for (size_t j = 0; j < digest->articles[i].figure_count; j++) {
            const struct keyfigure *k = &digest->articles[i].figures[j];
            if (is_sound(k) && !is_in_doubt(&digest->articles[i], j))
                all[n++] = (struct candidate){
                    .figure = k, .pick = {i, j}, .score = score(k, j), .family = family_of(k)};
        }
    }
    *count = n;
    return all;
}

/* Whether one of them ends as the other reads. */
static bool share_end(const char *one, const char *other)
{
    size_t m = strlen(one), n = strlen(other), least = m < n ? m : n;
    return memcmp(one + m - least, other + n - least, least) == 0;
}

static bool is_picked(const struct digest *digest, const struct keyfigure *k)
{
    for (size_t i = 0; i < digest->pick_count; i++) {
        const struct digest_pick *p = &digest->picks[i];
        const struct keyfigure *other = &digest->articles[p->article].figures[p->figure];
        if (strcmp(k->unit, other->unit) == 0 && share_end(k->label, other->label))
            return true;
    }
    return false;
}

/* The next candidate: the best of another family than the last two picks had, else the best. */
static struct candidate *next_pick(const struct digest *digest, struct candidate *all, size_t count,
                                   const enum family last[2])
{
    struct candidate *best = NULL;
    bool full = digest->pick_count >= 2 && last[0] == last[1];
    for (size_t i = 0; i < count; i++) {
        struct candidate *c = &all[i];
        if (c->picked || is_picked(digest, c->figure))
            continue;
        if (!full || c->family != last[0])
            return c;
        if (!best)
            best = c;
        if (c->rank > best->rank)
            break;
    }
    return best;
}

void pick_figures(struct arena *a, struct digest *digest)
{
    size_t count;
    enum family last[2] = {OTHER, OTHER};
    struct candidate *all = collect(a, digest, &count), *c;
    if (!count)
        return;
    qsort(all, count, sizeof *all, compare_in_article);
    for (size_t i = 1; i < count; i++)
        if (all[i].pick.article == all[i - 1].pick.article)
            all[i].rank = all[i - 1].rank + 1;
    qsort(all, count, sizeof *all, compare_in_issue);
    digest->picks = arena_array(a, MOST_PICKS, sizeof *digest->picks);
    while (digest->pick_count < MOST_PICKS && (c = next_pick(digest, all, count, last))) {
        digest->picks[digest->pick_count++] = c->pick;
        c->picked = true;
        last[1] = last[0];
        last[0] = c->family;
    }
}
