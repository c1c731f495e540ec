/* SPDX-License-Identifier: MIT */
/*
 * Heads that stand below their text. A photograph of the sheet gives columns and heads in the order
 * in which they were found, so the text of an article may come first and its head behind it,
 * directly above the head of the next one:
 *
 *     …text of A / text of B… / head of B / head of C / text of C…
 *
 * Between two texts stands a run of lines: lines of heads, names, pictures. Of each run the upper
 * part may belong to the text above it. What tells so are the words (affinity.h): the upper part has
 * those of the text above and not those of the text below, the lower part the other way round; a
 * byline or the lines of a picture end a head, —— ends or begins one. The text above then holds two
 * articles, unless it has no head of its own: the second begins where the upper part's words begin
 * and those of the head before it end, where both parts have few words in common, at a dateline, a
 * salutation, or below the name of a column.
 *
 * A run may be wanted whole by the text above it, if the text below has its head below it as well.
 * So the runs are decided together: for each the best sum of what speaks for it, once for a text
 * below it that has its head and once for one that has none yet (dynamic programming, linear). Then
 * the upper parts go up and the page is labelled again: behind them all pages look alike.
 */
#include "acquire/affinity.h"
#include "acquire/context.h"
#include "acquire/grammar.h"
#include "acquire/order.h"

enum kind { BODY, LINES, NAMES, PICTURES, TAG };

enum {
    MOST_LINES = 8, /* of a run that are looked at */
    MOST_STARTS = 60,
    NEAR = 400,       /* words on both sides of where a text may begin */
    FEW = 4,          /* what two parts have in common, if one is too short to tell */
    LEAST_OWN = 15,   /* per cent of an upper part's words that the text above has */
    COST = 40,        /* what must speak for an upper part; per cent of its words, and so on */
    UNBOUND = 20,     /* what more, where nothing but words ends it */
    WANTED = 25,      /* what speaks for it if the text above has no head */
    WANTED_LAST = 30, /* and nothing stands below it */
    BOUNDARY = 10,    /* what a dash speaks for it; a byline twice that */
    BEGINS = 40,      /* what a dateline speaks for the beginning of a text, or against it inside */
    CHOSEN = 15,      /* so does the label that begins an item without a headline */
    PER_WORD = 3,     /* so does each per cent of common words against it */
    LOST = 10,        /* what speaks against a head without a text */
    PER_MARGIN = 10,  /* of them make 1 of the margins of labels */
    NO = -100000
};

enum state { HEADED, BARE_TEXT, STATES };

/* What is decided of a run: lines before `split` go above piece `first`. */
struct step {
    int score, gain; /* of all runs up to this one, and of this one */
    size_t split, first;
    enum state from;
};

struct late {
    struct chain chain;
    struct affinity *affinity;
    enum kind *kinds;  /* of each piece of the chain */
    struct span *runs; /* in order; a text stands between two of them */
    size_t count;
};

static enum kind kind_by_form(const struct piece *p)
{
    if (shows(p, IS_BYLINE) || shows(p, NAMES_ALONE))
        return NAMES;
    if (shows(p, EXCLAIMS) && !order_is_text(p->label))
        return LINES;
    bool text = shows(p, GOES_ON) || shows(p, JOINED) || shows(p, BRACKETED);
    return is_head_line(p) && !text ? LINES : BODY;
}

/* What signs or addresses belongs to a text, and so does a sentence and a line that announces what
 * follows. */
static bool is_of_text(const struct piece *p)
{
    bool headline = p->label == HEADLINE || p->label == SUBJECT;
    return shows(p, SIGNATURE) || shows(p, SALUTATION) || is_date_line(slice_of(p->text)) ||
           (shows(p, COLON_END) && !headline) ||
           (shows(p, SENTENCE) && !shows(p, EXCLAIMS) && !is_apparatus(p));
}

