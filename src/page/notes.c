/* SPDX-License-Identifier: MIT */
/*
 * Notes of an article, numbered from 1 and set in the style footnote: the number, one em, the text
 * (NT-01). A note belongs to the line that has its mark and stands at the foot of that line's
 * frame, whose last line it ends on; fill.c keeps the room. Above the notes of a frame stands a
 * rule, which is the border-top of the style.
 *
 * Notes are not divided. Those of one line that would fill a good part of a page stand behind the
 * article instead.
 *
 * The mark of a note is a link to the note, the number before the note a link back.
 */
#include "page/blocks.h"

enum {
    RULE_SHARE = 3, /* of the measure */
    MOST_SHARE = 3  /* of a page, for the notes of one line */
};

/* A note belongs to the article, whatever its mark stands in. */
static void open_note(struct setter *s)
{
    while (s->tag->parent && s->tag->type > TAG_LAST_SECTION)
        s->tag = s->tag->parent;
    tag_open(s, TAG_NOTE);
}

/* The anchor of a note, or of its mark. */
static const char *anchor_of(struct setter *s, size_t number, bool mark)
{
    const struct article *article = s->digest->articles[s->notes.article].article;
    return arena_printf(s->arena, "%s-%s%zu", article->id, mark ? "mark" : "note", number);
}

static struct reference link_of(struct setter *s, size_t number, bool to_mark, struct tag *tag)
{
    const char *label = marks_note_label(s->arena, number);
    return (struct reference){.article = s->notes.article,
                              .anchor = anchor_of(s, number, to_mark),
                              .only = true,
                              .words =
                                  arena_printf(s->arena, to_mark ? "返回注码%s" : "注%s", label),
                              .leader_from = -1,
                              .tag = tag};
}

void notes_refer(struct setter *s, struct slug *slug, size_t number, struct tag *tag, dist left,
                 dist right)
{
    struct reference r = link_of(s, number, false, tag);
    r.link_left = left;
    r.link_right = right;
    block_anchor(s, slug, anchor_of(s, number, true));
    block_refer(s, slug, r);
}

/* From the number before a note, the first glyph of its first line, which is in this slug. */
static void refer_back(struct setter *s, struct slug *slug, const struct lines *lines,
                       size_t number, struct tag *tag)
{
    struct reference r = link_of(s, number, true, tag);
    size_t label = lines->items[0].first;
    r.link_left = lines->x[label];
    r.link_right = lines->x[label] + lines->glyphs->items[label].advance;
    block_anchor(s, slug, anchor_of(s, number, false));
    block_refer(s, slug, r);
}

/* The lines of note number `number`. */
static void note_slugs(struct setter *s, struct slugs *out, size_t number)
{
    const struct note *note = s->notes.items + number - 1;
    const struct format *f = format_style(s->sheet, "footnote");
    const char *label = arena_printf(s->arena, "%s\u3000", marks_note_label(s->arena, number));
    struct glyph_span spans[] = {block_span(label, f, note->pos),
                                 block_span(note->text, f, note->pos)};
    struct tag *parent = s->tag;
    open_note(s);
    tag_open(s, TAG_LABEL);
    struct tag *link = spans[0].tag = tag_add(s, TAG_LINK);
    tag_close(s);
    const struct lines *lines = block_lines(s, spans, COUNT(spans), f, s->measure);
    s->tag = parent;
    for (size_t i = 0; lines && i < lines->count; i++) {
        bool lone = i == 1 || (i > 0 && i + 1 == lines->count);
        struct slug *slug = block_slug(s, out, f->line_height, lone ? KEEP_LINES : KEEP_FREE);
        block_line(s, slug, lines, i, 0, block_baseline(f->line_height, f->font_size));
        if (i == 0)
            refer_back(s, slug, lines, number, link);
    }
}

static dist height_of(const struct slugs *slugs, size_t first)
{
    dist height = 0;
    for (size_t i = first; i < slugs->count; i++)
        height += slugs->items[i].height;
    return height;
}

void notes_attach(struct setter *s, struct slug *slug, size_t number)
{
    const struct page_format *page = &s->sheet->page;
    dist most = page->grid_lines / MOST_SHARE * page->pitch;
    struct slugs set = {0};
    note_slugs(s, &set, number);
    dist height = height_of(&set, 0);
    if (slug->notes_height + height > most) {
        s->notes.items[number - 1].late = true;
        return;
    }
    for (size_t i = 0; i < set.count; i++)
        *block_slug(s, &slug->notes, 0, KEEP_SOLID) = set.items[i];
    slug->notes_height += height;
}

/* Half a line above it and a quarter below; the lines around it have their own blank (NT-01). */
dist notes_rule_height(dist pitch)
{
    return pitch / 4 * 3;
}

struct slug notes_rule(struct setter *s, dist measure)
{
    const struct border *rule = &format_style(s->sheet, "footnote")->border_top;
    dist pitch = s->sheet->page.pitch;
    struct slug slug = {.height = notes_rule_height(pitch), .keep = KEEP_FREE};
    block_fill(s, &slug, 0, pitch / 2, measure / RULE_SHARE, rule->weight, rule->color);
    return slug;
}

void notes_add(struct setter *s, struct galley *g)
{
    struct layout_block b = {.article = NO_ARTICLE};
    for (size_t i = 0; i < s->notes.count; i++) {
        if (!s->notes.items[i].late)
            continue;
        if (b.slugs.count == 0)
            *block_slug(s, &b.slugs, 0, KEEP_FREE) = notes_rule(s, s->measure);
        note_slugs(s, &b.slugs, i + 1);
    }
    if (b.slugs.count > 1)
        b.slugs.items[1].keep = KEEP_SOLID;
    block_append(s, g, b);
}
