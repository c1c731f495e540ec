/* SPDX-License-Identifier: MIT */
/*
 * What stands together as an item that is no plain article: pictures with captions and credits,
 * signatures, entries of a list, results in groups, notices, short news in collections, verses; and
 * news whose beginning was overtaken.
 */
#include "acquire/context.h"

#include <string.h>

#include "acquire/grammar.h"

bool is_head_line(const struct piece *p)
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

/* Sentences line below line with one credit, apart from the text above. */
static bool shares_credit(const struct chain *c, size_t i)
{
    struct piece *const *p = c->pieces + i;
    return i + 2 < c->count && p[0]->gap > 0 && p[1]->gap == 0 && p[2]->gap == 0 &&
           shows(p[0], SENTENCE) && shows(p[1], SENTENCE) && shows(p[2], IS_CREDIT) &&
           p[0]->line < p[1]->line && p[1]->line < p[2]->line;
}

enum { SAME_STORY = 40 /* per cent of the headline's words */ };

/* Stands line i between the picture under a headline and a text with a dateline that tells of what
 * that headline does? Then the picture parts one head. */
static bool resumes_head(const struct chain *c, size_t i)
{
    size_t head = i;
    if (!is_head_line(c->pieces[i]) || c->pieces[i]->level ||
        !shows(c->pieces[i + 1], HAS_DATELINE))
        return false;
    while (head > 0 && is_apparatus(c->pieces[head - 1]) && !shows(c->pieces[head - 1], IS_BYLINE))
        head--;
    if (head == i || head == 0 || !is_head_line(c->pieces[head - 1]) ||
        shows(c->pieces[head - 1], TINY))
        return false;
    struct buf text = {0};
    buf_adds(&text, c->pieces[i + 1]->text);
    int echo = acquire_echo(c->pieces[head - 1]->text, &text);
    buf_release(&text);
    return echo >= SAME_STORY;
}

void show_pictures(struct chain *c)
{
    for (size_t i = 0; i < c->count; i++)
        show(c->pieces[i], AFTER_PICTURE,
             (shows(c->pieces[i], SENTENCE) || is_line(c->pieces[i])) &&
                 !is_apparatus(c->pieces[i]) && is_after_picture(c->page, c->pieces[i]));
    for (size_t i = 0; i + 1 < c->count; i++) {
        struct piece *next = c->pieces[i + 1];
        bool credit = shows(next, IS_CREDIT), first = opens_captions(c, i + 1);
        bool byline = shows(next, BOTH_DUTIES) && is_head_line(c->pieces[i]);
        show(c->pieces[i], IS_BYLINE,
             shows(c->pieces[i], BOTH_DUTIES) && shows(next, HAS_DATELINE));
        show(c->pieces[i], CREDITED,
             (credit && next->line == c->pieces[i]->line) || shares_credit(c, i));
        show(c->pieces[i], RESUMES, resumes_head(c, i));
        show(c->pieces[i], OWN_PICTURE,
             credit && !first && shows(c->pieces[i], SENTENCE) && is_of_author(c, i + 1));
        show(c->pieces[i], BEFORE_PICTURE_LINE,
             !is_apparatus(c->pieces[i]) && !first && !byline &&
                 (credit || shows(next, STARTS_CAPTION) || shares_credit(c, i)));
    }
}

/* Is the text above piece i a notice? */
static bool is_below_notice(const struct chain *c, size_t i)
{
    while (i > 0 && (is_plain_text(c->pieces[i - 1]) || shows(c->pieces[i - 1], ENTRY)))
        i--;
    return i > 0 && shows(c->pieces[i - 1], NOTICE);
}

/* 办公室 图书馆: two offices on one line below a notice, before the byline of what follows: no
 * headline has its subject there. */
static bool is_joint_signature(const struct chain *c, size_t i)
{
    return i + 2 < c->count && shows(c->pieces[i], UNIT_END) && shows(c->pieces[i], HALVES) &&
           shows(c->pieces[i + 1], IS_BYLINE) && is_head_line(c->pieces[i + 2]) &&
           is_below_notice(c, i);
}

