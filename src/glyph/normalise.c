/* SPDX-License-Identifier: MIT */
/*
 * Forms of marks. Pages that were typed or scanned mix half-width , ( ) ; : ! ? with full-width
 * 。、“”, and have two hyphens for ——; GB/T 15834 knows one form only. Where a style says
 * punctuation-width=normalise, what was typed for want of a mark is set as the mark if it stands in
 * Chinese text:
 *
 * - , ; : ! ? if the nearest letter, digit or Han before or behind it is Han (spaces and other
 * marks looked through), but never between two digits (1,063 10:30 3 : 1), and never inside a web
 * or mail address;
 * - ( and ) by the pair, so that both sides have one form: full-width if the other one already is,
 *   if there is Han between them, or if Han stands next to the pair outside – unless the bracket
 *   follows a Western letter or digit directly, f(x), 5(3);
 * - a bracket without partner by its own nearest neighbours, 1) staying as it is; [ and ] only if
 *   they hold Han, [1] staying as it is;
 * - " and ' by the pair, as “ ” and ‘ ’, unless class.c would take the pair for Western: in the
 * order in which they stand, since they do not show which one opens. ' between letters or behind
 * one is an apostrophe, both behind a digit are inches and feet, unless one is open;
 * - two of - – ─ － as ——, where Han is nearest on one side and no letter or digit touches them;
 * - three points, or six, that touch Chinese are … or ……: their glyphs are drawn, six dots in the
 *   middle of two em, and the text stays the points (TYPE_POINTS; shape.c);
 * - • ‧ ・ as ·, between two letters of which one is Han;
 * - ~ as ～ between digits or Han;
 * - a point that ends a paragraph of some length right behind Han, as 。
 *
 * Elsewhere a point is left alone: it has too many other uses. So are one — (a connector by GB/T
 * 15834, 5.1.6, which doubling would turn into a dash), one … and 。。。 (no typist is forced to
 * them, and a mark more or less is the editor's business). Nothing is turned from full-width to
 * half-width: what a page prints wide between Latin words may be meant. One character stays one
 * character, so that places in messages keep counting right.
 */
#include "glyph/class.h"

#include <string.h>

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

static bool holds_chinese(const struct context *x, size_t i)
{
    size_t other = x->partner[i];
    return other != NO_PARTNER && x->chinese[i] != x->chinese[other];
}

static bool wide_mark(const struct context *x, size_t count, size_t i)
{
    return outer_chinese(x, i, i) && !between_digits(x, count, i);
}

/* ---- what stands for another mark ---------------------------------------------------------- */

static bool is_ideograph(uint32_t code)
{
    return code >= 0x3400 && is_han(code);
}

static uint32_t code_before(const struct character *c, size_t i)
{
    return i > 0 ? c[i - 1].code : 0;
}

static bool is_word(uint8_t type)
{
    return type == CLASS_LATIN || type == CLASS_DIGIT;
}

/* Characters of one code from i on. */
static size_t run_length(const struct character *c, size_t count, size_t i)
{
    size_t end = i;
    while (end < count && c[end].code == c[i].code)
        end++;
    return end - i;
}

/* The first of two lines for ——. */
static bool begins_dash(const struct character *c, size_t count, const struct context *x, size_t i)
{
    bool line =
        c[i].code == '-' || c[i].code == 0x2013 || c[i].code == 0x2500 || c[i].code == 0xFF0D;
    if (!line || code_before(c, i) == c[i].code || run_length(c, count, i) != 2)
        return false;
    bool touched =
        (i > 0 && is_word(x->types[i - 1])) || (i + 2 < count && is_word(x->types[i + 2]));
    return !touched && outer_chinese(x, i, i + 1);
}

/* The first of three points for …, or of six. */
static bool begins_points(const struct character *c, size_t count, const struct context *x,
                          size_t i)
{
    size_t n = c[i].code == '.' && code_before(c, i) != '.' ? run_length(c, count, i) : 0;
    if (n != 3 && n != 6)
        return false;
    return (i > 0 && class_chinese(x->types[i - 1])) ||
           (i + n < count && class_chinese(x->types[i + n]));
}

