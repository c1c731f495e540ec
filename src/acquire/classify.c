/* SPDX-License-Identifier: MIT */
/*
 * What each piece is. One scoring model: a piece shows kinds of evidence (features), every feature
 * speaks for and against every label by a weight, every pair of neighbouring labels has a weight of
 * its own, and the sequence of labels with the highest sum over the whole page wins (Viterbi's
 * algorithm: linear in the page, exact). So a short line is a headline because a dateline follows
 * and a subject line precedes, not because of a rule about short lines, and weak evidence at one
 * place is settled by strong evidence beside it.
 *
 * Weights are whole numbers set by hand: 12 is near to proof (a dateline opens a first paragraph),
 * 3 is a tendency. A cascade of rules was rejected because each new kind of damage would change all
 * of them; a trained model was rejected because a handful of answered pages teaches it the paper,
 * not the language. New evidence is one more line in `evidence`.
 */
#include "acquire/grammar.h"

#include <stdlib.h>
#include <string.h>

enum feature {
    ALWAYS,
    IS_BYLINE,
    IS_CREDIT,
    STARTS_CAPTION,
    HAS_DATELINE,
    DASH_END,
    DASH_START,
    TINY,           /* 2 to 6 Han characters */
    LINE,           /* short and without a stop */
    WIDE,           /* a line of more than 20 characters */
    OVERLONG,       /* without a stop, but longer than a headline */
    SENTENCE,       /* one short sentence with its stop */
    TEXT,           /* longer, or several sentences */
    EXCLAIMS,       /* short, ends with ! or ? */
    UNIT_END,       /* ends as the name of an office or a place ends */
    MARKED_UNIT,    /* such a name under a heading mark, directly before another marked line */
    NAMED_AHEAD,    /* a tiny line, most of which stands in the text after it: who it is about */
    NAMES_ALONE,    /* names without titles */
    BRACKETED,      /* a line in round brackets */
    BOTH_DUTIES,    /* a byline that also says who took the pictures */
    HALVES,         /* two halves with a space between */
    NUMBERED,       /* 一、 （一） 1. */
    LONER,          /* the only tiny line amid text, at most four characters */
    PARALLEL,       /* built like another line of the page */
    MARKED_ARTICLE, /* heading mark of the articles' level */
    MARKED_DEEPER,
    AMID_TEXT,       /* a deeper heading with nothing but text before and after it */
    BARE,            /* the same at the articles' level, where others have an article's head */
    ANNOUNCED,       /* such a heading whose words stand in the head of the article before it */
    UNMARKED,        /* a line without a mark on a page that marks its headings */
    ALL_BOLD,        /* a bold line on a page without heading marks */
    BOLD_BELOW_MARK, /* a bold line on a page with heading marks */
    JOINED,          /* clearly goes on where the text before it stopped */
    OPEN_BEFORE,     /* the text before it has no stop; nothing else is known */
    CLOSED_BEFORE,   /* the text before it is complete */
    GOES_ON,         /* a line that the next piece clearly continues */
    WIDE_GAP,        /* more blank lines before it than usual */
    TIME_START,
    BEFORE_PICTURE_LINE, /* a caption or a credit follows */
    PARAGRAPH_ELEMENT,
    SOFT_BREAK,
    ECHOES_BACK,  /* a line whose words stand in the text before it, not in the text after */
    ECHOES_AHEAD, /* at least as much in the text after it */
    NEW_WORDS,    /* words of the text after it that the text before it does not have */
    FOREIGN,      /* stands before a caption or credit and shares no words with the text before */
    LIST_ITEM,
    LISTED,          /* a numbered line beside another */
    COLON_END,       /* a line that introduces what follows */
    TEXT_START,      /* a line whose first comma follows a time or at most three characters */
    OPENS_LIKE_TEXT, /* a line that begins as a paragraph of the page begins */
    FUNCTION_WORDS,  /* a line with as many function words as running text has */
    FULL_LINE,       /* as wide as the column, on a page whose lines were kept as printed */
    INDENTED,        /* a paragraph's indent, on a page that indents its paragraphs */
    NOT_INDENTED,    /* text without it on such a page */
    AFTER_FULL_LINE, /* stands directly behind such a line that has no stop */
    CLAUSES,         /* a line of three clauses or more: text that breaks off */
};

_Static_assert(CLAUSES < 64, "a piece has one bit for each feature");

enum { COLUMNS = 14, NEVER = -100 };

struct evidence {
    enum feature feature;
    int8_t weight[COLUMNS];
};

