/* SPDX-License-Identifier: MIT */
/*
 * Tables, three rules and no verticals (三线表). A row is as many slugs as its tallest cell has
 * lines, so that even a row taller than a page can be printed; a break inside a row costs most. The
 * title and the head row are one with the first row (TB-01: never split between title and header,
 * inside the header, or between header and first row), and both come again on every further page,
 * with the sheet's mark of continuation behind the title. The mark may name the article: overleaf a
 * table that is called as every other would be nobody's (表名（续表）). It takes one line, or
 * little of a column would be left to rows, and a name that is longer is cut; a table without a
 * title has the bare mark.
 *
 * The table's texts have their own line height; only the whole of what stands on a page is rounded
 * to the grid.
 */
#include "page/blocks.h"

enum {
    LONG_TABLE = 8,
    SMALL_TABLE = 5 /* rows of a table that is divided only where no page holds it */
};

const struct format *table_aligned(struct arena *a, const struct format *format, enum align align)
{
    if (format->align == align)
        return format;
    struct format *copy = arena_alloc(a, sizeof *copy);
    *copy = *format;
    copy->align = align;
    return copy;
}

struct table_frame *table_frames(struct setter *s, const struct table_format *format)
{
    struct table_frame *frames = arena_array(s->layout, format->column_count, sizeof *frames);
    int64_t share = 0;
    for (size_t i = 0; i < format->column_count; i++) {
        const struct table_column *c = format->columns + i;
        frames[i].left = dist_scale(s->measure, share, 1000) + format->padding;
        share += c->share;
        frames[i].right = dist_scale(s->measure, share, 1000) - format->padding;
        dist least = frames[i].left + format->cell->font_size;
        if (frames[i].right < least)
            frames[i].right = least;
        frames[i].format = table_aligned(s->layout, format->cell, c->align);
    }
    return frames;
}

/* ---- rows --------------------------------------------------------------------------------- */

size_t table_lines(const struct table_entry *entries, size_t count)
{
    size_t most = 1;
    for (size_t i = 0; i < count; i++)
        if (entries[i].lines && entries[i].lines->count > most)
            most = entries[i].lines->count;
    return most;
}

static dist row_height(const struct table_format *format, const struct table_entry *entries,
                       size_t count)
{
    dist height = 0;
    for (size_t i = 0; i < count; i++)
        if (entries[i].lines && entries[i].lines->format->line_height > height)
            height = entries[i].lines->format->line_height;
    return height > 0 ? height : format->cell->line_height;
}

static void entry_lines(struct setter *s, struct slug *slug, const struct table_entry *e,
                        size_t line, dist top, dist pitch)
{
    if (!e->lines || line >= e->lines->count)
        return;
    const struct format *f = e->lines->format;
    block_line(s, slug, e->lines, line, e->x, top + block_baseline(pitch, f->font_size));
}

void table_row(struct setter *s, struct slugs *out, const struct table_format *format,
               const struct table_entry *entries, size_t count, enum keep keep)
{
    size_t lines = table_lines(entries, count);
    dist pitch = row_height(format, entries, count);
    for (size_t i = 0; i < lines; i++) {
        dist above = i == 0 ? format->row_gap / 2 : 0;
        dist below = i + 1 == lines ? format->row_gap - format->row_gap / 2 : 0;
        struct slug *slug = block_slug(s, out, above + pitch + below, i == 0 ? keep : KEEP_SOLID);
        for (size_t k = 0; k < count; k++)
            entry_lines(s, slug, entries + k, i, above, pitch);
    }
}

void table_space(struct slugs *rows, size_t row, dist space)
{
    struct slug *slug = rows->items + row;
    slug->height += space;
    slug->space = space;
    for (size_t i = 0; i < slug->count; i++)
        slug->items[i].y += space;
}

/* ---- the whole table ---------------------------------------------------------------------- */

/* The lines of a title, each of them kept with the head of the table. */
static void title_slugs(struct setter *s, struct slugs *out, const struct lines *lines,
                        const struct format *f)
{
    if (!lines)
        return;
    struct layout_block b = block_paragraph(s, lines, f);
    for (size_t i = 0; i < b.slugs.count; i++)
        b.slugs.items[i].keep = KEEP_SOLID;
    b.slugs.items[b.slugs.count - 1].height += f->space_after;
    block_join(s, out, &b.slugs);
}

static const struct lines *title_lines(struct setter *s, const char *title, const struct format *f,
                                       struct pos pos)
{
    struct glyph_span span = block_span(title, f, pos);
    tag_open(s, TAG_CAPTION);
    const struct lines *lines = block_lines(s, &span, 1, f, s->measure);
    tag_close(s);
    return lines;
}

