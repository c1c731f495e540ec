/* SPDX-License-Identifier: MIT */
/* A page as plain text, in any encoding. */
#include "page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_page(data, size, ".txt", SOURCE_TEXT);
}
