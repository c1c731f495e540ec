/* SPDX-License-Identifier: MIT */
/*
 * Passages that are printed twice. A second print is rarely the same to the letter: a slip of the
 * scanner, half-width marks for full-width ones, another cut. So only the content counts – Han
 * characters, letters and digits – and every run of six of it is hashed. A piece nearly all of
 * whose content is covered by runs that also stand elsewhere, most of it in one other piece, is a
 * second print.
 *
 * Lines, bold headings of any length, captions, credits and datelines are never compared: a
 * headline or kicker echoed in the lead and a caption echoing a sentence are meant. Only a line
 * that breaks off inside a word or a number which the other print has whole, or that stands behind
 * a text that was cut without going on from it, is no line but a piece of text. So is a line amid
 * text that a paragraph of another article has to the letter and of whose words its own has none.
 *
 * One of the two prints may itself be cut. So runs go on from a piece without a stop into the next
 * one, if that one goes on from it; they count for the next one.
 *
 * Of two prints that are covered the one that goes on from the piece before it stays; where neither
 * or both do the one with less of its own is dropped. Of equals the one goes that stands among
 * strangers: the texts beside it, up to the lines of a head, have fewer of its words (affinity.h); where
 * that tells nothing, the later. A print whose other was
 * dropped before stays, so that of three damaged prints one is always left. Where the worse print
 * is the one that stands in its place, the better one goes there.
 *
 * Hashes are sorted with their places, so the page is read once and the work is n log n; comparing
 * every pair of paragraphs was rejected.
 */
#include <stdlib.h>
#include <string.h>

#include "acquire/affinity.h"
#include "acquire/grammar.h"
#include "acquire/grams.h"

enum {
    RUN = 6,
    LEAST = 12,   /* characters of content worth comparing */
    COVERED = 85, /* percent of a second print that stands elsewhere */
    MAINLY = 30,  /* percent that stands in one other piece */
    LONG = 30, /* characters of a passage of whole sentences that nobody prints twice on purpose */
    LONGEST_LINE = 30, /* more without a stop is text that was cut */
    LONGEST_HEAD = 60, /* characters of a line above news */
    WHOLLY = 92,       /* percent of it that stands in one other piece */
};

struct run {
    uint64_t hash;
    uint32_t piece;
    uint32_t at; /* place of its first character in the content of all pieces */
};

/* What is known of one piece. */
struct print {
    uint32_t start, own; /* its content: place of the first character, number of them */
    uint32_t covered;    /* characters that stand elsewhere too */
    uint32_t shared;     /* characters that stand in the piece `other` */
    uint32_t rivals;     /* Boyer-Moore counter behind `other` */
    uint32_t other;      /* piece + 1 */
    uint32_t heads;      /* headings of the markup up to it */
    struct grams *grams; /* its text, once another print was looked up in it */
    struct slice text;
    uint32_t twins; /* prints of which this is `other` and that have the same text */
};

struct prints {
    const struct page *page;
    const struct joints *joints;
    struct affinity *affinity; /* of all pieces, or NULL where no two prints are equal */
    struct print *items;
    size_t count;
    struct run *runs;
    size_t run_count;
    uint32_t content;         /* characters so far */
    uint32_t last[RUN], have; /* the last ones of a stretch, and how many it has */
};

static uint64_t hash_of(const uint32_t *codes)
{
    uint64_t hash = 14695981039346656037u;
    for (int i = 0; i < RUN; i++)
        hash = (hash ^ codes[i]) * 1099511628211u;
    return hash;
}

static bool is_content(uint32_t code)
{
    return is_han(code) || is_digit(code) || ((code | 32) >= 'a' && (code | 32) <= 'z');
}

/* A line that belongs to a picture stands beside one, and may echo the text. */
static bool is_beside_picture(const struct page *page, size_t i)
{
    const struct piece *p = &page->pieces[i];
    bool before = i > 0 && p[-1].label == PICTURE;
    bool after = i + 1 < page->count &&
                 (p[1].label == PICTURE || is_credit(page->arena, slice_of(p[1].text)));
    return (before || after) && !last_inner_stop(slice_of(p->text));
}

