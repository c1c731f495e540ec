/* SPDX-License-Identifier: MIT */
/*
 * What pieces show together: heading marks and distances as this page uses them,
 * indents, openings and builds that recur, words that a line shares with the text
 * before and after it, and whether a piece goes on where the one before stopped. Everything is
 * counted on the page itself, because each paper has its own habits.
 */
#include "acquire/feature.h"

#include <stdlib.h>
#include <string.h>

#include "acquire/grammar.h"

/* A marked line that begins with —— directly behind a marked one: its subheadline, not a headline
 * of its own. */
static bool is_marked_tail(const struct chain *c, size_t i)
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
             p->level && shows(p, UNIT_END) && i + 1 < c->count &&
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

enum { SELDOM = 20 /* one piece in so many */ };

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

/* ---- joints ------------------------------------------------------------------------------- */

enum { STEPS = 6 /* pieces that may stand between a text and the rest of it */ };

/* The piece that piece i would continue, as far as the pieces have no labels yet: captions, credits
 * and column labels may stand between. */
static struct piece *guess_before(const struct chain *c, size_t i)
{
    for (size_t k = i, steps = 0; k-- > 0 && steps < STEPS; steps++) {
        struct piece *p = c->pieces[k];
        if (!is_apparatus(p) && (is_text(p) || k + 1 == i || !shows(p, TINY)))
            return p;
    }
    return NULL;
}

/* The same with labels: what was labelled a caption, a credit or a column label is passed over. */
static struct piece *text_before(const struct chain *c, size_t i)
{
    for (size_t k = i, steps = 0; k-- > 0 && steps < STEPS; steps++)
        switch (c->pieces[k]->label) {
        case UNDECIDED:
            return guess_before(c, i);
        case LABEL:
        case HEAD_LABEL:
        case CAPTION:
        case CREDIT:
        case FIRST_CREDIT:
            break;
        default:
            return c->pieces[k];
        }
    return NULL;
}

/* A lead that repeats its headline. */
static bool repeats(const struct piece *before, const struct piece *p)
{
    return is_line(before) && slice_starts(slice_of(p->text), before->text);
}

/* A line has no stop before its end, which would speak for the joint by itself. */
enum { LINE_JOINT = 4, CLEAR_JOINT = 5, STUB_JOINT = 7, STRONG_JOINT = 9 };

/* What a joint behind the piece must reach to be clear. A paragraph seldom breaks off behind its
 * first six characters. */
static int clear_joint(const struct piece *before, const struct piece *p)
{
    if (p->ends.broken && shows(before, ALONE))
        return LINE_JOINT;
    if (shows(before, TINY) && shows(before, CLOSED_BEFORE))
        return STUB_JOINT;
    return is_line(before) && is_text(before) ? LINE_JOINT : CLEAR_JOINT;
}

/* 县妇联与: nothing ends so. */
static bool couples(struct slice s)
{
    return in_set(slice_last(s), "与和及或");
}

static void show_joint(const struct joints *joints, struct piece *before, struct piece *p)
{
    int score = acquire_joint(joints, before, p);
    struct slice text_of_before = slice_of(before->text);
    bool coupled = is_line(before) && shows(p, TEXT) && couples(text_of_before);
    bool next_item = in_set(slice_last(text_of_before), "；;") &&
                     (shows(p, NUMBERED) || shows(p, NUMBERED_TEXT));
    bool clear = (coupled || score >= clear_joint(before, p)) && (is_text(before) || is_text(p)) &&
                 !shows(p, HAS_DATELINE) && !shows(before, COLUMN_NAME) &&
                 !shows(before, NAMES_ALONE) && !shows(p, NAMES_ALONE) && !shows(p, TURN) &&
                 !shows(p, BULLETED) && !next_item && !repeats(before, p);
    bool announces = shows(before, SALUTATION) || ends_announcement(text_of_before);
    bool closed = ends_sentence(text_of_before) || announces || repeats(before, p);
    bool colon = in_set(slice_last(text_of_before), ":：");
    show(before, DANGLING, is_line(before) && acquire_joint_end(before) > 0);
    show(p, JOINED, clear);
    show(p, WELL_JOINED, clear && score >= STRONG_JOINT);
    bool text = is_text(before) && before->label != CROSSHEAD && !shows(before, SIBLING);
    show(p, OPEN_BEFORE, !clear && !closed && text);
    show(p, CLOSED_BEFORE, !clear && (closed || !text));
    show(p, AFTER_COLON, colon && (ends_sentence(slice_of(p->text)) || shows(p, NUMBERED_TEXT)));
    show(before, GOES_ON, clear && is_line(before));
}

enum { FAR_JOINT = 7 /* over a line that stands between */ };

/* 先算人情账 再断是非理: two halves are no text; what is no beginning goes on over them. */
static bool is_sure_heading(const struct piece *line, const struct piece *p)
{
    return shows(line, HALVES) && shows(p, SENTENCE) && !p->ends.opener && !p->ends.begins;
}

/* The line before piece i may have been set between the halves of a sentence: is piece i the rest
 * of what stands before the line? */
