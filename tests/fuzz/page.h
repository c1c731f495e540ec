/* SPDX-License-Identifier: MIT */
/* Any bytes as a page of one kind. A broken audit ends the program by itself; here it is asked that
 * a page is refused with an error, and only then. */
#ifndef BRIEFGEN_FUZZ_PAGE_H
#define BRIEFGEN_FUZZ_PAGE_H

#include "acquire/acquire.h"
#include "fuzz.h"

static inline int fuzz_page(const uint8_t *data, size_t size, const char *ending,
                            enum source_kind kind)
{
    struct fuzz f = fuzz_begin(data, size, ending);
    struct acquired acquired = {0};
    struct source source = {f.path, kind};
    struct buf text = {0};
    if (acquire_page(f.arena, &source, &acquired, f.diags) == (diags_count(f.diags, ERROR) > 0))
        BUG("a page is refused with an error, and only then");
    acquire_text(&text, &acquired);
    acquire_decisions_text(&text, &acquired);
    buf_release(&text);
    fuzz_end(&f);
    return 0;
}

#endif
