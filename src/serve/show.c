/* SPDX-License-Identifier: MIT */
/*
 * What of a build outlives it. The run is gone when a browser asks, so everything is copied into
 * two arenas: the layout (PDF, places, figures) lives as long as no better build comes, messages
 * and texts of files as long as no other build comes.
 *
 * A place is one run of text on a page with the file and line that it came from. The way from a
 * place to its article goes through the places of the articles' blocks, in a sorted list.
 */
#include "serve/show.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "export/export.h"

struct place {
    dist x, top, width, height;
    size_t page; /* from 0 */
    const char *file;
    int line;
    const char *headline;
};

struct telling { /* a key figure */
    const struct keyfigure *figure;
    const char *headline;
    size_t page;
    dist top;
    bool placed;
};

struct layout {
    struct arena *arena;
    const char *pdf;
    size_t pdf_len;
    const char *part; /* a PDF of the pages that were looked at */
    size_t part_len;
    struct serve_look look;
    size_t pages;
    struct place *places; /* in the order of the pages */
    size_t place_count;
    struct telling *rows;
    size_t row_count;
};

struct message {
    enum severity severity;
    struct pos at;
    const char *text;
};

struct file {
    const char *path, *text;
    size_t len;
};

struct shown {
    struct arena *arena;
    struct layout *layout; /* NULL: no build was good yet */
    unsigned version;
    double started;
    bool failed;
    const char *changed, *state;
    struct message *messages;
    size_t message_count;
    struct file *files;
    size_t file_count;
};

static const char *copy(struct arena *a, const char *text)
{
    return arena_text(a, text, strlen(text));
}

/* ---- places ------------------------------------------------------------------------------- */

struct origin { /* a place in a source, and the article that has it */
    struct pos pos;
    const struct article *article;
};

struct origins {
    struct origin *items;
    size_t count;
};

static int compare_pos(const struct pos *x, const struct pos *y)
{
    int order = strcmp(x->file, y->file);
    if (!order)
        order = (x->line > y->line) - (x->line < y->line);
    return order ? order : (x->column > y->column) - (x->column < y->column);
}

static int by_pos(const void *x, const void *y)
{
    return compare_pos(&((const struct origin *)x)->pos, &((const struct origin *)y)->pos);
}

static void add_origin(struct arena *a, struct origins *o, struct origin origin)
{
    if (!origin.pos.file)
        return;
    o->items = arena_grow(a, o->items, o->count, sizeof *o->items);
    o->items[o->count++] = origin;
}

static struct origins origins_of(struct arena *a, const struct digest *digest)
{
    struct origins o = {0};
    for (size_t i = 0; i < digest->article_count; i++) {
        const struct article *x = digest->articles[i].article;
        add_origin(a, &o, (struct origin){x->headline_pos, x});
        for (size_t k = 0; k < x->block_count; k++)
            add_origin(a, &o, (struct origin){x->blocks[k].pos, x});
    }
    if (o.count)
        qsort(o.items, o.count, sizeof *o.items, by_pos);
    return o;
}

/* The last one of the file at the place or before it. */
static const struct origin *find_origin(const struct origins *o, const struct pos *pos)
{
    size_t low = 0, high = o->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_pos(&o->items[middle].pos, pos) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low && !strcmp(o->items[low - 1].pos.file, pos->file) ? &o->items[low - 1] : NULL;
}

/* The source line of an item's first character. A character stays one when it is set. */
static int line_of(const struct page_item *item)
{
    const struct page_source *source = item->source;
    size_t at = utf8_count(item->text, item->glyphs[0].text);
    at = source->before + (at > source->first ? at - source->first : 0);
    int line = source->pos.line;
    for (size_t i = 0; i < source->start_count && (size_t)source->starts[i].at <= at; i++)
        line = source->starts[i].line;
    return line;
}

static struct place place_of(const struct page_item *item, size_t page, const struct origin *o)
{
    enum { ABOVE = 88 }; /* of the em box over the baseline, in per cent */
    return (struct place){.x = item->x,
                          .top = item->y - dist_scale(item->size, ABOVE, 100),
                          .width = item->width,
                          .height = item->size,
                          .page = page,
                          .file = item->source->pos.file,
                          .line = line_of(item),
                          .headline = o ? o->article->headline : ""};
}

