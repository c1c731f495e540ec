/* SPDX-License-Identifier: MIT */
/*
 * The pure algorithm of line/: what holds for every paragraph, and hostile input.
 */
#include "line_glyphs.h"
#include "rounds.h"

#include <stdlib.h>

/* ---- random paragraphs -------------------------------------------------------------------- */

static void add_word(struct buf *b, struct test_random *r)
{
    static const char letters[] = "abcdefgh2345";
    for (uint32_t n = 1 + test_random(r, 7); n > 0; n--)
        buf_add(b, &letters[test_random(r, 12)], 1);
}

/* Of letters, hyphens between them. */
static void add_long_word(struct buf *b, struct test_random *r)
{
    for (uint32_t n = 5 + test_random(r, 9), i = 0; i < n; i++) {
        if (i > 1 && i + 2 < n && !test_random(r, 3))
            buf_adds(b, "*");
        buf_adds(b, "e");
    }
}

/* Han with marks as they stand in a newspaper, now and then something odd. */
static const char *random_text(struct paragraph *p, struct test_random *r, size_t length)
{
    static const char *const marks[] = {"，", "。", "、", "：", "“", "”", "（", "）", "《",
                                        "》", "！", "——", "……", "·", "/", "～", " ",  "々"};
    struct buf b = {0};
    buf_adds(&b, "始");
    for (size_t i = 0; i < length; i++) {
        uint32_t k = test_random(r, 100);
        if (k < 14)
            buf_adds(&b, marks[test_random(r, COUNT(marks))]);
        else if (k < 18)
            add_word(&b, r);
        else if (k < 20)
            add_long_word(&b, r);
        else
            buf_adds(&b, "河");
    }
    const char *text = arena_text(p->arena, b.text, b.len);
    buf_release(&b);
    return text;
}

struct broken {
    struct line_box *boxes;
    size_t count, lines, emergencies;
    size_t *ends;
    struct line_measure measure;
};

static struct line_measure justified(dist width)
{
    return (struct line_measure){.width = width, .first = width, .em = EM, .justify = true};
}

/* As a headline is set. */
static struct line_measure balanced(struct paragraph *p, dist width)
{
    struct line_measure measure = justified(width);
    measure.justify = false;
    measure.balance = p->format.balance = true;
    return measure;
}

static struct broken break_boxes(struct paragraph *p, struct line_box *boxes, size_t count,
                                 struct line_measure measure)
{
    struct broken b = {.boxes = boxes, .count = count, .measure = measure};
    b.ends = arena_array(p->arena, count + 1, sizeof *b.ends);
    b.lines = line_break(boxes, count, &measure, b.ends, &b.emergencies, p->arena);
    return b;
}

static struct broken break_text(struct paragraph *p, const char *text, struct line_measure measure)
{
    test_boxes(p, text);
    return break_boxes(p, p->boxes, p->glyphs.count, measure);
}

static size_t start_of(const struct broken *b, size_t line)
{
    return line ? b->ends[line - 1] : 0;
}

static dist width_of(const struct broken *b, size_t first, size_t end, bool least)
{
    dist width = 0;
    for (size_t i = first; i < end; i++) {
        width += b->boxes[i].advance;
        if (i + 1 < end)
            width += b->boxes[i].gap - (least ? b->boxes[i].shrink : 0);
        else
            width += b->boxes[i].hyphen;
    }
    return width;
}

static dist measure_at(const struct broken *b, size_t line)
{
    return line ? b->measure.width : b->measure.first;
}

static struct line_box *many(struct paragraph *p, size_t count, struct line_box box)
{
    struct line_box *boxes = arena_array(p->arena, count, sizeof *boxes);
    for (size_t i = 0; i < count; i++)
        boxes[i] = box;
    boxes[count - 1].penalty = LINE_FORCED;
    return boxes;
}

/* Every box is on one line, in order, and no line ends where it may not. */
static void check_ends(const struct broken *b)
{
    assert_true(b->lines > 0);
    assert_int_equal(b->ends[b->lines - 1], b->count);
    for (size_t i = 0; i < b->lines; i++) {
        assert_true(b->ends[i] > start_of(b, i));
        if (b->emergencies)
            continue;
        assert_true(b->boxes[b->ends[i] - 1].penalty < LINE_FORBIDDEN);
        assert_true(width_of(b, start_of(b, i), b->ends[i], true) <= measure_at(b, i));
    }
}

