/* SPDX-License-Identifier: MIT */
/*
 * Columns that came in the wrong order. A body then begins in mid-sentence, and its beginning
 * stands far below: at the end of the article, behind another paragraph, or in the next article. Or
 * a piece of one article lies between the paragraphs of another.
 *
 * What proves it is the joint: an end without a stop (`from`) that nothing near goes on from, and a
 * beginning (`to`) that fits it. Every such end is tried with every beginning within REACH texts;
 * the joint's score (repair.c) is raised or lowered by what the two are: the first text of an
 * article, or the first under a heading, may well begin in mid-sentence, a paragraph amid others
 * hardly; a dateline belongs to the beginning of an article that has none; the same article is
 * nearer than another; a text between the halves of a paragraph that go on better over it is likely
 * displaced. A pair must beat what follows the end now, and the best pairs are taken
 * first.
 *
 * A displaced column holds whole paragraphs as well. Before the end that was found, those go with
 * it that share more words with the article they would go to than with the one they stand in, or
 * that have the words of its headline where that is the same article.
 *
 * Order is kept as a linked list while things move, so a page with many moves stays linear.
 */
#include <stdlib.h>
#include <string.h>

#include "acquire/feature.h"
#include "acquire/grammar.h"

enum {
    REACH = 60,      /* texts between an end and a beginning that are tried */
    LEAST_SCORE = 7, /* of a pair that is taken */
    LEAST_GAIN = 3,  /* by which it must beat what follows the end now */
    HERE = 8,        /* for what follows the end now */
    HERE_LINE = 4,   /* and may be a headline */
    LEAST_CLEAR = 2, /* and the second best beginning */
    MOST_STUMP = 8,  /* characters of Han */
    MOST_REST = 14,
    ALIEN = 4,
    HEADED = 40, /* percent of the headline's words that its first paragraph has */
    MOST_WORDS = 6000,
};

/* A piece of running text, in the order of the page. */
struct text {
    size_t piece;
    size_t article; /* counts the heads before it */
    bool first;     /* of its article */
    bool headed;    /* stands under a heading inside the article */
    bool dateline;
    bool bare;     /* nothing but a dateline: the text behind it is the first of its article */
    bool open;     /* ends without a stop */
    bool begins;   /* begins a paragraph */
    bool parting;  /* stands between the halves of a paragraph, which goes on over it */
    bool inserted; /* and begins as a sentence does */
    bool alien;    /* and by far better: it is of another place */
    bool used;
};

struct pair {
    size_t from, to; /* texts */
    int score, gain;
};

struct order {
    struct page *page;
    const struct joints *joints;
    struct text *texts;
    size_t count;
    size_t *next, *previous; /* pieces as a ring; the last index is its anchor */
    struct pair *pairs;
    size_t pair_count;
};

static bool is_head(enum label label)
{
    return label == KICKER || label == SUBJECT || label == HEADLINE || label == FIRST_BYLINE ||
           label == STRAY_LEAD || label == SECTION;
}

static bool is_text_label(enum label label)
{
    return label == LEAD || label == PARAGRAPH || label == CONTINUATION || label == STRAY_LEAD ||
           label == STRAY_PARAGRAPH || label == STRAY_CONTINUATION;
}

static bool goes_on(const struct piece *piece)
{
    return piece->label == CONTINUATION || piece->label == STRAY_CONTINUATION;
}

static const struct piece *piece_of(const struct order *o, size_t text)
{
    return &o->page->pieces[o->texts[text].piece];
}

/* A text without a stop at its end; a line is none, and what the markup calls a paragraph is whole.
 */
static bool may_break_off(const struct piece *p)
{
    return !p->item && !p->element && !p->known && !p->ends.closed && is_text(p) &&
           !shows(p, NUMBERED);
}

static struct text text_of(const struct order *o, size_t piece)
{
    const struct piece *p = &o->page->pieces[piece];
    struct slice s = slice_of(p->text);
    struct dateline dateline;
    bool dated = dateline_read(o->page->arena, s, &dateline);
    return (struct text){.piece = piece,
                         .dateline = dated,
                         .bare = dated && dateline.body == s.end,
                         .open = may_break_off(p) && !in_set(slice_last(s), ":："),
                         .begins = !p->item && !p->known && !goes_on(p)};
}