static bool is_parted(const struct chain *c, size_t i, const struct joints *joints)
{
    const struct piece *p = c->pieces[i], *line = i >= 2 ? c->pieces[i - 1] : NULL;
    if (!line || !is_line(line) || is_text(line) || is_apparatus(line) || line->level || p->level)
        return false;
    const struct piece *far = c->pieces[i - 2];
    bool open = (is_text(far) || shows(far, WIDE)) && !far->ends.closed && !far->level;
    return open && !is_apparatus(far) && !is_line(p) &&
           acquire_joint(joints, far, p) >= (is_sure_heading(line, p) ? CLEAR_JOINT : FAR_JOINT) &&
           acquire_joint(joints, line, p) < CLEAR_JOINT;
}

/* 村民在田间采收红薯。 */
static bool depicts(struct slice s)
{
    while (s.start < s.end)
        if (in_set(utf8_next(&s.start, s.end), "在正"))
            return true;
    return false;
}

enum { LONGEST_CAPTION = 90 /* characters of one that is several sentences */ };

/* 8月3日,渔民在晒海带。今年……: what begins with a time is no rest. */
static bool tells_when(const struct piece *p)
{
    return p->ends.timed && slice_count(slice_of(p->text)) <= LONGEST_CAPTION;
}

/* The caption of two pieces before piece i of which the other one is its credit. */
static struct piece *caption_before(const struct chain *c, size_t i)
{
    return c->pieces[shows(c->pieces[i - 1], IS_CREDIT) ? i - 2 : i - 1];
}

/* Of two sentences that an end goes on in alike, may the one with the credit be the caption? */
static bool is_plain_caption(const struct piece *far, const struct piece *caption,
                             const struct piece *p)
{
    return acquire_joint_end(far) > 0 && !caption->ends.clauses && !caption->ends.rest &&
           !caption->ends.begins && shows(p, SENTENCE) && !p->ends.opener && !p->ends.begins;
}

/* A caption with its credit may have been set there: the same over both. A credit amid text must
 * have one, so the text before it need not be the worse rest if it shows what somebody does, or
 * says when. */
static bool is_parted_by_picture(const struct chain *c, size_t i, const struct joints *joints)
{
    if (i < 3 || !(shows(c->pieces[i - 1], IS_CREDIT) || shows(c->pieces[i - 2], IS_CREDIT)))
        return false;
    const struct piece *p = c->pieces[i], *caption = caption_before(c, i), *far = c->pieces[i - 3];
    bool when = tells_when(caption);
    if (!shows(caption, SENTENCE) && !(when && shows(caption, TEXT)))
        return false;
    if (p->level || far->level || far->ends.closed || !is_text(far) || is_apparatus(far))
        return false;
    int over = acquire_joint(joints, far, p), here = acquire_joint(joints, far, caption);
    bool rest = here > acquire_joint_base(far) || !(when || depicts(slice_of(caption->text)));
    bool even = over == here && (!rest || (over >= FAR_JOINT && is_plain_caption(far, caption, p)));
    return over >= (rest ? FAR_JOINT : CLEAR_JOINT) && (over > here || even);
}

/* The author may have been set there: the same over his name. */
static bool is_parted_by_names(const struct chain *c, size_t i, const struct joints *joints)
{
    if (i < 2 || !(shows(c->pieces[i - 1], IS_BYLINE) || shows(c->pieces[i - 1], STRAYED_NAME)))
        return false;
    const struct piece *p = c->pieces[i], *far = c->pieces[i - 2];
    return !p->level && !far->level && !far->ends.closed && is_text(far) && !is_apparatus(far) &&
           acquire_joint(joints, far, p) >= FAR_JOINT;
}

static void show_joint_at(struct chain *c, size_t i, const struct joints *joints)
{
    struct piece *p = c->pieces[i], *before = text_before(c, i);
    if (is_parted(c, i, joints)) {
        show(c->pieces[i - 1], PARTING, true);
        before = c->pieces[i - 2];
    } else if (is_parted_by_picture(c, i, joints)) {
        show(caption_before(c, i), BETWEEN, true);
        before = c->pieces[i - 3];
    } else if (is_parted_by_names(c, i, joints)) {
        before = c->pieces[i - 2];
    }
    bool headed = !before || before->level || p->level || before->known || p->known;
    if (is_apparatus(p))
        return;
    if (p->soft && before == c->pieces[i - 1] && !headed) {
        show(p, SOFT_BREAK, true);
        show(p, ITEM_REST, before->item || shows(before, ITEM_REST));
        show(before, GOES_ON, is_line(before));
    } else if (headed) {
        show(p, CLOSED_BEFORE, true);
    } else {
        show_joint(joints, before, p);
    }
}

static const enum feature joint_features[] = {
    JOINED,   WELL_JOINED, OPEN_BEFORE, CLOSED_BEFORE, AFTER_COLON, GOES_ON,        SOFT_BREAK,
    DEAD_END, DANGLING,    PARTING,     ITEM_REST,     BETWEEN,     PARTING_HEADING};

static void show_parting_headings(struct chain *c)
{
    for (size_t i = 0; i < c->count; i++) {
        struct piece *p = c->pieces[i];
        show(p, PARTING_HEADING,
             shows(p, PARTING) && (shows(p, SIBLING) || shows(p, RHYMED) || shows(p, HALVES)) &&
                 !shows(p, COLUMN_NAME) && !shows(p, MINI));
    }
}

/* Does the line that says on which page the text goes on stand behind it? */
static bool is_turned(const struct page *page, const struct piece *p)
{
    return p + 1 < page->pieces + page->count && p[1].label == FURNITURE &&
           is_turn_line(slice_of(p[1].text));
}

