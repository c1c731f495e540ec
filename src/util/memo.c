/* SPDX-License-Identifier: MIT */
/*
 * What one build made and the next would make again, found by what it was made from. The keys hold
 * all of that, and are compared in full: a hash alone would one day print another page's text. So
 * nothing has to be told what changed; what changed is not found.
 *
 * A table of chains that doubles. What nothing asked for in the last rounds is released, so that a
 * process that runs for weeks holds what its last builds needed, and an editor who takes a change
 * back finds what was there before it.
 *
 * The memo of one run has a cache below it. What is not kept is looked for there, and what bytes
 * were kept go there at the end, up to the size of the cache: so a run holds no more of them.
 */
#include "util/cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CHAINS = 1024, ROUNDS = 3 };

struct entry {
    struct entry *next;
    uint64_t hash;
    void *value;
    void (*release)(void *value); /* NULL: the value is bytes in this piece of memory */
    size_t size;                  /* of these */
    unsigned used;                /* round in which it was last asked for */
    enum memo_kind kind;
    size_t len;
    char key[];
};

struct memo {
    pthread_mutex_t lock;
    struct entry **chains;
    size_t chain_count; /* a power of two */
    size_t count;
    unsigned round;
    struct cache *cache; /* NULL: it lasts */
    size_t bytes;        /* kept for the cache */
};

static void *allocate(size_t count, size_t size)
{
    void *p = calloc(count, size);
    if (!p)
        die_of_memory();
    return p;
}

struct memo *memo_new(struct cache *cache)
{
    struct memo *m = allocate(1, sizeof *m);
    m->cache = cache;
    pthread_mutex_init(&m->lock, NULL);
    m->chain_count = FIRST_CHAINS;
    m->chains = allocate(m->chain_count, sizeof(struct entry *));
    return m;
}

static void release(struct entry *e)
{
    if (e->release)
        e->release(e->value);
    free(e);
}

static struct cache_entry cache_entry(const struct entry *e)
{
    return (struct cache_entry){.hash = e->hash,
                                .kind = e->kind,
                                .key = e->key,
                                .len = e->len,
                                .bytes = e->value,
                                .size = e->size};
}

void memo_save(struct memo *m)
{
    if (!m || !m->cache)
        return;
    struct cache_entry *entries = allocate(m->count + 1, sizeof *entries);
    size_t count = 0;
    for (size_t i = 0; i < m->chain_count; i++)
        for (const struct entry *e = m->chains[i]; e; e = e->next)
            if (!e->release)
                entries[count++] = cache_entry(e);
    cache_save(m->cache, entries, count);
    free(entries);
    m->cache = NULL;
}

void memo_free(struct memo *m)
{
    if (!m)
        return;
    memo_save(m);
    for (size_t i = 0; i < m->chain_count; i++)
        for (struct entry *e = m->chains[i], *next; e; e = next) {
            next = e->next;
            release(e);
        }
    pthread_mutex_destroy(&m->lock);
    free(m->chains);
    free(m);
}

bool memo_caches(const struct memo *m)
{
    return m && m->cache;
}

static struct entry **chain(struct memo *m, uint64_t hash)
{
    return &m->chains[hash & (m->chain_count - 1)];
}

static struct entry *find(struct memo *m, uint64_t hash, enum memo_kind kind, const char *key,
                          size_t len)
{
    for (struct entry *e = *chain(m, hash); e; e = e->next)
        if (e->hash == hash && e->kind == kind && e->len == len && !memcmp(e->key, key, len)) {
            e->used = m->round;
            return e;
        }
    return NULL;
}

void *memo_find(struct memo *m, enum memo_kind kind, const void *key, size_t len)
{
    if (!m)
        return NULL;
    uint64_t hash = cache_hash(kind, key, len);
    pthread_mutex_lock(&m->lock);
    struct entry *e = find(m, hash, kind, key, len);
    pthread_mutex_unlock(&m->lock);
    return e ? e->value : NULL;
}

