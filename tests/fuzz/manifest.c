/* SPDX-License-Identifier: MIT */
/* A manifest of any bytes over three small articles: each stands in the issue once, or not at all.
 */
#include "fuzz.h"

#include "digest/digest.h"

static struct article make(struct block *block, const char *id, const char *source)
{
    return (struct article){.id = id,
                            .source = source,
                            .date = "2031-05-02",
                            .section = "",
                            .headline = id,
                            .headline_pos = {source, 1, 1},
                            .blocks = block,
                            .block_count = 1};
}

static void check_sections(const struct digest *digest)
{
    size_t next = 0;
    for (size_t i = 0; i < digest->section_count; i++) {
        if (digest->sections[i].first != next)
            BUG("section %zu begins at %zu, not at %zu", i, digest->sections[i].first, next);
        next += digest->sections[i].count;
    }
    if (next != digest->article_count || digest->article_count > 3)
        BUG("%zu articles in sections, %zu in the issue", next, digest->article_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz f = fuzz_begin(data, size, ".xml");
    struct block block = {.kind = BLOCK_P, .id = "p1", .text = "修复水渠12公里。"};
    struct article items[] = {make(&block, "east-1", "in/east.txt"),
                              make(&block, "east-2", "in/east.txt"),
                              make(&block, "west-1", "in/west.md")};
    const struct articles articles = {items, COUNT(items)};
    const struct digest_options options = {
        .manifest = f.path, .xsd = "styles/briefing.xsd", .jobs = 1};
    const struct digest *digest = digest_build(f.arena, &articles, &options, f.diags);
    if (digest)
        check_sections(digest);
    fuzz_end(&f);
    return 0;
}
