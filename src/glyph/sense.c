/* SPDX-License-Identifier: MIT */
/*
 * How well a heading's line ends between two words, by the sense (HD-03). word.c knows where words
 * end; printers also look at what the words are:
 *
 * A word that qualifies what follows should not be left behind by it: 全国|政协, 更加|积极,
 * 三大|任务, 100周年|座谈会, 突破|5000万. What a line begins with best is a word that opens a
 * phrase: a preposition, a conjunction or the verb of the clause (在…, 为…, 召开…).
 *
 * No grammar is made of this: the lists are short, and what they say weighs about as much as a few
 * characters of difference between two lines. So a word that is missing, or means something else
 * here, costs evenness and no more.
 */
#include "glyph/shape.h"

#include <wchar.h>

_Static_assert(sizeof(wchar_t) == sizeof(uint32_t), "a list of words is a wide text");

static const uint32_t numerals[] = U"一二三四五六七八九十百两第";

static const uint32_t *find(const uint32_t *list, uint32_t code)
{
    return (const uint32_t *)wcschr((const wchar_t *)list, (wchar_t)code);
}

bool sense_has(const uint32_t *list, uint32_t code)
{
    return find(list, code) != NULL;
}

bool sense_has_word(const uint32_t *list, const struct character *c)
{
    const uint32_t *first = list;
    while ((list = find(list, c->code)) && ((list - first) % 2 || c[1].code != list[1]))
        list++;
    return list != NULL;
}

/* Adjectives, adverbs and verbs that are read on into the word behind them. */
static bool qualifies(const struct character *c, size_t length)
{
    static const uint32_t list[] =
        U"全国全省全市全县全区全军全球特别国家人民中央地方各级各类各项主要"
        U"重要重大重点有关相关先进优秀典型积极更加正在已经即将继续持续不断"
        U"稳步加速深入全面广泛严肃公开共同统一专项首次再次多次"
        U"超过突破达到接近至少不足增长下降诞辰累计大约将近"
        U"元旦国庆中秋端午清明五一困难以上以下"
        U"冲出走出迈入步入走进迎来取得夺得赢得";
    return length == 2 && sense_has_word(list, c);
}

bool sense_names(const struct character *c, size_t before, size_t length)
{
    static const uint32_t attributes[] = U"特别自治人民国家中央全国地方最高高级中级基层";
    static const uint32_t bodies[] = U"行政法院检察政府政协人大委员监委纪委公安";
    return before == 2 && length >= 2 && sense_has_word(attributes, c - 2) &&
           sense_has_word(bodies, c);
}

bool sense_names_place(const struct character *c, size_t before)
{
    return before == 2 && sense_has_word(U"特别", c - 2) && sense_has_word(U"行政", c);
}

/* Nouns that end a name or a term and leave what they are of before them. */
static bool ends_name(const struct character *c, size_t length)
{
    static const uint32_t list[] =
        U"特别自治常委委员会议大会活动工作行动工程项目中心法院检察公安支队总队"
        U"大队集团公司大学银行平台系统仪式讲话通知意见方案规划制度机制政策措施"
        U"生产总量总额总值用户";
    return length == 2 && sense_has_word(list, c);
}

static bool is_date_part(uint32_t code)
{
    return sense_has(U"年月日号时", code);
}

/* Whether a number with what it counts ends before c: 三大, 七起, 100周年; but not a date. */
static bool counts_what_follows(const struct character *c, struct sense_before before)
{
    bool years = before.word > 1 && sense_has(U"周", c[-2].code);
    if (is_date_part(c[-1].code) && !years)
        return false;
    bool numeral = before.unit > 1 && sense_has(numerals, c[-(ptrdiff_t)before.unit].code);
    return numeral || (c[-1].flags | c[-(ptrdiff_t)before.word].flags) & GLYPH_UNIT;
}

/* Prepositions and conjunctions, each a word of its own. */
static bool opens_by_itself(const struct character *c, size_t length)
{
    return length == 1 && sense_has(U"在向为对将并及就因从把被让", c->code);
}

/* Verbs that have their object behind them. */
static bool opens_as_verb(const struct character *c, size_t length)
{
    static const uint32_t list[] =
        U"召开印发开展推动提升打造实施要求强调审议颁发摸清助力筑牢守护彰显"
        U"凸显迈出出台推出促进举办落实";
    return length == 2 && sense_has_word(list, c);
}

/* Whether digits end before c that are a number, not of a name such as C919. */
static bool is_bare_number(const struct character *c)
{
    const struct character *first = c;
    while (first->text > 0 && first[-1].class == CLASS_DIGIT)
        first--;
    return first < c && (first->text == 0 || first[-1].class != CLASS_LATIN);
}

static bool is_bound(const struct character *c, size_t length, struct sense_before before)
{
    if (qualifies(c - before.word, before.word) || qualifies(c - before.unit, before.unit) ||
        ends_name(c, length) || counts_what_follows(c, before))
        return true;
    if (c->class == CLASS_DIGIT)
        return sense_has(U"超近逾约达前第", c[-1].code);
    return sense_has(U"的", c[-1].code) || is_bare_number(c);
}

static bool opens(const struct character *c, size_t length)
{
    bool number = c->class == CLASS_DIGIT || (length == 1 && sense_has(numerals, c->code));
    return number || opens_by_itself(c, length) || opens_as_verb(c, length);
}

uint8_t sense_flag(const struct character *c, size_t length, struct sense_before before)
{
    if (is_bound(c, length, before))
        return GLYPH_BOUND;
    return opens(c, length) ? GLYPH_OPENS : 0;
}
