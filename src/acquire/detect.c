/* SPDX-License-Identifier: MIT */
/*
 * Which encoding bytes are in: UTF-8, GB18030 (with GBK and GB2312 inside it), Big5 or UTF-16 in
 * either order. A byte order mark decides. Without one, bytes that are valid UTF-8 are UTF-8: text
 * of more than a few characters in another encoding is never that by chance; only NULs in large
 * number say that it is UTF-16.
 *
 * Otherwise every encoding reads the bytes, and the reading that explains them at the least cost
 * wins. The cost of a character is about the negative logarithm of its share in Chinese text: low
 * for marks and for the characters of the first level of each standard, which hold 97 to 99 of a
 * hundred in running text, high for those of the second level, highest for codes that nobody
 * assigned and for faults. So one damaged byte does not turn a page into another encoding – which
 * would accept it, and give wrong characters in silence – but is found and said in the right one.
 * When two readings are near each other, or when the best one has mostly rare characters, that is
 * doubt, and it is said.
 *
 * A statistical detector (ucsdet) was rejected: it looks at the beginning only, weighs all the
 * languages of the world, and does not say how near the second was.
 */
#include "acquire/piece.h"

#include <string.h>

enum {
    LATIN = 5, /* a character of ASCII */
    MARK = 7,
    FIRST_LEVEL = 8,
    HAN = 10,    /* one of all Han characters, where levels are not known */
    BROKEN = 12, /* a form that once was UTF-8: overlong, or half of a surrogate pair */
    RARE = 13,
    UNASSIGNED = 16,
    FAULT = 16,
};

enum { CLOSE = 3 }; /* a smaller distance to the second reading is doubt */

struct cost {
    uint64_t sum;
    size_t common, rare; /* characters that are not ASCII */
};

static void add(struct cost *c, int cost)
{
    c->sum += (uint64_t)cost;
    c->common += cost == MARK || cost == FIRST_LEVEL || cost == HAN;
    c->rare += cost > HAN;
}

static bool is_text(unsigned char b)
{
    return b >= 0x20 || b == '\n' || b == '\r' || b == '\t';
}

/* ---- the readings ------------------------------------------------------------------------- */

