/* SPDX-License-Identifier: MIT */
/* Records are the same after they were bytes, and no bytes lead outside of themselves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "article/article.h"

static const struct article *example(void)
{
    static struct mark marks[] = {{MARK_STRONG, 0, 2, ""}, {MARK_NOTE, 3, 3, "按当年价格"}};
    static struct item items[] = {{"1.", "甲", {marks, 1}}, {"", "乙", {NULL, 0}}};
    static struct cell cells[] = {{"桥", true, 1, 1, {300, 0}}, {"12座", false, 2, 1, {0, 65536}}};
    static struct row rows[] = {{cells, 2, true, false}, {cells, 1, false, true}};
    static const struct line_start starts[] = {{0, 3}, {5, 4}};
    static struct block blocks[] = {
        {.kind = BLOCK_P,
         .id = "p1",
         .text = "修桥12座。",
         .marks = {marks, 2},
         .lines = "3 4",
         .starts = starts,
         .start_count = 2,
         .pos = {"a.txt", 3, 1},
         .doubts = DRAFT_DOUBT_JOIN},
        {.kind = BLOCK_LIST, .id = "p2", .text = "", .items = items, .item_count = 2},
        {.kind = BLOCK_TABLE,
         .id = "p3",
         .text = "",
         .caption = "表",
         .rows = rows,
         .row_count = 2}};
    static struct person persons[] = {{"记者", "李明"}};
    static struct keyfigure figures[] = {
        {.id = "k1", .label = "桥", .value = "12", .part_of = "", .start = 2}};
    static const struct article article = {.id = "a-1",
                                           .source = "a.txt",
                                           .date = "2031-05-02",
                                           .headline = "修桥",
                                           .headline_pos = {"a.txt", 1, 1},
                                           .persons = persons,
                                           .person_count = 1,
                                           .blocks = blocks,
                                           .block_count = 3,
                                           .figures = figures,
                                           .figure_count = 1,
                                           .has_figures = true};
    return &article;
}

static void same_text(const char *one, const char *other)
{
    assert_int_equal(one == NULL, other == NULL);
    if (one)
        assert_string_equal(one, other);
}

static void same_xml(const struct article *one, const struct article *other)
{
    struct buf b[2] = {{0}, {0}};
    article_text(&b[0], one);
    article_write(&b[0], one, one->figures, one->figure_count);
    article_text(&b[1], other);
    article_write(&b[1], other, other->figures, other->figure_count);
    assert_string_equal(b[0].text, b[1].text);
    buf_release(&b[0]);
    buf_release(&b[1]);
}

/* An article that article_write can take: every text is there. */
static struct article *whole(struct arena *a)
{
    struct article *copy = arena_alloc(a, sizeof *copy);
    *copy = *example();
    copy->section = copy->kicker = copy->subheadline = copy->dateline = "";
    copy->lang = "zh-CN";
    copy->blocks = arena_array(a, copy->block_count, sizeof *copy->blocks);
    for (size_t i = 0; i < copy->block_count; i++) {
        struct block *b = &copy->blocks[i];
        *b = example()->blocks[i];
        b->lines = b->lines ? b->lines : "";
        b->source = b->rest = "";
        b->href = b->credit = "";
        b->caption = b->caption ? b->caption : "";
    }
    copy->figures = arena_alloc(a, sizeof *copy->figures);
    *copy->figures = *example()->figures;
    struct keyfigure *k = copy->figures;
    k->number = "12";
    k->unit = "座";
    k->approx = k->outlook = k->per = k->base = k->about = k->text = "";
    k->p = "p1";
    return copy;
}

static void test_an_article_is_the_same_after_it_was_bytes(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const struct article *article = whole(a);
    struct buf b = {0};
    void *read;
    flat_add(&b, &article_flat, article, 1);
    struct flat_bytes rest = {b.text, b.len};
    assert_true(flat_read(a, &rest, &article_flat, 1, &read));
    assert_int_equal(rest.len, 0);
    same_xml(article, read);
    const struct article *again = read;
    same_text(again->key, article->key);
    assert_int_equal(again->blocks[0].starts[1].line, 4);
    assert_int_equal(again->blocks[0].doubts, DRAFT_DOUBT_JOIN);
    assert_int_equal(again->blocks[2].rows[0].cells[1].width.fixed, 65536);
    same_text(again->blocks[1].pos.file, NULL);
    buf_release(&b);
    arena_free(a);
}

static void test_nothing_of_this_process_is_in_the_bytes(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct buf b[2] = {{0}, {0}};
    flat_add(&b[0], &article_flat, whole(a), 1);
    flat_add(&b[1], &article_flat, whole(a), 1);
    assert_int_equal(b[0].len, b[1].len);
    assert_memory_equal(b[0].text, b[1].text, b[0].len);
    buf_release(&b[0]);
    buf_release(&b[1]);
    arena_free(a);
}

/* Exactly so many bytes on the heap, so that a sanitizer sees a step too far. */
static bool reads(const char *bytes, size_t len)
{
    struct arena *a = arena_new();
    char *exact = malloc(len + 1);
    memcpy(exact, bytes, len);
    exact = realloc(exact, len ? len : 1);
    struct flat_bytes rest = {exact, len};
    void *read;
    bool good = flat_read(a, &rest, &article_flat, 1, &read);
    free(exact);
    arena_free(a);
    return good;
}

static void test_bytes_cut_off_or_wrong_lead_nowhere(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct buf b = {0};
    flat_add(&b, &article_flat, whole(a), 1);
    for (size_t len = 0; len < b.len; len++)
        assert_false(reads(b.text, len));
    for (size_t i = 0; i < b.len; i++) {
        b.text[i] ^= (char)0x81;
        reads(b.text, b.len);
        b.text[i] ^= (char)0x81;
    }
    assert_true(reads(b.text, b.len));
    buf_release(&b);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_article_is_the_same_after_it_was_bytes),
        cmocka_unit_test(test_nothing_of_this_process_is_in_the_bytes),
        cmocka_unit_test(test_bytes_cut_off_or_wrong_lead_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
