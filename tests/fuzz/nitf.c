/* SPDX-License-Identifier: MIT */
/* A page as NITF. */
#include "page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_page(data, size, ".xml", SOURCE_NITF);
}
