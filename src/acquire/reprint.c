/* SPDX-License-Identifier: MIT */
/*
 * A passage that is printed twice, where both prints are damaged: in its place the text lost its
 * beginning and has the clause behind it twice in a row, and the part that was lost stands in the
 * other print, which was cut out of its sentence and lies elsewhere:
 *
 *     要以质量为[目标,坚持节约用水,坚持节约用水,要管好…      in its place
 *     根本,坚持安全第一,坚持节约用水,要管好…                  elsewhere
 *
 * From the bracket on the other print takes the place of this one, which is dropped. Where the
 * other print has one clause before the doubled one, that is what the first of the two stands for,
 * and the bracket stands before it. Where it has more, they begin in the clause before: behind its
 * last 为 or 是, which want what the other print begins with, or where this one has the first
 * characters of the other still; without either the page is left as it is. Clauses behind the
 * doubled one may be lost as well.
 */
#include "acquire/grammar.h"

#include <string.h>

enum {
    LEAST_CLAUSE = 6,   /* characters of a clause that nobody repeats on purpose */
    LEAST_PASSAGE = 30, /* characters that both prints have alike */
    LONGEST_TAIL = 4,   /* characters behind 为 that the damage left */
    LEAST_OVERLAP = 3,  /* characters that it left of the beginning of the other print */
    LONGEST_OVERLAP = 8,
    REACH = 60, /* pieces before and behind it where the other print is looked for */
};

static const char marks[] = "，。、；：？！,;:";

/* Behind the mark that ends the clause at p; the end if nothing does. */
static const char *clause_end(const char *p, const char *end)
{
    while (p < end && !in_set(utf8_next(&p, end), marks))
        ;
    return p;
}

/* The first of two clauses in a row that are the same, to its mark; empty if there are none. */
static struct slice doubled_clause(struct slice s)
{
    for (const char *p = s.start, *next; p < s.end; p = next) {
        next = clause_end(p, s.end);
        size_t len = (size_t)(next - p);
        if (len < (size_t)(s.end - next) && !memcmp(p, next, len) &&
            utf8_count(p, len) > LEAST_CLAUSE)
            return (struct slice){p, next};
    }
    return (struct slice){s.end, s.end};
}

/* Where what the damage left of the clause before `clause` begins, or NULL. */
static const char *damage_start(struct slice s, const char *clause)
{
    const char *p = clause, *mark = clause;
    if (p > s.start)
        utf8_previous(&mark, s.start);
    p = mark;
    for (int n = 0; n <= LONGEST_TAIL && p > s.start; n++) {
        const char *behind = p;
        uint32_t code = utf8_previous(&p, s.start);
        if (in_set(code, "为是") && n > 0)
            return behind;
        if (!is_han(code))
            return NULL;
    }
    return NULL;
}

/* Where the text before `clause` begins to be that with which the other print begins, or NULL. */
static const char *overlap_start(struct slice s, const char *clause, struct slice other)
{
    const char *mark = clause, *end = other.start, *at = NULL;
    if (mark > s.start)
        utf8_previous(&mark, s.start);
    for (int n = 1; n <= LONGEST_OVERLAP && end < other.end; n++) {
        utf8_next(&end, other.end);
        size_t len = (size_t)(end - other.start);
        if (len <= (size_t)(mark - s.start) && n >= LEAST_OVERLAP &&
            !memcmp(mark - len, other.start, len))
            at = mark - len;
    }
    return at;
}

/* Whether all that stands behind both clauses ends the other print too, which has the clause at
 * `at`. */
static bool ends_alike(struct slice other, const char *at, struct slice clause,
                       struct slice damaged)
{
    const char *behind = clause.end + (clause.end - clause.start);
    size_t rest = (size_t)(damaged.end - behind), room = (size_t)(other.end - at);
    return rest + (size_t)(clause.end - clause.start) <= room &&
           !memcmp(behind, other.end - rest, rest) && utf8_count(behind, rest) >= LEAST_PASSAGE;
}

/* Where the other print has the clause, if it has all that stands behind it in the damaged one, and
 * begins with something that is not there; or NULL. */
static const char *clause_in(struct slice other, struct slice clause, struct slice damaged)
{
    size_t len = (size_t)(clause.end - clause.start);
    const char *at = memmem(other.start, (size_t)(other.end - other.start), clause.start, len);
    if (!at || at == other.start)
        return NULL;
    size_t left = (size_t)(damaged.end - clause.end), right = (size_t)(other.end - at);
    bool alike = left <= right && !memcmp(clause.end, at, left);
    bool lost = !memmem(damaged.start, (size_t)(damaged.end - damaged.start), other.start,
                        (size_t)(at - other.start));
    alike = alike && utf8_count(at, left) >= LEAST_PASSAGE;
    return lost && (alike || ends_alike(other, at, clause, damaged)) ? at : NULL;
}

/* Cuts piece i at `at` and sets piece `other` in the place of what stood behind it, which is the
 * second print now. */
static void exchange(struct page *page, size_t i, const char *at, size_t other)
{
    const char *text = page->pieces[i].text;
    struct slice whole = slice_of(text);
    struct piece head = acquire_part(page, &page->pieces[i], (struct slice){whole.start, at});
    struct piece tail = acquire_part(page, &page->pieces[i], (struct slice){at, whole.end});
    struct piece better = page->pieces[other];
    tail.label = DUPLICATE;
    page->pieces[i] = head;
    page->pieces[other] = tail;
    page->pieces = arena_grow(page->arena, page->pieces, page->count, sizeof head);
    memmove(&page->pieces[i + 2], &page->pieces[i + 1],
            (page->count - i - 1) * sizeof *page->pieces);
    page->pieces[i + 1] = better;
    page->count++;
}

static bool is_running_text(const struct piece *p)
{
    return p->label == UNDECIDED && !p->level && !p->element && !p->item;
}

static void mend(struct page *page, size_t i)
{
    struct slice s = slice_of(page->pieces[i].text), clause = doubled_clause(s);
    bool doubled = clause.start < clause.end;
    for (size_t k = i > REACH ? i - REACH : 0; doubled && k < page->count && k < i + REACH; k++) {
        struct slice other = slice_of(page->pieces[k].text);
        const char *there =
            k != i && is_running_text(&page->pieces[k]) ? clause_in(other, clause, s) : NULL;
        const char *at = !there ? NULL
                         : clause_end(other.start, other.end) == there
                             ? clause.start
                             : damage_start(s, clause.start);
        at = there && !at ? overlap_start(s, clause.start, other) : at;
        if (at) {
            exchange(page, i, at, k);
            return;
        }
    }
}

void acquire_mend_reprints(struct page *page)
{
    for (size_t i = 0; i < page->count; i++)
        if (is_running_text(&page->pieces[i]))
            mend(page, i);
}
