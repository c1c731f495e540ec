/* SPDX-License-Identifier: MIT */
/*
 * Contents: the articles that have a headline, under the labels of their sections, and the tables
 * of the issue that the sheet wants to be listed. Page numbers are
 * known only when all pages stand, so a title leaves room for any number at its right, and number
 * and leaders are put in last (place.c). A title of two lines hangs by one character; the number
 * stands on its last line. No entry stands alone at the foot of a page or at its head. Of many
 * articles a front page lists a choice.
 */
#include "page/article.h"

#include <stdlib.h>

/* Room right of a title, in characters: a page number, the gap before it and some leaders. */
enum { NUMBER_ROOM = 5 };

enum { LAST_ENTRIES = 3 /* that the last page of the contents has at least */ };

/* The sheet's style of entries below the label of a section, or NULL. */
static const struct format *below_label(const struct setter *s)
{
    return format_find(s->sheet, "contents-section-entry");
}

static const struct format *entry_style(const struct setter *s, size_t article)
{
    bool labelled = flow_section(s->digest, article)[0] && below_label(s);
    return labelled ? below_label(s) : format_style(s->sheet, "contents-entry");
}

static struct format *entry_format(struct setter *s, const struct format *style)
{
    struct format *f = arena_alloc(s->arena, sizeof *f);
    *f = *style;
    dist hang = f->font_size;
    f->margin_left += hang;
    f->text_indent -= hang;
    f->margin_right += NUMBER_ROOM * f->font_size;
    f->padding = 0;
    return f;
}

/* The number's format: the entry's, without what places the title. */
static const struct format *number_format(struct setter *s, const struct format *entry)
{
    struct format *f = arena_alloc(s->arena, sizeof *f);
    *f = *entry;
    f->align = ALIGN_RIGHT;
    f->margin_left = f->margin_right = f->text_indent = 0;
    return f;
}

/* What leads `to` a place from one of the lines of its title. */
static const struct reference *entry_reference(struct setter *s, const struct lines *lines,
                                               const struct format *f, struct reference to,
                                               bool last)
{
    struct reference *r = arena_alloc(s->layout, sizeof *r);
    const struct line *line = lines->items + lines->count - 1;
    to.left = s->measure - f->margin_right - NUMBER_ROOM * f->font_size;
    to.right = s->measure - f->margin_right;
    to.baseline = block_baseline(f->line_height, f->font_size);
    to.leader_from = line->left + line->width + f->font_size / 2;
    to.link_right = s->measure;
    to.tag = s->tag;
    to.number = last ? number_format(s, f) : NULL;
    *r = to;
    return r;
}

static void add_entry(struct setter *s, struct galley *g, const char *text, struct pos pos,
                      const struct format *style, struct reference to)
{
    const struct format *f = entry_format(s, style);
    struct glyph_span span = block_span(text, f, pos);
    const struct lines *lines = block_lines(s, &span, 1, f, s->measure);
    if (!lines)
        return;
    if (lines->count > 1) {
        span = block_span(block_joint(s->arena, text, " "), f, pos);
        lines = block_lines(s, &span, 1, f, s->measure);
    }
    struct layout_block b = block_paragraph(s, lines, f);
    for (size_t i = 0; i < b.slugs.count; i++) {
        b.slugs.items[i].references = entry_reference(s, lines, style, to, i + 1 == b.slugs.count);
        b.slugs.items[i].reference_count = 1;
    }
    block_append(s, g, b);
}

void contents_entry(struct setter *s, struct galley *g, size_t article, const char *label)
{
    const struct article *a = s->digest->articles[article].article;
    tag_open(s, TAG_REFERENCE);
    tag_open(s, TAG_LINK);
    const char *text = a->headline[0] ? flow_labelled(s, label, a->headline, article) : "";
    add_entry(s, g, text, a->headline_pos, entry_style(s, article),
              (struct reference){.article = article});
}

static void section_label(struct setter *s, struct galley *g, const char *name,
                          const struct format *format)
{
    tag_open(s, TAG_CAPTION);
    block_text(s, g, name, format, (struct pos){0});
    tag_close(s);
}

/* A page break leaves two blocks from `first` to the last of the list on either side. */
static void keep_ends(struct galley *g, size_t first)
{
    if (g->count < first + 2)
        return;
    g->blocks[first].keep_with_next = true;
    g->blocks[g->count - 2].keep_with_next = true;
}

/* The entries of one section, apart from the one above: its name, behind its label, or the first
 * entry of a section without a name, which could be taken for one of those above. */
static void add_section(struct setter *s, struct galley *g, const struct digest_section *section,
                        const struct galley *entries, const char *label_text)
{
    const struct format *label = format_style(s->sheet, "contents-section");
    size_t start = g->count;
    if (section->name[0])
        tag_open(s, TAG_TOC);
    for (size_t i = section->first; i < section->first + section->count; i++) {
        if (entries[i].count > 0 && g->count == start && section->name[0])
            section_label(s, g, flow_labelled(s, label_text, section->name, i), label);
        tag_append(s->tag, entries[i].tag);
        for (size_t k = 0; k < entries[i].count; k++)
            block_append(s, g, entries[i].blocks[k]);
    }
    if (section->name[0])
        tag_close(s);
    keep_ends(g, start + (g->count > start && section->name[0]));
    if (g->count > start)
        g->blocks[start].before = start > 0 ? label->space_before : 0;
}

