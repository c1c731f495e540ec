/* SPDX-License-Identifier: MIT */
/*
 * Labelled pieces into drafts, without the labelling: where the part of each line begins, and what
 * becomes of a doubt.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "acquire/piece.h"

enum { CLOSE = DOUBTFUL - 1 };

static struct piece piece(enum label label, const char *text, int line, int margin)
{
    return (struct piece){.label = label,
                          .other = HEADLINE,
                          .text = text,
                          .detail = "",
                          .line = line,
                          .column = 1,
                          .margin = margin};
}

static const struct draft *segment(struct arena *a, struct piece *pieces, size_t count)
{
    struct page *page = arena_alloc(a, sizeof *page);
    *page = (struct page){
        .arena = a, .diags = diags_new(a), .path = "a.txt", .pieces = pieces, .count = count};
    acquire_segment(page, (struct dated){"", DATE_UNKNOWN});
    assert_int_equal(page->draft_count, 1);
    return page->drafts;
}

static void doubts_stand_at_their_block(void **state)
{
    struct arena *a = arena_new();
    struct piece pieces[] = {
        piece(HEADLINE, "修桥补路", 1, CLOSE),       piece(BYLINE, "记者 甲乙丙", 2, SURE),
        piece(LEAD, "桥修好了。", 3, SURE),          piece(CONTINUATION, "路也通了。", 4, CLOSE),
        piece(PARAGRAPH, "村民来看。", 5, CLOSE),    piece(PARAGRAPH, "孩子也来。", 6, CLOSE),
        piece(PARAGRAPH, "他们都说好。", 7, SURE),   piece(CROSSHEAD, "一条新路", 8, DOUBTFUL),
        piece(PARAGRAPH, "路通到了山里。", 9, SURE),
    };
    pieces[4].other = CONTINUATION;
    pieces[8].doubts = DRAFT_DOUBT_ORDER;
    const struct draft *draft = segment(a, pieces, COUNT(pieces));
    static const unsigned expected[] = {
        DRAFT_DOUBT_ROLE, 0, DRAFT_DOUBT_JOIN, DRAFT_DOUBT_JOIN, DRAFT_DOUBT_ROLE, 0, 0,
        DRAFT_DOUBT_ORDER};
    assert_int_equal(draft->count, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++)
        assert_int_equal(draft->blocks[i].doubts, expected[i]);
    arena_free(a);
    (void)state;
}

/* The dateline and its names come from the paragraph, and so would its doubt: it is told once. */
static void a_paragraph_keeps_its_doubt(void **state)
{
    struct arena *a = arena_new();
    struct piece pieces[] = {
        piece(HEADLINE, "修桥补路", 1, SURE),
        piece(LEAD, "本报南湖讯（记者 甲乙丙）桥修好了。", 3, CLOSE),
    };
    const struct draft *draft = segment(a, pieces, COUNT(pieces));
    assert_int_equal(draft->count, 4);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(draft->blocks[i].doubts, 0);
    assert_int_equal(draft->blocks[3].role, DRAFT_P);
    assert_int_equal(draft->blocks[3].doubts, DRAFT_DOUBT_ROLE);
    arena_free(a);
    (void)state;
}

/* A headline in two lines is joined by U+3000, a paragraph by nothing; two pieces of one line are
 * one part. */
static void parts_know_where_they_begin(void **state)
{
    struct arena *a = arena_new();
    struct piece pieces[] = {
        piece(SUBJECT, "南湖镇", 1, CLOSE),
        piece(HEADLINE, "修好两座桥", 2, SURE),
        piece(LEAD, "桥修", 3, SURE),
        piece(CONTINUATION, "好", 5, SURE),
        piece(CONTINUATION, "了，路也通了。", 5, SURE),
        piece(CONTINUATION, "村民来看。", 4, SURE),
    };
    const struct draft *draft = segment(a, pieces, COUNT(pieces));
    const struct draft_block *headline = &draft->blocks[0], *p = &draft->blocks[1];
    assert_int_equal(headline->doubts, DRAFT_DOUBT_ROLE);
    assert_int_equal(headline->line_count, 2);
    assert_string_equal(headline->text + headline->starts[1], "修好两座桥");
    assert_int_equal(p->line_count, 3);
    assert_int_equal(p->starts[0], 0);
    assert_string_equal(p->text + p->starts[1], "好了，路也通了。村民来看。");
    assert_string_equal(p->text + p->starts[2], "村民来看。");
    arena_free(a);
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doubts_stand_at_their_block),
        cmocka_unit_test(a_paragraph_keeps_its_doubt),
        cmocka_unit_test(parts_know_where_they_begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
