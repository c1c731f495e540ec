/* SPDX-License-Identifier: MIT */
/*
 * Characters to glyphs.
 *
 * Chinese needs no shaping: one character is one glyph in a cell of its own. Each worker keeps a
 * table from code point to cell for every role and weight, filled as characters come by; a
 * paragraph of Han is a walk over that table. HarfBuzz shapes the rest: runs of Western and other
 * text in one face and script (kerning, ligatures, joining; pwid, because
 * the Latin of a Chinese face has full-width ’ and “), a Han character with a variation
 * selector or combining mark, and —— and ……, which a face may draw as one glyph (cell.c).
 *
 * The glyphs of a paragraph cover its set text: the texts of all glyphs, one behind the other, are
 * the text. A cluster's text belongs to its first glyph. Characters without ink (zero-width
 * joiners, direction marks, control characters) get a blank glyph of no width, so they are still
 * in the text that is copied out of the document.
 *
 * Right-to-left text: line/ sets glyphs in their order, so a run of it is one unbreakable unit with
 * its glyphs in the order of drawing, spaces inside included. Text longer than a glyph's text can
 * be (255 bytes) becomes several units, whose order on the line is then that of the text. Full
 * bidirectional layout is not worth its place in line/ for a Chinese briefing.
 */
#include "glyph/shape.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <hb-ot.h>
#include <hb.h>

enum {
    PAGE_BITS = 8,
    PAGE_CELLS = 1 << PAGE_BITS,
    PAGES = 0x110000 >> PAGE_BITS,
    MOST_TEXT = UINT8_MAX,
    GLYPH_FLAGS = GLYPH_JOINED | GLYPH_WORD | GLYPH_BREAK | GLYPH_UNIT | GLYPH_KEEP | GLYPH_HYPHEN |
                  GLYPH_BOUND | GLYPH_OPENS
};

/* Cells of one role and weight; apart for Western text, where a body is the plain advance. */
struct cells {
    struct cell *pages[PAGES];
    struct cell_pair pairs[4];
    size_t pair_count;
};

struct shaper {
    const struct fonts *fonts;
    struct arena *arena;   /* lives as long as the shaper */
    struct arena *scratch; /* of one paragraph */
    struct cells *cells[ROLE_COUNT][2][2];
    hb_buffer_t *buffer;
    hb_language_t language;
    struct word_breaks *breaks;
};

/* One paragraph on its way. */
struct setting {
    struct shaper *shaper;
    const struct glyph_span *spans;
    struct character *characters;
    size_t count;
    const uint32_t *span_first; /* index of each span's first character */
    const char *text;
    size_t text_len;
    struct glyph *glyphs;
    size_t glyph_count;
    struct diags *diags;
};

static void release_buffer(void *buffer)
{
    hb_buffer_destroy(buffer);
}

struct shaper *glyph_shaper(struct arena *a, const struct fonts *fonts)
{
    struct shaper *s = arena_alloc(a, sizeof *s);
    s->fonts = fonts;
    s->arena = arena_child(a);
    s->scratch = arena_child(a);
    errno = 0;
    s->buffer = hb_buffer_create();
    s->language = hb_language_from_string("zh-Hans", -1);
    face_check_memory();
    arena_on_free(a, release_buffer, s->buffer);
    s->breaks = word_breaks(s->arena);
    return s;
}

const struct fonts *shape_fonts(const struct shaper *shaper)
{
    return shaper->fonts;
}

/* ---- cells -------------------------------------------------------------------------------- */

static struct cells *cells_of(struct shaper *s, enum font_role role, bool bold, bool western)
{
    struct cells **cells = &s->cells[role][bold][western];
    if (!*cells)
        *cells = arena_alloc(s->arena, sizeof **cells);
    return *cells;
}