static bool has_figures(const struct digest *digest)
{
    for (size_t i = 0; i < digest->article_count; i++)
        if (digest->articles[i].figure_count > 0)
            return true;
    return false;
}

/* The tables of the issue that the sheet wants to be listed, apart from the articles. */
static void add_tables(struct setter *s, struct galley *g)
{
    size_t start = g->count;
    for (const struct flow *f = s->sheet->flow; f; f = f->next) {
        if (f->kind != FLOW_FIGURE_TABLE || !f->listed || !has_figures(s->digest))
            continue;
        tag_open(s, TAG_TOC_ITEM);
        tag_open(s, TAG_REFERENCE);
        tag_open(s, TAG_LINK);
        add_entry(
            s, g, f->title, f->pos, format_style(s->sheet, "contents-entry"),
            (struct reference){.anchor = figures_anchor(s, f), .only = true, .words = f->title});
        tag_close(s);
        tag_close(s);
        tag_close(s);
    }
    if (start > 0 && g->count > start)
        g->blocks[start].before = format_style(s->sheet, "contents-section")->space_before;
}

/* ---- a choice ----------------------------------------------------------------------------- */

struct weighed { /* an article that may be listed */
    size_t number;
    bool opens; /* the first of its section that has an entry */
    size_t length;
};

static int by_weight(const void *a, const void *b)
{
    const struct weighed *x = a, *y = b;
    if (x->opens != y->opens)
        return x->opens ? -1 : 1;
    if (x->length != y->length)
        return x->length > y->length ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static void weigh_section(const struct setter *s, const struct digest_section *section,
                          const struct galley *entries, struct weighed *all, size_t *count)
{
    bool opens = true;
    for (size_t i = section->first; i < section->first + section->count; i++) {
        if (entries[i].count == 0)
            continue;
        all[(*count)++] = (struct weighed){i, opens, head_length(s->digest->articles[i].article)};
        opens = false;
    }
}

/* Leaves the weightiest articles in a list of those that one should not miss (要目): a front page
 * with the whole contents of a long issue would have no room for its first article. */
static void choose(struct setter *s, struct galley *entries, size_t most)
{
    const struct digest *d = s->digest;
    struct weighed *all = arena_array(s->scratch, d->article_count, sizeof *all);
    size_t count = 0;
    for (size_t i = 0; i < d->section_count; i++)
        weigh_section(s, d->sections + i, entries, all, &count);
    if (count > most)
        qsort(all, count, sizeof *all, by_weight);
    for (size_t i = most; i < count; i++)
        entries[all[i].number].count = 0;
}

/* A choice stands in the order of the issue, without the names of sections. */
static void add_choice(struct setter *s, struct galley *g, const struct galley *entries)
{
    for (size_t i = 0; i < s->digest->article_count; i++) {
        if (entries[i].count == 0)
            continue;
        tag_append(s->tag, entries[i].tag);
        for (size_t k = 0; k < entries[i].count; k++)
            block_append(s, g, entries[i].blocks[k]);
    }
}

/* ---- the whole ---------------------------------------------------------------------------- */

static void add_list(struct setter *s, struct galley *list, const struct flow *flow,
                     struct galley *entries)
{
    tag_open(s, TAG_TOC);
    if (flow->most > 0) {
        choose(s, entries, (size_t)flow->most);
        add_choice(s, list, entries);
    } else {
        for (size_t i = 0; i < s->digest->section_count; i++)
            add_section(s, list, s->digest->sections + i, entries, flow->section_text);
        add_tables(s, list);
    }
    tag_close(s);
}

/* The name of such a list: contents, and contents-2 … for further ones. */
static const char *contents_anchor(struct setter *s, const struct flow *flow)
{
    int number = 1;
    for (const struct flow *f = s->sheet->flow; f != flow; f = f->next)
        number += f->kind == FLOW_CONTENTS;
    return number == 1 ? "contents" : arena_printf(s->arena, "contents-%d", number);
}

static size_t count_entries(const struct setter *s, const struct galley *entries)
{
    size_t count = 0;
    for (size_t i = 0; i < s->digest->article_count; i++)
        count += entries[i].count;
    return count;
}

void contents_add(struct setter *s, struct galley *g, const struct flow *flow,
                  struct galley *entries)
{
    struct galley list = {0};
    size_t start = g->count, count = count_entries(s, entries);
    tag_heading(s, 2);
    block_text(s, g, flow->title, flow->format, flow->pos);
    tag_close(s);
    add_list(s, &list, flow, entries);
    if (count == 0 || count < (size_t)flow->count) {
        g->count = start;
        return;
    }
    for (size_t i = list.count; i > 1 && i + LAST_ENTRIES > list.count + 1; i--)
        list.blocks[i - 2].keep_with_next = true;
    for (size_t i = 0; i < list.count; i++)
        block_append(s, g, list.blocks[i]);
    for (size_t i = start; i < g->count; i++)
        g->blocks[i].part = flow->title;
    struct layout_block *first = g->blocks + start;
    first->anchor = contents_anchor(s, flow);
    first->outline = flow->title[0] ? flow->title : NULL;
    first->outline_level = 1;
}
