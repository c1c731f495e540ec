/* SPDX-License-Identifier: MIT */
/*
 * Line breaking: numbers in, numbers out.
 *
 * Total fit in the manner of Knuth and Plass (Breaking Paragraphs into Lines, 1981): the way from
 * the first place to the last along lines with the least sum of demerits. Unlike theirs the rules
 * of Chinese setting leave little choice. A line may be expanded only if the next unit does not fit
 * even at all minima (JU-03, LB-09), so from every start there is either one expanded line or a few
 * compressed ones, and the search is among these: how much to compress where. Only if that leaves a
 * lone character on the last line (PA-03) or a gap over ¼ em (JU-08) the paragraph is searched
 * again with all lines up to ¼ em loose; each line that takes less than it could then costs more
 * than any badness, so there are as few of them as can be.
 *
 * Cost of a candidate is O(1) by prefix sums, natural and at all minima. Candidates of a start are
 * the places between two marks, `near` (what fits naturally) and `far` (what fits at all minima),
 * hyphens not counted, which only move forward; so all work is linear in the boxes times the places
 * in such a window, of which no more than MOST are looked at.
 *
 * Demerits, each tier above what a few of the one below it can sum up to:
 *   LONE        one character on the last line
 *   WORD        a heading's line end inside a word: three further lines are better
 *   HALF        a heading's last line shorter than half its longest; if it is a clause of its own,
 *               shorter than four characters, too (HD-03)
 *   MIXED       a heading's line that has the end of one clause and the beginning of another, but
 *               not both of them whole: one further line is better
 *   LINE        each line of ragged text: fewest lines first
 *   EMERGENCY   a unit wider than the measure, which must be broken somewhere, is broken here
 *   LOOSE       a gap over ¼ em, times the square of its ratio to that
 *   CELL_WORD   a cell's line end inside a word: one further line is better, two are not
 *   UNFILLED    a line that could have taken more (JU-03); in a cell times the square of the part
 * of the line that it leaves FULL        a line at all its limits; else by the square of the ratio
 * to them A heading is made even by the least sum of squared widths: for a given number of lines
 * that is the least variance, and it needs no target width, so one search serves where a target
 * would ask for one for every number of lines.
 *
 * The lines of a centred heading form a trapezoid or a lozenge (HD-03): a waist costs more than
 * being uneven by a few characters, and less than parting a word.
 *
 * Best fit by greedy choice (`greedy`) walks the same candidates without looking ahead.
 */
#include "line/line.h"

#define LONE INT64_C(50000000000)
#define LINE INT64_C(1000000000)
#define WORD (3 * LINE + LINE / 2)
#define CELL_WORD (LINE + LINE / 2)
#define HALF (2 * LINE)
#define MIXED (LINE + LINE / 2)
#define UNREACHED INT64_MAX

enum {
    FULL = 10000,
    UNFILLED = 1000000,
    LOOSE = 10000000,
    EMERGENCY = 200000000, /* as a line with gaps of 1.1 em */
    EVEN = 1000000,        /* a heading's line as wide as the measure */
    WAIST = 50000,         /* a centred heading's line between two longer ones */
    PENALTY = 500,         /* demerits of one penalty point */
    MOST = 256,
    RATIO = 1024, /* ratios are in 1/1024 */
    HIGHEST = 8   /* no ratio counts as more */
};

/* A place between two boxes: what stands before it, and the best way to it. */
struct place {
    int64_t natural;                /* sum of the boxes and gaps before it */
    int64_t least;                  /* the same at all minima */
    int64_t natural_end, least_end; /* the same for a line that ends here: without the last gap */
    int64_t stretch;                /* of the gaps before it, in their own steps */
    int64_t demerits;
    uint32_t shares;  /* gaps before it that share */
    uint32_t clauses; /* clause ends before it */
    uint32_t legal;   /* the nearest place at or before it where a line may end; 0: none */
    uint32_t from;    /* where the last line of the best way begins */
    bool wide;        /* the unit that begins here is wider than the measure */
};