/* clang-format off */
static const struct evidence evidence[] = {
    /*                   LABEL KICK SUBJ HEAD SUBH BYL LEAD PARA CONT CROS CAPT CRED STRAY LATE */
    {ALWAYS,              {-2,   -8,   0,   0,  -8,  -9,  0,   0,   0,   0,  -5, -12,   0,  -3}},
    {IS_BYLINE,           {-9,   -9,  -9,  -9,  -9,  24, -9,  -9,  -9,  -9,  -9,  -4,  -9,  -9}},
    {IS_CREDIT,           {-9,   -9,  -9,  -9,  -9,  -9, -9,  -9,  -9,  -9,  -4,  26,  -9,  -9}},
    {STARTS_CAPTION,      {-9,   -9,  -9,  -6,  -9,  -9, -4,  -4,  -4,  -9,  18,  -9,  -6,  -9}},
    {HAS_DATELINE,        {-9,   -9,  -9,  -9,  -9,  -9, 12,  -4,  -6,  -9,  -9,  -9,   4,  -9}},
    {DASH_END,            {-9,   20,  -1,  -4,   0,  -9, -6,  -4,  -3,  -4,  -6,  -9,  -6,  -6}},
    {DASH_START,          {-9,   -6,  -6,  -6,  20,  -9, -6,  -5,   2,  -6,  -6,  -9,  -6,  -6}},
    {TINY,                { 6,   -4,  -3,   1,  -3,  -9, -8,  -8,  -4,   2,  -8,  -9,  -8,   1}},
    {LINE,                {-8,    0,   1,   4,   0,  -9, -6,  -6,  -3,   3,  -2,  -9,  -6,   4}},
    {WIDE,                {-4,    0,  -4,   0,   0,   0,  1,   1,   1,  -2,   0,   0,   1,  -1}},
    {OVERLONG,            {-20, -10, -20,  -6, -14, -20,  2,   2,   4,  -9,  -2, -20,   2, -12}},
    {SENTENCE,            {-10,  -8, -10,  -8,  -8, -10,  3,   4,   4,  -6,   4, -10,   2,  -9}},
    {TEXT,                {-20, -10, -20, -14, -14, -20,  6,   6,   6, -14,  -4, -20,   6, -16}},
    {EXCLAIMS,            { 0,    0,   0,   9,   3,   0, -1,  -1,  -1,   5,  -4,   0,  -1,   6}},
    {UNIT_END,            { 0,    0,   4,  -3,   0,   0,  0,   0,   0,  -3,   0,   0,   0,  -3}},
    {MARKED_UNIT,         { 0,    0,  20,  -8,   0,   0,  0,   0,   0,  -8,   0,   0,   0,  -8}},
    {NAMED_AHEAD,         {-6,    0,   5,   0,   0,   0,  0,   0,   0,   0,   0,   0,   0,   0}},
    {NAMES_ALONE,         {-2,   -4,  -4,  -4,  -4,  20, -4,  -4,  -4,  -4,  -4,   0,  -4,  -4}},
    {BRACKETED,           {-4,   -8,  -8,  -8,  -4,   2,  0,   0,   0,  -6,   0,   0,   0,  -8}},
    {BOTH_DUTIES,         { 0,    0,   0,   0,   0,  28,  0,   0,   0,   0,   0,   0,   0,   0}},
    {HALVES,              {-4,    0,  -1,   3,   0,   0,  0,   0,   0,  -4,   0,   0,   0,   2}},
    {NUMBERED,            {-4,   -4,  -6,  -4,  -4,   0,  0,   0,  -4,   7,   0,   0,  -4,  -6}},
    {PARALLEL,            { 0,    0,  -4,  -4,   0,   0,  0,   0,   0,   5,   0,   0,   0,  -4}},
    {MARKED_ARTICLE,      {-4,   -2,  -3,  14,  -4,  -9,-14, -14, -14,  -2,  -9,  -9, -14,  -2}},
    {MARKED_DEEPER,       {-4,   -4,  -3,   6,  -4,  -9,-14, -14, -14,   7,  -9,  -9, -14,  -2}},
    {AMID_TEXT,           { 0,    0,   0,  -3,   0,   0,  0,   0,   0,   4,   0,   0,   0,   0}},
    {BARE,                { 0,    0,  -4,  -8,   0,   0,  0,   0,   0,   8,   0,   0,   0,   0}},
    {LONER,               { 2,    0,   0,   0,   0,   0,  0,   0,   0,  -6,   0,   0,   0,   0}},
    {ANNOUNCED,           { 0,    0,   0,  -2,   0,   0,  0,   0,   0,   3,   0,   0,   0,   0}},
    {UNMARKED,            { 0,    0,   0,  -6,   0,   0,  0,   0,   0,  -4,   0,   0,   0,  -4}},
    {ALL_BOLD,            {-2,    0,   2,   5,   0,   0, -3,  -3,  -4,   5,   0,   0,  -3,   2}},
    {BOLD_BELOW_MARK,     {-4,   -4,  -6,  -6,   0,   0, -3,  -3,  -4,  10,   0,   0,  -3,  -4}},
    {JOINED,              {-4,   -6,  -2,  -4,  -4,   0, -4,  -4,  10,  -6,  -4,   0,  -4,  -4}},
    {OPEN_BEFORE,         { 0,    0,   0,   0,   0,   0,  0,  -4,   7,  -4,  -2,   0,  -2,   0}},
    {CLOSED_BEFORE,       { 0,    0,   0,   0,   0,   0,  0,   0, -12,   0,   0,   0,   0,   0}},
    {GOES_ON,             {-8,   -4,  -6,  -6,  -6,   0,  9,  10,   8,  -6,   0,   0,   8,  -6}},
    {WIDE_GAP,            { 1,    1,   1,   1,   0,   1,  0,  -2,  -3,  -3,   1,  -1,   6,   0}},
    {TIME_START,          { 0,    0,   0,   0,   0,   0,  3,  -1,  -1,  -1,   0,   0,   4,   0}},
    {BEFORE_PICTURE_LINE, { 0,   -4,  -4,  -4,  -4,   0,  0,   0,   0,  -4,   3,   0,   2,  -2}},
    {PARAGRAPH_ELEMENT,   {-3,   -3,  -4,  -4,   0,   0,  2,   3,  -8,  -1,   0,   0,   2,  -2}},
    {SOFT_BREAK,          {-4,   -4,  -4,  -4,  -4,   0, -6,  -6,  12,  -4,   0,   0,  -6,  -4}},
    {ECHOES_BACK,         { 0,    0,   0,  -1,   0,   0,  0,   0,   0,   0,   0,   0,   0,   6}},
    {ECHOES_AHEAD,        { 0,    0,   0,   0,   0,   0,  0,   0,   0,   0,   0,   0,   0,  -9}},
    {LISTED,              { 0,    0,  -4,  -6,   0,   0,  0,  10,   0,  -8,   0,   0,   0,  -4}},
    {COLON_END,           {-2,    0,  -8,  -6,   0,   0,  4,   7,   0,  -6,   0,   0,   0,  -8}},
    {TEXT_START,          {-6,   -6,  -8,  -6,  -4,   0,  8,   9,   5,  -8,  -1,   0,   4,  -6}},
    {OPENS_LIKE_TEXT,     { 0,    0,   0,  -1,   0,   0,  3,   4,   0,  -5,   0,   0,   0,  -1}},
    {FUNCTION_WORDS,      {-2,    0,  -3,  -1,   0,   0,  2,   4,   2,  -3,   0,   0,   1,  -1}},
    {CLAUSES,             { 0,    0,  -8,  -4,  -4,   0,  4,   5,   4,  -6,   0,   0,   2,  -4}},
    {FULL_LINE,           {-9,   -6,  -8,  -8,  -6,   0,  6,   6,   7, -10,  -4,   0,   4,  -8}},
    {INDENTED,            {-1,   -1,  -2,  -2,   0,   0,  4,   4, -12,  -1,   2,   0,   3,  -2}},
    {NOT_INDENTED,        { 0,    0,   0,   0,   0,   0,  0,  -3,   4,   0,   0,   0,   0,   0}},
    {AFTER_FULL_LINE,     {-9,   -9,  -9,  -9,  -9,  -4, -9,  -9,  10,  -9,  -9,  -4,  -9,  -9}},
    {NEW_WORDS,           { 0,    0,   0,   3,   0,   0,  0,   0,   0,  -3,   0,   0,   0,   0}},
    {FOREIGN,             { 0,    0,   0,   0,   0,   0,  0,  -2,   0,   0,  -3,   0,   6,   0}},
    {LIST_ITEM,           {-9,   -9, -20, -20,  -9,  -9,  8,  20, -30, -20,  -9,  -9, -12, -20}},
};

