/* SPDX-License-Identifier: MIT */
/*
 * What heading marks say about a page. Levels are not fixed: in one page # is an article, in
 * another ### is, below a day and a part. The rule:
 *
 * - a heading has body text when a sentence stands directly under it; a list of contents – most of
 *   its lines are headings of the page again – is none;
 * - the articles' level is the topmost level whose headings have body text. One single such
 *   heading above several that each open with a byline or dateline is an introduction, and the
 *   level below counts;
 * - the articles' section is the nearest higher level with at least two headings that hold
 *   articles; where every level has only one, the topmost. The other headings above the articles
 *   are furniture.
 *
 * A page with one heading over bold lines that open as articles do is read as if the bold lines
 * were marked.
 *
 * Levels below the articles' are left to classify.c, because broken pages mark articles and
 * headings alike.
 */
#include "acquire/grammar.h"

#include <stdlib.h>
#include <string.h>

enum { LEVELS = 7, BELOW_ONLY = 6, INTRODUCTION = 120 /* characters at most */ };

/* Text without a list number before it and the punctuation behind it. */
static struct slice core_of(const char *text)
{
    struct slice s = slice_trim(slice_of(text));
    const char *p = s.start;
    while (p < s.end) {
        const char *here = p;
        if (!in_set(utf8_next(&p, s.end), "0123456789.．、()（） ")) {
            s.start = here;
            break;
        }
    }
    while (in_set(slice_last(s), "；;。：:.，,"))
        utf8_previous(&s.end, s.start);
    return s;
}

static int by_bytes(const void *left, const void *right)
{
    const struct slice *l = left, *r = right;
    size_t ll = (size_t)(l->end - l->start), rl = (size_t)(r->end - r->start);
    int order = memcmp(l->start, r->start, ll < rl ? ll : rl);
    return order ? order : (ll > rl) - (ll < rl);
}

struct titles {
    struct slice *items;
    size_t count;
};

static struct titles titles_of(struct page *page)
{
    struct titles titles = {arena_array(page->arena, page->count + 1, sizeof(struct slice)), 0};
    for (size_t i = 0; i < page->count; i++) {
        struct slice core = core_of(page->pieces[i].text);
        if ((page->pieces[i].level || page->pieces[i].bold) && slice_count(core) >= 4)
            titles.items[titles.count++] = core;
    }
    qsort(titles.items, titles.count, sizeof *titles.items, by_bytes);
    return titles;
}

/* Is one of the titles a prefix of s? The greatest title not above s is, if any is. */
static bool repeats_title(const struct titles *titles, struct slice s)
{
    size_t low = 0, high = titles->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_bytes(&titles->items[middle], &s) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (!low)
        return false;
    struct slice title = titles->items[low - 1];
    size_t len = (size_t)(title.end - title.start);
    return len <= (size_t)(s.end - s.start) && memcmp(title.start, s.start, len) == 0;
}

/* The pieces under the heading at `at`, up to the next heading. */
static size_t body_end(const struct page *page, size_t at)
{
    size_t end = at + 1;
    while (end < page->count && !page->pieces[end].level)
        end++;
    return end;
}

static bool is_contents(const struct page *page, const struct titles *titles, size_t at)
{
    size_t lines = 0, repeats = 0, end = body_end(page, at);
    for (size_t i = at + 1; i < end; i++) {
        lines++;
        repeats += !page->pieces[i].bold && repeats_title(titles, core_of(page->pieces[i].text));
    }
    return repeats >= 3 && repeats * 3 >= lines;
}

static bool has_body(const struct page *page, size_t at)
{
    for (size_t i = at + 1, end = body_end(page, at); i < end; i++)
        if (page->pieces[i].label == UNDECIDED &&
            (ends_sentence(slice_of(page->pieces[i].text)) || page->pieces[i].bold))
            return true;
    return false;
}

/* Does the heading's body open as an article does? */
static bool opens_article(const struct page *page, size_t at)
{
    struct dateline dateline;
    if (at + 1 >= page->count)
        return false;
    struct slice next = slice_of(page->pieces[at + 1].text);
    return is_byline(page->arena, next) || dateline_read(page->arena, next, &dateline);
}

/* Is there more text directly under a heading of this level than an introduction has? */
static bool holds_article(const struct page *page, int level)
{
    for (size_t i = 0; i < page->count; i++) {
        size_t text = 0;
        if (page->pieces[i].level != level || page->pieces[i].label != UNDECIDED)
            continue;
        for (size_t k = i + 1, end = body_end(page, i); k < end; k++)
            if (page->pieces[k].label == UNDECIDED)
                text += slice_count(slice_of(page->pieces[k].text));
        if (text > INTRODUCTION)
            return true;
    }
    return false;
}