void feature_joints(struct chain *c, const struct joints *joints)
{
    for (size_t i = 0; i < c->count; i++)
        for (size_t k = 0; k < COUNT(joint_features); k++)
            unshow(c->pieces[i], joint_features[k]);
    for (size_t i = 1; i < c->count; i++)
        show_joint_at(c, i, joints);
    show_parting_headings(c);
    for (size_t i = 0; i < c->count; i++)
        show(c->pieces[i], GOES_ON, is_line(c->pieces[i]) && is_turned(c->page, c->pieces[i]));
    for (size_t i = 0; i < c->count; i++)
        show(c->pieces[i], DEAD_END,
             is_line(c->pieces[i]) && !is_text(c->pieces[i]) && !shows(c->pieces[i], GOES_ON) &&
                 !shows(c->pieces[i], COLON_END));
}

static bool is_head_line(const struct piece *p)
{
    return is_line(p) && !is_text(p) && !is_apparatus(p) && !shows(p, VERSE);
}

/* Behind a picture, or behind the credit that stands directly behind one. */
static bool is_after_picture(const struct page *page, const struct piece *p)
{
    size_t i = (size_t)(p - page->pieces);
    if (i > 0 && shows(p - 1, IS_CREDIT))
        i--;
    return i > 0 && page->pieces[i - 1].label == PICTURE;
}

/* What says who wrote the article that piece i stands in: its byline, or its dateline. */
static const char *author_above(const struct chain *c, size_t i)
{
    while (i-- > 0)
        if (shows(c->pieces[i], IS_BYLINE) || shows(c->pieces[i], BOTH_DUTIES) ||
            shows(c->pieces[i], NAMES_ALONE) || shows(c->pieces[i], HAS_DATELINE))
            return c->pieces[i]->text;
    return "";
}

/* Did somebody who wrote the article take its picture, too? */
static bool is_of_author(const struct chain *c, size_t credit)
{
    struct byline byline;
    const char *author = author_above(c, credit);
    if (!*author || !byline_read(c->page->arena, slice_of(c->pieces[credit]->text), &byline))
        return false;
    for (size_t i = 0; i < byline.count; i++) {
        struct slice name = byline.names[i].given;
        if (memmem(author, strlen(author), name.start, (size_t)(name.end - name.start)))
            return true;
    }
    return false;
}

/* A credit that stands before its captions. */
static bool opens_captions(const struct chain *c, size_t i)
{
    return i + 1 < c->count && shows(c->pieces[i], IS_CREDIT) &&
           shows(c->pieces[i + 1], STARTS_CAPTION);
}

static void show_pictures(struct chain *c)
{
    for (size_t i = 0; i < c->count; i++)
        show(c->pieces[i], AFTER_PICTURE,
             (shows(c->pieces[i], SENTENCE) || is_line(c->pieces[i])) &&
                 !is_apparatus(c->pieces[i]) && is_after_picture(c->page, c->pieces[i]));
    for (size_t i = 0; i + 1 < c->count; i++) {
        struct piece *next = c->pieces[i + 1];
        bool credit = shows(next, IS_CREDIT), first = opens_captions(c, i + 1);
        bool byline = shows(next, BOTH_DUTIES) && is_head_line(c->pieces[i]);
        show(c->pieces[i], CREDITED, credit && next->line == c->pieces[i]->line);
        show(c->pieces[i], OWN_PICTURE,
             credit && !first && shows(c->pieces[i], SENTENCE) && is_of_author(c, i + 1));
        show(c->pieces[i], BEFORE_PICTURE_LINE,
             !is_apparatus(c->pieces[i]) && !first && !byline &&
                 (shows(next, IS_CREDIT) || shows(next, STARTS_CAPTION)));
    }
}

/* Who signs a notice, and the day below. */
static void show_signatures(struct chain *c)
{
    for (size_t i = 1; i < c->count; i++) {
        size_t who = i;
        if (!is_date_line(slice_of(c->pieces[i]->text)))
            continue;
        while (who > 0 && is_line(c->pieces[who - 1]) && shows(c->pieces[who - 1], UNIT_END))
            show(c->pieces[--who], SIGNATURE, true);
        show(c->pieces[i], SIGNATURE, who < i || closes_notice(slice_of(c->pieces[i - 1]->text)));
    }
}

enum { LONGEST_ENTRY_NAME = 8, ENTRIES = 3 /* in a row, where not all tell numbers */ };

/* 菠菜:每公斤2.80元, 100米:宫丽11秒63, 出版社:江河出版社: what a list tells of one thing. */
static bool tells_of(const struct piece *p)
{
    struct slice s = slice_of(p->text);
    size_t before = 0;
    while (in_set(slice_first(s), "0123456789×"))
        utf8_next(&s.start, s.end);
    before += s.start > slice_of(p->text).start;
    for (; s.start < s.end && is_han(slice_first(s)); before++)
        utf8_next(&s.start, s.end);
    return before >= 2 && before <= LONGEST_ENTRY_NAME && in_set(slice_first(s), ":：") &&
           is_line(p) && !p->level && !shows(p, TURN) && !shows(p, COLON_END);
}

static bool has_digit(const struct piece *p)
{
    return strpbrk(p->text, "0123456789") != NULL;
}

