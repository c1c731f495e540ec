/* SPDX-License-Identifier: MIT */
/*
 * Texts as blocks: a paragraph goes through glyph/ and line/, and each of its lines becomes a slug.
 *
 * The baseline. Latin practice takes it from the face's ascent and descent; these differ by a fifth
 * of an em between Chinese faces that are drawn on the same square, so that lines of two faces side
 * by side would not agree. Here the em box, which is the Han character's cell, is centred in the
 * line, and the baseline lies 0.88 em below its top: where all common Chinese faces draw the cell
 * (ideographic em-box top 0.88, bottom -0.12). On a line as high as the grid this puts the baseline
 * at the same place of every grid line (GR-03), whatever the style.
 *
 * A text takes along the tag under which it is set.
 *
 * A block whose lines are not as high as the grid stands centred in the whole grid lines it takes.
 */
#include "page/blocks.h"

#include <string.h>

static void set_span(struct setter *s, int span)
{
    s->span = span;
    s->measure = format_measure(&s->sheet->page, span);
}

struct widening block_widen(struct setter *s, const struct galley *g, int span)
{
    struct widening w = {g->count, s->span};
    if (span > s->span)
        set_span(s, span);
    return w;
}

void block_narrow(struct setter *s, struct galley *g, struct widening w)
{
    for (size_t i = w.first; i < g->count; i++)
        if (g->blocks[i].span < s->span)
            g->blocks[i].span = s->span;
    if (w.span != s->span)
        set_span(s, w.span);
}

dist block_baseline(dist line_height, dist font_size)
{
    return (line_height - font_size) / 2 + dist_scale(font_size, 88, 100);
}

struct glyph_span block_span(const char *text, const struct format *format, struct pos pos)
{
    return (struct glyph_span){
        .text = text, .len = (uint32_t)strlen(text), .format = format, .pos = pos};
}

/* `first` characters of the paragraph stand before the span. */
static const struct page_source *source_of(struct setter *s, const struct glyph_span *span,
                                           size_t first)
{
    if (!span->pos.file)
        return NULL;
    struct page_source *source = arena_alloc(s->arena, sizeof *source);
    *source = (struct page_source){.pos = span->pos,
                                   .starts = span->starts,
                                   .start_count = (uint32_t)span->start_count,
                                   .first = (uint32_t)first,
                                   .before = span->before};
    return source;
}

/* ---- tags of a text ----------------------------------------------------------------------- */

/* The spans of a text as they are set. */
struct tagging {
    struct setter *setter;
    struct glyph_span *spans;
    size_t count;
    struct tag *text; /* of what has no tag of its own; NULL until something has none */
    size_t first;     /* characters so far */
};

static struct tag *text_tag(struct tagging *t)
{
    if (!t->text)
        t->text = tag_of_text(t->setter);
    return t->text;
}

static struct tag *tag_of(struct tagging *t, const struct glyph_span *span)
{
    struct tag *top = span->tag;
    if (!top)
        return text_tag(t);
    while (top->parent)
        top = top->parent;
    if (top->type >= TAG_REFERENCE)
        tag_append(text_tag(t), top);
    return span->tag;
}

/* Passages are looked for in Chinese; a ruby's base is not cut, and an artifact is not read. */
static bool may_change(const struct setter *s, const struct glyph_span *span)
{
    const struct tag *tag = s->tag;
    while (tag && !tag->language && tag->type < TAG_HEADER)
        tag = tag->parent;
    return !tag && !span->ruby;
}

static size_t count_pieces(const struct setter *s, const struct glyph_span *span)
{
    struct passage p = {0};
    size_t count = 1;
    while (may_change(s, span) && language_next(span->text, span->len, p.end, &p))
        count += 2;
    return count;
}

/* Bytes [first, end) of a span. */
static void add_piece(struct tagging *t, const struct glyph_span *span, struct tag *tag,
                      size_t first, size_t end)
{
    size_t before = utf8_count(span->text, first);
    struct glyph_span *piece = &t->spans[t->count];
    if (first == end)
        return;
    *piece = *span;
    piece->text += first;
    piece->len = (uint32_t)(end - first);
    piece->tag = tag;
    piece->before += (uint32_t)before;
    piece->pos.column += piece->pos.column > 0 ? (int)before : 0;
    piece->source = source_of(t->setter, piece, t->first);
    t->first += utf8_count(piece->text, piece->len);
    t->count++;
}

