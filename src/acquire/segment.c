/* SPDX-License-Identifier: MIT */
/*
 * Labelled pieces into drafts, in one pass with one draft open at a time (draft.h). Where
 * boundary.c says that a piece begins another article the open draft is closed; every other piece
 * is added to it. Column labels wait for the piece below them, which decides what they are. What a
 * block does not take from its piece – marks, titles, brackets – is dropped in the same step, so
 * that no character can be lost between.
 */
#include "acquire/draft.h"
#include "acquire/feature.h"
#include "acquire/grammar.h"
#include "acquire/order.h"

#include <string.h>

struct segmenter {
    struct open_draft draft;
    struct dated date;     /* of the page */
    struct piece *section; /* heading above the articles, or NULL */
    bool section_used;
    struct piece **labels; /* column labels that wait for the piece below them */
    size_t label_count;
};

/* What numbers a list's item, where the item is printed as something else. */
static void drop_number(struct page *page, enum drop_reason reason, const struct piece *piece)
{
    if (piece->item && *piece->detail)
        acquire_drop(page, reason, piece->detail, piece->line);
}

/* All that the piece holds. */
static void drop(struct page *page, enum drop_reason reason, const struct piece *piece)
{
    if (*piece->text)
        acquire_drop_piece(page, reason, piece);
    drop_number(page, reason, piece);
    for (size_t i = 0; i < piece->row_count; i++)
        for (size_t k = 0; k < piece->rows[i].count; k++)
            if (*piece->rows[i].cells[k].text)
                acquire_drop(page, reason, piece->rows[i].cells[k].text, piece->line);
}

/* NULL: what stands below is of no section. */
static void change_section(struct segmenter *s, struct piece *piece)
{
    if (s->section && !s->section_used)
        drop(s->draft.page, DROP_FURNITURE, s->section);
    s->section = piece;
    s->section_used = false;
}

static void open_draft(struct segmenter *s, bool stray)
{
    struct page *page = s->draft.page;
    draft_close(&s->draft, s->date);
    s->draft = (struct open_draft){.page = page, .open = true, .stray = stray};
    if (!s->section)
        return;
    draft_add(&s->draft, DRAFT_SECTION, slice_of(s->section->text), "", s->section);
    if (!s->section_used)
        drop_number(page, DROP_MARKUP, s->section);
    s->section_used = true;
}

/* Which of the labels that wait is the column's name: the nearest that is named as columns are, or
 * else the nearest of all. The others are lines that strayed. */
static size_t column_label(const struct segmenter *s)
{
    size_t nearest = s->label_count - 1;
    for (size_t i = s->label_count; i-- > 0 && !shows(s->labels[nearest], COLUMN_NAME);)
        nearest = shows(s->labels[i], COLUMN_NAME) ? i : nearest;
    return nearest;
}

/* “沉睡”数据: is the label a part of the headline that strayed into the body? Columns have no
 * quotation marks in their names. */
static bool is_part_of_headline(const struct open_draft *d, const struct piece *piece)
{
    return d->open && d->has_body && d->has_headline && !shows(piece, COLUMN_NAME) &&
           (strstr(piece->text, "“") || strstr(piece->text, "”"));
}

/* Does a label in a body stand directly above items with numbers? */
static bool heads_items(const struct open_draft *d, const struct piece *piece)
{
    const struct page *page = d->page;
    return d->open && d->has_body && piece + 1 < page->pieces + page->count &&
           starts_numbered(slice_of(piece[1].text));
}

/* What the labels are that waited: the section of an article whose body has not begun, a part of
 * the headline, a heading, or else furniture. */
static void settle_labels(struct segmenter *s)
{
    struct open_draft *d = &s->draft;
    bool wanted = s->label_count && d->open && !d->has_body && !d->has_section;
    size_t section = wanted ? column_label(s) : s->label_count;
    for (size_t i = 0; i < s->label_count; i++) {
        struct piece *piece = s->labels[i];
        if (i == section) {
            draft_add_stripped(d, DRAFT_SECTION, BULLETS, "", piece);
            drop_number(d->page, DROP_MARKUP, piece);
        } else if (is_part_of_headline(d, piece)) {
            draft_add(d, DRAFT_HEADLINE, slice_of(piece->text), "", piece);
            drop_number(d->page, DROP_MARKUP, piece);
        } else if (heads_items(d, piece)) {
            draft_add(d, DRAFT_HEADING, slice_of(piece->text), "", piece);
        } else {
            drop(d->page, DROP_FURNITURE, piece);
        }
    }
    s->label_count = 0;
}