static void find_texts(struct order *o)
{
    const struct page *page = o->page;
    size_t article = 0;
    bool body = false, first = true, headed = false;
    o->texts = arena_array(page->arena, page->count + 1, sizeof *o->texts);
    for (size_t i = 0; i < page->count; i++) {
        enum label label = page->pieces[i].label;
        if (is_head(label) && body) {
            article++;
            body = false;
            first = true;
        }
        headed = label == CROSSHEAD || headed;
        if (!is_text_label(label))
            continue;
        struct text text = text_of(o, i);
        if (text.bare)
            continue;
        text.article = article;
        text.first = first;
        text.begins = text.begins || (first && goes_on(&page->pieces[i])); /* behind a dateline */
        text.headed = headed;
        o->texts[o->count++] = text;
        body = true;
        first = headed = false;
    }
}

/* By how much the halves of a paragraph go on better over the text between them than in it; -1
 * where they do not, or the text goes on still better than the first half. */
static int parts_by(const struct order *o, size_t text)
{
    if (text == 0 || text + 1 >= o->count || !o->texts[text - 1].open ||
        o->texts[text - 1].article != o->texts[text + 1].article)
        return -1;
    const struct piece *before = piece_of(o, text - 1), *p = piece_of(o, text);
    const struct piece *after = piece_of(o, text + 1);
    int over = acquire_joint(o->joints, before, after);
    if (over < LEAST_SCORE || acquire_joint(o->joints, p, after) > over)
        return -1;
    return over - acquire_joint(o->joints, before, p);
}

static void find_parting(struct order *o)
{
    for (size_t i = 0; i < o->count; i++) {
        struct text *text = &o->texts[i];
        int by = parts_by(o, i);
        text->parting = by > 0;
        text->alien = by >= ALIEN && !piece_of(o, i)->item && !piece_of(o, i)->known;
        text->inserted =
            text->parting && piece_of(o, i)->ends.begins && !piece_of(o, i + 1)->ends.begins;
    }
}

/* ---- pairs -------------------------------------------------------------------------------- */

/* What speaks for a joint besides the missing stop, which speaks for all of them alike. */
static int evidence(const struct order *o, size_t from, size_t to)
{
    const struct piece *end = piece_of(o, from);
    return acquire_joint(o->joints, end, piece_of(o, to)) - acquire_joint_base(end);
}

/* Does a text that wants a rest stand before one that begins as a sentence does? */
static bool is_cut_off(const struct order *o, size_t from)
{
    return from + 1 < o->count && acquire_joint_end(piece_of(o, from)) > 0 &&
           piece_of(o, from + 1)->ends.begins;
}

/* How well the text goes on where it stands. */
static int score_here(const struct order *o, size_t from)
{
    size_t next = from + 1;
    if (o->texts[from].inserted)
        return 0;
    if (next < o->count && o->texts[next].inserted && o->texts[next].open)
        return evidence(o, from, next + 1) + HERE;
    if (next >= o->count || !goes_on(piece_of(o, next)))
        return 0;
    return evidence(o, from, next) + (is_line(piece_of(o, next)) ? HERE_LINE : HERE);
}

/* 灰色夹克。 An article seldom begins with so short a sentence, but the rest of one is often as
 * short. Behind a comma, which wants a rest, it may be longer, and a question. */
static bool is_stump(const struct piece *end, const struct piece *p)
{
    struct slice s = slice_of(p->text);
    size_t han = 0;
    if (!shows(p, SENTENCE))
        return false;
    if (acquire_joint_end(end) > 0 && slice_count(s) <= MOST_REST)
        return true;
    for (; s.start < s.end; han++)
        if (!is_han(utf8_next(&s.start, s.end)))
            break;
    return s.start == s.end && han <= MOST_STUMP &&
           !in_set(slice_last(slice_of(p->text)), "！？!?");
}

static void add_article(const struct order *o, size_t article, size_t near, size_t but,
                        struct buf *words)
{
    words->len = 0;
    for (size_t i = near; i-- > 0 && o->texts[i].article == article;)
        if (i != but && words->len < MOST_WORDS)
            buf_adds(words, piece_of(o, i)->text);
    for (size_t i = near; i < o->count && o->texts[i].article == article; i++)
        if (i != but && words->len < MOST_WORDS)
            buf_adds(words, piece_of(o, i)->text);
}

/* Does the paragraph share more words with the article of `to` than with its own? */
static bool belongs_to(const struct order *o, size_t text, size_t to)
{
    struct buf words = {0};
    const char *paragraph = piece_of(o, text)->text;
    add_article(o, o->texts[to].article, to, text, &words);
    int there = acquire_echo(paragraph, &words);
    add_article(o, o->texts[text].article, text, text, &words);
    int here = acquire_echo(paragraph, &words);
    buf_release(&words);
    return there > here;
}

