/* SPDX-License-Identifier: MIT */
/*
 * Decisions and doubts. Every step that weighs readings hands its decision to this file; one whose
 * margin is small is said with both readings, so that the editor looks there and nowhere else.
 */
#include "acquire/feature.h"

struct pos piece_pos(const struct page *page, const struct piece *piece)
{
    return (struct pos){page->path, piece->line, piece->column};
}

struct pos piece_pos_at(const struct page *page, const struct piece *piece, size_t offset)
{
    struct seam last = {0, piece->line, piece->column};
    for (size_t i = 0; i < piece->seam_count && piece->seams[i].offset <= offset; i++)
        last = piece->seams[i];
    int column = last.column + (int)utf8_count(piece->text + last.offset, offset - last.offset);
    return (struct pos){page->path, last.line, column};
}

int piece_last_line(const struct piece *piece)
{
    return piece->seam_count ? piece->seams[piece->seam_count - 1].line : piece->line;
}

void acquire_decide(struct page *page, struct decision decision)
{
    page->decisions =
        arena_grow(page->arena, page->decisions, page->decision_count, sizeof decision);
    page->decisions[page->decision_count++] = decision;
    if (decision.margin < DOUBTFUL)
        diag(page->diags, WARNING, decision.pos, "in doubt: taken for %s; it could be %s",
             _(decision.chosen), _(decision.other));
}

void acquire_decisions_text(struct buf *b, const struct acquired *acquired)
{
#define NAME(name, meaning) #name,
    static const char *const names[] = {FEATURES(NAME)};
#undef NAME
    for (size_t i = 0; i < acquired->decision_count; i++) {
        const struct decision *d = &acquired->decisions[i];
        buf_addf(b, "%s:%d:%d %s +%d over %s:", d->pos.file, d->pos.line, d->pos.column, d->chosen,
                 d->margin, d->other);
        for (size_t k = 1; k < COUNT(names); k++)
            if (features_have(d->features, (enum feature)k))
                buf_addf(b, " %s", names[k]);
        buf_addf(b, "%s%s\n", *d->evidence ? " " : "", d->evidence);
    }
}
