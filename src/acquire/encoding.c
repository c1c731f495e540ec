/* SPDX-License-Identifier: MIT */
/*
 * Bytes into UTF-8. Which encoding they have is decided in detect.c; here they are converted, and
 * what the conversion does is checked.
 *
 * ICU converts with a callback that stops at the first fault, so nothing is ever replaced; text
 * from GB18030 and Big5 is converted back and compared, because both have characters with two
 * forms. Line ends of all kinds become \n, so that lines are counted as an editor's program counts
 * them. A byte order mark in the middle, where files were joined, is no character of the page; it
 * is left out and said. Control characters other than line ends, tabs and form feeds cannot be
 * written as XML; they are refused with their place.
 */
#include "acquire/piece.h"

#include <stdlib.h>
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
    UChar units[1024] = {0}, *unit = units;
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

/* Whether another line end than \n or \r begins at p, and its length. */
static size_t rare_line_end(const char *p, size_t left)
{
    if (left >= 2 && memcmp(p, "\xC2\x85", 2) == 0)
        return 2;
    return left >= 3 && (memcmp(p, "\u2028", 3) == 0 || memcmp(p, "\u2029", 3) == 0) ? 3 : 0;
}

/* \r\n, \r and Unicode's own line ends become \n; form feed and vertical tab, which separate pages
 * in some exports, become a space. */
static void unify_lines(struct buf *text)
{
    size_t to = 0;
    for (size_t i = 0; i < text->len; i++) {
        char c = text->text[i];
        size_t rare = rare_line_end(text->text + i, text->len - i);
        if (c == '\r' && i + 1 < text->len && text->text[i + 1] == '\n')
            continue;
        text->text[to++] = (char)(c == '\r' || rare ? '\n' : c == '\f' || c == '\v' ? ' ' : c);
        i += rare ? rare - 1 : 0;
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

/* Takes marks out of the text, but for the first character, which the detection has seen. */
static void remove_marks(struct buf *text, const char *path, struct diags *d)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t to = 0, removed = 0;
    struct pos first = {0};
    for (size_t i = 0; i < text->len; i++) {
        if (text->len - i < 3 || memcmp(text->text + i, mark, 3) != 0) {
            text->text[to++] = text->text[i];
            continue;
        }
        if (!removed++)
            first = place_of(path, text->text, to);
        i += 2;
    }
    text->len = to;
    if (text->text)
        text->text[to] = '\0';
    if (removed)
        diag(d, WARNING, first,
             "a byte order mark (U+FEFF) in the middle of the text is left out (%zu in this file)",
             removed);
}

/* Where the text, converted back, is not what it came from, or in.len. */
static size_t first_difference(const char *encoding, struct bytes in, const struct buf *text)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *to = ucnv_open(encoding, &status);
    char *back = malloc(in.len + 1);
    if (!back || U_FAILURE(status))
        die_of_memory();
    int32_t len = ucnv_fromAlgorithmic(to, UCNV_UTF8, back, (int32_t)in.len, text->text,
                                       (int32_t)text->len, &status);
    size_t same = 0;
    while (same < in.len && same < (size_t)len && back[same] == in.start[same])
        same++;
    free(back);
    ucnv_close(to);
    return same;
}

/* Says where a character has two forms in its encoding, because then nobody can tell whether the
 * right one was read. */
static void check_back(const char *encoding, const char *path, struct bytes in,
                       const struct buf *text, struct diags *d)
{
    size_t same = text->len ? first_difference(encoding, in, text) : in.len, done;
    if (same == in.len)
        return;
    struct buf before = {0};
    convert(encoding, (struct bytes){in.start, same}, &before, &done);
    unify_lines(&before);
    diag(d, WARNING, place_of(path, before.text ? before.text : "", before.len),
         "byte 0x%02X begins a character with two forms in %s; is it the right one?",
         (unsigned)(unsigned char)in.start[done], encoding);
    buf_release(&before);
}

