/* SPDX-License-Identifier: MIT */
/*
 * Key figures: the counts of an article's paragraphs and lists, with their labels, as rows.
 *
 * One pass over a passage finds clauses and counts together (scan.c, countable.c), a second names
 * the counts (label.c), when each knows what follows it, a third ties parts to totals (relate.c).
 * Every pass is linear. The small counts of stories (打死2名士兵) are told from those of reports
 * (建成2座泵站) by the verb before them. A count without a sound label is left out, and one that
 * says again what another said.
 */
#include "digest/digest.h"
#include "digest/scan.h"
#include "digest/script.h"
#include "digest/words.h"

#include <string.h>

enum { LONGEST_CLAUSE = 160 };

struct output {
    struct arena *a;
    struct keyfigure *figures;
    struct row_period *periods; /* of each figure */
    size_t count;
    size_t *rows;      /* index + 1 of the figures, by number and label; 0 is empty */
    size_t row_count;  /* a power of two */
    const char *block; /* id */
    int base;          /* characters of the block before this passage */
    const char *date;  /* the article's, or "" */
    bool traditional;  /* the passage is read in simplified characters */
};

/* What was made of the passage's words. */
static const char *made(const struct output *o, const struct passage *p, const struct count *c,
                        const char *text)
{
    const struct script script = {p->printed, p->bytes, p->offset[p->count]};
    return o->traditional ? script_printed(o->a, text, &script, p->offset[c->number.at.first])
                          : arena_text(o->a, text, strlen(text));
}

static const char *unit_text(const struct output *o, const struct passage *p, const struct count *c)
{
    static const char *const wan[] = {"万分之", "萬分之", NULL};
    uint32_t first = c->unit.at.end > c->unit.at.first ? p->code[c->unit.at.first] : 0;
    bool millionth = word_at(p, c->unit.at.first + 1, wan);
    if (c->number.percent && first != U'成' && first != U'折' && !millionth)
        return first == U'千' || first == U'仟'   ? "‰"
               : first == U'万' || first == U'萬' ? "‱"
                                                  : "%";
    return first == U'％' ? "%" : passage_printed(o->a, p, c->unit.at);
}

static const char *approx_text(const struct output *o, const struct passage *p,
                               const struct count *c)
{
    if (c->number.about && c->approx.first == c->approx.end)
        return "约";
    return passage_printed(o->a, p, c->approx);
}

/* The clause, or what stands around the figure in a clause too long to be one. */
static const char *clause_text(const struct output *o, const struct passage *p,
                               const struct count *c)
{
    struct span s = c->clause;
    if (c->number.at.first > s.first + LONGEST_CLAUSE / 2)
        s.first = c->number.at.first - LONGEST_CLAUSE / 2;
    if (s.end > c->end + LONGEST_CLAUSE / 2)
        s.end = c->end + LONGEST_CLAUSE / 2;
    while (s.first < s.end && is_space(p->code[s.first]))
        s.first++;
    return passage_printed(o->a, p, s);
}

static void add_figure(struct output *o, const struct passage *p, const struct count *c)
{
    struct arena *a = o->a;
    o->figures = arena_grow(a, o->figures, o->count, sizeof *o->figures);
    o->periods = arena_grow(a, o->periods, o->count, sizeof *o->periods);
    o->periods[o->count] =
        (struct row_period){made(o, p, c, c->period), period_year(c->period, o->date), c->timed};
    o->figures[o->count] = (struct keyfigure){
        .id = arena_printf(a, "k%zu", o->count + 1),
        .label = made(o, p, c, c->label),
        .value = passage_printed(o->a, p, c->value),
        .number = arena_text(a, c->number.decimal, strlen(c->number.decimal)),
        .unit = unit_text(o, p, c),
        .approx = approx_text(o, p, c),
        .outlook = made(o, p, c, c->outlook),
        .per = made(o, p, c, c->per),
        .base = made(o, p, c, c->base),
        .about = made(o, p, c, c->about),
        .part_of = "",
        .p = o->block,
        .start = o->base + (int)c->number.at.first,
        .end = o->base + (int)c->end,
        .text = clause_text(o, p, c),
    };
    o->count++;
}

/* 1名, or fewer than five where nothing larger is counted, and 三十来条: told, not reported. */
static bool is_small(const struct passage *p, const struct count *c, const char *than)
{
    static const char *const told[] = {"来", NULL};
    if (c->unit.kind == UNIT_MONEY && span_length(c->unit.at) > 1)
        return false; /* 1万亿元: the number is not all of it */
    bool spoken = c->number.han && word_at(p, c->approx.first, told);
    return c->narrative && c->part == PART_NONE &&
           (spoken || digest_number_order(c->number.decimal, than) < 0);
}

/* 32万人受灾，[1人]死亡; [1辆]消防车和6名队员: a small count that is told beside one that is
 * reported. */