static void show_entries(struct chain *c)
{
    for (size_t first = 0, end; first < c->count; first = end + 1) {
        size_t numbers = 0, names = 0;
        for (end = first; end < c->count && tells_of(c->pieces[end]); end++) {
            numbers += has_digit(c->pieces[end]);
            names += is_apparatus(c->pieces[end]);
        }
        size_t count = end - first;
        bool list = names < count && (count >= ENTRIES || (count >= 2 && numbers == count));
        for (size_t i = first; list && i < end; i++) {
            show(c->pieces[i], ENTRY, true);
            unshow(c->pieces[i], IS_BYLINE);
        }
    }
}

static bool heads_entries(const struct chain *c, size_t i)
{
    return i + 1 < c->count && shows(c->pieces[i], TINY) && !c->pieces[i]->level &&
           shows(c->pieces[i + 1], ENTRY);
}

/* 男子组, and below its entries 女子组 with more: headings of one list. */
static void show_groups(struct chain *c)
{
    struct piece *before = NULL;
    for (size_t i = 0; i < c->count; i++) {
        struct piece *p = c->pieces[i];
        struct slice s = slice_of(p->text), t = slice_of(before ? before->text : "");
        bool heads = heads_entries(c, i);
        if (heads && before && slice_count(s) == slice_count(t) && slice_last(s) == slice_last(t)) {
            show(before, RHYMED, true);
            show(p, RHYMED, true);
        }
        before = heads ? p : shows(p, ENTRY) ? before : NULL;
    }
}

/* A tiny line before another head line, 技术指南, is a column's name; a notice has its text below.
 */
static void show_notices(struct chain *c)
{
    for (size_t i = 0; i + 1 < c->count; i++)
        if (shows(c->pieces[i], MINI) && is_head_line(c->pieces[i + 1]) &&
            !shows(c->pieces[i + 1], ENTRY))
            unshow(c->pieces[i], NOTICE);
}

static void show_lists(struct chain *c)
{
    for (size_t i = 0; i + 1 < c->count; i++)
        if (shows(c->pieces[i], NUMBERED) && shows(c->pieces[i + 1], NUMBERED)) {
            show(c->pieces[i], LISTED, true);
            show(c->pieces[i + 1], LISTED, true);
        }
}

static bool is_plain_text(const struct piece *p)
{
    return is_text(p) && !is_apparatus(p) && !p->level;
}

enum {
    MOST_AHEAD = 2,    /* pieces: it may be cut */
    SAME_SUBJECT = 40, /* per cent of the headline's words */
};

/* A paragraph came between the headline and the beginning, which has the headline's words again. */
static bool is_overtaken(const struct chain *c, size_t i)
{
    size_t head = i;
    while (head > 0 && i - head <= MOST_AHEAD && is_plain_text(c->pieces[head - 1]) &&
           !shows(c->pieces[head - 1], HAS_DATELINE))
        head--;
    if (head == i || i - head > MOST_AHEAD || head == 0 || !is_head_line(c->pieces[head - 1]) ||
        !shows(c->pieces[head - 1], LINE))
        return false;
    struct buf news = {0};
    buf_adds(&news, c->pieces[i]->text);
    int echo = acquire_echo(c->pieces[head - 1]->text, &news);
    buf_release(&news);
    return echo >= SAME_SUBJECT;
}

/* A column that strayed to the end of its article holds the only dateline there, and breaks off. */
static void show_datelines(struct chain *c)
{
    bool behind = false, dated = false;
    for (size_t i = 0; i < c->count; i++) {
        struct piece *p = c->pieces[i];
        bool opens = shows(p, HAS_DATELINE), text = is_text(p) || is_apparatus(p);
        show(p, OVERTAKEN, opens && is_overtaken(c, i));
        show(p, UNHEADED, opens && behind && (dated || p->ends.closed) && !shows(p, OVERTAKEN));
        behind = text && (behind || is_plain_text(p));
        dated = opens || (dated && text);
    }
}

/* ---- collections of short news, pictured headings, halves ----------------------------------- */

enum { ITEM_DISTANCE = 3 /* pieces from one item to the next: it may be cut */ };

/* The next piece that begins with the same mark; 0 if none is near. */
static size_t next_item(const struct chain *c, size_t i)
{
    uint32_t mark = item_mark(slice_of(c->pieces[i]->text));
    for (size_t k = i + 1; mark && k < c->count && k <= i + ITEM_DISTANCE; k++)
        if (item_mark(slice_of(c->pieces[k]->text)) == mark)
            return k;
    return 0;
}

/* An item is text, or was cut so that it seems a line; ▲ points at a picture, where no collection
 * is named. */
static bool may_be_item(const struct piece *p, bool headed)
{
    return !p->level && !shows(p, IS_BYLINE) && !shows(p, IS_CREDIT) &&
           (headed || (!shows(p, STARTS_CAPTION) && is_text(p)));
}