/* Which column of the evidence a label reads. */
static const unsigned char column[LABELS] = {
    [LABEL] = 0, [HEAD_LABEL] = 0, [KICKER] = 1, [SUBJECT] = 2, [HEADLINE] = 3, [SUBHEADLINE] = 4, [BYLINE] = 5,
    [FIRST_BYLINE] = 5,
    [LEAD] = 6, [PARAGRAPH] = 7, [CONTINUATION] = 8, [CROSSHEAD] = 9, [CAPTION] = 10,
    [CREDIT] = 11, [STRAY_LEAD] = 12, [STRAY_PARAGRAPH] = 7, [STRAY_CONTINUATION] = 8,
    [STRAY_CAPTION] = 10, [STRAY_CREDIT] = 11, [LATE_HEADLINE] = 13,
};

#define NO NEVER
/* From the row's label to the column's. */
static const int8_t next_weight[LABELS][LABELS] = {
    /*                     LAB H.L KIC SUB HEA SBH BYL 1.B LEA PAR CON CRO CAP CRE  S-L S-P S-C S-A S-R LATE */
    [LABEL]              = {-4,  NO,  0, -1, -1, NO, NO, -1, -6, -3, -2, -3, -3, -6,  -5, NO, NO, NO, NO, NO},
    [HEAD_LABEL]         = {NO,  -4, NO, -4, -2, -1, -1, NO, -1, -8, -8, -5, -3, -8,  NO, NO, NO, NO, NO, NO},
    [KICKER]             = {NO,  -3, -4,  1,  3, NO, NO, -4, -8, NO, NO, NO, NO, NO,  NO, NO, NO, NO, NO, NO},
    [SUBJECT]            = {-4,  NO, -3, -2,  4, NO, -7, NO, NO, NO, NO, NO, NO, NO,  NO, NO, NO, NO, NO, NO},
    [HEADLINE]           = {-8,  -3, -8, -8, -2,  2,  2, NO,  2, -6, -8, -5,  0, -6,  NO, NO, NO, NO, NO, NO},
    [SUBHEADLINE]        = {-8,  -2, -6, -6, -3, -1,  2, NO,  2, -4, NO, -5, -1, NO,  NO, NO, NO, NO, NO, NO},
    [BYLINE]             = {-3,  -1, NO, NO, NO, -1,  0, NO,  2, -4, -6, -4, -1, NO,  -8, NO, NO, NO, NO, NO},
    [FIRST_BYLINE]       = {-1,  NO,  1,  1,  1, NO, NO,  0, NO, NO, NO, NO, NO, NO,  NO, NO, NO, NO, NO, NO},
    [LEAD]               = {-3,  NO, -3, -3, -4, NO, -6, -3, -6,  0,  0, -1, -1, -5,  -10, NO, NO, NO, NO, NO},
    [PARAGRAPH]          = {-3,  NO, -3, -3, -4, NO, -6, -3, -6,  0,  0, -1, -1, -5,  -10, NO, NO, NO, NO, NO},
    [CONTINUATION]       = {-3,  NO, -3, -3, -4, NO, -6, -3, -6,  0,  0, -1, -1, -5,  -10, NO, NO, NO, NO, NO},
    [CROSSHEAD]          = {-4,  NO, -6, -6, -6, NO, NO, -6, -4,  3, -6, -4, -2, NO,  NO, NO, NO, NO, NO, NO},
    [CAPTION]            = {-3,  NO, -3, -3, -3, NO, -6, -3,  0, -1, -1, -2,  1,  4,  -8, NO, NO, NO, NO, NO},
    [CREDIT]             = {-2,  NO, -1, -1, -2, NO, -6, -1,  0, -1, -1, -2,  0, -3,  -4, NO, NO, NO, NO, NO},
    [STRAY_LEAD]         = {-4,  NO, -7, -7, -7, NO, NO, -7, NO, NO, NO, NO, NO, NO,  -8, -2,  0,  2,  2, -2},
    [STRAY_PARAGRAPH]    = {-4,  NO, -7, -7, -7, NO, NO, -7, NO, NO, NO, NO, NO, NO,  -8, -2,  0,  2,  2, -2},
    [STRAY_CONTINUATION] = {-4,  NO, -7, -7, -7, NO, NO, -7, NO, NO, NO, NO, NO, NO,  -8, -2,  0,  2,  2, -2},
    [STRAY_CAPTION]      = {-3,  NO, -4, -4, -4, NO, NO, -4, NO, NO, NO, NO, NO, NO,  -6, NO, NO,  1,  4, -1},
    [STRAY_CREDIT]       = {-1,  NO,  0,  0, -1, NO, NO,  0, NO, NO, NO, NO, NO, NO,  -2, NO, NO,  0, -3,  0},
    [LATE_HEADLINE]      = {-1,  NO,  0,  0,  0, NO, NO,  0, NO, NO, NO, NO, NO, NO,  -3, NO, NO, NO, NO, NO},
};

