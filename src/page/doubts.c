/* SPDX-License-Identifier: MIT */
/*
 * Doubts about figures in tables: what their notes say.
 *
 * A table with a column of notes has them there; in one without they stand in brackets behind the
 * label, in plain form, because a number that is in doubt must not be printed as if it were not.
 */
#include "page/blocks.h"

/* The first doubt of the figure, or of one behind it. */
static size_t first_doubt(const struct digest_article *article, size_t figure)
{
    size_t low = 0, high = article->doubt_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (article->doubts[middle].figure < figure)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const char *doubt_note(struct arena *a, const struct digest_article *article, size_t figure)
{
    const char *note = "";
    for (size_t i = first_doubt(article, figure);
         i < article->doubt_count && article->doubts[i].figure == figure; i++)
        note = arena_printf(a, "%s%s%s", note, note[0] ? "；" : "", article->doubts[i].note);
    return note;
}
