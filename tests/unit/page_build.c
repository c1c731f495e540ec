/* SPDX-License-Identifier: MIT */
/*
 * Pagination on blocks made by hand: single rules first, then the rules that hold for every
 * document, on random ones with fixed seeds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/blocks.h"

enum { PITCH = 18 * PT, GRID = 20, MEASURE = 400 * PT };

/* ---- synthetic galleys -------------------------------------------------------------------- */

struct document {
    struct arena *arena;
    struct galley galley;
    struct page_format page;
    struct build build;
};

static int start(void **state)
{
    struct arena *a = arena_new();
    struct document *d = arena_alloc(a, sizeof *d);
    d->arena = a;
    d->page =
        (struct page_format){.width = MEASURE, .pitch = PITCH, .grid_lines = GRID, .columns = 1};
    *state = d;
    return 0;
}

static int finish(void **state)
{
    struct document *d = *state;
    arena_free(d->arena);
    return 0;
}

static void add_slug(struct document *d, struct slugs *slugs, dist height, enum keep keep)
{
    slugs->items = arena_grow(d->arena, slugs->items, slugs->count, sizeof *slugs->items);
    slugs->items[slugs->count++] = (struct slug){.height = height, .keep = keep};
}

static struct layout_block *add(struct document *d, struct layout_block b)
{
    struct galley *g = &d->galley;
    g->blocks = arena_grow(d->arena, g->blocks, g->count, sizeof *g->blocks);
    g->blocks[g->count] = b;
    return &g->blocks[g->count++];
}

/* A paragraph with two orphans and two widows. */
static struct layout_block *paragraph(struct document *d, size_t lines)
{
    struct layout_block b = {.article = NO_ARTICLE};
    for (size_t i = 0; i < lines; i++)
        add_slug(d, &b.slugs, PITCH, i < 2 || lines - i < 2 ? KEEP_LINES : KEEP_FREE);
    return add(d, b);
}

static struct layout_block *heading(struct document *d, size_t lines, int clear)
{
    struct layout_block b = {.article = NO_ARTICLE,
                             .before = PITCH,
                             .centred = true,
                             .keep_with_next = true,
                             .lines = 2,
                             .clear = clear};
    for (size_t i = 0; i < lines; i++)
        add_slug(d, &b.slugs, 24 * PT, KEEP_SOLID);
    return add(d, b);
}

/* Title and head row, rows of 16 pt with `keep` between them, a foot of 1 pt. */
static struct layout_block *table(struct document *d, size_t rows, enum keep keep)
{
    struct layout_block b = {.article = NO_ARTICLE};
    for (int i = 0; i < 2; i++) {
        add_slug(d, &b.slugs, PITCH, KEEP_SOLID);
        add_slug(d, &b.repeat, PITCH, KEEP_SOLID);
    }
    for (size_t i = 0; i < rows; i++)
        add_slug(d, &b.slugs, 16 * PT, i == 0 ? KEEP_SOLID : keep);
    struct slugs foot = {0};
    add_slug(d, &foot, PT, KEEP_SOLID);
    b.foot = foot.items;
    return add(d, b);
}

static struct layout_block *separator(struct document *d)
{
    struct layout_block b = {.article = NO_ARTICLE, .transient = true};
    add_slug(d, &b.slugs, 2 * PITCH, KEEP_SOLID);
    return add(d, b);
}

static void build(struct document *d)
{
    d->build = build_pages(d->arena, &d->galley, &d->page);
}

static const struct fragment *fragment(struct document *d, size_t n)
{
    assert_true(n < d->build.count);
    return d->build.fragments + n;
}

static void assert_fragment(struct document *d, size_t n, size_t block, size_t first, size_t end,
                            size_t page, int line)
{
    const struct fragment *f = fragment(d, n);
    assert_int_equal(f->block, block);
    assert_int_equal(f->first, first);
    assert_int_equal(f->end, end);
    assert_int_equal(f->page, page);
    assert_int_equal(f->line, line);
}

static void assert_column(struct document *d, size_t n, size_t block, int column, int line,
                          int lines)
{
    const struct fragment *f = fragment(d, n);
    assert_int_equal(f->block, block);
    assert_int_equal(f->column, column);
    assert_int_equal(f->line, line);
    assert_int_equal(f->lines, lines);
}

/* ---- single rules ------------------------------------------------------------------------- */

static void no_blocks_make_one_page(void **state)
{
    struct document *d = *state;
    build(d);
    assert_int_equal(d->build.page_count, 1);
    assert_int_equal(d->build.count, 0);
}

static void a_page_is_filled_to_its_last_line(void **state)
{
    struct document *d = *state;
    paragraph(d, 50);
    build(d);
    assert_int_equal(d->build.page_count, 3);
    assert_fragment(d, 0, 0, 0, 20, 0, 0);
    assert_fragment(d, 1, 0, 20, 40, 1, 0);
    assert_fragment(d, 2, 0, 40, 50, 2, 0);
}

static void one_line_is_not_left_behind(void **state)
{
    struct document *d = *state;
    paragraph(d, 19);
    paragraph(d, 5);
    build(d);
    assert_fragment(d, 1, 1, 0, 5, 1, 0);
}

static void one_line_is_not_carried_over(void **state)
{
    struct document *d = *state;
    paragraph(d, 16);
    paragraph(d, 5);
    build(d);
    assert_fragment(d, 1, 1, 0, 3, 0, 16);
    assert_fragment(d, 2, 1, 3, 5, 1, 0);
}

static void three_lines_are_not_divided(void **state)
{
    struct document *d = *state;
    paragraph(d, 18);
    paragraph(d, 3);
    build(d);
    assert_fragment(d, 1, 1, 0, 3, 1, 0);
}

static void a_heading_goes_with_two_lines(void **state)
{
    struct document *d = *state;
    paragraph(d, 16);
    heading(d, 1, 0);
    paragraph(d, 8);
    build(d);
    assert_fragment(d, 1, 1, 0, 1, 1, 0);
    assert_int_equal(fragment(d, 1)->lines, 2);
    assert_fragment(d, 2, 2, 0, 8, 1, 2);
}