static void add_pieces(struct tagging *t, const struct glyph_span *span)
{
    struct tag *tag = tag_of(t, span);
    struct passage p = {0};
    size_t at = 0;
    while (may_change(t->setter, span) && language_next(span->text, span->len, at, &p)) {
        struct tag *foreign = tag_new(t->setter, TAG_SPAN);
        foreign->language = p.language;
        tag_append(tag, foreign);
        add_piece(t, span, tag, at, p.first);
        add_piece(t, span, foreign, p.first, p.end);
        at = p.end;
    }
    add_piece(t, span, tag, at, span->len);
}

const struct glyphs *block_glyphs(struct setter *s, const struct glyph_span *spans, size_t count,
                                  struct diags *d)
{
    size_t pieces = 0;
    for (size_t i = 0; i < count; i++)
        pieces += count_pieces(s, spans + i);
    struct tagging t = {.setter = s, .spans = arena_array(s->scratch, pieces, sizeof *t.spans)};
    for (size_t i = 0; i < count; i++)
        if (spans[i].len > 0)
            add_pieces(&t, spans + i);
    if (t.count == 0)
        return NULL;
    struct glyphs *glyphs = glyph_set(s->scratch, s->shaper, t.spans, t.count, d);
    glyphs->text = arena_text(s->arena, glyphs->text, strlen(glyphs->text));
    return glyphs;
}

/* ---- texts -------------------------------------------------------------------------------- */

static const struct lines *set(struct setter *s, const struct glyphs *glyphs,
                               const struct format *format, dist measure, struct diags *d)
{
    if (!glyphs)
        return NULL;
    const struct lines *lines = line_paragraph(s->scratch, glyphs, format, measure, d);
    return lines->count > 0 ? lines : NULL;
}

const struct lines *block_broken(struct setter *s, const struct glyphs *glyphs,
                                 const struct format *format, dist measure)
{
    const struct lines *lines = set(s, glyphs, format, measure, s->diags);
    if (lines && s->logging) {
        s->log = arena_grow(s->arena, s->log, s->log_count, sizeof *s->log);
        s->log[s->log_count++] = lines;
    }
    return lines;
}

const struct lines *block_lines(struct setter *s, const struct glyph_span *spans, size_t count,
                                const struct format *format, dist measure)
{
    return block_broken(s, block_glyphs(s, spans, count, s->diags), format, measure);
}

const struct lines *block_trial(struct setter *s, const char *text, const struct format *format,
                                dist measure, struct diags *d)
{
    struct glyph_span span = block_span(text, format, (struct pos){0});
    return set(s, block_glyphs(s, &span, 1, d), format, measure, d);
}

/* ---- slugs -------------------------------------------------------------------------------- */

void block_reserve(struct setter *s, struct slugs *slugs, size_t count)
{
    slugs->items = arena_array(s->layout, count, sizeof *slugs->items);
    slugs->room = (uint32_t)count;
}

struct slug *block_slug(struct setter *s, struct slugs *slugs, dist height, enum keep keep)
{
    slugs->items =
        arena_room(s->layout, slugs->items, slugs->count, &slugs->room, sizeof *slugs->items);
    struct slug *slug = slugs->items + slugs->count++;
    *slug = (struct slug){.height = height, .keep = keep};
    return slug;
}

void block_join(struct setter *s, struct slugs *to, const struct slugs *from)
{
    if (to->count == 0)
        block_reserve(s, to, from->count);
    for (size_t i = 0; i < from->count; i++)
        *block_slug(s, to, 0, KEEP_FREE) = from->items[i];
}

dist block_height(const struct slugs *slugs)
{
    int64_t height = 0;
    for (size_t i = 0; i < slugs->count; i++)
        height += slugs->items[i].height;
    return height < INT32_MAX ? (dist)height : INT32_MAX;
}

dist block_repeat_height(const struct layout_block *b, size_t slug)
{
    const struct slug *first = b->slugs.items + slug;
    return block_height(&b->repeat) + (first->head ? first->head->height : 0) - first->space;
}

void block_item(struct setter *s, struct slug *slug, struct page_item item)
{
    slug->items = arena_grow(s->layout, slug->items, slug->count, sizeof *slug->items);
    slug->items[slug->count++] = item;
}

void block_fill(struct setter *s, struct slug *slug, dist x, dist y, dist width, dist height,
                uint32_t color)
{
    if (width <= 0 || height <= 0)
        return;
    block_item(s, slug,
               (struct page_item){.kind = ITEM_FILL,
                                  .color = color,
                                  .x = x,
                                  .y = y,
                                  .width = width,
                                  .height = height,
                                  .tag = s->tag->type == TAG_FIGURE ? s->tag : NULL});
}

