/* SPDX-License-Identifier: MIT */
/*
 * Articles that go on on another page: 下转第四版 behind one text, 上接第一版 before a text of
 * another page. acquire/rejoin.c brings together what stands on one page, this file what stands on
 * several. Both marks must be there, and both pages of one day. The headline above the rest says
 * whose it is, because a paper prints it again; a rest without one belongs to the only end that is
 * left, or to the one whose words it has. A rest with another headline is an article of its own.
 */
#include "article/article.h"

#include <string.h>

enum {
    LEAST_ONLY = 8, /* percent of its words that a rest has to have where only one text goes on */
    MOST_ENDS = 64  /* texts that go on, whose words are compared with those of a rest */
};

struct turns {
    struct arena *arena;
    struct articles *articles;
    struct acquired *acquired;
    struct diags *diags;
    bool *joined; /* for each article: it is a rest, and stands in its article now */
};

/* ---- whose rest it is --------------------------------------------------------------------- */

static void add_words(const struct article *article, struct buf *words)
{
    for (size_t i = 0; i < article->block_count && words->len < ECHO_WORDS; i++)
        buf_adds(words, article->blocks[i].text);
}

static const char *first_text(const struct article *article)
{
    for (size_t i = 0; i < article->block_count; i++)
        if (article->blocks[i].text[0])
            return article->blocks[i].text;
    return "";
}

/* Percent of the headline above the rest, or where it has none of its words, that the article has.
 */
static int kinship(const struct article *from, const struct article *rest)
{
    struct buf words = {0};
    bool headed = rest->headline[0];
    if (headed)
        buf_addf(&words, "%s %s %s", from->kicker, from->headline, from->subheadline);
    else
        add_words(from, &words);
    int echo = acquire_echo(headed ? rest->headline : first_text(rest), &words);
    buf_release(&words);
    return echo;
}

/* Other pages of one folder: a paper is in one. */
static bool beside(const char *page, const char *other)
{
    size_t folder = (size_t)(path_base(page) - page);
    return strcmp(page, other) != 0 && folder == (size_t)(path_base(other) - other) &&
           !strncmp(page, other, folder);
}

static bool may_go_on_in(const struct article *from, const struct article *rest)
{
    bool one_day = !from->date[0] || !rest->date[0] || !strcmp(from->date, rest->date);
    return from->turned_out && rest->turned_in && one_day && beside(from->source, rest->source);
}

/* The article that goes on in `rest`, or NULL. */
static struct article *beginning_of(const struct turns *t, const struct article *rest)
{
    int best = rest->headline[0] ? ECHO_SAME_HEAD - 1 : ECHO_REST - 1;
    struct article *found = NULL, *only = NULL;
    size_t count = 0, rests = 0;
    for (size_t i = 0; i < t->articles->count; i++) {
        struct article *x = &t->articles->items[i];
        rests += x->turned_in && !t->joined[i] && !strcmp(x->date, rest->date);
        if (t->joined[i] || !may_go_on_in(x, rest) || (count >= MOST_ENDS && !rest->headline[0]))
            continue;
        int score = kinship(x, rest);
        count++;
        only = score >= LEAST_ONLY ? x : NULL;
        if (score <= best)
            continue;
        best = score;
        found = x;
    }
    bool alone = count == 1 && rests == (rest->turned_out ? 2 : 1); /* the other goes on from it */
    return !found && !rest->headline[0] && alone ? only : found;
}

/* ---- heads -------------------------------------------------------------------------------- */

static void leave_out(const struct turns *t, const struct article *rest, enum drop_reason reason,
                      const char *text)
{
    struct pos pos = {rest->source, rest->headline_pos.line, rest->headline_pos.column};
    if (text[0])
        acquire_leave_out(t->arena, t->acquired, reason, pos, text);
}

/* What the article lacks is taken, what it has is said a second time. */
static void hand_over(const struct turns *t, const struct article *rest, const char *text,
                      const char **to)
{
    if (!(*to)[0])
        *to = text;
    else
        leave_out(t, rest, DROP_DUPLICATE, text);
}

static bool has_person(const struct article *article, const char *name)
{
    for (size_t i = 0; i < article->person_count; i++)
        if (!strcmp(article->persons[i].name, name))
            return true;
    return false;
}

static void add_persons(const struct turns *t, struct article *from, const struct article *rest)
{
    size_t count = from->person_count + rest->person_count;
    struct person *all = arena_array(t->arena, count, sizeof *all);
    for (size_t i = 0; i < from->person_count; i++)
        all[i] = from->persons[i];
    from->persons = all;
    for (size_t i = 0; i < rest->person_count; i++) {
        if (has_person(from, rest->persons[i].name))
            leave_out(t, rest, DROP_DUPLICATE, rest->persons[i].name);
        else
            all[from->person_count++] = rest->persons[i];
    }
}

/* Does another article of the page stand in its section? It is printed there then. */
static bool shares_section(const struct turns *t, const struct article *rest)
{
    for (size_t i = 0; i < t->articles->count; i++) {
        const struct article *x = &t->articles->items[i];
        if (x != rest && !t->joined[i] && !strcmp(x->source, rest->source) &&
            !strcmp(x->section, rest->section))
            return true;
    }
    return false;
}