/* JU-01: a line sums exactly to its measure. */
static void check_sums(struct paragraph *p, const struct broken *b)
{
    dist *gaps = arena_array(p->arena, b->count, sizeof *gaps);
    for (size_t i = 0; i + 1 < b->lines; i++) {
        size_t first = start_of(b, i), end = b->ends[i];
        dist left = line_set(b->boxes, first, end, measure_at(b, i), gaps);
        int64_t sum = b->boxes[end - 1].hyphen;
        for (size_t k = first; k < end; k++)
            sum += (int64_t)b->boxes[k].advance + gaps[k - first];
        assert_int_equal(sum + left, measure_at(b, i));
        assert_int_equal(gaps[end - first - 1], 0);
        for (size_t k = first; k + 1 < end && !left; k++)
            assert_true(gaps[k - first] >= b->boxes[k].gap - b->boxes[k].shrink);
    }
}

/* Where the unit behind `from` ends; a hyphen ends none. */
static size_t next_end(const struct broken *b, size_t from)
{
    for (; from < b->count; from++)
        if (b->boxes[from].penalty < LINE_FORBIDDEN && !b->boxes[from].hyphen)
            return from + 1;
    return from;
}

/* Nothing is broken where no line may end as long as every unit fits on a line. */
static void check_emergencies(const struct broken *b)
{
    dist least = b->measure.first < b->measure.width ? b->measure.first : b->measure.width;
    for (size_t from = 0, end; from < b->count; from = end) {
        end = next_end(b, from);
        if (width_of(b, from, end, true) > least)
            return;
    }
    assert_int_equal(b->emergencies, 0);
}

/* Lines that were expanded although the next unit fits at all minima (JU-03, LB-09). */
static size_t unfilled(const struct broken *b)
{
    size_t found = 0;
    for (size_t i = 0; i + 1 < b->lines; i++) {
        size_t first = start_of(b, i);
        bool expanded = width_of(b, first, b->ends[i], false) < measure_at(b, i);
        size_t more = next_end(b, b->ends[i]);
        found += expanded && width_of(b, first, more, true) <= measure_at(b, i);
    }
    return found;
}

static bool is_lone(const struct broken *b)
{
    int characters = 0;
    for (size_t i = start_of(b, b->lines - 1); i < b->count; i++)
        characters += b->boxes[i].counts;
    return b->lines > 1 && characters < 2;
}

static bool is_loose(struct paragraph *p, const struct broken *b)
{
    dist *gaps = arena_array(p->arena, b->count, sizeof *gaps);
    for (size_t i = 0; i + 1 < b->lines; i++) {
        size_t first = start_of(b, i);
        line_set(b->boxes, first, b->ends[i], measure_at(b, i), gaps);
        for (size_t k = first; k + 1 < b->ends[i]; k++)
            if (gaps[k - first] - b->boxes[k].gap - b->boxes[k].stretch > EM / 4)
                return true;
    }
    return false;
}

/* A line may take less than it could for the sake of PA-03 and JU-08 only; where total fit has
 * neither fault and leaves such lines, greedy setting must have had one. */
static void test_properties(void **state)
{
    (void)state;
    struct test_random r = {20240601};
    size_t lone = 0, rescued = 0, paragraphs = test_rounds(3000);
    for (size_t n = 0; n < paragraphs; n++) {
        struct paragraph *q;
        test_begin((void **)&q);
        const char *text = random_text(q, &r, 20 + test_random(&r, 200));
        dist width = EM * (dist)(18 + test_random(&r, 25));
        struct line_measure measure = justified(width);
        measure.first = width + (n % 2 ? 2 * EM : -2 * EM);
        struct broken total = break_text(q, text, measure);
        check_ends(&total);
        check_sums(q, &total);
        check_emergencies(&total);
        lone += is_lone(&total);
        measure.greedy = true;
        struct broken greedy = break_text(q, text, measure);
        check_ends(&greedy);
        check_sums(q, &greedy);
        check_emergencies(&greedy);
        if (!greedy.emergencies)
            assert_int_equal(unfilled(&greedy), 0);
        if (unfilled(&total) && !total.emergencies) {
            assert_true(is_lone(&greedy) || is_loose(q, &greedy));
            rescued++;
        }
        test_end((void **)&q);
    }
    assert_true(rescued > 0);
    assert_true(lone * 1000 <= paragraphs);
}

