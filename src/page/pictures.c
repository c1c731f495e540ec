/* SPDX-License-Identifier: MIT */
/*
 * The pictures of the issue, before anything is set: every file that a figure names is read once,
 * what is the same in bytes is one picture, and what cannot be printed is said at its figure. The
 * articles are set on several threads; here they are walked in order, so that pictures and messages
 * have theirs. Only looking at the bytes, which decodes them, is shared among the threads.
 */
#include "page/blocks.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST = 64 << 20, LARGEST_SUM = 512 << 20 };

struct file { /* one or more figures name it */
    const char *source, *href;
    const char *bytes;
    size_t len;
    const char *reason; /* why it is not printed, or NULL */
    struct file *same;  /* the first file of these bytes; itself where it is the first */
    struct image image;
    int picture; /* its number, or -1 */
};

struct naming { /* one figure */
    size_t article, block;
    size_t order;
    struct file *file;
};

struct loading {
    struct setter *setter;
    struct memo *memo; /* or NULL */
    struct naming *namings;
    size_t count;
    struct file **files; /* distinct names, in any order */
    size_t file_count;
    size_t sum; /* of the bytes read so far */
};

static const struct article *article_at(const struct loading *l, size_t n)
{
    return l->setter->digest->articles[n].article;
}

static const struct block *block_of(const struct loading *l, const struct naming *n)
{
    return article_at(l, n->article)->blocks + n->block;
}

/* ---- names -------------------------------------------------------------------------------- */

static void add_naming(struct loading *l, size_t article, size_t block)
{
    struct arena *a = l->setter->arena;
    const struct article *of = article_at(l, article);
    const struct block *b = &of->blocks[block];
    struct file *file = arena_alloc(a, sizeof *file);
    *file = (struct file){.source = article_page(of, b), .href = b->href, .picture = -1};
    l->namings = arena_grow(a, l->namings, l->count, sizeof *l->namings);
    l->namings[l->count] = (struct naming){article, block, l->count, file};
    l->count++;
}

static void find_namings(struct loading *l)
{
    for (size_t i = 0; i < l->setter->digest->article_count; i++)
        for (size_t k = 0; k < article_at(l, i)->block_count; k++) {
            const struct block *b = article_at(l, i)->blocks + k;
            if (b->kind == BLOCK_FIGURE && b->href[0])
                add_naming(l, i, k);
        }
}

