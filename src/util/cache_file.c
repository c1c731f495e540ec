/* SPDX-License-Identifier: MIT */
/*
 * One file of the cache. Its index is read when it is opened, and checked by its sum; keys and
 * values are read when they are asked for, a piece of the file at a time, and each is checked by
 * its own sum. Room for the whole file is set aside at its place in the file: pages of memory that
 * nothing is read into cost nothing. They may be large ones: 2,300 faults of small ones took as
 * long as all else of reading, and a file that is mapped takes no less than one in large pages.
 *
 * Threads wait for each other while a piece is read, and at no other time: half of what is done
 * with a cached week is to look into the file.
 */
#include "util/cache.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 * 1024, LOCKS = 16, LARGE_PAGE = 2 << 20 };

static const char magic[8] = "briefgn1";

struct head {
    char magic[sizeof magic];
    uint8_t maker[CACHE_MAKER];
    uint64_t size; /* of the file */
    uint64_t count;
    uint64_t sum; /* of the index */
};

struct slot {
    uint64_t hash;
    uint64_t at; /* of the key, in the file */
    uint32_t kind;
    uint32_t unused;
    uint64_t len, size;
    uint64_t sum; /* of the value */
};

struct cache_file {
    int file;
    pthread_mutex_t locks[LOCKS]; /* of pieces that are being read */
    char *bytes;                  /* what was read of the file, at its place */
    atomic_bool *read;            /* which pieces */
    size_t size;
    const struct slot *slots;
    atomic_bool *good; /* slots whose sum was right */
    size_t count;
    atomic_size_t used;
};

static const uint64_t odd = 0x9E3779B97F4A7C15u, other = 0xC2B2AE3D27D4EB4Fu;

