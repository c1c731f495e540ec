/* SPDX-License-Identifier: MIT */
/*
 * The draft that is open: what its blocks are made of. A block is a list of parts until its draft
 * is closed, so that a paragraph in a thousand pieces is joined in linear time. A part remembers
 * its piece and its line, which is how marks, line numbers and doubts find their way from the
 * pieces into the block.
 */
#include "acquire/draft.h"
#include "acquire/grammar.h"
#include "acquire/order.h"

#include <string.h>

/* Where a paragraph was nearly joined to the one before it, or a continuation nearly left apart,
 * the doubt is about the join; everywhere else it is about the role. */
static unsigned doubts_of(const struct piece *piece)
{
    bool join =
        order_is_text(piece->label) && (order_goes_on(piece->label) || order_goes_on(piece->other));
    unsigned doubt = join ? DRAFT_DOUBT_JOIN : DRAFT_DOUBT_ROLE;
    return piece->doubts | (piece->margin < DOUBTFUL ? doubt : 0);
}

static void add_line(struct open_draft *d, struct open_block *block, struct slice text,
                     const char *seam, int line)
{
    struct part *part = arena_alloc(d->page->arena, sizeof *part);
    *part = (struct part){.text = text, .seam = seam, .line = line};
    if (block->last)
        block->last->next = part;
    else
        block->first = part;
    block->last = part;
    block->part_count++;
}

/* One part for each line. */
void draft_go_on(struct open_draft *d, struct open_block *block, struct slice text,
                 const char *seam, const struct piece *piece)
{
    size_t at = (size_t)(text.start - piece->text), end = (size_t)(text.end - piece->text);
    size_t next = 0;
    struct part *before = block->last;
    do {
        while (next < piece->seam_count && piece->seams[next].offset <= at)
            next++;
        size_t stop = next < piece->seam_count && piece->seams[next].offset < end
                          ? piece->seams[next].offset
                          : end;
        int line = next ? piece->seams[next - 1].line : piece->line;
        add_line(d, block, (struct slice){piece->text + at, piece->text + stop}, seam, line);
        seam = "";
        at = stop;
    } while (at < end);
    struct part *first = before ? before->next : block->first;
    first->piece = piece;
    first->from = (size_t)(text.start - piece->text);
    first->len = (size_t)(text.end - text.start);
    block->doubts |= doubts_of(piece);
}

/* The labels of a line that is nothing but names. */
static bool is_byline_label(enum label label)
{
    return label == BYLINE || label == FIRST_BYLINE || label == LATE_FIRST_BYLINE;
}

/* What the draft has, now that its last block is of the role. */
static void note_role(struct open_draft *d, enum draft_role role)
{
    bool head = role < DRAFT_P, picture = role == DRAFT_CAPTION || role == DRAFT_CREDIT;
    d->has_headline = d->has_headline || role == DRAFT_HEADLINE;
    d->has_dateline = d->has_dateline || role == DRAFT_DATELINE;
    d->has_section = d->has_section || role == DRAFT_SECTION;
    d->has_person = d->has_person || role == DRAFT_PERSON;
    d->has_body = d->has_body || role >= DRAFT_P;
    d->pictured = (d->count == 1 || d->pictured) && (picture ? !d->headed : d->count > 1 && head);
    d->headed = d->headed || head;
    if (role == DRAFT_P || role == DRAFT_ITEM || role == DRAFT_QUOTE) {
        d->paragraph = d->count;
        d->has_paragraph = true;
    }
}

void draft_add(struct open_draft *d, enum draft_role role, struct slice text, const char *detail,
               const struct piece *piece)
{
    d->blocks = arena_grow(d->page->arena, d->blocks, d->count, sizeof *d->blocks);
    struct open_block *block = &d->blocks[d->count++];
    *block = (struct open_block){.role = role, .detail = detail};
    block->pos = piece_pos_at(d->page, piece, (size_t)(text.start - piece->text));
    draft_go_on(d, block, text, "", piece);
    if (role == DRAFT_DATELINE || (role == DRAFT_PERSON && !is_byline_label(piece->label)))
        block->doubts = 0; /* they were read from a paragraph, whose doubt it is */
    note_role(d, role);
}

