/* SPDX-License-Identifier: MIT */
/*
 * The tree of tags: what is kept of it, and what of tables and headings a reader may rely on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/blocks.h"

struct bench {
    struct setter setter;
    struct pages pages;
    struct page page;
};

static int open_bench(void **state)
{
    struct arena *a = arena_new();
    struct bench *b = arena_alloc(a, sizeof *b);
    b->setter.arena = b->setter.items = b->setter.scratch = a;
    b->setter.tag = arena_alloc(a, sizeof(struct tag));
    b->pages = (struct pages){.items = &b->page, .count = 1};
    *state = b;
    return 0;
}

static int close_bench(void **state)
{
    arena_free(((struct bench *)*state)->setter.arena);
    return 0;
}

/* An item of this tag stands on the page. */
static void print(struct bench *b, struct tag *tag)
{
    place_item(&b->setter, &b->page, (struct page_item){.kind = ITEM_FILL, .tag = tag});
}

static struct tag *finish(struct bench *b)
{
    struct tag *root = b->setter.tag;
    while (root->parent)
        root = root->parent;
    tag_finish(&b->setter, root, &b->pages);
    return root;
}

static size_t children(const struct tag *tag)
{
    size_t n = 0;
    for (const struct tag *child = tag->first; child; child = child->next) {
        assert_ptr_equal(child->parent, tag);
        assert_true(child->next || tag->last == child);
        n++;
    }
    return n;
}

static void a_text_of_nothing_is_a_paragraph(void **state)
{
    struct bench *b = *state;
    struct setter *s = &b->setter;
    struct tag *root = s->tag, *first = tag_of_text(s), *second = tag_of_text(s);
    assert_int_equal(first->type, TAG_P);
    assert_ptr_not_equal(first, second);
    tag_open(s, TAG_ITEM_BODY);
    assert_ptr_equal(tag_of_text(s), s->tag);
    tag_close(s);
    assert_ptr_equal(s->tag, root);
}

static void what_is_not_printed_has_no_tag(void **state)
{
    struct bench *b = *state;
    struct setter *s = &b->setter;
    tag_open(s, TAG_ART);
    struct tag *trial = tag_of_text(s), *text = tag_of_text(s);
    tag_close(s);
    tag_add(s, TAG_ART);
    print(b, text);
    struct tag *root = finish(b);
    assert_int_equal(children(root), 1);
    assert_int_equal(children(root->first), 1);
    assert_ptr_equal(root->first->first, text);
    assert_false(trial->used);
    assert_int_equal(text->number, 2);
    assert_int_equal(b->pages.tag_count, 3);
}

static void no_level_of_headings_is_skipped(void **state)
{
    static const int wished[] = {3, 3, 6, 2, 1, 4}, given[] = {1, 2, 3, 2, 1, 2};
    struct bench *b = *state;
    struct tag *headings[COUNT(wished)];
    for (size_t i = 0; i < COUNT(wished); i++) {
        print(b, headings[i] = tag_heading(&b->setter, wished[i]));
        tag_close(&b->setter);
    }
    finish(b);
    for (size_t i = 0; i < COUNT(wished); i++)
        assert_int_equal(headings[i]->level, given[i]);
}

static struct tag *cell(struct bench *b, int columns, int rows)
{
    struct tag *tag = tag_add(&b->setter, TAG_CELL);
    tag->columns = columns;
    tag->rows = rows;
    print(b, tag);
    return tag;
}

static void tables_are_made_even(void **state)
{
    struct bench *b = *state;
    struct setter *s = &b->setter;
    struct tag *table = tag_open(s, TAG_TABLE);
    tag_open(s, TAG_BODY);
    struct tag *first = tag_open(s, TAG_ROW);
    struct tag *high = cell(b, 1, 9);
    cell(b, 2, 1);
    tag_close(s);
    struct tag *second = tag_open(s, TAG_ROW);
    cell(b, 1, 1);
    tag_close(s);
    tag_close(s);
    print(b, tag_add(s, TAG_CAPTION));
    finish(b);
    assert_int_equal(table->first->type, TAG_CAPTION);
    assert_int_equal(high->rows, 2);
    assert_int_equal(children(first), 2);
    assert_int_equal(children(second), 2);
}