/* A word is parted where the line would be loose without it, not where it fits by compression; the
 * hyphen counts for the width. */
static void test_hyphen(void **state)
{
    struct paragraph *p = *state;
    struct broken b = break_text(p, "河河河河abcd*efgh河河河河河河", justified(8 * EM));
    assert_int_equal(b.ends[0], 8);
    dist gaps[8];
    assert_int_equal(line_set(b.boxes, 0, 8, 8 * EM, gaps), 0);
    assert_int_equal(gaps[3], EM / 3);
    assert_in_range(gaps[0], EM * 4 / 9, EM * 4 / 9 + 1);
    b = break_text(p, "河河，河河，abc*defgh河河河河河河", justified(19 * EM / 2));
    assert_int_equal(b.ends[0], 14);
    b = break_text(p, "河河河河abc*d河河河河河河", justified(53 * EM / 10));
    assert_int_equal(b.ends[0], 4);
    assert_int_equal(b.emergencies, 0);
    b = break_text(p, "efgh abcd*efgh", justified(44 * EM / 10));
    assert_int_equal(b.ends[0], 5);
    assert_int_equal(b.emergencies, 0);
}

/* Pure Han on a measure of whole characters leaves nothing to adjust: the same lines as counting.
 */
static void test_solid(void **state)
{
    struct broken b = break_text(*state, "河河河河河河河河河河河河", justified(5 * EM));
    assert_int_equal(b.lines, 3);
    assert_int_equal(b.ends[0], 5);
    assert_int_equal(b.ends[1], 10);
}

/* ---- line_set ----------------------------------------------------------------------------- */

/* JU-04: a step is used up before the next gives anything. */
static void test_compression_order(void **state)
{
    struct paragraph *p = *state;
    test_boxes(p, "始。河A B河（河，河：河");
    size_t n = p->glyphs.count;
    struct broken b = {.boxes = p->boxes, .count = n};
    dist natural = width_of(&b, 0, n, false), least = width_of(&b, 0, n, true);
    dist *gaps = arena_array(p->arena, n, sizeof *gaps);
    for (dist width = natural; width >= least; width -= 7919) {
        assert_int_equal(line_set(p->boxes, 0, n, width, gaps), 0);
        int partly = 0;
        for (size_t i = 0; i + 1 < n; i++)
            if (gaps[i] < p->boxes[i].gap && p->boxes[i].shrink_step > partly)
                partly = p->boxes[i].shrink_step;
        for (size_t i = 0; i + 1 < n; i++)
            if (p->boxes[i].shrink_step && p->boxes[i].shrink_step < partly)
                assert_int_equal(gaps[i], p->boxes[i].gap - p->boxes[i].shrink);
    }
    assert_int_equal(line_set(p->boxes, 0, n, least - 100, gaps), 100);
}

/* JU-05: what stands in one step gives the same. */
static void test_equal_compression(void **state)
{
    struct paragraph *p = *state;
    test_boxes(p, "河，河，河，河，河，河，河，河");
    size_t n = p->glyphs.count;
    dist *gaps = arena_array(p->arena, n, sizeof *gaps);
    assert_int_equal(line_set(p->boxes, 0, n, 14 * EM, gaps), 0);
    for (size_t i = 1; i + 1 < n; i += 2)
        assert_in_range(gaps[i], gaps[1] - 1, gaps[1] + 1);
}

/* JU-06: word spaces to ½ em, Han–Latin to ⅓ em, then equal shares. */
static void test_expansion_order(void **state)
{
    struct paragraph *p = *state;
    test_boxes(p, "河河A B河，河");
    size_t n = p->glyphs.count;
    struct broken b = {.boxes = p->boxes, .count = n};
    dist natural = width_of(&b, 0, n, false);
    dist *gaps = arena_array(p->arena, n, sizeof *gaps);
    assert_int_equal(line_set(p->boxes, 0, n, natural + EM / 10, gaps), 0);
    assert_int_equal(gaps[3], p->boxes[3].gap + EM / 10);
    assert_int_equal(gaps[1], EM / 4);
    dist steps = EM / 2 - EM * 3 / 10 + 2 * (EM / 3 - EM / 4);
    assert_int_equal(line_set(p->boxes, 0, n, natural + steps + EM + 1, gaps), 0);
    assert_int_equal(gaps[3], EM / 2);
    assert_int_equal(gaps[1], EM / 3);
    assert_int_equal(gaps[4], EM / 3);
    assert_int_equal(gaps[0], EM / 2 + 1);
    assert_int_equal(gaps[6], EM / 2 + EM / 2);
    assert_int_equal(gaps[5], 0);
}

