/* SPDX-License-Identifier: MIT */
/*
 * What recurs on the page: openings and builds that lines have in common, and words that a line
 * shares with the text before and after it, by which a head is told from a column label, and from
 * the headline of the article above.
 */
#include "acquire/context.h"

#include <stdlib.h>
#include <string.h>

#include "acquire/grammar.h"

/* The build of a line: what is not a Han character, at its place. "" when it is nothing but Han. */
static const char *build_of(struct arena *a, const char *text)
{
    struct slice s = slice_of(text);
    struct buf b = {0};
    size_t at = 0, signs = 0;
    for (; s.start < s.end; at++) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (is_han(code))
            continue;
        buf_addf(&b, "%zu:%X ", at, (unsigned)code);
        signs++;
    }
    buf_addf(&b, "%zu", at);
    const char *build = signs ? arena_text(a, b.text, b.len) : "";
    buf_release(&b);
    return build;
}

struct build {
    const char *text;
    struct piece *piece;
};

static int by_build(const void *left, const void *right)
{
    return strcmp(((const struct build *)left)->text, ((const struct build *)right)->text);
}

void show_parallels(struct chain *c)
{
    struct build *builds = arena_array(c->page->arena, c->count + 1, sizeof *builds);
    size_t count = 0;
    for (size_t i = 0; i < c->count; i++)
        if (shows(c->pieces[i], LINE) && !shows(c->pieces[i], HALVES) &&
            !shows(c->pieces[i], NAMES_ALONE) && !slice_is_spaced_out(slice_of(c->pieces[i]->text)))
            builds[count++] =
                (struct build){build_of(c->page->arena, c->pieces[i]->text), c->pieces[i]};
    qsort(builds, count, sizeof *builds, by_build);
    for (size_t i = 1; i < count; i++)
        if (*builds[i].text && strcmp(builds[i].text, builds[i - 1].text) == 0) {
            show(builds[i].piece, PARALLEL, true);
            show(builds[i - 1].piece, PARALLEL, true);
        }
}

struct opening {
    char text[24]; /* the first OPENING characters */
    struct piece *piece;
};

enum { OPENING = 5 };

static int by_opening(const void *left, const void *right)
{
    return strcmp(((const struct opening *)left)->text, ((const struct opening *)right)->text);
}

static struct opening opening_of(struct piece *piece)
{
    struct opening opening = {.piece = piece};
    struct slice s = slice_of(piece->text);
    const char *p = s.start;
    for (int i = 0; i < OPENING && p < s.end; i++)
        utf8_next(&p, s.end);
    memcpy(opening.text, s.start, (size_t)(p - s.start));
    return opening;
}

void show_openings(struct chain *c)
{
    struct opening *openings = arena_array(c->page->arena, c->count + 1, sizeof *openings);
    for (size_t i = 0; i < c->count; i++)
        openings[i] = opening_of(c->pieces[i]);
    qsort(openings, c->count, sizeof *openings, by_opening);
    for (size_t start = 0, end; start < c->count; start = end) {
        bool text = false;
        for (end = start; end < c->count && by_opening(&openings[start], &openings[end]) == 0;
             end++)
            text = text || shows(openings[end].piece, TEXT);
        for (size_t i = start; text && i < end; i++)
            show(openings[i].piece, OPENS_LIKE_TEXT,
                 shows(openings[i].piece, LINE) && !shows(openings[i].piece, UNIT_END));
    }
}

/* ---- echoes: words that a line shares with the text around it ------------------------------- */

enum { BRIEF = 20 /* characters, too few to tell that a sentence is of another article */ };

/* Text pieces from `i` in direction `step`, up to a window's length. */
static void gather(const struct chain *c, size_t i, int step, struct buf *window)
{
    size_t taken = 0;
    window->len = 0;
    for (size_t k = i + (size_t)step; k < c->count && taken < 6; k += (size_t)step, taken++) {
        if (!is_text(c->pieces[k]) && window->len)
            return;
        if (!is_text(c->pieces[k]))
            continue;
        size_t len = strlen(c->pieces[k]->text);
        buf_add(window, c->pieces[k]->text, len < ECHO_WINDOW ? len : ECHO_WINDOW);
        if (window->len >= ECHO_WINDOW || (step < 0 && shows(c->pieces[k], WIDE_GAP)))
            return;
    }
}

/* Per cent of a line's pairs of characters that the text beside it has. Of 526 lines of headlines
 * 5 in a hundred have no more than FOREIGN_WORDS in their own text, and 92 of 638 in that of
 * another article. */
enum { FOREIGN_WORDS = 10, OWN_TEXT = 15, HEADLINE_WORDS = 30 };

static int echo(const struct chain *c, size_t i, size_t from, int step)
{
    struct buf window = {0};
    gather(c, from, step, &window);
    int percent = acquire_echo(c->pieces[i]->text, &window);
    buf_release(&window);
    return percent;
}