void block_refer(struct setter *s, struct slug *slug, struct reference reference)
{
    size_t count = slug->reference_count;
    struct reference *all = arena_array(s->layout, count + 1, sizeof *all);
    for (size_t i = 0; i < count; i++)
        all[i] = slug->references[i];
    all[count] = reference;
    slug->references = all;
    slug->reference_count = count + 1;
}

void block_anchor(struct setter *s, struct slug *slug, const char *name)
{
    block_item(s, slug, (struct page_item){.kind = ITEM_ANCHOR, .name = name});
}

static bool same_run(const struct glyphs *g, const struct glyph *a, const struct glyph *b)
{
    const struct glyph_span *one = g->spans + a->span, *other = g->spans + b->span;
    return a->face == b->face && a->size == b->size && one->tag == other->tag &&
           one->format->color == other->format->color;
}

static bool is_risen(const struct glyph *glyphs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (glyphs[i].rise)
            return true;
    return false;
}

struct page_item block_text_item(struct setter *s, const struct glyphs *g,
                                 const struct glyph *glyphs, const dist *x, size_t count)
{
    bool risen = is_risen(glyphs, count);
    size_t size = sizeof(struct page_glyph) + (risen ? sizeof(dist) : 0);
    dist *rises = arena_array(s->arena, count, size);
    struct page_glyph *kept = (struct page_glyph *)(rises + (risen ? count : 0));
    for (size_t i = 0; i < count; i++) {
        kept[i] = (struct page_glyph){.id = glyphs[i].id,
                                      .text_len = glyphs[i].text_len,
                                      .text = glyphs[i].text,
                                      .x = x[i] - x[0] + glyphs[i].offset};
        if (risen)
            rises[count - 1 - i] = glyphs[i].rise;
    }
    return (struct page_item){.kind = ITEM_TEXT,
                              .risen = risen,
                              .face = glyphs[0].face,
                              .color = g->spans[glyphs[0].span].format->color,
                              .x = x[0],
                              .size = glyphs[0].size,
                              .count = (uint32_t)count,
                              .width = x[count - 1] - x[0] + glyphs[count - 1].advance,
                              .glyphs = kept,
                              .text = g->text};
}

static void add_text(struct setter *s, struct slug *slug, struct page_item item, dist x,
                     dist baseline)
{
    item.x += x;
    item.y = baseline;
    block_item(s, slug, item);
}

/* The hyphen of a parted word stands for no text. */
static void line_hyphen(struct setter *s, struct slug *slug, const struct lines *lines,
                        const struct line *line, dist x, dist baseline)
{
    if (line->hyphen)
        add_text(s, slug, block_text_item(s, lines->glyphs, line->hyphen, &line->hyphen_x, 1), x,
                 baseline);
}

void block_runs(struct setter *s, struct slug *slug, const struct glyphs *g, const dist *glyph_x,
                size_t from, size_t end, dist x, dist baseline)
{
    for (size_t i = from, first = i; i < end; first = i) {
        if (g->items[i].class == CLASS_LINE_END) {
            i++;
            continue;
        }
        do
            i++;
        while (i < end && g->items[i].class != CLASS_LINE_END &&
               same_run(g, g->items + first, g->items + i));
        const struct glyph_span *span = &g->spans[g->items[first].span];
        struct page_item item = block_text_item(s, g, g->items + first, glyph_x + first, i - first);
        item.source = span->source;
        item.tag = span->tag;
        add_text(s, slug, item, x, baseline);
    }
}

void block_line(struct setter *s, struct slug *slug, const struct lines *lines, size_t line, dist x,
                dist baseline)
{
    const struct line *l = lines->items + line;
    block_runs(s, slug, lines->glyphs, lines->x, l->first, l->end, x, baseline);
    line_hyphen(s, slug, lines, l, x, baseline);
    marks_draw(s, slug, lines, line, x, baseline);
}

/* ---- paragraphs --------------------------------------------------------------------------- */

static enum keep paragraph_keep(const struct format *f, size_t line, size_t count)
{
    bool lone = (int64_t)line < f->orphans || (int64_t)(count - line) < f->widows;
    if (f->keep_together && (f->keep_with_next || lone))
        return KEEP_SOLID;
    if (f->keep_together)
        return KEEP_SOFT;
    return lone ? KEEP_LINES : KEEP_FREE;
}

/* Space that the box needs above its first line and below its last: whole lines, where the text is
 * on the grid. */
static dist box_room(const struct setter *s, const struct format *f)
{
    dist pitch = s->sheet->page.pitch;
    return f->line_height == pitch ? (f->padding + pitch - 1) / pitch * pitch : f->padding;
}

