/* SPDX-License-Identifier: MIT */
/* Any text as an article of paragraphs: figures are drawn out and held against each other; every
 * doubt is about a figure that is there, and the second of a pair knows the first. */
#include "fuzz.h"

#include <string.h>

#include "digest/digest.h"

static struct block *paragraphs(struct fuzz *f, char *text, size_t *count)
{
    struct block *blocks = NULL;
    *count = 0;
    for (char *p = strtok_r(text, "\n", &text); p; p = strtok_r(NULL, "\n", &text)) {
        blocks = arena_grow(f->arena, blocks, *count, sizeof *blocks);
        blocks[(*count)++] = (struct block){.kind = BLOCK_P,
                                            .id = arena_printf(f->arena, "p%zu", *count + 1),
                                            .text = p,
                                            .source = "",
                                            .lines = "",
                                            .rest = "",
                                            .pos = {f->path, 1, 1}};
    }
    return blocks;
}

static void check_doubts(const struct digest *digest)
{
    for (size_t i = 0; i < digest->article_count; i++)
        for (size_t k = 0; k < digest->articles[i].doubt_count; k++) {
            const struct digest_doubt *d = &digest->articles[i].doubts[k];
            if (d->figure >= digest->articles[i].figure_count || !d->note[0])
                BUG("doubt %zu of article %zu is about nothing", k, i);
            if (d->twice && d->another >= digest->articles[d->article].figure_count)
                BUG("doubt %zu of article %zu has no other", k, i);
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz f = fuzz_begin(data, size, ".txt");
    size_t len = utf8_valid((const char *)data, size), count;
    char *text = arena_text(f.arena, (const char *)data, len);
    diags_source(f.diags, f.path, arena_text(f.arena, text, len), strlen(text));
    struct block *blocks = paragraphs(&f, text, &count);
    struct article article = {.id = "a-1",
                              .source = f.path,
                              .date = "2031-05-02",
                              .section = "",
                              .headline = "",
                              .headline_pos = {f.path, 1, 1},
                              .blocks = blocks,
                              .block_count = count};
    const struct articles articles = {&article, 1};
    const struct digest_options options = {.jobs = 1};
    const struct digest *digest = digest_build(f.arena, &articles, &options, f.diags);
    if (digest)
        check_doubts(digest);
    fuzz_end(&f);
    return 0;
}