static int score_pair(const struct order *o, size_t from, size_t to)
{
    const struct text *a = &o->texts[from], *b = &o->texts[to];
    struct slice beginning = slice_of(piece_of(o, to)->text);
    int score = evidence(o, from, to);
    score += b->first ? 4 : b->headed ? 2 : b->parting ? 3 : -5;
    score += b->alien && a->article != b->article && belongs_to(o, to, from) ? 6 : 0;
    score += b->first && is_stump(piece_of(o, from), piece_of(o, to)) ? 3 : 0;
    bool same = a->article == b->article, lead = a->dateline && !a->first && same && b->first;
    score += starts_with_time(beginning) && !lead ? -6 : 0;
    score += lead ? 6 : 0;
    score += same ? 2 : a->dateline ? -4 : -1;
    score += b->first && same && is_cut_off(o, from) ? 2 : 0;
    score += b->first && same && o->texts[from].inserted ? 3 : 0;
    bool leans = piece_of(o, to)->ends.leans && acquire_joint_end(piece_of(o, from)) > 0;
    score += b->first && leans ? 6 : 0;
    return score;
}

/* A beginning that another text can go on in. */
static bool may_follow(const struct order *o, size_t from, size_t to)
{
    const struct text *b = &o->texts[to];
    return to != from && to != from + 1 && (b->begins || b->alien) && !b->dateline;
}

static void find_pairs_from(struct order *o, size_t from)
{
    int here = score_here(o, from), second = 0;
    struct pair best = {from, 0, 0, 0};
    size_t start = from > REACH ? from - REACH : 0;
    for (size_t to = start; to < o->count && to < from + REACH; to++) {
        if (!may_follow(o, from, to))
            continue;
        int score = score_pair(o, from, to);
        second = score > best.score ? best.score : score > second ? score : second;
        if (score > best.score)
            best = (struct pair){from, to, score, 0};
    }
    best.gain = best.score - (here > second ? here : second);
    if (best.score < LEAST_SCORE || best.score < here + LEAST_GAIN || best.gain < LEAST_CLEAR)
        return;
    o->pairs = arena_grow(o->page->arena, o->pairs, o->pair_count, sizeof best);
    o->pairs[o->pair_count++] = best;
}

static int by_score(const void *left, const void *right)
{
    const struct pair *l = left, *r = right;
    if (l->score != r->score)
        return r->score - l->score;
    return (l->from > r->from) - (l->from < r->from);
}

/* ---- moving ------------------------------------------------------------------------------- */

static void link_pieces(struct order *o)
{
    size_t count = o->page->count;
    o->next = arena_array(o->page->arena, count + 1, sizeof *o->next);
    o->previous = arena_array(o->page->arena, count + 1, sizeof *o->previous);
    for (size_t i = 0; i <= count; i++) {
        o->next[i] = i == count ? 0 : i + 1;
        o->previous[i] = i == 0 ? count : i - 1;
    }
}

static void move_behind(struct order *o, size_t piece, size_t anchor)
{
    o->next[o->previous[piece]] = o->next[piece];
    o->previous[o->next[piece]] = o->previous[piece];
    o->next[piece] = o->next[anchor];
    o->previous[piece] = anchor;
    o->previous[o->next[anchor]] = piece;
    o->next[anchor] = piece;
}

/* Do more words of the headline over `to` stand in the text than in what `to` begins with? */
static bool opens_below(const struct order *o, size_t text, size_t to)
{
    struct buf words = {0};
    int there = 0, here = 0;
    for (size_t i = o->texts[to].piece; i-- > 0 && !is_text_label(o->page->pieces[i].label);) {
        const struct piece *p = &o->page->pieces[i];
        if (p->label != HEADLINE && p->label != SUBJECT && p->label != KICKER)
            continue;
        words.len = 0;
        buf_adds(&words, piece_of(o, text)->text);
        there += acquire_echo(p->text, &words);
        words.len = 0;
        buf_adds(&words, piece_of(o, to)->text);
        here += acquire_echo(p->text, &words);
    }
    buf_release(&words);
    return there >= HEADED && there > here;
}

