/* SPDX-License-Identifier: MIT */
/*
 * Where ICU knows more than the classes: words of Chinese, for headings that are broken by sense
 * (HD-03) and cells of tables, and line breaks of what the classes know nothing of: scripts without
 * spaces (Tibetan, Thai), Korean, flags and emoji of several code points, zero-width spaces and
 * word joiners.
 *
 * ICU's dictionary knows words, no names and no phrases: it cuts what it does not know into single
 * characters, and 常委会 behind 常委. So a character that is a word alone is joined to the word
 * before it where it is one of those that close a word (会, 线, 的), to the one behind it where it
 * is one of those that open a phrase (在, 第, 新), and to its neighbour where that stands alone
 * too, which names do. No printer ends or begins a headline's line with such a character.
 *
 * UAX #14 is asked beside such characters only. For Chinese its stock rules are wrong in six places
 * (the checklist's last table), and in Western words it would break behind a hyphen or a solidus,
 * which LB-06 and LB-10 forbid; so there the classes decide alone. Both iterators read UTF-8 in
 * place. Opening one costs some milliseconds, most of it ICU's dictionary, so that is done when
 * first needed and once for a worker.
 */
#include "glyph/shape.h"

#include <errno.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

struct word_breaks {
    struct arena *arena;
    UBreakIterator *words, *lines;
};

struct word_breaks *word_breaks(struct arena *a)
{
    struct word_breaks *w = arena_alloc(a, sizeof *w);
    w->arena = a;
    return w;
}

static void release_iterator(void *iterator)
{
    ubrk_close(iterator);
}

static UBreakIterator *open_iterator(struct arena *a, UBreakIteratorType type)
{
    UErrorCode status = U_ZERO_ERROR;
    errno = 0;
    UBreakIterator *iterator = ubrk_open(type, "zh", NULL, 0, &status);
    face_check_memory();
    if (U_FAILURE(status))
        die("ICU has no break rules: %s", u_errorName(status));
    arena_on_free(a, release_iterator, iterator);
    return iterator;
}

/* A character of whose line breaks the classes know nothing: scripts without spaces, Korean, flags
 * and emoji of several code points, and what UAX #14 has for breaking and joining alone. */
static bool is_beyond(uint32_t code)
{
    if (code < 0x80 || (code >= 0x2E80 && code < 0xAC00))
        return false;
    switch (u_getIntPropertyValue((UChar32)code, UCHAR_LINE_BREAK)) {
    case U_LB_ZWSPACE:
    case U_LB_WORD_JOINER:
    case U_LB_ZWJ:
    case U_LB_GLUE:
    case U_LB_BREAK_BEFORE:
    case U_LB_CONTINGENT_BREAK:
    case U_LB_COMPLEX_CONTEXT:
    case U_LB_HEBREW_LETTER:
    case U_LB_H2:
    case U_LB_H3:
    case U_LB_JL:
    case U_LB_JV:
    case U_LB_JT:
    case U_LB_REGIONAL_INDICATOR:
    case U_LB_E_BASE:
    case U_LB_E_MODIFIER:
        return true;
    default:
        return code >= 0x0590 && code < 0x1E00;
    }
}

static bool by_words(const struct character *c, const struct glyph_span *spans)
{
    const struct format *format = spans[c->span].format;
    return format->balance || format->words;
}

static bool is_of_words(const struct character *c, const struct glyph_span *spans)
{
    return by_words(c, spans) && (c->class == CLASS_HAN || c->class == CLASS_ITERATE);
}

/* Walks the boundaries and the characters side by side. at_boundary(i) is told for every i > 0. */
static void mark_boundaries(UBreakIterator *iterator, struct character *c, size_t count,
                            const struct glyph_span *spans, const char *text, size_t len,
                            void (*visit)(struct character *, const struct glyph_span *, bool))
{
    UErrorCode status = U_ZERO_ERROR;
    UText source = UTEXT_INITIALIZER;
    errno = 0;
    utext_openUTF8(&source, text, (int64_t)len, &status);
    ubrk_setUText(iterator, &source, &status);
    face_check_memory();
    if (U_FAILURE(status))
        BUG("ICU refuses text: %s", u_errorName(status));
    int32_t boundary = ubrk_first(iterator);
    for (size_t i = 1; i < count; i++) {
        while (boundary != UBRK_DONE && (uint32_t)boundary < c[i].text)
            boundary = ubrk_next(iterator);
        visit(&c[i], spans, boundary != UBRK_DONE && (uint32_t)boundary == c[i].text);
    }
    utext_close(&source);
    face_check_memory();
}

static bool is_numeral(uint32_t code)
{
    return sense_has(U"〇一二三四五六七八九十百千", code);
}

/* Within 第三十六次, which the dictionary parts: behind 第, its numerals, or the last of them. */
static bool in_ordinal(const struct character *c)
{
    const uint32_t ordinal = 0x7B2C;
    const struct character *before = c - 1;
    while (before->text > 0 && is_numeral(before->code))
        before--;
    return before->code == ordinal;
}

static void visit_word(struct character *c, const struct glyph_span *spans, bool boundary)
{
    if ((!boundary || in_ordinal(c)) && is_of_words(c, spans) && is_of_words(c - 1, spans))
        c->flags |= GLYPH_WORD;
}