/* Nothing shares: the word spaces take it all; nothing at all: what is missing is told. */
static void test_western_line(void **state)
{
    struct paragraph *p = *state;
    dist gaps[8];
    test_boxes(p, "ab cd ef");
    assert_int_equal(line_set(p->boxes, 0, 8, 10 * EM, gaps), 0);
    assert_int_equal(gaps[2], 3 * EM + EM / 2);
    assert_int_equal(gaps[5], gaps[2]);
    test_boxes(p, "abcd");
    assert_int_equal(line_set(p->boxes, 0, 4, 3 * EM, gaps), -EM);
}

/* ---- breaking ----------------------------------------------------------------------------- */

/* LB-09: the mark is pushed in if the line can be compressed, else a character goes down. */
static void test_push_in(void **state)
{
    struct broken b = break_text(*state, "河，河河河河河，河河河河", justified(7 * EM));
    assert_int_equal(b.ends[0], 8);
    b = break_text(*state, "河河河河河河河，河河河河", justified(7 * EM));
    assert_int_equal(b.ends[0], 6);
}

/* The same in ragged text, where nothing else is compressed. */
static void test_push_in_ragged(void **state)
{
    struct line_measure ragged = justified(7 * EM);
    ragged.justify = false;
    struct broken b = break_text(*state, "河，河河河河河，河河河河", ragged);
    assert_int_equal(b.ends[0], 8);
    b = break_text(*state, "河，河河河河河河河河河", ragged);
    assert_int_equal(b.ends[0], 7);
}

/* PA-03: one character is taken down from the line before. */
static void test_lone(void **state)
{
    struct broken b = break_text(*state, "河河河河河河河河河河河河河", justified(6 * EM));
    assert_int_equal(b.lines, 3);
    assert_false(is_lone(&b));
    assert_int_equal(unfilled(&b), 1);
    b = break_text(*state, "河河河河河河河河河河河河河。", justified(6 * EM));
    assert_false(is_lone(&b));
    struct line_measure measure = justified(6 * EM);
    measure.greedy = true;
    b = break_text(*state, "河河河河河河河河河河河河河", measure);
    assert_true(is_lone(&b));
}

/* JU-08: two lines a little loose rather than one very loose, where a long word does not fit. */
static void test_even_looseness(void **state)
{
    struct paragraph *p = *state;
    const char *text = "河河河河河河河河河河河河河河河河河河河河"
                       "河河河河河河河河河河河河河河河abcdefghijkl河";
    struct line_measure measure = justified(20 * EM);
    struct broken b = break_text(p, text, measure);
    assert_false(is_loose(p, &b));
    measure.greedy = true;
    b = break_text(p, text, measure);
    assert_true(is_loose(p, &b));
}

/* HD-03: even lines, fewest first. */
static void test_balance(void **state)
{
    struct line_measure measure = balanced(*state, 10 * EM);
    struct broken b = break_text(*state, "河河河河河河河河河河河河", measure);
    assert_int_equal(b.lines, 2);
    assert_int_equal(b.ends[0], 6);
    b = break_text(*state, "河河河河河河河河河河河河河", measure);
    assert_int_equal(b.ends[0], 7);
    b = break_text(*state, "河河河河河河河河河河", measure);
    assert_int_equal(b.lines, 1);
    b = break_text(*state, "河河河河河河&河河河河河河", measure);
    assert_true(b.ends[0] == 5 || b.ends[0] == 7);
    b = break_text(*state, "河河河河河河&河&河&河&河&河河河河河河", measure);
    assert_int_equal(b.lines, 3);
    b = break_text(*state, "河河河河河河河河河河河河河河河河河河河河河河河", measure);
    assert_int_equal(b.lines, 3);
    assert_int_equal(b.ends[0], 8);
    assert_int_equal(b.ends[1], 16);
}

