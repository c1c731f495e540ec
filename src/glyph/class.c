/* SPDX-License-Identifier: MIT */
/*
 * What each character is for spacing and breaking.
 *
 * Most characters have one class, from a table of ranges. The others are Chinese or Western by what
 * stands around them: UAX #14 and #11 leave “ ” ‘ ’ — … · open (QU, Ambiguous), so the engine must
 * decide. The rule, in one sentence: such a mark is Western if a Western letter stands next to it
 * on either side and nothing Chinese on any, where spaces and other marks are looked through. So a
 * mark at the edge of a paragraph, or between numbers, is Chinese: this is a Chinese document.
 * - Quotation marks are decided by the pair, so that both sides get one form: Western if the pair
 *   holds nothing Chinese and its outer neighbours fulfil the rule. ’ between letters is an
 *   apostrophe.
 * - —— and …… are Chinese by their form alone, whatever stands around (GB/T 15834, 5.1.4, 5.1.5).
 *   So is the … behind a text that was cut: it is the briefing's own.
 * - - and / are Western unless they touch a Chinese character: 2024-10-14, km/h, but 京-沪, 元/吨.
 * - Signs are CLASS_PREFIX right before a number only, units and signs CLASS_POSTFIX right behind
 *   one (UB-03 to UB-05); point and comma between digits belong to the number (UB-02).
 * A Western mark that closes or opens is joined to what it touches, so that LB-11 holds although
 * Western text as such has no prohibition rules.
 *
 * Looking at the nearest clear neighbour instead of the sentence's main script was chosen because
 * it is linear, explains itself to the editor, and is right for the names and terms that newspaper
 * text quotes. All passes are linear; pairing keeps its stack in an array.
 */
#include "glyph/class.h"

#include <string.h>

#include <unicode/uchar.h>

/* ---- the table ---------------------------------------------------------------------------- */

struct class_range {
    uint32_t first, last;
    uint8_t type;
};