static const int8_t first_weight[LABELS] =
                           {-1, NO,  0,  0,  0, NO, NO,  0, -3, -6, -6, -6, -4, -8,  -3, NO, NO, NO, NO, NO};
static const int8_t last_weight[LABELS] =
                           {-2, NO, -8, -8, -8, -8, -1, -8,  0,  0,  0, -8,  0,  0,  -7, -7, -7,  0,  0,  0};
#undef NO
/* clang-format on */

static bool shows(const struct piece *piece, enum feature feature)
{
    return piece->features >> feature & 1;
}

static void show(struct piece *piece, enum feature feature, bool condition)
{
    piece->features |= (uint64_t)condition << feature;
}

/* ---- evidence in one piece ---------------------------------------------------------------- */

/* A space between two halves of at least three Han characters each. */
static bool has_halves(struct slice s)
{
    size_t run = 0, before = 0;
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (is_space(code)) {
            before = run > before ? run : before;
            run = 0;
        } else {
            run++;
        }
    }
    return before >= 3 && run >= 3;
}

static bool is_numbered(struct slice s)
{
    if (in_set(slice_first(s), "(（"))
        utf8_next(&s.start, s.end);
    const char *start = s.start;
    while (s.start < s.end && s.start - start < 9) {
        const char *here = s.start;
        uint32_t code = utf8_next(&s.start, s.end);
        if (in_set(code, "一二三四五六七八九十") || (code >= '0' && code <= '9'))
            continue;
        bool range = code == 0x3001 && in_set(slice_first(s), "一二三四五六七八九十");
        return here > start && in_set(code, "、.．)）") && !range;
    }
    return false;
}