static void fill_cell(struct shaper *s, struct cell *cell, enum font_role role, bool bold,
                      uint32_t code, uint8_t class)
{
    cell->filled = true;
    cell->face = fonts_cover(s->fonts, role, bold, code, &cell->id);
    errno = 0;
    cell_fill(cell, glyph_face(s->fonts, cell->face), code, class, s->buffer);
    face_check_memory();
}

/* The cell of a character in the role that its class asks for. */
static const struct cell *cell_of(struct shaper *s, const struct format *format,
                                  const struct character *c)
{
    bool western = c->flags & CHARACTER_WESTERN;
    enum font_role role = western ? format->latin : format->font;
    struct cells *cells = cells_of(s, role, format->bold, western);
    struct cell **page = &cells->pages[c->code >> PAGE_BITS];
    if (!*page)
        *page = arena_array(s->arena, PAGE_CELLS, sizeof **page);
    struct cell *cell = *page + (c->code & (PAGE_CELLS - 1));
    if (!cell->filled)
        fill_cell(s, cell, role, format->bold, c->code, western ? CLASS_LATIN : c->class);
    return cell;
}

static const struct cell_pair *pair_of(struct shaper *s, const struct format *format,
                                       const struct character *c)
{
    struct cells *cells = cells_of(s, format->font, format->bold, false);
    for (size_t i = 0; i < cells->pair_count; i++)
        if (cells->pairs[i].code == c->code)
            return &cells->pairs[i];
    const struct cell *one = cell_of(s, format, c);
    if (!one->id)
        return NULL;
    if (cells->pair_count == COUNT(cells->pairs))
        cells->pair_count = 0;
    struct cell_pair *pair = &cells->pairs[cells->pair_count++];
    errno = 0;
    cell_pair(pair, glyph_face(s->fonts, one->face), one, c->code, s->buffer);
    face_check_memory();
    return pair;
}

/* ---- emitting ----------------------------------------------------------------------------- */

static const struct format *format_of(const struct setting *p, size_t i)
{
    return p->spans[p->characters[i].span].format;
}

static uint32_t text_at(const struct setting *p, size_t i)
{
    return i < p->count ? p->characters[i].text : (uint32_t)p->text_len;
}

static struct glyph *emit(struct setting *p, struct glyph glyph)
{
    p->glyphs = arena_grow(p->shaper->scratch, p->glyphs, p->glyph_count, sizeof glyph);
    p->glyphs[p->glyph_count] = glyph;
    return &p->glyphs[p->glyph_count++];
}

/* A glyph for the characters [from, end), with nothing about its place and size yet. */
static struct glyph glyph_for(const struct setting *p, size_t from, size_t end)
{
    const struct character *c = &p->characters[from];
    return (struct glyph){.class = c->class,
                          .flags = c->flags & GLYPH_FLAGS,
                          .span = c->span,
                          .text = c->text,
                          .text_len = (uint8_t)(text_at(p, end) - c->text),
                          .size = c->flags & CHARACTER_WESTERN ? SIZE_LATIN : 0};
}

static void place(struct glyph *glyph, const struct cell *cell)
{
    glyph->id = cell->id;
    glyph->face = cell->face;
    glyph->advance = cell->advance;
    glyph->offset = cell->offset;
    glyph->rise = cell->rise;
}

/* Of character n of a span. */
static struct pos span_pos(const struct glyph_span *span, size_t n)
{
    struct pos pos = span->pos;
    size_t at = span->before + n, line = span->start_count;
    while (line > 0 && (size_t)span->starts[line - 1].at > at)
        line--;
    bool first = line == 0 || span->starts[line - 1].line == pos.line;
    if (!first) {
        n = at - (size_t)span->starts[line - 1].at;
        pos.line = span->starts[line - 1].line;
    }
    if (pos.column > 0)
        pos.column = (first ? pos.column : 1) + (int)n;
    return pos;
}

static struct pos pos_of(const struct setting *p, size_t i)
{
    uint16_t span = p->characters[i].span;
    return span_pos(&p->spans[span], i - p->span_first[span]);
}

