/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 forwards, backwards and checked, and the few properties of characters that every stage asks
 * for. Checking follows Unicode's table 3-7 (well-formed byte sequences); readers check once, so
 * the walking functions need not.
 */
#include "util/util.h"

uint32_t utf8_previous(const char **s, const char *start)
{
    const char *end = *s;
    const char *p = end - 1;
    while (p > start && ((unsigned char)*p & 0xC0) == 0x80)
        p--;
    *s = p;
    return utf8_next(&p, end);
}

size_t utf8_encode(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t extra = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    for (size_t i = extra; i > 0; i--, code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(lead[extra] | code);
    return extra + 1;
}

/* Length of the well-formed sequence at p, or 0. */
static size_t sequence(const unsigned char *p, size_t len)
{
    if (p[0] < 0x80)
        return 1;
    size_t extra = p[0] >= 0xF0 ? 3 : p[0] >= 0xE0 ? 2 : 1;
    if (p[0] < 0xC2 || p[0] > 0xF4 || len <= extra)
        return 0;
    unsigned char low = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char high = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
    if (p[1] < low || p[1] > high)
        return 0;
    for (size_t i = 2; i <= extra; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    return extra + 1;
}

size_t utf8_valid(const char *s, size_t len)
{
    size_t at = 0;
    while (at < len) {
        size_t n = sequence((const unsigned char *)s + at, len - at);
        if (!n)
            break;
        at += n;
    }
    return at;
}

/* How many of eight bytes continue a character: bit 7 is set and bit 6 is not. The product has the
 * sum of all bytes in its highest one. */
static size_t continuing(const char *s)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t bytes;
    memcpy(&bytes, s, sizeof bytes);
    return (size_t)((bytes >> 7 & ~bytes >> 6 & ones) * ones >> 56);
}

size_t utf8_count(const char *s, size_t len)
{
    enum { STEP = sizeof(uint64_t) };
    size_t count = len;
    for (; len >= STEP; s += STEP, len -= STEP)
        count -= continuing(s);
    for (size_t i = 0; i < len; i++)
        count -= ((unsigned char)s[i] & 0xC0) == 0x80;
    return count;
}

struct range {
    uint32_t first, last;
};

static bool in_ranges(uint32_t code, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

int utf8_width(uint32_t code)
{
    static const struct range wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x4DBF},
                                        {0x4E00, 0xA4CF},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
                                        {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
                                        {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
    static const struct range none[] = {
        {0x0300, 0x036F}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x2064}, {0xFE00, 0xFE0F}};
    if (code < 0x300)
        return code >= 0x20 && code != 0x7F;
    if (in_ranges(code, none, COUNT(none)))
        return 0;
    return in_ranges(code, wide, COUNT(wide)) ? 2 : 1;
}

bool is_han(uint32_t code)
{
    static const struct range han[] = {{0x4E00, 0x9FFF}, {0x3005, 0x3007},   {0x3400, 0x4DBF},
                                       {0xF900, 0xFAFF}, {0x20000, 0x2FA1F}, {0x30000, 0x3FFFD},
                                       {0x2E80, 0x2FDF}};
    return code >= 0x2E80 && code != 0x3006 && in_ranges(code, han, COUNT(han));
}

bool is_space(uint32_t code)
{
    return code == ' ' || (code >= 0x09 && code <= 0x0D) || code == 0x85 || code == 0xA0 ||
           code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
           code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}