/* Ascending. What is missing is Latin and other alphabetic script, or a combining mark. */
static const struct class_range ranges[] = {
    {0x0000, 0x0008, TYPE_EXTEND},        {0x0009, 0x000D, CLASS_SPACE},
    {0x000E, 0x001F, TYPE_EXTEND},        {0x0020, 0x0020, CLASS_SPACE},
    {0x0021, 0x0021, TYPE_MARK},          {0x0024, 0x0024, TYPE_SIGN},
    {0x0025, 0x0025, TYPE_UNIT},          {0x0028, 0x0028, TYPE_BRACKET_OPEN},
    {0x0029, 0x0029, TYPE_BRACKET_CLOSE}, {0x002B, 0x002B, TYPE_SIGN},
    {0x002C, 0x002C, TYPE_POINT},         {0x002D, 0x002D, TYPE_HYPHEN},
    {0x002E, 0x002E, TYPE_POINT},         {0x002F, 0x002F, TYPE_SLASH},
    {0x0030, 0x0039, CLASS_DIGIT},        {0x003A, 0x003B, TYPE_MARK},
    {0x003F, 0x003F, TYPE_MARK},          {0x005B, 0x005B, TYPE_OPENING},
    {0x005D, 0x005D, TYPE_CLOSING},       {0x007B, 0x007B, TYPE_OPENING},
    {0x007D, 0x007D, TYPE_CLOSING},       {0x007F, 0x0084, TYPE_EXTEND},
    {0x0085, 0x0085, CLASS_SPACE},        {0x0086, 0x009F, TYPE_EXTEND},
    {0x00A0, 0x00A0, TYPE_NO_BREAK},      {0x00A2, 0x00A2, TYPE_UNIT},
    {0x00A3, 0x00A3, TYPE_SIGN},          {0x00A5, 0x00A5, TYPE_SIGN},
    {0x00AD, 0x00AD, TYPE_EXTEND},        {0x00B0, 0x00B0, TYPE_UNIT},
    {0x00B1, 0x00B1, TYPE_SIGN},          {0x00B7, 0x00B7, TYPE_MIDDLE_DOT},
    {0x1680, 0x1680, CLASS_SPACE},        {0x2000, 0x2006, CLASS_SPACE},
    {0x2007, 0x2007, TYPE_NO_BREAK},      {0x2008, 0x200A, CLASS_SPACE},
    {0x200B, 0x200F, TYPE_EXTEND},        {0x2010, 0x2010, TYPE_HYPHEN},
    {0x2012, 0x2013, TYPE_RULE},          {0x2014, 0x2015, TYPE_LINE},
    {0x2018, 0x2018, TYPE_QUOTE_OPEN},    {0x2019, 0x2019, TYPE_QUOTE_CLOSE},
    {0x201C, 0x201C, TYPE_QUOTE_OPEN},    {0x201D, 0x201D, TYPE_QUOTE_CLOSE},
    {0x2022, 0x2022, CLASS_HAN},          {0x2024, 0x2024, TYPE_POINT},
    {0x2025, 0x2026, TYPE_DOTS},          {0x2027, 0x2027, TYPE_MIDDLE_DOT},
    {0x2028, 0x2029, CLASS_LINE_END},     {0x202A, 0x202E, TYPE_EXTEND},
    {0x202F, 0x202F, TYPE_NO_BREAK},      {0x2030, 0x2033, TYPE_UNIT},
    {0x203B, 0x203B, CLASS_HAN},          {0x203C, 0x203C, CLASS_STOP},
    {0x2047, 0x2049, CLASS_STOP},         {0x205F, 0x205F, CLASS_SPACE},
    {0x2060, 0x206F, TYPE_EXTEND},        {0x20A0, 0x20CF, TYPE_SIGN},
    {0x2103, 0x2103, TYPE_UNIT},          {0x2109, 0x2109, TYPE_UNIT},
    {0x2116, 0x2116, TYPE_SIGN},          {0x2160, 0x2188, CLASS_HAN},
    {0x2190, 0x21FF, CLASS_HAN},          {0x2212, 0x2213, TYPE_SIGN},
    {0x22EF, 0x22EF, TYPE_DOTS},          {0x2300, 0x2328, CLASS_HAN},
    {0x2329, 0x2329, CLASS_OPEN},         {0x232A, 0x232A, CLASS_CLOSE},
    {0x232B, 0x23FF, CLASS_HAN},          {0x2460, 0x27BF, CLASS_HAN},
    {0x2900, 0x297F, CLASS_HAN},          {0x2B00, 0x2BFF, CLASS_HAN},
    {0x2E3A, 0x2E3A, CLASS_DASH},         {0x2E80, 0x3000, CLASS_HAN},
    {0x3001, 0x3001, CLASS_COMMA},        {0x3002, 0x3002, CLASS_STOP},
    {0x3003, 0x3004, CLASS_HAN},          {0x3005, 0x3005, CLASS_ITERATE},
    {0x3006, 0x3007, CLASS_HAN},          {0x3008, 0x3008, CLASS_OPEN},
    {0x3009, 0x3009, CLASS_CLOSE},        {0x300A, 0x300A, CLASS_OPEN},
    {0x300B, 0x300B, CLASS_CLOSE},        {0x300C, 0x300C, CLASS_OPEN},
    {0x300D, 0x300D, CLASS_CLOSE},        {0x300E, 0x300E, CLASS_OPEN},
    {0x300F, 0x300F, CLASS_CLOSE},        {0x3010, 0x3010, CLASS_OPEN},
    {0x3011, 0x3011, CLASS_CLOSE},        {0x3012, 0x3013, CLASS_HAN},
    {0x3014, 0x3014, CLASS_OPEN},         {0x3015, 0x3015, CLASS_CLOSE},
    {0x3016, 0x3016, CLASS_OPEN},         {0x3017, 0x3017, CLASS_CLOSE},
    {0x3018, 0x3018, CLASS_OPEN},         {0x3019, 0x3019, CLASS_CLOSE},
    {0x301A, 0x301A, CLASS_OPEN},         {0x301B, 0x301B, CLASS_CLOSE},
    {0x301C, 0x301C, CLASS_CONNECT},      {0x301D, 0x301D, CLASS_OPEN},
    {0x301E, 0x301F, CLASS_CLOSE},        {0x3020, 0x3029, CLASS_HAN},
    {0x302A, 0x302F, TYPE_EXTEND},        {0x3030, 0x303A, CLASS_HAN},
    {0x303B, 0x303B, CLASS_ITERATE},      {0x303C, 0x3040, CLASS_HAN},
    {0x3041, 0x3041, CLASS_ITERATE},      {0x3042, 0x3042, CLASS_HAN},
    {0x3043, 0x3043, CLASS_ITERATE},      {0x3044, 0x3044, CLASS_HAN},
    {0x3045, 0x3045, CLASS_ITERATE},      {0x3046, 0x3046, CLASS_HAN},
    {0x3047, 0x3047, CLASS_ITERATE},      {0x3048, 0x3048, CLASS_HAN},
    {0x3049, 0x3049, CLASS_ITERATE},      {0x304A, 0x3062, CLASS_HAN},
    {0x3063, 0x3063, CLASS_ITERATE},      {0x3064, 0x3082, CLASS_HAN},
    {0x3083, 0x3083, CLASS_ITERATE},      {0x3084, 0x3084, CLASS_HAN},
    {0x3085, 0x3085, CLASS_ITERATE},      {0x3086, 0x3086, CLASS_HAN},
    {0x3087, 0x3087, CLASS_ITERATE},      {0x3088, 0x308D, CLASS_HAN},
    {0x308E, 0x308E, CLASS_ITERATE},      {0x308F, 0x3094, CLASS_HAN},
    {0x3095, 0x3096, CLASS_ITERATE},      {0x3097, 0x3098, CLASS_HAN},
    {0x3099, 0x309A, TYPE_EXTEND},        {0x309B, 0x309E, CLASS_ITERATE},
    {0x309F, 0x30A0, CLASS_HAN},          {0x30A1, 0x30A1, CLASS_ITERATE},
    {0x30A2, 0x30A2, CLASS_HAN},          {0x30A3, 0x30A3, CLASS_ITERATE},
    {0x30A4, 0x30A4, CLASS_HAN},          {0x30A5, 0x30A5, CLASS_ITERATE},
    {0x30A6, 0x30A6, CLASS_HAN},          {0x30A7, 0x30A7, CLASS_ITERATE},
    {0x30A8, 0x30A8, CLASS_HAN},          {0x30A9, 0x30A9, CLASS_ITERATE},
    {0x30AA, 0x30C2, CLASS_HAN},          {0x30C3, 0x30C3, CLASS_ITERATE},
    {0x30C4, 0x30E2, CLASS_HAN},          {0x30E3, 0x30E3, CLASS_ITERATE},
    {0x30E4, 0x30E4, CLASS_HAN},          {0x30E5, 0x30E5, CLASS_ITERATE},
    {0x30E6, 0x30E6, CLASS_HAN},          {0x30E7, 0x30E7, CLASS_ITERATE},
    {0x30E8, 0x30ED, CLASS_HAN},          {0x30EE, 0x30EE, CLASS_ITERATE},
    {0x30EF, 0x30F4, CLASS_HAN},          {0x30F5, 0x30F6, CLASS_ITERATE},
    {0x30F7, 0x30FA, CLASS_HAN},          {0x30FB, 0x30FB, CLASS_DOT},
    {0x30FC, 0x30FE, CLASS_ITERATE},      {0x30FF, 0x31EF, CLASS_HAN},
    {0x31F0, 0x31FF, CLASS_ITERATE},      {0x3200, 0xA4CF, CLASS_HAN},
    {0xAC00, 0xD7A3, CLASS_HAN},          {0xE000, 0xFAFF, CLASS_HAN},
    {0xFE00, 0xFE0F, TYPE_EXTEND},        {0xFE10, 0xFE1F, CLASS_HAN},
    {0xFE30, 0xFE4F, CLASS_HAN},          {0xFE50, 0xFE51, CLASS_COMMA},
    {0xFE52, 0xFE52, CLASS_STOP},         {0xFE54, 0xFE55, CLASS_COMMA},
    {0xFE56, 0xFE57, CLASS_STOP},         {0xFE59, 0xFE59, CLASS_OPEN},
    {0xFE5A, 0xFE5A, CLASS_CLOSE},        {0xFE5B, 0xFE5B, CLASS_OPEN},
    {0xFE5C, 0xFE5C, CLASS_CLOSE},        {0xFE5D, 0xFE5D, CLASS_OPEN},
    {0xFE5E, 0xFE5E, CLASS_CLOSE},        {0xFE5F, 0xFE6F, CLASS_HAN},
    {0xFEFF, 0xFEFF, TYPE_EXTEND},        {0xFF01, 0xFF01, CLASS_STOP},
    {0xFF02, 0xFF03, CLASS_HAN},          {0xFF04, 0xFF04, TYPE_SIGN},
    {0xFF05, 0xFF05, TYPE_UNIT},          {0xFF06, 0xFF07, CLASS_HAN},
    {0xFF08, 0xFF08, CLASS_OPEN},         {0xFF09, 0xFF09, CLASS_CLOSE},
    {0xFF0A, 0xFF0A, CLASS_HAN},          {0xFF0B, 0xFF0B, TYPE_SIGN},
    {0xFF0C, 0xFF0C, CLASS_COMMA},        {0xFF0D, 0xFF0D, CLASS_CONNECT},
    {0xFF0E, 0xFF0E, CLASS_STOP},         {0xFF0F, 0xFF0F, CLASS_SOLIDUS},
    {0xFF10, 0xFF19, TYPE_WIDE_DIGIT},    {0xFF1A, 0xFF1B, CLASS_COMMA},
    {0xFF1C, 0xFF1E, CLASS_HAN},          {0xFF1F, 0xFF1F, CLASS_STOP},
    {0xFF20, 0xFF3A, CLASS_HAN},          {0xFF3B, 0xFF3B, CLASS_OPEN},
    {0xFF3C, 0xFF3C, CLASS_HAN},          {0xFF3D, 0xFF3D, CLASS_CLOSE},
    {0xFF3E, 0xFF5A, CLASS_HAN},          {0xFF5B, 0xFF5B, CLASS_OPEN},
    {0xFF5C, 0xFF5C, CLASS_HAN},          {0xFF5D, 0xFF5D, CLASS_CLOSE},
    {0xFF5E, 0xFF5E, CLASS_CONNECT},      {0xFF5F, 0xFF5F, CLASS_OPEN},
    {0xFF60, 0xFF60, CLASS_CLOSE},        {0xFF61, 0xFF61, CLASS_STOP},
    {0xFF62, 0xFF62, CLASS_OPEN},         {0xFF63, 0xFF63, CLASS_CLOSE},
    {0xFF64, 0xFF64, CLASS_COMMA},        {0xFF65, 0xFF65, CLASS_DOT},
    {0xFF66, 0xFF9F, CLASS_HAN},          {0xFFE0, 0xFFE0, TYPE_UNIT},
    {0xFFE1, 0xFFE1, TYPE_SIGN},          {0xFFE2, 0xFFE4, CLASS_HAN},
    {0xFFE5, 0xFFE6, TYPE_SIGN},          {0xFFE8, 0xFFEE, CLASS_HAN},
    {0xFFF9, 0xFFFB, TYPE_EXTEND},        {0xFFFC, 0xFFFD, CLASS_HAN},
    {0x1F000, 0x1F3FA, CLASS_HAN},        {0x1F3FB, 0x1F3FF, TYPE_EXTEND},
    {0x1F400, 0x1FAFF, CLASS_HAN},        {0x20000, 0x3FFFF, CLASS_HAN},
    {0xE0000, 0xE0FFF, TYPE_EXTEND},
};

