/* SPDX-License-Identifier: MIT */
/*
 * What outlives a page. Reading a page takes ten times the memory of what comes of it, so all of it
 * is done in an arena that is freed with the page; drafts, drops and decisions are copied out of it
 * here.
 */
#include "acquire/keep.h"

#include <string.h>

#include "acquire/grammar.h"

static const char *keep_text(struct arena *a, const char *text)
{
    return text ? arena_text(a, text, strlen(text)) : NULL;
}

static const int *keep_lines(struct arena *a, const int *lines, size_t count)
{
    int *kept = arena_array(a, count, sizeof *kept);
    memcpy(kept, lines, count * sizeof *kept);
    return kept;
}

static const size_t *keep_starts(struct arena *a, const size_t *starts, size_t count)
{
    size_t *kept = starts ? arena_array(a, count, sizeof *kept) : NULL;
    if (starts)
        memcpy(kept, starts, count * sizeof *kept);
    return kept;
}

static struct marks keep_marks(struct arena *a, struct marks marks)
{
    struct marks kept = {arena_array(a, marks.count, sizeof *kept.items), marks.count};
    if (marks.count)
        memcpy(kept.items, marks.items, marks.count * sizeof *kept.items);
    return kept;
}

static struct row *keep_rows(struct arena *a, const struct row *rows, size_t count)
{
    struct row *kept = count ? arena_array(a, count, sizeof *kept) : NULL;
    for (size_t i = 0; i < count; i++) {
        kept[i] = rows[i];
        kept[i].cells = arena_array(a, rows[i].count, sizeof *kept[i].cells);
        for (size_t k = 0; k < rows[i].count; k++) {
            kept[i].cells[k] = rows[i].cells[k];
            kept[i].cells[k].text = keep_text(a, rows[i].cells[k].text);
        }
    }
    return kept;
}

static struct draft keep_draft(struct arena *a, struct draft draft)
{
    const struct draft_block *blocks = draft.blocks;
    draft.date.day = keep_text(a, draft.date.day);
    draft.blocks = arena_array(a, draft.count, sizeof *draft.blocks);
    for (size_t i = 0; i < draft.count; i++) {
        struct draft_block *block = &draft.blocks[i];
        *block = blocks[i];
        block->text = keep_text(a, block->text);
        block->detail = keep_text(a, block->detail);
        block->lines = keep_lines(a, block->lines, block->line_count);
        block->starts = keep_starts(a, block->starts, block->line_count);
        block->marks = keep_marks(a, block->marks);
        block->rows = keep_rows(a, block->rows, block->row_count);
    }
    return draft;
}

static struct drop keep_drop(struct arena *a, struct drop drop)
{
    drop.text = keep_text(a, drop.text);
    drop.lines = keep_lines(a, drop.lines, drop.line_count);
    return drop;
}

void acquire_keep(struct arena *a, struct acquired *out, const struct page *page)
{
    out->pages = arena_grow(a, out->pages, out->page_count, sizeof *out->pages);
    out->pages[out->page_count++] =
        (struct acquired_page){page->path, page->text, page->len, page->encoding};
    for (size_t i = 0; i < page->draft_count; i++) {
        out->drafts = arena_grow(a, out->drafts, out->draft_count, sizeof *out->drafts);
        out->drafts[out->draft_count++] = keep_draft(a, page->drafts[i]);
    }
    for (size_t i = 0; i < page->drop_count; i++) {
        out->drops = arena_grow(a, out->drops, out->drop_count, sizeof *out->drops);
        out->drops[out->drop_count++] = keep_drop(a, page->drops[i]);
    }
    for (size_t i = 0; !out->undecided && i < page->decision_count; i++) {
        struct decision decision = page->decisions[i];
        decision.evidence = keep_text(a, decision.evidence);
        out->decisions = arena_grow(a, out->decisions, out->decision_count, sizeof decision);
        out->decisions[out->decision_count++] = decision;
    }
}

void acquire_leave_out(struct arena *a, struct acquired *all, enum drop_reason reason,
                       struct pos pos, const char *text)
{
    size_t count = slice_count(slice_of(text));
    struct drop drop = {reason, text, pos.file, keep_lines(a, &pos.line, 1), 1};
    all->drops = arena_grow(a, all->drops, all->drop_count, sizeof *all->drops);
    all->drops[all->drop_count++] = drop;
    all->audit.article -= count;
    all->audit.dropped += count;
}

void acquire_append(struct arena *a, struct acquired *to, const struct acquired *from)
{
    for (size_t i = 0; i < from->page_count; i++) {
        to->pages = arena_grow(a, to->pages, to->page_count, sizeof *to->pages);
        to->pages[to->page_count++] = from->pages[i];
    }
    for (size_t i = 0; i < from->draft_count; i++) {
        to->drafts = arena_grow(a, to->drafts, to->draft_count, sizeof *to->drafts);
        to->drafts[to->draft_count++] = from->drafts[i];
    }
    for (size_t i = 0; i < from->drop_count; i++) {
        to->drops = arena_grow(a, to->drops, to->drop_count, sizeof *to->drops);
        to->drops[to->drop_count++] = from->drops[i];
    }
    for (size_t i = 0; i < from->decision_count; i++) {
        to->decisions = arena_grow(a, to->decisions, to->decision_count, sizeof *to->decisions);
        to->decisions[to->decision_count++] = from->decisions[i];
    }
    to->audit.source += from->audit.source;
    to->audit.article += from->audit.article;
    to->audit.dropped += from->audit.dropped;
}