/* What of a paragraph's box is behind one line. It is open where a page ends inside it. */
static void box(struct setter *s, struct slug *slug, const struct format *f, bool first, bool last)
{
    dist blank = box_room(s, f) - f->padding;
    dist top = first ? blank : 0, bottom = slug->height - (last ? blank : 0);
    dist left = f->margin_left - f->padding, right = s->measure - f->margin_right + f->padding;
    const struct border *t = &f->border_top, *b = &f->border_bottom;
    if (f->has_background)
        block_fill(s, slug, left, top, right - left, bottom - top, f->background);
    if (first)
        block_fill(s, slug, left, top, right - left, t->weight, t->color);
    if (last)
        block_fill(s, slug, left, bottom - b->weight, right - left, b->weight, b->color);
    block_fill(s, slug, left, top, f->border_left.weight, bottom - top, f->border_left.color);
    block_fill(s, slug, right - f->border_right.weight, top, f->border_right.weight, bottom - top,
               f->border_right.color);
}

/* On the grid all space is whole lines, so that the text stays on it: the sum is rounded up, and
 * what is above is rounded up first. */
static void round_space(struct layout_block *b, dist pitch)
{
    dist before = (b->before + pitch - 1) / pitch * pitch;
    dist sum = (b->before + b->after + pitch - 1) / pitch * pitch;
    b->before = before < sum ? before : sum;
    b->after = sum - b->before;
}

struct layout_block block_paragraph(struct setter *s, const struct lines *lines,
                                    const struct format *f)
{
    dist pitch = s->sheet->page.pitch;
    struct layout_block b = {.before = f->space_before,
                             .after = f->space_after,
                             .lines = f->lines,
                             .centred = f->line_height != pitch || f->lines > 0,
                             .clear = f->foot_lines,
                             .keep_with_next = f->keep_with_next,
                             .page_break = f->page_break_before,
                             .outline_level = f->bookmark_level,
                             .article = NO_ARTICLE};
    if (!b.centred)
        round_space(&b, pitch);
    dist room = box_room(s, f);
    block_reserve(s, &b.slugs, lines->count);
    for (size_t i = 0; i < lines->count; i++) {
        bool first = i == 0, last = i + 1 == lines->count;
        dist above = first ? room : 0, height = above + f->line_height + (last ? room : 0);
        struct slug *slug = block_slug(s, &b.slugs, height, paragraph_keep(f, i, lines->count));
        box(s, slug, f, first, last);
        block_line(s, slug, lines, i, 0, above + block_baseline(f->line_height, f->font_size));
    }
    return b;
}

struct layout_block *block_append(struct setter *s, struct galley *g, struct layout_block block)
{
    if (block.slugs.count == 0)
        return NULL;
    g->blocks = arena_room(s->scratch, g->blocks, g->count, &g->room, sizeof *g->blocks);
    g->blocks[g->count] = block;
    return &g->blocks[g->count++];
}

struct block_lines block_add_lines(struct setter *s, struct galley *g,
                                   const struct glyph_span *spans, size_t count,
                                   const struct format *format)
{
    struct widening w = block_widen(s, g, format->span);
    struct block_lines set = {.lines = block_lines(s, spans, count, format, s->measure)};
    if (set.lines)
        set.block = block_append(s, g, block_paragraph(s, set.lines, format));
    block_narrow(s, g, w);
    return set;
}

struct layout_block *block_add(struct setter *s, struct galley *g, const struct glyph_span *spans,
                               size_t count, const struct format *format)
{
    return block_add_lines(s, g, spans, count, format).block;
}

struct layout_block *block_text(struct setter *s, struct galley *g, const char *text,
                                const struct format *format, struct pos pos)
{
    struct glyph_span span = block_span(text, format, pos);
    return block_add(s, g, &span, 1, format);
}

/* ---- cells -------------------------------------------------------------------------------- */

const struct format *block_worded(struct setter *s, const struct format *format)
{
    struct format *f = arena_alloc(s->scratch, sizeof *f);
    *f = *format;
    f->words = true;
    return f;
}

static const struct format *evened(struct setter *s, const struct format *format)
{
    struct format *f = arena_alloc(s->scratch, sizeof *f);
    *f = *format;
    f->balance = true;
    return f;
}

/* The format to set a text of a cell in first: by words only if it is sure to take several lines,
 * since looking for them is dear. */
static const struct format *first_format(struct setter *s, const char *text,
                                         const struct format *format, dist measure)
{
    dist about = align_about(text, strlen(text), format->font_size);
    return about > measure + measure / 8 ? block_worded(s, format) : format;
}

