/* SPDX-License-Identifier: MIT */
/*
 * The stage on one screen: articles are set in parallel, the flow becomes one galley of blocks, the
 * galley is cut into pages, the pages get their items, and last what only now is known.
 */
#include "page/blocks.h"

static const char *document_title(struct setter *s)
{
    struct fields none = {0};
    return flow_fields(s->arena, "{title} {issue-label}", s->digest, s->sheet, &none);
}

/* Pages that only make the next one a right-hand page. */
static void note_blanks(const struct build *build, const struct sides *sides, struct pages *pages)
{
    for (size_t i = 0; i + 1 < pages->count; i++)
        pages->items[i].blank = true;
    for (size_t i = 0; i < build->count; i++)
        pages->items[build->fragments[i].page].blank = false;
    for (size_t i = 0; i < sides->count; i++)
        pages->items[sides->items[i].page].blank = false;
}

/* The article that page `most` ends with or that begins behind it, or nowhere. */
static struct pos last_place(const struct setter *s, const struct galley *g,
                             const struct build *build, size_t most)
{
    struct pos pos = {0};
    for (size_t i = 0; i < build->count; i++) {
        const struct layout_block *b = g->blocks + build->fragments[i].block;
        if (b->article != NO_ARTICLE)
            pos = s->digest->articles[b->article].article->headline_pos;
        if (build->fragments[i].page >= most)
            break;
    }
    return pos;
}

static bool is_too_long(const struct setter *s, const struct galley *g, const struct build *build,
                        size_t most)
{
    if (!most || build->page_count <= most)
        return false;
    diag(s->diags, ERROR, last_place(s, g, build, most),
         "the briefing has %zu pages, and %zu is the limit; leave articles out, or allow more by "
         "--page-limit",
         build->page_count, most);
    return true;
}

/* The pages, still empty. */
static struct pages *begin_pages(struct setter *s, const struct build *build)
{
    struct arena *a = s->arena;
    struct pages *pages = arena_alloc(a, sizeof *pages);
    *pages = (struct pages){.items = arena_array(a, build->page_count, sizeof(struct page)),
                            .count = build->page_count,
                            .width = s->sheet->page.width,
                            .height = s->sheet->page.height,
                            .pictures = s->pictures->items,
                            .picture_count = s->pictures->count,
                            .files = s->pictures->files,
                            .file_count = s->pictures->file_count,
                            .title = document_title(s),
                            .date = s->digest->date,
                            .office = s->digest->office};
    for (size_t i = 0; i < pages->count; i++)
        pages->items[i].label = arena_printf(a, "%zu", i + 1);
    return pages;
}

struct pages *page_build(struct arena *a, const struct digest *digest, const struct sheet *sheet,
                         const struct fonts *fonts, const struct page_options *options,
                         struct diags *d)
{
    struct setter *s = flow_setter(a, digest, sheet, fonts, d);
    pictures_load(s, glyph_memo(fonts), options->jobs);
    struct set_articles articles = flow_articles(s, fonts, options->jobs);
    struct galley galley = {0};
    flow_galley(s, &galley, &articles);
    struct build build = tighten_pages(s->layout, &galley, sheet, d);
    if (is_too_long(s, &galley, &build, options->most_pages)) {
        arena_free(s->layout);
        return NULL;
    }
    spread_pages(&build, &galley, &sheet->page);
    struct sides sides = side_build(s, &galley, &build);
    struct pages *pages = begin_pages(s, &build);
    note_blanks(&build, &sides, pages);
    struct tag *root = s->tag;
    struct placing *placing = place_begin(s, &galley, &build, &sides, pages);
    struct furniture *furniture = furniture_begin(s, pages);
    for (size_t i = 0; i < pages->count; i++) {
        place_page(placing, i);
        furniture_add(furniture, i);
        place_end(placing, i);
    }
    place_outlines(s, &galley, pages);
    tag_finish(s, root, pages);
    arena_free(s->layout);
    return pages;
}
