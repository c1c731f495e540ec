/* SPDX-License-Identifier: MIT */
/*
 * Levels of headings in a text, told by how they are numbered, as GB/T 9704 7.3.3 orders them:
 * 一、 then （一） then 1. then （1）. A sheet that gives the levels looks of their own has styles
 * heading-1 to heading-4; a heading whose level has none, or that has no number, is set as heading.
 */
#include "page/blocks.h"

#include <string.h>

enum number_kind { NO_NUMBER, CHINESE_NUMBER, DIGITS };

static enum number_kind kind_of(uint32_t code)
{
    static const uint32_t chinese[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
                                       0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E};
    if (is_digit_of_any_width(code))
        return DIGITS;
    for (size_t i = 0; i < COUNT(chinese); i++)
        if (code == chinese[i])
            return CHINESE_NUMBER;
    return NO_NUMBER;
}

/* Moves behind a number of one kind. */
static enum number_kind number(const char **text, const char *end)
{
    enum number_kind kind = NO_NUMBER;
    for (const char *p = *text; p < end; *text = p) {
        enum number_kind next = kind_of(utf8_next(&p, end));
        if (next == NO_NUMBER || (kind != NO_NUMBER && next != kind))
            break;
        kind = next;
    }
    return kind;
}

static bool closes_number(uint32_t code)
{
    return code == ')' || code == 0xFF09;
}

int heading_level(const char *text)
{
    const char *end = text + strlen(text), *p = text;
    uint32_t first = p < end ? utf8_next(&p, end) : 0;
    bool bracket = first == '(' || first == 0xFF08;
    const char *at = bracket ? p : text;
    enum number_kind kind = number(&at, end);
    uint32_t behind = at < end ? utf8_next(&at, end) : 0;
    if (bracket)
        return !closes_number(behind) || kind == NO_NUMBER ? 0 : kind == CHINESE_NUMBER ? 2 : 4;
    if (kind == CHINESE_NUMBER)
        return behind == 0x3001 ? 1 : 0;
    bool stop = behind == '.' || behind == 0xFF0E || behind == 0x3001;
    bool decimal = at < end && kind_of(utf8_next(&at, end)) == DIGITS;
    return kind == DIGITS && stop && !decimal ? 3 : 0;
}

const struct format *heading_format(struct arena *a, const struct sheet *sheet, const char *text)
{
    int level = heading_level(text);
    const struct format *own = NULL;
    if (level > 0)
        own = format_find(sheet, arena_printf(a, "heading-%d", level));
    return own ? own : format_style(sheet, "heading");
}
