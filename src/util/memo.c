/* SPDX-License-Identifier: MIT */
/*
 * What one build made and the next would make again, found by what it was made from. The keys hold
 * all of that, and are compared in full: a hash alone would one day print another page's text. So
 * nothing has to be told what changed; what changed is not found.
 *
 * A table of chains that doubles. What nothing asked for in the last rounds is released, so that a
 * process that runs for weeks holds what its last builds needed, and an editor who takes a change
 * back finds what was there before it.
 */
#include "util/util.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CHAINS = 1024, ROUNDS = 3 };

struct entry {
    struct entry *next;
    uint64_t hash;
    void *value;
    void (*release)(void *value);
    unsigned used; /* round in which it was last asked for */
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
    uint64_t serial;
};

static void *allocate(size_t count, size_t size)
{
    void *p = calloc(count, size);
    if (!p)
        die(_("out of memory"));
    return p;
}

struct memo *memo_new(void)
{
    struct memo *m = allocate(1, sizeof *m);
    pthread_mutex_init(&m->lock, NULL);
    m->chain_count = FIRST_CHAINS;
    m->chains = allocate(m->chain_count, sizeof(struct entry *));
    return m;
}

static void release(struct entry *e)
{
    e->release(e->value);
    free(e);
}

void memo_free(struct memo *m)
{
    if (!m)
        return;
    for (size_t i = 0; i < m->chain_count; i++)
        for (struct entry *e = m->chains[i], *next; e; e = next) {
            next = e->next;
            release(e);
        }
    pthread_mutex_destroy(&m->lock);
    free(m->chains);
    free(m);
}

#define ODD 0x9E3779B97F4A7C15u

static uint64_t spread(uint64_t word)
{
    word *= ODD;
    return word ^ word >> 29;
}

/* Eight bytes a step, each spread over the whole word before the next. */
static uint64_t hash_of(enum memo_kind kind, const char *key, size_t len)
{
    uint64_t hash = ((uint64_t)kind + 1) * ODD ^ len;
    uint64_t word;
    for (; len >= sizeof word; key += sizeof word, len -= sizeof word) {
        memcpy(&word, key, sizeof word);
        hash = spread(hash ^ word);
    }
    word = 0;
    memcpy(&word, key, len);
    return spread(hash ^ word) * ODD >> 7;
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
    uint64_t hash = hash_of(kind, key, len);
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

void *memo_keep(struct memo *m, enum memo_kind kind, const void *key, size_t len, void *value,
                void (*release_value)(void *value))
{
    struct entry *e = allocate(1, sizeof *e + len);
    *e = (struct entry){
        .hash = hash_of(kind, key, len), .kind = kind, .value = value, .release = release_value};
    e->len = len;
    if (len)
        memcpy(e->key, key, len);
    pthread_mutex_lock(&m->lock);
    struct entry *there = find(m, e->hash, kind, key, len);
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
    return there ? there->value : value;
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

uint64_t memo_serial(struct memo *m)
{
    pthread_mutex_lock(&m->lock);
    uint64_t serial = ++m->serial;
    pthread_mutex_unlock(&m->lock);
    return serial;
}
