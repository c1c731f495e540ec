/* SPDX-License-Identifier: MIT */
/*
 * --dump=glyph and --dump=line: the flow is set as for printing, by one worker, with a log of every
 * paragraph. Articles come first, in order, then the texts of the sheet itself.
 */
#include "page/blocks.h"

void page_dump(struct buf *b, const struct digest *digest, const struct sheet *sheet,
               const struct fonts *fonts, enum page_dump what, struct diags *d)
{
    struct arena *a = arena_new();
    struct setter *s = flow_setter(a, digest, sheet, fonts, d);
    s->logging = true;
    struct galley galley = {0};
    struct set_articles articles = flow_articles(s, fonts, 1);
    flow_galley(s, &galley, &articles);
    for (size_t i = 0; i < s->log_count; i++) {
        if (what == PAGE_DUMP_GLYPHS)
            glyph_text(b, s->log[i]->glyphs);
        else
            line_text(b, s->log[i]);
    }
    arena_free(s->layout);
    arena_free(a);
}
