/* SPDX-License-Identifier: MIT */
/* A file of the cache of any bytes: what is found in it lies in it, and what is read of that lies
 * in memory. Sums are made right first, or no input would come past them. */
#include "fuzz.h"

#include <string.h>

#include "article/article.h"
#include "util/cache.h"

enum { HEAD = 64, SLOT = 56, AT = 8, LEN = 24, SIZE = 32, SUM = 40 };

static const uint8_t maker[CACHE_MAKER] = "fuzz";

static uint64_t number(const char *at)
{
    uint64_t n;
    memcpy(&n, at, sizeof n);
    return n;
}

static void set(char *at, uint64_t n)
{
    memcpy(at, &n, sizeof n);
}

/* The value of a slot whose places lie in the file gets its sum. */
static void mend_slot(char *slot, const char *bytes, size_t size)
{
    uint64_t at = number(slot + AT), len = number(slot + LEN), value = number(slot + SIZE);
    if (at > size || len > size || value > size || at + (len + 15) / 16 * 16 + value > size)
        return;
    set(slot + SUM, cache_hash(number(slot), bytes + at + (len + 15) / 16 * 16, (size_t)value));
}

static void mend(char *bytes, size_t size)
{
    if (size < HEAD)
        return;
    memcpy(bytes, "briefgn1", 8);
    memcpy(bytes + 8, maker, sizeof maker);
    set(bytes + 40, size);
    uint64_t count = number(bytes + 48);
    if (count > (size - HEAD) / SLOT)
        return;
    for (size_t i = 0; i < count; i++)
        mend_slot(bytes + HEAD + i * SLOT, bytes, size);
    set(bytes + 56, cache_hash(count, bytes + HEAD, (size_t)count * SLOT));
}

/* Asks for what each slot says it holds. */
static void ask(struct fuzz *f, struct cache_file *file, const char *bytes, size_t size)
{
    size_t count = (size_t)number(bytes + 48);
    for (size_t i = 0; i < count && i < (size - HEAD) / SLOT; i++) {
        const char *slot = bytes + HEAD + i * SLOT;
        uint64_t at = number(slot + AT), len = number(slot + LEN);
        struct cache_entry e = {.hash = number(slot), .len = (size_t)len};
        memcpy(&e.kind, slot + 16, sizeof e.kind);
        if (at > size || len > size - at)
            continue;
        e.key = bytes + at;
        if (!cache_file_find(file, &e))
            continue;
        struct flat_bytes rest = {e.bytes, e.size};
        void *articles;
        if (flat_read(f->arena, &rest, &article_flat, 1, &articles) && rest.len > e.size)
            BUG("%zu bytes are left of %zu", rest.len, e.size);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *bytes = malloc(size + 1);
    memcpy(bytes, data, size);
    mend(bytes, size);
    struct fuzz f = fuzz_begin((const uint8_t *)bytes, size, ".cache");
    struct cache_file *file = cache_file_open(f.arena, f.path, maker);
    if (file)
        ask(&f, file, bytes, size);
    free(bytes);
    fuzz_end(&f);
    return 0;
}
