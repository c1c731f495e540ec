/* SPDX-License-Identifier: MIT */
/*
 * Which CID each glyph of a CFF program has (Adobe Technical Note 5176, 4 to 13). A composite font
 * with a bare CID-keyed CFF is addressed by CID (ISO 32000-1, 9.7.4.2), and a subset keeps the CIDs
 * that the glyphs had before; so the charset of the subset must be read. Nothing else of the
 * program is looked at.
 *
 * The bytes come from our own subsetter, but every offset is checked all the same.
 */
#include "pdf/cff.h"

struct reader {
    const uint8_t *bytes;
    size_t len, at;
    bool broken;
};

enum {
    OPERATOR_CHARSET = 15,
    OPERATOR_ROS = 12 << 8 | 30,
    ESCAPE = 12,
    LAST_OPERATOR = 21,
    INTEGER_16 = 28,
    INTEGER_32 = 29,
    REAL = 30,
    REAL_END = 15,
    PREDEFINED_CHARSETS = 2 /* the last of them; a larger value is an offset */
};

static uint32_t unsigned_of(struct reader *r, int size)
{
    uint32_t value = 0;
    if (r->at > r->len || r->len - r->at < (size_t)size) {
        r->broken = true;
        return 0;
    }
    for (int i = 0; i < size; i++)
        value = value << 8 | r->bytes[r->at++];
    return value;
}

static void seek(struct reader *r, size_t at)
{
    r->at = at;
    r->broken |= at > r->len;
}

/* Reads an INDEX at the reader's place and leaves the reader behind it. Returns where its first
 * element begins and ends. */
static void read_index(struct reader *r, size_t *first, size_t *end)
{
    uint32_t count = unsigned_of(r, 2);
    *first = *end = r->at;
    if (!count || r->broken)
        return;
    int size = (int)unsigned_of(r, 1);
    if (size < 1 || size > 4) {
        r->broken = true;
        return;
    }
    size_t offsets = r->at, data = offsets + (count + 1) * (size_t)size - 1;
    *first = data + unsigned_of(r, size);
    *end = data + unsigned_of(r, size);
    seek(r, offsets + count * (size_t)size);
    seek(r, data + unsigned_of(r, size));
}

static void skip_real(struct reader *r)
{
    uint32_t byte;
    do {
        byte = unsigned_of(r, 1);
    } while (!r->broken && (byte & 15) != REAL_END && byte >> 4 != REAL_END);
}

/* An operand of a DICT (4, table 3); reals are skipped and count as 0. */
static int32_t operand(struct reader *r, uint32_t b)
{
    if (b == INTEGER_16)
        return (int16_t)unsigned_of(r, 2);
    if (b == INTEGER_32)
        return (int32_t)unsigned_of(r, 4);
    if (b >= 32 && b <= 246)
        return (int32_t)b - 139;
    if (b >= 247 && b <= 250)
        return ((int32_t)b - 247) * 256 + (int32_t)unsigned_of(r, 1) + 108;
    if (b >= 251 && b <= 254)
        return -((int32_t)b - 251) * 256 - (int32_t)unsigned_of(r, 1) - 108;
    if (b == REAL)
        skip_real(r);
    else
        r->broken = true;
    return 0;
}

/* The Top DICT at the reader's place: whether it has ROS, and its charset's offset. */
static bool read_top(struct reader *r, size_t end, int32_t *charset)
{
    bool cid = false;
    int32_t last = 0;
    while (r->at < end && !r->broken) {
        uint32_t b = unsigned_of(r, 1);
        if (b > LAST_OPERATOR) {
            last = operand(r, b);
            continue;
        }
        uint32_t op = b == ESCAPE ? b << 8 | unsigned_of(r, 1) : b;
        cid |= op == OPERATOR_ROS;
        if (op == OPERATOR_CHARSET)
            *charset = last;
    }
    return cid;
}

/* 13: format 0 is a list, 1 and 2 are ranges. Glyph 0 is CID 0 and is not in it. */
static void read_charset(struct reader *r, uint16_t *cids, size_t count)
{
    uint32_t format = unsigned_of(r, 1);
    r->broken |= format > 2;
    size_t n = 0;
    if (count)
        cids[n++] = 0;
    while (n < count && !r->broken) {
        uint32_t first = unsigned_of(r, 2);
        uint32_t more = format ? unsigned_of(r, (int)format) : 0;
        for (uint32_t i = 0; i <= more && n < count; i++)
            cids[n++] = (uint16_t)(first + i);
    }
}

enum cff_kind cff_charset(const uint8_t *bytes, size_t len, uint16_t *cids, size_t count)
{
    struct reader r = {.bytes = bytes, .len = len, .at = 2};
    size_t first, end;
    int32_t charset = 0;
    seek(&r, unsigned_of(&r, 1));
    read_index(&r, &first, &end); /* names */
    read_index(&r, &first, &end); /* Top DICTs */
    seek(&r, first);
    if (r.broken || end > len)
        return CFF_BROKEN;
    bool cid = read_top(&r, end, &charset);
    if (r.broken)
        return CFF_BROKEN;
    if (!cid)
        return CFF_NAMED;
    if (charset <= PREDEFINED_CHARSETS)
        return CFF_BROKEN;
    seek(&r, (size_t)charset);
    read_charset(&r, cids, count);
    return r.broken ? CFF_BROKEN : CFF_CID;
}
