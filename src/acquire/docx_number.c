/* SPDX-License-Identifier: MIT */
/*
 * The labels of numbered paragraphs. They are nowhere in the file's text: Word counts them when it
 * shows the page, so this counts as Word does – one set of counters for each abstract list, which
 * all its instances share; a deeper level begins again after a higher one; an instance with a start
 * of its own begins there once. A label is text that the reader of the page sees, so it counts in
 * the audit like any other.
 *
 * Forms that no Chinese or Western page uses are shown as decimal numbers.
 */
#include "acquire/docx.h"

#include <stdlib.h>
#include <string.h>

enum { LEVELS = 9, MOST_NUMBER = 100000, LONGEST_LABEL = 200 /* bytes */ };

struct list_level {
    bool there;
    int start;
    const char *form;    /* w:numFmt */
    const char *pattern; /* w:lvlText, or NULL */
    const char *style;   /* that has this level, or NULL */
    bool legal;          /* all numbers decimal */
    bool goes_on;        /* does not begin again after a higher level */
};

struct abstract {
    const char *id;
    const char *link; /* id of the style whose list it is, or NULL */
    struct list_level levels[LEVELS];
    int counters[LEVELS]; /* of the levels that have begun */
    bool begun[LEVELS];
};

struct list {
    int id;
    struct abstract *abstract;
    bool starts[LEVELS]; /* has a start of its own that was not used yet */
    int start[LEVELS];
    struct list_level levels[LEVELS]; /* of its own */
};

struct numbering {
    struct arena *arena;
    const struct styles *styles;
    struct abstract *abstracts; /* by id */
    size_t abstract_count;
    struct list *lists; /* by id */
    size_t list_count;
};

/* ---- reading ----------------------------------------------------------------------------------
 */

static int by_abstract(const void *left, const void *right)
{
    return strcmp(((const struct abstract *)left)->id, ((const struct abstract *)right)->id);
}

static int by_list(const void *left, const void *right)
{
    const struct list *l = left, *r = right;
    return (l->id > r->id) - (l->id < r->id);
}

static int level_of(const struct xml_node *node)
{
    int level = docx_number(docx_value(node, "ilvl"), -1);
    return level < LEVELS ? level : -1;
}

static struct list_level read_level(const struct xml_node *node)
{
    const char *form = docx_child_value(node, "numFmt", "val"),
               *restart = docx_child_value(node, "lvlRestart", "val");
    return (struct list_level){.there = true,
                               .start = docx_number(docx_child_value(node, "start", "val"), 0),
                               .form = form ? form : "decimal",
                               .pattern = docx_child_value(node, "lvlText", "val"),
                               .style = docx_child_value(node, "pStyle", "val"),
                               .legal = xml_child(node, "isLgl") != NULL,
                               .goes_on = docx_number(restart, 1) == 0};
}

static void add_abstract(struct numbering *n, const struct xml_node *node)
{
    const char *id = docx_value(node, "abstractNumId");
    if (!id)
        return;
    n->abstracts = arena_grow(n->arena, n->abstracts, n->abstract_count, sizeof *n->abstracts);
    struct abstract *abstract = &n->abstracts[n->abstract_count++];
    *abstract = (struct abstract){.id = id, .link = docx_child_value(node, "numStyleLink", "val")};
    for (const struct xml_node *c = node->first; c; c = c->next) {
        int level = docx_is(c, "lvl") ? level_of(c) : -1;
        if (level >= 0)
            abstract->levels[level] = read_level(c);
    }
}

static void add_list(struct numbering *n, const struct xml_node *node)
{
    struct abstract key = {.id = docx_child_value(node, "abstractNumId", "val")};
    struct list list = {.id = docx_number(docx_value(node, "numId"), 0)};
    if (key.id && n->abstract_count)
        list.abstract = bsearch(&key, n->abstracts, n->abstract_count, sizeof key, by_abstract);
    for (const struct xml_node *c = node->first; c; c = c->next) {
        int level = docx_is(c, "lvlOverride") ? level_of(c) : -1;
        if (level < 0)
            continue;
        const struct xml_node *start = xml_child(c, "startOverride"), *own = xml_child(c, "lvl");
        list.starts[level] = start != NULL;
        list.start[level] = start ? docx_number(docx_value(start, "val"), 0) : 0;
        if (own)
            list.levels[level] = read_level(own);
    }
    n->lists = arena_grow(n->arena, n->lists, n->list_count, sizeof *n->lists);
    n->lists[n->list_count++] = list;
}

static struct list *find_list(struct numbering *n, int id)
{
    struct list key = {.id = id};
    return n->list_count ? bsearch(&key, n->lists, n->list_count, sizeof key, by_list) : NULL;
}

/* A list that only names a style has the levels of that style's list. */
static void link_styles(struct numbering *n)
{
    for (size_t i = 0; i < n->list_count; i++) {
        struct list *list = &n->lists[i];
        const struct style *style =
            list->abstract ? docx_style(n->styles, list->abstract->link) : NULL;
        struct list *target = style ? find_list(n, style->format.list) : NULL;
        if (target && target->abstract)
            list->abstract = target->abstract;
    }
}