/* A person for each name of the byline; the rest of `all`, in which it stands, is dropped. */
static void add_persons(struct open_draft *d, const struct byline *byline, struct slice all,
                        const struct piece *piece)
{
    struct arena *a = d->page->arena;
    const char *at = all.start;
    struct buf rest = {0};
    for (size_t i = 0; i < byline->count; i++) {
        struct byline_name name = byline->names[i];
        const char *title =
            arena_text(a, name.title.start, (size_t)(name.title.end - name.title.start));
        buf_add(&rest, at, (size_t)(name.given.start - at));
        at = name.given.end;
        draft_add(d, DRAFT_PERSON, name.given, title, piece);
    }
    buf_add(&rest, at, (size_t)(all.end - at));
    if (rest.len)
        acquire_markup(d->page, (struct slice){rest.text, rest.text + rest.len}, piece->line);
    buf_release(&rest);
}

/* 某省某县 某某: where who signs a letter gives his place before his name, it stands as his title.
 */
static void make_place_title(struct byline *byline)
{
    if (byline->count != 2 || byline->titled)
        return;
    byline->names[0].title = byline->names[0].given;
    byline->names[0].given = byline->names[1].given;
    byline->count = 1;
}

static void add_byline(struct open_draft *d, const struct piece *piece)
{
    struct byline byline;
    struct slice text = slice_of(piece->text);
    bool read = byline_read(d->page->arena, text, &byline);
    if (read && shows(piece, SIGNS))
        make_place_title(&byline);
    if (read)
        add_persons(d, &byline, text, piece);
    else
        draft_add(d, DRAFT_P, text, "", piece);
}

static enum draft_role paragraph_role(const struct piece *piece)
{
    return piece->item ? DRAFT_ITEM : piece->quote ? DRAFT_QUOTE : DRAFT_P;
}

/* The dateline, and the authors named on either side of it: 本报讯（记者某某）,
 * 〔記者某某／某地報導〕.
 */
static void add_dateline(struct open_draft *d, const struct dateline *dateline,
                         const struct piece *piece)
{
    if (dateline->text.start < dateline->text.end)
        draft_add(d, DRAFT_DATELINE, dateline->text, "", piece);
    d->has_dateline = true;
    if (dateline->byline.count)
        add_persons(d, &dateline->byline, dateline->names, piece);
    else
        acquire_markup(d->page, dateline->names, piece->line);
    acquire_markup(d->page, dateline->spare, piece->line);
}

/* Is the text the headline once more, and nothing else? */
static bool repeats_headline(const struct open_draft *d, struct slice text)
{
    const struct open_block *headline = draft_first(d, DRAFT_HEADLINE);
    if (!headline)
        return false;
    const char *behind = slice_behind_words(text, slice_of(draft_text(d->page->arena, headline)));
    return behind && !slice_count((struct slice){behind, text.end});
}

/* The first paragraph, and before it the dateline with which it begins, if it does. A paragraph of
 * nothing else is none, but the body has begun. */
static void add_lead(struct open_draft *d, const struct piece *piece)
{
    struct slice text = slice_of(piece->text);
    struct dateline dateline;
    if (!d->has_dateline && dateline_read(d->page->arena, text, &dateline)) {
        add_dateline(d, &dateline, piece);
        text.start = dateline.body;
        if (repeats_headline(d, text)) {
            acquire_drop_part(d->page, DROP_DUPLICATE, text, piece->line);
            return;
        }
    }
    if (text.start < text.end) {
        bool overtaken = d->has_paragraph && !piece->item && !piece->quote;
        draft_add(d, paragraph_role(piece), text, piece->detail, piece);
        if (overtaken)
            draft_move_first(d);
        return;
    }
    d->has_body = true;
    drop_number(d->page, DROP_MARKUP, piece);
}

static void add_continuation(struct open_draft *d, const struct piece *piece)
{
    struct slice text = slice_of(piece->text);
    if (!d->paragraph) {
        draft_add(d, DRAFT_P, text, "", piece);
        return;
    }
    struct open_block *block = &d->blocks[d->paragraph - 1];
    bool words = piece->soft && parts_words(block->last->text, text);
    draft_go_on(d, block, text, words ? " " : "", piece);
}

static void add_credit(struct open_draft *d, const struct piece *piece)
{
    struct slice text = slice_of(piece->text);
    bool bracketed = in_set(slice_first(text), "(（") && in_set(slice_last(text), ")）");
    draft_add_stripped(d, DRAFT_CREDIT, bracketed ? "(（" : "", bracketed ? ")）" : "", piece);
}