const struct lines *block_even(struct setter *s, const struct lines *lines, dist measure)
{
    const struct lines *even = block_broken(s, lines->glyphs, evened(s, lines->format), measure);
    return even->count == lines->count ? even : lines;
}

/* A text of several lines again: even and by sense if that takes no more of them than they are
 * between words, else as full as they are so. */
static const struct lines *by_sense(struct setter *s, const char *text, const struct lines *lines,
                                    dist measure, struct pos pos)
{
    const struct format *format = lines->format;
    if (!format->words) {
        format = block_worded(s, format);
        struct glyph_span span = block_span(text, format, pos);
        const struct glyphs *glyphs = block_glyphs(s, &span, 1, diags_new(s->arena));
        lines = block_broken(s, glyphs, format, measure);
    }
    return block_even(s, lines, measure);
}

const struct lines *block_cell(struct setter *s, const char *text, const struct format *format,
                               dist measure, struct pos pos)
{
    format = first_format(s, text, format, measure);
    struct glyph_span span = block_span(text, format, pos);
    const struct lines *lines = block_lines(s, &span, 1, format, measure);
    return lines && lines->count > 1 ? by_sense(s, text, lines, measure, pos) : lines;
}

/* ---- headlines and cut texts -------------------------------------------------------------- */

const char *block_joint(struct arena *a, const char *text, const char *joint)
{
    struct buf b = {0};
    const char *p = text;
    for (const char *q; (q = strstr(p, "\u3000")); p = q + strlen("\u3000")) {
        buf_add(&b, p, (size_t)(q - p));
        buf_adds(&b, joint);
    }
    buf_adds(&b, p);
    const char *joined = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return joined;
}

enum { LEAST_PIECE = 3 /* glyphs between a space and the … of a cut text */ };

/* The first characters of the text, at most `keep` of them, with … behind. */
static const char *cut(struct arena *a, const char *text, size_t keep)
{
    const char *end = text + strlen(text);
    const char *p = text;
    while (keep-- > 0 && p < end)
        utf8_next(&p, end);
    return arena_printf(a, "%.*s…", (int)(p - text), text);
}

/* Where a text is cut that has lines up to this glyph: before the word that it stands in, if that
 * leaves half of the line, and before what begins behind a space with less than three glyphs. */
static size_t cut_end(const struct glyphs *g, const struct line *line, size_t end)
{
    size_t least = line->first + (line->end - line->first) / 2, word = end;
    while (word > least && word < g->count && g->items[word].flags & (GLYPH_WORD | GLYPH_JOINED))
        word--;
    end = word > least ? word : end;
    for (size_t i = end; i > least && i + LEAST_PIECE > end; i--)
        if (g->items[i - 1].class == CLASS_SPACE)
            return i - 1;
    return end;
}

/* The format of a text that is cut. */
static const struct format *of_cut(struct setter *s, const struct format *format)
{
    struct format *f = arena_alloc(s->scratch, sizeof *f);
    *f = *format;
    f->cut = true;
    return f;
}

/* A text that has more lines than it may. */
static const struct lines *shorten(struct setter *s, const char *text, const struct lines *lines,
                                   const struct format *format, dist measure, size_t most)
{
    const struct glyphs *g = lines->glyphs;
    const struct line *last = lines->items + most - 1;
    format = of_cut(s, format);
    for (size_t end = last->end; lines && lines->count > most && end > 0; end--) {
        end = cut_end(g, last, end);
        const char *begin = cut(s->arena, text, utf8_count(g->text, g->items[end].text));
        lines = block_trial(s, begin, format, measure, diags_new(s->arena));
    }
    return lines;
}

/* A word is parted rather than that the text is cut. */
const struct lines *block_shorten(struct setter *s, const char *text, const struct format *format,
                                  dist measure, size_t most)
{
    struct diags *d = diags_new(s->arena);
    const struct format *first = first_format(s, text, format, measure);
    const struct lines *lines = block_trial(s, text, first, measure, d);
    if (!lines || lines->count <= 1)
        return lines;
    if (lines->count <= most) {
        const struct lines *sensed = by_sense(s, text, lines, measure, (struct pos){0});
        return sensed->count <= most ? sensed : lines;
    }
    const struct format *second = first->words ? format : block_worded(s, format);
    const struct lines *other = block_trial(s, text, second, measure, d);
    if (other->count <= most)
        return other;
    const struct lines *worded = first->words ? lines : other;
    return shorten(s, text, worded, most > 1 ? worded->format : format, measure, most);
}