static void a_headline_keeps_clear_of_the_foot(void **state)
{
    struct document *d = *state;
    paragraph(d, 13);
    heading(d, 1, 5);
    paragraph(d, 8);
    build(d);
    assert_int_equal(fragment(d, 1)->page, 1);
}

static void a_headline_just_clear_of_the_foot_stays(void **state)
{
    struct document *d = *state;
    paragraph(d, 12);
    heading(d, 1, 5);
    paragraph(d, 8);
    build(d);
    assert_fragment(d, 1, 1, 0, 1, 0, 12);
    assert_fragment(d, 2, 2, 0, 5, 0, 15);
}

static void a_heading_is_centred_below_its_space(void **state)
{
    struct document *d = *state;
    paragraph(d, 4);
    heading(d, 1, 0);
    paragraph(d, 4);
    build(d);
    /* 18 pt space and 24 pt text take three lines: 12 pt are left, half of them above. */
    assert_int_equal(fragment(d, 1)->lines, 3);
    assert_int_equal(fragment(d, 1)->offset, 24 * PT);
}

static void space_above_is_dropped_at_a_page_head(void **state)
{
    struct document *d = *state;
    paragraph(d, 20);
    heading(d, 1, 0);
    paragraph(d, 4);
    build(d);
    assert_fragment(d, 1, 1, 0, 1, 1, 0);
    assert_int_equal(fragment(d, 1)->offset, 6 * PT);
}

static void a_separator_is_dropped_at_page_edges(void **state)
{
    struct document *d = *state;
    separator(d);
    paragraph(d, 17);
    separator(d);
    paragraph(d, 4);
    separator(d);
    build(d);
    assert_int_equal(d->build.count, 2);
    assert_fragment(d, 0, 1, 0, 17, 0, 0);
    assert_fragment(d, 1, 3, 0, 4, 1, 0);
}

static void a_separator_stands_between(void **state)
{
    struct document *d = *state;
    paragraph(d, 5);
    separator(d);
    paragraph(d, 5);
    build(d);
    assert_fragment(d, 1, 1, 0, 1, 0, 5);
    assert_fragment(d, 2, 2, 0, 5, 0, 7);
}

static void a_separator_shares_what_is_free_above_it(void **state)
{
    struct document *d = *state;
    table(d, 3, KEEP_SOFT);
    separator(d);
    paragraph(d, 5);
    build(d);
    /* 36 + 48 + 1 pt are five lines: 5 pt are left. */
    assert_fragment(d, 1, 1, 0, 1, 0, 5);
    assert_int_equal(fragment(d, 1)->offset, -5 * PT / 2);
    assert_fragment(d, 2, 2, 0, 5, 0, 7);
    assert_int_equal(fragment(d, 2)->offset, 0);
}

static void a_page_break_is_kept_even_from_a_separator(void **state)
{
    struct document *d = *state;
    paragraph(d, 5);
    separator(d);
    paragraph(d, 5)->page_break = PAGE_BREAK_YES;
    build(d);
    assert_int_equal(d->build.count, 2);
    assert_fragment(d, 1, 2, 0, 5, 1, 0);
}

static void a_break_at_the_first_block_makes_no_empty_page(void **state)
{
    struct document *d = *state;
    paragraph(d, 5)->page_break = PAGE_BREAK_YES;
    build(d);
    assert_int_equal(d->build.page_count, 1);
}

static void a_short_table_is_kept_whole(void **state)
{
    struct document *d = *state;
    paragraph(d, 10);
    table(d, 10, KEEP_SOFT);
    build(d);
    assert_fragment(d, 1, 1, 0, 12, 1, 0);
}

static void chart(struct document *d, int lines, int most_white)
{
    struct layout_block b = {.article = NO_ARTICLE, .most_white = most_white};
    add_slug(d, &b.slugs, lines * PITCH, KEEP_FREE);
    add(d, b);
}

static void build_table_with_chart(struct document *d, int most_white)
{
    paragraph(d, 8);
    table(d, 6, KEEP_SOFT)->wish_with_next = true;
    chart(d, 6, most_white);
    build(d);
}

/* Of what a table wishes to have beside it: at the foot of a page both go on; where a page cannot
 * hold both, the table fills what is left. */
static void a_chart_goes_with_its_table(void **state)
{
    struct document *d = *state;
    build_table_with_chart(d, 99);
    assert_fragment(d, 1, 1, 0, 8, 1, 0);
    assert_fragment(d, 2, 2, 0, 1, 1, 8);
}

static void a_chart_does_not_leave_a_page_white(void **state)
{
    struct document *d = *state;
    build_table_with_chart(d, 3);
    assert_fragment(d, 1, 1, 0, 8, 0, 8);
    assert_fragment(d, 2, 2, 0, 1, 1, 0);
}

static void a_chart_leaves_a_table_that_fills_a_page(void **state)
{
    struct document *d = *state;
    table(d, 19, KEEP_SOFT)->wish_with_next = true;
    chart(d, 6, 99);
    build(d);
    assert_fragment(d, 0, 0, 0, 21, 0, 0);
    assert_fragment(d, 1, 1, 0, 1, 1, 0);
}

static void a_long_table_repeats_its_head(void **state)
{
    struct document *d = *state;
    paragraph(d, 10);
    table(d, 30, KEEP_FREE);
    paragraph(d, 2);
    build(d);
    /* 180 pt: head 36, foot 1, so 8 rows of 16; a whole page: 360 - 37, so 20 rows. */
    assert_fragment(d, 1, 1, 0, 10, 0, 10);
    assert_fragment(d, 2, 1, 10, 30, 1, 0);
    assert_fragment(d, 3, 1, 30, 32, 2, 0);
    /* 36 + 32 + 1 pt are four lines. */
    assert_int_equal(fragment(d, 3)->lines, 4);
    assert_fragment(d, 4, 2, 0, 2, 2, 4);
}

/* Eighteen rows fill the page to its last point: the rule would stand below the last line's
 * characters. */