/* An office directly below the text of a notice, without a day: before the next notice, or at the
 * page's end. */
static bool is_office_below(const struct chain *c, size_t i)
{
    const struct piece *p = c->pieces[i], *above = c->pieces[i - 1];
    bool last = i + 1 == c->count || shows(c->pieces[i + 1], NOTICE);
    return last && shows(p, UNIT_END) && !p->level && !is_apparatus(p) &&
           (above->ends.closed || shows(above, ENTRY)) && is_below_notice(c, i);
}

/* A day with its year behind text, before the next head or at the page's end. */
static bool is_day_below(const struct chain *c, size_t i)
{
    const struct piece *next = i + 1 < c->count ? c->pieces[i + 1] : NULL;
    return strstr(c->pieces[i]->text, "年") && is_plain_text(c->pieces[i - 1]) &&
           c->pieces[i - 1]->ends.closed && (!next || next->level || is_head_line(next));
}

/* Directly behind the day or the office under a notice, or what stands in brackets below that; or
 * behind who signs a letter. */
static bool is_behind_day(const struct chain *c, size_t i)
{
    while (i > 1 && shows(c->pieces[i - 1], SIGNATURE) && shows(c->pieces[i - 1], BRACKETED))
        i--;
    const struct piece *above = c->pieces[i - 1];
    return shows(above, SIGNS) || (shows(above, SIGNATURE) &&
                                   (shows(above, UNIT_END) || is_date_line(slice_of(above->text))));
}

/* Directly behind a site's link from the text above it to the next article. */
static bool is_behind_link(const struct chain *c, size_t i)
{
    const struct piece *p = c->pieces[i], *above = c->pieces[i - 1];
    bool link = false;
    for (const struct piece *between = above + 1; between < p && !link; between++)
        link = between->label == FURNITURE && links_beside(slice_of(between->text));
    return link && (is_line(p) || shows(p, EXCLAIMS)) && above->ends.closed;
}

void show_document_notes(struct chain *c)
{
    for (size_t i = 1; i < c->count; i++) {
        const struct piece *above = c->pieces[i - 1], *p = c->pieces[i];
        show(c->pieces[i], NOTES_HEAD,
             is_line(above) && !is_apparatus(above) && is_line(p) && !p->level &&
                 notes_head(slice_of(p->text)));
    }
}

enum {
    FAR_INDENT = 8,     /* columns before a line that is set to the right */
    LONGEST_PLACE = 10, /* characters */
};

/* 某省某市 某某, 读者 某某, （某省/某某）: a place, or what somebody is, and a name behind a gap.
 */
static bool is_placed_name(struct slice s)
{
    bool bracketed = slice_skip(&s, "(（") && in_set(slice_last(s), ")）");
    if (bracketed)
        utf8_previous(&s.end, s.start);
    struct slice place = {s.start, s.start};
    while (is_han(slice_first((struct slice){place.end, s.end})))
        utf8_next(&place.end, s.end);
    struct slice name = slice_trim((struct slice){place.end, s.end});
    if (bracketed && slice_skip(&name, "/／"))
        name = slice_trim(name);
    size_t count = slice_count(place), length = slice_count(name);
    return name.start > place.end && count >= 2 && count <= LONGEST_PLACE && length <= 4 &&
           is_full_name(name) && (count > 3 || !is_full_name(place));
}

/* Does a letter stand on the page? */
static bool has_letter(const struct chain *c)
{
    for (size_t i = 0; i < c->count; i++)
        if (shows(c->pieces[i], SALUTATION))
            return true;
    return false;
}

/* Who wrote the text above the next head, where that is a letter or the name is set far to the
 * right. */
static bool is_signer(const struct chain *c, size_t i, bool letters)
{
    const struct piece *p = c->pieces[i], *above = c->pieces[i - 1];
    bool last = i + 1 == c->count || is_head_line(c->pieces[i + 1]);
    bool right = !c->page->reflowed && p->column > FAR_INDENT;
    return last && (letters || right) && is_line(p) && !p->level && is_plain_text(above) &&
           above->ends.closed && is_placed_name(slice_of(p->text));
}