void draft_add_stripped(struct open_draft *d, enum draft_role role, const char *before,
                        const char *after, const struct piece *piece)
{
    struct slice whole = slice_of(piece->text), text = whole;
    while (in_set(slice_first(text), before))
        utf8_next(&text.start, text.end);
    while (in_set(slice_last(text), after))
        utf8_previous(&text.end, text.start);
    text = slice_trim(text);
    if (text.start == text.end)
        text = whole;
    acquire_markup(d->page, (struct slice){whole.start, text.start}, piece->line);
    acquire_markup(d->page, (struct slice){text.end, whole.end}, piece->line);
    draft_add(d, role, text, "", piece);
}

void draft_move_first(struct open_draft *d)
{
    size_t first = 0, last = d->count - 1;
    while (d->blocks[first].role != DRAFT_P)
        first++;
    struct open_block block = d->blocks[last];
    block.doubts |= DRAFT_DOUBT_ORDER;
    memmove(d->blocks + first + 1, d->blocks + first, (last - first) * sizeof block);
    d->blocks[first] = block;
    d->paragraph = first + 1;
}

const char *draft_text(struct arena *a, const struct open_block *block)
{
    struct buf b = {0};
    for (const struct part *part = block->first; part; part = part->next) {
        buf_adds(&b, part->seam);
        buf_add(&b, part->text.start, (size_t)(part->text.end - part->text.start));
    }
    const char *text = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return text;
}

const struct open_block *draft_first(const struct open_draft *d, enum draft_role role)
{
    for (size_t i = 0; i < d->count; i++)
        if (d->blocks[i].role == role)
            return &d->blocks[i];
    return NULL;
}

static bool holds_marks(enum draft_role role)
{
    return role >= DRAFT_P && role != DRAFT_FIGURE && role != DRAFT_CREDIT && role != DRAFT_TABLE;
}

/* The marks of the pieces, where their texts stand in the block's. */
static struct marks joined_marks(struct arena *a, const struct open_block *block, const char *text)
{
    struct marks all = {0};
    size_t at = 0;
    for (const struct part *part = block->first; part; part = part->next) {
        at += strlen(part->seam);
        struct marks cut = {0};
        if (part->piece)
            cut = marks_cut(a, &part->piece->marks, part->from, part->len, at);
        for (size_t i = 0; i < cut.count; i++) {
            all.items = arena_grow(a, all.items, all.count, sizeof *all.items);
            all.items[all.count++] = cut.items[i];
        }
        at += (size_t)(part->text.end - part->text.start);
    }
    return marks_settle(a, &all, text);
}

struct draft_block draft_finished(struct page *page, const struct open_block *block)
{
    int *lines = arena_array(page->arena, block->part_count, sizeof *lines);
    size_t *starts = arena_array(page->arena, block->part_count, sizeof *starts);
    size_t at = 0;
    struct draft_block out = {.role = block->role,
                              .text = draft_text(page->arena, block),
                              .detail = block->detail,
                              .pos = block->pos,
                              .lines = lines,
                              .starts = starts,
                              .doubts = block->doubts};
    if (holds_marks(block->role))
        out.marks = joined_marks(page->arena, block, out.text);
    if (block->table) {
        out.rows = block->table->rows;
        out.row_count = block->table->row_count;
    }
    for (const struct part *part = block->first; part; part = part->next) {
        at += strlen(part->seam);
        if (!out.line_count || lines[out.line_count - 1] != part->line) {
            starts[out.line_count] = at;
            lines[out.line_count++] = part->line;
        }
        at += (size_t)(part->text.end - part->text.start);
    }
    return out;
}
