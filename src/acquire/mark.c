/* SPDX-License-Identifier: MIT */
/*
 * Marks on their way. What readers know are stretches of bold, of underlined text and so on, each
 * kind by itself, as Word stores them and as joined lines leave them; the tree wants elements. So
 * the text is walked from one end of a stretch to the next with the set of kinds that hold, and
 * kinds are nested in one order, the same everywhere: where an outer one ends, what it held is
 * ended and begun again. What goes beyond MOST_MARKS is set as text like any other.
 */
#include "acquire/grammar.h"

#include <stdlib.h>
#include <string.h>

/* ---- growing ------------------------------------------------------------------------------ */

static void add(struct arena *a, struct marks *marks, enum mark_kind kind, size_t from, size_t end)
{
    marks->items = arena_grow(a, marks->items, marks->count, sizeof *marks->items);
    marks->items[marks->count++] = (struct mark){kind, (int)from, (int)end, ""};
}

void marking_add(struct arena *a, struct marking *m, unsigned kinds, size_t before, size_t from,
                 size_t end)
{
    for (int kind = 0; kinds >> kind; kind++) {
        if (!(kinds >> kind & 1))
            continue;
        struct mark *last = m->last[kind] ? &m->marks.items[m->last[kind] - 1] : NULL;
        if (last && last->end == (int)before) {
            last->end = (int)end;
            continue;
        }
        add(a, &m->marks, (enum mark_kind)kind, from, end);
        m->last[kind] = m->marks.count;
    }
}

void marking_truncate(struct marking *m, size_t len)
{
    for (size_t i = 0; i < m->marks.count; i++) {
        struct mark *mark = &m->marks.items[i];
        mark->start = mark->start < (int)len ? mark->start : (int)len;
        mark->end = mark->end < (int)len ? mark->end : (int)len;
    }
}

struct marks marking_take(struct marking *m)
{
    struct marks marks = m->marks;
    *m = (struct marking){0};
    return marks;
}

struct marks marks_cut(struct arena *a, const struct marks *marks, size_t from, size_t len,
                       size_t to)
{
    struct marks cut = {0};
    for (size_t i = 0; i < marks->count; i++) {
        size_t start = (size_t)marks->items[i].start, end = (size_t)marks->items[i].end;
        start = start > from ? start : from;
        end = end < from + len ? end : from + len;
        if (start < end)
            add(a, &cut, marks->items[i].kind, start - from + to, end - from + to);
    }
    return cut;
}

/* ---- settling ----------------------------------------------------------------------------- */

struct edge { /* where a stretch of one kind begins or ends */
    int at, kind, step;
};

static int by_place(const void *x, const void *y)
{
    const struct edge *a = x, *b = y;
    return (a->at > b->at) - (a->at < b->at);
}

struct settling {
    struct arena *arena;
    struct marks out;          /* in bytes */
    int depth[MARK_KINDS];     /* stretches of each kind that are open */
    bool open[MARK_KINDS];     /* marks that are */
    size_t number[MARK_KINDS]; /* in out */
};

/* Ends and begins marks at a place, so that those are open whose kind holds, outer ones first. */
static void turn(struct settling *s, int at)
{
    bool changed = false;
    for (int kind = 0; kind < MARK_KINDS; kind++) {
        bool holds = s->depth[kind] > 0;
        changed = changed || holds != s->open[kind];
        if (changed && s->open[kind])
            s->out.items[s->number[kind]].end = at;
        if (changed && holds) {
            s->number[kind] = s->out.count;
            add(s->arena, &s->out, (enum mark_kind)kind, (size_t)at, (size_t)at);
        }
        s->open[kind] = holds;
    }
}

static struct edge *edges_of(struct arena *a, const struct marks *marks, size_t *count)
{
    struct edge *edges = arena_array(a, 2 * marks->count, sizeof *edges);
    *count = marks->count < MOST_MARKS ? 2 * marks->count : 2 * MOST_MARKS;
    for (size_t i = 0; 2 * i < *count; i++) {
        const struct mark *m = &marks->items[i];
        edges[2 * i] = (struct edge){m->start, m->kind, 1};
        edges[2 * i + 1] = (struct edge){m->end, m->kind, -1};
    }
    qsort(edges, *count, sizeof *edges, by_place);
    return edges;
}

static struct slice marked(const struct mark *m, const char *text)
{
    return slice_trim((struct slice){text + m->start, text + m->end});
}

/* The kinds that hold for all of the text. */
static unsigned all_over(const struct marks *marks, const char *text)
{
    size_t covered[MARK_KINDS] = {0}, count = slice_count(slice_of(text));
    unsigned kinds = 0;
    for (size_t i = 0; i < marks->count; i++)
        covered[marks->items[i].kind] += slice_count(marked(&marks->items[i], text));
    for (int kind = 0; kind < MARK_KINDS; kind++)
        kinds |= mark_bit((enum mark_kind)kind, covered[kind] == count);
    return kinds;
}

/* Places in bytes become places in characters, without blanks at the ends of a mark. Marks stand in
 * the order of their starts. */
static struct marks in_characters(struct marks marks, const char *text)
{
    unsigned left_out = all_over(&marks, text);
    struct marks kept = {marks.items, 0};
    const char *before = text;
    size_t at = 0;
    for (size_t i = 0; i < marks.count; i++) {
        struct slice s = marked(&marks.items[i], text);
        if (s.start == s.end || left_out >> marks.items[i].kind & 1)
            continue;
        at += utf8_count(before, (size_t)(s.start - before));
        before = s.start;
        struct mark m = {.kind = marks.items[i].kind, .value = ""};
        m.start = (int)at;
        m.end = (int)(at + utf8_count(s.start, (size_t)(s.end - s.start)));
        kept.items[kept.count++] = m;
    }
    return kept;
}

struct marks marks_settle(struct arena *a, const struct marks *marks, const char *text)
{
    struct settling s = {.arena = a};
    size_t count;
    if (!marks->count)
        return s.out;
    const struct edge *edges = edges_of(a, marks, &count);
    for (size_t i = 0; i < count && s.out.count + MARK_KINDS < MOST_MARKS;) {
        int at = edges[i].at;
        for (; i < count && edges[i].at == at; i++)
            s.depth[edges[i].kind] += edges[i].step;
        turn(&s, at);
    }
    return in_characters(s.out, text);
}
