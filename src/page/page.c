/* SPDX-License-Identifier: MIT */
/*
 * The stage on one screen: articles are set in parallel, the flow becomes one galley of blocks, the
 * galley is cut into pages, the pages get their items, and last what only now is known.
 */
#include "page/blocks.h"

enum { SHORT_PAGE = 5 };

static const char *document_title(struct setter *s)
{
    struct fields none = {0};
    return flow_fields(s->arena, "{title} {issue-label}", s->digest, s->sheet, &none);
}

/* A last page that is nearly empty looks like a mistake; only the editor can shorten a text. */
static void note_short_end(const struct build *build, const struct sheet *sheet, struct diags *d)
{
    if (build->page_count < 2 || build->count == 0)
        return;
    const struct fragment *last = build->fragments + build->count - 1;
    int lines = last->line + last->lines;
    if (lines < SHORT_PAGE)
        diag(d, NOTE, (struct pos){.file = sheet->path},
             ngettext("the last page holds only %d line", "the last page holds only %d lines",
                      (unsigned long)lines),
             lines);
}

struct pages *page_build(struct arena *a, const struct digest *digest, const struct sheet *sheet,
                         const struct fonts *fonts, int jobs, struct diags *d)
{
    struct setter *s = flow_setter(a, digest, sheet, fonts, d);
    pictures_load(s, jobs);
    struct set_articles articles = flow_articles(s, fonts, jobs);
    struct galley galley = {0};
    flow_galley(s, &galley, &articles);
    struct build build = build_pages(a, &galley, sheet->page.pitch, sheet->page.grid_lines);
    note_short_end(&build, sheet, d);

    struct pages *pages = arena_alloc(a, sizeof *pages);
    *pages = (struct pages){.items = arena_array(a, build.page_count, sizeof(struct page)),
                            .count = build.page_count,
                            .width = sheet->page.width,
                            .height = sheet->page.height,
                            .pictures = s->pictures->items,
                            .picture_count = s->pictures->count,
                            .title = document_title(s),
                            .date = digest->date,
                            .office = digest->office};
    for (size_t i = 0; i < pages->count; i++)
        pages->items[i].label = arena_printf(a, "%zu", i + 1);
    place_pages(s, &galley, &build, pages);
    furniture_add(s, pages);
    return pages;
}
