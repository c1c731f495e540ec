/* SPDX-License-Identifier: MIT */
/*
 * Styles: what an element inherits and what it says itself, as one record without gaps.
 *
 * Inherited is what was *written*, not what came of it: a text-indent of 2字 in p is two characters
 * of the heir's own size. Only the font size is inherited as a length, because its percentages
 * count in the base's size. So each style first takes its base's attributes one by one (in order of
 * the bases, without recursion, whatever the chain's length), and values are read last, the size
 * before everything that counts in it. Copying records and overwriting fields was rejected: it
 * would have frozen 字 at the base's size.
 */
#include "format/sheet.h"

#include <stddef.h>
#include <string.h>

enum kind {
    LENGTH,
    LENGTH_OR_GRID,
    NUMBER,
    WORD,
    YES,
    COLOR,
    ROLE,
    BORDER,
    BACKGROUND,
    PAGE_BREAK,
    SPAN
};
enum whole { OF_NOTHING, OF_SIZE, OF_FRAME };

struct property {
    const char *name;
    enum kind kind;
    size_t offset; /* in struct format */
    const char *initial;
    enum whole whole; /* LENGTH: what 100 % is */
    bool negative;    /* LENGTH: may be */
    int most;         /* NUMBER */
    const char *const *words;
    enum own own; /* of characters; 0: of paragraphs */
};

static const char *const no_yes[] = {"no", "yes", NULL};
static const char *const line_breaks[] = {"none", "basic", "gb", "strict", NULL};
static const char *const line_fits[] = {"optimal", "greedy", NULL};
static const char *const punctuations[] = {"full", "trim", "tight", NULL};
static const char *const emphases[] = {"none", "dot", NULL};
static const char *const underlines[] = {"none", "line", "wave", NULL};
static const char *const widths[] = {"keep", "normalise", NULL};

#define FIELD(field) offsetof(struct format, field)
enum { SIZE = 2 }; /* of font-size in the table */

static const struct property properties[] = {
    {"font", ROLE, FIELD(font), .initial = "songti", .own = OWN_FONT},
    {"latin", ROLE, FIELD(latin), .initial = "latin", .own = OWN_LATIN},
    {"font-size", LENGTH, FIELD(font_size), .initial = "五号", .own = OWN_SIZE},
    {"latin-size", LENGTH, FIELD(latin_size), .initial = "100%", .whole = OF_SIZE,
     .own = OWN_LATIN_SIZE},
    {"least-font-size", LENGTH, FIELD(least_size), .initial = "0", .whole = OF_SIZE},
    {"bold", YES, FIELD(bold), .initial = "no", .words = no_yes, .own = OWN_BOLD},
    {"color", COLOR, FIELD(color), .initial = "#000000", .own = OWN_COLOR},
    {"baseline-shift", LENGTH, FIELD(baseline_shift), .initial = "0", .whole = OF_SIZE,
     .negative = true, .own = OWN_SHIFT},
    {"text-emphasis", WORD, FIELD(emphasis), .initial = "none", .words = emphases,
     .own = OWN_EMPHASIS},
    {"underline", WORD, FIELD(underline), .initial = "none", .words = underlines,
     .own = OWN_UNDERLINE},
    {"align", WORD, FIELD(align), .initial = "justify", .words = format_aligns},
    {"span", SPAN, FIELD(span), .initial = "1"},
    {"text-indent", LENGTH, FIELD(text_indent), .initial = "0", .whole = OF_FRAME,
     .negative = true},
    {"margin-left", LENGTH, FIELD(margin_left), .initial = "0", .whole = OF_FRAME},
    {"margin-right", LENGTH, FIELD(margin_right), .initial = "0", .whole = OF_FRAME},
    {"space-before", LENGTH, FIELD(space_before), .initial = "0"},
    {"space-after", LENGTH, FIELD(space_after), .initial = "0"},
    {"line-height", LENGTH_OR_GRID, FIELD(line_height), .initial = "grid", .whole = OF_SIZE},
    {"lines", NUMBER, FIELD(lines), .initial = "0", .most = 99},
    {"keep-with-next", YES, FIELD(keep_with_next), .initial = "no", .words = no_yes},
    {"keep-together", YES, FIELD(keep_together), .initial = "no", .words = no_yes},
    {"orphans", NUMBER, FIELD(orphans), .initial = "2", .most = 9},
    {"widows", NUMBER, FIELD(widows), .initial = "2", .most = 9},
    {"foot-lines", NUMBER, FIELD(foot_lines), .initial = "0", .most = 9},
    {"page-break-before", PAGE_BREAK, FIELD(page_break_before), .initial = "no"},
    {"balance", YES, FIELD(balance), .initial = "no", .words = no_yes},
    {"line-break", WORD, FIELD(line_break), .initial = "gb", .words = line_breaks},
    {"line-fit", WORD, FIELD(line_fit), .initial = "optimal", .words = line_fits},
    {"punctuation", WORD, FIELD(punctuation), .initial = "trim", .words = punctuations},
    {"hanging", YES, FIELD(hanging), .initial = "no", .words = no_yes},
    {"autospace", LENGTH, FIELD(autospace), .initial = "0.25字", .whole = OF_SIZE},
    {"punctuation-width", YES, FIELD(normalise_marks), .initial = "normalise", .words = widths},
    {"keep-number-unit", YES, FIELD(keep_number_unit), .initial = "yes", .words = no_yes},
    {"keep-names", YES, FIELD(keep_names), .initial = "no", .words = no_yes},
    {"hyphenation", YES, FIELD(hyphenation), .initial = "no", .words = no_yes},
    {"tabular", YES, FIELD(tabular), .initial = "no", .words = no_yes},
    {"border-top", BORDER, FIELD(border_top), .initial = "none"},
    {"border-bottom", BORDER, FIELD(border_bottom), .initial = "none"},
    {"border-left", BORDER, FIELD(border_left), .initial = "none"},
    {"border-right", BORDER, FIELD(border_right), .initial = "none"},
    {"padding", LENGTH, FIELD(padding), .initial = "0"},
    {"background", BACKGROUND, FIELD(background), .initial = "none"},
    {"bookmark-level", NUMBER, FIELD(bookmark_level), .initial = "0", .most = 6},
};