static void the_rule_of_a_table_stays_beside_the_last_line(void **state)
{
    struct document *d = *state;
    d->page.half_leading = 4 * PT;
    struct layout_block *b = table(d, 40, KEEP_FREE);
    for (size_t i = 2; i < b->slugs.count; i++)
        b->slugs.items[i].height = PITCH;
    b->slugs.items[2].height -= PT;
    build(d);
    assert_fragment(d, 0, 0, 0, 19, 0, 0);
}

static void a_table_head_is_not_left_alone(void **state)
{
    struct document *d = *state;
    paragraph(d, 18);
    table(d, 30, KEEP_FREE);
    build(d);
    assert_fragment(d, 1, 1, 0, 22, 1, 0);
}

static void a_kept_chain_taller_than_a_page_is_broken_where_it_costs_least(void **state)
{
    struct document *d = *state;
    paragraph(d, 4);
    table(d, 40, KEEP_SOFT);
    build(d);
    assert_fragment(d, 1, 1, 0, 17, 0, 4);
    assert_fragment(d, 2, 1, 17, 37, 1, 0);
    assert_fragment(d, 3, 1, 37, 42, 2, 0);
}

static void what_no_page_can_hold_stands_on_its_own(void **state)
{
    struct document *d = *state;
    struct layout_block b = {.article = NO_ARTICLE};
    add_slug(d, &b.slugs, 30 * PITCH, KEEP_SOLID);
    paragraph(d, 2);
    add(d, b);
    paragraph(d, 2);
    build(d);
    assert_fragment(d, 1, 1, 0, 1, 1, 0);
    assert_fragment(d, 2, 2, 0, 2, 2, 0);
    assert_int_equal(d->build.page_count, 3);
}

static void headings_without_end_are_all_placed(void **state)
{
    struct document *d = *state;
    for (int i = 0; i < 20000; i++)
        heading(d, 1, 6);
    build(d);
    assert_int_equal(d->build.count, 20000);
}

static struct layout_block *picture(struct document *d, int lines, int reach)
{
    struct layout_block b = {.article = NO_ARTICLE, .picture = true, .reach = reach};
    add_slug(d, &b.slugs, lines * PITCH, KEEP_FREE);
    return add(d, b);
}

static void no_single_line_stands_above_a_picture(void **state)
{
    struct document *d = *state;
    paragraph(d, 1);
    picture(d, 6, 2);
    paragraph(d, 3);
    paragraph(d, 3);
    build(d);
    assert_true(d->galley.blocks[2].picture);
    assert_int_equal(fragment(d, 2)->line, 4);
}

static void a_picture_is_not_put_off_below_two_lines(void **state)
{
    struct document *d = *state;
    paragraph(d, 2);
    picture(d, 6, 1);
    paragraph(d, 3);
    build(d);
    assert_true(d->galley.blocks[1].picture);
}

static void no_single_line_stands_below_a_picture(void **state)
{
    struct document *d = *state;
    paragraph(d, 4);
    picture(d, GRID - 5, 0);
    paragraph(d, 1);
    paragraph(d, 3);
    build(d);
    assert_int_equal(fragment(d, 1)->page, 0);
    assert_int_equal(fragment(d, 2)->page, 1);
    assert_int_equal(d->build.page_count, 2);
}

static void two_lines_may_stand_below_a_picture(void **state)
{
    struct document *d = *state;
    paragraph(d, 4);
    picture(d, GRID - 6, 0);
    paragraph(d, 1);
    paragraph(d, 1);
    build(d);
    assert_int_equal(d->build.page_count, 1);
}

/* Its rows are counted against the width of the page, and what stands before and behind it stands
 * on other pages. */
static void a_turned_table_has_pages_of_its_own(void **state)
{
    struct document *d = *state;
    paragraph(d, 3);
    struct layout_block *t = table(d, 40, KEEP_FREE);
    t->turned = t->picture = true;
    paragraph(d, 3);
    build(d);
    assert_int_equal(d->build.count, 4);
    assert_int_equal(fragment(d, 1)->page, 1);
    assert_int_equal(fragment(d, 1)->end - fragment(d, 1)->first, 2 + (400 - 37) / 16);
    assert_int_equal(fragment(d, 2)->page, 2);
    assert_int_equal(fragment(d, 3)->page, 3);
}

static void text_fills_the_page_before_a_turned_table(void **state)
{
    struct document *d = *state;
    paragraph(d, 3);
    struct layout_block *t = table(d, 4, KEEP_FREE);
    t->turned = t->picture = true;
    t->reach = 1;
    paragraph(d, 3);
    build(d);
    assert_int_equal(fragment(d, 1)->page, 0);
    assert_int_equal(fragment(d, 2)->page, 1);
    assert_true(d->galley.blocks[fragment(d, 2)->block].turned);
}

/* What it was kept with, the line of a single figure, stays behind the table. */
static void a_kept_text_fills_the_page_before_a_turned_table(void **state)
{
    struct document *d = *state;
    paragraph(d, 3);
    struct layout_block *t = table(d, 4, KEEP_FREE);
    t->turned = t->picture = true;
    t->reach = 1;
    paragraph(d, 3)->keep_with_next = true;
    paragraph(d, 1);
    build(d);
    assert_int_equal(fragment(d, 1)->page, 0);
    assert_true(d->galley.blocks[fragment(d, 2)->block].turned);
    assert_int_equal(fragment(d, 3)->page, 2);
}

static void work_is_linear_in_columns(void **state)
{
    struct document *d = *state;
    d->page.columns = 3;
    for (int i = 0; i < 20000; i++) {
        heading(d, 1, 6)->span = 1 + i % 3;
        paragraph(d, 1 + (size_t)i % 7);
        table(d, 1 + (size_t)i % 12, KEEP_SOFT)->span = i % 5 == 0 ? 3 : 1;
    }
    build(d);
    assert_int_equal(d->galley.count, 60000);
    assert_true(d->build.count >= 60000);
}

static void the_space_of_one_grid_text_keeps_the_next_on_the_grid(void **state)
{
    struct document *d = *state;
    struct layout_block b = {.article = NO_ARTICLE, .before = 4 * PT, .centred = true};
    add_slug(d, &b.slugs, 13 * PT, KEEP_SOLID);
    paragraph(d, 2);
    add(d, b);
    paragraph(d, 2);
    build(d);
    assert_int_equal(fragment(d, 1)->lines, 1);
    assert_fragment(d, 2, 2, 0, 2, 0, 3);
    assert_int_equal(fragment(d, 2)->offset, 0);
}

