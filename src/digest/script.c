/* SPDX-License-Identifier: MIT */
/*
 * Simplified forms are ICU's, made a table when the program is built (scripts/simplified): opening
 * its transliterator takes as long as a whole small briefing. They are for reading only: several
 * traditional characters become one simplified (後 and 后, 著 is 着 and 著), so what is printed is
 * looked up where it stands, and never made from a simplified character.
 */
#include "digest/script.h"

#include <string.h>

enum {
    SAMPLE = 200, /* Han characters of an article that are looked at */
    LEAST = 15,   /* percent of them that have another form in the simplified script */
    FEWEST = 2    /* that many of them */
};

static const uint16_t forms[][2] = {
#include "digest/simplified.inc"
};

static uint32_t simplified(uint32_t c)
{
    size_t low = 0, high = COUNT(forms);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (forms[middle][0] == c)
            return forms[middle][1];
        if (forms[middle][0] < c)
            low = middle + 1;
        else
            high = middle;
    }
    return c;
}

struct sample {
    size_t seen, changed;
};

static void look_at(struct sample *s, const char *text)
{
    const char *end = text + strlen(text);
    while (text < end && s->seen < SAMPLE) {
        uint32_t c = utf8_next(&text, end);
        s->seen += is_han(c);
        s->changed += is_han(c) && simplified(c) != c;
    }
}

bool script_is_traditional(const struct article *article)
{
    struct sample s = {0, 0};
    for (size_t i = 0; i < article->block_count && s.seen < SAMPLE; i++) {
        const struct block *b = &article->blocks[i];
        if (b->kind == BLOCK_P)
            look_at(&s, b->text);
        for (size_t k = 0; k < b->item_count; k++)
            look_at(&s, b->items[k].text);
    }
    return s.changed >= FEWEST && s.changed * 100 >= s.seen * LEAST;
}

const char *script_simplified(struct arena *a, const char *text)
{
    struct buf b = {0};
    const char *end = text + strlen(text);
    while (text < end)
        buf_add_code(&b, simplified(utf8_next(&text, end)));
    const char *all = arena_text(a, b.len ? b.text : "", b.len);
    buf_release(&b);
    return all;
}

/* Where as many bytes of `made` as possible, whole characters and at least one, stand in the text;
 * *len says how many. NULL if not even the first character does. */
static const char *longest_in(const char *text, const char *made, size_t *len)
{
    size_t left = strlen(made), size = strlen(text);
    const char *found = NULL, *next = made, *end = made + left;
    *len = 0;
    while (next < end) {
        utf8_next(&next, end);
        const char *at = memmem(text, size, made, (size_t)(next - made));
        if (!at)
            break;
        found = at;
        *len = (size_t)(next - made);
    }
    return found;
}

const char *script_printed(struct arena *a, const char *made, const char *simplified,
                           const char *printed)
{
    struct buf b = {0};
    while (*made) {
        size_t len;
        const char *at = longest_in(simplified, made, &len), *one = made;
        if (at) {
            buf_add(&b, printed + (at - simplified), len);
            made += len;
            continue;
        }
        utf8_next(&made, made + strlen(made));
        buf_add(&b, one, (size_t)(made - one));
    }
    const char *all = arena_text(a, b.len ? b.text : "", b.len);
    buf_release(&b);
    return all;
}