const char *format_property(size_t n)
{
    return n < COUNT(properties) ? properties[n].name : NULL;
}

static size_t property_number(const char *name)
{
    size_t n = 0;
    while (n < COUNT(properties) && strcmp(properties[n].name, name) != 0)
        n++;
    return n;
}

/* ---- inheritance -------------------------------------------------------------------------- */

/* What a style begins with: the style it names, p, or for its own name that of the base sheet. */
static struct definition *find_base(struct reader *r, struct definition *d)
{
    const struct xml_attribute *a = xml_attribute(d->node, "based-on");
    bool body = !strcmp(d->name, "p");
    if (!a)
        return body ? NULL : format_definition(&r->styles, "p");
    if (!strcmp(a->value, d->name)) {
        if (!d->replaced)
            diag(r->diags, ERROR, a->pos, "based-on=\"%s\": a style cannot be based on itself",
                 a->value);
        return d->replaced;
    }
    if (!body)
        return format_refer(r, &r->styles, N_("style"), a);
    diag(r->diags, ERROR, a->pos,
         "based-on=\"%s\": p is the base of all styles and has none itself", a->value);
    return NULL;
}

/* Takes the values of the base, then the style's own. */
static void inherit(struct arena *arena, struct definition *d)
{
    d->values = arena_array(arena, COUNT(properties), sizeof *d->values);
    if (d->base)
        memcpy(d->values, d->base->values, COUNT(properties) * sizeof *d->values);
    for (size_t i = 0; i < d->node->attribute_count; i++) {
        const struct xml_attribute *a = &d->node->attributes[i];
        size_t n = property_number(a->name);
        if (n < COUNT(properties))
            d->values[n] = a;
    }
    d->state = STYLE_LINKED;
}

/* Inherits along the chain of bases from d, the farthest first; `path` has room for all styles. */
static void link_chain(struct reader *r, struct definition *d, struct definition **path)
{
    size_t depth = 0;
    while (d && d->state == STYLE_NEW) {
        d->state = STYLE_OPEN;
        path[depth++] = d;
        d->base = find_base(r, d);
        if (d->base && d->base->state == STYLE_OPEN) {
            diag(r->diags, ERROR, format_attribute(d->node, "based-on", "").pos,
                 "style \"%s\" is based on \"%s\", which is based on it in turn", d->name,
                 d->base->name);
            d->base = NULL;
        }
        d = d->base;
    }
    while (depth > 0)
        inherit(r->arena, path[--depth]);
}

void format_link_styles(struct reader *r)
{
    format_define(r, &r->styles, "styles", "style");
    struct definitions *defs = &r->styles;
    struct definition **path = arena_array(r->arena, defs->count, sizeof(struct definition *));
    for (size_t i = 0; i < defs->count; i++)
        link_chain(r, &defs->items[i], path);
}

/* ---- values ------------------------------------------------------------------------------- */

static struct xml_attribute value(const struct definition *d, size_t n)
{
    if (d->values[n])
        return *d->values[n];
    return (struct xml_attribute){properties[n].name, properties[n].initial, d->node->pos};
}

