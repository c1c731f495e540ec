/* SPDX-License-Identifier: MIT */
/*
 * Where Western words may be parted (LB-10): by the patterns of American English that Liang's
 * algorithm reads (libhyphen, Debian's hyphen-en-us), at the hyphens a word was typed with, and at
 * soft hyphens (U+00AD), which are the writer's own and hold in every style.
 *
 * A web or mail address is no word: it may go on in the next line behind / ? & = _ - in every
 * style, since nothing else keeps a line whole that a long one stands in.
 *
 * Only words of plain letters are asked about: no acronyms, no names with a capital inside, nothing
 * with a digit, a point or a solidus next to it, which may be an address, a file name or a unit. A
 * word keeps at least two letters before the hyphen and three behind, as the patterns say. Headings
 * and raised or lowered text are never hyphenated.
 *
 * The patterns are English whatever the language of a word is: a Chinese briefing quotes English,
 * and names of other languages are at worst parted oddly where a style asks for hyphens at all.
 */
#include "glyph/shape.h"

#include <stdlib.h>
#include <string.h>

#include <hyphen.h>

enum { SHORTEST = 5, LONGEST = 64, SOFT_HYPHEN = 0xAD };

static void release_patterns(void *patterns)
{
    hnj_hyphen_free(patterns);
}

struct _HyphenDict *hyphen_patterns(struct arena *a, const struct sheet *sheet, const char *file,
                                    struct diags *d)
{
    const struct format *wanted = NULL;
    for (size_t i = 0; i < sheet->format_count && !wanted; i++)
        if (sheet->formats[i]->hyphenation)
            wanted = sheet->formats[i];
    if (!wanted)
        return NULL;
    HyphenDict *patterns = hnj_hyphen_load(file);
    if (!patterns) {
        diag(d, WARNING, wanted->pos,
             "style \"%s\" asks for hyphenation, but %s cannot be read: words are not parted",
             wanted->name, file);
        return NULL;
    }
    arena_on_free(a, release_patterns, patterns);
    return patterns;
}

static bool is_upper(uint32_t code)
{
    return code - 'A' < 26;
}

static bool is_letter(uint32_t code)
{
    return (code | 0x20) - 'a' < 26;
}

/* Graphic characters of ASCII that stand beside a word of a sentence. */
static bool beside_word(uint32_t code)
{
    return code <= ' ' || code >= 0x7F || strchr("()[]\"',;:!?.-", (int)code);
}

/* Whether the letters [from, end) are a word of a sentence, all small save its first. */
static bool is_word(const struct character *c, size_t count, size_t from, size_t end)
{
    if (end - from < SHORTEST || end - from > LONGEST)
        return false;
    for (size_t i = from + 1; i < end; i++)
        if (is_upper(c[i].code))
            return false;
    if (from > 0 && (!beside_word(c[from - 1].code) || strchr(".:'", (int)c[from - 1].code) ||
                     c[from - 1].code == SOFT_HYPHEN))
        return false;
    if (end == count)
        return true;
    bool inside = strchr(".:", (int)c[end].code) && end + 1 < count && c[end + 1].code > ' ' &&
                  c[end + 1].code < 0x7F;
    return beside_word(c[end].code) && c[end].code != SOFT_HYPHEN && !inside;
}

static void part_word(struct _HyphenDict *patterns, struct character *c, size_t from, size_t end)
{
    enum { ROOM = 5 };
    char word[LONGEST], points[LONGEST + ROOM];
    for (size_t i = from; i < end; i++)
        word[i - from] = (char)(c[i].code | 0x20);
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    int failed =
        hnj_hyphen_hyphenate2(patterns, word, (int)(end - from), points, NULL, &rep, &pos, &cut);
    for (size_t i = from; !failed && i + 1 < end; i++)
        if (points[i - from] & 1)
            c[i + 1].flags |= GLYPH_HYPHEN;
    for (size_t i = 0; rep && i < end - from; i++)
        free(rep[i]);
    free(rep);
    free(pos);
    free(cut);
}

/* A typed hyphen between two letters on each side: the line may end behind it. */
static bool behind_hyphen(const struct character *c, size_t count, size_t i)
{
    return i >= 3 && i + 1 < count && c[i - 1].code == '-' && is_letter(c[i - 3].code) &&
           is_letter(c[i - 2].code) && is_letter(c[i].code) && is_letter(c[i + 1].code);
}

static void mark_letter(struct character *c, size_t count, size_t i, bool wanted)
{
    if (i > 1 && c[i - 1].code == SOFT_HYPHEN && c[i].class == CLASS_LATIN &&
        c[i - 2].class == CLASS_LATIN)
        c[i].flags |= GLYPH_HYPHEN;
    else if (wanted && behind_hyphen(c, count, i))
        c[i].flags |= GLYPH_BREAK;
}

/* Behind what parts an address, where it goes on with a letter or digit. */
static bool parts_address(const struct character *c, size_t i)
{
    bool goes_on = is_letter(c[i].code) || c[i].code - '0' < 10;
    return i > 0 && goes_on && c[i - 1].code && strchr("/?&=_-", (int)c[i - 1].code);
}

void hyphen_flags(struct _HyphenDict *patterns, struct character *c, size_t count,
                  const struct context *context, const struct glyph_span *spans)
{
    struct addresses at = {0};
    for (size_t i = 0, end; i < count; i = end) {
        end = i + 1;
        const struct format *format = spans[c[i].span].format;
        bool wanted = format->hyphenation && !format->balance && !format->baseline_shift;
        if (normalise_in_address(c, count, context, i, &at)) {
            if (parts_address(c, i))
                c[i].flags |= GLYPH_BREAK;
            continue;
        }
        mark_letter(c, count, i, wanted);
        if (!is_letter(c[i].code))
            continue;
        while (end < count && is_letter(c[end].code) && c[end].span == c[i].span)
            end++;
        if (wanted && patterns && is_word(c, count, i, end))
            part_word(patterns, c, i, end);
    }
}
