/* SPDX-License-Identifier: MIT */
/*
 * Doubts about figures in tables: what their notes say, and the rows of what is told twice.
 *
 * A table with a column of notes has them there; in one without they stand in brackets behind the
 * label, in plain form, because a number that is in doubt must not be printed as if it were not.
 * The table of the issue ends with what is told with two values, each pair side by side: the two
 * may stand in articles far apart, where nobody would see the one beside the other.
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

const char *doubt_label(struct arena *a, const struct digest_article *article, size_t figure)
{
    const char *label = article->figures[figure].label, *note = doubt_note(a, article, figure);
    return note[0] ? arena_printf(a, "%s（%s）", label, note) : label;
}

/* Whether the other figure stands behind this one in the issue. */
static bool is_first(const struct digest_doubt *doubt, size_t article)
{
    return doubt->article != article ? doubt->article > article : doubt->another > doubt->figure;
}

void doubt_rows(struct setter *s, struct slugs *out, const struct figure_columns *columns)
{
    for (size_t i = 0; i < s->digest->article_count; i++) {
        const struct digest_article *article = s->digest->articles + i;
        for (size_t k = 0; k < article->doubt_count; k++) {
            const struct digest_doubt *doubt = article->doubts + k;
            if (!doubt->twice || !is_first(doubt, i))
                continue;
            figures_row(s, out, columns, i, doubt->figure);
            size_t second = out->count;
            figures_row(s, out, columns, doubt->article, doubt->another);
            out->items[second].keep = KEEP_SOFT;
        }
    }
}
