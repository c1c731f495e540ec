/* SPDX-License-Identifier: MIT */
/*
 * Columns that came in the wrong order. A body then begins in mid-sentence, and its beginning
 * stands far below: at the end of the article, behind another paragraph, or in the next article. Or
 * a piece of one article lies between the paragraphs of another.
 *
 * A text here is a paragraph or a part of one. What proves a displacement is a pair: a text without
 * a stop at its end, called the end (`from`), that nothing near goes on from, and another text,
 * called the beginning (`to`), that goes on there; the place where they meet is the joint. Every
 * such end is tried with every beginning within REACH texts;
 * the joint's score (repair.c) is raised or lowered by what the two are: the first text of an
 * article, or the first under a heading, may well begin in mid-sentence, a paragraph amid others
 * hardly; a dateline belongs to the beginning of an article that has none; the same article is
 * nearer than another, but a paragraph tells by the likelihood of its words to which it belongs
 * (affinity.c); a text between the halves of a paragraph that go on better over it is likely displaced.
 * A pair must beat what follows the end now, and the clearest pairs are taken first.
 *
 * The rest of an article that lies in another one brings whole paragraphs and headings with it:
 * how many, the words of both articles tell. A rest far below its end in the same article brings
 * all that stands behind it, since the column between was read too early. Where two ends fit one
 * beginning the clearer pair has it, but the one that it fits far better where that is known; the
 * page is then gone through again, because the other end may fit what is left.
 *
 * A displaced column holds whole paragraphs as well. Before the end that was found, those go with
 * it whose words are likelier in the article they would go to than in the one they stand in, or
 * that have the words of its headline where that is the same article.
 *
 * An article without a dateline whose text is followed by one that has it, and that breaks off, was
 * overtaken by its own rest: the column from the dateline to that end goes before it, also where it
 * was taken for an item without a headline. The last end of a page is where articles are cut off,
 * and asks for more from another article, and from a text that begins as only sentences begin.
 */
#include <stdlib.h>
#include <string.h>

#include "acquire/grammar.h"
#include "acquire/order.h"

/* All weights were set by hand, against tests/pages/score and tests/pages/damage, which show what a
 * change of one breaks. A joint without evidence scores 0, one with a word across the cut 3 to 20. */

enum {                  /* What a pair must reach. */
       LEAST_SCORE = 7, /* its score in the first round */
       LEAST_AGAIN = 8, /* its score in later rounds, when clearer pairs have been moved */
       PAGE_END = 3,    /* more for the last end of the page, where articles are cut off */
       LEAST_GAIN = 3,  /* its lead over what follows the end now */
       LEAST_CLEAR = 2, /* its lead over the end's second best beginning */
};

enum { /* What is added to the joint of an end with the text that follows it now. */
       HERE = 8,
       HERE_BARE = 5, /* where only the missing stop speaks for it */
       HERE_LINE = 4, /* where that text is a line, which may be a headline, or opens a sentence */
};

enum {            /* What is added to the joint of a pair by where its beginning stands. */
       FIRST = 4, /* first of an article; or anywhere, a text that can only be a rest: 了三成。 */
       PROVED = 5,         /* more for the first of an article that can only be a rest */
       HEADED = 2,         /* first under a heading */
       BETWEEN_HALVES = 3, /* between the halves of another paragraph */
       AMID = -5,          /* a paragraph among others */
       AMID_NEAR = -2,     /* the same, where the end has reason to look there for its rest */
       STUMP = 3,          /* as short as the last line of a paragraph: 灰色夹克。 */
       INSERTED = 7, /* first of the article, the end between halves of that article's paragraph */
       SWAPPED = 2,  /* behind the end with one whole paragraph between */
       UNANSWERED = 3, /* behind the end with a question between that nobody answers */
       PASSED = 3,     /* a paragraph among others, where what follows the end opens a paragraph */
};

enum { /* What the words of a text add, by the article that they are likelier in. */
       MOST_POINTS = 9,
       LEAST_POINTS = -6,
       HOME = 4, /* at least, for the rest of an article that lies in another one */
       LEAST_LEAN =
           -2, /* nats; of a text that leans away by more, the texts behind it are not asked */
};

enum {
    MOST_ALONG = 12, /* texts behind a beginning that may go along with it */
    ALIEN = 4,       /* by which halves must go on better over a text that is of another place */
    MOST_STUMP = 8,  /* Han characters of a stump */
    MOST_REST = 14,  /* characters of one whose end wants a rest */
};

