/* SPDX-License-Identifier: MIT */
/*
 * The open draft becomes an article or a photo item of the page. Its blocks are put in order: the
 * head in the order of enum draft_role, each credit behind its captions. A draft that is only a
 * headline may be the headline of the article before it, printed below its text; then that article
 * takes it. What an editor should know of the finished draft is said here.
 */
#include "acquire/draft.h"
#include "acquire/feature.h"
#include "acquire/grammar.h"

/* A credit that stands before its captions goes behind them. */
static void order_credits(struct open_draft *d)
{
    for (size_t i = 0; i + 1 < d->count; i++) {
        bool credited = i > 0 && d->blocks[i - 1].role == DRAFT_CAPTION;
        if (d->blocks[i].role != DRAFT_CREDIT || credited)
            continue;
        struct open_block credit = d->blocks[i];
        for (; i + 1 < d->count && d->blocks[i + 1].role == DRAFT_CAPTION; i++)
            d->blocks[i] = d->blocks[i + 1];
        d->blocks[i] = credit;
    }
}

/* Does its headline stand below its text? */
static bool is_headed_below(const struct open_draft *d)
{
    for (size_t i = 0; i < d->count; i++)
        if (d->blocks[i].first->piece && shows(d->blocks[i].first->piece, DEPARTS))
            return true;
    return false;
}

/* A draft that began without a headline, and has a caption or a credit, is a photo item. Then its
 * text is the caption if there is no other, or if it is the only text and a credit stands directly
 * behind it. */
static bool make_photo(struct open_draft *d)
{
    size_t captions = 0, credits = 0, texts = 0;
    for (size_t i = 0; i < d->count; i++) {
        texts += d->blocks[i].role == DRAFT_P;
        captions += d->blocks[i].role == DRAFT_CAPTION;
        credits += d->blocks[i].role == DRAFT_CREDIT;
    }
    if (!d->stray || d->has_headline || d->has_dateline || captions + credits == 0 ||
        is_headed_below(d))
        return false;
    for (size_t i = 0; i < d->count; i++) {
        bool credited = i + 1 < d->count && d->blocks[i + 1].role == DRAFT_CREDIT;
        if (d->blocks[i].role == DRAFT_P && (!captions || (texts == 1 && credited)))
            d->blocks[i].role = DRAFT_CAPTION;
    }
    return true;
}

/* NULL if it has none. */
static const struct draft_block *last_paragraph(const struct draft *draft)
{
    const struct draft_block *last = NULL;
    for (size_t i = 0; i < draft->count; i++)
        if (draft->blocks[i].role == DRAFT_P)
            last = &draft->blocks[i];
    return last;
}

enum { LONGEST_LINE = 45 /* characters; what is longer is text, which ends with a stop */ };

/* Of a draft with the mark of a page turn this is said later, when it is known whether the page
 * that has its rest was read. */
static void warn_of_open_end(struct diags *diags, const struct draft *draft)
{
    const struct draft_block *last = draft->turned_out ? NULL : last_paragraph(draft);
    uint32_t end = last ? slice_last(slice_of(last->text)) : 0;
    if (last && (is_han(end) || in_set(end, "，、,")) &&
        slice_count(slice_of(last->text)) > LONGEST_LINE)
        diag(diags, WARNING, last->pos,
             "the article's last paragraph breaks off; its end is not on this page");
}

static void take_role(struct draft *to, const struct draft *from, int role)
{
    for (size_t i = 0; i < from->count; i++)
        if ((int)from->blocks[i].role == role)
            to->blocks[to->count++] = from->blocks[i];
}

/* The blocks of both heads in the order of the roles, of each role those of `first` first. */
static void take_heads(struct draft *to, const struct draft *first, const struct draft *second)
{
    for (int role = DRAFT_SECTION; role <= DRAFT_DATELINE; role++) {
        take_role(to, first, role);
        take_role(to, second, role);
    }
}

static void take_body(struct draft *to, const struct draft *from)
{
    for (size_t i = 0; i < from->count; i++)
        if (from->blocks[i].role >= DRAFT_P)
            to->blocks[to->count++] = from->blocks[i];
}

struct draft *draft_last(const struct page *page)
{
    return page->draft_count ? &page->drafts[page->draft_count - 1] : NULL;
}

bool draft_has(const struct draft *draft, enum draft_role role)
{
    for (size_t i = 0; i < draft->count; i++)
        if (draft->blocks[i].role == role)
            return true;
    return false;
}

