/* SPDX-License-Identifier: MIT */
/*
 * What the editors say of an article: 编者按：…, or 编者按 alone on a line above its text. An
 * article has no block of its own for it, so it is a paragraph; but the line that names it is no
 * headline, the article's text begins behind it, and one that stands above a headline goes behind
 * that head: it tells of the article below it. What stands behind an article, 编后, stays there.
 */
#include "acquire/grammar.h"

#include <string.h>

static const char *const before[] = {"编者按语", "編者按語", "编者按",   "編者按",
                                     "编者的话", "編者的話", "编辑按",   "編輯按",
                                     "编前语",   "編前語",   "开栏的话", "開欄的話"};
static const char *const behind[] = {"编者后记", "編者後記", "编辑后记", "編輯後記",
                                     "编后语",   "編後語",   "编后",     "編後"};
static const char marks[] = "【】[]〔〕■□◆●▲：:　 ";

/* Takes the name of a note off s, with the marks around it; false if it begins with none, or if
 * nothing parts the two: 编者按照…. */
static bool eat_name(struct slice *s, bool *opens)
{
    while (slice_skip(s, marks))
        continue;
    *opens = slice_eat_any(s, before, COUNT(before));
    if (!*opens && !slice_eat_any(s, behind, COUNT(behind)))
        return false;
    if (s->start < s->end && !in_set(slice_first(*s), marks))
        return false;
    while (slice_skip(s, marks))
        continue;
    return true;
}

/* 编者按: nothing else is headed so. 编者的话 with several paragraphs is an article. */
static bool names_note(struct slice s)
{
    return slice_has(s, "按");
}

/* Is piece i, a name that stands alone, above the text of a note? */
static bool heads_note(const struct page *page, size_t i, bool opens)
{
    struct slice s = slice_of(page->pieces[i].text);
    return is_ended_text(page, i + 1) && (!opens || names_note(s) || !is_ended_text(page, i + 2));
}

void acquire_find_notes(struct page *page)
{
    for (size_t i = 0; i < page->count; i++) {
        struct piece *piece = &page->pieces[i];
        struct slice s = slice_of(piece->text);
        bool opens;
        if (piece->label != UNDECIDED || piece->rows || !eat_name(&s, &opens))
            continue;
        if (s.start < s.end) {
            piece->note = opens && is_ended_text(page, i);
            continue;
        }
        if (!heads_note(page, i, opens))
            continue;
        for (size_t k = i; k < i + 2; k++) {
            page->pieces[k].label = PARAGRAPH;
            page->pieces[k].known = true;
            page->pieces[k].note = opens;
        }
    }
}

static bool is_of_head(enum label label)
{
    return label == LABEL || label == HEAD_LABEL || label == KICKER || label == SUBJECT ||
           label == HEADLINE || label == SUBHEADLINE || label == BYLINE || label == FIRST_BYLINE;
}

static bool is_off_page(enum label label)
{
    return label == FURNITURE || label == DUPLICATE;
}

/* The head that stands directly below a note which ends before piece i: where that begins and ends.
 */
static bool head_below(const struct page *page, size_t i, size_t *end)
{
    bool headline = false;
    for (; i < page->count &&
           (is_of_head(page->pieces[i].label) || is_off_page(page->pieces[i].label));
         i++)
        headline = headline || page->pieces[i].label == HEADLINE;
    *end = i;
    return headline && i < page->count;
}

/* Does the note that begins with piece i stand in the head of an article itself? */
static bool stands_in_head(const struct page *page, size_t i)
{
    while (i-- > 0)
        if (!is_off_page(page->pieces[i].label))
            return is_of_head(page->pieces[i].label);
    return false;
}

/* Pieces from `from` to `to` go behind those up to `end`. */
static void move_behind(struct page *page, size_t from, size_t to, size_t end)
{
    struct piece *pieces = page->pieces;
    struct piece *note = arena_array(page->arena, to - from, sizeof *note);
    memcpy(note, pieces + from, (to - from) * sizeof *note);
    memmove(pieces + from, pieces + to, (end - to) * sizeof *pieces);
    memcpy(pieces + from + (end - to), note, (to - from) * sizeof *note);
}

void acquire_place_notes(struct page *page)
{
    for (size_t i = 0, to, end; i < page->count; i = to) {
        to = i + 1;
        if (!page->pieces[i].note)
            continue;
        while (to < page->count && page->pieces[to].note)
            to++;
        if (stands_in_head(page, i) || !head_below(page, to, &end))
            continue;
        for (size_t k = i; k < to; k++)
            if (!is_off_page(page->pieces[k].label))
                page->pieces[k].label = PARAGRAPH;
        move_behind(page, i, to, end);
        to = end;
    }
}