static void show_collections(struct chain *c)
{
    size_t last = 0; /* item, + 1 */
    bool headed = false;
    for (size_t i = 1; i < c->count; i++)
        if (shows(c->pieces[i], TURN) && is_line(c->pieces[i - 1]) &&
            names_questions(slice_of(c->pieces[i - 1]->text)))
            show(c->pieces[i - 1], COLLECTION, true);
    for (size_t i = 0; i < c->count; i++) {
        struct piece *p = c->pieces[i], *above = i > 0 ? c->pieces[i - 1] : NULL;
        size_t next = next_item(c, i);
        bool goes_on = last && next_item(c, last - 1) == i;
        bool named = above && is_line(above) && names_collection(slice_of(above->text));
        named = named && (is_text(p) || (next && is_text(c->pieces[next])));
        headed = goes_on ? headed : named;
        if (!(next || goes_on) || !may_be_item(p, headed))
            continue;
        show(p, BULLETED, true);
        if (named)
            show(above, COLLECTION, true);
        last = i + 1;
    }
}

static bool opens_news(const struct piece *p)
{
    return shows(p, HAS_DATELINE) || (is_text(p) && shows(p, TIME_START));
}

/* Behind the captions and their credit that stand directly behind piece i; i + 1 if there are none.
 */
static size_t behind_pictures(const struct chain *c, size_t i)
{
    size_t k = i + 1, captions = 0;
    for (; k < c->count && shows(c->pieces[k], STARTS_CAPTION); k++)
        captions++;
    return captions && k < c->count && shows(c->pieces[k], IS_CREDIT) ? k + 1 : i + 1;
}

static void show_pictured(struct chain *c)
{
    for (size_t i = 0; i + 1 < c->count; i++) {
        size_t behind = behind_pictures(c, i);
        show(c->pieces[i], PICTURED,
             c->pieces[i]->level && behind > i + 1 && behind < c->count &&
                 opens_news(c->pieces[behind]));
    }
}

/* A marked line before the next one of its level; a kicker may stand between. */
static bool meets_heading(const struct chain *c, size_t i)
{
    size_t next = shows(c->pieces[i + 1], DASH_END) && i + 2 < c->count ? i + 2 : i + 1;
    return c->pieces[i]->level && c->pieces[next]->level == c->pieces[i]->level &&
           !shows(c->pieces[i], MARKED_UNIT) && !is_marked_tail(c, next);
}

/* A line between text and names, and below them the head of the next article, which has two lines:
 * one alone may be a column label. */
static bool is_signed_line(const struct chain *c, size_t i)
{
    if (i == 0 || i + 3 >= c->count || !is_line(c->pieces[i]) || !is_plain_text(c->pieces[i - 1]))
        return false;
    const struct piece *names = c->pieces[i + 1];
    return (shows(names, IS_BYLINE) || shows(names, NAMES_ALONE)) &&
           is_head_line(c->pieces[i + 2]) && is_head_line(c->pieces[i + 3]);
}

/* Names above it, and below it the kicker of the next article. */
static bool is_before_kicker(const struct chain *c, size_t i)
{
    return i > 0 && shows(c->pieces[i], LINE) && shows(c->pieces[i - 1], IS_BYLINE) &&
           shows(c->pieces[i + 1], DASH_END);
}

static void show_bodiless(struct chain *c)
{
    for (size_t i = 0; i + 1 < c->count; i++)
        show(c->pieces[i], BODILESS,
             meets_heading(c, i) || is_signed_line(c, i) || is_before_kicker(c, i));
}

enum {
    LEAST_VERSES = 7,
    LEAST_SIGNED = 4, /* below a head and its author */
    NEXT_HEAD = 2,    /* lines of the next head before its author; one before text */
    LONGEST_TAIL = 4, /* and below sentences */
    LONGEST_VERSE = 18,
    SHORTEST_VERSE = 4
};

static bool has_names(const struct piece *p)
{
    return shows(p, HAS_DATELINE) || shows(p, IS_BYLINE) || shows(p, NAMES_ALONE);
}

static bool may_be_verse(const struct piece *p)
{
    return !p->level && !p->item && !is_apparatus(p) && !shows(p, NAMES_ALONE) &&
           !shows(p, DASH_END) && !shows(p, DASH_START) && !shows(p, BULLETED) && !shows(p, TURN) &&
           !shows(p, ENTRY) && (is_line(p) || shows(p, SENTENCE)) && !shows(p, HAS_DATELINE) &&
           slice_count(slice_of(p->text)) <= LONGEST_VERSE;
}

/* The verses from `start` to before `end`. The first line is their title, but behind names, or
 * where the author stands behind them: then the title does as well. A tiny one may be a heading
 * among
 * them, but not before the head of its article has come. */
static void show_verse(struct chain *c, size_t start, size_t end)
{
    const struct piece *above = start > 0 ? c->pieces[start - 1] : NULL;
    bool named = above && (shows(above, IS_BYLINE) || shows(above, NAMES_ALONE));
    bool unheaded = above && is_plain_text(above) && end < c->count &&
                    (shows(c->pieces[end], IS_BYLINE) || shows(c->pieces[end], NAMES_ALONE)) &&
                    end + 1 < c->count && is_line(c->pieces[end + 1]);
    for (size_t i = named || unheaded ? start : start + 1; i < end; i++)
        show(c->pieces[i], VERSE,
             unheaded || slice_count(slice_of(c->pieces[i]->text)) >= SHORTEST_VERSE);
    show(c->pieces[start], SIGNED_BELOW, unheaded);
}

/* Does it stand below a head and its author? */
static bool is_signed_poem(const struct chain *c, size_t start)
{
    return start > 1 && has_names(c->pieces[start - 1]) && !is_text(c->pieces[start - 1]) &&
           is_head_line(c->pieces[start - 2]);
}

