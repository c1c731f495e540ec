/* SPDX-License-Identifier: MIT */
/*
 * What pieces show together: heading marks, distances and indents as this page uses them, and then
 * all that context.h names, in the order in which one builds on another. Everything is counted on
 * the page itself, because each paper has its own habits.
 */
#include "acquire/context.h"

#include "acquire/grammar.h"

bool is_marked_tail(const struct chain *c, size_t i)
{
    return i > 0 && shows(c->pieces[i], DASH_START) && c->pieces[i - 1]->level;
}

/* A line amid text: a headline has its byline, its dateline or a marked line behind it. */
static bool is_uncrowned(const struct chain *c, size_t i)
{
    return i > 0 && i + 1 < c->count && is_text(c->pieces[i - 1]) && is_text(c->pieces[i + 1]) &&
           !c->pieces[i + 1]->level && !shows(c->pieces[i + 1], HAS_DATELINE);
}

static void show_marks(struct chain *c, int article_level)
{
    size_t marked = 0;
    for (size_t i = 0; i < c->count; i++)
        marked += c->pieces[i]->level > 0;
    for (size_t i = 0; i < c->count; i++) {
        struct piece *p = c->pieces[i];
        bool line = is_line(p);
        bool heads = p->level && !is_marked_tail(c, i) && !shows(p, IS_BYLINE);
        show(p, MARKED_ARTICLE, heads && p->level <= article_level);
        show(p, MARKED_DEEPER, heads && p->level > article_level);
        show(p, MARKED_UNIT,
             p->level && shows(p, UNIT_END) && !shows(p, UNTOLD) && i + 1 < c->count &&
                 c->pieces[i + 1]->level == p->level);
        show(p, ABOVE_MARK,
             shows(p, MARKED_DEEPER) && shows(p, TINY) && !shows(p, UNIT_END) && i + 1 < c->count &&
                 is_line(c->pieces[i + 1]) && c->pieces[i + 1]->level &&
                 c->pieces[i + 1]->level <= article_level);
        show(p, UNMARKED, marked >= 2 && !p->level && line && !p->bold);
        show(p, UNCROWNED, shows(p, UNMARKED) && shows(p, LINE) && is_uncrowned(c, i));
        show(p, ALL_BOLD, marked < 2 && p->bold && line);
        show(p, BOLD_BELOW_MARK, marked >= 2 && p->bold && line && !p->level);
    }
}

enum {
    SELDOM = 20,   /* one piece in so many */
    MOST_HEAD = 4, /* lines of an article's head */
    MOST_BARE = 3, /* heads of which one has names */
    MOST_RUN = 2,  /* heads without, one behind the other */
};

static bool crowns(const struct piece *p)
{
    return has_names(p) || opens_news(p);
}

/* The piece behind piece i and the lines directly below it, up to names or news; the count of
 * pieces if that is no head. */
static size_t behind_head(const struct chain *c, size_t i)
{
    size_t below = i + 1;
    while (below < c->count && below < i + MOST_HEAD && is_line(c->pieces[below]) &&
           c->pieces[below]->gap == 0 && !crowns(c->pieces[below]))
        below++;
    return is_line(c->pieces[i]) && below < c->count && c->pieces[below]->gap == 0 ? below
                                                                                   : c->count;
}

/* An article's head by what stands below it: names or news? */
static bool is_crowned(const struct chain *c, size_t i)
{
    size_t below = behind_head(c, i);
    return below < c->count && crowns(c->pieces[below]);
}

/* Does a blank line stand nowhere but before the heads of articles, as where lines of text have
 * none between them? One head behind it at least, and one in MOST_BARE, has names or news below it:
 * an article's own headings may be spaced as well. */
static bool keeps_gaps_for_heads(const struct chain *c)
{
    size_t spaced = 0, crowned = 0, top = c->count && is_crowned(c, 0);
    for (size_t i = 1; i < c->count; i++) {
        if (c->pieces[i]->gap < 1)
            continue;
        if (!is_line(c->pieces[i]))
            return false;
        spaced++;
        crowned += is_crowned(c, i);
    }
    return crowned > 0 && (crowned + top) * MOST_BARE >= spaced + 1;
}