/* Texts are shared by many places: each is copied once, where it follows itself. */
static void keep_place(struct layout *l, struct place p, const char **file, const char **headline)
{
    if (!*file || strcmp(*file, p.file) != 0)
        *file = copy(l->arena, p.file);
    if (!*headline || strcmp(*headline, p.headline) != 0)
        *headline = copy(l->arena, p.headline);
    p.file = *file;
    p.headline = *headline;
    l->places = arena_grow(l->arena, l->places, l->place_count, sizeof *l->places);
    l->places[l->place_count++] = p;
}

static bool has_source(const struct page_item *item)
{
    return item->kind == ITEM_TEXT && item->count && item->source && item->source->pos.line > 0;
}

static void add_places(struct layout *l, struct arena *scratch, const struct serve_build *build)
{
    struct origins origins = origins_of(scratch, build->digest);
    const char *file = NULL, *headline = NULL;
    for (size_t n = 0; n < build->pages->count; n++)
        for (size_t i = 0; i < build->pages->items[n].count; i++) {
            const struct page_item *item = &build->pages->items[n].items[i];
            if (!has_source(item))
                continue;
            keep_place(l, place_of(item, n, find_origin(&origins, &item->source->pos)), &file,
                       &headline);
        }
}

/* ---- figures ------------------------------------------------------------------------------ */

struct anchor {
    const char *name;
    size_t page;
    dist top;
};

static int by_name(const void *x, const void *y)
{
    return strcmp(((const struct anchor *)x)->name, ((const struct anchor *)y)->name);
}

static size_t anchors_of(struct arena *a, const struct pages *pages, struct anchor **out)
{
    size_t count = 0;
    *out = NULL;
    for (size_t n = 0; n < pages->count; n++)
        for (size_t i = 0; i < pages->items[n].count; i++) {
            const struct page_item *item = &pages->items[n].items[i];
            if (item->kind != ITEM_ANCHOR)
                continue;
            *out = arena_grow(a, *out, count, sizeof **out);
            (*out)[count++] = (struct anchor){item->name, n, item->y};
        }
    if (count)
        qsort(*out, count, sizeof **out, by_name);
    return count;
}

static const struct keyfigure *copy_figure(struct arena *a, const struct keyfigure *k)
{
    struct keyfigure *c = arena_alloc(a, sizeof *c);
    *c = (struct keyfigure){.label = copy(a, k->label),
                            .value = copy(a, k->value),
                            .unit = copy(a, k->unit),
                            .approx = copy(a, k->approx),
                            .about = copy(a, k->about),
                            .text = copy(a, k->text)};
    return c;
}

static void add_rows(struct layout *l, struct arena *scratch, const struct serve_build *build)
{
    struct anchor *anchors;
    size_t count = anchors_of(scratch, build->pages, &anchors);
    for (size_t i = 0; i < build->digest->article_count; i++) {
        const struct digest_article *x = &build->digest->articles[i];
        const char *headline = x->figure_count ? copy(l->arena, x->article->headline) : "";
        for (size_t k = 0; k < x->figure_count; k++) {
            struct anchor key = {
                .name = arena_printf(scratch, "%s-%s", x->article->id, x->figures[k].id)};
            const struct anchor *at =
                count ? bsearch(&key, anchors, count, sizeof key, by_name) : NULL;
            struct telling row = {.figure = copy_figure(l->arena, &x->figures[k]),
                                  .headline = headline,
                                  .placed = at != NULL};
            if (at)
                row.page = at->page, row.top = at->top;
            l->rows = arena_grow(l->arena, l->rows, l->row_count, sizeof *l->rows);
            l->rows[l->row_count++] = row;
        }
    }
}

/* ---- a build ------------------------------------------------------------------------------ */

