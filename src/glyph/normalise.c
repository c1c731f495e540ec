/* SPDX-License-Identifier: MIT */
/*
 * Width forms of marks. Pages that were typed or scanned mix half-width , ( ) ; : ! ? with
 * full-width 。、“”; GB/T 15834 knows one form only. Where a style says
 * punctuation-width=normalise, a half-width mark is set as the full-width mark if it stands in
 * Chinese text:
 *
 * - , ; : ! ? if the nearest letter, digit or Han before or behind it is Han (spaces and other
 * marks looked through), but never between two digits (1,063 10:30 3 : 1), and never inside a web
 * or mail address;
 * - ( and ) by the pair, so that both sides have one form: full-width if the other one already is,
 *   if there is Han between them, or if Han stands next to the pair outside – unless the bracket
 *   follows a Western letter or digit directly, f(x), 5(3);
 * - a bracket without partner by its own nearest neighbours, 1) staying as it is.
 *
 * The full stop is left alone: a point has too many other uses. Nothing is turned from full-width
 * to half-width: what a page prints wide between Latin words may be meant. One character stays one
 * character, so that places in messages keep counting right.
 */
#include "glyph/class.h"

static bool blank(uint8_t type)
{
    return type == CLASS_SPACE || type == TYPE_NO_BREAK;
}

/* Digits on both sides, with spaces or without. */
static bool between_digits(const struct context *x, size_t count, size_t i)
{
    enum { FAR = 2 };
    size_t before = i, after = i + 1;
    while (before > 0 && i - before < FAR && blank(x->types[before - 1]))
        before--;
    while (after < count && after - i <= FAR && blank(x->types[after]))
        after++;
    return before > 0 && after < count && x->types[before - 1] == CLASS_DIGIT &&
           x->types[after] == CLASS_DIGIT;
}

static bool outer_chinese(const struct context *x, size_t first, size_t last)
{
    return x->before[first] == SIDE_CHINESE || x->after[last] == SIDE_CHINESE;
}

static bool after_word(const struct context *x, size_t i)
{
    return i > 0 && (x->types[i - 1] == CLASS_LATIN || x->types[i - 1] == CLASS_DIGIT);
}

static bool wide_bracket(const struct character *c, const struct context *x, size_t i)
{
    if (x->partner[i] == NO_PARTNER)
        return !after_word(x, i) && outer_chinese(x, i, i);
    size_t other = x->partner[i];
    size_t open = other < i ? other : i;
    size_t close = other < i ? i : other;
    if (c[other].code >= 0xFF00 || x->chinese[open] != x->chinese[close])
        return true;
    return !after_word(x, open) && outer_chinese(x, open, close);
}

static bool wide_mark(const struct context *x, size_t count, size_t i)
{
    return outer_chinese(x, i, i) && !between_digits(x, count, i);
}

static uint32_t wide_form(const struct character *c, size_t count, const struct context *x,
                          size_t i)
{
    bool wide;
    switch (c[i].code) {
    case '(':
    case ')':
        wide = wide_bracket(c, x, i);
        break;
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
        wide = wide_mark(x, count, i);
        break;
    default:
        return c[i].code;
    }
    return wide ? c[i].code - '!' + 0xFF01 : c[i].code;
}

static bool graphic(uint32_t code)
{
    return code > ' ' && code < 0x7F;
}

static bool starts_with(const struct character *c, size_t from, size_t end, const char *word)
{
    for (; *word; word++, from++)
        if (from >= end || c[from].code != (unsigned char)*word)
            return false;
    return true;
}

static bool is_mark(uint32_t code)
{
    return code == ',' || code == ';' || code == ':' || code == '!' || code == '?' || code == '(' ||
           code == ')';
}

static bool holds_address(const struct character *c, struct stretch ascii)
{
    bool address = starts_with(c, ascii.from, ascii.end, "www.");
    for (size_t i = ascii.from; i < ascii.end && !address; i++)
        address = c[i].code == '@' || starts_with(c, i, ascii.end, "://");
    return address;
}

/* The address in a stretch of graphic ASCII characters, or nothing. Marks around it belong to the
 * sentence, but for a bracket whose partner is inside. */
static struct stretch trim_address(const struct character *c, const struct context *x,
                                   struct stretch ascii)
{
    while (ascii.from < ascii.end && is_mark(c[ascii.from].code))
        ascii.from++;
    if (!holds_address(c, ascii))
        return (struct stretch){0, 0};
    while (is_mark(c[ascii.end - 1].code)) {
        size_t partner = x->partner[ascii.end - 1];
        if (partner >= ascii.from && partner < ascii.end)
            break;
        ascii.end--;
    }
    return ascii;
}

static size_t ascii_end(const struct character *c, size_t count, size_t from)
{
    while (from < count && graphic(c[from].code))
        from++;
    return from;
}

bool normalise_in_address(const struct character *c, size_t count, const struct context *x,
                          size_t i, struct addresses *at)
{
    if (i >= at->ascii.end && graphic(c[i].code)) {
        at->ascii = (struct stretch){i, ascii_end(c, count, i)};
        at->address = trim_address(c, x, at->ascii);
    }
    return i >= at->address.from && i < at->address.end;
}

void normalise_marks(struct character *c, size_t count, struct context *x,
                     const struct glyph_span *spans)
{
    struct addresses at = {0};
    for (size_t i = 0; i < count; i++) {
        if (normalise_in_address(c, count, x, i, &at) || !spans[c[i].span].format->normalise_marks)
            continue;
        uint32_t code = wide_form(c, count, x, i);
        if (code == c[i].code)
            continue;
        c[i].code = code;
        x->types[i] = class_type(code);
    }
}