static void grow(struct memo *m)
{
    struct entry **old = m->chains;
    size_t old_count = m->chain_count;
    m->chain_count *= 2;
    m->chains = allocate(m->chain_count, sizeof(struct entry *));
    for (size_t i = 0; i < old_count; i++)
        for (struct entry *e = old[i], *next; e; e = next) {
            next = e->next;
            struct entry **to = chain(m, e->hash);
            e->next = *to;
            *to = e;
        }
    free(old);
}

/* Puts an entry into the table, or lets it go if there is one of its key. */
static struct entry *put(struct memo *m, struct entry *e)
{
    pthread_mutex_lock(&m->lock);
    struct entry *there = find(m, e->hash, e->kind, e->key, e->len);
    if (!there) {
        if (m->count++ == m->chain_count)
            grow(m);
        e->used = m->round;
        e->next = *chain(m, e->hash);
        *chain(m, e->hash) = e;
    }
    pthread_mutex_unlock(&m->lock);
    if (there)
        release(e);
    return there ? there : e;
}

static struct entry *entry_new(enum memo_kind kind, const void *key, size_t len, size_t more)
{
    struct entry *e = allocate(1, sizeof *e + len + more);
    *e = (struct entry){.hash = cache_hash(kind, key, len), .kind = kind, .len = len};
    if (len)
        memcpy(e->key, key, len);
    return e;
}

void *memo_keep(struct memo *m, enum memo_kind kind, const void *key, size_t len, void *value,
                void (*release_value)(void *value))
{
    struct entry *e = entry_new(kind, key, len, 0);
    e->value = value;
    e->release = release_value;
    return put(m, e)->value;
}

/* ---- bytes -------------------------------------------------------------------------------- */

static struct memo_bytes bytes_of(const struct cache_entry *e)
{
    return (struct memo_bytes){e->bytes, e->size, e->key, e->len};
}

struct memo_bytes memo_find_bytes(struct memo *m, enum memo_kind kind, const void *key, size_t len)
{
    struct cache_entry entry = {.kind = kind, .key = key, .len = len};
    if (!m)
        return (struct memo_bytes){0};
    entry.hash = cache_hash(kind, key, len);
    pthread_mutex_lock(&m->lock);
    const struct entry *e = find(m, entry.hash, kind, key, len);
    pthread_mutex_unlock(&m->lock);
    if (e)
        entry = cache_entry(e);
    else if (!m->cache || !cache_find(m->cache, &entry))
        return (struct memo_bytes){0};
    return bytes_of(&entry);
}

/* Room for them in the cache, if they are to go there. */
static bool has_room(struct memo *m, size_t size)
{
    pthread_mutex_lock(&m->lock);
    bool room = !m->cache || size <= CACHE_RUN_MOST - m->bytes;
    if (room && m->cache)
        m->bytes += size;
    pthread_mutex_unlock(&m->lock);
    return room;
}

struct memo_bytes memo_keep_bytes(struct memo *m, enum memo_kind kind, const void *key, size_t len,
                                  const void *bytes, size_t size)
{
    enum { ROOM = CACHE_ALIGNMENT };
    if (!m || !has_room(m, cache_file_room(len, size)))
        return (struct memo_bytes){0};
    struct entry *e = entry_new(kind, key, len, ROOM + size);
    char *value = e->key + len;
    value += ROOM - (uintptr_t)value % ROOM;
    if (size)
        memcpy(value, bytes, size);
    e->value = value;
    e->size = size;
    const struct cache_entry entry = cache_entry(put(m, e));
    return bytes_of(&entry);
}

void memo_age(struct memo *m)
{
    for (size_t i = 0; i < m->chain_count; i++)
        for (struct entry **at = &m->chains[i], *e; (e = *at);) {
            if (m->round - e->used < ROUNDS) {
                at = &e->next;
                continue;
            }
            *at = e->next;
            m->count--;
            release(e);
        }
    m->round++;
}

size_t memo_count(const struct memo *m)
{
    return m->count;
}