static struct layout *layout_new(const struct serve_build *build)
{
    struct arena *a = arena_new(), *scratch = arena_new();
    struct layout *l = arena_alloc(a, sizeof *l);
    *l = (struct layout){.arena = a,
                         .pdf = arena_text(a, build->pdf->text, build->pdf->len),
                         .pdf_len = build->pdf->len,
                         .part = arena_text(a, build->part->text, build->part->len),
                         .part_len = build->part->len,
                         .look = build->look,
                         .pages = build->pages->count};
    add_places(l, scratch, build);
    add_rows(l, scratch, build);
    arena_free(scratch);
    return l;
}

static void copy_messages(struct shown *s, const struct diags *d)
{
    s->message_count = diags_total(d);
    s->messages = arena_array(s->arena, s->message_count, sizeof *s->messages);
    for (size_t i = 0; i < s->message_count; i++) {
        struct message *m = &s->messages[i];
        diags_at(d, i, &m->severity, &m->at, &m->text);
        m->text = copy(s->arena, m->text);
        m->at.file = m->at.file ? copy(s->arena, m->at.file) : NULL;
    }
}

/* Of a file that was given twice the last text counts: it is the decoded one. */
static void copy_files(struct shown *s, const struct diags *d)
{
    s->file_count = diags_files(d);
    s->files = arena_array(s->arena, s->file_count, sizeof *s->files);
    for (size_t i = 0; i < s->file_count; i++) {
        struct file *f = &s->files[i];
        f->text = diags_file(d, i, &f->path, &f->len);
        f->path = copy(s->arena, f->path);
        f->text = arena_text(s->arena, f->text, f->len);
    }
}

struct shown *show_new(const struct serve_build *build, struct shown *before)
{
    struct arena *a = arena_new();
    struct shown *s = arena_alloc(a, sizeof *s);
    *s = (struct shown){.arena = a,
                        .version = before ? before->version + 1 : 1,
                        .started = build->started,
                        .failed = build->failed,
                        .changed = copy(a, build->changed),
                        .state = copy(a, build->state)};
    if (build->pdf->len && !build->failed) {
        s->layout = layout_new(build);
    } else if (before) {
        s->layout = before->layout;
        before->layout = NULL;
    }
    copy_messages(s, build->diags);
    copy_files(s, build->diags);
    show_free(before);
    return s;
}

void show_free(struct shown *s)
{
    if (!s)
        return;
    if (s->layout)
        arena_free(s->layout->arena);
    arena_free(s->arena);
}

bool show_same(const struct shown *s, const struct serve_build *build)
{
    const struct layout *l = s->layout;
    if (s->failed != build->failed || strcmp(s->state, build->state) != 0)
        return false;
    return build->failed ||
           (l && l->pdf_len == build->pdf->len && !memcmp(l->pdf, build->pdf->text, l->pdf_len));
}

unsigned show_version(const struct shown *s)
{
    return s->version;
}

double show_started(const struct shown *s)
{
    return s->started;
}

const char *show_pdf(const struct shown *s, size_t *len)
{
    *len = s->layout ? s->layout->pdf_len : 0;
    return s->layout ? s->layout->pdf : "";
}

const char *show_part(const struct shown *s, size_t *len)
{
    bool any = s->layout && !s->failed;
    *len = any ? s->layout->part_len : 0;
    return any ? s->layout->part : "";
}

/* ---- answers ------------------------------------------------------------------------------ */

static json_t *points(dist d)
{
    return json_real((double)(int64_t)((int64_t)d * 100 / PT) / 100);
}

void show_json(struct buf *b, json_t *json)
{
    char *text = json ? json_dumps(json, JSON_COMPACT | JSON_REAL_PRECISION(6)) : NULL;
    if (!text)
        die_of_memory();
    buf_adds(b, text);
    free(text);
    json_decref(json);
}

static json_t *message_json(const struct message *m)
{
    static const char *const names[] = {"note", "warning", "error"};
    const char *file = m->at.file ? m->at.file : "";
    return json_pack("{s:s, s:o, s:o, s:i, s:i, s:o}", "severity", names[m->severity], "file",
                     export_json_text(file), "name", export_json_text(path_base(file)), "line",
                     m->at.line, "column", m->at.column, "text", export_json_text(m->text));
}

