/* SPDX-License-Identifier: MIT */
/*
 * A last page that is nearly empty looks like a mistake. Where the sheet lets its free spaces
 * shrink – separators and spaces with a least height – all of them are set at their least, the same
 * throughout the issue, and the pages are made again; that is kept only if the last page is gone.
 * Else it is said: only the editor can shorten a text.
 */
#include "page/blocks.h"

#include <string.h>

enum { SHORT_PAGE = 5 /* grid lines */ };

/* Grid lines of the last page down to the last that is filled. */
static int last_lines(const struct build *build)
{
    int lines = 0;
    for (size_t i = build->count; i-- > 0 && build->fragments[i].page + 1 == build->page_count;) {
        const struct fragment *f = build->fragments + i;
        lines = f->line + f->lines > lines ? f->line + f->lines : lines;
    }
    return lines;
}

static bool is_short(const struct build *build)
{
    return build->page_count > 1 && last_lines(build) < SHORT_PAGE;
}

/* A copy of the block at its least height, its rule in the middle as before. */
static void shrink(struct arena *a, struct layout_block *b)
{
    struct slug *slug = arena_alloc(a, sizeof *slug);
    *slug = b->slugs.items[0];
    slug->items = arena_array(a, slug->count, sizeof *slug->items);
    for (size_t i = 0; i < slug->count; i++) {
        slug->items[i] = b->slugs.items[0].items[i];
        slug->items[i].y -= (slug->height - b->least) / 2;
    }
    slug->height = b->least;
    b->slugs.items = slug;
}

static struct galley copy_of(struct arena *a, const struct galley *g)
{
    struct galley copy = {.blocks = arena_array(a, g->count, sizeof *g->blocks), .count = g->count};
    if (g->count > 0)
        memcpy(copy.blocks, g->blocks, g->count * sizeof *g->blocks);
    return copy;
}

/* The same galley with all free spaces at their least; false if none may shrink. */
static bool tighten(struct arena *a, struct galley *g)
{
    bool any = false;
    for (size_t i = 0; i < g->count; i++) {
        struct layout_block *b = g->blocks + i;
        if (!b->transient || b->slugs.count != 1 || b->least >= b->slugs.items[0].height)
            continue;
        shrink(a, b);
        any = true;
    }
    return any;
}

/* The pages of the copy with all free spaces at their least, and *g made that copy, if so the last
 * page is gone; else `build` again. */
static struct build tightened(struct arena *a, struct galley *g, struct galley *copy,
                              const struct page_format *page, struct build build)
{
    if (!tighten(a, copy))
        return build;
    struct build again = build_pages(a, copy, page);
    if (again.page_count >= build.page_count || is_short(&again))
        return build;
    memcpy(g->blocks, copy->blocks, g->count * sizeof *g->blocks);
    return again;
}

static void note_short(const struct build *build, const struct sheet *sheet, struct diags *d)
{
    int lines = last_lines(build);
    diag(d, NOTE, (struct pos){.file = sheet->path},
         ngettext("the last page holds only %d line", "the last page holds only %d lines",
                  (unsigned long)lines),
         lines);
}

struct build tighten_pages(struct arena *a, struct galley *g, const struct sheet *sheet,
                           struct diags *d)
{
    struct arena *scratch = arena_new();
    struct galley copy = copy_of(scratch, g);
    struct build build = build_pages(a, g, &sheet->page);
    if (is_short(&build))
        build = tightened(a, g, &copy, &sheet->page, build);
    if (is_short(&build))
        note_short(&build, sheet, d);
    arena_free(scratch);
    return build;
}