static size_t count_of(struct slice s, const char *set)
{
    size_t count = 0;
    while (s.start < s.end)
        count += in_set(utf8_next(&s.start, s.end), set);
    return count;
}

static bool has_clauses(struct slice s)
{
    size_t commas = count_of(s, "，,；;"), all = commas + count_of(s, "、");
    return commas >= 2 || all >= 3 || (all >= 2 && slice_count(s) > 20);
}

static bool starts_as_text(struct slice s)
{
    const char *p = s.start;
    size_t before = 0;
    for (; p < s.end; before++)
        if (in_set(utf8_next(&p, s.end), "，,"))
            return before > 0 && (before <= 3 || starts_with_time(s));
    return false;
}

static bool all_han(struct slice s)
{
    while (s.start < s.end)
        if (!is_han(utf8_next(&s.start, s.end)))
            return false;
    return true;
}

static void show_size(struct piece *piece, struct slice s)
{
    size_t count = slice_count(s);
    bool stop = ends_sentence(s), several = last_inner_stop(s) != NULL;
    bool exclaims = in_set(slice_last(s), "！？!?") && !several && count <= 30;
    bool tiny = count <= 6 && all_han(s);
    show(piece, EXCLAIMS, exclaims);
    show(piece, TINY, tiny);
    show(piece, LINE, !tiny && !stop && !several && count <= 45);
    show(piece, WIDE, !stop && !several && count > 20 && count <= 45);
    show(piece, OVERLONG, !stop && !several && count > 45);
    show(piece, SENTENCE, stop && !several && count <= 60);
    show(piece, TEXT, several || (stop && count > 60));
}

static void show_form(const struct page *page, struct piece *piece)
{
    struct slice s = slice_of(piece->text);
    struct dateline dateline;
    bool credit = is_credit(page->arena, s), byline = !credit && is_byline(page->arena, s);
    show(piece, ALWAYS, true);
    show(piece, IS_CREDIT, credit);
    show(piece, IS_BYLINE, byline);
    show(piece, BOTH_DUTIES, credit && has_both_duties(page->arena, s));
    show(piece, NAMES_ALONE, !credit && !byline && !piece->level && is_names(s));
    show(piece, STARTS_CAPTION, starts_caption(s));
    show(piece, HAS_DATELINE, dateline_read(page->arena, s, &dateline));
    show(piece, DASH_END, slice_ends(s, "——") || slice_ends(s, "──"));
    show(piece, DASH_START, slice_starts(s, "——") || slice_starts(s, "──"));
    show_size(piece, s);
    bool line = shows(piece, LINE) || shows(piece, TINY);
    show(piece, UNIT_END, line && ends_unit(s));
    show(piece, HALVES, line && has_halves(s));
    show(piece, NUMBERED, (line || shows(piece, OVERLONG)) && is_numbered(s));
    show(piece, BRACKETED, line && in_set(slice_first(s), "(（") && in_set(slice_last(s), ")）"));
    show(piece, COLON_END, line && in_set(slice_last(s), "：:"));
    show(piece, CLAUSES, line && has_clauses(s));
    show(piece, FUNCTION_WORDS, line && count_of(s, "的了在是将和与对并不也还及") >= 2);
    show(piece, TEXT_START, line && starts_as_text(s));
    show(piece, TIME_START, starts_with_time(s));
    show(piece, PARAGRAPH_ELEMENT, piece->element);
    show(piece, LIST_ITEM, piece->item);
}

/* ---- evidence between pieces -------------------------------------------------------------- */

/* The pieces that are still to be labelled, in order. */
struct chain {
    struct page *page;
    struct piece **pieces;
    size_t count;
};

static struct chain chain_of(struct page *page)
{
    struct chain c = {page, arena_array(page->arena, page->count + 1, sizeof(struct piece *)), 0};
    for (size_t i = 0; i < page->count; i++)
        if (page->pieces[i].label == UNDECIDED)
            c.pieces[c.count++] = &page->pieces[i];
    return c;
}

