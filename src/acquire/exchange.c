/* SPDX-License-Identifier: MIT */
/*
 * Texts that changed places. Two ends may each have the other's rest behind them, where both go on
 * clearly better in what stands behind the other (acquire_exchange). Or two neighbouring articles
 * have exchanged all that stands behind a cut in each, headings and whole paragraphs
 * (acquire_exchange_columns): joints tell little of that, and nothing where a column ends with its
 * paragraph, so the words decide. A word is a pair of characters; one that stands above the cut in
 * one article, and above the cut in the other does not, is the first one's own. Both columns must
 * have clearly more words of the other article than of the one they stand in, and no joint may get
 * worse. Only pairs of articles are looked at of which one has a cut that nothing near goes on
 * from.
 */
#include "acquire/grammar.h"
#include "acquire/order.h"

enum {
    EXCHANGED = 7,   /* by which two ends must go on better, each in the other's rest */
    LEAST_OWN = 5,   /* words that a column must have more of the other article than of its own */
    LEAST_BOTH = 13, /* and both together */
    MOST_CUTS = 12,  /* places in an article where a column may begin */
    MOST_PAIRS = 20000, /* of characters in two articles that are looked at */
    NEAR = 4,           /* articles from one to the next: a photo item may stand between */
};

/* Is the text complete, and no beginning? */
static bool may_be_rest(const struct order *o, size_t text)
{
    const struct piece *rest = order_piece(o, text);
    return rest->ends.closed && !rest->ends.opener && !rest->item && !rest->known &&
           !o->texts[text].dateline;
}

/* An end that does not go on in the text behind it. */
static bool has_wrong_rest(const struct order *o, size_t from)
{
    return o->texts[from].open && !order_is_last(o, from) && may_be_rest(o, from + 1) &&
           order_evidence(o, from, from + 1) <= 0;
}

/* By how much both ends go on better, each in what stands behind the other; 0 if one does not. */
static int exchange_by(const struct order *o, size_t one, size_t other)
{
    int first = order_evidence(o, one, other + 1), second = order_evidence(o, other, one + 1);
    if (first < WORD || second < WORD)
        return 0;
    return first + second - order_evidence(o, one, one + 1) - order_evidence(o, other, other + 1);
}

static void exchange(struct order *o, size_t one, size_t other, int gain)
{
    struct piece *a = &o->page->pieces[o->texts[one + 1].piece];
    struct piece *b = &o->page->pieces[o->texts[other + 1].piece], kept = *a;
    order_report(o, one, other + 1, gain, gain);
    order_report(o, other, one + 1, gain, gain);
    *a = *b;
    *b = kept;
}

/* Two ends in a row, and behind them their rests in the same order. */
static bool is_interleaved(const struct order *o, size_t one)
{
    if (one + 3 >= o->count || o->texts[one].article != o->texts[one + 3].article ||
        !o->texts[one].open || !o->texts[one + 1].open || !may_be_rest(o, one + 2) ||
        order_evidence(o, one, one + 1) > 0)
        return false;
    int first = order_evidence(o, one, one + 2), second = order_evidence(o, one + 1, one + 3);
    return first >= WORD && second >= WORD &&
           first + second - order_evidence(o, one + 1, one + 2) >= EXCHANGED;
}

bool acquire_exchange(struct page *page, const struct joints *joints)
{
    struct order o = {.page = page, .joints = joints};
    bool any = false;
    order_texts(&o);
    for (size_t i = 0; i < o.count; i++) {
        size_t best = is_interleaved(&o, i) ? i + 1 : i;
        int gain = EXCHANGED - 1;
        for (size_t k = i + 1; has_wrong_rest(&o, i) && k < o.count && k < i + REACH; k++) {
            int by = has_wrong_rest(&o, k) ? exchange_by(&o, i, k) : 0;
            best = by > gain ? k : best;
            gain = by > gain ? by : gain;
        }
        if (best > i)
            exchange(&o, i, best, gain);
        any = any || best > i;
    }
    return any;
}

/* ---- columns ------------------------------------------------------------------------------ */

/* One pair of characters of a text, and the first texts of both articles that have it. */
struct word {
    uint64_t pair;
    uint32_t text;
    uint32_t first[2];
};

/* Two articles as stretches of texts, and their words sorted. */
struct neighbours {
    size_t start[2], end[2];
    const bool *loose; /* of each text of the page: does it not go on from the one before it? */
    struct word *words;
    size_t count;
};

static size_t article_end(const struct order *o, size_t first)
{
    size_t end = first;
    while (end < o->count && o->texts[end].article == o->texts[first].article)
        end++;
    return end;
}

static void add_words(struct neighbours *n, struct slice s, size_t text)
{
    uint64_t pair, last = 0;
    while (n->count < MOST_PAIRS && (pair = slice_next_pair(&s, &last)))
        n->words[n->count++] =
            (struct word){.pair = pair, .text = (uint32_t)text, .first = {UINT32_MAX, UINT32_MAX}};
}

/* The words of an article; those of its headline are told with its first text. */
static void add_article(const struct order *o, struct neighbours *n, size_t side)
{
    size_t first = n->start[side];
    struct buf headline = {0};
    order_headline(o, first, &headline);
    if (headline.len)
        add_words(n, (struct slice){headline.text, headline.text + headline.len}, first);
    buf_release(&headline);
    for (size_t i = first; i < n->end[side]; i++)
        add_words(n, slice_of(order_piece(o, i)->text), i);
}

