/* SPDX-License-Identifier: MIT */
/*
 * Text that grows. Capacity doubles, so adding is amortised linear; the text is always terminated.
 * On the heap and not in an arena, because an output of many megabytes must not leave its half-size
 * copies behind.
 *
 * The objects of a PDF are hundreds of thousands of short formats with %s and %u in them.
 * vsnprintf, which has to be asked twice, took a tenth of a build for these, so they are written
 * here.
 */
#include "util/util.h"

#include <stdlib.h>
#include <string.h>

void buf_grow(struct buf *b, size_t more)
{
    if (more >= SIZE_MAX / 2 - b->len)
        die_of_memory();
    size_t need = b->len + more + 1;
    size_t cap = b->cap ? b->cap : 256;
    while (cap < need)
        cap *= 2;
    char *text = realloc(b->text, cap);
    if (!text)
        die_of_memory();
    b->text = text;
    b->cap = cap;
}

static void add_number(struct buf *b, uint64_t magnitude, bool negative)
{
    char digits[24], *at = digits + sizeof digits;
    do
        *--at = (char)('0' + magnitude % 10);
    while (magnitude /= 10);
    if (negative)
        *--at = '-';
    buf_add(b, at, (size_t)(digits + sizeof digits - at));
}

void buf_addu(struct buf *b, uint64_t number)
{
    add_number(b, number, false);
}

/* Adds a format with no other conversions than these; else false, and b is as before. */
static bool add_plain(struct buf *b, const char *format, va_list args)
{
    size_t start = b->len;
    for (const char *p = format, *mark;; p = mark + 2) {
        mark = strchrnul(p, '%');
        buf_add(b, p, (size_t)(mark - p));
        if (!*mark)
            return true;
        if (mark[1] == 's') {
            buf_adds(b, va_arg(args, const char *));
        } else if (mark[1] == 'u') {
            add_number(b, va_arg(args, unsigned), false);
        } else if (mark[1] == 'd') {
            int64_t value = va_arg(args, int);
            add_number(b, (uint64_t)(value < 0 ? -value : value), value < 0);
        } else if (mark[1] == 'z' && mark[2] == 'u') {
            add_number(b, va_arg(args, size_t), false);
            mark++;
        } else {
            b->len = start;
            return false;
        }
    }
}

void buf_addf(struct buf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    bool plain = add_plain(b, format, args);
    va_end(args);
    if (plain)
        return;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        BUG("bad format \"%s\"", format);
    buf_reserve(b, (size_t)len);
    va_start(args, format);
    vsnprintf(b->text + b->len, (size_t)len + 1, format, args);
    va_end(args);
    b->len += (size_t)len;
}

void buf_add_code(struct buf *b, uint32_t code)
{
    char bytes[4] = {0};
    buf_add(b, bytes, utf8_encode(code, bytes));
}

void buf_add_name(struct buf *b, const char *name)
{
    for (const char *end = name + strlen(name); name < end;) {
        size_t len = utf8_valid(name, 1) ? 1 : 2;
        while (len <= 4 && utf8_valid(name, len) < len)
            len++;
        bool control = (unsigned char)*name < ' ' || *name == 0x7F ||
                       (len == 2 && (unsigned char)*name == 0xC2 && (unsigned char)name[1] < 0xA0);
        if (len <= 4 && !control)
            buf_add(b, name, len);
        else
            buf_add_code(b, 0xFFFD);
        name += len <= 4 ? len : 1;
    }
}

void buf_release(struct buf *b)
{
    free(b->text);
    *b = (struct buf){0};
}

const char *arena_name(struct arena *a, const char *bytes)
{
    struct buf b = {0};
    buf_add_name(&b, bytes);
    const char *text = arena_text(a, b.len ? b.text : "", b.len);
    buf_release(&b);
    return text;
}