/* Does the whole paragraph before a displaced column belong to it? */
static bool goes_along(const struct order *o, size_t text, size_t to)
{
    if (o->texts[text].article != o->texts[to].article)
        return belongs_to(o, text, to);
    return text > to && o->texts[to].first && opens_below(o, text, to);
}

/* The first text of the displaced column that ends with `from`. */
static size_t column_start(const struct order *o, size_t from, size_t to)
{
    size_t start = from;
    if (o->texts[from].inserted)
        return from;
    while (start > 0 && goes_on(piece_of(o, start)))
        start--;
    if (o->texts[start].dateline)
        return start;
    while (start > 0 && !o->texts[start].first && !o->texts[start - 1].dateline &&
           !o->texts[start - 1].first && o->texts[start - 1].article == o->texts[from].article &&
           goes_along(o, start - 1, to))
        start--;
    return start;
}

static size_t column_end(const struct order *o, size_t to)
{
    size_t end = to;
    if (o->texts[to].parting)
        return to;
    while (end + 1 < o->count && goes_on(piece_of(o, end + 1)))
        end++;
    return end;
}

static bool any_used(const struct order *o, size_t first, size_t last)
{
    for (size_t i = first; i <= last; i++)
        if (o->texts[i].used)
            return true;
    return false;
}

static void report(struct order *o, const struct pair *pair, size_t moved)
{
    const struct piece *piece = piece_of(o, moved), *to = piece_of(o, pair->to);
    struct arena *a = o->page->arena;
    acquire_decide(o->page, (struct decision){
                                .pos = piece_pos(o->page, piece),
                                .chosen = N_("a displaced column, which was moved"),
                                .other = N_("in its right place"),
                                .margin = pair->gain,
                                .evidence = arena_printf(a, "its end goes on at line %d, score %d",
                                                         to->line, pair->score)});
}

static void mark_moved(struct order *o, size_t first, size_t last, const struct pair *pair)
{
    for (size_t i = first; i <= last; i++) {
        struct piece *piece = &o->page->pieces[o->texts[i].piece];
        piece->doubts |= pair->gain < DOUBTFUL ? DRAFT_DOUBT_ORDER : 0;
        o->texts[i].used = true;
    }
    report(o, pair, first);
}

/* What went on from the end goes on no longer. */
static void free_follower(struct order *o, size_t from)
{
    if (from + 1 < o->count && goes_on(piece_of(o, from + 1)))
        o->page->pieces[o->texts[from + 1].piece].label = PARAGRAPH;
}

static void join(struct order *o, const struct pair *pair)
{
    size_t from = pair->from, to = pair->to;
    struct piece *target = &o->page->pieces[o->texts[to].piece];
    bool begins = o->texts[to].first || o->texts[to].headed;
    size_t first = begins ? column_start(o, from, to) : to;
    size_t last = begins ? from : column_end(o, to);
    size_t fixed = begins ? to : from; /* what stays where it is must not be among what moves */
    if ((fixed >= first && fixed <= last) || o->texts[to].used || o->texts[from].used ||
        any_used(o, first, last))
        return;
    free_follower(o, from);
    size_t anchor = begins ? o->previous[o->texts[to].piece] : o->texts[from].piece;
    for (size_t i = first; i <= last; anchor = o->texts[i++].piece)
        move_behind(o, o->texts[i].piece, anchor);
    if (begins && o->texts[to].first)
        o->page->pieces[o->texts[first].piece].label = LEAD;
    target->label = CONTINUATION;
    o->texts[to].used = o->texts[from].used = true;
    mark_moved(o, first, last, pair);
}

static void rewrite(struct order *o)
{
    struct page *page = o->page;
    struct piece *pieces = arena_array(page->arena, page->count + 1, sizeof *pieces);
    size_t to = 0;
    for (size_t i = o->next[page->count]; i != page->count; i = o->next[i])
        pieces[to++] = page->pieces[i];
    page->pieces = pieces;
}

bool acquire_restore(struct page *page, const struct joints *joints)
{
    struct order o = {.page = page, .joints = joints};
    find_texts(&o);
    find_parting(&o);
    for (size_t i = 0; i < o.count; i++)
        if (o.texts[i].open)
            find_pairs_from(&o, i);
    if (!o.pair_count)
        return false;
    link_pieces(&o);
    qsort(o.pairs, o.pair_count, sizeof *o.pairs, by_score);
    for (size_t i = 0; i < o.pair_count; i++)
        join(&o, &o.pairs[i]);
    rewrite(&o);
    return true;
}
