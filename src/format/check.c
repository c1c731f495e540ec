/* SPDX-License-Identifier: MIT */
/*
 * Who uses which style: the flow and the tables by name, and the program itself by the names of the
 * elements that an article has. What a sheet lacks of these is an error; a style of its own that
 * nobody asks for is worth a note, since its name is probably misspelt.
 */
#include "format/sheet.h"

#include <string.h>

static const char *const required[] = {
    "p",
    "heading",
    "kicker",
    "headline",
    "subheadline",
    "byline",
    "dateline",
    "item",
    "quote",
    "caption",
    "credit",
    "note",
    "photo-title",
    "contents-title",
    "contents-section",
    "contents-entry",
    "band-title",
    "band-number",
    "band-unit",
    "band-label",
    "footnote",
    "em",
    "strong",
    "u",
    "sup",
    "sub",
    "name",
    "book",
    "ruby",
    "note-mark",
};

const struct format *format_style_named(struct reader *r, const struct xml_attribute *attribute)
{
    struct definition *d = format_refer(r, &r->styles, N_("style"), attribute);
    if (d)
        d->used = true;
    return d ? d->format : NULL;
}

/* Asked for where a sheet has them. */
static const char *const optional[] = {"contents-section-entry", "heading-1", "heading-2",
                                       "heading-3", "heading-4"};

static void welcome(struct reader *r)
{
    for (size_t i = 0; i < COUNT(optional); i++) {
        struct definition *d = format_definition(&r->styles, optional[i]);
        if (d)
            d->used = true;
    }
}

/* Marks them as used; what is lacking is said in one message. */
static void require(struct reader *r)
{
    const char *lacking[COUNT(required) + 1] = {NULL};
    size_t count = 0;
    for (size_t i = 0; i < COUNT(required); i++) {
        struct definition *d = format_definition(&r->styles, required[i]);
        if (d)
            d->used = true;
        else
            lacking[count++] = required[i];
    }
    const struct xml_node *styles = format_part(r, "styles");
    if (count)
        diag(r->diags, ERROR, styles ? styles->pos : r->levels[r->level_count - 1]->pos,
             "the sheet lacks %zu styles that every sheet needs: %s", count,
             format_words_text(r->arena, lacking, COUNT(required)));
}

/* A base is used by its heirs. */
static void spread(struct definitions *defs)
{
    for (size_t i = 0; i < defs->count; i++) {
        struct definition *d = &defs->items[i];
        for (d = d->used ? d->base : NULL; d && !d->used; d = d->base)
            d->used = true;
    }
}

static void check_role(struct reader *r, const struct definition *d, const char *property,
                       enum font_role role)
{
    if (r->sheet->fonts[role].count)
        return;
    const struct xml_attribute *a = NULL;
    for (size_t n = 0; format_property(n); n++)
        if (!strcmp(format_property(n), property))
            a = d->values[n];
    diag(r->diags, ERROR, a ? a->pos : d->node->pos,
         "%s=\"%s\": <fonts> names no family for this role", property, format_role_name(role));
}

void format_check_styles(struct reader *r)
{
    require(r);
    welcome(r);
    spread(&r->styles);
    for (size_t i = 0; i < r->styles.count; i++) {
        const struct definition *d = &r->styles.items[i];
        if (d->supplied)
            continue;
        check_role(r, d, "font", d->format->font);
        check_role(r, d, "latin", d->format->latin);
        if (!d->used && d->level == r->level_count - 1)
            diag(r->diags, NOTE, d->node->pos, "style \"%s\" is used nowhere", d->name);
    }
}