struct fit {
    const struct line_box *boxes;
    const struct line_measure *measure;
    struct place *places;
    size_t from, to; /* the piece between two forced line ends */
    size_t lone;     /* a last line that begins behind it has less than two characters */
    size_t near, far;
    bool loose; /* second search */
    int64_t least;
    size_t best; /* greedy: the best end so far, and its demerits */
};

/* ---- prefix sums -------------------------------------------------------------------------- */

static bool is_legal(const struct line_box *box)
{
    return box->penalty < LINE_FORBIDDEN;
}

static bool ends_clause(const struct line_box *box)
{
    return box->penalty <= LINE_CLAUSE;
}

/* Sums up to place i+1, from those up to place i. */
static void add_box(const struct line_box *box, const struct place *p, struct place *next)
{
    int64_t natural = p->natural + box->advance, least = p->least + box->advance;
    next->natural_end = natural + box->hyphen;
    next->least_end = least + box->hyphen;
    next->natural = natural + box->gap;
    next->least = least + box->gap - box->shrink;
    next->stretch = p->stretch + box->stretch;
    next->shares = p->shares + box->share;
    next->clauses = p->clauses + ends_clause(box);
}

static struct place *sum_up(const struct line_box *boxes, size_t count, dist width,
                            struct arena *scratch)
{
    struct place *places = arena_array(scratch, count + 1, sizeof *places);
    for (size_t i = 0; i < count; i++) {
        struct place *p = places + i;
        add_box(boxes + i, p, p + 1);
        p[1].legal = p->legal;
        if (is_legal(boxes + i) || i + 1 == count) {
            p[1].legal = (uint32_t)(i + 1);
            places[p->legal].wide = p[1].least_end - places[p->legal].least > width;
        }
    }
    return places;
}

/* ---- one line ----------------------------------------------------------------------------- */

static dist width_at(const struct fit *f, size_t start)
{
    return start == 0 ? f->measure->first : f->measure->width;
}

static int64_t natural_width(const struct fit *f, size_t start, size_t end)
{
    return f->places[end].natural_end - f->places[start].natural;
}

static int64_t least_width(const struct fit *f, size_t start, size_t end)
{
    return f->places[end].least_end - f->places[start].least;
}

/* weight × (part / whole)² */
static int64_t square(int64_t weight, int64_t part, int64_t whole)
{
    if (part >= whole * HIGHEST)
        return weight * HIGHEST * HIGHEST;
    int64_t ratio = part * RATIO / whole;
    return weight * ratio * ratio / (RATIO * RATIO);
}

/* Of a line that is wider than its measure by `excess`. */
static int64_t squeeze(const struct fit *f, size_t start, size_t end, int64_t excess)
{
    int64_t room = natural_width(f, start, end) - least_width(f, start, end);
    return square(FULL, excess, room > 0 ? room : 1);
}

/* What a line that lacks `slack` has to gain in each gap that shares, as part of ¼ em: `part` of
 * `whole`. A line with nothing to share is measured by its word spaces. */
static int64_t looseness(const struct fit *f, size_t start, size_t end, int64_t slack,
                         int64_t *whole)
{
    const struct place *p = f->places + start, *q = f->places + end;
    const struct line_box *last = f->boxes + end - 1;
    int64_t stretch = q->stretch - p->stretch - last->stretch;
    int64_t shares = (int64_t)q->shares - p->shares - last->share;
    if (slack <= stretch) {
        *whole = 0;
        return 0;
    }
    *whole = shares ? shares * (f->measure->em / 4) : stretch;
    if (*whole <= 0)
        *whole = 1;
    return slack - stretch;
}

/* Of a justified line that is expanded by `slack`. */
static int64_t expand(const struct fit *f, size_t start, size_t end, int64_t slack, bool *over)
{
    int64_t whole, part = looseness(f, start, end, slack, &whole);
    *over = part > whole;
    if (!whole)
        return FULL / 4 * slack / f->measure->width;
    return square(FULL, part, whole) + (*over ? square(LOOSE, part, whole) : 0);
}