bool class_inkless(uint32_t code)
{
    return (U_GET_GC_MASK((UChar32)code) & (U_GC_CC_MASK | U_GC_CF_MASK)) ||
           u_hasBinaryProperty((UChar32)code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static uint8_t type_outside(uint32_t code)
{
    if (code < 0x300)
        return CLASS_LATIN;
    const uint32_t marks = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_MC_MASK;
    bool extends = (U_GET_GC_MASK((UChar32)code) & marks) || class_inkless(code);
    return extends ? TYPE_EXTEND : CLASS_LATIN;
}

uint8_t class_type(uint32_t code)
{
    if (code >= 0x4E00 && code <= 0x9FFF)
        return CLASS_HAN;
    size_t low = 0, high = COUNT(ranges);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < COUNT(ranges) && code >= ranges[low].first)
        return ranges[low].type;
    return type_outside(code);
}

bool class_chinese(uint8_t type)
{
    return type <= CLASS_ELLIPSIS || type == CLASS_ITERATE || type == TYPE_WIDE_DIGIT;
}

/* ---- what stands around ------------------------------------------------------------------- */

/* The side that a character gives to its neighbours, or `seen` where they are looked through it. */
static uint8_t side_of(uint32_t code, uint8_t type, uint8_t seen)
{
    if (class_chinese(type))
        return SIDE_CHINESE;
    if (type == CLASS_DIGIT)
        return SIDE_DIGIT;
    if (type == CLASS_LINE_END)
        return SIDE_NONE;
    bool letter = code >= 0x80 || (code | 0x20) - 'a' < 26;
    return type == CLASS_LATIN && letter ? SIDE_LETTER : seen;
}

static bool opens(uint32_t code, uint32_t mark)
{
    return code == mark || (mark == '(' && code == 0xFF08);
}

static bool closes(uint32_t code, uint32_t mark)
{
    return code == mark || (mark == ')' && code == 0xFF09);
}

static void pair(const struct character *c, size_t count, uint32_t open, uint32_t close,
                 uint32_t *partner, uint32_t *stack)
{
    size_t depth = 0;
    for (size_t i = 0; i < count; i++) {
        if (opens(c[i].code, open)) {
            stack[depth++] = (uint32_t)i;
        } else if (depth && closes(c[i].code, close) && partner[i] == NO_PARTNER) {
            partner[i] = stack[--depth];
            partner[partner[i]] = (uint32_t)i;
        }
    }
}

static bool is_letter(const struct character *c, size_t count, size_t i)
{
    return i < count && side_of(c[i].code, class_type(c[i].code), SIDE_NONE) == SIDE_LETTER;
}

/* An apostrophe is its own partner, so that no quotation mark takes it. */
static void find_apostrophes(const struct character *c, size_t count, uint32_t *partner)
{
    for (size_t i = 1; i < count; i++)
        if (c[i].code == 0x2019 && is_letter(c, count, i - 1) && is_letter(c, count, i + 1))
            partner[i] = (uint32_t)i;
}

static bool has_pairs(const struct context *x, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (x->types[i] >= TYPE_QUOTE_OPEN && x->types[i] <= TYPE_CLOSING)
            return true;
    return false;
}

static void pair_all(struct arena *a, struct context *x, const struct character *c, size_t count)
{
    memset(x->partner, 0xFF, count * sizeof *x->partner);
    if (!has_pairs(x, count))
        return;
    uint32_t *stack = arena_array(a, count, sizeof *stack);
    find_apostrophes(c, count, x->partner);
    pair(c, count, 0x201C, 0x201D, x->partner, stack);
    pair(c, count, 0x2018, 0x2019, x->partner, stack);
    pair(c, count, '(', ')', x->partner, stack);
    pair(c, count, '[', ']', x->partner, stack);
}

void class_context(struct arena *a, struct context *x, const struct character *c, size_t count)
{
    x->types = arena_alloc(a, count);
    x->before = arena_alloc(a, count);
    x->after = arena_alloc(a, count);
    x->chinese = arena_array(a, count + 1, sizeof *x->chinese);
    x->partner = arena_array(a, count, sizeof *x->partner);
    uint8_t seen = SIDE_NONE;
    for (size_t i = 0; i < count; i++) {
        x->types[i] = class_type(c[i].code);
        x->before[i] = seen;
        x->chinese[i + 1] = x->chinese[i] + class_chinese(x->types[i]);
        seen = side_of(c[i].code, x->types[i], seen);
    }
    seen = SIDE_NONE;
    for (size_t i = count; i-- > 0;) {
        x->after[i] = seen;
        seen = side_of(c[i].code, x->types[i], seen);
    }
    pair_all(a, x, c, count);
}

/* ---- classes ------------------------------------------------------------------------------ */

/* The rule of this file for what stands from `first` to `last`. */
static bool western(const struct context *x, size_t first, size_t last)
{
    if (x->before[first] == SIDE_CHINESE || x->after[last] == SIDE_CHINESE)
        return false;
    return x->before[first] == SIDE_LETTER || x->after[last] == SIDE_LETTER ||
           (first < last && x->after[first] == SIDE_LETTER);
}

bool class_western(const struct context *x, size_t first, size_t last)
{
    return x->chinese[first] == x->chinese[last] && western(x, first, last);
}

static bool western_quote(const struct context *x, size_t i)
{
    size_t other = x->partner[i] == NO_PARTNER ? i : x->partner[i];
    size_t first = other < i ? other : i;
    size_t last = other < i ? i : other;
    if (other == i && x->partner[i] != NO_PARTNER)
        return true;
    return class_western(x, first, last);
}

static uint8_t type_at(const struct context *x, size_t count, size_t i)
{
    return i < count ? x->types[i] : CLASS_LINE_END;
}

/* A run of — or … : two are Chinese by form; one by its neighbours. */
static uint8_t line_class(const struct context *x, size_t count, size_t i, uint8_t one, uint8_t two)
{
    uint8_t type = x->types[i];
    if ((i > 0 && x->types[i - 1] == type) || type_at(x, count, i + 1) == type)
        return two;
    return western(x, i, i) ? CLASS_LATIN : one;
}

/* The character before i without the marks that it carries; i > 0. */
static size_t base_before(const struct context *x, size_t i)
{
    i--;
    while (i > 0 && x->types[i] == TYPE_EXTEND)
        i--;
    return i;
}

static bool touches_chinese(const struct context *x, size_t count, size_t i)
{
    return (i > 0 && class_chinese(x->types[base_before(x, i)])) ||
           class_chinese(type_at(x, count, i + 1));
}

static uint8_t hyphen_class(const struct context *x, size_t count, size_t i)
{
    if (touches_chinese(x, count, i))
        return CLASS_CONNECT;
    uint8_t previous = i > 0 ? x->types[i - 1] : CLASS_SPACE;
    bool minus = type_at(x, count, i + 1) == CLASS_DIGIT && previous != CLASS_DIGIT &&
                 previous != CLASS_LATIN && previous != TYPE_HYPHEN;
    return minus ? CLASS_PREFIX : CLASS_LATIN;
}

static uint8_t point_class(const struct context *x, size_t count, size_t i)
{
    bool inside =
        i > 0 && x->types[i - 1] == CLASS_DIGIT && type_at(x, count, i + 1) == CLASS_DIGIT;
    return inside ? CLASS_DIGIT : CLASS_LATIN;
}

/* Full-width forms of signs and units stand on Han cells. */
static uint8_t other_class(uint32_t code)
{
    return code >= 0x2100 && code != 0x2212 && code != 0x2213 ? CLASS_HAN : CLASS_LATIN;
}

static bool chinese_or_quote(const struct context *x, size_t i, uint8_t quote)
{
    return class_chinese(x->types[i]) || (x->types[i] == quote && !western_quote(x, i));
}

/* 党建+服务, “党建+”: joins two words as — does, though one may be left out in quotes, so it begins
 * no line and stands close to both. */
static bool joins_words(const struct context *x, const struct character *c, size_t count, size_t i)
{
    return c[i].code == '+' && i > 0 && i + 1 < count &&
           chinese_or_quote(x, base_before(x, i), TYPE_QUOTE_OPEN) &&
           chinese_or_quote(x, i + 1, TYPE_QUOTE_CLOSE);
}

static uint8_t sign_class(const struct context *x, const struct character *c, size_t count,
                          size_t i)
{
    uint8_t previous = i > 0 ? x->types[i - 1] : CLASS_SPACE;
    bool infix = previous == CLASS_DIGIT || previous == CLASS_LATIN;
    bool before = type_at(x, count, i + 1) == CLASS_DIGIT;
    if (before && !infix)
        return CLASS_PREFIX;
    if (joins_words(x, c, count, i))
        return CLASS_CONNECT;
    return previous == CLASS_DIGIT && !before ? CLASS_POSTFIX : other_class(c[i].code);
}

static uint8_t unit_class(const struct character *c, size_t i)
{
    bool behind = i > 0 && (c[i - 1].class == CLASS_DIGIT || c[i - 1].class == CLASS_POSTFIX);
    return behind ? CLASS_POSTFIX : other_class(c[i].code);
}

/* Needs the classes of all characters before it. */
static uint8_t class_at(const struct character *c, size_t count, const struct context *x, size_t i)
{
    switch (x->types[i]) {
    case TYPE_QUOTE_OPEN:
        return western_quote(x, i) ? CLASS_LATIN : CLASS_OPEN;
    case TYPE_QUOTE_CLOSE:
        return western_quote(x, i) ? CLASS_LATIN : CLASS_CLOSE;
    case TYPE_POINT:
        return point_class(x, count, i);
    case TYPE_LINE:
        return line_class(x, count, i, CLASS_CONNECT, CLASS_DASH);
    case TYPE_DOTS:
        return line_class(x, count, i, CLASS_ELLIPSIS, CLASS_ELLIPSIS);
    case TYPE_POINTS:
        return CLASS_ELLIPSIS;
    case TYPE_RULE:
        return western(x, i, i) ? CLASS_LATIN : CLASS_CONNECT;
    case TYPE_MIDDLE_DOT:
        return western(x, i, i) ? CLASS_LATIN : CLASS_DOT;
    case TYPE_HYPHEN:
        return hyphen_class(x, count, i);
    case TYPE_SLASH:
        return touches_chinese(x, count, i) ? CLASS_SOLIDUS : CLASS_LATIN;
    case TYPE_SIGN:
        return sign_class(x, c, count, i);
    case TYPE_UNIT:
        return unit_class(c, i);
    case TYPE_NO_BREAK:
        return CLASS_SPACE;
    case TYPE_WIDE_DIGIT:
        return CLASS_HAN;
    case TYPE_EXTEND:
        return i > 0 && c[i - 1].class != CLASS_LINE_END ? c[i - 1].class : CLASS_LATIN;
    default:
        return x->types[i] <= CLASS_ITERATE ? x->types[i] : CLASS_LATIN;
    }
}

/* ---- flags -------------------------------------------------------------------------------- */

static bool closing(uint8_t type)
{
    return type == TYPE_QUOTE_CLOSE || type == TYPE_BRACKET_CLOSE || type == TYPE_CLOSING ||
           type == TYPE_POINT || type == TYPE_MARK;
}

static bool opening(uint8_t type)
{
    return type == TYPE_QUOTE_OPEN || type == TYPE_BRACKET_OPEN || type == TYPE_OPENING;
}

/* Of ！！ and ？！ the second is joined to the first, so that line/ can know them (PW-11). */
static bool exclaims(uint32_t code)
{
    return code == 0xFF01 || code == 0xFF1F;
}

/* Nothing may come between this character and the one before it. */
static bool joined(const struct character *c, const struct context *x, size_t count, size_t i)
{
    uint8_t type = x->types[i];
    if (type == TYPE_EXTEND || type == TYPE_NO_BREAK)
        return true;
    if (i == 0)
        return false;
    uint8_t previous = x->types[i - 1];
    if (previous == TYPE_NO_BREAK)
        return true;
    if (previous == TYPE_HYPHEN && c[i - 1].class == CLASS_CONNECT)
        return type == CLASS_DIGIT || type == CLASS_LATIN;
    if (previous == TYPE_WIDE_DIGIT)
        return type == TYPE_WIDE_DIGIT ||
               (c[i].code == 0xFF0E && type_at(x, count, i + 1) == TYPE_WIDE_DIGIT);
    if (type == TYPE_WIDE_DIGIT)
        return c[i - 1].code == 0xFF0E && (c[i - 1].flags & GLYPH_JOINED);
    if (exclaims(c[i].code))
        return exclaims(c[i - 1].code);
    if (c[i].class == CLASS_LATIN && closing(type))
        return c[i - 1].class != CLASS_SPACE && c[i - 1].class != CLASS_LINE_END;
    return c[i - 1].class == CLASS_LATIN && opening(x->types[base_before(x, i)]) &&
           c[i].class != CLASS_SPACE && c[i].class != CLASS_LINE_END;
}

/* What stands before i, spaces looked through: the end of the paragraph's front is a line end. */
static size_t before_spaces(const struct character *c, size_t i)
{
    while (i > 0 && c[i - 1].class == CLASS_SPACE && !(c[i - 1].flags & CHARACTER_EXTENDS))
        i--;
    return i;
}

static bool is_straight(uint32_t code)
{
    return code == '"' || code == '\'';
}

static bool on_han(uint8_t class)
{
    return class == CLASS_HAN || class == CLASS_ITERATE;
}

/* No line begins with this character, although its class allows that (GLYPH_KEEP). */
static bool kept(const struct character *c, const struct context *x, size_t i)
{
    bool carried = i > 0 && x->types[i] == TYPE_EXTEND && x->types[i - 1] != CLASS_SPACE;
    if (carried || (c[i].class == CLASS_SPACE && x->types[i] != TYPE_EXTEND))
        return false;
    size_t end = before_spaces(c, i);
    if (end == 0 || c[end - 1].class == CLASS_LINE_END)
        return false;
    size_t base = base_before(x, end);
    uint8_t type = x->types[i], previous = x->types[base];
    if (end < i)
        return (c[i].class == CLASS_LATIN && (closing(type) || type == TYPE_SLASH)) ||
               (type == TYPE_UNIT && previous == CLASS_DIGIT) ||
               (c[base].class == CLASS_LATIN && opening(previous));
    if (is_straight(c[i].code) || is_straight(c[base].code))
        return true;
    return type == TYPE_HYPHEN || type == TYPE_SLASH ||
           (type == TYPE_UNIT && on_han(c[base].class)) ||
           (previous == TYPE_SIGN && on_han(c[i].class));
}

static bool one_of(uint32_t code, const char *list)
{
    for (const char *end = list + strlen(list); list < end;)
        if (utf8_next(&list, end) == code)
            return true;
    return false;
}

/* Whether two characters stand in a unit next to each other: 公里, 平方公里, 个百分点. */
static bool in_unit(uint32_t first, uint32_t second)
{
    static const char pairs[] = "公里公斤公顷公分千米千克千瓦瓦时平方立方方米方公分钟小时海里毫米"
                                "毫升厘米微米微克英里英寸英尺世纪人次辆次架次场次个百百分分点标箱";
    for (const char *p = pairs, *end = p + strlen(p); p < end;) {
        uint32_t a = utf8_next(&p, end), b = utf8_next(&p, end);
        if (a == first && b == second)
            return true;
    }
    return false;
}

/* UB-06. Behind a numeral of scale (万 in 3.2万亿元) or 余 the unit still belongs to the number. */
static bool is_unit(const struct character *c, size_t i)
{
    static const char scales[] = "十百千万亿兆余多";
    static const char units[] = "年月日时分秒点号周天岁届期次回场项条款章节页版个名位人户家"
                                "处所座栋间套件台辆架艘艇枚只头匹棵株亩顷米里尺寸斤两吨克升"
                                "元角块倍成度级档层批种类组队支份张册部集首段篇句字门科路线"
                                "站村镇乡县市省区国州伏瓦安焦卡赫帕双对副盏根片颗粒箱袋瓶桶"
                                "担石公千毫厘微平立海英小刻世代旬季连排班轮例宗起笔单股席票";
    if (i == 0 || c[i].class != CLASS_HAN)
        return false;
    if ((c[i - 1].flags & GLYPH_UNIT) && in_unit(c[i - 1].code, c[i].code))
        return true;
    bool behind = c[i - 1].class == CLASS_DIGIT ||
                  ((c[i - 1].flags & GLYPH_UNIT) && one_of(c[i - 1].code, scales));
    return behind && (one_of(c[i].code, scales) || one_of(c[i].code, units));
}

/* 第13架: an ordinal is a number that has its unit in front as well (UB-06). */
static bool is_ordinal(const struct character *c, size_t i)
{
    size_t end = before_spaces(c, i);
    return c[i].class == CLASS_DIGIT && end > 0 && c[end - 1].code == U'第';
}

enum { LONGEST_NAME = 6 /* 本报通讯员, and names of other nations */ };

static bool is_blank(const struct character *c)
{
    const uint32_t ideographic_space = 0x3000;
    return c->class == CLASS_SPACE || c->code == ideographic_space;
}

static bool is_name_part(const struct character *c)
{
    return on_han(c->class) && !is_blank(c);
}

/* Within a name, which is a run of few Han characters with a space on one side at least: 摄影
 * 甲乙丙. A single one behind a space belongs to the name before it: 甲乙丙 摄. */
static bool in_name(const struct character *c, size_t count, size_t i)
{
    size_t first = i, end = i + 1;
    if (!is_name_part(c + i))
        return false;
    while (first > 0 && is_name_part(c + first - 1) && i - first < LONGEST_NAME)
        first--;
    while (end < count && is_name_part(c + end) && end - i <= LONGEST_NAME)
        end++;
    bool behind = first > 0 && is_blank(c + first - 1);
    bool apart = behind || (end < count && is_blank(c + end));
    return apart && end - first <= LONGEST_NAME && (i > first || (behind && end - first == 1));
}

static bool in_latin_face(const struct character *c, const struct context *x, size_t i)
{
    switch (c[i].class) {
    case CLASS_LATIN:
    case CLASS_DIGIT:
        return true;
    case CLASS_SPACE:
        return true;
    case CLASS_PREFIX:
    case CLASS_POSTFIX:
        return x->types[i] == TYPE_EXTEND ? c[i - 1].flags & CHARACTER_WESTERN
                                          : other_class(c[i].code) == CLASS_LATIN;
    default:
        return false;
    }
}

/* The … behind a text that was cut. */
static bool is_cut(const struct context *x, size_t count, size_t i, const struct format *f)
{
    return f->cut && i + 1 == count && x->types[i] == TYPE_DOTS;
}

void class_resolve(struct character *c, size_t count, const struct context *x,
                   const struct glyph_span *spans)
{
    for (size_t i = 0; i < count; i++) {
        c[i].class = is_cut(x, count, i, spans[c[i].span].format) ? CLASS_ELLIPSIS
                                                                  : class_at(c, count, x, i);
        c[i].flags = joined(c, x, count, i) ? GLYPH_JOINED : 0;
        if (x->types[i] == TYPE_EXTEND)
            c[i].flags |= CHARACTER_EXTENDS;
        if (in_latin_face(c, x, i))
            c[i].flags |= CHARACTER_WESTERN;
        bool number = spans[c[i].span].format->keep_number_unit;
        if (kept(c, x, i) || (number && is_ordinal(c, i)))
            c[i].flags |= GLYPH_KEEP;
        if (number && is_unit(c, i))
            c[i].flags |= GLYPH_UNIT;
    }
    for (size_t i = 0; i < count; i++)
        if (spans[c[i].span].format->keep_names && in_name(c, count, i))
            c[i].flags |= GLYPH_KEEP;
}
