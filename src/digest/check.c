/* SPDX-License-Identifier: MIT */
/*
 * The checker: every block of an article as quantities, every relation that its words claim, and
 * the figures of the table that a failed one concerns.
 *
 * It reads the text again, and not what figure.c had in hand when it extracted the figures: article
 * XML brings figures without that, and a build from it must say and print what the build from the
 * pages did. What is found is tied to a figure of the table by its place in the block. Nothing is
 * corrected: which of two numbers is wrong only an editor knows.
 */
#include "digest/check.h"
#include "digest/script.h"
#include "digest/words.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_QUOTE = 36 };

/* ---- reports ------------------------------------------------------------------------------ */

static struct place place_in_text(const struct findings *f, const struct quantity *c)
{
    return (struct place){
        .article = f->article, .block = f->block, .start = f->base + (int)c->before.end};
}

/* A number and what stands before it in its clause. */
static const char *quote(struct arena *a, const struct quantities *q, const struct quantity *c)
{
    struct span s = span_trim(q->p, (struct span){c->clause.first, c->at.end});
    bool cut = s.end - s.first > LONGEST_QUOTE;
    if (cut)
        s.first = s.end - LONGEST_QUOTE;
    return arena_printf(a, "%s%s", cut ? "…" : "", passage_printed(a, q->p, s));
}

static bool is_reported(const struct findings *f, const struct place *at)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i].at.block == at->block && f->items[i].at.start == at->start)
            return true;
    return false;
}

static void add(struct findings *f, struct finding finding)
{
    f->items = arena_grow(f->arena, f->items, f->count, sizeof *f->items);
    f->items[f->count++] = finding;
}

void check_report(struct findings *f, const struct quantities *q, size_t at, size_t other,
                  const char *said, const char *note)
{
    const struct quantity *c = &q->items[at], *o = &q->items[other];
    struct place place = place_in_text(f, c);
    if (f->count == MOST_FINDINGS || is_reported(f, &place))
        return;
    const char *text = quote(f->arena, q, c), *against = quote(f->arena, q, o);
    add(f, (struct finding){
               .at = place,
               .other = place_in_text(f, o),
               .figure = SIZE_MAX,
               .said = arena_printf(f->arena, "\"%s\" %s", text, said),
               .why = arena_printf(f->arena, _("\"%s\" is held against \"%s\""), text, against),
               .note = note});
}

/* ---- figures ------------------------------------------------------------------------------ */

static bool is_behind(const char *word)
{
    for (const char *const *w = words_bound.list; *w; w++)
        if (!strcmp(*w, word))
            return true;
    return false;
}

bool check_figure(struct arena *a, const struct keyfigure *k, struct passage *p,
                  struct quantity *out)
{
    const char *word = strstr(k->value, k->approx) ? "" : script_simplified(a, k->approx);
    bool behind = is_behind(word);
    const char *text =
        arena_printf(a, "%s%s%s%s", behind ? "" : word, k->value, k->unit, behind ? word : "");
    *p = script_passage(a, text, true);
    struct quantities q = quantities_read(a, p);
    if (q.count != 1 || q.items[0].at.end != p->count)
        return false;
    *out = q.items[0];
    return true;
}

struct place check_place(const struct article *article, const struct keyfigure *k)
{
    size_t near = 0;
    const struct block *block = k->start < k->end ? article_block(article, k->p, &near) : NULL;
    return (struct place){.article = article,
                          .block = block,
                          .start = k->start,
                          .pos = k->pos.file ? k->pos : article->headline_pos};
}

static int by_place(const void *a, const void *b)
{
    const struct keyfigure *x = *(const struct keyfigure *const *)a;
    const struct keyfigure *y = *(const struct keyfigure *const *)b;
    int order = strcmp(x->p, y->p);
    if (!order)
        order = (x->start > y->start) - (x->start < y->start);
    return order ? order : (x > y) - (x < y);
}

/* The last figure in order that begins at the place or before it. */
static const struct keyfigure *figure_at(const struct keyfigure **sorted, size_t count,
                                         const char *p, int start)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(sorted[middle]->p, p);
        if (order < 0 || (!order && sorted[middle]->start <= start))
            low = middle + 1;
        else
            high = middle;
    }
    const struct keyfigure *k = low ? sorted[low - 1] : NULL;
    return k && !strcmp(k->p, p) && k->end > start ? k : NULL;
}

/* Ties what was found in the text to the figures of the table. */
static void tie(struct findings *f, const struct digest_article *article)
{
    if (!f->count)
        return;
    size_t count = article->figure_count;
    const struct keyfigure **sorted = arena_array(f->arena, count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &article->figures[i];
    qsort(sorted, count, sizeof *sorted, by_place);
    for (size_t i = 0; i < f->count; i++) {
        struct finding *x = &f->items[i];
        const struct keyfigure *k =
            x->at.block ? figure_at(sorted, count, x->at.block->id, x->at.start) : NULL;
        if (k)
            x->figure = (size_t)(k - article->figures);
    }
}

/* ---- an article --------------------------------------------------------------------------- */

static int by_start(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;
    return (x->at.start > y->at.start) - (x->at.start < y->at.start);
}

/* Two numbers in digits or more: fewer claim nothing of each other, and most paragraphs have fewer.
 */
static bool has_numbers(const char *text)
{
    int runs = 0;
    bool in = false;
    for (; *text && runs < 2; text++) {
        bool wide = !strncmp(text, "\xEF\xBC", 2) && text[2] >= '\x90' && text[2] <= '\x99';
        bool digit = is_digit(*text) || wide;
        runs += digit && !in;
        in = digit;
        text += wide ? 2 : 0;
    }
    return runs > 1;
}

static void check_passage(struct findings *f, struct arena *scratch, const char *text)
{
    if (!has_numbers(text)) {
        f->base += (int)utf8_count(text, strlen(text));
        return;
    }
    size_t before = f->count;
    struct passage p = script_passage(scratch, text, f->traditional);
    struct quantities q = quantities_read(scratch, &p);
    check_sums(f, &q);
    check_changes(f, &q);
    check_shares(f, &q);
    if (f->count > before)
        qsort(f->items + before, f->count - before, sizeof *f->items, by_start);
    f->base += (int)p.count;
    arena_clear(scratch);
}

void check_article(struct findings *f, const struct digest_article *article)
{
    struct arena *scratch = arena_new();
    f->article = article->article;
    f->traditional = script_is_traditional(f->article);
    for (size_t i = 0; f->article->kind == ARTICLE && i < f->article->block_count; i++) {
        const struct block *b = &f->article->blocks[i];
        f->block = b;
        f->base = 0;
        if (b->kind == BLOCK_P)
            check_passage(f, scratch, b->text);
        for (size_t j = 0; b->kind == BLOCK_LIST && j < b->item_count; j++)
            check_passage(f, scratch, b->items[j].text);
    }
    arena_free(scratch);
    tie(f, article);
    check_parts(f, article);
}