static void join_heads(const struct turns *t, struct article *from, const struct article *rest)
{
    hand_over(t, rest, rest->kicker, &from->kicker);
    hand_over(t, rest, rest->headline, &from->headline);
    hand_over(t, rest, rest->subheadline, &from->subheadline);
    hand_over(t, rest, rest->dateline, &from->dateline);
    if (!shares_section(t, rest))
        leave_out(t, rest, DROP_FURNITURE, rest->section);
    add_persons(t, from, rest);
}

/* ---- bodies ------------------------------------------------------------------------------- */

/* The paragraph that is cut off: the last but for pictures. NULL if none is. */
static struct block *cut_paragraph(struct article *article)
{
    for (size_t i = article->open ? article->block_count : 0; i-- > 0;) {
        struct block *b = &article->blocks[i];
        if (b->kind != BLOCK_FIGURE)
            return b->kind == BLOCK_P ? b : NULL;
    }
    return NULL;
}

static struct marks join_marks(struct arena *a, struct marks first, struct marks second, int shift)
{
    struct marks all = {arena_array(a, first.count + second.count, sizeof *all.items), 0};
    for (size_t i = 0; i < first.count; i++)
        all.items[all.count++] = first.items[i];
    for (size_t i = 0; i < second.count; i++) {
        struct mark mark = second.items[i];
        mark.start += shift;
        mark.end += shift;
        all.items[all.count++] = mark;
    }
    return all;
}

/* The text of `more`, of another page, behind that of `b`. */
static void join_text(const struct turns *t, struct block *b, const struct block *more,
                      const char *page)
{
    struct arena *a = t->arena;
    int length = (int)utf8_count(b->text, strlen(b->text));
    struct line_start *starts = arena_array(a, b->start_count + 1, sizeof *starts);
    for (size_t i = 0; i < b->start_count; i++)
        starts[i] = b->starts[i];
    starts[b->start_count] = (struct line_start){length, 0};
    b->starts = starts;
    b->start_count++;
    b->marks = join_marks(a, b->marks, more->marks, length);
    b->text = arena_printf(a, "%s%s", b->text, more->text);
    b->rest = arena_printf(a, "%s%s%s:%s%s%s", b->rest, b->rest[0] ? " " : "", page, more->lines,
                           more->rest[0] ? " " : "", more->rest);
    b->doubts |= more->doubts;
}

static void join_bodies(const struct turns *t, struct article *from, const struct article *rest)
{
    size_t first = 0;
    struct block *blocks =
        arena_array(t->arena, from->block_count + rest->block_count, sizeof *blocks);
    for (size_t i = 0; i < from->block_count; i++)
        blocks[i] = from->blocks[i];
    from->blocks = blocks;
    struct block *cut = cut_paragraph(from);
    if (cut && rest->block_count && rest->blocks[0].kind == BLOCK_P)
        join_text(t, cut, &rest->blocks[first++], rest->source);
    for (; first < rest->block_count; first++) {
        struct block *b = &blocks[from->block_count++];
        *b = rest->blocks[first];
        b->id = arena_printf(t->arena, "p%zu", from->block_count);
        b->source = article_page(rest, b);
    }
}

/* ---- articles ----------------------------------------------------------------------------- */

static void join(const struct turns *t, struct article *from, struct article *rest)
{
    diag(t->diags, NOTE, rest->headline_pos, _("goes on from %s:%d, and is printed there"),
         from->source, from->headline_pos.line);
    join_heads(t, from, rest);
    join_bodies(t, from, rest);
    from->key = from->text_key = NULL; /* it is of this run, which nothing may outlive */
    from->open = rest->open;
    from->turned_out = rest->turned_out;
    t->joined[rest - t->articles->items] = true;
}

/* Those with a headline go first: they leave fewer for those without. But before all that ends an
 * article goes what goes on itself, on a third page. */
static void join_rests(const struct turns *t, bool amid, bool headed)
{
    for (size_t i = 0; i < t->articles->count; i++) {
        struct article *rest = &t->articles->items[i];
        bool asked = rest->turned_in && !t->joined[i] && rest->turned_out == amid &&
                     (rest->headline[0] != '\0') == headed;
        struct article *from = asked ? beginning_of(t, rest) : NULL;
        if (from)
            join(t, from, rest);
    }
}

static void warn_of_halves(const struct turns *t)
{
    for (size_t i = 0; i < t->articles->count; i++) {
        const struct article *x = &t->articles->items[i];
        if (x->turned_out)
            diag(t->diags, WARNING, x->headline_pos,
                 _("goes on on another page, and its rest is not in the input"));
        if (x->turned_in)
            diag(t->diags, WARNING, x->headline_pos,
                 _("is the rest of an article, whose beginning is not in the input"));
    }
}

void article_rejoin(struct arena *a, struct articles *out, struct acquired *acquired,
                    struct diags *d)
{
    struct turns t = {a, out, acquired, d, arena_array(a, out->count, sizeof *t.joined)};
    size_t kept = 0;
    join_rests(&t, true, true);
    join_rests(&t, true, false);
    join_rests(&t, false, true);
    join_rests(&t, false, false);
    for (size_t i = 0; i < out->count; i++)
        if (!t.joined[i])
            out->items[kept++] = out->items[i];
    out->count = kept;
    warn_of_halves(&t);
}