static int by_name(const void *left, const void *right)
{
    const struct naming *x = left, *y = right;
    int order = strcmp(x->file->href, y->file->href);
    if (!order)
        order = strcmp(x->file->source, y->file->source);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static int by_order(const void *left, const void *right)
{
    const struct naming *x = left, *y = right;
    return (x->order > y->order) - (x->order < y->order);
}

/* Figures that name the same file share it. */
static void join_names(struct loading *l)
{
    qsort(l->namings, l->count, sizeof *l->namings, by_name);
    l->files = arena_array(l->setter->arena, l->count, sizeof *l->files);
    for (size_t i = 0; i < l->count; i++) {
        struct file *file = l->namings[i].file;
        struct file *last = l->file_count ? l->files[l->file_count - 1] : NULL;
        if (last && !strcmp(last->href, file->href) && !strcmp(last->source, file->source))
            l->namings[i].file = last;
        else
            l->files[l->file_count++] = file;
    }
    qsort(l->namings, l->count, sizeof *l->namings, by_order);
}

/* ---- bytes -------------------------------------------------------------------------------- */

/* NULL: it is a part of a page, which was read as one. */
static void note_file(struct setter *s, const char *path, const char *bytes, size_t len)
{
    struct issue_pictures *p = s->pictures;
    if (!path)
        return;
    p->files = arena_grow(s->arena, p->files, p->file_count, sizeof *p->files);
    p->files[p->file_count++] = (struct picture_file){path, bytes, len};
}

/* Beside the page; where the article comes from XML and the page is gone, beside the XML. */
static void read_file(struct loading *l, const struct block *b, struct file *f)
{
    struct arena *a = l->setter->arena;
    size_t room = LARGEST_SUM - l->sum, limit = room < LARGEST ? room : LARGEST;
    const char *xml = b->pos.file;
    const char *source = f->source;
    f->bytes = acquire_picture(a, source, f->href, limit, &f->len, &f->reason);
    if (!f->bytes && xml && strcmp(xml, f->source) != 0) {
        const char *reason = NULL;
        f->bytes = acquire_picture(a, source = xml, f->href, limit, &f->len, &reason);
    }
    if (f->bytes) {
        f->reason = NULL;
        note_file(l->setter, acquire_picture_path(a, source, f->href), f->bytes, f->len);
    }
    l->sum += f->bytes ? f->len : 0;
}

static void read_files(struct loading *l)
{
    for (size_t i = 0; i < l->count; i++) {
        struct file *f = l->namings[i].file;
        if (!f->bytes && !f->reason)
            read_file(l, block_of(l, l->namings + i), f);
    }
}

static int by_bytes(const void *left, const void *right)
{
    const struct file *x = *(struct file *const *)left, *y = *(struct file *const *)right;
    if (x->len != y->len)
        return x->len < y->len ? -1 : 1;
    return x->len ? memcmp(x->bytes, y->bytes, x->len) : 0;
}

/* Files of the same bytes share what is found out of them. */
static void join_bytes(struct loading *l)
{
    if (l->file_count)
        qsort(l->files, l->file_count, sizeof(struct file *), by_bytes);
    for (size_t i = 0; i < l->file_count; i++) {
        struct file *last = i ? l->files[i - 1]->same : NULL;
        bool same = last && l->files[i]->len && !by_bytes(&last, &l->files[i]);
        l->files[i]->same = same ? last : l->files[i];
    }
}

static void look_at(void *context, size_t index, int worker)
{
    struct file *f = ((const struct loading *)context)->files[index];
    (void)worker;
    if (f->bytes && f->same == f)
        f->reason = image_read(f->bytes, f->len, &f->image);
}

/* ---- pictures ----------------------------------------------------------------------------- */

static int number_picture(struct loading *l, struct issue_pictures *out, struct file *f, int dpi)
{
    if (f->picture < 0) {
        out->items = arena_grow(l->setter->arena, out->items, out->count, sizeof *out->items);
        f->picture = (int)out->count;
        out->items[out->count++] = (struct picture){.image = f->image, .dpi = dpi};
    }
    return f->picture;
}

static void number_pictures(struct loading *l, struct issue_pictures *out)
{
    struct setter *s = l->setter;
    for (size_t i = 0; i < l->count; i++) {
        const struct naming *n = l->namings + i;
        const struct block *b = block_of(l, n);
        const char *reason = n->file->reason ? n->file->reason : n->file->same->reason;
        if (reason) {
            diag(s->diags, WARNING, b->pos, "the picture \"%s\" is not printed: %s", b->href,
                 _(reason));
            continue;
        }
        out->figures = arena_grow(s->arena, out->figures, out->figure_count, sizeof *out->figures);
        out->figures[out->figure_count++] = (struct pictured){
            n->article, n->block, number_picture(l, out, n->file->same, s->sheet->picture.dpi)};
    }
}

/* ---- images of the sheet ------------------------------------------------------------------ */

static void release_drawn(void *png)
{
    buf_release(png);
    free(png);
}

/* As wide as it will stand. */
static int columns_of(const struct flow *flow)
{
    enum { POINTS_PER_INCH = 72 };
    const int64_t inch = (int64_t)POINTS_PER_INCH * PT;
    return (int)(((int64_t)flow->width * flow->dpi + inch - 1) / inch);
}

static struct buf *draw_anew(struct arena *a, const struct flow *flow, const struct file *f,
                             const char **why)
{
    struct buf *png = calloc(1, sizeof *png);
    if (!png)
        die_of_memory();
    *why = image_draw(a, flow->file, f->bytes, f->len, columns_of(flow), png);
    return png;
}

/* An SVG becomes a PNG; one that an earlier run drew of the same is kept. */
static const char *draw(struct arena *a, struct memo *memo, const struct flow *flow, struct file *f)
{
    struct buf key = {0};
    const char *why = NULL;
    buf_addf(&key, "%d\n", columns_of(flow));
    buf_add(&key, f->bytes, f->len);
    struct buf *png = memo_find(memo, MEMO_DRAWN, key.text, key.len), *fresh = NULL;
    if (!png)
        png = fresh = draw_anew(a, flow, f, &why);
    if (fresh && memo && !why) {
        png = memo_keep(memo, MEMO_DRAWN, key.text, key.len, fresh, release_drawn);
        fresh = NULL;
    }
    f->len = png->len;
    f->bytes = arena_text(a, png->text ? png->text : "", png->len);
    if (fresh)
        release_drawn(fresh);
    buf_release(&key);
    return why;
}

static const char *read_image(struct arena *a, struct memo *memo, const struct flow *flow,
                              struct file *f, struct picture_file *read)
{
    f->bytes = file_read(a, flow->file, LARGEST, &f->len);
    *read = (struct picture_file){f->bytes ? flow->file : NULL, f->bytes, f->len};
    if (!f->bytes)
        return errno == ENOENT  ? N_("there is no such file")
               : errno == EFBIG ? N_("it is larger than 64 MiB")
                                : strerror(errno);
    const char *why = image_is_svg(f->bytes, f->len) ? draw(a, memo, flow, f) : NULL;
    return why ? why : image_read(f->bytes, f->len, &f->image);
}

static bool read_shown(struct arena *a, struct memo *memo, const struct flow *flow, struct file *f,
                       struct picture_file *read, struct diags *d)
{
    f->reason = read_image(a, memo, flow, f, read);
    if (f->reason)
        diag(d, WARNING, flow->pos, "the picture \"%s\" is not printed: %s", flow->file,
             _(f->reason));
    return !f->reason;
}

static void show(struct loading *l, const struct flow *flow)
{
    struct setter *s = l->setter;
    struct issue_pictures *out = s->pictures;
    struct file f = {.picture = -1};
    struct picture_file read;
    bool good = read_shown(s->arena, l->memo, flow, &f, &read, s->diags);
    note_file(s, read.path, read.bytes, read.len);
    if (!good)
        return;
    out->shown = arena_grow(s->arena, out->shown, out->shown_count, sizeof *out->shown);
    out->shown[out->shown_count++] = (struct shown){flow, number_picture(l, out, &f, flow->dpi)};
}

static void show_all(struct loading *l, const struct flow *first)
{
    for (const struct flow *f = first; f; f = f->next) {
        if (f->kind == FLOW_IMAGE)
            show(l, f);
        show_all(l, f->first);
    }
}

static void check_all(struct arena *a, const struct flow *first, struct diags *d)
{
    for (const struct flow *f = first; f; f = f->next) {
        struct file file;
        struct picture_file read;
        if (f->kind == FLOW_IMAGE)
            read_shown(a, NULL, f, &file, &read, d);
        check_all(a, f->first, d);
    }
}

void page_check_images(const struct sheet *sheet, struct diags *d)
{
    struct arena *a = arena_new();
    check_all(a, sheet->flow, d);
    arena_free(a);
}

int pictures_shown(const struct setter *s, const struct flow *flow)
{
    for (size_t i = 0; s->pictures && i < s->pictures->shown_count; i++)
        if (s->pictures->shown[i].flow == flow)
            return s->pictures->shown[i].picture;
    return NO_PICTURE;
}

/* ---- all ---------------------------------------------------------------------------------- */

void pictures_load(struct setter *s, struct memo *memo, int jobs)
{
    struct loading l = {.setter = s, .memo = memo};
    s->pictures = arena_alloc(s->arena, sizeof *s->pictures);
    show_all(&l, s->sheet->flow);
    find_namings(&l);
    if (l.count == 0)
        return;
    join_names(&l);
    read_files(&l);
    join_bytes(&l);
    parallel(jobs, l.file_count, look_at, &l);
    number_pictures(&l, s->pictures);
}

static int compare_pictured(const void *left, const void *right)
{
    const struct pictured *x = left, *y = right;
    if (x->article != y->article)
        return x->article < y->article ? -1 : 1;
    return (x->block > y->block) - (x->block < y->block);
}

int pictures_find(const struct setter *s, size_t article, size_t block)
{
    const struct issue_pictures *p = s->pictures;
    if (!p || p->figure_count == 0)
        return NO_PICTURE;
    const struct pictured wanted = {article, block, 0};
    const struct pictured *found =
        bsearch(&wanted, p->figures, p->figure_count, sizeof wanted, compare_pictured);
    return found ? found->picture : NO_PICTURE;
}
