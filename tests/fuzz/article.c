/* SPDX-License-Identifier: MIT */
/* Article XML, checked against its schema. What was read must be written to what is read as the
 * same. */
#include "fuzz.h"

#include <string.h>

#include "article/article.h"

/* Written, read and written again, an article has the same bytes. */
static void check_round_trip(struct arena *a, const char *path, const struct article *article)
{
    struct buf first = {0}, second = {0};
    struct articles again = {0};
    article_write(&first, article, article->figures, article->figure_count);
    if (file_save(path, first.text, first.len))
        abort();
    if (!article_read(a, path, "styles/article.xsd", &again, diags_new(a)))
        abort();
    article_write(&second, again.items, again.items->figures, again.items->figure_count);
    if (first.len != second.len || memcmp(first.text, second.text, first.len) != 0)
        abort();
    buf_release(&first);
    buf_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz f = fuzz_begin(data, size, ".xml");
    struct articles articles = {0};
    bool good = article_read(f.arena, f.path, "styles/article.xsd", &articles, f.diags);
    if (good == (diags_count(f.diags, ERROR) > 0))
        BUG("an article is refused with an error, and only then");
    if (articles.count)
        check_round_trip(f.arena, f.path, &articles.items[0]);
    fuzz_end(&f);
    return 0;
}
