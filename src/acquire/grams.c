/* SPDX-License-Identifier: MIT */
/*
 * A short text is searched from its beginning. Of a long one every stretch of as many characters as
 * are asked for is hashed once and sorted with its place, so that thousands of questions about a
 * page in one paragraph take the time of one search. The text decides: equal hashes are compared.
 *
 * An index for every text was rejected: most are asked about once or never.
 */
#include "acquire/grams.h"

#include <string.h>

enum { SHORT = 4096 /* bytes that are searched faster than they are sorted */ };

struct gram {
    uint64_t hash;
    const char *at;
};

/* All stretches of one length, by their hashes; of one hash as they stand in the text. */
struct index {
    struct gram *items;
    size_t count;
};

struct grams {
    struct arena *a;
    struct slice text;
    struct index by_length[LONGEST_GRAM + 1]; /* made when it is first asked for */
};

struct grams *grams_open(struct arena *a, struct slice text)
{
    struct grams *grams = arena_alloc(a, sizeof *grams);
    grams->a = a;
    grams->text = text;
    return grams;
}

/* Of the characters, as FNV-1a hashes bytes. */
static uint64_t hash_of(struct slice s)
{
    uint64_t hash = 14695981039346656037u;
    while (s.start < s.end)
        hash = (hash ^ utf8_next(&s.start, s.end)) * 1099511628211u;
    return hash;
}

static void make_index(struct grams *grams, struct index *index, int length)
{
    struct slice at = {grams->text.start, grams->text.start};
    for (int i = 0; i < length && at.end < grams->text.end; i++)
        utf8_next(&at.end, grams->text.end);
    for (;;) {
        index->items = arena_grow(grams->a, index->items, index->count, sizeof *index->items);
        index->items[index->count++] = (struct gram){hash_of(at), at.start};
        if (at.end == grams->text.end)
            break;
        utf8_next(&at.start, grams->text.end);
        utf8_next(&at.end, grams->text.end);
    }
    struct arena *scratch = arena_new();
    sort_by_number(index->items, index->count, sizeof *index->items, scratch);
    arena_free(scratch);
}

const char *grams_find(struct grams *grams, struct slice gram)
{
    size_t bytes = (size_t)(gram.end - gram.start),
           left = (size_t)(grams->text.end - grams->text.start);
    if (left <= SHORT)
        return memmem(grams->text.start, left, gram.start, bytes);
    int length = 0;
    for (const char *p = gram.start; p < gram.end; length++)
        utf8_next(&p, gram.end);
    struct index *index = &grams->by_length[length];
    if (!index->count)
        make_index(grams, index, length);
    uint64_t hash = hash_of(gram);
    size_t i = first_by_number(index->items, index->count, sizeof *index->items, hash);
    for (; i < index->count && index->items[i].hash == hash; i++)
        if (!memcmp(index->items[i].at, gram.start, bytes))
            return index->items[i].at;
    return NULL;
}
