/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: any bytes as a page of HTML. acquire_page() ends with BUG() when a shown character
 * is in no article and no drop, so the audit is checked for every input; the text that is shown
 * must have the lines of the file.
 */
#include "fuzz.h"

#include <string.h>

#include "acquire/acquire.h"

static size_t count_feeds(const char *text, size_t len)
{
    size_t feeds = 0;
    for (size_t i = 0; i < len; i++)
        feeds += text[i] == '\n';
    return feeds;
}

/* Valid UTF-8 whose only line ends are line feeds, and that nobody can take for UTF-16. */
static bool is_plain(const char *data, size_t size)
{
    static const char *const ends[] = {"\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
    for (size_t i = 0; i < COUNT(ends); i++)
        if (memmem(data, size, ends[i], strlen(ends[i])))
            return false;
    return utf8_valid(data, size) == size && !memchr(data, '\0', size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz f = fuzz_begin(data, size, ".html");
    struct acquired out = {0};
    struct source source = {f.path, SOURCE_HTML};
    if (acquire_page(f.arena, &source, &out, f.diags) && is_plain((const char *)data, size) &&
        count_feeds(out.pages[0].text, out.pages[0].len) != count_feeds((const char *)data, size))
        BUG("the text that is shown has the lines of the file");
    fuzz_end(&f);
    return 0;
}