static enum kind kind_of(const struct piece *p)
{
    if (is_of_text(p))
        return BODY;
    if ((shows(p, DASH_END) || shows(p, NOTICE)) && is_line(p))
        return LINES;
    switch (p->label) {
    case KICKER:
    case SUBJECT:
    case HEADLINE:
    case SUBHEADLINE:
    case LATE_HEADLINE:
    case CROSSHEAD:
        return LINES;
    case BYLINE:
    case FIRST_BYLINE:
    case LATE_BYLINE:
    case LATE_FIRST_BYLINE:
        return NAMES;
    case CAPTION:
    case CREDIT:
    case FIRST_CREDIT:
    case STRAY_CAPTION:
    case STRAY_CREDIT:
    case STRAY_FIRST_CREDIT:
        return PICTURES;
    case LABEL:
    case HEAD_LABEL:
        return TAG;
    default:
        return kind_by_form(p);
    }
}

static bool is_kind(const struct late *l, size_t i, enum kind kind)
{
    return i < l->chain.count && l->kinds[i] == kind;
}

/* A line that was labelled text or a caption, but stands where a head does: behind a kicker, above
 * names or a subheadline, or as a question between a line and its text. */
static bool is_misread(const struct late *l, size_t i)
{
    struct piece *const *pieces = l->chain.pieces;
    const struct piece *p = pieces[i], *next = i + 1 < l->chain.count ? pieces[i + 1] : NULL;
    bool line = shows(p, LINE) || shows(p, EXCLAIMS);
    if (!line || is_of_text(p) || is_apparatus(p) || shows(p, TURN) || shows(p, BRACKETED))
        return false;
    if (is_kind(l, i, PICTURES) && next && !is_kind(l, i + 1, PICTURES))
        return shows(p, LINE);
    bool behind = i > 0 && shows(pieces[i - 1], DASH_END);
    bool above = next && (shows(next, DASH_START) || is_kind(l, i + 1, NAMES));
    bool asks = i > 0 && is_kind(l, i - 1, LINES) && shows(p, EXCLAIMS) && is_kind(l, i + 1, BODY);
    return is_kind(l, i, BODY) && (behind || above || asks);
}

/* A heading amid text is of the text, unless that began with a dateline and no head above it: then
 * it may be the headline. */
static void settle_headings(struct late *l)
{
    bool unheaded = is_kind(l, 0, BODY) && shows(l->chain.pieces[0], HAS_DATELINE);
    for (size_t i = 1; i + 1 < l->chain.count; i++) {
        const struct piece *p = l->chain.pieces[i];
        bool amid = is_kind(l, i - 1, BODY) && is_kind(l, i + 1, BODY);
        bool owed = unheaded && !shows(p, ECHOES_AHEAD) && !shows(p, TINY);
        if (p->label == CROSSHEAD && !shows(p, DASH_END) && amid && !owed)
            l->kinds[i] = BODY;
        if (is_kind(l, i, LINES) || is_kind(l, i, NAMES))
            unheaded = false;
        unheaded |= is_kind(l, i, BODY) && is_kind(l, i - 1, BODY) && shows(p, HAS_DATELINE);
    }
}

static void find_kinds(struct late *l, struct arena *a)
{
    size_t count = l->chain.count;
    struct piece *const *pieces = l->chain.pieces;
    l->kinds = arena_array(a, count + 1, sizeof *l->kinds);
    for (size_t i = 0; i < count; i++)
        l->kinds[i] = kind_of(pieces[i]);
    for (size_t i = 0; i < count; i++)
        if (is_misread(l, i))
            l->kinds[i] = LINES;
    for (size_t i = 0; i + 1 < count; i++) /* a caption without 图为 */
        if (is_kind(l, i, BODY) && shows(pieces[i], SENTENCE) && shows(pieces[i + 1], IS_CREDIT))
            l->kinds[i] = PICTURES;
    settle_headings(l);
}

