/* SPDX-License-Identifier: MIT */
/* An earlier list of figures of any bytes. One that is read says the same when it is written and
 * read again, and compared with a part of itself every row is listed, or a half of a pair. */
#include "fuzz.h"

#include <string.h>

#include "export/export.h"

static void check_round_trip(const struct fuzz *f, const struct export_rows *rows)
{
    struct buf first = {0}, second = {0};
    struct export_rows again;
    export_write(&first, rows, EXPORT_JSON, false);
    if (file_save(f->path, first.text, first.len))
        abort();
    if (!export_read(f->arena, f->path, &again, diags_new(f->arena)))
        BUG("what was written is refused");
    export_write(&second, &again, EXPORT_JSON, false);
    if (first.len != second.len || memcmp(first.text, second.text, first.len) != 0)
        BUG("read again, the list has changed");
    buf_release(&first);
    buf_release(&second);
}

static void check_comparison(struct arena *a, const struct export_rows *rows)
{
    const struct export_rows part = {rows->items + rows->count / 3, rows->count - rows->count / 3};
    struct export_changes c = export_compare(a, &part, rows);
    if (c.changed + c.added + c.same != part.count || c.changed + c.gone + c.same != rows->count)
        BUG("a row is lost, or listed twice");
    for (int format = EXPORT_TEXT; format <= EXPORT_XML; format++) {
        struct buf b = {0};
        export_write(&b, rows, format, true);
        export_write_changes(&b, &c, format, false);
        buf_release(&b);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz f = fuzz_begin(data, size, ".json");
    struct export_rows rows;
    bool good = export_read(f.arena, f.path, &rows, f.diags);
    if (good == (diags_count(f.diags, ERROR) > 0))
        BUG("a list is refused with an error, and only then");
    if (good) {
        check_round_trip(&f, &rows);
        check_comparison(f.arena, &rows);
    }
    fuzz_end(&f);
    return 0;
}
