/* SPDX-License-Identifier: MIT */
/*
 * Bytes into UTF-8. Four encodings occur in what offices send: UTF-8, UTF-16 in both byte orders
 * and GB18030 (with GBK and GB2312 inside it). A byte order mark decides; without one:
 *
 * - NUL bytes never occur in UTF-8 or GB18030 text, but in UTF-16 every line feed has one, so a
 *   file of even length with NULs is tried as UTF-16 and accepted when most units are common in
 *   Chinese text;
 * - valid UTF-8 is UTF-8: GB18030 text of more than a few characters is never valid by chance;
 * - the rest is GB18030 unless it holds so many well-formed UTF-8 sequences that it is damaged
 *   UTF-8, which GB18030 would swallow as rare characters.
 *
 * ICU converts with a callback that stops at the first fault, so nothing is ever replaced. A
 * statistical detector (ucsdet) was rejected: it guesses, and a wrong guess is silent. Control
 * characters other than line ends, tabs and form feeds cannot be written as XML; they are refused
 * with their place.
 */
#include "acquire/piece.h"

#include <string.h>
#include <strings.h>

#include <unicode/ucnv.h>

struct bytes {
    const char *start;
    size_t len;
};

static struct pos place_of(const char *path, const char *text, size_t at)
{
    struct pos pos = {path, 1, 1};
    const char *line = text;
    for (const char *p = text; (p = memchr(p, '\n', (size_t)(text + at - p))); line = ++p)
        pos.line++;
    pos.column += (int)utf8_count(line, (size_t)(text + at - line));
    return pos;
}

/* Adds UTF-16 to the text. A lead surrogate at the end waits for its trail in the next chunk: it is
 * moved to the front, and the number of units that wait is returned. */
static size_t add_units(struct buf *out, UChar *units, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (U16_IS_LEAD(units[i]) && i + 1 == count) {
            units[0] = units[i];
            return 1;
        }
        bool pair = U16_IS_LEAD(units[i]) && U16_IS_TRAIL(units[i + 1]);
        uint32_t code = pair ? (uint32_t)U16_GET_SUPPLEMENTARY(units[i], units[i + 1]) : units[i];
        buf_add_code(out, code);
        i += pair;
    }
    return 0;
}

/* Converts one chunk after the other; false at the first fault, with *done bytes converted before
 * it. */