static void say_fault(const char *encoding, const char *path, struct bytes in, size_t done,
                      const struct buf *text, struct diags *d)
{
    struct pos at = place_of(path, text->text ? text->text : "", text->len);
    bool wide = strncmp(encoding, "UTF-16", 6) == 0;
    if (wide && in.len - done == 1)
        diag(d, ERROR, at, "the file ends in the middle of a character of %s; it is not whole",
             encoding);
    else if (wide)
        diag(d, ERROR, at, "half of a surrogate pair of %s, which is no character; remove it",
             encoding);
    else
        diag(d, ERROR, at,
             "byte 0x%02X is not valid %s; the file is neither UTF-8, UTF-16, GB18030 nor Big5: "
             "save it as UTF-8",
             (unsigned)(unsigned char)in.start[done], encoding);
}

static bool holds_no_control(const struct buf *text)
{
    return !text->len || first_refused(text) == text->len;
}

static bool is_clean(const struct buf *text, const char *path, struct diags *d)
{
    if (holds_no_control(text))
        return true;
    size_t refused = first_refused(text);
    const char *p = text->text + refused;
    uint32_t code = utf8_next(&p, text->text + text->len);
    diag(d, ERROR, place_of(path, text->text, refused),
         "control character U+%04X cannot be in text; remove it", (unsigned)code);
    return false;
}

static struct encoding encoding_of(struct bytes in, const char *named)
{
    struct encoding found = acquire_detect(in.start, in.len);
    const char *encoding = named_encoding(named);
    bool decided = found.mark || strncmp(found.name, "UTF", 3) == 0;
    return encoding && !decided ? (struct encoding){encoding, 0, true} : found;
}

static bool decode(struct buf *out, struct encoding encoding, const char *path, struct bytes in,
                   struct diags *d)
{
    bool utf8 = strcmp(encoding.name, "UTF-8") == 0, whole;
    size_t done;
    in.start += encoding.mark;
    in.len -= encoding.mark;
    if (utf8) {
        done = utf8_valid(in.start, in.len);
        whole = done == in.len;
        buf_add(out, in.start, done);
    } else {
        whole = convert(encoding.name, in, out, &done);
    }
    if (whole && !utf8 && strncmp(encoding.name, "UTF-16", 6) != 0)
        check_back(encoding.name, path, in, out, d);
    unify_lines(out);
    if (!encoding.sure && !(whole && holds_no_control(out))) {
        diag(d, ERROR, (struct pos){path, 0, 0},
             _("this does not look like text; if it is, save it as UTF-8"));
        return false;
    }
    if (!is_clean(out, path, d))
        return false;
    if (!whole)
        say_fault(encoding.name, path, in, done, out, d);
    else if (!encoding.sure)
        diag(d, WARNING, (struct pos){path, 0, 0},
             _("the encoding is not certain; the file is read as %s: save it as UTF-8"),
             encoding.name);
    if (whole)
        remove_marks(out, path, d);
    return whole;
}

/* Most pages are read as they stand: then the text is the one that the messages have already. */
static const char *keep_text(const struct page *page, const struct buf *out)
{
    size_t len;
    const char *given = diags_text(page->diags, page->path, &len);
    if (given && len == out->len && (!len || !memcmp(given, out->text, len)))
        return given;
    const char *text = arena_text(page->lasting, out->text ? out->text : "", out->len);
    diags_source(page->diags, page->path, text, out->len);
    return text;
}

const char *acquire_decode(struct page *page, const char *bytes, size_t len, const char *named)
{
    struct buf out = {0};
    struct bytes in = {bytes, len};
    struct encoding encoding = encoding_of(in, named);
    bool good = decode(&out, encoding, page->path, in, page->diags);
    const char *text = keep_text(page, &out);
    page->encoding = encoding.name;
    page->len = out.len;
    buf_release(&out);
    return good ? text : NULL;
}