static const double NATS = 1.5;   /* of likelihood that weigh 1 */
static const double LOST = 9;     /* nats of whole paragraphs that go home with a rest */
static const double STRAYED = 20; /* nats of a column that nothing but its words brings home */

struct pair {
    size_t from, to; /* texts */
    int score, gain;
};

/* By how much the halves of a paragraph go on better over the text between them than in it; -1
 * where they do not, or the text goes on still better than the first half. */
static int parts_by(const struct order *o, size_t text)
{
    if (text == 0 || text + 1 >= o->count || !o->texts[text - 1].open ||
        o->texts[text - 1].article != o->texts[text + 1].article)
        return -1;
    const struct piece *before = order_piece(o, text - 1), *p = order_piece(o, text);
    const struct piece *after = order_piece(o, text + 1);
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
        bool fits = i > 0 && order_evidence(o, i - 1, i) > 0;
        text->parting = by > 0;
        text->alien = by >= ALIEN && !fits && !order_piece(o, i)->item && !order_piece(o, i)->known;
        text->inserted = text->parting &&
                         (order_piece(o, i)->ends.begins || order_piece(o, i)->ends.timed) &&
                         !order_piece(o, i + 1)->ends.begins;
    }
}

/* ---- pairs -------------------------------------------------------------------------------- */

/* The rest of an article that lies in another one, from the beginning of a pair on. */
struct stretch {
    bool known;
    size_t end;  /* its last text */
    double lean; /* by how much likelier it is at the end of the pair; and its first text alone */
    double first;
};

/* As much goes along as is, all together, likeliest in the article that ends with `from`. Found
 * when a pair first asks for it. */
static const struct stretch *find_stretch(const struct order *o, size_t from, size_t to,
                                          struct stretch *s)
{
    size_t there = o->texts[from].article, here = o->texts[to].article;
    if (s->known)
        return s;
    double first = order_lean(o, to, to, there, here);
    *s = (struct stretch){true, to, first, first};
    for (size_t i = to + 1; i < o->count && i <= to + MOST_ALONG; i++) {
        if (o->texts[i].article != here || o->texts[i].dateline)
            break;
        double all = order_lean(o, to, i, there, here);
        if (all < s->lean)
            continue;
        s->lean = all;
        s->end = i;
    }
    return s;
}

/* Does a text that wants a rest stand before one that begins as a sentence does, or at the end of
 * its article? There it may go on in a text that does not begin with a quotation, as articles do.
 */
static bool is_cut_off(const struct order *o, size_t from, size_t to)
{
    const struct piece *end = order_piece(o, from);
    bool wants = acquire_joint_end(end) > 0 || in_set(end->ends.last, "0123456789");
    bool last = from + 1 >= o->count || o->texts[from + 1].article != o->texts[from].article;
    return wants && (last ? !in_set(order_piece(o, to)->ends.first, "“")
                          : order_piece(o, from + 1)->ends.begins);
}

/* Is it the lead that strayed with its names below other texts of the article? */
static bool is_strayed_lead(const struct order *o, size_t text)
{
    const struct piece *p = order_piece(o, text);
    return !o->texts[text].first && o->texts[text].piece > 0 &&
           (p[-1].label == BYLINE || p[-1].label == FIRST_BYLINE);
}