/* A long line without a stop where a head stands: numbered, the first of the page, or without a
 * comma directly before news. */
static bool is_head(const struct page *page, size_t i)
{
    struct slice s = slice_of(page->pieces[i].text);
    struct dateline dateline;
    struct slice above = slice_of(i > 0 ? page->pieces[i - 1].text : "");
    bool text = ends_sentence(above) || in_set(slice_last(above), ":：");
    if (ends_sentence(s) || slice_count(s) > LONGEST_HEAD)
        return false;
    return i == 0 || (text && starts_numbered(s)) ||
           (i + 1 < page->count && !has_comma(s) &&
            dateline_read(page->arena, slice_of(page->pieces[i + 1].text), &dateline));
}

/* Have the piece and another one the same text? */
static bool is_twin(const struct prints *prints, size_t i)
{
    size_t other = prints->items[i].other - 1;
    return other < prints->count && prints->items[other].other == i + 1 &&
           strcmp(prints->page->pieces[i].text, prints->page->pieces[other].text) == 0;
}

static bool reads_as_text(struct slice s)
{
    return ends_sentence(s) || last_inner_stop(s) || slice_count(s) > LONGEST_LINE;
}

/* Stands news, which begin an article, below text? */
static bool is_below_text(const struct page *page, size_t piece)
{
    struct dateline dateline;
    return piece > 0 && reads_as_text(slice_of(page->pieces[piece - 1].text)) &&
           dateline_read(page->arena, slice_of(page->pieces[piece].text), &dateline);
}

static bool is_stray_twin(const struct prints *prints, size_t i)
{
    const struct page *page = prints->page;
    return is_twin(prints, i) &&
           is_below_text(page, i) != is_below_text(page, prints->items[i].other - 1);
}

/* A dateline is compared only where both prints are the same to the letter, and one of them stands
 * below text: two articles may begin alike. */
static bool is_compared(const struct prints *prints, size_t i)
{
    const struct page *page = prints->page;
    const struct piece *piece = &page->pieces[i];
    struct slice s = slice_of(piece->text);
    struct dateline dateline;
    bool heading = piece->level || (piece->bold && !ends_sentence(s));
    return piece->label == UNDECIDED && !heading && !starts_caption(s) &&
           !is_beside_picture(page, i) && !is_head(page, i) &&
           (!dateline_read(page->arena, s, &dateline) || is_stray_twin(prints, i));
}

/* Does the piece go on where the one before it stopped? */
static bool sits_well(const struct prints *prints, size_t piece)
{
    const struct piece *p = &prints->page->pieces[piece];
    return piece > 0 && !p[-1].ends.closed &&
           acquire_joint(prints->joints, p - 1, p) > acquire_joint_base(p - 1);
}

static bool goes_on(const struct prints *prints, size_t piece)
{
    const struct piece *p = &prints->page->pieces[piece];
    return sits_well(prints, piece) && p[-1].label == UNDECIDED && !p[-1].level && !p->level;
}

/* All text takes part in what is looked up; only what is_compared can be a second print. */
static void add_runs(struct arena *a, struct prints *prints, const struct page *page,
                     uint32_t piece)
{
    struct print *print = &prints->items[piece];
    struct slice s = slice_of(page->pieces[piece].text);
    print->start = prints->content;
    prints->have = goes_on(prints, piece) ? prints->have : 0;
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (!is_content(code))
            continue;
        memmove(prints->last, prints->last + 1, (RUN - 1) * sizeof *prints->last);
        prints->last[RUN - 1] = code;
        prints->content++;
        if (++prints->have < RUN)
            continue;
        prints->runs = arena_grow(a, prints->runs, prints->run_count, sizeof *prints->runs);
        prints->runs[prints->run_count++] =
            (struct run){hash_of(prints->last), piece, prints->content - RUN};
    }
    print->own = prints->content - print->start;
}

static void note_pieces(struct prints *prints)
{
    const struct piece *pieces = prints->page->pieces;
    uint32_t heads = 0;
    for (size_t i = 0; i < prints->count; i++) {
        heads += pieces[i].level > 0;
        prints->items[i].heads = heads;
        prints->items[i].text = slice_of(pieces[i].text);
    }
}