static void background(struct reader *r, struct format *f, struct xml_attribute a)
{
    f->has_background = strcmp(a.value, "none") != 0;
    if (f->has_background)
        f->background = format_color(r, a);
}

static struct measures measures(const struct reader *r, const struct property *p,
                                const struct format *f)
{
    const struct page_format *page = &r->sheet->page;
    dist whole = p->whole == OF_SIZE    ? f->font_size
                 : p->whole == OF_FRAME ? format_measure(page, f->span)
                                        : 0;
    return (struct measures){f->font_size, page->pitch, whole};
}

static dist length(struct reader *r, const struct property *p, struct xml_attribute a,
                   const struct measures *m)
{
    if (p->kind == LENGTH_OR_GRID && !strcmp(a.value, "grid"))
        return m->pitch;
    return p->negative ? format_signed_length(r, a, m) : format_length(r, a, m);
}

/* Reads one value into its field. Enumerations are written as int, which they are compatible with
 * in every compiler that the program is built with. */
static void set(struct reader *r, struct format *f, const struct property *p,
                struct xml_attribute a)
{
    char *field = (char *)f + p->offset;
    const struct measures m = measures(r, p, f);
    switch (p->kind) {
    case LENGTH:
    case LENGTH_OR_GRID:
        *(dist *)field = length(r, p, a, &m);
        break;
    case NUMBER:
        *(int *)field = format_number(r, a, 0, p->most);
        break;
    case WORD:
        *(int *)field = format_word(r, a, p->words);
        break;
    case YES:
        *(bool *)field = format_word(r, a, p->words) == 1;
        break;
    case COLOR:
        *(uint32_t *)field = format_color(r, a);
        break;
    case ROLE:
        *(int *)field = (int)format_role(r, a);
        break;
    case BORDER:
        *(struct border *)field = format_border(r, a, &m, f->color);
        break;
    case BACKGROUND:
        background(r, f, a);
        break;
    case PAGE_BREAK:
        *(int *)field = (int)format_page_break(r, a);
        break;
    case SPAN:
        *(int *)field = strcmp(a.value, "auto") != 0 ? format_span(r, a) : SPAN_AUTO;
        break;
    }
}

/* The size: the style's own, in % of its base's, else its base's. */
static dist font_size(struct reader *r, const struct definition *d)
{
    const struct measures initial = {.em = 21 * (PT / 2), .whole = 21 * (PT / 2)};
    dist of_base = d->base ? d->base->format->font_size : 0;
    const struct measures m = of_base ? (struct measures){of_base, 0, of_base} : initial;
    const struct xml_attribute *own = xml_attribute(d->node, "font-size");
    if (!own && of_base)
        return of_base;
    struct xml_attribute a = own ? *own : value(d, SIZE);
    dist size = format_length(r, a, &m);
    if (size > 0)
        return size;
    if (!format_length_fault(a.value, &m, &size) && !size)
        diag(r->diags, ERROR, a.pos, "font-size=\"%s\": must be more than 0", a.value);
    return m.em;
}

/* ---- sense -------------------------------------------------------------------------------- */

static struct pos place(const struct definition *d, const char *property)
{
    return value(d, property_number(property)).pos;
}

/* A length that must not be 0 becomes `otherwise`; it is 0 after a fault too, which was said. */
static void refuse_zero(struct reader *r, const struct definition *d, const char *property,
                        dist *length, dist otherwise)
{
    size_t n = property_number(property);
    const struct measures m = measures(r, &properties[n], d->format);
    dist read = 0;
    if (*length)
        return;
    if (!format_length_fault(value(d, n).value, &m, &read) && !read)
        diag(r->diags, ERROR, place(d, property), "%s must be more than 0", property);
    *length = otherwise;
}

static void check_sizes(struct reader *r, const struct definition *d)
{
    struct format *f = d->format;
    refuse_zero(r, d, "line-height", &f->line_height, r->sheet->page.pitch);
    refuse_zero(r, d, "latin-size", &f->latin_size, f->font_size);
    if (f->autospace > dist_scale(f->font_size, 1, 4)) {
        diag(r->diags, ERROR, place(d, "autospace"),
             "autospace is more than 0.25字, the most that the standard allows");
        f->autospace = dist_scale(f->font_size, 1, 4);
    }
}