/* How well the text goes on where it stands. */
static int score_here(const struct order *o, size_t from)
{
    size_t next = from + 1;
    if (o->texts[from].inserted)
        return 0;
    if (next + 1 < o->count && o->texts[next].open &&
        (o->texts[next].inserted || is_strayed_lead(o, next)))
        return order_evidence(o, from, next + 1) + HERE;
    if (next >= o->count || !order_goes_on(order_piece(o, next)->label))
        return 0;
    bool weak = is_line(order_piece(o, next)) || order_piece(o, next)->ends.opener;
    int joint = order_evidence(o, from, next);
    return joint + (weak ? HERE_LINE : joint <= 0 ? HERE_BARE : HERE);
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

/* 倒扣在桌上。琐碎…: the same before more of its paragraph. */
static bool begins_with_stump(const struct piece *p)
{
    struct slice s = slice_of(p->text);
    size_t han = 0;
    for (; han <= MOST_STUMP && is_han(slice_first(s)); han++)
        utf8_next(&s.start, s.end);
    return han <= MOST_STUMP && in_set(slice_first(s), "。") && !p->ends.begins;
}

/* Does the text behind the end begin as a paragraph does? */
static bool is_passed(const struct order *o, size_t from)
{
    return from + 1 >= o->count || o->texts[from + 1].article != o->texts[from].article ||
           order_piece(o, from + 1)->ends.opener || shows(order_piece(o, from + 1), TURN);
}

/* 问:…? stands between, and behind it nobody answers. */
static bool is_unanswered(const struct order *o, size_t from, size_t to)
{
    return to == from + 2 && shows(order_piece(o, from + 1), TURN) &&
           shows(order_piece(o, from + 1), EXCLAIMS) && !shows(order_piece(o, to), TURN);
}

/* A whole paragraph stands between, as where the ends of two columns were swapped. */
static bool is_swapped(const struct order *o, size_t from, size_t to)
{
    return to == from + 2 && order_piece(o, from + 1)->ends.closed &&
           !order_piece(o, to)->ends.opener;
}

/* Can it only go on, and from such an end? What was counted and 万元 go on from a number, an adverb
 * from its subject. */
static bool is_rest_of(const struct piece *end, const struct piece *p)
{
    bool number = in_set(end->ends.last, "0123456789");
    return (p->ends.rest && (!p->ends.counted || number)) ||
           (number && in_set(p->ends.first, "万亿余")) ||
           (p->ends.leans && acquire_joint_end(end) > 0);
}

/* What kind of text begins there. */
static int score_place(const struct order *o, size_t from, size_t to, bool proved, bool near)
{
    const struct piece *end = order_piece(o, from), *p = order_piece(o, to);
    const struct text *b = &o->texts[to];
    if (b->first) {
        int score = proved ? FIRST + PROVED : p->ends.opener ? 0 : FIRST;
        return score + (p->ends.brief || is_stump(end, p) ? STUMP : 0);
    }
    if (proved)
        return FIRST;
    if (b->headed || b->parting)
        return b->headed ? HEADED : BETWEEN_HALVES;
    return near && !p->ends.opener ? AMID_NEAR : AMID;
}

static int score_time(const struct order *o, size_t to, bool lead)
{
    return order_piece(o, to)->ends.timed && !lead ? -6 : 0;
}

/* Is it the end of its article, and wants a rest? */
static bool is_cut_short(const struct order *o, size_t from)
{
    return order_is_last(o, from) && acquire_joint_end(order_piece(o, from)) > 0;
}

/* Does the rest of the article that breaks off there lie in another one, with whole paragraphs? */
static bool is_lost(const struct order *o, size_t from, size_t to, int evidence, struct stretch *s)
{
    const struct text *a = &o->texts[from], *b = &o->texts[to];
    return a->article != b->article && !b->first && order_is_last(o, from) &&
           (evidence >= WORD || is_stump(order_piece(o, from), order_piece(o, to)) ||
            (is_cut_short(o, from) && begins_with_stump(order_piece(o, to)))) &&
           find_stretch(o, from, to, s)->end > to && s->lean >= LOST;
}

/* Is there who wrote the article, above its first text? */
static bool is_signed(const struct order *o, size_t first)
{
    const struct piece *pieces = o->page->pieces;
    for (size_t i = o->texts[first].piece; i-- > 0 && !order_is_text(pieces[i].label);)
        if (pieces[i].label == BYLINE || pieces[i].label == FIRST_BYLINE)
            return true;
    return false;
}

/* The text with a dateline between `to`, which an article begins with, and `from`: there its column
 * starts if the article has no other beginning, also where it was taken for an item without a
 * headline. `to` if there is none. */
static size_t opening(const struct order *o, size_t from, size_t to)
{
    const struct text *rest = &o->texts[to];
    size_t start = from;
    while (start > to && !o->texts[start].dateline)
        start--;
    bool own = o->texts[start].article == rest->article;
    bool next = o->texts[start].article == rest->article + 1 &&
                order_piece(o, start)->label == STRAY_LEAD && !is_signed(o, to);
    bool whole = o->texts[start].article == o->texts[from].article;
    for (size_t i = to; i < start; i++)
        if (o->texts[i].dateline)
            return to;
    return rest->first && whole && (own || next) ? start : to;
}

/* Begins as only sentences begin: 这是…, 去年…. */
static bool opens_sentence(const struct piece *p)
{
    return p->ends.begins || p->ends.opener || p->ends.timed ||
           in_set(p->ends.first, "这那他她它我你今去昨近当");
}

/* By how much likelier what would be moved is in the other article: the end, where `to` begins what
 * stands under a heading; else `to`, with what would go along with it. */
static double lean_home(const struct order *o, size_t from, size_t to, struct stretch *s)
{
    size_t there = o->texts[from].article, here = o->texts[to].article;
    if (o->texts[to].headed)
        return order_lean(o, from, from, here, there);
    double lean = s->known ? s->first : order_lean(o, to, to, there, here);
    if (lean <= LEAST_LEAN || !order_is_last(o, from))
        return lean;
    return lean + (find_stretch(o, from, to, s)->lean - lean) / 4;
}

/* Is the text that stands before it likelier at home where it stands? The first of an article is.
 */
static bool begins_stretch(const struct order *o, size_t from, size_t to)
{
    size_t before = to - 1;
    return o->texts[before].first ||
           order_lean(o, before, before, o->texts[from].article, o->texts[to].article) < 0;
}

/* An article breaks off, and a stretch of another one is by far likelier its own: where nothing
 * speaks against the joint, no word across the cut is needed. */
static bool is_strayed_column(const struct order *o, size_t from, size_t to, int evidence,
                              struct stretch *s)
{
    const struct text *b = &o->texts[to];
    return evidence >= 0 && order_is_last(o, from) && !b->first && !b->headed &&
           !opens_sentence(order_piece(o, to)) && begins_stretch(o, from, to) &&
           find_stretch(o, from, to, s)->lean >= STRAYED;
}

static int points_of(double lean)
{
    double points = lean / NATS;
    return points > MOST_POINTS ? MOST_POINTS : points < LEAST_POINTS ? LEAST_POINTS : (int)points;
}

static int score_pair(const struct order *o, size_t from, size_t to)
{
    const struct text *a = &o->texts[from], *b = &o->texts[to];
    int score = order_evidence(o, from, to);
    bool lead = to < from && opening(o, from, to) > to, same = a->article == b->article || lead;
    bool amid = !b->first && !b->headed, passed = is_passed(o, from);
    struct stretch along = {0};
    bool lost = is_lost(o, from, to, score, &along);
    bool cut = is_cut_short(o, from);
    bool foreign = !same && !b->first && (score > 0 || b->alien || cut);
    bool strayed = !same && is_strayed_column(o, from, to, score, &along);
    double lean = strayed ? along.lean : foreign ? lean_home(o, from, to, &along) : 0;
    bool home = lean > 0;
    bool proved = is_rest_of(order_piece(o, from), order_piece(o, to)) || (home && b->alien);
    bool swapped = is_swapped(o, from, to), ends = !same && order_is_last(o, from) && score > 0;
    bool stump = is_stump(order_piece(o, from), order_piece(o, to));
    score += stump && amid && (lost || swapped || ends) ? STUMP : 0;
    score += score_place(o, from, to, proved, to == from + 2 || passed || home || lost);
    score += score_time(o, to, lead) + (lead ? 6 : 0);
    score += same ? 2 : a->dateline ? -4 : -1;
    score += ((b->first && same) || proved) && is_cut_off(o, from, to) ? 2 : 0;
    score += b->first && same && a->inserted ? INSERTED : 0;
    bool rest = (b->first && same) || (amid && (home || lost) && cut);
    score += rest && order_is_last(o, from) && begins_with_stump(order_piece(o, to)) ? STUMP : 0;
    score += swapped ? SWAPPED : 0;
    score += is_unanswered(o, from, to) ? UNANSWERED : 0;
    score += amid && passed ? PASSED : 0;
    int points = strayed ? (int)(lean / NATS) : points_of(lean);
    return score + ((lost || (home && b->alien)) && points < HOME ? HOME : points);
}

/* A beginning that another text can go on in; one that was joined to a whole sentence is one too.
 * What a mark says to come from another page goes on from nothing here, nor does 一、…. */
static bool may_follow(const struct order *o, size_t from, size_t to)
{
    const struct text *b = &o->texts[to];
    bool alone = b->begins || b->alien ||
                 (to > 0 && !order_piece(o, to)->item && order_piece(o, to - 1)->ends.closed &&
                  acquire_joint(o->joints, order_piece(o, to - 1), order_piece(o, to)) == 0);
    return to != from && to != from + 1 && alone && !b->dateline && !b->provision &&
           !order_piece(o, to)->turned_in && !shows(order_piece(o, to), NUMBERED_TEXT);
}

/* The end of the page cuts articles off: what else tells that `to` goes on from there? */
static bool is_end_of_page(const struct order *o, size_t from, size_t to)
{
    bool other = o->texts[from].article != o->texts[to].article;
    struct stretch along = {0};
    return from + 1 == o->count && (other || opens_sentence(order_piece(o, to))) &&
           !(other && is_strayed_column(o, from, to, order_evidence(o, from, to), &along));
}

static void find_pairs_from(struct order *o, size_t from)
{
    int here = score_here(o, from), second = 0;
    struct pair best = {from, 0, 0, 0};
    size_t start = from > REACH ? from - REACH : 0;
    for (size_t to = start; to < o->count && to < from + REACH; to++) {
        if (!may_follow(o, from, to))
            continue;
        bool amid = !o->texts[to].first && !o->texts[to].headed;
        int score = score_pair(o, from, to) - (here == HERE_BARE && !amid ? HERE - HERE_BARE : 0);
        second = score > best.score ? best.score : score > second ? score : second;
        if (score > best.score)
            best = (struct pair){from, to, score, 0};
    }
    best.gain = best.score - (here > second ? here : second);
    bool cut = is_end_of_page(o, from, best.to);
    if (best.score < o->least + (cut ? PAGE_END : 0) || best.score < here + LEAST_GAIN ||
        best.gain < LEAST_CLEAR)
        return;
    if (best.score > o->texts[best.to].claim) {
        o->texts[best.to].claim = best.score;
        o->texts[best.to].claimed = from;
    }
    o->pairs = arena_grow(o->page->arena, o->pairs, o->pair_count, sizeof best);
    o->pairs[o->pair_count++] = best;
}

/* The clearest first: of two ends that one text fits, the one that has no other. */
static int by_gain(const void *left, const void *right)
{
    const struct pair *l = left, *r = right;
    if (l->gain != r->gain)
        return r->gain - l->gain;
    if (l->score != r->score)
        return r->score - l->score;
    return (l->from > r->from) - (l->from < r->from);
}

/* Does another end fit the beginning so much better that it is no matter where else that one goes?
 */
static bool is_outbid(const struct order *o, const struct pair *pair)
{
    const struct text *to = &o->texts[pair->to];
    return to->claim > pair->score && order_evidence(o, to->claimed, pair->to) >=
                                          order_evidence(o, pair->from, pair->to) + WORD;
}

/* ---- moving ------------------------------------------------------------------------------- */

enum { LEAD_ECHO = 40 /* percent of a headline that its lead repeats */ };

/* How much of the headline above the first text of an article stands in another text. */
static int echoes_headline(const struct order *o, size_t first, size_t text)
{
    struct buf headline = {0}, words = {0};
    order_headline(o, first, &headline);
    buf_adds(&words, order_piece(o, text)->text);
    int echo = headline.len ? acquire_echo(headline.text, &words) : 0;
    buf_release(&headline);
    buf_release(&words);
    return echo;
}

/* Does the whole paragraph before a displaced column belong to it? In the article of `to` it does
 * if a column label heads it, or if it is the lead, which says what the headline says. */
static bool goes_along(const struct order *o, size_t text, size_t to)
{
    if (o->texts[text].article != o->texts[to].article)
        return order_lean(o, text, text, o->texts[to].article, o->texts[text].article) > 0;
    if (text <= to || !o->texts[to].first || order_goes_on(order_piece(o, text)->label))
        return false;
    int echo = echoes_headline(o, to, text);
    return order_piece(o, text)[-1].label == LABEL ||
           (echo >= LEAD_ECHO && echo > echoes_headline(o, to, to));
}

/* The first text of the displaced column that ends with `from`. */
static size_t column_start(const struct order *o, size_t from, size_t to)
{
    size_t opened = to < from ? opening(o, from, to) : to, start = from;
    if (opened > to)
        return opened;
    if (o->texts[from].inserted)
        return from;
    while (start > 0 && order_goes_on(order_piece(o, start)->label))
        start--;
    if (o->texts[start].dateline)
        return start;
    while (start > 0 && !o->texts[start].first && !o->texts[start - 1].dateline &&
           !o->texts[start - 1].first && o->texts[start - 1].article == o->texts[from].article &&
           goes_along(o, start - 1, to))
        start--;
    return start;
}

/* The last text of a column of the same article that stands far below: the column between was read
 * too early, and what stands behind `to` goes up with it, unless it breaks off and goes on there.
 */
static size_t skipped_end(const struct order *o, size_t from, size_t to)
{
    size_t end = to;
    while (!order_is_last(o, end) &&
           (!o->texts[end].open || order_goes_on(order_piece(o, end + 1)->label) ||
            order_evidence(o, end, from + 1) < WORD))
        end++;
    return end;
}

static size_t column_end(const struct order *o, size_t from, size_t to)
{
    size_t end = to;
    struct stretch along = {0};
    if (o->texts[to].parting)
        return to;
    if (o->texts[to].article != o->texts[from].article && order_is_last(o, from))
        end = find_stretch(o, from, to, &along)->end;
    if (o->texts[to].article == o->texts[from].article && to > from + 2)
        end = skipped_end(o, from, to);
    while (end + 1 < o->count && order_goes_on(order_piece(o, end + 1)->label))
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

static void mark_moved(struct order *o, size_t first, size_t last, const struct pair *pair)
{
    for (size_t i = first; i <= last; i++) {
        struct piece *piece = &o->page->pieces[o->texts[i].piece];
        piece->doubts |= pair->gain < DOUBTFUL ? DRAFT_DOUBT_ORDER : 0;
        o->texts[i].used = true;
    }
    order_report(o, first, pair->to, pair->score, pair->gain);
}

/* What went on from the end goes on no longer. */
static void free_follower(struct order *o, size_t from)
{
    if (from + 1 < o->count && order_goes_on(order_piece(o, from + 1)->label))
        o->page->pieces[o->texts[from + 1].piece].label = PARAGRAPH;
}

/* The names directly above the text that an article begins with go before it; the new anchor. */
static size_t move_names(struct order *o, size_t text, size_t anchor)
{
    size_t names = o->texts[text].piece;
    enum label label = names ? o->page->pieces[--names].label : UNDECIDED;
    if ((label != BYLINE && label != FIRST_BYLINE) || names == anchor)
        return anchor;
    order_move_piece(o, names, anchor);
    return names;
}

static void join(struct order *o, const struct pair *pair)
{
    size_t from = pair->from, to = pair->to;
    struct piece *target = &o->page->pieces[o->texts[to].piece];
    bool begins = o->texts[to].first || o->texts[to].headed;
    size_t first = begins ? column_start(o, from, to) : to;
    size_t last = begins ? from : column_end(o, from, to);
    size_t fixed = begins ? to : from; /* what stays where it is must not be among what moves */
    if ((fixed >= first && fixed <= last) || o->texts[to].used || o->texts[from].used ||
        any_used(o, first, last))
        return;
    free_follower(o, from);
    size_t anchor = begins ? o->previous[o->texts[to].piece] : o->texts[from].piece;
    if (begins && o->texts[to].first)
        anchor = move_names(o, first, anchor);
    order_move(o, o->texts[first].piece, o->texts[last].piece, anchor);
    if (begins && o->texts[to].first)
        o->page->pieces[o->texts[first].piece].label = LEAD;
    target->label = CONTINUATION;
    o->texts[to].used = o->texts[from].used = true;
    mark_moved(o, first, last, pair);
}

/* Finds the pairs, and moves what belongs to them; false if there are none. */
static bool restore(struct order *o)
{
    find_parting(o);
    for (size_t i = 0; i < o->count; i++)
        if (o->texts[i].open && !order_piece(o, i)->completed && !order_piece(o, i)->turned_out)
            find_pairs_from(o, i);
    if (!o->pair_count)
        return false;
    order_link(o);
    qsort(o->pairs, o->pair_count, sizeof *o->pairs, by_gain);
    for (size_t i = 0; i < o->pair_count; i++)
        if (!is_outbid(o, &o->pairs[i]))
            join(o, &o->pairs[i]);
    order_rewrite(o);
    return true;
}

bool acquire_restore(struct page *page, const struct joints *joints, bool again)
{
    struct order o = {.page = page, .joints = joints, .least = again ? LEAST_AGAIN : LEAST_SCORE};
    struct arena *scratch = arena_new();
    order_texts(&o);
    order_words(&o, scratch);
    bool any = restore(&o);
    arena_free(scratch);
    return any;
}
