/* SPDX-License-Identifier: MIT */
/*
 * What Word's styles mean to a reader: which of them are headings and of which level, what is a
 * quotation, a caption, a table of contents, and what is bold, centred, indented or hidden. A style
 * takes what it does not say itself from the style it is based on; a chain of more than DEEPEST
 * steps (a circle is one) is cut there. Direct formatting comes last, as in Word.
 *
 * Word keeps the English names of its own styles in a Chinese document; other programs write the
 * names that they show, so both are known.
 */
#include "acquire/docx.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DEEPEST = 20, LEVELS = 9 };

static const struct word_format unsaid = {.outline = -1,
                                          .bold = -1,
                                          .hidden = -1,
                                          .size = -1,
                                          .centred = -1,
                                          .indented = -1,
                                          .list = -1,
                                          .list_level = -1};

/* A property that is on or off; -1 when it is not there. */
static int toggle(const struct xml_node *properties, const char *name)
{
    const struct xml_node *node = xml_child(properties, name);
    if (!node)
        return -1;
    const char *value = docx_value(node, "val");
    return !value || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 &&
                      strcmp(value, "off") != 0 && strcmp(value, "none") != 0);
}

static void apply_characters(struct word_format *f, const struct xml_node *properties)
{
    if (!properties)
        return;
    int bold = toggle(properties, "b"), hidden = toggle(properties, "vanish");
    f->bold = bold >= 0 ? bold : f->bold;
    f->hidden = hidden >= 0 ? hidden : f->hidden;
    f->size = docx_number(docx_child_value(properties, "sz", "val"), f->size);
}

static void apply_indent(struct word_format *f, const struct xml_node *ind)
{
    const char *characters = docx_value(ind, "firstLineChars"),
               *distance = docx_value(ind, "firstLine");
    if (docx_value(ind, "hanging") || docx_value(ind, "hangingChars"))
        f->indented = 0;
    else if (characters && docx_number(characters, 0))
        f->indented = docx_number(characters, 0) > 0;
    else if (distance)
        f->indented = docx_number(distance, 0) > 0;
    else if (characters)
        f->indented = 0;
}

static void apply_paragraph(struct word_format *f, const struct xml_node *properties)
{
    if (!properties)
        return;
    const char *level = docx_child_value(properties, "outlineLvl", "val"),
               *align = docx_child_value(properties, "jc", "val");
    if (level) {
        int outline = docx_number(level, LEVELS);
        f->outline = outline >= 0 && outline < LEVELS ? outline + 1 : 0;
    }
    if (align)
        f->centred = !strcmp(align, "center");
    const struct xml_node *ind = xml_child(properties, "ind"),
                          *list = xml_child(properties, "numPr");
    if (ind)
        apply_indent(f, ind);
    if (list) {
        f->list = docx_number(docx_child_value(list, "numId", "val"), f->list);
        f->list_level = docx_number(docx_child_value(list, "ilvl", "val"), f->list_level);
    }
}

/* ---- names ------------------------------------------------------------------------------------
 */

/* Does the name begin with one of these words, with nothing but spaces and a number behind it? The
 * number, 0 when there is none, -1 when the name is another. */
static int numbered_name(const char *name, const char *const *words)
{
    for (; *words; words++) {
        size_t len = strlen(*words);
        if (strncasecmp(name, *words, len) != 0)
            continue;
        const char *rest = name + len + strspn(name + len, " ");
        size_t digits = strspn(rest, "0123456789");
        if (!rest[digits])
            return digits ? docx_number(rest, 0) : 0;
    }
    return -1;
}

static void apply_name(struct word_format *f, const char *name)
{
    enum { LONGEST = 60 };
    static const char *const headings[] = {"heading", "标题", "標題", NULL};
    static const char *const titles[] = {"title", "标题", "標題", "文档标题", NULL};
    static const char *const subtitles[] = {"subtitle", "副标题", "副標題", NULL};
    static const char *const authors[] = {"author", "作者", NULL};
    static const char *const quotes[] = {
        "quote",           "intense quote", "quotations", "block text",
        "block quotation", "引用",          "明显引用",   NULL};
    static const char *const captions[] = {
        "caption", "image caption", "table caption", "题注", "題注", "图注", NULL};
    static const char *const contents[] = {
        "toc",  "contents", "toc heading",      "contents heading",
        "目录", "目錄",     "table of figures", NULL};
    if (strnlen(name, LONGEST) == LONGEST)
        return;
    int level = numbered_name(name, headings);
    if (level > 0)
        f->outline = level < LEVELS ? level : LEVELS;
    else if (numbered_name(name, titles) == 0)
        f->role = ROLE_TITLE;
    else if (numbered_name(name, subtitles) == 0)
        f->role = ROLE_SUBTITLE;
    else if (numbered_name(name, authors) == 0)
        f->role = ROLE_AUTHOR;
    else if (numbered_name(name, quotes) >= 0)
        f->role = ROLE_QUOTE;
    else if (numbered_name(name, captions) >= 0)
        f->role = ROLE_CAPTION;
    else if (numbered_name(name, contents) >= 0)
        f->role = ROLE_CONTENTS;
}

