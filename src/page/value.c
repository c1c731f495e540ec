/* SPDX-License-Identifier: MIT */
/*
 * A figure's number in words: what stands before its digits, what behind them.
 *
 * The value is as it was written, 上万 or 15万余, and holds most words of approximation itself. A
 * word that stood outside it comes before the digits, unless it is one of the few that Chinese
 * puts behind a number (以上, 左右). A value without digits is in Chinese numerals, and these are
 * then its digits: 三万 of 三万多. That it is not so yet (预计) stands before all, or in a table
 * where its doubts stand, unless the label says so. A range that has its unit at both ends,
 * 30%—40%, has it in the value once, which a unit that stands apart makes superfluous.
 */
#include "page/blocks.h"

#include <string.h>

static bool is_numeral(uint32_t code)
{
    static const char numerals[] = "〇零一二三四五六七八九十百千万亿两廿卅半";
    const char *end = numerals + sizeof numerals - 1;
    for (const char *p = numerals; p < end;)
        if (utf8_next(&p, end) == code)
            return true;
    return false;
}

/* Bytes up to the last character that is one of these; 0 if none is. */
static size_t up_to_last(const char *value, bool (*one_of)(uint32_t code))
{
    const char *end = value + strlen(value);
    size_t len = 0;
    for (const char *p = value; p < end;)
        if (one_of(utf8_next(&p, end)))
            len = (size_t)(p - value);
    return len;
}

/* Bytes before the first character that is one of these; all if none is. */
static size_t before_first(const char *value, bool (*one_of)(uint32_t code))
{
    const char *p = value, *end = value + strlen(value);
    while (p < end) {
        const char *at = p;
        if (one_of(utf8_next(&p, end)))
            return (size_t)(at - value);
    }
    return strlen(value);
}

size_t value_lead(const char *value)
{
    size_t all = strlen(value), len = before_first(value, is_digit_of_any_width);
    if (len == all)
        len = before_first(value, is_numeral);
    return len < all ? len : 0;
}

size_t value_digits(const char *value)
{
    size_t len = up_to_last(value, is_digit_of_any_width);
    if (len == 0)
        len = up_to_last(value, is_numeral);
    return len > 0 ? len : strlen(value);
}

size_t value_whole(const char *value)
{
    static const char *const points[] = {".", "．", "点"};
    size_t len = value_digits(value);
    for (size_t i = 0; i < COUNT(points); i++) {
        const char *point = strstr(value, points[i]);
        if (point && (size_t)(point - value) < len)
            len = (size_t)(point - value);
    }
    return len;
}

static bool stands_behind(const char *approx)
{
    static const char *const words[] = {"以上", "以下", "以内", "左右", "上下",
                                        "之上", "之内", "多",   "余"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (!strcmp(approx, words[i]))
            return true;
    return false;
}

/* The word of approximation that is not in the value itself, or "". */
static const char *outside(const struct keyfigure *k)
{
    return strstr(k->value, k->approx) ? "" : k->approx;
}

const char *value_before(const struct keyfigure *k)
{
    return stands_behind(outside(k)) ? "" : outside(k);
}

const char *value_outlook(const struct keyfigure *k)
{
    return strstr(k->label, k->outlook) ? "" : k->outlook;
}

const char *value_prefix(struct arena *a, const struct keyfigure *k)
{
    return arena_printf(a, "%s%s", value_outlook(k), value_before(k));
}

const char *value_behind(const struct keyfigure *k)
{
    return stands_behind(outside(k)) ? outside(k) : "";
}

const char *value_number(struct arena *a, const struct keyfigure *k)
{
    const char *const marks[] = {k->unit, "％", "百分之", "千分之"};
    bool share = !strcmp(k->unit, "%") || !strcmp(k->unit, "‰");
    for (size_t i = 0; k->unit[0] && i < (share ? COUNT(marks) : 1); i++) {
        const char *mark = strstr(k->value, marks[i]);
        if (mark)
            return arena_printf(a, "%.*s%s", (int)(mark - k->value), k->value,
                                mark + strlen(marks[i]));
    }
    return k->value;
}

const char *value_unit(struct arena *a, const struct keyfigure *k)
{
    if (!k->per[0])
        return k->unit;
    return arena_printf(a, k->unit[0] ? "%s/%s" : "%s每%s", k->unit, k->per);
}

const char *value_text(struct arena *a, const struct keyfigure *k)
{
    return arena_printf(a, "%s%s%s", value_before(k),
                        article_share_text(a, k->value, value_unit(a, k)), value_behind(k));
}

const char *value_label(struct arena *a, const struct digest_article *article, size_t figure)
{
    const struct keyfigure *k = article->figures + figure;
    const char *outlook = value_outlook(k), *note = doubt_note(a, article, figure);
    if (!outlook[0] && !note[0])
        return k->label;
    const char *joint = outlook[0] && note[0] ? "；" : "";
    return arena_printf(a, "%s（%s%s%s）", k->label, outlook, joint, note);
}