/* Can both be one article? Its head may name several persons, but has one block of any other role.
 */
static bool heads_agree(const struct draft *body, const struct draft *head)
{
    for (int role = DRAFT_SECTION; role <= DRAFT_DATELINE; role++)
        if (role != DRAFT_PERSON && draft_has(body, role) && draft_has(head, role))
            return false;
    return true;
}

/* More than the lines of a picture. */
static bool has_text(const struct draft *draft)
{
    for (size_t i = 0; i < draft->count; i++) {
        enum draft_role role = draft->blocks[i].role;
        if (role >= DRAFT_P && role != DRAFT_FIGURE && role != DRAFT_CAPTION &&
            role != DRAFT_CREDIT)
            return true;
    }
    return false;
}

/* Is the draft nothing but the headline of the article before it, which has none? Then that article
 * takes it. A headline below the name of a section begins an article. */
static bool join_late_headline(struct page *page, const struct draft *head)
{
    struct draft *body = draft_last(page);
    if (!body || body->kind != DRAFT_ARTICLE || !draft_has(head, DRAFT_HEADLINE) ||
        draft_has(head, DRAFT_SECTION) || has_text(head) || !heads_agree(body, head))
        return false;
    struct draft whole = *body;
    whole.blocks = arena_array(page->arena, body->count + head->count, sizeof *whole.blocks);
    whole.count = 0;
    take_heads(&whole, head, body);
    take_body(&whole, body);
    take_body(&whole, head);
    *body = whole;
    return true;
}

/* Its line says nothing of where the text begins: it may have stood above the headline. */
static bool is_note(const struct open_block *block)
{
    return block->first->piece && block->first->piece->note;
}

/* The day that lines between the article before it and its own text tell, or that of the page. */
static struct dated own_date(const struct open_draft *d, struct dated page_date)
{
    const struct page *page = d->page;
    const struct draft *above = draft_last(page);
    int after = 0, before = 0;
    for (size_t i = 0; i < d->count && !before; i++)
        if (d->blocks[i].role >= DRAFT_P && !is_note(&d->blocks[i]))
            before = d->blocks[i].pos.line;
    for (size_t i = 0; above && i < above->count; i++)
        if (above->blocks[i].pos.line > after)
            after = above->blocks[i].pos.line;
    return acquire_date_between(page, after, before, page_date);
}

/* The blocks as they were read. */
static struct draft finish_blocks(const struct open_draft *d)
{
    struct draft draft = {0};
    draft.blocks = arena_array(d->page->arena, d->count, sizeof *draft.blocks);
    for (size_t i = 0; i < d->count; i++)
        draft.blocks[draft.count++] = draft_finished(d->page, &d->blocks[i]);
    return draft;
}

void draft_close(struct open_draft *d, struct dated page_date)
{
    struct page *page = d->page;
    if (!d->count)
        return;
    bool photo = make_photo(d);
    headline_merge(d);
    order_credits(d);
    struct draft read = finish_blocks(d);
    struct draft draft = {.kind = photo ? DRAFT_PHOTO : DRAFT_ARTICLE,
                          .source = page->path,
                          .date = own_date(d, page_date),
                          .turned_in = d->turned_in,
                          .turned_out = d->turned_out};
    draft.blocks = arena_array(page->arena, d->count, sizeof *draft.blocks);
    take_heads(&draft, &read, &(struct draft){0});
    take_body(&draft, &read);
    const struct draft_block *last = last_paragraph(&draft);
    draft.open = last && !ends_sentence(slice_of(last->text));
    if (join_late_headline(page, &draft))
        return;
    page->drafts = arena_grow(page->arena, page->drafts, page->draft_count, sizeof *page->drafts);
    page->drafts[page->draft_count++] = draft;
    warn_of_open_end(page->diags, &draft);
}

void draft_warn_of_lone_headlines(const struct page *page)
{
    for (size_t i = 0; i < page->draft_count; i++) {
        const struct draft *draft = &page->drafts[i];
        const struct draft_block *headline = NULL;
        bool text = false;
        for (size_t k = 0; k < draft->count; k++) {
            text |= draft->blocks[k].role >= DRAFT_P;
            if (draft->blocks[k].role == DRAFT_HEADLINE)
                headline = &draft->blocks[k];
        }
        if (headline && !text)
            diag(page->diags, WARNING, headline->pos,
                 "this headline has no text behind it; it is printed alone");
    }
}