static int articles_level(const struct page *page)
{
    size_t bodies[LEVELS + 1] = {0}, openings[LEVELS + 1] = {0};
    for (size_t i = 0; i < page->count; i++) {
        int level = page->pieces[i].level;
        if (!level || page->pieces[i].label != UNDECIDED || !has_body(page, i))
            continue;
        bodies[level]++;
        openings[level] += opens_article(page, i);
    }
    int level = 1;
    while (level < LEVELS && !bodies[level])
        level++;
    if (level == LEVELS)
        return 0;
    int below = level + 1;
    while (below < LEVELS && !bodies[below])
        below++;
    bool introduction = bodies[level] == 1 && !openings[level] && openings[below] >= 2 &&
                        !holds_article(page, level);
    return introduction ? below : level;
}

/* Marks in `holds` the headings above the level under which articles stand, and counts them. */
static void find_holders(const struct page *page, int level, bool *holds, size_t counts[LEVELS])
{
    size_t open[LEVELS] = {0};
    for (size_t i = 0; i < page->count; i++) {
        int here = page->pieces[i].level;
        if (!here || page->pieces[i].label != UNDECIDED)
            continue;
        for (int l = here; l < LEVELS; l++)
            open[l] = l == here ? i + 1 : 0;
        for (int l = 1; here == level && l < level; l++)
            if (open[l] && !holds[open[l] - 1]) {
                holds[open[l] - 1] = true;
                counts[l]++;
            }
    }
}

static void label_sections(struct page *page, int level)
{
    bool *holds = arena_array(page->arena, page->count + 1, sizeof *holds);
    size_t counts[LEVELS] = {0};
    find_holders(page, level, holds, counts);
    int section = 0;
    for (int l = 1; l < level; l++)
        if (counts[l] && (counts[l] >= 2 || !section))
            section = l;
    for (size_t i = 0; i < page->count; i++) {
        struct piece *piece = &page->pieces[i];
        if (!piece->level || piece->level >= level || piece->label != UNDECIDED)
            continue;
        piece->label = holds[i] && piece->level == section ? SECTION : FURNITURE;
    }
}

enum { MOST_SIGNERS = 4, LONGEST_SIGNER = 24 };

static bool signs(struct slice who)
{
    return slice_count(who) <= LONGEST_SIGNER && (ends_unit(who) || is_names(who)) &&
           !last_inner_stop(who);
}

/* 联系人：某某: what stands between the text of a notice and who signs it. */
static bool tells_more(struct slice s)
{
    while (s.start < s.end)
        if (in_set(utf8_next(&s.start, s.end), "：:"))
            return true;
    return false;
}

bool acquire_signed_date(const struct page *page, size_t i)
{
    size_t who = i;
    if (!is_date_line(slice_of(page->pieces[i].text)))
        return false;
    if (i > 0 && closes_notice(slice_of(page->pieces[i - 1].text)))
        return true;
    while (who > 0 && i - who < MOST_SIGNERS && signs(slice_of(page->pieces[who - 1].text)))
        who--;
    bool signed_by = who < i;
    while (who > 0 && tells_more(slice_of(page->pieces[who - 1].text)) &&
           !ends_sentence(slice_of(page->pieces[who - 1].text)))
        who--;
    return who > 0 && signed_by && ends_sentence(slice_of(page->pieces[who - 1].text));
}

enum { LEAST_MENU = 3 };

/* A menu whose words stand one below the other: 首页, 时政, 国际. */
static void label_menus(struct page *page)
{
    size_t first = 0;
    for (size_t i = 0; i <= page->count; i++) {
        const struct piece *piece = i < page->count ? &page->pieces[i] : NULL;
        if (piece && !piece->level && piece->label == UNDECIDED &&
            is_site_word(slice_of(piece->text)))
            continue;
        for (size_t k = first; i - first >= LEAST_MENU && k < i; k++)
            page->pieces[k].label = FURNITURE;
        first = i + 1;
    }
}

/* Tells which pieces are lines of the sheet: what certainly is, data in a row with that, and what
 * may be of a head beside both. */
static bool *sheet_of(const struct page *page)
{
    bool *sheet = arena_array(page->arena, page->count + 1, sizeof *sheet);
    bool *data = arena_array(page->arena, page->count + 1, sizeof *data);
    size_t n = page->count;
    for (size_t i = 0; i < n; i++) {
        struct slice text = slice_of(page->pieces[i].text);
        bool line = !page->pieces[i].level;
        sheet[i] = line && is_sheet_line(text);
        data[i] = line && !sheet[i] && is_masthead_data(text);
        sheet[i] = sheet[i] || (data[i] && i && sheet[i - 1]);
    }
    for (size_t i = n; i-- > 0;)
        sheet[i] = sheet[i] || (data[i] && sheet[i + 1]);
    for (size_t i = 0; i < n; i++)
        data[i] = !page->pieces[i].level && !sheet[i] && ((i && sheet[i - 1]) || sheet[i + 1]) &&
                  may_be_masthead(slice_of(page->pieces[i].text));
    for (size_t i = 0; i < n; i++)
        sheet[i] = sheet[i] || data[i];
    return sheet;
}