/* ---- the table of styles ----------------------------------------------------------------------
 */

static int by_id(const void *left, const void *right)
{
    return strcmp(((const struct style *)left)->id, ((const struct style *)right)->id);
}

const struct style *docx_style(const struct styles *styles, const char *id)
{
    struct style key = {.id = id};
    return id && styles->count ? bsearch(&key, styles->items, styles->count, sizeof key, by_id)
                               : NULL;
}

static void merge_characters(struct word_format *f, const struct word_format *said)
{
    f->bold = said->bold >= 0 ? said->bold : f->bold;
    f->hidden = said->hidden >= 0 ? said->hidden : f->hidden;
    f->size = said->size >= 0 ? said->size : f->size;
}

static void merge(struct word_format *f, const struct word_format *said)
{
    merge_characters(f, said);
    f->role = said->role != ROLE_TEXT ? said->role : f->role;
    f->outline = said->outline >= 0 ? said->outline : f->outline;
    f->centred = said->centred >= 0 ? said->centred : f->centred;
    f->indented = said->indented >= 0 ? said->indented : f->indented;
    f->list = said->list >= 0 ? said->list : f->list;
    f->list_level = said->list_level >= 0 ? said->list_level : f->list_level;
}

/* What the style says itself. Each is read once, so that a style of a million properties, on which
 * a million others are based, costs no more than its length. */
static struct style style_of(const struct xml_node *node, const char *id)
{
    struct style style = {
        .id = id, .based_on = docx_child_value(node, "basedOn", "val"), .own = unsaid};
    const char *type = docx_value(node, "type"), *standard = docx_value(node, "default"),
               *name = docx_child_value(node, "name", "val");
    apply_name(&style.own, name ? name : id);
    apply_paragraph(&style.own, xml_child(node, "pPr"));
    apply_characters(&style.own, xml_child(node, "rPr"));
    style.standard = type && !strcmp(type, "paragraph") && standard &&
                     (!strcmp(standard, "1") || !strcmp(standard, "true"));
    return style;
}

static void collect(struct package *p, struct styles *styles, const struct xml_node *root)
{
    for (const struct xml_node *n = root->first; n; n = n->next) {
        const char *id = docx_is(n, "style") ? docx_value(n, "styleId") : NULL;
        if (!id)
            continue;
        styles->items = arena_grow(p->arena, styles->items, styles->count, sizeof *styles->items);
        styles->items[styles->count++] = style_of(n, id);
    }
    if (styles->count)
        qsort(styles->items, styles->count, sizeof *styles->items, by_id);
}

static struct word_format defaults_of(const struct xml_node *root)
{
    struct word_format defaults = unsaid;
    const struct xml_node *said = xml_child(root, "docDefaults");
    const struct xml_node *characters = said ? xml_child(said, "rPrDefault") : NULL,
                          *paragraph = said ? xml_child(said, "pPrDefault") : NULL;
    apply_paragraph(&defaults, paragraph ? xml_child(paragraph, "pPr") : NULL);
    apply_characters(&defaults, characters ? xml_child(characters, "rPr") : NULL);
    return defaults;
}

/* The style with what it inherits. */
static void resolve(const struct styles *styles, struct style *style, struct word_format defaults)
{
    const struct style *chain[DEEPEST];
    int depth = 0;
    for (const struct style *s = style; s && depth < DEEPEST; s = docx_style(styles, s->based_on))
        chain[depth++] = s;
    style->format = defaults;
    style->characters = unsaid;
    while (depth-- > 0) {
        merge(&style->format, &chain[depth]->own);
        merge_characters(&style->characters, &chain[depth]->own);
    }
    style->format.style = style->id;
}

struct styles docx_styles(struct package *p, const char *entry)
{
    struct styles styles = {.normal = unsaid};
    const struct xml_node *root = entry ? docx_xml(p, entry) : NULL;
    if (!root)
        return styles;
    collect(p, &styles, root);
    struct word_format defaults = defaults_of(root);
    styles.normal = defaults;
    for (size_t i = 0; i < styles.count; i++) {
        resolve(&styles, &styles.items[i], defaults);
        if (styles.items[i].standard)
            styles.normal = styles.items[i].format;
    }
    return styles;
}

struct word_format docx_paragraph_format(const struct styles *styles,
                                         const struct xml_node *properties)
{
    const char *id = docx_child_value(properties, "pStyle", "val");
    const struct style *style = docx_style(styles, id);
    struct word_format f = style ? style->format : styles->normal;
    if (id && !style)
        apply_name(&f, id);
    apply_paragraph(&f, properties);
    return f;
}

struct word_format docx_run_format(const struct styles *styles, struct word_format paragraph,
                                   const struct xml_node *properties)
{
    const struct style *style = docx_style(styles, docx_child_value(properties, "rStyle", "val"));
    if (style)
        merge_characters(&paragraph, &style->characters);
    apply_characters(&paragraph, properties);
    return paragraph;
}