struct pos glyph_pos(const struct glyphs *glyphs, size_t glyph)
{
    uint16_t span = glyphs->items[glyph].span;
    size_t first = glyph;
    while (first > 0 && glyphs->items[first - 1].span == span)
        first--;
    uint32_t from = glyphs->items[first].text;
    size_t n = utf8_count(glyphs->text + from, glyphs->items[glyph].text - from);
    return span_pos(&glyphs->spans[span], n);
}

static void say_missing(const struct setting *p, size_t i)
{
    const struct format *format = format_of(p, i);
    const struct character *c = &p->characters[i];
    enum font_role role = c->flags & CHARACTER_WESTERN ? format->latin : format->font;
    char bytes[5] = "";
    utf8_encode(c->code, bytes);
    diag(p->diags, WARNING, pos_of(p, i),
         "no face here has U+%04X \"%s\": role %s, tried %s; a box is shown", c->code, bytes,
         format_role_name(role),
         fonts_tried(p->shaper->scratch, p->shaper->fonts, role, format->bold));
}

static void set_cell(struct setting *p, size_t i)
{
    const struct cell *cell = cell_of(p->shaper, format_of(p, i), &p->characters[i]);
    struct glyph glyph = glyph_for(p, i, i + 1);
    place(&glyph, cell);
    emit(p, glyph);
    if (!cell->id)
        say_missing(p, i);
}

/* ---- blanks ------------------------------------------------------------------------------- */

/* Advance of a Unicode space in em; 0: that of the face's own space. */
static int32_t space_width(uint32_t code)
{
    static const int32_t widths[] = {EM / 2, EM,     EM / 2,      EM,     EM / 3, EM / 4,
                                     EM / 6, EM / 2, EM * 5 / 18, EM / 5, EM / 10};
    if (code >= 0x2000 && code <= 0x200A)
        return widths[code - 0x2000];
    return code == 0x202F ? EM / 5 : code == 0x205F ? EM * 4 / 18 : 0;
}

/* The face's own blank: a space, or whatever else it draws nothing for. */
static const struct cell *blank_cell(const struct setting *p, size_t i)
{
    struct character space = {.code = ' ', .flags = CHARACTER_WESTERN};
    return cell_of(p->shaper, format_of(p, i), &space);
}

static void set_space(struct setting *p, size_t i)
{
    struct glyph glyph = glyph_for(p, i, i + 1);
    place(&glyph, blank_cell(p, i));
    int32_t width = space_width(p->characters[i].code);
    if (width)
        glyph.advance = width;
    if (p->characters[i].class == CLASS_LINE_END)
        glyph.advance = 0;
    emit(p, glyph);
}

/* A glyph without ink or width, for text that has none: [from, to) in bytes. */
static void set_blank(struct setting *p, size_t i, uint32_t from, uint32_t to)
{
    struct glyph glyph = glyph_for(p, i, i);
    place(&glyph, blank_cell(p, i));
    glyph.advance = 0;
    glyph.flags |= GLYPH_JOINED;
    glyph.text = from;
    glyph.text_len = (uint8_t)(to - from);
    emit(p, glyph);
}

/* ---- HarfBuzz ----------------------------------------------------------------------------- */

/* Characters [first, end) that HarfBuzz shapes as one: one face, format and script. */
struct run {
    size_t first, end;
    uint8_t face;
    bool western;
    hb_script_t script;
};

static hb_script_t script_of(uint32_t code)
{
    if (code < 0x80)
        return (code | 0x20) - 'a' < 26 ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON;
    return hb_unicode_script(hb_unicode_funcs_get_default(), code);
}

static bool is_common(hb_script_t script)
{
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
           script == HB_SCRIPT_UNKNOWN;
}

static bool is_rtl(hb_script_t script)
{
    return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
}

static bool is_shaped(const struct character *c)
{
    return (c->flags & CHARACTER_WESTERN) && c->class != CLASS_SPACE;
}

