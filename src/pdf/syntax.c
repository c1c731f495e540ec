/* SPDX-License-Identifier: MIT */
/*
 * The lexical forms of ISO 32000-1, 7.3. Every number of the file that is not a count goes through
 * number_add(), in whole units of a power of ten: floats are not needed, so there is no NaN, no
 * clamping to ±32767 and no error of a float's 24 bits (libharu's number objects have all three).
 */
#include "pdf/syntax.h"

#include <string.h>

enum {
    NAME_LIMIT = 127,   /* bytes of a name, */
    TEXT_LIMIT = 16382, /* UTF-16 units of a string behind its mark: ISO 19005-2, 6.1.13 */
    SHORT_DIGITS = 4
};

static size_t digits_of(char out[24], uint64_t value, int decimals)
{
    char reverse[24];
    size_t n = 0;
    for (; decimals > 0 && value % 10 == 0; decimals--)
        value /= 10;
    for (; value || decimals > 0; decimals--) {
        reverse[n++] = (char)('0' + value % 10);
        value /= 10;
        if (decimals == 1)
            reverse[n++] = '.';
    }
    if (!n)
        reverse[n++] = '0';
    for (size_t i = 0; i < n; i++)
        out[i] = reverse[n - 1 - i];
    return n;
}

void number_add(struct buf *b, int64_t value, int decimals)
{
    int64_t unit = 1;
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    if (value / unit > INT32_MAX || value / unit < -INT32_MAX)
        BUG("a number out of range: %lld / %lld", (long long)value, (long long)unit);
    char out[24] = "-";
    bool negative = value < 0;
    uint64_t magnitude = negative ? (uint64_t)-value : (uint64_t)value;
    buf_add(b, out, digits_of(out + negative, magnitude, decimals) + negative);
}

void reference_add(struct buf *b, unsigned object)
{
    buf_addu(b, object);
    buf_add(b, " 0 R", 4);
}

int64_t thousandths(dist d)
{
    return dist_scale(d, 1000, PT);
}

void hex_add(struct buf *b, unsigned value)
{
    static const char digits[] = "0123456789ABCDEF";
    char out[SHORT_DIGITS];
    for (int i = SHORT_DIGITS - 1; i >= 0; i--, value >>= 4)
        out[i] = digits[value & 15];
    buf_add(b, out, sizeof out);
}

void utf16_add(struct buf *b, const char *utf8, size_t len)
{
    for (const char *end = utf8 + len; utf8 < end;) {
        uint32_t code = utf8_next(&utf8, end);
        if (code >= 0x10000) {
            hex_add(b, 0xD800 + ((code - 0x10000) >> 10));
            hex_add(b, 0xDC00 + ((code - 0x10000) & 0x3FF));
        } else {
            hex_add(b, code);
        }
    }
}

/* How much of a text is kept: all, or what leaves room for an ellipsis. */
static size_t text_room(const char *utf8, size_t len)
{
    const char *text = utf8, *end = utf8 + len;
    size_t units = 0, kept = 0;
    while (text < end) {
        if (units < TEXT_LIMIT)
            kept = (size_t)(text - utf8);
        units += utf8_next(&text, end) >= 0x10000 ? 2 : 1;
    }
    return units > TEXT_LIMIT ? kept : len;
}

void text_add(struct buf *b, const char *utf8, size_t len)
{
    size_t kept = len > TEXT_LIMIT ? text_room(utf8, len) : len;
    buf_adds(b, "<FEFF");
    utf16_add(b, utf8, kept);
    buf_adds(b, kept < len ? "2026>" : ">");
}

static bool plain(const char *bytes)
{
    for (; *bytes; bytes++)
        if (*bytes < 0x20 || *bytes > 0x7E || strchr("()\\", *bytes))
            return false;
    return true;
}

void string_add(struct buf *b, const char *bytes)
{
    if (plain(bytes)) {
        buf_adds(b, "(");
        buf_adds(b, bytes);
        buf_adds(b, ")");
        return;
    }
    buf_adds(b, "<");
    for (; *bytes; bytes++)
        buf_addf(b, "%02X", (unsigned char)*bytes);
    buf_adds(b, ">");
}

void name_add(struct buf *b, const char *name)
{
    buf_adds(b, "/");
    for (size_t n = 0; n < NAME_LIMIT && name[n]; n++) {
        if (name[n] > 0x20 && name[n] < 0x7F && !strchr("#()<>[]{}/%", name[n]))
            buf_add(b, &name[n], 1);
        else
            buf_addf(b, "#%02X", (unsigned char)name[n]);
    }
}