static bool is_beside(const struct scan *s, size_t k)
{
    const struct count *c = &s->counts[k], *next = k + 1 < s->count ? c + 1 : NULL;
    bool row = next && c->noun_end && next->number.at.first == c->noun_end + 1 && next->label[0] &&
               !is_small(s->p, next, "2") && digest_number_order(next->number.decimal, "1") > 0 &&
               char_in(U"、和与及", s->p->code[c->noun_end]);
    return row || (c->unit.kind == UNIT_PERSON && listed_at(s->p, c->follow, &words_fate));
}

/* Unnames the small counts of stories. */
static void drop_small(struct scan *s)
{
    for (size_t i = 0, end; i < s->count; i = end) {
        bool all = true;
        for (end = i; end < s->count && s->counts[end].sentence == s->counts[i].sentence; end++)
            all = all && is_small(s->p, &s->counts[end], "5");
        for (size_t k = i; k < end; k++)
            if (is_small(s->p, &s->counts[k], all ? "5" : "2") && (all || !is_beside(s, k)))
                s->counts[k].label = "";
    }
}

static uint64_t hash_text(uint64_t hash, const char *s)
{
    for (; *s; s++)
        hash = (hash ^ (unsigned char)*s) * 1099511628211u;
    return hash * 31;
}

/* Rows i and k; not of years that are known and differ. 前5个月 and 1—5月 are one period. */
static bool same_row(const struct output *o, size_t i, size_t k)
{
    const struct keyfigure *a = &o->figures[i], *b = &o->figures[k];
    int x = o->periods[i].year, y = o->periods[k].year;
    return (!x || !y || x == y) && !strcmp(a->number, b->number) && !strcmp(a->unit, b->unit) &&
           !strcmp(a->label, b->label) && !strcmp(a->per, b->per) &&
           !strcmp(a->outlook, b->outlook);
}

/* Where the figure stands in the table, or an empty row for it. */
static size_t *row_of(const struct output *o, size_t i)
{
    const struct keyfigure *k = &o->figures[i];
    uint64_t hash = hash_text(hash_text(1469598103934665603u, k->number), k->label);
    size_t at = (size_t)(hash & (o->row_count - 1));
    while (o->rows[at] && !same_row(o, o->rows[at] - 1, i))
        at = (at + 1) & (o->row_count - 1);
    return &o->rows[at];
}

/* Doubles the table while it is more than half full. */
static void grow_rows(struct output *o)
{
    size_t size = o->row_count ? o->row_count : 32;
    if (o->row_count && o->count * 2 < o->row_count)
        return;
    size *= 2;
    o->rows = arena_array(o->a, size, sizeof *o->rows);
    o->row_count = size;
    for (size_t i = 0; i + 1 < o->count; i++)
        *row_of(o, i) = i + 1;
}

/* The place of a figure that an earlier one may have told already; then the later one goes. */
static size_t merge_last(struct output *o)
{
    grow_rows(o);
    size_t *row = row_of(o, o->count - 1);
    if (*row && *row < o->count)
        o->count--;
    else
        *row = o->count;
    return *row - 1;
}

static void add_figures(struct output *o, struct arena *scratch, struct scan *s)
{
    size_t *place = arena_array(scratch, s->count, sizeof *place); /* of a count in the figures */
    drop_small(s);
    size_t *totals = relate_counts(scratch, s->p, s->counts, s->count), before = o->count;
    for (size_t i = 0; i < s->count; i++) {
        place[i] = SIZE_MAX;
        if (!s->counts[i].label[0])
            continue;
        add_figure(o, s->p, &s->counts[i]);
        place[i] = merge_last(o);
    }
    for (size_t i = 0; i < s->count; i++) {
        size_t total = totals[i] == SIZE_MAX ? SIZE_MAX : place[totals[i]];
        bool told = place[i] == SIZE_MAX || place[i] < before;
        if (!told && total != SIZE_MAX && total != place[i])
            o->figures[place[i]].part_of = o->figures[total].id;
    }
}

static void read_passage(struct output *o, struct arena *scratch, const char *text)
{
    struct passage p = script_passage(scratch, text, o->traditional);
    struct scan s = {.a = scratch, .p = &p};
    scan_counts(&s);
    for (size_t i = 0; i < s.count; i++)
        label_count(scratch, &p, s.counts, s.count, i);
    add_figures(o, scratch, &s);
    o->base += (int)p.count;
    arena_clear(scratch);
}

/* The places in a list are counted over its items laid end to end, without their labels. */
size_t digest_figures(struct arena *a, const struct article *article, struct keyfigure **figures)
{
    struct output o = {.a = a,
                       .date = article->date,
                       .traditional = article->kind == ARTICLE && script_is_traditional(article)};
    struct arena *scratch = arena_new();
    for (size_t i = 0; article->kind == ARTICLE && i < article->block_count; i++) {
        const struct block *b = &article->blocks[i];
        o.block = b->id;
        o.base = 0;
        if (b->kind == BLOCK_P)
            read_passage(&o, scratch, b->text);
        for (size_t j = 0; b->kind == BLOCK_LIST && j < b->item_count; j++)
            read_passage(&o, scratch, b->items[j].text);
    }
    arena_free(scratch);
    tell_periods(a, o.figures, o.periods, o.count, article->date);
    *figures = o.figures;
    return o.count;
}
