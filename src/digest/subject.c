/* SPDX-License-Identifier: MIT */
/*
 * Subjects: which words of the editor's list (styles/subjects.xml) a figure speaks of.
 *
 * The rule, from the strongest evidence to the weakest:
 *     1. the label. Of all words of the list that stand in it the longest decides, so that
 *        矛盾纠纷 outweighs 群众; of words of one length the last, since the noun that a Chinese
 *        phrase is about stands at its end (培训|党员);
 *     2. the unit, where a subject names it: 亩 is told by few labels, and counts fields only;
 *     3. what is told around it: the clause in which it stands, its paragraph, the heading over
 *        that and the article's headline. The subject whose words weigh most there decides; a word
 *        weighs its characters less one. One short word alone decides nothing, so that a hospital
 *        that was hit does not make a war a matter of health.
 *
 * What none of them tells has no subject of its own, and goes with its article (group.c). No word
 * decides by its place in the list alone: each stands in it once.
 *
 * Words are sorted, and a text is walked once: at each character only the words that begin with it
 * are compared, if a table of bits says that there are any. So a longer list costs next to nothing.
 */
#include "digest/subject.h"

#include <stdlib.h>
#include <string.h>

#include "util/xml.h"

enum {
    LEAST_WEIGHT = 2, /* of the words that make a passage speak of a subject */
    CODES = 1 << 16   /* characters that the table tells apart */
};

struct word {
    const char *text;
    size_t len, characters;
    size_t subject;
    size_t number; /* in the order of the list */
    bool unit;
    const char *from; /* the text of the list in which it stands at `at` */
    const char *at;
    struct pos pos; /* of `from` */
};

struct words { /* sorted by their bytes once all are read */
    struct word *items;
    size_t count;
    uint64_t begun[CODES / 64]; /* a bit for each character with which a word may begin */
};

struct digest_subjects {
    const char **names; /* that of the last is for figures without a subject */
    size_t count;
    struct words words, units;
};

struct doubled { /* a word that stands twice */
    struct word word, first;
};

struct reading {
    struct arena *arena;
    struct diags *diags;
    struct digest_subjects *list;
    struct doubled *doubled;
    size_t doubled_count;
};

/* ---- the list ----------------------------------------------------------------------------- */

static bool parts_words(uint32_t code)
{
    return is_space(code) || code == U'、' || code == U'，' || code == ',' || code == U'；';
}

static void add_word(struct reading *r, struct words *words, struct word word)
{
    word.text = arena_text(r->arena, word.at, word.len);
    word.characters = utf8_count(word.at, word.len);
    word.subject = r->list->count;
    word.number = r->list->words.count + r->list->units.count;
    word.unit = words == &r->list->units;
    words->items = arena_grow(r->arena, words->items, words->count, sizeof *words->items);
    words->items[words->count++] = word;
}

/* The words of a text that begins at `pos`. */
static void add_words(struct reading *r, struct words *words, const char *text, struct pos pos)
{
    for (const char *p = text, *end = text + strlen(text); p < end;) {
        const char *first = p, *next = p;
        while (p < end && !parts_words(utf8_next(&next, end)))
            p = next;
        if (p > first)
            add_word(
                r, words,
                (struct word){.len = (size_t)(p - first), .from = text, .at = first, .pos = pos});
        p = next;
    }
}

static bool is_named(const struct reading *r, const char *name)
{
    for (size_t i = 0; i < r->list->count; i++)
        if (!strcmp(r->list->names[i], name))
            return true;
    return false;
}

static void add_name(struct reading *r, const struct xml_attribute *name)
{
    if (is_named(r, name->value))
        diag(r->diags, ERROR, name->pos, "subject \"%s\" is defined twice", name->value);
    struct digest_subjects *list = r->list;
    list->names = arena_grow(r->arena, list->names, list->count, sizeof *list->names);
    list->names[list->count++] = name->value;
}

static void add_subject(struct reading *r, const struct xml_node *node)
{
    struct digest_subjects *list = r->list;
    const struct xml_attribute *units = xml_attribute(node, "units");
    size_t before = list->words.count + list->units.count;
    if (units)
        add_words(r, &list->units, units->value, units->pos);
    for (const struct xml_node *n = node->first; n; n = n->next)
        add_words(r, &list->words, n->text, n->pos);
    const struct xml_attribute *name = xml_attribute(node, "name");
    if (list->words.count + list->units.count == before)
        diag(r->diags, WARNING, node->pos, "subject \"%s\" has no words: nothing will stand in it",
             name->value);
    add_name(r, name);
}

