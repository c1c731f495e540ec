/* SPDX-License-Identifier: MIT */
/* A style sheet of any bytes: it is refused with a reason, or every style that the program asks for
 * is in it. */
#include "fuzz.h"

#include "format/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz f = fuzz_begin(data, size, ".xml");
    const struct sheet *sheet = format_read(f.arena, f.path, "styles", NULL, f.diags);
    if (!sheet != (diags_count(f.diags, ERROR) > 0))
        BUG("a sheet is refused with an error, and only then");
    for (size_t i = 0; sheet && i < sheet->format_count; i++)
        if (sheet->formats[i]->line_height <= 0 || sheet->formats[i]->font_size <= 0)
            BUG("style %s was not resolved", sheet->formats[i]->name);
    fuzz_end(&f);
    return 0;
}