/* A first line that stands out far leaves the others their own measure. */
static void test_wide_first_line(void **state)
{
    struct paragraph *p = *state;
    struct line_box *boxes =
        many(p, 40, (struct line_box){.advance = EM, .share = true, .counts = true});
    for (dist first = 5; first <= 12; first++) {
        struct line_measure measure = {.width = 4 * EM, .first = first * EM, .em = EM};
        measure.balance = true;
        for (size_t count = 5; count <= 40; count++) {
            struct broken b = break_boxes(p, boxes, count, measure);
            check_ends(&b);
            assert_int_equal(b.emergencies, 0);
        }
    }
}

static void test_halves(void **state)
{
    struct paragraph *p = *state;
    struct line_measure measure = balanced(p, 10 * EM);
    struct broken b = break_text(p, "河河河河河河河河　河河河河", measure);
    assert_int_equal(b.lines, 2);
    assert_int_equal(b.ends[0], 9);
    b = break_text(p, "河河河河河河河河河河　河河", measure);
    assert_int_equal(b.lines, 2);
    assert_in_range(b.ends[0], 6, 8);
}

/* Rather a line more than one that has the end of a clause and the beginning of another. */
static void test_clauses(void **state)
{
    struct paragraph *p = *state;
    struct line_measure measure = balanced(p, 10 * EM);
    struct broken b = break_text(p, "河河河河河河河河河河河 河河河河河河", measure);
    assert_int_equal(b.lines, 3);
    assert_int_equal(b.ends[1], 12);
    b = break_text(p, "河河河 河河河 河河河河河河", measure);
    assert_int_equal(b.lines, 2);
    assert_int_equal(b.ends[0], 8);
}

/* A last clause stands alone if it has four characters: 王沪宁出席 is no lost end of a line. */
static void test_short_clause(void **state)
{
    struct paragraph *p = *state;
    struct line_measure measure = balanced(p, 20 * EM);
    struct broken b = break_text(p, "河河河河河河河河河河河河河河河河河河 河河河河", measure);
    assert_int_equal(b.lines, 2);
    assert_int_equal(b.ends[0], 19);
    b = break_text(p, "河河河河河河河河河河河河河河河河河河 河河河", measure);
    assert_int_equal(b.lines, 2);
    assert_true(b.ends[0] < 18);
}

/* What opens a phrase, what belongs together and what is in brackets outweigh evenness, unless a
 * line would be much longer than the other. */
static void test_sense(void **state)
{
    struct paragraph *p = *state;
    struct line_measure measure = balanced(p, 20 * EM);
    struct broken b = break_text(p, "河河河河河河河河河河河河河>河河河河河河河河河", measure);
    assert_int_equal(b.ends[0], 13);
    b = break_text(p, "河河河河>河河河河河河河河河河河河河河河河河河", measure);
    assert_int_equal(b.ends[0], 11);
    b = break_text(p, "河河河河河河河河河河<河<河<河河河河河河河河河", measure);
    assert_int_equal(b.ends[0], 9);
    b = break_text(p, "河河河河河河河“河河河河河河河河”河河河河河河", measure);
    assert_int_equal(b.ends[0], 7);
}

/* A long title has a line to itself, with both that issue it on the line before it, or with what is
 * done with it on the line behind. */
static void test_title(void **state)
{
    struct paragraph *p = *state;
    struct line_measure measure = balanced(p, 20 * EM);
    struct broken b = break_text(p, "河河河河 河河河河河河《河河河河河河河河河河河河》", measure);
    assert_int_equal(b.lines, 2);
    assert_int_equal(b.ends[0], 11);
    b = break_text(p, "《河河河河河河河河河河河河河河河》河河河河河河河", measure);
    assert_int_equal(b.lines, 2);
    assert_int_equal(b.ends[0], 17);
}

/* A cell's lines are filled, but end between words, though they are one more for it. */
static void test_words(void **state)
{
    struct paragraph *p = *state;
    struct line_measure measure = balanced(p, 10 * EM);
    measure.balance = p->format.balance = false;
    measure.words = p->format.words = true;
    struct broken b = break_text(p, "河河河河河河河河河河&河河河河河河", measure);
    assert_int_equal(b.lines, 2);
    assert_int_equal(b.ends[0], 9);
    b = break_text(p, "河河河河河河河河河河河河河河河", measure);
    assert_int_equal(b.ends[0], 10);
    b = break_text(p, "河河河河河河河河河河&河河河河河河河河河&河", measure);
    assert_int_equal(b.lines, 3);
    assert_int_equal(b.ends[0], 9);
    b = break_text(p, "河河河河河河河河河河&河河河河河河河河河河&河河河河河河河河河河", measure);
    assert_int_equal(b.lines, 4);
    assert_int_equal(b.ends[0], 9);
    b = break_text(p, "河&河&河&河&河&河&河&河&河&河&河&河&河", measure);
    assert_int_equal(b.lines, 2);
    assert_int_equal(b.emergencies, 0);
}