/* Short lines in a row, more than any head has. Sentences may stand among them; a few lines behind
 * the last one are the next head. Below their author fewer are enough. */
static void show_verses(struct chain *c)
{
    for (size_t start = 0, end; start<c->count; start = end> start ? end : start + 1) {
        size_t verses = 0, stop = start, head = 0;
        for (end = start; end < c->count && may_be_verse(c->pieces[end]); end++) {
            bool line = is_line(c->pieces[end]);
            verses += line;
            stop = line ? stop : end + 1;
        }
        bool poem = is_signed_poem(c, start);
        if (stop > start)
            head = end - stop <= LONGEST_TAIL ? end - stop : 0;
        else if (poem && end < c->count)
            head = verses > 1 && !is_text(c->pieces[end]) ? NEXT_HEAD : verses > 0;
        end -= head;
        if (verses >= (poem ? LEAST_SIGNED : LEAST_VERSES) + head)
            show_verse(c, start, end);
    }
}

static void show_objects(struct chain *c)
{
    for (size_t i = 0; i + 1 < c->count; i++) {
        const struct piece *next = c->pieces[i + 1];
        show(c->pieces[i], OBJECT_AHEAD,
             is_line(c->pieces[i]) && wants_object(slice_of(c->pieces[i]->text)) && is_line(next) &&
                 !is_text(next) && !is_apparatus(next));
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
        if (shows(c->pieces[i], LINE) && !shows(c->pieces[i], HALVES) &&
            !slice_is_spaced_out(slice_of(c->pieces[i]->text)))
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

enum {
    ECHO_WINDOW = 1500, /* bytes of neighbouring text that are looked at */
    BRIEF = 20,         /* characters, too few to tell that a sentence is of another article */
};

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

/* Two tiny lines of one length and no third: 工会搭台, 职工唱戏. */
static bool is_couplet(const struct chain *c, size_t i)
{
    const struct piece *p = c->pieces[i], *next = c->pieces[i + 1];
    bool third = i + 2 < c->count && is_head_line(c->pieces[i + 2]);
    return shows(next, TINY) && !shows(p, COLUMN_NAME) && !third &&
           slice_count(slice_of(p->text)) == slice_count(slice_of(next->text));
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
    return next && shows(p, TINY) && !shows(p, MINI) && shows(next, TINY) && !p->level &&
           !next->level && !shows(p, COLUMN_NAME) && !shows(p, UNIT_END) &&
           !shows(next, UNIT_END) && !shows(p, NAMES_ALONE) && !is_apparatus(p) &&
           is_head_line(next) &&
           slice_count(slice_of(p->text)) == slice_count(slice_of(next->text));
}

static void show_echoes(struct chain *c)
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
        show(p, FOREIGN, !line && item && tells && window.len && back < 20);
        show(p, CREDIT_AHEAD, behind && shows(p, FOREIGN) && !shows(p, BEFORE_PICTURE_LINE));
        if (!line)
            continue;
        bool preceded = window.len > 0;
        gather(c, i, 1, &window);
        int ahead = acquire_echo(p->text, &window);
        show(p, ECHOES_BACK, back >= 25 && ahead * 2 < back);
        show(p, ECHOES_TWICE,
             shows(p, ECHOES_BACK) && shows(p, TINY) && i > 0 && shows(c->pieces[i - 1], LINE) &&
                 shows(c->pieces[i - 1], ECHOES_BACK) && !shows(p, COLUMN_NAME));
        show(p, ECHOES_AHEAD, ahead > 0 && ahead >= back);
        show(p, BELOW_MARK, is_below_mark(c, i, ahead));
        bool heads = is_label_of_head(c, i), below = is_label_below_head(c, i);
        bool even = heads && is_couplet(c, i);
        show(p, COUPLET, even || is_long_couplet(c, i));
        show(p, UNECHOED,
             (heads || below) && !even && window.len && ahead == 0 && !shows(p, ECHOES_BACK));
        show(p, NAMED_AHEAD, shows(p, TINY) && !shows(p, DUO) && ahead >= NAMED);
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
static void show_owed(struct chain *c)
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

/* The name of an office between two lines, the lower of which news stands below. */
static void show_flanked(struct chain *c)
{
    for (size_t i = 1; i + 2 < c->count; i++) {
        bool flanked = shows(c->pieces[i], UNIT_END) && !c->pieces[i]->level &&
                       is_head_line(c->pieces[i - 1]) && !shows(c->pieces[i - 1], DASH_END) &&
                       is_head_line(c->pieces[i + 1]) && shows(c->pieces[i + 2], HAS_DATELINE);
        show(c->pieces[i], FLANKED, flanked);
        show(c->pieces[i - 1], FLANKS, flanked);
    }
}

/* ---- headings below the articles' level ------------------------------------------------------ */

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

/* Where headings amid text are marked, a tiny line there without a mark is a label that strayed. */
static void show_unmarked(struct chain *c)
{
    size_t headings = 0;
    for (size_t i = 0; i < c->count; i++)
        headings += shows(c->pieces[i], AMID_TEXT);
    for (size_t i = 0; headings >= 2 && i < c->count; i++)
        show(c->pieces[i], SOLE_UNMARKED,
             shows(c->pieces[i], MINI) && shows(c->pieces[i], UNMARKED) && is_amid_text(c, i));
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
            show(p, ANNOUNCED, acquire_echo(p->text, &head) >= 25);
    }
    show_unmarked(c);
    buf_release(&head);
}

/* The first character that is no Han character, 0 if there is none, and how many stand before it.
 */
static uint32_t first_sign(const struct piece *p, size_t *at)
{
    struct slice s = slice_of(p->text);
    for (*at = 0; s.start < s.end; ++*at) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (!is_han(code))
            return in_set(code, "：:") ? ':' : in_set(code, "，,") ? ',' : code;
    }
    return 0;
}