static void rule(struct setter *s, struct slug *slug, dist y, const struct border *border)
{
    block_fill(s, slug, 0, y, s->measure, border->weight, border->color);
}

/* The rules above and below the head; a table without head has the upper one only. */
static struct slugs ruled_head(struct setter *s, const struct table_format *format,
                               const struct slugs *head)
{
    struct slugs ruled = {0};
    struct slug *top = block_slug(s, &ruled, format->top.weight, KEEP_SOLID);
    rule(s, top, 0, &format->top);
    block_join(s, &ruled, head);
    if (head->count > 0) {
        struct slug *below = block_slug(s, &ruled, format->below_head.weight, KEEP_SOLID);
        rule(s, below, 0, &format->below_head);
    }
    for (size_t i = 0; i < ruled.count; i++)
        ruled.items[i].keep = KEEP_SOLID;
    return ruled;
}

static bool begins_row(const struct slug *slug)
{
    return slug->keep != KEEP_SOLID && slug->keep != KEEP_ROW;
}

static size_t count_rows(const struct slugs *rows)
{
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++)
        count += begins_row(rows->items + i);
    return count;
}

size_t table_least_rows(size_t rows)
{
    return rows >= LONG_TABLE ? 3 : 2;
}

/* The first row stays with the head; a short table stays whole, a small one whatever stays white,
 * and of a long one no break leaves a lone row behind. */
static void keep_rows(struct setter *s, const struct table_format *format, struct slugs *rows)
{
    size_t count = count_rows(rows), least = table_least_rows(count), number = 0;
    bool whole = count <= (size_t)format->keep_rows, small = whole && count <= SMALL_TABLE;
    for (size_t i = 0; i < rows->count; i++) {
        struct slug *slug = rows->items + i;
        if (!begins_row(slug))
            continue;
        bool few = small || number < least || count - number < least;
        number++;
        if (i > 0 && slug->keep != KEEP_LINES)
            rule(s, slug, 0, &format->between_rows);
        if (i == 0)
            slug->keep = KEEP_SOLID;
        else if (few && slug->keep == KEEP_FREE)
            slug->keep = KEEP_SOFT;
        else if (whole && slug->keep == KEEP_FREE)
            slug->keep = KEEP_WHOLE;
    }
}

/* What ends the table on every page: the foot's rows in one piece below a rule, and the lower rule.
 */
static struct slug *ruled_foot(struct setter *s, const struct table_format *format,
                               const struct slugs *foot)
{
    struct slugs one = {0};
    struct slug *slug = block_slug(s, &one, 0, KEEP_SOLID);
    if (foot->count > 0) {
        rule(s, slug, 0, &format->below_head);
        slug->height = format->below_head.weight;
    }
    for (size_t i = 0; i < foot->count; i++) {
        const struct slug *row = foot->items + i;
        for (size_t k = 0; k < row->count; k++) {
            struct page_item item = row->items[k];
            item.y += slug->height;
            block_item(s, slug, item);
        }
        slug->height += row->height;
    }
    rule(s, slug, slug->height, &format->bottom);
    slug->height += format->bottom.weight;
    return slug;
}

/* The title overleaf: behind it the mark of continuation, with the fields of the article that the
 * table belongs to; these say nothing of a table without a title. */
static const struct lines *again_lines(struct setter *s, const struct table_format *format,
                                       const char *title)
{
    const struct fields none = {0}, *fields = title[0] ? &s->fields : &none;
    const char *mark = flow_fields(s->arena, format->continued, s->digest, s->sheet, fields);
    const char *text = arena_printf(s->arena, "%s%s", title, mark);
    struct format *full = arena_alloc(s->arena, sizeof *full);
    *full = *format->caption;
    full->balance = false;
    tag_open(s, TAG_CAPTION);
    const struct lines *lines = block_shorten(s, text, full, s->measure, 1);
    tag_close(s);
    return lines;
}

struct layout_block table_block(struct setter *s, const struct table_format *format,
                                const char *title, struct table_parts parts, struct pos pos)
{
    struct layout_block b = {.before = format->caption->space_before,
                             .most_white = format->most_white,
                             .article = NO_ARTICLE};
    if (parts.rows.count == 0)
        return b;
    keep_rows(s, format, &parts.rows);
    struct slugs ruled = ruled_head(s, format, &parts.head);
    title_slugs(s, &b.slugs, title_lines(s, title, format->caption, pos), format->caption);
    block_join(s, &b.slugs, &ruled);
    block_join(s, &b.slugs, &parts.rows);
    title_slugs(s, &b.repeat, again_lines(s, format, title), format->caption);
    block_join(s, &b.repeat, &ruled);
    b.foot = ruled_foot(s, format, &parts.foot);
    return b;
}
