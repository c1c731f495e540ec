/* SPDX-License-Identifier: MIT */
/*
 * Passages that are printed twice. Every run of eight characters of a paragraph is hashed; a
 * paragraph four fifths of whose runs stand in one other paragraph of the page is a second print of
 * it. Lines, captions and single sentences are never compared: a headline or kicker echoed in the
 * lead and a caption echoing a sentence are meant. Of two prints the one that holds less of its own
 * is dropped; of equals the later. A print whose other was dropped before stays, so that of three
 * damaged prints one is always left.
 *
 * Hashes are sorted with their places, so the page is read once and the work is n log n; comparing
 * every pair of paragraphs was rejected.
 */
#include "acquire/grammar.h"

#include <stdlib.h>
#include <string.h>

enum { RUN = 8, LEAST = 40 /* characters of a paragraph worth comparing */ };

struct run {
    uint64_t hash;
    uint32_t piece;
};

struct runs {
    struct run *items;
    size_t count;
};

static int by_hash(const void *left, const void *right)
{
    const struct run *l = left, *r = right;
    if (l->hash != r->hash)
        return l->hash > r->hash ? 1 : -1;
    return (l->piece > r->piece) - (l->piece < r->piece);
}

static uint64_t hash_of(const uint32_t *codes)
{
    uint64_t hash = 14695981039346656037u;
    for (int i = 0; i < RUN; i++)
        hash = (hash ^ codes[i]) * 1099511628211u;
    return hash;
}

static bool is_compared(const struct piece *piece)
{
    struct slice s = slice_of(piece->text);
    return piece->label == UNDECIDED && !piece->level && last_inner_stop(s) &&
           slice_count(s) >= LEAST;
}

static void add_runs(struct arena *a, struct runs *runs, const struct page *page, uint32_t piece)
{
    uint32_t codes[RUN];
    size_t have = 0;
    struct slice s = slice_of(page->pieces[piece].text);
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (is_space(code))
            continue;
        if (have == RUN)
            memmove(codes, codes + 1, (RUN - 1) * sizeof *codes);
        else
            have++;
        codes[have - 1] = code;
        if (have < RUN)
            continue;
        runs->items = arena_grow(a, runs->items, runs->count, sizeof *runs->items);
        runs->items[runs->count++] = (struct run){hash_of(codes), piece};
    }
}

struct tally {
    size_t own;     /* runs of the piece */
    size_t shared;  /* runs that also stand in the candidate */
    size_t rivals;  /* Boyer-Moore counter behind the candidate */
    uint32_t other; /* candidate + 1 */
};

/* Neighbours of one hash: each run names the piece before or behind it as a candidate; the majority
 * candidate survives. */
static void elect(struct tally *tally, uint32_t other)
{
    if (tally->rivals == 0)
        tally->other = other + 1;
    tally->rivals += tally->other == other + 1 ? 1 : (size_t)-1;
}

static void each_pair(const struct runs *runs, struct tally *tallies, bool counting)
{
    for (size_t i = 0; i < runs->count; i++) {
        const struct run *run = &runs->items[i];
        for (int step = -1; step <= 1; step += 2) {
            size_t k = i + (size_t)step;
            if (k >= runs->count || runs->items[k].hash != run->hash ||
                runs->items[k].piece == run->piece)
                continue;
            struct tally *tally = &tallies[run->piece];
            if (!counting)
                elect(tally, runs->items[k].piece);
            else
                tally->shared += tally->other == runs->items[k].piece + 1;
        }
    }
}

static bool is_second_print(const struct tally *tallies, size_t piece)
{
    const struct tally *tally = &tallies[piece];
    if (!tally->other || tally->shared * 5 < tally->own * 4)
        return false;
    const struct tally *other = &tallies[tally->other - 1];
    bool mutual = other->other == piece + 1 && other->shared * 5 >= other->own * 4;
    if (!mutual)
        return true;
    size_t mine = tally->own - tally->shared, theirs = other->own - other->shared;
    return mine < theirs || (mine == theirs && piece > tally->other - 1);
}

void acquire_duplicates(struct page *page)
{
    struct runs runs = {0};
    struct tally *tallies = arena_array(page->arena, page->count + 1, sizeof *tallies);
    for (size_t i = 0; i < page->count; i++) {
        size_t before = runs.count;
        if (is_compared(&page->pieces[i]))
            add_runs(page->arena, &runs, page, (uint32_t)i);
        tallies[i].own = runs.count - before;
    }
    if (!runs.count)
        return;
    qsort(runs.items, runs.count, sizeof *runs.items, by_hash);
    each_pair(&runs, tallies, false);
    each_pair(&runs, tallies, true);
    for (size_t i = 0; i < page->count; i++)
        if (is_second_print(tallies, i) && page->pieces[tallies[i].other - 1].label != DUPLICATE)
            page->pieces[i].label = DUPLICATE;
}