/* A space between two words of right-to-left text. */
static bool inside_rtl(const struct setting *p, const struct run *run, size_t i)
{
    const struct character *c = &p->characters[i];
    return is_rtl(run->script) && c->class == CLASS_SPACE && i + 1 < p->count &&
           script_of(c[1].code) == run->script;
}

/* Whether the run's face can draw a mark, alone or in one glyph with its base; if no face can, it
 * stays here. */
static bool drawn_with_base(const struct setting *p, const struct run *run,
                            const struct character *c)
{
    hb_codepoint_t composed;
    if (class_inkless(c->code) || face_glyph(glyph_face(p->shaper->fonts, run->face), c->code) ||
        hb_unicode_compose(hb_unicode_funcs_get_default(), c[-1].code, c->code, &composed))
        return true;
    return !cell_of(p->shaper, p->spans[c->span].format, c)->id;
}

/* Whether character i goes on with the run, which may settle the run's script. */
static bool continues(const struct setting *p, struct run *run, size_t i)
{
    const struct character *c = &p->characters[i];
    if (format_of(p, i) != format_of(p, run->first))
        return false;
    if (c->flags & CHARACTER_EXTENDS)
        return drawn_with_base(p, run, c);
    if (!run->western || (!is_shaped(c) && !inside_rtl(p, run, i)))
        return false;
    if (cell_of(p->shaper, format_of(p, i), c)->face != run->face)
        return false;
    hb_script_t script = script_of(c->code);
    if (is_common(run->script) && !is_rtl(script))
        run->script = script;
    return is_common(script) || script == run->script;
}

/* No language stacks so many marks; HarfBuzz takes quadratic time where somebody does. */
static bool overloaded(const struct setting *p, const struct run *run)
{
    enum { MOST_MARKS = 64 };
    if (run->end - run->first <= MOST_MARKS)
        return false;
    for (size_t i = run->end - MOST_MARKS; i < run->end; i++)
        if (!(p->characters[i].flags & CHARACTER_EXTENDS))
            return false;
    return true;
}

static struct run run_at(const struct setting *p, size_t first)
{
    const struct character *c = &p->characters[first];
    const struct cell *cell =
        class_inkless(c->code) ? blank_cell(p, first) : cell_of(p->shaper, format_of(p, first), c);
    struct run run = {.first = first, .end = first + 1, .face = cell->face};
    run.western = is_shaped(c);
    run.script = script_of(c->code);
    while (run.end < p->count && continues(p, &run, run.end)) {
        if (is_rtl(run.script) && text_at(p, run.end + 1) - text_at(p, first) > MOST_TEXT)
            break;
        if (overloaded(p, &run))
            break;
        run.end++;
    }
    return run;
}