struct numbering *docx_numbering(struct package *p, const char *entry, const struct styles *styles)
{
    struct numbering *n = arena_alloc(p->arena, sizeof *n);
    *n = (struct numbering){.arena = p->arena, .styles = styles};
    const struct xml_node *root = entry ? docx_xml(p, entry) : NULL;
    for (const struct xml_node *c = root ? root->first : NULL; c; c = c->next)
        if (docx_is(c, "abstractNum"))
            add_abstract(n, c);
    if (n->abstract_count)
        qsort(n->abstracts, n->abstract_count, sizeof *n->abstracts, by_abstract);
    for (const struct xml_node *c = root ? root->first : NULL; c; c = c->next)
        if (docx_is(c, "num"))
            add_list(n, c);
    if (n->list_count)
        qsort(n->lists, n->list_count, sizeof *n->lists, by_list);
    link_styles(n);
    return n;
}

/* ---- forms of numbers -------------------------------------------------------------------------
 */

static void add_one_of(struct buf *b, const char *signs, int index)
{
    const char *p = signs, *end = signs + strlen(signs);
    while (p < end && index-- > 0)
        utf8_next(&p, end);
    if (p < end)
        buf_add_code(b, utf8_next(&p, end));
}

/* 一 十 十二 二十 一百零五 一万二千: places of a myriad, a zero for a gap. */
static void add_counting(struct buf *b, int number, const char *digits, const char *places)
{
    if (number >= 10000) {
        add_counting(b, number / 10000, digits, places);
        buf_adds(b, "万");
        if (number % 10000 && number % 10000 < 1000)
            add_one_of(b, digits, 0);
        number %= 10000;
    }
    bool gap = false, begun = false;
    for (int place = 3, unit = 1000; place >= 0; place--, unit /= 10) {
        int digit = number / unit % 10;
        if (!digit) {
            gap = begun;
            continue;
        }
        if (gap)
            add_one_of(b, digits, 0);
        if (begun || place != 1 || digit != 1 || strcmp(places, "十百千") != 0)
            add_one_of(b, digits, digit);
        if (place)
            add_one_of(b, places, place - 1);
        begun = true;
        gap = false;
    }
}

static void add_digits(struct buf *b, int number, const char *digits)
{
    char text[16];
    snprintf(text, sizeof text, "%d", number);
    for (const char *p = text; *p; p++)
        add_one_of(b, digits, *p - '0');
}

/* a … z, aa, bb: as Word repeats the letter. */
static void add_letter(struct buf *b, int number, char first)
{
    char letter = (char)(first + (number - 1) % 26);
    for (int i = 0; i <= (number - 1) / 26 && i < 20; i++)
        buf_add(b, &letter, 1);
}

static void add_roman(struct buf *b, int number, bool upper)
{
    static const struct {
        int value;
        const char *lower, *upper;
    } signs[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"},
                 {100, "c", "C"},  {90, "xc", "XC"},  {50, "l", "L"},  {40, "xl", "XL"},
                 {10, "x", "X"},   {9, "ix", "IX"},   {5, "v", "V"},   {4, "iv", "IV"},
                 {1, "i", "I"}};
    for (size_t i = 0; i < COUNT(signs); i++)
        for (; number >= signs[i].value; number -= signs[i].value)
            buf_adds(b, upper ? signs[i].upper : signs[i].lower);
}

static bool is_form(const char *form, const char *list)
{
    struct xml_node named = {.name = form};
    return docx_is(&named, list);
}

static bool is_chinese(const char *form)
{
    return is_form(form, "chineseCounting chineseCountingThousand chineseLegalSimplified "
                         "ideographDigital ideographLegalTraditional ideographTraditional "
                         "ideographZodiac japaneseCounting japaneseDigitalTenThousand "
                         "japaneseLegal taiwaneseCounting taiwaneseCountingThousand "
                         "taiwaneseDigital");
}

static void add_circled(struct buf *b, int number)
{
    if (number >= 1 && number <= 20)
        buf_add_code(b, 0x2460 + (uint32_t)number - 1);
    else
        buf_addf(b, "(%d)", number);
}