/* ---- columns ------------------------------------------------------------------------------ */

static struct layout_block *spanning(struct document *d, size_t lines, int span)
{
    struct layout_block *b = paragraph(d, lines);
    for (size_t i = 0; i < lines; i++)
        b->slugs.items[i].keep = KEEP_SOLID;
    b->span = span;
    b->keep_with_next = true;
    return b;
}

static void columns_are_filled_one_after_the_other(void **state)
{
    struct document *d = *state;
    d->page.columns = 2;
    paragraph(d, 50);
    build(d);
    assert_int_equal(d->build.page_count, 2);
    assert_column(d, 0, 0, 0, 0, 20);
    assert_column(d, 1, 0, 1, 0, 20);
    assert_column(d, 2, 0, 0, 0, 5);
    assert_column(d, 3, 0, 1, 0, 5);
}

static void the_last_columns_end_level(void **state)
{
    struct document *d = *state;
    d->page.columns = 3;
    paragraph(d, 16);
    paragraph(d, 9);
    build(d);
    /* 25 lines: 9, 9 and 7. */
    assert_column(d, 0, 0, 0, 0, 9);
    assert_column(d, 1, 0, 1, 0, 7);
    assert_column(d, 2, 1, 1, 7, 2);
    assert_column(d, 3, 1, 2, 0, 7);
    assert_int_equal(d->build.tier_count, 1);
    assert_int_equal(d->build.tiers[0].bottom, 9);
    assert_int_equal(d->build.tiers[0].columns, 3);
}

/* Six lines that are never cut make the columns six lines long; the text behind them would fill one
 * of the other two and leave the last one empty. */
static void the_last_column_has_its_share_of_what_is_missing(void **state)
{
    struct document *d = *state;
    d->page.columns = 3;
    struct layout_block solid = {.article = NO_ARTICLE};
    for (int i = 0; i < 6; i++)
        add_slug(d, &solid.slugs, PITCH, KEEP_SOLID);
    add(d, solid);
    paragraph(d, 6);
    build(d);
    assert_column(d, 0, 0, 0, 0, 6);
    assert_column(d, 1, 1, 1, 0, 3);
    assert_column(d, 2, 1, 2, 0, 3);
    assert_int_equal(d->build.tiers[0].bottom, 6);
    assert_int_equal(d->build.tiers[0].columns, 3);
}

/* The same where the hole is not in the last column. */
static void columns_before_a_long_one_share_their_text(void **state)
{
    struct document *d = *state;
    d->page.columns = 3;
    paragraph(d, 8);
    struct layout_block solid = {.article = NO_ARTICLE};
    for (int i = 0; i < 6; i++)
        add_slug(d, &solid.slugs, PITCH, KEEP_SOLID);
    add(d, solid);
    build(d);
    assert_column(d, 0, 0, 0, 0, 4);
    assert_column(d, 1, 0, 1, 0, 4);
    assert_column(d, 2, 1, 2, 0, 6);
}

/* Kept whole the table would make columns of 13 lines, of which 20 would stay white. */
static void level_columns_divide_a_short_table_rather_than_stay_white(void **state)
{
    struct document *d = *state;
    d->page.columns = 3;
    paragraph(d, 6);
    table(d, 12, KEEP_WHOLE)->most_white = 19;
    build(d);
    assert_int_equal(d->build.tiers[0].bottom, 8);
    assert_column(d, 1, 1, 1, 0, 8);
    assert_column(d, 2, 1, 2, 0, 8);
}

static void level_columns_keep_a_short_table_whole_where_little_stays_white(void **state)
{
    struct document *d = *state;
    d->page.columns = 3;
    paragraph(d, 6);
    table(d, 12, KEEP_WHOLE)->most_white = 20;
    build(d);
    assert_int_equal(d->build.tiers[0].bottom, 13);
    assert_int_equal(d->build.count, 3);
}

static void a_spanning_block_levels_the_columns_above_it(void **state)
{
    struct document *d = *state;
    d->page.columns = 2;
    paragraph(d, 10);
    spanning(d, 3, 2);
    paragraph(d, 6);
    build(d);
    assert_column(d, 0, 0, 0, 0, 5);
    assert_column(d, 1, 0, 1, 0, 5);
    assert_column(d, 2, 1, 0, 5, 3);
    assert_column(d, 3, 2, 0, 8, 3);
    assert_column(d, 4, 2, 1, 8, 3);
}

static void a_column_beside_a_head_begins_at_its_top(void **state)
{
    struct document *d = *state;
    d->page.columns = 3;
    spanning(d, 3, 2);
    paragraph(d, 18);
    build(d);
    /* 18 lines and 2 x 3 below the head: 8 lines in each column. */
    assert_column(d, 0, 0, 0, 0, 3);
    assert_column(d, 1, 1, 0, 3, 5);
    assert_column(d, 2, 1, 1, 3, 5);
    assert_column(d, 3, 1, 2, 0, 8);
}

static void what_spans_but_heads_nothing_takes_all_columns(void **state)
{
    struct document *d = *state;
    d->page.columns = 3;
    paragraph(d, 6);
    table(d, 3, KEEP_SOFT)->span = 2;
    paragraph(d, 6);
    build(d);
    assert_column(d, 3, 1, 0, 2, 5);
    assert_column(d, 6, 2, 2, 7, 2);
}

static void a_spanning_block_that_does_not_fit_leaves_level_columns(void **state)
{
    struct document *d = *state;
    d->page.columns = 2;
    paragraph(d, 36);
    spanning(d, 2, 2);
    paragraph(d, 4);
    build(d);
    assert_column(d, 1, 0, 1, 0, 18);
    assert_int_equal(fragment(d, 2)->page, 1);
    assert_int_equal(fragment(d, 2)->line, 0);
}