/* Between two letters of which one is Han. */
static bool joins_names(const struct character *c, size_t count, const struct context *x, size_t i)
{
    if (i == 0 || i + 1 == count)
        return false;
    bool before = is_ideograph(c[i - 1].code), after = is_ideograph(c[i + 1].code);
    return (before || after) && (before || x->types[i - 1] == CLASS_LATIN) &&
           (after || x->types[i + 1] == CLASS_LATIN);
}

/* Between two numbers or Han, in a paragraph that holds Chinese. */
static bool joins_numbers(const struct character *c, size_t count, const struct context *x,
                          size_t i)
{
    if (i == 0 || i + 1 == count || x->chinese[count] == 0)
        return false;
    bool before = x->types[i - 1] == CLASS_DIGIT || x->types[i - 1] == TYPE_UNIT ||
                  is_ideograph(c[i - 1].code);
    return before && (x->types[i + 1] == CLASS_DIGIT || is_ideograph(c[i + 1].code));
}

static bool is_numeral(uint32_t code)
{
    static const char numerals[] = "〇一二三四五六七八九十";
    for (const char *at = numerals, *end = at + strlen(at); at < end;)
        if (utf8_next(&at, end) == code)
            return true;
    return false;
}

/* The point that ends a paragraph right behind Han; behind a numeral it would number something. */
static bool ends_sentence(const struct character *c, size_t count, const struct context *x,
                          size_t i)
{
    enum { SENTENCE = 8 };
    uint32_t before = code_before(c, i);
    if (!is_ideograph(before) || is_numeral(before) || x->chinese[count] < SENTENCE)
        return false;
    for (size_t k = i + 1; k < count; k++)
        if (!blank(x->types[k]) && x->types[k] != TYPE_QUOTE_CLOSE)
            return false;
    return true;
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
    case '[':
    case ']':
        wide = holds_chinese(x, i);
        break;
    case '~':
        wide = joins_numbers(c, count, x, i);
        break;
    case '.':
        return ends_sentence(c, count, x, i) ? 0x3002 : '.';
    case 0x2022:
    case 0x2027:
    case 0x30FB:
    case 0xFF65:
        return joins_names(c, count, x, i) ? 0xB7 : c[i].code;
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

static void set_mark(struct character *c, struct context *x, size_t i, uint32_t code)
{
    c[i].code = code;
    x->types[i] = class_type(code);
}

/* ---- straight quotation marks -------------------------------------------------------------- */

/* Not one of a pair: an apostrophe, or inches and feet. */
static bool stands_alone(const struct context *x, size_t count, size_t i, bool open, uint32_t mark)
{
    uint8_t before = i > 0 ? x->types[i - 1] : CLASS_SPACE;
    bool letter = mark == '\'' && before == CLASS_LATIN;
    if (letter && i + 1 < count && x->types[i + 1] == CLASS_LATIN)
        return true;
    return !open && (letter || before == CLASS_DIGIT);
}

/* What class.c would not call Western becomes a Chinese pair. */
static void pair_quotes(struct character *c, size_t count, struct context *x,
                        const struct glyph_span *spans, uint32_t mark, uint32_t opening)
{
    size_t open = count;
    for (size_t i = 0; i < count; i++) {
        if (c[i].code != mark || !spans[c[i].span].format->normalise_marks ||
            stands_alone(x, count, i, open < count, mark))
            continue;
        if (open == count) {
            open = i;
            continue;
        }
        if (!class_western(x, open, i)) {
            set_mark(c, x, open, opening);
            set_mark(c, x, i, opening + 1);
            x->partner[open] = (uint32_t)i;
            x->partner[i] = (uint32_t)open;
        }
        open = count;
    }
}

/* ---- addresses ----------------------------------------------------------------------------- */

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
           code == ')' || code == '[' || code == ']';
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
    pair_quotes(c, count, x, spans, '"', 0x201C);
    pair_quotes(c, count, x, spans, '\'', 0x2018);
    for (size_t i = 0; i < count; i++) {
        if (normalise_in_address(c, count, x, i, &at) || !spans[c[i].span].format->normalise_marks)
            continue;
        if (begins_dash(c, count, x, i)) {
            set_mark(c, x, i + 1, 0x2014);
            set_mark(c, x, i, 0x2014);
        } else if (begins_points(c, count, x, i)) {
            memset(x->types + i, TYPE_POINTS, run_length(c, count, i));
        } else if (x->types[i] != TYPE_POINTS) {
            set_mark(c, x, i, wide_form(c, count, x, i));
        }
    }
}