static void find_runs(struct late *l, struct arena *a)
{
    l->runs = arena_array(a, l->chain.count + 1, sizeof *l->runs);
    for (size_t i = 0, end; i < l->chain.count; i = end) {
        bool line = false;
        for (end = i; end < l->chain.count && !is_kind(l, end, BODY); end++)
            line |= is_kind(l, end, LINES);
        if (line)
            l->runs[l->count++] = (struct span){i, end};
        end += end == i;
    }
}

static struct span text_above(const struct late *l, size_t run)
{
    return (struct span){run ? l->runs[run - 1].end : 0, l->runs[run].start};
}

static struct span text_below(const struct late *l, size_t run)
{
    size_t end = run + 1 < l->count ? l->runs[run + 1].start : l->chain.count;
    return (struct span){l->runs[run].end, end};
}

/* Do these lines make a head? The name of an office alone does not. */
static bool is_head(const struct late *l, size_t from, size_t end)
{
    size_t lines = 0, offices = 0;
    for (size_t i = from; i < end; i++) {
        lines += is_kind(l, i, LINES);
        offices += is_kind(l, i, LINES) && shows(l->chain.pieces[i], UNIT_END);
    }
    return lines > 1 || lines > offices;
}

static bool is_marked(const struct late *l, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        if (l->chain.pieces[i]->level)
            return true;
    return false;
}

/* May what stands before `split` be a head, and what stands behind it another one? */
static bool may_split(const struct late *l, struct span run, size_t split)
{
    const struct piece *above = l->chain.pieces[split - 1];
    if (!is_head(l, run.start, split) || shows(above, DASH_END))
        return false;
    for (size_t i = run.start; i < run.end; i++)
        if (l->chain.pieces[i]->known)
            return false;
    if (split == run.end)
        return true;
    const struct piece *below = l->chain.pieces[split];
    if (is_marked(l, split, run.end) && !is_marked(l, run.start, split))
        return false; /* a subject above its predicate, which alone has the mark */
    bool names = is_kind(l, split, NAMES) && !in_set(slice_first(slice_of(below->text)), "■▲●◆");
    bool cut = wants_object(slice_of(above->text)) || shows(above, DANGLING);
    return !shows(below, DASH_START) && !names && !is_kind(l, split, PICTURES) && !cut &&
           is_head(l, split, run.end);
}

/* How clearly a head ends at `split`: 2 by names or a picture, 1 by a dash. */
static int boundary(const struct late *l, struct span run, size_t split)
{
    const struct piece *above = l->chain.pieces[split - 1];
    bool names = is_kind(l, split - 1, NAMES) && split - 1 > run.start;
    if (split == run.end || names || is_kind(l, split - 1, PICTURES))
        return 2;
    return shows(above, DASH_START) || shows(l->chain.pieces[split], DASH_END);
}

/* Does a column's name stand above the piece? */
static bool is_below_tag(const struct late *l, size_t i)
{
    return is_kind(l, i - 1, TAG);
}

/* May the text of another article begin at piece i, which has text above it? */
static bool may_begin(const struct late *l, size_t i)
{
    const struct piece *p = l->chain.pieces[i];
    bool ended = is_below_tag(l, i) || is_kind(l, i - 1, PICTURES) ||
                 ends_sentence(slice_of(l->chain.pieces[i - 1]->text));
    return is_kind(l, i, BODY) && order_is_text(p->label) && !order_goes_on(p->label) &&
           !shows(p, JOINED) && (ended || shows(p, HAS_DATELINE));
}

/* What speaks for piece i as the first one of the upper part's text. */
static int begins(const struct late *l, size_t run, struct span upper, size_t i)
{
    struct span text = text_above(l, run), before = {text.start, i}, after = {i, text.end};
    struct span head = {run ? l->runs[run - 1].start : 0, text.start};
    const struct piece *p = l->chain.pieces[i];
    int own = affinity_echo(l->affinity, upper, after, HEARD) -
              affinity_echo(l->affinity, upper, before, HEARD);
    int other = affinity_echo(l->affinity, head, before, HEARD) -
                affinity_echo(l->affinity, head, after, HEARD);
    int common = affinity_cohesion(l->affinity, before, after, NEAR);
    bool opens = shows(p, HAS_DATELINE) || shows(p, SALUTATION);
    int score = own + other / 2 - PER_WORD * (common < 0 ? FEW : common);
    score += BEGINS * opens + BEGINS * is_below_tag(l, i) + CHOSEN * (p->label == STRAY_LEAD);
    return score;
}