static bool is_line(const struct piece *p)
{
    return shows(p, LINE) || shows(p, TINY);
}

static void show_marks(struct chain *c, int article_level)
{
    size_t marked = 0;
    for (size_t i = 0; i < c->count; i++)
        marked += c->pieces[i]->level > 0;
    for (size_t i = 0; i < c->count; i++) {
        struct piece *p = c->pieces[i];
        bool line = is_line(p);
        show(p, MARKED_ARTICLE, p->level && p->level <= article_level);
        show(p, MARKED_DEEPER, p->level > article_level);
        show(p, MARKED_UNIT,
             p->level && shows(p, UNIT_END) && i + 1 < c->count &&
                 c->pieces[i + 1]->level == p->level);
        show(p, UNMARKED, marked >= 2 && !p->level && line && !p->bold);
        show(p, ALL_BOLD, marked < 2 && p->bold && line);
        show(p, BOLD_BELOW_MARK, marked >= 2 && p->bold && line && !p->level);
    }
}

/* The usual distance is the most frequent one; anything above is wide. */
static void show_gaps(struct chain *c)
{
    size_t counts[4] = {0};
    for (size_t i = 1; i < c->count; i++)
        counts[c->pieces[i]->gap < 3 ? (c->pieces[i]->gap > 0 ? c->pieces[i]->gap : 0) : 3]++;
    int usual = 0;
    for (int i = 1; i < 4; i++)
        if (counts[i] > counts[usual])
            usual = i;
    for (size_t i = 1; i < c->count; i++)
        show(c->pieces[i], WIDE_GAP, c->pieces[i]->gap > usual + 1);
}

static bool is_apparatus(const struct piece *p)
{
    return shows(p, IS_BYLINE) || shows(p, IS_CREDIT) || shows(p, STARTS_CAPTION);
}

static bool is_text(const struct piece *p)
{
    return shows(p, TEXT) || shows(p, SENTENCE) || shows(p, OVERLONG) || shows(p, TEXT_START) ||
           shows(p, FULL_LINE) || shows(p, CLAUSES) || shows(p, OPENS_LIKE_TEXT) ||
           shows(p, FUNCTION_WORDS) || shows(p, HAS_DATELINE);
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
}

/* Half a Han character is the unit. */
static size_t width_of(const char *text)
{
    struct slice s = slice_of(text);
    size_t width = 0;
    while (s.start < s.end)
        width += utf8_next(&s.start, s.end) < 0x80 ? 1 : 2;
    return width;
}

enum { WIDEST = 100, NARROWEST = 16 };

/* The measure of a page whose lines were kept as printed, or 0: nothing is wider, and a third of
 * the lines fill it. */
static size_t measure_of(const struct chain *c, const size_t *widths)
{
    size_t measure = 0, full = 0;
    for (size_t i = 0; i < c->count; i++)
        measure = widths[i] > measure ? widths[i] : measure;
    for (size_t i = 0; i < c->count; i++)
        full += widths[i] + 3 >= measure;
    return measure <= WIDEST && measure >= NARROWEST && full >= 6 && full * 3 >= c->count ? measure
                                                                                          : 0;
}

static void show_wrapping(struct chain *c)
{
    size_t *widths = arena_array(c->page->arena, c->count + 1, sizeof *widths);
    for (size_t i = 0; i < c->count; i++)
        widths[i] = width_of(c->pieces[i]->text);
    size_t measure = measure_of(c, widths);
    for (size_t i = 0; measure && i < c->count; i++) {
        struct piece *p = c->pieces[i];
        bool full = widths[i] + 3 >= measure && !p->level && !is_apparatus(p);
        show(p, FULL_LINE, full);
        if (i + 1 < c->count && c->pieces[i + 1]->line == p->line + 1)
            show(c->pieces[i + 1], AFTER_FULL_LINE, full && !ends_sentence(slice_of(p->text)));
    }
}

/* The piece that piece i would continue: captions, credits and labels may stand between. */
static struct piece *text_before(const struct chain *c, size_t i)
{
    for (size_t k = i, steps = 0; k-- > 0 && steps < 6; steps++) {
        struct piece *p = c->pieces[k];
        if (!is_apparatus(p) && (is_text(p) || k + 1 == i || !shows(p, TINY)))
            return p;
    }
    return NULL;
}

enum { CLEAR_JOINT = 5 };