static int by_text(const void *x, const void *y)
{
    const struct word *a = x, *b = y;
    int order = strcmp(a->text, b->text);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* A word that stands twice counts where it stands first. */
static void sort_words(struct reading *r, struct words *words)
{
    if (words->count)
        qsort(words->items, words->count, sizeof *words->items, by_text);
    size_t kept = 0;
    for (size_t i = 0; i < words->count; i++) {
        const struct word *w = words->items + i, *last = kept ? words->items + kept - 1 : NULL;
        if (!last || strcmp(last->text, w->text) != 0) {
            words->items[kept++] = *w;
            continue;
        }
        r->doubled = arena_grow(r->arena, r->doubled, r->doubled_count, sizeof *r->doubled);
        r->doubled[r->doubled_count++] = (struct doubled){*w, *last};
    }
    words->count = kept;
}

static void note_beginnings(struct words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        const char *text = words->items[i].text;
        uint32_t code = utf8_next(&text, text + words->items[i].len) % CODES;
        words->begun[code / 64] |= (uint64_t)1 << code % 64;
    }
}

static bool begins_one(const struct words *words, uint32_t code)
{
    return words->begun[code % CODES / 64] >> code % 64 & 1;
}

static int by_number(const void *x, const void *y)
{
    const struct doubled *a = x, *b = y;
    return (a->word.number > b->word.number) - (a->word.number < b->word.number);
}

/* Of a unit, that of its attribute. */
static struct pos place_of(const struct word *w)
{
    return w->unit ? w->pos : xml_text_place(w->pos, w->from, w->at);
}

static void say_doubled(struct reading *r)
{
    if (r->doubled_count)
        qsort(r->doubled, r->doubled_count, sizeof *r->doubled, by_number);
    for (size_t i = 0; i < r->doubled_count; i++) {
        const struct doubled *d = r->doubled + i;
        diag(r->diags, WARNING, place_of(&d->word),
             "\"%s\" stands in \"%s\" already, in line %d; it counts there", d->word.text,
             r->list->names[d->first.subject], place_of(&d->first).line);
    }
}

const struct digest_subjects *digest_subjects_read(struct arena *a, const char *path,
                                                   const char *xsd, struct diags *d)
{
    size_t errors = diags_count(d, ERROR);
    const struct xml_node *root = xml_read(a, path, xsd, d);
    if (!root)
        return NULL;
    struct reading r = {
        .arena = a, .diags = d, .list = arena_alloc(a, sizeof(struct digest_subjects))};
    for (const struct xml_node *n = root->first; n; n = n->next)
        if (n->name)
            add_subject(&r, n);
    sort_words(&r, &r.list->words);
    sort_words(&r, &r.list->units);
    note_beginnings(&r.list->words);
    say_doubled(&r);
    add_name(&r, xml_attribute(root, "other"));
    return diags_count(d, ERROR) > errors ? NULL : r.list;
}

/* ---- figures ------------------------------------------------------------------------------ */

/* The first word that is not before the first `len` bytes of p. */
static size_t lower_bound(const struct words *words, const char *p, size_t len)
{
    size_t low = 0, high = words->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strncmp(words->items[middle].text, p, len) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The longest word that begins here; NULL if none does. */
static const struct word *longest_at(const struct words *words, const char *here, const char *end)
{
    const struct word *best = NULL;
    const char *p = here;
    if (!begins_one(words, utf8_next(&p, end)))
        return NULL;
    size_t len = (size_t)(p - here);
    for (size_t i = lower_bound(words, here, len); i < words->count; i++) {
        const struct word *w = words->items + i;
        if (strncmp(w->text, here, len) != 0)
            break;
        if (!strncmp(w->text, here, w->len) && (!best || w->len > best->len))
            best = w;
    }
    return best;
}

/* The longest word of the text, of equally long ones the last; NULL if there is none. */
static const struct word *find_word(const struct words *words, const char *text)
{
    const struct word *best = NULL;
    for (const char *p = text, *end = text + strlen(text); p < end; utf8_next(&p, end)) {
        const struct word *w = longest_at(words, p, end);
        if (w && (!best || w->characters >= best->characters))
            best = w;
    }
    return best;
}

static const struct word *find_unit(const struct words *units, const char *unit)
{
    size_t i = lower_bound(units, unit, strlen(unit) + 1);
    return i < units->count && !strcmp(units->items[i].text, unit) ? units->items + i : NULL;
}

size_t subject_count(const struct digest_subjects *list)
{
    return list->count;
}

const char *subject_name(const struct digest_subjects *list, size_t subject)
{
    return list->names[subject];
}

size_t subject_of(const struct digest_subjects *list, const struct keyfigure *figure)
{
    const struct word *w = find_word(&list->words, figure->label);
    if (!w)
        w = find_unit(&list->units, figure->unit);
    return w ? w->subject : list->count - 1;
}

void subject_weigh(const struct digest_subjects *list, const char *text, size_t *weights)
{
    for (const char *p = text, *end = text + strlen(text); p < end;) {
        const struct word *w = longest_at(&list->words, p, end);
        if (w) {
            weights[w->subject] += w->characters - 1;
            p += w->len;
        } else {
            utf8_next(&p, end);
        }
    }
}

size_t subject_heaviest(const struct digest_subjects *list, const size_t *weights)
{
    size_t other = list->count - 1, best = other;
    for (size_t i = 0; i < other; i++)
        best = weights[i] > weights[best] ? i : best;
    return weights[best] >= LEAST_WEIGHT ? best : other;
}
