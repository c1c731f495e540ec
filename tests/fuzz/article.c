/* SPDX-License-Identifier: MIT */
/*
 * Article XML, checked against its schema. Run it from the root of the tree. What was read must be
 * written to what is read as the same.
 * The input is written to a file in memory, since readers take paths. A broken audit, a leak and a
 * hang are found by the program itself, the sanitizers and the fuzzer's time limit.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "article/article.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Written, read and written again, an article has the same bytes. */
static void check_round_trip(struct arena *a, const char *path, const struct article *article)
{
    struct buf first = {0}, second = {0};
    struct articles again = {0};
    article_write(&first, article, article->figures, article->figure_count);
    int fd = open(path, O_WRONLY | O_TRUNC);
    if (fd < 0 || write(fd, first.text, first.len) != (ssize_t)first.len)
        abort();
    close(fd);
    if (!article_read(a, path, "styles/article.xsd", &again, diags_new(a)))
        abort();
    article_write(&second, again.items, again.items->figures, again.items->figure_count);
    if (first.len != second.len || memcmp(first.text, second.text, first.len) != 0)
        abort();
    buf_release(&first);
    buf_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char path[64];
    snprintf(path, sizeof path, "/dev/shm/briefgen-fuzz-%d.xml", (int)getpid());
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
        abort();
    close(fd);
    struct arena *a = arena_new();
    struct diags *d = diags_new(a);
    struct articles articles = {0};
    if (article_read(a, path, "styles/article.xsd", &articles, d) == (diags_count(d, ERROR) > 0))
        abort();
    if (articles.count)
        check_round_trip(a, path, &articles.items[0]);
    arena_free(a);
    unlink(path);
    return 0;
}