static void shape_run(const struct setting *p, const struct run *run)
{
    hb_buffer_t *buffer = p->shaper->buffer;
    errno = 0;
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_DO_NOT_INSERT_DOTTED_CIRCLE);
    for (size_t i = run->first; i < run->end; i++)
        hb_buffer_add(buffer, p->characters[i].code, (unsigned)i);
    hb_script_t script = is_common(run->script) ? HB_SCRIPT_LATIN : run->script;
    hb_buffer_set_script(buffer, script);
    hb_buffer_set_direction(buffer, is_rtl(script) ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_language(buffer, p->shaper->language);
    const hb_feature_t features[] = {
        {HB_TAG('p', 'w', 'i', 'd'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}};
    const hb_feature_t *from = run->western ? features : features + 1;
    const hb_feature_t *end = features + (format_of(p, run->first)->tabular ? 2 : 1);
    hb_shape(glyph_face(p->shaper->fonts, run->face)->font, buffer, from,
             end > from ? (unsigned)(end - from) : 0);
    face_check_memory();
}

/* Text of a cluster that is longer than one glyph can name goes on blank glyphs behind it. */
static void set_rest(struct setting *p, size_t first, size_t end)
{
    for (size_t i = first, next; i < end; i = next) {
        for (next = i + 1; next < end; next++)
            if (text_at(p, next + 1) - text_at(p, i) > MOST_TEXT)
                break;
        set_blank(p, i, text_at(p, i), text_at(p, next));
    }
}

/* Where the text of the first glyph of the cluster [first, end) has to stop. */
static size_t named_end(const struct setting *p, size_t first, size_t end)
{
    size_t stop = first;
    while (stop < end && text_at(p, stop + 1) - text_at(p, first) <= MOST_TEXT)
        stop++;
    return stop;
}

static bool lacks(const struct setting *p, const struct run *run, size_t i)
{
    uint32_t code = p->characters[i].code;
    return !class_inkless(code) && p->characters[i].class != CLASS_SPACE &&
           !face_glyph(glyph_face(p->shaper->fonts, run->face), code);
}

/* Says which characters of a cluster its face lacks; HarfBuzz names only the cluster. False if all
 * are there or need no ink. */
static bool say_lacking(const struct setting *p, const struct run *run, size_t first, size_t end)
{
    bool any = false;
    for (size_t i = first; i < end; i++) {
        if (!lacks(p, run, i))
            continue;
        say_missing(p, i);
        any = true;
    }
    return any;
}

static bool has_notdef(const hb_glyph_info_t *infos, unsigned from, unsigned to)
{
    for (; from < to; from++)
        if (!infos[from].codepoint)
            return true;
    return false;
}

static bool is_tabular(const struct setting *p, size_t i)
{
    uint32_t code = p->characters[i].code;
    return format_of(p, i)->tabular && is_digit(code);
}

/* What the buffer's glyph k, of `face`, is and how it is placed. */
static void take_shaped(const struct setting *p, struct glyph *glyph, uint8_t face, unsigned k)
{
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(p->shaper->buffer, NULL) + k;
    glyph->id = (uint16_t)hb_buffer_get_glyph_infos(p->shaper->buffer, NULL)[k].codepoint;
    glyph->face = face;
    glyph->advance = at->x_advance;
    glyph->offset = at->x_offset;
    glyph->rise = at->y_offset;
    glyph->size |= SIZE_UNITS;
}

static void take_blank(const struct setting *p, struct glyph *glyph, size_t i)
{
    glyph->id = blank_cell(p, i)->id;
    glyph->face = blank_cell(p, i)->face;
}

/* Glyphs [from, to) of the buffer, which stand for the characters [first, end). */
static void set_cluster(struct setting *p, const struct run *run, size_t first, size_t end,
                        unsigned from, unsigned to)
{
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(p->shaper->buffer, NULL);
    size_t named = named_end(p, first, end);
    bool boxes = has_notdef(infos, from, to) && say_lacking(p, run, first, end);
    for (unsigned k = from; k < to; k++) {
        struct glyph glyph = glyph_for(p, first, k == from ? named : first);
        if (!infos[k].codepoint && !boxes)
            take_blank(p, &glyph, first);
        else
            take_shaped(p, &glyph, run->face, k);
        if (k > from)
            glyph.flags = GLYPH_JOINED;
        else if (to == from + 1 && is_tabular(p, first))
            glyph.size |= SIZE_TABULAR;
        emit(p, glyph);
    }
    set_rest(p, named, end);
}

/* HarfBuzz may drop a glyph but keeps clusters in order, so the texts between them are whole. */
static void set_clusters(struct setting *p, const struct run *run)
{
    unsigned length;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(p->shaper->buffer, &length);
    if (!length) {
        set_rest(p, run->first, run->end);
        return;
    }
    if (is_rtl(run->script)) {
        set_cluster(p, run, run->first, run->end, 0, length);
        return;
    }
    size_t first = run->first;
    for (unsigned from = 0, to; from < length; from = to) {
        for (to = from + 1; to < length && infos[to].cluster == infos[from].cluster; to++)
            ;
        size_t end = to < length ? infos[to].cluster : run->end;
        set_cluster(p, run, first, end, from, to);
        first = end;
    }
}

static size_t set_run(struct setting *p, size_t i)
{
    struct run run = run_at(p, i);
    shape_run(p, &run);
    set_clusters(p, &run);
    return run.end;
}

/* ---- the walk ----------------------------------------------------------------------------- */

/* The dash or ellipsis of `marks` marks (1 or 2) that begins at i, each of them `step` characters
 * of the text. A glyph stands for all its marks do, the further glyphs of a mark for nothing. */
static size_t set_marks(struct setting *p, size_t i, size_t step, size_t marks,
                        const struct cell_pair *pair)
{
    bool joint = marks == 2 && pair->count == 1;
    size_t each = joint ? 1 : pair->count == CELL_DOTS ? CELL_DOTS / 2 : 1;
    size_t count = joint ? 1 : each * marks, covers = joint ? 2 * step : step;
    for (size_t k = 0; k < count; k++) {
        size_t from = i + k / each * step;
        struct glyph glyph = glyph_for(p, from, k % each ? from : from + covers);
        place(&glyph, marks == 2 || each > 1 ? &pair->cells[k] : &pair->one);
        if (k > 0)
            glyph.flags |= GLYPH_JOINED;
        emit(p, glyph);
    }
    return i + marks * step;
}

static bool extended(const struct setting *p, size_t i)
{
    return i + 1 < p->count && (p->characters[i + 1].flags & CHARACTER_EXTENDS);
}

/* Three points for …, or six for ……: their text, drawn by the mark's own glyphs. */
static size_t set_points(struct setting *p, size_t i)
{
    enum { POINTS = 3 };
    const struct character dots = {.code = 0x2026, .class = CLASS_ELLIPSIS};
    const struct cell_pair *pair = pair_of(p->shaper, format_of(p, i), &dots);
    size_t marks = i + POINTS < p->count && p->characters[i + POINTS].code == '.' ? 2 : 1;
    if (!pair || extended(p, i + marks * POINTS - 1))
        return set_run(p, i);
    return set_marks(p, i, POINTS, marks, pair);
}

static bool is_pair(const struct setting *p, size_t i)
{
    const struct character *c = &p->characters[i];
    return i + 1 < p->count && c[0].code == c[1].code && format_of(p, i) == format_of(p, i + 1);
}

/* A dash or ellipsis of one character or two; a third one stays with them. */
static size_t set_mark(struct setting *p, size_t i)
{
    struct character *c = &p->characters[i];
    if (c->code == '.')
        return set_points(p, i);
    if (!is_pair(p, i) && i > 0 && c[-1].code == c->code)
        c->flags |= GLYPH_JOINED;
    const struct cell_pair *pair = pair_of(p->shaper, format_of(p, i), c);
    if (pair)
        return set_marks(p, i, 1, is_pair(p, i) ? 2 : 1, pair);
    set_cell(p, i);
    return i + 1;
}

/* Sets what stands at i and returns what comes behind it. */
static size_t set_at(struct setting *p, size_t i)
{
    switch (p->characters[i].class) {
    case CLASS_LINE_END:
    case CLASS_SPACE:
        if (p->characters[i].flags & CHARACTER_EXTENDS)
            return set_run(p, i);
        set_space(p, i);
        return i + 1;
    case CLASS_DASH:
    case CLASS_ELLIPSIS:
        if (!(p->characters[i].flags & CHARACTER_EXTENDS) && !extended(p, i))
            return set_mark(p, i);
        break;
    default:
        break;
    }
    if (is_shaped(&p->characters[i]) || extended(p, i) ||
        (p->characters[i].flags & CHARACTER_EXTENDS))
        return set_run(p, i);
    set_cell(p, i);
    return i + 1;
}

/* ---- the paragraph ------------------------------------------------------------------------ */

static size_t input_len(const struct glyph_span *spans, size_t count)
{
    size_t len = 0;
    for (size_t s = 0; s < count; s++)
        len += spans[s].len;
    return len;
}

static void read_characters(struct setting *p, struct arena *a, size_t span_count)
{
    uint32_t *first = arena_array(a, span_count, sizeof *first);
    p->characters = arena_array(a, input_len(p->spans, span_count), sizeof *p->characters);
    for (size_t s = 0; s < span_count; s++) {
        first[s] = (uint32_t)p->count;
        const char *end = p->spans[s].text + p->spans[s].len;
        for (const char *at = p->spans[s].text; at < end;)
            p->characters[p->count++] =
                (struct character){.code = utf8_next(&at, end), .span = (uint16_t)s};
    }
    p->span_first = first;
}

static void write_text(struct setting *p, struct arena *a)
{
    enum { WIDEST = 4 };
    char bytes[WIDEST];
    size_t len = 0;
    for (size_t i = 0; i < p->count; i++)
        len += utf8_encode(p->characters[i].code, bytes);
    char *text = arena_alloc(a, len + 1);
    char *at = text;
    for (size_t i = 0; i < p->count; i++) {
        p->characters[i].text = (uint32_t)(at - text);
        size_t n = utf8_encode(p->characters[i].code, bytes);
        memcpy(at, bytes, n);
        at += n;
    }
    p->text = text;
    p->text_len = len;
}

/* The hyphen of every span, if a line may end with one. */
static const struct glyph *hyphens_of(struct setting *p, struct arena *a, size_t span_count)
{
    bool any = false;
    for (size_t i = 0; i < p->glyph_count && !any; i++)
        any = p->glyphs[i].flags & GLYPH_HYPHEN;
    if (!any)
        return NULL;
    struct glyph *hyphens = arena_array(a, span_count, sizeof *hyphens);
    const struct character hyphen = {.code = '-', .flags = CHARACTER_WESTERN};
    for (size_t s = 0; s < span_count; s++) {
        const struct format *format = p->spans[s].format;
        hyphens[s] = (struct glyph){.class = CLASS_LATIN, .span = (uint16_t)s, .size = SIZE_LATIN};
        place(&hyphens[s], cell_of(p->shaper, format, &hyphen));
    }
    return hyphens;
}

static struct glyphs *result(struct setting *p, struct arena *a, size_t span_count)
{
    struct glyphs *glyphs = arena_alloc(a, sizeof *glyphs);
    *glyphs = (struct glyphs){.text = p->text,
                              .items = arena_array(a, p->glyph_count, sizeof *p->glyphs),
                              .count = p->glyph_count,
                              .spans = p->spans,
                              .span_count = span_count,
                              .hyphens = hyphens_of(p, a, span_count)};
    if (p->glyph_count)
        memcpy(glyphs->items, p->glyphs, p->glyph_count * sizeof *p->glyphs);
    return glyphs;
}

struct glyphs *shape_paragraph(struct arena *a, struct shaper *shaper,
                               const struct glyph_span *spans, size_t count, struct diags *d)
{
    if (count > UINT16_MAX || input_len(spans, count) > UINT32_MAX / 4)
        BUG("a paragraph of %zu pieces", count);
    struct arena *scratch = shaper->scratch;
    arena_clear(scratch);
    struct setting p = {.shaper = shaper, .spans = spans, .diags = d};
    struct context context;
    read_characters(&p, scratch, count);
    class_context(scratch, &context, p.characters, p.count);
    normalise_marks(p.characters, p.count, &context, spans);
    class_resolve(p.characters, p.count, &context, spans);
    write_text(&p, a);
    word_flags(shaper->breaks, p.characters, p.count, spans, p.text, p.text_len);
    hyphen_flags(fonts_patterns(shaper->fonts), p.characters, p.count, &context, spans);
    for (size_t i = 0; i < p.count;)
        i = set_at(&p, i);
    return result(&p, a, count);
}