static struct tag *group(struct bench *b, enum tag_type type)
{
    struct setter *s = &b->setter;
    struct tag *tag = tag_open(s, type);
    tag_open(s, TAG_ROW);
    cell(b, 1, 1);
    tag_close(s);
    tag_close(s);
    return tag;
}

static void a_foot_stands_behind_a_body(void **state)
{
    struct bench *b = *state;
    struct setter *s = &b->setter;
    struct tag *whole = tag_open(s, TAG_TABLE);
    group(b, TAG_HEAD);
    group(b, TAG_BODY);
    group(b, TAG_FOOT);
    tag_close(s);
    struct tag *bare = tag_open(s, TAG_TABLE);
    group(b, TAG_HEAD);
    group(b, TAG_FOOT);
    finish(b);
    assert_int_equal(whole->last->type, TAG_FOOT);
    assert_int_equal(bare->first->type, TAG_HEAD);
    assert_int_equal(bare->last->type, TAG_BODY);
}

static void no_cell_lies_over_another(void **state)
{
    struct bench *b = *state;
    struct setter *s = &b->setter;
    tag_open(s, TAG_TABLE);
    tag_open(s, TAG_BODY);
    tag_open(s, TAG_ROW);
    cell(b, 1, 1);
    cell(b, 1, 2);
    tag_close(s);
    struct tag *row = tag_open(s, TAG_ROW);
    struct tag *wide = cell(b, 2, 1);
    finish(b);
    assert_int_equal(wide->columns, 1);
    assert_int_equal(children(row), 1);
}

static void a_head_alone_is_a_body(void **state)
{
    struct bench *b = *state;
    struct setter *s = &b->setter;
    struct tag *table = tag_open(s, TAG_TABLE);
    tag_open(s, TAG_HEAD);
    tag_open(s, TAG_ROW);
    cell(b, 1, 1);
    tag_close(s);
    tag_close(s);
    tag_open(s, TAG_BODY);
    finish(b);
    assert_int_equal(table->first->type, TAG_BODY);
    assert_int_equal(children(table), 1);
}

static void most_children(const struct tag *tag, size_t *most, size_t *count)
{
    size_t n = children(tag);
    *most = n > *most ? n : *most;
    ++*count;
    for (const struct tag *child = tag->first; child; child = child->next)
        most_children(child, most, count);
}

static void ten_thousand_articles_are_held_by_any_reader(void **state)
{
    enum { ARTICLES = 10000, LIMIT = 8191 };
    struct bench *b = *state;
    struct setter *s = &b->setter;
    tag_open(s, TAG_TABLE);
    tag_open(s, TAG_BODY);
    for (int i = 0; i < ARTICLES; i++) {
        tag_open(s, TAG_ROW);
        cell(b, 1, 1);
        tag_close(s);
    }
    tag_close(s);
    tag_close(s);
    tag_open(s, TAG_SECT);
    for (int i = 0; i < ARTICLES; i++) {
        tag_open(s, TAG_ART);
        print(b, tag_of_text(s));
        tag_close(s);
    }
    size_t most = 0, count = 0;
    struct tag *root = finish(b);
    most_children(root, &most, &count);
    assert_in_range(most, 2, LIMIT);
    assert_in_range(count, 4 * ARTICLES, 4 * ARTICLES + 20);
    assert_int_equal(count, b->pages.tag_count);
    assert_int_equal(root->first->first->type, TAG_BODY);
    assert_int_equal(root->last->first->type, TAG_DIV);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_bench, close_bench)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_text_of_nothing_is_a_paragraph), TEST(what_is_not_printed_has_no_tag),
        TEST(no_level_of_headings_is_skipped),  TEST(tables_are_made_even),
        TEST(a_foot_stands_behind_a_body),      TEST(no_cell_lies_over_another),
        TEST(a_head_alone_is_a_body),           TEST(ten_thousand_articles_are_held_by_any_reader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