static void show_joint(const struct joints *joints, struct piece *before, struct piece *p)
{
    int score = acquire_joint(joints, before->text, p->text);
    bool clear = score >= CLEAR_JOINT && (is_text(before) || is_text(p)) && !shows(p, HAS_DATELINE);
    bool closed = ends_sentence(slice_of(before->text));
    show(p, JOINED, clear);
    show(p, OPEN_BEFORE, !clear && !closed && is_text(before));
    show(p, CLOSED_BEFORE, !clear && (closed || !is_text(before)));
    show(before, GOES_ON, clear && shows(before, LINE));
}

static void show_joints(struct chain *c, const struct joints *joints)
{
    for (size_t i = 1; i < c->count; i++) {
        struct piece *p = c->pieces[i], *before = text_before(c, i);
        bool headed = !before || before->level || p->level;
        if (is_apparatus(p))
            continue;
        if (p->soft && before == c->pieces[i - 1] && !headed) {
            show(p, SOFT_BREAK, true);
            show(before, GOES_ON, shows(before, LINE) || shows(before, TINY));
        } else if (headed) {
            show(p, CLOSED_BEFORE, true);
        } else {
            show_joint(joints, before, p);
        }
    }
}

static void show_pictures(struct chain *c)
{
    for (size_t i = 0; i + 1 < c->count; i++) {
        struct piece *next = c->pieces[i + 1];
        show(c->pieces[i], BEFORE_PICTURE_LINE,
             !is_apparatus(c->pieces[i]) &&
                 (shows(next, IS_CREDIT) || shows(next, STARTS_CAPTION)));
    }
}

static void show_lists(struct chain *c)
{
    for (size_t i = 0; i + 1 < c->count; i++)
        if (shows(c->pieces[i], NUMBERED) && shows(c->pieces[i + 1], NUMBERED)) {
            show(c->pieces[i], LISTED, true);
            show(c->pieces[i + 1], LISTED, true);
        }
}

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

static void show_parallels(struct chain *c)
{
    struct build *builds = arena_array(c->page->arena, c->count + 1, sizeof *builds);
    size_t count = 0;
    for (size_t i = 0; i < c->count; i++)
        if (shows(c->pieces[i], LINE) && !shows(c->pieces[i], HALVES))
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

static void show_openings(struct chain *c)
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
            show(openings[i].piece, OPENS_LIKE_TEXT, shows(openings[i].piece, LINE));
    }
}

/* ---- echoes: words that a line shares with the text around it ------------------------------- */

enum { ECHO_WINDOW = 1500 }; /* bytes of neighbouring text that are looked at */

enum { ECHO_PAIRS = 100 }; /* pairs of characters of the line that are looked up */

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

/* Percentage of the line's pairs of Han characters that stand in the window. */
static int echo(const char *line, const struct buf *window)
{
    struct slice s = slice_of(line);
    int pairs = 0, hits = 0;
    const char *previous = NULL;
    while (window->len && s.start < s.end && pairs < ECHO_PAIRS) {
        const char *here = s.start;
        bool han = is_han(utf8_next(&s.start, s.end));
        if (han && previous) {
            pairs++;
            hits +=
                memmem(window->text, window->len, previous, (size_t)(s.start - previous)) != NULL;
        }
        previous = han ? here : NULL;
    }
    return pairs ? hits * 100 / pairs : 0;
}

static void show_echoes(struct chain *c)
{
    struct buf window = {0};
    for (size_t i = 0; i < c->count; i++) {
        struct piece *p = c->pieces[i];
        bool line = shows(p, LINE) || shows(p, TINY);
        if (!line && !shows(p, BEFORE_PICTURE_LINE))
            continue;
        gather(c, i, -1, &window);
        int back = echo(p->text, &window);
        bool item =
            shows(p, TIME_START) || (i + 1 < c->count && shows(c->pieces[i + 1], IS_CREDIT));
        show(p, FOREIGN, !line && item && window.len && back < 20);
        if (!line)
            continue;
        bool preceded = window.len > 0;
        gather(c, i, 1, &window);
        int ahead = echo(p->text, &window);
        show(p, ECHOES_BACK, back >= 40 && ahead * 2 < back);
        show(p, ECHOES_AHEAD, ahead >= back);
        show(p, NAMED_AHEAD, shows(p, TINY) && ahead >= 60);
        show(p, NEW_WORDS, preceded && ahead >= 40 && back * 2 < ahead);
    }
    buf_release(&window);
}

/* ---- headings below the articles' level ------------------------------------------------------ */

static bool is_plain_text(const struct piece *p)
{
    return is_text(p) && !is_apparatus(p) && !p->level;
}

/* The words between an article's heading and its second paragraph, which announce its parts. */
static void gather_head(const struct chain *c, size_t heading, struct buf *head)
{
    size_t i = heading > 0 && shows(c->pieces[heading - 1], DASH_END) ? heading - 1 : heading;
    head->len = 0;
    for (; i < c->count && head->len < ECHO_WINDOW; i++) {
        size_t len = strlen(c->pieces[i]->text);
        if (i > heading && c->pieces[i]->level)
            return;
        buf_add(head, c->pieces[i]->text, len < ECHO_WINDOW ? len : ECHO_WINDOW);
        if (is_text(c->pieces[i]))
            return;
    }
}

