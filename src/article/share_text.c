/* SPDX-License-Identifier: MIT */
/*
 * A value and its unit in one text. A share in Chinese numerals has its unit in front,
 * 百分之十六点七, or in itself, 三成五至四成; a sign behind it is how no one writes it.
 */
#include "article/article.h"

#include <string.h>

static bool holds(const char *value, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(value, words[i]))
            return true;
    return false;
}

const char *article_share_text(struct arena *a, const char *value, const char *unit)
{
    static const struct {
        const char *unit, *front;
    } shares[] = {{"%", "百分之"}, {"‰", "千分之"}, {"‱", "万分之"}};
    static const char *const whole[] = {"成", "折", "半"};
    bool digits = strpbrk(value, "0123456789") != NULL;
    for (const char *p = value, *end = value + strlen(value); p < end && !digits;)
        digits = is_digit_of_any_width(utf8_next(&p, end));
    for (size_t i = 0; i < COUNT(shares) && !digits && value[0]; i++)
        if (!strcmp(unit, shares[i].unit))
            return holds(value, whole, COUNT(whole))
                       ? value
                       : arena_printf(a, "%s%s", shares[i].front, value);
    return arena_printf(a, "%s%s", value, unit);
}