static void add_chinese(struct buf *b, int number, const char *form)
{
    if (is_form(form, "ideographDigital japaneseDigitalTenThousand taiwaneseDigital"))
        add_digits(b, number, "〇一二三四五六七八九");
    else if (is_form(form, "ideographTraditional"))
        add_one_of(b, "甲乙丙丁戊己庚辛壬癸", (number - 1) % 10);
    else if (is_form(form, "ideographZodiac"))
        add_one_of(b, "子丑寅卯辰巳午未申酉戌亥", (number - 1) % 12);
    else if (is_form(form, "chineseLegalSimplified"))
        add_counting(b, number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟");
    else if (is_form(form, "ideographLegalTraditional japaneseLegal"))
        add_counting(b, number, "零壹貳參肆伍陸柒捌玖", "拾佰仟");
    else
        add_counting(b, number, "零一二三四五六七八九", "十百千");
}

void docx_add_number(struct buf *b, int number, const char *form)
{
    number = number > MOST_NUMBER ? MOST_NUMBER : number;
    if (is_form(form, "none") || number < 0)
        return;
    if (number == 0)
        buf_adds(b, is_chinese(form) ? "〇" : "0");
    else if (is_chinese(form))
        add_chinese(b, number, form);
    else if (is_form(form, "lowerLetter upperLetter"))
        add_letter(b, number, *form == 'l' ? 'a' : 'A');
    else if (is_form(form, "lowerRoman upperRoman") && number < 4000)
        add_roman(b, number, *form == 'u');
    else if (is_form(form, "decimalEnclosedCircle decimalEnclosedCircleChinese"))
        add_circled(b, number);
    else if (is_form(form, "decimalFullWidth decimalFullWidth2"))
        add_digits(b, number, "０１２３４５６７８９");
    else
        buf_addf(b, is_form(form, "decimalZero") ? "%02d" : "%d", number);
}

uint32_t docx_symbol(uint32_t code)
{
    static const struct {
        unsigned char symbol;
        uint32_t drawn;
    } known[] = {{0x4A, 0x263A}, {0x6C, 0x25CF}, {0x6E, 0x25A0}, {0x6F, 0x25A1}, {0x71, 0x2751},
                 {0x75, 0x25C6}, {0x76, 0x2756}, {0x77, 0x25C6}, {0x9F, 0x2022}, {0xA7, 0x25AA},
                 {0xA8, 0x25FB}, {0xAB, 0x2605}, {0xB2, 0x2606}, {0xB7, 0x2022}, {0xD8, 0x27A2},
                 {0xDF, 0x2190}, {0xE0, 0x2192}, {0xE1, 0x2191}, {0xE2, 0x2193}, {0xE8, 0x2794},
                 {0xFB, 0x2717}, {0xFC, 0x2713}, {0xFE, 0x2611}};
    for (size_t i = 0; i < COUNT(known); i++)
        if (code == 0xF000u + known[i].symbol)
            return known[i].drawn;
    return code;
}

/* ---- counting ---------------------------------------------------------------------------------
 */

static const struct list_level *level_of_list(const struct list *list, int level)
{
    return list->levels[level].there ? &list->levels[level] : &list->abstract->levels[level];
}

/* A style that names its list and no level is at the level that names the style. */
static int level_in(const struct list *list, const struct word_format *format)
{
    if (format->list_level >= 0)
        return format->list_level < LEVELS ? format->list_level : LEVELS - 1;
    for (int l = 0; l < LEVELS && format->style; l++) {
        const char *style = level_of_list(list, l)->style;
        if (style && !strcmp(style, format->style))
            return l;
    }
    return 0;
}

static void count_on(struct list *list, int level)
{
    struct abstract *abstract = list->abstract;
    if (list->starts[level]) {
        abstract->counters[level] = list->start[level];
        list->starts[level] = false;
    } else if (abstract->begun[level]) {
        abstract->counters[level]++;
    } else {
        abstract->counters[level] = level_of_list(list, level)->start;
    }
    abstract->begun[level] = true;
    for (int l = level + 1; l < LEVELS; l++)
        if (!level_of_list(list, l)->goes_on)
            abstract->begun[l] = false;
}

static int number_at(const struct list *list, int level)
{
    const struct abstract *abstract = list->abstract;
    return abstract->begun[level] ? abstract->counters[level] : level_of_list(list, level)->start;
}

static const char *form_of(const struct list *list, int level)
{
    const struct list_level *found = level_of_list(list, level);
    return found->there ? found->form : "decimal";
}

/* The pattern with %1 to %9 filled in; characters of symbol fonts as what they draw. */
static const char *fill(struct arena *a, const struct list *list, int level)
{
    struct buf b = {0};
    const struct list_level *of_level = level_of_list(list, level);
    const char *pattern = of_level->pattern ? of_level->pattern : "";
    const char *end = pattern + strlen(pattern);
    for (const char *p = pattern; p < end && b.len < LONGEST_LABEL;) {
        if (*p == '%' && p[1] >= '1' && p[1] <= '9') {
            int of = p[1] - '1';
            docx_add_number(&b, number_at(list, of),
                            of_level->legal ? "decimal" : form_of(list, of));
            p += 2;
        } else {
            buf_add_code(&b, docx_symbol(utf8_next(&p, end)));
        }
    }
    const char *label = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return label;
}

const char *docx_label(struct numbering *n, const struct word_format *format, enum label_kind *kind)
{
    *kind = LABEL_NONE;
    struct list *list = format->list > 0 ? find_list(n, format->list) : NULL;
    if (!list || !list->abstract)
        return "";
    int level = level_in(list, format);
    count_on(list, level);
    const char *form = form_of(list, level), *label = fill(n->arena, list, level);
    if (!slice_count(slice_of(label)))
        return "";
    *kind = is_form(form, "bullet") ? LABEL_BULLET
            : is_chinese(form)      ? LABEL_CHINESE
                                    : LABEL_NUMBER;
    return label;
}
