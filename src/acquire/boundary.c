/* SPDX-License-Identifier: MIT */
/*
 * Where one article of a page ends and the next one begins. The labels tell most of it: a line of a
 * head begins another article as soon as the open one has a body. What they cannot tell is asked
 * here: whether names between two articles sign the upper one or begin the lower one, whether a
 * second headline is a line of the first, and whether a second dateline is another telegram under
 * the same headline.
 */
#include "acquire/draft.h"
#include "acquire/feature.h"
#include "acquire/grammar.h"

#include <string.h>

/* Does the article that begins below piece i name its author itself? */
static bool is_signed_below(const struct open_draft *d, size_t i)
{
    const struct page *page = d->page;
    struct dateline dateline;
    for (i++; i < page->count && page->pieces[i].label != LEAD; i++)
        if (page->pieces[i].label == BYLINE)
            return true;
    return i < page->count &&
           dateline_read(page->arena, slice_of(page->pieces[i].text), &dateline) &&
           dateline.byline.count;
}

/* Does piece i stand behind the text of the piece before it, on the same line? */
static bool is_behind_text(const struct page *page, size_t i)
{
    const struct piece *piece = &page->pieces[i], *before = i ? piece - 1 : NULL;
    return before && piece->column > 1 && before->label < LABELS &&
           piece_last_line(before) == piece->line;
}

/* Piece i is a byline between two articles: does it sign the upper one? */
static bool signs_off(const struct open_draft *d, size_t i)
{
    const struct piece *piece = &d->page->pieces[i];
    bool thanks =
        d->has_body && strstr(piece->text, "线索提供"); /* who told the paper of it is named last */
    if (shows(piece, SIGNS) || thanks || is_behind_text(d->page, i) ||
        in_set(slice_first(slice_of(piece->text)), "(（"))
        return true;
    if (d->letter && d->has_person)
        return is_signed_below(d, i); /* who answers it */
    return d->has_body && !d->has_person && (d->letter || is_signed_below(d, i));
}

/* Has the article before the open one no headline? */
static bool is_below_headless(const struct open_draft *d)
{
    const struct draft *above = draft_last(d->page);
    return above && !draft_has(above, DRAFT_HEADLINE);
}

/* Does a headline stand directly above the piece, under the same heading mark, that is not the
 * first line of it: the headline of the text above, or of a text that is not on the page? */
static bool is_below_other_headline(const struct open_draft *d, const struct piece *piece,
                                    const struct piece *before)
{
    return before && before->level && before->level == piece->level && before->label == HEADLINE &&
           (shows(before, UNTOLD) || is_below_headless(d));
}

/* What is printed before piece i; NULL if nothing is. */
static const struct piece *printed_before(const struct page *page, size_t i)
{
    while (i-- > 0)
        if (page->pieces[i].label != FURNITURE && page->pieces[i].label != DUPLICATE)
            return &page->pieces[i];
    return NULL;
}

/* Is it nothing but the pictures at the top of a page, which belong to the article below? */
static bool holds_pictures(const struct open_draft *d)
{
    return d->pictured && !d->stray && !d->page->draft_count;
}

enum { SAME_HEADLINE = 30 /* per cent of its words */ };

/* Does it begin a second telegram under the same headline? It has the dateline of the first one,
 * with the same day, and the words of the headline. */
static bool is_second_telegram(const struct open_draft *d, const struct piece *piece)
{
    struct dateline dateline;
    const struct open_block *first = draft_first(d, DRAFT_DATELINE);
    const struct open_block *headline = draft_first(d, DRAFT_HEADLINE);
    if (!first || !headline || !d->has_paragraph ||
        !dateline_read(d->page->arena, slice_of(piece->text), &dateline))
        return false;
    struct slice text = dateline.text, other = first->first->text;
    size_t len = (size_t)(other.end - other.start);
    struct buf words = {0};
    buf_adds(&words, piece->text);
    bool told = acquire_echo(draft_text(d->page->arena, headline), &words) >= SAME_HEADLINE;
    buf_release(&words);
    return told && len && (size_t)(text.end - text.start) == len &&
           memcmp(text.start, other.start, len) == 0 && slice_has(text, "日");
}

bool boundary_before(const struct open_draft *d, size_t i)
{
    const struct piece *piece = &d->page->pieces[i], *before = printed_before(d->page, i);
    if (!d->open || piece->label == STRAY_FIRST_CREDIT)
        return true;
    if ((piece->label == STRAY_LEAD || piece->label == LEAD) && is_second_telegram(d, piece))
        return false;
    if (piece->label == STRAY_LEAD)
        return !before || before->label != STRAY_FIRST_CREDIT;
    if (d->late)
        return piece->label != LATE_BYLINE && piece->label != LATE_HEADLINE;
    if (piece->label == KICKER || piece->label == SUBJECT || piece->label == HEADLINE)
        return !shows(piece, RESUMES) && !holds_pictures(d) &&
               (d->has_body || is_below_other_headline(d, piece, before));
    if (piece->label == FIRST_BYLINE)
        return (d->has_body || d->has_headline) && !signs_off(d, i);
    if (piece->label == LEAD && d->has_paragraph && !shows(piece, OVERTAKEN)) {
        struct dateline dateline;
        return dateline_read(d->page->arena, slice_of(piece->text), &dateline);
    }
    return false;
}
