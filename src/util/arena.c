/* SPDX-License-Identifier: MIT */
/*
 * Memory that lives as long as a document: blocks of doubling size, bump allocation, one free.
 * Library handles register a release and go the same way. Out of memory ends here and nowhere else.
 */
#include "util/util.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 4 * 1024, LARGEST_BLOCK = 4 * 1024 * 1024, ALIGNMENT = 16 };

struct block {
    struct block *next;
    size_t size;
    size_t used;
    size_t padding; /* keeps data aligned */
    char data[];
};

struct release {
    struct release *next;
    void (*run)(void *);
    void *handle;
};

struct arena {
    struct block *blocks; /* newest first */
    struct block *pieces; /* large ones, each in a block of its own */
    struct release *releases;
};

static void *allocate(size_t size)
{
    void *p = malloc(size);
    if (!p)
        die_of_memory();
    return p;
}

static struct block *block_new(size_t size, struct block *next)
{
    struct block *b = allocate(sizeof *b + size);
    *b = (struct block){.next = next, .size = size};
    return b;
}

struct arena *arena_new(void)
{
    struct arena *a = allocate(sizeof *a);
    *a = (struct arena){.blocks = block_new(FIRST_BLOCK, NULL)};
    return a;
}

/* A block for `size` more bytes. A large piece gets a block of its own, so that the room left in
 * the current one is not lost. */
static struct block *block_for(struct arena *a, size_t size)
{
    struct block *b = a->blocks;
    if (b->size - b->used >= size)
        return b;
    size_t room = b->size < LARGEST_BLOCK ? b->size * 2 : LARGEST_BLOCK;
    if (size > room / 4)
        return a->pieces = block_new(size, a->pieces);
    return a->blocks = block_new(room, b);
}

static size_t aligned(size_t size)
{
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

void *arena_alloc(struct arena *a, size_t size)
{
    if (size > SIZE_MAX - 2 * ALIGNMENT - sizeof(struct block))
        die_of_memory();
    size = aligned(size);
    struct block *b = block_for(a, size);
    void *p = b->data + b->used;
    b->used += size;
    return memset(p, 0, size);
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        die_of_memory();
    return arena_alloc(a, count * size);
}

char *arena_text(struct arena *a, const char *s, size_t len)
{
    char *copy = arena_alloc(a, len + 1);
    if (len)
        memcpy(copy, s, len);
    return copy;
}

char *arena_vprintf(struct arena *a, const char *format, va_list args)
{
    char few[256];
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(few, sizeof few, format, args);
    if (len < 0)
        BUG("bad format \"%s\"", format);
    bool whole = (size_t)len < sizeof few;
    char *s = whole ? arena_text(a, few, (size_t)len) : arena_alloc(a, (size_t)len + 1);
    if (!whole)
        vsnprintf(s, (size_t)len + 1, format, again);
    va_end(again);
    return s;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *s = arena_vprintf(a, format, args);
    va_end(args);
    return s;
}

/* Takes the room behind an array of `size` bytes, if nothing stands there yet. */
static bool extend(struct arena *a, const char *array, size_t size, size_t new_size)
{
    struct block *b = a->blocks;
    size_t more = aligned(new_size) - aligned(size);
    if (array + aligned(size) != b->data + b->used || b->size - b->used < more)
        return false;
    memset(b->data + b->used, 0, more);
    b->used += more;
    return true;
}

/* Doubles an array that is full. */
static void *double_array(struct arena *a, void *array, size_t count, size_t size)
{
    if (count > SIZE_MAX / 2 / size)
        die_of_memory();
    if (extend(a, array, count * size, 2 * count * size))
        return array;
    void *larger = arena_array(a, count * 2, size);
    memcpy(larger, array, count * size);
    return larger;
}

/* Small elements begin with eight, large ones, of which there is often but one, with one. */
void *arena_grow(struct arena *a, void *array, size_t count, size_t size)
{
    enum { LARGE = 64 };
    size_t first = size < LARGE ? 8 : 1;
    if (count == 0)
        return array ? array : arena_array(a, first, size);
    if (count < first || (count & (count - 1)))
        return array;
    return double_array(a, array, count, size);
}

void *arena_room(struct arena *a, void *array, size_t count, uint32_t *room, size_t size)
{
    if (count < *room)
        return array;
    if (count > UINT32_MAX / 2)
        die_of_memory();
    *room = count ? 2 * (uint32_t)count : 1;
    return count ? double_array(a, array, count, size) : arena_array(a, 1, size);
}

void arena_on_free(struct arena *a, void (*release)(void *), void *handle)
{
    struct release *r = arena_alloc(a, sizeof *r);
    *r = (struct release){.next = a->releases, .run = release, .handle = handle};
    a->releases = r;
}

static void run_releases(struct arena *a)
{
    struct release *r = a->releases;
    a->releases = NULL;
    while (r) {
        struct release *next = r->next;
        r->run(r->handle);
        r = next;
    }
}

static void free_blocks(struct block *b)
{
    while (b) {
        struct block *next = b->next;
        free(b);
        b = next;
    }
}

static void free_child(void *child)
{
    arena_free(child);
}

struct arena *arena_child(struct arena *parent)
{
    struct arena *child = arena_new();
    arena_on_free(parent, free_child, child);
    return child;
}

void arena_clear(struct arena *a)
{
    run_releases(a);
    free_blocks(a->pieces);
    free_blocks(a->blocks->next);
    a->pieces = a->blocks->next = NULL;
    a->blocks->used = 0;
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    run_releases(a);
    free_blocks(a->pieces);
    free_blocks(a->blocks);
    free(a);
}
