/* SPDX-License-Identifier: MIT */
/*
 * Sorting by number, byte by byte from the lowest (radix sort): work is linear in the records, and
 * bytes that are the same in all cost nothing. Reading a page sorts every pair of its characters;
 * qsort took a twentieth of a build for that.
 */
#include "util/util.h"

#include <string.h>

enum { BYTES = 8, VALUES = 256 };

static uint64_t key_at(const char *record)
{
    uint64_t key;
    memcpy(&key, record, sizeof key);
    return key;
}

static size_t byte_of(uint64_t key, int byte)
{
    return key >> (8 * byte) & (VALUES - 1);
}

/* Turns the numbers of records with each value into where the first of them goes; false if all have
 * the same value. */
static bool places_of(size_t *numbers, size_t count)
{
    size_t at = 0;
    for (int value = 0; value < VALUES; value++) {
        size_t number = numbers[value];
        if (number == count)
            return false;
        numbers[value] = at;
        at += number;
    }
    return true;
}

void sort_by_number(void *records, size_t count, size_t size, struct arena *scratch)
{
    size_t numbers[BYTES][VALUES] = {{0}};
    char *from = records, *to = arena_array(scratch, count, size);
    for (size_t i = 0; i < count; i++)
        for (int byte = 0; byte < BYTES; byte++)
            numbers[byte][byte_of(key_at(from + i * size), byte)]++;
    for (int byte = 0; byte < BYTES; byte++) {
        if (!places_of(numbers[byte], count))
            continue;
        for (size_t i = 0; i < count; i++) {
            const char *record = from + i * size;
            memcpy(to + numbers[byte][byte_of(key_at(record), byte)]++ * size, record, size);
        }
        char *sorted = to;
        to = from;
        from = sorted;
    }
    if (count && from != records)
        memcpy(records, from, count * size);
}

size_t first_by_number(const void *records, size_t count, size_t size, uint64_t number)
{
    const char *first = records;
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (key_at(first + middle * size) < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