/* Words of one character that belong to the word before them. */
static bool closes_word(uint32_t code)
{
    return sense_has(U"的了着过们等者家人民员师手生族会部局厅处科室院所站台队团组署委府厂店场馆"
                     U"村镇乡县市区州省盟旗街路桥港湾河江湖山岛园楼线号机舰艇弹车船"
                     U"性化率量度值额费款税价权法案令书证卡表单品类型式制力感观论学业界圈群体层级"
                     U"期届次起名个年月日时后前中内外上下间里网库点面赛奖节史题",
                     code);
}

/* Words of one character that belong to the word behind them, whatever that is. */
static bool opens_phrase(uint32_t code)
{
    return is_numeral(code) || sense_has(U"在向从与和及对将把被为以于由让给同使至到自按据因就跟或并"
                                         U"不未已再更最超达约近逾第每各全新老大小高低多副总首非"
                                         U"也都才还又仍可应要两",
                                         code);
}

/* Words of two characters that belong to the word before them. */
static bool is_postposition(const struct character *c)
{
    return sense_has_word(U"期间以来以上以下以内以外左右之间之前之后之际", c);
}

enum { LONGEST_NAME = 4 /* characters that are joined because each stands alone */ };

/* 下一阶段, 上一轮: 一 counts nothing there. */
static bool in_next_one(const struct character *c)
{
    const uint32_t one = 0x4E00;
    return c->code == one && sense_has(U"上下", c[-1].code);
}

/* Whether the word of `length` characters that begins at c belongs to the one of `before`
 * characters that ends there. `alone` characters before c are a word each and joined for that. */
static bool belongs(const struct character *c, size_t before, size_t length, size_t alone)
{
    if ((length == 1 && closes_word(c->code)) || (length == 2 && is_postposition(c)) ||
        sense_names(c, before, length))
        return true;
    if (before != 1 || opens_phrase(c[-1].code))
        return before == 1;
    if (closes_word(c[-1].code))
        return in_next_one(c);
    return length == 1 ? alone < LONGEST_NAME && !opens_phrase(c->code) : alone == 1;
}

/* A kind of place belongs to the name before it, if there is one. */
static void join_place(struct character *kind, size_t words)
{
    if (words > 0 && kind[-1].class == CLASS_HAN)
        kind->flags = (uint8_t)((kind->flags & ~(GLYPH_BOUND | GLYPH_OPENS)) | GLYPH_WORD);
}

/* Joins words that no line should part, going by the words as ICU has them, and says of the others
 * how well a line ends before them. */
static void join_words(struct character *c, size_t count, const struct glyph_span *spans)
{
    size_t before = 0, alone = 0, unit = 0, last = 0;
    for (size_t i = 0, end; i < count; i = end) {
        end = i + 1;
        while (end < count && c[end].flags & GLYPH_WORD)
            end++;
        size_t length = is_of_words(&c[i], spans) ? end - i : 0;
        bool joined = before && length && belongs(&c[i], before, length, alone);
        if (joined && sense_names_place(&c[i], before))
            join_place(&c[i - before], i - before);
        if (joined)
            c[i].flags |= GLYPH_WORD;
        else if (i > 0 && by_words(&c[i], spans))
            c[i].flags |= sense_flag(&c[i], end - i, (struct sense_before){i - last, unit});
        unit = joined ? unit + end - i : end - i;
        last = i;
        bool goes_on = joined && !opens_phrase(c[i - 1].code);
        alone = length != 1 ? 0 : goes_on ? alone + 1 : 1;
        before = length;
    }
}

static bool is_blank(const struct character *c)
{
    return c->class == CLASS_SPACE && !(c->flags & CHARACTER_EXTENDS);
}

/* What stands before c, spaces and combining marks looked through. */
static const struct character *base_before(const struct character *c)
{
    const struct character *before = c - 1;
    while (before->text > 0 && !is_beyond(before->code) &&
           (is_blank(before) || (before->flags & CHARACTER_EXTENDS)))
        before--;
    return before;
}

static void visit_line(struct character *c, const struct glyph_span *spans, bool boundary)
{
    (void)spans;
    bool joined = (c->flags & GLYPH_JOINED) && !is_blank(c - 1);
    if (joined || is_blank(c) || !(is_beyond(c->code) || is_beyond(base_before(c)->code)))
        return;
    c->flags |= boundary ? GLYPH_BREAK : GLYPH_KEEP;
}

void word_flags(struct word_breaks *w, struct character *c, size_t count,
                const struct glyph_span *spans, const char *text, size_t len)
{
    bool words = false, beyond = false;
    for (size_t i = 0; i < count; i++) {
        words |= is_of_words(&c[i], spans);
        beyond |= is_beyond(c[i].code);
    }
    if (len > INT32_MAX)
        return;
    if (words) {
        if (!w->words)
            w->words = open_iterator(w->arena, UBRK_WORD);
        mark_boundaries(w->words, c, count, spans, text, len, visit_word);
        join_words(c, count, spans);
    }
    if (beyond) {
        if (!w->lines)
            w->lines = open_iterator(w->arena, UBRK_LINE);
        mark_boundaries(w->lines, c, count, spans, text, len, visit_line);
    }
}