/* A spread table below 36 lines, and what stands for it in a column: a table of so many rows. */
static void spread_below_36_lines(struct document *d, size_t rows)
{
    struct layout_block *two = arena_array(d->arena, 2, sizeof *two);
    two[0] = *table(d, rows, KEEP_WHOLE);
    two[0].most_white = 8;
    two[1] = (struct layout_block){.article = NO_ARTICLE};
    add_slug(d, &two[1].slugs, 0, KEEP_FREE);
    d->galley.count = 0;
    d->page.columns = 2;
    paragraph(d, 36);
    struct layout_block *title = spanning(d, 1, 2);
    title->clear = 4;
    title->narrow = two;
    table(d, 2 * rows, KEEP_FREE);
    spanning(d, 2, 2);
    paragraph(d, 8);
}

static void a_spread_table_without_room_stands_in_a_column(void **state)
{
    struct document *d = *state;
    spread_below_36_lines(d, 1);
    build(d);
    assert_column(d, 1, 0, 1, 0, 16);
    assert_column(d, 2, 1, 1, 16, 3);
    assert_int_equal(fragment(d, 2)->page, 0);
    assert_int_equal(fragment(d, 4)->block, 3);
    assert_int_equal(fragment(d, 4)->line, 0);
}

static void a_spread_table_that_no_column_holds_is_spread_overleaf(void **state)
{
    struct document *d = *state;
    spread_below_36_lines(d, 3);
    build(d);
    assert_column(d, 1, 0, 1, 0, 18);
    assert_int_equal(fragment(d, 2)->page, 1);
    assert_int_equal(d->galley.blocks[1].span, 2);
}

/* All blocks so far are of this article. */
static void of_article(struct document *d, size_t first, int article)
{
    for (size_t i = first; i < d->galley.count; i++)
        d->galley.blocks[i].article = article;
}

/* The first block of a page, and its first slug. */
static const struct fragment *first_of_page(struct document *d, size_t page)
{
    size_t n = 0;
    while (fragment(d, n)->page < page)
        n++;
    return fragment(d, n);
}

static void a_spread_table_takes_the_end_of_its_text_along(void **state)
{
    struct document *d = *state;
    d->page.columns = 3;
    spanning(d, 2, 3);
    paragraph(d, 45);
    spanning(d, 1, 3);
    table(d, 9, KEEP_FREE);
    of_article(d, 0, 0);
    d->galley.blocks[2].clear = 5;
    build(d);
    /* The columns below the head are level at 15 lines, and three lines stay free: nine lines go.
     */
    assert_column(d, 1, 1, 0, 2, 12);
    assert_column(d, 3, 1, 2, 2, 12);
    assert_int_equal(first_of_page(d, 1)->block, 1);
    assert_int_equal(first_of_page(d, 1)->first, 36);
    assert_column(d, 4, 1, 0, 0, 3);
    assert_column(d, 7, 2, 0, 3, 1);
}

static void a_table_in_a_column_takes_lines_of_its_text_along(void **state)
{
    struct document *d = *state;
    d->page.columns = 3;
    heading(d, 1, 0);
    paragraph(d, 58);
    table(d, 4, KEEP_SOFT);
    of_article(d, 0, 0);
    heading(d, 1, 0);
    paragraph(d, 20);
    of_article(d, 3, 1);
    build(d);
    /* Two articles in the same columns: three lines do. */
    assert_int_equal(first_of_page(d, 1)->block, 1);
    assert_int_equal(first_of_page(d, 1)->first, 55);
    assert_int_equal(fragment(d, 5)->block, 2);
    assert_int_equal(fragment(d, 5)->column, 0);
}

static void an_article_does_not_end_with_two_lines_over_three_columns(void **state)
{
    struct document *d = *state;
    d->page.columns = 3;
    spanning(d, 2, 3);
    paragraph(d, 56);
    of_article(d, 0, 0);
    spanning(d, 2, 3);
    paragraph(d, 20);
    of_article(d, 2, 1);
    build(d);
    assert_int_equal(first_of_page(d, 1)->first, 47);
    assert_column(d, 4, 1, 0, 0, 3);
    assert_column(d, 6, 1, 2, 0, 3);
}

static void an_article_that_would_keep_too_little_stays_as_it_is(void **state)
{
    struct document *d = *state;
    d->page.columns = 3;
    paragraph(d, 45);
    spanning(d, 2, 3);
    paragraph(d, 11);
    of_article(d, 1, 0);
    build(d);
    /* Nine of eleven lines fit below the head; if nine went, two would stay. */
    assert_int_equal(first_of_page(d, 1)->first, 9);
}

static void what_no_column_of_the_page_holds_leaves_level_columns(void **state)
{
    struct document *d = *state;
    d->page.columns = 2;
    spanning(d, 5, 2);
    paragraph(d, 10);
    table(d, 17, KEEP_SOFT);
    build(d);
    /* The table takes 18 lines: below the head there are 15. */
    assert_column(d, 1, 1, 0, 5, 5);
    assert_column(d, 2, 1, 1, 5, 5);
    assert_int_equal(fragment(d, 3)->page, 1);
}

static void a_table_that_fits_the_next_column_goes_there(void **state)
{
    struct document *d = *state;
    d->page.columns = 2;
    paragraph(d, 12);
    table(d, 10, KEEP_SOFT);
    paragraph(d, 30);
    build(d);
    assert_column(d, 0, 0, 0, 0, 12);
    assert_column(d, 1, 1, 1, 0, 11);
}

static void what_spans_begins_with_what_is_kept_with_it(void **state)
{
    struct document *d = *state;
    d->page.columns = 2;
    paragraph(d, 8);
    separator(d);
    spanning(d, 2, 2);
    paragraph(d, 4);
    build(d);
    assert_int_equal(d->galley.blocks[1].span, 2);
    assert_column(d, 2, 1, 0, 4, 2);
    assert_column(d, 3, 2, 0, 6, 2);
}

static void columns_of_a_page_that_is_ended_are_level(void **state)
{
    struct document *d = *state;
    d->page.columns = 3;
    paragraph(d, 12);
    paragraph(d, 3)->page_break = PAGE_BREAK_YES;
    build(d);
    assert_column(d, 0, 0, 0, 0, 4);
    assert_column(d, 2, 0, 2, 0, 4);
    assert_int_equal(fragment(d, 3)->page, 1);
}