/* The majority among the pieces that the runs of a piece also stand in survives. */
static void elect(struct print *print, uint32_t other)
{
    if (print->rivals == 0)
        print->other = other + 1;
    print->rivals += print->other == other + 1 ? 1 : (uint32_t)-1;
}

/* Calls visit for each run and the nearest equal ones of other pieces before and behind it: a piece
 * may have a run twice. */
static void each_pair(struct prints *prints,
                      void (*visit)(struct prints *, const struct run *, uint32_t other, char *),
                      char *marks)
{
    const struct run *runs = prints->runs;
    for (size_t i = 1; i < prints->run_count; i++) {
        uint64_t hash = runs[i].hash;
        uint32_t above = runs[i - 1].piece, below = runs[i].piece;
        if (runs[i - 1].hash != hash || above == below)
            continue;
        for (size_t k = i; k > 0 && runs[k - 1].hash == hash && runs[k - 1].piece == above; k--)
            visit(prints, &runs[k - 1], below, marks);
        for (size_t k = i; k < prints->run_count && runs[k].hash == hash && runs[k].piece == below;
             k++)
            visit(prints, &runs[k], above, marks);
    }
}

static void visit_elect(struct prints *prints, const struct run *run, uint32_t other, char *marks)
{
    (void)marks;
    elect(&prints->items[run->piece], other);
}

enum { ELSEWHERE = 1, IN_OTHER = 2 };

static void visit_mark(struct prints *prints, const struct run *run, uint32_t other, char *marks)
{
    char mark = prints->items[run->piece].other == other + 1 ? ELSEWHERE | IN_OTHER : ELSEWHERE;
    for (int i = 0; i < RUN; i++)
        marks[run->at + (uint32_t)i] |= mark;
}

/* A slip is a character or two that stand between what matches. */
static void close_slips(const struct print *print, char *marks)
{
    for (uint32_t k = print->start; k + 3 < print->start + print->own; k++)
        for (uint32_t gap = 1; gap <= 2; gap++)
            if (marks[k] && !marks[k + 1] && marks[k + gap + 1])
                for (uint32_t i = 1; i <= gap; i++)
                    marks[k + i] |= marks[k] & marks[k + gap + 1];
}

static void count_marks(struct prints *prints, char *marks)
{
    for (size_t i = 0; i < prints->count; i++) {
        struct print *print = &prints->items[i];
        close_slips(print, marks);
        for (uint32_t k = print->start; k < print->start + print->own; k++) {
            print->covered += marks[k] & ELSEWHERE ? 1 : 0;
            print->shared += marks[k] & IN_OTHER ? 1 : 0;
        }
    }
}

enum { NEEDLE = 3, TRIES = 6 };

/* Where `text` begins in `other`, or NULL. A slip may hide its first characters, so a few later
 * ones are looked for as well. */
static const char *begin_in(struct slice text, const struct print *other)
{
    for (int offset = 0; offset < TRIES && text.start < text.end; offset++) {
        struct slice needle = {text.start, text.start};
        for (int i = 0; i < NEEDLE && needle.end < text.end; i++)
            utf8_next(&needle.end, text.end);
        const char *at = grams_find(other->grams, needle);
        for (int i = 0; at && i < offset && at > other->text.start; i++)
            utf8_previous(&at, other->text.start);
        if (at)
            return at;
        utf8_next(&text.start, text.end);
    }
    return NULL;
}

/* The print `other`, ready to be looked in. */
static const struct print *looked_in(const struct prints *prints, size_t other)
{
    struct print *print = &prints->items[other];
    if (!print->grams)
        print->grams = grams_open(prints->page->arena, print->text);
    return print;
}

/* Was the piece broken out of a sentence of `other`? Where the markup says that a paragraph begins,
 * only a word cut in two proves it. */
static bool is_broken_out(const struct prints *prints, size_t piece, const struct print *other)
{
    struct slice text = prints->items[piece].text;
    bool element = prints->page->pieces[piece].element;
    const char *at = begin_in(text, other);
    if (!at || at == other->text.start)
        return !element && !ends_sentence(text);
    struct slice before = {other->text.start, at}, after = {at, other->text.end};
    if (element)
        return acquire_cuts_word(prints->joints, before, after);
    return !ends_sentence(before) || !ends_sentence(text);
}