/* Finds where the upper part's text begins; what speaks for it. Of texts below it that begin with a
 * dateline each speaks against it. */
static int find_start(const struct late *l, size_t run, struct span upper, size_t *first)
{
    struct span text = text_above(l, run);
    int best = NO, inside = 0;
    for (size_t i = text.end; i-- > text.start + 1 && text.end - i <= MOST_STARTS;) {
        int score = may_begin(l, i) ? begins(l, run, upper, i) - inside : NO;
        if (score > best) {
            best = score;
            *first = i;
        }
        inside += BEGINS * shows(l->chain.pieces[i], HAS_DATELINE);
    }
    return best;
}

/* What speaks for the lines before `split` as the head of the text above them, wherever that
 * begins.
 */
static int weigh_split(const struct late *l, size_t run, size_t split, enum state from)
{
    struct span whole = l->runs[run], upper = {whole.start, split}, lower = {split, whole.end};
    struct span above = text_above(l, run), below = text_below(l, run);
    bool last = below.start == below.end;
    if (above.start == above.end || !may_split(l, whole, split) || (last && split < whole.end))
        return NO;
    int end = boundary(l, whole, split);
    int own = affinity_echo(l->affinity, upper, above, HEARD);
    bool wanted = from == BARE_TEXT && (last || end == 2);
    if (own < LEAST_OWN && !wanted)
        return NO;
    int score = own - affinity_echo(l->affinity, upper, below, HEARD) + BOUNDARY * end - COST;
    if (split < whole.end)
        score += (affinity_echo(l->affinity, lower, below, HEARD) -
                  affinity_echo(l->affinity, lower, above, HEARD)) /
                 2;
    if (from == BARE_TEXT)
        score += last ? WANTED_LAST : WANTED;
    return score - (end ? 0 : UNBOUND);
}

/* Is the upper part one line that nothing but words tells from a caption: no mark, nothing that
 * ends a head behind it, and nothing that begins an article where its text would begin? */
static bool is_bare_line(const struct late *l, size_t run, size_t split, size_t first)
{
    struct span whole = l->runs[run];
    const struct piece *p = l->chain.pieces[first];
    bool begins = shows(p, HAS_DATELINE) || shows(p, SALUTATION) || is_below_tag(l, first);
    return split == whole.start + 1 && !l->chain.pieces[whole.start]->level &&
           !boundary(l, whole, split) && !begins;
}

/* The best split of a run from `first` to `last` lines, and where the text of its upper part
 * begins; of score NO if there is none. */
static struct step best_split(const struct late *l, size_t run, size_t first, size_t last,
                              enum state from)
{
    struct step best = {.score = NO, .first = text_above(l, run).start, .from = from};
    for (size_t lines = first; lines <= last && lines <= MOST_LINES; lines++) {
        size_t split = l->runs[run].start + lines;
        int score = weigh_split(l, run, split, from);
        if (score > best.score) {
            best.score = score;
            best.split = split;
        }
    }
    struct span upper = {l->runs[run].start, best.split};
    if (best.score > NO && from == HEADED)
        best.score += find_start(l, run, upper, &best.first);
    if (best.score > NO && from == HEADED && is_bare_line(l, run, best.split, best.first))
        best.score = NO;
    best.score = best.score >= 0 ? best.score : NO;
    best.gain = best.score;
    return best;
}

static void keep_better(struct step *best, struct step step, int before)
{
    if (step.score == NO || before + step.score <= best->score)
        return;
    *best = step;
    best->score += before;
}