static void a_recto_leaves_the_left_page_blank(void **state)
{
    struct document *d = *state;
    paragraph(d, 5);
    paragraph(d, 5)->page_break = PAGE_BREAK_RECTO;
    paragraph(d, 30)->page_break = PAGE_BREAK_RECTO;
    paragraph(d, 5)->page_break = PAGE_BREAK_RECTO;
    build(d);
    assert_int_equal(fragment(d, 1)->page, 2);
    assert_int_equal(fragment(d, 2)->page, 4);
    assert_int_equal(fragment(d, 4)->page, 6);
    assert_int_equal(d->build.page_count, 7);
}

static void a_wide_picture_lets_text_go_first_in_the_columns(void **state)
{
    struct document *d = *state;
    d->page.columns = 2;
    paragraph(d, 20);
    struct layout_block b = {
        .article = NO_ARTICLE, .picture = true, .reach = 2, .span = 2, .centred = true};
    add_slug(d, &b.slugs, 12 * PITCH, KEEP_FREE);
    add(d, b);
    paragraph(d, 8);
    paragraph(d, 40);
    build(d);
    /* Level, the first paragraph is 10 lines high: no room for twelve more. */
    assert_column(d, 0, 0, 0, 0, 20);
    assert_column(d, 1, 1, 1, 0, 8);
    assert_false(d->galley.blocks[1].picture);
}

static void a_short_table_is_divided_rather_than_leave_much_white(void **state)
{
    struct document *d = *state;
    paragraph(d, 10);
    struct layout_block *b = table(d, 11, KEEP_WHOLE);
    b->slugs.items[3].keep = b->slugs.items[4].keep = KEEP_SOFT;
    b->slugs.items[11].keep = b->slugs.items[12].keep = KEEP_SOFT;
    b->most_white = 8;
    build(d);
    /* 10 lines are left; head and foot take 37 pt of 180, so that 8 rows of 16 pt fit. */
    assert_fragment(d, 1, 1, 0, 10, 0, 10);
    assert_fragment(d, 2, 1, 10, 13, 1, 0);
}

static void a_short_table_is_kept_whole_where_little_stays_white(void **state)
{
    struct document *d = *state;
    paragraph(d, 12);
    table(d, 11, KEEP_WHOLE)->most_white = 8;
    build(d);
    assert_fragment(d, 1, 1, 0, 13, 1, 0);
}

/* ---- notes -------------------------------------------------------------------------------- */

/* Line `line` of the block has the marks of notes that are so many grid lines high. */
static void note(struct layout_block *b, size_t line, int lines)
{
    b->slugs.items[line].notes_height = lines * PITCH;
}

static void notes_and_their_rule_keep_room_at_the_foot(void **state)
{
    struct document *d = *state;
    struct layout_block *b = paragraph(d, 40);
    note(b, 3, 2);
    b->slugs.items[5].notes_height = PITCH / 2;
    build(d);
    /* Three quarters of a line for the rule, two and a half for the notes, rounded up. */
    assert_fragment(d, 0, 0, 0, 16, 0, 0);
    assert_fragment(d, 1, 0, 16, 36, 1, 0);
}

static void a_line_goes_on_with_its_note(void **state)
{
    struct document *d = *state;
    note(paragraph(d, 30), 18, 2);
    build(d);
    /* Line 18 would fit, its note would not. */
    assert_fragment(d, 0, 0, 0, 18, 0, 0);
    assert_fragment(d, 1, 0, 18, 30, 1, 0);
}

static void a_column_has_its_own_notes(void **state)
{
    struct document *d = *state;
    d->page.columns = 2;
    struct layout_block *b = paragraph(d, 60);
    note(b, 2, 3);
    note(b, 30, 1);
    build(d);
    assert_column(d, 0, 0, 0, 0, 16);
    assert_column(d, 1, 0, 1, 0, 18);
    assert_int_equal(fragment(d, 2)->page, 1);
}

/* The notes stand at the foot of their column, above what spans. */
static void columns_with_notes_end_level(void **state)
{
    struct document *d = *state;
    d->page.columns = 2;
    note(paragraph(d, 10), 2, 1);
    paragraph(d, 4)->span = 2;
    build(d);
    assert_column(d, 0, 0, 0, 0, 4);
    assert_column(d, 1, 0, 1, 0, 6);
    assert_column(d, 2, 1, 0, 6, 4);
}

static void notes_of_a_head_stand_in_the_first_column(void **state)
{
    struct document *d = *state;
    d->page.columns = 2;
    struct layout_block *b = paragraph(d, 2);
    b->span = 2;
    note(b, 1, 2);
    paragraph(d, 40);
    build(d);
    assert_column(d, 1, 1, 0, 2, 15);
    assert_column(d, 2, 1, 1, 2, 18);
}

/* ---- random documents --------------------------------------------------------------------- */

static uint32_t chance(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % below;
}

enum kind { PARAGRAPH, HEADING, TABLE, SEPARATOR };

static void random_document(struct document *d, uint32_t seed, enum kind *kinds)
{
    enum kind last = SEPARATOR;
    for (int i = 0; i < 300; i++) {
        enum kind kind = last == HEADING || last == SEPARATOR ? PARAGRAPH : chance(&seed, 4);
        if (kind == PARAGRAPH)
            paragraph(d, 1 + chance(&seed, 30));
        else if (kind == HEADING)
            heading(d, 1 + chance(&seed, 2), 4);
        else if (kind == TABLE)
            table(d, 1 + chance(&seed, 40), chance(&seed, 2) ? KEEP_SOFT : KEEP_FREE);
        else
            separator(d);
        kinds[i] = last = kind;
    }
}

static dist fragment_height(const struct document *d, const struct fragment *f)
{
    const struct layout_block *b = d->galley.blocks + f->block;
    dist height = b->foot ? b->foot->height : 0;
    for (size_t i = f->first; i < f->end; i++)
        height += b->slugs.items[i].height;
    for (size_t i = 0; f->first > 0 && i < b->repeat.count; i++)
        height += b->repeat.items[i].height;
    return height;
}