/* At least one character must fit between margins and indent. */
static void check_measure(struct reader *r, const struct definition *d)
{
    struct format *f = d->format;
    int64_t indent = f->text_indent > 0 ? f->text_indent : 0;
    dist measure = format_measure(&r->sheet->page, f->span);
    if ((int64_t)f->margin_left + f->margin_right + indent + f->font_size > measure)
        diag(r->diags, ERROR, d->node->pos,
             "style \"%s\": margins (%s and %s), indent (%s) and one character (%s) are wider than "
             "the frame (%s)",
             d->name, format_dist_text(r->arena, f->margin_left),
             format_dist_text(r->arena, f->margin_right), format_dist_text(r->arena, indent),
             format_dist_text(r->arena, f->font_size), format_dist_text(r->arena, measure));
}

static void doubt_spaces(struct reader *r, const struct definition *d)
{
    const struct page_format *page = &r->sheet->page;
    const struct xml_attribute *before = xml_attribute(d->node, "space-before");
    const struct xml_attribute *after = xml_attribute(d->node, "space-after");
    dist frame = page->grid_lines * page->pitch;
    if (before && d->format->space_before > frame / 2)
        diag(r->diags, WARNING, before->pos, "style \"%s\": space-before is more than half a page",
             d->name);
    if (after && d->format->space_after > frame / 2)
        diag(r->diags, WARNING, after->pos, "style \"%s\": space-after is more than half a page",
             d->name);
}

/* Doubts are said of the style that gives the value, not of its heirs. */
static void doubt(struct reader *r, const struct definition *d)
{
    const struct format *f = d->format;
    const struct xml_attribute *size = xml_attribute(d->node, "font-size");
    const struct xml_attribute *height = xml_attribute(d->node, "line-height");
    const struct xml_attribute *lines = xml_attribute(d->node, "lines");
    const struct xml_attribute *indent = xml_attribute(d->node, "text-indent");
    const dist largest = dist_scale(100 * 360, PT, 127);
    const char *shown = format_dist_text(r->arena, f->font_size);
    if (size && (f->font_size > largest || f->font_size < 3 * PT))
        diag(r->diags, WARNING, size->pos, "style \"%s\" is set in %s: %s", d->name, shown,
             f->font_size > largest ? _("letters over 100mm high") : _("too small to be read"));
    if ((size || height) && f->line_height > 0 && f->line_height < f->font_size)
        diag(r->diags, WARNING, (height ? height : size)->pos,
             "style \"%s\": lines of %s overlap, the text is %s high", d->name,
             format_dist_text(r->arena, f->line_height), shown);
    if (indent && (int64_t)f->margin_left + f->text_indent < -(int64_t)r->sheet->page.left)
        diag(r->diags, WARNING, indent->pos, "style \"%s\": the first line begins off the page",
             d->name);
    doubt_spaces(r, d);
    if (lines && f->lines > r->sheet->page.grid_lines)
        diag(r->diags, WARNING, lines->pos, "style \"%s\" takes %d lines, but a page has only %d",
             d->name, f->lines, r->sheet->page.grid_lines);
}

/* A value that p has too was inherited from it. */
static unsigned own(const struct definition *d, const struct definition *body)
{
    unsigned bits = 0;
    for (size_t n = 0; n < COUNT(properties); n++)
        if (d->values[n] && (!body || d->values[n] != body->values[n]))
            bits |= properties[n].own;
    return bits;
}

/* Reads the values of every style that has none yet, bases first. */
static void resolve_chain(struct reader *r, struct definition *d, struct definition **path)
{
    size_t depth = 0;
    for (; d && !d->format; d = d->base)
        path[depth++] = d;
    while (depth > 0) {
        d = path[--depth];
        d->format = arena_alloc(r->arena, sizeof *d->format);
        d->format->name = d->name;
        d->format->pos = d->node->pos;
        d->format->font_size = font_size(r, d);
        for (size_t n = 0; n < COUNT(properties); n++)
            if (n != SIZE)
                set(r, d->format, &properties[n], value(d, n));
        d->format->own = own(d, format_definition(&r->styles, "p"));
        d->format->margin_left += d->format->padding;
        d->format->margin_right += d->format->padding;
        check_sizes(r, d);
        if (d->hidden)
            continue;
        check_measure(r, d);
        doubt(r, d);
    }
}

void format_styles(struct reader *r)
{
    struct definitions *defs = &r->styles;
    struct sheet *s = r->sheet;
    struct definition **path = arena_array(r->arena, defs->count, sizeof(struct definition *));
    s->formats = arena_array(r->arena, defs->count, sizeof(struct format *));
    for (size_t i = 0; i < defs->count; i++) {
        resolve_chain(r, &defs->items[i], path);
        if (!s->format_count ||
            strcmp(s->formats[s->format_count - 1]->name, defs->items[i].name) != 0)
            s->formats[s->format_count++] = defs->items[i].format;
    }
}
