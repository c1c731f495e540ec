/* SPDX-License-Identifier: MIT */
/*
 * A headline that stands below the first paragraph of its news: a photograph of the sheet gives its
 * columns in that order. The paragraph has a dateline and no headline above it, and nearly all
 * words of the line below it, which the text behind that has not: a heading tells of what follows.
 */
#include "acquire/grammar.h"

enum {
    SHORTEST = 8, /* characters of a headline */
    LONGEST = 40,
    LEAST_ABOVE = 60, /* percent of its pairs that the paragraph above it has */
    BEHIND = 3        /* paragraphs behind it that are compared */
};

static bool is_text(const struct page *page, size_t i)
{
    return is_ended_text(page, i) && !page->pieces[i].item;
}

/* News without a headline above it. */
static bool is_unheaded(const struct page *page, size_t i)
{
    struct dateline dateline;
    size_t above = i;
    if (!is_text(page, i))
        return false;
    while (above > 0 && page->pieces[above - 1].label == FURNITURE)
        above--;
    return (!above || is_text(page, above - 1)) &&
           dateline_read(page->arena, slice_of(page->pieces[i].text), &dateline) &&
           dateline.text.start < dateline.text.end;
}

static bool may_be_headline(const struct page *page, size_t i)
{
    const struct piece *piece = &page->pieces[i];
    struct slice s = slice_of(piece->text);
    size_t count = slice_count(s);
    return piece->label == UNDECIDED && !piece->level && !piece->item && !ends_sentence(s) &&
           !last_inner_stop(s) && count >= SHORTEST && count <= LONGEST && !starts_numbered(s) &&
           !starts_as_text(s) && !is_byline(page->arena, s) && !is_credit(page->arena, s);
}

static int echo_in(const struct page *page, size_t line, size_t from, size_t end)
{
    struct buf words = {0};
    for (size_t i = from; i < end && is_text(page, i); i++)
        buf_adds(&words, page->pieces[i].text);
    int percent = words.len ? acquire_echo(page->pieces[line].text, &words) : 0;
    buf_release(&words);
    return percent;
}

void acquire_raise_headlines(struct page *page)
{
    for (size_t i = 0; i + 2 < page->count; i++) {
        struct piece *lead = &page->pieces[i], headline = lead[1];
        if (!is_unheaded(page, i) || !may_be_headline(page, i + 1) || !is_text(page, i + 2) ||
            is_unheaded(page, i + 2))
            continue;
        int above = echo_in(page, i + 1, i, i + 1);
        if (above < LEAST_ABOVE || echo_in(page, i + 1, i + 2, i + 2 + BEHIND) * 2 > above)
            continue;
        headline.doubts |= DRAFT_DOUBT_ORDER;
        lead[1] = lead[0];
        lead[0] = headline;
        i++;
    }
}