/* Each slug of each block once and in order; only separators may be left out. */
static void check_order(struct document *d, const enum kind *kinds)
{
    size_t block = 0, slug = 0;
    for (size_t i = 0; i < d->build.count; i++) {
        const struct fragment *f = fragment(d, i);
        while (block < f->block && slug == 0 && kinds[block] == SEPARATOR)
            block++;
        assert_int_equal(f->block, block);
        assert_int_equal(f->first, slug);
        assert_true(f->end > f->first);
        slug = f->end;
        if (slug == d->galley.blocks[block].slugs.count) {
            block++;
            slug = 0;
        }
    }
    while (block < d->galley.count && kinds[block] == SEPARATOR)
        block++;
    assert_int_equal(block, d->galley.count);
}

static void check_fragment(struct document *d, size_t i, const enum kind *kinds)
{
    const struct fragment *f = fragment(d, i);
    size_t count = d->galley.blocks[f->block].slugs.count;
    bool last_on_page = i + 1 == d->build.count || fragment(d, i + 1)->page != f->page;
    assert_true(f->line + f->lines <= GRID);
    assert_true(f->offset >= (kinds[f->block] == SEPARATOR ? -PITCH / 2 : 0));
    assert_true(f->offset + fragment_height(d, f) <= f->lines * PITCH);
    if (!last_on_page)
        assert_int_equal(fragment(d, i + 1)->line, f->line + f->lines);
    if (kinds[f->block] == PARAGRAPH) {
        assert_int_equal(f->offset % PITCH, 0);
        assert_true(f->end == count || f->end - f->first >= 2);
        assert_true(f->first == 0 || f->end - f->first >= 2);
    }
    if (kinds[f->block] == HEADING && i + 1 < d->build.count) {
        assert_false(last_on_page);
        assert_true(f->line == 0 || f->line + f->lines + 4 <= GRID);
    }
    if (kinds[f->block] == SEPARATOR)
        assert_true(f->line > 0 && !last_on_page);
    if (kinds[f->block] == TABLE && f->first == 0)
        assert_true(f->end > 2);
}

static void rules_hold_in_random_documents(void **state)
{
    struct document *d = *state;
    for (uint32_t seed = 1; seed <= 200; seed++) {
        enum kind kinds[300];
        d->galley = (struct galley){0};
        random_document(d, seed, kinds);
        build(d);
        check_order(d, kinds);
        for (size_t i = 0; i < d->build.count; i++)
            check_fragment(d, i, kinds);
    }
}

/* Of a fragment and the next: a column is filled downwards, a tier column by column, a page tier by
 * tier. */
static void check_sequence(struct document *d, const struct fragment *f, const struct fragment *g)
{
    if (f->page != g->page) {
        assert_true(g->page == f->page + 1 && g->line == 0 && g->column == 0);
        return;
    }
    if (g->column == f->column)
        assert_true(g->line >= f->line + f->lines);
    else if (g->column > f->column)
        assert_true(d->galley.blocks[g->block].span <= 1);
    else
        assert_true(g->column == 0 && g->line >= f->line + f->lines);
}

/* The tier that a fragment in a column stands in. */
static const struct tier *tier_of(struct document *d, const struct fragment *f)
{
    for (size_t i = 0; i < d->build.tier_count; i++) {
        const struct tier *t = d->build.tiers + i;
        if (t->page == f->page && f->line >= t->top && f->line < t->bottom)
            return t;
    }
    fail();
    return NULL;
}

static void check_in_tier(struct document *d, const struct fragment *f)
{
    const struct tier *t = tier_of(d, f);
    assert_true(f->line + f->lines <= t->bottom && t->bottom <= GRID);
    assert_true(f->line >= t->top + (f->column < t->span ? t->head : 0));
    assert_true(f->column < t->columns);
}

/* Some headings span. */
static void widen_some(struct document *d, const enum kind *kinds, uint32_t seed)
{
    for (size_t i = 0; i < 300; i++)
        if (kinds[i] == HEADING || (kinds[i] == TABLE && chance(&seed, 3) == 0))
            d->galley.blocks[i].span = 1 + (int)chance(&seed, 3);
}

/* Headings begin articles. */
static void number_articles(struct document *d, const enum kind *kinds)
{
    int article = 0;
    for (size_t i = 0; i < 300; i++) {
        article += kinds[i] == HEADING;
        d->galley.blocks[i].article = kinds[i] == SEPARATOR ? NO_ARTICLE : article;
    }
}

static void rules_hold_in_random_columns(void **state)
{
    struct document *d = *state;
    d->page.columns = 3;
    for (uint32_t seed = 1; seed <= 200; seed++) {
        enum kind kinds[300];
        d->galley = (struct galley){0};
        random_document(d, seed, kinds);
        widen_some(d, kinds, seed);
        number_articles(d, kinds);
        build(d);
        check_order(d, kinds);
        for (size_t i = 0; i < d->build.count; i++) {
            const struct fragment *f = fragment(d, i);
            if (i + 1 < d->build.count)
                check_sequence(d, f, f + 1);
            if (d->galley.blocks[f->block].span <= 1)
                check_in_tier(d, f);
            size_t count = d->galley.blocks[f->block].slugs.count;
            if (kinds[f->block] == PARAGRAPH && (f->first == 0) != (f->end == count))
                assert_true(f->end - f->first >= 2);
        }
    }
}

static void random_notes(struct document *d, const enum kind *kinds, uint32_t seed)
{
    for (size_t i = 0; i < d->galley.count; i++)
        for (size_t k = 0; kinds[i] == PARAGRAPH && k < d->galley.blocks[i].slugs.count; k++)
            if (chance(&seed, 6) == 0)
                d->galley.blocks[i].slugs.items[k].notes_height =
                    (dist)(1 + chance(&seed, 60)) * PT;
}