/* The last of the lines under marks of one level that stand directly below each other. */
static size_t last_marked(const struct chain *c, size_t i)
{
    int level = c->pieces[i]->level;
    while (level && i + 1 < c->count && c->pieces[i + 1]->level == level &&
           !is_marked_tail(c, i + 1))
        i++;
    return i;
}

/* The name of a column, a place or an office is no headline, and one that wants an object has it
 * below. */
static bool may_stand_alone(const struct piece *p)
{
    bool name = shows(p, MINI) || (shows(p, TINY) && shows(p, UNIT_END));
    return is_line(p) && !name && !shows(p, DASH_END) && !shows(p, DANGLING) &&
           !wants_object(slice_of(p->text));
}

/* Do most heads of the page have one line under a mark each? */
static bool heads_are_single(const struct chain *c)
{
    enum { LEAST_HEADS = 4, USUAL = 3 /* times as many as others */ };
    size_t single = 0, other = 0;
    for (size_t i = 0, last; i < c->count; i = last + 1) {
        last = last_marked(c, i);
        single += last == i && c->pieces[i]->level && i + 1 < c->count && is_text(c->pieces[i + 1]);
        other += last > i;
    }
    return single >= LEAST_HEADS && single >= USUAL * other;
}

/* Lines under marks from `first` to `last`, below which text tells of the last one or none stands.
 */
static void show_run(struct chain *c, size_t first, size_t last, bool single)
{
    int own = echo(c, last, last, 1);
    bool bare = last + 1 >= c->count || !is_text(c->pieces[last + 1]);
    for (size_t i = first; i < last; i++) {
        int told = echo(c, i, last, 1);
        bool foreign = own >= OWN_TEXT && told <= FOREIGN_WORDS;
        bool whole = single || shows(c->pieces[i], WIDE) || shows(c->pieces[i + 1], WIDE);
        show(c->pieces[i], UNTOLD,
             may_stand_alone(c->pieces[i]) && (foreign || (whole && (bare || told < own))));
    }
}

bool is_told_nowhere(const struct chain *c, size_t i)
{
    return echo(c, i, i, -1) <= FOREIGN_WORDS;
}

void show_untold(struct chain *c)
{
    bool single = heads_are_single(c);
    for (size_t i = 0, last; i < c->count; i = last + 1) {
        last = last_marked(c, i);
        if (last > i)
            show_run(c, i, last, single);
    }
}

/* Behind a credit that no caption stands before. */
static bool is_behind_credit(const struct chain *c, size_t i)
{
    return i > 0 && shows(c->pieces[i - 1], IS_CREDIT) &&
           !(i > 1 && shows(c->pieces[i - 2], STARTS_CAPTION));
}

/* May it be a column label above or between the lines of a head? */
static bool is_label_of_head(const struct chain *c, size_t i)
{
    const struct piece *p = c->pieces[i], *next = i + 1 < c->count ? c->pieces[i + 1] : NULL;
    return next && shows(p, MINI) && !shows(p, UNIT_END) && !is_apparatus(p) &&
           !shows(p, NAMES_ALONE) && is_head_line(next) && !shows(next, NAMES_ALONE);
}

/* The same between a head and its text. Behind the name of an office and what it does such a line
 * says how: 多措并举. */
static bool is_label_below_head(const struct chain *c, size_t i)
{
    const struct piece *p = c->pieces[i];
    return i > 1 && i + 1 < c->count && shows(p, MINI) && !shows(p, UNIT_END) && !is_apparatus(p) &&
           !shows(p, NAMES_ALONE) && shows(c->pieces[i - 1], LINE) &&
           is_head_line(c->pieces[i - 1]) && !shows(c->pieces[i - 2], UNIT_END) &&
           is_plain_text(c->pieces[i + 1]);
}

/* Whether a line is as long as a tiny one, the column in brackets behind it left out: 众人一条心,
 * 共修一条路（村里的事）. */
static bool is_as_long(const struct piece *tiny, const struct piece *line)
{
    struct slice s = slice_of(line->text);
    const char *bracket = strstr(s.start, "（");
    if (!bracket)
        bracket = strstr(s.start, "(");
    bool column = bracket && shows(line, LINE) && in_set(slice_last(s), ")）");
    if (column)
        s.end = bracket;
    return (column || shows(line, TINY)) && slice_count(s) == slice_count(slice_of(tiny->text));
}

/* Two tiny lines of one length and no third: 工会搭台, 职工唱戏. */
static bool is_couplet(const struct chain *c, size_t i)
{
    const struct piece *p = c->pieces[i], *next = c->pieces[i + 1];
    bool third = i + 2 < c->count && is_head_line(c->pieces[i + 2]);
    return !shows(p, COLUMN_NAME) && !third && is_as_long(p, next);
}