/* Does a spaced line head text, with or without names? */
static bool is_spaced_head(const struct chain *c, size_t i)
{
    size_t below = behind_head(c, i);
    return c->pieces[i]->gap > 0 && below < c->count &&
           (crowns(c->pieces[below]) || is_text(c->pieces[below]));
}

/* A spaced line is a head, unless more than MOST_RUN of them follow each other without names or
 * news: those are the headings of one long article. */
static void show_spaced(struct chain *c)
{
    size_t run = 0, first = 1;
    for (size_t i = 1; i <= c->count; i++) {
        bool head = i < c->count && is_spaced_head(c, i), crowned = head && is_crowned(c, i);
        if (head && !crowned) {
            first = run ? first : i;
            run++;
        }
        if (i < c->count && (!head || !crowned))
            continue;
        for (size_t k = first; run && run <= MOST_RUN && k < i; k++)
            show(c->pieces[k], SPACED, is_spaced_head(c, k));
        if (crowned)
            show(c->pieces[i], SPACED, true);
        run = 0;
    }
}

/* The usual distance is the most frequent one. Anything two lines above it is wide, or above it at
 * all where few are: one that is usual between blocks says nothing. */
static void show_gaps(struct chain *c)
{
    size_t counts[4] = {0};
    for (size_t i = 1; i < c->count; i++)
        counts[c->pieces[i]->gap < 3 ? (c->pieces[i]->gap > 0 ? c->pieces[i]->gap : 0) : 3]++;
    int usual = 0;
    for (int i = 1; i < 4; i++)
        if (counts[i] > counts[usual])
            usual = i;
    size_t above = 0;
    for (int i = usual + 1; i < 4; i++)
        above += counts[i];
    int wide = usual > 0 && above * SELDOM <= c->count ? usual + 1 : usual + 2;
    for (size_t i = 1; i < c->count; i++)
        show(c->pieces[i], WIDE_GAP, c->pieces[i]->gap >= wide);
    if (usual == 0 && keeps_gaps_for_heads(c))
        show_spaced(c);
}

/* A part of a line has no indent of its own. */
static bool is_indented(const struct chain *c, size_t i)
{
    return c->pieces[i]->column > 1 && (i == 0 || c->pieces[i - 1]->line != c->pieces[i]->line);
}

static void show_indents(struct chain *c)
{
    size_t texts = 0, indented = 0;
    for (size_t i = 0; i < c->count; i++) {
        texts += shows(c->pieces[i], TEXT);
        indented += shows(c->pieces[i], TEXT) && is_indented(c, i);
    }
    for (size_t i = 0; indented * 2 > texts && i < c->count; i++) {
        struct piece *p = c->pieces[i];
        bool begins = i == 0 || c->pieces[i - 1]->line != p->line;
        show(p, INDENTED, is_indented(c, i) && !p->level);
        show(p, NOT_INDENTED, begins && !is_indented(c, i) && (is_text(p) || is_line(p)));
    }
    for (size_t i = 1; i + 1 < c->count; i++)
        show(c->pieces[i], FLUSH,
             shows(c->pieces[i], NOT_INDENTED) && shows(c->pieces[i], SENTENCE) &&
                 shows(c->pieces[i - 1], INDENTED) && c->pieces[i - 1]->ends.closed &&
                 c->pieces[i]->gap > 0 && is_indented(c, i + 1));
}

void feature_context(struct chain *c, int article_level, const struct joints *joints)
{
    show_untold(c);
    show_marks(c, article_level);
    show_gaps(c);
    if (!c->page->reflowed)
        show_indents(c);
    show_openings(c);
    show_rows(c, joints);
    show_collections(c);
    show_datelines(c);
    show_short_names(c, joints);
    feature_joints(c, joints);
    show_pictures(c);
    show_pictured(c);
    show_objects(c);
    show_verses(c);
    show_bodiless(c);
    show_notices(c);
    show_lists(c);
    show_entries(c);
    show_groups(c);
    show_set_off(c);
    show_authored(c);
    show_document_notes(c);
    show_signatures(c);
    show_parallels(c);
    show_echoes(c);
    show_owed(c);
    show_flanked(c);
    show_stacks(c);
    show_parts(c);
    show_loners(c);
    show_alone(c);
    show_unsigned(c);
    show_strayed_names(c);
    show_rhymes(c);
    show_parting_headings(c);
    feature_cohesion(c);
}