/* A broken-out part of a sentence is damage at once; whole sentences may be said twice, so they
 * must be long, and nearly all of them in one other piece. */
static bool is_covered(const struct prints *prints, size_t piece)
{
    const struct print *print = &prints->items[piece];
    if (!print->other || print->own < LEAST)
        return false;
    if (is_broken_out(prints, piece, looked_in(prints, print->other - 1)))
        return print->covered * 100 >= print->own * COVERED &&
               print->shared * 100 >= print->own * MAINLY;
    uint32_t least = prints->page->pieces[piece].element ? 2 * LONG : LONG;
    return print->own >= least && print->shared * 100 >= print->own * WHOLLY;
}

enum { NEAR = 4 /* pieces below a headline that may echo it */ };

/* A line behind a text that was cut, and that does not go on from it. */
static bool stands_in_text(const struct prints *prints, size_t piece)
{
    const struct piece *p = &prints->page->pieces[piece];
    size_t other = prints->items[piece].other - 1;
    bool echo = other > piece && other <= piece + NEAR;
    return piece > 0 && !echo && !p[-1].level && p[-1].ends.inner_stop && !p[-1].ends.closed &&
           !sits_well(prints, piece);
}

/* Does a line break off inside a word or a number that the other print has whole? */
static bool breaks_off(const struct prints *prints, size_t piece)
{
    const struct print *print = &prints->items[piece];
    const struct print *other = looked_in(prints, print->other - 1);
    struct slice text = print->text, end = {text.end, text.end};
    for (int i = 0; i < RUN && end.start > text.start; i++)
        utf8_previous(&end.start, text.start);
    size_t len = (size_t)(end.end - end.start);
    const char *at = grams_find(other->grams, end);
    if (!at || at + len == other->text.end)
        return false;
    struct slice after = {at + len, other->text.end};
    bool number = in_set(slice_last(text), "0123456789");
    return number ? !in_set(slice_first(after), "，。、；：？！,;:!?）)”")
                  : acquire_cuts_word(prints->joints, text, after);
}

static bool is_cut_line(const struct prints *prints, size_t piece)
{
    return prints->items[piece].other &&
           (stands_in_text(prints, piece) || breaks_off(prints, piece));
}

/* Two whole paragraphs of the markup, each below a heading of its own: two articles tell the same.
 */
static bool is_told_again(const struct prints *prints, size_t piece, size_t other)
{
    const struct piece *pieces = prints->page->pieces;
    size_t first = piece < other ? piece : other, last = piece < other ? other : piece;
    bool headed = last > first && prints->items[last - 1].heads > prints->items[first].heads;
    return headed && pieces[first].element && pieces[first].ends.closed && pieces[last].element &&
           pieces[last].ends.closed;
}

enum {
    BESIDE = 6,  /* pieces on either side of a print */
    CLEARLY = 2, /* per cent of its words that the one place must have more than the other */
};

/* The pieces beside a print that are of its article, if that is what stands around it: texts, and
 * above them the lines of a head. */
static struct span texts_above(const struct page *page, size_t piece, size_t twin)
{
    size_t start = piece;
    bool head = false;
    while (start > 0 && piece - start < BESIDE && start - 1 != twin) {
        bool text = reads_as_text(slice_of(page->pieces[start - 1].text));
        if (head && text)
            break;
        head = !text;
        start--;
    }
    return (struct span){start, piece};
}

static struct span texts_below(const struct page *page, size_t piece, size_t twin)
{
    size_t end = piece + 1;
    while (end < page->count && end - piece <= BESIDE && end != twin &&
           reads_as_text(slice_of(page->pieces[end].text)))
        end++;
    return (struct span){piece + 1, end};
}

/* Per cent of the words of a print that stand beside it. */
static int kinship(const struct prints *prints, size_t piece, size_t twin)
{
    struct span print = {piece, piece + 1};
    return affinity_echo(prints->affinity, print, texts_above(prints->page, piece, twin), HEARD) +
           affinity_echo(prints->affinity, print, texts_below(prints->page, piece, twin), HEARD);
}