/* The best steps over a run, one for each state of the text below it. */
static void weigh_run(const struct late *l, size_t run, const int before[STATES],
                      struct step after[STATES])
{
    struct span whole = l->runs[run], below = text_below(l, run);
    size_t lines = whole.end - whole.start;
    bool last = below.start == below.end;
    after[HEADED] = after[BARE_TEXT] = (struct step){.score = NO, .split = whole.start};
    for (enum state from = HEADED; from < STATES; from++) {
        if (before[from] == NO)
            continue;
        int stay = before[from] - (last ? LOST : 0);
        if ((from == HEADED || run == 0) && stay > after[HEADED].score)
            after[HEADED] = (struct step){.score = stay, .split = whole.start, .from = from};
        keep_better(&after[HEADED], best_split(l, run, 1, lines - 1, from), before[from]);
        keep_better(&after[last ? HEADED : BARE_TEXT], best_split(l, run, lines, lines, from),
                    before[from]);
    }
}

/* A late headline whose text begins where it is found to begin is read well where it stands. */
static bool is_read_well(const struct late *l, size_t run, const struct step *step)
{
    for (size_t i = l->runs[run].start; i < step->split; i++)
        if (l->chain.pieces[i]->label == LATE_HEADLINE)
            return l->chain.pieces[step->first]->label == STRAY_LEAD;
    return false;
}

static void report(const struct late *l, const struct piece *head, const struct step *step)
{
    struct page *page = l->chain.page;
    acquire_decide(
        page, (struct decision){.pos = piece_pos(page, head),
                                .chosen = N_("the head of the text above it, which was moved"),
                                .other = N_("in its right place"),
                                .margin = step->gain / PER_MARGIN,
                                .evidence = arena_printf(page->arena, "its text begins at line %d",
                                                         l->chain.pieces[step->first]->line)});
}

/* Moves the upper part of a run above its text; true if there is one. */
static bool move_head(const struct late *l, struct order *o, size_t run, const struct step *step)
{
    const struct piece *pieces = o->page->pieces;
    if (step->split == l->runs[run].start || is_read_well(l, run, step))
        return false;
    size_t target = (size_t)(l->chain.pieces[step->first] - pieces);
    report(l, l->chain.pieces[l->runs[run].start], step);
    for (size_t i = l->runs[run].start; i < step->split; i++)
        if (!is_kind(l, i, PICTURES)) {
            if (step->gain / PER_MARGIN < DOUBTFUL)
                l->chain.pieces[i]->doubts |= DRAFT_DOUBT_ORDER;
            order_move_piece(o, (size_t)(l->chain.pieces[i] - pieces), o->previous[target]);
        }
    return true;
}

/* Decides all runs and moves what is to be moved. */
static bool raise_heads(const struct late *l, struct arena *a)
{
    struct step(*steps)[STATES] = arena_array(a, l->count, sizeof *steps);
    int score[STATES] = {l->runs[0].start ? NO : 0, l->runs[0].start ? 0 : NO};
    for (size_t run = 0; run < l->count; run++) {
        weigh_run(l, run, score, steps[run]);
        for (int state = 0; state < STATES; state++)
            score[state] = steps[run][state].score;
    }
    struct order o = {.page = l->chain.page};
    enum state state = HEADED;
    bool any = false;
    order_link(&o);
    for (size_t run = l->count; run-- > 0;) {
        const struct step *step = &steps[run][state];
        any |= move_head(l, &o, run, step);
        state = step->from;
    }
    if (any)
        order_rewrite(&o);
    return any;
}

bool acquire_raise_heads(struct page *page)
{
    struct arena *a = arena_new();
    struct late l = {.chain = chain_of(page, a)};
    bool any = false;
    if (l.chain.count && !has_sections(page)) {
        find_kinds(&l, a);
        find_runs(&l, a);
    }
    if (l.count) {
        l.affinity = affinity_open(a, l.chain.pieces, l.chain.count);
        any = raise_heads(&l, a);
    }
    arena_free(a);
    return any;
}