/* Tells every word of a pair where it stands first in either article. */
static void find_first(struct neighbours *n)
{
    struct arena *scratch = arena_new(); /* a page may have very many articles */
    sort_by_number(n->words, n->count, sizeof *n->words, scratch);
    arena_free(scratch);
    for (size_t start = 0, end; start < n->count; start = end) {
        uint32_t first[2] = {UINT32_MAX, UINT32_MAX};
        for (end = start; end < n->count && n->words[end].pair == n->words[start].pair; end++) {
            size_t side = n->words[end].text >= n->start[1];
            if (n->words[end].text < first[side])
                first[side] = n->words[end].text;
        }
        for (size_t i = start; i < end; i++) {
            n->words[i].first[0] = first[0];
            n->words[i].first[1] = first[1];
        }
    }
}

/* How many more words of the column that begins with cut[side] are the other article's own. */
static int leaning(const struct neighbours *n, const size_t cut[static 2], size_t side)
{
    int lean = 0;
    for (size_t i = 0; i < n->count; i++) {
        const struct word *w = &n->words[i];
        if (w->text < cut[side] || w->text >= n->end[side])
            continue;
        lean += w->first[!side] < cut[!side];
        lean -= w->first[side] < cut[side];
    }
    return lean;
}

/* Does nothing near go on from the text before the cut? A colon announces what is not there. */
static bool is_loose(const struct order *o, size_t cut)
{
    const struct piece *end = order_piece(o, cut - 1);
    if (end->completed)
        return false;
    return o->texts[cut - 1].open ? order_evidence(o, cut - 1, cut) <= 0
                                  : is_text(end) && in_set(end->ends.last, ":：");
}

static int joint_at(const struct order *o, size_t from, size_t to)
{
    return o->texts[from].open ? order_evidence(o, from, to) : 0;
}

/* Do the joints at the cuts get no worse? */
static bool fits(const struct order *o, const size_t cut[static 2])
{
    return joint_at(o, cut[0] - 1, cut[1]) + joint_at(o, cut[1] - 1, cut[0]) >=
           joint_at(o, cut[0] - 1, cut[0]) + joint_at(o, cut[1] - 1, cut[1]);
}

/* Finds the cuts behind which two articles exchanged their columns; false if there are none. */
static bool find_cuts(const struct order *o, const struct neighbours *n, size_t best[static 2])
{
    size_t last[2];
    int most = 0;
    for (int side = 0; side < 2; side++)
        last[side] =
            n->end[side] < n->start[side] + MOST_CUTS ? n->end[side] : n->start[side] + MOST_CUTS;
    for (size_t i = n->start[0] + 1; i < last[0]; i++)
        for (size_t k = n->start[1] + 1; k < last[1]; k++) {
            const size_t cut[2] = {i, k};
            if (!n->loose[i] && !n->loose[k])
                continue;
            int first = leaning(n, cut, 0), second = leaning(n, cut, 1);
            int least = first < second ? first : second;
            if (least < LEAST_OWN || first + second < LEAST_BOTH || least <= most || !fits(o, cut))
                continue;
            most = least;
            best[0] = i;
            best[1] = k;
        }
    return most > 0;
}

static bool has_loose(const bool *loose, size_t first, size_t end)
{
    for (size_t i = first + 1; i < end && i < first + MOST_CUTS; i++)
        if (loose[i])
            return true;
    return false;
}

static void exchange_columns(struct order *o, const struct neighbours *n,
                             const size_t cut[static 2])
{
    const struct text *texts = o->texts;
    for (int side = 0; side < 2; side++) {
        o->page->pieces[texts[cut[side] - 1].piece].completed = true;
        order_report(o, cut[side] - 1, cut[!side], LEAST_OWN, LEAST_OWN);
    }
    order_move(o, texts[cut[1]].piece, texts[n->end[1] - 1].piece, texts[cut[0] - 1].piece);
    order_move(o, texts[cut[0]].piece, texts[n->end[0] - 1].piece, texts[cut[1] - 1].piece);
}

/* Tries the article that begins with text `first` with the next ones; the end of the one with which
 * it was exchanged, or its own. */
static size_t exchange_article(struct order *o, struct neighbours *n, size_t first)
{
    size_t end = article_end(o, first), next = end, cut[2];
    bool loose = has_loose(n->loose, first, end);
    n->start[0] = first;
    n->end[0] = end;
    for (int i = 0; i < NEAR && next < o->count; i++, next = n->end[1]) {
        n->start[1] = next;
        n->end[1] = article_end(o, next);
        n->count = 0;
        if (!loose && !has_loose(n->loose, next, n->end[1]))
            continue;
        add_article(o, n, 0);
        add_article(o, n, 1);
        find_first(n);
        if (find_cuts(o, n, cut)) {
            exchange_columns(o, n, cut);
            return n->end[1];
        }
    }
    return end;
}

static const bool *find_loose(const struct order *o, struct arena *a)
{
    bool *loose = arena_array(a, o->count + 1, sizeof *loose);
    for (size_t i = 1; i < o->count; i++)
        loose[i] = o->texts[i].article == o->texts[i - 1].article && is_loose(o, i);
    return loose;
}

bool acquire_exchange_columns(struct page *page, const struct joints *joints)
{
    struct order o = {.page = page, .joints = joints};
    struct arena *scratch = arena_new();
    bool any = false;
    order_texts(&o);
    order_link(&o);
    struct neighbours n = {.loose = find_loose(&o, scratch)};
    n.words = arena_array(scratch, MOST_PAIRS, sizeof *n.words);
    for (size_t i = 0, next; i < o.count; i = next) {
        next = exchange_article(&o, &n, i);
        any = any || next > article_end(&o, i);
    }
    arena_free(scratch);
    if (any)
        order_rewrite(&o);
    return any;
}