/* Per cent of a line's words that the text has again. */
enum { OWN_WORDS = 30, NAMED = 60 };

/* The rest of a marked headline which has its column label above it, or whose words come again. */
static bool is_below_mark(const struct chain *c, size_t i, int ahead)
{
    const struct piece *p = c->pieces[i];
    bool place = shows(p, UNIT_END) && ahead >= NAMED;
    if (i == 0 || p->level || !shows(p, TINY) || shows(p, COLUMN_NAME) ||
        (shows(p, MINI) && !place) || shows(p, NAMES_ALONE) ||
        !shows(c->pieces[i - 1], MARKED_ARTICLE))
        return false;
    bool labelled = i > 1 && !c->pieces[i - 2]->level && shows(c->pieces[i - 2], TINY);
    return labelled || ahead >= OWN_WORDS;
}

/* 打通断头路, 连起致富路: a third line may say whose. */
static bool is_long_couplet(const struct chain *c, size_t i)
{
    const struct piece *p = c->pieces[i], *next = i + 1 < c->count ? c->pieces[i + 1] : NULL;
    return next && shows(p, TINY) && !shows(p, MINI) && is_as_long(p, next) && !p->level &&
           !next->level && !shows(p, COLUMN_NAME) && !shows(p, UNIT_END) &&
           !shows(next, UNIT_END) && !shows(p, NAMES_ALONE) && !is_apparatus(p) &&
           is_head_line(next);
}

/* Has piece i a good part of the words of the line at `head`? */
static bool has_words_of(const struct chain *c, size_t i, size_t head)
{
    struct buf words = {0};
    buf_adds(&words, c->pieces[i]->text);
    bool has = acquire_echo(c->pieces[head]->text, &words) >= HEADLINE_WORDS;
    buf_release(&words);
    return has;
}

/* Text above the credit, which one sentence parts from the headline: that says what the picture
 * shows, and the text tells the news of it, at the end of a page or with the headline's words. */
static bool is_behind_caption(const struct chain *c, size_t i)
{
    return i >= 2 && i + 1 < c->count && shows(c->pieces[i + 1], IS_CREDIT) &&
           shows(c->pieces[i - 1], SENTENCE) && shows(c->pieces[i - 1], TIME_START) &&
           is_head_line(c->pieces[i - 2]) &&
           ((i + 2 == c->count && !shows(c->pieces[i], TIME_START)) || has_words_of(c, i, i - 2));
}

bool is_line_of_seven(const struct piece *first, const struct piece *rest)
{
    enum { FIRST = 4, REST = 3 };
    return shows(first, TINY) && slice_count(slice_of(first->text)) == FIRST && shows(rest, TINY) &&
           slice_count(slice_of(rest->text)) == REST;
}

/* The same, where the words of the four stand above. */
static bool is_rest_of_seven(const struct piece *first, const struct piece *rest)
{
    return is_line_of_seven(first, rest) && shows(first, ECHOES_BACK) &&
           !shows(first, COLUMN_NAME) && !shows(rest, COLUMN_NAME);
}

/* Does the text above line i say who wrote it? */
static bool is_signed_above(const struct chain *c, size_t i)
{
    while (i > 0 && is_plain_text(c->pieces[i - 1]))
        if (has_names(c->pieces[--i]))
            return true;
    return i > 0 && has_names(c->pieces[i - 1]);
}

/* Three such characters may look like a name, but the article has its author, and another head
 * follows. */
static void show_rest_of_seven(struct chain *c, size_t i)
{
    struct piece *p = c->pieces[i];
    bool last = i + 1 == c->count || is_head_line(c->pieces[i + 1]);
    if (shows(p, NAMES_ALONE) && last && is_signed_above(c, i - 1))
        unshow(p, NAMES_ALONE);
    show(p, ECHOES_BACK, true);
    show(p, ECHOES_TWICE, true);
}

/* 县残联召开 above 康复工作推进会: does the text below both have them as one clause? */
static bool is_said_ahead(const struct chain *c, size_t i)
{
    if (i + 2 >= c->count || !shows(c->pieces[i], TINY) || !is_head_line(c->pieces[i + 1]) ||
        !is_plain_text(c->pieces[i + 2]))
        return false;
    struct buf clause = {0};
    buf_adds(&clause, c->pieces[i]->text);
    buf_adds(&clause, c->pieces[i + 1]->text);
    bool said = memmem(c->pieces[i + 2]->text, strlen(c->pieces[i + 2]->text), clause.text,
                       clause.len) != NULL;
    buf_release(&clause);
    return said;
}

/* Line i, of whose words so many per cent stand in the text above it and in the one below it, if
 * there is one. */