/* The same length, the same first sign at the same place, or a colon behind a word or two:
 * 从“捕”到…, 从“单”到…; 难在哪儿：…, 怎么破：…. */
static bool are_siblings(const struct piece *one, const struct piece *other)
{
    size_t left, right;
    uint32_t sign = first_sign(one, &left);
    if (slice_count(slice_of(one->text)) == slice_count(slice_of(other->text)))
        return true;
    if (sign != first_sign(other, &right) || !sign || !left || !right)
        return false;
    return left == right || in_set(sign, "？?") || (sign == ':' && left <= 6 && right <= 6);
}

enum {
    SIBLING_DISTANCE = 24, /* pieces */
    LONGEST_QUESTION = 12, /* characters of one that is a heading */
};

/* 算不算工伤?: with a line above it half of a headline. */
static bool asks_briefly(const struct piece *p)
{
    return shows(p, SENTENCE) && shows(p, EXCLAIMS) && !shows(p, TURN) &&
           slice_count(slice_of(p->text)) <= LONGEST_QUESTION;
}

/* A line that is no text but for the words in it, or a short question of nobody. */
static bool may_be_heading(const struct piece *p)
{
    return (is_line(p) || asks_briefly(p)) && !is_apparatus(p) && !shows(p, COLUMN_NAME) &&
           !shows(p, TEXT_START) && !shows(p, CLAUSES) && !shows(p, OPENS_LIKE_TEXT) &&
           !shows(p, HAS_DATELINE);
}

/* Lines amid text that may be headings of one article. */
struct alone {
    struct piece *piece;
    size_t at;
};

/* Two halves are no sign of a headline where the other heading has them as well. */
static void show_siblings(struct piece *one, struct piece *other)
{
    show(one, SIBLING, true);
    show(other, SIBLING, true);
    if (shows(one, HALVES) && shows(other, HALVES)) {
        unshow(one, HALVES);
        unshow(other, HALVES);
        show(one, PARALLEL, true);
        show(other, PARALLEL, true);
    }
}

/* The same where the text above has its stop, so that it cannot be the rest of that, and the line
 * has no two halves already. */
static bool ends_asking(const struct chain *c, size_t i)
{
    const struct piece *p = c->pieces[i], *line = i > 0 ? c->pieces[i - 1] : NULL;
    return line && asks_briefly(p) && !p->level && is_head_line(line) && !shows(line, UNIT_END) &&
           !shows(line, HALVES) &&
           (i < 2 || !is_plain_text(c->pieces[i - 2]) || c->pieces[i - 2]->ends.closed);
}

static bool is_alone(const struct chain *c, size_t i)
{
    const struct piece *p = c->pieces[i], *next = c->pieces[i + 1];
    return !p->level && i > 0 && is_plain_text(c->pieces[i - 1]) && is_plain_text(next) &&
           !shows(next, HAS_DATELINE) && !ends_asking(c, i + 1);
}

/* 法官说法 behind 案情回顾 and 法院判决: a third line of their length is a heading as they are,
 * even if columns are named so. */
static bool is_third(const struct piece *p, const struct alone *alone, size_t count)
{
    size_t length = slice_count(slice_of(p->text));
    return count >= 2 && slice_count(slice_of(alone[count - 1].piece->text)) == length &&
           slice_count(slice_of(alone[count - 2].piece->text)) == length;
}

static void show_alone(struct chain *c)
{
    struct alone *alone = arena_array(c->page->arena, c->count + 1, sizeof *alone);
    size_t count = 0;
    for (size_t i = 0; i + 1 < c->count; i++) {
        struct piece *p = c->pieces[i];
        const struct piece *next = c->pieces[i + 1];
        if (shows(p, COLUMN_NAME) && is_alone(c, i) && is_third(p, alone, count))
            unshow(p, COLUMN_NAME);
        if (!may_be_heading(p))
            continue;
        show(p, BEFORE_DATELINE, shows(next, HAS_DATELINE));
        show(p, ASKS, ends_asking(c, i));
        size_t behind = behind_pictures(c, i);
        show(p, BEFORE_NEWS, behind < c->count && opens_news(c->pieces[behind]));
        show(p, ALONE, is_alone(c, i));
        if (!shows(p, ALONE))
            continue;
        for (size_t k = count; k-- > 0 && i - alone[k].at < SIBLING_DISTANCE;)
            if (are_siblings(alone[k].piece, p)) {
                show_siblings(alone[k].piece, p);
                break;
            }
        alone[count++] = (struct alone){p, i};
    }
}

enum { SIGNED = 3 /* heads with names that make a habit */ };

/* Does the text below the line end without names? */
static bool is_unsigned(const struct chain *c, size_t i)
{
    size_t k = i + 1;
    while (k < c->count && (!is_head_line(c->pieces[k]) || shows(c->pieces[k], ALONE)) &&
           !has_names(c->pieces[k]))
        k++;
    return k >= c->count || !has_names(c->pieces[k]);
}