/* A sequence of the form of UTF-8 that is no character, or 0. */
static size_t broken_form(const unsigned char *p, size_t left)
{
    size_t extra = p[0] >= 0xE0 ? 2 : 1;
    if (p[0] < 0xC0 || p[0] > 0xEF || left <= extra)
        return 0;
    for (size_t i = 1; i <= extra; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    return extra + 1;
}

static struct cost read_utf8(const unsigned char *p, size_t len)
{
    struct cost c = {0};
    for (size_t at = 0; at < len;) {
        size_t size = p[at] < 0x80 ? 1 : p[at] < 0xE0 ? 2 : p[at] < 0xF0 ? 3 : 4;
        bool valid = size <= len - at && utf8_valid((const char *)p + at, size) == size;
        size_t broken = valid ? 0 : broken_form(p + at, len - at);
        if (valid)
            add(&c, size > 1 ? (size == 3 ? HAN : FIRST_LEVEL) : is_text(p[at]) ? LATIN : FAULT);
        else
            add(&c, broken ? BROKEN : FAULT);
        at += valid ? size : broken ? broken : 1;
    }
    return c;
}

/* GB 2312 has its first level in rows B0 to D7, GBK the rest of two bytes. */
static int gb_cost(unsigned lead, unsigned trail)
{
    if (trail < 0xA1 || lead < 0xA1)
        return lead >= 0xA1 && lead <= 0xA7 ? UNASSIGNED : RARE;
    if (lead <= 0xA3)
        return MARK;
    if ((lead >= 0xAA && lead <= 0xAF) || lead >= 0xF8)
        return UNASSIGNED;
    return lead >= 0xB0 && lead <= 0xD7 ? FIRST_LEVEL : RARE;
}

static bool is_four(const unsigned char *p, size_t left)
{
    return left >= 4 && is_digit(p[1]) && p[2] >= 0x81 && p[2] <= 0xFE && is_digit(p[3]);
}

static struct cost read_gb18030(const unsigned char *p, size_t len)
{
    struct cost c = {0};
    for (size_t at = 0; at < len;) {
        bool lead = p[at] >= 0x81 && p[at] <= 0xFE;
        unsigned trail = at + 1 < len ? p[at + 1] : 0;
        bool four = lead && is_four(p + at, len - at);
        bool two = lead && trail >= 0x40 && trail != 0x7F && trail != 0xFF;
        if (p[at] < 0x80)
            add(&c, is_text(p[at]) ? LATIN : FAULT);
        else
            add(&c, four ? UNASSIGNED : two ? gb_cost(p[at], trail) : FAULT);
        at += four ? 4 : two ? 2 : 1;
    }
    return c;
}

/* Big5 has marks from A140, its first level from A440 to C67E, the second from C940. */
static int big5_cost(unsigned lead, unsigned trail)
{
    unsigned code = lead << 8 | trail;
    if (code < 0xA140 || code > 0xF9FE || (code > 0xC67E && code < 0xC940))
        return UNASSIGNED;
    return code <= 0xA3BF ? MARK : code < 0xA440 ? UNASSIGNED : code <= 0xC67E ? FIRST_LEVEL : RARE;
}

static struct cost read_big5(const unsigned char *p, size_t len)
{
    struct cost c = {0};
    for (size_t at = 0; at < len;) {
        unsigned trail = at + 1 < len ? p[at + 1] : 0;
        bool two = p[at] >= 0x81 && p[at] <= 0xFE &&
                   ((trail >= 0x40 && trail <= 0x7E) || (trail >= 0xA1 && trail <= 0xFE));
        if (p[at] < 0x80)
            add(&c, is_text(p[at]) ? LATIN : FAULT);
        else
            add(&c, two ? big5_cost(p[at], trail) : FAULT);
        at += two ? 2 : 1;
    }
    return c;
}

static int unit_cost(unsigned unit)
{
    if (unit < 0x80)
        return is_text((unsigned char)unit) ? LATIN : FAULT;
    if (unit >= 0x4E00 && unit <= 0x9FFF)
        return HAN;
    bool mark = (unit >= 0x2010 && unit <= 0x2027) || (unit >= 0x3000 && unit <= 0x301F) ||
                (unit >= 0xFF01 && unit <= 0xFF5E);
    return mark ? MARK : UNASSIGNED;
}

static struct cost read_utf16(const unsigned char *p, size_t len, size_t high)
{
    struct cost c = {0};
    for (size_t at = 0; at + 1 < len; at += 2)
        add(&c, unit_cost((unsigned)p[at + high] << 8 | p[at + 1 - high]));
    if (len % 2)
        add(&c, FAULT);
    return c;
}

/* ---- the choice --------------------------------------------------------------------------- */

static bool has_mark(const char *bytes, size_t len, struct encoding *found)
{
    static const struct {
        const char *mark, *name;
        size_t len;
    } marks[] = {{"\xEF\xBB\xBF", "UTF-8", 3},
                 {"\x84\x31\x95\x33", "GB18030", 4},
                 {"\xFF\xFE", "UTF-16LE", 2},
                 {"\xFE\xFF", "UTF-16BE", 2}};
    for (size_t i = 0; i < COUNT(marks); i++)
        if (len >= marks[i].len && memcmp(bytes, marks[i].mark, marks[i].len) == 0) {
            *found = (struct encoding){marks[i].name, marks[i].len, true};
            return true;
        }
    return false;
}

static size_t count_nuls(const char *bytes, size_t len)
{
    size_t nuls = 0;
    for (size_t i = 0; i < len; i++)
        nuls += !bytes[i];
    return nuls;
}

struct encoding acquire_detect(const char *bytes, size_t len)
{
    static const char *const names[] = {"UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE"};
    const unsigned char *p = (const unsigned char *)bytes;
    struct encoding found = {"UTF-8", 0, true};
    if (has_mark(bytes, len, &found) ||
        (utf8_valid(bytes, len) == len && count_nuls(bytes, len) * 4 < len) || !len)
        return found;
    struct cost costs[] = {read_utf8(p, len), read_gb18030(p, len), read_big5(p, len),
                           read_utf16(p, len, 1), read_utf16(p, len, 0)};
    size_t best = 0;
    for (size_t i = 1; i < COUNT(costs); i++)
        best = costs[i].sum < costs[best].sum ? i : best;
    found.name = names[best];
    for (size_t i = 0; i < COUNT(costs); i++)
        if (i != best && costs[i].sum - costs[best].sum < CLOSE)
            found.sure = false;
    found.sure = found.sure && costs[best].common >= costs[best].rare;
    return found;
}