/* ---- candidates --------------------------------------------------------------------------- */

static int64_t width_demerits(const struct fit *f, int64_t width)
{
    return f->measure->balance ? square(EVEN, width, f->measure->width) : 0;
}

/* The longest line of the way to `end` whose last line begins at `start`. */
static int64_t longest(const struct fit *f, size_t start, size_t end)
{
    int64_t most = 0;
    for (size_t lines = 0; lines < MOST; lines++) {
        int64_t width = natural_width(f, start, end);
        most = width > most ? width : most;
        if (start == f->from)
            break;
        end = start;
        start = f->places[start].from;
    }
    return most;
}

/* Whether the line before the one from `start` to `end` is shorter than both its neighbours. */
static bool has_waist(const struct fit *f, size_t start, size_t end)
{
    size_t middle = f->places[start].from;
    if (start == f->from || middle == f->from)
        return false;
    int64_t width = natural_width(f, middle, start);
    return width < natural_width(f, f->places[middle].from, middle) &&
           width < natural_width(f, start, end);
}

/* Whether all lines that leave room are weighed, in one search: those of headings and cells. */
static bool is_by_words(const struct fit *f)
{
    return f->measure->balance || f->measure->words;
}

/* Whether a heading's line holds a clause end and parts a clause at one of its own ends. */
static bool is_mixed(const struct fit *f, size_t start, size_t end)
{
    const struct line_box *last = f->boxes + end - 1;
    bool begins = start == f->from || f->boxes[start - 1].penalty < 0;
    bool ends = end == f->to || last->penalty < 0;
    uint32_t inner = f->places[end].clauses - f->places[start].clauses - ends_clause(last);
    return inner > 0 && !(begins && ends);
}

static int64_t break_demerits(const struct fit *f, int penalty)
{
    if (penalty >= LINE_FORBIDDEN)
        return 0;
    if (penalty >= LINE_WORD)
        return f->measure->words ? CELL_WORD : WORD;
    return (int64_t)penalty * PENALTY;
}

/* Whether a heading's last line is too short: a clause of its own may be of four characters. */
static bool is_short(const struct fit *f, size_t start)
{
    int64_t width = natural_width(f, start, f->to);
    bool clause = start > f->from && ends_clause(f->boxes + start - 1);
    return 2 * width < longest(f, start, f->to) &&
           !(clause && width >= 4 * (int64_t)f->measure->em);
}

static int64_t last_demerits(const struct fit *f, size_t start)
{
    int64_t demerits = start > f->lone ? LONE : 0;
    if (f->measure->balance && is_short(f, start))
        demerits += HALF;
    return demerits;
}

/* Offers a line with its own demerits. */
static void offer(struct fit *f, size_t start, size_t end, int64_t demerits)
{
    demerits +=
        end == f->to ? last_demerits(f, start) : break_demerits(f, f->boxes[end - 1].penalty);
    if (!f->measure->justify)
        demerits += LINE;
    if (f->measure->balance && is_mixed(f, start, end))
        demerits += MIXED;
    if (f->measure->centred && f->measure->balance && has_waist(f, start, end))
        demerits += WAIST;
    struct place *p = f->places + end;
    int64_t sum = f->places[start].demerits + demerits;
    if (sum <= p->demerits) {
        p->demerits = sum;
        p->from = (uint32_t)start;
    }
    if (demerits <= f->least) {
        f->least = demerits;
        f->best = end;
    }
}

static bool has_hyphen(const struct fit *f, size_t end)
{
    return f->boxes[end - 1].hyphen > 0;
}

/* A line that is compressed, if it can be. */
static void offer_tight(struct fit *f, size_t start, size_t end, dist width)
{
    if (least_width(f, start, end) > width)
        return;
    int64_t demerits = squeeze(f, start, end, natural_width(f, start, end) - width);
    offer(f, start, end, demerits + width_demerits(f, width));
}