/* Between the last line of a column and the foot of its tier there is room for its notes. */
static void check_notes(struct document *d, const struct tier *t, int column)
{
    dist notes = 0;
    int bottom = t->top;
    for (size_t i = 0; i < d->build.count; i++) {
        const struct fragment *f = fragment(d, i);
        bool here = f->page == t->page && f->column == column && f->line >= t->top &&
                    f->line < t->bottom && d->galley.blocks[f->block].span <= 1;
        for (size_t k = f->first; here && k < f->end; k++)
            notes += d->galley.blocks[f->block].slugs.items[k].notes_height;
        bottom = here ? f->line + f->lines : bottom;
    }
    int foot = d->page.columns == 1 ? GRID : t->bottom;
    assert_true(!notes || bottom + (notes + notes_rule_height(PITCH) + PITCH - 1) / PITCH <= foot);
}

static void notes_have_room_in_random_documents(void **state)
{
    struct document *d = *state;
    for (uint32_t seed = 1; seed <= 60; seed++) {
        enum kind kinds[300];
        d->galley = (struct galley){0};
        d->page.columns = 1 + (int)seed % 3;
        random_document(d, seed, kinds);
        random_notes(d, kinds, seed);
        widen_some(d, kinds, seed);
        number_articles(d, kinds);
        build(d);
        check_order(d, kinds);
        for (size_t i = 0; i < d->build.tier_count; i++)
            for (int column = 0; column < d->page.columns; column++)
                check_notes(d, d->build.tiers + i, column);
    }
}

/* Text that may be broken anywhere: all columns of a tier are equal, the last shorter by less than
 * their number (GR-05). */
static void free_text_is_level_to_the_line(void **state)
{
    struct document *d = *state;
    for (int columns = 2; columns <= 3; columns++)
        for (size_t lines = 1; lines < 60; lines++) {
            d->galley = (struct galley){0};
            d->page.columns = columns;
            struct layout_block *b = paragraph(d, lines);
            for (size_t i = 0; i < lines; i++)
                b->slugs.items[i].keep = KEEP_FREE;
            build(d);
            const struct fragment *last = fragment(d, d->build.count - 1);
            int full = fragment(d, d->build.count - 1 - (size_t)last->column)->lines;
            assert_true(full - last->lines < columns || last->column == 0);
            for (int i = 1; i <= last->column; i++)
                assert_int_equal(fragment(d, d->build.count - 1 - (size_t)i)->lines, full);
        }
}

#define RULE(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RULE(no_blocks_make_one_page),
        RULE(a_page_is_filled_to_its_last_line),
        RULE(one_line_is_not_left_behind),
        RULE(one_line_is_not_carried_over),
        RULE(three_lines_are_not_divided),
        RULE(a_heading_goes_with_two_lines),
        RULE(a_headline_keeps_clear_of_the_foot),
        RULE(a_headline_just_clear_of_the_foot_stays),
        RULE(a_heading_is_centred_below_its_space),
        RULE(space_above_is_dropped_at_a_page_head),
        RULE(a_separator_is_dropped_at_page_edges),
        RULE(a_separator_stands_between),
        RULE(a_separator_shares_what_is_free_above_it),
        RULE(a_page_break_is_kept_even_from_a_separator),
        RULE(a_break_at_the_first_block_makes_no_empty_page),
        RULE(a_short_table_is_kept_whole),
        RULE(a_chart_goes_with_its_table),
        RULE(a_chart_does_not_leave_a_page_white),
        RULE(a_chart_leaves_a_table_that_fills_a_page),
        RULE(a_long_table_repeats_its_head),
        RULE(the_rule_of_a_table_stays_beside_the_last_line),
        RULE(a_table_head_is_not_left_alone),
        RULE(a_kept_chain_taller_than_a_page_is_broken_where_it_costs_least),
        RULE(what_no_page_can_hold_stands_on_its_own),
        RULE(headings_without_end_are_all_placed),
        RULE(no_single_line_stands_above_a_picture),
        RULE(a_picture_is_not_put_off_below_two_lines),
        RULE(no_single_line_stands_below_a_picture),
        RULE(two_lines_may_stand_below_a_picture),
        RULE(a_turned_table_has_pages_of_its_own),
        RULE(text_fills_the_page_before_a_turned_table),
        RULE(a_kept_text_fills_the_page_before_a_turned_table),
        RULE(work_is_linear_in_columns),
        RULE(the_space_of_one_grid_text_keeps_the_next_on_the_grid),
        RULE(columns_are_filled_one_after_the_other),
        RULE(the_last_columns_end_level),
        RULE(the_last_column_has_its_share_of_what_is_missing),
        RULE(columns_before_a_long_one_share_their_text),
        RULE(level_columns_divide_a_short_table_rather_than_stay_white),
        RULE(level_columns_keep_a_short_table_whole_where_little_stays_white),
        RULE(a_spanning_block_levels_the_columns_above_it),
        RULE(a_column_beside_a_head_begins_at_its_top),
        RULE(what_spans_but_heads_nothing_takes_all_columns),
        RULE(a_spanning_block_that_does_not_fit_leaves_level_columns),
        RULE(what_no_column_of_the_page_holds_leaves_level_columns),
        RULE(a_table_that_fits_the_next_column_goes_there),
        RULE(what_spans_begins_with_what_is_kept_with_it),
        RULE(columns_of_a_page_that_is_ended_are_level),
        RULE(a_recto_leaves_the_left_page_blank),
        RULE(a_wide_picture_lets_text_go_first_in_the_columns),
        RULE(a_short_table_is_divided_rather_than_leave_much_white),
        RULE(a_spread_table_without_room_stands_in_a_column),
        RULE(a_spread_table_that_no_column_holds_is_spread_overleaf),
        RULE(a_spread_table_takes_the_end_of_its_text_along),
        RULE(a_table_in_a_column_takes_lines_of_its_text_along),
        RULE(an_article_does_not_end_with_two_lines_over_three_columns),
        RULE(an_article_that_would_keep_too_little_stays_as_it_is),
        RULE(a_short_table_is_kept_whole_where_little_stays_white),
        RULE(notes_and_their_rule_keep_room_at_the_foot),
        RULE(a_line_goes_on_with_its_note),
        RULE(a_column_has_its_own_notes),
        RULE(columns_with_notes_end_level),
        RULE(notes_of_a_head_stand_in_the_first_column),
        RULE(notes_have_room_in_random_documents),
        RULE(rules_hold_in_random_documents),
        RULE(rules_hold_in_random_columns),
        RULE(free_text_is_level_to_the_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