/* False for what is no part of a head. */
static bool add_to_head(struct open_draft *d, const struct piece *piece)
{
    switch (piece->label) {
    case KICKER:
        draft_add_stripped(d, DRAFT_KICKER, "—─", "—─", piece);
        break;
    case SUBHEADLINE:
        draft_add_stripped(d, DRAFT_SUBHEADLINE, "—─", "", piece);
        break;
    case LATE_HEADLINE:
        d->late = true;
        draft_add(d, DRAFT_HEADLINE, slice_of(piece->text), "", piece);
        break;
    case SUBJECT:
    case HEADLINE:
        draft_add_stripped(d, shows(piece, RESUMES) ? DRAFT_SUBHEADLINE : DRAFT_HEADLINE, BULLETS,
                           "", piece);
        break;
    case BYLINE:
    case FIRST_BYLINE:
    case LATE_BYLINE:
    case LATE_FIRST_BYLINE:
        add_byline(d, piece);
        break;
    default:
        return false;
    }
    return true;
}

/* What the editors say of the article. It is no first paragraph: a dateline may follow in the next
 * one. */
static void add_note(struct open_draft *d, const struct piece *piece)
{
    bool has_paragraph = d->has_paragraph;
    draft_add(d, paragraph_role(piece), slice_of(piece->text), piece->detail, piece);
    d->has_paragraph = has_paragraph;
}

static void add_to_body(struct open_draft *d, struct piece *piece)
{
    struct slice text = slice_of(piece->text);
    switch (piece->label) {
    case CROSSHEAD:
        draft_add(d, DRAFT_HEADING, text, "", piece);
        break;
    case CAPTION:
    case STRAY_CAPTION:
        draft_add_stripped(d, DRAFT_CAPTION, "▲△▼■", "", piece);
        break;
    case CREDIT:
    case FIRST_CREDIT:
    case STRAY_CREDIT:
    case STRAY_FIRST_CREDIT:
        add_credit(d, piece);
        break;
    case CONTINUATION:
    case STRAY_CONTINUATION:
        add_continuation(d, piece);
        break;
    case PICTURE:
        draft_add(d, DRAFT_FIGURE, text, piece->detail, piece);
        break;
    case TABLE:
        draft_add(d, DRAFT_TABLE, text, "", piece);
        d->blocks[d->count - 1].table = piece;
        d->paragraph = 0;
        break;
    default:
        if (piece->note) {
            add_note(d, piece);
            break;
        }
        if (d->has_paragraph && !shows(piece, OVERTAKEN))
            draft_add(d, paragraph_role(piece), text, piece->detail, piece);
        else
            add_lead(d, piece);
    }
}

/* 专栏：, with no name behind it: what stands below belongs to no column. */
static bool ends_section(const struct piece *piece)
{
    static const char *const empty[] = {"专栏：", "专栏:"};
    return piece->label == FURNITURE && slice_is_one_of(slice_of(piece->text), empty, COUNT(empty));
}

static void add_to_draft(struct open_draft *d, struct piece *piece)
{
    bool numbered = order_is_text(piece->label) && !order_goes_on(piece->label);
    d->turned_in = d->turned_in || (piece->turned_in && !d->has_body);
    d->turned_out = d->turned_out || piece->turned_out;
    d->letter = d->letter || shows(piece, SALUTATION);
    if (!numbered) /* only what begins a paragraph keeps its number in a list */
        drop_number(d->page, DROP_MARKUP, piece);
    if (!add_to_head(d, piece))
        add_to_body(d, piece);
}

static void place_piece(struct segmenter *s, size_t i)
{
    struct page *page = s->draft.page;
    struct piece *piece = &page->pieces[i];
    if (ends_section(piece))
        change_section(s, NULL);
    if (piece->label == FURNITURE || piece->label == DUPLICATE) {
        drop(page, piece->label == FURNITURE ? DROP_FURNITURE : DROP_DUPLICATE, piece);
    } else if (piece->label == SECTION) {
        change_section(s, piece);
    } else if (piece->label == LABEL || piece->label == HEAD_LABEL) {
        s->labels = arena_grow(page->arena, s->labels, s->label_count, sizeof *s->labels);
        s->labels[s->label_count++] = piece;
    } else {
        if (boundary_before(&s->draft, i))
            open_draft(s, piece->label == STRAY_LEAD || piece->label == STRAY_FIRST_CREDIT);
        settle_labels(s);
        add_to_draft(&s->draft, piece);
    }
}

void acquire_segment(struct page *page, struct dated date)
{
    struct segmenter s = {.draft.page = page, .date = date};
    acquire_stamp_sheet(page);
    for (size_t i = 0; i < page->count; i++)
        place_piece(&s, i);
    settle_labels(&s);
    change_section(&s, NULL);
    draft_close(&s.draft, s.date);
    draft_warn_of_lone_headlines(page);
}