/* What stands behind the dash of a list item: - 某台新闻. */
static struct slice behind_dash(const struct piece *piece)
{
    static const char *const dash[] = {"- ", "– "};
    struct slice s = slice_of(piece->text);
    bool item = piece->item || slice_eat_any(&s, dash, COUNT(dash));
    return item ? slice_trim(s) : (struct slice){s.end, s.end};
}

/* Does a line of the sheet stand beside it that is an item as well? */
static bool is_beside_item(const struct page *page, size_t i)
{
    for (size_t k = i ? i - 1 : i + 1; k <= i + 1 && k < page->count; k += 2) {
        struct slice s = behind_dash(&page->pieces[k]);
        if (page->pieces[k].label == FURNITURE && s.start < s.end)
            return true;
    }
    return false;
}

static bool are_same(struct slice one, struct slice other)
{
    size_t len = (size_t)(one.end - one.start);
    return (size_t)(other.end - other.start) == len && memcmp(one.start, other.start, len) == 0;
}

enum { LONGEST_ORIGIN = 12 /* characters */ };

/* - 某台新闻 beside - 2031年3月1日, above each article of a list: from where they are. */
static void label_origins(struct page *page)
{
    struct slice before = {NULL, NULL};
    size_t first = 0;
    for (size_t i = 0; i < page->count; i++) {
        struct piece *piece = &page->pieces[i];
        struct slice s = behind_dash(piece);
        if (piece->label != UNDECIDED || piece->level || s.start == s.end || ends_sentence(s) ||
            slice_count(s) > LONGEST_ORIGIN || !is_beside_item(page, i))
            continue;
        if (before.start && are_same(before, s)) {
            page->pieces[first].label = FURNITURE;
            piece->label = FURNITURE;
        }
        before = s;
        first = i;
    }
}

enum { LEAST_TITLES = 3, LONGEST_LISTED = 40 /* characters */ };

static bool is_listed_title(const struct piece *piece)
{
    return piece->item || slice_starts(slice_of(piece->text), "·");
}

/* The titles of a page's articles, as its site lists them directly above its links to the pages
 * beside: marked, and without a stop. */
static void label_titles(struct page *page)
{
    size_t first = 0, titles = 0;
    for (size_t i = 0; i < page->count; i++) {
        const struct piece *piece = &page->pieces[i];
        struct slice text = slice_of(piece->text);
        bool furniture = piece->label == FURNITURE;
        if (furniture || piece->level || piece->label != UNDECIDED || ends_sentence(text) ||
            slice_count(text) > LONGEST_LISTED) {
            bool listed = furniture && titles >= LEAST_TITLES && links_beside(text);
            for (size_t k = first; listed && k < i; k++)
                page->pieces[k].label = FURNITURE;
            first = i + 1;
            titles = 0;
        } else if (is_listed_title(piece)) {
            titles++;
        } else if (!titles) {
            first = i + 1;
        }
    }
}

static void label_furniture(struct page *page)
{
    struct titles titles = titles_of(page);
    const bool *sheet = sheet_of(page);
    for (size_t i = 0; i < page->count; i++) {
        struct piece *piece = &page->pieces[i];
        struct slice text = slice_of(piece->text);
        if (piece->level && is_contents(page, &titles, i)) {
            for (size_t k = i; k < body_end(page, i); k++)
                page->pieces[k].label = FURNITURE;
        } else if (piece->label == UNDECIDED && !acquire_signed_date(page, i) &&
                   (sheet[i] || (piece->link && slice_count(text) <= 20 && !ends_sentence(text)))) {
            piece->label = FURNITURE;
        }
    }
}

/* Bold lines are headings one level below the page's only heading when at least two of them open an
 * article. A bold line directly above one is the first line of its headline. */
static void promote_bold(struct page *page)
{
    size_t marked = 0, openings = 0;
    for (size_t i = 0; i < page->count; i++) {
        marked += page->pieces[i].level > 0;
        openings += page->pieces[i].bold && opens_article(page, i);
    }
    if (marked != 1 || openings < 2)
        return;
    for (size_t i = page->count; i-- > 0;) {
        struct piece *piece = &page->pieces[i];
        bool above = i + 1 < page->count && page->pieces[i + 1].bold && page->pieces[i + 1].level;
        if (piece->bold && !piece->level && (above || opens_article(page, i)))
            piece->level = BELOW_ONLY;
    }
}

int acquire_outline(struct page *page)
{
    label_menus(page);
    label_furniture(page);
    label_origins(page);
    label_titles(page);
    promote_bold(page);
    int level = articles_level(page);
    if (level > 1)
        label_sections(page, level);
    return level;
}