/* ---- emergencies and hostile input -------------------------------------------------------- */

static void test_emergency(void **state)
{
    struct broken b = break_text(*state, "abcdefghijklmnopqrstuvwxyz", justified(5 * EM));
    assert_int_equal(b.lines, 3);
    assert_int_equal(b.ends[0], 10);
    assert_int_equal(b.emergencies, 2);
    b = break_text(*state, "河河河河河河河河，”", justified(EM));
    check_ends(&b);
    assert_true(b.emergencies > 0);
    b = break_text(*state, "a|b|c|d|e|f|g|h", justified(2 * EM));
    assert_int_equal(b.lines, 2);
    b = break_text(*state, "河\u2028abcdefgh", justified(2 * EM));
    assert_int_equal(b.ends[0], 2);
    assert_int_equal(b.emergencies, 1);
}

/* A long word begins on the line that is there, rather than leave it nearly empty. */
static void test_long_word(void **state)
{
    struct broken b =
        break_text(*state, "河河abcdefghijklmnopqrstuvwxyzabcdefgh", justified(8 * EM));
    assert_true(b.ends[0] > 2);
    b = break_text(*state, "河河河河河河河abcdefghijk河", justified(8 * EM));
    assert_int_equal(b.ends[0], 7);
    assert_int_equal(b.emergencies, 0);
}

/* What is solid is parted only where nothing else fits. */
static void test_solid_emergency(void **state)
{
    struct broken b = break_text(*state, "abcd|e|f|g", justified(3 * EM));
    assert_int_equal(b.ends[0], 3);
    assert_int_equal(b.lines, 2);
}

static void test_hostile(void **state)
{
    static const struct line_box kinds[] = {
        {.advance = EM, .share = true, .counts = true},
        {.advance = EM / 2, .penalty = LINE_FORBIDDEN},
        {.advance = EM / 2, .penalty = LINE_SOLID},
        {.advance = 0},
        {.advance = 0, .penalty = LINE_SOLID},
        {.advance = 0, .gap = EM, .shrink = EM, .shrink_step = 4},
        {.advance = 0, .gap = 1, .shrink = 1, .shrink_step = 4, .share = true},
        {.advance = 100 * EM},
        {.advance = EM, .penalty = LINE_FORCED},
        {.advance = EM / 2, .gap = EM / 2, .shrink = EM / 2, .shrink_step = 5, .share = true},
    };
    enum { HAN = 1000000, LARGE = 100000 };
    for (size_t k = 0; k < COUNT(kinds); k++)
        for (int mode = 0; mode < 5; mode++) {
            struct paragraph *q;
            test_begin((void **)&q);
            size_t count = k == 0 ? HAN : LARGE;
            struct line_measure measure = justified(40 * EM);
            measure.justify = mode < 2;
            measure.greedy = mode == 1;
            measure.balance = mode == 3;
            measure.words = mode == 4;
            struct broken b = break_boxes(q, many(q, count, kinds[k]), count, measure);
            assert_int_equal(b.ends[b.lines - 1], count);
            test_end((void **)&q);
        }
    struct paragraph *p = *state;
    struct broken none = break_boxes(p, p->boxes, 0, justified(EM));
    assert_int_equal(none.lines, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_hyphen),
        TEST(test_properties),
        TEST(test_solid),
        TEST(test_compression_order),
        TEST(test_equal_compression),
        TEST(test_expansion_order),
        TEST(test_western_line),
        TEST(test_push_in),
        TEST(test_push_in_ragged),
        TEST(test_lone),
        TEST(test_even_looseness),
        TEST(test_balance),
        TEST(test_clauses),
        TEST(test_short_clause),
        TEST(test_sense),
        TEST(test_title),
        TEST(test_words),
        TEST(test_halves),
        TEST(test_wide_first_line),
        TEST(test_emergency),
        TEST(test_long_word),
        TEST(test_solid_emergency),
        TEST(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
