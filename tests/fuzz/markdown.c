/* SPDX-License-Identifier: MIT */
/* A page as Markdown. */
#include "page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_page(data, size, ".md", SOURCE_MARKDOWN);
}