/* Who signs a letter, or a notice and the day below. */
void show_signatures(struct chain *c)
{
    bool letters = has_letter(c);
    for (size_t i = 1; i < c->count; i++) {
        size_t who = i;
        show(c->pieces[i], SIGNS, is_signer(c, i, letters));
        show(c->pieces[i], BEHIND_LINK, is_behind_link(c, i));
        show(c->pieces[i], BEHIND_DAY, is_line(c->pieces[i]) && is_behind_day(c, i));
        if (is_joint_signature(c, i) || is_office_below(c, i))
            show(c->pieces[i], SIGNATURE, true);
        if (!is_date_line(slice_of(c->pieces[i]->text)))
            continue;
        while (who > 0 && is_line(c->pieces[who - 1]) && shows(c->pieces[who - 1], UNIT_END))
            show(c->pieces[--who], SIGNATURE, true);
        show(c->pieces[i], SIGNATURE,
             who < i || closes_notice(slice_of(c->pieces[i - 1]->text)) || is_day_below(c, i));
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

void show_entries(struct chain *c)
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
void show_groups(struct chain *c)
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
void show_notices(struct chain *c)
{
    for (size_t i = 0; i + 1 < c->count; i++)
        if (shows(c->pieces[i], MINI) && is_head_line(c->pieces[i + 1]) &&
            !shows(c->pieces[i + 1], ENTRY))
            unshow(c->pieces[i], NOTICE);
}

void show_lists(struct chain *c)
{
    for (size_t i = 0; i + 1 < c->count; i++)
        if (shows(c->pieces[i], NUMBERED) && shows(c->pieces[i + 1], NUMBERED)) {
            show(c->pieces[i], LISTED, true);
            show(c->pieces[i + 1], LISTED, true);
        }
}

bool is_plain_text(const struct piece *p)
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
void show_datelines(struct chain *c)
{
    bool behind = false, dated = false;
    for (size_t i = 0; i < c->count; i++) {
        struct piece *p = c->pieces[i];
        bool opens = shows(p, HAS_DATELINE), text = is_body(p);
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

/* Text with the mark, unless it says what a picture shows. */
static bool is_marked_text(const struct piece *p, uint32_t mark)
{
    return item_mark(slice_of(p->text)) == mark && (shows(p, SENTENCE) || shows(p, TEXT)) &&
           !strstr(p->text, "图为");
}

/* Is piece i one of three or more pieces of text in a row that begin with one mark, without a
 * credit? */
static bool is_in_row(const struct chain *c, size_t i)
{
    enum { LEAST_ROW = 3, LOOKED_AT = 12 /* pieces on either side */ };
    size_t first = i, end = i;
    uint32_t mark = item_mark(slice_of(c->pieces[i]->text));
    while (first > 0 && i - first < LOOKED_AT && is_marked_text(c->pieces[first - 1], mark))
        first--;
    while (end < c->count && end - i < LOOKED_AT && is_marked_text(c->pieces[end], mark))
        end++;
    bool credited = (first > 0 && shows(c->pieces[first - 1], IS_CREDIT)) ||
                    (end < c->count && shows(c->pieces[end], IS_CREDIT));
    return end - first >= LEAST_ROW && !credited;
}

/* ■老人在渡口的石階上。 between the head and the text: the only sentence with that mark. */
static void show_marked_caption(struct chain *c)
{
    size_t marked = 0, at = 0;
    for (size_t i = 0; i < c->count; i++)
        if (slice_starts(slice_of(c->pieces[i]->text), "■")) {
            marked++;
            at = i;
        }
    if (marked == 1 && at && at + 1 < c->count && shows(c->pieces[at], SENTENCE) &&
        is_head_line(c->pieces[at - 1]) && shows(c->pieces[at + 1], TEXT))
        show(c->pieces[at], STARTS_CAPTION, true);
}

/* An item is text, or was cut so that it seems a line; ▲ and △ point at a picture, where no
 * collection is named and they do not stand in a row. */
static bool may_be_item(const struct chain *c, size_t i, bool headed)
{
    const struct piece *p = c->pieces[i];
    bool points = shows(p, STARTS_CAPTION) && !is_in_row(c, i);
    return !p->level && !shows(p, IS_BYLINE) && !shows(p, IS_CREDIT) &&
           (headed || (!points && is_text(p)));
}

/* A marked line that names a collection, above items that have neither marks nor heads. */
static bool heads_items(const struct chain *c, size_t i)
{
    return i + 2 < c->count && c->pieces[i]->level && is_plain_text(c->pieces[i + 1]) &&
           is_plain_text(c->pieces[i + 2]) && names_collection(slice_of(c->pieces[i]->text));
}

void show_collections(struct chain *c)
{
    size_t last = 0; /* item, + 1 */
    bool headed = false;
    show_marked_caption(c);
    for (size_t i = 0; i < c->count; i++)
        if (heads_items(c, i))
            show(c->pieces[i], COLLECTION, true);
    for (size_t i = 1; i < c->count; i++)
        if (shows(c->pieces[i], TURN) && is_line(c->pieces[i - 1]) &&
            names_questions(slice_of(c->pieces[i - 1]->text)))
            show(c->pieces[i - 1], COLLECTION, true);
    for (size_t i = 0; i < c->count; i++) {
        struct piece *p = c->pieces[i], *above = i > 0 ? c->pieces[i - 1] : NULL;
        size_t next = next_item(c, i);
        bool goes_on = last && next_item(c, last - 1) == i;
        if (!next && !goes_on) {
            headed = headed && (!is_head_line(p) || shows(p, NAMES_ALONE));
            continue;
        }
        bool named = above && is_line(above) && names_collection(slice_of(above->text));
        named = named && (is_text(p) || (next && is_text(c->pieces[next])));
        headed = named || (goes_on && headed);
        if (!may_be_item(c, i, headed))
            continue;
        show(p, BULLETED, true);
        if (named)
            show(above, COLLECTION, true);
        last = i + 1;
    }
}

bool opens_news(const struct piece *p)
{
    return shows(p, HAS_DATELINE) || (is_text(p) && shows(p, TIME_START));
}

size_t behind_pictures(const struct chain *c, size_t i)
{
    size_t k = i + 1, captions = 0;
    for (; k < c->count && shows(c->pieces[k], STARTS_CAPTION); k++)
        captions++;
    return captions && k < c->count && shows(c->pieces[k], IS_CREDIT) ? k + 1 : i + 1;
}

void show_pictured(struct chain *c)
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

/* A line between text and names, and below them the head of the next article, which has two lines
 * or a dateline below it: one alone may be a column label. */
static bool is_signed_line(const struct chain *c, size_t i)
{
    if (i == 0 || i + 3 >= c->count || !is_line(c->pieces[i]) || !is_plain_text(c->pieces[i - 1]))
        return false;
    const struct piece *names = c->pieces[i + 1];
    return (shows(names, IS_BYLINE) || shows(names, NAMES_ALONE)) &&
           is_head_line(c->pieces[i + 2]) &&
           (is_head_line(c->pieces[i + 3]) ||
            (shows(c->pieces[i + 2], LINE) && shows(c->pieces[i + 3], HAS_DATELINE)));
}

/* Names above it, and below it the kicker of the next article. */
static bool is_before_kicker(const struct chain *c, size_t i)
{
    return i > 0 && shows(c->pieces[i], LINE) && shows(c->pieces[i - 1], IS_BYLINE) &&
           shows(c->pieces[i + 1], DASH_END);
}

void show_bodiless(struct chain *c)
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

bool has_names(const struct piece *p)
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
void show_verses(struct chain *c)
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

void show_objects(struct chain *c)
{
    for (size_t i = 0; i + 1 < c->count; i++) {
        const struct piece *next = c->pieces[i + 1];
        show(c->pieces[i], OBJECT_AHEAD,
             is_line(c->pieces[i]) && wants_object(slice_of(c->pieces[i]->text)) && is_line(next) &&
                 !is_text(next) && !is_apparatus(next));
    }
}