/* Of two equal prints, is this one the second? */
static bool is_stranger(const struct prints *prints, size_t piece, size_t twin)
{
    if (prints->page->pieces[piece].note || prints->items[piece].twins > 1 ||
        prints->items[twin].twins > 1)
        return piece > twin; /* it stands with several articles, perhaps on purpose */
    bool low = is_below_text(prints->page, piece);
    if (low != is_below_text(prints->page, twin))
        return low;
    int here = kinship(prints, piece, twin), there = kinship(prints, twin, piece);
    if (here >= there + CLEARLY || there >= here + CLEARLY)
        return here < there;
    return piece > twin;
}

static bool is_second_print(const struct prints *prints, size_t piece)
{
    const struct print *print = &prints->items[piece];
    if (!is_covered(prints, piece) || is_told_again(prints, piece, print->other - 1))
        return false;
    size_t other = print->other - 1;
    if (!is_covered(prints, other))
        return true;
    bool here = sits_well(prints, piece), there = sits_well(prints, other);
    if (here != there)
        return there;
    if (prints->items[other].other != piece + 1)
        return true;
    const struct print *twin = &prints->items[other];
    if (print->own != twin->own)
        return print->own < twin->own;
    return prints->affinity ? is_stranger(prints, piece, other) : piece > other;
}

enum { FULLER = 3 /* characters that the better of two prints has more */ };

static bool wants_rest(const struct piece *p)
{
    return !p->level && !p->ends.closed && (p->ends.inner_stop || p->ends.clauses);
}

/* Two prints: one stands behind a text that wants a rest, but all it has is in the other, which has
 * a little more, fits there as well, ends alike, and stands behind a text that is complete. */
static bool is_fuller(const struct prints *prints, size_t worse, size_t better)
{
    const struct print *one = &prints->items[worse], *other = &prints->items[better];
    const struct piece *p = &prints->page->pieces[worse], *q = &prints->page->pieces[better];
    bool mates = one->other == better + 1 && other->other == worse + 1;
    if (!mates || worse == 0 || better == 0 || one->own > one->shared ||
        other->own < other->shared + FULLER || other->own > one->own + one->own / 3 ||
        p->ends.last != q->ends.last || !wants_rest(p - 1) || !q[-1].ends.closed)
        return false;
    return acquire_joint(prints->joints, p - 1, q) >= acquire_joint(prints->joints, p - 1, p);
}

/* The fuller print goes where the other one stands, which is dropped in its place. */
static void trade_places(struct page *page, struct prints *prints, size_t worse, size_t better)
{
    prints->items[worse].other = prints->items[better].other = 0; /* settled */
    struct piece fuller = page->pieces[better];
    page->pieces[better] = page->pieces[worse];
    page->pieces[worse] = fuller;
    page->pieces[worse].label = UNDECIDED;
    page->pieces[better].label = DUPLICATE;
}

static bool are_same(const struct piece *one, const struct piece *other)
{
    return one->label == UNDECIDED && other->label == UNDECIDED &&
           strcmp(one->text, other->text) == 0;
}

/* A caption with its credit that a site prints twice, below the picture and for those who do not
 * see it. */
static void drop_twin_captions(struct page *page)
{
    for (size_t i = 0; i + 3 < page->count; i++) {
        struct piece *p = &page->pieces[i];
        if (are_same(p, p + 2) && are_same(p + 1, p + 3) &&
            is_credit(page->arena, slice_of(p[1].text)))
            p[2].label = p[3].label = DUPLICATE;
    }
}

enum {
    LEAST_LINE = 8, /* characters of a line that nobody prints twice by chance */
    FEW_WORDS = 5,  /* per cent of a line's words */
};

/* Does a line behind text stand in one other text to the letter, and that is no lead below it? A
 * headline is the head of a text, so it stands behind a complete one alone, or above news. */