static bool is_amid_text(const struct chain *c, size_t i)
{
    return i > 0 && i + 1 < c->count && is_plain_text(c->pieces[i - 1]) &&
           is_plain_text(c->pieces[i + 1]) && !shows(c->pieces[i + 1], HAS_DATELINE);
}

/* On a page that marks all headings alike: two or more in a row amid text, while others have the
 * head of an article around them. */
static void show_bare(struct chain *c)
{
    struct piece *before = NULL;
    size_t headed = 0;
    for (size_t i = 0; i < c->count; i++) {
        if (shows(c->pieces[i], MARKED_DEEPER))
            return;
        headed += shows(c->pieces[i], MARKED_ARTICLE) && !is_amid_text(c, i);
    }
    for (size_t i = 0; headed && i < c->count; i++) {
        struct piece *p = c->pieces[i];
        if (!shows(p, MARKED_ARTICLE))
            continue;
        bool amid = is_amid_text(c, i);
        show(p, BARE, amid && before);
        if (amid && before)
            show(before, BARE, true);
        before = amid ? p : NULL;
    }
}

static void show_parts(struct chain *c)
{
    struct buf head = {0};
    show_bare(c);
    for (size_t i = 0; i < c->count; i++) {
        struct piece *p = c->pieces[i];
        if (shows(p, MARKED_ARTICLE) && !shows(p, BARE))
            gather_head(c, i, &head);
        show(p, AMID_TEXT, shows(p, MARKED_DEEPER) && is_amid_text(c, i));
        if (shows(p, MARKED_DEEPER) || shows(p, BARE))
            show(p, ANNOUNCED, echo(p->text, &head) >= 25);
    }
    buf_release(&head);
}

/* A column label strays into a text alone; headings are several. */
static void show_loners(struct chain *c)
{
    struct piece *only = NULL;
    size_t count = 0;
    for (size_t i = 0; i < c->count; i++)
        if (shows(c->pieces[i], TINY) && !c->pieces[i]->level && is_amid_text(c, i)) {
            only = c->pieces[i];
            count++;
        }
    if (count == 1)
        show(only, LONER, slice_count(slice_of(only->text)) <= 4);
}

/* ---- the best sequence of labels ----------------------------------------------------------- */

static int weight_of(const struct piece *piece, enum label label)
{
    int sum = 0;
    for (size_t i = 0; i < COUNT(evidence); i++)
        if (shows(piece, evidence[i].feature))
            sum += evidence[i].weight[column[label]];
    return sum;
}

/* Best predecessor of `label`, given the sums up to the piece before. */
static int best_before(const int *sums, enum label label, int *sum)
{
    int best = 0;
    for (int from = 0; from < LABELS; from++)
        if (sums[from] + next_weight[from][label] > sums[best] + next_weight[best][label])
            best = from;
    *sum = sums[best] + next_weight[best][label];
    return best;
}

static void decode(struct chain *c)
{
    unsigned char(*from)[LABELS] = arena_array(c->page->arena, c->count, sizeof *from);
    int sums[LABELS], next[LABELS];
    for (int l = 0; l < LABELS; l++)
        sums[l] = first_weight[l] + weight_of(c->pieces[0], (enum label)l);
    for (size_t i = 1; i < c->count; i++) {
        for (int l = 0; l < LABELS; l++) {
            from[i][l] = (unsigned char)best_before(sums, (enum label)l, &next[l]);
            next[l] += weight_of(c->pieces[i], (enum label)l);
        }
        memcpy(sums, next, sizeof sums);
    }
    int best = 0;
    for (int l = 0; l < LABELS; l++)
        if (sums[l] + last_weight[l] > sums[best] + last_weight[best])
            best = l;
    for (size_t i = c->count; i-- > 0; best = from[i][best])
        c->pieces[i]->label = (enum label)best;
}

void acquire_classify(struct page *page, int article_level, const struct joints *joints)
{
    struct chain c = chain_of(page);
    if (!c.count)
        return;
    for (size_t i = 0; i < c.count; i++)
        show_form(page, c.pieces[i]);
    show_marks(&c, article_level);
    show_gaps(&c);
    if (!page->reflowed) {
        show_wrapping(&c);
        show_indents(&c);
    }
    show_openings(&c);
    show_joints(&c, joints);
    show_pictures(&c);
    show_lists(&c);
    show_parallels(&c);
    show_echoes(&c);
    show_parts(&c);
    show_loners(&c);
    decode(&c);
}
