/* SPDX-License-Identifier: MIT */
/*
 * What an article takes along to its last page. First fit turns the page where it is full, and
 * leaves the next one what happens to be left: two lines over three columns, or a table of figures
 * whose article stands overleaf. So where a page turns shortly before the end of an article's text,
 * a few of its lines go with the rest: three in each column, or where the columns below are those
 * of the next article too, three at all. The columns that they leave are filled and made level
 * again.
 *
 * Nothing is taken from an article of which too little would stay, nor from columns in which a run
 * had to be broken. Where too little would stay below a head that begins the article near the foot
 * of its page, all of it goes along.
 */
#include "page/fill.h"

#include <string.h>

enum {
    CARRIED = 3, /* lines a column that the last page of an article has at least */
    STAYING = 2, /* lines a column that stay */
    HEADED = 4,  /* the same below the head of the article */
    NEAR = 5     /* a head goes along that stands in the last of so many parts of its page */
};

static const struct layout_block *block_at(const struct filling *s, struct cursor at)
{
    return s->galley->blocks + at.block;
}

/* Whether a block is a table, or the title of one that stands below it. */
static bool is_table(const struct filling *s, size_t block)
{
    const struct galley *g = s->galley;
    const struct layout_block *b = g->blocks + block;
    return b->repeat.count > 0 ||
           (b->keep_with_next && block + 1 < g->count && b[1].repeat.count > 0);
}

static bool is_in(const struct filling *s, size_t block, int article)
{
    return block < s->galley->count && s->galley->blocks[block].article == article;
}

/* Whether columns that begin here end level before the next article begins. */
static bool is_closed(const struct filling *s, size_t block, int article)
{
    const struct galley *g = s->galley;
    while (is_in(s, block, article) && fill_span(s, block) == 1)
        block++;
    while (block < g->count && g->blocks[block].transient && !g->blocks[block].begins_tier &&
           fill_span(s, block) == 1)
        block++;
    return block == g->count || g->blocks[block].begins_tier || fill_span(s, block) > 1 ||
           g->blocks[block].page_break;
}

static int lines_of(const struct filling *s, dist height)
{
    return (int)(((int64_t)height + s->pitch - 1) / s->pitch);
}

/* Grid lines of the article's text from here on, as far as it need be known. */
static int lines_ahead(const struct filling *s, struct cursor at, int article, int enough)
{
    int lines = 0;
    for (; is_in(s, at.block, article) && !is_table(s, at.block) && lines < enough;
         at = fill_next(s, at))
        lines += lines_of(s, block_at(s, at)->slugs.items[at.slug].height);
    return lines;
}

/* Goes back to where the columns may be broken with so many lines behind it; false if the tier
 * begins before that. */
static bool go_back(const struct filling *s, struct cursor *at, int lines)
{
    while (at->block > s->tier_from.block ||
           (at->block == s->tier_from.block && at->slug > s->tier_from.slug)) {
        if (lines <= 0 && fill_may_break(s, *at))
            return true;
        if (at->slug == 0) {
            at->block--;
            at->slug = block_at(s, *at)->slugs.count;
        }
        at->slug--;
        lines -= lines_of(s, block_at(s, *at)->slugs.items[at->slug].height);
    }
    return false;
}

/* Grid lines of the tier's columns before this place. */
static int lines_before(const struct filling *s, struct cursor to, int enough)
{
    int lines = 0;
    for (struct cursor at = s->tier_from;
         lines < enough && (at.block < to.block || (at.block == to.block && at.slug < to.slug));
         at = fill_next(s, at))
        lines += lines_of(s, block_at(s, at)->slugs.items[at.slug].height);
    return lines;
}

/* Opens the tier again that ended above this frame. */
static bool reopen(struct filling *s)
{
    if (s->fill.column != HEAD)
        return true;
    if (s->fill.lines > 0 || s->out.tier_count == 0)
        return false;
    const struct tier *t = s->out.tiers + s->out.tier_count - 1;
    if (t->page + 1 != s->out.page_count || t->bottom != s->fill.top)
        return false;
    s->fill = (struct fill){.top = t->top, .span = t->span, .head = t->head, .block = NO_BLOCK};
    s->out.tier_count--;
    return true;
}

bool carry_reopen(struct filling *s, struct cursor to)
{
    struct fill fill = s->fill;
    size_t count = s->out.count - s->tier_first, tiers = s->out.tier_count;
    struct fragment *kept = arena_array(s->arena, count, sizeof *kept);
    memcpy(kept, s->out.fragments + s->tier_first, count * sizeof *kept);
    if (reopen(s) && balance_refill(s, to))
        return true;
    s->out.count = s->tier_first + count;
    memcpy(s->out.fragments + s->tier_first, kept, count * sizeof *kept);
    s->out.tier_count = tiers;
    s->fill = fill;
    return false;
}

/* The fragment that begins the article at the head of the tier, or NO_BLOCK. */
static size_t head_of(const struct filling *s, int article)
{
    size_t i = s->tier_first;
    while (i > 0 && s->out.fragments[i - 1].page + 1 == s->out.page_count &&
           is_in(s, s->out.fragments[i - 1].block, article))
        i--;
    size_t block = i < s->tier_first ? s->out.fragments[i].block : 0;
    return block > 0 && !is_in(s, block - 1, article) ? i : NO_BLOCK;
}

/* Takes along the whole article, with its head and what parts that from the text above. */
static bool carry_head(struct filling *s, size_t first, struct cursor *at)
{
    int line = s->out.fragments[first].line;
    size_t block = s->out.fragments[first].block;
    if (line == 0 || line < s->grid_lines - s->grid_lines / NEAR)
        return false;
    while (first > 0 && s->galley->blocks[s->out.fragments[first - 1].block].transient &&
           s->out.fragments[first - 1].page + 1 == s->out.page_count)
        first--;
    s->fill = fill_tier(s, s->out.fragments[first].line);
    s->out.count = s->tier_first = first;
    s->below = 0;
    *at = (struct cursor){.block = block};
    return true;
}

bool carry_back(struct filling *s, struct cursor *at)
{
    if (s->columns == 1 || fill_at_end(s, *at) || s->out.count == s->tier_first)
        return false;
    const struct layout_block *b = block_at(s, *at);
    const struct fragment *last = s->out.fragments + s->out.count - 1;
    int article = b->article;
    if (article == NO_ARTICLE || !is_in(s, last->block, article) ||
        (at->slug > 0 && b->repeat.count > 0))
        return false;
    int columns = is_closed(s, at->block, article) ? s->columns : 1, least = CARRIED * columns;
    int lines = lines_ahead(s, *at, article, least);
    struct cursor cut = *at;
    if (lines >= least || !go_back(s, &cut, least - lines) || !is_in(s, cut.block, article))
        return false;
    size_t head = head_of(s, article);
    int stay = (head != NO_BLOCK ? HEADED : STAYING) * columns;
    bool few = lines_before(s, cut, stay) < stay;
    if (few && head != NO_BLOCK && carry_head(s, head, at))
        return true;
    if (few || !carry_reopen(s, cut))
        return false;
    *at = cut;
    return true;
}