/* All compressed lines. True if one of them ends without a hyphen. */
static bool offer_squeezed(struct fit *f, size_t start, dist width)
{
    size_t end = f->places[f->far].legal;
    bool whole = false;
    for (int n = 0; end > f->near && n < MOST; n++) {
        offer_tight(f, start, end, width);
        whole |= !has_hyphen(f, end);
        end = f->places[end - 1].legal;
    }
    return whole;
}

static int64_t natural_demerits(const struct fit *f, size_t start, size_t end, bool *over)
{
    int64_t slack = width_at(f, start) - natural_width(f, start, end);
    *over = false;
    if (end == f->to)
        return 0;
    if (f->measure->justify)
        return expand(f, start, end, slack, over);
    *over = slack > f->measure->width / 4;
    if (f->measure->words)
        return square(UNFILLED, slack, f->measure->width);
    return f->measure->balance ? 0 : square(FULL / RATIO, slack, f->measure->width);
}

/* Whether a line that ends here can take more: ragged text only where a box would fit that may not
 * stand alone (LB-09). */
static bool leaves_room(const struct fit *f, size_t start, size_t end, dist width)
{
    if (!f->measure->justify)
        return f->near > f->places[f->near].legal;
    return natural_width(f, start, end) < width;
}

/* The lines that are not compressed: the fullest, be it that only a hyphen fills it more, and on
 * the second search and by words also those that leave room. */
static void offer_natural(struct fit *f, size_t start, dist width, bool more)
{
    size_t end = f->places[f->near].legal;
    bool all = is_by_words(f), offered = false, whole = false;
    for (int n = 0; end > start && n < MOST; n++, end = f->places[end - 1].legal) {
        if (natural_width(f, start, end) > width) {
            offer_tight(f, start, end, width);
            continue;
        }
        bool over;
        int64_t demerits = natural_demerits(f, start, end, &over);
        if (offered && over && !all)
            break;
        if (!all && (whole || (more && leaves_room(f, start, end, width))))
            demerits += UNFILLED;
        offer(f, start, end, demerits + width_demerits(f, natural_width(f, start, end)));
        offered = true;
        whole |= !has_hyphen(f, end);
        if (end == f->to || (whole && !all && !f->loose))
            break;
    }
}

/* The word fits, but not the hyphen that parts it there. */
static bool sticks_out(const struct fit *f, size_t start, size_t end)
{
    return has_hyphen(f, end) && least_width(f, start, end) > width_at(f, start);
}

/* The last box that fits; at least one; parting what is solid only if there is nothing else. */
static size_t emergency_end(const struct fit *f, size_t start)
{
    size_t most = f->far > start ? f->far : start + 1;
    while (most < f->to && f->boxes[most - 1].penalty == LINE_SOLID && !f->boxes[most].advance)
        most++;
    for (size_t end = most; end > start; end--)
        if (end == f->to || (f->boxes[end - 1].penalty < LINE_SOLID && !sticks_out(f, start, end)))
            return end;
    return most;
}

/* A unit that no line holds is broken where the line is full, be it at its head or further on. */
static void offer_emergency(struct fit *f, size_t start, size_t last)
{
    bool none = f->least == INT64_MAX;
    if (!none && !f->places[last].wide)
        return;
    size_t end = emergency_end(f, start);
    if (none || end > last)
        offer(f, start, end, EMERGENCY);
}

/* Moves the marks to what fits from this start. */
static void move_marks(struct fit *f, size_t start, dist width)
{
    const struct place *p = f->places + start;
    if (f->near < start)
        f->near = start;
    while (f->near < f->to &&
           f->places[f->near + 1].natural_end - f->boxes[f->near].hyphen - p->natural <= width)
        f->near++;
    if (f->far < f->near)
        f->far = f->near;
    while (f->far < f->to &&
           f->places[f->far + 1].least_end - f->boxes[f->far].hyphen - p->least <= width)
        f->far++;
}

