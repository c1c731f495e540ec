/* SPDX-License-Identifier: MIT */
/*
 * Simplified forms are ICU's, made a table when the program is built (scripts/simplified): opening
 * its transliterator takes as long as a whole small briefing. They are for reading only: several
 * traditional characters become one simplified (後 and 后), so what is printed is looked up where
 * it stands, near the count first.
 */
#include "digest/script.h"

#include <string.h>

enum {
    SAMPLE = 80, /* Han characters of an article that are looked at */
    LEAST = 15,  /* percent of them that have another form in the simplified script */
    FEWEST = 2,  /* that many of them */
    NEAR = 2048  /* bytes of a text around a count that its words are looked for in */
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

struct passage script_passage(struct arena *a, const char *text, bool traditional)
{
    struct passage p = passage_read(a, traditional ? script_simplified(a, text) : text);
    p.printed = text;
    return p;
}

/* The only traditional form of a simplified character; itself if it has none or several. */
static uint32_t traditional(uint32_t c)
{
    uint32_t found = 0;
    for (size_t i = 0; i < COUNT(forms); i++) {
        if (forms[i][1] == c && found)
            return c;
        if (forms[i][1] == c)
            found = forms[i][0];
    }
    return found ? found : c;
}

/* Where as many bytes of `made` as possible, whole characters and at least one, stand in the text
 * from byte `first` to `end`; *len says how many. NULL if not even the first character does. */
static const char *longest_in(const struct script *text, size_t first, size_t end, const char *made,
                              size_t *len)
{
    const char *found = NULL, *next = made, *last = made + strlen(made);
    for (*len = 0; next < last && first < end;) {
        utf8_next(&next, last);
        const char *at = memmem(text->simplified + first, end - first, made, (size_t)(next - made));
        if (!at)
            break;
        found = at;
        *len = (size_t)(next - made);
    }
    return found;
}

/* Looked for near the count, then where the text begins, which may tell of whom it is. */
static const char *place_of(const struct script *text, size_t at, const char *made, size_t *len)
{
    size_t first = at > NEAR ? at - NEAR : 0;
    size_t end = at + NEAR < text->size ? at + NEAR : text->size;
    const char *found = longest_in(text, first, end, made, len);
    return found ? found : longest_in(text, 0, NEAR < text->size ? NEAR : text->size, made, len);
}

const char *script_printed(struct arena *a, const char *made, const struct script *text, size_t at)
{
    struct buf b = {0};
    while (*made) {
        size_t len;
        const char *place = place_of(text, at, made, &len);
        if (place)
            buf_add(&b, text->printed + (place - text->simplified), len);
        if (place)
            made += len;
        else
            buf_add_code(&b, traditional(utf8_next(&made, made + strlen(made))));
    }
    const char *all = arena_text(a, b.len ? b.text : "", b.len);
    buf_release(&b);
    return all;
}