/* Both halves of the product, so that each bit of the factors has a say in each of the result. */
static uint64_t fold(uint64_t x, uint64_t y)
{
    __extension__ unsigned __int128 product = (unsigned __int128)x * y;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t word_at(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* Two words a step, in two rows that do not wait for each other. */
uint64_t cache_hash(uint64_t seed, const char *bytes, size_t len)
{
    enum { WORD = sizeof(uint64_t), STEP = 4 * WORD };
    uint64_t rest[4] = {0}, hash = fold(seed ^ odd, len ^ other), row = ~hash;
    for (; len >= STEP; bytes += STEP, len -= STEP) {
        hash = fold(word_at(bytes) ^ odd, word_at(bytes + WORD) ^ hash);
        row = fold(word_at(bytes + 2 * WORD) ^ other, word_at(bytes + 3 * WORD) ^ row);
    }
    if (len)
        memcpy(rest, bytes, len);
    hash = fold(rest[0] ^ odd, rest[1] ^ hash);
    row = fold(rest[2] ^ other, rest[3] ^ row);
    return fold(hash ^ odd, row ^ other) >> 7;
}

static size_t aligned(size_t n)
{
    return (n + CACHE_ALIGNMENT - 1) / CACHE_ALIGNMENT * CACHE_ALIGNMENT;
}

/* ---- reading ------------------------------------------------------------------------------ */

static bool read_at(int file, char *bytes, size_t len, size_t at)
{
    while (len > 0) {
        ssize_t n = pread(file, bytes, len, (off_t)at);
        if (n <= 0)
            return false;
        bytes += n;
        len -= (size_t)n;
        at += (size_t)n;
    }
    return true;
}

static bool load_piece(struct cache_file *f, size_t piece)
{
    size_t from = piece * PIECE, rest = f->size - from;
    pthread_mutex_lock(&f->locks[piece % LOCKS]);
    bool there =
        f->read[piece] || read_at(f->file, f->bytes + from, rest < PIECE ? rest : PIECE, from);
    f->read[piece] = there;
    pthread_mutex_unlock(&f->locks[piece % LOCKS]);
    return there;
}

/* Whether these bytes of the file are in memory now. */
static bool load(struct cache_file *f, size_t at, size_t len)
{
    bool there = true;
    for (size_t piece = at / PIECE; there && piece * PIECE < at + len; piece++)
        there = f->read[piece] || load_piece(f, piece);
    return there;
}

static void close_file(void *context)
{
    struct cache_file *f = context;
    for (size_t i = 0; i < LOCKS; i++)
        pthread_mutex_destroy(&f->locks[i]);
    close(f->file);
    free(f->bytes);
}

_Static_assert(sizeof(struct head) % _Alignof(struct slot) == 0, "the index lies behind the head");

static char *room_for(size_t size)
{
    size = (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    char *room = aligned_alloc(LARGE_PAGE, size);
    if (room)
        madvise(room, size, MADV_HUGEPAGE); /* a wish: without it pages are small */
    return room;
}

/* The file with room for its bytes; none of them is read yet. */
static struct cache_file *set_up(struct arena *a, int file)
{
    struct stat s;
    if (fstat(file, &s) || !S_ISREG(s.st_mode) || s.st_size < (off_t)sizeof(struct head) ||
        s.st_size > CACHE_BYTES_MOST)
        return NULL;
    size_t size = (size_t)s.st_size;
    char *bytes = room_for(size);
    if (!bytes)
        return NULL;
    struct cache_file *f = arena_alloc(a, sizeof *f);
    *f = (struct cache_file){.file = file, .bytes = bytes, .size = size};
    for (size_t i = 0; i < LOCKS; i++)
        pthread_mutex_init(&f->locks[i], NULL);
    f->read = arena_array(a, size / PIECE + 1, sizeof *f->read);
    arena_on_free(a, close_file, f);
    return f;
}

static bool load_index(struct arena *a, struct cache_file *f, const uint8_t maker[CACHE_MAKER])
{
    struct head head;
    if (!load(f, 0, sizeof head))
        return false;
    memcpy(&head, f->bytes, sizeof head);
    if (memcmp(head.magic, magic, sizeof magic) != 0 ||
        memcmp(head.maker, maker, CACHE_MAKER) != 0 || head.size != f->size ||
        head.count > (f->size - sizeof head) / sizeof(struct slot))
        return false;
    size_t size = (size_t)head.count * sizeof(struct slot);
    if (!load(f, sizeof head, size) ||
        cache_hash(head.count, f->bytes + sizeof head, size) != head.sum)
        return false;
    f->count = (size_t)head.count;
    f->slots = (const struct slot *)(f->bytes + sizeof head);
    f->good = arena_array(a, f->count, sizeof *f->good);
    return true;
}

struct cache_file *cache_file_open(struct arena *a, const char *path,
                                   const uint8_t maker[CACHE_MAKER])
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return NULL;
    struct cache_file *f = set_up(a, file);
    if (!f)
        close(file);
    return f && load_index(a, f, maker) ? f : NULL;
}

static bool lies_in_file(const struct cache_file *f, const struct slot *s)
{
    uint64_t most = f->size;
    return s->at <= most && s->len <= most && s->size <= most &&
           s->at + aligned((size_t)s->len) + s->size <= most && s->at % CACHE_ALIGNMENT == 0;
}

static bool is_entry(struct cache_file *f, size_t n, const struct cache_entry *entry)
{
    const struct slot *s = &f->slots[n];
    if (s->kind != entry->kind || s->len != entry->len || !lies_in_file(f, s) ||
        !load(f, (size_t)s->at, aligned((size_t)s->len) + (size_t)s->size) ||
        (entry->len && memcmp(f->bytes + s->at, entry->key, entry->len) != 0))
        return false;
    const char *value = f->bytes + s->at + aligned((size_t)s->len);
    if (!f->good[n] && cache_hash(s->hash, value, (size_t)s->size) != s->sum)
        return false;
    if (!atomic_exchange(&f->good[n], true))
        f->used += (size_t)s->size;
    return true;
}

bool cache_file_find(struct cache_file *f, struct cache_entry *entry)
{
    for (size_t i = first_by_number(f->slots, f->count, sizeof *f->slots, entry->hash);
         i < f->count; i++) {
        const struct slot *s = &f->slots[i];
        if (s->hash != entry->hash)
            return false;
        if (!is_entry(f, i, entry))
            continue;
        entry->key = f->bytes + s->at;
        entry->bytes = entry->key + aligned(entry->len);
        entry->size = (size_t)s->size;
        return true;
    }
    return false;
}

size_t cache_file_used(const struct cache_file *f)
{
    return f->used;
}

/* ---- writing ------------------------------------------------------------------------------ */

size_t cache_file_room(size_t len, size_t size)
{
    return sizeof(struct slot) + aligned(len) + aligned(size);
}

static int by_kind(const void *left, const void *right)
{
    const struct cache_entry *l = left, *r = right;
    if (l->kind != r->kind)
        return l->kind < r->kind ? -1 : 1;
    return (l->hash > r->hash) - (l->hash < r->hash);
}

static int by_hash(const void *left, const void *right)
{
    const struct slot *l = left, *r = right;
    if (l->hash != r->hash)
        return l->hash < r->hash ? -1 : 1;
    return (l->at > r->at) - (l->at < r->at);
}

static struct slot slot_of(const struct cache_entry *e, size_t at)
{
    return (struct slot){.hash = e->hash,
                         .at = at,
                         .kind = e->kind,
                         .len = e->len,
                         .size = e->size,
                         .sum = cache_hash(e->hash, e->bytes, e->size)};
}

static size_t add_piece(struct save_piece *pieces, size_t n, const char *bytes, size_t len)
{
    static const char zeros[CACHE_ALIGNMENT] = {0};
    pieces[n++] = (struct save_piece){bytes, len};
    pieces[n++] = (struct save_piece){zeros, aligned(len) - len};
    return n;
}

/* Saves head, index and entries. */
static bool save(struct arena *a, const char *folder, const struct head *head,
                 const struct slot *index, const struct cache_entry *entries)
{
    enum { EACH = 4, FIRST = 3 };
    size_t count = (size_t)head->count, n = 0;
    struct save_piece *pieces = arena_array(a, FIRST + EACH * count, sizeof *pieces);
    pieces[n++] = (struct save_piece){(const char *)head, sizeof *head};
    n = add_piece(pieces, n, (const char *)index, count * sizeof *index);
    for (size_t i = 0; i < count; i++) {
        n = add_piece(pieces, n, entries[i].key, entries[i].len);
        n = add_piece(pieces, n, entries[i].bytes, entries[i].size);
    }
    unsigned long long name = cache_hash(head->sum, (const char *)head->maker, CACHE_MAKER);
    return !file_save_soon(arena_printf(a, "%s/%016llx.cache", folder, name), pieces, n);
}

size_t cache_file_write(const char *folder, const uint8_t maker[CACHE_MAKER],
                        struct cache_entry *entries, size_t count)
{
    struct head head = {.count = count};
    struct arena *a = arena_new();
    struct slot *index = arena_array(a, count, sizeof *index);
    memcpy(head.magic, magic, sizeof magic);
    memcpy(head.maker, maker, CACHE_MAKER);
    qsort(entries, count, sizeof *entries, by_kind);
    head.size = aligned(sizeof head + count * sizeof *index);
    for (size_t i = 0; i < count; i++) {
        index[i] = slot_of(&entries[i], (size_t)head.size);
        head.size += aligned(entries[i].len) + aligned(entries[i].size);
    }
    qsort(index, count, sizeof *index, by_hash);
    head.sum = cache_hash(count, (const char *)index, count * sizeof *index);
    bool saved = save(a, folder, &head, index, entries);
    arena_free(a);
    return saved ? (size_t)head.size : 0;
}