static void show_unsigned(struct chain *c)
{
    size_t heads = 0;
    for (size_t i = 1; i < c->count; i++)
        heads += has_names(c->pieces[i]) && is_head_line(c->pieces[i - 1]);
    for (size_t i = 0; heads >= SIGNED && i < c->count; i++)
        show(c->pieces[i], UNSIGNED,
             !item_mark(slice_of(c->pieces[i]->text)) && !shows(c->pieces[i], UNCROWNED) &&
                 (shows(c->pieces[i], ALONE) || (c->pieces[i]->level && is_amid_text(c, i))) &&
                 is_unsigned(c, i));
}

/* Does the text above the line, up to its head, begin without names? */
static bool is_unsigned_above(const struct chain *c, size_t i)
{
    size_t k = i;
    while (k > 0 && is_plain_text(c->pieces[k - 1]) && !has_names(c->pieces[k - 1]))
        k--;
    return k > 0 && is_head_line(c->pieces[k - 1]) && !has_names(c->pieces[k - 1]);
}

static void show_strayed_names(struct chain *c)
{
    for (size_t i = 1; i + 1 < c->count; i++)
        show(c->pieces[i], STRAYED_NAME,
             shows(c->pieces[i], NAMES_ALONE) && !shows(c->pieces[i], BRACKETED) &&
                 is_amid_text(c, i) && is_unsigned_above(c, i));
}

/* 一碗饭的账, 一张桌的情 */
static bool rhymes(const struct piece *one, const struct piece *other)
{
    struct slice s = slice_of(one->text), t = slice_of(other->text);
    size_t count = 0, same = 0;
    for (; s.start < s.end && t.start < t.end; count++)
        same += utf8_next(&s.start, s.end) == utf8_next(&t.start, t.end);
    return s.start == s.end && t.start == t.end && count >= 4 && same >= 2 && same * 3 >= count &&
           same < count;
}

/* Headings of one article are often built alike. Where a head stands between, it is two articles.
 */
static void show_rhymes(struct chain *c)
{
    struct piece *before = NULL;
    for (size_t i = 0; i + 1 < c->count; i++) {
        struct piece *p = c->pieces[i];
        if (shows(p, IS_BYLINE) || shows(p, NAMES_ALONE) || shows(p, HAS_DATELINE) ||
            shows(p, DASH_END))
            before = NULL;
        if (p->level || !may_be_heading(p) || shows(p, UNIT_END) || shows(p, HALVES) ||
            shows(p, VERSE) || !is_plain_text(c->pieces[i + 1]))
            continue;
        bool pair = before && rhymes(before, p);
        show(p, RHYMED, pair);
        if (pair)
            show(before, RHYMED, true);
        before = p;
    }
}

/* The same where captions and credits stand before it. */
static bool is_amid_body(const struct chain *c, size_t i)
{
    size_t before = i;
    while (before > 0 && is_apparatus(c->pieces[before - 1]) &&
           !shows(c->pieces[before - 1], IS_BYLINE))
        before--;
    return before > 0 && i + 1 < c->count && is_plain_text(c->pieces[before - 1]) &&
           is_plain_text(c->pieces[i + 1]) && !shows(c->pieces[i + 1], HAS_DATELINE);
}

/* A column label strays into a text alone; headings are several. */
static void show_loners(struct chain *c)
{
    struct piece *only = NULL;
    size_t count = 0;
    for (size_t i = 0; i < c->count; i++)
        if (shows(c->pieces[i], TINY) && !c->pieces[i]->level && is_amid_body(c, i)) {
            only = c->pieces[i];
            count++;
        }
    if (count == 1)
        show(only, LONER, slice_count(slice_of(only->text)) <= 4);
}
/* A name of two characters between a headline and its text, which is no word of the dictionary, or
 * spaced out: 老 耕. */
static void show_short_names(struct chain *c, const struct joints *joints)
{
    for (size_t i = 1; i + 1 < c->count; i++) {
        struct piece *p = c->pieces[i];
        struct slice s = slice_of(p->text), first = {s.start, s.start};
        bool spaced = slice_is_spaced_out(s) && slice_count(s) == 2 && !names_column(s) &&
                      !shows(p, NOTICE) && !p->level;
        bool text = is_text(c->pieces[i + 1]) || shows(c->pieces[i + 1], SALUTATION);
        if (!(spaced || (shows(p, DUO) && is_full_name(s))) || !shows(c->pieces[i - 1], LINE) ||
            shows(c->pieces[i - 1], UNIT_END) || !text)
            continue;
        utf8_next(&first.end, s.end);
        show(p, NAMES_ALONE,
             spaced || !acquire_cuts_word(joints, first, (struct slice){first.end, s.end}));
    }
}

void feature_context(struct chain *c, int article_level, const struct joints *joints)
{
    show_marks(c, article_level);
    show_gaps(c);
    if (!c->page->reflowed)
        show_indents(c);
    show_openings(c);
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
    show_signatures(c);
    show_parallels(c);
    show_echoes(c);
    show_owed(c);
    show_flanked(c);
    show_parts(c);
    show_loners(c);
    show_alone(c);
    show_unsigned(c);
    show_strayed_names(c);
    show_rhymes(c);
    show_parting_headings(c);
    feature_cohesion(c);
}