static bool convert(const char *encoding, struct bytes in, struct buf *out, size_t *done)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *from = ucnv_open(encoding, &status);
    if (U_FAILURE(status))
        die("ICU has no converter for %s", encoding);
    ucnv_setToUCallBack(from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    const char *p = in.start, *end = in.start + in.len;
    UChar units[1024], *unit = units;
    do {
        status = U_ZERO_ERROR;
        ucnv_toUnicode(from, &unit, units + COUNT(units), &p, end, NULL, true, &status);
        unit = units + add_units(out, units, (size_t)(unit - units));
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    char fault[32];
    int8_t fault_len = sizeof fault;
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(from, fault, &fault_len, &ignored);
    *done = (size_t)(p - in.start) - (U_FAILURE(status) ? (size_t)fault_len : 0);
    ucnv_close(from);
    return U_SUCCESS(status);
}

/* Damaged UTF-8 rather than GB18030: as many good sequences of three bytes as bad bytes. In
 * GB18030 text few pairs of characters look like such a sequence. */
static bool is_mostly_utf8(struct bytes in)
{
    size_t good = 0, bad = 0;
    for (size_t at = 0; at < in.len; at++) {
        size_t valid = utf8_valid(in.start + at, in.len - at);
        for (size_t i = at; i < at + valid; i++)
            good += ((unsigned char)in.start[i] & 0xF0) == 0xE0;
        at += valid;
        bad += at < in.len;
    }
    return good >= bad;
}

/* Do the units look like Chinese text when read in this order? */
static bool is_utf16(struct bytes in, int high)
{
    size_t common = 0, count = in.len / 2;
    for (size_t i = 0; i + 1 < in.len; i += 2) {
        unsigned unit = (unsigned)(unsigned char)in.start[i + (size_t)high] << 8 |
                        (unsigned char)in.start[i + (size_t)(1 - high)];
        common += (unit >= 0x20 && unit < 0x7F) || unit == '\n' || unit == '\r' || unit == '\t' ||
                  (unit >= 0x4E00 && unit <= 0x9FFF) || (unit >= 0x2010 && unit <= 0x303F) ||
                  (unit >= 0xFF00 && unit <= 0xFFEF);
    }
    return count > 0 && in.len % 2 == 0 && common * 10 >= count * 9;
}

/* The encoding's name, and the bytes without a byte order mark. */
static const char *detect(struct bytes *in)
{
    static const struct {
        const char *mark, *name;
        size_t len;
    } marks[] = {{"\xEF\xBB\xBF", "UTF-8", 3},
                 {"\x84\x31\x95\x33", "GB18030", 4},
                 {"\xFF\xFE", "UTF-16LE", 2},
                 {"\xFE\xFF", "UTF-16BE", 2}};
    for (size_t i = 0; i < COUNT(marks); i++)
        if (in->len >= marks[i].len && memcmp(in->start, marks[i].mark, marks[i].len) == 0) {
            in->start += marks[i].len;
            in->len -= marks[i].len;
            return marks[i].name;
        }
    if (memchr(in->start, 0, in->len)) {
        if (is_utf16(*in, 1))
            return "UTF-16LE";
        if (is_utf16(*in, 0))
            return "UTF-16BE";
        return "UTF-8";
    }
    return utf8_valid(in->start, in->len) == in->len || is_mostly_utf8(*in) ? "UTF-8" : "GB18030";
}

/* \r\n and \r become \n; form feed and vertical tab, which separate pages in some exports, become
 * a space. */
static void unify_lines(struct buf *text)
{
    size_t to = 0;
    for (size_t i = 0; i < text->len; i++) {
        char c = text->text[i];
        if (c == '\r' && i + 1 < text->len && text->text[i + 1] == '\n')
            continue;
        text->text[to++] = (char)(c == '\r' ? '\n' : c == '\f' || c == '\v' ? ' ' : c);
    }
    text->len = to;
    if (text->text)
        text->text[to] = '\0';
}

/* The first character that no article can hold, or len. */
static size_t first_refused(const struct buf *text)
{
    const char *p = text->text, *end = p + text->len;
    while (p < end) {
        const char *here = p;
        uint32_t code = utf8_next(&p, end);
        if ((code < 0x20 && code != '\n' && code != '\t') || code == 0xFFFE || code == 0xFFFF)
            return (size_t)(here - text->text);
    }
    return text->len;
}

/* The converter for the name that a page gives its encoding, or NULL where the bytes decide: names
 * of the GB family all mean its last member. */
static const char *named_encoding(const char *name)
{
    static const struct {
        const char *name, *encoding;
    } names[] = {{"gb2312", "GB18030"},  {"gbk", "GB18030"},           {"gb18030", "GB18030"},
                 {"x-gbk", "GB18030"},   {"gb_2312-80", "GB18030"},    {"cp936", "GB18030"},
                 {"big5", "Big5-HKSCS"}, {"big5-hkscs", "Big5-HKSCS"}, {"x-x-big5", "Big5-HKSCS"}};
    for (size_t i = 0; i < COUNT(names); i++)
        if (strcasecmp(names[i].name, name) == 0)
            return names[i].encoding;
    return NULL;
}

static bool decode(struct buf *out, const char *path, struct bytes in, const char *name,
                   struct diags *d)
{
    const char *start = in.start, *encoding = detect(&in);
    const char *named = named_encoding(name);
    if (named && in.start == start && strcmp(encoding, "GB18030") == 0)
        encoding = named;
    size_t done;
    bool whole = true;
    if (strcmp(encoding, "UTF-8") == 0) {
        done = utf8_valid(in.start, in.len);
        whole = done == in.len;
        buf_add(out, in.start, done);
    } else {
        whole = convert(encoding, in, out, &done);
    }
    unify_lines(out);
    size_t refused = out->len ? first_refused(out) : 0;
    if (refused < out->len) {
        const char *p = out->text + refused;
        uint32_t code = utf8_next(&p, out->text + out->len);
        diag(d, ERROR, place_of(path, out->text, refused),
             "control character U+%04X cannot be in text; remove it", (unsigned)code);
        return false;
    }
    if (!whole)
        diag(d, ERROR, place_of(path, out->text ? out->text : "", out->len),
             "byte 0x%02X is not valid %s; the file is neither UTF-8, UTF-16 nor GB18030: save it "
             "as UTF-8",
             (unsigned)(unsigned char)in.start[done], encoding);
    return whole;
}

char *acquire_decode(struct arena *a, const char *path, const char *bytes, size_t len,
                     size_t *decoded_len, struct diags *d)
{
    return acquire_decode_as(a, path, bytes, len, "", decoded_len, d);
}

char *acquire_decode_as(struct arena *a, const char *path, const char *bytes, size_t len,
                        const char *encoding, size_t *decoded_len, struct diags *d)
{
    struct buf out = {0};
    bool good = decode(&out, path, (struct bytes){bytes, len}, encoding, d);
    char *text = arena_text(a, out.text ? out.text : "", out.len);
    diags_source(d, path, text, out.len);
    *decoded_len = out.len;
    buf_release(&out);
    return good ? text : NULL;
}