static void show_line_echoes(struct chain *c, size_t i, int back, int ahead, bool followed)
{
    struct piece *p = c->pieces[i];
    show(p, ECHOES_BACK, back >= 25 && ahead * 2 < back);
    show(p, ECHOES_TWICE,
         shows(p, ECHOES_BACK) && shows(p, TINY) && i > 0 && shows(c->pieces[i - 1], LINE) &&
             shows(c->pieces[i - 1], ECHOES_BACK) && !shows(p, COLUMN_NAME));
    if (!ahead && i > 0 && is_rest_of_seven(c->pieces[i - 1], p))
        show_rest_of_seven(c, i);
    show(p, ECHOES_AHEAD, ahead > 0 && ahead >= back);
    show(p, BELOW_MARK, is_below_mark(c, i, ahead));
    bool heads = is_label_of_head(c, i), below = is_label_below_head(c, i);
    bool even = heads && is_couplet(c, i);
    show(p, COUPLET, even || is_long_couplet(c, i));
    show(p, UNECHOED,
         (heads || below) && !even && followed && ahead == 0 && !shows(p, ECHOES_BACK));
    bool brief = shows(p, DUO) && !names_short_office(slice_of(p->text));
    show(p, NAMED_AHEAD, shows(p, TINY) && !brief && !shows(p, COLUMN_NAME) && ahead >= NAMED);
    show(p, SAID_AHEAD, is_said_ahead(c, i));
}

void show_echoes(struct chain *c)
{
    struct buf window = {0};
    for (size_t i = 0; i < c->count; i++) {
        struct piece *p = c->pieces[i];
        bool line = shows(p, LINE) || shows(p, TINY);
        bool behind = shows(p, TIME_START) && is_behind_credit(c, i);
        if (!line && !behind && !shows(p, BEFORE_PICTURE_LINE))
            continue;
        gather(c, i, -1, &window);
        int back = acquire_echo(p->text, &window);
        bool item =
            shows(p, TIME_START) || (i + 1 < c->count && shows(c->pieces[i + 1], IS_CREDIT));
        bool tells = shows(p, TIME_START) || slice_count(slice_of(p->text)) > BRIEF;
        bool news = is_behind_caption(c, i);
        show(p, TELLS_NEWS, news);
        show(p, FOREIGN, !line && item && tells && window.len && back < 20 && !news);
        show(p, CREDIT_AHEAD, behind && shows(p, FOREIGN) && !shows(p, BEFORE_PICTURE_LINE));
        if (!line)
            continue;
        bool preceded = window.len > 0;
        gather(c, i, 1, &window);
        int ahead = acquire_echo(p->text, &window);
        show_line_echoes(c, i, back, ahead, window.len > 0);
        show(p, NEW_WORDS, preceded && ahead >= 40 && back * 2 < ahead);
    }
    buf_release(&window);
}

/* Does the text above piece i begin as news without a headline? */
static bool is_below_unheaded(const struct chain *c, size_t i)
{
    while (i > 0 && (is_plain_text(c->pieces[i - 1]) || is_apparatus(c->pieces[i - 1])))
        if (shows(c->pieces[--i], UNHEADED))
            return true;
    return false;
}

/* A head line of words that stand above and not below it; what ends with —— is a kicker. */
static bool echoes_as_headline(const struct piece *p)
{
    return is_head_line(p) && shows(p, ECHOES_BACK) && !shows(p, DASH_END);
}

/* Lines of such a text's words before the head of another one. */
void show_owed(struct chain *c)
{
    for (size_t i = 1, end; i < c->count; i = end) {
        end = i;
        while (end < c->count && echoes_as_headline(c->pieces[end]))
            end++;
        bool owed =
            end > i && end < c->count && is_head_line(c->pieces[end]) && is_below_unheaded(c, i);
        for (size_t k = i; owed && k < end; k++)
            show(c->pieces[k], OWED, true);
        end += end == i;
    }
}

/* The name of an office between two lines, the lower of which news stands below; and any line above
 * such a lower one. */
void show_flanked(struct chain *c)
{
    for (size_t i = 1; i + 2 < c->count; i++) {
        bool flanked = shows(c->pieces[i], UNIT_END) && !c->pieces[i]->level &&
                       is_head_line(c->pieces[i - 1]) && !shows(c->pieces[i - 1], DASH_END) &&
                       is_head_line(c->pieces[i + 1]) && shows(c->pieces[i + 2], HAS_DATELINE);
        show(c->pieces[i], FLANKED, flanked);
        bool above = is_head_line(c->pieces[i]) && !c->pieces[i]->level &&
                     is_head_line(c->pieces[i + 1]) && shows(c->pieces[i + 2], HAS_DATELINE);
        show(c->pieces[i - 1], FLANKS, flanked);
        show(c->pieces[i], FLANKS, above);
    }
}