static void offer_lines(struct fit *f, size_t start)
{
    dist width = width_at(f, start);
    move_marks(f, start, width);
    f->least = INT64_MAX;
    if (f->near == f->to) {
        offer_natural(f, start, width, false);
        return;
    }
    bool more = offer_squeezed(f, start, width);
    offer_natural(f, start, width, more);
    offer_emergency(f, start, f->places[f->far].legal);
}

/* ---- the paragraph ------------------------------------------------------------------------ */

/* The marks only move forward, save once: the first line has a measure of its own. */
static void rewind_marks(struct fit *f)
{
    f->near = f->far = f->from;
}

static void search(struct fit *f)
{
    for (size_t i = f->from + 1; i <= f->to; i++)
        f->places[i].demerits = UNREACHED;
    f->places[f->from].demerits = 0;
    rewind_marks(f);
    for (size_t start = f->from; start < f->to; start++) {
        if (f->places[start].demerits == UNREACHED)
            continue;
        offer_lines(f, start);
        if (start == 0)
            rewind_marks(f);
    }
}

static void first_fit(struct fit *f)
{
    rewind_marks(f);
    for (size_t start = f->from; start < f->to; start = f->best) {
        f->places[start].demerits = 0;
        offer_lines(f, start);
        f->places[f->best].from = (uint32_t)start;
        if (start == 0)
            rewind_marks(f);
    }
}

/* The last place that leaves two characters to a line that begins there. */
static size_t lone_place(const struct fit *f)
{
    int characters = 0;
    for (size_t i = f->to; i > f->from; i--) {
        characters += f->boxes[i - 1].counts;
        if (characters == 2)
            return i - 1;
    }
    return f->to;
}

/* A lone character, or a gap over ¼ em. */
static bool is_faulty(const struct fit *f)
{
    size_t end = f->to, start = f->places[end].from;
    if (start > f->from && start > f->lone)
        return true;
    while (start > f->from && f->measure->justify) {
        end = start;
        start = f->places[end].from;
        int64_t slack = width_at(f, start) - natural_width(f, start, end);
        bool over = false;
        if (slack > 0)
            expand(f, start, end, slack, &over);
        if (over)
            return true;
    }
    return false;
}

static void choose(struct fit *f)
{
    f->loose = false;
    f->lone = lone_place(f);
    if (f->measure->greedy) {
        first_fit(f);
        return;
    }
    search(f);
    if (is_by_words(f) || !is_faulty(f))
        return;
    f->loose = true;
    search(f);
}

static bool is_emergency(const struct fit *f, size_t start, size_t end)
{
    bool inside = end < f->to && !is_legal(f->boxes + end - 1);
    return inside || least_width(f, start, end) > width_at(f, start);
}

/* Writes the ends of the lines chosen and returns how many there are. */
static size_t write_ends(const struct fit *f, size_t *ends, size_t *emergencies)
{
    size_t lines = 0;
    for (size_t end = f->to; end > f->from; end = f->places[end].from)
        lines++;
    size_t i = lines;
    for (size_t end = f->to; end > f->from; end = f->places[end].from) {
        ends[--i] = end;
        *emergencies += is_emergency(f, f->places[end].from, end);
    }
    return lines;
}

size_t line_break(const struct line_box *boxes, size_t count, const struct line_measure *measure,
                  size_t *ends, size_t *emergencies, struct arena *scratch)
{
    struct fit f = {.boxes = boxes, .measure = measure};
    f.places = sum_up(boxes, count, measure->width, scratch);
    size_t lines = 0;
    *emergencies = 0;
    for (f.from = 0; f.from < count; f.from = f.to) {
        f.to = f.from + 1;
        while (f.to < count && boxes[f.to - 1].penalty != LINE_FORCED)
            f.to++;
        choose(&f);
        lines += write_ends(&f, ends + lines, emergencies);
    }
    return lines;
}