void show_state(struct buf *b, const struct shown *s)
{
    json_t *messages = json_array();
    for (size_t i = 0; i < s->message_count; i++)
        json_array_append_new(messages, message_json(&s->messages[i]));
    struct serve_look look = s->layout ? s->layout->look : (struct serve_look){0};
    show_json(b,
              json_pack("{s:i, s:b, s:o, s:s, s:i, s:i, s:i, s:i, s:o}", "version", (int)s->version,
                        "failed", s->failed, "changed", export_json_text(s->changed), "state",
                        s->state, "pages", s->layout ? (int)s->layout->pages : 0, "first",
                        (int)look.first, "count", (int)look.count, "figures",
                        s->layout ? (int)s->layout->row_count : 0, "messages", messages));
}

/* The first text at the line that an anchor names. */
static const struct place *line_at(const struct layout *l, const struct telling *r)
{
    for (size_t i = 0; i < l->place_count; i++) {
        const struct place *p = &l->places[i];
        if (p->page == r->page && p->top + p->height > r->top)
            return p->top < r->top + 2 * p->height ? p : NULL;
    }
    return NULL;
}

static json_t *row_json(const struct layout *l, const struct telling *r)
{
    const struct keyfigure *k = r->figure;
    json_t *json = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "label", export_json_text(k->label),
                             "value", export_json_text(k->value), "unit", export_json_text(k->unit),
                             "about", export_json_text(k->about), "text", export_json_text(k->text),
                             "headline", export_json_text(r->headline));
    const struct place *line = r->placed ? line_at(l, r) : NULL;
    if (r->placed) {
        json_object_set_new(json, "page", json_integer((json_int_t)r->page + 1));
        json_object_set_new(json, "y", points(line ? line->top : r->top));
    }
    if (line)
        json_object_update_new(json,
                               json_pack("{s:o, s:o, s:o}", "x", points(line->x), "width",
                                         points(line->width), "height", points(line->height)));
    return json;
}

void show_figures(struct buf *b, const struct shown *s)
{
    json_t *rows = json_array();
    for (size_t i = 0; s->layout && i < s->layout->row_count; i++)
        json_array_append_new(rows, row_json(s->layout, &s->layout->rows[i]));
    show_json(b, rows);
}

static void add_place(struct buf *b, const struct place *p)
{
    if (!p) {
        buf_adds(b, "{}");
        return;
    }
    show_json(b, json_pack("{s:o, s:o, s:o, s:i, s:i, s:o, s:o, s:o, s:o}", "headline",
                           export_json_text(p->headline), "file", export_json_text(p->file), "name",
                           export_json_text(path_base(p->file)), "line", p->line, "page",
                           (int)p->page + 1, "x", points(p->x), "y", points(p->top), "width",
                           points(p->width), "height", points(p->height)));
}

void show_where(struct buf *b, const struct shown *s, int page, double x, double y)
{
    enum { NEAR = 3 }; /* pt round a text */
    const struct place *found = NULL;
    for (size_t i = 0; s->layout && i < s->layout->place_count; i++) {
        const struct place *p = &s->layout->places[i];
        double left = (double)p->x / PT, top = (double)p->top / PT;
        if ((int)p->page + 1 == page && x >= left - NEAR &&
            x <= left + (double)p->width / PT + NEAR && y >= top - NEAR &&
            y <= top + (double)p->height / PT + NEAR)
            found = p;
    }
    add_place(b, found);
}

void show_place(struct buf *b, const struct shown *s, const char *file, int line)
{
    const struct place *best = NULL;
    for (size_t i = 0; s->layout && i < s->layout->place_count; i++) {
        const struct place *p = &s->layout->places[i];
        if (p->line <= line && (!best || p->line > best->line) && !strcmp(p->file, file))
            best = p;
    }
    add_place(b, best);
}

const char *show_source(const struct shown *s, const char *file, size_t *len)
{
    for (size_t i = s->file_count; i-- > 0;)
        if (!strcmp(s->files[i].path, file)) {
            *len = s->files[i].len;
            return s->files[i].text;
        }
    return NULL;
}
