/* SPDX-License-Identifier: MIT */
/*
 * Styles of marks inside a text. Such a style says in what marked text differs from the text around
 * it, whatever that is: strong in a quotation is the quotation's face made bold. So it is not used
 * as it was resolved; what it says itself is put on the format of the text.
 *
 * A sheet need not have them. The defaults are styles like any other, written in the words of a
 * sheet and added before definitions are settled, so that base, units and checks are the same.
 */
#include "format/sheet.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *style, *attribute, *value;
} defaults[] = {
    {"em", "text-emphasis", "dot"},       {"strong", "bold", "yes"},
    {"u", "underline", "line"},           {"sup", "font-size", "60%"},
    {"sup", "baseline-shift", "0.6字"},   {"sub", "font-size", "60%"},
    {"sub", "baseline-shift", "-0.25字"}, {"name", "underline", "line"},
    {"book", "underline", "wave"},        {"ruby", "font-size", "50%"},
    {"note-mark", "font-size", "60%"},    {"note-mark", "baseline-shift", "0.6字"},
    {"footnote", "font-size", "85.7%"},   {"footnote", "line-height", "150%"},
    {"footnote", "text-indent", "0"},     {"footnote", "border-top", "0.4pt"},
};

static bool is_one_of(const struct format *format, const char *const *names)
{
    while (*names && strcmp(*names, format->name) != 0)
        names++;
    return *names != NULL;
}

bool format_holds_marks(const struct format *format)
{
    static const char *const names[] = {"p", "item", "quote", "caption", "footnote", NULL};
    return is_one_of(format, names) || !strncmp(format->name, "heading", strlen("heading"));
}

bool format_is_mark(const struct format *format)
{
    static const char *const names[] = {"em",   "strong", "u",    "sup",       "sub",
                                        "name", "book",   "ruby", "note-mark", NULL};
    return is_one_of(format, names);
}

struct format *format_inline(struct arena *a, const struct sheet *sheet,
                             const struct format *around, const struct format *mark)
{
    dist body = format_style(sheet, "p")->font_size;
    struct format *f = arena_alloc(a, sizeof *f);
    *f = *around;
    f->name = mark->name;
    if (mark->own & OWN_FONT)
        f->font = mark->font;
    if (mark->own & OWN_LATIN)
        f->latin = mark->latin;
    if (mark->own & OWN_SIZE) {
        f->font_size = dist_scale(around->font_size, mark->font_size, body);
        f->latin_size = dist_scale(around->latin_size, mark->font_size, body);
        f->autospace = dist_scale(around->autospace, mark->font_size, body);
    }
    if (mark->own & OWN_LATIN_SIZE)
        f->latin_size = dist_scale(f->font_size, mark->latin_size, mark->font_size);
    if (mark->own & OWN_BOLD)
        f->bold = mark->bold;
    if (mark->own & OWN_COLOR)
        f->color = mark->color;
    if (mark->own & OWN_SHIFT)
        f->baseline_shift += dist_scale(f->font_size, mark->baseline_shift, mark->font_size);
    if (mark->own & OWN_EMPHASIS)
        f->emphasis = mark->emphasis;
    if (mark->own & OWN_UNDERLINE)
        f->underline = mark->underline;
    return f;
}

static bool stands(const struct definitions *defs, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(defs->items[i].name, name))
            return true;
    return false;
}

/* An element <style> of the defaults [first, end). */
static const struct xml_node *default_node(struct reader *r, size_t first, size_t end)
{
    struct xml_node *node = arena_alloc(r->arena, sizeof *node);
    *node = (struct xml_node){.name = "style", .pos = r->levels[0]->pos};
    node->attributes = arena_array(r->arena, end - first, sizeof *node->attributes);
    for (size_t i = first; i < end; i++)
        node->attributes[node->attribute_count++] =
            (struct xml_attribute){defaults[i].attribute, defaults[i].value, node->pos};
    return node;
}

void format_default_styles(struct reader *r)
{
    struct definitions *defs = &r->styles;
    size_t own = defs->count;
    for (size_t i = 0, end; i < COUNT(defaults); i = end) {
        for (end = i + 1; end < COUNT(defaults); end++)
            if (strcmp(defaults[end].style, defaults[i].style) != 0)
                break;
        if (stands(defs, own, defaults[i].style))
            continue;
        defs->items = arena_grow(r->arena, defs->items, defs->count, sizeof *defs->items);
        defs->items[defs->count++] = (struct definition){
            .name = defaults[i].style, .node = default_node(r, i, end), .supplied = true};
    }
}