static bool may_be_foreign(const struct prints *prints, size_t i)
{
    const struct print *print = &prints->items[i];
    const struct piece *p = &prints->page->pieces[i];
    size_t other = print->other - 1;
    if (i == 0 || i + 1 >= prints->count || !print->other || print->own < LEAST_LINE ||
        print->shared < print->own || (other > i && other <= i + NEAR))
        return false;
    struct slice above = slice_of(p[-1].text);
    if (!reads_as_text(slice_of(prints->page->pieces[other].text)))
        return false; /* two notices may have one headline */
    return p->ends.last && !reads_as_text(slice_of(p->text)) && !p[-1].level && !p->note &&
           !starts_numbered(slice_of(p->text)) &&
           (reads_as_text(above) || (!p[-1].ends.closed && has_comma(above))) &&
           (reads_as_text(slice_of(p[1].text)) || p[1].ends.closed) && !p[1].level;
}

/* A line amid text that has its words in another article alone: a piece of that. Its own text would
 * have some of a heading's, and so would the one below of a headline's. */
static bool is_foreign_line(const struct prints *prints, size_t i)
{
    if (!may_be_foreign(prints, i))
        return false;
    size_t other = prints->items[i].other - 1;
    struct span line = {i, i + 1}, above = texts_above(prints->page, i, other);
    struct span below = {i + 1, i + 1 + BESIDE < prints->count ? i + 1 + BESIDE : prints->count};
    return !(other >= above.start && other < i) &&
           affinity_echo(prints->affinity, line, above, HEARD) +
                   affinity_echo(prints->affinity, line, below, HEARD) <=
               FEW_WORDS;
}

/* Opens the words of the page if two prints are equal, or a line may be foreign. */
static void hear_twins(struct prints *prints, struct arena *a)
{
    const struct page *page = prints->page;
    bool twins = false;
    for (size_t i = 0; i < prints->count; i++) {
        size_t other = prints->items[i].other - 1;
        twins = twins || is_twin(prints, i) || may_be_foreign(prints, i);
        if (other < prints->count && !strcmp(page->pieces[i].text, page->pieces[other].text))
            prints->items[other].twins++;
    }
    if (!twins)
        return;
    struct piece **pieces = arena_array(a, page->count + 1, sizeof *pieces);
    for (size_t i = 0; i < page->count; i++)
        pieces[i] = &page->pieces[i];
    prints->affinity = affinity_open(a, pieces, page->count);
}

static void drop_seconds(struct page *page, struct prints *prints)
{
    struct arena *scratch = arena_new();
    hear_twins(prints, scratch);
    for (size_t i = 0; i < page->count; i++)
        if (is_compared(prints, i) && is_foreign_line(prints, i))
            page->pieces[i].label = DUPLICATE;
        else if (is_compared(prints, i) &&
                 (reads_as_text(slice_of(page->pieces[i].text)) || is_cut_line(prints, i)) &&
                 is_second_print(prints, i) &&
                 page->pieces[prints->items[i].other - 1].label != DUPLICATE)
            page->pieces[i].label = DUPLICATE;
    arena_free(scratch);
}

void acquire_duplicates(struct page *page, const struct joints *joints)
{
    drop_twin_captions(page);
    struct prints prints = {.page = page,
                            .joints = joints,
                            .items =
                                arena_array(page->arena, page->count + 1, sizeof *prints.items),
                            .count = page->count};
    note_pieces(&prints);
    for (size_t i = 0; i < page->count; i++)
        if (page->pieces[i].label == UNDECIDED)
            add_runs(page->arena, &prints, page, (uint32_t)i);
    if (!prints.run_count)
        return;
    char *marks = arena_alloc(page->arena, prints.content + 1);
    sort_by_number(prints.runs, prints.run_count, sizeof *prints.runs, page->arena);
    each_pair(&prints, visit_elect, NULL);
    each_pair(&prints, visit_mark, marks);
    count_marks(&prints, marks);
    drop_seconds(page, &prints);
    for (size_t i = 0; i < page->count; i++) {
        size_t other = prints.items[i].other - 1;
        if (page->pieces[i].label != DUPLICATE || other >= page->count)
            continue;
        if (is_fuller(&prints, other, i))
            trade_places(page, &prints, other, i);
        else if (is_fuller(&prints, i, other))
            trade_places(page, &prints, i, other);
    }
}
