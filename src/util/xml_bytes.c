/* SPDX-License-Identifier: MIT */
/*
 * The bytes of an XML file as UTF-8 that is fit to be parsed: in the encoding that the file names,
 * with no NUL, of bounded size, and with tags that the parser takes in bounded time.
 */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "util/xml_reader.h"

enum { ATTRIBUTE_LIMIT = 1000 };

bool reader_refuse(const struct reader *r, const char *why)
{
    diag(r->diags, ERROR, (struct pos){r->path, 0, 0}, "%s", why);
    return false;
}

/* The encoding that the XML declaration names, or NULL. */
static const char *declared_encoding(struct arena *a, const char *text)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    const char *end = strncmp(text, "<?xml", 5) != 0 ? NULL : strstr(text, "?>");
    const char *at = end ? strstr(text, "encoding") : NULL;
    if (!at || at > end)
        return NULL;
    at += strcspn(at, "\"'?");
    return *at == '?' ? NULL : arena_text(a, at + 1, strspn(at + 1, letters));
}

/* The encoding's name, and r->text moved behind a byte order mark. */
static const char *detect_encoding(struct reader *r)
{
    static const struct {
        const char *mark, *name;
        size_t len;
    } marks[] = {
        {"\xEF\xBB\xBF", "UTF-8", 3}, {"\xFF\xFE", "UTF-16LE", 2}, {"\xFE\xFF", "UTF-16BE", 2}};
    for (size_t i = 0; i < COUNT(marks); i++) {
        if (r->len >= marks[i].len && !memcmp(r->text, marks[i].mark, marks[i].len)) {
            r->text += marks[i].len;
            r->len -= marks[i].len;
            return marks[i].name;
        }
    }
    return declared_encoding(r->arena, r->text);
}

static bool convert_all(xmlCharEncodingHandlerPtr handler, xmlBufferPtr from, xmlBufferPtr to)
{
    while (xmlBufferLength(from) > 0) {
        int left = xmlBufferLength(from);
        if (xmlCharEncInFunc(handler, to, from) < 0 || xmlBufferLength(from) >= left)
            return false;
    }
    return true;
}

static void be_silent(void *user, xmlErrorPtr fault)
{
    (void)user, (void)fault;
}

static bool convert(struct reader *r, const char *encoding)
{
    xmlCharEncodingHandlerPtr handler = xmlFindCharEncodingHandler(encoding);
    if (!handler)
        return reader_refuse(
            r, arena_printf(r->arena, _("encoding \"%s\" is not known; save the file as UTF-8"),
                            encoding));
    xmlBufferPtr from = xmlBufferCreate();
    xmlBufferPtr to = xmlBufferCreate();
    xmlBufferAdd(from, (const xmlChar *)r->text, (int)r->len);
    xmlSetStructuredErrorFunc(NULL, be_silent);
    bool good = convert_all(handler, from, to);
    xmlSetStructuredErrorFunc(NULL, NULL);
    r->len = (size_t)xmlBufferLength(to);
    r->text = arena_text(r->arena, (const char *)xmlBufferContent(to), r->len);
    xmlBufferFree(from);
    xmlBufferFree(to);
    xmlCharEncCloseFunc(handler);
    if (!good)
        diag(r->diags, ERROR, reader_place(r, r->len),
             "from here on this is not %s, the encoding that the file names", encoding);
    return good;
}

/* A picture, say, has more faults than one, and its first is none that anybody could mend. */
static bool begins_as_xml(const struct reader *r)
{
    const char *p = r->text, *end = p + r->len;
    while (p < end && strchr(" \t\r\n", *p) && *p)
        p++;
    return p < end && *p == '<';
}

static bool is_text(struct reader *r)
{
    size_t valid = utf8_valid(r->text, r->len);
    const char *nul = memchr(r->text, 0, r->len);
    if ((nul || valid < r->len) && !begins_as_xml(r)) {
        diag(r->diags, ERROR, reader_place(r, 0), "this is not XML: it does not begin with <");
        return false;
    }
    if (nul) {
        diag(r->diags, ERROR, reader_place(r, (size_t)(nul - r->text)),
             "a NUL character; remove it");
        return false;
    }
    if (valid < r->len)
        diag(r->diags, ERROR, reader_place(r, valid),
             "byte 0x%02X is not UTF-8; save the file as UTF-8, or name its encoding in <?xml?>",
             (unsigned char)r->text[valid]);
    return valid == r->len;
}

/* Behind a comment, a CDATA section or an instruction that stands at `at`; `at` if none does. */
static const char *skip_section(const char *at)
{
    static const char *const sections[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    for (size_t i = 0; i < COUNT(sections); i++) {
        if (strncmp(at, sections[i][0], strlen(sections[i][0])) != 0)
            continue;
        const char *end = strstr(at, sections[i][1]);
        return end ? end + strlen(sections[i][1]) : at + strlen(at);
    }
    return at;
}

/* Behind the start tag at `at`, with the number of its attributes; what is not well-formed is left
 * to the parser. */
static const char *skip_tag(const char *at, int *count)
{
    *count = 0;
    for (at++; *at && *at != '>' && *at != '<'; at++) {
        if (*at != '"' && *at != '\'')
            continue;
        const char *close = at + 1 + strcspn(at + 1, *at == '"' ? "\"<" : "'<");
        if (*close != *at)
            return at + strlen(at);
        at = close;
        if (++*count > ATTRIBUTE_LIMIT)
            return at;
    }
    return at;
}

/* The parser compares every attribute of a tag with all others of it, so their number is bounded
 * before it sees them. */
static bool has_bounded_tags(struct reader *r)
{
    for (const char *p = strchr(r->text, '<'); p; p = strchr(p, '<')) {
        const char *behind = skip_section(p);
        int count = 0;
        behind = behind > p ? behind : skip_tag(p, &count);
        if (count > ATTRIBUTE_LIMIT) {
            diag(r->diags, ERROR, reader_place(r, (size_t)(p - r->text)),
                 "the element has more than %d attributes", ATTRIBUTE_LIMIT);
            return false;
        }
        p = behind;
    }
    return true;
}

bool reader_take(struct reader *r)
{
    const char *bytes = r->text;
    size_t size = r->len;
    bool decoded = diags_decoded(r->diags, r->path);
    const char *encoding = r->encoding = detect_encoding(r);
    if (!r->len)
        return reader_refuse(r, _("the file is empty"));
    if (encoding && !decoded && strcasecmp(encoding, "UTF-8") != 0 && !convert(r, encoding))
        return false;
    if (decoded)
        return is_text(r) && has_bounded_tags(r);
    diags_source(r->diags, r->path, r->text, r->len);
    if (r->text != bytes)
        diags_source_bytes(r->diags, r->path, bytes, size);
    return is_text(r) && has_bounded_tags(r);
}

bool reader_load(struct reader *r)
{
    errno = 0;
    r->text = diags_text(r->diags, r->path, &r->len);
    if (!r->text)
        r->text = file_read(r->arena, r->path, READER_SIZE_LIMIT, &r->len);
    if (!r->text)
        return reader_refuse(
            r, errno == EFBIG ? _("cannot be read: larger than 64 MiB")
                              : arena_printf(r->arena, _("cannot be read: %s"), strerror(errno)));
    return reader_take(r);
}
