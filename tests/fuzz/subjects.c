/* SPDX-License-Identifier: MIT */
/* A list of subjects of any bytes: it is refused with a reason, or every figure of an article
 * stands in one group of it, and once. */
#include "fuzz.h"

#include "digest/digest.h"

static void check_groups(struct arena *a, const struct digest *digest,
                         const struct digest_subjects *subjects)
{
    const struct digest_groups groups = digest_groups(a, digest, subjects);
    size_t rows = 0;
    for (size_t i = 0; i < groups.count; i++) {
        if (!groups.items[i].name[0] || groups.items[i].run_count == 0)
            BUG("group %zu has no name or no figure", i);
        for (size_t k = 0; k < groups.items[i].run_count; k++)
            rows += groups.items[i].runs[k].count;
    }
    if (rows != digest->articles[0].figure_count)
        BUG("%zu rows of %zu figures", rows, digest->articles[0].figure_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz f = fuzz_begin(data, size, ".xml");
    struct block block = {
        .kind = BLOCK_P,
        .id = "p1",
        .text = "修复水渠12公里，培训农民340人次，化解矛盾纠纷96起，投入资金25万元。"};
    const struct article article = {
        .id = "a-1", .date = "", .headline = "", .blocks = &block, .block_count = 1};
    struct keyfigure *figures;
    struct digest_article of = {.article = &article};
    of.figure_count = digest_figures(f.arena, &article, &figures);
    of.figures = figures;
    const struct digest digest = {.articles = &of, .article_count = 1};
    const struct digest_subjects *subjects =
        digest_subjects_read(f.arena, f.path, "styles/subjects.xsd", f.diags);
    if (!subjects != (diags_count(f.diags, ERROR) > 0))
        BUG("a list is refused with an error, and only then");
    if (subjects)
        check_groups(f.arena, &digest, subjects);
    fuzz_end(&f);
    return 0;
}
